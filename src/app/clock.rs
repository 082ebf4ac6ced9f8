//! The only clock, and the only source of randomness.

use super::Failure;
use crate::{domain::Refusal, id::Id, log::Stamp};
use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// What gives entries their times and salts, and people their ids.
pub trait Clock: Stamp {
    /// Eight bytes for a new id.
    fn id(&mut self) -> Id;
}

/// The operating system's clock and randomness.
#[derive(Debug, Default)]
pub struct System;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("without randomness no salt is safe, so nothing may be recorded");
    bytes
}

impl Stamp for System {
    fn now(&mut self) -> DateTime<Utc> {
        Utc::now()
    }

    fn salt(&mut self) -> [u8; 32] {
        random()
    }
}

impl Clock for System {
    fn id(&mut self) -> Id {
        Id::from_bytes(random())
    }
}

/// A clock set by hand in a demo store: it begins at a moment and goes one second an entry. Salts and ids are drawn
/// from a seed where one is given, so that the sample agency is the same at every run; a real store never gets here.
#[derive(Debug)]
pub struct Script {
    now: DateTime<Utc>,
    seed: Option<(blake3::Hash, u64)>,
}

impl Script {
    /// A clock that begins at a moment, with random salts.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now, seed: None }
    }

    /// A clock that begins at a moment, with salts and ids drawn from a seed and the line's number.
    pub fn seeded(now: DateTime<Utc>, seed: &str, line: u64) -> Self {
        let hash = blake3::derive_key("coachlog 2026 sample agency", format!("{seed}\n{line}").as_bytes());
        Self { now, seed: Some((blake3::Hash::from_bytes(hash), 0)) }
    }

    fn draw(&mut self) -> [u8; 32] {
        let Some((seed, drawn)) = &mut self.seed else { return random() };
        *drawn += 1;
        *blake3::keyed_hash(seed.as_bytes(), &drawn.to_le_bytes()).as_bytes()
    }
}

impl Stamp for Script {
    fn now(&mut self) -> DateTime<Utc> {
        self.now
    }

    fn salt(&mut self) -> [u8; 32] {
        self.now += TimeDelta::milliseconds(40);
        self.draw()
    }
}

impl Clock for Script {
    fn id(&mut self) -> Id {
        let drawn = self.draw();
        Id::from_bytes(drawn[..8].try_into().expect("eight of thirty-two bytes"))
    }
}

/// The moment of a local time; the earlier one where a clock is set back, refused where it is set forward over it.
///
/// # Errors
/// There is no such local time.
pub fn moment(local: NaiveDateTime, zone: Tz) -> Result<DateTime<Utc>, Failure> {
    let moment = zone.from_local_datetime(&local).earliest();
    let moment = moment.ok_or_else(|| {
        Refusal::new(format!("There is no {local} in {zone}: the clocks go forward over it."), "Give another time.")
    })?;
    Ok(moment.with_timezone(&Utc))
}
