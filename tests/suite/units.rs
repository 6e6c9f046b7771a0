//! Units are quantities: whatever units of a kind a workbook uses, the same things score the same.

use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::decimal::{plain, round, to_excel};
use scorebook::formula::{self, Cells, Formula, Inputs, Misfit, Names, Team, Units};
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::model::{Aggregate, Back, Measure};
use scorebook::quantity::kind::Quantity;
use scorebook::score::{self, KpiValue};
use scorebook::unit::Unit;
use scorebook::{check, workbook};

use super::problems::book::{Book, Content};
use super::sheet_engine;

/// One role with one KPI and one person: its formula, unit and target, the measures with their units, and the row.
struct Case<'a> {
    formula: &'a str,
    unit: &'a str,
    target: &'a str,
    rule: &'a str,
    measures: &'a [(&'a str, &'a str)],
    headings: &'a [&'a str],
    above: &'a [&'a str],
    below: &'a [&'a str],
    row: &'a [&'a str],
}

const PROPORTIONAL: &str = "按达成率比例计分，最高120分";
const MET: &str = "达到目标得100分，否则0分";

impl Case<'_> {
    fn book(&self) -> Book {
        let mut book = Book::default();
        let settings: [&[&str]; 6] = [
            &["部门", "试验部"],
            &["考核周期", "2026-11"],
            &["计分方式", "百分制"],
            &["小数位数", "2"],
            &["缺数据处理", "报错"],
            &["定级方式", "按分数"],
        ];
        let kpi = ["岗", "指标一", "100%", self.formula, self.unit, self.target, self.rule];
        let measures: Vec<[&str; 4]> = self.measures.iter().map(|(name, unit)| ["岗", name, unit, "求和"]).collect();
        let mut defined: Vec<&[&str]> = vec![&["岗位", "数据项", "单位", "汇总方式"]];
        defined.extend(measures.iter().map(|row| row.as_slice()));
        let names: Vec<&str> = self.measures.iter().map(|(name, _)| *name).collect();
        let headings =
            [&["工号", "姓名"][..], if self.headings.is_empty() { names.as_slice() } else { self.headings }].concat();
        let below = [&["", ""][..], self.below].concat();
        let row = [&["E1", "甲一"][..], self.row].concat();
        let mut data: Vec<&[&str]> = Vec::new();
        if !self.above.is_empty() {
            data.push(self.above);
        }
        data.push(&headings);
        if !self.below.is_empty() {
            data.push(&below);
        }
        data.push(&row);
        book.sheet("考核信息", &settings)
            .sheet("考核指标", &[&["岗位", "指标", "权重", "计算公式", "单位", "目标值", "评分标准"], &kpi])
            .sheet("数据项", &defined)
            .sheet("人员名单", &[&["工号", "姓名", "岗位"], &["E1", "甲一", "岗"]])
            .sheet("数据-岗", &data)
            .sheet("加减分", &[&["工号", "姓名", "类型", "分值", "事由"]])
            .sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "90", "1.2"], &["B", "0", "1"]]);
        book
    }

    fn answer(&self) -> String {
        answer_of(&self.book())
    }
}

/// `value score` of the KPI, or the codes of what is wrong.
pub(crate) fn answer_of(book: &Book) -> String {
    let read = workbook::read(&book.bytes()).value.unwrap();
    let checked = check::check(&read);
    let errors: Vec<&str> = checked.problems.iter().map(|p| p.code.id()).filter(|id| id.starts_with('E')).collect();
    let Some(department) = checked.value.filter(|_| errors.is_empty()) else { return errors.join(" ") };
    let results = score::score(&department, &History::default());
    let kpi = &results.people[0].roles[0].kpis[0];
    match (&kpi.value(), kpi.score()) {
        (Some(KpiValue::Number(value)), Some(score)) => format!("{} {}", plain(*value), plain(score)),
        other => format!("{other:?}"),
    }
}

fn answer(formula: &str, unit: &str, target: &str, rule: &str, measures: &[(&str, &str)], row: &[&str]) -> String {
    Case { formula, unit, target, rule, measures, headings: &[], above: &[], below: &[], row }.answer()
}

