use super::{
    Desk, improvement,
    text::{Purpose, Text, typed},
};
use crate::{
    app::Failure,
    domain::{
        Command,
        idea::Decision,
        names::IdeaId,
        suggest::{Revision, Suggest},
    },
};
use clap::{Args, Subcommand};

/// Shows ideas; or asks for one, submits one, accepts or declines one, says what came of it (2C.K3)
///
/// It may be read by the employee, the chain of leaders above, and HR. The leader asks, decides and says what came of
/// it; the employee submits, asked or not.
#[derive(Args, Debug)]
pub struct Idea {
    /// The employee: id, login or part of the name
    person: String,
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Asks for an idea; -m says about what
    Solicit(Say),
    /// Submits an idea, as the employee
    Submit(Submit),
    /// Accepts an idea; -m says why
    Accept(Decide),
    /// Declines an idea; -m says why
    Decline(Decide),
    /// Says what was done of an accepted idea, and which revision of standard work it became part of (J.purpose)
    Implement(Implement),
}

#[derive(Args, Debug)]
struct Say {
    /// The day it was said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    text: Text,
}

#[derive(Args, Debug)]
struct Submit {
    /// The idea that was asked for, such as e1
    #[arg(long = "for", value_name = "IDEA")]
    answer_to: Option<IdeaId>,
    #[command(flatten)]
    say: Say,
}

#[derive(Args, Debug)]
struct Decide {
    /// The idea, such as e1
    idea: IdeaId,
    #[command(flatten)]
    say: Say,
}

#[derive(Args, Debug)]
struct Implement {
    /// The idea, such as e1
    idea: IdeaId,
    /// The version of standard work that it became part of
    #[arg(long, value_name = "VERSION")]
    revision: Option<u32>,
    /// The document of that version; the last one that has it where nothing is said
    #[arg(long, value_name = "NAME", requires = "revision", value_parser = typed)]
    document: Option<String>,
    #[command(flatten)]
    say: Say,
}

impl Idea {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let (say, asks, kind): (Say, &str, String);
        let suggest: Box<dyn FnOnce(String) -> Suggest>;
        match self.what {
            None => return improvement::show_ideas(desk, person),
            Some(What::Solicit(it)) => {
                (say, asks, kind) = (it, "About what is an idea asked for?", "what an idea is asked about".into());
                suggest = Box::new(Suggest::Solicit);
            }
            Some(What::Submit(it)) => {
                (say, asks, kind) = (it.say, "What is the idea?", "an idea".into());
                suggest = Box::new(move |text| Suggest::Submit(it.answer_to, text));
            }
            Some(What::Accept(it)) => {
                (say, asks, kind) = (it.say, "Why is it accepted?", format!("why {} is accepted", it.idea));
                suggest = Box::new(move |text| Suggest::Decide(it.idea, Decision::Accepted, text));
            }
            Some(What::Decline(it)) => {
                (say, asks, kind) = (it.say, "Why is it declined?", format!("why {} is declined", it.idea));
                suggest = Box::new(move |text| Suggest::Decide(it.idea, Decision::Declined, text));
            }
            Some(What::Implement(it)) => {
                (say, asks, kind) = (it.say, "What was done?", format!("what came of {}", it.idea));
                let revision = it.revision.map(|version| Revision { document: it.document, version });
                suggest = Box::new(move |text| Suggest::Implement(it.idea, text, revision));
            }
        }
        let purpose = Purpose::new("idea", asks, person).on(say.on.as_deref()).kind(kind);
        desk.record_text(&say.text, &purpose, |text| Ok(Command::Idea(suggest(text))))
    }
}
