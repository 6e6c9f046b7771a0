//! Whether a folder of results is still exactly what this program wrote there. Its `manifest.json` names every file with its hash:
//! what it does not name is somebody's own, what differs was worked on by hand, and neither may vanish.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::archive::manifest::{self, Manifest};
use crate::archive::names::MANIFEST_FILE;

/// Bytes of a manifest: a department of a thousand people has a fifth of it.
const MANIFEST_BYTES: u64 = 4 * 1024 * 1024;

/// What was seen of the files of a folder: sizes and times tell whether somebody touched one since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cli) struct Seen(BTreeMap<PathBuf, (u64, Option<SystemTime>)>);

/// What a folder holds.
pub(super) enum Holding {
    /// Nothing, or only what this program wrote for a department.
    Ours(Seen),
    /// The results of a department of this name.
    Department(String),
    /// Files that nobody but a person can have put there.
    Foreign(Vec<String>),
    /// Files that were ours, and that somebody changed.
    Changed(Vec<String>),
}

/// Something below a folder.
struct Entry {
    path: PathBuf,
    about: fs::Metadata,
}

impl Seen {
    /// What lies in a folder now; nothing where there is none.
    ///
    /// # Errors
    /// What the system says of a folder that can't be listed.
    pub(in crate::cli) fn of(folder: &Path) -> io::Result<Self> {
        Ok(Self(
            below(folder)?
                .into_iter()
                .filter(|entry| !entry.about.is_dir() && !is_dropping(&entry.path))
                .map(|entry| {
                    let place = entry.path.strip_prefix(folder).unwrap_or(&entry.path).to_owned();
                    (place, (entry.about.len(), entry.about.modified().ok()))
                })
                .collect(),
        ))
    }
}

/// Looks into a folder that is to be replaced by results of a department.
pub(super) fn holding(folder: &Path, department: &str) -> io::Result<Holding> {
    let seen = Seen::of(folder)?;
    let entries: Vec<Entry> = below(folder)?.into_iter().filter(|entry| !is_dropping(&entry.path)).collect();
    if entries.is_empty() {
        return Ok(Holding::Ours(seen));
    }
    let name = |path: &Path| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let Some(manifest) = manifest_of(folder) else {
        return Ok(Holding::Foreign(entries.iter().map(|entry| name(&entry.path)).collect()));
    };
    if manifest.department != department {
        return Ok(Holding::Department(manifest.department));
    }
    let folders: BTreeSet<&str> =
        manifest.files.keys().flat_map(|path| path.match_indices('/').filter_map(|(at, _)| path.get(..at))).collect();
    let (mut foreign, mut changed) = (Vec::new(), Vec::new());
    for entry in &entries {
        let path = name(&entry.path);
        if entry.about.is_dir() {
            if !folders.contains(path.as_str()) {
                foreign.push(path);
            }
        } else if path != MANIFEST_FILE || !entry.about.is_file() {
            match manifest.files.get(&path) {
                Some(known) if entry.about.is_file() => {
                    let same = entry.about.len() == known.bytes
                        && fs::read(&entry.path).is_ok_and(|bytes| manifest::sha256(&bytes) == known.sha256);
                    if !same {
                        changed.push(path);
                    }
                }
                _ => foreign.push(path),
            }
        }
    }
    Ok(if !foreign.is_empty() {
        Holding::Foreign(foreign)
    } else if !changed.is_empty() {
        Holding::Changed(changed)
    } else {
        Holding::Ours(seen)
    })
}

/// The manifest of a folder of results; `None` where there is none that can be read.
pub(super) fn manifest_of(folder: &Path) -> Option<Manifest> {
    let path = folder.join(MANIFEST_FILE);
    let about = fs::symlink_metadata(&path).ok()?;
    let bytes = (about.is_file() && about.len() <= MANIFEST_BYTES).then(|| fs::read(&path).ok()).flatten()?;
    let manifest: Manifest = serde_json::from_slice(&bytes).ok()?;
    (manifest.schema == manifest::SCHEMA).then_some(manifest)
}

/// Everything below a folder, links not followed.
fn below(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        let listed = match fs::read_dir(&folder) {
            Ok(listed) => listed,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in listed {
            let path = entry?.path();
            let about = fs::symlink_metadata(&path)?;
            if about.is_dir() {
                waiting.push(path.clone());
            }
            found.push(Entry { path, about });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(found)
}

/// What systems and office programs leave in folders by themselves: views, thumbnails, owner files of open workbooks.
fn is_dropping(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    matches!(&*name, ".DS_Store" | "Thumbs.db" | "desktop.ini")
        || name.starts_with("~$")
        || name.starts_with("._")
        || name.starts_with(".~")
}
