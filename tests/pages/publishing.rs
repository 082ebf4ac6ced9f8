//! Publishing from the outside: what is written, what stays, what is refused.

use crate::{fixture::*, year::year};
use coachlog::site::{Options, SiteError, publish};
use std::{fs, path::Path};

fn write(log: &Log, site: &Path, as_of: &str, options: &Options) -> Result<coachlog::site::Report, SiteError> {
    let (people, head) = (log.people(), log.head());
    publish(&input(log, &people, &head, as_of), site, options)
}

fn modified(path: &Path) -> std::time::SystemTime {
    fs::metadata(path).expect("a page").modified().expect("a time")
}

#[test]
fn a_publish_without_news_writes_nothing_but_built_json() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("output/site");
    let log = year();
    let first = write(&log, &site, "2026-06-30", &Options::default()).expect("publishes");
    assert_eq!((first.written, first.unchanged), (first.pages, 0));
    let page = site.join("index.html");
    let before = modified(&page);
    let second = write(&log, &site, "2026-06-30", &Options::default()).expect("publishes");
    assert_eq!((second.written, second.unchanged, second.removed), (0, first.pages, 0));
    assert_eq!(modified(&page), before);
    let built: serde_json::Value =
        serde_json::from_slice(&fs::read(site.join("built.json")).expect("built.json")).expect("JSON");
    assert_eq!(built["as_of"], "2026-06-30");
    assert_eq!(built["head"]["seq"], log.head().seq);
}

/// A new entry rewrites the pages of its person and of the leaders who see it, and no others.
#[test]
fn one_entry_rewrites_the_pages_it_touches() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let mut log = year();
    write(&log, &site, "2026-06-30", &Options::default()).expect("publishes");
    log.record(BEN, TOM, "2026-06-30", note(None, "2B", "One more."));
    let report = write(&log, &site, "2026-06-30", &Options::default()).expect("publishes");
    assert_eq!(
        report.written, 4,
        "Ben's year, Ben's next 1:1, Tom's desk, and the roll-up above: 2B is in its gap again"
    );
}

/// The day is in `built.json` and on no page: a day on which nothing flips rewrites nothing.
#[test]
fn a_new_day_rewrites_only_what_flips() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let log = agency();
    write(&log, &site, "2025-07-08", &Options::default()).expect("publishes");
    let report = write(&log, &site, "2025-07-09", &Options::default()).expect("publishes");
    assert_eq!(report.written, 0);
}

#[test]
fn a_broken_template_is_named_and_the_old_site_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (site, templates) = (folder.path().join("site"), folder.path().join("templates"));
    write(&year(), &site, "2026-06-30", &Options::default()).expect("publishes");
    let before = fs::read(site.join("index.html")).expect("a page");
    fs::create_dir(&templates).expect("mkdir");
    fs::write(templates.join("pair.html"), "<p>fine</p>\n{{ agenda.no_such_thing }}\n").expect("write");
    let options = Options { templates: Some(templates), ..Options::default() };
    let error = write(&year(), &site, "2026-06-30", &options).expect_err("it fails").to_string();
    assert!(error.contains("pair.html line 2") && error.contains("/pair/index.html"), "{error}");
    assert!(error.contains("The old site is unchanged"), "{error}");
    assert_eq!(fs::read(site.join("index.html")).expect("a page"), before);
    assert!(!folder.path().join("site.staging").exists());
}

#[cfg(unix)]
#[test]
fn whoever_publishes_is_told_who_can_read_the_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let report = write(&agency(), &folder.path().join("site"), "2025-07-05", &Options::default()).expect("publishes");
    assert!(report.notices.iter().any(|notice| notice.contains("0700")), "{:?}", report.notices);
}

/// Every link leads to a page, and every anchor is there; no two elements of a page share an id.
#[test]
fn every_link_leads_somewhere() {
    leads_somewhere(&crate::leaks::published(&year(), "2026-06-30"));
}

/// Refuses a site with a link or an anchor that is not there.
pub fn leads_somewhere(files: &std::collections::BTreeMap<String, String>) {
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let mut ids: Vec<_> = attributes(page, "id=\"").collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{path} uses an id twice");
        // What lies outside the site is somebody else's.
        for href in attributes(page, "href=\"").filter(|href| !href.contains("://")) {
            let (to, anchor) = href.split_once('#').unwrap_or((href, ""));
            let to = if to.is_empty() { path.clone() } else { resolved(path, to) };
            let target = files.get(&to).unwrap_or_else(|| panic!("{path} links to {href}, which is not there"));
            let there = anchor.is_empty() || target.contains(&format!("id=\"{anchor}\""));
            assert!(there, "{path} links to {href}, and no such anchor is there");
        }
    }
}

fn attributes<'a>(page: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    page.match_indices(start).filter_map(move |(at, _)| page[at + start.len()..].split('"').next())
}

fn resolved(from: &str, to: &str) -> String {
    let mut parts: Vec<_> = from.split('/').collect();
    parts.pop();
    for part in to.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}
