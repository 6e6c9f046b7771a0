//! Where the results of a department's period go, and whether they may replace what lies there.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::ours::{Holding, Seen, holding, manifest_of};
use super::{Grounds, about, real};
use crate::archive::Failure;
use crate::archive::names::{folded_department, same_department};
use crate::error::Error;
use crate::file_name;
use crate::period::Period;
use crate::problem::{Code, Place as At, Problem};

/// Files of a refusal that are named; the rest is counted.
const NAMED: usize = 3;

/// How many folders `name`, `name~2`, `name~3` … are looked at for a department: more departments do not share one cleaned name.
const TWINS: u32 = 9;

/// A place for results that was found free, or filled with nothing but our own.
#[derive(Debug)]
pub(in crate::cli) struct Place {
    /// The period's folder.
    pub(in crate::cli) folder: PathBuf,
    /// What it held.
    pub(in crate::cli) seen: Seen,
}

impl Grounds {
    /// The place for a department's results of a period below `out`. `name` is the folder that the department has by its name.
    ///
    /// # Errors
    /// A refusal where another department's results lie there, or something that would be lost.
    pub(in crate::cli) fn results(
        &self,
        out: &Path,
        name: &str,
        department: &str,
        period: Period,
    ) -> Result<Place, Failure> {
        let below = out.join(own_folder(out, name, department)?);
        let folder = below.join(period.to_string());
        for path in [&below, &folder] {
            match about(path)? {
                Some(found) if found.is_symlink() => return Err(foreign(path, &[path.display().to_string()])),
                _ => {}
            }
        }
        on_folders(&folder)?;
        self.apart(&real(&folder)?, &folder)?;
        match holding(&folder, department).map_err(|error| Error::io(&folder, error))? {
            Holding::Ours(seen) => Ok(Place { folder, seen }),
            Holding::Department(other) => Err(others(&folder, &other, department)),
            Holding::Foreign(files) => Err(foreign(&folder, &files)),
            Holding::Changed(files) => Err(naming(Code::ResultsChanged, &folder, &files)),
        }
    }
}

/// Whether a folder can be made: what is there of the way to it are folders. Windows takes a way through a file for one that is not there
/// yet, and would refuse only when everything else is done.
fn on_folders(folder: &Path) -> Result<(), Error> {
    for above in folder.ancestors() {
        match fs::metadata(above) {
            Ok(about) if about.is_dir() => return Ok(()),
            Ok(_) => return Err(Error::io(above, ErrorKind::NotADirectory.into())),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {}
            Err(error) => return Err(Error::io(above, error)),
        }
    }
    Ok(())
}

/// The name of a department's folder below `out`: the one that holds its results already, else `name`, in the spelling that it has
/// there.
///
/// # Errors
/// A refusal where the folder of that name holds another department's results.
fn own_folder(out: &Path, name: &str, department: &str) -> Result<String, Failure> {
    let twins = std::iter::once(name.to_owned()).chain((2..=TWINS).map(|number| file_name::numbered(name, number)));
    for twin in std::iter::once(file_name::clean(department)).chain(twins) {
        if owner(&out.join(&twin)).is_some_and(|owner| same_department(&owner, department)) {
            return Ok(twin);
        }
    }
    // Two spellings of one name are one folder on another system: on a share, or after copying.
    let wanted = folded_department(name);
    let entries = fs::read_dir(out).into_iter().flatten().flatten();
    let mut spelled: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|found| folded_department(found) == wanted)
        .collect();
    spelled.sort();
    for found in spelled {
        let folder = out.join(&found);
        match owner(&folder) {
            Some(owner) if same_department(&owner, department) => return Ok(found),
            Some(owner) => return Err(others(&folder, &owner, department)),
            None => {}
        }
    }
    Ok(name.to_owned())
}

/// The department whose results a folder holds: as its newest period says.
fn owner(folder: &Path) -> Option<String> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut periods: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.parse::<Period>().is_ok())
        .collect();
    periods.sort();
    periods.iter().rev().find_map(|period| manifest_of(&folder.join(period))).map(|manifest| manifest.department)
}

fn others(folder: &Path, other: &str, department: &str) -> Failure {
    let problem = Problem::new(Code::ResultsOfAnother, At::File)
        .with("folder", folder.display())
        .with("other", other)
        .with("department", department);
    Failure::with_problem(folder, problem)
}

fn foreign(folder: &Path, files: &[String]) -> Failure {
    naming(Code::ResultsHoldForeign, folder, files)
}

fn naming(code: Code, folder: &Path, files: &[String]) -> Failure {
    let named: Vec<&str> = files.iter().take(NAMED).map(String::as_str).collect();
    let problem = Problem::new(code, At::File)
        .with("folder", folder.display())
        .with("files", named.join(" · "))
        .with("count", files.len());
    Failure::with_problem(folder, problem)
}
