//! The fear: a page that somebody cannot read, by keyboard, by ear, in the dark or on a phone.
//!
//! Publishes the sample agency and has axe-core look at one page of each template in headless Chromium.

use serde_json::Value;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// One page of each template of a published sample, by what is in its path.
const KINDS: &[&str] = &[
    "/index.html",
    "/unit/",
    "/standard-work.html",
    "/catalogue.html",
    "/standard-work/w",
    "/standard-work/version/",
    "/agency/strategy.html",
    "/agency/adoption.html",
    "/person/index.html",
    "/person/desk.html",
    "/person/appraisal.html",
    "/person/replay.html",
    "/person/goals.html",
    "/person/improvement.html",
    "/person/leader-standard-work.html",
    "/person/roll-up.html",
    "/pair/index.html",
];

fn pages(folder: &Path, found: &mut BTreeSet<PathBuf>) {
    for item in fs::read_dir(folder).expect("a published folder").map(|item| item.expect("readable").path()) {
        if item.is_dir() {
            pages(&item, found);
        } else if item.extension().is_some_and(|ending| ending == "html") {
            found.insert(item);
        }
    }
}

/// The longest page of each kind: it has the most to get wrong.
fn one_of_each(site: &Path) -> Vec<PathBuf> {
    let mut found = BTreeSet::new();
    pages(site, &mut found);
    let first = site.join("index.html");
    let longest = |kind: &&str| {
        let of_kind = found.iter().filter(|page| **page != first && page.to_string_lossy().contains(*kind));
        of_kind.max_by_key(|page| fs::metadata(page).expect("a page").len()).cloned()
    };
    let others = KINDS[1..].iter().map(|kind| longest(kind).unwrap_or_else(|| panic!("no page is of {kind}")));
    std::iter::once(first.clone()).chain(others).collect()
}

#[test]
#[ignore = "needs Chromium and npm's axe-core; .ci/run runs it"]
fn no_page_breaks_wcag_2_2_aa() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = folder.path().join("store");
    let site = folder.path().join("site");
    let mut demo = Command::new(env!("CARGO_BIN_EXE_coach"));
    demo.env_clear().arg("demo").arg("--store").arg(&store).arg("--output").arg(&site);
    let done = demo.output().expect("coach starts");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let pages = one_of_each(&site);
    let done = Command::new("node").arg("tests/browser/check.js").args(&pages).output().expect("node starts");
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{said}");
    let answer: Value = serde_json::from_slice(&done.stdout).expect("an answer as JSON");
    assert_eq!(answer["looked"], 4 * pages.len(), "every page, light and dark, wide and narrow");
    let found: Vec<_> = answer["found"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(found.is_empty(), "{} findings:\n{}", found.len(), found.join("\n"));
}
