//! Commitments: who promised what, and how each side follows through (2A.K1, 2A.K2, 2A.R).
//!
//! The leader's line stands beside the employee's, on the employee's own page too.

use super::{
    entry::EntryRef,
    sight::Sight,
    words::{count, day, list, status},
};
use crate::domain::{
    Side,
    commitment::{Answer, Commitment, Found, Status},
};
use chrono::NaiveDate;
use serde::Serialize;

/// The commitments of both sides.
#[derive(Clone, Debug, Serialize)]
pub struct Commitments {
    /// The employee's line, then the leader's.
    pub lines: Vec<FollowThrough>,
    /// What is still open, the longest due first.
    pub open: Vec<CommitmentView>,
    /// What was kept or released, the last first.
    pub ended: Vec<CommitmentView>,
}

/// How many promises of one side came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// How many were promised: the sum of the next six.
    pub made: usize,
    /// Kept by the day they were first due.
    pub kept: usize,
    /// Kept after the day they were first due, by a later one that was agreed.
    pub kept_renegotiated: usize,
    /// Kept after the day they were due as last agreed.
    pub kept_late: usize,
    /// Released, unkept.
    pub released: usize,
    /// Open and not yet due.
    pub open: usize,
    /// Open and past due.
    pub overdue: usize,
    /// How many of them were given another day at least once, whatever came of them.
    pub renegotiated: usize,
    /// How often one was revisited and not reached.
    pub not_reached: usize,
}

/// How one side follows through.
#[derive(Clone, Debug, Serialize)]
pub struct FollowThrough {
    /// Which side.
    pub side: Side,
    /// Who: the employee's name, or those of the leaders who promised.
    pub who: String,
    /// The numbers.
    #[serde(flatten)]
    pub counts: Counts,
    /// The line in words.
    pub sentence: String,
}

/// Where a commitment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Open and not past due.
    Open,
    /// Open and past due.
    Overdue,
    /// Kept by the day it was first due.
    Kept,
    /// Kept after that, by a later day that was agreed.
    KeptRenegotiated,
    /// Kept after the day it was due as last agreed.
    KeptLate,
    /// Released, or declined by a new leader; unkept.
    Released,
}

/// One commitment.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentView {
    /// Its name, `c12`.
    pub id: String,
    /// Whose side.
    pub side: Side,
    /// Who promised.
    pub owner: String,
    /// What.
    pub text: String,
    /// When it was made.
    pub made: NaiveDate,
    /// When it is due, as last agreed.
    pub due: NaiveDate,
    /// The days it was due before, the first one first; none where no other day was agreed.
    pub earlier_dues: Vec<NaiveDate>,
    /// Where it stands.
    pub standing: Standing,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The day it was kept or released.
    pub ended_on: Option<NaiveDate>,
    /// What shows that it was kept, or why it was released.
    pub ended_by: Option<AnswerView>,
    /// The entry that made it.
    pub entry: Option<EntryRef>,
    /// Every answer since, oldest first.
    pub answers: Vec<AnswerView>,
}

/// One answer to a commitment.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerView {
    /// When.
    pub on: NaiveDate,
    /// What was found: on track, not reached, kept, released, due on another day.
    pub found: String,
    /// Whether it was found not reached.
    pub slipped: bool,
    /// In words.
    pub text: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

