//! What the lines of the grammar mean: each maker turns pieces into a value or into phrases.

use rust_decimal::Decimal;

use super::bounds::share;
use super::chart::{DESCRIBED, Read};
use super::grammar::Grammar;
use super::words::Word;
use crate::model::Direction;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure, Phrase, Points, SideKind, Span, StepPhrase, Verb};
use crate::rule::read::{Context, target};
use crate::rule::types::Way;
use crate::unit::UnitKind;

/// What a piece is worth.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Nothing,
    Number(Decimal, bool),
    Unit(String),
    Name(String),
    Amount(Amount),
    Level(Edge),
    Points(Points),
    Cond(Cond),
    Step(StepPhrase),
    Phrases(Vec<Phrase>),
}

pub(super) struct Maker<'a> {
    pub context: &'a Context<'a>,
    pub grammar: &'a Grammar,
    pub words: &'a [Word],
}

/// Percent of the target below which a range is a distance from it.
pub(super) const NEAR: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// The measure word of things that are counted whatever they are.
const THING: forms::Form = forms::ONE_OF;

pub(super) fn phrases(list: impl IntoIterator<Item = Phrase>) -> Option<Value> {
    Some(Value::Phrases(list.into_iter().collect()))
}

pub(super) fn end(edge: Edge, included: bool, named: bool) -> Option<End> {
    Some(End { edge, included, named, fixed: false })
}

pub(super) fn low(edge: Edge, included: bool) -> Cond {
    Cond::Band { low: end(edge, included, true), high: None, reach: false }
}

pub(super) fn high(edge: Edge, included: bool) -> Cond {
    Cond::Band { low: None, high: end(edge, included, true), reach: false }
}

pub(super) fn amount(value: Decimal, measure: Measure) -> Amount {
    Amount { value, big: false, measure, of_target: false, joined: false, signed: false, span: Span::default() }
}

/// One of what is counted. Missing posts are short of the target, where there is one.
fn one_of(args: &Args<'_>) -> StepPhrase {
    let missing = args.name(0).is_some_and(|name| forms::begins(&name, forms::ABSENT));
    let sides: &[(Way, SideKind)] = if missing { &[(Way::Below, SideKind::Lack)] } else { &[] };
    step(sides, things(Decimal::ONE))
}

pub(super) fn things(value: Decimal) -> Amount {
    amount(value, Measure::Unit(forms::word(THING)))
}

pub(super) fn points(verb: Verb, points: Points) -> Phrase {
    Phrase::Points { verb, points, per: None }
}

pub(super) fn step(sides: &[(Way, SideKind)], size: Amount) -> StepPhrase {
    StepPhrase { each: true, sides: sides.to_vec(), size: Some(size), ..StepPhrase::default() }
}

/// What a value may lie within: 105% of the budget is a level, 2% of the target a distance from it, on either side.
pub(super) fn inside(level: Edge) -> Option<Edge> {
    let near = matches!(&level, Edge::Amount(amount) if amount.of_target && amount.value < NEAR);
    (!near).then_some(level)
}

/// A step that counts from a level.
pub(super) fn from(mut step: StepPhrase, level: Edge) -> Option<StepPhrase> {
    match level {
        Edge::Target(_) => step.target = true,
        Edge::Amount(amount) => step.threshold = Some(amount),
        Edge::Beyond(..) => return None,
    }
    Some(step)
}

/// Every 1% that is reached: a percentage counted from 0.
fn reached(step: StepPhrase) -> StepPhrase {
    let percent = matches!(step.size.as_ref().map(|size| &size.measure), Some(Measure::Percent | Measure::Point));
    if percent && step.sides.is_empty() { StepPhrase { noun: forms::word(forms::DONE), ..step } } else { step }
}

pub(super) fn reach(edge: Edge) -> Cond {
    match edge {
        Edge::Target(_) => Cond::OnTarget,
        edge => Cond::Band { low: end(edge, true, true), high: None, reach: true },
    }
}

pub(super) fn single(edge: Edge) -> Option<Cond> {
    match edge {
        // ±5% is a deviation from nothing, never one value.
        Edge::Amount(amount) if !amount.signed => Some(Cond::Single(amount)),
        Edge::Beyond(..) => None,
        edge => Some(reach(edge)),
    }
}

