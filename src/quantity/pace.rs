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

/// Whether a word, in the form of a key, says that a figure is one of each day, week, shift or case.
pub fn is_of_each(key: &str) -> bool {
    MEANS.iter().chain(&EACH).any(|word| key.contains(word))
}

/// Whether a word, in the form of a key, is a time that is shorter than a month: what a count stands over in 100件/天.
pub fn is_shorter(key: &str) -> bool {
    let time = key.trim_start_matches("每").trim_start_matches('个');
    SHORTER.contains(&time)
}
