//! Ranges of charts with their stored values. Over formula cells the library leaves these empty, and previews that don't calculate
//! would show an empty chart; every range is written from the book instead.

use std::fmt::Write as _;

use super::{sheet, xml};
use crate::decimal;
use crate::output::{Chart, Range, Value};

/// The ranges of a chart in the order of its part, and whether they are categories: lines over columns come last.
pub(super) fn ranges(chart: &Chart) -> Vec<(&Range, bool)> {
    let (over, under): (Vec<_>, Vec<_>) = chart.series.iter().partition(|series| series.overlay);
    let series = under.into_iter().chain(over);
    series.flat_map(|series| [(&series.categories, true), (&series.values, false)]).collect()
}

/// A reference with its cache: texts as strings (categories only), everything else as numbers.
pub(super) fn push(out: &mut String, range: &Range, category: bool) {
    let values = &range.cache;
    let text = category && values.iter().any(|value| matches!(value, Value::Text(_)));
    let (kind, format) = if text { ("str", "") } else { ("num", "<c:formatCode>General</c:formatCode>") };
    let _ = write!(out, "<c:{kind}Ref><c:f>");
    xml::push_text(out, &sheet::reference(&range.sheet, range.area));
    let _ = write!(out, "</c:f><c:{kind}Cache>{format}<c:ptCount val=\"{}\"/>", values.len());
    for (index, value) in values.iter().enumerate() {
        if matches!(value, Value::Text(_)) && !text {
            // A number range over an empty text: the point is left out.
            continue;
        }
        let _ = write!(out, "<c:pt idx=\"{index}\"><c:v>");
        match value {
            Value::Number(number) => decimal::push_plain(out, *number),
            Value::Bool(is) => out.push(if *is { '1' } else { '0' }),
            Value::NotAvailable => out.push_str("#N/A"),
            Value::Text(shown) => xml::push_text(out, shown),
        }
        out.push_str("</c:v></c:pt>");
    }
    let _ = write!(out, "</c:{kind}Cache></c:{kind}Ref>");
}
