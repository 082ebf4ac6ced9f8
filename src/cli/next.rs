use super::{
    Desk,
    said::{day, reference},
};
use crate::{
    app::Failure,
    domain::{Class, Side},
    views::{
        Sight,
        agenda::{Agenda, AgendaLine, agenda},
        prepared::Written,
        words,
    },
};
use clap::Args;

/// Shows the agenda of the next 1:1, made from the record; every line says why it is there (4.K1)
///
/// It may be read by the employee and the leader.
#[derive(Args, Debug)]
pub struct Next {
    /// The employee: id, login or part of the name; yourself where nothing is said
    person: Option<String>,
}

impl Next {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let id = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        desk.may_look(id, Class::Pair)?;
        let today = desk.today(Some(id))?;
        let (directory, person) = desk.app()?.seen(id)?;
        let agenda = agenda(&Sight::of(person, directory, today));
        if desk.globals.json {
            desk.say_json(&agenda);
            return Ok(());
        }
        say(desk, &agenda);
        Ok(())
    }
}

fn say(desk: &mut Desk<'_>, agenda: &Agenda) {
    let name = &agenda.person.name;
    match (&agenda.meeting, &agenda.leader) {
        (Some(meeting), leader) => {
            let with = leader.as_ref().map_or_else(String::new, |leader| format!(" with {}", leader.name));
            let start = meeting.start.format("%Y-%m-%d %H:%M");
            desk.say(format!("Next 1:1 of {name}{with}: {start} {}, {} minutes", meeting.zone, meeting.minutes));
            let strip: Vec<_> = meeting.strip.iter().map(|part| format!("{}: {}", part.name, part.text)).collect();
            desk.say(format!("  {}", strip.join(" | ")));
            for change in &meeting.changes {
                let reason = change.reason.as_ref().map_or_else(String::new, |reason| format!(": {reason}"));
                desk.say(format!("  {}{reason}{}", change.what, reference(change.entry.as_ref())));
            }
        }
        (None, _) => desk.say(format!("{name} has no 1:1 to come [1.K1]. Schedule one: coach schedule")),
    }
    if !agenda.asked.is_empty() {
        let asked: Vec<_> = agenda.asked.iter().map(|line| line.what.clone()).collect();
        desk.say(format!("  asked: {}", words::list(&asked)));
    }
    for preparation in &agenda.preparations {
        let side = match preparation.side {
            Side::Employee => "employee",
            Side::Leader => "leader",
        };
        let state = preparation.on.map_or_else(|| "not prepared yet".into(), |on| format!("prepared on {}", day(on)));
        let late = if preparation.written == Some(Written::Late) { ", late" } else { "" };
        let reviewed = preparation.reviewed.map_or_else(String::new, |on| {
            let highlights = preparation.highlights.join("; ");
            let highlights = if highlights.is_empty() { highlights } else { format!(": {highlights}") };
            format!("; agenda reviewed on {}{highlights}", day(on))
        });
        let growth = preparation.growth.as_ref().map_or_else(String::new, |text| format!("; to grow: {text}"));
        desk.say(format!("  {} ({side}): {state}{late}{growth}{reviewed}", preparation.who));
    }
    if !agenda.wins.is_empty() {
        desk.say("\nWins");
        agenda.wins.iter().for_each(|line| say_line(desk, line));
    }
    for part in &agenda.parts {
        desk.say(format!("\n{} [{}]", part.title, part.rule));
        if part.lines.is_empty() {
            desk.say("  none");
        }
        part.lines.iter().for_each(|line| say_line(desk, line));
    }
}

fn say_line(desk: &mut Desk<'_>, line: &AgendaLine) {
    let topic =
        if line.topic.is_empty() || line.topic == line.name { String::new() } else { format!("[{}] ", line.topic) };
    let name = if line.name.is_empty() { String::new() } else { format!("{} ", line.name) };
    let entry = reference(line.entry.as_ref());
    desk.say(format!("  {name}{topic}{}", line.text.replace('\n', "\n    ")));
    desk.say(format!("      {}{entry}", line.why));
}
