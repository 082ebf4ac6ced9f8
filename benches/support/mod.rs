//! What the benchmarks of a served store share.

use std::{
    error::Error,
    process::{Command, Stdio},
    thread,
};

pub type Done<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The program as it is released; cargo builds it for the benchmark.
pub const COACH: &str = env!("CARGO_BIN_EXE_coach");
/// On the file system of the checkout, so that no figure is of a disk in memory.
pub const FOLDER: &str = env!("CARGO_TARGET_TMPDIR");

/// Says on what is measured.
pub fn head() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    println!("coach {}, {cores} cores, {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS);
}

/// A number after its name on the command line.
pub fn option(name: &str, default: u64) -> Done<u64> {
    let mut words = std::env::args();
    match words.find(|word| word == name) {
        Some(_) => Ok(words.next().ok_or("an option has a number")?.parse()?),
        None => Ok(default),
    }
}

/// Runs a command; gives what it said.
pub fn ok(command: &mut Command) -> Done<String> {
    let output = command.stdin(Stdio::null()).output()?;
    match output.status.success() {
        true => Ok(String::from_utf8(output.stdout)?),
        false => Err(String::from_utf8_lossy(&output.stderr).into_owned().into()),
    }
}
