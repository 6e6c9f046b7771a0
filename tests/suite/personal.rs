//! Personal workbooks of a whole department: each holds its own person's figures and nothing of anybody else.

use std::io::{Cursor, Read};

use scorebook::history::History;
use scorebook::model::*;
use scorebook::output::{Content, write};
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
    let (department, results, history) = november();
    let mut changed = department.into_parts();
    changed.adjustments[0].reason = format!("与员工{}换班", id(9));
    let department = Department::unchecked(changed);
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

/// People with shares of 1003, 2007, 3011 … as figures; each is measured against the mean and the sum of them all.
fn team_of(people: usize) -> (Department, Results) {
    let shares: Vec<String> = (0..people).map(|at| format!("{}", 1003 + at * 1004)).collect();
    let mut builder = department().role("主播", |role| {
        let mut role = role.measure("份额", "元", Aggregate::Sum).kpi("与平均相比", "50%", "份额/部门平均(份额)").kpi(
            "占比",
            "50%",
            "份额/部门合计(份额)",
        );
        for (at, share) in shares.iter().enumerate() {
            role = role.row(&id(at), &[share]);
        }
        role
    });
    for at in 0..people {
        builder = builder.person(&id(at), "主播");
    }
    let department = builder.grade("A", Some("0"), "1", None).build();
    let results = score(&department, &History::default());
    (department, results)
}

#[test]
fn a_team_value_over_fewer_than_five_people_stands_in_no_sheet_cache_or_chart_of_a_personal_workbook() {
    // 1003 + 2007 + 3011 + 4015 = 10036, a quarter of it 2509; with 5019 the sum is 15055 and the mean 3011.
    for (people, sum, mean, stands) in [(4, "10036", "2509", false), (5, "15055", "3011", true)] {
        let (department, results) = team_of(people);
        // Not the third, whose own figure is the mean of five.
        for own in [0, 1, 3] {
            let parts = parts(write::to_bytes(&person::book(&department, &results, &History::default(), own)).unwrap());
            for value in [sum, mean] {
                let found = parts.iter().any(|(_, text)| stands_whole(text, value));
                assert_eq!(found, stands, "{value} in the workbook of one of {people}");
            }
        }
    }
}

/// Every number that stands in a text, as typed.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| !c.is_ascii_digit() && c != '.').filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn no_colleagues_figure_can_be_solved_for_from_a_personal_workbook_of_two() {
    // The other one's share is 61803; own shares are 24089 and, for the sum, 85892; their mean is 42946.
    let rules: [(&str, &str); 4] = [("次", "100000"), ("次", "200000"), ("次", "1000000"), ("%", "1")];
    for formula in [
        "部门合计(量数)-量数",
        "部门合计(量数)",
        "量数/部门合计(量数)",
        "部门平均(量数)*2-量数",
        "量数-部门平均(量数)",
        "最大(部门合计(量数),1)",
        "如果(部门合计(量数)>量数,部门合计(量数)-量数,0)",
    ] {
        for (unit, target) in rules {
            let made = department()
                .role("主播", |role| {
                    role.measure("量数", "次", Aggregate::Sum)
                        .kpi("其他", "50%", formula)
                        .rule(unit, Shape::Proportional("1.2".parse().unwrap()))
                        .target(target)
                        .kpi("自己", "50%", "量数")
                        .rule("次", Shape::Proportional("1.2".parse().unwrap()))
                        .target("30000")
                        .row("P1", &["24089"])
                        .row("P2", &["61803"])
                })
                .person("P1", "主播")
                .person("P2", "主播")
                .grade("A", Some("0"), "1", None)
                .build();
            let results = score(&made, &History::default());
            assert!(results.people.iter().all(|person| person.total.is_some()), "{formula} {target}");
            let value = match &results.people[0].roles[0].kpis[0].value() {
                Some(scorebook::score::KpiValue::Number(number)) => number.to_string(),
                other => panic!("{other:?}"),
            };
            let book = write::to_bytes(&person::book(&made, &results, &History::default(), 0)).unwrap();
            for (name, text) in parts(book) {
                for told in ["61803", "85892", "42946", &*value, formula] {
                    assert!(!stands_whole(&text, told), "{told} of {formula} in {name}");
                }
                // What turns a score back into the value is withheld too: of this KPI neither target nor points stand there.
                if name.contains("worksheets") || name.contains("sharedStrings") || name.contains("charts") {
                    let target: f64 = target.parse().unwrap();
                    assert!(target <= 1.0 || !numbers(&text).contains(&target), "{target} of {formula} in {name}");
                }
            }
        }
    }
}

