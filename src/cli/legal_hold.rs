use super::{Desk, said::in_a_line};
use crate::{
    app::Failure,
    domain::{
        Class, Refusal,
        authority::{Readable, may_read},
        legal_hold::{self, LegalHoldPlaced},
        refusal::rule,
    },
    views::statement::Glossary,
};
use clap::{Args, Subcommand};
use serde_json::json;

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
                let app = desk.app()?;
                let count = app.log().head().map_or(0, |head| head.seq + 1);
                let wish = LegalHoldPlaced { matter, people, entries, reason };
                app.agency_command(actor, key.as_deref(), |context| legal_hold::place(context, wish, count))?
            }
            Verb::Release { hold, reason } => desk
                .app()?
                .agency_command(actor, key.as_deref(), |context| legal_hold::release(context, hold, &reason))?,
        };
        desk.say_receipt(None, &receipt)
    }
}

fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    desk.must_read_record_keeping()?;
    let holds = desk.app()?.directory().keeping.holds.clone();
    if desk.globals.json {
        desk.say_json(&json!(holds));
        return Ok(());
    }
    if holds.is_empty() {
        desk.say("No legal hold is in force.");
    }
    for hold in holds {
        let app = desk.app()?;
        let Some(entry) = app.entry(hold.seq)? else { continue };
        let said = in_a_line(&Glossary { directory: app.directory(), person: None }, &entry.event);
        desk.say(format!("#{} {}  {said}", entry.seq, entry.occurred_on));
    }
    Ok(())
}

impl Desk<'_> {
    /// Refuses who may not read what is HR's alone: holds, orders and what they name.
    ///
    /// # Errors
    /// The refusal.
    pub fn must_read_record_keeping(&mut self) -> Result<(), Failure> {
        let (reader, today) = (self.actor()?, self.today(None)?);
        let directory = self.app()?.directory();
        let agency = directory.agency.as_ref().map_or(reader, |agency| agency.id);
        let readable = Readable { stream: agency, class: Class::Hr, author: agency, withdrawn: false };
        if may_read(directory, reader, readable, today) {
            return Ok(());
        }
        let what = format!("{} may not read what is kept about holds and orders.", directory.name(reader));
        let next = format!("It may be read by {}.", Class::Hr.readers());
        Err(Refusal::new(what, next).by(rule::AUDIENCE).into())
    }
}
