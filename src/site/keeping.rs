//! The page of what an agency holds, has destroyed, and what of its records is due, for its human resources.

use super::{
    agencies::{in_agency, zone},
    pages::{Ground, Page, page},
    table::Kind,
};
use crate::{
    id::Id,
    views::{EntryRef, access::of_keeping, destruction::orders, holds::holds, retention::series},
};

/// The page of an agency. Of the records it names people, numbers of entries and how many they are; the words on it are
/// those of the holds, orders and periods.
pub(super) fn keeping_page(ground: &Ground<'_>, agency: Id) -> Page {
    let (directory, summaries) = (ground.directory, &ground.everyone.summaries);
    let streams = summaries.iter().flat_map(|(id, summary)| summary.ordered.iter().map(|seq| (*seq, *id))).collect();
    let added = Some(agency).filter(|id| directory.added.contains_key(id));
    let own = summaries.values().filter(|summary| summary.agency == added);
    let records = own.map(|summary| (&summary.person, &summary.due[..]));
    let (held, released): (Vec<_>, Vec<_>) =
        holds(directory, agency).into_iter().partition(|hold| hold.released.is_none());
    let (done, waiting): (Vec<_>, Vec<_>) =
        orders(directory, agency, &streams).into_iter().partition(|order| order.carried_out.is_some());
    let series = series(directory, agency, records, ground.as_of);
    let entries = held
        .iter()
        .map(|it| &it.entry)
        .chain(released.iter().filter_map(|it| it.released.as_ref()).map(|it| &it.entry));
    let entries = entries.chain(waiting.iter().map(|it| &it.entry));
    let entries = entries.chain(done.iter().filter_map(|it| it.carried_out.as_ref()).map(|it| &it.entry));
    let entries = entries.chain(series.iter().filter_map(|it| it.period.as_ref()).map(|it| &it.entry));
    let readers = of_keeping(directory, agency);
    let read = readers.iter().flat_map(|it| std::iter::once(&it.entry).chain(it.ended.iter().map(|end| &end.entry)));
    let last: Option<EntryRef> = entries.chain(read).max_by_key(|entry| entry.seq).cloned();
    let mut page = page(Kind::Keeping, Some(agency), ground.cycle(), last);
    let context = &mut page.context;
    context.insert("page", "keeping");
    context.insert("of", &directory.agency_name(agency));
    context.insert("due", &series.iter().map(|it| it.past.sentence()).collect::<Vec<_>>());
    context.insert("past", &series.iter().map(|it| it.past.entries).sum::<usize>());
    context.insert("held", &held);
    context.insert("released", &released);
    context.insert("waiting", &waiting);
    context.insert("done", &done);
    context.insert("readers", &readers);
    context.insert("series", &series);
    context.insert("zone", &zone(directory, added));
    in_agency(ground, added, page)
}
