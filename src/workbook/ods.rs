//! .ods: `content.xml` of a zip container (ISO/IEC 26300). Cells say their type and value themselves; formats and
//! repeated empty cells cost nothing.

#![allow(clippy::redundant_closure, reason = "a function's own lifetimes are not general enough for `Package::xml`")]

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use quick_xml::events::BytesStart;

use super::calculation::Belief;
use super::duration::time;
use super::limits::{Budget, CELL_CHARACTERS, SHEETS};
use super::package::Package;
use super::value::{self, Epoch, Shown, Style};
use super::xml::{Node, Xml, qualified};
use super::{Area, Cell, Hidden, Sheet, Value, Workbook, address, calculation, foreign, merges, own_output, refusal};
use crate::cell::CellRef;
use crate::diagnostic::{Code, Place, Problem};
use crate::quantity::format::Look;
use crate::text::LIST_SIGN;

/// Reads the workbook.
pub(super) fn read(package: &mut Package<'_>) -> Result<Workbook, Problem> {
    if package.xml("META-INF/manifest.xml", |xml| is_encrypted(xml))?.unwrap_or(false) {
        return Err(refusal::file(Code::Encrypted));
    }
    let mut budget = Budget::default();
    let program = package.xml("meta.xml", |xml| calculation::program(xml))?.unwrap_or_default();
    let mut belief = calculation::of_program(&program);
    if package.xml("settings.xml", |xml| calculation::is_manual(xml))?.unwrap_or(false) {
        belief = Belief::None;
    }
    let sheets = package
        .xml("content.xml", |xml| content(xml, belief, &mut budget))?
        .ok_or_else(|| refusal::damaged("content.xml"))?;
    let is_own_output = package.xml("meta.xml", |xml| own_output::in_custom_properties(xml))?.unwrap_or(false);
    Ok(Workbook { sheets, is_own_output, is_manual: false })
}

