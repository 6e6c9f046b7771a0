//! Scoring rules (评分标准): the sentence people write, read by a deterministic grammar into a small type that says what it
//! means by itself. The type, not the text, is scored, described and turned into an Excel formula.

/// A scoring rule as understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {}
