//! `rollup --method measures`: a quarter computed again from the data of its months, every figure worked out by hand.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use rust_xlsxwriter::Workbook;
use serde_json::Value;

/// 指标, 权重, 计算公式, 单位, 目标值, 评分标准.
type Kpi = [&'static str; 6];

const KPIS: [Kpi; 4] = [
    ["销售达成率", "40%", "销售额/销售目标", "%", "100%", "按比例计分，最高120分"],
    ["销售额", "30%", "销售额", "元", "100", "按比例计分，最高120分"],
    ["服务评分", "15%", "服务评分", "分", "5分", "按评分计分，满分5分"],
    ["在库商品", "15%", "在库商品", "个", "50", "按比例计分"],
];
const MEASURES: [[&str; 3]; 4] =
    [["销售额", "元", "求和"], ["销售目标", "元", "求和"], ["服务评分", "分", "平均"], ["在库商品", "个", "期末"]];

/// A month of the department 直播部 with the role 主播.
#[derive(Clone)]
struct Month {
    period: &'static str,
    kpis: Vec<Kpi>,
    /// Further columns of 考核指标: a header, and what stands in it for a KPI.
    columns: Vec<(&'static str, &'static str, &'static str)>,
    /// 工号, then one value per measure.
    rows: Vec<[&'static str; 5]>,
    /// 工号, 类型, 分值, 事由.
    adjustments: Vec<[&'static str; 4]>,
    /// 小数位数.
    decimals: &'static str,
    /// 最低分 of the grade A.
    lowest_a: &'static str,
    /// The unit of 销售额.
    unit: &'static str,
    /// Whom 参评 says 否 of.
    aside: Vec<&'static str>,
}

fn month(period: &'static str, target: &'static str, rows: &[[&'static str; 5]]) -> Month {
    let mut kpis = KPIS.to_vec();
    kpis[1][4] = target;
    Month {
        period,
        kpis,
        columns: Vec::new(),
        rows: rows.to_vec(),
        adjustments: Vec::new(),
        decimals: "2",
        lowest_a: "85",
        unit: "元",
        aside: Vec::new(),
    }
}

/// October to December: E1 and E2 are there all the time, E3 joins in November.
fn quarter() -> [Month; 3] {
    [
        month("2026-10", "100", &[["E1", "90", "100", "4", "40"], ["E2", "100", "100", "5", "50"]]),
        month(
            "2026-11",
            "120",
            &[["E1", "132", "120", "5", "50"], ["E2", "120", "120", "5", "50"], ["E3", "60", "60", "5", "25"]],
        ),
        month(
            "2026-12",
            "130",
            &[["E1", "130", "130", "4.5", "60"], ["E2", "130", "130", "5", "50"], ["E3", "75", "60", "4", "50"]],
        ),
    ]
}

struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    fn with(months: &[Month]) -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        for month in months {
            office.archive(month);
        }
        office
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn command(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
        command.args(["--lang", "zh-CN"]).args(arguments).arg("--archive").arg(self.path("archive"));
        command.output().unwrap()
    }

    fn archive(&self, month: &Month) {
        let input = self.path(&format!("{}.xlsx", month.period));
        write(month).save(&input).unwrap();
        let out = self.path("out");
        let done = self.command(&["run", "--no-person-files", input.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        assert!(done.status.success(), "{}", said(&done));
    }

    fn roll_up(&self, period: &str, method: &str) -> Output {
        let out = self.path("out");
        let arguments = ["--department", "直播部", "--period", period, "--method", method, "-o"];
        self.command(&[&["rollup"], &arguments[..], &[out.to_str().unwrap()]].concat())
    }

    fn results(&self, period: &str) -> Value {
        let path = self.path("out").join("直播部").join(period).join("results.json");
        serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
    }

    /// Rolls up by measures and gives the results beside what was said.
    fn by_measures(&self, period: &str) -> (Value, String) {
        let done = self.roll_up(period, "measures");
        assert!(done.status.success(), "{}", said(&done));
        (self.results(period), said(&done))
    }

    fn refusal(&self, period: &str) -> String {
        let done = self.roll_up(period, "measures");
        assert_eq!(done.status.code(), Some(1), "{}", said(&done));
        assert!(!self.path("out").join("直播部").join(period).exists());
        assert!(!self.path("archive").join("直播部").join(period).exists());
        said(&done)
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn write(month: &Month) -> Workbook {
    let mut book = Workbook::new();
    let mut sheet = |name: &str, lines: Vec<Vec<&str>>| {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line) {
                match cell.parse::<f64>() {
                    Ok(number) => sheet.write(row, column, number).unwrap(),
                    Err(_) => sheet.write(row, column, cell).unwrap(),
                };
            }
        }
    };
    let settings =
        [["部门", "直播部"], ["考核周期", month.period], ["缺数据处理", "报错"], ["小数位数", month.decimals]];
    sheet("考核信息", settings.iter().map(|pair| pair.to_vec()).collect());
    let mut kpis = vec![vec!["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"]];
    kpis[0].extend(month.columns.iter().map(|(head, ..)| *head));
    for kpi in &month.kpis {
        let mut row = vec!["主播"];
        row.extend(kpi);
        row.extend(month.columns.iter().map(|(_, name, cell)| if *name == kpi[0] { *cell } else { "" }));
        kpis.push(row);
    }
    sheet("考核指标", kpis);
    let mut measures = vec![vec!["岗位", "数据项", "单位", "汇总方式"]];
    measures.extend(MEASURES.iter().map(|[name, unit, aggregate]| {
        vec!["主播", name, if *name == "销售额" { month.unit } else { unit }, aggregate]
    }));
    sheet("数据项", measures);
    let mut staff = vec![vec!["工号", "姓名", "岗位", "参评"]];
    let appraised = |id: &str| if month.aside.contains(&id) { "否" } else { "是" };
    staff.extend(month.rows.iter().map(|row| vec![row[0], row[0], "主播", appraised(row[0])]));
    sheet("人员名单", staff);
    let mut data = vec![vec!["工号", "姓名"]];
    data[0].extend(MEASURES.iter().map(|measure| measure[0]));
    data.extend(month.rows.iter().map(|row| [&[row[0]], &row[..]].concat()));
    sheet("数据-主播", data);
    if !month.adjustments.is_empty() {
        let mut rows = vec![vec!["工号", "姓名", "类型", "分值", "事由"]];
        rows.extend(month.adjustments.iter().map(|[id, kind, points, reason]| vec![*id, *id, *kind, *points, *reason]));
        sheet("加减分", rows);
    }
    let grades = [["等级", "最低分", "绩效系数"], ["A", month.lowest_a, "1"], ["B", "0", "0"]];
    sheet("等级", grades.iter().map(|row| row.to_vec()).collect());
    book
}

fn person<'a>(results: &'a Value, id: &str) -> &'a Value {
    results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap()
}

/// Value, target, score and weighted score of a person's KPI.
fn kpi<'a>(results: &'a Value, id: &str, index: usize) -> [&'a str; 4] {
    let kpi = &person(results, id)["roles"][0]["kpis"][index];
    ["value", "target", "score", "weighted"].map(|name| kpi[name].as_str().unwrap())
}

#[test]
fn a_quarter_by_measures_scores_the_sums_means_and_last_values_of_its_months() {
    let office = Office::with(&quarter());
    let (results, words) = office.by_measures("2026Q4");
    // 90 + 132 + 130 = 352 over 100 + 120 + 130 = 350: 1.005714… → 1.0057, times 100, times 40%.
    assert_eq!(kpi(&results, "E1", 0), ["1.0057", "1", "100.57", "40.23"]);
    // The months' targets 100, 120 and 130 are summed: 352 / 350 × 100 = 100.571… → 100.57, times 30% = 30.171.
    assert_eq!(kpi(&results, "E1", 1), ["352", "350", "100.57", "30.17"]);
    // (4 + 5 + 4.5) / 3 = 4.5 of 5.
    assert_eq!(kpi(&results, "E1", 2), ["4.5", "5", "90.00", "13.50"]);
    // December's 60 over the 50 of every month: full points and no more.
    assert_eq!(kpi(&results, "E1", 3), ["60", "50", "100.00", "15.00"]);
    assert_eq!(person(&results, "E1")["total"], "98.90");
    assert_eq!(person(&results, "E1")["roles"][0]["days"], 92);
    assert_eq!(person(&results, "E2")["total"], "100.00");
    // E3 from November on: 135 / 120 = 1.125; 135 of 120 + 130, the targets of the months that E3 was there for; 4.5; 50.
    assert_eq!(kpi(&results, "E3", 0), ["1.125", "1", "112.50", "45.00"]);
    assert_eq!(kpi(&results, "E3", 1), ["135", "250", "54.00", "16.20"]);
    assert_eq!(person(&results, "E3")["roles"][0]["days"], 61);
    assert!(words.contains("E3（E3）在 2026-10 没有总分"), "{words}");
    assert!(!words.contains("没有归档"), "{words}");
    let verified = office.command(&["archive", "verify"]);
    assert!(said(&verified).contains("4 个工作簿重新计分结果相同"), "{}", said(&verified));
}

/// Who was not appraised in October has the figures and the targets of November and December, and an adjustment of October is nobody's;
/// the team's sum has October's data all the same.
#[test]
fn a_month_in_which_somebody_was_not_appraised_counts_for_the_team_alone() {
    let mut months = quarter();
    months[0].aside = vec!["E1"];
    let team = ["团队份额", "10%", "销售额/部门合计(销售额)", "%", "50%", "按比例计分，最高120分"];
    for month in &mut months {
        month.kpis[0][1] = "30%";
        month.kpis.push(team);
    }
    let office = Office::with(&months);
    let (results, words) = office.by_measures("2026Q4");
    // 132 + 130 = 262 over 120 + 130 = 250: 1.048, times 100, times 30%.
    assert_eq!(kpi(&results, "E1", 0), ["1.048", "1", "104.80", "31.44"]);
    // The targets of November and December: 262 of 250.
    assert_eq!(kpi(&results, "E1", 1), ["262", "250", "104.80", "31.44"]);
    // (5 + 4.5) / 2 = 4.75 of 5.
    assert_eq!(kpi(&results, "E1", 2), ["4.75", "5", "95.00", "14.25"]);
    // All of the team: 90 + 100 + 132 + 120 + 60 + 130 + 130 + 75 = 837; 262 / 837 = 0.31302… → 0.313 of 0.5: 62.6.
    assert_eq!(kpi(&results, "E1", 4)[..3], ["0.313", "0.5", "62.60"]);
    assert_eq!(person(&results, "E1")["roles"][0]["days"], 61);
    assert_eq!(results["people"].as_array().unwrap().len(), 3, "nobody new");
    // E2 was there and appraised all the time.
    assert_eq!(kpi(&results, "E2", 1), ["350", "350", "100.00", "30.00"]);
    assert!(words.contains("E1（E1）在 2026-10 没有总分") && !words.contains("E1 2026-10"), "{words}");
    let verified = office.command(&["archive", "verify"]);
    assert!(said(&verified).contains("4 个工作簿重新计分结果相同"), "{}", said(&verified));
}

/// October as 客服 (not appraised) and 组长, November and December as 客服 alone: of 客服 the later months count.
#[test]
fn a_role_in_which_somebody_was_not_appraised_is_set_aside_in_its_month_alone() {
    let office = Office { folder: tempfile::tempdir().unwrap() };
    for (period, solved, of) in [("2026-10", "10", "100"), ("2026-11", "90", "100"), ("2026-12", "72", "100")] {
        let mut book = crate::problems::base::with_second_person();
        book.set("考核信息!B2", period).set("数据-客服!D2", solved).set("数据-客服!E2", of).clear_rows("加减分", 2, 2);
        book.set("考核指标!J1", "折算").set("考核指标!J4", "是");
        let by_target = "按完成率比例计分，最高100分";
        book.set("考核指标!G3", by_target).set("考核指标!G4", by_target);
        if period == "2026-10" {
            book.set("人员名单!F1", "参评")
                .set("人员名单!E2", "2026-10-10")
                .set("人员名单!F2", "否")
                .row("人员名单", 5, &["E001", "张三", "组长", "2026-10-11"])
                .row("数据-组长", 3, &["E001", "张三", "9"]);
        }
        let input = office.path(&format!("{period}.xlsx"));
        fs::write(&input, book.bytes()).unwrap();
        let out = office.path("out");
        let done = office.command(&["run", "--no-person-files", input.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        assert!(done.status.success(), "{}", said(&done));
    }
    let out = office.path("out");
    let arguments = ["rollup", "--department", "客服部", "--period", "2026Q4", "--method", "measures", "-o"];
    let done = office.command(&[&arguments[..], &[out.to_str().unwrap()]].concat());
    assert!(done.status.success(), "{}", said(&done));
    let path = out.join("客服部").join("2026Q4").join("results.json");
    let results: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let roles = person(&results, "E001")["roles"].as_array().unwrap();
    let served = roles.iter().find(|role| role["role"] == "客服").unwrap();
    // 90 + 72 of 200: 81%, of 90% → 90.00; the 10 of October are nobody's.
    assert_eq!(served["kpis"][0]["value"], "0.81");
    assert_eq!(served["days"], 61);
    assert_eq!(roles.iter().find(|role| role["role"] == "组长").unwrap()["days"], 21);
}

#[test]
fn whoever_joins_leaves_or_moves_is_measured_by_the_targets_of_their_own_months() {
    // 销售额 alone: E1 joins in December, E2 leaves after October, E3 is there in October and December, E4 all the time.
    let with = |period, target, rows: &[[&'static str; 5]]| {
        let mut month = month(period, target, rows);
        month.kpis = vec![["销售额", "100%", "销售额", "元", target, "按比例计分，最高120分"]];
        month
    };
    let months = [
        with(
            "2026-10",
            "100",
            &[["E2", "90", "1", "1", "1"], ["E3", "80", "1", "1", "1"], ["E4", "50", "1", "1", "1"]],
        ),
        with("2026-11", "120", &[["E4", "60", "1", "1", "1"]]),
        with(
            "2026-12",
            "130",
            &[["E1", "130", "1", "1", "1"], ["E3", "35", "1", "1", "1"], ["E4", "65", "1", "1", "1"]],
        ),
    ];
    let office = Office::with(&months);
    let (results, words) = office.by_measures("2026Q4");
    // 130 of 130; 90 of 100; 115 of 230; 175 of 350.
    assert_eq!(kpi(&results, "E1", 0), ["130", "130", "100.00", "100.00"]);
    assert_eq!(kpi(&results, "E2", 0), ["90", "100", "90.00", "90.00"]);
    assert_eq!(kpi(&results, "E3", 0), ["115", "230", "50.00", "50.00"]);
    assert_eq!(kpi(&results, "E4", 0), ["175", "350", "50.00", "50.00"]);
    assert_eq!((&person(&results, "E1")["total"], &person(&results, "E1")["grade"]), (&"100.00".into(), &"A".into()));
    assert!(!words.contains("W427"), "{words}");
    // Their own workbook says their own target, and its live formulas rest on it.
    let own = texts_of(&office.path("out").join("直播部/2026Q4/个人评分表/主播/E1_E1_2026Q4.xlsx")).join("\n");
    assert!(own.contains("130") && !own.contains("350"), "{own}");
    // A target that is given for the quarter is everybody's: whoever was there for a part of it is named.
    let mut given = months.to_vec();
    given[2].columns = vec![("季度目标", "销售额", "440")];
    let office = Office::with(&given);
    let (results, words) = office.by_measures("2026Q4");
    assert_eq!(kpi(&results, "E1", 0)[1], "440");
    assert_eq!(words.matches("W427").count(), 3, "{words}");
    assert!(words.contains("E1（E1）只在 3 个月中的 1 个月在岗"), "{words}");
}

#[test]
fn a_target_of_the_quarter_or_year_wins_over_the_sum_of_the_months() {
    let mut months = quarter();
    months[2].columns = vec![("季度目标", "销售额", "440"), ("年度目标", "销售额", "≥1,760元")];
    let office = Office::with(&months);
    // 352 / 440 = 80%.
    assert_eq!(kpi(&office.by_measures("2026Q4").0, "E1", 1), ["352", "440", "80.00", "24.00"]);
    // 352 / 1760 = 20%.
    assert_eq!(kpi(&office.by_measures("2026").0, "E1", 1), ["352", "1760", "20.00", "6.00"]);
    // The half-year has no column: the months' sum.
    assert_eq!(kpi(&office.by_measures("2026H2").0, "E1", 1), ["352", "350", "100.57", "30.17"]);
}

#[test]
fn next_months_workbook_keeps_the_longer_targets() {
    let mut december = month("2026-12", "130", &[["E1", "130", "130", "4.5", "60"]]);
    december.columns = vec![("季度目标", "销售额", "440"), ("年度目标", "销售额", "≥1,760元")];
    let folder = tempfile::tempdir().unwrap();
    let (last, next) = (folder.path().join("12.xlsx"), folder.path().join("01.xlsx"));
    write(&december).save(&last).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_scorebook"));
    let done = command.arg("new").arg("--from").arg(&last).args(["--period", "2027-01", "-o"]).arg(&next).output();
    assert!(done.unwrap().status.success());
    let book = scorebook::workbook::read(&fs::read(next).unwrap()).value.unwrap();
    let sheet = book.sheets.iter().find(|sheet| &*sheet.name == "考核指标").unwrap();
    let texts: Vec<String> = sheet.cells.values().map(|cell| format!("{:?}", cell.value)).collect();
    for kept in ["季度目标", "440", "年度目标", "≥1,760元"] {
        assert!(texts.iter().any(|text| text.contains(kept)), "{kept}: {texts:?}");
    }
    assert!(!texts.iter().any(|text| text.contains("半年目标")), "{texts:?}");
}

#[test]
fn adjustments_are_summed_and_a_vetoed_or_calibrated_month_makes_that_persons_mean_count() {
    let mut months = quarter();
    months[0].adjustments = vec![["E1", "加分", "2", "带教新人"], ["E2", "校准", "80", "代岗"]];
    months[1].adjustments = vec![["E3", "一票否决", "", "泄露价格"]];
    months[2].adjustments = vec![["E1", "减分", "1", "迟到"]];
    let office = Office::with(&months);
    let (results, words) = office.by_measures("2026Q4");
    // 98.90 + 2 − 1.
    assert_eq!(
        (&person(&results, "E1")["adjustment"], &person(&results, "E1")["total"]),
        (&"1.00".into(), &"99.90".into())
    );
    assert_eq!(person(&results, "E1")["calibrated"], false);
    // (80 + 100 + 100) / 3 = 93.333…
    assert_eq!(
        (&person(&results, "E2")["total"], &person(&results, "E2")["calibrated"]),
        (&"93.33".into(), &true.into())
    );
    assert_eq!(person(&results, "E2")["raw_total"], "100.00");
    // November 0; December: 75/60 → 120 (cap) × 40% = 48; 75/130 = 57.69 × 30% = 17.31; 4/5 → 12; 50/50 → 15: 92.31. Half of it.
    assert_eq!(person(&results, "E3")["total"], "46.16");
    assert_eq!(person(&results, "E3")["vetoed"], false);
    assert!(words.contains("E2（E2）：2026-10 校准，总分按各月总分的平均计"), "{words}");
    assert!(words.contains("E3（E3）：2026-11 一票否决，总分按各月总分的平均计"), "{words}");
}

/// The quarter with other KPIs in the places from the second on.
fn with_kpis(kpis: &[Kpi]) -> [Month; 3] {
    quarter().map(|mut month| {
        month.kpis.truncate(1);
        month.kpis.extend(kpis);
        month
    })
}

#[test]
fn events_tiers_absolute_steps_and_fixed_numbers_are_refused_with_the_kpis_name() {
    let others: [Kpi; 4] = [
        ["事件", "15%", "在库商品", "次", "", "每发生1次扣2分"],
        ["档位", "15%", "在库商品", "个", "50", "≥50个得100分；30～49个得60分；＜30个得0分"],
        ["步长", "15%", "在库商品", "个", "50", "每低于目标1个扣2分"],
        ["定数", "15%", "如果(销售额>100,1,0.5)", "%", "100%", "按比例计分"],
    ];
    let words = Office::with(&with_kpis(&others)).refusal("2026Q4");
    for kpi in &others[..3] {
        let named = format!("主播“{}”不能按几个月的数据重新计算：评分标准“{}”", kpi[0], kpi[5]);
        assert!(words.contains(&named), "{named}: {words}");
    }
    assert!(words.contains("主播“定数”不能按几个月的数据重新计算：公式“如果(销售额>100,1,0.5)”"), "{words}");
    assert_eq!(words.matches("E621").count(), 4, "{words}");
    assert!(words.contains("--method mean"), "{words}");
}

#[test]
fn a_target_that_cannot_be_summed_is_asked_for_and_taken_from_its_column() {
    let mut months = with_kpis(&[["每件商品销售", "60%", "销售额/在库商品", "元", "2", "按比例计分"]]);
    months[2].columns = vec![("季度目标", "每件商品销售", "8")];
    let office = Office::with(&months);
    // 352 / 60 = 5.8667 of 8: 73.33375.
    assert_eq!(kpi(&office.by_measures("2026Q4").0, "E1", 1), ["5.8667", "8", "73.33", "44.00"]);
    let words = office.refusal("2026H2");
    assert!(words.contains("主播“每件商品销售”的目标值“2”不能按月相加") && words.contains("半年目标"), "{words}");
}

#[test]
fn a_measure_whose_unit_changed_to_one_of_its_kind_is_converted() {
    let mut months = quarter();
    months[1].unit = "万元";
    for (row, sales) in months[1].rows.iter_mut().zip(["0.0132", "0.012", "0.006"]) {
        row[1] = sales;
    }
    let (results, _) = Office::with(&months).by_measures("2026Q4");
    // The figures of the quarter in one unit.
    assert_eq!(kpi(&results, "E1", 0), ["1.0057", "1", "100.57", "40.23"]);
    assert_eq!(kpi(&results, "E1", 1), ["352", "350", "100.57", "30.17"]);
    assert_eq!(kpi(&results, "E3", 1), ["135", "250", "54.00", "16.20"]);
    assert_eq!(person(&results, "E1")["total"], "98.90");
}

#[test]
fn a_measure_whose_unit_changed_to_another_kind_is_refused_by_its_kpis() {
    let mut months = quarter();
    // 笔 is no amount of money; in the ratio and as the value it is another thing.
    for month in &mut months[..2] {
        month.kpis[0][2] = "服务评分/在库商品";
        month.kpis[1][2] = "销售额";
        month.kpis[1][3] = "";
    }
    months[2].kpis[0][2] = "服务评分/在库商品";
    months[2].kpis[1][3] = "";
    months[2].unit = "小时";
    let words = Office::with(&months).refusal("2026Q4");
    assert!(words.contains("主播“销售额”的定义在 2026-11 与 2026-12 之间有变化"), "{words}");
    assert!(!words.contains("在 2026-10 与 2026-11"), "{words}");
}

#[test]
fn a_definition_that_changed_is_named_and_only_mean_and_days_are_left() {
    let mut months = quarter();
    months[1].kpis[2][1] = "10%";
    months[1].kpis[3][1] = "20%";
    let office = Office::with(&months);
    let words = office.refusal("2026Q4");
    assert!(words.contains("主播“服务评分”的定义在 2026-10 与 2026-11 之间有变化"), "{words}");
    assert!(words.contains("主播“在库商品”的定义在 2026-11 与 2026-12 之间有变化"), "{words}");
    assert_eq!(words.matches("E620").count(), 4, "{words}");
    for method in ["mean", "days"] {
        let done = office.roll_up("2026Q4", method);
        assert!(done.status.success() && said(&done).contains("W619"), "{}", said(&done));
    }
}

#[test]
fn a_quarters_workbooks_show_the_months_beside_the_result_and_who_was_there_for_a_part() {
    let mut months = quarter().to_vec();
    months.remove(1);
    let office = Office::with(&months);
    let out = office.path("out");
    let quarter = out.join("直播部/2026Q4");
    for method in ["mean", "days", "measures"] {
        assert!(office.roll_up("2026Q4", method).status.success());
        let summary = scorebook::workbook::read(&fs::read(quarter.join("直播部_2026Q4_绩效汇总.xlsx")).unwrap());
        let summary = summary.value.unwrap();
        let sheet = |name: &str| summary.sheets.iter().find(|sheet| &*sheet.name == name).unwrap();
        let overview: Vec<String> = sheet("总览").cells.values().map(|cell| format!("{:?}", cell.value)).collect();
        assert!(overview.iter().any(|text| text.contains("未归档：2026-11")), "{method}: {overview:?}");
        let ranking = sheet("排名");
        let row_of = |id: &str| {
            let at = ranking.cells.iter().find(|(_, cell)| format!("{:?}", cell.value) == format!("Text({id:?})"));
            let row = at.unwrap().0.0;
            let cells = ranking.cells.range((row, 9)..(row + 1, 0));
            cells.map(|(_, cell)| format!("{:?}", cell.value)).collect::<Vec<_>>().join(" ")
        };
        // October of E1: 90/100 → 90 × 40% = 36; 90 → 27; 4/5 → 12; 40/50 → 12: 87. December: 100, 100, 90, 100 → 98.5.
        let heads = row_of("工号");
        assert!(heads.contains("10 月") && heads.contains("12 月") && !heads.contains("11 月"), "{heads}");
        assert!(row_of("E1").contains("Number(87) Number(98.5)"), "{method}: {}", row_of("E1"));
        // Only E3 was there for less than October and December.
        assert!(row_of("E3").contains("Text(\"—\") Number(92.31) Text(\"主播（31 天）"), "{method}: {}", row_of("E3"));
        assert!(!row_of("E1").contains("天"), "{}", row_of("E1"));
        let own = texts_of(&quarter.join("个人评分表/主播/E1_E1_2026Q4.xlsx")).join("\n");
        assert!(own.contains("2026-10 87.00，2026-12 98.50，未归档：2026-11"), "{method}: {own}");
    }
}

#[test]
fn a_changed_grade_table_and_a_changed_setting_are_named_between_the_months_and_beside_the_previous_period() {
    let mut months = quarter();
    months[1].decimals = "1";
    months[2].decimals = "1";
    months[2].lowest_a = "90";
    let office = Office::with(&months);
    for method in ["mean", "measures"] {
        let words = said(&office.roll_up("2026Q4", method));
        assert!(words.contains("考核信息“小数位数”在 2026-10 与 2026-11 之间有变化"), "{words}");
        assert!(words.contains("等级表在 2026-11 与 2026-12 之间有变化"), "{words}");
    }
    let summary = |period: &str| {
        texts_of(&office.path("out").join(format!("直播部/{period}/直播部_{period}_绩效汇总.xlsx"))).join("\n")
    };
    let (november, december) = (summary("2026-11"), summary("2026-12"));
    // Decimals, and the target of sales: 100, then 120, then 130.
    assert!(november.contains("与 2026-10 相比，定义有 2 处变动"), "{november}");
    assert!(december.contains("与 2026-11 相比，定义有 2 处变动"), "{december}");
    assert!(december.contains("≥85 · 1") && december.contains("≥90 · 1"), "{december}");
}

#[test]
fn a_changed_month_makes_a_new_revision_of_the_quarter_and_both_verify() {
    let months = quarter();
    let office = Office::with(&months);
    office.by_measures("2026Q4");
    assert!(said(&office.roll_up("2026Q4", "measures")).contains("与已归档的 r1 完全相同"));
    let mut november = month("2026-11", "120", &months[1].rows);
    november.rows[0][1] = "138";
    office.archive(&november);
    let (results, words) = office.by_measures("2026Q4");
    assert_eq!(kpi(&results, "E1", 1), ["358", "350", "102.29", "30.69"]);
    assert!(words.contains("已归档为 r2") && words.contains("E1"), "{words}");
    let verified = office.command(&["archive", "verify"]);
    // Three months, November twice, and the quarter twice.
    assert!(said(&verified).contains("6 个工作簿重新计分结果相同"), "{}", said(&verified));
}

#[test]
fn verify_makes_a_roll_up_again_from_its_months() {
    let office = Office::with(&quarter());
    assert!(office.roll_up("2026Q4", "days").status.success());
    let revision = office.path("archive").join("直播部/2026Q4/r1");
    // A forger who knows every hash: results, manifest and record agree with each other.
    let mut replaced = fs::read_to_string(revision.join("results.json")).unwrap();
    let honest = person(&office.results("2026Q4"), "E1")["total"].as_str().unwrap().to_owned();
    replaced = replaced.replace(&honest, "99.99");
    fs::write(revision.join("results.json"), &replaced).unwrap();
    let hash = |bytes: &[u8]| scorebook::archive::manifest::sha256(bytes);
    let manifest_path = revision.join("manifest.json");
    let mut manifest: Value = serde_json::from_slice(&fs::read(&manifest_path).unwrap()).unwrap();
    manifest["files"]["results.json"]["sha256"] = hash(replaced.as_bytes()).into();
    let manifest = serde_json::to_string_pretty(&manifest).unwrap() + "\n";
    fs::write(&manifest_path, &manifest).unwrap();
    let record_path = revision.parent().unwrap().join("current.json");
    let mut record: Value = serde_json::from_slice(&fs::read(&record_path).unwrap()).unwrap();
    record["revisions"][0]["manifest_sha256"] = hash(manifest.as_bytes()).into();
    fs::write(&record_path, serde_json::to_string_pretty(&record).unwrap()).unwrap();
    let verified = office.command(&["archive", "verify"]);
    let words = said(&verified);
    assert_eq!(verified.status.code(), Some(1), "{words}");
    assert!(words.contains("E613") && words.contains("99.99") && words.contains(&honest), "{words}");
}

/// Every text of a workbook.
fn texts_of(path: &std::path::Path) -> Vec<String> {
    let book = scorebook::workbook::read(&fs::read(path).unwrap()).value.unwrap();
    book.sheets.iter().flat_map(|sheet| sheet.cells.values().map(|cell| format!("{:?}", cell.value))).collect()
}

#[test]
fn growth_over_a_year_and_over_a_quarter_is_found_in_the_archive() {
    let growing = |period, formula, sales| {
        let mut month = month(period, "100", &[["E1", sales, "100", "5", "50"]]);
        month.kpis[3] = ["增长", "15%", formula, "%", "10%", "按比例计分，最高120分"];
        month
    };
    let years = ["2025-11", "2026-11"].into_iter().zip(["100", "112"]);
    let office = Office::with(&years.map(|(period, sales)| growing(period, "同比(销售额)", sales)).collect::<Vec<_>>());
    assert_eq!(kpi(&office.results("2026-11"), "E1", 3), ["0.12", "0.1", "120.00", "18.00"]);
    assert_eq!(person(&office.results("2025-11"), "E1")["roles"][0]["kpis"][3]["status"], "not_applicable");
    // Workbooks of whole quarters: the first of 2027 over the last of 2026, and none over a quarter that was left out.
    let quarters = ["2026Q3", "2026Q4", "2027Q1", "2027Q3"].into_iter().zip(["100", "90", "99", "99"]);
    let office =
        Office::with(&quarters.map(|(period, sales)| growing(period, "环比(销售额)", sales)).collect::<Vec<_>>());
    assert_eq!(kpi(&office.results("2027Q1"), "E1", 3), ["0.1", "0.1", "100.00", "15.00"]);
    assert_eq!(person(&office.results("2027Q3"), "E1")["roles"][0]["kpis"][3]["status"], "not_applicable");
}

#[test]
fn a_quarter_grows_over_the_last_one_whichever_method_rolled_that_up() {
    let growing = |period, sales, target| {
        let mut month = month(period, "100", &[["E1", sales, "100", "5", "50"]]);
        month.kpis[3] = ["增长", "15%", "环比(销售额)", "%", target, "按比例计分，最高120分"];
        month
    };
    // August was never archived.
    let months = [growing("2026-07", "90", "10%"), growing("2026-09", "110", "10%"), growing("2026-10", "210", "5%")];
    let office = Office::with(&months);
    for method in ["mean", "days", "measures"] {
        assert!(office.roll_up("2026Q3", method).status.success());
        let (quarter, _) = office.by_measures("2026Q4");
        // 210 over 90 + 110 = 200: 5% of the 5% that give full points.
        assert_eq!(kpi(&quarter, "E1", 3), ["0.05", "0.05", "100.00", "15.00"], "{method}");
        let summary = texts_of(&office.path("out").join("直播部/2026Q4/直播部_2026Q4_绩效汇总.xlsx")).join("\n");
        assert!(summary.contains("※增长：与 2026Q3 相比，目标值有变化，2026Q3 缺 2026-08"), "{method}: {summary}");
    }
    let verified = office.command(&["archive", "verify"]);
    // Three months, and each of the quarters three times.
    assert!(said(&verified).contains("9 个工作簿重新计分结果相同"), "{}", said(&verified));
    // A workbook of a whole quarter grows over a quarter of months likewise: 231 over 210.
    office.archive(&growing("2027Q1", "231", "5%"));
    assert_eq!(kpi(&office.results("2027Q1"), "E1", 3)[0], "0.1");
}

#[test]
fn score_sheet_and_summary_say_beside_growth_what_changed_since_and_which_period_is_missing() {
    let growing = |period, target, weight| {
        let mut month = month(period, "100", &[["E1", "100", "100", "5", "50"]]);
        month.kpis[2][1] = if weight == "15%" { "15%" } else { "10%" };
        month.kpis[3] = ["增长", weight, "环比(销售额)", "%", target, "按比例计分，最高120分"];
        month
    };
    let office = Office { folder: tempfile::tempdir().unwrap() };
    let sheet = |month: &Month| {
        let (input, out) = (office.path("input.xlsx"), office.path("out"));
        write(month).save(&input).unwrap();
        let done = office.command(&["run", input.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        assert!(done.status.success(), "{}", said(&done));
        let name = format!("直播部/{}/个人评分表/主播/E1_E1_{}.xlsx", month.period, month.period);
        let summary = format!("直播部/{}/直播部_{}_绩效汇总.xlsx", month.period, month.period);
        [texts_of(&out.join(name)).join("\n"), texts_of(&out.join(summary)).join("\n")]
    };
    let [october, summary] = sheet(&growing("2026-10", "10%", "15%"));
    for told in [october, summary] {
        assert!(told.contains("没有“销售额”的上期（2026-09）数据"), "{told}");
    }
    let [november, summary] = sheet(&growing("2026-11", "20%", "20%"));
    assert!(november.contains("与 2026-10 相比，目标值、权重有变化"), "{november}");
    assert!(summary.contains("※增长：与 2026-10 相比，目标值、权重有变化"), "{summary}");
    assert!(summary.contains("权重 20% ※"), "{summary}");
    let [december, summary] = sheet(&growing("2026-12", "20%", "20%"));
    assert!(!december.contains("相比，") && !summary.contains('※'), "{december} {summary}");
}

/// Two peers' marks of three months are six marks, and not six people.
#[test]
fn marks_of_several_months_are_counted_as_marks() {
    let office = Office { folder: tempfile::tempdir().unwrap() };
    for period in ["2026-10", "2026-11", "2026-12"] {
        let mut book = crate::problems::people::marked();
        let by_target = "按完成率比例计分，最高100分";
        book.set("考核信息!B2", period).set("考核指标!G3", by_target).set("考核指标!J4", "同级").clear_rows(
            "加减分",
            2,
            2,
        );
        for (row, rater) in (2..).zip(["甲", "乙", "丙"]) {
            book.row("评分-客服", row, &["E001", "张三", "同级", rater, "90", ""]);
            book.row("评分-客服", row + 3, &["E002", "李四", "同级", rater, "80", ""]);
        }
        let input = office.path(&format!("{period}.xlsx"));
        fs::write(&input, book.bytes()).unwrap();
        let out = office.path("out");
        let done = office.command(&["run", input.to_str().unwrap(), "-o", out.to_str().unwrap()]);
        assert!(done.status.success(), "{}", said(&done));
    }
    let out = office.path("out");
    let arguments = ["rollup", "--department", "客服部", "--period", "2026Q4", "--method", "measures", "-o"];
    let done = office.command(&[&arguments[..], &[out.to_str().unwrap()]].concat());
    assert!(done.status.success(), "{}", said(&done));
    let own = |period: &str| {
        let folder = out.join("客服部").join(period).join("个人评分表").join("客服");
        let entry = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
        let path = entry.into_iter().find(|path| path.to_string_lossy().contains("E001")).unwrap();
        crate::parts::text_of(fs::read(path).unwrap())
    };
    assert!(own("2026-11").contains("（3 人）"));
    assert!(own("2026Q4").contains("（9 个评分）") && !own("2026Q4").contains(" 人）"));
}
