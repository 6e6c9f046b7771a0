//! Tables in which roles head columns: one row a KPI, one column a role with what the KPI weighs for it, or several columns under a role.

use rust_decimal::Decimal;

use super::account::Account;
use super::extent::ROLES;
use super::facts::Found;
use super::grid::Grid;
use super::heading::{self, Header};
use super::labels::share;
use super::title;
use super::words::{bare, words};
use crate::text::key;

/// What a column holds that is for other roles.
pub(super) const OTHERS: heading::Field = "others";

/// The table as one role sees it.
pub(super) struct Own {
    /// The role.
    pub(super) role: Found,
    /// The header without what is for others.
    pub(super) header: Header,
    /// Its columns: a KPI that is blank in all of them is not for this role.
    columns: Vec<u16>,
}

/// What the cells of a role's column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cells {
    /// Weights, with their sum.
    Weights(Decimal),
    /// Points with their word behind them, with their sum.
    Points(Decimal),
    /// Ticks.
    Ticks,
    /// Amounts with their units.
    Amounts,
}

/// What the roles of a table with this header have of it; `None` where its columns are no roles'.
pub(super) fn split(grid: &Grid, header: &Header, rows: &[u32]) -> Option<Vec<Own>> {
    grouped(header).or_else(|| single(grid, header, rows))
}

/// Columns of several kinds under each role: 店长 over 权重 | 目标值.
fn grouped(header: &Header) -> Option<Vec<Own>> {
    let mut groups: Vec<(u16, Found, Vec<u16>)> = Vec::new();
    for (column, heading) in &header.columns {
        let Some((text, spot, left)) = &heading.over else { continue };
        if heading::is_heading(text) || !matches!(heading.field, Some("weight" | "points" | "target" | "rule")) {
            continue;
        }
        match groups.iter_mut().find(|(known, ..)| known == left) {
            Some((.., columns)) => columns.push(*column),
            None => groups.push((*left, Found::new(text, *spot), vec![*column])),
        }
    }
    let fields = |columns: &[u16]| -> Vec<Option<&'static str>> {
        columns.iter().map(|column| header.columns.get(column).and_then(|heading| heading.field)).collect()
    };
    let (_, _, first) = groups.first()?;
    let wanted = fields(first);
    let alike = groups.len() > 1 && groups.iter().all(|(_, _, columns)| fields(columns) == wanted);
    let named = groups.iter().any(|(_, role, _)| title::ends_as_role(&bare(&role.text)));
    let own = |(_, role, columns): &(u16, Found, Vec<u16>)| {
        let others: Vec<u16> = groups.iter().flat_map(|(.., columns)| columns.clone()).collect();
        Own { role: role_of(role), header: without(header, &others, columns), columns: columns.clone() }
    };
    (alike && named).then(|| groups.iter().map(own).collect())
}

/// One column a role.
fn single(grid: &Grid, header: &Header, rows: &[u32]) -> Option<Vec<Own>> {
    let may_be = |column: &u16| {
        header.columns.get(column).is_some_and(|heading| {
            let rater = matches!(heading.field, Some("self" | "manager" | "peer" | "report" | "customer" | "panel"));
            heading.field.is_none() || heading::may_be_role(heading) || rater || over_roles(heading)
        })
    };
    let columns: Vec<u16> = header.columns.keys().copied().filter(|column| may_be(column)).collect();
    // Each is looked through down to its end: no department has so many roles.
    if columns.len() > ROLES {
        return None;
    }
    let found: Vec<(u16, Cells)> =
        columns.into_iter().filter_map(|column| Some((column, cells(grid, column, rows)?))).collect();
    let named = |column: u16| header.columns.get(&column).is_some_and(heading::may_be_role);
    let told = |column: u16| header.columns.get(&column).is_some_and(over_roles);
    let whole = |cells: Cells| matches!(cells, Cells::Weights(sum) | Cells::Points(sum) if sum == Decimal::ONE || sum == Decimal::ONE_HUNDRED);
    // One role of all is surely one: by its name, by what stands over it, or by weights that add up.
    let sure = |(column, cells): &&(u16, Cells)| named(*column) && (found.len() > 1 || whole(*cells)) || told(*column);
    let summed = found.len() > 1 && found.iter().all(|(_, cells)| whole(*cells));
    if !summed && found.iter().find(sure).is_none() {
        return None;
    }
    let (_, kind) = *found.first()?;
    let alike = |cells: Cells| std::mem::discriminant(&cells) == std::mem::discriminant(&kind);
    if !found.iter().all(|(_, cells)| alike(*cells)) {
        return None;
    }
    let all: Vec<u16> = found.iter().map(|(column, _)| *column).collect();
    let others = without(header, &all, &[]);
    let weighed = others.column("weight").is_some() || others.column("points").is_some();
    let field = match kind {
        Cells::Ticks => None,
        Cells::Weights(_) if !weighed => Some("weight"),
        Cells::Points(_) if !weighed => Some("points"),
        // 20 and 30 beside a column of weights are what each role must reach.
        _ if weighed && others.column("target").is_none() && found.iter().all(|(column, _)| named(*column)) => {
            Some("target")
        }
        _ => return None,
    };
    let own = |column: u16| {
        let heading = header.columns.get(&column)?;
        let role = role_of(&Found::of(&heading.own, heading.spots.get(heading.spots.len().saturating_sub(1)..)?));
        let mut header = others.clone();
        if field.is_some() {
            header.columns.insert(column, heading::Heading { field, ..heading.clone() });
        }
        Some(Own { role, header, columns: vec![column] })
    };
    all.into_iter().map(own).collect()
}

