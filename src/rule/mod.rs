//! Scoring rules (评分标准): what a rule is. The type, not the text, is scored, described and turned into an Excel formula;
//! how a sentence becomes one stands in `read`.

mod describe;
mod edges;
mod evaluate;
mod excel;
mod read;
mod refusal;
mod types;

pub use edges::{ROWS, Sample};
pub use evaluate::{Input, Outcome, Trace, Unanswered};
pub use read::{Context, Explained, LONGEST, Reading, read, target};
pub use refusal::{Reason, Refusal, Remark};
pub use types::{Award, Bound, Count, Counting, CutOff, Effect, Level, Main, Quantity, Rule, Step, Test, Tier, Way};
