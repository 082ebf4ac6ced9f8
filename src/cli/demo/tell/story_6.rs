//! Story 6, told: what was found false is destroyed.

use super::*;

/// Story 6: what a caller said of Leona Tso was found false, and is nowhere any more.
#[test]
fn story_06_what_was_found_false_is_destroyed_in_the_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let of_story = |line: &Line| {
        let keeping = ["legal-hold", "expunge", "destroy"].contains(&line.argv[0].as_str());
        let told = line
            .argv
            .iter()
            .any(|word| word.contains("signed a pump as tested") || word.contains("station's own camera"));
        keeping || told || line.label.as_deref() == Some("false-claim")
    };
    assert_eq!(sample::script().iter().filter(|line| of_story(line)).count(), 7);
    let script = sample::script().into_iter().filter(|line| line.is_the_agencys() || of_story(line)).collect();
    let store = folder.path().join("store");
    tell(&store, folder.path(), (script, &Crowd::of(0, 1)), Duration::ZERO).expect("it is told");
    let (store, notices) = Store::open(&store, open_options(Duration::ZERO)).expect("a store");
    assert_eq!(notices, Vec::<String>::new());
    let lines: Vec<_> = store.since(0).expect("the log reads").map(|entry| entry.expect("right").to_line()).collect();
    assert_eq!(lines.iter().filter(|line| line.starts_with("{\"body\":null")).count(), 2);
    assert!(!lines.iter().any(|line| line.contains("without leaving her truck")));
    assert!(lines.iter().any(|line| line.contains("station's own camera")), "what was found out stays");
    assert_eq!(lines.iter().filter(|line| line.contains("\"content-destroyed\"")).count(), 1);
}