/// 岗位权重 over the column.
fn over_roles(heading: &heading::Heading) -> bool {
    heading.over.as_ref().is_some_and(|(text, ..)| {
        let over = key(text);
        words("heading.role").iter().any(|word| word.chars().count() > 1 && over.contains(word.as_str()))
    })
}

/// A role's name as it heads a column: without the number before it and the brackets behind it.
fn role_of(heading: &Found) -> Found {
    let name = match title::alone(&heading.text) {
        Some(title::Named::Role(name) | title::Named::Department(name)) => name,
        None => heading.text.clone(),
    };
    Found { text: name, spots: heading.spots.clone() }
}

/// A header in which some columns are others', but for those that are kept.
fn without(header: &Header, gone: &[u16], kept: &[u16]) -> Header {
    let mut own = header.clone();
    for (column, heading) in &mut own.columns {
        if gone.contains(column) && !kept.contains(column) {
            heading.field = Some(OTHERS);
        }
    }
    own
}

/// What all cells of a column are; `None` where they are of several kinds or there is none.
fn cells(grid: &Grid, column: u16, rows: &[u32]) -> Option<Cells> {
    /// Letters of the longest amount.
    const AMOUNT: usize = 14;
    let (mut sum, mut weights, mut points, mut ticks, mut amounts) =
        (Decimal::ZERO, 0_usize, 0_usize, 0_usize, 0_usize);
    for row in rows {
        let Some(cell) = grid.cells.get(&(*row, column)).filter(|cell| !grid.is_total(*row) && !is_none(&cell.text))
        else {
            continue;
        };
        if let Some((value, _)) = share(&cell.text) {
            sum = sum.checked_add(value)?;
            weights = weights.saturating_add(1);
        } else if let Some((value, false)) = key(&cell.text).strip_suffix('分').and_then(share) {
            sum = sum.checked_add(value)?;
            points = points.saturating_add(1);
        } else if words("cell.tick").contains(&key(&cell.text)) {
            ticks = ticks.saturating_add(1);
        } else if cell.text.contains(|c: char| c.is_ascii_digit()) && cell.text.chars().count() <= AMOUNT {
            amounts = amounts.saturating_add(1);
        } else {
            return None;
        }
    }
    match (weights, points, ticks, amounts) {
        (1.., 0, 0, 0) => Some(Cells::Weights(sum.normalize())),
        (0, 1.., 0, 0) => Some(Cells::Points(sum.normalize())),
        (0, 0, 1.., 0) => Some(Cells::Ticks),
        (_, 0, 0, 1..) => Some(Cells::Amounts),
        _ => None,
    }
}

/// Whether a cell says that there is nothing: /, —, 无, 0.
fn is_none(text: &str) -> bool {
    let word = key(text);
    word.chars().all(|c| matches!(c, '/' | '\\' | '-' | '—' | '–' | '×' | '✗' | '✕'))
        || words("cell.none").contains(&word)
        || share(text).is_some_and(|(value, _)| value.is_zero())
}

/// Whose rows are being read: a KPI's further rows belong to whom its first one does.
#[derive(Debug, Default)]
pub(super) struct Gate {
    name: Option<Found>,
    open: bool,
}

impl Gate {
    /// Whether a row is for the role; what says that it is not is told.
    pub(super) fn lets(&mut self, grid: &Grid, row: u32, own: &Own, account: &mut Account) -> bool {
        let kpi = own.header.column("kpi").and_then(|column| grid.at(row, column));
        let name = kpi.map(|cell| Found::new(&cell.text, cell.spot));
        if name.is_some() && name != self.name {
            let filled = |column: &u16| grid.at(row, *column).is_some_and(|cell| !is_none(&cell.text));
            self.open = own.columns.iter().any(filled);
            self.name = name;
        }
        if !self.open {
            for cell in own.columns.iter().filter_map(|column| grid.at(row, *column)) {
                account.left(cell.spot, "not-for-role");
            }
        }
        self.open
    }
}
