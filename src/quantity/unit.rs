//! Units of measures, KPIs and the steps in rules, and which of them convert.

use rust_decimal::Decimal;

use crate::text;

/// What a unit measures. Units of one kind convert, others don't (小时 and 天 do not: a working day has no fixed hours).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UnitKind {
    /// No unit.
    Plain,
    /// A share: 1 stands for 100%.
    Percent,
    /// Points of an assessment: 分.
    Score,
    /// Money; base 元.
    Money,
    /// Clock time; base 秒.
    Time,
    /// Days; base 天.
    Days,
    /// Mass; base 毫克.
    Mass,
    /// Length; base a third of a millimetre, of which both 米 and the sides of 亩 are whole multiples.
    Length,
    /// Area; base the square of that of lengths.
    Area,
    /// Volume; base the cube of that of lengths.
    Volume,
    /// Things counted in whole numbers by a known measure word (次, 个, 人 …).
    Count(String),
    /// A noun that is no known unit; it names the measure.
    Other(String),
}

impl UnitKind {
    /// Whether it is measured, and not counted piece by piece.
    pub const fn is_measured(&self) -> bool {
        matches!(self, Self::Money | Self::Time | Self::Days | Self::Mass | Self::Length | Self::Area | Self::Volume)
    }
}

/// A unit as typed, with its kind and how many base units it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Unit {
    /// As it stands in the sheet, trimmed.
    pub text: String,
    /// What it measures.
    pub kind: UnitKind,
    /// How many of the kind's base unit one of it holds: 万元 10000, % 0.01, 分钟 60.
    pub factor: Decimal,
}

/// Measure words whose values are whole numbers: on this grid tiers may adjoin by 1.
pub const COUNT_WORDS: [&str; 17] =
    ["次", "个", "人", "家", "项", "件", "起", "份", "单", "条", "例", "场", "名", "台", "套", "篇", "位"];

impl Unit {
    /// No unit.
    pub fn plain() -> Self {
        Self { text: String::new(), kind: UnitKind::Plain, factor: Decimal::ONE }
    }

    /// The percent unit.
    pub fn percent() -> Self {
        Self { text: "%".to_owned(), kind: UnitKind::Percent, factor: Decimal::new(1, 2) }
    }

    /// Reads a unit cell. Every text is some unit: an unknown noun names the measure.
    pub fn read(typed: &str) -> Self {
        let shown = typed.trim().to_owned();
        let word = text::key(typed);
        let (kind, factor) = known(&word).unwrap_or_else(|| (UnitKind::Other(word.clone()), Decimal::ONE));
        Self { text: shown, kind, factor }
    }

    /// Whether values are shares of one.
    pub fn is_percent(&self) -> bool {
        self.kind == UnitKind::Percent
    }

    /// Whether values are amounts of money, time, mass and the like, which nobody counts piece by piece.
    pub fn is_measured(&self) -> bool {
        self.kind.is_measured()
    }

    /// Whether values are whole numbers by nature: a plain count word without 万 or 亿.
    pub fn is_whole(&self) -> bool {
        matches!(self.kind, UnitKind::Count(_)) && self.factor == Decimal::ONE
    }

    /// A printed number with the unit: 3人, 5万元, and `3 people` and `1.5 10k CNY`, where the figures of number and unit, or
    /// a Latin word, would run together.
    pub fn beside(&self, number: &str) -> String {
        if self.text.starts_with(|first: char| first.is_ascii_alphanumeric()) {
            format!("{number} {}", self.text)
        } else {
            format!("{number}{}", self.text)
        }
    }

    /// A number of this unit in another one, whatever they measure: multiplied before divided, so that 30分钟 is half an hour to
    /// the last digit. What has no end in decimals (20分钟 in 小时) keeps every digit.
    pub fn convert(&self, number: Decimal, other: &Self) -> Option<Decimal> {
        number.checked_mul(self.factor)?.checked_div(other.factor).map(|number| number.normalize())
    }

