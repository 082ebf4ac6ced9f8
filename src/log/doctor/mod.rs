//! Doctor: rebuilds one copy of the log from the other, and never deletes what it replaces (LOG.md, "Two copies").
//!
//! Nothing is accepted whose hashes do not check. A new journal is built beside the old one, synced, and renamed into
//! its place; sled is then brought in step by opening the store. Killed anywhere in between, doctor goes on when it is
//! run again.

mod gather;
mod plan;
mod salvage;

use super::{
    Head, LogError, Open, Store, destroy,
    index::SLED,
    journal::{Builder, FRESH, Files, Folder, JOURNAL, Reader, place, sync_folder},
    lock::Lock,
    store::must_be_store,
    verify::{Facts, ReadSled, Report, agreement, to_the_end, verify},
};
use gather::Gathered;
use plan::{JournalPlan, Plan};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// One of the two copies of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copy {
    /// The journal.
    Journal,
    /// sled.
    Sled,
}

/// What doctor did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// How many entries the store has now; when it was not repaired, how many were salvaged.
    pub entries: u64,
    /// The last of them.
    pub head: Option<Head>,
    /// What was done, in order, as sentences.
    pub did: Vec<String>,
    /// What was moved aside.
    pub aside: Vec<PathBuf>,
    /// Where every intact entry was written, when no complete log could be put together; the store is as it was.
    pub salvage: Option<PathBuf>,
    /// The sequences missing from it, as ranges from the first to the last.
    pub missing: Vec<(u64, u64)>,
}

/// Verifies both copies and says in sentences what [`repair`] would do about it. Changes nothing.
///
/// # Errors
/// As for [`repair`].
pub fn diagnose(store: &Path, open: &Open, read_sled: &ReadSled<'_>) -> Result<(Report, Vec<String>), LogError> {
    let report = verify(store, open.wait, open.projector.as_ref(), read_sled);
    must_be_store(store)?;
    let _lock = Lock::acquire(store, open.wait)?;
    if !store.join(JOURNAL).exists() && store.join(FRESH).join("head").exists() {
        return Ok((report, vec!["A repair was interrupted; it would be finished.".into()]));
    }
    let gathered = Gathered::gather(store, read_sled)?;
    let mut would = match plan::decide(&gathered, None)? {
        Plan { journal: JournalPlan::Keep, .. } => Vec::new(),
        Plan { journal: JournalPlan::Head(_), .. } => {
            vec!["The head file of the journal would be written anew.".into()]
        }
        Plan { journal: JournalPlan::Rebuild, .. } => vec!["The journal would be built anew.".into()],
        Plan { journal: JournalPlan::Salvage, missing, .. } => {
            vec![format!(
                "No complete log can be put together; the intact entries would be salvaged. {}",
                told(&missing)
            )]
        }
    };
    if report.findings.iter().any(|finding| finding.place.contains(SLED)) {
        would.push("sled would be built anew from the journal.".into());
    }
    Ok((report, would))
}

/// Repairs a store: from both copies as far as they confirm each other, or from the one named.
///
/// # Errors
/// [`LogError::Choose`] when both are consistent and differ, or when an intact head is not on the chain that can be
/// put together; [`LogError::Busy`]; [`LogError::Io`].
pub fn repair(store: &Path, from: Option<Copy>, open: Open, read_sled: &ReadSled<'_>) -> Result<Repair, LogError> {
    must_be_store(store)?;
    let lock = Lock::acquire(store, open.wait)?;
    let mut repair = Repair::default();
    finish_interrupted(store, &mut repair)?;
    let gathered = Gathered::gather(store, read_sled)?;
    let plan = plan::decide(&gathered, from)?;
    match &plan.journal {
        JournalPlan::Keep => {}
        JournalPlan::Head(head) => {
            set_aside(store, &store.join(JOURNAL).join("head"), "head", &mut repair)?;
            head.write(&mut Folder(store.join(JOURNAL)))?;
            Folder(store.join(JOURNAL)).sync_folder().map_err(LogError::io(store))?;
            repair.did.push("The head file of the journal was written anew from the journal's entries.".into());
        }
        JournalPlan::Rebuild => rebuild_journal(store, &gathered, &plan, &mut repair)?,
        JournalPlan::Salvage => {
            salvage::write(store, &gathered, &mut repair)?;
            repair.did.push(format!(
                "No complete log can be put together from what is left. {} intact entries were written to a file of \
                 their own; the store is as it was. {} Restore a backup, and compare it with that file.",
                repair.entries,
                told(&plan.missing)
            ));
            repair.missing = plan.missing;
            return Ok(repair);
        }
    }
    if store.join(SLED).exists() && !agrees(store, &open, &gathered) {
        set_aside(store, &store.join(SLED), SLED, &mut repair)?;
        repair.did.push("sled was built anew from the journal.".into());
    }
    // A copy that gives back what was destroyed is not kept: opening removes all that was set aside.
    if gathered.still_there(&plan.destroyed) {
        destroy::mark(store)?;
    }
    let (opened, notices) = Store::open_locked(store, open, lock)?;
    repair.did.extend(notices);
    repair.aside.retain(|path| path.exists());
    repair.head = super::Log::head(&opened);
    repair.entries = repair.head.map_or(0, |head| head.seq + 1);
    opened.close()?;
    if repair.did.is_empty() {
        repair.did.push("Nothing was wrong; nothing was done.".into());
    }
    Ok(repair)
}

