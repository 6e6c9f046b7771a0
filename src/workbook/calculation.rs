//! Whether the values that formulas carry were ever calculated. Programs that write workbooks without calculating give each
//! formula a 0, an empty text or nothing, and ask Excel to calculate when it opens the file. Such a 0 is no zero.

use std::io::Read;

use super::xml::{Node, Xml};
use super::{Cell, Value};
use crate::problem::Problem;

/// Which values of formulas are believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Belief {
    /// All: a program that calculates saved them.
    #[default]
    All,
    /// All but zeros and empty texts, which a program that does not calculate puts where a value will be.
    Filled,
    /// None: the workbook says that its formulas were not calculated since they changed.
    None,
}

impl Belief {
    /// The stricter of two.
    pub(super) fn and(self, other: Self) -> Self {
        self.max(other)
    }

    /// A formula's cell as it is believed; `None` is an empty text.
    pub(super) fn of(self, cell: Option<Cell>) -> Option<Cell> {
        let percent = cell.as_ref().is_some_and(|cell| cell.percent);
        let believed = match (self, &cell) {
            (Self::All, _) => true,
            (Self::Filled, None) => false,
            (Self::Filled, Some(cell)) => match &cell.value {
                Value::Number(number) => !number.is_zero(),
                Value::Text(text) => !text.trim().is_empty(),
                // A day or time of serial 0.
                Value::Date(moment) => moment.and_utc().timestamp() > FIRST_MOMENT,
                _ => true,
            },
            (Self::None, _) => false,
        };
        if believed { cell } else { Some(Cell { value: Value::Uncalculated, percent, look: None }) }
    }
}

/// 1904-01-01 in seconds, the serial 0 of the later of the two ways to count days; the other one's lies before it.
const FIRST_MOMENT: i64 = -2_082_844_800;

/// Programs that write formulas without calculating, as they name themselves in a file.
const WITHOUT_ENGINE: [&str; 18] = [
    "apache poi",
    "sheetjs",
    "openpyxl",
    "xlsxwriter",
    "excelize",
    "closedxml",
    "exceljs",
    "phpspreadsheet",
    "phpexcel",
    "odfpy",
    "odfdo",
    "ezodf",
    "lpod",
    "axlsx",
    "caxlsx",
    "pyexcel",
    "npoi",
    "fastexcel",
];

/// What the name of the program that wrote a file says.
pub(super) fn of_program(name: &str) -> Belief {
    let name = name.to_lowercase();
    if WITHOUT_ENGINE.iter().any(|program| name.contains(program)) { Belief::Filled } else { Belief::All }
}

/// The program that an .xlsx file's `docProps/app.xml` (`Application`) or an .ods file's `meta.xml` (`generator`) names.
pub(super) fn program<R: Read>(xml: &mut Xml<R>) -> Result<String, Problem> {
    /// Bytes of a name that are looked at.
    const LONGEST: usize = 200;
    let mut inside = false;
    let mut name = String::new();
    loop {
        match xml.next()? {
            Node::Start(element) => inside = matches!(element.local_name().as_ref(), "Application" | "generator"),
            Node::Text(piece) if inside && name.len() < LONGEST => name.push_str(&piece),
            Node::End(_) if inside => return Ok(name),
            Node::Eof => return Ok(name),
            Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

/// Whether an .ods file's `settings.xml` says that formulas are not calculated when something changes.
pub(super) fn is_manual<R: Read>(xml: &mut Xml<R>) -> Result<bool, Problem> {
    let mut inside = false;
    loop {
        match xml.next()? {
            Node::Start(element) => {
                inside = super::xml::qualified(&element, "config:name").is_some_and(|name| name == "AutoCalculate");
            }
            Node::Text(piece) if inside && piece.trim() == "false" => return Ok(true),
            Node::End(_) => inside = false,
            Node::Eof => return Ok(false),
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn believed(belief: Belief, value: Value) -> bool {
        let cell = Cell { value, percent: false, look: None };
        belief.of(Some(cell.clone())) == Some(cell)
    }

    #[test]
    fn zeros_and_empty_texts_are_doubted_and_figures_believed() {
        let number = |text: &str| Value::Number(text.parse().unwrap());
        assert!(believed(Belief::All, number("0")));
        assert!(believed(Belief::Filled, number("90")));
        assert!(!believed(Belief::Filled, number("0.00")));
        assert!(!believed(Belief::Filled, Value::Text(" ".to_owned())));
        assert!(!believed(Belief::None, number("90")));
        assert_eq!(Belief::Filled.of(None).map(|cell| cell.value), Some(Value::Uncalculated));
        assert_eq!(Belief::All.of(None), None);
        assert_eq!(of_program("Apache POI"), Belief::Filled);
        assert_eq!(of_program("Microsoft Excel"), Belief::All);
        assert_eq!(of_program("LibreOffice/7.4.7.2$Linux_X86_64"), Belief::All);
    }
}
