//! Story 6: an allegation found false. Destruction is ordered, a legal hold blocks it, the hold is released, and then
//! the words are in no file of the store and on no page, while the log verifies as before.

#[path = "../log_support/search.rs"]
mod search;

use crate::support::{Coach, read_folder, write_folder};
use search::files_with;

const WORDS: &str = "money from the till";

/// An allegation against Ben: noted, corrected, and noted once more in Maria's record by mistake.
fn allegation() -> (Coach, [u64; 3]) {
    let coach = Coach::agency();
    coach.say("sam", &format!("note ben --topic 2B -m 'Somebody says that Ben took {WORDS}'")).ok();
    let note = coach.last("sam", "ben");
    coach.say("sam", &format!("correct {note} --set 'text=Joe says that Ben took {WORDS}' --reason 'It was Joe'")).ok();
    let correction = coach.last("sam", "ben");
    coach.say("sam", &format!("note maria --topic 2B -m 'Ben hid {WORDS}'")).ok();
    let wrong = coach.last("sam", "maria");
    coach.say("sam", &format!("correct {wrong} --misfiled --to ben")).ok();
    coach.say("sam", &format!("note ben --topic 2B -m 'Ben hid {WORDS}' --again")).ok();
    coach.say("sam", "note ben --topic 2C -m 'The count of the queue was right'").ok();
    (coach, [note, correction, wrong])
}

fn ordered(coach: &Coach, [note, _, wrong]: [u64; 3]) -> u64 {
    let line = format!("expunge {note} {wrong} --authority 'Board, order 26-018' -m 'Found false'");
    coach.say("sam", &line).refused().says(&["audience"]).hides(&[WORDS]);
    coach.say("ben", &line).refused();
    let said = coach.say("olive", &line).refused().says(&["records.order", "carry the same words", "entry-corrected"]);
    assert!(!said.both().contains(WORDS), "an order shows no word");
    let shown = coach.say("olive", &format!("{line} --show")).ok();
    assert!(!shown.out.contains(WORDS) && shown.out.contains("topic-discussed"));
    let said = coach.say("olive", &format!("{line} --with-copies")).ok().hides(&[WORDS]);
    let at = said.out.find("--order ").expect("the order's number") + 8;
    said.out[at..].trim().parse().expect("a number")
}