#[test]
fn measures_are_converted_to_the_unit_of_the_kpi() {
    for (formula, unit, target, measures, row, expected) in [
        ("甲", "万元", "120", &[("甲", "元")][..], &["900000"][..], "90 75"),
        ("甲", "元", "1000000", &[("甲", "百万元")], &["0.9"], "900000 90"),
        ("甲+乙", "小时", "2", &[("甲", "小时"), ("乙", "分钟")], &["1", "30"], "1.5 75"),
        ("甲+乙", "分钟", "120", &[("甲", "小时"), ("乙", "分钟")], &["1", "30"], "90 75"),
        ("甲-乙", "万元", "10", &[("甲", "万元"), ("乙", "千元")], &["10", "25"], "7.5 75"),
        ("甲/乙", "%", "100%", &[("甲", "元"), ("乙", "万元")], &["800000", "100"], "0.8 80"),
        ("甲/乙", "", "1", &[("甲", "元"), ("乙", "万元")], &["800000", "100"], "0.8 80"),
        ("甲/乙", "元", "100", &[("甲", "万元"), ("乙", "单")], &["0.8", "100"], "80 80"),
        ("甲/乙", "万元/人", "5", &[("甲", "元"), ("乙", "人")], &["80000", "2"], "4 80"),
        ("甲/乙", "公里/小时", "100", &[("甲", "米"), ("乙", "分钟")], &["8000", "6"], "80 80"),
        ("甲*乙", "平方米", "20", &[("甲", "米"), ("乙", "厘米")], &["8", "200"], "16 80"),
        ("甲/乙", "小时", "8", &[("甲", "分钟"), ("乙", "天")], &["9600", "25"], "6.4 80"),
        ("甲/乙", "次", "10000", &[("甲", "万次"), ("乙", "人")], &["1.6", "2"], "8000 80"),
        ("(甲+乙)/丙", "%", "10%", &[("甲", "次"), ("乙", "条"), ("丙", "人")], &["10", "14", "300"], "0.08 80"),
        ("最大(甲,乙)", "万元", "10", &[("甲", "元"), ("乙", "万元")], &["80000", "5"], "8 80"),
        ("最小(甲,乙)", "万元", "10", &[("甲", "元"), ("乙", "万元")], &["80000", "9"], "8 80"),
        ("求和(甲,乙)", "元", "100000", &[("甲", "元"), ("乙", "万元")], &["30000", "5"], "80000 80"),
        ("平均(甲,乙)", "万元", "10", &[("甲", "元"), ("乙", "万元")], &["110000", "5"], "8 80"),
        ("如果(甲>乙,甲,乙)", "万元", "10", &[("甲", "元"), ("乙", "万元")], &["70000", "8"], "8 80"),
        ("甲", "公斤", "100", &[("甲", "吨")], &["0.08"], "80 80"),
        ("甲+乙", "公斤", "2", &[("甲", "斤"), ("乙", "克")], &["2", "600"], "1.6 80"),
        ("甲", "平方米", "2000", &[("甲", "亩")], &["2.4"], "1600 80"),
        ("甲", "升", "100", &[("甲", "毫升")], &["80000"], "80 80"),
        ("甲", "天", "10", &[("甲", "周")], &["1"], "7 70"),
        ("甲+乙", "天", "20", &[("甲", "天"), ("乙", "周")], &["2", "2"], "16 80"),
        ("甲/乙", "‰", "5‰", &[("甲", "次"), ("乙", "次")], &["4", "1000"], "0.004 80"),
        // A price that nobody gave a unit, a blank unit, and one that nobody knows.
        ("甲*5", "元", "100", &[("甲", "单")], &["16"], "80 80"),
        ("甲*0.5", "元", "100", &[("甲", "单")], &["160"], "80 80"),
        ("甲*100", "元", "1000", &[("甲", "小时")], &["8"], "800 80"),
        ("甲", "", "100", &[("甲", "万元")], &["80"], "80 80"),
        ("甲/乙", "%", "100%", &[("甲", "元"), ("乙", "")], &["80", "100"], "0.8 80"),
        ("甲+乙", "元", "100", &[("甲", "元"), ("乙", "积分")], &["50", "30"], "80 80"),
    ] {
        assert_eq!(
            answer(formula, unit, target, PROPORTIONAL, measures, row),
            expected,
            "{formula} in {unit} of {measures:?}"
        );
    }
}

