use super::Desk;
use crate::{app::Failure, domain::staffing::Staffing};
use clap::Args;

/// Records who leads somebody from a day on, or who stands in for the leader. Human resources record it
///
/// It may be read by the employee, the chain of leaders above, and HR. Who stands in records and reads as the leader
/// on those days, and on no others.
#[derive(Args, Debug)]
pub struct Lead {
    /// The employee: id, login or part of the name
    person: String,
    /// Who leads: id, login or part of the name
    #[arg(long, value_name = "LOGIN", required_unless_present = "acting")]
    leader: Option<String>,
    /// They stand in for the leader of record, who stays that
    #[arg(long)]
    acting: bool,
    /// The first day; today where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "leader")]
    from: Option<String>,
    /// The last day of who stands in; without --leader, of who does on record
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "acting")]
    until: Option<String>,
}

impl Lead {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let until = self.until.as_ref().map(|it| desk.roster_day(it, person)).transpose()?;
        let from = match &self.from {
            Some(words) => desk.roster_day(words, person)?,
            None => desk.today(Some(person))?,
        };
        let leader = self.leader.as_ref().map(|words| desk.person(words)).transpose()?;
        let change = match (leader, self.acting, until) {
            (Some(leader), false, _) => Staffing::Line(leader, from),
            (Some(leader), true, until) => Staffing::Acting(leader, from, until),
            (None, _, Some(until)) => Staffing::ActingEnds(until),
            (None, _, None) => {
                return Err(Failure::Usage("Say who stands in (--leader), or their last day (--until).".into()));
            }
        };
        desk.staff(person, change)
    }
}
