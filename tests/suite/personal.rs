//! Personal workbooks of a whole department: each holds its own person's figures and nothing of anybody else.

use std::io::{Cursor, Read};

use scorebook::book::write;
use scorebook::history::History;
use scorebook::model::*;
use scorebook::report::facts::past_period;
use scorebook::report::person;
use scorebook::score::{Results, score};

use crate::department::{Shape, department};

/// How many people the department has.
pub(crate) const PEOPLE: usize = 40;

fn id(at: usize) -> String {
    format!("P{}", 1001 + at)
}

/// A figure that only one person has.
fn sales(at: usize) -> String {
    format!("{}", 700_003 + at * 1_009)
}

/// Two roles, all that can happen to a total, somebody in both roles, and numbers that tell people apart.
pub(crate) fn forty(period: &str) -> Department {
    let mut builder = department().set(|appraisal| appraisal.period = period.parse().unwrap());
    for (name, first) in [("主播", 0), ("运营", PEOPLE / 2)] {
        builder = builder.role(name, |role| {
            let mut role = role
                .measure("销售额", "元", Aggregate::Sum)
                .measure("评分", "分", Aggregate::Mean)
                .measure("投诉", "次", Aggregate::Sum)
                .kpi("销售额", "40%", "销售额")
                .rule("元", Shape::Proportional("1.2".parse().unwrap()))
                .target("700000")
                .kpi("满意度", "30%", "评分")
                .kpi("增长", "20%", "环比(销售额)+1")
                .kpi("服务", "10%", "100-投诉");
            for at in first..first + PEOPLE / 2 {
                let calls = if at % 7 == 3 { "不适用" } else { "2" };
                role = role.row(&id(at), &[&sales(at), "91.5", calls]).row(&id(at), &["0.25", "88", "1"]);
            }
            if first > 0 { role.row(&id(5), &[&sales(PEOPLE), "70", "4"]) } else { role }
        });
    }
    for at in 0..PEOPLE {
        builder = match at {
            5 => builder.posting(&id(5), "主播", None, Some(&format!("{period}-10"))).posting(
                &id(5),
                "运营",
                Some(&format!("{period}-11")),
                None,
            ),
            _ => builder.person(&id(at), if at < PEOPLE / 2 { "主播" } else { "运营" }),
        };
    }
    builder
        .adjust(&id(1), AdjustmentKind::Penalty, Some("5"))
        .adjust(&id(1), AdjustmentKind::Bonus, Some("2.5"))
        .adjust(&id(2), AdjustmentKind::Veto, None)
        .adjust(&id(4), AdjustmentKind::Calibration, Some("88"))
        .grade("A", Some("85"), "1.2", None)
        .grade("B", Some("70"), "1", None)
        .grade("C", Some("0"), "0.8", None)
        .build()
}

/// The department of November with October behind it.
pub(crate) fn november() -> (Department, Results, History) {
    let october = forty("2026-10");
    let past = past_period(&october, &score(&october, &History::default()), 1);
    let history = History { previous: Some(past.clone()), year_ago: None, trend: vec![past] };
    let department = forty("2026-11");
    let results = score(&department, &history);
    (department, results, history)
}

fn parts(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..package.len())
        .map(|at| {
            let mut part = package.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// Whether a word stands in a text with no letter or digit joined to it.
fn stands_whole(text: &str, word: &str) -> bool {
    let joined = |edge: Option<char>| edge.is_some_and(|edge| edge.is_ascii_alphanumeric());
    text.match_indices(word)
        .any(|(at, _)| !joined(text[..at].chars().next_back()) && !joined(text[at + word.len()..].chars().next()))
}

#[test]
fn no_personal_workbook_of_forty_holds_a_colleagues_id_name_or_figure() {
    let (department, results, history) = november();
    assert_eq!(results.people.len(), PEOPLE);
    for (own, result) in results.people.iter().enumerate() {
        let bytes = write::to_bytes(&person::book(&department, &results, &history, own)).unwrap();
        let parts = parts(bytes);
        let holds = |word: &str| parts.iter().find(|(_, text)| stands_whole(text, word)).map(|(name, _)| name);
        assert!(holds(&result.id).is_some() && holds(&sales(own)).is_some(), "{}'s own workbook", result.id);
        for (other, colleague) in results.people.iter().enumerate().filter(|(other, _)| *other != own) {
            for word in [&*colleague.id, &*colleague.name, &sales(other)] {
                assert_eq!(holds(word), None, "{word} in the workbook of {}", result.id);
            }
        }
    }
}

#[test]
fn a_reason_that_names_a_colleague_warns_and_stays_as_written() {
    let (mut department, results, history) = november();
    department.adjustments[0].reason = format!("与员工{}换班", id(9));
    let found = person::named_in_reasons(&department);
    assert_eq!(found.iter().map(|problem| problem.place.to_string()).collect::<Vec<_>>(), ["加减分!A2"]);
    let bytes = write::to_bytes(&person::book(&department, &results, &history, 1)).unwrap();
    assert!(parts(bytes).iter().any(|(_, text)| text.contains(&department.adjustments[0].reason)));
}

#[test]
fn every_total_of_the_trend_is_marked() {
    let (department, results, history) = november();
    let parts = parts(write::to_bytes(&person::book(&department, &results, &history, 0)).unwrap());
    let (_, trend) = parts.iter().find(|(_, text)| text.contains("<c:lineChart>")).unwrap();
    assert!(trend.contains("<c:marker><c:symbol val=\"circle\"/>"), "{trend}");
}
