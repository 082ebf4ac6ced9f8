//! The form of a GROW note: goal, reality, options with who proposed each, will (2B.R).

use super::{
    FormErrors, Guidance, Reading,
    page::{EYES, Page, guidance, item},
    promise,
};
use crate::domain::{
    Side,
    grow::{Grow, Will},
};
use std::fmt::Write;

const GOAL: &str = "Goal";
const REALITY: &str = "Reality";
const OPTIONS: &str = "Options";
const WILL: &str = "Will";
const CONFIDENCE: &str = "Confidence";
const ALL: &[&str] = &[GOAL, REALITY, OPTIONS, WILL, CONFIDENCE];

/// Prints the form, with what it holds already. Meeting and topic are not in it: the topic decides the readers, who are
/// told before anything is typed.
pub fn print(held: &Grow, lines: &Guidance) -> String {
    let mut form = guidance(lines);
    let mut part = |heading: &str, hint: &str, items: Vec<String>| {
        let gap = if form.is_empty() { "" } else { "\n" };
        let hint = if lines.is_empty() || hint.is_empty() { String::new() } else { format!("{EYES} {hint}\n") };
        write!(form, "{gap}## {heading}\n{hint}{}", items.concat()).expect("a text takes text");
    };
    let text = |text: &str| if text.trim().is_empty() { vec![] } else { vec![item(text)] };
    part(GOAL, "What is wanted.", text(&held.goal));
    part(REALITY, "Where things stand.", text(&held.reality));
    let options = held.options.iter().map(|(by, text)| item(&format!("{by}: {text}"))).collect();
    part(OPTIONS, "Each with who proposed it: `- employee: text` or `- leader: text`.", options);
    let will = held.will.iter().map(|will| promise::line(will.by, will.due, &will.text)).collect();
    part(WILL, &format!("What will be done; it becomes a commitment: `{}`.", promise::SHAPE), will);
    let confidence = held.confidence.map_or_else(String::new, |confidence| confidence.to_string());
    part(CONFIDENCE, "", vec![format!("Of ten: {confidence}\n")]);
    form
}

/// Reads a form.
///
/// # Errors
/// Every line that does not read.
pub fn parse(form: &str, reading: Reading<'_>) -> Result<Grow, FormErrors> {
    let mut page = Page::of(form);
    let own = |heading: &str| ALL.iter().find(|own| own.eq_ignore_ascii_case(heading)).copied();
    let all: Vec<_> = ALL.iter().map(|own| (*own).to_owned()).collect();
    let mut grow = Grow::default();
    for section in page.known(|heading| own(heading).is_some(), |_| true, &all) {
        match own(&section.heading).expect("another heading is not known") {
            GOAL => grow.goal = page.item(section).map(|(_, text)| text).unwrap_or_default(),
            REALITY => grow.reality = page.item(section).map(|(_, text)| text).unwrap_or_default(),
            OPTIONS => {
                for (line, text) in page.items(section) {
                    match option(&text) {
                        Ok(option) => grow.options.push(option),
                        Err(what) => page.wrong(line, what),
                    }
                }
            }
            WILL => {
                if let Some((line, text)) = page.item(section) {
                    match promise::read(&text, reading) {
                        Ok((by, due, text)) => grow.will = Some(Will { text, due, by }),
                        Err(what) => page.wrong(line, what),
                    }
                }
            }
            _ => {
                for (line, name, value) in page.fields(section) {
                    match value.parse() {
                        _ if !name.eq_ignore_ascii_case("Of ten") => page.wrong(line, "takes one field: `Of ten: 7`"),
                        _ if value.is_empty() => {}
                        Ok(confidence) => grow.confidence = Some(confidence),
                        Err(_) => page.wrong(line, format!("{value:?} is no number from 1 to 10")),
                    }
                }
            }
        }
    }
    page.read(grow)
}

/// `employee: text`
///
/// # Errors
/// Nobody proposed it, or it says nothing.
pub fn option(text: &str) -> Result<(Side, String), String> {
    let shape = "write who proposed it: `employee: text` or `leader: text`";
    let (side, text) = text.split_once(':').ok_or_else(|| shape.to_owned())?;
    let side = side.trim().parse().map_err(|error| format!("{error}; {shape}"))?;
    match text.trim() {
        "" => Err("the option is empty".to_owned()),
        text => Ok((side, text.to_owned())),
    }
}
