use super::Desk;
use crate::{app::Failure, domain::find::knows_number};
use clap::Args;
use serde_json::json;

/// Lists people: names, logins, who leads them, their units
///
/// Everyone employed may read it.
#[derive(Args, Debug)]
pub struct Who {
    /// Only those whose name, login or unit holds this, or whose number, of people whose record you may read
    part: Option<String>,
    /// The people of one agency
    #[arg(long, value_name = "NAME")]
    agency: Option<String>,
}

impl Who {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let actor = desk.actor()?;
        let agency = self.agency.as_deref().map(|words| desk.agency(Some(words))).transpose()?;
        let today = desk.today(agency)?;
        let json = desk.globals.json;
        let directory = desk.app()?.directory();
        let part = self.part.unwrap_or_default().to_lowercase();
        let mut people: Vec<_> = directory
            .people
            .values()
            .filter(|employee| agency.is_none_or(|agency| directory.agency_of(employee.id, today) == Some(agency)))
            .filter(|employee| {
                let unit = employee.position.as_ref().and_then(|position| position.unit.as_deref());
                let number = employee.employee_number.as_deref();
                let number = number.filter(|_| knows_number(directory, (actor, today), employee.id));
                let words = [Some(&*employee.name), Some(&*employee.login), number, unit];
                words.into_iter().flatten().any(|word| word.to_lowercase().contains(&part))
                    || employee.id.to_string() == part
            })
            .collect();
        people.sort_by(|a, b| (&a.name, &a.login).cmp(&(&b.name, &b.login)));
        let rows: Vec<_> = people
            .iter()
            .map(|employee| {
                let position = employee.position.as_ref();
                let leader = directory.leader_on(employee.id, today);
                let unit = position.and_then(|position| position.unit.clone());
                let title = position.map(|position| position.position.clone()).unwrap_or_default();
                (employee.id, &employee.name, &employee.login, leader, unit, title)
            })
            .collect();
        if json {
            let rows: Vec<_> = rows
                .iter()
                .map(|(id, name, login, leader, unit, title)| {
                    let agency = directory.agency_of(*id, today);
                    json!({"id": id, "name": name, "login": login, "leader": leader, "unit": unit, "position": title, "agency": agency})
                })
                .collect();
            desk.say_json(&rows);
            return Ok(());
        }
        let lines: Vec<_> = rows
            .iter()
            .map(|(id, name, login, leader, unit, title)| {
                let leader = leader.map_or_else(|| "nobody".into(), |leader| directory.name(leader));
                let unit = unit.as_ref().map_or_else(String::new, |unit| format!(", {unit}"));
                let left = directory.people.get(id).and_then(|employee| employee.last_day(today));
                if let Some(left) = left {
                    return format!("{name} ({login}) — left, {left} was the last day; {id}");
                }
                let title = if title.is_empty() { "no position yet" } else { title };
                let agency = directory.agency_of(*id, today).filter(|_| !directory.added.is_empty());
                let agency = agency.map_or_else(String::new, |agency| format!(", {}", directory.agency_name(agency)));
                format!("{name} ({login}) — {title}{unit}{agency}; reports to {leader}; {id}")
            })
            .collect();
        let count = lines.len();
        lines.iter().for_each(|line| desk.say(line));
        desk.say(format!("{count} people"));
        Ok(())
    }
}
