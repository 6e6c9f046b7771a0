//! `--shard I/N`: the part of a batch that one of several machines works on.

use std::str::FromStr;

use crate::archive::names::folded_department;

/// One of `of` parts, counted from 1. The parts are disjoint, and together they are the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    number: u64,
    of: u64,
}

/// A text that is no part such as `2/8`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("I/N, 1 ≤ I ≤ N ≤ {LARGEST}")]
pub struct NoShard;

/// More parts than any cluster has nodes; a larger number is a slip.
const LARGEST: u64 = 65_536;

impl FromStr for Shard {
    type Err = NoShard;

    fn from_str(text: &str) -> Result<Self, NoShard> {
        let (number, of) = text.trim().split_once('/').ok_or(NoShard)?;
        let shard = Self { number: number.parse().map_err(|_| NoShard)?, of: of.parse().map_err(|_| NoShard)? };
        if (1..=shard.of).contains(&shard.number) && shard.of <= LARGEST { Ok(shard) } else { Err(NoShard) }
    }
}

impl Shard {
    /// Whether this part holds a name: a department's, so that its months stay together on one machine, or that of a file
    /// that names no department.
    pub(super) fn holds(self, name: &str) -> bool {
        hash(&folded_department(name)).checked_rem(self.of) == self.number.checked_sub(1)
    }
}

/// FNV-1a, then the finalizer of `MurmurHash3`, which spreads names that differ in their last character only. Part of what users
/// rely on: two versions of the program on two machines must agree.
fn hash(name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in name.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HASHES: [(&str, u64); 3] =
        [("", 0xefd0_1f60_ba99_2926), ("直播电商部", 0x239e_7ac9_611e_5939), ("live commerce", 0x6a91_69b6_36bd_a4c1)];

    fn shard(text: &str) -> Shard {
        text.parse().unwrap()
    }

    #[test]
    fn every_name_lies_in_exactly_one_part_and_parts_are_of_like_size() {
        let names: Vec<String> = (1..=1000).map(|n| format!("直播电商{n}部")).collect();
        let mut sizes = [0; 8];
        for name in &names {
            let holders: Vec<usize> = (1..=8).filter(|i| shard(&format!("{i}/8")).holds(name)).collect();
            assert_eq!(holders.len(), 1, "{name}");
            sizes[holders[0] - 1] += 1;
        }
        // 125 on average; four standard deviations of a fair draw are 42.
        assert!(sizes.iter().all(|size| (83..=167).contains(size)), "{sizes:?}");
    }

    #[test]
    fn the_hash_is_the_published_one_on_every_machine_and_version() {
        // Computed with the published definitions of FNV-1a and MurmurHash3 in another language.
        for (name, expected) in HASHES {
            assert_eq!(hash(name), expected, "{name}");
        }
    }

    #[test]
    fn a_department_typed_in_two_ways_lies_in_one_part() {
        for parts in 1..=16 {
            let of = shard(&format!("1/{parts}"));
            assert_eq!(of.holds("电商（一）部 "), of.holds("电商(一)部"));
        }
    }

    #[test]
    fn only_parts_that_there_are_are_read() {
        for wrong in ["0/4", "5/4", "4", "1/0", "a/b", "-1/4", "1/65537", ""] {
            assert_eq!(wrong.parse::<Shard>(), Err(NoShard), "{wrong}");
        }
        assert!(shard("1/1").holds("任何部门"));
    }
}
