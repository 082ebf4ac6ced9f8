//! What each page of the table prints: the views of its owner, put together for its template.

use super::{
    agencies::in_agency,
    everyone::Everyone,
    marks::lanes,
    picture::{Bars, Column, Cut, bars, cuts},
    run_chart::run_chart,
    table::{Kind, Row, unit_path},
};
use crate::{
    domain::{Class, Directory, Person, authority::Readable},
    id::Id,
    views::{
        Cycle, EntryRef, Named, Sight, Summary,
        access::accesses,
        agenda::agenda,
        appraisal::appraisals,
        asked::asked_lines,
        cause::gaps,
        check::check,
        commitments::{FollowThrough, commitments},
        compared::{last_replayed, replays},
        concerns::concerns,
        coverage::coverage,
        development::development,
        dispute::disputes,
        docket::docket,
        expectations::{assessments, improvements, plans},
        goals::{GoalView, goals},
        grow::grow_share,
        handover::handover_in,
        ideas::{IdeaView, ideas},
        meetings::{meeting_view, meetings},
        obstacles::{obstacles, recognition},
        pinned::pinned,
        problems::{ProblemView, authored, problems},
        record::{baseline, record},
        structure::Unit,
        timeline::{timeline, timeline_of_the_two},
        year::{Verdict, Year, year},
        year_line::year_line,
    },
};
use chrono::NaiveDate;
use serde::Serialize;
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
    unit_at: Option<String>,
    office: Option<String>,
    agency: Option<String>,
    leader: Option<Named>,
    meets: bool,
    aims: bool,
    improves: bool,
    appraised: bool,
    leads: bool,
    leads_leaders: bool,
    folder: String,
}

#[derive(Serialize)]
struct PastYear {
    name: String,
    label: String,
}

pub(super) fn page(kind: Kind, owner: Option<Id>, cycle: Cycle, changed: Option<EntryRef>) -> Page {
    let row = Row::of(kind);
    laid_out(row, row.path(owner, cycle), changed)
}

pub(super) fn laid_out(row: &'static Row, path: String, changed: Option<EntryRef>) -> Page {
    let mut context = Context::new();
    context.insert("root", &"../".repeat(path.matches('/').count()));
    context.insert("changed", &changed);
    context.insert("agency_at", Row::of(Kind::Directory).name);
    context.insert("standard_at", Row::of(Kind::Standard).name);
    Page { row, path, context }
}

/// What every page is made on.
#[derive(Clone, Copy)]
pub(super) struct Ground<'a> {
    pub directory: &'a Directory,
    pub everyone: &'a Everyone,
    pub as_of: NaiveDate,
}

impl Ground<'_> {
    pub(super) fn cycle(&self) -> Cycle {
        Cycle::containing(self.as_of)
    }
}

/// The pages about one person alone.
pub(super) fn person(ground: &Ground<'_>, person: &Person, own: &Summary) -> Vec<Page> {
    let sight = Sight::of(person, ground.directory, ground.as_of);
    let mut pages = vec![year_page(&sight, Kind::Year, sight.cycle())];
    pages.extend(own.earlier.iter().map(|cycle| year_page(&sight, Kind::EarlierYear, *cycle)));
    if own.meets {
        pages.push(pair_page(&sight, Kind::Next, sight.cycle()));
        pages.extend(own.earlier_notes.iter().map(|cycle| pair_page(&sight, Kind::EarlierNotes, *cycle)));
    }
    if let Some(last) = &own.progress.last {
        pages.push(goals_page(&sight, last.clone()));
    }
    if let Some(last) = &own.improving.last {
        pages.push(improvement_page(&sight, last.clone()));
    }
    if let Some(last) = &own.appraised {
        pages.push(appraisal_page(&sight, last.clone()));
    }
    if !person.disputes.is_empty() {
        pages.push(replay_page(&sight));
    }
    if own.in_the_making {
        pages.push(review_page(&sight));
    }
    headed(ground, own, pages)
}

