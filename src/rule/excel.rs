//! A rule as an Excel formula, for the live sheets.
//!
//! Sheets calculate in binary floats: distances are made whole numbers before they are divided, so that INT meets an
//! exact quotient, and every comparison is between rounded values.

use rust_decimal::Decimal;

use super::evaluate::HALF_A_DIGIT;
use super::types::{Award, Bound, Counting, Effect, Level, Main, Quantity, Rule, Step, Test, Way};
use crate::decimal::{is_endless, plain, round};

/// Decimals to which points are rounded before anything else is done with them: far below any printed digit, far above
/// a float's error.
const GUARD: u32 = 10;

/// Places of a level without an end: as many as what is compared with it is rounded to.
const LEVEL: u32 = 12;

impl Rule {
    /// The points of the value in a cell. `value` is the cell or literal (several, in the order of [`Rule::counted`],
    /// for a rule that counts measures itself); `target` the target's cell or literal, the rule's own where `None`.
    pub fn excel(&self, values: &[&str], target: Option<&str>) -> String {
        let value = values.first().copied().unwrap_or("0").to_owned();
        // A value that is a level without an end but for its rounding is that level: see `points`.
        let value = self.endless().into_iter().fold(value, |value, (level, rounded)| {
            format!("IF({value}={},{},{value})", plain(rounded), plain(round(level, LEVEL)))
        });
        let value = value.as_str();
        let own = plain(self.target.unwrap_or_default());
        let target = target.unwrap_or(&own);
        let scored = self.scored(value, target);
        let write = Write { rule: self, value, scored: &scored, target };
        let raw = write.main(values);
        let mut points = format!("ROUND({raw},{GUARD})");
        if let Some(cap) = self.cap {
            points = format!("MIN({points},{})", plain(cap));
        }
        if let Some(floor) = self.floor {
            points = format!("MAX({points},{})", plain(floor));
        }
        for cut in &self.cutoffs {
            points = format!("IF({},0,{points})", self.tested(value, &points, Some(target), cut));
        }
        points
    }
}

impl Rule {
    /// Whether some cut-off of the rule makes the total 0.
    pub fn can_veto(&self) -> bool {
        self.cutoffs.iter().any(|cut| cut.veto)
    }

    /// When the rule makes the total 0, as a condition over the same cells as [`Rule::excel`]; `None` for a rule that never does.
    pub fn excel_veto(&self, values: &[&str], target: Option<&str>) -> Option<String> {
        let value = values.first().copied().unwrap_or("0");
        let without = Self { cutoffs: Vec::new(), ..self.clone() };
        let conditions: Vec<String> = self
            .cutoffs
            .iter()
            .filter(|cut| cut.veto && (cut.test == Test::Score || self.counted().is_empty()))
            .map(|cut| {
                // Where only the cut-off is asked, the points before it are all the same.
                let one = Self { cutoffs: vec![*cut], ..without.clone() };
                let points = without.excel(values, target);
                one.tested(value, &points, target, cut)
            })
            .collect();
        match conditions.as_slice() {
            [] => None,
            [one] => Some(one.clone()),
            several => Some(format!("OR({})", several.join(","))),
        }
    }

    /// A cut-off's test.
    fn tested(&self, value: &str, points: &str, target: Option<&str>, cut: &super::types::CutOff) -> String {
        let own = plain(self.target.unwrap_or_default());
        let target = target.unwrap_or(&own);
        let scored = self.scored(value, target);
        let write = Write { rule: self, value, scored: &scored, target };
        let tested = match cut.test {
            Test::Quantity => write.rounded(&scored),
            Test::Score => format!("ROUND({points}*100/{},{GUARD})", plain(self.full)),
        };
        let sign = match (cut.way, cut.bound.included) {
            (Way::Above, true) => ">=",
            (Way::Above, false) => ">",
            (_, true) => "<=",
            (_, false) => "<",
        };
        format!("{tested}{sign}{}", write.level(cut.bound.level))
    }

    fn scored(&self, value: &str, target: &str) -> String {
        match self.quantity {
            Quantity::Value => value.to_owned(),
            Quantity::Magnitude => format!("ABS({value})"),
            Quantity::Ratio => format!("ROUND({value}/{target},4)"),
        }
    }
}

struct Write<'a> {
    rule: &'a Rule,
    value: &'a str,
    scored: &'a str,
    target: &'a str,
}

