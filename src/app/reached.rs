//! Which store a command means, and whether it is opened here or asked for over a socket (LOG.md, "Who may touch it").

use super::{
    Failure, Place,
    machine::Machine,
    place::{belongs_to_caller, caller, nearest, owner},
};
use crate::log::is_store;
use std::path::{Path, PathBuf};

/// The file in a store that names the socket it is served at, while it is.
pub const POINTER: &str = "served";

/// How a store is reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reached {
    /// It is the caller's own, and opened by the command.
    Own(Place),
    /// It is served.
    Served(Served),
}

/// A store that is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Served {
    /// The socket.
    pub socket: PathBuf,
    /// The uids of the accounts that may keep it.
    pub keepers: Vec<u32>,
    /// What tells this store's drafts from another's: its folder, where that is known, else the socket.
    pub identity: PathBuf,
    /// The place it is opened at where nobody serves it after all: its keeper's own.
    pub own: Option<Place>,
}

/// What a command line and its environment name.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// The store's folder.
    pub store: Option<PathBuf>,
    /// Where the site goes.
    pub output: Option<PathBuf>,
    /// The socket.
    pub socket: Option<PathBuf>,
}

impl Reached {
    /// The store that is named, else the socket that is named, else the caller's own store nearest upwards, else the
    /// machine's shared one. Says in a notice where the caller's own wins over a shared one.
    ///
    /// # Errors
    /// There is none, or what is named is none.
    pub fn of(named: &Named, from: &Path) -> Result<(Self, Option<String>), Failure> {
        let output = named.output.clone();
        if let (Some(_), Some(_)) = (&named.store, &named.socket) {
            let what = "--store opens a store, and --socket asks for one that is served. Nothing was read or recorded.";
            return Err(Failure::Usage(format!("{what} Name one of them.")));
        }
        if let Some(store) = &named.store {
            if is_store(store) {
                return Ok((Self::at(Place::of(store.clone(), output)), None));
            }
            return match Machine::read()? {
                Some(machine) if machine.is_store(store) => Ok((Self::shared(machine), None)),
                _ => Place::find(named.store.clone(), output, from).map(|place| (Reached::Own(place), None)),
            };
        }
        if let Some(socket) = &named.socket {
            return Ok((Self::at_socket(socket), None));
        }
        match nearest(from) {
            Some(store) if belongs_to_caller(&store) => {
                let own = store.display();
                let notice = match Machine::read() {
                    Ok(Some(machine)) if !machine.is_store(&store) => Some(format!(
                        "this is your own store {own}, nearest upwards from here; the shared one is in {}",
                        machine.store.display()
                    )),
                    _ => None,
                };
                Ok((Self::at(Place::of(store, output)), notice))
            }
            _ => match Machine::read()? {
                Some(machine) => Ok((Self::shared(machine), None)),
                None => Place::find(None, output, from).map(|place| (Reached::Own(place), None)),
            },
        }
    }

    /// A store in a folder that can be read: served, where its keeper says so in it.
    pub fn at(place: Place) -> Self {
        let pointer = std::fs::read_to_string(place.store.join(POINTER));
        match (owner(&place.store), pointer) {
            (Some(owner), Ok(socket)) if !socket.trim().is_empty() => Reached::Served(Served {
                socket: socket.trim_end_matches('\n').into(),
                keepers: vec![owner],
                identity: place.store.clone(),
                own: Some(place),
            }),
            _ => Reached::Own(place),
        }
    }

    /// A socket that is named: of the caller's own account, or of the machine's.
    fn at_socket(socket: &Path) -> Self {
        let machine = Machine::read().ok().flatten();
        let keepers = std::iter::once(caller()).chain(machine.map(|machine| machine.uid)).collect();
        let identity = std::path::absolute(socket).unwrap_or_else(|_| socket.to_path_buf());
        Reached::Served(Served { socket: socket.to_path_buf(), keepers, identity, own: None })
    }

    fn shared(machine: Machine) -> Self {
        Reached::Served(Served {
            socket: machine.socket,
            keepers: vec![machine.uid],
            identity: machine.store,
            own: None,
        })
    }
}

impl Place {
    /// The store that the caller keeps, for what is done to a store as a whole: the one named, else the nearest
    /// upwards, else the machine's where the caller is its account.
    ///
    /// # Errors
    /// There is none, or another account keeps it; the message says which.
    pub fn kept(named: &Named, from: &Path) -> Result<Self, Failure> {
        let own = match &named.store {
            Some(store) => is_store(store),
            None => nearest(from).is_some_and(|store| belongs_to_caller(&store)),
        };
        let machine = if own { None } else { Machine::read()? };
        match machine {
            Some(machine) if named.store.as_ref().is_none_or(|store| machine.is_store(store)) => {
                if machine.uid != caller() {
                    let Machine { account, store, .. } = machine;
                    return Err(Failure::Usage(format!(
                        "The shared store {} is kept by the account {account}, and this is done by it alone. Nothing was \
                         read or recorded. As an administrator: sudo -u {account} coach … For a store of your own: \
                         --store DIR.",
                        store.display()
                    )));
                }
                Ok(Self::of(machine.store, named.output.clone().or(machine.output)))
            }
            _ => Self::find(named.store.clone(), named.output.clone(), from),
        }
    }
}
