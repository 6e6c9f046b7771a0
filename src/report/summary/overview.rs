//! 总览: the period on one page. Six figures, three charts with a finding each, three short tables, one line of notices.

use rust_decimal::Decimal;

use super::chart_cells::Drawn;
use super::overview_tables as tables;
use super::places::{ROLE_FIRST, last_row, ranking_columns};
use super::sentence::{self, Figure, mean, median, minus};
use super::{Context, charts, shared_words};
use crate::decimal;
use crate::history::PastPeriod;
use crate::model::layout::AppraisalField;
use crate::output::{Area, Cell, Condition, Content, Line, Page, Sheet, Style, Value, When, metrics, palette};
use crate::period::Period;
use crate::report::formulas::{self, At, Span, literal, quoted};
use crate::report::months;

/// First columns of the three panels; each has four columns, with a gutter after it.
pub(super) const PANELS: [u16; 3] = [0, 5, 10];
/// The last column.
pub(super) const LAST: u16 = 13;
/// Most roles that are drawn: those with most people.
const MOST_ROLES: usize = 8;
/// Periods of the trend, this one included.
pub(super) const TREND: usize = 12;

pub(super) const fn across(row: u32, left: u16, right: u16) -> Area {
    Area { top: row, left, bottom: row, right }
}

/// The totals of an archived period.
pub(super) fn past_totals(past: &PastPeriod) -> Vec<Decimal> {
    past.people.iter().filter_map(|person| person.total).collect()
}

pub(super) fn sheet(context: &Context<'_>, drawn: &mut Drawn) -> Sheet {
    let mut sheet = Sheet::new(&context.places.overview);
    for column in 0..=LAST {
        sheet.columns.insert(column, if matches!(column, 4 | 9) { 1.86 } else { 11.29 });
    }
    head(context, &mut sheet);
    figures(context, &mut sheet);
    sheet.rows.extend([(7, 8.0), (8, 22.0), (9, 18.0), (10, 186.0), (11, 8.0)]);
    let finding = Style::new(90, palette::INK).left().wrapped();
    let panels = [grades(context, drawn), roles(context, drawn), trend(context, drawn)];
    for (left, panel) in PANELS.into_iter().zip(panels) {
        let right = left.saturating_add(3);
        charts::section(context, &mut sheet, 8, [left, left.saturating_add(1), right], panel.head);
        // A finding of long names takes two lines.
        let width = metrics::area_px(&sheet.columns, across(9, left, right));
        let lines = metrics::lines(shown(&panel.finding), 90, width);
        let height = sheet.rows.get(&9).copied().unwrap_or_default();
        sheet.rows.insert(9, height.max(metrics::row_height(lines, 90) - 2.0));
        sheet.put_over(across(9, left, right), Cell::new(panel.finding, finding.clone()));
        if let Some(mut chart) = panel.chart {
            chart.area = across(10, left, right);
            sheet.charts.push(chart);
        }
    }
    let end = tables::put(context, &mut sheet, 12).saturating_add(2);
    let fields = [[(0, 0), (1, 3)], [(5, 5), (6, 8)], [(10, 10), (11, LAST)]];
    context.approval(&mut sheet, end, fields);
    sheet.page = Page {
        landscape: true,
        fit: Some((1, 1)),
        margins: [11.0, 11.0, 14.0, 11.0, 7.0, 7.0],
        footer: context.footer(&sheet.name),
        area: Some(Area::new(0, 0, end, LAST)),
        ..Page::default()
    };
    sheet
}

/// The text that a cell shows; empty for a number.
fn shown(content: &Content) -> &str {
    match content {
        Content::Text(text) | Content::Formula(_, Value::Text(text)) => text,
        _ => "",
    }
}