    /// How many of `other` one of this unit is, where the two convert: 小时 → 分钟 is 60.
    pub fn in_units_of(&self, other: &Self) -> Option<Decimal> {
        (self.kind == other.kind).then(|| self.factor.checked_div(other.factor)).flatten()
    }
}

/// Units of time, mass, length, area and volume: their words, kind, and how many thousandths of the base unit one is.
#[rustfmt::skip]
const MEASURED: &[(&[&str], UnitKind, i64)] = &[
    (&["毫秒", "ms"], UnitKind::Time, 1),
    (&["秒", "秒钟", "s", "sec", "secs", "second", "seconds"], UnitKind::Time, 1_000),
    (&["分钟", "min", "mins", "minute", "minutes"], UnitKind::Time, 60_000),
    (&["刻钟", "个刻钟"], UnitKind::Time, 900_000),
    (&["小时", "个小时", "钟头", "个钟头", "h", "hr", "hrs", "hour", "hours"], UnitKind::Time, 3_600_000),
    (&["半天"], UnitKind::Days, 500),
    (&["天", "日", "工作日", "个工作日", "工作天", "个工作天", "自然日", "个自然日", "d", "day", "days"], UnitKind::Days, 1_000),
    (&["周", "星期", "个星期", "week", "weeks"], UnitKind::Days, 7_000),
    (&["毫克", "mg"], UnitKind::Mass, 1_000),
    (&["克", "g", "gram", "grams"], UnitKind::Mass, 1_000_000),
    (&["两", "市两"], UnitKind::Mass, 50_000_000),
    (&["斤", "市斤"], UnitKind::Mass, 500_000_000),
    (&["千克", "公斤", "kg", "kgs", "kilo", "kilos"], UnitKind::Mass, 1_000_000_000),
    (&["吨", "公吨", "t", "ton", "tons", "tonne", "tonnes"], UnitKind::Mass, 1_000_000_000_000),
    (&["毫米", "mm"], UnitKind::Length, 3_000),
    (&["厘米", "公分", "cm"], UnitKind::Length, 30_000),
    (&["分米", "dm"], UnitKind::Length, 300_000),
    (&["米", "公尺", "m", "metre", "metres", "meter", "meters"], UnitKind::Length, 3_000_000),
    (&["千米", "公里", "km"], UnitKind::Length, 3_000_000_000),
    (&["平方毫米", "mm²", "mm2"], UnitKind::Area, 9_000),
    (&["平方厘米", "cm²", "cm2", "㎠"], UnitKind::Area, 900_000),
    (&["平方分米", "dm²", "dm2"], UnitKind::Area, 90_000_000),
    (&["平方米", "平米", "平方", "平", "m²", "m2", "㎡", "sqm"], UnitKind::Area, 9_000_000_000),
    (&["亩", "市亩"], UnitKind::Area, 6_000_000_000_000),
    (&["公顷", "ha"], UnitKind::Area, 90_000_000_000_000),
    (&["平方公里", "平方千米", "km²", "km2", "㎢"], UnitKind::Area, 9_000_000_000_000_000),
    (&["毫升", "立方厘米", "ml", "cc", "cm³", "cm3"], UnitKind::Volume, 27_000_000),
    (&["升", "公升", "立方分米", "l", "litre", "litres", "liter", "liters"], UnitKind::Volume, 27_000_000_000),
    (&["立方米", "立方", "m³", "m3", "㎥", "cbm"], UnitKind::Volume, 27_000_000_000_000),
];

/// How many of a thing a Chinese multiplier is; the longer ones first.
const MULTIPLES: [(&str, i64); 9] = [
    ("百亿", 10_000_000_000),
    ("十亿", 1_000_000_000),
    ("千万", 10_000_000),
    ("百万", 1_000_000),
    ("十万", 100_000),
    ("亿", 100_000_000),
    ("万", 10_000),
    ("千", 1_000),
    ("w", 10_000),
];

