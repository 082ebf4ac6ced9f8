//! The fear: a sentence of the two source documents that the software quietly leaves out.
//!
//! docs/COVERAGE.md has a row for each rule id. Here it is compared with the sheet that a store begins with, and with
//! the tests that there are: a row names a test of its rule, or says what a reader sees instead.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// A row of the table.
struct Row {
    id: String,
    tests: Vec<String>,
    instead: String,
}

fn rows() -> Vec<Row> {
    let page = fs::read_to_string("docs/COVERAGE.md").expect("the page");
    let row = |line: &str| {
        let cells: Vec<_> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [id, what, tests, instead] = cells[..] else { panic!("a row has four cells: {line}") };
        assert!(!what.is_empty(), "{id} says what it asks");
        Row {
            id: id.to_owned(),
            tests: tests.split('`').skip(1).step_by(2).map(str::to_owned).collect(),
            instead: instead.trim_matches('–').to_owned(),
        }
    };
    let lines = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---"));
    lines.filter(|line| !line.starts_with("| rule ")).map(row).collect()
}

/// Every test of the repository that is named after a rule, or after anything else.
fn tests(folder: &Path, found: &mut BTreeSet<String>) {
    for item in fs::read_dir(folder).expect("a folder of the checkout").map(|item| item.expect("readable").path()) {
        if item.is_dir() {
            tests(&item, found);
        } else if item.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&item).expect("source is text");
            let lines: Vec<_> = text.lines().map(str::trim_start).collect();
            for (at, line) in lines.iter().enumerate().filter(|(_, line)| **line == "#[test]") {
                let next = lines[at + 1..].iter().find(|line| !line.starts_with("#["));
                let name = next.and_then(|next| next.strip_prefix("fn ")?.split_once('('));
                let (name, _) = name.unwrap_or_else(|| panic!("a test is a function: {line} of {}", item.display()));
                found.insert(name.to_owned());
            }
        }
    }
}

fn all_tests() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["src", "tests"] {
        tests(Path::new(folder), &mut found);
    }
    found
}

/// How the tests of a rule begin.
fn beginning(id: &str) -> String {
    let plain: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' }).collect();
    format!("rule_{plain}_")
}

/// The rule of the table, or the step of the sheet, that a test is named after: the longest that fits.
fn rule_of<'a>(test: &str, ids: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    ids.filter(|id| test.starts_with(&beginning(id))).max_by_key(|id| id.len())
}

fn sheet() -> serde_json::Value {
    let sheet = fs::read_to_string("events/standard/job-breakdown-sheet.json").expect("the sheet");
    serde_json::from_str(&sheet).expect("JSON")
}

fn steps(sheet: &serde_json::Value) -> Vec<(&str, usize, usize)> {
    let count = |step: &serde_json::Value, key: &str| step[key].as_array().map_or(0, Vec::len);
    let steps = sheet["steps"].as_array().expect("steps");
    let step = |it| (count(it, "key_points"), count(it, "reasons"));
    steps.iter().map(|it| (it["id"].as_str().expect("an id"), step(it).0, step(it).1)).collect()
}

#[test]
fn every_rule_has_a_test_of_its_name_or_says_what_a_reader_sees_instead() {
    let (rows, tests) = (rows(), all_tests());
    let sheet = sheet();
    let ids = || rows.iter().map(|row| &*row.id).chain(steps(&sheet).into_iter().map(|(id, ..)| id));
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for test in tests.iter().filter(|test| test.starts_with("rule_")) {
        let rule = rule_of(test, ids()).unwrap_or_else(|| panic!("{test} is named after no rule of docs/COVERAGE.md"));
        of.entry(rule).or_default().push(test);
    }
    let mut wrong = Vec::new();
    for row in &rows {
        for test in &row.tests {
            if !tests.contains(test) {
                wrong.push(format!("{}: there is no test {test}", row.id));
            } else if !test.starts_with(&beginning(&row.id)) {
                wrong.push(format!("{}: {test} is not named after it", row.id));
            }
        }
        match of.get(&*row.id) {
            Some(there) if row.tests.is_empty() => {
                wrong.push(format!("{}: name one of its tests: {}", row.id, there.join(", ")));
            }
            None if row.instead.is_empty() => {
                wrong.push(format!(
                    "{}: no test is named {}…, and nothing is said instead",
                    row.id,
                    beginning(&row.id)
                ));
            }
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "docs/COVERAGE.md:\n{}", wrong.join("\n"));
}

#[test]
fn every_key_point_and_reason_of_the_sheet_has_a_row_and_no_rule_has_two() {
    let rows = rows();
    let ids: BTreeSet<_> = rows.iter().map(|row| &*row.id).collect();
    assert_eq!(ids.len(), rows.len(), "a rule has one row");
    for (step, key_points, reasons) in steps(&sheet()) {
        for n in 1..=key_points {
            // A step of one key point is one rule, as 2F is.
            let has = ids.contains(&*format!("{step}.K{n}")) || key_points == 1 && ids.contains(step);
            assert!(has, "{step}.K{n} has no row");
        }
        for n in 1..=reasons {
            // Of 2A, 2C and others the sheet's reasons are one rule.
            let one = ids.contains(&*format!("{step}.R")) || ids.contains(step);
            assert!(one || ids.contains(&*format!("{step}.R{n}")), "{step}.R{n} has no row");
        }
    }
}

#[test]
fn every_rule_that_a_kind_names_is_a_rule_here_a_step_of_the_sheet_or_a_rule_of_the_record() {
    let (rows, sheet) = (rows(), sheet());
    let own = fs::read_to_string("docs/RULES.md").expect("the page of rules");
    let steps: Vec<_> = steps(&sheet).into_iter().map(|(id, ..)| id).collect();
    for documented in coachlog::domain::catalogue::catalogue() {
        for rule in &documented.rules {
            let known = rows.iter().any(|row| row.id == *rule) || steps.contains(&&**rule);
            assert!(known || own.contains(&format!("\n| {rule} | ")), "{} names the rule {rule}", documented.kind);
        }
    }
}
