//! What people decide: marks, own goals, dimensions, pay, who is appraised. Figures are worked out by hand.

use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::model::layout::AppraisalField;
use scorebook::pipeline::{
    DEFAULT_TEMPLATE, Outputs, Provenance, Submission, form_mistakes, form_with, next_form, template,
};
use scorebook::problem::Code;
use scorebook::report::why::{Audience, Why};
use scorebook::template::With;
use serde_json::Value;

use crate::parts;
use crate::problems::book::Book;
use crate::problems::people::{in_dimensions, marked, with_goals, with_pay};

fn told(book: &Book) -> Vec<String> {
    let found = Submission::read(&book.bytes()).check(&History::default());
    found.iter().map(|problem| format!("{} {}", problem.code.id(), problem.place)).collect()
}

fn results(book: &Book) -> Value {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| panic!("{:?}", told(book)));
    serde_json::from_str(&scored.results_json()).unwrap()
}

fn person<'a>(results: &'a Value, id: &str) -> &'a Value {
    results["people"].as_array().unwrap().iter().find(|person| person["id"] == id).unwrap()
}

fn kpi<'a>(results: &'a Value, id: &str, name: &str) -> &'a Value {
    let kpis = person(results, id)["roles"][0]["kpis"].as_array().unwrap();
    kpis.iter().find(|kpi| kpi["name"] == name).unwrap()
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}

/// The workbooks with every part's text, by path.
fn workbooks(book: &Book) -> Vec<(String, String)> {
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| panic!("{:?}", told(book)));
    let from = Provenance::workbook("in.xlsx", book.bytes());
    let outputs = scored.report(&from, None, &mut |_, _| {}).unwrap();
    outputs.into_iter().map(|output| (output.path, parts::text_of(output.bytes))).collect()
}

#[test]
fn a_marked_kpi_is_the_means_of_its_categories_by_their_shares() {
    assert_eq!(told(&marked()), Vec::<String>::new());
    let results = results(&marked());
    // 张三: 90 × 20% + 85 × 80% = 18 + 68 = 86. 李四: 优秀 is 95: 95 × 20% + 70 × 80% = 19 + 56 = 75.
    assert_eq!(text(kpi(&results, "E001", "服务态度"), "value"), "86");
    assert_eq!(text(kpi(&results, "E002", "服务态度"), "value"), "75");
    // 张三: 解决率 90/90 → 100 × 40% = 40; 满意度 4.5 → 100 × 40% = 40; 86 × 20% = 17.2; + 1 bonus = 98.2.
    assert_eq!(text(person(&results, "E001"), "total"), "98.20");
    assert_eq!(results["schema"], "scorebook/results/2");
    let marks = &kpi(&results, "E001", "服务态度")["marks"];
    assert_eq!(marks[1], serde_json::json!({"by": "上级", "share": "0.8", "mean": "85", "count": 1}));
}

#[test]
fn what_a_category_did_not_mark_counts_as_the_setting_says() {
    let without = |policy: &str| {
        let mut book = marked();
        book.clear_rows("评分-客服", 3, 3).set("考核信息!B5", policy);
        book
    };
    assert_eq!(told(&without("报错")), ["E430 评分-客服!A2"]);
    // 90 × 20% and nothing of the manager.
    assert_eq!(text(kpi(&results(&without("计零")), "E001", "服务态度"), "value"), "18");
    // The only share that is there is the whole.
    assert_eq!(text(kpi(&results(&without("不考核")), "E001", "服务态度"), "value"), "90");
    let mut absent = marked();
    absent.set("评分-客服!E2", "不适用").set("评分-客服!E3", "—");
    let results = results(&absent);
    assert_eq!(kpi(&results, "E001", "服务态度")["status"], "not_applicable");
    // 40 of 80 each: (100 × 40% + 100 × 40%) ÷ 80% = 100, and the bonus.
    assert_eq!(text(person(&results, "E001"), "total"), "101.00");
}

#[test]
fn the_setting_says_who_marks_where_no_row_does() {
    let mut book = marked();
    book.clear("考核指标!J4").clear("考核指标!J1").row("考核信息", 7, &["评分人", "自评:上级=1:3"]);
    // 90 × 25% + 85 × 75% = 22.5 + 63.75 = 86.25.
    assert_eq!(text(kpi(&results(&book), "E001", "服务态度"), "value"), "86.25");
}

#[test]
fn dimensions_take_weights_of_the_whole_or_of_themselves() {
    let whole = results(&in_dimensions());
    assert_eq!(kpi(&whole, "E001", "解决率")["dimension"], "业绩");
    let mut nested = in_dimensions();
    // 50% of 80% each, and the only one of its dimension.
    nested.set("考核指标!C2", "50%").set("考核指标!C3", "50%").set("考核指标!C4", "100%");
    assert_eq!(told(&nested), Vec::<String>::new());
    let nested = results(&nested);
    assert_eq!(text(kpi(&nested, "E001", "解决率"), "weight"), "0.4");
    assert_eq!(person(&nested, "E001")["total"], person(&whole, "E001")["total"]);
}

#[test]
fn blank_weights_of_a_dimension_are_answered_with_equal_shares() {
    let mut book = in_dimensions();
    book.clear("考核指标!C2").clear("考核指标!C3");
    let found = Submission::read(&book.bytes()).check(&History::default());
    let hint = found.first().and_then(|problem| problem.hint(Lang::ZhCn)).unwrap();
    assert!(hint.ends_with("40%、40%"), "{hint}");
}

#[test]
fn goals_of_ones_own_take_the_place_of_the_roles() {
    let results = results(&with_goals());
    // 90% against an own 80% is 112.5, at most 100: 100 × 50% + 100 × 50% + 1.
    assert_eq!(text(kpi(&results, "E001", "解决率"), "target"), "0.8");
    assert_eq!(text(kpi(&results, "E001", "解决率"), "weight"), "0.5");
    assert_eq!(text(person(&results, "E001"), "total"), "101.00");
    // 李四 has the role's: 80 ÷ 90 = 88.888… → 88.89 × 60% = 53.334 → 53.33.
    assert_eq!(text(kpi(&results, "E002", "解决率"), "weighted"), "53.33");
}

#[test]
fn a_target_by_days_is_that_share_of_it_with_its_way() {
    let mut book = crate::problems::base::with_second_person();
    book.set("人员名单!D4", "2026-11-21").set("考核指标!J1", "折算").set("考核指标!J4", "是").set("数据-组长!C2", 3.0);
    assert_eq!(told(&book), Vec::<String>::new());
    let results = results(&book);
    // 10 × 10 ÷ 30 = 3.3333: 3 are 0.3333 fewer, which is no whole one.
    assert_eq!(text(kpi(&results, "E003", "任务完成数"), "target"), "3.3333");
    assert_eq!(text(kpi(&results, "E003", "任务完成数"), "score"), "100.00");
    let all = workbooks(&book);
    let own = all.iter().find(|(path, _)| path.contains("E003")).unwrap();
    assert!(own.1.contains("（10×10÷30）"));
}

