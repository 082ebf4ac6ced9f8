//! Further standard-work documents and what supports a standard (J.purpose, J.versions, J.documents, J.columns).

use super::{World, day, who};
use crate::domain::{
    Event, Proposed, Refusal,
    document::COACHING,
    names::DocumentId,
    sheet::{Sheet, open, revise},
    standard::Step,
    supporting::{SupportingDocumentLinked, link, unlink},
};

const BOARD: DocumentId = DocumentId(2);

fn board() -> Sheet {
    let step = |id: &str, what: &str| Step {
        id: id.into(),
        what: what.into(),
        key_points: vec![format!("How of {id}")],
        reasons: vec![format!("Why of {id}")],
    };
    Sheet {
        document: "Leader board".into(),
        version: 0,
        revised_on: day("2025-06-30"),
        edited_by: "Hana Reyes".into(),
        changelog: "First version.".into(),
        effective: day("2025-07-01"),
        purpose: "One way of keeping the board.".into(),
        scope: "Every leader.".into(),
        steps: vec![step("1", "PLAN the week"), step("2", "TICK what was held")],
    }
}

/// The board, changed.
fn with(change: impl FnOnce(&mut Sheet)) -> Sheet {
    let mut sheet = Sheet { changelog: "A step is clearer.".into(), effective: day("2025-09-15"), ..board() };
    change(&mut sheet);
    sheet
}

fn linked(name: &str, uri: &str) -> SupportingDocumentLinked {
    let (name, uri) = (name.to_owned(), uri.to_owned());
    SupportingDocumentLinked { document: COACHING, name, description: "A form.".into(), uri, hash: None }
}

