//! The archive as one table for analysts: a row per person, period and KPI, from the revisions that count.

use serde_json::Value;

use super::failure::Failure;
use super::names::{RESULTS_FILE, RevisionRef};
use super::store::{Archive, DepartmentEntry};
use crate::error::Error;
use crate::lang::Lang;
use crate::{messages, text};

/// How many columns there are in all.
const ALL: usize = 24;
/// How many of them are always there.
const ALWAYS: usize = 20;

/// The columns, in order. Those of what people decide come last, and only where some row has something in them.
pub const COLUMNS: [&str; ALL] = [
    "department",
    "period",
    "revision",
    "id",
    "name",
    "role",
    "days",
    "kpi",
    "status",
    "value",
    "target",
    "score",
    "weight",
    "effective_weight",
    "weighted",
    "role_total",
    "total",
    "grade",
    "coefficient",
    "rank",
    "dimension",
    "marks",
    "pay_base",
    "pay",
];

/// One row, in the order of [`COLUMNS`]; an absent figure is empty.
pub type Row = [String; ALL];

impl Archive {
    /// The rows of a department, oldest period first, in the order of the results.
    ///
    /// # Errors
    /// Where a result is missing, altered or not readable.
    pub fn export(&self, department: &DepartmentEntry) -> Result<Vec<Row>, Failure> {
        let mut rows = Vec::new();
        for period in &department.periods {
            let counting = period.counting();
            let bytes = self.file(&department.name, counting, RESULTS_FILE)?;
            let results: Value =
                serde_json::from_slice(&bytes).map_err(|error| Error::Internal(format!("{counting}: {error}")))?;
            rows.extend(rows_of(&department.name, counting, &results));
        }
        Ok(rows)
    }
}

/// Which columns a table of these rows has, by index in [`COLUMNS`].
pub fn shown(rows: &[Row]) -> Vec<usize> {
    let says = |at: &usize| rows.iter().any(|row| row.get(*at).is_some_and(|cell| !cell.is_empty()));
    (0..ALL).filter(|at| *at < ALWAYS || says(at)).collect()
}

/// Who marked with which mean and share: `自评 90 × 0.2; 上级 85 × 0.8`; of several, how many: `同级 80 × 0.4 (3)`.
fn marks(kpi: &Value) -> String {
    let one = |mark: &Value| {
        let mean = field(mark, "mean");
        let mean = if mean.is_empty() { "—" } else { &mean };
        let count = mark.get("count").and_then(Value::as_u64).unwrap_or_default();
        let several = if count > 1 { format!(" ({count})") } else { String::new() };
        format!("{} {mean} × {}{several}", field(mark, "by"), field(mark, "share"))
    };
    list(kpi, "marks").map(one).collect::<Vec<_>>().join("; ")
}

/// The rows of one `results.json`.
pub fn rows_of(department: &str, revision: RevisionRef, results: &Value) -> Vec<Row> {
    let mut rows = Vec::new();
    for person in list(results, "people") {
        let pay = |name: &str| person.get("pay").map_or_else(String::new, |pay| field(pay, name));
        for role in list(person, "roles") {
            for kpi in list(role, "kpis") {
                rows.push([
                    department.to_owned(),
                    revision.period.to_string(),
                    revision.revision.to_string(),
                    field(person, "id"),
                    field(person, "name"),
                    field(role, "role"),
                    field(role, "days"),
                    field(kpi, "name"),
                    field(kpi, "status"),
                    field(kpi, "value"),
                    field(kpi, "target"),
                    field(kpi, "score"),
                    field(kpi, "weight"),
                    field(kpi, "effective_weight"),
                    field(kpi, "weighted"),
                    field(role, "total"),
                    field(person, "total"),
                    field(person, "grade"),
                    field(person, "coefficient"),
                    field(person, "rank"),
                    field(kpi, "dimension"),
                    marks(kpi),
                    pay("base"),
                    pay("amount"),
                ]);
            }
        }
    }
    rows
}

/// The headings of [`COLUMNS`] as people read them in a language.
fn headings(lang: Lang) -> [String; ALL] {
    COLUMNS.map(|column| messages::say(lang, &format!("export-{}", column.replace('_', "-")), &[]))
}

/// Those of the columns that are always there, as a table begins.
fn first(headings: &[impl AsRef<str>]) -> String {
    headings.iter().take(ALWAYS).map(AsRef::as_ref).collect::<Vec<&str>>().join(",")
}

/// Rows as CSV in UTF-8 with the mark by which Excel knows it, under headings in a language.
///
/// # Errors
/// Never in memory; the writer's signature has one.
pub fn csv(rows: &[Row], lang: Lang) -> Result<Vec<u8>, Error> {
    let failed = |reason: String| Error::Write { name: "CSV".to_owned(), reason };
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let shown = shown(rows);
    let heads = headings(lang);
    writer.write_record(shown.iter().filter_map(|at| heads.get(*at))).map_err(|error| failed(error.to_string()))?;
    for row in rows {
        let cells = shown.iter().filter_map(|at| row.get(*at));
        writer.write_record(cells.map(|field| inert(field))).map_err(|error| failed(error.to_string()))?;
    }
    writer.into_inner().map_err(|error| failed(error.to_string()))
}

