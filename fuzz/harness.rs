//! What a fuzz target does with its bytes. The test suite runs the same over the committed corpus (tests/suite/corpus.rs).
//!
//! Nothing here is expected of the answers but that they come: a panic, an endless loop or a hoard of memory is the finding.

mod mutate;

use std::io::{Cursor, Write};
use std::sync::Arc;

use rust_decimal::Decimal;
use scorebook::check::number;
use scorebook::formula::{self, Inputs, Names, Team};
use scorebook::history::History;
use scorebook::lang::Lang;
use scorebook::model::{Aggregate, Back, Measure, Scale};
use scorebook::problem::has_errors;
use scorebook::report::{self, Source, outputs};
use scorebook::rule::{self, Input};
use scorebook::unit::Unit;
use scorebook::{check, output, score, workbook};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// A file's bytes: read, checked, scored.
pub(super) fn reader(bytes: &[u8]) {
    let read = workbook::read(bytes);
    assert!(read.value.is_some() || !read.problems.is_empty(), "a refusal says why");
    let Some(workbook) = read.value else { return };
    let checked = check::check(&workbook);
    for problem in &checked.problems {
        let _ = (problem.headline(Lang::ZhCn), problem.hint(Lang::En));
    }
    if let Some(department) = checked.value {
        score::score(&department, &History::default());
    }
}

/// A valid workbook that a script of steps changes: everything that `check` and `run` do with it, short of the disk.
pub(super) fn workbook(bytes: &[u8]) {
    let made = mutate::workbook(bytes);
    let read = workbook::read(&made);
    assert!(read.value.is_some() || !read.problems.is_empty(), "a refusal says why");
    let Some(workbook) = read.value else { return };
    let checked = check::check(&workbook);
    for problem in &checked.problems {
        let _ = (problem.headline(Lang::ZhTw), problem.hint(Lang::ZhCn));
    }
    let list = report::problems::book(&workbook, &checked.problems, Lang::En, "月.xlsx");
    output::write::to_bytes(&list).expect("a list of problems can be written");
    let Some(department) = checked.value else { return };
    let history = History::default();
    let scored = score::score(&department, &history);
    if has_errors(&scored.problems) {
        return;
    }
    let _ = report::person::named_in_reasons(&department);
    let source = Source {
        file_name: "月.xlsx".to_owned(),
        sha256: "0".repeat(64),
        problems: checked.problems,
        tool_version: "0".to_owned(),
        journal: None,
    };
    let outputs = outputs::books(&department, &scored, &history, &source, outputs::Wanted::ALL)
        .expect("what is scored can be written");
    let summary = outputs.first().map(|file| workbook::read(&file.bytes)).and_then(|read| read.value);
    assert!(summary.is_some_and(|summary| summary.is_own_output), "our summary can be read and is known as ours");
    let results = report::results::to_json(&department, &scored);
    assert!(!results.contains("NaN"), "figures are figures");
    let _ = report::facts::past_period(&department, &scored, 1);
}

/// XML as a part of a container: of an .ods file where the first byte is odd, else the sheet and the texts of an .xlsx
/// file, parted by a zero byte. So the fuzzer need not find out how to pack.
pub(super) fn parts(bytes: &[u8]) {
    let Some((kind, xml)) = bytes.split_first() else { return };
    let made = if kind % 2 == 1 {
        container(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", xml)])
    } else {
        let mut pieces = xml.splitn(3, |byte| *byte == 0);
        let mut next = || pieces.next().unwrap_or_default();
        let (sheet, strings, styles) = (next(), next(), next());
        container(&[
            ("xl/workbook.xml", br#"<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>"#),
            (
                "xl/_rels/workbook.xml.rels",
                br#"<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="s.xml"/><Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="t.xml"/><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="f.xml"/></Relationships>"#,
            ),
            ("xl/s.xml", sheet),
            ("xl/t.xml", if strings.is_empty() { b"<sst/>" } else { strings }),
            ("xl/f.xml", if styles.is_empty() { b"<styleSheet/>" } else { styles }),
        ])
    };
    reader(&made);
}

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        zip.start_file(*name, plain).and_then(|()| Ok(zip.write_all(bytes)?)).expect("memory takes every part");
    }
    zip.finish().expect("memory takes every part").into_inner()
}

/// A unit and what stands in a cell, parted by a line break.
pub(super) fn number(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (unit, typed) = text.split_once('\n').unwrap_or(("", &text));
    number::read(typed, &Unit::read(unit));
    let _ = rule::target(typed, &Unit::read(unit));
}

/// The names that formulas are fuzzed with: with signs, an earlier column, and one name inside another.
struct Role(Vec<Measure>);

impl Names for Role {
    fn measures(&self) -> &[Measure] {
        &self.0
    }

    fn team(&self) -> Vec<(&str, &Unit)> {
        self.0.iter().map(|measure| (&*measure.name, &measure.unit)).collect()
    }

    fn has_target(&self) -> bool {
        true
    }
}

/// Every name's figure, from the bytes of the text itself.
struct Figures(i64);

impl Inputs for Figures {
    fn measure(&self, index: usize) -> Option<Decimal> {
        Some(Decimal::new(self.0 - 3 * i64::try_from(index).unwrap_or(0), 2))
    }

    fn earlier(&self, index: usize, _: Back) -> Option<Decimal> {
        self.measure(index)
    }

    fn team(&self, _: Team, _: &str) -> Option<Decimal> {
        Some(Decimal::MAX)
    }

    fn target(&self) -> Option<Decimal> {
        Some(Decimal::ZERO)
    }
}

/// A KPI's formula: read and calculated.
pub(super) fn formula(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let measure = |name: &str, unit: &str| Measure {
        name: Arc::from(name),
        unit: Unit::read(unit),
        aggregate: Aggregate::Sum,
        meaning: String::new(),
        earlier: None,
    };
    let role = Role(vec![
        measure("销售额", "元"),
        measure("销售额目标", "万元"),
        measure("客户满意度（%）", "%"),
        measure("A-B", "次"),
        measure("x", ""),
    ]);
    if let Ok(read) = formula::read(&text, &role) {
        let sum = bytes.iter().fold(0_i64, |sum, byte| sum * 7 % 100_003 + i64::from(*byte));
        let _ = read.evaluate(&Figures(sum));
    }
}

/// A target and a rule's sentence, parted by a line break: read, said back, and asked for points around its edges.
pub(super) fn rule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (target, sentence) = text.split_once('\n').unwrap_or(("90%", &text));
    let unit = if target.ends_with('%') { Unit::percent() } else { Unit::read("次") };
    let target = rule::target(target, &unit);
    let context = rule::Context {
        unit: &unit,
        target: target.as_ref(),
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &["投诉数", "迟到次数"],
        names: [""; 2],
    };
    let Ok(reading) = rule::read(sentence, &context) else { return };
    for lang in Lang::ALL {
        let _ = reading.rule.describe(lang);
    }
    let _ = reading.rule.sample();
    let _ = reading.rule.excel(&["A1", "B1"], Some("C1"));
    for value in [Decimal::ZERO, Decimal::new(9, 1), Decimal::new(-5, 0), Decimal::new(123_456_789, 4), Decimal::MAX] {
        let _ = reading.rule.points(&Input::Number(value));
        let _ = reading.rule.points(&Input::Counts(&[value, value]));
    }
    let _ = reading.rule.points(&Input::Label("优秀"));
}
