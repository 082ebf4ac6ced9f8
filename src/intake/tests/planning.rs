//! From rows to what is recorded: only the differences, by HR alone, and nothing of a bad file.

use super::*;
use crate::domain::{
    Class, Event, Proposed, Retention, Role,
    agency::AgencyAdded,
    roster::{Office, RoleGranted},
    standing::EmployeeSeparated,
    tests::day,
};

const TODAY: &str = "2025-07-01";

fn texts(plan: &Plan) -> Vec<&str> {
    plan.changes.iter().map(|change| &*change.text).collect()
}

fn kinds(plan: &Plan) -> Vec<&str> {
    plan.proposed.iter().map(|proposed| proposed.event.kind()).collect()
}

fn imported() -> World {
    let mut world = World::new(TODAY);
    import(&mut world, &file(&FOUR));
    world.today = day("2025-08-04");
    world
}

#[test]
fn a_first_import_records_everybody() {
    let mut world = World::new(TODAY);
    let plan = import(&mut world, &file(&FOUR));
    assert_eq!(
        texts(&plan),
        [
            "Dana Holt (E-1): joins as Director, reports to nobody",
            "Lena Ortiz (E-2): joins as Supervisor, reports to Dana Holt (E-1)",
            "Ana Begay (E-3): joins as Inspector, reports to Lena Ortiz (E-2)",
            "Bo Chee (E-4): joins as Inspector, reports to Lena Ortiz (E-2)",
        ]
    );
    let ana = world.directory.by_login("ana").expect("recorded").clone();
    let lena = world.directory.by_login("lena").expect("recorded").id;
    assert_eq!(
        (ana.name.as_str(), ana.covered, ana.probation_ends),
        ("Ana Begay", Some(true), Some(day("2025-12-31")))
    );
    assert_eq!(ana.zone(), Some(chrono_tz::America::Denver));
    assert_eq!(world.directory.leader_on(ana.id, day("2024-01-08")), Some(lena), "led since she was hired");
    assert_eq!(world.directory.leader_on(ana.id, day("2024-01-07")), None);
    let bo = world.directory.by_login("bo").expect("recorded");
    assert_eq!(bo.lines[0].from, day(TODAY), "without a day of hiring, from today");
    for proposed in &plan.proposed {
        let header = (proposed.class, proposed.retention, proposed.role, proposed.occurred_on);
        assert_eq!(header, (Class::Person, Retention::Records, Role::Hr, day(TODAY)));
    }
}

#[test]
fn a_line_from_a_day_of_hiring_to_come_begins_today() {
    let mut world = World::new(TODAY);
    import(&mut world, &four_with(2, "2024-01-08", "2025-09-01"));
    assert_eq!(world.directory.by_login("ana").expect("recorded").lines[0].from, day(TODAY));
}

#[test]
fn the_same_file_again_changes_nothing() {
    let world = imported();
    let plan = planned(&world, &read(file(&FOUR)), false);
    assert_eq!((texts(&plan), kinds(&plan)), (vec![], vec![]));
    assert_eq!(
        plan.notes,
        ["Hana Reyes is recorded and not in the file; nothing was recorded about them. If they left: coach separate \
          hana --on DATE."]
    );
}

#[test]
fn a_second_import_records_only_the_differences() {
    for (at, from, to, change, recorded) in [
        (2, "Inspector", "Senior Inspector", "position Inspector -> Senior Inspector", "position-assigned"),
        (2, "frontline", "senior", "tier frontline -> senior", "position-assigned"),
        (2, "Field", "Lab", "unit Field -> Lab", "position-assigned"),
        (2, "Field", "", "unit Field -> (none)", "position-assigned"),
        (2, "Window Rock", "Tucson", "office Window Rock -> Tucson", "position-assigned"),
        (2, "/Denver", "/Phoenix", "time zone America/Denver -> America/Phoenix", "position-assigned"),
        (2, "yes", "no", "coverage covered -> uncovered", "employee-details-changed"),
        (2, "2024-01-08", "2024-01-09", "hired 2024-01-08 -> 2024-01-09", "employee-details-changed"),
        (2, ",ana,", ",abegay,", "login ana -> abegay", "employee-details-changed"),
        (2, "2025-12-31", "2026-03-31", "probation until 2025-12-31 -> 2026-03-31", "probation-started"),
        (2, "E-2", "", "reports to Lena Ortiz (E-2) -> nobody", "reporting-line-ended"),
    ] {
        let mut world = imported();
        let text = four_with(at, from, to);
        let plan = import(&mut world, &text);
        assert_eq!(texts(&plan), [format!("Ana Begay (E-3): {change}")]);
        assert_eq!(kinds(&plan), [recorded], "{change}");
        assert_eq!(texts(&planned(&world, &read(&text), false)), Vec::<&str>::new(), "{change}: a third time");
    }
}

