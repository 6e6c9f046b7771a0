//! What a number is of: the product of kinds and counted nouns that multiplying and dividing units gives.

use std::collections::BTreeMap;

use super::ratio::Ratio;
use super::unit::{Unit, UnitKind};

/// Whether a number of one unit may stand beside one of another, and what converts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Times this it is of the other unit.
    By(Ratio),
    /// One of them has no known unit: taken as it is.
    Unchecked,
    /// They are of different kinds.
    Different,
}

/// A factor of a product of units.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A currency; different ones do not convert.
    Money(String),
    Time,
    Mass,
    /// Areas are its second power and volumes its third.
    Length,
    /// Counted like a noun; 天 and 周 convert into each other.
    Days,
    /// Something counted: a number without a kind.
    Noun(String),
}

impl Key {
    /// Whether it makes numbers of it a kind of their own.
    const fn is_kind(&self) -> bool {
        matches!(self, Self::Money(_) | Self::Time | Self::Mass | Self::Length)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Factor {
    power: i8,
    /// How many base units one of the unit is.
    scale: Ratio,
    /// The unit's own word, for people.
    word: String,
}

/// The unit of a calculated number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quantity {
    factors: BTreeMap<Key, Factor>,
    state: State,
    /// 万 or 亿 alone: a number that counts money as well as things.
    tens: bool,
}

/// How much is known of a number's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// All.
    Known,
    /// A blank or unknown unit takes part: what it converts to is converted, and nothing is refused.
    Unchecked,
    /// A number as written in a formula, which takes the unit of what it is added to.
    Written,
}

impl Quantity {
    /// A number as it is written in a formula.
    pub const fn written() -> Self {
        Self { factors: BTreeMap::new(), state: State::Written, tens: false }
    }

    /// A pure number: a share, or the result of a comparison.
    pub const fn pure() -> Self {
        Self { factors: BTreeMap::new(), state: State::Known, tens: false }
    }

    /// A number of a unit of which nothing is known.
    pub const fn unknown() -> Self {
        Self { factors: BTreeMap::new(), state: State::Unchecked, tens: false }
    }

    /// A number in a unit. 元/人 and km/h are quotients.
    pub fn of_unit(unit: &Unit) -> Self {
        if let (UnitKind::Other(word), Some((over, under))) = (&unit.kind, unit.text.split_once(['/', '／'])) {
            let parts: Vec<Self> =
                under.split(['·', '*', '×', '/']).map(|part| Self::single(&Unit::read(part))).collect();
            let over = over.split(['·', '*', '×']).map(|part| Self::single(&Unit::read(part)));
            let product = over
                .chain(parts.into_iter().filter_map(|part| part.power(-1)))
                .try_fold(Self::pure(), |product, part| product.raw_times(&part));
            return product.unwrap_or_else(|| Self::noun(word, unit));
        }
        Self::single(unit)
    }

    fn single(unit: &Unit) -> Self {
        let one = |key: Key, power: i8| Self {
            factors: BTreeMap::from([(key, Factor { power, scale: scale(unit), word: unit.text.clone() })]),
            state: State::Known,
            tens: false,
        };
        match &unit.kind {
            UnitKind::Plain if unit.factor == rust_decimal::Decimal::ONE => Self::unknown(),
            UnitKind::Plain => Self { state: State::Unchecked, tens: true, ..one(Key::Noun(String::new()), 1) },
            // Shares are kept as shares whatever sign they were typed with.
            UnitKind::Percent => Self::pure(),
            UnitKind::Score => one(Key::Noun("分".to_owned()), 1),
            UnitKind::Money => one(Key::Money(String::new()), 1),
            UnitKind::Time => one(Key::Time, 1),
            UnitKind::Days => one(Key::Days, 1),
            UnitKind::Mass => one(Key::Mass, 1),
            UnitKind::Length => one(Key::Length, 1),
            UnitKind::Area => one(Key::Length, 2),
            UnitKind::Volume => one(Key::Length, 3),
            UnitKind::Count(noun) => one(Key::Noun(noun.clone()), 1),
            UnitKind::Other(word) => match currency(word) {
                Some(code) => one(Key::Money(code.to_owned()), 1),
                None => Self::noun(word, unit),
            },
        }
    }

