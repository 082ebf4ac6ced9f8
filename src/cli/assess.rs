use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        appraise::Which,
        assessment::{Assess as Wish, Kind},
    },
};
use clap::Args;

/// Says how the work stands as a whole: your own assessment, the mid-year review, or what an outgoing leader leaves behind
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
#[group(id = "kind", args = ["own", "mid_year", "interim"], required = true, multiple = false)]
pub struct Assess {
    /// The employee: id, login or part of the name
    person: String,
    /// Your own assessment, as the employee
    #[arg(long = "self")]
    own: bool,
    /// The mid-year review was held, as the leader
    #[arg(long)]
    mid_year: bool,
    /// What you leave to the next leader, as the outgoing one
    #[arg(long)]
    interim: bool,
    #[command(flatten)]
    which: WhichArgs,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

/// Which appraisal is meant.
#[derive(Args, Clone, Debug, Default)]
pub struct WhichArgs {
    /// The cycle, where it is not the one under way, such as 2025-26
    #[arg(long, value_name = "CYCLE")]
    cycle: Option<String>,
    /// The evaluation of a probation, and not the annual one
    #[arg(long)]
    probation: bool,
}

impl From<WhichArgs> for Which {
    fn from(it: WhichArgs) -> Self {
        Self { cycle: it.cycle, probation: it.probation }
    }
}

impl Assess {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (kind, asks, what) = match (self.own, self.mid_year) {
            (true, _) => (Kind::Own, "How did your work go?", "a self-assessment"),
            (_, true) => (Kind::MidYear, "What did the mid-year review find?", "a mid-year review"),
            _ => (Kind::Interim, "How does the work stand?", "an interim assessment"),
        };
        let which = Which::from(self.which);
        let purpose = Purpose::new("assess", asks, person).on(self.on.as_deref()).kind(what);
        desk.record_text(&self.text, &purpose, |text| Ok(Command::Assess(Wish { kind, which, text })))
    }
}
