//! What the columns of a header hold, settled by what stands below them.

use super::grid::{Grid, GridCell};
use super::heading::Header;

/// Letters of the longest target in a column 标准; what is longer says how points come about.
const TARGET: usize = 14;

/// Settles what columns hold by what stands in them.
pub(super) fn shaped(grid: &Grid, mut header: Header) -> Header {
    let below: Vec<u32> = grid.rows().into_iter().filter(|row| *row > header.rows.1).collect();
    let weighs = header.column("weight").or_else(|| header.column("points"));
    let spans = |column: u16| {
        let merged = below.iter().any(|row| {
            let area = grid.area(*row, column);
            area.bottom > area.top && area.top > 0 && area.left == area.right
        });
        let filled = below.iter().filter(|row| grid.cells.contains_key(&(**row, column))).count();
        // Blank beside a weight: what stands above it holds on.
        let holds_on = weighs.is_some_and(|weight| {
            let open = |row: &u32| grid.at(*row, column).is_none() && grid.cells.contains_key(&(*row, weight));
            below.iter().any(|row| {
                open(row) && !grid.is_total(*row) && grid.row(*row).next().is_some_and(|(first, _)| first < weight)
            })
        });
        merged || holds_on || filled.saturating_mul(3) < below.len().saturating_mul(2)
    };
    let column = |header: &Header, field: &str| header.column(field);
    // 考核项目 | 考核内容.
    if let (Some(first), Some(second)) = (column(&header, "item"), column(&header, "item-second")) {
        let is_group = spans(first) && !spans(second);
        set_in(&mut header, first, if is_group { "dimension" } else { "kpi" });
        set_in(&mut header, second, if is_group { "kpi" } else { "meaning" });
    } else if let Some(first) = column(&header, "item") {
        set_in(&mut header, first, "kpi");
    }
    if let (Some(first), Some(second)) = (column(&header, "kpi"), column(&header, "kpi-second")) {
        let is_group = spans(first) && !spans(second);
        if is_group {
            set_in(&mut header, first, "dimension");
            set_in(&mut header, second, "kpi");
        } else {
            set_in(&mut header, second, "meaning");
        }
    }
    // A name over several rows, each with a weight of its own: what says more of it is the name.
    if let (Some(kpi), Some(weight), Some(meaning)) = (
        column(&header, "kpi"),
        column(&header, "weight").or_else(|| column(&header, "points")),
        column(&header, "meaning"),
    ) && column(&header, "dimension").is_none()
    {
        let split = below.iter().any(|row| {
            let area = grid.area(*row, kpi);
            area.bottom > area.top
                && (area.top..=area.bottom).filter(|row| grid.cells.contains_key(&(*row, weight))).count() > 1
        });
        if split {
            set_in(&mut header, kpi, "dimension");
            set_in(&mut header, meaning, "kpi");
        }
    }
    // 标准: targets where its cells are short and hold figures, else the rule.
    for standard in header.all("standard") {
        let cells: Vec<&str> =
            below.iter().filter_map(|row| grid.cells.get(&(*row, standard))).map(|c| c.text.as_str()).collect();
        let short = cells
            .iter()
            .filter(|text| text.chars().count() <= TARGET && text.contains(|c: char| c.is_ascii_digit()))
            .filter(|text| !super::words::says_points(text))
            .count();
        let field = if column(&header, "target").is_none() && short.saturating_mul(2) > cells.len() {
            "target"
        } else if column(&header, "rule").is_none() {
            "rule"
        } else {
            "meaning"
        };
        set_in(&mut header, standard, field);
    }
    tiers(grid, &mut header, &below);
    // 项目 | 1, 2, 3: numbers of rows, and no dimensions.
    for dimension in header.all("dimension") {
        let rows = below.iter().filter(|row| grid.single(**row).is_none());
        let mut cells = rows.filter_map(|row| grid.cells.get(&(*row, dimension))).peekable();
        let number = |cell: &GridCell| cell.text.trim().chars().all(|c| c.is_ascii_digit() || c == '.');
        let titled = |cell: &GridCell| super::words::is(&cell.text, "row.total") || super::words::is_remark(&cell.text);
        if cells.peek().is_some_and(|cell| number(cell)) && cells.all(|cell| number(cell) || titled(cell)) {
            set_in(&mut header, dimension, "number");
        }
    }
    // A column of 评分 with sentences in it is the rule.
    for score in header.all("score") {
        let words = |cell: &&GridCell| cell.text.chars().count() > 3 && cell.text.contains(char::is_alphabetic);
        let long = below.iter().filter_map(|row| grid.cells.get(&(*row, score))).filter(words).count();
        if long > 0 && column(&header, "rule").is_none() {
            set_in(&mut header, score, "rule");
        }
    }
    header
}

