//! One person's stream, folded: everything about that employee, whoever the leader was.

use super::{
    appraisal::{self, Appraisal, AppraisalId},
    assessment::{self, Assessments},
    commitment::{self, Commitment},
    concern::{self, Concern},
    development::{self, Action, CareerInterestStated, Plan},
    dispute::{self, Dispute},
    event::Event,
    expectations::{self, Expectations},
    goal::{self, Goal},
    grow::{self, GrowNoted},
    handover::SeriesHandedOver,
    improvement::{self, Improvement},
    improvement_plan,
    meeting::{self, Fact, Meeting, TopicDiscussed},
    message::{self, Message},
    names::{CommitmentId, ConcernId, DisputeId, GoalId, ImprovementId, ItemId, MeetingId, ObstacleId, SeriesId},
    obstacle::{self, Obstacle, RecognitionGiven},
    preparation::{self, Item},
    records::{Recorded, apply_to_earlier},
    review,
    roster::{self, Employee},
    series::{self, Series},
    settled::{self, AgreementReached, BaselineEstablished, DecisionMade},
};
use crate::id::Id;
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// How far ahead the next meeting is looked for, in days: a series that meets once a year is still found.
const HORIZON_DAYS: u64 = 400;

/// The folded state of one person's stream, with its entries as they now read.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// The id, which is the stream's.
    pub id: Id,
    /// The entries, oldest first, corrections applied.
    pub entries: Vec<Recorded>,
    /// What the roster says.
    pub employee: Option<Employee>,
    /// The series, oldest first.
    pub series: Vec<Series>,
    /// The meetings that something has touched.
    pub meetings: BTreeMap<MeetingId, Meeting>,
    /// The agenda items.
    pub items: BTreeMap<ItemId, Item>,
    /// The commitments.
    pub commitments: BTreeMap<CommitmentId, Commitment>,
    /// Every discussion entry, in meetings and between them, in the order of recording.
    pub discussions: Vec<Fact<TopicDiscussed>>,
    /// The critical messages to them, oldest first.
    pub messages: Vec<Message>,
    /// The GROW notes, oldest first.
    pub grows: Vec<Fact<GrowNoted>>,
    /// The decisions, oldest first.
    pub decisions: Vec<Fact<DecisionMade>>,
    /// The agreements, oldest first.
    pub agreements: Vec<Fact<AgreementReached>>,
    /// The baselines of performance, oldest first.
    pub baselines: Vec<Fact<BaselineEstablished>>,
    /// The development plans, oldest first.
    pub plans: Vec<Plan>,
    /// Where the employee wants to go, as they said it, oldest first.
    pub interests: Vec<Fact<CareerInterestStated>>,
    /// The goals.
    pub goals: BTreeMap<GoalId, Goal>,
    /// The obstacles.
    pub obstacles: BTreeMap<ObstacleId, Obstacle>,
    /// The recognition given, in the order of recording.
    pub recognitions: Vec<Fact<RecognitionGiven>>,
    /// The concerns.
    pub concerns: BTreeMap<ConcernId, Concern>,
    /// The problems, countermeasures and ideas.
    pub improvement: Improvement,
    /// The performance plans, in the order they were issued.
    pub expectations: Vec<Expectations>,
    /// What was said of their work outside the ratings.
    pub assessments: Assessments,
    /// The appraisals.
    pub appraisals: BTreeMap<AppraisalId, Appraisal>,
    /// The improvement plans.
    pub improvements: BTreeMap<ImprovementId, improvement_plan::Improvement>,
    /// The notes of leaders who handed the 1:1s over, oldest first.
    pub handed_over: Vec<Fact<SeriesHandedOver>>,
    /// The disputes.
    pub disputes: BTreeMap<DisputeId, Dispute>,
}

impl Person {
    /// A person of whom nothing is recorded.
    pub fn empty(id: Id) -> Self {
        Self {
            id,
            entries: Vec::new(),
            employee: None,
            series: Vec::new(),
            meetings: BTreeMap::new(),
            items: BTreeMap::new(),
            commitments: BTreeMap::new(),
            discussions: Vec::new(),
            messages: Vec::new(),
            grows: Vec::new(),
            decisions: Vec::new(),
            agreements: Vec::new(),
            baselines: Vec::new(),
            plans: Vec::new(),
            interests: Vec::new(),
            goals: BTreeMap::new(),
            obstacles: BTreeMap::new(),
            recognitions: Vec::new(),
            concerns: BTreeMap::new(),
            improvement: Improvement::default(),
            expectations: Vec::new(),
            assessments: Assessments::default(),
            appraisals: BTreeMap::new(),
            improvements: BTreeMap::new(),
            handed_over: Vec::new(),
            disputes: BTreeMap::new(),
        }
    }

