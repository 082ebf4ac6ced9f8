//! The fear: a socket that somebody else put there, which hears what was meant for the store.

use crate::{served::Served, support::Coach};
use std::{
    fs,
    io::Read,
    os::unix::{
        fs::{PermissionsExt, chown},
        net::UnixListener,
    },
    process::Command,
};

/// An account that is nobody of ours.
const STRANGER: u32 = 65_534;

fn is_root() -> bool {
    let root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    if !root {
        eprintln!("SKIPPED: only root can plant something as another account");
    }
    root
}

#[test]
fn a_socket_in_a_folder_of_somebody_else_is_sent_nothing() {
    if !is_root() {
        return;
    }
    let coach = Coach::agency();
    let folder = coach.dir().join("planted");
    fs::create_dir(&folder).expect("a folder");
    let socket = folder.join("coach.sock");
    let listener = UnixListener::bind(&socket).expect("a socket");
    listener.set_nonblocking(true).expect("it can be");
    chown(&folder, Some(STRANGER), None).expect("root may");
    let ask = |words: &str| coach.run(&format!("--socket {} --wait 0 --as sam {words}", socket.display()));
    ask("note ben -m 'Captured?'").misused().says(&["belongs to uid 65534", "Nothing was sent"]);
    assert!(listener.accept().is_err(), "nobody even connected");
    // A folder of root's that others may write into is one where anybody could have put it.
    chown(&folder, Some(0), None).expect("root may");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).expect("root may");
    ask("note ben -m 'Captured?'").misused().says(&["Others may write into its folder", "Nothing was sent"]);
    assert!(listener.accept().is_err(), "nobody even connected");
}

#[test]
fn a_socket_that_another_account_listens_on_is_sent_nothing() {
    if !is_root() {
        return;
    }
    let coach = Coach::agency();
    fs::set_permissions(coach.dir(), fs::Permissions::from_mode(0o755)).expect("the test's own folder");
    let folder = coach.dir().join("run");
    fs::create_dir(&folder).expect("a folder");
    chown(&folder, Some(STRANGER), None).expect("root may");
    let socket = folder.join("coach.sock");
    // Whoever listens is asked who they are; the folder's owner alone would not do.
    let listens = format!(
        "import os, socket\nos.setuid({STRANGER})\ns = socket.socket(socket.AF_UNIX)\ns.bind({:?})\ns.listen()\n\
         print('ready', flush=True)\nc, _ = s.accept()\nprint(len(c.recv(100)), flush=True)\n",
        socket.display().to_string()
    );
    let child = Command::new("python3").arg("-c").arg(listens).stdout(std::process::Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: there is no python3 to listen as another account");
        return;
    };
    let mut out = child.stdout.take().expect("piped");
    let mut ready = [0; 6];
    out.read_exact(&mut ready).expect("it listens");
    chown(&folder, Some(0), None).expect("root may");
    let asked = coach.run(&format!("--socket {} --wait 0 --as sam note ben -m 'Captured?'", socket.display()));
    asked.misused().says(&["It is served by uid 65534", "Nothing was sent"]).hides(&["Recorded"]);
    let mut heard = String::new();
    out.read_to_string(&mut heard).expect("it ends after one connection");
    assert_eq!(heard.trim(), "0", "not a byte was sent");
    child.wait().expect("our child");
}

#[test]
fn a_store_that_others_could_read_or_of_another_account_is_not_served() {
    let coach = Coach::agency();
    let serve = || coach.run("serve --socket run/coach.sock --no-publish");
    fs::set_permissions(coach.store(), fs::Permissions::from_mode(0o750)).expect("the test's own folder");
    serve().misused().says(&["mode 750", "chmod 700"]);
    fs::set_permissions(coach.store(), fs::Permissions::from_mode(0o700)).expect("the test's own folder");
    if is_root() {
        chown(coach.store(), Some(STRANGER), None).expect("root may");
        coach.run("--store events/store serve --socket run/coach.sock").misused().says(&["belongs to uid 65534"]);
        chown(coach.store(), Some(0), None).expect("root may");
    }
    let _served = Served::of(&coach);
    serve().failed();
}

#[test]
fn what_the_socket_and_its_folder_allow_is_connecting_and_no_more() {
    let coach = Coach::agency();
    let served = Served::of(&coach);
    let mode = |path| fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
    assert_eq!(mode(served.socket.clone()), 0o666, "anybody may connect");
    assert_eq!(mode(served.socket.parent().expect("a folder").to_path_buf()), 0o755, "and not replace it");
    assert_eq!(mode(coach.store()), 0o700);
    assert_eq!(mode(coach.store().join("served")), 0o600);
}

#[test]
fn a_real_store_knows_its_keeper_and_root_as_nobody() {
    let coach = Coach::real();
    let served = Served::of(&coach);
    coach.run("today").refused().says(&["You are nobody in this store"]);
    coach.run("note olive -m 'By its keeper'").refused().says(&["nobody"]);
    assert!(served.log().contains("it is nobody there"), "{}", served.log());
    coach.run("--as olive today").refused().says(&["this store holds real records"]);
}
