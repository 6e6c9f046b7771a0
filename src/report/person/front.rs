//! The score sheet: one A4 page.

use super::data::Places;
use super::layout::{self, LAST, across};
use super::{Context, Part, charts, note, totals};
use crate::book::house::{INK, LINE, LOW_SCORE, MUTED, NEGATIVE, grade_order};
use crate::book::{Area, Cell, Condition, Content, Font, Line, Page, Sheet, Style, When};
use crate::model::Scale;
use crate::report::live::{self, At, grade, kpi};
use crate::score::Status;

/// Heights of all rows but duties, KPIs, charts and boxes, without adjustments, in points.
const FIXED: f64 = 17.0 + 31.0 + 5.0 + 17.0 + 24.0 + 20.0 + 21.0 + 28.0 * 4.0 + 20.0 + 17.0 + 22.0 + 9.0 + 26.0;
/// Height of an adjustment's row.
pub(super) const ADJUSTMENT: f64 = 17.0;

/// Rows from the top, each with its height.
pub(super) struct Rows {
    next: u32,
}

impl Rows {
    pub(super) const fn new() -> Self {
        Self { next: 0 }
    }
    pub(super) fn take(&mut self, sheet: &mut Sheet, height: f64) -> u32 {
        let row = self.next;
        sheet.rows.insert(row, height);
        self.next = row.saturating_add(1);
        row
    }
}

