//! Points of a value, exactly, with the way to them.

use rust_decimal::Decimal;

use super::types::{Award, Bound, Counting, Effect, Level, Main, Quantity, Rule, Step, Test, Way};
use crate::decimal::{self, VALUE_DECIMALS, is_endless};

/// What a rule is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Input<'a> {
    /// The KPI's value in its unit, rounded to 4 decimals; shares for %.
    Number(Decimal),
    /// The KPI's label.
    Label(&'a str),
    /// The values of [`Rule::counted`], in that order.
    Counts(&'a [Decimal]),
}

/// What a rule gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Points, unrounded.
    pub points: Decimal,
    /// Whether the rule makes the person's total 0.
    pub veto: bool,
    /// The way to the points, in order.
    pub trace: Vec<Trace>,
}

/// One step of the way.
#[derive(Debug, Clone, PartialEq)]
pub enum Trace {
    /// The scored quantity where it is not the value itself.
    Quantity(Decimal),
    /// base × v ÷ t (inverse: t ÷ v) gave these points.
    Ratio {
        /// Points at the target.
        base: Decimal,
        /// The value.
        value: Decimal,
        /// The target.
        target: Decimal,
        /// t/v.
        inverse: bool,
        /// The result.
        points: Decimal,
    },
    /// Points before steps.
    Start(Decimal),
    /// So many steps of a side moved the points by so much (signed).
    Steps {
        /// The measure, for named counts.
        measure: Option<String>,
        /// Below or above.
        way: Way,
        /// How far from the start.
        distance: Decimal,
        /// Steps that count.
        steps: Decimal,
        /// Signed points.
        points: Decimal,
        /// Whether the greatest amount was reached.
        at_most: bool,
    },
    /// The tier (from 0, lowest first) that holds the value.
    Tier {
        /// Its number.
        number: usize,
        /// Its points.
        points: Decimal,
    },
    /// The label's points.
    Label(Decimal),
    /// F × v ÷ scale.
    Direct(Decimal),
    /// Between two points of a line.
    Line(Decimal),
    /// The cap was reached.
    Cap(Decimal),
    /// The floor was reached.
    Floor(Decimal),
    /// A cut-off (by number) made it 0.
    CutOff(usize),
}

/// Why a rule has no points for a value. Each is a problem at the value's cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unanswered {
    /// Below the last named tier (or above it, where less is better).
    OutsideTiers,
    /// Off the whole-number grid on which the tiers rest.
    NotWhole,
    /// On the side of the target about which a bonus says nothing.
    BonusOnly,
    /// A label that no tier names.
    UnknownLabel(String),
    /// A label where numbers are scored, or a number where labels are.
    WrongKind,
    /// A count below 0, or v < 0 under t/v.
    Negative,
    /// Beyond what exact decimals can hold, or a target of 0 that divides.
    Impossible,
}

type Points = Result<Decimal, Unanswered>;

fn plus(a: Decimal, b: Decimal) -> Points {
    a.checked_add(b).ok_or(Unanswered::Impossible)
}

fn minus(a: Decimal, b: Decimal) -> Points {
    a.checked_sub(b).ok_or(Unanswered::Impossible)
}

fn times(a: Decimal, b: Decimal) -> Points {
    a.checked_mul(b).ok_or(Unanswered::Impossible)
}

fn over(a: Decimal, b: Decimal) -> Points {
    a.checked_div(b).ok_or(Unanswered::Impossible)
}

/// a × b ÷ c with the product first, as the definition has it; where the product is too large, the quotient first.
fn share(a: Decimal, b: Decimal, c: Decimal) -> Points {
    match a.checked_mul(b) {
        Some(product) => over(product, c),
        None => times(over(b, c)?, a),
    }
}

impl Rule {
    /// A level in the quantity's unit; `None` without the target that it needs.
    pub fn level(&self, level: Level) -> Option<Decimal> {
        match level {
            Level::Value(value) => Some(value),
            Level::Target(share) => self.target.and_then(|target| target.checked_mul(share)),
        }
    }

