use super::Desk;
use crate::{
    app::Failure,
    domain::{Command, Event, Refusal, records},
    intake::form,
};
use clap::Args;
use serde_json::{Map, Value, json};

/// Corrects an entry by adding to it, or moves a note that was recorded for the wrong person
///
/// Both versions stay visible to those who may read the entry. A moved note is shown only to its author and HR.
#[derive(Args, Debug)]
pub struct Correct {
    /// The number of the entry
    seq: u64,
    /// A field and its new value, such as text="…" or occurred_on=2026-03-04; may be given several times. A list is given
    /// whole, one --set for each of it: options="employee: …"
    #[arg(long = "set", value_name = "FIELD=VALUE", required_unless_present = "misfiled")]
    set: Vec<String>,
    /// Why
    #[arg(long, required_unless_present = "misfiled")]
    reason: Option<String>,
    /// It was recorded for the wrong person
    #[arg(long, requires = "to", conflicts_with_all = ["set", "reason"])]
    misfiled: bool,
    /// The right person
    #[arg(long, value_name = "PERSON", requires = "misfiled")]
    to: Option<String>,
}

impl Correct {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let seq = self.seq;
        let nothing = || {
            Failure::from(Refusal::new(
                format!("There is no entry #{seq} that you may read."),
                "`coach log PERSON` lists the entries with their numbers.",
            ))
        };
        let about = desk.app()?.log().entry(seq)?.map(|entry| entry.header.stream).ok_or_else(nothing)?;
        if !desk.app()?.directory().people.contains_key(&about) {
            let what = format!("Entry #{seq} is the agency's, not a person's.");
            let next = "Standard work is revised, and policies are set anew: coach standard.";
            return Err(Refusal::new(what, next).into());
        }
        let entry = desk.app()?.entry(seq)?.ok_or_else(nothing)?;
        if !desk.may_read(&entry)? {
            return Err(nothing());
        }
        let command = match self.to {
            Some(to) => Command::Misfiled(records::Misfiled { target: seq, to: desk.person(&to)? }),
            None => {
                let new = fields(&self.set, &entry.event)?;
                let reason = self.reason.unwrap_or_default();
                Command::Correct(records::Correct { target: seq, new, reason })
            }
        };
        let receipt = desk.record(about, None, &command)?;
        desk.say_receipt(None, &receipt)
    }
}

/// The fields with their new values.
fn fields(set: &[String], event: &Event) -> Result<Map<String, Value>, Failure> {
    let (old, mut new) = (event.fields(), Map::new());
    for set in set {
        let (name, value) = field(set, &old, event)?;
        match (old.get(&name), new.get_mut(&name)) {
            (Some(Value::Array(_)), Some(Value::Array(list))) => list.push(value),
            (Some(Value::Array(_)), _) => drop(new.insert(name, Value::Array(vec![value]))),
            _ => drop(new.insert(name, value)),
        }
    }
    Ok(new)
}

/// A field with its new value, of the same form as the old one: a number stays a number, and an option of a GROW note
/// says who proposed it.
fn field(set: &str, old: &Map<String, Value>, event: &Event) -> Result<(String, Value), Failure> {
    let (name, value) = set
        .split_once('=')
        .ok_or_else(|| Failure::Usage(format!("--set {set:?} has no `=`; write FIELD=VALUE. Nothing was recorded.")))?;
    let value = match (old.get(name), event) {
        (Some(Value::Number(_) | Value::Bool(_)), _) => serde_json::from_str(value).unwrap_or_else(|_| value.into()),
        (Some(Value::Array(_)), Event::GrowNoted(_)) => {
            let off = |error| Failure::Usage(format!("--set {set:?}: {error}. Nothing was recorded."));
            let (by, text) = form::grow::option(value).map_err(off)?;
            json!({"by": by, "text": text})
        }
        _ => value.into(),
    };
    Ok((name.to_owned(), value))
}
