//! How somebody's problems and ideas stand, in numbers and dates: for pages about several people; and what of them the
//! next agenda asks (2C, 2D.R).

use super::{
    agenda::AgendaLine,
    entry::EntryRef,
    ideas::{IdeaView, ideas},
    problems::{Authored, ProblemView, authored, check_overdue_since, countermeasures, problems, reads},
    sight::Sight,
    words::{count, day},
};
use crate::domain::{
    Class, Event, Recorded, contest::EntryContested, names::ProblemId, problem::Phase, records::EntryCorrected,
};
use chrono::NaiveDate;
use serde::Serialize;

/// How problems and ideas stand; never a word of them. What is between the two counts only as far as it was taken
/// further up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Improving {
    /// How many problems stand.
    pub open: usize,
    /// Since when the oldest of them stands.
    pub open_since: Option<NaiveDate>,
    /// How many of them were taken further up (2D.R).
    pub escalated: usize,
    /// How many countermeasures are past the day of their check.
    pub unchecked: usize,
    /// Since when the one longest past it is.
    pub unchecked_since: Option<NaiveDate>,
    /// Whose the countermeasures of the cycle were (2C.K2).
    pub authored: Authored,
    /// How many ideas wait for a decision.
    pub undecided: usize,
    /// How many ideas were submitted in the cycle.
    pub submitted: usize,
    /// How many were implemented in it.
    pub implemented: usize,
    /// The last entry that the page of problems and ideas shows something of; without one there is no such page.
    pub last: Option<EntryRef>,
}

/// How problems and ideas stand with a person.
pub fn improving(sight: &Sight<'_>) -> Improving {
    let (person, cycle) = (sight.person, sight.cycle());
    let improvement = &person.improvement;
    let this_year = |on: NaiveDate| cycle.contains(on) && on <= sight.as_of;
    // What is between the two counts for as long as the year in which it was taken further up, whatever came of it.
    let counted = |it: &&crate::domain::problem::Problem| match reads(sight, it, Class::Person) {
        true => it.closed.is_none(),
        false => it.escalations.iter().any(|taken| this_year(taken.on)),
    };
    let open = || improvement.problems.values().filter(counted);
    let unchecked = || countermeasures(sight, Class::Person).filter_map(|it| check_overdue_since(sight, it));
    let submitted = improvement.ideas.values().filter_map(|it| it.submitted.as_ref());
    let implemented = improvement.ideas.values().filter_map(|it| it.implemented.as_ref());
    Improving {
        open: open().count(),
        open_since: open().map(|it| it.opened.on).min(),
        escalated: open().filter(|it| !it.escalations.is_empty()).count(),
        unchecked: unchecked().count(),
        unchecked_since: unchecked().min(),
        authored: authored(sight, cycle, Class::Person),
        undecided: improvement.ideas.values().filter(|it| it.is_undecided()).count(),
        submitted: submitted.filter(|it| this_year(it.on)).count(),
        implemented: implemented.filter(|it| this_year(it.on)).count(),
        last: person.entries.iter().rfind(|it| shows(sight, it)).map(|it| EntryRef::of(it, sight.as_of)),
    }
}

/// Whether the page of problems and ideas shows something of an entry: of its kinds, of what corrects one. Of what is
/// between the two it shows that a problem was opened and taken further up, and nothing else.
fn shows(sight: &Sight<'_>, entry: &Recorded) -> bool {
    let improvement = &sight.person.improvement;
    let known = |problem: &ProblemId| improvement.problems.get(problem);
    let read = |problem: &ProblemId| known(problem).is_some_and(|it| reads(sight, it, Class::Person));
    match &entry.event {
        Event::ProblemOpened(it) => {
            read(&it.problem) || known(&it.problem).is_some_and(|it| !it.escalations.is_empty())
        }
        Event::CauseIdentified(it) => read(&it.problem),
        Event::CountermeasureAdopted(it) => read(&it.problem),
        Event::CountermeasureChecked(it) => {
            let known = improvement.countermeasures.get(&it.countermeasure);
            known.is_some_and(|known| read(&known.adopted.what.problem))
        }
        Event::ProblemClosed(it) => read(&it.problem),
        Event::ProblemEscalated(_)
        | Event::IdeaSolicited(_)
        | Event::IdeaSubmitted(_)
        | Event::IdeaDecided(_)
        | Event::IdeaImplemented(_) => true,
        // What is said between the two about such an opening is theirs.
        Event::EntryCorrected(EntryCorrected { target, .. }) | Event::EntryContested(EntryContested { target, .. }) => {
            entry.class <= Class::Person && sight.person.entry(*target).is_some_and(|target| shows(sight, target))
        }
        _ => false,
    }
}

/// The lines of the next agenda: problems that stand, with the countermeasures whose check has come by the day of the
/// meeting; ideas that were asked for, and those that wait for a decision or for being implemented.
pub(super) fn on_the_agenda(sight: &Sight<'_>, by: NaiveDate) -> Vec<AgendaLine> {
    let standing = problems(sight, Class::Pair).into_iter().filter(|it| it.phase != Some(Phase::Closed));
    let waiting = ideas(sight, Class::Pair).into_iter().filter_map(|it| idea_line(&it));
    standing.flat_map(|it| problem_lines(&it, by)).chain(waiting).collect()
}

fn problem_lines(it: &ProblemView, by: NaiveDate) -> Vec<AgendaLine> {
    let Some(words) = &it.words else { return Vec::new() };
    let topic = words.topic.split(' ').next().unwrap_or_default().to_owned();
    let age = count(it.days.and_then(|days| usize::try_from(days).ok()).unwrap_or(0), "day");
    let mut why = format!("opened by {} on {}, {age} ago; {}", words.by, day(it.opened), it.stands());
    if let Some(last) = it.escalations.last() {
        why = format!("{why}; taken to {} on {}", last.to, day(last.said.on));
    }
    let line = |name: &str, text: &str, why: String, entry: &Option<EntryRef>| AgendaLine {
        name: name.to_owned(),
        topic: topic.clone(),
        text: text.to_owned(),
        why,
        overdue_since: None,
        entry: entry.clone(),
    };
    let due = words.countermeasures.iter().filter(|it| it.checked.is_none() && it.check_on <= by);
    let due = due.map(|k| AgendaLine {
        overdue_since: k.overdue_since,
        ..line(
            &k.id,
            &k.text,
            format!("against {}, to be checked on {}; expected: {}", it.id, day(k.check_on), k.expected),
            &k.entry,
        )
    });
    std::iter::once(line(&it.id, &words.gap, why, &words.entry)).chain(due).collect()
}

fn idea_line(it: &IdeaView) -> Option<AgendaLine> {
    let (said, why) = match (&it.solicited, &it.submitted, &it.decided) {
        (_, _, Some(_)) if it.stands() != "accepted" => return None,
        (_, Some(idea), Some(decided)) => (idea, format!("accepted on {}, not implemented yet", day(decided.on))),
        (_, Some(idea), None) => (idea, format!("{}’s idea of {}, not decided yet", idea.by, day(idea.on))),
        (Some(asked), None, _) => (asked, format!("{} asked for an idea on {}", asked.by, day(asked.on))),
        (None, None, _) => return None,
    };
    Some(AgendaLine {
        name: it.id.clone(),
        topic: "2C".to_owned(),
        text: said.text.clone(),
        why,
        overdue_since: None,
        entry: said.entry.clone(),
    })
}