/// A word without the multiplier at its front, and that multiplier.
pub(super) fn multiple(word: &str) -> (&str, Decimal) {
    let found = MULTIPLES.iter().find_map(|(mark, factor)| Some((word.strip_prefix(mark)?, *factor)));
    match found {
        // `w` begins no unit but w元 and w次: English words go on in Latin letters.
        Some((rest, factor))
            if !word.starts_with('w') || !rest.starts_with(|c: char| c.is_ascii()) || rest.is_empty() =>
        {
            (rest, Decimal::new(factor, 0))
        }
        _ => (word, Decimal::ONE),
    }
}

/// How many 元 one of a money unit is.
fn money(word: &str) -> Option<Decimal> {
    let (base, factor) = multiple(word);
    if matches!(base, "元" | "圆" | "块" | "块钱" | "人民币" | "人民币元" | "元人民币" | "元整" | "¥" | "人民币(元)")
    {
        return Some(factor);
    }
    if let Some(rest) = word.strip_prefix("人民币") {
        return money(rest);
    }
    // 百元 and 十元 only as a whole: 百 begins other words.
    match word {
        "百元" => return Some(Decimal::ONE_HUNDRED),
        "十元" => return Some(Decimal::TEN),
        _ => {}
    }
    let rest = ["rmb", "cny", "yuan"].iter().find_map(|code| {
        word.strip_suffix(code)
            .or_else(|| word.strip_prefix(code))
            .map(|rest| rest.trim_matches(['(', ')', '.', '_', '-']))
    })?;
    let thousands = match rest {
        "" => 0,
        "k" | "'000" | "000" | "000s" | "'000s" | "thousand" | "thousands" | "千" => 1,
        "10k" | "万" | "tenthousand" | "w" => return Some(Decimal::new(10_000, 0)),
        "100k" => return Some(Decimal::new(100_000, 0)),
        "m" | "mn" | "mm" | "mil" | "million" | "millions" | "百万" => 2,
        "亿" | "100m" => return Some(Decimal::new(100_000_000, 0)),
        "bn" | "b" | "billion" | "billions" => 3,
        _ => return None,
    };
    (0..thousands).try_fold(Decimal::ONE, |factor, _| factor.checked_mul(Decimal::ONE_THOUSAND))
}

