//! Several commands decided as one, each on what those before it came to: a filled form is recorded whole or refused
//! whole.

use super::{
    decide::{Command, Context, Proposed, decide},
    person::Person,
    records::Recorded,
    refusal::Refusal,
};

/// A part of a form: a command, and the line that asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// The line; nothing for what the form as a whole asks for.
    pub line: Option<usize>,
    /// What it asks for.
    pub command: Command,
}

/// What the parts come to, in order.
///
/// # Errors
/// Refuses with the first refusal of a part, which names its line; and where nothing is asked for.
pub(super) fn filled(context: &Context<'_>, person: &Person, parts: &[Part]) -> Result<Vec<Proposed>, Refusal> {
    let mut so_far = person.clone();
    let mut all = Vec::new();
    for part in parts {
        let proposed = decide(context, &so_far, &part.command).map_err(|refusal| on_line(part.line, refusal))?;
        let entries = proposed.iter().enumerate().map(|(at, proposed)| expected(context, &so_far, at, proposed));
        let entries: Vec<_> = entries.collect();
        so_far.extend(entries);
        all.extend(proposed);
    }
    if all.is_empty() {
        return Err(Refusal::new("The form says nothing that is not on record.", "Fill it in, or leave it."));
    }
    Ok(all)
}

fn on_line(line: Option<usize>, refusal: Refusal) -> Refusal {
    match line {
        Some(line) => Refusal { what: format!("Line {line}: {}", refusal.what), ..refusal },
        None => refusal,
    }
}

/// The entry that a proposed event will be, as the parts after it see it. Its number and time are only in order; no
/// rule looks at them.
fn expected(context: &Context<'_>, person: &Person, at: usize, proposed: &Proposed) -> Recorded {
    let last = person.entries.last().expect("whose record is written was onboarded");
    Recorded {
        seq: last.seq + 1 + at as u64,
        hash: String::new(),
        stream: proposed.stream,
        recorded_at: last.recorded_at,
        occurred_on: proposed.occurred_on,
        actor: context.actor,
        role: proposed.role,
        class: proposed.class,
        cause: proposed.cause,
        event: proposed.event.clone(),
        original: None,
        corrections: Vec::new(),
        contests: Vec::new(),
        withdrawn: false,
    }
}
