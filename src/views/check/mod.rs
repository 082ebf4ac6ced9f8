//! The check: what falls short of the standard work, rule by rule (REQUIREMENTS, "rule ids").
//!
//! Each rule that the record can judge is one small function from a person's [`Ground`] to what it found; [`RULES`]
//! lists them with the sentence they judge. What no entry can say anything about is not in the table, and so is not
//! claimed. A finding counts, names dates and says what to do; it quotes nobody's words.

mod appraised;
mod cadence;
mod coach;
mod disputed;
mod facilitate;
mod ground;
mod improve;
mod people;
mod prepare;
mod record;
mod schedule;
mod steer;
mod strategy;
mod talk;
#[cfg(test)]
mod tests;
mod topics;

pub use ground::Ground;

use super::{
    cycle::Cycle,
    entry::EntryRef,
    sight::{Named, Sight},
};
use crate::domain::Class;
use chrono::NaiveDate;
use serde::Serialize;

/// The days within which a change of plan answers a concern (1.R2), and something moves about an obstacle (2B.K1): those
/// that the Arizona Administrative Code, R2-5A-702, gives to communicate expectations.
pub const ANSWER_DAYS: u64 = 30;

/// Something that falls short of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule id.
    pub rule: &'static str,
    /// Who may read it: as guarded as what it is found in.
    pub class: Class,
    /// Whose record it is about.
    pub person: Named,
    /// What falls short.
    pub what: String,
    /// Since when it holds.
    pub since: Option<NaiveDate>,
    /// What to do.
    pub todo: String,
    /// The entry that it rests on.
    pub entry: Option<EntryRef>,
}

/// What a rule found, before it is said by which rule and about whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    what: String,
    since: Option<NaiveDate>,
    todo: String,
    entry: Option<EntryRef>,
    between_two: bool,
}

impl Found {
    fn new(what: impl Into<String>, todo: impl Into<String>) -> Self {
        Self { what: what.into(), todo: todo.into(), ..Self::default() }
    }

    /// The same, which says more than readers beyond the two may know.
    fn between_two(self) -> Self {
        Self { between_two: true, ..self }
    }

    /// Since when, to sort by.
    fn day(&self) -> Option<NaiveDate> {
        self.since
    }

    fn since(self, since: Option<NaiveDate>) -> Self {
        Self { since, ..self }
    }

    fn by(self, entry: Option<EntryRef>) -> Self {
        Self { entry, ..self }
    }
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// How things stand on the day; it says nothing about an earlier year.
    Now,
    /// What happened in a cycle, up to the day.
    Cycle,
}

/// One rule that the record can judge.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its id, `2A.K2`.
    pub id: &'static str,
    /// The step of the sheet, `N` for the newsletter, `702` for the administrative code, `appraisal` for the
    /// cycle, `dispute` for the forum.
    pub step: &'static str,
    /// What it looks at.
    pub span: Span,
    /// Who may read what it finds.
    pub class: Class,
    /// The sentence it judges.
    pub sentence: &'static str,
    /// Judges.
    judge: fn(&Ground<'_>) -> Vec<Found>,
}

const NOW: Span = Span::Now;
const CYCLE: Span = Span::Cycle;
const ALL: Class = Class::Person;
const TWO: Class = Class::Pair;

macro_rules! rules {
    ($($id:literal $step:literal $span:ident $class:ident $judge:path, $sentence:literal;)+) => {
        /// Every rule that the record can judge, in the order of the sheet.
        pub const RULES: &[Rule] = &[$(
            Rule { id: $id, step: $step, span: $span, class: $class, sentence: $sentence, judge: $judge }
        ),+];
    };
}

