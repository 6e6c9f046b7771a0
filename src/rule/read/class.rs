//! The classes of words: what a word does in a sentence.

/// What a word does in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Class {
    /// 每: steps repeat.
    Each,
    /// Below, as a comparison and as a side of steps: 低于.
    Less,
    /// Below, as a side of steps only: 降低.
    LessSide,
    /// Something is missing: 少, 缺, 漏. A side below a target, else the name of an event.
    Lack,
    /// Above, as a comparison and as a side of steps: 超过.
    More,
    /// Above, as a side of steps only: 增加.
    MoreSide,
    /// Late: 延迟, 超时. Above a target in time, else the name of an event.
    Late,
    /// Either side: 相差, 偏差.
    Apart,
    /// ≥
    AtLeast,
    /// ≤
    AtMost,
    /// =
    Equal,
    /// 达到, 完成: at least, or at most where less is better.
    Reach,
    /// 达标: at the target or better, by itself.
    OnTarget,
    /// 未达标: worse than the target, by itself.
    OffTarget,
    /// 未, 没有, 不: the word after it is denied.
    Not,
    /// 无: none of what follows.
    None,
    /// 以上 after a number.
    SuffixMin,
    /// 以外 after a number.
    SuffixBeyond,
    /// 以下, 以内 after a number.
    SuffixMax,
    /// 之间 after a range.
    Between,
    /// 至, ~: from one number to another.
    Range,
    /// 含.
    Include,
    /// 不含.
    Exclude,
    /// 且.
    And,
    /// 或.
    Or,
    /// 得, 计, 为.
    Give,
    /// 加.
    Add,
    /// 扣, 减.
    Take,
    /// 加/扣 in one word.
    AddTake,
    /// 满分.
    Full,
    /// 基本分, 分值: F where a share of it is meant.
    Worth,
    /// 不得分.
    Zero,
    /// 不扣分.
    NoDeduction,
    /// 不加分.
    NoBonus,
    /// 最高, 封顶.
    Most,
    /// 最低.
    Least,
    /// 扣完为止.
    DeductAll,
    /// 扣至.
    DeductTo,
    /// 扣满.
    DeductUpTo,
    /// 加满: a bonus up to.
    AddUpTo,
    /// 一半.
    Half,
    /// 得满, 加至: the item up to.
    GainUpTo,
    /// 不封顶.
    Endless,
    /// 扣分不封顶: points below 0 count.
    Bottomless,
    /// 为止.
    Until,
    /// 一票否决.
    Veto,
    /// 该项.
    ThisItem,
    /// 比例, 百分比, 比值.
    Ratio,
    /// 完成率: the ratio of the value to the target, by name.
    RatioName,
    /// 反比例.
    Inverse,
    /// 线性.
    Linear,
    /// 计分, 得分: gives points.
    Score,
    /// 评分, 打分: a mark that somebody gives.
    Mark,
    /// 考核, 评定, 计算: looks at something.
    Judge,
    /// 直接.
    Direct,
    /// 折算, 换算.
    Convert,
    /// 按, 以.
    By,
    /// 占, 与.
    Against,
    /// 目标, 计划, 预算.
    Target,
    /// 实际.
    Actual,
    /// 否则, 其余.
    Else,
    /// 不足 before 按…计 is told by the grammar; 部分 after a condition.
    Part,
    /// 两侧, 上下.
    Both,
    /// 例如.
    Example,
    /// 以此类推.
    AndSoOn,
    /// 累计.
    Total,
    /// 偏差, 差额: the distance from the target, by name.
    Distance,
    /// Part of a name, although it holds other words.
    Noun,
    /// Carries no meaning where it stands.
    Filler,
    /// 越: the more, the better; says a direction and no points.
    More2,
    /// Leaves the points to somebody's judgement.
    Judgement,
    /// Points to another cell.
    Elsewhere,
    /// Pays or fines in money.
    Money,
    /// By rank.
    Rank,
    /// Rounds in a way of its own.
    Rounding,
    /// Changes a rule in a way that is not read: 加倍, 除外.
    Modifier,
}

impl Class {
    /// Whether a condition may end with such a word.
    pub(super) const fn ends_condition(self) -> bool {
        use Class::{
            AtLeast, AtMost, Full, Late, Less, LessSide, More, MoreSide, OffTarget, OnTarget, Reach, Target, Worth,
        };
        use Class::{SuffixBeyond, SuffixMax, SuffixMin};
        matches!(
            self,
            SuffixMin
                | SuffixMax
                | SuffixBeyond
                | Reach
                | Target
                | OnTarget
                | OffTarget
                | Less
                | More
                | AtLeast
                | AtMost
                | LessSide
                | MoreSide
                | Late
                | Worth
                | Full
        )
    }
}
