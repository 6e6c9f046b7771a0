//! Formulas as people write them, their obstacles, and agreement with an independent parser.

#![expect(clippy::arithmetic_side_effects, reason = "a test fails by panicking")]

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::model::{Aggregate, Earlier, Measure};
use crate::unit::Unit;

/// A role's names for tests.
pub(super) struct Role {
    measures: Vec<Measure>,
    elsewhere: Vec<(&'static str, Unit)>,
    target: bool,
}

impl Names for Role {
    fn measures(&self) -> &[Measure] {
        &self.measures
    }
    fn team(&self) -> Vec<(&str, &Unit)> {
        let own = self.measures.iter().map(|measure| (&*measure.name, &measure.unit));
        own.chain(self.elsewhere.iter().map(|(name, unit)| (*name, unit))).collect()
    }
    fn has_target(&self) -> bool {
        self.target
    }
}

fn role(names: &[&str]) -> Role {
    let measure = |name: &&str| Measure {
        name: Arc::from(*name),
        unit: Unit::read("元"),
        aggregate: Aggregate::Sum,
        meaning: String::new(),
        earlier: None,
    };
    Role { measures: names.iter().map(measure).collect(), elsewhere: Vec::new(), target: true }
}

/// Measures have the values 10, 20, 30 …; a previous period half of it, a year ago a quarter; the target is 7.
pub(super) struct Tens;

impl Inputs for Tens {
    fn measure(&self, index: usize) -> Option<Decimal> {
        Some(Decimal::from(index + 1) * Decimal::TEN)
    }
    fn earlier(&self, index: usize, back: Back) -> Option<Decimal> {
        let share = if back == Back::Previous { Decimal::new(5, 1) } else { Decimal::new(25, 2) };
        self.measure(index).map(|now| now * share)
    }
    fn team(&self, team: Team, _: &str) -> Option<Decimal> {
        Some(Decimal::from(if team == Team::SUM { 600 } else { 60 }))
    }
    fn target(&self) -> Option<Decimal> {
        Some(Decimal::from(7))
    }
}

fn value(text: &str, role: &Role) -> String {
    match read(text, role) {
        Ok(formula) => match formula.evaluate(&Tens) {
            Ok(value) => value.normalize().to_string(),
            Err(error) => format!("{error:?}"),
        },
        Err(errors) => format!("{errors:?}"),
    }
}

fn obstacles(text: &str, role: &Role) -> Vec<FormulaErrorKind> {
    read(text, role).expect_err(text).into_iter().map(|error| error.kind).collect()
}

#[test]
fn signs_are_read_in_both_widths_and_many_shapes() {
    let role = role(&["a", "b"]);
    for (text, expected) in [
        ("a+b", "30"),
        ("＝a＋b", "30"),
        ("（a－b）×３", "-30"),
        ("a × b ÷ 4", "50"),
        ("a＊b／４", "50"),
        ("a−b", "-10"),
        ("b＾２", "400"),
        ("a*50％+b*50%", "15"),
        ("如果（a≥10，1，0）", "1"),
        ("IF(a<>10,1,0)", "0"),
        ("IF(a≠b;1;0)", "1"),
        ("a/3%", "333.33333333333333333333"),
        ("a%", "0.1"),
        (".5+5.", "5.5"),
        ("3万+1.5亿", "150030000"),
        ("3千+2百万+1.5k", "2004500"),
        ("平均(a、b)", "15"),
        ("a\n/\tb", "0.5"),
    ] {
        assert_eq!(value(text, &role), expected, "{text}");
    }
}

#[test]
fn operators_bind_as_in_excel() {
    let role = role(&["a", "b"]);
    for (text, expected) in [
        ("-2^2", "4"),
        ("2^3^2", "64"),
        ("2^-1", "0.5"),
        ("10-2-3", "5"),
        ("100/5/2", "10"),
        ("100/(5/2)", "40"),
        ("2+3*4", "14"),
        ("(2+3)*4", "20"),
        ("1+2>2", "1"),
        ("--a", "10"),
        ("a*-b", "-200"),
        ("-50%", "-0.5"),
        ("2^50%", "1.4142135623730950488"),
    ] {
        assert_eq!(value(text, &role), expected, "{text}");
    }
}

#[test]
fn functions_have_chinese_and_english_names() {
    let role = role(&["a", "b", "c"]);
    for (text, expected) in [
        ("求和(a,b,c)", "60"),
        ("SUM(a,b,c)", "60"),
        ("合計（a，b）", "30"),
        ("平均(a,b)", "15"),
        ("Average(a, b)", "15"),
        ("最大(a,b)", "20"),
        ("min(a,b)", "10"),
        ("四舍五入(a/3,1)", "3.3"),
        ("ROUND(2.5)", "3"),
        ("ROUND(-2.5,0)", "-3"),
        ("ROUND(1250,-2)", "1300"),
        ("四捨五入(a/3,1)", "3.3"),
        ("绝对值(a-b)", "10"),
        ("絕對值(a-b)", "10"),
        ("目标()", "7"),
        ("TARGET()", "7"),
        ("a/目标", "1.42857142857142857143"),
        ("上期(a)", "5"),
        ("PREV(a)", "5"),
        ("环比(a)", "1"),
        ("環比(a)", "1"),
        ("YOY(a)", "3"),
        ("去年同期(a)", "2.5"),
        ("上期a", "5"),
        ("a/去年同期a", "4"),
        ("环比(a/b)", "0"),
        ("环比(a+b)", "1"),
        ("部门合计(a)", "600"),
        ("TEAMAVG([a])", "60"),
        ("a/部门平均（a）", "0.16666666666666666667"),
    ] {
        assert_eq!(value(text, &role), expected, "{text}");
    }
}

#[test]
fn names_may_hold_digits_brackets_signs_and_spaces() {
    let role = role(&[
        "销售额",
        "销售额达成率",
        "店铺评分（商品评分、服务评分）",
        "7日留存",
        "[客户满意度（%）]",
        "店铺销售额(万元)",
        "A/B测试数",
        "30天 回购 人数",
        "目标",
        "平均",
        "退货-换货",
    ]);
    for (text, index) in [
        ("销售额", 0),
        ("销售额达成率", 1),
        ("店铺评分(商品评分、服务评分)", 2),
        ("７日留存", 3),
        ("[[客户满意度(%)]]", 4),
        ("[店铺销售额（万元）]", 5),
        ("店铺销售额（万元）", 5),
        ("【店铺销售额(万元)】", 5),
        ("a/b测试数", 6),
        ("30天回购人数", 7),
        ("銷售額", 0),
        ("目标", 8),
        ("平均", 9),
        ("退货-换货", 10),
    ] {
        assert_eq!(read(text, &role).map(|formula| formula.root), Ok(Expr::Measure(index)), "{text}");
    }
    assert_eq!(value("平均(销售额,销售额)", &role), "10");
    assert_eq!(value("目标()", &role), "7");
}

#[test]
fn a_name_that_could_be_calculated_must_be_quoted() {
    let role = role(&["收入", "成本", "收入-成本"]);
    assert_eq!(obstacles("收入-成本", &role), [FormulaErrorKind::Ambiguous]);
    assert_eq!(value("[收入-成本]", &role), "30");
    assert_eq!(value("[收入]-[成本]", &role), "-10");
    assert_eq!(value("(收入)-成本", &role), "-10");
}

#[test]
fn a_column_of_earlier_values_stands_for_them() {
    let mut role = role(&["销售额", "上期销售额"]);
    role.measures[1].earlier = Some(Earlier { of: 0, back: Back::Previous });
    assert_eq!(read("销售额/上期销售额-1", &role).unwrap().earlier(), [(0, Back::Previous)]);
    assert_eq!(read("环比(销售额)", &role).unwrap().earlier(), [(0, Back::Previous)]);
}

#[test]
fn unknown_names_come_all_at_once_with_their_places_and_the_nearest() {
    let role = role(&["实际销售额", "销售目标"]);
    let errors = read("实际消售额 / 销售目漂", &role).unwrap_err();
    let found: Vec<_> = errors.iter().map(|error| (error.quote.as_str(), error.from, error.to)).collect();
    assert_eq!(found, [("实际消售额", 0, 5), ("销售目漂", 8, 12)]);
    assert_eq!(errors[0].kind, FormulaErrorKind::UnknownName(vec!["实际销售额".to_owned()]));
}

#[test]
fn obstacles_of_form_are_named() {
    use FormulaErrorKind as Kind;
    let mut role = role(&["a", "b", "销售额"]);
    for (text, kind) in [
        ("", Kind::Empty),
        (" = ", Kind::Empty),
        ("a/", Kind::ValueExpected),
        ("a**b", Kind::ValueExpected),
        ("a b", Kind::OperatorExpected),
        ("(a+b", Kind::Unclosed),
        ("[a", Kind::Unclosed),
        ("a+b)", Kind::Stray),
        ("a,b", Kind::Stray),
        ("(a,b)", Kind::Stray),
        ("1,000", Kind::Stray),
        ("1<a<3", Kind::ComparedTwice),
        ("1.2.3", Kind::ValueExpected),
        ("123456789012345678901234567890", Kind::NumberTooLong),
        ("平均()", Kind::Arguments("平均/AVERAGE".to_owned(), 1, None, 0)),
        ("如果(a>1,2)", Kind::Arguments("如果/IF".to_owned(), 3, Some(3), 2)),
        ("上期(目标)", Kind::NoEarlierOf("上期/PREV".to_owned())),
        ("环比(上期(a))", Kind::NoEarlierOf("环比/MOM".to_owned())),
        ("环比(5)", Kind::NoEarlierOf("环比/MOM".to_owned())),
        ("部门合计(a/b)", Kind::TeamOfExpression("部门合计/TEAMSUM".to_owned())),
        ("中位数(a,b)", Kind::UnknownFunction(vec![])),
        ("averag(a,b)", Kind::UnknownFunction(vec!["average".to_owned()])),
    ] {
        let found = obstacles(text, &role);
        let same = match (&found.first(), &kind) {
            (Some(Kind::UnknownFunction(names)), Kind::UnknownFunction(wanted)) => {
                wanted.iter().all(|name| names.contains(name))
            }
            (first, kind) => *first == Some(kind),
        };
        assert!(same, "{text}: {found:?}");
    }
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(obstacles(&deep, &role), [Kind::TooLarge]);
    assert_eq!(obstacles(&"(".repeat(200), &role), [Kind::TooLarge]);
    assert_eq!(obstacles(&vec!["a"; 501].join("+"), &role), [Kind::TooLarge]);
    role.target = false;
    assert_eq!(obstacles("a/目标", &role), [Kind::NoTarget]);
    role.elsewhere.push(("销售额", Unit::read("万元")));
    assert_eq!(obstacles("部门合计(销售额)", &role), [Kind::TeamUnits(vec!["万元".to_owned(), "元".to_owned()])]);
}

#[test]
fn only_the_taken_branch_is_calculated() {
    let role = role(&["a", "b"]);
    assert_eq!(value("如果(a=10, 1, 1/0)", &role), "1");
    assert_eq!(value("如果(a<>10, 1, 1/0)", &role), "DivisionByZero");
    assert_eq!(value("1/(a-10)", &role), "DivisionByZero");
    assert_eq!(value("1/3*3>=1", &role), "1");
}

#[test]
fn repeating_fractions_do_not_shift_a_half() {
    let role = role(&["a"]);
    // 1/3 × 0.00015 is exactly 0.00005, which rounds to 0.0001.
    let exact = read("1/3*0.00015", &role).unwrap().evaluate(&Tens).unwrap();
    assert_eq!(crate::decimal::fixed(exact, 4), "0.0001");
}

struct Letters;

impl Cells for Letters {
    fn measure(&self, index: usize) -> String {
        format!("{}2", crate::cell::column_name(u16::try_from(index).unwrap()))
    }
    fn earlier(&self, index: usize, _: Back) -> String {
        format!("'上期'!{}", self.measure(index))
    }
    fn team(&self, _: Team, _: &str) -> String {
        "600".to_owned()
    }
    fn target(&self) -> String {
        "-7".to_owned()
    }
}

#[test]
fn formulas_are_written_for_excel() {
    let role = role(&["a", "b"]);
    for (text, expected) in [
        ("a", "ROUND(A2,4)"),
        ("a/b", "ROUND(ROUND(A2/B2,12),4)"),
        ("a/(b/2)-(1-a)", "ROUND(ROUND(A2/(B2/2)-(1-A2),12),4)"),
        ("-a^2", "ROUND(ROUND((-A2)^2,12),4)"),
        // A base of 0 or less divides by 0, so that the cell shows no growth over a loss.
        ("环比(a)", "ROUND(ROUND(A2/MAX(0,'上期'!A2)-1,12),4)"),
        ("如果(a/b≥0.8,平均(a,b),0)", "ROUND(ROUND(IF(ROUND(A2/B2,12)>=0.8,AVERAGE(A2,B2),0),12),4)"),
        ("(a>b)*10", "ROUND(ROUND(IF(A2>B2,1,0)*10,12),4)"),
        ("a-目标", "ROUND(ROUND(A2-(-7),12),4)"),
        ("四舍五入(a/b,2)", "ROUND(ROUND(ROUND(ROUND(A2/B2,12),2),12),4)"),
    ] {
        assert_eq!(read(text, &role).unwrap().excel(&Letters), expected, "{text}");
    }
}

/// Random formulas in Excel's notation, without chained comparisons, which are refused here.
fn formula() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        (0_u32..1000).prop_map(|n| n.to_string()),
        (0_u32..1000, 1_u32..100).prop_map(|(n, m)| format!("{n}.{m}")),
        prop_oneof![Just("A1"), Just("B1"), Just("C1")].prop_map(str::to_owned),
        (1_u32..100).prop_map(|n| format!("{n}%")),
    ];
    leaf.prop_recursive(5, 40, 3, |inner| {
        prop_oneof![
            (inner.clone(), prop_oneof![Just("+"), Just("-"), Just("*"), Just("/"), Just("^")], inner.clone())
                .prop_map(|(a, op, b)| format!("{a}{op}{b}")),
            inner.clone().prop_map(|a| format!("({a})")),
            inner.clone().prop_map(|a| format!("-{a}")),
            (prop_oneof![Just("SUM"), Just("MAX"), Just("AVERAGE")], inner.clone(), inner.clone())
                .prop_map(|(f, a, b)| format!("{f}({a},{b})")),
            (inner.clone(), inner.clone(), inner).prop_map(|(a, b, c)| format!("IF(({a})>({b}),{c},0)")),
        ]
    })
}

