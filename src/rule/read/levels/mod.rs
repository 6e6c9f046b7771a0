//! Nothing but a list of levels: 完成100分；部分完成60分；未完成0分, and with signed points 超负荷5；饱和0；一般-5；不足-10. What a level is called
//! is any word of the office's own, words of the grammar too, so a sentence that does not read is tried once more as such a list. Whoever
//! gets points by it has a level's name in the cell: a list that was meant otherwise gives nobody points.

mod full;
mod signed;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::{Context, Reading};
use crate::model::Scale;
use crate::rule::types::{Main, Quantity, Rule};
use crate::text::key;
use crate::unit::UnitKind;

/// Levels of the shortest list out of full points: of two, as 完成 and 未完成, a target may be meant that is missing.
const FEWEST: usize = 3;

/// A level's name and its points.
type Level = (String, Decimal);

/// The rule of a list of levels.
pub(super) fn read(text: &str, context: &Context<'_>) -> Option<Reading> {
    let plain: String = text.nfkc().collect();
    let (levels, full) = match context.scale {
        Scale::Deductions => (of_signed(&plain, context)?, None),
        scale => {
            let full = context.full.or_else(|| scale.usual_full(context.weight))?;
            (out_of(full, &plain, context)?, Some(full))
        }
    };
    let twice = |at: usize, name: &str| levels.iter().take(at).any(|(other, _)| key(other) == key(name));
    let counted = |name: &str| context.measures.iter().any(|measure| key(measure) == key(name));
    if context.target.is_some() || levels.iter().enumerate().any(|(at, (name, _))| twice(at, name) || counted(name)) {
        return None;
    }
    let rule = Rule {
        unit: context.unit.clone(),
        target: None,
        full: full.unwrap_or_default(),
        quantity: Quantity::Value,
        main: Main::Labels(levels),
        floor: full.map(|_| Decimal::ZERO),
        cap: full,
        cutoffs: Vec::new(),
    };
    Some(Reading { rule, remarks: Vec::new(), explained: Vec::new() })
}

fn of_signed(text: &str, context: &Context<'_>) -> Option<Vec<Level>> {
    let levels = list(text, |_| true, signed::level).filter(|levels| levels.len() > 1)?;
    // 迟到扣2分；旷工扣10分 are two things that happen: no level says what neither gives.
    let none_better = levels.iter().all(|(_, points)| *points < Decimal::ZERO);
    (!none_better && !matches!(context.unit.kind, UnitKind::Count(_))).then_some(levels)
}

/// Levels of which the best has the full points; 最高100分 beside them says those again.
fn out_of(points: Decimal, text: &str, context: &Context<'_>) -> Option<Vec<Level>> {
    let nameable = matches!(context.unit.kind, UnitKind::Plain | UnitKind::Other(_));
    let pieces = |piece: &str| !full::says_full(piece, points);
    let levels = list(text, pieces, |piece| full::level(piece, points)).filter(|levels| levels.len() >= FEWEST)?;
    (nameable && levels.iter().map(|(_, points)| *points).max() == Some(points)).then_some(levels)
}

/// The levels of a text, by the first marks that part those of its pieces that are `wanted` into nothing else.
fn list(text: &str, wanted: impl Fn(&str) -> bool, level: impl Fn(&str) -> Option<Level>) -> Option<Vec<Level>> {
    let ends = |c: char| matches!(c, ';' | ',' | '、' | '。' | '|' | '\n');
    let closes = |c: char| matches!(c, '/' | ')');
    let parted = |apart: &dyn Fn(char) -> bool| -> Option<Vec<Level>> {
        text.split(apart).map(str::trim).filter(|piece| !piece.is_empty() && wanted(piece)).map(&level).collect()
    };
    parted(&ends)
        .or_else(|| parted(&|c| ends(c) || closes(c)))
        .or_else(|| parted(&|c| ends(c) || closes(c) || c.is_whitespace()))
}
