use super::{
    Desk,
    text::{Purpose, Text, if_any},
};
use crate::{
    app::Failure,
    domain::{Command, appointment::ScheduleOnce, dates, meeting::Mode, series},
    id::Id,
};
use clap::Args;

/// Schedules regular 1:1s by a rule of RFC 5545, or a single one outside every rule
///
/// The rule is kept as local time of the employee's office, so 09:00 stays 09:00 when the clocks change.
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Schedule {
    /// The employee: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
    /// The rule, such as FREQ=WEEKLY;BYDAY=WE or FREQ=MONTHLY;BYDAY=1TU
    #[arg(long, requires = "start", required_unless_present_any = ["once", "why"])]
    rule: Option<String>,
    /// The first start, local time of the employee's office: 2026-03-04T09:00
    #[arg(long, value_name = "TIME", requires = "rule")]
    start: Option<String>,
    /// The start of a single 1:1, local time of the employee's office; -m says why
    #[arg(long, value_name = "TIME", conflicts_with_all = ["rule", "start", "replace"])]
    once: Option<String>,
    /// How the two will meet that once: in-person, video or phone
    #[arg(long, requires = "once")]
    mode: Option<Mode>,
    /// How long each 1:1 is planned
    #[arg(long, default_value = "30")]
    minutes: u32,
    /// Ends the running series the day before the first start
    #[arg(long, requires = "reason")]
    replace: bool,
    /// Why the running series is replaced
    #[arg(long, requires = "replace")]
    reason: Option<String>,
    /// The day it was agreed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Says the key points and reasons of the step
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    text: Text,
}

impl Schedule {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["1"]);
        };
        let person = desk.person(words)?;
        if let Some(once) = &self.once {
            return self.once(desk, person, once);
        }
        if self.text.message.is_some() || self.text.draft {
            let what = "-m says why a single 1:1 is scheduled (--once); of a series, --reason says why it is replaced.";
            return Err(Failure::Usage(what.into()));
        }
        let (rule, start) = (self.rule.expect("clap asks for it"), self.start.expect("clap asks for it"));
        let start = dates::parse_local(&start)?;
        let schedule = series::Schedule { rule, start, minutes: self.minutes, replace: self.reason };
        let warnings = schedule.warnings(desk.app()?.directory(), person);
        let receipt = desk.record(person, self.on.as_deref(), &Command::Schedule(schedule))?;
        for warning in warnings {
            desk.notice(&warning);
        }
        desk.say_receipt(Some(person), &receipt)
    }

    fn once(&self, desk: &mut Desk<'_>, person: Id, at: &str) -> Result<(), Failure> {
        let (start, minutes, mode) = (dates::parse_local(at)?, self.minutes, self.mode);
        let purpose = Purpose::new("schedule", "Why this 1:1?", person).on(self.on.as_deref()).optional();
        desk.record_text(&self.text, &purpose, |reason| {
            Ok(Command::ScheduleOnce(ScheduleOnce { start, minutes, mode, reason: if_any(reason) }))
        })
    }
}