impl Write<'_> {
    /// Decimals that every level and value of the rule fits into.
    fn places(&self) -> u32 {
        let target = self.rule.target.unwrap_or_default();
        self.rule
            .levels()
            .iter()
            .map(|level| level.normalize().scale())
            .chain([4, target.normalize().scale()])
            .max()
            .unwrap_or(4)
            .min(LEVEL)
    }

    fn rounded(&self, expression: &str) -> String {
        format!("ROUND({expression},{})", self.places())
    }

    fn level(&self, level: Level) -> String {
        match level {
            Level::Value(value) => plain(round(value, LEVEL)),
            Level::Target(share) if share == Decimal::ONE => self.rounded(self.target),
            Level::Target(share) => self.rounded(&format!("{}*{}", self.target, plain(share))),
        }
    }

    fn main(&self, values: &[&str]) -> String {
        let rule = self.rule;
        match &rule.main {
            Main::Ratio { base, inverse, bonus } => {
                let ratio = self.ratio(*base, *inverse);
                bonus
                    .as_ref()
                    .map_or(ratio.clone(), |step| format!("MIN({ratio},{})+{}", plain(*base), self.step(step)))
            }
            Main::Steps { start, steps } => {
                let mut text = plain(*start);
                for step in steps {
                    text.push(if step.effect == Effect::Add { '+' } else { '-' });
                    text.push_str(&self.step(step));
                }
                text
            }
            Main::Tiers(tiers) => self.choose(tiers),
            Main::Labels(labels) => {
                let text: String = labels
                    .iter()
                    .map(|(label, points)| {
                        format!("IF({}=\"{}\",{},", self.value, label.replace('"', "\"\""), plain(*points))
                    })
                    .collect();
                format!("{text}NA(){}", ")".repeat(labels.len()))
            }
            Main::Counts { start, counts } => {
                let mut text = plain(*start);
                for (count, value) in counts.iter().zip(values) {
                    let steps = format!("INT(ROUND({value}/{},8))*{}", plain(count.size), plain(count.points));
                    let bound = count.most.map_or(steps.clone(), |most| format!("MIN({},{steps})", plain(most)));
                    text.push_str(if count.effect == Effect::Add { "+" } else { "-" });
                    text.push_str(&bound);
                }
                text
            }
            Main::Direct { .. } if rule.is_signed() => self.value.to_owned(),
            Main::Direct { scale } => {
                let unit = if rule.unit.is_percent() { "*100" } else { "" };
                format!("{}*{}{unit}/{}", plain(rule.full), self.value, plain(*scale))
            }
            Main::Line(line) => self.line(line),
        }
    }

    fn ratio(&self, base: Decimal, inverse: bool) -> String {
        if inverse {
            let cap = plain(self.rule.cap.unwrap_or(base));
            format!("IF({0}=0,{cap},{1}*{2}/IF({0}=0,1,{0}))", self.value, plain(base), self.target)
        } else {
            format!("{}*{}/{}", plain(base), self.value, self.target)
        }
    }

    fn step(&self, step: &Step) -> String {
        let from = self.level(step.from);
        let distance = match step.way {
            Way::Below => format!("{from}-{}", self.scored),
            Way::Above => format!("{}-{from}", self.scored),
            Way::Either => format!("ABS({}-{from})", self.scored),
        };
        // Whole numbers: a quotient of two is exact enough for INT.
        let size = match step.size {
            Level::Value(value) => value,
            Level::Target(share) => {
                self.rule.target.and_then(|target| target.checked_mul(share)).unwrap_or(Decimal::ONE)
            }
        };
        let places = self.places().max(size.normalize().scale()).min(12);
        let endless = is_endless(size);
        let scale = if endless {
            // 10分钟 in 小时 has no end as a decimal, yet is a whole number of seconds.
            self.rule.unit.factor.checked_mul(Decimal::from(10_000)).map_or_else(|| "10000".to_owned(), plain)
        } else {
            10_u64.checked_pow(places).unwrap_or(10_000).to_string()
        };
        let whole = |text: &str| format!("ROUND(({text})*{scale},0)");
        let size_text = match step.size {
            Level::Value(value) => plain(value),
            Level::Target(share) => format!("{}*{}", self.target, plain(share)),
        };
        // The value was rounded: half of its last digit makes no step and takes none.
        let slack = |sign: &str| if endless { format!("{sign}{}", plain(HALF_A_DIGIT)) } else { String::new() };
        let quotient =
            |sign: &str| format!("{}/{}", whole(&format!("MAX(0,{distance}{})", slack(sign))), whole(&size_text));
        let steps = match step.counting {
            Counting::Complete => format!("INT({})", quotient("+")),
            Counting::Begun => format!("-INT(-({}))", quotient("-")),
            Counting::Part => format!("{}/{}", whole(&format!("MAX(0,{distance})")), whole(&size_text)),
        };
        let moved = format!("({steps})*{}", plain(step.points));
        step.most.map_or_else(|| moved.clone(), |most| format!("MIN({},{moved})", plain(most)))
    }

    fn choose(&self, tiers: &[super::types::Tier]) -> String {
        let tested = self.rounded(self.scored);
        let mut text = String::new();
        for tier in tiers {
            let test = |bound: Option<Bound>, above: bool| {
                bound.map(|bound| {
                    let sign = match (above, bound.included) {
                        (true, true) => ">=",
                        (true, false) => ">",
                        (false, true) => "<=",
                        (false, false) => "<",
                    };
                    format!("{tested}{sign}{}", self.level(bound.level))
                })
            };
            let award = match tier.award {
                Award::Points(points) => plain(points),
                Award::Ratio => self.ratio(self.rule.full, false),
            };
            let condition = match (test(tier.low, true), test(tier.high, false)) {
                (Some(low), Some(high)) => format!("AND({low},{high})"),
                (Some(one), None) | (None, Some(one)) => one,
                (None, None) => "1=1".to_owned(),
            };
            text.push_str(&format!("IF({condition},{award},"));
        }
        format!("{text}NA(){}", ")".repeat(tiers.len()))
    }

    fn line(&self, line: &[(Level, Decimal)]) -> String {
        let mut text = String::new();
        let mut depth = 0_usize;
        let mut before: Option<(Level, Decimal)> = None;
        for (level, points) in line {
            let here = self.level(*level);
            let value = match before {
                None => plain(*points),
                Some((low, low_points)) => {
                    let rise = points.checked_sub(low_points).unwrap_or_default();
                    let low = self.level(low);
                    format!("{}+({})*({}-{low})/({here}-{low})", plain(low_points), plain(rise), self.scored)
                }
            };
            text.push_str(&format!("IF({}<={here},{value},", self.rounded(self.scored)));
            depth = depth.saturating_add(1);
            before = Some((*level, *points));
        }
        let last = before.map(|(_, points)| plain(points)).unwrap_or_default();
        format!("{text}{last}{}", ")".repeat(depth))
    }
}
