//! Where a command sits: its global options, the store it opened, and where it writes.

use super::{
    ask::{Ask, Given, Typed},
    way::is_served_now,
};
use crate::{
    app::{App, Caller, Clock, Failure, Named, Place, Receipt, Script, System, Wish, moment},
    domain::{
        Command, Refusal,
        dates::{self, Direction},
        find::{Found, find},
    },
    id::Id,
    log::LogError,
};
use clap::Args;
use serde::Serialize;
use std::{
    collections::VecDeque,
    io::{self, Write},
    path::PathBuf,
    time::Duration,
};

/// Options that every verb takes.
#[derive(Args, Clone, Debug, Default)]
pub struct Globals {
    /// The store's folder; else COACH_STORE, else the nearest one from here upwards, else the machine's shared one
    #[arg(long, global = true, value_name = "DIR")]
    pub store: Option<PathBuf>,
    /// The socket of a store that is served by your own account or the machine's; else COACH_SOCKET
    #[arg(long, global = true, value_name = "PATH")]
    pub socket: Option<PathBuf>,
    /// Where the site is published; else COACH_OUTPUT, else beside the store
    #[arg(long, global = true, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Acts as the person with this login; in a demo store only
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub acting_as: Option<String>,
    /// Sets the clock, as local time of the agency; in a demo store only
    #[arg(long, global = true, hide = true, value_name = "TIME")]
    pub now: Option<String>,
    /// Answers as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Names the request, so that saying it again records nothing twice
    #[arg(long, global = true, value_name = "KEY")]
    pub key: Option<String>,
    /// Records a text once more though the same stands there already
    #[arg(long, global = true)]
    pub again: bool,
    /// How long to wait for a store in use, in seconds
    #[arg(long, global = true, value_name = "SECONDS", default_value = "30")]
    pub wait: Option<u64>,
}

impl Globals {
    /// With what the environment says where the command line says nothing. Clap's own reading of it would show every
    /// variable that is set as an option in the usage of a verb.
    pub fn or_environment(self) -> Self {
        let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
        let output = self.output.or_else(|| from("COACH_OUTPUT"));
        let (store, socket) = match (self.store, self.socket) {
            (None, None) => match from("COACH_STORE") {
                None => (None, from("COACH_SOCKET")),
                store => (store, None),
            },
            named => named,
        };
        Self { store, socket, output, ..self }
    }

    /// What they name of the store.
    pub fn named(&self) -> Named {
        Named { store: self.store.clone(), output: self.output.clone(), socket: self.socket.clone() }
    }
}

/// A command's surroundings.
pub struct Desk<'w> {
    /// The global options of the command.
    pub globals: Globals,
    /// What the person's side supplied, in the order it was asked for.
    pub given: VecDeque<Given>,
    /// What the verb asks of the person's side, where it ended with that.
    pub asks: Option<Ask>,
    /// What became of the text that was typed, if one was.
    pub typed: Option<Typed>,
    /// Whose account asks.
    pub caller: Caller,
    out: &'w mut dyn Write,
    unwritten: Option<io::Error>,
    notices: &'w mut dyn Write,
    store: Store<'w>,
}

/// The store a desk has.
enum Store<'w> {
    /// Its own, found and opened when it is first needed.
    Own(Option<Box<App>>),
    /// One that is open for many commands, with its place.
    Lent(&'w mut App, Place),
}

impl<'w> Desk<'w> {
    /// A desk that has opened nothing yet.
    pub fn new(out: &'w mut dyn Write, notices: &'w mut dyn Write) -> Self {
        Self {
            globals: Globals::default(),
            given: VecDeque::new(),
            asks: None,
            typed: None,
            caller: Caller::Own,
            out,
            unwritten: None,
            notices,
            store: Store::Own(None),
        }
    }

    /// A desk over a store that is open already, with its clock set.
    pub fn over(app: App, out: &'w mut dyn Write, notices: &'w mut dyn Write) -> Self {
        Self { store: Store::Own(Some(Box::new(app))), ..Self::new(out, notices) }
    }

