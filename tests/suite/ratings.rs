//! Marks that are collected from those who give them: who gets which workbook, what comes back and where it goes, and what is refused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;
use scorebook::cell::a1;
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::pipeline::{
    AnswerFile, CollectedRatings, Outputs, RatingWorkbook, Submission, amended, collect_ratings, send_ratings,
};
use scorebook::problem::{Code, Problem};
use scorebook::workbook::{self, Sheet, Value};

use crate::problems::book::{Book, with_parts};
use crate::problems::good;

const SHEET: &str = "评分-客服";

/// Two people of one role, whom they themselves, their manager and each other mark; a third one has the role of the manager.
fn office() -> Book {
    let mut book = good();
    book.set("考核指标!J1", "评分人")
        .set("考核指标!C2", "40%")
        .set("考核指标!C3", "20%")
        .row("考核指标", 4, &["客服", "服务态度", "20%", "", "", "", "优秀95分，良好85分，合格70分"])
        .set("考核指标!J4", "自评20%+上级80%")
        .row("考核指标", 5, &["客服", "团队协作", "20%", "", "", "", "按配合程度评定"])
        .set("考核指标!J5", "上级50%+同级50%")
        .row("考核指标", 6, &["组长", "任务完成数", "100%", "任务数", "次", "10", "每少1次扣5分，扣完为止"])
        .row("数据项", 5, &["组长", "任务数", "次", "求和"])
        .row("人员名单", 4, &["E003", "王五", "组长"])
        .set("人员名单!F1", "直接上级")
        .set("人员名单!F2", "王五")
        .set("人员名单!F3", "王五")
        .sheet("数据-组长", &[&["工号", "姓名", "任务数"], &["E003", "王五", "10"]])
        .sheet(SHEET, &[&["工号", "姓名", "类别", "评分人", "服务态度", "团队协作", "评语"]])
        .sheet(
            "评分关系",
            &[
                &["评分人工号", "评分人", "被评人工号", "类别"],
                &["E002", "李四", "E001", "同级"],
                &["E001", "张三", "E002", "同级"],
            ],
        );
    book
}

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|problem| format!("{} {}", problem.code.id(), problem.place).trim_end().to_owned()).collect()
}

fn sent(book: &Book) -> Vec<RatingWorkbook> {
    let sent = send_ratings(&book.bytes()).unwrap();
    assert_eq!(told(&sent.problems), [] as [&str; 0]);
    sent.workbooks
}

fn of<'a>(sent: &'a [RatingWorkbook], rater: &str) -> &'a RatingWorkbook {
    sent.iter().find(|one| one.rater == rater).unwrap_or_else(|| panic!("{rater}"))
}

fn sheet<'a>(workbook: &'a workbook::Workbook, name: &str) -> &'a Sheet {
    workbook.sheets.iter().find(|sheet| &*sheet.name == name).unwrap()
}

fn text(sheet: &Sheet, row: u32, column: u16) -> String {
    sheet.get(row, column).map(workbook::Cell::text).unwrap_or_default()
}

/// The header row of a sheet's people, and its columns by their words.
fn header(sheet: &Sheet) -> (u32, BTreeMap<String, u16>) {
    let row = sheet.cells.iter().find(|(_, cell)| cell.text() == "工号").map(|((row, _), _)| *row).unwrap();
    let cells = sheet.cells.range((row, 0)..=(row, u16::MAX));
    (row, cells.map(|((_, column), cell)| (cell.text(), *column)).collect())
}

/// The cell of a person's KPI in a rating workbook, as a category.
fn place(bytes: &[u8], id: &str, category: &str, kpi: &str) -> String {
    let workbook = workbook::read(bytes).value.unwrap();
    let sheet = sheet(&workbook, SHEET);
    let (first, columns) = header(sheet);
    let rows = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > first).collect::<BTreeSet<u32>>();
    let is = |row: &u32| text(sheet, *row, columns["工号"]) == id && text(sheet, *row, columns["类别"]) == category;
    a1(rows.into_iter().find(is).unwrap(), columns[kpi])
}

/// A rating workbook with something entered for (id, category, KPI or 评语).
fn filled(bytes: &[u8], entries: &[(&str, &str, &str, &str)]) -> Vec<u8> {
    entries.iter().fold(bytes.to_vec(), |bytes, (id, category, kpi, entry)| {
        amended(&bytes, SHEET, &place(&bytes, id, category, kpi), entry).unwrap()
    })
}

/// What is entered: id, category, KPI or 评语, and the mark.
type Entry = (&'static str, &'static str, &'static str, &'static str);

