//! Boxes to tick: `c1: [ ] done [x] on track [ ] slipped: why`.

/// What was ticked of a line's boxes, and the words behind the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ticked {
    /// The label of the ticked box, if one was.
    pub label: Option<&'static str>,
    /// What was written behind them.
    pub note: Option<String>,
}

/// A line of boxes, none of them ticked.
pub(super) fn blank(name: &str, labels: &[&str], note: bool) -> String {
    let boxes: Vec<_> = labels.iter().map(|label| format!("[ ] {label}")).collect();
    format!("{name}: {}{}\n", boxes.join(" "), if note { ":" } else { "" })
}

/// Reads a line's boxes strictly.
///
/// # Errors
/// A box that is not one of the labels, a mark that is none, two ticked ones, words where none belong.
pub(super) fn read(value: &str, labels: &[&'static str], takes_note: bool) -> Result<Ticked, String> {
    let all = || labels.iter().map(|label| format!("[ ] {label}")).collect::<Vec<_>>().join(" ");
    let mut rest = value.trim();
    let mut ticked: Vec<&'static str> = Vec::new();
    while let Some(after) = rest.strip_prefix('[') {
        let (mark, after) = after.split_once(']').ok_or_else(|| format!("a box is not closed: {rest:?}"))?;
        let after = after.trim_start();
        let label = labels.iter().find(|label| starts_with_word(after, label));
        let label = label.ok_or_else(|| format!("a box of none of the answers; they are {}", all()))?;
        match mark.trim() {
            "" => {}
            "x" | "X" => ticked.push(label),
            other => return Err(format!("[{other}] is neither ticked nor empty: write [x] or [ ]")),
        }
        rest = after[label.len()..].trim_start();
    }
    let note = rest.strip_prefix(':').map(str::trim).unwrap_or(rest);
    if !rest.is_empty() && !rest.starts_with(':') {
        return Err(format!("{rest:?} stands where a box belongs; the answers are {}", all()));
    }
    match (ticked.as_slice(), note) {
        ([_, _, ..], _) => Err(format!("two boxes are ticked ({}); one answer counts", ticked.join(", "))),
        (_, note) if !note.is_empty() && !takes_note => Err(format!("takes no words: {note:?}")),
        ([], note) if !note.is_empty() => Err(format!("has words and no ticked box: {note:?}")),
        (ticked, note) => {
            let note = Some(note).filter(|note| !note.is_empty()).map(str::to_owned);
            Ok(Ticked { label: ticked.first().copied(), note })
        }
    }
}

/// Whether a text begins with these words, and not with a longer one.
fn starts_with_word(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
}
