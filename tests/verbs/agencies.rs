//! A second agency in the store: its own standard, roster and human resources, as its people meet them.

use crate::support::Coach;

const HEADER: &str =
    "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered,agency";
const HEDDA: &str = "P-1,Hedda Moss,hedda,HR officer,staff,People,E-1,Flagstaff,America/Phoenix,2020-01-06,,no,Parks";
const PAM: &str = "P-2,Pam Reyes,pam,Ranger,staff,Trails,E-3,Flagstaff,America/Phoenix,2021-03-01,,yes,parks";
const KAI: &str = "E-8,Kai Long,kai,Clerk,staff,Permits,E-4,Tucson,America/Phoenix,2021-10-04,,yes,";

fn roster(coach: &Coach, lines: &[&str]) {
    coach.write("parks.csv", format!("{HEADER}\n{}\n", lines.join("\n")));
}

/// The small agency, with Parks beside it: Hedda is its human resources, and Pam is led by Sam of the first agency.
pub(crate) fn two() -> Coach {
    let coach = Coach::agency();
    coach.say("olive", "agency add Parks --zone America/Denver").ok().says(&["Agency added", "everyone employed"]);
    roster(&coach, &[HEDDA, PAM]);
    let told = coach.say("olive", "roster import parks.csv").ok();
    told.says(&["Pam Reyes (P-2): joins as Ranger of Parks, reports to Sam Ortega (E-3)"]).hides(&["not in the file"]);
    coach.say("olive", "agency officer hedda").ok();
    coach
}

/// Parks' own revision from August on, which adds the topic 2G.
fn revise(coach: &Coach) {
    let mut sheet = coach.say("hedda", "standard --json").ok().json()["standard"].clone();
    for (field, value) in [("changelog", "Trails"), ("edited_by", "Hedda Moss"), ("effective", "2025-08-01")] {
        sheet[field] = value.into();
    }
    let topics = sheet["topics"].as_array_mut().expect("topics");
    topics.push(serde_json::json!({"id": "2G", "label": "Trails and safety"}));
    coach.write("sheet.json", sheet.to_string());
    coach
        .say("olive", "standard revise sheet.json --agency Parks")
        .refused()
        .says(&["[rule authority.agency]", "Hedda"]);
    coach.say("hedda", "standard revise sheet.json").ok();
}

#[test]
fn an_agency_is_added_staffed_and_told_about() {
    let coach = two();
    let told = [
        ("kai", "agency list"),
        ("kai", "agency show parks"),
        ("kai", "agency show Roads"),
        ("hedda", "agency add Roads --zone America/Phoenix"),
        ("olive", "agency officer pam"),
        ("olive", "agency add parks --zone America/Phoenix"),
        ("pam", "who --agency Parks"),
        ("pam", "log --agency Parks"),
        ("pam", "replay --agency Parks"),
    ]
    .map(|(login, line)| coach.say(login, line).to_string());
    insta::assert_snapshot!(told.concat());
    let list = coach.say("kai", "agency list --json").ok().json();
    assert_eq!((list[1]["name"].as_str(), list[1]["people"].as_u64()), (Some("Parks"), Some(2)));
    coach.run("verify").ok();
}

#[test]
fn rule_n_adapt_each_agency_goes_by_its_own_standard_and_who_moves_by_that_of_the_day() {
    let coach = two();
    revise(&coach);
    for (login, person) in [("sam", "pam"), ("lena", "kai")] {
        coach.say(login, &format!("schedule {person} --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00")).ok();
    }
    coach.at("2025-08-04T08:00");
    coach.say("sam", "note pam -m 'The north trail' --topic 2G").ok();
    coach.say("lena", "note kai -m 'The north trail' --topic 2G").refused().says(&["2G", "[rule N.adapt]"]);
    coach.say("pam", "standard").ok().says(&["version 1, in force from 2025-08-01", "Trails"]);
    coach.say("kai", "standard").ok().hides(&["Trails"]);
    coach.say("kai", "standard --agency Parks").ok().says(&["Trails"]);
    let early = coach.say("lena", "note kai -m 'In July' --topic 2G --on 2025-07-30").refused();
    early.says(&["N.adapt"]);
    // Who lets Kai go records it; from that day on the other agency's standard and human resources are theirs.
    let moves = format!("{KAI}Parks");
    roster(&coach, &[&moves]);
    coach
        .say("hedda", "roster import parks.csv")
        .refused()
        .says(&["[rule authority.agency]", "line 2: Kai Long of Desert Agency"]);
    coach.say("olive", "roster import parks.csv").ok().says(&["Kai Long (E-8): agency Desert Agency -> Parks"]);
    coach.say("lena", "note kai -m 'The north trail' --topic 2G").ok();
    coach.say("lena", "note kai -m 'Before that' --topic 2G --on 2025-08-01").refused().says(&["N.adapt"]);
    coach.say("hedda", "standard cadence --minutes 60 --effective 2025-09-01 -m Longer").ok();
    let asked = |person: &str| coach.say(person, &format!("standard policies {person} --as-of 2025-09-01")).ok();
    asked("kai").says(&["at least 60 minutes", "cadence policy version 1 for Parks"]);
    asked("ben").says(&["at least 30 minutes"]);
    coach.say("hedda", "check --agency Parks").ok().says(&["3 people checked"]);
    coach.say("olive", "check --agency Parks").ok().says(&["0 people checked"]);
    coach
        .say("hedda", "standard cadence --minutes 20 --effective 2025-10-01 -m Less")
        .refused()
        .says(&["N.discretion"]);
}

