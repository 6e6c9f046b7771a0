//! The score sheet: one A4 page.

use super::data::Places;
use super::layout::{self, LAST, Panels, across};
use super::plan::{Plan, READABLE};
use super::section::{ADJUSTMENT, Rows, gap_and_head, heading, section};
use super::{Context, Part, charts, dimensions, form, head, more, note, pay, totals};
use crate::decimal::{self, EFFECTIVE_WEIGHT_DECIMALS};
use crate::model::{Kpi, Scale};
use crate::output::palette::{INK, LINE, LOW_SCORE, MUTED, NEGATIVE};
use crate::output::{Area, Cell, Condition, Content, Font, Line, Page, Sheet, Style, When, metrics};
use crate::report::formulas::{self, At, kpi};
use crate::report::marks;
use crate::report::months;
use crate::report::withheld::withheld;
use crate::score::{KpiResult, KpiValue, Status};

/// A section's gap and head.
const HEAD: f64 = 28.0;
/// Heights of all rows but duties, KPIs, charts and boxes, without adjustments, in points.
const FIXED: f64 = 17.0 + 31.0 + 5.0 + 17.0 + 24.0 + 20.0 + 21.0 + 28.0 * 4.0 + 20.0 + 17.0 + 22.0 + 9.0 + 26.0;
/// A page and what goes with it.
pub(super) struct Front {
    pub(super) sheet: Sheet,
    /// What did not fit on it.
    pub(super) more: Option<Sheet>,
    /// The text of its total's cell for other sheets.
    pub(super) total: String,
    /// The first free row of the data sheet.
    pub(super) free: u32,
}

/// By how much print must gain where a sheet runs on over several pages.
const FLOWS: f64 = 0.1;

/// The page; `whole` says that adjustments and the result stand here (a person with one role).
pub(super) fn sheet(context: &Context<'_>, part: &Part<'_>, places: &Places, whole: bool, data: &mut Sheet) -> Front {
    let mut sheet = Sheet { protected: true, ..Sheet::new(part.front.as_str()) };
    // The months of a roll-up, about three to a line, stand above the adjustments.
    let months = months::rolled_up(context.department).len().div_ceil(3);
    let vetoes = places.vetoes(part);
    let standing = if whole { totals::lines(context, &[part], &vetoes) } else { 0 };
    let standing = standing.saturating_add(dimensions::headings(part)).saturating_add(pay::lines(context, whole));
    let standing = standing.saturating_add(usize::from(context.start().is_some()));
    let lines = u32::try_from(standing.saturating_add(months)).unwrap_or(1);
    let fixed = ADJUSTMENT.mul_add(f64::from(lines), FIXED);
    let (plan, sizes) = Plan::best(|plan| {
        let fixed = fixed + form::extra(context, plan) - if plan.duties { 0.0 } else { HEAD };
        let sizes = layout::sizes(&texts(context, part, plan), fixed, plan.charts);
        (sizes.scale, sizes)
    });
    // More KPIs than a page can show in print that can be read: then everything stands in full, page after page.
    let flowing = || layout::flowing(&texts(context, part, &Plan::WHOLE));
    let flowing = (sizes.scale < READABLE).then(flowing).filter(|flowing| flowing.scale > sizes.scale + FLOWS);
    let flows = flowing.is_some();
    let (plan, sizes) = flowing.map_or((plan, sizes), |sizes| (Plan::WHOLE, sizes));
    sheet.columns = sizes.columns.clone();
    let mut rows = Rows::new();
    head::header(context, &mut sheet, &mut rows);
    let fields = head::identity(context, &[part.result], &mut sheet, &mut rows);
    let duties = if plan.duties { part.role.duties.as_slice() } else { &[] };
    if !duties.is_empty() {
        section(context, &mut sheet, &mut rows, ("person-duties", ""), (0, LAST));
    }
    for (duty, height) in duties.iter().zip(&sizes.duties) {
        let row = rows.take(&mut sheet, *height);
        let body = Style::new(85, INK).wrapped().left().bottom(Line::Dotted, LINE);
        sheet.put_over(across(row, 0, 1), Cell::text(duty.name.as_str(), body.clone().bold()));
        sheet.put_over(across(row, 2, LAST), Cell::text(duty.description.as_str(), body));
    }
    let (scores, weighted, start) = kpi_table(context, part, places, &mut sheet, &mut rows, (&sizes.kpis, &plan));
    let cells = (&*scores, &*weighted, &*vetoes, start.as_deref());
    let made = totals::totals(context, part, cells, whole, (&mut sheet, &mut rows));
    head::result(context, part, whole, fields, &made, &mut sheet);
    if whole {
        let coefficient = At::here(fields.saturating_add(1), LAST).to_string();
        let total = made.total.to_string();
        pay::line(context, (&total, &coefficient), (&mut sheet, &mut rows));
    }
    let total_cell = made.total;
    let remote = |cell: &At<'_>| At::on(&part.front, cell.row, cell.column).to_string();
    let rows_of: Vec<u32> = scores.iter().map(|cell| cell.row).collect();
    let of_dimensions = dimensions::scores(context, part, &rows_of);
    let scores: Vec<String> = scores.iter().map(remote).collect();
    let signed = context.start().is_some();
    let panels = sizes.panels();
    let quiet = if signed { "person-scores-signed" } else { "person-scores-quiet" };
    let heads = ("person-scores-head", quiet);
    let mut more = (!plan.is_whole()).then(|| more::sheet(context, part, &plan, &sheet));
    let at_home = panels.beside || plan.charts;
    let (drawn, below_it, height) = match &mut more {
        Some((more, rows)) if !at_home => (more, rows, more::CHARTS),
        _ => (&mut sheet, &mut rows, sizes.charts),
    };
    let head = section(context, drawn, below_it, heads, panels.scores);
    let row = below_it.take(drawn, height);
    charts::label(context, data, places.end);
    let first = places.end.saturating_add(1);
    let (left, right) = panels.scores;
    drawn.charts.extend(charts::scores(context, part, (&scores, of_dimensions), data, first, across(row, left, right)));
    let mut free = first.saturating_add(u32::try_from(part.role.kpis.len()).unwrap_or_default()).saturating_add(1);
    if whole {
        let below = (part.data.as_str(), free);
        charts::put_trend(context, &remote(&total_cell), (data, below), drawn, (head, row, panels.trend));
        free = free.saturating_add(charts::TREND_ROWS);
    }
    let stand = if panels.beside { (head, row) } else { below(&mut sheet, &mut rows, sizes.boxes) };
    boxes(context, &mut sheet, &panels, stand);
    form::foot(context, &plan, &mut sheet, &mut rows);
    let heading = sheet.page.repeat_rows.filter(|_| flows);
    sheet.page = Page { landscape: sizes.landscape, ..page(context, rows.next()) };
    if flows {
        sheet.page = Page { fit: Some((1, 0)), repeat_rows: heading, ..sheet.page };
    }
    let more = more.map(|(more, rows)| Sheet { page: more::page(context, &rows), ..more });
    Front { sheet, more, total: remote(&total_cell), free }
}

