//! Several standards: further standard-work documents, their versions, what supports them (J.purpose, J.versions,
//! J.documents, N.links), as people keep and read them.

use crate::support::Coach;
use serde_json::{Value, json};
use std::{fmt::Write, fs};

/// A further document, as HR writes it down.
fn board() -> Value {
    json!({
        "document": "Leader Standard Work Board",
        "revised_on": "2025-06-30",
        "edited_by": "Olive Harper",
        "changelog": "First version",
        "effective": "2025-07-01",
        "purpose": "One way of keeping the board.",
        "scope": "Every leader.",
        "steps": [
            {"id": "1", "what": "PLAN the week", "key_points": ["Each 1:1 has a card"], "reasons": ["What is planned can be ticked"]},
            {"id": "2", "what": "TICK what was held", "key_points": ["On the same day"], "reasons": ["A board of last week is a picture"]},
        ],
    })
}

/// Its second version.
fn revised() -> Value {
    let mut sheet = board();
    for (field, value) in
        [("revised_on", "2025-07-14"), ("changelog", "Cards have colours"), ("effective", "2025-08-04")]
    {
        sheet[field] = value.into();
    }
    sheet["steps"][0]["key_points"] = json!(["Each 1:1 has a card", "Its colour is that of the unit"]);
    sheet["steps"][1]["what"] = "TICK what was held, and say what was not".into();
    sheet["steps"].as_array_mut().expect("steps").push(
        json!({"id": "3", "what": "CLEAR the board", "key_points": ["On Friday"], "reasons": ["Monday begins empty"]}),
    );
    sheet
}

