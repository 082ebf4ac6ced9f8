//! The fear: the site that follows the log from entry to entry drifts away from the one that a rebuild makes, and a
//! page says for weeks what is no longer so.

use crate::{
    fixture::*,
    leaks::read_all,
    tries::{Try, a_try},
    year::year,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use coachlog::{
    domain::{Directory, Person, Recorded},
    id::Id,
    site::{Followed, Head, Live, Options, Report, SiteInput, Streams, Update, counts, publish},
};
use proptest::prelude::*;
use std::{collections::BTreeMap, fs, path::Path};

impl Streams for &Log {
    fn stream(&mut self, id: Id) -> Result<Vec<Recorded>, String> {
        Ok(Log::stream(self, id))
    }
}

pub fn built_at() -> DateTime<Utc> {
    "2026-06-30T23:30:00Z".parse().expect("a time")
}

/// Everything that counts on a day, folded from nothing.
fn folded(log: &Log, as_of: NaiveDate) -> (Directory, Vec<Person>, Head) {
    folded_of(log.entries(), as_of)
}

pub fn folded_of(entries: Vec<Recorded>, as_of: NaiveDate) -> (Directory, Vec<Person>, Head) {
    let mut directory = Directory::default();
    let mut streams: BTreeMap<Id, Vec<Recorded>> = BTreeMap::new();
    let last = entries.last().expect("something is recorded");
    let head = Head { seq: last.seq, hash: last.hash.clone() };
    for entry in entries.into_iter().filter(|entry| counts(entry, as_of)) {
        directory.evolve(&entry);
        streams.entry(entry.stream).or_default().push(entry);
    }
    streams.retain(|id, _| !directory.is_agency(*id));
    (directory, streams.into_iter().map(|(id, entries)| Person::fold(id, entries)).collect(), head)
}

/// A live site beside the log that it follows.
pub struct Follower<'a> {
    site: &'a Path,
    options: Options,
    live: Live,
    seen: usize,
}

impl<'a> Follower<'a> {
    pub fn start(log: &Log, as_of: NaiveDate, site: &'a Path, options: Options) -> Self {
        let (directory, people, head) = folded(log, as_of);
        let (live, _) = Live::start(directory, (people, &log.copies), (head, as_of, built_at()), site, &options)
            .expect("publishes");
        Self { site, options, live, seen: log.entries().len() }
    }

    /// Brings the site in step; the update, if it was not started anew for it.
    pub fn follow(&mut self, log: &Log, as_of: NaiveDate) -> Option<Update> {
        let entries = log.entries();
        let fresh = &entries[self.seen..];
        self.seen = entries.len();
        let followed = self.live.entries(fresh, built_at(), &mut &*log).expect("follows");
        match followed {
            Followed::Shown(update) if self.live.as_of() == as_of => Some(update),
            _ => {
                *self = Self::start(log, as_of, self.site, self.options.clone());
                None
            }
        }
    }
}

pub fn tree(site: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    read_all(site, site, &mut files);
    files
}

/// Every folder of a tree, so that one left empty is seen.
fn folders(site: &Path, found: &mut Vec<String>) {
    for item in fs::read_dir(site).expect("a folder").map(|item| item.expect("readable").path()) {
        if item.is_dir() {
            found.push(item.to_string_lossy().into_owned());
            folders(&item, found);
        }
    }
}

/// Publishes a log from nothing.
fn published(log: &Log, as_of: NaiveDate, site: &Path) -> Report {
    let (directory, people, head) = folded(log, as_of);
    let (directory, people, head, copies) = (&directory, &people, &head, &log.copies);
    let input = SiteInput { directory, people, copies, head, as_of, built_at: built_at() };
    publish(&input, site, &options()).expect("publishes")
}

pub fn rebuilt(log: &Log, as_of: NaiveDate) -> (BTreeMap<String, String>, usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    published(log, as_of, &site);
    let mut found = Vec::new();
    folders(&site, &mut found);
    (tree(&site), found.len())
}