rules! {
    "1"         "1"  NOW   ALL schedule::follows_the_standard,   "Schedule the 1:1 following the agency's standard work.";
    "1.K1"      "1"  NOW   ALL schedule::is_scheduled,           "All employees have regularly scheduled 1:1s.";
    "1.K2"      "1"  CYCLE ALL schedule::is_ticked,              "Every 1:1 is documented in leader standard work.";
    "1.R1"      "1"  CYCLE ALL schedule::minutes_and_purpose,    "At least the minutes asked for in each calendar month; each goal ties into the strategic plan.";
    "1.R2"      "1"  NOW   ALL steer::course_is_corrected,      "Alignment on expectations, and quick course corrections.";
    "2.K1"      "2"  CYCLE ALL prepare::agenda_reviewed,        "Both review the agenda and highlight discussion points.";
    "2.K2"      "2"  CYCLE ALL prepare::in_writing,              "Both have written preparation for the meeting.";
    "2.K3"      "2"  NOW   TWO prepare::critical_messages,      "The leader identifies critical messages that need individual dialogue.";
    "2.R"       "2"  CYCLE TWO prepare::a_win_and_a_growth_item, "Preparation brings development and the celebrating of wins.";
    "2A.K1"     "2A" CYCLE ALL talk::next_steps,                 "Next steps are documented for employee and leader.";
    "2A.K2"     "2A" CYCLE ALL talk::prior_commitments,          "Each 1:1 revisits all prior commitments.";
    "2A.R"      "2A" NOW   ALL talk::follow_through,             "Leaders model accountability; both make commitments.";
    "2B.K1"     "2B" NOW   ALL steer::obstacles_move,           "Discuss obstacles to meeting targets and goals.";
    "2B.K2"     "2B" NOW   ALL steer::progress_is_recognised,   "Provide recognition for positive progress.";
    "2B.K3"     "2B" CYCLE ALL coach::the_employee_proposes,    "Coach to develop rather than only tell.";
    "2B.R"      "2B" NOW   ALL coach::grow,                     "Use the GROW model where applicable.";
    "2C.K1"     "2C" NOW   ALL improve::problems_are_solved,    "Reinforce problem solving.";
    "2C.K2"     "2C" CYCLE ALL improve::the_employee_authors,   "Assist, and don't solve problems for the employee.";
    "2C.K3"     "2C" NOW   ALL improve::ideas_are_asked_for,    "Ask for ideas, and decide on those that come.";
    "2D.K1"     "2D" NOW   ALL topics::team_dynamics,            "Discuss the health of the team.";
    "2D.K2"     "2D" NOW   TWO talk::problems_surface,           "Allow for employee-identified problems to surface.";
    "2D.R"      "2D" NOW   TWO talk::nothing_lingers,            "Don't allow challenges in team dynamics to linger.";
    "2E.K1"     "2E" NOW   ALL talk::development_plan,           "Each employee has a documented development plan.";
    "2E.K2"     "2E" NOW   ALL talk::development_steps,          "Discuss next steps.";
    "2E.K3"     "2E" NOW   ALL coach::brings_standard_work,     "Leaders bring their leader standard work to 1:1s.";
    "2F"        "2F" CYCLE ALL talk::employee_topics,            "Always allow the employee the chance to bring important topics.";
    "3.K1"      "3"  NOW   ALL facilitate::four_facets,          "Discussion includes activities, behaviours, results and professional growth.";
    "3.K2"      "3"  NOW   ALL facilitate::both_signs,           "Successes are celebrated and opportunities for growth discussed.";
    "3.K3"      "3"  CYCLE TWO facilitate::prepared_items,       "Use the work that was prepared in step 2.";
    "3.R"       "3"  CYCLE ALL facilitate::by_the_leader,        "It is the leader's responsibility to facilitate.";
    "4.K1"      "4"  CYCLE ALL record::finalised,                "The record creates the agenda of the next meeting.";
    "4.K2"      "4"  NOW   ALL coach::baseline,                 "The record establishes a new baseline of performance.";
    "4.K3"      "4"  CYCLE ALL record::captures,                 "The record captures discussion points, countermeasures, decisions, agreements and actions.";
    "4.R1"      "4"  NOW   ALL record::call_to_action,           "The record is a call to action for leader and employee.";
    "N.cadence" "N"  CYCLE ALL cadence::meetings_asked,          "Frequency and duration by role and coaching need, as the policies ask.";
    "N.pdca"    "N"  CYCLE ALL record::four_phases,              "Schedule, prepare, conduct, conclude: Plan-Do-Check-Act.";
    "N.topics"  "N"  NOW   ALL topics::recur,                    "Each topic recurs within the annual cycle.";
    "N.training" "N" NOW   ALL strategy::is_trained,            "Who is coached by the standard is trained in its revision in force.";
    "N.twoway"  "N"  CYCLE ALL record::two_way,                  "A joint activity, a dialogue of two.";
    "4.R2"      "4"  CYCLE ALL appraised::no_surprises,          "No year-end appraisal surprises.";
    "N.notes"   "N"  CYCLE ALL appraised::evidence,              "Notes document performance; every rating cites entries.";
    "702.expectations" "702" CYCLE ALL appraised::expectations,  "Expectations are communicated within 30 days of becoming the leader.";
    "702.notice"    "702" CYCLE ALL appraised::notice,           "The employee is notified of every change of the performance plan.";
    "702.duties"    "702" CYCLE ALL appraised::duties,           "The plan is modified when significant responsibilities change.";
    "702.annual"    "702" CYCLE ALL appraised::annual,           "A formal evaluation at least annually.";
    "702.probation" "702" CYCLE ALL appraised::probation,        "An employee on probation is evaluated at least once before it ends.";
    "appraisal.windows" "appraisal" CYCLE ALL appraised::windows, "What the cycle sets days for is done within them.";
    "dispute.windows" "dispute" CYCLE ALL disputed::windows,     "What a dispute's forum sets days for is done within them.";
    "dispute.order"   "dispute" NOW   ALL disputed::revisions,   "A decision that grants another rating is followed by the revision.";
    "2A.handover" "2A" NOW   ALL people::taken_over,               "A change of leader loses nothing: what is open is adopted or declined.";
}

