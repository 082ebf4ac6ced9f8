//! Who read a record with a purpose, what the employee has against an entry, and what is on paper, on the pages; and as
//! people try it at random.

use crate::{
    fixture::*,
    leaks::published,
    live::{Follower, difference, rebuilt, tree},
    year::year,
};
use coachlog::{
    domain::{
        Class, Command, Event, Person,
        access::{AccessEnded, EndAccess, OpenRecord, RecordAccessed},
        contest::{Contest, EntryContested},
        obstacle::RecognitionGiven,
        paper::{Paper, PaperTranscribed},
        roster::{LineNature, Office, ReportingLineAssigned, RoleGranted},
    },
    site::Options,
    views::{Sight, access::accesses, docket::Standing, docket::docket},
};

const YEAR: &str = "e/33/3300000000000033/person/index.html";
const PAIR: &str = "e/33/3300000000000033/pair/index.html";
const APPRAISAL: &str = "e/33/3300000000000033/person/appraisal.html";

/// What of it somebody may try in a person's record; `n` tells one try from another. Few of the tries: an employee
/// could contest at any time, and the long chains of the others would seldom come to their end.
pub fn commands(person: &Person, n: usize) -> Vec<Command> {
    let noted = person.discussions.last().map_or(1, |note| note.seq);
    let entry = person.entries.get(n % person.entries.len().max(1)).map_or(1, |entry| entry.seq);
    let of_the_roster = person.entries.iter().rfind(|entry| entry.event.is_of_the_roster());
    let target = match n % 6 {
        0 => noted,
        2 => entry,
        _ => of_the_roster.map_or(1, |entry| entry.seq),
    };
    let contest = n.is_multiple_of(2).then(|| Command::Contest(Contest { target, why: format!("not so {n}") }));
    let open = Command::OpenRecord(OpenRecord { purpose: format!("purpose {n}"), until: None });
    let reason = n.is_multiple_of(3).then(|| format!("over {n}"));
    let end = n.is_multiple_of(4).then_some(Command::EndAccess(EndAccess { access: None, reason }));
    contest.into_iter().chain([open]).chain(end).collect()
}

/// A paper that human resources transcribe.
pub fn paper(n: usize) -> Event {
    let (of, text, scan) = (Paper::SelfAssessment, format!("paper {n}"), "5a".repeat(32));
    Event::PaperTranscribed(PaperTranscribed { of, target: None, text, scan })
}

fn opened(purpose: &str, until: &str) -> Event {
    Event::RecordAccessed(RecordAccessed { purpose: purpose.into(), until: day(until) })
}

#[test]
fn the_employee_sees_who_read_the_record_as_what_why_and_until_when() {
    let mut log = agency();
    let before = published(&log, "2025-08-04");
    assert!(before[YEAR].contains("Nobody opened it.") && before[YEAR].contains("Who read this record"));
    log.record(BEN, RUTH, "2025-08-01", Event::RoleGranted(RoleGranted { role: Office::Auditor }));
    let seq = log.record(ANA, BEN, "2025-08-04", opened("Order <14> & \"more\"", "2025-08-08"));
    log.record(ANA, RUTH, "2025-08-05", opened("Grievance of July", "2025-08-06"));
    let after = published(&log, "2025-08-05");
    let section = after[YEAR].split("id=\"readers\"").nth(1).expect("the section");
    for words in ["Ben Ito", "Order &lt;14&gt; &amp; &quot;more&quot;", "4 August 2025", "8 August 2025", "Grievance"] {
        assert!(section.contains(words), "{words}: {section}");
    }
    assert!(section.contains(&format!("#{seq} ")) && section.find("Grievance") < section.find("Order"), "{section}");
    // Days later the same is said in the same words, so that nothing flips by itself.
    let later = published(&log, "2025-08-20");
    assert_eq!(later[YEAR].split("id=\"readers\"").nth(1), after[YEAR].split("id=\"readers\"").nth(1));
    let on: Vec<_> =
        later.iter().filter(|(_, page)| page.contains("Grievance")).map(|(path, _)| path.as_str()).collect();
    assert_eq!(on, [YEAR], "and nowhere else");
    // An early end stands beside what it ends, and no day that was said changes.
    let end = AccessEnded { access: seq, reason: Some("Called <off>".into()) };
    let by = log.record(ANA, RUTH, "2025-08-06", Event::AccessEnded(end));
    let page = &published(&log, "2025-08-06")[YEAR];
    let section = page.split("id=\"readers\"").nth(1).expect("the section");
    for words in ["8 August 2025", "ended on 6 August 2025 by Ruth Castillo", "Called &lt;off&gt;", &format!("#{by} ")]
    {
        assert!(section.contains(words), "{words}: {section}");
    }
    assert_eq!(section.matches("ended on").count(), 1, "{section}");
}

