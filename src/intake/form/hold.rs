//! The form of a 1:1: how it was held, how each item and commitment fared, notes by topic, what was settled and promised
//! (steps 2A to 4). Each part says who reads it.

use super::{
    FormErrors, Guidance, Reading,
    boxes::{self, Ticked},
    page::{EYES, Page, Section, guidance, short},
    promise,
};
use crate::domain::{
    Class, Side,
    commitment::Status,
    conclude::Waits,
    meeting::{Facet, Mode, Sign, TEAM_DYNAMICS},
    names::{CommitmentId, ItemId},
    preparation::Outcome,
};
use chrono::{NaiveDate, NaiveTime};
use std::fmt::Write;

const MEETING: &str = "The meeting";
const ITEMS: &str = "Prepared items";
const COMMITMENTS: &str = "Open commitments";
const TOPICS: &str = "Asked for the employee’s topics";
const RECOGNITION: &str = "Recognition";
const DECISIONS: &str = "Decisions";
const AGREEMENTS: &str = "Agreements";
const MESSAGES: &str = "Critical messages delivered";
const PROMISES: &str = "New commitments";
const OWN: &[&str] = &[MEETING, ITEMS, COMMITMENTS, TOPICS, RECOGNITION, DECISIONS, AGREEMENTS, MESSAGES, PROMISES];

const OUTCOMES: &[&str] = &["discussed", "deferred", "dropped"];
const ANSWERS: &[&str] = &["done", "on track", "slipped"];
const DELIVERED: &[&str] = &["delivered"];

/// What the form is printed with.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waiting {
    /// How the meeting is planned; nothing where it was recorded as held.
    pub planned: Option<Planned>,
    /// The items, commitments and messages that wait.
    pub waits: Waits,
}

/// How a meeting is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// When it begins.
    pub start: NaiveTime,
    /// How long it is, in minutes.
    pub minutes: u32,
    /// How the two meet.
    pub mode: Mode,
}

/// An answer to a commitment, by its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// The line.
    pub line: usize,
    /// Which.
    pub commitment: CommitmentId,
    /// What was found; nothing for fulfilled.
    pub status: Option<Status>,
    /// In words.
    pub note: Option<String>,
}

/// A note, by its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The line.
    pub line: usize,
    /// Under which topic.
    pub topic: String,
    /// What it is about.
    pub facet: Option<Facet>,
    /// A success or an opportunity.
    pub sign: Option<Sign>,
    /// What was discussed.
    pub text: String,
}

/// What a filled form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// When it began.
    pub start: Option<NaiveTime>,
    /// How long it took.
    pub minutes: Option<u32>,
    /// How the two met.
    pub mode: Option<Mode>,
    /// Whether the leader brought their leader standard work.
    pub standard_work: bool,
    /// How prepared items ended.
    pub ended: Vec<(ItemId, Outcome)>,
    /// How commitments fare.
    pub answers: Vec<Answered>,
    /// Notes by topic.
    pub notes: Vec<Noted>,
    /// What the employee answered when asked for their own topics.
    pub asked: Option<(usize, String)>,
    /// Recognition for progress.
    pub recognition: Vec<(usize, String)>,
    /// Decisions.
    pub decisions: Vec<(usize, String)>,
    /// Agreements.
    pub agreements: Vec<(usize, String)>,
    /// Messages that were said.
    pub delivered: Vec<String>,
    /// New commitments.
    pub promises: Vec<(usize, (Side, NaiveDate, String))>,
}