#[test]
fn rule_lesson_8_what_was_ordered_destroyed_waits_for_the_hold_and_is_then_nowhere() {
    let (coach, numbers) = allegation();
    coach.run("publish").ok();
    assert!(!files_with(coach.dir(), WORDS).is_empty(), "the search finds what is there");
    let headers: Vec<String> =
        coach.export().lines().map(|line| line[line.find("\"header\"").expect("one")..].into()).collect();
    coach.run("backup aside").ok();
    write_folder(&coach.dir().join("by-hand"), &read_folder(&coach.dir().join("aside")));
    coach.say("olive", "expunge --list").ok().says(&["No order of destruction waits"]);
    let order = ordered(&coach, numbers);

    coach.say("sam", "legal-hold place 'CV-417' --person ben -m 'Claim'").refused().says(&["authority.writer"]);
    coach.say("olive", "legal-hold place 'CV-417' -m 'Claim'").refused().says(&["records.hold"]);
    coach.say("olive", "legal-hold place 'CV-417' --person ben --entry 3 -m 'Notice of claim'").ok();
    coach.say("sam", "legal-hold list").refused().says(&["audience"]).hides(&["CV-417"]);
    let list = coach.say("olive", "legal-hold list").ok().says(&["CV-417", "Notice of claim"]);
    let hold: u64 = list.out[1..].split(' ').next().expect("a number").parse().expect("a number");
    coach
        .run(&format!("destroy --order {order}"))
        .refused()
        .says(&["records.hold", &format!("#{hold}")])
        .hides(&[WORDS]);
    assert!(coach.export().contains(WORDS), "nothing was destroyed");
    // The orders that wait, with what blocks each: for human resources by whose authority, for the keeper by number.
    let blocked = format!("blocked: legal hold #{hold} holds #{}", numbers[0]);
    let waits = [format!("#{order} "), blocked];
    let waits: Vec<_> = waits.iter().map(String::as_str).collect();
    coach.say("sam", "expunge --list").refused().says(&["audience"]).hides(&["Board"]);
    coach.say("olive", "expunge --list").ok().says(&waits).says(&["Board, order 26-018"]).hides(&[WORDS]);
    coach.run("destroy --list").ok().says(&waits).hides(&["Board", "CV-417", WORDS]);
    coach.run("destroy --list --json").ok().says(&[&format!("\"order\": {order}")]).hides(&["Board", "CV-417"]);
    coach.say("olive", &format!("legal-hold release {order} -m 'Not one'")).refused().says(&["records.hold"]);
    coach.say("olive", &format!("legal-hold release {hold} -m 'Settled'")).ok();
    coach.run("destroy --list").ok().says(&[&format!("coach destroy --order {order}")]);

    // What a `verify` left that was killed goes too.
    let left = coach.store().join("sled.reading-killed");
    std::fs::create_dir(&left).expect("made");
    std::fs::write(left.join("db"), WORDS).expect("written");
    coach.run(&format!("destroy --order {hold}")).refused().says(&["records.order"]);
    let said = coach.run(&format!("destroy --order {order}")).ok().hides(&[WORDS]);
    let said = said.says(&["Certificate of destruction", "Board, order 26-018", "not promised"]);
    let said = said.says(&["made anew without it", "/aside", "copies of backups"]);
    for number in numbers {
        assert!(said.out.contains(&format!("    #{number} ")), "{number}: {said}");
    }
    // The backup that is known of holds what the store does, and no more.
    coach.run("--store again restore aside").ok();
    assert_eq!(coach.run("--store again export").ok().out, coach.export());
    // One from before that nobody knows of knows of no order, and says so.
    let back =
        coach.run("--store back restore by-hand").ok().says(&["what a later order destroyed is back"]).hides(&[WORDS]);
    back.says(&[&format!("The last entry is #{}", headers.len() - 1), "Nothing that was recorded later is in it"]);
    assert!(coach.run("--store back export").ok().out.contains(WORDS), "what the restore says is so");
    std::fs::remove_dir_all(coach.dir().join("back")).expect("the one that was restored");
    std::fs::remove_dir_all(coach.dir().join("by-hand")).expect("as the certificate says");
    assert_eq!(files_with(coach.dir(), WORDS), Vec::<String>::new(), "of the store, the site and the drafts");
    coach.run("verify").ok();
    let export = coach.export();
    assert!(!export.contains(WORDS) && export.contains("The count of the queue was right"));
    let after: Vec<_> = export.lines().map(|line| &line[line.find("\"header\"").expect("one")..]).collect();
    assert_eq!(after[..headers.len()], headers, "every header and every proof stays");
    // Once more: what is left to do is done again, and the certificate is the same but for the search.
    let again = coach.run(&format!("destroy --order {order}")).ok().says(&["Board, order 26-018", "were gone before"]);
    assert!(numbers.iter().all(|number| again.out.contains(&format!("    #{number} "))), "{again}");
    assert_eq!(coach.export(), export, "nothing more is recorded");

    // Everybody of the record sees that something was destroyed; only HR sees by which order.
    coach.say("ben", "log ben").ok().says(&["Content destroyed by order"]).hides(&["Board", "topic-discussed"]);
    coach.say("olive", "log").ok().says(&["Board, order 26-018", "Notice of claim", "Settled"]);
    coach.say("sam", "log").ok().hides(&["Board, order 26-018", "CV-417"]);
    coach.say("ben", &format!("show {}", numbers[0])).ok().says(&["Content destroyed by order"]);
    coach.say("sam", &format!("correct {} --set text=x --reason y", numbers[0])).refused();
    coach.say("sam", "note ben --topic 2B -m 'Recording goes on'").ok();
    let page = std::fs::read_to_string(year_page(&coach)).expect("Ben's page");
    assert!(page.contains("Content destroyed by order"), "the page says so");
}

/// The fear: a backup keeps the words and nobody is told, or something that is no backup is removed for one.
#[test]
fn rule_lesson_8_a_backup_that_cannot_be_made_anew_is_named_and_what_lies_in_its_place_is_left_alone() {
    let (coach, numbers) = allegation();
    for name in ["before", "stuck", "taken", "gone", "killed"] {
        coach.run(&format!("backup {name}")).ok();
    }
    let at = |name: &str| coach.dir().join(name);
    std::fs::remove_dir_all(at("gone")).expect("removed");
    std::fs::rename(at("taken"), at("elsewhere")).expect("moved");
    write_folder(&at("taken"), &[("notes.txt".into(), b"Not a backup".to_vec())]);
    write_folder(&at("stuck.anew"), &[("notes.txt".into(), b"Nor this".to_vec())]);
    // Somebody who was killed between the two steps.
    std::fs::rename(at("killed"), at("killed.old")).expect("moved");
    let order = ordered(&coach, numbers);
    coach.run("backup after").ok();
    let said = coach.run(&format!("destroy --order {order}"));
    assert_eq!(said.code, 3, "{said}");
    let said = said.says(&["HAS IT STILL: ", "/stuck: ", "no more at ", "Remove "]).hides(&[WORDS]);
    assert_eq!(said.out.matches("lies no more at").count(), 2, "{said}");
    assert_eq!(said.out.matches("made anew without it").count(), 3, "{said}");
    assert_eq!(std::fs::read_to_string(at("taken/notes.txt")).expect("there"), "Not a backup");
    for name in ["before", "killed", "after"] {
        coach.run(&format!("--store of-{name} restore {name}")).ok();
        assert_eq!(coach.run(&format!("--store of-{name} export")).ok().out, coach.export(), "{name}");
    }
    assert!(!at("killed.old").exists() && !at("before.old").exists());
    std::fs::remove_dir_all(at("stuck.anew")).expect("as it was told");
    let again = coach.run(&format!("destroy --order {order}")).ok().says(&["/stuck"]).hides(&["STILL"]);
    assert_eq!(again.out.matches("made anew without it").count(), 1, "{again}");
    coach.run("--store of-stuck restore stuck").ok();
}

