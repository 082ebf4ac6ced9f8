use super::{
    Desk,
    said::{contested, entry_name, in_a_line, late, local_time, whose},
};
use crate::{
    app::{Failure, recorded},
    domain::{Class, Person, Recorded},
    log::written,
    views::{entry::late_days, statement::Glossary},
};
use chrono_tz::Tz;
use clap::Args;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Lists the entries of a person's record, or all you may read
///
/// A record is refused to those who may read nothing of it; the author of an entry keeps reading that.
/// With --json one object a line.
#[derive(Args, Debug)]
pub struct Log {
    /// Whose record: id, login or part of the name
    person: Option<String>,
    /// The entries by which an agency set its standards and policies, by its name
    #[arg(long, value_name = "NAME", conflicts_with = "person")]
    agency: Option<String>,
}

impl Log {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = match &self.person {
            Some(words) => {
                let id = desk.person(words)?;
                Some(desk.app()?.person(id)?.clone())
            }
            None => None,
        };
        let entries = match (&person, &self.agency) {
            (Some(person), _) => person.entries.clone(),
            (None, Some(agency)) => {
                let id = desk.agency(Some(agency))?;
                desk.app()?.agency_entries(id)?
            }
            (None, None) => all(desk)?,
        };
        if let Some(person) = &person {
            desk.may_open(person.id, &entries)?;
        }
        let mut hidden = 0;
        for entry in &entries {
            let readable = desk.may_read(entry)?;
            // Only those for whom the words were meant to be learn that something stood there.
            let shown = readable || entry.withdrawn && desk.could_read(entry)?;
            if !shown {
                // That an appraisal is in the making is not said to whom it is not for.
                let told = entry.class <= Class::Pair;
                hidden += usize::from(told && desk.is_reader_of(entry.stream)?);
                continue;
            }
            let zone = desk.app()?.directory().zone_of(entry.stream);
            let line = match desk.globals.json {
                true => in_json(entry, readable, zone).to_string(),
                false => in_words(desk, person.as_ref(), entry, readable)?,
            };
            desk.say(line);
        }
        if hidden > 0 {
            let way_in = match &person {
                Some(person) => desk.way_in(person.id)?,
                None => desk.says_why_to_read_more()?,
            };
            let way_in = way_in.map_or_else(String::new, |way_in| format!(". {way_in}"));
            desk.notice(&format!("{hidden} entries are not shown: their audience class does not include you{way_in}"));
        }
        Ok(())
    }
}

/// The whole log, each stream as it now reads, in the order of recording.
fn all(desk: &mut Desk<'_>) -> Result<Vec<Recorded>, Failure> {
    let app = desk.app()?;
    let mut streams: BTreeMap<_, Vec<Recorded>> = BTreeMap::new();
    for entry in app.log().since(0)? {
        let entry = recorded(&entry?)?;
        streams.entry(entry.stream).or_default().push(entry);
    }
    let mut entries: Vec<_> = streams.into_iter().flat_map(|(id, entries)| Person::fold(id, entries).entries).collect();
    entries.sort_by_key(|entry| entry.seq);
    Ok(entries)
}

/// An entry as the contract of `--json` has it: what was first recorded under `body`, what is said of it since beside.
pub(super) fn in_json(entry: &Recorded, readable: bool, zone: Tz) -> Value {
    let (on, event) = entry.original.as_ref().map_or((entry.occurred_on, &entry.event), |(on, event)| (*on, event));
    let mut answer = json!({
        "seq": entry.seq,
        "recorded_at": written(entry.recorded_at),
        "hash": entry.hash,
        "stream": entry.stream,
        "class": entry.class,
    });
    if entry.event.is_destroyed() {
        answer["destroyed"] = true.into();
    } else if readable {
        let more = json!({"occurred_on": on, "kind": event.kind(), "actor": entry.actor, "role": entry.role, "body": event.fields()});
        merge(&mut answer, more);
        if let Some(days) = late_days(entry, zone) {
            answer["late_days"] = days.into();
        }
    }
    if let Some(cause) = entry.cause {
        answer["cause"] = cause.into();
    }
    if entry.withdrawn {
        answer["withdrawn"] = true.into();
    }
    if readable && !entry.corrections.is_empty() {
        let seqs: Vec<_> = entry.corrections.iter().map(|correction| correction.seq).collect();
        merge(
            &mut answer,
            json!({"corrected_by": seqs, "reads_now": {"occurred_on": entry.occurred_on, "body": entry.event.fields()}}),
        );
    }
    if readable && !entry.contests.is_empty() {
        answer["contested_by"] = entry.contests.iter().map(|it| it.seq).collect();
    }
    answer
}

fn merge(into: &mut Value, more: Value) {
    if let (Value::Object(into), Value::Object(more)) = (into, more) {
        into.extend(more);
    }
}

fn in_words(desk: &mut Desk<'_>, person: Option<&Person>, entry: &Recorded, readable: bool) -> Result<String, Failure> {
    let directory = desk.app()?.directory();
    let zone = directory.zone_of(entry.stream);
    let recorded = local_time(entry.recorded_at, zone);
    let number = entry_name(entry);
    if !readable {
        return Ok(format!("{number}  recorded {recorded}  Recorded for another person"));
    }
    if entry.event.is_destroyed() {
        return Ok(format!("{number}  recorded {recorded}  {}", entry.event.title()));
    }
    let (author, of) = (directory.name(entry.actor), whose(directory, entry.stream));
    let said = in_a_line(&Glossary { directory, person }, &entry.event);
    let about = if person.is_some() { String::new() } else { format!("{of}: ") };
    let mut line =
        format!("{number}  {}  recorded {recorded} by {author}{}  {about}{said}", entry.occurred_on, late(entry, zone));
    if entry.withdrawn {
        line.push_str("  [withdrawn: recorded for another person]");
    }
    for correction in &entry.corrections {
        line.push_str(&format!("  [corrected by #{}]", correction.seq));
    }
    line.push_str(&contested(entry));
    Ok(line)
}
