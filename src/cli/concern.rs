use super::{
    Desk,
    parts::Parts,
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

/// The form of a concern.
const CONCERN: Parts<3> = Parts {
    what: "concern",
    names: ["facts", "expectation", "support"],
    says: "what was seen, what is expected instead, and what you do to help",
};

impl Concern {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let message = CONCERN.form([&self.facts, &self.expectation, &self.support]);
        let text = Text { message, draft: self.draft };
        let asks = "The concern, a line each: `facts: …`, `expectation: …`, `support: …`; indented lines go on";
        let purpose = Purpose::new("concern", asks, person).on(self.on.as_deref());
        desk.record_text(&text, &purpose, |form| parse(&form).map(Command::Concern))
    }
}

fn parse(form: &str) -> Result<RaiseConcern, Failure> {
    let [facts, expectation, support] = CONCERN.parse(form)?;
    Ok(RaiseConcern { facts, expectation, support })
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
