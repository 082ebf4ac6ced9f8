//! A command line, parsed: kept as words too, because a served store parses the same words again.

use super::{Cli, command, terms};
use clap::{ArgMatches, FromArgMatches};
use std::ffi::OsString;

/// A command line that reads as one.
pub struct Line {
    /// Its words, with the program's name first.
    words: Vec<OsString>,
    matches: ArgMatches,
}

/// Options that say where the store is, which is the caller's own business.
const OF_THE_CALLER: [&str; 4] = ["--store", "--output", "--socket", "--wait"];

impl Line {
    /// Parses words.
    ///
    /// # Errors
    /// They do not read, or ask for help.
    pub fn parse(words: Vec<OsString>) -> Result<Self, clap::Error> {
        let matches = command().try_get_matches_from(&words)?;
        Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut command()))?;
        Ok(Self { words, matches })
    }

    /// The command, as often as it is performed.
    pub fn cli(&self) -> Cli {
        Cli::from_arg_matches(&self.matches).expect("it read when the line was parsed")
    }

    /// The options of the verb as one would type them; a draft is kept with them.
    pub fn options(&self) -> Vec<String> {
        terms::options(&self.matches)
    }

    /// The verb.
    pub fn verb(&self) -> &str {
        self.matches.subcommand_name().unwrap_or_default()
    }

    /// Whether it reads the records of many, or the whole journal: then it does not take others' turn.
    pub fn reads_much(&self) -> bool {
        let Some((verb, given)) = self.matches.subcommand() else { return false };
        let names_nobody = || !given.try_contains_id("person").unwrap_or(false);
        let as_known = || verb == "docket" && given.try_contains_id("as_known").unwrap_or(false);
        let past = || verb == "retention" && given.subcommand_name() == Some("list");
        verb == "replay" || as_known() || past() || ["check", "log"].contains(&verb) && names_nobody()
    }

    /// The words to send to a served store: without those that say where it is. None where they are not UTF-8.
    pub fn to_send(&self) -> Option<Vec<String>> {
        let words: Vec<String> =
            self.words.iter().map(|word| word.to_str().map(str::to_owned)).collect::<Option<_>>()?;
        let mut kept = Vec::new();
        let mut left = words.iter();
        while let Some(word) = left.next() {
            match OF_THE_CALLER.iter().find(|option| word.strip_prefix(**option).is_some_and(is_end_of_option)) {
                Some(option) if word == option => drop(left.next()),
                Some(_) => {}
                None => kept.push(word.clone()),
            }
        }
        // A text may look like such an option: then all of it is sent, and the other side pays no heed to them.
        let same = Self::parse(kept.iter().map(OsString::from).collect()).is_ok_and(|line| line.means(self));
        Some(if same { kept } else { words })
    }

    fn means(&self, other: &Self) -> bool {
        let verb = |line: &Self| format!("{:?}", line.cli().verb);
        verb(self) == verb(other)
    }
}

fn is_end_of_option(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_the_store_is_stays_with_the_caller_and_texts_stay_as_they_are() {
        let sent = |words: &[&str]| {
            let words = std::iter::once("coach").chain(words.iter().copied()).map(OsString::from).collect();
            Line::parse(words).expect("it reads").to_send().expect("it is UTF-8")
        };
        assert_eq!(
            sent(&["--store", "/s", "note", "ben", "--output=/o", "-m", "a", "--wait", "3"]),
            ["coach", "note", "ben", "-m", "a"]
        );
        let tricky = ["coach", "note", "ben", "-m", "--output=x is a text here"];
        assert_eq!(sent(&tricky[1..]), tricky);
    }
    #[test]
    fn what_reads_the_records_of_many_takes_nobodys_turn() {
        let much = |words: &str| {
            let words = std::iter::once("coach").chain(words.split(' ')).map(OsString::from).collect();
            Line::parse(words).expect("it reads").reads_much()
        };
        for words in [
            "check",
            "check --strict",
            "log --json",
            "replay ben",
            "--as sam log",
            "docket ben --as-known 2026-06-30",
            "retention list",
        ] {
            assert!(much(words), "{words}");
        }
        for words in
            ["docket ben", "check ben", "log ben", "today", "note ben -m x", "show 3", "retention expire coaching"]
        {
            assert!(!much(words), "{words}");
        }
    }
}
