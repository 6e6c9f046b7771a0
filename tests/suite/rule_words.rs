//! Words that limit whom, when or how much a rule is for, put anywhere into any rule that reads: refused or shown, never
//! ignored in silence.

use scorebook::lang::Lang;

use super::rule_sentences::{self, Kind, Sentence};

/// Whom, when, on what condition, how much.
#[rustfmt::skip]
const LIMITS: [&str; 96] = [
    "仅限主播", "新员工", "试用期", "管培生", "组长", "兼职", "夜班", "老客户", "除主管外", "转正后", "主管级", "女员工", "旺季", "淡季", "节假日",
    "周末", "大促期间", "上半年", "第三季度起", "次月", "每月5日前", "入职三个月内", "自7月起", "当月", "若未补救", "经总监批准", "如客户同意", "特殊情况下",
    "无故", "恶意", "情节严重", "必要时", "原则上", "方可", "仅", "未经审批", "如有", "视同", "免于考核", "暂不执行", "参照执行", "主动", "屡次",
    "同一客户", "书面", "跨部门", "双倍", "减半", "加倍", "按80%折算", "除外", "另计", "不计入", "连续", "累计", "首次", "第二次", "翻倍", "平均",
    "取整", "前三名", "同比", "环比", "税后", "上限另计", "豁免", "临时工", "哺乳期", "双十一期间", "月底前", "疫情期间", "直营店", "入职首月", "如遇台风",
    "除非总监同意", "只对夜班", "仅前三单", "逢节假日", "视情节", "酌情", "折半", "按七折", "超出部分另议", "连续两月", "全年累计", "三个月内", "上一季度",
    "较上月", "同行平均", "剔除后", "扣除税费后", "首单", "末位", "每人限一次", "经客户书面确认", "限本季度",
];

/// The same in English; a word is put between two words.
#[rustfmt::skip]
const ENGLISH: [&str; 24] = [
    "for new hires", "on weekends", "only", "unless approved", "during peak season", "except managers",
    "in principle", "if the client agrees", "after probation", "twice", "doubled", "cumulative", "on average",
    "net of tax", "in the first month", "for three consecutive months", "where applicable", "usually",
    "from July", "not counting interns", "at the manager's discretion", "halved", "before noon",
    "provided it rains",
];

/// Every how many boundaries one is tried in a plain run.
const STRIDE: usize = 5;

/// Readings that hold a limiting word and do not show it. Each word is tried at each kind of boundary; `all`: at every
/// boundary of every rule.
fn silent(words: &[&str], sentences: &[Sentence], all: bool) -> (usize, Vec<String>) {
    let (mut tried, mut silent) = (0, Vec::new());
    // Which word is next at a kind of boundary.
    let mut turns = [0_usize; Kind::COUNT];
    for sentence in sentences {
        if sentence.read(&sentence.text).is_err() {
            continue;
        }
        for (at, kind) in sentence.boundaries() {
            let turn = &mut turns[kind as usize];
            *turn += 1;
            if !all && *turn % STRIDE != 0 {
                continue;
            }
            let chosen = if all { words } else { &words[*turn / STRIDE % words.len()..][..1] };
            for word in chosen {
                let changed = sentence.with(at, word);
                tried += 1;
                let Ok(reading) = sentence.read(&changed) else { continue };
                let start = at + changed[at..].find(word).expect("the word");
                let end = start + word.len();
                let shown = reading.explained.iter().any(|said| said.span.start <= start && end <= said.span.end);
                if !shown {
                    let lines = reading.rule.describe(Lang::ZhCn).join("；");
                    silent.push(format!("{word}\t{changed}\t{lines}"));
                }
            }
        }
    }
    (tried, silent)
}

fn none_is_silent(all: bool) {
    let (english, chinese): (Vec<_>, Vec<_>) =
        rule_sentences::sentences().into_iter().partition(|sentence| sentence.text.is_ascii());
    for (words, sentences) in [(LIMITS.as_slice(), chinese), (ENGLISH.as_slice(), english)] {
        let (tried, silent) = silent(words, &sentences, all);
        assert!(tried > words.len() * 10, "each word is tried");
        assert!(silent.is_empty(), "{} of {tried} silent:\n{}", silent.len(), silent.join("\n"));
    }
}

#[test]
fn a_limiting_word_anywhere_in_a_rule_is_refused_or_shown() {
    none_is_silent(false);
}

#[test]
#[ignore = "an hour without optimisation; EVERY=1 tries every rule too"]
fn every_limiting_word_at_every_boundary_of_every_rule_is_refused_or_shown() {
    none_is_silent(true);
}
