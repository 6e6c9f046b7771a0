//! 扣分制: where everybody begins and signed points, nothing weighed. Figures are worked out by hand.

use std::io::{Cursor, Read};

use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::form::{Field, Group, Put};
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::model::{Department, Scale};
use scorebook::pipeline::{Outputs, Provenance, Submission, Trial, form_mistakes, next_form, try_rule};
use scorebook::problem::Problem;
use scorebook::report::form_values;
use scorebook::rule::{self, Context, Input, Main, Rule};
use scorebook::unit::Unit;
use serde_json::Value;

use crate::batch::{said, scorebook};
use crate::parts;
use crate::problems::book::Book;
use crate::problems::people::in_deductions;
use crate::sheet_engine::{Cell, calculate};

fn found(book: &Book) -> Vec<Problem> {
    Submission::read(&book.bytes()).check(&History::default())
}

fn told(book: &Book) -> Vec<String> {
    found(book).iter().map(|problem| format!("{} {}", problem.code.id(), problem.place)).collect()
}

fn results(book: &Book) -> Value {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| panic!("{:?}", told(book)));
    serde_json::from_str(&scored.results_json()).unwrap()
}

fn person<'a>(results: &'a Value, id: &str) -> &'a Value {
    results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap()
}

fn scores(results: &Value, id: &str) -> Vec<String> {
    let kpis = person(results, id)["roles"][0]["kpis"].as_array().unwrap().clone();
    kpis.iter().map(|kpi| kpi["score"].as_str().unwrap().to_owned()).collect()
}

/// The text of every part of the workbooks whose paths hold a word.
fn parts_of(book: &Book, word: &str) -> String {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| panic!("{:?}", told(book)));
    let from = Provenance::workbook("in.xlsx", book.bytes());
    let outputs = scored.report(&from, None, &mut |_, _| {}).unwrap();
    let bytes = outputs.into_iter().find(|output| output.path.contains(word)).unwrap().bytes;
    parts::text_of(bytes)
}

#[test]
fn a_total_is_where_everybody_begins_and_the_signed_points() {
    assert_eq!(told(&in_deductions()), Vec::<String>::new());
    let results = results(&in_deductions());
    // 张三: 5; 5 × 20% + 0 × 80% = 1; no complaint; 20% above is 20 × 0.5 = 10, at most 5. 100 + 11, and a bonus of 3.
    assert_eq!(scores(&results, "E001"), ["5.00", "1.00", "0.00", "5.00"]);
    assert_eq!(person(&results, "E001")["total"], "114.00");
    // 李四: −10; 0 × 20% − 30 × 80% = −24; 6 × 5 = 30, at most 20; 6.5% below are 6 whole ones: −3. 100 − 57.
    assert_eq!(scores(&results, "E002"), ["-10.00", "-24.00", "-20.00", "-3.00"]);
    assert_eq!(person(&results, "E002")["total"], "43.00");
    assert_eq!(person(&results, "E001")["grade"], "A");
    let role = &person(&results, "E002")["roles"][0];
    assert_eq!((&role["start"], &role["kpis"][0]["weight"]), (&Value::from("100.00"), &Value::Null));
    assert_eq!(role["kpis"][0]["effective_weight"], Value::Null);
    assert_eq!(results["schema"], "scorebook/results/2");
}

#[test]
fn the_start_is_the_settings_and_a_total_is_held_at_0() {
    let with = |start: &str| {
        let mut book = in_deductions();
        book.row("考核信息", 5, &["起评分", start]);
        book
    };
    assert_eq!(person(&results(&with("80")), "E002")["total"], "23.00");
    // 50 − 57 is below 0.
    assert_eq!(person(&results(&with("50")), "E002")["total"], "0.00");
    assert_eq!(person(&results(&with("0")), "E001")["total"], "14.00");
    assert_eq!(told(&with("-5")), ["E210 考核信息!B5"]);
    assert_eq!(told(&with("80.123")), ["E320 考核信息!B5"]);
    let mut percent = crate::problems::good();
    percent.row("考核信息", 7, &["起评分", "80"]);
    assert_eq!(told(&percent), ["N350 考核信息!B7"]);
}

