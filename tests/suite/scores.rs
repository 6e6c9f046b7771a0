//! Scores against figures computed by hand; the arithmetic stands beside each.

use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::decimal::fixed;
use scorebook::history::{History, PastPeriod};
use scorebook::model::*;
use scorebook::problem::Severity;
use scorebook::report::facts::past_period;
use scorebook::rule::{Bound, CutOff, Level, Main, Quantity, Rule, Test, Way};
use scorebook::score::{Outcome, PersonResult, Reason, Results, Status, score};

use crate::department::{Builder, RoleBuilder, Shape, department, number};

fn scored(builder: Builder) -> Results {
    score(&builder.build(), &History::default())
}

fn person(results: &Results, index: usize) -> &PersonResult {
    &results.people[index]
}

fn total(results: &Results, index: usize) -> Option<String> {
    person(results, index).total.map(|total| fixed(total, 2))
}

fn weighted(results: &Results, index: usize) -> Vec<Option<String>> {
    let kpis = &person(results, index).roles[0].kpis;
    kpis.iter().map(|kpi| kpi.weighted().map(|weighted| fixed(weighted, 2))).collect()
}

fn some(texts: &[&str]) -> Vec<Option<String>> {
    texts.iter().map(|text| (!text.is_empty()).then(|| (*text).to_owned())).collect()
}

fn codes(results: &Results) -> Vec<&'static str> {
    results.problems.iter().map(|problem| problem.code.id()).collect()
}

/// Three KPIs 50/30/20 on three measures that are their scores.
fn three(role: RoleBuilder) -> RoleBuilder {
    role.measure("甲", "分", Aggregate::Sum)
        .measure("乙", "分", Aggregate::Sum)
        .measure("丙", "分", Aggregate::Sum)
        .kpi("甲", "50%", "甲")
        .kpi("乙", "30%", "乙")
        .kpi("丙", "20%", "丙")
}

pub(crate) fn of_three(cells: &[&str; 3]) -> Builder {
    department().role("主播", |role| three(role).row("E1", cells)).person("E1", "主播")
}

#[test]
fn weighted_scores_are_rounded_before_they_are_added() {
    // 85.55×0.5 = 42.775 → 42.78; 90.01×0.3 = 27.003 → 27.00; 70.03×0.2 = 14.006 → 14.01; sum 83.79 (unrounded 83.784).
    let results = scored(of_three(&["85.55", "90.01", "70.03"]));
    assert_eq!(weighted(&results, 0), some(&["42.78", "27.00", "14.01"]));
    assert_eq!(total(&results, 0).as_deref(), Some("83.79"));
}

#[test]
fn what_does_not_apply_is_shared_in_proportion() {
    // 丙 is out: 80×0.5÷0.8 = 50.00, 60×0.3÷0.8 = 22.50.
    let results = scored(of_three(&["80", "60", "不适用"]));
    assert_eq!(weighted(&results, 0), some(&["50.00", "22.50", ""]));
    assert_eq!(person(&results, 0).roles[0].kpis[0].effective_weight(), Some(number("0.625")));
    assert_eq!(total(&results, 0).as_deref(), Some("72.50"));
}

#[test]
fn a_named_kpi_takes_the_weight_and_chains_are_followed() {
    let chain = |cells: &[&str; 3]| {
        department()
            .role("主播", |role| {
                role.measure("甲", "分", Aggregate::Sum)
                    .measure("乙", "分", Aggregate::Sum)
                    .measure("丙", "分", Aggregate::Sum)
                    .kpi("甲", "50%", "甲")
                    .kpi("乙", "30%", "乙")
                    .when_not_applicable(0)
                    .kpi("丙", "20%", "丙")
                    .when_not_applicable(1)
                    .row("E1", cells)
            })
            .person("E1", "主播")
    };
    // 丙 → 乙: 80×0.5 = 40, 60×0.5 = 30.
    assert_eq!(weighted(&scored(chain(&["80", "60", "不适用"])), 0), some(&["40.00", "30.00", ""]));
    // 丙 → 乙 → 甲: all of it at 甲.
    assert_eq!(weighted(&scored(chain(&["80", "不适用", "不适用"])), 0), some(&["80.00", "", ""]));
    // 甲 has no receiver and is shared by enlarged weights; 丙's chain gives 乙 0.2: 乙 alone applies.
    assert_eq!(weighted(&scored(chain(&["不适用", "60", "不适用"])), 0), some(&["", "60.00", ""]));
}

