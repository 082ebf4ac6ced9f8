//! The form of an appraisal: whose, on which scale, what may be cited, and the ratings it begins with.

use super::{Desk, forms::how_to_fill};
use crate::{
    app::Failure,
    domain::{
        Class, Context, Person,
        appraisal::Rating,
        appraise::{Which, makes},
        authority::may_write,
        dates::Direction,
        event::Writer,
        expectations::is_element,
    },
    id::Id,
    intake::form::appraise::print,
    views::statement::appraisal_name,
};

/// The form of one appraisal.
pub struct Form {
    /// As it is printed.
    pub blank: String,
    /// The ratings as they stand proposed.
    pub standing: Vec<Rating>,
}

impl Form {
    /// The form of the appraisal that is meant. Who may not rate is refused before anything of the person's is looked at.
    ///
    /// # Errors
    /// As [`Which::in_the_making`].
    pub fn of(desk: &mut Desk<'_>, about: Id, which: &Which, on: Option<&str>) -> Result<Self, Failure> {
        let (actor, today) = (desk.actor()?, desk.today(Some(about))?);
        let on = desk.date_if_any(on, about, Direction::Past)?.unwrap_or(today);
        let (directory, person) = desk.app()?.seen(about)?;
        may_write(directory, actor, about, Writer::Leader, "Rating proposed", on)?;
        let context = Context { directory, actor, about, today, on };
        makes(&context, about)?;
        let id = which.in_the_making(&context, person)?;
        let standing: Vec<_> = person.appraisal(&id).proposed().iter().map(|fact| Rating::from(&fact.what)).collect();
        let mut guidance = how_to_fill(format!(
            "The appraisal of {}, {}. Until it is delivered it may be read by {}.",
            directory.name(about),
            appraisal_name(&id),
            Class::Review.readers()
        ));
        if let Some(cycle) = directory.appraisal_cycle(&id.cycle) {
            let (scale, middle) = (cycle.what.scale.join(", "), &cycle.what.middle);
            guidance.push(format!(
                "Levels, from the lowest: {scale}. Below {middle}, cite a concern that was acknowledged."
            ));
        }
        guidance.push(
            "Each rating cites entries by their numbers. What stands out, and all of it with coach log:".to_owned(),
        );
        guidance.extend(citable(person));
        let bare =
            |name: String| Rating { element: name, level: String::new(), text: String::new(), evidence: Vec::new() };
        let elements = person.expected().into_iter().flat_map(|plan| &plan.now().made.what.elements);
        let rest = elements.filter(|it| !standing.iter().any(|known| is_element(&known.element, &it.name)));
        let mut ratings: Vec<_> = standing.iter().cloned().chain(rest.map(|it| bare(it.name.clone()))).collect();
        if ratings.is_empty() {
            ratings.push(bare("What is rated".to_owned()));
        }
        Ok(Self { blank: print(&guidance, &ratings), standing })
    }
}

/// The entries that ratings most often rest on, a line each, without their words.
fn citable(person: &Person) -> Vec<String> {
    let concerns = person.concerns.values().map(|it| {
        let acknowledged = it
            .acknowledged
            .as_ref()
            .map_or_else(|| "not acknowledged".to_owned(), |said| format!("acknowledged {} as #{}", said.on, said.seq));
        (it.raised.seq, format!("concern {}, {}, {acknowledged}", it.raised.what.concern, it.raised.on))
    });
    let recognised = person.recognitions.iter().map(|it| (it.seq, format!("recognition, {}", it.on)));
    let baselines = person.baselines.iter().map(|it| (it.seq, format!("baseline of performance, {}", it.on)));
    let mut lines: Vec<_> = concerns.chain(recognised).chain(baselines).collect();
    lines.sort();
    lines.into_iter().map(|(seq, what)| format!("  #{seq} {what}")).collect()
}
