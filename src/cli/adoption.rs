use super::{
    Desk,
    said::{day, reference},
    strategy::of_agency,
};
use crate::{
    app::Failure,
    domain::adoption::{Step, Trained},
    views::trend::{assessments, steps},
};
use clap::{Args, Subcommand};
use serde_json::json;

/// Shows deployments, trainings and assessments of the standard's use, or records one
///
/// What is recorded may be read by everyone employed. HR records it. The trend by month is on the site's page Adoption.
#[derive(Args, Debug)]
pub struct Adoption {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Records a training: in a version of the standard, or of those who will train others
    Train(Train),
    /// Records that the standard is deployed, to the whole agency where no unit is named
    Deploy {
        /// The unit, as rosters name it
        unit: Option<String>,
        /// The day it started
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Records how mature somebody found the practice
    Assess {
        /// Who assessed it
        #[arg(long, value_name = "WHO")]
        by: String,
        /// The level, from 1 to 5
        #[arg(long)]
        level: u32,
        /// What they noted
        #[arg(short = 'm', long = "message", value_name = "NOTE")]
        note: Option<String>,
        /// The day it was assessed
        #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
        on: Option<String>,
    },
    /// Shows deployments, trainings and assessments
    List,
}

#[derive(Args, Debug)]
#[group(skip)]
struct Train {
    /// The version of the standard that was trained
    #[arg(long, required_unless_present = "trainers", conflicts_with = "trainers")]
    version: Option<u32>,
    /// Who trained those who will train others; may be said several times
    #[arg(long, value_name = "NAME", requires = "attended")]
    trainers: Vec<String>,
    /// Who took part: id, login or part of the name; may be said several times
    #[arg(long, value_name = "PERSON", conflicts_with_all = ["trainers", "unit", "attended"])]
    who: Vec<String>,
    /// Everybody of this unit took part
    #[arg(long, value_name = "UNIT", conflicts_with_all = ["trainers", "attended"])]
    unit: Option<String>,
    /// How many took part, where that is not recorded by name
    #[arg(long, value_name = "NUMBER")]
    attended: Option<u32>,
    /// The day of the training
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

impl Adoption {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let (step, on) = match self.what {
            None | Some(What::List) => return show(desk),
            Some(What::Train(train)) => train.read(desk)?,
            Some(What::Deploy { unit, on }) => (Step::Deploy(unit), on),
            Some(What::Assess { by, level, note, on }) => (Step::Assess(by, level, note), on),
        };
        of_agency(desk, on.as_deref(), |context| step.decide(context))
    }
}

impl Train {
    fn read(self, desk: &mut Desk<'_>) -> Result<(Step, Option<String>), Failure> {
        let attended = self.attended.unwrap_or(0);
        let Some(version) = self.version else { return Ok((Step::Trainers(self.trainers, attended), self.on)) };
        let trained = match self.unit {
            Some(unit) => Trained::Unit(unit),
            None if self.who.is_empty() => Trained::Number(attended),
            None => Trained::People(self.who.iter().map(|words| desk.person(words)).collect::<Result<_, _>>()?),
        };
        Ok((Step::Train(version, trained), self.on))
    }
}

fn show(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let actor = desk.actor()?;
    let today = desk.today(None)?;
    let directory = desk.app()?.directory();
    let agency = directory.agency_of(actor, today).unwrap_or(actor);
    let (steps, assessments) = (steps(directory, agency, today), assessments(directory, agency, today));
    if desk.globals.json {
        desk.say_json(&json!({"steps": steps, "assessments": assessments}));
        return Ok(());
    }
    if steps.is_empty() && assessments.is_empty() {
        desk.say("Nothing is on record: coach adoption deploy, train or assess");
    }
    for row in steps {
        let by = row.by.map_or_else(String::new, |by| format!(", held by {by}"));
        desk.say(format!("{}: {}{by}{}", day(row.on), row.what, reference(Some(&row.entry))));
    }
    for row in assessments {
        let note = row.note.map_or_else(String::new, |note| format!(": {}", note.replace('\n', "\n      ")));
        let entry = reference(Some(&row.entry));
        desk.say(format!("{}: maturity level {}, by {}{note}{entry}", day(row.on), row.level, row.by));
    }
    Ok(())
}
