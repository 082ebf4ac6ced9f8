use super::{Desk, settle::Where, text::Text};
use crate::{app::Failure, domain::settled::Settled};
use clap::Args;

/// Records a decision, in a 1:1 or between two (4.K3)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Decide {
    #[command(flatten)]
    place: Where,
    #[command(flatten)]
    text: Text,
}

impl Decide {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        self.place.record(desk, ("decide", "What was decided?"), &self.text, Settled::Decision)
    }
}
