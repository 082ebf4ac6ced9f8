//! The register of event kinds: the one list of what can be recorded, who writes it, who reads it.
//!
//! A kind never changes meaning once recorded: a new shape is a new kind, and `events/catalogue/` locks the old ones.

use super::{
    access, adoption, agency, appointment, appraisal, appraisal_cycle, assessment,
    audience::{Class, Retention},
    commitment, concern, contest, copy, destruction, development, dispute, document, expectations, forum, goal, grow,
    handover, idea, improvement_plan, legal_hold, meeting, message, obstacle, paper, policy, preparation, problem,
    records, renegotiate, retention, review, rhythm, roster,
    scope::Scope,
    series, settled, standard, standing, strategy, supporting, topics,
};
use serde::{Deserialize, Serialize, de::value::MapDeserializer};
use serde_json::{Map, Value};

/// Who may record a kind (EVENTS.md, "Who may record it").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// Human resources.
    Hr,
    /// The employee's leader on that day.
    Leader,
    /// The employee.
    Employee,
    /// The leader or the employee, each for their own side.
    Either,
    /// Who reviews the leader's ratings: the leader above; human resources where nobody is above.
    Reviewer,
    /// The leader, or human resources.
    LeaderOrHr,
    /// Human resources or an auditor, each for what they read themselves.
    HrOrAuditor,
    /// Whoever the step of a forum names: the leader, the leader above, or human resources; never the employee.
    Answers,
    /// An auditor; never about themselves.
    Auditor,
}

impl Writer {
    /// The letters of EVENTS.md.
    pub const fn letters(self) -> &'static str {
        match self {
            Writer::Hr => "H",
            Writer::Leader => "L",
            Writer::Employee => "E",
            Writer::Either => "L/E",
            Writer::Reviewer => "M",
            Writer::LeaderOrHr => "L/H",
            Writer::HrOrAuditor => "H/A",
            Writer::Answers => "L/M/H",
            Writer::Auditor => "A",
        }
    }
}

macro_rules! register {
    ($($variant:ident($noun:ident) = $kind:literal, $writer:ident, $retention:ident, $title:literal;)+) => {
        /// What happened. The variants are documented where their nouns are.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "kind", content = "fields")]
        pub enum Event {
            $(#[doc = concat!("`", $kind, "`")] #[serde(rename = $kind)] $variant($noun::$variant),)+
            /// What is left where the body was lawfully destroyed: that something stood there, and not of which kind.
            #[serde(skip)]
            Destroyed,
        }

        impl Event {
            /// Every kind, in the order of the register.
            pub const KINDS: &[&str] = &[$($kind),+];

            /// The file of each kind in the catalogue, in the same order.
            pub const FILES: &[&str] =
                &[$(include_str!(concat!("../../events/catalogue/", $kind, ".json"))),+];

            /// The kind as it is written.
            pub const fn kind(&self) -> &'static str {
                match self {
                    $(Event::$variant(_) => $kind,)+
                    Event::Destroyed => "destroyed",
                }
            }

            /// The kind as a person reads it.
            pub const fn title(&self) -> &'static str {
                match self {
                    $(Event::$variant(_) => $title,)+
                    Event::Destroyed => "Content destroyed by order",
                }
            }

            /// Who may record it.
            pub const fn writer(&self) -> Writer {
                match self {
                    $(Event::$variant(_) => Writer::$writer,)+
                    Event::Destroyed => Writer::Hr,
                }
            }

            /// The retention series it belongs to.
            pub const fn retention(&self) -> Retention {
                match self {
                    $(Event::$variant(_) => Retention::$retention,)+
                    Event::Destroyed => Retention::Records,
                }
            }

            /// Who may record a kind, and the series that keeps it, by the kind's name.
            pub fn about_kind(kind: &str) -> Option<(Writer, Retention, &'static str)> {
                match kind {
                    $($kind => Some((Writer::$writer, Retention::$retention, $title)),)+
                    _ => None,
                }
            }
        }
    };
}

