use super::{
    Desk,
    assess::WhichArgs,
    docket::say_appraisal,
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        appraisal::Verdict,
        appraise::{Appraise, Step},
    },
    views::{Sight, appraisal::appraisals},
};
use clap::Args;

/// Shows an appraisal in the making; or reviews its ratings, as the leader above, before they are delivered
///
/// It may be read by the leader, the leader above, and HR; never by the employee.
#[derive(Args, Debug)]
pub struct Review {
    /// The employee: id, login or part of the name
    person: String,
    /// The ratings may be delivered
    #[arg(long, conflicts_with = "return")]
    approve: bool,
    /// They go back to the leader; --why says what is to change
    #[arg(long)]
    r#return: bool,
    /// Why
    #[arg(long, short = 'm', value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    why: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long, conflicts_with = "why")]
    draft: bool,
    #[command(flatten)]
    which: WhichArgs,
    /// The day it was reviewed
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
}

impl Review {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let verdict = match (self.approve, self.r#return) {
            (true, _) => Verdict::Approve,
            (_, true) => Verdict::Return,
            _ if self.why.is_some() || self.draft => {
                let what = "--why says why the ratings are approved or returned. Nothing was recorded.";
                return Err(Failure::Usage(format!("{what} Say it with --approve or --return.")));
            }
            _ => return show(desk, person),
        };
        let purpose = Purpose::new("review", "Why?", person).for_class(Class::Review).on(self.on.as_deref());
        let purpose = match verdict {
            Verdict::Approve => purpose.kind("an approval").optional(),
            Verdict::Return => purpose.kind("what is to change"),
        };
        let (which, text) = (self.which.into(), Text { message: self.why, draft: self.draft });
        desk.record_text(&text, &purpose, |why| {
            Ok(Command::Appraise(Appraise { which, step: Step::Review(verdict, if_any(why)) }))
        })
    }
}

fn show(desk: &mut Desk<'_>, id: crate::id::Id) -> Result<(), Failure> {
    desk.may_look(id, Class::Review)?;
    let today = desk.today(Some(id))?;
    let (directory, person) = desk.app()?.seen(id)?;
    let all = appraisals(&Sight::of(person, directory, today), Class::Review);
    let name = directory.name(id);
    if desk.globals.json {
        desk.say_json(&all);
        return Ok(());
    }
    if all.is_empty() {
        desk.say(format!("No rating of {name} is proposed."));
    }
    all.iter().for_each(|it| say_appraisal(desk, it));
    Ok(())
}
