use super::Desk;
use crate::{
    app::Failure,
    domain::{Command, dates, series},
};
use clap::Args;

/// Schedules regular 1:1s by a rule of RFC 5545
///
/// The rule is kept as local time of the employee's office, so 09:00 stays 09:00 when the clocks change.
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Schedule {
    /// The employee: id, login or part of the name
    person: String,
    /// The rule, such as FREQ=WEEKLY;BYDAY=WE or FREQ=MONTHLY;BYDAY=1TU
    #[arg(long)]
    rule: String,
    /// The first start, local time of the employee's office: 2026-03-04T09:00
    #[arg(long, value_name = "TIME")]
    start: String,
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
}

impl Schedule {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let start = dates::parse_local(&self.start)?;
        let schedule = series::Schedule { rule: self.rule, start, minutes: self.minutes, replace: self.reason };
        let warnings = schedule.warnings(desk.app()?.directory(), person);
        let receipt = desk.record(person, self.on.as_deref(), &Command::Schedule(schedule))?;
        for warning in warnings {
            desk.notice(&warning);
        }
        desk.say_receipt(Some(person), &receipt)
    }
}