/// What the sizes of the sheet rest on.
fn texts(context: &Context<'_>, part: &Part<'_>, plan: &Plan) -> layout::Texts {
    let mut figures = figures(context);
    for (kpi, result) in part.kpis() {
        let value = match result.value() {
            Some(_) if withheld(context.results, &kpi.formula) => String::new(),
            Some(KpiValue::Number(value)) if kpi.unit.is_percent() => {
                let percent = value.checked_mul(rust_decimal::Decimal::ONE_HUNDRED).unwrap_or_default();
                format!("{}%", decimal::fixed(percent, 2))
            }
            Some(KpiValue::Number(value)) => decimal::grouped(*value),
            _ => String::new(),
        };
        figures.push(layout::Figure::number(5, &value, 90, false));
        // A target may wrap, but not within a number.
        let target = kpi.target.as_ref().map(note::target).unwrap_or_default();
        let apart = |c: char| c.is_whitespace() || metrics::is_wide(c);
        figures.extend(target.split(apart).map(|word| layout::Figure::number(4, word, 90, false)));
        let shown = |score: Option<rust_decimal::Decimal>| score.map(|score| context.shown(score)).unwrap_or_default();
        if context.start().is_none() {
            figures.push(layout::Figure::number(8, &shown(result.score()), 90, true));
        }
        figures.push(layout::Figure::number(10, &shown(result.weighted()), 90, false));
    }
    figures.push(layout::Figure::number(10, &context.shown(part.result.total.unwrap_or_default()), 90, false));
    layout::Texts {
        signed: context.start().is_some(),
        kpis: part
            .kpis()
            .map(|(kpi, result)| {
                let name =
                    if kpi.unit.is_percent() { kpi.name.clone() } else { format!("{} {}", kpi.name, kpi.unit.text) };
                let shown = |text: &str| if withheld(context.results, &kpi.formula) { "—" } else { text }.to_owned();
                let note = note::beside(context, (part, plan), (kpi, result), "").1;
                let way = marks::seen(kpi, result, context.lang, plan.shares, |_, _| None).1;
                [name, shown(&way), shown(&plan.rule(&kpi.rule_text)), note]
            })
            .collect(),
        duties: (part.role.duties.iter().filter(|_| plan.duties))
            .map(|duty| (duty.name.clone(), duty.description.clone()))
            .collect(),
        figures,
    }
}

