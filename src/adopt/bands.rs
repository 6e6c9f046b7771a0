//! Rows of one text between the rows of a table: which of them name roles though their last letters are no role's.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::grid::Grid;
use super::heading::Header;
use super::labels::{share, worth_behind};
use super::title;
use super::words::{bare, is_remark};

/// Letters of the longest such row.
const LONGEST: usize = 40;

/// A row of one text.
struct Band {
    row: u32,
    /// Whether it ends as roles do.
    named: bool,
    /// How it is numbered: 一、 and （一） are two kinds.
    kind: String,
    /// Whether the rows below it weigh 100% together.
    whole: bool,
    /// Whether another one stands right below it.
    leads: bool,
}

/// The rows that name roles: beside one that ends as roles do, those that are numbered like it, and those whose KPIs weigh 100% as its own
/// do. Where nothing else names a role, all whose KPIs weigh 100% each. `known`: a title or label names a role.
pub(super) fn roles(grid: &Grid, header: &Header, rows: &[u32], known: bool) -> BTreeSet<u32> {
    let bands = bands(grid, header, rows);
    let anchors: Vec<&Band> = bands.iter().filter(|band| band.named).collect();
    if header.column("role").is_some() {
        return BTreeSet::new();
    }
    if anchors.is_empty() {
        let all = !known && bands.len() > 1 && bands.iter().all(|band| band.whole);
        return bands.iter().filter(|_| all).map(|band| band.row).collect();
    }
    let alike = |band: &&Band| {
        let numbered = anchors.iter().any(|anchor| !anchor.kind.is_empty() && anchor.kind == band.kind);
        let shaped = anchors.iter().all(|anchor| anchor.kind.is_empty() && anchor.leads == band.leads);
        band.named || numbered || band.kind.is_empty() && shaped && (band.whole || band.leads)
    };
    bands.iter().filter(alike).map(|band| band.row).collect()
}

fn bands(grid: &Grid, header: &Header, rows: &[u32]) -> Vec<Band> {
    let is_band = |row: u32| {
        let cell = grid.single(row)?;
        let (column, _) = grid.row(row).next()?;
        let area = grid.area(row, column);
        let lone = area.right > area.left || column == 0 && header.column("kpi") != Some(0);
        let plain = title::without_number(&cell.text);
        let short = cell.text.chars().count() <= LONGEST && worth_behind(plain).is_none() && !is_remark(&cell.text);
        (lone && short && title::alone(plain).is_some()).then_some(cell.text.as_str())
    };
    let found: Vec<(usize, &str)> =
        rows.iter().enumerate().filter_map(|(at, row)| Some((at, is_band(*row)?))).collect();
    let ends = found.iter().skip(1).map(|(at, _)| *at).chain([rows.len()]);
    let band = |((at, text), end): (&(usize, &str), usize)| {
        let own = rows.get(at.saturating_add(1)..end).unwrap_or_default();
        Some(Band {
            row: *rows.get(*at)?,
            named: title::ends_as_role(&bare(title::without_number(text))),
            kind: kind(text),
            whole: is_whole(grid, header, own),
            leads: own.is_empty(),
        })
    };
    found.iter().zip(ends).filter_map(band).collect()
}

/// How a text is numbered, with the sign for any number in its place.
fn kind(text: &str) -> String {
    let text = text.trim();
    let plain = title::without_number(text);
    let number = text.get(..text.len().saturating_sub(plain.len())).unwrap_or_default();
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if c.is_ascii_digit() {
                '1'
            } else if c.is_alphabetic() {
                '一'
            } else {
                c
            }
        })
        .collect()
}

/// Whether rows weigh 100% together.
fn is_whole(grid: &Grid, header: &Header, rows: &[u32]) -> bool {
    let Some(column) = header.column("weight").or_else(|| header.column("points")) else { return false };
    let of = |row: &u32| {
        let cell = grid.cells.get(&(*row, column))?;
        share(cell.text.trim().trim_end_matches('分')).map(|(value, _)| value)
    };
    let sum = rows
        .iter()
        .filter(|row| !grid.is_total(**row))
        .filter_map(of)
        .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one));
    sum.is_some_and(|sum| sum == Decimal::ONE || sum == Decimal::ONE_HUNDRED)
}
