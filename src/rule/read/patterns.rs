//! Words that are products of smaller words: 直至扣完该指标分值为止 is until × gone × this × item × worth. A new wording is a
//! word in a list or one line more.
//!
//! An element is a list of alternatives (`a|b`), `$Name` a list of its own, `?` behind it what may be left out. The letters
//! are normalised: NFKC, Simplified, lower case, without spaces.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::class::Class;

/// Lists that patterns share.
#[rustfmt::skip]
const LISTS: &[(&str, &str)] = &[
    ("This", "该|此|本|这"),
    ("Item", "考核指标项|考核指标|考核项目|考核内容|考核项|指标项|项考核指标|项考核|项指标|项工作|项目|项|指标|维度|条款|条|评分项|得分项|子项|小项|分项|大项|模块|要素|板块|栏目|栏|类别|类"),
    ("Worth", "权重分值|权重分数|权重得分|权重分|权重|标准分值|标准分|基本分值|基本分|基础分值|基础分|考核分值|考核得分|考核分数|考核分|绩效得分|绩效分值|绩效分数|绩效分|项目分值|项目分|指标分值|指标分|总分值|总分数|总分|配分|分值|分数|得分|满分|全部分|应得分|应得分值"),
    ("Gone", "扣完|扣光|扣尽|扣没|扣减完|扣除完|扣罚完|减完|减光|减扣完|扣到完|倒扣完"),
    ("Stop", "为止|即止|截止|终止|止"),
    ("Until", "直至|直到|一直到|一直|至|到"),
    ("All", "全部|所有|全额"),
    ("Once", "单次|每次|单笔|每笔|单人|每人|人均|每单|每件|单件|每例|单例|每起|单起|每天|每日|单日|单天|每班|单班|每周|单周|每处|每项|每条|每位|每台|每批"),
    ("No", "不得|不能|不可|不再|不应|不予|不给予|不另行|不另外|不另|不额外|不再额外|不再另外|不再给予|不再予以|不作|不做|也不|均不|都不|一律不|则不|不"),
    ("Ever", "均|都|则|即|就|也|一律|直接|全部"),
    ("Who", "当事人|责任人|本人|个人|责任单位|责任部门|责任班组|相关责任人|相关人员|直接责任人|主要责任人|责任者|部门|班组|科室|小组|员工|负责人|经办人|相应|相对应|对应"),
    ("Aim", "目标|计划|预算|标准|规定|既定|核定|预定|设定|额定|指标|任务|要求|基准|年度目标|月度目标|季度目标|年度计划|月度计划|本月目标|当月目标|考核目标"),
    ("Amount", "分数|分值|得分|分|率|天数|次数|人数|件数|单数|家数|户数|金额|费用|成本|产量|产值|销量|销售额|收入|利润|毛利|毛利率|数值|数量|水平|工期|周期|期限|时长|用时|时间|工时|评分|增幅|单价|耗用|用量|库存|客流|节点"),
    ("Rater", "面试官|考官|稽核员|稽核人员|稽核小组|审核员|考评小组|考核小组|考评委员会|考核委员会|评核人|评分人|考评人|上司|人资部|人资|人事部|人事|人力资源部|培训师|讲师|督察|神秘客|神秘顾客|神秘访客|直属主管|部门主管|单位主管|主管|直属上级|上级|部门经理|经理|分管领导|领导|评审委员|委员会|评委|评审|督导|店长|处长|科长|课长|厂长|院长|校长|班主任|客户|顾客|学员|学生|家长|患者|病人|同事|同仁|住户|业主|读者|用户"),
    ("Mean", "平均水平|平均值|平均数|平均分|均值|平均线|中位数"),
];

