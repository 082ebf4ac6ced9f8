//! Decides what is said about an entry: `coach correct`, and withdrawing what was recorded for the wrong person. A
//! correction opens no door that recording closes.

use super::{EntryCorrected, EntryWithdrawn, Recorded, apply, order::in_order};
use crate::{
    domain::{
        appointment::planned_minutes,
        audience::{Class, Retention, Role},
        authority::may_record,
        dates::{is_usual, parse_local},
        decide::{Context, Proposed},
        event::{Event, Writer},
        goal::{GoalRevised, GoalSet},
        meeting::{TopicDiscussed, held_minutes},
        person::Person,
        refusal::{Refusal, clean, rule},
        solve::checked_later,
        steer,
    },
    id::Id,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde_json::{Map, Value};

/// Fields that say which thing an entry is about; a correction never changes them.
const IDENTITIES: &[&str] = &[
    "commitment",
    "message",
    "will",
    "item",
    "items",
    "series",
    "plan",
    "action",
    "meeting",
    "version",
    "login",
    "side",
    "owner",
    "author",
    "facilitator",
    "goal",
    "obstacle",
    "concern",
    "problem",
    "countermeasure",
    "idea",
    "document",
];

/// Whether a field says which thing an entry is about: the goal of a GROW note is words. To whom a problem was taken is
/// the next leader up, and nobody's choice.
fn is_identity(event: &Event, name: &str) -> bool {
    if name == "to" && matches!(event, Event::ProblemEscalated(_)) {
        return true;
    }
    IDENTITIES.contains(&name) && !(name == "goal" && matches!(event, Event::GrowNoted(_)))
}

/// The first of the new values that is a date in a year no date may lie in.
fn odd_date(new: &Map<String, Value>) -> Option<&str> {
    let date = |text: &str| {
        let time = text.parse::<NaiveDateTime>().map(|time| time.date());
        text.parse::<NaiveDate>().or(time).ok()
    };
    new.values().filter_map(Value::as_str).find(|text| date(text).is_some_and(|date| !is_usual(date)))
}

/// Refuses a text that says nothing or cannot be kept, those within a list too.
fn says_something(name: &str, value: &Value) -> Result<(), Refusal> {
    match value {
        Value::String(text) => clean(name, text).map(drop),
        Value::Array(list) => list.iter().try_for_each(|value| says_something(name, value)),
        Value::Object(fields) => fields.values().try_for_each(|value| says_something(name, value)),
        _ => Ok(()),
    }
}

/// The new values, with a topic as the standard numbers it: by it the readers are decided; and with a goal's objective
/// by its name.
fn as_named(context: &Context<'_>, entry: &Recorded, new: Map<String, Value>) -> Result<Map<String, Value>, Refusal> {
    let mut new = new;
    if let Some(Value::String(topic)) = new.get_mut("topic") {
        *topic = Context { on: entry.occurred_on, ..*context }.topic(topic)?;
    }
    if let Some(Value::String(objective)) = new.get_mut("objective") {
        let named = Context { on: entry.occurred_on, ..*context }.objective(Some(objective))?;
        *objective = named.unwrap_or_default();
    }
    Ok(new)
}

/// The new values, where a meeting's start and its day go together: naming another day for one of them moves both.
fn on_one_day(entry: &Recorded, new: &Map<String, Value>) -> Map<String, Value> {
    let mut new = new.clone();
    let Event::MeetingHeld(held) = &entry.event else { return new };
    // A start may be typed as everywhere else, without seconds.
    let typed = new.get("start").and_then(Value::as_str).and_then(|text| parse_local(text).ok());
    if let Some(start) = typed.and_then(|start| serde_json::to_value(start).ok()) {
        new.insert("start".into(), start);
    }
    let given = |name: &str| new.get(name).cloned();
    match (given("start"), given("occurred_on")) {
        (Some(start), None) => {
            let start = serde_json::from_value::<NaiveDateTime>(start).ok();
            if let Some(day) = start.map(|start| start.date()).filter(|day| *day != entry.occurred_on) {
                new.insert("occurred_on".into(), day.to_string().into());
            }
        }
        (None, Some(on)) => {
            if let Ok(on) = serde_json::from_value::<NaiveDate>(on)
                && let Ok(start) = serde_json::to_value(on.and_time(held.start.time()))
            {
                new.insert("start".into(), start);
            }
        }
        _ => {}
    }
    new
}

/// Corrects an entry of this person: `coach correct`.
#[derive(Clone, Debug, PartialEq)]
pub struct Correct {
    /// The entry to correct.
    pub target: u64,
    /// The new values, by field.
    pub new: Map<String, Value>,
    /// Why.
    pub reason: String,
}

/// Withdraws an entry that was recorded for the wrong person and records it for the right one, in one batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfiled {
    /// The misfiled entry.
    pub target: u64,
    /// Whose record it belongs to.
    pub to: Id,
}