/// The fear: the store has let go of the words, the site could not be published, and nobody is told, or can do the rest.
#[test]
fn rule_lesson_8_a_destruction_that_stops_at_the_pages_says_so_and_is_finished_by_the_same_command() {
    let (coach, numbers) = allegation();
    coach.run("publish").ok();
    let order = ordered(&coach, numbers);
    let lock = coach.dir().join("output/site.lock");
    std::fs::remove_file(&lock).expect("nobody publishes");
    std::fs::create_dir(&lock).expect("nobody can");
    let stopped = coach.run(&format!("destroy --order {order}")).hides(&[WORDS]);
    assert_eq!(stopped.code, 4, "{stopped}");
    stopped.says(&["is destroyed in the store", "may still have the words", &format!("coach destroy --order {order}")]);
    assert!(!coach.export().contains(WORDS) && !files_with(coach.dir(), WORDS).is_empty(), "the pages still have it");
    std::fs::remove_dir(&lock).expect("it was made here");
    coach.run(&format!("destroy --order {order}")).ok().says(&["Certificate of destruction", "published again"]);
    assert_eq!(files_with(coach.dir(), WORDS), Vec::<String>::new());
}

/// The page of Ben's year.
fn year_page(coach: &Coach) -> std::path::PathBuf {
    let ben = coach.entries("sam", "ben")[0]["stream"].as_str().expect("an id").to_owned();
    let site = coach.dir().join("output/site");
    let named = |path: &std::path::Path| path.ends_with(format!("{ben}/person/index.html"));
    let mut waiting = vec![site];
    while let Some(folder) = waiting.pop() {
        for item in std::fs::read_dir(folder).expect("readable") {
            let path = item.expect("readable").path();
            if named(&path) {
                return path;
            }
            waiting.extend(path.is_dir().then_some(path));
        }
    }
    panic!("Ben has no page")
}

#[test]
fn rule_lesson_8_what_is_destroyed_is_ordered_with_all_that_carries_the_same_words() {
    let (coach, [note, correction, _]) = allegation();
    let expunge = |what: &str| coach.say("olive", &format!("expunge {what} --authority A -m Why"));
    expunge("9999").refused().says(&["There is no entry #9999"]);
    expunge("0").refused().says(&["records.order", "store-initialised"]);
    // A correction alone would leave what it corrected, and bring its first words back.
    expunge(&correction.to_string()).refused().says(&["records.order", &format!("#{note} ")]);
    expunge(&format!("{note} {correction}")).ok();
}

#[test]
fn rule_appraisal_windows_what_is_past_its_period_is_expired_by_an_entry_and_destroyed() {
    let coach = Coach::agency();
    coach.say("sam", "note ben --topic 2B -m 'Long ago the count was wrong'").ok();
    let old = coach.last("sam", "ben");
    coach.say("sam", &format!("correct {old} --set 'text=Long ago the count was right' --reason Slip")).ok();
    coach.say("sam", "retention set coaching 3 -m 'Schedule 20411'").refused().says(&["authority.writer"]);
    coach.say("olive", "retention expire coaching").refused().says(&["records.retention"]);
    coach.say("olive", "retention set coaching 0 -m 'Schedule 20411'").refused().says(&["records.retention"]);
    coach.say("olive", "retention set coaching 3 -m 'Schedule 20411'").ok();
    coach.say("olive", "retention expire coaching").refused().says(&["records.retention", "left to be ordered"]);
    coach.at("2029-01-15T09:00");
    coach.say("sam", "note ben --topic 2B -m 'This year the count is right'").ok();
    coach.say("sam", "retention list").refused().says(&["audience"]);
    let listed = coach.say("olive", "retention list").ok().says(&["coaching: kept for 3 years", "records: no period"]);
    coach.say("olive", "retention list --json").ok().says(&["\"years\": 3", "\"name\": \"Ben"]).hides(&["Long ago"]);
    assert!(listed.out.contains(&format!("#{old} ")) && !listed.out.contains("Long ago"), "{listed}");
    coach.say("olive", "retention expire coaching").ok();
    let order = coach.last("olive", "").to_string();
    coach.say("olive", "retention expire coaching").refused().says(&["records.retention", "left to be ordered"]);
    coach.say("olive", "retention list").ok().says(&["1 entry, of which 1 is ordered destroyed"]);
    coach.say("olive", "expunge --list").ok().says(&[&format!("#{order} "), "retention schedule", "2 entries"]);
    coach.run(&format!("destroy --order {order}")).ok().says(&["retention schedule of the series coaching"]);
    let export = coach.export();
    assert!(!export.contains("Long ago the count") && export.contains("This year the count"));
    coach.run("verify").ok();
}
