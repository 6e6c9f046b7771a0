//! What comes from one of those that are counted on: 自第3次起.

use rust_decimal::Decimal;

use super::condition::band;
use super::{Parser, Read};
use crate::quantity::numeral;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Measure};
use crate::rule::read::token::Kind;
use crate::unit::{Unit, UnitKind};

/// What lies before 自第3次起, 第4件开始: two times, three pieces.
pub(super) fn nth_onward(text: &str) -> Option<(Decimal, String)> {
    let letters: Vec<char> = text.chars().collect();
    let nth = letters.iter().position(|c| forms::letter(*c, forms::ORDINAL))?;
    let before: String = letters.get(..nth)?.iter().collect();
    let rest = letters.get(nth.saturating_add(1)..)?;
    let (number, _, digits) = numeral::number(rest, &[])?;
    let rest: String = rest.get(digits..)?.iter().collect();
    let unit = forms::NTH_ONWARD.iter().find_map(|end| rest.strip_suffix(end))?;
    let counts = matches!(Unit::read(unit).kind, UnitKind::Count(_) | UnitKind::Days);
    let counted = number > Decimal::ONE && counts && (before.is_empty() || forms::is(&before, forms::NTH_BEFORE));
    counted.then(|| Some((number.checked_sub(Decimal::ONE)?, unit.to_owned())))?
}

impl Parser<'_> {
    /// 第3次起: more than two of what is counted.
    pub(super) fn nth_condition(&self, at: usize) -> Read<Cond> {
        let next = at.saturating_add(1);
        let (before, unit) = nth_onward(self.token(at).filter(|token| token.kind == Kind::Free)?.text.as_str())?;
        let amount = Amount {
            value: before,
            big: false,
            measure: Measure::Unit(unit),
            of_target: false,
            joined: false,
            signed: false,
            span: self.span(at, next),
        };
        let end = End { edge: Edge::Amount(amount), included: false, named: true, fixed: true };
        Some((band(true, end, false), next))
    }
}
