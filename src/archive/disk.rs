//! The file operations that the archive is made of; each failure names its path.
#![expect(clippy::disallowed_methods, reason = "an edge: the archive lives on the file system")]

use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::names::UNFINISHED_PREFIX;

/// A file's bytes; `None` where there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Failure> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Failure::reading(path, error)),
    }
}

/// What a folder's entry is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Entry {
    /// Its name.
    pub(super) name: String,
    /// Whether it is a folder; links are not followed.
    pub(super) is_folder: bool,
}

/// A folder's entries by name; `None` where there is no such folder. Names that are no Unicode are nobody's here.
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
        if let Ok(name) = entry.file_name().into_string() {
            found.push(Entry { name, is_folder: kind.is_dir() });
        }
    }
    found.sort();
    Ok(Some(found))
}

/// Every file below a folder, as paths with `/`.
pub(super) fn files_below(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for entry in entries(folder)?.unwrap_or_default() {
        if entry.is_folder {
            let below = files_below(&folder.join(&entry.name))?;
            found.extend(below.into_iter().map(|path| format!("{}/{path}", entry.name)));
        } else {
            found.push(entry.name);
        }
    }
    Ok(found)
}

/// Makes a folder and those above it.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::writing(path, error))
}

/// Writes a new file and waits until the disk has it.
pub(super) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    write().map_err(|error| Failure::writing(path, error))
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
        let mut file = File::create(&place).map_err(|error| Failure::writing(&place, error))?;
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
            remove(&folder.join(&entry.name), entry.is_folder)?;
        }
    }
    Ok(())
}

/// Removes a file or a folder with all that is in it.
pub(super) fn remove(path: &Path, is_folder: bool) -> Result<(), Failure> {
    let removed = if is_folder { fs::remove_dir_all(path) } else { fs::remove_file(path) };
    removed.map_err(|error| Failure::writing(path, error))
}
