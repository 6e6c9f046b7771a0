use chrono::NaiveDate;

use super::*;
use crate::cell::CellRef;
use crate::formula::{Expr, Formula};
use crate::model::*;
use crate::output::{Content, Value};
use crate::score::*;

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

/// Two hosts; 张三 with two streams of 40 and 55, 李四 with one of 70; one KPI of weight 1, the measure itself.
#[expect(clippy::too_many_lines, reason = "every field of a department by hand")]
fn department() -> (Department, Results) {
    let at = CellRef::new("x", 0, 0);
    let row = |id: &str, row, value: &str| DataRow {
        is_marking: false,
        id: id.into(),
        row,
        date: NaiveDate::from_ymd_opt(2026, 11, 5),
        readings: vec![Reading { column: Some(3), value: Some(MeasureValue::Number(dec(value))) }],
    };
    let grade = |name: &str, lowest: &str| Grade {
        name: name.into(),
        lowest: Some(dec(lowest)),
        coefficient: Some(dec("1.2")),
        share_cap: None,
        meaning: String::new(),
        at: at.clone(),
    };
    let kpi = Kpi {
        dimension: None,
        marks: None,
        prorated: false,
        name: "销售额".into(),
        at: at.clone(),
        weight: Decimal::ONE,
        weight_text: "100%".into(),
        formula_text: "销售额".into(),
        formula: Formula { root: Expr::Measure(0) },
        formula_at: at.clone(),
        unit: Unit::plain(),
        target: None,
        longer_targets: Default::default(),
        rule_text: String::new(),
        rule: crate::rule::Rule {
            unit: Unit::plain(),
            target: None,
            full: Decimal::ONE_HUNDRED,
            quantity: crate::rule::Quantity::Value,
            main: crate::rule::Main::Direct { scale: Decimal::ONE_HUNDRED },
            floor: Some(Decimal::ZERO),
            cap: Some(Decimal::ONE_HUNDRED),
            cutoffs: Vec::new(),
        },
        rule_at: at.clone(),
        full: Decimal::ONE_HUNDRED,
        when_not_applicable: None,
        meaning: String::new(),
        source: String::new(),
    };
    let role = Role {
        name: "主播".into(),
        duties: Vec::new(),
        own: std::collections::BTreeMap::new(),
        dimensions: Vec::new(),
        marks_sheet: None,
        markings: Vec::new(),
        few: Default::default(),
        pooled: false,
        kpis: vec![kpi],
        measures: vec![Measure {
            name: "销售额".into(),
            unit: Unit::plain(),
            aggregate: Aggregate::Sum,
            meaning: String::new(),
            earlier: None,
        }],
        data_sheet: None,
        rows: vec![row("E1", 1, "40"), row("E2", 2, "70"), row("E1", 3, "55")],
    };
    let department = Department::unchecked(DepartmentParts {
        lang: Lang::ZhCn,
        appraisal: Appraisal {
            people: Default::default(),
            company: String::new(),
            department: "直播部".into(),
            period: "2026-11".parse().unwrap(),
            prepared_by: String::new(),
            approved_by: String::new(),
            scale: Scale::Percent,
            decimals: 2,
            missing: MissingPolicy::Error,
            cap: None,
            grading: Grading::ByScore,
            show_rank: false,
            accent: None,
            footer: None,
        },
        roles: vec![role],
        postings: Vec::new(),
        adjustments: Vec::new(),
        grades: vec![grade("B", "0"), grade("A", "85")],
    });
    let person = |id: &str, name: &str, total: &str, grade, rank, rows: Vec<usize>| PersonResult {
        on_probation: false,
        pay: None,
        id: id.into(),
        name: name.into(),
        total: Some(dec(total)),
        raw_total: Some(dec(total)),
        subtotal: Some(dec(total)),
        adjustment: Decimal::ZERO,
        adjustments: Vec::new(),
        calibrated: false,
        vetoed: false,
        lines: Vec::new(),
        grade: Some(grade),
        coefficient: Some(dec("1.2")),
        rank: Some(rank),
        roles: vec![RoleResult {
            role: 0,
            days: 30,
            rank: Some(rank),
            total: Some(dec(total)),
            measures: vec![Combined { value: MeasureValue::Number(dec(total)), rows, previous: None, year_ago: None }],
            kpis: vec![KpiResult {
                marks: Vec::new(),
                outcome: Outcome::Scored(Scored {
                    value: KpiValue::Number(dec(total)),
                    exact: None,
                    points: dec(total),
                    score: dec(total),
                    vetoed: false,
                }),
                counted: Some(Counted {
                    carried_weight: Decimal::ONE,
                    effective_weight: Some(Decimal::ONE),
                    weighted: Some(dec(total)),
                }),
                carried_sum: Decimal::ONE,
                own: None,
            }],
        }],
    };
    let people = vec![person("E2", "=李四", "70", 0, 2, vec![1]), person("E1", "张三", "95", 1, 1, vec![0, 2])];
    (department, Results { people, grades: Vec::new(), team: Vec::new(), problems: Vec::new() })
}

fn source() -> Source {
    Source {
        file_name: "直播部.xlsx".into(),
        sha256: "ab".repeat(32),
        problems: Vec::new(),
        tool_version: "1.2.3".into(),
        journal: None,
    }
}

fn content(book: &Book, sheet: &str, cell: (u32, u16)) -> Content {
    let sheet = book.sheets.iter().find(|one| one.name == sheet).unwrap();
    sheet.cells.get(&cell).map(|cell| cell.content.clone()).unwrap_or_default()
}

#[test]
fn totals_follow_from_the_data_rows_to_the_ranking() {
    let (department, results) = department();
    let book = book(&department, &results, &History::default(), &source());
    let number = |formula: &str, value: &str| Content::Formula(formula.into(), Value::Number(dec(value)));
    let rows = "$D$10:$D$11";
    let marks = "{\"不适用\",\"N/A\",\"NA\",\"—\",\"——\",\"/\"}";
    let some = format!(
        "IF(COUNT({rows})+SUMPRODUCT(COUNTIF({rows},{marks}))<2,NA(),IF(COUNT({rows})=0,\"不适用\",SUM({rows})))"
    );
    let combined = format!("IF(COUNT({rows})=2,SUM({rows}),IF(COUNTBLANK({rows})>0,\"缺数据\",{some}))");
    assert_eq!(content(&book, "数据-主播", (4, 3)), number(&combined, "95"));
    let weighted = "IF(ISNUMBER(E7),ROUND(E7*(1)/ROUND((1)*ISNUMBER(E7),12),2),\"—\")";
    assert_eq!(content(&book, "岗位-主播", (6, 5)), number(weighted, "95"));
    let score = "IF(ISNUMBER(D7),ROUND(MAX(MIN(ROUND(100*D7/100,10),100),0),2),\"—\")";
    assert_eq!(content(&book, "岗位-主播", (6, 4)), number(score, "95"));
    assert_eq!(content(&book, "排名", (4, 5)), number("'岗位-主播'!$H$7", "95"));
    assert_eq!(content(&book, "排名", (5, 1)), Content::Text("=李四".into()));
}

#[test]
fn the_same_department_gives_the_same_bytes() {
    let (department, results) = department();
    let bytes = || write::to_bytes(&book(&department, &results, &History::default(), &source())).unwrap();
    assert_eq!(bytes(), bytes());
}
