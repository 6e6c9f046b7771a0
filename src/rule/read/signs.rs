//! Signs before points: in 扣分制 一般-5 deducts and 提前完成+5 adds.

use super::class::Class;
use super::forms;
use super::token::{Kind, Token};

/// Reads a sign between a word and a number as the verb that it stands for. Between numbers it stays what it is.
pub(super) fn as_verbs(tokens: Vec<Token>, text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(mut token) = rest.next() {
        let number = rest.peek().is_some_and(|next| matches!(next.kind, Kind::Number(..)));
        if !number {
            out.push(token);
            continue;
        }
        let kind = |back: usize| out.len().checked_sub(back).and_then(|at| out.get(at)).map(|before| before.kind);
        // 每次-2分: behind a step of one thing no range goes on.
        let step = kind(1) == Some(Kind::Unit) && kind(2) == Some(Kind::Word(Class::Each));
        let amount = matches!(
            kind(1),
            Some(Kind::Number(..) | Kind::Unit | Kind::Blank | Kind::Word(Class::Range | Class::Each))
        );
        let apart = step || !amount;
        match token.kind {
            Kind::Word(Class::Range) if apart && forms::is(&token.text, forms::MINUS) => {
                token.kind = Kind::Word(Class::Take);
            }
            Kind::Sign('+') if apart => token.kind = Kind::Word(Class::Add),
            // A word takes a sign in: 一般-.
            Kind::Free => {
                let split = forms::MINUS.iter().find_map(|minus| token.text.strip_suffix(minus));
                let sign = text.get(token.start..token.end).and_then(|own| own.chars().next_back());
                if let (Some(word), Some(sign)) = (split.map(str::to_owned), sign) {
                    let middle = token.end.saturating_sub(sign.len_utf8());
                    let minus = Token {
                        kind: Kind::Word(Class::Take),
                        text: forms::word(forms::MINUS),
                        start: middle,
                        gap: word.is_empty() && token.gap,
                        ..token.clone()
                    };
                    if !word.is_empty() {
                        out.push(Token { text: word, end: middle, ..token });
                    }
                    token = minus;
                }
            }
            _ => {}
        }
        out.push(token);
    }
    out
}