fn own_entry<'p>(context: &Context<'_>, person: &'p Person, target: u64) -> Result<&'p Recorded, Refusal> {
    // That human resources noted something is for them alone to know, as what is in the making is for its makers.
    let known = |entry: &&Recorded| entry.class <= Class::Pair || context.reads(entry);
    let Some(entry) = person.entry(target).filter(known) else {
        let what = format!("Entry #{target} is not in this person's record.");
        return Err(Refusal::new(what, "`coach log PERSON` lists the entries with their numbers."));
    };
    if entry.event.is_destroyed() && context.reads(entry) {
        let what = format!("What stood in #{target} was destroyed by order.");
        return Err(Refusal::new(what, "Nothing of it is left to correct."));
    }
    // Human resources correct what others recorded, but not about themselves, and not what they may not read.
    let is_hr = context.directory.is_hr_of(context.actor, person.id, context.today);
    let as_hr = is_hr && context.actor != person.id && context.reads(entry);
    // What the employee said is theirs alone: an acknowledgement, a topic, a reflection, an answer of their own.
    let employees = entry.event.writer() == Writer::Employee || entry.role == Role::Employee;
    if entry.actor != context.actor && (employees || !as_hr) {
        let author = context.directory.name(entry.actor);
        let who = match is_hr && !employees && context.actor != person.id {
            // Human resources read it with a purpose, at most.
            true => "a purpose opens reading it, and no correcting",
            false if employees => "only its author corrects it",
            false => "only its author or HR corrects it",
        };
        let what = format!("Entry #{target} was recorded by {author}, and {who}.");
        let next = match context.actor == person.id && context.reads(entry) {
            true => format!("Ask {author}; or say what is wrong with it, beside it: coach contest {target}."),
            false => format!("Ask {author} to correct it."),
        };
        return Err(Refusal::new(what, next).by(rule::AUTHOR));
    }
    followed(entry).map_or(Ok(entry), Err)
}

/// Why an entry is followed by another and not corrected by anybody, where it is.
pub(in crate::domain) fn followed(entry: &Recorded) -> Option<Refusal> {
    let target = entry.seq;
    if matches!(entry.event, Event::CadenceTightened(_)) {
        let what = format!("Entry #{target} is a version of a policy, which is replaced and not corrected.");
        return Some(Refusal::new(what, "Set its next version: coach standard cadence --for person:…"));
    }
    if entry.event.retention() == Retention::Appraisal {
        let what = format!("Entry #{target} is of an appraisal ({}), and stands as it is.", entry.event.title());
        let next = "Record the next step: propose or modify anew, answer a rebuttal, or have human resources revise by authority.";
        return Some(Refusal::new(what, next).by("appraisal.stands"));
    }
    if entry.event.writer() == Writer::Hr {
        let what =
            format!("Entry #{target} is of the roster ({}), which is not corrected by hand.", entry.event.kind());
        return Some(Refusal::new(what, "Correct the HR system's file and import it again: coach roster import FILE."));
    }
    if entry.withdrawn {
        let what = format!("Entry #{target} was withdrawn as recorded for another person.");
        return Some(Refusal::new(what, "Correct the entry in the right person's record."));
    }
    if matches!(entry.event, Event::EntryCorrected(_) | Event::EntryWithdrawn(_)) {
        let what = format!("Entry #{target} is itself a correction.");
        return Some(Refusal::new(what, "Correct the entry that it corrects once more."));
    }
    stands(entry)
}

