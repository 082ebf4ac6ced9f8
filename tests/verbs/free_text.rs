//! Nothing of a free text is interpreted: not by a shell, a template, a path or a terminal.

use crate::support::Coach;

const TEXTS: &[&str] = &[
    r#"quotes ' and " and ` and \ back"#,
    "$(touch pwned) `touch pwned` ; touch pwned | touch pwned && touch pwned",
    "{{ 7 * 7 }} {% include \"/etc/passwd\" %} {# gone #}",
    "../../../etc/passwd and C:\\windows and file:///etc/passwd",
    "first line\nsecond line\n\n# fourth, as a heading",
    "emoji 👩🏽‍🔧🪜 and Diné bizaad: yáʼátʼééh",
    "right \u{202e}to left\u{202c} and \u{200f}marks and zero\u{200b}width",
    "<script>alert(1)</script> &amp; <b>",
    "-m --draft --key=x",
    "%s %n {0} {} \\u0041 \\n",
    "null",
    "=1+1",
];

#[test]
fn every_text_comes_back_from_the_log_as_it_was_typed() {
    let coach = Coach::agency();
    for text in TEXTS {
        coach.run_words(&["--as", "sam", "note", "ben", &format!("--message={text}")], text).ok();
    }
    let entries = coach.entries("ben", "ben");
    let notes: Vec<_> = entries.iter().filter(|entry| entry["kind"] == "topic-discussed").collect();
    let back: Vec<_> = notes.iter().map(|note| note["body"]["text"].as_str().expect("a text")).collect();
    assert_eq!(back, TEXTS);
    let names: Vec<_> =
        std::fs::read_dir(coach.dir()).expect("the folder").flatten().map(|it| it.file_name()).collect();
    assert!(!names.iter().any(|name| name == "pwned"), "{names:?}");
    for (note, text) in notes.iter().zip(TEXTS) {
        let shown = coach.say("ben", &format!("show {}", note["seq"])).ok().out;
        assert!(shown.contains(text.lines().next().expect("a line")), "{shown}");
    }
    coach.run("verify").ok();
}

#[test]
fn control_characters_are_refused_by_name_and_line_ends_are_made_the_same() {
    let coach = Coach::agency();
    for (text, named) in [("a\u{1b}[2Jb", "U+001B"), ("a\u{7}b", "U+0007"), ("a\u{85}b", "U+0085"), ("a\rb", "U+000D")]
    {
        coach
            .run_words(&["--as", "sam", "note", "ben", "-m", text], "note")
            .refused()
            .says(&[named])
            .hides(&["\u{1b}"]);
    }
    coach.run_words(&["--as", "sam", "note", "ben", "-m", " one\r\ntwo \n"], "note").ok();
    assert_eq!(coach.entries("ben", "ben").last().expect("recorded")["body"]["text"], "one\ntwo");
    let long = "x".repeat(20_001);
    coach.run_words(&["--as", "sam", "note", "ben", "-m", &long], "note").refused().says(&["20001 characters"]);
}

#[test]
fn a_text_may_begin_with_a_hyphen_and_an_option_without_its_text_is_not_taken_for_one() {
    let coach = Coach::agency();
    coach.run_words(&["--as", "sam", "note", "ben", "-m", "- one\n- two"], "note").ok();
    assert_eq!(coach.entries("ben", "ben").last().expect("recorded")["body"]["text"], "- one\n- two");
    for option in ["--draft", "--json", "-h"] {
        coach.run_words(&["--as", "sam", "note", "ben", "-m", option], option).misused().says(&["reads as an option"]);
    }
}
