use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{Command, contest},
};
use clap::Args;

/// Contests an entry of your own record: what you say stands beside it, and the entry stays
///
/// It is shown wherever that entry is, to everybody who may read that. You may contest one entry more than once, in other
/// words; nobody else contests for you.
#[derive(Args, Debug)]
pub struct Contest {
    /// The number of the entry
    seq: u64,
    #[command(flatten)]
    text: Text,
}

impl Contest {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (me, target) = (desk.actor()?, self.seq);
        let mut found = desk.app()?.entry(target)?.filter(|entry| entry.stream == me);
        if let Some(entry) = &found
            && !desk.may_read(entry)?
        {
            found = None;
        }
        let purpose = Purpose::new("contest", "What is wrong with the entry?", me);
        let purpose = purpose.kind(format!("a contest of #{target}")).about_entry(target);
        desk.in_hand(&self.text, &purpose)?;
        let entry = found.ok_or_else(|| contest::nothing_to_contest(target))?;
        desk.record_text(&self.text, &purpose.for_class(entry.class), |why| {
            Ok(Command::Contest(contest::Contest { target, why }))
        })
    }
}
