//! The rows of a grid: titles and labels above a table, its rows, totals, remarks and signatures.

use super::account::Account;
use super::facts::{DutyItem, Facts, Found, GradeItem, Item};
use super::fields::{found, leads, markers, rule, strangers};
use super::grid::{Grid, GridCell};
use super::heading::{self, Header};
use super::place::Place;
use super::title::{self, Named};
use super::words::{bare, is, is_remark, words};
use super::{bands, extent, labels, matrix, shape, side_by_side, sideways, targets, weigh};

/// Letters of the longest band over rows, a role or a dimension; what is longer is a remark.
const BAND: usize = 40;

/// Reads a grid; `place` is what the text before it named.
pub(super) fn read(grid: &Grid, place: &mut Place, facts: &mut Facts, account: &mut Account) {
    let spread = heading::spread(grid);
    let grid = spread.as_ref().unwrap_or(grid);
    if let Some(blocks) = side_by_side::blocks(grid) {
        blocks.iter().for_each(|block| upright(block, place, facts, account));
        return;
    }
    match sideways::tables(grid) {
        Some(lying) => {
            for row in &lying.above {
                above(grid, *row, place, facts, account);
            }
            lying.tables.iter().for_each(|table| upright(table, place, facts, account));
        }
        None => upright(grid, place, facts, account),
    }
}

/// Reads a grid whose headings stand above their cells.
fn upright(grid: &Grid, place: &mut Place, facts: &mut Facts, account: &mut Account) {
    let mut header: Option<Header> = None;
    let mut until = None;
    let rows = grid.rows();
    for row in rows.iter().copied() {
        if until.is_some_and(|last| row <= last) {
            continue;
        }
        if let Some(found) = heading::at(grid, row) {
            for heading in found.columns.values() {
                heading.spots.iter().for_each(|spot| account.left(*spot, "heading"));
            }
            until = Some(found.rows.1);
            // A band right above is of this table; without one, the heading may only stand again on a new page.
            let again = header.as_ref().is_some_and(|before: &Header| before.says_what(&found));
            if !place.pending && !again {
                place.dimension = None;
                place.dimension_weight = None;
            }
            let found = shape::shaped(grid, found);
            facts.tables = facts.tables.saturating_add(1);
            let below = rows_of(grid, &rows, &found);
            header = match matrix::split(grid, &found, &below) {
                Some(roles) => {
                    for own in &roles {
                        of_role(grid, &below, own, place, facts, account);
                    }
                    until = below.last().copied().or(until);
                    None
                }
                None => {
                    let mut found = shape::alone(grid, found, &below);
                    found.roles = bands::roles(grid, &found, &below, place.role.is_some());
                    Some(found)
                }
            };
            continue;
        }
        let table = header.as_ref();
        match table {
            Some(header) if !ends_table(grid, row, header) && !stands_over(grid, row, &rows, header) => {
                body(grid, row, header, place, facts, account)
            }
            _ => {
                let ends = above(grid, row, place, facts, account) || is_card(grid, row);
                // A title between rows that go on as before is a band: 二、操作工考核指标.
                if ends && !header.as_ref().is_some_and(|header| goes_on(grid, row, &rows, header)) {
                    header = None;
                }
            }
        }
    }
}

