//! The listening socket: handed over by systemd, or made here.

use super::connect::is_listened_to;
use listenfd::ListenFd;
use std::{
    fs::{self, Permissions},
    io,
    os::unix::{fs::PermissionsExt, net::UnixListener},
    path::{Path, PathBuf},
};

/// A listening socket, and where it lies.
#[derive(Debug)]
pub struct Listening {
    /// Where connections come in.
    pub listener: UnixListener,
    /// Its path.
    pub path: PathBuf,
    /// Whether it was made here; then it is removed at the end. One that was handed over stays, and connections wait
    /// in it for the next program.
    made: bool,
}

impl Listening {
    /// The socket that systemd hands over, if there is one.
    ///
    /// # Errors
    /// What was handed over is no such socket.
    pub fn handed_over() -> io::Result<Option<Self>> {
        let Some(listener) = ListenFd::from_env().take_unix_listener(0)? else { return Ok(None) };
        let path = listener.local_addr()?.as_pathname().map(Path::to_path_buf);
        let path = path.ok_or_else(|| io::Error::other("the socket handed over has no path"))?;
        Ok(Some(Self { listener, path, made: false }))
    }

    /// Makes the socket, and its folder where it is not there; anybody may connect. What a dead program left in its
    /// place is replaced.
    ///
    /// # Errors
    /// Somebody serves there already, or the folder does not take it.
    pub fn make(path: &Path) -> io::Result<Self> {
        let path = std::path::absolute(path)?;
        let folder = path.parent().ok_or_else(|| io::Error::other("a socket lies in a folder"))?;
        if !folder.exists() {
            fs::create_dir_all(folder)?;
            fs::set_permissions(folder, Permissions::from_mode(0o755))?;
        }
        if is_listened_to(&path) {
            return Err(io::Error::new(io::ErrorKind::AddrInUse, "somebody serves there already"));
        }
        // Others see the socket only once it may be connected to.
        let fresh = path.with_extension(format!("{}", std::process::id()));
        let _ = fs::remove_file(&fresh);
        let listener = UnixListener::bind(&fresh)?;
        let open = fs::set_permissions(&fresh, Permissions::from_mode(0o666)).and_then(|()| fs::rename(&fresh, &path));
        if let Err(error) = open {
            let _ = fs::remove_file(&fresh);
            return Err(error);
        }
        Ok(Self { listener, path, made: true })
    }

    /// Takes the socket away, where it was made here.
    pub fn end(self) {
        if self.made {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// From now on every file this process makes is closed to others, unless it is opened to them by name.
pub fn close_new_files() {
    nix::sys::stat::umask(nix::sys::stat::Mode::from_bits_truncate(0o077));
}

/// Tells whoever supervises this program that it takes requests.
pub fn ready() {
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Ready]);
}

/// Tells whoever supervises this program that it ends.
pub fn stopping() {
    let _ = sd_notify::notify(&[sd_notify::NotifyState::Stopping]);
}
