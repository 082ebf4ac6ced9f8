use super::{
    Desk,
    assess::WhichArgs,
    docket::{say_line, say_step},
    forum::Forum,
    parts::Parts,
    said::{day, reference},
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        dates::Direction,
        dispute::{Outcome, Turn},
        forum::Matter,
        names::DisputeId,
        proceeding::{Ask, Decision, Proceeding, Subject},
    },
    id::Id,
    views::{
        Sight,
        appraisal::StepView,
        dispute::{DisputeView, disputes, internal},
        replay::Knew,
        words::count,
    },
};
use clap::{Args, Subcommand};
use serde::Serialize;

/// Shows disputes, each with what was due when and what was known when; or asks for a review of an appraisal or an entry,
/// files a step, answers one, decides
///
/// It may be read by the employee, the chain of leaders above, and HR. What a forum takes, and within which days, is
/// recorded: coach dispute forum. A decision that grants another rating is followed by coach appraise --revise --dispute.
#[derive(Args, Debug)]
pub struct Dispute {
    /// The employee; yourself where nothing is said
    person: Option<String>,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Asks for a review, as the employee: of the last appraisal that was delivered, or of an entry
    Ask(Box<Asking>),
    /// Files the next step, as the employee; -m says what you say in it
    File(Of),
    /// Answers the step that was filed last, as whoever the forum names
    Answer(Of),
    /// Gives what is awaited another day, as human resources; -m says why
    Extend(Extend),
    /// Seals the log as it stands, as an auditor: its last entry's number and hash are recorded
    Seal(Which),
    /// Withdraws it, as the employee; -m may say why
    Withdraw(Of),
    /// Notes an internal step, as human resources, who alone read it; the parties do not
    Note(Of),
    /// Records the decision, as human resources; -m says why
    Decide(Box<Deciding>),
    /// Shows the forums, or sets one
    Forum(Forum),
}

#[derive(Args, Debug)]
struct Asking {
    /// An entry, by its number, in the place of an appraisal
    #[arg(long, value_name = "ENTRY", conflicts_with_all = ["cycle", "probation"])]
    entry: Option<u64>,
    #[command(flatten)]
    which: WhichArgs,
    /// The forum; the only one in force where nothing is said
    #[arg(long, value_name = "NAME")]
    forum: Option<String>,
    /// How it came about (process), what it says (content), or both
    #[arg(long, value_name = "MATTER", default_value = "both")]
    about: Matter,
    /// Why; without grounds and redress an editor opens a form
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    grounds: Option<String>,
    /// What you ask for
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    redress: Option<String>,
    /// The day it was asked for
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long, conflicts_with_all = ["grounds", "redress"])]
    draft: bool,
}

#[derive(Args, Debug)]
struct Which {
    /// The dispute, such as r1
    dispute: DisputeId,
    /// The day it was done
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

#[derive(Args, Debug)]
struct Of {
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Extend {
    /// The day it is due by from now on
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: String,
    /// What is due later, such as filing-2 or answer-1; what is awaited where nothing is said
    #[arg(long, value_name = "TURN")]
    turn: Option<Turn>,
    #[command(flatten)]
    of: Of,
}

#[derive(Args, Debug)]
struct Deciding {
    /// granted, partly-granted or denied
    #[arg(long, value_name = "OUTCOME")]
    outcome: Outcome,
    /// Who decided, by name: whoever holds the office that the forum names
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    authority: String,
    /// What is granted
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    redress: Option<String>,
    #[command(flatten)]
    of: Of,
}

/// The form of a request.
const REQUEST: Parts<2> =
    Parts { what: "request", names: ["grounds", "redress"], says: "why the review is asked for, and what you ask for" };

impl Dispute {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        if let Some(What::Forum(forum)) = self.what {
            if let Some(person) = self.person {
                let what = format!("A forum is the agency's, and nobody's alone: leave {person:?} out.");
                return Err(Failure::Usage(format!("{what} Nothing was recorded.")));
            }
            return forum.run(desk);
        }
        let person = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        match self.what {
            None => show(desk, person),
            Some(What::Ask(it)) => ask(desk, person, *it),
            Some(What::File(it)) => it.say(desk, person, ("What do you say in it?", "a step of"), Proceeding::File),
            Some(What::Answer(it)) => it.say(desk, person, ("What do you answer?", "an answer in"), Proceeding::Answer),
            Some(What::Note(it)) => it.say(desk, person, ("What was done?", "an internal step of"), Proceeding::Note),
            Some(What::Withdraw(it)) => it.withdraw(desk, person),
            Some(What::Seal(it)) => {
                let head = desk.app()?.log().head().expect("a store begins with an entry");
                let seal = Proceeding::Seal(it.dispute, head.seq, head.hash.to_string());
                let receipt = desk.record(person, it.on.as_deref(), &Command::Dispute(seal))?;
                desk.say_receipt(Some(person), &receipt)
            }
            Some(What::Extend(it)) => {
                let (turn, due) = (it.turn, desk.date(&it.due, Some(person), Direction::Future)?);
                it.of.say(desk, person, ("Why is it extended?", "an extension in"), |dispute, reason| {
                    Proceeding::Extend(dispute, turn, due, reason)
                })
            }
            Some(What::Decide(it)) => {
                let Deciding { outcome, authority, redress, of } = *it;
                of.say(desk, person, ("Why was it decided so?", "the decision of"), |dispute, reason| {
                    Proceeding::Decide(dispute, Decision { outcome, authority, redress, reason })
                })
            }
            Some(What::Forum(_)) => unreachable!("it was run above"),
        }
    }
}

fn ask(desk: &mut Desk<'_>, person: Id, it: Asking) -> Result<(), Failure> {
    let text = Text { message: REQUEST.form([&it.grounds, &it.redress]), draft: it.draft };
    let asks = "The request, a line each: `grounds: …`, `redress: …`; indented lines go on";
    let purpose = Purpose::new("dispute", asks, person).on(it.on.as_deref()).kind("a request for a review");
    let of = it.entry.map_or_else(|| Subject::Appraisal(it.which.into()), Subject::Entry);
    desk.record_text(&text, &purpose, |form| {
        let [grounds, redress] = REQUEST.parse(&form)?;
        Ok(Command::Dispute(Proceeding::Ask(Ask { of, forum: it.forum, about: it.about, grounds, redress })))
    })
}

impl Of {
    /// Records what is said of a dispute.
    fn say(
        &self,
        desk: &mut Desk<'_>,
        person: Id,
        (asks, kind): (&str, &str),
        step: impl FnOnce(DisputeId, String) -> Proceeding,
    ) -> Result<(), Failure> {
        let dispute = self.which.dispute;
        let purpose = Purpose::new("dispute", asks, person).on(self.which.on.as_deref());
        let purpose = purpose.kind(format!("{kind} {dispute}"));
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Dispute(step(dispute, text))))
    }

    fn withdraw(&self, desk: &mut Desk<'_>, person: Id) -> Result<(), Failure> {
        let dispute = self.which.dispute;
        let purpose = Purpose::new("dispute", "Why do you withdraw it?", person).on(self.which.on.as_deref());
        let purpose = purpose.kind(format!("why {dispute} is withdrawn")).optional();
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Dispute(Proceeding::Withdraw(dispute, if_any(text)))))
    }
}

