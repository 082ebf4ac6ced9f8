//! The fear: a reader finds half a site, or a publish eats somebody's files.

use super::*;

fn publish(output: &Path, pages: &[(&str, &str)], full: bool) -> Result<Outcome, SiteError> {
    let mut stage = Stage::begin(Places::around(output)?, full)?;
    for (path, text) in pages {
        stage.put(path, text.as_bytes())?;
    }
    stage.finish(b"{}")
}

fn read(path: PathBuf) -> String {
    fs::read_to_string(path).expect("a page")
}

#[cfg(unix)]
fn inode(path: PathBuf) -> u64 {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).expect("a page").ino()
}

#[test]
fn an_unchanged_page_is_not_written_again_and_an_orphan_goes() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let first = publish(&site, &[("index.html", "one"), ("e/a.html", "a"), ("e/b.html", "b")], false).expect("publish");
    assert_eq!(first, Outcome { written: 3, unchanged: 0, removed: 0 });
    #[cfg(unix)]
    let before = inode(site.join("e/a.html"));
    let second = publish(&site, &[("index.html", "two"), ("e/a.html", "a")], false).expect("publish");
    assert_eq!(second, Outcome { written: 1, unchanged: 1, removed: 1 });
    assert_eq!(read(site.join("index.html")), "two");
    assert!(!site.join("e/b.html").exists());
    #[cfg(unix)]
    assert_eq!(inode(site.join("e/a.html")), before);
}

#[test]
fn nothing_changed_replaces_built_json_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let pages = [("index.html", "one")];
    publish(&site, &pages, false).expect("publish");
    let tree = tree_of(&site);
    let mut stage = Stage::begin(Places::around(&site).expect("places"), false).expect("begin");
    stage.put("index.html", b"one").expect("put");
    let outcome = stage.finish(b"{\"as_of\":\"2026-06-30\"}").expect("finish");
    assert_eq!(outcome, Outcome { written: 0, unchanged: 1, removed: 0 });
    assert_eq!(tree_of(&site), tree, "the same tree");
    assert_eq!(read(site.join("built.json")), "{\"as_of\":\"2026-06-30\"}");
    let full = publish(&site, &pages, true).expect("publish");
    assert_eq!(full.written, 1, "a full publish believes nothing");
}

#[test]
fn a_folder_that_no_publish_made_is_refused_and_untouched() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("thesis");
    fs::create_dir(&site).expect("mkdir");
    fs::write(site.join("chapter1.txt"), "years").expect("write");
    let error = publish(&site, &[("index.html", "one")], true).expect_err("not ours");
    assert!(matches!(error, SiteError::NotOurs { .. }), "{error}");
    assert_eq!(read(site.join("chapter1.txt")), "years");
}

#[test]
fn a_file_laid_into_a_published_site_is_not_eaten() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    publish(&site, &[("index.html", "one")], false).expect("publish");
    fs::write(site.join("holiday.jpg"), "sun").expect("write");
    assert!(publish(&site, &[("index.html", "two")], false).is_err());
    assert_eq!(read(site.join("index.html")), "one");
    assert_eq!(read(site.join("holiday.jpg")), "sun");
}

#[test]
fn a_readme_may_wait_in_the_output_folder_and_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("output");
    fs::create_dir(&site).expect("mkdir");
    fs::write(site.join("README.md"), "what this is").expect("write");
    publish(&site, &[("index.html", "one")], false).expect("publish");
    assert_eq!(read(site.join("README.md")), "what this is");
}

#[test]
fn a_publish_that_fails_half_way_leaves_the_old_site_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    publish(&site, &[("index.html", "one"), ("e/a.html", "a")], false).expect("publish");
    let again = [("index.html", "two"), ("index.html", "three")];
    assert!(matches!(publish(&site, &again, false), Err(SiteError::Twice { .. })));
    assert_eq!(read(site.join("index.html")), "one");
    assert_eq!(read(site.join("e/a.html")), "a");
    assert!(!folder.path().join("site.staging").exists());
}

/// A crash after the swap and before the manifest's renaming: the next publish believes the tree that is there.
#[test]
fn a_crash_after_the_swap_is_settled_by_the_next_publish() {
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    let manifest = folder.path().join("site.manifest");
    publish(&site, &[("index.html", "one")], false).expect("publish");
    let of_one = fs::read(&manifest).expect("a manifest");
    publish(&site, &[("index.html", "two")], false).expect("publish");
    fs::rename(&manifest, folder.path().join("site.manifest.next")).expect("as if it had crashed");
    fs::write(&manifest, of_one).expect("the manifest of before");
    publish(&site, &[("index.html", "one")], false).expect("publish");
    assert_eq!(read(site.join("index.html")), "one", "not the page that an old manifest took for this one");
}

#[cfg(unix)]
#[test]
fn pages_and_folders_are_for_this_account_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let site = folder.path().join("site");
    publish(&site, &[("e/00/index.html", "one")], false).expect("publish");
    let mode = |path: &str| fs::metadata(folder.path().join(path)).expect("there").permissions().mode() & 0o777;
    assert_eq!((mode("site"), mode("site/e/00"), mode("site/e/00/index.html")), (0o700, 0o700, 0o600));
    assert_eq!((mode("site/built.json"), mode("site.manifest")), (0o600, 0o600));
}
