use super::{Desk, said::reference};
use crate::{
    app::{Failure, known_directory, known_entries},
    domain::{Class, Person},
    views::{
        Sight,
        appraisal::{AppraisalView, StepView, appraisals},
        docket::{Line, Standing, docket},
        words::count,
    },
};
use clap::Args;
use serde_json::json;

/// Shows what was due by rule, when it was done, by whom, and how late; the appraisals; and whether they surprise
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Docket {
    /// The employee; yourself where nothing is said
    person: Option<String>,
    /// Only what had been recorded by the end of that day, in the office's zone, and as it stood on it
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_known: Option<String>,
}

impl Docket {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let id = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        desk.may_look(id, Class::Person)?;
        let known = self.as_known.map(|words| desk.day_that_came("--as-known", &words, Some(id))).transpose()?;
        let today = desk.today(Some(id))?;
        let app = desk.app()?;
        let (zone, directory) = (app.directory().zone_of(id), app.directory().clone());
        let now = app.person(id)?.clone();
        let name = directory.name(id);
        let (then, directory) = match known {
            Some(day) => {
                let store = desk.place()?.store;
                desk.close();
                let mut then = Person::fold(id, known_entries(&store, id, day, zone)?);
                // What was misfiled stays closed in replays too.
                let misfiled = |seq| now.entry(seq).is_some_and(|entry| entry.withdrawn);
                let kept: Vec<_> = then.entries.drain(..).filter(|entry| !misfiled(entry.seq)).collect();
                // What a later cycle asks for was not due by what was known.
                (Person::fold(id, kept), known_directory(&store, day, zone)?)
            }
            None => (now, directory),
        };
        let sight = Sight::of(&then, &directory, known.unwrap_or(today));
        let (lines, all) = (docket(&sight), appraisals(&sight, Class::Person));
        if desk.globals.json {
            desk.say_json(&json!({"as_known": known, "docket": lines, "appraisals": all}));
            return Ok(());
        }
        let known = known.map_or_else(String::new, |day| format!(", as known at the end of {day}"));
        desk.say(format!("Docket of {name}{known}"));
        if lines.is_empty() {
            desk.say("  Nothing was due in a cycle that is open: coach cycle shows them.");
        }
        lines.iter().for_each(|line| say_line(desk, line));
        all.iter().for_each(|it| say_appraisal(desk, it));
        Ok(())
    }
}

/// One line of the docket.
fn said(it: &Line) -> String {
    let days =
        |days: Option<i64>| days.map_or_else(String::new, |days| count(usize::try_from(days).unwrap_or(0), "day"));
    let recorded = it.recorded_late.map_or_else(String::new, |late| format!(", recorded {} late", days(Some(late))));
    let by = it.by.as_ref().map_or_else(String::new, |by| format!(" by {by}"));
    let done = it.done.map_or_else(String::new, |on| format!("done {on}{by}{recorded}"));
    let state = match it.standing {
        Standing::Done => done,
        Standing::Late => format!("{done}: {} late", days(it.late_days)),
        Standing::Overdue => format!("not done, {} overdue", days(it.late_days)),
        Standing::ToCome => "to come".to_owned(),
        Standing::OnPaper => {
            let (on, entry) = (it.due, reference(it.evidence.as_ref()));
            return format!("signed {on}  {}: no act of the employee’s own{recorded}{entry} [{}]", it.what, it.rule);
        }
    };
    format!("due {}  {}: {state}{} [{}]", it.due, it.what, reference(it.evidence.as_ref()), it.rule)
}

/// Says one line of the docket.
pub fn say_line(desk: &mut Desk<'_>, line: &Line) {
    desk.say(format!("  {}", said(line)));
}

/// Says one step.
pub fn say_step(desk: &mut Desk<'_>, step: &StepView) {
    let late = step.late_days.map_or_else(String::new, |days| {
        format!(", recorded {} late", count(usize::try_from(days).unwrap_or(0), "day"))
    });
    let text = step.text.as_ref().map_or_else(String::new, |text| format!(": {}", text.replace('\n', " / ")));
    let entry = reference(step.entry.as_ref());
    desk.say(format!("  {}  {}, {}{late}{text}{entry}", step.on, step.what, step.by));
}

/// Says one appraisal: the ratings, the steps, the no-surprise check both ways.
pub fn say_appraisal(desk: &mut Desk<'_>, it: &AppraisalView) {
    desk.say(format!("\nAppraisal {}: {}", it.name, it.state));
    for rating in &it.ratings {
        let revised = rating.revised.as_ref().map_or_else(String::new, |level| format!(", revised to {level}"));
        desk.say(format!("  {}: {}{revised} — {}", rating.element, rating.level, rating.text.replace('\n', " / ")));
        for cited in &rating.cites {
            let late = cited.late_days.map_or_else(String::new, |days| {
                format!(", recorded {} ({} late)", cited.recorded, count(usize::try_from(days).unwrap_or(0), "day"))
            });
            let gone = if cited.withdrawn { ", withdrawn since" } else { "" };
            // Of what was destroyed it is not known when it happened.
            let on = if cited.destroyed { String::new() } else { format!(" of {}", cited.happened) };
            desk.say(format!("    cites {}{on}{late}{gone}{}", cited.title, reference(Some(&cited.entry))));
        }
    }
    it.steps.iter().for_each(|step| say_step(desk, step));
    for low in &it.surprise.low {
        let verdict = if low.warned { "no surprise" } else { "a surprise [4.R2]" };
        desk.say(format!(
            "  {} as {}: {verdict}; {}{}",
            low.element,
            low.level,
            low.why,
            reference(low.entry.as_ref())
        ));
    }
    for it in &it.surprise.uncited {
        desk.say(format!("  recognition of {} is cited by no rating [4.R2]{}", it.on, reference(it.entry.as_ref())));
    }
}
