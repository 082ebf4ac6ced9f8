//! What the employee asks a review of: an appraisal or an entry, in a forum that takes it, within its days.

use super::{
    appraise::Which,
    audience::{Class, Retention},
    course::{after, stood},
    decide::{Context, Proposed},
    directory::{Directory, Set},
    dispute::{Disputed, ReviewRequested, step_of},
    event::Event,
    forum::{Counted, DisputeForumSet, Matter},
    names::DisputeId,
    person::Person,
    proceeding::{order, window},
    refusal::{Refusal, clean},
};
use chrono::NaiveDate;

/// What the employee asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct Ask {
    /// What is disputed.
    pub of: Subject,
    /// The forum, where more than one is in force.
    pub forum: Option<String>,
    /// How it came about, what it says, or both.
    pub about: Matter,
    /// Why.
    pub grounds: String,
    /// What is asked for.
    pub redress: String,
}

/// What is meant by what is disputed.
#[derive(Clone, Debug, PartialEq)]
pub enum Subject {
    /// An appraisal that was delivered.
    Appraisal(Which),
    /// An entry, by its number.
    Entry(u64),
}

impl Ask {
    /// # Errors
    /// Refuses what is not there to be disputed, a forum that does not take it, a day after the last one for it, and what
    /// is disputed already.
    pub(super) fn decide(&self, context: &Context<'_>, person: &Person) -> Result<Vec<Proposed>, Refusal> {
        let of = self.of.named(context, person)?;
        let set = self.forum(context, person)?;
        let forum = &set.what;
        if !forum.takes.takes(self.about) {
            let what = format!("{} takes the {} alone (version {}).", forum.forum, forum.takes, forum.version);
            return Err(order(what, "Ask another forum, or say --about what this one takes: coach dispute forum."));
        }
        let Some(last) = last_day_to_ask(context.directory, person, &of, forum) else {
            let what = format!("{} takes an appraisal once it is final, and {of} is not.", forum.forum);
            return Err(window(
                what,
                "Rebut it until then: coach rebut. The leader or human resources makes it final.",
            ));
        };
        if context.today > last {
            let what = format!("A review of {of} could be asked for until {last}, and today is {}.", context.today);
            let next = format!(
                "{} has {} days for it; its days to ask are not extended. Human resources revises what is wrong by authority.",
                forum.forum, forum.ask_days
            );
            return Err(window(what, next));
        }
        for known in person.disputes.values().filter(|known| known.asked.what.of == of) {
            let (id, asked) = (known.id(), &known.asked);
            let same = asked.what.forum == forum.forum;
            match known.ended() {
                None => {
                    let what = format!("{of} is disputed in {id} since {} (#{}).", asked.on, asked.seq);
                    return Err(order(what, format!("coach dispute shows whose turn it is in {id}.")));
                }
                Some((on, seq, how)) if same => {
                    let what = format!("{of} was disputed there in {id}, which was {how} on {on} (#{seq}).");
                    return Err(order(what, "Nothing comes after the end of a dispute; another forum may take it."));
                }
                Some(_) => {}
            }
        }
        let event = ReviewRequested {
            dispute: DisputeId::next(person.disputes.keys()),
            of,
            forum: forum.forum.clone(),
            version: forum.version,
            about: self.about,
            grounds: clean("grounds", &self.grounds)?,
            redress: clean("redress", &self.redress)?,
        };
        context.record(person, vec![Event::ReviewRequested(event)])
    }

    /// The forum that is asked, in its version of the day of recording: no earlier day that is named chooses another.
    fn forum<'d>(&self, context: &Context<'d>, person: &Person) -> Result<&'d Set<DisputeForumSet>, Refusal> {
        let open = context.directory.forums_on(person.id, context.today);
        let named = |set: &&&Set<DisputeForumSet>| match &self.forum {
            Some(name) => set.what.forum.eq_ignore_ascii_case(name.trim()),
            None => open.len() == 1,
        };
        if let Some(set) = open.iter().find(named) {
            return Ok(set);
        }
        let list: Vec<_> = open.iter().map(|set| set.what.forum.clone()).collect();
        let what = match &self.forum {
            Some(name) => format!("No forum called {name:?} is in force on {}.", context.today),
            None if list.is_empty() => format!("No forum for disputes is in force on {}.", context.today),
            None => format!("{} forums are in force on {}.", list.len(), context.today),
        };
        let next = match list.is_empty() {
            true => "Human resources sets one: coach dispute forum set NAME.",
            false => "Name one of these with --forum.",
        };
        Err(order(what, next).listing(list))
    }
}

impl Subject {
    /// What is disputed, by name: it is there, the employee reads it, and it is not their own.
    fn named(&self, context: &Context<'_>, person: &Person) -> Result<Disputed, Refusal> {
        match self {
            Subject::Appraisal(which) => {
                let id = which.delivered(context, person)?;
                match person.appraisal(&id).delivered {
                    Some(delivered) if delivered.on <= context.on => Ok(Disputed::Appraisal(id)),
                    Some(delivered) => {
                        let what = format!("{id} was delivered on {}, after {}.", delivered.on, context.on);
                        Err(order(what, "Give a day on or after that one with --on."))
                    }
                    None => Err(order(
                        format!("{id} was not delivered."),
                        "What was delivered is disputed, or an entry: --entry NUMBER.",
                    )),
                }
            }
            Subject::Entry(seq) => {
                let known = person.entry(*seq).filter(|entry| context.reads(entry));
                let Some(entry) = known.filter(|entry| entry.class == Class::Person && !entry.withdrawn) else {
                    let what = format!("#{seq} is no entry about you that the chain of leaders reads.");
                    return Err(order(what, "coach log lists the entries with their numbers."));
                };
                let kept = [Retention::Coaching, Retention::Appraisal].contains(&entry.event.retention());
                let name = |id: &DisputeId| format!("#{seq} is a step of {id}.");
                let same = match &entry.event {
                    Event::AppraisalDelivered(it) => Some(format!("#{seq} delivers {}.", it.appraisal)),
                    event => step_of(event).as_ref().map(name),
                };
                if let Some(what) = same {
                    let next = "Ask for a review of what that is about: coach dispute ask, or another forum for it.";
                    return Err(order(what, next));
                }
                if !kept || entry.actor == person.id || entry.occurred_on > context.on {
                    let what = format!("#{seq} ({}) is not disputed so.", entry.event.title());
                    let next = "What others recorded of your work is; correct your own entries (coach correct), and \
                                tell human resources what is wrong in the roster.";
                    return Err(order(what, next));
                }
                Ok(Disputed::Entry(*seq))
            }
        }
    }
}

/// The last day on which a review could be asked for: the forum's days from the day that what is disputed stood in the
/// record. Nothing while they have not begun, of an appraisal that is not final.
pub fn last_day_to_ask(
    directory: &Directory,
    person: &Person,
    of: &Disputed,
    forum: &DisputeForumSet,
) -> Option<NaiveDate> {
    let zone = directory.zone_of(person.id);
    let from = match of {
        Disputed::Entry(seq) => Some(stood(person, zone, *seq, NaiveDate::MIN)),
        Disputed::Appraisal(id) => {
            let appraisal = person.appraisals.get(id)?;
            match forum.counted_from {
                Counted::Delivery => appraisal.delivered.as_ref().map(|it| stood(person, zone, it.seq, it.on)),
                Counted::Finalising => appraisal.finalised.as_ref().map(|it| stood(person, zone, it.seq, it.on)),
            }
        }
    };
    from.map(|from| after(from, forum.ask_days))
}
