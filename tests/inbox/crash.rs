//! The fear: a file that is recorded twice, or half, because the program ended between two steps.

use crate::watching::{Office, note};
use std::{fs, thread::sleep, time::Duration};

#[test]
fn a_file_that_was_recorded_and_not_moved_is_answered_with_what_it_recorded() {
    let office = Office::of_a_leader();
    let lines = [note("mchen", "Once alone"), note("mchen", "And once more")].concat();
    office.drop("notes.jsonl", &lines);
    office.take();
    let first = office.report("notes.jsonl");
    // As it was before it was moved, with its report and without.
    for report_is_there in [true, false] {
        fs::rename(office.inbox().join("taken/notes.jsonl"), office.inbox().join("notes.jsonl")).expect("ours");
        if !report_is_there {
            fs::remove_dir_all(office.inbox().join("reports")).expect("ours");
        }
        office.take();
        let again = office.report("notes.jsonl");
        assert_eq!((&again["recorded"], &again["before"]), (&0.into(), &2.into()), "{again:#}");
        assert_eq!(again["lines"][1]["first"], first["lines"][1]["first"], "it says the same entries");
    }
    assert_eq!((office.recorded("Once alone"), office.recorded("And once more")), (1, 1));
}

#[test]
fn killed_at_any_step_it_records_every_line_once() {
    const FILES: usize = 6;
    const LINES: usize = 70;
    let office = Office::of_a_leader();
    for file in 0..FILES {
        let lines: String = (0..LINES).map(|line| note("mchen", &format!("Line {line} of file {file}."))).collect();
        office.drop(&format!("{file}.jsonl"), lines);
    }
    let mut interrupted = 0;
    for round in 0..8 {
        let before = office.lines();
        let watching = office.watch();
        office.until(|| office.lines() > before || office.lying().is_empty());
        // Later in each round: while it records, commits, writes a report, moves.
        sleep(Duration::from_millis(11 * round));
        drop(watching);
        interrupted += usize::from(!office.lying().is_empty() && office.lines() > before);
    }
    assert!(interrupted > 0, "it was never interrupted, so that this proves nothing");
    office.take();
    let journal = office.coach.export();
    for file in 0..FILES {
        for line in 0..LINES {
            let text = format!("Line {line} of file {file}.");
            assert_eq!(journal.matches(&text).count(), 1, "{text}");
        }
    }
    office.coach.run("verify").ok();
}
