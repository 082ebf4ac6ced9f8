use super::{
    Desk,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{Command, concern::RaiseConcern},
};
use clap::Args;

/// Raises a concern, as the leader: what was seen, what is expected, what helps
///
/// It may be read by the employee, the chain of leaders above, and HR. The employee acknowledges it (coach ack
/// --concern n1); a change of plan answers it (--answers n1 with goal, promise or plan).
#[derive(Args, Debug)]
pub struct Concern {
    /// The employee: id, login or part of the name
    person: String,
    /// What was seen; without the three of them an editor opens a form
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    facts: Option<String>,
    /// What is expected instead
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    expectation: Option<String>,
    /// What you do to help
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    support: Option<String>,
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long, conflicts_with_all = ["facts", "expectation", "support"])]
    draft: bool,
}

/// The parts of the form, in order.
const PARTS: [&str; 3] = ["facts", "expectation", "support"];

impl Concern {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let text = Text { message: self.form(), draft: self.draft };
        let asks = "The concern, a line each: `facts: …`, `expectation: …`, `support: …`; indented lines go on";
        let purpose = Purpose::new("concern", asks, person).on(self.on.as_deref());
        desk.record_text(&text, &purpose, |form| parse(&form).map(Command::Concern))
    }

    /// What the options say, as the form that an editor would have shown; a refused one is kept in this shape.
    fn form(&self) -> Option<String> {
        let said = PARTS.iter().zip([&self.facts, &self.expectation, &self.support]);
        let line = |(part, text): (&&str, &Option<String>)| {
            Some(format!("{part}: {}", text.as_ref()?.trim().replace('\n', "\n  ")))
        };
        let lines: Vec<_> = said.filter_map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// Reads the form strictly: every line begins with the name of a part and a colon, or goes on with the last, indented.
fn parse(form: &str) -> Result<RaiseConcern, Failure> {
    let mut said: [Option<String>; 3] = [None, None, None];
    let mut last = None;
    for (number, line) in form.lines().enumerate() {
        let wrong = |why: &str| {
            let number = number + 1;
            Failure::Usage(format!(
                "Line {number} of the concern {why}: {line:?}. Nothing was recorded; write `facts: …`, \
                 `expectation: …` and `support: …`, and indent what goes on."
            ))
        };
        if line.starts_with(' ') || line.starts_with('\t') {
            let part: &mut Option<String> = &mut said[last.ok_or_else(|| wrong("goes on with nothing"))?];
            let text = part.get_or_insert_default();
            text.push('\n');
            text.push_str(line.trim());
        } else if !line.trim().is_empty() {
            let (head, text) = line.split_once(':').ok_or_else(|| wrong("does not begin with a part and a colon"))?;
            let part = PARTS.iter().position(|part| head.trim().eq_ignore_ascii_case(part));
            let part = part.ok_or_else(|| wrong("begins with a part that a concern does not have"))?;
            if said[part].replace(text.trim().to_owned()).is_some() {
                return Err(wrong("says a part for the second time"));
            }
            last = Some(part);
        }
    }
    let [facts, expectation, support] = said;
    let missing = |part: &str| {
        Failure::Usage(format!(
            "The concern has no line for its {part}. A concern says what was seen, what is expected instead, and what \
             you do to help. Nothing was recorded."
        ))
    };
    Ok(RaiseConcern {
        facts: facts.ok_or_else(|| missing("facts"))?,
        expectation: expectation.ok_or_else(|| missing("expectation"))?,
        support: support.ok_or_else(|| missing("support"))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_reads_by_its_parts() {
        let concern =
            parse("Facts: late twice:\n  on 1 and 2 July\n\nsupport: a call\nexpectation: by eight").expect("reads");
        let facts = "late twice:\non 1 and 2 July".to_owned();
        assert_eq!(concern, RaiseConcern { facts, expectation: "by eight".into(), support: "a call".into() });
    }

    #[test]
    fn what_does_not_read_is_named_by_line_or_part() {
        for (form, named) in [
            ("facts: a\nno part", "Line 2"),
            ("  goes on", "Line 1"),
            ("facts: a\nfacts: b", "second time"),
            ("blame: a", "does not have"),
            ("facts: a\nsupport: b", "no line for its expectation"),
        ] {
            let message = parse(form).expect_err(form).to_string();
            assert!(message.contains(named), "{message}");
        }
    }
}
