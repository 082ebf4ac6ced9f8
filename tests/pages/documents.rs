//! Standard-work documents on the site: their pages, old versions, differences, what supports them (J.purpose,
//! J.versions, J.documents, J.columns, N.links), and the version that a series follows (rule 1).

use crate::{fixture::*, leaks::published, publishing::leads_somewhere};
use coachlog::{
    domain::{
        Event,
        copy::{Bytes, Format, SupportingDocumentKept},
        document::{Revision, StandardDocumentOpened, StandardDocumentRevised},
        names::DocumentId,
        standard::{StandardWorkRevised, Step, first_version},
        supporting::{SupportingDocumentLinked, SupportingDocumentUnlinked},
    },
    views::{
        difference::{Change, Line, difference},
        document::{Standing, VersionName, documents, sheet},
    },
};
use std::collections::BTreeMap;

const COACHING: DocumentId = DocumentId(1);
const BOARD: DocumentId = DocumentId(2);
const HASH: &str = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";

fn step(id: &str, what: &str, key_points: &[&str]) -> Step {
    let key_points = key_points.iter().map(|text| (*text).to_owned()).collect();
    Step { id: id.into(), what: what.into(), key_points, reasons: vec![format!("Because of {id}")] }
}

fn version(version: u32, effective: &str, changelog: &str, steps: Vec<Step>) -> Event {
    Event::StandardDocumentRevised(StandardDocumentRevised {
        document: BOARD,
        version,
        revised_on: day("2025-07-01"),
        edited_by: "Ruth Castillo".into(),
        changelog: changelog.into(),
        effective: day(effective),
        purpose: "One way of keeping the board.".into(),
        scope: "Every leader.".into(),
        steps,
    })
}

fn linked(document: DocumentId, name: &str, hash: Option<&str>) -> Event {
    Event::SupportingDocumentLinked(SupportingDocumentLinked {
        document,
        name: name.into(),
        description: "Two pages & a half".into(),
        uri: "https://forms.example/prep.pdf".into(),
        hash: hash.map(str::to_owned),
    })
}

/// The next version of the coaching standard, in force from August.
fn coaching(version: u32, changelog: &str) -> StandardWorkRevised {
    let Some(Event::StandardWorkRevised(mut sheet)) = first_version().into_iter().next() else { panic!("a sheet") };
    (sheet.version, sheet.effective, sheet.changelog) = (version, day("2025-08-01"), changelog.into());
    sheet
}

/// Two versions of the coaching standard and of a board, with what supports them.
fn kept() -> Log {
    let mut log = agency();
    series(&mut log, ANA, TOM, "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "2025-07-02T09:00", 30);
    log.record(0, RUTH, "2025-07-02", linked(COACHING, "Preparation form", Some(HASH)));
    let opened = StandardDocumentOpened { document: BOARD, name: "Leader <Board>".into() };
    log.record(0, RUTH, "2025-07-03", Event::StandardDocumentOpened(opened));
    let (plan, tick) = (step("1", "PLAN", &["One", "Two"]), step("2", "TICK", &["Same day"]));
    log.record(0, RUTH, "2025-07-03", version(1, "2025-07-03", "First version", vec![plan.clone(), tick]));
    let changed = vec![step("3", "CLEAR", &["Friday"]), step("1", "PLAN the week", &["Two", "Three"])];
    log.record(0, RUTH, "2025-07-04", version(2, "2025-08-01", "Ticks go", changed));
    log.record(0, RUTH, "2025-07-04", linked(BOARD, "Card", None));
    let gone = SupportingDocumentUnlinked { document: BOARD, name: "Card".into(), reason: "Lost".into() };
    log.record(0, RUTH, "2025-07-05", Event::SupportingDocumentUnlinked(gone));
    let mut second = coaching(2, "More time");
    second.minimum_minutes = 45;
    second.topics[1].label = "Performance".into();
    second.steps.swap(0, 1);
    second.steps[3].key_points.reverse();
    log.record(0, RUTH, "2025-07-05", Event::StandardWorkRevised(second));
    log
}

fn page<'f>(files: &'f BTreeMap<String, String>, path: &str) -> &'f str {
    files.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", files.keys()))
}

