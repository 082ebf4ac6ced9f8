//! The form of an appraisal: a heading for each element, and below it the level, the entries that the rating cites, and why.

use super::{
    FormErrors, Guidance,
    page::{Kind, Page, Section, guidance, item},
};
use crate::domain::appraisal::Rating;

const LEVEL: &str = "Level";
const CITES: &str = "Cites";

/// Prints the form with the ratings as they stand; an element that is not rated yet has empty lines.
pub fn print(lines: &Guidance, ratings: &[Rating]) -> String {
    let section = |rating: &Rating| {
        let cites: Vec<_> = rating.evidence.iter().map(u64::to_string).collect();
        let fields = format!("{LEVEL}: {}\n{CITES}: {}\n", rating.level, cites.join(", "));
        format!("\n## {}\n{fields}{}", rating.element, item(&rating.text))
    };
    guidance(lines) + &ratings.iter().map(section).collect::<String>()
}

/// Reads a form: each rating with the line of its heading. An element below which nothing is said is left out; its name
/// is judged by the plan, not here.
///
/// # Errors
/// Every line that does not read.
pub fn parse(form: &str) -> Result<Vec<(usize, Rating)>, FormErrors> {
    let mut page = Page::of(form);
    let mut ratings = Vec::new();
    for section in page.known(|heading| !heading.is_empty(), |_| true, &["an element of the plan".to_owned()]) {
        let line = section.line;
        ratings.extend(rating(&mut page, section).map(|rating| (line, rating)));
    }
    page.read(ratings)
}

/// What stands below one heading; nothing where nothing is said.
fn rating(page: &mut Page, section: Section) -> Option<Rating> {
    let (mut level, mut cites, mut text) = (None, None, None);
    for line in section.lines {
        match line.kind {
            Kind::Field(name, value) if name.eq_ignore_ascii_case(LEVEL) && level.is_none() => level = Some(value),
            Kind::Field(name, value) if name.eq_ignore_ascii_case(CITES) && cites.is_none() => {
                cites = Some(numbers(page, line.number, &value));
            }
            Kind::Field(name, _) => {
                let what = format!("{name:?} is no field here, or stands twice; the fields are {LEVEL} and {CITES}");
                page.wrong(line.number, what);
            }
            Kind::Item(said) if said.trim().is_empty() => {}
            Kind::Item(said) if text.is_none() => text = Some(said),
            Kind::Item(_) => {
                page.wrong(line.number, format!("{:?} takes one reason; put both into one", section.heading))
            }
        }
    }
    let (level, cites, text) = (level.unwrap_or_default(), cites.unwrap_or_default(), text.unwrap_or_default());
    if level.is_empty() && cites.is_empty() && text.is_empty() {
        return None;
    }
    for (said, what) in [(!level.is_empty(), LEVEL), (!cites.is_empty(), CITES), (!text.is_empty(), "reason (- …)")] {
        if !said {
            page.wrong(section.line, format!("{:?} has no {what}", section.heading));
        }
    }
    Some(Rating { element: section.heading, level, text, evidence: cites })
}

/// The entries that a line names: `120, #134`.
fn numbers(page: &mut Page, line: usize, value: &str) -> Vec<u64> {
    let words = value.split([',', ' ']).filter(|word| !word.is_empty());
    let mut read = Vec::new();
    for word in words {
        match word.trim_start_matches('#').parse() {
            Ok(number) => read.push(number),
            Err(_) => page.wrong(line, format!("{word:?} is no number of an entry; write `{CITES}: 120, 134`")),
        }
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rated(element: &str, level: &str, text: &str, evidence: &[u64]) -> Rating {
        Rating { element: element.into(), level: level.into(), text: text.into(), evidence: evidence.to_vec() }
    }

    #[test]
    fn ratings_read_back_as_they_were_printed_and_empty_elements_are_left_out() {
        let ratings = [rated("Quality", "high", "Two lines\nof it", &[3, 12]), rated("Pace", "", "", &[])];
        let form = print(&["Whose it is.".to_owned()], &ratings);
        let read = parse(&form).expect("reads");
        assert_eq!(read, [(3, ratings[0].clone())], "{form}");
    }

    #[test]
    fn what_does_not_read_is_named_by_its_line() {
        let form =
            "## Quality\nLevel: high\nCites: 3, x\n- why\n- why too\nGrade: 1\n## Pace\nLevel: low\n## quality\n";
        let errors = parse(form).expect_err("wrong").0;
        let lines: Vec<_> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [3, 5, 6, 7, 7, 9], "{errors:?}");
    }
}
