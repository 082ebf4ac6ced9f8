use super::Desk;
use crate::{
    app::{
        Failure, open_options,
        place::{new_folder, private_folder},
    },
    log::{Head, copies},
};
use clap::Args;
use std::path::PathBuf;

/// Makes a new store from a backup, which is verified first; never overwrites one
///
/// What was recorded after the backup was made is not in it, orders of destruction neither: what such an order destroyed
/// is back, until it is ordered and carried out again.
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
        desk.say_what_came_later(head.as_ref());
        Ok(())
    }
}

impl Desk<'_> {
    /// Says what no copy can know: what was recorded after it was made, orders of destruction among it.
    pub(super) fn say_what_came_later(&mut self, head: Option<&Head>) {
        let Some(Head { seq, recorded_at, .. }) = head else { return };
        let last = recorded_at.format("%Y-%m-%d %H:%M");
        self.say(format!("The last entry is #{seq}, recorded {last} UTC. Nothing that was recorded later is in it."));
        self.say(
            "That goes for legal holds and orders of destruction too: what a later order destroyed is back. If there was \
             one, its certificate says so; order it again (coach expunge), carry it out (coach destroy), and remove \
             what this was restored from.",
        );
    }
}