#[test]
fn a_cap_a_veto_and_a_calibration_hold_as_ever() {
    let mut capped = in_deductions();
    capped.row("考核信息", 5, &["总分上限", "110"]);
    assert_eq!(person(&results(&capped), "E001")["total"], "110.00");
    let with = |kind: &str, points: &str| {
        let mut book = in_deductions();
        book.row("加减分", 3, &["E002", "李四", kind, points, "另有说明"]);
        person(&results(&book), "E002")["total"].clone()
    };
    assert_eq!(with("减分", "2"), "41.00");
    assert_eq!(with("一票否决", ""), "0.00");
    assert_eq!(with("校准", "70"), "70.00");
    let mut by_rule = in_deductions();
    by_rule.set("考核指标!G4", "每发生1条扣5分，5条以上一票否决");
    assert_eq!(person(&results(&by_rule), "E002")["total"], "0.00");
    assert_eq!(person(&results(&by_rule), "E002")["vetoed"], true);
}

#[test]
fn weights_and_full_points_are_problems_at_their_cells_and_nothing_is_none() {
    let mut book = in_deductions();
    book.set("考核指标!H1", "权重").set("考核指标!H2", "40%").set("考核指标!H3", 0.0).set("考核指标!H4", "—");
    book.set("考核指标!I1", "满分")
        .set("考核指标!I4", 20.0)
        .set("考核指标!J1", "不适用时")
        .set("考核指标!J5", "客户投诉");
    assert_eq!(told(&book), ["E290 考核指标!H2", "E290 考核指标!I4", "E290 考核指标!J5"]);
    let hint = found(&book).iter().find_map(|problem| problem.hint(Lang::ZhCn).filter(|hint| hint.contains("最多扣")));
    assert!(hint.is_some_and(|hint| hint.contains("最多扣20分")));
    let mut merged = in_deductions();
    merged.set("考核指标!H1", "权重").set("考核指标!H2", "100%").merge("考核指标", "H2", "H5");
    assert_eq!(told(&merged), ["E290 考核指标!H2"]);
    let mut dimensions = in_deductions();
    dimensions.set("考核指标!H1", "维度").set("考核指标!I1", "维度权重");
    for row in 2..=5 {
        dimensions.set(&format!("考核指标!H{row}"), if row < 4 { "工作" } else { "结果" });
    }
    assert_eq!(told(&dimensions), Vec::<String>::new());
    assert_eq!(results(&dimensions)["people"][0]["roles"][0]["kpis"][0]["dimension"], "工作");
    dimensions.set("考核指标!I2", "60%");
    assert_eq!(told(&dimensions), ["E290 考核指标!I2"]);
    let mut goals = in_deductions();
    goals.sheet("个人目标", &[&["工号", "姓名", "指标", "目标值", "权重"], &["E002", "李四", "完成率", "90%", "40%"]]);
    assert_eq!(told(&goals), ["E290 个人目标!E2"]);
    goals.clear("个人目标!E2");
    // 93.5% against an own 90%: 3 whole ones above are +1.5.
    assert_eq!(scores(&results(&goals), "E002").last().unwrap(), "1.50");
}

#[test]
fn a_mark_lies_within_the_levels_or_ranges_of_its_criterion() {
    let mut book = in_deductions();
    book.set("评分-职员!E5", "-101").set("评分-职员!E3", "6").set("评分-职员!E2", "优秀");
    // −100 to 5; beside a range the name of a level says too little.
    assert_eq!(told(&book), ["E281 评分-职员!E2", "E280 评分-职员!E3", "E280 评分-职员!E5"]);
    let mut levels = in_deductions();
    levels.set("考核指标!G3", "提前完成+5；按时0；滞后扣10").set("评分-职员!E5", "滞后").set("评分-职员!E4", "-11");
    assert_eq!(told(&levels), ["E280 评分-职员!E4"]);
    levels.set("评分-职员!E4", "按时");
    // 0 × 20% − 10 × 80%.
    assert_eq!(scores(&results(&levels), "E002")[1], "-8.00");
    let mut words = in_deductions();
    words.set("考核指标!G3", "按工作质量酌情扣分").set("评分-职员!E2", "0");
    assert_eq!(told(&words), Vec::<String>::new());
    words.set("评分-职员!E2", "1");
    assert_eq!(told(&words), ["E280 评分-职员!E2"]);
}

