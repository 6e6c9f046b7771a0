//! A hand-made department: the workbook is written whole, and holds nothing of the colleague.

use std::io::{Cursor, Read};

use rust_decimal::Decimal;

use super::colleagues::names_whole;
use crate::cell::CellRef;
use crate::formula::{Expr, Formula, Operator};
use crate::history::History;
use crate::lang::Lang;
use crate::model::{
    Adjustment, AdjustmentKind, Aggregate, Appraisal, DataRow, Department, DepartmentParts, Duty, Grade, Grading, Kpi,
    Measure, MeasureValue, MissingPolicy, Posting, Reading, Role, Scale, Target,
};
use crate::output::{Content, write};
use crate::rule::Rule;
use crate::score::{Combined, Counted, KpiResult, KpiValue, Outcome, PersonResult, Results, RoleResult, Scored};
use crate::unit::Unit;

fn d(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn at() -> CellRef {
    CellRef::new("表", 1, 0)
}

fn kpi(name: &str) -> Kpi {
    Kpi {
        dimension: None,
        marks: None,
        prorated: false,
        name: name.to_owned(),
        at: at(),
        weight: d("0.25"),
        weight_text: "25%".to_owned(),
        formula_text: "实际销售额/销售目标".to_owned(),
        formula: Formula {
            root: Expr::Binary(Operator::Divide, Box::new(Expr::Measure(0)), Box::new(Expr::Measure(1))),
        },
        formula_at: at(),
        unit: Unit::percent(),
        target: Some(Target { text: "100%".to_owned(), value: Decimal::ONE, direction: None }),
        longer_targets: Default::default(),
        rule_text: "按达成率比例计分，最高120分；低于60%不得分".to_owned(),
        rule: Rule {
            unit: Unit::percent(),
            target: Some(Decimal::ONE),
            full: Decimal::ONE_HUNDRED,
            quantity: crate::rule::Quantity::Value,
            main: crate::rule::Main::Ratio { base: Decimal::ONE_HUNDRED, inverse: false, bonus: None },
            floor: Some(Decimal::ZERO),
            cap: Some(Decimal::ONE_HUNDRED),
            cutoffs: Vec::new(),
        },
        rule_at: at(),
        full: Decimal::ONE_HUNDRED,
        when_not_applicable: None,
        meaning: String::new(),
        source: String::new(),
    }
}

fn department() -> Department {
    let measure = |name: &str| Measure {
        name: name.into(),
        unit: Unit::read("元"),
        aggregate: Aggregate::Sum,
        meaning: String::new(),
        earlier: None,
    };
    let reading = |text: &str| Reading { column: Some(2), value: Some(MeasureValue::Number(d(text))) };
    let row = |id: &str, row, sales: &str, target: &str| DataRow {
        is_marking: false,
        id: id.into(),
        row,
        date: None,
        readings: vec![reading(sales), reading(target)],
    };
    let posting = |id: &str, name: &str| Posting {
        appraised: crate::model::Appraised::Yes,
        pay_base: None,
        id: id.into(),
        name: name.into(),
        role: 0,
        from: None,
        to: None,
        manager: "韩秀兰".to_owned(),
        password: None,
        notes: String::new(),
        at: at(),
    };
    let grade = |name: &str, lowest: &str, coefficient: &str| Grade {
        name: name.to_owned(),
        lowest: Some(d(lowest)),
        coefficient: Some(d(coefficient)),
        share_cap: None,
        meaning: String::new(),
        at: at(),
    };
    Department::unchecked(DepartmentParts {
        lang: Lang::ZhCn,
        appraisal: Appraisal {
            people: Default::default(),
            company: "某某电商有限公司".to_owned(),
            department: "直播电商部".to_owned(),
            period: "2026-11".parse().unwrap(),
            prepared_by: "制表".to_owned(),
            approved_by: "审核".to_owned(),
            scale: Scale::Percent,
            decimals: 2,
            missing: MissingPolicy::Error,
            cap: None,
            grading: Grading::ByScore,
            show_rank: false,
            accent: None,
            footer: None,
        },
        roles: vec![Role {
            name: "主播".into(),
            duties: vec![Duty {
                name: "内容呈现".to_owned(), description: "熟悉每款商品的卖点与用法。".repeat(6)
            }],
            kpis: vec![kpi("销售额达成率"), kpi("观众互动率"), kpi("粉丝增长率"), kpi("商品转化率")],
            measures: vec![measure("实际销售额"), measure("销售目标")],
            data_sheet: None,
            own: std::collections::BTreeMap::new(),
            dimensions: Vec::new(),
            marks_sheet: None,
            markings: Vec::new(),
            few: Default::default(),
            pooled: false,
            rows: vec![row("E001", 1, "400", "600"), row("E0011", 2, "7777", "8888"), row("E001", 3, "414.4", "400")],
        }],
        postings: vec![posting("E001", "韩涛"), posting("E0011", "欧阳锋")],
        adjustments: vec![Adjustment {
            id: "E001".into(),
            kind: AdjustmentKind::Penalty,
            points: Some(d("5")),
            reason: "与欧阳锋换班迟到".to_owned(),
            date: None,
            at: at(),
        }],
        grades: vec![grade("A", "85", "1.2"), grade("B", "70", "1"), grade("C", "0", "0.8")],
    })
}

fn results() -> Results {
    let combined = |total: &str| Combined {
        value: MeasureValue::Number(d(total)),
        rows: vec![0, 2],
        previous: None,
        year_ago: None,
    };
    // 814.4 ÷ 1000 = 81.44 %; × 25 % = 20.36; four of them 81.44.
    let scored = KpiResult {
        marks: Vec::new(),
        outcome: Outcome::Scored(Scored {
            value: KpiValue::Number(d("0.8144")),
            exact: Some(d("0.8144")),
            points: d("81.44"),
            score: d("81.44"),
            vetoed: false,
        }),
        counted: Some(Counted {
            carried_weight: d("0.25"),
            effective_weight: Some(d("0.25")),
            weighted: Some(d("20.36")),
        }),
        carried_sum: Decimal::ONE,
        own: None,
    };
    Results {
        people: vec![PersonResult {
            on_probation: false,
            pay: None,
            id: "E001".into(),
            name: "韩涛".into(),
            total: Some(d("81.44")),
            raw_total: Some(d("81.44")),
            subtotal: Some(d("81.44")),
            adjustment: Decimal::ZERO,
            adjustments: vec![],
            calibrated: false,
            vetoed: false,
            lines: Vec::new(),
            grade: Some(1),
            coefficient: Some(d("1")),
            rank: Some(1),
            roles: vec![RoleResult {
                role: 0,
                days: 30,
                rank: Some(1),
                total: Some(d("81.44")),
                measures: vec![combined("814.4"), combined("1000")],
                kpis: vec![scored; 4],
            }],
        }],
        grades: vec![],
        team: vec![],
        problems: vec![],
    }
}

#[test]
fn every_part_of_the_workbook_is_free_of_the_colleague() {
    let bytes = write::to_bytes(&super::book(&department(), &results(), &History::default(), 0)).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut own = false;
    for at in 0..package.len() {
        let mut text = String::new();
        package.by_index(at).unwrap().read_to_string(&mut text).unwrap();
        assert!(!text.contains("欧阳锋") && !names_whole(&text, "E0011") && !text.contains("7777"));
        own |= text.contains("韩涛");
    }
    assert!(own);
}

#[test]
fn the_total_is_a_formula_with_the_exact_value() {
    let mut results = results();
    let person = &mut results.people[0];
    (person.adjustments, person.adjustment) = (vec![0], d("-5"));
    (person.total, person.raw_total) = (Some(d("76.44")), Some(d("76.44")));
    let book = super::book(&department(), &results, &History::default(), 0);
    let total = crate::output::Value::Number(d("76.44"));
    let live = book.sheets[0]
        .cells
        .values()
        .filter(|cell| matches!(&cell.content, Content::Formula(_, value) if *value == total));
    assert!(live.count() >= 2);
}

#[test]
fn a_reason_that_names_a_colleague_is_a_warning_at_its_row() {
    assert_eq!(super::named_in_reasons(&department()).len(), 1);
}

#[test]
fn a_name_counts_as_a_whole_word_only() {
    assert!(names_whole("与李四一起完成", "李四"));
    assert!(names_whole("covered for E001", "E001"));
    assert!(!names_whole("covered for E0011", "E001"));
    assert!(!names_whole("covered for XE001", "E001"));
    assert!(!names_whole("李子采购", "李"));
}

/// The score sheet of somebody whose values have so many digits; with a heading of each narrow column in English.
fn sheet_of(value: &str, decimals: u32) -> crate::output::Sheet {
    let (mut department, mut results) = (department(), results());
    department.lang = Lang::En;
    department.appraisal.decimals = decimals;
    for kpi in &mut department.roles[0].kpis {
        kpi.unit = Unit::read("VND");
        let target = Target { text: value.to_owned(), value: d(value), direction: None };
        kpi.target = Some(target);
    }
    for kpi in &mut results.people[0].roles[0].kpis {
        if let Outcome::Scored(scored) = &mut kpi.outcome {
            scored.value = KpiValue::Number(d(value));
        }
    }
    super::book(&department, &results, &History::default(), 0).sheets.remove(0)
}

#[test]
fn figures_too_wide_for_an_upright_page_are_laid_across_with_charts_and_boxes_in_one_row() {
    assert!(!sheet_of("814.4", 2).page.landscape);
    let sheet = sheet_of("1234567890123.4567", 4);
    assert!(sheet.page.landscape);
    let width: f64 = sheet.columns.values().map(|chars| crate::output::metrics::column_px(*chars)).sum();
    let height: f64 = sheet.rows.values().sum();
    // A4 lying, less the margins of 11, 11 and 15 mm: 275 × 184 mm at 96 dots and 72 points an inch.
    let (across, down) = (275.0 / 25.4 * 96.0 / width, 184.0 / 25.4 * 72.0 / height);
    assert!(across.min(down) > 0.75, "it would print at {across:.2} × {down:.2}");
    let open: Vec<_> = sheet.merges.iter().filter(|area| sheet.cells[&(area.top, area.left)].style.unlocked).collect();
    let chart = sheet.charts.iter().map(|chart| chart.area).next().unwrap();
    let boxes: Vec<_> = open.into_iter().filter(|area| area.top == chart.top).collect();
    assert_eq!(boxes.len(), 2);
    assert!(boxes.iter().all(|area| area.left > chart.right));
    for (at, one) in sheet.merges.iter().enumerate() {
        for other in &sheet.merges[at + 1..] {
            let apart =
                one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top;
            assert!(apart, "{one:?} and {other:?} overlap");
        }
    }
}

#[test]
fn twelve_kpis_stay_upright() {
    let (mut department, mut results) = (department(), results());
    department.roles[0].kpis = vec![department.roles[0].kpis[0].clone(); 12];
    let role = &mut results.people[0].roles[0];
    role.kpis = vec![role.kpis[0].clone(); 12];
    let book = super::book(&department, &results, &History::default(), 0);
    assert!(!book.sheets[0].page.landscape);
}

/// The scale at which a sheet prints on an upright A4 page, less the margins of 11, 11 and 15 mm.
fn upright_scale(sheet: &crate::output::Sheet) -> f64 {
    let width: f64 = sheet.columns.values().map(|chars| crate::output::metrics::column_px(*chars)).sum();
    let height: f64 = sheet.rows.values().sum();
    (188.0 / 25.4 * 96.0 / width).min(271.0 / 25.4 * 72.0 / height)
}

#[test]
fn what_would_print_below_seven_points_stands_on_the_sheet_behind_in_full() {
    let (mut department, mut results) = (department(), results());
    let rule = "能主动发现并解决问题、跨部门协作顺畅、无差错完成全部工作，并提出被采纳的改进建议。".repeat(3);
    let mut kpi = department.roles[0].kpis[0].clone();
    kpi.rule_text.clone_from(&rule);
    department.roles[0].kpis = vec![kpi; 12];
    let role = &mut results.people[0].roles[0];
    role.kpis = vec![role.kpis[0].clone(); 12];
    let people = &mut department.appraisal.people;
    people.shown =
        vec![crate::model::FormPart::Grades, crate::model::FormPart::Interview, crate::model::FormPart::Opinion];
    people.signatures = ["被考核人", "直接上级", "部门负责人", "总经理"].map(str::to_owned).to_vec();
    let book = super::book(&department, &results, &History::default(), 0);
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["评分表", "续表", "数据与步骤"]);
    // Texts of 8 points print at 7 or more.
    assert!(upright_scale(&book.sheets[0]) * 8.0 >= 7.0, "{}", upright_scale(&book.sheets[0]));
    assert_eq!(book.sheets[0].page.fit, Some((1, 1)));
    let texts = |sheet: &crate::output::Sheet| -> Vec<String> {
        let text = |cell: &crate::output::Cell| match &cell.content {
            Content::Text(text) => Some(text.clone()),
            _ => None,
        };
        sheet.cells.values().filter_map(text).collect()
    };
    assert!(!texts(&book.sheets[0]).contains(&rule));
    assert_eq!(texts(&book.sheets[1]).iter().filter(|text| **text == rule).count(), 12);
    for signer in ["被考核人", "直接上级", "部门负责人", "总经理"] {
        assert!(texts(&book.sheets[0]).iter().any(|text| text == signer));
    }
    // A short table has no sheet behind.
    let (department, results) = (self::department(), self::results());
    assert_eq!(super::book(&department, &results, &History::default(), 0).sheets.len(), 2);
}
