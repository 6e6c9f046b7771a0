//! Shared strings, end to end in one buffer: a file of a million short texts costs little more than their bytes.

use super::limits::Budget;
use crate::problem::Problem;

/// The texts that cells refer to by number.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Adds the next text.
    pub(super) fn push(&mut self, text: &str, budget: &mut Budget) -> Result<(), Problem> {
        // Four bytes for the end: empty texts are not free either.
        budget.text(text.len().saturating_add(4))?;
        self.text.push_str(text);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        Ok(())
    }

    /// The text of a number.
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }
}
