//! `coach dispute forum`: the forums that an agency has for disputes, each in versions.

use super::{Desk, agency::OfAgency, said::reference, standard::set};
use crate::{
    app::Failure,
    domain::{
        dates::Direction,
        forum::{Answers, Counted, DisputeForumSet, ForumStep, Matter, SetForum},
    },
    views::standard::forums,
};
use clap::{Args, Subcommand};

#[derive(Args, Debug)]
pub struct Forum {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Sets a forum, or its next version, as human resources; it may be read by everyone employed
    Set(Box<Set>),
    /// Shows the forums with all their versions
    List(OfAgency),
}

#[derive(Args, Debug)]
struct Set {
    /// Its name
    name: String,
    /// What it takes: process, content or both
    #[arg(long, value_name = "MATTER", default_value = "both")]
    takes: Matter,
    /// Days in which a review may be asked for
    #[arg(long, value_name = "DAYS")]
    ask_days: u32,
    /// From when they are counted, of an appraisal: delivery or finalising
    #[arg(long, value_name = "FROM", default_value = "delivery")]
    counted_from: Counted,
    /// Days to file a step, from the request or from the answer before
    #[arg(long, value_name = "DAYS")]
    file_days: u32,
    /// A step: "NAME:WHO:DAYS", answered by leader, reviewer (the leader above) or hr within these days; may be given several times
    #[arg(long = "step", value_name = "NAME:WHO:DAYS", value_parser = step)]
    steps: Vec<ForumStep>,
    /// Who decides, by office
    #[arg(long, value_name = "OFFICE")]
    decided_by: String,
    /// Days from the last answer to the decision
    #[arg(long, value_name = "DAYS")]
    decide_days: u32,
    /// In force from; today where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    effective: Option<String>,
    #[command(flatten)]
    of: OfAgency,
}

fn step(text: &str) -> Result<ForumStep, String> {
    let wrong = || "write NAME:WHO:DAYS, such as \"With the leader above:reviewer:5\"".to_owned();
    let (rest, days) = text.rsplit_once(':').ok_or_else(wrong)?;
    let (name, by) = rest.rsplit_once(':').ok_or_else(wrong)?;
    let by: Answers = by.trim().parse().map_err(|error| format!("{error}"))?;
    Ok(ForumStep { name: name.trim().to_owned(), by, days: days.trim().parse().map_err(|_| wrong())? })
}

impl Forum {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        match self.what {
            None => list(desk, &OfAgency::default()),
            Some(What::List(of)) => list(desk, &of),
            Some(What::Set(it)) => {
                let effective = match &it.effective {
                    Some(words) => desk.date(words, None, Direction::Future)?,
                    None => {
                        let agency = it.of.id(desk)?;
                        desk.today(Some(agency))?
                    }
                };
                let forum = SetForum(DisputeForumSet {
                    forum: it.name,
                    version: 0,
                    takes: it.takes,
                    counted_from: it.counted_from,
                    ask_days: it.ask_days,
                    file_days: it.file_days,
                    steps: it.steps,
                    decided_by: it.decided_by,
                    decide_days: it.decide_days,
                    effective,
                });
                set(desk, &it.of, |context| forum.decide(context))
            }
        }
    }
}

fn list(desk: &mut Desk<'_>, of: &OfAgency) -> Result<(), Failure> {
    let agency = of.id(desk)?;
    let all = forums(desk.app()?.directory(), agency);
    if desk.globals.json {
        desk.say_json(&all);
        return Ok(());
    }
    if all.is_empty() {
        desk.say("No forum for disputes was set. Human resources sets one: coach dispute forum set NAME.");
    }
    for it in &all {
        desk.say(format!("{}{}", it.name, reference(Some(&it.entry))));
        it.facts.iter().for_each(|fact| desk.say(format!("  {}: {}", fact.name, fact.value)));
    }
    Ok(())
}
