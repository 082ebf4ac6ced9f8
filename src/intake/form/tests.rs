//! The fear: a form that silently drops or bends what somebody typed. What is printed reads back as it was, and what
//! does not read is named, every line of it.

use super::{
    Reading,
    hold::{Planned, Waiting},
    *,
};
use crate::domain::{
    Side,
    commitment::Status,
    conclude::Waits,
    grow::{Grow, Will},
    meeting::{Facet, Mode, Sign},
    preparation::{Outcome, Prepare},
};
use chrono::NaiveTime;
use proptest::prelude::*;

fn topics() -> Vec<Topic> {
    let topic = |id: &str, label: &str| Topic { id: id.into(), label: label.into() };
    vec![topic("2A", "Commitments"), topic("2B", "Performance"), topic("2C", "Problem solving"), topic("2D", "Team")]
}

fn today() -> NaiveDate {
    "2025-07-02".parse().expect("a date")
}

fn errors<T: fmt::Debug>(read: Result<T, FormErrors>) -> Vec<String> {
    let FormErrors(errors) = read.expect_err("the form is wrong");
    errors.into_iter().map(|error| format!("{}: {}", error.line, error.what)).collect()
}

fn guidance() -> Vec<String> {
    vec!["For you alone.".to_owned()]
}

#[test]
fn a_preparation_reads_back_as_it_was_printed() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let prepare = Prepare {
        items: vec![
            ("2D".into(), "Last by its number".into()),
            ("2C".into(), "The backlog\nat the counter\n\n## is no heading\n- nor an item".into()),
        ],
        win: Some("All closed".into()),
        growth: Some("Speak up: earlier".into()),
        reviewed: true,
        highlights: vec!["The backlog first".into()],
        ..Prepare::default()
    };
    let form = prep::print(reading, &prepare, &guidance());
    assert_eq!(prep::parse(&form, reading), Ok(prepare), "{form}");
    let blank = prep::print(reading, &Prepare::default(), &guidance());
    assert_eq!(prep::parse(&blank, reading), Ok(Prepare::default()), "{blank}");
    assert_eq!(prep::parse("", reading), Ok(Prepare::default()));
}

#[test]
fn every_line_of_a_preparation_that_does_not_read_is_named_at_once() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let form = "stray\n## 2C anything\n- fine\n  goes on\nnot indented\n## 9Z Nothing\n- lost?\n## one win\n- a\n- b\n## 2c again\n\
                ## Agenda reviewed — highlights\nReviewed: perhaps\n## One growth item\nText: x\n";
    let found = errors(prep::parse(form, reading));
    let words = [
        ("1: ", "no heading"),
        ("5: ", "goes on indented"),
        ("6: ", "\"9Z Nothing\" is not one of this form"),
        ("10: ", "takes one item"),
        ("13: ", "yes or no"),
        ("15: ", "no field here"),
    ];
    assert_eq!(found.len(), words.len(), "{found:#?}");
    for (found, (line, word)) in found.iter().zip(words) {
        assert!(found.starts_with(line) && found.contains(word), "{found}");
    }
    let said = FormErrors(vec![FormError { line: 3, what: "is odd".into() }]).to_string();
    assert_eq!(said, "1 line does not read; nothing was recorded:\n  line 3: is odd");
}

#[test]
fn a_topic_is_named_by_its_number_whatever_its_label_has_become() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let read = prep::parse("## 2c Relabelled since\n- one\n", reading).expect("reads");
    assert_eq!(read.items, [("2C".to_owned(), "one".to_owned())]);
    let read = prep::parse("## 2C a\n- one\n## 2B b\n- two\n## 2C a\n- three\n", reading).expect("reads");
    assert_eq!(read.items.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(), ["one", "two", "three"]);
    let twice = errors(prep::parse("## One win\n- a\n## One win\n- b\n", reading));
    assert!(twice[0].starts_with("3: ") && twice[0].contains("twice"), "{twice:?}");
}

