//! Several agencies in one store: the minimum for all, what each sets on top of it, and who may (J.scope, N.adapt,
//! N.discretion).

use super::{World, commands::*, day, who};
use crate::domain::{
    Context, Event, Proposed, Refusal, Role,
    agency::{self, AgencyAdded, AgencyJoined},
    asked::By,
    policy::{Asks, Tighten},
    roster::{EmployeeOnboarded, LineNature, Office, PositionAssigned, ReportingLineAssigned, RoleGranted},
    scope::Scope,
    standard::{StandardWorkRevised, Topic, revise},
    topics::{set_recurrence, set_topics},
};

type Decided = Result<Vec<Proposed>, Refusal>;

fn event(about: &str, event: Event) -> Proposed {
    Proposed::new(who(about), Role::Hr, day("2025-01-01"), event)
}

impl World {
    /// The agency of [`World::staffed`], and Parks beside it: Hedda is its human resources, Pam works there and is led by
    /// Lena of the first agency, and Sib moved there in the middle of the year.
    pub(crate) fn two() -> Self {
        let mut world = Self::staffed();
        let added = AgencyAdded { name: "Parks".into(), zone: chrono_tz::America::Denver };
        let batch = agency::add(&world.context("hana", world.today), who("parks"), &added).expect("Hana may");
        world.record(who("hana"), batch);
        for login in ["hedda", "pam"] {
            let joined = EmployeeOnboarded {
                employee_number: None,
                name: login.to_uppercase(),
                login: login.into(),
                hired: None,
                covered: None,
            };
            let joined = [Event::EmployeeOnboarded(joined), joins("parks", "2025-01-01")];
            world.record(who("hana"), joined.map(|it| event(login, it)).to_vec());
        }
        let (leader, from, nature) = (who("lena"), day("2025-01-01"), LineNature::Permanent);
        let led = Event::ReportingLineAssigned(ReportingLineAssigned { leader, from, nature });
        let hr = Event::RoleGranted(RoleGranted { role: Office::Hr });
        let moved = joins("parks", "2025-10-01");
        world.record(who("hana"), vec![event("pam", led), event("hedda", hr), event("sib", moved)]);
        world
    }

    fn of(&self, actor: &str, agency: &str) -> Context<'_> {
        Context { about: who(agency), ..self.context(actor, self.today) }
    }

    fn settles(mut self, actor: &str, decided: impl FnOnce(&Self) -> Decided) -> Self {
        let batch = decided(&self).unwrap_or_else(|refusal| panic!("{actor}: {refusal}"));
        self.record(who(actor), batch);
        self
    }

    /// Parks' own revision from a day on, which adds a topic.
    fn with_own(self, effective: &str) -> Self {
        let sheet = own_sheet(&self, effective);
        self.settles("hedda", |world| revise(&world.of("hedda", "parks"), sheet))
    }

    fn topics(&self, of: &str, on: &str) -> Vec<String> {
        self.directory.topics_of(who(of), day(on)).iter().map(|topic| format!("{} {}", topic.id, topic.label)).collect()
    }

    fn has_2g(&self, of: &str, on: &str) -> bool {
        self.topics(of, on).contains(&"2G Trails".to_owned())
    }

    fn minutes(&self, of: &str, on: &str) -> (u32, String) {
        let asked = self.directory.asked_of(who(of), day(on)).minutes.expect("asked");
        (asked.value, asked.by.words(&self.directory))
    }

    fn gap(&self, of: &str, topic: &str, on: &str) -> (u32, Option<String>) {
        let all = self.directory.recurrences_of(who(of), day(on));
        let one = all.iter().find(|it| it.topic.id == topic).expect("a topic of the standard");
        (one.gap_days, one.added.map(|day| day.to_string()))
    }
}

fn joins(agency: &str, from: &str) -> Event {
    Event::AgencyJoined(AgencyJoined { agency: who(agency), from: day(from) })
}

