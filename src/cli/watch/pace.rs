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

/// Who rang.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ring {
    /// The folder: something was written.
    Folder,
    /// A worker that ended, or somebody who asks to stop.
    Work,
}

/// Ends a rest early.
pub(super) struct Waker {
    bell: Sender<Ring>,
    rung: Receiver<Ring>,
}

impl Waker {
    /// A bell that nobody has rung.
    pub(super) fn new() -> Self {
        let (bell, rung) = channel();
        Self { bell, rung }
    }

    /// Rings when called.
    pub(super) fn bell(&self) -> impl Fn() + Send + Sync + 'static {
        self.ringing(Ring::Work)
    }

    fn ringing(&self, ring: Ring) -> impl Fn() + Send + Sync + 'static {
        let bell = self.bell.clone();
        move || {
            // A receiver that is gone needs no waking.
            let _ = bell.send(ring);
        }
    }
}

/// The rhythm of a watch.
pub(super) struct Pace {
    waker: Waker,
    /// Kept alive: events end with them. Network shares may give none; then the poll alone serves.
    _watchers: Vec<RecommendedWatcher>,
    failed: BTreeMap<PathBuf, (Instant, Duration)>,
}

impl Pace {
    /// Listens to folders.
    pub(super) fn new<'a>(inboxes: impl Iterator<Item = &'a Path>, waker: Waker) -> Self {
        let watchers = inboxes.filter_map(|inbox| {
            let bell = waker.ringing(Ring::Folder);
            notify::recommended_watcher(move |_| bell())
                .and_then(|mut watcher| watcher.watch(inbox, RecursiveMode::NonRecursive).map(|()| watcher))
                .ok()
        });
        Self { _watchers: watchers.collect(), waker, failed: BTreeMap::new() }
    }

    /// A bell that a worker rings.
    pub(super) fn bell(&self) -> impl Fn() + Send + Sync + 'static {
        self.waker.bell()
    }

    /// Whether a file's turn has come: at once, or after the wait that its last failure set.
    pub(super) fn may_try(&self, file: &Path) -> bool {
        self.failed.get(file).is_none_or(|(since, wait)| since.elapsed() >= *wait)
    }

    /// Whether the machine failed at a file before.
    pub(super) fn has_failed(&self, file: &Path) -> bool {
        self.failed.contains_key(file)
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
        if self.waker.rung.recv_timeout(LOOK) == Ok(Ring::Folder) && !stop.is_asked() {
            while self.waker.rung.try_recv().is_ok() {}
            std::thread::sleep(MOMENT);
        }
    }
}

/// A moment from which time is counted.
#[derive(Debug, Clone, Copy)]
pub(super) struct Since(Instant);

impl Since {
    pub(super) fn now() -> Self {
        Self(Instant::now())
    }

    /// Whether no more than this has passed.
    pub(super) fn is_within(self, time: Duration) -> bool {
        self.0.elapsed() < time
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
