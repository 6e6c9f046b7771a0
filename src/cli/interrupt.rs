//! Ctrl-C, and the request to end that a service manager sends: work ends between two workbooks. Asked a second time, at once.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use crate::error::Error;

/// The status of a process that was interrupted, as shells have it: 128 and the signal's number.
const INTERRUPTED: i32 = 130;

/// Whether somebody asked to stop.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Listens from now on; `on_request` is called at the first request.
    ///
    /// # Errors
    /// When the system lets nobody listen.
    pub(super) fn listen(on_request: impl Fn() + Send + 'static) -> Result<Self, Error> {
        // The system takes one listener: a second batch of the same process stops with the first.
        static ASKED: OnceLock<Interrupt> = OnceLock::new();
        if let Some(asked) = ASKED.get() {
            return Ok(asked.clone());
        }
        let asked = ASKED.get_or_init(Self::default).clone();
        let handle = asked.clone();
        ctrlc::set_handler(move || {
            if handle.0.swap(true, Ordering::SeqCst) {
                // What is under way lies beside its place and is swept away by the next run.
                std::process::exit(INTERRUPTED);
            }
            on_request();
        })
        .map_err(|error| Error::Internal(error.to_string()))?;
        Ok(asked)
    }

    /// Asks, as if somebody had.
    pub(super) fn ask(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    /// Whether it was asked.
    pub(super) fn is_asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
