//! The form of a reflection: what one takes from the 1:1, and what one promises after it (step 4).

use super::{
    FormErrors, Guidance, Reading,
    page::{EYES, Page, guidance},
    promise,
};
use crate::domain::Side;
use chrono::NaiveDate;

const REFLECTION: &str = "Reflection";
const PROMISES: &str = "New commitments";

/// What a reflection's form says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reflection {
    /// The reflection, with its line.
    pub text: Option<(usize, String)>,
    /// New commitments, each with its line.
    pub promises: Vec<(usize, (Side, NaiveDate, String))>,
}

/// Prints the form.
pub fn print(lines: &Guidance) -> String {
    let shape = promise::SHAPE;
    format!("{}\n## {REFLECTION}\n- \n\n## {PROMISES}\n{EYES} Each as `{shape}`.\n", guidance(lines))
}

/// Whether a text is this form, or a text by itself.
pub fn is_form(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty() && !line.starts_with(EYES));
    first.is_some_and(|line| line.starts_with("## "))
}

/// Reads a form.
///
/// # Errors
/// Every line that does not read.
pub fn parse(form: &str, reading: Reading<'_>) -> Result<Reflection, FormErrors> {
    let mut page = Page::of(form);
    let own = |heading: &str| [REFLECTION, PROMISES].into_iter().find(|own| own.eq_ignore_ascii_case(heading));
    let mut read = Reflection::default();
    let all = [REFLECTION.to_owned(), PROMISES.to_owned()];
    for section in page.known(|heading| own(heading).is_some(), |_| true, &all) {
        if own(&section.heading) == Some(REFLECTION) {
            read.text = page.item(section);
            continue;
        }
        for (line, text) in page.items(section) {
            match promise::read(&text, reading) {
                Ok(promise) => read.promises.push((line, promise)),
                Err(what) => page.wrong(line, what),
            }
        }
    }
    page.read(read)
}
