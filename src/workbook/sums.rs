//! What Excel's formulas come to, as far as they are plain arithmetic of one sheet: sums, differences, products, quotients, and the
//! functions of [`FUNCTIONS`]. Only what is known for certain is calculated; a formula with anything else in it has no value here.

use rust_decimal::Decimal;

use crate::cell::spot::Spot;
use crate::decimal;

/// A number, or nothing: a blank or words.
pub type Value = Option<Decimal>;

/// Functions that are calculated.
const FUNCTIONS: [&str; 7] = ["SUMPRODUCT", "SUM", "ROUND", "AVERAGE", "PRODUCT", "MAX", "MIN"];

/// Brackets and functions within one another.
const DEEP: u32 = 50;

/// The cells that a formula looks at. `None` wherever something is not certain.
pub trait Figures {
    /// The value of a cell by itself.
    fn one(&self, spot: Spot) -> Option<Value>;

    /// The values of an area from its first cell to its last; both are the same for a cell that is all an aggregate is of.
    fn area(&self, first: Spot, last: Spot) -> Option<Vec<Value>>;
}

/// What a formula comes to, with or without its `=`.
pub fn calculated(formula: &str, figures: &dyn Figures) -> Option<Value> {
    let mut reader = Reader { figures, rest: formula.trim_start_matches('=').trim(), deep: 0 };
    let value = reader.sum()?;
    reader.rest.is_empty().then_some(value)
}

/// Reads a formula from left to right and calculates it.
struct Reader<'a> {
    figures: &'a dyn Figures,
    rest: &'a str,
    deep: u32,
}

impl Reader<'_> {
    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }

    /// One of two signs, and which.
    fn either(&mut self, first: char, second: char) -> Option<bool> {
        if self.eat(first) { Some(true) } else { self.eat(second).then_some(false) }
    }

    fn sum(&mut self) -> Option<Value> {
        let mut value = self.product()?;
        while let Some(plus) = self.either('+', '-') {
            let (one, other) = (value.unwrap_or_default(), self.product()?.unwrap_or_default());
            value = Some(if plus { one.checked_add(other) } else { one.checked_sub(other) }?);
        }
        Some(value)
    }

    fn product(&mut self) -> Option<Value> {
        let mut value = self.one()?;
        while let Some(times) = self.either('*', '/') {
            let (one, other) = (value.unwrap_or_default(), self.one()?.unwrap_or_default());
            value = Some(if times { one.checked_mul(other) } else { one.checked_div(other) }?);
        }
        Some(value)
    }

    fn one(&mut self) -> Option<Value> {
        self.deep = self.deep.checked_add(1).filter(|deep| *deep <= DEEP)?;
        let mut value = if self.eat('(') {
            let value = self.sum()?;
            self.eat(')').then_some(value)?
        } else if self.eat('-') {
            Some(Decimal::ZERO.checked_sub(self.one()?.unwrap_or_default())?)
        } else if let Some(name) = FUNCTIONS.into_iter().find(|name| self.is_call(name)) {
            self.rest = self.rest.get(name.len().saturating_add(1)..)?.trim_start();
            self.call(name)?
        } else if self.rest.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            let end = self.rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(self.rest.len());
            let (number, rest) = self.rest.split_at_checked(end)?;
            self.rest = rest.trim_start();
            Some(number.parse().ok()?)
        } else {
            let spot = self.spot()?;
            self.figures.one(spot)?
        };
        if self.eat('%') {
            value = Some(value.unwrap_or_default().checked_div(Decimal::ONE_HUNDRED)?);
        }
        self.deep = self.deep.saturating_sub(1);
        Some(value)
    }

    fn is_call(&self, name: &str) -> bool {
        let start = self.rest.get(..name.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(name))
            && self.rest.get(name.len()..).is_some_and(|rest| rest.starts_with('('))
    }

    fn call(&mut self, name: &str) -> Option<Value> {
        let mut arguments: Vec<Vec<Value>> = Vec::new();
        loop {
            arguments.push(self.argument(!matches!(name, "SUMPRODUCT" | "ROUND"))?);
            if self.eat(')') {
                break;
            }
            if !self.eat(',') {
                return None;
            }
        }
        if name == "ROUND" {
            let [value, places] = arguments.as_slice() else { return None };
            let (value, places) = (value.first().copied()?, places.first().copied()??);
            return Some(Some(decimal::round(value.unwrap_or_default(), u32::try_from(places).ok()?)));
        }
        if name == "SUMPRODUCT" {
            return products(&arguments).map(Some);
        }
        aggregate(name, &arguments.concat().into_iter().flatten().collect::<Vec<_>>()).map(Some)
    }

    /// An argument: an area, or one value. `alone`: a cell that is all the function is of, is an area.
    fn argument(&mut self, alone: bool) -> Option<Vec<Value>> {
        let before = self.rest;
        if let Some(first) = self.spot() {
            let only =
                before.split_once(')').is_some_and(|(inside, _)| !inside.contains([',', ':', '+', '-', '*', '/']));
            let last = if self.eat(':') { Some(self.spot()?) } else { None };
            if self.rest.starts_with([',', ')']) && (last.is_some() || alone && only) {
                return self.figures.area(first, last.unwrap_or(first));
            }
        }
        self.rest = before;
        Some(vec![self.sum()?])
    }

    /// A cell of the same sheet. A name, a function or another sheet is none.
    fn spot(&mut self) -> Option<Spot> {
        let (found, length) = Spot::read(self.rest)?;
        let rest = self.rest.get(length..)?;
        if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '!' | '(' | '_' | '.')) {
            return None;
        }
        self.rest = rest.trim_start();
        Some(found)
    }
}