/// Whether the manifest says that parts are encrypted.
fn is_encrypted<R: Read>(xml: &mut Xml<R>) -> Result<bool, Problem> {
    loop {
        match xml.next()? {
            Node::Start(element) if element.local_name().as_ref() == "encryption-data" => return Ok(true),
            Node::Eof => return Ok(false),
            Node::Start(_) | Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    kind: String,
    /// The kind once more, as LibreOffice writes it.
    second_kind: String,
    /// The values that its attributes give, by the attribute's name.
    values: Vec<(&'static str, String)>,
    text: String,
    paragraphs: usize,
    has_formula: bool,
    repeated: u32,
    span: Option<(u32, u32)>,
    covered: bool,
}

/// The sheet that is being read.
struct OpenSheet {
    name: Arc<str>,
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<Area>,
    row: u32,
    column: u32,
    /// How often the current row stands.
    repeated: u32,
    /// The current row's filled cells.
    filled: Vec<(u32, Cell)>,
    /// Covered cells that hold something.
    covered: Vec<(u32, u16)>,
    /// A copy of another file's cells, kept for formulas; no sheet of this workbook.
    is_copy: bool,
    hidden: Hidden,
    /// The next column that `table:table-column` speaks of.
    told_columns: u32,
    belief: Belief,
}

fn content<R: Read>(xml: &mut Xml<R>, belief: Belief, budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let mut sheets: Vec<Sheet> = Vec::new();
    let mut names = BTreeSet::new();
    let mut sheet: Option<OpenSheet> = None;
    let mut cell: Option<Open> = None;
    // How many of the elements around sheets are entered; a table anywhere else (of a link, of a tracked change) is no sheet.
    let mut around = 0_usize;
    let mut bodies = 0_usize;
    // Depth inside a note, a drawing or a table in a cell; and inside paragraphs.
    let (mut aside, mut paragraph) = (0_usize, 0_usize);
    // Whether what is passed over lies in an element of another format: a table there some programs show as a sheet.
    let mut is_foreign = false;
    let mut days_from_1904 = false;
    // Names of table styles that show no tab; and the style that is being read.
    let (mut unseen, mut style): (BTreeSet<String>, Option<String>) = (BTreeSet::new(), None);
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let name = element.name();
                let name = name.as_ref();
                is_foreign &= aside > 0;
                if is_foreign && name == "table:table" {
                    return Err(refusal::ambiguous("markup").with("part", name));
                }
                if aside > 0 {
                    is_foreign |= !foreign::is_own(name);
                    aside = aside.saturating_add(1);
                    continue;
                }
                match (&mut sheet, &mut cell) {
                    (None, _) if AROUND.get(around) == Some(&name) => {
                        around = around.saturating_add(1);
                        bodies = bodies.saturating_add(usize::from(around == AROUND.len()));
                    }
                    (None, _) if around == AROUND.len() && name == "table:table" => {
                        if sheets.len() >= SHEETS {
                            return Err(refusal::too_large("sheets", SHEETS));
                        }
                        let title = qualified(&element, "table:name").unwrap_or_default();
                        budget.text(title.len())?;
                        if !names.insert(title.to_lowercase()) {
                            return Err(refusal::ambiguous("name").with("part", title));
                        }
                        let mut open = OpenSheet::new(&title, belief);
                        let of_style = qualified(&element, "table:style-name");
                        open.hidden.sheet = of_style.is_some_and(|style| unseen.contains(&*style));
                        sheet = Some(open);
                    }
                    (None, _) if around == AROUND.len() && name == "table:calculation-settings" => {}
                    (None, _) if around == 1 && name == "office:automatic-styles" => {}
                    (None, _) if around == 1 && name == "style:style" => {
                        style = qualified(&element, "style:name").map(|name| name.into_owned());
                    }
                    (None, _) if around == 1 && name == "style:table-properties" => {
                        let is_unseen = qualified(&element, "table:display").is_some_and(|flag| &*flag == "false");
                        // There is one for each hidden sheet.
                        if is_unseen && unseen.len() < SHEETS {
                            unseen.extend(style.take());
                        }
                    }
                    (None, _) if name == "table:null-date" => {
                        let day = qualified(&element, "table:date-value");
                        days_from_1904 = day.is_some_and(|day| day.starts_with("1904"));
                    }
                    (None, _) => (aside, is_foreign) = (1, !foreign::is_own(name)),
                    // Blanks, tabs and breaks are elements, so that text grows here too.
                    (Some(_), Some(open)) if open.text.len() > CELL_CHARACTERS.saturating_mul(4) => {
                        return Err(refusal::too_large("characters", CELL_CHARACTERS));
                    }
                    (Some(_), Some(open)) => match name {
                        "text:p" | "text:h" => {
                            if open.paragraphs > 0 {
                                open.text.push('\n');
                            }
                            open.paragraphs = open.paragraphs.saturating_add(1);
                            paragraph = paragraph.saturating_add(1);
                        }
                        "text:s" => {
                            let count =
                                number(&element, "text:c").min(u32::try_from(CELL_CHARACTERS).unwrap_or(u32::MAX));
                            open.text.extend((0..count).map(|_| ' '));
                        }
                        "text:tab" => open.text.push('\t'),
                        "text:line-break" => open.text.push('\n'),
                        _ if name.starts_with("text:") => {}
                        _ => (aside, is_foreign) = (1, !foreign::is_own(name)),
                    },
                    (Some(sheet), None) => match name {
                        "table:table-row" => {
                            sheet.column = 0;
                            sheet.repeated = number(&element, "table:number-rows-repeated");
                            if is_unseen(&element) {
                                let last = sheet.row.saturating_add(sheet.repeated).saturating_sub(1);
                                sheet.hidden.add_rows(sheet.row, last);
                            }
                        }
                        "table:table-column" => sheet.tell_columns(&element),
                        "table:table-cell" | "table:covered-table-cell" => cell = Some(begin(&element)),
                        // A table may stand within a cell only; anywhere else it would end the sheet around it.
                        "table:table" => return Err(refusal::damaged("content.xml")),
                        "table:table-rows" | "table:table-header-rows" | "table:table-row-group" => {}
                        "table:table-columns" | "table:table-header-columns" | "table:table-column-group" => {}
                        _ => (aside, is_foreign) = (1, !foreign::is_own(name)),
                    },
                }
            }
            Node::Text(piece) => {
                if let Some(open) = cell.as_mut().filter(|_| aside == 0 && paragraph > 0) {
                    push_collapsed(&mut open.text, &piece);
                    if open.text.len() > CELL_CHARACTERS.saturating_mul(4) {
                        return Err(refusal::too_large("characters", CELL_CHARACTERS));
                    }
                }
            }
            Node::End(element) => {
                if aside > 0 {
                    aside = aside.saturating_sub(1);
                    continue;
                }
                match element.name().as_ref() {
                    "text:p" | "text:h" => paragraph = paragraph.saturating_sub(1),
                    "table:table-cell" | "table:covered-table-cell" => {
                        if let (Some(open), Some(sheet)) = (cell.take(), sheet.as_mut()) {
                            sheet.end_cell(open, budget)?;
                        }
                    }
                    "table:table-row" => {
                        if let Some(sheet) = sheet.as_mut() {
                            sheet.end_row(budget)?;
                        }
                    }
                    "table:table" => {
                        if let Some(done) = sheet.take().filter(|sheet| !sheet.is_copy) {
                            sheets.push(done.finish(days_from_1904)?);
                        }
                    }
                    name if sheet.is_none()
                        && around.checked_sub(1).and_then(|last| AROUND.get(last)) == Some(&name) =>
                    {
                        around = around.saturating_sub(1);
                    }
                    _ => {}
                }
            }
            Node::Eof => break,
            Node::Empty(_) | Node::Other => {}
        }
    }
    if xml.has_odd_prefixes() {
        return Err(refusal::ambiguous("namespace").with("part", "content.xml"));
    }
    if bodies > 1 {
        return Err(refusal::ambiguous("markup").with("part", "office:spreadsheet"));
    }
    Ok(sheets)
}