#[test]
fn targets_and_rules_are_in_units_of_their_own_and_equal_things_are_equal() {
    for (unit, target, rule, own, value, expected) in [
        ("小时", "≥30分钟", MET, "小时", "0.5", "0.5 100"),
        ("小时", "≤30分钟", MET, "分钟", "30", "0.5 100"),
        ("小时", "≥20分钟", MET, "分钟", "20", "0.3333 100"),
        ("小时", "≤20分钟", MET, "分钟", "20", "0.3333 100"),
        ("小时", "≤20分钟", MET, "分钟", "21", "0.35 0"),
        ("小时", "", "不低于20分钟得100分，否则0分", "分钟", "20", "0.3333 100"),
        ("小时", "", "20分钟以内得100分，超过20分钟得0分", "秒", "1200", "0.3333 100"),
        // Exactly three quarters, and exactly as much, although 20分钟 has no end in hours.
        ("小时", "20分钟", PROPORTIONAL, "分钟", "15", "0.25 75"),
        ("小时", "20分钟", PROPORTIONAL, "分钟", "20", "0.3333 100"),
        ("万元", "50万", PROPORTIONAL, "元", "400000", "40 80"),
        ("元", "50万元", PROPORTIONAL, "万元", "40", "400000 80"),
        ("万元", "500000元", PROPORTIONAL, "元", "400000", "40 80"),
        ("天", "≤2周", MET, "天", "14", "14 100"),
        ("次", "8次/年", PROPORTIONAL, "次", "4", "4 50"),
        ("", "≥80%", MET, "%", "80%", "0.8 100"),
        ("%", "不低于15%", MET, "%", "15%", "0.15 100"),
        ("公斤", "0.5吨", PROPORTIONAL, "斤", "800", "400 80"),
        ("分", "4.5分(满分5分)", "按评分计分", "分", "4", "4 80"),
        ("分", "90分（百分制）", "按评分计分", "分", "80", "80 80"),
        ("分", "8/10", "按评分计分", "分", "7", "7 70"),
        // 小时 under 天 and 元 under 次 do not convert.
        ("天", "8小时", MET, "天", "14", "E224"),
        ("次", "8元", MET, "次", "14", "E224"),
        // A count of each day is none of the month's.
        ("次", "8次/天", PROPORTIONAL, "次", "4", "E224"),
        ("次", "8次/每周", PROPORTIONAL, "次", "4", "E224"),
    ] {
        assert_eq!(
            answer("甲", unit, target, rule, &[("甲", own)], &[value]),
            expected,
            "{target} and {rule} under {unit}"
        );
    }
}

#[test]
fn a_formula_may_begin_with_the_name_of_its_kpi() {
    let told = |formula| answer(formula, "%", "100%", PROPORTIONAL, &[("甲", "单"), ("乙", "单")], &["8", "10"]);
    for formula in ["指标一=甲/乙", "指标一 ＝ 甲÷乙×100%。", "指标一：甲/乙；", "甲/乙。"] {
        assert_eq!(told(formula), "0.8 80", "{formula}");
    }
    assert_eq!(told("指标=甲/乙"), "E402");
}

#[test]
fn two_kinds_and_conversions_by_hand_are_refused() {
    for (formula, unit, measures, row, code) in [
        ("甲", "小时", &[("甲", "元")][..], &["8"][..], "E451"),
        ("甲", "%", &[("甲", "元")], &["8"], "E451"),
        ("甲/乙", "元", &[("甲", "元"), ("乙", "万元")], &["8", "1"], "E451"),
        ("甲", "元", &[("甲", "美元")], &["8"], "E451"),
        ("甲", "平方米", &[("甲", "米")], &["8"], "E451"),
        ("甲+乙", "元", &[("甲", "元"), ("乙", "小时")], &["8", "1"], "E450"),
        ("甲-乙", "元", &[("甲", "元"), ("乙", "单")], &["8", "1"], "E450"),
        ("最大(甲,乙)", "元", &[("甲", "元"), ("乙", "公斤")], &["8", "1"], "E450"),
        ("如果(甲>乙,1,0)", "", &[("甲", "元"), ("乙", "小时")], &["8", "1"], "E450"),
        ("如果(甲>0,甲,乙)", "元", &[("甲", "元"), ("乙", "小时")], &["8", "1"], "E450"),
        ("甲/60", "小时", &[("甲", "分钟")], &["480"], "E452"),
        ("甲/10000", "万元", &[("甲", "元")], &["480"], "E452"),
        ("甲*10000", "元", &[("甲", "万元")], &["480"], "E452"),
        ("甲/(乙*10000)", "%", &[("甲", "元"), ("乙", "万元")], &["8", "1"], "E452"),
        ("甲+乙/60", "小时", &[("甲", "小时"), ("乙", "分钟")], &["8", "1"], "E452"),
        ("甲/乙*100", "%", &[("甲", "单"), ("乙", "单")], &["8", "10"], "E452"),
    ] {
        assert_eq!(
            answer(formula, unit, "10", PROPORTIONAL, measures, row),
            code,
            "{formula} in {unit} of {measures:?}"
        );
    }
}

