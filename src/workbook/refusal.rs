//! The problems of files as a whole, made in one place so that every format says the same.

use std::fmt::Display;

use crate::problem::{Code, Place, Problem};

/// A problem of the whole file without arguments.
pub(super) fn file(code: Code) -> Problem {
    Problem::new(code, Place::File)
}

/// More of something than is read: `what` names a variant of the text, `limit` is the figure in it.
pub(super) fn too_large(what: &'static str, limit: impl Display) -> Problem {
    file(Code::FileTooLarge).with("what", what).with("limit", limit)
}

/// A part of the container that is missing or cannot be understood.
pub(super) fn damaged(part: impl Display) -> Problem {
    file(Code::DamagedPart).with("part", part)
}

/// A cell address that no spreadsheet program can have written.
pub(super) fn outside(address: &str) -> Problem {
    let shown: String = address.chars().take(40).collect();
    file(Code::OutsideSheet).with("address", shown)
}

/// The same problem, placed at a sheet unless it already has a place.
pub(super) fn at_sheet(mut problem: Problem, sheet: &std::sync::Arc<str>) -> Problem {
    if problem.place == Place::File {
        problem.place = Place::Sheet(sheet.clone());
    }
    problem
}

/// Something that stands twice, so that one program shows the one and another the other: `what` names a variant of the text.
pub(super) fn ambiguous(what: &'static str) -> Problem {
    file(Code::Ambiguous).with("what", what)
}
