//! What waits for somebody in disputes: the turns that are theirs, the longest overdue first. It says whose dispute, which turn
//! and by when; never a word of it.

use super::sight::{Named, Sight};
use crate::{
    domain::{
        Role,
        course::{Awaited, Course},
        dispute::{Dispute, Turn},
        forum::Answers,
    },
    id::Id,
};
use chrono::NaiveDate;
use serde::Serialize;

/// A turn that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Waiting {
    /// Whose dispute.
    pub person: Named,
    /// Its name, `r1`.
    pub dispute: String,
    /// What is to be done.
    pub what: String,
    /// By when.
    pub due: NaiveDate,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The verb of `coach dispute` that does it.
    pub verb: &'static str,
}

/// What waits for somebody in the open disputes of a person, the first due first.
pub fn waiting(sight: &Sight<'_>, who: Id) -> Vec<Waiting> {
    let open = sight.person.disputes.values().filter(|it| it.ended().is_none());
    let of = |it: &Dispute| {
        let course = Course::of(sight.directory, sight.person, it)?;
        let turns = awaited(sight, &course).into_iter().filter(|turn| is_of(sight, &course, turn.turn, who));
        let line = |turn: Awaited| Waiting {
            person: sight.named(),
            dispute: it.id().to_string(),
            what: course.words(turn.turn),
            due: turn.due,
            overdue_since: turn.due.succ_opt().filter(|since| *since <= sight.as_of),
            verb: match turn.turn {
                Turn::Filing(_) => "file",
                Turn::Answer(_) => "answer",
                Turn::Decision => "decide",
            },
        };
        Some(turns.map(line).chain(to_seal(sight, it, who)).collect::<Vec<_>>())
    };
    let mut all: Vec<_> = open.filter_map(of).flatten().collect();
    all.sort_by(|a, b| (a.due, &a.dispute, &a.what).cmp(&(b.due, &b.dispute, &b.what)));
    all
}

/// What can be done in a dispute: what it waits for, and an answer that is late while nothing was filed since.
fn awaited(sight: &Sight<'_>, course: &Course<'_>) -> Vec<Awaited> {
    let awaited = course.awaited(sight.as_of);
    let late = |it: &Awaited| match it.turn {
        Turn::Answer(step) => it.done.is_none() && course.dispute.filing(step + 1).is_none(),
        Turn::Filing(_) | Turn::Decision => false,
    };
    course.turns(sight.as_of).into_iter().filter(|it| Some(*it) == awaited || late(it)).collect()
}

/// Whether a turn is somebody's. No party answers for human resources, or decides.
fn is_of(sight: &Sight<'_>, course: &Course<'_>, turn: Turn, who: Id) -> bool {
    let (directory, of, on) = (sight.directory, sight.person.id, sight.as_of);
    let hr = || directory.is_hr_of(who, of, on) && !course.dispute.is_party(sight.person, who);
    match turn {
        Turn::Filing(_) => who == of,
        Turn::Decision => hr(),
        Turn::Answer(step) => match course.forum.step(step).map(|step| step.by) {
            Some(Answers::Leader) => who != of && directory.leader_on(of, on) == Some(who),
            Some(Answers::Reviewer) => match directory.reviewer_on(of, on) {
                Some(above) => above == who,
                None => directory.reviews(who, of, on) && hr(),
            },
            Some(Answers::Hr) => hr(),
            None => false,
        },
    }
}

