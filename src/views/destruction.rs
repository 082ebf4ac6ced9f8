//! Destruction: the orders of an agency, those that wait with what blocks each, and those that were carried out.

use super::{
    entry::{EntryRef, keeping_entry},
    sight::Named,
    words,
};
use crate::{
    domain::{
        Directory,
        keeping::{Held, Order, Ordered},
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;

/// One order of destruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderView {
    /// Who ordered it and under which number, or by which schedule.
    pub authority: String,
    /// Why, where an authority ordered it.
    pub reason: Option<String>,
    /// When it was given.
    pub on: NaiveDate,
    /// Who recorded it.
    pub by: Named,
    /// The entry that gave it.
    pub entry: EntryRef,
    /// How many entries it names; once it was carried out, how many were destroyed.
    pub number: usize,
    /// The same by number: `#3 and #7`.
    pub entries: Option<String>,
    /// The holds in its way while it waits.
    pub blocks: Vec<Block>,
    /// What says that it was carried out.
    pub carried_out: Option<CarriedOut>,
}

/// A hold in the way of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Block {
    /// The number of the hold.
    pub hold: u64,
    /// The entry that placed it, where it is a hold of the same agency.
    pub entry: Option<EntryRef>,
    /// What of the order it holds, by number.
    pub holds: String,
}

/// The certificate of a destruction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CarriedOut {
    /// When.
    pub on: NaiveDate,
    /// The entry that says so.
    pub entry: EntryRef,
}

/// The orders of an agency, the last given first; `streams` says in whose record each entry stands that an order names
/// which waits. A hold of whichever agency is in the way.
pub fn orders(directory: &Directory, agency: Id, streams: &BTreeMap<u64, Id>) -> Vec<OrderView> {
    let own = directory.keeping.orders.iter().rev().filter(|order| order.agency == agency);
    own.map(|order| view(directory, order, streams)).collect()
}

fn view(directory: &Directory, order: &Ordered, streams: &BTreeMap<u64, Id>) -> OrderView {
    let given = &order.given.dated;
    let held = |hold: &Held| {
        let holds = |seq: &u64| streams.get(seq).is_some_and(|stream| hold.holds(*stream, *seq));
        let held: Vec<_> = order.targets.iter().copied().filter(holds).collect();
        let own = (hold.agency == order.agency).then(|| keeping_entry(hold.agency, &hold.placed.dated));
        words::first_numbers(&held).map(|holds| Block { hold: hold.seq(), entry: own, holds })
    };
    let blocks = directory.keeping.holds.iter().filter(|_| order.waits()).filter_map(held);
    OrderView {
        authority: given.what.to_string(),
        reason: match &given.what {
            Order::Authority { reason, .. } => Some(reason.clone()),
            Order::Schedule(..) => None,
        },
        on: given.on,
        by: Named::of(directory, order.given.by),
        entry: keeping_entry(order.agency, given),
        number: order.targets.len(),
        entries: words::first_numbers(&order.targets),
        blocks: blocks.collect(),
        carried_out: order
            .carried_out
            .as_ref()
            .map(|done| CarriedOut { on: done.on, entry: keeping_entry(order.agency, done) }),
    }
}
