//! 30条/月, 最多扣3分/月: amounts of a month, of which a workbook is. 扣3分/月 may be something else and stays.

use super::class::Class;
use super::forms;
use super::token::{Kind, Token};

/// How far before its unit a word stands that bounds points: 最多 扣 3 分.
const BEFORE: usize = 3;

/// The words without each /月 that ends a clause behind an amount.
pub(super) fn without(tokens: Vec<Token>) -> Vec<Token> {
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
