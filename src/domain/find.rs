//! Whom somebody means by an id, a login, a number or a part of a name.

use super::{
    audience::Class,
    authority::{Readable, may_read},
    directory::Directory,
    roster::Employee,
};
use crate::id::Id;
use chrono::NaiveDate;

/// Who looks for somebody, and on which day.
pub type Seeker = (Id, NaiveDate);

/// Whom a word fits.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<'a> {
    /// One person.
    One(&'a Employee),
    /// Nobody.
    None,
    /// Several, by name: the candidates to list.
    Several(Vec<&'a Employee>),
}

/// Finds a person. The first of these that fits anybody decides: the id, the login, the full name, the employee
/// number, the beginnings of words of the name, any part of the name. Case and accents don't count. By their number only
/// those are found whose record the seeker may read.
pub fn find<'a>(directory: &'a Directory, seeker: Seeker, part: &str) -> Found<'a> {
    fitting(directory, seeker, part, true)
}

/// Finds a person for a program, which names them whole: by id, login, full name or employee number, and never by a
/// part of the name.
pub fn find_exact<'a>(directory: &'a Directory, seeker: Seeker, name: &str) -> Found<'a> {
    fitting(directory, seeker, name, false)
}

/// Whether somebody is to know whose employee number one is: names, logins, units and leaders are for everyone employed,
/// the numbers of the HR system for who reads the person's record.
pub fn knows_number(directory: &Directory, (who, on): Seeker, of: Id) -> bool {
    may_read(directory, who, Readable { stream: of, class: Class::Person, author: of, withdrawn: false }, on)
}

fn fitting<'a>(directory: &'a Directory, seeker: Seeker, part: &str, parts_do: bool) -> Found<'a> {
    let wanted = plain(part);
    if wanted.is_empty() {
        return Found::None;
    }
    let words: Vec<_> = wanted.split(' ').collect();
    let typed = part.trim();
    // Looked up, not looked for: programs name people by id.
    if let Some(employee) = typed.parse().ok().and_then(|id| directory.people.get(&id)) {
        return Found::One(employee);
    }
    let fits: [&dyn Fn(&Employee) -> bool; 5] = [
        &|e| e.login.eq_ignore_ascii_case(typed),
        &|e| plain(&e.name) == wanted,
        &|e| {
            let is_it = e.employee_number.as_ref().is_some_and(|number| number.eq_ignore_ascii_case(typed));
            is_it && knows_number(directory, seeker, e.id)
        },
        &|e| begins_words(&plain(&e.name), &words),
        &|e| plain(&e.name).contains(&wanted),
    ];
    for fit in &fits[..if parts_do { fits.len() } else { WHOLE }] {
        let mut people: Vec<_> = directory.people.values().filter(|employee| fit(employee)).collect();
        match people.len() {
            0 => continue,
            1 => return Found::One(people[0]),
            _ => {
                people.sort_by(|a, b| (&a.name, &a.login).cmp(&(&b.name, &b.login)));
                return Found::Several(people);
            }
        }
    }
    Found::None
}

/// How many of the ways to name somebody, in their order, name them whole.
const WHOLE: usize = 3;

/// Whether each of the words begins a word of the name, in the order of the name.
fn begins_words(name: &str, words: &[&str]) -> bool {
    let mut rest = name.split([' ', '-']);
    words.iter().all(|wanted| rest.any(|word| word.starts_with(wanted)))
}

