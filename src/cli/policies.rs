use super::{Desk, said::reference};
use crate::{
    app::Failure,
    domain::{
        Class, Refusal,
        dates::Direction,
        policy::{Asks, Tighten},
        scope::Scope,
    },
    id::Id,
    views::{Sight, asked::asked_lines, standard::policy_rows},
};
use clap::Args;
use serde_json::json;

/// Sets a cadence policy for the agency, a tier, a position or one person
///
/// A narrower policy tightens what the wider ones and the minimum of the standard ask for, field by field, and never
/// loosens it. A later version replaces the one before it as a whole. Nothing takes a policy back: its loosest version
/// asks for what the wider ones ask for anyway. A policy for one person may be read by the employee, the chain of
/// leaders above, and HR; every other by everyone employed.
#[derive(Args, Debug)]
pub struct Cadence {
    /// For whom: agency, tier:supervisor, role:"Permit Technician" or person:lee
    #[arg(long = "for", value_name = "SCOPE", default_value = "agency")]
    scope: String,
    /// Minutes held in each calendar month, at least
    #[arg(long)]
    minutes: Option<u32>,
    /// Days from one 1:1 held to the next, at most
    #[arg(long, value_name = "DAYS")]
    gap: Option<u32>,
    /// Minutes of each 1:1 held, at least
    #[arg(long, value_name = "MINUTES")]
    meeting_minutes: Option<u32>,
    /// The first month, by its first day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    effective: String,
    /// Why
    #[arg(short = 'm', long = "message", value_name = "WHY")]
    reason: String,
    /// The agency that sets it, by name; your own where nothing is said
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
}

impl Cadence {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let effective = desk.date(&self.effective, None, Direction::Future)?;
        let scope = desk.scope(&self.scope)?;
        let about = if let Scope::Person(id) = scope { Some(id) } else { None };
        let agency = self.agency_of(desk, about)?;
        let asks = Asks { minutes: self.minutes, max_gap_days: self.gap, minutes_a_meeting: self.meeting_minutes };
        let tighten = Tighten { scope, asks, effective, reason: self.reason };
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let receipt =
            desk.app()?.agency_command(actor, key.as_deref(), Some(agency), |context| tighten.decide(context))?;
        desk.say_receipt(about, &receipt)
    }
}

impl Cadence {
    /// The agency that sets it: of one person's, theirs.
    fn agency_of(&self, desk: &mut Desk<'_>, person: Option<Id>) -> Result<Id, Failure> {
        let today = desk.today(person)?;
        match (&self.agency, person) {
            (None, Some(person)) => Ok(desk.app()?.directory().agency_of(person, today).unwrap_or(person)),
            (words, _) => desk.agency(words.as_deref()),
        }
    }
}

impl Desk<'_> {
    /// For whom a policy holds, in the words of a command.
    ///
    /// # Errors
    /// The words fit nobody, or several people, or are of no kind of scope.
    pub fn scope(&mut self, words: &str) -> Result<Scope, Failure> {
        let known = "agency, tier:NAME, role:POSITION or person:WHO";
        match words.split_once(':') {
            None if words == "agency" => Ok(Scope::Agency),
            Some(("person", who)) => Ok(Scope::Person(self.person(who)?)),
            Some(("tier", name)) if !name.trim().is_empty() => Ok(Scope::Tier(name.trim().to_owned())),
            Some(("role", name)) if !name.trim().is_empty() => Ok(Scope::Role(name.trim().to_owned())),
            _ => Err(Refusal::new(format!("{words:?} does not say for whom."), format!("Give {known}.")).into()),
        }
    }
}

/// Shows the cadence policies: every version, or what is in force for a person, and which entry asks for it
///
/// What is asked of a person may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Policies {
    /// Whose: id, login or part of the name
    person: Option<String>,
    /// As of this day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// Those of this agency, by name; of your own where nothing is said
    #[arg(long, value_name = "NAME", conflicts_with = "person")]
    agency: Option<String>,
}

impl Policies {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        desk.actor()?;
        match &self.person {
            Some(words) => self.of_person(desk, words),
            None => all(desk, self.agency.as_deref()),
        }
    }

    fn of_person(&self, desk: &mut Desk<'_>, words: &str) -> Result<(), Failure> {
        let id = desk.person(words)?;
        desk.may_look(id, Class::Person)?;
        let today = desk.today(Some(id))?;
        let as_of = match &self.as_of {
            Some(words) => desk.date(words, Some(id), Direction::Future)?,
            None => today,
        };
        let (directory, person) = desk.app()?.seen(id)?;
        let sight = Sight::of(person, directory, as_of);
        let lines = asked_lines(&sight, as_of);
        let name = directory.name(id);
        let held = directory.people.get(&id).and_then(|it| Some((it.position_on(as_of)?, it.tier_on(as_of)?)));
        let held = held.map_or_else(String::new, |(position, tier)| format!(" ({position}, tier {tier})"));
        if desk.globals.json {
            desk.say_json(&json!({"person": id, "as_of": as_of, "asked": lines}));
            return Ok(());
        }
        desk.say(format!("Asked of {name}{held} on {as_of}, the strictest of all layers:"));
        if lines.is_empty() {
            desk.say("  nothing: no standard work is in force on that day");
        }
        for line in &lines {
            desk.say(format!("  {}", line.what));
            desk.say(format!("      by the {}, since {}{}", line.by, line.since, reference(Some(&line.entry))));
        }
        Ok(())
    }
}

fn all(desk: &mut Desk<'_>, agency: Option<&str>) -> Result<(), Failure> {
    let json = desk.globals.json;
    let agency = desk.agency(agency)?;
    let directory = desk.app()?.directory();
    let minimum = directory.first_agency().filter(|first| *first != agency);
    let rows: Vec<_> = minimum.into_iter().chain([agency]).flat_map(|agency| policy_rows(directory, agency)).collect();
    if json {
        desk.say_json(&rows);
        return Ok(());
    }
    for row in rows {
        let entry = reference(Some(&row.entry));
        desk.say(format!("{}, version {}, from {}: {}{entry}", row.scope, row.version, row.effective, row.what));
        if let Some(reason) = row.reason {
            desk.say(format!("      {}", reason.replace('\n', "\n      ")));
        }
    }
    desk.say("What is asked of one person alone is shown with that person: coach standard policies PERSON");
    Ok(())
}