#[test]
fn rule_2b_r_a_grow_note_reads_back_as_it_was_printed() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let grow = Grow {
        goal: "Thirty scales\nby August".into(),
        reality: "Eleven are done".into(),
        options: vec![(Side::Employee, "Start: earlier".into()), (Side::Leader, "Borrow the van".into())],
        will: Some(Will {
            text: "Start at seven".into(),
            due: "2025-07-09".parse().expect("a date"),
            by: Side::Employee,
        }),
        confidence: Some(8),
        ..Grow::default()
    };
    for lines in [vec![], guidance()] {
        let form = grow::print(&grow, &lines);
        assert_eq!(grow::parse(&form, reading).as_ref(), Ok(&grow), "{form}");
        assert_eq!(grow::parse(&grow::print(&Grow::default(), &lines), reading), Ok(Grow::default()));
    }
    let wrong = "## Options\n- nobody's\n- boss: order\n- leader:\n## Will\n- employee by never: x\n## Confidence\nOf ten: much\n";
    let found = errors(grow::parse(wrong, reading));
    let lines: Vec<_> = found.iter().map(|error| error.split(':').next().expect("a number").to_owned()).collect();
    assert_eq!(lines, ["2", "3", "4", "6", "8"], "{found:#?}");
}

fn waiting() -> Waiting {
    let planned = Planned { start: NaiveTime::from_hms_opt(9, 0, 0).expect("nine"), minutes: 30, mode: Mode::Video };
    let name = |text: &str| text.to_owned();
    Waiting {
        planned: Some(planned),
        waits: Waits {
            items: vec![("i1".parse().expect("a name"), name("2C, the employee: The backlog\nat the counter"))],
            commitments: vec![("c1".parse().expect("a name"), name("Ben, due 2025-07-02: Call"))],
            messages: vec![(name("1f03ab"), name("of 2025-07-01: The counter closes"))],
        },
    }
}

#[test]
fn a_blank_form_of_a_meeting_says_only_how_it_is_planned() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let blank = hold::print(reading, &waiting(), &guidance());
    let read = hold::parse(&blank, reading).unwrap_or_else(|errors| panic!("{errors}\n{blank}"));
    assert_eq!((read.minutes, read.mode), (Some(30), Some(Mode::Video)));
    let planned = hold::Filled { start: read.start, minutes: read.minutes, mode: read.mode, ..hold::Filled::default() };
    assert_eq!(read, planned);
    let team = blank.split("## ").find(|part| part.starts_with("2D")).expect("a heading by topic");
    assert!(
        team.contains("Read by the employee and the leader, with a recorded purpose also HR and auditors.")
            && blank.matches("Read by").count() == 13,
        "{blank}"
    );
}

#[test]
fn a_filled_form_of_a_meeting_reads_every_part_by_its_line() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let form = "\
## The meeting
Start: 09:05
Minutes: 40
Mode: phone
Leader standard work reviewed: yes
## Prepared items
i1: [ ] discussed [x] deferred [ ] dropped
i2: [ ] discussed [ ] deferred [ ] dropped
## Open commitments
c1: [X] done [ ] on track [ ] slipped: It hangs there
c2: [ ] done [ ] on track [x] slipped: The form: went back
c3: [ ] done [ ] on track [ ] slipped:
c4: [ ] done [x] on track [ ] slipped
## 2B Performance
- (behaviour, success) Asked first
- (growth) More calm
- (in short) a text in brackets
- plain
## 2D Team
- Quarrels
  on the shift
## Asked for the employee's topics
- Leave in August
## Recognition
- Well asked
## Decisions
- East first
## Agreements
- By noon
## Critical messages delivered
1f03ab: [x] delivered
## New commitments
- employee by +1w: Write it up
- leader by 2025-07-04: Ask for a tablet
";
    let read = hold::parse(form, reading).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!((read.minutes, read.mode, read.standard_work), (Some(40), Some(Mode::Phone), true));
    assert_eq!(read.ended, [("i1".parse().expect("a name"), Outcome::Deferred)]);
    let answers: Vec<_> = read.answers.iter().map(|it| (it.line, it.status, it.note.as_deref())).collect();
    let (slipped, on_track) = (Some(Status::NotReached), Some(Status::OnTrack));
    assert_eq!(
        answers,
        [(10, None, Some("It hangs there")), (11, slipped, Some("The form: went back")), (13, on_track, None)]
    );
    let notes: Vec<_> = read.notes.iter().map(|it| (&*it.topic, it.facet, it.sign, &*it.text)).collect();
    let first = ("2B", Some(Facet::Behaviour), Some(Sign::Success), "Asked first");
    let rest = [
        ("2B", Some(Facet::Growth), None, "More calm"),
        ("2B", None, None, "(in short) a text in brackets"),
        ("2B", None, None, "plain"),
        ("2D", None, None, "Quarrels\non the shift"),
    ];
    assert_eq!(notes, [&[first][..], &rest].concat());
    assert_eq!(read.asked, Some((23, "Leave in August".into())));
    assert_eq!(read.recognition, [(25, "Well asked".to_owned())]);
    assert_eq!((read.decisions.len(), read.agreements.len(), read.delivered.len()), (1, 1, 1));
    let due = |text: &str| text.parse().expect("a date");
    let own = (33, (Side::Employee, due("2025-07-09"), "Write it up".to_owned()));
    assert_eq!(read.promises, [own, (34, (Side::Leader, due("2025-07-04"), "Ask for a tablet".to_owned()))]);
}

