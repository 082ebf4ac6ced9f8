use super::Desk;
use crate::{
    app::Failure,
    domain::{
        appraisal_cycle::{CycleOpened, OpenCycle},
        dates::Direction,
    },
    views::words::count,
};
use clap::{Args, Subcommand};

/// Shows the appraisal cycles: from when to when, on which scale, and how many days each side has; or opens one
///
/// It may be read by everyone employed.
#[derive(Args, Debug)]
pub struct Cycle {
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Debug, Subcommand)]
enum Change {
    /// Opens a cycle, as human resources; it is never changed
    Open(Box<Open>),
}

#[derive(Args, Debug)]
struct Open {
    /// Its name, such as 2025-26
    name: String,
    /// Its first day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    from: String,
    /// Its last day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    to: String,
    /// The levels of the rating scale, from the lowest to the highest, with commas between
    #[arg(long, value_name = "LEVELS", value_delimiter = ',', required = true)]
    levels: Vec<String>,
    /// Which of them is the middle one: a rating below it needs an earlier concern that was acknowledged
    #[arg(long, value_name = "LEVEL")]
    middle: String,
    /// The day by which annual appraisals are delivered; the last day where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// The day by which mid-year reviews are held, where they are asked for
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    mid_year: Option<String>,
    /// Days from becoming somebody's leader to communicating expectations
    #[arg(long, value_name = "DAYS", default_value_t = 30)]
    plan_days: u32,
    /// Days from the delivery in which the employee may rebut
    #[arg(long, value_name = "DAYS")]
    rebuttal_days: u32,
    /// Days from a rebuttal to its answer
    #[arg(long, value_name = "DAYS")]
    answer_days: u32,
}

impl Cycle {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Some(Change::Open(open)) = self.change else { return show(desk) };
        let (from, to) = (desk.date(&open.from, None, Direction::Past)?, desk.date(&open.to, None, Direction::Future)?);
        let mut day = |words: Option<&str>| words.map(|words| desk.date(words, None, Direction::Future)).transpose();
        let (due, mid_year) = (day(open.due.as_deref())?.unwrap_or(to), day(open.mid_year.as_deref())?);
        let opened = OpenCycle(CycleOpened {
            cycle: open.name,
            from,
            to,
            scale: open.levels,
            middle: open.middle,
            due,
            mid_year,
            plan_days: open.plan_days,
            rebuttal_days: open.rebuttal_days,
            answer_days: open.answer_days,
        });
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let receipt = desk.app()?.agency_command(actor, key.as_deref(), None, |context| opened.decide(context))?;
        desk.say_receipt(None, &receipt)
    }
}

fn show(desk: &mut Desk<'_>) -> Result<(), Failure> {
    desk.actor()?;
    let cycles = desk.app()?.directory().cycles.clone();
    if desk.globals.json {
        desk.say_json(&cycles);
        return Ok(());
    }
    if cycles.is_empty() {
        desk.say("No appraisal cycle was opened. Human resources opens one: coach cycle open NAME.");
    }
    for set in cycles {
        let it = set.what;
        desk.say(format!("{}, {} to {} (#{} {})", it.cycle, it.from, it.to, set.seq, &set.hash[..8]));
        desk.say(format!("  scale, from the lowest: {}; {} is the middle", it.scale.join(", "), it.middle));
        let mid_year = it.mid_year.map_or_else(String::new, |day| format!(", mid-year reviews by {day}"));
        desk.say(format!("  appraisals due by {}{mid_year}", it.due));
        let days = |days: u32| count(days as usize, "day");
        let windows = (days(it.plan_days), days(it.rebuttal_days), days(it.answer_days));
        let (plan, rebut, answer) = windows;
        desk.say(format!("  {plan} to communicate expectations, {rebut} to rebut, {answer} to answer a rebuttal"));
    }
    Ok(())
}