#[test]
fn a_receiver_shares_with_its_enlarged_weight() {
    let results = scored(
        department()
            .role("主播", |role| {
                role.measure("甲", "分", Aggregate::Sum)
                    .measure("乙", "分", Aggregate::Sum)
                    .measure("丙", "分", Aggregate::Sum)
                    .measure("丁", "分", Aggregate::Sum)
                    .kpi("甲", "40%", "甲")
                    .kpi("乙", "30%", "乙")
                    .kpi("丙", "20%", "丙")
                    .when_not_applicable(1)
                    .kpi("丁", "10%", "丁")
                    .row("E1", &["90", "60", "不适用", "不适用"])
            })
            .person("E1", "主播"),
    );
    // 乙 carries 0.5, the sum is 0.9: 90×0.4÷0.9 = 40.00, 60×0.5÷0.9 = 33.33; effective 0.444444 and 0.555556.
    assert_eq!(weighted(&results, 0), some(&["40.00", "33.33", "", ""]));
    let kpis = &person(&results, 0).roles[0].kpis;
    assert_eq!(kpis[0].effective_weight(), Some(number("0.444444")));
    assert_eq!(kpis[1].effective_weight(), Some(number("0.555556")));
}

#[test]
fn a_blank_is_an_error_a_zero_or_left_out() {
    let blank = |policy| scored(of_three(&["80", "60", ""]).set(|a| a.missing = policy));
    let error = blank(MissingPolicy::Error);
    assert_eq!(codes(&error), ["E415"]);
    assert_eq!(error.problems[0].place.to_string(), "数据-主播!E2");
    // 计零: 40 + 18 + 0.
    let zero = blank(MissingPolicy::Zero);
    assert_eq!(weighted(&zero, 0), some(&["40.00", "18.00", "0.00"]));
    assert_eq!(person(&zero, 0).roles[0].kpis[2].status(), Status::Missing);
    // 不考核: as 不适用, 50 + 22.5.
    let exclude = blank(MissingPolicy::Exclude);
    assert_eq!(total(&exclude, 0).as_deref(), Some("72.50"));
    assert_eq!(person(&exclude, 0).roles[0].kpis[2].status(), Status::Missing);
}

#[test]
fn rows_combine_by_measure_and_leave_out_what_does_not_apply() {
    let combined = |aggregate, rows: &[(&str, &str)]| {
        let results = scored(
            department()
                .set(|a| a.missing = MissingPolicy::Exclude)
                .role("主播", |role| {
                    let role = role.measure("甲", "分", aggregate).kpi("甲", "100%", "甲");
                    rows.iter()
                        .fold(role, |role, (day, cell)| role.dated("E1", (!day.is_empty()).then_some(*day), &[cell]))
                })
                .person("E1", "主播"),
        );
        total(&results, 0)
    };
    let rows = [("2026-11-03", "10"), ("2026-11-05", "40"), ("2026-11-01", "不适用"), ("2026-11-04", "25")];
    assert_eq!(combined(Aggregate::Sum, &rows).as_deref(), Some("75.00"));
    assert_eq!(combined(Aggregate::Mean, &rows).as_deref(), Some("25.00"));
    assert_eq!(combined(Aggregate::Last, &rows).as_deref(), Some("40.00"));
    assert_eq!(combined(Aggregate::Max, &rows).as_deref(), Some("40.00"));
    assert_eq!(combined(Aggregate::Min, &rows).as_deref(), Some("10.00"));
    assert_eq!(combined(Aggregate::Last, &[("", "10"), ("", "20")]).as_deref(), Some("20.00"));
    assert_eq!(combined(Aggregate::Sum, &[("", "10"), ("", "")]), None);
    assert_eq!(combined(Aggregate::Sum, &[("", "不适用"), ("", "不适用")]), None);
}

#[test]
fn in_points_the_weighted_score_is_the_points() {
    // F = 50, 30, 20; direct: 80 of 100 → 40 points, 60 → 18, 90 → 18; scores stay out of 100.
    let points = |cells| scored(of_three(cells).set(|a| a.scale = Scale::Points));
    let all = points(&["80", "60", "90"]);
    assert_eq!(weighted(&all, 0), some(&["40.00", "18.00", "18.00"]));
    assert_eq!(person(&all, 0).roles[0].kpis[1].score(), Some(number("60")));
    // 丙 out: 40÷0.8 = 50.00, 18÷0.8 = 22.50.
    assert_eq!(weighted(&points(&["80", "60", "不适用"]), 0), some(&["50.00", "22.50", ""]));
}

