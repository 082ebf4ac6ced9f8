//! One screen for a day: what one person has to do for their 1:1s today and this week. For an employee their own next
//! 1:1 and their own promises; for a leader also the desk, with what is due of both sides.

use super::{
    commitments::{CommitmentView, commitments},
    coverage::TopicState,
    desk::{Desk, desk},
    meetings::{MeetingView, meeting_view},
    sight::{Named, Sight},
    summary::{Summary, summary},
    waiting::Waiting,
};
use crate::domain::{Class, Side};
use chrono::{Days, NaiveDate};
use serde::Serialize;

/// How many days ahead a promise is shown as due.
const SOON: Days = Days::new(7);

/// The day of one person.
#[derive(Clone, Debug, Serialize)]
pub struct Today {
    /// Who.
    pub person: Named,
    /// The day.
    pub date: NaiveDate,
    /// Who meets them.
    pub leader: Option<Named>,
    /// Their own next 1:1, with its four parts.
    pub next: Option<MeetingView>,
    /// Their own promises that are overdue or due soon, the longest due first.
    pub own_due: Vec<Due>,
    /// How much falls short in their own record.
    pub own_findings: usize,
    /// What waits for them in disputes, of whomever, the first due first.
    pub disputes: Vec<Waiting>,
    /// What is due soon or overdue between them and their reports, of both sides; empty for who leads nobody.
    pub due: Vec<Due>,
    /// The reports with topics that rise onto the next agenda.
    pub topics: Vec<TopicsDue>,
    /// The meetings of the week with their four parts.
    pub week: Vec<WeekMeeting>,
    /// The desk, for who leads somebody.
    pub desk: Option<Desk>,
}

/// A promise that is overdue or due soon.
#[derive(Clone, Debug, Serialize)]
pub struct Due {
    /// In whose record it stands.
    pub person: Named,
    /// Its name, `c12`.
    pub id: String,
    /// Whose promise.
    pub side: Side,
    /// What was promised.
    pub text: String,
    /// When it is due.
    pub due: NaiveDate,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
}

/// A report's topics that are to come up again.
#[derive(Clone, Debug, Serialize)]
pub struct TopicsDue {
    /// Who.
    pub person: Named,
    /// The topics.
    pub topics: Vec<String>,
}

/// A meeting of the week.
#[derive(Clone, Debug, Serialize)]
pub struct WeekMeeting {
    /// With whom.
    pub person: Named,
    /// The meeting.
    pub meeting: MeetingView,
}

/// The day of a person over their own record; [`Today::lead`] adds what they lead.
pub fn today(sight: &Sight<'_>) -> Today {
    Today {
        person: sight.named(),
        date: sight.as_of,
        leader: sight.leader(),
        next: sight.next_meeting().as_ref().map(|meeting| meeting_view(sight, meeting, Class::Pair)),
        own_due: due(sight, |it| it.side == Side::Employee),
        own_findings: summary(sight).row.findings,
        disputes: Vec::new(),
        due: Vec::new(),
        topics: Vec::new(),
        week: Vec::new(),
        desk: None,
    }
}

impl Today {
    /// Adds one report's record; their summary goes into the desk.
    pub fn lead(&mut self, sight: &Sight<'_>) -> Summary {
        let summary = summary(sight);
        self.due.extend(due(sight, |_| true));
        self.due.sort_by_key(|due| (due.due, due.person.name.clone(), due.id.clone()));
        let rising = summary.topics.iter().filter(|topic| topic.state != TopicState::Covered);
        let topics: Vec<_> = rising.map(|topic| topic.id.clone()).collect();
        if !topics.is_empty() {
            self.topics.push(TopicsDue { person: sight.named(), topics });
        }
        let (from, to) = super::summary::week_of(sight.as_of);
        let meetings = sight.person.meetings_between(from, to);
        let held = meetings.iter().filter(|meeting| meeting.fell_out().is_none());
        self.week.extend(
            held.map(|it| WeekMeeting { person: sight.named(), meeting: meeting_view(sight, it, Class::Pair) }),
        );
        self.week.sort_by_key(|it| (it.meeting.start, it.person.name.clone()));
        summary
    }

    /// Adds what waits for them in disputes of one person.
    pub fn dispute(&mut self, waiting: Vec<Waiting>) {
        self.disputes.extend(waiting);
        self.disputes.sort_by(|a, b| (a.due, &a.person.name, &a.dispute).cmp(&(b.due, &b.person.name, &b.dispute)));
    }

    /// Puts the desk of these reports in place.
    pub fn with_desk(mut self, summaries: &[Summary]) -> Self {
        self.desk = (!summaries.is_empty()).then(|| desk(self.person.clone(), summaries, self.date));
        self
    }
}

/// The open promises of a record that are overdue or due soon, the longest due first.
fn due(sight: &Sight<'_>, counts: impl Fn(&CommitmentView) -> bool) -> Vec<Due> {
    let soon = sight.as_of.checked_add_days(SOON).unwrap_or(sight.as_of);
    let open = commitments(sight).open.into_iter().filter(|it| it.due <= soon && counts(it));
    let line = |it: CommitmentView| Due {
        person: sight.named(),
        id: it.id,
        side: it.side,
        text: it.text,
        due: it.due,
        overdue_since: it.overdue_since,
    };
    open.map(line).collect()
}
