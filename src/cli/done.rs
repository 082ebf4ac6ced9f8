use super::{Desk, answer::Answer};
use crate::app::Failure;
use clap::Args;

/// Records a commitment as fulfilled
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Done {
    #[command(flatten)]
    answer: Answer,
}

impl Done {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let kind = format!("what fulfilled {}", self.answer.commitment);
        self.answer.record(desk, ("done", "What shows it?"), kind, None)
    }
}
