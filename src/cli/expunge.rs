use super::Desk;
use crate::{
    app::Failure,
    domain::destruction::{Expunge as Order, named},
};
use clap::Args;

/// Records an order to destroy entries, after showing which; human resources only
///
/// It names entries by number, day, kind and audience, and never a word of them. What carries the same words, such as
/// corrections, has to go too. Nothing is destroyed by the order: who keeps the store carries it out with `coach
/// destroy --order NUMBER`, and a legal hold blocks that.
#[derive(Args, Debug)]
pub struct Expunge {
    /// The numbers of the entries
    #[arg(required = true, value_name = "NUMBER")]
    entries: Vec<u64>,
    /// Who ordered it, and under which number
    #[arg(long)]
    authority: String,
    /// Also what carries the same words
    #[arg(long)]
    with_copies: bool,
    /// Shows which entries it would name, and records nothing
    #[arg(long)]
    show: bool,
    /// Why
    #[arg(short = 'm', long = "message", value_name = "WHY")]
    reason: String,
}

impl Expunge {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let agency = desk.must_read_record_keeping()?;
        let today = desk.today(Some(agency))?;
        let order = Order {
            authority: self.authority,
            targets: self.entries.into_iter().collect(),
            with_copies: self.with_copies,
            reason: self.reason,
        };
        let app = desk.app()?;
        let kin = app.kin(&order.targets, true)?;
        let directory = app.directory();
        let rows: Vec<_> = kin.iter().map(|entry| named(directory, agency, entry, today)).collect();
        if self.show {
            desk.say("The order would name, and nothing was recorded:");
            rows.iter().for_each(|row| desk.say(format!("  {row}")));
            return Ok(());
        }
        let receipt = app.agency_command(actor, key.as_deref(), Some(agency), |context| order.decide(context, &kin))?;
        if !desk.globals.json {
            desk.say("Ordered destroyed:");
            rows.iter().for_each(|row| desk.say(format!("  {row}")));
        }
        desk.say_receipt(None, &receipt)?;
        if !desk.globals.json {
            let seq = receipt.entries.first().map_or(0, |entry| entry.seq);
            desk.say(format!("Who keeps the store carries it out: coach destroy --order {seq}"));
        }
        Ok(())
    }
}