    /// Folds a stream. Corrections and withdrawals are applied to the entries first, so that what follows reads each
    /// entry as it now stands; a withdrawn entry counts for nothing.
    pub fn fold(id: Id, entries: impl IntoIterator<Item = Recorded>) -> Self {
        let mut person = Self::empty(id);
        for entry in entries {
            apply_to_earlier(&mut person.entries, &entry);
            person.entries.push(entry);
        }
        person.evolve_all();
        person
    }

    /// Folds further entries into the state.
    pub fn extend(&mut self, entries: impl IntoIterator<Item = Recorded>) {
        let mut rewritten = false;
        let known = self.entries.len();
        for entry in entries {
            rewritten |= matches!(entry.event, Event::EntryCorrected(_) | Event::EntryWithdrawn(_));
            apply_to_earlier(&mut self.entries, &entry);
            self.entries.push(entry);
        }
        if rewritten {
            let entries = std::mem::take(&mut self.entries);
            *self = Self { entries, ..Self::empty(self.id) };
            self.evolve_all();
        } else {
            let mut fresh = self.entries.split_off(known);
            fresh.iter().for_each(|entry| self.evolve(entry));
            self.on_their_days(&mut fresh);
            self.entries.extend(fresh);
        }
    }

    fn evolve_all(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        entries.iter().filter(|entry| !entry.withdrawn).for_each(|entry| self.evolve(entry));
        self.on_their_days(&mut entries);
        self.entries = entries;
    }

    /// Of what was destroyed the day of recording is left, which is the office's.
    fn on_their_days(&self, entries: &mut [Recorded]) {
        let Some(zone) = self.employee.as_ref().and_then(Employee::zone) else { return };
        let destroyed = entries.iter_mut().filter(|entry| entry.event.is_destroyed());
        destroyed.for_each(|entry| entry.occurred_on = entry.recorded_on(zone));
    }

