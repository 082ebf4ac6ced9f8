use super::Desk;
use crate::{app::Failure, domain::staffing::Staffing, id::Id};
use clap::Args;

/// Records somebody's last day of employment; never a reason. Human resources record it
///
/// It may be read by the chain of leaders above, and HR. From the day after they record and read nothing, and their
/// people have no leader until human resources name one: coach line. Their record stays.
#[derive(Args, Debug)]
pub struct Separate {
    /// The employee: id, login or part of the name
    person: String,
    /// The last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: String,
}

impl Separate {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let last = desk.roster_day(&self.on, person)?;
        desk.staff(person, Staffing::Separate(last))?;
        let directory = desk.app()?.directory();
        let next = last.succ_opt().unwrap_or(last);
        let of = |id: &&Id| directory.vacancy_on(**id, next).is_some_and(|line| line.leader == person);
        let mut left: Vec<_> = directory.people.keys().filter(of).map(|id| directory.name(*id)).collect();
        left.sort();
        if !left.is_empty() {
            desk.notice(&format!(
                "nobody leads from the day after: {}. Say who does: coach line PERSON --leader LOGIN --from DATE.",
                left.join(", ")
            ));
        }
        Ok(())
    }
}
