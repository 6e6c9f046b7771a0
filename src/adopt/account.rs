//! What became of every cell and line of the source: nothing is dropped silently.

use crate::lang::Lang;
use crate::messages::say;

/// A piece of the source by its number in the [`Account`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot(usize);

/// Where a piece stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Position {
    /// A cell of a sheet, as `考核表!C4`.
    Cell(String),
    /// A cell of a table in a document: table, row, column, from one.
    InTable(usize, u32, u32),
    /// A line or paragraph, from one, and which piece of it.
    Line(usize, usize),
}

impl Position {
    /// As people read it.
    pub(super) fn say(&self, lang: Lang) -> String {
        match self {
            Self::Cell(cell) => cell.clone(),
            Self::InTable(table, row, column) => say(
                lang,
                "adopt-in-table",
                &[("table", &table.to_string()), ("row", &row.to_string()), ("column", &column.to_string())],
            ),
            Self::Line(line, 0) => say(lang, "adopt-line", &[("line", &line.to_string())]),
            Self::Line(line, part) => say(
                lang,
                "adopt-line-part",
                &[("line", &line.to_string()), ("part", &part.saturating_add(1).to_string())],
            ),
        }
    }
}

/// Where a piece went in the new workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Home {
    /// A setting of 考核信息.
    Setting(crate::model::layout::AppraisalField),
    /// A column of a KPI: role, KPI.
    Kpi(usize, usize, crate::model::layout::Column),
    /// A column of a duty: role, duty.
    Duty(usize, usize, crate::model::layout::Column),
    /// A grade.
    Grade(usize, crate::model::layout::Column),
    /// The name of a role.
    Role(usize),
}

/// What is said of a piece, as the end of a text's id with its arguments.
pub(super) type Said = (&'static str, Vec<(&'static str, String)>);

/// A piece of the source and its fate.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// Which file, by its number.
    pub(super) file: usize,
    /// Where in it.
    pub(super) position: Position,
    /// Its words.
    pub(super) text: String,
    /// Where it went.
    pub(super) homes: Vec<Home>,
    /// Why it was left out, or what it served for.
    pub(super) left: Option<&'static str>,
    /// What a person must look at.
    pub(super) looks: Vec<Said>,
}

/// All pieces, in the order of the files.
#[derive(Debug, Clone, Default)]
pub(super) struct Account {
    pieces: Vec<Piece>,
    /// Runs of broken letters that were put together again.
    pub(super) repaired: Vec<String>,
}

impl Account {
    /// Takes a piece in; nothing is known of it yet.
    pub(super) fn open(&mut self, file: usize, position: Position, text: &str) -> Spot {
        let spot = Spot(self.pieces.len());
        let text = text.to_owned();
        // Pieces are opened in the order of the text.
        let mended = self.repaired.first().is_some_and(|run| text.contains(run.as_str()));
        if mended {
            self.repaired.remove(0);
        }
        let looks = if mended { vec![("mended", Vec::new())] } else { Vec::new() };
        self.pieces.push(Piece { file, position, text, homes: Vec::new(), left: None, looks });
        spot
    }

    /// The next piece of a line.
    pub(super) fn open_in_line(&mut self, file: usize, line: usize, text: &str) -> Spot {
        let of_line =
            |piece: &&Piece| piece.file == file && matches!(piece.position, Position::Line(known, _) if known == line);
        let part = self.pieces.iter().rev().take_while(of_line).count();
        self.open(file, Position::Line(line, part), text)
    }

    /// It went somewhere.
    pub(super) fn went(&mut self, spot: Spot, home: Home) {
        if let Some(piece) = self.pieces.get_mut(spot.0)
            && !piece.homes.contains(&home)
        {
            piece.homes.push(home);
        }
    }

    /// It was left out, or served for something, as `adopt-left-<why>` says; the first word stands.
    pub(super) fn left(&mut self, spot: Spot, why: &'static str) {
        if let Some(piece) = self.pieces.get_mut(spot.0) {
            piece.left.get_or_insert(why);
        }
    }

    /// A person must look at it, as `adopt-look-<why>` says.
    pub(super) fn look(&mut self, spot: Spot, why: &'static str, args: Vec<(&'static str, String)>) {
        if let Some(piece) = self.pieces.get_mut(spot.0)
            && !piece.looks.iter().any(|(said, _)| *said == why)
        {
            piece.looks.push((why, args));
        }
    }

    /// The piece itself.
    pub(super) fn piece(&self, spot: Spot) -> Option<&Piece> {
        self.pieces.get(spot.0)
    }

    /// All of them.
    pub(super) fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}
