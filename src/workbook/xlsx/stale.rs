//! Saved values of formulas that are not what the formulas give: some program wrote other figures beside them and calculated nothing
//! (=C2+D2 of 40 and 40 saved as 90), or a formula looks at itself. Only what is certain is calculated: sums, differences, products
//! and quotients of numbers of the same sheet, and SUM of them. Anything else is believed as before.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::workbook::{Area, Cell, Value, address};

/// Formulas that are looked at: longer ones hold more than sums.
pub(super) const LONGEST: usize = 120;

/// Cells that are looked at in a sheet for all of its formulas together; what stands behind is believed.
const LOOKED_AT: usize = 1_000_000;

/// Brackets within one another.
const DEEP: u32 = 20;

type At = (u32, u16);

/// The cells whose saved value is not what their formula gives, and those that rest on one of them.
pub(super) fn stale(cells: &BTreeMap<At, Cell>, formulas: &BTreeMap<At, String>) -> BTreeSet<At> {
    let mut left = LOOKED_AT;
    let mut seen: BTreeMap<At, Vec<Area>> = BTreeMap::new();
    let mut stale = BTreeSet::new();
    for (&at, formula) in formulas {
        let mut reader = Reader { rest: formula.trim(), cells, seen: Vec::new(), left: &mut left, deep: 0 };
        let Some(value) = reader.whole() else { continue };
        let looked_at = reader.seen;
        let circles = looked_at.iter().any(|area| holds(area, at));
        let saved = cells.get(&at).and_then(number);
        if circles || saved.is_some_and(|saved| differ(saved, value)) {
            stale.insert(at);
        }
        seen.insert(at, looked_at);
    }
    // A sum of what is stale is so as well, however often that goes on.
    let mut found: Vec<At> = stale.iter().copied().collect();
    for _ in 0..DEEP {
        let mut more = Vec::new();
        for (at, areas) in seen.iter().filter(|(at, _)| !stale.contains(*at)) {
            left = left.saturating_sub(areas.len().saturating_mul(found.len()));
            if left == 0 {
                return stale;
            }
            if found.iter().any(|one| areas.iter().any(|area| holds(area, *one))) {
                more.push(*at);
            }
        }
        stale.extend(more.iter().copied());
        found = more;
        if found.is_empty() {
            break;
        }
    }
    stale
}

fn holds(area: &Area, (row, column): At) -> bool {
    (area.top..=area.bottom).contains(&row) && (area.left..=area.right).contains(&column)
}

