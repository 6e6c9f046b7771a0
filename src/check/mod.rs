//! Checks: the workbook's cells become a checked [`Department`], with every problem named at once.
//!
//! The way is: sheets by name ([`sheets`]), tables by their header row ([`table`](mod@table)), cells by what people type ([`number`],
//! [`date`], percentages), then definitions, people and data, each value with its cell. What is broken silences only what
//! rests on it, so that one mistake gives one problem.

mod adjustments;
mod amounts;
mod appraisal;
mod blocks;
mod context;
mod criterion;
mod data;
mod date;
mod deciding;
mod departments;
mod doubtful_scale;
mod doubtful_sums;
mod draft;
mod duties_and_measures;
mod findings;
mod formulas;
mod goals;
mod grades;
mod grid;
mod headings;
mod hidden;
mod kpi_rows;
mod kpi_rules;
mod marked_kpis;
mod marks_sheet;
mod named_measures;
pub mod number;
mod output_size;
mod pay;
mod people;
mod periods;
mod plausible;
mod qualified_headings;
mod rater_shares;
pub mod ratings;
mod reasons;
mod remarks;
mod repeated_rows;
mod roles;
mod row_dates;
mod rows;
mod rules_to_try;
mod scales;
mod secret;
mod set_aside;
mod sheets;
mod signed_points;
mod staff_remarks;
mod table;
mod taking_part;
mod targets;
mod tendency;
mod units;
mod unmatched_people;
mod unmatched_told;
mod unread_columns;
mod unseen;
mod weights;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Column, SheetName};
use crate::model::{Department, DepartmentParts, Role, Scale};
use crate::period::Period;
use crate::problem::{Checked, Code, Place, Problem};
use crate::text::key;
use crate::workbook::{Sheet, Workbook};
use draft::KpiDraft;
use findings::Findings;
use grid::Grid;
use people::Staff;
pub(crate) use periods::names_another as names_another_period;
pub use rules_to_try::{RuleRow, names_kpis, rule_rows};
pub use secret::{hide_passwords, hide_secrets};
use table::Table;
use unmatched_people::UnmatchedPeople;

/// Reads a department workbook. Every problem in it is listed, in sheet and cell order.
pub fn check(workbook: &Workbook) -> Checked<Department> {
    let mut findings = Findings::default();
    let department = read(workbook, &mut findings).map(|(department, _)| department);
    let mut problems = findings.sorted(workbook);
    problems.extend(department.as_ref().and_then(output_size::too_much));
    match department {
        Some(department) => Checked::new(department, problems),
        None => Checked { value: None, problems },
    }
}

/// The language that a workbook's sheet names are in: that of its messages.
pub fn language(workbook: &Workbook) -> Lang {
    sheets::find(workbook, None, &mut Findings::default()).map_or(Lang::ZhCn, |sheets| sheets.lang)
}

/// Rows of 考核指标, 数据项 and 等级: forty roles of twenty-five each. Names among them are compared with one another.
const DEFINITIONS: usize = 1_000;

/// Rows of 人员名单, 岗位职责 and 加减分: ten times the largest department that is scored in one workbook.
const PEOPLE: usize = 5_000;

/// Whether a sheet's name is that of 考核信息.
pub fn names_settings(sheet: &str) -> bool {
    SheetName::of_tab(sheet) == Some(SheetName::Appraisal)
}

/// 考核信息 as far as it reads, whatever else is wrong with the workbook: a sheet of that very name before one with a synonym.
fn settings(workbook: &Workbook, lang: Lang, findings: &mut Findings) -> Option<appraisal::Settings> {
    let sheets = workbook.sheets.iter().filter(|sheet| names_settings(&sheet.name));
    let sheet = sheets.min_by_key(|sheet| !sheets::is_first_name(&sheet.name, SheetName::Appraisal))?;
    appraisal::read(&Grid::new(sheet), lang, findings)
}

/// Department and period as far as 考核信息 tells them.
pub fn identity(workbook: &Workbook) -> (Option<String>, Option<Period>) {
    // The language matters to messages only.
    settings(workbook, Lang::default(), &mut Findings::default()).map_or((None, None), |settings| {
        (Some(settings.appraisal.department).filter(|name| !name.is_empty()), settings.period)
    })
}