register! {
    StoreInitialised(standard) = "store-initialised", Hr, Agency, "Record opened";
    AgencyAdded(agency) = "agency-added", Hr, Agency, "Agency added";
    StandardWorkRevised(standard) = "standard-work-revised", Hr, Agency, "Standard work revised";
    StandardDocumentOpened(document) = "standard-document-opened", Hr, Agency, "Standard document opened";
    StandardDocumentRevised(document) = "standard-document-revised", Hr, Agency, "Standard document revised";
    SupportingDocumentLinked(supporting) = "supporting-document-linked", Hr, Agency, "Supporting document linked";
    SupportingDocumentUnlinked(supporting) = "supporting-document-unlinked", Hr, Agency, "Supporting document unlinked";
    SupportingDocumentKept(copy) = "supporting-document-kept", Hr, Agency, "Copy of a supporting document kept";
    CadencePolicySet(policy) = "cadence-policy-set", Hr, Agency, "Cadence policy set";
    CadenceTightened(policy) = "cadence-tightened", Hr, Agency, "Cadence policy set";
    TopicPolicySet(topics) = "topic-policy-set", Hr, Agency, "Topic policy set";
    TopicRecurrenceSet(topics) = "topic-recurrence-set", Hr, Agency, "Topic recurrence set";
    ClockAccepted(records) = "clock-accepted", Hr, Agency, "Clock accepted";
    EmployeeOnboarded(roster) = "employee-onboarded", Hr, Records, "Joined";
    EmployeeDetailsChanged(roster) = "employee-details-changed", Hr, Records, "Details changed";
    AgencyJoined(agency) = "agency-joined", Hr, Records, "Joined an agency";
    PositionAssigned(roster) = "position-assigned", Hr, Records, "Position assigned";
    ProbationStarted(roster) = "probation-started", Hr, Records, "Probation started";
    ReportingLineAssigned(roster) = "reporting-line-assigned", Hr, Records, "Reports to";
    ReportingLineEnded(roster) = "reporting-line-ended", Hr, Records, "No longer reports to";
    RoleGranted(roster) = "role-granted", Hr, Records, "Role granted";
    RoleRevoked(roster) = "role-revoked", Hr, Records, "Role revoked";
    CoachingSeriesStarted(series) = "coaching-series-started", Leader, Coaching, "1:1 series started";
    SeriesEnded(series) = "series-ended", Leader, Coaching, "1:1 series ended";
    MeetingScheduled(appointment) = "meeting-scheduled", Leader, Coaching, "1:1 scheduled";
    NoShowRecorded(appointment) = "no-show-recorded", Either, Coaching, "1:1 missed";
    MeetingRescheduled(meeting) = "meeting-rescheduled", Either, Coaching, "Meeting moved";
    MeetingCancelled(meeting) = "meeting-cancelled", Either, Coaching, "Meeting cancelled";
    AgendaReviewed(review) = "agenda-reviewed", Either, Coaching, "Agenda reviewed";
    PreparationSubmitted(preparation) = "preparation-submitted", Either, Coaching, "Preparation";
    AgendaItemRaised(preparation) = "agenda-item-raised", Either, Coaching, "Agenda item raised";
    AgendaItemEnded(preparation) = "agenda-item-ended", Leader, Coaching, "Agenda item ended";
    CriticalMessageIdentified(message) = "critical-message-identified", Leader, Coaching, "Critical message";
    CriticalMessageDelivered(message) = "critical-message-delivered", Leader, Coaching, "Critical message delivered";
    MeetingHeld(meeting) = "meeting-held", Leader, Coaching, "1:1 held";
    TopicDiscussed(meeting) = "topic-discussed", Leader, Coaching, "Discussed";
    EmployeeTopicsDeclined(meeting) = "employee-topics-declined", Employee, Coaching, "Nothing of my own today";
    EmployeeTopicsAsked(meeting) = "employee-topics-asked", Leader, Coaching, "Asked for the employee's topics";
    GrowNoted(grow) = "grow-noted", Leader, Coaching, "GROW note";
    DecisionMade(settled) = "decision-made", Leader, Coaching, "Decision";
    AgreementReached(settled) = "agreement-reached", Leader, Coaching, "Agreement";
    BaselineEstablished(settled) = "baseline-established", Leader, Coaching, "Baseline of performance";
    LeaderStandardWorkReviewed(review) = "leader-standard-work-reviewed", Leader, Coaching, "Leader standard work reviewed";
    ReflectionRecorded(meeting) = "reflection-recorded", Either, Coaching, "Reflection";
    MeetingRecordFinalised(meeting) = "meeting-record-finalised", Leader, Coaching, "Record finalised";
    MeetingAcknowledged(meeting) = "meeting-acknowledged", Employee, Coaching, "Record acknowledged";
    CommitmentMade(commitment) = "commitment-made", Either, Coaching, "Commitment made";
    CommitmentRevisited(commitment) = "commitment-revisited", Either, Coaching, "Commitment revisited";
    CommitmentFulfilled(commitment) = "commitment-fulfilled", Either, Coaching, "Commitment fulfilled";
    CommitmentRenegotiated(renegotiate) = "commitment-renegotiated", Either, Coaching, "Commitment renegotiated";
    CommitmentReleased(renegotiate) = "commitment-released", Either, Coaching, "Commitment released";
    DevelopmentPlanOpened(development) = "development-plan-opened", Either, Coaching, "Development plan opened";
    DevelopmentActionPlanned(development) = "development-action-planned", Either, Coaching, "Development action planned";
    DevelopmentActionCompleted(development) = "development-action-completed", Either, Coaching, "Development action completed";
    DevelopmentPlanReviewed(development) = "development-plan-reviewed", Either, Coaching, "Development plan reviewed";
    CareerInterestStated(development) = "career-interest-stated", Employee, Coaching, "Career interest";
    GoalSet(goal) = "goal-set", Leader, Coaching, "Goal set";
    GoalRevised(goal) = "goal-revised", Leader, Coaching, "Goal revised";
    MetricObserved(goal) = "metric-observed", Leader, Coaching, "Metric observed";
    ObstacleRaised(obstacle) = "obstacle-raised", Either, Coaching, "Obstacle raised";
    ObstacleRemoved(obstacle) = "obstacle-removed", Either, Coaching, "Obstacle removed";
    RecognitionGiven(obstacle) = "recognition-given", Leader, Coaching, "Recognition";
    ConcernRaised(concern) = "concern-raised", Leader, Coaching, "Concern raised";
    ConcernAcknowledged(concern) = "concern-acknowledged", Employee, Coaching, "Concern acknowledged";
    EntryCorrected(records) = "entry-corrected", Either, Records, "Entry corrected";
    EntryWithdrawn(records) = "entry-withdrawn", Either, Records, "Recorded for another person";
    ProblemOpened(problem) = "problem-opened", Either, Coaching, "Problem opened";
    CauseIdentified(problem) = "cause-identified", Either, Coaching, "Cause identified";
    CountermeasureAdopted(problem) = "countermeasure-adopted", Either, Coaching, "Countermeasure adopted";
    CountermeasureChecked(problem) = "countermeasure-checked", Either, Coaching, "Countermeasure checked";
    ProblemEscalated(problem) = "problem-escalated", Either, Coaching, "Problem escalated";
    ProblemClosed(problem) = "problem-closed", Either, Coaching, "Problem closed";
    IdeaSolicited(idea) = "idea-solicited", Leader, Coaching, "Idea asked for";
    IdeaSubmitted(idea) = "idea-submitted", Employee, Coaching, "Idea submitted";
    IdeaDecided(idea) = "idea-decided", Leader, Coaching, "Idea decided";
    IdeaImplemented(idea) = "idea-implemented", Leader, Coaching, "Idea implemented";

    CycleOpened(appraisal_cycle) = "cycle-opened", Hr, Agency, "Appraisal cycle opened";
    PerformancePlanIssued(expectations) = "performance-plan-issued", Leader, Appraisal, "Performance plan issued";
    PerformancePlanModified(expectations) = "performance-plan-modified", Leader, Appraisal, "Performance plan modified";
    PlanNotified(expectations) = "plan-notified", Leader, Appraisal, "Notified of the performance plan";
    PlanAcknowledged(expectations) = "plan-acknowledged", Employee, Appraisal, "Performance plan acknowledged";
    SelfAssessmentSubmitted(assessment) = "self-assessment-submitted", Employee, Appraisal, "Self-assessment";
    MidYearReviewHeld(assessment) = "mid-year-review-held", Leader, Appraisal, "Mid-year review";
    InterimAssessmentRecorded(assessment) = "interim-assessment-recorded", Leader, Appraisal, "Interim assessment";
    RatingProposed(appraisal) = "rating-proposed", Leader, Appraisal, "Rating proposed";
    ManagementReviewed(appraisal) = "management-reviewed", Reviewer, Appraisal, "Management review";
    AppraisalDelivered(appraisal) = "appraisal-delivered", Leader, Appraisal, "Appraisal delivered";
    AppraisalAcknowledged(appraisal) = "appraisal-acknowledged", Employee, Appraisal, "Appraisal acknowledged";
    AcknowledgementDeclined(appraisal) = "acknowledgement-declined", LeaderOrHr, Appraisal, "Acknowledgement declined";
    RebuttalFiled(appraisal) = "rebuttal-filed", Employee, Appraisal, "Rebuttal";
    RebuttalAnswered(appraisal) = "rebuttal-answered", Leader, Appraisal, "Rebuttal answered";
    AppraisalFinalised(appraisal) = "appraisal-finalised", LeaderOrHr, Appraisal, "Appraisal finalised";
    RatingRevised(appraisal) = "rating-revised", Hr, Appraisal, "Rating revised";
    ImprovementPlanIssued(improvement_plan) = "improvement-plan-issued", Leader, Appraisal, "Improvement plan issued";
    ImprovementPlanCheckInHeld(improvement_plan) = "improvement-plan-check-in-held", Leader, Appraisal, "Improvement plan check-in";
    ImprovementPlanExtended(improvement_plan) = "improvement-plan-extended", Leader, Appraisal, "Improvement plan extended";
    ImprovementPlanConcluded(improvement_plan) = "improvement-plan-concluded", Leader, Appraisal, "Improvement plan concluded";
    LegalHoldPlaced(legal_hold) = "legal-hold-placed", Hr, Records, "Legal hold placed";
    LegalHoldReleased(legal_hold) = "legal-hold-released", Hr, Records, "Legal hold released";
    ExpungementOrdered(destruction) = "expungement-ordered", Hr, Records, "Destruction ordered";
    ContentDestroyed(destruction) = "content-destroyed", Hr, Records, "Content destroyed";
    RetentionPeriodSet(retention) = "retention-period-set", Hr, Agency, "Retention period set";
    RetentionExpired(retention) = "retention-expired", Hr, Records, "Retention expired";
    StrategicPlanAdopted(strategy) = "strategic-plan-adopted", Hr, Agency, "Strategic plan adopted";
    ObjectivePublished(strategy) = "objective-published", Hr, Agency, "Objective published";
    ObjectiveRetired(strategy) = "objective-retired", Hr, Agency, "Objective retired";
    DeploymentStarted(adoption) = "deployment-started", Hr, Agency, "Deployment started";
    TrainTheTrainerHeld(adoption) = "train-the-trainer-held", Hr, Agency, "Train-the-trainer session held";
    StandardWorkTrained(adoption) = "standard-work-trained", Hr, Agency, "Standard work trained";
    MaturityAssessed(adoption) = "maturity-assessed", Hr, Agency, "Maturity assessed";

    LeaveStarted(standing) = "leave-started", Hr, Records, "Leave started";
    LeaveEnded(standing) = "leave-ended", Hr, Records, "Leave ended";
    EmployeeSeparated(standing) = "employee-separated", Hr, Records, "Left";
    EmployeeRehired(standing) = "employee-rehired", Hr, Records, "Came back";
    ActingLineAssigned(standing) = "acting-line-assigned", Hr, Records, "Acting leader";
    ActingLineEnded(standing) = "acting-line-ended", Hr, Records, "No longer acting leader";
    CadenceChanged(rhythm) = "cadence-changed", Leader, Coaching, "Length of 1:1s changed";
    SeriesHandedOver(handover) = "series-handed-over", Leader, Coaching, "1:1s handed over";
    CommitmentAdopted(handover) = "commitment-adopted", Leader, Coaching, "Commitment adopted";
    CommitmentDeclined(handover) = "commitment-declined", Leader, Coaching, "Commitment declined";
    RatingWithdrawn(appraisal) = "rating-withdrawn", Leader, Appraisal, "Rating taken back";

    RecordAccessed(access) = "record-accessed", HrOrAuditor, Records, "Record read with a purpose";
    EntryContested(contest) = "entry-contested", Employee, Records, "Entry contested";
    PaperTranscribed(paper) = "paper-transcribed", Hr, Appraisal, "On paper, transcribed";

    DisputeForumSet(forum) = "dispute-forum-set", Hr, Agency, "Dispute forum set";
    ReviewRequested(dispute) = "review-requested", Employee, Appraisal, "Review requested";
    StepFiled(dispute) = "step-filed", Employee, Appraisal, "Step of a review filed";
    StepAnswered(dispute) = "step-answered", Answers, Appraisal, "Step of a review answered";
    ExtensionGranted(dispute) = "extension-granted", Hr, Appraisal, "Extension granted";
    EvidenceSealed(dispute) = "evidence-sealed", Auditor, Appraisal, "Evidence sealed";
    ReviewWithdrawn(dispute) = "review-withdrawn", Employee, Appraisal, "Review withdrawn";
    ReviewDecided(dispute) = "review-decided", Hr, Appraisal, "Review decided";
    DisputeStepNoted(dispute) = "dispute-step-noted", Hr, Appraisal, "Internal step of a dispute";

    KeepingAccessed(access) = "keeping-accessed", Auditor, Records, "Record keeping read with a purpose";
    AccessEnded(access) = "access-ended", HrOrAuditor, Records, "Access ended";
}

