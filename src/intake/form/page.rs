//! A form taken apart: headings, and below each its items and fields, every one with its line.

use super::{FormError, FormErrors};

/// What a line begins with that is for the eyes only: nothing that somebody would begin a sentence of their own with,
/// such as the `>` of a quotation.
pub(super) const EYES: &str = "%%";

/// What a line below a heading holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `- text`, with indented lines that go on.
    Item(String),
    /// `Name: value`.
    Field(String, String),
}

/// A line with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub number: usize,
    pub kind: Kind,
}

/// A heading with what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub line: usize,
    pub heading: String,
    pub lines: Vec<Line>,
}

/// A form taken apart, and what was wrong with it so far.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub sections: Vec<Section>,
    pub errors: Vec<FormError>,
}

impl Page {
    /// Takes a form apart. Lines that begin with [`EYES`] are for the eyes only.
    pub fn of(form: &str) -> Self {
        let mut page = Self::default();
        // Whether an item can go on, and how many empty lines it would go on after.
        let (mut open, mut gap) = (false, 0);
        for (at, line) in form.lines().enumerate() {
            let number = at + 1;
            let continues = line.starts_with("  ") || line.starts_with('\t');
            if line.trim().is_empty() {
                gap += 1;
            } else if line.starts_with(EYES) {
                open = false;
            } else if let Some(heading) = line.strip_prefix("## ").or_else(|| (line.trim_end() == "##").then_some("")) {
                page.sections.push(Section { line: number, heading: heading.trim().to_owned(), lines: Vec::new() });
                open = false;
            } else if continues && open {
                page.go_on(line, gap);
                gap = 0;
            } else {
                open = page.line(number, line);
                gap = 0;
            }
        }
        page
    }

    pub fn wrong(&mut self, line: usize, what: impl Into<String>) {
        self.errors.push(FormError { line, what: what.into() });
    }

    /// Takes a line below a heading; says whether it is an item, which may go on.
    fn line(&mut self, number: usize, line: &str) -> bool {
        let item = line.strip_prefix("- ").or_else(|| (line.trim_end() == "-").then_some(""));
        let kind = match (item, line.split_once(':')) {
            (Some(text), _) => Kind::Item(text.trim().to_owned()),
            (None, Some((name, value))) if is_name(name) => {
                Kind::Field(name.trim().to_owned(), value.trim().to_owned())
            }
            _ => {
                let what = "is no heading (## …), no item (- …), and no field (Name: …); a text goes on indented";
                self.wrong(number, format!("{what}: {line:?}"));
                return false;
            }
        };
        let is_item = matches!(kind, Kind::Item(_));
        match self.sections.last_mut() {
            Some(section) => section.lines.push(Line { number, kind }),
            None => self.wrong(number, format!("stands before the first heading: {line:?}")),
        }
        is_item && !self.sections.is_empty()
    }

    /// Goes on with the last item.
    fn go_on(&mut self, line: &str, gap: usize) {
        let last = self.sections.last_mut().and_then(|section| section.lines.last_mut());
        if let Some(Line { kind: Kind::Item(text), .. }) = last {
            let more = line.strip_prefix("  ").or_else(|| line.strip_prefix('\t')).unwrap_or(line).trim_end();
            if !text.is_empty() {
                text.push_str(&"\n".repeat(gap + 1));
            }
            text.push_str(more);
        }
    }

    /// The sections whose headings a form knows. Another heading is an error, and so is one twice that comes once.
    pub fn known(&mut self, known: impl Fn(&str) -> bool, once: impl Fn(&str) -> bool, all: &[String]) -> Vec<Section> {
        let mut seen: Vec<String> = Vec::new();
        let mut kept = Vec::new();
        for section in std::mem::take(&mut self.sections) {
            let name = section.heading.to_lowercase();
            if !known(&section.heading) {
                let what = format!("the heading {:?} is not one of this form: {}", section.heading, all.join("; "));
                self.wrong(section.line, what);
            } else if once(&section.heading) && seen.contains(&name) {
                self.wrong(section.line, format!("the heading {:?} stands twice; put both into one", section.heading));
            } else {
                seen.push(name);
                kept.push(section);
            }
        }
        kept
    }

    /// The items of a section that are not empty; a field there is an error.
    pub fn items(&mut self, section: Section) -> Vec<(usize, String)> {
        let mut items = Vec::new();
        for line in section.lines {
            match line.kind {
                Kind::Item(text) if text.trim().is_empty() => {}
                Kind::Item(text) => items.push((line.number, text)),
                Kind::Field(name, _) => {
                    self.wrong(line.number, format!("{name:?} is no field here; write `- {name}: …`"))
                }
            }
        }
        items
    }

    /// The one item of a section; a second is an error.
    pub fn item(&mut self, section: Section) -> Option<(usize, String)> {
        let heading = section.heading.clone();
        let mut items = self.items(section).into_iter();
        let first = items.next();
        items.for_each(|(line, _)| self.wrong(line, format!("{heading:?} takes one item; put both into one")));
        first
    }

    /// The fields of a section; an item there that says something is an error.
    pub fn fields(&mut self, section: Section) -> Vec<(usize, String, String)> {
        let mut fields = Vec::new();
        for line in section.lines {
            match line.kind {
                Kind::Field(name, value) => fields.push((line.number, name, value)),
                Kind::Item(text) if text.is_empty() => {}
                Kind::Item(_) => {
                    self.wrong(line.number, format!("{:?} takes fields (Name: …), no item", section.heading))
                }
            }
        }
        fields
    }

    /// The answer, if nothing was wrong.
    pub fn read<T>(mut self, answer: T) -> Result<T, FormErrors> {
        if self.errors.is_empty() {
            return Ok(answer);
        }
        self.errors.sort_by_key(|error| error.line);
        Err(FormErrors(self.errors))
    }
}

/// Whether the words before a colon may be a field's name: short, and of plain words.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || c == ' ' || c == '-';
    !name.trim().is_empty() && name.len() <= 40 && !name.starts_with([' ', '\t', '-']) && name.chars().all(plain)
}

/// A text as an item: `- ` before it, and its further lines indented.
pub(super) fn item(text: &str) -> String {
    let mut lines = text.trim().lines();
    let first = format!("- {}\n", lines.next().unwrap_or_default());
    lines.fold(first, |all, line| all + if line.trim().is_empty() { "" } else { "  " } + line + "\n")
}

/// The first words of a text, on one line.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 90;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}

/// Guidance as lines for the eyes only.
pub(super) fn guidance(lines: &[String]) -> String {
    lines.iter().map(|line| format!("{EYES} {line}\n")).collect()
}
