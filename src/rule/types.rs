//! What a rule means, by itself: no text, no context, nothing left to look up.

use rust_decimal::Decimal;

use crate::unit::Unit;

/// A scoring rule as understood. It holds the target it was read with, so it scores and prints without its KPI.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The KPI's unit: what values and levels are in.
    pub unit: Unit,
    /// The target in the KPI's unit, shares for %; `None` for a KPI without one.
    pub target: Option<Decimal>,
    /// F: the full points; 0 where there are none and points are signed (扣分制).
    pub full: Decimal,
    /// What is scored.
    pub quantity: Quantity,
    /// How points come about, before the bounds.
    pub main: Main,
    /// The lowest points of the item (a cut-off goes below it); `None` where points below 0 count.
    pub floor: Option<Decimal>,
    /// The highest points of the item; `None` where a bonus grows without end.
    pub cap: Option<Decimal>,
    /// Where the item, or the total, is 0 whatever the rest says.
    pub cutoffs: Vec<CutOff>,
}

/// What is scored: the KPI's value or something made of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantity {
    /// The value v.
    Value,
    /// v/t rounded to 4 decimals, from 按实际…占目标的百分比评分.
    Ratio,
    /// |v|: the value is a deviation, from 偏差在±4%以内.
    Magnitude,
}

/// A level of the scored quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// In the quantity's own unit; shares for %.
    Value(Decimal),
    /// This share of the target.
    Target(Decimal),
}

/// How points come about.
#[derive(Debug, Clone, PartialEq)]
pub enum Main {
    /// Proportional: base·v/t, or base·t/v; beyond the target an own bonus may count.
    Ratio {
        /// The points at the target.
        base: Decimal,
        /// t/v instead of v/t.
        inverse: bool,
        /// A stepped bonus beyond the target.
        bonus: Option<Step>,
    },
    /// Steps from a start: deductions, bonuses, both, counted events, accrual.
    Steps {
        /// Points before any step.
        start: Decimal,
        /// Each side's steps.
        steps: Vec<Step>,
    },
    /// Bands of the quantity, lowest first, without holes or overlaps.
    Tiers(Vec<Tier>),
    /// Labels and their points.
    Labels(Vec<(String, Decimal)>),
    /// Deductions (or gains) for several measures of the role, each counted by itself.
    Counts {
        /// Points before any count.
        start: Decimal,
        /// What is counted.
        counts: Vec<Count>,
    },
    /// F·v/scale.
    Direct {
        /// The score that stands for F.
        scale: Decimal,
    },
    /// Straight lines between points, lowest level first; the ends hold outside.
    Line(Vec<(Level, Decimal)>),
}

/// Which way from its start a step counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// Below the start.
    Below,
    /// Above it.
    Above,
    /// Both: by the distance.
    Either,
}

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Effect {
    /// 加, 得.
    Add,
    /// 扣, 减.
    Deduct,
}

/// Which steps count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Counting {
    /// Complete steps only.
    Complete,
    /// A begun step counts whole: 不足1%按1%计.
    Begun,
    /// The part counts: 不足1%按比例计算.
    Part,
}

/// Points per step of the quantity, from a level on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Where counting starts.
    pub from: Level,
    /// Which way.
    pub way: Way,
    /// How large a step is.
    pub size: Level,
    /// Add or deduct.
    pub effect: Effect,
    /// Points per step, positive.
    pub points: Decimal,
    /// Which steps count.
    pub counting: Counting,
    /// The most that these steps add or deduct.
    pub most: Option<Decimal>,
}

/// Points per counted thing of one measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Count {
    /// The measure, by index in those that the rule was read with.
    pub measure: usize,
    /// Its name.
    pub name: String,
    /// How many make a step.
    pub size: Decimal,
    /// Add or deduct.
    pub effect: Effect,
    /// Points per step, positive.
    pub points: Decimal,
    /// The most that it adds or deducts.
    pub most: Option<Decimal>,
}

/// One end of a band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// Where.
    pub level: Level,
    /// Whether the level itself is inside.
    pub included: bool,
}

/// A band of the quantity with its award.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tier {
    /// The lower end; `None` for an open one.
    pub low: Option<Bound>,
    /// The upper end; `None` for an open one.
    pub high: Option<Bound>,
    /// What it gives.
    pub award: Award,
}

/// What a tier gives.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Award {
    /// These points.
    Points(Decimal),
    /// F·v/t.
    Ratio,
}

/// Where the item or the total is 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CutOff {
    /// What is tested.
    pub test: Test,
    /// Below or above the bound's level.
    pub way: Way,
    /// Where; included means that the level itself is cut off.
    pub bound: Bound,
    /// Whether the total is 0 too (一票否决).
    pub veto: bool,
}

/// What a cut-off tests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// The scored quantity.
    Quantity,
    /// The item's score out of 100.
    Score,
}

impl Rule {
    /// Whether its points are signed and count from nothing: 扣分制 knows no full points.
    pub fn is_signed(&self) -> bool {
        self.full.is_zero()
    }

    /// Whether the value is divided by the target somewhere on the way to the points, or the target by the value.
    pub fn divides_by_target(&self) -> bool {
        let by_tier = |tiers: &[Tier]| tiers.iter().any(|tier| tier.award == Award::Ratio);
        self.quantity == Quantity::Ratio
            || match &self.main {
                Main::Ratio { .. } => true,
                Main::Tiers(tiers) => by_tier(tiers),
                _ => false,
            }
    }

