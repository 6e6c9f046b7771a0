//! Paths as they are compared: absolute, links resolved, also where nothing lies there yet.

use std::io;
use std::path::{Component, Path, PathBuf};

/// Links that are followed one after the other before they count as a circle: as many as Linux follows.
const LINKS: usize = 40;

/// The place that a path leads to. What is not there yet is taken as it is written.
///
/// # Errors
/// A circle of links, or what the system says of a folder on the way.
pub(in crate::cli) fn resolved(path: &Path) -> io::Result<PathBuf> {
    follow(&std::path::absolute(path)?, LINKS)
}

fn follow(path: &Path, links: usize) -> io::Result<PathBuf> {
    let Some(left) = links.checked_sub(1) else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "too many links"));
    };
    let mut real = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // What is above is resolved already: its parent is the folder's own.
            Component::ParentDir => {
                real.pop();
            }
            Component::Prefix(_) | Component::RootDir => real.push(part),
            Component::Normal(name) => {
                let next = real.join(name);
                real = match next.symlink_metadata() {
                    Ok(about) if about.is_symlink() => match next.canonicalize() {
                        Ok(there) => there,
                        // A link to what is not there: whoever writes through it makes it.
                        Err(error) if error.kind() == io::ErrorKind::NotFound => {
                            follow(&real.join(next.read_link()?), left)?
                        }
                        Err(error) => return Err(error),
                    },
                    // Its own spelling, where case does not count.
                    Ok(_) if cfg!(not(target_os = "linux")) => next.canonicalize()?,
                    _ => next,
                };
            }
        }
    }
    Ok(real)
}

/// A resolved path in the form in which two are compared: without regard to case where the system has none.
pub(super) fn comparable(path: &Path) -> PathBuf {
    if cfg!(any(windows, target_os = "macos")) {
        PathBuf::from(crate::file_name::folded(&path.to_string_lossy()))
    } else {
        path.to_owned()
    }
}
