//! The live publisher beside a store that other processes record into: the fear of a site that stands still, or that
//! is not the one a publish makes.

use crate::support::{self, Coach};
use coachlog::app::{Clock, LivePublisher, Place, Script, moment};
use std::{collections::BTreeMap, fs, path::Path, time::Duration};

const LONG: Duration = Duration::from_secs(60);

fn clock(local: &str) -> Box<dyn Clock + Send> {
    let zone = "America/Phoenix".parse().expect("a zone");
    Box::new(Script::at(moment(local.parse().expect("a local time"), zone).expect("it exists")))
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = support::read_folder(folder).into_iter();
    files
        .map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes))
        .filter(|(path, _)| !path.ends_with("built.json"))
        .collect()
}

/// Publishes into another folder and compares.
fn is_what_a_publish_makes(coach: &Coach, live: &Path) {
    let output = coach.dir().join("elsewhere");
    coach.say("olive", &format!("--output {} publish", output.display())).ok();
    assert_eq!(tree(live).keys().collect::<Vec<_>>(), tree(&output).keys().collect::<Vec<_>>());
    assert!(tree(live) == tree(&output), "the pages differ");
}

#[test]
fn what_another_process_records_is_on_the_pages_at_once() {
    let coach = Coach::agency();
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'Before it began'").ok();
    let live = coach.dir().join("live/site");
    let place = Place { output: live.clone(), ..Place::in_folder(coach.dir()) };
    let publisher = LivePublisher::start(&place, clock("2025-07-02T09:00:00"), LONG, |_| {}).expect("starts");
    assert!(publisher.wait_for(0, LONG), "{:?}", publisher.state());
    is_what_a_publish_makes(&coach, &live);
    for n in 0..3 {
        coach.say("sam", &format!("note ben -m 'Note {n}'")).ok();
        let seq = coach.last("sam", "ben");
        publisher.appended();
        assert!(publisher.wait_for(seq, LONG), "{:?}", publisher.state());
        let pages: String = tree(&live).into_values().map(|it| String::from_utf8_lossy(&it).into_owned()).collect();
        assert!(pages.contains(&format!("Note {n}")));
    }
    is_what_a_publish_makes(&coach, &live);
    let state = publisher.stop();
    assert_eq!((state.failure, state.full), (None, 1), "one full publish, and three entries followed");
}

#[test]
fn without_a_nudge_it_looks_by_itself_and_what_waits_is_published_at_the_end() {
    let coach = Coach::agency();
    let live = coach.dir().join("live/site");
    let place = Place { output: live.clone(), ..Place::in_folder(coach.dir()) };
    let polled =
        LivePublisher::start(&place, clock("2025-07-02T09:00:00"), Duration::from_millis(50), |_| {}).expect("starts");
    assert!(polled.wait_for(0, LONG), "{:?}", polled.state());
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'Nobody nudged'").ok();
    assert!(polled.wait_for(coach.last("sam", "ben"), LONG), "{:?}", polled.state());
    polled.stop();
    let slow = LivePublisher::start(&place, clock("2025-07-02T09:00:00"), LONG, |_| {}).expect("starts");
    assert!(slow.wait_for(0, LONG));
    coach.say("sam", "note ben -m 'Just before the end'").ok();
    assert_eq!(slow.stop().shown, Some(coach.last("sam", "ben")));
    is_what_a_publish_makes(&coach, &live);
}

#[test]
fn a_broken_template_is_named_and_the_site_goes_on_with_those_of_before() {
    let coach = Coach::agency();
    let live = coach.dir().join("live/site");
    let templates = coach.dir().join("templates");
    fs::create_dir(&templates).expect("mkdir");
    let place = Place { output: live.clone(), templates: Some(templates.clone()), ..Place::in_folder(coach.dir()) };
    let publisher = LivePublisher::start(&place, clock("2025-07-02T09:00:00"), LONG, |_| {}).expect("starts");
    assert!(publisher.wait_for(0, LONG), "{:?}", publisher.state());
    let before = tree(&live);
    fs::write(templates.join("desk.html"), "one\n{{ nobody }}").expect("write");
    let known = publisher.state();
    publisher.templates_changed();
    let failure = publisher.wait_for_news(&known, LONG).failure.expect("it fails");
    assert!(failure.contains("desk.html line 2"), "{failure}");
    assert!(tree(&live) == before, "the old site stands");
    coach.at("2025-07-02T09:00").say("sam", "note ben -m 'Meanwhile'").ok();
    publisher.appended();
    assert!(publisher.wait_for(coach.last("sam", "ben"), LONG), "{:?}", publisher.state());
    assert!(publisher.state().failure.is_some(), "it is still said");
    fs::write(templates.join("desk.html"), "mended").expect("write");
    let known = publisher.state();
    publisher.templates_changed();
    assert_eq!(publisher.wait_for_news(&known, LONG).failure, None);
    assert!(tree(&live).values().any(|page| page == b"mended"));
}
