//! One connection: its request, its place in the queue, its answer. Nobody's slowness holds up another.

use super::{
    Bounds, Call, Peer,
    frame::{self, Cut, Kind, PROTOCOL},
};
use std::{
    collections::HashMap,
    io::Read,
    net::Shutdown,
    os::unix::net::UnixStream,
    sync::{Mutex, mpsc::sync_channel},
    time::Instant,
};

/// Who is being attended to, by uid.
#[derive(Debug, Default)]
pub struct Present(Mutex<HashMap<u32, usize>>);

/// One place among those present, given back when dropped.
pub struct Place<'p> {
    present: &'p Present,
    uid: u32,
}

impl Present {
    /// A place for a connection of an account, or what is in the way.
    ///
    /// # Errors
    /// A sentence for the one who has to wait.
    pub fn enter(&self, uid: u32, bounds: &Bounds) -> Result<Place<'_>, String> {
        let mut present = self.0.lock().expect("nobody fails while holding it");
        let (all, own) = (present.values().sum::<usize>(), present.get(&uid).copied().unwrap_or(0));
        if own >= bounds.of_one_account {
            return Err(format!("Your account has {own} requests open already. Nothing was recorded by this one."));
        }
        if all >= bounds.connections {
            return Err(format!("The store has {all} requests open already. Nothing was recorded by this one."));
        }
        *present.entry(uid).or_default() += 1;
        Ok(Place { present: self, uid })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut present = self.present.0.lock().expect("nobody fails while holding it");
        if let Some(own) = present.get_mut(&self.uid) {
            *own -= 1;
            if *own == 0 {
                present.remove(&self.uid);
            }
        }
    }
}

/// Reads the request, queues it, waits, and writes the answer. Without an answer the connection is closed, and the
/// client asks again by the same key.
pub fn attend(stream: &UnixStream, peer: Peer, bounds: &Bounds, queue: &dyn Fn(Call) -> bool) {
    let soon = || Instant::now() + bounds.time;
    let refuse = |kind, sentence: &str| {
        let _ = frame::write(stream, kind, sentence.as_bytes(), soon());
        hear_out(stream, bounds);
    };
    match frame::read(stream, bounds.request, soon()) {
        Ok((Kind::Request, content)) => {
            let (reply, answered) = sync_channel(1);
            if !queue(Call { peer, content, reply, since: Instant::now() }) {
                return;
            }
            if let Ok(answer) = answered.recv() {
                let _ = frame::write(stream, Kind::Answer, &answer, soon());
            }
        }
        Ok(_) | Err(Cut::Strange) => refuse(Kind::Refused, "This is not a request of coach. Nothing was recorded."),
        Err(Cut::Slow) => {
            let seconds = bounds.time.as_secs();
            let sentence = format!(
                "The request did not arrive within {seconds} s, so it was given up. Nothing was recorded. Say it again."
            );
            refuse(Kind::Busy, &sentence);
        }
        Err(Cut::Long(length)) => refuse(Kind::Refused, &too_long(length, bounds.request)),
        Err(Cut::Protocol(other)) => {
            let sentence = format!(
                "The store is served by a program of protocol {PROTOCOL}, this command speaks protocol {other}. \
                 Nothing was recorded. Install the same version of coach on both sides."
            );
            refuse(Kind::Refused, &sentence);
        }
        Err(Cut::Closed | Cut::Io(_)) => {}
    }
}

/// What is said of a request that is too long, on either side.
pub fn too_long(length: usize, longest: usize) -> String {
    format!(
        "The request has {length} bytes, and the socket takes at most {longest}. Nothing was recorded. Shorten the text, \
         or split the file into several."
    )
}

/// Reads on, for a bounded time, what the other side still sends: closing before that would take the sentence away
/// again.
fn hear_out(stream: &UnixStream, bounds: &Bounds) {
    let _ = stream.shutdown(Shutdown::Write);
    let until = Instant::now() + bounds.time;
    let mut unread = [0; 65_536];
    let mut left = 4 * bounds.request;
    while left > 0 && Instant::now() < until {
        let read = stream.set_read_timeout(Some(bounds.time)).and_then(|()| (&mut &*stream).read(&mut unread));
        match read {
            Ok(read) if read > 0 => left = left.saturating_sub(read),
            _ => break,
        }
    }
}