#[test]
fn no_text_of_another_agencys_people_reaches_human_resources() {
    let coach = two();
    revise(&coach);
    for (login, line) in [
        ("sam", "schedule pam --rule 'FREQ=WEEKLY;BYDAY=WE' --start 2025-07-02T09:00"),
        ("sam", "note pam -m 'PARKS-MARKER note'"),
        ("sam", "note pam -m 'PARKS-MARKER team' --topic 2D"),
        ("pam", "promise pam -m 'PARKS-MARKER promise' --due +1w"),
        ("sam", "concern pam --facts 'PARKS-MARKER f' --expectation 'PARKS-MARKER e' --support 'PARKS-MARKER s'"),
        ("hedda", "standard cadence --for person:pam --minutes 90 --effective 2025-08-01 -m 'PARKS-MARKER why'"),
        ("sam", "note ben -m 'DESERT-MARKER note'"),
        ("ben", "promise ben -m 'DESERT-MARKER promise' --due +1w"),
    ] {
        coach.say(login, line).ok();
    }
    let last = coach.last("hedda", "pam");
    let mut lines: Vec<_> =
        ["log", "today", "check", "who", "agency show Parks", "standard policies", "log --agency Parks"]
            .iter()
            .flat_map(|line| [(*line).to_owned(), format!("{line} --json")])
            .collect();
    for person in ["pam", "ben"] {
        for verb in ["log", "replay", "next", "plan", "check", "standard policies"] {
            lines.extend([format!("{verb} {person}"), format!("{verb} {person} --json")]);
        }
    }
    lines.extend((last - 12..=last + 4).map(|seq| format!("show {seq}")));
    lines.extend((last - 12..=last + 4).map(|seq| format!("correct {seq} --set 'text=mine' --reason mine")));
    lines.push("standard cadence --for person:pam --minutes 99 --effective 2025-09-01 -m mine".into());
    let said = |login: &str| lines.iter().map(|line| coach.say(login, line).both()).collect::<String>();
    let olive = said("olive");
    assert!(!olive.contains("PARKS-MARKER"), "of Parks' people nothing");
    assert!(olive.contains("DESERT-MARKER"), "of her own agency's people what HR may read");
    // Hedda corrects a note of Pam's on the way, which is hers to do.
    let hedda = said("hedda");
    assert!(hedda.contains("PARKS-MARKER") && !hedda.contains("DESERT-MARKER"));
    // Of Pam she reads what she herself recorded, and of somebody whom Hedda recorded nothing.
    coach.say("olive", "log pam").ok().says(&["Joined an agency"]);
    roster(&coach, &["P-3,Rob Hill,rob,Ranger,staff,Trails,P-1,Flagstaff,America/Phoenix,,,yes,"]);
    coach.say("hedda", "roster import parks.csv").ok();
    coach.say("olive", "log rob").refused().says(&["[rule audience]"]);
}