impl Event {
    /// The event of a stored body.
    ///
    /// # Errors
    /// The kind is not in the register, or its fields are not of its shape.
    pub fn parse(kind: &str, fields: Map<String, Value>) -> Result<Self, serde_json::Error> {
        // The kind comes before the fields, so that they go into their shape at once.
        let tagged = [("kind", Value::from(kind)), ("fields", Value::Object(fields))];
        Self::deserialize(MapDeserializer::new(tagged.into_iter()))
    }

    /// Whether nothing is left of it but that it stood there.
    pub fn is_destroyed(&self) -> bool {
        matches!(self, Event::Destroyed)
    }

    /// The fields, as they are stored beside the kind.
    pub fn fields(&self) -> Map<String, Value> {
        if self.is_destroyed() {
            return Map::new();
        }
        match serde_json::to_value(self).map(|mut value| value["fields"].take()) {
            Ok(Value::Object(fields)) => fields,
            other => unreachable!("every event is a struct with named fields: {other:?}"),
        }
    }

    /// Whether it is of the roster: who is employed, where, led by whom, with which office.
    pub fn is_of_the_roster(&self) -> bool {
        self.writer() == Writer::Hr && self.retention() == Retention::Records
    }

    /// Who may read it (EVENTS.md, "Audience classes"): preparations, agenda items, critical messages and talk of team
    /// dynamics stay between the two, everything else of an employee is for the chain, and the agency's own is for everyone.
    pub fn class(&self) -> Class {
        match self {
            // What is asked of one person alone, and why, is that person's.
            Event::CadenceTightened(tightened) if matches!(tightened.scope, Scope::Person(_)) => Class::Person,
            Event::StoreInitialised(_)
            | Event::AgencyAdded(_)
            | Event::CadenceTightened(_)
            | Event::StandardWorkRevised(_)
            | Event::StandardDocumentOpened(_)
            | Event::StandardDocumentRevised(_)
            | Event::SupportingDocumentLinked(_)
            | Event::SupportingDocumentUnlinked(_)
            | Event::SupportingDocumentKept(_)
            | Event::CadencePolicySet(_)
            | Event::TopicPolicySet(_)
            | Event::TopicRecurrenceSet(_)
            | Event::ClockAccepted(_)
            | Event::RetentionPeriodSet(_)
            | Event::StrategicPlanAdopted(_)
            | Event::ObjectivePublished(_)
            | Event::ObjectiveRetired(_)
            | Event::DeploymentStarted(_)
            | Event::TrainTheTrainerHeld(_)
            | Event::StandardWorkTrained(_)
            | Event::MaturityAssessed(_) => Class::Agency,
            Event::LegalHoldPlaced(_)
            | Event::LegalHoldReleased(_)
            | Event::ExpungementOrdered(_)
            | Event::ContentDestroyed(_)
            | Event::RetentionExpired(_)
            | Event::DisputeStepNoted(_)
            | Event::KeepingAccessed(_) => Class::Hr,
            Event::AgendaReviewed(_)
            | Event::PreparationSubmitted(_)
            | Event::AgendaItemRaised(_)
            | Event::AgendaItemEnded(_)
            | Event::CriticalMessageIdentified(_)
            | Event::CriticalMessageDelivered(_) => Class::Pair,
            Event::GrowNoted(noted) if noted.topic == meeting::TEAM_DYNAMICS => Class::Pair,
            Event::TopicDiscussed(discussed) if discussed.topic == meeting::TEAM_DYNAMICS => Class::Pair,
            Event::ProblemOpened(opened) if opened.topic == meeting::TEAM_DYNAMICS => Class::Pair,
            // An appraisal in the making; what is delivered is another entry.
            Event::RatingProposed(_) | Event::RatingWithdrawn(_) | Event::ManagementReviewed(_) => Class::Review,
            Event::CycleOpened(_) | Event::DisputeForumSet(_) => Class::Agency,
            _ => Class::Person,
        }
    }