#[test]
fn a_data_sheet_says_itself_in_which_unit_a_column_is() {
    let under = |headings: &[&str], above: &[&str], below: &[&str]| {
        let measures = &[("甲", "元"), ("乙", "次")];
        let row = &["80", "4"];
        Case {
            formula: "甲", unit: "万元", target: "100", rule: PROPORTIONAL, measures, headings, above, below, row
        }
        .answer()
    };
    assert_eq!(under(&[], &[], &[]), "0.008 0.01");
    for (headings, above, below) in [
        (&["甲(万元)", "乙"][..], &[][..], &[][..]),
        (&["甲（单位：万元）", "乙（次）"], &[], &[]),
        (&["甲/万元", "乙"], &[], &[]),
        (&["甲[10k CNY]", "乙"], &[], &[]),
        (&[], &[], &["万元", "次"]),
        (&[], &[], &["（万元）"]),
        (&[], &["单位：万元"], &[]),
        (&[], &["", "", "", "金额单位:万元"], &[]),
        (&[], &["2026年11月数据（单位：万元、次）"], &[]),
        (&[], &["单位：", "万元"], &[]),
        // The nearer one counts.
        (&["甲(万元)", "乙"], &["单位：元"], &[]),
        (&[], &["单位：亿元"], &["万元", "次"]),
    ] {
        assert_eq!(under(headings, above, below), "80 80", "{headings:?} {above:?} {below:?}");
    }
    // What is no unit of the kind is a problem, what is no unit at all says nothing.
    assert_eq!(under(&["甲(小时)", "乙"], &[], &[]), "E323");
    assert_eq!(under(&["甲(含税)", "乙"], &["考核单位：销售部"], &[]), "0.008 0.01");
}

/// The names of random formulas: three amounts of each of four kinds.
const KINDS: [(&str, &[(&str, u64)]); 4] = [
    ("钱", &[("元", 1), ("千元", 1_000), ("万元", 10_000), ("百万元", 1_000_000), ("亿元", 100_000_000)]),
    ("时", &[("秒", 1), ("分钟", 60), ("小时", 3_600)]),
    ("重", &[("克", 1), ("斤", 500), ("公斤", 1_000), ("吨", 1_000_000)]),
    ("数", &[("次", 1), ("千次", 1_000), ("万次", 10_000)]),
];

fn name(kind: usize, index: usize) -> String {
    format!("{}{index}", KINDS[kind].0)
}

