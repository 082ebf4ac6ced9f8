//! Appraisals: from ratings that cite entries to what is final, each step in its turn and by whom it may be taken.

use super::{World, appraising::*, commands::*, day, who, world::line};
use crate::domain::{
    Class, Command, Event,
    appraisal_cycle::CycleOpened,
    appraise::Step,
    assessment::Kind,
    destruction::{carries, may_be_destroyed},
    meeting::Stance,
    roster::ReportingLineEnded,
};

#[test]
fn a_cycle_has_a_scale_with_a_middle_and_lies_over_no_other() {
    let world = opened();
    let next = CycleOpened {
        cycle: "2026-27".into(),
        from: day("2026-07-01"),
        to: day("2027-06-30"),
        due: day("2027-08-31"),
        mid_year: None,
        ..cycle()
    };
    assert!(world.opens("hana", next.clone()).is_ok());
    for (wrong, word) in [
        (cycle(), "runs from"),
        (CycleOpened { cycle: "2025-26".into(), ..next.clone() }, "runs from"),
        (CycleOpened { from: day("2026-06-30"), ..next.clone() }, "runs from"),
        (CycleOpened { to: day("2026-07-01"), ..next.clone() }, "last day"),
        (CycleOpened { due: day("2026-06-01"), ..next.clone() }, "last day"),
        (CycleOpened { mid_year: Some(day("2026-01-31")), ..next.clone() }, "within it"),
        (CycleOpened { scale: vec!["low".into(), "high".into()], ..next.clone() }, "at least three"),
        (CycleOpened { scale: ["low", "middle", "LOW"].map(str::to_owned).to_vec(), ..next.clone() }, "different"),
        (CycleOpened { middle: "fair".into(), ..next.clone() }, "--middle"),
        (CycleOpened { middle: "high".into(), ..next.clone() }, "both sides"),
        (CycleOpened { rebuttal_days: 0, ..next.clone() }, "1 to 366"),
        (CycleOpened { cycle: "next year!".into(), ..next.clone() }, "hyphens"),
    ] {
        let refusal = world.opens("hana", wrong).expect_err(word).to_string();
        assert!(refusal.contains(word) && refusal.contains("appraisal.scale"), "{refusal}");
    }
    let refusal = world.opens("lena", next).expect_err("human resources alone").to_string();
    assert!(refusal.contains("authority.writer"), "{refusal}");
}

#[test]
fn rule_702_review_comes_before_delivery_and_delivery_before_all_else() {
    let (world, seq) = concerned(opened(), true);
    let early = [
        ("lena", deliver_appraisal(None), "702.review"),
        ("dana", approve(), "No rating"),
        ("ana", ack_appraisal(Stance::Agree, None), "was not delivered"),
        ("ana", rebut("No."), "was not delivered"),
        ("lena", decline("otto", None), "was not delivered"),
        ("lena", answer("Yes."), "was not delivered"),
        ("lena", finalise_appraisal(), "was not delivered"),
        ("hana", revise_rating("Pace", "high"), "was not delivered"),
    ];
    let refused = |world: &World, wanted: &[(&str, Command, &str)]| {
        for (actor, command, word) in wanted {
            let refusal = world.tries(actor, "ana", world.today, command).expect_err(word).to_string();
            assert!(refusal.contains(word), "{refusal}");
        }
    };
    refused(&world, &early);
    let world = world.when("lena", "ana", &rate("Pace", "low", "Late.", &[seq])).then_recorded(&["rating-proposed"]);
    refused(&world, &[("lena", deliver_appraisal(None), "not reviewed above"), ("dana", send_back(None), "says why")]);
    let world = world.when("dana", "ana", &send_back(Some("Too hard."))).then_recorded(&["management-reviewed"]);
    refused(&world, &[("lena", deliver_appraisal(None), "were returned"), ("dana", approve(), "were reviewed")]);
    let world = world.given("lena", "ana", &rate("Pace", "middle", "Late at times.", &[seq]));
    let world = world.given("dana", "ana", &approve());
    let approval = last(&world);
    let again = world.clone().given("lena", "ana", &rate("Care", "high", "Careful.", &[seq]));
    refused(&again, &[("lena", deliver_appraisal(None), "not reviewed above")]);
    let world = world.when("lena", "ana", &deliver_appraisal(None)).then_recorded(&["appraisal-delivered"]);
    let entry = world.log.last().expect("recorded");
    assert_eq!((entry.class, entry.cause), (Class::Person, Some(approval)));
    let late = [
        ("lena", rate("Pace", "high", "Better.", &[seq]), "was delivered"),
        ("dana", approve(), "was delivered"),
        ("lena", deliver_appraisal(None), "was delivered"),
        ("ana", assess(Kind::Own, "Well."), "was delivered"),
    ];
    refused(&world, &late);
}

