use super::{
    Desk,
    log::in_json,
    said::{contested, entry_name, in_a_line, late, local_time, whose},
};
use crate::{
    app::{Failure, known_entries},
    domain::{Person, Recorded},
    views::statement::Glossary,
};
use clap::Args;
use serde_json::json;

/// Replays a record as it was known on a day, beside what is known now
#[derive(Args, Debug)]
pub struct Replay {
    /// Whose record: id, login or part of the name
    #[arg(required_unless_present = "agency")]
    person: Option<String>,
    /// What an agency set for itself, by its name
    #[arg(long, value_name = "NAME", conflicts_with = "person")]
    agency: Option<String>,
    /// Only what had been recorded by the end of that day, in the office's zone
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_known: Option<String>,
    /// Only what had happened by that day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
}

impl Replay {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let id = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.agency(self.agency.as_deref())?,
        };
        let mut day = |option: &str, words: Option<String>| {
            words.map(|words| desk.day_that_came(option, &words, Some(id))).transpose()
        };
        let (known, of) = (day("--as-known", self.as_known)?, day("--as-of", self.as_of)?);
        let app = desk.app()?;
        let zone = app.directory().zone_of(id);
        let happened = |entry: &&Recorded| of.is_none_or(|of| entry.occurred_on <= of);
        let now = match app.directory().is_agency(id) {
            true => Person::fold(id, app.agency_entries(id)?),
            false => app.person(id)?.clone(),
        };
        desk.may_open(id, &now.entries)?;
        // Only the journal knows when each entry was known: a clock that was set back later makes an earlier entry's
        // time count no later than that.
        let store = desk.place()?.store;
        desk.close();
        let then = match known {
            Some(day) => Person::fold(id, known_entries(&store, id, day, zone)?),
            None => now.clone(),
        };
        let (mut shown, mut later, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        for entry in then.entries.iter().filter(happened) {
            // Who may read an entry is judged by what is known now: a misfiled text stays closed in replays too.
            let today = now.entry(entry.seq).unwrap_or(entry);
            if desk.may_read(today)? {
                shown.push(entry);
                if (&today.event, today.occurred_on, today.withdrawn)
                    != (&entry.event, entry.occurred_on, entry.withdrawn)
                {
                    changed.push((entry, today));
                }
            }
        }
        for entry in now.entries.iter().filter(happened).filter(|entry| then.entry(entry.seq).is_none()) {
            if desk.may_read(entry)? {
                later.push(entry);
            }
        }
        if desk.globals.json {
            let objects =
                |entries: &[&Recorded]| entries.iter().map(|entry| in_json(entry, true, zone)).collect::<Vec<_>>();
            let changed: Vec<_> = changed
                .iter()
                .map(|(then, now)| json!({"then": in_json(then, true, zone), "now": in_json(now, true, zone)}))
                .collect();
            desk.say_json(&json!({"as_known": known, "as_of": of, "entries": objects(&shown), "recorded_since": objects(&later), "changed_since": changed}));
            return Ok(());
        }
        let directory = desk.app()?.directory().clone();
        // What a line rests on, such as a promise's words, is said as it was known when the line was.
        let glossary = |person| Glossary { directory: &directory, person: Some(person) };
        let (as_then, as_now) = (glossary(&then), glossary(&now));
        let name = whose(&directory, id);
        let known = known.map_or_else(|| "now".into(), |day| format!("at the end of {day} ({zone})"));
        desk.say(format!("{name}, as known {known}: {} entries", shown.len()));
        let line = |glossary: &Glossary<'_>, entry: &Recorded| {
            let (recorded, late) = (local_time(entry.recorded_at, zone), late(entry, zone));
            let said = in_a_line(glossary, &entry.event);
            let contested = contested(entry);
            format!("{}  {}  recorded {recorded}{late}  {said}{contested}", entry_name(entry), entry.occurred_on)
        };
        shown.iter().for_each(|entry| desk.say(format!("  {}", line(&as_then, entry))));
        if later.is_empty() && changed.is_empty() {
            desk.say("Nothing differs from what is known now.");
        }
        if !later.is_empty() {
            desk.say(format!("Recorded since then: {}", later.len()));
            later.iter().for_each(|entry| desk.say(format!("+ {}", line(&as_now, entry))));
        }
        if !changed.is_empty() {
            desk.say(format!("Reads otherwise now: {}", changed.len()));
            for (then, today) in changed {
                desk.say(format!("- {}", line(&as_then, then)));
                let withdrawn = if today.withdrawn { "  [withdrawn: recorded for another person]" } else { "" };
                desk.say(format!("+ {}{withdrawn}", line(&as_now, today)));
            }
        }
        Ok(())
    }
}
