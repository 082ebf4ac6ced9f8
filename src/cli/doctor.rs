use super::{
    Desk,
    verify::{read_in_a_child, say_report},
};
use crate::{
    app::{Failure, open_options},
    log::doctor::{self, Copy},
};
use clap::{Args, ValueEnum};

/// Says what is wrong with the log and what would mend it; with --repair, mends it
///
/// Whatever is replaced is moved aside, never deleted.
#[derive(Args, Debug)]
pub struct Doctor {
    /// Rebuilds the damaged copy from the other; where both are damaged, salvages every intact entry
    #[arg(long)]
    repair: bool,
    /// The copy to trust where both are whole and differ
    #[arg(long, requires = "repair")]
    from: Option<From>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum From {
    /// The journal
    Journal,
    /// sled
    Sled,
}

impl Doctor {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        let open = open_options(desk.wait());
        if !self.repair {
            let (report, advice) = doctor::diagnose(&place.store, &open, &read_in_a_child)?;
            say_report(desk, &report, true);
            advice.iter().for_each(|line| desk.say(line));
            return if report.findings.is_empty() { Ok(()) } else { Err(Failure::Findings) };
        }
        let from = self.from.map(|from| match from {
            From::Journal => Copy::Journal,
            From::Sled => Copy::Sled,
        });
        let repair = doctor::repair(&place.store, from, open, &read_in_a_child)?;
        repair.did.iter().for_each(|line| desk.say(line));
        repair.aside.iter().for_each(|path| desk.say(format!("kept aside: {}", path.display())));
        if let Some(salvage) = &repair.salvage {
            let missing: Vec<_> = repair.missing.iter().map(|(first, last)| format!("#{first} to #{last}")).collect();
            desk.say(format!("{} intact entries salvaged to {}", repair.entries, salvage.display()));
            desk.say(format!("missing: {}. Restore a backup: coach restore.", missing.join(", ")));
            return Err(Failure::Findings);
        }
        desk.say(format!("{} entries; run `coach verify` to see it.", repair.entries));
        Ok(())
    }
}