#[test]
fn rule_lesson_8_a_rating_and_the_appraisal_that_delivers_it_are_destroyed_together() {
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &rate("Pace", "low", "Late.", &[seq]));
    let proposed = last(&world);
    let world = world.given("dana", "ana", &approve());
    let reviewed = last(&world);
    let world = world.given("lena", "ana", &deliver_appraisal(None));
    let delivered = last(&world);
    let entry = |seq| world.log.iter().find(|entry| entry.seq == seq).expect("recorded");
    assert!(carries(entry(proposed), entry(delivered)) && carries(entry(delivered), entry(proposed)));
    assert!(!carries(entry(reviewed), entry(delivered)) && !carries(entry(proposed), entry(seq)));
    let revised = world.clone().given("hana", "ana", &revise_rating("Pace", "high"));
    assert!(may_be_destroyed(revised.log.last().expect("recorded")), "of the person, and not of the roster");
}

#[test]
fn only_the_leader_above_reviews_and_human_resources_where_nobody_is_above() {
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &rate("Pace", "low", "Late.", &[seq]));
    for actor in ["ana", "lena", "hana", "otto", "sib", "frank"] {
        let refusal = world.tries(actor, "ana", world.today, &approve()).expect_err(actor).to_string();
        assert!(refusal.contains("authority.line") && refusal.contains("DANA can"), "{refusal}");
    }
    let world = world.given("dana", "lena", &recognise("For the plan."));
    let seq = last(&world);
    let world = world.given("dana", "lena", &rate("Leading", "high", "It works.", &[seq]));
    let refusal = world.tries("dana", "lena", world.today, &approve()).expect_err("who rated").to_string();
    assert!(refusal.contains("human resources can: Hana Reyes"), "{refusal}");
    world.when("hana", "lena", &approve()).then_recorded(&["management-reviewed"]);
}

#[test]
fn rule_n_notes_a_rating_cites_entries_that_the_employee_and_everybody_above_may_read() {
    let world = opened().given("lena", "ana", &weekly()).given("ana", "ana", &prepare(&[("2C", "Mine.")]));
    let between_two = last(&world);
    let (world, seq) = concerned(world, true);
    let roster = world.person("ana").entries[0].seq;
    for (evidence, word) in [
        (&[][..], "cites no entry"),
        (&[between_two], "everybody above"),
        (&[roster], "of the roster"),
        (&[9_999], "no entry of ANA"),
        (&[seq, roster], "of the roster"),
    ] {
        let refusal = world.tries("lena", "ana", world.today, &rate("Pace", "low", "Late.", evidence));
        let refusal = refusal.expect_err(word).to_string();
        assert!(refusal.contains(word) && refusal.contains("N.notes"), "{refusal}");
    }
    let refusal = world.tries("lena", "sib", world.today, &rate("Pace", "low", "Late.", &[seq])).expect_err("not hers");
    assert!(refusal.to_string().contains("no entry of SIB"), "{refusal}");
    let world =
        world.when("lena", "ana", &rate("Pace", "low", "Late.", &[seq, seq])).then_recorded(&["rating-proposed"]);
    world.when("lena", "ana", &rate("Pace", "LOW", "Late.", &[seq])).then_refused(&["nothing would change"]);
}

#[test]
fn a_rating_is_of_the_plan_and_on_the_scale() {
    let (world, seq) = concerned(opened().given("lena", "ana", &expect(&["Pace", "Care"], true)), true);
    let world = world.when("lena", "ana", &rate("Grace", "low", "Late.", &[seq]));
    let world = world.then_refused(&["appraisal.scale", "no element", "Pace", "Care"]);
    let world = world.when("lena", "ana", &rate("Pace", "3", "Late.", &[seq]));
    let world = world.then_refused(&["appraisal.scale", "no level", "low", "middle", "high"]);
    let world = world.given("lena", "ana", &rate("pace", "LOW", "Late.", &[seq]));
    let appraisal = world.person("ana").appraisals.values().next().expect("one").clone();
    let proposed = appraisal.proposed()[0].what.clone();
    assert_eq!((&*proposed.element, &*proposed.level), ("Pace", "low"), "as the plan and the scale spell them");
}