fn head(context: &Context<'_>, sheet: &mut Sheet) {
    let appraisal = &context.department.appraisal;
    sheet.rows.extend([(0, 15.0), (1, 30.0), (2, 5.0), (3, 8.0), (4, 15.0), (5, 36.0), (6, 17.0)]);
    let signed =
        [(AppraisalField::PreparedBy, &appraisal.prepared_by), (AppraisalField::ApprovedBy, &appraisal.approved_by)];
    let signed: Vec<String> = signed
        .into_iter()
        .filter(|(_, name)| !name.is_empty())
        .map(|(field, name)| context.say("summary-field", &[("field", field.name(context.lang)), ("value", name)]))
        .collect();
    let signed = signed.join("　　");
    // Long names at the right take room from the left, then get smaller, then a second line.
    let px = |left, right| metrics::area_px(&sheet.columns, across(0, left, right));
    let (room, split) = (px(10, LAST), px(0, 6));
    let long = metrics::text_px(&signed, 80) + 8.0 > room && metrics::text_px(&appraisal.company, 90) + 8.0 < split;
    let (left, right) = if long { (6, 7) } else { (8, 10) };
    let size = metrics::fitting(&signed, px(right, LAST), &[80, 70]);
    let needed = metrics::row_height(metrics::lines(&signed, size, px(right, LAST)), size) - 4.0;
    let title = context.say("summary-overview-title", &[("department", &appraisal.department)]);
    let title_size = metrics::fitting(&title, px(0, 11), &[200, 180, 160, 140, 120]);
    let title_end = if metrics::text_px(&title, title_size) + 8.0 > px(0, 8) { 11 } else { 8 };
    let company = Cell::text(appraisal.company.as_str(), Style::new(90, palette::MUTED).left());
    sheet.put_over(across(0, 0, left), company);
    sheet.put_over(across(0, right, LAST), Cell::text(signed, Style::new(size, palette::MUTED).right().wrapped()));
    sheet.rows.insert(0, needed.max(15.0));
    sheet.put_over(across(1, 0, title_end), Cell::text(title, Style::new(title_size, palette::INK).bold().left()));
    let period = Style::new(120, palette::INK).bold().right().at_bottom();
    let rest = across(1, title_end.saturating_add(if title_end == 8 { 2 } else { 1 }), LAST);
    sheet.put_over(rest, Cell::text(context.period.as_str(), period));
    sheet.paint(across(2, 0, LAST), &Style::default().top(Line::Thick, context.palette.accent));
}

/// One of the six figures: label, the figure with its format, a line below.
struct Headline {
    label: String,
    figure: Content,
    format: String,
    note: Content,
}

fn figures(context: &Context<'_>, sheet: &mut Sheet) {
    let said = |id: &str| context.say(id, &[]);
    let columns = ranking_columns(context.history);
    let totals = context.ranking_span(columns.total);
    let values = context.totals();
    let decimals = context.decimals;
    let past = context.history.previous.as_ref().map(past_totals);
    let statistic = |function: &str, id: &str, of: fn(&[Decimal], u32) -> Option<Decimal>| {
        let expression = format!("ROUND({function}({totals}),{decimals})");
        let before = past.as_deref().and_then(|past| of(past, decimals));
        let Some(value) = of(&values, decimals) else {
            return Headline {
                label: said(id),
                figure: Content::Text(shared_words::DASH.to_owned()),
                format: String::new(),
                note: Content::Blank,
            };
        };
        let note = before.and_then(|before| Some((before, value.checked_sub(before)?))).map_or_else(
            || Content::Text(said("summary-no-previous")),
            |(before, change)| {
                let difference = format!("ROUND({expression}{},{decimals})", minus(before));
                let ids = ["summary-since-up", "summary-since-down", "summary-since-same"];
                let figure = Figure::change(context, &difference, change, ids, decimals);
                formulas::text(figure.expression, figure.shown)
            },
        );
        Headline {
            label: said(id),
            figure: formulas::number(expression, value),
            format: context.score_format.clone(),
            note,
        }
    };
    let list = [
        people(context, &totals, past.as_deref()),
        statistic("AVERAGE", "summary-mean-total", mean),
        statistic("MEDIAN", "summary-median", median),
        best(context, &totals),
        top_grades(context),
        low(context, &totals),
    ];
    let places = PANELS.into_iter().flat_map(|left| [left, left.saturating_add(2)]);
    for ((at, headline), left) in list.into_iter().enumerate().zip(places) {
        let over = |row| across(row, left, left.saturating_add(1));
        sheet.put_over(over(4), Cell::text(headline.label, Style::new(80, palette::MUTED).left()));
        let big = if at == 1 { Style::new(280, context.palette.accent) } else { Style::new(200, palette::INK) };
        sheet.put_over(over(5), Cell::new(headline.figure, big.bold().left().format(headline.format)));
        let width = metrics::area_px(&sheet.columns, over(6));
        let lines = metrics::lines(shown(&headline.note), 80, width);
        let height = sheet.rows.get(&6).copied().unwrap_or_default();
        sheet.rows.insert(6, height.max(metrics::row_height(lines, 80) - 2.0));
        sheet.put_over(over(6), Cell::new(headline.note, Style::new(80, palette::MUTED).left().wrapped().at_top()));
        let cell = At::beside(6, left);
        for (sign, color) in [("▲", palette::POSITIVE), ("▼", palette::NEGATIVE)] {
            let test = format!("ISNUMBER(SEARCH({},{cell}))", quoted(sign));
            let when = When::Formula(test, Style::new(80, color));
            sheet.conditions.push(Condition { area: over(6), when, stop: false });
        }
    }
}

