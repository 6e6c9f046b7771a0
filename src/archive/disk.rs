//! The file operations that the archive is made of; each failure names its path.
#![expect(clippy::disallowed_methods, reason = "an edge: the archive lives on the file system")]

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::names::UNFINISHED_PREFIX;
use crate::problem::{Code, Place, Problem};

/// The largest file of an archive. Inputs and outputs are far smaller (src/workbook/limits.rs); a journal of ten years of a
/// thousand departments has 60 MB.
const LARGEST: u64 = 1 << 30;

/// What lies at a path; links are not followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// A link, a pipe, a device: nothing of an archive, and never opened.
    Other,
}

impl Kind {
    fn of(kind: fs::FileType) -> Self {
        if kind.is_file() {
            Self::File
        } else if kind.is_dir() {
            Self::Folder
        } else {
            Self::Other
        }
    }
}

/// What lies at a path; `None` for nothing.
pub(super) fn kind(path: &Path) -> Result<Option<Kind>, Failure> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(Kind::of(found.file_type()))),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Failure::reading(path, error)),
    }
}

/// A file's bytes; `None` where there is no such file.
///
/// # Errors
/// A refusal where something else than a file lies there, or one that no archive holds.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match kind(path)? {
        None => return Ok(None),
        Some(Kind::File) => {}
        Some(_) => return Err(Failure::refused(path, Code::ArchiveNotAFile)),
    }
    let read = || -> std::io::Result<Option<Vec<u8>>> {
        let file = File::open(path)?;
        let size = file.metadata()?.len();
        if size > LARGEST {
            return Ok(None);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        file.take(LARGEST).read_to_end(&mut bytes)?;
        Ok(Some(bytes))
    };
    match read() {
        Ok(Some(bytes)) => Ok(Some(bytes)),
        Ok(None) => {
            let problem = Problem::new(Code::ArchiveFileUnreadable, Place::File).with("path", path.display());
            Err(Failure::with_problem(path, problem.with("reason", format!("> {LARGEST} B"))))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Failure::reading(path, error)),
    }
}

/// The same of a file below the archive's folder: every folder on the way must be one and no link.
pub(super) fn read_inside(root: &Path, path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    let below = path.parent().and_then(|parent| parent.strip_prefix(root).ok()).unwrap_or(Path::new(""));
    if is_folder_inside(root, below)? { read(path) } else { Ok(None) }
}

/// Whether a path below a folder is a folder, and every one on the way.
///
/// # Errors
/// A refusal where one of them is something else.
pub(super) fn is_folder_inside(root: &Path, below: &Path) -> Result<bool, Failure> {
    let mut at = root.to_owned();
    for part in below.components() {
        at.push(part);
        match kind(&at)? {
            Some(Kind::Folder) => {}
            None => return Ok(false),
            Some(_) => return Err(Failure::refused(&at, Code::ArchiveNotAFile)),
        }
    }
    Ok(true)
}

/// The last bytes of a file, at most `most` of them, and whether they are all.
pub(super) fn read_end(path: &Path, most: u64) -> Result<Option<(Vec<u8>, bool)>, Failure> {
    match kind(path)? {
        None => return Ok(None),
        Some(Kind::File) => {}
        Some(_) => return Err(Failure::refused(path, Code::ArchiveNotAFile)),
    }
    let read = || -> std::io::Result<(Vec<u8>, bool)> {
        let mut file = File::open(path)?;
        let size = file.metadata()?.len();
        file.seek(SeekFrom::Start(size.saturating_sub(most)))?;
        let mut bytes = Vec::new();
        file.take(most).read_to_end(&mut bytes)?;
        Ok((bytes, size <= most))
    };
    read().map(Some).map_err(|error| Failure::reading(path, error))
}

/// What a folder's entry is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Its name; signs that are no Unicode are replaced.
    pub(super) name: String,
    /// What it is.
    pub(super) kind: Kind,
}

impl Entry {
    /// Whether it is a folder.
    pub(super) fn is_folder(&self) -> bool {
        self.kind == Kind::Folder
    }
}

/// A folder's entries by name; `None` where there is no such folder.
pub(super) fn entries(path: &Path) -> Result<Option<Vec<Entry>>, Failure> {
    let listed = match fs::read_dir(path) {
        Ok(listed) => listed,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Failure::reading(path, error)),
    };
    let mut found = Vec::new();
    for entry in listed {
        let entry = entry.map_err(|error| Failure::reading(path, error))?;
        let kind = entry.file_type().map_err(|error| Failure::reading(&entry.path(), error))?;
        found.push(Entry { name: entry.file_name().to_string_lossy().into_owned(), kind: Kind::of(kind) });
    }
    found.sort();
    Ok(Some(found))
}

