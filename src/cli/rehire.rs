use super::Desk;
use crate::{app::Failure, domain::staffing::Staffing};
use clap::Args;

/// Records that somebody who left is employed again, from this day. Human resources record it
///
/// The record is taken up where it stopped, under the same id. Who leads them is named anew: coach line, or the next
/// roster. It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Rehire {
    /// The employee: id, login or part of the name
    person: String,
    /// The first day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: String,
}

impl Rehire {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let from = desk.roster_day(&self.on, person)?;
        desk.staff(person, Staffing::Rehire(from))
    }
}