/// One KPI that is its score.
fn one(role: RoleBuilder) -> RoleBuilder {
    role.measure("得分", "分", Aggregate::Sum).kpi("得分", "100%", "得分")
}

#[test]
fn two_roles_make_one_total_by_days() {
    // 主播 1–10 November (10 days, 90), 运营 11–30 (20 days, 75): (900 + 1500)/30 = 80; +3.
    let results = scored(
        department()
            .role("主播", |role| one(role).row("E1", &["90"]))
            .role("运营", |role| one(role).row("E1", &["75"]))
            .posting("E1", "运营", Some("2026-11-11"), None)
            .posting("E1", "主播", Some("2026-03-01"), Some("2026-11-10"))
            .adjust("E1", AdjustmentKind::Bonus, Some("3")),
    );
    let roles: Vec<_> = person(&results, 0).roles.iter().map(|role| (role.role, role.days, role.total)).collect();
    assert_eq!(roles, [(0, 10, Some(number("90"))), (1, 20, Some(number("75")))]);
    assert_eq!(total(&results, 0).as_deref(), Some("83.00"));
}

#[test]
fn three_roles_and_a_role_resumed_sum_their_days() {
    // 主播 1–5 and 21–30: 15 days at 90; 运营 6–15: 10 days at 60; 客服 16–20: 5 days without any KPI that applies.
    // (90×15 + 60×10)/25 = 78.00; 客服 drops out with its days.
    let results = scored(
        department()
            .role("主播", |role| one(role).row("E1", &["90"]))
            .role("运营", |role| one(role).row("E1", &["60"]))
            .role("客服", |role| one(role).row("E1", &["不适用"]))
            .posting("E1", "主播", None, Some("2026-11-05"))
            .posting("E1", "运营", Some("2026-11-06"), Some("2026-11-15"))
            .posting("E1", "客服", Some("2026-11-16"), Some("2026-11-20"))
            .posting("E1", "主播", Some("2026-11-21"), None),
    );
    assert_eq!(total(&results, 0).as_deref(), Some("78.00"));
    let days: Vec<_> = person(&results, 0).roles.iter().map(|role| (role.role, role.days)).collect();
    assert_eq!(days, [(1, 10), (2, 5), (0, 15)]);
}

#[test]
fn adjustments_cap_floor_veto_and_calibration_bound_the_total() {
    let adjusted = |rows: &[(AdjustmentKind, Option<&str>)]| {
        let base = of_three(&["90", "90", "90"]).set(|a| a.cap = Some(number("100")));
        let results = scored(rows.iter().fold(base, |base, (kind, points)| base.adjust("E1", *kind, *points)));
        let person = person(&results, 0).clone();
        let show = |x: Option<Decimal>| x.map(|x| fixed(x, 2)).unwrap_or_default();
        (show(person.raw_total), show(person.total), person.vetoed, person.calibrated)
    };
    use AdjustmentKind::{Bonus, Calibration, Penalty, Veto};
    let is = |raw: &str, total: &str, vetoed, calibrated| (raw.to_owned(), total.to_owned(), vetoed, calibrated);
    assert_eq!(adjusted(&[(Bonus, Some("5")), (Penalty, Some("2.5"))]), is("92.50", "92.50", false, false));
    assert_eq!(adjusted(&[(Bonus, Some("20"))]), is("100.00", "100.00", false, false));
    assert_eq!(adjusted(&[(Penalty, Some("200"))]), is("0.00", "0.00", false, false));
    assert_eq!(adjusted(&[(Calibration, Some("95"))]), is("90.00", "95.00", false, true));
    assert_eq!(adjusted(&[(Calibration, Some("130"))]), is("90.00", "100.00", false, true));
    assert_eq!(adjusted(&[(Veto, None), (Calibration, Some("95"))]), is("0.00", "0.00", true, false));
}

