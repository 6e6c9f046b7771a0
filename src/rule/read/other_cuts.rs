//! Other cuts of a sentence into words. A word of the grammar may be a part of a name (标记为已解决, 加权平均): where the first
//! cut does not read, the words in its way are tried as parts of the names around them.

use super::class::Class;
use super::forms;
use super::phrase::Stop;
use super::token::{Kind, Token};
use super::vocabulary;
use crate::rule::refusal::Reason;

/// How often the words in the way of a cut are made parts of names before the sentence is refused.
pub(super) const ROUNDS: usize = 4;

/// Words that are tried one by one in a round; a sentence with more of them is a page.
const ALONE: usize = 8;

/// Other cuts: the words in the way as parts of names, all of them first, then each alone.
pub(super) fn recuts(tokens: &[Token], stops: &[Stop]) -> Vec<Vec<Token>> {
    let changed = in_the_way(tokens, stops);
    if changed.is_empty() {
        return Vec::new();
    }
    let alone = changed.iter().filter(|_| changed.len() > 1).take(ALONE).map(|at| recut(tokens, &[*at]));
    std::iter::once(recut(tokens, &changed)).chain(alone).collect()
}

/// Letters of names.
pub(super) fn names(tokens: &[Token]) -> usize {
    let names = tokens.iter().filter(|token| token.kind == Kind::Free);
    names.map(|token| token.text.chars().count()).fold(0, usize::saturating_add)
}

/// The words that may be parts of names and stand in the way.
fn in_the_way(tokens: &[Token], stops: &[Stop]) -> Vec<usize> {
    let within = |token: &Token| {
        stops.iter().any(|stop| {
            stop.span.start < token.end && token.start < stop.span.end.max(stop.span.start.saturating_add(1))
        })
    };
    let mut changed: Vec<usize> = Vec::new();
    // A clause before the rule that holds no number and gives nothing names the measure as a whole.
    let mut start = 0;
    let mut before_rule = true;
    while start < tokens.len() {
        let end = (start..tokens.len()).find(|at| ends(tokens, *at)).unwrap_or(tokens.len());
        let clause = tokens.get(start..end).unwrap_or_default();
        let plain = clause.iter().all(|token| plain(token.kind)) && !clause.last().is_some_and(is_method);
        before_rule &= plain;
        if before_rule && !divides_target(clause) && clause.iter().any(within) {
            changed.extend((start..end).filter(|at| tokens.get(*at).is_some_and(is_word)));
        }
        start = end.saturating_add(1);
    }
    // Two rules that contradict each other are no words in the way.
    let single = stops.iter().all(|stop| {
        matches!(stop.reason, Reason::Unreadable | Reason::Modifier | Reason::Money | Reason::Rank | Reason::Blank)
    });
    if changed.is_empty() && single {
        changed.extend((0..tokens.len()).filter(|at| {
            tokens.get(*at).is_some_and(|token| within(token) && may_be_noun(token)) && beside_name(tokens, *at)
        }));
    }
    changed
}

/// Whether a clause defines something by the target over what was reached: no name, but the reverse of a rate.
fn divides_target(clause: &[Token]) -> bool {
    let is = |token: &Token, class: Class| token.kind == Kind::Word(class);
    let Some(equal) = clause.iter().position(|token| is(token, Class::Equal)) else { return false };
    let parts = clause.get(equal..).unwrap_or_default();
    let over = parts.iter().position(|token| matches!(token.kind, Kind::Sign('÷' | '/')));
    over.and_then(|over| parts.split_at_checked(over)).is_some_and(|(above, below)| {
        above.iter().any(|token| is(token, Class::Target)) && below.iter().any(|token| is(token, Class::Actual))
    })
}

/// The tokens with some of them as parts of names.
fn recut(tokens: &[Token], changed: &[usize]) -> Vec<Token> {
    let mut out = tokens.to_vec();
    for at in changed {
        if let Some(token) = out.get_mut(*at) {
            token.kind = Kind::Free;
        }
    }
    joined(out)
}

