use super::{
    Desk,
    inbox::Taking,
    piece::faults_by_place,
    readers::Readers,
    turn::{Counter, Handed},
    wire::{Answer, Said},
};
use crate::{
    app::{App, Failure, LivePublisher, Machine, POINTER, System, os_login, place::must_be_closed},
    serve::{Beside, BesideIt, Bounds, Listening, Stop, close_new_files, ready, serve, stopping},
};
use clap::Args;
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    sync::mpsc::sync_channel,
    time::Duration,
};

/// Serves a store to the accounts of this machine over a socket, and keeps its site in step
///
/// It runs as the account that keeps the store, which alone can read it, and which is nobody in it. Who asks is the
/// account at the other end. SIGTERM ends it once everything taken is recorded, answered and published.
#[derive(Args, Debug)]
pub struct Serve {
    /// Says how far the store that is served is, and its site
    #[arg(long)]
    pub status: bool,
    /// Leaves the site to `coach publish`
    #[arg(long, conflicts_with = "status")]
    no_publish: bool,
    /// A folder where other systems drop roster CSVs and JSON-lines requests, each taken once for its owner
    /// (docs/INBOX.md)
    #[arg(long, value_name = "DIR", conflicts_with = "status")]
    inbox: Option<PathBuf>,
}

/// How often the site is looked at though nothing was recorded: a new day flips what is due.
const LOOK_ANYWAY: Duration = Duration::from_secs(60);
/// The socket of a store that no configuration speaks of: in the store, for its own account alone.
const SOCKET: &str = "socket";

impl Serve {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        if self.status {
            let what = "Nobody serves this store: it is opened by each command itself.";
            return Err(crate::domain::Refusal::new(what, "`coach serve` serves it to other accounts.").into());
        }
        let place = {
            // For this verb both are named: what is served, and where.
            let socket = desk.globals.socket.take();
            let place = desk.place();
            desk.globals.socket = socket;
            place?
        };
        must_be_closed(&place.store)?;
        close_new_files();
        faults_by_place("serve");
        let (mut app, notices) = App::open(&place.store, desk.wait(), Box::new(System))?;
        notices.iter().for_each(|notice| desk.notice(notice));
        if let Some(own) = os_login().filter(|login| app.directory().by_login(login).is_some()) {
            desk.notice(&format!(
                "the account {own:?} is somebody's login in this store; while it serves the store it is nobody there"
            ));
        }
        let stop = Stop::on_signals().map_err(|error| socket_failed("signals", &error))?;
        let failed = |why: &str| {
            let _ = writeln!(io::stderr(), "coach serve: what is recorded stands; the site is stale. {why}");
        };
        let publisher = if self.no_publish {
            None
        } else {
            Some(LivePublisher::start(&place, Box::new(System), LOOK_ANYWAY, failed)?)
        };
        let inbox = self.inbox.as_deref().map(|folder| Taking::open(folder, false, "serve")).transpose()?;
        let listening = self.listen(desk, &place.store)?;
        let pointer = Pointer::write(&place.store, &listening.path)?;
        app.record_together();
        let bounds = Bounds::default();
        let readers = Readers::begin(&place, bounds);
        let mut counter = Counter { app, place, publisher, bounds, readers, broken: None };
        let _ =
            writeln!(io::stderr(), "coach serve: {} at {}", counter.place.store.display(), listening.path.display());
        ready();
        let beside = inbox.map(|inbox| -> BesideIt<'_, Handed> { Box::new(|beside| take(inbox, &beside)) });
        let served = serve(&listening.listener, &stop, &bounds, beside, &mut |waiting| counter.turn(waiting));
        stopping();
        pointer.remove();
        listening.end();
        let Counter { app, publisher, readers, broken, .. } = counter;
        readers.finish();
        drop(app);
        if let Some(publisher) = publisher {
            publisher.stop();
        }
        let _ = writeln!(io::stderr(), "coach serve: ended");
        served.map_err(|error| socket_failed("the socket", &error))?;
        broken.map_or(Ok(()), Err)
    }

    /// The socket: handed over, else made where it is named, configured, or in the store.
    fn listen(&self, desk: &Desk<'_>, store: &Path) -> Result<Listening, Failure> {
        if let Some(listening) =
            Listening::handed_over().map_err(|error| socket_failed("the one handed over", &error))?
        {
            return Ok(listening);
        }
        let path = match &desk.globals.socket {
            Some(path) => path.clone(),
            None => match Machine::read()? {
                Some(machine) if machine.is_store(store) => machine.socket,
                _ => store.join(SOCKET),
            },
        };
        Listening::make(&path).map_err(|error| socket_failed(&path.display().to_string(), &error))
    }
}

/// Takes what lies in the inbox, each piece as a turn among the requests, until it is time to end.
fn take(mut inbox: Taking, beside: &Beside<'_, Handed>) {
    let ended = || Failure::Told(3, "The store is served no longer.".into());
    loop {
        inbox.look(&mut |piece| {
            // What is left of a file is taken by the next program: it records nothing twice.
            if !beside.rest(Duration::ZERO) {
                return Err(ended());
            }
            let (reply, told) = sync_channel(1);
            beside.hand_in(Handed { piece, reply });
            told.recv().unwrap_or_else(|_| Err(ended()))
        });
        if !beside.rest(inbox.pause()) {
            return;
        }
    }
}

fn socket_failed(which: &str, error: &io::Error) -> Failure {
    Failure::Usage(format!(
        "Listening ({which}) did not work: {error}. Nothing is served. A socket's path has at most 107 bytes, and its \
         folder belongs to the account that serves; --socket PATH names another."
    ))
}

/// The file in the store that says where it is served, while it is.
struct Pointer(PathBuf);

impl Pointer {
    fn write(store: &Path, socket: &Path) -> Result<Self, Failure> {
        let (path, fresh) = (store.join(POINTER), store.join(format!("{POINTER}.new")));
        let written = std::fs::write(&fresh, format!("{}\n", socket.display()));
        written
            .and_then(|()| std::fs::rename(&fresh, &path))
            .map_err(|error| Failure::file("Writing", &path, &error))?;
        Ok(Self(path))
    }

    fn remove(self) {
        let _ = std::fs::remove_file(self.0);
    }
}

impl Counter {
    /// How far the store and its site are: numbers alone, which anybody may know.
    pub fn status(&self) -> Answer {
        let number = |seq: Option<u64>| seq.map_or_else(|| "nothing yet".into(), |seq| format!("up to #{seq}"));
        let mut lines = vec![format!("Served by coach {}.", super::wire::PROGRAM)];
        lines.push(format!("Recorded: {}.", number(self.app.log().head().map(|head| head.seq))));
        lines.push(match self.publisher.as_ref().map(LivePublisher::state) {
            None => "The site is left to `coach publish`.".into(),
            Some(state) => match state.failure {
                None => format!("Published: {}.", number(state.shown)),
                Some(why) => format!("The site is stale: {why}"),
            },
        });
        let said = vec![Said::Out(lines.join("\n") + "\n")];
        Answer { said, ..Answer::no(0, String::new()) }
    }
}
