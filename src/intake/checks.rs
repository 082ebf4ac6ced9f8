//! What no line shows by itself: doubled people, unknown leaders, circles, logins that are somebody else's.

use super::{
    roster::{LeftOut, RosterFile, Row},
    table::LineError,
};
use crate::{
    domain::{Directory, roster::Employee},
    id::Id,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Takes out every line whose employee number or login stands on another line too: nobody can tell which is right.
pub(super) fn duplicates(file: &mut RosterFile) {
    let mut seen: BTreeMap<(&'static str, String), Vec<usize>> = BTreeMap::new();
    let mut see = |column: &'static str, value: Option<String>, line: usize| {
        if let Some(value) = value {
            seen.entry((column, value)).or_default().push(line);
        }
    };
    for row in &file.rows {
        see("employee_number", Some(row.employee_number.clone()), row.line);
        see("login", Some(row.login.to_lowercase()), row.line);
    }
    for left_out in &file.left_out {
        see("employee_number", left_out.employee_number.clone(), left_out.line);
        see("login", left_out.login.as_ref().map(|login| login.to_lowercase()), left_out.line);
    }
    let mut doubled = BTreeSet::new();
    for ((column, value), lines) in seen.into_iter().filter(|(_, lines)| lines.len() > 1) {
        for line in &lines {
            let others: Vec<_> = lines.iter().filter(|other| *other != line).map(|other| other.to_string()).collect();
            let why = format!("{value:?} stands on line {} too", others.join(", "));
            file.errors.push(LineError::of_field(*line, column, why));
            doubled.insert(*line);
        }
    }
    leave_out(&mut file.rows, &mut file.left_out, &doubled);
}

/// Moves the rows of these lines to those that are left out.
pub(super) fn leave_out(rows: &mut Vec<Row>, left_out: &mut Vec<LeftOut>, lines: &BTreeSet<usize>) {
    let gone = rows.extract_if(.., |row| lines.contains(&row.line)).map(|row| LeftOut {
        line: row.line,
        employee_number: Some(row.employee_number),
        login: Some(row.login),
    });
    left_out.extend(gone);
}

/// Everybody of the directory, by what a row names them by; made once, so that an import of a whole state does not
/// look through everybody for each of its rows.
pub(super) struct Known<'d> {
    by_number: HashMap<&'d str, &'d Employee>,
    by_login: HashMap<String, &'d Employee>,
}

impl<'d> Known<'d> {
    /// The index of a directory.
    pub(super) fn of(directory: &'d Directory) -> Self {
        let people = || directory.people.values();
        Self {
            by_number: people().filter_map(|e| Some((e.employee_number.as_deref()?, e))).collect(),
            by_login: people().map(|e| (e.login.to_lowercase(), e)).collect(),
        }
    }

    /// Who has a login, however it is written.
    fn login(&self, login: &str) -> Option<&'d Employee> {
        self.by_login.get(&login.to_lowercase()).copied()
    }

    /// The person that a row is about: the one of its number, else the one of its login who has no number yet, as the
    /// first officer of human resources has none.
    pub(super) fn row(&self, row: &Row) -> Option<&'d Employee> {
        let unnumbered = || self.login(&row.login).filter(|e| e.employee_number.is_none());
        self.by_number.get(&*row.employee_number).copied().or_else(unnumbered)
    }
}

/// Somebody of the file or, where the file does not name them, of the directory.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Node {
    Row(usize),
    Recorded(Id),
}

/// Who reports to whom once the rows are recorded.
struct Lines<'a> {
    directory: &'a Directory,
    known: &'a Known<'a>,
    rows: &'a [Row],
    by_number: BTreeMap<&'a str, Node>,
    row_of: BTreeMap<Id, usize>,
}

impl<'a> Lines<'a> {
    fn of(directory: &'a Directory, known: &'a Known<'a>, rows: &'a [Row]) -> Self {
        let numbered = |e: &'a Employee| Some((e.employee_number.as_deref()?, Node::Recorded(e.id)));
        let mut by_number: BTreeMap<_, _> = directory.people.values().filter_map(numbered).collect();
        by_number.extend(rows.iter().enumerate().map(|(at, row)| (&*row.employee_number, Node::Row(at))));
        let row_of = rows.iter().enumerate().filter_map(|(at, row)| Some((known.row(row)?.id, at))).collect();
        Self { directory, known, rows, by_number, row_of }
    }

    fn leader(&self, node: Node) -> Option<Node> {
        match node {
            Node::Row(at) => self.by_number.get(self.rows[at].manager.as_deref()?).copied(),
            Node::Recorded(id) => {
                let leader = self.directory.people.get(&id)?.open_line()?.leader;
                Some(self.row_of.get(&leader).map_or(Node::Recorded(leader), |at| Node::Row(*at)))
            }
        }
    }

    fn name(&self, node: Node) -> String {
        match node {
            Node::Row(at) => self.rows[at].name.clone(),
            Node::Recorded(id) => self.directory.name(id),
        }
    }

    /// The circle that somebody is part of, from them back to them.
    fn circle(&self, start: Node) -> Option<Vec<Node>> {
        let mut path = vec![start];
        let mut passed = BTreeSet::from([start]);
        let mut next = self.leader(start)?;
        while next != start {
            if !passed.insert(next) {
                return None;
            }
            path.push(next);
            next = self.leader(next)?;
        }
        path.push(start);
        Some(path)
    }
}

/// What is wrong between the rows and with what is recorded already. Of lines that were left out it speaks only where
/// `skipping`: otherwise their own errors say enough.
pub(super) fn between(
    directory: &Directory,
    known: &Known<'_>,
    rows: &[Row],
    left_out: &[LeftOut],
    skipping: bool,
) -> Vec<LineError> {
    let lines = Lines::of(directory, known, rows);
    let mut errors = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(manager) = &row.manager
            && !lines.by_number.contains_key(&**manager)
        {
            let gone = left_out.iter().find(|gone| gone.employee_number.as_ref() == Some(manager));
            let why = match gone {
                Some(gone) if skipping => Some(format!("{manager:?} stands only on line {}, left out", gone.line)),
                Some(_) => None,
                None => Some(format!("nobody has the employee number {manager:?}")),
            };
            errors.extend(why.map(|why| LineError::of_field(row.line, "manager", why)));
        }
        if let Some(circle) = lines.circle(Node::Row(at)) {
            let names: Vec<_> = circle.into_iter().map(|node| lines.name(node)).collect();
            let why = format!("they would report to each other in a circle: {}", names.join(" -> "));
            errors.push(LineError::of_field(row.line, "manager", why));
        }
        if let Some(holder) = other_holder(&lines, row, left_out, skipping) {
            let number = holder.employee_number.as_deref().unwrap_or("no number");
            let why = format!("{:?} is the login of {} ({number}), as recorded", row.login, holder.name);
            errors.push(LineError::of_field(row.line, "login", why));
        }
    }
    errors
}

/// The recorded person, not this row's and not to be renamed by another row, who has the row's login.
fn other_holder<'a>(lines: &Lines<'a>, row: &Row, left_out: &[LeftOut], skipping: bool) -> Option<&'a Employee> {
    let holder = lines.known.login(&row.login)?;
    let waits = || left_out.iter().any(|gone| gone.employee_number == holder.employee_number);
    let other = !lines.row_of.contains_key(&holder.id) && (skipping || !waits());
    other.then_some(holder)
}
