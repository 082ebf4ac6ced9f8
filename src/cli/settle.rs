//! What was settled, as `decide`, `agree` and `baseline` record it.

use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        settled::{Settle, Settled},
    },
};
use clap::Args;

/// About whom, in which meeting, when.
#[derive(Args, Debug)]
pub struct Where {
    /// The employee: id, login or part of the name
    person: String,
    /// The original date of the 1:1 it was in; the one held that day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was settled; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

impl Where {
    /// Records what a text settles there.
    pub fn record(
        &self,
        desk: &mut Desk<'_>,
        (verb, asks): (&str, &str),
        text: &Text,
        settled: impl FnOnce(String) -> Settled,
    ) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let purpose = Purpose::new(verb, asks, person);
        let (meeting, on) = desk.said_when((text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        desk.record_text(text, &purpose, |text| Ok(Command::Settle(Settle { meeting, what: settled(text) })))
    }
}
