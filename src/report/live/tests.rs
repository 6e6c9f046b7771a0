use rust_decimal::Decimal;

use super::*;
use crate::book::Area;
use crate::formula::{Cells, Expr, Formula, Team};
use crate::model::Back;
use crate::score::{KpiResult, KpiValue, PersonResult, Status};

fn dec(text: &str) -> Decimal {
    text.parse().unwrap()
}

fn scored(weighted: &str, carried: &str, sum: &str) -> KpiResult {
    KpiResult {
        status: Status::Scored,
        value: None,
        exact_value: None,
        points: None,
        score: Some(dec("85")),
        effective_weight: None,
        carried_weight: dec(carried),
        carried_sum: dec(sum),
        weighted: Some(dec(weighted)),
        vetoed: false,
        reason: None,
        own_target: None,
    }
}

fn person(subtotal: &str, total: &str) -> PersonResult {
    PersonResult {
        id: "E001".into(),
        name: "张三".into(),
        total: Some(dec(total)),
        raw_total: Some(dec(total)),
        subtotal: Some(dec(subtotal)),
        adjustment: Decimal::ZERO,
        adjustments: Vec::new(),
        calibrated: false,
        vetoed: false,
        bounded: None,
        grade: Some(0),
        coefficient: None,
        rank: Some(1),
        roles: Vec::new(),
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

#[test]
fn a_weighted_score_is_multiplied_before_it_is_divided() {
    let weighing =
        |scale| kpi::Weighing { scale, decimals: 2, own: dec("0.2"), own_cell: "$D$4", score: "E7", points: "F*1" };
    let text = |content| match content {
        Content::Formula(formula, _) => formula,
        other => format!("{other:?}"),
    };
    let percent = weighing(crate::model::Scale::Percent);
    assert_eq!(text(kpi::weighted(&scored("17", "0.2", "1"), percent, "—")), "ROUND(E7*$D$4,2)");
    assert_eq!(text(kpi::weighted(&scored("21.25", "0.2", "0.8"), percent, "—")), "ROUND(E7*$D$4/0.8,2)");
    assert_eq!(text(kpi::weighted(&scored("34", "0.4", "1"), percent, "—")), "ROUND(E7*0.4,2)");
    let points = weighing(crate::model::Scale::Points);
    assert_eq!(text(kpi::weighted(&scored("17", "0.2", "1"), points, "—")), "ROUND(F*1,2)");
    assert_eq!(text(kpi::weighted(&scored("17", "0.2", "0.8"), points, "—")), "ROUND((F*1)*0.2/0.8/$D$4,2)");
}

#[test]
fn a_total_is_bounded_and_a_veto_is_no_formula() {
    let parts =
        total::Parts { subtotal: "K9", adjustment: Some("K10"), calibration: None, cap: Some(dec("110")), decimals: 2 };
    assert_eq!(
        total::total(&person("90", "95"), parts, "—"),
        number("ROUND(MAX(0,MIN(110,K9+K10)),2)".to_owned(), dec("95"))
    );
    let vetoed = PersonResult { vetoed: true, ..person("90", "0") };
    assert_eq!(total::total(&vetoed, parts, "—"), Content::Number(Decimal::ZERO));
    let calibrated = PersonResult { calibrated: true, ..person("90", "80") };
    let parts = total::Parts { calibration: Some("K11"), cap: None, ..parts };
    assert_eq!(total::total(&calibrated, parts, "—"), number("ROUND(MAX(0,K11),2)".to_owned(), dec("80")));
}

#[test]
fn a_joint_total_is_weighted_by_days() {
    let roles = [("D5".to_owned(), 10), ("D6".to_owned(), 20)];
    assert_eq!(
        total::joint(&roles, Some(dec("86.67")), 2, "—"),
        number("ROUND((D5*10+D6*20)/30,2)".to_owned(), dec("86.67"))
    );
}

/// One measure at B2.
struct OneCell;

impl Cells for OneCell {
    fn measure(&self, _: usize) -> String {
        "$B$2".to_owned()
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

#[test]
fn a_label_stands_as_its_cell_and_is_never_rounded() {
    let formula = Formula { root: Expr::Measure(0) };
    let mut result = scored("8.5", "0.1", "1");
    result.value = Some(KpiValue::Label("优秀".into()));
    assert_eq!(kpi::value(&result, &formula, &OneCell, "—"), text("$B$2".to_owned(), "优秀"));
    result.value = Some(KpiValue::Number(dec("0.5")));
    assert_eq!(kpi::value(&result, &formula, &OneCell, "—"), number("ROUND($B$2,4)".to_owned(), dec("0.5")));
}
