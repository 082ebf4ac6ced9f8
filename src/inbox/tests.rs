use super::*;
use nix::{sys::stat::Mode, unistd::mkfifo};
use serde_json::Value;
use std::os::unix::fs::{chown, symlink};
use tempfile::TempDir;

fn opened() -> (TempDir, Inbox) {
    let folder = tempfile::tempdir().expect("a folder");
    let inbox = Inbox::open(folder.path(), Bounds::default()).expect("our own folder");
    (folder, inbox)
}

fn put(folder: &TempDir, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("our own folder");
    fs::set_permissions(&path, Permissions::from_mode(0o640)).expect("our own file");
    path
}

/// The names that a look gives, once nothing changes any more.
fn ready(inbox: &mut Inbox) -> Vec<Dropped> {
    inbox.look().expect("it is listed");
    inbox.look().expect("it is listed")
}

fn names(found: &[Dropped]) -> Vec<String> {
    found.iter().map(Dropped::shown).collect()
}

fn whole(why: &'static str) -> Judgement {
    Judgement::Whole { rule: None, why }
}

fn recorded() -> Judgement {
    Judgement::Lines(vec![Line { line: 1, kind: None, outcome: Outcome::Recorded { first: 3, last: 3 } }])
}

/// Reads the one file that is ready, and settles it as unfit; the reason.
fn refused(folder: &TempDir, inbox: &mut Inbox) -> &'static str {
    let mut found = ready(inbox);
    assert_eq!(found.len(), 1, "{:?}", names(&found));
    let dropped = &mut found[0];
    let Reading::Unfit(why) = dropped.read(&inbox.bounds()) else { panic!("{} was taken", dropped.shown()) };
    let report = Report::of(dropped, whole(why.as_str()));
    assert!(inbox.settle(dropped, &report).expect("it is set aside"));
    assert!(fs::symlink_metadata(folder.path().join(&dropped.name)).is_err(), "it lies there still");
    assert!(ready(inbox).is_empty());
    why.as_str()
}

#[test]
fn a_file_is_taken_when_it_has_stopped_changing_and_hidden_ones_are_left_alone() {
    let (folder, mut inbox) = opened();
    put(&folder, "b.csv", "1");
    put(&folder, "a.jsonl", "1");
    for hidden in [".b.csv", "c.csv.part", "c.tmp"] {
        put(&folder, hidden, "1");
    }
    assert!(inbox.look().expect("it is listed").is_empty(), "nothing is known of it yet");
    put(&folder, "b.csv", "12");
    assert_eq!(names(&inbox.look().expect("it is listed")), ["a.jsonl"], "the other one has changed");
    assert_eq!(names(&inbox.look().expect("it is listed")), ["a.jsonl", "b.csv"]);
    let mut found = inbox.look().expect("it is listed");
    put(&folder, "a.jsonl", "123");
    assert!(matches!(found[0].read(&inbox.bounds()), Reading::Later), "it changed after it was looked at");
    assert!(matches!(found[1].read(&inbox.bounds()), Reading::Read(Kind::Roster, bytes) if bytes == b"12"));
}

#[test]
fn what_is_no_file_of_one_account_alone_is_set_aside_and_never_opened() {
    let (folder, mut inbox) = opened();
    let outside = tempfile::tempdir().expect("a folder");
    let secret = put(&outside, "secret.csv", "secret");

    symlink(&secret, folder.path().join("link.csv")).expect("a link");
    assert!(refused(&folder, &mut inbox).contains("no regular file"));
    mkfifo(&folder.path().join("pipe.jsonl"), Mode::from_bits_truncate(0o644)).expect("a pipe");
    assert!(refused(&folder, &mut inbox).contains("no regular file"), "it waited for a writer");
    fs::create_dir(folder.path().join("folder.csv")).expect("a folder");
    assert!(refused(&folder, &mut inbox).contains("no regular file"));
    fs::hard_link(&secret, folder.path().join("second.csv")).expect("a second name");
    assert!(refused(&folder, &mut inbox).contains("more than one name"));
    let report = format!("reports/{}/second.csv.report.json", inbox.own());
    assert!(!folder.path().join(report).exists(), "whoever made a second name is not its owner");
    let open = put(&folder, "open.csv", "1");
    fs::set_permissions(&open, Permissions::from_mode(0o662)).expect("our own file");
    assert!(refused(&folder, &mut inbox).contains("beside its owner may write"));
    put(&folder, "picture.png", "1");
    assert!(refused(&folder, &mut inbox).contains("neither in .csv"));
    let long = fs::File::create(folder.path().join("long.csv")).expect("our own folder");
    long.set_permissions(Permissions::from_mode(0o640)).expect("our own file");
    long.set_len(inbox.bounds().file + 1).expect("a hole");
    drop(long);
    assert!(refused(&folder, &mut inbox).contains("longer than 8 MiB"));
    assert_eq!(fs::read(&secret).expect("it is where it was"), b"secret");
    assert_eq!(fs::read_dir(folder.path().join(TAKEN)).expect("ours").count(), 0);
}