/// Whether the row below a title has a KPI with its weight where the header above has them.
fn goes_on(grid: &Grid, row: u32, rows: &[u32], header: &Header) -> bool {
    let next = rows.get(rows.partition_point(|known| *known <= row)).copied();
    let filled = |column: Option<u16>| {
        next.zip(column).and_then(|(next, column)| grid.cells.get(&(next, column))).map(|cell| cell.text.as_str())
    };
    let weight = filled(header.column("weight").or_else(|| header.column("points")));
    grid.single(row).is_some()
        && filled(header.column("kpi")).is_some()
        && weight.is_some_and(|text| text.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a row is one text right above a header: the title of what follows, whatever it says.
fn stands_over(grid: &Grid, row: u32, rows: &[u32], header: &Header) -> bool {
    // The last tier of a rule stands further right.
    let column = grid.row(row).next().map(|(column, _)| column);
    if column > header.column("kpi") {
        return false;
    }
    let next = rows.get(rows.partition_point(|known| *known <= row)).copied();
    grid.single(row).is_some_and(|cell| !is(&cell.text, "row.total") && !is_remark(&cell.text))
        && next.is_some_and(|next| heading::at(grid, next).is_some())
}

/// The rows of a table, up to the next header or whatever ends it.
fn rows_of(grid: &Grid, rows: &[u32], header: &Header) -> Vec<u32> {
    let first = rows.partition_point(|row| *row <= header.rows.1);
    let below = rows.get(first..).unwrap_or_default().iter().copied();
    below.take_while(|row| heading::at(grid, *row).is_none() && !ends_table(grid, *row, header)).collect()
}

/// A table as one of the roles that head its columns sees it.
fn of_role(grid: &Grid, rows: &[u32], own: &matrix::Own, place: &Place, facts: &mut Facts, account: &mut Account) {
    let mut place = Place { role: Some(own.role.clone()), ..place.clone() };
    let mut gate = matrix::Gate::default();
    for row in rows {
        let dimension = found(grid, *row, &own.header, "dimension");
        if dimension.is_some() {
            place.dimension_weight = found(grid, *row, &own.header, "dimension-weight");
            place.dimension = dimension;
        }
        if extent::is_beyond(facts.items.len()) {
            return;
        }
        let plain = grid.single(*row).is_some() || grid.is_total(*row);
        if plain || gate.lets(grid, *row, own, account) {
            body(grid, *row, &own.header, &mut place, facts, account);
        }
    }
}

/// Whether a row stands below a table and begins something new: a title.
fn ends_table(grid: &Grid, row: u32, header: &Header) -> bool {
    /// Letters of an ending that makes a title of a line: 考核表, but no 指标, in which rows of a table end too.
    const TELLING: usize = 3;
    if header.columns.is_empty() || is_card(grid, row) {
        return true;
    }
    grid.single(row).is_some_and(|cell| {
        let key = crate::text::key(&cell.text);
        let ends =
            words("title.after").iter().any(|word| word.chars().count() >= TELLING && key.ends_with(word.as_str()));
        let form = words("title.form").iter().any(|word| key.ends_with(word.as_str()));
        ends && form && cell.text.chars().count() <= BAND
            || matches!(title::named(&cell.text), Some(Named::Role(name)) if ends || title::ends_as_role(&name))
    })
}

/// Whether a row is labels with their values, a role among them: 岗位：出纳　部门：财务部.
fn is_card(grid: &Grid, row: u32) -> bool {
    labels::name_role(&grid.row(row).map(|(_, cell)| cell.text.as_str()).collect::<Vec<_>>())
}

/// A row outside tables: titles, labels, remarks. Whether it names a role.
fn above(grid: &Grid, row: u32, place: &mut Place, facts: &mut Facts, account: &mut Account) -> bool {
    let cells: Vec<&GridCell> = grid.row(row).map(|(_, cell)| cell).collect();
    let mut named = false;
    let mut skip = false;
    for (at, cell) in cells.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        let next = cells.get(at.saturating_add(1)).copied();
        match labels::read(cell, next, place, facts, account) {
            labels::Took::Two => skip = true,
            labels::Took::One => {}
            labels::Took::Nothing if grid.single(row).is_some() && is_dimension(&cell.text) => {
                place.name_dimension(weigh::dimension_of(&cell.text, cell.spot))
            }
            labels::Took::Nothing => match title::named(&cell.text) {
                Some(Named::Role(name)) => {
                    place.name_role(Found::new(&name, cell.spot));
                    account.left(cell.spot, "title");
                    named = true;
                }
                Some(Named::Department(name)) => {
                    facts.titled.get_or_insert(Found::new(&name, cell.spot));
                    facts.department.get_or_insert(Found::new(&name, cell.spot));
                    account.left(cell.spot, "title");
                }
                None => named |= title_alone(grid, row, cell, place, account),
            },
        }
    }
    named
}

/// 一、业绩考核（80%） above a table: what stands in the brackets is a part of the whole.
pub(super) fn is_dimension(text: &str) -> bool {
    labels::worth_behind(title::without_number(text)).is_some_and(|(name, worth)| {
        worth.trim_end_matches('%') != "100" && !title::ends_as_role(&bare(&name)) && name.chars().count() <= BAND
    })
}

/// A line that is nothing but a role's name, or a title without one.
fn title_alone(grid: &Grid, row: u32, cell: &GridCell, place: &mut Place, account: &mut Account) -> bool {
    let alone = grid.single(row).is_some();
    if alone
        && title::ends_as_role(title::without_number(&cell.text))
        && let Some(Named::Role(name)) = title::alone(&cell.text)
    {
        place.name_role(Found::new(&name, cell.spot));
        account.left(cell.spot, "title");
        return true;
    }
    let key = crate::text::key(&cell.text);
    if words("title.after").iter().any(|word| key.ends_with(word.as_str())) {
        account.left(cell.spot, "title");
    } else if is_remark(&cell.text) {
        account.left(cell.spot, "remark");
    }
    false
}

/// A row below a header.
fn body(grid: &Grid, row: u32, header: &Header, place: &mut Place, facts: &mut Facts, account: &mut Account) {
    let own: Vec<(u16, &GridCell)> = grid.row(row).collect();
    let Some((_, first)) = own.first() else { return };
    if grid.is_total(row) {
        own.iter().for_each(|(_, cell)| account.left(cell.spot, "total"));
        return;
    }
    if own.len() == 1 && facts.rule_of_all(&first.text, first.spot) {
        return;
    }
    if is_remark(&first.text) {
        facts.remark(&first.text, first.spot);
        own.iter().for_each(|(_, cell)| account.left(cell.spot, "remark"));
        return;
    }
    if header.column("kpi").is_some() || header.column("item").is_some() {
        if let Some(cell) = grid.single(row).filter(|_| header.columns.len() > 2)
            && band(grid, row, header, cell, place, account)
        {
            return;
        }
        kpi(grid, row, header, place, facts, account);
    } else if header.column("grade").is_some() {
        grade(grid, row, header, facts, account);
    }
    if header.column("duty").is_some() || header.column("duty-text").is_some() {
        duty(grid, row, header, place, facts);
    }
}

/// A row that is one text over the others: the role or the dimension of the rows below it. Whether it was one.
fn band(grid: &Grid, row: u32, header: &Header, cell: &GridCell, place: &mut Place, account: &mut Account) -> bool {
    let column = grid.row(row).next().map_or(0, |(column, _)| column);
    let area = grid.area(row, column);
    let wide = area.right > area.left;
    let kpi = header.column("kpi");
    // The rest of a cell above, or a KPI of which nothing else is known.
    if !wide && (Some(column) == kpi || Some(column) == header.column("rule")) {
        return false;
    }
    if cell.text.chars().count() > BAND {
        account.left(cell.spot, "remark");
        return true;
    }
    let plain = title::without_number(&cell.text);
    // Alone in the column of roles: that of the rows below.
    if header.column("role") == Some(column) {
        place.name_role(Found::new(plain, cell.spot));
        account.left(cell.spot, "title");
        return true;
    }
    if header.column("role").is_none()
        && (title::ends_as_role(&bare(plain)) || header.roles.contains(&row))
        && let Some(Named::Role(name) | Named::Department(name)) = title::alone(plain)
    {
        place.name_role(Found::new(&name, cell.spot));
        account.left(cell.spot, "title");
        return true;
    }
    if !wide && column != 0 {
        return false;
    }
    place.name_dimension(weigh::dimension_of(&cell.text, cell.spot));
    true
}

fn kpi(grid: &Grid, row: u32, header: &Header, place: &mut Place, facts: &mut Facts, account: &mut Account) {
    let Some(column) = header.column("kpi") else { return };
    // A heading that is merged down over rows that are no header names no KPI, and a text over several fields is a remark.
    let area = grid.area(row, column);
    let over = |field: &str| header.column(field).is_some_and(|other| column < other && other <= area.right);
    if area.top <= header.rows.1 || ["weight", "points", "target", "rule"].into_iter().any(over) {
        return;
    }
    if leads(grid, row, header)
        && let Some(cell) = grid.at(row, column)
    {
        place.name_dimension(weigh::dimension_of(&cell.text, cell.spot));
        let weight = found(grid, row, header, "weight").or_else(|| found(grid, row, header, "points"));
        place.dimension_weight = weight.or(place.dimension_weight.take());
        return;
    }
    let name = found(grid, row, header, "kpi");
    let mut item = Item {
        role: found(grid, row, header, "role"),
        dimension: found(grid, row, header, "dimension").or_else(|| place.dimension.clone()),
        dimension_weight: found(grid, row, header, "dimension-weight").or_else(|| place.dimension_weight.clone()),
        unit: found(grid, row, header, "unit"),
        rule: rule(grid, row, header),
        formula: found(grid, row, header, "formula"),
        meaning: None,
        source: found(grid, row, header, "source"),
        markers: markers(header),
        origin: facts.tables,
        ..Item::default()
    };
    targets::take(grid, row, header, &mut item, facts, account);
    take_dimension_above(grid, header, &mut item, facts);
    take_words(grid, row, header, &mut item);
    strangers(grid, row, header, &mut item, facts, account);
    weigh_row(grid, row, header, &mut item, account);
    take_role_above(header, &mut item, place, facts);
    let area = grid.area(row, column);
    let goes_on = area.top < row && area.bottom > area.top || name.is_none();
    match (goes_on, facts.items.last_mut()) {
        (true, Some(last)) if name.is_none() || name.as_ref().is_some_and(|name| name.spots == last.name.spots) => {
            go_on(last, item, account);
        }
        (_, _) => match name {
            // 加减分项 over rows of which none weighs anything: each is an entry of the month, and no KPI.
            Some(name) if is_bonus(&item, facts) => {
                let spots = name.spots.iter().chain(item.rule.iter().flat_map(|rule| &rule.spots));
                for spot in spots.copied().collect::<Vec<_>>() {
                    account.look(spot, "bonus", Vec::new());
                }
                grid.row(row).for_each(|(_, cell)| account.left(cell.spot, "bonus"));
            }
            Some(name) => {
                place.pending = false;
                item.name = name;
                labels::take_rule(&mut item);
                labels::take_worth(&mut item);
                facts.items.push(item);
            }
            None => grid.row(row).for_each(|(_, cell)| account.left(cell.spot, "no-name")),
        },
    }
}

/// A KPI without a dimension of its own is of that of the KPI above it.
fn take_dimension_above(grid: &Grid, header: &Header, item: &mut Item, facts: &Facts) {
    let named_above = || header.column("dimension").is_some_and(|column| !grid.merges_down(column, header.rows.1));
    if let (None, Some(before)) = (&item.dimension, facts.items.last())
        && before.origin == item.origin
        && named_above()
    {
        item.dimension.clone_from(&before.dimension);
        if item.dimension_weight.is_none() {
            item.dimension_weight.clone_from(&before.dimension_weight);
        }
    }
}

/// What the row says of the KPI, and who gives its marks or has its data.
fn take_words(grid: &Grid, row: u32, header: &Header, item: &mut Item) {
    for field in ["meaning", "notes"] {
        for column in header.all(field) {
            if let Some(cell) = grid.at(row, column) {
                item.meaning.get_or_insert_default().join(&Found::new(&cell.text, cell.spot), "；");
            }
        }
    }
    // 考核人: 直接上级. Of a KPI that data score it is whoever has them.
    if let Some(rater) = found(grid, row, header, "rater") {
        if let Some(kind) = heading::marks_alone(&rater.text).filter(|_| item.markers.is_empty()) {
            item.markers = vec![(kind, labels::percent_in(&rater.text).unwrap_or_default())];
        }
        item.source.get_or_insert_default().join(&rater, "；");
    }
}

/// The weight and the full points of a row.
fn weigh_row(grid: &Grid, row: u32, header: &Header, item: &mut Item, account: &mut Account) {
    for (field, slot) in [("weight", &mut item.weight), ("points", &mut item.points)] {
        *slot = found(grid, row, header, field);
        let Some(column) = header.column(field) else { continue };
        let area = grid.area(row, column);
        let names = header.column("kpi").map(|kpi| grid.area(row, kpi));
        // A weight over several KPIs is that of their dimension.
        if area.bottom > area.top
            && names.is_some_and(|names| names.top > area.top || names.bottom < area.bottom)
            && let Some(weight) = slot.take()
        {
            for spot in &weight.spots {
                account.look(*spot, "weight-merged", Vec::new());
            }
            item.dimension_weight.get_or_insert(weight);
        }
    }
}

/// A KPI without a role of its own is of that of the KPI above it, or of that which a row between them names.
fn take_role_above(header: &Header, item: &mut Item, place: &Place, facts: &Facts) {
    if header.column("role").is_some() && item.role.is_none() {
        let above = facts.items.last().and_then(|last| last.role.clone());
        // A row of its own between the two names another one.
        let spot = |role: &Found| role.spots.last().copied();
        let since = place.role.clone().filter(|named| above.as_ref().is_some_and(|above| spot(named) > spot(above)));
        item.role = since.or(above);
    }
    if item.role.is_none() {
        item.role.clone_from(&place.role);
    }
}

/// A row that goes on with the KPI above it.
fn go_on(kpi: &mut Item, more: Item, account: &mut Account) {
    for (slot, words) in [
        (&mut kpi.rule, more.rule),
        (&mut kpi.meaning, more.meaning),
        (&mut kpi.target, more.target),
        (&mut kpi.formula, more.formula),
        (&mut kpi.source, more.source),
    ] {
        if let Some(words) = words {
            slot.get_or_insert_default().join(&words, "；");
        }
    }
    for (slot, more) in [(&mut kpi.weight, more.weight), (&mut kpi.points, more.points)] {
        match (slot.as_ref(), more) {
            (None, more) => *slot = more,
            // A second weight of one KPI is nobody's to add up.
            (Some(known), Some(more)) if known.spots != more.spots => {
                more.spots.iter().for_each(|spot| account.look(*spot, "weight-again", Vec::new()));
            }
            _ => {}
        }
    }
}

/// Whether a row stands below a band of bonuses and vetoes and weighs nothing, in a table whose KPIs do.
fn is_bonus(item: &Item, facts: &Facts) -> bool {
    let weighs = |other: &Item| other.weight.is_some() || other.points.is_some();
    let weighed = facts.items.iter().any(|other| other.origin == item.origin && weighs(other));
    let band = item.dimension.as_ref().is_some_and(|dimension| is(&dimension.text, "bonus.band"));
    band && weighed && !weighs(item)
}

fn duty(grid: &Grid, row: u32, header: &Header, place: &Place, facts: &mut Facts) {
    let name = found(grid, row, header, "duty");
    let text = found(grid, row, header, "duty-text").or_else(|| {
        let only = header.column("kpi").is_none();
        found(grid, row, header, "meaning").or_else(|| found(grid, row, header, "item")).filter(|_| only)
    });
    let role = found(grid, row, header, "role")
        .or_else(|| facts.duties.last().and_then(|last| last.role.clone()).filter(|_| header.column("role").is_some()))
        .or_else(|| place.role.clone());
    let mut found = DutyItem { role, name: name.unwrap_or_default(), text: text.unwrap_or_default() };
    if found.name.text.is_empty() && found.text.text.is_empty() {
        return;
    }
    // One text over several rows is one duty.
    if facts.duties.last().is_some_and(|last| !found.name.spots.is_empty() && last.name.spots == found.name.spots) {
        if let Some(last) = facts.duties.last_mut() {
            last.text.join(&found.text, "\n");
        }
        return;
    }
    if found.name.text.is_empty() {
        labels::name_of_duty(&mut found);
    } else if found.text.text.is_empty() {
        labels::name_of_whole_duty(&mut found);
    }
    facts.duties.push(found);
}

fn grade(grid: &Grid, row: u32, header: &Header, facts: &mut Facts, account: &mut Account) {
    match found(grid, row, header, "grade") {
        Some(name) => facts.grades.push(GradeItem {
            name,
            from: found(grid, row, header, "grade-from").or_else(|| found(grid, row, header, "score")),
            coefficient: found(grid, row, header, "coefficient"),
            share_cap: found(grid, row, header, "share-cap"),
            meaning: found(grid, row, header, "meaning").or_else(|| found(grid, row, header, "notes")),
        }),
        None => grid.row(row).for_each(|(_, cell)| account.left(cell.spot, "no-name")),
    }
}
