//! The form of a preparation: the agenda reviewed, items by topic, one win, one growth item (2.K1, 2.K2, 2.R).

use super::{
    FormErrors, Guidance, Reading, heading,
    page::{Kind, Page, guidance, item},
};
use crate::domain::{preparation::Prepare, standard::Topic};
use std::fmt::Write;

const REVIEWED: &str = "Agenda reviewed — highlights";
const WIN: &str = "One win";
const GROWTH: &str = "One growth item";
/// The field that says it without a highlight.
const FIELD: &str = "Reviewed";

/// Prints the form, with what it holds already.
pub fn print(reading: Reading<'_>, held: &Prepare, lines: &Guidance) -> String {
    let mut form = guidance(lines);
    form.push_str(if lines.is_empty() { "" } else { "\n" });
    let reviewed = if held.reviewed { "yes" } else { "no" };
    write!(form, "## {REVIEWED}\n{FIELD}: {reviewed}\n").expect("a text takes text");
    form.extend(held.highlights.iter().map(|text| item(text)));
    // Items stand in the order they were given in, so that a topic may come twice; the topics without one come last.
    let same = |a: &(String, String), b: &(String, String)| a.0.eq_ignore_ascii_case(&b.0);
    for items in held.items.chunk_by(same) {
        let topic = &items[0].0;
        let known = reading.topics.iter().find(|known| known.id.eq_ignore_ascii_case(topic));
        // A topic that is none stands there too, and is told of when the form is read.
        let heading = known.map_or_else(|| topic.clone(), heading);
        write!(form, "\n## {heading}\n").expect("a text takes text");
        form.extend(items.iter().map(|(_, text)| item(text)));
    }
    let without = |topic: &&Topic| !held.items.iter().any(|(named, _)| named.eq_ignore_ascii_case(&topic.id));
    form.extend(reading.topics.iter().filter(without).map(|topic| format!("\n## {}\n", heading(topic))));
    for (heading, text) in [(WIN, &held.win), (GROWTH, &held.growth)] {
        write!(form, "\n## {heading}\n").expect("a text takes text");
        form.extend(text.as_ref().map(|text| item(text)));
    }
    form
}

/// Reads a form. The meeting is not in it.
///
/// # Errors
/// Every line that does not read.
pub fn parse(form: &str, reading: Reading<'_>) -> Result<Prepare, FormErrors> {
    let mut page = Page::of(form);
    let all: Vec<_> = [vec![REVIEWED.to_owned()], reading.headings(), vec![WIN.to_owned(), GROWTH.to_owned()]].concat();
    let own = |heading: &str| [REVIEWED, WIN, GROWTH].iter().find(|own| own.eq_ignore_ascii_case(heading)).copied();
    let sections = page.known(
        |heading| own(heading).is_some() || reading.topic(heading).is_some(),
        |heading| own(heading).is_some(),
        &all,
    );
    let mut prepare = Prepare::default();
    for mut section in sections {
        match (own(&section.heading), reading.topic(&section.heading)) {
            (Some(REVIEWED), _) => {
                let mut fields = Vec::new();
                section.lines.retain(|line| match &line.kind {
                    Kind::Field(name, value) if name.eq_ignore_ascii_case(FIELD) => {
                        fields.push((line.number, value.to_lowercase()));
                        false
                    }
                    _ => true,
                });
                for (line, value) in fields {
                    match value.as_str() {
                        "yes" => prepare.reviewed = true,
                        "no" | "" => {}
                        _ => page.wrong(line, format!("{FIELD} is yes or no, not {value:?}")),
                    }
                }
                prepare.highlights = page.items(section).into_iter().map(|(_, text)| text).collect();
            }
            (Some(WIN), _) => prepare.win = page.item(section).map(|(_, text)| text),
            (Some(_), _) => prepare.growth = page.item(section).map(|(_, text)| text),
            (None, topic) => {
                let topic = topic.expect("another heading is not known").to_owned();
                let items = page.items(section).into_iter();
                prepare.items.extend(items.map(|(_, text)| (topic.clone(), text)));
            }
        }
    }
    page.read(prepare)
}
