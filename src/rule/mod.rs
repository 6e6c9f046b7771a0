//! Scoring rules (评分标准): the sentence people write, read by a deterministic grammar into a small type that says what it
//! means by itself. The type, not the text, is scored, described and turned into an Excel formula.

mod assemble;
mod context;
mod describe;
mod edges;
mod evaluate;
mod excel;
mod numeral;
mod parse;
mod phrase;
mod refusal;
mod target;
mod token;
mod types;
mod vocabulary;

pub use context::Context;
pub use evaluate::{Input, Outcome, Trace, Unanswered};
pub use refusal::{Reason, Refusal, Remark};
pub use target::target;
pub use types::{Award, Bound, Count, Counting, CutOff, Effect, Level, Main, Quantity, Rule, Step, Test, Tier, Way};

/// A rule that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rule.
    pub rule: Rule,
    /// Warnings and notes.
    pub remarks: Vec<Remark>,
}

/// Reads a rule's sentence in its KPI's context.
///
/// # Errors
/// Every [`Refusal`]: the words that stand in the way. It never guesses.
pub fn read(text: &str, context: &Context<'_>) -> Result<Reading, Vec<Refusal>> {
    let refused = |stops: Vec<phrase::Stop>| {
        stops
            .into_iter()
            .map(|stop| {
                let span = stop.span.start..stop.span.end;
                let words = text.get(span.clone()).unwrap_or(text).trim().to_owned();
                Refusal { reason: stop.reason, span, words, detail: String::new(), nearest: String::new() }
            })
            .collect::<Vec<_>>()
    };
    let tokens = token::tokens(text);
    let phrases = parse::Parser::new(&tokens).phrases().map_err(refused)?;
    assemble::assemble(&phrases, context).map_err(|stop| refused(vec![stop]))
}