    /// Folds one entry; each noun takes what is its own. It cannot fail: what `decide` let through has a meaning.
    fn evolve(&mut self, entry: &Recorded) {
        match &entry.event {
            Event::EmployeeOnboarded(_)
            | Event::EmployeeDetailsChanged(_)
            | Event::PositionAssigned(_)
            | Event::AgencyJoined(_)
            | Event::ProbationStarted(_)
            | Event::ReportingLineAssigned(_)
            | Event::ReportingLineEnded(_)
            | Event::RoleGranted(_)
            | Event::RoleRevoked(_)
            | Event::LeaveStarted(_)
            | Event::LeaveEnded(_)
            | Event::EmployeeSeparated(_)
            | Event::EmployeeRehired(_)
            | Event::ActingLineAssigned(_)
            | Event::ActingLineEnded(_) => {
                roster::evolve(&mut self.employee, entry);
                series::evolve(self, entry);
            }
            Event::CoachingSeriesStarted(_) | Event::SeriesEnded(_) | Event::CadenceChanged(_) => {
                series::evolve(self, entry);
            }
            Event::MeetingScheduled(_)
            | Event::NoShowRecorded(_)
            | Event::MeetingRescheduled(_)
            | Event::MeetingCancelled(_)
            | Event::MeetingHeld(_)
            | Event::TopicDiscussed(_)
            | Event::EmployeeTopicsDeclined(_)
            | Event::EmployeeTopicsAsked(_)
            | Event::LeaderStandardWorkReviewed(_)
            | Event::ReflectionRecorded(_)
            | Event::MeetingRecordFinalised(_)
            | Event::MeetingAcknowledged(_) => meeting::evolve(self, entry),
            Event::PreparationSubmitted(_) | Event::AgendaItemRaised(_) | Event::AgendaItemEnded(_) => {
                preparation::evolve(self, entry);
            }
            Event::AgendaReviewed(_) => review::evolve(self, entry),
            Event::CriticalMessageIdentified(_) | Event::CriticalMessageDelivered(_) => message::evolve(self, entry),
            Event::GrowNoted(_) => grow::evolve(self, entry),
            Event::DecisionMade(_) | Event::AgreementReached(_) | Event::BaselineEstablished(_) => {
                settled::evolve(self, entry);
            }
            Event::CommitmentMade(_)
            | Event::CommitmentRevisited(_)
            | Event::CommitmentFulfilled(_)
            | Event::CommitmentRenegotiated(_)
            | Event::CommitmentReleased(_)
            | Event::CommitmentAdopted(_)
            | Event::CommitmentDeclined(_) => commitment::evolve(self, entry),
            Event::DevelopmentPlanOpened(_)
            | Event::DevelopmentActionPlanned(_)
            | Event::DevelopmentActionCompleted(_)
            | Event::DevelopmentPlanReviewed(_)
            | Event::CareerInterestStated(_) => development::evolve(self, entry),
            Event::GoalSet(_) | Event::GoalRevised(_) | Event::MetricObserved(_) => goal::evolve(self, entry),
            Event::ObstacleRaised(_) | Event::ObstacleRemoved(_) | Event::RecognitionGiven(_) => {
                obstacle::evolve(self, entry);
            }
            Event::ConcernRaised(_) | Event::ConcernAcknowledged(_) => concern::evolve(self, entry),
            Event::ProblemOpened(_)
            | Event::CauseIdentified(_)
            | Event::CountermeasureAdopted(_)
            | Event::CountermeasureChecked(_)
            | Event::ProblemEscalated(_)
            | Event::ProblemClosed(_)
            | Event::IdeaSolicited(_)
            | Event::IdeaSubmitted(_)
            | Event::IdeaDecided(_)
            | Event::IdeaImplemented(_) => improvement::evolve(self, entry),
            Event::PerformancePlanIssued(_)
            | Event::PerformancePlanModified(_)
            | Event::PlanNotified(_)
            | Event::PlanAcknowledged(_) => expectations::evolve(self, entry),
            Event::SelfAssessmentSubmitted(_) | Event::MidYearReviewHeld(_) | Event::InterimAssessmentRecorded(_) => {
                assessment::evolve(self, entry);
            }
            Event::RatingProposed(_)
            | Event::RatingWithdrawn(_)
            | Event::ManagementReviewed(_)
            | Event::AppraisalDelivered(_)
            | Event::AppraisalAcknowledged(_)
            | Event::AcknowledgementDeclined(_)
            | Event::RebuttalFiled(_)
            | Event::RebuttalAnswered(_)
            | Event::AppraisalFinalised(_)
            | Event::RatingRevised(_) => appraisal::evolve(self, entry),
            Event::ImprovementPlanIssued(_)
            | Event::ImprovementPlanCheckInHeld(_)
            | Event::ImprovementPlanExtended(_)
            | Event::ImprovementPlanConcluded(_) => improvement_plan::evolve(self, entry),
            Event::SeriesHandedOver(it) => self.handed_over.push(Fact::of(it, entry)),
            Event::ReviewRequested(_)
            | Event::StepFiled(_)
            | Event::StepAnswered(_)
            | Event::ExtensionGranted(_)
            | Event::EvidenceSealed(_)
            | Event::ReviewWithdrawn(_)
            | Event::ReviewDecided(_)
            | Event::DisputeStepNoted(_) => dispute::evolve(self, entry),
            // Corrections and contests were applied to the entries, a paper is none of the person's own acts; policies, who
            // reads what and the agency's own events are folded by the directory.
            // Of what was destroyed nothing is left to fold.
            Event::Destroyed
            | Event::LegalHoldPlaced(_)
            | Event::LegalHoldReleased(_)
            | Event::ExpungementOrdered(_)
            | Event::ContentDestroyed(_)
            | Event::RetentionPeriodSet(_)
            | Event::RetentionExpired(_)
            | Event::EntryCorrected(_)
            | Event::EntryWithdrawn(_)
            | Event::EntryContested(_)
            | Event::RecordAccessed(_)
            | Event::KeepingAccessed(_)
            | Event::AccessEnded(_)
            | Event::PaperTranscribed(_)
            | Event::StoreInitialised(_)
            | Event::AgencyAdded(_)
            | Event::StandardWorkRevised(_)
            | Event::StandardDocumentOpened(_)
            | Event::StandardDocumentRevised(_)
            | Event::SupportingDocumentLinked(_)
            | Event::SupportingDocumentUnlinked(_)
            | Event::SupportingDocumentKept(_)
            | Event::CadencePolicySet(_)
            | Event::CadenceTightened(_)
            | Event::TopicPolicySet(_)
            | Event::TopicRecurrenceSet(_)
            | Event::CycleOpened(_)
            | Event::ClockAccepted(_)
            | Event::StrategicPlanAdopted(_)
            | Event::ObjectivePublished(_)
            | Event::ObjectiveRetired(_)
            | Event::DeploymentStarted(_)
            | Event::TrainTheTrainerHeld(_)
            | Event::StandardWorkTrained(_)
            | Event::MaturityAssessed(_)
            | Event::DisputeForumSet(_) => {}
        }
        // A change of plan of whatever noun may answer a concern.
        if entry.cause.is_some() {
            concern::evolve(self, entry);
        }
    }

