//! What a host's own tables print between the KPIs and the total. Figures are worked out by hand.

use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::pipeline::{AddedUp, Outputs, Submission};

use crate::problems::book::Book;
use crate::problems::people::{in_deductions, in_dimensions};

/// Everybody's sums in the order of the results.
fn added(book: &Book, lang: Lang) -> Vec<AddedUp> {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::SummaryOnly);
    scoring.scored.unwrap_or_else(|| panic!("{:?}", scoring.problems)).added_up(lang)
}

type Told<'a> = (&'a str, Option<&'a str>, Option<&'a str>);

fn dimensions(one: &AddedUp) -> Vec<Told<'_>> {
    let all = one.roles.iter().flat_map(|role| &role.dimensions);
    all.map(|own| (own.name.as_str(), own.weight.as_deref(), own.sum.as_deref())).collect()
}

fn lines(one: &AddedUp) -> Vec<[&str; 3]> {
    one.lines.iter().map(|line| [line.label.as_str(), line.text.as_str(), line.amount.as_str()]).collect()
}

#[test]
fn dimensions_have_their_subtotals_and_an_adjustment_its_line() {
    let all = added(&in_dimensions(), Lang::ZhCn);
    // 解决率 and 满意度 are 100 at 40% each; 服务态度 is 86 at 20%.
    assert_eq!(dimensions(&all[0]), [("业绩", Some("0.8"), Some("80.00")), ("态度", Some("0.2"), Some("17.20"))]);
    assert_eq!((all[0].roles[0].sum.as_deref(), all[0].subtotal.as_deref()), (Some("97.20"), Some("97.20")));
    assert_eq!(lines(&all[0]), [["加分", "受到客户表扬", "1.00"]]);
    assert_eq!(all[0].moved.as_deref(), Some("1.00"));
    assert_eq!((lines(&all[1]), all[1].moved.as_deref()), (Vec::<[&str; 3]>::new(), None));
    assert_eq!(lines(&added(&in_dimensions(), Lang::En)[0])[0][0], "Bonus");
}

#[test]
fn a_dimension_of_which_nothing_applies_has_neither_weight_nor_subtotal() {
    let mut book = in_dimensions();
    book.set("数据-客服!D2", "不适用").set("数据-客服!F2", "不适用");
    let all = added(&book, Lang::ZhCn);
    // Their weights go to what is left: 86 at 100%.
    assert_eq!(dimensions(&all[0]), [("业绩", None, None), ("态度", Some("1"), Some("86.00"))]);
}

#[test]
fn signed_points_add_up_from_the_start_and_have_no_weights() {
    let mut book = in_deductions();
    book.set("考核指标!H1", "维度");
    for (row, dimension) in [(2, "工作"), (3, "工作"), (4, "结果"), (5, "结果")] {
        book.set(&format!("考核指标!H{row}"), dimension);
    }
    let all = added(&book, Lang::ZhTw);
    // 张三: 5 + 1 and 0 + 5, from 100, and a bonus of 3. 李四: −10 − 24 and −20 − 3.
    assert_eq!(dimensions(&all[0]), [("工作", None, Some("6.00")), ("结果", None, Some("5.00"))]);
    assert_eq!((all[0].subtotal.as_deref(), all[0].moved.as_deref()), (Some("111.00"), Some("3.00")));
    assert_eq!(dimensions(&all[1]), [("工作", None, Some("-34.00")), ("结果", None, Some("-23.00"))]);
    assert_eq!(all[1].subtotal.as_deref(), Some("43.00"));
}

#[test]
fn a_rules_veto_names_its_kpi_and_a_cap_its_points() {
    let mut vetoed = in_deductions();
    vetoed.set("考核指标!G4", "每发生1条扣5分，5条以上一票否决");
    let all = added(&vetoed, Lang::ZhCn);
    assert_eq!(lines(&all[1])[0][..2], ["一票否决", "指标“客户投诉”触发一票否决，总分记 0 分"]);
    let mut capped = in_deductions();
    capped.row("考核信息", 5, &["总分上限", "110"]);
    // 111 and 3 are 114.
    let all = added(&capped, Lang::ZhCn);
    assert_eq!(lines(&all[0])[1], ["总分上限", "超过总分上限，按 110.00 分计", "-4.00"]);
    assert_eq!(all[0].moved.as_deref(), Some("-1.00"));
}
