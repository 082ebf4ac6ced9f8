//! Who may record what about whom, and who may read it: two pure functions, used by the command, the site and, later,
//! the socket (LOG.md, "Who may touch it").

use super::{
    audience::{Class, Role},
    decide::Context,
    directory::Directory,
    event::{Event, Writer},
    refusal::{Refusal, rule},
};
use crate::id::Id;
use chrono::NaiveDate;

/// What is left to do where the only officer of human resources is the one it is about, or who rated.
pub(super) const NAME_A_SECOND: &str = "name a second one first: coach role PERSON --grant hr";

/// Who can, where an officer of human resources may not for themselves.
pub(super) fn another_officer(context: &Context<'_>) -> String {
    match context.directory.is_last_officer(context.actor) {
        true => format!("Another officer of human resources can; {NAME_A_SECOND}."),
        false => "Another officer of human resources can.".to_owned(),
    }
}

/// In which part somebody may record an event about a person on the day it happened.
///
/// # Errors
/// Refuses everybody else, naming the rule and who could.
pub fn may_record(directory: &Directory, actor: Id, about: Id, event: &Event, on: NaiveDate) -> Result<Role, Refusal> {
    match event.is_of_the_roster() {
        true => may_keep_roster(directory, actor, about, event.title(), on),
        false => may_write(directory, actor, about, event.writer(), event.title(), on),
    }
}

/// Whether somebody keeps the roster of the agency that a person belongs to on a day, or of that agency: its own human
/// resources, and those of the first agency until it has any.
///
/// # Errors
/// As [`may_record`].
pub fn may_keep_roster(
    directory: &Directory,
    actor: Id,
    about: Id,
    title: &str,
    on: NaiveDate,
) -> Result<Role, Refusal> {
    still_here(directory, actor, on)?;
    match directory.keeps_roster_of(actor, directory.agency_of(about, on)) {
        true => Ok(Role::Hr),
        // Who keeps no roster there has no other door to it either.
        false => may_write(directory, actor, about, Writer::Hr, title, on),
    }
}

/// [`may_record`] for a kind of writer: what a command asks before it looks at anything of the person's, so that no
/// refusal shows one person's text to another.
///
/// # Errors
/// As [`may_record`].
pub fn may_write(
    directory: &Directory,
    actor: Id,
    about: Id,
    writer: Writer,
    title: &str,
    on: NaiveDate,
) -> Result<Role, Refusal> {
    still_here(directory, actor, on)?;
    let is_employee = actor == about;
    let is_leader = directory.leader_on(about, on) == Some(actor);
    match writer {
        Writer::Hr if directory.is_hr_of(actor, about, on) => Ok(Role::Hr),
        Writer::Employee | Writer::Either if is_employee => Ok(Role::Employee),
        Writer::Leader | Writer::Either if is_leader => Ok(Role::Leader),
        Writer::LeaderOrHr if is_leader && !is_employee => Ok(Role::Leader),
        Writer::LeaderOrHr if directory.is_hr_of(actor, about, on) && !is_employee => Ok(Role::Hr),
        Writer::HrOrAuditor if directory.audits(actor, about, on) => Ok(Role::Auditor),
        Writer::HrOrAuditor if directory.is_hr_of(actor, about, on) && !is_employee => Ok(Role::Hr),
        Writer::Answers if is_leader && !is_employee => Ok(Role::Leader),
        Writer::Answers if directory.reviewer_on(about, on) == Some(actor) => Ok(Role::Reviewer),
        Writer::Answers if directory.is_hr_of(actor, about, on) && !is_employee => Ok(Role::Hr),
        Writer::Auditor if directory.audits(actor, about, on) => Ok(Role::Auditor),
        Writer::Reviewer if directory.reviews(actor, about, on) => {
            let above = directory.reviewer_on(about, on).is_some();
            Ok(if above { Role::Reviewer } else { Role::Hr })
        }
        _ => Err(refused(directory, actor, about, writer, title, on)),
    }
}

