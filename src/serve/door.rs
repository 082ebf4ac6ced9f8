//! The other side: a command that asks a store which is served.

use super::{
    Bounds,
    attend::too_long,
    connect::reach,
    frame::{self, Cut, Kind, PROTOCOL},
    peer,
};
use std::{
    fs, io,
    net::Shutdown,
    os::unix::{fs::MetadataExt, net::UnixStream},
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant},
};

/// Where to ask, and who may stand behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The socket.
    pub socket: PathBuf,
    /// The accounts that may keep it, by uid; root is always among them: it may hand a socket over, and nothing is
    /// safe from it.
    pub keepers: Vec<u32>,
}

/// What came back.
#[derive(Debug)]
pub enum Reply {
    /// The answer.
    Answer(Vec<u8>),
    /// Too much was asked at once; the sentence says so.
    Busy(String),
    /// The request was not taken; the sentence says why.
    Refused(String),
}

/// Why nothing came back.
#[derive(Debug)]
pub enum Trouble {
    /// Nobody listens there.
    Absent(io::Error),
    /// Somebody else than the account that should keeps the socket or its folder; nothing was sent.
    Planted(String),
    /// The connection ended before an answer: whether the request was heard is not known.
    Broken(String),
}

impl Door {
    /// Asks, and asks again while nobody answers, as long as that; `waiting` is told once when it takes a while. The
    /// request has a key, so that one that was heard and not answered is not performed twice.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn insist(
        &self,
        request: &[u8],
        bounds: &Bounds,
        wait: Duration,
        waiting: &mut dyn FnMut(&str),
    ) -> Result<Reply, Trouble> {
        let started = Instant::now();
        let (mut pause, mut told, mut broken) = (Duration::from_millis(5), false, None);
        loop {
            // Once it is heard it is answered; the rest is for a store that has to publish or sync slowly.
            let reply = self.ask(request, bounds, Instant::now() + wait + bounds.time * 6);
            if let Err(Trouble::Broken(why)) = &reply {
                broken.get_or_insert_with(|| why.clone());
            }
            let why = match &reply {
                Ok(Reply::Busy(_)) => "too much is asked at once",
                Err(Trouble::Absent(_)) => "nobody answers",
                Err(Trouble::Broken(_)) => "the connection was closed",
                _ => return reply,
            };
            if started.elapsed() >= wait {
                // Whoever closed a connection may have heard the request, whatever came after.
                return broken.map_or(reply, |why| Err(Trouble::Broken(why)));
            }
            if !told && started.elapsed() > Duration::from_secs(1) {
                told = true;
                waiting(why);
            }
            thread::sleep(pause.min(wait.saturating_sub(started.elapsed())));
            pause = (pause * 2).min(Duration::from_millis(100));
        }
    }

    /// Asks once.
    ///
    /// # Errors
    /// Why there is no answer; after [`Trouble::Broken`] the same request may be sent again.
    pub fn ask(&self, request: &[u8], bounds: &Bounds, until: Instant) -> Result<Reply, Trouble> {
        if request.len() > bounds.request {
            return Ok(Reply::Refused(too_long(request.len(), bounds.request)));
        }
        let stream = match self.connected() {
            Err(Trouble::Absent(error)) if error.kind() == io::ErrorKind::WouldBlock => {
                return Ok(Reply::Busy("More wait for the store than there is room for.".into()));
            }
            connected => connected?,
        };
        let broken = |cut: Cut| {
            Trouble::Broken(match cut {
                Cut::Closed => "the connection was closed".into(),
                Cut::Slow => "no answer came in time".into(),
                Cut::Long(length) => format!("the answer has {length} bytes, more than is taken"),
                Cut::Protocol(other) => format!("it answers in protocol {other}, not {PROTOCOL}"),
                Cut::Strange => "it answers in something that is no answer".into(),
                Cut::Io(error) => error.to_string(),
            })
        };
        // A request that was turned away is answered before it was read: what was said is looked at all the same.
        let sent = frame::write(&stream, Kind::Request, request, until);
        let _ = stream.shutdown(Shutdown::Write);
        let sentence = |content: Vec<u8>| String::from_utf8_lossy(&content).into_owned();
        match frame::read(&stream, bounds.answer.saturating_mul(2), until) {
            Ok((Kind::Answer, content)) => Ok(Reply::Answer(content)),
            Ok((Kind::Busy, content)) => Ok(Reply::Busy(sentence(content))),
            Ok((Kind::Refused, content)) => Ok(Reply::Refused(sentence(content))),
            Ok((Kind::Request, _)) => Err(broken(Cut::Strange)),
            Err(cut) => Err(broken(sent.err().unwrap_or(cut))),
        }
    }

    /// Whether somebody who may keep the store serves it, though perhaps to too many at the moment.
    pub fn is_kept(&self) -> bool {
        match self.connected() {
            Ok(_) => true,
            Err(Trouble::Absent(error)) => error.kind() == io::ErrorKind::WouldBlock,
            Err(Trouble::Planted(_) | Trouble::Broken(_)) => false,
        }
    }

    /// A connection to whoever may keep the store.
    fn connected(&self) -> Result<UnixStream, Trouble> {
        self.folder_is_theirs()?;
        let stream = reach(&self.socket).map_err(Trouble::Absent)?;
        let uid =
            peer::uid(&stream).map_err(|error| Trouble::Planted(format!("Who serves it is not known: {error}.")))?;
        match self.may_keep(uid) {
            true => Ok(stream),
            false => Err(Trouble::Planted(format!("It is served by uid {uid}."))),
        }
    }

    fn may_keep(&self, uid: u32) -> bool {
        uid == 0 || self.keepers.contains(&uid)
    }

    /// Refuses a folder in which others could have put the socket.
    fn folder_is_theirs(&self) -> Result<(), Trouble> {
        let folder = self.socket.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let metadata = fs::metadata(folder).map_err(Trouble::Absent)?;
        let (uid, mode) = (metadata.uid(), metadata.mode());
        if !self.may_keep(uid) {
            return Err(Trouble::Planted(format!("Its folder {} belongs to uid {uid}.", folder.display())));
        }
        // In a folder with the sticky bit others can add, but not replace; who listens is asked above.
        if mode & 0o022 != 0 && mode & 0o1000 == 0 {
            return Err(Trouble::Planted(format!("Others may write into its folder {}.", folder.display())));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::net::UnixListener;

    #[test]
    fn a_request_that_may_have_been_heard_is_never_told_as_unheard() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let socket = folder.path().join("socket");
        let listener = UnixListener::bind(&socket).expect("the folder is ours");
        let own = fs::metadata(folder.path()).expect("it is there").uid();
        let door = Door { socket: socket.clone(), keepers: vec![own] };
        let hears_and_goes = thread::spawn(move || {
            let heard = listener.accept().expect("somebody asks");
            fs::remove_file(&socket).expect("it was bound there");
            drop((heard, listener));
        });
        let reply = door.insist(b"{}", &Bounds::default(), Duration::from_millis(400), &mut |_| {});
        hears_and_goes.join().expect("it heard one request");
        assert!(matches!(reply, Err(Trouble::Broken(_))), "{reply:?}");
    }
}
