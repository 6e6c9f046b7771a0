//! The subtotals of a role's dimensions, right of its matrix: a column each, and the name of each above its KPIs.

use rust_decimal::Decimal;

use super::Context;
use super::places::{ROLE_FIRST, RolePlace, below};
use crate::decimal;
use crate::model::{Dimension, Role};
use crate::output::{Area, Cell, Content, Line, Sheet, Style, metrics, palette};
use crate::report::formulas::{self, At};

/// The last column of the role's sheet.
pub(super) fn last_column(role: &Role, place: &RolePlace) -> u16 {
    let more = u16::try_from(role.dimensions.len()).unwrap_or_default();
    place.results.coefficient.saturating_add(more)
}

/// Puts the heads, and a subtotal for everybody; `starts` are the first KPIs of the pages.
pub(super) fn put(context: &Context<'_>, role: &Role, (place, starts): (&RolePlace, &[usize]), sheet: &mut Sheet) {
    if role.dimensions.is_empty() {
        return;
    }
    let first = place.results.coefficient.saturating_add(1);
    let last = last_column(role, place);
    let (dark, light) = (context.palette.dark_head(), context.palette.light_head());
    let edge = |style: Style| style.left_border(Line::Thin, palette::LINE);
    let over = Area { top: 3, left: first, bottom: 3, right: last };
    sheet.put_over(over, Cell::text(context.say("summary-dimensions", &[]), edge(dark.wrapped())));
    for ((own, dimension), column) in role.dimensions.iter().enumerate().zip(first..) {
        let name = metrics::column_chars(metrics::text_px(&dimension.name, 80) + 14.0);
        sheet.columns.insert(column, name.clamp(8.14, 20.0));
        let weight = if context.department.appraisal.start().is_some() {
            String::new()
        } else {
            decimal::percent(dimension.weight)
        };
        let style = light.clone().right().format("@_0");
        sheet.put(4, column, Cell::text(weight, style.clone()));
        let style = style.bottom(Line::Thin, palette::RULE);
        sheet.put(5, column, Cell::text(dimension.name.as_str(), if column == first { edge(style) } else { style }));
        band(context, role, (place, starts), (own, dimension), sheet);
        for (line, member) in place.members.iter().enumerate() {
            let row = below(ROLE_FIRST, line);
            let result = context.results.people.get(member.person).and_then(|person| person.roles.get(member.held));
            let Some(result) = result else { continue };
            let all: Vec<usize> = (0..role.kpis.len())
                .filter(|at| role.kpis.get(*at).and_then(|kpi| kpi.dimension) == Some(own))
                .collect();
            // The last column of a KPI: its weighted score, or its signed points.
            let cell = |at: &usize| {
                let column = place.kpi_column(*at).saturating_add(place.each).saturating_sub(1);
                At::beside(row, column).to_string()
            };
            let cells: Vec<String> = all.iter().map(cell).collect();
            let sum = all
                .iter()
                .filter_map(|at| result.kpis.get(*at)?.weighted())
                .try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one));
            let applies = all.iter().any(|at| result.kpis.get(*at).is_some_and(|kpi| kpi.weighted().is_some()));
            let total = format!("ROUND({},{})", formulas::sum(&cells), context.decimals);
            let formula = format!("IF(COUNT({})=0,\"—\",{total})", cells.join(","));
            let content = match sum {
                Some(_) if !applies => formulas::text(formula, "—"),
                Some(sum) => formulas::number(formula, sum),
                None => Content::Blank,
            };
            let style = Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE).right();
            let style = style.format(format!("{}_0", context.score_format));
            sheet.put(row, column, Cell::new(content, if column == first { edge(style) } else { style }));
        }
    }
}

/// The name of a dimension above its KPIs, as far as they stand side by side on a page.
fn band(
    context: &Context<'_>,
    role: &Role,
    (place, starts): (&RolePlace, &[usize]),
    (own, dimension): (usize, &Dimension),
    sheet: &mut Sheet,
) {
    const ROW: u32 = 2;
    let is_own = |at: usize| role.kpis.get(at).is_some_and(|kpi| kpi.dimension == Some(own));
    let mut at = 0;
    while at < role.kpis.len() {
        let first = at;
        let goes_on = |at: &usize| is_own(*at) && (*at == first || !starts.contains(at));
        let count = (at..role.kpis.len()).take_while(goes_on).count();
        if count > 0 {
            let left = place.kpi_column(at);
            let right = place.kpi_column(at.saturating_add(count)).saturating_sub(1);
            let style = Style::new(80, palette::INK).bold().left().fill(context.palette.band);
            let style = style.left_border(Line::Thin, palette::LINE);
            sheet.rows.insert(ROW, 16.0);
            sheet.put_over(Area { top: ROW, left, bottom: ROW, right }, Cell::text(dimension.name.as_str(), style));
        }
        at = at.saturating_add(count.max(1));
    }
}
