use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Class, Context,
        destruction::{Expunge as Order, named},
    },
    id::Id,
    views::{
        destruction::{OrderView, orders},
        words::entries,
    },
};
use clap::Args;
use serde_json::json;

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
    #[command(flatten)]
    reason: Text,
    /// Lists the orders that wait, with the holds that block each, and records nothing
    #[arg(long, conflicts_with_all = ["entries", "authority", "with_copies", "show", "message", "draft"])]
    list: bool,
}

impl Expunge {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let purpose = Purpose::new("expunge", "Why is it destroyed?", actor).for_class(Class::Hr);
        if !self.list && !self.show {
            desk.in_hand(&self.reason, &purpose)?;
        }
        let agency = desk.must_read_record_keeping()?;
        if self.list {
            return list(desk, agency);
        }
        let today = desk.today(Some(agency))?;
        let (targets, with_copies) = (self.entries.into_iter().collect(), self.with_copies || self.show);
        let (authority, reason) = (self.authority.unwrap_or_default(), String::new());
        let order = Order { authority, targets, with_copies, reason };
        let app = desk.app()?;
        let kin = app.kin(&order.targets, true)?;
        let directory = app.directory();
        let rows: Vec<_> = kin.iter().map(|entry| named(directory, (actor, agency), entry, today)).collect();
        if self.show {
            order.closed(&Context { directory, actor, about: agency, today, on: today }, &kin)?;
            return show(desk, &order, kin.iter().map(|entry| entry.seq).zip(rows).collect());
        }
        let receipt = desk.with_text(&self.reason, &purpose, |desk, reason, drafted| {
            let order = Order { reason, ..order };
            let key = key.or(drafted);
            desk.app()?.agency_command(actor, key.as_deref(), Some(agency), |context| order.decide(context, &kin))
        })?;
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

/// What an order would name, entry by entry.
fn show(desk: &mut Desk<'_>, order: &Order, rows: Vec<(u64, String)>) -> Result<(), Failure> {
    if desk.globals.json {
        let row =
            |(seq, says): &(u64, String)| json!({"entry": seq, "named": order.targets.contains(seq), "says": says});
        let rows: Vec<_> = rows.iter().map(row).collect();
        desk.say_json(&rows);
        return Ok(());
    }
    desk.say("The order would name, and nothing was recorded:");
    rows.iter().for_each(|(_, row)| desk.say(format!("  {row}")));
    Ok(())
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
