//! Words that limit a rule to some people, times or cases. They are no explanation: a rule that holds one is refused, unless
//! the word belongs to a name that the workbook knows or to what is counted.

/// Words that limit wherever they stand.
#[rustfmt::skip]
const CASES: &[&str] = &[
    "月起", "季度起", "年起", "日起", "客户同意", "同意时", "视同", "暂不", "参照执行", "情况属实", "核实后", "查实后", "确认后", "报备", 
    "仅限", "只限", "限于", "仅适用", "只适用", "适用于", "仅针对", "只针对", "仅对", "只对", "仅就", "仅在", "只在", "只有", "除非", "若未", "若非", "若无", "若有", "如未", "如无", "如非", "假如", "倘若", "倘", "要是",
    "经批准", "领导批准", "批准后", "审批同意", "领导同意", "经同意", "同意后", "同意的", "许可后", "授权后", "报备后", "核准后", "为前提", "条件下", "必要时", "特殊情况", "特殊原因", "不可抗力", "方可", "才能", "才可", "不参与", "不参加考核", "不予考核", "免考核", "免予", "豁免",
    "如有", "仅", "唯有", "除外", "排除", "扣除后", "剔除", "另计", "另算", "生效", "暂缓", "逐月递", "逐年", "依次递", "部分人员", "个别", "少数", "酌", "起执行", "起计", "开始执行", "后再", "以外的", "限额内", "若", "如果", "如遇", "如因", "只", "才", "凡",
];

/// Times of the year, the week or a person's stay.
#[rustfmt::skip]
const TIMES: &[&str] = &[
    "屡次", "同一客户", "同一人", "管培生", "节日", "双休日", "入职", "转正", "税后", "税前",
    "未经",     "旺季", "淡季", "试用期", "见习期", "实习期", "过渡期", "孕期", "哺乳期", "转正前", "转正后", "入职不满", "入职满", "入职未满", "到岗不满", "双十一", "双11", "618", "大促", "节假日", "法定假", "周末", "寒暑假", "暑期", "寒假", "暑假", "春节", "国庆", "疫情", "活动期间", "促销期间", "高峰期", "汛期", "采暖期",
    "冬季", "夏季", "雨季", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度", "上旬", "中旬", "下旬", "前半月", "后半月", "年底前", "首月", "首年", "首周", "首日", "夜间", "白天", "次月", "次年", "月末", "月底",
];

/// Groups of people and things: a limit where nothing else is named with them.
#[rustfmt::skip]
const GROUPS: &[&str] = &[
    "连续", "首次", "初次", "再次", "跨部门", "书面", "主动", "季末", "年末", "年底",
    "新员工", "新入职", "新人", "新进员工", "老员工", "实习生", "见习生", "应届生", "学徒", "兼职", "临时工", "外包", "劳务派遣", "派遣工", "返聘", "孕妇", "女员工", "男员工", "夜班", "白班", "中班", "早班", "晚班", "倒班", "轮班", "主管级", "经理级", "主管以上", "管理层", "管理人员", "中层", "高管",
    "干部", "党员", "班组长", "组长", "店长", "主管", "经理", "主任", "科长", "部长", "总监", "副职", "正职", "主播", "客服", "司机", "医生", "护士", "教师", "店员", "销售员", "业务员", "老师", "学员", "新店", "老店", "新客户", "老客户", "大客户", "重点客户", "vip客户", "vip", "会员", "线上", "线下", "直营店", "加盟店",
    "一线城市", "总部", "分公司", "外地", "本地", "驻外", "出差", "外派", "异地", "新品", "老品", "爆款", "旗舰店", "个人", "全体", "员工", "本部门", "领导", "故意", "恶意", "无故", "首单", "工作日", "休息日",
];

/// What something is like: a limit where it stands alone, and a level of a mark.
#[rustfmt::skip]
const QUALITIES: &[&str] = &[
    "重大", "严重", "一般", "主观原因", "客观原因", "个人原因", "大额", "小额", "紧急", "特殊", "部分",
];