fn people(context: &Context<'_>, totals: &str, past: Option<&[Decimal]>) -> Headline {
    let count = context.totals().len();
    let expression = format!("COUNT({totals})");
    let roles = context.department.roles.len().to_string();
    let mut note = vec![Content::Text(context.say("summary-role-count", &[("count", &roles)]))];
    if let Some(past) = past {
        let before = Decimal::from(past.len());
        let change = Decimal::from(count).checked_sub(before).unwrap_or_default();
        let ids = ["summary-people-more", "summary-people-less", "summary-people-same"];
        let figure = Figure::change(context, &format!("({expression}{})", minus(before)), change, ids, 0);
        note.push(formulas::text(figure.expression, figure.shown));
    }
    Headline {
        label: context.say("summary-people", &[]),
        figure: formulas::number(expression, Decimal::from(count)),
        format: "0".to_owned(),
        note: sentence::join(note, "　"),
    }
}

fn best(context: &Context<'_>, totals: &str) -> Headline {
    let label = context.say("summary-best", &[]);
    let first = context.places.ranked.first().and_then(|at| context.results.people.get(*at));
    let Some((person, value)) = first.and_then(|person| Some((person, person.total?))) else {
        return Headline {
            label,
            figure: Content::Text(shared_words::DASH.to_owned()),
            format: String::new(),
            note: Content::Blank,
        };
    };
    let column = |at| {
        let span = context.ranking_span(at);
        format!("INDEX({span},MATCH(MAX({totals}),{totals},0))")
    };
    let roles =
        shared_words::role_names(context.department, person.roles.iter().map(|held| held.role), &context.words.comma);
    let parts =
        [Figure::text(column(1), &person.name), Figure::text(column(2), &person.id), Figure::text(column(3), &roles)];
    let [name, id, role] = parts;
    Headline {
        label,
        figure: formulas::number(format!("MAX({totals})"), value),
        format: context.score_format.clone(),
        note: sentence::live(context, "summary-who", &[("name", name), ("id", id), ("role", role)]),
    }
}

/// How often a grade stands in 排名, as an expression.
fn grade_count(context: &Context<'_>, grade: usize) -> (String, usize) {
    let name = context.department.grades.get(grade).map_or("", |grade| &grade.name);
    let span = context.ranking_span(ranking_columns(context.history).grade);
    let count = context.results.people.iter().filter(|person| person.grade == Some(grade)).count();
    (format!("SUMPRODUCT(--({span}={}))", quoted(name)), count)
}

