use super::{
    Desk, improvement,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command, Side,
        dates::Direction,
        meeting::TEAM_DYNAMICS,
        names::{CountermeasureId, GoalId, IdeaId, ProblemId},
        solve::{Adopt, Solve, Step},
    },
    id::Id,
};
use clap::{Args, Subcommand};

/// Shows problems by their place in Plan-Do-Check-Act; or opens one, finds its cause, adopts and checks countermeasures,
/// takes it further up, closes it
///
/// It may be read by the employee, the chain of leaders above, and HR; a problem of team dynamics (topic 2D) only by the
/// employee and the leader, but what is said in taking it further up by all of them. Either side records.
#[derive(Args, Debug)]
pub struct Problem {
    /// The employee: id, login or part of the name
    person: String,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Opens a problem; -m says the gap between what is and what should be, which --gap says too
    Open(Open),
    /// Says what brings a problem about
    Cause(Cause),
    /// Adopts a countermeasure, with who thought of it (2C.K2); -m says what is done
    Adopt(Countermeasure),
    /// Checks a countermeasure: what came of it; -m says what was learned, which --learned says too
    Check(Check),
    /// Takes a problem to the next leader up; -m says what is asked of them, which the whole chain reads
    Escalate(Cause),
    /// Closes a problem; -m says what closed the gap. What the employee opened the employee closes
    Close(Cause),
}

/// When it was said.
#[derive(Args, Debug)]
struct When {
    /// The original date of the 1:1 it was in; the one held that day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it happened; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

#[derive(Args, Debug)]
struct Open {
    /// The topic of the standard agenda
    #[arg(long, default_value = "2C")]
    topic: String,
    /// The gap
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed, conflicts_with_all = ["message", "draft"])]
    gap: Option<String>,
    /// The goal whose metric shows the gap, such as g1
    #[arg(long, value_name = "GOAL")]
    goal: Option<GoalId>,
    /// The idea that led to it, such as e1
    #[arg(long, value_name = "IDEA")]
    idea: Option<IdeaId>,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Cause {
    /// The problem, such as p1
    problem: ProblemId,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Countermeasure {
    /// The problem, such as p1
    problem: ProblemId,
    /// Whose countermeasure it is, whoever records it: employee or leader
    #[arg(long, value_name = "SIDE")]
    author: Side,
    /// What is expected of it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    expect: String,
    /// The day on which what came of it is checked
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    check_on: String,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Check {
    /// The countermeasure, such as k1
    countermeasure: CountermeasureId,
    /// What came of it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    actual: String,
    /// What was learned
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed, conflicts_with_all = ["message", "draft"])]
    learned: Option<String>,
    #[command(flatten)]
    when: When,
    #[command(flatten)]
    text: Text,
}

impl Problem {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        match self.what {
            None => improvement::show_problems(desk, person),
            Some(What::Open(it)) => open(desk, person, it),
            Some(What::Cause(it)) => step(desk, person, it, "What brings it about?", "the cause of", Step::Cause),
            Some(What::Adopt(it)) => adopt(desk, person, it),
            Some(What::Check(it)) => check(desk, person, it),
            Some(What::Escalate(it)) => {
                let asks = "What is asked of the next leader up? The whole chain reads it";
                let on = it.on.clone();
                let purpose = Purpose::new("problem", asks, person).on(on.as_deref());
                let purpose = purpose.kind(format!("what is asked of the next leader up about {}", it.problem));
                desk.record_text(&it.text, &purpose, |text| Ok(command(None, Step::Escalate(it.problem, text))))
            }
            Some(What::Close(it)) => step(desk, person, it, "What closed the gap?", "what closed", Step::Close),
        }
    }
}

fn command(meeting: Option<chrono::NaiveDate>, step: Step) -> Command {
    Command::Problem(Solve { meeting, step })
}

/// A step that says one thing of a problem, for the readers of the problem.
fn step(
    desk: &mut Desk<'_>,
    person: Id,
    it: Cause,
    asks: &str,
    kind: &str,
    step: fn(ProblemId, String) -> Step,
) -> Result<(), Failure> {
    let class = class_of(desk, person, Some(it.problem))?;
    let purpose = Purpose::new("problem", asks, person).for_class(class).on(it.on.as_deref());
    let purpose = purpose.kind(format!("{kind} {}", it.problem));
    desk.record_text(&it.text, &purpose, |text| Ok(command(None, step(it.problem, text))))
}

fn open(desk: &mut Desk<'_>, person: Id, it: Open) -> Result<(), Failure> {
    let Open { topic, gap, goal, idea, when, text } = it;
    let class = if topic.eq_ignore_ascii_case(TEAM_DYNAMICS) { Class::Pair } else { Class::Person };
    let text = Text { message: text.message.or(gap), ..text };
    let purpose = Purpose::new("problem", "What is, and what should be?", person).for_class(class);
    let purpose = purpose.kind("a problem");
    let (meeting, on) = desk.said_when((&text, &purpose), when.meeting.as_deref(), when.on.as_ref())?;
    let purpose = purpose.on(on.as_deref());
    desk.record_text(&text, &purpose, |gap| Ok(command(meeting, Step::Open(topic, gap, goal, idea))))
}

fn adopt(desk: &mut Desk<'_>, person: Id, it: Countermeasure) -> Result<(), Failure> {
    let class = class_of(desk, person, Some(it.problem))?;
    let purpose = Purpose::new("problem", "What is done about it?", person).for_class(class);
    let purpose = purpose.kind(format!("a countermeasure against {}", it.problem));
    let (meeting, on) = desk.said_when((&it.text, &purpose), it.when.meeting.as_deref(), it.when.on.as_ref())?;
    let check_on = desk.date(&it.check_on, Some(person), Direction::Future)?;
    let purpose = purpose.on(on.as_deref());
    desk.record_text(&it.text, &purpose, |text| {
        let (problem, author, expected) = (it.problem, it.author, it.expect);
        Ok(command(meeting, Step::Adopt(Adopt { problem, author, text, expected, check_on })))
    })
}

fn check(desk: &mut Desk<'_>, person: Id, it: Check) -> Result<(), Failure> {
    let known = desk.app()?.seen(person)?.1.improvement.countermeasures.get(&it.countermeasure);
    let problem = known.map(|known| known.adopted.what.problem);
    let class = class_of(desk, person, problem)?;
    let text = Text { message: it.text.message.or(it.learned), ..it.text };
    let purpose = Purpose::new("problem", "What was learned?", person).for_class(class);
    let purpose = purpose.kind(format!("what was learned from {}", it.countermeasure));
    let (meeting, on) = desk.said_when((&text, &purpose), it.when.meeting.as_deref(), it.when.on.as_ref())?;
    let purpose = purpose.on(on.as_deref());
    desk.record_text(&text, &purpose, |learned| {
        Ok(command(meeting, Step::Check(it.countermeasure, it.actual, learned)))
    })
}

/// Who will read what is said of a problem; who may not read the problem learns nothing of that either.
fn class_of(desk: &mut Desk<'_>, person: Id, problem: Option<ProblemId>) -> Result<Class, Failure> {
    let (_, known) = desk.app()?.seen(person)?;
    let problem = problem.and_then(|id| known.improvement.problems.get(&id));
    let entry = problem.and_then(|problem| known.entry(problem.opened.seq)).cloned();
    match entry {
        Some(entry) if desk.may_read(&entry)? => Ok(entry.class),
        _ => Ok(Class::Person),
    }
}