/// ≥98% | 100 in each of a KPI's rows: the points of its rule's tiers, and no score that somebody got.
fn tiers(grid: &Grid, header: &mut Header, below: &[u32]) {
    let (Some(kpi), Some(rule)) = (header.column("kpi"), header.column("rule")) else { return };
    let mut fields = vec!["score"];
    fields.extend(header.column("weight").map(|_| "points"));
    let columns: Vec<u16> = fields.into_iter().flat_map(|field| header.all(field)).collect();
    for column in columns {
        let filled = |row: u32, column: u16| grid.cells.get(&(row, column));
        let number = |cell: &GridCell| {
            let text = cell.text.trim().trim_end_matches('分');
            !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.')
        };
        let goes_on = |row: &&u32| {
            filled(**row, kpi).is_none() && filled(**row, rule).is_some() && filled(**row, column).is_some_and(number)
        };
        if below.iter().any(|row| goes_on(&row)) {
            set_in(header, column, "tier-points");
        }
    }
}

/// 一级指标 | 权重 | 二级指标 | 权重: the first is the dimension's; so is one alone there that stands over several KPIs.
fn of_dimension(grid: &Grid, header: &mut Header, below: &[u32]) {
    let (Some(dimension), Some(kpi)) = (header.column("dimension"), header.column("kpi")) else { return };
    for field in ["weight", "points"] {
        let columns = header.all(field);
        let before = columns.iter().copied().find(|column| dimension < *column && *column < kpi);
        let behind = columns.iter().any(|column| *column > kpi);
        // A further KPI of a dimension has none of its own.
        let over = |column: u16| {
            below.iter().any(|row| {
                let filled = |column: u16| grid.cells.contains_key(&(*row, column));
                filled(kpi) && !filled(column) && !filled(dimension)
            })
        };
        if let Some(column) =
            before.filter(|column| (behind || over(*column)) && header.column("dimension-weight").is_none())
        {
            set_in(header, column, "dimension-weight");
        }
    }
}

/// Leaves one column of each kind that a KPI has once: the one that its very word heads, else this month's. The others are told with
/// their headings.
pub(super) fn alone(grid: &Grid, mut header: Header, below: &[u32]) -> Header {
    of_dimension(grid, &mut header, below);
    for field in ["weight", "points", "target", "unit"] {
        let columns = header.all(field);
        if columns.len() < 2 {
            continue;
        }
        let own = |column: &u16| header.columns.get(column).map(|heading| heading.own.as_str()).unwrap_or_default();
        let exact: Vec<u16> =
            columns.iter().copied().filter(|column| super::heading::names(own(column), field)).collect();
        let monthly = || exact.iter().find(|column| super::words::is(own(column), "heading-first.monthly"));
        let kept = match exact.as_slice() {
            [] => None,
            [one] => Some(*one),
            [first, ..] if field != "target" => Some(*first),
            _ => monthly().copied(),
        };
        for column in columns.into_iter().filter(|column| Some(*column) != kept) {
            if let Some(heading) = header.columns.get_mut(&column) {
                heading.field = None;
            }
        }
    }
    header
}

fn set_in(header: &mut Header, column: u16, field: &'static str) {
    if let Some(heading) = header.columns.get_mut(&column) {
        heading.field = Some(field);
    }
}
