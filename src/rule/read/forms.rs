//! Forms: the words and letters that a production of the grammar names by itself, beside the classes of the vocabulary. A new
//! wording of such a production is a word in its list.
//!
//! Words are in the normalised form: NFKC, Simplified, lower case, without spaces.

/// Words that stand for each other in one place of a production.
pub(super) type Form = &'static [&'static str];

/// Whether a word is one of a form's.
pub(super) fn is(word: &str, form: &[&str]) -> bool {
    form.contains(&word)
}

/// Whether a word begins with one of a form's.
pub(super) fn begins(word: &str, form: &[&str]) -> bool {
    form.iter().any(|known| word.starts_with(known))
}

/// Whether a word ends with one of a form's.
pub(super) fn ends(word: &str, form: &[&str]) -> bool {
    form.iter().any(|known| word.ends_with(known))
}

/// Whether a word holds one of a form's.
pub(super) fn holds(word: &str, form: &[&str]) -> bool {
    form.iter().any(|known| word.contains(known))
}

/// Whether a letter is one of a form's.
pub(super) fn letter(c: char, form: &[&str]) -> bool {
    form.iter().any(|known| known.chars().eq(std::iter::once(c)))
}

/// Whether letters begin with a form's word.
pub(super) fn spelled(letters: &[char], form: &[&str]) -> bool {
    form.iter().any(|known| letters.len() >= known.chars().count() && known.chars().zip(letters).all(|(a, b)| a == *b))
}

/// The first word of a form, to be written.
pub(super) fn word(form: &[&str]) -> String {
    form.first().copied().unwrap_or_default().to_owned()
}

