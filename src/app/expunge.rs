//! Destruction in the shell: finding all that carries the same words, and carrying an order out.

use super::{App, Failure, convert, impossible, recorded};
use crate::{
    domain::{
        Context, Event, Recorded,
        destruction::{carries, carry_out, may_be_destroyed, repeats, says_of_another},
        retention::is_past_its_own,
    },
    id::Id,
    log::{Batch, Hash},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// An order that was carried out.
#[derive(Clone, Debug)]
pub struct CarriedOut {
    /// The order.
    pub order: Recorded,
    /// Who ordered it and under which number, or by which schedule.
    pub authority: String,
    /// The entry that says it was carried out.
    pub entry: Recorded,
    /// What is left of each entry: its number and the hash of its header.
    pub entries: Vec<(u64, String)>,
    /// In whose records they stood.
    pub people: BTreeSet<Id>,
    /// The texts that were destroyed, to look for them elsewhere. They are nowhere in the store any more.
    pub texts: BTreeSet<String>,
    /// Whether it was carried out before, so that the texts are not known any more.
    pub before: bool,
}

/// What is past a period, sorted by whether it may go.
#[derive(Clone, Debug)]
pub struct Expiring {
    /// What goes, with all that carries the same words.
    pub entries: Vec<Recorded>,
    /// How many stay because a legal hold holds them, or what would go with them.
    pub held: usize,
    /// How many stay because what would go with them is not past its own period.
    pub early: usize,
}

/// Entries, and all that carries the same words.
struct Kinship {
    entries: BTreeMap<u64, Recorded>,
    /// By an entry, those that are not destroyed without it.
    needed_by: HashMap<u64, Vec<u64>>,
}

impl Kinship {
    /// These entries, and all that are not destroyed without one of them.
    fn needing(&self, mut waiting: Vec<u64>) -> BTreeSet<u64> {
        let mut found = BTreeSet::new();
        while let Some(seq) = waiting.pop() {
            if found.insert(seq) {
                waiting.extend(self.needed_by.get(&seq).into_iter().flatten());
            }
        }
        found
    }
}

/// Texts shorter than this are words that anybody may have written.
const TELLING: usize = 12;

impl App {
    /// Entries by number, and all others that carry the same words, each as it was first recorded. With `repeated`
    /// those too that say the same once more.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn kin(&self, targets: &BTreeSet<u64>, repeated: bool) -> Result<Vec<Recorded>, Failure> {
        Ok(self.kinship(targets, repeated)?.entries.into_values().collect())
    }

    fn kinship(&self, targets: &BTreeSet<u64>, repeated: bool) -> Result<Kinship, Failure> {
        let mut needed_by: HashMap<u64, Vec<u64>> = HashMap::new();
        let mut streams: HashMap<Id, Vec<Recorded>> = HashMap::new();
        let mut found = BTreeMap::new();
        let mut waiting: Vec<u64> = targets.iter().copied().collect();
        while let Some(seq) = waiting.pop() {
            if found.contains_key(&seq) {
                continue;
            }
            let Some(entry) = self.log.entry(seq)? else { continue };
            let one = recorded(&entry)?;
            if let std::collections::hash_map::Entry::Vacant(slot) = streams.entry(one.stream) {
                slot.insert(self.log.stream(one.stream)?.iter().map(recorded).collect::<Result<_, _>>()?);
            }
            let own = &streams[&one.stream];
            let withdraws = |other: &&Recorded| matches!(&other.event, Event::EntryWithdrawn(it) if it.target == seq);
            let mut around = self.batch_of(seq)?;
            for withdrawal in own.iter().filter(withdraws) {
                around.extend(self.batch_of(withdrawal.seq)?);
            }
            if let Some(cause) = one.cause {
                around.extend(self.log.entry(cause)?.as_ref().map(recorded).transpose()?);
            }
            let same = |other: &&Recorded| carries(&one, other) || repeated && repeats(&one, other);
            for other in own.iter().chain(&around).filter(same).map(|other| other.seq) {
                needed_by.entry(other).or_default().push(seq);
                waiting.push(other);
            }
            found.insert(seq, one);
        }
        Ok(Kinship { entries: found, needed_by })
    }

    /// In which stream each of these entries stands; those that are not there are left out.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn streams_of(&self, entries: &[u64]) -> Result<BTreeMap<u64, Id>, Failure> {
        let mut streams = BTreeMap::new();
        for seq in entries {
            streams.extend(self.log.entry(*seq)?.map(|entry| (*seq, entry.header.stream)));
        }
        Ok(streams)
    }

    /// All entries of the batch that an entry was recorded in.
    fn batch_of(&self, seq: u64) -> Result<Vec<Recorded>, Failure> {
        let Some(entry) = self.log.entry(seq)? else { return Ok(Vec::new()) };
        let [position, count] = entry.header.batch.map(u64::from);
        let first = seq - position;
        let entries = (first..first + count).map(|seq| self.log.entry(seq));
        entries.filter_map(Result::transpose).map(|entry| recorded(&entry?)).collect()
    }

    /// Of entries that are past their period those that may go, and all that carries their words, as far as it may be
    /// destroyed: not what a hold holds, and nothing before its own time.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn expiring(&mut self, past: &BTreeSet<u64>) -> Result<Expiring, Failure> {
        let kinship = self.kinship(past, false)?;
        let (mut held, mut early) = (Vec::new(), Vec::new());
        for entry in kinship.entries.values().filter(|entry| may_be_destroyed(entry)) {
            let (stream, seq) = (entry.stream, entry.seq);
            if self.directory.keeping.holds.iter().any(|hold| hold.holds(stream, seq)) {
                held.push(seq);
            }
            let today = self.today(self.directory.zone_of(stream));
            let (directory, person) = self.seen(stream)?;
            if !past.contains(&seq) && !says_of_another(&entry.event) && !is_past_its_own(directory, person, seq, today)
            {
                early.push(seq);
            }
        }
        let (held, early) = (kinship.needing(held), kinship.needing(early));
        let goes: BTreeSet<u64> =
            past.iter().filter(|seq| !held.contains(seq) && !early.contains(seq)).copied().collect();
        let mut entries = self.kin(&goes, false)?;
        entries.retain(may_be_destroyed);
        let held = past.intersection(&held).count();
        Ok(Expiring { entries, held, early: past.len() - goes.len() - held })
    }

    /// In whose record each entry stands that an order names which waits.
    ///
    /// # Errors
    /// The log is damaged.
    pub fn streams_of_orders(&self) -> Result<BTreeMap<u64, Id>, Failure> {
        let targets: Vec<_> = self.directory.keeping.waiting().flat_map(|order| order.targets.clone()).collect();
        self.streams_of(&targets)
    }

    /// What an order that was carried out destroyed, as far as the record still tells it.
    fn carried_out_before(&self, order: u64) -> Result<Option<CarriedOut>, Failure> {
        let Some(ordered) = self.directory.keeping.order(order) else { return Ok(None) };
        let Some(done) = &ordered.carried_out else { return Ok(None) };
        let there = |seq: u64| -> Result<Recorded, Failure> {
            let entry = self.log.entry(seq)?.ok_or_else(|| impossible(format!("entry #{seq} is not there")))?;
            recorded(&entry)
        };
        let gone = ordered.targets.iter().map(|seq| there(*seq)).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(CarriedOut {
            order: there(order)?,
            authority: ordered.given.dated.what.to_string(),
            entry: there(done.seq)?,
            entries: gone.iter().map(|entry| (entry.seq, entry.hash.clone())).collect(),
            people: gone.iter().map(|entry| entry.stream).collect(),
            texts: BTreeSet::new(),
            before: true,
        }))
    }

    /// Carries an order out: whatever it names, and whatever has repeated its words since, is destroyed. Of one that was
    /// carried out it says what that destroyed, so that what is left to do beside the log can be done.
    ///
    /// # Errors
    /// What is no order, what a hold holds; the log.
    pub fn carry_out(&mut self, order: u64) -> Result<CarriedOut, Failure> {
        if let Some(done) = self.carried_out_before(order)? {
            return Ok(done);
        }
        let ordered = self.directory.keeping.order(order);
        let agency = ordered.map(|order| order.agency).or_else(|| self.directory.first_agency());
        let agency = agency.ok_or_else(|| impossible("a destruction before the first entry".into()))?;
        let authority = ordered.map_or_else(String::new, |order| order.given.dated.what.to_string());
        let ordered = ordered.map(|order| order.targets.iter().copied().collect());
        let ordering = self.log.entry(order)?.as_ref().map(recorded).transpose()?;
        let repeated = ordering.as_ref().is_some_and(|it| matches!(it.event, Event::ExpungementOrdered(_)));
        let kin = self.kin(&ordered.unwrap_or_default(), repeated)?;
        let today = self.today(self.directory.zone_of(agency));
        let context = Context { directory: &self.directory, actor: agency, about: agency, today, on: today };
        let proposed = carry_out(&context, order, &kin)?;
        let Event::ContentDestroyed(destroyed) = &proposed.event else {
            return Err(impossible("a destruction that is none".into()).into());
        };
        let gone = kin.iter().filter(|entry| destroyed.targets.contains(&entry.seq));
        let entries = gone.clone().map(|entry| (entry.seq, entry.hash.clone())).collect();
        let people = gone.clone().map(|entry| entry.stream).collect();
        let mut texts = BTreeSet::new();
        gone.for_each(|entry| entry.event.fields().values().for_each(|value| gather(value, &mut texts)));
        let expected = vec![(agency, self.log.stream_len(agency)?)];
        let request = Hash::of(&self.clock.salt());
        let batch = Batch { request, expected, entries: vec![convert::new_entry(agency, proposed)] };
        let recorded_now = self.log.destroy(batch, &mut *self.clock)?;
        self.reload()?;
        let entry = recorded(&recorded_now[0])?;
        let order = ordering.ok_or_else(|| impossible(format!("order #{order} is not there")))?;
        Ok(CarriedOut { order, authority, entry, entries, people, texts, before: false })
    }
}

/// The texts within a value that tell something.
fn gather(value: &serde_json::Value, texts: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) if text.chars().count() >= TELLING && text.contains(' ') => {
            texts.insert(text.clone());
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| gather(value, texts)),
        serde_json::Value::Object(map) => map.values().for_each(|value| gather(value, texts)),
        _ => {}
    }
}