#[test]
fn only_the_employee_acknowledges_and_rebuts_and_nobody_edits_it() {
    let world = delivered(true);
    for command in [ack_appraisal(Stance::Read, None), rebut("No.")] {
        for actor in ["lena", "dana", "hana", "otto"] {
            let refusal = world.tries(actor, "ana", world.today, &command).expect_err(actor).to_string();
            assert!(refusal.contains("Only ANA can"), "{refusal}");
        }
    }
    let world = world
        .when("ana", "ana", &ack_appraisal(Stance::Disagree, Some("No.")))
        .then_recorded(&["appraisal-acknowledged"]);
    let world = world.when("ana", "ana", &ack_appraisal(Stance::Agree, None)).then_refused(&["was acknowledged"]);
    let world = world.when("ana", "ana", &rebut("The early desk was never mine.")).then_recorded(&["rebuttal-filed"]);
    let rebuttal = last(&world);
    for actor in ["ana", "lena", "hana"] {
        let refusal = world.tries(actor, "ana", world.today, &correct(rebuttal, "text", "I agree.")).expect_err(actor);
        assert!(refusal.to_string().contains("appraisal.stands") || refusal.to_string().contains("only its author"));
    }
    let refusal = world.tries("ana", "ana", world.today, &correct(rebuttal, "text", "Other.")).expect_err("stands");
    assert!(refusal.to_string().contains("appraisal.stands"), "{refusal}");
}

#[test]
fn an_employee_cannot_edit_a_rating_nor_human_resources_their_own() {
    let world = delivered(true);
    let refusal =
        world.tries("ana", "ana", world.today, &revise_rating("Pace", "high")).expect_err("not hers").to_string();
    assert!(refusal.contains("authority.writer") && refusal.contains("Hana Reyes"), "{refusal}");
    let entry = last(&world);
    let refusal = world.tries("lena", "ana", world.today, &correct(entry, "summary", "Better.")).expect_err("stands");
    assert!(refusal.to_string().contains("appraisal.stands"), "{refusal}");
    let refusal =
        world.tries("hana", "ana", world.today, &revise_rating("Grace", "high")).expect_err("unknown").to_string();
    assert!(refusal.contains("Pace: low"), "{refusal}");
    let world = world.when("hana", "ana", &revise_rating("Pace", "low")).then_refused(&["rated low already"]);
    let world = world.when("hana", "ana", &revise_rating("pace", "middle")).then_recorded(&["rating-revised"]);
    let appraisal = world.person("ana").appraisals.values().next().expect("one").clone();
    assert_eq!(appraisal.level("Pace"), Some("middle"));
    assert_eq!(appraisal.rating("Pace").map(|it| &*it.level), Some("low"), "what was delivered stays");
    let own = World::staffed();
    assert!(own.tries("hana", "hana", own.today, &revise_rating("Pace", "high")).is_err());
}

#[test]
fn rule_lesson_4_a_refusal_to_acknowledge_needs_a_witness_who_did_not_rate() {
    let world = delivered(true);
    for witness in ["lena", "ana", "nobody"] {
        let refusal = world.tries("hana", "ana", world.today, &decline(witness, None)).expect_err(witness).to_string();
        assert!(refusal.contains("appraisal.witness"), "{refusal}");
    }
    for actor in ["ana", "dana", "sib"] {
        let refusal = world.tries(actor, "ana", world.today, &decline("otto", None)).expect_err(actor).to_string();
        assert!(refusal.contains("authority.writer") && refusal.contains("LENA"), "{refusal}");
    }
    let world = world
        .when("lena", "ana", &decline("otto", Some("Put the pen down.")))
        .then_recorded(&["acknowledgement-declined"]);
    let world = world.when("hana", "ana", &decline("otto", None)).then_refused(&["was recorded on"]);
    world.when("ana", "ana", &ack_appraisal(Stance::Read, None)).then_recorded(&["appraisal-acknowledged"]);
}

