//! Coaching series: a rule by which two people meet (RFC 5545), kept as local time and zone, never as UTC.

use super::{
    appointment::planned_minutes,
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    names::{MeetingId, SeriesId},
    person::Person,
    records::Recorded,
    refusal::{Refusal, clean},
};
use crate::id::Id;
use chrono::{Datelike, Days, Months, NaiveDate, NaiveDateTime, TimeZone, Timelike};
use chrono_tz::Tz;
use rrule::{Frequency, RRule, RRuleSet, Unvalidated};
use serde::{Deserialize, Serialize};

/// `coaching-series-started`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CoachingSeriesStarted {
    /// Its name in this person's stream.
    pub series: SeriesId,
    /// The recurrence rule of RFC 5545, without `RRULE:`.
    pub rule: String,
    /// The first start, local time of the office.
    pub start: NaiveDateTime,
    /// The office's zone.
    pub zone: Tz,
    /// How long each meeting is planned, in minutes.
    pub minutes: u32,
    /// Who leads it.
    pub leader: Id,
    /// The version of the standard work it follows (rule 1).
    pub standard: u32,
}

/// `series-ended`
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesEnded {
    /// Which series.
    pub series: SeriesId,
    /// Its last day: no meeting of it lies after that.
    pub last: NaiveDate,
    /// Why.
    pub reason: String,
}

/// A series as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// What was started.
    pub started: CoachingSeriesStarted,
    /// The entry that started it.
    pub seq: u64,
    /// The last day, once it was ended.
    pub last: Option<NaiveDate>,
    /// Other lengths, each from a day on, in the order of recording.
    pub lengths: Vec<(NaiveDate, u32)>,
}

/// No series is followed further than this many meetings: forty years of weeks.
const MOST_MEETINGS: u16 = 2_100;

/// The rule on its own clock: read as UTC, every start stays the local time that was agreed, on both sides of a
/// daylight-saving change.
fn rule_set(rule: &str, start: NaiveDateTime) -> Result<RRuleSet, String> {
    let rule: RRule<Unvalidated> = rule.parse().map_err(|error: rrule::RRuleError| error.to_string())?;
    if !matches!(rule.get_freq(), Frequency::Daily | Frequency::Weekly | Frequency::Monthly | Frequency::Yearly) {
        return Err("people meet daily, weekly, monthly or yearly at most".into());
    }
    if rule.get_by_second().iter().any(|second| *second != 0) || start.second() != 0 {
        return Err("a meeting begins on a full minute".into());
    }
    rule.build(rrule::Tz::UTC.from_utc_datetime(&start)).map_err(|error| error.to_string())
}