#[test]
fn a_person_on_probation_is_scored_and_not_ranked_and_another_gets_no_sheet() {
    let mut book = crate::problems::good();
    book.set("人员名单!F1", "参评").set("人员名单!F2", "试用").row("人员名单", 4, &["E003", "王五", "客服"]);
    book.set("人员名单!F4", "否");
    assert_eq!(told(&book), ["N277 人员名单!A4"]);
    let results = results(&book);
    assert_eq!(results["people"].as_array().unwrap().len(), 2);
    assert_eq!(person(&results, "E001")["probation"], true);
    assert_eq!(person(&results, "E001")["rank"], Value::Null);
    assert_eq!(person(&results, "E002")["rank"], 1);
    assert!(workbooks(&book).iter().all(|(path, _)| !path.contains("E003")));
}

#[test]
fn pay_is_base_by_coefficient_or_what_the_formula_says() {
    // 张三 has an A: 3000 × 1.2; 李四 80/90 → 53.33, 4.4 → 98 × 40% = 39.2: 92.53, an A too.
    let usual = results(&with_pay());
    assert_eq!(person(&usual, "E001")["pay"], serde_json::json!({"base": "3000", "amount": "3600.00"}));
    assert_eq!(person(&usual, "E002")["pay"]["amount"], "2400.00");
    let mut book = with_pay();
    book.row("考核信息", 7, &["绩效工资", "基数×总分÷100"]);
    // 2000 × 92.53 ÷ 100.
    assert_eq!(person(&results(&book), "E002")["pay"]["amount"], "1850.60");
}

#[test]
fn marks_of_few_and_names_of_raters_stand_in_no_personal_workbook() {
    let mut book = marked();
    book.set("考核指标!J4", "上级60%+同级40%");
    let peers = [("甲同事", "71.37"), ("乙同事", "72.53")];
    book.clear_rows("评分-客服", 2, 9);
    let rows: Vec<[&str; 6]> = vec![
        ["E001", "张三", "上级", "王主管", "85", "好"],
        ["E001", "张三", "同级", peers[0].0, peers[0].1, "私下说的话"],
        ["E001", "张三", "同级", peers[1].0, peers[1].1, ""],
        ["E002", "李四", "上级", "王主管", "80", ""],
        ["E002", "李四", "同级", "甲同事", "61.11", ""],
        ["E002", "李四", "同级", "乙同事", "62.22", ""],
        ["E002", "李四", "同级", "丙同事", "64.33", ""],
    ];
    for (at, row) in (2..).zip(&rows) {
        book.row("评分-客服", at, row);
    }
    let all = workbooks(&book);
    let of = |id: &str| &all.iter().find(|(path, _)| path.contains(id)).unwrap().1;
    for secret in ["甲同事", "乙同事", "丙同事", "私下说的话", "61.11", "64.33"] {
        assert!(!of("E001").contains(secret) && !of("E002").contains(secret), "{secret}");
    }
    // Two peers: neither their marks nor their mean (71.95), which stands only within 85 × 60% + 71.95 × 40% = 79.78.
    for secret in ["71.37", "72.53", "71.95"] {
        assert!(!of("E001").contains(secret), "{secret}");
    }
    assert!(of("E001").contains("79.78"));
    // Three: the mean of 61.11, 62.22 and 64.33 is 62.553…, with their number.
    assert!(of("E002").contains("同级 62.55（3 人）"));
}

#[test]
fn a_workbook_without_any_of_it_has_the_first_form_of_results() {
    let results = results(&crate::problems::good());
    assert_eq!(results["schema"], "scorebook/results/1");
    let keys: Vec<&String> = results["people"][0].as_object().unwrap().keys().collect();
    assert!(!keys.iter().any(|key| ["pay", "probation"].contains(&key.as_str())));
}

#[test]
fn a_rule_that_is_for_people_is_offered_as_a_criterion() {
    let mut book = crate::problems::good();
    book.set("考核指标!G3", "视情况酌情扣分");
    let found = Submission::read(&book.bytes()).check(&History::default());
    let hint = found.first().and_then(|problem| problem.hint(Lang::ZhCn)).unwrap();
    assert!(hint.contains("“评分人”写“上级”"), "{hint}");
}

#[test]
fn a_criterion_of_ones_own_says_what_may_be_entered_for_its_person_alone() {
    let mut book = marked();
    book.sheet(
        "个人目标",
        &[&["工号", "姓名", "指标", "评分标准"], &["E001", "张三", "服务态度", "优秀80–90分，良好60–79分"]],
    );
    assert_eq!(told(&book), Vec::<String>::new());
    // 95 is 李四's 优秀; 张三's ends at 90.
    book.set("评分-客服!E3", 95.0).set("评分-客服!E5", 95.0);
    assert_eq!(told(&book), ["E280 评分-客服!E3"]);
    // A level of one's own may be entered by its name: 优等 is 88. 90 × 20% + 88 × 80% = 88.4.
    book.set("个人目标!D2", "优等88分，良等70分").set("评分-客服!E3", "优等");
    assert_eq!(told(&book), Vec::<String>::new());
    assert_eq!(text(kpi(&results(&book), "E001", "服务态度"), "value"), "88.4");
    book.set("个人目标!D2", "优等188分，良等70分");
    assert_eq!(told(&book), ["E264 个人目标!D2"]);
}

#[test]
fn one_who_marks_under_the_id_and_under_the_name_marks_twice() {
    let mut book = marked();
    book.set("评分-客服!D3", "E002").row("评分-客服", 6, &["E001", "张三", "上级", "李四", "80", ""]);
    assert_eq!(told(&book), ["E284 评分-客服!A6"]);
    // Somebody of another department has no id here.
    book.set("评分-客服!D3", "王主管");
    assert_eq!(told(&book), Vec::<String>::new());
}

#[test]
fn the_steps_end_with_pay_and_a_person_sees_it_only_where_the_page_shows_it() {
    let why = |book: &Book, audience: Audience| -> Vec<String> {
        let department = Submission::read(&book.bytes()).department.unwrap();
        let results = scorebook::score::score(&department, &History::default());
        let why = Why { department: &department, results: &results, lang: Lang::ZhCn, audience };
        let steps = why.total(&results.people[0]);
        steps.into_iter().filter(|step| step.label == "绩效工资").map(|step| step.text).collect()
    };
    // 张三: 101 points are an A with 1.2: 3000 × 1.2.
    let mut book = with_pay();
    assert_eq!(why(&book, Audience::Office), ["基数×系数（基数 3,000，系数 1.2）= 3600.00"]);
    assert_eq!(why(&book, Audience::Person), Vec::<String>::new());
    book.row("考核信息", 9, &["显示绩效工资", "是"]).row("考核信息", 10, &["绩效工资", "基数*总分/100"]);
    assert_eq!(why(&book, Audience::Person), ["基数*总分/100（基数 3,000，总分 101）= 3030.00"]);
}

