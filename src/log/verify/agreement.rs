//! Whether sled says what the journal says: every entry, posting, request, and the projection.

use super::{DOCTOR, Facts, Report, SledReading};
use crate::log::{
    Hash,
    index::{
        SLED,
        seal::{LAYOUT, POSTINGS},
    },
};

/// Holds a reading of sled against the journal.
pub(crate) fn check(reading: &SledReading, facts: &Facts<'_>, report: &mut Report) {
    let whole = report.is_sound();
    for (place, what) in &reading.damage {
        report.found(place, what, DOCTOR);
    }
    if !whole {
        // What the journal should say is not known, so that every difference would be found twice.
        report.notices.push("Whether both copies agree was not checked, because the journal is not whole.".into());
        return;
    }
    let count = reading.head.map_or(0, |(seq, _)| seq.saturating_add(1));
    length(count, facts, report);
    let count = count.min(facts.entries());
    if let (Some((seq, hash)), true) = (reading.head, count > 0)
        && seq < count
        && facts.hashes.get(at(seq)) != Some(&hash)
    {
        report.found(SLED, "its head is not the entry the journal has there", DOCTOR);
    }
    entries(reading, facts, count, report);
    streams(reading, facts, count, report);
    requests(reading, facts, count, report);
    projection(reading, facts, count, report);
}

fn at(seq: u64) -> usize {
    usize::try_from(seq).unwrap_or(usize::MAX)
}

fn length(count: u64, facts: &Facts<'_>, report: &mut Report) {
    let lacks = facts.entries().saturating_sub(count);
    if count > facts.entries() {
        report.found(SLED, format!("it has {count} entries, the journal {}", facts.entries()), DOCTOR);
    } else if lacks > facts.last_commit() {
        let what = format!("it lacks {lacks} of the journal's {} entries", facts.entries());
        report.found(SLED, what, "The next command applies them from the journal, and says so; find out how they went");
    } else if lacks > 0 {
        report.notices.push(format!(
            "sled lacks the last {lacks} entries: the command that recorded them was interrupted. The next one applies them."
        ));
    }
}

fn entries(reading: &SledReading, facts: &Facts<'_>, count: u64, report: &mut Report) {
    for (hash, seq) in facts.hashes.iter().zip(0..count) {
        let place = || format!("{SLED}, entry #{seq}");
        match reading.entries.get(&seq) {
            None => report.found(place(), "it is missing", DOCTOR),
            Some(found) if found.hash != *hash => report.found(place(), "it is not the journal's", DOCTOR),
            Some(found) => match (found.bare, facts.bare.contains(&seq)) {
                (true, false) => report.found(place(), "it has no body, which the journal has", DOCTOR),
                (false, true) => report.found(place(), "its body was destroyed, and is still there", DOCTOR),
                _ => {}
            },
        }
    }
    for seq in reading.entries.range(count..).map(|(seq, _)| seq) {
        report.found(format!("{SLED}, entry #{seq}"), "it is beyond the end", DOCTOR);
    }
}

fn streams(reading: &SledReading, facts: &Facts<'_>, count: u64, report: &mut Report) {
    let mut known = 0;
    for (id, seqs) in &facts.streams {
        let seqs = &seqs[..seqs.partition_point(|seq| *seq < count)];
        let Some(last) = seqs.last() else { continue };
        known += 1;
        let end = (seqs.len() as u64, facts.hashes[at(*last)]);
        if reading.streams.get(id) != Some(&end) {
            report.found(format!("{SLED}, stream {id}"), "its end is not the journal's", DOCTOR);
        }
        let lists = seqs.chunks(at(POSTINGS)).map(<[u64]>::to_vec);
        let same = reading.postings.get(id).is_some_and(|found| {
            found.keys().copied().eq(0..seqs.len().div_ceil(at(POSTINGS)) as u64) && found.values().cloned().eq(lists)
        });
        if !same {
            report.found(format!("{SLED}, stream {id}"), "its list of entries is not the journal's", DOCTOR);
        }
    }
    if reading.streams.len() != known || reading.postings.len() != known {
        report.found(SLED, format!("it knows other streams than the journal's {known}"), DOCTOR);
    }
}

fn requests(reading: &SledReading, facts: &Facts<'_>, count: u64, report: &mut Report) {
    let mut known = 0;
    for (request, (first, size)) in facts.requests.iter().filter(|(_, (first, _))| *first < count) {
        known += 1;
        if reading.requests.get(request) != Some(&vec![*first, *size]) {
            let place = format!("{SLED}, request {}", request.short());
            report.found(place, "its answer is not the journal's", DOCTOR);
        }
    }
    if reading.requests.len() != known {
        report.found(SLED, format!("it knows other requests than the journal's {known}"), DOCTOR);
    }
}

fn projection(reading: &SledReading, facts: &Facts<'_>, count: u64, report: &mut Report) {
    let place = format!("{SLED}, projection");
    let (position, version) = match reading.position.as_deref() {
        None if count == 0 => return,
        Some([position, version, LAYOUT]) => (*position, *version),
        Some([_, _]) => return report.found(SLED, "an earlier version of this program made it", DOCTOR),
        _ => return report.found(place, "it does not say what it stands for", DOCTOR),
    };
    if position != count {
        return report.found(place, format!("it stands for {position} entries, not {count}"), DOCTOR);
    }
    if version != u64::from(facts.version()) {
        report.notices.push("sled keeps another program's summaries; the next command folds them again.".into());
        return;
    }
    let lacks = facts.entries() - count;
    if lacks > 0 && lacks != facts.last_commit() {
        // Already found: more is missing than an interrupted command explains.
        return;
    }
    let folded = facts.projection(lacks == 0).map(|blob| Hash::of(&blob));
    if folded != reading.projection {
        report.found(place, "it is not what the journal's entries fold to", DOCTOR);
    }
}
