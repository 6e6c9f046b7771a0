//! Ranks: ties share one, and the next is counted past them (1, 2, 2, 4).

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::PersonResult;

/// The rank of each total, in the order given; `None` for a missing total.
pub(super) fn ranks(totals: &[Option<Decimal>]) -> Vec<Option<u32>> {
    let mut sorted: Vec<Reverse<Decimal>> = totals.iter().flatten().copied().map(Reverse).collect();
    sorted.sort_unstable();
    let rank = |total: Decimal| {
        let before = sorted.partition_point(|other| other.0 > total);
        u32::try_from(before.saturating_add(1)).unwrap_or(u32::MAX)
    };
    totals.iter().map(|total| total.map(rank)).collect()
}

/// Ranks people within the department and within each of `roles` roles.
pub(super) fn rank(people: &mut [PersonResult], roles: usize) {
    let totals: Vec<_> = people.iter().map(|person| person.total.filter(|_| !person.on_probation)).collect();
    for (person, rank) in people.iter_mut().zip(ranks(&totals)) {
        person.rank = rank;
    }
    for role in 0..roles {
        let mut held: Vec<_> = people
            .iter_mut()
            .filter(|person| !person.on_probation)
            .flat_map(|person| &mut person.roles)
            .filter(|result| result.role == role)
            .collect();
        let totals: Vec<_> = held.iter().map(|result| result.total).collect();
        for (result, rank) in held.iter_mut().zip(ranks(&totals)) {
            result.rank = rank;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_the_next_is_counted_past_them() {
        let totals = [Some(80), Some(95), None, Some(90), Some(90)].map(|total| total.map(Decimal::from));
        assert_eq!(ranks(&totals), [Some(4), Some(1), None, Some(2), Some(2)]);
    }
}
