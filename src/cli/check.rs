use super::{
    Desk,
    said::{day, reference},
};
use crate::{
    app::Failure,
    domain::{
        Class, Directory, Refusal,
        authority::{Readable, may_read},
        roster::Employee,
    },
    id::Id,
    views::{
        Cycle, Sight,
        check::{ByRule, RULES, Rule, by_rule, check},
        words::count,
    },
};
use chrono::NaiveDate;
use clap::Args;
use serde_json::json;
use std::collections::BTreeSet;

/// Checks the record of a person, or of everybody whose record you may read, rule by rule
///
/// Every month is judged by the policy in force in it. A finding counts, names dates and says what to do; it quotes
/// nobody's words. What rests on preparations, items and messages is said in full to the two who meet alone; others read
/// how many sides prepared.
#[derive(Args, Debug)]
pub struct Check {
    /// Whose record: id, login or part of the name
    person: Option<String>,
    /// The people of one unit
    #[arg(long, value_name = "UNIT", conflicts_with = "person")]
    unit: Option<String>,
    /// The people of one agency
    #[arg(long, value_name = "NAME", conflicts_with = "person")]
    agency: Option<String>,
    /// By one rule, such as 2A.K2
    #[arg(long, value_name = "ID")]
    rule: Option<String>,
    /// As of this day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// Ends with exit code 1 where something falls short
    #[arg(long)]
    strict: bool,
}

impl Check {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let reader = desk.actor()?;
        let rule = self.rule.as_deref().map(named).transpose()?;
        let agency = self.agency.as_deref().map(|words| desk.agency(Some(words))).transpose()?;
        let today = desk.today(agency)?;
        let as_of = match &self.as_of {
            Some(words) => desk.day_that_came("--as-of", words, None)?,
            None => today,
        };
        let ids = match &self.person {
            Some(words) => {
                let id = desk.person(words)?;
                desk.may_look(id, Class::Person)?;
                vec![id]
            }
            None => readable(desk.app()?.directory(), reader, (agency, self.unit.as_deref()), today)?,
        };
        let mut findings = Vec::new();
        for id in &ids {
            let (directory, person) = desk.app()?.seen(*id)?;
            let class = if reads(directory, reader, *id, Class::Pair, today) { Class::Pair } else { Class::Person };
            findings.extend(check(&Sight::of(person, directory, as_of), Cycle::containing(as_of), class));
        }
        findings.retain(|finding| rule.is_none_or(|rule| finding.rule == rule.id));
        let (number, groups) = (findings.len(), by_rule(findings));
        if desk.globals.json {
            let rules = rule.map_or(RULES.len(), |_| 1);
            desk.say_json(
                &json!({"as_of": as_of, "people": ids.len(), "rules": rules, "findings": number, "by_rule": groups}),
            );
        } else {
            say(desk, &groups)?;
            let by = rule.map_or_else(|| count(RULES.len(), "rule"), |rule| format!("rule {}", rule.id));
            let people = if ids.len() == 1 { "1 person".to_owned() } else { format!("{} people", ids.len()) };
            desk.say(format!("{people} checked by {by}: {}", count(number, "finding")));
        }
        if self.strict && number > 0 { Err(Failure::Strict) } else { Ok(()) }
    }
}

fn say(desk: &mut Desk<'_>, groups: &[ByRule]) -> Result<(), Failure> {
    for group in groups {
        desk.say(format!("{:<8} {} ({})", group.rule, group.sentence, count(group.findings.len(), "finding")));
        for finding in &group.findings {
            let since = finding.since.map_or_else(String::new, |since| format!(", since {}", day(since)));
            let entry = reference(finding.entry.as_ref());
            let login = desk.app()?.directory().people.get(&finding.person.id).map(|it| it.login.clone());
            let name = format!("{} ({})", finding.person.name, login.unwrap_or_default());
            desk.say(format!("         {name}: {}{since}{entry}", finding.what));
            desk.say(format!("           {}", finding.todo));
        }
        desk.say("");
    }
    Ok(())
}

/// The rule with an id.
fn named(id: &str) -> Result<&'static Rule, Refusal> {
    Rule::named(id).ok_or_else(|| {
        let list = RULES.iter().map(|rule| format!("{:<8} {}", rule.id, rule.sentence)).collect();
        Refusal::new(format!("{id:?} is no rule that the record can judge."), "Name one of these.").listing(list)
    })
}

fn reads(directory: &Directory, reader: Id, id: Id, class: Class, today: NaiveDate) -> bool {
    may_read(directory, reader, Readable { stream: id, class, author: id, withdrawn: false }, today)
}

/// Everybody whose record somebody may read, of an agency and of a unit if one is named, by name.
fn readable(
    directory: &Directory,
    reader: Id,
    (agency, unit): (Option<Id>, Option<&str>),
    today: NaiveDate,
) -> Result<Vec<Id>, Refusal> {
    let of = |employee: &Employee| employee.position.as_ref().and_then(|position| position.unit.clone());
    let people = directory.people.values();
    // Who left is checked by name alone.
    let here = people.filter(|employee| employee.is_employed(today));
    let mut people: Vec<_> =
        here.filter(|employee| reads(directory, reader, employee.id, Class::Person, today)).collect();
    people.retain(|employee| agency.is_none_or(|agency| directory.agency_of(employee.id, today) == Some(agency)));
    if let Some(unit) = unit {
        let units: BTreeSet<_> = people.iter().filter_map(|employee| of(employee)).collect();
        people.retain(|employee| of(employee).is_some_and(|known| known.eq_ignore_ascii_case(unit)));
        if people.is_empty() {
            let what = format!("Nobody whose record you may read is in a unit called {unit:?}.");
            let next = "Name one of these units.";
            return Err(Refusal::new(what, next).listing(units.into_iter().collect()));
        }
    }
    people.sort_by_key(|employee| (&employee.name, &employee.login));
    Ok(people.iter().map(|employee| employee.id).collect())
}
