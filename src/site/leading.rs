//! The pages of a leader about the people they lead: the desk, leader standard work, and the roll-up of a leader of
//! leaders. All are folds over summaries.

use super::{
    marks::calendar,
    pages::{Ground, Page, headed, page},
    table::Kind,
};
use crate::{
    id::Id,
    views::{
        Named, Summary,
        commitments::Counts,
        desk::desk,
        heatmap::heatmap,
        improvement::Improving,
        leader_standard_work::{leader_standard_work, topic_reach},
        roll_up::roll_up,
    },
};
use serde::Serialize;

fn reports<'a>(ground: &Ground<'a>, leader: Id) -> Vec<&'a Summary> {
    let everyone = ground.everyone;
    everyone.structure.reports(leader).filter_map(|id| everyone.summaries.get(&id)).collect()
}

/// The pages of one leader about their reports; none for who leads nobody.
pub(super) fn leader(ground: &Ground<'_>, own: &Summary) -> Vec<Page> {
    let reports = reports(ground, own.person.id);
    if reports.is_empty() {
        return Vec::new();
    }
    let last = reports.iter().filter_map(|report| report.last.clone()).max_by_key(|entry| entry.seq);
    let (as_of, cycle, id) = (ground.as_of, ground.cycle(), own.person.id);
    let work = leader_standard_work(own.person.clone(), reports.iter().copied(), as_of);
    let mut desk_page = page(Kind::Desk, Some(id), cycle, last);
    let context = &mut desk_page.context;
    context.insert("tab", "desk");
    context.insert("desk", &desk(own.person.clone(), reports.iter().copied(), as_of));
    context.insert("calendar", &calendar(&heatmap(reports.iter().copied(), cycle), cycle));
    context.insert("work", &work);
    context.insert("follow", &follow_through(&reports));
    context.insert("improving", &improving(&reports));
    context.insert("topics", &topic_reach(reports.iter().copied()));
    let last = reports.iter().filter_map(|report| report.last_ticked.clone()).max_by_key(|entry| entry.seq);
    let mut work_page = page(Kind::LeaderStandardWork, Some(id), cycle, last);
    work_page.context.insert("tab", "work");
    work_page.context.insert("work", &work);
    headed(ground, own, vec![desk_page, work_page])
}

/// One report's promises, and those to them.
#[derive(Serialize)]
struct Follow<'a> {
    person: &'a Named,
    sides: &'a [Counts],
}

fn follow_through<'a>(reports: &[&'a Summary]) -> Vec<Follow<'a>> {
    let line = |report: &&'a Summary| Follow { person: &report.person, sides: &report.follow_through };
    let mut lines: Vec<_> = reports.iter().map(line).collect();
    lines.sort_by_key(|line| line.person);
    lines
}

/// How one report's problems and ideas stand.
#[derive(Serialize)]
struct ImprovingOf<'a> {
    person: &'a Named,
    counts: &'a Improving,
}

/// The reports with a page of problems and ideas.
fn improving<'a>(reports: &[&'a Summary]) -> Vec<ImprovingOf<'a>> {
    let with = reports.iter().filter(|report| report.improving.last.is_some());
    let mut lines: Vec<_> =
        with.map(|report| ImprovingOf { person: &report.person, counts: &report.improving }).collect();
    lines.sort_by_key(|line| line.person);
    lines
}

/// The roll-up of one leader of leaders; none for anybody else.
pub(super) fn rolled(ground: &Ground<'_>, own: &Summary) -> Vec<Page> {
    let everyone = ground.everyone;
    let id = own.person.id;
    let Some(roll) = everyone.rolls.get(&id).filter(|_| everyone.leads_leaders(id)) else { return Vec::new() };
    let below = reports(ground, id).into_iter().filter_map(|report| {
        let id = report.person.id;
        Some((report, everyone.rolls.get(&id)?, everyone.leads_leaders(id)))
    });
    let view = roll_up(own.person.clone(), roll, below, ground.as_of);
    // Counts of many people rest on no one entry.
    let mut page = page(Kind::RollUp, Some(id), ground.cycle(), None);
    page.context.insert("tab", "roll");
    page.context.insert("roll", &view);
    headed(ground, own, vec![page])
}