#[test]
fn a_veto_of_a_rule_makes_the_total_zero() {
    fn veto_above_two(unit: scorebook::unit::Unit, target: Option<Decimal>, full: Decimal) -> Rule {
        let at = Bound { level: Level::Value(Decimal::TWO), included: false };
        Rule {
            unit,
            target,
            full,
            quantity: Quantity::Value,
            main: Main::Direct { scale: Decimal::ONE_HUNDRED },
            floor: Some(Decimal::ZERO),
            cap: Some(full),
            cutoffs: vec![CutOff { test: Test::Quantity, way: Way::Above, bound: at, veto: true }],
        }
    }
    let results = scored(
        department()
            .role("主播", |role| {
                role.measure("事故", "次", Aggregate::Sum)
                    .kpi("事故", "100%", "事故")
                    .rule("次", Shape::Own(veto_above_two))
                    .row("E1", &["3"])
            })
            .person("E1", "主播"),
    );
    assert!(person(&results, 0).vetoed);
    assert_eq!(total(&results, 0).as_deref(), Some("0.00"));
}

#[test]
fn when_nothing_applies_there_is_no_total() {
    let results = scored(of_three(&["不适用"; 3]).adjust("E1", AdjustmentKind::Bonus, Some("5")).grade(
        "A",
        Some("0"),
        "1",
        None,
    ));
    let person = person(&results, 0);
    assert_eq!((person.total, person.raw_total, person.grade, person.rank), (None, None, None, None));
    assert_eq!(codes(&results), ["W417"]);
}

fn staff(scores: &[&str]) -> Builder {
    let ids: Vec<String> = (1..=scores.len()).map(|n| format!("E{n:02}")).collect();
    let filled = department()
        .role("主播", |role| ids.iter().zip(scores).fold(one(role), |role, (id, score)| role.row(id, &[score])));
    ids.iter().fold(filled, |builder, id| builder.person(id, "主播"))
}

fn grades(results: &Results) -> String {
    results.people.iter().map(|person| person.grade.map_or('-', |grade| ['S', 'A', 'B', 'C'][grade])).collect()
}

#[test]
fn grades_by_score_take_the_highest_bound_whatever_the_row_order() {
    let builder = staff(&["95", "94.99", "60", "59.99"]);
    let results = scored(builder.grade("S", Some("95"), "1.5", None).grade("A", Some("60"), "1.2", None).grade(
        "B",
        Some("0"),
        "1",
        None,
    ));
    assert_eq!(grades(&results), "SAAB");
    assert_eq!(person(&results, 0).coefficient, Some(number("1.5")));
    let none = scored(staff(&["50"]).grade("S", Some("95"), "1", None));
    assert_eq!(codes(&none), ["E422"]);
}

#[test]
fn nineteen_people_at_twenty_percent_have_three_places() {
    // 19 × 20% = 3.8 → 3 and 19 × 30% = 5.7 → 5; the blank cap takes 11.
    let scores: Vec<String> = (0..19).map(|n| (99 - n).to_string()).collect();
    let scores: Vec<&str> = scores.iter().map(String::as_str).collect();
    let ranked = staff(&scores).set(|a| a.grading = Grading::ByRank);
    let results = scored(
        ranked.grade("S", None, "1.5", Some("20%")).grade("A", None, "1.2", Some("30%")).grade("B", None, "1", None),
    );
    assert_eq!(grades(&results), "SSSAAAAABBBBBBBBBBB");
    assert_eq!(results.grades[0].places, Some((3, number("3.8"))));
}

#[test]
fn tied_people_get_the_lower_grade_and_places_pass_on() {
    let by_rank = |scores: &[&str]| {
        let ranked = staff(scores).set(|a| a.grading = Grading::ByRank);
        grades(&scored(
            ranked
                .grade("S", None, "1.5", Some("20%"))
                .grade("A", None, "1.2", Some("30%"))
                .grade("B", None, "1", None),
        ))
    };
    // Ten people: 2 S, 3 A, 5 B. Three tie for first: all A, and S's two places pass to A, which then has 5.
    assert_eq!(by_rank(&["99", "99", "99", "90", "89", "88", "87", "86", "85", "84"]), "AAAAABBBBB");
    // A tie over three grades takes the lowest.
    assert_eq!(by_rank(&["99", "90", "90", "90", "90", "90", "87", "86", "85", "84"]), "SBBBBBBBBB");
}