fn top_grades(context: &Context<'_>) -> Headline {
    let order = context.grade_order();
    let top: Vec<usize> = order.iter().copied().take(if order.len() > 2 { 2 } else { 1 }).collect();
    let names: Vec<&str> =
        top.iter().filter_map(|at| context.department.grades.get(*at)).map(|grade| grade.name.as_str()).collect();
    let counted: Vec<(String, usize)> = top.iter().map(|at| grade_count(context, *at)).collect();
    let count = counted.iter().fold(0_usize, |all, (_, count)| all.saturating_add(*count));
    let sum = counted.into_iter().map(|(expression, _)| expression).collect::<Vec<_>>().join("+");
    let label = context.say("summary-top-share", &[("grades", &names.join(&context.words.comma))]);
    let totals = context.ranking_span(ranking_columns(context.history).total);
    let share = Decimal::from(count).checked_div(Decimal::from(context.totals().len()));
    let Some(share) = share.filter(|_| !names.is_empty()) else {
        return Headline {
            label,
            figure: Content::Text(shared_words::DASH.to_owned()),
            format: String::new(),
            note: Content::Blank,
        };
    };
    let figure = Figure::count(format!("({sum})"), count);
    let note = match &context.history.previous {
        Some(past) => {
            let of = |grade: &str| names.contains(&grade);
            let before = past.people.iter().filter(|person| person.grade.as_deref().is_some_and(of)).count();
            let before = Figure::text(quoted(&before.to_string()), &before.to_string());
            sentence::live(context, "summary-top-people-since", &[("count", figure), ("before", before)])
        }
        None => sentence::live(context, "summary-top-people", &[("count", figure)]),
    };
    Headline {
        label,
        figure: formulas::number(format!("ROUND(({sum})/COUNT({totals}),3)"), decimal::round(share, 3)),
        format: "0.0%".to_owned(),
        note,
    }
}

fn low(context: &Context<'_>, totals: &str) -> Headline {
    let bound = Decimal::from(palette::LOW_SCORE);
    let count = context.totals().into_iter().filter(|total| *total < bound).count();
    let vetoed = context.results.people.iter().filter(|person| person.vetoed).count();
    let note = if vetoed == 0 {
        Content::Blank
    } else {
        Content::Text(context.say("summary-vetoed-people", &[("count", &vetoed.to_string())]))
    };
    Headline {
        label: context.say("summary-low", &[("score", &bound.to_string())]),
        figure: formulas::number(format!("COUNTIF({totals},{})", quoted(&format!("<{bound}"))), Decimal::from(count)),
        format: "0".to_owned(),
        note,
    }
}

/// One of the three panels with a chart.
struct Panel {
    head: (String, String),
    finding: Content,
    chart: Option<crate::output::Chart>,
}

fn grades(context: &Context<'_>, drawn: &mut Drawn) -> Panel {
    let order = context.grade_order();
    let (mut names, mut counts, mut inside, mut above) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut findings = Vec::new();
    let column = drawn.next().saturating_add(1);
    for ((position, at), row) in order.iter().enumerate().zip(0_u32..) {
        let Some(grade) = context.department.grades.get(*at) else { continue };
        let (expression, count) = grade_count(context, *at);
        let places = context.results.grades.iter().find(|found| found.grade == *at).and_then(|found| found.places);
        let cap = places.filter(|_| grade.share_cap.is_some());
        names.push(Content::Text(grade.name.clone()));
        counts.push(formulas::number(expression.clone(), Decimal::from(count)));
        let cell = At::beside(row, column);
        let mark = |over: bool, list: &mut Vec<Content>| {
            let Some((cap, _)) = cap else { return list.push(Content::Blank) };
            let sign = if over { ">" } else { "<=" };
            let holds = (count > usize::try_from(cap).unwrap_or(usize::MAX)) == over;
            let value = if holds { Value::Number(Decimal::from(cap)) } else { Value::NotAvailable };
            list.push(Content::Formula(format!("IF({cell}{sign}{cap},{cap},NA())"), value));
        };
        mark(true, &mut inside);
        mark(false, &mut above);
        let figure = Figure::count(expression, count);
        let fixed = |text: &str| Figure::text(quoted(text), text);
        match (cap, grade.share_cap) {
            (Some((cap, _)), Some(share)) => {
                let share = decimal::plain(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default());
                let figures = [
                    ("grade", fixed(&grade.name)),
                    ("count", figure),
                    ("cap", fixed(&cap.to_string())),
                    ("share", fixed(&share)),
                ];
                findings.push(sentence::live(context, "summary-grade-capped", &figures));
            }
            _ if position < 2 => {
                let figures = [("grade", fixed(&grade.name)), ("count", figure)];
                findings.push(sentence::live(context, "summary-grade-count", &figures));
            }
            _ => {}
        }
    }
    findings.truncate(2);
    let chart = (!names.is_empty()).then(|| {
        let ranges = [names, counts, inside, above].map(|cells| drawn.column(cells));
        charts::grades(context, ranges, Area::cell(0, 0))
    });
    Panel {
        head: (context.say("summary-grades", &[]), context.say("summary-grades-note", &[])),
        finding: sentence::join(findings, &context.say("summary-semicolon", &[])),
        chart,
    }
}