/// The answers of all three: what is filled in of each.
fn answers(sent: &[RatingWorkbook]) -> Vec<(String, Vec<u8>)> {
    let entries: [(&str, &[Entry]); 3] = [
        ("张三", &[("E001", "自评", "服务态度", "90"), ("E002", "同级", "团队协作", "77.5")]),
        ("李四", &[("E002", "自评", "服务态度", "优秀"), ("E001", "同级", "团队协作", "不适用")]),
        (
            "王五",
            &[
                ("E001", "上级", "服务态度", "85"),
                ("E001", "上级", "团队协作", "80"),
                ("E001", "上级", "评语", "耐心，响应及时 & <快>\n很好"),
                ("E002", "上级", "服务态度", "70"),
                ("E002", "上级", "团队协作", "60分"),
            ],
        ),
    ];
    entries
        .iter()
        .map(|(rater, entries)| {
            let own = of(sent, rater);
            (own.name.clone(), filled(&own.bytes, entries))
        })
        .collect()
}

fn collected(department: &[u8], answers: &[(String, Vec<u8>)]) -> CollectedRatings {
    let files: Vec<AnswerFile<'_>> = answers.iter().map(|(name, bytes)| AnswerFile { name, bytes }).collect();
    collect_ratings(department, &files).unwrap()
}

/// The rows of the sheet of marks as texts, without the header.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let workbook = workbook::read(bytes).value.unwrap();
    let sheet = sheet(&workbook, SHEET);
    let (first, columns) = header(sheet);
    let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > first).collect();
    let last = columns.values().max().unwrap();
    let all = rows.into_iter().map(|row| (0..=*last).map(|column| text(sheet, row, column)).collect::<Vec<_>>());
    all.filter(|row| row.iter().any(|cell| !cell.is_empty())).collect()
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

/// The marks of everybody as they stand once they are collected.
const ALL: [[&str; 7]; 6] = [
    ["E001", "张三", "自评", "张三", "90", "", ""],
    ["E001", "张三", "上级", "王五", "85", "80", "耐心，响应及时 & <快>\n很好"],
    ["E001", "张三", "同级", "李四", "", "不适用", ""],
    ["E002", "李四", "自评", "李四", "优秀", "", ""],
    ["E002", "李四", "上级", "王五", "70", "60", ""],
    ["E002", "李四", "同级", "张三", "", "77.5", ""],
];

#[test]
fn everybody_who_marks_gets_one_workbook_and_the_same_bytes_twice() {
    let (first, again) = (sent(&office()), sent(&office()));
    let names: Vec<&str> = first.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["评分_E001_张三_2026-11.xlsx", "评分_E002_李四_2026-11.xlsx", "评分_E003_王五_2026-11.xlsx"]);
    assert_eq!(first.iter().map(|one| one.people).collect::<Vec<_>>(), [2, 2, 2]);
    assert!(first == again);
}

#[test]
fn a_rating_workbook_holds_no_data_no_mark_and_no_name_but_the_raters_and_of_those_whom_they_mark() {
    let mut book = office();
    // Marks and data that are there already, and a person who marks nobody but themselves.
    book.row(SHEET, 2, &["E001", "张三", "上级", "王五", "83.25", "", "旧评语"]).set("数据-客服!D2", 987_654.0).row(
        "评分关系",
        3,
        &["E003", "王五", "E002", "同级"],
    );
    let sent = sent(&book);
    let own = parts(&of(&sent, "李四").bytes);
    let text: String = own.values().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    for word in ["王五", "E003", "83.25", "旧评语", "987654", "组长", "解决率"] {
        assert!(!text.contains(word), "{word}");
    }
    let own = parts(&of(&sent, "张三").bytes);
    let text: String = own.values().map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    assert!(text.contains("服务态度") && !text.contains("李四") && !text.contains("E002"));
    assert!(!text.contains("团队协作"), "what the person does not mark is not shown");
}

#[test]
fn only_the_cells_to_fill_in_are_unlocked_and_each_says_what_it_takes() {
    let sent = sent(&office());
    let own = parts(&of(&sent, "王五").bytes);
    let sheet = String::from_utf8(own["xl/worksheets/sheet1.xml"].clone()).unwrap();
    assert!(sheet.contains("<sheetProtection sheet=\"1\""), "{sheet}");
    // Levels as a list, numbers within bounds.
    assert!(sheet.contains("type=\"list\"") && sheet.contains("优秀,良好,合格,不适用"), "{sheet}");
    assert!(sheet.contains("type=\"decimal\"") && sheet.contains("<formula2>100</formula2>"), "{sheet}");
}

#[test]
fn rating_workbooks_are_sent_before_any_data_are_there() {
    let mut book = office();
    book.without("数据-客服").without("数据-组长").without(SHEET).without("加减分");
    assert!(Submission::read(&book.bytes()).department.is_none());
    assert_eq!(sent(&book).len(), 3);
}

#[test]
fn marks_come_back_into_blank_rows_and_every_other_part_keeps_its_bytes() {
    let department = office().bytes();
    let collected = collected(&department, &answers(&sent(&office())));
    assert_eq!(told(&collected.problems), [] as [&str; 0]);
    let new = collected.bytes.unwrap();
    assert_eq!(rows(&new), ALL);
    assert_eq!((collected.raters, collected.written), ((3, 3), (6, 8)));
    let (before, after) = (parts(&department), parts(&new));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<&String> =
        before.iter().filter(|(name, part)| after[*name] != **part).map(|(name, _)| name).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    // 90 × 20% + 85 × 80% = 86; 95 × 20% + 70 × 80% = 75. The peer's 不适用 leaves the manager's 80; 60 and 77.5 make 68.75.
    let scored = Submission::read(&new).score(History::default(), Outputs::SummaryOnly).scored.unwrap();
    let results: serde_json::Value = serde_json::from_str(&scored.results_json()).unwrap();
    let json = results.to_string();
    for value in ["\"86\"", "\"75\"", "\"80\"", "\"68.75\""] {
        assert!(json.contains(value), "{value} {json}");
    }
}

