//! Printed lines add up to the printed total: in every person's workbook, on the role sheets, and in what `why` says.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader};
use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::model::*;
use scorebook::output::write;
use scorebook::report::why::{Audience, Why};
use scorebook::report::{Source, person, summary, sums};
use scorebook::rule::{Bound, CutOff, Level, Main, Quantity, Rule, Test, Way};
use scorebook::score::{LineKind, Results, score};
use scorebook::unit::Unit;

use crate::department::{Shape, department, number};

/// Direct points that may go below 0, with a veto above 120.
fn veto_above_120(unit: Unit, target: Option<Decimal>, full: Decimal) -> Rule {
    let at = Bound { level: Level::Value(Decimal::from(120)), included: false };
    Rule {
        unit,
        target,
        full,
        quantity: Quantity::Value,
        main: Main::Direct { scale: Decimal::ONE_HUNDRED },
        floor: Some(Decimal::from(-50)),
        cap: Some(Decimal::from(130)),
        cutoffs: vec![CutOff { test: Test::Quantity, way: Way::Above, bound: at, veto: true }],
    }
}

/// What may happen to one person: two cells, and which rows of 加减分 there are.
type Fate = (i32, i32, bool, [bool; 4], u32, u32);

/// People of one role, the first of both.
fn made(fates: &[Fate], cap: Option<i64>, policy: u8, by_rank: bool, decimals: u32) -> Department {
    let text =
        |tenths: i32, out: bool| if out { "不适用".to_owned() } else { Decimal::new(tenths.into(), 1).to_string() };
    let id = |at: usize| format!("E{at:02}");
    let mut builder = department().set(|appraisal| {
        appraisal.cap = cap.map(Decimal::from);
        appraisal.decimals = decimals;
        appraisal.missing = [MissingPolicy::Exclude, MissingPolicy::Zero][usize::from(policy % 2)];
        appraisal.grading = if by_rank { Grading::ByRank } else { Grading::ByScore };
    });
    for (name, first) in [("主播", 0), ("运营", fates.len())] {
        builder = builder.role(name, |role| {
            let role = role
                .measure("甲", "分", Aggregate::Sum)
                .measure("乙", "次", Aggregate::Sum)
                .kpi("甲", "60%", "甲")
                .when_not_applicable(1)
                .kpi("乙", "40%", "乙")
                .rule("次", Shape::Own(veto_above_120));
            let held = fates.iter().enumerate().filter(|(at, _)| first == 0 || *at == 0);
            held.fold(role, |role, (at, (a, b, out, ..))| {
                let b = if *out && at % 3 == 2 { String::new() } else { text(*b, false) };
                role.row(&id(at), &[&text(*a, *out), &b])
            })
        });
    }
    for (at, (.., rows, plus, minus)) in fates.iter().enumerate() {
        builder = if at == 0 {
            builder.posting(&id(0), "主播", None, Some("2026-11-10")).posting(&id(0), "运营", Some("2026-11-11"), None)
        } else {
            builder.person(&id(at), "主播")
        };
        let kinds = [
            (AdjustmentKind::Bonus, Some(plus.to_string())),
            (AdjustmentKind::Penalty, Some(minus.to_string())),
            (AdjustmentKind::Veto, None),
            (AdjustmentKind::Calibration, Some(plus.saturating_mul(3).to_string())),
        ];
        for ((kind, points), there) in kinds.into_iter().zip(rows) {
            if *there {
                builder = builder.adjust(&id(at), kind, points.as_deref());
            }
        }
    }
    let share = |share: &'static str| by_rank.then_some(share);
    builder
        .grade("A", Some("90"), "1.2", share("20%"))
        .grade("B", Some("60"), "1", None)
        .grade("C", Some("-1000"), "0.8", share("10%"))
        .build()
}

type Book = calamine::Xlsx<Cursor<Vec<u8>>>;