/// Whether bytes are a table that this program exported: its columns in their order, in any language, or a columnar file that names
/// them.
pub fn is_table(bytes: &[u8]) -> bool {
    let columnar =
        || bytes.starts_with(b"PAR1") && COLUMNS.iter().take(ALWAYS).all(|name| holds(bytes, name.as_bytes()));
    let heads = |rest: &[u8]| {
        Lang::ALL.iter().any(|lang| rest.starts_with(first(&headings(*lang)).as_bytes()))
            || rest.starts_with(first(&COLUMNS).as_bytes())
    };
    bytes.strip_prefix("\u{feff}".as_bytes()).is_some_and(heads) || columnar()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers. Spaces before the sign hide
/// it from no program, some take the wide signs for the narrow ones, and a line break would begin a row of its own.
fn inert(field: &str) -> String {
    let shown = text::on_one_line(field);
    let begins_a_formula = shown.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '%', '|']);
    if begins_a_formula && shown.parse::<rust_decimal::Decimal>().is_err() { format!("'{shown}") } else { shown }
}

fn list<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    value.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn field(value: &Value, name: &str) -> String {
    match value.get(name) {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::names::RevisionNumber;

    #[test]
    fn each_person_and_kpi_is_a_row_and_no_text_is_a_formula() {
        let results = serde_json::json!({"people": [{"id": "E001", "name": "=1+1", "total": "-92.35", "grade": null,
            "rank": 3, "roles": [{"role": "主播", "days": 30, "total": "92.35", "kpis": [
                {"name": "销售额", "status": "scored", "value": "0.9333", "score": "93.33"},
                {"name": "粉丝, 增长", "status": "missing", "value": null}]}]}]});
        let revision = RevisionRef { period: "2026-11".parse().unwrap(), revision: RevisionNumber(2) };
        for (typed, written) in [
            (" =1+1", "' =1+1"),
            ("\t=1", "' =1"),
            ("＝1+1", "'＝1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("甲\n=1", "甲 =1"),
            ("\u{1b}[2J", "\u{241b}[2J"),
            ("-3.50", "-3.50"),
            ("张三", "张三"),
        ] {
            assert_eq!(inert(typed), written, "{typed:?}");
        }
        let rows = rows_of("电商部", revision, &results);
        let written = String::from_utf8(csv(&rows, Lang::En).unwrap()).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert!(
            lines[0].starts_with(
                "\u{feff}Department,Period,Revision,ID,Name,Role,Days,KPI,Status,Value,Target,Score,Weight"
            ),
            "{}",
            lines[0]
        );
        for lang in Lang::ALL {
            assert!(is_table(&csv(&rows, lang).unwrap()), "{lang:?}");
        }
        assert!(lines[0].ends_with(",Rank"), "nothing of what people decide: {}", lines[0]);
        assert_eq!(lines[1], "电商部,2026-11,r2,E001,'=1+1,主播,30,销售额,scored,0.9333,,93.33,,,,92.35,-92.35,,,3");
        assert_eq!(lines[2], "电商部,2026-11,r2,E001,'=1+1,主播,30,\"粉丝, 增长\",missing,,,,,,,92.35,-92.35,,,3");
    }
    #[test]
    fn dimensions_marks_and_pay_stand_behind_where_a_department_has_them() {
        let results = serde_json::json!({"people": [{"id": "E001", "name": "张三", "total": "86.00",
            "pay": {"base": "3000", "amount": "3600.00"}, "roles": [{"role": "客服", "kpis": [
                {"name": "解决率", "status": "scored", "value": "0.9"},
                {"name": "态度", "status": "scored", "value": "86", "dimension": "品德", "marks": [
                    {"by": "自评", "share": "0.2", "mean": "90", "count": 1},
                    {"by": "同级", "share": "0.8", "mean": "85", "count": 3},
                    {"by": "客户", "share": "0", "mean": null, "count": 0}]}]}]}]});
        let revision = RevisionRef { period: "2026-11".parse().unwrap(), revision: RevisionNumber(1) };
        let rows = rows_of("客服部", revision, &results);
        let written = String::from_utf8(csv(&rows, Lang::ZhCn).unwrap()).unwrap();
        let lines: Vec<&str> = written.lines().collect();
        assert!(lines[0].ends_with("名次,维度,评分,绩效工资基数,绩效工资"), "{}", lines[0]);
        assert!(lines[1].ends_with(",,,,3000,3600.00"), "{}", lines[1]);
        assert!(lines[2].ends_with("品德,自评 90 × 0.2; 同级 85 × 0.8 (3); 客户 — × 0,3000,3600.00"), "{}", lines[2]);
        assert!(is_table(written.as_bytes()));
    }
}
