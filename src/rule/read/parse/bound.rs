//! Bounds: 最高加10分, 最低60分, 扣至0分为止, 扣满20分为止, 120分封顶.

use super::{Parser, Read};
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Phrase, Placed, Points, Stop, Verb};
use crate::rule::read::token::Kind;

impl Parser<'_> {
    /// 最高…, 最低…, 扣至…, 封顶.
    pub(super) fn bound(&self, at: usize, before: &[Placed]) -> Result<Read<Phrase>, Stop> {
        let start =
            self.skip(at, &[Class::ThisItem, Class::Total, Class::Worth, Class::Score, Class::Filler, Class::Until]);
        // 加分不超过10分, 扣分最高10分: the verb first.
        let (outer, here) = match self.class(start) {
            _ if (at..start).any(|here| self.total_of(here, forms::TAKES)) => (Some(Verb::Take), start),
            _ if (at..start).any(|here| self.total_of(here, forms::ADDS)) => (Some(Verb::Add), start),
            Some(Class::Add) if self.bounds(start) => (Some(Verb::Add), start.saturating_add(1)),
            Some(Class::Take) if self.bounds(start) => (Some(Verb::Take), start.saturating_add(1)),
            Some(Class::AddTake) if self.bounds(start) => (Some(Verb::AddTake), start.saturating_add(1)),
            _ => (None, start),
        };
        let here = self.skip(here, &[Class::Total, Class::Filler]);
        let class = match self.class(here) {
            // 满分20分封顶
            Some(Class::Most)
                if self.ends(here.saturating_add(1))
                    && matches!(before.last().map(|placed| &placed.phrase), Some(Phrase::FullPoints(_))) =>
            {
                let full = Phrase::Most { verb: None, points: Some(Points::Full) };
                return Ok(Some((full, here.saturating_add(1))));
            }
            Some(class @ (Class::Most | Class::Least)) => class,
            // 不超过 before points of another kind than the value is told by the clauses.
            Some(Class::AtMost)
                if forms::holds(self.text(here), forms::BEYOND)
                    && (outer.is_some() || self.after_points(before))
                    // 超出目标得15分，未超出得20分 compares.
                    && !self.is(here.saturating_add(1), Class::Give) =>
            {
                Class::Most
            }
            Some(Class::AtLeast)
                if self.after_points(before)
                    && !forms::is(self.text(here), forms::AT_LEAST)
                    && forms::holds(self.text(here), forms::LOW) =>
            {
                Class::Least
            }
            Some(Class::DeductTo) => return self.deduct_to(here.saturating_add(1), false),
            Some(class @ (Class::DeductUpTo | Class::AddUpTo | Class::GainUpTo)) => {
                let verb = match class {
                    Class::DeductUpTo => Some(Verb::Take),
                    Class::AddUpTo => Some(Verb::Add),
                    _ => None,
                };
                return self.up_to(here.saturating_add(1), verb);
            }
            Some(Class::DeductAll) => return Ok(Some((Phrase::FloorZero, here.saturating_add(1)))),
            // 加分以5分为限
            Some(Class::By) if outer.is_some() => {
                return Ok(self.bound_after(here)?.map(|(phrase, next)| match phrase {
                    Phrase::Most { points, .. } => (Phrase::Most { verb: outer, points }, next),
                    other => (other, next),
                }));
            }
            Some(Class::Zero) if forms::begins(self.text(here), forms::TAKES) => return self.until_gone(here),
            _ => return self.bound_after(start),
        };
        self.bound_amount(class, outer, here.saturating_add(1))
    }

    /// The points behind 最高 or 最低, with the verb between them.
    fn bound_amount(&self, class: Class, outer: Option<Verb>, at: usize) -> Result<Read<Phrase>, Stop> {
        let mut next = at;
        let mut verb = outer;
        loop {
            match self.class(next) {
                Some(Class::Add) => verb = Some(Verb::Add),
                Some(Class::Take) => verb = Some(Verb::Take),
                Some(Class::AddTake) => verb = Some(Verb::AddTake),
                Some(Class::DeductTo) => return self.deduct_to(next.saturating_add(1), class == Class::Least),
                Some(Class::GainUpTo) => {}
                // 最多扣完本项分
                Some(Class::Zero) if forms::begins(self.text(next), forms::GONE) => {
                    let after = self.skip(next.saturating_add(1), &[Class::ThisItem, Class::Worth, Class::Filler]);
                    let after = if forms::is(self.text(after), forms::POINT) { after.saturating_add(1) } else { after };
                    return Ok(self.ends(after).then_some((Phrase::FloorZero, after)));
                }
                // 最多扣该指标权重分的50%
                Some(Class::Zero) if forms::begins(self.text(next), forms::TAKES) => {
                    let share = self.skip(next.saturating_add(1), &[Class::Filler]);
                    let Some((points, after)) = self.share_of(share) else { return Ok(None) };
                    return Ok(Some((self.limit(class, Some(Verb::Take), points), self.skip(after, &[Class::Until]))));
                }
                Some(
                    Class::Most
                    | Class::Least
                    | Class::Filler
                    | Class::Total
                    | Class::ThisItem
                    | Class::Give
                    | Class::AtMost
                    | Class::Score,
                ) => {}
                Some(Class::AtLeast) if class == Class::Least => {}
                Some(Class::MoreSide) => verb = Some(Verb::Add),
                Some(Class::LessSide) => verb = Some(Verb::Take),
                _ if self.sign(next) == Some(':') => {}
                _ => break,
            }
            next = next.saturating_add(1);
        }
        if self.sign(next) == Some('-') || (self.is(next, Class::Range) && forms::is(self.text(next), forms::MINUS)) {
            let Some((points, after)) = self.point_amount(next.saturating_add(1))? else { return Ok(None) };
            return Ok(Some((
                Phrase::DeductTo { least: true, points, negative: true },
                self.skip(after, &[Class::Until]),
            )));
        }
        let Some((points, mut next)) = self.point_amount(next)? else { return Ok(None) };
        // 满分20分 behind 最高 is one amount; 为止, 封顶 may close.
        if let (Points::Full, Ok(Some((Points::Number(value), after)))) = (points, self.point_amount(next)) {
            return Ok(Some((self.limit(class, verb, Points::Number(value)), after)));
        }
        next = self.skip(next, &[Class::Until]);
        // 最低以0分计
        if matches!(self.class(next), Some(Class::Judge | Class::Score)) && self.ends(next.saturating_add(1)) {
            next = next.saturating_add(1);
        }
        if self.is(next, Class::Most) && self.ends(next.saturating_add(1)) {
            next = next.saturating_add(1);
        }
        Ok(Some((self.limit(class, verb, points), next)))
    }

    /// 累计扣分不超过: what is summed up.
    fn total_of(&self, at: usize, words: &[&str]) -> bool {
        self.is(at, Class::Total) && forms::holds(self.text(at), words)
    }

    /// Whether a bound stands right behind 加分 or 扣分.
    fn bounds(&self, at: usize) -> bool {
        let next = self.skip(at.saturating_add(1), &[Class::Total, Class::Filler]);
        matches!(self.class(next), Some(Class::Most | Class::AtMost | Class::Least | Class::AtLeast | Class::By))
    }

    /// 扣满20分为止, 加满5分.
    fn up_to(&self, at: usize, verb: Option<Verb>) -> Result<Read<Phrase>, Stop> {
        let Some((points, next)) = self.point_amount(at)? else { return Ok(None) };
        let next = self.skip(next, &[Class::Until]);
        // 加至5分为限
        let limit = self.is(next, Class::Most) && self.ends(next.saturating_add(1));
        let next = if limit { next.saturating_add(1) } else { next };
        Ok(Some((Phrase::Most { verb, points: Some(points) }, next)))
    }

    /// 扣完该项分数为止, 扣完20分为止: until what there is, or so much, is gone.
    fn until_gone(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let object =
            [Class::ThisItem, Class::Filler, Class::Worth, Class::Full, Class::Score, Class::Mark, Class::Total];
        let next = self.skip(at.saturating_add(1), &object);
        if self.is(next, Class::Until) {
            return Ok(Some((Phrase::FloorZero, next.saturating_add(1))));
        }
        match self.point_amount(next)? {
            Some((points, after)) if self.is(after, Class::Until) => {
                Ok(Some((Phrase::Most { verb: Some(Verb::Take), points: Some(points) }, after.saturating_add(1))))
            }
            _ => Ok(None),
        }
    }

    fn limit(&self, class: Class, verb: Option<Verb>, points: Points) -> Phrase {
        if class == Class::Most {
            Phrase::Most { verb, points: Some(points) }
        } else {
            Phrase::Least { verb, points: Some(points) }
        }
    }

    /// Whether the phrase before is about points, so that 不超过 bounds them.
    fn after_points(&self, before: &[Placed]) -> bool {
        matches!(
            before.last().map(|placed| &placed.phrase),
            Some(
                Phrase::Points { .. }
                    | Phrase::Most { .. }
                    | Phrase::Least { .. }
                    | Phrase::FloorZero
                    | Phrase::Ratio { .. }
                    | Phrase::Partial { .. }
            )
        )
    }

    fn deduct_to(&self, at: usize, least: bool) -> Result<Read<Phrase>, Stop> {
        let at = self.skip(at, &[Class::Worth, Class::ThisItem, Class::Filler]);
        let negative = self.is(at, Class::Range) || self.sign(at) == Some('-');
        let from = if negative { at.saturating_add(1) } else { at };
        let Some((points, next)) = self.point_amount(from)? else { return Ok(None) };
        Ok(Some((Phrase::DeductTo { least, points, negative }, self.skip(next, &[Class::Until]))))
    }

    /// Whether a number of points and 为止 stand here.
    fn until_follows(&self, at: usize) -> bool {
        matches!(self.point_amount(at), Ok(Some((_, next))) if self.is(next, Class::Until))
    }

    /// 120分封顶, 50分为上限, 加10分为止.
    fn bound_after(&self, at: usize) -> Result<Read<Phrase>, Stop> {
        let (verb, here) = match self.class(at) {
            Some(Class::Add) => (Some(Verb::Add), at.saturating_add(1)),
            Some(Class::Take) => (Some(Verb::Take), at.saturating_add(1)),
            // 以扣5分为限
            Some(Class::By) if self.is(at.saturating_add(1), Class::Take) => (Some(Verb::Take), at.saturating_add(2)),
            Some(Class::By) if self.is(at.saturating_add(1), Class::Add) => (Some(Verb::Add), at.saturating_add(2)),
            Some(Class::By) => (None, at.saturating_add(1)),
            Some(Class::Range) if forms::is(self.text(at), forms::UP_TO) => (None, at.saturating_add(1)),
            // 得满分为止
            _ if forms::is(self.text(at), forms::UP_TO) && self.until_follows(at.saturating_add(1)) => {
                (None, at.saturating_add(1))
            }
            Some(Class::Give) if self.until_follows(at.saturating_add(1)) => (None, at.saturating_add(1)),
            // 满10分止
            Some(Class::Reach) if self.until_follows(at.saturating_add(1)) => (None, at.saturating_add(1)),
            _ => (None, at),
        };
        let found = match self.point_amount(here) {
            Ok(Some(found)) => found,
            _ => return Ok(None),
        };
        let (points, next) = found;
        let next = self.skip(next, &[Class::Give]);
        let closes = self.is(next, Class::Most)
            || (self.is(next, Class::Until)
                && (verb.is_some()
                    || self.is(at, Class::Reach)
                    || self.is(at, Class::Give)
                    || forms::is(self.text(at), forms::UP_TO)));
        let bottom = self.is(next, Class::Least);
        if !(closes || bottom) {
            return Ok(None);
        }
        let class = if bottom { Class::Least } else { Class::Most };
        let after = next.saturating_add(1);
        // 120分封顶 ends here; 5分，最高10分 does not: 最高 followed by a number opens the next bound.
        let opens = matches!(
            self.kind(after),
            Some(Kind::Number(..))
                | Some(Kind::Word(Class::Take | Class::Add | Class::Give | Class::DeductTo | Class::Full))
        );
        if opens {
            return Ok(None);
        }
        Ok(Some((self.limit(class, verb, points), self.skip(after, &[Class::Until]))))
    }
}