/// Nothing but the bytes may be told: a difference is shown by its path and the first line that differs.
pub fn difference(live: &BTreeMap<String, String>, rebuilt: &BTreeMap<String, String>) -> Option<String> {
    let paths: std::collections::BTreeSet<_> = live.keys().chain(rebuilt.keys()).collect();
    paths.into_iter().find_map(|path| match (live.get(path), rebuilt.get(path)) {
        (Some(live), Some(rebuilt)) if live == rebuilt => None,
        (Some(live), Some(rebuilt)) => {
            let (live, rebuilt) = live.lines().zip(rebuilt.lines()).find(|(a, b)| a != b).unwrap_or_default();
            Some(format!("{path}:\n live    {live}\n rebuilt {rebuilt}"))
        }
        (live, _) => Some(format!("{path} is only in the {} site", if live.is_some() { "live" } else { "rebuilt" })),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 40, ..ProptestConfig::default() })]

    /// Whatever is recorded in whatever order, the live site is the site that a rebuild from nothing makes.
    #[test]
    fn the_live_site_is_the_rebuilt_site(
        tries in proptest::collection::vec(a_try(), 30..90),
        keep in prop_oneof![Just(0_usize), Just(40), Just(10_000)],
        several in any::<bool>(),
    ) {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        let mut log = agency();
        let mut today = day("2025-07-02");
        for who in [TOM, ANA, BEN, JOE] {
            let leader = log.directory.leader_on(id(who), today).expect("led");
            series(&mut log, who, leader.as_bytes()[0], "FREQ=DAILY", "2025-07-02T09:00", 30);
        }
        if several {
            second_agency(&mut log, "2025-07-02", &[LENA, JOE]);
        }
        let options = Options { keep, ..Options::default() };
        let mut followed = Follower::start(&log, today, &site, options);
        for try_ in tries.iter().chain([&Try::Look]) {
            log.does(try_, today);
            if let Try::Days(days) = try_ {
                today = today + Days::new(*days);
            }
            if !matches!(try_, Try::Look) {
                continue;
            }
            followed.follow(&log, today);
            let (expected, count) = rebuilt(&log, today);
            let difference = difference(&tree(&site), &expected);
            prop_assert!(difference.is_none(), "{} after {} entries", difference.unwrap_or_default(), followed.seen);
            let mut found = Vec::new();
            folders(&site, &mut found);
            prop_assert_eq!(found.len(), count, "a folder was left empty, or is missing");
        }
    }
}

fn options() -> Options {
    Options::default()
}

/// Ben's year, his next 1:1, his leader's desk, and the roll-up above, as 2B is no longer past its gap: however many
/// people there are.
#[test]
fn a_plain_note_writes_four_pages_however_many_people_there_are() {
    let mut updates = Vec::new();
    for further in [0_u8, 90] {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        let (mut log, today) = (year(), day("2026-06-30"));
        for n in 0..further {
            hired(&mut log, 0x99 + n, "One More", "Clerk", "Records", Some(RUTH));
        }
        let mut follower = Follower::start(&log, today, &site, options());
        log.record(BEN, TOM, "2026-06-30", note(None, "2B", "One more."));
        updates.push(follower.follow(&log, today).expect("it is followed"));
        assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
    }
    assert_eq!(updates, [Update { made: 5, written: 4, removed: 0 }; 2]);
}

/// A log that counts whose records were read.
struct Reading<'a>(&'a Log, Vec<Id>);

impl Streams for Reading<'_> {
    fn stream(&mut self, id: Id) -> Result<Vec<Recorded>, String> {
        self.1.push(id);
        Ok(self.0.stream(id))
    }
}

/// Under load an update is about many; whoever is not in memory is read once in it, for the sum and for the pages.
#[test]
fn an_update_reads_nobodys_record_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (year(), day("2026-06-30"));
    let mut follower = Follower::start(&log, today, &site, Options { keep: 0, ..options() });
    for (about, by) in [(BEN, TOM), (TOM, RUTH), (JOE, RUTH), (BEN, TOM)] {
        log.record(about, by, "2026-06-30", note(None, "2B", "One more."));
    }
    let mut reading = Reading(&log, Vec::new());
    let fresh = &log.entries()[follower.seen..];
    let followed = follower.live.entries(fresh, built_at(), &mut reading).expect("follows");
    assert!(matches!(followed, Followed::Shown(_)), "{followed:?}");
    reading.1.sort_unstable();
    let read = reading.1.len();
    reading.1.dedup();
    assert_eq!((read, reading.1.contains(&id(BEN))), (reading.1.len(), true));
    assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
}

/// A move between agencies is followed like any entry of the roster: units, counts and the mover's own pages.
#[test]
fn a_move_to_another_agency_is_followed() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (year(), day("2026-06-30"));
    second_agency(&mut log, "2026-06-01", &[LENA]);
    let mut follower = Follower::start(&log, today, &site, options());
    for (who, agency) in [(JOE, PARKS), (MARIA_TOO, PARKS), (LENA, 0), (TOM, PARKS), (JOE, 0)] {
        joins(&mut log, who, agency, "2026-06-30");
        assert!(follower.follow(&log, today).is_some(), "it is followed");
        assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
    }
    log.record(PARKS, RUTH, "2026-06-30", parks_added());
    assert_eq!(follower.follow(&log, today), None, "what an agency records begins anew");
}

