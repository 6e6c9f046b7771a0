//! Figures that can't be: marks above their scale or below 0, counts of events below 0.

use rust_decimal::Decimal;

use super::grid::tidy;
use super::table::bare;
use crate::decimal;
use crate::formula::{Expr, Formula, Function};
use crate::model::{Measure, Target};
use crate::problem::{Code, Problem};
use crate::rule::{Main, Rule};
use crate::text::key;
use crate::unit::UnitKind;

/// Words of measures that may be below 0: differences, and what was deducted.
const SIGNED: [&str; 24] = [
    "净",
    "增",
    "减",
    "差",
    "变",
    "涨",
    "跌",
    "盈",
    "亏",
    "扣",
    "偏",
    "升",
    "降",
    "余",
    "超",
    "提前",
    "延",
    "net",
    "growth",
    "chang",
    "diff",
    "gain",
    "deviation",
    "delta",
];

/// Whether a measure's name says that its figures may be negative.
fn may_be_negative(measure: &Measure) -> bool {
    let name = key(&measure.name);
    SIGNED.iter().any(|word| name.contains(word))
}

/// Marks: the measures of 分, and those without unit that a rule takes as a score.
fn is_mark(measure: &Measure) -> bool {
    measure.unit.kind == UnitKind::Score
}

/// The scale of a measure's marks, and what it is known from, as far as the workbook says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MarkScale {
    /// The measure, by index.
    pub(super) measure: usize,
    /// The highest mark.
    pub(super) most: Decimal,
}

/// What a KPI says of the marks that its formula takes: 按评分计分，满分5分 as its rule, 4.5分(满分5分) as its target.
pub(super) fn scale_of_kpi(
    rule: &Rule,
    target: Option<&Target>,
    formula: Option<&Formula>,
    measures: &[Measure],
) -> Option<MarkScale> {
    let measure = sole_measure(&formula?.root)?;
    let kind = &measures.get(measure)?.unit.kind;
    let marks = *kind == UnitKind::Score;
    let of_target = target.and_then(|target| scale_in(&target.text)).filter(|_| marks);
    let most = match &rule.main {
        // Where more than full points can be had, more than the scale may stand in a cell.
        Main::Direct { .. } if rule.cap.is_none_or(|cap| cap > rule.full) => None,
        Main::Direct { scale } => Some(*scale).filter(|_| marks || *kind == UnitKind::Plain),
        _ => None,
    };
    most.or(of_target).map(|most| MarkScale { measure, most })
}

/// The one measure that an expression gives as it is.
fn sole_measure(root: &Expr) -> Option<usize> {
    match root {
        Expr::Measure(index) => Some(*index),
        Expr::Call(Function::Average | Function::Round, arguments) => sole_measure(arguments.first()?),
        _ => None,
    }
}

/// The scale that a text names: 满分5分, 5分制, 1-5分, 0 到 100, (5分满分).
pub(super) fn scale_in(text: &str) -> Option<Decimal> {
    if !text.chars().any(char::is_numeric) {
        return None;
    }
    let word = key(&tidy(text));
    let number_at = |rest: &str| -> Option<Decimal> {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
        rest.get(..end)?.trim_end_matches('.').parse().ok()
    };
    let number_before = |before: &str| -> Option<Decimal> {
        let start = before.rfind(|c: char| !(c.is_ascii_digit() || c == '.')).map_or(0, |at| {
            at.saturating_add(before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8))
        });
        before.get(start..)?.parse().ok()
    };
    for lead in ["满分为", "满分是", "满分:", "满分", "outof"] {
        if let Some(found) = word.split_once(lead).and_then(|(_, rest)| number_at(rest)) {
            return Some(found).filter(|most| *most > Decimal::ZERO);
        }
    }
    for end in ["分制", "分满分", "-pointscale", "pointscale"] {
        if let Some(found) = word.split_once(end).and_then(|(before, _)| number_before(before)) {
            return Some(found).filter(|most| *most > Decimal::ZERO);
        }
    }
    for between in ["到", "至", "~", "-", "—", "–", "to"] {
        if let Some((before, rest)) = word.split_once(between)
            && let (Some(low), Some(high)) = (number_before(before), number_at(rest))
            && (low.is_zero() || low == Decimal::ONE)
            && high > low
        {
            return Some(high);
        }
    }
    None
}

/// The scales of a role's marks: what their units and meanings say.
pub(super) fn scales_of_words(measures: &[Measure]) -> Vec<MarkScale> {
    let said = |(index, measure): (usize, &Measure)| {
        let words = [measure.unit.text.as_str(), measure.meaning.as_str(), &measure.name];
        let most = words.iter().find_map(|text| scale_in(text))?;
        is_mark(measure).then_some(MarkScale { measure: index, most })
    };
    measures.iter().enumerate().filter_map(said).collect()
}

/// The code of a figure that can't be, with the arguments of its texts.
pub(super) fn fault(
    number: Decimal,
    measure: &Measure,
    index: usize,
    scales: &[MarkScale],
) -> Option<(Code, Vec<(&'static str, String)>)> {
    // Where two rules take one measure, the wider scale holds.
    let most = scales.iter().filter(|scale| scale.measure == index).map(|scale| scale.most).max();
    let negative = number < Decimal::ZERO && !may_be_negative(measure);
    let scale = || {
        vec![
            ("has-scale", if most.is_some() { "yes" } else { "no" }.to_owned()),
            ("scale", most.map(decimal::plain).unwrap_or_default()),
        ]
    };
    if most.is_some_and(|most| number > most) {
        return Some((Code::MarkBeyondScale, [vec![("why", "above".to_owned())], scale()].concat()));
    }
    if negative && (is_mark(measure) || most.is_some()) {
        return Some((Code::MarkBeyondScale, [vec![("why", "below".to_owned())], scale()].concat()));
    }
    let counted = matches!(measure.unit.kind, UnitKind::Count(_));
    (negative && counted).then(|| (Code::NegativeCount, Vec::new()))
}

/// The problem at a cell, with what it shows.
pub(super) fn problem(
    (code, args): (Code, Vec<(&'static str, String)>),
    at: &crate::cell::CellRef,
    text: &str,
) -> Problem {
    let problem = Problem::new(code, at).with("text", text);
    args.into_iter().fold(problem, |problem, (name, value)| problem.with(name, value))
}

/// Whether a heading names the scale of its marks: 满意度(5分制).
pub(super) fn scale_of_heading(header: &str, measure: &Measure) -> Option<Decimal> {
    scale_in(&bare(header)).filter(|_| is_mark(measure))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_found_in_the_words_that_people_use() {
        let scale = |text: &str| scale_in(text).map(|most| most.to_string());
        for (text, most) in [
            ("满分5分", "5"),
            ("滿分 100", "100"),
            ("5分制", "5"),
            ("客户满意度（十分制）", ""),
            ("1-5分", "5"),
            ("1～10 分", "10"),
            ("0 到 100", "100"),
            ("0至100分，由主管打分", "100"),
            ("4.5 out of 5", "5"),
            ("10-point scale", "10"),
            ("2026-11", ""),
            ("平均秒数", ""),
            ("客户打分", ""),
        ] {
            assert_eq!(scale(text).unwrap_or_default(), most, "{text}");
        }
    }
}
