//! Where everything stands in the summary, decided before any sheet is built.

use std::collections::{BTreeMap, BTreeSet};

use crate::history::{History, PastPerson};
use crate::messages::say;
use crate::model::layout::{SheetName, data_sheet_names, data_sheet_prefix, sheet_names};
use crate::model::{AdjustmentKind, Back, Department, Kpi};
use crate::score::{PersonResult, Results, RoleResult};

/// First row of people on 排名.
pub(super) const RANKING_FIRST: u32 = 4;
/// First row of people on a role's sheet.
pub(super) const ROLE_FIRST: u32 = 6;
/// Column of the first KPI's value on a role's sheet.
pub(super) const ROLE_FIRST_KPI: u16 = 3;
/// First row of people on a data sheet.
pub(super) const DATA_FIRST: u32 = 4;
/// Column of the first measure on a data sheet.
pub(super) const DATA_FIRST_MEASURE: u16 = 3;
/// Where one person of a role stands.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// By index in [`Results::people`].
    pub person: usize,
    /// By index in [`PersonResult::roles`].
    pub held: usize,
    /// Row of the combined measures on the data sheet.
    pub combined_row: u32,
    /// First of the raw rows on the data sheet.
    pub raw_first: u32,
    /// The raw rows by index in [`crate::model::Role::rows`].
    pub rows: Vec<usize>,
}

/// Where a role's figures stand.
#[derive(Debug, Clone)]
pub(super) struct RolePlace {
    /// Name of its matrix sheet.
    pub sheet: String,
    /// Name of its data sheet, which small roles share.
    pub data: String,
    /// Row of its first person there.
    pub data_first: u32,
    /// Its people, by rank; those without a rank last.
    pub members: Vec<Member>,
    /// Whether the data sheet has a table of raw rows below the one of combined measures.
    pub has_raw_table: bool,
    /// Earlier values that formulas used, a column each after the measures.
    pub earlier: Vec<(usize, Back)>,
    /// The columns of its matrix after the KPIs.
    pub results: ResultColumns,
    /// Columns of a KPI: value, score and, where scores are weighed, the weighted score.
    pub each: u16,
}

impl RolePlace {
    /// Column of a KPI's value; score and weighted score follow it.
    pub(super) fn kpi_column(&self, kpi: usize) -> u16 {
        kpi_column(kpi, self.each)
    }

    /// Column of a KPI's score, or of its signed points.
    pub(super) fn score_column(&self, kpi: usize) -> u16 {
        self.kpi_column(kpi).saturating_add(1)
    }

    /// The first column after the KPIs.
    pub(super) fn after_kpis(&self) -> u16 {
        self.results.start.unwrap_or(self.results.adjustment)
    }
}

/// Where everything stands.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub overview: String,
    pub ranking: String,
    pub duties: String,
    pub kpis: String,
    pub checks: String,
    pub drawn: String,
    pub roles: Vec<RolePlace>,
    /// People on 排名 in their order.
    pub ranked: Vec<usize>,
    /// How many of them stand at the end, on probation.
    pub on_probation: usize,
    /// The previous period's entry of each of [`Results::people`].
    pub previous: Vec<Option<usize>>,
}

impl Places {
    pub(super) fn new(department: &Department, results: &Results, history: &History) -> Self {
        let lang = department.lang;
        let names = || department.roles.iter().map(|role| &*role.name);
        let sheets = sheet_names(&say(lang, "summary-role-prefix", &[]), names());
        let data = data_sheet_names(lang, names());
        let places = sheets
            .into_iter()
            .zip(data)
            .enumerate()
            .map(|(role, (sheet, data))| place(department, results, role, sheet, data));
        let mut roles: Vec<RolePlace> = places.collect();
        share_a_sheet(department, &mut roles);
        let mut ranked: Vec<usize> = (0..results.people.len()).collect();
        ranked.sort_by_key(|at| {
            results.people.get(*at).map(|person| (person.on_probation, person.rank.is_none(), person.rank))
        });
        let on_probation = results.people.iter().filter(|person| person.on_probation).count();
        let past: BTreeMap<&str, (usize, &PastPerson)> = history
            .previous
            .iter()
            .flat_map(|period| period.people.iter().enumerate())
            .map(|(at, person)| (person.id.as_str(), (at, person)))
            .collect();
        let same = |person: &PersonResult| {
            let (at, past) = past.get(&*person.id)?;
            past.is(&person.id, &person.name).then_some(*at)
        };
        Self {
            overview: say(lang, "summary-sheet-overview", &[]),
            ranking: say(lang, "summary-sheet-ranking", &[]),
            duties: SheetName::Duties.name(lang).to_owned(),
            kpis: SheetName::Kpis.name(lang).to_owned(),
            checks: say(lang, "summary-sheet-checks", &[]),
            drawn: say(lang, "summary-sheet-drawn", &[]),
            roles,
            ranked,
            on_probation,
            previous: results.people.iter().map(same).collect(),
        }
    }

