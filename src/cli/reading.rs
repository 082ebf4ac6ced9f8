//! Who reads what at the desk: one entry, a class of a person's record, a record as a whole.

use super::Desk;
use crate::{
    app::Failure,
    domain::{
        Class, Recorded, Refusal,
        authority::{Readable, may_read, reads_by_right},
        refusal::rule,
    },
    id::Id,
};

impl Desk<'_> {
    fn reads(&mut self, readable: Readable) -> Result<bool, Failure> {
        let (reader, today) = (self.actor()?, self.today(Some(readable.stream))?);
        Ok(may_read(self.app()?.directory(), reader, readable, today))
    }

    /// Whether the one who acts may read an entry today.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn may_read(&mut self, entry: &Recorded) -> Result<bool, Failure> {
        self.reads(entry.into())
    }

    /// Whether the one who acts could read an entry by its class, were it not withdrawn: they alone learn that
    /// something stood there.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn could_read(&mut self, entry: &Recorded) -> Result<bool, Failure> {
        self.reads(Readable { withdrawn: false, ..entry.into() })
    }

    /// Whether the one who acts belongs to those who read a person's record, by its widest class.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn is_reader_of(&mut self, of: Id) -> Result<bool, Failure> {
        self.reads(Readable { stream: of, class: Class::Person, author: of, withdrawn: false })
    }

    /// Whether the one who acts may read something, which says it where that is with a purpose.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn looks(&mut self, readable: Readable) -> Result<bool, Failure> {
        let (reader, today) = (self.actor()?, self.today(Some(readable.stream))?);
        let reads = self.reads(readable)?;
        let directory = self.app()?.directory();
        let opened = directory.access_on(reader, readable.stream, today);
        if let Some(access) = opened.filter(|_| reads && !reads_by_right(directory, reader, readable, today)) {
            let said = format!("you read this with the purpose of #{}, until {}", access.seq, access.until);
            self.notice(&said);
        }
        Ok(reads)
    }

    /// Refuses who may not read a class of a person's record.
    ///
    /// # Errors
    /// The refusal, which says who may.
    pub fn may_look(&mut self, of: Id, class: Class) -> Result<(), Failure> {
        // It is of no author yet: who wrote something keeps reading that, and no more of its class.
        let nobody = self.app()?.directory().agency.as_ref().map_or(of, |agency| agency.id);
        let readable = Readable { stream: of, class, author: nobody, withdrawn: false };
        if self.looks(readable)? {
            return Ok(());
        }
        let reader = self.actor()?;
        let directory = self.app()?.directory();
        let (who, whom) = (directory.name(reader), directory.name(of));
        let what = format!("{who} may not read this of {whom} (audience class {class}).");
        let next = format!(
            "It may be read by {}.{}",
            class.readers(),
            self.way_in(of)?.map_or_else(String::new, |it| format!(" {it}"))
        );
        Err(Refusal::new(what, next).by(rule::AUDIENCE).into())
    }

    /// How the one who acts opens a person's record to themselves, or what an agency keeps, where they may and have not.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn way_in(&mut self, of: Id) -> Result<Option<String>, Failure> {
        let (reader, today) = (self.actor()?, self.today(Some(of))?);
        let directory = self.app()?.directory();
        if !directory.may_open(reader, of, today) || directory.access_on(reader, of, today).is_some() {
            return Ok(None);
        }
        let ended = directory.ended_access(reader, of, today);
        let ended = ended.map_or_else(String::new, |it| format!("Your access, #{}, ended on {}. ", it.seq, it.last()));
        let login = directory.people.get(&of).map_or("--agency", |employee| &employee.login);
        Ok(Some(format!("{ended}With a purpose you may read more: coach access {login} --purpose TEXT.")))
    }

    /// That more is read with a purpose, to those who may record one about anybody.
    ///
    /// # Errors
    /// As [`Desk::actor`].
    pub fn says_why_to_read_more(&mut self) -> Result<Option<String>, Failure> {
        let reader = self.actor()?;
        let offices = self.app()?.directory().people.get(&reader).map(|employee| !employee.offices.is_empty());
        let more = "With a purpose you may read more: coach access PERSON --purpose TEXT.";
        Ok(offices.unwrap_or(false).then(|| more.to_owned()))
    }

    /// What the one who acts reads of a person's record: what is between the two as well, or what the chain reads.
    ///
    /// # Errors
    /// As [`Desk::may_look`], for who reads neither.
    pub fn class_read(&mut self, of: Id) -> Result<Class, Failure> {
        self.may_look(of, Class::Person)?;
        let between_two = self.reads(Readable { stream: of, class: Class::Pair, author: of, withdrawn: false })?;
        Ok(if between_two { Class::Pair } else { Class::Person })
    }

    /// Refuses who may read nothing of a person's record: neither by class, nor an entry of their own.
    ///
    /// # Errors
    /// As [`Desk::may_look`].
    pub fn may_open(&mut self, of: Id, entries: &[Recorded]) -> Result<(), Failure> {
        let refused = self.may_look(of, Class::Person);
        if refused.is_err() {
            for entry in entries {
                if self.may_read(entry)? {
                    if let Some(way_in) = self.way_in(of)? {
                        self.notice(&format!("of this record you read what you recorded alone. {way_in}"));
                    }
                    return Ok(());
                }
            }
        }
        refused
    }
}
