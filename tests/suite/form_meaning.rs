//! An office's own form never shows another figure than the result without a word: rows that hold one KPI apart, printed names, number formats,
//! sums of the form's own, and what was left of another month.

use rust_xlsxwriter::{Format, Formula, Workbook};
use scorebook::lang::Lang;
use scorebook::pipeline::{History, Outputs, Provenance, Scored, Submission, marked_form, office_form};
use scorebook::problem::Problem;
use scorebook::workbook::{self, Value};

use crate::problems::base::good;
use crate::problems::book::Book;

/// A form of one sheet 考核表: formulas begin with =, and `格式|内容` gives a cell a number format.
fn form(rows: &[&[&str]]) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("考核表").unwrap();
    for (row, words) in (0_u32..).zip(rows) {
        for (column, typed) in (0_u16..).zip(*words).filter(|(_, typed)| !typed.is_empty()) {
            let (format, typed) = match typed.split_once('|') {
                Some((code, typed)) => (Format::new().set_num_format(code), typed),
                None => (Format::new(), *typed),
            };
            if typed.starts_with('=') {
                sheet.write_formula_with_format(row, column, Formula::new(typed), &format).unwrap();
            } else if let Ok(number) = typed.parse::<f64>() {
                sheet.write_number_with_format(row, column, number, &format).unwrap();
            } else {
                sheet.write_string_with_format(row, column, typed, &format).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn told(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(|one| format!("{} {} {}", one.code.id(), one.place, one.headline(Lang::ZhCn))).collect()
}

fn on_form(book: &Book, form: &[u8]) -> Scored {
    let (read, problems) = office_form(form);
    let read = read.unwrap_or_else(|| panic!("{:?}", told(&problems)));
    let scoring = Submission::read(&book.bytes()).score(History::default(), Outputs::Unprinted);
    scoring.scored.unwrap_or_else(|| panic!("{:?}", told(&scoring.problems))).on_form(read, form)
}

/// What is told of the copies: cells with the figures that they would show.
fn doubts(book: &Book, rows: &[&[&str]]) -> Vec<String> {
    let told = told(&on_form(book, &form(rows)).form_doubts());
    told.iter().map(|one| one.trim_start_matches("W758 考核表!").to_owned()).collect()
}

/// A cell of a person's copy: its number, and whether it shows percent.
fn number(book: &Book, rows: &[&[&str]], id: &str, at: (u32, u16)) -> (String, bool) {
    let form = form(rows);
    let from = Provenance::workbook("a.xlsx", book.bytes());
    let outputs = on_form(book, &form).report(&from, None, &mut |_, _| {}).unwrap();
    let copy = outputs.iter().find(|one| one.path.contains(id) && one.path.ends_with(".xlsx")).unwrap();
    let read = workbook::read(&copy.bytes).value.unwrap();
    let cell = &read.sheets[0].cells[&at];
    let Value::Number(number) = &cell.value else { panic!("{:?}", cell.value) };
    (number.normalize().to_string(), cell.percent)
}

const HEAD: &[&str] = &["指标", "权重", "得分", "加权得分"];
const ROW: &[&str] = &["{{指标}}", "{{权重}}", "{{得分}}", "{{加权得分}}"];

/// The good department without its adjustment: both totals are sums of weighted scores.
fn plain() -> Book {
    let mut book = good();
    book.clear_rows("加减分", 2, 2);
    book
}

#[test]
fn a_kpi_apart_on_two_rows_and_names_that_are_printed_are_refused() {
    let refused = |rows: &[&[&str]]| {
        let (read, problems) = office_form(&form(rows));
        assert!(read.is_none());
        told(&problems)
            .iter()
            .map(|one| one.split_whitespace().take(2).collect::<Vec<_>>().join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(refused(&[&["{{指标}}"], &["", "{{权重}}", "{{得分}}"]]), ["E757 考核表!B2"]);
    assert_eq!(refused(&[&["{{指标}}"], &["得分表"], &["", "", "{{得分}}"]]), ["E757 考核表!C3"]);
    assert_eq!(refused(&[&["{{职责}}"], &["{{职责描述}}"]]), ["E757 考核表!A2"]);
    assert_eq!(refused(&[&["指标", "得分"], &["解决率", "{{得分}}"]]), ["E757 考核表!A2"]);
    // One row, and rows that all name their KPI.
    assert!(office_form(&form(&[ROW, ROW])).0.is_some());
}

#[test]
fn labels_above_printed_names_are_not_made_placeholders() {
    let rows: &[&[&str]] = &[&["姓名"], &["指标", "权重", "目标值", "得分"], &["满意度", "40%"], &["解决率", "60%"]];
    let marked = marked_form(&form(rows)).unwrap();
    assert!(marked.bytes.is_none());
    assert_eq!(told(&marked.problems), ["E757 考核表!A3 「满意度」是印好的名称，得分却要按顺序填，会填到别的指标名下"]);
}

#[test]
fn a_number_format_that_shows_another_figure_is_not_used() {
    // E002: 80% of 90% is 88.89 points of 60%, 98 of 40%: 92.53, coefficient 1.2.
    let rows: &[&[&str]] = &[
        &["总分", "0%|{{总分}}", "0|{{总分}}"],
        &["系数", "0|{{系数}}"],
        &["0|{{指标}}", "0\"分\"|{{权重}}", "0.0%|{{得分}}"],
    ];
    let seen = |at| number(&plain(), rows, "E002", at);
    assert_eq!(seen((0, 1)), ("92.53".to_owned(), false));
    assert_eq!(seen((0, 2)), ("92.53".to_owned(), false));
    assert_eq!(seen((1, 1)), ("1.2".to_owned(), false));
    assert_eq!(seen((2, 1)), ("0.6".to_owned(), true));
    assert_eq!(seen((2, 2)), ("88.89".to_owned(), false));
}

#[test]
fn a_total_of_the_forms_own_that_is_not_the_total_is_told() {
    // E001 has 100 and 100; E002 has 88.89 and 98, which is 186.89 without weights.
    let sum = |formula: &'static str| -> Vec<String> { doubts(&plain(), &[HEAD, ROW, &["合计", "", formula]]) };
    let wrong = "C3: 张三 的表上，这个公式会算出 200，而结果是 100.00";
    assert_eq!(sum("=SUM(C2:C2)"), [wrong.replace("C3: ", "C3 ")]);
    assert_eq!(sum("=SUM(C2)"), [wrong.replace("C3: ", "C3 ")]);
    for right in
        ["=SUM(D2:D2)", "=SUMPRODUCT(B2:B2,C2:C2)", "=ROUND(SUM(D2),2)", "=SUM(B2:B2)", "=SUM(C2:C2)/2", "=MAX(C2:C2)"]
    {
        assert_eq!(sum(right), Vec::<String>::new(), "{right}");
    }
    // A point for praise: 101, and the sum alone is 100.
    let rows: &[&[&str]] = &[HEAD, ROW, &["小计", "", "", "=SUM(D2:D2)"], &["总分", "", "", "=D3"]];
    assert_eq!(doubts(&good(), rows), ["D4 张三 的表上，这个公式会算出 100，而结果是 101.00"]);
    let rows: &[&[&str]] =
        &[HEAD, ROW, &["小计", "", "", "=SUM(D2:D2)"], &["加减分", "", "", "{{加减分}}"], &["总分", "", "", "=D3+D4"]];
    assert_eq!(doubts(&good(), rows), Vec::<String>::new());
    // With the total beside it a sum of weighted scores is what it says.
    let rows: &[&[&str]] = &[HEAD, ROW, &["合计", "", "", "=SUM(D2:D2)"], &["总分", "", "", "{{总分}}"]];
    assert_eq!(doubts(&good(), rows), Vec::<String>::new());
    let mut vetoed = good();
    vetoed.set("加减分!C2", "一票否决").clear("加减分!D2");
    let rows: &[&[&str]] = &[HEAD, ROW, &["合计", "", "", "=SUM(D2:D2)"], &["总分", "", "", "=D3"]];
    assert_eq!(doubts(&vetoed, rows), ["D4 张三 的表上，这个公式会算出 100，而结果是 0.00"]);
}

#[test]
fn a_repeated_formula_that_stays_with_the_first_kpi_is_told() {
    let of = |formula: &'static str| {
        let (_, problems) = office_form(&form(&[HEAD, &["{{指标}}", "{{权重}}", "{{得分}}", formula]]));
        told(&problems)
    };
    assert_eq!(of("=C2*B$2"), ["W758 考核表!D2 这个公式固定引用 B$2，逐条重复后每一条用的都是第一条的数"]);
    for fine in ["=C2*B2", "=C2*$B2", "=RANK(C2,C$2:C$2)", "=C2&D$1", "=Sheet2!B$2*C2"] {
        assert_eq!(of(fine), Vec::<String>::new(), "{fine}");
    }
}

#[test]
fn points_beside_scores_out_of_a_hundred_are_told() {
    let of = |heading: &str| {
        told(&office_form(&form(&[&["指标", heading, "得分"], &["{{指标}}", "{{权重}}", "{{得分}}"]])).1)
    };
    assert_eq!(of("分值"), ["W758 考核表!B2 「分值」下面填的是权重（如 50%），而「得分」按百分计，两栏对不上"]);
    assert_eq!(of("权重（分）").len(), 1);
    assert_eq!(of("权重(%)"), Vec::<String>::new());
    assert_eq!(of("百分比"), Vec::<String>::new());
}

#[test]
fn what_is_left_of_another_month_beside_a_label_is_told() {
    let beside = |words: &[&'static str]| doubts(&plain(), &[words, HEAD, ROW]);
    assert_eq!(beside(&["考核周期", "2026年10月"]), ["B1 「考核周期」旁边留着「2026年10月」，不是这次的结果"]);
    assert_eq!(beside(&["考核月份：10月"]), ["A1 「考核月份」旁边留着「10月」，不是这次的结果"]);
    assert_eq!(beside(&["月份", "yyyy-mm|46296"]), ["B1 「月份」旁边留着「2026-10-01」，不是这次的结果"]);
    assert_eq!(beside(&["系数", "1.5"]), ["B1 「系数」旁边留着「1.5」，不是这次的结果"]);
    assert_eq!(beside(&["等级", "A"]), ["B1 「等级」旁边留着「A」，不是这次的结果"]);
    assert_eq!(beside(&["姓名", "李四"]), ["B1 「姓名」旁边留着「李四」，不是这次的结果"]);
    for fine in [
        &["考核周期", "2026年11月"][..],
        &["考核周期", "每月"],
        &["姓名", "性别", "部门"],
        &["等级", "A", "B", "C"],
        &["系数", "1.2", "1", "0.8"],
        &["总分", "100", "{{总分}}"],
        &["起评分", "100"],
    ] {
        assert_eq!(beside(fine), Vec::<String>::new(), "{fine:?}");
    }
}
