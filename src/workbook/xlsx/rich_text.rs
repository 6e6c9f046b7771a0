//! A text of the format: one plain piece or runs of formatted ones, perhaps with phonetic hints (ECMA-376 part 1, 18.4.8).
//! The same in shared strings and in cells.
//!
//! Letters that are struck out or raised within a text are kept as such: somebody who struck the 1 of 190 out wrote 90, and 90 with a
//! footnote's raised 1 behind it is not 901. Joined to the others they would be read as what nobody wrote.

use crate::problem::Problem;
use crate::workbook::letters::{self, Lettering};
use crate::workbook::limits::CELL_CHARACTERS;
use crate::workbook::refusal;

/// A place inside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// The element around it: `si` or `is`.
    Text,
    /// A plain piece.
    Plain,
    /// A run of one format.
    Run,
    /// How a run looks.
    RunProperties,
    /// It is struck out.
    Struck,
    /// It stands higher or lower than the line.
    Raised,
    /// The piece of a run.
    RunPiece,
    /// A hint how to say it, which no program shows in the cell.
    Phonetic,
    /// The hint's piece.
    PhoneticPiece,
}

impl Within {
    /// The place of an element.
    pub(super) fn next(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::Text, "t") => Self::Plain,
            (Self::Text, "r") => Self::Run,
            (Self::Run, "t") => Self::RunPiece,
            (Self::Run, "rPr") => Self::RunProperties,
            (Self::RunProperties, "strike") => Self::Struck,
            (Self::RunProperties, "vertAlign") => Self::Raised,
            (Self::Text, "rPh") => Self::Phonetic,
            (Self::Phonetic, "t") => Self::PhoneticPiece,
            _ => return None,
        })
    }

    /// Whether letters here belong to the text.
    pub(super) fn is_shown(self) -> bool {
        matches!(self, Self::Plain | Self::RunPiece)
    }
}

/// A text that grows while it is read.
#[derive(Debug, Default)]
pub(super) struct Growing {
    /// What was read of it.
    pub(super) text: String,
    plain: usize,
    runs: usize,
    pieces_of_run: usize,
    look: Lettering,
}

impl Growing {
    /// Begins the next text.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        (self.plain, self.runs, self.pieces_of_run) = (0, 0, 0);
        self.look = Lettering::default();
    }

    /// Takes note of a place that was entered: one plain piece, or runs of one piece each. `said` is the element's own value.
    pub(super) fn enter(&mut self, place: Within, said: Option<&str>) -> Result<(), Problem> {
        match place {
            Within::Plain => {
                self.plain = self.plain.saturating_add(1);
                self.look = Lettering::default();
            }
            Within::Run => {
                (self.runs, self.pieces_of_run) = (self.runs.saturating_add(1), 0);
                self.look = Lettering::default();
            }
            Within::RunPiece => self.pieces_of_run = self.pieces_of_run.saturating_add(1),
            Within::Struck => self.look.struck = !matches!(said, Some("0" | "false")),
            Within::Raised => self.look.raised = matches!(said, Some("superscript" | "subscript")),
            Within::Text | Within::RunProperties | Within::Phonetic | Within::PhoneticPiece => {}
        }
        let twice = self.plain > 1 || self.pieces_of_run > 1 || (self.plain > 0 && self.runs > 0);
        if twice { Err(refusal::ambiguous("text")) } else { Ok(()) }
    }

    /// Adds letters.
    pub(super) fn push(&mut self, piece: &str) -> Result<(), Problem> {
        letters::push(&mut self.text, piece, self.look);
        if self.text.len() > CELL_CHARACTERS.saturating_mul(4) {
            return Err(refusal::too_large("characters", CELL_CHARACTERS));
        }
        Ok(())
    }
}
