//! The parts of a file: tables, and the lines between them.

use super::grid::Grid;

/// A part of a file, in the file's order.
#[derive(Debug, Clone)]
pub(super) enum Part {
    /// A table or sheet.
    Grid(Grid),
    /// Lines or paragraphs with nothing else between them: the words and the number of each.
    Text(Vec<(usize, String)>),
}

/// Puts a line behind what is there.
pub(super) fn push_line(parts: &mut Vec<Part>, line: usize, text: &str) {
    if text.trim().is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(Part::Text(lines)) => lines.push((line, text.trim().to_owned())),
        _ => parts.push(Part::Text(vec![(line, text.trim().to_owned())])),
    }
}
