//! Story 1, its second half: the low rating is disputed, the replay shows the concern that was recorded late, and the
//! decision is the cause of the revision.

use super::{Sample, day};
use coachlog::{
    domain::{Class, Person, Recorded},
    views::{Sight, appraisal::appraisals, dispute::disputes, docket::Standing, replay::Knew},
};

#[test]
fn story_01_a_low_rating_is_disputed_and_the_replay_shows_the_concern_that_was_recorded_late() {
    let sample = Sample::made();
    let sight = sample.sight("whutchins");
    let view = disputes(&sight).remove(0);
    assert_eq!((&*view.id, &*view.state), ("r1", "decided on 25 June 2026: granted"));
    let steps: Vec<_> =
        view.steps.iter().map(|step| (step.what.split(' ').next().expect("a word"), &*step.by)).collect();
    let (wade, hr) = ("Wade Hutchins", "Carmen Delgado");
    assert_eq!(
        steps,
        [
            ("Filed", wade),
            ("Extended", hr),
            ("Answered", "Marcus Okafor"),
            ("Filed", wade),
            ("Sealed", "Betty Lomahaftewa"),
            ("Answered", hr),
            ("Decided", hr),
            ("Reachable", hr),
        ]
    );
    assert!(view.turns.iter().all(|turn| turn.standing == Standing::Done), "{:?}", view.turns);
    // What was known: the concern, and by its two days it is no warning.
    let days: Vec<_> = view.replay.days.iter().map(|it| it.on).collect();
    assert_eq!(days, [day("2026-06-01"), day("2026-06-15"), day("2026-06-16")]);
    let concern = view.replay.rows.iter().find(|row| row.cited).expect("the rating cites it");
    assert_eq!((concern.happened, concern.recorded), (day("2025-11-18"), day("2026-06-12")));
    assert_eq!((concern.late_days, concern.before, concern.today), (Some(206), 3, "stands"));
    let known: Vec<_> = concern.by_day.iter().map(|it| it.knew).collect();
    assert_eq!(known, [Knew::Nothing, Knew::Same, Knew::Same]);
    // A replay of the record says the same: before it was recorded, and on the day of the delivery.
    let then = |known: &str| {
        let by = |entry: &&Recorded| entry.recorded_at.with_timezone(&sight.zone()).date_naive() <= day(known);
        Person::fold(sight.person.id, sight.person.entries.iter().filter(by).cloned())
    };
    let (before, delivery) = (then("2026-06-11"), then("2026-06-15"));
    assert_eq!([&before, &delivery, sight.person].map(|it| it.concerns.len()), [0, 1, 1]);
    let shown = |person: &Person, on: &str| appraisals(&Sight::of(person, sight.directory, day(on)), Class::Person);
    assert!(shown(&before, "2026-06-11").is_empty());
    let rating = shown(&delivery, "2026-06-15").remove(0).ratings.remove(0);
    assert_eq!((&*rating.level, rating.revised, rating.cites[0].late_days), ("needs improvement", None, Some(206)));
    assert!(delivery.disputes.is_empty());
    // The rating is revised by the decision, which is the cause of the revision.
    let entries = &sample.person("whutchins").entries;
    let of = |kind: &str| entries.iter().find(|entry| entry.event.kind() == kind).expect("recorded");
    assert_eq!(of("rating-revised").cause, Some(of("review-decided").seq));
    assert_eq!(["dispute.windows", "4.R2"].map(|rule| sample.findings("whutchins", rule)), [0, 0]);
}
