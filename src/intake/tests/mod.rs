//! Given a file, what is read; given a file and what is recorded, what an import would record.

mod planning;
mod reading;

use super::{Import, LineError, Plan, RosterFile, plan, read_roster};
use crate::{
    domain::tests::{World, who},
    id::Id,
};

/// The columns as the HR system names them.
pub(super) const HEADER: &str =
    "employee_number,name,login,position,tier,unit,manager,office,time_zone,hired,probation_end,covered";

/// A head, a leader and two employees.
pub(super) const FOUR: [&str; 4] = [
    "E-1,Dana Holt,dana,Director,executive,,,Phoenix,America/Phoenix,2015-03-02,,no",
    "E-2,Lena Ortiz,lena,Supervisor,supervisor,Field,E-1,Phoenix,America/Phoenix,2019-06-03,,yes",
    "E-3,Ana Begay,ana,Inspector,frontline,Field,E-2,Window Rock,America/Denver,2024-01-08,2025-12-31,yes",
    "E-4,Bo Chee,bo,Inspector,frontline,Field,E-2,Phoenix,America/Phoenix,,,uncovered",
];

/// A file of these lines below the header.
pub(super) fn file(lines: &[&str]) -> String {
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

/// A file of the four people, one of whose lines has another text somewhere.
pub(super) fn four_with(at: usize, from: &str, to: &str) -> String {
    let changed = FOUR[at].replacen(from, to, 1);
    assert!(from.is_empty() || changed != FOUR[at], "{from:?} is in the line");
    let mut lines = FOUR.to_vec();
    lines[at] = &changed;
    file(&lines)
}

/// The file as read, which it must be.
pub(super) fn read(text: impl AsRef<[u8]>) -> RosterFile {
    read_roster(text.as_ref()).expect("the header reads")
}

/// The errors as a person sees them.
pub(super) fn said(errors: &[LineError]) -> Vec<String> {
    errors.iter().map(ToString::to_string).collect()
}

/// The plan of an import by Hana of human resources.
pub(super) fn planned(world: &World, file: &RosterFile, skip_bad: bool) -> Plan {
    let import = Import { directory: &world.directory, actor: who("hana"), today: world.today, skip_bad };
    let mut next = world.log.len() as u64 * 1000;
    let mut new_id = || {
        next += 1;
        Id::from_bytes(next.to_be_bytes())
    };
    plan(&import, file, &mut new_id).expect("Hana may")
}

/// Reads, plans and records.
pub(super) fn import(world: &mut World, text: &str) -> Plan {
    let plan = planned(world, &read(text), false);
    assert_eq!(said(&plan.errors), Vec::<String>::new());
    world.record(who("hana"), plan.proposed.clone());
    plan
}
