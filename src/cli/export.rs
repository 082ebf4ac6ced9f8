use super::Desk;
use crate::{app::Failure, log::copies};
use clap::Args;

/// Prints the whole journal, one canonical JSON line an entry, as `coach import` takes it
///
/// The lines hold everybody's texts: whoever can read the store's files can export it.
#[derive(Args, Debug)]
pub struct Export {}

impl Export {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        let count = copies::export(&place.store, desk.out)?;
        desk.notice(&format!("{count} entries exported; they hold everybody's texts, so keep them closed to others"));
        Ok(())
    }
}
