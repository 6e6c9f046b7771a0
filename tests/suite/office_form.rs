//! The office's own form, filled for each person: what asks for something gets it, what points at a row goes along, the rest stays.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use scorebook::form::{Field, Group, Put};
use scorebook::pipeline::{History, Output, Outputs, Provenance, Submission, marked_form, office_form};
use scorebook::report::form_values;
use scorebook::workbook::{self, Value};

const SAMPLE: &[u8] = include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx");

/// Forms in the manner of offices; `scripts/make_forms.py` makes them.
const FORMS: &[(&str, &[u8])] = &[
    ("classic", include_bytes!("../fixtures/forms/f1_classic.xlsx")),
    ("ready rows", include_bytes!("../fixtures/forms/f2_ready_rows.xlsx")),
    ("three blocks", include_bytes!("../fixtures/forms/f3_three_blocks.xlsx")),
    ("two beside", include_bytes!("../fixtures/forms/f4_two_beside.xlsx")),
    ("two sheets", include_bytes!("../fixtures/forms/f5_two_sheets.xlsx")),
    ("in words", include_bytes!("../fixtures/forms/f6_in_words.xlsx")),
    ("protected", include_bytes!("../fixtures/forms/f7_protected_unlocked.xlsx")),
    ("logo", include_bytes!("../fixtures/forms/f9_logo.xlsx")),
];

