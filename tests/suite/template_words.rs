//! What the templates say: the facts of the department brief, the same meaning in three languages, room for every word.

use std::collections::BTreeSet;

use scorebook::lang::Lang;
use scorebook::model::Department;
use scorebook::model::layout::SheetName;
use scorebook::output::{Allow, Book, Content, metrics};
use scorebook::rule::Rule;
use scorebook::template::{self, Template, Text};
use scorebook::unit::Unit;
use scorebook::{check, output::write::to_bytes, workbook};

/// A role with its duties and its KPIs with their weights.
type RoleOfBrief = (&'static str, [&'static str; 3], [(&'static str, &'static str); 4]);

/// Roles with their duties and KPIs, word for word and weight for weight as the department gave them.
const BRIEF: &[RoleOfBrief] = &[
    (
        "部门主管",
        ["团队管理与规划", "业务统筹与协调", "数据监控与分析"],
        [
            ("团队业绩（销售额、利润）", "40%"),
            ("业务流程优化", "20%"),
            ("团队成员满意度", "20%"),
            ("直播和短视频数据增长", "20%"),
        ],
    ),
    (
        "主播",
        ["内容呈现", "氛围营造", "形象塑造"],
        [("销售额达成率", "40%"), ("观众互动率", "20%"), ("粉丝增长数", "20%"), ("商品转化率", "20%")],
    ),
    (
        "短视频策划与制作人员",
        ["创意策划", "拍摄与剪辑", "优化与迭代"],
        [("短视频播放量和曝光量", "30%"), ("短视频转化率", "30%"), ("创意执行质量", "20%"), ("视频制作效率", "20%")],
    ),
    (
        "直播运营人员",
        ["直播准备", "直播推广", "数据跟踪与反馈"],
        [
            ("直播观看人数和流量增长", "30%"),
            ("推广效果（引流人数、转化率）", "30%"),
            ("直播事故次数", "20%"),
            ("主播满意度", "20%"),
        ],
    ),
    (
        "电商运营人员",
        ["店铺管理", "订单处理", "客户服务"],
        [
            ("店铺销售额和订单量", "40%"),
            ("店铺评分（商品评分、服务评分）", "20%"),
            ("订单处理及时率", "20%"),
            ("客户投诉率", "20%"),
        ],
    ),
];

#[test]
fn the_live_commerce_template_carries_the_facts_of_the_brief() {
    let template = template::find("live-commerce").unwrap();
    let text = |text: &Text| text.get(Lang::ZhCn).to_owned();
    let own: Vec<_> = template
        .roles
        .iter()
        .map(|role| {
            let duties: Vec<String> = role.duties.iter().map(|duty| text(&duty.name)).collect();
            let kpis: Vec<(String, String)> =
                role.kpis.iter().map(|kpi| (text(&kpi.name), kpi.weight.clone())).collect();
            (text(&role.name), duties, kpis)
        })
        .collect();
    let brief: Vec<_> = BRIEF
        .iter()
        .map(|(role, duties, kpis)| {
            let kpis: Vec<_> = kpis.iter().map(|(name, weight)| ((*name).to_owned(), (*weight).to_owned())).collect();
            ((*role).to_owned(), duties.map(str::to_owned).to_vec(), kpis)
        })
        .collect();
    assert_eq!(own, brief);
    // What this project added to the brief stands in the notes that every workbook prints.
    let notes: String = template.notes.iter().map(|note| text(&note.text)).collect();
    for completed in ["店铺评分", "订单处理及时率", "客户投诉率", "建议"] {
        assert!(notes.contains(completed), "{completed}");
    }
}

fn sample(template: &Template, lang: Lang) -> Book {
    template::sample(template, lang, "2026-11".parse().unwrap(), None)
}

fn checked(book: &Book) -> Department {
    check::check(&workbook::read(&to_bytes(book).unwrap()).value.unwrap()).value.unwrap()
}

#[test]
fn the_three_languages_of_a_template_are_read_as_the_same_department() {
    for template in template::all() {
        let [simplified, traditional, english] = Lang::ALL.map(|lang| checked(&sample(&template, lang)));
        for other in [&traditional, &english] {
            assert_eq!(simplified.roles.len(), other.roles.len());
            for (role, same) in simplified.roles.iter().zip(&other.roles) {
                assert_eq!(role.kpis.len(), same.kpis.len());
                for (measure, its) in role.measures.iter().zip(&same.measures) {
                    assert_eq!((measure.aggregate, measure.earlier), (its.aggregate, its.earlier), "{}", its.name);
                }
                let values = |role: &scorebook::model::Role| -> Vec<_> {
                    role.rows.iter().flat_map(|row| row.readings.iter().map(|one| one.value.clone())).collect()
                };
                assert_eq!(values(role), values(same), "{}", role.name);
                for (kpi, its) in role.kpis.iter().zip(&same.kpis) {
                    assert_eq!(kpi.weight, its.weight, "{}", its.name);
                    assert_eq!(kpi.formula.root, its.formula.root, "{}", its.name);
                    assert_eq!(kpi.unit.factor, its.unit.factor, "{}", its.name);
                    let target = |kpi: &scorebook::model::Kpi| kpi.target.as_ref().map(|t| (t.value, t.direction));
                    assert_eq!(target(kpi), target(its), "{}", its.name);
                    // A unit keeps its own word in every language; nothing else may differ.
                    let plain = |rule: &Rule| Rule { unit: Unit::plain(), ..rule.clone() };
                    assert_eq!(plain(&kpi.rule), plain(&its.rule), "{} | {}", kpi.rule_text, its.rule_text);
                }
            }
        }
    }
}

