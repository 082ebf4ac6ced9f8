//! A flipped bit anywhere in a store: `verify` says where and what to do, or it makes no difference; `doctor --repair`
//! brings every entry back from the other copy. Never a panic, never wrong data.
//!
//! Every test here runs processes, so the sample is small and spread; the log's own tests flip every bit.

use crate::support::{Coach, read_folder, write_folder};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A store with something in it, and what it holds.
struct Sound {
    coach: Coach,
    files: Vec<(PathBuf, Vec<u8>)>,
    export: String,
    log: String,
}

impl Sound {
    fn new() -> Self {
        let coach = Coach::agency();
        for number in 0..4 {
            coach.say("sam", &format!("note ben -m 'Note {number}'")).ok();
        }
        let files = read_folder(&coach.store());
        let (export, log) = (coach.export(), coach.say("sam", "log --json").ok().out);
        // Reading opens sled, which writes: the files are those from before.
        let sound = Self { coach, files, export, log };
        sound.put_back();
        sound
    }

    fn put_back(&self) {
        let store = self.coach.store();
        fs::remove_dir_all(&store).expect("the store is the test's own");
        write_folder(&store, &self.files);
    }

    /// Damages one file of the store, and says what `verify` and `doctor` make of it.
    fn damaged(&self, name: &Path, damage: impl FnOnce(&mut Vec<u8>)) -> bool {
        self.put_back();
        let path = self.coach.store().join(name);
        let mut bytes = fs::read(&path).expect("a file of the store");
        damage(&mut bytes);
        fs::write(&path, bytes).expect("damaged on purpose");
        let verify = self.coach.run("verify");
        if verify.code == 0 {
            // Harmless: what is read is what was recorded.
            assert_eq!(self.coach.export(), self.export, "verify passed, and the journal says something else");
            assert_eq!(
                self.coach.say("sam", "log --json").ok().out,
                self.log,
                "verify passed, and sled says something else"
            );
            return false;
        }
        let verify = verify.failed();
        let where_and_what_to_do = verify.out.contains("WRONG  ") && verify.out.contains("Run `coach doctor`");
        assert!(where_and_what_to_do, "{} was damaged:\n{verify}", name.display());
        let read = self.coach.say("sam", "log --json");
        assert!(read.code == 3 || read.out == self.log, "wrong data was shown:\n{read}");
        let repair = self.coach.run("doctor --repair").ok();
        self.coach.run("verify").ok();
        assert_eq!(self.coach.export(), self.export, "an entry is lost or changed:\n{repair}");
        assert_eq!(self.coach.say("sam", "log --json").ok().out, self.log, "an entry is lost or changed:\n{repair}");
        true
    }

    /// The length of a file up to where only zeros follow.
    fn written(&self, name: &Path) -> usize {
        let bytes = &self.files.iter().find(|(known, _)| known == name).expect("a file of the store").1;
        bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
    }
}

/// Flips bits of a file, spread over what is written in it; says how many of the flips were found.
fn flip(sound: &Sound, name: &Path, times: usize) -> usize {
    let written = sound.written(name);
    let flips = (0..times).map(|number| (written * (2 * number + 1) / (2 * times), number * 3 % 8));
    flips.filter(|(byte, bit)| sound.damaged(name, |bytes| bytes[*byte] ^= 1 << bit)).count()
}

#[test]
fn a_flipped_bit_in_the_journal_or_its_head_is_found_and_mended() {
    let sound = Sound::new();
    let journal: Vec<_> = sound.files.iter().map(|(name, _)| name).filter(|name| name.starts_with("journal")).collect();
    assert!(journal.len() >= 2, "a journal has a segment and a head: {journal:?}");
    for name in journal {
        assert_eq!(flip(&sound, name, 5), 5, "a flip in {} was not found", name.display());
    }
}

#[test]
fn a_flipped_bit_in_sled_is_found_and_mended_or_makes_no_difference() {
    let sound = Sound::new();
    for (name, _) in sound.files.iter().filter(|(name, _)| name.starts_with("sled")) {
        let times = if name.ends_with("db") { 10 } else { 4 };
        let found = flip(&sound, name, times);
        eprintln!("{}: {found} of {times} flips made a difference", name.display());
    }
}

#[test]
fn a_flipped_bit_in_the_locks_text_makes_no_difference() {
    let sound = Sound::new();
    assert_eq!(flip(&sound, Path::new("lock"), 2), 0);
}

#[test]
fn a_file_that_is_cut_emptied_or_gone_is_found_and_mended() {
    let sound = Sound::new();
    for (name, bytes) in sound.files.iter().filter(|(name, _)| !name.ends_with("lock")) {
        sound.damaged(name, Vec::clear);
        sound.damaged(name, |bytes| bytes.truncate(bytes.len() / 2));
        eprintln!("{} ({} bytes) cut and emptied", name.display(), bytes.len());
    }
    for folder in ["journal", "sled"] {
        sound.put_back();
        fs::remove_dir_all(sound.coach.store().join(folder)).expect("it is there");
        let verify = sound.coach.run("verify").failed();
        assert!(verify.out.contains("WRONG  "), "{verify}");
        sound.coach.run("doctor --repair").ok();
        assert_eq!(sound.coach.export(), sound.export, "{folder} was gone");
        assert_eq!(sound.coach.say("sam", "log --json").ok().out, sound.log, "{folder} was gone");
        sound.coach.run("verify").ok();
    }
}

#[test]
fn where_both_copies_are_damaged_every_intact_entry_is_salvaged_and_the_rest_is_listed() {
    let sound = Sound::new();
    sound.put_back();
    let store = sound.coach.store();
    fs::remove_dir_all(store.join("sled")).expect("it is there");
    let segment = store
        .join(&sound.files.iter().find(|(name, _)| name.ends_with("00000000000000000000.jsonl")).expect("a segment").0);
    let damaged = fs::read_to_string(&segment).expect("text").replacen("Note 1", "Note 7", 1);
    fs::write(&segment, damaged).expect("damaged on purpose");
    sound.coach.run("verify").failed();
    sound.coach.say("sam", "log").failed();
    let ran = sound.coach.run("doctor --repair").failed().says(&[
        "intact entries salvaged to",
        "missing: #",
        "coach restore",
    ]);
    let salvage = ran.out.lines().find_map(|line| line.split_once(" salvaged to ")).expect("it says where").1;
    let kept = fs::read_to_string(salvage).expect("the salvage is there");
    assert_eq!(kept.lines().count() + 1, sound.export.lines().count());
    assert!(kept.lines().all(|line| sound.export.lines().any(|known| known == line)), "salvage made something up");
}

#[test]
fn doctor_says_what_it_would_do_and_does_nothing_without_repair() {
    let sound = Sound::new();
    sound.coach.run("doctor").ok();
    sound.coach.run("doctor --repair").ok().says(&["Nothing was wrong; nothing was done."]);
    let name = Path::new("journal/head");
    let path = sound.coach.store().join(name);
    fs::write(&path, "damaged").expect("damaged on purpose");
    sound.coach.run("doctor").failed().says(&["The head file of the journal would be written anew."]);
    assert_eq!(fs::read_to_string(&path).expect("the head"), "damaged");
    sound.coach.run("doctor --from journal").misused();
    sound.coach.run("doctor --repair").ok().says(&["kept aside:"]);
}