/// The tree of the independent parser in one notation.
fn theirs(node: &formualizer_parse::ASTNode) -> String {
    use formualizer_parse::ASTNodeType as Node;
    match &node.node_type {
        Node::Literal(value) => {
            let text = value.to_string();
            text.parse::<Decimal>().map_or(text, |number| number.normalize().to_string())
        }
        Node::Reference { original, .. } => original.clone(),
        Node::UnaryOp { op, expr } => match (op.as_str(), theirs(expr)) {
            ("-", inner) => format!("neg({inner})"),
            ("%", inner) => match inner.parse::<Decimal>() {
                Ok(number) => (number / Decimal::from(100)).normalize().to_string(),
                Err(_) => format!("({inner} * 0.01)"),
            },
            (_, inner) => inner,
        },
        Node::BinaryOp { op, left, right } => format!("({} {op} {})", theirs(left), theirs(right)),
        Node::Function { name, args } => {
            format!("{name}({})", args.iter().map(theirs).collect::<Vec<_>>().join(","))
        }
        other => format!("{other:?}"),
    }
}

/// Our tree in the same notation.
fn ours(expr: &Expr) -> String {
    match expr {
        Expr::Number(number) => number.normalize().to_string(),
        Expr::Measure(index) => ["A1", "B1", "C1"][*index].to_owned(),
        Expr::Negate(inner) => format!("neg({})", ours(inner)),
        Expr::Binary(operator, left, right) => {
            let sign = match operator {
                Operator::Add => "+",
                Operator::Subtract => "-",
                Operator::Multiply => "*",
                Operator::Divide => "/",
                Operator::Power => "^",
                _ => ">",
            };
            format!("({} {sign} {})", ours(left), ours(right))
        }
        Expr::Call(function, arguments) => {
            let name = match function {
                Function::Sum => "SUM",
                Function::Max => "MAX",
                Function::Average => "AVERAGE",
                _ => "IF",
            };
            format!("{name}({})", arguments.iter().map(ours).collect::<Vec<_>>().join(","))
        }
        other => format!("{other:?}"),
    }
}

