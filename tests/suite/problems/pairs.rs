//! Two mistakes in one workbook are both told, whatever row, person, role or table they share: what is broken silences only
//! what rests on it.

use super::base::with_second_person;
use super::book::{Book, Content, UNCALCULATED};
use super::findings;
use proptest::prelude::*;
use scorebook::problem::Severity;

/// The cells that a mistake touches, with what it writes there; `None` empties a cell.
type Slip = (&'static str, &'static [(&'static str, Option<&'static str>)]);

/// Mistakes that each give one problem alone: what is told, and what is typed. `#…` stands for what no text can say.
#[rustfmt::skip]
const SLIPS: &[Slip] = &[
    ("E209 考核信息!B1", &[("考核信息!B1", None)]),
    ("E212 考核信息!B2", &[("考核信息!B2", Some("本月"))]),
    ("E210 考核信息!B3", &[("考核信息!B3", Some("千分制"))]),
    ("E210 考核信息!B4", &[("考核信息!B4", Some("9"))]),
    ("E210 考核信息!B5", &[("考核信息!B5", Some("随便"))]),
    ("E210 考核信息!B6", &[("考核信息!B6", Some("按心情"))]),
    ("E210 考核信息!B7", &[("考核信息!A7", Some("总分上限")), ("考核信息!B7", Some("很高"))]),
    ("E210 考核信息!B8", &[("考核信息!A8", Some("主题色")), ("考核信息!B8", Some("红"))]),
    ("E221 考核指标!A4", &[("考核指标!A4", None)]),
    ("E221 考核指标!B2", &[("考核指标!B2", None)]),
    ("E219 考核指标!C2", &[("考核指标!C2", Some("0%"))]),
    ("E219 考核指标!C3", &[("考核指标!C3", Some("很重"))]),
    ("E402 考核指标!D2", &[("考核指标!D2", Some("已解诀数/咨询数"))]),
    ("E401 考核指标!D3", &[("考核指标!D3", Some("满意度评分/"))]),
    ("E401 考核指标!D4", &[("考核指标!D4", None)]),
    ("E223 考核指标!F2", &[("考核指标!F2", Some("较高"))]),
    ("E224 考核指标!F3", &[("考核指标!F3", Some("4.5小时"))]),
    ("E223 考核指标!F4", &[("考核指标!F4", Some("差不多"))]),
    ("E504 考核指标!G2", &[("考核指标!G2", Some("视情况扣分"))]),
    ("E504 考核指标!G3", &[("考核指标!G3", Some("酌情扣分"))]),
    ("E226 考核指标!H2", &[("考核指标!H2", Some("零"))]),
    ("E226 考核指标!H3", &[("考核指标!H3", Some("满"))]),
    ("E227 考核指标!I2", &[("考核指标!I2", Some("投诉率"))]),
    ("E227 考核指标!I3", &[("考核指标!I3", Some("退货率"))]),
    ("E213 数据项!A6", &[("数据项!A6", Some("组张")), ("数据项!B6", Some("出勤")), ("数据项!C6", Some("天")), ("数据项!D6", Some("求和"))]),
    ("E222 数据项!D2", &[("数据项!D2", Some("加总"))]),
    ("E222 数据项!D3", &[("数据项!D3", Some("乱"))]),
    ("E221 数据项!B7", &[("数据项!A7", Some("客服")), ("数据项!C7", Some("次")), ("数据项!D7", Some("求和"))]),
    ("E222 数据项!D5", &[("数据项!D5", Some("加起来"))]),
    ("E308 人员名单!D2", &[("人员名单!D2", Some("月初"))]),
    ("E308 人员名单!E2", &[("人员名单!E2", Some("月底"))]),
    ("E221 人员名单!B3", &[("人员名单!B3", None)]),
    ("E308 人员名单!D3", &[("人员名单!D3", Some("去年"))]),
    ("E236 人员名单!E4", &[("人员名单!D4", Some("2026-11-20")), ("人员名单!E4", Some("2026-11-10"))]),
    ("E221 人员名单!C5", &[("人员名单!A5", Some("E009")), ("人员名单!B5", Some("孙八"))]),
    ("E206 人员名单!F1", &[("人员名单!F1", Some("姓名"))]),
    ("E308 数据-客服!C2", &[("数据-客服!C2", Some("月初"))]),
    ("E301 数据-客服!D2", &[("数据-客服!D2", Some("很多"))]),
    ("E302 数据-客服!E2", &[("数据-客服!E2", Some("90元"))]),
    ("E305 数据-客服!F2", &[("数据-客服!F2", Some("#uncalculated"))]),
    ("E326 数据-客服!D3", &[("数据-客服!D3", Some("-"))]),
    ("E306 数据-客服!E3", &[("数据-客服!E3", Some("#error"))]),
    ("E309 数据-客服!F3", &[("数据-客服!F3", None)]),
    ("E312 数据-客服!A4", &[("数据-客服!A4", Some("E020")), ("数据-客服!D4", Some("1")), ("数据-客服!E4", Some("1")), ("数据-客服!F4", Some("4"))]),
    ("E315 数据-客服!A5", &[("数据-客服!D5", Some("1")), ("数据-客服!E5", Some("1")), ("数据-客服!F5", Some("4"))]),
    ("E301 数据-客服!D6", &[("数据-客服!A6", Some("E001")), ("数据-客服!D6", Some("若干")), ("数据-客服!E6", Some("1")), ("数据-客服!F6", Some("4"))]),
    ("E301 数据-组长!C2", &[("数据-组长!C2", Some("不少"))]),
    ("E312 数据-组长!A3", &[("数据-组长!A3", Some("E777")), ("数据-组长!C3", Some("3"))]),
    ("E222 加减分!C2", &[("加减分!C2", Some("加份"))]),
    ("E301 加减分!D2", &[("加减分!D2", Some("一点点"))]),
    ("E312 加减分!A2", &[("加减分!A2", Some("E888"))]),
    ("E308 加减分!F2", &[("加减分!F1", Some("日期")), ("加减分!F2", Some("月中"))]),
    ("E320 加减分!D3", &[("加减分!A3", Some("E002")), ("加减分!C3", Some("加分")), ("加减分!D3", Some("1.005"))]),
    ("E325 加减分!D4", &[("加减分!A4", Some("E002")), ("加减分!C4", Some("加分")), ("加减分!D4", Some("-2"))]),
    ("E345 加减分!E5", &[("加减分!A5", Some("E002")), ("加减分!C5", Some("校准")), ("加减分!D5", Some("95"))]),
    ("E221 加减分!D6", &[("加减分!A6", Some("E002")), ("加减分!C6", Some("减分")), ("加减分!E6", Some("迟到"))]),
    ("E229 等级!A3", &[("等级!A3", Some("A"))]),
    ("E301 等级!B2", &[("等级!B2", Some("高"))]),
    ("E301 等级!C2", &[("等级!C2", Some("一倍"))]),
    ("E301 等级!D4", &[("等级!D4", Some("两成多"))]),
    ("E301 等级!C3", &[("等级!C3", Some("正常"))]),
    ("E221 等级!B4", &[("等级!B4", None)]),
    ("E221 等级!A5", &[("等级!B5", Some("5")), ("等级!C5", Some("0.5"))]),
];

