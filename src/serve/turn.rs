//! Taking turns: whatever waits is handed over together, to one thread.

use super::{
    Bounds, Peer, Stop,
    attend::{Present, attend},
    frame::{self, Kind},
};
use std::{
    io::{self, ErrorKind},
    ops::ControlFlow,
    os::unix::net::{UnixListener, UnixStream},
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::{self, Scope},
    time::{Duration, Instant},
};

/// A request that waits for its answer.
#[derive(Debug)]
pub struct Call {
    /// Who asks.
    pub peer: Peer,
    /// The request.
    pub content: Vec<u8>,
    pub(super) reply: SyncSender<Vec<u8>>,
    pub(super) since: Instant,
}

impl Call {
    /// A call of somebody, and where its answer comes: for tests of what takes the turns.
    #[cfg(test)]
    pub fn of(peer: Peer, content: Vec<u8>) -> (Self, Receiver<Vec<u8>>) {
        let (reply, answer) = sync_channel(1);
        (Self { peer, content, reply, since: Instant::now() }, answer)
    }

    /// How long it has waited.
    pub fn waited(&self) -> Duration {
        self.since.elapsed()
    }

    /// Answers it. One that is dropped unanswered is closed, and its client asks again.
    pub fn answer(self, answer: Vec<u8>) {
        // Whoever asked may have gone; what was recorded stays so.
        let _ = self.reply.send(answer);
    }
}

/// What waits for a turn.
#[derive(Debug)]
pub enum Waiting<T> {
    /// A request that came over the socket.
    Call(Call),
    /// What somebody beside the socket has handed in.
    Beside(T),
}

/// Somebody beside the socket whose work takes the same turns.
pub struct Beside<'s, T> {
    queue: SyncSender<Waiting<T>>,
    stop: &'s Stop,
}

impl<T> Beside<'_, T> {
    /// Hands something in for a turn. Where no turn is taken any more it is dropped.
    pub fn hand_in(&self, it: T) {
        let _ = self.queue.send(Waiting::Beside(it));
    }

    /// Waits a while; false when it is time to end.
    pub fn rest(&self, a_while: Duration) -> bool {
        self.stop.wait(a_while)
    }
}

/// What runs beside the socket, on a thread of its own.
pub type BesideIt<'b, T> = Box<dyn FnOnce(Beside<'_, T>) + Send + 'b>;

/// Serves until it is told to stop, or until `turn` breaks off. Every request that was accepted before is answered
/// first, unless `turn` broke off. What runs `beside` ends when it is told to.
///
/// # Errors
/// The socket fails.
pub fn serve<T: Send>(
    listener: &UnixListener,
    stop: &Stop,
    bounds: &Bounds,
    beside: Option<BesideIt<'_, T>>,
    turn: &mut dyn FnMut(Vec<Waiting<T>>) -> ControlFlow<()>,
) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let present = Present::default();
    thread::scope(|scope| {
        let (queue, waiting) = sync_channel(bounds.connections);
        let present = &present;
        if let Some(beside) = beside {
            let queue = queue.clone();
            scope.spawn(move || beside(Beside { queue, stop }));
        }
        let taking = scope.spawn(move || take_connections(scope, listener, stop, bounds, present, &queue));
        take_turns(waiting, stop, bounds.group, turn);
        taking.join().expect("taking connections does not panic")
    })
}

fn take_turns<T>(
    waiting: Receiver<Waiting<T>>,
    stop: &Stop,
    most: usize,
    turn: &mut dyn FnMut(Vec<Waiting<T>>) -> ControlFlow<()>,
) {
    // The queue ends when nobody takes connections any more and the last of them was attended to.
    while let Ok(first) = waiting.recv() {
        let mut group = vec![first];
        group.extend(waiting.try_iter().take(most.saturating_sub(1)));
        if turn(group).is_break() {
            stop.now();
            break;
        }
    }
}

fn take_connections<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    listener: &UnixListener,
    stop: &Stop,
    bounds: &'scope Bounds,
    present: &'scope Present,
    queue: &SyncSender<Waiting<T>>,
) -> io::Result<()> {
    while stop.wait_for(listener)? {
        let stream = match listener.accept() {
            Ok((stream, _)) => stream,
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::ConnectionAborted) => continue,
            Err(_) => {
                // Out of descriptors or memory: those that are open end soon.
                thread::sleep(Duration::from_millis(20));
                continue;
            }
        };
        let Ok(uid) = stream.set_nonblocking(false).and_then(|()| super::peer::uid(&stream)) else { continue };
        match present.enter(uid, bounds) {
            Ok(place) => {
                let queue = queue.clone();
                scope.spawn(move || {
                    if let Ok(peer) = Peer::of(&stream) {
                        attend(&stream, peer, bounds, &|call| queue.send(Waiting::Call(call)).is_ok());
                    }
                    drop(place);
                });
            }
            Err(sentence) => turn_away(&stream, &sentence),
        }
    }
    Ok(())
}

/// Says that there is no room, without waiting for whoever does not listen.
fn turn_away(stream: &UnixStream, sentence: &str) {
    let soon = Instant::now() + Duration::from_millis(100);
    let _ = frame::write(stream, Kind::Busy, sentence.as_bytes(), soon);
}
