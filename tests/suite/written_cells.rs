//! Written cells, read by another program: calamine finds in each what was meant.

use std::io::Cursor;

use calamine::{Data, Reader};
use chrono::NaiveDate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use scorebook::output::{Book, Cell, Content, Properties, Sheet, Style, Value, write};

/// Contents with the value that another program finds in the cell.
fn contents() -> impl Strategy<Value = (Content, Data)> {
    let text = "[ -~一-龥&&[^_\\x00]]{1,12}";
    let number = (-999_999_999_i64..999_999_999, 0_u32..5).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    prop_oneof![
        text.prop_map(|text| (Content::Text(text.clone()), Data::String(text))),
        number.clone().prop_map(|number| (Content::Number(number), float(number))),
        number.prop_map(|number| (Content::Formula("1+1".to_owned(), Value::Number(number)), float(number))),
        text.prop_map(|text| (Content::Formula("A1".to_owned(), Value::text(&text)), Data::String(text))),
        any::<bool>().prop_map(|is| (Content::Formula("A1=1".to_owned(), Value::Bool(is)), Data::Bool(is))),
    ]
}

fn float(number: Decimal) -> Data {
    Data::Float(number.to_string().parse().unwrap())
}

fn properties() -> Properties {
    Properties {
        title: "表".to_owned(),
        subject: String::new(),
        author: String::new(),
        company: String::new(),
        created: NaiveDate::from_ymd_opt(2026, 11, 30).unwrap(),
        custom: Vec::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn another_reader_finds_every_cell_as_it_was_meant(
        cells in proptest::collection::btree_map((0_u32..40, 0_u16..30), contents(), 1..60),
        styled in any::<bool>(),
    ) {
        let mut sheet = Sheet::new("表");
        let style = if styled { Style { fill: Some(0xEE_F2F4), ..Style::default() } } else { Style::default() };
        for ((row, column), (content, _)) in &cells {
            sheet.put(*row, *column, Cell::new(content.clone(), style.clone()));
        }
        let bytes = write::to_bytes(&Book { properties: properties(), sheets: vec![sheet] }).unwrap();
        let mut read: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let range = read.worksheet_range("表").unwrap();
        for ((row, column), (_, expected)) in &cells {
            prop_assert_eq!(range.get_value((*row, u32::from(*column))), Some(expected));
        }
        let filled = range.used_cells().filter(|(_, _, data)| **data != Data::Empty).count();
        prop_assert_eq!(filled, cells.len());
    }
}
