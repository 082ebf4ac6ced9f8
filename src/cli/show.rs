use super::{
    Desk,
    log::in_json,
    said::{late, local_time, whose},
};
use crate::{app::Failure, domain::Refusal};
use clap::Args;

/// Shows one entry whole: what it says, who recorded it when, what was corrected, its hash
#[derive(Args, Debug)]
pub struct Show {
    /// The number of the entry
    seq: u64,
}

impl Show {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let seq = self.seq;
        let found = desk.app()?.entry(seq)?;
        let readable = match &found {
            Some(entry) => desk.may_read(entry)?,
            None => false,
        };
        // Whether an entry is not there or not to be read is not told apart: neither says anything.
        let Some(entry) = found.filter(|_| readable) else {
            let what = format!("There is no entry #{seq} that you may read.");
            let more = desk.says_why_to_read_more()?.map_or_else(String::new, |more| format!(" {more}"));
            return Err(Refusal::new(what, format!("`coach log` lists those you may.{more}")).into());
        };
        if desk.globals.json {
            let zone = desk.app()?.directory().zone_of(entry.stream);
            desk.say_json(&in_json(&entry, true, zone));
            return Ok(());
        }
        if entry.event.is_destroyed() {
            let zone = desk.app()?.directory().zone_of(entry.stream);
            desk.say(format!("#{} {}", entry.seq, entry.event.title()));
            desk.say(format!("  recorded     {}", local_time(entry.recorded_at, zone)));
            desk.say(format!("  may be read  by {} ({})", entry.class.readers(), entry.class));
            desk.say(format!("  hash         {}", entry.hash));
            return Ok(());
        }
        let directory = desk.app()?.directory();
        let (of, by) = (whose(directory, entry.stream), directory.name(entry.actor));
        let zone = directory.zone_of(entry.stream);
        let (first_on, first) =
            entry.original.as_ref().map_or((entry.occurred_on, &entry.event), |(on, event)| (*on, event));
        let mut lines = vec![
            format!("#{} {} ({})", entry.seq, entry.event.title(), entry.event.kind()),
            format!("  about        {of}"),
            format!("  happened on  {first_on}"),
            format!(
                "  recorded     {} by {by}, as {}{}",
                local_time(entry.recorded_at, zone),
                entry.role,
                late(&entry, zone)
            ),
            format!("  may be read  by {} ({})", entry.class.readers(), entry.class),
            format!("  hash         {}", entry.hash),
        ];
        lines.extend(entry.cause.map(|cause| format!("  because of   #{cause}")));
        let field = |(name, value): (String, serde_json::Value)| match value {
            serde_json::Value::String(text) => format!("  {name}: {}", text.replace('\n', "\n    ")),
            other => format!("  {name}: {other}"),
        };
        lines.extend(first.fields().into_iter().map(field));
        for correction in &entry.corrections {
            let directory = desk.app()?.directory();
            let (by, at) = (directory.name(correction.by), local_time(correction.recorded_at, zone));
            lines.push(format!("corrected by #{} ({by}, {at}): {}", correction.seq, correction.reason));
        }
        if !entry.corrections.is_empty() {
            lines.push(format!("reads now, happened on {}:", entry.occurred_on));
            lines.extend(entry.event.fields().into_iter().map(field));
        }
        for it in &entry.contests {
            let directory = desk.app()?.directory();
            let (by, at) = (directory.name(it.by), local_time(it.recorded_at, zone));
            lines.push(format!("contested by #{} ({by}, {at}): {}", it.seq, it.why.replace('\n', "\n    ")));
        }
        if entry.withdrawn {
            lines.push("withdrawn: it was recorded for another person".into());
        }
        lines.iter().for_each(|line| desk.say(line));
        Ok(())
    }
}