    /// A noun; one that is no known measure word is checked against nothing.
    fn noun(word: &str, unit: &Unit) -> Self {
        let factor = Factor { power: 1, scale: scale(unit), word: unit.text.clone() };
        let state = if NOUNS.contains(&word) { State::Known } else { State::Unchecked };
        Self { factors: BTreeMap::from([(Key::Noun(word.to_owned()), factor)]), state, tens: false }
    }

    /// Whether it is a number as written in a formula.
    pub fn is_written(&self) -> bool {
        self.state == State::Written
    }

    /// Whether nothing at all is known of it.
    fn is_blank(&self) -> bool {
        self.state == State::Unchecked && self.factors.is_empty()
    }

    /// The same, refused nowhere.
    #[must_use]
    pub fn unchecked(mut self) -> Self {
        self.state = State::Unchecked;
        self
    }

    /// The unit of a sum: that of the first part that has one.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let unsure = self.state == State::Unchecked || other.state == State::Unchecked;
        let first = if self.is_written() || (self.is_blank() && !other.is_written()) { other } else { self };
        if unsure { first.unchecked() } else { first }
    }

    fn kinds(&self) -> impl Iterator<Item = (&Key, i8)> {
        self.factors.iter().filter(|(key, factor)| key.is_kind() && factor.power != 0).map(|(key, f)| (key, f.power))
    }

    /// Whether numbers of it have a kind: money, time, mass, length, or a product of these.
    pub fn has_kind(&self) -> bool {
        self.kinds().next().is_some()
    }

    /// Whether a number of it may stand for one of another, and how it is converted.
    pub fn fits(&self, other: &Self) -> Fit {
        if self.is_written() || other.is_written() || self.is_blank() || other.is_blank() {
            return Fit::Unchecked;
        }
        let counts = |one: &Self| one.tens && one.factors.len() == 1;
        let money = |one: &Self| {
            one.factors.len() == 1 && one.factors.iter().all(|(key, f)| matches!(key, Key::Money(_)) && f.power == 1)
        };
        let tens = counts(self) && money(other) || money(self) && counts(other);
        if !tens && !self.kinds().eq(other.kinds()) {
            let unsure = self.state == State::Unchecked || other.state == State::Unchecked;
            return if unsure { Fit::Unchecked } else { Fit::Different };
        }
        // 时长 ÷ 周数 is a number of hours; only 周 beside 天 is converted.
        let days = |one: &Self| one.factors.get(&Key::Days).map(|factor| factor.power);
        let with_days = days(self).is_some() && days(self) == days(other);
        let whole = |one: &Self| {
            one.factors
                .iter()
                .filter(|(key, _)| with_days || **key != Key::Days)
                .try_fold(Ratio::ONE, |all, (_, factor)| all.then(factor.scale))
        };
        let ratio = whole(self).zip(whole(other)).and_then(|(ours, theirs)| ours.then(theirs.inverse()));
        ratio.map_or(Fit::Unchecked, Fit::By)
    }

    /// The product, with what is left where equal kinds cancel: 元 ÷ 万元 is a pure number, times 1 / 10000.
    pub fn times(&self, other: &Self) -> Option<(Self, Ratio)> {
        let mut product = self.raw_times(other)?;
        let mut left = Ratio::ONE;
        for factor in product.factors.values().filter(|factor| factor.power == 0) {
            left = left.then(factor.scale)?;
        }
        product.factors.retain(|_, factor| factor.power != 0);
        Some((product, left))
    }

    fn raw_times(&self, other: &Self) -> Option<Self> {
        let mut product = self.clone();
        for (key, factor) in &other.factors {
            match product.factors.get_mut(key) {
                Some(own) => {
                    own.power = own.power.checked_add(factor.power)?;
                    own.scale = own.scale.then(factor.scale)?;
                }
                None => {
                    product.factors.insert(key.clone(), factor.clone());
                }
            }
        }
        product.state = match (self.state, other.state) {
            (State::Unchecked, _) | (_, State::Unchecked) => State::Unchecked,
            (State::Written, State::Written) => State::Written,
            _ => State::Known,
        };
        product.tens = self.tens || other.tens;
        Some(product)
    }

    /// A whole power: −1 for what is divided by.
    pub fn power(&self, exponent: i8) -> Option<Self> {
        let mut power = self.clone();
        for factor in power.factors.values_mut() {
            factor.power = factor.power.checked_mul(exponent)?;
            factor.scale = factor.scale.power(exponent)?;
        }
        power.factors.retain(|_, factor| factor.power != 0);
        Some(power)
    }

    /// The unit in words: 元, 元/小时; empty for a pure number.
    pub fn words(&self) -> String {
        let side = |over: bool| -> Vec<String> {
            let own = self.factors.values().filter(|factor| (factor.power > 0) == over && factor.power != 0);
            own.map(|factor| factor.word.clone()).collect()
        };
        let (over, under) = (side(true).join("·"), side(false).join("·"));
        match (over.is_empty(), under.is_empty()) {
            (_, true) => over,
            (true, false) => format!("1/{under}"),
            (false, false) => format!("{over}/{under}"),
        }
    }
}