/// Prints the form.
pub fn print(reading: Reading<'_>, waiting: &Waiting, lines: &Guidance) -> String {
    let mut form = guidance(lines);
    let mut part = |heading: &str, class: Class, hint: &str, body: String| {
        let hint = if hint.is_empty() { String::new() } else { format!(" {hint}") };
        write!(form, "\n## {heading}\n{EYES} Read by {}.{hint}\n{body}", class.readers()).expect("a text takes text");
    };
    let mut meeting = String::new();
    if let Some(it) = waiting.planned {
        let start = it.start.format("%H:%M");
        meeting = format!("Start: {start}\nMinutes: {}\nMode: {}\n", it.minutes, it.mode);
    }
    meeting.push_str("Leader standard work reviewed: no\n");
    part(MEETING, Class::Person, "Mode is in-person, video or phone.", meeting);
    let boxed = |name: &str, what: &str, labels: &[&str], note: bool| {
        format!("{EYES} {name} {}\n{}", short(what), boxes::blank(name, labels, note))
    };
    let items = waiting.waits.items.iter().map(|(name, what)| boxed(&name.to_string(), what, OUTCOMES, false));
    part(ITEMS, Class::Pair, "Tick with [x]; a deferred item returns.", items.collect());
    let open = waiting.waits.commitments.iter().map(|(name, what)| boxed(&name.to_string(), what, ANSWERS, true));
    part(COMMITMENTS, Class::Person, "Tick with [x]; behind the last colon, why or what shows it.", open.collect());
    for topic in reading.topics {
        let class = if topic.id == TEAM_DYNAMICS { Class::Pair } else { Class::Person };
        let hint = "`- text`, or `- (behaviour, success) text`.";
        part(&format!("{} {}", topic.id, topic.label), class, hint, String::new());
    }
    part(TOPICS, Class::Person, "`- text`: what the employee answered.", String::new());
    part(RECOGNITION, Class::Person, "", String::new());
    part(DECISIONS, Class::Person, "", String::new());
    part(AGREEMENTS, Class::Person, "", String::new());
    let messages = waiting.waits.messages.iter().map(|(name, what)| boxed(name, what, DELIVERED, false));
    part(MESSAGES, Class::Pair, "", messages.collect());
    part(PROMISES, Class::Person, &format!("Each as `{}`.", promise::SHAPE), String::new());
    form
}

/// Reads a form.
///
/// # Errors
/// Every line that does not read.
pub fn parse(form: &str, reading: Reading<'_>) -> Result<Filled, FormErrors> {
    let mut page = Page::of(form);
    let plain = |text: &str| text.replace('\'', "’").to_lowercase();
    let own = |heading: &str| OWN.iter().find(|own| plain(own) == plain(heading)).copied();
    let all: Vec<_> = [OWN.iter().map(|own| (*own).to_owned()).collect(), reading.headings()].concat();
    let known = |heading: &str| own(heading).is_some() || reading.topic(heading).is_some();
    let sections = page.known(known, |heading| own(heading).is_some(), &all);
    let mut filled = Filled::default();
    for section in sections {
        match own(&section.heading) {
            Some(MEETING) => meeting(&mut page, section, &mut filled),
            Some(ITEMS) => {
                let boxed = ticks(&mut page, section, OUTCOMES, false);
                let outcome = |label: &str| label.parse().expect("the labels are the outcomes");
                let named = boxed.into_iter().filter_map(|(line, name, it)| Some((line, name, it.label?)));
                for (line, name, label) in named {
                    match name.parse() {
                        Ok(item) => filled.ended.push((item, outcome(label))),
                        Err(error) => page.wrong(line, format!("{error}")),
                    }
                }
            }
            Some(COMMITMENTS) => {
                for (line, name, Ticked { label, note }) in ticks(&mut page, section, ANSWERS, true) {
                    let status = match label {
                        None => continue,
                        Some("done") => None,
                        Some("on track") => Some(Status::OnTrack),
                        Some(_) => Some(Status::NotReached),
                    };
                    match name.parse() {
                        Ok(commitment) => filled.answers.push(Answered { line, commitment, status, note }),
                        Err(error) => page.wrong(line, format!("{error}")),
                    }
                }
            }
            Some(TOPICS) => filled.asked = page.item(section),
            Some(RECOGNITION) => filled.recognition = page.items(section),
            Some(DECISIONS) => filled.decisions = page.items(section),
            Some(AGREEMENTS) => filled.agreements = page.items(section),
            Some(MESSAGES) => {
                let boxed = ticks(&mut page, section, DELIVERED, false).into_iter();
                filled.delivered = boxed.filter(|(.., it)| it.label.is_some()).map(|(_, name, _)| name).collect();
            }
            Some(_) => {
                for (line, text) in page.items(section) {
                    match promise::read(&text, reading) {
                        Ok(promise) => filled.promises.push((line, promise)),
                        Err(what) => page.wrong(line, what),
                    }
                }
            }
            None => {
                let topic = reading.topic(&section.heading).expect("another heading is not known").to_owned();
                for (line, text) in page.items(section) {
                    match note(line, &topic, &text) {
                        Ok(noted) => filled.notes.push(noted),
                        Err(what) => page.wrong(line, what),
                    }
                }
            }
        }
    }
    page.read(filled)
}