    /// The cell rows of those on 排名 who are ranked: first and last.
    pub(super) fn ranked_rows(&self) -> (u32, u32) {
        (RANKING_FIRST, last_row(RANKING_FIRST, self.ranked.len().saturating_sub(self.on_probation)))
    }

    /// The cell rows of 排名: first and last.
    pub(super) fn ranking_rows(&self) -> (u32, u32) {
        (RANKING_FIRST, last_row(RANKING_FIRST, self.ranked.len()))
    }

    /// Somebody's entry in the previous period.
    pub(super) fn past<'h>(&self, history: &'h History, person: usize) -> Option<&'h PastPerson> {
        let at = self.previous.get(person).copied().flatten()?;
        history.previous.as_ref()?.people.get(at)
    }
}

/// The columns of 排名 from the total on; those that rest on earlier periods only where there are such.
#[derive(Debug, Clone, Copy)]
pub(super) struct RankingColumns {
    pub total: u16,
    pub grade: u16,
    pub coefficient: u16,
    pub adjustment: u16,
    /// The previous total and the change.
    pub past: Option<(u16, u16)>,
    pub spark: Option<u16>,
    pub notes: u16,
}

/// The columns of 排名.
pub(super) fn ranking_columns(history: &History) -> RankingColumns {
    let past = history.previous.as_ref().map(|_| (10, 11));
    let next: u16 = if past.is_some() { 12 } else { 10 };
    let spark = (!history.trend.is_empty()).then_some(next);
    let notes = if spark.is_some() { next.saturating_add(1) } else { next };
    RankingColumns { total: 5, grade: 7, coefficient: 8, adjustment: 9, past, spark, notes }
}

/// The columns of a role's matrix after its KPIs.
#[derive(Debug, Clone, Copy)]
pub(super) struct ResultColumns {
    /// 起评分, where points are signed.
    pub start: Option<u16>,
    pub adjustment: u16,
    /// 总分上限 and the floor, where one may be reached.
    pub bounds: Option<u16>,
    /// Vetoes, where there is one or a rule may bring one.
    pub veto: Option<u16>,
    /// 校准, where somebody has one.
    pub calibration: Option<u16>,
    pub total: u16,
    pub grade: u16,
    pub coefficient: u16,
}

/// Column of a KPI's value on a role's sheet where each takes so many.
fn kpi_column(kpi: usize, each: u16) -> u16 {
    u16::try_from(kpi).ok().and_then(|kpi| kpi.checked_mul(each)?.checked_add(ROLE_FIRST_KPI)).unwrap_or(u16::MAX)
}

/// Columns of a KPI: signed points are not weighed.
fn each(department: &Department) -> u16 {
    if department.appraisal.start().is_some() { 2 } else { 3 }
}

/// The result columns of a role: those lines between the KPIs and the total that somebody in it may have.
fn result_columns(department: &Department, results: &Results, at: usize) -> ResultColumns {
    let role = department.roles.get(at);
    let first = kpi_column(role.map_or(0, |role| role.kpis.len()), each(department));
    let start = department.appraisal.start().map(|_| first);
    let adjustment = first.saturating_add(u16::from(start.is_some()));
    let people = || results.people.iter().filter(|person| person.roles.iter().any(|held| held.role == at));
    let has = |kind| {
        let mut rows = people().flat_map(|person| &person.adjustments);
        rows.any(|row| department.adjustments.get(*row).is_some_and(|row| row.kind == kind))
    };
    let of_rules = |test: fn(&Kpi) -> bool| role.is_some_and(|role| role.kpis.iter().any(test));
    let bounds = department.appraisal.cap.is_some()
        || has(AdjustmentKind::Penalty)
        || of_rules(|kpi| kpi.rule.floor.is_none_or(|floor| floor.is_sign_negative()));
    let veto = has(AdjustmentKind::Veto) || of_rules(|kpi| kpi.rule.can_veto());
    let mut next = adjustment;
    let mut column = |stands: bool| {
        if stands {
            next = next.saturating_add(1);
        }
        stands.then_some(next)
    };
    let (bounds, veto) = (column(bounds), column(veto));
    let calibration = column(has(AdjustmentKind::Calibration));
    ResultColumns {
        start,
        adjustment,
        bounds,
        veto,
        calibration,
        total: next.saturating_add(1),
        grade: next.saturating_add(2),
        coefficient: next.saturating_add(3),
    }
}