/// The elements around sheets, from the root.
const AROUND: &[&str] = &["office:document-content", "office:body", "office:spreadsheet"];

/// White space in paragraphs counts as one space, and none at the start; `text:s` stands for the others.
fn push_collapsed(text: &mut String, piece: &str) {
    for character in piece.chars() {
        if matches!(character, ' ' | '\t' | '\n' | '\r') {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(character);
        }
    }
}

/// The attributes that give a cell's value, each for kinds of its own.
const VALUES: &[&str] = &["office:value", "office:date-value", "office:time-value", "office:boolean-value", TEXT];

const TEXT: &str = "office:string-value";

/// The attribute that gives the value of a kind.
fn attribute_of(kind: &str) -> &'static str {
    match kind {
        "date" => "office:date-value",
        "time" => "office:time-value",
        "boolean" => "office:boolean-value",
        "float" | "currency" | "percentage" => "office:value",
        _ => TEXT,
    }
}

/// Whether a row or column is hidden, folded or filtered out.
fn is_unseen(element: &BytesStart<'_>) -> bool {
    qualified(element, "table:visibility").is_some_and(|visible| matches!(&*visible, "collapse" | "filter"))
}

/// A count in an attribute; 1 where there is none.
fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    qualified(element, name).and_then(|count| count.parse().ok()).unwrap_or(1).max(1)
}

