//! 考核信息: labels with their values to the right.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::date;
use super::findings::Findings;
use super::grid::{Grid, is_blank, shown, tidy};
use super::hidden;
use super::number::{self, Typed};
use super::periods;
use super::table::{bare, unreadable};
use super::{deciding, pay, rater_shares};
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::{AppraisalField as Field, Choice};
use crate::model::{Appraisal, FormPart, Grading, MissingPolicy, PeopleSettings, Role, Scale};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text;
use crate::unit::Unit;
use crate::workbook::{Cell, Value};

struct Found<'a> {
    at: CellRef,
    text: String,
    cell: Option<&'a Cell>,
    /// The cell holds no value (which is said): it counts neither as filled in nor as left blank.
    broken: bool,
}

/// The settings as far as they could be read, so that the rest of the workbook is checked with them all the same.
#[derive(Debug)]
pub(super) struct Settings {
    /// With a stand-in where the department or the period is not known.
    pub(super) appraisal: Appraisal,
    /// The period, where it is known: what compares dates with it says nothing otherwise.
    pub(super) period: Option<Period>,
    /// Department and period are both known.
    pub(super) whole: bool,
    /// Where the period stands.
    pub(super) period_at: Place,
    /// Where 计分方式 stands, or would.
    pub(super) scale_at: Place,
    /// Where 表格栏目 asks for 得分点数.
    pub(super) points_at: Option<CellRef>,
    /// Where 绩效工资 or 显示绩效工资 says something, and which of them.
    pub(super) pay_at: Option<(Field, CellRef)>,
}

/// What the rest of a workbook is checked with where there are no settings at all (which is said): nothing is doubted that
/// other settings would allow.
pub(super) fn stand_in() -> Option<Appraisal> {
    Some(Appraisal {
        company: String::new(),
        department: String::new(),
        period: stand_in_period()?,
        prepared_by: String::new(),
        approved_by: String::new(),
        scale: Scale::Percent,
        decimals: MOST_DECIMALS,
        missing: MissingPolicy::Exclude,
        cap: None,
        grading: Grading::ByScore,
        show_rank: false,
        accent: None,
        footer: None,
        people: PeopleSettings::default(),
    })
}

/// The most decimals that scores may have.
const MOST_DECIMALS: u32 = 4;

/// Up to here a cap of totals is a factor.
const MOST_FACTOR: Decimal = Decimal::TWO;

/// Stands in for a period that is not known. Any leap year serves: dates without a year are only looked at, never kept.
fn stand_in_period() -> Option<Period> {
    Period::month(2000, 1)
}

/// The settings that are filled in, or that should be.
type Fields<'a> = BTreeMap<Field, Found<'a>>;