/// The sheet, and the text of its total's cell for other sheets. `whole` says that adjustments and the result stand here (a
/// person with one role).
pub(super) fn sheet(
    context: &Context<'_>,
    part: &Part<'_>,
    places: &Places,
    whole: bool,
    data: &mut Sheet,
) -> (Sheet, String) {
    let mut sheet = Sheet { protected: true, ..Sheet::new(part.front.as_str()) };
    let texts = layout::Texts {
        kpis: part
            .kpis()
            .map(|(kpi, result)| {
                let name =
                    if kpi.unit.is_percent() { kpi.name.clone() } else { format!("{} {}", kpi.name, kpi.unit.text) };
                [name, kpi.formula_text.clone(), kpi.rule_text.clone(), note::note(context, part, kpi, result)]
            })
            .collect(),
        duties: part.role.duties.iter().map(|duty| (duty.name.clone(), duty.description.clone())).collect(),
    };
    let lines = u32::try_from(context.person.adjustments.len().max(1)).unwrap_or(1);
    let sizes = layout::sizes(&texts, ADJUSTMENT.mul_add(f64::from(lines), FIXED));
    sheet.columns = sizes.columns.clone();
    let mut rows = Rows::new();
    header(context, &mut sheet, &mut rows);
    let fields = identity(context, part, &mut sheet, &mut rows);
    section(context, &mut sheet, &mut rows, ("person-duties", ""), (0, LAST));
    for (duty, height) in part.role.duties.iter().zip(&sizes.duties) {
        let row = rows.take(&mut sheet, *height);
        let body = Style::new(85, INK).wrapped().left().bottom(Line::Dotted, LINE);
        sheet.put_over(across(row, 0, 1), Cell::text(duty.name.as_str(), body.clone().bold()));
        sheet.put_over(across(row, 2, LAST), Cell::text(duty.description.as_str(), body));
    }
    let (scores, weighted) = kpi_table(context, part, places, &mut sheet, &mut rows, &sizes.kpis);
    let total_cell = totals::totals(context, part, &weighted, whole, (&mut sheet, &mut rows));
    result(context, part, whole, fields, &total_cell, &mut sheet);
    let remote = |cell: &At<'_>| At::on(&part.front, cell.row, cell.column).to_string();
    let scores: Vec<String> = scores.iter().map(remote).collect();
    let head = section(context, &mut sheet, &mut rows, ("person-scores-head", "person-scores-quiet"), (0, 5));
    let row = rows.take(&mut sheet, sizes.charts);
    sheet.charts.extend(charts::scores(context, part, &scores, data, places.end, across(row, 0, 5)));
    let below = places.end.saturating_add(u32::try_from(part.role.kpis.len()).unwrap_or_default()).saturating_add(1);
    if whole {
        let (chart, count) = charts::trend(context, part, &remote(&total_cell), data, below, across(row, 7, LAST));
        let heading = context.fill("person-trend-head", &[("count", &count.to_string())]);
        sheet.put_over(across(head, 7, LAST), Cell::text(heading, context.house.section()));
        sheet.charts.extend(chart);
    }
    boxes(context, &mut sheet, &mut rows, sizes.boxes);
    signatures(context, &mut sheet, &mut rows);
    sheet.page = page(context, rows.next);
    (sheet, remote(&total_cell))
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

pub(super) fn header(context: &Context<'_>, sheet: &mut Sheet, rows: &mut Rows) {
    let company = rows.take(sheet, 17.0);
    sheet.put_over(
        across(company, 0, 7),
        Cell::text(context.department.appraisal.company.as_str(), Style::new(90, MUTED).left()),
    );
    let title = rows.take(sheet, 31.0);
    sheet.put_over(across(title, 0, 7), Cell::text(context.say("person-title"), Style::new(200, INK).bold().left()));
    sheet.put_over(
        across(title, 8, LAST),
        Cell::text(context.period(), Style::new(120, INK).bold().right().at_bottom()),
    );
    let rule = rows.take(sheet, 5.0);
    sheet.paint(across(rule, 0, LAST), &Style::default().top(Line::Thick, context.house.accent));
}

/// The six identity fields. Gives the first of their four rows.
fn identity(context: &Context<'_>, part: &Part<'_>, sheet: &mut Sheet, rows: &mut Rows) -> u32 {
    let posting = context
        .department
        .postings
        .iter()
        .find(|posting| posting.id == context.person.id && posting.role == part.result.role);
    let manager = posting.map_or("", |posting| posting.manager.as_str());
    let period = context.department.appraisal.period;
    let role = if part.result.days < period.days() {
        context.fill("person-role-days", &[("role", &part.role.name), ("days", &part.result.days.to_string())])
    } else {
        part.role.name.to_string()
    };
    let fields = [
        [
            ("person-name", context.person.name.to_string()),
            ("person-id", context.person.id.to_string()),
            ("person-department", context.department.appraisal.department.clone()),
        ],
        [("person-period", period.to_string()), ("person-manager", manager.to_owned()), ("person-role", role)],
    ];
    let first = rows.next;
    for (line, heights) in fields.into_iter().zip([[17.0, 24.0], [20.0, 21.0]]) {
        let [label, value] = heights;
        let (label, value) = (rows.take(sheet, label), rows.take(sheet, value));
        for ((id, text), (left, right)) in line.into_iter().zip([(0, 1), (2, 3), (4, 6)]) {
            let small = Style::new(80, MUTED).left().at_bottom();
            sheet.put_over(across(label, left, right), Cell::text(context.say(id), small));
            // A long name gets a smaller size rather than being cut.
            let size = if crate::book::metrics::text_px(&text, 110) > 100.0 { 80 } else { 110 };
            let style = Style::new(size, INK).bold().left().wrapped();
            sheet.put_over(across(value, left, right), Cell::text(text, style));
        }
    }
    first
}

/// A section head after a gap; with a quiet note at the right where there is one.
pub(super) fn section(
    context: &Context<'_>,
    sheet: &mut Sheet,
    rows: &mut Rows,
    (head, quiet): (&str, &str),
    (left, right): (u16, u16),
) -> u32 {
    rows.take(sheet, 9.0);
    let row = rows.take(sheet, 19.0);
    let middle = if right == LAST { left.saturating_add(4) } else { left.saturating_add(2) };
    sheet.put_over(across(row, left, middle), Cell::text(context.say(head), context.house.section()));
    let text = if quiet.is_empty() { String::new() } else { context.say(quiet) };
    let rest = across(row, middle.saturating_add(1), right);
    sheet.put_over(rest, Cell::text(text, context.house.section_note()));
    row
}

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
    heights: &[f64],
) -> (Vec<At<'static>>, Vec<String>) {
    let quiet = match context.department.appraisal.scale {
        Scale::Percent => "person-kpis-percent",
        Scale::Points => "person-kpis-points",
    };
    section(context, sheet, rows, ("person-kpis", quiet), (0, LAST));
    let head = rows.take(sheet, 20.0);
    let style = context.house.light_head();
    for (left, right, id, to_right) in [
        (0, 1, "person-kpi", false),
        (2, 3, "person-formula", false),
        (4, 4, "person-target", true),
        (5, 5, "person-value", true),
        (6, 7, "person-rule", false),
        (8, 8, "person-score", true),
        (9, 9, "person-weight", true),
        (10, 10, "person-weighted", true),
        (11, 12, "person-note", false),
    ] {
        let style = if to_right { style.clone().right().format("@_0") } else { style.clone().indented(indent(left)) };
        sheet.put_over(across(head, left, right), Cell::text(context.say(id), style));
    }
    let (mut scores, mut weighted) = (Vec::new(), Vec::new());
    let score_format = format!("{}_0", context.score_format());
    for ((at, (kpi, result)), height) in part.kpis().enumerate().zip(heights) {
        let row = rows.take(sheet, *height);
        let line = |style: Style| style.bottom(Line::Dotted, LINE);
        let muted = || line(Style::new(80, MUTED)).wrapped().left();
        let name = line(Style::new(90, INK).bold()).wrapped().left();
        let mut runs = vec![(kpi.name.clone(), Font::new(90, INK).bold())];
        if !kpi.unit.is_percent() && !kpi.unit.text.is_empty() {
            runs.push((format!(" {}", kpi.unit.text), Font::new(80, MUTED)));
        }
        sheet.put_over(across(row, 0, 1), Cell::new(Content::Rich(runs), name));
        sheet.put_over(across(row, 2, 3), Cell::text(kpi.formula_text.as_str(), muted()));
        let target = kpi.target.as_ref().map_or("—", |target| target.text.as_str());
        let number = |color| line(Style::new(90, color)).right();
        sheet.put(row, 4, Cell::text(target, number(MUTED).wrapped().format("@_0")));
        let absent = match result.status {
            Status::Missing => context.say("person-missing"),
            _ => context.absent(),
        };
        let value = match &result.value {
            Some(crate::score::KpiValue::Number(value)) => live::number(places.value(at), *value),
            Some(crate::score::KpiValue::Label(label)) => live::text(places.value(at), &**label),
            None => Content::Text(absent),
        };
        let color = if result.value.is_some() { INK } else { MUTED };
        let format = note::value_format(kpi, result);
        sheet.put(row, 5, Cell::new(value, number(color).format(format!("{format}_0"))));
        let rule = line(Style::new(80, INK)).wrapped().left().indented(indent(6));
        sheet.put_over(across(row, 6, 7), Cell::text(kpi.rule_text.as_str(), rule));
        let points = places.points(at);
        let score = kpi::score(result, &points, kpi.full, context.decimals, "—");
        sheet.put(row, 8, Cell::new(score, number(INK).bold().format(score_format.as_str())));
        let effective = result.effective_weight.unwrap_or(kpi.weight);
        let percent = if effective.normalize().scale() <= 2 { "0%_0" } else { "0.00%_0" };
        let weight = if result.weighted.is_none() {
            Content::Text("—".to_owned())
        } else if effective == kpi.weight {
            live::number(places.weight(at), kpi.weight)
        } else {
            Content::Number(effective)
        };
        sheet.put(row, 9, Cell::new(weight, number(MUTED).format(percent)));
        let (own_cell, score_cell) = (places.weight(at), At::beside(row, 8).to_string());
        let weighing = kpi::Weighing {
            scale: context.department.appraisal.scale,
            decimals: context.decimals,
            own: kpi.weight,
            own_cell: &own_cell,
            score: &score_cell,
            points: &points,
        };
        let content = kpi::weighted(result, weighing, "—");
        sheet.put(row, 10, Cell::new(content, number(INK).format(score_format.as_str())));
        let text = note::note(context, part, kpi, result);
        sheet.put_over(across(row, 11, 12), Cell::text(text, muted().indented(indent(11))));
        scores.push(At::here(row, 8));
        weighted.push(At::here(row, 10).to_string());
    }
    if let (Some(first), Some(last)) = (scores.first(), scores.last()) {
        let area = Area::new(first.row, 8, last.row, 8);
        let cell = At::beside(first.row, 8);
        let low = Style::new(90, NEGATIVE).bold().underlined();
        let formula = format!("=AND(ISNUMBER({cell}),{cell}<{LOW_SCORE})");
        sheet.conditions.push(Condition { area, when: When::Formula(formula, low), stop: false });
    }
    (scores, weighted)
}

