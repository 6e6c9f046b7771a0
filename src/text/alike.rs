//! Which name is meant by one that nobody has: by slips of the hand, by characters that sound or look alike, and by words
//! that stand before or behind a name.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::key;

/// Characters of this field's words that input methods offer for one another because they sound alike, or that look alike;
/// the first of each group stands for all of them. No character is in two groups.
#[rustfmt::skip]
const ALIKE: &[&str] = &[
    // Letters and digits: case is gone already.
    "i1l|ıіł", "o0οо", "aа", "eе", "cс", "pр", "xх", "kк", "z2", "s5", "b8", "g9",
    "工公攻功供共宫", "号好浩毫耗", "姓性行型形幸", "名明铭", "岗刚港钢纲", "位为未维微委末味", "指制只值职直质置致治织支知智", "标表彪镖", "权全泉劝", "重中种终众钟",
    "计级绩及集机基记己技积极已几即际既", "算酸蒜", "单但担丹", "目木母幕日曰", "评平凭屏", "分份粉奋芬", "准淮谁", "满慢漫瞒", "不部布步补", "适是时式实事示市十使试士土拾释",
    "用永", "说硕", "数属书束述输熟", "据具聚剧句", "来莱", "源员原院圆元远愿", "汇会回惠徽", "总宗综", "方放访房", "到道倒",
    "离利历理例力立", "期其起齐器气启企", "接姐解结节界届借", "上尚商伤", "密蜜", "码马吗", "备被倍北", "注主住助著", "类累泪", "由有优油又友",
    "等登灯", "低底第地抵递", "效销校小消笑", "系细息希西喜", "比必币闭笔", "限线现显县先", "加价家佳假", "减检间件见简建", "考靠烤", "核合和河何盒",
    "信新心欣薪", "周州洲", "负服付副复福富客符幅", "责则择", "描秒妙", "设社涉", "诉速素", "投头", "退推腿", "货或获活",
    "净静竞敬径", "增曾赠", "长常场尝厂", "丝司私思四斯", "观关官馆管", "看砍", "人入仁认", "订定顶丁", "产铲", "品频贫",
    "成程城承诚", "完玩晚", "达打大太", "留流六", "转赚传", "化话华花划", "额恶", "度读独", "售受收手首", "润闰",
    "率律绿", "意易一以亿议义益", "点店电典", "播拨拔博", "策册侧测", "营迎赢盈", "运云允孕", "审身深申神", "签千干欠", "题提体替",
    "文问闻", "班般搬", "版板办半", "出初除处", "勤情请清晴睛", "图途", "片篇偏", "作做坐座", "库酷苦", "存村",
    "返反范凡", "误物务无五午", "差叉查察插", "费飞非废", "金今紧进近尽", "经精京晶", "超抄", "迟持吃", "早找", "改该概",
    "项向像想相象", "户护互",
];

/// A character → the one that stands for those like it.
static STANDS_FOR: LazyLock<BTreeMap<char, char>> = LazyLock::new(|| {
    let of_group = |group: &&'static str| {
        let first = group.chars().next();
        group.chars().filter_map(move |character| Some((character, first?)))
    };
    ALIKE.iter().flat_map(of_group).collect()
});

/// A name in comparable form with one character for all that are alike.
pub(super) fn folded(key: &str) -> String {
    key.chars().map(|c| STANDS_FOR.get(&c).copied().unwrap_or(c)).collect()
}

/// How much a name is like another, both in comparable form, from 0 to 1.
pub(super) fn likeness(one: &str, other: &str) -> f64 {
    /// What sounds or looks like the name is a little less than the name itself.
    const ALMOST: f64 = 0.99;
    /// A name within another begins here; the nearer their lengths, the more.
    const WITHIN: f64 = 0.55;
    let own = strsim::jaro_winkler(one, other);
    let (folded_one, folded_other) = (folded(one), folded(other));
    let alike = strsim::jaro_winkler(&folded_one, &folded_other) * ALMOST;
    let (short, long) = if folded_one.len() <= folded_other.len() {
        (&folded_one, &folded_other)
    } else {
        (&folded_other, &folded_one)
    };
    let within = if short.chars().count() >= 2 && long.contains(short.as_str()) {
        let share =
            f64::from(u32::try_from(short.len()).unwrap_or(0)) / f64::from(u32::try_from(long.len()).unwrap_or(1));
        WITHIN + (1.0 - WITHIN) * share * ALMOST
    } else {
        0.0
    };
    // Two characters that changed places: too short for the other measure.
    let swapped = if strsim::damerau_levenshtein(one, other) == 1 && short.chars().count() >= 2 { 0.8 } else { 0.0 };
    own.max(alike).max(within).max(swapped)
}