/// A sentence, its unit and target, a value, and the points that it gives by hand.
const SENTENCES: &[(&str, &str, &str, &str, &str)] = &[
    ("每次扣2分", "次", "", "3", "-6"),
    ("扣5分/次", "次", "", "2", "-10"),
    ("每次-2分", "次", "", "3", "-6"),
    ("每次+2分", "次", "", "3", "6"),
    ("-2分/次", "次", "", "3", "-6"),
    ("优秀（+5）良好（+3）合格（0）不合格（-5）", "", "", "不合格", "-5"),
    ("A +5 / B 0 / C -5", "", "", "C", "-5"),
    ("好+5 中0 差-5", "", "", "好", "5"),
    ("优秀得5分；合格得0分；行为-5分", "", "", "行为", "-5"),
    ("投诉一条扣5分", "条", "", "3", "-15"),
    ("每发生1次扣2分，最多扣10分", "次", "", "9", "-10"),
    ("每发生1次扣2分，最高10分", "次", "", "9", "-10"),
    ("每次扣2分", "次", "", "0", "0"),
    ("每表扬1次加2分，最高加6分", "次", "", "5", "6"),
    ("每完成1个加2分", "个", "", "4", "8"),
    ("每低于目标1%扣1分", "%", "90%", "87.5%", "-2"),
    ("每低于目标1%扣1分", "%", "90%", "99%", "0"),
    ("每超过1%加1分，最高加10分", "%", "90%", "95%", "5"),
    ("每超过1%加1分，最高加10分", "%", "90%", "80%", "0"),
    ("每高/低1%加/扣0.5分，最高加5分，最低扣5分", "%", "100%", "88%", "-5"),
    ("达到目标加5分，未达到扣3分", "%", "100%", "100%", "5"),
    ("达到目标加5分，未达到扣3分", "%", "100%", "99.99%", "-3"),
    ("达到目标加5分", "%", "100%", "90%", "0"),
    ("达标不扣分，未达标扣5分", "%", "95%", "90%", "-5"),
    ("≥95% 加2分；90%≤X<95% 0分；＜90% 扣5分", "%", "", "92%", "0"),
    ("≥95% 加2分；90%≤X<95% 0分；＜90% 扣5分", "%", "", "95%", "2"),
    ("95%以上+2；90%-95% 0；低于90%：-5", "%", "", "89%", "-5"),
    ("异常率1%-3%扣5分，3%以上扣10分", "%", "", "0.5%", "0"),
    ("异常率1%-3%扣5分，3%以上扣10分", "%", "", "4%", "-10"),
    ("超负荷5；饱和0；一般-5；不足-10", "", "", "不足", "-10"),
    ("超负荷５；饱和０；一般－５；不足－10", "", "", "一般", "-5"),
    ("超负荷+5分、饱和0分、一般-5分、不足-10分", "", "", "超负荷", "5"),
    ("提前完成+5；按时0；滞后扣10", "", "", "滞后", "-10"),
    ("提前完成加5分，按时0分，滞后减10分", "", "", "提前完成", "5"),
    ("優秀加5分；合格0分；不合格扣10分", "", "", "不合格", "-10"),
    ("ahead +5; on time 0; late -10", "", "", "late", "-10"),
];

fn unit(text: &str) -> Unit {
    if text.is_empty() { Unit::plain() } else { Unit::read(text) }
}

fn read(sentence: &str, of: &str, target: &str) -> Result<Rule, Vec<rule::Refusal>> {
    let unit = unit(of);
    let target = rule::target(target, &unit);
    let context = Context {
        unit: &unit,
        target: target.as_ref(),
        full: None,
        scale: Scale::Deductions,
        weight: Decimal::ZERO,
        span: None,
        measures: &["投诉", "表扬"],
        names: [""; 2],
    };
    rule::read(sentence, &context).map(|reading| reading.rule)
}

