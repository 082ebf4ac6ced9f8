//! Who is at the keyboard: never a variable or a flag, except in a demo store (LOG.md, "Who may touch it").

use super::{App, Failure};
use crate::{
    domain::{Refusal, refusal::rule, roster::Employee},
    id::Id,
};
use chrono::NaiveDate;

/// The login of the account that runs this process, by its effective uid.
#[cfg(unix)]
pub fn os_login() -> Option<String> {
    nix::unistd::User::from_uid(nix::unistd::geteuid()).ok().flatten().map(|user| user.name)
}

/// The login of the account that runs this process.
#[cfg(not(unix))]
pub fn os_login() -> Option<String> {
    std::env::var("USERNAME").ok()
}

/// Whose account asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Caller {
    /// Whoever runs this process.
    #[default]
    Own,
    /// The login at the other end of a socket.
    Login(String),
    /// The login of whoever owns a file that was dropped; in a demo store too it is nobody else.
    Owner(String),
    /// Somebody at the other end of a socket whose account is nobody's, with the reason.
    Nobody(String),
}

/// Whether a login still counts: while its person is employed. A person who was onboarded ahead of their first day is
/// not there yet, and who left is not there any more.
fn counts(employee: &Employee, today: NaiveDate) -> bool {
    employee.hired.is_none_or(|hired| hired <= today) && employee.is_employed(today)
}

/// The refusal of a login whose person has left.
fn left(employee: &Employee, today: NaiveDate) -> Option<Refusal> {
    let last = employee.last_day(today)?;
    let what = format!("The login {:?} counts no more: {last} was {}'s last day.", employee.login, employee.name);
    Some(Refusal::new(what, "If they came back, human resources record it: coach rehire.").by(rule::ACCOUNT))
}

impl App {
    /// Who acts: the person with the caller's login; in a demo store whoever `--as` names, else the officer who
    /// opened it.
    ///
    /// # Errors
    /// Refuses `--as` in a real store, unknown logins, and an account that is nobody's here.
    pub fn actor(&mut self, acting_as: Option<&str>, caller: &Caller) -> Result<Id, Failure> {
        let directory = self.directory();
        match acting_as {
            Some(_) if !directory.is_demo() => {
                let what = "--as acts as another person, and this store holds real records.";
                let next = "Record from that person's own account; --as works in a demo store only.";
                Err(Refusal::new(what, next).by(rule::ACCOUNT).into())
            }
            Some(login) => {
                let Some(employee) = directory.by_login(login) else {
                    let what = format!("Nobody here has the login {login:?}.");
                    return Err(Refusal::new(what, "`coach who` lists everybody with their logins.").into());
                };
                let (id, zone) = (employee.id, directory.zone());
                let today = self.today(zone);
                let employee = self.directory().people.get(&id).expect("it was just found");
                left(employee, today).map_or(Ok(id), |refusal| Err(refusal.into()))
            }
            None => self.account(caller),
        }
    }

    fn account(&mut self, caller: &Caller) -> Result<Id, Failure> {
        let today = self.today(self.directory().zone());
        let directory = self.directory();
        let (login, why) = match caller {
            Caller::Own => (os_login(), None),
            Caller::Login(login) | Caller::Owner(login) => (Some(login.clone()), None),
            Caller::Nobody(why) => (None, Some(why)),
        };
        let employee = login.as_deref().and_then(|login| directory.by_login(login));
        if let Some(employee) = employee.filter(|employee| counts(employee, today)) {
            return Ok(employee.id);
        }
        let may_be_another = !matches!(caller, Caller::Owner(_));
        if let Some(agency) = directory.agency.as_ref().filter(|agency| agency.demo && may_be_another) {
            return Ok(agency.founder);
        }
        if let Some(refusal) = employee.and_then(|employee| left(employee, today)) {
            return Err(refusal.into());
        }
        let (what, next) = match (why, login, employee.and_then(|employee| employee.hired)) {
            (Some(why), ..) => (
                format!("You are nobody in this store: {why}."),
                "Record and read from the account of a person whose login is in the roster.".to_owned(),
            ),
            (_, Some(login), Some(hired)) => (
                format!("The login {login:?} counts from the first day of employment, {hired}."),
                "An HR officer corrects the day: coach roster import.".to_owned(),
            ),
            (_, login, _) => {
                let login = login.unwrap_or_else(|| "unknown".into());
                (
                    format!("Your account {login:?} is nobody's login in this store."),
                    "An HR officer gives it to a person: coach roster import.".to_owned(),
                )
            }
        };
        Err(Refusal::new(what, next).by(rule::ACCOUNT).into())
    }
}