fn scale(unit: &Unit) -> Ratio {
    Ratio::whole(unit.factor).unwrap_or(Ratio::ONE)
}

/// Measure words of counts beside [`super::unit::COUNT_WORDS`] that surely have no kind: money under 笔 is a mistake.
const NOUNS: [&str; 45] = [
    "人次",
    "台次",
    "场次",
    "批次",
    "单数",
    "笔",
    "户",
    "张",
    "辆",
    "批",
    "门",
    "款",
    "间",
    "页",
    "字",
    "幅",
    "组",
    "队",
    "车",
    "宗",
    "回",
    "种",
    "期",
    "届",
    "只",
    "处",
    "节",
    "课时",
    "学时",
    "班",
    "步",
    "环节",
    "点",
    "月",
    "个月",
    "年",
    "季度",
    "个季度",
    "倍",
    "粉丝",
    "pv",
    "uv",
    "sku",
    "票",
    "盒",
];

/// The code of a currency other than the workbook's own.
fn currency(word: &str) -> Option<&'static str> {
    Some(match word {
        "美元" | "美金" | "usd" | "us$" | "$" | "刀" => "usd",
        "欧元" | "eur" | "€" => "eur",
        "日元" | "日圆" | "円" | "jpy" => "jpy",
        "英镑" | "gbp" | "£" => "gbp",
        "港元" | "港币" | "hkd" | "hk$" => "hkd",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use rust_decimal::Decimal;

    fn of(unit: &str) -> Quantity {
        Quantity::of_unit(&Unit::read(unit))
    }

    fn ratio(times: i64, over: i64) -> Fit {
        Fit::By(Ratio::new(Decimal::from(times), Decimal::from(over)).unwrap())
    }

    #[test]
    fn units_of_one_kind_convert_and_two_kinds_do_not() {
        for (from, to, fit) in [
            ("元", "万元", ratio(1, 10_000)),
            ("小时", "分钟", ratio(60, 1)),
            ("万次", "条", ratio(10_000, 1)),
            ("千人", "人", ratio(1_000, 1)),
            ("周", "天", ratio(7, 1)),
            ("斤", "公斤", ratio(1, 2)),
            ("亩", "平方米", ratio(2_000, 3)),
            ("升", "立方米", ratio(1, 1_000)),
            ("‰", "%", ratio(1, 1)),
            ("元/小时", "万元/小时", ratio(1, 10_000)),
            ("公里/h", "米/分钟", ratio(50, 3)),
            ("万元/人", "元", ratio(10_000, 1)),
            ("万", "元", ratio(10_000, 1)),
            ("万笔", "笔", ratio(10_000, 1)),
            ("元", "小时", Fit::Different),
            ("元", "单", Fit::Different),
            ("元", "%", Fit::Different),
            ("元", "美元", Fit::Different),
            ("公斤", "米", Fit::Different),
            ("米", "平方米", Fit::Different),
            ("元", "", Fit::Unchecked),
            ("元", "度电", Fit::Unchecked),
        ] {
            assert_eq!(of(from).fits(&of(to)), fit, "{from} → {to}");
        }
    }

    #[test]
    fn products_cancel_and_multiply_kinds() {
        let divided = |a: &str, b: &str| of(a).times(&of(b).power(-1).unwrap()).unwrap();
        let (share, left) = divided("元", "万元");
        assert!(!share.has_kind());
        assert_eq!(left, Ratio::new(Decimal::ONE, Decimal::from(10_000)).unwrap());
        assert_eq!(divided("元", "单").0.words(), "元/单");
        let (area, left) = of("米").times(&of("米")).unwrap();
        assert_eq!((area.fits(&of("平方米")), left), (ratio(1, 1), Ratio::ONE));
        // Hours over weeks are hours.
        assert_eq!(divided("小时", "周").0.fits(&of("小时")), ratio(1, 1));
    }
}