fn own_sheet(world: &World, effective: &str) -> StandardWorkRevised {
    let mut sheet = world.directory.standards[0].what.clone();
    sheet.version = 0;
    (sheet.changelog, sheet.effective) = ("Trails have a place of their own.".into(), day(effective));
    sheet.topics.push(Topic { id: "2G".into(), label: "Trails".into() });
    sheet
}

fn tighten(scope: Scope, minutes: u32, effective: &str) -> Tighten {
    let asks = Asks { minutes: Some(minutes), ..Asks::default() };
    Tighten { scope, asks, effective: day(effective), reason: "More time.".into() }
}

fn refused(decided: Decided, words: &[&str]) {
    let refusal = decided.expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

#[test]
fn rule_j_scope_another_agency_follows_the_minimum_until_it_has_a_revision_of_its_own() {
    let world = World::two();
    assert_eq!(world.topics("pam", "2025-08-01"), world.topics("ana", "2025-08-01"));
    assert_eq!(world.minutes("pam", "2025-08-01"), world.minutes("ana", "2025-08-01"));
    let world = world.with_own("2025-09-01");
    let version = |of: &str, on: &str| {
        let set = world.directory.standard_on(who(of), day(on)).expect("in force");
        (world.directory.added_setter(set.seq).is_some(), set.what.version)
    };
    assert_eq!(version("pam", "2025-08-31"), (false, 1), "until then the minimum");
    assert_eq!(version("pam", "2025-09-01"), (true, 1), "its own numbers begin with 1");
    assert_eq!(version("ana", "2025-09-01"), (false, 1));
    assert_eq!(version("parks", "2025-09-01"), (true, 1));
}

#[test]
fn rule_n_adapt_who_moves_is_asked_on_each_day_for_what_the_agency_of_that_day_asks() {
    let world = World::two().with_own("2025-08-01");
    // Sib moves in October, and the topic is new to them from then on; for Pam it is since the revision.
    assert_eq!(["2025-07-31", "2025-08-01"].map(|on| world.has_2g("pam", on)), [false, true]);
    assert_eq!(["2025-09-30", "2025-10-01"].map(|on| world.has_2g("sib", on)), [false, true]);
    assert!(!world.has_2g("ana", "2026-01-01"));
    assert_eq!(world.gap("pam", "2G", "2025-11-01").1, Some("2025-08-01".into()));
    assert_eq!(world.gap("sib", "2G", "2025-11-01").1, Some("2025-10-01".into()));
    assert_eq!(world.gap("sib", "2A", "2025-11-01").1, None);
    let mut world =
        world.settles("hedda", |world| tighten(Scope::Agency, 60, "2025-08-01").decide(&world.of("hedda", "parks")));
    let by = "cadence policy version 1 for Parks".to_owned();
    assert_eq!(world.minutes("sib", "2025-10-01"), (60, by));
    assert_eq!(world.minutes("sib", "2025-09-30").0, 30);
    // And back again: each month stays judged as it was.
    world.record(who("hedda"), vec![event("sib", joins("agency", "2026-02-01"))]);
    assert_eq!(["2025-09-01", "2025-12-01", "2026-02-01"].map(|on| world.minutes("sib", on).0), [30, 60, 30]);
    assert_eq!(["2025-09-01", "2025-12-01", "2026-02-01"].map(|on| world.has_2g("sib", on)), [false, true, false]);
}

#[test]
fn rule_n_adapt_what_was_said_of_another_agencys_topic_is_corrected_by_the_topics_of_its_day() {
    let mut world = World::two().with_own("2025-08-01").at("2025-10-02").given("lena", "sib", &note("2G", "The path"));
    let seq = world.log.len() as u64;
    world.record(who("hedda"), vec![event("sib", joins("agency", "2026-02-01"))]);
    let world = world.at("2026-02-02");
    let world = world.when("lena", "sib", &correct(seq, "text", "The bridge")).then_recorded(&["entry-corrected"]);
    world.when("lena", "sib", &note("2G", "The path")).then_refused(&["N.adapt", "2G"]);
}

#[test]
fn rule_n_discretion_of_the_minimum_and_an_agencys_own_the_stricter_holds_field_by_field() {
    let minimum = |world: &World, minutes, effective: &str| {
        let mut sheet = world.directory.standards.last().expect("a sheet").what.clone();
        (sheet.version, sheet.minimum_minutes, sheet.effective) = (0, minutes, day(effective));
        sheet.changelog = format!("{minutes} minutes.");
        revise(&world.of("hana", "agency"), sheet)
    };
    let world = World::two().with_own("2025-08-01").settles("hedda", |world| {
        let mut sheet = own_sheet(world, "2025-09-01");
        (sheet.changelog, sheet.minimum_minutes) = ("45 minutes.".into(), 45);
        revise(&world.of("hedda", "parks"), sheet)
    });
    assert_eq!(world.minutes("pam", "2025-09-01"), (45, "minimum of standard version 2 of Parks".into()));
    let world = world.settles("hana", |world| minimum(world, 40, "2025-10-01"));
    assert_eq!(world.minutes("pam", "2025-10-01").0, 45);
    let world = world.settles("hana", |world| minimum(world, 50, "2025-11-01"));
    assert_eq!(world.minutes("pam", "2025-11-01"), (50, "minimum of standard version 3".into()));
    assert_eq!(world.minutes("pam", "2025-10-31").0, 45, "never backwards");
    // What is looser than the minimum of its day is refused, with the entry that asks for more.
    let looser = tighten(Scope::OtherAgency(who("parks")), 45, "2025-11-01");
    refused(looser.decide(&world.of("hedda", "parks")), &["N.discretion", "minimum of standard version 3 asks for 50"]);
    let mut sheet = own_sheet(&world, "2025-11-01");
    (sheet.changelog, sheet.minimum_minutes) = ("Less.".into(), 45);
    refused(revise(&world.of("hedda", "parks"), sheet), &["N.discretion", "45 minutes is looser than 50"]);
}

#[test]
fn rule_n_adapt_what_the_minimum_adds_later_is_asked_everywhere_and_no_number_means_two_things() {
    let world = World::two().with_own("2025-08-01");
    let with = |world: &World, id: &str, label: &str, effective: &str| {
        let mut sheet = world.directory.standards[0].what.clone();
        (sheet.changelog, sheet.effective) = (format!("Adds {label}."), day(effective));
        sheet.topics.push(Topic { id: id.into(), label: label.into() });
        sheet
    };
    let taken = with(&world, "2G", "Strategy", "2025-09-01");
    refused(revise(&world.of("hana", "agency"), taken), &["N.adapt", "topic 2G: Parks"]);
    let free = with(&world, "2H", "Strategy", "2025-09-01");
    let world = world.settles("hana", |world| revise(&world.of("hana", "agency"), free));
    let ids =
        |on: &str| world.topics("pam", on).iter().map(|topic| topic[..2].to_owned()).collect::<Vec<_>>().join(" ");
    assert_eq!((&*ids("2025-08-31"), &*ids("2025-09-01")), ("2A 2B 2C 2D 2E 2F 2G", "2A 2B 2C 2D 2E 2F 2G 2H"));
    assert_eq!(world.gap("pam", "2H", "2025-10-01").1, Some("2025-09-01".into()));
    // Its next own revision names what the minimum has by then; before that day the number is taken all the same.
    let own = own_sheet(&world, "2025-10-01");
    refused(revise(&world.of("hedda", "parks"), own), &["N.adapt", "topic 2H"]);
    let mut own = own_sheet(&world, "2025-08-01");
    (own.changelog, own.topics[6].label) = ("Once more.".into(), "Trails and paths".into());
    own.topics.push(Topic { id: "2H".into(), label: "Huts".into() });
    refused(revise(&world.of("hedda", "parks"), own), &["N.adapt", "topic 2H: Board of Weights"]);
}

#[test]
fn rule_n_topics_an_agency_recurs_its_topics_sooner_and_never_later() {
    let world = World::two();
    let of = |world: &World, days, effective: &str| set_topics(&world.of("hedda", "parks"), days, day(effective));
    refused(of(&world, 121, "2025-08-01"), &["N.discretion", "121 days is looser than the 120 days"]);
    let world = world.settles("hedda", |world| of(world, 90, "2025-08-01"));
    assert_eq!([world.gap("pam", "2C", "2025-08-01").0, world.gap("ana", "2C", "2025-08-01").0], [90, 120]);
    let one = |world: &World, days| set_recurrence(&world.of("hedda", "parks"), "2C", days, day("2025-09-01"));
    refused(one(&world, 100), &["N.discretion"]);
    let world = world.settles("hedda", |world| one(world, 60));
    assert_eq!([world.gap("pam", "2C", "2025-09-01").0, world.gap("ana", "2C", "2025-09-01").0], [60, 120]);
    let all = |world: &World, days, on: &str| set_recurrence(&world.of("hana", "agency"), "2C", days, day(on));
    let world = world.settles("hana", |world| all(world, 30, "2025-10-01"));
    assert_eq!(world.gap("pam", "2C", "2025-10-01").0, 30, "what is set for all tightens it there too");
    refused(set_recurrence(&world.of("hedda", "parks"), "2C", 40, day("2025-10-01")), &["in every agency"]);
    let world = world.settles("hana", |world| set_topics(&world.of("hana", "agency"), 45, day("2025-11-01")));
    assert_eq!(world.directory.topics_on(who("pam"), day("2025-11-01")).expect("one").what.max_gap_days, 45);
}

#[test]
fn a_tier_is_that_of_the_agency_that_sets_its_policy() {
    let mut world = World::two();
    for (login, tier) in [("ana", "frontline"), ("pam", "frontline"), ("sib", "ranger")] {
        let assigned = PositionAssigned {
            position: "Technician".into(),
            tier: tier.into(),
            unit: None,
            office: "Phoenix".into(),
            time_zone: chrono_tz::America::Phoenix,
            from: day("2025-01-01"),
        };
        world.record(who("hana"), vec![event(login, Event::PositionAssigned(assigned))]);
    }
    let tier = |name: &str, minutes| tighten(Scope::Tier(name.into()), minutes, "2025-08-01");
    refused(tier("ranger", 60).decide(&world.of("hana", "agency")), &["Nobody of Board of Weights is in the tier"]);
    let world = world
        .settles("hana", |world| tier("frontline", 50).decide(&world.of("hana", "agency")))
        .settles("hedda", |world| tier("frontline", 70).decide(&world.of("hedda", "parks")));
    assert_eq!([world.minutes("ana", "2025-08-01").0, world.minutes("pam", "2025-08-01").0], [50, 70]);
    let versions: Vec<_> = world.directory.own(who("parks")).policies.iter().map(|set| set.what.version).collect();
    assert_eq!(versions, [1], "each agency's own numbers");
    assert!(matches!(
        world.directory.asked_of(who("pam"), day("2025-08-01")).minutes.map(|it| it.by),
        Some(By::Policy(_))
    ));
}

#[test]
fn an_agency_is_added_by_hr_of_the_first_one_under_a_name_of_its_own() {
    let world = World::two();
    let add = |actor: &str, name: &str| {
        let added = AgencyAdded { name: name.into(), zone: chrono_tz::America::Phoenix };
        agency::add(&world.of(actor, "agency"), who("new"), &added)
    };
    refused(add("lena", "Roads"), &["authority.writer", "Hana Reyes"]);
    refused(add("hedda", "Roads"), &["authority.agency", "Hana Reyes"]);
    refused(add("hana", "parks "), &["There is an agency called parks already"]);
    refused(add("hana", "board of weights"), &["already"]);
    refused(add("hana", " "), &["is empty"]);
    refused(add("hana", "Roads\nand more"), &["several lines"]);
    let batch = add("hana", "Roads").expect("Hana may");
    assert_eq!((batch.len(), batch[0].stream, batch[0].event.kind()), (1, who("new"), "agency-added"));
}

#[test]
fn the_first_officer_of_an_agency_is_named_by_the_first_one_and_every_other_by_its_own() {
    let mut world = World::two();
    let added = AgencyAdded { name: "Roads".into(), zone: chrono_tz::America::Phoenix };
    let batch = agency::add(&world.of("hana", "agency"), who("roads"), &added).expect("Hana may");
    world.record(who("hana"), batch);
    world.record(
        who("hana"),
        vec![event("stan", joins("roads", "2025-01-01")), event("otto", joins("roads", "2025-01-01"))],
    );
    let names = |world: &World, actor: &str, whom: &str| agency::officer(&world.of(actor, "roads"), who(whom), false);
    refused(
        names(&world, "hedda", "stan"),
        &["authority.agency", "has no officer of human resources yet", "Hana Reyes"],
    );
    refused(names(&world, "stan", "stan"), &["authority.writer"]);
    let world = world.settles("hana", |world| names(world, "hana", "stan"));
    refused(names(&world, "hana", "otto"), &["authority.agency", "Human resources can: STAN"]);
    refused(names(&world, "stan", "stan"), &["already"]);
    let ends = |world: &World, whom: &str| agency::officer(&world.of("stan", "roads"), who(whom), true);
    refused(ends(&world, "stan"), &["last officer"]);
    let world = world.settles("stan", |world| names(world, "stan", "otto"));
    let world = world.settles("stan", |world| ends(world, "stan"));
    assert_eq!(world.directory.hr_of(Some(who("roads"))).map(|it| it.id).collect::<Vec<_>>(), [who("otto")]);
    let other = |actor: &str| revise(&world.of(actor, "roads"), own_sheet(&world, "2025-09-01"));
    refused(other("hana"), &["authority.agency", "OTTO"]);
    refused(other("hedda"), &["authority.agency", "for Roads"]);
    assert!(other("otto").is_ok());
}

#[test]
fn a_directory_that_was_kept_before_there_were_several_agencies_reads_as_one() {
    let world = World::staffed();
    let text = serde_json::to_string(&world.directory).expect("JSON");
    assert!(!text.contains("\"added\"") && !text.contains("\"agencies\""), "nothing new is written of one agency");
    let read: crate::domain::Directory = serde_json::from_str(&text).expect("reads");
    assert_eq!(read, world.directory);
    assert_eq!(read.agency_of(who("ana"), world.today), Some(who("agency")));
    let two = World::two();
    let text = serde_json::to_string(&two.directory).expect("JSON");
    assert_eq!(serde_json::from_str::<crate::domain::Directory>(&text).expect("reads"), two.directory);
}

#[test]
fn who_was_hired_into_an_agency_is_of_it_before_the_first_day_and_was_never_of_the_first() {
    let mut world = World::two();
    let hired = EmployeeOnboarded {
        employee_number: None,
        name: "PIA".into(),
        login: "pia".into(),
        hired: Some(day("2025-06-01")),
        covered: None,
    };
    let joined = [Event::EmployeeOnboarded(hired), joins("parks", "2025-06-01")];
    world.record(who("hedda"), joined.map(|it| event("pia", it)).to_vec());
    for on in ["2025-05-01", "2025-06-01", "2025-07-01"] {
        assert_eq!(world.directory.agency_of(who("pia"), day(on)), Some(who("parks")), "{on}");
        assert!(world.directory.is_hr_of(who("hedda"), who("pia"), day(on)), "{on}");
        assert!(!world.directory.is_hr_of(who("hana"), who("pia"), day(on)), "{on}");
    }
    // Sib was hired into the first agency and moved.
    assert_eq!(world.directory.agency_of(who("sib"), day("2024-12-01")), Some(who("agency")));
    assert_eq!(world.directory.agency_of(who("sib"), day("2025-10-01")), Some(who("parks")));
}
