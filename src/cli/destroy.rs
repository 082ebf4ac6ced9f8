use super::{Desk, drafts, expunge::waiting, said::entry_name, way::is_served_now};
use crate::{
    app::{BackedUp, CarriedOut, Failure, Now, Place, Publishing, System, back_up_anew, publish},
    domain::Refusal,
    log::{Stamp, kept_aside},
    views::destruction::OrderView,
};
use clap::Args;
use serde_json::json;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Carries out a recorded order of destruction, and prints the certificate
///
/// Both copies of the log are written anew without what the order names; headers, hashes and numbers stay, so the log
/// still verifies. The site is published again and searched, drafts of this account about the same people or with the
/// same words are removed, and what doctor kept aside too; backups that this program made are made anew where they lie. An
/// interrupted destruction is finished by the next command; given once more, the same command does the rest. It is done
/// by who keeps the store, while it is not served.
#[derive(Args, Debug)]
pub struct Destroy {
    /// The number of the entry that ordered it
    #[arg(long, value_name = "NUMBER", required_unless_present = "list")]
    order: Option<u64>,
    /// Lists the orders that wait, with the holds that block each
    #[arg(long, conflicts_with = "order")]
    list: bool,
}

/// What the certificate cannot speak for.
const NOT_PROMISED: [&str; 5] = [
    "what disks and snapshots keep of removed files, and drafts of other accounts",
    "sites that were published elsewhere, with another --output: publish them again, or remove them",
    "what was dropped into an inbox and lies in its taken/ and refused/ folders: look there, and remove it",
    "copies of backups, and backups that lie elsewhere now: remove them; a restore of one brings the content back",
    "exports, and copies that were disclosed, printed or made without this program",
];

/// What was done and found beside the log.
struct Around {
    drafts: Vec<PathBuf>,
    aside: Vec<PathBuf>,
    /// How many pages were searched; nothing where no site was published.
    pages: Option<usize>,
    /// Pages on which a destroyed text still stands.
    still: Vec<PathBuf>,
    /// The backups that held it, and what became of each.
    backups: Vec<(BackedUp, Now)>,
}

impl Destroy {
    pub(super) fn run(self, desk: &mut Desk<'_>) -> Result<(), Failure> {
        let place = desk.place()?;
        if is_served_now(&place) {
            let what = "The store is served, and a destruction writes all of it anew.";
            return Err(Refusal::new(what, "Stop `coach serve`, carry the order out, and start it again.").into());
        }
        let Some(order) = self.order else { return list(desk) };
        let aside = kept_aside(&place.store)?;
        let done = desk.app()?.carry_out(order)?;
        let around = Around::of(desk, &place, (&done, aside)).map_err(|failure| unfinished(&done, &failure))?;
        certify(desk, &done, &around);
        if around.still.is_empty() && around.left().next().is_none() { Ok(()) } else { Err(Failure::Findings) }
    }
}

/// What stopped the rest, once the order was carried out in the store.
fn unfinished(done: &CarriedOut, failure: &Failure) -> Failure {
    let (entry, order) = (entry_name(&done.entry), done.order.seq);
    Failure::Site(format!(
        "What order #{order} names is destroyed in the store, as {entry} says, and cannot be brought back. But the rest was \
         not done, and pages and drafts may still have the words: {failure}\nSee to that, then give the same command \
         again, which does the rest: coach destroy --order {order}"
    ))
}

/// The orders of every agency, by number: who keeps the store reads no more of them by that.
fn list(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let agencies: Vec<_> = desk.app()?.directory().agencies().into_iter().map(|(id, _)| id).collect();
    let waiting = waiting(desk, &agencies)?;
    if desk.globals.json {
        let row = |order: &OrderView| json!({"order": order.entry.seq, "on": order.on, "entries": order.number, "blocks": order.blocks});
        let rows: Vec<_> = waiting.iter().map(row).collect();
        desk.say_json(&rows);
        return Ok(());
    }
    if waiting.is_empty() {
        desk.say("No order of destruction waits.");
    }
    waiting.iter().for_each(|order| desk.say_order(order, ""));
    Ok(())
}

impl Around {
    /// Does what is left to do beside the log.
    fn of(desk: &mut Desk<'_>, place: &Place, (done, aside): (&CarriedOut, Vec<PathBuf>)) -> Result<Self, Failure> {
        let drafts = drafts::purge(&place.store, &done.people, &done.texts)?;
        let first = done.entries.iter().map(|(seq, _)| *seq).min().unwrap_or(done.entry.seq);
        let backups = back_up_anew(&place.store, (first, done.entry.seq), System.now())?;
        let mut around = Self { drafts, aside, pages: None, still: Vec::new(), backups };
        if place.output.join("built.json").exists() {
            around.publish(desk, place, done)?;
        }
        Ok(around)
    }

