//! Headings: which row of a grid is a table's header, and what each of its columns holds.

use std::collections::{BTreeMap, BTreeSet};

use super::account::Spot;
use super::grid::Grid;
use super::words::{bare, section, words};
use crate::text::key;
use crate::workbook::Area;

/// What a column holds: a name of `[heading]` in `words.txt`.
pub(super) type Field = &'static str;

/// A column with its heading.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    /// What it holds; `None` where the heading is not known.
    pub(super) field: Option<Field>,
    /// The heading as it stands, the one above it included where that one tells what it is.
    pub(super) text: String,
    /// The lowest part of the heading alone.
    pub(super) own: String,
    /// What stands in brackets behind it: `20%` of 自评（20%）.
    pub(super) inside: String,
    /// The heading over it and others, with its cell and first column: 店长 over 权重 | 目标值.
    pub(super) over: Option<(String, Spot, u16)>,
    /// Its cells.
    pub(super) spots: Vec<Spot>,
}

/// A table's header.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// First and last row.
    pub(super) rows: (u32, u32),
    /// Columns with a heading.
    pub(super) columns: BTreeMap<u16, Heading>,
    /// Rows of one text below it that name roles.
    pub(super) roles: BTreeSet<u32>,
}

impl Header {
    /// The first column of a field.
    pub(super) fn column(&self, field: &str) -> Option<u16> {
        self.columns.iter().find(|(_, heading)| heading.field == Some(field)).map(|(column, _)| *column)
    }

    /// Whether another header has the very same headings: it stands again on a new page.
    pub(super) fn says_what(&self, other: &Self) -> bool {
        let said = |header: &Self| -> Vec<(u16, String)> {
            header.columns.iter().map(|(column, heading)| (*column, bare(&heading.text))).collect()
        };
        said(self) == said(other)
    }

    /// All columns of a field.
    pub(super) fn all(&self, field: &str) -> Vec<u16> {
        self.columns.iter().filter(|(_, heading)| heading.field == Some(field)).map(|(column, _)| *column).collect()
    }
}

/// What stands between two headings in one.
const PARTS: [char; 7] = ['/', '、', '|', '和', '及', '与', '\n'];

/// The field that a heading names, and whether it is the very word.
fn field_of(text: &str) -> Option<(Field, bool)> {
    /// Letters of a heading that may hold more than the word itself.
    const LONGEST: usize = 24;
    let word = bare(text);
    if word.is_empty() || word.chars().count() > LONGEST {
        return None;
    }
    if let Some((field, _)) = section("heading").find(|(_, words)| words.contains(&word)) {
        return Some((field, true));
    }
    // KPI名称/指标, 考核内容及评分标准: each part alone, the rule where one is it, else the first that is known.
    if word.contains(PARTS) {
        let of_part = |part: &str| {
            section("heading").find(|(_, words)| words.iter().any(|word| word == part)).map(|(field, _)| field)
        };
        let parts: Vec<Field> = word.split(PARTS).filter_map(of_part).collect();
        let ruled = parts.iter().find(|field| matches!(**field, "rule" | "standard"));
        if let Some(found) = ruled.or(parts.first()) {
            return Some((if *found == "standard" { "rule" } else { found }, true));
        }
    }
    // The last word of a Chinese heading says what it is: 部门月度考核目标.
    let longest = |matches: &dyn Fn(&str, &str) -> bool| {
        section("heading")
            .filter_map(|(field, words)| {
                let word = words.iter().find(|known| known.chars().count() > 1 && matches(&word, known))?;
                Some((word.chars().count(), field))
            })
            .max_by_key(|(length, _)| *length)
            .map(|(_, field)| (field, false))
    };
    longest(&|word, known| word.ends_with(known))
        .or_else(|| longest(&|word, known| known.is_ascii() && known.len() > 3 && word.contains(known)))
}

/// What stands in the first brackets of a heading.
fn inside(text: &str) -> String {
    let whole = key(text);
    whole
        .split_once(['(', '[', '【'])
        .map(|(_, rest)| rest.trim_end_matches([')', ']', '】', ':']).to_owned())
        .unwrap_or_default()
}

/// The header that a row begins, where one does: the row alone or together with up to two below it.
pub(super) fn at(grid: &Grid, row: u32) -> Option<Header> {
    // A title over the whole table is no part of its header.
    grid.row(row).nth(1)?;
    let mut best: Option<(usize, Header)> = None;
    for last in row..=row.saturating_add(2) {
        if last > row && !may_go_on(grid, row, last) {
            break;
        }
        let header = read(grid, row, last);
        let Some(worth) = worth(&header) else { continue };
        // What is surely a lower row of headings belongs to them however much it says.
        if best.as_ref().is_none_or(|(known, _)| worth > *known || last > row && is_lower(grid, last)) {
            best = Some((worth, header));
        }
    }
    let (_, mut header) = best?;
    settle(&mut header);
    Some(header)
}

