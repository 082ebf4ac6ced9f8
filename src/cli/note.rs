use super::{
    Desk,
    text::{Purpose, Text},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command, conduct,
        meeting::{Facet, Sign, TEAM_DYNAMICS},
    },
};
use clap::Args;

/// Records what was discussed, in a 1:1 or between two
///
/// It may be read by the employee, the chain of leaders above, and HR; a note on team dynamics (topic 2D) only by the
/// employee and the leader.
#[derive(Args, Debug)]
pub struct Note {
    /// The employee: id, login or part of the name
    person: String,
    /// The topic of the standard agenda
    #[arg(long, default_value = "2B")]
    topic: String,
    /// What it is about: activity, behaviour, result or growth
    #[arg(long)]
    facet: Option<Facet>,
    /// success or opportunity
    #[arg(long)]
    sign: Option<Sign>,
    /// The original date of the 1:1 it was in; the one held that day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    meeting: Option<String>,
    /// The day it was discussed; that of a 1:1 named with --meeting, else today
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

impl Note {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let class = if self.topic.eq_ignore_ascii_case(TEAM_DYNAMICS) { Class::Pair } else { Class::Person };
        let purpose = Purpose::new("note", "What was discussed?", person).for_class(class);
        let (meeting, on) = desk.said_when((&self.text, &purpose), self.meeting.as_deref(), self.on.as_ref())?;
        let purpose = purpose.on(on.as_deref());
        let (topic, facet, sign) = (self.topic, self.facet, self.sign);
        desk.record_text(&self.text, &purpose, |text| {
            Ok(Command::Note(conduct::Note { meeting, topic, facet, sign, text }))
        })
    }
}