#[test]
fn rule_j_purpose_every_document_and_every_version_has_a_page_and_old_ones_stay() {
    let log = kept();
    let files = published(&log, "2025-07-31");
    leads_somewhere(&files);
    for path in ["w2.html", "version/w1-1.html", "version/w1-2.html", "version/w2-1.html", "version/w2-2.html"] {
        page(&files, &format!("agency/standard-work/{path}"));
    }
    let board = page(&files, "agency/standard-work/w2.html");
    assert!(board.contains("Leader &lt;Board&gt;") && board.contains("Same day") && !board.contains("CLEAR"));
    assert!(board.contains("in its place <a href=\"../../agency/standard-work/version/w2-2.html\">version 2</a>"));
    let front = page(&files, "agency/standard-work.html");
    assert!(front.contains("All standard work") && front.contains("href=\"../agency/standard-work/w2.html\""));
    // A month later the other version is in force, and the first stays readable.
    let later = published(&log, "2025-08-01");
    leads_somewhere(&later);
    assert!(page(&later, "agency/standard-work/w2.html").contains("CLEAR"));
    let old = page(&later, "agency/standard-work/version/w2-1.html");
    assert!(old.contains("Same day") && old.contains("an earlier one"), "{old}");
    insta::assert_snapshot!("document", page(&later, "agency/standard-work/w2.html"));
    insta::assert_snapshot!("version", page(&later, "agency/standard-work/version/w1-2.html"));
}

#[test]
fn rule_j_purpose_a_difference_names_each_part_that_reads_otherwise() {
    let log = kept();
    let of = |document| log.directory.versions_of(id(0), document);
    let said = |versions: Vec<Revision<'_>>| -> Vec<(String, Change, Vec<String>)> {
        let found = difference(&versions[0], &versions[1]);
        let line = |it: &Line| {
            let (sign, column) = (if it.added { '+' } else { '-' }, it.column.unwrap_or("·"));
            format!("{sign}{column} {}", it.text)
        };
        found.parts.iter().map(|it| (it.title.clone(), it.change, it.lines.iter().map(line).collect())).collect()
    };
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
    assert_eq!(
        said(of(BOARD)),
        [
            ("Step 3".into(), Change::Added, lines(&["+WHAT CLEAR", "+HOW Friday", "+WHY Because of 3"])),
            ("Step 1".into(), Change::Changed, lines(&["-WHAT PLAN", "+WHAT PLAN the week", "-HOW One", "+HOW Three"])),
            ("Step 2".into(), Change::Removed, lines(&["-WHAT TICK", "-HOW Same day", "-WHY Because of 2"])),
        ]
    );
    let coaching = said(of(COACHING));
    assert_eq!(
        coaching[0],
        ("Minimum each calendar month".into(), Change::Changed, lines(&["-· 30 minutes", "+· 45 minutes"]))
    );
    assert!(coaching[1].0 == "Topics of the agenda" && coaching[1].2[1] == "+· 2B Performance", "{coaching:?}");
    let reordered: Vec<_> = coaching[2..].iter().map(|it| (&*it.0, it.1, it.2.len())).collect();
    assert_eq!(reordered, [("Step 2B", Change::Reordered, 0), ("Order of the steps", Change::Reordered, 0)]);
}