#[test]
fn team_values_count_each_role_once_and_leave_blanks_out() {
    // 10+20+30+40+50 (不适用 left out) = 150, mean 30; E01: 10÷150 and 10÷30.
    let results = scored(
        department()
            .role("主播", |role| {
                let role = role
                    .measure("销量", "件", Aggregate::Sum)
                    .kpi("占比", "50%", "销量/部门合计(销量)*100")
                    .kpi("均比", "50%", "销量/部门平均(销量)*100");
                role.row("E1", &["10"]).row("E2", &["20"]).row("E3", &["30"]).row("E4", &["不适用"])
            })
            .role("运营", |role| {
                let role = role.measure("销量", "件", Aggregate::Sum).kpi("销量", "100%", "销量");
                role.row("E5", &["40"]).row("E1", &["50"])
            })
            .posting("E1", "主播", None, Some("2026-11-15"))
            .posting("E1", "运营", Some("2026-11-16"), None)
            .person("E2", "主播")
            .person("E3", "主播")
            .person("E4", "主播")
            .person("E5", "运营"),
    );
    let kpis = &person(&results, 0).roles[0].kpis;
    assert_eq!(kpis[0].scored().and_then(|scored| scored.exact).map(|x| fixed(x, 4)).as_deref(), Some("6.6667"));
    assert_eq!(kpis[1].scored().and_then(|scored| scored.exact).map(|x| fixed(x, 4)).as_deref(), Some("33.3333"));
    // Four people (E1 twice): below five.
    assert_eq!(results.team[0].people, 4);
    assert_eq!(codes(&results).iter().filter(|code| **code == "W421").count(), 2);
}

#[test]
fn if_target_and_division_by_zero() {
    let with = |cells: &[&str]| {
        scored(
            department()
                .role("主播", |role| {
                    role.measure("甲", "分", Aggregate::Sum)
                        .measure("乙", "分", Aggregate::Sum)
                        .kpi("达成", "100%", "如果(乙=0, 目标, 甲/乙*目标())")
                        .target("80")
                        .row("E1", cells)
                })
                .person("E1", "主播"),
        )
    };
    assert_eq!(total(&with(&["3", "4"]), 0).as_deref(), Some("60.00"));
    assert_eq!(total(&with(&["3", "0"]), 0).as_deref(), Some("80.00"));
    // Every name counts for whether the KPI applies, the branch not taken too.
    assert_eq!(total(&with(&["不适用", "0"]), 0), None);

    let divided = scored(
        department()
            .role("主播", |role| {
                role.measure("甲", "分", Aggregate::Sum)
                    .measure("乙", "分", Aggregate::Sum)
                    .kpi("比", "100%", "甲/乙")
                    .row("E1", &["3", "0"])
            })
            .person("E1", "主播"),
    );
    assert_eq!(person(&divided, 0).roles[0].kpis[0].outcome, Outcome::NotApplicable(Reason::DivisionByZero));
    assert_eq!(codes(&divided), ["W412", "W417"]);
    assert_eq!(divided.problems[0].place.to_string(), "数据-主播!D2");
}

#[test]
fn what_does_not_apply_wins_over_what_is_missing() {
    let results = scored(
        department()
            .role("主播", |role| {
                role.measure("甲", "分", Aggregate::Sum)
                    .measure("乙", "分", Aggregate::Sum)
                    .kpi("和", "100%", "甲+乙")
                    .row("E1", &["", "不适用"])
            })
            .person("E1", "主播"),
    );
    assert_eq!(person(&results, 0).roles[0].kpis[0].status(), Status::NotApplicable);
    assert_eq!(codes(&results), ["W417"]);
}

fn growth(month: &str, cells: &[&str], column: bool, unit: &str) -> Builder {
    department()
        .set(|a| a.period = month.parse().unwrap())
        .role("主播", |role| {
            let role = role.measure("销售额", unit, Aggregate::Sum);
            let role = if column { role.measure("上期销售额", unit, Aggregate::Sum) } else { role };
            role.kpi("增长", "100%", "(1+环比(销售额))*50").row("E1", cells)
        })
        .person("E1", "主播")
}

fn archived(builder: Builder) -> PastPeriod {
    let department = builder.build();
    past_period(&department, &score(&department, &History::default()), 1)
}