/// Heads of the narrow columns, the total and the adjustments.
pub(super) fn figures(context: &Context<'_>) -> Vec<layout::Figure> {
    let signed = context.start().is_some();
    let mut figures: Vec<layout::Figure> = NARROW
        .iter()
        .filter(|(column, _)| !signed || !matches!(column, 8..=10))
        .map(|(column, id)| layout::Figure::text(*column, &context.say(id), 80))
        .chain([
            layout::Figure::text(0, &context.say("person-sign-own"), 85),
            layout::Figure::text(12, &context.say("person-coefficient"), 80),
        ])
        .collect();
    let person = context.person;
    figures.push(layout::Figure::number(10, &context.shown(person.total.unwrap_or_default()), 110, true));
    for line in &person.lines {
        figures.push(layout::Figure::number(10, &format!("+{}", context.shown(line.amount)), 90, false));
    }
    figures
}

pub(super) fn page(context: &Context<'_>, rows: u32) -> Page {
    let appraisal = &context.department.appraisal;
    let line = appraisal.footer.clone().unwrap_or_else(|| appraisal.department.clone());
    let left: String = format!("{line}　{}　{}", context.period(), context.person.id).replace('&', "&&");
    let left: String = left.chars().take(150).collect();
    let page = context.fill("person-page", &[("page", "&P"), ("pages", "&N")]);
    Page {
        fit: Some((1, 1)),
        footer: format!("&L&8&K65717A{left}&R&8&K65717A{page}"),
        area: Some(Area::new(0, 0, rows.saturating_sub(1), LAST)),
        ..Page::default()
    }
}

/// The narrow columns and their heads.
const NARROW: [(u16, &str); 5] =
    [(4, "person-target"), (5, "person-value"), (8, "person-score"), (9, "person-weight"), (10, "person-weighted")];

/// Steps of indent of a column of texts: those right of numbers stand off from them.
const fn indent(column: u16) -> u8 {
    if column == 6 || column == 11 { 1 } else { 0 }
}

fn kpi_table(
    context: &Context<'_>,
    part: &Part<'_>,
    places: &Places,
    sheet: &mut Sheet,
    rows: &mut Rows,
    (heights, plan): (&[f64], &Plan),
) -> (Vec<At<'static>>, Vec<String>, Option<String>) {
    let signed = context.start().is_some();
    kpi_heads(context, plan, sheet, rows);
    let (mut scores, mut weighted) = (Vec::new(), Vec::new());
    let start = context.start().map(|start| start_line(context, start, (&mut *sheet, &mut *rows)));
    let stands = dimensions::rows(part, rows.next());
    for ((at, of), height) in part.kpis().enumerate().zip(heights) {
        dimensions::heading(context, part, (at, &stands), (&mut *sheet, &mut *rows));
        let row = rows.take(sheet, *height);
        let line = KpiLine { context, part, places, plan, at, of, row };
        line.names(sheet);
        line.figures(sheet);
        scores.push(At::here(row, if signed { 10 } else { 8 }));
        weighted.push(At::here(row, 10).to_string());
    }
    if let (Some(first), Some(last)) = (scores.first(), scores.last()) {
        let area = Area::new(first.row, first.column, last.row, first.column);
        let cell = At::beside(first.row, first.column);
        let low = Style::new(90, NEGATIVE).bold().underlined();
        let below = if signed { 0 } else { LOW_SCORE };
        let formula = format!("=AND(ISNUMBER({cell}),{cell}<{below})");
        sheet.conditions.push(Condition { area, when: When::Formula(formula, low), stop: false });
    }
    (scores, weighted, start)
}

