//! What a reading took as description: the words of a rule that name or explain something and give no points by themselves.
//! Together with the words that do, they are the whole sentence.

use std::ops::Range;

use super::phrase::{Phrase, Placed, Span};
use super::token::{Kind, Token};
use super::vocabulary::Class;

/// Words of the sheet that a rule was read without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The words, as they stand in the sheet.
    pub words: String,
    /// Their bytes in the rule's text.
    pub span: Range<usize>,
}

/// The words of a sentence that only describe, in their order, words that stand side by side as one.
pub(super) fn of(text: &str, tokens: &[Token], phrases: &[Placed]) -> Vec<Explained> {
    let nouns: Vec<Span> = phrases
        .iter()
        .filter(|placed| matches!(&placed.phrase, Phrase::Noun(words) if !words.is_empty()))
        .map(|placed| placed.span)
        .collect();
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut joins = false;
    for token in tokens {
        let inside = nouns.iter().any(|noun| noun.start <= token.start && token.end <= noun.end);
        let describes = matches!(token.kind, Kind::Free | Kind::Word(Class::Noun)) || inside;
        match out.last_mut() {
            Some(last) if describes && joins && !token.gap => last.end = token.end,
            _ if describes => out.push(token.start..token.end),
            _ => {}
        }
        joins = describes;
    }
    out.into_iter()
        .filter_map(|span| {
            let words = text.get(span.clone())?.trim().to_owned();
            words.chars().any(char::is_alphanumeric).then_some(Explained { words, span })
        })
        .collect()
}
