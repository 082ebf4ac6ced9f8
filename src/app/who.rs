//! Who is at the keyboard: never a variable or a flag, except in a demo store (LOG.md, "Who may touch it").

use super::{App, Failure};
use crate::{
    domain::{Refusal, refusal::rule},
    id::Id,
};

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

impl App {
    /// Who acts: the person with the account's login; in a demo store whoever `--as` names, else the officer who
    /// opened it.
    ///
    /// # Errors
    /// Refuses `--as` in a real store, unknown logins, and an account that is nobody's here.
    pub fn actor(&self, acting_as: Option<&str>) -> Result<Id, Failure> {
        let directory = self.directory();
        match acting_as {
            Some(_) if !directory.is_demo() => {
                let what = "--as acts as another person, and this store holds real records.";
                let next = "Record from that person's own account; --as works in a demo store only.";
                Err(Refusal::new(what, next).by(rule::ACCOUNT).into())
            }
            Some(login) => directory.by_login(login).map(|employee| employee.id).ok_or_else(|| {
                let what = format!("Nobody here has the login {login:?}.");
                Refusal::new(what, "`coach who` lists everybody with their logins.").into()
            }),
            None => self.account(),
        }
    }

    fn account(&self) -> Result<Id, Failure> {
        let directory = self.directory();
        let login = os_login();
        if let Some(employee) = login.as_deref().and_then(|login| directory.by_login(login)) {
            return Ok(employee.id);
        }
        match directory.agency.as_ref().filter(|agency| agency.demo) {
            Some(agency) => Ok(agency.founder),
            None => {
                let login = login.unwrap_or_else(|| "unknown".into());
                let what = format!("Your account {login:?} is nobody's login in this store.");
                let next = "An HR officer gives it to a person: coach roster import.";
                Err(Refusal::new(what, next).by(rule::ACCOUNT).into())
            }
        }
    }
}