fn table<'a>(
    sheet: Option<&'a Sheet>,
    wanted: &[Column],
    required: &[Column],
    lang: Lang,
    findings: &mut Findings,
) -> Option<Table<'a>> {
    let mut table = Table::find(Grid::new(sheet?), wanted, required, &|_| false, lang, findings)?;
    if wanted.contains(&Column::Password) {
        table.settle_totals_of_staff(findings);
    } else if !required.contains(&Column::Id) {
        table.settle_totals(&|_, _| false, findings);
    }
    let of_people = required.contains(&Column::Id) || required.contains(&Column::Duty);
    let most = if of_people { PEOPLE } else { DEFINITIONS };
    if table.rows.len() > most {
        let place = Place::Sheet(table.grid.name().clone());
        findings.add(Problem::new(Code::FileTooLarge, place).with("what", "rows").with("limit", most));
        return None;
    }
    table.note_others(wanted, &[], &|_| false, lang, findings);
    set_aside::tell(&table, &|_| false, (None, None), findings);
    let read: Vec<u16> = table.columns.values().copied().collect();
    hidden::tell(&table, &read, findings);
    Some(table)
}

/// 考核指标. Where people may mark everything, it needs no column of formulas; where points are signed, none of weights.
fn kpi_table<'a>(
    sheet: Option<&'a Sheet>,
    (marked, signed): (bool, bool),
    lang: Lang,
    findings: &mut Findings,
) -> Option<Table<'a>> {
    use Column as C;
    let wanted = [
        C::Role,
        C::Dimension,
        C::DimensionWeight,
        C::Kpi,
        C::Weight,
        C::Formula,
        C::MarkedBy,
        C::Unit,
        C::Target,
        C::Prorate,
        C::QuarterTarget,
        C::HalfTarget,
        C::YearTarget,
        C::Rule,
        C::Full,
        C::WhenNotApplicable,
        C::KpiMeaning,
        C::Source,
    ];
    let has = |column: C| {
        let found = Table::find(Grid::new(sheet?), &wanted, &[], &|_| false, lang, &mut Findings::default())?;
        found.column(column)
    };
    let mut required = vec![C::Role, C::Kpi, C::Weight, C::Formula, C::Rule];
    if marked || has(C::MarkedBy).is_some() {
        required.retain(|column| *column != C::Formula);
    }
    if signed {
        required.retain(|column| *column != C::Weight);
    }
    // 指标类型 groups KPIs where the groups have weights; elsewhere it may say 定量 or 定性, and is not read.
    let of_groups = has(C::DimensionWeight).is_some() && has(C::Dimension).is_none();
    if !of_groups {
        return table(sheet, &wanted, &required, lang, findings);
    }
    let wanted: Vec<C> = wanted.into_iter().map(|one| if one == C::Dimension { C::KpiKind } else { one }).collect();
    let mut table = table(sheet, &wanted, &required, lang, findings)?;
    let kind = table.columns.remove(&C::KpiKind);
    table.columns.extend(kind.map(|column| (C::Dimension, column)));
    Some(table)
}

/// The tables of definitions and people, as far as there are such sheets.
struct Tables<'a> {
    kpis: Option<Table<'a>>,
    measures: Option<Table<'a>>,
    duties: Option<Table<'a>>,
    staff: Option<Table<'a>>,
    adjustments: Option<Table<'a>>,
    goals: Option<Table<'a>>,
    grades: Option<Table<'a>>,
}

impl<'a> Tables<'a> {
    /// `how`: whether people may mark everything, and whether points are signed.
    fn of(sheets: &sheets::Sheets<'a>, how: (bool, bool), findings: &mut Findings) -> Self {
        use Column as C;
        let lang = sheets.lang;
        let kpis = kpi_table(sheets.get(SheetName::Kpis), how, lang, findings);
        let mut table =
            |name: SheetName, wanted: &[C], required: &[C]| table(sheets.get(name), wanted, required, lang, findings);
        let tables = Self {
            kpis,
            measures: table(
                SheetName::Measures,
                &[C::Role, C::Measure, C::Unit, C::Aggregate, C::Meaning],
                &[C::Role, C::Measure, C::Aggregate],
            ),
            duties: table(SheetName::Duties, &[C::Role, C::Duty, C::Description], &[C::Role, C::Duty]),
            staff: table(
                SheetName::Staff,
                &[C::Id, C::Name, C::Role, C::From, C::To, C::Manager, C::Appraised, C::PayBase, C::Password, C::Notes],
                &[C::Id, C::Name, C::Role],
            ),
            adjustments: table(
                SheetName::Adjustments,
                &[C::Id, C::Name, C::AdjustmentKind, C::Points, C::Reason, C::Date, C::Month],
                &[C::Id, C::AdjustmentKind, C::Points],
            ),
            goals: table(
                SheetName::Goals,
                &[C::Id, C::Name, C::Kpi, C::Target, C::Weight, C::Rule, C::Month],
                &[C::Id, C::Kpi],
            ),
            grades: table(
                SheetName::Grades,
                &[C::Grade, C::Lowest, C::Coefficient, C::ShareCap, C::Meaning],
                &[C::Grade],
            ),
        };
        for table in [&tables.kpis, &tables.staff, &tables.grades] {
            need_rows(table.as_ref(), findings);
        }
        tables
    }