#[test]
fn a_name_that_is_odd_is_written_nowhere() {
    let (folder, mut inbox) = opened();
    put(&folder, "\u{1b}[2J\nx.csv", "1");
    let mut found = ready(&mut inbox);
    assert!(matches!(found[0].read(&inbox.bounds()), Reading::Read(Kind::Roster, _)));
    assert!(inbox.settle(&found[0], &Report::of(&found[0], recorded())).expect("it is set aside"));
    let reports = folder.path().join(REPORTS).join(inbox.own().to_string());
    for folder in [folder.path().join(TAKEN), reports] {
        for item in fs::read_dir(folder).expect("ours") {
            let name = item.expect("readable").file_name().into_string().expect("plain");
            assert!(name.starts_with("odd-") && name.is_ascii(), "{name}");
        }
    }
}

#[test]
fn what_came_in_the_place_of_a_file_is_not_set_aside_with_it() {
    let (folder, mut inbox) = opened();
    let path = put(&folder, "a.csv", "first");
    let mut found = ready(&mut inbox);
    let dropped = &mut found[0];
    assert!(matches!(dropped.read(&inbox.bounds()), Reading::Read(..)));
    put(&folder, "a.csv.part", "second");
    fs::rename(folder.path().join("a.csv.part"), &path).expect("our own folder");
    assert!(!inbox.settle(dropped, &Report::of(dropped, recorded())).expect("it is left"));
    // However late it came.
    assert!(!dropped.set_aside(&folder.path().join(TAKEN)).expect("it goes back"));
    assert_eq!(fs::read(&path).expect("it lies there still"), b"second");
    assert_eq!(names(&ready(&mut inbox)), ["a.csv"]);
}

#[test]
fn files_of_one_name_are_kept_beside_each_other_and_the_last_report_is_the_last_files() {
    let (folder, mut inbox) = opened();
    for (content, judgement) in [("1", recorded()), ("2", whole("it is empty")), ("3", recorded())] {
        put(&folder, "a.csv", content);
        let mut found = ready(&mut inbox);
        assert!(matches!(found[0].read(&inbox.bounds()), Reading::Read(..)));
        assert!(inbox.settle(&found[0], &Report::of(&found[0], judgement)).expect("it is set aside"));
        let report = folder.path().join(format!("reports/{}/a.csv.report.json", inbox.own()));
        let mode = fs::metadata(&report).expect("a report").mode();
        assert_eq!(mode & 0o777, 0o644, "its owner can read it");
        let report: Value = serde_json::from_slice(&fs::read(report).expect("a report")).expect("JSON");
        assert_eq!(report["outcome"], if content == "2" { "refused" } else { "taken" });
    }
    assert_eq!(fs::read_dir(folder.path().join(TAKEN)).expect("ours").count(), 2);
    let refused = fs::read_dir(folder.path().join(REFUSED)).expect("ours");
    let mut refused: Vec<_> = refused.map(|item| item.expect("readable").file_name()).collect();
    refused.sort();
    assert_eq!(refused, ["a.csv", "a.csv.report.json"], "the reason lies beside what was refused");
}

#[test]
fn an_inbox_in_which_others_could_take_files_away_or_have_planted_a_folder_is_not_begun() {
    let not_begun = |folder: &TempDir| {
        let error = Inbox::open(folder.path(), Bounds::default()).expect_err("it was begun");
        error.to_string()
    };
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o733)).expect("our own folder");
    assert!(not_begun(&folder).contains("not sticky"));
    fs::set_permissions(folder.path(), Permissions::from_mode(0o3733)).expect("our own folder");
    let elsewhere = tempfile::tempdir().expect("a folder");
    symlink(elsewhere.path(), folder.path().join(TAKEN)).expect("a planted link");
    assert!(not_begun(&folder).contains("taken is no folder of the account's own"));
    fs::remove_file(folder.path().join(TAKEN)).expect("our own folder");
    fs::write(folder.path().join(REPORTS), "").expect("our own folder");
    assert!(not_begun(&folder).contains("reports is no folder"));
    fs::remove_file(folder.path().join(REPORTS)).expect("our own folder");
    Inbox::open(folder.path(), Bounds::default()).expect("nothing is in the way any more");
    for (name, mode) in [(TAKEN, 0o700), (REFUSED, 0o700), (REPORTS, 0o711)] {
        let there = fs::metadata(folder.path().join(name)).expect("it was made");
        assert_eq!(there.mode() & 0o777, mode, "{name}");
    }
    if nix::unistd::geteuid().is_root() {
        chown(folder.path().join(TAKEN), Some(1), None).expect("root may");
        assert!(not_begun(&folder).contains("taken is no folder of the account's own"));
    }
}

