//! What steps are compared with: the target, or something that the sheet does not hold (较年级平均分每低1分).

use super::class::Class;
use super::phrase::Span;
use super::token::{Kind, Token};
use super::{forms, limits, vocabulary};

/// The words that say what a step that counts from the target is compared with, where they name something else. `names`: the KPI's,
/// its measures' and its role's.
pub(super) fn other(tokens: &[Token], names: &[&str]) -> Option<Span> {
    let mut start = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Break | Kind::Sign(_) => start = at.saturating_add(1),
            Kind::Word(Class::Each) => {
                if let Some(span) = compared(tokens.get(start..at).unwrap_or_default(), names) {
                    return Some(span);
                }
            }
            _ => {}
        }
    }
    None
}

/// What a clause compares with before 每, where that is no target.
fn compared(clause: &[Token], names: &[&str]) -> Option<Span> {
    let (at, rest) = clause.iter().enumerate().rev().find_map(|(at, token)| Some((at, behind(token)?)))?;
    let others = clause.get(at.saturating_add(1)..).unwrap_or_default();
    let aims = |token: &Token| matches!(token.kind, Kind::Word(Class::Target | Class::Distance));
    let named = |token: &&Token| {
        matches!(token.kind, Kind::Free | Kind::Word(Class::Noun | Class::Else | Class::Modifier))
            && !token.text.is_empty()
    };
    let words: String =
        std::iter::once(rest).chain(others.iter().filter(named).map(|token| token.text.as_str())).collect();
    let ending = words.trim_end_matches(|c| forms::letter(c, forms::OF));
    let known = names.iter().any(|name| !name.is_empty() && ending.ends_with(*name));
    let set = forms::SET.iter().any(|word| ending.starts_with(word));
    if ending.is_empty() || known || set || others.iter().any(aims) || vocabulary::class(ending) == Some(Class::Target)
    {
        return None;
    }
    let (first, last) = (clause.get(at)?, clause.last()?);
    Some(Span { start: first.start, end: last.end })
}

/// The letters behind a word that compares: 毛利率较年初, 比竞品. 比较 and 占比 compare nothing here.
fn behind(token: &Token) -> Option<&str> {
    // 比上月 is one word.
    let base =
        token.text.strip_prefix(|c| forms::letter(c, forms::COMPARES)).filter(|rest| limits::begins_with_base(rest));
    if token.kind == Kind::Word(Class::Noun) && base.is_some() {
        return base;
    }
    match token.kind {
        Kind::Free | Kind::Word(Class::Noun) => forms::SET_AGAINST.iter().find_map(|word| {
            let (before, rest) = token.text.rsplit_once(word)?;
            (!before.ends_with(|c| forms::letter(c, forms::BEFORE_AGAINST))).then_some(rest)
        }),
        Kind::Word(_) if forms::is(&token.text, forms::SET_AGAINST_ALONE) => Some(""),
        _ => None,
    }
}
