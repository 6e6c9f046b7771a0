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
    /// Things counted in whole numbers by a known measure word (次, 个, 人 …).
    Count(String),
    /// A noun that is no known unit; it names the measure.
    Other(String),
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

    /// Whether values are amounts of money or time, which nobody counts piece by piece.
    pub fn is_measured(&self) -> bool {
        matches!(self.kind, UnitKind::Money | UnitKind::Time | UnitKind::Days)
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

    /// How many of `other` one of this unit is, where the two convert: 小时 → 分钟 is 60.
    pub fn in_units_of(&self, other: &Self) -> Option<Decimal> {
        (self.kind == other.kind).then(|| self.factor.checked_div(other.factor)).flatten()
    }
}

fn known(word: &str) -> Option<(UnitKind, Decimal)> {
    let whole = |n: i64| Decimal::new(n, 0);
    let count = |word: &str| (UnitKind::Count(word.to_owned()), Decimal::ONE);
    Some(match word {
        "" => (UnitKind::Plain, Decimal::ONE),
        "%" | "百分比" | "百分点" | "个百分点" | "percent" => (UnitKind::Percent, Decimal::new(1, 2)),
        "‰" => (UnitKind::Percent, Decimal::new(1, 3)),
        "分" | "分数" | "分值" | "point" | "points" | "pts" => (UnitKind::Score, Decimal::ONE),
        "元" | "圆" | "块" | "人民币" | "人民币元" | "元人民币" | "元整" | "rmb" | "cny" | "yuan" | "¥" => {
            (UnitKind::Money, Decimal::ONE)
        }
        "千元" | "kcny" | "krmb" => (UnitKind::Money, whole(1_000)),
        "万" | "w" => (UnitKind::Plain, whole(10_000)),
        "亿" => (UnitKind::Plain, whole(100_000_000)),
        "万元" | "w元" | "10kcny" | "10krmb" => (UnitKind::Money, whole(10_000)),
        "百万元" => (UnitKind::Money, whole(1_000_000)),
        "亿元" => (UnitKind::Money, whole(100_000_000)),
        "秒" | "秒钟" | "s" | "sec" | "second" | "seconds" => (UnitKind::Time, Decimal::ONE),
        "分钟" | "min" | "minute" | "minutes" => (UnitKind::Time, whole(60)),
        "小时" | "个小时" | "h" | "hour" | "hours" => (UnitKind::Time, whole(3_600)),
        "半天" => (UnitKind::Days, Decimal::new(5, 1)),
        "天" | "日" | "工作日" | "个工作日" | "day" | "days" => (UnitKind::Days, Decimal::ONE),
        "周" | "week" | "weeks" => (UnitKind::Days, whole(7)),
        "time" | "times" | "incident" | "incidents" | "occurrence" | "occurrences" => count("次"),
        "person" | "people" => count("人"),
        "order" | "orders" => count("单"),
        "item" | "items" => count("项"),
        "case" | "cases" => count("例"),
        "error" | "errors" | "mistake" | "mistakes" | "complaint" | "complaints" | "accident" | "accidents"
        | "defect" | "defects" | "violation" | "violations" | "fault" | "faults" | "failure" | "failures" => {
            count("次")
        }
        "client" | "clients" | "customer" | "customers" => count("家"),
        "employee" | "employees" | "staff" => count("人"),
        _ => {
            let (base, factor) = if let Some(rest) = word.strip_prefix('万') {
                (rest, whole(10_000))
            } else if let Some(rest) = word.strip_prefix('亿') {
                (rest, whole(100_000_000))
            } else {
                (word, Decimal::ONE)
            };
            // 次数, 人数: the same unit, named as a heading would.
            let base = base.strip_suffix('数').filter(|base| COUNT_WORDS.contains(base)).unwrap_or(base);
            return COUNT_WORDS.contains(&base).then(|| (UnitKind::Count(base.to_owned()), factor));
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
