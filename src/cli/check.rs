use super::{
    Desk,
    said::{day, reference},
};
use crate::{
    app::Failure,
    domain::{
        Class,
        authority::{Readable, may_read},
    },
    views::{Cycle, Sight, cadence::cadence},
};
use clap::Args;

/// Checks the cadence of a person, or of everybody whose record you may read, by rule id
///
/// Every month is judged by the policy in force in it (1.K1, 1.R1).
#[derive(Args, Debug)]
pub struct Check {
    /// Whose record: id, login or part of the name
    person: Option<String>,
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
        let today = desk.today(None)?;
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
            None => {
                let directory = desk.app()?.directory();
                let readable = |id| Readable { stream: id, class: Class::Person, author: id, withdrawn: false };
                let mut people: Vec<_> = directory
                    .people
                    .values()
                    .filter(|employee| may_read(directory, reader, readable(employee.id), today))
                    .collect();
                people.sort_by_key(|employee| (&employee.name, &employee.login));
                people.iter().map(|employee| employee.id).collect()
            }
        };
        let mut findings = Vec::new();
        for id in &ids {
            let (directory, person) = desk.app()?.seen(*id)?;
            findings.extend(cadence(&Sight::of(person, directory, as_of), Cycle::containing(as_of)));
        }
        if desk.globals.json {
            desk.say_json(&findings);
        } else {
            for finding in &findings {
                let since = finding.since.map_or_else(String::new, |since| format!(", since {}", day(since)));
                let entry = reference(finding.entry.as_ref());
                let login =
                    desk.app()?.directory().people.get(&finding.person.id).map(|employee| employee.login.clone());
                let name = format!("{} ({})", finding.person.name, login.unwrap_or_default());
                desk.say(format!("{:<6} {}: {}{since}{entry}", finding.rule, name, finding.what));
                desk.say(format!("       {}", finding.todo));
            }
            desk.say(format!("{} people checked, {} findings", ids.len(), findings.len()));
        }
        if self.strict && !findings.is_empty() { Err(Failure::Strict) } else { Ok(()) }
    }
}
