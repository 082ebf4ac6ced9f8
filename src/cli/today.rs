use super::{Desk, said::day};
use crate::{
    app::Failure,
    views::{
        Sight,
        desk::Desk as DeskView,
        meetings::{MeetingView, PartState},
        today::{Due, Today as TodayView, today},
        waiting::{Waiting, waiting},
        words::count,
    },
};
use clap::Args;

/// Shows your day on one screen: your own next 1:1 and promises and, for a leader, the week, what is due and every report
///
/// It may be read by you.
#[derive(Args, Debug)]
pub struct Today {}

/// How many lines a part of the screen has at most, and how long a promise is quoted.
const LINES: usize = 8;
const QUOTED: usize = 56;

impl Today {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let actor = desk.actor()?;
        let date = desk.today(Some(actor))?;
        let app = desk.app()?;
        let reports: Vec<_> = app.directory().reports_on(actor, date).iter().map(|employee| employee.id).collect();
        let (directory, own) = app.seen(actor)?;
        let mut view = today(&Sight::of(own, directory, date));
        for near in app.directory().disputes_near(actor, date) {
            let (directory, person) = app.seen(near)?;
            view.dispute(waiting(&Sight::of(person, directory, date), actor));
        }
        let mut summaries = Vec::new();
        for report in &reports {
            let (directory, person) = app.seen(*report)?;
            summaries.push(view.lead(&Sight::of(person, directory, date)));
        }
        let view = view.with_desk(&summaries);
        if desk.globals.json {
            desk.say_json(&view);
            return Ok(());
        }
        let login = desk.app()?.directory().people.get(&actor).map(|employee| employee.login.clone());
        say_own(desk, &view, &login.unwrap_or_default());
        say_disputes(desk, &view.disputes)?;
        if let Some(leads) = &view.desk {
            say_desk(desk, &view, leads);
        }
        Ok(())
    }
}

fn say_own(desk: &mut Desk<'_>, view: &TodayView, login: &str) {
    desk.say(format!("{}, {}", view.person.name, day(view.date)));
    match (&view.next, &view.leader) {
        (Some(next), Some(leader)) => {
            let start = next.start.format("%Y-%m-%d %H:%M");
            desk.say(format!("Your next 1:1 with {}: {start} {}. Agenda: coach next", leader.name, next.zone));
            desk.say(format!("  {}", strip(next)));
        }
        (None, Some(leader)) => desk.say(format!("You have no 1:1 with {} to come [1.K1].", leader.name)),
        (_, None) => {}
    }
    if !view.own_due.is_empty() {
        part(desk, "Your promises, overdue or due in a week", view.own_due.iter().map(|it| promised(it, false)));
    }
    if view.own_findings > 0 {
        desk.say(format!("{} in your own record: coach check {login}", count(view.own_findings, "finding")));
    }
}