/// Words that limit whatever else they are a part of: they are looked for in the letters of the sentence, before any cut.
#[rustfmt::skip]
const EVERYWHERE: &[&str] = &[
    "折半", "对折", "五折", "六折", "七折", "八折", "九折", "双十一", "只对", "扣除税", "逢节", "较上月", "同行平均", "全年累计", "每人限",
    "视同", "暂不", "参照执行", "必要时", "仅限", "只限", "除非", "月起", "季度起", "客户同意", "领导同意", "领导批准", "总监批准", "经理批准", "批准后", "特殊情况", "不可抗力", "原则上", "方可", "仅适用", "只适用", "适用于", "若未补", "免于考核", "如遇", "试用期", "旺季", "淡季", "上半年", "下半年", "大促",
    "转正后", "税后", "税前", "若未", "如非", "倘若", "假如",
];

/// The letters with the names of the sheet blanked, as many as before, so that places stay.
fn without_names(letters: &str, names: &[&str]) -> String {
    names
        .iter()
        .filter(|name| !name.is_empty())
        .fold(letters.to_owned(), |rest, name| rest.replace(*name, &"·".repeat(name.chars().count())))
}

/// The word that limits wherever it stands in a sentence's letters, with its first letter.
pub(super) fn everywhere(letters: &str, names: &[&str]) -> Option<(usize, &'static str)> {
    let rest = without_names(letters, names);
    let there = letter_set(&rest);
    EVERYWHERE.iter().filter(|word| letter_set(word) & !there == 0).find_map(|word| {
        let at = rest.find(word)?;
        Some((rest.get(..at)?.chars().count(), *word))
    })
}

/// The first letter and the length of a word that limits and lies across the ends of other words: 合|同比. `ends`: the letters
/// at which words begin and end.
pub(super) fn across(letters: &str, ends: &[usize], names: &[&str]) -> Option<(usize, usize)> {
    let rest = without_names(letters, names);
    // Nearly no word is in a sentence: most are passed over by their letters.
    let there = letter_set(&rest);
    let mut words = CASES.iter().chain(TIMES).chain(MORE).chain(LONG);
    words.find_map(|word| {
        if letter_set(word) & !there != 0 || word.chars().nth(1).is_none() {
            return None;
        }
        rest.match_indices(*word).find_map(|(byte, _)| {
            let at = rest.get(..byte)?.chars().count();
            let length = word.chars().count();
            let end = at.saturating_add(length);
            // Digits of numbers that stand beside each other spell no season: 22|618.
            let figures = word.chars().all(|c| c.is_ascii_digit());
            let cut = !figures && ends.iter().any(|place| at < *place && *place < end);
            let whole = ends.contains(&at) && ends.contains(&end);
            (cut && !whole).then_some((at, length))
        })
    })
}

/// The letters of a text as bits; several letters share one.
fn letter_set(text: &str) -> u64 {
    text.chars().fold(0, |set, letter| set | 1_u64.rotate_left(u32::from(letter)))
}

/// Words that limit in any cut, and are read as words of their own where they stand as such.
const MORE: &[&str] = &["同比", "环比", "取整", "累计", "平均", "当月", "翻倍", "加倍", "双倍", "减半", "除外"];

/// Groups whose names hold the names of others.
const LONG: &[&str] = &["老客户", "新客户", "大客户", "跨部门", "前三名", "后三名", "同一客户", "班组长", "副主任"];

/// Letters that are left over where a word that limits was cut in two.
const LEFT: &[&str] = &[
    "前", "月", "日", "平", "人", "同", "期", "起", "末", "初", "限", "只", "若", "因", "免", "钟", "仅", "均", "次",
    "年", "周", "季", "半", "倍", "天",
];

/// Whether a run of one letter is what is left of a word that limits.
pub(super) fn left_over(run: &str) -> bool {
    LEFT.contains(&run)
}

/// Other things to compare with than the target.
#[rustfmt::skip]
const BASES: &[&str] = &["上月", "上期", "上年", "去年", "前年", "同期", "上季度", "上一", "上周", "同行", "行业", "历史", "竞品", "竞争对手", "其他门店", "其他部门", "平均"];

/// The word of a comparison with something else than the target.
pub(super) fn other_base(run: &str) -> bool {
    BASES.iter().any(|word| run.contains(word))
}

