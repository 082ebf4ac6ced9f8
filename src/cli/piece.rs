//! What a dropped file asks for, performed at a desk for its owner: a roster as one batch, or requests line by line.

use super::{
    Desk,
    roster::{Brought, Stopped, bring},
};
use crate::{
    app::{Caller, Failure, Receipt, Wish},
    domain::find::{Found, find_exact},
    id::Id,
    inbox::{Line, Outcome},
    intake::{COLUMNS, LineError, request},
    log::LogError,
};
use std::{
    io::{self, Write},
    panic::{AssertUnwindSafe, catch_unwind},
};

/// A part of a file that takes one turn.
#[derive(Debug)]
pub struct Piece {
    /// Whose file it is.
    pub caller: Caller,
    /// What the requests of the file are named by, where its lines do not say.
    pub key: String,
    /// What it asks for.
    pub work: Work,
}

/// What a part of a file asks for.
#[derive(Debug)]
pub enum Work {
    /// The import of a roster.
    Roster(Vec<u8>),
    /// Requests, by the numbers of their lines.
    Lines(Vec<(usize, Vec<u8>)>),
}

/// Performs a part of a file. The lines of requests are judged one by one, so that one that is refused keeps no other
/// out.
///
/// # Errors
/// A refusal where the owner of the file is nobody here; or the log, and then the same part is performed again later.
pub fn perform(desk: &mut Desk<'_>, piece: Piece) -> Result<Vec<Line>, Failure> {
    desk.caller = piece.caller;
    let actor = desk.actor()?;
    match piece.work {
        Work::Roster(bytes) => {
            desk.app()?.set_retry(Some(piece.key));
            roster(desk, &bytes)
        }
        Work::Lines(lines) => {
            let line = |(number, text): (usize, Vec<u8>)| {
                desk.app()?.set_retry(Some(format!("{} {number}", piece.key)));
                let (kind, outcome) = one(desk, actor, &text)?;
                Ok(Line { line: number, kind, outcome })
            };
            lines.into_iter().map(line).collect()
        }
    }
}

/// From now on tells a fault of this program by its place alone: its words could be somebody's.
pub fn faults_by_place(verb: &'static str) {
    std::panic::set_hook(Box::new(move |fault| {
        let place = fault.location().map_or_else(|| "unknown".into(), ToString::to_string);
        let _ = writeln!(io::stderr(), "coach {verb}: a fault of this program at {place}");
    }));
}

/// Takes a part of a file, and answers for it where this program has a fault in it, so that whoever watches goes on. What
/// it had open is let go of, and the log has what it had recorded.
///
/// # Errors
/// As `taking`.
pub fn guarded(taking: impl FnOnce() -> Result<Vec<Line>, Failure>) -> Result<Vec<Line>, Failure> {
    catch_unwind(AssertUnwindSafe(taking)).unwrap_or_else(|_| Ok(vec![at_fault()]))
}

/// What is said of a part of a file in which this program has a fault.
pub fn at_fault() -> Line {
    let why = Some("the program has a fault in it; drop the same file again to see what of it is recorded");
    Line {
        line: 0,
        kind: None,
        outcome: Outcome::Refused { rule: None, field: None, why, known: Vec::new(), already: None },
    }
}

fn roster(desk: &mut Desk<'_>, bytes: &[u8]) -> Result<Vec<Line>, Failure> {
    let all = |outcome| Ok(vec![Line { line: 0, kind: None, outcome }]);
    match bring(desk, bytes, false, false) {
        Ok(Brought::Entries(receipt)) => all(recorded(&receipt)),
        Ok(Brought::NothingNew | Brought::Shown) => all(Outcome::NothingNew),
        Err(Stopped::Bad(errors)) => Ok(errors.iter().map(bad).collect()),
        Err(Stopped::Failed(failure)) => all(refused(failure)?),
    }
}

/// A bad line of a roster: where, and in which column, without what stands there.
fn bad(error: &LineError) -> Line {
    let column = error.column.as_deref().and_then(|column| COLUMNS.iter().find(|known| **known == column));
    let why = "it is not fit to record; `coach roster import FILE --dry-run` says why";
    let field = column.map(|column| (*column).to_owned());
    let outcome = Outcome::Refused { rule: None, field, why: Some(why), known: Vec::new(), already: None };
    Line { line: error.line, kind: None, outcome }
}

/// One request.
fn one(desk: &mut Desk<'_>, actor: Id, text: &[u8]) -> Result<(Option<&'static str>, Outcome), Failure> {
    let because = |field: &str, why| {
        let field = Some(field.to_owned()).filter(|field| !field.is_empty());
        Outcome::Refused { rule: None, field, why: Some(why), known: Vec::new(), already: None }
    };
    let Ok(text) = std::str::from_utf8(text) else { return Ok((None, because("", "is not UTF-8"))) };
    let request = match request::read(text) {
        Ok(request) => request,
        Err(wrong) => {
            let field = Some(wrong.field.join(".")).filter(|field| !field.is_empty());
            let (why, known) = (Some(wrong.why), wrong.known);
            return Ok((wrong.kind, Outcome::Refused { rule: None, field, why, known, already: None }));
        }
    };
    let kind = Some(request.kind);
    let mut people = Vec::new();
    let today = desk.today(None)?;
    let names = std::iter::once(("about", &request.about)).chain(request.also.iter().map(|name| ("also", name)));
    for (field, name) in names {
        match find_exact(desk.app()?.directory(), (actor, today), name) {
            Found::One(employee) => people.push(employee.id),
            Found::None => return Ok((kind, because(field, "names nobody here by id, login, whole name or number"))),
            Found::Several(_) => return Ok((kind, because(field, "names several people; give a login or an id"))),
        }
    }
    let about = people[0];
    let on = match request.on {
        Some(on) => Some(on),
        None => desk.day_of_meeting(about, request.said_in, request.key.as_deref())?,
    };
    let wish = Wish { actor: Some(actor), on, key: request.key.clone(), again: false };
    let app = desk.app()?;
    let command = request.command(people, app.new_id());
    match app.command(&wish, about, &command) {
        Ok(receipt) => Ok((kind, recorded(&receipt))),
        Err(failure) => Ok((kind, refused(failure)?)),
    }
}

fn recorded(receipt: &Receipt) -> Outcome {
    let (first, last) = (receipt.entries.first(), receipt.entries.last());
    let (Some(first), Some(last)) = (first.map(|entry| entry.seq), last.map(|entry| entry.seq)) else {
        return Outcome::NothingNew;
    };
    if receipt.before { Outcome::RecordedBefore { first, last } } else { Outcome::Recorded { first, last } }
}

/// A refusal without its words, which may be of a record that others who see the report may not read.
fn refused(failure: Failure) -> Result<Outcome, Failure> {
    let said = |rule, why, already| Outcome::Refused { rule, field: None, why, known: Vec::new(), already };
    match failure {
        Failure::Refused(refusal) => Ok(said(refusal.rule, None, refusal.already)),
        Failure::Log(LogError::RequestUsed { .. } | LogError::Unfit { .. }) => {
            Ok(said(None, Some("the log does not take it as one entry"), None))
        }
        other => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_part_of_a_file_is_answered_without_a_word_of_it_and_ends_nothing() {
        let lines = guarded(|| panic!("somebody's words")).expect("it is answered");
        assert_eq!(lines, [at_fault()]);
        assert!(!format!("{lines:?}").contains("somebody"), "{lines:?}");
        assert_eq!(guarded(|| Ok(Vec::new())).expect("the next part is taken"), []);
    }
}