/// Whether one name is surely meant by another: it differs by a single slip of the hand, sounds or looks the same, or is a long
/// one with two slips.
pub fn is_nearly(typed: &str, name: &str) -> bool {
    /// Letters of a name that bears two slips.
    const LONG: usize = 8;
    let (Some(typed), Some(name)) = (super::comparable(typed), super::comparable(name)) else { return false };
    if typed == name {
        return false;
    }
    let slips = strsim::damerau_levenshtein(&typed, &name);
    slips == 1
        || folded(&typed) == folded(&name)
        || (slips == 2 && name.chars().count() >= LONG && typed.chars().count() >= LONG)
}

/// The same of a heading, where words of two characters are near to many: such a one differs in its second character, by sound,
/// or has one character more.
pub fn is_nearly_heading(typed: &str, name: &str) -> bool {
    let (typed, name) = (key(typed), key(name));
    if name.chars().count() >= 3 {
        return is_nearly(&typed, &name);
    }
    let same_start = typed.chars().next() == name.chars().next();
    let letters = typed.chars().count();
    let swapped = || typed.chars().rev().eq(name.chars());
    letters >= 2
        && is_nearly(&typed, &name)
        && (letters == 2 && same_start || folded(&typed) == folded(&name) || typed.contains(&name))
        || letters == 2 && typed != name && swapped()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_sound_or_look_alike_are_nearly_the_same() {
        for (typed, name) in [
            ("性明", "姓名"),
            ("公号", "工号"),
            ("工好", "工号"),
            ("工号码", "工号"),
            ("名姓", "姓名"),
            ("KPl", "KPI"),
            ("I D", "ID1"),
            ("刚位", "岗位"),
            ("全重", "权重"),
            ("评分标淮", "评分标准"),
            ("计祘公式", "计算公式"),
            ("目票值", "目标值"),
            ("目标只", "目标值"),
            ("小数位", "小数位数"),
            ("总分上线", "总分上限"),
            ("绩效系", "绩效系数"),
            ("Scorng rul", "Scoring rule"),
        ] {
            assert!(is_nearly_heading(typed, name), "{typed} {name}");
        }
        for (typed, name) in [
            ("备注", "单位"),
            ("年龄", "姓名"),
            ("部门", "工号"),
            ("日期", "日期"),
            ("单价", "单位位"),
            ("宿舍", "备注"),
        ] {
            assert!(!is_nearly_heading(typed, name), "{typed} {name}");
        }
    }

    #[test]
    fn no_character_is_alike_to_two_others_that_are_not_alike() {
        let all: Vec<char> = ALIKE.iter().flat_map(|group| group.chars()).collect();
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), all.len());
        assert!(ALIKE.iter().all(|group| group.chars().count() > 1));
        // The two characters of one word are no slips for each other.
        for (one, other) in [("利率", "利润"), ("粉丝", "分粉"), ("完成率", "完成力"), ("利润", "利律")]
        {
            assert_ne!(folded(one), folded(other));
        }
    }

    #[test]
    fn what_is_like_a_name_is_found_whatever_stands_around_it() {
        for (one, other) in [
            ("实际值", "实际"),
            ("本月实际销售额", "销售额"),
            ("性明", "姓名"),
            ("名姓", "姓名"),
            ("e00l", "e001"),
            ("kpl", "kpi"),
        ] {
            assert!(likeness(one, other) >= 0.6, "{one} {other} {}", likeness(one, other));
        }
        assert!(likeness("宿舍", "工号") < 0.5);
        // Every character stands for itself or for the first of its group.
        assert_eq!(folded("工号"), folded("公好"));
        assert_eq!(folded(&folded("绩效系数")), folded("绩效系数"));
    }
}
