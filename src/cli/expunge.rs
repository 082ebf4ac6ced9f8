use super::Desk;
use crate::{
    app::Failure,
    domain::{
        authority::may_write,
        destruction::{Expunge as Order, named},
        event::Writer,
    },
    id::Id,
    views::{
        destruction::{OrderView, orders},
        words::entries,
    },
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
    #[arg(required_unless_present = "list", value_name = "NUMBER")]
    entries: Vec<u64>,
    /// Who ordered it, and under which number
    #[arg(long, required_unless_present = "list")]
    authority: Option<String>,
    /// Also what carries the same words
    #[arg(long)]
    with_copies: bool,
    /// Shows which entries it would name, and records nothing
    #[arg(long)]
    show: bool,
    /// Why
    #[arg(short = 'm', long = "message", value_name = "WHY", required_unless_present = "list")]
    reason: Option<String>,
    /// Lists the orders that wait, with the holds that block each, and records nothing
    #[arg(long, conflicts_with_all = ["entries", "authority", "with_copies", "show", "reason"])]
    list: bool,
}

impl Expunge {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let agency = desk.must_read_record_keeping()?;
        if self.list {
            return list(desk, agency);
        }
        let today = desk.today(Some(agency))?;
        // Who reads orders with a purpose gives none, and is told of no entry what one would name.
        may_write(desk.app()?.directory(), actor, agency, Writer::Hr, "Destruction ordered", today)?;
        let order = Order {
            authority: self.authority.unwrap_or_default(),
            targets: self.entries.into_iter().collect(),
            with_copies: self.with_copies,
            reason: self.reason.unwrap_or_default(),
        };
        let app = desk.app()?;
        let kin = app.kin(&order.targets, true)?;
        let directory = app.directory();
        let rows: Vec<_> = kin.iter().map(|entry| named(directory, (actor, agency), entry, today)).collect();
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

/// The orders of agencies that wait, the last given first.
pub(super) fn waiting(desk: &mut Desk<'_>, agencies: &[Id]) -> Result<Vec<OrderView>, Failure> {
    let app = desk.app()?;
    let streams = app.streams_of_orders()?;
    let all = agencies.iter().flat_map(|agency| orders(app.directory(), *agency, &streams));
    Ok(all.filter(|order| order.carried_out.is_none()).collect())
}

impl Desk<'_> {
    /// Says an order that waits: its number, how much it names, and what blocks it.
    pub(super) fn say_order(&mut self, order: &OrderView, by: &str) {
        let named = order.entries.as_deref().unwrap_or_default();
        self.say(format!("#{} {}  {by}{}: {named}", order.entry.seq, order.on, entries(order.number)));
        for block in &order.blocks {
            self.say(format!("  blocked: legal hold #{} holds {}", block.hold, block.holds));
        }
        if order.blocks.is_empty() {
            self.say(format!("  no hold is in the way: coach destroy --order {}", order.entry.seq));
        }
    }
}

fn list(desk: &mut Desk<'_>, agency: Id) -> Result<(), Failure> {
    let waiting = waiting(desk, &[agency])?;
    if desk.globals.json {
        desk.say_json(&waiting);
        return Ok(());
    }
    if waiting.is_empty() {
        desk.say("No order of destruction waits.");
    }
    waiting.iter().for_each(|order| desk.say_order(order, &format!("{}; ", order.authority)));
    Ok(())
}
