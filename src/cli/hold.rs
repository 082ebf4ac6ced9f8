use super::Desk;
use crate::{
    app::Failure,
    domain::{
        Command, conduct,
        dates::Direction,
        meeting::Mode,
        names::{CommitmentId, ItemId},
        preparation::Outcome,
    },
};
use chrono::NaiveTime;
use clap::Args;

/// Records that a 1:1 was held, and how prepared items ended; said again, it ends further items
///
/// That it was held may be read by the employee, the chain of leaders above, and HR; how items ended, only by the
/// employee and the leader.
#[derive(Args, Debug)]
pub struct Hold {
    /// The employee: id, login or part of the name
    person: String,
    /// The meeting's original date; the one of that day, else the last that waits
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// When it began, local time of the office; as planned where nothing is said
    #[arg(long, value_name = "HH:MM", value_parser = time)]
    start: Option<NaiveTime>,
    /// How many minutes it took; as planned where nothing is said
    #[arg(long)]
    minutes: Option<u32>,
    /// in-person, video or phone
    #[arg(long)]
    mode: Option<Mode>,
    /// Items that were discussed, such as i1,i2
    #[arg(long, value_delimiter = ',', value_name = "ITEMS")]
    discussed: Vec<ItemId>,
    /// Items that return on the next agenda
    #[arg(long, value_delimiter = ',', value_name = "ITEMS")]
    deferred: Vec<ItemId>,
    /// Items that are no longer wanted
    #[arg(long, value_delimiter = ',', value_name = "ITEMS")]
    dropped: Vec<ItemId>,
    /// Commitments found on track, such as c1,c2
    #[arg(long, value_delimiter = ',', value_name = "COMMITMENTS")]
    on_track: Vec<CommitmentId>,
    /// The critical message that waits was said in it; several are named by their first digits: 1f03,5a2b
    #[arg(long, value_delimiter = ',', num_args = 0..=1, default_missing_value = "", value_name = "MESSAGES")]
    delivered: Vec<String>,
    /// The leader brought their leader standard work (2E.K3)
    #[arg(long)]
    reviewed_standard_work: bool,
    /// The day it was held; its own where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "give a time such as 09:30".into())
}

impl Hold {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let ended = |items: Vec<ItemId>, outcome| items.into_iter().map(move |item| (item, outcome));
        let ended = ended(self.discussed, Outcome::Discussed)
            .chain(ended(self.deferred, Outcome::Deferred))
            .chain(ended(self.dropped, Outcome::Dropped))
            .collect();
        let hold = conduct::Hold {
            meeting,
            on_its_day: self.on.is_none(),
            start: self.start,
            minutes: self.minutes,
            mode: self.mode,
            ended,
            on_track: self.on_track,
            delivered: self.delivered,
            standard_work: self.reviewed_standard_work,
        };
        let receipt = desk.record(person, self.on.as_deref(), &Command::Hold(hold))?;
        desk.say_receipt(Some(person), &receipt)
    }
}
