//! The manifest's tail: what was replaced in place since the manifest was written, a line a page.
//!
//! Each page is doubted in a line of its own before it is replaced and known again in another afterwards, so that a
//! process killed in between leaves no page believed that is not there. The first line is on the disk before any page
//! is replaced and names the run of the system: of another run's tail nothing is believed, because lines that were
//! not synced may be missing from it.

use super::{
    disk::write_private,
    error::SiteError,
    manifest::{Manifest, Mark},
};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
};

/// The first line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct First {
    /// Which folder the tail is about, as in the manifest.
    tree: String,
    /// Which run of the system wrote it.
    run: String,
}

/// Each further line.
#[derive(Serialize, Deserialize)]
struct Line {
    path: String,
    /// What the page is now; nothing while it is being replaced.
    mark: Option<Mark>,
    /// Whether the page is no more.
    gone: bool,
}

/// A tail being written.
#[derive(Debug)]
pub(super) struct Tail {
    path: PathBuf,
    file: File,
    tree: String,
}

impl Tail {
    /// Begins a tail for the site whose tree this is; its first line is durable when this returns.
    pub(super) fn begin(path: &Path, tree: &str) -> Result<Self, SiteError> {
        let failed = || SiteError::disk("begin the manifest's tail", path);
        let mut first = serde_json::to_vec(&First { tree: tree.to_owned(), run: run() }).expect("strings");
        first.push(b'\n');
        // A new file, never the old one again: whoever wrote that one sees by it that it is theirs no more.
        match fs::remove_file(path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(failed()(error)),
            _ => {}
        }
        write_private(path, &first)?;
        let file = OpenOptions::new().append(true).open(path).map_err(failed())?;
        file.sync_all().map_err(failed())?;
        if let Some(folder) = path.parent().filter(|_| cfg!(unix)) {
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed())?;
        }
        Ok(Self { path: path.to_owned(), file, tree: tree.to_owned() })
    }

    /// Says that these pages are about to change.
    pub(super) fn doubt<'a>(&mut self, paths: impl Iterator<Item = &'a String>) -> Result<(), SiteError> {
        self.add(paths.map(|path| Line { path: path.clone(), mark: None, gone: false }))
    }

    /// Says what they are now, or that they are gone.
    pub(super) fn know<'a>(
        &mut self,
        pages: impl Iterator<Item = (&'a String, Option<&'a Mark>)>,
    ) -> Result<(), SiteError> {
        self.add(pages.map(|(path, mark)| Line { path: path.clone(), mark: mark.cloned(), gone: mark.is_none() }))
    }

    fn add(&mut self, lines: impl Iterator<Item = Line>) -> Result<(), SiteError> {
        let mut bytes = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut bytes, &line).expect("strings and numbers always serialise");
            bytes.push(b'\n');
        }
        self.file.write_all(&bytes).map_err(SiteError::disk("write the manifest's tail", &self.path))
    }

    /// Whether the site is still the one this tail is about, and nobody else has published it since.
    pub(super) fn is_of(&self, site: &Path) -> bool {
        same_file(&self.file, &self.path) && super::manifest::tree_of(site) == self.tree
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let name = |m: &fs::Metadata| (m.dev(), m.ino());
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if name(&a) == name(&b))
}

#[cfg(not(unix))]
fn same_file(file: &File, path: &Path) -> bool {
    matches!((file.metadata(), fs::metadata(path)), (Ok(a), Ok(b)) if a.len() == b.len())
}

/// The run of the system, by the kernel's own name for it; nothing where it has none, and then no tail is believed.
fn run() -> String {
    fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned()
}

/// Takes the tail at `path`, if there is one, into the manifest; says whether there was one.
pub(super) fn fold(manifest: &mut Manifest, path: &Path) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return path.exists() && manifest.doubt_all() };
    let mut lines = text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let first: Option<First> = lines.next().and_then(|line| serde_json::from_str(line).ok());
    match first {
        // Of a tree that was swapped out: it says nothing about this one.
        Some(first) if first.tree != manifest.tree => return true,
        Some(first) if !first.run.is_empty() && first.run == run() => {}
        _ => return manifest.doubt_all(),
    }
    for line in lines {
        let Ok(line) = serde_json::from_str::<Line>(line) else { return manifest.doubt_all() };
        if line.gone {
            manifest.pages.remove(&line.path);
        } else {
            manifest.pages.insert(line.path, line.mark.unwrap_or_else(Mark::doubtful));
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let pages = [("a", "one"), ("b", "two")];
        let pages = pages.iter().map(|(path, text)| ((*path).to_owned(), Mark::of(text.as_bytes())));
        Manifest { tree: "1:2".to_owned(), pages: pages.collect() }
    }

    fn folded(tail: &Path) -> Manifest {
        let mut manifest = manifest();
        assert!(fold(&mut manifest, tail));
        manifest
    }

    fn path(text: &str) -> String {
        text.to_owned()
    }

    #[test]
    fn a_page_is_doubted_until_it_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("tail");
        let mut tail = Tail::begin(&at, "1:2").expect("begins");
        assert_eq!(folded(&at), manifest());
        tail.doubt([path("a"), path("c")].iter()).expect("writes");
        let doubted = folded(&at);
        assert_eq!((&doubted.pages["a"], &doubted.pages["c"]), (&Mark::doubtful(), &Mark::doubtful()));
        assert_eq!(doubted.pages["b"], Mark::of(b"two"));
        tail.know([(&path("a"), Some(&Mark::of(b"three"))), (&path("c"), None)].into_iter()).expect("writes");
        let known = folded(&at);
        assert_eq!((&known.pages["a"], known.pages.get("c")), (&Mark::of(b"three"), None));
    }

    /// Wherever the tail is cut off, no page is believed to be what it is not.
    #[test]
    fn a_tail_cut_anywhere_believes_the_old_the_new_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("tail");
        let mut tail = Tail::begin(&at, "1:2").expect("begins");
        tail.doubt([path("a")].iter()).expect("writes");
        let doubted = fs::metadata(&at).expect("there").len() as usize;
        tail.know([(&path("a"), Some(&Mark::of(b"three")))].into_iter()).expect("writes");
        let whole = fs::read(&at).expect("a tail");
        for cut in 1..whole.len() {
            fs::write(&at, &whole[..cut]).expect("write");
            let mark = folded(&at).pages["a"].clone();
            // Before the doubt is written whole the page is still the old one; afterwards it may be either.
            let fine = mark == Mark::doubtful() || (mark == Mark::of(b"one") && cut < doubted);
            assert!(fine, "cut at {cut} of {}, the doubt ends at {doubted}: {mark:?}", whole.len());
        }
    }

    #[test]
    fn of_another_run_of_the_system_nothing_is_believed() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path().join("tail");
        let first = |tree: &str, run: &str| {
            let line = serde_json::to_string(&First { tree: tree.into(), run: run.into() }).expect("JSON");
            fs::write(&at, line + "\n").expect("write");
            folded(&at)
        };
        let doubted = first("1:2", "another");
        assert!(doubted.pages.values().all(|mark| *mark == Mark::doubtful()), "{doubted:?}");
        assert!(first("1:2", "").pages.values().all(|mark| *mark == Mark::doubtful()));
        assert_eq!(first("9:9", "another"), manifest(), "of a tree that is no more");
    }
}
