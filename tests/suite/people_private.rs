//! Personal workbooks of departments that are drawn at random, with marks by peers, reports and customers, pay and own goals: no
//! part of any holds what is of anybody else, who marked, or what few of them said.

use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::history::History;
use scorebook::pipeline::{Output, Outputs, Provenance, Submission};
use scorebook::workbook;
use serde_json::Value;

use crate::parts;
use crate::problems::book::Book;

/// Each with what it is called on the sheets.
const PRIVATE: [&str; 4] = ["同级", "下级", "客户", "评审组"];

/// A person: how many of each private category marked, whether there is a goal and a base, how they take part, and how many marked them
/// from below in a second role, where they hold one from the middle of the month.
#[derive(Debug, Clone)]
struct Person {
    raters: [usize; 4],
    goal: bool,
    paid: bool,
    appraised: &'static str,
    second: Option<usize>,
}

fn person() -> impl Strategy<Value = Person> {
    let raters = [0_usize..5, 0_usize..5, 0_usize..4, 0_usize..3];
    let appraised = prop_oneof![4 => Just("是"), 1 => Just("试用"), 1 => Just("否")];
    let second = prop::option::weighted(0.3, 0_usize..5);
    (raters, any::<bool>(), any::<bool>(), appraised, second)
        .prop_map(|(raters, goal, paid, appraised, second)| Person { raters, goal, paid, appraised, second })
}

fn id(at: usize) -> String {
    format!("ZX90{at}7")
}

fn name(at: usize) -> String {
    format!("{}{}", ["禤", "逄", "郄", "璩", "亓"][at % 5], ["靖岚", "昭翊", "澹宁", "霁川", "溯游"][at % 5])
}

fn base(at: usize) -> String {
    format!("{}.{}", 31_847 + at * 1_013, 13 + at)
}

/// With more decimals than any score is shown with, which could be the same by chance.
fn target(at: usize) -> String {
    format!("8{at}.3719%")
}

/// Who marked, what was given, and what was said: each like no other.
fn rater(of: usize, category: usize, at: usize) -> (String, String, String) {
    let number = (of * 4 + category) * 5 + at;
    // Squares: the mean of some is none of them.
    let given =
        format!("{}.{:04}", 41 + number * number * 7 % 50, 1_003 + (number * number * 173 + number * 37) % 8_990);
    (format!("评者甲{number}乙"), given, format!("私语丙{number}丁"))
}

/// Added to a person's number, it tells whoever marks them in their second role from whoever does in the first.
const SECOND: usize = 10;

