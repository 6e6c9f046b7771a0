//! Random rules of every family, as values: whatever the rule's type can hold and a sentence can say.

use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::model::Direction;
use scorebook::rule::{
    Award, Bound, Count, Counting, CutOff, Effect, Level, Main, Quantity, Rule, Step, Test, Tier, Way,
};
use scorebook::unit::{Unit, UnitKind};

/// The measures that random rules count.
pub(crate) const MEASURES: [&str; 3] = ["一般事故", "重大事故", "客诉"];

const UNITS: [&str; 13] = ["%", "元", "万元", "次", "个", "人", "小时", "分钟", "天", "分", "", "吨", "万次"];

/// A rule and the direction that its target's sign tells.
pub(crate) fn rules() -> impl Strategy<Value = (Rule, Option<Direction>)> {
    proptest::collection::vec(any::<u32>(), 64).prop_map(|tape| Draw { tape, at: 0 }.rule())
}

/// Which variants of the rule's type some rules hold.
pub(crate) mod variants {
    use super::*;

    /// Asserts that every variant of every part of a rule stands in one of these.
    pub(crate) fn all_stand_in<'a>(rules: impl Iterator<Item = &'a Rule>) {
        let seen: std::collections::BTreeSet<&str> = rules.flat_map(of).collect();
        let missing: Vec<_> = ALL.iter().filter(|name| !seen.contains(**name)).collect();
        assert!(missing.is_empty(), "no rule with {missing:?}");
    }

    #[rustfmt::skip]
    const ALL: &[&str] = &[
        "value", "ratio", "magnitude", "at value", "at target", "proportional", "inverse", "proportional with bonus", "steps", "steps both ways",
        "events", "accrual", "tiers", "open tiers", "labels", "counts", "direct", "line", "below", "above", "either", "add", "deduct", "complete",
        "begun", "part", "most", "included", "excluded", "points", "proportional tier", "cut-off", "veto", "cut by score", "floor", "no floor", "no cap",
        "cap below full", "cap above full", "no target",
    ];

    fn of(rule: &Rule) -> Vec<&'static str> {
        let mut out = vec![match rule.quantity {
            Quantity::Value => "value",
            Quantity::Ratio => "ratio",
            Quantity::Magnitude => "magnitude",
        }];
        let mut level =
            |level: Level| out.push(if matches!(level, Level::Value(_)) { "at value" } else { "at target" });
        let (mut steps, mut bounds) = (Vec::new(), Vec::new());
        let mut names = Vec::new();
        match &rule.main {
            Main::Ratio { inverse, bonus, .. } => {
                names.push(match (inverse, bonus) {
                    (true, _) => "inverse",
                    (false, None) => "proportional",
                    (false, Some(_)) => "proportional with bonus",
                });
                steps.extend(bonus.iter().copied());
            }
            Main::Steps { start, steps: all } => {
                let events = all[0].from == Level::Value(Decimal::ZERO);
                names.push(match (start.is_zero(), events, all.len()) {
                    (true, ..) => "accrual",
                    (_, true, _) => "events",
                    (.., 1) => "steps",
                    _ => "steps both ways",
                });
                steps.extend(all.iter().copied());
            }
            Main::Tiers(tiers) => {
                names.push("tiers");
                let open = |end: Option<&Tier>, low: bool| {
                    end.is_some_and(|tier| if low { tier.low.is_some() } else { tier.high.is_some() })
                };
                if open(tiers.first(), true) || open(tiers.last(), false) {
                    names.push("open tiers");
                }
                for tier in tiers {
                    bounds.extend(tier.low.iter().chain(&tier.high).copied());
                    names.push(if tier.award == Award::Ratio { "proportional tier" } else { "points" });
                }
            }
            Main::Labels(_) => names.push("labels"),
            Main::Counts { .. } => names.push("counts"),
            Main::Direct { .. } => names.push("direct"),
            Main::Line(line) => {
                names.push("line");
                line.iter().for_each(|(at, _)| level(*at));
            }
        }
        for step in steps {
            level(step.from);
            level(step.size);
            names.push(match step.way {
                Way::Below => "below",
                Way::Above => "above",
                Way::Either => "either",
            });
            names.push(if step.effect == Effect::Add { "add" } else { "deduct" });
            names.push(match step.counting {
                Counting::Complete => "complete",
                Counting::Begun => "begun",
                Counting::Part => "part",
            });
            names.extend(step.most.map(|_| "most"));
        }
        for cut in &rule.cutoffs {
            names.push(match (cut.test, cut.veto) {
                (Test::Score, _) => "cut by score",
                (_, true) => "veto",
                (_, false) => "cut-off",
            });
            bounds.push(cut.bound);
        }
        for bound in bounds {
            level(bound.level);
            names.push(if bound.included { "included" } else { "excluded" });
        }
        names.extend(rule.floor.is_none_or(|floor| !floor.is_zero()).then_some(if rule.floor.is_some() {
            "floor"
        } else {
            "no floor"
        }));
        names.extend(rule.target.is_none().then_some("no target"));
        names.extend(match rule.cap {
            None => Some("no cap"),
            Some(cap) if cap < rule.full => Some("cap below full"),
            Some(cap) if cap > rule.full => Some("cap above full"),
            Some(_) => None,
        });
        out.extend(names);
        out
    }
}

