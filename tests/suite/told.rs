//! How results are told: step by step, and as `results.json`.

use scorebook::history::History;
use scorebook::model::{AdjustmentKind, Aggregate};
use scorebook::score::score;

use crate::department::{Shape, department, number};
use crate::scores::of_three;

#[test]
fn the_way_to_a_score_is_said_in_steps() {
    use scorebook::lang::Lang;
    use scorebook::report::why::{Audience, Why};
    let department = department()
        .role("主播", |role| {
            role.measure("销售额", "元", Aggregate::Sum)
                .measure("目标额", "元", Aggregate::Sum)
                .measure("投诉", "次", Aggregate::Sum)
                .kpi("达成率", "60%", "销售额/目标额")
                .target("100%")
                .rule("%", Shape::Proportional(number("1.2")))
                .kpi("投诉", "40%", "投诉")
                .row("E1", &["40", "30", "不适用"])
                .row("E1", &["30", "45", "不适用"])
        })
        .person("E1", "主播")
        .adjust("E1", AdjustmentKind::Penalty, Some("2"))
        .grade("A", Some("95"), "1.2", None)
        .grade("B", Some("0"), "1", None)
        .build();
    let results = score(&department, &History::default());
    let why = Why { department: &department, results: &results, lang: Lang::ZhCn, audience: Audience::Office };
    let text = |kpi: Option<&str>| -> String {
        let sections = why.sections(&results.people[0], kpi);
        sections
            .iter()
            .flat_map(|section| &section.steps)
            .map(|step| format!("{} {}\n", step.label, step.text))
            .collect()
    };
    let all = text(None);
    for said in [
        "销售额 = 70元（数据-主播!C2, C3）",
        "70 ÷ 75 = 0.93333333…，四舍五入到 4 位小数得 93.33%",
        "93.33 分 ÷ 满分 100 × 100 = 93.33",
        "93.33 × 60% ÷ 60% = 93.33",
        "不适用：投诉填的是不适用",
        "减分 −2.00：事由",
        "总分 = 91.33",
        "B，绩效系数 1",
        "距 A 级（95 分）还差 3.67 分",
    ] {
        assert!(all.contains(said), "{said} is not in\n{all}");
    }
    assert!(text(Some("投诉")).contains("不适用") && !text(Some("投诉")).contains("总分"));
    assert!(text(Some("没有这个")).is_empty());
}

#[test]
fn results_json_follows_its_published_schema() {
    let schema: serde_json::Value = serde_json::from_str(
        &std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/results.schema.json")).unwrap(),
    )
    .unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let department = of_three(&["80", "60", "不适用"])
        .adjust("E1", AdjustmentKind::Penalty, Some("1"))
        .grade("A", Some("0"), "1.20", None)
        .build();
    let results = score(&department, &History::default());
    let json = scorebook::report::results::to_json(&department, &results);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let first = &value["people"][0];
    assert_eq!((first["total"].as_str(), first["adjustment"].as_str()), (Some("71.50"), Some("-1.00")));
    assert_eq!(first["coefficient"].as_str(), Some("1.2"));
    assert_eq!(first["roles"][0]["kpis"][0]["effective_weight"].as_str(), Some("0.625"));
    assert!(first["roles"][0]["kpis"][2]["value"].is_null());
}