#[test]
fn a_new_name_is_said_with_the_old_one() {
    let plan = planned(&imported(), &read(four_with(2, "Ana Begay", "Ana Yazzie")), false);
    assert_eq!(texts(&plan), ["Ana Yazzie (E-3): name Ana Begay -> Ana Yazzie"]);
}

#[test]
fn a_new_leader_begins_today_and_the_old_one_ends_yesterday() {
    let mut world = imported();
    let plan = import(&mut world, &four_with(2, "E-2", "E-1"));
    assert_eq!(texts(&plan), ["Ana Begay (E-3): reports to Lena Ortiz (E-2) -> Dana Holt (E-1)"]);
    assert_eq!(kinds(&plan), ["reporting-line-ended", "reporting-line-assigned"]);
    let ana = world.directory.by_login("ana").expect("recorded");
    let name = |on| world.directory.name(world.directory.leader_on(ana.id, day(on)).expect("a leader"));
    assert_eq!((name("2025-08-03"), name("2025-08-04")), ("Lena Ortiz".into(), "Dana Holt".into()));
}

#[test]
fn the_first_officers_row_completes_them() {
    let mut world = World::new(TODAY);
    let hana = "E-9,Hana R. Reyes,HANA,HR Officer,staff,HR,E-1,Phoenix,America/Phoenix,2018-01-02,,yes";
    let lines = [FOUR[0], hana];
    let plan = import(&mut world, &file(&lines));
    assert_eq!(world.directory.people.len(), 2);
    let recorded = &world.directory.people[&who("hana")];
    assert_eq!((recorded.login.as_str(), recorded.employee_number.as_deref()), ("hana", Some("E-9")));
    assert_eq!(recorded.position.as_ref().map(|it| (&*it.position, it.from)), Some(("HR Officer", day("2018-01-02"))));
    assert_eq!(recorded.lines[0].from, day("2018-01-02"));
    assert!(world.directory.is_hr(who("hana")));
    assert!(texts(&plan).contains(&"Hana R. Reyes (E-9): employee number (none) -> E-9"), "{plan:?}");
    assert_eq!(texts(&planned(&world, &read(file(&lines)), false)), Vec::<&str>::new());
}

#[test]
fn nobody_takes_their_own_login_away() {
    let mut world = World::new(TODAY);
    let row = |login: &str| {
        let line = format!("E-9,Hana R. Reyes,{login},HR Officer,staff,HR,E-1,Phoenix,America/Phoenix,2018-01-02,,yes");
        file(&[FOUR[0], line.as_str()])
    };
    import(&mut world, &row("hana"));
    let plan = planned(&world, &read(row("hreyes")), false);
    assert!(plan.errors[0].why.contains("would take your own login, \"hana\""), "{plan:?}");
    assert!(plan.proposed.is_empty());
}

#[test]
fn a_namesake_of_the_unnumbered_officer_is_noted() {
    let world = World::new(TODAY);
    let name = world.directory.name(who("hana"));
    let line = format!("E-9,{name},other,HR Officer,staff,HR,E-1,Phoenix,America/Phoenix,2018-01-02,,yes");
    let plan = planned(&world, &read(file(&[FOUR[0], line.as_str()])), false);
    assert!(plan.notes.iter().any(|note| note.contains("give the line that login")), "{plan:?}");
}

#[test]
fn without_a_unit_column_recorded_units_stay() {
    let drop = |line: &str| {
        let fields: Vec<_> = line.split(',').enumerate().filter(|(at, _)| *at != 5).map(|(_, field)| field).collect();
        fields.join(",") + "\n"
    };
    let text: String = four_with(2, "Inspector", "Senior Inspector").lines().map(drop).collect();
    let plan = planned(&imported(), &read(text), false);
    let Event::PositionAssigned(assigned) = &plan.proposed[0].event else { panic!("{plan:?}") };
    assert_eq!((assigned.unit.as_deref(), plan.proposed.len()), (Some("Field"), 1));
}

