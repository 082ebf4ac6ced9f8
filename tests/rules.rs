//! The fear: a rule that the check claims to judge, and that nobody has ever seen fall short.
//!
//! Each rule id of the table has a test of its own name, `rule_2a_k2_…`, among the tests of the check, with a world in
//! which it holds and one in which it falls short.

use coachlog::views::check::RULES;
use std::{fs, path::Path};

/// The tests of the check, by name and body.
fn tests() -> Vec<(String, String)> {
    let mut tests = Vec::new();
    for file in fs::read_dir(Path::new("src/views/check/tests")).expect("the tests of the check") {
        let text = fs::read_to_string(file.expect("a file").path()).expect("a test file");
        for part in text.split("#[test]\nfn ").skip(1) {
            let (name, body) = part.split_once('(').expect("a test is a function");
            tests.push((name.to_owned(), body.to_owned()));
        }
    }
    tests
}

#[test]
fn every_rule_of_the_check_has_a_test_of_its_name_in_which_it_holds_and_falls_short() {
    let tests = tests();
    let mut missing = Vec::new();
    for rule in RULES {
        let name = format!("rule_{}_", rule.id.to_lowercase().replace('.', "_"));
        // `rule_1_` begins `rule_1_k1_` too; what comes after a whole id is a word, not a key point or a reason.
        let is_longer = |test: &str| {
            RULES.iter().any(|other| {
                let longer = format!("rule_{}_", other.id.to_lowercase().replace('.', "_"));
                longer.len() > name.len() && test.starts_with(&longer)
            })
        };
        let named: Vec<_> = tests.iter().filter(|(test, _)| test.starts_with(&name) && !is_longer(test)).collect();
        let both = |wanted: &str| {
            named.iter().any(|(_, body)| body.contains(&format!("\"{}\"", rule.id)) && body.contains(wanted))
        };
        if !both("holds(") || !both("falls_short(") {
            missing.push(rule.id);
        }
    }
    assert!(missing.is_empty(), "no test shows that these rules hold and fall short: {missing:?}");
}

#[test]
fn what_the_check_judges_is_a_rule_of_the_sheet_the_newsletter_or_the_appraisal() {
    let sheet = fs::read_to_string("events/standard/job-breakdown-sheet.json").expect("the sheet");
    let sheet: serde_json::Value = serde_json::from_str(&sheet).expect("JSON");
    let steps: Vec<_> = sheet["steps"].as_array().expect("steps").iter().map(|step| step["id"].clone()).collect();
    for rule in RULES {
        let other = ["N", "702", "appraisal"].contains(&rule.step);
        assert!(other || steps.contains(&rule.step.into()), "{} is of no step", rule.id);
    }
}
