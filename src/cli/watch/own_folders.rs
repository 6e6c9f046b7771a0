//! The folders that a watch works in: made by the user who runs it, or refused. Whoever may put files into a drop folder could
//! otherwise lead the program elsewhere with a link, or keep a folder in which files are replaced while they are worked on.
#![expect(clippy::disallowed_methods, reason = "making folders in the drop folder is this edge's matter")]

use std::fs::{self, DirBuilder, Metadata};
use std::io;
use std::path::{Path, PathBuf};

use crate::archive::Failure;
use crate::error::Error;
use crate::problem::{Code, Place, Problem};

/// Who the user is on a file system: shares tell other numbers than the system does, so that what we make there says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Me(Option<u32>);

impl Me {
    /// The user as the owner of what is made in a folder.
    ///
    /// # Errors
    /// What the system says where nothing can be made there.
    pub(super) fn in_folder(folder: &Path) -> Result<Self, Error> {
        let made = tempfile::tempfile_in(folder).and_then(|file| file.metadata()).map_err(|e| Error::io(folder, e))?;
        Ok(Self(owner(&made)))
    }
}

/// Whether a path leads to a folder.
pub(super) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// A folder of ours, kept open: what is written there goes into this very folder, whatever somebody puts into its place between
/// two looks.
#[derive(Debug, Clone)]
pub(super) struct Own {
    path: PathBuf,
    identity: Option<(u64, u64)>,
    kept: Option<kept::Kept>,
}

impl Own {
    /// Makes a folder where it is missing, or takes one that is ours.
    ///
    /// # Errors
    /// A refusal where it is a link, a file, or somebody else's; else what the system says.
    pub(super) fn make(path: PathBuf, private: bool, me: Me) -> Result<Self, Failure> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        match builder.create(&path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(Failure::Machine(Error::io(path, error)));
            }
            _ => {}
        }
        let about = fs::symlink_metadata(&path).map_err(|e| Error::io(&path, e))?;
        let reason = if about.is_symlink() {
            Some("link")
        } else if !about.is_dir() {
            Some("file")
        } else if owner(&about) != me.0 {
            Some("owner")
        } else {
            None
        };
        if let Some(reason) = reason {
            return Err(refused(&path, reason));
        }
        #[cfg(unix)]
        if private {
            use std::os::unix::fs::PermissionsExt;
            // One of an earlier version may be open to others. A share without rights has none to set.
            let _ = fs::set_permissions(&path, fs::Permissions::from_mode(0o700));
        }
        let identity = identity(&about);
        let kept = kept::Kept::of(&path, identity).map_err(|error| match error.kind() {
            // Another came into its place since the look.
            io::ErrorKind::Other => refused(&path, "owner"),
            _ => Failure::Machine(Error::io(&path, error)),
        })?;
        Ok(Self { path, identity, kept })
    }

    /// The path by which it is worked in: through the open folder, where the system has such a path.
    pub(super) fn path(&self) -> &Path {
        self.kept.as_ref().map_or(&self.path, kept::Kept::path)
    }

    /// Where people find it.
    #[cfg(test)]
    pub(super) fn shown(&self) -> &Path {
        &self.path
    }

    /// A text for people, in which the path through the open folder stands as people know it.
    pub(super) fn in_words(&self, text: &str) -> String {
        let Some(kept) = &self.kept else { return text.to_owned() };
        let (through, known) = (kept.path().display().to_string(), self.path.display().to_string());
        let mut pieces = text.split(through.as_str());
        let mut words = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            // The folder 1 is not the folder 12.
            words.push_str(if piece.starts_with(|c: char| c.is_ascii_digit()) { &through } else { &known });
            words.push_str(piece);
        }
        words
    }

    /// Whether the folder in this place is still the one that was taken.
    ///
    /// # Errors
    /// A refusal where another stands there; else what the system says.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let about = fs::symlink_metadata(&self.path).map_err(|e| Error::io(&self.path, e))?;
        if about.is_symlink() {
            Err(refused(&self.path, "link"))
        } else if identity(&about) == self.identity {
            Ok(())
        } else {
            Err(refused(&self.path, "owner"))
        }
    }
}