#[test]
fn it_is_final_when_the_employee_had_their_say_and_an_answer() {
    let world = delivered(true);
    let world = world.when("lena", "ana", &finalise_appraisal());
    let world = world.then_refused(&["neither acknowledged nor declined", "may rebut it until 2026-06-30"]);
    let world = world.given("ana", "ana", &ack_appraisal(Stance::Disagree, None));
    let world = world.when("lena", "ana", &finalise_appraisal()).then_refused(&["may rebut"]);
    let waited = world.clone().at("2026-07-01").when("hana", "ana", &finalise_appraisal());
    waited.then_recorded(&["appraisal-finalised"]);
    let world = world.given("ana", "ana", &rebut("No.")).when("lena", "ana", &finalise_appraisal());
    let world = world.then_refused(&["has no answer"]);
    let world = world.when("dana", "ana", &answer("Yes.")).then_refused(&["LENA can"]);
    let world = world.given("lena", "ana", &answer("Unchanged.")).when("lena", "ana", &answer("Again."));
    let world = world.then_refused(&["No rebuttal"]);
    let world = world.when("lena", "ana", &finalise_appraisal()).then_recorded(&["appraisal-finalised"]);
    let world = world.when("ana", "ana", &rebut("Still no.")).then_refused(&["is final since"]);
    let world = world.when("lena", "ana", &finalise_appraisal()).then_refused(&["is final since"]);
    let agreed = delivered(true).given("ana", "ana", &ack_appraisal(Stance::Agree, None));
    agreed.when("lena", "ana", &finalise_appraisal()).then_recorded(&["appraisal-finalised"]);
    world.when("hana", "ana", &revise_rating("Pace", "middle")).then_recorded(&["rating-revised"]);
}

#[test]
fn steps_are_not_dated_before_those_they_follow() {
    let world = delivered(true);
    for (actor, command) in [
        ("ana", ack_appraisal(Stance::Read, None)),
        ("ana", rebut("No.")),
        ("lena", decline("otto", None)),
        ("lena", finalise_appraisal()),
    ] {
        let refusal = world.tries(actor, "ana", day("2026-06-19"), &command).expect_err("too early").to_string();
        assert!(refusal.contains("was delivered on 2026-06-20"), "{refusal}");
    }
}

#[test]
fn a_probation_is_evaluated_beside_the_year() {
    let (world, seq) = concerned(opened(), true);
    let world = world.given("lena", "ana", &on_probation(rate("Pace", "middle", "It goes.", &[seq])));
    let world = world.given("lena", "ana", &rate("Pace", "low", "Late.", &[seq]));
    let names: Vec<_> = world.person("ana").appraisals.keys().map(ToString::to_string).collect();
    assert_eq!(names, ["2025-26/annual", "2025-26/probation"]);
    let world = world.given("dana", "ana", &on_probation(approve()));
    let world = world.given("lena", "ana", &on_probation(deliver_appraisal(None)));
    let world = world.given("ana", "ana", &ack_appraisal(Stance::Agree, None));
    let person = world.person("ana");
    let acknowledged: Vec<_> = person.appraisals.values().map(|it| it.acknowledged.is_some()).collect();
    assert_eq!(acknowledged, [false, true], "the last one delivered is meant");
}

#[test]
fn without_a_cycle_nothing_is_appraised() {
    let world = World::staffed().when("lena", "ana", &appraise(Step::Finalise)).then_refused(&["No appraisal cycle"]);
    world.when("ana", "ana", &assess(Kind::Own, "Well.")).then_refused(&["coach cycle open"]);
}

#[test]
fn each_assessment_is_its_own_authors() {
    for (kind, actor, recorded) in [
        (Kind::Own, "ana", "self-assessment-submitted"),
        (Kind::MidYear, "lena", "mid-year-review-held"),
        (Kind::Interim, "lena", "interim-assessment-recorded"),
    ] {
        let world = opened();
        for other in ["ana", "lena", "dana", "hana", "sib"].into_iter().filter(|other| *other != actor) {
            assert!(world.tries(other, "ana", world.today, &assess(kind, "So.")).is_err(), "{other} {recorded}");
        }
        world.when(actor, "ana", &assess(kind, "So.")).then_recorded(&[recorded]);
    }
}

#[test]
fn an_outgoing_leader_leaves_an_assessment_of_their_days() {
    let earlier = CycleOpened {
        from: day("2025-01-01"),
        to: day("2025-12-31"),
        due: day("2026-01-31"),
        mid_year: None,
        ..cycle()
    };
    let world = World::staffed().opens("hana", earlier).expect("a cycle");
    let interim = assess(Kind::Interim, "Two of three.");
    let world = world.when_on(day("2025-06-15"), "frank", "ana", &interim).then_refused(&["LENA can"]);
    world.when_on(day("2025-05-31"), "frank", "ana", &interim).then_recorded(&["interim-assessment-recorded"]);
}