#[test]
fn rule_j_purpose_a_further_document_is_opened_revised_compared_and_stays_readable() {
    let coach = Coach::agency();
    coach.write("board.json", board().to_string());
    coach.write("revised.json", revised().to_string());
    let mut told = String::new();
    for (login, line) in [
        ("sam", "standard open board.json"),
        ("olive", "standard open board.json"),
        ("olive", "standard open board.json"),
        ("olive", "standard revise board.json --of w2"),
        ("olive", "standard revise revised.json --of w3"),
        ("olive", "standard revise revised.json --of w2"),
        ("sam", "standard list"),
        ("kai", "standard show w2"),
        ("kai", "standard show w2 --version 2"),
        ("kai", "standard show w2 --version 5"),
        ("kai", "standard show w5"),
        ("kai", "standard diff w2"),
        ("kai", "standard diff w2 --from 2 --to 1"),
        ("kai", "standard diff w2 --to 1"),
        ("kai", "standard diff w2 --from 1 --to 9"),
        ("kai", "standard diff"),
        ("kai", "standard show x2"),
    ] {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    insta::assert_snapshot!(told);
    coach.at("2025-08-04T08:00");
    coach.say("kai", "standard show w2").ok().says(&["version 2, in force from 2025-08-04", "CLEAR the board"]);
    coach.say("kai", "standard show w2 --version 1").ok().says(&["version 1, in", "Version 2 takes its place"]);
}

#[test]
fn rule_j_versions_what_is_shown_is_what_a_revision_is_made_of() {
    let coach = Coach::agency();
    coach.write("board.json", board().to_string());
    coach.say("olive", "standard open board.json").ok();
    let mut answer = coach.say("kai", "standard show w2 --json").ok().json();
    assert_eq!((&answer["document"], &answer["versions"]), (&json!("w2"), &json!([[1, "2025-07-01"]])));
    answer["standard"]["purpose"] = "One way.".into();
    answer["standard"]["changelog"] = "Shorter".into();
    coach.write("next.json", answer.to_string());
    coach.say("olive", "--key a standard revise next.json --of w2").ok();
    // A lost answer is asked for again by the same key, and records nothing twice.
    coach.say("olive", "--key a standard revise next.json --of w2").ok();
    let answer = coach.say("kai", "standard show w2 --json").ok().json();
    assert_eq!((&answer["standard"]["version"], &answer["standard"]["purpose"]), (&json!(2), &json!("One way.")));
    coach.write("next.json", "{\"document\": \"x\",\n \"topics\": []}");
    coach.say("olive", "standard open next.json").misused().says(&["next.json, line 2", "unknown field `topics`"]);
    for line in ["standard list", "standard show", "standard diff w2"] {
        let answer = coach.say("kai", &format!("{line} --json")).ok().json();
        assert!(answer.is_object() || answer.is_array(), "{line}: {answer}");
    }
    // The coaching standard is `w1` to all of them.
    assert_eq!(coach.say("kai", "standard").out, coach.say("kai", "standard show w1").out);
}

#[test]
fn rule_n_links_a_supporting_document_is_named_and_its_hash_tells_whether_a_copy_is_the_one_that_was_meant() {
    let coach = Coach::agency();
    coach.write("form.pdf", b"%PDF-1.7 \xff\xfe not a text");
    coach.write("script.html", "<script>alert(1)</script>");
    coach.write("empty.txt", "");
    let mut told = String::new();
    for (login, line) in [
        ("kai", "standard show"),
        ("sam", "standard link w1 'Preparation form' --description Two --uri https://forms.example/prep.pdf"),
        (
            "olive",
            "standard link w1 'Preparation form' --description 'Two pages, one for each side.' --uri https://forms.example/prep.pdf --file form.pdf",
        ),
        ("olive", "standard link w1 'GROW card' --description 'A card for the pocket.' --uri file://share/grow.pdf"),
        ("olive", "standard link w1 'Grow card' --description 'A card for the pocket.' --uri forms/grow.pdf"),
        ("olive", "standard link w7 'Grow card' --description 'A card for the pocket.' --uri file://share/grow.pdf"),
        ("olive", "standard link w1 'grow card' --remove -m 'Nobody used it.'"),
        ("olive", "standard link w1 'grow card' --remove -m 'Nobody used it.'"),
        ("olive", "standard link w1 'grow card' --remove"),
        ("olive", "standard link w1 'grow card'"),
        ("olive", "standard link w1 Lost --description x --uri https://x.example --file lost.pdf"),
        (
            "olive",
            "standard link w1 'Preparation form' --description 'Two pages, one for each side.' --uri https://forms.example/prep.pdf --file form.pdf",
        ),
        ("olive", "standard link w1 Script --description x --uri https://x.example --file script.html"),
        ("olive", "standard link w1 Script --description x --uri https://x.example --file script.html --no-copy"),
        ("olive", "standard link w1 Script --description x --uri https://x.example --no-copy"),
        ("olive", "standard link w1 Empty --description x --uri https://x.example --file empty.txt"),
        ("olive", "standard show w1"),
    ] {
        write!(told, "{}", coach.say(login, line)).expect("a text takes text");
    }
    insta::assert_snapshot!(told);
    let hash = blake3::hash(b"%PDF-1.7 \xff\xfe not a text").to_hex().to_string();
    coach.say("kai", "standard show").ok().says(&["Preparation form: Two pages", &hash]).hides(&["GROW card"]);
    coach.say("kai", "log").ok().says(&["Supporting document unlinked", "Nobody used it."]);
}

/// The fear: a copy that is kept is another than the file, or does not survive the way of an export.
#[test]
fn rule_n_links_a_kept_copy_is_the_file_byte_for_byte_up_to_a_mebibyte() {
    let coach = Coach::agency();
    let mut state = 1_u32;
    let noise = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let bytes: Vec<u8> = (0..=1 << 20).map(noise).collect();
    let link = "standard link w1 Poster --description 'For the wall.' --uri https://forms.example/poster.pdf --file";
    coach.write("poster.PDF", &bytes);
    coach.say("olive", &format!("{link} poster.PDF")).refused().says(&["1048577 bytes", "--no-copy", "[rule N.links]"]);
    coach.write("poster.PDF", &bytes[1..]);
    // A link that was recorded without its copy gets it later.
    coach.say("olive", &format!("{link} poster.PDF --no-copy")).ok();
    coach.say("olive", &format!("{link} poster.PDF")).ok().says(&["A copy is kept."]);
    coach.say("olive", &format!("{link} poster.PDF")).refused().says(&["just so"]);
    coach.run("publish").ok();
    let hash = blake3::hash(&bytes[1..]).to_hex();
    let published = coach.dir().join(format!("output/site/agency/standard-work/copy/{}.pdf", &hash[..32]));
    assert!(fs::read(published).expect("the copy is published") == bytes[1..]);
    coach.run("verify").ok();
}
