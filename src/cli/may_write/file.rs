//! A single file that a command writes: `-o`, `--issues`. It never replaces what somebody else made.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::{Grounds, Kind, about, outside, overlap, path, real};
use crate::archive::{Failure, export};
use crate::error::Error;
use crate::pipeline::{is_own_output, was_never_saved_again};
use crate::problem::{Code, Place, Problem};

/// What a file may replace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Over {
    /// Nothing.
    Nothing,
    /// A workbook that this program wrote as an output, and that nobody saved again since.
    OurWorkbook,
    /// A table that `archive export` wrote.
    OurTable,
    /// Any file that is no input: somebody said so.
    Anything,
}

/// Bytes of a file that is looked at to know whose it is; ours are smaller.
const LARGEST: u64 = 64 * 1024 * 1024;

impl Grounds {
    /// Whether a file may be written.
    ///
    /// # Errors
    /// A refusal.
    pub(in crate::cli) fn file(&self, wanted: &Path, over: Over) -> Result<(), Failure> {
        let place = real(wanted)?;
        let compared = path::comparable(&place);
        for (kind, kept) in &self.kept {
            // A file beside an input, and the archive or drop folder beside it, are where they belong.
            let touches = match kind {
                Kind::Input => compared == *kept,
                Kind::Archive | Kind::Inbox => compared.starts_with(kept),
            };
            if touches {
                return Err(overlap(wanted, *kind, kept, &compared));
            }
        }
        outside(&place, wanted)?;
        let Some(found) = about(&place)? else { return Ok(()) };
        let ours = found.is_file()
            && match over {
                Over::Nothing => false,
                Over::Anything => true,
                Over::OurWorkbook => head(&place, found.len()).is_some_and(|bytes| is_untouched(&bytes)),
                Over::OurTable => head(&place, found.len()).is_some_and(|bytes| export::is_table(&bytes)),
            };
        if ours { Ok(()) } else { Err(in_the_way(wanted)) }
    }
}

/// Writes a file whole or not at all, after [`Grounds::file`] allowed it.
///
/// # Errors
/// What the system says; a refusal where a file came into its place in the meantime that may not be replaced.
pub(in crate::cli) fn write(wanted: &Path, bytes: &[u8], over: Over) -> Result<(), Failure> {
    let place = real(wanted)?;
    let folder = place.parent().unwrap_or_else(|| Path::new("."));
    let fresh = fresh(folder).map_err(|error| Error::io(wanted, error))?;
    fresh.as_file().write_all(bytes).map_err(|error| Error::io(wanted, error))?;
    let put = if over == Over::Nothing { fresh.persist_noclobber(&place) } else { fresh.persist(&place) };
    match put {
        Ok(_) => Ok(()),
        Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => Err(in_the_way(wanted)),
        Err(refused) => Err(Error::io(wanted, refused.error).into()),
    }
}

/// A file beside its place, with the rights that a file has which people make.
fn fresh(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".scorebook-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process's mask takes away what it takes from every file.
        builder.permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
}

/// Makes a folder with those above it, where it is not there.
///
/// # Errors
/// What the system says.
pub(in crate::cli) fn make_folder(folder: &Path) -> Result<(), Error> {
    fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))
}

/// The refusal of a place where something lies that may not be replaced.
pub(in crate::cli) fn in_the_way(wanted: &Path) -> Failure {
    let problem = Problem::new(Code::FileInTheWay, Place::File).with("path", wanted.display());
    Failure::with_problem(wanted, problem)
}

fn head(place: &Path, length: u64) -> Option<Vec<u8>> {
    (length <= LARGEST).then(|| fs::read(place).ok()).flatten()
}

/// Whether a workbook is an output of ours as we wrote it: a program that saves it again notes when.
fn is_untouched(bytes: &[u8]) -> bool {
    was_never_saved_again(bytes) && is_own_output(bytes)
}
