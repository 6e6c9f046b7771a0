//! One rule per refusal and remark, in the KPI around it.

use scorebook::problem::Code;

use super::base::good;
use super::book::Book;

/// The sentence for the KPI 解决率 (unit %, target 90%), where no more is needed.
fn sentence(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::RuleUnreadable => "按心情给分",
        Code::RuleBlank => "每低____扣5分",
        Code::RuleJudgement => "视情况扣分",
        Code::RulePointRange => "≥90%得80-90分；低于90%得60分",
        Code::RuleTwice => "按比例计分，每低1%扣1分",
        Code::RuleHole => "≥100%得100分；80%-90%得20分；低于80%得0分",
        Code::RuleOverlap => "80%-90%得20分；85%-95%得100分",
        Code::RuleUnitConflict => "100%得满分，每1份不合规扣20%",
        Code::RuleAndSoOn => "低于3%扣5分；低于8%扣7分，以此类推",
        Code::RuleMoney => "每超1%奖励80元",
        Code::RuleOnlyCutOff => "低于60%不得分",
        Code::RuleRank => "按名次得分",
        Code::RuleFormula => "得分=实际×2+5",
        Code::RuleRounding => "每低1%扣1分，不足1%四舍五入",
        Code::RuleElsewhere => "同上",
        Code::RuleModifier => "每低1%扣2分，加倍扣分",
        Code::RuleOnceOrEach => "超出1%扣2分",
        Code::RuleNotCounted => "未提交扣5分",
        Code::RuleTwoCounts => "一般事故扣3分，重大事故扣10分",
        Code::RuleBoundUnclear => "每低1%扣2分，扣至50分为止",
        Code::RuleTierPoints => "≥90%得150分；低于90%得20分",
        Code::RuleSingleValues => "100%得满分，75%得75%分值",
        Code::RuleWhom => "仅限新员工，每低1%扣2分",
        Code::RuleWeightConflict => "本项权重20%，每低1%扣2分，扣完为止",
        Code::RuleNeverTakes => "每低于目标100个百分点扣2分",
        Code::RuleBelowFull => "≥100%得30分；90%≤X<100%得20分；低于90%不得分",
        Code::RuleEndlessBonus => "每低1%扣1分，每超1%加1分",
        Code::RuleOpenTier => "≥90%得100分；80%≤X<90%得20分",
        Code::RuleDescribed => "按完成率比例计分，最高100分。以财务数据为准",
        Code::RuleTwoReadings => "≥100% 100 points; 90%≤X<100% -5 points; below 90% 0 points",
        Code::RuleSharedNumber => "90%以上得100分，90%以下得60分",
        _ => return None,
    })
}

pub(super) fn sample(code: Code) -> Option<Book> {
    let mut book = good();
    if let Some(rule) = sentence(code) {
        book.set("考核指标!G2", rule);
        return Some(book);
    }
    match code {
        Code::RuleDirection => book.set("考核指标!F3", "≤90").set("考核指标!G3", "按完成率比例计分"),
        Code::RuleEmpty => book.clear("考核指标!G2"),
        Code::RuleTarget => book.clear("考核指标!F3").set("考核指标!G3", "按完成率比例计分"),
        Code::RuleTargetConflict => book.set("考核指标!G2", "达到目标值（98%）得满分，每低1%扣2分"),
        Code::RuleFullConflict => book.set("考核指标!H2", 10.0).set("考核指标!G2", "满分20分，每低1%扣2分"),
        Code::RuleScale => book.set("考核信息!B3", "权重分").clear("考核指标!F3").set("考核指标!G3", "直接计分"),
        Code::RuleBonusOnly => book.set("考核指标!G2", "每超1%加1分，最高加10分").set("数据-客服!D3", 95.0),
        _ => return None,
    };
    Some(book)
}

/// Whether the KPI 解决率 (unit %, target 90%, 满分 blank) is asked for its full points with a rule.
fn asked(book: &Book) -> bool {
    super::findings(&book.bytes()).iter().any(|problem| problem.code == Code::RuleBelowFull)
}

#[test]
fn points_written_for_other_full_points_are_asked_for_where_that_cell_is_blank() {
    for (rule, expected) in [
        ("≥100%得30分；90%≤X<100%得20分；低于90%不得分", true),
        ("达到目标得30分，每低1%扣2分，扣完为止", true),
        ("达到目标得30分，每低1%扣2分，每超1%加1分，最高加5分", true),
        ("达到目标得30分，否则0分", true),
        ("80%得6分，100%得10分，区间内线性计算", true),
        ("每完成1%得1分，最高20分", true),
        ("≥100%得100分；90%≤X<100%得80分；低于90%不得分", false),
        ("达到目标得80分，每超1%加1分，最高100分；每低1%扣2分", false),
        ("达到目标得满分，每低1%扣2分", false),
        ("满分30分，达到目标得30分，每低1%扣2分", false),
        ("直接计分，满分5分", false),
        ("按评分计分，满分10分", false),
        ("按完成率比例计分，最高120分", false),
        ("每高/低1%加/扣0.5分，最高加5分，最低扣5分", false),
    ] {
        assert_eq!(asked(good().set("考核指标!G2", rule)), expected, "{rule}");
    }
    let rule = "≥100%得30分；90%≤X<100%得20分；低于90%不得分";
    assert!(!asked(good().set("考核指标!G2", rule).set("考核指标!H2", 30.0)), "30 stands in 满分");
    assert!(!asked(good().set("考核指标!G2", rule).set("考核信息!B3", "权重分")), "points are the scale");
}