/// A name as it is compared: lower case, without accents, one space between words.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.split_whitespace().flat_map(|word| word.chars().chain([' '])).flat_map(char::to_lowercase) {
        match c {
            '\u{300}'..='\u{36F}' => {}
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => plain.push('a'),
            'æ' => plain.push_str("ae"),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => plain.push('c'),
            'ď' | 'đ' | 'ð' => plain.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => plain.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => plain.push('g'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => plain.push('i'),
            'ĺ' | 'ļ' | 'ľ' | 'ł' => plain.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => plain.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ǫ' => plain.push('o'),
            'œ' => plain.push_str("oe"),
            'ŕ' | 'ř' => plain.push('r'),
            'ś' | 'ş' | 'š' | 'ș' => plain.push('s'),
            'ß' => plain.push_str("ss"),
            'ţ' | 'ť' | 'ț' => plain.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => plain.push('u'),
            'ý' | 'ÿ' => plain.push('y'),
            'ź' | 'ż' | 'ž' => plain.push('z'),
            '\u{2019}' | 'ʼ' => plain.push('\''),
            other => plain.push(other),
        }
    }
    plain.truncate(plain.trim_end().len());
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::tests::{day, who};

    /// Ana looks, whom these tests let read her own record alone.
    fn ana() -> Seeker {
        (who("abegay"), day("2025-07-02"))
    }

    fn directory() -> Directory {
        let mut directory = Directory::default();
        for (login, name, number) in [
            ("abegay", "Ana Begay", Some("E-1")),
            ("hanna", "Hanna Ortiz", Some("E-2")),
            ("jose", "José Ángel Núñez", Some("E-3")),
            ("sam1", "Sam Lee", None),
            ("sam2", "Sam Lee", None),
            ("lee", "Ana-Maria O’Dell", None),
        ] {
            let employee = Employee {
                id: who(login),
                employee_number: number.map(str::to_owned),
                name: name.into(),
                login: login.into(),
                hired: None,
                covered: None,
                position: None,
                probation_ends: None,
                lines: Vec::new(),
                offices: Vec::new(),
                earlier: Vec::new(),
                agencies: Vec::new(),
                policies: Vec::new(),
                standing: Default::default(),
            };
            directory.people.insert(employee.id, employee);
        }
        directory
    }

    #[test]
    fn one_person_is_found_by_whatever_names_them() {
        let directory = directory();
        for (part, login) in [
            (&*who("abegay").to_string(), "abegay"),
            ("ABEGAY", "abegay"),
            ("ana begay", "abegay"),
            ("e-1", "abegay"),
            ("beg", "abegay"),
            ("an beg", "abegay"),
            ("  Ana  Begay ", "abegay"),
            ("jose", "jose"),
            ("JOSÉ", "jose"),
            ("nunez", "jose"),
            ("angel nu", "jose"),
            ("nu\u{303}n", "jose"),
            ("maria", "lee"),
            ("o'dell", "lee"),
            ("lee", "lee"), // the login, before two people's names
            ("rtiz", "hanna"),
        ] {
            match find(&directory, ana(), part) {
                Found::One(employee) => assert_eq!(employee.login, login, "{part}"),
                other => panic!("{part}: {other:?}"),
            }
        }
    }

    #[test]
    fn a_program_names_people_whole() {
        let directory = directory();
        for whole in [&*who("abegay").to_string(), "abegay", "Ana Begay", "E-1"] {
            assert!(
                matches!(find_exact(&directory, ana(), whole), Found::One(ana) if ana.login == "abegay"),
                "{whole}"
            );
        }
        for part in ["beg", "an beg", "rtiz", "nunez", ""] {
            assert_eq!(find_exact(&directory, ana(), part), Found::None, "{part}");
        }
        assert!(matches!(find_exact(&directory, ana(), "Sam Lee"), Found::Several(people) if people.len() == 2));
    }

    #[test]
    fn the_beginnings_of_words_come_before_the_middles() {
        let directory = directory();
        let Found::Several(people) = find(&directory, ana(), "ana") else {
            panic!("two Anas, and Hanna only if none were")
        };
        assert_eq!(people.iter().map(|e| &*e.login).collect::<Vec<_>>(), ["abegay", "lee"]);
        assert!(matches!(find(&directory, ana(), "ann"), Found::One(hanna) if hanna.login == "hanna"));
    }

    #[test]
    fn several_and_nobody_are_said_so() {
        let directory = directory();
        assert!(matches!(find(&directory, ana(), "Sam Lee"), Found::Several(people) if people.len() == 2));
        for nobody in ["", "  ", "zoe", "begay ana", "E-9", "E-2"] {
            assert_eq!(find(&directory, ana(), nobody), Found::None, "{nobody}");
        }
    }
}
