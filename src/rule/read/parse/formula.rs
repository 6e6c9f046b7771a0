//! Ways of scoring said as a formula: 实际/目标×满分, 实际值/5万元×100, 回款额/应收额×20分.

use rust_decimal::Decimal;

use super::condition::comparison;
use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Gap, Phrase, Placed, Stop};
use crate::rule::read::token::Kind;
use crate::rule::refusal::Reason;

/// What a product of the value and the target says.
struct Factors {
    /// t/v, not v/t.
    inverse: bool,
    /// F, where it is a number.
    times: Option<Decimal>,
    /// The number that stands for the target.
    over: Option<Amount>,
}

impl Parser<'_> {
    /// 目标值与实际值之比: the target comes first.
    pub(super) fn turned(&self, from: usize, to: usize) -> bool {
        let first = |class: Class| (from..to).find(|here| self.is(*here, class));
        first(Class::Ratio).is_some()
            && matches!(
                (first(Class::Target), first(Class::Against), first(Class::Actual)),
                (Some(target), Some(against), Some(actual)) if target < against && against < actual
            )
    }

    /// A formula over the value and the target, or the definition of a ratio by name.
    pub(super) fn formula(&self, at: usize, before: &[Placed], gap: Gap) -> Result<Read<Phrase>, Stop> {
        // 80%以上按实际完成率×权重分得分
        let conditioned = self.is(at, Class::By)
            && matches!(before.last(), Some(Placed { phrase: Phrase::Cond(Cond::Band { .. }), .. }));
        // 70%≤目标达成率＜100%：目标达成率×权重分 likewise.
        if matches!(self.condition(at), Some((Cond::Band { .. }, next)) if self.is(next, Class::By) || self.sign(next) == Some(':'))
        {
            return Ok(None);
        }
        if gap < Gap::Comma && !conditioned || (gap == Gap::Comma && self.sign(at.saturating_sub(1)) == Some('/')) {
            return Ok(None);
        }
        let end = self.formula_end(at);
        if !self.calculates(at, end) {
            return Ok(None);
        }
        if let Some(found) = self.compared_ratio(at, end).or_else(|| self.defined_before_rule(at, end)) {
            return Ok(Some(found));
        }
        let stop = Stop::new(Reason::FreeFormula, self.span(at, end));
        let equals: Vec<usize> = (at..end).filter(|here| self.is(*here, Class::Equal)).collect();
        let scores = |from: usize, to: usize| {
            (from..to).any(|here| matches!(self.class(here), Some(Class::Score | Class::Worth | Class::Mark)))
                && (from..to).all(|here| !matches!(self.kind(here), Some(Kind::Number(..) | Kind::Sign(_))))
        };
        // 按完成比例得分：得分=…: the way's name before its formula.
        let named = |one: usize| {
            let colon = (at..one).rev().find(|here| self.sign(*here) == Some(':'));
            let plain = |to: usize| (at..to).all(|here| !matches!(self.kind(here), Some(Kind::Number(..))));
            colon.filter(|colon| plain(*colon)).map_or(at, |colon| colon.saturating_add(1))
        };
        let (from, to) = match equals.as_slice() {
            [] => (named(end), end),
            [one] if scores(named(*one), *one) => (one.saturating_add(1), end),
            [one] if scores(one.saturating_add(1), end) => (at, *one),
            // 完成率=A/B names the ratio; 平均工时=目标÷实际×25分 gives points by its formula, and 目标÷实际 is no ratio to the target.
            [one] if (at..*one).all(|here| self.names_part(here)) => match self.factors(one.saturating_add(1), end) {
                Some(Factors { times: Some(_), .. }) => (one.saturating_add(1), end),
                _ if self.inverted(one.saturating_add(1), end) => return Err(stop),
                _ => return Ok(Some((Phrase::Names { ratio: true }, end))),
            },
            _ => return Err(stop),
        };
        // 计算公式：及时数/总数×100% says how the value comes about.
        let heading = |name: usize, colon: usize| {
            self.sign(colon) == Some(':') && forms::is(self.text(name), forms::FORMULA_HEADINGS)
        };
        let defines = (heading(at, at.saturating_add(1)) || heading(at.wrapping_sub(2), at.wrapping_sub(1)))
            && equals.is_empty()
            && (at..end).all(|here| self.percent_only(here));
        if defines {
            let ratio = self.factors(from, to).is_some_and(|factors| !factors.inverse);
            return Ok(Some((Phrase::Names { ratio }, end)));
        }
        if let Some((start, points)) = self.minus_counts(from, to).filter(|_| !equals.is_empty()) {
            return Ok(Some((Phrase::Minus { start, points }, end)));
        }
        if let Some(times) = self.own_share(from, to) {
            return Ok(Some((Phrase::OwnShare { times }, end)));
        }
        match self.factors(from, to) {
            Some(Factors { inverse, times, over }) => Ok(Some((Phrase::Ratio { inverse, times, over }, end))),
            None => Err(stop),
        }
    }

    /// Whether a formula divides the target by what was reached: 达成率=目标/实际×100%.
    fn inverted(&self, from: usize, to: usize) -> bool {
        let Some(over) = (from..to).find(|here| matches!(self.sign(*here), Some('÷' | '/'))) else { return false };
        (from..over).any(|here| self.is(here, Class::Target)) && (over..to).any(|here| self.is(here, Class::Actual))
    }

    /// Where a formula that begins here is over: at a comma, or before a bracket with a bound in it.
    fn formula_end(&self, at: usize) -> usize {
        (at..)
            .find(|here| {
                matches!(self.kind(*here), None | Some(Kind::Break | Kind::Sign(',')))
                    || self.sign(*here) == Some('(')
                        && matches!(
                            self.class(here.saturating_add(1)),
                            Some(Class::Most | Class::AtMost | Class::Least | Class::AtLeast)
                        )
                    || self.sign(*here) == Some('(') && self.counts_as(here.saturating_add(1)).is_some()
            })
            .unwrap_or(at)
    }

    fn operates(&self, at: usize) -> bool {
        matches!(self.sign(at), Some('*' | '×' | '÷' | '/'))
    }

    /// A word of the name of what a formula is made of.
    fn names_part(&self, at: usize) -> bool {
        matches!(
            self.class(at),
            Some(Class::Actual | Class::Target | Class::RatioName | Class::Ratio | Class::Noun | Class::Filler)
        ) || self.kind(at) == Some(Kind::Free)
    }

    /// Whether a sign between two names multiplies or divides; 85%*目标值 is a level.
    fn calculates(&self, at: usize, end: usize) -> bool {
        let level = |here: usize| {
            let before = here.saturating_sub(1);
            forms::is(self.text(before), forms::PERCENT_SIGN) && self.is(here.saturating_add(1), Class::Target)
                || self.is(before, Class::Target)
                    && matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..)))
                    && forms::is(self.text(here.saturating_add(2)), forms::PERCENT_SIGN)
        };
        let compares = (at..end).any(|here| {
            matches!(self.class(here), Some(Class::AtLeast | Class::AtMost | Class::Less | Class::More | Class::Reach))
        });
        let divides = |here: &usize| {
            if compares && level(*here) {
                return false;
            }
            self.sign(*here) == Some('/')
                && self.names_part(here.saturating_sub(1))
                && self.names_part(here.saturating_add(1))
                || matches!(self.sign(*here), Some('*' | '×' | '÷'))
        };
        (at..end).any(|here| self.operates(here) && divides(&here))
    }

    /// 实际费用/预算费用≤100%得20分: a ratio by its parts is compared.
    fn compared_ratio(&self, at: usize, end: usize) -> Read<Phrase> {
        let compared =
            (at..end).find(|here| self.class(*here).and_then(comparison).is_some() && !self.names_part(*here));
        if let Some(level) = compared.filter(|level| self.edge(level.saturating_add(1)).is_some())
            && (at..level).all(|here| self.names_part(here) || self.sign(here) == Some('/'))
            && (at..end)
                .filter(|here| self.operates(*here))
                .eq((at..level).filter(|here| self.sign(*here) == Some('/')))
            && (at..level).filter(|here| self.operates(*here)).count() == 1
        {
            let of_target = self.factors(at, level).is_some_and(|factors| !factors.inverse);
            let phrase = if of_target { Phrase::DefinesRatio } else { Phrase::Noun(forms::word(forms::FORMULA_NAME)) };
            return Some((phrase, level));
        }
        None
    }

    /// 司机投诉次数/总调度次数，每高1%扣2分: how the value comes about, before the rule.
    fn defined_before_rule(&self, at: usize, end: usize) -> Read<Phrase> {
        let bare = (at..end).all(|here| {
            !matches!(self.kind(here), Some(Kind::Number(..) | Kind::Blank))
                && !matches!(
                    self.class(here),
                    Some(Class::Score | Class::Full | Class::Worth | Class::Equal | Class::Each)
                )
                || self.percent_only(here) && !self.is(here, Class::Equal) && !self.is(here, Class::Each)
        });
        let ruled = (end..self.tokens.len())
            .any(|here| matches!(self.class(here), Some(Class::Take | Class::Add | Class::Full | Class::Zero)));
        if bare && ruled && self.sign(end) == Some(',') {
            let of_target = self.factors(at, end).is_some_and(|factors| !factors.inverse)
                && (at..end).any(|here| self.is(here, Class::Target));
            let phrase = if of_target { Phrase::DefinesRatio } else { Phrase::Noun(forms::word(forms::FORMULA_NAME)) };
            return Some((phrase, end));
        }
        None
    }

    /// 回款额/应收额×20分, 检查得分率*5分: the value itself, a percentage, times the points.
    fn own_share(&self, from: usize, to: usize) -> Option<Option<Decimal>> {
        let last = (from..to).rev().find(|at| matches!(self.sign(*at), Some('*' | '×')))?;
        let names = (from..last).all(|at| {
            matches!(
                self.kind(at),
                Some(
                    Kind::Free
                        | Kind::Sign('/' | '÷')
                        | Kind::Word(
                            Class::Noun
                                | Class::By
                                | Class::Judge
                                | Class::Score
                                | Class::Mark
                                | Class::Actual
                                | Class::Filler
                        )
                )
            )
        });
        let divided = (from..last).filter(|at| matches!(self.sign(*at), Some('/' | '÷'))).count();
        let rate = forms::ends(self.text(last.saturating_sub(1)), forms::RATE)
            && self.kind(last.saturating_sub(1)) == Some(Kind::Free);
        let (points, next) = self.point_amount(last.saturating_add(1)).ok()??;
        let times = match points {
            crate::rule::read::phrase::Points::Number(value) => Some(value),
            crate::rule::read::phrase::Points::Full => None,
            _ => return None,
        };
        // 按回款率×20计分
        let next = if self.is(from, Class::By) {
            self.skip(next, &[Class::Score, Class::Give, Class::Judge, Class::Filler])
        } else {
            next
        };
        (names && (divided == 1 || divided == 0 && rate) && next == to).then_some(times)
    }

    /// Whether a part of a formula gives no points: a name, a sign, 100%.
    fn percent_only(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(value, _)) => {
                value == Decimal::ONE_HUNDRED && forms::is(self.text(at.saturating_add(1)), forms::PERCENT_SIGN)
            }
            Some(Kind::Word(class)) => !matches!(class, Class::Full | Class::Worth | Class::Score | Class::Mark),
            _ => true,
        }
    }

    /// Whether a word or sign may stand in a factor: a sum, a root or a power is another formula.
    fn names_factor(&self, at: usize) -> bool {
        match self.kind(at) {
            Some(Kind::Number(..) | Kind::Unit) => true,
            Some(Kind::Free) => {
                let text = self.text(at);
                text.chars().all(char::is_alphanumeric) && !forms::ends(text, forms::OPERATIONS)
            }
            Some(Kind::Sign(sign)) => matches!(sign, '(' | ')'),
            Some(Kind::Word(class)) => {
                !matches!(class, Class::Range | Class::Least | Class::Add | Class::Take | Class::AddTake)
            }
            _ => false,
        }
    }

    /// The factors of a product that is t/v or v/t times F; `None` for anything else.
    fn factors(&self, from: usize, to: usize) -> Option<Factors> {
        let (mut times, mut over) = (None, None);
        let (mut value, mut target, mut ratio, mut full) = (0_i32, 0_i32, 0_i32, 0_i32);
        // 满意度/95%×40: what is divided by the target's own number is the value, whatever it is called.
        let mut is_named = false;
        let mut sign = 1_i32;
        let mut here = from;
        while here < to {
            let stop = (here..to).find(|at| matches!(self.sign(*at), Some('*' | '×' | '÷' | '/'))).unwrap_or(to);
            let has = |class: Class| (here..stop).any(|at| self.is(at, class));
            let number = (here..stop).find_map(|at| match self.kind(at) {
                Some(Kind::Number(value, _)) => {
                    Some((value, forms::is(self.text(at.saturating_add(1)), forms::PERCENT_SIGN)))
                }
                _ => None,
            });
            if (here..stop).filter(|at| matches!(self.kind(*at), Some(Kind::Number(..)))).count() > 1
                || !(here..stop).all(|at| self.names_factor(at))
            {
                return None;
            }
            let count = match number {
                Some((number, true)) if number == Decimal::ONE_HUNDRED => None,
                Some(_) if sign < 0 => {
                    let (amount, next) = self.amount(here)?;
                    if next != stop || over.replace(amount).is_some() {
                        return None;
                    }
                    Some(&mut target)
                }
                Some((number, _)) => {
                    times = Some(number);
                    Some(&mut full)
                }
                None if self.turned(here, stop) => {
                    value = value.saturating_sub(sign);
                    Some(&mut target)
                }
                None if has(Class::Ratio) || has(Class::RatioName) => Some(&mut ratio),
                None if has(Class::Target) => Some(&mut target),
                None if has(Class::Actual) => Some(&mut value),
                None if has(Class::Full) || has(Class::Worth) => Some(&mut full),
                None if here == from && sign > 0 && stop > here => {
                    is_named = true;
                    Some(&mut value)
                }
                None => return None,
            };
            if let Some(count) = count {
                *count = count.saturating_add(sign);
            }
            sign = if matches!(self.sign(stop), Some('÷' | '/')) { -1 } else { 1 };
            here = stop.saturating_add(1);
        }
        if is_named && over.is_none() || !(0..=1).contains(&full) {
            return None;
        }
        let inverse = match (value, target, ratio) {
            (1, -1, 0) | (0, 0, 1) => false,
            // 完成率/95%×100
            (0, -1, 1) if over.is_some() => false,
            (-1, 1, 0) => true,
            _ => return None,
        };
        Some(Factors { inverse, times, over })
    }
}