/// A formula whose value is of one of the kinds, or a pure number.
fn expression(kind: Option<usize>, depth: u32) -> BoxedStrategy<String> {
    let Some(kind) = kind else {
        let share = (0..KINDS.len(), 0..2_usize)
            .prop_flat_map(move |(kind, _)| (expression(Some(kind), depth / 2), expression(Some(kind), depth / 2)))
            .prop_map(|(a, b)| format!("({a})/({b})"));
        return if depth == 0 {
            share.boxed()
        } else {
            let inner = move || expression(None, depth - 1);
            prop_oneof![
                4 => share,
                1 => (inner(), inner()).prop_map(|(a, b)| format!("{a}*50%+{b}*50%")),
                1 => (inner(), inner()).prop_map(|(a, b)| format!("({a})*({b})")),
                1 => inner().prop_map(|a| format!("({a})-1")),
            ]
            .boxed()
        };
    };
    let leaf = (0..3_usize).prop_map(move |index| name(kind, index));
    if depth == 0 {
        return leaf.boxed();
    }
    let inner = move || expression(Some(kind), depth - 1);
    prop_oneof![
        2 => leaf,
        2 => (inner(), inner()).prop_map(|(a, b)| format!("({a})+({b})")),
        2 => (inner(), inner()).prop_map(|(a, b)| format!("({a})-({b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("最大({a},{b})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("最小({a},{b})")),
        1 => (inner(), inner(), inner()).prop_map(|(a, b, c)| format!("求和({a},{b},{c})")),
        1 => (inner(), inner()).prop_map(|(a, b)| format!("平均({a},{b})")),
        1 => (inner(), inner(), inner(), inner()).prop_map(|(a, b, c, d)| format!("如果({a}>={b},{c},{d})")),
        1 => (inner(), expression(None, 0)).prop_map(|(a, b)| format!("({a})*({b})")),
        1 => inner().prop_map(|a| format!("绝对值({a})*80%")),
    ]
    .boxed()
}

/// Twelve measures in chosen units, and their values in them.
struct Chosen {
    measures: Vec<Measure>,
    values: Vec<Decimal>,
    kpi: Unit,
}

impl Chosen {
    fn new(units: &[usize], base: &[u64], kpi: Unit) -> Self {
        let all = (0..KINDS.len()).flat_map(|kind| (0..3).map(move |index| (kind, index)));
        let mut measures = Vec::new();
        let mut values = Vec::new();
        for ((kind, index), (unit, base)) in all.zip(units.iter().zip(base)) {
            let (word, factor) = KINDS[kind].1[unit % KINDS[kind].1.len()];
            let name = name(kind, index).into();
            let unit = Unit::read(word);
            measures.push(Measure { name, unit, aggregate: Aggregate::Sum, meaning: String::new(), earlier: None });
            values.push((Decimal::from(*base) * Decimal::from(3_600) / Decimal::from(factor)).normalize());
        }
        Self { measures, values, kpi }
    }

    fn value(&self, text: &str) -> (Formula, Option<Decimal>) {
        let formula = formula::read(text, self).unwrap_or_else(|e| panic!("{text}: {e:?}"));
        let formula = formula.in_units(self).unwrap_or_else(|e: Vec<Misfit>| panic!("{text}: {e:?}"));
        let value = formula.evaluate(self).ok().map(|value| round(value, 4).normalize());
        (formula, value)
    }
}

impl Names for Chosen {
    fn measures(&self) -> &[Measure] {
        &self.measures
    }
    fn team(&self) -> Vec<(&str, &Unit)> {
        Vec::new()
    }
    fn has_target(&self) -> bool {
        false
    }
}

impl Units for Chosen {
    fn measure(&self, index: usize) -> Quantity {
        Quantity::of_unit(&self.measures[index].unit)
    }
    fn team(&self, _: &str) -> Quantity {
        Quantity::unknown()
    }
    fn kpi(&self) -> Quantity {
        Quantity::of_unit(&self.kpi)
    }
}

impl Inputs for Chosen {
    fn measure(&self, index: usize) -> Option<Decimal> {
        Some(self.values[index])
    }
    fn earlier(&self, _: usize, _: Back) -> Option<Decimal> {
        None
    }
    fn team(&self, _: Team, _: &str) -> Option<Decimal> {
        None
    }
    fn target(&self) -> Option<Decimal> {
        None
    }
}

/// Each measure in its own column of row 1.
impl Cells for Chosen {
    fn measure(&self, index: usize) -> String {
        format!("{}1", char::from(b'A' + u8::try_from(index).unwrap()))
    }
    fn earlier(&self, _: usize, _: Back) -> String {
        String::new()
    }
    fn team(&self, _: Team, _: &str) -> String {
        String::new()
    }
    fn target(&self) -> String {
        String::new()
    }
}

fn kinds() -> impl Strategy<Value = (Option<usize>, String)> {
    prop_oneof![Just(None), (0..KINDS.len()).prop_map(Some)]
        .prop_flat_map(|kind| expression(kind, 3).prop_map(move |text| (kind, text)))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]

    /// 80 and 8 differ by a digit, 80元 and 0.008万元 in nothing.
    #[test]
    fn units_exchanged_for_others_of_their_kind_score_the_same(
        (kind, text) in kinds(),
        base in prop::collection::vec(1_u64..2_000, 12),
        (one, other) in (prop::collection::vec(0_usize..60, 12), prop::collection::vec(0_usize..60, 12)),
    ) {
        let kpi = Unit::read(kind.map_or("%", |kind| KINDS[kind].1[1].0));
        let one = Chosen::new(&one, &base, kpi.clone());
        let other = Chosen::new(&other, &base, kpi);
        let (formula, value) = one.value(&text);
        prop_assert_eq!(value, other.value(&text).1, "{}", text);
        // A sheet that calculates in binary floats shows the same digits, but where next to nothing is left of a difference.
        let shown = value.filter(|value| !text.contains('-') && value.abs() < Decimal::from(1_000_000_000));
        if let Some(value) = shown {
            let cell = |_: u32, column: u32| {
                sheet_engine::Cell::Number(to_excel(one.values[usize::try_from(column - 1).unwrap()]))
            };
            let sheet = sheet_engine::calculate(&formula.excel(&one), &cell);
            prop_assert_eq!(sheet, sheet_engine::Cell::Number(to_excel(value)), "{} = {}", text, formula.excel(&one));
        }
    }
}

