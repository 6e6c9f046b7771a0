//! Levels of another time than the sheet's, or of one case: 每周更新不少于3篇, 每班巡检不少于2次, and in a quarter 每月30条. What the value of
//! the whole time is compared with is not said.

use super::class::Class;
use super::phrase::{Span, Stop};
use super::token::{Kind, Token};
use super::{Context, forms};
use crate::period::Span as Length;
use crate::rule::refusal::Reason;
use crate::unit::{Unit, UnitKind};

/// The words of the first such level, unless the target says the same number or the KPI is called so.
pub(super) fn paced(tokens: &[Token], context: &Context<'_>) -> Option<Stop> {
    let rates = matches!(context.unit.kind, UnitKind::Percent | UnitKind::Score);
    let called = |name: &&str| forms::holds(name, forms::PACES) || forms::holds(name, forms::SHORT_PERIODS);
    if rates || context.names.iter().any(called) {
        return None;
    }
    let apart = |token: &Token| matches!(token.kind, Kind::Break | Kind::Sign(',' | '(' | ')'));
    tokens.split(apart).find_map(|clause| level(clause, context))
}

fn level(clause: &[Token], context: &Context<'_>) -> Option<Stop> {
    let has = |classes: &[Class]| {
        clause.iter().any(|token| matches!(token.kind, Kind::Word(class) if classes.contains(&class)))
    };
    let said: String = clause.iter().map(|token| token.text.as_str()).collect();
    // 每周少更新1篇扣2分 counts what is missing.
    if has(&[Class::Take, Class::Add, Class::AddTake])
        || forms::holds(&said, forms::MEAN)
        || !is_paced(&said, context.span, has)
    {
        return None;
    }
    let other = |token: &Token| match token.kind {
        Kind::Number(value, _) => context.target.is_none_or(|target| target.value != value),
        _ => false,
    };
    // 每天17点前: a time, in another unit than the values.
    let counted = matches!(context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_));
    let same = |unit: &Token| {
        let theirs = Unit::read(&unit.text).kind;
        unit.kind == Kind::Unit && (theirs == context.unit.kind || matches!(theirs, UnitKind::Count(_)) && counted)
    };
    let at = clause.windows(2).position(|pair| matches!(pair, [number, unit] if other(number) && same(unit)))?;
    let (first, last) = (clause.first()?, clause.get(at.saturating_add(1))?);
    Some(Stop::new(Reason::Modifier, Span { start: first.start, end: last.end }))
}

/// Whether a clause speaks of another time than a sheet of this span, or asks for something in each case.
fn is_paced(said: &str, span: Option<Length>, has: impl Fn(&[Class]) -> bool) -> bool {
    let of = [
        (forms::EACH_MONTH, Length::Month),
        (forms::EACH_QUARTER, Length::Quarter),
        (forms::EACH_HALF, Length::Half),
        (forms::EACH_YEAR, Length::Year),
    ];
    let another = |length: Length| span.is_some_and(|span| span != length);
    forms::holds(said, forms::SHORT_PERIODS)
        || of.into_iter().any(|(words, length)| another(length) && forms::holds(said, words))
        // 每单响应时间不超过30秒 bounds a mean.
        || forms::holds(said, forms::EACH_CASE) && !has(&[Class::AtMost, Class::Less, Class::SuffixMax, Class::Give, Class::Full])
}

/// How far before its unit a word stands that bounds points: 最多 扣 3 分.
const BEFORE: usize = 3;

/// The words without each /月 that ends a clause behind an amount, 30条/月 and 最多扣3分/月: no other period is meant, as [`paced`] saw to.
/// 扣3分/月 may be something else and stays.
pub(super) fn without_months(tokens: Vec<Token>) -> Vec<Token> {
    let kind = |at: usize| tokens.get(at).map(|token| token.kind);
    let ends = |at: usize| matches!(kind(at), None | Some(Kind::Break | Kind::Sign(',' | ')')));
    let monthly = |at: usize| {
        let month = at.saturating_add(1);
        let unit = at.checked_sub(1).and_then(|unit| tokens.get(unit)).filter(|unit| unit.kind == Kind::Unit);
        let named = tokens.get(month).is_some_and(|token| forms::is(&token.text, forms::MONTH));
        let bounded =
            (at.saturating_sub(BEFORE.saturating_add(1))..at).any(|here| kind(here) == Some(Kind::Word(Class::Most)));
        kind(at) == Some(Kind::Sign('/'))
            && named
            && ends(month.saturating_add(1))
            && unit.is_some_and(|unit| bounded || !forms::is(&unit.text, forms::POINT))
    };
    let dropped: Vec<bool> =
        (0..tokens.len()).map(|at| monthly(at) || at.checked_sub(1).is_some_and(monthly)).collect();
    tokens.into_iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(token, _)| token).collect()
}
