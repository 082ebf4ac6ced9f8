//! Finding people (temporary).
use super::{Directory, roster::Employee};
/// Found
pub enum Found<'a> {
    /// one
    One(&'a Employee),
    /// none
    None,
    /// several
    Several(Vec<&'a Employee>),
}
/// find
pub fn find<'a>(directory: &'a Directory, part: &str) -> Found<'a> {
    let all: Vec<_> = directory
        .people
        .values()
        .filter(|e| e.login == part || e.name.to_lowercase().contains(&part.to_lowercase()))
        .collect();
    match all.as_slice() {
        [] => Found::None,
        [one] => Found::One(one),
        _ => Found::Several(all),
    }
}