#[test]
fn every_language_names_both_kinds() {
    let case = Case {
        formula: "甲+乙",
        unit: "元",
        target: "10",
        rule: PROPORTIONAL,
        measures: &[("甲", "元"), ("乙", "小时")],
        headings: &[],
        above: &[],
        below: &[],
        row: &["1", "1"],
    };
    let read = workbook::read(&case.book().bytes()).value.unwrap();
    let problems = check::check(&read).problems;
    let told = problems.iter().find(|problem| problem.code.id() == "E450").unwrap();
    assert_eq!(told.place.to_string(), "考核指标!D2");
    for lang in [Lang::ZhCn, Lang::ZhTw, Lang::En] {
        let headline = told.headline(lang);
        assert!(headline.contains("元") && headline.contains("小时"), "{headline}");
    }
}

/// The answer where the person's one number is written under a number format.
fn shown_as(unit: &str, number: f64, format: &'static str) -> String {
    let case = Case {
        formula: "甲",
        unit,
        target: "",
        rule: if unit == "%" { "≥1%得100分，否则0分" } else { "达到1得100分，否则0分" },
        measures: &[("甲", unit)],
        headings: &[],
        above: &[],
        below: &[],
        row: &["1"],
    };
    let mut book = case.book();
    book.set("数据-岗!C2", Content::Shown(number, format));
    let answer = answer_of(&book);
    answer.split(' ').next().unwrap().to_owned()
}

#[test]
fn what_a_cell_shows_decides_with_what_it_holds() {
    for (unit, number, format, expected) in [
        ("万元", 32000.0, "0!.0,\"万\"", "3.2"),
        ("万元", 32000.0, "0\\.0,\"万元\"", "3.2"),
        ("万元", 3.2, "0.0\"万\"", "3.2"),
        ("元", 32000.0, "0!.0,\"万\"", "32000"),
        ("元", 32000.0, "#,##0.00\" 元\"", "32000"),
        ("元", 32000.0, "[>=10000]0!.0,\"万\";0", "32000"),
        ("万元", 500.0, "[>=10000]0!.0,\"万\";0", "500"),
        ("千元", 32000.0, "#,##0,\"千元\"", "32"),
        ("元", 32000.0, "\"¥\"#,##0.00", "32000"),
        ("元", 1234.5, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5"),
        ("元", 0.0, "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "0"),
        ("次", 5.0, "0\"次\"", "5"),
        ("次", 5.0, "0\"台次\"", "5"),
        ("", 5.0, "0\"元\"", "5"),
        ("%", 88.0, "0\"%\"", "0.88"),
        ("%", 0.88, "0%", "0.88"),
        ("%", 0.88, "0.0000\\%", "0.0088"),
        ("公斤", 1.5, "# ?/?", "1.5"),
        // Another figure, another kind, nothing at all.
        ("元", 32000.0, "#,##0,", "E331"),
        ("万元", 5237.0, "0\"元\"", "E331"),
        ("元", 5.0, "0\"小时\"", "E331"),
        ("元", 5.0, "[$$-409]0", "E331"),
        ("次", 88.0, "0\"%\"", "E331"),
        ("次", -5.0, "0;0", "E331"),
        ("次", 5.0, ";;;", "E331"),
        ("次", 1.0, "[=1]\"是\";[=0]\"否\";0", "E331"),
        ("次", 1234567.0, "000\"-\"0000", "E331"),
        ("次", 0.0, "0;-0;\"不适用\"", "E331"),
        ("%", 88.0, "0%", "E332"),
        ("%", 88.0, "[<1]0.0%;0.0%", "E332"),
        ("%", 88.0, "[<=1]0.0%;0.0", "0.88"),
    ] {
        assert_eq!(shown_as(unit, number, format), expected, "{number} as {format} under {unit}");
    }
}
