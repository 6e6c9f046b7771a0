//! Columns as wide as the numbers in them: a number that has no room shows as ####.

use rust_decimal::Decimal;

use super::{Cell, Content, Sheet, Value, metrics};
use crate::decimal;

impl Sheet {
    /// Widens columns that are too narrow for a number that stands in one of them, formulas by the value that they give.
    pub fn widen_for_numbers(&mut self, columns: std::ops::RangeInclusive<u16>) {
        for ((row, column), cell) in &self.cells {
            let Some(number) = number(cell).filter(|_| columns.contains(column)) else { continue };
            if self.merges.iter().any(|area| area.top == *row && area.left == *column) {
                continue;
            }
            let px = metrics::number_px(&printed(number, &cell.style.format), cell.style.font.size);
            let needed = metrics::column_chars(if cell.style.font.bold { px * metrics::BOLD } else { px });
            if let Some(chars) = self.columns.get_mut(column) {
                *chars = chars.max(needed);
            }
        }
    }
}

fn number(cell: &Cell) -> Option<Decimal> {
    match cell.content {
        Content::Number(number) | Content::Formula(_, Value::Number(number)) => Some(number),
        _ => None,
    }
}

/// A number as a format of one section prints it: decimals, thousands commas, percent.
fn printed(number: Decimal, format: &str) -> String {
    if format.is_empty() {
        return decimal::plain(number);
    }
    let places = format.split_once('.').map_or(0, |(_, rest)| rest.chars().take_while(|c| *c == '0').count());
    let shown = if format.contains('%') { number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number) } else { number };
    let mut text = decimal::fixed(shown, u32::try_from(places).unwrap_or_default());
    if format.contains(',') {
        let whole = text.split('.').next().unwrap_or_default().trim_start_matches('-').len();
        text.push_str(&",".repeat(whole.saturating_sub(1).saturating_div(3)));
    }
    if format.contains('%') {
        text.push('%');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Style;

    #[test]
    fn a_column_becomes_as_wide_as_its_longest_number_and_no_narrower() {
        let mut sheet = Sheet::new("数据");
        sheet.columns.extend([(0, 13.0), (1, 13.0)]);
        let style = Style::new(90, 0).format("#,##0.00");
        sheet.put(0, 0, Cell::number("1134567890123.45".parse().unwrap(), style.clone()));
        sheet.put(0, 1, Cell::formula("A1/1E12", Value::Number("1.13".parse().unwrap()), style));
        sheet.widen_for_numbers(0..=1);
        // 1,134,567,890,123.45 has 20 signs of 0.56 × 12 px: 134.4 + 8 px are 19.63 characters of 7 px beside 5.
        assert!((sheet.columns[&0] - 19.63).abs() < 0.01, "{}", sheet.columns[&0]);
        assert!((sheet.columns[&1] - 13.0).abs() < 1e-9);
    }
}