/// Takes a cell's attributes.
fn begin(element: &BytesStart<'_>) -> Open {
    let mut open =
        Open { repeated: 1, covered: element.name().as_ref() == "table:covered-table-cell", ..Open::default() };
    let (mut columns, mut rows) = (1, 1);
    let mut attributes = element.attributes();
    attributes.with_checks(false);
    for found in attributes.flatten() {
        let count = || found.value.parse::<u32>().unwrap_or(1).max(1);
        match found.key.as_ref() {
            "office:value-type" => open.kind = found.value.to_string(),
            "calcext:value-type" => open.second_kind = found.value.to_string(),
            key if VALUES.contains(&key) => {
                if let Some(name) = VALUES.iter().find(|name| **name == key) {
                    open.values.push((name, found.value.to_string()));
                }
            }
            "table:formula" => open.has_formula = true,
            "table:number-columns-repeated" => open.repeated = count(),
            "table:number-columns-spanned" => columns = count(),
            "table:number-rows-spanned" => rows = count(),
            _ => {}
        }
    }
    open.span = (columns > 1 || rows > 1).then_some((rows, columns));
    open
}

impl OpenSheet {
    fn new(name: &str, belief: Belief) -> Self {
        Self {
            hidden: Hidden::default(),
            told_columns: 0,
            belief,
            name: Arc::from(name),
            cells: BTreeMap::new(),
            merges: Vec::new(),
            row: 0,
            column: 0,
            repeated: 1,
            filled: Vec::new(),
            covered: Vec::new(),
            // Programs keep them under the address of the file, in quotes.
            is_copy: name.starts_with('\'') && name.contains("'#"),
        }
    }

    /// Takes the next columns, with whether they are seen.
    fn tell_columns(&mut self, element: &BytesStart<'_>) {
        let first = self.told_columns;
        self.told_columns = first.saturating_add(number(element, "table:number-columns-repeated"));
        if let (true, Ok(first)) = (is_unseen(element), u16::try_from(first)) {
            self.hidden.add_columns(first, u16::try_from(self.told_columns.saturating_sub(1)).unwrap_or(u16::MAX));
        }
    }

    fn end_cell(&mut self, open: Open, budget: &mut Budget) -> Result<(), Problem> {
        let (column, repeated) = (self.column, open.repeated);
        self.column = column.saturating_add(repeated);
        if let Some((rows, columns)) = open.span {
            budget.merge()?;
            let last = |start: u32, count: u32| start.checked_add(count)?.checked_sub(1);
            let first = address::position(Some(self.row), Some(column));
            let end = address::position(last(self.row, rows), last(column, columns));
            let (Some(first), Some(end)) = (first, end) else {
                return Err(refusal::outside("table:number-rows-spanned"));
            };
            self.merges.push(Area { top: first.0, left: first.1, bottom: end.0, right: end.1 });
        }
        let covered = open.covered;
        let found = finish(open, self.belief).map_err(|mut problem| {
            if let Some((row, column)) = address::position(Some(self.row), Some(column)) {
                problem.place = Place::Cell(CellRef::new(self.name.clone(), row, column));
            }
            problem
        })?;
        if let Some(cell) = found {
            for offset in 0..repeated {
                budget.cell()?;
                if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                    budget.text(text.len())?;
                }
                let column = column.saturating_add(offset);
                self.filled.push((column, cell.clone()));
                if covered {
                    self.covered.extend(address::position(Some(self.row), Some(column)));
                }
            }
        }
        Ok(())
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), Problem> {
        let filled = std::mem::take(&mut self.filled);
        if !filled.is_empty() {
            for offset in 0..self.repeated {
                for (column, cell) in &filled {
                    if offset > 0 {
                        budget.cell()?;
                        if let Value::Text(text) | Value::Error(text) | Value::Unusable(text) = &cell.value {
                            budget.text(text.len())?;
                        }
                    }
                    let row = self.row.saturating_add(offset);
                    let at = address::position(Some(row), Some(*column))
                        .ok_or_else(|| refusal::outside("table:number-rows-repeated"))?;
                    self.cells.insert(at, cell.clone());
                }
            }
        }
        self.row = self.row.saturating_add(self.repeated);
        self.repeated = 1;
        Ok(())
    }

    fn finish(mut self, days_from_1904: bool) -> Result<Sheet, Problem> {
        merges::uncover(&mut self.cells, &self.merges);
        // Under no merged area, some programs show what a covered cell holds.
        if let Some((row, column)) = self.covered.iter().find(|at| self.cells.contains_key(at)) {
            let mut problem = refusal::ambiguous("covered");
            problem.place = Place::Cell(CellRef::new(self.name.clone(), *row, *column));
            return Err(problem);
        }
        Ok(Sheet {
            name: self.name,
            cells: self.cells,
            merges: self.merges,
            days_from_1904,
            hidden: self.hidden,
            ..Sheet::default()
        })
    }
}

