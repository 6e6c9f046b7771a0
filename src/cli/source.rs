//! An input file, from its path to its bytes: the road that every command shares.
#![expect(clippy::disallowed_methods, reason = "reading the inputs is this edge's matter")]

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use crate::archive::Failure;
use crate::error::Error;
use crate::pipeline::{FILE_BYTES, too_many_bytes};
use crate::problem::{Code, Place, Problem};

/// A file's bytes. Its kind and size are looked at before it is opened and once more before it is read: a pipe never makes the
/// program wait, and what claims three gigabytes is not read to its end.
///
/// # Errors
/// A refusal where the path names nothing, no ordinary file, or more bytes than a workbook has; else what the system says.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    read(path, false)
}

/// The same where a link is no file: in a drop folder, where others put files.
///
/// # Errors
/// As [`bytes`].
pub(super) fn bytes_of_no_link(path: &Path) -> Result<Vec<u8>, Failure> {
    read(path, true)
}

fn read(path: &Path, no_link: bool) -> Result<Vec<u8>, Failure> {
    let look = if no_link { path.symlink_metadata() } else { path.metadata() };
    let about = look.map_err(|error| failed(path, error))?;
    readable(path, &about)?;
    let mut file = open(path, no_link).map_err(|error| failed(path, error))?;
    // Another file may have come into its place.
    let about = file.metadata().map_err(|error| failed(path, error))?;
    readable(path, &about)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // One byte more than a workbook may have: a file that grows while it is read is refused by whoever counts its bytes.
    let most = u64::try_from(FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.by_ref().take(most).read_to_end(&mut bytes).map_err(|error| failed(path, error))?;
    Ok(bytes)
}

fn failed(path: &Path, error: io::Error) -> Failure {
    // A link that leads nowhere or to itself is no file either.
    if error.kind() == io::ErrorKind::NotFound || (path.is_symlink() && !path.exists()) {
        return Failure::with_problem(path, Problem::new(Code::NoSuchInput, Place::File));
    }
    Failure::Machine(Error::io(path, error))
}

/// Opens a file for reading without waiting: a pipe that came into its place opens at once and is refused then.
fn open(path: &Path, no_link: bool) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::fs::OpenOptionsExt;

        use rustix::fs::OFlags;
        let flags = if no_link { OFlags::NONBLOCK | OFlags::NOFOLLOW } else { OFlags::NONBLOCK };
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
    }
    #[cfg(not(target_os = "linux"))]
    let _ = no_link;
    options.open(path)
}

/// Whether what a look saw is a file that can be read as a workbook.
fn readable(path: &Path, about: &Metadata) -> Result<(), Failure> {
    let problem = if !about.is_file() {
        Problem::new(Code::NoOrdinaryFile, Place::File).with("kind", kind(about))
    } else if about.len() > u64::try_from(FILE_BYTES).unwrap_or(u64::MAX) {
        too_many_bytes()
    } else {
        return Ok(());
    };
    Err(Failure::with_problem(path, problem))
}

/// What something is that is no file, in a word that the texts know.
pub(super) fn kind(about: &Metadata) -> &'static str {
    let kind = about.file_type();
    if kind.is_dir() {
        return "folder";
    }
    if kind.is_symlink() {
        return "link";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if kind.is_fifo() {
            return "pipe";
        }
        if kind.is_socket() {
            return "socket";
        }
    }
    "device"
}