proptest! {
    #[test]
    fn the_tree_is_the_one_that_an_independent_parser_builds(text in formula()) {
        let names = role(&["A1", "B1", "C1"]);
        let expected = formualizer_parse::parse(format!("={text}")).unwrap();
        match read(&text, &names) {
            Ok(formula) => prop_assert_eq!(ours(&formula.root), theirs(&expected)),
            // Excel reads what we refuse on purpose: too many levels.
            Err(errors) => prop_assert!(errors.iter().all(|error| error.kind == FormulaErrorKind::TooLarge), "{:?}", errors),
        }
    }

    #[test]
    fn any_text_is_answered_without_a_panic(text in "[a-c0-9+*/^%()\\[\\],，、（）目标上期环比部门合计≥<>=.万 -]{0,60}") {
        let names = role(&["a", "b", "c(1)", "目标-b"]);
        if let Ok(formula) = read(&text, &names) {
            let _ = formula.evaluate(&Tens);
            let _ = formula.excel(&Letters);
        }
    }

    #[test]
    fn what_is_written_for_excel_means_the_same(text in formula()) {
        let names = role(&["A1", "B1", "C1"]);
        let Ok(formula) = read(&text, &names) else { return Ok(()) };
        struct Same;
        impl Cells for Same {
            fn measure(&self, index: usize) -> String { ["A1", "B1", "C1"][index].to_owned() }
            fn earlier(&self, _: usize, _: Back) -> String { String::new() }
            fn team(&self, _: Team, _: &str) -> String { String::new() }
            fn target(&self) -> String { String::new() }
        }
        let written = formula.excel(&Same);
        let again = read(&written, &names).unwrap();
        let exact = formula.evaluate(&Tens).map(|x| crate::decimal::round(x, 4));
        prop_assert_eq!(again.evaluate(&Tens), exact, "{}", written);
    }
}

#[test]
fn what_a_power_leaves_near_zero_is_calculated_with_on() {
    let names = role(&["a", "b", "c(1)"]);
    // 0.78^83.41 = e^(83.41 × ln 0.78) ≈ 9.991E-10: fewer digits than a power is settled to fit into 28 places.
    let tenth = read("78%^83.41/10*10^9", &names).unwrap().evaluate(&Tens).unwrap();
    assert_eq!(crate::decimal::round(tenth, 4), Decimal::new(999, 4));
}

#[test]
fn a_rounding_at_the_end_is_told_from_one_within() {
    let role = role(&["甲", "乙"]);
    let parts = |text| read(text, &role).unwrap().without_last_rounding();
    let (inner, decimals) = parts("ROUND(甲/乙,2)").unwrap();
    assert_eq!((inner, decimals), (read("甲/乙", &role).unwrap(), Decimal::TWO));
    assert_eq!(parts("ROUND(甲,2)/乙"), None);
    assert_eq!(parts("甲/乙"), None);
}