impl Sight<'_> {
    /// Where a commitment stands on the day.
    pub fn standing(&self, commitment: &Commitment) -> Standing {
        match commitment.ended() {
            Some(answer) if matches!(answer.found, Found::Released | Found::Declined) => Standing::Released,
            Some(answer) if answer.on > commitment.due => Standing::KeptLate,
            Some(answer) if answer.on > commitment.first_due => Standing::KeptRenegotiated,
            Some(_) => Standing::Kept,
            None if commitment.due < self.as_of => Standing::Overdue,
            None => Standing::Open,
        }
    }

    /// One commitment as a reader sees it.
    pub(super) fn commitment(&self, it: &Commitment) -> CommitmentView {
        let standing = self.standing(it);
        let from = |answer: &Answer| match answer.found {
            Found::Renegotiated { from, .. } => Some(from),
            _ => None,
        };
        CommitmentView {
            id: it.id.to_string(),
            side: it.side(self.person.id),
            owner: self.directory.name(it.owner),
            text: it.text.clone(),
            made: it.made_on,
            due: it.due,
            earlier_dues: it.answers.iter().filter_map(from).collect(),
            standing,
            overdue_since: (standing == Standing::Overdue).then(|| it.due.succ_opt()).flatten(),
            ended_on: it.ended().map(|answer| answer.on),
            ended_by: it.ended().map(|answer| self.answer(answer)),
            entry: self.entry(it.seq),
            answers: it.answers.iter().map(|answer| self.answer(answer)).collect(),
        }
    }

    fn answer(&self, it: &Answer) -> AnswerView {
        let found = match it.found {
            Found::Revisited(found) => status(found).to_owned(),
            Found::Renegotiated { from, to } => format!("due {} instead of {}", day(to), day(from)),
            Found::Fulfilled => "kept".to_owned(),
            Found::Released => "released".to_owned(),
            Found::Adopted => "adopted by the new leader".to_owned(),
            Found::Declined => "declined by the new leader".to_owned(),
        };
        let slipped = it.found == Found::Revisited(Status::NotReached);
        AnswerView { on: it.on, found, slipped, text: it.text.clone(), entry: self.entry(it.seq) }
    }
}

/// The commitments of a person, both sides.
pub fn commitments(sight: &Sight<'_>) -> Commitments {
    let all: Vec<_> = sight.person.commitments.values().map(|it| sight.commitment(it)).collect();
    let (mut open, mut ended): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|it| it.ended_on.is_none());
    open.sort_by_key(|it| it.due);
    ended.sort_by_key(|it| std::cmp::Reverse(it.ended_on));
    let lines = Side::ALL.iter().map(|side| follow_through(sight, *side, &all)).collect();
    Commitments { lines, open, ended }
}

fn follow_through(sight: &Sight<'_>, side: Side, all: &[CommitmentView]) -> FollowThrough {
    let own: Vec<_> = all.iter().filter(|it| it.side == side).collect();
    let standing = |wanted| own.iter().filter(|it| it.standing == wanted).count();
    let mut who: Vec<String> = own.iter().map(|it| it.owner.clone()).collect();
    who.dedup();
    who.sort_unstable();
    who.dedup();
    if who.is_empty() {
        who = match side {
            Side::Employee => vec![sight.named().name],
            Side::Leader => sight.leader().map(|leader| leader.name).into_iter().collect(),
        };
    }
    let mut line = FollowThrough {
        side,
        who: list(&who),
        counts: Counts {
            made: own.len(),
            kept: standing(Standing::Kept),
            kept_renegotiated: standing(Standing::KeptRenegotiated),
            kept_late: standing(Standing::KeptLate),
            released: standing(Standing::Released),
            open: standing(Standing::Open),
            overdue: standing(Standing::Overdue),
            renegotiated: own.iter().filter(|it| !it.earlier_dues.is_empty()).count(),
            not_reached: own.iter().flat_map(|it| &it.answers).filter(|answer| answer.slipped).count(),
        },
        sentence: String::new(),
    };
    line.sentence = in_words(&line, own.iter().filter_map(|it| it.overdue_since).min());
    line
}

fn in_words(line: &FollowThrough, since: Option<NaiveDate>) -> String {
    let line = line.counts;
    if line.made == 0 {
        return "no commitments on record".to_owned();
    }
    let mut parts = vec![format!("{} kept in time", line.kept)];
    let mut add = |number: usize, words: &str| {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    };
    add(line.kept_renegotiated, "kept by a later day that was agreed");
    add(line.kept_late, "kept late");
    add(line.released, "released");
    add(line.open, "open");
    let overdue = since.map_or_else(String::new, |since| format!("overdue, the longest since {}", day(since)));
    add(line.overdue, &overdue);
    format!("{}: {}", count(line.made, "commitment"), list(&parts))
}