/// Whether an entry could have been recorded as it would now read: a correction opens no door that recording closes.
fn sound(
    context: &Context<'_>,
    person: &Person,
    entry: &Recorded,
    on: NaiveDate,
    event: &Event,
) -> Result<(), Refusal> {
    let then = Context { on, ..*context };
    if on != entry.occurred_on {
        may_record(context.directory, entry.actor, person.id, event, on)?;
    }
    match event {
        Event::TopicDiscussed(it) => then.topic(&it.topic).map(drop),
        Event::ProblemOpened(it) => then.topic(&it.topic).map(drop),
        Event::GoalSet(GoalSet { objective, .. }) | Event::GoalRevised(GoalRevised { objective, .. })
            if on != entry.occurred_on =>
        {
            then.objective(objective.as_deref()).map(drop)
        }
        Event::MeetingHeld(it) => held_minutes(it.minutes),
        Event::MeetingScheduled(it) => planned_minutes(it.minutes),
        Event::GrowNoted(it) => then.topic(&it.topic).and_then(|_| it.fits()),
        Event::MetricObserved(it) => {
            let observed = person.goals.get(&it.goal).map_or(&[][..], |goal| &goal.observations);
            steer::one_value_a_day(observed.iter().filter(|known| known.seq != entry.seq), it.goal, it.period)
        }
        _ => Ok(()),
    }
}

impl Correct {
    /// # Errors
    /// Refuses entries of others, identities, values that do not fit, and a correction that changes nothing.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let entry = own_entry(context, person, self.target)?;
        let reason = clean("reason", &self.reason)?;
        let item = |name: &String| matches!(name.as_str(), "item" | "items" | "text" | "topic");
        if matches!(entry.event, Event::PreparationSubmitted(_)) && self.new.keys().any(item) {
            return Err(prepared_item());
        }
        if let Some(name) = self.new.keys().find(|name| is_identity(&entry.event, name)) {
            let what = format!("The field {name:?} says what the entry is about, which a correction cannot change.");
            return Err(Refusal::new(what, "Record a new entry instead; for the wrong person use --misfiled."));
        }
        self.new.iter().try_for_each(|(name, value)| says_something(name, value))?;
        let new = as_named(context, entry, on_one_day(entry, &self.new))?;
        if let Some(odd) = odd_date(&new) {
            let what = format!("{odd} is in a year that no date of this record lies in.");
            return Err(Refusal::new(what, "Give a date such as 2026-03-04."));
        }
        let Some((on, event)) = apply(entry.occurred_on, &entry.event, &new) else {
            let known: Vec<_> =
                entry.event.fields().into_iter().map(|(name, value)| format!("{name} = {value}")).collect();
            let what = format!("The new values do not fit a {} entry.", entry.event.kind());
            return Err(Refusal::new(what, "Name one of its fields, with a value of the same form.").listing(known));
        };
        if (on, &event) == (entry.occurred_on, &entry.event) {
            let what = format!("Entry #{} already reads so; nothing would change.", self.target);
            return Err(Refusal::new(what, "Give the field a new value."));
        }
        if on > context.today {
            return Err(Refusal::new(format!("{on} is in the future."), "Give the day it happened on."));
        }
        fits_its_rules(context, on, &event)?;
        // The new class may differ only where the topic does; a pair's text must not become the chain's by correction.
        if event.class() != entry.event.class() {
            let what = "The correction would change who may read the entry.";
            return Err(Refusal::new(what, "Record a new entry under the other topic instead."));
        }
        let corrected = EntryCorrected { target: self.target, new, reason };
        sound(context, person, entry, on, &event)?;
        in_order(context, person, entry, on, &event)?;
        let role = context.may_correct(entry);
        let mut proposed = Proposed::new(person.id, role, context.today, Event::EntryCorrected(corrected));
        proposed.class = entry.class;
        proposed.cause = Some(self.target);
        Ok(vec![proposed])
    }
}

/// Why an entry is followed by another and never corrected, where it is: what it opens or says beside another entry is
/// read there as it was recorded.
fn stands(entry: &Recorded) -> Option<Refusal> {
    let (seq, what) = (entry.seq, entry.event.title());
    let next = match entry.event {
        Event::EntryContested(_) => "Contest the same entry once more, in other words; both stand beside it.",
        Event::RecordAccessed(_) | Event::KeepingAccessed(_) | Event::AccessEnded(_) => {
            "Say once more why and until when: coach access PERSON."
        }
        _ => return None,
    };
    Some(Refusal::new(format!("Entry #{seq} ({what}) stands as it is."), next))
}

