//! The command `coach`.

use std::process::ExitCode;

fn main() -> ExitCode {
    coachlog::cli::run(std::env::args_os())
}
