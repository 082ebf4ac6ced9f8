use super::{Desk, answer::Answer};
use crate::{app::Failure, domain::commitment::Status};
use clap::Args;

/// Records a commitment as revisited and not reached: an answer, and it shows
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Slip {
    #[command(flatten)]
    answer: Answer,
}

impl Slip {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let kind = format!("why {} was not reached", self.answer.commitment);
        self.answer.record(desk, ("slip", "Why was it not reached?"), kind, Some(Status::NotReached))
    }
}