impl World {
    fn agency_records(
        mut self,
        decide: impl FnOnce(&crate::domain::Context<'_>) -> Result<Vec<Proposed>, Refusal>,
    ) -> Self {
        let proposed = decide(&self.context("hana", self.today)).unwrap_or_else(|refusal| panic!("{refusal}"));
        self.record(who("hana"), proposed);
        self
    }

    fn with_board() -> Self {
        Self::staffed().agency_records(|context| open(context, board()))
    }
}

fn refused(result: Result<Vec<Proposed>, Refusal>, words: &[&str]) {
    let refusal = result.expect_err("a refusal").to_string();
    words.iter().for_each(|word| assert!(refusal.contains(word), "{word:?} is not in: {refusal}"));
}

#[test]
fn rule_j_purpose_a_document_is_opened_once_and_each_improvement_is_its_next_version() {
    let world = World::with_board();
    let context = world.context("hana", world.today);
    refused(open(&context, board()), &["J.purpose", "w2 has the name", "--of w2"]);
    refused(open(&context, with(|it| it.document = "LEADER BOARD".into())), &["J.purpose"]);
    let coaching = world.directory.standards[0].what.document.clone();
    refused(open(&context, with(|it| it.document = coaching)), &["w1 has the name"]);
    refused(open(&world.context("dana", world.today), board()), &["DANA cannot record", "Hana Reyes"]);
    refused(revise(&context, BOARD, board()), &["J.purpose", "says nothing else than version 1"]);
    refused(revise(&context, BOARD, with(|it| it.document = "Another".into())), &["J.versions", "\"Leader board\""]);
    refused(revise(&context, DocumentId(9), with(|_| ())), &["no standard-work document w9", "w2 Leader board"]);
    let world = world.agency_records(|context| revise(context, BOARD, with(|_| ())));
    let agency = who("agency");
    assert_eq!(world.directory.documents_of(agency), [COACHING, BOARD]);
    let versions = world.directory.versions_of(agency, BOARD);
    assert_eq!(versions.iter().map(|it| it.version).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(versions[0].changelog, "First version.", "the old version stays readable");
    assert!(world.directory.versions_of(who("another"), BOARD).is_empty(), "each agency keeps its own");
}

#[test]
fn rule_j_versions_numbers_are_never_reused_and_a_changelog_is_required() {
    let world = World::with_board().agency_records(|context| revise(context, BOARD, with(|_| ())));
    let context = world.context("hana", world.today);
    let again = |change: &dyn Fn(&mut Sheet)| {
        revise(
            &context,
            BOARD,
            with(|it| {
                it.changelog = "Once more.".into();
                change(it);
            }),
        )
    };
    refused(again(&|it| it.version = 1), &["J.versions", "the next one is 3"]);
    refused(again(&|it| it.version = 4), &["J.versions", "the next one is 3"]);
    refused(again(&|it| it.changelog = " ".into()), &["changelog is empty"]);
    refused(again(&|it| it.edited_by.clear()), &["edited_by is empty"]);
    refused(again(&|it| it.effective = day("2025-09-14")), &["J.versions", "in force from 2025-09-15"]);
    refused(revise(&world.context("stan", world.today), BOARD, with(|_| ())), &["STAN cannot record"]);
    for said in [0, 2, 3] {
        let proposed = again(&|it| it.version = said).expect("the next");
        let Event::StandardDocumentRevised(revised) = &proposed[0].event else { panic!("a version") };
        assert_eq!((revised.document, revised.version), (BOARD, 3));
    }
}

#[test]
fn rule_j_versions_the_version_table_that_comes_with_a_document_goes_on() {
    let world = World::staffed().agency_records(|context| open(context, Sheet { version: 7, ..board() }));
    let proposed = revise(&world.context("hana", world.today), BOARD, with(|_| ())).expect("the next");
    assert!(matches!(&proposed[0].event, Event::StandardDocumentRevised(it) if it.version == 8));
    // What was in force on a day that has passed stays.
    let past = with(|it| it.effective = world.today.pred_opt().expect("a day before"));
    refused(revise(&world.context("hana", world.today), BOARD, past), &["J.versions", "lies before"]);
}

#[test]
fn rule_j_columns_each_step_says_what_how_and_why() {
    let world = World::staffed();
    let context = world.context("hana", world.today);
    let opened = |change: &dyn Fn(&mut Sheet)| open(&context, with(|it| change(it)));
    refused(opened(&|it| it.steps.clear()), &["J.columns", "no step"]);
    refused(opened(&|it| it.steps[0].key_points.clear()), &["J.columns", "Step 1", "HOW"]);
    refused(opened(&|it| it.steps[1].reasons.clear()), &["J.columns", "Step 2", "WHY"]);
    refused(opened(&|it| it.steps[1].what.clear()), &["what of step 2 is empty"]);
    refused(opened(&|it| it.steps[1].reasons.push("\u{7}".into())), &["reason of step 2", "U+0007"]);
    refused(opened(&|it| it.steps[1].id = "1".into()), &["step 1 twice"]);
}

#[test]
fn rule_j_documents_a_supporting_document_has_a_name_a_description_and_a_place() {
    let world = World::staffed().agency_records(|context| link(context, linked("Form", "https://forms.example/1")));
    let context = world.context("hana", world.today);
    refused(link(&context, linked("Form", "https://forms.example/1")), &["J.documents", "just so"]);
    for wrong in ["forms/1.pdf", "javascript:alert(1)", "https://", "https://a b", "data:text/html,x", "HTTPS:/x"] {
        refused(link(&context, linked("Other", wrong)), &["J.documents", "https://"]);
    }
    refused(link(&context, linked(" ", "https://forms.example/2")), &["name is empty"]);
    refused(link(&context, linked("One\nTwo", "https://forms.example/2")), &["more than one line"]);
    let of_none = SupportingDocumentLinked { document: BOARD, ..linked("Other", "https://forms.example/2") };
    refused(link(&context, of_none), &["no standard-work document w2"]);
    refused(link(&world.context("dana", world.today), linked("Other", "https://x")), &["DANA cannot record"]);
    refused(unlink(&context, COACHING, "Other", "Gone."), &["J.documents", "Form"]);
    refused(unlink(&context, COACHING, "Form", " "), &["reason is empty"]);
    refused(unlink(&world.context("dana", world.today), COACHING, "Form", "Gone."), &["DANA cannot record"]);
    // The same name again takes its place, whatever its case.
    let world = world.agency_records(|context| link(context, linked("FORM", "file://share/form.pdf")));
    let agency = who("agency");
    let kept: Vec<_> = world.directory.supporting_of(agency, COACHING).iter().map(|set| &*set.what.uri).collect();
    assert_eq!(kept, ["file://share/form.pdf"]);
    let world = world.agency_records(|context| unlink(context, COACHING, "form", "It is in the sheet."));
    assert!(world.directory.supporting_of(agency, COACHING).is_empty());
    assert_eq!(world.directory.taken_away_from(agency, COACHING)[0].what.name, "FORM");
}
