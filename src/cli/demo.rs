use super::Desk;
use crate::app::Failure;
use clap::Args;

/// x
#[derive(Args, Debug)]
pub struct Demo {}
impl Demo {
    pub(super) fn run(self, _desk: &mut Desk<'_>) -> Result<(), Failure> {
        Ok(())
    }
}
