//! The pages of the agency's strategy and of its adoption of the standard.

use super::{
    pages::{Ground, Page, page},
    picture::{Bars, Column, SHARE, bars},
    table::Kind,
};
use crate::views::{
    directory::{PolicyChange, changes},
    strategy::{StrategyView, strategy},
    trend::{TrendView, trend},
    words::month_of,
};
use chrono::NaiveDate;

/// The plans and their objectives.
pub(super) fn strategy_page(ground: &Ground<'_>) -> Page {
    let agency = ground.directory.agency.as_ref().map(|agency| agency.id);
    let view = agency.map_or_else(StrategyView::default, |id| strategy(ground.directory, id, ground.as_of));
    let mut page = page(Kind::Strategy, None, ground.cycle(), view.newest().cloned());
    page.context.insert("page", "strategy");
    page.context.insert("v", &view);
    page.context.insert("zone", &ground.directory.zone().to_string());
    page
}

/// The trend, and what was done for it.
pub(super) fn adoption_page(ground: &Ground<'_>) -> Option<Page> {
    let agency = ground.directory.agency.as_ref()?.id;
    let everyone = ground.everyone;
    let changed = changes(ground.directory, None, ground.cycle(), ground.as_of);
    let view = trend(ground.directory, agency, (&everyone.trend, changed), ground.as_of);
    let newest = view.newest().into_iter().chain(everyone.counts.newest(None)).max_by_key(|entry| entry.seq);
    let mut page = page(Kind::Adoption, None, ground.cycle(), newest.cloned());
    page.context.insert("page", "adoption");
    page.context.insert("sentence", &view.sentence());
    page.context.insert("picture", &picture(&view));
    page.context.insert("v", &view);
    page.context.insert("zone", &ground.directory.zone().to_string());
    Some(page)
}

fn picture(view: &TrendView) -> Bars {
    let column = |it: &crate::views::trend::ShareMonth| Column {
        label: it.month.format("%b").to_string(),
        value: it.percent,
        level: None,
        short: it.at_least,
    };
    let picture = bars(&view.months.iter().map(column).collect::<Vec<_>>(), SHARE);
    flagged(picture, &view.months.iter().map(|it| it.month).collect::<Vec<_>>(), &view.changes)
}

/// A picture of months with a flag where something changed.
pub(super) fn flagged(mut picture: Bars, months: &[NaiveDate], changes: &[PolicyChange]) -> Bars {
    for change in changes {
        let month = month_of(change.effective);
        if let Some(n) = months.iter().position(|it| *it == month) {
            picture.flag(n, &change.short);
        }
    }
    picture
}