fn ends(tokens: &[Token], at: usize) -> bool {
    matches!(tokens.get(at).map(|token| token.kind), Some(Kind::Break | Kind::Sign(',')))
}

/// Whether a token may stand in a clause that names the measure.
fn plain(kind: Kind) -> bool {
    match kind {
        Kind::Number(..) | Kind::Blank => false,
        Kind::Word(class) => !matches!(
            class,
            Class::Each
                | Class::Take
                | Class::AddTake
                | Class::Full
                | Class::Zero
                | Class::NoDeduction
                | Class::NoBonus
                | Class::Most
                | Class::Least
                | Class::DeductAll
                | Class::DeductTo
                | Class::DeductUpTo
                | Class::AddUpTo
                | Class::GainUpTo
                | Class::Endless
                | Class::Bottomless
                | Class::Veto
                | Class::Judgement
                | Class::Elsewhere
                | Class::Money
                | Class::Rank
                | Class::Rounding
                | Class::Else
                | Class::AndSoOn
                | Class::Linear
                | Class::Score
                | Class::Direct
                | Class::Inverse
                | Class::Modifier
        ),
        _ => true,
    }
}

/// Whether a clause that ends in this word says how points come about.
fn is_method(token: &Token) -> bool {
    matches!(
        token.kind,
        Kind::Word(
            Class::Score
                | Class::Mark
                | Class::Judge
                | Class::Direct
                | Class::Ratio
                | Class::RatioName
                | Class::Inverse
        )
    )
}

/// Whether a word that is not yet a name.
fn is_word(token: &Token) -> bool {
    matches!(token.kind, Kind::Word(class) if class != Class::Noun) && !vocabulary::says_nothing(&token.text)
        || matches!(token.kind, Kind::Unit)
}

/// Whether a word may be a part of a name where it stands. No sign is.
fn may_be_noun(token: &Token) -> bool {
    match token.kind {
        _ if forms::begins(&token.text, forms::SIGNS) => false,
        Kind::Word(Class::Modifier | Class::Money | Class::Rank) => vocabulary::may_name(&token.text),
        Kind::Word(class) => matches!(
            class,
            Class::Give
                | Class::Add
                | Class::Reach
                | Class::Less
                | Class::LessSide
                | Class::More
                | Class::MoreSide
                | Class::Lack
                | Class::Late
                | Class::Apart
                | Class::SuffixMin
                | Class::SuffixMax
                | Class::SuffixBeyond
                | Class::Between
                | Class::Range
                | Class::Include
                | Class::Exclude
                | Class::AtLeast
                | Class::AtMost
                | Class::Convert
                | Class::ThisItem
                | Class::Part
                | Class::OnTarget
                | Class::OffTarget
        ),
        Kind::Unit => true,
        _ => false,
    }
}

/// Whether letters of a name stand on a side of a word and no number beside it.
fn beside_name(tokens: &[Token], at: usize) -> bool {
    let own_gap = tokens.get(at).is_none_or(|token| token.gap);
    let before = at.checked_sub(1).and_then(|before| tokens.get(before)).filter(|_| !own_gap);
    let after = tokens.get(at.saturating_add(1)).filter(|token| !token.gap);
    let name = |token: Option<&Token>| {
        token.is_some_and(|token| {
            matches!(
                token.kind,
                Kind::Free | Kind::Word(Class::Noun | Class::Judge | Class::Mark | Class::Actual | Class::RatioName)
            )
        })
    };
    let number = |token: Option<&Token>| token.is_some_and(|token| matches!(token.kind, Kind::Number(..) | Kind::Unit));
    (name(before) || name(after)) && !number(before) && !number(after)
}

/// Neighbouring names as one token.
fn joined(tokens: Vec<Token>) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match out.last_mut() {
            Some(last) if last.kind == Kind::Free && token.kind == Kind::Free && !token.gap => {
                last.text.push_str(&token.text);
                last.end = token.end;
            }
            _ => out.push(token),
        }
    }
    out
}