/// Reads the settings.
pub(super) fn read(grid: &Grid<'_>, lang: Lang, findings: &mut Findings) -> Option<Settings> {
    let (fields, nearly) = collect(grid, lang, findings);
    hidden::tell_settings(
        grid,
        fields.values().filter(|found| !found.text.is_empty()).map(|found| &found.at),
        findings,
    );
    let word = |field: Field| fields.get(&field).map(|found| found.text.clone()).unwrap_or_default();
    let department = word(Field::Department);
    tell_missing(grid, (&fields, &nearly), lang, findings);
    let period = fields.get(&Field::Period).filter(|f| !f.text.is_empty()).and_then(|found| {
        let period = period_of(found, grid);
        if period.is_none() {
            findings.add(Problem::new(Code::PeriodUnreadable, &found.at).with("text", &found.text));
        }
        period
    });
    let mut choose = |field: Field, options: &[Choice], default: Choice| {
        choice(&fields, field, options, lang, findings).unwrap_or(default)
    };
    let scale = match choose(Field::Scale, &[Choice::Percent, Choice::Points, Choice::Deductions], Choice::Percent) {
        Choice::Points => Scale::Points,
        Choice::Deductions => Scale::Deductions,
        _ => Scale::Percent,
    };
    let missing = choose(Field::Missing, &[Choice::Error, Choice::Zero, Choice::Exclude], Choice::Error);
    let grading = choose(Field::Grading, &[Choice::ByScore, Choice::ByRank], Choice::ByScore);
    let show_rank = choose(Field::ShowRank, &[Choice::Yes, Choice::No], Choice::No) == Choice::Yes;
    let show_pay = choose(Field::ShowPay, &[Choice::Yes, Choice::No], Choice::No) == Choice::Yes;
    let mut amount = |field: Field, allowed: &str, fits: &dyn Fn(Decimal) -> bool| {
        let found = fields.get(&field).filter(|f| !f.text.is_empty())?;
        match number::read(&found.text, &Unit::read("分")) {
            Typed::Number { value, percent: false } if fits(value) => return Some(value),
            Typed::NotApplicable => {}
            _ => findings.add(bad(found, field, lang, allowed)),
        }
        None
    };
    let decimals = amount(Field::Decimals, "0–4", &|n| {
        n.fract().is_zero() && n >= Decimal::ZERO && n <= Decimal::from(MOST_DECIMALS)
    });
    // 1.2 is a factor of the full 100, and no total that anybody has.
    let least = if scale == Scale::Deductions { Decimal::ZERO } else { MOST_FACTOR };
    let cap = amount(Field::Cap, &say(lang, "allowed-cap", &[]), &|n| n > least);
    let start = amount(Field::Start, &say(lang, "allowed-from-zero", &[]), &|n| n >= Decimal::ZERO);
    let places = decimals.and_then(|d| d.to_u32()).unwrap_or(2);
    tell_totals(&fields, (start, cap), (scale, places), lang, findings);
    let accent = colour(&fields, lang, findings);
    let footer = Some(word(Field::Footer)).filter(|text| !text.is_empty());
    let whole = period.is_some() && !department.is_empty();
    let appraisal = Appraisal {
        company: word(Field::Company),
        department,
        period: period.or_else(stand_in_period)?,
        prepared_by: word(Field::PreparedBy),
        approved_by: word(Field::ApprovedBy),
        scale,
        decimals: places,
        missing: match missing {
            Choice::Zero => MissingPolicy::Zero,
            Choice::Exclude => MissingPolicy::Exclude,
            _ => MissingPolicy::Error,
        },
        cap,
        grading: if grading == Choice::ByRank { Grading::ByRank } else { Grading::ByScore },
        show_rank,
        accent,
        footer,
        people: PeopleSettings { start, ..people(&fields, show_pay, lang, findings) },
    };
    let at = |field: Field| {
        fields.get(&field).map_or_else(|| Place::Sheet(grid.name().clone()), |found| Place::Cell(found.at.clone()))
    };
    let points = appraisal.people.shown.contains(&FormPart::Points);
    let points_at = fields.get(&Field::FormParts).filter(|_| points).map(|found| found.at.clone());
    let said = [(Field::Pay, true), (Field::ShowPay, appraisal.people.show_pay)];
    let pay_at = said.into_iter().filter(|(_, says)| *says).find_map(|(field, _)| {
        let found = fields.get(&field).filter(|found| !found.text.is_empty())?;
        Some((field, found.at.clone()))
    });
    let (period_at, scale_at) = (at(Field::Period), at(Field::Scale));
    Some(Settings { appraisal, period, whole, period_at, scale_at, points_at, pay_at })
}

