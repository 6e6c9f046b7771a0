//! The cells of a KPI's row: fields, the rule of several columns, what stands in columns that are no definitions, who marks.

use super::account::Account;
use super::facts::{Facts, Found, Item, Marker};
use super::grid::Grid;
use super::heading::{self, Header};
use super::labels;

/// A cell of a field in a row, merged cells counted for all their rows.
pub(super) fn found(grid: &Grid, row: u32, header: &Header, field: &str) -> Option<Found> {
    let cell = grid.at(row, header.column(field)?)?;
    Some(Found::new(&cell.text, cell.spot)).filter(|found| !found.text.is_empty())
}

/// Whether a table's headings are Chinese.
fn has_han(header: &Header) -> bool {
    let is = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    header.columns.values().any(|heading| heading.own.contains(is))
}

/// The rule; several columns of levels are one, each with its heading.
pub(super) fn rule(grid: &Grid, row: u32, header: &Header) -> Option<Found> {
    let columns = header.all("rule");
    let several = columns.len() > 1;
    let mut whole: Option<Found> = None;
    for column in columns {
        let Some(cell) = grid.at(row, column) else { continue };
        let label = header.columns.get(&column).map(|heading| heading.own.trim()).unwrap_or_default();
        let text = cell.text.trim();
        // 优秀 | 良好 | 合格 under 评分标准.
        let text = if several && !heading::is_heading(label) { format!("{label}：{text}") } else { text.to_owned() };
        whole.get_or_insert_default().join(&Found::new(&text, cell.spot), "；");
    }
    let mut whole = whole.filter(|found| !found.text.is_empty())?;
    // ≥98% | 100: what the tier is worth.
    for column in header.all("tier-points") {
        let Some(cell) = grid.at(row, column) else { continue };
        let points = cell.text.trim().trim_end_matches('分');
        let text = if has_han(header) {
            format!("{}得{points}分", whole.text)
        } else {
            format!("{}: {points} points", whole.text)
        };
        whole = Found { text, spots: whole.spots };
        whole.spots.push(cell.spot);
    }
    Some(whole)
}

/// What stands in columns that are no definitions, or that are not known.
pub(super) fn strangers(
    grid: &Grid,
    row: u32,
    header: &Header,
    item: &mut Item,
    facts: &mut Facts,
    account: &mut Account,
) {
    /// Fields that a definition has a place for.
    const DEFINED: &[&str] = &[
        "role",
        "dimension",
        "dimension-weight",
        "kpi",
        "weight",
        "points",
        "target",
        "rule",
        "tier-points",
        "formula",
        "meaning",
        "source",
        "rater",
        "unit",
        "notes",
        "duty",
        "duty-text",
    ];
    for (column, cell) in grid.row(row) {
        let Some(heading) = header.columns.get(&column) else {
            account.look(cell.spot, "no-heading", Vec::new());
            account.left(cell.spot, "no-heading");
            continue;
        };
        match heading.field {
            Some(field) if DEFINED.contains(&field) || field == super::matrix::OTHERS => {}
            Some("number") => account.left(cell.spot, "number"),
            Some("department") => {
                let own = Found::new(&cell.text, cell.spot);
                account.left(cell.spot, "label");
                if facts.department.get_or_insert_with(|| own.clone()).text != own.text {
                    account.look(cell.spot, "department-other", Vec::new());
                }
            }
            Some("cycle") => account.left(cell.spot, "cycle"),
            Some(_) => account.left(cell.spot, "monthly"),
            None => {
                let text = format!("{}：{}", heading.text.trim(), cell.text.trim());
                item.meaning.get_or_insert_default().join(&Found::new(&text, cell.spot), "；");
                account.look(cell.spot, "unknown-column", vec![("heading", heading.text.clone())]);
            }
        }
    }
}

/// Who marks, by the columns of a table.
pub(super) fn markers(header: &Header) -> Vec<Marker> {
    let mut markers = Vec::new();
    for heading in header.columns.values() {
        if let Some(field @ ("self" | "manager" | "peer" | "report" | "customer" | "panel")) = heading.field
            && !markers.iter().any(|(known, _)| *known == field)
        {
            markers.push((field, labels::percent_in(&heading.inside).unwrap_or_default()));
        }
    }
    markers
}

/// Whether a row's number leads those of the next one: 1 before 1.1.
pub(super) fn leads(grid: &Grid, row: u32, header: &Header) -> bool {
    let Some(column) = header.column("number") else { return false };
    let number = |row: u32| grid.cells.get(&(row, column)).map(|cell| cell.text.trim().trim_end_matches(['.', '、']));
    let (Some(own), Some(next)) = (number(row), row.checked_add(1).and_then(number)) else { return false };
    let digits = !own.is_empty() && own.chars().all(|c| c.is_ascii_digit());
    digits && next.strip_prefix(own).is_some_and(|rest| rest.starts_with(['.', '-', '．']))
}
