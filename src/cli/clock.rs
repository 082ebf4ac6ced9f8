use super::Desk;
use crate::{
    app::Failure,
    domain::{Refusal, records::accept_clock},
};
use clap::{Args, Subcommand};

/// Accepts the clock when the log holds a time from the future; HR only
#[derive(Args, Debug)]
pub struct Clock {
    #[command(subcommand)]
    verb: Accept,
}

#[derive(Subcommand, Debug)]
enum Accept {
    /// Records that the clock is right though the log is ahead of it; from then on recording goes on
    Accept {
        /// Why the log was ahead
        #[arg(long, short = 'm', visible_alias = "message")]
        reason: String,
    },
}

impl Clock {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let Accept::Accept { reason } = self.verb;
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let app = desk.app()?;
        let observed = app.now();
        let last = app.log().head().map(|head| head.recorded_at);
        let ahead = last.is_some_and(|last| last > observed);
        let receipt = app.agency_command(actor, key.as_deref(), None, |context| {
            let proposed = accept_clock(context, observed, &reason)?;
            match ahead {
                true => Ok(proposed),
                false => Err(Refusal::new(
                    "There is nothing to accept: no entry of the log is ahead of the clock.",
                    "Recording goes on as it is.",
                )),
            }
        })?;
        desk.say_receipt(None, &receipt)
    }
}
