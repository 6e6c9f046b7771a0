//! The picture of a rule that is tried out: where points jump, the picture jumps. Figures are worked out by hand.

use rust_decimal::Decimal;
use scorebook::lang::Lang;
use scorebook::pipeline::{Trial, try_rule};

/// The picture of a sentence in percent: values and points.
fn curve(sentence: &str, target: &str) -> Vec<(Decimal, Decimal)> {
    let trial = Trial { sentence, unit: Some("%"), target, ..Trial::default() };
    let tried = try_rule(&trial, Lang::ZhCn).unwrap_or_else(|refused| panic!("{refused:?}"));
    tried.curve.iter().map(|point| (point.value.parse().unwrap(), point.points.parse().unwrap())).collect()
}

#[test]
fn steps_stand_upright_each_where_it_is() {
    let all = curve("每低1%扣2分，扣完为止", "95%");
    let hundredth = Decimal::new(1, 4);
    for pair in all.windows(2) {
        let [(low, before), (high, after)] = [pair[0], pair[1]];
        // Within a step points are the same; from one to the next there is no value between.
        assert!(before == after || high - low == hundredth && after - before == Decimal::TWO, "{pair:?}");
    }
    // 3% below are three steps; 2.99% are two.
    let at = |value: i64| all.iter().find(|(own, _)| *own == Decimal::new(value, 4)).map(|(_, points)| *points);
    assert_eq!((at(9200), at(9201)), (Some(Decimal::from(94)), Some(Decimal::from(96))));
    assert!(all.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn what_slopes_takes_no_more_points_than_a_picture_needs() {
    let all = curve("按完成率比例计分，最高100分", "90%");
    assert!(all.len() < 260, "{}", all.len());
    assert!(all.contains(&(Decimal::new(45, 2), Decimal::from(50))));
}
