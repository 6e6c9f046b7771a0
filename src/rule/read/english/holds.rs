//! What holds of the pieces of a line: whether they can be what the KPI counts, and what nobody earns points for.

use rust_decimal::Decimal;

use super::chart::{Read, singular};
use super::makers::{Args, Maker, Value, phrases};
use super::words::Word;
use crate::model::Direction;
use crate::rule::read::phrase::{Edge, Measure, Phrase, Points};
use crate::unit::UnitKind;

/// Letters of a unit's word that another form of it begins with.
const STEM: usize = 4;

impl Maker<'_> {
    /// What holds only where the sheet says the same: a factor that makes the full points, no points beyond the target.
    pub(super) fn agreed(&self, name: &str, args: &Args<'_>) -> Option<Value> {
        let full = self.context.full.unwrap_or(Decimal::ONE_HUNDRED);
        // Out of 5, times 4: the scale is what makes the full points.
        let scaled = |made: Option<Decimal>| {
            let scale = args.number(0)?;
            (made? == full).then_some(scale)
        };
        let scale = match name {
            "direct_times" => scaled(args.number(0)?.checked_mul(args.number(1)?))?,
            "direct_over" => scaled(args.number(0)?.checked_div(args.number(1)?))?,
            // Nothing extra above 100%: of the target, no other level.
            "cap_at" => {
                let whole = match args.level(0)? {
                    Edge::Target(_) => true,
                    Edge::Amount(amount) => amount.measure == Measure::Percent && amount.value == Decimal::ONE_HUNDRED,
                    Edge::Beyond(..) => false,
                };
                let most = Phrase::NoBonus;
                return if whole { phrases([most]) } else { None };
            }
            _ => return None,
        };
        phrases([Phrase::Direct, Phrase::Marked { scale: Some(scale) }])
    }

    /// Whether points for each 1%, which say no more, make the full points at the target. Else they may be meant beyond it, or off it.
    pub(super) fn earned(&self, args: &Args<'_>) -> bool {
        let (Some(step), Some(Points::Number(points)), Some(target)) =
            (args.step(0), args.points(1), self.context.target)
        else {
            return true;
        };
        let Some(size) = step.size.filter(|size| step.sides.is_empty() && size.measure == Measure::Percent) else {
            return true;
        };
        let steps = target.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|level| level.checked_div(size.value));
        !self.context.unit.is_percent()
            || steps.and_then(|steps| steps.checked_mul(points))
                == Some(self.context.full.unwrap_or(Decimal::ONE_HUNDRED))
    }

    /// Whether what happens can be what the KPI counts: no accident is counted in boxes.
    pub(super) fn counted(&self, args: &Args<'_>) -> bool {
        let Some(name) = args.name(0) else { return true };
        let unit = self.context.unit.text.to_lowercase();
        let own = singular(unit.split_whitespace().last().unwrap_or_default());
        let own = own.as_str();
        let listed =
            |list: &str, word: &str| self.grammar.lists(list, word) || self.grammar.lists(list, &singular(word));
        // hires: hired candidates; injuries: nobody injured
        let stem = own.get(..own.len().saturating_sub(1)).filter(|stem| stem.len() > STEM);
        let named = |word: &str| {
            singular(word) == own
                || own.len() >= STEM && word.starts_with(own)
                || stem.is_some_and(|stem| word.starts_with(stem))
        };
        let known = matches!(self.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Plain);
        let latin = unit.starts_with(|c: char| c.is_ascii_alphabetic());
        known && (!latin || listed("generic", own) || listed("harm", own) || name.split(' ').any(named) || name == unit)
    }

    /// Whether a name stands before a colon at the very beginning, and is no mishap: Billable hours: 2 points per …
    pub(super) fn heads(&self, reads: &[&Read]) -> bool {
        let Some(read) = reads.first().filter(|read| read.start == 0) else { return false };
        let ends = self.words.get(read.end).is_some_and(|word| word.text == ":");
        let plain = |word: &Word| word.number.is_none();
        ends && !self.harms(reads) && self.words.get(..read.end).unwrap_or_default().iter().all(plain)
    }

    /// Which way is better, where the target's sign tells.
    pub(super) fn tends(&self) -> Option<Direction> {
        self.context.target?.direction
    }

    /// Whether a thing is one that nobody earns points for.
    pub(super) fn harms(&self, reads: &[&Read]) -> bool {
        reads.iter().any(|read| {
            let words = self.words.get(read.start..read.end).unwrap_or_default();
            words
                .iter()
                .any(|word| self.grammar.lists("harm", &word.text) || self.grammar.lists("harm", &singular(&word.text)))
        })
    }
}
