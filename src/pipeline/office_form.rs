//! The office's own form: what it may ask for, what it asks for, and labels that become placeholders.

use crate::error::Error;
use crate::form;
use crate::problem::Problem;

pub use crate::form::{
    Field as FormField, Form as OfficeForm, FormPlace, Group as FormGroup, Marked as MarkedForm, Proposal,
};

/// Reads an office's own form and says what is wrong with it; without the form where an error is among that.
pub fn office_form(bytes: &[u8]) -> (Option<OfficeForm>, Vec<Problem>) {
    let checked = form::read(bytes);
    (checked.form, checked.problems)
}

/// A form with placeholders written in where its labels tell their places; what was written where, and what is wrong.
///
/// # Errors
/// [`Error::Internal`], a defect of this program.
pub fn marked_form(bytes: &[u8]) -> Result<MarkedForm, Error> {
    form::marked(bytes)
}