#[test]
fn a_roster_names_agencies_that_are_there_and_an_officer_does_not_leave_their_own() {
    let coach = two();
    let before = coach.export();
    roster(&coach, &["P-3,Rob Hill,rob,Ranger,staff,Trails,P-1,Flagstaff,America/Phoenix,,,yes,Roads"]);
    coach.say("hedda", "roster import parks.csv").refused().says(&["line 2, column agency", "Desert Agency, Parks"]);
    roster(&coach, &[&HEDDA.replace(",Parks", ",Desert Agency")]);
    coach.say("hedda", "roster import parks.csv").refused().says(&["column agency", "your own office ends"]);
    coach.say("olive", "roster import parks.csv").refused().says(&["[rule authority.agency]"]);
    assert_eq!(coach.export(), before);
    // Who is new and of no agency by name joins that of whoever imports.
    roster(&coach, &["P-3,Rob Hill,rob,Ranger,staff,Trails,P-1,Flagstaff,America/Phoenix,,,yes,"]);
    coach
        .say("hedda", "roster import parks.csv")
        .ok()
        .says(&["joins as Ranger of Parks", "Pam Reyes (P-2) is recorded and not in the file"]);
    coach.say("hedda", "agency officer rob").ok();
    // An office ends with the move to another agency.
    roster(&coach, &[&HEDDA.replace(",Parks", ",Desert Agency")]);
    coach.say("rob", "roster import parks.csv").ok().says(&["no longer hr of Parks", "agency Parks -> Desert Agency"]);
    coach.say("hedda", "roster import parks.csv").refused();
    coach.say("hedda", "log pam").refused();
}

#[test]
fn every_verb_about_documents_asks_whose_they_are() {
    let coach = two();
    let sheet = |name: &str, changelog: &str, effective: &str| {
        let step = serde_json::json!({"id": "1", "what": name, "key_points": [changelog], "reasons": ["So"]});
        let sheet = serde_json::json!({
            "document": name, "revised_on": "2025-06-30", "edited_by": "Hedda Moss", "changelog": changelog,
            "effective": effective, "purpose": "One way.", "scope": "Everybody.", "steps": [step],
        });
        sheet.to_string()
    };
    coach.write("desert.json", sheet("Desert board", "First", "2025-08-01"));
    coach.write("trails.json", sheet("Trail board", "Walks", "2025-08-01"));
    coach.write("next.json", sheet("Trail board", "Walks in pairs", "2025-08-02"));
    coach.say("olive", "standard open desert.json").ok();
    coach.say("olive", "standard open trails.json --agency Parks").refused().says(&["[rule authority.agency]"]);
    coach.say("hedda", "standard open trails.json").ok();
    coach.say("hedda", "standard revise next.json --of w2 --agency parks").ok();
    let link = "standard link w1 'Trail form' --description One --uri https://forms.example/t.pdf";
    coach.say("olive", &format!("{link} --agency Parks")).refused().says(&["[rule authority.agency]"]);
    coach.say("hedda", link).ok();
    revise(&coach);
    coach.at("2025-08-04T08:00");
    let (desert, trails) = (["Desert board", "First"], ["Trail board", "Walks in pairs"]);
    for (who, other) in [("pam", "kai --agency Parks"), ("pam --agency 'Desert Agency'", "kai")] {
        let (shown, hidden) = if who == "pam" { (trails, desert) } else { (desert, trails) };
        for line in [who, other] {
            let (login, of) = line.split_once(' ').unwrap_or((line, ""));
            let list = coach.say(login, &format!("standard list {of}")).ok();
            list.says(&shown[..1]).hides(&hidden[..1]);
            coach.say(login, &format!("standard show w2 {of}")).ok().says(&shown).hides(&hidden);
            let coaching = coach.say(login, &format!("standard show w1 --json {of}")).ok().json();
            let topics = coaching["standard"]["topics"].as_array().expect("topics").len();
            let supporting = coaching["supporting"].as_array().expect("a list").len();
            assert_eq!((topics, supporting), if shown == trails { (7, 1) } else { (6, 0) }, "{line}");
        }
    }
    coach.say("kai", "standard diff w2 --agency Parks").ok().says(&["- HOW  Walks", "+ HOW  Walks in pairs"]);
    coach.say("kai", "standard diff w2").refused().says(&["no version before version 1"]);
    coach.say("kai", "standard diff w1 --agency Parks").refused().says(&["no version before version 1"]);
    coach.say("kai", "standard list --agency Roads").refused().says(&["Desert Agency", "Parks"]);
    coach.say("kai", "standard --agency Parks list").misused().says(&["Nothing was done"]);
    coach
        .say("kai", "log --agency Parks")
        .ok()
        .says(&["Parks: Standard document opened", "Trail board"])
        .hides(&["Desert"]);
    coach.say("kai", "log --agency 'Desert Agency'").ok().says(&["Desert board"]).hides(&["Trail"]);
    coach.run("verify").ok();
}

#[test]
fn the_same_key_adds_an_agency_once() {
    let coach = Coach::agency();
    let line = "--key a1 agency add Parks --zone America/Denver";
    let first = coach.say("olive", line).ok();
    let second = coach.say("olive", line).ok();
    assert_eq!(first.out.replace("Recorded ", "Recorded already "), second.out);
    coach.say("olive", "--key a1 agency add Roads --zone America/Denver").refused().says(&["[rule idempotency]"]);
    coach.say("kai", "agency list").ok().says(&["Parks"]).hides(&["Roads"]);
}

