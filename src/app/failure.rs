//! What can stop a command, and the exit code that says so (HOUSE.md, "Habits").

use crate::{domain::Refusal, log::LogError};
use std::{fmt, process::ExitCode};

/// Why a command did not do what was asked.
#[derive(Debug)]
pub enum Failure {
    /// The domain's expected no: nothing was recorded. Exit code 1.
    Refused(Refusal),
    /// The words of the command are off. Exit code 2.
    Usage(String),
    /// The log. Exit code 3.
    Log(LogError),
    /// What `verify` or `doctor` found, said already on the output. Exit code 3.
    Findings,
    /// Findings about people in a strict check, said already on the output. Exit code 1.
    Strict,
    /// The site; what was recorded stays recorded. Exit code 4.
    Site(String),
    /// The verb asks something of the person's side, and has done nothing yet. Where nobody is there to answer, the
    /// words of the command are off. Exit code 2.
    Asks,
    /// The store is served by now, so that it is to be asked instead of opened. Exit code 3.
    Served,
    /// What a served store answered, with its exit code.
    Told(u8, String),
}

impl Failure {
    /// The exit code, for the operating system.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(self.number())
    }

    /// The exit code.
    pub fn number(&self) -> u8 {
        match self {
            Failure::Refused(_) | Failure::Strict => 1,
            Failure::Log(
                LogError::Conflict { .. }
                | LogError::RequestUsed { .. }
                | LogError::ClockBehind { .. }
                | LogError::Unfit { .. }
                | LogError::Exists { .. }
                | LogError::Import { .. },
            ) => 1,
            Failure::Usage(_) | Failure::Asks => 2,
            Failure::Log(_) | Failure::Findings | Failure::Served => 3,
            Failure::Site(_) => 4,
            Failure::Told(code, _) => *code,
        }
    }

    /// A file that is not the log's could not be read or written.
    pub fn file(what: &str, path: &std::path::Path, error: &std::io::Error) -> Self {
        Failure::Usage(format!("{what} {} did not work: {error}. Check the path and its permissions.", path.display()))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(refusal) => write!(f, "Refused: {refusal}"),
            Failure::Usage(text) | Failure::Told(_, text) => f.write_str(text),
            Failure::Served => f.write_str("The store is served now. Nothing was recorded; say it again."),
            Failure::Asks => f.write_str("Give the text with -m."),
            Failure::Log(error) => write!(f, "The log: {error}."),
            Failure::Findings | Failure::Strict => Ok(()),
            Failure::Site(text) => write!(f, "The site: {text}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Failure::Log(error)
    }
}