#[test]
fn sentences_give_signed_points() {
    for (sentence, unit, target, value, points) in SENTENCES {
        let trial = Trial {
            sentence,
            unit: Some(unit).filter(|unit| !unit.is_empty()).copied(),
            target,
            value: Some(value),
            deductions: true,
            ..Trial::default()
        };
        let tried = try_rule(&trial, Lang::ZhCn).unwrap_or_else(|refused| panic!("{sentence}: {refused:?}"));
        assert_eq!(tried.points, Some(((*points).to_owned(), false)), "{sentence} {value}");
    }
    // Two measures, each with its sign.
    let both = read("投诉每次扣5分，表扬每次加2分", "次", "").unwrap();
    let counts = [Decimal::from(2), Decimal::from(3)];
    assert_eq!(both.points(&Input::Counts(&counts)).unwrap().points, Decimal::from(-4));
}

#[test]
fn what_rests_on_full_points_is_refused_with_the_way_out() {
    for (sentence, unit, target, words) in [
        ("每发生1次扣2分，扣完为止", "次", "", "扣完为止"),
        ("完成得满分，未完成不得分", "%", "100%", "得满分"),
        ("按完成率比例计分", "%", "100%", "按完成率比例计分"),
        ("每低1%扣2%分值", "%", "100%", "扣2%分值"),
        ("满分20分，每次扣2分", "次", "", "满分20分"),
        ("每次扣2分，3次以上不得分", "次", "", "不得分"),
        ("直接计分", "分", "", "直接计分"),
        ("0%得0分，100%得20分，区间内线性计算", "%", "", "线性"),
    ] {
        let refusals = read(sentence, unit, target).expect_err(sentence);
        assert_eq!(refusals[0].reason.code().id(), "E291", "{sentence}");
        assert!(
            refusals[0].words.contains(words) || words.contains(&refusals[0].words),
            "{sentence}: {:?}",
            refusals[0]
        );
    }
    assert_eq!(read("每发生1次扣2分，扣完为止", "次", "").unwrap_err()[0].nearest, "每发生1次扣2分");
    // What no level says, and what is nobody's level.
    assert!(read("迟到扣2分；旷工扣10分", "", "").is_err());
    assert!(read("达到目标加5分，每低1%扣1分", "%", "90%").is_err());
    assert!(read("每低1%扣1分，低于80%得0分", "%", "90%").is_err());
    assert!(read("视情况扣5-10分", "", "").is_err());
    // Once, or each time?
    assert!(read("无投诉加2分，有投诉扣5分", "次", "").is_err());
    assert!(read("超负荷5；饱和0；饱和-5", "", "").is_err());
    assert!(read("95%以上+2；90%-95% 0；低于90%-5", "%", "").is_err());
}

#[test]
fn the_echo_reads_again_as_the_same_rule() {
    for (sentence, unit, target, ..) in SENTENCES {
        let rule = read(sentence, unit, target).unwrap();
        assert!(rule.is_signed() && rule.floor.is_none() && rule.cap.is_none(), "{sentence}");
        for lang in [Lang::ZhCn, Lang::ZhTw] {
            let echo = rule.describe(lang).join("；");
            let again = read(&echo, unit, target).unwrap_or_else(|refused| panic!("{echo}: {refused:?}"));
            // Traditional labels are other words than simplified ones.
            assert!(again == rule || matches!(rule.main, Main::Labels(_)), "{sentence}: {echo}");
        }
        let english = rule.describe(Lang::En);
        assert!(!english.is_empty() && english.iter().all(|line| !line.contains("full")), "{english:?}");
    }
}

#[test]
fn sheets_calculate_the_same_signed_points() {
    for (sentence, unit, target, ..) in SENTENCES {
        let rule = read(sentence, unit, target).unwrap();
        let formula = rule.excel(&["B2"], rule.target.map(|_| "C2"));
        for sample in rule.sample() {
            let Ok(outcome) = &sample.outcome else { continue };
            let cell = |_: u32, column: u32| match (column, sample.number) {
                (3, _) => Cell::Number(rule.target.unwrap_or_default().to_string().parse().unwrap()),
                (_, Some(number)) => Cell::Number(number.to_string().parse().unwrap()),
                (_, None) => Cell::Text(sample.value.clone()),
            };
            let points: f64 = outcome.points.to_string().parse().unwrap();
            match calculate(&formula, &cell) {
                Cell::Number(found) => assert!((found - points).abs() < 1e-9, "{sentence} {}: {formula}", sample.value),
                other => panic!("{sentence} {}: {other:?}", sample.value),
            }
        }
    }
}

