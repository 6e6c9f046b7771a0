//! When to look again, and when to stop: events where the file system gives them, a poll everywhere.
#![expect(clippy::disallowed_methods, reason = "waiting is this edge's matter")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use crate::cli::interrupt::Interrupt;

/// Between two looks. Two looks settle a file, and a file is to be dealt with within two seconds.
const LOOK: Duration = Duration::from_millis(600);

/// After an event: a program that just wrote is given a moment.
const MOMENT: Duration = Duration::from_millis(300);

/// The longest wait before a file that the machine failed at is tried again.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Ends a rest early.
pub(super) struct Waker {
    bell: Sender<()>,
    rung: Receiver<()>,
}

impl Waker {
    /// A bell that nobody has rung.
    pub(super) fn new() -> Self {
        let (bell, rung) = channel();
        Self { bell, rung }
    }

    /// Rings when called.
    pub(super) fn bell(&self) -> impl Fn() + Send + 'static {
        let bell = self.bell.clone();
        move || {
            // A receiver that is gone needs no waking.
            let _ = bell.send(());
        }
    }
}

/// The rhythm of a watch.
pub(super) struct Pace {
    waker: Waker,
    /// Kept alive: events end with it. Network shares may give none; then the poll alone serves.
    _watcher: Option<RecommendedWatcher>,
    failed: BTreeMap<PathBuf, (Instant, Duration)>,
}

impl Pace {
    /// Listens to the folder.
    pub(super) fn new(inbox: &Path, waker: Waker) -> Self {
        let bell = waker.bell();
        let watcher = notify::recommended_watcher(move |_| bell())
            .and_then(|mut watcher| watcher.watch(inbox, RecursiveMode::NonRecursive).map(|()| watcher))
            .ok();
        Self { waker, _watcher: watcher, failed: BTreeMap::new() }
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
    pub(super) fn rest(&self, stop: &Interrupt) {
        // An event is no sign that a file is complete, only that a look is worth its while after the usual pause.
        if self.waker.rung.recv_timeout(LOOK).is_ok() && !stop.is_asked() {
            while self.waker.rung.try_recv().is_ok() {}
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
