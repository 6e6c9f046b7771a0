//! The folders of a drop folder.

use std::path::{Path, PathBuf};

use super::own_folders::{Me, Own};
use crate::archive::Failure;
use crate::lang::Lang;
use crate::messages::say;

/// Where things go.
#[derive(Debug)]
pub(super) struct Folders {
    /// Inputs that were scored.
    pub done: Own,
    /// Inputs with errors, each with its list of problems.
    pub returned: Own,
    /// The results.
    pub results: Own,
}

impl Folders {
    /// The folders of an inbox, made where they are missing: those that are there, whatever their language; else in the language
    /// that was asked for; else Chinese. Not the environment's: a service has none, and must find what a person's session made.
    ///
    /// # Errors
    /// A refusal where one of them is a link or somebody else's; else what the system says.
    pub(super) fn of(inbox: &Path, asked: Option<Lang>, me: Me) -> Result<Self, Failure> {
        let place = |id: &str, lang: Lang| inbox.join(say(lang, id, &[]));
        let is_there = |path: PathBuf| path.symlink_metadata().is_ok();
        let known = Lang::ALL.into_iter().find(|lang| is_there(place("watch-folder-returned", *lang)));
        let lang = known.or(asked).unwrap_or_default();
        let folder = |id: &str| Own::make(place(id, lang), false, me);
        Ok(Self {
            done: folder("watch-folder-done")?,
            returned: folder("watch-folder-returned")?,
            results: folder("watch-folder-results")?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(inbox: &Path, asked: Option<Lang>) -> Result<Folders, Failure> {
        Folders::of(inbox, asked, Me::in_folder(inbox).unwrap())
    }

    #[test]
    fn a_service_without_a_language_finds_the_folders_that_a_person_made() {
        let inbox = tempfile::tempdir().unwrap();
        let persons = folders(inbox.path(), Some(Lang::En)).unwrap();
        assert_eq!(folders(inbox.path(), None).unwrap().returned.shown(), persons.returned.shown());
        let fresh = tempfile::tempdir().unwrap();
        assert_eq!(folders(fresh.path(), None).unwrap().returned.shown(), fresh.path().join("退回"));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_a_link_is_refused() {
        let elsewhere = tempfile::tempdir().unwrap();
        for name in ["退回", "已处理", "结果"] {
            let inbox = tempfile::tempdir().unwrap();
            std::os::unix::fs::symlink(elsewhere.path(), inbox.path().join(name)).unwrap();
            let failure = folders(inbox.path(), None).unwrap_err();
            assert_eq!(failure.problem().unwrap().code.id(), "E716", "{name}");
        }
    }
}