#[test]
fn growth_reads_the_column_then_the_archive() {
    let october = archived(growth("2026-10", &["100"], false, "元"));
    let history = History { previous: Some(october), ..History::default() };
    let november = |cells: &[&str], column, unit| score(&growth("2026-11", cells, column, unit).build(), &history);
    // 120/100 × 50 = 60 from the archive.
    assert_eq!(total(&november(&["120"], false, "元"), 0).as_deref(), Some("60.00"));
    // The column wins: 120/80 × 50 = 75, and the conflict is said.
    let conflict = november(&["120", "80"], true, "元");
    assert_eq!((total(&conflict, 0).as_deref(), codes(&conflict)), (Some("75.00"), vec!["W418"]));
    // A blank falls back to the archive; 不适用 there means that there is none; nor is 0 a base.
    assert_eq!(total(&november(&["120", ""], true, "元"), 0).as_deref(), Some("60.00"));
    assert_eq!(total(&november(&["120", "不适用"], true, "元"), 0), None);
    let zero = november(&["120", "0"], true, "元");
    assert_eq!(
        person(&zero, 0).roles[0].kpis[0].outcome,
        Outcome::NotApplicable(Reason::EarlierZero(0, Back::Previous))
    );
    // 万元 now, 元 then: 100 元 are 0.01 万元; 0.012/0.01 × 50 = 60. A unit of another kind has no earlier value.
    assert_eq!(total(&november(&["0.012"], false, "万元"), 0).as_deref(), Some("60.00"));
    assert_eq!(codes(&november(&["120"], false, "人")), ["W419", "W417"]);
    // Without history the KPI does not apply.
    let alone = score(&growth("2026-11", &["120"], false, "元").build(), &History::default());
    assert_eq!(
        person(&alone, 0).roles[0].kpis[0].outcome,
        Outcome::NotApplicable(Reason::NoEarlier(0, Back::Previous))
    );
}

/// Two KPIs half and half, so that one that does not apply leaves a total; the first one's formula is given.
fn beside_growth(month: &str, formula: &str, aggregate: Aggregate, measures: &[&str], rows: &[&[&str]]) -> Builder {
    department()
        .set(|a| a.period = month.parse().unwrap())
        .role("主播", |role| {
            let role = measures.iter().fold(role, |role, name| role.measure(name, "元", aggregate));
            let role =
                role.measure("分数", "分", Aggregate::Max).kpi("增长", "50%", formula).kpi("分数", "50%", "分数");
            rows.iter().fold(role, |role, cells| role.row("E1", &[cells, &["80"][..]].concat()))
        })
        .person("E1", "主播")
}

#[test]
fn a_loss_or_nothing_is_no_base_of_growth_however_it_is_written() {
    let names = ["利润", "上期利润", "去年同期利润"];
    let with = |formula: &str, now: &str, then: &str| {
        scored(beside_growth("2026-11", formula, Aggregate::Sum, &names, &[&[now, then, then]]))
    };
    for formula in [
        "环比(利润)",
        "同比(利润)",
        "利润/上期(利润)-1",
        "利润/上期利润-1",
        "(利润-上期利润)/上期利润",
        "(1+环比(利润))*50",
        "100*利润/(上期(利润)*2)",
        "最大(环比(利润),0)",
    ] {
        for (now, then) in [("100", "-80"), ("-200", "-100"), ("0", "-1"), ("100", "0")] {
            let results = with(formula, now, then);
            let first = &person(&results, 0).roles[0].kpis[0];
            assert_eq!(
                (first.status(), first.value().as_ref()),
                (Status::NotApplicable, None),
                "{formula} {now} {then}"
            );
            assert_eq!(total(&results, 0).as_deref(), Some("80.00"), "{formula}");
            assert_eq!(codes(&results), ["W424"], "{formula}");
            assert!(results.problems[0].place.to_string().starts_with("数据-主播!"), "{formula}");
        }
    }
    // A difference, an absolute base and a branch that looks first are no growth over a loss: 100 − (−80) = 180 → 100 at
    // most; (−60 − (−80)) ÷ 80 × 100 = 25; the branch gives 30.
    for (formula, now, wanted) in [
        ("利润-上期(利润)", "100", "90.00"),
        ("(利润-上期(利润))/绝对值(上期(利润))*100", "-60", "52.50"),
        ("如果(上期(利润)>0,环比(利润),30)", "100", "55.00"),
    ] {
        let results = with(formula, now, "-80");
        assert_eq!((total(&results, 0).as_deref(), codes(&results)), (Some(wanted), vec![]), "{formula}");
    }
}

#[test]
fn a_column_of_earlier_values_names_the_cell_of_the_loss() {
    let results =
        scored(beside_growth("2026-11", "环比(利润)", Aggregate::Sum, &["利润", "上期利润"], &[&["1", "-80"]]));
    let text = results.problems[0].headline(scorebook::lang::Lang::ZhCn);
    assert!(text.contains("上期“利润”为 -80"), "{text}");
    assert_eq!(results.problems[0].place.to_string(), "数据-主播!D2");
}

