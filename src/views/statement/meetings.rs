//! What entries of 1:1s say: the series, each meeting, what was talked about and settled.

use super::{Glossary, Statement};
use crate::{
    domain::{Event, grow::GrowOption, message::short},
    views::words::{self, day},
};

impl Glossary<'_> {
    /// What an event of a series, a meeting or what was said in it says; nothing more of any other.
    pub(super) fn of_meetings(&self, said: Statement, event: &Event) -> Statement {
        match event {
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
            _ => said,
        }
    }
}
