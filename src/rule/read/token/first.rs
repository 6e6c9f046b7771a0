//! The first of what is counted, and what comes from one of them on: 前3次不扣分, 第三次起.

use super::{Kind, Scan};
use crate::quantity::numeral;
use crate::quantity::words::unit_length;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::vocabulary;

/// Letters of the longest name of what is counted behind a number.
const NAMED: usize = 4;

impl Scan<'_> {
    /// 前3次不扣分: at most three lose nothing.
    pub(super) fn allows_first(&self, c: char) -> bool {
        if !forms::letter(c, forms::FIRST_ONES) {
            return false;
        }
        let Some(mut rest) = self.counted(1) else { return false };
        if self.last_each() || self.next_lacks(rest) {
            return false;
        }
        // 前3次修改不扣分: so many letters name what is counted.
        let mut named = 0_usize;
        loop {
            match vocabulary::longest(rest) {
                Some((_, Class::NoDeduction)) => return true,
                Some((length, Class::Filler | Class::Include)) => rest = rest.get(length..).unwrap_or_default(),
                Some((length, Class::Noun | Class::Lack | Class::Late)) if named < NAMED => {
                    named = named.saturating_add(length);
                    rest = rest.get(length..).unwrap_or_default();
                }
                None if named < NAMED && rest.first().is_some_and(|c| c.is_alphabetic()) => {
                    named = named.saturating_add(1);
                    rest = rest.get(1..).unwrap_or_default();
                }
                _ => return false,
            }
        }
    }

    /// 每少1家扣2分，前2家不扣: behind a step the first ones are the first of its steps.
    fn last_each(&self) -> bool {
        self.out.iter().any(|token| token.kind == Kind::Word(Class::Each))
    }

    /// 前2家不扣，之后每少1家: the first that are missing are no level of what is there.
    fn next_lacks(&self, rest: &[char]) -> bool {
        let Some(each) = rest.iter().position(|c| forms::letter(*c, forms::EACH)) else { return false };
        let behind = rest.get(each.saturating_add(1)..).unwrap_or_default();
        let side = vocabulary::longest(behind).map(|(_, class)| class);
        matches!(side, Some(Class::Less | Class::LessSide | Class::Lack | Class::Not | Class::Apart))
    }

    /// 第三次起, 第3件开始: one word, whose number the grammar reads. 第三名 is a rank.
    pub(super) fn onward(&self, c: char) -> Option<usize> {
        let ranked = matches!(vocabulary::longest(self.rest()), Some((_, Class::Rank)));
        if !forms::letter(c, forms::ORDINAL) || ranked {
            return None;
        }
        let behind = self.counted(1)?;
        let ends = forms::NTH_ONWARD.iter().map(|word| word.chars().collect::<Vec<char>>());
        let end = ends.filter(|word| behind.starts_with(word)).map(|word| word.len()).max()?;
        self.rest().len().checked_sub(behind.len())?.checked_add(end)
    }

    /// What stands behind a number with its unit.
    fn counted(&self, from: usize) -> Option<&[char]> {
        let rest = self.rest().get(from..)?;
        let (_, _, digits) = numeral::number(rest, &[])?;
        let rest = rest.get(digits..)?;
        let behind = rest.get(unit_length(rest)?..)?;
        (!forms::spelled(rest, forms::UNCOUNTED)).then_some(behind)
    }
}
