//! The sentences of the tables, each in its KPI, and where a word may be put into them.

use rust_decimal::Decimal;
use scorebook::model::{Scale, Target};
use scorebook::rule::{self, Context, Reading, Refusal};
use scorebook::unit::Unit;

use super::rules::TABLES;

/// A rule's sentence with the KPI that it stands in.
pub(crate) struct Sentence {
    pub text: String,
    pub unit: Unit,
    pub target: Option<Target>,
    pub full: Option<Decimal>,
}

/// What stands before a boundary.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Start,
    Digit,
    Letter,
    Han,
    Sign,
}

impl Kind {
    pub(crate) const COUNT: usize = 5;
}

/// Every sentence of the tables once.
pub(crate) fn sentences() -> Vec<Sentence> {
    let mut out = Vec::new();
    let mut last = "";
    for line in TABLES.into_iter().flat_map(|table| table.lines().skip(1)) {
        let [text, unit, target, full, ..] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if text == last {
            continue;
        }
        last = text;
        let unit = Unit::read(unit);
        let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
        out.push(Sentence { text: text.replace("\\n", "\n"), unit, target, full: full.parse().ok() });
    }
    out
}

impl Sentence {
    /// Another text in the same KPI.
    pub(crate) fn read(&self, text: &str) -> Result<Reading, Vec<Refusal>> {
        let context = Context {
            unit: &self.unit,
            target: self.target.as_ref(),
            full: self.full,
            scale: Scale::Percent,
            weight: Decimal::ONE,
            span: None,
            measures: &[],
            names: [""; 2],
        };
        rule::read(text, &context)
    }

    /// Where a word may be put: not inside a number or a Latin word.
    pub(crate) fn boundaries(&self) -> Vec<(usize, Kind)> {
        let number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | ',');
        let joined =
            |a: char, b: char| (number(a) && number(b)) || (a.is_ascii_alphabetic() && b.is_ascii_alphabetic());
        let kind = |c: char| match c {
            c if c.is_ascii_digit() => Kind::Digit,
            c if c.is_ascii_alphabetic() => Kind::Letter,
            c if c.is_alphabetic() => Kind::Han,
            _ => Kind::Sign,
        };
        let mut out = vec![(0, Kind::Start)];
        for ((_, a), (at, b)) in self.text.char_indices().zip(self.text.char_indices().skip(1)) {
            if !joined(a, b) {
                out.push((at, kind(a)));
            }
        }
        if let Some(last) = self.text.chars().last() {
            out.push((self.text.len(), kind(last)));
        }
        out
    }

    /// The text with a word put in; English words are parted by spaces.
    pub(crate) fn with(&self, at: usize, word: &str) -> String {
        let space = if self.text.is_ascii() { " " } else { "" };
        format!("{}{space}{word}{space}{}", &self.text[..at], &self.text[at..])
    }
}
