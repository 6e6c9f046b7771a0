//! A heading's words: its name, and what stands in brackets behind it.

use crate::check::grid::tidy;
use crate::model::layout::Column;
use crate::text::key;

/// Brackets behind a unit, in the form of [`bare`] headers.
pub(in crate::check) const CLOSING: [char; 3] = [')', ']', '】'];

/// A header without marks around it: `*工号：` → `工号`.
pub(in crate::check) fn bare(header: &str) -> String {
    key(&tidy(header)).trim_matches(['*', ':', '※', '#', '.', '、']).to_owned()
}

/// A header and the unit in its last brackets: `实际销售额(元)`.
pub(in crate::check) fn without_unit(header: &str) -> Option<(String, String)> {
    unit_in(&bare(header))
}

/// The same of a header that is [`bare`].
fn unit_in(word: &str) -> Option<(String, String)> {
    let inner = word.strip_suffix(CLOSING)?;
    let (name, unit) = inner.rsplit_once(['(', '[', '【'])?;
    let unit = unit.trim_start_matches("单位").trim_start_matches(':');
    (!name.is_empty() && !unit.is_empty()).then(|| (name.to_owned(), unit.to_owned()))
}

/// The texts in the brackets behind a name in a heading, the last one first, up to what `is_name` takes for the name.
pub(in crate::check) fn brackets(header: &str, is_name: &dyn Fn(&str) -> bool) -> Vec<String> {
    let (mut rest, mut found) = (bare(header), Vec::new());
    while !is_name(&rest)
        && let Some((shorter, said)) = unit_in(&rest)
    {
        found.push(said);
        rest = shorter;
    }
    found
}

/// The columns that a header names, by itself or with brackets behind it.
pub(super) fn named(header: &str) -> Vec<Column> {
    let word = bare(header);
    let mut found = Column::named(&word).to_vec();
    if let Some((name, _)) = unit_in(&word) {
        found.extend(Column::named(&name));
    }
    found
}

/// Whether a [`bare`] header is a column's own name and not a synonym of it.
pub(super) fn is_first_name(bared: &str, column: Column) -> bool {
    Column::named(bared).contains(&column) && column.word().names.iter().any(|name| key(name) == bared)
}
