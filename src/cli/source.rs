//! An input workbook, from its path to a checked department: the road that `check`, `run` and `why` share.
#![expect(clippy::disallowed_methods, reason = "reading the inputs is this edge's matter")]

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

use crate::archive::Failure;
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::Department;
use crate::period::Period;
use crate::{book, check, report, workbook};

/// What a workbook's bytes say.
pub(super) struct Read {
    /// The department; absent with errors and for our own outputs.
    pub value: Option<Department>,
    /// The workbook's language where its sheets tell it.
    pub lang: Option<Lang>,
    /// The department's name where 考核信息 tells it, whatever else is wrong.
    pub name: Option<String>,
    /// The period likewise.
    pub period: Option<Period>,
    /// Findings of reading and checking.
    pub problems: Vec<Problem>,
}

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
    let most = u64::try_from(workbook::FILE_BYTES).unwrap_or(u64::MAX).saturating_add(1);
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
    } else if about.len() > u64::try_from(workbook::FILE_BYTES).unwrap_or(u64::MAX) {
        workbook::too_many_bytes()
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

/// Reads and checks a workbook.
pub(super) fn department(bytes: &[u8]) -> Read {
    let read = workbook::read(bytes);
    let mut problems = read.problems;
    let nothing = |problems| Read { value: None, lang: None, name: None, period: None, problems };
    let Some(workbook) = read.value else { return nothing(problems) };
    if workbook.is_own_output {
        problems.push(Problem::new(Code::OwnOutputSkipped, Place::File));
        return nothing(problems);
    }
    let lang = Some(check::language(&workbook));
    let (name, period) = check::identity(&workbook);
    let checked = check::check(&workbook);
    problems.extend(checked.problems);
    Read { value: checked.value, lang, name, period, problems }
}

/// Department and period, as far as a workbook tells them.
pub(super) fn identity(bytes: &[u8]) -> (Option<String>, Option<Period>) {
    let workbook =
        workbook::read_sheets(bytes, &check::names_settings).value.filter(|workbook| !workbook.is_own_output);
    workbook.map_or((None, None), |workbook| check::identity(&workbook))
}

/// The workbook that shows a file's problems in its grid, as bytes; `file` is its name without folders.
///
/// # Errors
/// [`Error::Write`], a defect of this program.
pub(super) fn problem_book(bytes: Vec<u8>, problems: &[Problem], file: &str, lang: Lang) -> Result<Vec<u8>, Error> {
    // What was refused as a whole has no grid: then the list stands alone.
    let mut workbook = workbook::read(&bytes).value.unwrap_or_default();
    // Of a large workbook, its bytes, its cells and the copy do not lie in memory together.
    drop(bytes);
    check::hide_passwords(&mut workbook);
    let book = report::problems::book(&workbook, problems, lang, file);
    drop(workbook);
    book::write::to_bytes(&book)
}
