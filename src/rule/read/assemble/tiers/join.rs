//! Tiers in the order of their values, each beginning where the one before it ends.

use rust_decimal::Decimal;

use super::{Frame, Made, Said, Written, worth};
use crate::rule::read::phrase::Stop;
use crate::rule::refusal::{Reason, Remark};
use crate::rule::types::{Award, Bound, Level, Tier};

/// Joins tiers; what lies in none of them or in two is refused, or mended where the nearest sentence is looked for.
pub(super) struct Join<'a> {
    pub frame: &'a Frame<'a>,
    /// Whether a tier of the list takes points.
    pub deducts: bool,
    pub remarks: &'a mut Vec<Remark>,
}

impl Join<'_> {
    pub(super) fn joined(mut self, found: Vec<Written>) -> Made<Vec<Tier>> {
        let mut tiers: Vec<Tier> = Vec::new();
        let mut last_said = Said::Bare;
        for ((low, high), award) in found {
            let low = match tiers.last_mut() {
                Some(before) => Some(self.meet((before, last_said), low, award)?),
                None => low.map(|(bound, _)| bound),
            };
            last_said = high.map_or(Said::Bare, |(_, said)| said);
            tiers.push(Tier { low, high: high.map(|(bound, _)| bound), award });
        }
        Ok(tiers)
    }

    /// Where a tier begins, given the one before it, whose end may move.
    fn meet(
        &mut self,
        (before, last_said): (&mut Tier, Said),
        low: Option<(Bound, Said)>,
        award: Award,
    ) -> Made<Bound> {
        let frame = self.frame;
        let open = |level: Option<Level>, upward: bool| {
            let shown = level.and_then(|level| frame.between(frame.number(level), frame.number(level)));
            let between = shown.map(|shown| if upward { format!("{shown}～") } else { format!("～{shown}") });
            Stop { between, ..Stop::new(Reason::Overlap, frame.all) }
        };
        let Some(end) = before.high else { return Err(open(low.map(|(own, _)| own.level), true)) };
        let Some((own, own_said)) = low else { return Err(open(Some(end.level), false)) };
        let (a, b) = (frame.number(end.level), frame.number(own.level));
        if a == b && end.included && own.included {
            return self.share_number(before, (end, last_said), (own, own_said));
        }
        // 3天内，4-5天: one whole number follows the other; between them counts the worse.
        if frame.lists_whole() && end.included && own.included && next_whole(a, b) {
            if worth(frame, before.award) <= worth(frame, award) {
                before.high = Some(Bound { included: false, ..own });
                return Ok(own);
            }
            return Ok(Bound { included: false, ..end });
        }
        self.leave_no_hole(before, end, own)?;
        Ok(own)
    }

    /// Both tiers name the number where they meet.
    fn share_number(
        &mut self,
        before: &mut Tier,
        (end, last_said): (Bound, Said),
        (own, own_said): (Bound, Said),
    ) -> Made<Bound> {
        let frame = self.frame;
        let number = frame.number(end.level);
        let alone = before.low.is_some_and(|low| frame.number(low.level) == number);
        let both = last_said > Said::Bare && own_said > Said::Bare && alone;
        if both && !frame.mend {
            return Err(Stop { between: frame.between(number, number), ..Stop::new(Reason::Overlap, frame.all) });
        }
        self.remarks.push(Remark::SharedNumber(frame.shown(end.level)));
        // 1家15分，1家以上20分, mended: the value has its own tier.
        if both || last_said > own_said {
            return Ok(Bound { included: false, ..own });
        }
        before.high = Some(Bound { included: false, ..end });
        Ok(own)
    }

    /// Nothing may lie between the end of a tier and the beginning of the next, and nothing in both.
    fn leave_no_hole(&self, before: &mut Tier, end: Bound, own: Bound) -> Made<()> {
        let frame = self.frame;
        let (a, b) = (frame.number(end.level), frame.number(own.level));
        let whole = frame.context.unit.is_whole();
        // The nearest numbers that a value can have.
        let grid = if whole { Decimal::ONE } else { Decimal::new(1, 4) };
        let below = if end.included { a.checked_add(grid) } else { Some(a) };
        let above = if own.included { b.checked_sub(grid) } else { Some(b) };
        let hole = a == b && !end.included && !own.included
            || a < b && (below <= above || !whole && b.checked_sub(a) > Some(grid));
        if !hole && a <= b {
            return Ok(());
        }
        // Mending gives what lies between to the lower tier, and what both name to the upper one.
        let room = before.low.is_none_or(|low| frame.number(low.level) < b);
        if frame.mend && room && !self.deducts {
            before.high = Some(Bound { included: !own.included, ..own });
            return Ok(());
        }
        if !hole {
            return Err(Stop { between: frame.between(b, a), ..Stop::new(Reason::Overlap, frame.all) });
        }
        let between = if whole {
            below.zip(above).and_then(|(first, last)| frame.between(first, last))
        } else {
            frame.between(a, b)
        };
        Err(Stop { between, ..Stop::new(Reason::Hole, frame.all) })
    }
}

/// Whether two numbers are whole and follow each other.
fn next_whole(a: Decimal, b: Decimal) -> bool {
    a.is_integer() && b.is_integer() && a.checked_add(Decimal::ONE) == Some(b)
}
