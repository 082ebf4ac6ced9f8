//! Keeps the sample from repeating itself: remembers the word 4-grams of every text and says how much is old.

use std::collections::{BTreeSet, HashMap};

/// The words of a text as they sound: lower case, without punctuation.
fn words(text: &str) -> Vec<String> {
    let plain = |w: &str| w.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
    text.split_whitespace().map(plain).filter(|w| !w.is_empty()).collect()
}

/// The set of a text's word 4-grams; a text of fewer than four words is one gram.
pub fn grams(text: &str) -> BTreeSet<String> {
    let words = words(text);
    if words.len() < 4 {
        return BTreeSet::from([words.join(" ")]);
    }
    words.windows(4).map(|w| w.join(" ")).collect()
}

/// The texts said so far.
#[derive(Default)]
pub struct Fresh {
    /// Whether nothing is compared at all.
    heedless: bool,
    sizes: Vec<usize>,
    said_by_gram: HashMap<String, Vec<usize>>,
}

impl Fresh {
    /// Compares nothing and remembers nothing: for agencies of thousands, where looking through everything said would
    /// take longer than the rest.
    pub(crate) fn heedless() -> Self {
        Self { heedless: true, ..Self::default() }
    }

    /// Whether the first text that comes to mind is as good as any.
    pub(crate) fn is_heedless(&self) -> bool {
        self.heedless
    }

    /// The largest part of 4-grams, in per cent, that `text` shares with one earlier text (of the shorter of the two).
    pub fn repeats(&self, text: &str) -> usize {
        if self.heedless {
            return 0;
        }
        let grams = grams(text);
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for earlier in grams.iter().filter_map(|gram| self.said_by_gram.get(gram)).flatten() {
            *shared.entry(*earlier).or_default() += 1;
        }
        let part = |(earlier, count): (&usize, &usize)| count * 100 / grams.len().min(self.sizes[*earlier]);
        shared.iter().map(part).max().unwrap_or(0)
    }

    /// Remembers `text` as said.
    pub fn say(&mut self, text: &str) {
        if self.heedless {
            return;
        }
        let grams = grams(text);
        let this = self.sizes.len();
        self.sizes.push(grams.len());
        for gram in grams {
            self.said_by_gram.entry(gram).or_default().push(this);
        }
    }

    /// Takes the freshest of the candidates (the first that is fresh enough) and remembers it.
    pub(crate) fn choose(&mut self, candidates: impl Iterator<Item = String>) -> String {
        let mut best: Option<(usize, String)> = None;
        for text in candidates {
            let old = self.repeats(&text);
            if best.as_ref().is_none_or(|(least, _)| old < *least) {
                best = Some((old, text));
            }
            if old <= 30 {
                break;
            }
        }
        let (_, text) = best.expect("there is always a candidate");
        self.say(&text);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repetition_is_measured_against_the_shorter_text() {
        let mut fresh = Fresh::default();
        fresh.say("Three stops around Mesa were locked");
        assert_eq!(fresh.repeats("three stops around Mesa, were locked!"), 100);
        assert_eq!(fresh.repeats("Three stops around Mesa were open and the fourth was not"), 66);
        assert_eq!(fresh.repeats("Nothing of the kind here"), 0);
    }
}
