//! The command `coach`.

use std::process::ExitCode;

/// Keeping a large agency's site in step allocates small pieces all day in a heap that a full publish has cut up; the C
/// library's allocator then costs more than the pages do.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    coachlog::cli::run(std::env::args_os())
}