#[test]
fn a_criterion_whose_best_level_is_far_below_the_full_points_is_asked_back() {
    for (criterion, full, expected) in [
        ("优秀15分，良好12分，一般8分，差0分", "", true),
        ("优秀15分，良好12分，一般8分，差0分", "15", false),
        ("优秀95分，良好85分，合格70分", "", false),
        ("态度30分，能力30分，纪律40分", "", false),
        ("按10分制打分", "", true),
        ("按10分制打分", "10", false),
        ("5：非常满意；4：满意；3：一般；2：不满意", "", true),
        ("Rate from 1 to 5", "", true),
        ("按工作态度评定，每次缺勤扣1-5分", "", false),
    ] {
        let mut book = marked();
        book.set("考核指标!G4", criterion).row("考核指标", 4, &["", "", "", "", "", "", "", full]);
        let found = Submission::read(&book.bytes()).check(&History::default());
        let told = found.iter().any(|problem| problem.code == Code::RuleBelowFull);
        assert_eq!(told, expected, "{criterion} {full}");
    }
}

#[test]
fn a_base_of_pay_is_in_the_unit_that_its_sheet_names() {
    let in_yuan = results(&with_pay());
    let mut book = with_pay();
    book.set("人员名单!F1", "绩效工资基数(万元)").set("人员名单!F2", 0.3).set("人员名单!F3", 0.2);
    let in_ten_thousands = results(&book);
    for id in ["E001", "E002"] {
        assert_eq!(person(&in_ten_thousands, id)["pay"], person(&in_yuan, id)["pay"], "{id}");
    }
    // In a row under the heading, or in a line above the table.
    let people: [&[&str]; 2] = [&["E001", "张三", "客服", "", "", "0.3"], &["E002", "李四", "客服", "", "", "0.2"]];
    let headings: &[&str] = &["工号", "姓名", "岗位", "起始日期", "结束日期", "绩效工资基数"];
    let units: &[&str] = &["", "", "", "", "", "万元"];
    let above: &[&str] = &["单位：万元"];
    for sheet in [[headings, units, people[0], people[1]], [above, headings, people[0], people[1]]] {
        let mut book = with_pay();
        book.clear_rows("人员名单", 1, 3);
        (1_u32..).zip(sheet).for_each(|(row, cells)| {
            book.row("人员名单", row, cells);
        });
        let found = results(&book);
        for id in ["E001", "E002"] {
            assert_eq!(person(&found, id)["pay"], person(&in_yuan, id)["pay"], "{id} {sheet:?}");
        }
    }
    // What stands in brackets may be no unit.
    book.set("人员名单!F1", "绩效工资基数(税前)").set("人员名单!F2", 3000.0).set("人员名单!F3", 2000.0);
    assert_eq!(person(&results(&book), "E001")["pay"], person(&in_yuan, "E001")["pay"]);
}

#[test]
fn the_next_workbook_carries_raters_dimensions_goals_and_bases() {
    let mut book = in_dimensions();
    book.sheet("个人目标", &[&["工号", "姓名", "指标", "目标值"], &["E001", "张三", "解决率", "80%"]])
        .set("考核信息!B5", "不考核")
        .set("人员名单!F1", "绩效工资基数")
        .set("人员名单!F2", 3000.0)
        .set("人员名单!G1", "参评")
        .set("人员名单!G3", "试用")
        .row("考核信息", 7, &["签字栏", "被考核人、直接上级"]);
    let bytes = book.bytes();
    let department = Submission::read(&bytes).department.unwrap();
    let next = next_form(&bytes, &department, "2026-12".parse().unwrap()).unwrap().unwrap();
    assert_eq!(form_mistakes(&next), []);
    let kept = Submission::read(&next).department.unwrap();
    let (old, new) = (&department.roles[0], &kept.roles[0]);
    assert_eq!(new.dimensions, old.dimensions);
    assert_eq!(
        new.kpis.iter().map(|kpi| &kpi.marks).collect::<Vec<_>>(),
        old.kpis.iter().map(|kpi| &kpi.marks).collect::<Vec<_>>()
    );
    let target = |role: &scorebook::model::Role| role.own["E001"][&0].target.clone();
    assert_eq!(target(new), target(old));
    assert_eq!(new.markings.len(), old.markings.len());
    assert!(
        new.rows
            .iter()
            .filter(|row| row.is_marking)
            .all(|row| { row.readings.iter().all(|reading| reading.value.is_none()) })
    );
    let staff = |department: &scorebook::model::Department| -> Vec<_> {
        department.postings.iter().map(|posting| (posting.pay_base, posting.appraised)).collect()
    };
    assert_eq!(staff(&kept), staff(&department));
    assert_eq!(kept.appraisal.people.signatures, ["被考核人", "直接上级"]);
}

#[test]
fn parts_that_nothing_fills_yet_are_written_where_they_are_asked_for() {
    let live = template(DEFAULT_TEMPLATE).unwrap();
    let with = With { ratings: true, goals: true, pay: true, dimensions: true };
    for lang in Lang::ALL {
        let blank = form_with(&live, lang, ("2026-11".parse().unwrap(), None), false, with).unwrap();
        assert_eq!(form_mistakes(&blank), [], "{}", lang.tag());
        let texts = parts::text_of(blank);
        for setting in [AppraisalField::MarkedBy, AppraisalField::Pay, AppraisalField::ShowPay] {
            assert!(texts.contains(setting.name(lang)), "{}: {}", lang.tag(), setting.name(lang));
        }
        let sample = form_with(&live, lang, ("2026-11".parse().unwrap(), None), true, with).unwrap();
        let plain = form_with(&live, lang, ("2026-11".parse().unwrap(), None), true, With::default()).unwrap();
        let json = |bytes: &[u8]| {
            Submission::read(bytes).score(History::default(), Outputs::SummaryOnly).scored.unwrap().results_json()
        };
        assert_eq!(json(&sample), json(&plain), "{}", lang.tag());
    }
}

#[test]
fn pay_stands_on_a_sheet_of_the_summary_and_on_the_own_page_only_where_it_is_asked_for() {
    let has = |book: &Book, path: &str| {
        let all = workbooks(book);
        all.iter().find(|(own, _)| own.contains(path)).unwrap().1.contains("绩效工资")
    };
    assert!(has(&with_pay(), "绩效汇总"));
    assert!(!has(&with_pay(), "E001"));
    let mut shown = with_pay();
    shown.row("考核信息", 7, &["显示绩效工资", "是"]);
    assert!(has(&shown, "E001"));
    let all = workbooks(&shown);
    let own = &all.iter().find(|(own, _)| own.contains("E001")).unwrap().1;
    assert!(own.contains("3,000") && !own.contains("2,000"));
}

#[test]
fn the_page_holds_the_signatures_and_parts_that_the_office_asks_for() {
    let mut book = crate::problems::good();
    book.row("考核信息", 7, &["签字栏", "被考核人、直接上级、部门负责人、总经理"]).row(
        "考核信息",
        8,
        &["表格栏目", "等级说明、面谈记录、员工意见"],
    );
    let all = workbooks(&book);
    let own = &all.iter().find(|(own, _)| own.contains("E001")).unwrap().1;
    for text in ["总经理", "部门负责人", "面谈记录", "员工意见", "等级说明：A ≥90（×1.2）"] {
        assert!(own.contains(text), "{text}");
    }
    let mut wrong = crate::problems::good();
    wrong.row("考核信息", 7, &["表格栏目", "等级说明、照片"]);
    assert_eq!(told(&wrong), ["E210 考核信息!B7"]);
}