/// The section's name, and the heads of the columns.
fn kpi_heads(context: &Context<'_>, plan: &Plan, sheet: &mut Sheet, rows: &mut Rows) {
    let quiet = match context.department.appraisal.scale {
        Scale::Percent => "person-kpis-percent",
        Scale::Points => "person-kpis-points",
        Scale::Deductions => "person-kpis-deductions",
    };
    let quiet = if plan.is_whole() { quiet } else { "person-kpis-more" };
    section(context, sheet, rows, ("person-kpis", quiet), (0, LAST));
    let head = rows.take(sheet, 20.0);
    sheet.page.repeat_rows = Some((head, head));
    let style = context.palette.light_head();
    // Signed points stand where the weighted scores do, and the rule has the room of what there is not.
    let figures: &[(u16, u16, &str, bool)] = if context.start().is_some() {
        &[(6, 9, "person-rule", false), (10, 10, "person-score", true)]
    } else {
        &[
            (6, 7, "person-rule", false),
            (8, 8, "person-score", true),
            (9, 9, "person-weight", true),
            (10, 10, "person-weighted", true),
        ]
    };
    let before = [
        (0, 1, "person-kpi", false),
        (2, 3, "person-formula", false),
        (4, 4, "person-target", true),
        (5, 5, "person-value", true),
    ];
    for (left, right, id, to_right) in before.iter().chain(figures).chain([&(11, 12, "person-note", false)]).copied() {
        let style = if to_right { style.clone().right().format("@_0") } else { style.clone().indented(indent(left)) };
        sheet.put_over(across(head, left, right), Cell::text(context.say(id), style));
    }
}

/// The row of one KPI.
struct KpiLine<'a> {
    context: &'a Context<'a>,
    part: &'a Part<'a>,
    places: &'a Places,
    plan: &'a Plan,
    at: usize,
    of: (&'a Kpi, &'a KpiResult),
    row: u32,
}

fn lined(style: Style) -> Style {
    style.bottom(Line::Dotted, LINE)
}

fn number(color: u32) -> Style {
    lined(Style::new(90, color)).right()
}

impl KpiLine<'_> {
    fn hidden(&self) -> bool {
        withheld(self.context.results, &self.of.0.formula)
    }

    fn signed(&self) -> bool {
        self.context.start().is_some()
    }

    /// What the KPI is: its name, its formula, its target, its value, its rule.
    fn names(&self, sheet: &mut Sheet) {
        let Self { context, places, plan, at, of: (kpi, result), row, .. } = *self;
        let muted = lined(Style::new(80, MUTED)).wrapped().left();
        let name = lined(Style::new(90, INK).bold()).wrapped().left();
        let mut runs = vec![(kpi.name.clone(), Font::new(90, INK).bold())];
        if !kpi.unit.is_percent() && !kpi.unit.text.is_empty() {
            runs.push((format!(" {}", kpi.unit.text), Font::new(80, MUTED)));
        }
        sheet.put_over(across(row, 0, 1), Cell::new(Content::Rich(runs), name));
        let hidden = self.hidden();
        let shown = |text: &str| if hidden { "—".to_owned() } else { text.to_owned() };
        let way = if hidden { Content::Text("—".to_owned()) } else { way(context, (kpi, result), places, plan) };
        sheet.put_over(across(row, 2, 3), Cell::new(way, muted));
        let target = kpi.target.as_ref().filter(|_| !hidden).map_or_else(|| "—".to_owned(), note::target);
        sheet.put(row, 4, Cell::text(target, number(MUTED).wrapped().format("@_0")));
        let state = if result.status() == Status::Missing { &context.states.missing } else { &context.states.absent };
        let value = match result.value() {
            _ if hidden => Content::Text("—".to_owned()),
            Some(KpiValue::Number(value)) => formulas::number(places.value(at), *value),
            Some(KpiValue::Label(label)) => formulas::text(places.value(at), &**label),
            None => formulas::text(places.value(at), state.clone()),
        };
        let color = if result.value().is_some() { INK } else { MUTED };
        let format = note::value_format(kpi, result);
        sheet.put(row, 5, Cell::new(value, number(color).format(format!("{format}_0"))));
        let rule = lined(Style::new(80, INK)).wrapped().left().indented(indent(6));
        let last = if self.signed() { 9 } else { 7 };
        sheet.put_over(across(row, 6, last), Cell::text(shown(&plan.rule(&kpi.rule_text)), rule));
    }

    /// What the KPI gives: its score, its weight, both together, and a word beside them.
    fn figures(&self, sheet: &mut Sheet) {
        let Self { context, part, places, plan, at, of: (kpi, result), row } = *self;
        let (hidden, points) = (self.hidden(), places.points(at));
        let score = match result.score() {
            Some(score) if hidden => Content::Number(score),
            None if hidden => Content::Text("—".to_owned()),
            _ => kpi::score_of_cell(result, &points, kpi.full, context.decimals, "—"),
        };
        let beside = match note::beside(context, (part, plan), (kpi, result), &points) {
            (Some(formula), shown) => formulas::text(formula, shown),
            (None, text) => Content::Text(text),
        };
        let muted = lined(Style::new(80, MUTED)).wrapped().left();
        sheet.put_over(across(row, 11, 12), Cell::new(beside, muted.indented(indent(11))));
        if self.signed() {
            sheet.put(row, 10, Cell::new(score, number(INK).bold().format(context.signed_format())));
            return;
        }
        let score_format = format!("{}_0", context.score_format());
        sheet.put(row, 8, Cell::new(score, number(INK).bold().format(score_format.as_str())));
        let effective = result.effective_weight().unwrap_or(kpi.weight);
        let percent = if effective.normalize().scale() <= 2 { "0%_0" } else { "0.00%_0" };
        let (score_cell, carried, all) = (At::beside(row, 8).to_string(), places.carried(at), places.all_carried());
        let share = format!("IF(ISNUMBER({score_cell}),ROUND({carried}/{all},{EFFECTIVE_WEIGHT_DECIMALS}),\"—\")");
        let weight = match result.weighted() {
            Some(_) => formulas::number(share, effective),
            None => formulas::text(share, "—"),
        };
        sheet.put(row, 9, Cell::new(weight, number(MUTED).format(percent)));
        let in_points = context.department.appraisal.scale == Scale::Points;
        let content = match result.weighted() {
            // Points before they are rounded are part of the way that is withheld.
            Some(weighted) if hidden && in_points => Content::Number(weighted),
            _ => {
                let own = in_points.then(|| places.weight(at));
                let factor = if in_points { &points } else { &score_cell };
                kpi::weighted(result, (&score_cell, factor), (&carried, &all), own.as_deref(), context.decimals, "—")
            }
        };
        sheet.put(row, 10, Cell::new(content, number(INK).format(score_format.as_str())));
    }
}