fn drawn(people: &[Person], period: &str) -> Book {
    let mut book = Book::default();
    let day = |day: &str| format!("{period}-{day}");
    let settings: [&[&str]; 5] = [
        &["部门", "秘密部"],
        &["考核周期", period],
        &["缺数据处理", "不考核"],
        &["显示绩效工资", "是"],
        &["绩效工资", "基数*系数"],
    ];
    book.sheet("考核信息", &settings).sheet(
        "考核指标",
        &[
            &["岗位", "指标", "权重", "计算公式", "评分人", "单位", "目标值", "评分标准"],
            &["专员", "完成率", "40%", "完成/计划", "", "%", "90%", "按完成率比例计分，最高100分"],
            &["专员", "协作", "40%", "", "上级40%+同级30%+下级20%+客户10%", "", "", "优秀95分，良好85分"],
            &["专员", "创新", "20%", "", "评审组60%+自评40%", "", "", "对照年度计划评定"],
        ],
    );
    book.sheet(
        "数据项",
        &[&["岗位", "数据项", "单位", "汇总方式"], &["专员", "完成", "件", "求和"], &["专员", "计划", "件", "求和"]],
    );
    book.sheet("人员名单", &[&["工号", "姓名", "岗位", "直接上级", "参评", "绩效工资基数", "到岗日期", "离岗日期"]]);
    book.sheet("数据-专员", &[&["工号", "姓名", "完成", "计划"]]);
    if people.iter().any(|person| person.second.is_some()) {
        book.row("考核指标", 5, &["组长", "带队率", "60%", "完成/计划", "", "%", "90%", "按完成率比例计分，最高100分"]);
        book.row("考核指标", 6, &["组长", "带教", "40%", "", "上级70%+下级30%", "", "", "优秀95分，良好85分"]);
        book.row("数据项", 4, &["组长", "完成", "件", "求和"]);
        book.row("数据项", 5, &["组长", "计划", "件", "求和"]);
        book.sheet("数据-组长", &[&["工号", "姓名", "完成", "计划"]]);
        book.sheet("评分-组长", &[&["工号", "姓名", "类别", "评分人", "带教", "评语"]]);
    }
    book.sheet("评分-专员", &[&["工号", "姓名", "类别", "评分人", "协作", "创新", "评语"]]);
    book.sheet("个人目标", &[&["工号", "姓名", "指标", "目标值", "权重", "评分标准"]]);
    book.sheet("等级", &[&["等级", "最低分", "绩效系数"], &["A", "80", "1.2"], &["B", "0", "1"]]);
    let (mut marks, mut goals, mut staff, mut leads, mut led) = (2, 2, 2, 2, 2);
    for (at, person) in people.iter().enumerate() {
        let row = u32::try_from(at).unwrap() + 2;
        let (id, name) = (id(at), name(at));
        let base = if person.paid { base(at) } else { String::new() };
        let until = if person.second.is_some() { day("15") } else { String::new() };
        let mut held = |role: &str, from: &str, to: &str| {
            book.row("人员名单", staff, &[&*id, &*name, role, "王主管", person.appraised, &*base, from, to]);
            staff += 1;
        };
        held("专员", "", &until);
        if let Some(count) = person.second {
            held("组长", &day("16"), "");
            book.row("数据-组长", leads, &[&*id, &*name, &*format!("{}", 7_057 + at * 131), "9967"]);
            leads += 1;
            let mut mark = |cells: [&str; 4]| {
                book.row("评分-组长", led, &[&[&*id, &*name], &cells[..]].concat());
                led += 1;
            };
            mark(["上级", "王主管", "83", ""]);
            for number in 0..count {
                let (rater, given, said) = rater(at + SECOND, 1, number);
                mark(["下级", &*rater, &*given, &*said]);
            }
        }
        book.row("数据-专员", row, &[&*id, &*name, &*format!("{}", 8_053 + at * 111), "9973"]);
        let mut mark = |cells: [&str; 5]| {
            book.row("评分-专员", marks, &[&[&*id, &*name], &cells[..]].concat());
            marks += 1;
        };
        mark(["上级", "王主管", "86", "", &format!("上级对{name}说")]);
        mark(["自评", &*name, "", "77", ""]);
        for (category, word) in PRIVATE.iter().enumerate() {
            for number in 0..person.raters[category] {
                let (rater, given, said) = rater(at, category, number);
                let (one, other) = if category == 3 { ("", &*given) } else { (&*given, "") };
                mark([word, &*rater, one, other, &*said]);
            }
        }
        if person.goal {
            book.row("个人目标", goals, &[&*id, &*name, "完成率", &*target(at), "", ""]);
            goals += 1;
        }
    }
    book
}

/// The text of every part of each personal workbook, by path; what stands on each sheet of the print files; and the results.
fn personal(book: &Book) -> (Vec<(String, String)>, Vec<String>, Value) {
    let bytes = book.bytes();
    let scoring = Submission::read(&bytes).score(History::default(), Outputs::All);
    let scored = scoring.scored.unwrap_or_else(|| {
        let told: Vec<String> = scoring.problems.iter().map(|p| format!("{} {}", p.code.id(), p.place)).collect();
        panic!("{told:?}")
    });
    let outputs = scored.report(&Provenance::workbook("in.xlsx", bytes), None, &mut |_, _| {}).unwrap();
    let (own, others): (Vec<Output>, Vec<Output>) =
        outputs.into_iter().partition(|output| output.path.contains("个人评分表"));
    let printed =
        others.into_iter().filter(|output| output.path.contains("打印")).flat_map(|output| sheets_of(&output.bytes));
    (
        own.into_iter().map(|output| (output.path, parts::text_of(output.bytes))).collect(),
        printed.collect(),
        serde_json::from_str(&scored.results_json()).unwrap(),
    )
}