/// Puts the head of their owner's pages on pages.
pub(super) fn headed(ground: &Ground<'_>, own: &Summary, mut pages: Vec<Page>) -> Vec<Page> {
    let head = head(ground, own);
    for page in &mut pages {
        let years = if page.row.class == Class::Pair { &own.earlier_notes } else { &own.earlier };
        page.context.insert("head", &head);
        page.context.insert("past", &past(years));
        page.context.insert("zone", &ground.directory.zone_of(head.id).to_string());
        page.context.insert("page", "person");
    }
    let agency = ground.directory.added_agency_of(own.person.id, ground.as_of);
    pages.into_iter().map(|page| in_agency(ground, agency, page)).collect()
}

fn head(ground: &Ground<'_>, own: &Summary) -> Head {
    let id = own.person.id;
    let position = ground.directory.people.get(&id).and_then(|employee| employee.position.as_ref());
    let unit = position.and_then(|it| it.unit.clone());
    let added = ground.directory.added_agency_of(id, ground.as_of);
    let several = !ground.directory.added.is_empty();
    let named = added.or_else(|| ground.directory.first_agency()).filter(|_| several);
    Head {
        id,
        name: own.person.name.clone(),
        position: position.map(|it| it.position.clone()),
        unit_at: unit.is_some().then(|| unit_path(&Unit { agency: added, name: unit.clone() })),
        unit,
        office: position.map(|it| it.office.clone()),
        agency: named.map(|agency| ground.directory.agency_name(agency)),
        meets: own.meets,
        leader: own.leader.clone(),
        aims: own.progress.last.is_some(),
        improves: own.improving.last.is_some(),
        appraised: own.appraised.is_some(),
        leads: ground.everyone.structure.leads(id) > 0,
        leads_leaders: ground.everyone.leads_leaders(id),
        folder: format!("e/{}/{id}", id.shard()),
    }
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
    let line = year_line(sight, cycle);
    context.insert("lanes", &lanes(&line));
    context.insert("line", &line);
    context.insert("year", &year);
    context.insert("findings", &check(sight, cycle, Class::Person));
    context.insert("coverage", &coverage(sight, cycle));
    let meetings = meetings(sight, cycle, Class::Person);
    context.insert("records", &meetings.iter().any(|meeting| meeting.record.is_some()));
    context.insert("meetings", &meetings);
    context.insert("grow", &grow_share(sight, cycle));
    // The class alone decides: no closure here could let a pair's text onto a page for the chain.
    context.insert("timeline", &timeline(sight, cycle, |it: Readable| it.class <= Class::Person && !it.withdrawn));
    if current {
        let commitments = commitments(sight);
        context.insert("next", &sight.next_meeting().as_ref().map(|it| meeting_view(sight, it, Class::Person)));
        context.insert("cuts", &commitments.lines.iter().map(follow_through).collect::<Vec<_>>());
        context.insert("commitments", &commitments);
        context.insert("development", &development(sight));
        context.insert("asked", &asked_lines(sight, sight.as_of));
        context.insert("accesses", &accesses(sight));
        context.insert("pinned", &pinned(sight));
        context.insert("baseline", &baseline(sight));
        context.insert("handover", &handover_in(sight, cycle));
    }
    context.insert("gaps", &gaps(sight, (cycle.from, cycle.to)));
    page
}

/// The page of goals, with a run chart of each that has a value.
fn goals_page(sight: &Sight<'_>, last: EntryRef) -> Page {
    let mut page = page(Kind::Goals, Some(sight.person.id), sight.cycle(), Some(last));
    let goals = goals(sight);
    let context = &mut page.context;
    context.insert("tab", "goals");
    context.insert("charts", &goals.iter().map(run_chart).collect::<Vec<_>>());
    context.insert("sentences", &goals.iter().map(GoalView::sentence).collect::<Vec<_>>());
    context.insert("goals", &goals);
    context.insert("obstacles", &obstacles(sight));
    context.insert("recognition", &recognition(sight));
    context.insert("concerns", &concerns(sight));
    page
}