/// Without a department or a period nothing can be scored.
fn tell_missing(
    grid: &Grid<'_>,
    (fields, nearly): (&Fields<'_>, &BTreeSet<Field>),
    lang: Lang,
    findings: &mut Findings,
) {
    for field in [Field::Department, Field::Period] {
        let is_missing = fields.get(&field).is_none_or(|found| found.text.is_empty());
        if is_missing && !fields.get(&field).is_some_and(|f| f.broken) && !nearly.contains(&field) {
            let place = fields.get(&field).map_or(Place::Sheet(grid.name().clone()), |f| Place::Cell(f.at.clone()));
            findings.add(Problem::new(Code::MissingSetting, place).with("field", field.name(lang)));
        }
    }
}

/// What a setting with fixed words says, where it says one of them; where it says another, that is told.
fn choice(
    fields: &Fields<'_>,
    field: Field,
    options: &[Choice],
    lang: Lang,
    findings: &mut Findings,
) -> Option<Choice> {
    let found = fields.get(&field).filter(|f| !f.text.is_empty())?;
    let boolean = match found.cell.map(|c| &c.value) {
        Some(Value::Bool(true)) => Some(Choice::Yes),
        Some(Value::Bool(false)) => Some(Choice::No),
        _ => None,
    };
    let chosen = options.iter().copied().find(|o| o.word().matches(&found.text) || boolean == Some(*o));
    if chosen.is_none() {
        let allowed: Vec<_> = options.iter().map(|o| o.name(lang)).collect();
        findings.add(bad(found, field, lang, &allowed.join(" / ")));
    }
    chosen
}

/// Tells of a start or a cap of totals that can't be as it is said.
fn tell_totals(
    fields: &Fields<'_>,
    (start, cap): (Option<Decimal>, Option<Decimal>),
    (scale, places): (Scale, u32),
    lang: Lang,
    findings: &mut Findings,
) {
    // Only 扣分制 begins there.
    if let (Some(_), Some(found)) = (start, fields.get(&Field::Start))
        && scale != Scale::Deductions
    {
        findings.add(
            Problem::new(Code::SettingUnread, &found.at).with("text", Field::Start.name(lang)).with("why", "start"),
        );
    }
    // A total held at 95.5 can't be printed without decimals: the printed total would lie above its own cap.
    for (number, field) in [(cap, Field::Cap), (start, Field::Start)] {
        if let (Some(number), Some(found)) = (number, fields.get(&field))
            && number.normalize().scale() > places
        {
            let problem = Problem::new(Code::PointsDecimals, &found.at);
            findings.add(problem.with("text", &found.text).with("decimals", places));
        }
    }
}

fn colour(fields: &Fields<'_>, lang: Lang, findings: &mut Findings) -> Option<u32> {
    let found = fields.get(&Field::Accent).filter(|f| !f.text.is_empty())?;
    let hex = tidy(&found.text);
    let hex = hex.trim_start_matches('#');
    let colour = (hex.len() == 6).then(|| u32::from_str_radix(hex, 16).ok()).flatten();
    if colour.is_none() {
        findings.add(bad(found, Field::Accent, lang, &say(lang, "allowed-colour", &[])));
    }
    colour
}

/// Tells where 得分点数 has nothing to show: it stands beside scores out of 100 of KPIs whose full points are others.
pub(super) fn tell_points(settings: &Settings, roles: &[Option<Role>], lang: Lang, findings: &mut Findings) {
    let Some(at) = &settings.points_at else { return };
    let why = if settings.appraisal.scale == Scale::Percent { "full" } else { "scale" };
    let all: Option<Vec<&Role>> = roles.iter().map(Option::as_ref).collect();
    let Some(all) = all else { return };
    if why == "scale" || !all.iter().flat_map(|role| &role.kpis).any(|kpi| kpi.full != Decimal::ONE_HUNDRED) {
        findings
            .add(Problem::new(Code::SettingUnread, at).with("text", Choice::FormPoints.name(lang)).with("why", why));
    }
}

/// The settings about people.
fn people(fields: &Fields<'_>, show_pay: bool, lang: Lang, findings: &mut Findings) -> PeopleSettings {
    let filled = |field: Field| fields.get(&field).filter(|found| !found.text.is_empty());
    if let Some(found) = filled(Field::MarkedBy)
        && let Err(fault) = rater_shares::read(&found.text)
    {
        findings.add(fault.problem(&found.text, &found.at));
    }
    let pay = match filled(Field::Pay) {
        Some(found) => pay::read(&found.text, &found.at, lang, findings),
        None => Some(pay::usual()),
    };
    let apart = |c: char| matches!(c, '、' | ',' | '，' | ';' | '；' | '/' | '\n' | '|');
    let listed = |field: Field| {
        let text = filled(field).map(|found| found.text.clone()).unwrap_or_default();
        text.split(apart).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect::<Vec<String>>()
    };
    let parts = [
        (Choice::FormGrades, FormPart::Grades),
        (Choice::FormInterview, FormPart::Interview),
        (Choice::FormOpinion, FormPart::Opinion),
        (Choice::FormPoints, FormPart::Points),
    ];
    let mut shown = Vec::new();
    for part in listed(Field::FormParts) {
        match parts.iter().find(|(choice, _)| choice.word().matches(&part)) {
            Some((_, part)) if !shown.contains(part) => shown.push(*part),
            Some(_) => {}
            None => {
                let allowed = parts.map(|(choice, _)| choice.name(lang)).join(" / ");
                findings.extend(filled(Field::FormParts).map(|found| bad(found, Field::FormParts, lang, &allowed)));
            }
        }
    }
    let typed = Field::ALL.iter().filter(|field| field.is_further());
    let typed = typed.filter_map(|field| Some((*field, filled(*field)?.text.clone()))).collect();
    PeopleSettings { pay, show_pay, start: None, signatures: listed(Field::Signatures), shown, typed }
}

fn bad(found: &Found<'_>, field: Field, lang: Lang, allowed: &str) -> Problem {
    Problem::new(Code::BadSetting, &found.at)
        .with("field", field.name(lang))
        .with("text", &found.text)
        .with("allowed", allowed)
}

fn period_of(found: &Found<'_>, grid: &Grid<'_>) -> Option<Period> {
    let mut years: Vec<i32> = grid
        .sheet
        .cells
        .values()
        .filter_map(|cell| match &cell.value {
            Value::Text(typed) => Some(periods::years(typed)),
            _ => None,
        })
        .flatten()
        .collect();
    years.sort_unstable();
    years.dedup();
    let year = if let [year] = years.as_slice() { Some(*year) } else { None };
    match found.cell.map(|cell| &cell.value) {
        Some(Value::Date(date)) => Period::of_date(date.date()),
        // 2026.10 typed into a cell of numbers is 2026.1: January or October.
        Some(Value::Number(number)) if number.fract() == Decimal::new(1, 1) => None,
        Some(Value::Number(number)) => date::of_serial(*number, grid.sheet.days_from_1904)
            .and_then(Period::of_date)
            .or_else(|| periods::period(&found.text, year)),
        _ => periods::period(&found.text, year),
    }
}

/// Settings that scores rest on.
const SCORING: [Field; 8] = [
    Field::Department,
    Field::Period,
    Field::Scale,
    Field::Decimals,
    Field::Missing,
    Field::Cap,
    Field::Grading,
    Field::ShowRank,
];

/// The settings, and those whose label is mistyped (which is said).
fn collect<'a>(grid: &Grid<'a>, lang: Lang, findings: &mut Findings) -> (Fields<'a>, BTreeSet<Field>) {
    let mut fields: Fields<'a> = BTreeMap::new();
    let mut unknown: Vec<(CellRef, String)> = Vec::new();
    let mut taken = BTreeSet::new();
    // Where the labels stand.
    let mut labels: BTreeSet<u16> = BTreeSet::new();
    for ((row, column), cell) in &grid.sheet.cells {
        let Value::Text(typed) = &cell.value else { continue };
        if is_blank(cell) || taken.contains(&(*row, *column)) {
            continue;
        }
        let tidied = tidy(typed);
        let inline = tidied.split_once(':').filter(|(_, value)| !value.trim().is_empty());
        let at = grid.at(*row, *column);
        let (field, found) = if let Some(field) = Field::find(&bare(typed)) {
            labels.insert(*column);
            let next = grid.merge(*row, *column).map_or(*column, |area| area.right).saturating_add(1);
            let value = grid.filled(*row).find(|(c, _)| *c >= next);
            match value {
                Some((c, cell)) if c == next || Field::find(&bare(&shown(cell))).is_none() => {
                    taken.insert((*row, c));
                    let at = grid.at(*row, c);
                    let broken = !unreadable(cell, &at, findings);
                    let text = if broken { String::new() } else { shown(cell) };
                    (field, Found { at, text, cell: Some(cell), broken })
                }
                _ => (field, Found { at: grid.at(*row, next), text: String::new(), cell: None, broken: false }),
            }
        } else if let Some((field, value)) = inline.and_then(|(label, v)| Some((Field::find(&bare(label))?, v))) {
            (field, Found { at, text: value.trim().to_owned(), cell: None, broken: false })
        } else {
            unknown.push((at, tidied));
            continue;
        };
        match fields.get(&field) {
            Some(earlier) if !found.text.is_empty() && !earlier.text.is_empty() && earlier.text != found.text => {
                findings.add(Problem::new(Code::SettingTwice, &found.at).with("field", field.name(lang)));
            }
            Some(earlier) if !earlier.text.is_empty() => {}
            _ => {
                fields.insert(field, found);
            }
        }
    }
    /// Width of a label in Latin letters, of which a Han character takes two; a sentence is a remark.
    const LONGEST_LABEL: usize = 32;
    let width = |text: &str| text.chars().fold(0_usize, |sum, c| sum.saturating_add(if c.is_ascii() { 1 } else { 2 }));
    // A label that is nearly a setting which is not there: ignoring it would change scores unseen.
    let mut nearly = BTreeSet::new();
    for (at, typed) in unknown {
        let absent = Field::ALL.iter().filter(|f| !fields.contains_key(f)).map(|f| f.name(lang));
        let same_length = |name: &str| name.chars().count() == typed.chars().count();
        let absent = absent.filter(|name| {
            // What is only printed is asked for where it is surely meant.
            let scores = SCORING.iter().any(|field| field.name(lang) == *name);
            name.chars().count() >= 3 && (scores || same_length(name)) && text::is_nearly(&bare(&typed), name)
        });
        if let Some(near) = text::nearest(&typed, absent).first() {
            findings.add(Problem::new(Code::UnknownSetting, &at).with("text", &typed).with("nearest", near));
            nearly.extend(Field::ALL.iter().copied().filter(|f| f.name(lang) == *near));
        } else if labels.contains(&at.column)
            && width(&typed) <= LONGEST_LABEL
            // The sheet's own title.
            && text::key(&typed) != text::key(&at.sheet)
        {
            // 考核人数 40 sets nothing: said, so that nobody believes that it does.
            let next = grid.merge(at.row, at.column).map_or(at.column, |area| area.right).saturating_add(1);
            if grid.filled(at.row).any(|(column, _)| column == next) {
                let code = if deciding::setting_decides(&typed) { Code::SettingDecides } else { Code::SettingUnread };
                findings.add(Problem::new(code, &at).with("text", &typed).with("why", ""));
            }
        }
    }
    (fields, nearly)
}