#[test]
fn records_are_held_destroyed_and_kept_by_their_own_agency() {
    let coach = two();
    coach.say("sam", "note pam --topic 2B -m 'The kiosk by the trail was locked'").ok();
    let pams = coach.last("sam", "pam");
    coach.say("sam", "note ben --topic 2B -m 'The window of permits was shut'").ok();
    let bens = coach.last("sam", "ben");
    let expunge = |login: &str, what: &str| coach.say(login, &format!("expunge {what} --authority A -m Why"));
    expunge("olive", &pams.to_string()).refused().says(&["[rule authority.agency]"]).hides(&["kiosk", "Pam"]);
    expunge("hedda", &bens.to_string()).refused().says(&["[rule authority.agency]"]).hides(&["Ben"]);
    coach.say("olive", "legal-hold place C-1 --person pam -m Claim").refused().says(&["[rule authority.agency]"]);
    let entry = format!("legal-hold place C-1 --entry {pams} -m Claim");
    coach.say("olive", &entry).refused().says(&["[rule authority.agency]"]);
    coach.say("pam", "legal-hold list").refused().says(&["audience"]);

    // A hold is of the agency that placed it, and in everybody's way.
    coach.say("hedda", &entry).ok();
    let hold = coach.last("hedda", "");
    coach.say("hedda", "legal-hold list").ok().says(&["C-1"]);
    coach.say("olive", "legal-hold list").ok().says(&["No legal hold is in force"]).hides(&["C-1"]);
    let release = format!("legal-hold release {hold} -m Settled");
    coach.say("olive", &release).refused().says(&["records.hold"]);
    let ordered = |login: &str, what: u64| {
        let said = expunge(login, &what.to_string()).ok();
        said.out[said.out.find("--order ").expect("the order's number") + 8..].trim().to_owned()
    };
    let order = ordered("hedda", pams);
    coach.run(&format!("destroy --order {order}")).refused().says(&[&format!("legal hold #{hold}")]);
    coach.say("hedda", &release).ok();
    coach.run(&format!("destroy --order {order}")).ok();
    let export = coach.export();
    assert!(!export.contains("The kiosk") && export.contains("The window of permits"));
    coach.say("hedda", "log --agency Parks").ok().says(&["Content destroyed", &format!("#{order}")]);
    coach.say("olive", "log").ok().hides(&["Content destroyed"]);
    coach.say("olive", "log --agency Parks").ok().hides(&["Content destroyed"]);

    // A period is the agency's own, for the records of its people.
    coach.say("sam", "note pam --topic 2B -m 'The gate of the trail was open'").ok();
    coach.say("olive", "retention set coaching 3 -m 'Schedule 20411'").ok();
    coach.at("2029-01-15T09:00");
    let said = coach.say("olive", "retention list").ok().says(&["coaching: kept for 3 years"]);
    assert!(said.out.contains(&format!("#{bens} ")) && !said.out.contains("Pam"), "{said}");
    coach.say("hedda", "retention list").ok().says(&["coaching: no period is set"]);
    coach.say("hedda", "retention expire coaching").refused().says(&["records.retention"]);
    coach.say("olive", "retention expire coaching").ok();
    let order = coach.last("olive", "").to_string();
    coach.run(&format!("destroy --order {order}")).ok();
    let export = coach.export();
    assert!(export.contains("The gate of the trail") && !export.contains("The window of permits"));
    coach.run("verify").ok();
}

#[test]
fn rule_lesson_8_the_same_words_in_another_agencys_record_go_too_and_are_named_by_number_alone() {
    let coach = two();
    coach.say("sam", "note pam --topic 2B -m 'Ben took the money of the kiosk'").ok();
    let wrong = coach.last("sam", "pam");
    coach.say("sam", &format!("correct {wrong} --misfiled --to ben")).ok();
    let right = coach.last("sam", "ben");
    let line = format!("expunge {right} --authority 'Board 7' -m 'Found false'");
    let said = coach.say("olive", &line).refused().says(&["records.order"]);
    said.says(&[&format!("#{wrong}, in a record of another agency")]).hides(&["Pam"]);
    let said = coach.say("olive", &format!("{line} --with-copies")).ok().hides(&["Pam"]);
    let order = said.out[said.out.find("--order ").expect("the order's number") + 8..].trim().to_owned();
    coach.run(&format!("destroy --order {order}")).ok();
    assert!(!coach.export().contains("money of the kiosk"));
    coach.say("ben", "log ben").ok().says(&["Content destroyed by order"]);
    coach.run("verify").ok();
}
