//! Which Excel a file's records are of.

use super::BIFF8;
use super::records::{Records, record};
use crate::problem::Problem;
use crate::workbook::cfb::{Container, u16_at};

/// Whether the records are those of Excel 95 or older: a few programs wrote them into the stream of the later ones.
pub(in crate::workbook) fn is_older(container: &Container<'_>) -> Result<bool, Problem> {
    let Some(stream) = container.stream("Workbook")? else { return Ok(false) };
    let mut records = Records::new(&stream, 0);
    Ok(match records.advance() {
        Some(record::BOF) => u16_at(&records.data, 0).is_some_and(|version| version < BIFF8),
        Some(kind) => record::OLDER_BOF.contains(&kind),
        None => false,
    })
}
