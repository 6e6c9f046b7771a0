//! Tiers by label: 优秀15分，良好10分.

use rust_decimal::Decimal;

use super::clauses::AwardClause;
use super::{Frame, Made, stop};
use crate::rule::read::forms;
use crate::rule::read::phrase::{Cond, Verb};
use crate::rule::refusal::Reason;
use crate::rule::types::Main;

/// Letters of the longest label: 基本符合要求, and `unsatisfactory` with room for a second word.
const LABEL: usize = 6;
const ASCII_LABEL: usize = 24;

pub(super) fn labels(frame: &Frame<'_>, awards: &[AwardClause]) -> Made<Main> {
    let mut out: Vec<(String, Decimal)> = Vec::new();
    // 是者25分，否者0分; 评定为优等者20分，良等者15分
    let who = |award: &AwardClause| match &award.cond {
        Some(Cond::Noun(label) | Cond::Nothing(label)) => forms::ends(label, forms::WHOEVER),
        _ => false,
    };
    let whoever = awards.iter().all(who);
    for award in awards {
        let Some(Cond::Noun(label) | Cond::Nothing(label)) = &award.cond else {
            return stop(Reason::NotCounted, award.span);
        };
        let judged =
            forms::JUDGED_AS.iter().find_map(|words| label.strip_prefix(words)).filter(|rest| !rest.is_empty());
        let label = judged.unwrap_or(label);
        let named = forms::WHOEVER.iter().find_map(|words| label.strip_suffix(words)).filter(|rest| !rest.is_empty());
        let label = &named.filter(|_| whoever).unwrap_or(label).to_owned();
        // 优秀得满分，良好减2分: below a label that has them all.
        let points = match award.verb {
            Verb::Give | Verb::Bare => frame.points(award.points),
            Verb::Add if frame.signed() => frame.points(award.points),
            Verb::Take if frame.signed() || out.iter().any(|(_, points)| *points == frame.full) => {
                frame.taken(award.points)
            }
            _ => return stop(Reason::NotCounted, award.span),
        };
        // A label is a word, not a sentence about somebody's work.
        let letters = if label.is_ascii() { ASCII_LABEL } else { LABEL };
        if points > frame.full && !frame.signed()
            || label.chars().count() > letters
            || out.iter().any(|(known, _)| known == label)
        {
            return stop(Reason::TierPoints, award.span);
        }
        out.push((label.clone(), points));
    }
    if out.len() < 2 { stop(Reason::NotCounted, frame.all) } else { Ok(Main::Labels(out)) }
}
