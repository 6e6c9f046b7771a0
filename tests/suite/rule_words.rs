//! Words that limit whom, when or how much a rule is for, put anywhere into any rule that reads: refused or shown, never
//! ignored in silence.

use rust_decimal::Decimal;
use scorebook::model::Scale;
use scorebook::rule::{self, Context};
use scorebook::unit::Unit;

use super::rules::TABLES;

/// Whom, when, on what condition, how much.
#[rustfmt::skip]
const LIMITS: [&str; 66] = [
    "仅限主播", "新员工", "试用期", "管培生", "组长", "兼职", "夜班", "老客户", "除主管外", "转正后", "主管级", "女员工", "旺季", "淡季", "节假日", "周末", "大促期间", "上半年", "第三季度起", "次月", "每月5日前", "入职三个月内", "自7月起", "当月", "若未补救", "经总监批准", "如客户同意", "特殊情况下", "无故", "恶意", "情节严重", "必要时", "原则上", "方可", "仅", "未经审批", "如有", "视同", "免于考核", "暂不执行", "参照执行", "主动", "屡次", "同一客户", "书面", "跨部门", "双倍", "减半", "加倍", "按80%折算", "除外", "另计", "不计入", "连续", "累计", "首次", "第二次", "翻倍", "平均", "取整", "前三名", "同比", "环比", "税后", "上限另计", "豁免"
];

/// Each boundary of each rule gets a word; one rule in so many gets all words at each boundary. With `EVERY=1` every rule does: half an
/// hour, for a change of the grammar.
const EVERY: usize = 100;

/// Where a word may be put: not inside a number or a Latin word.
fn boundaries(text: &str) -> Vec<usize> {
    let joined = |a: char, b: char| {
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | ',');
        (number(a) && number(b)) || (a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
    };
    let mut out = vec![0];
    for ((_, a), (at, b)) in text.char_indices().zip(text.char_indices().skip(1)) {
        if !joined(a, b) {
            out.push(at);
        }
    }
    out.push(text.len());
    out
}

#[test]
fn a_limiting_word_anywhere_in_a_rule_is_refused_or_shown() {
    let (mut tried, mut silent) = (0, Vec::new());
    let mut last = "";
    let (mut turn, mut rules) = (0_usize, 0_usize);
    let every: usize = std::env::var("EVERY").ok().and_then(|every| every.parse().ok()).unwrap_or(EVERY);
    for line in TABLES.into_iter().flat_map(|table| table.lines().skip(1)) {
        let [text, unit, target, full, ..] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if text == last || text.is_ascii() {
            continue;
        }
        last = text;
        let unit = Unit::read(unit);
        let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
        let context = Context {
            unit: &unit,
            target: target.as_ref(),
            full: full.parse().ok(),
            scale: Scale::Percent,
            weight: Decimal::ONE,
            measures: &[],
            names: [""; 2],
        };
        let text = text.replace("\\n", "\n");
        if rule::read(&text, &context).is_err() {
            continue;
        }
        rules += 1;
        let all = rules % every == 0;
        for (at, word) in boundaries(&text).into_iter().flat_map(|at| LIMITS.map(|word| (at, word))).filter(|_| {
            turn += 1;
            // The number of words and this one share no divisor, so that each word comes to each kind of place.
            all || turn % 67 == 0
        }) {
            let changed = format!("{}{word}{}", &text[..at], &text[at..]);
            tried += 1;
            let Ok(reading) = rule::read(&changed, &context) else { continue };
            let (start, end) = (at, at + word.len());
            let shown = reading.explained.iter().any(|said| said.span.start <= start && end <= said.span.end);
            if !shown {
                silent.push(format!(
                    "{word}\t{changed}\t{}",
                    reading.rule.describe(scorebook::lang::Lang::ZhCn).join("；")
                ));
            }
        }
    }
    assert!(silent.is_empty(), "{} of {tried} silent:\n{}", silent.len(), silent.join("\n"));
}
