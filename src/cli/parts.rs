//! A text of several parts, a line each: `facts: …`, with indented lines that go on. Options that say the parts make the
//! same form, so that a refused text is kept in one shape.

use crate::{app::Failure, views::words::list};

/// What a text of several parts is.
pub struct Parts<const N: usize> {
    /// What it is called: `concern`.
    pub what: &'static str,
    /// Its parts, in order.
    pub names: [&'static str; N],
    /// What it says, in a sentence.
    pub says: &'static str,
}

impl<const N: usize> Parts<N> {
    /// The form that the options fill, as an editor would have shown it; nothing where none of them is given.
    pub fn form(&self, said: [&Option<String>; N]) -> Option<String> {
        let line = |(name, text): (&&str, &Option<String>)| {
            Some(format!("{name}: {}", text.as_ref()?.trim().replace('\n', "\n  ")))
        };
        let lines: Vec<_> = self.names.iter().zip(said).filter_map(line).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Reads the form strictly: every line begins with the name of a part and a colon, or goes on with the last, indented.
    ///
    /// # Errors
    /// A line that does not read, by number, or a part that is missing.
    pub fn parse(&self, form: &str) -> Result<[String; N], Failure> {
        let mut said: [Option<String>; N] = [const { None }; N];
        let mut last = None;
        for (number, line) in form.lines().enumerate() {
            let wrong = |why: &str| self.wrong(number + 1, line, why);
            if line.starts_with(' ') || line.starts_with('\t') {
                let part: &mut Option<String> = &mut said[last.ok_or_else(|| wrong("goes on with nothing"))?];
                let text = part.get_or_insert_default();
                text.push('\n');
                text.push_str(line.trim());
            } else if !line.trim().is_empty() {
                let (head, text) =
                    line.split_once(':').ok_or_else(|| wrong("does not begin with a part and a colon"))?;
                let part = self.names.iter().position(|name| head.trim().eq_ignore_ascii_case(name));
                let part =
                    part.ok_or_else(|| wrong(&format!("begins with a part that a {} does not have", self.what)))?;
                if said[part].replace(text.trim().to_owned()).is_some() {
                    return Err(wrong("says a part for the second time"));
                }
                last = Some(part);
            }
        }
        if let Some(missing) = said.iter().position(Option::is_none) {
            let (what, name, says) = (self.what, self.names[missing], self.says);
            return Err(Failure::Usage(format!(
                "The {what} has no line for its {name}. A {what} says {says}. Nothing was recorded."
            )));
        }
        Ok(said.map(Option::unwrap_or_default))
    }

    fn wrong(&self, number: usize, line: &str, why: &str) -> Failure {
        let lines = list(&self.names.map(|name| format!("`{name}: …`")));
        let what = self.what;
        Failure::Usage(format!(
            "Line {number} of the {what} {why}: {line:?}. Nothing was recorded; write {lines}, and indent what goes on."
        ))
    }
}
