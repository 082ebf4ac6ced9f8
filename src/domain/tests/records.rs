//! Corrections add; a misfiled entry is withdrawn and goes to the right person (EVENTS.md, "What must hold").

use super::{World, commands::*, day, who};
use crate::domain::steer::Aim;
use crate::domain::{Class, Command, Event, Recorded, Role, authority::may_read, meeting::Stance, roster::RoleGranted};

fn noted(topic: &str) -> World {
    held().given("lena", "ana", &note(topic, "Two days early."))
}

#[test]
fn rule_lesson_8_a_correction_adds_and_the_original_stays() {
    let world = noted("2B");
    let target = last(&world);
    let world =
        world.when("lena", "ana", &correct(target, "text", "One day early.")).then_recorded(&["entry-corrected"]);
    let world = world.given("lena", "ana", &correct(target, "occurred_on", "2025-07-01"));
    let ana = world.person("ana");
    let entry = ana.entry(target).expect("there");
    assert_eq!((entry.event.text(), entry.occurred_on), (Some("One day early."), day("2025-07-01")));
    let (on, original) = entry.original.as_ref().expect("kept");
    assert_eq!((*on, original.text()), (day("2025-07-02"), Some("Two days early.")));
    assert_eq!(entry.corrections.len(), 2);
    assert_eq!(ana.discussions[0].what.text, "One day early.");
    let correction = world.log.last().expect("an entry");
    assert_eq!((correction.cause, correction.role, correction.class), (Some(target), Role::Leader, Class::Person));
}

#[test]
fn what_a_correction_may_not_change_is_refused() {
    let world = noted("2B");
    let (target, held) = (last(&world), last(&world) - 1);
    for (seq, field, value, words) in [
        (target, "meeting", "s1@2025-07-09T09:00", &["what the entry is about"][..]),
        (target, "topic", "2D", &["who may read"]),
        (target, "topic", "2d", &["who may read"]),
        (target, "occurred_on", "-262143-01-01", &["no date of this record"]),
        (target, "topic", "9Z", &["9Z", "2A"]),
        (target, "colour", "red", &["do not fit", "text = "]),
        (target, "text", " ", &["text is empty"]),
        (target, "text", "Two days early.", &["nothing would change"]),
        (target, "occurred_on", "2025-07-03", &["in the future"]),
        (target, "occurred_on", "2025-05-20", &["FRANK can, who led ANA on that day"]),
        (held, "minutes", "thirty", &["do not fit"]),
        (999, "text", "x", &["not in this person's record"]),
    ] {
        let refusal =
            world.tries("lena", "ana", world.today, &correct(seq, field, value)).expect_err(field).to_string();
        words.iter().for_each(|word| assert!(refusal.contains(word), "{field}={value}: {refusal}"));
    }
    let long = world.tries("lena", "ana", world.today, &correct(held, "minutes", 9000)).expect_err("too long");
    assert!(long.to_string().contains("1 to 480"), "{long}");
    world.tries("lena", "ana", world.today, &correct(held, "minutes", 40)).expect("this fits");
}

#[test]
fn the_words_of_a_grow_notes_goal_are_corrected_and_which_goal_an_entry_is_about_is_not() {
    let world = held().given("lena", "ana", &grow("2B", None));
    let note = last(&world);
    let world = world.given("lena", "ana", &correct(note, "goal", "Forty scales by August."));
    assert_eq!(world.person("ana").entry(note).and_then(|entry| entry.event.text()), Some("Forty scales by August."));
    let world = world.given("lena", "ana", &set_goal("Fewer repeats", Aim::default()));
    let refusal = world.tries("lena", "ana", world.today, &correct(last(&world), "goal", "g2")).expect_err("identity");
    assert!(refusal.to_string().contains("what the entry is about"), "{refusal}");
}

#[test]
fn only_its_author_or_hr_corrects_an_entry() {
    let world = noted("2B");
    let command = correct(last(&world), "text", "Late.");
    for other in ["ana", "dana", "sib", "stan", "frank"] {
        let refusal = world.tries(other, "ana", world.today, &command).expect_err(other).to_string();
        assert!(refusal.contains("recorded by LENA") && !refusal.contains("Two days"), "{refusal}");
    }
    let proposed = world.tries("hana", "ana", world.today, &command).expect("HR may");
    assert_eq!(proposed[0].role, Role::Hr);
}

#[test]
fn hr_corrects_neither_what_it_may_not_read_nor_its_own_record() {
    let world = noted("2D");
    let refused = world.tries("hana", "ana", world.today, &correct(last(&world), "colour", "red"));
    let refusal = refused.expect_err("between the two").to_string();
    assert!(!refusal.contains("Two days"), "{refusal}");
    let mut world = noted("2B");
    let role = Event::RoleGranted(RoleGranted { role: crate::domain::roster::Office::Hr });
    let granted = crate::domain::Proposed::new(who("ana"), Role::Hr, world.today, role);
    let target = last(&world);
    world.record(who("hana"), vec![granted]);
    world.when("ana", "ana", &correct(target, "text", "Splendid.")).then_refused(&["recorded by LENA"]);
}

#[test]
fn the_roster_is_corrected_by_importing_it() {
    let world = World::staffed();
    let onboarded = world.person("ana").entries[0].seq;
    world.when("hana", "ana", &correct(onboarded, "name", "Anna")).then_refused(&["coach roster import"]);
}

