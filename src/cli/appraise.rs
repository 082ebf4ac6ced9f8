use super::{
    Desk,
    assess::WhichArgs,
    forms::{FormArgs, left_as_it_was, unread},
    rated::Form,
    text::{Purpose, Text, if_any, typed},
};
use crate::{
    app::Failure,
    domain::{
        Class, Command,
        appraisal::Rating,
        appraise::{Appraise as Wish, Step, Which},
        filled::Part,
        names::DisputeId,
        revision::{Authority, Revision},
    },
    id::Id,
    intake::form::appraise::parse,
};
use clap::Args;

/// Appraises somebody, as the leader: ratings by element, each with the entries it rests on; then delivers and finalises
///
/// Without options an editor opens a form with the elements of the performance plan. What is proposed may be read by the
/// leader, the leader above who reviews it (coach review), and HR; what is delivered by the employee and the chain too.
#[derive(Args, Debug)]
pub struct Appraise {
    /// The employee: id, login or part of the name
    person: String,
    /// The element that is rated, with --level, --cites and -m for why
    #[arg(long, value_name = "NAME", value_parser = typed, conflicts_with_all = ["form", "blank"])]
    element: Option<String>,
    /// A level of the cycle's scale (coach cycle)
    #[arg(long, value_name = "LEVEL", requires = "element")]
    level: Option<String>,
    /// The entries that the rating rests on, by their numbers, such as 120,134
    #[arg(long, value_name = "ENTRIES", value_delimiter = ',', requires = "element")]
    cites: Vec<u64>,
    /// The proposed rating of the element is taken back; -m says why
    #[arg(long, requires = "element", conflicts_with_all = ["level", "cites"])]
    withdraw: bool,
    /// It goes to the employee; -m says what you say to it as a whole
    #[arg(long, conflicts_with_all = ["element", "form", "blank"])]
    deliver: bool,
    /// Nothing is left to do
    #[arg(long, conflicts_with_all = ["element", "deliver", "form", "blank"])]
    finalise: bool,
    /// The rating has another level by authority, as human resources; -m says why
    #[arg(long, requires_all = ["element", "level", "whose"], conflicts_with_all = ["cites", "withdraw"])]
    revise: bool,
    /// By whose decision it is revised
    #[arg(long, value_name = "TEXT", requires = "revise", value_parser = typed, group = "whose")]
    authority: Option<String>,
    /// The dispute whose decision it is revised by, such as r1
    #[arg(long, value_name = "DISPUTE", requires = "revise", group = "whose")]
    dispute: Option<DisputeId>,
    #[command(flatten)]
    which: WhichArgs,
    /// The day it was said or done
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    on: Option<String>,
    #[command(flatten)]
    forms: FormArgs,
    #[command(flatten)]
    text: Text,
}

impl Appraise {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let person = desk.person(&self.person)?;
        let Self { which, on, text, element, level, cites, .. } = self;
        let (which, on) = (Which::from(which), on.as_deref());
        let command = |step| Command::Appraise(Wish { which: which.clone(), step });
        if self.finalise {
            if text.message.is_some() || text.draft {
                let what = "--finalise says no words, and nothing was recorded.";
                return Err(Failure::Usage(format!(
                    "{what} Leave the text out, or say it with --deliver or --answer."
                )));
            }
            let receipt = desk.record(person, on, &command(Step::Finalise))?;
            return desk.say_receipt(Some(person), &receipt);
        }
        if self.deliver {
            let purpose = Purpose::new("appraise", "What do you say to it as a whole?", person).on(on).optional();
            let purpose = purpose.kind("an appraisal that is delivered");
            return desk.record_text(&text, &purpose, |text| Ok(command(Step::Deliver(if_any(text)))));
        }
        let Some(element) = element else { return by_form(desk, person, &which, on, &self.forms, text) };
        if self.withdraw {
            let purpose = Purpose::new("appraise", "Why is it taken back?", person).for_class(Class::Review).on(on);
            let purpose = purpose.kind(format!("why the rating of {element} is taken back"));
            return desk.record_text(&text, &purpose, |reason| Ok(command(Step::Withdraw(element, reason))));
        }
        let level = level.unwrap_or_default();
        let by = self.authority.map(Authority::Said).or(self.dispute.map(Authority::Dispute));
        if let Some(by) = by.filter(|_| self.revise) {
            let purpose = Purpose::new("appraise", "Why is it revised?", person).on(on).kind("why a rating is revised");
            return desk.record_text(&text, &purpose, |reason| {
                Ok(command(Step::Revise(Revision { element, level, by, reason })))
            });
        }
        let purpose = Purpose::new("appraise", "Why this level?", person).for_class(Class::Review).on(on);
        let purpose = purpose.kind(format!("a rating of {element}"));
        desk.record_text(&text, &purpose, |text| {
            Ok(command(Step::Propose(Rating { element, level, text, evidence: cites })))
        })
    }
}

/// Records the ratings of a filled form that read otherwise than they stand, whole.
fn by_form(
    desk: &mut Desk<'_>,
    person: Id,
    which: &Which,
    on: Option<&str>,
    forms: &FormArgs,
    text: Text,
) -> Result<(), Failure> {
    let purpose = Purpose::new("appraise", "The ratings", person).for_class(Class::Review).on(on).kind("ratings");
    desk.in_hand(&text, &purpose)?;
    let form = Form::of(desk, person, which, on)?;
    if forms.blank {
        desk.write(|out| out.write_all(form.blank.as_bytes()));
        return Ok(());
    }
    let purpose = purpose.form(form.blank.clone());
    let text = desk.form_or(forms, text, "-m", &purpose)?;
    desk.record_text(&text, &purpose, |text| {
        let mut ratings = parse(&text).map_err(unread)?;
        // Which entry is cited first says nothing.
        ratings.iter_mut().for_each(|(_, rating)| rating.evidence.sort_unstable());
        ratings.retain(|(_, rating)| !form.standing.contains(rating));
        if ratings.is_empty() {
            return Err(left_as_it_was());
        }
        let part = |(line, rating)| {
            let step = Step::Propose(rating);
            Part { line: Some(line), command: Command::Appraise(Wish { which: which.clone(), step }) }
        };
        Ok(Command::Filled(ratings.into_iter().map(part).collect()))
    })
}
