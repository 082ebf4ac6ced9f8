use super::Desk;
use crate::{
    app::{Failure, Publishing, publish},
    domain::{Refusal, dates::Direction},
    site::Report,
};
use clap::Args;

/// Publishes the site as static pages; only what changed is written
///
/// Publishing records nothing. The folder is closed to others until a server's access map is in place.
#[derive(Args, Debug)]
pub struct Publish {
    /// The day whose state the pages show; today where nothing is said
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    as_of: Option<String>,
    /// Writes every page again
    #[arg(long)]
    full: bool,
}

impl Publish {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        desk.glance_if_served()?;
        let today = desk.today(None)?;
        let as_of = match &self.as_of {
            Some(words) => desk.date(words, None, Direction::Past)?,
            None => today,
        };
        if as_of > today {
            let what = format!("{as_of} has not come yet.");
            return Err(Refusal::new(what, "Give a day up to today; the site stands as it was.").into());
        }
        let publishing = Publishing { as_of, built_at: desk.app()?.now(), full: self.full, wait: desk.wait() };
        // The journal is read without the lock: others may record meanwhile.
        desk.close();
        let report = publish(&place, &publishing)?;
        if desk.globals.json {
            desk.say_json(&report);
            return Ok(());
        }
        say_published(desk, &report);
        desk.say(format!("Open {}", place.output.join("index.html").display()));
        Ok(())
    }
}

/// Says what a publish did.
pub(super) fn say_published(desk: &mut Desk<'_>, report: &Report) {
    report.notices.iter().for_each(|notice| desk.notice(notice));
    desk.say(format!(
        "Published {} pages: {} written, {} unchanged, {} removed.",
        report.pages, report.written, report.unchanged, report.removed
    ));
}
