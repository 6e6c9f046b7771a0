//! Words that stand behind a number as its unit, and multipliers between the two.

/// Units that follow numbers in running text, beside every one that [`super::unit`] knows.
#[rustfmt::skip]
const UNITS: &[&str] = &[
    "个百分点", "百分点", "个点", "个pct", "pct", "pp", "%", "‰", "个工作日", "工作日", "个工作天", "工作天", "个自然日", "自然日", "个小时", "小时", "个钟头", "分钟", "刻钟", "个刻钟", "秒钟", "毫秒", "秒", "天", "日", "周", "个星期", "星期", "个月", "年",
    "个季度", "人民币", "元人民币", "块钱", "元", "块", "人次", "场次", "课时", "学时", "积分", "分", "次", "个", "人", "家", "项", "件", "起", "份", "单", "条", "例", "场", "名", "台", "套", "篇", "位", "处",
    "宗", "回", "笔", "种", "期", "届", "户", "只", "辆", "张", "批", "批次", "台次", "门", "款", "间", "页", "字", "幅", "组", "队", "车", "吨", "公斤", "千克", "克", "米", "平方米", "公里", "度", "升", "节",
    "成", "倍", "h", "min", "s", "pv", "uv", "rmb", "ms", "kg", "点", "步", "班", "环节", "d", "hours", "hour", "minutes", "minute", "days", "day", "points", "point", "pts", "times", "time", "percentage points", "percentage point", "percent",
];

/// How many a multiplier behind digits is; the longer words first. 千 is none before 克 and 米, whose units begin with it.
const MULTIPLIERS: [(&str, i64); 8] = [
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("万亿", 1_000_000_000_000),
    ("万", 10_000),
    ("亿", 100_000_000),
    ("千", 1_000),
    ("w", 10_000),
    ("k", 1_000),
];

/// Words for thousands and more that no number and no unit is read with, in the form of keys.
const UNREAD: [&str; 12] =
    ["k", "thousand", "thousands", "'000", "000", "000s", "'000s", "mn", "mio", "million", "millions", "mm"];

/// Whether what stands behind a number, or in a heading's brackets, is a multiple that nothing is read with: k, thousands, M. A small m
/// is a metre.
pub fn is_unread_multiple(tail: &str) -> bool {
    tail.trim() == "M" || UNREAD.contains(&crate::text::key(tail).as_str())
}

fn begins(letters: &[char], word: &str) -> bool {
    let mut rest = letters.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

/// The length of the longest unit that letters begin with. A Latin one ends where its letters end.
pub fn unit_length(letters: &[char]) -> Option<usize> {
    let length = |unit: &&str| unit.chars().count();
    UNITS
        .iter()
        .filter(|unit| begins(letters, unit))
        .filter(|unit| {
            !unit.chars().all(|c| c.is_ascii_alphabetic())
                || !letters.get(length(unit)).is_some_and(char::is_ascii_alphabetic)
        })
        .map(length)
        .max()
}

/// The multiplier that letters begin with, and its length in letters: 万, 千万, w.
pub fn multiplier(letters: &[char]) -> Option<(i64, usize)> {
    let (word, factor) = MULTIPLIERS.iter().find(|(word, _)| begins(letters, word))?;
    let length = word.chars().count();
    let next = letters.get(length);
    let other = match *word {
        "千" => matches!(next, Some('克' | '米')),
        "w" | "k" => next.is_some_and(char::is_ascii_alphabetic),
        _ => false,
    };
    (!other).then_some((*factor, length))
}
