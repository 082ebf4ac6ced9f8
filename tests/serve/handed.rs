//! The fear: a request that falls between the old program and the new one when the program is replaced.

use crate::{
    served::{PATIENCE, recorded, signal},
    support::{COACH, Coach},
};
use std::{
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt,
    process::{Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};

/// What systemd does: it listens itself, hands the socket over as descriptor 3, and begins the program anew when it ends.
const SUPERVISOR: &str = "
import os, signal, socket, sys, time
path, store, coach, rounds, before = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), float(sys.argv[5])
os.makedirs(os.path.dirname(path), exist_ok=True)
s = socket.socket(socket.AF_UNIX)
s.bind(path)
os.chmod(path, 0o666)
s.listen(64)
print('listens', flush=True)
for _ in range(rounds):
    time.sleep(before)
    child = os.fork()
    if child == 0:
        os.dup2(s.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS='1')
        os.execv(coach, [coach, '--store', store, 'serve', '--no-publish'])
    print(child, flush=True)
    _, status = os.waitpid(child, 0)
    print('ended', os.waitstatus_to_exitcode(status), flush=True)
";

#[test]
fn over_a_socket_that_is_handed_over_requests_wait_while_the_program_is_replaced() {
    let coach = Coach::agency();
    fs::set_permissions(coach.store(), Permissions::from_mode(0o700)).expect("the test's own folder");
    let socket = coach.dir().join("run/coach.sock").display().to_string();
    let store = coach.store().display().to_string();
    let mut command = Command::new("python3");
    command.args(["-c", SUPERVISOR, &socket, &store, COACH, "3", "0.4"]);
    let said = coach.dir().join("supervisor.out");
    let out = fs::File::create(&said).expect("the test's own folder");
    let Ok(mut supervisor) = command.stdout(out).stderr(Stdio::null()).spawn() else {
        eprintln!("SKIPPED: there is no python3 to hand a socket over");
        return;
    };
    let lines = || fs::read_to_string(&said).unwrap_or_default().lines().map(str::to_owned).collect::<Vec<_>>();
    let wait_for = |count: usize| {
        let started = Instant::now();
        while lines().len() < count {
            assert!(started.elapsed() < PATIENCE, "the supervisor said only {:?}", lines());
            sleep(Duration::from_millis(5));
        }
    };
    wait_for(1);
    for round in 0..3 {
        // Nobody is there to answer yet: the request waits in the socket, and the client does not notice.
        let text = format!("Said in round {round}.");
        let ran =
            coach.run_words(&["--socket", &socket, "--as", "sam", "--wait", "0", "note", "ben", "-m", &text], "note");
        assert_eq!(ran.clone().ok().err, "", "the client noticed that the program was replaced");
        wait_for(2 + 2 * round);
        let pid = lines()[1 + 2 * round].parse().expect("the supervisor says the pid");
        signal("TERM", pid);
        wait_for(3 + 2 * round);
        assert_eq!(lines()[2 + 2 * round], "ended 0", "it ends gracefully");
        assert_eq!(recorded(&coach.store(), &text), 1);
        assert!(fs::exists(&socket).expect("it can be seen"), "a socket that was handed over stays");
    }
    assert!(supervisor.wait().expect("our child").success());
    coach.run("verify").ok();
}
