//! Values and scores that a colleague would ask about: typed in another unit, given out of another scale.

use scorebook::history::History;
use scorebook::pipeline::{Outputs, Submission};

use crate::problems::book::Book;
use crate::problems::good;

/// What is told of a KPI over a column of two people: its code and how many it names.
fn told(rule: &str, unit: &str, target: &str, values: [&str; 2]) -> Vec<String> {
    let mut book: Book = good();
    book.row("考核指标", 3, &["客服", "业绩", "40%", "满意度评分", unit, target, rule])
        .set("考核指标!F3", target)
        .set("数据项!C4", unit)
        .set("数据-客服!F2", values[0])
        .set("数据-客服!F3", values[1]);
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let asked = scoring.problems.iter().filter(|problem| ["W454", "W455"].contains(&problem.code.id()));
    asked
        .map(|problem| {
            let count = problem.args.iter().find(|(name, _)| *name == "count").map_or("", |(_, count)| count);
            format!("{}{count}", problem.code.id())
        })
        .collect()
}

#[test]
fn a_value_a_thousandfold_beyond_its_target_or_below_it_is_asked_about_once() {
    let rule = "每少1万元扣2分，扣完为止";
    for (unit, target, values, expected) in [
        // 万元 typed into a column of 元, by everybody and by one.
        ("元", "300000", ["35", "30"], "W4542"),
        ("元", "300000", ["350000", "30"], "W4541"),
        // 元 typed into a column of 万元.
        ("万元", "30", ["350000", "300000"], "W4542"),
        ("元", "300000", ["35万", "30w"], ""),
        ("万元", "30", ["35", "0"], ""),
        ("元", "300000", ["301", "0"], ""),
        ("元", "300000", ["300", "350000"], "W4541"),
    ] {
        assert_eq!(told(rule, unit, target, values).concat(), expected, "{unit} {target} {values:?}");
    }
    let tiers = "≥100万得100分，80-100万得80分，80万以下得60分";
    for (unit, values, expected) in
        [("元", ["105", "85"], "W4542"), ("万元", ["105", "85"], ""), ("元", ["1050000", "850000"], "")]
    {
        assert_eq!(told(tiers, unit, "", values).concat(), expected, "{unit} {values:?}");
    }
}

/// What is told of a ratio of two columns; the data as 当月接待 and 已解决数 of two people.
fn ratio(unit: &str, target: &str, solved: [&str; 2]) -> Vec<String> {
    let mut book: Book = good();
    book.row("考核指标", 3, &["客服", "业绩", "40%", "已解决数/满意度评分", unit, target, "按达成率比例计分"])
        .set("数据项!C4", "单")
        .set("数据-客服!F2", "100")
        .set("数据-客服!F3", "100")
        .set("数据-客服!D2", solved[0])
        .set("数据-客服!D3", solved[1]);
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let arg = |problem: &scorebook::problem::Problem, wanted: &str| {
        problem.args.iter().find(|(name, _)| *name == wanted).map_or_else(String::new, |(_, value)| value.clone())
    };
    let asked = scoring.problems.iter().filter(|problem| problem.code.id() == "W454" && arg(problem, "kpi") == "业绩");
    asked.map(|problem| format!("{} {}", arg(problem, "count"), arg(problem, "times"))).collect()
}

#[test]
fn a_ratio_beside_a_target_out_of_a_hundred_is_asked_about() {
    assert_eq!(ratio("", "90", ["88", "92"]), ["2 hundred"]);
    assert_eq!(ratio("分", "100", ["88", "92"]), ["2 hundred"]);
    assert_eq!(ratio("%", "90%", ["88", "92"]), Vec::<String>::new());
    // 0.09% of 90%: one of the two was counted in another unit.
    assert_eq!(ratio("%", "90%", ["0.09", "92"]), ["1 thousand"]);
    // One call in ten of a target of two is no share of a hundred.
    assert_eq!(ratio("", "2", ["88", "92"]), Vec::<String>::new());
}

#[test]
fn scores_of_which_none_reaches_a_tenth_of_the_scale_are_asked_about() {
    for (rule, values, expected) in [
        ("直接计分", ["8", "9"], "W455"),
        ("直接计分", ["4.6", "4.8"], "W455"),
        ("直接计分", ["10", "11"], ""),
        ("直接计分", ["85", "9"], ""),
        ("直接计分", ["0", "0"], ""),
        ("直接计分（满分10分）", ["8", "9"], ""),
    ] {
        assert_eq!(told(rule, "分", "", values).concat(), expected, "{rule} {values:?}");
    }
    // A share is none of a scale of a hundred.
    assert_eq!(told("直接计分", "%", "", ["95%", "96%"]).concat(), "");
}

#[test]
fn a_rate_of_a_part_above_the_whole_is_asked_about() {
    let with = |name: &str, solved: &str| {
        let mut book: Book = good();
        book.set("考核指标!B2", name).set("数据-客服!D2", solved);
        let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
        let asked = scoring.problems.iter().filter(|problem| problem.code.id() == "W456");
        asked.map(|problem| problem.place.to_string()).collect::<Vec<_>>()
    };
    for name in ["合格率", "订单及时率", "準時率", "客户满意率", "On-time rate"] {
        assert_eq!(with(name, "150"), ["数据-客服!D2"], "{name}");
        assert_eq!(with(name, "100"), Vec::<String>::new(), "{name}");
    }
    for name in ["完成率", "达成率", "增长率"] {
        assert_eq!(with(name, "150"), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn shares_without_a_sign_far_above_their_target_are_asked_about() {
    let rule = "每高0.1%扣5分，扣完为止";
    for (target, values, expected) in [
        ("≤2%", ["1.2", "0.8"], "W4542"),
        ("≤2%", ["1.2%", "0.8%"], ""),
        ("≤2%", ["0.012", "0.008"], ""),
        // A month that went wrong for one person only.
        ("≤2%", ["0.3", "0.01"], ""),
    ] {
        assert_eq!(told(rule, "%", target, values).concat(), expected, "{target} {values:?}");
    }
}
