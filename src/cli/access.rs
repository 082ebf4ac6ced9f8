use super::{
    Desk,
    said::reference,
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        access::{EndAccess, OpenRecord},
        dates::Direction,
    },
    id::Id,
    views::{
        Sight,
        access::{AccessView, accesses, of_keeping},
    },
};
use clap::Args;

/// Opens a person's record to yourself with a purpose, as HR or an auditor; ends that; or lists who did
///
/// HR read what is between the two of it as well, an auditor all of it but an appraisal in the making: from then on, in
/// every verb that reads, to the end of the day named. The entry stands in the record: the employee and the leaders above
/// read who you are, why, and until when. So quote nothing of the record in it. Nobody opens their own record, and an
/// auditor none of somebody whom they lead or are above, or were in the cycle that runs. With --agency an auditor opens
/// what the agency keeps about holds, orders and periods; HR read that who did.
#[derive(Args, Debug)]
pub struct Access {
    /// Whose record; with --list yourself where nothing is said
    #[arg(required_unless_present_any = ["list", "agency"])]
    person: Option<String>,
    /// What an agency keeps about holds and orders, as an auditor; of your own agency where no name is said
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "", conflicts_with = "person")]
    agency: Option<String>,
    /// Why you read it; without it an editor opens a form. With --end why it ends, which may be left out
    #[arg(short = 'm', long, alias = "message", value_name = "TEXT", allow_hyphen_values = true, value_parser = typed)]
    purpose: Option<String>,
    /// The last day of reading: a week from today where nothing is said, 30 days at most
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    until: Option<String>,
    /// Takes up the draft that was kept when this was refused or interrupted
    #[arg(long)]
    draft: bool,
    /// Ends what you opened, at once; as HR also what another did, by --entry
    #[arg(long, conflicts_with_all = ["until", "list"])]
    end: bool,
    /// The number of the access that ends; your own where nothing is said
    #[arg(long, value_name = "NUMBER", requires = "end")]
    entry: Option<u64>,
    /// Lists who opened it, to everybody who reads the record
    #[arg(long, conflicts_with_all = ["purpose", "until", "draft"])]
    list: bool,
}

impl Access {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let agency = match &self.agency {
            Some(name) => Some(desk.agency(Some(name.as_str()).filter(|name| !name.is_empty()))?),
            None => None,
        };
        if self.list {
            return match agency {
                Some(agency) => {
                    desk.must_read_record_keeping_of(agency)?;
                    let all = of_keeping(desk.app()?.directory(), agency);
                    list(desk, &all)
                }
                None => {
                    let person = self.person.as_ref().map(|words| desk.person(words)).transpose()?;
                    of_a_person(desk, person)
                }
            };
        }
        let about = match (agency, &self.person) {
            (None, Some(words)) => desk.person(words)?,
            (agency, _) => agency.map_or_else(|| desk.actor(), Ok)?,
        };
        let class = if agency.is_some() { Class::Hr } else { Class::Person };
        let text = Text { message: self.purpose, draft: self.draft };
        if self.end {
            let purpose = Purpose::new("access", "Why does it end?", about).for_class(class).optional();
            let access = self.entry;
            return desk.record_text(&text, &purpose.kind("why an access ends"), |reason| {
                Ok(Command::EndAccess(EndAccess { access, reason: if_any(reason) }))
            });
        }
        let asks = match agency {
            Some(_) => {
                "Why do you need to read what is kept about holds and orders? Human resources read what you write"
            }
            None => {
                "Why do you need to read this record? The employee reads what you write; quote nothing of the record"
            }
        };
        let purpose = Purpose::new("access", asks, about).for_class(class);
        desk.in_hand(&text, &purpose)?;
        let until = desk.date_if_any(self.until.as_deref(), about, Direction::Future)?;
        desk.record_text(&text, &purpose, |purpose| Ok(Command::OpenRecord(OpenRecord { purpose, until })))
    }
}

/// Lists who opened somebody's record, one's own where nobody is named.
fn of_a_person(desk: &mut Desk<'_>, person: Option<Id>) -> Result<(), Failure> {
    let person = person.map_or_else(|| desk.actor(), Ok)?;
    desk.may_look(person, Class::Person)?;
    let today = desk.today(Some(person))?;
    let (directory, record) = desk.app()?.seen(person)?;
    let all = accesses(&Sight::of(record, directory, today));
    list(desk, &all)
}

fn list(desk: &mut Desk<'_>, all: &[AccessView]) -> Result<(), Failure> {
    if desk.globals.json {
        desk.say_json(&all);
        return Ok(());
    }
    if all.is_empty() {
        desk.say("Nobody opened it with a purpose.");
    }
    for it in all {
        let purpose = it.purpose.replace('\n', " / ");
        let (who, role, from, until) = (&it.who, it.role, it.from, it.until);
        desk.say(format!("{from} to {until}  {who}, {role}: {purpose}{}", reference(Some(&it.entry))));
        if let Some(end) = &it.ended {
            let why = end.reason.as_ref().map_or_else(String::new, |why| format!(": {}", why.replace('\n', " / ")));
            desk.say(format!("  ended on {} by {}{why}{}", end.on, end.by, reference(Some(&end.entry))));
        }
    }
    Ok(())
}