/// The cycle before, which is rated after it has ended.
fn with_the_cycle_before() -> World {
    let before = CycleOpened {
        cycle: "2024-25".into(),
        from: day("2024-07-01"),
        to: day("2025-06-30"),
        due: day("2025-08-31"),
        mid_year: None,
        ..cycle()
    };
    World::staffed().opens("hana", before).and_then(|world| world.opens("hana", cycle())).expect("two cycles")
}

fn of_the_cycle_before(command: Command) -> Command {
    let Command::Appraise(mut it) = command else { panic!("a step of an appraisal") };
    it.which.cycle = Some("2024-25".into());
    Command::Appraise(it)
}

#[test]
fn what_the_employee_says_tells_nothing_of_what_is_in_the_making() {
    let (quiet, seq) = concerned(with_the_cycle_before(), true);
    let quiet = quiet.at("2025-07-10");
    let rated = of_the_cycle_before(rate("Pace", "low", "Late.", &[seq]));
    let made = quiet.clone().given("lena", "ana", &rated);
    for command in [rebut("No."), ack_appraisal(Stance::Agree, None)] {
        let refused = |world: &World| world.tries("ana", "ana", world.today, &command).expect_err("early").to_string();
        assert_eq!(refused(&quiet), refused(&made));
    }
    let own = assess(Kind::Own, "A steady year.");
    let said = |world: &World| world.tries("ana", "ana", world.today, &own).expect("her own").remove(0).event;
    assert_eq!(said(&quiet), said(&made), "of the cycle of the day, whatever is in the making");
    // Who makes it goes on with it without naming the cycle.
    let review = made.tries("dana", "ana", made.today, &approve()).expect("it waits").remove(0);
    assert!(format!("{:?}", review.event).contains("2024-25"), "{review:?}");
}

#[test]
fn what_is_said_of_a_year_is_of_that_year_though_the_last_one_is_not_final() {
    let (world, seq) = concerned(with_the_cycle_before(), true);
    let world = world.at("2025-07-10");
    let world = world.given("lena", "ana", &of_the_cycle_before(rate("Pace", "low", "Late.", &[seq])));
    let world = world.given("dana", "ana", &approve()).given("lena", "ana", &deliver_appraisal(None));
    let mid_year = assess(Kind::MidYear, "Half of it.");
    let world = world.at("2026-01-15");
    let said = world.tries("lena", "ana", world.today, &mid_year).expect("held").remove(0);
    assert!(format!("{:?}", said.event).contains("2025-26"), "{said:?}");
    world.when("ana", "ana", &assess(Kind::Own, "Mine.")).then_recorded(&["self-assessment-submitted"]);
}

#[test]
fn who_led_somebody_once_makes_no_appraisal_of_theirs_any_more() {
    let world = with_the_cycle_before();
    let rated = of_the_cycle_before(rate("Pace", "low", "Late.", &[1]));
    world.when_on(day("2025-05-30"), "frank", "ana", &rated).then_refused(&["authority.line", "no longer appraises"]);
}

#[test]
fn rule_702_review_nobody_reviews_their_own_rating() {
    let world = opened().given("dana", "lena", &recognise("For the plan."));
    let seq = last(&world);
    let mut world = world.given("dana", "lena", &rate("Leading", "high", "It works.", &[seq])).at("2025-07-03");
    let to = day("2025-07-02");
    world.by_hr("lena", Event::ReportingLineEnded(ReportingLineEnded { leader: who("dana"), to }));
    world.by_hr("lena", line("otto", "2025-07-03"));
    world.when("dana", "lena", &approve()).then_refused(&["702.review", "Nobody reviews their own rating"]);
}

#[test]
fn human_resources_of_another_agency_review_nothing_here() {
    let world = World::two().opens("hana", cycle()).expect("a cycle");
    let world = world.given("dana", "lena", &recognise("For the plan."));
    let seq = last(&world);
    let world = world.given("dana", "lena", &rate("Leading", "high", "It works.", &[seq]));
    assert!(world.tries("hedda", "lena", world.today, &approve()).is_err());
    world.when("hana", "lena", &approve()).then_recorded(&["management-reviewed"]);
}
