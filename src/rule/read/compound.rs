//! One amount in two numbers, and two numbers of which either is meant: 1小时30分钟, 1万5千元, 0.5个百分点3, 1或2次. A grammar that takes
//! a number by itself would lose the other one.

use super::class::Class;
use super::forms;
use super::phrase::{Span, Stop};
use super::token::{Kind, Token};
use crate::rule::refusal::Reason;
use crate::unit::{Unit, UnitKind};

/// The first such pair of numbers.
pub(super) fn compound(tokens: &[Token]) -> Option<Stop> {
    (0..tokens.len()).find_map(|at| {
        let rest = tokens.get(at..)?;
        let length = number_in_two(rest).or_else(|| either(rest))?;
        let last = rest.get(length.saturating_sub(1))?;
        Some(Stop::new(Reason::Unreadable, Span { start: rest.first()?.start, end: last.end }))
    })
}

/// 1万5千, 1小时30分钟, 1个百分点5: the second number goes on where the first one ends.
fn number_in_two(rest: &[Token]) -> Option<usize> {
    let joined = |token: &Token| matches!(token.kind, Kind::Number(..)) && !token.gap;
    match rest {
        // 80-100万15分: the points behind a level.
        [Token { kind: Kind::Number(..), .. }, next, after @ ..] if joined(next) => {
            let points = after.first().is_some_and(|unit| forms::is(&unit.text, forms::POINT));
            (!points).then_some(2)
        }
        [
            Token { kind: Kind::Number(..), .. },
            Token { kind: Kind::Unit, text: unit, .. },
            next @ Token { kind: Kind::Number(more, _), .. },
            after @ ..,
        ] if joined(next) => {
            let smaller = match after.first() {
                Some(Token { kind: Kind::Unit, text, .. }) => {
                    let (whole, part) = (Unit::read(unit), Unit::read(text));
                    whole.kind == part.kind && whole.kind.is_measured() && part.factor < whole.factor
                        || (&whole.kind, &part.kind) == (&UnitKind::Days, &UnitKind::Time)
                }
                _ => forms::is(unit, forms::PERCENTAGE_POINT) && !more.is_zero(),
            };
            smaller.then_some(4.min(rest.len()))
        }
        _ => None,
    }
}

/// 1或2次, 1次或2次. 三次或三次以上 says one number twice, and 30天或90天留存率 is a name.
fn either(rest: &[Token]) -> Option<usize> {
    let first = match rest.first()?.kind {
        Kind::Number(value, _) => value,
        _ => return None,
    };
    let or = 1_usize.saturating_add(usize::from(rest.get(1)?.kind == Kind::Unit));
    let Kind::Number(second, _) = rest.get(or.saturating_add(1))?.kind else { return None };
    let behind = rest.get(or.saturating_add(2)..).unwrap_or_default();
    let names = match behind {
        [
            Token { kind: Kind::Unit, text, .. },
            Token { kind: Kind::Free | Kind::Word(Class::Noun), gap: false, .. },
            ..,
        ] => {
            matches!(Unit::read(text).kind, UnitKind::Days | UnitKind::Time)
        }
        _ => false,
    };
    (rest.get(or)?.kind == Kind::Word(Class::Or) && first != second && !names).then_some(or.saturating_add(2))
}