/// Patterns, each of one class.
#[rustfmt::skip]
const PATTERNS: &[(Class, &str)] = &[
    (Class::Endless, "奖励|加分|奖分|奖励分 不封顶|上不封顶|无上限|不设上限|不限"),
    (Class::Bottomless, "扣分|减分|扣罚 上不封顶|不封顶|无上限|不设上限|没有上限|不限|下不保底|不设下限|不保底"),
    (Class::Bottomless, "容许|允许|可以|可|得 出现|有|为|计|得? 负分|负值|负数"),
    (Class::Bottomless, "可以|可|允许|容许|得 扣|减|倒扣|扣分|扣减 至|到|成|为 负分|负数|负值"),
    (Class::Bottomless, "不封底|下不保底|下不封底|不设下限|无下限|没有下限|不设底线|不保底|可为负分|可倒扣|可以倒扣|允许负分|可出现负分|得分可为负"),
    (Class::DeductAll, "$Until? $Gone $All? 了? $This? $Item? 的? $All? $Worth|分? $Stop"),
    (Class::DeductAll, "$Until $Gone $All? $This? $Item? 的? $All? $Worth|分?"),
    (Class::DeductAll, "直至|直到|一直到 $This $Item 的? $All? $Worth|分? $Gone $Stop?"),
    (Class::DeductAll, "$Until? 将|把 $This? $Item? 的? $All? $Worth|分 $Gone $Stop?"),
    (Class::DeductAll, "$This? $Item? 的? $Worth|分 $Gone $Stop"),
    (Class::DeductAll, "以? $Gone $This $Item 的? $Worth|分? 为限|为准|封顶"),
    (Class::DeductAll, "$Until? 扣至|扣到|扣减至|减至|减到|扣除至|降至 $This? $Item? 的? $Worth? 为|是? 零分|零 $Stop?"),
    (Class::DeductAll, "$Until 零分|零 $Stop?"),
    (Class::DeductAll, "直至|直到|一直到 0分|0 $Stop?"),
    (Class::Full, "全数|全额|足额|悉数 给分|核给|给予|计给"),
    (Class::Zero, "均|皆|则|一律|直接? 按|以|按照 0|零|0分|零分 计算|计分|核算|计取|计入|计|算|处理|得分"),
    (Class::Zero, "均|皆|则|一律|概 以0分计|以零分计|不给分|不予计分|不予给分"),
    (Class::Zero, "不予给分|不予给分数|即不给分|即不予给分|则不予给分|一律不予给分|概不给分|以0分计|按0分计|以零分计|按零分计|给0分|核给0分|不给予分数"),
    (Class::Full, "给满分|核给满分|给予满分|给全分"),
    (Class::Zero, "$Gone|扣除|扣减|扣|扣掉 $All? $This $Item 的? $All? $Worth|分"),
    (Class::Zero, "$Gone|扣除|扣减|扣|扣掉 $All $This? $Item? 的? $Worth|分"),
    (Class::Zero, "$This $Item 考核? $Ever? 不得分|零分|不计分|无分|不给分|全扣|扣完|扣光|清零|归零|没分"),
    (Class::Zero, "取消|剥夺|不计 $This|$Item $Item? 的? $Worth"),
    (Class::ThisItem, "$This $Item"),
    (Class::Worth, "$This $Item 的? $Worth|分"),
    (Class::Worth, "$Item $Worth"),
    (Class::Worth, "$Worth"),
    (Class::Full, "$This $Item 的? $All? 满分|全分"),
    (Class::Modifier, "$Once 最高|最多|至多|最大|上限|封顶|不超过|不得超过|最低|最少|下限|保底"),
    (Class::Most, "最高|最多|至多|最大|上限|封顶 不超过|不得超过|不能超过|不可超过|不高于|不得高于|为|是|限|可|可达|至|达|限于"),
    (Class::Least, "最低|最少|下限|保底 不低于|不得低于|不能低于|不少于|为|是|限|可|至"),
    (Class::Veto, "当月|本月|当期|月度? 绩效|考核|考绩? 总分|总成绩|总得分 即|则|直接|一律? 以|按 0分|零分|0|零 计|计算"),
    (Class::Veto, "当月|本月|当期|月度? 绩效|考核|考绩? 总分|总成绩|总得分 即|则|直接|一律? 归零|清零|为零|计零|记零|为零分|计零分"),
    (Class::Veto, "当月|本月|当期|当季|全年|月度? 绩效|考核|考绩|个人? 总分|总成绩|总得分 即|则|直接|一律|均? 为|得|记|计|给|算? 0分|零分"),
    (Class::Veto, "全月|当月|本月|当期|当季|整月|全年|年度|整年|总 绩效|考核|考绩|绩效分|考核分|绩效成绩|考核成绩 即|则|直接|一律|均? 归零|零分|清零|为零|计零|记零|为零分|计零分|零分计|以零分计|为0分|0分"),
    (Class::Veto, "整份|整体|全部|整个|所有 绩效|考核|评核|评分|考评|成绩 项目|分数|结果|得分|成绩? 即|则|直接|一律? 作废|归零|清零|为零|零分|为0分|0分|取消|不计分"),
    (Class::Veto, "取消|否决|作废 当月|本月|整体|全部|整份|所有 绩效|考核|评核|考评|总? 评分|总分|得分|成绩|分数|考核|评核|资格"),
    (Class::Veto, "否决 总分|总成绩|总得分|全部得分|全部分数"),
    (Class::Reach, "达到|完成|达成|实现|达 或|及|并|或者|与|和 超过|超出|超越|高于|大于|超额|超额完成|突破|优于|胜过|越过 了?"),
    (Class::Mark, "$Rater 之|的? 评分|打分|评核分数|评核分|评定分数|考评分数|评核成绩|评鉴分数"),
    (Class::Most, "最高|最多|至多|上限|最大 以|则以|均以"),
    (Class::Least, "最低|最少|下限 以|则以|仍以"),
    (Class::Least, "至少|最少 给|核给|给予|计|得|给分"),
    (Class::Zero, "不得|不能|不可|不予|不应 得分"),
    (Class::NoBonus, "$No 加分|加分数|奖励分|增加分数|多加分"),
    (Class::NoDeduction, "$No 扣分|扣减|减分|倒扣|扣除|扣罚"),
    (Class::Take, "扣|扣除|扣减|扣罚|减|减扣|扣掉|扣发 $Who 的? 当月|当期|当季|月度? 考核分|绩效分|绩效考核分|积分?"),
    (Class::Take, "扣|扣除|扣减|扣罚|减|减扣 当月|当期|当季|月度? 考核分|绩效分|绩效考核分|积分|质量分|安全分|绩效分值|绩效分数|考核分值|考核得分|权重分|分值|得分|分数"),
    (Class::Add, "加|增加|奖励|奖|加计 $Who 的? 当月|当期|当季|月度? 考核分|绩效分|绩效考核分|积分?"),
    (Class::Add, "加|增加|奖励 当月|当期|当季|月度? 考核分|绩效分|绩效考核分|积分|绩效分值|绩效分数|考核分值|考核得分|权重分"),
    (Class::AddTake, "加(扣)|加(减)|增(减)|奖(扣) $This? $Item? 的? 绩效分值|绩效分|考核分|分值|权重分"),
    (Class::AddTake, "加|增|奖 / 扣|减|罚 $This? $Item? 的? 绩效分值|绩效分|考核分|分值|权重分"),
    (Class::Target, "$Aim 的? $Amount"),
    (Class::Target, "$Mean"),
    (Class::Target, "满分|达标|合格|及格|基准|考核 标准|值|线|目标|要求"),

    (Class::Noun, "以上|上述|以下|其中|前述|上列 情况|情形|问题|现象|行为|各项|各类|任一|任一项|任何一项|标准|要求|内容|事项|条款|规定|项目|工作|指标|违规"),
    (Class::Noun, "按|根据|依据|参照|依照 规定|要求|标准|规范|制度|流程|程序|操作规程|规程|合同|约定|期限|时限|时间节点|节点 完成|执行|操作|提交|上报|报送|开展|落实|交付|实施|办理|处理|填写|记录|佩戴|着装|参加|进行|组织|整改"),
    (Class::Filler, "换算|折合? 结果? 乘以|乘|*|× 100%"),
    (Class::By, "仍|亦|也|均|皆|一律|一概|概|即 以|按|依|照|按照|依照|作|当作|算作|视作|视为|视同"),
    (Class::AtLeast, "超过|高于|大于|多于|达到 (含)"),
    (Class::AtLeast, "超过|高于|大于|多于 (含等于)|(含本数)|(包含)|(包括)"),
    (Class::AtMost, "低于|少于|小于|不足 (含)|(含等于)|(含本数)|(包含)|(包括)"),
    (Class::More, "超过|高于|大于|多于 (不含)|(不包含)|(不包括)"),
    (Class::Less, "低于|少于|小于 (不含)|(不包含)|(不包括)"),
];