#[test]
fn what_a_file_no_longer_says_stays_and_is_noted() {
    let text = four_with(2, "2024-01-08,2025-12-31", ",");
    let plan = planned(&imported(), &read(text), false);
    assert_eq!(texts(&plan), Vec::<&str>::new());
    assert!(plan.notes[0].contains("2024-01-08 stays") && plan.notes[1].contains("2025-12-31 stays"), "{plan:?}");
}

#[test]
fn a_file_of_new_people_alone_may_name_recorded_leaders() {
    let line = "E-5,Cy Dee,cy,Inspector,frontline,,E-2,Phoenix,America/Phoenix,2025-07-28,,yes";
    let plan = planned(&imported(), &read(file(&[line])), false);
    assert_eq!(texts(&plan), ["Cy Dee (E-5): joins as Inspector, reports to Lena Ortiz (E-2)"]);
    assert_eq!(plan.notes.len(), 5);
}

#[test]
fn unknown_leaders_and_circles_are_errors_that_name_people() {
    let world = World::new(TODAY);
    let unknown = planned(&world, &read(four_with(2, "E-2", "E-77")), false);
    assert_eq!(said(&unknown.errors), ["line 4, manager: nobody has the employee number \"E-77\""]);
    let circle = planned(&world, &read(four_with(0, "executive,,", "executive,,E-3")), false);
    let said = said(&circle.errors);
    assert_eq!(said.len(), 3, "{said:?}");
    assert!(
        said[0].starts_with("line 2, manager: ") && said[0].contains("Dana Holt -> Ana Begay -> Lena Ortiz -> Dana")
    );
    assert!(circle.proposed.is_empty() && circle.changes.is_empty());
}

#[test]
fn a_circle_through_people_who_are_only_recorded_is_found() {
    let head = FOUR[0].replace("executive,,", "executive,,E-3");
    let plan = planned(&imported(), &read(file(&[&head])), false);
    assert!(said(&plan.errors)[0].contains("Dana Holt -> Ana Begay -> Lena Ortiz -> Dana Holt"), "{plan:?}");
}

#[test]
fn a_login_of_somebody_else_is_refused_and_two_may_swap() {
    let taken = "E-5,Cy Dee,Ana,Inspector,frontline,,E-2,Phoenix,America/Phoenix,2025-07-28,,yes";
    let plan = planned(&imported(), &read(file(&[taken])), false);
    assert_eq!(said(&plan.errors), ["line 2, login: \"Ana\" is the login of Ana Begay (E-3), as recorded"]);
    let (ana, bo) = (FOUR[2].replace(",ana,", ",bo,"), FOUR[3].replace(",bo,", ",ana,"));
    let swapped = planned(&imported(), &read(file(&[FOUR[0], FOUR[1], &ana, &bo])), false);
    assert_eq!(texts(&swapped), ["Ana Begay (E-3): login ana -> bo", "Bo Chee (E-4): login bo -> ana"]);
}

#[test]
fn nothing_of_a_bad_file_is_recorded_and_all_of_it_is_told() {
    let text = four_with(1, "America/Phoenix", "Mars").replace(",bo,", ",b o,");
    let plan = planned(&World::new(TODAY), &read(&text), false);
    assert_eq!((plan.proposed.len(), plan.changes.len()), (0, 0));
    assert_eq!(plan.left_out, [3, 5]);
    assert_eq!(plan.errors.len(), 2, "who reports to a bad line is not bad for it: {plan:?}");
}

#[test]
fn skipping_leaves_out_bad_rows_and_whoever_reports_to_them_only() {
    let world = World::new(TODAY);
    let below = "E-6,Eve Fox,eve,Aide,frontline,,E-3,Phoenix,America/Phoenix,2025-02-03,,yes";
    let text = four_with(1, "America/Phoenix", "Mars") + below + "\n";
    let plan = planned(&world, &read(&text), true);
    assert_eq!(texts(&plan), ["Dana Holt (E-1): joins as Director, reports to nobody"]);
    assert_eq!(plan.left_out, [3, 4, 5, 6]);
    assert_eq!(said(&plan.errors)[1], "line 4, manager: \"E-2\" stands only on line 3, left out");
    assert_eq!(said(&plan.errors)[3], "line 6, manager: \"E-3\" stands only on line 4, left out");
    let again = planned(&imported(), &read(&text), true);
    assert_eq!(texts(&again), ["Eve Fox (E-6): joins as Aide, reports to Ana Begay (E-3)"], "E-2 is recorded");
    assert_eq!((again.left_out, again.notes.len()), (vec![3], 1));
}