#[test]
fn marks_are_points_whatever_the_unit_of_what_is_judged() {
    for unit in ["%", "‰", "倍", "级", "万元", "小时"] {
        let mut book = marked();
        book.set("考核指标!E4", unit);
        // 90 × 20% + 85 × 80%, as without a unit.
        let results = results(&book);
        assert_eq!(text(kpi(&results, "E001", "服务态度"), "value"), "86", "{unit}");
        assert_eq!(text(kpi(&results, "E001", "服务态度"), "score"), "86.00", "{unit}");
    }
}

#[test]
fn a_share_of_nothing_is_heard_and_does_not_count() {
    let heard = |policy: &str| {
        let mut book = marked();
        book.set("考核指标!J4", "自评0%+上级100%").set("考核信息!B5", policy);
        book
    };
    assert_eq!(text(kpi(&results(&heard("报错")), "E001", "服务态度"), "value"), "85");
    // Only the person said something: nothing of it counts.
    let mut alone = heard("不考核");
    alone.clear_rows("评分-客服", 3, 3);
    let results = results(&alone);
    assert_eq!(kpi(&results, "E001", "服务态度")["status"], "missing");
    // 40 of 80 each is the whole: 100, and the bonus.
    assert_eq!(text(person(&results, "E001"), "total"), "101.00");
}

#[test]
fn a_number_that_is_a_levels_name_and_other_points_is_asked_back() {
    let mut book = marked();
    book.set("考核指标!G4", "1级20分；2级40分；3级60分；4级80分；5级100分");
    book.set("评分-客服!E2", "5级").set("评分-客服!E4", "4级");
    // 100 × 20% + 85 × 80% = 88: a number that is no level's stays what it is.
    assert_eq!(text(kpi(&results(&book), "E001", "服务态度"), "value"), "88");
    book.set("评分-客服!E3", "5");
    assert_eq!(told(&book), ["E281 评分-客服!E3"]);
}

#[test]
fn a_weight_of_ones_own_of_nothing_takes_the_kpi_away() {
    let mut book = marked();
    book.sheet(
        "个人目标",
        &[
            &["工号", "姓名", "指标", "目标值", "权重", "评分标准"],
            &["E001", "张三", "服务态度", "", "0%", ""],
            &["E001", "张三", "满意度", "", "60%", ""],
        ],
    );
    // Nobody need mark it.
    book.clear_rows("评分-客服", 2, 3);
    assert_eq!(told(&book), Vec::<String>::new());
    let results = results(&book);
    assert_eq!(kpi(&results, "E001", "服务态度")["status"], "not_applicable");
    // 100 × 40% + 100 × 60% and the bonus.
    assert_eq!(text(person(&results, "E001"), "total"), "101.00");
    let all = workbooks(&book);
    let own = all.iter().find(|(path, _)| path.contains("E001")).unwrap();
    assert!(own.1.contains("本人权重 0%，不考核"));
}

#[test]
fn a_dimension_has_its_subtotal_on_the_role_sheet_for_everybody() {
    let book = in_dimensions();
    let results = results(&book);
    let all = workbooks(&book);
    let summary = &all.iter().find(|(path, _)| path.contains("绩效汇总")).unwrap().1;
    assert!(summary.contains("维度小计"));
    // 张三: 40 + 40 of 业绩 and 86 × 20% of 态度; 李四's 36.36 + … are the weighted scores of the two.
    for (id, name) in [("E001", "业绩"), ("E002", "业绩"), ("E001", "态度"), ("E002", "态度")] {
        let kpis = person(&results, id)["roles"][0]["kpis"].as_array().unwrap();
        let of_it = kpis.iter().filter(|kpi| kpi["dimension"] == name);
        let sum: rust_decimal::Decimal =
            of_it.map(|kpi| text(kpi, "weighted").parse::<rust_decimal::Decimal>().unwrap()).sum();
        assert!(summary.contains(&format!("<v>{}</v>", sum.normalize())), "{id} {name} {sum}");
    }
}

/// 张三 in two roles, ten days as 客服 and twenty as 组长; 王五 is 组长 all month.
fn in_two_roles() -> Book {
    let mut book = crate::problems::base::with_second_person();
    book.set("人员名单!F1", "参评")
        .set("人员名单!E2", "2026-11-10")
        .row("人员名单", 5, &["E001", "张三", "组长", "2026-11-11"])
        .row("数据-组长", 3, &["E001", "张三", "7"])
        .set("考核指标!J1", "折算")
        .set("考核指标!J4", "是");
    book
}

#[test]
fn of_two_roles_the_one_whose_row_says_no_is_not_appraised_and_the_other_is_the_whole() {
    let mut book = in_two_roles();
    book.set("人员名单!F2", "否").clear("数据-客服!D2");
    // Nothing is asked of the data of the role that is not appraised.
    assert_eq!(told(&book), ["N277 人员名单!A2"]);
    let found = Submission::read(&book.bytes()).check(&History::default());
    assert_eq!(found[0].headline(Lang::ZhCn), "张三（E001）的“客服”一行本期不参评，只按“组长”考核");
    let whole = results(&book);
    let roles = person(&whole, "E001")["roles"].as_array().unwrap();
    assert_eq!(roles.len(), 1);
    assert_eq!((&roles[0]["role"], &roles[0]["days"]), (&Value::from("组长"), &Value::from(20)));
    // 10 × 20 ÷ 30 = 6.6667 and 7 done: 100, and the bonus of 1.
    assert_eq!(text(person(&whole, "E001"), "total"), "101.00");
    // The other way round: 客服 alone, 100 × 60% + 100 × 40% + 1.
    let mut other = in_two_roles();
    other.set("人员名单!F5", "否").clear_rows("数据-组长", 3, 3);
    assert_eq!(told(&other), ["N277 人员名单!A5"]);
    let whole = results(&other);
    let own = person(&whole, "E001");
    assert_eq!((&own["roles"][0]["role"], text(own, "total")), (&Value::from("客服"), "101.00"));
    let sheets = workbooks(&other);
    let of_person: Vec<&String> = sheets.iter().map(|(path, _)| path).filter(|path| path.contains("E001")).collect();
    assert_eq!(of_person.len(), 1);
    assert!(of_person[0].contains("客服/"));
    // Both: no sheet, told once.
    other.set("人员名单!F2", "否").clear_rows("加减分", 2, 2);
    assert_eq!(told(&other), ["N277 人员名单!A2"]);
}