/// Column of a measure on a data sheet.
pub(super) fn measure_column(measure: usize) -> u16 {
    u16::try_from(measure).unwrap_or(u16::MAX).saturating_add(DATA_FIRST_MEASURE)
}

/// The last of `count` rows from `first` on; `first` itself where there is none, so that a span never turns round.
pub(super) fn last_row(first: u32, count: usize) -> u32 {
    first.saturating_add(u32::try_from(count).unwrap_or(u32::MAX)).saturating_sub(1).max(first)
}

/// The row `count` below `first`.
pub(super) fn below(first: u32, count: usize) -> u32 {
    first.saturating_add(u32::try_from(count).unwrap_or(u32::MAX))
}

fn place(department: &Department, results: &Results, role: usize, sheet: String, data: String) -> RolePlace {
    let mut found: Vec<(usize, usize, &PersonResult, &RoleResult)> = Vec::new();
    for (at, person) in results.people.iter().enumerate() {
        for (held, result) in person.roles.iter().enumerate().filter(|(_, result)| result.role == role) {
            found.push((at, held, person, result));
        }
    }
    // Who is on probation stands below those who are ranked.
    found.sort_by_key(|(_, _, person, result)| (person.on_probation, result.rank.is_none(), result.rank));
    let mut rows_of: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, row) in department.roles.get(role).iter().flat_map(|role| role.rows.iter().enumerate()) {
        rows_of.entry(&row.id).or_default().push(at);
    }
    let marked = department.roles.get(role).is_some_and(|role| role.marks_sheet.is_some());
    let has_raw_table = marked || rows_of.values().any(|rows| rows.len() > 1);
    // Below the combined measures: a blank row, a heading and the header of the raw rows.
    let mut next_raw = below(DATA_FIRST, found.len()).saturating_add(3);
    let mut earlier = BTreeSet::new();
    let mut members = Vec::with_capacity(found.len());
    for (at, (person, held, owner, result)) in found.into_iter().enumerate() {
        let rows = rows_of.get(&*owner.id).cloned().unwrap_or_default();
        let combined_row = below(DATA_FIRST, at);
        let raw_first = if has_raw_table { next_raw } else { combined_row };
        next_raw = below(next_raw, rows.len());
        for (measure, combined) in result.measures.iter().enumerate() {
            if combined.previous.is_some() {
                earlier.insert((measure, Back::Previous));
            }
            if combined.year_ago.is_some() {
                earlier.insert((measure, Back::YearAgo));
            }
        }
        members.push(Member { person, held, combined_row, raw_first, rows });
    }
    let results = result_columns(department, results, role);
    let earlier = earlier.into_iter().collect();
    let each = each(department);
    RolePlace { sheet, data, data_first: DATA_FIRST, members, has_raw_table, earlier, results, each }
}

/// People of a role whose data share a sheet with others', at most: two fill a page.
const SHARING: usize = 30;

/// Columns of a data sheet that shares its page, at most.
const SHARED_COLUMNS: u16 = 14;

/// Gives roles with few people and columns one data sheet together, which prints on a page or two instead of one for each role.
fn share_a_sheet(department: &Department, roles: &mut [RolePlace]) {
    let is_small = |place: &RolePlace, measures: usize| {
        !place.has_raw_table
            && place.members.len() <= SHARING
            && measure_column(measures.saturating_add(place.earlier.len())) <= SHARED_COLUMNS
    };
    let mut small: Vec<&mut RolePlace> = roles
        .iter_mut()
        .zip(&department.roles)
        .filter_map(|(place, role)| is_small(place, role.measures.len()).then_some(place))
        .collect();
    if small.len() < 2 {
        return;
    }
    let name = sheet_names("", [data_sheet_prefix(department.lang).trim_end_matches('-')]).pop().unwrap_or_default();
    // Under the sheet's title; each role has a heading and a head of its own, and a row between it and the next.
    let mut first = DATA_FIRST.saturating_add(1);
    for place in &mut small {
        for (line, member) in place.members.iter_mut().enumerate() {
            member.combined_row = below(first, line);
            member.raw_first = member.combined_row;
        }
        place.data.clone_from(&name);
        place.data_first = first;
        first = below(first, place.members.len()).saturating_add(3);
    }
}
