//! What people decide, as the archive keeps and tells it: change lists, tables for analysts, roll-ups.

use scorebook::archive::changes::{Picture, between};
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::pipeline::{Outputs, Submission};

use crate::problems::book::Book;
use crate::problems::people::{in_dimensions, marked, with_goals, with_pay};

fn picture(book: &Book) -> Picture {
    let bytes = book.bytes();
    let scoring = Submission::read(&bytes).score(History::default(), Outputs::All);
    let facts = scoring.scored.expect("it is scored").facts();
    Picture::of(&facts, Lang::ZhCn).with_definitions(&Submission::read(&bytes).department.unwrap())
}

fn changes(old: &Book, new: &Book) -> Vec<String> {
    between(&picture(old), &picture(new)).iter().map(|change| change.in_words(Lang::ZhCn)).collect()
}

#[test]
fn a_mark_and_a_word_are_told_by_category_and_never_by_the_raters_name() {
    let mut later = marked();
    later.set("评分-客服!E3", "60").set("评分-客服!F3", "需要耐心");
    // 90 × 20% + 60 × 80% = 66: 40 + 40 + 66 × 20% = 93.2 and the bonus.
    assert_eq!(
        changes(&marked(), &later),
        [
            "张三（E001） 数据「服务态度·上级」（客服）：85 → 60",
            "张三（E001） 评分「上级 · 服务态度」（客服）：85 → 60",
            "张三（E001） 评分「上级 · 评语」（客服）：耐心，响应及时 → 需要耐心",
            "张三（E001） 实际值「服务态度」：86 → 66",
            "张三（E001） 得分「服务态度」：86 → 66",
            "张三（E001） 总分：98.2 → 94.2",
        ]
    );
    let mut peers = marked();
    peers.set("考核指标!J4", "上级60%+同级40%");
    for (row, name, mark) in [(2, "赵密", "80"), (4, "钱密", "81")] {
        peers.set(&format!("评分-客服!C{row}"), "同级").set(&format!("评分-客服!D{row}"), name);
        peers.set(&format!("评分-客服!E{row}"), mark);
    }
    let mut changed = peers.clone();
    changed.set("评分-客服!E2", "70");
    let told = changes(&peers, &changed).join("\n");
    assert!(told.contains("评分「同级 · 服务态度」（客服）：80 → 70") && !told.contains('密'), "{told}");
}

#[test]
fn who_marks_dimensions_proration_and_settings_of_the_form_are_told() {
    let mut later = in_dimensions();
    later
        .set("考核指标!J4", "自评30%+上级70%")
        .set("考核指标!K4", "品德")
        .row("考核信息", 7, &["签字栏", "被考核人、总经理"])
        .row("考核信息", 8, &["表格栏目", "等级说明"]);
    let told = changes(&in_dimensions(), &later);
    for line in [
        "考核信息「签字栏」：（无） → 被考核人、总经理",
        "考核信息「表格栏目」：（无） → 等级说明",
        "客服 指标「服务态度 · 维度」：态度 → 品德",
        "客服 指标「服务态度 · 评分人」：自评20%+上级80% → 自评30%+上级70%",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}: {told:#?}");
    }
}

#[test]
fn own_goals_who_is_appraised_and_pay_are_told() {
    let mut later = with_goals();
    later.set("个人目标!D2", "85%");
    assert_eq!(changes(&with_goals(), &later)[0], "张三（E001） 个人目标「解决率 · 目标值」（客服）：80% → 85%");
    let gone = changes(&with_goals(), &crate::problems::good());
    assert!(gone.contains(&"张三（E001） 个人目标「解决率 · 目标值」（客服）：80% → （无）".to_owned()), "{gone:#?}");
    let mut later = with_pay();
    later.set("人员名单!F2", 3500.0).set("人员名单!G1", "参评").set("人员名单!G3", "试用");
    later.row("考核信息", 7, &["绩效工资", "基数*总分/100"]);
    let told = changes(&with_pay(), &later);
    for line in [
        "考核信息「绩效工资」：（无） → 基数*总分/100",
        "张三（E001） 人员名单「绩效工资基数」（客服）：3000 → 3500",
        "李四（E002） 人员名单「参评」（客服）：是 → 试用",
        // 100 × 60% + 100 × 40% + 1 = 101: 3500 × 101 ÷ 100.
        "张三（E001） 绩效工资：3600 → 3535",
    ] {
        assert!(told.iter().any(|told| told == line), "{line}: {told:#?}");
    }
}
