//! The fear: a file that records what its owner could not have recorded, or an answer that tells others of it.

use crate::watching::{Office, note};
use coachlog::intake::request;
use std::{
    collections::BTreeSet,
    fs,
    os::unix::fs::{MetadataExt, chown, symlink},
};

/// The lines of the page that has an example of every kind.
fn examples() -> String {
    let page = fs::read_to_string("docs/INBOX.md").expect("tests run in the checkout");
    let block = page.split("```jsonl\n").nth(1).and_then(|rest| rest.split("```").next());
    block.expect("the page has a block of examples").to_owned()
}

#[test]
fn every_kind_that_is_taken_has_an_example_that_is_recorded() {
    let office = Office::of_a_leader();
    let lines = examples().replace("lpark", &office.lee);
    office.drop("examples.jsonl", &lines);
    office.take();
    let report = office.report("examples.jsonl");
    let refused: Vec<_> =
        report["lines"].as_array().expect("lines").iter().filter(|it| it["outcome"] != "recorded").collect();
    assert!(refused.is_empty(), "{refused:#?}");
    let kinds: BTreeSet<_> = report["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|it| &it["kind"])
        .collect::<Vec<_>>()
        .into_iter()
        .map(|kind| kind.as_str().expect("a kind").to_owned())
        .collect();
    assert_eq!(kinds, request::taken().map(str::to_owned).collect(), "the page has each kind that is taken");
    let journal = office.coach.export();
    for kind in &kinds {
        assert!(journal.contains(&format!("\"kind\":\"{kind}\"")), "{kind} is not in the journal");
    }
    office.coach.run("verify").ok();
}

#[test]
fn each_line_is_judged_by_itself_in_order_and_the_same_file_again_records_nothing() {
    let office = Office::of_a_leader();
    let keyed = r#"{"key":"k1","about":"mchen","kind":"goal-set","fields":{"text":"More permits"}}"#;
    let lines = [
        note("mchen", "The first line").trim_end().to_owned(),
        String::new(),
        note("odiaz", "Of somebody else's report").trim_end().to_owned(),
        r#"{"about":"mchen","kind":"goal-revised","fields":{"goal":"g1","text":"Before it is set","reason":"Too early"}}"#.into(),
        keyed.into(),
        r#"{"about":"mchen","kind":"goal-revised","fields":{"goal":"g1","text":"Many permits","reason":"In time"}}"#.into(),
        keyed.into(),
        r#"{"about":"chen","kind":"goal-set","fields":{"text":"By a part of the name"}}"#.into(),
        note("mchen", "The first line").trim_end().to_owned(),
        "not JSON".into(),
        r#"{"about":"mchen","kind":"meeting-acknowledged","fields":{}}"#.into(),
    ];
    office.drop("lines.jsonl", lines.join("\r\n"));
    office.take();
    let report = office.report("lines.jsonl");
    let line = |number: u64| {
        let lines = report["lines"].as_array().expect("lines");
        lines.iter().find(|it| it["line"] == number).unwrap_or_else(|| panic!("line {number}: {report:#}")).clone()
    };
    assert_eq!(
        (&report["outcome"], &report["recorded"], &report["before"], &report["refused"]),
        (&"taken".into(), &3.into(), &1.into(), &6.into()),
        "{report:#}"
    );
    assert_eq!(line(1)["outcome"], "recorded");
    assert_eq!((&line(3)["outcome"], &line(3)["rule"]), (&"refused".into(), &"authority.line".into()));
    assert_eq!((&line(4)["outcome"], &line(4)["rule"]), (&"refused".into(), &"2B".into()), "it is judged in order");
    assert_eq!((&line(5)["outcome"], &line(6)["outcome"]), (&"recorded".into(), &"recorded".into()));
    assert_eq!((&line(7)["outcome"], &line(7)["first"]), (&"recorded-before".into(), &line(5)["first"]));
    assert_eq!((&line(8)["outcome"], &line(8)["field"]), (&"refused".into(), &"about".into()));
    assert_eq!((&line(9)["outcome"], &line(9)["already"]), (&"refused".into(), &line(1)["first"]));
    assert_eq!((&line(10)["outcome"], &line(10)["why"]), (&"refused".into(), &"is not JSON".into()));
    assert_eq!((&line(11)["kind"], &line(11)["field"]), (&"meeting-acknowledged".into(), &"kind".into()));
    assert!(line(11)["known"].as_array().expect("a list").contains(&"topic-discussed".into()));

    // The same bytes are the same requests, by whatever name they come; what was refused is judged anew.
    office.drop("again.jsonl", lines.join("\r\n"));
    office.take();
    let again = office.report("again.jsonl");
    assert_eq!((&again["recorded"], &again["before"]), (&1.into(), &4.into()), "{again:#}");
    let now = again["lines"].as_array().expect("lines").iter().find(|it| it["line"] == 4).expect("line 4");
    assert_eq!(now["outcome"], "recorded", "the goal is set by now");
    let before = office.coach.export();
    office.drop("once-more.jsonl", lines.join("\r\n"));
    office.take();
    assert_eq!((&office.report("once-more.jsonl")["recorded"], office.coach.export()), (&0.into(), before));
}

#[test]
fn a_roster_is_recorded_whole_or_not_at_all_and_an_earlier_one_may_come_again() {
    let office = Office::of_a_leader();
    office.drop("roster.csv", office.roster());
    office.take();
    let report = office.report("roster.csv");
    assert_eq!((&report["outcome"], &report["rule"]), (&"refused".into(), &serde_json::Value::Null), "{report:#}");
    assert_eq!(report["lines"][0]["rule"], "authority.writer", "who leads is not human resources");

    let hr = Office::of_hr();
    let first = hr.roster();
    let second = first.replace("Mina Chen,mchen,Clerk", "Mina Chen,mchen,Inspector");
    let bad = second.replace("Omar Diaz,odiaz", "Omar Diaz,mchen").replace("Inspector", "Director");
    let drop = |roster: &str| {
        hr.drop("roster.csv", roster);
        hr.take();
        hr.report("roster.csv")
    };
    assert_eq!(drop(&first)["lines"][0]["outcome"], "nothing-new");
    let changed = drop(&second);
    assert_eq!(changed["lines"][0]["outcome"], "recorded", "{changed:#}");
    let refused = drop(&bad);
    assert_eq!(
        (&refused["outcome"], &refused["lines"][0]["field"]),
        (&"refused".into(), &"login".into()),
        "{refused:#}"
    );
    assert_eq!(hr.recorded("Director"), 0);
    assert_eq!(drop(&first)["lines"][0]["outcome"], "recorded", "an earlier state is a new wish");
    assert_eq!(drop(&second)["lines"][0]["outcome"], "recorded");
    // And yet a file that was recorded and not moved is answered with what it recorded.
    let taken = hr.inbox().join("taken");
    let inspector = |path: &std::path::Path| fs::read_to_string(path).is_ok_and(|text| text == second);
    let files = fs::read_dir(taken).expect("ours").map(|item| item.expect("readable").path());
    let last = files.filter(|path| inspector(path)).max_by_key(|path| {
        let it = fs::metadata(path).expect("ours");
        (it.mtime(), it.mtime_nsec())
    });
    fs::rename(last.expect("two of them"), hr.inbox().join("roster.csv")).expect("ours");
    hr.take();
    assert_eq!(hr.report("roster.csv")["lines"][0]["outcome"], "recorded-before");
}

#[test]
fn a_report_holds_no_word_that_anybody_typed() {
    let office = Office::of_a_leader();
    office
        .coach
        .at("2027-01-12T09:00")
        .say(&office.lee, "promise mchen --due 2027-01-20 -m 'Quetzal standing promise'")
        .ok();
    let lines = [
        note("mchen", "Quetzal text").trim_end(),
        note("odiaz", "Quetzal refused").trim_end(),
        r#"{"about":"Quetzal","kind":"goal-set","fields":{"text":"a"}}"#,
        r#"{"about":"mchen","kind":"Quetzal","fields":{}}"#,
        r#"{"about":"mchen","kind":"goal-set","fields":{"Quetzal":"a"}}"#,
        r#"{"about":"mchen","kind":"goal-set","fields":{"text":"a","due":"Quetzal"}}"#,
        r#"{"about":"mchen","kind":"commitment-fulfilled","fields":{"commitment":"c9"}}"#,
        r#"{"about":"mchen","kind":"topic-discussed","fields":{"topic":"Quetzal","text":"Quetzal"}}"#,
        r#"{"about":"mchen","key":"Quetzal","kind":"commitment-renegotiated","fields":{"commitment":"c1","due":"2027-01-20","reason":"Quetzal"}}"#,
        "Quetzal",
    ]
    .map(str::to_owned);
    office.drop("words.jsonl", lines.join("\n"));
    office.drop("words.csv", office.roster().replace("Mina Chen,mchen", "Quetzal,m chen"));
    office.take();
    for name in ["words.jsonl", "words.csv"] {
        let text = office.report_text(name);
        for word in ["Quetzal", "Mina", "Chen", "mchen", "Omar", "odiaz", "Lee Park"] {
            assert!(!text.contains(word), "{word} stands in the report of {name}: {text}");
        }
    }
    assert_eq!(office.report("words.jsonl")["recorded"], 1, "{}", office.report_text("words.jsonl"));
    assert!(!office.log().contains("Quetzal") && !office.log().contains("Mina"), "{}", office.log());
}

#[test]
fn whoever_is_nobody_in_the_roster_drops_for_nobody_in_a_demo_too() {
    let office = Office::of_a_leader();
    if fs::metadata(office.inbox()).expect("the inbox").uid() != 0 {
        eprintln!("SKIPPED: only root can give a file to another account");
        return;
    }
    let before = office.coach.export();
    for (name, uid, why) in [
        ("known.jsonl", 1, "its owner is nobody in this store"),
        ("unknown.jsonl", 3_999_999_999, "this uid is in no password database here"),
        ("overflow.jsonl", 65_534, "this uid stands for accounts that are not known here"),
    ] {
        let path = office.drop(name, note("mchen", "By nobody"));
        chown(path, Some(uid), None).expect("root may");
        office.take();
        let report = office.inbox().join(format!("reports/{uid}/{name}.report.json"));
        let report: serde_json::Value = serde_json::from_slice(&fs::read(report).expect("a report")).expect("JSON");
        assert_eq!((&report["why"], &report["rule"]), (&why.into(), &"authority.account".into()), "{report:#}");
        assert!(office.inbox().join("refused").join(name).exists(), "it is set aside");
    }
    assert_eq!(office.coach.export(), before);
}

#[test]
fn links_and_folders_are_set_aside_while_the_others_are_taken() {
    let office = Office::of_a_leader();
    let secret = office.coach.write("secret.jsonl", note("mchen", "Not dropped"));
    symlink(&secret, office.inbox().join("a.jsonl")).expect("a link");
    fs::hard_link(&secret, office.inbox().join("b.jsonl")).expect("a second name");
    fs::create_dir(office.inbox().join("c.jsonl")).expect("a folder");
    office.drop("d.jsonl", note("mchen", "Dropped"));
    office.drop("e.txt", "x");
    office.drop("f.jsonl", "");
    office.take();
    assert_eq!((office.recorded("Not dropped"), office.recorded("Dropped")), (0, 1));
    assert_eq!(fs::read_dir(office.inbox().join("refused")).expect("ours").count(), 10, "five, each with its reason");
    assert!(secret.exists());
}
