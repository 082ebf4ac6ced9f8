use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        paper::{self, Paper},
    },
};
use clap::Args;
use std::path::PathBuf;

/// Transcribes what an employee signed on paper, as HR, with the hash of its scan
///
/// It never counts as the employee's own act: nothing that they have to record is done by it. The record keeps the words and the
/// hash, never the file: HR keeps the scan, and the paper. It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Transcribe {
    /// The employee who signed: id, login or part of the name
    person: String,
    /// What the paper is: meeting-acknowledged, appraisal-acknowledged, rebuttal-filed, self-assessment-submitted,
    /// plan-acknowledged or concern-acknowledged
    #[arg(long, value_name = "KIND")]
    of: Paper,
    /// The number of the entry that it is about: the finalised 1:1, the delivered appraisal, the plan, the concern
    #[arg(long, value_name = "SEQ")]
    entry: Option<u64>,
    /// The day it was signed on
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    signed: String,
    /// The scan, whose hash is recorded; it stays where it is
    #[arg(long, value_name = "FILE")]
    scan: PathBuf,
    #[command(flatten)]
    text: Text,
}

impl Transcribe {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (of, target) = (self.of, self.entry);
        let asks = "What does the paper say, word for word?";
        let purpose = Purpose::new("transcribe", asks, person).on(Some(&self.signed)).kind(of.words());
        desk.in_hand(&self.text, &purpose)?;
        let scan = desk.hash_of(&self.scan)?;
        let hash = scan.clone();
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Transcribe(paper::Transcribe { of, target, text, scan }))
        })?;
        if !desk.globals.json {
            desk.say("The hash of the scan is recorded, no copy of it: keep the file. To check it: b3sum FILE prints");
            desk.say(format!("  {hash}"));
        }
        Ok(())
    }
}