    /// A desk over a store that is open for many commands, for somebody at the other end of a socket.
    pub fn lent(
        (app, place): (&'w mut App, Place),
        caller: Caller,
        out: &'w mut dyn Write,
        notices: &'w mut dyn Write,
    ) -> Self {
        Self { store: Store::Lent(app, place), caller, ..Self::new(out, notices) }
    }

    /// Gives the open store away, if it is the desk's own, so that its lock is free; the next [`Desk::app`] opens it
    /// again. A store that is open for many commands stays.
    pub fn close(&mut self) -> Option<App> {
        match &mut self.store {
            Store::Own(app) => app.take().map(|app| *app),
            Store::Lent(..) => None,
        }
    }

    /// How long to wait for a store in use.
    pub fn wait(&self) -> Duration {
        Duration::from_secs(self.globals.wait.unwrap_or(30))
    }

    /// Where the store is that the caller keeps.
    ///
    /// # Errors
    /// There is none.
    pub fn place(&self) -> Result<Place, Failure> {
        match &self.store {
            Store::Own(_) => Place::kept(&self.globals.named(), &here()?),
            Store::Lent(_, place) => Ok(place.clone()),
        }
    }

    /// The open store.
    ///
    /// # Errors
    /// There is none, or it cannot be opened.
    pub fn app(&mut self) -> Result<&mut App, Failure> {
        if let Store::Own(None) = self.store {
            let place = self.place()?;
            let (mut app, notices) = self.open(&place)?;
            for notice in notices {
                self.notice(&notice);
            }
            set_clock(&mut app, self.globals.now.as_deref())?;
            // A command of one's own is not asked again; it has a key as one over a socket does.
            app.set_retry(Some(made_key()));
            self.store = Store::Own(Some(Box::new(app)));
        }
        match &mut self.store {
            Store::Own(app) => Ok(app.as_deref_mut().expect("it was opened above")),
            Store::Lent(app, _) => Ok(app),
        }
    }

    /// Opens the store, and looks now and then, while somebody else has it, whether it is served meanwhile.
    fn open(&self, place: &Place) -> Result<(App, Vec<String>), Failure> {
        let mut left = self.wait();
        loop {
            let a_while = left.min(Duration::from_millis(200));
            match App::open(&place.store, a_while, Box::new(System)) {
                Err(Failure::Log(LogError::Busy { .. })) if is_served_now(place) => return Err(Failure::Served),
                Err(Failure::Log(LogError::Busy { holder, .. })) if left <= a_while => {
                    return Err(LogError::Busy { holder, waited: self.wait() }.into());
                }
                Err(Failure::Log(LogError::Busy { .. })) => left -= a_while,
                opened => return opened,
            }
        }
    }

    /// Where the store is served, and so held, looks at what its first entry says instead of opening it: enough for
    /// what reads the journal by itself.
    ///
    /// # Errors
    /// There is no store, or its journal is damaged.
    pub fn glance_if_served(&mut self) -> Result<(), Failure> {
        let place = self.place()?;
        if is_served_now(&place) {
            let mut app = App::glance(&place.store, Box::new(System))?;
            set_clock(&mut app, self.globals.now.as_deref())?;
            self.store = Store::Own(Some(Box::new(app)));
        }
        Ok(())
    }

    /// Who acts.
    ///
    /// # Errors
    /// As [`App::actor`].
    pub fn actor(&mut self) -> Result<Id, Failure> {
        let acting_as = self.globals.acting_as.clone();
        let caller = self.caller.clone();
        self.app()?.actor(acting_as.as_deref(), &caller)
    }

    /// The one person that words name: an id, a login, a part of the name.
    ///
    /// # Errors
    /// Nobody fits, or several do; then they are listed.
    pub fn person(&mut self, words: &str) -> Result<Id, Failure> {
        // Who is nobody here is told of nobody here.
        let (actor, today) = (self.actor()?, self.today(None)?);
        let directory = self.app()?.directory();
        match find(directory, (actor, today), words) {
            Found::One(employee) => Ok(employee.id),
            Found::None => {
                let what = format!("Nobody here is called {words:?}.");
                Err(Refusal::new(what, "`coach who` lists everybody; id, login or part of the name will do.").into())
            }
            Found::Several(people) => {
                let row = |employee: &&crate::domain::roster::Employee| {
                    let position = employee.position.as_ref();
                    let position = position.map_or_else(String::new, |p| format!(", {} ({})", p.position, p.office));
                    format!("{}: login {}{position}", employee.name, employee.login)
                };
                let what = format!("{words:?} fits {} people.", people.len());
                let list = people.iter().map(row).collect();
                Err(Refusal::new(what, "Name one by login.").listing(list).into())
            }
        }
    }

    /// Decides and records a command about a person.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn record(&mut self, about: Id, on: Option<&str>, command: &Command) -> Result<Receipt, Failure> {
        let key = self.globals.key.clone();
        self.record_keyed(about, on, key, command)
    }

