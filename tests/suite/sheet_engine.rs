//! A small spreadsheet engine for tests: formulas parsed by an independent parser, calculated in binary floats as
//! spreadsheets do.

use formualizer_parse::parser::ReferenceType;
use formualizer_parse::{ASTNode, ASTNodeType as Node, LiteralValue};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell {
    Number(f64),
    Text(String),
    Bool(bool),
    NotAvailable,
}

impl Cell {
    fn number(&self) -> Result<f64, Cell> {
        match self {
            Self::Number(number) => Ok(*number),
            Self::Bool(truth) => Ok(f64::from(u8::from(*truth))),
            other => Err(other.clone()),
        }
    }
}

/// The value of a formula (without `=`) over cells given by row and column, counted from 1.
pub(crate) fn calculate(formula: &str, cell: &dyn Fn(u32, u32) -> Cell) -> Cell {
    let tree = formualizer_parse::parse(format!("={formula}")).unwrap_or_else(|e| panic!("{formula}: {e}"));
    value(&tree, cell)
}

fn value(node: &ASTNode, cell: &dyn Fn(u32, u32) -> Cell) -> Cell {
    match tried(node, cell) {
        Ok(found) | Err(found) => found,
    }
}

fn tried(node: &ASTNode, cell: &dyn Fn(u32, u32) -> Cell) -> Result<Cell, Cell> {
    let number = |node: &ASTNode| value(node, cell).number();
    Ok(match &node.node_type {
        Node::Literal(LiteralValue::Int(n)) => Cell::Number(*n as f64),
        Node::Literal(LiteralValue::Number(n)) => Cell::Number(*n),
        Node::Literal(LiteralValue::Text(text)) => Cell::Text(text.clone()),
        Node::Literal(LiteralValue::Boolean(truth)) => Cell::Bool(*truth),
        Node::Reference { reference: ReferenceType::Cell { row, col, .. }, .. } => cell(*row, *col),
        Node::UnaryOp { op, expr } => match op.to_string().as_str() {
            "-" => Cell::Number(-number(expr)?),
            "+" => value(expr, cell),
            other => panic!("operator {other}"),
        },
        Node::BinaryOp { op, left, right } => {
            let op = op.to_string();
            if let (Cell::Text(a), Cell::Text(b)) = (value(left, cell), value(right, cell)) {
                assert_eq!(op, "=");
                return Ok(Cell::Bool(a == b));
            }
            let (a, b) = (number(left)?, number(right)?);
            match op.as_str() {
                "+" => Cell::Number(a + b),
                "-" => Cell::Number(a - b),
                "*" => Cell::Number(a * b),
                "/" => Cell::Number(a / b),
                "=" => Cell::Bool(a == b),
                "<" => Cell::Bool(a < b),
                "<=" => Cell::Bool(a <= b),
                ">" => Cell::Bool(a > b),
                ">=" => Cell::Bool(a >= b),
                other => panic!("operator {other}"),
            }
        }
        Node::Function { name, args } => match (name.as_str(), args.as_slice()) {
            ("IF", [test, yes, no]) => match value(test, cell) {
                Cell::Bool(true) => value(yes, cell),
                Cell::Bool(false) => value(no, cell),
                other => return Err(other),
            },
            ("AND", [a, b]) => Cell::Bool(number(a)? != 0.0 && number(b)? != 0.0),
            ("MIN", [a, b]) => Cell::Number(number(a)?.min(number(b)?)),
            ("MAX", [a, b]) => Cell::Number(number(a)?.max(number(b)?)),
            ("SUM", all) => Cell::Number(all.iter().map(number).sum::<Result<f64, Cell>>()?),
            ("AVERAGE", all) => Cell::Number(all.iter().map(number).sum::<Result<f64, Cell>>()? / all.len() as f64),
            ("ABS", [a]) => Cell::Number(number(a)?.abs()),
            ("INT", [a]) => Cell::Number(number(a)?.floor()),
            ("ROUND", [a, places]) => Cell::Number(round(number(a)?, number(places)?)),
            ("NA", []) => Cell::NotAvailable,
            (other, _) => panic!("function {other}"),
        },
        other => panic!("node {other:?}"),
    })
}

/// ROUND as spreadsheets do it: half away from zero, judged on fifteen significant digits.
fn round(number: f64, places: f64) -> f64 {
    if number == 0.0 || !number.is_finite() {
        return number;
    }
    if number.abs() < 1e-14 {
        return 0.0;
    }
    let shown: rust_decimal::Decimal =
        rust_decimal::Decimal::from_scientific(&format!("{number:.14e}")).expect("a number of fifteen digits");
    let rounded = shown.round_dp_with_strategy(
        format!("{places:.0}").parse().expect("places"),
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    );
    rounded.to_string().parse().expect("a float")
}