/// Whether words begin with something else to compare with than the target.
pub(super) fn begins_with_base(words: &str) -> bool {
    BASES.iter().any(|base| words.starts_with(base))
}

/// Words that say which side of a number is meant.
const SIDES: &[&str] = &["以上", "以下", "以内", "之内", "以外", "之外", "之上", "之下", "以里"];

/// Whether words behind a number end its level: 5次次以上 is no level of 5次.
pub(super) fn ends_level(run: &str) -> bool {
    SIDES.iter().any(|word| run.contains(word))
}

/// What may stand behind a group without naming anything more.
const SUFFIXES: &[&str] = &[
    "的",
    "时",
    "内",
    "期间",
    "员工",
    "人员",
    "岗位",
    "岗",
    "部门",
    "情况",
    "情况下",
    "情形",
    "者",
    "类",
    "当天",
    "阶段",
    "时段",
    "以上",
    "以下",
    "级",
    "级别",
    "城市",
    "地区",
];

/// The word that limits in a run of descriptive words. `event`: whether the run names what is counted; `counted`: whether it
/// stands right behind a number of them (每新增1位会员).
pub(super) fn limiting(run: &str, names: &[&str], event: bool, counted: bool) -> Option<String> {
    let mut rest = run.to_owned();
    for name in names.iter().filter(|name| !name.is_empty()) {
        rest = rest.replace(*name, "");
    }
    let one = |words: &'static [&'static str]| words.iter().find(|word| rest.contains(**word));
    if let Some(word) = one(CASES).filter(|word| word.chars().count() > 1 || rest == **word || rest.starts_with(**word))
    {
        return Some((*word).to_owned());
    }
    // 节假日值班缺勤 is what happens; 节假日 alone says when.
    if let Some(word) = one(TIMES).filter(|word| !event || bare(&rest, word)) {
        return Some((*word).to_owned());
    }
    GROUPS.iter().chain(QUALITIES).filter(|_| !counted).find(|word| bare(&rest, word)).map(|word| (*word).to_owned())
}

/// 三个月内良: times that limit a label.
const WITHIN: &[&str] = &["月内", "天内", "日内", "周内", "年内", "季内", "时内"];

/// Letters that limit a level wherever they stand in its name.
const ANYWHERE: &[&str] = &["仅", "若", "酌", "倘"];

/// Whether a name of a level begins with a letter that limits, or holds a time: 仅黄灯, 三个月内良.
pub(super) fn limits_level(name: &str) -> bool {
    let begins = |word: &&str| word.chars().count() == 1 && name.starts_with(*word) && name != *word;
    CASES.iter().any(begins)
        || ANYWHERE.iter().any(|word| name.contains(*word) && name != *word)
        || WITHIN.iter().any(|word| name.contains(*word))
}

/// Whether a label holds a word that limits: 周末0分 is no level of a mark.
pub(super) fn limits_label(label: &str) -> bool {
    limits_whom(label) || limits_level(label) || QUALITIES.iter().any(|word| label.contains(*word) && label != *word)
}

/// Whether words name people, times or cases that a rule would be limited to. 部分完成 and 重大问题 name none.
pub(super) fn limits_whom(words: &str) -> bool {
    CASES.iter().chain(TIMES).chain(MORE).any(|word| word.chars().count() > 1 && words.contains(*word))
        || GROUPS.iter().any(|word| words.contains(*word))
}

/// Whether a run is the word alone, or the word with an ending that names nothing more.
fn bare(run: &str, word: &str) -> bool {
    let Some(behind) = run.strip_prefix(word) else { return false };
    let mut behind = behind;
    while let Some(suffix) = SUFFIXES.iter().find(|suffix| behind.starts_with(**suffix)) {
        behind = behind.strip_prefix(suffix).unwrap_or_default();
    }
    behind.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_two_numbers_name_no_season() {
        // 226 and 18.
        assert_eq!(across("22618", &[0, 3, 5], &[]), None);
        assert_eq!(across("合同比", &[0, 1, 3], &[]), None);
        assert_eq!(across("同比例", &[0, 1, 3], &[]), Some((0, 2)));
    }
}