impl Series {
    /// The original starts of its meetings from one day to another, both included, in order.
    pub fn starts(&self, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDateTime> {
        let to = self.last.map_or(to, |last| last.min(to));
        let Ok(set) = rule_set(&self.started.rule, self.started.start) else { return Vec::new() };
        let utc = |date: NaiveDate| rrule::Tz::UTC.from_utc_datetime(&date.and_hms_opt(0, 0, 0).expect("midnight"));
        let Some(end) = to.checked_add_days(Days::new(1)) else { return Vec::new() };
        let found = set.after(utc(from)).before(utc(end)).all(MOST_MEETINGS).dates;
        found.into_iter().map(|at| at.naive_utc()).filter(|at| (from..=to).contains(&at.date())).collect()
    }

    /// Whether the rule puts a meeting at this start.
    pub fn has(&self, start: NaiveDateTime) -> bool {
        self.starts(start.date(), start.date()).contains(&start)
    }

    /// The name of its meeting at a start.
    pub fn meeting(&self, start: NaiveDateTime) -> MeetingId {
        MeetingId { series: self.started.series, start }
    }

    /// How long its meeting of a day is planned: as last decided for that day.
    pub fn minutes_on(&self, on: NaiveDate) -> u32 {
        let length = self.lengths.iter().rev().find(|(from, _)| *from <= on);
        length.map_or(self.started.minutes, |(_, minutes)| *minutes)
    }

    /// Whether a meeting of it lies on a day or after it: it was not ended, and its rule has not run out.
    pub fn is_running(&self, on: NaiveDate) -> bool {
        let Ok(set) = rule_set(&self.started.rule, self.started.start) else { return false };
        let from = rrule::Tz::UTC.from_utc_datetime(&on.and_hms_opt(0, 0, 0).expect("midnight"));
        let next = set.after(from).all(1).dates.first().map(|at| at.naive_utc().date());
        next.is_some_and(|next| self.last.is_none_or(|last| next <= last))
    }
}

/// Folds one entry into the person's series.
pub(super) fn evolve(person: &mut Person, entry: &Recorded) {
    match &entry.event {
        Event::CoachingSeriesStarted(it) => {
            person.series.push(Series { started: it.clone(), seq: entry.seq, last: None, lengths: Vec::new() });
        }
        Event::SeriesEnded(it) => {
            if let Some(series) = person.series.iter_mut().find(|series| series.started.series == it.series) {
                series.last = Some(it.last);
            }
        }
        Event::CadenceChanged(it) => {
            if let Some(series) = person.series.iter_mut().find(|series| series.started.series == it.series) {
                series.lengths.push((it.from, it.minutes));
            }
        }
        // With the last day of employment no series goes on; who comes back is scheduled anew.
        Event::EmployeeSeparated(it) => {
            for series in &mut person.series {
                series.last = Some(series.last.map_or(it.last, |last| last.min(it.last)));
            }
        }
        _ => {}
    }
}

/// Refuses a local time that the clocks of the person's office skip.
pub(super) fn on_the_clock(context: &Context<'_>, person: &Person, at: NaiveDateTime) -> Result<(), Refusal> {
    let zone = context.directory.zone_of(person.id);
    if zone.from_local_datetime(&at).earliest().is_some() {
        return Ok(());
    }
    let what = format!("{} does not exist in {zone}: the clocks skip it.", at.format("%Y-%m-%d %H:%M"));
    Err(Refusal::new(what, "Give a time before or after the change of the clocks.").by("1"))
}

/// Schedules regular meetings: `coach schedule`.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The recurrence rule.
    pub rule: String,
    /// The first start, local time of the employee's office.
    pub start: NaiveDateTime,
    /// Minutes planned a meeting.
    pub minutes: u32,
    /// Ends every series that still runs the day before, for this reason.
    pub replace: Option<String>,
}

