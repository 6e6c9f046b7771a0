//! Points less a count times points: 得分=100-(次数×5), 满分-2×延误天数.

use rust_decimal::Decimal;

use super::Parser;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::token::Kind;

impl Parser<'_> {
    /// Where counting starts (`None`: at the full points), and what each one takes.
    pub(super) fn minus_counts(&self, from: usize, to: usize) -> Option<(Option<Decimal>, Decimal)> {
        let mut here = from.saturating_add(1);
        let start = match self.kind(from)? {
            Kind::Number(value, false) => {
                if forms::is(self.text(here), forms::POINT) {
                    here = here.saturating_add(1);
                }
                Some(value)
            }
            Kind::Word(Class::Full | Class::Worth) => None,
            _ => return None,
        };
        let sign = self.text(here);
        let mut named = false;
        match self.kind(here)? {
            Kind::Word(Class::Range) | Kind::Word(Class::Take) if forms::is(sign, forms::LESS_COUNT) => {}
            // -投诉次数: one word with its sign.
            Kind::Free if forms::begins(sign, forms::LESS_COUNT) => named = !forms::is(sign, forms::LESS_COUNT),
            _ => return None,
        }
        let (mut points, mut times) = (None, 0_usize);
        let mut inner = here.saturating_add(1);
        while inner < to {
            match self.kind(inner)? {
                Kind::Sign('(' | ')') => {}
                Kind::Sign('*' | '×') => times = times.saturating_add(1),
                Kind::Number(value, false) if points.is_none() => {
                    points = Some(value);
                    if forms::is(self.text(inner.saturating_add(1)), forms::POINT) {
                        inner = inner.saturating_add(1);
                    }
                }
                // 率 is no count.
                Kind::Free | Kind::Word(Class::Noun) if forms::ends(self.text(inner), forms::RATE) => return None,
                Kind::Free | Kind::Word(Class::Noun | Class::Late | Class::Lack | Class::Not | Class::OffTarget) => {
                    named = true;
                }
                _ => return None,
            }
            inner = inner.saturating_add(1);
        }
        (named && times == 1).then_some((start, points?))
    }
}
