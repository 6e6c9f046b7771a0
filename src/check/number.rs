//! What a text in a number's place says: a number, or one of the words of the layout.

use rust_decimal::Decimal;

use crate::model::layout::Choice;
use crate::quantity::format::Look;
use crate::quantity::kind::Quantity;
use crate::quantity::number;
use crate::text::{self, tidy};
use crate::unit::{Unit, UnitKind};

/// What a text in a number's place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typed {
    /// A number; exact shares were typed with a percent sign.
    Number {
        /// In the column's unit; a share where `percent`.
        value: Decimal,
        /// Typed with % or ‰.
        percent: bool,
    },
    /// 不适用, N/A, — or /.
    NotApplicable,
    /// Nothing that can be seen.
    Blank,
    /// A number in a unit that is not the column's.
    OtherUnit,
    /// A lone hyphen: 0, blank or not applicable.
    Hyphen,
    /// No number.
    Nothing,
}

/// Whether a text says that something does not apply. The long dash has look-alikes that input methods produce.
pub fn is_not_applicable(typed: &str) -> bool {
    /// Longer than any of the words, with blanks in between: not worth a closer look.
    const LONGEST: usize = 32;
    if typed.chars().take(LONGEST).count() == LONGEST {
        return false;
    }
    let tidied: String =
        tidy(typed).chars().map(|c| if matches!(c, '―' | '─' | '⸺' | '㇐') { '—' } else { c }).collect();
    Choice::named(&text::key(&tidied)).contains(&Choice::NotApplicable)
}

/// Reads a text under a unit.
pub fn read(typed: &str, unit: &Unit) -> Typed {
    if is_not_applicable(typed.trim().strip_prefix('\'').unwrap_or(typed)) {
        return Typed::NotApplicable;
    }
    match number::read(typed, unit) {
        number::Typed::Number { value, percent } => Typed::Number { value, percent },
        number::Typed::Blank => Typed::Blank,
        number::Typed::OtherUnit => Typed::OtherUnit,
        number::Typed::Hyphen => Typed::Hyphen,
        number::Typed::Nothing => Typed::Nothing,
    }
}

/// A number by what is seen of it under its format; `None` where that is no number of the unit.
pub fn seen(look: &Look, held: Decimal, unit: &Unit) -> Option<Typed> {
    let as_held = Typed::Number { value: held, percent: false };
    if !look.digits {
        return Some(as_held);
    }
    if let typed @ Typed::Number { .. } = read(&look.text(held), unit) {
        return Some(typed);
    }
    // 90台次 is 90, whatever the word means, and so is 90元 where no unit is known.
    let word = Unit::read(look.after.trim());
    let noun = !Quantity::of_unit(&word).has_kind() && !word.is_percent();
    let unknown = unit.kind == UnitKind::Plain && unit.factor == Decimal::ONE;
    let silent = look.before.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '+' | '('));
    (look.power == 0 && silent && word.factor == Decimal::ONE && (noun || unknown)).then_some(as_held)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_layout_are_no_numbers() {
        for typed in ["不适用", "不 適用", "n/a", "／", "—", "'不适用"] {
            assert_eq!(read(typed, &Unit::read("次")), Typed::NotApplicable, "{typed}");
        }
    }
}
