//! What a verb asks of the person's side, and what comes back: the same words whether the verb runs in the person's
//! own process or behind a socket, so that an editor, a file and a draft are only ever the person's own.
//!
//! A verb that lacks something asks for it with [`Desk::ask`], before it has said or recorded anything, and ends. The
//! person's side supplies it, and the verb runs again with it.

use super::Desk;
use crate::{
    app::Failure,
    domain::{Class, copy::Bytes},
    id::Id,
};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What a verb asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The text of an entry, from a draft or an editor.
    Text(Asked),
    /// The content of a file that the command line names.
    File {
        /// Its path, as it was typed.
        path: String,
    },
    /// The BLAKE3 hash of a file that the command line names. The file itself stays where it is.
    Hash {
        /// Its path, as it was typed.
        path: String,
    },
}

/// What a text is asked for; its draft is told from others by verb, person and author.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The verb, as the draft is filed under.
    pub verb: String,
    /// The number of the entry that the text is about, where each has a draft of its own.
    pub entry: Option<u64>,
    /// The person the entry is about.
    pub about: Id,
    /// Their name.
    pub name: String,
    /// Who writes it.
    pub author: Id,
    /// What the form asks for, in one line.
    pub asks: String,
    /// Who will read it.
    pub class: Class,
    /// What the entry will be, where the verb records several things.
    pub kind: String,
    /// Whether the kept draft is wanted, and no form.
    pub draft: bool,
    /// The form to begin with where no draft is kept. Saved as it is, it records nothing.
    pub form: Option<String>,
    /// Whether the verb goes on without a text where there is no editor to write one in.
    pub bare: bool,
}

/// What the person's side supplied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Given {
    /// A text, and the key of the draft it stands in.
    Text {
        /// The text.
        text: String,
        /// The draft's key, by which it is recorded once.
        key: Option<String>,
    },
    /// The content of a file.
    File(Content),
    /// The hash of a file, 64 digits.
    Hash(String),
}

/// Bytes that mostly are text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Content {
    /// They are text.
    Text(String),
    /// They are not; a reader of the file says what is wrong with it, where it wants text.
    Bytes(Bytes),
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Content::Bytes(Bytes(error.into_bytes())), Content::Text)
    }
}

impl Content {
    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => &bytes.0,
        }
    }
}

/// What became of a text, for whoever keeps its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// What it was for.
    pub asked: Asked,
    /// The text as the verb took it.
    pub text: String,
    /// Whether it was recorded.
    pub recorded: bool,
    /// Whether it is worth keeping, where it was not.
    pub worth_keeping: bool,
}

impl Ask {
    /// What a file that is asked for comes to, where it is one: its content, or its hash, read piece by piece.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn of_a_file(&self) -> Result<Option<Given>, Failure> {
        let failed = |path: &str, error| Failure::file("Reading", path.as_ref(), &error);
        match self {
            Ask::Text(_) => Ok(None),
            Ask::File { path } => {
                let bytes = std::fs::read(path).map_err(|error| failed(path, error))?;
                Ok(Some(Given::File(bytes.into())))
            }
            Ask::Hash { path } => {
                let mut hasher = blake3::Hasher::new();
                let read = std::fs::File::open(path).and_then(|file| hasher.update_reader(file).map(drop));
                read.map_err(|error| failed(path, error))?;
                Ok(Some(Given::Hash(hasher.finalize().to_hex().to_string())))
            }
        }
    }
}

impl Desk<'_> {
    /// What the person's side supplied for this, the next thing that is asked for.
    ///
    /// # Errors
    /// [`Failure::Asks`], where it has not been asked for it yet.
    pub fn ask(&mut self, ask: Ask) -> Result<Given, Failure> {
        let given = match self.given.pop_front() {
            Some(given @ Given::Text { .. }) if matches!(ask, Ask::Text(_)) => Some(given),
            Some(given @ Given::File(_)) if matches!(ask, Ask::File { .. }) => Some(given),
            Some(given @ Given::Hash(_)) if matches!(ask, Ask::Hash { .. }) => Some(given),
            _ => None,
        };
        given.ok_or_else(|| {
            self.asks = Some(ask);
            Failure::Asks
        })
    }

    /// The content of a file that the command line names, from the person's side.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub fn file(&mut self, path: &Path) -> Result<Content, Failure> {
        match self.ask(Ask::File { path: path.display().to_string() })? {
            Given::File(content) => Ok(content),
            _ => unreachable!("a file was asked for, and what is given is of the same kind"),
        }
    }

    /// The hash of a file that the command line names, from the person's side, which reads it piece by piece.
    ///
    /// # Errors
    /// As [`Desk::ask`].
    pub fn hash_of(&mut self, path: &Path) -> Result<String, Failure> {
        match self.ask(Ask::Hash { path: path.display().to_string() })? {
            Given::Hash(hash) => Ok(hash),
            _ => unreachable!("a hash was asked for, and what is given is of the same kind"),
        }
    }
}