/// A grid without merged cells whose header has two rows, with what its blanks say: 评分标准 over 区间 and 得分. `None` where there is none.
pub(super) fn spread(grid: &Grid) -> Option<Grid> {
    /// Letters of the longest lower heading.
    const LONGEST: usize = 24;
    if !grid.is_flat() {
        return None;
    }
    let mut spread: Option<Grid> = None;
    let rows = grid.rows();
    for (row, next) in rows.iter().copied().zip(rows.iter().copied().skip(1)) {
        let (upper, lower): (Vec<u16>, Vec<u16>) =
            (grid.row(row).map(|(column, _)| column).collect(), grid.row(next).map(|(column, _)| column).collect());
        let (Some(first), true) = (upper.first(), lower.len() > 1) else { continue };
        let words = |text: &str| text.chars().count() <= LONGEST && text.contains(char::is_alphabetic);
        let headings = grid.row(next).all(|(_, cell)| words(&cell.text));
        // A column without a heading above it, and nothing below the first one.
        let open =
            lower.iter().any(|column| upper.binary_search(column).is_err()) && lower.binary_search(first).is_err();
        if row.checked_add(1) != Some(next)
            || !headings
            || !open
            || upper.iter().any(|column| !known(grid, row, *column))
        {
            continue;
        }
        let own = spread.get_or_insert_with(|| grid.clone());
        let last = lower.iter().chain(&upper).max().copied().unwrap_or_default();
        let ends = upper.iter().skip(1).map(|column| column.saturating_sub(1)).chain([last]);
        for (column, end) in upper.iter().copied().zip(ends) {
            let across = lower.get(lower.partition_point(|lower| *lower < column)).is_some_and(|lower| *lower <= end);
            let area = if across { Area::new(row, column, row, end) } else { Area::new(row, column, next, column) };
            own.merge(area);
        }
    }
    spread
}

/// Whether a cell is a heading, or a role that heads columns.
fn known(grid: &Grid, row: u32, column: u16) -> bool {
    grid.cells
        .get(&(row, column))
        .is_some_and(|cell| field_of(&cell.text).is_some() || super::title::ends_as_role(&bare(&cell.text)))
}

/// Whether each cell above a row is merged, down into it or over several columns of it: it is no row of the table, whatever stands in it.
fn is_lower(grid: &Grid, row: u32) -> bool {
    let Some(above) = row.checked_sub(1) else { return false };
    let areas = || grid.row(above).map(|(column, _)| grid.area(above, column));
    areas().next().is_some()
        && areas().all(|area| area.right > area.left || area.bottom >= row)
        && areas().any(|area| area.bottom >= row)
        && grid.row(row).all(|(column, _)| grid.at(above, column).is_some() && grid.area(row, column).bottom == row)
}

/// Whether a row may be the lower row of a header: something above it is merged across or down into it.
fn may_go_on(grid: &Grid, first: u32, row: u32) -> bool {
    let above = row.saturating_sub(1);
    let spread = grid.row(above).any(|(column, _)| {
        let area = grid.area(above, column);
        area.right > area.left || area.bottom >= row
    }) || (first..row)
        .any(|upper| grid.row(upper).any(|(column, _)| grid.area(upper, column).bottom >= row));
    let digits = |text: &str| {
        bare(text).chars().filter(char::is_ascii_digit).count().saturating_mul(2) > bare(text).chars().count()
    };
    spread
        && (is_lower(grid, row) || grid.row(row).all(|(_, cell)| !digits(&cell.text)))
        && grid.row(row).next().is_some()
}

