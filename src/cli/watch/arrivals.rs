//! Which files of a drop folder are complete workbooks: not those that a program still writes.
#![expect(clippy::disallowed_methods, reason = "looking into the drop folder is this edge's matter")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::cli::{inputs, source};
use crate::error::Error;

/// How long a file that can't be read as a whole must have stood still before it counts as damaged rather than half copied: a copy
/// over a slow network may pause for seconds.
const PATIENCE: Duration = Duration::from_secs(10);

/// What one look saw of a file: its size and time, and since when they have been the same.
#[derive(Debug, Clone, Copy)]
struct Look {
    size: u64,
    modified: Option<SystemTime>,
    since: Instant,
}

impl Look {
    fn is_same(&self, other: &Self) -> bool {
        (self.size, self.modified) == (other.size, other.modified)
    }

    /// How long the file has stood still, as far as we saw it or its time tells.
    fn stood_still(&self) -> Duration {
        let by_its_time = self.modified.and_then(|time| time.elapsed().ok()).unwrap_or_default();
        by_its_time.max(self.since.elapsed())
    }
}

/// What was seen at the last look. A file is complete when two looks in a row see the same size and time and no program holds it.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    seen: BTreeMap<PathBuf, Look>,
    held: BTreeSet<PathBuf>,
}

/// What a look found.
#[derive(Debug, Default)]
pub(super) struct Arrived {
    /// Complete workbooks in name order.
    pub complete: Vec<PathBuf>,
    /// What is called like a workbook and is no file, with what it is.
    pub irregular: Vec<(PathBuf, &'static str)>,
    /// Workbooks that a program has open, those of them that were not before.
    pub newly_held: Vec<PathBuf>,
    /// How many a program has open.
    pub held: usize,
    /// Whether files are there that the next look may find complete.
    pub unsettled: bool,
}

impl Arrivals {
    /// Looks at the folder itself; its subfolders hold what was dealt with.
    ///
    /// # Errors
    /// A folder that can't be listed.
    pub(super) fn look(&mut self, inbox: &Path) -> Result<Arrived, Error> {
        let mut now = BTreeMap::new();
        let mut names = BTreeSet::new();
        let mut odd = BTreeMap::new();
        for entry in fs::read_dir(inbox).map_err(|e| Error::io(inbox, e))? {
            let path = entry.map_err(|e| Error::io(inbox, e))?.path();
            names.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            // A file that vanished between listing and looking was moved or renamed by the program that wrote it.
            // Links are not followed: what they lead to is not what was put in.
            let Ok(about) = fs::symlink_metadata(&path) else { continue };
            if inputs::is_workbook(&path) {
                if !about.is_file() {
                    odd.insert(path.clone(), source::kind(&about));
                }
                let mut look = Look { size: about.len(), modified: about.modified().ok(), since: Instant::now() };
                if let Some(before) = self.seen.get(&path).filter(|before| before.is_same(&look)) {
                    look.since = before.since;
                }
                now.insert(path, look);
            }
        }
        let mut arrived = Arrived::default();
        let mut held = BTreeSet::new();
        for (path, look) in &now {
            if !odd.contains_key(path) && is_held(path, &names) {
                arrived.held = arrived.held.saturating_add(1);
                if !self.held.contains(path) {
                    arrived.newly_held.push(path.clone());
                }
                held.insert(path.clone());
            } else if self.seen.get(path).is_some_and(|before| before.is_same(look)) {
                match odd.get(path) {
                    Some(kind) => arrived.irregular.push((path.clone(), *kind)),
                    None => arrived.complete.push(path.clone()),
                }
            } else {
                arrived.unsettled = true;
            }
        }
        self.seen = now;
        self.held = held;
        Ok(arrived)
    }

    /// How a file looked last: another look is another file.
    pub(super) fn stamp(&self, path: &Path) -> Option<(u64, Option<SystemTime>)> {
        self.seen.get(path).map(|look| (look.size, look.modified))
    }

    /// Whether a file that can't be read as a whole may still be half copied.
    pub(super) fn may_be_half_copied(&self, path: &Path) -> bool {
        self.seen.get(path).is_some_and(|look| look.stood_still() < PATIENCE)
    }
}

/// Whether a program has the workbook open or still fills it. Excel, WPS and LibreOffice keep an owner file beside it; browsers and
/// download programs a file with their own ending; on Windows programs refuse to share it.
fn is_held(path: &Path, names: &BTreeSet<String>) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Excel's owner file drops the first two characters of long names; its own rule, so both forms are looked for.
    let shortened: String = name.chars().skip(2).collect();
    let beside = [
        format!("~${name}"),
        format!("~${shortened}"),
        format!(".~{name}"),
        format!(".~lock.{name}#"),
        format!("{name}.part"),
        format!("{name}.crdownload"),
        format!("{name}.download"),
        format!("{name}.aria2"),
    ];
    beside.iter().any(|other| names.contains(other)) || is_not_shared(path)
}

