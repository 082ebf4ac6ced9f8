//! What entries of improvement say: problems, countermeasures, ideas.

use super::{Glossary, Statement, day};
use crate::domain::{
    Event,
    names::{CountermeasureId, IdeaId, ProblemId},
};

impl Glossary<'_> {
    /// A problem with its gap: for entries of its own class alone.
    fn problem(&self, id: ProblemId) -> String {
        match self.person.and_then(|person| person.improvement.problems.get(&id)) {
            Some(problem) => format!("{id}: {}", problem.opened.what.gap),
            None => id.to_string(),
        }
    }

    fn countermeasure(&self, id: CountermeasureId) -> String {
        match self.person.and_then(|person| person.improvement.countermeasures.get(&id)) {
            Some(it) => format!("{id}: {}", it.adopted.what.text),
            None => id.to_string(),
        }
    }

    fn idea(&self, id: IdeaId) -> String {
        let idea = self.person.and_then(|person| person.improvement.ideas.get(&id));
        match idea.and_then(|idea| idea.words()) {
            Some((_, words)) => format!("{id}: {words}"),
            None => id.to_string(),
        }
    }

    /// What an event of improvement says; nothing more of any other. An escalation is read by more than the problem may
    /// be, and so says no word of it but its name.
    pub(super) fn improvement(&self, said: Statement, event: &Event) -> Statement {
        let meeting = |meeting: &Option<crate::domain::names::MeetingId>| meeting.map(|it| day(it.date()));
        match event {
            Event::ProblemOpened(it) => said
                .text(&it.gap)
                .fact("Problem", it.problem)
                .fact("Topic", self.topic(&it.topic))
                .fact_if("Seen in", it.goal.map(|goal| self.goal(goal)))
                .fact_if("Led to by", it.idea.map(|idea| self.idea(idea)))
                .fact_if("Meeting of", meeting(&it.meeting)),
            Event::CauseIdentified(it) => said.text(&it.text).fact("Problem", self.problem(it.problem)),
            Event::CountermeasureAdopted(it) => said
                .text(&it.text)
                .fact("Countermeasure", it.countermeasure)
                .fact("Against", self.problem(it.problem))
                .fact("Authored by", format!("the {}", self.side(it.author)))
                .fact("Expected", &it.expected)
                .fact("To be checked on", day(it.check_on))
                .fact_if("Meeting of", meeting(&it.meeting)),
            Event::CountermeasureChecked(it) => said
                .text(&it.actual)
                .fact("Countermeasure", self.countermeasure(it.countermeasure))
                .fact("Learned", &it.learned)
                .fact_if("Meeting of", meeting(&it.meeting)),
            Event::ProblemEscalated(it) => said.text(&it.text).fact("Problem", it.problem).fact("To", self.name(it.to)),
            Event::ProblemClosed(it) => said.text(&it.text).fact("Problem", self.problem(it.problem)),
            Event::IdeaSolicited(it) => said.text(&it.text).fact("Idea", it.idea),
            Event::IdeaSubmitted(it) => said.text(&it.text).fact("Idea", it.idea),
            Event::IdeaDecided(it) => said.text(&it.reason).fact("Idea", self.idea(it.idea)).fact("As", it.decision),
            Event::IdeaImplemented(it) => said
                .text(&it.text)
                .fact("Idea", self.idea(it.idea))
                .fact_if("Became part of", it.document.as_ref())
                .fact_if("As version", it.version),
            _ => said,
        }
    }
}
