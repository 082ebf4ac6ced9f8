use super::Desk;
use crate::{
    app::{
        Failure, open_options,
        place::{new_folder, private_folder},
    },
    log::copies,
};
use clap::Args;
use std::{
    fs::File,
    io::{BufRead, BufReader, stdin},
    path::PathBuf,
};

/// Fills an empty store with exported lines; the whole chain is verified before anything is kept
#[derive(Args, Debug)]
pub struct Import {
    /// The exported lines, or - for the standard input
    file: PathBuf,
}

impl Import {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let store = desk.new_store()?;
        let mut input: Box<dyn BufRead> = match self.file.as_os_str() == "-" {
            true => Box::new(BufReader::new(stdin())),
            false => {
                let file = File::open(&self.file).map_err(|error| Failure::file("Reading", &self.file, &error))?;
                Box::new(BufReader::new(file))
            }
        };
        let wait = desk.wait();
        let head = new_folder(&store, || Ok(copies::import(&store, &mut input, open_options(wait))?))?;
        private_folder(&store)?;
        let entries = head.as_ref().map_or(0, |head| head.seq + 1);
        desk.say(format!("Imported {entries} entries into {}; the chain was verified.", store.display()));
        desk.say_what_came_later(head.as_ref());
        Ok(())
    }
}
