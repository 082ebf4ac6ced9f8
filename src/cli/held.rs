//! The form of a 1:1 that was held: which meeting, what it begins with, and the commands that a filled one comes to.

use super::{
    Desk,
    forms::{FormStandard, how_to_fill},
};
use crate::{
    app::Failure,
    domain::{
        Command, Context,
        authority::may_write,
        commitment::{Promise, Revisit},
        conclude::waits,
        conduct::{Hold, Note, Topics},
        dates::Direction,
        event::Writer,
        filled::Part,
        meeting::Mode,
        obstacle::Recognise,
        settled::{Settle, Settled},
    },
    id::Id,
    intake::form::{
        FormErrors,
        hold::{Filled, Planned, Waiting, parse, print},
    },
    views::words,
};
use chrono::NaiveDate;

/// The form of one meeting.
pub struct Form {
    /// As it is printed.
    pub blank: String,
    /// The day it is recorded for.
    pub on: String,
    /// The meeting's original date.
    meeting: NaiveDate,
    /// Whether that it was held is on record.
    is_held: bool,
    standard: FormStandard,
}

impl Form {
    /// The form of the meeting that a `hold` would record. Who may not record it is refused before anything of the
    /// person's is looked at.
    ///
    /// # Errors
    /// As [`Hold::meeting`].
    pub fn of(desk: &mut Desk<'_>, about: Id, planned: &Hold, on: Option<String>) -> Result<Self, Failure> {
        let (actor, today) = (desk.actor()?, desk.today(Some(about))?);
        let day = desk.date_if_any(on.as_deref(), about, Direction::Past)?;
        let (directory, person) = desk.app()?.seen(about)?;
        let on = day.unwrap_or(today);
        may_write(directory, actor, about, Writer::Leader, "1:1 held", on)?;
        let meeting = planned.meeting(&Context { directory, actor, about, today, on }, person)?;
        let on = day.unwrap_or_else(|| meeting.date().min(today));
        let context = Context { directory, actor, about, today, on };
        let mode = meeting.scheduled.as_ref().and_then(|it| it.what.mode).unwrap_or(Mode::InPerson);
        let minutes = person.planned_minutes(meeting.id);
        let plan = Planned { start: meeting.starts().time(), minutes, mode };
        let waiting = Waiting {
            planned: Some(plan).filter(|_| meeting.held.is_none()),
            waits: waits(&context, person, &meeting),
        };
        let (name, leader) = (directory.name(about), directory.name(actor));
        let what = format!("The 1:1 of {name} with {leader}, {}.", words::start(meeting.starts()));
        let (on, is_held) = (on.to_string(), meeting.held.is_some());
        let standard = desk.standard_for_forms(about, Some(&on))?;
        let blank = print(standard.reading(), &waiting, &how_to_fill(what));
        Ok(Self { blank, on, meeting: meeting.id.date(), is_held, standard })
    }

    /// Reads a filled form.
    ///
    /// # Errors
    /// Every line that does not read.
    pub fn read(&self, form: &str) -> Result<Filled, FormErrors> {
        parse(form, self.standard.reading())
    }

    /// What a filled form comes to: that the meeting was held first, and then each line in order.
    pub fn parts(&self, filled: Filled) -> Vec<Part> {
        let meeting = Some(self.meeting);
        let hold = Hold {
            meeting,
            start: filled.start,
            minutes: filled.minutes,
            mode: filled.mode,
            ended: filled.ended,
            delivered: filled.delivered,
            standard_work: filled.standard_work,
            ..Hold::default()
        };
        let again = Hold { meeting, ..Hold::default() };
        let held = Some(Part { line: None, command: Command::Hold(hold.clone()) });
        let held = held.filter(|_| !self.is_held || hold != again);
        let part = |line: usize, command: Command| Part { line: Some(line), command };
        let answers = filled.answers.into_iter().map(|it| {
            let revisit = Revisit { commitment: it.commitment, status: it.status, text: it.note, meeting };
            part(it.line, Command::Revisit(revisit))
        });
        let notes = filled.notes.into_iter().map(|it| {
            let note = Note { meeting, topic: it.topic, facet: it.facet, sign: it.sign, text: it.text };
            part(it.line, Command::Note(note))
        });
        let asked =
            filled.asked.into_iter().map(|(line, answer)| part(line, Command::Topics(meeting, Topics::Asked(answer))));
        let recognised = filled
            .recognition
            .into_iter()
            .map(|(line, text)| part(line, Command::Recognise(Recognise { text, goal: None, meeting })));
        let settle = |what: Settled| Command::Settle(Settle { meeting, what });
        let decisions = filled.decisions.into_iter().map(|(line, text)| part(line, settle(Settled::Decision(text))));
        let agreements = filled.agreements.into_iter().map(|(line, text)| part(line, settle(Settled::Agreement(text))));
        let promises = filled
            .promises
            .into_iter()
            .map(|(line, (by, due, text))| part(line, Command::Promise(Promise { text, due, by: Some(by), meeting })));
        let lines =
            answers.chain(notes).chain(asked).chain(recognised).chain(decisions).chain(agreements).chain(promises);
        held.into_iter().chain(lines).collect()
    }
}