    /// The meeting's state, materialised.
    pub(super) fn touch(&mut self, id: MeetingId) -> &mut Meeting {
        self.meetings.entry(id).or_insert_with(|| Meeting::untouched(id))
    }

    /// The entry with a number.
    pub fn entry(&self, seq: u64) -> Option<&Recorded> {
        self.entries.binary_search_by_key(&seq, |entry| entry.seq).ok().map(|at| &self.entries[at])
    }

    /// The commitments that wait to be fulfilled, oldest first.
    pub fn open_commitments(&self) -> impl Iterator<Item = &Commitment> {
        self.commitments.values().filter(|commitment| commitment.is_open())
    }

    /// Every action of every development plan.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        self.plans.iter().flat_map(|plan| &plan.actions)
    }

    /// The series with a name.
    pub fn series(&self, id: SeriesId) -> Option<&Series> {
        self.series.iter().find(|series| series.started.series == id)
    }

    /// The planned minutes of a meeting.
    pub fn planned_minutes(&self, id: MeetingId) -> u32 {
        let once = self.meetings.get(&id).and_then(|meeting| meeting.scheduled.as_ref());
        let by_rule = self.series(id.series).map_or(0, |series| series.minutes_on(id.date()));
        once.map_or(by_rule, |scheduled| scheduled.what.minutes)
    }

    /// A meeting's state, whether or not anything has touched it.
    pub fn meeting(&self, id: MeetingId) -> Meeting {
        self.meetings.get(&id).cloned().unwrap_or_else(|| Meeting::untouched(id))
    }

    /// The meeting of this name, if it was scheduled already, whatever came of it.
    pub(super) fn taken(&self, id: MeetingId) -> Option<MeetingId> {
        self.meetings.get(&id).filter(|meeting| meeting.scheduled.is_some()).map(|meeting| meeting.id)
    }

    /// The meetings whose day as things stand lies from one day to another, by start. A meeting that was moved counts
    /// on the day it was moved to alone.
    pub fn meetings_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<Meeting> {
        let stands = |m: &&Meeting| (from..=to).contains(&m.date()) && !self.has_lapsed(m);
        let touched = self.meetings.values().filter(stands).cloned();
        let by_rule = self.series.iter().flat_map(|s| s.starts(from, to).into_iter().map(|start| s.meeting(start)));
        let untouched = by_rule.filter(|id| !self.meetings.contains_key(id)).map(Meeting::untouched);
        let mut meetings: Vec<_> = touched.chain(untouched).collect();
        meetings.sort_by_key(|meeting| (meeting.starts(), meeting.id));
        meetings
    }

    /// Whether its series was ended before the meeting's original day, or the employee had left, so that it will not
    /// be held.
    pub(super) fn has_lapsed(&self, meeting: &Meeting) -> bool {
        let last = self.series(meeting.id.series).and_then(|series| series.last);
        let gone = || self.employee.as_ref().is_some_and(|employee| !employee.is_employed(meeting.date()));
        meeting.is_to_come() && (last.is_some_and(|last| meeting.id.date() > last) || gone())
    }

    /// The next meeting that is neither held nor cancelled, on a day or after it.
    pub fn next_meeting(&self, on: NaiveDate) -> Option<Meeting> {
        let horizon = on.checked_add_days(Days::new(HORIZON_DAYS))?;
        self.meetings_between(on, horizon).into_iter().find(Meeting::is_to_come)
    }

    /// The last meeting that was held and whose record is not finalised.
    pub fn unfinished_meeting(&self) -> Option<&Meeting> {
        self.meetings.values().filter(|meeting| meeting.is_unfinished()).max_by_key(|meeting| meeting.starts())
    }

    /// The last meeting that was held.
    pub fn last_held(&self) -> Option<&Meeting> {
        self.meetings.values().filter(|meeting| meeting.held.is_some()).max_by_key(|meeting| meeting.starts())
    }
}
