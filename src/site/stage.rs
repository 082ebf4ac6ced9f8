//! Staging a whole site beside the old one and swapping it in (SITE.md, "Publishing").
//!
//! Every page is rendered before the first is replaced. A page whose bytes have not changed is never written: the new
//! tree takes the old file by a hard link, inode and time and all. If no page changed there is no new tree at all and
//! only `built.json` is replaced.

use super::{
    disk::{make_private_folder, remove_folder, swap, write_private},
    error::SiteError,
    manifest::{Manifest, Mark, tree_of},
    tail::fold,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The one file that says when and from what the site was built; not a page, and in no manifest.
pub(super) const BUILT: &str = "built.json";
/// A note that may stand in an output folder before anything is published there; it is carried along.
const README: &str = "README.md";

/// The names beside the site that publishing uses: never inside it, where a server would hand them out.
pub(super) struct Places {
    pub site: PathBuf,
    pub lock: PathBuf,
    /// What was replaced in place since the manifest was written.
    pub tail: PathBuf,
    manifest: PathBuf,
    manifest_next: PathBuf,
    /// Where new files wait; whoever holds the lock has it for themselves.
    pub staging: PathBuf,
    aside: PathBuf,
}

impl Places {
    /// The places around the output folder, whose parents are made if need be.
    pub(super) fn around(output: &Path) -> Result<Self, SiteError> {
        let site = fs::canonicalize(output).unwrap_or_else(|_| output.to_owned());
        let name = site.file_name().map_or_else(|| "site".to_owned(), |n| n.to_string_lossy().into_owned());
        let parent = site.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new(".")).to_owned();
        make_private_folder(&parent)?;
        let beside = |ending: &str| parent.join(format!("{name}.{ending}"));
        Ok(Self {
            lock: beside("lock"),
            tail: beside("manifest.tail"),
            manifest: beside("manifest"),
            manifest_next: beside("manifest.next"),
            staging: beside("staging"),
            aside: beside("aside"),
            site: parent.join(&name),
        })
    }
}

/// A site in the making.
pub(super) struct Stage {
    places: Places,
    old: Manifest,
    new: Manifest,
    kept: Vec<String>,
    /// Whether the manifest on the disk has a tail that is to be folded into it.
    tailed: bool,
    written: usize,
    folders: BTreeSet<PathBuf>,
}

/// What a publish did to the output folder.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}

impl Stage {
    /// Starts a new tree beside the site; `full` believes nothing about the old one and writes every page.
    ///
    /// # Errors
    /// [`SiteError::NotOurs`] if the folder holds what no publish put there.
    pub(super) fn begin(places: Places, full: bool) -> Result<Self, SiteError> {
        let mut old = settle(&places);
        let tailed = old.as_mut().map_or_else(|| places.tail.exists(), |old| fold(old, &places.tail));
        refuse_foreign(&places.site, old.as_ref())?;
        // Left over from a publish that was killed; the lock says that nobody is using it.
        remove_folder(&places.staging)?;
        let here = tree_of(&places.site);
        let old = old.filter(|m| m.tree == here && !full).unwrap_or_default();
        Ok(Self {
            places,
            old,
            new: Manifest::default(),
            kept: Vec::new(),
            tailed,
            written: 0,
            folders: BTreeSet::new(),
        })
    }

    /// Takes one finished page and gives its mark.
    pub(super) fn put(&mut self, path: &str, bytes: &[u8]) -> Result<Mark, SiteError> {
        let mark = Mark::of(bytes);
        let same = self.old.pages.get(path) == Some(&mark)
            && fs::metadata(self.places.site.join(path)).is_ok_and(|m| m.is_file() && m.len() == mark.bytes);
        if self.new.pages.insert(path.to_owned(), mark.clone()).is_some() {
            return Err(SiteError::Twice { path: path.to_owned() });
        }
        if same {
            self.kept.push(path.to_owned());
            return Ok(mark);
        }
        self.written += 1;
        let target = self.target(path)?;
        write_private(&target, bytes)?;
        Ok(mark)
    }

    /// Where `path` is staged, its folder made.
    fn target(&mut self, path: &str) -> Result<PathBuf, SiteError> {
        let target = self.places.staging.join(path);
        let folder = target.parent().expect("a page has a folder").to_owned();
        if !self.folders.contains(&folder) {
            make_private_folder(&folder)?;
            self.folders.insert(folder);
        }
        Ok(target)
    }