    /// As [`Desk::record`], with the key of a draft.
    ///
    /// # Errors
    /// A refusal, or the log.
    pub fn record_keyed(
        &mut self,
        about: Id,
        on: Option<&str>,
        key: Option<String>,
        command: &Command,
    ) -> Result<Receipt, Failure> {
        let on = self.date_if_any(on, about, Direction::Past)?;
        let wish = Wish { actor: Some(self.actor()?), on, key, again: self.globals.again };
        self.app()?.command(&wish, about, command)
    }

    /// Says something beside the answer.
    pub fn notice(&mut self, text: &str) {
        let _ = writeln!(self.notices, "coach: {text}");
    }

    /// Writes a line of the answer. What cannot be written is told at the end, by [`Desk::finish`].
    pub fn say(&mut self, text: impl AsRef<str>) {
        self.write(|out| writeln!(out, "{}", text.as_ref()));
    }

    /// Writes a part of the answer some other way; nothing more once a part of it could not be written.
    pub fn write(&mut self, part: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.unwritten.is_none() {
            self.unwritten = part(self.out).err();
        }
    }

    /// Hands over what was said, and says why not all of it could be: the first error of writing. A reader that went
    /// away (`| head`) is none.
    ///
    /// # Errors
    /// That one.
    pub fn finish(&mut self) -> io::Result<()> {
        self.write(|out| out.flush());
        match self.unwritten.take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes the answer as JSON.
    pub fn say_json(&mut self, answer: &impl Serialize) {
        let text = serde_json::to_string_pretty(answer).expect("answers are plain data");
        self.say(text);
    }
}

/// The folder the command was given in.
///
/// # Errors
/// It is gone.
pub fn here() -> Result<PathBuf, Failure> {
    std::env::current_dir().map_err(|error| Failure::file("Reading", ".".as_ref(), &error))
}

/// A key that nobody has used.
pub fn made_key() -> String {
    format!("{}{}", System.id(), System.id())
}

/// Sets the clock for a command: by hand in a demo store, else the operating system's, which stands still in a
/// demonstration that does.
///
/// # Errors
/// It is set by hand in a store of real records, or to no time that there is.
pub fn set_clock(app: &mut App, now: Option<&str>) -> Result<(), Failure> {
    match now {
        Some(now) => app.set_clock(scripted(app, now)?),
        None => {
            app.set_clock(Box::new(System));
            app.stand_still()?;
        }
    }
    Ok(())
}

/// A clock set by hand, for a demo store.
fn scripted(app: &App, now: &str) -> Result<Box<dyn Clock>, Failure> {
    if !app.directory().is_demo() {
        let what = "--now sets the clock, and this store holds real records.";
        return Err(Refusal::new(what, "Leave it out; --on says when something happened.").into());
    }
    let local = dates::parse_local(now)?;
    Ok(Box::new(Script::at(moment(local, app.directory().zone())?)))
}
