//! A cell of an .ods sheet: it says its kind and value itself, and keeps the text that is seen of it.

use std::sync::Arc;

use quick_xml::events::BytesStart;

use crate::problem::Problem;
use crate::quantity::format::Look;
use crate::text::LIST_SIGN;
use crate::workbook::calculation::Belief;
use crate::workbook::duration::time;
use crate::workbook::value::{self, Epoch, Shown, Style};
use crate::workbook::{Cell, Value, refusal};

/// The cell that is being read.
#[derive(Default)]
pub(super) struct Open {
    pub(super) kind: String,
    /// The kind once more, as LibreOffice writes it.
    pub(super) second_kind: String,
    /// The values that its attributes give, by the attribute's name.
    pub(super) values: Vec<(&'static str, String)>,
    pub(super) text: String,
    pub(super) paragraphs: usize,
    pub(super) has_formula: bool,
    pub(super) repeated: u32,
    pub(super) span: Option<(u32, u32)>,
    pub(super) covered: bool,
    /// Its style strikes out all that it holds.
    pub(super) is_struck: bool,
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

/// Takes a cell's attributes.
pub(super) fn begin(element: &BytesStart<'_>) -> Open {
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

/// The value of a cell; `None` for one that only has a format.
pub(super) fn finish(open: Open, belief: Belief) -> Result<Option<Cell>, Problem> {
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