#[test]
fn collecting_again_over_what_was_collected_changes_nothing() {
    let department = office().bytes();
    let answers = answers(&sent(&office()));
    let once = collected(&department, &answers).bytes.unwrap();
    let again = collected(&once, &answers);
    assert_eq!(told(&again.problems), [] as [&str; 0]);
    assert!(again.bytes.unwrap() == once);
    // The same bytes out, whatever the order in which the files lie.
    let mut turned = answers;
    turned.reverse();
    assert!(collected(&department, &turned).bytes.unwrap() == once);
}

#[test]
fn a_sheet_of_marks_that_is_not_there_is_added_and_the_rest_stays() {
    let mut book = office();
    book.without(SHEET);
    let department = book.bytes();
    let collected = collected(&department, &answers(&sent(&book)));
    let new = collected.bytes.unwrap_or_else(|| panic!("{:?}", told(&collected.problems)));
    assert_eq!(rows(&new), ALL);
    let (before, after) = (parts(&department), parts(&new));
    let changed: Vec<&str> =
        before.iter().filter(|(name, part)| after[*name] != **part).map(|(name, _)| name.as_str()).collect();
    assert_eq!(changed, ["[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/workbook.xml"]);
    assert_eq!(after.len(), before.len() + 1);
    assert!(Submission::read(&new).department.is_some());
}

#[test]
fn rows_that_are_ready_are_filled_and_remarks_are_not_written_over() {
    let mut book = office();
    book.row(SHEET, 2, &["E002", "李四", "上级", "", "", "", ""])
        .row(SHEET, 3, &["E002", "李四", "同级", "", "", "", ""])
        .row(SHEET, 4, &["E001", "张三", "上级", "E003", "", "80", ""])
        .row(SHEET, 6, &["填表人：王五"]);
    let collected = collected(&book.bytes(), &answers(&sent(&book)));
    let new = collected.bytes.unwrap_or_else(|| panic!("{:?}", told(&collected.problems)));
    let expected: [[&str; 7]; 7] = [
        ["E002", "李四", "上级", "王五", "70", "60", ""],
        ["E002", "李四", "同级", "张三", "", "77.5", ""],
        ["E001", "张三", "上级", "E003", "85", "80", "耐心，响应及时 & <快>\n很好"],
        ["E001", "张三", "自评", "张三", "90", "", ""],
        ["填表人：王五", "", "", "", "", "", ""],
        ["E001", "张三", "同级", "李四", "", "不适用", ""],
        ["E002", "李四", "自评", "李四", "优秀", "", ""],
    ];
    assert_eq!(rows(&new), expected);
}

#[test]
fn in_a_workbook_of_the_template_the_names_that_fill_themselves_show_and_stay_formulas() {
    let template = scorebook::template::find("live-commerce-ratings").unwrap();
    let november = scorebook::pipeline::form(&template, Lang::ZhCn, "2026-11".parse().unwrap(), None, true).unwrap();
    let read = Submission::read(&november).department.unwrap();
    let mut book = scorebook::pipeline::next_form(&november, &read, "2026-12".parse().unwrap()).unwrap().unwrap();
    // Somebody new, for whom no row is there yet.
    for (sheet_name, cells) in [
        ("人员名单", ["E099", "新人", "短视频策划与制作人员"].as_slice()),
        ("评分关系", &["E001", "赵立春", "E099", "评审组"]),
    ] {
        let workbook = workbook::read(&book).value.unwrap();
        let own = sheet(&workbook, sheet_name);
        let row = (4..).find(|row| text(own, *row, 0).is_empty() && text(own, *row, 1).is_empty()).unwrap();
        for (column, cell) in (0..).zip(cells) {
            book = amended(&book, sheet_name, &a1(row, column), cell).unwrap();
        }
    }
    let sent = send_ratings(&book).unwrap();
    let one = of(&sent.workbooks, "赵立春");
    let workbook = workbook::read(&one.bytes).value.unwrap();
    let tab = sheet(&workbook, "评分-短视频策划与制作人员");
    let row = tab.cells.iter().find(|(_, cell)| cell.text() == "E099").map(|((row, _), _)| *row).unwrap();
    let answer = amended(&one.bytes, &tab.name, &a1(row, 4), "88").unwrap();
    let collected = collected(&book, &[(one.name.clone(), answer)]);
    let new = collected.bytes.unwrap_or_else(|| panic!("{:?}", told(&collected.problems)));
    let after = workbook::read(&new).value.unwrap();
    let after = sheet(&after, &tab.name);
    let row = after.cells.iter().find(|(_, cell)| cell.value == Value::Number(88.into())).map(|((row, _), _)| *row);
    let row = row.unwrap();
    assert_eq!([0, 1, 2, 3].map(|column| text(after, row, column)), ["E099", "新人", "评审组", "赵立春"]);
    let cell = format!("r=\"{}\"", a1(row, 1));
    let is_formula = |part: &[u8]| {
        let text = String::from_utf8_lossy(part).into_owned();
        let own = text.split("<c ").find(|own| own.starts_with(&cell)).map(str::to_owned);
        text.contains("<v>88</v>") && own.is_some_and(|own| own.contains("<f>IF($A") && own.contains("<v>"))
    };
    assert!(parts(&new).values().any(|part| is_formula(part)));
}

