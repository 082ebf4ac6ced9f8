//! What each page of the table prints: the views of its owner, put together for its template.

use super::{
    SiteInput,
    picture::{Bars, Column, Cut, bars, cuts},
    table::{Kind, Row},
};
use crate::{
    domain::{Class, Event, Person, authority::Readable},
    id::Id,
    views::{
        Cycle, EntryRef, Named, Sight,
        agenda::agenda,
        asked::asked_lines,
        cadence::cadence,
        commitments::{FollowThrough, commitments},
        coverage::coverage,
        desk::desk,
        development::development,
        directory::{DirectoryView, HeldCount, directory},
        meetings::{meeting_view, meetings},
        standard::standard,
        timeline::timeline,
        year::{Verdict, Year, year},
    },
};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use tera::Context;

/// A page ready to be rendered.
pub(super) struct Page {
    pub row: &'static Row,
    pub path: String,
    pub context: Context,
}

/// Who a page is about, as its head prints it.
#[derive(Serialize)]
struct Head {
    id: Id,
    name: String,
    position: Option<String>,
    unit: Option<String>,
    office: Option<String>,
    leader: Option<Named>,
    /// Whether there is somebody to meet, or was when something between the two was recorded: so a page for the two.
    meets: bool,
    leads: bool,
    folder: String,
}

#[derive(Serialize)]
struct PastYear {
    name: String,
    label: String,
}

fn page(kind: Kind, owner: Option<Id>, cycle: Cycle, changed: Option<EntryRef>) -> Page {
    let row = Row::of(kind);
    let path = row.path(owner, cycle);
    let mut context = Context::new();
    context.insert("root", &"../".repeat(path.matches('/').count()));
    context.insert("changed", &changed);
    Page { row, path, context }
}

/// The agency's pages.
pub(super) fn agency(input: &SiteInput<'_>, held: &HeldCount) -> Vec<Page> {
    let cycle = Cycle::containing(input.as_of);
    let view = directory(input.directory, held, input.as_of);
    let mut first = page(Kind::Directory, None, cycle, last_of_directory(input));
    first.context.insert("page", "directory");
    first.context.insert("picture", &held_picture(&view));
    first.context.insert("v", &view);
    let mut pages = vec![first];
    if let Some(view) = standard(input.directory, input.as_of) {
        let rows = view.versions.iter().map(|row| &row.entry);
        let rows = rows.chain(view.cadences.iter().chain(&view.gaps).map(|row| &row.entry));
        let mut sheet = page(Kind::Standard, None, cycle, rows.max_by_key(|entry| entry.seq).cloned());
        sheet.context.insert("page", "standard");
        sheet.context.insert("v", &view);
        pages.push(sheet);
    }
    for page in &mut pages {
        page.context.insert("zone", &input.directory.zone().to_string());
    }
    pages
}

/// The last entry that can have changed the directory: of the roster, of a meeting held, or of the agency.
fn last_of_directory(input: &SiteInput<'_>) -> Option<EntryRef> {
    let people = input.people.iter().filter_map(|person| {
        let counts = |kind: &str| matches!(Event::about_kind(kind), Some((crate::domain::event::Writer::Hr, ..)));
        let held = |event: &Event| matches!(event, Event::MeetingHeld(_) | Event::EntryCorrected(_));
        person.entries.iter().rev().find(|entry| counts(entry.event.kind()) || held(&entry.event))
    });
    let people = people.map(|entry| EntryRef::of(entry, input.as_of));
    let directory = input.directory;
    let standards = directory.standards.iter().map(|set| EntryRef::of_agency(set.seq, &set.hash));
    let cadences = directory.policies.iter().map(|set| EntryRef::of_agency(set.seq, &set.hash));
    people.chain(standards).chain(cadences).max_by_key(|entry| entry.seq)
}

fn held_picture(view: &DirectoryView) -> Bars {
    let column = |it: &crate::views::directory::HeldMonth| Column {
        label: it.month.format("%b").to_string(),
        value: it.count,
        level: None,
        short: false,
    };
    let mut picture = bars(&view.held.months.iter().map(column).collect::<Vec<_>>(), "");
    for change in &view.changes {
        let month = crate::views::words::month_of(change.effective);
        if let Some(n) = view.held.months.iter().position(|it| it.month == month) {
            picture.flag(n, &change.short);
        }
    }
    picture
}

/// The pages of one person.
pub(super) fn person(input: &SiteInput<'_>, person: &Person, by_id: &BTreeMap<Id, &Person>) -> Vec<Page> {
    let sight = Sight::of(person, input.directory, input.as_of);
    let reports = input.directory.reports_on(person.id, input.as_of);
    let years = past_years(&sight, |_| true);
    let notes = past_years(&sight, |class| class == Class::Pair);
    let head = head(&sight, !reports.is_empty());
    let mut pages = vec![year_page(&sight, Kind::Year, sight.cycle())];
    pages.extend(years.iter().map(|cycle| year_page(&sight, Kind::EarlierYear, *cycle)));
    if head.meets {
        pages.push(pair_page(&sight, Kind::Next, sight.cycle()));
        pages.extend(notes.iter().map(|cycle| pair_page(&sight, Kind::EarlierNotes, *cycle)));
    }
    if head.leads {
        let reports: Vec<_> = reports.iter().filter_map(|report| by_id.get(&report.id).copied()).collect();
        pages.push(desk_page(&sight, &reports));
    }
    for page in &mut pages {
        page.context.insert("head", &head);
        page.context.insert("past", &past(if page.row.class == Class::Pair { &notes } else { &years }));
        page.context.insert("zone", &sight.zone().to_string());
        page.context.insert("page", "person");
    }
    pages
}