#[test]
fn two_boxes_odd_marks_bad_dates_and_unknown_lines_are_named_by_line_all_at_once() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let form = "\
## The meeting
Start: nine
Minutes: many
Mode: letter
Colour: red
## Prepared items
i1: [x] discussed [x] deferred [ ] dropped
i2: [y] discussed
i3: [ ] debated
x9: [x] discussed
i4: [x] discussed why not
i4: [x] discussed
## Open commitments
c1: [ ] done [ ] on track [ ] slipped: a why without a box
## 2B Performance
- (success, growth, result) too many
## New commitments
- employee by someday: x
- nobody by 2025-07-04: x
- just words
";
    let found = errors(hold::parse(form, reading));
    let words = [
        "2: \"nine\" is no time",
        "3: \"many\" is no number",
        "4: \"letter\" is none of",
        "5: \"Colour\" is none of",
        "7: two boxes are ticked (discussed, deferred)",
        "8: [y] is neither ticked nor empty",
        "9: a box of none of the answers",
        "10: \"x9\" is not an agenda item",
        "11: \"why not\" stands where a box belongs",
        "14: has words and no ticked box",
        "16: (success, growth, result) is not one facet and one sign",
        "18: \"someday\" is not a date",
        "19: \"nobody\" is none of employee, leader",
        "20: is no promise",
    ];
    assert_eq!(found.len(), words.len(), "{found:#?}");
    for (found, word) in found.iter().zip(words) {
        assert!(found.starts_with(word), "{word} is not {found}");
    }
}

#[test]
fn rule_4_a_reflection_is_a_text_by_itself_or_a_form() {
    let (topics, today) = (topics(), today());
    let reading = Reading { topics: &topics, today };
    let blank = reflect::print(&guidance());
    assert!(reflect::is_form(&blank) && !reflect::is_form("I ask sooner.\n## not at the start"));
    assert_eq!(reflect::parse(&blank, reading), Ok(reflect::Reflection::default()));
    let read = reflect::parse(
        "## Reflection\n- I ask\n  sooner.\n## New commitments\n- leader by 2025-07-04: Listen\n",
        reading,
    );
    let read = read.expect("reads");
    assert_eq!(read.text, Some((2, "I ask\nsooner.".into())));
    assert_eq!(read.promises.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Whatever somebody typed with options, the form that is kept as a draft says the same.
    #[test]
    fn any_text_survives_being_kept_as_a_form(text in "[-a-z#>:\\[\\]x \t\n()é]{1,60}", other in "[-a-z#> \n]{1,30}") {
        let clean = |text: &str| {
            let lines: Vec<_> = text.trim().lines().map(str::trim_end).collect();
            lines.join("\n")
        };
        prop_assume!(!text.trim().is_empty() && !other.trim().is_empty());
        let (topics, today) = (topics(), today());
        let reading = Reading { topics: &topics, today };
        let (text, other) = (clean(&text), clean(&other));
        let items = vec![("2B".to_owned(), text.clone()), ("2B".to_owned(), other.clone())];
        let prepare = Prepare { items, win: Some(other), growth: Some(text), ..Prepare::default() };
        let form = prep::print(reading, &prepare, &[]);
        prop_assert_eq!(prep::parse(&form, reading), Ok(prepare), "{}", form);
    }

    /// No form makes the reader fail otherwise than by naming lines.
    #[test]
    fn any_form_is_read_or_named_by_line(form in "(## [A-Za-z0-9 ]{0,12}|- [a-z :()]{0,20}|[ic1: \\[\\]xX]{0,20}|  [a-z]{0,9}|\n){0,40}") {
        let (topics, today) = (topics(), today());
        let reading = Reading { topics: &topics, today };
        let lines = form.lines().count();
        for found in [hold::parse(&form, reading).err(), grow::parse(&form, reading).err(), prep::parse(&form, reading).err()] {
            let errors = found.into_iter().flat_map(|FormErrors(errors)| errors);
            prop_assert!(errors.into_iter().all(|error| (1..=lines).contains(&error.line)));
        }
    }
}
