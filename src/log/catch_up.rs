//! Bringing sled in step with the journal when a store is opened.

use super::{
    Entry, Hash, LogError, Store,
    chain::Links,
    index::SLED,
    journal::{Read, Tail, read_from},
};

/// How many entries catching up applies to sled at a time, at least.
const CATCH_UP: usize = 1024;

impl Store {
    /// Applies to sled what it lacks of the journal.
    pub(super) fn catch_up(&mut self, tail: &Tail, fresh: bool, notices: &mut Vec<String>) -> Result<(), LogError> {
        let (from, end) = (self.index.entries(), tail.adopted.entries);
        if from == end {
            return self.must_agree(self.index.head.map(|head| head.hash), tail.head.map(|head| head.hash));
        }
        let dir = self.dir.clone();
        let mut links = Links::after(self.index.head);
        let (mut entries, mut lines) = (Vec::new(), Vec::new());
        for read in read_from(&dir, &tail.adopted, from)? {
            let Read { entry, hash, line } = read?;
            links.pass(&entry, hash).map_err(|what| LogError::damaged("what sled lacks of the journal", what))?;
            entries.push(entry);
            lines.push(line);
            if links.incomplete().is_none() && entries.len() >= CATCH_UP {
                self.apply(&entries, &lines)?;
                (entries, lines) = Default::default();
            }
        }
        self.apply(&entries, &lines)?;
        self.must_agree(self.index.head.map(|head| head.hash), tail.adopted.hash)?;
        self.index.flush()?;
        notices.push(match fresh {
            true => format!("sled was missing; it was rebuilt from the journal ({end} entries)."),
            false => format!("sled lacked {} of {end} entries; they were applied from the journal.", end - from),
        });
        Ok(())
    }

    fn apply(&mut self, entries: &[Entry], lines: &[String]) -> Result<(), LogError> {
        let projection = self.projector.project(self.index.projection()?.as_deref(), entries);
        self.index.apply(entries, lines, projection.as_deref(), self.projector.version())
    }

    fn must_agree(&self, sled: Option<Hash>, journal: Option<Hash>) -> Result<(), LogError> {
        if sled == journal {
            return Ok(());
        }
        let what =
            format!("sled and the journal differ at or before entry #{}", self.index.entries().saturating_sub(1));
        Err(LogError::damaged(SLED, what))
    }

    /// Folds the whole log again when the projection has another shape than this program's.
    pub(super) fn fold_anew(&mut self, notices: &mut Vec<String>) -> Result<(), LogError> {
        let (position, version) = self.index.position()?;
        if position != self.index.entries() {
            return Err(LogError::damaged(SLED, "the projection does not stand for the entries it is kept with"));
        }
        if version == self.projector.version() || position == 0 {
            return Ok(());
        }
        let mut folded: Option<Vec<u8>> = None;
        let mut entries = self.index.since(0);
        loop {
            let chunk: Vec<Entry> = entries.by_ref().take(CATCH_UP).collect::<Result<_, _>>()?;
            if chunk.is_empty() {
                break;
            }
            folded = self.projector.project(folded.as_deref(), &chunk).or(folded);
        }
        self.index.replace_projection(folded.as_deref(), self.projector.version())?;
        self.index.flush()?;
        notices.push(format!(
            "This program keeps other summaries than the last one; {position} entries were folded again."
        ));
        Ok(())
    }
}
