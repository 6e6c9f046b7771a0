//! How much a source may bring. What is read is bounded where it is read; here it is what people write their KPIs into, every piece of
//! which is compared with many others: a few thousand bytes can ask for hours.

use super::account::Account;
use crate::problem::{Code, Place, Problem};

/// Filled cells, lines and paragraphs of all files together. The KPI handbook of fifty roles has some thousands.
const PIECES: usize = 20_000;

/// Letters of all files together. The longest such documents have some tens of thousands.
pub(super) const LETTERS: usize = 400_000;

/// KPIs of all files together: fifty roles with twenty each. Each is compared with the others of its role, and its rule is read again
/// whenever another one is mended.
const KPIS: usize = 1_000;

/// Roles: a department has tens, and each gets sheets of its own.
pub(super) const ROLES: usize = 200;

/// What goes beyond a bound of what was read so far: pieces of tables are in the account, lines are not yet.
pub(super) fn too_much<'a>(lines: impl Iterator<Item = &'a str>, account: &Account) -> Option<Problem> {
    let (mut pieces, mut letters) = (account.pieces().len(), 0_usize);
    for line in lines {
        pieces = pieces.saturating_add(1);
        letters = letters.saturating_add(line.chars().count());
    }
    for piece in account.pieces() {
        letters = letters.saturating_add(piece.text.chars().count());
    }
    if pieces > PIECES {
        return Some(too_large("source-pieces", PIECES));
    }
    (letters > LETTERS).then(|| too_large("source-letters", LETTERS))
}

/// Whether the account holds more pieces than are read: nothing more is worth keeping.
pub(super) fn is_full(account: &Account) -> bool {
    account.pieces().len() > PIECES
}

/// Whether so many KPIs were found that no more are worth keeping.
pub(super) const fn is_beyond(found: usize) -> bool {
    found > KPIS
}

/// The same of how many KPIs were found.
pub(super) fn too_many_kpis(found: usize) -> Option<Problem> {
    (found > KPIS).then(|| too_large("source-kpis", KPIS))
}

/// The same of the roles that have them.
pub(super) fn too_many_roles(found: usize) -> Option<Problem> {
    (found > ROLES).then(|| too_large("source-roles", ROLES))
}

/// The refusal of a text that is longer than [`LETTERS`].
pub(super) fn too_many_letters() -> Problem {
    too_large("source-letters", LETTERS)
}

fn too_large(what: &'static str, limit: usize) -> Problem {
    Problem::new(Code::FileTooLarge, Place::File).with("what", what).with("limit", limit)
}
