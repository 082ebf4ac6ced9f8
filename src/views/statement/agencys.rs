//! What the entries of an agency's strategy and adoption say.

use super::{Statement, day, words};
use crate::domain::Event;

/// What such an entry says; the title alone of every other kind.
pub(super) fn of_the_agency(said: Statement, event: &Event) -> Statement {
    match event {
        Event::StrategicPlanAdopted(it) => {
            said.fact("Plan", &it.name).fact("From", day(it.from)).fact("To", day(it.to))
        }
        Event::ObjectivePublished(it) => said.text(&it.title).fact("Objective", it.objective).fact("Plan", &it.plan),
        Event::ObjectiveRetired(it) => said.text(&it.reason).fact("Objective", it.objective),
        Event::DeploymentStarted(it) => said.fact("To", it.unit.as_deref().unwrap_or("the whole agency")),
        Event::TrainTheTrainerHeld(it) => {
            said.fact("Held by", words::list(&it.trainers)).fact("Took part", it.attended)
        }
        Event::StandardWorkTrained(it) => said
            .fact("Document", it.document)
            .fact("Version", it.version)
            .fact("Took part", it.attended)
            .fact_if("By name", (!it.people.is_empty()).then_some("yes")),
        Event::MaturityAssessed(it) => {
            said.text_if(it.note.as_ref()).fact("Level", it.level).fact("Assessed by", &it.by)
        }
        _ => said,
    }
}
