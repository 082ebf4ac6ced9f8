//! What the machine's configuration says of its shared store: which account keeps it, and where to ask.

use super::Failure;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// Where the configuration lies, unless `COACH_CONFIG` names another file; it must be root's either way.
pub const MACHINE: &str = "/etc/coachlog/coachlog.toml";
/// The socket, where the configuration does not say.
pub const SOCKET: &str = "/run/coachlog/coach.sock";

/// The shared store of a machine.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Machine {
    /// The login of the account that keeps the store.
    pub account: String,
    /// The store's folder.
    pub store: PathBuf,
    /// Where the site is published; beside the store where nothing is said.
    #[serde(default)]
    pub output: Option<PathBuf>,
    /// The socket.
    #[serde(default = "socket")]
    pub socket: PathBuf,
    /// The uid of the account.
    #[serde(skip)]
    pub uid: u32,
}

fn socket() -> PathBuf {
    SOCKET.into()
}

impl Machine {
    /// There are no accounts to share a store among.
    ///
    /// # Errors
    /// None.
    #[cfg(not(unix))]
    pub fn read() -> Result<Option<Self>, Failure> {
        Ok(None)
    }

    /// Reads the configuration; none where there is no such file.
    ///
    /// # Errors
    /// It is not root's alone to write, does not read, or names an account that is not there.
    #[cfg(unix)]
    pub fn read() -> Result<Option<Self>, Failure> {
        let named = std::env::var_os("COACH_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
        Self::read_from(&named.unwrap_or_else(|| MACHINE.into()))
    }

    #[cfg(unix)]
    fn read_from(path: &Path) -> Result<Option<Self>, Failure> {
        let wrong = |what: String, next: &str| {
            Err(Failure::Usage(format!(
                "The machine's configuration {} {what}. Nothing was read or recorded. {next}",
                path.display()
            )))
        };
        let text = match std::fs::read_to_string(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return wrong(format!("cannot be read: {error}"), "Ask whoever keeps this machine."),
            Ok(text) => text,
        };
        if !roots_alone(path) {
            let next = "It says whom to trust, so it and its folder must be: chown root, chmod go-w.";
            return wrong("is not root's alone to write".into(), next);
        }
        let mut machine: Self = match toml::from_str(&text) {
            Ok(machine) => machine,
            Err(error) => return wrong(format!("does not read: {error}"), "docs/INSTALL.md shows one."),
        };
        let known = nix::unistd::User::from_name(&machine.account).ok().flatten();
        let Some(account) = known else {
            let next = "Make the account, or name the one that keeps the store.";
            return wrong(format!("names the account {:?}, which is not there", machine.account), next);
        };
        machine.uid = account.uid.as_raw();
        Ok(Some(machine))
    }

    /// Whether a folder is the shared store's.
    pub fn is_store(&self, folder: &Path) -> bool {
        let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        whole(&self.store) == whole(folder)
    }
}

/// Whether a file and its folder can be written by root alone.
#[cfg(unix)]
fn roots_alone(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let closed = |path: &Path| std::fs::metadata(path).is_ok_and(|it| it.uid() == 0 && it.mode() & 0o022 == 0);
    closed(path) && path.parent().is_none_or(closed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "account = \"root\"\nstore = \"/var/lib/coachlog/store\"\n";

    fn written(text: &str, mode: u32) -> (tempfile::TempDir, PathBuf) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("coachlog.toml");
        std::fs::write(&path, text).expect("a new file");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("our own file");
        (folder, path)
    }

    #[test]
    fn a_configuration_that_others_could_have_written_is_not_believed() {
        let (_folder, path) = written(TEXT, 0o666);
        let message = Machine::read_from(&path).expect_err("anybody may write it").to_string();
        assert!(message.contains("is not root's alone to write"), "{message}");
    }

    #[test]
    fn a_configuration_of_root_reads_and_a_wrong_one_is_named() {
        let (_folder, path) = written(TEXT, 0o644);
        let read = Machine::read_from(&path);
        if !nix::unistd::geteuid().is_root() {
            assert!(read.is_err(), "it is ours, not root's");
            return;
        }
        let machine = read.expect("it reads").expect("it is there");
        assert_eq!((machine.uid, &*machine.socket), (0, Path::new(SOCKET)));
        assert!(machine.is_store(Path::new("/var/lib/coachlog/store")));
        for (text, named) in [
            ("account = \"root\"\n", "missing field `store`"),
            ("account = \"root\"\nstore = \"/s\"\nsokcet = \"/x\"\n", "sokcet"),
            ("account = \"no-such-account\"\nstore = \"/s\"\n", "which is not there"),
        ] {
            let (_folder, path) = written(text, 0o644);
            let message = Machine::read_from(&path).expect_err(named).to_string();
            assert!(message.contains(named), "{message}");
        }
        assert_eq!(Machine::read_from(&path.join("absent")).ok(), None, "below a file there is none");
    }
}
