//! Which files of a drop folder are complete workbooks: not those that a program still writes.
#![expect(clippy::disallowed_methods, reason = "looking into the drop folder is this edge's matter")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::cli::inputs;
use crate::error::Error;

/// Size and time of a file at one look.
type Look = (u64, Option<SystemTime>);

/// What was seen at the last look. A file is complete when two looks in a row see the same size and time and no program
/// holds it.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    seen: BTreeMap<PathBuf, Look>,
}

impl Arrivals {
    /// The complete workbooks in the folder itself (its subfolders hold what was dealt with), in name order.
    ///
    /// # Errors
    /// A folder that can't be listed.
    pub(super) fn look(&mut self, inbox: &Path) -> Result<Vec<PathBuf>, Error> {
        let mut now = BTreeMap::new();
        for entry in fs::read_dir(inbox).map_err(|e| Error::io(inbox, e))? {
            let path = entry.map_err(|e| Error::io(inbox, e))?.path();
            // A file that vanished between listing and looking was moved or renamed by the program that wrote it.
            let Ok(about) = fs::metadata(&path) else { continue };
            if about.is_file() && inputs::is_workbook(&path) && about.len() > 0 {
                now.insert(path, (about.len(), about.modified().ok()));
            }
        }
        let complete = now
            .iter()
            .filter(|(path, look)| self.seen.get(*path) == Some(look) && !is_held(path))
            .map(|(path, _)| path.clone())
            .collect();
        self.seen = now;
        Ok(complete)
    }

    /// Whether files are there that no look has settled yet.
    pub(super) fn waits_for(&self, complete: &[PathBuf]) -> bool {
        self.seen.keys().any(|path| !complete.contains(path) && !is_held(path))
    }
}

/// Whether a program has the workbook open: Excel and WPS keep an owner file beside it, and on Windows they refuse to
/// share it.
fn is_held(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Excel's owner file drops the first two characters of long names; its own rule, so both forms are looked for.
    let shortened: String = name.chars().skip(2).collect();
    let beside = |owner: String| path.with_file_name(owner).exists();
    beside(format!("~${name}")) || beside(format!("~${shortened}")) || fs::File::open(path).is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_complete_when_two_looks_see_the_same() {
        let inbox = tempfile::tempdir().unwrap();
        let file = inbox.path().join("十一月.xlsx");
        fs::write(&file, b"half").unwrap();
        let mut arrivals = Arrivals::default();
        assert!(arrivals.look(inbox.path()).unwrap().is_empty());
        fs::write(&file, b"half and more").unwrap();
        assert!(arrivals.look(inbox.path()).unwrap().is_empty(), "it grew since the last look");
        assert_eq!(arrivals.look(inbox.path()).unwrap(), [file]);
    }

    #[test]
    fn owner_files_and_temporary_names_are_left_alone() {
        let inbox = tempfile::tempdir().unwrap();
        for name in
            ["~$十一月.xlsx", ".~lock.a.xlsx#", "B1F3A200", "a.xlsx.part", "a.tmp", ".a.xlsx.swp", "~WRL0001.tmp"]
        {
            fs::write(inbox.path().join(name), b"x").unwrap();
        }
        fs::write(inbox.path().join("十一月.xlsx"), b"open in Excel").unwrap();
        let mut arrivals = Arrivals::default();
        arrivals.look(inbox.path()).unwrap();
        assert!(arrivals.look(inbox.path()).unwrap().is_empty());
    }
}
