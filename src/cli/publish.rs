use super::Desk;
use crate::app::Failure;
use clap::Args;

/// x
#[derive(Args, Debug)]
pub struct Publish {}
impl Publish {
    pub(super) fn run(self, _desk: &mut Desk<'_>) -> Result<(), Failure> {
        Ok(())
    }
}
