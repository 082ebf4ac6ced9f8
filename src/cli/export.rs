use super::Desk;
use crate::{app::Failure, log::copies};
use clap::Args;
use std::io::{self, ErrorKind, Write};

/// Prints the whole journal, one canonical JSON line an entry, as `coach import` takes it
///
/// The lines hold everybody's texts: whoever can read the store's files can export it.
#[derive(Args, Debug)]
pub struct Export {}

impl Export {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        let mut done = None;
        desk.write(|out| {
            let mut out = Output { out, failed: None };
            let exported = copies::export(&place.store, &mut out);
            let failed = out.failed.take();
            match failed {
                Some(error) => Err(error),
                None => {
                    done = Some(exported);
                    Ok(())
                }
            }
        });
        if let Some(count) = done.transpose()? {
            desk.notice(&format!(
                "{count} entries exported; they hold everybody's texts, so keep them closed to others"
            ));
        }
        Ok(())
    }
}

/// The standard output, which remembers its own error: the log's are told apart from it.
struct Output<'w> {
    out: &'w mut dyn Write,
    failed: Option<io::Error>,
}

impl Output<'_> {
    /// Keeps an error, and passes on that there is one.
    fn kept<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        done.map_err(|error| {
            let kind = error.kind();
            if kind != ErrorKind::Interrupted {
                self.failed = Some(error);
            }
            kind.into()
        })
    }
}

impl Write for Output<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.out.write(bytes);
        self.kept(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.out.flush();
        self.kept(done)
    }
}
