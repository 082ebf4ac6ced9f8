//! The conversations that were written by hand, one command a line: `2025-08-06T09:41 dbegay note ltso -m "…" => label`.

use super::{Line, people::Minute};

/// The tracked files by name.
pub(crate) const FILES: [(&str, &str); 22] = [
    ("standard", include_str!("../../events/sample/featured/11-standard.txt")),
    ("other-standards", include_str!("../../events/sample/featured/other-standards.txt")),
    ("strategy", include_str!("../../events/sample/featured/strategy.txt")),
    ("moved-four-times", include_str!("../../events/sample/featured/09-moved-four-times.txt")),
    ("own-topics-first", include_str!("../../events/sample/featured/10-own-topics-first.txt")),
    ("messages", include_str!("../../events/sample/featured/messages.txt")),
    ("around-the-year", include_str!("../../events/sample/featured/around-the-year.txt")),
    ("near-identical", include_str!("../../events/sample/featured/13-near-identical.txt")),
    ("found-false", include_str!("../../events/sample/featured/06-found-false.txt")),
    ("two-marias", include_str!("../../events/sample/featured/07-two-marias.txt")),
    ("window-rock", include_str!("../../events/sample/featured/14-window-rock.txt")),
    ("tsosie", include_str!("../../events/sample/featured/calvin-tsosie.txt")),
    ("montoya", include_str!("../../events/sample/featured/jesse-montoya.txt")),
    ("callahan", include_str!("../../events/sample/featured/erin-callahan.txt")),
    ("kemp", include_str!("../../events/sample/featured/rosalind-kemp.txt")),
    ("obinna", include_str!("../../events/sample/featured/grace-obinna.txt")),
    ("appraisals", include_str!("../../events/sample/featured/appraisals.txt")),
    ("desai", include_str!("../../events/sample/featured/amit-desai.txt")),
    ("new-leader", include_str!("../../events/sample/featured/02-a-new-leader.txt")),
    ("forty-seven-days", include_str!("../../events/sample/featured/03-forty-seven-days.txt")),
    ("back-again", include_str!("../../events/sample/featured/15-back-again.txt")),
    ("read-and-contested", include_str!("../../events/sample/featured/read-and-contested.txt")),
];

/// All featured lines, file after file.
pub(crate) fn lines() -> Vec<Line> {
    FILES.iter().flat_map(|(name, text)| read(name, text)).collect()
}

fn read(name: &str, text: &str) -> Vec<Line> {
    let spoken = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    spoken.map(|line| read_line(line).unwrap_or_else(|| panic!("featured/{name}: not a command: {line}"))).collect()
}

fn read_line(line: &str) -> Option<Line> {
    let (command, label) = match line.rsplit_once(" => ") {
        Some((command, label)) => (command, Some(label.trim().to_owned())),
        None => (line, None),
    };
    let (at, rest) = command.split_once(' ')?;
    let (actor, rest) = rest.split_once(' ')?;
    let argv = shell_words::split(rest).ok()?;
    Some(Line { at: at.to_owned().parse_minute(), actor: actor.to_owned(), argv, label })
}

/// The value of an option in a command, such as the date after `--meeting`.
pub(crate) fn option<'a>(argv: &'a [String], name: &str) -> Option<&'a str> {
    let at = argv.iter().position(|word| word == name)?;
    argv.get(at + 1).map(String::as_str)
}
