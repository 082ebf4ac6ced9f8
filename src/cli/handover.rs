use super::{
    Desk,
    said::{day, reference},
};
use crate::{
    app::Failure,
    domain::{Command, Refusal, handover, names::CommitmentId, refusal::rule},
    id::Id,
    views::{
        Sight,
        commitments::CommitmentView,
        handover::{HandoverView, handover as view},
    },
};
use clap::Args;

/// Shows what a new leader takes over; or adopts and declines open commitments; or hands the 1:1s over to the next
///
/// What is open before a change of leader is lost to nobody: the new leader says which commitments go on (--adopt) and
/// which do not (--decline, --why). The outgoing leader leaves a note (--to, --note).
/// It may be read by the employee, the chain of leaders above, and HR; how many items stand on the next agenda by the two alone.
#[derive(Args, Debug)]
pub struct Handover {
    /// The employee: id, login or part of the name
    person: String,
    /// A commitment that goes on, such as c3; several, with commas or said again
    #[arg(long, value_name = "COMMITMENT", value_delimiter = ',')]
    adopt: Vec<CommitmentId>,
    /// A commitment that does not go on, such as c4
    #[arg(long, value_name = "COMMITMENT", value_delimiter = ',', requires = "why")]
    decline: Vec<CommitmentId>,
    /// Why it does not
    #[arg(long, value_name = "TEXT", requires = "decline", value_parser = super::text::typed)]
    why: Option<String>,
    /// Who leads the 1:1s from then on, by login: the outgoing leader's word
    #[arg(long, value_name = "LOGIN", requires = "note", conflicts_with_all = ["adopt", "decline"])]
    to: Option<String>,
    /// What the next leader should know
    #[arg(long, value_name = "TEXT", requires = "to", value_parser = super::text::typed)]
    note: Option<String>,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

impl Handover {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let handover = match (self.to, self.note) {
            (Some(to), Some(note)) => handover::Handover::Give(desk.person(&to)?, note),
            _ if self.adopt.is_empty() && self.decline.is_empty() => return show(desk, person),
            _ => handover::Handover::Take(self.adopt, self.decline, self.why),
        };
        let receipt = desk.record(person, self.on.as_deref(), &Command::Handover(handover))?;
        desk.say_receipt(Some(person), &receipt)
    }
}

/// Shows what the leader of the day took over, to who may read the person's record.
fn show(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    let class = desk.class_read(id)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let name = directory.name(id);
    let Some(view) = view(&Sight::of(person, directory, today), class) else {
        let what = format!("{name} has no leader of record today.");
        let next = "Human resources name one: coach line PERSON --leader LOGIN.";
        return Err(Refusal::new(what, next).by(rule::HANDOVER).into());
    };
    if desk.globals.json {
        desk.say_json(&view);
        return Ok(());
    }
    for line in lines(&name, &view) {
        desk.say(line);
    }
    Ok(())
}

fn lines(name: &str, view: &HandoverView) -> Vec<String> {
    let former = view.former.as_ref().map_or_else(String::new, |former| format!(", after {}", former.name));
    let reviewer = view.reviewer.as_ref().map_or_else(String::new, |it| format!("; {} reviews", it.name));
    let mut lines = vec![
        format!("{} leads {name} since {}{former}{reviewer}.", view.leader.name, day(view.since)),
        match view.expectations.communicated {
            Some(on) => format!("Expectations were communicated on {}.", day(on)),
            None => format!("Expectations are to be communicated by {}.", day(view.expectations.due)),
        },
    ];
    for note in &view.notes {
        lines.push(format!(
            "{} to {}, {}{}: {}",
            note.by,
            note.to,
            day(note.on),
            reference(note.entry.as_ref()),
            note.note
        ));
    }
    let mut part = |title: &str, list: &[CommitmentView]| {
        if list.is_empty() {
            return;
        }
        lines.push(format!("{title}:"));
        let line = |it: &CommitmentView| {
            format!("  {} of {}, due {}: {}{}", it.id, it.owner, day(it.due), it.text, reference(it.entry.as_ref()))
        };
        lines.extend(list.iter().map(line));
    };
    part("Waiting to be adopted or declined", &view.waiting);
    part("Other open commitments", &view.open);
    lines.extend(view.goals.iter().map(|goal| format!("Goal {goal}")));
    let items = view.items.map_or_else(String::new, |items| format!(", {items} items on the next agenda"));
    lines.push(format!(
        "{} development plans with {} open actions, {} concerns{items}.",
        view.plans, view.actions, view.concerns
    ));
    lines
}