    /// Swaps the new tree in, or, if no page changed, replaces `built.json` alone.
    pub(super) fn finish(mut self, built: &[u8]) -> Result<Outcome, SiteError> {
        let removed = self.old.pages.keys().filter(|path| !self.new.pages.contains_key(*path)).count();
        let outcome = Outcome { written: self.written, unchanged: self.kept.len(), removed };
        let staged_built = self.target(BUILT)?;
        write_private(&staged_built, built)?;
        if outcome.written == 0 && removed == 0 && !self.old.pages.is_empty() {
            let target = self.places.site.join(BUILT);
            fs::rename(&staged_built, &target).map_err(SiteError::disk("replace", target))?;
            remove_folder(&self.places.staging)?;
            if self.tailed {
                self.new.tree = tree_of(&self.places.site);
                self.new.write(&self.places.manifest_next)?;
                settle_manifest(&self.places)?;
            }
            return Ok(outcome);
        }
        for path in std::mem::take(&mut self.kept) {
            self.keep(&path)?;
        }
        if self.places.site.join(README).is_file() {
            self.keep(README)?;
        }
        // Written first and renamed last: its `tree` says for which folder it holds, so that a crash in between is
        // noticed by the next publish, whichever side of the swap it fell on.
        self.new.tree = tree_of(&self.places.staging);
        self.new.write(&self.places.manifest_next)?;
        swap(&self.places.staging, &self.places.site, &self.places.aside)?;
        settle_manifest(&self.places)?;
        remove_folder(&self.places.staging)?;
        Ok(outcome)
    }

    /// Takes an unchanged file of the old tree into the new one: linked, or copied where links cannot be made.
    fn keep(&mut self, path: &str) -> Result<(), SiteError> {
        let from = self.places.site.join(path);
        let to = self.target(path)?;
        if fs::hard_link(&from, &to).is_err() {
            fs::copy(&from, &to).map_err(SiteError::disk("carry over", from))?;
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // After a failure the half-made tree goes; if even that fails the next publish takes it away.
        let _ = remove_folder(&self.places.staging);
    }
}

/// The manifest that is true of the site now, after a crash on either side of the swap.
fn settle(places: &Places) -> Option<Manifest> {
    if let Some(next) = Manifest::read(&places.manifest_next) {
        if next.tree == tree_of(&places.site) && fs::rename(&places.manifest_next, &places.manifest).is_ok() {
            return Some(next);
        }
        let _ = fs::remove_file(&places.manifest_next);
    }
    Manifest::read(&places.manifest)
}

/// Writes a manifest that has its tail in it, and takes the tail away.
pub(super) fn fold_tail(places: &Places) -> Result<(), SiteError> {
    let Some(mut manifest) = settle(places) else { return Ok(()) };
    if fold(&mut manifest, &places.tail) {
        manifest.write(&places.manifest_next)?;
        settle_manifest(places)?;
    }
    Ok(())
}

/// Puts the new manifest in place, then takes the old one's tail away: between the two the tail is folded into a
/// manifest that has it already, or is about another tree.
fn settle_manifest(places: &Places) -> Result<(), SiteError> {
    let next = &places.manifest_next;
    fs::rename(next, &places.manifest).map_err(SiteError::disk("put the manifest in place from", next))?;
    match fs::remove_file(&places.tail) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(SiteError::disk("remove the manifest's tail", &places.tail)(error))
        }
        _ => Ok(()),
    }
}

/// Refuses a folder that holds, at its top, anything that the manifest does not know.
fn refuse_foreign(site: &Path, manifest: Option<&Manifest>) -> Result<(), SiteError> {
    let listing = match fs::read_dir(site) {
        Ok(listing) => listing,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(SiteError::disk("look into", site)(error)),
    };
    let ours: BTreeSet<&str> = manifest
        .into_iter()
        .flat_map(|m| m.pages.keys())
        .map(|path| path.split_once('/').map_or(path.as_str(), |(top, _)| top))
        .collect();
    for found in listing {
        let found = found.map_err(SiteError::disk("look into", site))?.file_name();
        let found = found.to_string_lossy();
        let known = found == README || (manifest.is_some() && (found == BUILT || ours.contains(&*found)));
        if !known {
            return Err(SiteError::NotOurs { path: site.to_owned(), found: found.into_owned() });
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "stage_tests.rs"]
mod tests;