#[test]
fn every_language_is_written_in_its_own_words() {
    let texts = |template: &Template, lang: Lang| -> BTreeSet<String> {
        [sample(template, lang), template::workbook(template, lang, "2026-11".parse().unwrap(), None)]
            .iter()
            .flat_map(|book| &book.sheets)
            .flat_map(|sheet| {
                let prompts = sheet.validations.iter().flat_map(|rule| [&rule.prompt, &rule.warning]).flatten();
                let prompts: Vec<String> = prompts.flat_map(|(title, text)| [title.clone(), text.clone()]).collect();
                sheet
                    .cells
                    .values()
                    .filter_map(|cell| match &cell.content {
                        Content::Text(text) => Some(text.clone()),
                        _ => None,
                    })
                    .chain([sheet.name.clone()])
                    .chain(prompts)
                    .collect::<Vec<_>>()
            })
            .collect()
    };
    // Simplified forms that no Traditional text has: characters of this field that the two scripts write differently.
    let differing = "设标评质员务达说门销额关阅读单过运时长数项应转为权组织该错实现奖罚复选择议总动";
    for template in template::all() {
        for text in texts(&template, Lang::En) {
            let han =
                text.chars().find(|c| ('\u{3000}'..='\u{9fff}').contains(c) || ('\u{ff00}'..='\u{ffef}').contains(c));
            assert_eq!(han, None, "{text}");
        }
        for text in texts(&template, Lang::ZhTw) {
            let found = text.chars().find(|c| differing.contains(*c));
            assert_eq!(found, None, "{text}");
        }
    }
}

#[test]
fn every_text_of_a_department_workbook_has_room() {
    for template in template::all() {
        for lang in Lang::ALL {
            for sheet in &sample(&template, lang).sheets {
                for ((row, column), cell) in &sheet.cells {
                    // Title and hint run over the blank cells beside them.
                    let (Content::Text(text), true) = (&cell.content, *row >= 3) else { continue };
                    let area = sheet.merges.iter().find(|area| (area.top, area.left) == (*row, *column));
                    let px = match area {
                        Some(area) => metrics::area_px(&sheet.columns, *area),
                        None => metrics::column_px(sheet.columns[column]),
                    };
                    let size = cell.style.font.size;
                    let lines = if cell.style.wrap {
                        metrics::lines(text, size, px - f64::from(cell.style.indent) * metrics::INDENT_PX)
                    } else {
                        assert!(metrics::text_px(text, size) <= px, "{} {row},{column}: {text}", sheet.name);
                        1
                    };
                    let height = sheet.rows[row];
                    assert!(metrics::row_height(lines, size) <= height + 0.01, "{} {row},{column}: {text}", sheet.name);
                }
            }
        }
    }
}

#[test]
fn every_cell_to_fill_says_what_belongs_there_and_lists_offer_their_words() {
    let template = template::find("live-commerce").unwrap();
    for lang in Lang::ALL {
        let book = template::workbook(&template, lang, "2026-11".parse().unwrap(), None);
        let sheet = |name: SheetName| book.sheets.iter().find(|sheet| sheet.name == name.name(lang)).unwrap();
        let lists = |name: SheetName| {
            sheet(name)
                .validations
                .iter()
                .filter(|rule| matches!(rule.allow, Allow::Words(_) | Allow::Range(_)))
                .count()
        };
        // 计分方式, 小数位数, 缺数据处理, 定级方式, 显示岗位排名; 岗位; 岗位, 汇总方式; 工号, 类型.
        let counts = [SheetName::Appraisal, SheetName::Staff, SheetName::Measures, SheetName::Adjustments].map(lists);
        assert_eq!(counts, [5, 1, 2, 2]);
        let data: Vec<_> = book.sheets.iter().filter(|sheet| sheet.protected).collect();
        assert_eq!(data.len(), template.roles.len());
        for sheet in data {
            let prompted: BTreeSet<u16> =
                sheet.validations.iter().filter(|rule| rule.prompt.is_some()).map(|rule| rule.area.left).collect();
            assert_eq!(prompted.len(), sheet.columns.len(), "{}", sheet.name);
            // The name fills itself and is locked; everything else in a data row is open.
            let (first, _) = sheet.freeze.unwrap();
            for column in sheet.columns.keys() {
                let cell = &sheet.cells[&(first, *column)];
                assert_eq!(cell.style.unlocked, *column != 1, "{} {column}", sheet.name);
                assert_eq!(matches!(cell.content, Content::Formula(..)), *column == 1);
            }
        }
        for rule in book.sheets.iter().flat_map(|sheet| &sheet.validations) {
            for (title, text) in [&rule.prompt, &rule.warning].into_iter().flatten() {
                assert!(title.encode_utf16().count() <= 32, "{title}");
                assert!(text.encode_utf16().count() <= 255, "{text}");
            }
        }
    }
}