fn roles(context: &Context<'_>, drawn: &mut Drawn) -> Panel {
    let mut found = Vec::new();
    for (role, place) in context.department.roles.iter().zip(&context.places.roles) {
        let totals = context.role_totals(place);
        let Some(value) = mean(&totals, context.decimals) else { continue };
        let row = last_row(ROLE_FIRST, place.members.len()).saturating_add(1);
        let cell = At::on(&place.sheet, row, place.results.total).to_string();
        found.push((totals.len(), value, role.name.to_string(), cell));
    }
    found.sort_by_key(|(people, ..)| std::cmp::Reverse(*people));
    found.truncate(MOST_ROLES);
    found.sort_by_key(|(_, value, ..)| std::cmp::Reverse(*value));
    let head = (context.say("summary-role-means", &[]), context.say("summary-role-means-note", &[]));
    let (Some(first), Some(last)) = (found.first(), found.last()) else {
        return Panel { head, finding: Content::Blank, chart: None };
    };
    let (highest, lowest) = (first.1, last.1);
    let names = found.iter().map(|(.., name, _)| Content::Text(name.clone())).collect();
    let labels = found
        .iter()
        .map(|(people, _, name, _)| {
            Content::Text(context.say("summary-role-people", &[("role", name), ("count", &people.to_string())]))
        })
        .collect();
    let means = found.iter().map(|(_, value, _, cell)| formulas::number(cell.clone(), *value)).collect();
    let (names, labels, means) = (drawn.column(names), drawn.column(labels), drawn.column(means));
    let span = |range: &crate::output::Range| Span { sheet: Some(&range.sheet), area: range.area }.to_string();
    let values = span(&means);
    let named = |function: &str, shown: &str| {
        Figure::text(format!("INDEX({},MATCH({function}({values}),{values},0))", span(&names)), shown)
    };
    let number = |function: &str, value| Figure::number(&format!("{function}({values})"), value, context.decimals);
    let finding = if found.len() > 1 {
        // Of several with the same mean the first is named, as MATCH does.
        let of = |value: Decimal| found.iter().find(|one| one.1 == value).map_or("", |one| one.2.as_str());
        let figures = [
            ("best", named("MAX", of(highest))),
            ("highest", number("MAX", highest)),
            ("weakest", named("MIN", of(lowest))),
            ("lowest", number("MIN", lowest)),
        ];
        sentence::live(context, "summary-role-finding", &figures)
    } else {
        Content::Blank
    };
    let name = head.0.clone();
    Panel {
        head,
        finding,
        chart: Some(charts::bars(context, context.palette.mid, name, (labels, means), Area::cell(0, 0))),
    }
}

/// The way to now: periods of the archive, or the months of a roll-up.
fn trend(context: &Context<'_>, drawn: &mut Drawn) -> Panel {
    let months = months::rolled_up(context.department);
    if months.len() > 1 { trend_of_months(context, &months, drawn) } else { trend_of_periods(context, drawn) }
}

