//! The fear: something is destroyed by order, and what refers to it no longer folds, or a page still says it.

use crate::{
    appraised,
    fixture::*,
    live::{built_at, folded_of, tree},
    tries::{Try, a_try},
};
use chrono::{Days, NaiveDate};
use coachlog::{
    domain::{
        Event, Recorded,
        destruction::{carries, may_be_destroyed, repeats},
    },
    site::{Copies, Options, SiteInput, publish},
};
use proptest::{prelude::*, sample::Index};
use std::collections::{BTreeMap, BTreeSet};

/// The numbers of entries and of all that carries their words.
fn closed(entries: &[Recorded], mut targets: BTreeSet<u64>) -> BTreeSet<u64> {
    loop {
        let named = |entry: &&Recorded| targets.contains(&entry.seq);
        let kin = |other: &&Recorded| {
            let carried = |one: &Recorded| carries(one, other) || repeats(one, other);
            may_be_destroyed(other) && entries.iter().filter(named).any(carried)
        };
        let more: BTreeSet<_> = entries.iter().filter(kin).map(|entry| entry.seq).collect();
        if more.is_subset(&targets) {
            return targets;
        }
        targets.extend(more);
    }
}

/// The entries as they are read once these were destroyed.
fn without(entries: &[Recorded], targets: &BTreeSet<u64>) -> Vec<Recorded> {
    let read = |entry: &Recorded| match targets.contains(&entry.seq) {
        true => Recorded {
            event: Event::Destroyed,
            occurred_on: entry.recorded_at.date_naive(),
            original: None,
            corrections: Vec::new(),
            ..entry.clone()
        },
        false => entry.clone(),
    };
    entries.iter().map(read).collect()
}

fn published(entries: Vec<Recorded>, as_of: NaiveDate) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (directory, people, head) = folded_of(entries, as_of);
    let input = SiteInput {
        directory: &directory,
        people: &people,
        copies: &Copies::new(),
        head: &head,
        as_of,
        built_at: built_at(),
    };
    publish(&input, &site, &Options::default()).expect("publishes");
    tree(&site)
}

/// Whether a text stands on a page, and not only as the beginning of one with a longer number.
fn says(page: &str, text: &str) -> bool {
    page.match_indices(text).any(|(at, _)| !page[at + text.len()..].starts_with(|c: char| c.is_ascii_digit()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_destroyed_the_rest_folds_and_no_page_says_it(
        tries in proptest::collection::vec(a_try(), 40..120),
        picks in proptest::collection::vec(any::<Index>(), 1..25),
    ) {
        let mut log = agency();
        let mut today = day("2025-07-02");
        log.record(0, RUTH, "2025-07-02", appraised::cycle(299, today));
        for who in [TOM, ANA, BEN, JOE] {
            let leader = log.directory.leader_on(id(who), today).expect("led");
            series(&mut log, who, leader.as_bytes()[0], "FREQ=DAILY", "2025-07-02T09:00", 30);
        }
        for try_ in &tries {
            log.does(try_, today);
            if let Try::Days(days) = try_ {
                today = today + Days::new(*days);
            }
        }
        let entries = log.entries();
        let later = Days::new(2);
        let named: BTreeSet<_> = picks.iter().map(|pick| pick.get(&entries)).filter(|entry| may_be_destroyed(entry)).map(|entry| entry.seq).collect();
        let targets = closed(&entries, named);
        let pages = published(without(&entries, &targets), today + later);
        for gone in entries.iter().filter(|entry| targets.contains(&entry.seq)) {
            let text = gone.event.text().unwrap_or("there is no text to look for");
            // Others may have been told the same by somebody else, which is another record's.
            if entries.iter().any(|other| !targets.contains(&other.seq) && other.event.text() == Some(text)) {
                continue;
            }
            let on = pages.iter().find(|(_, page)| says(page, text));
            prop_assert!(on.is_none(), "{text:?} of #{} is on {:?}", gone.seq, on.map(|(path, _)| path));
        }
        // Nobody may order the roster or the agency's entries destroyed; a log in which they are is read all the same.
        let any: BTreeSet<_> = picks.iter().map(|pick| pick.get(&entries).seq).filter(|seq| *seq > 0).collect();
        published(without(&entries, &any), today + later);
    }
}
