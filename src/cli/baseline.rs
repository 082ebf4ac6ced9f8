use super::{
    Desk,
    settle::Where,
    text::{Text, typed},
};
use crate::{app::Failure, domain::settled::Settled};
use clap::Args;

/// Records a new baseline of performance; pages show it beside the last one, with the days between (4.K2)
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Baseline {
    #[command(flatten)]
    place: Where,
    /// What is different from the last baseline
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    difference: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Baseline {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let difference = self.difference;
        let asks = ("baseline", "Where does performance stand now?");
        self.place.record(desk, asks, &self.text, |text| Settled::Baseline(text, difference))
    }
}
