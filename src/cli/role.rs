use super::Desk;
use crate::{
    app::Failure,
    domain::{roster::Office, staffing::Staffing},
};
use clap::Args;

/// Grants a role, hr or auditor, or takes it. Human resources record it
///
/// It may be read by the employee, the chain of leaders above, and HR.
#[derive(Args, Debug)]
pub struct Role {
    /// The employee: id, login or part of the name
    person: String,
    /// The role that is granted
    #[arg(long, value_name = "ROLE", required_unless_present = "revoke", conflicts_with = "revoke")]
    grant: Option<Office>,
    /// The role that is taken
    #[arg(long, value_name = "ROLE")]
    revoke: Option<Office>,
}

impl Role {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let change = match (self.grant, self.revoke) {
            (Some(role), _) => Staffing::Grant(role),
            (None, Some(role)) => Staffing::Revoke(role),
            (None, None) => unreachable!("clap asks for one of them"),
        };
        desk.staff(person, change)
    }
}
