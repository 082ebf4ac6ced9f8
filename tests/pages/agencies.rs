//! The pages of a store with two agencies.

use crate::{fixture::*, leaks::published, publishing::leads_somewhere, year::year};
use coachlog::{
    domain::{
        Event,
        adoption::DeploymentStarted,
        policy::CadenceTightened,
        scope::Scope,
        standard::{Topic, first_version},
    },
    site::table::unit_path,
    views::{Cycle, Sight, coverage::coverage, structure::Unit, year::year as months},
};

/// The year of the small agency, in which Lena and her two reports move to Parks on 15 September. Parks has a revision
/// of its own from October, with a topic 2G, and asks for 60 minutes from January.
fn two() -> Log {
    let mut log = year();
    second_agency(&mut log, "2025-09-15", &[LENA, JOE, MARIA_TOO]);
    let sheet = first_version().into_iter().find_map(|event| match event {
        Event::StandardWorkRevised(mut it) => {
            (it.version, it.effective, it.changelog) = (1, day("2025-10-01"), "Trails".into());
            it.topics.push(Topic { id: "2G".into(), label: "Trails and safety".into() });
            Some(it)
        }
        _ => None,
    });
    let sheet = sheet.expect("a store begins with a sheet");
    log.record(PARKS, RUTH, "2025-09-16", Event::StandardWorkRevised(sheet));
    let longer = CadenceTightened {
        scope: Scope::OtherAgency(id(PARKS)),
        version: 1,
        minutes: Some(60),
        max_gap_days: None,
        minutes_a_meeting: None,
        effective: day("2026-01-01"),
        reason: "Longer days out there.".into(),
    };
    log.record(PARKS, RUTH, "2025-12-01", Event::CadenceTightened(longer));
    log
}

fn parks(name: &str) -> String {
    format!("agency/{}/{name}", id(PARKS))
}

#[test]
fn each_agency_has_its_pages_and_the_front_page_lists_them() {
    let files = published(&two(), "2026-06-30");
    leads_somewhere(&files);
    let front = &files["index.html"];
    assert!(front.contains("<h2 id=\"agencies\">Agencies</h2>") && front.contains("Parks &amp; &lt;Trails&gt;</a>"));
    let permits = |agency| unit_path(&Unit { agency, name: Some("Permits".to_owned()) });
    assert!(!files.contains_key(&permits(None)), "everybody of the unit has moved");
    let unit = &files[&permits(Some(id(PARKS)))];
    assert!(unit.contains("Joe Yazzie") && unit.contains("Parks &amp; &lt;Trails&gt;</a>"));
    let own = &files[&parks("standard-work.html")];
    for words in
        ["Trails", "At least 60 minutes a calendar month", "Longer days out there.", "minimum for every agency"]
    {
        assert!(own.contains(words), "{words}");
    }
    assert!(!files["agency/standard-work.html"].contains("Longer days out there."));
    let person = |who: u8| &files[&format!("e/{who:02x}/{}/person/index.html", id(who))];
    assert!(person(JOE).contains("Window Rock, Parks &amp; &lt;Trails&gt;"));
    assert!(person(JOE).contains(&format!("href=\"../../../../{}\"", parks("standard-work.html"))));
    assert!(person(BEN).contains("Phoenix, Department of Water Safety"));
}

/// Three people of Parks have held meetings: too few for a count. Nothing on any page counts over both agencies, so that
/// no difference tells it.
#[test]
fn a_count_of_fewer_than_five_people_is_on_no_page_and_follows_from_none() {
    let files = published(&two(), "2026-06-30");
    let index = &files[&parks("index.html")];
    assert!(index.contains("Fewer than five people have meetings on record"));
    let front = &files["index.html"];
    let row = front.split("<tr>").find(|row| row.contains("Parks &amp;")).expect("a row for Parks");
    assert!(row.contains("<td class=\"num\" data-k=\"Meetings held:\">–</td>"), "{row}");
    let total = |page: &str| {
        let tile = page.split("<dt>Meetings held</dt><dd class=\"v\">").nth(1).expect("the tile");
        tile.split('<').next().expect("a number").parse::<u32>().expect("a number")
    };
    let alone = total(&published(&year(), "2026-06-30")["index.html"]);
    // Theirs count for Parks alone from October on: a month belongs to the agency of its first day.
    let people = two().people();
    let theirs = people.iter().filter(|person| [LENA, JOE, MARIA_TOO].map(id).contains(&person.id));
    let held = theirs.flat_map(|person| person.meetings.values()).filter_map(|meeting| meeting.held.as_ref());
    let gone = held.filter(|held| held.what.start.date() >= day("2025-10-01")).count();
    assert!(gone > 0);
    // A month in which fewer than five are left is out of the sum too.
    assert!(total(front) > 0 && total(front) as usize <= alone as usize - gone, "{} of {alone}", total(front));
}

#[test]
fn rule_n_adapt_a_year_in_two_agencies_is_judged_month_by_month() {
    let log = two();
    let people = log.people();
    let joe = people.iter().find(|person| person.id == id(JOE)).expect("hired");
    let sight = Sight::of(joe, &log.directory, day("2026-06-30"));
    let cycle = Cycle::containing(day("2026-06-30"));
    let asked: Vec<_> = months(&sight, cycle).months.iter().map(|month| month.asked.expect("asked")).collect();
    assert_eq!(asked, [30, 30, 30, 30, 30, 30, 60, 60, 60, 60, 60, 60]);
    let topics = coverage(&sight, cycle).topics;
    let added = topics.iter().find(|topic| topic.id == "2G").expect("a topic of Parks");
    assert_eq!(added.label, "Trails and safety");
    assert_eq!(added.asked.iter().filter(|asked| **asked).count(), 9, "from October on");
    let ben = people.iter().find(|person| person.id == id(BEN)).expect("hired");
    assert!(!coverage(&Sight::of(ben, &log.directory, day("2026-06-30")), cycle).topics.iter().any(|it| it.id == "2G"));
}

#[test]
fn what_another_agency_did_for_its_adoption_stands_on_its_own_page() {
    let mut log = two();
    let deployed = Event::DeploymentStarted(DeploymentStarted { unit: None });
    let seq = log.record(PARKS, RUTH, "2025-12-02", deployed);
    let files = published(&log, "2026-06-30");
    leads_somewhere(&files);
    let index = &files[&parks("index.html")];
    assert!(index.contains("the standard is deployed to the whole agency"), "{index}");
    assert!(index.contains(&format!("id=\"e{seq}\"")) && index.contains(&format!("index.html#e{seq}")), "{index}");
    assert!(!index.contains("adoption.html"), "that is the first agency's: {index}");
    assert!(!files["agency/adoption.html"].contains(&format!("#{seq} ")), "nothing of Parks is there");
}