/// The value of a cell; `None` for one that only has a format.
fn finish(open: Open, belief: Belief) -> Result<Option<Cell>, Problem> {
    let is_error = open.second_kind == "error";
    let named = attribute_of(&open.kind);
    let others = open.values.iter().any(|(name, value)| *name != named && !value.is_empty());
    // Which of two kinds, or of two values, is shown is each program's own choice.
    if open.values.len() > 1 && others || !(is_error || open.second_kind.is_empty() || open.second_kind == open.kind) {
        return Err(refusal::ambiguous("value"));
    }
    // A text that stands twice is the same one but for blanks and line breaks, which attributes do not keep, and for the sign of a
    // list, which a number format of ours puts behind the text that is shown.
    if let Some((_, value)) = open.values.iter().find(|(name, value)| *name == TEXT && !value.is_empty()) {
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != LIST_SIGN).collect::<String>();
        if named == TEXT && letters(value) != letters(&open.text) {
            return Err(refusal::ambiguous("value"));
        }
    }
    let has_formula = open.has_formula;
    let cell = value_of(open, is_error, named);
    Ok(if has_formula { belief.of(cell) } else { cell })
}

fn value_of(open: Open, is_error: bool, named: &str) -> Option<Cell> {
    let plain = |value| Some(Cell::plain(value));
    if is_error || (open.has_formula && is_error_text(&open.text)) {
        return plain(Value::Error(open.text));
    }
    let value = open.values.into_iter().find(|(name, _)| *name == named).map(|(_, value)| value).unwrap_or_default();
    match open.kind.as_str() {
        "" if open.has_formula => plain(Value::Uncalculated),
        // A kind without its value.
        kind if open.has_formula && value.is_empty() && attribute_of(kind) != TEXT => plain(Value::Uncalculated),
        "float" if is_truth(&open.text, &value) => plain(Value::Bool(value == "1")),
        "float" | "currency" => Some(seen(value::number_text(&value, &Style::default(), Epoch::Y1900), &open.text)),
        "percentage" => Some(value::number_text(&value, &Shown::Percent.into(), Epoch::Y1900)),
        "boolean" => plain(Value::Bool(value == "true")),
        "date" => match value::iso_date(&value) {
            Some(date) => plain(Value::Date(date)),
            None => plain(Value::Unusable(value)),
        },
        "time" => match time(&value) {
            Some(moment) => plain(Value::Date(moment)),
            None => plain(Value::Unusable(value)),
        },
        _ if open.text.contains(LIST_SIGN) && !value.contains(LIST_SIGN) && !value.is_empty() => value::text(value),
        _ => value::text(open.text),
    }
}

/// A number with what its own text shows of it.
fn seen(cell: Cell, text: &str) -> Cell {
    let Value::Number(number) = &cell.value else { return cell };
    match Look::of_text(text, *number) {
        // Not every program says of a percentage that it is one.
        Some(look) if look.is_percentage() => Cell { percent: true, ..cell },
        look => Cell { look: look.map(Arc::new), ..cell },
    }
}

/// LibreOffice keeps a truth value as the number 1 or 0 under a format that shows it as one.
fn is_truth(text: &str, value: &str) -> bool {
    matches!((text, value), ("TRUE", "1") | ("FALSE", "0"))
}

/// What LibreOffice shows for a formula that failed: `#DIV/0!`, `Err:502`.
fn is_error_text(text: &str) -> bool {
    text.starts_with("Err:") || (text.starts_with('#') && text.ends_with(['!', '?', 'A']))
}