#[test]
fn a_correction_is_not_corrected_itself() {
    let world = noted("2B");
    let world = world.given("lena", "ana", &correct(last(&noted("2B")), "text", "Late."));
    let correction = last(&world);
    world.when("lena", "ana", &correct(correction, "reason", "x")).then_refused(&["itself a correction"]);
}

#[test]
fn a_misfiled_entry_is_withdrawn_and_stands_in_the_right_record_in_one_batch() {
    let world = noted("2B");
    let target = last(&world);
    let world = world.given("lena", "ana", &correct(target, "text", "Three days early."));
    let correction = last(&world);
    let world =
        world.when("lena", "ana", &misfiled(target, "sib")).then_recorded(&["entry-withdrawn", "topic-discussed"]);
    let (ana, sib) = (world.person("ana"), world.person("sib"));
    assert!(ana.discussions.is_empty(), "it counts for nothing");
    let right = sib.entries.last().expect("moved");
    assert_eq!((right.event.text(), right.cause, right.stream), (Some("Three days early."), Some(target), who("sib")));
    assert!(matches!(&right.event, Event::TopicDiscussed(it) if it.meeting.is_none()));
    let reads = |reader: &str, entry: &Recorded| may_read(&world.directory, who(reader), entry.into(), world.today);
    for seq in [target, correction] {
        let entry = ana.entry(seq).expect("there");
        assert!(entry.withdrawn, "#{seq}, and what corrected it");
        for (reader, may) in [("lena", true), ("hana", true), ("ana", false), ("dana", false), ("sib", false)] {
            assert_eq!(reads(reader, entry), may, "{reader} #{seq}");
        }
    }
    let withdrawal = ana.entries.last().expect("withdrawn");
    assert!(reads("ana", withdrawal) && !withdrawal.withdrawn, "that something was withdrawn is no secret");
    let world = world.when("lena", "ana", &correct(target, "text", "x")).then_refused(&["was withdrawn"]);
    world.when("lena", "ana", &misfiled(target, "sib")).then_refused(&["was withdrawn"]);
}

#[test]
fn only_a_note_is_moved_and_only_to_somebody_its_author_led() {
    let world = noted("2B");
    let target = last(&world);
    let world = world.when("lena", "ana", &misfiled(target, "stan")).then_refused(&["OTTO can"]);
    let world = world.when("lena", "ana", &misfiled(target, "ana")).then_refused(&["already stands"]);
    let world = world.when("dana", "ana", &misfiled(target, "sib")).then_refused(&["recorded by LENA"]);
    world.when("lena", "ana", &misfiled(target - 1, "sib")).then_refused(&["only discussion notes"]);
}

#[test]
fn hr_does_not_rewrite_what_the_employee_said() {
    let world = finalised().given("ana", "ana", &acknowledge(Stance::Agree, None));
    let said = last(&world);
    let world = world.given("ana", "ana", &reflect("It helped."));
    let reflected = last(&world);
    for command in [correct(said, "stance", "disagree"), correct(reflected, "text", "Splendid.")] {
        let refusal = world.tries("hana", "ana", world.today, &command).expect_err("the employee's").to_string();
        assert!(refusal.contains("only its author corrects it"), "{refusal}");
        assert!(world.tries("ana", "ana", world.today, &command).is_ok(), "{command:?}");
    }
}

#[test]
fn who_did_not_write_an_entry_is_told_what_they_can_do() {
    let world = noted("2B");
    let target = last(&world);
    let world =
        world.when("ana", "ana", &correct(target, "text", "x")).then_refused(&[&format!("coach contest {target}")]);
    world.when("sib", "ana", &correct(target, "text", "x")).then_refused(&["Ask LENA to correct it"]);
}

#[test]
fn a_prepared_item_is_brought_anew_and_not_corrected() {
    let world = World::staffed().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2B", "one")]));
    let target = last(&world);
    for field in ["text", "items", "topic"] {
        let command = correct(target, field, "two");
        let refusal = world.tries("ana", "ana", world.today, &command).expect_err(field).to_string();
        assert!(refusal.contains("coach prep") && refusal.contains("--dropped"), "{refusal}");
    }
}

#[test]
fn a_held_meetings_start_and_day_are_corrected_together() {
    let world = World::staffed().given("lena", "ana", &weekly()).at("2025-07-04").given("lena", "ana", &hold());
    let target = last(&world);
    for (field, value) in
        [("start", "2025-07-03T10:00:00"), ("start", "2025-07-03 10:00"), ("occurred_on", "2025-07-03")]
    {
        let world = world.clone().given("lena", "ana", &correct(target, field, value));
        let ana = world.person("ana");
        let held = ana.last_held().and_then(|meeting| meeting.held.as_ref()).expect("held");
        assert_eq!((held.on, held.what.start.date()), (day("2025-07-03"), day("2025-07-03")), "{field}");
    }
    for (field, value, words) in [
        ("start", "2025-07-05T09:00:00", "in the future"),
        ("start", "2025-05-20T09:00:00", "FRANK can"),
        ("facilitator", "00000000000000aa", "what the entry is about"),
    ] {
        let refusal = world.tries("lena", "ana", world.today, &correct(target, field, value)).expect_err(field);
        assert!(refusal.to_string().contains(words), "{refusal}");
    }
    let mut both = correct(target, "start", "2025-07-02T09:00:00");
    let Command::Correct(it) = &mut both else { unreachable!("a correction") };
    it.new.insert("occurred_on".into(), "2025-07-03".into());
    world.when("lena", "ana", &both).then_refused(&["would begin on 2025-07-02", "Set the same day in both"]);
}
