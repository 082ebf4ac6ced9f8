use super::{
    Desk,
    said::reference,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{Class, Command, access::OpenRecord, dates::Direction},
    views::{Sight, access::accesses},
};
use clap::Args;

/// Opens a person's record to yourself with a purpose, as HR or an auditor; or lists who did
///
/// HR read what is between the two of it as well, an auditor all of it but an appraisal in the making: from then on, in
/// every verb that reads, to the end of the day named. The entry stands in the record: the employee and the leaders above
/// read who you are, why, and until when. So quote nothing of the record in it. Nobody opens their own record, and an
/// auditor none of somebody they lead or are above.
#[derive(Args, Debug)]
pub struct Access {
    /// Whose record; with --list yourself where nothing is said
    #[arg(required_unless_present = "list")]
    person: Option<String>,
    /// Why you read it; without it an editor opens a form
    #[arg(short = 'm', long, alias = "message", value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    purpose: Option<String>,
    /// The last day of reading: a week from today where nothing is said, 30 days at most
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long)]
    draft: bool,
    /// Lists who opened it, to everybody who reads the record
    #[arg(long, conflicts_with_all = ["purpose", "until", "draft"])]
    list: bool,
}

impl Access {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = match &self.person {
            Some(words) => desk.person(words)?,
            None => desk.actor()?,
        };
        if self.list {
            desk.may_look(person, Class::Person)?;
            let today = desk.today(Some(person))?;
            let app = desk.app()?;
            let (record, directory) = (app.person(person)?.clone(), app.directory().clone());
            let all = accesses(&Sight::of(&record, &directory, today));
            if desk.globals.json {
                desk.say_json(&all);
                return Ok(());
            }
            if all.is_empty() {
                desk.say("Nobody opened it with a purpose.");
            }
            for it in &all {
                let purpose = it.purpose.replace('\n', " / ");
                let (who, role, from, until) = (&it.who, it.role, it.from, it.until);
                desk.say(format!("{from} to {until}  {who}, {role}: {purpose}{}", reference(Some(&it.entry))));
            }
            return Ok(());
        }
        let asks =
            "Why do you need to read this record? The employee reads what you write; quote nothing of the record";
        let text = Text { message: self.purpose, draft: self.draft };
        let about = Purpose::new("access", asks, person);
        let until = desk.date_if_any(self.until.as_deref(), person, Direction::Future);
        let until = desk.beside_text(until, &text, &about)?;
        desk.record_text(&text, &about, |purpose| Ok(Command::OpenRecord(OpenRecord { purpose, until })))
    }
}
