//! Numbers what people name: agenda items, commitments and actions get the ids that the record will give them.
//!
//! While lines are composed and written by hand, `{c:label}` stands for the commitment that the labelled line
//! promised, `{i:label}` or `{i:label.2}` for an item that it raised, `{a:label}` for an action that it planned;
//! `--discussed *` and `--on-track *` of a `hold` stand for all that is left. A small model of each person's counters
//! replaces them. `{label}` alone stays: it is an entry's number, which only the record knows.

use super::{Line, featured::option};
use std::collections::{BTreeMap, BTreeSet};

/// An agenda item while it is on somebody's agenda.
struct Item {
    id: String,
    /// The meeting that it was prepared for.
    meeting: String,
}

/// What has been counted of one person.
#[derive(Default)]
struct Counted {
    items: u64,
    commitments: u64,
    actions: u64,
    agenda: Vec<Item>,
    open: Vec<String>,
}

/// Ids by the label of the line that made them.
type Named = BTreeMap<String, Vec<String>>;

/// Replaces what stands for an id by the id, in lines that are in order of time.
pub(crate) fn resolve(mut lines: Vec<Line>) -> Vec<Line> {
    let mut people: BTreeMap<String, Counted> = BTreeMap::new();
    let mut named = Named::new();
    for at in 0..lines.len() {
        let mut line = lines[at].clone();
        line.argv.iter_mut().for_each(|word| *word = substituted(word, &named));
        let person = line.argv.get(1).cloned().unwrap_or_default();
        if line.argv[0] == "hold" {
            let answered = answered_later(&lines[at + 1..], &person, &named);
            people.entry(person.clone()).or_default().hold(&mut line.argv, &answered);
        }
        let made = people.entry(person).or_default().count(&line.argv);
        if let Some(label) = &line.label {
            named.insert(label.clone(), made);
        }
        lines[at] = line;
    }
    let spoken: BTreeSet<String> = lines.iter().flat_map(|l| &l.argv).filter_map(|word| entry_label(word)).collect();
    for line in &mut lines {
        line.label = line.label.take().filter(|label| spoken.contains(label));
    }
    lines
}

/// The label in a word that is nothing but `{label}`.
pub fn entry_label(word: &str) -> Option<String> {
    let inner = word.strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(':')).then(|| inner.to_owned())
}

fn substituted(word: &str, named: &Named) -> String {
    let parts = word.split(',').map(|part| {
        let Some(inner) = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) else {
            return part.to_owned();
        };
        let Some((_, label)) = inner.split_once(':') else { return part.to_owned() };
        if let Some(ids) = named.get(label) {
            return ids[0].clone();
        }
        let (label, nth) = label.rsplit_once('.').unwrap_or_else(|| panic!("no line is labelled {label}"));
        let nth: usize = nth.parse().unwrap_or_else(|_| panic!("no line is labelled {label}.{nth}"));
        named[label][nth - 1].clone()
    });
    parts.collect::<Vec<_>>().join(",")
}

/// Commitments that get their own answer between a `hold` and the next `hold` or `finalise` of the same person.
fn answered_later(rest: &[Line], person: &str, named: &Named) -> Vec<String> {
    let mine = rest.iter().filter(|line| line.argv.get(1).is_some_and(|p| p == person));
    let meeting = mine.take_while(|line| line.argv[0] != "hold" && line.argv[0] != "finalise");
    let answers = meeting.filter(|line| matches!(line.argv[0].as_str(), "done" | "slip"));
    let known = answers.filter(|line| !line.argv[2].starts_with("{c:") || known(&line.argv[2], named));
    known.map(|line| substituted(&line.argv[2], named)).collect()
}

fn known(word: &str, named: &Named) -> bool {
    named.contains_key(word.trim_start_matches("{c:").trim_end_matches('}'))
}

impl Counted {
    fn hold(&mut self, argv: &mut Vec<String>, answered: &[String]) {
        let meeting = option(argv, "--meeting").unwrap_or_default().to_owned();
        let ended: Vec<String> =
            ["--deferred", "--dropped"].iter().filter_map(|o| option(argv, o)).flat_map(split).collect();
        let due = |item: &&Item| item.meeting <= meeting && !ended.contains(&item.id);
        let items = self.agenda.iter().filter(due).map(|item| item.id.clone()).collect();
        let told = split(option(argv, "--on-track").unwrap_or_default());
        let left = |id: &&String| !answered.contains(id) && !told.contains(id);
        let open = self.open.iter().filter(left).cloned().collect();
        expand(argv, "--discussed", items);
        expand(argv, "--on-track", open);
    }

    /// Counts what a command makes, and gives the ids of it.
    fn count(&mut self, argv: &[String]) -> Vec<String> {
        let meeting = option(argv, "--meeting").unwrap_or_default().to_owned();
        match argv[0].as_str() {
            "prep" => {
                let raised = argv.iter().filter(|word| *word == "--item" || *word == "-m").count();
                (0..raised).map(|_| self.raise(&meeting)).collect()
            }
            "topics" if argv.iter().any(|word| word == "-m") => vec![self.raise(&meeting)],
            "hold" => {
                for id in ["--discussed", "--dropped"].iter().filter_map(|o| option(argv, o)).flat_map(split) {
                    self.agenda.retain(|item| item.id != id);
                }
                Vec::new()
            }
            "promise" => self.promised(),
            "grow" if argv.iter().any(|word| word == "--will") => self.promised(),
            "handover" => {
                let declined: Vec<_> = option(argv, "--decline").into_iter().flat_map(split).collect();
                self.open.retain(|id| !declined.contains(id));
                Vec::new()
            }
            "done" | "release" => {
                self.open.retain(|id| *id != argv[2]);
                Vec::new()
            }
            "plan" if argv.iter().any(|word| word == "--action") => {
                self.actions += 1;
                vec![format!("a{}", self.actions)]
            }
            _ => Vec::new(),
        }
    }

    fn promised(&mut self) -> Vec<String> {
        self.commitments += 1;
        self.open.push(format!("c{}", self.commitments));
        self.open.last().cloned().into_iter().collect()
    }

    fn raise(&mut self, meeting: &str) -> String {
        self.items += 1;
        let id = format!("i{}", self.items);
        self.agenda.push(Item { id: id.clone(), meeting: meeting.to_owned() });
        id
    }
}

fn split(list: &str) -> Vec<String> {
    list.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// Puts what is left in the place of `*`; an empty list takes the option with it.
fn expand(argv: &mut Vec<String>, name: &str, left: Vec<String>) {
    let Some(at) = argv.iter().position(|word| word == name) else { return };
    let given = split(&argv[at + 1]).into_iter().filter(|id| id != "*");
    let star = argv[at + 1].split(',').any(|id| id == "*");
    let mut all: Vec<String> = given.collect();
    if star {
        all.extend(left.into_iter().filter(|id| !all.contains(id)).collect::<Vec<_>>());
    }
    if all.is_empty() { argv.drain(at..=at + 1).for_each(drop) } else { argv[at + 1] = all.join(",") }
}