    /// Tells of columns that are of another time, or of a longer one.
    fn tell_times(&self, period: Option<Period>, findings: &mut Findings) {
        for table in [&self.kpis, &self.staff, &self.adjustments, &self.goals, &self.grades].into_iter().flatten() {
            qualified_headings::tell_times(table, period, findings);
        }
        for table in [&self.kpis, &self.goals].into_iter().flatten() {
            targets::tell_longer(table, period, findings);
        }
    }
}

fn need_rows(table: Option<&Table<'_>>, findings: &mut Findings) {
    if let Some(table) = table.filter(|table| table.rows.is_empty()) {
        findings.add(table::empty(table));
    }
}

/// Everybody of 人员名单 by id and name, also who is not there in the period.
type Everybody = Vec<(Arc<str>, Arc<str>)>;

fn read(workbook: &Workbook, findings: &mut Findings) -> Option<(Department, Everybody)> {
    // Whose month it is says which sheets are this month's.
    let settings = settings(workbook, sheets::language(workbook), findings);
    let period = settings.as_ref().and_then(|settings| settings.period);
    let mut sheets = sheets::find(workbook, period, findings)?;
    let lang = sheets.lang;
    if workbook.is_manual {
        findings.add(Problem::new(Code::ManualCalculation, Place::File));
    }
    let appraisal = settings.as_ref().map(|settings| &settings.appraisal);
    let raters = appraisal.and_then(|appraisal| appraisal.people.typed(AppraisalField::MarkedBy));
    let signed = appraisal.is_some_and(|appraisal| appraisal.scale == Scale::Deductions);
    let mut tables = Tables::of(&sheets, (raters.is_some(), signed), findings);
    let mut kpi_rows =
        tables.kpis.as_ref().map(|t| kpi_rows::read(t, (raters, signed), lang, findings)).unwrap_or_default();
    let roles_broken = !kpi_rows.homeless.is_empty();
    if let Some(table) = &tables.staff {
        staff_remarks::tell(table, period, appraisal.map(|appraisal| &*appraisal.department), findings);
        qualified_headings::tell_longer_base(table, findings);
    }
    let doubtful_roles = match (&tables.staff, &tables.measures) {
        (Some(staff), Some(measures)) => kpi_rows::misspelt_roles(&mut kpi_rows, &[staff, measures], findings),
        _ => BTreeSet::new(),
    };
    let kpi_rows::Drafts { drafts, homeless } = kpi_rows;
    let roles = kpi_rows::roles(&drafts);
    let staff = tables.staff.as_ref().map(|t| people::read(t, period, &roles, lang, findings)).unwrap_or_default();
    taking_part::tell(&staff, &roles, lang, findings);
    pay::two_bases(&staff, findings);
    let staff_read = tables.staff.as_ref().is_some_and(|t| !t.rows.is_empty());
    if let Some(table) = &mut tables.adjustments {
        table.settle_totals(&|id, name| staff.knows(id, name), findings);
    }
    let stand_in = appraisal::stand_in();
    let for_rows = appraisal.or(stand_in.as_ref());
    let adjustments = tables.adjustments.as_ref().zip(for_rows).map(|(table, appraisal)| {
        let context =
            adjustments::Context { appraisal, period_known: period.is_some(), staff: &staff, staff_read, lang };
        adjustments::read(table, &context, findings)
    });
    let goals = tables
        .goals
        .as_ref()
        .map(|table| goals::read(table, (&drafts, &roles), (&staff, staff_read, period), (lang, signed), findings));
    let goals = goals.unwrap_or_default();
    tables.tell_times(period, findings);
    let grading = appraisal.map_or(crate::model::Grading::ByScore, |a| a.grading);
    let grades = tables.grades.as_ref().map(|t| grades::read(t, (grading, signed), lang, findings)).unwrap_or_default();

    let mut definitions =
        duties_and_measures::read(&roles, tables.measures.as_ref(), tables.duties.as_ref(), lang, findings);
    if tables.kpis.is_some() && !roles.is_empty() && !roles_broken {
        unknown_roles(&roles, &staff, &definitions.unknown_roles, findings);
    }
    let data_sheets = sheets.take_data(&roles);
    let marks_sheets = sheets.take_marks(&roles);
    for sheet in data_sheets.iter().chain(&marks_sheets).flatten() {
        sheets::told_twice(sheet, findings);
    }
    let mut offered = Vec::new();
    let context = context::Context {
        appraisal,
        for_rows,
        period,
        staff: &staff,
        staff_read,
        measures_read: tables.measures.is_some() || sheets.only_marks,
        roles_broken,
        doubtful_roles: &doubtful_roles,
        lang,
        untaken: sheets.untaken(),
        scale_at: settings.as_ref().map(|settings| &settings.scale_at),
        marks_sheets: &marks_sheets,
        goals: &goals,
    };
    kpi_rules::of_any_role(&homeless, appraisal, findings);
    let made: Vec<Option<Role>> = definitions.build(&roles, &drafts, &data_sheets, &context, &mut offered, findings);
    if let Some(settings) = &settings {
        appraisal::tell_points(settings, &made, lang, findings);
        pay::without_bases(settings.pay_at.as_ref(), &staff, lang, findings);
    }
    // That their roles are unknown has been said.
    let unknown = staff.unknown_roles.iter().chain(&definitions.unknown_roles);
    offered.extend(unknown.flat_map(|(role, _)| sheets::data_names(role)));
    sheets.note_rest(&offered, !roles.is_empty() && !roles_broken, findings);
    let nobody_here = staff.postings.is_empty() && !staff.outside.is_empty() && !staff.broken;
    if let (Some(period), Some(at)) = (period, settings.as_ref().map(|settings| &settings.period_at)) {
        tell_period((period, at), &staff, nobody_here, findings);
    }
    let unmatched = std::mem::take(&mut findings.unmatched);
    if tables.kpis.is_some() && !roles_broken && staff_read && !staff.broken && !nobody_here {
        roles_without_people(&roles, &drafts, &staff, &unmatched, findings);
    }
    let staff_header = tables.staff.as_ref().map(|table| table.at(table.header, Column::Id));
    unmatched.tell(&staff, &roles, staff_header, findings);
    let department = Department::checked(DepartmentParts {
        lang,
        appraisal: settings.filter(|settings| settings.whole)?.appraisal,
        roles: made.into_iter().collect::<Option<_>>()?,
        postings: staff.postings,
        adjustments: adjustments.unwrap_or_default(),
        grades,
    });
    Some((department, staff.everybody))
}