    /// The text somebody typed, where the kind is mainly that: by it a doubled entry is noticed.
    pub fn text(&self) -> Option<&str> {
        match self {
            Event::TopicDiscussed(e) => Some(&e.text),
            Event::CommitmentMade(e) => Some(&e.text),
            Event::AgendaItemRaised(e) => Some(&e.text),
            Event::ReflectionRecorded(e) => Some(&e.text),
            Event::DevelopmentActionPlanned(e) => Some(&e.text),
            Event::DevelopmentPlanReviewed(e) => Some(&e.text),
            Event::CareerInterestStated(e) => Some(&e.text),
            Event::CriticalMessageIdentified(e) => Some(&e.text),
            Event::DecisionMade(e) => Some(&e.text),
            Event::AgreementReached(e) => Some(&e.text),
            Event::BaselineEstablished(e) => Some(&e.text),
            Event::GrowNoted(e) => Some(&e.goal),
            Event::GoalSet(e) => Some(&e.text),
            Event::ObstacleRaised(e) => Some(&e.text),
            Event::RecognitionGiven(e) => Some(&e.text),
            Event::ConcernRaised(e) => Some(&e.facts),
            Event::ProblemOpened(e) => Some(&e.gap),
            Event::CountermeasureAdopted(e) => Some(&e.text),
            Event::IdeaSolicited(e) => Some(&e.text),
            Event::IdeaSubmitted(e) => Some(&e.text),
            Event::SelfAssessmentSubmitted(e) => Some(&e.text),
            Event::MidYearReviewHeld(e) => Some(&e.text),
            Event::InterimAssessmentRecorded(e) => Some(&e.text),
            Event::RebuttalFiled(e) => Some(&e.text),
            Event::ImprovementPlanIssued(e) => Some(&e.gap),
            Event::ImprovementPlanCheckInHeld(e) => Some(&e.text),
            Event::SeriesHandedOver(e) => Some(&e.note),
            Event::PaperTranscribed(e) => Some(&e.text),
            Event::ReviewRequested(e) => Some(&e.grounds),
            Event::StepFiled(e) => Some(&e.text),
            Event::DisputeStepNoted(e) => Some(&e.text),
            Event::StepAnswered(e) => Some(&e.text),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn an_event_reads_back_from_its_kind_and_fields() {
        let made = Event::CommitmentMade(commitment::CommitmentMade {
            commitment: "c1".parse().expect("a name"),
            owner: "00000000000000aa".parse().expect("an id"),
            due: NaiveDate::from_ymd_opt(2026, 1, 2).expect("a date"),
            text: "Call the lab".into(),
            meeting: None,
        });
        assert_eq!(Event::parse(made.kind(), made.fields()).expect("reads back"), made);
    }

    #[test]
    fn unknown_kinds_and_unknown_fields_are_refused() {
        assert!(Event::parse("meeting-imagined", Map::new()).is_err());
        let extra = Map::from_iter([("target".into(), 3.into()), ("note".into(), "x".into())]);
        assert!(Event::parse("entry-withdrawn", extra).is_err());
    }

    #[test]
    fn kinds_are_unique_and_kebab_case() {
        let mut kinds = Event::KINDS.to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), Event::KINDS.len());
        assert!(kinds.iter().all(|k| k.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    }
}
