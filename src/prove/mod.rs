//! The second opinion: every formula of a workbook that this program wrote is calculated again by an engine that shares no code with
//! it, and compared with the stored value. Nothing is passed over: what the engine can't calculate is named.

#[cfg(feature = "prove")]
mod engine;

use crate::problem::Problem;

/// What was proved of a workbook, and what does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Proof {
    /// Formulas whose stored value the engine found too.
    pub formulas: usize,
    /// Every other formula, by sheet and cell, and what keeps a workbook from being looked at.
    pub problems: Vec<Problem>,
}

/// Whether this program was built with the engine.
pub const IS_BUILT: bool = cfg!(feature = "prove");

/// Proves a workbook of ours from its bytes.
#[cfg(feature = "prove")]
pub fn workbook(bytes: &[u8]) -> Proof {
    use crate::problem::{Code, Place};
    // Our own reader's bounds come first: neither library is made for files that mean harm.
    let read = crate::workbook::read(bytes);
    let refused = |problems| Proof { formulas: 0, problems };
    match read.value {
        None => refused(read.problems),
        Some(workbook) if !workbook.is_own_output => refused(vec![Problem::new(Code::NotOurs, Place::File)]),
        Some(_) => engine::prove(bytes),
    }
}

/// Without the engine nothing is proved, and that is said.
#[cfg(not(feature = "prove"))]
pub fn workbook(_: &[u8]) -> Proof {
    Proof::default()
}