/// A journal that was built to its end, its head file being written last, only has to be renamed.
fn finish_interrupted(store: &Path, repair: &mut Repair) -> Result<(), LogError> {
    if !store.join(JOURNAL).exists() && store.join(FRESH).join("head").exists() {
        place(store)?;
        repair.did.push("An interrupted repair was finished: the journal it had built was put in its place.".into());
    }
    Ok(())
}

fn rebuild_journal(store: &Path, gathered: &Gathered, plan: &Plan, repair: &mut Repair) -> Result<(), LogError> {
    let mut builder = Builder::new(store)?;
    for pick in &plan.chain {
        let (entry, line) = match gathered.read(pick)? {
            (entry, _) if plan.destroyed.contains(&pick.seq) => destroy::bare(entry),
            as_it_was => as_it_was,
        };
        builder.push(&entry, line)?.map_err(|what| LogError::damaged("the chain put together", what))?;
    }
    if store.join(JOURNAL).exists() {
        set_aside(store, &store.join(JOURNAL), JOURNAL, repair)?;
    }
    let head = builder.finish()?;
    let entries = head.map_or(0, |head| head.seq + 1);
    repair
        .did
        .push(format!("The journal was built anew ({entries} entries, {} of them from sled).", plan.count_from_sled()));
    if !plan.confirmed {
        repair.did.push(
            "No head was left to say where the log ends: compare the last entry with a backup, a printed head or a \
             signed one."
                .into(),
        );
    }
    Ok(())
}

/// Moves a file or folder of the store to the first free `<name>.damaged-<n>` in the store.
fn set_aside(store: &Path, path: &Path, name: &str, repair: &mut Repair) -> Result<(), LogError> {
    if !path.exists() {
        return Ok(());
    }
    let free = free_path(|n| store.join(format!("{name}.damaged-{n}")));
    fs::rename(path, &free).map_err(LogError::io(path))?;
    sync_folder(store).map_err(LogError::io(store))?;
    repair.did.push(format!("The damaged copy was moved to {}.", free.display()));
    repair.aside.push(free);
    Ok(())
}

fn free_path(name: impl Fn(u32) -> PathBuf) -> PathBuf {
    (1..).map(name).find(|path| !path.exists()).expect("fewer than 2^32 damaged copies")
}

/// Whether sled, as it was read, says what the journal, as it is now, says.
fn agrees(store: &Path, open: &Open, gathered: &Gathered) -> bool {
    let mut report = Report::default();
    let mut facts = Facts::new(open.projector.as_ref());
    match Reader::open(store) {
        Ok(mut reader) => {
            facts.take(&mut reader, &mut report);
            to_the_end(store, &mut reader, &mut facts, &mut report);
        }
        Err(e) => report.damage(e),
    }
    // Findings on the journal are not sled's; opening the store will tell of them.
    let mut report = Report::default();
    match &gathered.sled {
        Some(reading) => agreement::check(reading, &facts, &mut report),
        None => return false,
    }
    report.is_sound()
}

fn told(missing: &[(u64, u64)]) -> String {
    if missing.is_empty() {
        return "No entry is missing, but they do not form one chain.".into();
    }
    let ranges = missing.iter().map(|(first, last)| match first == last {
        true => format!("#{first}"),
        false => format!("#{first} to #{last}"),
    });
    format!("Missing: {}.", ranges.collect::<Vec<_>>().join(", "))
}
