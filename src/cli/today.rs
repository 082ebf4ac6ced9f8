use super::{Desk, said::day};
use crate::{
    app::Failure,
    views::{
        Named, Sight,
        agenda::agenda,
        desk::{Desk as DeskView, DeskMeeting, desk as leader_desk},
        summary::summary,
    },
};
use clap::Args;
use serde_json::json;

/// Shows your day: your own next 1:1 and, for a leader, today, this week, what is overdue, and every report
///
/// It may be read by you.
#[derive(Args, Debug)]
pub struct Today {}

impl Today {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let actor = desk.actor()?;
        let today = desk.today(Some(actor))?;
        let app = desk.app()?;
        let reports: Vec<_> = app.directory().reports_on(actor, today).iter().map(|employee| employee.id).collect();
        let mut summaries = Vec::new();
        for report in &reports {
            let (directory, person) = app.seen(*report)?;
            summaries.push(summary(&Sight::of(person, directory, today)));
        }
        let (directory, own) = app.seen(actor)?;
        let view = leader_desk(Named::of(directory, actor), &summaries, today);
        let own = agenda(&Sight::of(own, directory, today));
        if desk.globals.json {
            desk.say_json(&json!({"date": today, "own": own, "desk": view}));
            return Ok(());
        }
        desk.say(format!("{}, {}", own.person.name, day(today)));
        match (&own.meeting, &own.leader) {
            (Some(meeting), Some(leader)) => {
                let start = meeting.start.format("%Y-%m-%d %H:%M");
                desk.say(format!("Your next 1:1 with {}: {start} {}. Agenda: coach next", leader.name, meeting.zone));
            }
            (None, Some(leader)) => desk.say(format!("You have no 1:1 with {} to come [1.K1].", leader.name)),
            (_, None) => {}
        }
        if !reports.is_empty() {
            say(desk, &view);
        }
        Ok(())
    }
}

fn say(desk: &mut Desk<'_>, view: &DeskView) {
    let meeting = |it: &DeskMeeting| {
        let prepared = match (it.employee_prepared, it.leader_prepared) {
            _ if it.held => "held",
            (true, true) => "both prepared",
            (true, false) => "you have not prepared",
            (false, true) => "the employee has not prepared",
            (false, false) => "nobody prepared yet",
        };
        format!("  {} {} {} — {prepared}", it.start.format("%Y-%m-%d %H:%M"), it.zone, it.person.name)
    };
    let mut part = |title: String, lines: Vec<String>| {
        desk.say(format!("\n{title}"));
        if lines.is_empty() {
            desk.say("  none");
        }
        lines.iter().for_each(|line| desk.say(line));
    };
    part("Today".into(), view.today.iter().map(meeting).collect());
    part(
        format!("This week, {} to {}", day(view.week.0), day(view.week.1)),
        view.this_week.iter().map(meeting).collect(),
    );
    let overdue = view.overdue.iter().map(|it| format!("  {}: {}, since {}", it.person.name, it.what, day(it.since)));
    part("Overdue".into(), overdue.collect());
    if !view.reach.is_empty() {
        let reach = view.reach.iter().map(|row| format!("  {}", super::message::in_a_line(row)));
        part("Critical messages [2.K3]".into(), reach.collect());
    }
    let reports = view.reports.iter().map(|row| {
        let next = row
            .next
            .as_ref()
            .map_or_else(|| "no 1:1 to come [1.K1]".into(), |it| format!("next {}", it.start.format("%Y-%m-%d %H:%M")));
        let last = row.last_held.map_or_else(|| "none held yet".into(), |on| format!("last {on}"));
        let record = row.not_finalised.map_or_else(String::new, |on| format!("; record of {on} not finalised"));
        let asked = row.month.asked.map_or_else(String::new, |asked| format!(" of {asked}"));
        format!(
            "  {}: {next}, {last}; {}{asked} minutes this month; open: {} theirs, {} yours{record}",
            row.person.name, row.month.minutes, row.employee_open, row.leader_open
        )
    });
    part("Your people".into(), reports.collect());
}