    fn at(&self, level: Level) -> Points {
        self.level(level).ok_or(Unanswered::Impossible)
    }

    fn quantity_of(&self, value: Decimal) -> Points {
        match self.quantity {
            Quantity::Value => Ok(value),
            Quantity::Magnitude => Ok(value.abs()),
            Quantity::Ratio => {
                let target = self.target.ok_or(Unanswered::Impossible)?;
                Ok(decimal::round(over(value, target)?, VALUE_DECIMALS))
            }
        }
    }

    /// The points of an input.
    ///
    /// # Errors
    /// [`Unanswered`] where the rule says nothing about the value: a problem at the value's cell.
    pub fn points(&self, input: &Input<'_>) -> Result<Outcome, Unanswered> {
        let mut trace = Vec::new();
        let mut quantity = None;
        let raw = match (&self.main, input) {
            (Main::Labels(labels), Input::Label(label)) => {
                let wanted = crate::text::key(label);
                let found = labels.iter().find(|(name, _)| crate::text::key(name) == wanted);
                let (_, points) = found.ok_or_else(|| Unanswered::UnknownLabel((*label).to_owned()))?;
                trace.push(Trace::Label(*points));
                *points
            }
            (Main::Counts { start, counts }, Input::Counts(values)) => {
                trace.push(Trace::Start(*start));
                let mut sum = *start;
                for (position, count) in counts.iter().enumerate() {
                    let value = *values.get(position).ok_or(Unanswered::WrongKind)?;
                    if value.is_sign_negative() && !value.is_zero() {
                        return Err(Unanswered::Negative);
                    }
                    let steps = over(value, count.size)?.floor();
                    let (signed, at_most) = signed(steps, count.points, count.effect, count.most)?;
                    sum = plus(sum, signed)?;
                    let measure = Some(count.name.clone());
                    trace.push(Trace::Steps {
                        measure,
                        way: Way::Above,
                        distance: value,
                        steps,
                        points: signed,
                        at_most,
                    });
                }
                sum
            }
            (Main::Labels(_) | Main::Counts { .. }, _) | (_, Input::Label(_) | Input::Counts(_)) => {
                return Err(Unanswered::WrongKind);
            }
            (_, Input::Number(value)) => {
                // 20分钟 in 小时 is rounded as a value, and still no less than a target of 20分钟.
                let endless = self.endless();
                let level = endless.iter().find(|(_, rounded)| rounded == value).map(|(level, _)| level);
                let value = level.unwrap_or(value);
                let scored = self.quantity_of(*value)?;
                if self.quantity != Quantity::Value {
                    trace.push(Trace::Quantity(scored));
                }
                quantity = Some(scored);
                match self.number(*value, scored, &mut trace) {
                    // A cut-off or veto may answer where the rest is silent.
                    Err(Unanswered::OutsideTiers | Unanswered::BonusOnly)
                        if self.cut(Some(scored), None)?.is_some() =>
                    {
                        Decimal::ZERO
                    }
                    other => other?,
                }
            }
        };
        let mut points = raw;
        if let Some(cap) = self.cap.filter(|cap| points > *cap) {
            trace.push(Trace::Cap(cap));
            points = cap;
        }
        if let Some(floor) = self.floor.filter(|floor| points < *floor) {
            trace.push(Trace::Floor(floor));
            points = floor;
        }
        let mut veto = false;
        if let Some(number) = self.cut(quantity, Some(points))? {
            veto = self.cutoffs.get(number).is_some_and(|cut| cut.veto);
            trace.push(Trace::CutOff(number));
            points = Decimal::ZERO;
        }
        Ok(Outcome { points: points.normalize(), veto, trace })
    }

