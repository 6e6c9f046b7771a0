//! When to look again, and when to stop: events where the file system gives them, a poll everywhere.
#![expect(clippy::disallowed_methods, reason = "waiting is this edge's matter")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::error::Error;

/// Between two looks. Two looks settle a file, and a file is to be dealt with within two seconds.
const LOOK: Duration = Duration::from_millis(600);

/// After an event: a program that just wrote is given a moment.
const MOMENT: Duration = Duration::from_millis(300);

/// The longest wait before a file that the machine failed at is tried again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The rhythm of a watch.
pub(super) struct Pace {
    stop: Arc<AtomicBool>,
    events: Receiver<()>,
    /// Kept alive: events end with it. Network shares may give none; then the poll alone serves.
    _watcher: Option<RecommendedWatcher>,
    failed: BTreeMap<PathBuf, (Instant, Duration)>,
}

impl Pace {
    /// Listens to the folder and to Ctrl-C.
    ///
    /// # Errors
    /// When Ctrl-C can't be listened to.
    pub(super) fn new(inbox: &Path) -> Result<Self, Error> {
        let stop = Arc::new(AtomicBool::new(false));
        let (wake, events) = channel();
        let on_signal = (Arc::clone(&stop), wake.clone());
        ctrlc::set_handler(move || {
            on_signal.0.store(true, Ordering::SeqCst);
            // A receiver that is gone needs no waking.
            let _ = on_signal.1.send(());
        })
        .map_err(|e| Error::Internal(e.to_string()))?;
        let watcher = notify::recommended_watcher(move |_| {
            let _ = wake.send(());
        })
        .and_then(|mut watcher| watcher.watch(inbox, RecursiveMode::NonRecursive).map(|()| watcher))
        .ok();
        Ok(Self { stop, events, _watcher: watcher, failed: BTreeMap::new() })
    }

    /// Whether somebody asked to stop.
    pub(super) fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Whether a file's turn has come: at once, or after the wait that its last failure set.
    pub(super) fn may_try(&self, file: &Path) -> bool {
        self.failed.get(file).is_none_or(|(since, wait)| since.elapsed() >= *wait)
    }

    /// Notes how a try ended; after each failure the wait doubles.
    pub(super) fn tried(&mut self, file: &Path, failed: bool) {
        if failed {
            let wait = self.failed.get(file).map_or(LOOK, |(_, wait)| wait.saturating_mul(2).min(LONGEST_WAIT));
            self.failed.insert(file.to_owned(), (Instant::now(), wait));
        } else {
            self.failed.remove(file);
        }
    }

    /// Waits for the next look.
    pub(super) fn rest(&self) {
        // An event is no sign that a file is complete, only that a look is worth its while after the usual pause.
        if self.events.recv_timeout(LOOK).is_ok() && !self.is_stopped() {
            while self.events.try_recv().is_ok() {}
            std::thread::sleep(MOMENT);
        }
    }
}

/// Date and time for a log line: UTC, which needs no knowledge of time zones.
pub(super) fn stamp() -> String {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs())
        .ok()
        .and_then(|seconds| chrono::DateTime::from_timestamp(seconds, 0))
        .map(|time| time.format("%Y-%m-%dT%H:%M:%SZ").to_string())
        .unwrap_or_default()
}
