//! One plausible value of `--sample`, exact and the same every time.

use chrono::Datelike;
use rust_decimal::Decimal;

use super::{Entry, MeasureTemplate, RoleTemplate, SampleRange};
use crate::lang::Lang;
use crate::model::layout::Choice;
use crate::period::Period;

/// Growth counts from January of this year.
const GROWTH_FROM: i32 = 2026;

/// What a value is drawn for.
pub(super) struct Draw<'a> {
    pub role: &'a RoleTemplate,
    pub id: &'a str,
    /// How good the person is, from 0 (weakest) to 1.
    pub strength: Decimal,
    pub period: Period,
    /// Which of the person's rows.
    pub row: u64,
}

/// A number from words: FNV-1a, then the finalizer of SplitMix64, which spreads neighbours apart.
pub(super) fn draw(words: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in words.iter().flat_map(|word| word.bytes().chain([0])) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// From -1 to 1 in thousandths.
fn swing(words: &[&str]) -> Decimal {
    let thousandths = draw(words).checked_rem(2001).unwrap_or_default();
    Decimal::new(i64::try_from(thousandths).unwrap_or_default().saturating_sub(1000), 3)
}

/// The entry of a measure's cell.
pub(super) fn value(measure: &MeasureTemplate, draw: &Draw<'_>, lang: Lang) -> Entry {
    let Some(range) = &measure.sample else { return Entry::Blank };
    if !range.labels.is_empty() {
        let steps = Decimal::from(range.labels.len().saturating_sub(1));
        let at = quality(measure, range, draw).checked_mul(steps).map(|at| at.round()).unwrap_or_default();
        let label = usize::try_from(at).ok().and_then(|at| range.labels.get(at));
        return label.map_or(Entry::Blank, |label| Entry::text(label.get(lang)));
    }
    let deep = draw.role.measures.len();
    number(measure, draw, deep).map_or_else(|| Entry::text(Choice::NotApplicable.name(lang)), Entry::Number)
}

/// The number; `None` for 不适用. `deep` bounds how far `of` is followed.
fn number(measure: &MeasureTemplate, draw_for: &Draw<'_>, deep: usize) -> Option<Decimal> {
    let range = measure.sample.as_ref()?;
    let words = [draw_for.id, &draw_for.period.to_string(), &draw_for.row.to_string(), &measure.key];
    if let Some(one_in) = range.not_applicable {
        let skipped = [words.as_slice(), &["not applicable"]].concat();
        if draw(&skipped).checked_rem(u64::from(one_in)) == Some(0) {
            return None;
        }
    }
    let span = range.to.checked_sub(range.from)?;
    let mut value = span.checked_mul(quality(measure, range, draw_for))?.checked_add(range.from)?;
    if let Some(key) = &range.of {
        let base = draw_for.role.measures.iter().find(|other| &other.key == key)?;
        value = value.checked_mul(number(base, draw_for, deep.checked_sub(1)?)?)?;
    }
    if let Some(growth) = range.growth {
        let first = draw_for.period.first_day();
        let years = first.year().saturating_sub(GROWTH_FROM);
        let months = years.saturating_mul(12).saturating_add(i32::try_from(first.month0()).unwrap_or_default());
        let times = growth.checked_mul(Decimal::from(months))?.checked_add(Decimal::ONE)?;
        value = value.checked_mul(times.max(Decimal::new(2, 1)))?;
    }
    if !range.step.is_zero() {
        value = value.checked_div(range.step)?.round().checked_mul(range.step)?;
    }
    Some(range.lowest.map_or(value, |lowest| value.max(lowest)).normalize())
}

/// Where the value lies between weak and strong.
fn quality(measure: &MeasureTemplate, range: &SampleRange, draw: &Draw<'_>) -> Decimal {
    let (period, row) = (draw.period.to_string(), draw.row.to_string());
    let day = swing(&[draw.id, &period, &row, &measure.key]);
    let share = |part: Decimal, of: i64| part.checked_mul(Decimal::new(of, 2)).unwrap_or_default();
    let half = Decimal::new(5, 1);
    let parts = if range.flat {
        [half, share(day, 50), Decimal::ZERO, Decimal::ZERO]
    } else if range.steady {
        [draw.strength, share(day, 3), Decimal::ZERO, Decimal::ZERO]
    } else {
        // A person's own talent for this measure, the month's luck, the day's luck.
        let talent = swing(&[draw.id, &measure.key]);
        let month = swing(&[draw.id, &period, &measure.key]);
        [draw.strength, share(talent, 12), share(month, 8), share(day, 15)]
    };
    let sum = parts.into_iter().try_fold(Decimal::ZERO, Decimal::checked_add).unwrap_or(half);
    sum.clamp(Decimal::ZERO, Decimal::ONE)
}