/// The sum of the products of columns of one length.
fn products(columns: &[Vec<Value>]) -> Option<Decimal> {
    let (first, others) = columns.split_first()?;
    if others.iter().any(|other| other.len() != first.len()) {
        return None;
    }
    let mut sum = Decimal::ZERO;
    for (at, value) in first.iter().enumerate() {
        let mut product = value.unwrap_or_default();
        for other in others {
            product = product.checked_mul((*other.get(at)?).unwrap_or_default())?;
        }
        sum = sum.checked_add(product)?;
    }
    Some(sum)
}

/// What a function makes of numbers.
fn aggregate(name: &str, numbers: &[Decimal]) -> Option<Decimal> {
    let sum = || numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number));
    match name {
        "SUM" => sum(),
        "AVERAGE" => sum()?.checked_div(Decimal::from(numbers.len())),
        // Of no number at all Excel makes 0.
        "PRODUCT" if numbers.is_empty() => Some(Decimal::ZERO),
        "PRODUCT" => numbers.iter().try_fold(Decimal::ONE, |product, number| product.checked_mul(*number)),
        "MAX" => Some(numbers.iter().max().copied().unwrap_or_default()),
        "MIN" => Some(numbers.iter().min().copied().unwrap_or_default()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A1 to A3 hold 40, 30 and nothing, B1 to B3 2, 3 and 4.
    struct Sheet;

    impl Figures for Sheet {
        fn one(&self, spot: Spot) -> Option<Value> {
            let column = [&["40", "30", ""], &["2", "3", "4"]];
            let (at, row) = spot.place()?;
            let text = column.get(usize::from(at))?.get(usize::try_from(row).ok()?.checked_sub(1)?)?;
            Some(text.parse().ok())
        }

        fn area(&self, first: Spot, last: Spot) -> Option<Vec<Value>> {
            let ((left, top), (right, bottom)) = (first.place()?, last.place()?);
            let spots = (top..=bottom).flat_map(|row| (left..=right).map(move |column| (row, column)));
            spots
                .map(|(row, column)| self.one(Spot::read(&format!("{}{row}", crate::cell::column_name(column)))?.0))
                .collect()
        }
    }

    #[test]
    fn formulas_come_to_what_excel_makes_of_them() {
        for (formula, value) in [
            ("=A1+A2", "70"),
            ("A1-A2-5", "5"),
            ("-A1+A3", "-40"),
            ("(A1-A2)*B1/4", "5"),
            ("A1*10%", "4"),
            ("SUM(A1:A3)", "70"),
            ("sum($A$1,B1:B2,5)", "50"),
            ("SUM(A1)", "40"),
            ("ROUND(A1/B2,1)", "13.3"),
            ("AVERAGE(A1:A3)", "35"),
            ("MAX(A1:B3)-MIN(B1:B3)", "38"),
            ("PRODUCT(B1:B3)", "24"),
            ("PRODUCT(A3)", "0"),
            ("SUMPRODUCT(A1:A3,B1:B3)", "170"),
        ] {
            assert_eq!(calculated(formula, &Sheet), Some(value.parse().ok()), "{formula}");
        }
    }

    #[test]
    fn what_is_not_certain_has_no_value() {
        for formula in [
            "",
            "A1+",
            "A1 B1",
            "Sheet2!A1",
            "'a'!A1",
            "[1]S!A1",
            "IF(A1>1,2,3)",
            "A1&B1",
            "A1^2",
            "LOG10(A1)",
            "SUM(名称)",
            "AVERAGE(A3)",
            "A1/A3",
            "SUMIF(A1:B1,1)",
            "{1,2}",
            "C9",
            "1E400",
            "SUMPRODUCT(A1:A3,B1:B2)",
            "ROUND(A1)",
            "A1>B1",
            "\"x\"",
        ] {
            assert_eq!(calculated(formula, &Sheet), None, "{formula}");
        }
        assert_eq!(calculated(&format!("{}1{}", "(".repeat(60), ")".repeat(60)), &Sheet), None);
    }
}
