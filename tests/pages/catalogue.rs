//! The page of what can be recorded, made of the files of the catalogue.

use crate::{fixture::*, leaks::published};
use coachlog::domain::{catalogue::catalogue, event::Event};

#[test]
fn every_kind_is_on_the_page_of_the_catalogue_with_every_field_and_the_front_page_leads_there() {
    let files = published(&agency(), "2025-07-05");
    let page = &files["agency/catalogue.html"];
    for documented in catalogue() {
        let kind = &documented.kind;
        let part = page.split(&format!("<h3 id=\"{kind}\">")).nth(1).unwrap_or_else(|| panic!("{kind} is not there"));
        let part = part.split("</section>").next().expect("a part ends");
        for field in &documented.fields {
            assert!(part.contains(&format!("<code>{}</code>", field.name)), "{kind} without {}", field.name);
        }
        for rule in &documented.rules {
            assert!(part.contains(&format!("<span class=\"rule\">{rule}</span>")), "{kind} without {rule}");
        }
    }
    assert_eq!(page.matches("<h3 ").count(), Event::KINDS.len());
    assert!(page.contains("Read by: Everyone employed"));
    assert!(files["index.html"].contains("href=\"agency/catalogue.html\""));
}

#[test]
fn the_catalogue_is_there_before_anything_is_recorded() {
    let files = published(&Log::default(), "2025-07-05");
    assert!(files["agency/catalogue.html"].contains("<h3 id=\"meeting-held\">"));
}
