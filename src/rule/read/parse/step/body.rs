//! What stands between 每 and the points: the side, the size of a step, where counting starts, and the words of what is counted.

use super::{Parser, Read, side};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Measure, SideKind, StepPhrase};
use crate::rule::read::token::Kind;
use crate::rule::read::vocabulary;
use crate::rule::types::Way;
use crate::unit::{Unit, UnitKind};

/// A step as far as it is read.
struct Body {
    step: StepPhrase,
    amounts: Vec<Amount>,
    /// Where it begins, and where its last amount ends.
    first: usize,
    behind: usize,
}

/// Where reading a step goes on from a word.
enum Goes {
    To(usize),
    /// The step was over before this word.
    Over,
    /// This is no step.
    Wrong,
}

/// What an amount measures, where it names a unit.
fn unit_of(amount: &Amount) -> Option<UnitKind> {
    match &amount.measure {
        Measure::Unit(word) => Some(Unit::read(word).kind),
        _ => None,
    }
}

fn is_pieces(kind: &UnitKind) -> bool {
    matches!(kind, UnitKind::Count(_) | UnitKind::Other(_))
}

impl Parser<'_> {
    /// What stands between 每 and the points.
    pub(super) fn step_body(&self, at: usize, each: bool) -> Read<StepPhrase> {
        let step = StepPhrase { each, ..StepPhrase::default() };
        let mut body = Body { step, amounts: Vec::new(), first: at, behind: at };
        let mut here = at;
        loop {
            match self.step_part(&mut body, here) {
                Goes::To(next) => here = next,
                Goes::Over => break,
                Goes::Wrong => return None,
            }
        }
        Some((self.step_whole(body, here), here))
    }

    /// The next word of a step, or its next amount.
    fn step_part(&self, body: &mut Body, here: usize) -> Goes {
        if let Some((amount, next)) = self.step_amount(here, here == body.first) {
            return self.amount_in_step(body, amount, here, next);
        }
        let past = self.skip(here.saturating_add(2), &[Class::Filler]);
        if let Some(Kind::Number(start, _)) = self.kind(here)
            && forms::holds(self.text(past.saturating_sub(1)), forms::ON_TOP_OF)
        {
            body.step.said.push(start);
            return Goes::To(past);
        }
        match self.kind(here) {
            Some(Kind::Free) => {
                self.name(&mut body.step, here);
                Goes::To(here.saturating_add(1))
            }
            Some(Kind::Sign(sign)) => self.sign_in_step(body, sign, here),
            Some(Kind::Word(class)) => self.word_in_step(body, class, here),
            _ => Goes::Over,
        }
    }

    fn amount_in_step(&self, body: &mut Body, amount: Amount, here: usize, next: usize) -> Goes {
        let first = body.amounts.first().and_then(unit_of);
        let pieces = first.as_ref().is_some_and(is_pieces);
        // 每发现一处5S不合格: a number of the name.
        if pieces
            && unit_of(&amount).is_some_and(|other| !is_pieces(&other) && other != UnitKind::Score)
            && matches!(self.kind(next), Some(Kind::Free | Kind::Word(Class::Noun)))
        {
            body.step.noun.push_str(self.text(here));
            body.step.named.push(self.span(here, next));
            return Goes::To(next);
        }
        // 每张0.1分: the points, no second amount.
        if pieces && amount.measure == Measure::Unit(forms::word(forms::POINT)) && self.ends(next) {
            return Goes::Over;
        }
        if body.amounts.len() >= 2 || body.amounts.len() == 1 && !self.beside(body.behind, here) {
            return Goes::Wrong;
        }
        body.behind = next;
        body.step.both |= amount.signed;
        // 每低于目标的90% 1个百分点: the first of two amounts is a share of the target.
        let shared =
            forms::is(self.text(here.wrapping_sub(1)), forms::OF) && self.is(here.wrapping_sub(2), Class::Target);
        let of_target = shared && body.amounts.is_empty() && amount.measure == Measure::Percent;
        body.amounts.push(Amount { of_target, ..amount });
        Goes::To(next)
    }

    fn sign_in_step(&self, body: &mut Body, sign: char, here: usize) -> Goes {
        let next = here.saturating_add(1);
        match sign {
            // 高/低, 高(低): the other side follows.
            '/' => match self.other_side(next) {
                Some(found) => {
                    body.step.sides.push(found);
                    Goes::To(here.saturating_add(2))
                }
                None => Goes::Over,
            },
            '(' => self.bracket_in_step(body, here),
            '、' if !body.step.noun.is_empty() || !body.step.sides.is_empty() => Goes::To(next),
            _ => Goes::Over,
        }
    }

    fn bracket_in_step(&self, body: &mut Body, here: usize) -> Goes {
        let next = here.saturating_add(1);
        let inner = self.skip(next, &[Class::Or]);
        // 超出预算（含税）2%: a remark without a number.
        if self.other_side(inner).is_none()
            && let Some(close) = self.remark(here)
        {
            return Goes::To(close);
        }
        // 每条爆款视频（播放量≥10万）加5分: what counts as one, a number of its own in it.
        if let Some(close) = self.explains(here) {
            body.step.named.push(self.span(next, close));
            return Goes::To(close.saturating_add(1));
        }
        // 每低于标准（98%）1个百分点: the target by its number.
        if body.amounts.is_empty()
            && let Some((amount, close)) = self.target_told(here)
        {
            body.amounts.push(amount);
            body.behind = close;
            return Goes::To(close);
        }
        let Some(found) = self.other_side(inner) else { return Goes::Over };
        let close = self.skip(inner.saturating_add(1), &[Class::Reach, Class::Filler]);
        if self.sign(close) != Some(')') {
            return Goes::Over;
        }
        body.step.sides.push(found);
        Goes::To(close.saturating_add(1))
    }

    fn word_in_step(&self, body: &mut Body, class: Class, here: usize) -> Goes {
        let next = here.saturating_add(1);
        // 每减5%
        if class == Class::Take && body.step.each && here == body.first && forms::is(self.text(here), forms::LESS) {
            body.step.sides.push((Way::Below, SideKind::Moving));
            return Goes::To(next);
        }
        let over = match class {
            _ if body.amounts.is_empty() => false,
            // 每提升1%增加2分: the second word gives the points.
            Class::MoreSide | Class::LessSide => matches!(self.points(here), Ok(Some(_))),
            // 每1%低于目标: behind the amount a comparison needs what it compares with.
            Class::More | Class::Less => {
                !self.is(self.skip(next, &[Class::Filler]), Class::Target) && !self.verb_next(here)
            }
            _ => false,
        };
        if over {
            return Goes::Over;
        }
        match side(class) {
            Some(found) => self.side_in_step(body, found, here),
            None => self.other_word_in_step(body, class, here),
        }
    }

    fn side_in_step(&self, body: &mut Body, found: (Way, SideKind), here: usize) -> Goes {
        let next = here.saturating_add(1);
        // 提高效率: after the amount a moving word is part of a noun.
        if !body.amounts.is_empty()
            && matches!(found.1, SideKind::Moving | SideKind::Late | SideKind::Lack | SideKind::Apart)
        {
            self.name(&mut body.step, here);
            return Goes::To(next);
        }
        // 每高低2%: the other side follows a word that says so.
        let turns = body.step.sides.iter().any(|(way, _)| *way != found.0);
        let parted = matches!(self.class(here.wrapping_sub(1)), Some(Class::Or | Class::And))
            || matches!(self.sign(here.wrapping_sub(1)), Some('、' | '/'));
        if turns && !parted {
            return Goes::Wrong;
        }
        body.step.sided.push_str(self.text(here));
        body.step.sides.push(found);
        Goes::To(next)
    }

    fn other_word_in_step(&self, body: &mut Body, class: Class, here: usize) -> Goes {
        let next = here.saturating_add(1);
        let (sized, step) = (!body.amounts.is_empty(), &mut body.step);
        match class {
            // 每超标5%: above the limit by so much.
            Class::Noun if !sized && self.over_limit(here) => step.sides.push((Way::Above, SideKind::Comparing)),
            Class::Target => step.target = true,
            // 每提前满30秒
            Class::Reach
                if forms::is(self.text(here), forms::FULLY) && self.number_follows(next) && !step.sides.is_empty() => {}
            Class::Not if !sized && step.sides.is_empty() => step.sides.push((Way::Below, SideKind::Not)),
            Class::Both => step.both = true,
            // 每月5日前 between 每 and the amount says when.
            Class::Filler if !sized && vocabulary::is_period(self.text(here)) => return Goes::Wrong,
            Class::Filler | Class::Total | Class::ThisItem => {}
            _ if self.names_what_counts(class, here, sized) => self.name(step, here),
            _ => return Goes::Over,
        }
        Goes::To(next)
    }

    /// Whether a word is part of the name of what is counted.
    fn names_what_counts(&self, class: Class, here: usize, sized: bool) -> bool {
        match class {
            Class::Not
            | Class::Or
            | Class::And
            | Class::Noun
            | Class::Reach
            | Class::Actual
            | Class::RatioName
            | Class::Ratio
            | Class::Against
            | Class::None
            | Class::Distance
            | Class::Judge
            | Class::OnTarget
            | Class::Mark
            | Class::Range => true,
            Class::Score => !matches!(self.kind(here.saturating_add(1)), Some(Kind::Number(..))),
            // 每采用一条: what is done.
            Class::Direct => true,
            Class::By => !sized && self.text(here).chars().count() > 1,
            // 每获得1项奖励: what is got is counted.
            Class::Give => !sized && forms::begins(self.text(here), forms::GAIN),
            Class::Add => self.verb_follows(here),
            Class::Money | Class::Modifier => self.is_counted(here),
            Class::OffTarget => sized,
            _ => false,
        }
    }

    /// A step whose last word stands before `end`: which of its amounts is its size, and what a size in days says of its side.
    fn step_whole(&self, body: Body, end: usize) -> StepPhrase {
        let Body { mut step, amounts, first, .. } = body;
        let mut amounts = amounts.into_iter();
        match (amounts.next(), amounts.next()) {
            (Some(first), Some(second)) => {
                step.threshold = Some(first);
                step.size = Some(second);
            }
            (first, _) => step.size = first.map(|size| Amount { of_target: false, ..size }),
        }
        let timed = step.size.as_ref().and_then(unit_of);
        if !matches!(timed, Some(UnitKind::Time | UnitKind::Days)) {
            return step;
        }
        // 滞后1天 is late, 落后1% is below.
        let behind = (first..end).any(|here| forms::is(self.text(here), forms::BEHIND));
        // 每逾1日扣1分: days past what was allowed, where nothing says what that is.
        let passed = forms::is(&step.sided, forms::PASSED) && !step.target && step.threshold.is_none();
        if behind || passed {
            step.sides = vec![(Way::Above, SideKind::Late)];
        }
        step
    }

    /// 超标 before a percentage.
    fn over_limit(&self, at: usize) -> bool {
        forms::is(self.text(at), forms::OVER_LIMIT)
            && self
                .amount(at.saturating_add(1))
                .is_some_and(|(amount, _)| matches!(amount.measure, Measure::Percent | Measure::Point))
    }

    /// Whether nothing but words that say nothing stands between where counting starts and the step: 每低于95%的1个百分点.
    fn beside(&self, from: usize, to: usize) -> bool {
        (from..to).all(|here| match self.kind(here) {
            Some(Kind::Word(Class::Filler)) => vocabulary::says_nothing(self.text(here)),
            Some(Kind::Word(class)) => side(class).is_some() || class == Class::Target,
            _ => false,
        })
    }

    /// Whether points follow a word at once.
    fn verb_next(&self, at: usize) -> bool {
        matches!(self.class(at.saturating_add(1)), Some(Class::Take | Class::Add | Class::Give))
    }

    /// A word of what is counted.
    fn name(&self, step: &mut StepPhrase, at: usize) {
        step.noun.push_str(self.text(at));
        step.named.push(self.span(at, at.saturating_add(1)));
    }

    /// 每获得1项奖励加5分: a verb behind a verb makes it a noun.
    fn verb_follows(&self, at: usize) -> bool {
        matches!(self.class(at.saturating_add(1)), Some(Class::Add | Class::Give | Class::Take))
            && self.text(at).len() > 3
    }

    /// An amount in a step; directly behind 每 a unit alone is one of it.
    fn step_amount(&self, at: usize, first: bool) -> Read<Amount> {
        if first && self.kind(at) == Some(Kind::Unit) {
            let measure = match self.text(at) {
                unit if forms::is(unit, forms::PERCENT) => Measure::Percent,
                unit if forms::is(unit, forms::PERCENTAGE_POINT) => Measure::Point,
                unit => Measure::Unit(unit.to_owned()),
            };
            let next = at.saturating_add(1);
            let span = self.span(at, next);
            let amount = Amount {
                value: rust_decimal::Decimal::ONE,
                big: false,
                measure,
                of_target: false,
                joined: false,
                signed: false,
                span,
            };
            return Some((amount, next));
        }
        // 目标5%: the step is 5%, the target is where it counts from.
        if self.is(at, Class::Target) {
            return None;
        }
        let (mut amount, next) = self.amount(at)?;
        // 在40分的基础上 says the start again.
        if forms::holds(self.text(self.skip(next, &[Class::Filler]).saturating_sub(1)), forms::ON_TOP_OF) {
            return None;
        }
        amount.of_target = false;
        Some((amount, next))
    }
}
