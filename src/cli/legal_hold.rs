use super::Desk;
use crate::{
    app::Failure,
    domain::{
        Class, Context, Refusal,
        authority::Readable,
        legal_hold::{self, LegalHoldPlaced},
        refusal::rule,
    },
    id::Id,
    views::holds::holds,
};
use clap::{Args, Subcommand};

/// Places and releases legal holds, which block destruction; human resources only
#[derive(Args, Debug)]
pub struct LegalHold {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Holds whole records of people, or single entries: they are not destroyed until it is released
    Place {
        /// The matter, such as a case number
        matter: String,
        /// Whose whole record; may be said several times
        #[arg(long = "person", value_name = "WHO")]
        people: Vec<String>,
        /// The number of an entry; may be said several times
        #[arg(long = "entry", value_name = "NUMBER")]
        entries: Vec<u64>,
        /// Why
        #[arg(short = 'm', long = "message", value_name = "WHY")]
        reason: String,
    },
    /// Ends a hold
    Release {
        /// The number of the entry that placed it
        hold: u64,
        /// Why
        #[arg(short = 'm', long = "message", value_name = "WHY")]
        reason: String,
    },
    /// Lists the holds in force
    List,
}

impl LegalHold {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let receipt = match self.verb {
            Verb::List => return list(desk),
            Verb::Place { matter, people, entries, reason } => {
                let people = people.iter().map(|words| desk.person(words)).collect::<Result<_, _>>()?;
                let agency = desk.agency(None)?;
                let app = desk.app()?;
                let there = app.streams_of(&entries)?;
                let wish = LegalHoldPlaced { matter, people, entries, reason };
                let place = |context: &Context<'_>| legal_hold::place(context, wish, &there);
                app.agency_command(actor, key.as_deref(), Some(agency), place)?
            }
            Verb::Release { hold, reason } => {
                let agency = desk.agency(None)?;
                let app = desk.app()?;
                let there = app.streams_of(&app.directory().keeping.held_by(hold))?;
                let release = |context: &Context<'_>| legal_hold::release(context, hold, &reason, &there);
                app.agency_command(actor, key.as_deref(), Some(agency), release)?
            }
        };
        desk.say_receipt(None, &receipt)
    }
}

fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let agency = desk.must_read_record_keeping()?;
    let mut holds = holds(desk.app()?.directory(), agency);
    holds.retain(|hold| hold.released.is_none());
    if desk.globals.json {
        desk.say_json(&holds);
        return Ok(());
    }
    if holds.is_empty() {
        desk.say("No legal hold is in force.");
    }
    for hold in holds {
        let (seq, what, by) = (hold.entry.seq, hold.what(), &hold.by.name);
        desk.say(format!("#{seq} {}  {}, holds {what}; placed by {by}: {}", hold.since, hold.matter, hold.reason));
    }
    Ok(())
}

impl Desk<'_> {
    /// The agency of whoever acts; refuses who may not read what is its HR's alone: holds, orders and what they name.
    ///
    /// # Errors
    /// The refusal.
    pub fn must_read_record_keeping(&mut self) -> Result<Id, Failure> {
        let agency = self.agency(None)?;
        self.must_read_record_keeping_of(agency)
    }

    /// As [`Desk::must_read_record_keeping`], of an agency.
    ///
    /// # Errors
    /// The refusal.
    pub fn must_read_record_keeping_of(&mut self, agency: Id) -> Result<Id, Failure> {
        if self.looks(Readable { stream: agency, class: Class::Hr, author: agency, withdrawn: false })? {
            return Ok(agency);
        }
        let (reader, way_in) = (self.actor()?, self.way_in(agency)?);
        let way_in = way_in.map_or_else(String::new, |way_in| format!(" {way_in}"));
        let what =
            format!("{} may not read what is kept about holds and orders.", self.app()?.directory().name(reader));
        let next = format!("It may be read by {}.{way_in}", Class::Hr.readers());
        Err(Refusal::new(what, next).by(rule::AUDIENCE).into())
    }
}
