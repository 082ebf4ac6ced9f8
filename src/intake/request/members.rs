//! The members of a JSON object, each asked for by its name; what nobody asked for is unknown.

use crate::domain::dates;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde_json::{Map, Value};
use std::{fmt, str::FromStr};

/// What is wrong with a line: a fixed sentence, and names that this program gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wrong {
    /// The kind that the line asks for, where it is one that is taken.
    pub kind: Option<&'static str>,
    /// The field, from the outermost inwards; empty where the line as a whole is meant.
    pub field: Vec<&'static str>,
    /// What is wrong with it.
    pub why: &'static str,
    /// The fields or kinds that would do.
    pub known: Vec<&'static str>,
}

impl Wrong {
    /// Something wrong with a whole line.
    pub(super) fn line(why: &'static str) -> Self {
        Self { why, ..Self::default() }
    }

    /// Something wrong with a field.
    pub(super) fn of(field: &'static str, why: &'static str) -> Self {
        Self { field: vec![field], why, ..Self::default() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.field.is_empty() {
            true => write!(f, "the line {}", self.why)?,
            false => write!(f, "{} {}", self.field.join("."), self.why)?,
        }
        if !self.known.is_empty() {
            write!(f, "; taken are {}", self.known.join(", "))?;
        }
        Ok(())
    }
}

/// An object that is being read.
pub(super) struct Members<'v> {
    object: &'v Map<String, Value>,
    within: Option<&'static str>,
    asked: Vec<&'static str>,
    /// The original date of the meeting that something was said in.
    pub said_in: Option<NaiveDate>,
    /// Further people.
    pub also: Vec<String>,
}

const TEXT: &str = "is not a text";
const DAY: &str = "is not a day such as \"2027-01-06\"";

impl<'v> Members<'v> {
    pub(super) fn of(object: &'v Map<String, Value>) -> Self {
        Self { object, within: None, asked: Vec::new(), said_in: None, also: Vec::new() }
    }

    pub(super) fn within(name: &'static str, object: &'v Map<String, Value>) -> Self {
        Self { within: Some(name), ..Self::of(object) }
    }

    fn wrong(&self, name: &'static str, why: &'static str) -> Wrong {
        Wrong { field: self.within.into_iter().chain([name]).collect(), why, ..Wrong::default() }
    }

