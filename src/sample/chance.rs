//! Chance without chance: every choice of the sample is a hash of a label, so it is the same at every run.

/// A stream of choices that follow from one label.
pub(crate) struct Chance(blake3::OutputReader);

impl Chance {
    /// The choices that follow from `label`.
    pub(crate) fn of(label: &str) -> Self {
        Self(blake3::Hasher::new().update(label.as_bytes()).finalize_xof())
    }

    fn next(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high.max(low) - low + 1)
    }

    /// True in `percent` of a hundred cases.
    pub(crate) fn percent(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    /// One of several; the list is never empty.
    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        let at = self.between(0, list.len() as u64 - 1);
        &list[usize::try_from(at).expect("an index of a list fits")]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_label_chooses_the_same() {
        let draw = |label| (0..5).map(|_| 0).scan(Chance::of(label), |c, _| Some(c.between(1, 9))).collect::<Vec<_>>();
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
    }
}
