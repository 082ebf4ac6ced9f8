//! The words of the sample: matters that people of one trade meet, and lists for everyone; tracked as plain text.

use std::collections::BTreeMap;

const TRADES: [(&str, &str); 8] = [
    ("any", include_str!("../../events/sample/words/any.txt")),
    ("desk", include_str!("../../events/sample/words/desk.txt")),
    ("field", include_str!("../../events/sample/words/field.txt")),
    ("fuel", include_str!("../../events/sample/words/fuel.txt")),
    ("lab", include_str!("../../events/sample/words/lab.txt")),
    ("lead", include_str!("../../events/sample/words/lead.txt")),
    ("licence", include_str!("../../events/sample/words/licence.txt")),
    ("scales", include_str!("../../events/sample/words/scales.txt")),
];

/// A matter of somebody's work, with what each side says of it while it is raised, discussed, promised and done.
#[derive(Debug)]
pub(crate) struct Matter {
    pub(crate) trade: &'static str,
    pub(crate) topic: &'static str,
    /// The only unit that meets it, where it is one unit's.
    pub(crate) unit: Option<&'static str>,
    /// A noun phrase that names it in a sentence.
    pub(crate) title: &'static str,
    lines: Vec<(char, &'static str)>,
}

impl Matter {
    /// The lines of one kind: `e` and `l` raise it (employee, leader), `n` is the leader's note, `v` the employee's,
    /// `p` and `q` promise (employee, leader), `d` is the evidence of a `p`, `r` the result, `w` a win.
    pub(crate) fn lines(&self, kind: char) -> Vec<&'static str> {
        self.lines.iter().filter(|(k, _)| *k == kind).map(|(_, text)| *text).collect()
    }

    /// Every line of it, for the slots in them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'static str> {
        self.lines.iter().map(|(_, text)| *text)
    }
}

/// All the words.
pub(crate) struct Words {
    pub(crate) matters: Vec<Matter>,
    lists: BTreeMap<&'static str, Vec<&'static str>>,
}

impl Words {
    /// Reads the tracked files, which are compiled in.
    pub(crate) fn read() -> Self {
        let matters = TRADES.iter().flat_map(|(trade, text)| read_matters(trade, text)).collect();
        let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        let mut name = "";
        for line in include_str!("../../events/sample/words/common.txt").lines().filter(|line| !line.is_empty()) {
            match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(next) => name = next,
                None => lists.entry(name).or_default().push(line),
            }
        }
        Self { matters, lists }
    }

    /// The list of that name.
    pub(crate) fn list(&self, name: &str) -> &[&'static str] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }
}

fn read_matters(trade: &'static str, text: &'static str) -> Vec<Matter> {
    let mut all: Vec<Matter> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (kind, rest) = line.split_at(2);
        match (kind, all.last_mut()) {
            ("= ", _) => {
                let (head, title) = rest.split_once(" | ").expect("a matter has a topic and a title");
                let (topic, unit) = head.split_once(" @").map_or((head, None), |(t, u)| (t, Some(u)));
                all.push(Matter { trade, topic, unit, title, lines: Vec::new() });
            }
            (_, Some(matter)) => matter.lines.push((kind.chars().next().expect("a kind"), rest)),
            (_, None) => unreachable!("a file of matters begins with one"),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_matter_has_something_for_both_sides_to_say() {
        for matter in Words::read().matters {
            for (kind, least) in
                [('e', 2), ('l', 1), ('n', 3), ('v', 1), ('p', 1), ('q', 1), ('d', 2), ('r', 2), ('w', 1)]
            {
                assert!(matter.lines(kind).len() >= least, "{} has too few lines of {kind}", matter.title);
            }
            assert!(matter.lines.iter().all(|(kind, _)| "elnvpqdrw".contains(*kind)), "{}", matter.title);
        }
    }
}