#[test]
fn of_many_files_each_account_has_a_bounded_part_of_a_look() {
    let (folder, mut inbox) = opened();
    inbox.bounds.of_one_account = 3;
    for number in 0..40 {
        put(&folder, &format!("a{number:02}.csv"), "1");
    }
    if nix::unistd::geteuid().is_root() {
        let other = put(&folder, "z.csv", "1");
        chown(other, Some(1), None).expect("root may");
        assert_eq!(
            names(&ready(&mut inbox)),
            ["a00.csv", "a01.csv", "a02.csv", "z.csv"],
            "nobody waits behind a crowd"
        );
        fs::remove_file(folder.path().join("z.csv")).expect("root may");
    }
    assert_eq!(names(&ready(&mut inbox)), ["a00.csv", "a01.csv", "a02.csv"]);
    assert_eq!(inbox.seen.len(), 3, "no more is remembered");
}

#[test]
fn what_would_do_is_said_once_in_a_report() {
    let (folder, mut inbox) = opened();
    put(&folder, "a.jsonl", "1");
    let found = ready(&mut inbox);
    let refused = |line| {
        let (why, known) = (Some("is no kind that is known"), vec!["goal-set", "concern-raised"]);
        let outcome = Outcome::Refused { rule: None, field: Some("kind".into()), why, known, already: None };
        Line { line, kind: None, outcome }
    };
    let report = Report::of(&found[0], Judgement::Lines((1..=50).map(refused).collect()));
    let text = String::from_utf8(report.to_bytes()).expect("JSON");
    assert_eq!((text.matches("goal-set").count(), report.counts().refused), (1, 50));
    assert!(report.is_refused(), "nothing of it was recorded");
}

/// The fear: a folder or a file that takes a report's name, and then nobody's refused file can be answered.
#[test]
fn nothing_that_is_dropped_stands_in_the_way_of_a_report() {
    let (folder, mut inbox) = opened();
    fs::create_dir(folder.path().join("x.jsonl.report.json")).expect("a folder");
    assert!(refused(&folder, &mut inbox).contains("no regular file"));
    put(&folder, "y.jsonl.report.json", "mine");
    assert!(refused(&folder, &mut inbox).contains("its name ends"));
    for name in ["x.jsonl", "y.jsonl"] {
        let path = put(&folder, name, "{}");
        fs::set_permissions(&path, Permissions::from_mode(0o666)).expect("our own file");
        assert!(refused(&folder, &mut inbox).contains("accounts beside its owner"));
        let report = folder.path().join(REFUSED).join(format!("{name}.report.json"));
        assert!(fs::read_to_string(report).expect("a report").contains("accounts beside its owner"));
    }
}

/// The fear: somebody moves a file of another's from a shared folder into the inbox, where it is taken as the other's.
#[test]
fn a_file_that_was_made_elsewhere_is_not_taken_where_the_folder_gives_its_group() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::set_permissions(folder.path(), Permissions::from_mode(0o3733)).expect("our own folder");
    let group = fs::metadata(folder.path()).expect("it is there").gid();
    let mut groups = nix::unistd::getgroups().expect("our groups").into_iter().map(nix::unistd::Gid::as_raw);
    let other = if nix::unistd::geteuid().is_root() { Some(group + 1) } else { groups.find(|it| *it != group) };
    let mut inbox = Inbox::open(folder.path(), Bounds::default()).expect("our own folder");
    let here = put(&folder, "a.csv", "1");
    assert_eq!(fs::metadata(&here).expect("it is there").gid(), group);
    assert!(matches!(ready(&mut inbox)[0].read(&inbox.bounds()), Reading::Read(Kind::Roster, _)));
    // An account of one group alone cannot make such a file.
    if let Some(other) = other {
        chown(&here, None, Some(other)).expect("a group of ours");
        assert!(refused(&folder, &mut inbox).contains("made elsewhere and moved here"));
    }
}

/// The fear: lines that are added between the last look and the move lie in `taken/`, and nobody has read them.
#[test]
fn what_is_added_to_a_file_after_it_was_looked_at_is_read_by_a_later_look() {
    use std::io::Write;
    let (folder, mut inbox) = opened();
    let path = put(&folder, "a.jsonl", "1\n");
    let dropped = ready(&mut inbox).remove(0);
    fs::File::options().append(true).open(&path).expect("our own file").write_all(b"2\n").expect("it is appended");
    assert!(!dropped.set_aside(&folder.path().join(TAKEN)).expect("it goes back"), "it was set aside");
    assert_eq!(fs::read(&path).expect("it lies there"), b"1\n2\n");
    assert_eq!(names(&ready(&mut inbox)), ["a.jsonl"], "the next looks take it");
}
