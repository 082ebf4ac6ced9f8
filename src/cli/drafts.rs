//! Drafts: what a person typed is kept until it is recorded, and offered again.
//!
//! They lie in the caller's own state folder, closed to others; one file a verb and person, so that a refused or
//! interrupted text is found by saying the same again.

use super::terms::Terms;
use crate::{
    app::{Clock, Failure, System, place::private_folder},
    id::Id,
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// Everything below this line of a form is for the eyes only.
pub const SCISSORS: &str = "# ---- what stands below this line is not recorded ----";

/// What the line with a draft's mark begins with.
const MARK: &str = "# draft ";

/// A mark that no other draft has.
fn fresh_mark() -> String {
    format!("{MARK}{}", System.id())
}

/// A text that waits to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    path: PathBuf,
}

/// The folder of the drafts: `COACH_DRAFTS`, else the state folder of the account.
fn folder() -> Result<PathBuf, Failure> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    from("COACH_DRAFTS")
        .or_else(|| from("XDG_STATE_HOME").map(|state| state.join("coachlog/drafts")))
        .or_else(|| std::env::home_dir().map(|home| home.join(".local/state/coachlog/drafts")))
        .ok_or_else(|| Failure::Usage("There is no home folder to keep a draft in. Set COACH_DRAFTS.".into()))
}

/// The first digits of a store's name in the names of drafts.
fn of_store(store: &Path) -> String {
    let store = std::path::absolute(store).unwrap_or_else(|_| store.to_path_buf());
    blake3::hash(store.as_os_str().as_encoded_bytes()).to_hex()[..8].to_owned()
}

/// Whom a draft of a store is about, by its name: `VERB-ABOUT-AUTHOR-STORE…`.
fn about(name: &str, store: &str) -> Option<Id> {
    let (before, _) = name.split_once(&format!("-{store}"))?;
    before.rsplit('-').nth(1)?.parse().ok()
}

/// Removes every draft of this account in a store that is about one of these people, or has one of these texts; says
/// which they were. What somebody writes about others is no draft about them.
///
/// # Errors
/// One of them cannot be removed.
pub fn purge(store: &Path, people: &BTreeSet<Id>, texts: &BTreeSet<String>) -> Result<Vec<PathBuf>, Failure> {
    let (folder, mark) = (folder()?, of_store(store));
    let Ok(items) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut removed = Vec::new();
    for path in items.flatten().map(|item| item.path()) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(about) = about(&name, &mark) else { continue };
        let repeats =
            || std::fs::read_to_string(&path).is_ok_and(|draft| texts.iter().any(|text| draft.contains(text)));
        if people.contains(&about) || repeats() {
            std::fs::remove_file(&path).map_err(|error| Failure::file("Removing", &path, &error))?;
            removed.push(path);
        }
    }
    removed.sort_unstable();
    Ok(removed)
}

impl Draft {
    /// The draft of a verb, or of one with the number of an entry, about a person in a store; the file may not be there yet.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn of(store: &Path, verb: &str, about: Id, author: Id) -> Result<Self, Failure> {
        // A verb may come from whoever serves the store; in a path it is one of coach's own words or nothing.
        if !verb.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
            return Err(Failure::Usage("A draft is filed under a verb, and this is none. Nothing was kept.".into()));
        }
        let folder = folder()?;
        private_folder(&folder)?;
        Ok(Self { path: folder.join(format!("{verb}-{about}-{author}-{}.md", of_store(store))) })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text that was kept, if any.
    pub fn kept(&self) -> Option<String> {
        let text = std::fs::read_to_string(&self.path).ok()?;
        let text = text.rsplit_once(SCISSORS).map_or(&*text, |(text, _)| text).trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// Keeps a text beside those that wait already: another one that was kept before is put behind it, and
    /// [`Draft::forget`] brings it back. Says where that one lies meanwhile.
    ///
    /// # Errors
    /// As [`Draft::keep`].
    pub fn keep_beside(&self, text: &str, terms: &Terms) -> Result<Option<PathBuf>, Failure> {
        let kept = self.kept();
        // The same words for other readers are another draft.
        if kept.as_deref() == Some(text.trim()) && self.terms().is_none_or(|typed| typed.agree(terms)) {
            return Ok(None);
        }
        // A link is only made where nothing stands, so that two commands at once take two places.
        let behind = kept.and_then(|_| self.places().find(|place| std::fs::hard_link(&self.path, place).is_ok()));
        self.keep(&format!("{text}\n{SCISSORS}\n{}\n{}\n", terms.line(), fresh_mark()))?;
        Ok(behind)
    }

    /// The line by which this draft is told from others with the same words: the one it has, else a new one.
    pub fn mark(&self) -> String {
        self.own_mark().unwrap_or_else(fresh_mark)
    }

    fn own_mark(&self) -> Option<String> {
        self.below()?.lines().find(|line| line.starts_with(MARK)).map(str::to_owned)
    }

    /// What the text was typed for.
    pub fn terms(&self) -> Option<Terms> {
        Terms::among(&self.below()?)
    }

    /// What stands below the text.
    fn below(&self) -> Option<String> {
        let text = std::fs::read_to_string(&self.path).ok()?;
        Some(text.rsplit_once(SCISSORS)?.1.to_owned())
    }

    /// The places of texts that wait behind the first, from the first to the hundredth.
    fn places(&self) -> impl DoubleEndedIterator<Item = PathBuf> + '_ {
        (1..=100).map(|number| self.path.with_extension(format!("{number}.md")))
    }

    /// Keeps a text.
    ///
    /// # Errors
    /// It cannot be written; then the message holds the text, so that it is not lost.
    pub fn keep(&self, text: &str) -> Result<(), Failure> {
        let write = || {
            let folder = self.path.parent().expect("a draft lies in its folder");
            let mut file = tempfile::NamedTempFile::new_in(folder)?;
            std::io::Write::write_all(&mut file, text.as_bytes())?;
            file.as_file().sync_all()?;
            file.persist(&self.path).map_err(|error| error.error)
        };
        let lost = |error| {
            Failure::Usage(format!(
                "Keeping the draft {} did not work: {error}. Your text:\n{text}",
                self.path.display()
            ))
        };
        write().map(drop).map_err(lost)
    }

    /// Forgets it: it was recorded. A text that was kept before it takes its place again.
    pub fn forget(&self) {
        let _ = std::fs::remove_file(&self.path);
        if let Some(behind) = self.places().rfind(|place| place.exists()) {
            let _ = std::fs::rename(behind, &self.path);
        }
    }

    /// The idempotency key of the draft: its mark and text, so that an interrupted recording is not repeated, and the
    /// same words in another draft are another entry. None where somebody took the mark out.
    pub fn key(&self, text: &str) -> Option<String> {
        let mark = self.own_mark()?;
        Some(blake3::hash(&[mark.as_bytes(), b"\0", text.as_bytes()].concat()).to_hex().to_string())
    }
}