/// What is not there, in English.
pub(super) const ABSENT: Form = &["missing", "missed", "lacking", "absent"];
pub(super) const ABOUT: Form = &["约"];
pub(super) const ADDS: Form = &["加"];
pub(super) const ALL_YEAR: Form = &["全年"];
pub(super) const AMOUNTS: Form = &["数", "量", "额"];
pub(super) const AS: Form = &["为"];
pub(super) const AS_LIMIT: Form = &["为限", "为上限", "为封顶"];
pub(super) const AS_LOWER_LIMIT: Form = &["为下限"];
pub(super) const AT_LEAST: Form = &["至少"];
pub(super) const AT_NOTHING: Form = &["为零"];
pub(super) const AT_ZERO: Form = &["为0"];
/// What a number of points may be called that counting starts from.
pub(super) const BASE: Form = &["基数", "基准", "基准分", "基础", "基础分", "起点", "满分", "底分", "标准"];
pub(super) const BASE_OR_START: Form = &["基础", "起评分"];
pub(super) const BEFORE: Form = &["前", "之前", "以前", "月前", "月底前", "月末前", "号前", "时前"];
/// Letters with which an amount may begin.
pub(super) const BEFORE_AMOUNTS: Form = &["目", "(", "满", "+", "-", ".", "计", "±"];
/// Letters that may stand between a verb and its points.
pub(super) const BEFORE_POINTS: Form = &["的", "该", "其", "本", "此", "项", "最", "高", ":", "相", "应"];
/// Letters with which points may begin.
pub(super) const BEGIN_POINTS: Form = &["_", "(", "满", "全", "零", "半", "基", "标", "权", "总", "分", "-", "+", "x", "n", "[", "相", "指", "×", "*", "?", "若", "部", "一", "原"];
pub(super) const BEHIND: Form = &["滞后", "落后", "落后于"];
/// Letters behind a number that is no part of a name.
pub(super) const BEHIND_AMOUNTS: Form = &["万", "亿", "千", "以", "及", "或", "之", "至", "到", "得", "为", "含", "w", "k"];
pub(super) const BEHIND_PLACEHOLDERS: Form = &["分", "%", "元", "次", "个", "项"];
pub(super) const BEYOND: Form = &["超", "逾"];
pub(super) const BY_ONE: Form = &["以"];
pub(super) const BY_WHOM: Form = &["由"];
pub(super) const CARRIED_OUT: Form = &["折算", "执行", "发放", "考核"];
/// Whoever a condition before it holds for.
pub(super) const JUDGED_AS: Form = &["评定为", "考核为", "评核为", "鉴定为", "评鉴为", "结果为", "评定", "等级为"];
pub(super) const WHOEVER: Form = &["者"];
/// What may close a clause of points without meaning more.
pub(super) const CLOSERS: Form = &["计", "计算", "计分", "执行", "考核", "核算"];
pub(super) const CORRESPONDING: Form = &["相应"];
pub(super) const COUNT: Form = &["计"];
pub(super) const COUNTED: Form = &["计", "算", "计算"];
/// What is done to somebody, where it is counted.
pub(super) const COUNTED_ACTS: Form = &["处罚", "罚款", "通报", "警告", "罚", "面谈", "补考", "取消", "处罚的"];
pub(super) const COUNTS: Form = &["为准"];
pub(super) const COUNTS_AS: Form = &["计", "算", "论"];
pub(super) const DATA: Form = &["数据"];
pub(super) const DATA_VERBS: Form = &["来", "提", "出", "由", "以"];
pub(super) const DATE_NAME: Form = &["日期"];
pub(super) const DATE_UNITS: Form = &["月", "号", "时"];
pub(super) const DAY: Form = &["日", "号"];
pub(super) const DAY_OR_HOUR: Form = &["日", "点", "时"];
pub(super) const DEDUCTION: Form = &["扣分"];
pub(super) const DEGREES: Form = &["率", "度"];
pub(super) const DENIALS: Form = &["未", "没", "达", "不"];
pub(super) const DENIED: Form = &["未", "无", "没", "不", "零"];
pub(super) const WITHIN_DENIED: Form = &["未", "无", "没", "零"];
pub(super) const NAMES_LIKE_DENIALS: Form = &["无人", "无线", "无形", "无缝", "无损", "无菌", "无害", "无偿", "无理由", "无接触", "无纸", "无货源", "无障碍", "无故", "无效", "无关", "无限", "零食", "零售", "零件", "零部件", "零钱", "零星", "零花", "零担", "零工", "未来", "未成年"];
pub(super) const DENIES: Form = &["未", "无", "没", "不"];
pub(super) const DONE: Form = &["完成"];
pub(super) const EACH: Form = &["每"];
pub(super) const EACH_OF: Form = &["各"];
/// What stands between a value and what it is compared with, inside a name and as a word.
pub(super) const SET_AGAINST: Form = &["较", "相较"];
pub(super) const SET_AGAINST_ALONE: Form = &["较", "比", "相较", "相比", "对比", "相比较"];
/// What a level that the sheet or the office has set is called by: 标准工时, 定额.
pub(super) const SET: Form = &["标准", "规定", "计划", "目标", "预算", "定额", "指标", "要求", "基准", "约定", "合同", "既定", "额定", "核定"];
/// Behind a number, what no thing is counted in: a share, a rank.
pub(super) const UNCOUNTED: Form = &["%", "名", "个百分点", "百分点"];
/// Letters before 较 and its likes that make another word of them: 比较, 计较.
pub(super) const BEFORE_AGAINST: Form = &["比", "计"];
/// Words before the target that a value is compared with: 较目标低5%.
pub(super) const COMPARES: Form = &["较", "比", "与", "同", "跟", "和", "对比", "相较"];
/// Between two that are both meant.
pub(super) const EITHER: Form = &["或", "或者", "或是"];
/// Units of things that happen or are made, which stand for each other in a count.
pub(super) const EVENTS: Form = &["次", "起", "例", "件", "个", "项", "条", "单", "份", "处"];
/// Words that change a rule, or begin the name of an event.
pub(super) const EVENT_NAMES: Form = &["工资", "薪资", "奖金", "提成", "现金", "补贴", "津贴", "系数", "奖惩", "重复", "调整", "取消", "升级", "等级", "面谈", "单独", "修正", "解除", "处罚", "扣款", "赔偿"];
pub(super) const EVENT_UNITS: Form = &["次", "起", "例", "项", "人次", "单", "件"];
pub(super) const EVERY: Form = &["所有"];
pub(super) const EXCEEDS: Form = &["超额"];
pub(super) const EXCEPT: Form = &["除"];
/// Behind a side of the target: how far it may lie.
pub(super) const EXTENDS: Form = &["超过", "超出", "逾", "超逾", "不足", "不到", "不超过", "未超过", "不逾", "未逾"];
pub(super) const FALLS_SHORT: Form = &["不足"];
pub(super) const FALLS_SHORT_OF: Form = &["不达"];
pub(super) const FIGURES: Form = &["值", "数"];
pub(super) const FIRST: Form = &["前"];
/// What is left beside whole steps.
pub(super) const REMAINDERS: Form = &["尾数", "零头", "零数", "余数", "畸零", "畸零数"];
/// Before what is done with the part of a step as well: 不足10分钟亦扣1分.
pub(super) const ALSO: Form = &["亦", "也", "仍", "同样"];
/// Letters before the number of those that lose nothing: 前3次不扣分.
pub(super) const FIRST_ONES: Form = &["前", "首", "头"];
/// Behind what loses nothing: what comes then.
#[rustfmt::skip]
pub(super) const AFTERWARDS: Form = &["逾宽限期", "逾宽限", "宽限期后", "超出额度", "超出容许", "超过容许", "逾容许", "超出容许值", "超过额度", "逾额度", "之后", "其后", "此后", "以后", "往后", "后", "后续", "再"];
/// Words that give a mark, where a level may stand behind them: 评分为4.8分以上.
pub(super) const MARKS_AS: Form = &["为", "评分为", "得分为", "分数为"];
pub(super) const FORMULA_HEADINGS: Form = &["计算公式", "公式", "计算方法", "计算方式", "指标公式", "指标定义", "定义"];
pub(super) const FORMULA_NAME: Form = &["公式"];
pub(super) const FULLY: Form = &["满"];
pub(super) const GAIN: Form = &["获"];
pub(super) const GONE: Form = &["扣完"];
/// Words of some of what is counted only.
pub(super) const GRAVE: Form = &["重大", "严重", "特大", "恶意", "恶性", "重要", "较大", "有责", "一般", "轻微", "主要"];
pub(super) const GROWTH: Form = &["增长"];
pub(super) const GROWTHS: Form = &["同比", "环比"];
/// Verbs before the name of what is counted.
pub(super) const HAPPENS: Form = &["发生", "出现", "产生", "发现"];
pub(super) const JOINS: Form = &["并且", "而且", "同时", "且"];
pub(super) const LESS: Form = &["减"];
/// Units of other kinds that are listed by whole numbers.
pub(super) const LESSONS: Form = &["课时", "学时"];
pub(super) const LIKEWISE: Form = &["同"];
pub(super) const LOW: Form = &["低"];
pub(super) const MATCHING: Form = &["对应"];
pub(super) const MEAN: Form = &["平均", "均值", "人均", "单均"];
pub(super) const MEANS: Form = &["指"];
/// Units that measure something, although nothing is converted to or from them: they stand for no other unit.
pub(super) const MEASURES: Form = &["个月", "月", "年", "季度", "个季度", "课时", "学时", "吨", "公斤", "千克", "克", "米", "平方米", "公里", "度", "升", "毫秒", "ms", "kg", "节", "个星期", "星期"];
pub(super) const MILLE: Form = &["‰"];
pub(super) const MINUS: Form = &["-"];
/// Signs and words between points and what is taken from them.
pub(super) const LESS_COUNT: Form = &["-", "−", "–", "—", "减", "减去"];
/// Units of money.
/// Words between a name and the level that it is to have.
pub(super) const MODALS: Form = &["应当", "应该", "必须", "需要", "应", "要", "须", "需"];
pub(super) const MONEY: Form = &["元", "元人民币", "块", "块钱", "人民币"];
pub(super) const MONTH: Form = &["月"];
pub(super) const MORE: Form = &["加", "增"];
pub(super) const MULTIPLIED: Form = &["乘"];
pub(super) const NAMES_A_GRADE: Form = &["为", "评", "评为", "获", "获得"];
/// Letters that make a name of the word before them.
pub(super) const NAMING: Form = &["率", "度", "额", "量"];
pub(super) const NONE_OF: Form = &["没"];
pub(super) const NOT: Form = &["不"];
pub(super) const NOT_AS: Form = &["未按"];
pub(super) const NOT_FULL: Form = &["未满"];
pub(super) const NOT_YET: Form = &["未"];
pub(super) const OF: Form = &["的", "之"];
pub(super) const OF_PERIOD: Form = &["当月", "本月", "当期", "月度"];
pub(super) const ONE_OF: Form = &["个"];
pub(super) const ON_TIME: Form = &["按时", "按期", "及时", "准时", "如期", "按计划", "按规定时间", "在规定时间", "规定时间内", "准点"];
pub(super) const ON_TOP_OF: Form = &["基础上"];
/// What is done to a number behind its name.
pub(super) const OPERATIONS: Form = &["平方", "立方", "次方", "开方", "平方根", "倒数", "绝对值", "对数", "余数"];
pub(super) const ORDINAL: Form = &["第"];
/// Words before and behind 第3次: 自第3次起.
pub(super) const NTH_BEFORE: Form = &["自", "从", "由", "于", "至"];
pub(super) const NTH_ONWARD: Form = &["起", "开始", "起算", "及以后", "以后", "及以上", "以上", "及其以后", "(含)起", "(含)以上"];
/// 视为 in 不足10分钟者视为10分钟.
pub(super) const TREATED: Form = &["视为", "视同", "视作", "算", "计", "作", "算作"];
pub(super) const PASSED: Form = &["逾", "逾越"];
/// 計畫 in other letters.
pub(super) const DRAWN: Form = &["画"];
pub(super) const DRAWN_UP: Form = &["划"];
pub(super) const PLANS: Form = &["计", "规", "企", "策"];
/// Beyond a plan by their own meaning.
pub(super) const OVERSPENT: Form = &["超支", "超额", "超额完成", "超产"];
pub(super) const OVER_LIMIT: Form = &["超标"];
pub(super) const OVER_THE_STANDARD: Form = &["超标准"];
/// Units of people, likewise.
pub(super) const PEOPLE: Form = &["人", "名", "位"];
pub(super) const PERCENT: Form = &["%", "percent"];
pub(super) const PERCENTAGE_POINT: Form = &["个百分点", "百分点", "个点", "个pct", "pct", "pp", "percentage points", "percentage point"];
/// The sign of a share.
pub(super) const PERCENT_SIGN: Form = &["%"];
/// Units of time that may name a period.
pub(super) const PERIODS: Form = &["月", "年", "季", "季度", "周", "日", "天", "个月", "星期"];
/// Letters that stand for a number still to be chosen.
pub(super) const PLACEHOLDERS: Form = &["x", "n", "m", "y", "×", "*", "?", "△", "□", "○", "某"];
/// A point.
/// Before the signed points of a level: what adds, what deducts, what only joins, and words by which a number is none of them.
pub(super) const LEVEL_ADDS: Form = &["加", "奖"];
pub(super) const LEVEL_GIVES: Form = &["得", "为", "记", "计", "给"];
#[rustfmt::skip]
pub(super) const LEVEL_OTHER: Form = &["每", "最高", "最低", "最多", "满分", "至少", "不超过", "封顶", "共", "占", "第", "every", "each", "per "];
pub(super) const LEVEL_TAKES: Form = &["扣", "减"];
pub(super) const POINTS_BEHIND: Form = &["points", "point", "分"];
pub(super) const POINT: Form = &["分"];
/// Units of points.
pub(super) const POINTS: Form = &["分", "点", "point", "points", "pts"];
pub(super) const POINT_OR_MONEY: Form = &["分", "元"];
pub(super) const POINT_OR_PERCENT: Form = &["分", "%"];
/// Marks that are read past.
pub(super) const QUOTES: Form = &["“", "”", "\"", "'", "‘", "’", "「", "」", "『", "』", "《", "》", "〈", "〉"];
pub(super) const RATE: Form = &["率"];
pub(super) const RATIO: Form = &["比"];
/// Behind which only a level or the target is read.
pub(super) const REACHES: Form = &["达成", "达到", "达至", "达"];
pub(super) const REACH: Form = &["达"];
/// Words by which a percentage is counted from 0: 每完成1%得1分.
pub(super) const REACHED: Form = &["完成", "达成", "达到", "实现", "增长"];
/// What opens a remark that goes on to the end of its sentence.
pub(super) const REMARKS: Form = &["说明：", "说明:", "說明：", "說明:", "备注：", "备注:", "備註：", "備註:", "Note:", "Remark:"];
pub(super) const SCALE: Form = &["制"];
pub(super) const SCORE: Form = &["得分"];
pub(super) const SCORES: Form = &["得分", "分数"];
/// Units of shares.
pub(super) const SHARES: Form = &["percent", "%", "成"];
pub(super) const SHARE_OF: Form = &["占"];
pub(super) const SHORT: Form = &["差"];
pub(super) const SHRINKING: Form = &["负增长", "为负"];
/// Above nothing, as SHRINKING is below.
pub(super) const GROWING: Form = &["正增长", "为正"];
/// Words of a count that name no event.
pub(super) const HOW_OFTEN: Form = &[
    "累计", "累积", "合计", "总计", "当月", "本月", "月度", "每月", "全年", "当年", "年度", "季度", "一个月", "月内", "年内", "期内", "周期内", "次数", "件数", "总数", "数量", "情况", "现象", "问题", "达到",
    "超过", "达", "满", "超", "若", "如", "凡", "有", "被", "者", "的", "则", "且", "同时", "考核", "本项", "该项",
];
pub(super) const HUNDREDTHS: Form = &["百分"];
pub(super) const SHORT_PERIODS: Form = &["每天", "每日", "每周", "每星期", "每晚", "每工作日", "每个工作日", "每一天", "每一周"];
pub(super) const PACES: Form = crate::quantity::pace::MEANS;
pub(super) const EACH_MONTH: Form = &["每月", "每个月", "每自然月", "/月"];
pub(super) const EACH_QUARTER: Form = &["每季", "/季"];
pub(super) const EACH_HALF: Form = &["每半年"];
pub(super) const EACH_YEAR: Form = &["每年", "/年"];
pub(super) const EACH_CASE: Form = &["每场", "每班", "每次", "每单", "每店", "每门店", "每个门店", "每账号", "每个账号", "每客户", "每个客户", "每直播间", "每个直播间"];
pub(super) const SIGNS: Form = &["≥", "≤", "<", ">", "=", "≧", "≦", "⩾", "⩽"];
pub(super) const SOURCES: Form = &["为准", "数据"];
/// Where counting starts, by name.
pub(super) const START: Form = &["基准分", "基础分", "基本分", "底分", "基础分值", "起始分", "初始分", "起评分"];
pub(super) const STATES: Form = &["差", "落后", "落后于", "滞后", "欠", "提前"];
pub(super) const TAKE: Form = &["扣"];
pub(super) const TAKES: Form = &["扣", "减"];
pub(super) const TARGET: Form = &["目标"];
pub(super) const TENTH: Form = &["成"];
pub(super) const TIMES: Form = &["倍"];
pub(super) const UNKNOWN: Form = &["X", "x"];
pub(super) const UP_TO: Form = &["至", "到"];
pub(super) const WEIGHT: Form = &["权重"];
pub(super) const WHOLE: Form = &["全部"];
pub(super) const WITHIN: Form = &["内"];
pub(super) const WITHOUT: Form = &["无", "未", "没"];
pub(super) const YUAN: Form = &["元"];
/// A letter that multiplies where it stands alone.
pub(super) const MULTIPLIES: Form = &["x"];
