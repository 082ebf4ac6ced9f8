//! The roster comes from the HR system's CSV: differences only, bad lines named, nothing of a bad file recorded.

use crate::support::Coach;

const HEADER: &str =
    "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered";

/// A file with every kind of bad line, and two good ones.
fn bad() -> String {
    let lines = [
        "E-20,Ana Begay,ana,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,2025-12-02,yes",
        "E-21,Tom Reed,tom,Inspector,staff,Field,E-99,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-22,Una Moss,una,Inspector,staff,Field,E-3,Phoenix,America/Atlantis,2025-06-02,,yes",
        "E-23,Vic Stone,vic,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,02.06.2025,,yes",
        "E-24,Wes Hill,wes,Inspector,staff,Field,E-25,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-25,Xia Hill,xia,Inspector,staff,Field,E-24,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-26,Yul Dean,yul,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-26,Zoe Dean,zoe,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-27,,nameless,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,,perhaps",
        "E-28,Too Few,few,Inspector",
        "E-29,Bell\u{7},bell,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,,yes",
        "E-30,Ada Frost,ada,Inspector,staff,Field,E-3,Phoenix,America/Phoenix,2025-06-02,,no",
    ];
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

#[test]
fn every_bad_line_is_named_and_nothing_of_the_file_is_recorded() {
    let coach = Coach::agency();
    coach.write("bad.csv", bad());
    let before = coach.export();
    insta::assert_snapshot!(coach.say("olive", "roster import bad.csv").refused());
    assert_eq!(coach.export(), before);
}

#[test]
fn bad_lines_are_left_out_where_that_is_asked_for() {
    let coach = Coach::agency();
    coach.write("bad.csv", bad());
    insta::assert_snapshot!(coach.say("olive", "roster import bad.csv --skip-bad").ok());
    let who = coach.say("olive", "who").ok().says(&["Ana Begay (ana)", "Ada Frost (ada)", "10 people"]);
    assert!(!who.out.contains("Reed"), "{who}");
}

#[test]
fn a_second_import_shows_and_records_only_the_differences() {
    let coach = Coach::agency();
    let export = "\u{feff}login;Name;employee-number;Position;tier;manager;office;time_zone;hired;probation_end;covered;badge\r\n\
        ben;Ben Yazzie;E-5;Senior inspector;staff;E-3;Phoenix;America/Phoenix;2023-06-05;;yes;7\r\n\
        kai;Kai Long;E-8;Clerk;staff;E-3;Tucson;America/Phoenix;2021-10-04;;yes;8\r\n\
        new;Nia Rowe;E-9;Clerk;staff;E-4;Tucson;America/Phoenix;2025-06-30;2025-12-30;yes;9\r\n";
    coach.write("second.csv", export);
    let before = coach.export();
    let dry = coach.say("olive", "roster import second.csv --dry-run").ok();
    assert_eq!(coach.export(), before, "a dry run records nothing");
    let real = coach.say("olive", "roster import second.csv").ok();
    insta::assert_snapshot!(format!("{dry}{real}"));
    coach.say("olive", "roster import second.csv").ok().says(&["Nothing differs; nothing was recorded"]);
    // From that day on the new leader is the one who records.
    coach.at("2025-07-02T08:00");
    coach.say("lena", "note kai -m 'No longer mine'").refused().says(&["Sam Ortega can"]);
    coach.say("sam", "note kai -m 'Welcome'").ok();
}

#[test]
fn only_hr_imports_and_a_file_that_is_no_roster_is_named() {
    let coach = Coach::agency();
    coach.write("roster.csv", format!("{HEADER}\nE-9,Nia Rowe,nia,Clerk,staff,,E-4,Tucson,America/Phoenix,,,yes\n"));
    coach.say("dana", "roster import roster.csv").refused().says(&["Olive Harper"]);
    for (bytes, named) in [(&b""[..], "empty"), (b"a,b\n1,2\n", "lacks"), (b"\xff\xfe\x00", "line 1")] {
        coach.write("roster.csv", bytes);
        coach.say("olive", "roster import roster.csv").refused().says(&[named]);
    }
}
