//! Commands of several people, one after another.

use crate::support::Coach;
use std::fmt::Write;

/// What is said to each of the commands.
pub fn tell(coach: &Coach, lines: &[(&str, &str)]) -> String {
    let mut told = String::new();
    for (login, line) in lines {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    told
}