fn say_desk(desk: &mut Desk<'_>, view: &TodayView, leads: &DeskView) {
    let meeting = |it: &crate::views::today::WeekMeeting| {
        let start = it.meeting.start.format("%a %Y-%m-%d %H:%M");
        let today = if it.meeting.start.date() == view.date { "today " } else { "" };
        format!("  {today}{start} {} {} — {}", it.meeting.zone, it.person.name, strip(&it.meeting))
    };
    let week = format!("This week, {} to {}", day(leads.week.0), day(leads.week.1));
    part(desk, &week, view.week.iter().map(meeting));
    let overdue = leads.overdue.iter().map(|it| format!("  {}: {}, since {}", it.person.name, it.what, day(it.since)));
    part(desk, "Overdue", overdue);
    part(desk, "Promises of both sides, overdue or due in a week", view.due.iter().map(|it| promised(it, true)));
    let waiting = leads.reach.iter().filter(|message| !message.waiting.is_empty()).map(|message| {
        let names: Vec<_> = message.waiting.iter().map(|person| person.name.as_str()).collect();
        format!("  {} of {}: not yet to {}", message.message, day(message.on), names.join(", "))
    });
    let waiting: Vec<_> = waiting.collect();
    if !waiting.is_empty() {
        part(desk, "Critical messages to deliver", waiting.into_iter());
    }
    if !view.topics.is_empty() {
        let topics = view.topics.iter().map(|it| format!("  {}: {}", it.person.name, it.topics.join(" ")));
        part(desk, "Topics falling due", topics);
    }
    desk.say("\nYour people");
    for row in &leads.reports {
        let next = row.next.as_ref();
        let next = next.map_or_else(|| "no 1:1 to come [1.K1]".into(), |it| format!("next {}", it.start.date()));
        let last = row.last_held.map_or_else(|| "none held yet".into(), |on| format!("last {on}"));
        let asked = row.month.asked.map_or_else(String::new, |asked| format!(" of {asked}"));
        let record = row.not_finalised.map_or_else(String::new, |on| format!("; record of {on} not finalised"));
        let findings = if row.findings == 0 { String::new() } else { format!("; {}", count(row.findings, "finding")) };
        desk.say(format!(
            "  {}: {next}, {last}; {}{asked} minutes this month; open: {} theirs, {} yours{record}{findings}",
            row.person.name, row.month.minutes, row.employee_open, row.leader_open
        ));
    }
    let short = leads.reports.iter().filter(|row| row.findings > 0).count();
    if short > 0 {
        desk.say(format!("What falls short, rule by rule: coach check ({short} of {} people)", leads.reports.len()));
    }
}

/// A part of the screen: a title, and as many lines as fit, or none.
fn part(desk: &mut Desk<'_>, title: &str, lines: impl Iterator<Item = String>) {
    let lines: Vec<_> = lines.collect();
    desk.say(format!("\n{title}"));
    if lines.is_empty() {
        desk.say("  none");
    }
    lines.iter().take(LINES).for_each(|line| desk.say(line));
    if lines.len() > LINES {
        desk.say(format!("  and {} more: --json has them all", lines.len() - LINES));
    }
}

/// The four parts of a meeting in one line: `scheduled ✓, prepared ◐ (leader not in writing), …`.
fn strip(meeting: &MeetingView) -> String {
    let sign = |state| match state {
        PartState::Done => "✓",
        PartState::PartDone => "◐",
        PartState::Open => "○",
    };
    let parts = meeting.strip.iter().map(|part| format!("{} {}", sign(part.state), part.name.to_lowercase()));
    let prepared = meeting.strip.iter().find(|part| part.name == "Prepared" && part.state == PartState::PartDone);
    let who = prepared.map_or_else(String::new, |part| format!(" ({})", part.text));
    format!("{}{who}", parts.collect::<Vec<_>>().join("  "))
}

fn promised(it: &Due, of_both: bool) -> String {
    let whose = if of_both { format!("{}, {}: ", it.person.name, it.side) } else { String::new() };
    let when = match it.overdue_since {
        Some(since) => format!("overdue since {since}"),
        None => format!("due {}", it.due),
    };
    format!("  {} {when} — {whose}{}", it.id, quoted(&it.text))
}

/// The turns of disputes, each with how it is taken.
fn say_disputes(desk: &mut Desk<'_>, disputes: &[Waiting]) -> Result<(), Failure> {
    let directory = desk.app()?.directory();
    let line = |it: &Waiting| {
        let when = match it.overdue_since {
            Some(since) => format!("overdue since {since}"),
            None => format!("due {}", it.due),
        };
        let login = directory.people.get(&it.person.id).map_or_else(String::new, |employee| employee.login.clone());
        let (dispute, verb) = (&it.dispute, it.verb);
        format!("  {dispute} {when} — {}: {}: coach dispute {login} {verb} {dispute}", it.person.name, it.what)
    };
    let lines: Vec<_> = disputes.iter().map(line).collect();
    if !lines.is_empty() {
        part(desk, "Disputes that wait for you", lines.into_iter());
    }
    Ok(())
}

/// The first line of a text, as long as a screen has room for.
fn quoted(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() <= QUOTED && line == text {
        return line.to_owned();
    }
    line.chars().take(QUOTED).chain(['…']).collect()
}