fn head(sight: &Sight<'_>, leads: bool) -> Head {
    let id = sight.person.id;
    let position = sight.directory.people.get(&id).and_then(|employee| employee.position.as_ref());
    let leader = sight.leader();
    Head {
        id,
        name: sight.named().name,
        position: position.map(|it| it.position.clone()),
        unit: position.and_then(|it| it.unit.clone()),
        office: position.map(|it| it.office.clone()),
        meets: leader.is_some() || sight.person.entries.iter().any(|entry| entry.class == Class::Pair),
        leader,
        leads,
        folder: format!("e/{}/{id}", id.shard()),
    }
}

/// The cycles before the current one in which something of such a class happened, the last first.
fn past_years(sight: &Sight<'_>, counts: impl Fn(Class) -> bool) -> Vec<Cycle> {
    let current = sight.cycle();
    let entries = sight.person.entries.iter().filter(|entry| counts(entry.class));
    let cycles: BTreeSet<_> = entries.map(|entry| Cycle::containing(entry.occurred_on)).collect();
    cycles.into_iter().rev().filter(|cycle| *cycle < current).collect()
}

fn past(years: &[Cycle]) -> Vec<PastYear> {
    years.iter().map(|cycle| PastYear { name: cycle.name(), label: cycle.label() }).collect()
}

/// The last entry of a cycle that a page of `class` can show anything of.
fn last_of(sight: &Sight<'_>, cycle: Cycle, least: Class) -> Option<EntryRef> {
    let shown = |class: Class| (least..=Class::Pair).contains(&class);
    let inside = |day| cycle == sight.cycle() || cycle.contains(day);
    let mut entries = sight.person.entries.iter().rev();
    let last = entries.find(|entry| shown(entry.class) && inside(entry.occurred_on));
    last.map(|entry| EntryRef::of(entry, sight.as_of))
}

fn year_page(sight: &Sight<'_>, kind: Kind, cycle: Cycle) -> Page {
    let current = kind == Kind::Year;
    let mut page = page(kind, Some(sight.person.id), cycle, last_of(sight, cycle, Class::Person));
    let year = year(sight, cycle);
    let context = &mut page.context;
    context.insert("tab", "year");
    context.insert("current", &current);
    context.insert("year_label", &cycle.label());
    context.insert("cycle_name", &cycle.name());
    context.insert("picture", &year_picture(&year, sight.as_of));
    context.insert("year", &year);
    context.insert("findings", &cadence(sight, cycle));
    context.insert("coverage", &coverage(sight, cycle));
    context.insert("meetings", &meetings(sight, cycle));
    // The class alone decides: no closure here could let a pair's text onto a page for the chain.
    context.insert("timeline", &timeline(sight, cycle, |it: Readable| it.class <= Class::Person && !it.withdrawn));
    if current {
        let commitments = commitments(sight);
        context.insert("next", &sight.next_meeting().as_ref().map(|meeting| meeting_view(sight, meeting)));
        context.insert("cuts", &commitments.lines.iter().map(follow_through).collect::<Vec<_>>());
        context.insert("commitments", &commitments);
        context.insert("development", &development(sight));
        context.insert("asked", &asked_lines(sight, sight.as_of));
    }
    page
}

fn year_picture(year: &Year, as_of: NaiveDate) -> Bars {
    let column = |it: &crate::views::year::MonthView| Column {
        label: it.month.format("%b").to_string(),
        value: (it.month <= as_of && (it.verdict != Verdict::NotJudged || it.minutes > 0)).then_some(it.minutes),
        level: it.asked,
        short: it.verdict == Verdict::Short,
    };
    bars(&year.months.iter().map(column).collect::<Vec<_>>(), "minutes")
}

fn follow_through(line: &FollowThrough) -> Vec<Cut> {
    cuts(&[("kept", line.kept), ("late", line.kept_late), ("still", line.open), ("missed", line.overdue)])
}

fn pair_page(sight: &Sight<'_>, kind: Kind, cycle: Cycle) -> Page {
    let mut page = page(kind, Some(sight.person.id), cycle, last_of(sight, cycle, Class::Person));
    let context = &mut page.context;
    let leader = sight.leader().map_or_else(|| "their leader".to_owned(), |leader| leader.name);
    let all = timeline(sight, cycle, |it: Readable| it.class <= Class::Pair && !it.withdrawn);
    context.insert("tab", "pair");
    context.insert("leader_name", &leader);
    context.insert("year_label", &cycle.label());
    context.insert("cycle_name", &cycle.name());
    context.insert("timeline", &all.of_class(Class::Pair));
    context.insert("agenda", &(kind == Kind::Next).then(|| agenda(sight)));
    page
}

fn desk_page(sight: &Sight<'_>, reports: &[&Person]) -> Page {
    let last = reports.iter().flat_map(|person| person.entries.iter().rfind(|it| it.class <= Class::Pair));
    let last = last.max_by_key(|entry| entry.seq).map(|entry| EntryRef::of(entry, sight.as_of));
    let mut page = page(Kind::Desk, Some(sight.person.id), sight.cycle(), last);
    let view = desk(sight.named(), reports.iter().copied(), sight.directory, sight.as_of);
    page.context.insert("desk", &view);
    page
}
