//! Every page of the small agency, whole.

use crate::{fixture::*, year::year};
use coachlog::{site::table::unit_path, views::structure::Unit};

/// One page of each row of the page table; the rest differ in their people only.
const PAGES: &[(&str, &str)] = &[
    ("directory", "index.html"),
    ("standard-work", "agency/standard-work.html"),
    ("year", "e/33/3300000000000033/person/index.html"),
    ("next", "e/33/3300000000000033/pair/index.html"),
    ("withdrawn", "e/66/6600000000000066/person/index.html"),
    ("desk", "e/22/2200000000000022/person/desk.html"),
];

#[test]
fn the_pages_of_a_year() {
    let files = crate::leaks::published(&year(), "2026-06-30");
    for (called, path) in PAGES {
        insta::assert_snapshot!(*called, files[*path]);
    }
    let unit = unit_path(&Unit { agency: None, name: Some("Field Sampling".to_owned()) });
    insta::assert_snapshot!("unit", files[&unit]);
}

#[test]
fn rule_n_notes_the_pages_of_an_earlier_year_stay_when_a_new_one_begins() {
    let files = crate::leaks::published(&year(), "2026-07-01");
    let folder = "e/33/3300000000000033";
    for path in ["person/index.html", "person/2025-26.html", "pair/index.html", "pair/2025-26.html"] {
        assert!(files.contains_key(&format!("{folder}/{path}")), "{path}");
    }
    let earlier = &files[&format!("{folder}/person/2025-26.html")];
    assert!(earlier.contains("The third report was late by 2 days."));
    assert!(!earlier.contains("id=\"commitments\""), "what is open now is on the current page");
}

/// Publishes the small agency to `target/look`, to be looked at: `cargo test --test pages look -- --ignored`.
#[test]
#[ignore = "makes pages for a person's eyes"]
fn look() {
    let log = year();
    let (people, head) = (log.people(), log.head());
    let output = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/look/site");
    coachlog::site::publish(&input(&log, &people, &head, "2026-06-30"), &output, &Default::default())
        .expect("publishes");
}