    /// Whether its steps count from the target's own level.
    pub(super) fn steps_from_target(&self) -> bool {
        let Some(target) = self.target.filter(|target| !target.is_zero()) else { return false };
        let at = |level: Level| match level {
            Level::Value(value) => value == target,
            Level::Target(share) => share == Decimal::ONE,
        };
        matches!(&self.main, Main::Steps { steps, .. } if steps.iter().any(|step| at(step.from)))
    }

    /// The measures that the rule counts itself, by index, in the order in which [`super::Input::Counts`] gives them.
    pub fn counted(&self) -> Vec<usize> {
        match &self.main {
            Main::Counts { counts, .. } => counts.iter().map(|count| count.measure).collect(),
            _ => Vec::new(),
        }
    }

    /// Their names.
    pub fn counted_names(&self) -> Vec<&str> {
        match &self.main {
            Main::Counts { counts, .. } => counts.iter().map(|count| count.name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// The rule among other measures, which are found by name; one that is not there is none of them.
    pub(crate) fn renumbered(&self, place: impl Fn(&str) -> Option<usize>) -> Self {
        let mut rule = self.clone();
        if let Main::Counts { counts, .. } = &mut rule.main {
            counts.iter_mut().for_each(|count| count.measure = place(&count.name).unwrap_or(usize::MAX));
        }
        rule
    }

    /// The labels that the rule's tiers name; empty for a rule of numbers.
    pub fn labels(&self) -> Vec<&str> {
        match &self.main {
            Main::Labels(labels) => labels.iter().map(|(label, _)| label.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    /// Where the most that the rule can give is below F: the best tier, or the points that it starts from.
    ///
    /// Points written for another F than the sheet's look like this (得30分 out of 100); `None` where F can be reached.
    pub fn short_of_full(&self) -> Option<Decimal> {
        if self.is_signed() {
            return None;
        }
        let added = |steps: &[Step]| {
            let gains = steps.iter().filter(|step| step.effect == Effect::Add);
            gains.map(|step| step.most).try_fold(Decimal::ZERO, |sum, most| sum.checked_add(most?))
        };
        let tier = |tier: &Tier| match tier.award {
            Award::Points(points) => points,
            Award::Ratio => self.full,
        };
        // What is written, and what it can grow to; a gain without end reaches its cap.
        let (written, reached) = match &self.main {
            Main::Tiers(tiers) => (tiers.iter().map(tier).max()?, None),
            Main::Labels(labels) => (labels.iter().map(|(_, points)| *points).max()?, None),
            Main::Line(line) => (line.iter().map(|(_, points)| *points).max()?, None),
            Main::Ratio { base, bonus, .. } => {
                let bonus = bonus.as_ref().and_then(|step| added(std::slice::from_ref(step)));
                (*base, bonus.and_then(|bonus| base.checked_add(bonus)))
            }
            Main::Steps { start, .. } if start.is_zero() => (self.cap?, None),
            Main::Steps { start, steps } => match added(steps) {
                Some(added) => (*start, start.checked_add(added)),
                None => (*start, self.cap),
            },
            Main::Direct { .. } | Main::Counts { .. } => (self.full, None),
        };
        let most = reached.unwrap_or(written).max(written);
        let held = self.cap.map_or(most, |cap| cap.min(most));
        (held < self.full).then(|| written.min(held))
    }

    /// Whether its only steps count things that happen or are made, from none on.
    pub fn counts_from_none(&self) -> bool {
        matches!(&self.main, Main::Steps { steps, .. }
            if steps.iter().all(|step| step.from == Level::Value(Decimal::ZERO) && step.way == Way::Above))
    }

    /// Whether tiers rest on whole numbers: then a value off that grid is a problem.
    pub fn needs_whole_numbers(&self) -> bool {
        matches!(self.main, Main::Tiers(_)) && self.unit.is_whole() && self.quantity != Quantity::Ratio
    }

    /// Whether points depend on v/t or on percentages alone, so that the rule scores a quarter as it scores a month.
    ///
    /// Steps, tiers and cut-offs in absolute units, counted events and direct scores on amounts do not.
    pub fn is_scale_free(&self) -> bool {
        let relative = self.unit.is_percent() || self.quantity == Quantity::Ratio;
        let free = |level: Level| relative || matches!(level, Level::Target(_)) || level == Level::Value(Decimal::ZERO);
        let step_free =
            |step: &Step| relative || matches!((step.from, step.size), (Level::Target(_), Level::Target(_)));
        let main = match &self.main {
            Main::Ratio { bonus, .. } => bonus.as_ref().is_none_or(step_free),
            Main::Steps { steps, .. } => steps.iter().all(step_free),
            Main::Tiers(tiers) => {
                tiers.iter().flat_map(|tier| [tier.low, tier.high]).flatten().all(|bound| free(bound.level))
            }
            Main::Line(points) => points.iter().all(|(level, _)| free(*level)),
            // What people mark in signed points is no amount that grows with the months.
            Main::Direct { .. } => relative || self.is_signed() || self.unit.kind == crate::unit::UnitKind::Score,
            Main::Labels(_) => true,
            Main::Counts { .. } => false,
        };
        main && self.cutoffs.iter().all(|cut| cut.test == Test::Score || free(cut.bound.level))
    }
}