/// Everything below a folder that is no folder, as paths with `/`; folders in which nothing lies, too.
pub(super) fn all_below(folder: &Path) -> Result<Vec<(String, Kind)>, Failure> {
    let mut found = Vec::new();
    for entry in entries(folder)?.unwrap_or_default() {
        if entry.is_folder() {
            let below = all_below(&folder.join(&entry.name))?;
            if below.is_empty() {
                found.push((entry.name.clone(), Kind::Folder));
            }
            found.extend(below.into_iter().map(|(path, kind)| (format!("{}/{path}", entry.name), kind)));
        } else {
            found.push((entry.name, entry.kind));
        }
    }
    Ok(found)
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::writing(path, error))
}

/// The same of a folder below the archive's: a link on the way leads nowhere.
pub(super) fn make_folder_inside(root: &Path, path: &Path) -> Result<(), Failure> {
    is_folder_inside(root, path.strip_prefix(root).unwrap_or(Path::new("")))?;
    make_folder(path)
}

/// Makes a new file. What lies at its place is removed first: a link there would lead the writing elsewhere.
fn create(path: &Path) -> std::io::Result<File> {
    match File::create_new(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs::remove_file(path)?;
            File::create_new(path)
        }
        made => made,
    }
}

/// Writes a new file and waits until the disk has it.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        let mut file = create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::writing(path, error))
}

/// Writes a small file that only people read.
pub(super) fn write_unsynced(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    create(path)?.write_all(bytes)
}

/// Cuts a file to a length, adds bytes to its end and waits until the disk has them.
pub(super) fn append_synced(path: &Path, length: u64, bytes: &[u8]) -> Result<(), Failure> {
    if kind(path)? != Some(Kind::File) {
        return Err(Failure::refused(path, Code::ArchiveNotAFile));
    }
    let write = || {
        let mut file = OpenOptions::new().write(true).open(path)?;
        if file.metadata()?.len() > length {
            file.set_len(length)?;
        }
        file.seek(SeekFrom::End(0))?;
        file.write_all(bytes)?;
        file.sync_data()
    };
    write().map_err(|error| Failure::writing(path, error))
}

/// How long a file is.
pub(super) fn length(path: &Path) -> Result<u64, Failure> {
    fs::symlink_metadata(path).map(|found| found.len()).map_err(|error| Failure::reading(path, error))
}

/// Writes files below a new folder and waits until the disk has them all, the folders' entries too.
pub(super) fn write_folder<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), Failure> {
    make_folder(folder)?;
    let mut folders = std::collections::BTreeSet::from([folder.to_owned()]);
    let mut written = Vec::new();
    for (path, bytes) in files {
        let place = folder.join(path);
        for above in place.ancestors().skip(1).take_while(|above| above.starts_with(folder)) {
            if folders.insert(above.to_owned()) {
                make_folder(above)?;
            }
        }
        let mut file = create(&place).map_err(|error| Failure::writing(&place, error))?;
        file.write_all(bytes).map_err(|error| Failure::writing(&place, error))?;
        written.push((place, file));
        // Handles are few on some systems; a batch is synced when it is full.
        if written.len() >= SYNC_BATCH {
            sync_files(&mut written)?;
        }
    }
    sync_files(&mut written)?;
    folders.iter().try_for_each(|folder| sync_folder(folder))
}

/// Files that are written before they are synced together: a journalling file system then commits them with few flushes.
const SYNC_BATCH: usize = 64;

fn sync_files(written: &mut Vec<(PathBuf, File)>) -> Result<(), Failure> {
    written.drain(..).try_for_each(|(path, file)| file.sync_all().map_err(|error| Failure::writing(&path, error)))
}

/// Waits until the disk has a folder's entries. Windows has no such call and keeps them in its journal.
pub(super) fn sync_folder(path: &Path) -> Result<(), Failure> {
    if cfg!(unix) {
        let sync = File::open(path).and_then(|folder| folder.sync_all());
        match sync {
            // Some network file systems refuse to sync a folder; the rename is theirs to keep.
            Err(error) if !matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => {
                return Err(Failure::writing(path, error));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Renames within one file system.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::rename(from, to).map_err(|error| Failure::writing(to, error))
}

/// Replaces a small file as a whole: whoever reads it sees the old or the new one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let beside = beside(path);
    write_synced(&beside, bytes)?;
    rename(&beside, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Where a file is written before it takes its place.
pub(super) fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{UNFINISHED_PREFIX}{name}"))
}

/// Removes what an interrupted writing left in a folder. Only a holder of the archive's lock may call it.
pub(super) fn remove_unfinished(folder: &Path) -> Result<(), Failure> {
    for entry in entries(folder)?.unwrap_or_default() {
        if entry.name.starts_with(UNFINISHED_PREFIX) {
            remove(&folder.join(&entry.name))?;
        }
    }
    Ok(())
}

/// Removes a file or a folder with all that is in it; a link itself, not what it leads to. Nothing there is well too.
pub(super) fn remove(path: &Path) -> Result<(), Failure> {
    let removed = match kind(path)? {
        None => return Ok(()),
        Some(Kind::Folder) => fs::remove_dir_all(path),
        Some(_) => fs::remove_file(path),
    };
    match removed {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(Failure::writing(path, error)),
        _ => Ok(()),
    }
}
