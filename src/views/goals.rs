//! Goals and metrics: each goal under the objective it serves (1.R1), what was observed of it, and whether the last value
//! reaches the target (2B).

use super::{
    entry::EntryRef,
    sight::Sight,
    strategy::STRATEGY_PAGE,
    words::{count, day},
};
use crate::domain::{
    decimal::Decimal,
    goal::{Course, Goal, GoalRevised, MetricObserved},
    meeting::Fact,
};
use chrono::NaiveDate;
use serde::Serialize;

/// How the last value of a goal stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Aimed {
    /// Nothing is measured, or against nothing.
    NoTarget,
    /// There is a target and no value yet.
    NoValue,
    /// The last value reaches it.
    OnTarget,
    /// It does not.
    OffTarget,
}

/// One goal.
#[derive(Clone, Debug, Serialize)]
pub struct GoalView {
    /// Its name, `g1`.
    pub id: String,
    /// What is to be achieved.
    pub text: String,
    /// The strategic objective that it serves; nothing falls short of 1.R1.
    pub objective: Option<String>,
    /// Where that objective stands, if it is a published one.
    pub objective_at: Option<String>,
    /// When it was retired, if it was.
    pub objective_retired: Option<NaiveDate>,
    /// What is measured.
    pub metric: Option<String>,
    /// What it is counted in.
    pub unit: Option<String>,
    /// Where the metric stood at the start.
    pub baseline: Option<Decimal>,
    /// Where it is to stand.
    pub target: Option<Decimal>,
    /// Whether the target lies above the baseline, below it, or is it, in words.
    pub course: Option<&'static str>,
    /// By when.
    pub due: Option<NaiveDate>,
    /// The first day on which it was past due with its target not reached, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// How the last value stands to the target.
    pub aimed: Aimed,
    /// When it was set.
    pub set: NaiveDate,
    /// The entry that set it.
    pub entry: Option<EntryRef>,
    /// Its revisions, oldest first.
    pub revisions: Vec<RevisionView>,
    /// What was observed, by the day the values are of.
    pub observations: Vec<ObservationView>,
}

/// One revision of a goal.
#[derive(Clone, Debug, Serialize)]
pub struct RevisionView {
    /// When.
    pub on: NaiveDate,
    /// What reads otherwise since: the name of the part, and what it says.
    pub changes: Vec<(&'static str, String)>,
    /// Why.
    pub reason: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// One value of a metric.
#[derive(Clone, Debug, Serialize)]
pub struct ObservationView {
    /// The day that the value is of.
    pub period: NaiveDate,
    /// The value.
    pub value: Decimal,
    /// Whether it reaches the target as it reads now; nothing without one.
    pub reaches: Option<bool>,
    /// Where it comes from.
    pub source: String,
    /// The entry.
    pub entry: Option<EntryRef>,
}

/// The goals of a person, in the order they were set.
pub fn goals(sight: &Sight<'_>) -> Vec<GoalView> {
    sight.person.goals.values().map(|goal| goal_view(sight, goal)).collect()
}

/// How a goal stands to its target.
pub fn aimed(goal: &Goal) -> Aimed {
    match (goal.course(), goal.reached()) {
        (None, _) => Aimed::NoTarget,
        (Some(_), None) => Aimed::NoValue,
        (Some(_), Some(true)) => Aimed::OnTarget,
        (Some(_), Some(false)) => Aimed::OffTarget,
    }
}

/// The first day on which a goal was past due with its target not reached.
pub fn overdue_since(sight: &Sight<'_>, goal: &Goal) -> Option<NaiveDate> {
    let waits = matches!(aimed(goal), Aimed::NoValue | Aimed::OffTarget);
    goal.now.due.filter(|due| waits && *due < sight.as_of)?.succ_opt()
}

fn goal_view(sight: &Sight<'_>, goal: &Goal) -> GoalView {
    let now = goal.now.clone();
    let said = |words: &String| sight.directory.objective_of(sight.person.id, words, goal.objective_said_on());
    let known = now.objective.as_ref().and_then(said);
    let retired = known.and_then(|known| known.retired.as_ref()).map(|retired| retired.on);
    // The page of the strategy is the first agency's.
    let of_the_first = sight.directory.added_agency_of(sight.person.id, goal.objective_said_on()).is_none();
    GoalView {
        id: now.goal.to_string(),
        text: now.text,
        objective: known.map(|known| known.title().to_owned()).or(now.objective),
        objective_at: known.filter(|_| of_the_first).map(|known| format!("{STRATEGY_PAGE}#{}", known.id())),
        objective_retired: retired.filter(|on| *on <= sight.as_of),
        metric: now.metric,
        unit: now.unit,
        baseline: now.baseline,
        target: now.target,
        course: goal.course().map(|course| match course {
            Course::Up => "at least",
            Course::Down => "at most",
            Course::Hold => "held at",
        }),
        due: now.due,
        overdue_since: overdue_since(sight, goal),
        aimed: aimed(goal),
        set: goal.set_on,
        entry: sight.entry(goal.seq),
        revisions: goal.revisions.iter().map(|it| revision(sight, it)).collect(),
        observations: goal.observations.iter().map(|it| observation(sight, goal, it)).collect(),
    }
}

fn revision(sight: &Sight<'_>, it: &Fact<GoalRevised>) -> RevisionView {
    let what = &it.what;
    let objective = |words: &str| sight.directory.objective_words(sight.person.id, words, it.on);
    let words = [
        ("goal", what.text.clone()),
        ("metric", what.metric.clone()),
        ("unit", what.unit.clone()),
        ("baseline", what.baseline.map(|number| number.to_string())),
        ("target", what.target.map(|number| number.to_string())),
        ("due", what.due.map(day)),
        ("objective", what.objective.as_ref().map(|words| objective(words))),
    ];
    let changes = words.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    RevisionView { on: it.on, changes, reason: what.reason.clone(), entry: sight.entry(it.seq) }
}

fn observation(sight: &Sight<'_>, goal: &Goal, it: &Fact<MetricObserved>) -> ObservationView {
    ObservationView {
        period: it.what.period,
        value: it.what.value,
        reaches: goal.reaches(it.what.value),
        source: it.what.source.clone(),
        entry: sight.entry(it.seq),
    }
}

impl GoalView {
    /// A number with the metric's unit.
    pub fn counted(&self, number: Decimal) -> String {
        self.unit.as_ref().map_or_else(|| number.to_string(), |unit| format!("{number} {unit}"))
    }

    /// The target as a sentence has it: `at least 90 orders`.
    pub fn target_words(&self) -> Option<String> {
        Some(format!("{} {}", self.course?, self.counted(self.target?)))
    }

    /// Where it stands, in words with absolute dates.
    pub fn sentence(&self) -> String {
        let Some(target) = self.target_words() else {
            return match &self.metric {
                Some(_) => format!("no target; {}", count(self.observations.len(), "value")),
                None => "nothing is measured".to_owned(),
            };
        };
        let due = self.due.map_or_else(String::new, |due| format!(", due {}", day(due)));
        match self.observations.last() {
            Some(last) => {
                format!("{} on {}; target {target}{due}", self.counted(last.value), day(last.period))
            }
            None => format!("no value yet; target {target}{due}"),
        }
    }
}