    /// The cut-off that holds; a veto before others.
    fn cut(&self, quantity: Option<Decimal>, points: Option<Decimal>) -> Result<Option<usize>, Unanswered> {
        let mut found = None;
        for (number, cut) in self.cutoffs.iter().enumerate() {
            let tested = match cut.test {
                Test::Quantity => quantity,
                Test::Score => match points {
                    Some(points) => Some(share(points, Decimal::ONE_HUNDRED, self.full)?),
                    None => None,
                },
            };
            let Some(tested) = tested else { continue };
            let level = self.at(cut.bound.level)?;
            let hit = match cut.way {
                Way::Below => tested < level,
                Way::Above => tested > level,
                Way::Either => false,
            } || (cut.bound.included && tested == level);
            if hit && (found.is_none() || cut.veto) {
                found = Some(number);
            }
        }
        Ok(found)
    }

    fn number(&self, value: Decimal, scored: Decimal, trace: &mut Vec<Trace>) -> Points {
        match &self.main {
            Main::Ratio { base, inverse, bonus } => {
                let points = self.ratio(*base, value, *inverse, trace)?;
                let Some(step) = bonus else { return Ok(points) };
                let held = points.min(*base);
                let (extra, counted) = self.step(step, scored)?;
                trace.extend(counted);
                plus(held, extra)
            }
            Main::Steps { start, steps } => {
                trace.push(Trace::Start(*start));
                let mut sum = *start;
                // Signed points are 0 where nothing is said.
                let mut answered = self.is_signed()
                    || steps.iter().any(|step| step.effect == Effect::Deduct || step.way == Way::Either);
                for step in steps {
                    let (signed, counted) = self.step(step, scored)?;
                    let from = self.at(step.from)?;
                    answered |= match step.way {
                        Way::Above => scored >= from,
                        Way::Below => scored <= from,
                        Way::Either => true,
                    };
                    trace.extend(counted);
                    sum = plus(sum, signed)?;
                }
                if answered { Ok(sum) } else { Err(Unanswered::BonusOnly) }
            }
            Main::Tiers(tiers) => {
                if self.needs_whole_numbers() && !value.fract().is_zero() {
                    return Err(Unanswered::NotWhole);
                }
                for (number, tier) in tiers.iter().enumerate() {
                    if self.inside(tier.low, Way::Above, scored)? && self.inside(tier.high, Way::Below, scored)? {
                        let points = match tier.award {
                            Award::Points(points) => points,
                            Award::Ratio => self.ratio(self.full, value, false, trace)?,
                        };
                        trace.push(Trace::Tier { number, points });
                        return Ok(points);
                    }
                }
                Err(Unanswered::OutsideTiers)
            }
            Main::Direct { .. } if self.is_signed() => {
                trace.push(Trace::Direct(value));
                Ok(value)
            }
            Main::Direct { scale } => {
                // A percentage KPI holds 0.92 for a score of 92 of 100.
                let unit = if self.unit.is_percent() { Decimal::ONE_HUNDRED } else { Decimal::ONE };
                let points = share(self.full, times(value, unit)?, *scale)?;
                trace.push(Trace::Direct(points));
                Ok(points)
            }
            Main::Line(line) => {
                let points = self.line(line, scored)?;
                trace.push(Trace::Line(points));
                Ok(points)
            }
            Main::Labels(_) | Main::Counts { .. } => Err(Unanswered::WrongKind),
        }
    }

    fn inside(&self, bound: Option<Bound>, way: Way, scored: Decimal) -> Result<bool, Unanswered> {
        let Some(bound) = bound else { return Ok(true) };
        let level = self.at(bound.level)?;
        Ok((bound.included && scored == level) || if way == Way::Above { scored > level } else { scored < level })
    }

    fn ratio(&self, base: Decimal, value: Decimal, inverse: bool, trace: &mut Vec<Trace>) -> Points {
        let target = self.target.ok_or(Unanswered::Impossible)?;
        let points = if !inverse {
            share(base, value, target)?
        } else if value.is_zero() {
            self.cap.unwrap_or(base)
        } else if value.is_sign_negative() {
            return Err(Unanswered::Negative);
        } else {
            share(base, target, value)?
        };
        trace.push(Trace::Ratio { base, value, target, inverse, points });
        Ok(points)
    }