/// An entry that changes nothing a page shows replaces no page, and `built.json` names it.
#[test]
fn nothing_new_to_show_writes_no_page() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (agency(), day("2025-07-02"));
    let mut follower = Follower::start(&log, today, &site, options());
    let granted = coachlog::domain::roster::RoleGranted { role: coachlog::domain::roster::Office::Auditor };
    log.record(BEN, RUTH, "2025-07-02", coachlog::domain::Event::RoleGranted(granted));
    follower.follow(&log, today).expect("it is followed");
    let before = fs::metadata(site.join("index.html")).expect("a page").modified().expect("a time");
    let update = follower.live.entries(&[], built_at(), &mut &log).expect("follows");
    assert_eq!(update, Followed::Shown(Update::default()));
    assert_eq!(fs::metadata(site.join("index.html")).expect("a page").modified().expect("a time"), before);
    let built = fs::read_to_string(site.join("built.json")).expect("built.json");
    assert!(built.contains(&format!("\"seq\": {}", log.head().seq)), "{built}");
}

/// A full publish by another process goes unnoticed by nobody: the live site starts anew, and none believes the
/// other's pages to be its own.
#[test]
fn a_publish_by_another_process_is_noticed() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (year(), day("2026-06-30"));
    let mut follower = Follower::start(&log, today, &site, options());
    log.record(BEN, TOM, "2026-06-30", note(None, "2B", "One more."));
    published(&log, today, &site);
    assert_eq!(follower.follow(&log, today), None, "it started anew");
    log.record(BEN, TOM, "2026-06-30", note(None, "2B", "And another."));
    follower.follow(&log, today).expect("it is followed");
    assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
}

/// What the live site replaced is known to the next full publish, whether it ended properly or was killed; and a page
/// that somebody put back by hand to what the manifest once said is not taken for the new one.
#[test]
fn the_next_publish_knows_what_was_replaced() {
    for ends in [true, false] {
        let folder = tempfile::tempdir().expect("a folder");
        let site = folder.path().join("site");
        let (mut log, today) = (year(), day("2026-06-30"));
        let mut follower = Follower::start(&log, today, &site, options());
        log.record(BEN, TOM, "2026-06-30", note(None, "2B", "One more."));
        follower.follow(&log, today).expect("it is followed");
        let Follower { live, .. } = follower;
        if ends {
            live.end().expect("ends");
            assert!(!folder.path().join("site.manifest.tail").exists());
        } else {
            drop(live);
            assert!(folder.path().join("site.manifest.tail").exists());
        }
        let report = published(&log, today, &site);
        assert_eq!((report.written, report.removed), (0, 0), "ended properly: {ends}");
        assert!(!folder.path().join("site.manifest.tail").exists());
        // And so does the one after it, which finds no tail.
        let ben = format!("e/44/{}/person/index.html", id(BEN));
        let now = fs::read_to_string(site.join(&ben)).expect("a page");
        assert!(now.contains("One more."));
        let log = year();
        assert_eq!(published(&log, today, &site).written, 4, "back to before the note");
        assert!(!fs::read_to_string(site.join(&ben)).expect("a page").contains("One more."));
    }
}

/// Readers never see less than a whole page: what cannot be put in place leaves the old one.
#[cfg(unix)]
#[test]
fn an_update_that_cannot_be_written_is_made_good_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (year(), day("2026-06-30"));
    let mut follower = Follower::start(&log, today, &site, options());
    // A folder in the way of the page's name: nothing can be renamed onto it.
    let desk = site.join(format!("e/22/{}/person/desk.html", id(TOM)));
    let old = fs::read(&desk).expect("a page");
    fs::remove_file(&desk).expect("removes");
    fs::create_dir(&desk).expect("mkdir");
    log.record(BEN, TOM, "2026-06-30", note(None, "2B", "One more."));
    let entries = log.entries();
    let error = follower.live.entries(&entries[entries.len() - 1..], built_at(), &mut &log).expect_err("in the way");
    assert!(error.to_string().contains("desk.html"), "{error}");
    follower.seen = entries.len();
    fs::remove_dir(&desk).expect("removes");
    fs::write(&desk, old).expect("the page of before, by hand");
    assert_eq!(follower.follow(&log, today), None, "it starts anew, believing nothing of what it replaced");
    assert_eq!(difference(&tree(&site), &rebuilt(&log, today).0), None);
}