/// The panel with total, grade and coefficient.
pub(super) fn result(
    context: &Context<'_>,
    part: &Part<'_>,
    whole: bool,
    first: u32,
    total_cell: &At<'_>,
    sheet: &mut Sheet,
) {
    let band = context.house.band;
    let label = Style::new(80, MUTED).left().at_bottom().fill(band).indented(1);
    let head = if whole { "person-total" } else { "person-role-total" };
    sheet.put_over(across(first, 7, 9), Cell::text(context.say(head), label.clone()));
    let (top, bottom) = (first.saturating_add(1), first.saturating_add(2));
    let big = Style::new(360, context.house.accent).bold().left().fill(band).indented(1).format(context.score_format());
    let shown = if whole { context.person.total } else { part.result.total };
    let cell = total_cell.to_string();
    let content = shown.map_or_else(|| Content::Text("—".to_owned()), |total| live::number(cell.clone(), total));
    sheet.put_over(Area::new(top, 7, bottom, 9), Cell::new(content, big));
    let last = first.saturating_add(3);
    if whole {
        let center = label.clone().center().indented(0);
        sheet.put_over(across(first, 10, 11), Cell::text(context.say("person-grade"), center.clone()));
        sheet.put(first, 12, Cell::text(context.say("person-coefficient"), center));
        let table = grade::Table::inline(context.department, context.results, "—");
        let chip = Style::new(260, INK).bold().center().fill(band);
        let content = grade::grade(context.department, context.person, &table, &cell, None, "—");
        sheet.put_over(Area::new(top, 10, bottom, 11), Cell::new(content, chip));
        let decimals = context
            .department
            .grades
            .iter()
            .filter_map(|grade| grade.coefficient)
            .map(|coefficient| coefficient.normalize().scale())
            .max()
            .unwrap_or(1)
            .max(1);
        let style = Style::new(180, INK).bold().center().fill(band).format(super::places("0", decimals));
        let content = grade::coefficient(context.person, &table, &cell, None, "—");
        sheet.put_over(Area::new(top, 12, bottom, 12), Cell::new(content, style));
        chips(context, sheet, Area::new(top, 10, bottom, 11));
    } else {
        sheet.paint(Area::new(first, 10, bottom, 12), &label);
    }
    let text = if whole { grade_line(context, part) } else { context.say("person-joint-hint") };
    sheet.put_over(
        across(last, 7, LAST),
        Cell::text(text, Style::new(80, MUTED).left().fill(band).indented(1).wrapped()),
    );
}

