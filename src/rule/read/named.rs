//! Levels with names of the office's own: 完成100分；部分完成60分；未完成0分. Some names hold words of the grammar, so a sentence that does
//! not read is tried once more as nothing but such a list. Whoever gets points by it has a level's name in the cell, so a list that was
//! meant otherwise gives nobody points.

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::class::Class;
use super::parse::Parser;
use super::phrase::Points;
use super::token::{self, Kind, Token};
use super::{Context, Reading, forms, limits, vocabulary};
use crate::model::Scale;
use crate::rule::types::{Main, Quantity, Rule};
use crate::text;
use crate::unit::UnitKind;

/// Characters of a level's name. English has labels in its grammar: of Latin letters alone only grades are named, A and A+.
const LONGEST: usize = 8;
const LONGEST_LATIN: usize = 2;

/// Levels of the shortest list: of two, as 完成 and 未完成, a target may be meant that is missing.
const FEWEST: usize = 3;

/// The rule of a list of named levels, the best of which has the full points.
pub(super) fn read(text: &str, context: &Context<'_>) -> Option<Reading> {
    let nameable = matches!(context.unit.kind, UnitKind::Plain | UnitKind::Other(_));
    if context.target.is_some() || !nameable {
        return None;
    }
    let full = context.full.or_else(|| match context.scale {
        Scale::Percent => Some(Decimal::ONE_HUNDRED),
        Scale::Points => context.weight.checked_mul(Decimal::ONE_HUNDRED),
        Scale::Deductions => None,
    })?;
    let plain: String = text.nfkc().collect();
    let levels = list(&plain, full, |c| matches!(c, ';' | ',' | '、' | '。' | '|' | '\n'))
        .or_else(|| list(&plain, full, |c| matches!(c, ';' | ',' | '、' | '。' | '|' | '/') || c.is_whitespace()))?;
    let twice = |at: usize, name: &str| levels.iter().take(at).any(|(other, _)| text::key(other) == text::key(name));
    let counted = |name: &str| context.measures.iter().any(|measure| text::key(measure) == text::key(name));
    let fits = levels.len() >= FEWEST
        && levels.iter().map(|(_, points)| *points).max() == Some(full)
        && !levels.iter().enumerate().any(|(at, (name, _))| twice(at, name) || counted(name));
    fits.then(|| Reading {
        rule: Rule {
            unit: context.unit.clone(),
            target: None,
            full,
            quantity: Quantity::Value,
            main: Main::Labels(levels),
            floor: Some(Decimal::ZERO),
            cap: Some(full),
            cutoffs: Vec::new(),
        },
        remarks: Vec::new(),
        explained: Vec::new(),
    })
}

/// The levels of a text that is parted so; 最高100分 beside them says the full points again.
fn list(text: &str, full: Decimal, apart: impl Fn(char) -> bool) -> Option<Vec<(String, Decimal)>> {
    let pieces = text.split(apart).map(str::trim).filter(|piece| !piece.is_empty() && !says_full(piece, full));
    pieces.map(|piece| level(piece, full)).collect()
}

/// 最高100分, of the full points.
fn says_full(piece: &str, full: Decimal) -> bool {
    let tokens = token::tokens(piece, "");
    let most = tokens.first().is_some_and(|token| token.kind == Kind::Word(Class::Most));
    let points = Parser::new(&tokens).point_amount(1).ok().flatten();
    most && points.is_some_and(|(points, next)| {
        next == tokens.len() && (points == Points::Full || points == Points::Number(full))
    })
}

/// 部分完成：60分, 进行中得一半分, B级80%, 未开始不得分.
fn level(piece: &str, full: Decimal) -> Option<(String, Decimal)> {
    let tokens = token::tokens(piece, "");
    let parser = Parser::new(&tokens);
    if !parser.forbidden().is_empty() {
        return None;
    }
    let joins = |token: &Token| {
        matches!(token.kind, Kind::Sign(':' | '=') | Kind::Word(Class::Give | Class::Filler | Class::Equal))
    };
    (1..tokens.len()).find_map(|at| {
        let (points, next) = parser.point_amount(at).ok()??;
        if next < tokens.len() || tokens.get(at).is_some_and(joins) {
            return None;
        }
        // 销售100，客服80: a bare number may be anything.
        let number = matches!(tokens.get(at).map(|token| token.kind), Some(Kind::Number(..)));
        if number
            && points != Points::Number(Decimal::ZERO)
            && next == at.saturating_add(1)
            && !tokens.get(at.checked_sub(1)?).is_some_and(joins)
        {
            return None;
        }
        let named = tokens.get(..at)?.iter().rposition(|token| !joins(token))?;
        // 全部完成当月10分 says when.
        if tokens.get(..at)?.iter().any(|token| vocabulary::is_period(&token.text)) {
            return None;
        }
        let name = piece.get(tokens.first()?.start..tokens.get(named)?.end)?.trim();
        let points = match points {
            Points::Number(points) => points,
            Points::Full => full,
            Points::Zero => Decimal::ZERO,
            Points::Share(share) if !forms::ends(name, forms::NAMING) => share.checked_mul(full)?.normalize(),
            _ => return None,
        };
        fits(name).then(|| (name.to_owned(), points))
    })
}

/// Whether words may name a level: no number, no word of a rule, nobody that the rule would be limited to.
fn fits(name: &str) -> bool {
    let longest = if name.is_ascii() { LONGEST_LATIN } else { LONGEST };
    let plain: String = name.chars().map(text::simplified).flat_map(char::to_lowercase).collect();
    !name.is_empty()
        && name.chars().count() <= longest
        && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        && !forms::holds(&plain, forms::LEVEL_OTHER)
        && !limits::limits_whom(&plain)
        && limits::everywhere(&plain, &[]).is_none()
}