/// A refusal of a folder: it is a `link`, a `file`, or its `owner` is somebody else.
pub(super) fn refused(path: &Path, reason: &str) -> Failure {
    let problem =
        Problem::new(Code::WorkingFolderNotOurs, Place::File).with("path", path.display()).with("reason", reason);
    Failure::with_problem(path, problem)
}

#[cfg(unix)]
fn owner(about: &Metadata) -> Option<u32> {
    Some(std::os::unix::fs::MetadataExt::uid(about))
}

#[cfg(not(unix))]
const fn owner(_: &Metadata) -> Option<u32> {
    None
}

#[cfg(unix)]
fn identity(about: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((about.dev(), about.ino()))
}

#[cfg(not(unix))]
const fn identity(_: &Metadata) -> Option<(u64, u64)> {
    None
}

/// Folders that are kept open. Other systems than Linux have no path through an open folder; there the look before each use must do.
#[cfg(target_os = "linux")]
mod kept {
    use std::fs::{self, File};
    use std::io;
    use std::os::fd::AsRawFd;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use rustix::fs::{Mode, OFlags, open};

    /// An open folder and its path.
    #[derive(Debug, Clone)]
    pub(super) struct Kept {
        path: PathBuf,
        _folder: Arc<File>,
    }

    impl Kept {
        /// Opens a folder that was looked at; nothing where the system shows no open folders (a machine without `/proc`).
        ///
        /// # Errors
        /// What the system says; [`io::ErrorKind::Other`] where it is not the one that was looked at.
        pub(super) fn of(path: &Path, identity: Option<(u64, u64)>) -> io::Result<Option<Self>> {
            let flags = OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::PATH | OFlags::CLOEXEC;
            let folder = File::from(open(path, flags, Mode::empty())?);
            if super::identity(&folder.metadata()?) != identity {
                return Err(io::Error::other("another folder"));
            }
            let through = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd()));
            let is_shown = fs::metadata(&through).is_ok_and(|about| super::identity(&about) == identity);
            Ok(is_shown.then(|| Self { path: through, _folder: Arc::new(folder) }))
        }

        pub(super) fn path(&self) -> &Path {
            &self.path
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod kept {
    use std::convert::Infallible;
    use std::io;
    use std::path::Path;

    /// No open folder.
    #[derive(Debug, Clone)]
    pub(super) struct Kept(Infallible);

    impl Kept {
        pub(super) const fn of(_: &Path, _: Option<(u64, u64)>) -> io::Result<Option<Self>> {
            Ok(None)
        }

        pub(super) fn path(&self) -> &Path {
            match self.0 {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_folder_that_was_exchanged_is_ours_no_more() {
        let inbox = tempfile::tempdir().unwrap();
        let place = inbox.path().join("退回");
        let me = Me::in_folder(inbox.path()).unwrap();
        let taken = Own::make(place.clone(), false, me).unwrap();
        taken.check().unwrap();
        fs::rename(&place, inbox.path().join("别处")).unwrap();
        std::os::unix::fs::symlink("别处", &place).unwrap();
        assert!(taken.check().is_err());
        fs::remove_file(&place).unwrap();
        fs::create_dir(&place).unwrap();
        assert!(taken.check().is_err(), "another folder of that name");
        assert!(Own::make(place, false, Me(Some(u32::MAX))).is_err(), "somebody else's");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_written_between_two_looks_goes_into_the_folder_that_was_taken() {
        let inbox = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        let place = inbox.path().join("退回");
        let taken = Own::make(place.clone(), false, Me::in_folder(inbox.path()).unwrap()).unwrap();
        taken.check().unwrap();
        fs::rename(&place, inbox.path().join("搬走")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), &place).unwrap();
        fs::write(taken.path().join("清单.xlsx"), "list").unwrap();
        assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
        assert!(inbox.path().join("搬走/清单.xlsx").exists());
    }
}