/// Alternatives of an element, and whether it may be left out.
type Element = (Vec<Vec<char>>, bool);

fn alternatives(text: &str) -> Vec<Vec<char>> {
    let mut out: Vec<Vec<char>> = Vec::new();
    for word in text.split('|') {
        let list = word.strip_prefix('$').and_then(|name| LISTS.iter().find(|(known, _)| *known == name));
        match list {
            Some((_, words)) => out.extend(words.split('|').map(|word| word.chars().collect::<Vec<char>>())),
            None => out.push(word.chars().collect()),
        }
    }
    out.sort_by_key(|word| std::cmp::Reverse(word.len()));
    out
}

fn compiled() -> &'static [(Class, Vec<Element>)] {
    static PATTERN: OnceLock<Vec<(Class, Vec<Element>)>> = OnceLock::new();
    PATTERN.get_or_init(|| {
        let element = |text: &str| (alternatives(text.trim_end_matches('?')), text.ends_with('?'));
        PATTERNS.iter().map(|(class, text)| (*class, text.split(' ').map(element).collect())).collect()
    })
}

/// The longest way in which the elements match, in letters.
fn matched(elements: &[Element], text: &[char]) -> Option<usize> {
    let Some(((words, optional), rest)) = elements.split_first() else { return Some(0) };
    let with = words
        .iter()
        .filter(|word| text.starts_with(word))
        .filter_map(|word| matched(rest, text.get(word.len()..)?)?.checked_add(word.len()))
        .max();
    let without = if *optional { matched(rest, text) } else { None };
    with.max(without)
}

/// The longest pattern that the text begins with, with its length in characters; of equal ones the first.
pub(super) fn longest(text: &[char]) -> Option<(usize, Class)> {
    static BEGINNING: OnceLock<BTreeMap<char, Vec<usize>>> = OnceLock::new();
    let mut best: Option<(usize, Class)> = None;
    for pattern in BEGINNING.get_or_init(beginning).get(text.first()?)? {
        let Some((class, elements)) = compiled().get(*pattern) else { continue };
        if let Some(length) = matched(elements, text).filter(|length| best.is_none_or(|(known, _)| *length > known)) {
            best = Some((length, *class));
        }
    }
    best
}

/// The patterns that a letter may begin, in their order.
fn beginning() -> BTreeMap<char, Vec<usize>> {
    let mut out: BTreeMap<char, Vec<usize>> = BTreeMap::new();
    for (number, (_, elements)) in compiled().iter().enumerate() {
        for (words, optional) in elements {
            for first in words.iter().filter_map(|word| word.first()) {
                let patterns = out.entry(*first).or_default();
                if patterns.last() != Some(&number) {
                    patterns.push(number);
                }
            }
            if !optional {
                break;
            }
        }
    }
    out
}
