use super::{
    Desk,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{Class, Command, dates::Direction, preparation::Prepare},
};
use chrono::NaiveDate;
use clap::Args;

/// Submits your preparation for a 1:1: items by topic, one win, one growth item
///
/// It may be read by the employee and the leader only.
#[derive(Args, Debug)]
pub struct Prep {
    /// The employee whose 1:1 it is: id, login or part of the name
    person: String,
    /// The meeting's original date; the next one where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// An item: TOPIC:TEXT, such as 2C:"The backlog at the counter"; may be given several times
    #[arg(long = "item", value_name = "TOPIC:TEXT", allow_hyphen_values = true, value_parser = typed)]
    items: Vec<String>,
    /// The topic of -m
    #[arg(long, default_value = "2B")]
    topic: String,
    /// One win
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    win: Option<String>,
    /// One growth item
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    growth: Option<String>,
    /// The day it was written
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

const WIN: &str = "win";
const GROWTH: &str = "growth";

impl Prep {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Future)?;
        let text = Text { message: self.form(), draft: self.text.draft };
        let asks = "Your preparation, a line each: `2C: the item`, `win: …`, `growth: …`; indented lines go on";
        let purpose = Purpose::new("prep", asks, person).for_class(Class::Pair).on(self.on.as_deref());
        desk.record_text(&text, &purpose, |form| parse(&form, meeting).map(Command::Prepare))
    }

    /// What the options say, as the form that an editor would have shown; a refused one is kept in this shape.
    fn form(&self) -> Option<String> {
        let message = self.text.message.as_ref().map(|text| (&*self.topic, &**text));
        let items = self.items.iter().map(|item| item.split_once(':').unwrap_or(("", item)));
        let win = self.win.as_ref().map(|text| (WIN, &**text));
        let growth = self.growth.as_ref().map(|text| (GROWTH, &**text));
        let line = |(head, text): (&str, &str)| format!("{}: {}", head.trim(), text.trim().replace('\n', "\n  "));
        let lines: Vec<_> = items.chain(message).chain(win).chain(growth).map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// Reads the form strictly: every line has a topic, `win` or `growth` before its colon, or goes on with the last.
fn parse(form: &str, meeting: Option<NaiveDate>) -> Result<Prepare, Failure> {
    let mut prepare = Prepare { meeting, ..Prepare::default() };
    let mut parts: Vec<(String, String)> = Vec::new();
    for (number, line) in form.lines().enumerate() {
        let wrong = |why: &str| {
            let number = number + 1;
            Failure::Usage(format!(
                "Line {number} of the preparation {why}: {line:?}. Nothing was recorded; write `2C: the item`."
            ))
        };
        if line.starts_with(' ') || line.starts_with('\t') {
            let (_, text) = parts.last_mut().ok_or_else(|| wrong("goes on with nothing"))?;
            text.push('\n');
            text.push_str(line.trim());
        } else if !line.trim().is_empty() {
            let (head, text) = line.split_once(':').ok_or_else(|| wrong("has no topic before a colon"))?;
            if head.trim().is_empty() {
                return Err(wrong("has no topic before its colon"));
            }
            parts.push((head.trim().to_owned(), text.trim().to_owned()));
        }
    }
    for (head, text) in parts {
        let twice =
            |what: &str| Failure::Usage(format!("The preparation has two lines for {what}; put them into one."));
        match head.to_ascii_lowercase().as_str() {
            WIN if prepare.win.is_some() => return Err(twice(WIN)),
            GROWTH if prepare.growth.is_some() => return Err(twice(GROWTH)),
            WIN => prepare.win = Some(text),
            GROWTH => prepare.growth = Some(text),
            _ => prepare.items.push((head, text)),
        }
    }
    Ok(prepare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_by_its_lines() {
        let prepare =
            parse("2C: the backlog\n  at the counter\n\nwin: all inspected\n2f: leave in May", None).expect("reads");
        let items = vec![("2C".into(), "the backlog\nat the counter".into()), ("2f".into(), "leave in May".into())];
        assert_eq!(prepare, Prepare { items, win: Some("all inspected".into()), ..Prepare::default() });
    }

    #[test]
    fn a_line_that_does_not_read_is_named() {
        for (form, named) in [
            ("2C: a\nno topic here", "Line 2"),
            ("  goes on", "Line 1"),
            (": b", "Line 1"),
            ("win: a\nwin: b", "two lines for win"),
        ] {
            let message = parse(form, None).expect_err(form).to_string();
            assert!(message.contains(named), "{message}");
        }
    }
}
