//! Numbers of a list (`1、` `2)`), and pairs of numbers that look like them (1、2次).

use super::{Kind, Scan};
use crate::quantity::numeral;
use crate::quantity::words::unit_length;
use crate::rule::read::forms;

impl Scan<'_> {
    /// 一两次, 一、二次, and 1、2次 where no list is numbered: the first of two numbers of which either is meant.
    pub(super) fn guess(&self) -> Option<usize> {
        let rest = self.rest();
        let numeral = |c: &char| c.is_ascii_digit() || numeral::is_numeral(*c);
        if self.at.checked_sub(1).and_then(|before| self.chars.get(before)).is_some_and(numeral) {
            return None;
        }
        let [first, '、', second, after @ ..] = rest else { return numeral::guesses(rest) };
        let (Some(one), Some(other)) = (first.to_digit(10), second.to_digit(10)) else { return numeral::guesses(rest) };
        let unit = unit_length(after).filter(|_| !after.first().is_some_and(|c| forms::letter(*c, forms::POINT)));
        let listed = self.chars.windows(2).any(|pair| matches!(pair, [before, '、'] if before == second));
        let starts = matches!(self.last(), None | Some(Kind::Break));
        (starts && !listed && unit.is_some() && one.checked_add(1) == Some(other)).then_some(2)
    }

    /// The number of a list: `1、` `2)` `(3)` `一、` `1.` at the start of a clause, `2)` anywhere without its bracket.
    pub(super) fn numbering(&mut self) -> Option<usize> {
        let rest = self.rest();
        let start = matches!(self.last(), None | Some(Kind::Break));
        if start && rest.first() == Some(&'(') {
            let digits = rest.iter().skip(1).take_while(|c| numeral::is_ordinal(**c)).count();
            return (digits > 0 && rest.get(digits.saturating_add(1)) == Some(&')')).then(|| digits.saturating_add(2));
        }
        let digits = rest.iter().take_while(|c| numeral::is_ordinal(**c)).count();
        if digits == 0 || digits > 2 {
            return None;
        }
        let after_digit = self.at.checked_sub(1).and_then(|before| self.chars.get(before));
        if after_digit.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '~' | '≥' | '≤' | '>' | '<')) {
            return None;
        }
        let mark = rest.get(digits)?;
        let next = rest.get(digits.saturating_add(1));
        let opened = self.depth > 0;
        let counts = match mark {
            ')' => !opened,
            '、' => {
                start || (!next.is_some_and(char::is_ascii_digit) && !matches!(self.last(), Some(Kind::Sign('、'))))
            }
            '.' => start && (!next.is_some_and(char::is_ascii_digit) || self.listed()),
            _ => false,
        };
        counts.then(|| digits.saturating_add(1))
    }

    /// Whether lines are numbered 1.完成… 2.90%…: then the point behind a line's first digit is no decimal point.
    fn listed(&self) -> bool {
        let first = matches!(self.chars, ['1', '.', c, ..] if !c.is_ascii_digit());
        first && self.chars.windows(3).any(|three| matches!(three, ['\n', '2', '.']))
    }
}