/// Pieces by their places, as what they are.
pub(super) struct Args<'s>(pub(super) &'s [&'s Read]);

impl<'s> Args<'s> {
    /// The pieces behind the first.
    pub(super) fn behind(&self) -> Self {
        Args(self.0.get(1..).unwrap_or_default())
    }

    pub(super) fn number(&self, at: usize) -> Option<Decimal> {
        match &self.0.get(at)?.value {
            Value::Number(number, _) => Some(*number),
            _ => None,
        }
    }

    fn big(&self, at: usize) -> bool {
        matches!(self.0.get(at).map(|read| &read.value), Some(Value::Number(_, true)))
    }

    pub(super) fn name(&self, at: usize) -> Option<String> {
        match &self.0.get(at)?.value {
            Value::Name(name) | Value::Unit(name) => Some(name.clone()),
            _ => None,
        }
    }

    pub(super) fn amount(&self, at: usize) -> Option<Amount> {
        match &self.0.get(at)?.value {
            Value::Amount(amount) => Some(amount.clone()),
            _ => None,
        }
    }

    pub(super) fn level(&self, at: usize) -> Option<Edge> {
        match &self.0.get(at)?.value {
            Value::Level(edge) => Some(edge.clone()),
            _ => None,
        }
    }

    pub(super) fn points(&self, at: usize) -> Option<Points> {
        match &self.0.get(at)?.value {
            Value::Points(points) => Some(*points),
            _ => None,
        }
    }

    pub(super) fn cond(&self, at: usize) -> Option<Cond> {
        match &self.0.get(at)?.value {
            Value::Cond(cond) => Some(cond.clone()),
            _ => None,
        }
    }

    pub(super) fn step(&self, at: usize) -> Option<StepPhrase> {
        match &self.0.get(at)?.value {
            Value::Step(step) => Some(step.clone()),
            _ => None,
        }
    }
}

impl Maker<'_> {
    pub(super) fn make(&self, name: &str, reads: &[&Read]) -> Option<Value> {
        let args = Args(reads);
        match name {
            "same" | DESCRIBED => return reads.first().map(|read| read.value.clone()),
            "note" => return phrases([]),
            "heading" => return if self.heads(reads) { phrases([]) } else { None },
            _ => {}
        }
        self.amounts(name, &args)
            .or_else(|| self.conds(name, &args))
            .or_else(|| self.steps(name, &args, reads))
            .or_else(|| self.allowances(name, &args, reads))
            .or_else(|| self.agreed(name, &args))
            .or_else(|| super::clauses::clauses(name, &args))
            .or_else(|| super::bounds::bounds(name, &args))
    }

    fn amounts(&self, name: &str, args: &Args<'_>) -> Option<Value> {
        let number = || args.number(0);
        let span = self.span(args);
        let amount = |value: Decimal, measure: Measure| Amount { span, ..amount(value, measure) };
        let plain = |value: Decimal, measure: Measure| Some(Value::Amount(amount(value, measure)));
        match name {
            "points" => Some(Value::Points(Points::Number(number()?))),
            "rated" => Some(Value::Nothing),
            // The KPI's own unit in a heading; any other word of it is shown.
            "titled" => {
                let own = |name: &String| name.eq_ignore_ascii_case(&self.context.unit.text);
                args.name(0).filter(own).map(Value::Name)
            }
            "one_point" => Some(Value::Points(Points::Number(Decimal::ONE))),
            "quarter" => Some(Value::Points(Points::Share(Decimal::new(25, 2)))),
            "three_quarters" => Some(Value::Points(Points::Share(Decimal::new(75, 2)))),
            "half" => Some(Value::Points(Points::Share(Decimal::new(5, 1)))),
            "half_point" => Some(Value::Points(Points::Number(Decimal::new(5, 1)))),
            "share" => Some(Value::Points(Points::Share(share(number()?)?))),
            "full" => Some(Value::Points(Points::Full)),
            "zero" => Some(Value::Points(Points::Zero)),
            "percent" => plain(number()?, Measure::Percent),
            "pp" => plain(number()?, Measure::Point),
            "in_unit" => plain(number()?, Measure::Unit(args.name(1)?)),
            "bare" => Some(Value::Amount(Amount { big: args.big(0), ..amount(number()?, Measure::Bare) })),
            "money" => self.money(number()?, &args.name(1)?),
            // 5% or part of 5%: the same amount twice.
            "alike" => {
                let (one, other) = (args.amount(0)?, args.amount(1)?);
                (one.value == other.value && one.measure == other.measure).then_some(Value::Amount(one))
            }
            "signed" => Some(Value::Amount(Amount { signed: true, ..args.amount(0)? })),
            "one_pp" => plain(Decimal::ONE, Measure::Point),
            "half_unit" => plain(Decimal::new(5, 1), Measure::Unit(args.name(0)?)),
            "half_pp" => plain(Decimal::new(5, 1), Measure::Point),
            "half_percent" => plain(Decimal::new(5, 1), Measure::Percent),
            // Each point below 90%, where the value is a percentage.
            "own_pp" if self.context.unit.is_percent() => plain(Decimal::ONE, Measure::Point),
            "own_pps" if self.context.unit.is_percent() => plain(number()?, Measure::Point),
            "one_percent" => plain(Decimal::ONE, Measure::Percent),
            "one_unit" => plain(Decimal::ONE, Measure::Unit(args.name(0)?)),
            "target" => Some(Value::Level(Edge::Target(Span::default()))),
            "said_target" => self.said_target(args),
            "of_target" => {
                let amount = Amount { of_target: true, ..amount(number()?, Measure::Percent) };
                Some(Value::Level(Edge::Amount(amount)))
            }
            "score" => Some(Value::Level(Edge::Amount(amount(number()?, Measure::Unit(forms::word(forms::POINT)))))),
            "negative" => {
                let found = args.amount(0)?;
                let value = Decimal::ZERO.checked_sub(found.value)?;
                Some(Value::Level(Edge::Amount(Amount { value, ..found })))
            }
            "amount" => Some(Value::Level(Edge::Amount(args.amount(0)?))),
            "said_level" => self.said_level(args.amount(0)?),
            "half_target" => {
                let half = Amount { of_target: true, ..amount(Decimal::from(50), Measure::Percent) };
                Some(Value::Level(Edge::Amount(half)))
            }
            // nth3: the third of what is counted.
            name => {
                let nth = name.strip_prefix("nth")?.parse().ok()?;
                Some(Value::Level(Edge::Amount(things(nth))))
            }
        }
    }

    /// The bytes of the pieces.
    fn span(&self, args: &Args<'_>) -> Span {
        let first = args.0.first().and_then(|read| self.words.get(read.start));
        let last =
            args.0.iter().filter_map(|read| self.words.get(read.end.checked_sub(1)?)).map(|word| word.span.end).max();
        let start = first.map_or(0, |word| word.span.start);
        Span { start, end: last.unwrap_or(start) }
    }

    /// An amount of money in the KPI's own currency; another is none.
    fn money(&self, value: Decimal, cash: &str) -> Option<Value> {
        let unit = self.context.unit;
        let code = match cash {
            "$" | "usd" | "dollars" | "dollar" => "usd",
            "€" | "eur" => "eur",
            "£" | "gbp" => "gbp",
            _ => "cny",
        };
        if code == "cny" {
            let measure = Measure::Unit(forms::word(forms::YUAN));
            return (unit.kind == UnitKind::Money).then(|| Value::Amount(amount(value, measure)));
        }
        let own: String = unit.text.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
        let own = own.replace("us$", "usd").replace('$', "usd").replace('€', "eur").replace('£', "gbp");
        let factor = match own.replace(code, "").as_str() {
            "" if own == code => 1,
            "k" | "'000" | "000" => 1_000,
            "m" | "mn" | "million" => 1_000_000,
            _ => return None,
        };
        let value = value.checked_div(Decimal::from(factor))?.normalize();
        Some(Value::Amount(amount(value, Measure::Unit(unit.text.clone()))))
    }

    /// Only the target's own number may stand behind it.
    fn said_target(&self, args: &Args<'_>) -> Option<Value> {
        let read = args.0.first()?;
        let said: String =
            self.words.get(read.start..read.end)?.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().concat();
        let known = self.context.target?.value;
        (target(&said, self.context.unit)?.value == known).then(|| Value::Level(Edge::Target(Span::default())))
    }

    /// The 10-minute target: the target's own number, or the level where the sheet has none.
    fn said_level(&self, said: Amount) -> Option<Value> {
        let Some(known) = self.context.target else { return Some(Value::Level(Edge::Amount(said))) };
        let number = match said.measure {
            Measure::Percent => share(said.value)?,
            _ => said.value,
        };
        (number == known.value).then(|| Value::Level(Edge::Target(Span::default())))
    }

    fn steps(&self, name: &str, args: &Args<'_>, reads: &[&Read]) -> Option<Value> {
        let size = || args.amount(0);
        let side = |way: Way, level: usize| {
            let step = step(&[(way, SideKind::Comparing)], size()?);
            match args.0.get(level) {
                Some(_) => from(step, args.level(level)?),
                None => Some(step),
            }
        };
        let apart = |step: StepPhrase| StepPhrase { both: true, sides: vec![(Way::Either, SideKind::Apart)], ..step };
        let unit = &self.context.unit.kind;
        let counts = matches!(unit, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Plain);
        let found = match name {
            "below" => side(Way::Below, 1)?,
            "above" => side(Way::Above, 1)?,
            "worse_step" if self.tends()? == Direction::Lower => side(Way::Above, 1)?,
            "worse_step" => side(Way::Below, 1)?,
            "better_step" if self.tends()? == Direction::Lower => side(Way::Below, 1)?,
            "better_step" => side(Way::Above, 1)?,
            "below_one" if counts => {
                from(step(&[(Way::Below, SideKind::Comparing)], things(Decimal::ONE)), args.level(0)?)?
            }
            "above_one" if counts => {
                from(step(&[(Way::Above, SideKind::Comparing)], things(Decimal::ONE)), args.level(0)?)?
            }
            "event_step" => return phrases([Phrase::Step(step(&[], size()?))]),
            // Rejected lots: each takes 2 points off.
            "one_event" if counts && self.counted(args) => {
                return phrases([Phrase::Step(one_of(args))]);
            }
            "one_gain" if counts && self.counted(args) && !self.harms(reads) => {
                return phrases([Phrase::Step(step(&[], things(Decimal::ONE)))]);
            }
            "late_step" => return phrases([Phrase::Step(step(&[(Way::Above, SideKind::Late)], size()?))]),
            "step_below_bare" => return phrases([Phrase::Step(side(Way::Below, usize::MAX)?)]),
            // If it exceeds 2%, deduct 3 points for each 1% above: the step's side is the condition's.
            "step_above_of" => {
                let said = args.step(0)?;
                let above =
                    matches!(said.sides.as_slice(), [(Way::Above, _)]) && !said.target && said.threshold.is_none();
                return if above { phrases([Phrase::Step(from(said, args.level(1)?)?)]) } else { None };
            }
            "either" => apart(from(step(&[], size()?), args.level(1)?)?),
            "apart" => return phrases([Phrase::Step(apart(step(&[], size()?)))]),
            "either_bare" => apart(step(&[], size()?)),
            "late" => step(&[(Way::Above, SideKind::Late)], size()?),
            "event_share" => step(&[], Amount { of_target: true, ..amount(args.number(0)?, Measure::Percent) }),
            "event" => step(&[], size()?),
            "event_n" if counts => step(&[], things(args.number(0)?)),
            "event_one" if counts => one_of(args),
            "named_event" if counts => StepPhrase { noun: args.name(1)?, ..step(&[], things(args.number(0)?)) },
            "step" => return phrases([Phrase::Step(args.step(0)?)]),
            "good_step" if !self.harms(reads) && self.earned(args) => {
                return phrases([Phrase::Step(reached(args.step(0)?))]);
            }
            // 1 point per 1% above: a bonus, where more is better.
            "up_step" => {
                let step = args.step(0)?;
                let up = matches!(step.sides.as_slice(), [(Way::Above, SideKind::Comparing)]);
                let lower = self.context.target.and_then(|target| target.direction) == Some(Direction::Lower);
                return if up && !lower { phrases([Phrase::Step(step)]) } else { None };
            }
            "good_one" if counts && !self.harms(reads) => {
                return phrases([Phrase::Step(step(&[], things(Decimal::ONE)))]);
            }
            "step_below" => return phrases([Phrase::Step(side(Way::Below, 1)?)]),
            "step_above" => return phrases([Phrase::Step(side(Way::Above, 1)?)]),
            "step_above_bare" => return phrases([Phrase::Step(side(Way::Above, usize::MAX)?)]),
            "two_sided" => {
                let sides = [(Way::Above, SideKind::Comparing), (Way::Below, SideKind::Comparing)];
                return phrases([Phrase::Step(from(step(&sides, size()?), args.level(1)?)?)]);
            }
            // Target 100%: the sheet's own target said again.
            "own_target" => {
                let known = self.context.target.is_some();
                let own = matches!(self.said_level(args.amount(0)?)?, Value::Level(Edge::Target(_)));
                return if known && own { phrases([]) } else { None };
            }
            // 100%, of the points, beside a value that is no percentage itself.
            "give_share" if !self.context.unit.is_percent() => return phrases([points(Verb::Give, args.points(0)?)]),
            // Score = 100 - 5 × complaints
            "minus" if counts && self.counted(args) => {
                return phrases([Phrase::Minus { start: Some(args.number(1)?), points: args.number(2)? }]);
            }
            _ => return None,
        };
        Some(Value::Step(found))
    }
}