/// What stands on each sheet of a workbook.
fn sheets_of(bytes: &[u8]) -> Vec<String> {
    let sheets = workbook::read(bytes).value.unwrap().sheets;
    let shown = |sheet: &workbook::Sheet| sheet.cells.values().map(workbook::Cell::text).collect::<Vec<_>>().join("\n");
    sheets.iter().map(|sheet| format!("{}\n{}", sheet.name, shown(sheet))).collect()
}

/// The mean of some marks.
fn mean(marks: &[String]) -> Decimal {
    let sum: Decimal = marks.iter().map(|mark| mark.parse::<Decimal>().unwrap()).sum();
    sum / Decimal::from(marks.len())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_part_of_a_personal_workbook_tells_of_others_of_raters_or_of_what_few_said(people in prop::collection::vec(person(), 2..5)) {
        let (workbooks, printed, results) = personal(&drawn(&people, "2026-11"));
        let appraised = people.iter().filter(|person| person.appraised != "否").count();
        prop_assert_eq!(workbooks.len(), appraised);
        let paid = |id: &str| {
            let person = results["people"].as_array().unwrap().iter().find(|person| person["id"] == id)?;
            Some(person["pay"]["amount"].as_str()?.to_owned())
        };
        for (at, person) in people.iter().enumerate().filter(|(_, person)| person.appraised != "否") {
            let text = &workbooks.iter().find(|(path, _)| path.contains(&id(at))).unwrap().1;
            let mut secrets: Vec<String> = Vec::new();
            for (other, _) in people.iter().enumerate().filter(|(other, _)| *other != at) {
                secrets.extend([id(other), name(other), base(other), target(other), format!("上级对{}说", name(other))]);
                secrets.push(target(other).trim_end_matches('%').to_owned());
                secrets.extend(paid(&id(other)));
            }
            for (category, word) in PRIVATE.iter().enumerate() {
                let mut marks = Vec::new();
                for (of, one) in people.iter().enumerate() {
                    for number in 0..one.raters[category] {
                        let (rater, given, said) = rater(of, category, number);
                        secrets.extend([rater, given.clone(), said]);
                        if of == at {
                            marks.push(given);
                        }
                    }
                }
                if !marks.is_empty() && marks.len() < 3 {
                    let mean = mean(&marks);
                    secrets.push(mean.normalize().to_string());
                    secrets.push(format!("{word} {}", mean.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero).normalize()));
                    secrets.push(format!("{word}（{} 人）", marks.len()));
                } else if marks.len() >= 3 {
                    let mean = mean(&marks).round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
                    let told = format!("{word} {}（{} 人）", mean.normalize(), marks.len());
                    prop_assert!(text.contains(&told), "{told} is not told to {}", name(at));
                }
            }
            for (of, one) in people.iter().enumerate() {
                for number in 0..one.second.unwrap_or_default() {
                    secrets.extend(<[String; 3]>::from(rater(of + SECOND, 1, number)));
                }
            }
            // Theirs alone stands on their sheets of what is printed for all.
            let pages: Vec<&String> = printed.iter().filter(|page| page.contains(&id(at))).collect();
            prop_assert!(!pages.is_empty(), "{} is not printed", name(at));
            for secret in secrets {
                prop_assert!(!text.contains(&secret), "{secret} stands in the workbook of {} ({person:?})", name(at));
                prop_assert!(!pages.iter().any(|page| page.contains(&secret)), "{secret} is printed for {}", name(at));
            }
            prop_assert!(text.contains(&name(at)));
            if person.paid {
                let own = paid(&id(at)).unwrap();
                prop_assert!(text.contains(own.trim_end_matches('0').trim_end_matches('.')), "{own}");
            }
        }
    }
}