#[test]
fn two_rows_of_one_role_that_contradict_each_other_are_named_with_both_cells() {
    let mut book = crate::problems::good();
    book.set("人员名单!F1", "参评").set("人员名单!E2", "2026-11-10").set("人员名单!F2", "否").row(
        "人员名单",
        4,
        &["E001", "张三", "客服", "2026-11-15"],
    );
    assert_eq!(told(&book), ["E337 人员名单!F4"]);
    let found = Submission::read(&book.bytes()).check(&History::default());
    assert_eq!(found[0].headline(Lang::ZhCn), "张三在“客服”有两行，“参评”一行是“否”（F2），一行是“是”");
    book.set("人员名单!F4", "否").clear_rows("加减分", 2, 2);
    assert_eq!(told(&book), ["N277 人员名单!A2"]);
    // On probation for some of the days is on probation, and told.
    book.set("人员名单!F2", "试用").clear("人员名单!F4");
    assert_eq!(told(&book), ["N348 人员名单!F2"]);
    assert_eq!(person(&results(&book), "E001")["probation"], true);
}

#[test]
fn bonuses_of_somebody_who_is_not_appraised_are_told() {
    let mut book = crate::problems::good();
    book.set("人员名单!F1", "参评").set("人员名单!F2", "否");
    assert_eq!(told(&book), ["N277 人员名单!A2", "W343 加减分!A2"]);
}

/// What is said of a workbook: the codes with their cells, and the first headline.
fn first_said(book: &Book) -> (Vec<String>, String) {
    let found = Submission::read(&book.bytes()).check(&History::default());
    (told(book), found.first().map(|problem| problem.headline(Lang::ZhCn)).unwrap_or_default())
}

#[test]
fn a_formula_of_pay_that_is_understood_and_has_no_value_is_no_unreadable_one() {
    let with = |formula: &str| {
        let mut book = with_pay();
        book.row("考核信息", 7, &["绩效工资", formula]);
        first_said(&book)
    };
    for formula in [
        "基数/0",
        "基数*系数/(2-2)",
        "如果(系数>1, 基数/0, 基数)",
        "基数÷0%",
        "基数*目标",
        "基数*部门合计(系数)",
        "上期(基数)",
        "基数*环比(总分)",
    ] {
        let (told, headline) = with(formula);
        assert_eq!(told, ["E338 考核信息!B7"], "{formula}");
        assert!(headline.contains("看得懂"), "{headline}");
    }
    for formula in ["基数*系数+津贴", "基数*", "（基数", "看情况", "基数*系数元"] {
        assert_eq!(with(formula).0, ["E272 考核信息!B7"], "{formula}");
    }
}

#[test]
fn a_pay_that_nobody_can_know_is_told_with_the_way_out() {
    let mut book = with_pay();
    book.row("考核信息", 7, &["绩效工资", "基数*系数/(应计天数-在岗天数)"]).set("人员名单!E3", "2026-11-29");
    // 李四 was there for 29 days of 30: 2000 × 1.2 ÷ 1.
    assert_eq!(
        first_said(&book),
        (
            vec!["W339 人员名单!A2".to_owned()],
            "张三（E001）的绩效工资算不出来：按「基数*系数/(应计天数-在岗天数)」除数是 0".to_owned()
        )
    );
    assert_eq!(person(&results(&book), "E001")["pay"], serde_json::json!({"base": "3000", "amount": null}));
    assert_eq!(person(&results(&book), "E002")["pay"]["amount"], "2400.00");
    // Of several people at the formula.
    book.clear("人员名单!E3");
    assert_eq!(first_said(&book).0, ["W339 考核信息!B7"]);
    assert!(first_said(&book).1.starts_with("张三（E001）、李四（E002）的绩效工资"));
    // A grade without a coefficient: 3000 × nothing.
    let mut book = with_pay();
    book.clear("等级!C2");
    assert_eq!(first_said(&book).0, ["W339 等级!A2"]);
    assert!(first_said(&book).1.ends_with("等级“A”没有绩效系数"));
    book.row("考核信息", 7, &["绩效工资", "基数*总分/100"]);
    assert_eq!(told(&book), Vec::<String>::new());
    // 2000 × (92.53 − 95) ÷ 100 = −49.40.
    book.row("考核信息", 7, &["绩效工资", "基数*(总分-95)/100"]);
    assert_eq!(first_said(&book).0, ["W339 人员名单!A3"]);
    assert_eq!(person(&results(&book), "E002")["pay"]["amount"], "-49.40");
    book.row("考核信息", 7, &["绩效工资", "最大(0, 基数*(总分-95)/100)"]);
    assert_eq!(told(&book), Vec::<String>::new());
}

/// An English office: marks of two categories, dimensions, a prorated target, own goals, pay, a line of grades, two signatures.
fn in_english() -> Book {
    let mut book = Book::default();
    book.sheet(
        "Appraisal",
        &[
            &["Department", "Care"],
            &["Period", "2026-11"],
            &["Missing data", "exclude"],
            &["Show pay", "yes"],
            &["Form parts", "grades, interview, opinion, points shown"],
            &["Signatures", "employee, manager"],
        ],
    )
    .sheet(
        "KPIs",
        &[
            &[
                "Role",
                "Dimension",
                "KPI",
                "Weight",
                "Formula",
                "Marked by",
                "Unit",
                "Target",
                "Prorate",
                "Scoring rule",
                "Full points",
            ],
            &[
                "Agent",
                "Work",
                "Calls",
                "50%",
                "Calls",
                "",
                "calls",
                "30",
                "yes",
                "In proportion to the target, at most 100 points",
                "",
            ],
            &[
                "Agent",
                "Attitude",
                "Tone",
                "30%",
                "",
                "self 20% + manager 80%",
                "",
                "",
                "",
                "excellent 95, good 85, fair 70",
                "",
            ],
            &["Agent", "Attitude", "Help", "20%", "", "peer", "", "", "", "By readiness", "20"],
        ],
    )
    .sheet("Measures", &[&["Role", "Measure", "Unit", "Aggregate"], &["Agent", "Calls", "calls", "sum"]])
    .sheet(
        "Staff",
        &[
            &["ID", "Name", "Role", "From", "Pay base", "Appraised"],
            &["E1", "Amber Ashby", "Agent", "", "3000", ""],
            &["E2", "Basil Brook", "Agent", "2026-11-16", "2000", "probation"],
        ],
    )
    .sheet("Data-Agent", &[&["ID", "Name", "Calls"], &["E1", "Amber Ashby", "24"], &["E2", "Basil Brook", "15"]])
    .sheet(
        "Ratings-Agent",
        &[
            &["ID", "Name", "Category", "Rater", "Tone", "Help", "Comment"],
            &["E1", "Amber Ashby", "self", "Amber Ashby", "good", "", ""],
            &["E1", "Amber Ashby", "manager", "Dale Dunn", "90", "", "Patient"],
            &["E1", "Amber Ashby", "peer", "Basil Brook", "", "15", ""],
            &["E2", "Basil Brook", "self", "Basil Brook", "80", "", ""],
            &["E2", "Basil Brook", "peer", "Amber Ashby", "", "18", ""],
        ],
    )
    .sheet("Goals", &[&["ID", "Name", "KPI", "Target"], &["E1", "Amber Ashby", "Calls", "25"]])
    .sheet("Grades", &[&["Grade", "Lowest score", "Coefficient"], &["A", "90", "1.2"], &["B", "0", "1"]]);
    book
}

