//! Replacing single pages of a site that stands, each in one step (SITE.md, "Publishing").

use super::{
    disk::{make_private_folder, remove_folder, write_private},
    error::SiteError,
    manifest::Mark,
    stage::{BUILT, Places},
    tail::Tail,
};
use std::{collections::BTreeMap, fs, path::Path};

/// The pages of one update that differ from what stands: bytes, or nothing for a page that is no more.
pub(super) type Changes = BTreeMap<String, Option<(Vec<u8>, Mark)>>;

/// Puts changed pages in place. All are written beside the site before the first is replaced; what is no more goes
/// last, and `built.json` after it. Whoever calls holds the publish lock.
///
/// # Errors
/// [`SiteError::Disk`] while nothing was replaced yet; [`SiteError::HalfWay`] afterwards.
pub(super) fn replace(places: &Places, tail: &mut Tail, changes: &Changes, built: &[u8]) -> Result<(), SiteError> {
    // Left over from a publish that was killed; the lock says that nobody is using it.
    remove_folder(&places.staging)?;
    make_private_folder(&places.staging)?;
    let fresh = |n: usize| places.staging.join(n.to_string());
    let new = || changes.iter().filter_map(|(path, page)| page.as_ref().map(|page| (path, page)));
    for (n, (_, (bytes, _))) in new().enumerate() {
        write_private(&fresh(n), bytes)?;
    }
    write_private(&places.staging.join(BUILT), built)?;
    if !changes.is_empty() {
        tail.doubt(changes.keys())?;
    }
    for (n, (path, _)) in new().enumerate() {
        put(&fresh(n), &places.site.join(path)).map_err(SiteError::half_way(path))?;
    }
    for path in changes.iter().filter(|(_, page)| page.is_none()).map(|(path, _)| path) {
        take_away(&places.site, path).map_err(SiteError::half_way(path))?;
    }
    put(&places.staging.join(BUILT), &places.site.join(BUILT)).map_err(SiteError::half_way(BUILT))?;
    if !changes.is_empty() {
        tail.know(changes.iter().map(|(path, page)| (path, page.as_ref().map(|(_, mark)| mark))))?;
    }
    remove_folder(&places.staging)
}

/// Renames a file into its place, whose folder is made if it is not there yet.
fn put(from: &Path, to: &Path) -> std::io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let folder = to.parent().expect("a page has a folder");
            make_private_folder(folder).map_err(|error| std::io::Error::other(error.to_string()))?;
            fs::rename(from, to)
        }
        done => done,
    }
}

/// Removes a page, and the folders above it that it leaves empty: a rebuild from nothing would not make them.
fn take_away(site: &Path, path: &str) -> std::io::Result<()> {
    let page = site.join(path);
    match fs::remove_file(&page) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut folder = page.parent();
    while let Some(empty) = folder.filter(|folder| *folder != site && fs::remove_dir(folder).is_ok()) {
        folder = empty.parent();
    }
    Ok(())
}