fn meeting(page: &mut Page, section: Section, filled: &mut Filled) {
    let mut known = Vec::new();
    for (line, name, value) in page.fields(section) {
        let field = name.to_lowercase();
        let mut read = || -> Result<(), String> {
            match field.as_str() {
                _ if known.contains(&field) => return Err(format!("{name} stands twice")),
                _ if value.is_empty() => {}
                "start" => {
                    let time = NaiveTime::parse_from_str(&value, "%H:%M");
                    filled.start = Some(time.map_err(|_| format!("{value:?} is no time such as 09:30"))?);
                }
                "minutes" => {
                    filled.minutes = Some(value.parse().map_err(|_| format!("{value:?} is no number of minutes"))?);
                }
                "mode" => filled.mode = Some(value.parse().map_err(|error| format!("{error}"))?),
                "leader standard work reviewed" => match value.to_lowercase().as_str() {
                    "yes" => filled.standard_work = true,
                    "no" => {}
                    _ => return Err(format!("is yes or no, not {value:?}")),
                },
                _ => return Err(format!("{name:?} is none of Start, Minutes, Mode, Leader standard work reviewed")),
            }
            Ok(())
        };
        if let Err(what) = read() {
            page.wrong(line, what);
        }
        known.push(field);
    }
}

/// The boxes of a section: line, name and what was ticked. A name twice is an error.
fn ticks(page: &mut Page, section: Section, labels: &[&'static str], note: bool) -> Vec<(usize, String, Ticked)> {
    let mut all: Vec<(usize, String, Ticked)> = Vec::new();
    for (line, name, value) in page.fields(section) {
        match boxes::read(&value, labels, note) {
            _ if all.iter().any(|(_, known, _)| *known == name) => page.wrong(line, format!("{name} stands twice")),
            Ok(ticked) => all.push((line, name, ticked)),
            Err(what) => page.wrong(line, what),
        }
    }
    all
}

/// A note with its facet and sign before it, in brackets; brackets around other words are text.
fn note(line: usize, topic: &str, text: &str) -> Result<Noted, String> {
    let mut noted = Noted { line, topic: topic.to_owned(), facet: None, sign: None, text: text.to_owned() };
    let Some((marks, rest)) = text.strip_prefix('(').and_then(|rest| rest.split_once(')')) else { return Ok(noted) };
    for word in marks.split(',').map(str::trim) {
        match (word.parse::<Facet>(), word.parse::<Sign>()) {
            (Ok(facet), _) if noted.facet.is_none() => noted.facet = Some(facet),
            (_, Ok(sign)) if noted.sign.is_none() => noted.sign = Some(sign),
            (Err(_), Err(_)) if noted.facet.is_none() && noted.sign.is_none() && !marks.contains(',') => {
                return Ok(noted);
            }
            _ => return Err(format!("({marks}) is not one facet and one sign, such as (behaviour, success)")),
        }
    }
    noted.text = rest.trim().to_owned();
    if noted.text.is_empty() { Err("the note is empty behind its brackets".to_owned()) } else { Ok(noted) }
}
