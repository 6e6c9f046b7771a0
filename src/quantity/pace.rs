//! Words of a figure that is one of each day, week, shift or case, and no sum of them: 100件/天, 日均, 50 per day.

/// Words for the mean of a time or a case.
pub const MEANS: &[&str] = &["日均", "周均", "日平均", "周平均", "场均", "班均", "次均", "单均", "店均"];

/// Other words for each of them, in the form of keys.
const EACH: [&str; 14] = [
    "每日", "每天", "每周", "时均", "perday", "aday", "eachday", "daily", "perweek", "aweek", "weekly", "perhour",
    "anhour", "hourly",
];

/// Times that are shorter than a month, in the form of keys.
const SHORTER: [&str; 12] = ["天", "日", "周", "星期", "工作日", "小时", "班", "day", "week", "hour", "d", "h"];

/// Times that are longer than a month, in the form of keys, with their months.
const LONGER: [(&str, u32); 17] = [
    ("季", 3),
    ("季度", 3),
    ("quarter", 3),
    ("quarterly", 3),
    ("qtr", 3),
    ("q", 3),
    ("半年", 6),
    ("半年度", 6),
    ("halfyear", 6),
    ("年", 12),
    ("年度", 12),
    ("全年", 12),
    ("year", 12),
    ("yearly", 12),
    ("annual", 12),
    ("annum", 12),
    ("yr", 12),
];

/// How many months a word, in the form of a key, names as one time longer than a month: 每季度, 年.
pub fn months(key: &str) -> Option<u32> {
    let time = key.trim_start_matches("每").trim_start_matches('个');
    LONGER.iter().find(|(word, _)| *word == time).map(|(_, months)| *months)
}

/// The same of the time that a figure stands over: 300元/季, 1200(年度), 4次每年, 50 per quarter.
pub fn months_of_figure(key: &str) -> Option<u32> {
    let inside = || key.strip_suffix(')').and_then(|before| before.rsplit_once('('));
    let behind = ["/", "每", "per"].iter().find_map(|over| key.rsplit_once(over));
    behind.or_else(inside).and_then(|(_, time)| months(time))
}

/// Whether a word, in the form of a key, says that a figure is one of each day, week, shift or case.
pub fn is_of_each(key: &str) -> bool {
    MEANS.iter().chain(&EACH).any(|word| key.contains(word))
}

/// Whether a word, in the form of a key, is a time that is shorter than a month: what a count stands over in 100件/天.
pub fn is_shorter(key: &str) -> bool {
    let time = key.trim_start_matches("每").trim_start_matches('个');
    SHORTER.contains(&time)
}
