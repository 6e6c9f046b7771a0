//! 目标值（92%）: the target's own number behind its name says nothing new. Another number stays and is refused.

use super::class::Class;
use super::token::{Kind, Token};
use super::{Context, target};

/// The tokens without brackets that repeat the target.
pub(super) fn without(tokens: Vec<Token>, text: &str, context: &Context<'_>) -> Vec<Token> {
    let Some(known) = context.target else { return tokens };
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let named = token.kind == Kind::Word(Class::Target);
        out.push(token);
        if !named || rest.peek().map(|next| next.kind) != Some(Kind::Sign('(')) {
            continue;
        }
        let close = rest.clone().position(|token| token.kind == Kind::Sign(')'));
        let inner = close.and_then(|close| {
            let open = rest.peek()?.end;
            let close = rest.clone().nth(close)?.start;
            text.get(open..close)
        });
        let repeats =
            inner.and_then(|inner| target(inner, context.unit)).is_some_and(|found| found.value == known.value);
        if let (true, Some(close)) = (repeats, close) {
            rest.by_ref().take(close.saturating_add(1)).for_each(drop);
        }
    }
    out
}
