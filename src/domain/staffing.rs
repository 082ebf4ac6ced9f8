//! What human resources record of a person one by one: leave, leaving, coming back, who leads, which role is held.

use super::{
    authority::another_officer,
    decide::{Context, Proposed},
    directory::Directory,
    event::Event,
    person::Person,
    refusal::{Refusal, rule},
    roster::{Employee, LineNature, Office, ReportingLineAssigned, ReportingLineEnded, RoleGranted, RoleRevoked},
    standing::{ActingLineAssigned, ActingLineEnded, EmployeeRehired, EmployeeSeparated, LeaveEnded, LeaveStarted},
};
use crate::id::Id;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One change of the roster, by an officer of human resources.
#[derive(Clone, Debug, PartialEq)]
pub enum Staffing {
    /// `coach leave --from`, with a last day where it is known.
    Leave(NaiveDate, Option<NaiveDate>),
    /// `coach leave --until`: the last day of the leave that runs.
    Back(NaiveDate),
    /// `coach separate`: the last day of employment.
    Separate(NaiveDate),
    /// `coach rehire`: the first day of the new employment.
    Rehire(NaiveDate),
    /// `coach line --leader`: the leader of record from a day on.
    Line(Id, NaiveDate),
    /// `coach line --leader --acting`: who stands in, from a day, to a day where it is known.
    Acting(Id, NaiveDate, Option<NaiveDate>),
    /// `coach line --acting --until`: the last day of who stands in.
    ActingEnds(NaiveDate),
    /// `coach role --grant`
    Grant(Office),
    /// `coach role --revoke`
    Revoke(Office),
}

impl Staffing {
    /// What it records, as a person reads it.
    pub fn title(&self) -> &'static str {
        match self {
            Staffing::Leave(..) => "Leave started",
            Staffing::Back(_) => "Leave ended",
            Staffing::Separate(_) => "Left",
            Staffing::Rehire(_) => "Came back",
            Staffing::Line(..) => "Reports to",
            Staffing::Acting(..) => "Acting leader",
            Staffing::ActingEnds(_) => "No longer acting leader",
            Staffing::Grant(_) => "Role granted",
            Staffing::Revoke(_) => "Role revoked",
        }
    }

    /// # Errors
    /// Refuses days that contradict what is recorded, a leader who is not there, a circle of leaders, a role for who has
    /// left, is to leave or is to come, a line of one's own, and a record without an officer of human resources.
    pub fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let name = context.directory.name(person.id);
        let Some(employee) = &person.employee else {
            return Err(Refusal::new(format!("{name} is nobody's record."), "`coach who` lists everybody."));
        };
        let of_the_line = matches!(self, Staffing::Line(..) | Staffing::Acting(..) | Staffing::ActingEnds(_));
        if of_the_line && person.id == context.actor {
            let what = "Nobody of human resources says who leads themselves.";
            return Err(Refusal::new(what, another_officer(context)).by(rule::WRITER));
        }
        let (day, events) = match self {
            Staffing::Leave(from, last) => (*from, leave(employee, *from, *last)?),
            Staffing::Back(last) => (*last, vec![back(employee, *last, context.today)?]),
            Staffing::Separate(last) => (*last, vec![separate(employee, *last, context.today)?]),
            Staffing::Rehire(from) => (*from, vec![rehire(employee, *from)?]),
            Staffing::Line(leader, from) => (*from, line(context, employee, *leader, *from)?),
            Staffing::Acting(leader, from, until) => {
                leads(context, employee, *leader, (*from, *until))?;
                in_order(*from, *until)?;
                let acting = ActingLineAssigned { leader: *leader, from: *from, until: *until };
                (*from, vec![Event::ActingLineAssigned(acting)])
            }
            Staffing::ActingEnds(to) => (*to, vec![acting_ends(context, employee, *to)?]),
            Staffing::Grant(role) if employee.offices.contains(role) => {
                return Err(Refusal::new(format!("{name} has the role {role} already."), "Nothing is left to do."));
            }
            Staffing::Grant(role) => {
                holds_office(employee, context.today)?;
                (context.today, vec![Event::RoleGranted(RoleGranted { role: *role })])
            }
            Staffing::Revoke(role) => (context.today, vec![revoke(context, employee, *role)?]),
        };
        // What was so before it was recorded happened then; what is to come is known today.
        Context { on: day.min(context.today), ..*context }.record(person, events)
    }
}

fn in_order(from: NaiveDate, last: Option<NaiveDate>) -> Result<(), Refusal> {
    match last.filter(|last| *last < from) {
        None => Ok(()),
        Some(last) => {
            let what = format!("The last day, {last}, lies before the first, {from}.");
            Err(Refusal::new(what, "Give days in their order."))
        }
    }
}