    /// The backups that hold it still, with the reason.
    fn left(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.backups.iter().filter_map(|(made, now)| match now {
            Now::Kept(why) => Some((&*made.path, why.as_str())),
            _ => None,
        })
    }

    fn publish(&mut self, desk: &mut Desk<'_>, place: &Place, done: &CarriedOut) -> Result<(), Failure> {
        let as_of = desk.today(None)?;
        let publishing = Publishing { as_of, built_at: desk.app()?.now(), full: true, wait: desk.wait() };
        desk.close();
        publish(place, &publishing)?;
        let mut pages = 0;
        search(&place.output, &mut |path, text| {
            pages += 1;
            if done.texts.iter().any(|gone| text.contains(gone.as_str())) {
                self.still.push(path.to_owned());
            }
        })?;
        self.pages = Some(pages);
        Ok(())
    }
}

/// Every file below a folder, as text that a reader sees.
fn search(folder: &Path, look: &mut dyn FnMut(&Path, &str)) -> Result<(), Failure> {
    let failed = |error| Failure::file("Searching", folder, &error);
    for item in fs::read_dir(folder).map_err(failed)? {
        let path = item.map_err(failed)?.path();
        if path.is_dir() {
            search(&path, look)?;
        } else {
            let bytes = fs::read(&path).map_err(failed)?;
            look(&path, &as_read(&String::from_utf8_lossy(&bytes)));
        }
    }
    Ok(())
}

/// A page's text with the characters that markup writes otherwise.
fn as_read(text: &str) -> String {
    let written = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let text = written.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    text.replace("&amp;", "&")
}

fn certify(desk: &mut Desk<'_>, done: &CarriedOut, around: &Around) {
    let authority = &done.authority;
    if desk.globals.json {
        let entries: Vec<_> = done.entries.iter().map(|(seq, hash)| json!({"seq": seq, "hash": hash})).collect();
        let backup = |(made, now): &(BackedUp, Now)| json!({"path": made.path, "made_at": made.made_at, "now": now});
        let backups: Vec<_> = around.backups.iter().map(backup).collect();
        desk.say_json(&json!({
            "order": done.order.seq, "authority": authority, "recorded": done.entry.seq, "hash": done.entry.hash,
            "entries": entries, "before": done.before,
            "pages_searched": around.pages.filter(|_| !done.before), "pages_with_the_text": around.still,
            "drafts_removed": around.drafts, "aside_removed": around.aside, "not_promised": NOT_PROMISED,
            "backups": backups,
        }));
        return;
    }
    let mut lines = vec![
        "Certificate of destruction".to_owned(),
        format!("  by order of    {authority} ({})", entry_name(&done.order)),
        format!("  recorded as    {}, on {}", entry_name(&done.entry), done.entry.occurred_on),
        "  destroyed, of which the header stays under this hash:".to_owned(),
    ];
    lines.extend(done.entries.iter().map(|(seq, hash)| format!("    #{seq} {hash}")));
    lines.push("  done and searched:".to_owned());
    lines.push("    journal and sled were written anew without it, and the old ones removed".to_owned());
    lines.push(match around.pages {
        Some(_) if done.before => {
            "    the site was published again; its words were gone before and could not be searched for".to_owned()
        }
        Some(pages) => format!("    the site was published again; {pages} files of it were searched"),
        None => "    no site of this store was published here".to_owned(),
    });
    lines.push(format!(
        "    drafts of this account about the same people or with the same words: {} removed",
        around.drafts.len()
    ));
    lines.extend(around.aside.iter().map(|path| format!("    kept aside, removed: {}", path.display())));
    lines.extend(around.still.iter().map(|page| format!("    the same words still stand on {}", page.display())));
    for (BackedUp { path, made_at, .. }, now) in &around.backups {
        let path = path.display();
        lines.push(match now {
            Now::Anew => format!("    the backup of {made_at} was made anew without it: {path}"),
            Now::Gone => format!("    the backup of {made_at} lies no more at {path}"),
            Now::Kept(why) => format!("    the backup of {made_at} HAS IT STILL: {path}: {why}"),
        });
    }
    lines.push("  not promised:".to_owned());
    lines.extend(NOT_PROMISED.iter().map(|what| format!("    {what}")));
    lines.iter().for_each(|line| desk.say(line));
    for (path, _) in around.left() {
        desk.say(format!(
            "Remove {}, or see to it and give the same command again. A restore of it brings the content back.",
            path.display()
        ));
    }
}