fn chips(context: &Context<'_>, sheet: &mut Sheet, area: Area) {
    let order = grade_order(&context.department.grades, context.department.appraisal.grading);
    for (position, at) in order.iter().enumerate() {
        let Some(grade) = context.department.grades.get(*at) else { continue };
        let cell = At::here(area.top, area.left);
        let formula = format!("={cell}={}", live::quoted(&grade.name));
        let style = context.house.grade_chip(position, order.len());
        sheet.conditions.push(Condition { area, when: When::Formula(formula, style), stop: true });
    }
}

/// What the grade means, what the next one needs; before calibration or veto; the rank where it is shown.
fn grade_line(context: &Context<'_>, part: &Part<'_>) -> String {
    let person = context.person;
    let mut said = Vec::new();
    let before = if person.vetoed { person.subtotal } else { person.raw_total };
    if let Some(before) = before.filter(|_| person.vetoed || person.calibrated) {
        said.push(context.fill("person-raw-total", &[("total", &context.shown(before))]));
    }
    let order = grade_order(&context.department.grades, context.department.appraisal.grading);
    let place = person.grade.and_then(|own| order.iter().position(|at| *at == own));
    let by_score = context.department.appraisal.grading == crate::model::Grading::ByScore;
    if let (true, Some(place), Some(total)) = (by_score, place, person.total) {
        let of = |place: usize| order.get(place).and_then(|at| context.department.grades.get(*at));
        if let Some((grade, lowest)) = of(place).and_then(|grade| Some((grade, grade.lowest?))) {
            let lowest = crate::decimal::plain(lowest);
            said.push(context.fill("person-grade-from", &[("grade", &grade.name), ("lowest", &lowest)]));
        }
        if let Some((next, lowest)) = place.checked_sub(1).and_then(of).and_then(|grade| Some((grade, grade.lowest?)))
            && let Some(gap) = lowest.checked_sub(total)
        {
            let (lowest, gap) = (crate::decimal::plain(lowest), context.shown(gap));
            let args = [("grade", next.name.as_str()), ("lowest", lowest.as_str()), ("gap", gap.as_str())];
            said.push(context.fill("person-grade-next", &args));
        }
    }
    if let (true, Some(rank)) = (context.department.appraisal.show_rank, part.result.rank) {
        said.push(context.fill("person-rank", &[("rank", &rank.to_string())]));
    }
    said.join("　")
}

