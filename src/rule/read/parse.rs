//! Tokens → phrases.

mod aim;
mod amount;
mod bound;
mod bracket;
mod condition;
mod distance;
mod forbidden;
mod formula;
mod method;
mod minus;
mod nth;
mod partial;
mod points;
mod step;

use super::class::Class;
use super::phrase::{Cond, Gap, Phrase, Placed, Span, Stop};
use super::token::{Kind, Token};
use crate::quantity::numeral;
use crate::rule::read::forms;
use crate::rule::refusal::Reason;

/// 第4次: one of several, by its number.
fn ordinal(text: &str) -> bool {
    let mut letters = text.chars().skip_while(|c| !forms::letter(*c, forms::ORDINAL));
    letters.next().is_some() && letters.next().is_none_or(|c| c.is_ascii_digit() || numeral::is_numeral(c))
}

/// A place in the tokens. Every production takes a position and gives what it read with the position after it.
pub(super) struct Parser<'t> {
    tokens: &'t [Token],
}

/// What a production read, and where the next one starts.
type Read<T> = Option<(T, usize)>;

impl<'t> Parser<'t> {
    pub(super) fn new(tokens: &'t [Token]) -> Self {
        Self { tokens }
    }

    fn token(&self, at: usize) -> Option<&'t Token> {
        self.tokens.get(at)
    }

    fn kind(&self, at: usize) -> Option<Kind> {
        self.token(at).map(|token| token.kind)
    }

    fn class(&self, at: usize) -> Option<Class> {
        match self.kind(at)? {
            Kind::Word(class) => Some(class),
            _ => None,
        }
    }

    fn text(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| token.text.as_str())
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.kind(at)? {
            Kind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn is(&self, at: usize, class: Class) -> bool {
        self.class(at) == Some(class)
    }

    fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(0, |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.token(last)).map_or(start, |token| token.end);
        Span { start, end }
    }

    /// Past words that carry no meaning here.
    fn skip(&self, mut at: usize, classes: &[Class]) -> usize {
        while self.class(at).is_some_and(|class| classes.contains(&class)) {
            at = at.saturating_add(1);
        }
        at
    }

    /// Whether a clause ends here.
    fn ends(&self, at: usize) -> bool {
        matches!(self.kind(at), None | Some(Kind::Break | Kind::Sign(',' | '(' | ')' | ':' | '、')))
    }

    /// Every phrase, or every word in the way.
    pub(super) fn phrases(&self) -> Result<Vec<Placed>, Vec<Stop>> {
        let stops = self.forbidden();
        if !stops.is_empty() {
            return Err(stops);
        }
        let mut stops = Vec::new();
        let mut out: Vec<Placed> = Vec::new();
        let mut gap = Gap::Clause;
        let mut at = 0;
        while let Some(token) = self.token(at) {
            if let Some(next) = self.names_end(at, &mut out) {
                gap = gap.max(Gap::Comma);
                at = next;
                continue;
            }
            let opens = self.sign(at) == Some('(') && self.interval(at).is_some();
            let separator = match token.kind {
                // (80%,90%] begins a condition.
                _ if opens => None,
                Kind::Break => Some(Gap::Clause),
                Kind::Sign(',' | '(' | ')' | '、' | ':' | '/' | '.') => Some(Gap::Comma),
                _ => None,
            };
            if token.gap {
                gap = gap.max(Gap::Space);
            }
            if let Some(separator) = separator {
                gap = gap.max(separator);
                at = at.saturating_add(1);
                continue;
            }
            if let Some(next) = self.bracketed(at) {
                out.push(Placed {
                    phrase: Phrase::Noun(self.text(at.saturating_add(1)).to_owned()),
                    span: self.span(at, next),
                    gap: Gap::Comma,
                });
                at = next;
                continue;
            }
            if let Some(next) = self.direction(at) {
                out.push(Placed { phrase: Phrase::Noun(self.text(at).to_owned()), span: self.span(at, next), gap });
                gap = Gap::None;
                at = next;
                continue;
            }
            if let Some(next) = self.frequency(at) {
                let words = (at..next).map(|here| self.text(here)).collect();
                out.push(Placed { phrase: Phrase::Noun(words), span: self.span(at, next), gap });
                gap = Gap::None;
                at = next;
                continue;
            }
            if let Some(next) = self.source(at) {
                at = next;
                continue;
            }
            // 按每低1%扣1分计: the words around say nothing.
            if self.is(at, Class::By) && self.is(at.saturating_add(1), Class::Each) {
                at = at.saturating_add(1);
                continue;
            }
            if forms::is(self.text(at), forms::CLOSERS)
                && self.ends(at.saturating_add(1))
                && gap == Gap::None
                && matches!(out.last(), Some(Placed { phrase: Phrase::Points { .. }, .. }))
            {
                at = at.saturating_add(1);
                continue;
            }
            match self.phrase(at, &out, gap) {
                Ok(Some((phrase, next))) => {
                    let span = self.span(at, next);
                    match (out.last_mut(), phrase) {
                        (Some(Placed { phrase: Phrase::Noun(before), span: place, .. }), Phrase::Noun(more))
                            if gap <= Gap::Space =>
                        {
                            before.push_str(&more);
                            *place = place.to(span);
                        }
                        (_, Phrase::Noun(more)) if more.is_empty() => {
                            at = next;
                            continue;
                        }
                        (_, phrase) => out.push(Placed { phrase, span, gap }),
                    }
                    gap = Gap::None;
                    at = next;
                }
                Ok(None) => {
                    stops.push(Stop::new(Reason::Unreadable, self.span(at, at.saturating_add(1))));
                    at = at.saturating_add(1);
                }
                Err(stop) => return Err(vec![stop]),
            }
        }
        if stops.is_empty() { Ok(out) } else { Err(stops) }
    }

    fn phrase(&self, at: usize, before: &[Placed], gap: Gap) -> Result<Read<Phrase>, Stop> {
        if let Some(found) = self.date(at) {
            return Ok(Some(found));
        }
        if let Some(next) = self.weight(at)? {
            return Ok(Some((Phrase::Noun(forms::word(forms::WEIGHT)), next)));
        }
        if let Some(found) = self.scale_said(at) {
            return Ok(Some(found));
        }
        if let Some(found) = self.partial(at).or_else(|| self.counts_as(at)).or_else(|| self.beyond(at, before)) {
            return Ok(Some(found));
        }
        // 在40分的基础上 says the start again.
        if forms::is(self.text(at.saturating_add(1)), forms::POINT) {
            let after = self.skip(at.saturating_add(2), &[Class::Filler]);
            if matches!(self.kind(at), Some(Kind::Number(..)))
                && forms::holds(self.text(after.saturating_sub(1)), forms::ON_TOP_OF)
            {
                return Ok(Some((Phrase::Noun(String::new()), after)));
            }
        }
        if let Some(found) = self.formula(at, before, gap)? {
            return Ok(Some(found));
        }
        if let Some(found) = self.bound(at, before)? {
            return Ok(Some(found));
        }
        if let Some(found) = self.method(at) {
            return Ok(Some(found));
        }
        if let Some(found) = self.step(at) {
            return Ok(Some(found));
        }
        if let Some(found) = self.second_side(at, before) {
            return Ok(Some(found));
        }
        if let Some(found) = self.full_points(at) {
            return Ok(Some(found));
        }
        // 2起及以上本项0分
        let spoken = before.iter().rev().find(|placed| placed.phrase != Phrase::ThisItem);
        let after_condition = matches!(spoken, Some(Placed { phrase: Phrase::Cond(_), .. }));
        let number = if self.is(at, Class::Equal) { at.saturating_add(1) } else { at };
        let after_noun = matches!(before.last(), Some(Placed { phrase: Phrase::Noun(_), .. }))
            && forms::is(self.text(number.saturating_add(1)), forms::POINT_OR_PERCENT)
            // 与86.9分每相差1分: where it counts from.
            && !self.is(at.wrapping_sub(1), Class::Against);
        // 每张0.1分
        let after_step = gap <= Gap::Space
            && forms::is(self.text(number.saturating_add(1)), forms::POINT)
            && self.tokens.iter().any(|token| token.kind == Kind::Word(Class::Most))
            && matches!(before.last(), Some(Placed { phrase: Phrase::Step(step), .. }) if step.sides.is_empty() && step.size.is_some());
        if (after_condition || after_noun || after_step)
            && let Some(found) = self.bare_points(at)?
        {
            return Ok(Some(found));
        }
        if let Some((cond, next)) = self.condition(at) {
            return Ok(Some((Phrase::Cond(cond), next)));
        }
        if let Some(found) = self.points(at)? {
            return Ok(Some(found));
        }
        if let Some(found) = self.bare_points(at)? {
            return Ok(Some(found));
        }
        Ok(self.small(at))
    }

    /// Past 权重20%, which says what the sheet says. 自评占30% mixes marks in a way that is not read.
    fn weight(&self, at: usize) -> Result<Option<usize>, Stop> {
        let next = at.saturating_add(1);
        let factor = next.saturating_add(1);
        if self.kind(at) == Some(Kind::Free)
            && forms::ends(self.text(at), forms::MULTIPLIED)
            && forms::is(self.text(next), forms::BY_ONE)
            && matches!(self.kind(factor), Some(Kind::Number(..)))
        {
            return Err(Stop::new(Reason::FreeFormula, self.span(at, factor.saturating_add(1))));
        }
        let named = self.is(at, Class::Worth) && forms::holds(self.text(at), forms::WEIGHT);
        let shared = self.is(at, Class::Against) && forms::is(self.text(at), forms::SHARE_OF);
        if !named && !shared {
            return Ok(None);
        }
        let mut number = at.saturating_add(1);
        while self.sign(number) == Some(':')
            || self.class(number).is_some_and(|class| {
                matches!(class, Class::Give | Class::Filler | Class::Total | Class::Against)
                    || shared && class == Class::Worth
            })
        {
            number = number.saturating_add(1);
        }
        let next = number.saturating_add(2);
        if !matches!(self.kind(number), Some(Kind::Number(..)))
            || !forms::is(self.text(next.saturating_sub(1)), forms::PERCENT_SIGN)
            || !self.ends(next)
        {
            return Ok(None);
        }
        if shared { Err(Stop::new(Reason::Modifier, self.span(at, next))) } else { Ok(Some(next)) }
    }

    /// Whether a number or the target stands here, so that a comparing word before it is no part of a name.
    fn number_follows(&self, at: usize) -> bool {
        let at = self.skip(at, &[Class::Filler]);
        matches!(self.kind(at), Some(Kind::Number(..))) || self.is(at, Class::Target)
    }

    /// 每月5日前, 12月31日前, 9:00前: a date or a time of day says when, and is no threshold.
    fn date(&self, at: usize) -> Read<Phrase> {
        let number = |at: usize| matches!(self.kind(at), Some(Kind::Number(..)));
        if !number(at)
            || self
                .class(at.wrapping_sub(1))
                .is_some_and(|class| !matches!(class, Class::Filler | Class::By | Class::Reach | Class::Noun))
        {
            return None;
        }
        let mut next = at.saturating_add(1);
        let mut dated = false;
        if forms::is(self.text(next), forms::MONTH) && number(next.saturating_add(1)) {
            next = next.saturating_add(2);
            dated = true;
        }
        if self.sign(next) == Some(':') && number(next.saturating_add(1)) {
            next = next.saturating_add(2);
        } else if forms::is(self.text(next), forms::DAY_OR_HOUR) {
            next = next.saturating_add(1);
        } else if !forms::begins(self.text(next), forms::DATE_UNITS) {
            return None;
        }
        let words = self.text(next);
        let before = [self.text(at.saturating_add(1)), words].iter().any(|words| forms::begins(words, forms::BEFORE));
        if !(before || dated) {
            return None;
        }
        let end = if before && self.kind(next) == Some(Kind::Free) { next.saturating_add(1) } else { next };
        Some((Phrase::Noun(forms::word(forms::DATE_NAME)), end))
    }

    /// Past 每学期 in 每学期不少于2次: how often, before what is asked for. Points in the clause make it a step.
    fn frequency(&self, at: usize) -> Option<usize> {
        let end = (at..).find(|here| self.ends(*here))?;
        let gives = (at..end).any(|here| {
            matches!(
                self.class(here),
                Some(
                    Class::Take | Class::Add | Class::AddTake | Class::Give | Class::Full | Class::Zero | Class::Score
                )
            ) || forms::is(self.text(here), forms::POINT)
        });
        // 每场直播平均在线人数达到200人得满分: a level that gives all points is no step either.
        let whole = (at..end).any(|here| self.is(here, Class::Full))
            && !(at..end).any(|here| matches!(self.class(here), Some(Class::Take | Class::Add | Class::AddTake)))
            && self.kind(at.saturating_add(1)) == Some(Kind::Unit);
        if !self.is(at, Class::Each) || !whole && (gives || self.sign(end) != Some(',')) {
            return None;
        }
        let asks = |here: usize| {
            (matches!(self.class(here), Some(Class::AtLeast | Class::AtMost)) || whole && self.is(here, Class::Reach))
                && self.number_follows(here.saturating_add(1))
                || matches!(self.kind(here), Some(Kind::Number(..))) && self.ends(here.saturating_add(2))
        };
        let next = (at.saturating_add(1)..end).find(|here| asks(*here))?;
        let names = (at.saturating_add(1)..next).all(|here| {
            matches!(
                self.kind(here),
                Some(Kind::Free | Kind::Unit | Kind::Word(Class::Noun | Class::Filler | Class::Each | Class::Reach))
            )
        });
        (names && next > at.saturating_add(1)).then_some(next)
    }

    /// Whether letters of a name go on here.
    fn named_behind(&self, at: usize) -> bool {
        let joined = self.token(at).is_some_and(|token| !token.gap);
        joined
            && matches!(
                self.kind(at),
                Some(
                    Kind::Free
                        | Kind::Word(
                            Class::Noun
                                | Class::Filler
                                | Class::Actual
                                | Class::Target
                                | Class::Judge
                                | Class::Mark
                                | Class::Convert
                                | Class::Late
                                | Class::Lack
                                | Class::Apart
                                | Class::MoreSide
                                | Class::LessSide
                        )
                )
            )
    }

    /// Phrases of one word, and nouns.
    fn small(&self, at: usize) -> Read<Phrase> {
        let next = at.saturating_add(1);
        let phrase = match self.kind(at)? {
            Kind::Free | Kind::Word(Class::Noun) => Phrase::Noun(self.text(at).to_owned()),
            Kind::Unit => Phrase::Noun(self.text(at).to_owned()),
            Kind::Word(class) => match class {
                Class::Veto => Phrase::Veto,
                Class::Zero => return None,
                Class::NoBonus => Phrase::NoBonus,
                Class::NoDeduction => Phrase::NoDeduction,
                Class::Endless => Phrase::Endless,
                Class::Bottomless => Phrase::Bottomless,
                Class::DeductAll => Phrase::FloorZero,
                Class::Else => Phrase::Cond(Cond::Else),
                Class::AndSoOn => Phrase::AndSoOn,
                Class::ThisItem => Phrase::ThisItem,
                Class::Part => Phrase::Part,
                Class::Give | Class::Equal if forms::is(self.text(at), forms::NAMES_A_GRADE) => {
                    Phrase::Noun(String::new())
                }
                Class::More | Class::Less if !self.number_follows(next) => Phrase::Noun(self.text(at).to_owned()),
                Class::Between => Phrase::Noun(String::new()),
                Class::Filler | Class::Example | Class::Total | Class::Until | Class::Range => {
                    Phrase::Noun(String::new())
                }
                // A word that denies or compares is a part of a name only beside its letters: 未完成0分 loses nothing.
                Class::Not if !self.named_behind(next) => return None,
                // Words that are read elsewhere may also be parts of a name or an event.
                Class::Lack
                | Class::Late
                | Class::Apart
                | Class::LessSide
                | Class::MoreSide
                | Class::Reach
                | Class::Target
                | Class::Actual
                | Class::Ratio
                | Class::RatioName
                | Class::Mark
                | Class::Judge
                | Class::Score
                | Class::Against
                | Class::By
                | Class::Distance
                | Class::Or
                | Class::And
                | Class::Not
                | Class::None
                | Class::OnTarget
                | Class::Convert
                | Class::Worth => Phrase::Noun(self.text(at).to_owned()),
                Class::Take => Phrase::Noun(String::new()),
                Class::Money | Class::Modifier => Phrase::Noun(self.text(at).to_owned()),
                _ => return None,
            },
            _ => return None,
        };
        // 扣分 without a number is a heading; 扣 alone is not.
        if self.is(at, Class::Take) && !forms::ends(self.text(at), forms::POINT) {
            return None;
        }
        Some((phrase, next))
    }
}