/// The personal workbooks of the sample on a form.
fn filled(form: &[u8]) -> Vec<Output> {
    let (form_read, problems) = office_form(form);
    let form_read =
        form_read.unwrap_or_else(|| panic!("{:?}", problems.iter().map(|p| p.code.id()).collect::<Vec<_>>()));
    let scored = Submission::read(SAMPLE).score(History::default(), Outputs::Unprinted).scored.unwrap();
    let from = Provenance::workbook("a.xlsx", SAMPLE.to_vec());
    let mut outputs = scored.on_form(form_read, form).report(&from, None, &mut |_, _| {}).unwrap();
    outputs.retain(|output| output.path.contains('/'));
    outputs
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut part = zip.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn text(bytes: &[u8], part: &str) -> String {
    String::from_utf8(parts(bytes)[part].clone()).unwrap()
}

/// Cells of a sheet as they read, by address.
fn cells(bytes: &[u8], sheet: usize) -> BTreeMap<String, String> {
    let workbook = workbook::read(bytes).value.unwrap();
    let sheet = &workbook.sheets[sheet];
    sheet
        .cells
        .iter()
        .map(|((row, column), cell)| {
            let shown = match &cell.value {
                Value::Number(number) if cell.percent => {
                    format!("{}%", (number * rust_decimal::Decimal::ONE_HUNDRED).normalize())
                }
                Value::Number(number) => number.normalize().to_string(),
                Value::Text(text) => text.clone(),
                other => format!("{other:?}"),
            };
            (scorebook::cell::a1(*row, *column), shown)
        })
        .collect()
}

fn of(outputs: &[Output], id: &str) -> Vec<u8> {
    outputs.iter().find(|output| output.path.contains(id)).unwrap().bytes.clone()
}

#[test]
fn eight_forms_are_filled_for_everybody_twice_with_the_same_bytes_and_hold_one_person_each() {
    let ids: Vec<String> = {
        let department = Submission::read(SAMPLE).department.unwrap();
        let ids: BTreeSet<String> = department.postings.iter().map(|posting| posting.id.to_string()).collect();
        ids.into_iter().collect()
    };
    for (name, form) in FORMS {
        let outputs = filled(form);
        assert_eq!(outputs.len(), 24, "{name}");
        assert!(outputs == filled(form), "{name}");
        for output in &outputs {
            let read = workbook::read(&output.bytes);
            assert!(read.value.is_some_and(|workbook| workbook.is_own_output), "{name} {}", output.path);
            let own = ids.iter().find(|id| output.path.contains(id.as_str())).unwrap();
            for (part, content) in parts(&output.bytes) {
                let content = String::from_utf8_lossy(&content).into_owned();
                for other in ids.iter().filter(|id| *id != own) {
                    assert!(!content.contains(other.as_str()), "{name} {} {part} {other}", output.path);
                }
                assert!(!part.starts_with("xl/worksheets/") || !content.contains("{{"), "{name} {part}");
            }
        }
    }
}

#[test]
fn parts_that_need_no_change_are_the_forms_own_byte_for_byte() {
    for (name, form) in FORMS {
        let (before, after) = (parts(form), parts(&of(&filled(form), "E002")));
        let may_change = |part: &str| {
            part.starts_with("xl/worksheets/")
                || ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", "docProps/custom.xml"].contains(&part)
                // Their places go along with the rows.
                || ["xl/drawings/", "xl/charts/", "xl/comments"].iter().any(|folder| part.starts_with(folder))
        };
        for (part, content) in &before {
            match after.get(part) {
                Some(now) => assert!(may_change(part) || now == content, "{name} {part}"),
                None => assert_eq!(part, "xl/calcChain.xml", "{name}"),
            }
        }
        let new: Vec<&String> = after.keys().filter(|part| !before.contains_key(*part)).collect();
        assert!(
            new.iter()
                .all(|part| ["docProps/custom.xml", "xl/worksheets/scorebook-steps.xml"].contains(&part.as_str())),
            "{name} {new:?}"
        );
    }
}

#[test]
fn a_repeated_row_takes_everything_below_along() {
    let copy = of(&filled(FORMS[0].1), "E002");
    let found = cells(&copy, 0);
    // Four KPIs in place of one row: three rows more.
    for (at, shown) in [
        ("B2", "钱小满"),
        ("A5", "1"),
        ("B8", "商品转化率"),
        ("C8", "20%"),
        ("G5", "31.6"),
        ("G11", "85.2"),
        ("G12", "B"),
        ("A13", "评语："),
    ] {
        assert_eq!(found.get(at).map(String::as_str), Some(shown), "{at}");
    }
    let sheet = text(&copy, "xl/worksheets/sheet1.xml");
    for there in [
        "<f>SUM(G5:G8)</f>",
        "<f>SUM(C5:C8)</f>",
        "IF(G11&gt;=90",
        "mergeCell ref=\"A13:G14\"",
        "sqref=\"F5:F8\"",
        "sqref=\"G11\"",
        "<formula>$G$9</formula>",
        "sqref=\"B15\"",
        "id=\"12\"",
    ] {
        assert!(sheet.contains(there), "{there}\n{sheet}");
    }
    // The height of the repeated row, and that of the one for signatures.
    assert_eq!(sheet.matches("ht=\"30\"").count(), 4);
    assert!(sheet.contains("<row r=\"15\" ht=\"44\""), "{sheet}");
    let main = text(&copy, "xl/workbook.xml");
    for there in ["$A$1:$G$15", "评分表!$G$11", "fullCalcOnLoad=\"1\"", "name=\"数据与步骤\""] {
        assert!(main.contains(there), "{there}\n{main}");
    }
    let helper = text(&copy, "xl/worksheets/sheet2.xml");
    assert!(helper.contains("评分表!G11") && helper.contains("SUM(评分表!G5:G8)"), "{helper}");
    assert!(text(&copy, "xl/charts/chart1.xml").contains("$G$5:$G$8"));
    assert!(text(&copy, "xl/comments/comment1.xml").contains("ref=\"A11\""));
    let drawing = text(&copy, "xl/drawings/drawing1.xml");
    assert!(drawing.contains("<row>16</row>") || drawing.contains("<xdr:row>16</xdr:row>"), "{drawing}");
}

#[test]
fn rows_that_stand_ready_are_used_and_the_rest_stays_blank() {
    let found = cells(&of(&filled(FORMS[1].1), "E002"), 0);
    assert_eq!(found.get("A7").map(String::as_str), Some("商品转化率"));
    assert_eq!(found.get("A8"), None);
    let copy = of(&filled(FORMS[1].1), "E002");
    assert!(text(&copy, "xl/worksheets/sheet1.xml").contains("<f>SUM(C4:C13)</f>"));
}

#[test]
fn items_beside_one_another_and_words_around_places_are_filled() {
    let found = cells(&of(&filled(FORMS[3].1), "E002"), 0);
    assert_eq!(
        [&found["A4"], &found["E4"], &found["A5"], &found["E5"]],
        ["销售额达成率", "观众互动率", "粉丝增长数", "商品转化率"]
    );
    let sheet = text(&of(&filled(FORMS[3].1), "E002"), "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<f>F5*G5</f>") && sheet.contains("<f>SUM(D4:D5)+SUM(H4:H5)</f>"), "{sheet}");
    let words = cells(&of(&filled(FORMS[5].1), "E002"), 0);
    assert_eq!(words["A1"], "姓名：钱小满　工号：E002　总分：85.20（B）");
    assert_eq!(words["A5"], "商品转化率：100.00分，权重20%");
}

