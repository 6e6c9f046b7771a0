//! What may be written where: the one place that every command asks before it writes anything. Nothing is written over an input,
//! into an archive or a drop folder, or over a file that this program did not write; links are resolved first.
//!
//! A question is answered before the work begins, so that a refusal comes before anything was written; what is answered
//! about a folder of results is compared once more when the folder is replaced ([`Seen`]).
#![expect(clippy::disallowed_methods, reason = "what lies on the file system is this edge's matter")]

mod file;
mod ours;
mod path;
mod results;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub(super) use file::{Over, in_the_way, make_folder, write};
pub(super) use ours::Seen;
pub(super) use path::resolved;
pub(super) use results::Place as ResultsPlace;

use crate::archive::Failure;
use crate::error::Error;
use crate::problem::{Code, Place, Problem};

/// What tells an archive: the beginning of its `archive.json` names this layout.
const ARCHIVE_MARK: (&str, &str) = ("archive.json", "\"scorebook/archive/");

/// Bytes of `archive.json` that are looked at; it holds one line.
const MARK_BYTES: u64 = 4096;

/// What a place is that must stay as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Archive,
    Inbox,
    Input,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Archive => "archive",
            Self::Inbox => "inbox",
            Self::Input => "input",
        }
    }
}

/// The places that a command was given to read, and that it must not write to.
#[derive(Debug, Clone, Default)]
pub(super) struct Grounds {
    kept: Vec<(Kind, PathBuf)>,
}

impl Grounds {
    /// Keeps an archive.
    pub(super) fn archive(self, path: Option<&Path>) -> Result<Self, Error> {
        path.map_or(Ok(self.clone()), |path| self.keep(Kind::Archive, path))
    }

    /// Keeps a drop folder.
    pub(super) fn inbox(self, path: &Path) -> Result<Self, Error> {
        self.keep(Kind::Inbox, path)
    }

    /// Keeps inputs. What leads nowhere (a link to itself) is no input, and is told when its turn comes.
    #[must_use]
    pub(super) fn inputs<'a>(mut self, paths: impl IntoIterator<Item = &'a PathBuf>) -> Self {
        let real = paths.into_iter().filter_map(|path| resolved(path).ok());
        self.kept.extend(real.map(|path| (Kind::Input, path::comparable(&path))));
        self
    }

    fn keep(mut self, kind: Kind, path: &Path) -> Result<Self, Error> {
        self.kept.push((kind, path::comparable(&real(path)?)));
        Ok(self)
    }

    /// Whether results may go below a folder.
    ///
    /// # Errors
    /// A refusal where the folder is, lies in or holds a place that must stay as it is.
    pub(super) fn folder(&self, out: &Path) -> Result<(), Failure> {
        let place = real(out)?;
        self.apart(&place, out)?;
        outside(&place, out)
    }

    /// Whether an archive may stand at a place: neither in a drop folder nor around one.
    ///
    /// # Errors
    /// A refusal.
    pub(super) fn archive_folder(&self, archive: &Path) -> Result<(), Failure> {
        self.apart(&real(archive)?, archive)
    }

    /// Whether a drop folder may be one: no archive, and in none, whichever it is.
    ///
    /// # Errors
    /// A refusal.
    pub(super) fn drop_folder(inbox: &Path) -> Result<(), Failure> {
        let place = real(inbox)?;
        let archive = place.ancestors().find(|above| is_archive(above));
        archive.map_or(Ok(()), |archive| Err(overlap(inbox, Kind::Archive, archive, &place)))
    }

    /// A place is none of those that are kept, in none, and around none.
    fn apart(&self, place: &Path, shown: &Path) -> Result<(), Failure> {
        let place = path::comparable(place);
        let touched = self.kept.iter().find(|(_, kept)| place.starts_with(kept) || kept.starts_with(&place));
        touched.map_or(Ok(()), |(kind, kept)| Err(overlap(shown, *kind, kept, &place)))
    }
}

/// A place with its links resolved, also where it is not there yet.
fn real(path: &Path) -> Result<PathBuf, Error> {
    resolved(path).map_err(|error| Error::io(path, error))
}

/// A refusal of a place that is, lies in or holds another.
fn overlap(shown: &Path, kind: Kind, kept: &Path, place: &Path) -> Failure {
    let how = match (place.starts_with(kept), kept.starts_with(place)) {
        (true, true) => "same",
        (true, false) => "inside",
        (false, _) => "around",
    };
    let problem = Problem::new(Code::OutputTouchesKept, Place::File)
        .with("out", shown.display())
        .with("kind", kind.word())
        .with("how", how)
        .with("path", kept.display());
    Failure::with_problem(shown, problem)
}

/// A place lies neither in an archive nor in a drop folder that no argument named.
fn outside(place: &Path, shown: &Path) -> Result<(), Failure> {
    for above in place.ancestors() {
        let kind = if is_archive(above) {
            Kind::Archive
        } else if fs::symlink_metadata(above.join(WORKING_FOLDER)).is_ok_and(|about| about.is_dir()) {
            Kind::Inbox
        } else {
            continue;
        };
        return Err(overlap(shown, kind, above, place));
    }
    Ok(())
}

/// The folder that tells a drop folder: in it a watch keeps what it works on.
pub(super) const WORKING_FOLDER: &str = ".scorebook-working";

/// Whether a folder is an archive.
pub(super) fn is_archive(folder: &Path) -> bool {
    let (name, mark) = ARCHIVE_MARK;
    let Ok(about) = fs::symlink_metadata(folder.join(name)) else { return false };
    if !about.is_file() || about.len() > MARK_BYTES {
        return false;
    }
    fs::read_to_string(folder.join(name)).is_ok_and(|text| text.contains(mark))
}

/// What lies at a place, links not followed; nothing where nothing does.
fn about(path: &Path) -> Result<Option<fs::Metadata>, Error> {
    match fs::symlink_metadata(path) {
        Ok(about) => Ok(Some(about)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Error::io(path, error)),
    }
}

#[cfg(test)]
mod tests;