/// Who a roll-up's workbooks may say nothing of: everybody else, whoever marked, what each of them gave and said, and what few gave together.
fn secrets_from(at: usize, people: &[Person]) -> Vec<String> {
    let mut secrets = Vec::new();
    for (of, one) in people.iter().enumerate() {
        if of != at {
            secrets.extend([
                id(of),
                name(of),
                target(of).trim_end_matches('%').to_owned(),
                format!("上级对{}说", name(of)),
            ]);
        }
        for (category, word) in PRIVATE.iter().enumerate() {
            let marks: Vec<_> = (0..one.raters[category]).map(|number| rater(of, category, number)).collect();
            if of == at && !marks.is_empty() && marks.len() < 3 {
                let given: Vec<String> = marks.iter().map(|(_, given, _)| given.clone()).collect();
                secrets.push(mean(&given).normalize().to_string());
                secrets.push(format!("{word}（{} 人）", marks.len()));
            }
            secrets.extend(marks.into_iter().flat_map(<[String; 3]>::from));
        }
        for number in 0..one.second.unwrap_or_default() {
            secrets.extend(<[String; 3]>::from(rater(of + SECOND, 1, number)));
        }
    }
    secrets
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, ..ProptestConfig::default() })]

    #[test]
    fn a_roll_up_tells_nobody_more_than_its_months_did(people in prop::collection::vec(person(), 2..4)) {
        let place = tempfile::tempdir().unwrap();
        let scorebook = |arguments: &[&str]| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_scorebook"));
            let done = command.args(arguments).args(["--lang", "zh-CN"]).current_dir(place.path()).output().unwrap();
            assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        };
        for period in ["2026-10", "2026-11"] {
            std::fs::write(place.path().join("月.xlsx"), drawn(&people, period).bytes()).unwrap();
            scorebook(&["run", "月.xlsx", "-o", "月", "--archive", "档案", "--no-person-files", "--no-print-file"]);
        }
        for method in ["mean", "measures"] {
            scorebook(&["rollup", "--archive", "档案", "--department", "秘密部", "--period", "2026Q4", "--method", method, "-o", method]);
            let folder = place.path().join(method).join("秘密部/2026Q4");
            let printed = std::fs::read(folder.join("全员评分表_打印.xlsx")).map(|bytes| sheets_of(&bytes)).unwrap_or_default();
            let mut found = Vec::new();
            for role in std::fs::read_dir(folder.join("个人评分表")).into_iter().flatten() {
                found.extend(std::fs::read_dir(role.unwrap().path()).unwrap().map(|entry| entry.unwrap().path()));
            }
            prop_assert_eq!(found.len(), people.iter().filter(|person| person.appraised != "否").count());
            for (at, person) in people.iter().enumerate() {
                let of = |path: &std::path::PathBuf| path.to_string_lossy().contains(&id(at));
                let Some(own) = found.iter().find(|path| of(path)) else { continue };
                let text = parts::text_of(std::fs::read(own).unwrap());
                prop_assert!(text.contains(&name(at)));
                let pages: Vec<&String> = printed.iter().filter(|page| page.contains(&id(at))).collect();
                prop_assert!(!pages.is_empty(), "{} is not printed", name(at));
                for secret in secrets_from(at, &people) {
                    prop_assert!(!text.contains(&secret), "{method}: {secret} stands in the workbook of {} ({person:?})", name(at));
                    prop_assert!(!pages.iter().any(|page| page.contains(&secret)), "{method}: {secret} is printed for {}", name(at));
                }
            }
        }
    }
}
