//! What a composed line means, without the command line's parser: it is asked a hundred thousand times for a crowd.
//!
//! Only the verbs and options that the sample composes are known here; a test tells the same lines both ways.

use crate::domain::{
    Command, Context, Person, Refusal,
    commitment::{Promise, Revisit, Status},
    conduct::{Hold, Note, Topics},
    dates,
    meeting::Stance,
    preparation::{Outcome, Prepare},
    series::Schedule,
};
use chrono::{NaiveDate, NaiveTime};
use std::str::FromStr;

/// A line's words by option.
struct Words<'a>(&'a [String]);

impl<'a> Words<'a> {
    fn all(&self, name: &str) -> impl Iterator<Item = &'a str> {
        let pairs = self.0.windows(2).filter(move |pair| pair[0] == name);
        pairs.map(|pair| pair[1].as_str())
    }

    fn text(&self, name: &str) -> Option<String> {
        self.all(name).next().map(str::to_owned)
    }

    fn read<T: FromStr>(&self, name: &str) -> Option<T> {
        self.all(name).next()?.parse().ok()
    }

    fn list<T: FromStr>(&self, name: &str) -> Vec<T> {
        let words = self.all(name).flat_map(|list| list.split(','));
        words.filter_map(|word| word.parse().ok()).collect()
    }

    fn has(&self, flag: &str) -> bool {
        self.0.iter().any(|word| word == flag)
    }
}

/// The command of a composed line.
///
/// # Errors
/// The line is none that the sample composes.
pub(super) fn command(argv: &[String]) -> Result<Command, Refusal> {
    let words = Words(argv);
    let meeting: Option<NaiveDate> = words.read("--meeting");
    let known = match argv[0].as_str() {
        "schedule" => schedule(&words).map(Command::Schedule),
        "move" => words
            .text("--to")
            .and_then(|to| Some(Command::Move(meeting, dates::parse_local(&to).ok()?, words.text("-m")?))),
        "cancel" => words.text("-m").map(|reason| Command::Cancel(meeting, reason)),
        "prep" => Some(Command::Prepare(Prepare {
            meeting,
            items: words.all("--item").filter_map(|item| item.split_once(':')).map(owned).collect(),
            win: words.text("--win"),
            growth: words.text("--growth"),
            reviewed: words.has("--reviewed"),
            highlights: words.all("--highlight").map(str::to_owned).collect(),
        })),
        "hold" => Some(Command::Hold(hold(&words, meeting))),
        "note" => words.text("-m").map(|text| {
            let topic = words.text("--topic").unwrap_or_else(|| "2B".into());
            let (facet, sign) = (words.read("--facet"), words.read("--sign"));
            Command::Note(Note { meeting, topic, facet, sign, text })
        }),
        "promise" => words
            .text("-m")
            .zip(words.read("--due"))
            .map(|(text, due)| Command::Promise(Promise { text, due, by: words.read("--by"), meeting })),
        verb @ ("done" | "slip") => argv[2].parse().ok().map(|commitment| {
            let status = (verb == "slip").then_some(Status::NotReached);
            Command::Revisit(Revisit { commitment, status, text: words.text("-m"), meeting })
        }),
        "topics" => Some(Command::Topics(
            meeting,
            match (words.text("--asked"), words.text("-m")) {
                (Some(answer), _) => Topics::Asked(answer),
                (None, Some(text)) => Topics::Raised(text),
                (None, None) => Topics::None,
            },
        )),
        "finalise" => Some(Command::Finalise(meeting)),
        "ack" => {
            let stance = match (words.has("--agree"), words.has("--disagree")) {
                (true, _) => Stance::Agree,
                (_, true) => Stance::Disagree,
                _ => Stance::Read,
            };
            Some(Command::Acknowledge(meeting, stance, words.text("-m")))
        }
        "reflect" => words.text("-m").map(|text| Command::Reflect(meeting, text)),
        _ => None,
    };
    known.ok_or_else(|| Refusal::new(format!("{argv:?} is no line that the sample composes."), "Compose another."))
}

fn owned((topic, text): (&str, &str)) -> (String, String) {
    (topic.to_owned(), text.to_owned())
}

fn schedule(words: &Words<'_>) -> Option<Schedule> {
    let start = dates::parse_local(&words.text("--start")?).ok()?;
    let (rule, minutes) = (words.text("--rule")?, words.read("--minutes")?);
    Some(Schedule { rule, start, minutes, replace: words.text("--reason") })
}

fn hold(words: &Words<'_>, meeting: Option<NaiveDate>) -> Hold {
    let ended = |name, outcome| words.list(name).into_iter().map(move |item| (item, outcome));
    let start = words.all("--start").next();
    Hold {
        meeting,
        on_its_day: !words.has("--on"),
        start: start.and_then(|time| NaiveTime::parse_from_str(time, "%H:%M").ok()),
        minutes: words.read("--minutes"),
        mode: words.read("--mode"),
        ended: ended("--discussed", Outcome::Discussed)
            .chain(ended("--deferred", Outcome::Deferred))
            .chain(ended("--dropped", Outcome::Dropped))
            .collect(),
        on_track: words.list("--on-track"),
        delivered: Vec::new(),
        standard_work: words.has("--reviewed-standard-work"),
    }
}

/// The day a line happened on: the one it says, else for what is said of a named meeting that meeting's, if it has
/// come, else the day of recording.
pub(super) fn day(argv: &[String], context: &Context<'_>, person: &Person) -> NaiveDate {
    let words = Words(argv);
    if let Some(on) = words.read("--on") {
        return on;
    }
    let of_a_meeting = ["note", "topics", "promise", "done", "slip"].contains(&argv[0].as_str());
    let named = words.read("--meeting").filter(|_| of_a_meeting);
    let meeting = named.and_then(|date| person.meeting_on(date, context).ok());
    meeting.map(|meeting| meeting.date()).filter(|date| *date <= context.today).unwrap_or(context.today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_employees_own_nothing_is_no_topic() {
        let argv = |line: &str| shell_words::split(line).expect("words");
        let said = command(&argv("topics tso --none --meeting 2025-07-01")).expect("composed");
        assert_eq!(said, Command::Topics(NaiveDate::from_ymd_opt(2025, 7, 1), Topics::None));
        assert!(command(&argv("correct 7 --misfiled")).is_err());
    }
}
