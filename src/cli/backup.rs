use super::Desk;
use crate::{
    app::{Failure, System, note_backup},
    log::{Stamp, copies},
};
use clap::Args;
use std::path::PathBuf;

/// Copies the journal into a new folder and verifies the copy; others may go on recording meanwhile
#[derive(Args, Debug)]
pub struct Backup {
    /// The new folder
    dir: PathBuf,
}

impl Backup {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        let head = copies::backup(&place.store, &self.dir)?;
        note_backup(&place.store, &self.dir, head, System.now())?;
        let text =
            head.map_or_else(|| "nothing yet".into(), |head| format!("#0 to #{} {}", head.seq, head.hash.short()));
        desk.say(format!("Backed up {text} to {}, verified. It holds everybody's texts.", self.dir.display()));
        Ok(())
    }
}