/// Choices from a tape of random numbers, so that a failing rule shrinks to a simple one.
struct Draw {
    tape: Vec<u32>,
    at: usize,
}

impl Draw {
    fn below(&mut self, most: u32) -> u32 {
        let drawn = self.tape[self.at % self.tape.len()];
        self.at += 1;
        drawn % most
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(u32::try_from(of.len()).expect("few")) as usize]
    }

    /// A positive number with up to so many decimals.
    fn number(&mut self, most: u32, places: u32) -> Decimal {
        let places = self.below(places + 1);
        let digits = self.below(most * 10_u32.pow(places)) + 1;
        Decimal::new(i64::from(digits), places).normalize()
    }

    fn counting(&mut self) -> Counting {
        self.one(&[Counting::Complete, Counting::Complete, Counting::Begun, Counting::Part])
    }

    fn most(&mut self) -> Option<Decimal> {
        self.flag().then(|| Decimal::from(self.below(39) + 1))
    }

    fn rule(&mut self) -> (Rule, Option<Direction>) {
        let unit = Unit::read(self.one(&UNITS));
        let percent = unit.is_percent();
        let share = |number: Decimal| (number / Decimal::ONE_HUNDRED).normalize();
        let target = match self.below(5) {
            0 => None,
            _ if percent => Some(share(self.number(120, 2))),
            _ if unit.is_whole() => Some(Decimal::from(self.below(3000) + 1)),
            _ => Some(self.number(3000, 2)),
        };
        let direction = target.and_then(|_| self.one(&[None, Some(Direction::Higher), Some(Direction::Lower)]));
        let full = Decimal::from(self.one(&[100, 40, 15, 7]));
        let quantity = match (target, self.below(6)) {
            (Some(_), 0) if !percent => Quantity::Ratio,
            (_, 1) => Quantity::Magnitude,
            _ => Quantity::Value,
        };
        let mut rule = Rule {
            unit,
            target,
            full,
            quantity,
            main: Main::Direct { scale: full },
            floor: Some(Decimal::ZERO),
            cap: Some(full),
            cutoffs: Vec::new(),
        };
        rule.main = self.main(&mut rule, direction);
        self.bounds(&mut rule);
        self.cutoffs(&mut rule);
        (rule, direction)
    }

    fn main(&mut self, rule: &mut Rule, direction: Option<Direction>) -> Main {
        loop {
            let plain = rule.quantity == Quantity::Value;
            return match self.below(10) {
                0 | 1 if rule.target.is_some() && plain => self.ratio(rule, direction),
                2..=4 => self.steps(rule),
                5 | 6 => self.tiers(rule),
                7 => self.line(rule),
                8 if plain => Main::Direct { scale: self.number(200, 1) },
                9 if plain && rule.unit.kind == UnitKind::Plain => {
                    let words = ["优秀", "良好", "合格", "差"];
                    let many = 2 + self.below(3) as usize;
                    Main::Labels(
                        words[..many].iter().map(|word| ((*word).to_owned(), self.points(rule.full))).collect(),
                    )
                }
                9 if plain && matches!(rule.unit.kind, UnitKind::Count(_)) => {
                    let counts =
                        MEASURES[..2 + self.below(2) as usize].iter().enumerate().map(|(measure, name)| Count {
                            measure,
                            name: (*name).to_owned(),
                            size: Decimal::from(self.below(3) + 1),
                            effect: Effect::Deduct,
                            points: self.number(20, 1),
                            most: None,
                        });
                    Main::Counts { start: rule.full, counts: counts.collect() }
                }
                _ => continue,
            };
        }
    }

    /// Points up to the full ones, often 0.
    fn points(&mut self, full: Decimal) -> Decimal {
        if self.below(4) == 0 { Decimal::ZERO } else { self.number(full.try_into().expect("small"), 1) }
    }

    /// A level of the scored quantity, distinct from others most of the time.
    fn level(&mut self, rule: &Rule) -> Level {
        let relative = rule.unit.is_percent() || rule.quantity == Quantity::Ratio;
        if rule.target.is_some() && rule.quantity == Quantity::Value && self.below(3) == 0 {
            return Level::Target((self.number(150, 1) / Decimal::ONE_HUNDRED).normalize());
        }
        Level::Value(if relative {
            (self.number(150, 2) / Decimal::ONE_HUNDRED).normalize()
        } else if rule.unit.is_whole() {
            Decimal::from(self.below(60) + 1)
        } else {
            self.number(400, 2)
        })
    }

    /// A level below 0 in some rules that compare with the value: 增长率≥-3%.
    fn signed(&mut self, rule: &Rule) -> Level {
        match self.level(rule) {
            Level::Value(value) if rule.quantity == Quantity::Value && rule.unit.is_percent() && self.below(5) == 0 => {
                Level::Value(-value)
            }
            level => level,
        }
    }

    fn size(&mut self, rule: &Rule) -> Level {
        if rule.unit.is_percent() || rule.quantity == Quantity::Ratio {
            return Level::Value((self.number(10, 1) / Decimal::ONE_HUNDRED).normalize());
        }
        if rule.target.is_some() && rule.quantity == Quantity::Value && self.flag() {
            return Level::Target((self.number(10, 1) / Decimal::ONE_HUNDRED).normalize());
        }
        if rule.unit.text == "小时" && self.flag() {
            // Minutes without an end as a decimal of hours: 10分钟.
            return Level::Value(Decimal::from(self.below(59) + 1) * Decimal::from(60) / Decimal::from(3600));
        }
        let whole = rule.unit.is_whole();
        Level::Value(if whole { Decimal::from(self.below(20) + 1) } else { self.number(40, 1) })
    }

    fn ratio(&mut self, rule: &Rule, direction: Option<Direction>) -> Main {
        let base = if self.flag() { rule.full } else { self.number(rule.full.try_into().expect("small"), 0) };
        // Against the target's sign the worse would earn more.
        let inverse = direction.map_or_else(|| self.below(3) == 0, |direction| direction == Direction::Lower);
        let way = if direction == Some(Direction::Lower) { Way::Below } else { Way::Above };
        let bonus = (!inverse && self.flag()).then(|| Step {
            from: if self.flag() { Level::Target(Decimal::ONE) } else { self.level(rule) },
            way,
            size: self.size(rule),
            effect: Effect::Add,
            points: self.number(9, 1),
            counting: self.counting(),
            most: self.most(),
        });
        Main::Ratio { base, inverse, bonus }
    }

    fn steps(&mut self, rule: &Rule) -> Main {
        let counting = self.counting();
        let (gain, loss) = (self.most(), self.most());
        let step = |draw: &mut Self, from: Level, way: Way, effect: Effect| Step {
            from,
            way,
            size: draw.size(rule),
            effect,
            points: draw.number(20, 1),
            counting,
            most: if effect == Effect::Add { gain } else { loss },
        };
        let from = match (rule.quantity, self.below(3)) {
            (Quantity::Ratio, 0) => Level::Value(Decimal::ONE),
            (Quantity::Value, 0) if rule.target.is_some() => Level::Target(Decimal::ONE),
            _ => self.signed(rule),
        };
        let effect = self.one(&[Effect::Deduct, Effect::Deduct, Effect::Add]);
        let full = rule.full;
        let start = if self.flag() { full } else { self.number(full.try_into().expect("small"), 1) };
        if rule.quantity == Quantity::Magnitude {
            return Main::Steps { start, steps: vec![step(self, from, Way::Above, effect)] };
        }
        let counted = rule.quantity == Quantity::Value && !rule.unit.is_percent();
        let zero = Level::Value(Decimal::ZERO);
        let (start, steps) = match self.below(7) {
            0 => (start, vec![step(self, from, Way::Below, effect)]),
            1 => (start, vec![step(self, from, Way::Above, effect)]),
            2 => (start, vec![step(self, from, Way::Either, effect)]),
            3 if counted => (start, vec![step(self, zero, Way::Above, Effect::Deduct)]),
            4 if rule.quantity == Quantity::Value => (Decimal::ZERO, vec![step(self, zero, Way::Above, Effect::Add)]),
            _ => {
                let other = self.one(&[Effect::Deduct, Effect::Add]);
                let above = if self.flag() { from } else { self.level(rule) };
                let (one, two) = (step(self, from, Way::Below, effect), step(self, above, Way::Above, other));
                let apart = rule.level(two.from) >= rule.level(one.from);
                (start, if apart { vec![one, two] } else { vec![one] })
            }
        };
        Main::Steps { start, steps }
    }

    fn tiers(&mut self, rule: &mut Rule) -> Main {
        let mut cuts: Vec<Level> = Vec::new();
        for _ in 0..2 + self.below(4) {
            let level = self.signed(rule);
            if cuts.iter().all(|known| rule.level(*known) != rule.level(level)) {
                cuts.push(level);
            }
        }
        cuts.sort_by_key(|level| rule.level(*level));
        let grid = if rule.unit.is_whole() { Decimal::ONE } else { Decimal::new(1, 4) };
        let mut tiers: Vec<Tier> = Vec::new();
        let mut low: Option<Bound> = None;
        for (number, cut) in cuts.iter().enumerate() {
            let included = self.flag();
            let high = Bound { level: *cut, included };
            tiers.push(Tier { low, high: Some(high), award: self.award(rule) });
            // The next tier begins at the same level, or at the next number that a value can have.
            let next = match cut {
                Level::Value(level)
                    if included
                        && rule.unit.is_whole()
                        && self.flag()
                        && cuts.get(number + 1).is_none_or(|next| rule.level(*next) > Some(level + grid)) =>
                {
                    Bound { level: Level::Value(level + grid), included: true }
                }
                _ => Bound { level: *cut, included: !included },
            };
            low = Some(next);
        }
        tiers.push(Tier { low, high: None, award: self.award(rule) });
        let give = |tier: &Tier| match tier.award {
            Award::Points(points) => points,
            Award::Ratio => rule.full,
        };
        let rising = give(&tiers[0]) <= give(&tiers[tiers.len() - 1]);
        // The last named tier may leave what lies beyond it open, on the bad side.
        if tiers.len() > 3 && self.below(3) == 0 {
            if rising {
                let second = give(&tiers[1]) <= give(&tiers[tiers.len() - 1]);
                if second {
                    tiers.remove(0);
                }
            } else if give(&tiers[0]) > give(&tiers[tiers.len() - 2]) {
                tiers.pop();
            }
        }
        let some = |tier: &Tier| give(tier) > Decimal::ZERO;
        if !tiers.iter().any(some) {
            let last = tiers.len() - 1;
            tiers[if rising { last } else { 0 }].award = Award::Points(rule.full);
        }
        Main::Tiers(tiers)
    }

    fn award(&mut self, rule: &Rule) -> Award {
        if rule.target.is_some() && self.below(8) == 0 {
            return Award::Ratio;
        }
        Award::Points(self.points(rule.full))
    }

    fn line(&mut self, rule: &Rule) -> Main {
        let mut line: Vec<(Level, Decimal)> = Vec::new();
        for number in 0..2 + self.below(3) {
            let level = match self.signed(rule) {
                Level::Value(value) => Level::Value(value + Decimal::from(number)),
                share => share,
            };
            if line.iter().all(|(known, _)| rule.level(*known) != rule.level(level)) {
                line.push((level, self.points(rule.full)));
            }
        }
        if line.len() < 2 {
            line = vec![(Level::Value(Decimal::ONE), Decimal::ZERO), (Level::Value(Decimal::TWO), rule.full)];
        }
        line.sort_by_key(|(level, _)| rule.level(*level));
        Main::Line(line)
    }

    fn bounds(&mut self, rule: &mut Rule) {
        let full = rule.full;
        let steps: Vec<Step> = match &rule.main {
            Main::Steps { steps, .. } => steps.clone(),
            Main::Ratio { bonus, .. } => bonus.iter().copied().collect(),
            _ => Vec::new(),
        };
        let gains: Vec<Step> = steps.iter().filter(|step| step.effect == Effect::Add).copied().collect();
        let accrual = matches!(&rule.main, Main::Steps { start, .. } if start.is_zero());
        let said = match self.below(4) {
            0 => Some(full),
            1 => Some(full * Decimal::new(12, 1)),
            2 => Some(full * Decimal::new(8, 1)),
            _ => None,
        };
        rule.cap = match said {
            Some(cap) => Some(cap.normalize()),
            None if accrual => Some(full),
            None if !gains.is_empty() => {
                // What each side may add goes beyond F; without an end there is no cap.
                gains.iter().map(|step| step.most).sum::<Option<Decimal>>().map(|most| full + most)
            }
            None if self.flag() => None,
            None => Some(full),
        };
        let bonus_alone =
            matches!(&rule.main, Main::Steps { start, .. } if *start == full && gains.len() == steps.len());
        if self.below(4) == 0 && !bonus_alone {
            rule.floor = Some((full * Decimal::new(3, 1)).normalize());
        } else if self.below(8) == 0 {
            rule.floor = None;
        }
    }

    fn cutoffs(&mut self, rule: &mut Rule) {
        // Labels and counts have no quantity to test; tiers say 0 by themselves, and a veto beside them.
        if matches!(rule.main, Main::Labels(_) | Main::Counts { .. }) {
            return;
        }
        for _ in 0..self.below(4).saturating_sub(1) {
            let veto = self.flag();
            let scored = !matches!(rule.main, Main::Tiers(_) | Main::Line(_))
                && !matches!(rule.unit.kind, UnitKind::Plain | UnitKind::Score)
                && self.below(3) == 0;
            let (test, way, level) = if scored {
                (Test::Score, Way::Below, Level::Value(Decimal::from(self.below(70) + 1)))
            } else {
                (Test::Quantity, self.one(&[Way::Below, Way::Above]), self.signed(rule))
            };
            rule.cutoffs.push(CutOff { test, way, bound: Bound { level, included: self.flag() }, veto });
        }
        // A cut-off before a deduction begins would leave nothing of it.
        if let Main::Steps { steps, .. } = &rule.main {
            let levels: Vec<_> = steps.iter().map(|step| (*step, rule.level(step.from))).collect();
            let named: Vec<_> = rule.cutoffs.iter().map(|cut| rule.level(cut.bound.level)).collect();
            let mut levels_of_cuts = named.into_iter();
            rule.cutoffs.retain(|cut| {
                let level = levels_of_cuts.next().flatten();
                cut.test == Test::Score
                    || !levels.iter().any(|(step, from)| {
                        step.effect == Effect::Deduct
                            && (step.way == cut.way || step.way == Way::Either)
                            && if cut.way == Way::Above { level <= *from } else { level >= *from }
                    })
            });
        }
        // One from the target on would leave nothing of a share.
        if let Main::Ratio { inverse, bonus: None, .. } = &rule.main
            && rule.cap.is_some_and(|cap| cap <= rule.full)
        {
            let (inverse, target) = (*inverse, rule.target);
            let levels: Vec<_> = rule.cutoffs.iter().map(|cut| rule.level(cut.bound.level)).collect();
            let mut levels = levels.into_iter();
            rule.cutoffs.retain(|cut| {
                let level = levels.next().flatten();
                cut.veto
                    || cut.test == Test::Score
                    || if cut.way == Way::Below { inverse || level < target } else { !inverse || level > target }
            });
        }
        // Vetoes behind what the rule itself makes 0.
        let main = rule.main.clone();
        let begins = |cut: &CutOff| match &main {
            Main::Line(line) => {
                let here = rule.level(cut.bound.level);
                let point = |(level, points): &(Level, Decimal)| rule.level(*level) == here && !points.is_zero();
                cut.way == Way::Below && !cut.bound.included && line.iter().any(point)
            }
            _ => true,
        };
        let last: Vec<bool> = rule.cutoffs.iter().map(|cut| cut.veto || !begins(cut)).collect();
        let (front, back): (Vec<_>, Vec<_>) = rule.cutoffs.iter().zip(last).partition(|(_, last)| !last);
        rule.cutoffs = front.into_iter().chain(back).map(|(cut, _)| *cut).collect();
    }
}
