//! Levels of a day or a week: 每周更新不少于3篇, 每天直播4小时. What a month's value is compared with is not said.

use super::class::Class;
use super::phrase::{Span, Stop};
use super::token::{Kind, Token};
use super::{Context, forms};
use crate::rule::refusal::Reason;
use crate::unit::{Unit, UnitKind};

/// The words of the first such level, unless the target says the same number or the KPI is called so.
pub(super) fn paced(tokens: &[Token], context: &Context<'_>) -> Option<Stop> {
    let rates = matches!(context.unit.kind, UnitKind::Percent | UnitKind::Score);
    if rates || context.names.iter().any(|name| forms::holds(name, forms::PACES)) {
        return None;
    }
    let apart = |token: &Token| matches!(token.kind, Kind::Break | Kind::Sign(',' | '(' | ')'));
    tokens.split(apart).find_map(|clause| level(clause, context))
}

fn level(clause: &[Token], context: &Context<'_>) -> Option<Stop> {
    // 每周少更新1篇扣2分 counts what is missing.
    let counts = |token: &Token| matches!(token.kind, Kind::Word(Class::Take | Class::Add | Class::AddTake));
    let said: String = clause.iter().map(|token| token.text.as_str()).collect();
    if clause.iter().any(counts) || forms::holds(&said, forms::MEAN) || !forms::holds(&said, forms::SHORT_PERIODS) {
        return None;
    }
    let other = |token: &Token| match token.kind {
        Kind::Number(value, _) => context.target.is_none_or(|target| target.value != value),
        _ => false,
    };
    // 每天17点前: a time, in another unit than the values.
    let same = |unit: &Token| {
        let theirs = Unit::read(&unit.text).kind;
        unit.kind == Kind::Unit
            && (theirs == context.unit.kind || matches!(theirs, UnitKind::Count(_)) && counted(context))
    };
    let at = clause.windows(2).position(|pair| matches!(pair, [number, unit] if other(number) && same(unit)))?;
    let (first, last) = (clause.first()?, clause.get(at.saturating_add(1))?);
    Some(Stop::new(Reason::Modifier, Span { start: first.start, end: last.end }))
}

fn counted(context: &Context<'_>) -> bool {
    matches!(context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_))
}
