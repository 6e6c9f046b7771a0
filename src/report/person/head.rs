//! The top of the score sheet: title, who it is about, the panel with the result.

use super::layout::{LAST, across};
use super::section::Rows;
use super::totals::Totals;
use super::{Context, Part};
use crate::decimal;
use crate::model::{AdjustmentKind, Grading};
use crate::output::palette::{INK, MUTED, grade_order};
use crate::output::{Area, Cell, Condition, Content, Line, Sheet, Style, Value, When, metrics};
use crate::report::formulas::{self, At, grade, quoted};
use crate::report::next;
use crate::score::RoleResult;

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
    sheet.paint(across(rule, 0, LAST), &Style::default().top(Line::Thick, context.palette.accent));
}

/// The six identity fields; `roles` is what stands under 岗位. Gives the first of their four rows.
pub(super) fn identity(context: &Context<'_>, roles: &[&RoleResult], sheet: &mut Sheet, rows: &mut Rows) -> u32 {
    let mut managers: Vec<&str> = Vec::new();
    for posting in context.department.postings.iter().filter(|posting| posting.id == context.person.id) {
        let here = roles.iter().any(|held| held.role == posting.role);
        if here && !posting.manager.is_empty() && !managers.contains(&posting.manager.as_str()) {
            managers.push(&posting.manager);
        }
    }
    let period = context.department.appraisal.period;
    let named = |held: &&RoleResult| {
        let role = context.department.roles.get(held.role)?;
        Some(if held.days < period.days() {
            context.fill("person-role-days", &[("role", &role.name), ("days", &held.days.to_string())])
        } else {
            role.name.to_string()
        })
    };
    let separator = context.say("person-list-separator");
    let on_probation = |role: String| {
        if context.person.on_probation { context.fill("people-on-probation", &[("role", &role)]) } else { role }
    };
    let held: Vec<String> = roles.iter().filter_map(named).map(on_probation).collect();
    let fields = [
        [
            ("person-name", context.person.name.to_string()),
            ("person-id", context.person.id.to_string()),
            ("person-department", context.department.appraisal.department.clone()),
        ],
        [
            ("person-period", period.to_string()),
            ("person-manager", managers.join(&separator)),
            ("person-role", held.join(&separator)),
        ],
    ];
    let first = rows.next();
    for (line, heights) in fields.into_iter().zip([[17.0, 24.0], [20.0, 21.0]]) {
        let [label, mut height] = heights;
        let label = rows.take(sheet, label);
        let value = rows.take(sheet, height);
        for ((id, text), (left, right)) in line.into_iter().zip([(0, 1), (2, 3), (4, 6)]) {
            let small = Style::new(80, MUTED).left().at_bottom();
            sheet.put_over(across(label, left, right), Cell::text(context.say(id), small));
            // A long name gets a smaller size, then a second line, rather than being cut.
            let px = metrics::area_px(&sheet.columns, across(value, left, right));
            let size = metrics::fitting(&text, px, &[110, 95, 80]);
            height = height.max(metrics::row_height(metrics::lines(&text, size, px), size) - 4.0);
            let style = Style::new(size, INK).bold().left().wrapped();
            sheet.put_over(across(value, left, right), Cell::text(text, style));
        }
        sheet.rows.insert(value, height);
    }
    first
}