/// 起评分 above the KPIs: what signed points are added to. Its cell.
fn start_line(context: &Context<'_>, start: rust_decimal::Decimal, (sheet, rows): (&mut Sheet, &mut Rows)) -> String {
    let row = rows.take(sheet, ADJUSTMENT);
    let line = |style: Style| style.bottom(Line::Dotted, LINE);
    sheet.put_over(across(row, 0, 1), Cell::text(context.say("person-start"), line(Style::new(90, INK).bold()).left()));
    let text = Cell::text(context.say("person-start-text"), line(Style::new(80, MUTED)).left());
    sheet.put_over(across(row, 2, 9), text);
    let figure = line(Style::new(90, INK).bold()).right().format(format!("{}_0", context.score_format()));
    sheet.put(row, 10, Cell::number(start, figure));
    At::here(row, 10).to_string()
}

/// How a KPI's value comes about: its formula, or who marked it and with what mean, which follows the means' cells.
fn way(context: &Context<'_>, (kpi, result): (&Kpi, &KpiResult), places: &Places, plan: &Plan) -> Content {
    let mean = |by: &crate::model::MarkedBy, _: &crate::score::Mark| Some(places.mean(by.measure));
    let (formula, shown) = marks::seen(kpi, result, context.lang, plan.shares, mean);
    match formula {
        Some(formula) => formulas::text(formula, shown),
        None => Content::Text(shown),
    }
}

/// The head and the row of boxes that stand below the charts.
pub(super) fn below(sheet: &mut Sheet, rows: &mut Rows, height: f64) -> (u32, u32) {
    (gap_and_head(sheet, rows), rows.take(sheet, height))
}

/// The boxes that people fill in, in the columns of the panels.
pub(super) fn boxes(context: &Context<'_>, sheet: &mut Sheet, panels: &Panels, (head, row): (u32, u32)) {
    let open = Style::new(90, INK).left().at_top().wrapped().framed(Line::Thin, LINE).unlocked();
    for (id, quiet, (left, right)) in
        [("person-comment", "person-comment-quiet", panels.comment), ("person-plan", "person-plan-quiet", panels.plan)]
    {
        heading(context, sheet, head, (id, quiet), (left, right));
        sheet.put_over(across(row, left, right), Cell::blank(open.clone()));
    }
}
