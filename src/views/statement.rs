//! What an entry says, in words: the one place beside the domain's folds that matches on every kind of event, so that
//! a new kind shows up here as a compiler's error.

mod agencys;
mod appraisal;
mod disputes;
mod improvement;
mod keeping;
mod people;
mod records;

pub use appraisal::{appraisal_name, ending, going, verdict};
pub use disputes::{answers, disputed, matter, outcome};

use super::words::{self, day};
use crate::{
    domain::{Directory, Event, Person, Side, grow::GrowOption, message::short, policy::Policy},
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
            Event::CoachingSeriesStarted(it) => said
                .fact("Rule", words::rule(&it.rule))
                .fact("First", words::start(it.start))
                .fact("Minutes", it.minutes)
                .fact("With", self.name(it.leader))
                .fact("Follows standard work version", it.standard),
            Event::SeriesEnded(it) => said.text(&it.reason).fact("Last day", day(it.last)),
            Event::MeetingScheduled(it) => said
                .text_if(it.reason.as_ref())
                .fact("Start", words::start(it.meeting.start))
                .fact("Minutes", it.minutes)
                .fact_if("Mode", it.mode),
            Event::NoShowRecorded(it) => said
                .text_if(it.note.as_ref())
                .fact("Meeting of", day(it.meeting.date()))
                .fact("Did not come", format!("the {}", self.side(it.who))),
            Event::MeetingRescheduled(it) => said
                .text(&it.reason)
                .fact("From", words::start(it.meeting.start))
                .fact("To", words::start(it.to))
                .fact("Side", self.side(it.by)),
            Event::MeetingCancelled(it) => {
                said.text(&it.reason).fact("Meeting of", day(it.meeting.date())).fact("Side", self.side(it.by))
            }
            Event::MeetingHeld(it) => said
                .fact("Start", words::start(it.start))
                .fact("Minutes", it.minutes)
                .fact("Mode", it.mode)
                .fact("Facilitated by", self.name(it.facilitator)),
            Event::TopicDiscussed(it) => said
                .text(&it.text)
                .fact("Topic", self.topic(&it.topic))
                .fact_if("Facet", it.facet)
                .fact_if("As a", it.sign),
            Event::EmployeeTopicsDeclined(it) => said.fact("Meeting of", day(it.meeting.date())),
            Event::EmployeeTopicsAsked(it) => {
                said.text(&it.answer).fact("As told by the leader", "unconfirmed by the employee")
            }
            Event::ReflectionRecorded(it) => {
                said.text(&it.text).fact("Side", self.side(it.side)).fact("Meeting of", day(it.meeting.date()))
            }
            Event::MeetingRecordFinalised(it) => said.fact("Meeting of", day(it.meeting.date())),
            Event::MeetingAcknowledged(it) => said
                .text_if(it.comment.as_ref())
                .fact("As", words::stance(it.stance))
                .fact("Meeting of", day(it.meeting.date())),
            Event::AgendaReviewed(it) => {
                let said = said.fact("Side", self.side(it.side)).fact("For", day(it.meeting.date()));
                it.highlights.iter().fold(said, |said, text| said.fact("Highlight", text))
            }
            Event::CriticalMessageIdentified(it) => said.text(&it.text).fact("Message", short(it.message)),
            Event::CriticalMessageDelivered(it) => {
                let message = self.person.and_then(|person| person.messages.iter().find(|m| m.id == it.message));
                said.text_if(message.map(|message| &message.text))
                    .fact("Message", short(it.message))
                    .fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date())))
            }
            Event::GrowNoted(it) => {
                let said =
                    said.fact("Topic", self.topic(&it.topic)).fact("Goal", &it.goal).fact("Reality", &it.reality);
                let option = |said: Statement, it: &GrowOption| {
                    said.fact(&format!("Option of the {}", self.side(it.by)), &it.text)
                };
                let said = it.options.iter().fold(said, option);
                let confidence = it.confidence.map(|confidence| format!("{confidence} of 10"));
                said.fact_if("Will", it.will.map(|will| self.commitment(will))).fact_if("Confidence", confidence)
            }
            Event::DecisionMade(it) => {
                said.text(&it.text).fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date())))
            }
            Event::AgreementReached(it) => {
                said.text(&it.text).fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date())))
            }
            Event::BaselineEstablished(it) => said
                .text(&it.text)
                .fact_if("Different from the last", it.difference.as_ref())
                .fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date()))),
            Event::LeaderStandardWorkReviewed(it) => said.fact("Meeting of", day(it.meeting.date())),
            Event::PreparationSubmitted(it) => {
                let mut said = said.fact("Side", self.side(it.side)).fact("For", day(it.meeting.date()));
                for item in &it.items {
                    said = said.fact(&format!("{} on {}", item.item, self.topic(&item.topic)), &item.text);
                }
                said.fact_if("A win", it.win.as_ref()).fact_if("A growth item", it.growth.as_ref())
            }
            Event::AgendaItemRaised(it) => said
                .text(&it.text)
                .fact("Item", it.item)
                .fact("Topic", self.topic(&it.topic))
                .fact("Side", self.side(it.side)),
            Event::AgendaItemEnded(it) => {
                let item = self.person.and_then(|person| person.items.get(&it.item));
                said.text_if(item.map(|item| &item.text))
                    .fact("Item", it.item)
                    .fact("As", it.outcome)
                    .fact("Meeting of", day(it.meeting.date()))
            }
            Event::CommitmentMade(it) => said
                .text(&it.text)
                .fact("Commitment", it.commitment)
                .fact("By", self.name(it.owner))
                .fact("Due", day(it.due)),
            Event::CommitmentRevisited(it) => said
                .text_if(it.note.as_ref())
                .fact("Commitment", self.commitment(it.commitment))
                .fact("Found", words::status(it.status)),
            Event::CommitmentFulfilled(it) => {
                said.text_if(it.evidence.as_ref()).fact("Commitment", self.commitment(it.commitment))
            }
            Event::CommitmentRenegotiated(it) => said
                .text(&it.reason)
                .fact("Commitment", self.commitment(it.commitment))
                .fact("Due from now on", day(it.due)),
            Event::CommitmentReleased(it) => said.text(&it.reason).fact("Commitment", self.commitment(it.commitment)),
            Event::DevelopmentPlanOpened(it) => said.text(&it.focus).fact("Plan", it.plan),
            Event::DevelopmentActionPlanned(it) => {
                said.text(&it.text).fact("Action", it.action).fact("Due", day(it.due))
            }
            Event::DevelopmentActionCompleted(it) => {
                let mut actions = self.person.into_iter().flat_map(|person| person.actions());
                let planned = actions.find(|action| action.id == it.action).map(|action| action.text.clone());
                let named = planned.map_or_else(|| it.action.to_string(), |text| format!("{}: {text}", it.action));
                said.text_if(it.outcome.as_ref()).fact("Action", named)
            }
            Event::DevelopmentPlanReviewed(it) => said
                .text(&it.text)
                .fact("Plan", it.plan)
                .fact_if("Meeting of", it.meeting.map(|meeting| day(meeting.date()))),
            Event::CareerInterestStated(it) => said.text(&it.text),
            Event::GoalSet(it) => said
                .text(&it.text)
                .fact("Goal", it.goal)
                .fact_if("Serves the objective", self.objective(it.goal, it.objective.as_deref()))
                .fact_if("Metric", it.metric.as_ref())
                .fact_if("Unit", it.unit.as_ref())
                .fact_if("Baseline", it.baseline)
                .fact_if("Target", it.target)
                .fact_if("Due", it.due.map(day)),
            Event::GoalRevised(it) => said
                .text(&it.reason)
                .fact("Goal", self.goal(it.goal))
                .fact_if("Reads now", it.text.as_ref())
                .fact_if("Serves the objective", self.objective(it.goal, it.objective.as_deref()))
                .fact_if("Metric", it.metric.as_ref())
                .fact_if("Unit", it.unit.as_ref())
                .fact_if("Baseline", it.baseline)
                .fact_if("Target", it.target)
                .fact_if("Due", it.due.map(day)),
            Event::MetricObserved(it) => said
                .fact("Goal", self.goal(it.goal))
                .fact("Value", it.value)
                .fact("Of", day(it.period))
                .fact("Source", &it.source),
            Event::ObstacleRaised(it) => said
                .text(&it.text)
                .fact("Obstacle", it.obstacle)
                .fact_if("In the way of", it.goal.map(|goal| self.goal(goal))),
            Event::ObstacleRemoved(it) => {
                let raised = self.person.and_then(|person| person.obstacles.get(&it.obstacle));
                let text = raised.map_or_else(String::new, |raised| format!(": {}", raised.raised.what.text));
                said.text(&it.text).fact("Obstacle", format!("{}{text}", it.obstacle))
            }
            Event::RecognitionGiven(it) => {
                said.text(&it.text).fact_if("Brought forward", it.goal.map(|goal| self.goal(goal)))
            }
            Event::ConcernRaised(it) => said
                .text(&it.facts)
                .fact("Concern", it.concern)
                .fact("Expected", &it.expectation)
                .fact("Support", &it.support),
            Event::ConcernAcknowledged(it) => said.fact("Concern", it.concern).fact("As", "received"),
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
            Event::RecordAccessed(_) | Event::EntryContested(_) | Event::PaperTranscribed(_) => {
                self.of_records(said, event)
            }
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
