use super::{Desk, command};
use crate::app::Failure;
use clap::Args;
use clap_complete::{Shell, generate};

/// Prints completions for a shell
#[derive(Args, Debug)]
pub struct Completions {
    /// bash, zsh, fish, elvish or powershell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let mut text = Vec::new();
        generate(self.shell, &mut command(), "coach", &mut text);
        desk.say(String::from_utf8_lossy(&text));
        Ok(())
    }
}
