use super::{Desk, settle::Where, text::Text};
use crate::{app::Failure, domain::settled::Settled};
use clap::Args;

/// Records an agreement, in a 1:1 or between two (4.K3)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Agree {
    #[command(flatten)]
    place: Where,
    #[command(flatten)]
    text: Text,
}

impl Agree {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        self.place.record(desk, ("agree", "What did the two agree on?"), &self.text, Settled::Agreement)
    }
}