/// By an independent reader: ours takes the zeros of a workbook that asks to be calculated for figures that nobody has calculated.
fn read(bytes: &[u8]) -> Book {
    calamine::open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

/// The texts and numbers of a sheet, by row and column.
fn cells(book: &mut Book, name: &str) -> BTreeMap<(u32, u16), String> {
    let range = book.worksheet_range(name).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    range
        .used_cells()
        .filter_map(|(row, column, cell)| {
            let text = match cell {
                Data::String(text) if !text.is_empty() => text.clone(),
                Data::Float(number) => scorebook::decimal::from_excel(*number)?.to_string(),
                _ => return None,
            };
            Some(((top + u32::try_from(row).ok()?, u16::try_from(left).ok()? + u16::try_from(column).ok()?), text))
        })
        .collect()
}

/// The amounts between a label and 总分, and the total, in the column of weighted scores.
fn column(cells: &BTreeMap<(u32, u16), String>, from: &str) -> (Decimal, Option<Decimal>) {
    let row_of =
        |label: &str| cells.iter().find(|((row, at), text)| *at == 0 && *row > 6 && *text == label).unwrap().0.0;
    let (first, last) = (row_of(from), row_of("总分"));
    let amount = |row: u32| cells.get(&(row, 10)).and_then(|text| text.parse::<Decimal>().ok());
    ((first..last).filter_map(amount).sum(), amount(last))
}

fn add_up(department: &Department, results: &Results) {
    let why = Why { department, results, lang: Lang::ZhCn, audience: Audience::Office };
    for (at, person) in results.people.iter().enumerate() {
        let lines: Decimal = person.lines.iter().map(|line| line.amount).sum();
        if let Some(total) = person.total {
            assert_eq!(person.subtotal.unwrap_or_default() + lines, total, "{person:?}");
        }
        let book = write::to_bytes(&person::book(department, results, &History::default(), at)).unwrap();
        let joint = person.roles.len() > 1;
        let sheet = cells(&mut read(&book), if joint { "合计总分" } else { "评分表" });
        let (sum, total) = column(&sheet, if joint { "按天数合计" } else { "指标得分合计" });
        assert_eq!(total, person.total, "{sheet:?}");
        assert!(total.is_none_or(|total| total == sum), "{sum} {total:?} {sheet:?}");
        let told: Vec<String> = why.total(person).into_iter().map(|step| step.text).collect();
        let values = sums::up(department, person, Lang::ZhCn);
        let amount = |text: &String| text.parse::<Decimal>().unwrap();
        if let Some(total) = person.total {
            let moved: Decimal = values.lines.iter().map(|line| amount(&line.amount)).sum();
            assert_eq!(values.subtotal.as_ref().map_or(Decimal::ZERO, amount) + moved, total, "{values:?}");
            assert_eq!(values.moved.as_ref().map_or(Decimal::ZERO, amount), moved);
        }
        for (held, role) in person.roles.iter().zip(&values.roles) {
            let sum: Decimal = held.kpis.iter().filter_map(|kpi| kpi.weighted()).sum();
            assert!(role.sum.as_ref().is_none_or(|role| amount(role) == sum), "{values:?}");
        }
        for line in &person.lines {
            let shown = scorebook::decimal::fixed(line.amount.abs(), department.appraisal.decimals);
            let sign = if line.amount < Decimal::ZERO { "−" } else { "+" };
            assert!(told.iter().any(|text| text.contains(&format!("{sign}{shown}"))), "{line:?} {told:?}");
        }
        // A distance is said only where points would get there.
        let decided = person.vetoed || person.calibrated;
        let whole = sheet.values().chain(&told).any(|text| text.contains("还差"));
        assert!(!(whole && (decided || department.appraisal.grading == Grading::ByRank)), "{told:?}");
    }
    let source = Source {
        file_name: String::new(),
        sha256: String::new(),
        problems: Vec::new(),
        tool_version: String::new(),
        journal: None,
    };
    let mut book = read(&write::to_bytes(&summary::book(department, results, &History::default(), &source)).unwrap());
    for role in ["主播", "运营"] {
        let sheet = cells(&mut book, &format!("岗位-{role}"));
        let heads: Vec<(u16, &String)> =
            sheet.iter().filter(|((row, _), _)| *row == 5).map(|((_, at), text)| (*at, text)).collect();
        let at = |head: &str| heads.iter().find(|(_, text)| *text == head).unwrap().0;
        let (first, total) = (at("加减分"), at("总分"));
        let amounts: Vec<u16> = heads
            .iter()
            .filter(|(at, text)| *text == "加权" || (first..total).contains(at))
            .map(|(at, _)| *at)
            .collect();
        for row in 6.. {
            let Some(id) = sheet.get(&(row, 2)) else { break };
            let figure = |at: &u16| sheet.get(&(row, *at)).and_then(|text| text.parse::<Decimal>().ok());
            let sum: Decimal = amounts.iter().filter_map(figure).sum();
            assert!(figure(&total).is_none_or(|total| total == sum), "{role} {id}: {sum} {:?}", figure(&total));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn printed_lines_add_up_to_the_printed_total_whatever_happens(
        fates in proptest::collection::vec(
            (-300_i32..1500, -300_i32..1400, any::<bool>(), any::<[bool; 4]>(), 1_u32..60, 1_u32..300), 2..6),
        cap in prop_oneof![Just(None), (50_i64..130).prop_map(Some)],
        policy in any::<u8>(),
        by_rank in any::<bool>(),
        decimals in 0_u32..4,
    ) {
        let department = made(&fates, cap, policy, by_rank, decimals);
        let results = score(&department, &History::default());
        add_up(&department, &results);
    }
}

/// One person with the direct scores of 甲 and 乙.
fn one(a: &str, b: &str, cap: Option<i64>, rows: &[(AdjustmentKind, Option<&str>)]) -> (Department, Results) {
    let builder = department()
        .set(|appraisal| appraisal.cap = cap.map(Decimal::from))
        .role("主播", |role| {
            role.measure("甲", "分", Aggregate::Sum)
                .measure("乙", "次", Aggregate::Sum)
                .kpi("甲", "60%", "甲")
                .kpi("乙", "40%", "乙")
                .rule("次", Shape::Own(veto_above_120))
                .row("E1", &[a, b])
        })
        .person("E1", "主播")
        .grade("S", Some("110"), "1.5", None)
        .grade("A", Some("90"), "1.2", None)
        .grade("C", Some("0"), "0.8", None);
    let department = rows.iter().fold(builder, |builder, (kind, points)| builder.adjust("E1", *kind, *points)).build();
    let results = score(&department, &History::default());
    (department, results)
}

#[test]
fn cap_floor_vetoes_and_calibration_are_lines_with_their_signs() {
    use AdjustmentKind::{Bonus, Calibration, Penalty, Veto};
    // 90 × 60% + 100 × 40% = 94; the rule's veto leaves 54 of 90 and 130.
    for (cells, cap, rows, wanted) in [
        (("90", "100"), Some(98), vec![(Bonus, Some("8.4"))], vec![("+", "8.4"), ("cap", "-4.4")]),
        (("90", "100"), Some(98), vec![(Penalty, Some("146"))], vec![("+", "-146"), ("floor", "52")]),
        (("90", "100"), None, vec![(Bonus, Some("2")), (Veto, None)], vec![("+", "2"), ("veto", "-96")]),
        (("90", "130"), None, vec![(Bonus, Some("2"))], vec![("+", "2"), ("rule", "-56")]),
        (("90", "130"), None, vec![(Veto, None)], vec![("veto", "-54"), ("rule", "0")]),
        (("90", "100"), Some(98), vec![(Calibration, Some("88"))], vec![("calibration", "-6")]),
        (("90", "100"), Some(98), vec![(Calibration, Some("120"))], vec![("calibration", "4")]),
        (("90", "130"), None, vec![(Calibration, Some("88"))], vec![("rule", "-54"), ("calibration", "0")]),
        (("不适用", "不适用"), None, vec![(Calibration, Some("88"))], vec![("calibration", "88")]),
        (("不适用", "不适用"), None, vec![(Bonus, Some("5")), (Veto, None)], vec![("+", "5"), ("veto", "-5")]),
    ] {
        let (department, results) = one(cells.0, cells.1, cap, &rows);
        let word = |kind| match kind {
            LineKind::Adjustment(_) => "+",
            LineKind::Cap => "cap",
            LineKind::Floor => "floor",
            LineKind::Veto(_) => "veto",
            LineKind::RuleVeto(..) => "rule",
            LineKind::Calibration(_) => "calibration",
        };
        let amounts: Vec<Decimal> = (sums::up(&department, &results.people[0], Lang::ZhCn).lines.iter())
            .map(|line| line.amount.parse().unwrap())
            .collect();
        let lines: Vec<(&str, Decimal)> =
            results.people[0].lines.iter().map(|line| (word(line.kind), line.amount)).collect();
        let wanted: Vec<(&str, Decimal)> = wanted.into_iter().map(|(word, amount)| (word, number(amount))).collect();
        assert_eq!(lines, wanted, "{cells:?} {cap:?} {rows:?}");
        assert_eq!(amounts, wanted.iter().map(|(_, amount)| *amount).collect::<Vec<_>>(), "{cells:?} {cap:?} {rows:?}");
        if rows.iter().all(|(kind, _)| *kind != Bonus && *kind != Penalty) || cap.is_some() {
            continue;
        }
        let why = Why { department: &department, results: &results, lang: Lang::ZhCn, audience: Audience::Office };
        assert!(why.total(&results.people[0]).iter().any(|step| step.text.starts_with("一票否决 −")));
    }
}

#[test]
fn the_distance_to_the_next_grade_is_true_in_every_state() {
    use AdjustmentKind::{Calibration, Penalty, Veto};
    let said = |a: &str, b: &str, cap: Option<i64>, rows: &[(AdjustmentKind, Option<&str>)]| {
        let (department, results) = one(a, b, cap, rows);
        let book = write::to_bytes(&person::book(&department, &results, &History::default(), 0)).unwrap();
        cells(&mut read(&book), "评分表").remove(&(6, 7)).unwrap()
    };
    // 80 × 60% + 100 × 40% = 88 of 90.
    assert_eq!(said("80", "100", None, &[]), "C 级：0 分及以上　距 A 级（90 分）还差 2.00 分");
    // 88 − 100 = −12, counted as 0: 102 points lead to 90, not 90.
    assert_eq!(said("80", "100", None, &[(Penalty, Some("100"))]), "C 级：0 分及以上　距 A 级（90 分）还差 102.00 分");
    assert_eq!(said("100", "100", Some(100), &[]), "A 级：90 分及以上　总分上限为 100 分，达不到 S 级（110 分）");
    assert_eq!(said("80", "100", Some(89), &[]), "C 级：0 分及以上　总分上限为 89 分，达不到 A 级（90 分）");
    assert_eq!(said("80", "130", None, &[]), "一票否决，总分记 0 分（否决前 48.00 分）");
    assert_eq!(said("80", "100", None, &[(Veto, None)]), "一票否决，总分记 0 分（否决前 88.00 分）");
    assert_eq!(
        said("80", "100", None, &[(Calibration, Some("85"))]),
        "总分经校准（校准前 88.00 分），不计与下一等级的距离"
    );
}