#[test]
fn a_team_value_of_an_earlier_period_is_withheld_as_one_of_this_period_is() {
    // October's 1003 + 2007 + 3011 + 4015 = 10036; with 5019 it is 15055. In November each has 7 more.
    for (people, before, stands) in [(4, "10036", false), (5, "15055", true)] {
        let month = |period: &str, more: usize| {
            let mut builder = department().set(|appraisal| appraisal.period = period.parse().unwrap());
            builder = builder.role("主播", |role| {
                let mut role = role.measure("份额", "元", Aggregate::Sum).kpi("增长", "100%", "环比(部门合计(份额))+1");
                for at in 0..people {
                    role = role.row(&id(at), &[&format!("{}", 1003 + at * 1004 + more)]);
                }
                role
            });
            (0..people)
                .fold(builder, |builder, at| builder.person(&id(at), "主播"))
                .grade("A", Some("0"), "1", None)
                .build()
        };
        let (october, november) = (month("2026-10", 0), month("2026-11", 7));
        let past = past_period(&october, &score(&october, &History::default()), 1);
        let history = History { previous: Some(past.clone()), year_ago: None, trend: vec![past] };
        let results = score(&november, &history);
        assert!(results.people.iter().all(|person| person.total.is_some()));
        let parts = parts(write::to_bytes(&person::book(&november, &results, &history, 0)).unwrap());
        let found = parts.iter().any(|(_, text)| stands_whole(text, before));
        assert_eq!(found, stands, "{before} in the workbook of one of {people}");
    }
}

#[test]
fn only_what_people_fill_in_by_hand_is_open() {
    let (department, results, history) = november();
    let mut fronts = 0;
    for own in 0..results.people.len() {
        for sheet in person::book(&department, &results, &history, own).sheets {
            assert!(sheet.protected, "{} of {}", sheet.name, results.people[own].id);
            let open: Vec<_> = sheet.cells.values().filter(|cell| cell.style.unlocked).collect();
            assert!(open.iter().all(|cell| cell.content == Content::Blank), "{}", sheet.name);
            // Evaluation, improvement plan; three signatures and the date.
            assert!(open.is_empty() || open.len() == 6, "{} open on {}", open.len(), sheet.name);
            assert!(sheet.column_styles.values().all(|style| !style.unlocked));
            fronts += usize::from(open.len() == 6);
        }
    }
    // One sheet each; the one with two roles has one for each and one that joins them.
    assert_eq!(fronts, PEOPLE + 2);
}

#[test]
fn a_personal_workbook_has_no_links_comments_or_foreign_parts_and_its_properties_are_the_departments() {
    let (department, results, history) = november();
    for own in [0, 5] {
        let parts = parts(write::to_bytes(&person::book(&department, &results, &history, own)).unwrap());
        for (name, text) in &parts {
            let known =
                ["xl/worksheets/", "xl/charts/", "xl/drawings/", "xl/theme/", "xl/_rels/", "docProps/", "_rels/"];
            let single = ["[Content_Types].xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"];
            assert!(known.iter().any(|known| name.starts_with(known)) || single.contains(&&**name), "{name}");
            assert!(!text.contains("<hyperlink") && !text.contains("TargetMode=\"External\""), "{name}");
        }
        let part = |name: &str| &parts.iter().find(|(part, _)| part == name).unwrap().1;
        let creator = format!("<dc:creator>{}</dc:creator>", department.appraisal.prepared_by);
        assert!(part("docProps/core.xml").contains(&creator), "{}", part("docProps/core.xml"));
        // Names that are defined are print areas and titles of the workbook's own sheets.
        let workbook = part("xl/workbook.xml");
        let names: Vec<&str> =
            workbook.split("<definedName name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(names.iter().all(|name| name.starts_with("_xlnm.Print_")), "{names:?}");
    }
}