#[test]
fn rule_j_versions_the_table_prints_exactly_four_columns_and_each_row_leads_to_its_version() {
    let files = published(&kept(), "2025-07-31");
    let headings = "<th scope=\"col\">Version #</th><th scope=\"col\">Revision Date</th>\
                    <th scope=\"col\">Edited By</th><th scope=\"col\">Changelog</th></tr>";
    for path in ["agency/standard-work.html", "agency/standard-work/w2.html", "agency/standard-work/version/w1-1.html"]
    {
        assert_eq!(page(&files, path).matches(headings).count(), 1, "{path}");
    }
    let first = page(&files, "agency/standard-work.html");
    let row = first.find("version/w1-1.html\"").expect("the first row's version");
    let cells = ["1/5/2018", "Jeanine Inman-GTO", "Formatting to new Final Version"];
    let found: Vec<_> = cells.iter().map(|cell| first[row..].find(cell).expect("a cell")).collect();
    assert!(found.is_sorted(), "{found:?}");
}

#[test]
fn rule_j_documents_what_supports_a_standard_is_kept_with_it_and_none_is_said() {
    let files = published(&kept(), "2025-07-31");
    let coaching = page(&files, "agency/standard-work.html");
    assert!(coaching.contains("Preparation form</a>") && coaching.contains("Two pages &amp; a half"));
    assert!(!coaching.contains("none registered"));
    let board = page(&files, "agency/standard-work/w2.html");
    assert!(board.contains("none registered") && board.contains("Taken away: Card. <span class=\"words\">Lost</span>"));
    assert!(!board.contains("Preparation form"));
    assert!(page(&published(&agency(), "2025-07-31"), "agency/standard-work.html").contains("none registered"));
}

#[test]
fn rule_n_links_the_page_says_how_a_copy_is_checked() {
    let files = published(&kept(), "2025-07-31");
    let coaching = page(&files, "agency/standard-work.html");
    assert!(coaching.contains(HASH) && coaching.contains("<code>b3sum</code>"));
    assert!(coaching.contains("href=\"https://forms.example/prep.pdf\" rel=\"noreferrer\""));
    assert!(!coaching.contains("The kept copy"));
}

fn copied(document: DocumentId, name: &str) -> Event {
    let (hash, content) = (HASH.to_owned(), Bytes(b"Bring a win.".to_vec()));
    Event::SupportingDocumentKept(SupportingDocumentKept {
        document,
        name: name.to_owned(),
        hash,
        format: Format::Txt,
        content,
    })
}

#[test]
fn rule_n_links_the_kept_copy_is_published_beside_the_link_as_long_as_the_link_stands() {
    let mut log = kept();
    log.record(0, RUTH, "2025-07-06", copied(COACHING, "Preparation form"));
    // The same bytes under another name are published once.
    log.record(0, RUTH, "2025-07-06", linked(BOARD, "Form", Some(HASH)));
    log.record(0, RUTH, "2025-07-06", copied(BOARD, "Form"));
    let files = published(&log, "2025-07-31");
    leads_somewhere(&files);
    let at = format!("agency/standard-work/copy/{}.txt", &HASH[..32]);
    assert_eq!(page(&files, &at), "Bring a win.");
    let found = files.keys().filter(|path| path.contains("/copy/")).count();
    assert_eq!(found, 1);
    for path in ["agency/standard-work.html", "agency/standard-work/w2.html"] {
        let page = page(&files, path);
        assert!(page.contains(&at) && page.contains("txt, 12 bytes"), "{path}");
    }
    // After the last link is gone there is none on the site.
    log.record(0, RUTH, "2025-07-07", linked(COACHING, "Preparation form", None));
    let gone = SupportingDocumentUnlinked { document: BOARD, name: "Form".into(), reason: "Lost".into() };
    log.record(0, RUTH, "2025-07-07", Event::SupportingDocumentUnlinked(gone));
    assert!(!published(&log, "2025-07-31").contains_key(&at));
}