fn read(grid: &Grid, first: u32, last: u32) -> Header {
    let mut columns: BTreeMap<u16, Heading> = BTreeMap::new();
    let widest = (first..=last).map(|row| grid.right(row)).max().unwrap_or_default();
    for column in 0..=widest {
        let mut cells: Vec<(String, Spot)> = Vec::new();
        let mut over = None;
        for row in first..=last {
            if let Some(cell) = grid.at(row, column)
                && cells.last().is_none_or(|(_, spot)| *spot != cell.spot)
            {
                cells.push((cell.text.trim().to_owned(), cell.spot));
                let left = grid.area(row, column).left;
                over = over.or_else(|| (row < last).then(|| (cell.text.trim().to_owned(), cell.spot, left)));
            }
        }
        let over = over.filter(|_| cells.len() > 1);
        // Only the first column of a heading that is merged across.
        let lowest = grid.area(last, column);
        let Some((own, _)) = cells.last().filter(|_| lowest.left == column).cloned() else { continue };
        let whole = cells.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>().join(" ");
        let of_own = field_of(&own);
        // A lower heading that is not known belongs to the one above it: 评分标准 over 优, 良, 中, 差.
        let of_upper = || cells.iter().rev().skip(1).find_map(|(text, _)| field_of(text));
        let found = match of_own {
            // 指标 over 名称 (Name of a KPI), 评分标准 over 得分 (the points of its tiers): the upper one says of what.
            Some(("person", _)) => of_upper().filter(|(field, _)| *field == "kpi").or(of_own),
            Some(("score" | "points", _)) => {
                of_upper().filter(|(field, _)| *field == "rule").map(|_| ("tier-points", true)).or(of_own)
            }
            Some(_) => of_own,
            None => of_upper(),
        };
        columns.insert(
            column,
            Heading {
                over,
                field: found.map(|(field, _)| field),
                inside: inside(&own),
                spots: cells.iter().map(|(_, spot)| *spot).collect(),
                text: whole,
                own,
            },
        );
    }
    levels(&mut columns);
    appraised_alone(&mut columns);
    cornered(&mut columns);
    Header { rows: (first, last), columns, roles: BTreeSet::new() }
}

/// 岗位 | 店长 | 店员: what stands below the corner is what each role is appraised by.
fn cornered(columns: &mut BTreeMap<u16, Heading>) {
    let roles = columns.values().skip(1).all(may_be_role);
    let several = columns.len() > 2;
    if let Some(corner) = columns.values_mut().next().filter(|_| roles && several)
        && corner.field == Some("role")
    {
        corner.field = Some("kpi");
    }
}

/// 考核项目及评分标准 where no other column says what is appraised.
fn appraised_alone(columns: &mut BTreeMap<u16, Heading>) {
    let kinds = ["kpi", "item", "dimension", "standard", "duty"];
    if columns.values().any(|heading| heading.field.is_some_and(|field| kinds.contains(&field))) {
        return;
    }
    let first = |heading: &Heading| bare(&heading.own).split(PARTS).next().and_then(field_of).map(|(field, _)| field);
    let found = columns.values_mut().find_map(|heading| {
        let field = first(heading).filter(|field| heading.field == Some("rule") && kinds.contains(field))?;
        Some((heading, field))
    });
    if let Some((heading, field)) = found {
        heading.field = Some(field);
    }
}

/// Columns headed by nothing but levels, 优秀(100) | 良好(80) | 合格(60), are the rule, each the condition of its level.
fn levels(columns: &mut BTreeMap<u16, Heading>) {
    /// Levels of the shortest scale: two headings may be anything.
    const FEWEST: usize = 3;
    let is_level =
        |heading: &&mut Heading| heading.field.is_none_or(|field| field == "grade") && is_level(&heading.own);
    let appraised = columns.values().any(|heading| matches!(heading.field, Some("kpi" | "item")));
    if appraised && columns.values_mut().filter(is_level).count() >= FEWEST {
        columns.values_mut().filter(is_level).for_each(|heading| heading.field = Some("rule"));
    }
}

/// Whether a heading is a level's name, with its points or without, or nothing but points: 优秀, A级(90-100), 80分, 5.
fn is_level(text: &str) -> bool {
    let points = |text: &str| {
        let word = key(text);
        let word = word.trim_start_matches(['(', '[', '≥', '<', '>', '≤']).trim_end_matches([')', ']', '分', '%']);
        !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '~' | '分' | '%'))
    };
    let name = bare(text);
    words("level.name").contains(&name) || text.contains('分') && points(text)
}

