//! What stands in the way of reading a formula: a value with its place in the text, turned into a [`Problem`] at a cell.

use crate::cell::CellRef;
use crate::problem::{Code, Problem};

/// One obstacle in a formula's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormulaError {
    /// What is wrong.
    pub kind: FormulaErrorKind,
    /// The first character concerned, counted from 0.
    pub from: usize,
    /// The character after the last one concerned.
    pub to: usize,
    /// The characters concerned, as typed.
    pub quote: String,
}

/// The kinds of obstacles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormulaErrorKind {
    /// Nothing is written.
    Empty,
    /// A value is expected here and something else stands, or the text ends.
    ValueExpected,
    /// An operator is expected between two values.
    OperatorExpected,
    /// A parenthesis that is not closed.
    Unclosed,
    /// A closing parenthesis or a comma without an opening one.
    Stray,
    /// A comparison of a comparison: `1<x<3`.
    ComparedTwice,
    /// A number with more digits than can be calculated exactly.
    NumberTooLong,
    /// More text, parts or nesting than any real formula has.
    TooLarge,
    /// A name that is no measure of the role; the nearest names.
    UnknownName(Vec<String>),
    /// A name before parentheses that is no function; the nearest functions and measures.
    UnknownFunction(Vec<String>),
    /// A function with too few or too many arguments: its name, the least and the most (`None`: any number), those given.
    Arguments(String, usize, Option<usize>, usize),
    /// 目标 where the KPI has none.
    NoTarget,
    /// A name with signs that could also be calculated.
    Ambiguous,
    /// What an earlier period has no value for: 目标, team values, an earlier value of an earlier value.
    NoEarlierOf(String),
    /// A team function of something that is no measure's name.
    TeamOfExpression(String),
    /// A measure whose unit differs between roles: the units.
    TeamUnits(Vec<String>),
}

impl FormulaError {
    /// The finding at a formula's cell.
    pub fn problem(&self, at: &CellRef, role: &str, kpi: &str) -> Problem {
        use FormulaErrorKind as Kind;
        let found = |code| {
            Problem::new(code, at)
                .with("role", role)
                .with("kpi", kpi)
                .with("quote", &self.quote)
                .with("position", self.from.saturating_add(1))
        };
        let nearest = |names: &[String]| names.join(" / ");
        match &self.kind {
            Kind::Empty => found(Code::FormulaUnreadable).with("reason", "empty"),
            Kind::ValueExpected => {
                found(Code::FormulaUnreadable).with("reason", if self.quote.is_empty() { "ends" } else { "value" })
            }
            Kind::OperatorExpected => found(Code::FormulaUnreadable).with("reason", "operator"),
            Kind::Unclosed => found(Code::FormulaUnreadable).with("reason", "unclosed"),
            Kind::Stray => found(Code::FormulaUnreadable).with("reason", "stray"),
            Kind::ComparedTwice => found(Code::FormulaUnreadable).with("reason", "compared-twice"),
            Kind::NumberTooLong => found(Code::FormulaUnreadable).with("reason", "number"),
            Kind::TooLarge => found(Code::FormulaTooLarge),
            Kind::UnknownName(names) => found(Code::FormulaUnknownName)
                .with("has-nearest", if names.is_empty() { "no" } else { "yes" })
                .with("nearest", nearest(names)),
            Kind::UnknownFunction(names) => found(Code::FormulaUnknownFunction)
                .with("has-nearest", if names.is_empty() { "no" } else { "yes" })
                .with("nearest", nearest(names)),
            Kind::Arguments(function, least, most, given) => found(Code::FormulaArguments)
                .with("function", function)
                .with("expected", expected(*least, *most))
                .with("given", given),
            Kind::NoTarget => found(Code::FormulaWithoutTarget),
            Kind::Ambiguous => found(Code::FormulaAmbiguousName),
            Kind::NoEarlierOf(function) => found(Code::FormulaNoEarlier).with("function", function),
            Kind::TeamOfExpression(function) => found(Code::FormulaTeamOfExpression).with("function", function),
            Kind::TeamUnits(units) => found(Code::FormulaTeamUnits).with("units", units.join(" / ")),
        }
    }
}

fn expected(least: usize, most: Option<usize>) -> String {
    match most {
        Some(most) if most == least => least.to_string(),
        Some(most) => format!("{least}–{most}"),
        None => format!("≥{least}"),
    }
}
