//! Reading small workbooks made here, part by part.

use super::*;

fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

#[test]
fn number_formats_tell_percentages_and_dates_from_numbers() {
    use super::value::Shown;
    for (code, shown) in [
        ("General", Shown::Plain),
        ("0.00%", Shown::Percent),
        ("0.0\"%\"", Shown::Plain),
        ("yyyy\"年\"m\"月\"d\"日\"", Shown::Date),
        ("[Red]0.00", Shown::Plain),
        ("[h]:mm", Shown::Date),
        ("#,##0\\d", Shown::Plain),
        ("[$-804]yyyy-mm-dd", Shown::Date),
        ("0.00;[Red]-0.00%", Shown::Plain),
    ] {
        assert_eq!(Shown::of_code(code), shown, "{code}");
    }
}

#[test]
fn serial_numbers_become_the_day_that_excel_shows() {
    use super::value::{Epoch, Shown, number};
    let day = |serial, epoch| match number(serial, &Shown::Date.into(), epoch).value {
        Value::Date(date) => date.to_string(),
        other => panic!("{other:?}"),
    };
    assert_eq!(day(1.0, Epoch::Y1900), "1900-01-01 00:00:00");
    assert_eq!(day(61.0, Epoch::Y1900), "1900-03-01 00:00:00");
    assert_eq!(day(46_331.354_166_666_7, Epoch::Y1900), "2026-11-05 08:30:00");
    assert_eq!(day(44_869.0, Epoch::Y1904), "2026-11-05 00:00:00");
}

#[test]
fn what_a_merged_area_covers_is_dropped() {
    let cell = Cell { value: number("1"), percent: false, look: None };
    let mut cells: BTreeMap<(u32, u16), Cell> = BTreeMap::new();
    for row in 0..4 {
        for column in 0..3 {
            cells.insert((row, column), cell.clone());
        }
    }
    let area = |top, left, bottom, right| Area { top, left, bottom, right };
    merges::uncover(&mut cells, &[area(0, 0, 2, 0), area(1, 1, 1, 2)]);
    let left: Vec<_> = cells.into_keys().collect();
    assert_eq!(left, [(0, 0), (0, 1), (0, 2), (1, 1), (2, 1), (2, 2), (3, 0), (3, 1), (3, 2)]);
}

#[test]
fn dates_as_text_may_have_a_blank_or_an_offset() {
    let read = |text: &str| value::iso_date(text).map(|date| date.to_string());
    for text in [
        "2026-11-05T08:30:00",
        "2026-11-05 08:30:00",
        "2026-11-05T08:30",
        "2026-11-05T08:30:00Z",
        "2026-11-05T08:30:00.000Z",
        "2026-11-05T08:30:00+08:00",
        "2026-11-05T08:30:00-0530",
        "2026-11-05T08:30:00+08",
        "2026-11-05 08:30:00 +08:00",
        " 2026-11-05T08:30:00.4 ",
    ] {
        assert_eq!(read(text).as_deref(), Some("2026-11-05 08:30:00"), "{text}");
    }
    assert_eq!(read("2026-11-05").as_deref(), Some("2026-11-05 00:00:00"));
    assert_eq!(read("2026-11-05Z").as_deref(), Some("2026-11-05 00:00:00"));
    for text in [
        "",
        "2026",
        "2026-11",
        "2026-13-05",
        "2026-11-05T",
        "2026-11-05T08:30:00+8",
        "2026-11-05T08:30:00+8:0",
        "-11-05",
        "Z",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn workbooks_of_excel_2_to_95_are_told_as_such() {
    for begin in [
        b"\x09\x00\x04\x00\x02\x00\x10\x00".as_slice(),
        b"\x09\x02\x06\x00\x00\x03\x10\x00",
        b"\x09\x04\x06\x00\x00\x04\x00\x01",
        // As other programs exported it, without the container that Excel 5 laid around it.
        b"\x09\x08\x08\x00\x00\x05\x05\x00",
    ] {
        let bytes = [begin, &[0; 200]].concat();
        let codes: Vec<Code> = read(&bytes).problems.iter().map(|problem| problem.code).collect();
        assert_eq!(codes, [Code::OldExcel], "{begin:?}");
    }
}