#[test]
fn sheets_show_where_it_begins_and_no_weights() {
    let own = parts_of(&in_deductions(), "E002");
    assert!(own.contains("起评分") && !own.contains("权重") && !own.contains("满分") && !own.contains("加权"));
    // Nothing of it is a constant: the sum begins with the cell of 起评分.
    assert!(own.contains("ROUND(SUM("), "a live subtotal");
    let summary = parts_of(&in_deductions(), "绩效汇总");
    assert!(summary.contains("起评分") && !summary.contains("加权"));
    // On the other scales nothing of it stands.
    let other = parts_of(&crate::problems::good(), "E002");
    assert!(!other.contains("起评分") && other.contains("加权得分"));
}

#[test]
fn the_next_workbook_keeps_the_scale_and_has_no_columns_of_weights() {
    let mut book = in_deductions();
    book.row("考核信息", 5, &["起评分", "90"]).row("考核信息", 6, &["缺数据处理", "不考核"]);
    let bytes = book.bytes();
    let department = Submission::read(&bytes).department.unwrap();
    let next = next_form(&bytes, &department, "2026-12".parse().unwrap()).unwrap().unwrap();
    assert_eq!(form_mistakes(&next), []);
    let kept = Submission::read(&next).department.unwrap();
    assert_eq!(kept.appraisal.start(), Some(Decimal::from(90)));
    let rules = |department: &Department| -> Vec<_> {
        department.roles[0].kpis.iter().map(|kpi| (kpi.rule.clone(), kpi.marks.clone())).collect()
    };
    assert_eq!(rules(&kept), rules(&department));
    let mut zip = zip::ZipArchive::new(Cursor::new(next)).unwrap();
    let mut strings = String::new();
    zip.by_name("xl/sharedStrings.xml").unwrap().read_to_string(&mut strings).unwrap();
    assert!(strings.contains("<t>扣分制</t>") && !strings.contains("<t>权重</t>") && !strings.contains("<t>满分</t>"));
}

#[test]
fn on_an_offices_own_form_the_start_and_the_points_add_up_and_weights_are_blank() {
    let department = Submission::read(&in_deductions().bytes()).department.unwrap();
    let results = scorebook::score::score(&department, &History::default());
    let values = form_values::person(&department, &results, 0);
    let number = |field: Field| match &values.own[&field] {
        Put::Number(number) => *number,
        other => panic!("{other:?}"),
    };
    // 100 + 11 + 3.
    let parts = [Field::Start, Field::Subtotal, Field::Adjustment, Field::Total].map(number);
    assert_eq!(parts, [100, 11, 3, 114].map(Decimal::from));
    assert!(values.rows[&Group::Kpi].iter().all(|row| row[&Field::Weight] == Put::Blank));
}

#[test]
fn settings_are_read_in_every_language() {
    for (scale, word, start) in [
        ("计分方式", "扣分制", "起评分"),
        ("計分方式", "扣分制", "起評分"),
        ("Score scale", "deductions", "Starting points"),
        ("计分方式", "加扣分制", "基础分"),
    ] {
        let mut book = in_deductions();
        book.row("考核信息", 3, &[scale, word]).row("考核信息", 5, &[start, "90"]);
        assert_eq!(told(&book), Vec::<String>::new(), "{scale} {start}");
        assert_eq!(person(&results(&book), "E001")["total"], "104.00");
    }
}

#[test]
fn two_roles_begin_each_where_everybody_begins_and_join_by_days() {
    let mut book = in_deductions();
    book.set("人员名单!D1", "到岗日期")
        .set("人员名单!E1", "离岗日期")
        .set("人员名单!E3", "2026-11-10")
        .row("人员名单", 4, &["E002", "李四", "组长", "2026-11-11"])
        .row("考核指标", 6, &["组长", "任务数", "任务数", "", "次", "10", "每少1次扣2分"])
        .row("数据项", 6, &["组长", "任务数", "次", "求和"])
        .sheet("数据-组长", &[&["工号", "姓名", "任务数"], &["E002", "李四", "7"]]);
    let results = results(&book);
    // As a clerk 43 over 10 days; as a head 100 − 3 × 2 = 94 over 20: (430 + 1880) ÷ 30 = 77.
    let totals: Vec<&Value> =
        person(&results, "E002")["roles"].as_array().unwrap().iter().map(|r| &r["total"]).collect();
    assert_eq!(totals, ["43.00", "94.00"]);
    assert_eq!(person(&results, "E002")["total"], "77.00");
}

