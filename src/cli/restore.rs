use super::Desk;
use crate::{
    app::{
        Failure, open_options,
        place::{new_folder, private_folder},
    },
    log::copies,
};
use clap::Args;
use std::path::PathBuf;

/// Makes a new store from a backup, which is verified first; never overwrites one
#[derive(Args, Debug)]
pub struct Restore {
    /// The backup's folder
    backup: PathBuf,
}

impl Restore {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let store = desk.new_store()?;
        let wait = desk.wait();
        let head = new_folder(&store, || Ok(copies::restore(&self.backup, &store, open_options(wait))?))?;
        private_folder(&store)?;
        let entries = head.as_ref().map_or(0, |head| head.seq + 1);
        desk.say(format!("Restored {entries} entries into {}; both copies agree.", store.display()));
        Ok(())
    }
}
