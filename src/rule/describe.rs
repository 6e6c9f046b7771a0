//! The echo: a rule said back, one plain sentence per clause. The Chinese sentences read again as the same rule.

use rust_decimal::Decimal;

use super::types::{Award, Bound, Counting, CutOff, Effect, Level, Main, Quantity, Rule, Step, Test, Way};
use crate::decimal::plain;
use crate::lang::Lang;
use crate::messages::{self, Arg};

impl Rule {
    /// One sentence per clause.
    pub fn describe(&self, lang: Lang) -> Vec<String> {
        let say = |id: &str, args: &[Arg<'_>]| messages::say(lang, id, args);
        let mut lines = Vec::new();
        // Behind a step a cap below F would be that step's own.
        let cap_first = self.cap.filter(|cap| *cap < self.full && !self.is_signed());
        lines.extend(cap_first.map(|cap| say("rule-cap", &[("points", &plain(cap))])));
        if self.quantity == Quantity::Ratio {
            // A percentage as a share of its target is told apart from one that is that share already.
            lines.push(say(if self.unit.is_percent() { "rule-quantity-rate" } else { "rule-quantity-ratio" }, &[]));
        }
        self.say_main(lang, &mut lines);
        lines.extend(self.cutoffs.iter().map(|cut| self.cut_text(lang, cut)));
        if self.is_signed() {
            // Neither a floor nor a cap: what is said is all there is.
            return lines;
        }
        match self.floor {
            Some(floor) if floor.is_zero() => {}
            Some(floor) => lines.push(say("rule-floor", &[("points", &plain(floor))])),
            None => lines.push(say("rule-bottomless", &[])),
        }
        match self.cap {
            Some(_) if cap_first.is_some() => {}
            Some(cap) => lines.push(say("rule-cap", &[("points", &plain(cap))])),
            None => lines.push(say("rule-endless", &[])),
        }
        lines
    }

    fn say_main(&self, lang: Lang, lines: &mut Vec<String>) {
        let say = |id: &str, args: &[Arg<'_>]| messages::say(lang, id, args);
        let full = plain(self.full);
        match &self.main {
            Main::Ratio { base, inverse, bonus } => {
                if base != &self.full {
                    lines.push(say("rule-at-target", &[("points", &plain(*base))]));
                }
                lines.push(say(if *inverse { "rule-inverse" } else { "rule-ratio" }, &[("full", &plain(*base))]));
                lines.extend(bonus.iter().map(|step| self.step_text(lang, step)));
                lines.extend(bonus.iter().filter_map(|step| self.counting_text(lang, step)));
            }
            Main::Steps { start, steps } => self.say_steps(lang, *start, steps, lines),
            Main::Tiers(tiers) => {
                for tier in tiers.iter().rev() {
                    let band = self.ends(lang, tier.low, tier.high);
                    lines.push(match tier.award {
                        Award::Points(points) if self.is_signed() => signed(lang, &band, points),
                        Award::Points(points) => say("rule-tier", &[("band", &band), ("points", &plain(points))]),
                        Award::Ratio => say("rule-tier-ratio", &[("band", &band), ("full", &full)]),
                    });
                }
            }
            Main::Labels(labels) if self.is_signed() => {
                lines.extend(labels.iter().map(|(label, points)| signed(lang, label, *points)));
            }
            Main::Labels(labels) => {
                lines.extend(
                    labels
                        .iter()
                        .map(|(label, points)| say("rule-tier", &[("band", label), ("points", &plain(*points))])),
                );
            }
            Main::Counts { start, counts } => {
                if !self.is_signed() {
                    lines.push(say("rule-start", &[("points", &plain(*start)), ("level", "")]));
                }
                for count in counts {
                    lines.push(say(
                        if count.effect == Effect::Add { "rule-count-add" } else { "rule-count" },
                        &[("measure", &count.name), ("size", &plain(count.size)), ("points", &plain(count.points))],
                    ));
                }
            }
            Main::Direct { .. } if self.is_signed() => lines.push(say("rule-signed-direct", &[])),
            Main::Direct { scale } => lines.push(say("rule-direct", &[("scale", &plain(*scale)), ("full", &full)])),
            Main::Line(line) => {
                for (level, points) in line {
                    lines.push(say(
                        "rule-line-point",
                        &[
                            ("level", &self.bound_text(lang, Bound { level: *level, included: true })),
                            ("points", &plain(*points)),
                        ],
                    ));
                }
                lines.push(say("rule-line", &[]));
            }
        }
    }

    fn say_steps(&self, lang: Lang, start: Decimal, steps: &[Step], lines: &mut Vec<String>) {
        if !start.is_zero() {
            let event = steps.iter().all(|step| self.is_event(step));
            let from = steps.first().map(|step| self.level_text(lang, step.from)).unwrap_or_default();
            let id = if self.quantity == Quantity::Magnitude {
                "rule-start-deviation"
            } else if event {
                "rule-start"
            } else {
                "rule-start-at"
            };
            lines.push(messages::say(lang, id, &[("points", &plain(start)), ("level", &from)]));
        }
        lines.extend(steps.iter().map(|step| self.step_text(lang, step)));
        lines.extend(steps.iter().find_map(|step| self.counting_text(lang, step)));
    }

    fn cut_text(&self, lang: Lang, cut: &CutOff) -> String {
        let say = |id: &str, args: &[Arg<'_>]| messages::say(lang, id, args);
        let level = match cut.test {
            Test::Quantity => self.bound_text(lang, cut.bound),
            Test::Score => say("rule-score", &[("points", &plain(self.level(cut.bound.level).unwrap_or_default()))]),
        };
        let band = say(side(cut.way == Way::Above, cut.bound.included), &[("level", &level)]);
        let id = match (&self.main, cut.veto) {
            (_, true) => "rule-veto",
            // Beside tiers a band with 0 points is a tier itself, on a line it is a point.
            (Main::Tiers(_), false) => "rule-item-veto",
            (Main::Line(line), false) if !self.begins(line, cut) => "rule-item-veto",
            _ => "rule-cut",
        };
        say(id, &[("band", &band)])
    }

    /// Whether a step counts things that happen, from none on.
    fn is_event(&self, step: &Step) -> bool {
        step.from == Level::Value(Decimal::ZERO)
            && step.way == Way::Above
            && self.quantity == Quantity::Value
            && (!self.unit.is_percent()
                || matches!(step.size, Level::Target(_))
                // 每完成1个百分点得0.2分, from no points on.
                || matches!(&self.main, Main::Steps { start, .. } if start.is_zero()))
            // With a target a deduction per hour says where it counts from.
            && !(self.unit.is_measured()
                && step.effect == Effect::Deduct
                && self.target.is_some_and(|target| !target.is_zero()))
    }

    /// Whether a cut-off says that a line's score begins at one of its points: 60%以下不得分 beside 60%得60分.
    fn begins(&self, line: &[(Level, Decimal)], cut: &CutOff) -> bool {
        let here = self.level(cut.bound.level);
        cut.way == Way::Below
            && !cut.bound.included
            && line.iter().any(|(level, points)| self.level(*level) == here && !points.is_zero())
    }

    /// How begun steps count, where only complete ones would not be said.
    fn counting_text(&self, lang: Lang, step: &Step) -> Option<String> {
        let id = match step.counting {
            Counting::Complete => return None,
            Counting::Begun => "rule-begun",
            Counting::Part => "rule-part",
        };
        Some(messages::say(lang, id, &[("size", &self.size_text(lang, step.size))]))
    }

    fn step_text(&self, lang: Lang, step: &Step) -> String {
        // 低于目标值不扣分: a side on which nothing is lost.
        if step.points.is_zero() {
            let level = self.level_text(lang, step.from);
            let band = messages::say(lang, side(step.way == Way::Above, false), &[("level", &level)]);
            return messages::say(lang, "rule-kept", &[("band", &band)]);
        }
        let event = self.is_event(step);
        let way = match step.way {
            _ if event => "event",
            Way::Below => "below",
            Way::Above => "above",
            Way::Either => "either",
        };
        let effect = if step.effect == Effect::Add { "add" } else { "deduct" };
        // 每完成目标的10%: behind 每低于目标值 the share alone says it.
        let size = if event { self.event_size_text(lang, step.size) } else { self.size_text(lang, step.size) };
        let from = self.level_text(lang, step.from);
        let mut text = messages::say(
            lang,
            &format!("rule-step-{way}-{effect}"),
            &[("from", &from), ("size", &size), ("points", &plain(step.points))],
        );
        if let Some(most) = step.most {
            text.push_str(&messages::say(lang, &format!("rule-most-{effect}"), &[("points", &plain(most))]));
        }
        text
    }

    /// The band of a tier (from 0, lowest first) in words; `None` where there is no such tier.
    pub fn band(&self, lang: Lang, tier: usize) -> Option<String> {
        let Main::Tiers(tiers) = &self.main else { return None };
        tiers.get(tier).map(|tier| self.ends(lang, tier.low, tier.high))
    }

    fn ends(&self, lang: Lang, low: Option<Bound>, high: Option<Bound>) -> String {
        match (low, high) {
            (Some(low), Some(high)) if low.level == high.level => {
                messages::say(lang, "rule-band-equal", &[("level", &self.bound_text(lang, low))])
            }
            (Some(low), Some(high)) => {
                let id = match (low.included, high.included) {
                    (true, true) => "rule-band-both",
                    (true, false) => "rule-band-low",
                    (false, true) => "rule-band-high",
                    (false, false) => "rule-band-neither",
                };
                messages::say(lang, id, &[("low", &self.bound_text(lang, low)), ("high", &self.bound_text(lang, high))])
            }
            (Some(end), None) => {
                messages::say(lang, side(true, end.included), &[("level", &self.bound_text(lang, end))])
            }
            (None, Some(end)) => {
                messages::say(lang, side(false, end.included), &[("level", &self.bound_text(lang, end))])
            }
            (None, None) => messages::say(lang, "rule-band-all", &[]),
        }
    }

    /// A tier's end; ± where the value is a deviation.
    fn bound_text(&self, lang: Lang, bound: Bound) -> String {
        let sign = if self.quantity == Quantity::Magnitude { "±" } else { "" };
        format!("{sign}{}", self.level_text(lang, bound.level))
    }

    fn value_text(&self, value: Decimal) -> String {
        if self.unit.is_percent() || self.quantity == Quantity::Ratio {
            format!("{}%", plain(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()))
        } else {
            self.measured(value)
        }
    }

    /// A value with its unit; a time without an end as a decimal (10分钟 in 小时) in a smaller unit.
    fn measured(&self, value: Decimal) -> String {
        if value.normalize().scale() > 12 && self.unit.kind == crate::unit::UnitKind::Time {
            for (word, factor) in [("分钟", Decimal::from(60)), ("秒", Decimal::ONE)] {
                let there = value
                    .checked_mul(self.unit.factor)
                    .and_then(|base| base.checked_div(factor))
                    .map(|there| crate::decimal::round(there, 12));
                if let Some(there) = there.filter(|there| there.normalize().scale() <= 6) {
                    return format!("{}{word}", plain(there));
                }
            }
        }
        self.unit.beside(&plain(value))
    }

    fn level_text(&self, lang: Lang, level: Level) -> String {
        match level {
            Level::Value(value) => self.value_text(value),
            Level::Target(share) if share == Decimal::ONE => {
                messages::say(lang, "rule-target", &[("value", &self.value_text(self.target.unwrap_or_default()))])
            }
            Level::Target(share) => messages::say(
                lang,
                "rule-target-share",
                &[("share", &plain(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()))],
            ),
        }
    }

    fn event_size_text(&self, lang: Lang, size: Level) -> String {
        match size {
            Level::Target(share) => {
                let share = plain(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default());
                messages::say(lang, "rule-target-share", &[("share", &share)])
            }
            Level::Value(_) => self.size_text(lang, size),
        }
    }

    fn size_text(&self, lang: Lang, size: Level) -> String {
        match size {
            Level::Value(value) if self.unit.is_percent() || self.quantity == Quantity::Ratio => messages::say(
                lang,
                "rule-points-of-percent",
                &[("value", &plain(value.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default()))],
            ),
            Level::Value(value) => self.value_text(value),
            Level::Target(share) => format!("{}%", plain(share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default())),
        }
    }
}

/// What a band or a label gives in signed points.
fn signed(lang: Lang, band: &str, points: Decimal) -> String {
    let id = match points {
        points if points.is_zero() => "rule-signed-none",
        points if points.is_sign_negative() => "rule-signed-deduct",
        _ => "rule-signed-add",
    };
    messages::say(lang, id, &[("band", band), ("points", &plain(points.abs()))])
}

fn side(above: bool, included: bool) -> &'static str {
    match (above, included) {
        (true, true) => "rule-band-from",
        (true, false) => "rule-band-above",
        (false, true) => "rule-band-to",
        (false, false) => "rule-band-below",
    }
}