impl Rule {
    /// The rule with an id, in any case of letters.
    pub fn named(id: &str) -> Option<&'static Rule> {
        RULES.iter().find(|rule| rule.id.eq_ignore_ascii_case(id))
    }

    /// What falls short of this rule with one person.
    pub fn judge(&self, ground: &Ground<'_>) -> Vec<Finding> {
        if self.span == Span::Now && !ground.is_current() {
            return Vec::new();
        }
        let finding = |found: Found| Finding {
            rule: self.id,
            class: if found.between_two { TWO } else { self.class },
            person: ground.sight.named(),
            what: found.what,
            since: found.since,
            todo: found.todo,
            entry: found.entry,
        };
        (self.judge)(ground).into_iter().map(finding).collect()
    }
}

/// What falls short with one person in a cycle, of what readers of `class` may read, in the order of the sheet.
pub fn check(sight: &Sight<'_>, cycle: Cycle, class: Class) -> Vec<Finding> {
    let ground = Ground::of(sight, cycle, class);
    RULES.iter().filter(|rule| rule.class <= class).flat_map(|rule| rule.judge(&ground)).collect()
}

/// What falls short of one rule, person by person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ByRule {
    /// The rule id.
    pub rule: &'static str,
    /// The step of the sheet.
    pub step: &'static str,
    /// The sentence it judges.
    pub sentence: &'static str,
    /// What falls short.
    pub findings: Vec<Finding>,
}

/// Findings by rule, in the order of the sheet; rules that nothing falls short of are left out.
pub fn by_rule(findings: Vec<Finding>) -> Vec<ByRule> {
    let group = |rule: &Rule| {
        let findings: Vec<_> = findings.iter().filter(|finding| finding.rule == rule.id).cloned().collect();
        let (id, step, sentence) = (rule.id, rule.step, rule.sentence);
        (!findings.is_empty()).then_some(ByRule { rule: id, step, sentence, findings })
    };
    RULES.iter().filter_map(group).collect()
}

/// How often a person falls short of one rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Short {
    /// The rule id.
    pub rule: &'static str,
    /// How many findings.
    pub count: usize,
}

/// How often a person falls short in the cycle of the day, rule by rule: what pages about several people count. What
/// rests on words between two is left out.
pub fn short_by_rule(sight: &Sight<'_>) -> Vec<Short> {
    let mut short: Vec<Short> = Vec::new();
    for finding in check(sight, sight.cycle(), Class::Person) {
        match short.last_mut().filter(|last| last.rule == finding.rule) {
            Some(last) => last.count += 1,
            None => short.push(Short { rule: finding.rule, count: 1 }),
        }
    }
    short
}
