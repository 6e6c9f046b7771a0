//! What lies in a folder that one can go on with.
#![expect(clippy::disallowed_methods, reason = "an edge: the folder that the program was started in")]

use std::cmp::Reverse;
use std::fs;
use std::path::{Path, PathBuf};

use crate::archive::Archive;
use crate::archive::current::State;
use crate::cli::{default_places, inputs, source};
use crate::error::Error;
use crate::lang::Lang;
use crate::period::Period;
use crate::pipeline;

/// Workbooks that are looked into, the newest first: a folder of downloads holds thousands.
const LOOKED_AT: usize = 40;

/// What lies there.
#[derive(Debug, Default)]
pub(super) struct Sight {
    /// The folder.
    pub(super) folder: PathBuf,
    /// Department workbooks, the latest period first.
    pub(super) departments: Vec<Found>,
    /// Other workbooks that this program did not write.
    pub(super) others: Vec<PathBuf>,
    /// The office's own score forms: workbooks with placeholders.
    pub(super) forms: Vec<PathBuf>,
    /// The folder of results, or that of the only department's latest period.
    pub(super) results: Option<PathBuf>,
    /// The archive.
    pub(super) archive: Option<PathBuf>,
    /// The first workbook's period is archived there, and not closed yet.
    pub(super) is_latest_open: bool,
}

/// A department workbook.
#[derive(Debug)]
pub(super) struct Found {
    /// Its name in the folder.
    pub(super) file: PathBuf,
    pub(super) department: String,
    pub(super) period: Period,
}

impl Sight {
    /// Looks at a folder, not into those below it.
    ///
    /// # Errors
    /// A folder that can't be listed.
    pub(super) fn of(folder: &Path) -> Result<Self, Error> {
        let mut sight = Self {
            folder: folder.canonicalize().map_or_else(|_| folder.to_owned(), |real| without_prefix(&real)),
            archive: default_places::archive(folder),
            results: Some(default_places::results(folder, Lang::default()))
                .filter(|results| results.is_dir())
                .map(latest),
            ..Self::default()
        };
        let mut workbooks: Vec<PathBuf> = fs::read_dir(folder)
            .map_err(|error| Error::io(folder, error))?
            .filter_map(|entry| Some(PathBuf::from(entry.ok()?.file_name())))
            .filter(|name| inputs::is_workbook(name) && folder.join(name).is_file())
            .collect();
        let changed = |name: &PathBuf| fs::metadata(folder.join(name)).and_then(|about| about.modified()).ok();
        workbooks.sort_by_cached_key(|name| (Reverse(changed(name)), name.clone()));
        for file in workbooks.into_iter().take(LOOKED_AT) {
            // What can't be opened now (Excel holds it) is still there to be named.
            let Ok(bytes) = source::bytes(&folder.join(&file)) else {
                sight.others.push(file);
                continue;
            };
            match pipeline::identity(&bytes) {
                (Some(department), Some(period)) => sight.departments.push(Found { file, department, period }),
                _ if pipeline::is_own_output(&bytes) => {}
                _ if is_form(&bytes) => sight.forms.push(file),
                _ => sight.others.push(file),
            }
        }
        sight.departments.sort_by(|a, b| b.period.cmp(&a.period).then_with(|| a.file.cmp(&b.file)));
        sight.others.sort();
        sight.forms.sort();
        if let (Some(archive), Some(latest)) = (&sight.archive, sight.departments.first()) {
            sight.is_latest_open = is_open(&folder.join(archive), latest);
        }
        Ok(sight)
    }
}

/// Whether a workbook asks for somebody's values at places: a table that is adopted has none.
pub(super) fn is_form(bytes: &[u8]) -> bool {
    let (form, _) = pipeline::office_form(bytes);
    form.is_some_and(|form| !form.places().is_empty())
}

/// Whether an archive holds a workbook's period, open; one that can't be read offers nothing.
fn is_open(archive: &Path, found: &Found) -> bool {
    let state = Archive::open_existing(archive).and_then(|archive| archive.state(&found.department, found.period));
    state.is_ok_and(|current| current.state == State::Open)
}

/// Windows writes `\\?\` before a path that it made out; nobody types that.
fn without_prefix(path: &Path) -> PathBuf {
    path.to_str().and_then(|text| text.strip_prefix(r"\\?\")).map_or_else(|| path.to_owned(), PathBuf::from)
}

/// Below a folder of results that of the only department's latest period.
fn latest(results: PathBuf) -> PathBuf {
    let below = |folder: &Path| {
        let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let departments = below(&results);
    let [department] = departments.as_slice() else { return results };
    let is_period = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()?.parse::<Period>().ok()).is_some();
    below(department).into_iter().rfind(is_period).unwrap_or(results)
}