/// A prepared item is ended and brought anew, never rewritten: the other side may have prepared for it.
fn prepared_item() -> Refusal {
    let next = "Bring it anew with coach prep, and let the leader end the old one: coach hold --dropped ITEM.";
    Refusal::new("A prepared item is not corrected; of a preparation only its win and growth item are.", next)
}

/// The rules that an entry of its kind had to keep when it was first recorded hold for what it reads now.
fn fits_its_rules(context: &Context<'_>, on: NaiveDate, event: &Event) -> Result<(), Refusal> {
    // The topics are those of the day: the standard may have changed since, or the person's agency.
    let then = Context { on, ..*context };
    match event {
        Event::TopicDiscussed(it) => then.topic(&it.topic).map(drop),
        Event::AgendaItemRaised(it) => then.topic(&it.topic).map(drop),
        Event::CommitmentMade(it) if it.due < on => {
            let what = format!("The commitment would be due on {}, before it was made on {on}.", it.due);
            Err(Refusal::new(what, "Give a due date on or after that day.").by("2A.K1"))
        }
        Event::CommitmentRenegotiated(it) if it.due < on => {
            let what = format!("The commitment would be due on {}, before that was agreed on {on}.", it.due);
            Err(Refusal::new(what, "Give a due date on or after that day.").by("2A.K1"))
        }
        Event::MetricObserved(it) if it.period > on => {
            let what = format!("A value of {} cannot be known on {on}.", it.period);
            Err(Refusal::new(what, "Give the day that the value is of, and one on or after it for the entry.").by("2B"))
        }
        Event::GoalSet(it) => steer::sound(it, on),
        Event::GoalRevised(it) if it.due.is_some_and(|due| due < on) => {
            let what = format!("The goal would be due before it was revised on {on}.");
            Err(Refusal::new(what, "Give a due date on or after that day.").by("2B"))
        }
        Event::DevelopmentActionPlanned(it) if it.due < on => {
            let what = format!("The action would be due on {}, before it was planned on {on}.", it.due);
            Err(Refusal::new(what, "Give a due date on or after that day.").by("2E.K2"))
        }
        Event::CountermeasureAdopted(it) => checked_later(it, on),
        Event::MeetingHeld(it) if it.start.date() != on => {
            let what = format!("The 1:1 would begin on {}, and be held on {on}.", it.start.date());
            Err(Refusal::new(what, "Set the same day in both, or one of them alone: the other goes with it."))
        }
        Event::MeetingHeld(it) if !(1..=480).contains(&it.minutes) => {
            Err(Refusal::new(format!("A meeting of {} minutes.", it.minutes), "Give 1 to 480 minutes."))
        }
        _ => Ok(()),
    }
}

impl Misfiled {
    /// # Errors
    /// Refuses entries of others, entries that have followers, and a right person whose leader the author was not.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let entry = own_entry(context, person, self.target)?;
        let Event::TopicDiscussed(note) = &entry.event else {
            let what = format!("Entry #{} is a {}; only discussion notes are moved.", self.target, entry.event.kind());
            return Err(Refusal::new(what, "Correct it here, and record it anew for the right person."));
        };
        if self.to == person.id {
            return Err(Refusal::new("It already stands in that person's record.", "Name the person it belongs to."));
        }
        let role = context.may_record(self.to, &entry.event, entry.occurred_on)?;
        let withdrawn = Event::EntryWithdrawn(EntryWithdrawn { target: self.target });
        let mut withdrawal = Proposed::new(person.id, context.may_correct(entry), context.today, withdrawn);
        withdrawal.class = entry.class;
        withdrawal.cause = Some(self.target);
        // The meeting stays behind: the right person's record knows nothing of it.
        let moved = Event::TopicDiscussed(TopicDiscussed { meeting: None, ..note.clone() });
        let mut right = Proposed::new(self.to, role, entry.occurred_on, moved);
        right.cause = Some(self.target);
        Ok(vec![withdrawal, right])
    }
}
