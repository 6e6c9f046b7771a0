//! The sheet behind a page that could not hold all: duties, rules and remarks in full, and the charts.

use super::layout::{LAST, across};
use super::plan::Plan;
use super::section::{Rows, section};
use super::{Context, Part, front, note};
use crate::output::palette::{INK, LINE, MUTED};
use crate::output::{Area, Cell, Line, Page, Sheet, Style, metrics};
use crate::report::marks;
use crate::report::withheld::withheld;

/// Height of the charts here, in points.
pub(super) const CHARTS: f64 = 190.0;

/// The name of the sheet behind a page.
pub(super) fn name(context: &Context<'_>, part: &Part<'_>) -> String {
    // The page's own number, where a person has several roles.
    let number = part.front.strip_prefix(&context.say("person-sheet")).unwrap_or_default();
    format!("{}{number}", context.say("person-more-sheet"))
}

/// The sheet as far as texts go: its charts are put below.
pub(super) fn sheet(context: &Context<'_>, part: &Part<'_>, plan: &Plan, columns: &Sheet) -> (Sheet, Rows) {
    let mut sheet = Sheet { protected: true, ..Sheet::new(name(context, part)) };
    sheet.columns = columns.columns.clone();
    let mut rows = Rows::new();
    let title = rows.take(&mut sheet, 26.0);
    let words = [name(context, part), context.person.name.to_string(), part.role.name.to_string()].join("　");
    sheet.put_over(across(title, 0, LAST), Cell::text(words, Style::new(160, INK).bold().left()));
    let px = |sheet: &Sheet, left, right| metrics::area_px(&sheet.columns, across(0, left, right));
    let body = || Style::new(85, INK).wrapped().left().bottom(Line::Dotted, LINE);
    if !plan.duties && !part.role.duties.is_empty() {
        section(context, &mut sheet, &mut rows, ("person-duties", ""), (0, LAST));
        for duty in &part.role.duties {
            let lines = metrics::lines(&duty.description, 85, px(&sheet, 2, LAST));
            let lines = lines.max(metrics::lines(&duty.name, 85, px(&sheet, 0, 1)));
            let row = rows.take(&mut sheet, metrics::row_height(lines, 85).max(17.0));
            sheet.put_over(across(row, 0, 1), Cell::text(duty.name.as_str(), body().bold()));
            sheet.put_over(across(row, 2, LAST), Cell::text(duty.description.as_str(), body()));
        }
    }
    section(context, &mut sheet, &mut rows, ("person-kpis", ""), (0, LAST));
    let head = rows.take(&mut sheet, 20.0);
    // Name, how it comes about, rule, remark.
    let areas = [(0, 1), (2, 3), (4, 8), (9, LAST)];
    for ((left, right), id) in areas.into_iter().zip(["person-kpi", "person-formula", "person-rule", "person-note"]) {
        sheet.put_over(across(head, left, right), Cell::text(context.say(id), context.palette.light_head()));
    }
    for (kpi, result) in part.kpis() {
        let hidden = withheld(context.results, &kpi.formula);
        let shown = |text: &str| if hidden { "—".to_owned() } else { text.to_owned() };
        let way = kpi.marks.as_ref().map_or_else(|| kpi.formula_text.clone(), |by| marks::shares(by, context.lang));
        let texts = [kpi.name.clone(), shown(&way), shown(&kpi.rule_text), note::note(context, part, kpi, result)];
        let lines =
            texts.iter().zip(areas).map(|(text, (left, right))| metrics::lines(text, 85, px(&sheet, left, right)));
        let height = metrics::row_height(lines.max().unwrap_or(1), 85).max(20.0);
        let row = rows.take(&mut sheet, height);
        for ((text, (left, right)), at) in texts.into_iter().zip(areas).zip(0..) {
            let style = match at {
                0 => body().bold(),
                2 => body(),
                _ => body().color(MUTED),
            };
            sheet.put_over(across(row, left, right), Cell::text(text, style));
        }
    }
    (sheet, rows)
}

/// The sheet's page, once everything stands on it.
pub(super) fn page(context: &Context<'_>, rows: &Rows) -> Page {
    let area = Area::new(0, 0, rows.next().saturating_sub(1), LAST);
    Page { fit: Some((1, 0)), area: Some(area), ..front::page(context, 0) }
}
