//! The office's own form, as `--form` or a workbook's 评分表样 names it.

use std::path::Path;

use crate::archive::Failure;
use crate::cli::{Context, source};
use crate::error::Error;
use crate::pipeline::{OfficeForm, office_form};
use crate::problem::{Code, Place, Problem};

/// Folders above a workbook, or above the drop folder that it was put in, in which its form may lie.
const LEVELS: usize = 4;

/// A form that was read.
#[derive(Clone)]
pub(in crate::cli) struct Form {
    pub(super) form: OfficeForm,
    pub(super) bytes: Vec<u8>,
    /// What is left out of its copies.
    pub(super) notes: Vec<Problem>,
}

/// The form of a path; `None` where it was refused with its problems, which were told.
pub(super) fn read(path: &Path, context: &Context) -> Result<Option<Form>, Error> {
    let bytes = match source::bytes(path) {
        Ok(bytes) => bytes,
        Err(failure) => return context.stopped_by_archive(failure).map(|_| None),
    };
    match of_bytes(bytes) {
        Ok(form) => {
            context.problems(path, &form.notes, None);
            Ok(Some(Form { notes: Vec::new(), ..form }))
        }
        Err(problems) => {
            context.problems(path, &problems, None);
            Ok(None)
        }
    }
}

/// The form that a workbook names: a file beside it (or beside the drop folder that it was put in), or in one of the folders above.
pub(super) fn beside(place: &Path, name: &str) -> Result<Result<Form, Vec<Problem>>, Failure> {
    let missing = || Ok(Err(vec![Problem::new(Code::FormMissing, Place::File).with("name", name)]));
    if Path::new(name).file_name().is_none_or(|plain| plain != name) {
        return missing();
    }
    let place = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
    for folder in place.ancestors().skip(1).take(LEVELS) {
        match source::bytes(&folder.join(name)) {
            Ok(bytes) => {
                return Ok(of_bytes(bytes)
                    .map_err(|problems| problems.into_iter().map(|problem| problem.with("form", name)).collect()));
            }
            Err(Failure::Refused { problem, .. }) if problem.code == Code::NoSuchInput => {}
            Err(failure) => return Err(failure),
        }
    }
    missing()
}

fn of_bytes(bytes: Vec<u8>) -> Result<Form, Vec<Problem>> {
    match office_form(&bytes) {
        (Some(form), notes) => Ok(Form { form, bytes, notes }),
        (None, problems) => Err(problems),
    }
}