/// A wrong answer, what is told, and in which of the three files.
type Bad = (&'static str, fn(&mut Book, &mut Vec<(String, Vec<u8>)>), &'static [&'static str]);

fn change(answers: &mut [(String, Vec<u8>)], at: usize, entries: &[(&str, &str, &str, &str)]) {
    answers[at].1 = filled(&answers[at].1, entries);
}

/// Another text in a cell of the plain sheet.
fn in_identity(bytes: &[u8], cell: &str, text: &str) -> Vec<u8> {
    amended(bytes, "识别信息", cell, text).unwrap()
}

const BAD: &[Bad] = &[
    ("an id was changed", |_, all| change(all, 2, &[("E001", "上级", "工号", "E002")]), &["2 E742 评分-客服!A10"]),
    ("a name was changed", |_, all| change(all, 2, &[("E001", "上级", "姓名", "李四")]), &["2 E742 评分-客服!B10"]),
    ("a category was changed", |_, all| change(all, 2, &[("E001", "上级", "类别", "同级")]), &["2 E742 评分-客服!D10"]),
    ("a role was changed", |_, all| change(all, 2, &[("E001", "上级", "岗位", "组长")]), &["2 E742 评分-客服!C10"]),
    (
        "two KPIs changed places",
        |_, all| {
            let (one, other) = (a1(8, 4), a1(8, 5));
            all[2].1 = amended(&all[2].1, SHEET, &one, "团队协作").unwrap();
            all[2].1 = amended(&all[2].1, SHEET, &other, "服务态度").unwrap();
        },
        &["2 E742 评分-客服!E9"],
    ),
    (
        "the id was changed on both sheets",
        |_, all| {
            change(all, 0, &[("E001", "自评", "工号", "E003")]);
            all[0].1 = in_identity(&all[0].1, "A8", "E003");
        },
        &["0 E743 评分-客服!A10"],
    ),
    ("another rater's id", |_, all| all[0].1 = in_identity(&all[0].1, "B4", "E003"), &["0 E742 识别信息!B4"]),
    (
        "somebody who marks nobody here",
        |_, all| {
            all[0].1 = in_identity(&in_identity(&all[0].1, "B4", "X9"), "B5", "赵六");
        },
        &["0 E743 识别信息!B4"],
    ),
    ("another department", |_, all| all[1].1 = in_identity(&all[1].1, "B2", "财务部"), &["1 E741 识别信息!B2"]),
    ("another period", |_, all| all[1].1 = in_identity(&all[1].1, "B3", "2026-10"), &["1 E741 识别信息!B3"]),
    ("a mark too high", |_, all| change(all, 0, &[("E001", "自评", "服务态度", "101")]), &["0 E280 评分-客服!E10"]),
    ("a mark below 0", |_, all| change(all, 0, &[("E001", "自评", "服务态度", "-1")]), &["0 E280 评分-客服!E10"]),
    ("no mark at all", |_, all| change(all, 0, &[("E001", "自评", "服务态度", "还可以")]), &["0 E281 评分-客服!E10"]),
    (
        "a mark that was not asked for",
        |_, all| change(all, 0, &[("E001", "自评", "团队协作", "90")]),
        &["0 E283 评分-客服!F10"],
    ),
    (
        "two answers of one rater",
        |_, all| {
            let mut other = all[0].clone();
            other.0 = "评分_E001_张三_2026-11 (1).xlsx".to_owned();
            other.1 = filled(&other.1, &[("E001", "自评", "服务态度", "95")]);
            all.push(other);
        },
        &["3 E744 评分-客服!E10"],
    ),
    (
        "a workbook of somebody's own",
        |_, all| {
            all[1].1 = good().bytes();
        },
        &["1 E740"],
    ),
    (
        "a person who is marked by another manager since",
        |book, _| {
            book.set("人员名单!F2", "李四");
        },
        &["2 E743 评分-客服!A10"],
    ),
    (
        "an id that belongs to somebody else since",
        |book, _| {
            book.set("人员名单!B2", "赵六").set("评分关系!B3", "赵六");
        },
        &["0 E742 识别信息!B4", "1 E742 评分-客服!B11", "2 E742 评分-客服!B10"],
    ),
    (
        "another mark that is there already",
        |book, _| {
            book.row(SHEET, 2, &["E001", "张三", "上级", "王五", "84", "", ""]);
        },
        &["- E745 评分-客服!E2"],
    ),
    (
        "no column for the rater's name",
        |book, _| {
            book.without(SHEET).sheet(SHEET, &[&["工号", "姓名", "类别", "服务态度", "团队协作", "评语"]]);
        },
        &["- E205 评分-客服!A1"],
    ),
    (
        "no column for the comment",
        |book, _| {
            book.without(SHEET).sheet(SHEET, &[&["工号", "姓名", "类别", "评分人", "服务态度", "团队协作"]]);
        },
        &["- E205 评分-客服!A1"],
    ),
];

#[test]
fn every_wrong_answer_is_told_by_file_and_cell_and_nothing_is_written() {
    let sent = sent(&office());
    let mut wrong = Vec::new();
    for (what, spoil, expected) in BAD {
        let (mut book, mut answers) = (office(), answers(&sent));
        spoil(&mut book, &mut answers);
        let collected = collected(&book.bytes(), &answers);
        let errors = |at: &str, problems: &[Problem]| -> Vec<String> {
            let own = told(problems).into_iter().filter(|told| told.starts_with('E'));
            own.map(|told| format!("{at} {told}")).collect()
        };
        let mut found: Vec<String> =
            collected.of_files.iter().enumerate().flat_map(|(at, own)| errors(&at.to_string(), own)).collect();
        found.extend(errors("-", &collected.problems));
        if collected.bytes.is_some() || found != *expected {
            wrong.push(format!("{what}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_row_that_was_taken_out_is_missed() {
    let sent = sent(&office());
    let mut answers = answers(&sent);
    answers[2].1 = with_parts(
        &answers[2].1,
        &|name, content| {
            let text = String::from_utf8_lossy(&content).into_owned();
            let Some(start) = text.find("<row r=\"10\"").filter(|_| name == "xl/worksheets/sheet1.xml") else {
                return content;
            };
            let end = start + text[start..].find("</row>").unwrap() + 6;
            format!("{}{}", &text[..start], &text[end..]).into_bytes()
        },
        &[],
    );
    let collected = collected(&office().bytes(), &answers);
    assert_eq!(told(&collected.of_files[2]), ["E742 识别信息!A8"]);
}

#[test]
fn whoever_has_not_answered_is_a_warning_and_what_is_there_is_written() {
    let department = office().bytes();
    let sent = sent(&office());
    let mut some = answers(&sent);
    some.truncate(1);
    some.push((of(&sent, "李四").name.clone(), of(&sent, "李四").bytes.clone()));
    some[0].1 = filled(&some[0].1, &[("E002", "同级", "团队协作", " ")]);
    let collected = collected(&department, &some);
    let headlines: Vec<String> = collected.problems.iter().map(|one| one.headline(Lang::ZhCn)).collect();
    assert_eq!(headlines, ["1 位评分人发回的评分表是空的：李四", "1 位评分人还没有交回评分表：王五",]);
    assert_eq!(told(&collected.of_files[0]), ["W747 评分-客服!F11"]);
    assert_eq!(rows(&collected.bytes.unwrap()), [ALL[0]]);
    assert_eq!(collected.raters, (3, 1));
}

#[test]
fn a_copy_with_the_same_marks_and_the_blank_one_that_was_sent_say_nothing_new() {
    let sent = sent(&office());
    let mut all = answers(&sent);
    all.push(("副本.xlsx".to_owned(), all[2].1.clone()));
    all.insert(0, ("空白.xlsx".to_owned(), of(&sent, "王五").bytes.clone()));
    let collected = collected(&office().bytes(), &all);
    assert_eq!(collected.of_files.iter().flat_map(|own| told(own)).collect::<Vec<_>>(), [] as [String; 0]);
    assert_eq!(rows(&collected.bytes.unwrap()), ALL);
}

#[test]
fn a_rater_with_an_opening_password_gets_a_locked_workbook_which_is_collected_locked_or_not() {
    let mut book = office();
    book.set("人员名单!G1", "打开密码").set("人员名单!G4", "开门4711");
    let sent = sent(&book);
    let locked = of(&sent, "王五");
    assert!(locked.is_locked && locked.bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]));
    assert!(!of(&sent, "张三").is_locked);
    let plain = of(&self::sent(&office()), "王五").bytes.clone();
    let plain = filled(&plain, &[("E001", "上级", "服务态度", "85")]);
    let seal = |password: &str| {
        let password = scorebook::model::Password(password.to_owned());
        scorebook::output::write::encrypt(&plain, &password).unwrap()
    };
    for (bytes, is_locked) in [(seal("开门4711"), false), (plain.clone(), false), (seal("别人的"), true)] {
        // Whatever the file is named by now.
        for name in [&*locked.name, "回复 (1).xlsx"] {
            let collected = collected(&book.bytes(), &[(name.to_owned(), bytes.clone())]);
            let why = collected.of_files[0].iter().find(|one| one.code == Code::AnswerLocked);
            assert_eq!(
                why.map(|one| one.headline(Lang::ZhCn)).as_deref(),
                is_locked.then_some("这份评分表锁着，「人员名单」里的打开密码都打不开")
            );
            assert_eq!(collected.bytes.is_some(), !is_locked, "{name}");
        }
    }
}

#[test]
fn a_manager_is_known_by_name_by_id_and_by_both_and_told_where_there_is_none_to_tell() {
    let cases: [(&str, &[&str], usize); 9] = [
        ("E003", &[], 3),
        ("王五(E003)", &[], 3),
        ("E003 王五", &[], 3),
        ("陈总", &["N749 人员名单!A2"], 4),
        ("", &["W748 人员名单!A2"], 3),
        ("张三", &["W748 人员名单!A2"], 3),
        ("王五、李四", &["W748 人员名单!A2"], 3),
        ("李四(E003)", &["W748 人员名单!A2"], 3),
        ("赵六", &["W748 人员名单!A2"], 3),
    ];
    for (manager, expected, count) in cases {
        let mut book = office();
        book.set("人员名单!F2", manager).row("人员名单", 5, &["E004", "赵六", "组长"]).row(
            "人员名单",
            6,
            &["E005", "赵六", "组长"],
        );
        let sent = send_ratings(&book.bytes()).unwrap();
        assert_eq!(told(&sent.problems), expected, "{manager}");
        assert_eq!(sent.workbooks.len(), count, "{manager}");
    }
}

#[test]
fn a_manager_in_the_sheet_of_relations_takes_the_place_of_the_one_in_the_staff_sheet() {
    let mut book = office();
    book.set("人员名单!F2", "").row("评分关系", 4, &["", "陈总", "E001", "上级"]);
    let sent = send_ratings(&book.bytes()).unwrap();
    assert_eq!(told(&sent.problems), ["N749 评分关系!B4"]);
    assert_eq!(of(&sent.workbooks, "陈总").name, "评分_陈总_2026-11.xlsx");
    assert_eq!(of(&sent.workbooks, "王五").people, 1);
    let answer = filled(&of(&sent.workbooks, "陈总").bytes, &[("E001", "上级", "服务态度", "88")]);
    let collected = collected(&book.bytes(), &[("x.xlsx".to_owned(), answer)]);
    assert_eq!(rows(&collected.bytes.unwrap()), [["E001", "张三", "上级", "陈总", "88", "", ""]]);
}

#[test]
fn rows_of_relations_that_say_nothing_are_told_at_their_cells() {
    let cases: [(&[&str], &str); 11] = [
        (&["", "", "E001", "同级"], "E751 评分关系!A4"),
        (&["E002", "王五", "E001", "同级"], "E751 评分关系!A4"),
        (&["E009", "王五", "E001", "同级"], "E751 评分关系!A4"),
        (&["E009", "", "E001", "同级"], "E751 评分关系!A4"),
        (&["", "赵六", "E001", "同级"], "E751 评分关系!A4"),
        (&["E001", "张三", "E001", "同级"], "E751 评分关系!D4"),
        (&["E002", "李四", "E001", "自评"], "E751 评分关系!D4"),
        (&["E002", "李四", "E0O1", "同级"], "E312 评分关系!C4"),
        (&["E002", "李四", "E001", "客户"], "E282 评分关系!D4"),
        (&["E002", "李四", "", "同级"], "E221 评分关系!C4"),
        (&["E002", "李四", "E001", ""], "E221 评分关系!D4"),
    ];
    for (row, expected) in cases {
        let mut book = office();
        book.row("评分关系", 4, row).row("人员名单", 5, &["E004", "赵六", "组长"]).row(
            "人员名单",
            6,
            &["E005", "赵六", "组长"],
        );
        let sent = send_ratings(&book.bytes()).unwrap();
        assert_eq!(told(&sent.problems), [expected], "{row:?}");
        assert!(sent.workbooks.is_empty());
    }
    // Somebody from outside, by name alone.
    let mut book = office();
    book.row("评分关系", 4, &["", "客户经理刘", "E001", "同级"]);
    assert_eq!(told(&send_ratings(&book.bytes()).unwrap().problems), ["N749 评分关系!B4"]);
}

#[test]
fn nobody_to_mark_is_a_warning_and_no_kpi_to_mark_an_error() {
    let mut book = office();
    book.without("评分关系");
    let sent = send_ratings(&book.bytes()).unwrap();
    assert_eq!((told(&sent.problems), sent.workbooks.len()), (vec!["W750".to_owned()], 3));
    let mut book = office();
    book.clear_rows("评分关系", 3, 3);
    assert_eq!(told(&send_ratings(&book.bytes()).unwrap().problems), ["W750 人员名单!A3"]);
    assert_eq!(told(&send_ratings(&good().bytes()).unwrap().problems), ["E752"]);
}

#[test]
fn two_raters_of_one_name_are_told_apart_by_their_ids() {
    let mut book = office();
    book.row("人员名单", 5, &["E004", "李四", "组长"]).row("评分关系", 4, &["E004", "李四", "E001", "同级"]);
    let sent = send_ratings(&book.bytes()).unwrap().workbooks;
    let answers: Vec<(String, Vec<u8>)> = ["李四(E002)", "李四(E004)"]
        .iter()
        .zip(["81", "82"])
        .map(|(rater, mark)| {
            let own = of(&sent, rater);
            (own.name.clone(), filled(&own.bytes, &[("E001", "同级", "团队协作", mark)]))
        })
        .collect();
    let new = collected(&book.bytes(), &answers).bytes.unwrap();
    assert_eq!(
        rows(&new),
        [["E001", "张三", "同级", "李四(E002)", "", "81", ""], ["E001", "张三", "同级", "李四(E004)", "", "82", ""]]
    );
    assert!(collected(&new, &answers).bytes.unwrap() == new);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Whatever marks are given, they stand in the sheet and nothing else does.
    #[test]
    fn every_mark_that_may_be_given_comes_back_as_it_was(marks in proptest::collection::vec(proptest::option::of(0_u32..=10_000), 4)) {
        let sent = sent(&office());
        let places = [("E001", "服务态度"), ("E001", "团队协作"), ("E002", "服务态度"), ("E002", "团队协作")];
        let text = |mark: u32| rust_decimal::Decimal::new(mark.into(), 2).normalize().to_string();
        let entries: Vec<(&str, &str, &str, String)> = places.iter().zip(&marks)
            .filter_map(|((id, kpi), mark)| Some((*id, "上级", *kpi, text((*mark)?)))).collect();
        let entries: Vec<(&str, &str, &str, &str)> = entries.iter().map(|(id, category, kpi, mark)| (*id, *category, *kpi, mark.as_str())).collect();
        let answer = filled(&of(&sent, "王五").bytes, &entries);
        let collected = collected(&office().bytes(), &[("x.xlsx".to_owned(), answer)]);
        let new = rows(&collected.bytes.unwrap());
        let found: Vec<(String, String, String)> = new.iter().flat_map(|row| {
            [("服务态度", 4), ("团队协作", 5)].map(|(kpi, at): (&str, usize)| (row[0].clone(), kpi.to_owned(), row[at].clone()))
        }).filter(|(.., mark)| !mark.is_empty()).collect();
        let expected: Vec<(String, String, String)> =
            entries.iter().map(|(id, _, kpi, mark)| ((*id).to_owned(), (*kpi).to_owned(), (*mark).to_owned())).collect();
        prop_assert_eq!(found, expected);
    }
}

fn scorebook(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_scorebook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("LC_ALL")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8([output.stdout.clone(), output.stderr.clone()].concat()).unwrap()
}

#[test]
fn the_commands_send_collect_and_write_over_nothing_that_is_not_theirs() {
    let folder = tempfile::tempdir().unwrap();
    let at = |path: &str| folder.path().join(path);
    let run = |arguments: &[&str]| {
        let output = scorebook(folder.path(), arguments);
        (output.status.code(), said(&output))
    };
    fs::write(at("部门.xlsx"), office().bytes()).unwrap();
    let (status, text) = run(&["ratings", "send", "部门.xlsx", "-o", "评分"]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("评分_E003_王五_2026-11.xlsx\t王五\t2 人"), "{text}");
    assert!(text.contains("3 份评分表在 评分"), "{text}");
    // Once more over the blank ones, and over another form of them.
    assert_eq!(run(&["ratings", "send", "部门.xlsx", "-o", "评分"]).0, Some(0));
    for (name, bytes) in answers(&sent(&office())) {
        fs::write(at("评分").join(name), bytes).unwrap();
    }
    let filled_in = fs::read(at("评分/评分_E001_张三_2026-11.xlsx")).unwrap();
    let (status, text) = run(&["ratings", "send", "部门.xlsx", "-o", "评分"]);
    assert!(status == Some(1) && text.contains("E714"), "{text}");
    assert!(fs::read(at("评分/评分_E001_张三_2026-11.xlsx")).unwrap() == filled_in);
    for (arguments, code) in [
        (&["ratings", "send", "部门.xlsx", "-o", "."][..], "E710"),
        (&["ratings", "send", "没有.xlsx", "-o", "x"], "E702"),
        (&["ratings", "collect", "部门.xlsx", "评分", "-o", "部门.xlsx"], "E710"),
        (&["ratings", "collect", "部门.xlsx", "评分", "-o", "部门.xlsx", "--force"], "E710"),
        (&["ratings", "collect", "部门.xlsx", "评分", "-o", "评分/评分_E001_张三_2026-11.xlsx", "--force"], "E740"),
        (&["ratings", "collect", "部门.xlsx", "评分", "-o", "新.xlsm"], "E753"),
        (&["ratings", "collect", "部门.xlsx", "评分", "-o", "新"], "E753"),
        (&["ratings", "collect", "部门.xlsx", "没有", "-o", "新.xlsx"], "E702"),
    ] {
        let (status, text) = run(arguments);
        if code != "E740" {
            assert!(status == Some(1) && text.contains(code), "{arguments:?}: {text}");
        }
    }
    assert!(!at("新.xlsx").exists() && !at("x").exists());
    fs::write(at("评分/评分_E001_张三_2026-11.xlsx"), &filled_in).unwrap();
    let (status, text) = run(&["ratings", "collect", "部门.xlsx", "评分", "-o", "新.xlsx"]);
    assert_eq!(status, Some(0), "{text}");
    assert!(text.contains("3/3 位评分人已答，6 行 8 个评分写入 新.xlsx"), "{text}");
    assert!(fs::read(at("部门.xlsx")).unwrap() == office().bytes());
    let (status, text) = run(&["ratings", "collect", "部门.xlsx", "评分", "-o", "新.xlsx"]);
    assert!(status == Some(1) && text.contains("E714"), "{text}");
    assert_eq!(run(&["ratings", "collect", "部门.xlsx", "评分", "-o", "新.xlsx", "--force"]).0, Some(0));
    // A rating workbook is no input of the main job.
    assert!(run(&["check", "评分/评分_E001_张三_2026-11.xlsx"]).1.contains("N704"));
    assert_eq!(run(&["check", "新.xlsx"]).0, Some(0));
}

/// Everything that is said of problems: headline, hint and the row.
fn all_said(problems: &[Problem]) -> String {
    let one = |problem: &Problem| {
        let row: Vec<&str> = problem.excerpt.iter().map(|(_, text)| text.as_str()).collect();
        let texts =
            Lang::ALL.map(|lang| format!("{} {}", problem.headline(lang), problem.hint(lang).unwrap_or_default()));
        format!("{} {} {}", problem.code.id(), texts.join("\n"), row.join(" | "))
    };
    problems.iter().map(one).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_said_of_an_answer_prints_no_mark_that_a_colleague_gave() {
    let sent = sent(&office());
    let of_peer = |entries: &[(&str, &str, &str, &str)]| filled(&of(&sent, "李四").bytes, entries);
    let first = of_peer(&[("E001", "同级", "团队协作", "61.7"), ("E001", "同级", "评语", "私下说的话")]);
    // A mark that was not asked for, of a peer and of oneself.
    let not_asked = filled(&first, &[("E001", "同级", "服务态度", "71.3"), ("E002", "自评", "团队协作", "72.9")]);
    let other = of_peer(&[("E001", "同级", "团队协作", "63.1"), ("E001", "同级", "评语", "另一句私下话")]);
    let mut book = office();
    book.row(SHEET, 2, &["E001", "张三", "同级", "李四", "", "64.9", ""]);
    for (answers, codes) in
        [(vec![not_asked], ["E283"]), (vec![first.clone(), other], ["E744"]), (vec![first], ["E745"])]
    {
        let named: Vec<(String, Vec<u8>)> =
            answers.into_iter().enumerate().map(|(at, bytes)| (format!("{at}.xlsx"), bytes)).collect();
        let mut department = office();
        let collected = collected(
            &if codes == ["E745"] { book.bytes() } else { department.set("考核信息!B1", "客服部").bytes() },
            &named,
        );
        let problems: Vec<Problem> = collected.of_files.iter().flatten().chain(&collected.problems).cloned().collect();
        let said = all_said(&problems);
        for code in codes {
            assert!(said.contains(code), "{code}: {said}");
        }
        for secret in ["61.7", "71.3", "63.1", "64.9", "私下"] {
            assert!(!said.contains(secret), "{codes:?} {secret}: {said}");
        }
    }
    let marked = all_said(
        &collected(&office().bytes(), &[("1.xlsx".to_owned(), of_peer(&[("E001", "同级", "服务态度", "71.3")]))])
            .of_files[0],
    );
    assert!(marked.contains("这个指标的评分人是 自评、上级"), "{marked}");
}

#[test]
fn the_row_of_a_colleagues_mark_is_hidden_where_a_problem_shows_it() {
    let mut book = office();
    book.row(SHEET, 2, &["E001", "张三", "同级", "李四", "", "160", "私下说的话"])
        .row(SHEET, 3, &["E002", "李四", "同级", "张三", "", "63.1", "另一句私下话"])
        .row(SHEET, 4, &["E001", "张三", "上级", "王五", "181", "66.6", "耐心"]);
    let bytes = book.bytes();
    let mut problems = Submission::read(&bytes).check(&History::default());
    scorebook::pipeline::show_rows(&bytes, &mut problems);
    let rows: Vec<String> = problems
        .iter()
        .filter(|one| one.code == Code::MarkBeyondBounds)
        .map(|one| one.excerpt.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(rows.len(), 2);
    // Of the manager's row the mark is shown, which the person reads anyway.
    assert!(rows[0].starts_with("E001 张三 ") && !rows[0].contains("李四") && !rows[0].contains("私下"), "{rows:?}");
    assert!(rows[1].contains("181"), "{rows:?}");
    let list = scorebook::pipeline::problem_list(bytes, &problems, "客服部.xlsx", Lang::ZhCn).unwrap();
    let text = crate::parts::text_of(list);
    for secret in ["63.1", "私下说的话", "另一句私下话"] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(text.contains("66.6"));
}