/// Mean and median of the printed totals of each month.
fn trend_of_months(context: &Context<'_>, all: &[Period], drawn: &mut Drawn) -> Panel {
    let (mut labels, mut means, mut medians) = (Vec::new(), Vec::new(), Vec::new());
    for month in all {
        let people = context.results.people.iter();
        let totals: Vec<Decimal> =
            people.filter_map(|person| months::total(context.department, person, *month)).collect();
        let of_all = (mean(&totals, context.decimals), median(&totals, context.decimals));
        let (Some(mean), Some(median)) = of_all else { continue };
        labels.push(Content::Text(shared_words::short_period(context.lang, *month)));
        means.push(Content::Number(mean));
        medians.push(Content::Number(median));
    }
    let ends = [means.first(), means.last()].map(|end| match end {
        Some(Content::Number(mean)) => decimal::fixed(*mean, context.decimals),
        _ => shared_words::DASH.to_owned(),
    });
    let [first, last] = &ends;
    let finding = context.say("summary-months-finding", &[("first", first), ("last", last)]);
    let head =
        (context.say("summary-trend", &[]), context.say("summary-months", &[("count", &labels.len().to_string())]));
    let chart = (means.len() > 1).then(|| {
        let ranges = [labels, means, medians].map(|cells| drawn.column(cells));
        charts::trend(context, ranges, Area::cell(0, 0))
    });
    Panel { head, finding: Content::Text(finding), chart }
}

fn trend_of_periods(context: &Context<'_>, drawn: &mut Drawn) -> Panel {
    let totals = context.ranking_span(ranking_columns(context.history).total);
    let values = context.totals();
    let decimals = context.decimals;
    let (mut labels, mut means, mut medians) = (Vec::new(), Vec::new(), Vec::new());
    let past: Vec<_> = context.trend(TREND.saturating_sub(1));
    for period in &past {
        let before = past_totals(period);
        let (Some(mean), Some(median)) = (mean(&before, decimals), median(&before, decimals)) else { continue };
        labels.push(Content::Text(shared_words::short_period(context.lang, period.period)));
        means.push(Content::Number(mean));
        medians.push(Content::Number(median));
    }
    let (now, middle) = (mean(&values, decimals), median(&values, decimals));
    let expressions = ["AVERAGE", "MEDIAN"].map(|function| format!("ROUND({function}({totals}),{decimals})"));
    let [mean_now, median_now] = expressions;
    if let (Some(now), Some(middle)) = (now, middle) {
        labels.push(Content::Text(shared_words::short_period(context.lang, context.department.appraisal.period)));
        means.push(formulas::number(mean_now.clone(), now));
        medians.push(formulas::number(median_now.clone(), middle));
    }
    let periods = match labels.len() {
        0 | 1 => String::new(),
        several => context.say("summary-periods", &[("count", &several.to_string())]),
    };
    let head = (context.say("summary-trend", &[]), periods);
    let before = context.history.previous.as_ref().map(past_totals).unwrap_or_default();
    let finding = match (now, middle, mean(&before, decimals), median(&before, decimals)) {
        (Some(now), Some(middle), Some(old), Some(old_middle)) => {
            let ids = ["summary-up", "summary-down", "summary-same"];
            let figure = |expression: &str, now: Decimal, old: Decimal| {
                let change = now.checked_sub(old).unwrap_or_default();
                let difference = format!("ROUND({expression}-{},{decimals})", literal(old));
                Figure::change(context, &difference, change, ids, decimals)
            };
            let figures = [("mean", figure(&mean_now, now, old)), ("median", figure(&median_now, middle, old_middle))];
            sentence::live(context, "summary-trend-finding", &figures)
        }
        _ => Content::Text(context.say("summary-no-previous", &[])),
    };
    let chart = (means.len() > 1).then(|| {
        let ranges = [labels, means, medians].map(|cells| drawn.column(cells));
        charts::trend(context, ranges, Area::cell(0, 0))
    });
    Panel { head, finding, chart }
}