#[test]
fn only_human_resources_import() {
    let world = imported();
    let ana = world.directory.by_login("ana").expect("recorded").id;
    let import = Import { directory: &world.directory, actor: ana, today: world.today, skip_bad: true };
    let refusal = plan(&import, &read(file(&FOUR)), &mut || panic!("no id is drawn")).expect_err("refused");
    assert!(refusal.to_string().contains("Ana Begay cannot record \"Roster import\""), "{refusal}");
    assert!(refusal.next.contains("Hana Reyes") && refusal.rule.is_some(), "{refusal}");
}

/// The fear: a file takes the last officer of human resources away, and nobody is left who could name another.
#[test]
fn no_file_moves_the_last_officer_who_stays_to_another_agency() {
    let mut world = imported();
    let today = world.today;
    let id = |world: &World, login: &str| world.directory.by_login(login).expect("recorded").id;
    let event = |of: Id, event: Event| Proposed::new(of, Role::Hr, today, event);
    let added = AgencyAdded { name: "Parks".into(), zone: chrono_tz::America::Denver };
    let officer = || Event::RoleGranted(RoleGranted { role: Office::Hr });
    let lena = event(id(&world, "lena"), officer());
    world.record(who("hana"), vec![event(who("parks"), Event::AgencyAdded(added)), lena]);
    let lines = FOUR.iter().map(|line| format!("{line},{}", if line.contains("lena") { "Parks" } else { "" }));
    let moves = format!("{HEADER},agency\n{}\n", lines.collect::<Vec<_>>().join("\n"));
    let plan = planned(&world, &read(&moves), false);
    assert!(said(&plan.errors).is_empty() && kinds(&plan).contains(&"role-revoked"), "Hana stays: {plan:?}");
    // Hana's own last day is on record.
    let last = day("2025-09-01");
    let leaving = event(id(&world, "hana"), Event::EmployeeSeparated(EmployeeSeparated { last }));
    world.record(who("hana"), vec![leaving]);
    let plan = planned(&world, &read(&moves), false);
    assert!(plan.proposed.is_empty());
    let errors = said(&plan.errors).join("\n");
    for words in
        ["line 3, agency: Lena Ortiz is the last officer", "of Board of Weights,", "coach role PERSON --grant hr"]
    {
        assert!(errors.contains(words), "{errors}");
    }
    let dana = event(id(&world, "dana"), officer());
    world.record(who("hana"), vec![dana]);
    assert!(said(&planned(&world, &read(&moves), false).errors).is_empty(), "another is named");
}

#[test]
fn who_left_is_brought_back_by_no_file_and_missed_in_none() {
    let mut world = imported();
    let today = world.today;
    let last = |name: &str| {
        let id = world.directory.by_login(name).expect("recorded").id;
        Proposed::new(
            id,
            Role::Hr,
            today,
            Event::EmployeeSeparated(EmployeeSeparated { last: today.pred_opt().expect("a day") }),
        )
    };
    let left = vec![last("lena"), last("bo")];
    world.record(who("hana"), left);
    let again = planned(&world, &read(file(&FOUR)), false);
    assert_eq!(texts(&again), Vec::<&str>::new());
    let notes = again.notes.join("\n");
    for said in [
        "Lena Ortiz (E-2): left on 2025-08-03; nothing was recorded. If they came back: coach rehire lena --on DATE.",
        "Bo Chee (E-4): left on",
        "Ana Begay (E-3): the file names Lena Ortiz (E-2), who left; nobody leads them until it names another.",
    ] {
        assert!(notes.contains(said), "{said} is not in:\n{notes}");
    }
    let without: Vec<_> = FOUR.iter().copied().filter(|line| !line.contains("Bo Chee")).collect();
    let fewer = planned(&world, &read(file(&without)), false);
    assert!(!fewer.notes.iter().any(|note| note.contains("Bo Chee")), "{:?}", fewer.notes);
    // Another leader in the file takes the place of who left.
    let moved = planned(&world, &read(four_with(2, "Field,E-2", "Field,E-1")), false);
    assert_eq!(texts(&moved), ["Ana Begay (E-3): reports to nobody -> Dana Holt (E-1)"]);
}