    /// What stands by a name, if anything does, as `read` makes it out.
    fn if_any<T>(
        &mut self,
        name: &'static str,
        why: &'static str,
        read: impl FnOnce(&'v Value) -> Option<T>,
    ) -> Result<Option<T>, Wrong> {
        self.asked.push(name);
        let Some(value) = self.object.get(name) else { return Ok(None) };
        read(value).map(Some).ok_or_else(|| self.wrong(name, why))
    }

    fn needed<T>(&self, name: &'static str, found: Option<T>) -> Result<T, Wrong> {
        found.ok_or_else(|| self.wrong(name, "is missing"))
    }

    pub(super) fn text_if_any(&mut self, name: &'static str) -> Result<Option<String>, Wrong> {
        self.if_any(name, TEXT, |value| value.as_str().map(str::to_owned))
    }

    pub(super) fn text(&mut self, name: &'static str) -> Result<String, Wrong> {
        let found = self.text_if_any(name)?;
        self.needed(name, found)
    }

    pub(super) fn day_if_any(&mut self, name: &'static str) -> Result<Option<NaiveDate>, Wrong> {
        self.if_any(name, DAY, |value| dates::iso_date(value.as_str()?))
    }

    pub(super) fn day(&mut self, name: &'static str) -> Result<NaiveDate, Wrong> {
        let found = self.day_if_any(name)?;
        self.needed(name, found)
    }

    /// The meeting that something was said in, by its original date.
    pub(super) fn said_in(&mut self) -> Result<Option<NaiveDate>, Wrong> {
        self.said_in = self.day_if_any("meeting")?;
        Ok(self.said_in)
    }

    pub(super) fn start(&mut self, name: &'static str) -> Result<NaiveDateTime, Wrong> {
        let why = "is not a local time such as \"2027-01-06T09:00\"";
        let found = self.if_any(name, why, |value| dates::parse_local(value.as_str()?).ok())?;
        self.needed(name, found)
    }

    pub(super) fn clock_if_any(&mut self, name: &'static str) -> Result<Option<NaiveTime>, Wrong> {
        let shaped = |text: &str| text.len() == "09:00".len();
        self.if_any(name, "is not a time of day such as \"09:00\"", |value| {
            value.as_str().filter(|text| shaped(text)).and_then(|text| NaiveTime::parse_from_str(text, "%H:%M").ok())
        })
    }

    pub(super) fn number_if_any(&mut self, name: &'static str) -> Result<Option<u32>, Wrong> {
        self.if_any(name, "is not a whole number such as 30", |value| u32::try_from(value.as_u64()?).ok())
    }

    pub(super) fn flag(&mut self, name: &'static str) -> Result<bool, Wrong> {
        Ok(self.if_any(name, "is neither true nor false", Value::as_bool)?.unwrap_or_default())
    }

    /// A word of a closed list, a name such as c1, or a number as text: what reads itself.
    pub(super) fn word_if_any<T: FromStr>(
        &mut self,
        name: &'static str,
        why: &'static str,
    ) -> Result<Option<T>, Wrong> {
        self.if_any(name, why, |value| value.as_str()?.parse().ok())
    }

    pub(super) fn word<T: FromStr>(&mut self, name: &'static str, why: &'static str) -> Result<T, Wrong> {
        let found = self.word_if_any(name, why)?;
        self.needed(name, found)
    }

    /// A list of texts that read themselves; empty where nothing is said.
    pub(super) fn words<T: FromStr>(&mut self, name: &'static str, why: &'static str) -> Result<Vec<T>, Wrong> {
        let read = |value: &Value| value.as_array()?.iter().map(|item| item.as_str()?.parse().ok()).collect();
        Ok(self.if_any(name, why, read)?.unwrap_or_default())
    }

    /// A list of objects, each read by `read`; empty where nothing is said.
    pub(super) fn objects<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&mut Members<'v>) -> Result<T, Wrong>,
    ) -> Result<Vec<T>, Wrong> {
        let list = self.if_any(name, "is not a list of objects", |value| {
            value.as_array()?.iter().map(Value::as_object).collect::<Option<Vec<_>>>()
        })?;
        list.unwrap_or_default().into_iter().map(|object| self.inner(name, object, &read)).collect()
    }

    /// An object within this one, if any, read by `read`.
    pub(super) fn inner_if_any<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&mut Members<'v>) -> Result<T, Wrong>,
    ) -> Result<Option<T>, Wrong> {
        let object = self.if_any(name, "is not an object", Value::as_object)?;
        object.map(|object| self.inner(name, object, &read)).transpose()
    }

    fn inner<T>(
        &self,
        name: &'static str,
        object: &'v Map<String, Value>,
        read: &impl Fn(&mut Members<'v>) -> Result<T, Wrong>,
    ) -> Result<T, Wrong> {
        let mut inner = Members::within(name, object);
        let outermost = |wrong: Wrong| Wrong { field: self.within.into_iter().chain(wrong.field).collect(), ..wrong };
        read(&mut inner).and_then(|value| inner.end().map(|()| value)).map_err(outermost)
    }

    pub(super) fn object(&mut self, name: &'static str) -> Result<&'v Map<String, Value>, Wrong> {
        let found = self.if_any(name, "is not an object", Value::as_object)?;
        self.needed(name, found)
    }

    /// Nothing else stands in the object.
    ///
    /// # Errors
    /// Something does, which nobody asked for.
    pub(super) fn end(&self) -> Result<(), Wrong> {
        if self.object.keys().all(|name| self.asked.contains(&&**name)) {
            return Ok(());
        }
        let (field, why) = (self.within.into_iter().collect(), "has a field that is not taken");
        Err(Wrong { field, why, known: self.asked.clone(), ..Wrong::default() })
    }
}