/// Refuses whoever is not employed on a day: nobody records anything after their last one.
///
/// # Errors
/// They are not in the roster, or have left.
pub(super) fn still_here(directory: &Directory, actor: Id, on: NaiveDate) -> Result<(), Refusal> {
    let Some(employee) = directory.people.get(&actor) else {
        let what = format!("{actor} is not employed here.");
        return Err(Refusal::new(what, "Only people of the roster record anything.").by(rule::WRITER));
    };
    let Some(last) = employee.last_day(on) else { return Ok(()) };
    let what = format!("{} is no longer employed here; {last} was the last day.", employee.name);
    Err(Refusal::new(what, "Who came back is recorded by human resources: coach rehire.").by(rule::WRITER))
}

fn refused(directory: &Directory, actor: Id, about: Id, writer: Writer, title: &str, on: NaiveDate) -> Refusal {
    let (who, whom) = (directory.name(actor), directory.name(about));
    let leads = directory.leader_on(about, on);
    let leader = leads.map(|leader| directory.name(leader));
    let agency = directory.agency_of(about, on);
    let officers = |agency| directory.hr_of(agency).map(|officer| officer.name.clone()).collect::<Vec<_>>().join(", ");
    let hr = || officers(agency);
    let auditors = || directory.auditors_of(agency).filter(|auditor| auditor.stays());
    // Nobody judges themselves, nor reviews what they rate: not as human resources either.
    let others = |but: Option<Id>| {
        let others = directory.hr_of(agency).filter(|officer| officer.id != about && Some(officer.id) != but);
        let names: Vec<_> = others.map(|officer| officer.name.clone()).collect();
        match names.is_empty() {
            true => format!("human resources could, and has no other officer; {NAME_A_SECOND}."),
            false => format!("human resources can: {}.", names.join(", ")),
        }
    };
    let gone = directory.people.get(&about).and_then(|employee| employee.last_day(on));
    let nobody_led = || match gone {
        Some(last) => format!("{whom} was not employed on that day; {last} was the last one."),
        None => {
            format!("Nobody led {whom} on that day; human resources ({}) records who does: coach roster import.", hr())
        }
    };
    let none_yet = || {
        let first = officers(directory.first_agency());
        let next = "That agency has no officer of human resources yet, who could; human resources of the first";
        format!("{next} ({first}) name one: coach agency officer PERSON.")
    };
    // Human resources, and yet of another agency.
    let elsewhere = if directory.is_hr(actor) { rule::AGENCY } else { rule::WRITER };
    // What an agency keeps its human resources read without a purpose.
    let writer = if writer == Writer::HrOrAuditor && directory.is_agency(about) { Writer::Auditor } else { writer };
    let (broken, next) = match (writer, leader) {
        (Writer::Hr, _) if hr().is_empty() => (elsewhere, none_yet()),
        (Writer::Hr, _) => (elsewhere, format!("Human resources can: {}.", hr())),
        (Writer::Employee, _) => (rule::WRITER, format!("Only {whom} can, and nobody for them.")),
        (Writer::Leader, Some(leader)) => (rule::LINE, format!("{leader} can, who led {whom} on that day.")),
        (Writer::Leader, None) => (rule::LINE, nobody_led()),
        (Writer::Reviewer, _) => match directory.reviewer_on(about, on) {
            Some(above) => {
                (rule::LINE, format!("{} can, who led the leader of {whom} on that day.", directory.name(above)))
            }
            None => (rule::LINE, format!("Nobody led the leader of {whom} on that day; {}", others(leads))),
        },
        (Writer::LeaderOrHr, leader) => {
            let leader = leader.map_or_else(String::new, |leader| format!("{leader}, who led {whom} on that day, or "));
            (rule::WRITER, format!("{leader}{}", others(None)))
        }
        (Writer::HrOrAuditor, _) if actor == about => {
            let next = "Nobody opens their own record or closes it to others; what you can read of it: coach log.";
            (rule::PURPOSE, next.to_owned())
        }
        (Writer::HrOrAuditor, _) => {
            let auditors: Vec<_> = auditors().filter(|it| it.id != about).map(|it| it.name.clone()).collect();
            let auditors = match auditors.is_empty() {
                true => String::new(),
                false => {
                    let names = auditors.join(", ");
                    format!("where they are not above {whom}, nor were in the cycle that runs, its auditors ({names})")
                }
            };
            let next = match (hr().is_empty(), auditors.is_empty()) {
                (true, true) => none_yet(),
                (true, false) => format!("That agency has no officer of human resources yet; {auditors} can."),
                (false, true) => format!("Human resources of that agency ({}) can.", hr()),
                (false, false) => format!("Human resources of that agency ({}) or, {auditors} can.", hr()),
            };
            (elsewhere, next)
        }
        (Writer::Answers, leader) => {
            let leader = leader.map_or_else(String::new, |leader| format!("{leader}, who led {whom} on that day, "));
            let above = directory.reviewer_on(about, on).map(|above| directory.name(above));
            let above = above.map_or_else(String::new, |above| format!("{above}, who led the leader, "));
            (
                rule::WRITER,
                format!("Whoever the forum names for the step can: {leader}{above}or human resources: {}.", hr()),
            )
        }
        (Writer::Auditor, _) => {
            let auditors = auditors().filter(|it| it.id != about).map(|it| it.name.clone());
            let auditors = auditors.collect::<Vec<_>>().join(", ");
            let next = match auditors.is_empty() {
                true => format!(
                    "An auditor can; human resources ({}) grants the role: coach role PERSON --grant auditor.",
                    hr()
                ),
                false => format!("An auditor can: {auditors}."),
            };
            (rule::WRITER, next)
        }
        (Writer::Either, Some(leader)) => (rule::LINE, format!("{leader} can, who led {whom} on that day, or {whom}.")),
        (Writer::Either, None) => (rule::LINE, format!("{whom} can. {}", nobody_led())),
    };
    let what = match directory.is_agency(about) {
        true if directory.added.is_empty() => format!("{who} cannot record \"{title}\" for the agency."),
        true => format!("{who} cannot record \"{title}\" for {}.", directory.agency_name(about)),
        false if actor == about => format!("{who} cannot record \"{title}\" about themselves."),
        false => format!("{who} cannot record \"{title}\" about {whom} for {on}."),
    };
    Refusal::new(what, next).by(broken)
}

