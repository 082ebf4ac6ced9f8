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
}

impl Failure {
    /// The exit code.
    pub fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Failure::Refused(_) | Failure::Strict => 1,
            Failure::Log(
                LogError::Conflict { .. }
                | LogError::RequestUsed { .. }
                | LogError::ClockBehind { .. }
                | LogError::Unfit { .. }
                | LogError::Exists { .. }
                | LogError::Import { .. },
            ) => 1,
            Failure::Usage(_) => 2,
            Failure::Log(_) | Failure::Findings => 3,
            Failure::Site(_) => 4,
        })
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
            Failure::Usage(text) => f.write_str(text),
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
