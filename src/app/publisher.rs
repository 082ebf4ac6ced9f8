//! The site follows what is recorded: on a thread of its own, so that nobody waits for a page, and one publish at a
//! time, with whatever was recorded meanwhile.

use super::{Failure, Place, Publishing, publish};
use crate::domain::Recorded;
use chrono::{DateTime, NaiveDate, Utc};
use std::{
    sync::{
        Arc, Mutex,
        mpsc::{Receiver, Sender, channel},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

/// What was recorded, and when that is.
#[derive(Clone, Debug)]
pub struct News {
    /// The entries, in order; none where everything is to be looked at.
    pub entries: Vec<Recorded>,
    /// Today, for the agency.
    pub as_of: NaiveDate,
    /// Now.
    pub now: DateTime<Utc>,
}

/// What keeps pages in step with entries. It runs beside the recording, and cannot undo it.
pub trait Published: Send {
    /// Publishes what these entries change.
    ///
    /// # Errors
    /// The site is stale; the next news tries again.
    fn entries(&mut self, news: &News) -> Result<(), Failure>;
}

/// Publishes the whole site again, of which only what changed is written.
#[derive(Debug)]
pub struct WholeSite(pub Place);

impl Published for WholeSite {
    fn entries(&mut self, news: &News) -> Result<(), Failure> {
        let wait = Duration::from_secs(60);
        let publishing = Publishing { as_of: news.as_of, built_at: news.now, full: false, wait };
        publish(&self.0, &publishing).map(drop)
    }
}

/// How far the site is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// The last entry that is published, as far as this process knows.
    pub published: Option<u64>,
    /// Why the last publish failed, if it did: what was recorded stands, and the site is stale.
    pub stale: Option<String>,
}

/// The thread that publishes.
pub struct Publisher {
    news: Sender<News>,
    standing: Arc<Mutex<Standing>>,
    thread: JoinHandle<()>,
}

impl Publisher {
    /// Begins to publish; `failed` is told of every publish that fails.
    pub fn begin(published: Box<dyn Published>, failed: impl Fn(&str) + Send + 'static) -> Self {
        let (news, coming) = channel();
        let standing = Arc::new(Mutex::new(Standing::default()));
        let kept = Arc::clone(&standing);
        let thread = thread::spawn(move || follow(published, &coming, &kept, &failed));
        Self { news, standing, thread }
    }

    /// Hands over what was recorded; does not wait.
    pub fn tell(&self, news: News) {
        // The thread ends only with this sender.
        let _ = self.news.send(news);
    }

    /// How far the site is.
    pub fn standing(&self) -> Standing {
        self.standing.lock().expect("nobody fails while holding it").clone()
    }

    /// Publishes what is left, and ends.
    pub fn finish(self) {
        drop(self.news);
        // A publish that panicked has said so; what was recorded stands.
        let _ = self.thread.join();
    }
}

fn follow(
    mut published: Box<dyn Published>,
    coming: &Receiver<News>,
    standing: &Mutex<Standing>,
    failed: &dyn Fn(&str),
) {
    while let Ok(mut news) = coming.recv() {
        for more in coming.try_iter() {
            news.entries.extend(more.entries);
            (news.as_of, news.now) = (more.as_of, more.now);
        }
        let done = published.entries(&news);
        let mut standing = standing.lock().expect("nobody fails while holding it");
        match done {
            Ok(()) => {
                let last = news.entries.last().map(|entry| entry.seq);
                *standing = Standing { published: last.or(standing.published), stale: None };
            }
            Err(failure) => {
                failed(&failure.to_string());
                standing.stale = Some(failure.to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    struct Slow {
        begun: std::sync::mpsc::SyncSender<usize>,
        go_on: Receiver<Result<(), Failure>>,
    }

    impl Published for Slow {
        fn entries(&mut self, news: &News) -> Result<(), Failure> {
            self.begun.send(news.entries.len()).expect("the test listens");
            self.go_on.recv().expect("the test says so")
        }
    }

    #[test]
    fn what_is_recorded_during_a_publish_is_published_together_and_a_failure_is_told() {
        let (begun, beginning) = sync_channel(0);
        let (go, go_on) = channel();
        let (fail, failures) = channel();
        let publisher = Publisher::begin(Box::new(Slow { begun, go_on }), move |why| {
            fail.send(why.to_owned()).expect("the test listens");
        });
        let news = || News { entries: vec![], as_of: NaiveDate::default(), now: DateTime::default() };
        publisher.tell(news());
        beginning.recv().expect("the first begins");
        (0..5).for_each(|_| publisher.tell(news()));
        go.send(Ok(())).expect("it waits");
        beginning.recv().expect("the five are one");
        go.send(Err(Failure::Site("the disk is full".into()))).expect("it waits");
        assert_eq!(failures.recv().expect("it is told"), "The site: the disk is full");
        while publisher.standing().stale.is_none() {
            thread::yield_now();
        }
        publisher.finish();
        assert!(beginning.recv().is_err(), "nothing else was published");
    }
}
