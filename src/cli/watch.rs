use super::{
    Desk, Globals,
    inbox::Taking,
    piece::{Piece, faults_by_place, guarded, perform},
    way::is_served_now,
};
use crate::{
    app::{Clock, Failure, LivePublisher, Script, System},
    domain::Refusal,
    inbox::Line,
    log::journal::JOURNAL,
    watch::{LOOK, Waited, Watching},
};
use clap::Args;
use std::{
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

/// Keeps the site in step with a store that commands record into directly, until it is stopped
///
/// What is recorded is on its pages at once, and a template that was changed in site-templates is on all of them. Ctrl-C or
/// SIGTERM ends it, after publishing what waits. A store that is served needs none of this: `coach serve` publishes.
#[derive(Args, Debug)]
pub struct Watch {
    /// A folder where roster CSVs and JSON-lines requests are dropped, each taken once for its owner; your own files
    /// are your own requests (docs/INBOX.md)
    #[arg(long, value_name = "DIR")]
    inbox: Option<PathBuf>,
}

/// How often the journal is looked at though nothing told of a change: folders on other machines tell nothing.
const LOOK_ANYWAY: Duration = Duration::from_secs(2);

/// How long to wait for a store in use before the file is left for a later look, in seconds.
const BUSY: u64 = 5;

impl Watch {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        if is_served_now(&place) {
            let what = "This store is served, and whoever serves it publishes as it records.";
            return Err(Refusal::new(what, "Nothing else needs to watch it: coach serve --status.").into());
        }
        let mut inbox = self.inbox.as_deref().map(|folder| Taking::open(folder, true, "watch")).transpose()?;
        let clock: Box<dyn Clock + Send> = match desk.globals.now {
            Some(_) => Box::new(Script::at(desk.app()?.now())),
            None => Box::new(System),
        };
        faults_by_place("watch");
        // Read without the lock from here on: others record meanwhile.
        desk.close();
        let journal = place.store.join(JOURNAL);
        let folders: Vec<_> = [Some(&journal), place.templates.as_ref()].into_iter().flatten().collect();
        let folders: Vec<_> = folders.into_iter().map(|folder| folder.as_path()).collect();
        let watching = Watching::begin(&folders)
            .map_err(|error| Failure::file("Watching the folders of", &place.store, &error))?;
        // Nobody may read these lines any more (`coach watch 2>&1 | head`): the site is kept in step all the same.
        let failed = |why: &str| {
            let _ = writeln!(io::stderr(), "coach watch: the site is stale. {why}");
        };
        let publisher = LivePublisher::start(&place, clock, LOOK_ANYWAY, failed)?;
        let _ = writeln!(io::stderr(), "coach watch: {} for {}", place.store.display(), place.output.display());
        let mut rested = inbox.as_ref().map_or(Duration::ZERO, Taking::pause);
        loop {
            if let Some(inbox) = inbox.as_mut().filter(|inbox| rested >= inbox.pause()) {
                inbox.look(&mut |piece| match watching.is_over() {
                    true => Err(Failure::Told(3, "The watch ends.".into())),
                    false => guarded(|| record(&desk.globals, piece)),
                });
                rested = Duration::ZERO;
            }
            rested += LOOK;
            match watching.wait() {
                Waited::Quiet => {}
                Waited::Changed(which) => {
                    if which.contains(&0) {
                        publisher.appended();
                    }
                    if which.contains(&1) {
                        publisher.templates_changed();
                    }
                }
                Waited::End => break,
            }
        }
        let state = publisher.stop();
        let shown = state.shown.map_or_else(|| "nothing".into(), |seq| format!("up to #{seq}"));
        let _ = writeln!(io::stderr(), "coach watch: ended; the site shows {shown}");
        state.failure.map_or(Ok(()), |why| Err(Failure::Site(why)))
    }
}

/// Opens the store for a piece of a file, and lets go of it at once, so that commands wait for nothing longer.
fn record(globals: &Globals, piece: Piece) -> Result<Vec<Line>, Failure> {
    let (mut out, mut aside) = (io::sink(), io::sink());
    let mut desk = Desk::new(&mut out, &mut aside);
    desk.globals = Globals { wait: Some(BUSY), key: None, acting_as: None, ..globals.clone() };
    perform(&mut desk, piece)
}