fn number(cell: &Cell) -> Option<Decimal> {
    match cell.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// Whether two figures differ by more than the digits that binary numbers lose.
fn differ(saved: Decimal, value: Decimal) -> bool {
    let size = saved.abs().max(value.abs()).max(Decimal::ONE);
    let most = size.checked_mul(Decimal::new(1, 6));
    saved.checked_sub(value).zip(most).is_some_and(|(off, most)| off.abs() > most)
}

/// Reads a formula from left to right and calculates it; `None` wherever something is not certain.
struct Reader<'a, 'b> {
    rest: &'a str,
    cells: &'b BTreeMap<At, Cell>,
    seen: Vec<Area>,
    left: &'b mut usize,
    deep: u32,
}

impl Reader<'_, '_> {
    fn whole(&mut self) -> Option<Decimal> {
        // A number alone is nobody's sum.
        let is_sum = self.rest.contains(['+', '-', '*', '/', '(']);
        let value = self.sum()?;
        (self.rest.is_empty() && (is_sum || !self.seen.is_empty())).then_some(value)
    }

    fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.map_or(self.rest, str::trim_start);
        rest.is_some()
    }

    fn sum(&mut self) -> Option<Decimal> {
        let mut value = self.product()?;
        loop {
            value = if self.eat('+') {
                value.checked_add(self.product()?)?
            } else if self.eat('-') {
                value.checked_sub(self.product()?)?
            } else {
                return Some(value);
            };
        }
    }

    fn product(&mut self) -> Option<Decimal> {
        let mut value = self.one()?;
        loop {
            value = if self.eat('*') {
                value.checked_mul(self.one()?)?
            } else if self.eat('/') {
                value.checked_div(self.one()?)?
            } else {
                return Some(value);
            };
        }
    }

    fn one(&mut self) -> Option<Decimal> {
        self.deep = self.deep.checked_add(1).filter(|deep| *deep <= DEEP)?;
        let value = if self.eat('(') {
            let value = self.sum()?;
            self.eat(')').then_some(value)?
        } else if self.eat('-') {
            Decimal::ZERO.checked_sub(self.one()?)?
        } else if let Some(rest) = self.rest.strip_prefix("SUM(") {
            self.rest = rest.trim_start();
            self.total()?
        } else if self.rest.starts_with(|sign: char| sign.is_ascii_digit() || sign == '.') {
            let digits = self.taken(|sign| sign.is_ascii_digit() || sign == '.');
            digits.parse().ok()?
        } else {
            let at = self.place()?;
            // A name, a function or another sheet is none.
            if self.rest.starts_with(|sign: char| matches!(sign, ':' | '!' | '(' | '_' | '.') || sign.is_alphanumeric())
            {
                return None;
            }
            self.seen.push(Area { top: at.0, left: at.1, bottom: at.0, right: at.1 });
            match self.cells.get(&at) {
                None => Decimal::ZERO,
                Some(cell) => number(cell)?,
            }
        };
        self.deep = self.deep.saturating_sub(1);
        if self.eat('%') { value.checked_div(Decimal::ONE_HUNDRED) } else { Some(value) }
    }

    /// The rest of a SUM: areas and single values.
    fn total(&mut self) -> Option<Decimal> {
        let mut total = Decimal::ZERO;
        loop {
            let before = self.rest;
            let area = self.place().filter(|_| self.eat(':')).and_then(|first| Some((first, self.place()?)));
            total = match area {
                Some((first, last)) => total.checked_add(self.area(first, last)?)?,
                None => {
                    self.rest = before;
                    total.checked_add(self.sum()?)?
                }
            };
            if self.eat(')') {
                return Some(total);
            }
            if !self.eat(',') {
                return None;
            }
        }
    }

    /// The sum of an area's numbers; texts count nothing in it.
    fn area(&mut self, first: At, last: At) -> Option<Decimal> {
        let area = Area {
            top: first.0.min(last.0),
            left: first.1.min(last.1),
            bottom: first.0.max(last.0),
            right: first.1.max(last.1),
        };
        self.seen.push(area);
        let mut total = Decimal::ZERO;
        for (at, cell) in self.cells.range((area.top, area.left)..=(area.bottom, area.right)) {
            *self.left = self.left.checked_sub(1)?;
            if !holds(&area, *at) {
                continue;
            }
            match &cell.value {
                Value::Number(number) => total = total.checked_add(*number)?,
                Value::Text(_) | Value::Bool(_) => {}
                _ => return None,
            }
        }
        Some(total)
    }

    /// A cell of the same sheet: C2, $C$2.
    fn place(&mut self) -> Option<At> {
        let letters = self.rest.trim_start_matches('$').chars().take_while(char::is_ascii_uppercase).count();
        if !(1..=3).contains(&letters) {
            return None;
        }
        let name = self.taken(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit() || sign == '$');
        address::cell(name).ok()
    }

    /// The signs up to the first of another kind.
    fn taken(&mut self, is: impl Fn(char) -> bool) -> &str {
        let end = self.rest.find(|sign| !is(sign)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest.trim_start();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Row 1 holds A1 40, B1 30, C1 a text and E1 nothing; the formula stands in D1 with a saved value.
    fn is_stale(formula: &str, saved: &str) -> bool {
        let plain = |value| Cell { value, percent: false, look: None };
        let number = |text: &str| plain(Value::Number(text.parse().unwrap()));
        let cells = BTreeMap::from([
            ((0, 0), number("40")),
            ((0, 1), number("30")),
            ((0, 2), plain(Value::Text("请假".to_owned()))),
            ((0, 3), number(saved)),
        ]);
        !stale(&cells, &BTreeMap::from([((0, 3), formula.to_owned())])).is_empty()
    }

    #[test]
    fn a_saved_value_that_the_formula_does_not_give_is_stale() {
        for (formula, value) in [
            ("A1+B1", "70"),
            ("SUM(A1:B1)", "70"),
            ("SUM(A1:C1)", "70"),
            ("SUM($A$1,B1,5)", "75"),
            ("(A1-B1)*2", "20"),
            ("A1/B1", "1.33333333333333"),
            ("A1*10%", "4"),
            ("-A1+E1", "-40"),
            ("40+40", "80"),
        ] {
            assert!(!is_stale(formula, value), "{formula}");
            assert!(is_stale(formula, "90"), "{formula}");
        }
        // It looks at itself.
        assert!(is_stale("D1+1", "1") && is_stale("SUM(A1:D1)", "70"));
    }

    #[test]
    fn what_is_not_certain_is_believed() {
        for formula in [
            "A1+C1",
            "ROUND(A1,0)",
            "Sheet2!A1+B1",
            "IF(A1>1,2,3)",
            "A1&B1",
            "LOG10(A1)",
            "A1^2",
            "SUM(名称)",
            "100",
            "A1/E1",
            "A1 B1",
            "[1]Sheet1!A1",
            "SUMIF(A1:B1,1)",
            "总额+A1",
            "A1+",
            "{1,2}",
        ] {
            assert!(!is_stale(formula, "90"), "{formula}");
        }
    }

    #[test]
    fn brackets_and_sums_without_end_are_believed() {
        let deep = format!("{}A1{}", "(".repeat(50), ")".repeat(50));
        assert!(!is_stale(&deep, "90"));
        // Sums of a thousand cells each, more of them than are looked at.
        let number = |number: u32| Cell { value: Value::Number(Decimal::from(number)), percent: false, look: None };
        let figures = (0..1_000).map(|row| ((row, 0), number(1)));
        let sums = (0..2_000).map(|row| ((row, 1), number(if row == 1_999 { 1 } else { 1_000 })));
        let formulas = (0..2_000).map(|row| ((row, 1), "SUM(A1:A1000)".to_owned())).collect();
        assert_eq!(stale(&figures.chain(sums).collect(), &formulas), BTreeSet::new());
    }

    #[test]
    fn what_rests_on_a_stale_value_is_stale_too() {
        let number = |number: u32| Cell { value: Value::Number(Decimal::from(number)), percent: false, look: None };
        let cells =
            BTreeMap::from([((0, 0), number(40)), ((0, 1), number(90)), ((0, 2), number(180)), ((0, 3), number(1))]);
        let formulas = [((0, 1), "A1+A1"), ((0, 2), "B1*2"), ((0, 3), "A1-39")];
        let formulas = formulas.map(|(at, formula)| (at, formula.to_owned())).into();
        assert_eq!(stale(&cells, &formulas), BTreeSet::from([(0, 1), (0, 2)]));
    }
}
