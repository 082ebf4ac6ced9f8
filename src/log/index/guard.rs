//! sled may panic on a damaged file; here a panic becomes an answer, and prints nothing.

use std::{
    any::Any,
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::Once,
};

thread_local! {
    static GUARDED: Cell<u32> = const { Cell::new(0) };
}

static QUIET: Once = Once::new();

/// Runs something that may panic and says what the panic said.
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    QUIET.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            // sled's own threads meet the same damage; their panic is not ours to show either.
            let ours = std::thread::current().name().is_some_and(|name| name.starts_with("sled-io-"));
            if !ours && GUARDED.get() == 0 {
                before(info);
            }
        }));
    });
    GUARDED.set(GUARDED.get() + 1);
    let outcome = panic::catch_unwind(AssertUnwindSafe(run));
    GUARDED.set(GUARDED.get() - 1);
    outcome.map_err(|panic| format!("it panicked: {}", said(panic.as_ref())))
}

fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().cloned();
    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned())).unwrap_or_else(|| "no reason".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_answer() {
        assert_eq!(guarded(|| 7), Ok(7));
        assert_eq!(guarded(|| panic!("so {}", 1)), Err::<(), _>("it panicked: so 1".into()));
    }
}
