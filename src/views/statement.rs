//! What an entry says, in words: the one place beside the domain's folds that matches on every kind of event, so that
//! a new kind shows up here as a compiler's error.

mod agencys;
mod appraisal;
mod disputes;
mod improvement;
mod keeping;
mod meetings;
mod people;
mod promises;
mod records;

pub use appraisal::{appraisal_name, ending, going, verdict};
pub use disputes::{answers, disputed, matter, outcome};

use super::words::{self, day};
use crate::{
    domain::{Directory, Event, Person, Side, policy::Policy},
    id::Id,
};
use serde::Serialize;

/// A name and a value beside a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// What it is.
    pub name: String,
    /// What it says.
    pub value: String,
}

/// What an entry says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Statement {
    /// The kind, as a person reads it.
    pub title: String,
    /// The words that somebody typed.
    pub text: Option<String>,
    /// Everything else it holds.
    pub facts: Vec<Fact>,
}

impl Statement {
    fn titled(title: impl Into<String>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    fn text(mut self, text: impl Into<String>) -> Self {
        self.text = Some(text.into());
        self
    }

    fn text_if(mut self, text: Option<&String>) -> Self {
        self.text = text.cloned();
        self
    }

    fn fact(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.push(Fact { name: name.to_owned(), value: value.to_string() });
        self
    }

    fn fact_if(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.fact(name, value),
            None => self,
        }
    }
}

/// What the words of a statement are looked up in.
#[derive(Clone, Copy)]
pub struct Glossary<'a> {
    /// Names and topic labels.
    pub directory: &'a Directory,
    /// Whose record it is; nothing for the agency's own.
    pub person: Option<&'a Person>,
}