/// The page of problems and ideas.
fn improvement_page(sight: &Sight<'_>, last: EntryRef) -> Page {
    let mut page = page(Kind::Improvement, Some(sight.person.id), sight.cycle(), Some(last));
    let (problems, ideas) = (problems(sight, Class::Person), ideas(sight, Class::Person));
    let context = &mut page.context;
    context.insert("tab", "improvement");
    context.insert("stands", &problems.iter().map(ProblemView::stands).collect::<Vec<_>>());
    context.insert("problems", &problems);
    context.insert("ideas_stand", &ideas.iter().map(IdeaView::stands).collect::<Vec<_>>());
    context.insert("ideas", &ideas);
    context.insert("authored", &authored(sight, sight.cycle(), Class::Person));
    page
}

/// The page of what is expected and what was delivered.
fn appraisal_page(sight: &Sight<'_>, last: EntryRef) -> Page {
    let mut page = page(Kind::Appraisal, Some(sight.person.id), sight.cycle(), Some(last));
    let context = &mut page.context;
    context.insert("tab", "appraisal");
    context.insert("plans", &plans(sight));
    context.insert("docket", &docket(sight));
    context.insert("appraisals", &appraisals(sight, Class::Person));
    context.insert("disputes", &disputes(sight));
    context.insert("assessments", &assessments(sight));
    context.insert("improvements", &improvements(sight));
    page
}

/// The page of what was known when of what is disputed.
fn replay_page(sight: &Sight<'_>) -> Page {
    let replays = replays(sight);
    let last = last_replayed(sight, &replays).and_then(|seq| sight.entry(seq));
    let mut page = page(Kind::Replay, Some(sight.person.id), sight.cycle(), last);
    page.context.insert("tab", "replay");
    page.context.insert("replays", &replays);
    page
}

/// The page of what is in the making, for who makes it.
fn review_page(sight: &Sight<'_>) -> Page {
    let last =
        sight.person.entries.iter().rev().find(|entry| entry.class == Class::Review && !entry.event.is_destroyed());
    let last = last.map(|entry| EntryRef::of(entry, sight.as_of));
    let mut page = page(Kind::Review, Some(sight.person.id), sight.cycle(), last);
    page.context.insert("tab", "review");
    page.context.insert("appraisals", &appraisals(sight, Class::Review));
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
    let line = line.counts;
    cuts(&[
        ("kept", line.kept),
        ("other-day", line.kept_renegotiated),
        ("late", line.kept_late),
        ("released", line.released),
        ("still", line.open),
        ("missed", line.overdue),
    ])
}

fn pair_page(sight: &Sight<'_>, kind: Kind, cycle: Cycle) -> Page {
    let mut page = page(kind, Some(sight.person.id), cycle, last_of(sight, cycle, Class::Person));
    let context = &mut page.context;
    let leader = sight.leader().map_or_else(|| "their leader".to_owned(), |leader| leader.name);
    context.insert("tab", "pair");
    context.insert("leader_name", &leader);
    context.insert("year_label", &cycle.label());
    context.insert("cycle_name", &cycle.name());
    context.insert("timeline", &timeline_of_the_two(sight, cycle));
    context.insert("meetings", &meetings(sight, cycle, Class::Pair));
    let last = sight.person.last_held().filter(|_| kind == Kind::Next);
    context.insert("last", &last.and_then(|meeting| record(sight, meeting, Class::Pair)));
    context.insert("agenda", &(kind == Kind::Next).then(|| agenda(sight)));
    let mut findings = check(sight, cycle, Class::Pair);
    findings.retain(|finding| finding.class == Class::Pair);
    context.insert("findings", &findings);
    page
}