/// That an auditor, who reads the record, has not sealed it yet: while they read it.
fn to_seal(sight: &Sight<'_>, it: &Dispute, who: Id) -> Option<Waiting> {
    let access = sight.directory.access_on(who, sight.person.id, sight.as_of)?;
    let sealed = it.seals.iter().any(|seal| seal.by == who);
    (access.role == Role::Auditor && !sealed).then(|| Waiting {
        person: sight.named(),
        dispute: it.id().to_string(),
        what: "the seal of the evidence, while you read the record".to_owned(),
        due: access.until,
        overdue_since: None,
        verb: "seal",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Command,
        appraise::Which,
        dispute::Outcome,
        forum::{DisputeForumSet, ForumStep, Matter},
        proceeding::{Proceeding, Subject},
        roster::Office,
        staffing::Staffing,
        tests::{World, appraising::*, commands::*, day, disputing::*, who},
    };

    /// For whom of the agency something waits on a day: who, what with, by when, and since when it is overdue.
    fn waits(world: &World, on: &str) -> Vec<(String, &'static str, String, Option<NaiveDate>)> {
        let on = day(on);
        let mut all = Vec::new();
        for login in ["ana", "lena", "dana", "hana", "sib", "stan", "otto", "frank"] {
            for near in world.directory.disputes_near(who(login), on) {
                let person = &world.people[&near];
                let of = waiting(&Sight::of(person, &world.directory, on), who(login));
                all.extend(of.into_iter().map(|it| (login.to_owned(), it.verb, it.due.to_string(), it.overdue_since)));
            }
        }
        all
    }

    fn line(
        login: &str,
        verb: &'static str,
        due: &str,
        since: Option<&str>,
    ) -> (String, &'static str, String, Option<NaiveDate>) {
        (login.to_owned(), verb, due.to_owned(), since.map(day))
    }

    #[test]
    fn a_turn_waits_for_whose_it_is_and_for_nobody_else() {
        let world = disputed();
        assert_eq!(waits(&world, "2026-06-22"), [line("ana", "file", "2026-06-27", None)]);
        assert_eq!(waits(&world, "2026-06-28"), [line("hana", "decide", "2026-07-07", None)], "she left it at that");
        let filed = world.given("ana", "ana", &file("One."));
        assert_eq!(waits(&filed, "2026-06-27"), [line("dana", "answer", "2026-06-27", None)]);
        // Late, and still to be answered, while the next step may be filed.
        let both = [line("ana", "file", "2026-07-02", None), line("dana", "answer", "2026-06-27", Some("2026-06-28"))];
        assert_eq!(waits(&filed, "2026-06-28"), both);
        let next = filed.clone().at("2026-06-28").given("ana", "ana", &file("Two."));
        assert_eq!(waits(&next, "2026-06-28"), [line("hana", "answer", "2026-07-03", None)]);
        let extended = filed.given("hana", "ana", &extend_turn(None, "2026-07-04"));
        assert_eq!(waits(&extended, "2026-07-04"), [line("dana", "answer", "2026-07-04", None)]);
        let heard = heard();
        assert_eq!(waits(&heard, "2026-07-07"), [line("hana", "decide", "2026-07-06", Some("2026-07-07"))]);
        assert_eq!(waits(&heard.clone().given("hana", "ana", &decide_review(Outcome::Denied, None)), "2026-07-07"), []);
        assert_eq!(waits(&heard.given("ana", "ana", &withdraw()), "2026-07-07"), []);
    }

    #[test]
    fn no_party_is_told_to_decide_and_an_auditor_seals_while_they_read() {
        let world = heard().given("hana", "lena", &Command::Staffing(Staffing::Grant(Office::Hr)));
        assert_eq!(waits(&world, "2026-06-26"), [line("hana", "decide", "2026-07-06", None)], "Lena rated");
        let world = audits(world);
        let decides = line("hana", "decide", "2026-07-06", None);
        assert_eq!(waits(&world, "2026-06-26"), [decides.clone(), line("stan", "seal", "2026-07-03", None)]);
        assert_eq!(waits(&world, "2026-07-04"), [line("hana", "decide", "2026-07-06", None)], "the purpose ended");
        assert_eq!(waits(&world.given("stan", "ana", &seal()), "2026-06-26"), [decides]);
    }

    #[test]
    fn a_turn_follows_the_leader_and_two_disputes_are_two() {
        let leader = |step: ForumStep| ForumStep { by: Answers::Leader, ..step };
        let steps = forum().steps.into_iter().map(leader).collect();
        let world = delivered(true).sets_forum("hana", DisputeForumSet { steps, ..forum() }).expect("a forum");
        let world = world.at("2026-06-22").given("ana", "ana", &ask()).given("ana", "ana", &file("One."));
        let world = world.given("lena", "ana", &note("2B", "Late."));
        let of = ask_of(Subject::Entry(last(&world)), Matter::Both);
        let mut world = world.given("ana", "ana", &of);
        let own = line("ana", "file", "2026-06-27", None);
        assert_eq!(waits(&world, "2026-06-22"), [own.clone(), line("lena", "answer", "2026-06-27", None)]);
        let to = day("2026-06-23");
        let ended = crate::domain::roster::ReportingLineEnded { leader: who("lena"), to };
        world.by_hr("ana", crate::domain::Event::ReportingLineEnded(ended));
        world.by_hr("ana", crate::domain::tests::line("otto", "2026-06-24"));
        assert_eq!(waits(&world, "2026-06-24"), [own, line("otto", "answer", "2026-06-27", None)]);
        let again = proceeding(Proceeding::Ask(asking(Subject::Appraisal(Which::default()))));
        assert!(world.tries("ana", "ana", world.today, &again).is_err(), "one of a thing at a time");
    }
}
