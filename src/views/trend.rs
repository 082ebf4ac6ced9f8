//! The adoption trend (N.adoption): of the people with a leader, how many had a 1:1 in each month, beside what was done
//! to get there, and the days on which what is asked for changed. The numbers are a fold over summaries. What rests on
//! fewer than five people is left out, and so is what would give a few away by subtraction.

use super::{
    adoption::{SMALLEST_GROUP, is_none_or_many},
    cycle::Cycle,
    directory::PolicyChange,
    entry::{EntryRef, agency_page},
    summary::Summary,
    words::{count, list},
    year::Verdict,
};
use crate::{
    domain::{Directory, adoption::AgencyAdoption, strategy::Dated},
    id::Id,
};
use chrono::{Months, NaiveDate};
use serde::Serialize;

/// The page of the trend.
pub const ADOPTION_PAGE: &str = "agency/adoption.html";

/// One person in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Month {
    /// Nobody led them on its first day, or nothing was on record yet.
    NotCounted,
    /// They had no 1:1.
    Without,
    /// They had one.
    Met,
}

/// What one person adds to the trend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part(Vec<Month>);

impl Part {
    /// What a person adds.
    pub fn of(summary: &Summary) -> Self {
        let month = |((verdict, held), agency): ((&Verdict, &u32), &Option<Id>)| match verdict {
            // Of the first agency alone: nothing is counted over several.
            _ if agency.is_some() => Month::NotCounted,
            Verdict::NotJudged => Month::NotCounted,
            _ if *held > 0 => Month::Met,
            _ => Month::Without,
        };
        Self(summary.verdicts.iter().zip(&summary.held).zip(&summary.agencies).map(month).collect())
    }
}

/// Counts everybody of the first agency, month by month: one person is put in or taken out without a look at the others.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    cycle: Cycle,
    /// The people counted and, of them, those who met.
    months: Vec<(u32, u32)>,
}

impl Trend {
    /// Nobody counted yet.
    pub fn of(cycle: Cycle) -> Self {
        Self { cycle, months: vec![(0, 0); 12] }
    }

    /// Puts one person in.
    pub fn add(&mut self, summary: &Summary) {
        for ((people, met), month) in self.months.iter_mut().zip(&Part::of(summary).0) {
            *people += u32::from(*month != Month::NotCounted);
            *met += u32::from(*month == Month::Met);
        }
    }

    /// Takes one out again that was put in.
    pub fn take_away(&mut self, summary: &Summary) {
        for ((people, met), month) in self.months.iter_mut().zip(&Part::of(summary).0) {
            *people -= u32::from(*month != Month::NotCounted);
            *met -= u32::from(*month == Month::Met);
        }
    }

    /// The months as everyone may read them on a day.
    pub fn shown(&self, as_of: NaiveDate) -> Vec<ShareMonth> {
        let month = |(month, (people, met)): (NaiveDate, &(u32, u32))| {
            let over = month
                .checked_add_months(Months::new(1))
                .is_some_and(|next| next <= as_of || next.pred_opt() == Some(as_of));
            let share = share(*people, *met).filter(|_| over);
            let people = share.map(|_| *people);
            ShareMonth { month, over, people, percent: share.map(|it| it.0), at_least: share.is_some_and(|it| it.1) }
        };
        self.cycle.months().into_iter().zip(&self.months).map(month).collect()
    }
}

/// The percentage of people who met, and whether it is only what is certain because a few did not; nothing where fewer
/// than five are counted, or fewer than five met.
fn share(people: u32, met: u32) -> Option<(u32, bool)> {
    if people < SMALLEST_GROUP || !is_none_or_many(met) {
        return None;
    }
    let at_least = !is_none_or_many(people - met);
    let certain = if at_least { people - (SMALLEST_GROUP - 1) } else { met };
    Some((certain * 100 / people, at_least))
}

/// One month of the trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ShareMonth {
    /// Its first day.
    pub month: NaiveDate,
    /// Whether it is over; only then is it counted.
    pub over: bool,
    /// The people who had a leader, where the share is shown.
    pub people: Option<u32>,
    /// The share of them who had a 1:1, in percent; nothing where too few are counted.
    pub percent: Option<u32>,
    /// Whether at least so many had one: how many of a few did not is left out.
    pub at_least: bool,
}

/// How far an agency has come.
#[derive(Clone, Debug, Serialize)]
pub struct TrendView {
    /// The cycle in words.
    pub cycle_label: String,
    /// The trend, month by month.
    pub months: Vec<ShareMonth>,
    /// Changes of what is asked for, trainings and deployments that fall into the cycle.
    pub changes: Vec<PolicyChange>,
    /// Everything that was done, oldest first.
    pub steps: Vec<StepRow>,
    /// How mature assessors found the practice, oldest first.
    pub assessments: Vec<AssessmentRow>,
}

/// Something that was done so that the standard is used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StepRow {
    /// When.
    pub on: NaiveDate,
    /// What, in words.
    pub what: String,
    /// The same in a word or two.
    pub short: String,
    /// Who held it, where that is said.
    pub by: Option<String>,
    /// The entry.
    pub entry: EntryRef,
}

/// One assessment of maturity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AssessmentRow {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// The level.
    pub level: u32,
    /// What they noted.
    pub note: Option<String>,
    /// The entry.
    pub entry: EntryRef,
}

