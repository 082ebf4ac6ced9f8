//! Problems by their place in Plan-Do-Check-Act: their age, causes, countermeasures, how they were taken further up
//! (2C.K1, 2D.R); and whose the countermeasures were (2C.K2).

use super::{cycle::Cycle, entry::EntryRef, sight::Sight};
use crate::domain::{
    Class, Side,
    meeting::Fact,
    problem::{Countermeasure, Phase, Problem, ProblemEscalated},
};
use chrono::NaiveDate;
use serde::Serialize;

/// One problem.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemView {
    /// Its name, `p1`.
    pub id: String,
    /// Where it stands; nothing on a page of more than its readers, like all that is between the two.
    pub phase: Option<Phase>,
    /// When it was opened.
    pub opened: NaiveDate,
    /// The days it has stood, or stood until it was closed; for its readers alone too.
    pub days: Option<i64>,
    /// What only its readers see; nothing on a page of more.
    pub words: Option<ProblemWords>,
    /// How it was taken further up, for the chain.
    pub escalations: Vec<EscalationView>,
}

/// What a problem says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ProblemWords {
    /// The topic, with its number.
    pub topic: String,
    /// What is, against what should be.
    pub gap: String,
    /// Who opened it.
    pub by: String,
    /// The goal whose metric shows it.
    pub goal: Option<String>,
    /// The idea that led to it.
    pub idea: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
    /// Its causes.
    pub causes: Vec<SaidView>,
    /// What is done about it.
    pub countermeasures: Vec<CountermeasureView>,
    /// What closed it.
    pub closed: Option<SaidView>,
}

/// Something said on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidView {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    pub by: String,
    /// What.
    pub text: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// A problem taken further up.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EscalationView {
    /// To whom.
    pub to: String,
    /// The days it had stood.
    pub days: i64,
    /// When, by whom, with what words.
    #[serde(flatten)]
    pub said: SaidView,
}

/// One countermeasure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CountermeasureView {
    /// Its name, `k1`.
    pub id: String,
    /// Whose it is.
    pub author: Side,
    /// What is done.
    pub text: String,
    /// What is expected of it.
    pub expected: String,
    /// When it was adopted.
    pub adopted: NaiveDate,
    /// When it is to be checked.
    pub check_on: NaiveDate,
    /// The first day on which the check was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The entry.
    pub entry: Option<EntryRef>,
    /// What came of it.
    pub actual: Option<String>,
    /// What was learned.
    pub learned: Option<String>,
    /// When it was checked.
    pub checked: Option<NaiveDate>,
    /// The entry that says so.
    pub checked_entry: Option<EntryRef>,
}

/// Whose the countermeasures of a cycle were (2C.K2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Authored {
    /// The countermeasures.
    pub all: usize,
    /// Those that the employee authored.
    pub by_employee: usize,
}

/// The problems of a person as readers of a class see them: those that stand first, the oldest first. What is between
/// the two is on a page for the chain only as far as it was taken further up.
pub fn problems(sight: &Sight<'_>, class: Class) -> Vec<ProblemView> {
    let all = sight.person.improvement.problems.values();
    let shown = all.filter(|it| reads(sight, it, class) || !it.escalations.is_empty());
    let mut views: Vec<_> = shown.map(|it| problem(sight, it, reads(sight, it, class))).collect();
    views.sort_by_key(|it| (it.phase == Some(Phase::Closed), it.opened));
    views
}

/// Whether readers of a class read a problem.
pub(super) fn reads(sight: &Sight<'_>, problem: &Problem, class: Class) -> bool {
    sight.person.class_of(problem) <= class
}

/// The days a problem has stood, up to the day or to its closing.
pub(super) fn days(sight: &Sight<'_>, problem: &Problem) -> i64 {
    let to = problem.closed.as_ref().map_or(sight.as_of, |closed| closed.on);
    (to - problem.opened.on).num_days()
}