#[test]
fn labels_of_a_form_become_placeholders_that_fill() {
    let form: &[u8] = include_bytes!("../fixtures/forms/f8_labels.xlsx");
    assert!(office_form(form).0.is_none());
    let marked = marked_form(form).unwrap();
    let places: Vec<&str> = marked.proposals.iter().map(|one| one.at.as_str()).collect();
    assert!(places.contains(&"考核表!B2") && places.contains(&"考核表!F6"), "{places:?}");
    let found = cells(&of(&filled(&marked.bytes.unwrap()), "E002"), 0);
    assert_eq!([&found["B2"], &found["B6"], &found["B9"]], ["钱小满", "销售额达成率", "商品转化率"]);
}

#[test]
fn weights_on_a_form_are_those_that_count_and_give_the_weighted_scores() {
    let department = scorebook::check::check(&workbook::read(SAMPLE).value.unwrap()).value.unwrap();
    let results = scorebook::score::score(&department, &History::default());
    let mut changed = 0;
    for person in 0..results.people.len() {
        let values = form_values::person(&department, &results, person);
        for row in &values.rows[&Group::Kpi] {
            match (&row[&Field::Weight], &row[&Field::Score], &row[&Field::Weighted]) {
                (Put::Share(weight), Put::Number(score), Put::Number(weighted)) => {
                    assert_eq!(scorebook::decimal::round(weight * score, 2), *weighted);
                }
                (weight, score, _) => {
                    changed += 1;
                    assert_eq!((weight, score), (&Put::text("—"), &Put::text("不适用")));
                }
            }
        }
    }
    assert!(changed > 4, "{changed} KPIs do not apply");
}

#[test]
fn no_formula_of_a_form_keeps_a_value_of_before_and_whoever_opens_it_calculates_all() {
    // f9 was written with 0 as the value of its sums.
    let form: &[u8] = include_bytes!("../fixtures/forms/f9_logo.xlsx");
    assert!(text(form, "xl/worksheets/sheet1.xml").contains("<f>SUM(D5:D5)</f><v>0</v>"));
    for (name, form) in FORMS {
        for output in filled(form) {
            let parts = parts(&output.bytes);
            for (part, content) in parts.iter().filter(|(part, _)| part.starts_with("xl/worksheets/sheet")) {
                let content = String::from_utf8_lossy(content);
                let mut cells = content.split("<c ").map(|cell| cell.split("</c>").next().unwrap());
                // Without a value: who does not calculate shows nothing, and nothing that is wrong.
                let valued = cells.find(|cell| cell.contains("<f") && cell.contains("<v>"));
                assert_eq!(valued, None, "{name} {} {part}", output.path);
            }
            assert!(text(&output.bytes, "xl/workbook.xml").contains("fullCalcOnLoad=\"1\""), "{name}");
        }
    }
}