fn show(desk: &mut Desk<'_>, id: Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Person)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let sight = Sight::of(person, directory, today);
    let (all, noted, name) = (disputes(&sight), internal(&sight), directory.name(id));
    let mut all: Vec<_> = all.into_iter().map(|view| Whole { view, internal: Vec::new() }).collect();
    for (entry, dispute, step) in noted {
        if desk.may_read(&entry)? {
            all.iter_mut().filter(|it| it.view.id == dispute).for_each(|it| it.internal.push(step.clone()));
        }
    }
    if desk.globals.json {
        desk.say_json(&all);
        return Ok(());
    }
    if all.is_empty() {
        desk.say(format!("{name} has no dispute on record. The employee asks for a review: coach dispute ask."));
    }
    for it in &all {
        say(desk, &it.view);
        if !it.internal.is_empty() {
            desk.say("  internal steps, which human resources alone read, and auditors with a purpose:");
        }
        it.internal.iter().for_each(|step| say_step(desk, step));
    }
    Ok(())
}

/// A dispute with the internal steps, for those who read them.
#[derive(Serialize)]
struct Whole {
    #[serde(flatten)]
    view: DisputeView,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    internal: Vec<StepView>,
}

/// Says one dispute: what was asked, what was due when, what was said, what was known when.
fn say(desk: &mut Desk<'_>, it: &DisputeView) {
    desk.say(format!("{}: {}, {}{}", it.id, it.of, it.about, reference(it.entry.as_ref())));
    desk.say(format!("  {}", it.state));
    desk.say(format!("  forum: {}, decided by {}", it.forum, it.decided_by));
    let one_line = |text: &str| text.replace('\n', " / ");
    desk.say(format!("  grounds: {}", one_line(&it.grounds)));
    desk.say(format!("  redress: {}", one_line(&it.redress)));
    it.turns.iter().for_each(|line| say_line(desk, line));
    it.steps.iter().for_each(|step| say_step(desk, step));
    let days = it.replay.days.iter().map(|it| format!("{} ({})", it.what, it.on)).collect::<Vec<_>>();
    if !it.replay.rows.is_empty() {
        desk.say(format!("  what was known: {}; and today", days.join(", ")));
    }
    for row in &it.replay.rows {
        let days = |days: i64| count(usize::try_from(days).unwrap_or(0), "day");
        let mut both = row.late_days.map_or_else(Vec::new, |late| vec![format!("{} late", days(late))]);
        match row.before {
            before if before < 0 => both.push("after that".to_owned()),
            before if !both.is_empty() && before <= it.replay.shortly => both.push(format!("{} before", days(before))),
            _ => {}
        }
        let late = if both.is_empty() { String::new() } else { format!(" ({})", both.join(", ")) };
        let known = row.by_day.iter().map(|day| match day.knew {
            Knew::Nothing => "not known",
            Knew::Same => "known",
            Knew::Otherwise => "known, and read otherwise",
        });
        let (known, cited) = (known.collect::<Vec<_>>().join(", "), if row.cited { ", cited" } else { "" });
        desk.say(format!(
            "    {}{cited}: happened {}, recorded {}{late}: {known}; today it {}{}",
            row.title,
            day(row.happened),
            day(row.recorded),
            if row.today == "stands" { "stands".to_owned() } else { format!("is {}", row.today) },
            reference(Some(&row.entry))
        ));
    }
}