/// How far an agency has come on a day; `changes` are those of what is asked for.
pub fn trend(
    directory: &Directory,
    agency: Id,
    (trend, changes): (&Trend, Vec<PolicyChange>),
    as_of: NaiveDate,
) -> TrendView {
    TrendView {
        cycle_label: trend.cycle.label(),
        months: trend.shown(as_of),
        changes,
        steps: steps(directory, agency, as_of),
        assessments: assessments(directory, agency, as_of),
    }
}

/// The page that the entries of an agency's adoption stand on: of the first one that of the trend, of another its own.
pub fn adoption_page(directory: &Directory, agency: Id) -> String {
    match directory.added.contains_key(&agency) {
        true => agency_page(Some(agency), "index.html"),
        false => ADOPTION_PAGE.to_owned(),
    }
}

fn entry<T>(page: &str, dated: &Dated<T>) -> EntryRef {
    EntryRef::on_page(page, dated.seq, &dated.hash)
}

/// How many people, where they are not so few that it says something about one of them.
fn people(number: u32) -> String {
    if number < SMALLEST_GROUP { "a few people".to_owned() } else { format!("{number} people") }
}

/// The deployments, sessions and trainings of an agency up to a day, in order.
pub fn steps(directory: &Directory, agency: Id, as_of: NaiveDate) -> Vec<StepRow> {
    let own = directory.adoption.of(agency);
    let mut rows: Vec<_> = own.map(|own| of_agency(own, &adoption_page(directory, agency))).unwrap_or_default();
    rows.retain(|row| row.on <= as_of);
    rows.sort_by_key(|row| (row.on, row.entry.seq));
    rows
}

fn of_agency(own: &AgencyAdoption, page: &str) -> Vec<StepRow> {
    let row = |on, what, short: &str, by, entry| StepRow { on, what, short: short.to_owned(), by, entry };
    let deployments = own.deployments.iter().map(|it| {
        let what = format!("the standard is deployed to {}", it.what.unit.as_deref().unwrap_or("the whole agency"));
        row(it.on, what, "deployed", None, entry(page, it))
    });
    let sessions = own.sessions.iter().map(|it| {
        let what = format!("{} trained to train others", people(it.what.attended));
        row(it.on, what, "trainers", Some(list(&it.what.trainers)).filter(|by| !by.is_empty()), entry(page, it))
    });
    let trainings = own.trainings.iter().map(|it| {
        let what = format!("{} trained in version {} of the standard", people(it.what.attended), it.what.version);
        row(it.on, what, "trained", None, entry(page, it))
    });
    deployments.chain(sessions).chain(trainings).collect()
}

/// The assessments of an agency up to a day, in order.
pub fn assessments(directory: &Directory, agency: Id, as_of: NaiveDate) -> Vec<AssessmentRow> {
    let own = directory.adoption.of(agency).into_iter().flat_map(|own| &own.assessments);
    let own = own.filter(|it| it.on <= as_of);
    let page = adoption_page(directory, agency);
    let row = |it: &Dated<crate::domain::adoption::MaturityAssessed>| AssessmentRow {
        on: it.on,
        by: it.what.by.clone(),
        level: it.what.level,
        note: it.what.note.clone(),
        entry: entry(&page, it),
    };
    let mut rows: Vec<_> = own.map(row).collect();
    rows.sort_by_key(|row| (row.on, row.entry.seq));
    rows
}

/// What was done within a cycle, as a picture of months marks it.
pub(super) fn marks(directory: &Directory, agency: Id, (cycle, as_of): (Cycle, NaiveDate)) -> Vec<PolicyChange> {
    let mark = |row: StepRow| PolicyChange { effective: row.on, what: row.what, short: row.short, entry: row.entry };
    steps(directory, agency, as_of).into_iter().filter(|row| cycle.contains(row.on)).map(mark).collect()
}

impl TrendView {
    /// The last entry of the agency's own that it rests on.
    pub fn newest(&self) -> Option<&EntryRef> {
        let own = self.steps.iter().map(|row| &row.entry).chain(self.assessments.iter().map(|row| &row.entry));
        own.chain(self.changes.iter().map(|change| &change.entry)).max_by_key(|entry| entry.seq)
    }

    /// The trend in a sentence: the first and the last month that are shown.
    pub fn sentence(&self) -> Option<String> {
        let said = |it: &&ShareMonth| {
            let least = if it.at_least { "at least " } else { "" };
            Some(format!("{least}{} % in {}", it.percent?, super::words::month(it.month)))
        };
        let shown: Vec<_> = self.months.iter().filter(|it| it.percent.is_some()).collect();
        let (first, last) = (shown.first().and_then(said)?, shown.last().and_then(said)?);
        let months = count(shown.len(), "month");
        Some(if shown.len() == 1 { first } else { format!("{first}, {last}; {months} counted") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rule_n_adoption_a_share_says_nothing_about_a_few() {
        assert_eq!(share(4, 4), None, "fewer than five people");
        assert_eq!(share(40, 3), None, "fewer than five met");
        assert_eq!((share(5, 5), share(5, 0)), (Some((100, false)), Some((0, false))), "all, or nobody");
        assert_eq!(
            (share(41, 40), share(41, 37)),
            (Some((90, true)), Some((90, true))),
            "how many of a few is left out"
        );
        assert_eq!((share(41, 36), share(10, 5)), (Some((87, false)), Some((50, false))));
    }
}
