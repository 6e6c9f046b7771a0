use rust_decimal::Decimal;

use super::*;
use crate::output::Area;
use crate::score::{Counted, KpiResult, KpiValue, Outcome, Scored};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn scored(weighted: &str, carried: &str, sum: &str) -> KpiResult {
    KpiResult {
        marks: Vec::new(),
        outcome: Outcome::Scored(Scored {
            value: KpiValue::Number(dec("85")),
            exact: None,
            points: dec("85"),
            score: dec("85"),
            vetoed: false,
        }),
        counted: Some(Counted { carried_weight: dec(carried), effective_weight: None, weighted: Some(dec(weighted)) }),
        carried_sum: dec(sum),
        own: None,
    }
}

#[test]
fn places_are_written_as_formulas_name_them() {
    assert_eq!(At::on("数据-主播", 4, 3).to_string(), "'数据-主播'!$D$5");
    assert_eq!(At::on("it's", 0, 0).to_string(), "'it''s'!$A$1");
    assert_eq!(At::beside(4, 27).to_string(), "AB5");
    assert_eq!(Span::column(None, 2, 4, 9).to_string(), "$C$5:$C$10");
    assert_eq!(Span { sheet: None, area: Area { top: 1, left: 1, bottom: 1, right: 1 } }.to_string(), "$B$2");
    assert_eq!(spread(6, 4, 3, 3), ["E7", "H7", "K7"]);
}

#[test]
fn literals_cannot_change_what_stands_beside_them() {
    assert_eq!(literal(dec("-1.50")), "(-1.5)");
    assert_eq!(literal(dec("100")), "100");
    assert_eq!(quoted("15\"屏"), "\"15\"\"屏\"");
}

fn formula(content: Content) -> String {
    match content {
        Content::Formula(formula, _) => formula,
        other => format!("{other:?}"),
    }
}

#[test]
fn a_weighted_score_is_multiplied_before_it_is_divided() {
    let scored = scored("17", "0.2", "0.8");
    let percent = kpi::weighted(&scored, ("E7", "E7"), ("G7", "H7"), None, 2, "—");
    assert_eq!(formula(percent), "IF(ISNUMBER(E7),ROUND(E7*G7/H7,2),\"—\")");
    let points = kpi::weighted(&scored, ("E7", "F7"), ("G7", "H7"), Some("D7"), 2, "—");
    assert_eq!(formula(points), "IF(ISNUMBER(E7),ROUND(F7*G7/H7/D7,2),\"—\")");
}

#[test]
fn every_line_is_counted_over_those_before_it_and_the_total_is_their_sum() {
    let sum = "SUM($K$9:$K$10)";
    assert_eq!(total::bounds(sum, Some(dec("110")), 2), format!("ROUND(MAX(0,MIN(110,{sum}))-{sum},2)"));
    assert_eq!(total::bounds(sum, None, 2), format!("ROUND(MAX(0,{sum})-{sum},2)"));
    assert_eq!(total::veto(sum, None, 2), format!("ROUND(0-{sum},2)"));
    assert_eq!(total::veto(sum, Some("H8>0"), 2), format!("IF(H8>0,ROUND(0-{sum},2),0)"));
    assert_eq!(total::calibration(dec("88"), sum, Some("H8>0"), 2), format!("IF(H8>0,0,ROUND(88-{sum},2))"));
    let made = |decided, flag| total::Made { subtotal: "$K$9", decided, flag };
    let of = |made| total::total(sum, made, Some(dec("95")), 2, "—");
    assert_eq!(of(made(true, None)), number(format!("ROUND({sum},2)"), dec("95")));
    assert_eq!(formula(of(made(false, None))), format!("IF(ISNUMBER($K$9),ROUND({sum},2),\"—\")"));
    assert_eq!(formula(of(made(false, Some("H8>0")))), format!("IF(OR(ISNUMBER($K$9),H8>0),ROUND({sum},2),\"—\")"));
}

#[test]
fn a_joint_total_is_weighted_by_days_and_leaves_out_a_role_without_one() {
    let roles = [("D5".to_owned(), 10), ("D6".to_owned(), 20)];
    assert_eq!(
        total::joint(&roles, Some(dec("86.67")), 2, "—"),
        number(
            "IF(COUNT(D5,D6)>0,ROUND((N(D5)*10+N(D6)*20)/(ISNUMBER(D5)*10+ISNUMBER(D6)*20),2),\"—\")".to_owned(),
            dec("86.67")
        )
    );
}
