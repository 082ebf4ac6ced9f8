//! What a person's record holds of improvement: problems, countermeasures, ideas; and its folding.

use super::{
    audience::Class,
    event::Event,
    idea::Idea,
    meeting::Fact,
    names::{CountermeasureId, IdeaId, ProblemId},
    person::Person,
    problem::{Countermeasure, Phase, Problem},
    records::Recorded,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A person's problems, countermeasures and ideas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Improvement {
    /// The problems.
    pub problems: BTreeMap<ProblemId, Problem>,
    /// The countermeasures.
    pub countermeasures: BTreeMap<CountermeasureId, Countermeasure>,
    /// The ideas.
    pub ideas: BTreeMap<IdeaId, Idea>,
}

impl Improvement {
    /// The countermeasures against a problem, in the order they were adopted.
    pub fn against(&self, problem: ProblemId) -> impl DoubleEndedIterator<Item = &Countermeasure> {
        self.countermeasures.values().filter(move |it| it.adopted.what.problem == problem)
    }

    /// Those that wait to be checked.
    pub fn unchecked(&self, problem: ProblemId) -> impl Iterator<Item = &Countermeasure> {
        self.against(problem).filter(|it| it.checked.is_none())
    }

    /// Where a problem stands on a day.
    pub fn phase(&self, problem: &Problem, on: NaiveDate) -> Phase {
        let id = problem.opened.what.problem;
        let next = self.unchecked(id).map(|it| it.adopted.what.check_on).min();
        match (&problem.closed, next) {
            (Some(_), _) => Phase::Closed,
            (None, Some(check_on)) if check_on <= on => Phase::Check,
            (None, Some(_)) => Phase::Do,
            (None, None) if self.against(id).next().is_some() => Phase::Act,
            (None, None) => Phase::Plan,
        }
    }
}

impl Person {
    /// Who reads a problem and what is done about it: as its opening was recorded. An escalation is for the chain.
    pub fn class_of(&self, problem: &Problem) -> Class {
        self.entry(problem.opened.seq).map_or(Class::Pair, |entry| entry.class)
    }
}

/// Folds one entry into the person's improvement.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    let Improvement { problems, countermeasures, ideas } = &mut person.improvement;
    match &entry.event {
        Event::ProblemOpened(it) => {
            let opened = Fact::of(it, entry);
            let problem = Problem { opened, causes: Vec::new(), escalations: Vec::new(), closed: None };
            problems.insert(it.problem, problem);
        }
        Event::CauseIdentified(it) => {
            problems.entry(it.problem).and_modify(|problem| problem.causes.push(Fact::of(it, entry)));
        }
        Event::ProblemEscalated(it) => {
            problems.entry(it.problem).and_modify(|problem| problem.escalations.push(Fact::of(it, entry)));
        }
        Event::ProblemClosed(it) => {
            problems.entry(it.problem).and_modify(|problem| problem.closed = Some(Fact::of(it, entry)));
        }
        Event::CountermeasureAdopted(it) => {
            let adopted = Countermeasure { adopted: Fact::of(it, entry), checked: None };
            countermeasures.insert(it.countermeasure, adopted);
        }
        Event::CountermeasureChecked(it) => {
            let checked = Some(Fact::of(it, entry));
            countermeasures.entry(it.countermeasure).and_modify(|known| known.checked = checked);
        }
        Event::IdeaSolicited(it) => ideas.entry(it.idea).or_default().solicited = Some(Fact::of(it, entry)),
        Event::IdeaSubmitted(it) => ideas.entry(it.idea).or_default().submitted = Some(Fact::of(it, entry)),
        Event::IdeaDecided(it) => ideas.entry(it.idea).or_default().decided = Some(Fact::of(it, entry)),
        Event::IdeaImplemented(it) => ideas.entry(it.idea).or_default().implemented = Some(Fact::of(it, entry)),
        _ => {}
    }
}