#[test]
fn what_an_english_office_gets_has_no_chinese_word_or_sign() {
    let book = in_english();
    let results = results(&book);
    // 24 of 25: 96 × 50% = 48; 85 × 20% + 90 × 80% = 89: 26.7; 15 of 20: 75 × 20% = 15. 89.70.
    assert_eq!(text(person(&results, "E1"), "total"), "89.70");
    // 15 of 30 × 15 ÷ 30: 100 → 50; 80 alone → 24; 18 of 20 = 90 → 18. 92.
    assert_eq!(text(person(&results, "E2"), "total"), "92.00");
    let is_chinese = |c: char| matches!(c, '\u{3001}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}');
    let mut texts = workbooks(&book);
    let department = Submission::read(&book.bytes()).department.unwrap();
    let scored = scorebook::score::score(&department, &History::default());
    for audience in [Audience::Office, Audience::Person] {
        let why = Why { department: &department, results: &scored, lang: Lang::En, audience };
        for person in &scored.people {
            let steps = why.total(person);
            let of_kpis = person.roles.iter().flat_map(|role| (0..role.kpis.len()).map(move |at| (role, at)));
            let of_kpis = of_kpis.flat_map(|(role, at)| why.kpi(role, at));
            let said: Vec<String> =
                steps.into_iter().chain(of_kpis).map(|step| format!("{}: {}", step.label, step.text)).collect();
            texts.push(("why".to_owned(), said.join("\n")));
        }
    }
    for (path, text) in &texts {
        // The name of the type is no word.
        let text = text.replace("微软雅黑", "").replace("等线", "");
        if let Some(at) = text.find(is_chinese) {
            let around: String = text[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
            panic!("{path}: {around}{}", text[at..].chars().take(20).collect::<String>());
        }
    }
    let own = &texts.iter().find(|(path, _)| path.contains("E1_")).unwrap().1;
    assert!(own.contains("points"));
}

#[test]
fn a_rater_whom_the_category_does_not_fit_is_told() {
    for (cell, rater, expected) in [
        ("D2", "李四", Some("张三（E001）的自评，评分人写的是「李四」")),
        ("D2", "E002", Some("张三（E001）的自评，评分人写的是「E002」")),
        ("D2", "E001", None),
        ("D2", "本人", None),
        ("D2", "", None),
        ("D3", "张三", Some("张三（E001）以「上级」的身份评了自己")),
        ("D3", "E001", Some("张三（E001）以「上级」的身份评了自己")),
    ] {
        let mut book = marked();
        book.set(&format!("评分-客服!{cell}"), rater);
        let (told, headline) = first_said(&book);
        match expected {
            Some(expected) => assert_eq!((told, &*headline), (vec![format!("W349 评分-客服!{cell}")], expected)),
            None => assert_eq!(told, Vec::<String>::new(), "{rater}"),
        }
    }
}

#[test]
fn one_blank_rater_is_one_problem() {
    let mut book = marked();
    book.clear("考核指标!J4");
    let found = Submission::read(&book.bytes()).check(&History::default());
    for one in &found {
        println!("{} {} {}", one.code.id(), one.place, one.headline(Lang::ZhCn));
    }
    assert_eq!(told(&book), ["E401 考核指标!J4"]);
}

/// A word's three languages.
type Wording = [&'static str; 3];

#[test]
fn headings_of_what_people_decide_are_read_as_offices_write_them() {
    use scorebook::model::layout::Column;
    let read: [(Column, &[Wording]); 10] = [
        (
            Column::MarkedBy,
            &[
                ["评分者", "評分者", "Rated by"],
                ["评估人", "評估人", "Rater"],
                ["考核人", "考核人", "Evaluator"],
                ["打分人", "打分人", "Assessed by"],
                ["评价人", "評價人", "Scored by"],
            ],
        ),
        (
            Column::Rater,
            &[
                ["评分者", "評分者", "Rated by"],
                ["评估人", "評估人", "Rater"],
                ["考核人", "考核人", "Evaluator"],
                ["打分人", "打分人", "Marked by"],
            ],
        ),
        (
            Column::Appraised,
            &[
                ["是否参与考核", "是否參與考核", "Is appraised"],
                ["是否参加考核", "是否參加考核", "Takes part"],
                ["参加考核", "參加考核", "Included in appraisal"],
                ["参与考评", "參與考評", "In appraisal"],
            ],
        ),
        (
            Column::PayBase,
            &[
                ["奖金基数", "獎金基數", "Bonus base"],
                ["绩效薪酬基数", "績效薪酬基數", "Base pay"],
                ["绩效奖金基数", "績效獎金基數", "Performance pay base"],
                ["绩效工资基数（元）", "績效工資基數（元）", "Pay base (CNY)"],
            ],
        ),
        (Column::Dimension, &[["维度名称", "維度名稱", "Dimensions"], ["考核维度", "考核維度", "Perspective"]]),
        (
            Column::DimensionWeight,
            &[
                ["维度权重%", "維度權重%", "Dimension weight %"],
                ["维度权重（%）", "維度權重（%）", "Dimension weight (%)"],
                ["一级指标权重", "一級指標權重", "Dimension weights"],
            ],
        ),
        (Column::Prorate, &[["是否折算", "是否折算", "Prorated"], ["按天折算", "按天折算", "Pro rata"]]),
        (
            Column::Category,
            &[["评分者类别", "評分者類別", "Rater category"], ["与被评人关系", "與被評人關係", "Relationship"]],
        ),
        (Column::RaterId, &[["评分者工号", "評分者工號", "Evaluator ID"]]),
        (Column::MarkedId, &[["被评分人工号", "被評分人工號", "Ratee ID"]]),
    ];
    for (column, wordings) in read {
        for word in wordings.iter().flatten() {
            let key = scorebook::text::key(word);
            let bare = key.replace("(元)", "").replace("(cny)", "").replace("(%)", "");
            assert!(
                Column::named(&key).contains(&column) || Column::named(&bare).contains(&column),
                "{word} is {column:?}"
            );
        }
    }
    let settings: [(AppraisalField, &[Wording]); 3] = [
        (
            AppraisalField::Pay,
            &[
                ["绩效工资计算公式", "績效工資計算公式", "Pay formula"],
                ["绩效工资计算方法", "績效工資計算方法", "Pay calculation"],
                ["绩效工资计算方式", "績效工資計算方式", "Formula of pay"],
                ["绩效工资核算办法", "績效工資核算辦法", "Bonus formula"],
                ["绩效奖金计算公式", "績效獎金計算公式", "Performance pay formula"],
            ],
        ),
        (AppraisalField::ShowPay, &[["是否显示绩效工资", "是否顯示績效工資", "Display pay"]]),
        (AppraisalField::MarkedBy, &[["评分者", "評分者", "Rated by"], ["打分人", "打分人", "Scored by"]]),
    ];
    for (field, wordings) in settings {
        for word in wordings.iter().flatten() {
            assert_eq!(AppraisalField::find(word), Some(field), "{word}");
        }
    }
    // What says something else is not taken for it.
    for word in ["考核人", "评估人", "Evaluator", "绩效工资基数", "基本工资"] {
        assert_eq!(AppraisalField::find(word), None, "{word}");
    }
    for (word, column) in [
        ("不参评", Column::Appraised),
        ("考核人数", Column::MarkedBy),
        ("被考核人", Column::MarkedBy),
        ("基本工资", Column::PayBase),
        ("绩效工资系数", Column::PayBase),
        ("指标类型", Column::Dimension),
        ("KPI类别", Column::Dimension),
        ("权重", Column::DimensionWeight),
    ] {
        assert!(!Column::named(&scorebook::text::key(word)).contains(&column), "{word} is no {column:?}");
    }
}

#[test]
fn who_takes_part_is_said_in_many_words() {
    for (said, left_out) in [
        ("Y", false),
        ("是", false),
        ("√", false),
        ("✔", false),
        ("参加", false),
        ("參與", false),
        ("参评", false),
        ("Yes", false),
        ("N", true),
        ("否", true),
        ("×", true),
        ("X", true),
        ("✗", true),
        ("不参加", true),
        ("不參與", true),
        ("不参评", true),
        ("免考核", true),
        ("no", true),
        ("not appraised", true),
    ] {
        let mut book = crate::problems::good();
        book.set("人员名单!F1", "是否参与考核").set("人员名单!F3", said);
        let expected: &[&str] = if left_out { &["N277 人员名单!A3"] } else { &[] };
        assert_eq!(told(&book), expected, "{said}");
    }
    let mut book = crate::problems::good();
    book.set("人员名单!F1", "参评").set("人员名单!F3", "待定");
    assert_eq!(told(&book), ["E222 人员名单!F3"]);
}

#[test]
fn a_kind_of_kpi_is_a_dimension_only_where_kinds_have_weights() {
    let mut book = in_dimensions();
    let expected = results(&book);
    for heading in ["指标类型", "KPI类别", "类别", "KPI category"] {
        book.set("考核指标!K1", heading);
        assert_eq!(told(&book), Vec::<String>::new(), "{heading}");
        assert_eq!(results(&book), expected, "{heading}");
    }
    // 定量 and 定性 group nothing: told as not read.
    let mut book = marked();
    book.set("考核指标!K1", "指标类型")
        .set("考核指标!K2", "定量")
        .set("考核指标!K3", "定量")
        .set("考核指标!K4", "定性");
    assert_eq!(told(&book), ["N208 考核指标!K1"]);
    assert_eq!(kpi(&results(&book), "E001", "解决率").get("dimension"), None);
}

#[test]
fn who_looks_after_a_figure_marks_nothing() {
    // 考核人 beside formulas: the department that has the figure.
    let mut book = crate::problems::good();
    book.set("考核指标!J1", "考核人").set("考核指标!J2", "运营部").set("考核指标!J3", "人事部");
    assert_eq!(told(&book), ["N208 考核指标!J1"]);
    // Beside a KPI without a formula it is who marks.
    let mut book = marked();
    book.set("考核指标!J1", "考核人").set("考核指标!J2", "运营部");
    assert_eq!(told(&book), Vec::<String>::new());
    assert_eq!(text(kpi(&results(&book), "E001", "服务态度"), "value"), "86");
    // A category beside a formula is one of the two too many, whatever the heading.
    book.set("考核指标!J2", "上级");
    assert!(told(&book).contains(&"E262 考核指标!J2".to_owned()), "{:?}", told(&book));
}

#[test]
fn points_stand_beside_scores_where_the_form_shows_them_and_told_where_there_are_none() {
    let mut book = marked();
    book.set("考核指标!H4", "20").set("考核指标!G4", "按服务态度评定").row("考核信息", 7, &["表格栏目", "得分点数"]);
    for (row, mark) in [(2, 18.0), (3, 17.0), (4, 19.0), (5, 14.0)] {
        book.set(&format!("评分-客服!E{row}"), mark);
    }
    assert_eq!(told(&book), Vec::<String>::new());
    let of = |book: &Book, id: &str| workbooks(book).into_iter().find(|(path, _)| path.contains(id)).unwrap().1;
    // 18 × 20% + 17 × 80% = 17.2 of 20; 李四 19 × 20% + 14 × 80% = 15.
    let own = of(&book, "E001");
    assert!(own.contains("17.2 / 20 分"));
    // It follows the cell of the points.
    let formula = own.split("<f>").find(|formula| formula.contains(" / 20 分")).unwrap();
    assert!(formula.starts_with("\"\"&amp;ROUND("), "{}", formula.chars().take(200).collect::<String>());
    assert!(of(&book, "E002").contains("15 / 20 分"));
    let parts = of(&book, "E001");
    assert!(!parts.contains("100 / 100 分"));
    book.clear("考核信息!B7");
    assert!(!of(&book, "E001").contains("17.2 / 20"));
    // Nothing to show: every KPI has 100, or the scale prints points anyway.
    let mut book = marked();
    book.row("考核信息", 7, &["表格栏目", "等级说明、得分点数"]);
    assert_eq!(
        first_said(&book),
        (vec!["N350 考核信息!B7".to_owned()], "表格栏目的“得分点数”没有可印的：每个指标的满分都是 100".to_owned())
    );
    let mut book = crate::problems::people::in_deductions();
    book.row("考核信息", 7, &["表格栏目", "得分点数"]);
    assert_eq!(told(&book), ["N350 考核信息!B7"]);
}

#[test]
fn a_dimension_of_which_nothing_applies_has_no_subtotal() {
    let mut book = in_dimensions();
    book.set("评分-客服!E2", "不适用").set("评分-客服!E3", "不适用");
    assert_eq!(told(&book), Vec::<String>::new());
    let all = workbooks(&book);
    let subtotals = |wanted: &str| -> Vec<String> {
        let (_, text) = all.iter().find(|(path, _)| path.contains(wanted)).unwrap();
        let behind = text.split("<f>IF(COUNT(").skip(1).filter(|rest| rest.contains("\"—\",ROUND(SUM("));
        behind.map(|rest| rest.split("<v>").nth(1).unwrap().split("</v>").next().unwrap().to_owned()).collect()
    };
    // 业绩 100 × 80% ÷ 80%; of 态度 there is nothing, neither weight nor points.
    assert_eq!(subtotals("E001"), ["1", "100", "—", "—"]);
    // 李四: 80 ÷ 90 → 88.89 × 40% = 35.56, 98 × 40% = 39.2: 74.76; 75 × 20% = 15.
    assert_eq!(subtotals("E002"), ["0.8", "74.76", "0.2", "15"]);
    let of_role = subtotals("绩效汇总");
    assert_eq!(of_role, ["100", "—", "74.76", "15"]);
}

#[test]
fn the_summary_names_each_kpis_dimension_and_its_weight() {
    let all = workbooks(&in_dimensions());
    let (_, text) = all.iter().find(|(path, _)| path.contains("绩效汇总")).unwrap();
    assert!(text.contains("<t>业绩（80%）</t>") && text.contains("<t>态度（20%）</t>"));
}

#[test]
fn a_pay_base_below_nothing_is_told_as_one() {
    for typed in ["-3000", "面议", "50%"] {
        let mut book = with_pay();
        book.set("人员名单!F2", typed);
        let found = Submission::read(&book.bytes()).check(&History::default());
        assert_eq!(found[0].code.id(), "E301");
        assert_eq!(found[0].headline(Lang::ZhCn), format!("「{typed}」不能作绩效工资基数"));
        assert!(found[0].hint(Lang::ZhCn).unwrap().starts_with("请填不小于 0 的数"));
    }
}

#[test]
fn the_name_of_one_of_several_levels_beside_ranges_is_answered_with_what_to_enter() {
    let mut book = marked();
    book.set("考核指标!G4", "优秀95分，良好80–89分，合格60–79分").set("评分-客服!E4", "优秀");
    let found = Submission::read(&book.bytes()).check(&History::default());
    assert_eq!(told(&book)[0], "E281 评分-客服!E4");
    let hint = found[0].hint(Lang::ZhCn).unwrap();
    assert_eq!(hint, "评分标准里有分数段，等级名称说不出是多少分：请填 60 到 95 之间的数");
}

#[test]
fn a_setting_of_pay_that_pays_nobody_is_told() {
    let mut book = crate::problems::good();
    book.row("考核信息", 7, &["绩效工资", "基数*系数"]);
    let expected = "“绩效工资”没有用到：人员名单里没有人填“绩效工资基数”";
    assert_eq!(first_said(&book), (vec!["N350 考核信息!B7".to_owned()], expected.to_owned()));
    let mut book = crate::problems::good();
    book.row("考核信息", 7, &["显示绩效工资", "否"]);
    assert_eq!(told(&book), Vec::<String>::new());
    book.set("考核信息!B7", "是");
    assert_eq!(told(&book), ["N350 考核信息!B7"]);
    // A figure alone is a base that stands in the wrong place.
    let mut book = with_pay();
    book.row("考核信息", 7, &["绩效工资", "3000"]);
    assert_eq!(told(&book), ["E338 考核信息!B7"]);
    book.set("考核信息!B7", "基数*0+3000");
    assert_eq!(person(&results(&book), "E002")["pay"]["amount"], "3000.00");
}

/// Forty people, sixty KPIs in eight dimensions, marks of three categories.
fn a_large_office() -> Book {
    let names: Vec<String> = (1..=60).map(|at| format!("指标{at:02}")).collect();
    let mut book = Book::default();
    book.sheet("考核信息", &[&["部门", "大部"], &["考核周期", "2026-11"]]);
    book.sheet("考核指标", &[&["岗位", "维度", "指标", "权重", "计算公式", "评分人", "单位", "目标值", "评分标准"]]);
    for (at, name) in names.iter().enumerate() {
        let row = u32::try_from(at).unwrap() + 2;
        let (dimension, weight) = (format!("维度{}", at * 8 / 60 + 1), if at < 40 { "1.5%" } else { "2%" });
        let (formula, by, unit, target, rule) = match at {
            0 => ("完成/计划", "", "%", "100%", "按完成率比例计分，最高120分"),
            _ => ("", "自评10%+上级60%+同级30%", "", "", "按日常表现、协作与质量综合评定，最高100分"),
        };
        book.row("考核指标", row, &["专员", &dimension, name, weight, formula, by, unit, target, rule]);
    }
    book.sheet(
        "数据项",
        &[&["岗位", "数据项", "单位", "汇总方式"], &["专员", "完成", "元", "求和"], &["专员", "计划", "元", "求和"]],
    );
    book.sheet("人员名单", &[&["工号", "姓名", "岗位", "直接上级"]])
        .sheet("数据-专员", &[&["工号", "姓名", "完成", "计划"]]);
    let mut head = vec!["工号", "姓名", "类别", "评分人"];
    head.extend(names.iter().skip(1).map(String::as_str));
    book.sheet("评分-专员", &[&head]);
    let mut row = 2;
    for person in 1..=40 {
        let (id, name) = (format!("E{person:02}"), format!("员工{person:02}"));
        book.row("人员名单", person + 1, &[&id, &name, "专员", "王主管"]);
        book.row("数据-专员", person + 1, &[&id, &name, "92.5", "100"]);
        let marks: [(&str, &str, &str); 5] = if person == 2 {
            [
                ("自评", "", "100"),
                ("上级", "王主管", "95.5"),
                ("同级", "甲", "60"),
                ("同级", "乙", "70"),
                ("同级", "丙", "80"),
            ]
        } else {
            [
                ("自评", "", "90"),
                ("上级", "王主管", "80"),
                ("同级", "甲", "70"),
                ("同级", "乙", "80"),
                ("同级", "丙", "90"),
            ]
        };
        for (category, rater, mark) in marks {
            let mut cells = vec![&*id, &*name, category, rater];
            cells.resize(63, mark);
            if person == 2 && category == "上级" {
                cells[62] = "50";
            }
            book.row("评分-专员", row, &cells);
            row += 1;
        }
    }
    book.sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "85", "1.2"], &["B", "0", "1"]]);
    book
}