fn employed(employee: &Employee, on: NaiveDate) -> Result<(), Refusal> {
    let Some(last) = employee.last_day(on) else { return Ok(()) };
    let what = format!("{} left; {last} was the last day.", employee.name);
    Err(Refusal::new(what, "If they came back: coach rehire PERSON --on DATE."))
}

/// Refuses to give a role to who is not there yet or any more, or is to leave: the last one who could give it on would
/// be gone.
pub(super) fn holds_office(employee: &Employee, today: NaiveDate) -> Result<(), Refusal> {
    let back = employee.standing.gone.iter().find(|gone| gone.covers(today)).and_then(|gone| gone.to?.succ_opt());
    if let Some(first) = back.or(employee.hired.filter(|hired| *hired > today)) {
        let what = format!("{} is not there yet; {first} is the first day.", employee.name);
        return Err(Refusal::new(what, "Give the role from that day on, or to somebody who is there: coach who."));
    }
    employed(employee, today)?;
    if employee.stays_from(today) {
        return Ok(());
    }
    let what = format!("{} is to leave by what is on record, and who leaves holds no role.", employee.name);
    Err(Refusal::new(what, "Give it to somebody who stays; coach who lists who is there."))
}

fn leave(employee: &Employee, from: NaiveDate, last: Option<NaiveDate>) -> Result<Vec<Event>, Refusal> {
    employed(employee, from)?;
    in_order(from, last)?;
    let overlaps =
        |it: &&super::standing::Stretch| last.is_none_or(|last| it.from <= last) && it.to.is_none_or(|to| from <= to);
    if let Some(known) = employee.standing.leaves.iter().find(overlaps) {
        let until = known.to.map_or_else(|| "with no last day yet".to_owned(), |to| format!("to {to}"));
        let what = format!("{} has a leave from {} {until} on record.", employee.name, known.from);
        return Err(Refusal::new(what, "Give its last day: coach leave PERSON --until DATE."));
    }
    let started = Event::LeaveStarted(LeaveStarted { from });
    let ended = last.map(|last| Event::LeaveEnded(LeaveEnded { last }));
    Ok([started].into_iter().chain(ended).collect())
}

fn back(employee: &Employee, last: NaiveDate, today: NaiveDate) -> Result<Event, Refusal> {
    let leave = employee.standing.leave_to_end(last).map(|at| employee.standing.leaves[at]);
    let refused = |what| Refusal::new(what, "Record its first day: coach leave PERSON --from DATE.");
    let Some(leave) = leave.filter(|leave| leave.to != Some(last)) else {
        return Err(refused(format!("{} has no leave on record that would end on {last}.", employee.name)));
    };
    if let Some(over) = leave.to.filter(|to| *to < last.min(today)) {
        let of = format!("the leave of {} from {}", employee.name, leave.from);
        return Err(refused(format!("On {last} nobody was on leave: {of} was over on {over}.")));
    }
    Ok(Event::LeaveEnded(LeaveEnded { last }))
}

fn separate(employee: &Employee, last: NaiveDate, today: NaiveDate) -> Result<Event, Refusal> {
    employed(employee, last)?;
    let name = &employee.name;
    let standing = &employee.standing;
    // A last day that is still to come gives way to an earlier one.
    let to_come = standing.gone.last().is_some_and(|gone| gone.from > today) && standing.gives_way(last);
    let known = &standing.gone[..standing.gone.len() - usize::from(to_come)];
    if let Some(gone) = known.iter().find(|gone| gone.to.is_none_or(|to| last <= to)) {
        let what = format!("{name} leaves on record already, gone from {}.", gone.from);
        let next = match gone.to {
            Some(to) => format!("Give a last day after {to}, up to which they are gone."),
            None => "That day has come, and their login counts no more; nothing is left to do.".to_owned(),
        };
        return Err(Refusal::new(what, next));
    }
    if let Some(role) = employee.offices.first() {
        let what = format!("{name} still has the role {role}.");
        let next = format!("Give it to somebody else, then take it: coach role {} --revoke {role}.", employee.login);
        return Err(Refusal::new(what, next));
    }
    if employee.hired.is_some_and(|hired| last < hired) {
        let what = format!("{name} was hired after {last}.");
        return Err(Refusal::new(what, "Give the last day of employment with --on."));
    }
    Ok(Event::EmployeeSeparated(EmployeeSeparated { last }))
}

