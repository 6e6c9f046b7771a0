use super::*;
use crate::history::{PastKpi, PastMeasure, PastPeriod, PastPerson, PastRole, PastScore, PastValue};
use crate::lang::Lang;
use crate::period::Period;
use rust_decimal::Decimal;

fn person(id: &str, name: &str, sales: i64, score: i64) -> PastPerson {
    PastPerson {
        id: id.to_owned(),
        name: name.to_owned(),
        total: Some(Decimal::from(score)),
        grade: Some(if score >= 90 { "A" } else { "B" }.to_owned()),
        pay: None,
        roles: vec![PastRole {
            role: "主播".to_owned(),
            days: 30,
            total: Some(Decimal::from(score)),
            measures: vec![PastMeasure {
                name: "销售额".to_owned(),
                unit: "万元".to_owned(),
                aggregate: String::new(),
                value: PastValue::Number(Decimal::from(sales)),
            }],
            kpis: vec![PastScore {
                name: "销售额达成率".to_owned(),
                value: Some(Decimal::new(sales, 2).to_string()),
                score: Some(Decimal::from(score)),
            }],
        }],
    }
}

fn november(people: Vec<PastPerson>, target: &str) -> PastPeriod {
    PastPeriod {
        revision: 1,
        people,
        kpis: vec![PastKpi {
            role: "主播".to_owned(),
            name: "销售额达成率".to_owned(),
            weight: Decimal::ONE,
            target: target.to_owned(),
            formula: "销售额/100".to_owned(),
            rule: "按达成率比例计分".to_owned(),
            marked_by: String::new(),
        }],
        ..PastPeriod::of(Period::month(2026, 11).unwrap())
    }
}

fn words(old: &PastPeriod, new: &PastPeriod) -> Vec<String> {
    let changes = between(&Picture::of(old, Lang::ZhCn), &Picture::of(new, Lang::ZhCn));
    changes.iter().map(|change| change.in_words(Lang::ZhCn)).collect()
}

#[test]
fn nothing_changed_gives_an_empty_list() {
    let one = november(vec![person("E001", "张三", 88, 88)], "100%");
    assert_eq!(words(&one, &one), Vec::<String>::new());
}

#[test]
fn a_corrected_figure_is_listed_with_what_followed_from_it_and_causes_come_first() {
    let old = november(vec![person("E001", "张三", 88, 88)], "100%");
    let new = november(vec![person("E001", "张三", 93, 93)], "90%");
    assert_eq!(
        words(&old, &new),
        [
            "主播「销售额达成率」目标值：100% → 90%",
            "张三（E001） 数据「销售额」（主播）：88 → 93",
            "张三（E001） 实际值「销售额达成率」：0.88 → 0.93",
            "张三（E001） 得分「销售额达成率」：88 → 93",
            "张三（E001） 总分：88 → 93",
            "张三（E001） 等级：B → A",
        ]
    );
}

#[test]
fn a_person_who_came_is_one_line_not_one_per_figure() {
    let old = november(vec![person("E001", "张三", 88, 88)], "100%");
    let new = november(vec![person("E001", "张三", 88, 88), person("E002", "李四", 70, 70)], "100%");
    assert_eq!(words(&old, &new), ["新增人员：李四（E002）"]);
    assert_eq!(words(&new, &old), ["不再考核：李四（E002）"]);
}

#[test]
fn every_kind_of_change_has_a_text_in_every_language() {
    let kinds = [
        Area::Program,
        Area::Method,
        Area::Earlier,
        Area::Setting,
        Area::GradeTable,
        Area::Kpi,
        Area::Weight,
        Area::Target,
        Area::Formula,
        Area::Rule,
        Area::KpiDetail,
        Area::MeasureDetail,
        Area::Duty,
        Area::Staff,
        Area::DataRow,
        Area::OwnGoal,
        Area::Mark,
        Area::Pay,
        Area::Measure,
        Area::Person,
        Area::Name,
        Area::Role,
        Area::Days,
        Area::Data,
        Area::Adjustment,
        Area::Value,
        Area::Score,
        Area::Total,
        Area::Grade,
    ];
    let subject = Subject { id: "E001".into(), role: "主播".into(), item: "销售额".into(), name: "张三".into() };
    for lang in Lang::ALL {
        for area in kinds {
            for (from, to) in [(None, Some("b".to_owned())), (Some("a".to_owned()), None)] {
                let text = Change { area, subject: subject.clone(), from, to }.in_words(lang);
                assert!(!text.starts_with("change-") && !text.contains("{$"), "{lang:?} {area:?}: {text}");
            }
        }
    }
}
