//! From bytes to rows and named errors.

use super::*;
use proptest::prelude::*;

#[test]
fn a_file_reads_with_semicolons_a_byte_order_mark_and_crlf() {
    let plain = read(file(&FOUR));
    assert_eq!((plain.rows.len(), plain.errors.len()), (4, 0));
    let bytes = format!("\u{FEFF}{}", file(&FOUR).replace(',', ";").replace('\n', "\r\n"));
    assert_eq!(read(bytes), plain);
    assert_eq!(read(file(&FOUR).replace('\n', "\r")), plain);
    assert_eq!(read(file(&FOUR).trim_end()), plain);
}

#[test]
fn a_quoted_field_holds_separators_and_quotes() {
    let file = read(four_with(2, "Ana Begay", r#""Begay, Ana ""Ani"" M.""#));
    assert_eq!(file.rows[2].name, "Begay, Ana \"Ani\" M.");
}

#[test]
fn headers_are_read_whatever_their_case_and_extra_columns_are_named() {
    let text = file(&FOUR).replace("employee_number", " Employee Number").replace("time_zone", "TIME-ZONE");
    assert_eq!(read(&text).rows.len(), 4);
    let extra: String = file(&FOUR).lines().map(|line| format!("x{line},salary\n")).collect();
    let extra = extra.replacen("xemployee_number", "badge,employee_number", 1).replace("\nxE", "\n77,E");
    let read = read(extra);
    assert_eq!(read.ignored, ["badge", "salary"]);
    assert_eq!((read.rows.len(), said(&read.errors)), (4, vec![]));
}

#[test]
fn the_unit_column_may_be_missing_and_every_other_is_named() {
    let without = |gone: usize| -> String {
        let keep = |line: &str| {
            let fields: Vec<_> = line.split(',').enumerate().filter(|(at, _)| *at != gone).map(|(_, f)| f).collect();
            fields.join(",") + "\n"
        };
        file(&FOUR).lines().map(keep).collect()
    };
    for (at, column) in HEADER.split(',').enumerate() {
        match read_roster(without(at).as_bytes()) {
            Ok(file) => assert!(column == "unit" && !file.has_units && file.rows.len() == 4, "{column}"),
            Err(errors) => assert_eq!(said(&errors), [format!("line 1: the header lacks {column}")]),
        }
    }
    let missing = read_roster(b"name,login\nAna,ana\n").expect_err("too few");
    assert!(missing[0].why.contains("employee_number, position, tier, manager"), "{missing:?}");
}

#[test]
fn files_that_are_no_roster_are_refused_whole() {
    for (bytes, word) in [
        (&b""[..], "empty"),
        (b"\n\n", "empty"),
        (HEADER.as_bytes(), "nobody below"),
        (b"\xFF\xFEe\0m\0", "UTF-16"),
        (b"n\xE4me,login\n1,2\n", "column 1 is not UTF-8"),
        (b"name,Name\n1,2\n", "twice"),
    ] {
        let errors = said(&read_roster(bytes).expect_err(word)).join("\n");
        assert!(errors.contains(word), "{word}: {errors}");
    }
}

#[test]
fn every_bad_field_is_named_with_its_line_and_column() {
    for (at, from, to, expected) in [
        (2, "E-3", "", "line 4, employee_number: it is empty"),
        (2, "Ana Begay", " ", "line 4, name: it is empty"),
        (2, "Inspector", "", "line 4, position: it is empty"),
        (2, "frontline", "", "line 4, tier: it is empty"),
        (2, "Window Rock", "", "line 4, office: it is empty"),
        (2, "America/Denver", "", "line 4, time_zone: it is empty"),
        (2, "America/Denver", "Arizona", "line 4, time_zone: \"Arizona\" is not a time zone"),
        (2, "2024-01-08", "1/8/2024", "line 4, hired: \"1/8/2024\" is not a date"),
        (2, "2024-01-08", "2024-02-30", "line 4, hired: \"2024-02-30\" is not a date"),
        (2, "2024-01-08", "2024-1-8", "line 4, hired: \"2024-1-8\" is not a date"),
        (2, "2025-12-31", "0025-12-31", "line 4, probation_end: \"0025-12-31\" is not a date"),
        (2, "2025-12-31", "2023-12-31", "line 4, probation_end: probation ends on 2023-12-31, before"),
        (2, "yes", "maybe", "line 4, covered: \"maybe\" is none of yes"),
        (2, ",yes", ",", "line 4, covered: it is empty"),
        (2, ",ana,", ",,", "line 4, login: it is empty"),
        (2, ",ana,", ",ana begay,", "line 4, login: \"ana begay\" is not a login"),
        (2, ",ana,", ",../ana,", "line 4, login: \"../ana\" is not a login"),
        (2, "E-2", "E-3", "line 4, manager: they would report to themselves"),
        (2, "Ana Begay", "Ana\u{7}Begay", "line 4, name: it holds the control character U+0007"),
        (2, "Ana Begay", "Ana \u{202E}yageB", "line 4, name: it holds the control character U+202E"),
        (2, "Field", "Fi\u{1b}[2Jeld", "line 4, unit: it holds the control character U+001B"),
        (2, ",yes", "", "line 4: it has 11 fields where the header has 12"),
        (2, ",yes", ",yes,", "line 4: it has 13 fields where the header has 12"),
        (3, "E-4", "E-3", "line 4, employee_number: \"E-3\" stands on line 5 too"),
        (3, ",bo,", ",ANA,", "line 5, login: \"ana\" stands on line 4 too"),
    ] {
        let file = read(four_with(at, from, to));
        let errors = said(&file.errors);
        assert!(errors.iter().any(|error| error.starts_with(expected)), "{to:?}: {errors:?}");
        assert!(file.rows.len() < 4 && file.rows.len() + file.left_out.len() == 4, "{to:?}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let text = four_with(2, "Ana Begay,ana", ",a b").replace("2024-01-08", "soon").replace("America/Denver", "Mars");
    let errors = said(&read(text).errors);
    let columns: Vec<_> = errors.iter().map(|error| error.split(':').next().expect("a place")).collect();
    assert_eq!(columns, ["line 4, hired", "line 4, login", "line 4, name", "line 4, time_zone"]);
}

#[test]
fn bytes_that_are_not_utf_8_are_named_by_line_and_column() {
    let text = four_with(3, "Bo Chee", "Bo Ch#");
    let bytes: Vec<_> = text.bytes().map(|byte| if byte == b'#' { 0xE9 } else { byte }).collect();
    assert_eq!(said(&read(bytes).errors), ["line 5, name: it is not UTF-8; save the file as \"CSV UTF-8\""]);
}

#[test]
fn lines_are_counted_as_an_editor_shows_them() {
    for line_end in ["\n", "\r\n", "\r"] {
        let gap = format!("{HEADER}\n\n{}\n,,,,,,,,,,,\n\n{}\n\n", FOUR[0], FOUR[1].replace("yes", "?"));
        let file = read(gap.replace('\n', line_end));
        assert_eq!(file.rows[0].line, 3, "{line_end:?}");
        assert_eq!(file.errors[0].line, 6, "{line_end:?}");
    }
}

#[test]
fn a_quote_that_is_not_closed_is_told_with_the_lines_it_swallows() {
    let file = read(four_with(1, "Lena Ortiz", "\"Lena Ortiz"));
    let errors = said(&file.errors);
    assert!(errors[0].starts_with("line 3"), "{errors:?}");
    assert_eq!(file.rows.len(), 1);
    let closed = read(four_with(1, "Lena Ortiz", "\"Lena\nOrtiz\""));
    assert_eq!(said(&closed.errors), ["line 3, name: a quoted field runs on to line 4; is a quote not closed?"]);
    assert_eq!(closed.rows[1].line, 5);
}

#[test]
fn coverage_is_a_closed_list_in_any_case() {
    for (word, covered) in [("YES", true), ("True", true), ("covered", true), ("1", true), ("No", false), ("0", false)]
    {
        assert_eq!(read(four_with(2, ",yes", &format!(",{word}"))).rows[2].covered, covered, "{word}");
    }
}

proptest! {
    #[test]
    fn the_order_of_the_columns_says_nothing(order in Just((0..12).collect::<Vec<usize>>()).prop_shuffle()) {
        let shuffle = |line: &str| {
            let fields: Vec<_> = line.split(',').collect();
            order.iter().map(|at| fields[*at]).collect::<Vec<_>>().join(",") + "\n"
        };
        let shuffled: String = file(&FOUR).lines().map(shuffle).collect();
        prop_assert_eq!(read(shuffled), read(file(&FOUR)));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), tail in "[\\PC\",;\r\n]{0,80}") {
        let _ = read_roster(&bytes);
        let below = [HEADER.as_bytes(), b"\n", &bytes[..], tail.as_bytes()].concat();
        if let Ok(file) = read_roster(&below) {
            planned(&World::new("2025-07-01"), &file, true);
        }
    }
}
