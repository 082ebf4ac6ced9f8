use super::Desk;
use crate::{
    app::Failure,
    domain::{
        Refusal,
        agency::{self, AgencyAdded},
    },
    id::Id,
    views::{standard::policy_rows, words::count},
};
use chrono_tz::Tz;
use clap::{Args, Subcommand};
use serde_json::{Value, json};

/// Keeps the agencies of a store: adds one, lists them, names their officers of human resources
///
/// The first agency's standard is the minimum for all. Another sets its own on top of it, and its own human resources
/// alone record and read for its people. Until it has an officer, human resources of the first agency keep its roster
/// and name the first one.
#[derive(Args, Debug)]
pub struct Agency {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand, Debug)]
enum Verb {
    /// Adds an agency; HR of the first one only
    Add {
        /// Its name, as rosters write it in their column `agency`
        name: String,
        /// Its time zone, such as America/Phoenix
        #[arg(long)]
        zone: Tz,
    },
    /// Lists the agencies
    List,
    /// Shows an agency: its people, officers, standard and policies
    Show {
        /// Its name or id
        name: String,
    },
    /// Makes somebody an officer of human resources of their agency; HR of that agency, the first one by HR of the first
    Officer {
        /// Who: id, login or part of the name
        person: String,
        /// Ends their office
        #[arg(long)]
        revoke: bool,
    },
}

impl Agency {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (actor, key) = (desk.actor()?, desk.globals.key.clone());
        let receipt = match self.verb {
            Verb::List => return list(desk),
            Verb::Show { name } => return show(desk, &name),
            Verb::Add { name, zone } => {
                let app = desk.app()?;
                let (id, added) = (app.new_id(), AgencyAdded { name, zone });
                app.agency_command(actor, key.as_deref(), None, |context| agency::add(context, id, &added))?
            }
            Verb::Officer { person, revoke } => {
                let id = desk.person(&person)?;
                let app = desk.app()?;
                let agency = app.directory().agency_now(id);
                app.agency_command(actor, key.as_deref(), agency, |context| agency::officer(context, id, revoke))?
            }
        };
        desk.say_receipt(None, &receipt)
    }
}

// No doc comment: it would take the place of the help of every verb that has this among its arguments.
#[derive(Args, Debug, Default)]
pub struct OfAgency {
    /// The agency, by name; your own where nothing is said
    #[arg(long, value_name = "NAME")]
    pub(super) agency: Option<String>,
}

impl OfAgency {
    /// The agency that is named, or that of whoever acts.
    pub(super) fn id(&self, desk: &mut Desk<'_>) -> Result<Id, Failure> {
        desk.agency(self.agency.as_deref())
    }
}

impl Desk<'_> {
    /// The agency that words name; that of whoever acts where nothing is said.
    ///
    /// # Errors
    /// There is none of that name.
    pub fn agency(&mut self, words: Option<&str>) -> Result<Id, Failure> {
        let actor = self.actor()?;
        let directory = self.app()?.directory();
        let Some(words) = words else {
            return Ok(directory.agency_now(actor).unwrap_or(actor));
        };
        directory.agency_named(words).ok_or_else(|| {
            let known = directory.agencies().into_iter().map(|(_, name)| name.to_owned()).collect();
            Refusal::new(format!("There is no agency called {words:?}."), "Name one of these.").listing(known).into()
        })
    }
}

/// What is told of an agency to everyone employed.
fn told(desk: &mut Desk<'_>, id: Id) -> Result<Value, Failure> {
    let today = desk.today(Some(id))?;
    let directory = desk.app()?.directory();
    let here =
        |person: &&Id| directory.agency_of(**person, today) == Some(id) && directory.is_employed(**person, today);
    let people = directory.people.keys().filter(here).count();
    let officers: Vec<_> = directory.hr_of(Some(id)).map(|officer| officer.name.clone()).collect();
    let standard = directory.standard_on(id, today);
    Ok(json!({
        "id": id,
        "name": directory.agency_name(id),
        "zone": directory.zone_of(id).to_string(),
        "people": people,
        "human_resources": officers,
        "standard": standard.map(|set| json!({"document": set.what.document, "version": set.what.version})),
        "own_standard": standard.is_some_and(|set| directory.added_setter(set.seq).is_some()),
    }))
}

fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let ids: Vec<_> = desk.app()?.directory().agencies().into_iter().map(|(id, _)| id).collect();
    let all = ids.into_iter().map(|id| told(desk, id)).collect::<Result<Vec<_>, _>>()?;
    if desk.globals.json {
        desk.say_json(&all);
        return Ok(());
    }
    for one in &all {
        desk.say(in_words(one));
    }
    Ok(())
}

fn in_words(one: &Value) -> String {
    let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let people = one["people"].as_u64().unwrap_or_default();
    let people = if people == 1 { "1 person".to_owned() } else { format!("{people} people") };
    let officers: Vec<_> = one["human_resources"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let officers = if officers.is_empty() { "nobody yet".to_owned() } else { officers.join(", ") };
    let own = if one["own_standard"] == true { "a standard of its own" } else { "the minimum standard" };
    let version = &one["standard"]["version"];
    let (name, zone, id) = (text("name"), text("zone"), text("id"));
    format!("{name} — {people}, {zone}; human resources: {officers}; {own}, version {version}; {id}")
}

fn show(desk: &mut Desk<'_>, name: &str) -> Result<(), Failure> {
    let id = desk.agency(Some(name))?;
    let mut one = told(desk, id)?;
    let rows = policy_rows(desk.app()?.directory(), id);
    if desk.globals.json {
        one["policies"] = json!(rows);
        desk.say_json(&one);
        return Ok(());
    }
    desk.say(in_words(&one));
    for row in &rows {
        desk.say(format!("  {}, version {}, from {}: {}", row.scope, row.version, row.effective, row.what));
    }
    desk.say(format!("{} of its own: coach standard --agency {name:?}", count(rows.len(), "cadence policy version")));
    Ok(())
}