fn rehire(employee: &Employee, from: NaiveDate) -> Result<Event, Refusal> {
    match employee.standing.gone.last().filter(|gone| gone.to.is_none() && gone.from <= from) {
        Some(_) => Ok(Event::EmployeeRehired(EmployeeRehired { from })),
        None => {
            let what = format!("{} has not left on record by {from}.", employee.name);
            Err(Refusal::new(what, "Nothing is to be taken up; coach who lists who is there."))
        }
    }
}

/// Refuses a leader who is not there, and a circle on any day of the line.
fn leads(
    context: &Context<'_>,
    employee: &Employee,
    leader: Id,
    (from, until): (NaiveDate, Option<NaiveDate>),
) -> Result<(), Refusal> {
    employed(employee, from)?;
    let directory = context.directory;
    let name = directory.name(leader);
    if !directory.is_employed(leader, from) {
        return Err(Refusal::new(format!("{name} is not employed on {from}."), "Name who leads them then."));
    }
    let below = |on: &NaiveDate| leader == employee.id || directory.chain_on(leader, *on).contains(&employee.id);
    let mut days = turns(directory, from);
    days.insert(from);
    if let Some(on) = days.into_iter().filter(|on| until.is_none_or(|until| *on <= until)).find(below) {
        let then = if on == from { String::new() } else { format!(" from {on} on") };
        let what = format!("{} would report to themselves{then}, through {name}.", employee.name);
        return Err(Refusal::new(what, "Name a leader who is not below them.").by("N.levels"));
    }
    Ok(())
}

/// The days after one on which anybody's line begins or is over.
fn turns(directory: &Directory, after: NaiveDate) -> BTreeSet<NaiveDate> {
    let lines = directory.people.values().flat_map(|it| it.lines.iter().chain(&it.standing.acting));
    let days = lines.flat_map(|line| [Some(line.from), line.to.and_then(|to| to.succ_opt())]);
    days.flatten().filter(|on| *on > after).collect()
}

fn line(context: &Context<'_>, employee: &Employee, leader: Id, from: NaiveDate) -> Result<Vec<Event>, Refusal> {
    leads(context, employee, leader, (from, None))?;
    let open = context.directory.open_line(employee.id, from);
    if context.directory.line_on(employee.id, from).is_some_and(|line| line.leader == leader && line.to.is_none()) {
        let what = format!("{} reports to {} on {from} already.", employee.name, context.directory.name(leader));
        return Err(Refusal::new(what, "Nothing is left to do."));
    }
    let mut events = Vec::new();
    if let Some(open) = open {
        let to = from.pred_opt().unwrap_or(from);
        if to < open.from {
            let what = format!("{} reports to another since {}, after {to}.", employee.name, open.from);
            return Err(Refusal::new(what, "Give a later --from."));
        }
        events.push(Event::ReportingLineEnded(ReportingLineEnded { leader: open.leader, to }));
    }
    let nature = LineNature::Permanent;
    events.push(Event::ReportingLineAssigned(ReportingLineAssigned { leader, from, nature }));
    Ok(events)
}

fn acting_ends(context: &Context<'_>, employee: &Employee, to: NaiveDate) -> Result<Event, Refusal> {
    let standing = &employee.standing;
    let found = standing.acting_to_end(to, |line| context.directory.holds(employee, line, to));
    let refused = |what| Refusal::new(what, "Record who does: coach line PERSON --leader LOGIN --acting --from DATE.");
    let Some(line) = found.map(|at| &standing.acting[at]).filter(|line| line.to != Some(to)) else {
        return Err(refused(format!("Nobody stands in for the leader of {} up to {to}.", employee.name)));
    };
    let leader = line.leader;
    // Days that are over give nobody the right to later ones.
    if let Some(over) = line.to.filter(|over| *over < to.min(context.today)) {
        let who = context.directory.name(leader);
        return Err(refused(format!("On {to} nobody stood in: for {}, {who} did so to {over}.", employee.name)));
    }
    Ok(Event::ActingLineEnded(ActingLineEnded { leader, to }))
}

fn revoke(context: &Context<'_>, employee: &Employee, role: Office) -> Result<Event, Refusal> {
    let name = &employee.name;
    if !employee.offices.contains(&role) {
        return Err(Refusal::new(format!("{name} does not have the role {role}."), "Nothing is left to do."));
    }
    let here = employee.is_employed(context.today);
    if here && role == Office::Hr && context.directory.is_last_officer(employee.id) {
        let what = format!("{name} is the only officer of human resources who stays.");
        return Err(Refusal::new(what, "Grant the role to somebody else first: coach role PERSON --grant hr."));
    }
    Ok(Event::RoleRevoked(RoleRevoked { role }))
}