/// The panel with total, grade and coefficient.
pub(super) fn result(
    context: &Context<'_>,
    part: &Part<'_>,
    whole: bool,
    first: u32,
    made: &Totals,
    sheet: &mut Sheet,
) {
    let band = context.palette.band;
    let label = Style::new(80, MUTED).left().at_bottom().fill(band).indented(1);
    let head = if whole { "person-total" } else { "person-role-total" };
    sheet.put_over(across(first, 7, 9), Cell::text(context.say(head), label.clone()));
    let (top, bottom) = (first.saturating_add(1), first.saturating_add(2));
    let shown = if whole { context.person.total } else { part.result.total };
    // With four decimals the figure gets smaller rather than ####.
    let room = metrics::area_px(&sheet.columns, across(top, 7, 9)) - 2.0 * metrics::INDENT_PX;
    let printed = shown.map(|total| context.shown(total)).unwrap_or_default();
    let size = metrics::fitting(&printed, room, &[360, 320, 280, 240, 200]);
    let big =
        Style::new(size, context.palette.accent).bold().left().fill(band).indented(1).format(context.score_format());
    let cell = made.total.to_string();
    let content =
        shown.map_or_else(|| formulas::text(cell.clone(), "—"), |total| formulas::number(cell.clone(), total));
    sheet.put_over(Area::new(top, 7, bottom, 9), Cell::new(content, big));
    let last = first.saturating_add(3);
    if whole {
        let center = label.clone().center().indented(0);
        sheet.put_over(across(first, 10, 11), Cell::text(context.say("person-grade"), center.clone()));
        sheet.put(first, 12, Cell::text(context.say("person-coefficient"), center));
        let table = grade::Table::inline(context.department, context.results, "—");
        let longest = context.department.grades.iter().map(|grade| grade.name.as_str()).max_by_key(|name| name.len());
        let room = metrics::area_px(&sheet.columns, across(top, 10, 11));
        let size = metrics::fitting(longest.unwrap_or_default(), room, &[260, 220, 180, 150, 120, 100, 80]);
        let chip = Style::new(size, INK).bold().center().fill(band).wrapped();
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
        let printed = format!(
            "{}0",
            context
                .department
                .grades
                .iter()
                .filter_map(|grade| grade.coefficient)
                .map(|c| decimal::fixed(c, decimals))
                .max_by_key(String::len)
                .unwrap_or_default()
        );
        let size =
            metrics::fitting(&printed, metrics::area_px(&sheet.columns, across(top, 12, 12)), &[180, 150, 120, 100]);
        let style = Style::new(size, INK).bold().center().fill(band).format(super::places("0", decimals));
        let content = grade::coefficient(context.person, &table, &cell, None, "—");
        sheet.put_over(Area::new(top, 12, bottom, 12), Cell::new(content, style));
        chips(context, sheet, Area::new(top, 10, bottom, 11));
    } else {
        sheet.paint(Area::new(first, 10, bottom, 12), &label);
    }
    // A joint total has no rank within a role; each role's own sheet shows it.
    let one_role = !whole || context.person.roles.len() == 1;
    let rank = part.result.rank.filter(|_| one_role && context.department.appraisal.show_rank);
    let ranked = |id: &str| rank.map(|rank| context.fill(id, &[("rank", &rank.to_string())]));
    let content = if whole {
        let said = GradeLine { context, made, total: &cell };
        said.content(ranked("person-rank").zip(ranked("person-rank-of-run")))
    } else {
        Content::Text(
            [Some(context.say("person-joint-hint")), ranked("person-rank-of-run")]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("　"),
        )
    };
    let text = match &content {
        Content::Text(text) | Content::Formula(_, Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let room = metrics::area_px(&sheet.columns, across(last, 7, LAST)) - metrics::INDENT_PX;
    let needed = metrics::row_height(metrics::lines(text, 80, room), 80) - 4.0;
    let height = sheet.rows.get(&last).copied().unwrap_or_default().max(needed);
    sheet.rows.insert(last, height);
    sheet.put_over(
        across(last, 7, LAST),
        Cell::new(content, Style::new(80, MUTED).left().fill(band).indented(1).wrapped()),
    );
}

fn chips(context: &Context<'_>, sheet: &mut Sheet, area: Area) {
    let order = grade_order(&context.department.grades, context.department.appraisal.grading);
    for (position, at) in order.iter().enumerate() {
        let Some(grade) = context.department.grades.get(*at) else { continue };
        let cell = At::here(area.top, area.left);
        let formula = format!("={cell}={}", quoted(&grade.name));
        let style = context.palette.grade_chip(position, order.len());
        sheet.conditions.push(Condition { area, when: When::Formula(formula, style), stop: true });
    }
}

/// What the grade means and what the next one needs, or why points do not get there; live like the grade.
struct GradeLine<'a> {
    context: &'a Context<'a>,
    made: &'a Totals,
    /// The total's cell.
    total: &'a str,
}

impl GradeLine<'_> {
    /// `rank`: how the rank of the run is said while the total is that of the run, and once it was changed.
    fn content(&self, rank: Option<(String, String)>) -> Content {
        let (context, person) = (self.context, self.context.person);
        let mut formula = self.by_grade();
        let mut shown = next::line(context.lang, context.department, person, "　");
        // What a row of 加减分 decided stays so; a rule's veto comes and goes with the data.
        let vetoed = |id: &str| self.with_before(id);
        if person.adjustments.iter().any(|at| self.is(*at, AdjustmentKind::Veto)) {
            formula = Some(vetoed("next-vetoed"));
        } else {
            if person.adjustments.iter().any(|at| self.is(*at, AdjustmentKind::Calibration)) {
                formula = Some(vetoed("next-calibrated"));
            }
            if let Some(flag) = &self.made.flag {
                let rest = formula.unwrap_or_else(|| "\"\"".to_owned());
                formula = Some(format!("IF({flag},{},{rest})", vetoed("next-vetoed")));
            }
        }
        // Ranks rest on the others' totals, which are not in this workbook.
        let by_rank = context.department.appraisal.grading == Grading::ByRank;
        let of_run = person.total.map(|total| format!("{}={}", self.total, formulas::literal(total)));
        if let (true, Some(of_run), None) = (by_rank && person.grade.is_some(), &of_run, &formula) {
            let note = context.say("person-grade-of-run");
            formula = Some(format!("IF({of_run},\"\",{})", quoted(&note)));
        }
        if let (Some((now, changed)), Some(of_run)) = (rank, of_run) {
            let gap = if shown.is_empty() { "" } else { "　" };
            let own = format!("IF({of_run},{},{})", quoted(&format!("{gap}{now}")), quoted(&format!("　{changed}")));
            formula = Some(formula.map_or(own.clone(), |formula| format!("{formula}&{own}")));
            shown.push_str(gap);
            shown.push_str(&now);
        }
        match formula {
            Some(formula) => formulas::text(formula, shown),
            None => Content::Text(shown),
        }
    }

    fn is(&self, adjustment: usize, kind: AdjustmentKind) -> bool {
        self.context.department.adjustments.get(adjustment).is_some_and(|row| row.kind == kind)
    }

    /// A text with the total as it was before veto and calibration.
    fn with_before(&self, id: &str) -> String {
        let text = self.context.fill(id, &[("total", "\u{1}")]);
        let (left, right) = text.split_once('\u{1}').unwrap_or((&text, ""));
        let number = format!("TEXT({},{})", self.made.before, quoted(&self.context.score_format()));
        format!("{}&{number}&{}", quoted(left), quoted(right))
    }

    /// The line as the grade table has it; `None` by rank, where the grade is no formula either.
    fn by_grade(&self) -> Option<String> {
        let context = self.context;
        let said = next::said(context.lang, context.department, "　")?;
        let table = grade::Table::inline(context.department, context.results, "—");
        table.line(&said, self.total, &self.made.sum, context.decimals)
    }
}