#[test]
fn forty_people_with_sixty_kpis_are_scored_and_print_so_that_they_can_be_read() {
    let book = a_large_office();
    assert_eq!(told(&book), Vec::<String>::new());
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap();
    let results: Value = serde_json::from_str(&scored.results_json()).unwrap();
    // 92.5 × 1.5% = 1.3875 → 1.39; 9 + 48 + 24 = 81: 39 times 1.215 → 1.22, 20 times 1.62: 1.39 + 47.58 + 32.40.
    assert_eq!(text(person(&results, "E01"), "total"), "81.37");
    // 10 + 57.3 + 21 = 88.3: 39 times 1.3245 → 1.32, 19 times 1.766 → 1.77; the last one 10 + 30 + 21 = 61: 1.22.
    // 1.39 + 51.48 + 33.63 + 1.22.
    assert_eq!(text(person(&results, "E02"), "total"), "87.72");
    assert_eq!(text(kpi(&results, "E02", "指标60"), "value"), "61");
    let from = Provenance::workbook("in.xlsx", book.bytes());
    let outputs = scored.report(&from, None, &mut |_, _| {}).unwrap();
    let of = |wanted: &str| outputs.iter().find(|output| output.path.contains(wanted)).unwrap().bytes.clone();
    for wanted in ["绩效汇总", "E01", "E02", "E40"] {
        let read = scorebook::workbook::read(&of(wanted));
        assert!(read.problems.is_empty() && read.value.is_some(), "{wanted}: {:?}", read.problems);
    }
    // The sheet runs on page after page with its head, as wide as the page.
    let own = parts::text_of(of("E02"));
    assert_eq!(own.matches("fitToHeight=\"0\"").count(), 2, "the page and the data");
    let titles = own.split("_xlnm.Print_Titles\" localSheetId=\"0\">").nth(1).unwrap();
    assert!(titles.starts_with("评分表!$") || titles.starts_with("'评分表'!$"));
    // A dimension's 7 or 8 KPIs: 1.39 + 7 × 1.32 = 10.63.
    assert!(own.contains("<v>10.63</v>"));
}