/// Where the month is another than that of everybody or of all dates, it is the month that is doubted.
fn tell_period((period, at): (Period, &Place), staff: &Staff, nobody_here: bool, findings: &mut Findings) {
    if nobody_here {
        findings.without_notes_at(staff.outside.iter().map(|(_, _, at)| at));
        findings.without(&[Code::RowOutsideDays, Code::AdjustmentOutside]);
        findings.add(Problem::new(Code::NobodyInPeriod, at.clone()).with("period", period));
    } else {
        findings.tell_dates(period, at);
    }
}

/// One problem per unknown name, however often it stands in the workbook.
fn unknown_roles(
    roles: &[String],
    staff: &Staff,
    elsewhere: &[(String, crate::cell::CellRef)],
    findings: &mut Findings,
) {
    let all: Vec<_> = staff.unknown_roles.iter().chain(elsewhere).map(|(role, at)| (key(role), role, at)).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (same, ..) in &all {
        let count = counts.entry(same).or_default();
        *count = count.saturating_add(1);
    }
    for (same, role, at) in &all {
        let Some(count) = counts.remove(&**same) else { continue };
        let worth_it = findings.may_suggest();
        let near = crate::text::nearest(role, roles.iter().map(String::as_str).filter(|_| worth_it));
        findings.add(
            Problem::new(Code::UnknownRole, *at)
                .with("role", role)
                .with("places", if count > 1 { "many" } else { "one" })
                .with("count", count)
                .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                .with("nearest", near.join(" / ")),
        );
    }
}

fn roles_without_people(
    roles: &[String],
    drafts: &[KpiDraft],
    staff: &Staff,
    unmatched: &UnmatchedPeople,
    findings: &mut Findings,
) {
    let held: BTreeSet<usize> = staff.postings.iter().map(|posting| posting.role).collect();
    for (index, role) in roles.iter().enumerate() {
        // Where its sheet holds somebody's rows, that these are not its people is told instead.
        if held.contains(&index) || unmatched.fill(index) {
            continue;
        }
        let wanted = key(role);
        if let Some(first) = drafts.iter().find(|d| d.role_key == wanted) {
            let outside: Vec<_> = staff.outside.iter().filter(|(role, ..)| *role == wanted).collect();
            // That they are outside the period is the reason, and told with it.
            findings.without_notes_at(outside.iter().map(|(_, _, at)| at));
            let names: Vec<&str> = outside.iter().map(|(_, name, _)| &**name).collect();
            findings.add(kpi_rows::without_people(first, if names.is_empty() { "no" } else { "outside" }, &names));
        }
    }
}