/// What of an entry decides who may read it.
#[derive(Clone, Copy, Debug)]
pub struct Readable {
    /// Whose stream it is in.
    pub stream: Id,
    /// Its audience class.
    pub class: Class,
    /// Who recorded it; they keep reading it.
    pub author: Id,
    /// Whether it was withdrawn as recorded for another person: then only its author and HR read it.
    pub withdrawn: bool,
}

impl From<&super::records::Recorded> for Readable {
    fn from(entry: &super::records::Recorded) -> Self {
        Self { stream: entry.stream, class: entry.class, author: entry.actor, withdrawn: entry.withdrawn }
    }
}

/// Whether somebody may read an entry on a day (EVENTS.md, "Audience classes"): by right, or with a purpose that they
/// recorded and that is open on the day.
pub fn may_read(directory: &Directory, reader: Id, entry: Readable, on: NaiveDate) -> bool {
    reads_by_right(directory, reader, entry, on)
        || directory.is_employed(reader, on) && directory.has_opened(reader, entry, on)
}

/// Whether somebody may read an entry on a day without a purpose. What is decided about an entry rests on this: a purpose
/// opens reading, and no correcting.
pub fn reads_by_right(directory: &Directory, reader: Id, entry: Readable, on: NaiveDate) -> bool {
    if !directory.is_employed(reader, on) {
        return false;
    }
    if entry.author == reader {
        return true;
    }
    let is_hr = || directory.is_hr_of(reader, entry.stream, on);
    if entry.withdrawn {
        return is_hr();
    }
    // The record of somebody who left stays with those who led them on their last day.
    let on = directory.last_known_day(entry.stream, on);
    match entry.class {
        Class::Agency => true,
        Class::Person => reader == entry.stream || is_hr() || directory.chain_on(entry.stream, on).contains(&reader),
        Class::Pair => reader == entry.stream || directory.leader_on(entry.stream, on) == Some(reader),
        Class::Review if reader == entry.stream => false,
        Class::Review => {
            let above = directory.reviewer_on(entry.stream, on) == Some(reader);
            above || is_hr() || directory.leader_on(entry.stream, on) == Some(reader)
        }
        // Nobody of human resources reads what the others noted about them.
        Class::Hr => reader != entry.stream && is_hr(),
    }
}
