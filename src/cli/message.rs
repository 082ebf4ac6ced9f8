use super::{
    Desk,
    said::day,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command, Refusal,
        dates::Direction,
        message::{Deliver, Identify},
        refusal::rule,
    },
    id::Id,
    views::{
        Sight,
        reach::{Reach, marks, reach},
    },
};
use clap::Args;

/// Identifies a critical message to be said to each of several people alone, and records to whom it was said (2.K3)
///
/// It may be read by each employee and their leader, each their own. It stands on the next agenda until it is
/// delivered. Without options it shows a leader how far their messages have come.
#[derive(Args, Debug)]
pub struct Message {
    /// The employee it was delivered to: id, login or part of the name
    #[arg(requires = "delivered", conflicts_with = "to")]
    person: Option<String>,
    /// Who is to hear it: all (everybody you lead), or people, such as ben,kai
    #[arg(long, value_delimiter = ',', value_name = "all|PEOPLE")]
    to: Vec<String>,
    /// The message that waits was delivered; by its first digits where several wait
    #[arg(long, num_args = 0..=1, default_missing_value = "", value_name = "MESSAGE", requires = "person")]
    delivered: Option<String>,
    /// The original date of the 1:1 it was said in; the one held that day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "delivered")]
    meeting: Option<String>,
    /// The day it was identified or delivered
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Message {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        match (&self.person, &self.delivered) {
            (Some(person), Some(which)) => self.deliver(desk, person, which),
            _ if self.to.is_empty() && self.text.message.is_none() && !self.text.draft => show(desk),
            _ => self.identify(desk),
        }
    }

    fn deliver(&self, desk: &mut Desk<'_>, person: &str, which: &str) -> Result<(), Failure> {
        if self.text.message.is_some() || self.text.draft {
            return Err(Failure::Usage("A delivery has no text of its own; leave -m out.".into()));
        }
        let person = desk.person(person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let on = desk.day_of(person, self.on.clone(), meeting)?;
        let deliver = Deliver { which: which.to_owned(), meeting };
        let receipt = desk.record(person, on.as_deref(), &Command::Deliver(deliver))?;
        desk.say_receipt(Some(person), &receipt)
    }

    fn identify(&self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let to = self.recipients(desk)?;
        let (actor, message) = (desk.actor()?, desk.app()?.new_id());
        let asks = "What is to be said to each of them alone?";
        let purpose = Purpose::new("message", asks, actor).for_class(Class::Pair).on(self.on.as_deref());
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Message(Identify { message, to, text })))
    }

    fn recipients(&self, desk: &mut Desk<'_>) -> Result<Vec<Id>, Failure> {
        if self.to.is_empty() {
            return Err(Failure::Usage("Say who is to hear it: --to all, or --to ben,kai.".into()));
        }
        let mut to = Vec::new();
        for words in self.to.iter().map(|words| words.trim()) {
            if words != "all" {
                to.push(desk.person(words)?);
                continue;
            }
            let actor = desk.actor()?;
            let on = desk.date_if_any(self.on.as_deref(), actor, Direction::Past)?;
            let on = on.map_or_else(|| desk.today(Some(actor)), Ok)?;
            let directory = desk.app()?.directory();
            let reports = directory.reports_on(actor, on);
            if reports.is_empty() {
                let what = format!("{} leads nobody on {on}.", directory.name(actor));
                let next = "A leader identifies messages to those they lead on that day.";
                return Err(Refusal::new(what, next).by(rule::LINE).into());
            }
            to.extend(reports.iter().map(|report| report.id));
        }
        Ok(to)
    }
}

/// Shows a leader how far their messages have come among those they lead.
fn show(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let actor = desk.actor()?;
    let today = desk.today(Some(actor))?;
    let app = desk.app()?;
    let reports: Vec<_> = app.directory().reports_on(actor, today).iter().map(|report| report.id).collect();
    let mut messages = Vec::new();
    for report in reports {
        let (directory, person) = app.seen(report)?;
        messages.extend(marks(&Sight::of(person, directory, today)));
    }
    let rows = reach(actor, &messages);
    if desk.globals.json {
        desk.say_json(&rows);
        return Ok(());
    }
    if rows.is_empty() {
        desk.say("No critical message of yours to those you lead.");
    }
    rows.iter().for_each(|row| desk.say(in_a_line(row)));
    Ok(())
}

/// `1f03ab of 2 July 2025: 2 of 3 have heard it; not yet: Ben Yazzie`
pub(super) fn in_a_line(row: &Reach) -> String {
    let names: Vec<_> = row.waiting.iter().map(|it| it.name.clone()).collect();
    let waiting = if names.is_empty() { String::new() } else { format!("; not yet: {}", names.join(", ")) };
    format!("{} of {}: {} of {} have heard it{waiting}", row.message, day(row.on), row.delivered, row.of)
}