/// Whether Windows refuses to share the file; elsewhere open files are no obstacle, and what may not be read is an error to tell.
fn is_not_shared(path: &Path) -> bool {
    cfg!(windows) && fs::OpenOptions::new().read(true).write(true).open(path).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complete(arrivals: &mut Arrivals, inbox: &Path) -> Vec<String> {
        let found = arrivals.look(inbox).unwrap().complete;
        found.iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_file_is_complete_when_two_looks_see_the_same() {
        let inbox = tempfile::tempdir().unwrap();
        let file = inbox.path().join("十一月.xlsx");
        fs::write(&file, b"half").unwrap();
        let mut arrivals = Arrivals::default();
        assert!(complete(&mut arrivals, inbox.path()).is_empty());
        fs::write(&file, b"half and more").unwrap();
        assert!(complete(&mut arrivals, inbox.path()).is_empty(), "it grew since the last look");
        assert_eq!(complete(&mut arrivals, inbox.path()), ["十一月.xlsx"]);
        assert!(arrivals.may_be_half_copied(&file), "it stands still for no time");
    }

    #[test]
    fn a_file_that_has_stood_still_for_long_is_not_half_copied() {
        let inbox = tempfile::tempdir().unwrap();
        let file = inbox.path().join("十一月.xlsx");
        fs::write(&file, b"").unwrap();
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        fs::File::options().write(true).open(&file).unwrap().set_modified(hour_ago).unwrap();
        let mut arrivals = Arrivals::default();
        complete(&mut arrivals, inbox.path());
        assert_eq!(complete(&mut arrivals, inbox.path()), ["十一月.xlsx"], "an empty file is an answer too");
        assert!(!arrivals.may_be_half_copied(&file));
    }

    #[test]
    fn owner_files_and_temporary_names_are_left_alone() {
        let inbox = tempfile::tempdir().unwrap();
        let temporary = [
            // Excel, WPS, LibreOffice, editors.
            "~$十一月.xlsx",
            "~WRL0001.tmp",
            "B1F3A200",
            "A2B4C6D8.tmp",
            ".~十一月.xlsx",
            ".~lock.a.xlsx#",
            "~wps7A.xlsx",
            ".a.xlsx.swp",
            // Synchronising programs, browsers, copying programs.
            ".syncthing.十一月.xlsx.tmp",
            "~syncthing~十一月.xlsx.tmp",
            ".nutstore.十一月.xlsx",
            "~.nutstore.十一月.xlsx",
            ".849C9593-D756-4E56-8D6E-42412F2A707B",
            "十一月.xlsx.tmp.driveupload",
            "十一月.xlsx.baiduyun.p.downloading",
            "十一月.xlsx.crdownload",
            "十一月.xlsx.partial",
            "十一月.xlsx.filepart",
            "未确认 123.crdownload",
            ".十一月.xlsx.Xa3f9Q",
            "._十一月.xlsx",
            "十一月.xlsx:Zone.Identifier",
            "Thumbs.db",
            "desktop.ini",
        ];
        for name in temporary {
            fs::write(inbox.path().join(name), b"x").unwrap();
        }
        let mut arrivals = Arrivals::default();
        arrivals.look(inbox.path()).unwrap();
        assert!(complete(&mut arrivals, inbox.path()).is_empty());
    }

    #[test]
    fn a_workbook_that_a_program_has_open_waits_and_is_told_once() {
        for owner in [
            "~$十一月.xlsx",
            "~$月.xlsx",
            ".~十一月.xlsx",
            ".~lock.十一月.xlsx#",
            "十一月.xlsx.part",
            "十一月.xlsx.aria2",
        ] {
            let inbox = tempfile::tempdir().unwrap();
            fs::write(inbox.path().join("十一月.xlsx"), b"open").unwrap();
            fs::write(inbox.path().join(owner), b"x").unwrap();
            let mut arrivals = Arrivals::default();
            assert_eq!(arrivals.look(inbox.path()).unwrap().newly_held.len(), 1, "{owner}");
            let second = arrivals.look(inbox.path()).unwrap();
            assert_eq!((second.newly_held.len(), second.held, second.complete.len()), (0, 1, 0), "{owner}");
            assert!(!second.unsettled, "--once does not wait for people");
            fs::remove_file(inbox.path().join(owner)).unwrap();
            assert_eq!(complete(&mut arrivals, inbox.path()), ["十一月.xlsx"], "{owner}");
        }
    }
}
