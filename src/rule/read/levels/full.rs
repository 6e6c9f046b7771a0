//! A level with points out of the full ones.

use rust_decimal::Decimal;

use crate::rule::read::class::Class;
use crate::rule::read::parse::Parser;
use crate::rule::read::phrase::Points;
use crate::rule::read::token::{self, Kind, Token};
use crate::rule::read::{forms, limits, vocabulary};
use crate::text;

/// Characters of a level's name. English has labels in its grammar: of Latin letters alone only grades are named, A and A+.
const LONGEST: usize = 8;
const LONGEST_LATIN: usize = 2;

/// 最高100分, of the full points.
pub(super) fn says_full(piece: &str, full: Decimal) -> bool {
    let tokens = token::tokens(piece, "");
    let most = tokens.first().is_some_and(|token| token.kind == Kind::Word(Class::Most));
    let points = Parser::new(&tokens).point_amount(1).ok().flatten();
    most && points.is_some_and(|(points, next)| {
        next == tokens.len() && (points == Points::Full || points == Points::Number(full))
    })
}

/// 部分完成：60分, 进行中得一半分, B级80%, 未开始不得分.
pub(super) fn level(piece: &str, full: Decimal) -> Option<(String, Decimal)> {
    let tokens = token::tokens(piece, "");
    let parser = Parser::new(&tokens);
    if !parser.forbidden().is_empty() {
        return None;
    }
    let joins = |token: &Token| {
        matches!(token.kind, Kind::Sign(':' | '=' | '(') | Kind::Word(Class::Give | Class::Filler | Class::Equal))
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
        // 合格为特殊情况下60%: with the words between the name and the points.
        let said = piece.get(tokens.first()?.start..tokens.get(at)?.start)?;
        (fits(name) && !limited(said)).then(|| (name.to_owned(), points))
    })
}

/// Whether words may name a level: no number, no word of a rule.
fn fits(name: &str) -> bool {
    let longest = if name.is_ascii() { LONGEST_LATIN } else { LONGEST };
    !name.is_empty()
        && name.chars().count() <= longest
        && name.chars().all(|c| c.is_alphabetic() || c == ' ')
        && !forms::holds(&plain(name), forms::LEVEL_OTHER)
}

/// Whether words name somebody or some time that the rule would be limited to.
fn limited(words: &str) -> bool {
    let words = plain(words);
    limits::limits_whom(&words) || limits::limits_level(&words) || limits::everywhere(&words, &[]).is_some()
}

/// In the letters of the word lists.
fn plain(words: &str) -> String {
    words.chars().map(text::simplified).flat_map(char::to_lowercase).collect()
}