fn known(word: &str) -> Option<(UnitKind, Decimal)> {
    let whole = |n: i64| Decimal::new(n, 0);
    let count = |word: &str| (UnitKind::Count(word.to_owned()), Decimal::ONE);
    Some(match word {
        "" => (UnitKind::Plain, Decimal::ONE),
        "%" | "百分比" | "百分点" | "个百分点" | "percent" => (UnitKind::Percent, Decimal::new(1, 2)),
        "‰" | "千分比" | "permille" => (UnitKind::Percent, Decimal::new(1, 3)),
        "分" | "分数" | "分值" | "point" | "points" | "pts" => (UnitKind::Score, Decimal::ONE),
        "千" | "百万" | "千万" | "万" | "w" | "亿" => (UnitKind::Plain, multiple(word).1),
        "time" | "times" | "incident" | "incidents" | "occurrence" | "occurrences" => count("次"),
        "person" | "people" => count("人"),
        "order" | "orders" => count("单"),
        "item" | "items" => count("项"),
        "case" | "cases" => count("例"),
        "error" | "errors" | "mistake" | "mistakes" | "complaint" | "complaints" | "accident" | "accidents"
        | "defect" | "defects" | "violation" | "violations" | "fault" | "faults" | "failure" | "failures" => {
            count("次")
        }
        "visit" | "visits" | "call" | "calls" | "unit" | "units" | "parcel" | "parcels" | "ticket" | "tickets"
        | "delivery" | "deliveries" | "lead" | "leads" | "session" | "sessions" | "contract" | "contracts"
        | "article" | "articles" | "project" | "projects" | "referral" | "referrals" | "shipment" | "shipments"
        | "audit" | "audits" | "piece" | "pieces" | "pcs" | "return" | "returns" | "event" | "events" => count("个"),
        "client" | "clients" | "customer" | "customers" => count("家"),
        "employee" | "employees" | "staff" => count("人"),
        _ => {
            if let Some(factor) = money(word) {
                return Some((UnitKind::Money, factor));
            }
            let measured = |word: &str| {
                let (_, kind, thousandths) = MEASURED.iter().find(|(words, ..)| words.contains(&word))?;
                Some((kind.clone(), Decimal::new(*thousandths, 3).normalize()))
            };
            if let Some(found) = measured(word) {
                return Some(found);
            }
            let (base, factor) = multiple(word);
            if factor != Decimal::ONE
                && let Some((kind, own)) = measured(base)
            {
                return Some((kind, own.checked_mul(factor)?.normalize()));
            }
            // 次数, 人数: the same unit, named as a heading would.
            let noun = base.strip_suffix('数').filter(|base| COUNT_WORDS.contains(base)).unwrap_or(base);
            if COUNT_WORDS.contains(&noun) {
                return Some((UnitKind::Count(noun.to_owned()), factor));
            }
            let english = ["k", "thousand", "10k", "million"].iter().zip([1_000, 1_000, 10_000, 1_000_000]);
            for (prefix, factor) in english {
                if let Some((kind @ UnitKind::Count(_), one)) = word.strip_prefix(prefix).and_then(known)
                    && one == Decimal::ONE
                {
                    return Some((kind, whole(factor)));
                }
            }
            // 千/万/亿 before whatever noun: 万笔.
            (factor != Decimal::ONE && base.chars().all(char::is_alphabetic))
                .then(|| (UnitKind::Other(base.to_owned()), factor))?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_of_one_kind_convert_and_others_do_not() {
        let factor = |a: &str, b: &str| Unit::read(a).in_units_of(&Unit::read(b)).map(|d| d.normalize().to_string());
        assert_eq!(factor("小时", "分钟").as_deref(), Some("60"));
        assert_eq!(factor("万元", "元").as_deref(), Some("10000"));
        assert_eq!(factor("周", "天").as_deref(), Some("7"));
        assert_eq!(factor("小时", "天"), None);
        assert_eq!(factor("次数", "次").as_deref(), Some("1"));
        assert_eq!(factor("圆", "元").as_deref(), Some("1"));
        assert_eq!(factor("人", "次"), None);
        assert_eq!(factor("吨", "公斤").as_deref(), Some("1000"));
        assert_eq!(factor("万吨", "吨").as_deref(), Some("10000"));
        assert_eq!(factor("RMB'000", "千元").as_deref(), Some("1"));
        assert_eq!(factor("million CNY", "万元").as_deref(), Some("100"));
        assert_eq!(factor("百元", "元").as_deref(), Some("100"));
        assert_eq!(factor("千人", "人").as_deref(), Some("1000"));
        assert_eq!(factor("万笔", "笔").as_deref(), Some("10000"));
        assert_eq!(factor("万米", "公里").as_deref(), Some("10"));
        assert_eq!(factor("㎡", "m²").as_deref(), Some("1"));
    }

    #[test]
    fn english_units_are_the_units_that_the_chinese_words_name() {
        for (english, chinese) in [
            ("people", "人"),
            ("times", "次"),
            ("Orders", "单"),
            ("10k CNY", "万元"),
            ("seconds", "秒"),
            ("points", "分"),
        ] {
            let (english, chinese) = (Unit::read(english), Unit::read(chinese));
            assert_eq!((english.kind, english.factor), (chinese.kind, chinese.factor));
        }
        assert!(Unit::read("people").is_whole());
    }

    #[test]
    fn a_number_and_its_unit_stay_apart_where_they_would_run_together() {
        for (unit, shown) in [("人", "5人"), ("people", "5 people"), ("10k CNY", "5 10k CNY"), ("%", "5%"), ("", "5")]
        {
            assert_eq!(Unit::read(unit).beside("5"), shown);
        }
    }
}
