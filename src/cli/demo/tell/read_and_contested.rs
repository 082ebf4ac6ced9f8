//! What the sample tells of the record itself: an auditor's purpose, a contested entry, a paper. It is told to a log in
//! memory, and found in what the pages print.

use super::*;
use crate::{
    domain::{
        Class, Person,
        authority::{Readable, may_read},
    },
    views::{
        Sight,
        access::accesses,
        appraisal::appraisals,
        docket::{Standing, docket},
        expectations::plans,
    },
};
use chrono::NaiveDate;

#[test]
fn a_purpose_a_contested_entry_and_a_paper_are_found_in_the_projections() {
    let folder = tempfile::tempdir().expect("a folder");
    let of = ["whutchins", "dkowalski", "jfoster", "blomahaftewa"];
    let verbs = ["expect", "concern", "appraise", "review", "ack", "transcribe", "role", "access"];
    let told = |line: &Line| match &*line.argv[0] {
        "cycle" | "contest" | "dispute" => true,
        verb => {
            verbs.contains(&verb) && of.contains(&&*line.argv[1]) && !line.argv.iter().any(|word| word == "--meeting")
        }
    };
    let script: Vec<_> = sample::script().into_iter().filter(told).collect();
    let (mut out, mut notices) = (io::sink(), io::sink());
    let log = Box::new(Memory::new(Box::new(DirectoryProjector)));
    let mut year = Year::new(log, script, folder.path(), (&mut out, &mut notices)).expect("founded");
    year.until(NaiveDateTime::MAX).expect("what is written by hand is no mistake");
    let app = year.desk.app().expect("open");
    let as_of: NaiveDate = sample::AS_OF.parse().expect("a date");
    let mut seen = |login: &str| {
        let id = app.directory().by_login(login).expect("employed").id;
        let person: Person = app.person(id).expect("a record").clone();
        (person, app.directory().clone())
    };

    let (wade, directory) = seen("whutchins");
    let sight = Sight::of(&wade, &directory, as_of);
    let read = accesses(&sight);
    let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
    // The auditor who seals the evidence of the dispute reads it too, on that day.
    let who: Vec<_> = read.iter().map(|it| (&*it.who, it.role)).collect();
    assert_eq!(who, [("Betty Lomahaftewa", "auditor"), ("Janelle Foster", "auditor")]);
    assert_eq!((read[1].from, read[1].until), (day("2026-06-22"), day("2026-06-26")));
    let auditor = directory.by_login("jfoster").expect("employed").id;
    let pair = Readable { stream: wade.id, class: Class::Pair, author: wade.id, withdrawn: false };
    let days = ["2026-06-21", "2026-06-22", "2026-06-26", "2026-06-27"];
    assert_eq!(days.map(|on| may_read(&directory, auditor, pair, day(on))), [false, true, true, false]);
    let cited = &appraisals(&sight, Class::Person)[0].ratings[0].cites[0];
    assert!(cited.entry.contested, "the evidence of the rating says that it is contested");
    let contests = &wade.entry(cited.entry.seq).expect("the concern").contests;
    assert_eq!(contests.iter().map(|it| it.by).collect::<Vec<_>>(), [wade.id]);

    let (dale, directory) = seen("dkowalski");
    let sight = Sight::of(&dale, &directory, as_of);
    let lines = docket(&sight);
    let paper = lines.iter().find(|line| line.standing == Standing::OnPaper).expect("a paper");
    assert_eq!((paper.due, paper.done), (day("2025-07-24"), None));
    let scan = sample::FILES.iter().find(|(label, _)| *label == "signed-plan").expect("a file").1;
    assert!(paper.what.ends_with(&format!("blake3:{}", blake3::hash(scan.as_bytes()).to_hex())), "{}", paper.what);
    let acknowledged = plans(&sight)[0].steps.iter().any(|step| step.what.starts_with("Acknowledged"));
    assert!(!acknowledged, "the paper acknowledges nothing for him");
}