fn problem(sight: &Sight<'_>, it: &Problem, readable: bool) -> ProblemView {
    let opened = &it.opened;
    let improvement = &sight.person.improvement;
    let words = || ProblemWords {
        topic: sight.glossary().topic(&opened.what.topic),
        gap: opened.what.gap.clone(),
        by: sight.directory.name(opened.by),
        goal: opened.what.goal.map(|goal| goal.to_string()),
        idea: opened.what.idea.map(|idea| idea.to_string()),
        entry: sight.entry(opened.seq),
        causes: it.causes.iter().map(|cause| said(sight, cause, &cause.what.text)).collect(),
        countermeasures: improvement.against(opened.what.problem).map(|it| countermeasure(sight, it)).collect(),
        closed: it.closed.as_ref().map(|closed| said(sight, closed, &closed.what.text)),
    };
    ProblemView {
        id: opened.what.problem.to_string(),
        phase: readable.then(|| improvement.phase(it, sight.as_of)),
        opened: opened.on,
        days: readable.then(|| days(sight, it)),
        words: readable.then(words),
        escalations: it.escalations.iter().map(|taken| escalation(sight, it, taken)).collect(),
    }
}

pub(super) fn said<T>(sight: &Sight<'_>, fact: &Fact<T>, text: &str) -> SaidView {
    let (by, text) = (sight.directory.name(fact.by), text.to_owned());
    SaidView { on: fact.on, by, text, entry: sight.entry(fact.seq) }
}

fn escalation(sight: &Sight<'_>, problem: &Problem, it: &Fact<ProblemEscalated>) -> EscalationView {
    EscalationView {
        to: sight.directory.name(it.what.to),
        days: (it.on - problem.opened.on).num_days(),
        said: said(sight, it, &it.what.text),
    }
}

fn countermeasure(sight: &Sight<'_>, it: &Countermeasure) -> CountermeasureView {
    let (adopted, checked) = (&it.adopted, it.checked.as_ref());
    CountermeasureView {
        id: adopted.what.countermeasure.to_string(),
        author: adopted.what.author,
        text: adopted.what.text.clone(),
        expected: adopted.what.expected.clone(),
        adopted: adopted.on,
        check_on: adopted.what.check_on,
        overdue_since: check_overdue_since(sight, it),
        entry: sight.entry(adopted.seq),
        actual: checked.map(|it| it.what.actual.clone()),
        learned: checked.map(|it| it.what.learned.clone()),
        checked: checked.map(|it| it.on),
        checked_entry: checked.and_then(|it| sight.entry(it.seq)),
    }
}

/// The first day on which the check of a countermeasure was overdue.
pub(super) fn check_overdue_since(sight: &Sight<'_>, it: &Countermeasure) -> Option<NaiveDate> {
    let check_on = it.adopted.what.check_on;
    Some(check_on).filter(|due| it.checked.is_none() && *due < sight.as_of)?.succ_opt()
}

/// The countermeasures that readers of a class see.
pub(super) fn countermeasures<'s>(sight: &'s Sight<'_>, class: Class) -> impl Iterator<Item = &'s Countermeasure> {
    let all = sight.person.improvement.countermeasures.values();
    all.filter(move |it| super::grow::stands_on(sight, it.adopted.seq, class))
}

/// Whose the countermeasures of a cycle were, of those that readers of a class see: counts alone.
pub fn authored(sight: &Sight<'_>, cycle: Cycle, class: Class) -> Authored {
    let adopted =
        || countermeasures(sight, class).filter(|it| cycle.contains(it.adopted.on) && it.adopted.on <= sight.as_of);
    let by_employee = adopted().filter(|it| it.adopted.what.author == Side::Employee).count();
    Authored { all: adopted().count(), by_employee }
}

impl ProblemView {
    /// Where it stands, in words.
    pub fn stands(&self) -> &'static str {
        match self.phase {
            None => "taken further up; how it stands is between the two",
            Some(Phase::Plan) => "no countermeasure yet",
            Some(Phase::Do) => "a countermeasure is under way",
            Some(Phase::Check) => "a countermeasure is to be checked",
            Some(Phase::Act) => "checked, and not closed",
            Some(Phase::Closed) => "closed",
        }
    }
}
