use super::{Desk, desk::here};
use crate::{
    app::{App, Clock, Failure, Place, Script, System, moment, open_options, os_login, place::private_folder},
    domain::{Event, Proposed, Refusal, Role, dates, refusal::clean, roster, standard},
    log::Store,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use clap::Args;
use std::path::PathBuf;

/// Makes a store: the agency, its first HR officer, and version 1 of the standard work
#[derive(Args, Debug)]
pub struct Init {
    /// The agency's name
    #[arg(long)]
    agency: String,
    /// The agency's time zone, such as America/Phoenix
    #[arg(long, default_value = "America/Phoenix")]
    zone: Tz,
    /// The first HR officer's name; a roster with the same login completes the person
    #[arg(long, value_name = "NAME")]
    officer: Option<String>,
    /// The first HR officer's login; your own where nothing is said
    #[arg(long)]
    login: Option<String>,
    /// Makes a demo store: one may act as another with --as, and every page says so
    #[arg(long)]
    demo: bool,
}

impl Desk<'_> {
    /// The folder a new store is made in: the one named, else `events/store` here.
    ///
    /// # Errors
    /// The working folder is unknown.
    pub fn new_store(&self) -> Result<PathBuf, Failure> {
        match &self.globals.store {
            Some(store) => Ok(store.clone()),
            None => Ok(Place::in_folder(&here()?).store),
        }
    }
}

/// What a new store says of itself.
pub struct Founding {
    /// The agency's name.
    pub agency: String,
    /// Its zone.
    pub zone: Tz,
    /// The first HR officer's name.
    pub officer: String,
    /// Their login.
    pub login: String,
    /// Whether it is a demo store.
    pub demo: bool,
    /// The day on which a demo store stands still, if it does.
    pub as_of: Option<NaiveDate>,
}

/// Records the first batch of a store: the genesis entry, version 1 of the standard work with its policies, and the
/// first HR officer.
///
/// # Errors
/// Unfit names, or the log.
pub fn found(app: &mut App, founding: &Founding) -> Result<(), Failure> {
    let (agency, officer) = (app.new_id(), app.new_id());
    let today = app.today(founding.zone);
    let genesis = Event::StoreInitialised(standard::StoreInitialised {
        agency: clean("agency's name", &founding.agency)?,
        zone: founding.zone,
        demo: founding.demo,
        as_of: founding.as_of,
    });
    let onboarded = Event::EmployeeOnboarded(roster::EmployeeOnboarded {
        employee_number: None,
        name: clean("officer's name", &founding.officer)?,
        login: clean("login", &founding.login)?,
        hired: None,
        covered: None,
    });
    let granted = Event::RoleGranted(roster::RoleGranted { role: roster::Office::Hr });
    let agencys = std::iter::once(genesis).chain(standard::first_version());
    let proposed = agencys
        .map(|event| Proposed::new(agency, Role::Software, today, event))
        .chain([onboarded, granted].map(|event| Proposed::new(officer, Role::Software, today, event)))
        .collect();
    app.record(officer, None, proposed).map(drop)
}

impl Init {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let store = desk.new_store()?;
        let own = os_login();
        let Some(login) = self.login.clone().or_else(|| own.clone()) else {
            return Err(Failure::Usage("Your account has no login name; give one with --login.".into()));
        };
        let clock: Box<dyn Clock> = match &desk.globals.now {
            None => Box::new(System),
            Some(now) if self.demo => Box::new(Script::at(moment(dates::parse_local(now)?, self.zone)?)),
            Some(_) => {
                let what = "--now sets the clock, and this store would hold real records.";
                return Err(Refusal::new(what, "Leave it out, or make a demo store with --demo.").into());
            }
        };
        // The names are judged before a folder is made.
        clean("agency's name", &self.agency)?;
        let officer = self.officer.unwrap_or_else(|| login.clone());
        clean("officer's name", &officer)?;
        clean("login", &login)?;
        private_folder(&store)?;
        let log = Store::create(&store, open_options(desk.wait()))?;
        let founding = Founding { agency: self.agency, zone: self.zone, officer, login, demo: self.demo, as_of: None };
        let mut app = App::over(Box::new(log), clock)?;
        found(&mut app, &founding)?;
        desk.say(format!("Made the store {} for {}.", store.display(), founding.agency));
        desk.say(format!("  first HR officer: {} (login {})", founding.officer, founding.login));
        if founding.demo {
            desk.say("  a demo store: --as LOGIN acts as another person, and every page says it is a demo");
        } else {
            desk.say("  single-user: the store belongs to your account, and only from it is anything recorded");
            if own.as_deref() != Some(&founding.login) {
                let own = own.as_deref().unwrap_or("unknown");
                desk.notice(&format!(
                    "your account's login is {own:?}, so you will not be able to record as {}",
                    founding.login
                ));
            }
            if Place::of(store.clone(), None).in_git_checkout() {
                desk.notice("the store lies in a git checkout; real records don't belong there. Make it elsewhere with --store DIR");
            }
        }
        desk.say("Next: coach roster import FILE.csv");
        Ok(())
    }
}
