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
    commitment::{Answer, Commitment},
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
    /// What was kept, the last first.
    pub kept: Vec<CommitmentView>,
}

/// How one side follows through.
#[derive(Clone, Debug, Serialize)]
pub struct FollowThrough {
    /// Which side.
    pub side: Side,
    /// Who: the employee's name, or those of the leaders who promised.
    pub who: String,
    /// How many were promised.
    pub made: usize,
    /// Kept by the day they were due.
    pub kept: usize,
    /// Kept after the day they were due.
    pub kept_late: usize,
    /// Open and not yet due.
    pub open: usize,
    /// Open and past due.
    pub overdue: usize,
    /// How often one was revisited and not reached.
    pub not_reached: usize,
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
    /// Kept by the day it was due.
    Kept,
    /// Kept later.
    KeptLate,
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
    /// When it is due.
    pub due: NaiveDate,
    /// Where it stands.
    pub standing: Standing,
    /// The first day on which it was overdue, if it is.
    pub overdue_since: Option<NaiveDate>,
    /// The day it was kept.
    pub kept_on: Option<NaiveDate>,
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
    /// What was found: on track, not reached, kept.
    pub found: &'static str,
    /// In words.
    pub text: Option<String>,
    /// The entry.
    pub entry: Option<EntryRef>,
}

impl Sight<'_> {
    /// Where a commitment stands on the day.
    pub fn standing(&self, commitment: &Commitment) -> Standing {
        match commitment.fulfilled() {
            Some(answer) if answer.on <= commitment.due => Standing::Kept,
            Some(_) => Standing::KeptLate,
            None if commitment.due < self.as_of => Standing::Overdue,
            None => Standing::Open,
        }
    }

    /// One commitment as a reader sees it.
    pub(super) fn commitment(&self, it: &Commitment) -> CommitmentView {
        let standing = self.standing(it);
        CommitmentView {
            id: it.id.to_string(),
            side: it.side(self.person.id),
            owner: self.directory.name(it.owner),
            text: it.text.clone(),
            made: it.made_on,
            due: it.due,
            standing,
            overdue_since: (standing == Standing::Overdue).then(|| it.due.succ_opt()).flatten(),
            kept_on: it.fulfilled().map(|answer| answer.on),
            entry: self.entry(it.seq),
            answers: it.answers.iter().map(|answer| self.answer(answer)).collect(),
        }
    }

    fn answer(&self, it: &Answer) -> AnswerView {
        let found = it.status.map_or("kept", status);
        AnswerView { on: it.on, found, text: it.text.clone(), entry: self.entry(it.seq) }
    }
}

/// The commitments of a person, both sides.
pub fn commitments(sight: &Sight<'_>) -> Commitments {
    let all: Vec<_> = sight.person.commitments.values().map(|it| sight.commitment(it)).collect();
    let (mut open, mut kept): (Vec<_>, Vec<_>) = all.iter().cloned().partition(|it| it.kept_on.is_none());
    open.sort_by_key(|it| it.due);
    kept.sort_by_key(|it| std::cmp::Reverse(it.kept_on));
    let lines = Side::ALL.iter().map(|side| follow_through(sight, *side, &all)).collect();
    Commitments { lines, open, kept }
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
        made: own.len(),
        kept: standing(Standing::Kept),
        kept_late: standing(Standing::KeptLate),
        open: standing(Standing::Open),
        overdue: standing(Standing::Overdue),
        not_reached: own.iter().flat_map(|it| &it.answers).filter(|answer| answer.found == "not reached").count(),
        sentence: String::new(),
    };
    line.sentence = in_words(&line, own.iter().filter_map(|it| it.overdue_since).min());
    line
}

fn in_words(line: &FollowThrough, since: Option<NaiveDate>) -> String {
    if line.made == 0 {
        return "no commitments on record".to_owned();
    }
    let mut parts = vec![format!("{} kept in time", line.kept)];
    let mut add = |number: usize, words: &str| {
        if number > 0 {
            parts.push(format!("{number} {words}"));
        }
    };
    add(line.kept_late, "kept late");
    add(line.open, "open");
    let overdue = since.map_or_else(String::new, |since| format!("overdue, the longest since {}", day(since)));
    add(line.overdue, &overdue);
    format!("{}: {}", count(line.made, "commitment"), list(&parts))
}
