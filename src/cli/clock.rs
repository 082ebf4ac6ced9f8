use super::Desk;
use crate::{
    app::Failure,
    domain::{Context, records::accept_clock},
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
        let (actor, today) = (desk.actor()?, desk.today(None)?);
        let app = desk.app()?;
        let observed = app.now();
        let context = Context { directory: app.directory(), actor, today, on: today };
        let proposed = accept_clock(&context, observed, &reason)?;
        let receipt = app.record(actor, None, proposed)?;
        desk.say_receipt(None, &receipt)
    }
}
