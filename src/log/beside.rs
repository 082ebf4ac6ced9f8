//! Reading beside whoever records: the same sled, on another thread, without holding anybody up.
//!
//! One answer may need several looks at sled, and a batch may be applied between them. Every answer is checked against
//! hashes anyway (`index/read.rs`), so one that mixes two moments does not check, and is read again as of the later one.

use super::{Batch, Entry, Hash, Head, Log, LogError, Stamp, index::Index};
use crate::id::Id;
use std::cell::RefCell;

/// How often an answer is read again; between two looks a whole batch is applied and synced.
const TIMES: usize = 100;

/// A log that only reads, as far as it is recorded.
pub(crate) struct Beside(RefCell<Index>);

impl Beside {
    pub(crate) fn of(index: Index) -> Self {
        Self(RefCell::new(index))
    }

    /// What a reading answers; again, where something was recorded meanwhile.
    fn read<T>(&self, reading: impl Fn(&Index) -> Result<T, LogError>) -> Result<T, LogError> {
        let mut failed = None;
        for _ in 0..TIMES {
            let answered = reading(&self.0.borrow());
            match answered {
                Ok(answer) => return Ok(answer),
                Err(error) => match self.0.borrow_mut().move_on() {
                    // Nothing was recorded meanwhile, so it is as damaged as it looks.
                    Ok(false) => return Err(error),
                    Ok(true) => failed = Some(error),
                    Err(error) => failed = Some(error),
                },
            }
        }
        Err(failed.expect("it was tried at least once"))
    }
}

impl Log for Beside {
    fn stage(&mut self, _: Batch, _: &mut dyn Stamp) -> Result<Vec<Entry>, LogError> {
        Err(LogError::Unfit { what: "a batch for a log that is only read".into() })
    }

    fn commit(&mut self) -> Result<(), LogError> {
        Ok(())
    }

    fn head(&self) -> Option<Head> {
        self.0.borrow().head
    }

    fn entry(&self, seq: u64) -> Result<Option<Entry>, LogError> {
        self.read(|index| index.entry(seq))
    }

    fn stream(&self, id: Id) -> Result<Vec<Entry>, LogError> {
        self.read(|index| index.stream(id))
    }

    fn stream_len(&self, id: Id) -> Result<u64, LogError> {
        self.read(|index| Ok(index.stream_end(id)?.map_or(0, |(count, _)| count)))
    }

    fn request(&self, request: &Hash) -> Result<Option<(u64, u32)>, LogError> {
        self.read(|index| index.request(request))
    }

    fn projection(&self) -> Result<Option<Vec<u8>>, LogError> {
        self.read(|index| Ok(index.projection()?.map(|blob| blob.to_vec())))
    }

    fn since(&self, seq: u64) -> Result<Box<dyn Iterator<Item = Result<Entry, LogError>> + '_>, LogError> {
        let end = self.head().map_or(0, |head| head.seq + 1);
        Ok(Box::new((seq..end).map(|seq| {
            let gone = || LogError::damaged(format!("entry #{seq}"), "it is not there any more");
            self.entry(seq)?.ok_or_else(gone)
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::log::{Durability, NewEntry, NoProjection, Open, Store};
    use chrono::{DateTime, Utc};
    use std::{
        sync::atomic::{AtomicBool, Ordering},
        thread,
        time::Duration,
    };

    struct Ticks(i64);

    impl Stamp for Ticks {
        fn now(&mut self) -> DateTime<Utc> {
            self.0 += 1;
            DateTime::from_timestamp(1_750_000_000 + self.0, 0).expect("a time")
        }

        fn salt(&mut self) -> [u8; 32] {
            let mut salt = [0; 32];
            salt[..8].copy_from_slice(&self.0.to_le_bytes());
            salt
        }
    }

    fn batch(stream: Id, number: u64) -> Batch {
        let entry = NewEntry {
            stream,
            actor: stream,
            role: "leader".into(),
            behalf: None,
            class: "person".into(),
            retention: "coaching".into(),
            cause: None,
            kind: "topic-discussed".into(),
            occurred_on: "2025-07-01".parse().expect("a date"),
            fields: serde_json::from_str(&format!(r#"{{"text":"number {number}"}}"#)).expect("fields"),
        };
        Batch { request: Hash::of(&number.to_le_bytes()), expected: vec![], entries: vec![entry] }
    }

    /// Blocks are sealed while somebody reads: entries move from one place in sled to another under the reader.
    #[test]
    fn who_reads_beside_a_recording_sees_whole_streams_that_only_grow() {
        let folder = tempfile::tempdir().expect("a folder");
        let open = Open { wait: Duration::ZERO, projector: Box::new(NoProjection), durability: Durability::OnClose };
        let mut store = Store::create(folder.path(), open).expect("a new store");
        let streams = [1, 2, 3].map(|number| Id::from_bytes([number; 8]));
        let mut stamp = Ticks(0);
        store.append(batch(streams[0], u64::MAX), &mut stamp).expect("recorded");
        let done = AtomicBool::new(false);
        thread::scope(|scope| {
            let readers: Vec<_> = (0..2)
                .map(|_| {
                    let (beside, done) = (store.beside(), &done);
                    scope.spawn(move || {
                        let (mut longest, mut readings) = ([0; 3], 0);
                        while !done.load(Ordering::SeqCst) || readings == 0 {
                            for (stream, longest) in streams.iter().zip(&mut longest) {
                                let entries = beside.stream(*stream).expect("whole at every moment");
                                assert!(entries.len() >= *longest, "a stream never loses an entry");
                                *longest = entries.len();
                            }
                            let all: Vec<_> = beside.since(0).expect("it begins").collect();
                            assert!(all.iter().all(Result::is_ok), "every entry reads");
                            readings += 1;
                        }
                        longest
                    })
                })
                .collect();
            for number in 0..700 {
                let stream = streams[usize::try_from(number % 3).expect("small")];
                store.append(batch(stream, number), &mut stamp).expect("recorded");
            }
            done.store(true, Ordering::SeqCst);
            for reader in readers {
                assert!(reader.join().expect("the reader is content").iter().sum::<usize>() > 0);
            }
        });
        let beside = store.beside();
        let lengths = streams.map(|stream| beside.stream(stream).expect("whole").len());
        assert_eq!(lengths.iter().sum::<usize>(), 701);
        drop(beside);
        store.close().expect("nothing is damaged");
    }
}