fn make(book: &mut Book, slip: &Slip) {
    for (cell, typed) in slip.1 {
        match typed {
            None => book.clear(cell),
            Some("#uncalculated") => book.set(cell, Content::Formula("=45*2", UNCALCULATED)),
            Some("#error") => book.set(cell, Content::Formula("=90/0", "#DIV/0!")),
            Some(text) => match text.parse::<f64>() {
                Ok(number) => book.set(cell, number),
                Err(_) => book.set(cell, *text),
            },
        };
    }
}

fn errors(slips: &[&Slip]) -> Vec<String> {
    let mut book = with_second_person();
    slips.iter().for_each(|slip| make(&mut book, slip));
    let found = findings(&book.bytes());
    found
        .iter()
        .filter(|p| p.code.severity() == Severity::Error)
        .map(|p| format!("{} {}", p.code.id(), p.place))
        .collect()
}

#[test]
fn every_slip_is_told_alone() {
    let wrong: Vec<String> = SLIPS
        .iter()
        .map(|slip| (slip.0, errors(&[slip])))
        .filter(|(expected, found)| found != &[(*expected).to_owned()])
        .map(|(expected, found)| format!("{expected} expected, {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Pairs of which one rests on the other: which role the row belongs to decides what is asked of the rest of the role, and a name
/// that can't be read may be the one that another cell means.
const RESTS: &[(&str, &str)] = &[
    ("E221 考核指标!A4", "E213 数据项!A6"),
    ("E221 考核指标!A4", "E301 数据-组长!C2"),
    ("E221 考核指标!A4", "E312 数据-组长!A3"),
    ("E221 考核指标!B2", "E227 考核指标!I3"),
    ("E402 考核指标!D2", "E221 数据项!B7"),
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn two_slips_are_both_told(one in 0..SLIPS.len(), other in 0..SLIPS.len()) {
        let (one, other) = (&SLIPS[one.min(other)], &SLIPS[one.max(other)]);
        let touched = |(cell, _): &(&str, Option<&str>)| other.1.iter().any(|(of, _)| of == cell);
        let rests = RESTS.contains(&(one.0, other.0));
        prop_assume!(!one.1.iter().any(touched) && !rests);
        let found = errors(&[one, other]);
        for expected in [one.0, other.0] {
            prop_assert!(found.iter().any(|f| f == expected), "{} & {}: {:?}", one.0, other.0, found);
        }
    }
}
