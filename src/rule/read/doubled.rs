//! A word that stands twice in a row is a slip of the pen: 最高高20分, 未达达80%, 达到或或超过. What it was to be nobody can tell, and
//! read past it may turn a rule round.

use std::ops::Range;

use super::Context;
use super::class::Class;
use super::forms;
use super::phrase::{Span, Stop};
use super::token::{Kind, Token};
use super::vocabulary;
use crate::quantity::numeral;
use crate::rule::refusal::Reason;
use crate::unit::{Unit, UnitKind};

/// Letters of the longest words that are looked for twice.
const LONGEST: usize = 4;

/// Words that stand twice of which it is tried what the sentence says with one alone. People slip once.
const TRIED: usize = 8;

/// Letters of the longest unit that is looked for behind its own first letter.
const UNIT: usize = 2;

/// A letter of a token, with the token's place.
#[derive(Clone, Copy)]
struct Letter {
    c: char,
    token: usize,
}

/// The first word of a rule that stands twice in a row. In a name a letter may: 达到到货率.
pub(super) fn doubled(tokens: &[Token]) -> Option<Stop> {
    let letters: Vec<Letter> = tokens
        .iter()
        .enumerate()
        .flat_map(|(token, found)| found.text.chars().map(move |c| Letter { c, token }))
        .collect();
    unit_doubled(tokens).or_else(|| word_doubled(tokens, &letters))
}

/// The second of two equal words, where the sentence with one of them alone is another rule: 每超额额完成20万元. Which of the two
/// was meant nobody can tell. `reads`: whether a sentence reads, and as another rule. Names of the sheet are as they are.
pub(super) fn turned(text: &str, context: &Context<'_>, reads: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let place = |at: usize| letters.get(at).map_or(text.len(), |(byte, _)| *byte);
    let names = || context.measures.iter().chain(context.names.iter());
    let twice = (1..=LONGEST).flat_map(|length| {
        let pairs = letters.windows(length.saturating_mul(2)).enumerate();
        pairs.filter_map(move |(at, pair)| {
            let (one, other) = pair.split_at_checked(length)?;
            let same = one.iter().zip(other).all(|((_, a), (_, b))| a == b);
            let spoken = one.iter().all(|(_, c)| c.is_alphabetic() && !c.is_ascii() && !numeral::is_numeral(*c));
            (same && spoken).then(|| (at.saturating_add(length), at.saturating_add(length.saturating_mul(2))))
        })
    });
    twice.map(|(from, to)| place(from)..place(to)).take(TRIED).find(|second| {
        let (Some(before), Some(word), Some(after)) =
            (text.get(..second.start), text.get(second.clone()), text.get(second.end..))
        else {
            return false;
        };
        let named = names().any(|name| name.contains(&word.repeat(2)));
        !named && reads(&format!("{before}{after}"))
    })
}

/// 24小小时: behind a number the unit's first letter stands twice, so that no unit is left.
fn unit_doubled(tokens: &[Token]) -> Option<Stop> {
    tokens.windows(3).find_map(|three| {
        let [Token { kind: Kind::Number(..), .. }, name, next] = three else { return None };
        let joined = name.text.chars().chain(next.text.chars());
        let letters: Vec<char> = joined.take(UNIT.saturating_add(1)).collect();
        let twice = name.kind == Kind::Free && letters.first() == letters.get(1);
        let unit = (1..=UNIT).any(|length| {
            let word: Option<String> = letters.get(1..length.saturating_add(1)).map(|word| word.iter().collect());
            word.is_some_and(|word| matches!(Unit::read(&word).kind, UnitKind::Time | UnitKind::Days | UnitKind::Money))
        });
        (twice && unit).then(|| Stop::new(Reason::Unreadable, Span { start: name.start, end: name.end }))
    })
}

fn word_doubled(tokens: &[Token], letters: &[Letter]) -> Option<Stop> {
    (1..=LONGEST).rev().find_map(|length| {
        letters.windows(length.saturating_mul(2)).find_map(|pair| {
            let (one, other) = pair.split_at_checked(length)?;
            let same = one.iter().zip(other).all(|(a, b)| a.c == b.c);
            let spoken = one.iter().all(|letter| letter.c.is_alphabetic() && !letter.c.is_ascii());
            let joined = pair.windows(2).all(|two| match two {
                [a, b] => a.token == b.token || tokens.get(b.token).is_some_and(|token| !token.gap),
                _ => false,
            });
            if !same || !spoken || !joined || !is_slip(tokens, one, other) {
                return None;
            }
            let (from, to) = (tokens.get(other.first()?.token)?, tokens.get(other.last()?.token)?);
            Some(Stop::new(Reason::Unreadable, Span { start: from.start, end: to.end }))
        })
    })
}

/// Whether what stands twice belongs to the rule, and is no end of one word and the beginning of the next by chance.
fn is_slip(tokens: &[Token], one: &[Letter], other: &[Letter]) -> bool {
    let token = |letter: Option<&Letter>| letter.and_then(|letter| tokens.get(letter.token));
    let (Some(before), Some(after)) = (token(one.last()), token(other.first())) else { return false };
    if one.len() > 1 {
        return one.iter().chain(other).any(|letter| tokens.get(letter.token).is_some_and(rules));
    }
    let whole = |token: &Token| token.text.chars().count() == 1;
    let scored = |token: &Token| rules(token) || token.kind == Kind::Word(Class::Score);
    // 超标标部分: without the letter a word of rules stands there.
    let rest = || after.text.chars().skip(1).collect::<Vec<_>>();
    let hidden = || {
        let rest = rest();
        forms::spelled(&rest, forms::OF) || vocabulary::longest(&rest).is_some_and(|(length, _)| length == rest.len())
    };
    one.first().map(|letter| letter.token) != other.first().map(|letter| letter.token)
        && (matches!(before.kind, Kind::Word(_) | Kind::Unit) && whole(after)
            || rules(before) && (scored(after) || hidden())
            || whole(before) && rules(after))
}

/// Whether a word says something of points or of levels.
fn rules(token: &Token) -> bool {
    match token.kind {
        Kind::Word(class) => !matches!(class, Class::Noun | Class::Filler | Class::Judge | Class::Score),
        Kind::Unit => true,
        _ => false,
    }
}