impl Schedule {
    /// # Errors
    /// Refuses a second series beside a running one, a rule that does not read, and one without a meeting.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let name = context.directory.name(person.id);
        let mut events = Vec::new();
        let first = self.start.date();
        if first < context.on {
            let what = format!("The series would start on {first}, before it was agreed on {}.", context.on);
            return Err(Refusal::new(
                what,
                "Give a --start from that day on; if it was agreed earlier, say when with --on.",
            )
            .by("1"));
        }
        on_the_clock(context, person, self.start)?;
        for running in person.series.iter().filter(|series| series.is_running(first)) {
            let id = running.started.series;
            let Some(reason) = &self.replace else {
                let what = format!("{name} already has a running series, {id} ({}).", running.started.rule);
                let next = "Add --replace --reason \"why\" to end it the day before and start this one.";
                return Err(Refusal::new(what, next).by("1"));
            };
            // What lies before today stays on record, whether it was held or missed.
            let last = first.max(context.today).pred_opt().expect("a day has a day before");
            if running.last.is_none_or(|known| last < known) {
                events.push(Event::SeriesEnded(SeriesEnded { series: id, last, reason: clean("reason", reason)? }));
            }
        }
        planned_minutes(self.minutes)?;
        let rule = self.rule.trim().trim_start_matches("RRULE:").to_owned();
        let set = rule_set(&rule, self.start).map_err(|error| {
            let what =
                format!("The rule {rule:?} does not read as a recurrence rule: {}.", error.trim_end_matches('.'));
            Refusal::new(what, "For example FREQ=WEEKLY;BYDAY=WE or FREQ=MONTHLY;BYDAY=1TU.").by("1")
        })?;
        if set.all(1).dates.is_empty() {
            return Err(Refusal::new("The rule puts no meeting at all.", "Check COUNT and UNTIL.").by("1"));
        }
        let leader = context.directory.leader_on(person.id, context.on).unwrap_or(context.actor);
        let standard = context.directory.standard_on(person.id, first).map_or(0, |set| set.what.version);
        events.push(Event::CoachingSeriesStarted(CoachingSeriesStarted {
            series: SeriesId::next(person.series.iter().map(|series| &series.started.series)),
            rule,
            start: self.start,
            zone: context.directory.zone_of(person.id),
            minutes: self.minutes,
            leader,
            standard,
        }));
        context.record(person, events)
    }

    /// What a leader should know of the rule before relying on it: a first meeting that is not on the start given,
    /// months of the first year without a meeting (monthly on the 31st), and where it plans less than is asked of the
    /// person in them (EVENTS.md, "What must hold"; 1.R1, N.cadence).
    pub fn warnings(&self, directory: &Directory, person: Id) -> Vec<String> {
        let started = CoachingSeriesStarted {
            series: SeriesId(1),
            rule: self.rule.trim().trim_start_matches("RRULE:").to_owned(),
            start: self.start,
            zone: Tz::UTC,
            minutes: self.minutes,
            leader: Id::from_bytes([0; 8]),
            standard: 0,
        };
        let series = Series { started, seq: 0, last: None, lengths: Vec::new() };
        let first = self.start.date();
        let year = first.checked_add_months(Months::new(12)).unwrap_or(first);
        let starts = series.starts(first, year);
        let mut warnings = Vec::new();
        if let Some(other) = starts.first().filter(|start| **start != self.start) {
            warnings.push(format!("The first meeting by this rule is on {}, not on {first}.", other.date()));
        }
        let months = (0..12).filter_map(|month| first.with_day(1)?.checked_add_months(Months::new(month)));
        let planned = months.map(|month| {
            let within = starts.iter().filter(|s| (s.year(), s.month()) == (month.year(), month.month()));
            (month, within.count() as u32)
        });
        let planned: Vec<_> = planned.collect();
        let skipped: Vec<_> = planned.iter().filter(|(_, meetings)| *meetings == 0).map(|(month, _)| *month).collect();
        if !skipped.is_empty() {
            let list = skipped.iter().map(|month| month.format("%B %Y").to_string()).collect::<Vec<_>>().join(", ");
            warnings.push(format!("The rule puts no meeting in {list}; the standard asks for one each month (1.R1)."));
        }
        warnings.extend(self.too_little(directory, person, &planned));
        warnings.extend(too_rare(directory, person, &starts));
        warnings
    }

    /// Where the planned minutes are fewer than those asked for: a month, counted from the first whole one, and a
    /// meeting. Each is said once, of the first month it is true of.
    fn too_little(&self, directory: &Directory, person: Id, planned: &[(NaiveDate, u32)]) -> Vec<String> {
        let asked = |on: NaiveDate| directory.asked_of(person, on);
        let whole = planned.iter().filter(|(month, meetings)| *meetings > 0 && *month >= self.start.date());
        let month = whole.filter_map(|(month, meetings)| {
            let (minutes, asked) = (meetings * self.minutes, asked(*month).minutes?);
            let (name, by) = (month.format("%B %Y"), asked.by.words(directory));
            let says = || format!("The rule plans {minutes} of {} minutes in {name} ({by}, 1.R1).", asked.value);
            (minutes < asked.value).then(says)
        });
        let meeting = planned.iter().filter_map(|(month, _)| {
            let asked = asked((*month).max(self.start.date())).minutes_a_meeting?;
            let by = asked.by.words(directory);
            let says =
                || format!("Each 1:1 is planned for {} of {} minutes ({by}, N.cadence).", self.minutes, asked.value);
            (self.minutes < asked.value).then(says)
        });
        month.take(1).chain(meeting.take(1)).collect()
    }
}

/// Where two planned meetings lie further apart than is asked on the day of the second: the first such pair.
fn too_rare(directory: &Directory, person: Id, starts: &[NaiveDateTime]) -> Option<String> {
    starts.windows(2).find_map(|pair| {
        let (from, to) = (pair[0].date(), pair[1].date());
        let asked = directory.asked_of(person, to).max_gap_days?;
        let (days, by) = ((to - from).num_days(), asked.by.words(directory));
        let says = || format!("From {from} to {to} are {days} days, at most {} asked ({by}, N.cadence).", asked.value);
        (days > i64::from(asked.value)).then(says)
    })
}
