//! The frame of a request or an answer: eleven bytes, then the content.
//!
//! ```text
//!   "coach"  protocol: u8  kind: u8  length: u32, most significant byte first  content
//! ```
//!
//! The eleven bytes stay as they are for good, so that a program of another protocol can be told so.

use std::{
    io::{self, ErrorKind, Read, Write},
    os::unix::net::UnixStream,
    time::{Duration, Instant},
};

/// The protocol this program speaks. What is inside a frame changes with it, and only with it.
pub const PROTOCOL: u8 = 1;

const MARK: &[u8; 5] = b"coach";
const HEAD: usize = 11;

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A request.
    Request = 0,
    /// The answer to it.
    Answer = 1,
    /// A sentence: too much is asked at once; asking again later helps.
    Busy = 2,
    /// A sentence: the request was not taken; asking it again does not help.
    Refused = 3,
}

/// Why no frame was read.
#[derive(Debug)]
pub enum Cut {
    /// The other side closed before a frame was whole.
    Closed,
    /// The other side took too long.
    Slow,
    /// The frame is longer than is taken.
    Long(usize),
    /// The other side speaks another protocol.
    Protocol(u8),
    /// It is no frame.
    Strange,
    /// The connection failed.
    Io(io::Error),
}

impl From<io::Error> for Cut {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::UnexpectedEof | ErrorKind::BrokenPipe | ErrorKind::ConnectionReset | ErrorKind::WriteZero => {
                Cut::Closed
            }
            ErrorKind::WouldBlock | ErrorKind::TimedOut => Cut::Slow,
            _ => Cut::Io(error),
        }
    }
}

/// A stream that is given up at a moment, however slowly it trickles.
struct Until<'s> {
    stream: &'s UnixStream,
    until: Instant,
}

impl Until<'_> {
    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Until<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.stream.set_read_timeout(Some(self.left()?))?;
        self.stream.read(bytes)
    }
}

impl Write for Until<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Reads one frame of at most so many bytes of content, by a moment.
///
/// # Errors
/// Why there is none; of a frame that is too long nothing but its head was read.
pub fn read(stream: &UnixStream, longest: usize, until: Instant) -> Result<(Kind, Vec<u8>), Cut> {
    let mut stream = Until { stream, until };
    let mut head = [0; HEAD];
    stream.read_exact(&mut head)?;
    let (mark, rest) = head.split_at(MARK.len());
    if mark != MARK {
        return Err(Cut::Strange);
    }
    if rest[0] != PROTOCOL {
        return Err(Cut::Protocol(rest[0]));
    }
    let kinds = [Kind::Request, Kind::Answer, Kind::Busy, Kind::Refused];
    let kind = kinds.into_iter().find(|kind| *kind as u8 == rest[1]).ok_or(Cut::Strange)?;
    let length = u32::from_be_bytes([rest[2], rest[3], rest[4], rest[5]]);
    let length = usize::try_from(length).map_err(|_| Cut::Long(usize::MAX))?;
    if length > longest {
        return Err(Cut::Long(length));
    }
    // The memory grows with what arrives, not with what was announced.
    let mut content = Vec::new();
    let read = stream.take(length as u64).read_to_end(&mut content)?;
    if read < length { Err(Cut::Closed) } else { Ok((kind, content)) }
}

/// Writes one frame, by a moment.
///
/// # Errors
/// The other side went away, took too long, or the content does not fit into a frame.
pub fn write(stream: &UnixStream, kind: Kind, content: &[u8], until: Instant) -> Result<(), Cut> {
    let length = u32::try_from(content.len()).map_err(|_| Cut::Long(content.len()))?;
    let mut frame = Vec::with_capacity(HEAD + content.len());
    frame.extend_from_slice(MARK);
    frame.extend_from_slice(&[PROTOCOL, kind as u8]);
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(content);
    Until { stream, until }.write_all(&frame)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(5)
    }

    #[test]
    fn a_frame_reads_as_it_was_written() {
        let (one, other) = UnixStream::pair().expect("a pair of sockets");
        write(&one, Kind::Busy, b"later", soon()).expect("it is read below");
        let (kind, content) = read(&other, 5, soon()).expect("it was written");
        assert_eq!((kind, &*content), (Kind::Busy, &b"later"[..]));
    }

    #[test]
    fn what_is_no_frame_is_told_apart() {
        type Case<'c> = (&'c [u8], fn(&Cut) -> bool);
        let cases: [Case<'_>; 6] = [
            (b"GET / HTTP/1.1\r\n", |cut| matches!(cut, Cut::Strange)),
            (b"coach\x07\x00\0\0\0\0", |cut| matches!(cut, Cut::Protocol(7))),
            (b"coach\x01\x09\0\0\0\0", |cut| matches!(cut, Cut::Strange)),
            (b"coach\x01\x00\xff\xff\xff\xff", |cut| matches!(cut, Cut::Long(4_294_967_295))),
            (b"coach\x01\x00\0\0\0\x05four", |cut| matches!(cut, Cut::Closed)),
            (b"coa", |cut| matches!(cut, Cut::Closed)),
        ];
        for (bytes, expected) in cases {
            let (mut one, other) = UnixStream::pair().expect("a pair of sockets");
            one.write_all(bytes).expect("it fits");
            drop(one);
            let cut = read(&other, 100, soon()).expect_err("it is no frame");
            assert!(expected(&cut), "{bytes:?}: {cut:?}");
        }
    }

    #[test]
    fn who_trickles_is_cut_by_the_moment_and_not_by_the_byte() {
        let (mut one, other) = UnixStream::pair().expect("a pair of sockets");
        let trickle = std::thread::spawn(move || {
            for byte in MARK.iter().cycle() {
                std::thread::sleep(Duration::from_millis(10));
                if one.write_all(&[*byte]).is_err() {
                    break;
                }
            }
        });
        let until = Instant::now() + Duration::from_millis(60);
        assert!(matches!(read(&other, 100, until), Err(Cut::Slow)));
        drop(other);
        trickle.join().expect("it ends when nobody reads");
    }
}