#[test]
fn rule_j_columns_every_sheet_is_the_same_three_columns() {
    let files = published(&kept(), "2025-07-31");
    let columns = "<tr><th scope=\"col\">Important steps: WHAT?</th><th scope=\"col\">Key points: HOW?</th>\
                   <th scope=\"col\">Reasons: WHY?</th></tr>";
    let sheets = files.keys().filter(|path| path.starts_with("agency/standard-work")).cloned().collect::<Vec<_>>();
    assert_eq!(sheets.len(), 6, "{sheets:?}");
    for path in sheets {
        assert_eq!(page(&files, &path).matches(columns).count(), 1, "{path}");
    }
    // The ids of the coaching standard's rules stand on its own sheets alone.
    assert!(page(&files, "agency/standard-work/version/w1-1.html").contains("<span class=\"rule\">1.K1</span>"));
    assert!(!page(&files, "agency/standard-work/w2.html").contains("class=\"rule\""));
}

#[test]
fn a_list_of_documents_names_what_is_in_force_and_what_comes_next() {
    let log = kept();
    let lines = documents(&log.directory, id(0), day("2025-07-31"));
    let said: Vec<_> = lines
        .iter()
        .map(|it| (it.id, it.in_force.as_ref().map(|it| it.version), it.next.as_ref().map(|it| it.version)))
        .collect();
    assert_eq!(said, [(COACHING, Some(1), Some(2)), (BOARD, Some(1), Some(2))]);
    assert_eq!((lines[0].supporting, lines[1].supporting), (1, 0));
    let before = &documents(&log.directory, id(0), day("2025-07-02"))[1];
    assert_eq!(
        (&*before.name, before.in_force.is_none(), before.next.as_ref().map(|it| it.version)),
        ("Leader <Board>", true, Some(1))
    );
    let standing =
        |version, on| sheet(&log.directory, (id(0), BOARD), Some(version), day(on)).expect("it is there").standing;
    assert_eq!(standing(1, "2025-07-31"), Standing::InForce);
    assert_eq!(standing(1, "2025-08-01"), Standing::Replaced);
    assert_eq!(standing(2, "2025-07-31"), Standing::ToCome);
    assert!(sheet(&log.directory, (id(0), BOARD), Some(3), day("2025-08-01")).is_none());
}

#[test]
fn rule_1_a_series_says_which_version_of_the_standard_it_follows() {
    let log = kept();
    let path = format!("e/33/{}/person/index.html", id(ANA));
    let link =
        "follows <a href=\"../../../../agency/standard-work/version/w1-1.html\">version 1</a> of the coaching standard";
    let before = published(&log, "2025-07-31");
    assert!(before[&path].contains(link) && !before[&path].contains("version 2 is in force now"));
    assert!(published(&log, "2025-08-01")[&path].contains("version 2 is in force now"), "it stays pinned");
}

/// The same with a second agency, whose board has the same given name as the first one's.
fn two() -> Log {
    let mut log = kept();
    second_agency(&mut log, "2025-07-06", &[LENA, JOE]);
    series(&mut log, JOE, LENA, "FREQ=WEEKLY;BYDAY=WE", "2025-07-09T09:00", 30);
    let opened = StandardDocumentOpened { document: BOARD, name: "Trail board".into() };
    log.record(PARKS, RUTH, "2025-07-07", Event::StandardDocumentOpened(opened));
    let walk = step("1", "WALK", &["North first"]);
    log.record(PARKS, RUTH, "2025-07-07", version(1, "2025-07-07", "First walk", vec![walk.clone()]));
    let later = step("1", "WALK", &["South first"]);
    log.record(PARKS, RUTH, "2025-07-08", version(2, "2025-08-01", "The other way", vec![later]));
    log.record(PARKS, RUTH, "2025-07-08", linked(COACHING, "Trail form", None));
    log
}