#[test]
fn a_changed_aggregate_makes_growth_not_comparable_and_is_named() {
    let month = |month: &str, aggregate, formula: &str, rows: &[&[&str]]| {
        beside_growth(month, formula, aggregate, &["额"], rows)
    };
    for (formula, back) in
        [("环比(额)*100", true), ("同比(额)*100", false), ("额/上期(额)", true), ("环比(部门合计(额))", true)]
    {
        let then = if back { "2026-10" } else { "2025-11" };
        let past = archived(month(then, Aggregate::Sum, formula, &[&["100"], &["100"]]));
        let history = match back {
            true => History { previous: Some(past), ..History::default() },
            false => History { year_ago: Some(past), ..History::default() },
        };
        let now = |aggregate| score(&month("2026-11", aggregate, formula, &[&["110"], &["110"]]).build(), &history);
        let changed = now(Aggregate::Mean);
        assert_eq!(person(&changed, 0).roles[0].kpis[0].status(), Status::NotApplicable, "{formula}");
        assert_eq!(total(&changed, 0).as_deref(), Some("80.00"), "{formula}");
        let told: Vec<_> = changed.problems.iter().filter(|problem| problem.code.id() == "W425").collect();
        assert_eq!(told.len(), 1, "{formula}");
        let text = told[0].headline(scorebook::lang::Lang::ZhCn);
        assert!(text.contains("求和") && text.contains("平均") && text.contains("额"), "{text}");
        // The same aggregate, and a record of before aggregates were kept, compare as ever.
        assert_eq!(person(&now(Aggregate::Sum), 0).roles[0].kpis[0].status(), Status::Scored, "{formula}");
    }
}

#[test]
fn a_negative_figure_over_a_negative_one_is_a_problem_at_its_cell() {
    let with = |formula: &str, cells: &[&str]| {
        scored(beside_growth("2026-11", formula, Aggregate::Sum, &["利润", "目标利润"], &[cells]))
    };
    for formula in
        ["利润/目标利润", "利润/目标利润*100", "(利润+利润)/目标利润", "-利润/-目标利润", "最大(利润/目标利润,0)"]
    {
        let results = with(formula, &["-200", "-100"]);
        let wrong: Vec<String> = results.problems.iter().map(|p| format!("{} {}", p.code.id(), p.place)).collect();
        let signs = formula.starts_with('-');
        // −(−200) ÷ −(−100) is a ratio of two positive figures as written.
        assert_eq!(wrong, if signs { vec![] } else { vec!["E426 数据-主播!C2".to_owned()] }, "{formula}");
    }
    // Differences of figures that are not negative, one negative only, and a negative literal are fine.
    for (formula, cells) in [
        ("(利润-100)/(目标利润-100)", ["60", "80"]),
        ("利润/目标利润", ["-200", "100"]),
        ("利润/(-100)", ["-200", "100"]),
    ] {
        assert_eq!(codes(&with(formula, &cells)), Vec::<&str>::new(), "{formula}");
    }
    // A profit against a planned loss is better than planned, and would be -90%.
    for (formula, cells) in [
        ("利润/目标利润", ["90", "-100"]),
        ("利润/目标利润", ["0", "-100"]),
        ("(利润-目标利润)/目标利润", ["90", "-100"]),
    ] {
        assert!(codes(&with(formula, &cells)).contains(&"E426"), "{formula}");
    }
}

#[test]
fn what_is_too_large_to_be_exact_is_a_problem_and_never_not_applicable() {
    let huge = "70000000000000000000000000000";
    for formula in ["额/部门合计(额)", "额/部门平均(额)", "部门合计(额)-额"] {
        let made = department().role("主播", |role| {
            let role = role.measure("额", "元", Aggregate::Max).kpi("份额", "100%", formula);
            (1..=7).fold(role, |role, n| role.row(&format!("E{n}"), &[huge]))
        });
        let results = scored((1..=7).fold(made, |made, n| made.person(&format!("E{n}"), "主播")));
        assert!(codes(&results).contains(&"E411"), "{formula}: {:?}", codes(&results));
    }
}