#[test]
fn months_are_archived_verified_and_rolled_up_by_their_totals() {
    let folder = tempfile::tempdir().unwrap();
    for (period, complaints) in [("2026-10", "0"), ("2026-11", "2"), ("2026-12", "4")] {
        let mut book = in_deductions();
        book.set("考核信息!B2", period).set("数据-职员!D3", complaints).set("加减分!D2", "0.01");
        std::fs::write(folder.path().join(format!("{period}.xlsx")), book.bytes()).unwrap();
    }
    let run = |arguments: &[&str]| {
        let output = scorebook(folder.path(), arguments);
        assert!(output.status.success(), "{}", said(&output));
        said(&output)
    };
    run(&["run", "2026-10.xlsx", "2026-11.xlsx", "2026-12.xlsx", "-o", "out", "--archive", "archive"]);
    run(&["archive", "verify", "--archive", "archive"]);
    run(&["rollup", "--archive", "archive", "--department", "工程部", "--period", "2026Q4", "-o", "quarter"]);
    let quarter = folder.path().join("quarter/工程部/2026Q4/results.json");
    let quarter: Value = serde_json::from_str(&std::fs::read_to_string(quarter).unwrap()).unwrap();
    // 100 − 10 − 24 − 3 = 63, less 0, 10 and 20: (63 + 53 + 43) ÷ 3 = 53. Where it begins counts once.
    assert_eq!(person(&quarter, "E002")["total"], "53.00");
    // Counted events mean something else over three months.
    let measures =
        ["rollup", "--archive", "archive", "--department", "工程部", "--period", "2026Q4", "--method", "measures"];
    let refused = scorebook(folder.path(), &[&measures[..], &["-o", "again"]].concat());
    assert!(!refused.status.success() && said(&refused).contains("E621"), "{}", said(&refused));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_total_is_the_start_and_the_sum_of_the_signed_points(
        (events, done, level, mark, start) in (0_u32..9, 800_u32..1300, 0_usize..4, -100_i32..=5, 60_u32..120)
    ) {
        let level = ["超负荷", "饱和", "一般", "不足"][level];
        let mut book = in_deductions();
        book.row("考核信息", 5, &["起评分", &start.to_string()])
            .row("数据-职员", 3, &["E002", "李四", level, &events.to_string(), &(f64::from(done) / 10.0).to_string(), "100"])
            .set("评分-职员!E5", mark.to_string().as_str());
        let results = results(&book);
        let points = scores(&results, "E002");
        let sum = points.iter().map(|text| text.parse::<Decimal>().unwrap()).fold(Decimal::from(start), |a, b| a + b);
        let total = person(&results, "E002")["total"].as_str().unwrap().parse::<Decimal>().unwrap();
        prop_assert_eq!(total, sum.max(Decimal::ZERO));
        // Signed points are never a part of anything: the events, by hand.
        prop_assert_eq!(points[2].parse::<Decimal>().unwrap(), Decimal::from(-i64::from((events * 5).min(20))));
    }
}

#[test]
fn what_is_counted_without_a_name_of_its_own_is_said_as_a_number_in_every_language() {
    for (lang, words) in [(Lang::En, "2次, 2 steps, 10 points off"), (Lang::ZhCn, "2次，计 2 档，扣 10 分")] {
        let trial = Trial {
            sentence: "每次投诉扣5分",
            unit: Some("次"),
            target: "0",
            full: None,
            deductions: true,
            value: Some("2"),
        };
        let ways: Vec<String> = try_rule(&trial, lang).unwrap().table.into_iter().map(|row| row.way).collect();
        assert!(ways.iter().any(|way| way.contains(words)), "{ways:?}");
        assert!(ways.iter().all(|way| !way.trim_start().starts_with(':')), "{ways:?}");
    }
}