#[test]
fn an_access_is_said_by_the_role_it_was_recorded_in() {
    let mut log = agency();
    log.record(ANA, RUTH, "2025-08-05", opened("Grievance", "2025-08-06"));
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    let all = accesses(&Sight::of(ana, &log.directory, day("2025-08-05")));
    assert_eq!(all.iter().map(|it| (&*it.who, it.role)).collect::<Vec<_>>(), [("Ruth Castillo", "human resources")]);
    assert!(accesses(&Sight::of(ana, &log.directory, day("2025-08-04"))).is_empty(), "not before it was");
}

#[test]
fn a_contest_stands_beside_its_entry_and_on_pages_of_its_class_alone() {
    let mut log = agency();
    let said = log.record(ANA, TOM, "2025-08-04", note(None, "2B", "Two reports came late."));
    let team = log.record(ANA, TOM, "2025-08-04", note(None, "2D", "They do not speak."));
    let contest = |target, why: &str| Event::EntryContested(EntryContested { target, why: why.into() });
    log.record(ANA, ANA, "2025-08-05", contest(said, "PERSON-<b>They were in time</b>"));
    log.record_as(Class::Pair, ANA, ANA, "2025-08-05", contest(team, "PAIR-We do"));
    let files = published(&log, "2025-08-06");
    let entry = |page: &str, seq: u64| {
        let part = files[page].split(&format!("<li id=\"e{seq}\">")).nth(1).expect("an entry");
        part.split("</li>").next().expect("its end").to_owned()
    };
    let shown = entry(YEAR, said);
    for words in
        ["Two reports came late.", "<b>Contested</b> on 5 August 2025 by Ana Ruiz", "PERSON-&lt;b&gt;They were"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(entry(PAIR, team).contains("PAIR-We do"));
    for (path, page) in &files {
        assert!(path == PAIR || !page.contains("PAIR-We do"), "{path}");
        assert!(path == YEAR || !page.contains("PERSON-&lt;b"), "{path}");
    }
    assert!(!entry(YEAR, team).contains("ontested"), "the chain learns nothing of it");
}

#[test]
fn wherever_a_contested_entry_is_named_it_is_said_to_be() {
    let mut log = agency();
    let given = RecognitionGiven { text: "Ninety in a week".into(), goal: None, meeting: None };
    let seq = log.record(ANA, TOM, "2025-08-04", Event::RecognitionGiven(given));
    let goals = "e/33/3300000000000033/person/goals.html";
    let tag = |log: &Log| published(log, "2025-08-06")[goals].contains("contested</span>");
    assert!(!tag(&log));
    let contested = EntryContested { target: seq, why: "Sixty".into() };
    log.record(ANA, ANA, "2025-08-05", Event::EntryContested(contested));
    assert!(tag(&log));
}

/// The fear: the whole agency reads that somebody contests what their pages rest on, or a live page says so for ever.
#[test]
fn no_page_for_everyone_employed_says_that_an_entry_is_contested() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let (mut log, today) = (year(), day("2026-06-30"));
    let line = ReportingLineAssigned { leader: id(LENA), nature: LineNature::Permanent, from: today };
    let line = log.record(ANA, RUTH, "2026-06-30", Event::ReportingLineAssigned(line));
    let mut follower = Follower::start(&log, today, &site, Options::default());
    let open = |path: &str| !path.starts_with("e/");
    let before = tree(&site);
    let named: Vec<_> =
        before.iter().filter(|(path, page)| open(path) && page.contains(&format!("#{line} "))).collect();
    assert!(named.len() > 2, "the front page, the counts and the unit rest on it: {named:?}");
    let contested = EntryContested { target: line, why: "Nobody asked me".into() };
    log.record(ANA, ANA, "2026-06-30", Event::EntryContested(contested));
    follower.follow(&log, today).expect("it is followed");
    let after = tree(&site);
    for (path, page) in after.iter().filter(|(path, _)| open(path)) {
        assert!(!page.contains("contested</span>"), "{path}");
    }
    assert!(after[YEAR].contains("Nobody asked me"), "whoever reads the entry reads it");
    assert_eq!(difference(&after, &rebuilt(&log, today).0), None);
}

/// The fear: a paper counts as what the employee did.
#[test]
fn a_paper_is_on_the_docket_and_among_the_assessments_as_a_paper() {
    let mut log = agency();
    log.record(0, RUTH, "2025-07-01", crate::appraised::cycle(299, day("2025-07-01")));
    log.record(ANA, RUTH, "2025-08-04", paper(7));
    let people = log.people();
    let ana = people.iter().find(|person| person.id == id(ANA)).expect("hired");
    let lines = docket(&Sight::of(ana, &log.directory, day("2025-08-06")));
    let papers: Vec<_> = lines.iter().filter(|line| line.standing == Standing::OnPaper).collect();
    assert_eq!(papers.len(), 1);
    assert!(papers[0].done.is_none() && papers[0].what.contains("transcribed by Ruth Castillo; scan blake3:5a5a"));
    assert!(ana.assessments.own.is_empty(), "it is no self-assessment of hers");
    let page = &published(&log, "2025-08-06")[APPRAISAL];
    for words in ["signed on 4 August 2025; no act of the employee’s own", "self-assessment on paper", "paper 7"] {
        assert!(page.contains(words), "{words}");
    }
}
