use super::{
    Desk,
    forms::{FormArgs, left_as_it_was, unread},
    held::Form,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command, conduct,
        dates::Direction,
        meeting::Mode,
        names::{CommitmentId, ItemId},
        preparation::Outcome,
    },
    id::Id,
};
use chrono::NaiveTime;
use clap::Args;

/// Records that a 1:1 was held, and how prepared items ended; said again, it ends further items
///
/// Without any of that, an editor opens one form for all that the 1:1 came to; where there is no editor, it is recorded
/// as planned. That it was held may be read by the employee, the chain of leaders above, and HR; how items ended, only
/// by the employee and the leader.
#[derive(Args, Debug)]
pub struct Hold {
    /// The employee: id, login or part of the name
    #[arg(required_unless_present = "why")]
    person: Option<String>,
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
    /// It was held as planned; no form is opened
    #[arg(long)]
    as_planned: bool,
    #[command(flatten)]
    forms: FormArgs,
    /// Takes up the form that was kept when this was refused or interrupted
    #[arg(long)]
    draft: bool,
    /// Says the key points and reasons of the step
    #[arg(long)]
    why: bool,
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| "give a time such as 09:30".into())
}

impl Hold {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(words) = self.person.as_ref().filter(|_| !self.why) else {
            return desk.say_why(&["3"]);
        };
        let person = desk.person(words)?;
        let meeting = desk.date_if_any(self.meeting.as_deref(), person, Direction::Past)?;
        let named = self.forms.form.as_ref().map(|form| format!("--form {}", form.display()));
        let whole = named.or_else(|| self.draft.then(|| "--draft".to_owned()));
        if let Some(whole) = whole.filter(|_| !self.says_nothing()) {
            return Err(Failure::Usage(format!(
                "{whole} and an option that says a part of it were both given. One of them would be left out, so \
                 nothing was recorded; write all of it into the form."
            )));
        }
        let form = self.says_nothing() || self.forms.blank || self.forms.form.is_some() || self.draft;
        let (forms, draft, on) = (self.forms.clone(), self.draft, self.on.clone());
        let hold = conduct::Hold { meeting, on_its_day: on.is_none(), ..self.hold() };
        match form {
            true => by_form(desk, person, hold, &forms, draft, on),
            false => {
                let receipt = desk.record(person, on.as_deref(), &Command::Hold(hold))?;
                desk.say_receipt(Some(person), &receipt)
            }
        }
    }

    /// Whether the options say nothing of what happened.
    fn says_nothing(&self) -> bool {
        let lists = [self.discussed.len(), self.deferred.len(), self.dropped.len()];
        let named = lists.iter().sum::<usize>() + self.on_track.len() + self.delivered.len();
        let told = self.start.is_some() || self.minutes.is_some() || self.mode.is_some();
        named == 0 && !told && !self.reviewed_standard_work && !self.as_planned
    }

    fn hold(self) -> conduct::Hold {
        let ended = |items: Vec<ItemId>, outcome| items.into_iter().map(move |item| (item, outcome));
        let ended = ended(self.discussed, Outcome::Discussed)
            .chain(ended(self.deferred, Outcome::Deferred))
            .chain(ended(self.dropped, Outcome::Dropped))
            .collect();
        conduct::Hold {
            start: self.start,
            minutes: self.minutes,
            mode: self.mode,
            ended,
            on_track: self.on_track,
            delivered: self.delivered,
            standard_work: self.reviewed_standard_work,
            ..conduct::Hold::default()
        }
    }
}

/// Records a filled form whole. Where nothing is written, and nobody has an editor, the meeting was held as planned.
fn by_form(
    desk: &mut Desk<'_>,
    person: Id,
    planned: conduct::Hold,
    forms: &FormArgs,
    draft: bool,
    on: Option<String>,
) -> Result<(), Failure> {
    let form = Form::of(desk, person, &planned, on)?;
    if forms.blank {
        desk.write(|out| out.write_all(form.blank.as_bytes()));
        return Ok(());
    }
    let on = form.on.clone();
    // Its widest readers: each part of the form says who reads it.
    let purpose = Purpose::new("hold", "What the 1:1 came to", person).for_class(Class::Person);
    let purpose = purpose.on(Some(&on)).form(form.blank.clone()).or_bare();
    let text = desk.form_or(forms, Text { message: None, draft }, "", &purpose)?;
    desk.record_text(&text, &purpose, |text| {
        if text.trim().is_empty() {
            return Ok(Command::Hold(planned));
        }
        let (filled, blank) = (form.read(&text).map_err(unread)?, form.read(&form.blank).map_err(unread)?);
        match filled == blank || filled == Default::default() {
            true => Err(left_as_it_was()),
            false => Ok(Command::Filled(form.parts(filled))),
        }
    })
}