    /// Signed points of a side, and its line of the trace where a step counts.
    fn step(&self, step: &Step, scored: Decimal) -> Result<(Decimal, Option<Trace>), Unanswered> {
        let from = self.at(step.from)?;
        let distance = match step.way {
            Way::Below => minus(from, scored)?,
            Way::Above => minus(scored, from)?,
            Way::Either => minus(scored, from)?.abs(),
        };
        if distance <= Decimal::ZERO {
            return Ok((Decimal::ZERO, None));
        }
        let size = self.at(step.size)?;
        if size <= Decimal::ZERO {
            return Err(Unanswered::Impossible);
        }
        let exact = over(distance, size)?;
        let (steps, moved, at_most) = match step.counting {
            Counting::Complete | Counting::Begun => {
                let steps = if step.counting == Counting::Complete {
                    whole_down(distance, size)?
                } else {
                    whole_up(distance, size)?
                };
                let (moved, at_most) = signed(steps, step.points, step.effect, step.most)?;
                (steps, moved, at_most)
            }
            Counting::Part => {
                let part = share(step.points, distance, size)?;
                let (moved, at_most) = signed(Decimal::ONE, part, step.effect, step.most)?;
                (exact, moved, at_most)
            }
        };
        Ok((moved, Some(Trace::Steps { measure: None, way: step.way, distance, steps, points: moved, at_most })))
    }

    fn line(&self, line: &[(Level, Decimal)], scored: Decimal) -> Points {
        let mut before: Option<(Decimal, Decimal)> = None;
        for (level, points) in line {
            let level = self.at(*level)?;
            if scored <= level {
                return match before {
                    None => Ok(*points),
                    Some((low, low_points)) => {
                        let rise = minus(*points, low_points)?;
                        plus(low_points, share(rise, minus(scored, low)?, minus(level, low)?)?)
                    }
                };
            }
            before = Some((level, *points));
        }
        before.map(|(_, points)| points).ok_or(Unanswered::Impossible)
    }
}

/// Complete steps in a distance, by the exact remainder: a quotient that was rounded up must not complete a step.
fn whole_down(distance: Decimal, size: Decimal) -> Points {
    let rest = rest(distance, size)?;
    Ok(decimal::round(over(minus(distance, rest)?, size)?, 0))
}

/// What is left after complete steps. A size such as 20分钟 in 小时 has no end as a decimal, while the value that is scored was
/// rounded: what rounds to a complete step (100分钟 are 1.6667小时) is complete.
fn rest(distance: Decimal, size: Decimal) -> Points {
    let close = if is_endless(size) { HALF_A_DIGIT } else { Decimal::new(1, 18) };
    let rest = distance.checked_rem(size).ok_or(Unanswered::Impossible)?;
    if rest <= close {
        return Ok(Decimal::ZERO);
    }
    let missing = minus(size, rest)?;
    Ok(if missing <= close { minus(Decimal::ZERO, missing)? } else { rest })
}

/// Half of the last decimal that a value has.
pub(super) const HALF_A_DIGIT: Decimal = Decimal::from_parts(5, 0, 0, false, VALUE_DECIMALS.saturating_add(1));

/// Begun steps in a distance.
fn whole_up(distance: Decimal, size: Decimal) -> Points {
    let rest = rest(distance, size)?;
    let complete = decimal::round(over(minus(distance, rest)?, size)?, 0);
    if rest <= Decimal::ZERO { Ok(complete) } else { plus(complete, Decimal::ONE) }
}

/// Signed points of so many steps, and whether the greatest amount bound them.
fn signed(
    steps: Decimal,
    points: Decimal,
    effect: Effect,
    most: Option<Decimal>,
) -> Result<(Decimal, bool), Unanswered> {
    let moved = times(steps, points)?;
    let bound = most.filter(|most| moved > *most);
    let moved = bound.unwrap_or(moved);
    let moved = match effect {
        Effect::Add => moved,
        Effect::Deduct => minus(Decimal::ZERO, moved)?,
    };
    Ok((moved, bound.is_some()))
}
