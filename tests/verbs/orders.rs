//! Orders of destruction as human resources meet them: what they name, what they refuse, and what is left of the words.

use crate::{agencies::two, support::Coach};

fn note(coach: &Coach, by: &str, whom: &str, text: &str) -> u64 {
    coach.say(by, &format!("note {whom} --topic 2B -m '{text}'")).ok();
    coach.last(by, whom)
}

/// Orders an entry destroyed with all that goes with it and carries it out; says the certificate.
fn destroy(coach: &Coach, what: u64) -> String {
    let said = coach.say("olive", &format!("expunge {what} --authority 'Board 7' -m False --with-copies")).ok();
    let order = said.out[said.out.find("--order ").expect("the order's number") + 8..].trim().to_owned();
    coach.run(&format!("destroy --order {order}")).ok().out
}

#[test]
fn the_words_of_a_correction_are_found_too() {
    let coach = Coach::agency();
    let harmless = note(&coach, "sam", "ben", "A talk about the queue");
    coach.say("sam", &format!("correct {harmless} --set 'text=Ben took it' --reason Slip")).ok();
    let correction = coach.last("sam", "ben");
    coach.say("sam", "note ben --topic 2B -m 'Ben took it' --again").ok();
    let repeated = coach.last("sam", "ben");
    let another = note(&coach, "sam", "ben", "Of something else");
    for (named, others) in [(repeated, [harmless, correction]), (harmless, [correction, repeated])] {
        let said = coach.say("olive", &format!("expunge {named} --authority A -m Why")).refused().says(&["same words"]);
        let said = said.hides(&[&format!("#{another} ")]);
        assert!(others.iter().all(|other| said.both().contains(&format!("#{other} of"))), "{said}");
    }
    destroy(&coach, repeated);
    let export = coach.export();
    assert!(!export.contains("Ben took it") && !export.contains("A talk about the queue"));
    assert!(export.contains("Of something else"));
}

#[test]
fn what_an_order_would_name_is_shown_to_who_may_order_it_and_refused_as_the_order_is() {
    let coach = two();
    let pams = note(&coach, "sam", "pam", "The kiosk was locked");
    let bens = note(&coach, "sam", "ben", "The window was shut");
    coach.say("sam", &format!("correct {bens} --set 'text=The window was open' --reason Slip")).ok();
    let correction = coach.last("sam", "ben");
    let joined = coach.entries("olive", "ben")[0]["seq"].as_u64().expect("a number");
    let expunge = |what: u64, more: &str| coach.say("olive", &format!("expunge {what} --authority A -m Why {more}"));
    for more in ["", "--show"] {
        let said = expunge(pams, more).refused().says(&["authority.agency", "another agency", &format!("#{pams}")]);
        said.hides(&["Pam", "Hedda", "topic-discussed", "2025-07-01"]);
        expunge(joined, more).refused().says(&["records.order", "employee-onboarded"]);
        expunge(9999, more).refused().says(&["There is no entry #9999"]);
    }
    let hold = format!("legal-hold place C-1 --entry {pams} -m Claim");
    coach.say("olive", &hold).refused().says(&["authority.agency", &format!("#{pams}")]).hides(&["Pam", "Hedda"]);
    let before = coach.export();
    let shown = expunge(bens, "--show").ok().says(&["nothing was recorded", "entry-corrected"]);
    assert!(shown.out.contains(&format!("#{correction} of")), "{shown}");
    let shown = expunge(bens, "--show --json").ok().json();
    let row = |at: usize| (shown[at]["entry"].as_u64(), shown[at]["named"].as_bool());
    assert_eq!([row(0), row(1)], [(Some(bens), Some(true)), (Some(correction), Some(false))]);
    assert_eq!(coach.export(), before);
}

#[test]
fn what_was_destroyed_is_not_held_corrected_or_said_again_and_keeps_the_offices_day() {
    let coach = Coach::agency();
    coach.at("2025-07-01T18:30");
    coach.say("sam", "note ben --topic 2B -m 'Words to destroy' --key kk").ok();
    let gone = coach.last("sam", "ben");
    destroy(&coach, gone);
    let order = format!("expunge {gone} --authority A -m Why");
    coach.say("olive", &order).refused().says(&["records.order", &format!("#{gone} of 2025-07-01:")]);
    let drafts = coach.drafts();
    let again = coach.say("sam", "note ben --topic 2B -m 'Words to destroy' --key kk").refused();
    again.says(&["was destroyed by order", &format!("#{gone}"), "idempotency"]).hides(&["draft", "something else"]);
    assert_eq!(coach.drafts(), drafts, "its words are kept nowhere");
    coach.say("sam", &format!("correct {gone} --set text=x --reason y")).refused().says(&["was destroyed by order"]);
    let hold = |what: &str| coach.say("olive", &format!("legal-hold place C-1 {what} -m Claim"));
    hold(&format!("--entry {gone}")).refused().says(&["records.hold", "was destroyed by order"]);
    hold("--person ben --person ben --entry 3 --entry 3").ok();
    coach.say("olive", "legal-hold list").ok().says(&["holds the whole record of Ben Yazzie, #3;"]);
}

#[test]
fn the_words_of_an_order_that_is_refused_are_kept() {
    let coach = Coach::agency();
    let bens = note(&coach, "sam", "ben", "The window was shut");
    let line = "expunge 9999 --authority 'Board, order 26-018' -m 'What the board found'";
    coach.say("olive", line).refused().says(&["your text is kept", "--authority 'Board, order 26-018'"]);
    assert_eq!(coach.drafts().len(), 1);
    coach.say("olive", &format!("{line} --show")).refused().hides(&["your text is kept"]);
    let line = format!("expunge {bens} --authority 'Board, order 26-018' --draft");
    coach.say("olive", &line).ok().says(&["Ordered destroyed"]);
    coach.say("olive", "log").ok().says(&["What the board found"]);
    assert!(coach.drafts().is_empty());
    coach.say("sam", &format!("expunge {bens} --authority A -m 'Of my own'")).refused().says(&["your text is kept"]);
}

#[test]
fn drafts_about_a_person_go_and_those_by_them_about_others_stay() {
    let coach = Coach::agency();
    let sams = note(&coach, "dana", "sam", "The words of the board");
    // Refused, and kept: by Sam about Ben, by Dana about Sam, and by Olive about herself with the same words.
    coach.say("sam", "note ben --topic 9Z -m 'About Ben'").refused();
    coach.say("dana", "note sam --topic 9Z -m 'About Sam'").refused();
    coach.say("olive", "expunge 9999 --authority A -m 'See The words of the board'").refused();
    assert_eq!(coach.drafts().len(), 3);
    let certificate = destroy(&coach, sams);
    assert!(certificate.contains("with the same words: 2 removed"), "{certificate}");
    assert!(certificate.contains("another --output") && certificate.contains("taken/ and refused/"), "{certificate}");
    assert_eq!(coach.drafts().len(), 1);
    coach.say("sam", "note ben --topic 2B --draft").ok();
    assert!(coach.export().contains("About Ben"));
}

#[test]
fn what_is_named_anew_takes_the_name_of_nothing_that_stands() {
    let coach = Coach::agency();
    let promise = |text: &str| coach.say("sam", &format!("promise ben --due 2025-07-20 -m '{text}'")).ok();
    promise("The first promise");
    let first = coach.last("sam", "ben");
    promise("The second promise");
    destroy(&coach, first);
    promise("The third promise").says(&["c3"]);
    coach.say("sam", "next ben").ok().says(&["The second promise", "The third promise"]);
    coach.say("sam", "done ben c2").ok();
}