#[test]
fn documents_of_another_agency_have_pages_of_their_own_and_are_not_mixed() {
    let mut log = two();
    let parks = format!("agency/{}", id(PARKS));
    let at = |name: &str| format!("{parks}/{name}");
    let before = published(&log, "2025-07-31");
    leads_somewhere(&before);
    let own = page(&before, &at("standard-work.html"));
    for words in ["Trail board", "Trail form", &at("standard-work/w2.html"), "agency/standard-work/version/w1-2.html"] {
        assert!(own.contains(words), "{words}");
    }
    assert!(!own.contains("Leader &lt;Board&gt;") && !own.contains("Preparation form"));
    let theirs = |files: &BTreeMap<String, String>| {
        let all: Vec<_> = files.keys().filter(|path| path.starts_with(&parks)).cloned().collect();
        all.into_iter().filter(|path| path.contains("standard-work/")).collect::<Vec<_>>()
    };
    let board = ["standard-work/version/w2-1.html", "standard-work/version/w2-2.html", "standard-work/w2.html"].map(at);
    assert_eq!(theirs(&before), board, "those of the minimum are the first agency's");
    let first = before.iter().filter(|(path, _)| path.starts_with("agency/standard-work"));
    assert!(
        first.clone().count() == 6 && first.clone().all(|(_, text)| !text.contains("Trail") && !text.contains("WALK"))
    );
    let sheet_of = page(&before, &board[2]);
    assert!(sheet_of.contains("North first") && sheet_of.contains("Parks &amp; &lt;Trails&gt;</a>"), "{sheet_of}");
    assert!(!sheet_of.contains("PLAN"));
    let follows =
        |agency: &str, file: &str| format!("follows <a href=\"../../../../{agency}/standard-work/version/{file}");
    let joe = format!("e/77/{}/person/index.html", id(JOE));
    assert!(before[&joe].contains(&follows("agency", "w1-1.html")), "what was in force when it was started");

    // A revision of its own has a number of its own: version 1 again, from August on.
    log.record(PARKS, RUTH, "2025-07-09", Event::StandardWorkRevised(coaching(1, "Trails")));
    series(&mut log, LENA, RUTH, "FREQ=WEEKLY;BYDAY=WE", "2025-08-06T09:00", 30);
    let lines = |on| {
        let version = |it: &VersionName| (it.version, it.at.clone());
        let line = documents(&log.directory, id(PARKS), day(on)).swap_remove(0);
        (line.in_force.as_ref().map(version), line.next.as_ref().map(version))
    };
    let (minimum, trails) =
        ("agency/standard-work/version/w1-1.html".to_owned(), at("standard-work/version/w1-1.html"));
    assert_eq!(lines("2025-07-31"), (Some((1, minimum)), Some((1, trails.clone()))));
    assert_eq!(lines("2025-08-01"), (Some((1, trails.clone())), None));
    let shown = |version, on| sheet(&log.directory, (id(PARKS), COACHING), version, day(on)).expect("it is there");
    let july = shown(None, "2025-07-31");
    assert_eq!((july.agency, july.replaced_by.map(|next| next.at)), (None, Some(trails.clone())));
    assert_eq!(shown(None, "2025-08-01").row.changelog, "Trails");
    assert!(
        sheet(&log.directory, (id(PARKS), COACHING), Some(2), day("2025-08-01")).is_none(),
        "it is the first one's"
    );
    let after = published(&log, "2025-08-06");
    leads_somewhere(&after);
    assert_eq!(theirs(&after)[0], trails);
    assert!(page(&after, &trails).contains("Trails") && !page(&after, &trails).contains("More time"));
    let lena = format!("e/88/{}/person/index.html", id(LENA));
    let own = format!(
        "{}\">version 1</a> of the coaching standard of Parks &amp; &lt;Trails&gt;",
        follows(&parks, "w1-1.html")
    );
    assert!(after[&lena].contains(&own), "{}", after[&lena]);
    let pinned = "of the coaching standard of Department of Water Safety";
    assert!(
        after[&joe].contains(pinned) && after[&joe].contains("; version 1 of Parks &amp; &lt;Trails&gt; is in force")
    );
}