fn boxes(context: &Context<'_>, sheet: &mut Sheet, rows: &mut Rows, height: f64) {
    let head = section(context, sheet, rows, ("person-comment", "person-comment-quiet"), (0, 5));
    let plan = context.say("person-plan");
    sheet.put_over(across(head, 7, 9), Cell::text(plan, context.house.section()));
    sheet.put_over(across(head, 10, LAST), Cell::text(context.say("person-plan-quiet"), context.house.section_note()));
    let row = rows.take(sheet, height);
    let open = Style::new(90, INK).left().at_top().wrapped().framed(Line::Thin, LINE).unlocked();
    sheet.put_over(across(row, 0, 5), Cell::blank(open.clone()));
    sheet.put_over(across(row, 7, LAST), Cell::blank(open));
}

fn signatures(context: &Context<'_>, sheet: &mut Sheet, rows: &mut Rows) {
    rows.take(sheet, 9.0);
    let row = rows.take(sheet, 26.0);
    let fields = [
        ("person-sign-own", (0, 0), (1, 2)),
        ("person-sign-manager", (3, 3), (4, 5)),
        ("person-sign-hr", (6, 7), (8, 9)),
        ("person-sign-date", (10, 10), (11, 12)),
    ];
    for (id, label, line) in fields {
        let style = Style::new(85, MUTED).right().at_bottom().format("@_0");
        sheet.put_over(across(row, label.0, label.1), Cell::text(context.say(id), style));
        let open = Style::new(90, INK).left().at_bottom().bottom(Line::Thin, INK).unlocked();
        sheet.put_over(across(row, line.0, line.1), Cell::blank(open));
    }
}