impl Glossary<'_> {
    fn name(&self, id: Id) -> String {
        self.directory.name(id)
    }

    /// A topic with its label: `2C Problem solving`.
    pub fn topic(&self, id: &str) -> String {
        match self.directory.topic_label(self.person.map(|person| person.id), id) {
            Some(label) => format!("{id} {label}"),
            None => id.to_owned(),
        }
    }

    fn side(&self, side: Side) -> &'static str {
        match side {
            Side::Employee => "employee",
            Side::Leader => "leader",
        }
    }

    fn commitment(&self, id: crate::domain::names::CommitmentId) -> String {
        match self.person.and_then(|person| person.commitments.get(&id)) {
            Some(commitment) => format!("{id}: {}", commitment.text),
            None => id.to_string(),
        }
    }

    fn goal(&self, id: crate::domain::names::GoalId) -> String {
        match self.person.and_then(|person| person.goals.get(&id)) {
            Some(goal) => format!("{id}: {}", goal.now.text),
            None => id.to_string(),
        }
    }

    /// What a goal's objective reads like.
    fn objective(&self, id: crate::domain::names::GoalId, words: Option<&str>) -> Option<String> {
        let Some((person, goal)) = self.person.and_then(|person| Some((person, person.goals.get(&id)?))) else {
            return words.map(str::to_owned);
        };
        words.map(|words| self.directory.objective_words(person.id, words, goal.objective_said_on()))
    }

    /// What an event says.
    pub fn statement(&self, event: &Event) -> Statement {
        let said = Statement::titled(event.title());
        match event {
            Event::StoreInitialised(it) => said.fact("Agency", &it.agency).fact("Zone", it.zone),
            Event::AgencyAdded(it) => said.fact("Name", &it.name).fact("Zone", it.zone),
            Event::AgencyJoined(it) => {
                said.fact("Agency", self.directory.agency_name(it.agency)).fact("From", day(it.from))
            }
            Event::StandardWorkRevised(it) => said
                .text(&it.changelog)
                .fact("Version", it.version)
                .fact("Edited by", &it.edited_by)
                .fact("In force from", day(it.effective)),
            Event::StandardDocumentOpened(it) => said.text(&it.name).fact("Document", it.document),
            Event::StandardDocumentRevised(it) => said
                .text(&it.changelog)
                .fact("Document", it.document)
                .fact("Version", it.version)
                .fact("Edited by", &it.edited_by)
                .fact("In force from", day(it.effective)),
            Event::SupportingDocumentLinked(it) => {
                let said = said.text(&it.description).fact("Document", it.document).fact("Name", &it.name);
                said.fact("Kept at", &it.uri).fact_if("BLAKE3", it.hash.as_ref())
            }
            Event::SupportingDocumentKept(it) => {
                let said = said.text(&it.name).fact("Document", it.document).fact("Format", it.format);
                said.fact("Bytes", it.content.0.len()).fact("BLAKE3", &it.hash)
            }
            Event::SupportingDocumentUnlinked(it) => {
                said.text(&it.reason).fact("Document", it.document).fact("Name", &it.name)
            }
            Event::CadencePolicySet(it) => said
                .fact("Version", it.version)
                .fact("Minutes a calendar month", it.minutes)
                .fact("In force from", day(it.effective)),
            Event::CadenceTightened(it) => said
                .text(&it.reason)
                .fact("For", it.scope.words(self.directory))
                .fact("Version", it.version)
                .fact("Asks for", words::asks(&Policy::from(it).asks))
                .fact("In force from", day(it.effective)),
            Event::TopicRecurrenceSet(it) => said
                .fact("Topic", self.topic(&it.topic))
                .fact("Version", it.version)
                .fact("At least every", words::count(it.max_gap_days as usize, "day"))
                .fact("In force from", day(it.effective)),
            Event::TopicPolicySet(it) => said
                .fact("Version", it.version)
                .fact("Longest gap in days", it.max_gap_days)
                .fact("Rises at percent", it.rises_at_percent)
                .fact("In force from", day(it.effective)),
            Event::ClockAccepted(it) => said.text(&it.reason),
            Event::EmployeeOnboarded(it) => said.fact("Name", &it.name).fact_if("Hired", it.hired.map(day)),
            Event::EmployeeDetailsChanged(it) => said
                .fact_if("Name", it.name.as_ref())
                .fact_if("Login", it.login.as_ref())
                .fact_if("Hired", it.hired.map(day)),
            Event::PositionAssigned(it) => said
                .fact("Position", &it.position)
                .fact_if("Unit", it.unit.as_ref())
                .fact("Office", &it.office)
                .fact("From", day(it.from)),
            Event::ProbationStarted(it) => said.fact("Ends", day(it.ends)),
            Event::ReportingLineAssigned(it) => said.fact("Leader", self.name(it.leader)).fact("From", day(it.from)),
            Event::ReportingLineEnded(it) => said.fact("Leader", self.name(it.leader)).fact("Last day", day(it.to)),
            Event::RoleGranted(it) => said.fact("Role", it.role),
            Event::RoleRevoked(it) => said.fact("Role", it.role),
            Event::CoachingSeriesStarted(_)
            | Event::SeriesEnded(_)
            | Event::MeetingScheduled(_)
            | Event::NoShowRecorded(_)
            | Event::MeetingRescheduled(_)
            | Event::MeetingCancelled(_)
            | Event::MeetingHeld(_)
            | Event::TopicDiscussed(_)
            | Event::EmployeeTopicsDeclined(_)
            | Event::EmployeeTopicsAsked(_)
            | Event::ReflectionRecorded(_)
            | Event::MeetingRecordFinalised(_)
            | Event::MeetingAcknowledged(_)
            | Event::AgendaReviewed(_)
            | Event::CriticalMessageIdentified(_)
            | Event::CriticalMessageDelivered(_)
            | Event::GrowNoted(_)
            | Event::DecisionMade(_)
            | Event::AgreementReached(_)
            | Event::BaselineEstablished(_)
            | Event::LeaderStandardWorkReviewed(_)
            | Event::PreparationSubmitted(_)
            | Event::AgendaItemRaised(_)
            | Event::AgendaItemEnded(_) => self.of_meetings(said, event),
            Event::CommitmentMade(_)
            | Event::CommitmentRevisited(_)
            | Event::CommitmentFulfilled(_)
            | Event::CommitmentRenegotiated(_)
            | Event::CommitmentReleased(_)
            | Event::DevelopmentPlanOpened(_)
            | Event::DevelopmentActionPlanned(_)
            | Event::DevelopmentActionCompleted(_)
            | Event::DevelopmentPlanReviewed(_)
            | Event::CareerInterestStated(_)
            | Event::GoalSet(_)
            | Event::GoalRevised(_)
            | Event::MetricObserved(_)
            | Event::ObstacleRaised(_)
            | Event::ObstacleRemoved(_)
            | Event::RecognitionGiven(_)
            | Event::ConcernRaised(_)
            | Event::ConcernAcknowledged(_) => self.of_promises_and_plans(said, event),
            Event::EntryCorrected(it) => {
                let said = said.text(&it.reason).fact("Entry", format!("#{}", it.target));
                it.new.iter().fold(said, |said, (name, value)| said.fact(&field(name), value_words(value)))
            }
            Event::EntryWithdrawn(it) => said.fact("Entry", format!("#{}", it.target)),
            Event::ProblemOpened(_)
            | Event::CauseIdentified(_)
            | Event::CountermeasureAdopted(_)
            | Event::CountermeasureChecked(_)
            | Event::ProblemEscalated(_)
            | Event::ProblemClosed(_)
            | Event::IdeaSolicited(_)
            | Event::IdeaSubmitted(_)
            | Event::IdeaDecided(_)
            | Event::IdeaImplemented(_) => self.improvement(said, event),
            Event::CycleOpened(_)
            | Event::PerformancePlanIssued(_)
            | Event::PerformancePlanModified(_)
            | Event::PlanNotified(_)
            | Event::PlanAcknowledged(_)
            | Event::SelfAssessmentSubmitted(_)
            | Event::MidYearReviewHeld(_)
            | Event::InterimAssessmentRecorded(_)
            | Event::RatingProposed(_)
            | Event::RatingWithdrawn(_)
            | Event::ManagementReviewed(_)
            | Event::AppraisalDelivered(_)
            | Event::AppraisalAcknowledged(_)
            | Event::AcknowledgementDeclined(_)
            | Event::RebuttalFiled(_)
            | Event::RebuttalAnswered(_)
            | Event::AppraisalFinalised(_)
            | Event::RatingRevised(_)
            | Event::ImprovementPlanIssued(_)
            | Event::ImprovementPlanCheckInHeld(_)
            | Event::ImprovementPlanExtended(_)
            | Event::ImprovementPlanConcluded(_) => self.of_appraisal(event, said),
            Event::LegalHoldPlaced(_)
            | Event::LegalHoldReleased(_)
            | Event::ExpungementOrdered(_)
            | Event::ContentDestroyed(_)
            | Event::RetentionPeriodSet(_)
            | Event::RetentionExpired(_) => self.of_keeping(said, event),
            Event::Destroyed => said,
            Event::LeaveStarted(_)
            | Event::LeaveEnded(_)
            | Event::EmployeeSeparated(_)
            | Event::EmployeeRehired(_)
            | Event::ActingLineAssigned(_)
            | Event::ActingLineEnded(_)
            | Event::CadenceChanged(_)
            | Event::SeriesHandedOver(_)
            | Event::CommitmentAdopted(_)
            | Event::CommitmentDeclined(_) => self.of_people(said, event),
            Event::RecordAccessed(_)
            | Event::KeepingAccessed(_)
            | Event::AccessEnded(_)
            | Event::EntryContested(_)
            | Event::PaperTranscribed(_) => self.of_records(said, event),
            Event::StrategicPlanAdopted(_)
            | Event::ObjectivePublished(_)
            | Event::ObjectiveRetired(_)
            | Event::DeploymentStarted(_)
            | Event::TrainTheTrainerHeld(_)
            | Event::StandardWorkTrained(_)
            | Event::MaturityAssessed(_) => agencys::of_the_agency(said, event),
            Event::DisputeForumSet(_)
            | Event::ReviewRequested(_)
            | Event::StepFiled(_)
            | Event::StepAnswered(_)
            | Event::ExtensionGranted(_)
            | Event::EvidenceSealed(_)
            | Event::ReviewWithdrawn(_)
            | Event::ReviewDecided(_)
            | Event::DisputeStepNoted(_) => self.of_dispute(event, said),
        }
    }
}

/// A field's name as a person reads it: `occurred_on` is `occurred on`.
pub fn field(name: &str) -> String {
    name.replace('_', " ")
}

/// A field's value as a person reads it.
pub fn value_words(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::String(text) => text.parse().map_or_else(|_| text.clone(), day),
        serde_json::Value::Null => "nothing".to_owned(),
        serde_json::Value::Array(list) => list.iter().map(value_words).collect::<Vec<_>>().join("; "),
        // An option of a GROW note: who proposed it, and what.
        serde_json::Value::Object(of) => of.values().map(value_words).collect::<Vec<_>>().join(": "),
        other => other.to_string(),
    }
}
