//! Stored values of charts. Over formula cells the library leaves them empty, and previews that don't calculate would
//! show an empty chart; every range's cache is written from the book instead.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::book::{Book, Range, Value};
use crate::{cell, decimal};

/// The cached values of every range that a chart draws, by [`key`].
pub(super) fn caches(book: &Book) -> BTreeMap<String, &[Value]> {
    let charts = book.sheets.iter().flat_map(|sheet| &sheet.charts);
    let ranges = charts.flat_map(|chart| &chart.series).flat_map(|series| [&series.categories, &series.values]);
    ranges.map(|range| (key(range), range.cache.as_slice())).collect()
}

/// The chart part with the cache of each category and value range filled.
pub(super) fn fill(xml: &str, caches: &BTreeMap<String, &[Value]>) -> String {
    let mut out = String::with_capacity(xml.len().saturating_mul(2));
    let mut rest = xml;
    while let Some((before, tag, after)) = next_range(rest) {
        let close = format!("</c:{tag}>");
        let Some((inside, left)) = after.split_once(&close) else { break };
        let _ = write!(out, "{before}<c:{tag}>");
        let reference =
            inside.split_once("<c:f>").and_then(|(_, tail)| tail.split_once("</c:f>")).map(|(text, _)| text);
        match reference.and_then(|text| Some((text, caches.get(&key_of(text))?))) {
            Some((text, values)) => push_cache(&mut out, text, values, tag == "cat"),
            None => out.push_str(inside),
        }
        out.push_str(&close);
        rest = left;
    }
    out.push_str(rest);
    out
}

/// The text before the next `<c:cat>` or `<c:val>`, which of the two it is, and the text after it.
fn next_range(xml: &str) -> Option<(&str, &'static str, &str)> {
    let category = xml.split_once("<c:cat>");
    let value = xml.split_once("<c:val>");
    match (category, value) {
        (Some((before, after)), Some((other, _))) if before.len() < other.len() => Some((before, "cat", after)),
        (_, Some((before, after))) => Some((before, "val", after)),
        (Some((before, after)), None) => Some((before, "cat", after)),
        (None, None) => None,
    }
}

/// A reference with its cache: texts as strings (categories only), everything else as numbers.
fn push_cache(out: &mut String, reference: &str, values: &[Value], category: bool) {
    let text = category && values.iter().any(|value| matches!(value, Value::Text(_)));
    let (kind, format) = if text { ("str", "") } else { ("num", "<c:formatCode>General</c:formatCode>") };
    let _ =
        write!(out, "<c:{kind}Ref><c:f>{reference}</c:f><c:{kind}Cache>{format}<c:ptCount val=\"{}\"/>", values.len());
    for (index, value) in values.iter().enumerate() {
        let shown = match value {
            Value::Number(number) => decimal::plain(*number),
            Value::Bool(is) => u8::from(*is).to_string(),
            Value::NotAvailable => "#N/A".to_owned(),
            Value::Text(shown) if text => escaped(shown),
            // A number range over an empty text: the point is left out.
            Value::Text(_) => continue,
        };
        let _ = write!(out, "<c:pt idx=\"{index}\"><c:v>{shown}</c:v></c:pt>");
    }
    let _ = write!(out, "</c:{kind}Cache></c:{kind}Ref>");
}

/// A range's key: sheet name without quotes, `!`, absolute corners.
fn key(range: &Range) -> String {
    let area = range.area;
    let corner = |row: u32, column: u16| format!("${}${}", cell::column_name(column), u64::from(row).saturating_add(1));
    let (from, to) = (corner(area.top, area.left), corner(area.bottom, area.right));
    let span = if from == to { from } else { format!("{from}:{to}") };
    format!("{}!{span}", escaped(&range.sheet))
}

/// The key of a reference in a chart part: the library quotes the sheet names that need it.
fn key_of(reference: &str) -> String {
    let Some((sheet, span)) = reference.rsplit_once('!') else { return reference.to_owned() };
    let bare = sheet.strip_prefix('\'').and_then(|sheet| sheet.strip_suffix('\''));
    format!("{}!{span}", bare.map_or_else(|| sheet.to_owned(), |bare| bare.replace("''", "'")))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