#[test]
fn the_departments_growth_counts_who_left_and_takes_a_column_over_the_archive() {
    let month = |month: &str, formula: &str, people: &[(&str, &str, &[&str])], column: bool| {
        let own = |name: &'static str| people.iter().filter(move |(_, role, _)| *role == name);
        let fill = |role: RoleBuilder, name: &'static str, column: bool| {
            let role = role.measure("销售额", "元", Aggregate::Sum);
            let role = if column { role.measure("上期销售额", "元", Aggregate::Sum) } else { role };
            own(name).fold(role.kpi("增长", "100%", formula), |role, (id, _, cells)| role.row(id, cells))
        };
        let made = department()
            .set(|a| a.period = month.parse().unwrap())
            .role("主播", |role| fill(role, "主播", column))
            .role("运营", |role| fill(role, "运营", false));
        people.iter().fold(made, |made, (id, role, _)| made.person(id, role))
    };
    let growth = "(1+环比(部门合计(销售额)))*50";
    let then: &[(&str, &str, &[&str])] = &[("E1", "主播", &["100"]), ("E2", "运营", &["60"]), ("E3", "运营", &["40"])];
    let october = archived(month("2026-10", growth, then, false));
    let history = History { previous: Some(october), ..History::default() };
    let now: &[(&str, &str, &[&str])] = &[("E1", "主播", &["120"]), ("E2", "运营", &["100"])];
    for formula in
        [growth, "部门合计(销售额)/部门合计(上期销售额)*50", "部门平均(销售额)/上期(部门平均(销售额))/1.65*55"]
    {
        let scored = score(&month("2026-11", formula, now, false).build(), &history);
        // 220 over 100 + 60 + 40 = 200, of whom E3 has left: 1.1 × 50. By means: 110 over 66.666… is 1.65.
        assert_eq!(total(&scored, 0).as_deref(), Some("55.00"), "{formula}");
        assert_eq!(total(&scored, 1).as_deref(), Some("55.00"), "{formula}");
    }
    let with = |cell| {
        let now: &[(&str, &str, &[&str])] = &[("E1", "主播", &["120", cell]), ("E2", "运营", &["100"])];
        total(&score(&month("2026-11", growth, now, true).build(), &history), 1)
    };
    // What the column says of E1 counts in place of the archive's 100: 220 over 120 + 60 + 40; over 60 + 40, which the rule
    // caps at 100; over 200.
    assert_eq!(with("120").as_deref(), Some("50.00"));
    assert_eq!(with("不适用").as_deref(), Some("100.00"));
    assert_eq!(with("").as_deref(), Some("55.00"));
    // E2 sold as 主播 this month and typed what they sold before: that counts once.
    let moved: &[(&str, &str, &[&str])] = &[("E1", "主播", &["120", "100"]), ("E2", "主播", &["100", "60"])];
    assert_eq!(total(&score(&month("2026-11", growth, moved, true).build(), &history), 0).as_deref(), Some("55.00"));
    let alone = score(&month("2026-11", growth, now, false).build(), &History::default());
    let reason = Reason::NoEarlierTeam("销售额".to_owned(), Back::Previous);
    assert_eq!(person(&alone, 0).roles[0].kpis[0].outcome, Outcome::NotApplicable(reason));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn printed_lines_add_up_and_row_order_does_not_matter(
        cells in proptest::collection::vec((0_u32..12_000, 0_u32..12_000, 0_u32..12_000, any::<bool>()), 1..12),
        turn in 0_usize..12,
    ) {
        let rows: Vec<(String, [String; 3])> = cells.iter().enumerate().map(|(n, (a, b, c, out))| {
            let show = |n: &u32| Decimal::new(i64::from(*n), 2).to_string();
            (format!("E{n:02}"), [show(a), show(b), if *out { "不适用".to_owned() } else { show(c) }])
        }).collect();
        let made = |order: &[usize]| {
            let filled = department().role("主播", |role| order.iter().fold(three(role), |role, index| {
                let (id, [a, b, c]) = &rows[*index];
                role.row(id, &[a, b, c])
            }));
            rows.iter().fold(filled, |builder, (id, _)| builder.person(id, "主播"))
        };
        let straight: Vec<usize> = (0..rows.len()).collect();
        let mut turned = straight.clone();
        turned.rotate_left(turn % rows.len());
        let first = scored(made(&straight));
        let second = scored(made(&turned));
        for (one, other) in first.people.iter().zip(&second.people) {
            prop_assert_eq!((one.total, one.rank), (other.total, other.rank));
            let lines: Decimal = one.roles[0].kpis.iter().filter_map(|kpi| kpi.weighted()).sum();
            prop_assert_eq!(Some(lines), one.total);
        }
        prop_assert!(first.problems.iter().all(|problem| problem.severity() != Severity::Error));
    }
}