/// How surely it is a header; `None` where it is none.
fn worth(header: &Header) -> Option<usize> {
    let (mut exact, mut known, mut fields) = (0_usize, 0_usize, Vec::new());
    for heading in header.columns.values() {
        if let Some(field) = heading.field {
            known = known.saturating_add(1);
            exact = exact.saturating_add(usize::from(field_of(&heading.own).is_some_and(|(_, exact)| exact)));
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    // Columns headed by roles hold what KPIs weigh for each.
    let roles = header.columns.values().filter(|heading| may_be_role(heading)).count();
    if roles >= 2 && !fields.contains(&"weight") {
        fields.push("weight");
        exact = exact.saturating_add(1);
    }
    let has = |names: &[&str]| names.iter().any(|name| fields.contains(name));
    let of_kpis = has(&["kpi", "item", "dimension", "standard"])
        && has(&["weight", "points", "target", "rule", "formula", "dimension-weight", "score", "standard"]);
    let of_duties = has(&["duty", "duty-text"]) && has(&["duty-text", "role", "meaning", "item", "number"]);
    let of_grades = has(&["grade"]) && has(&["grade-from", "coefficient", "share-cap"]);
    let filled = header.columns.len().saturating_sub(roles);
    let is = (of_kpis && (exact >= 2 || known >= 3) || of_duties || of_grades)
        && known.saturating_mul(2) >= filled
        && fields.len() >= 2;
    // A data row of the table may hold words that are headings too: numbers tell it.
    let figures = header
        .columns
        .values()
        .filter(|heading| heading.own.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%')));
    (is && figures.count() == 0)
        .then_some(exact.saturating_mul(3).saturating_add(known.saturating_mul(2)).saturating_add(fields.len()))
}

/// Whether a heading is the name of a role rather than a word for what its column holds.
pub(super) fn may_be_role(heading: &Heading) -> bool {
    let exact = field_of(&heading.own).is_some_and(|(_, exact)| exact);
    !exact && super::title::ends_as_role(&bare(&heading.own))
}

/// What two columns of one kind are: beside 指标 an 考核项目 to the left is its dimension, one to the right says more of it.
fn settle(header: &mut Header) {
    let items = header.all("item");
    let kpi = header.column("kpi");
    let mut set = |column: u16, field: Field| {
        if let Some(heading) = header.columns.get_mut(&column) {
            heading.field = Some(field);
        }
    };
    match (kpi, items.as_slice()) {
        (Some(kpi), items) => {
            for item in items {
                set(*item, if *item < kpi { "dimension" } else { "meaning" });
            }
        }
        (None, [first, second]) => {
            // 考核项目 | 考核内容: the second is what is appraised where the first one stands over several rows; [`super::rows`] looks.
            set(*first, "item");
            set(*second, "item-second");
        }
        (None, [first, rest @ ..]) => {
            set(*first, "kpi");
            rest.iter().for_each(|column| set(*column, "meaning"));
        }
        (None, []) => {}
    }
    // 维度 alone, without anything below it: it is what is appraised.
    let kinds = ["kpi", "item", "item-second", "duty", "duty-text", "grade"];
    if !header.columns.values().any(|heading| heading.field.is_some_and(|field| kinds.contains(&field))) {
        let own = header.column("dimension").or_else(|| header.column("standard"));
        if let Some(heading) = own.and_then(|column| header.columns.get_mut(&column)) {
            heading.field = Some("kpi");
        }
    }
    // A second column of a field says more of the first.
    let kpis = header.all("kpi");
    for extra in kpis.iter().skip(1) {
        if let Some(heading) = header.columns.get_mut(extra) {
            heading.field = Some("kpi-second");
        }
    }
}

/// Whether a text is a heading of a table, by its very word.
pub(super) fn is_heading(text: &str) -> bool {
    field_of(text).is_some_and(|(_, exact)| exact)
}

/// Whether a heading is the very word of a field.
pub(super) fn names(text: &str, field: &str) -> bool {
    field_of(text).is_some_and(|(known, exact)| exact && known == field)
}

/// Who marks, as a heading or a name says it, by the name in `[mark]`.
pub(super) fn marks(text: &str) -> Option<&'static str> {
    let whole = key(text);
    section("mark").find(|(_, words)| words.iter().any(|word| whole.contains(word.as_str()))).map(|(name, _)| name)
}

/// Who marks, where a text says nothing else: 直接上级, but no 财务经理.
pub(super) fn marks_alone(text: &str) -> Option<&'static str> {
    let whole = bare(text);
    let word = ["直接", "direct "].iter().find_map(|before| whole.strip_prefix(before)).unwrap_or(&whole);
    section("mark").find(|(_, words)| words.iter().any(|known| known == word)).map(|(name, _)| name)
}

/// Whether a word says that nothing but deductions counts.
pub(super) fn is_of_deductions(text: &str) -> bool {
    let whole = key(text);
    words("deducted.word").iter().any(|word| whole.contains(word.as_str())) || start_of_deductions(text).is_some()
}

/// Where points begin, as such a word says it: 起始100分, 起评分为100, 基础分100.
pub(super) fn start_of_deductions(text: &str) -> Option<rust_decimal::Decimal> {
    /// Letters between the word and its number: 起评分为：100.
    const BETWEEN: usize = 4;
    let whole = key(text);
    words("deducted.start").iter().find_map(|word| {
        let (_, behind) = whole.split_once(word.as_str())?;
        let first = behind.find(|c: char| c.is_ascii_digit())?;
        let (between, number) = behind.split_at_checked(first)?;
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        number.get(..end).filter(|_| between.chars().count() <= BETWEEN)?.parse().ok()
    })
}
