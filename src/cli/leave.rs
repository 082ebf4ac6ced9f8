use super::Desk;
use crate::{app::Failure, domain::staffing::Staffing};
use clap::Args;

/// Records the first day of a leave, its last day, or both; never a reason. Human resources record it
///
/// It may be read by the employee, the chain of leaders above, and HR. On the pages it is a cause beside what was not
/// held, and hides nothing. Who stands in for a leader: coach line --acting.
#[derive(Args, Debug)]
pub struct Leave {
    /// The employee: id, login or part of the name
    person: String,
    /// The first day of the leave
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, required_unless_present = "until")]
    from: Option<String>,
    /// The last day of the leave; by itself, of the one on record
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
}

impl Leave {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let mut day = |words: &Option<String>| words.as_ref().map(|it| desk.roster_day(it, person)).transpose();
        let (from, until) = (day(&self.from)?, day(&self.until)?);
        let change = match (from, until) {
            (Some(from), until) => Staffing::Leave(from, until),
            (None, Some(until)) => Staffing::Back(until),
            (None, None) => unreachable!("clap asks for one of them"),
        };
        desk.staff(person, change)
    }
}
