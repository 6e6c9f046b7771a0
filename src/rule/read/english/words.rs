//! The words of an English rule, in lower case, each with its bytes in the sheet's own text.

use std::ops::Range;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::grammar::Grammar;
use crate::rule::read::Context;
use crate::unit::UnitKind;

/// A word, a sign or a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub text: String,
    /// Its number in the grammar.
    pub id: u32,
    /// What it counts, in figures or as a word.
    pub number: Option<Decimal>,
    /// Whether k or m was multiplied in.
    pub big: bool,
    pub span: Range<usize>,
}

struct Letter {
    c: char,
    span: Range<usize>,
}

fn letters(text: &str) -> Vec<Letter> {
    let mut out: Vec<Letter> = Vec::new();
    for (start, original) in text.char_indices() {
        let span = start..start.saturating_add(original.len_utf8());
        // A figure that is no digit (²) stays what it is.
        let narrow: String = if crate::text::is_figure(original) {
            original.to_string()
        } else {
            std::iter::once(original).nfkc().collect()
        };
        for c in narrow.chars().flat_map(char::to_lowercase) {
            let c = match c {
                '–' | '—' | '−' | '~' | '～' => '-',
                '≧' | '⩾' => '≥',
                '≦' | '⩽' => '≤',
                '\r' => '\n',
                '“' | '”' | '"' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' | '\u{ad}' => continue,
                '’' => '\'',
                c => c,
            };
            // >= and <= are one sign.
            if c == '='
                && let Some(before) = out.last_mut().filter(|before| matches!(before.c, '>' | '<'))
            {
                before.c = if before.c == '>' { '≥' } else { '≤' };
                before.span.end = span.end;
                continue;
            }
            out.push(Letter { c, span: span.clone() });
        }
    }
    out
}

/// Splits a rule. Articles and forms of *be* are left out, but for a capital letter that is a grade.
pub(super) fn words(text: &str, context: &Context<'_>, grammar: &Grammar) -> Vec<Word> {
    let letters = letters(text);
    let graded = context.unit.kind == UnitKind::Plain && context.target.is_none();
    let mut out: Vec<Word> = Vec::new();
    let mut at = 0_usize;
    while let Some(letter) = letters.get(at) {
        let run = |holds: &dyn Fn(usize, char) -> bool| {
            let mut end = at.saturating_add(1);
            while letters.get(end).is_some_and(|next| holds(end, next.c)) {
                end = end.saturating_add(1);
            }
            end
        };
        let ascii_digit = |at: usize| letters.get(at).is_some_and(|next| next.c.is_ascii_digit());
        let end = match letter.c {
            c if c.is_whitespace() && c != '\n' => {
                at = at.saturating_add(1);
                continue;
            }
            c if c.is_ascii_digit() => {
                run(&|here, c| c.is_ascii_digit() || matches!(c, '.' | ',') && ascii_digit(here.saturating_add(1)))
            }
            c if c.is_alphabetic() => run(&|_, c| c.is_alphabetic()),
            _ => at.saturating_add(1),
        };
        let piece = letters.get(at..end).unwrap_or_default();
        let mut span = letter.span.start..piece.last().map_or(letter.span.end, |last| last.span.end);
        let mut word: String = piece.iter().map(|letter| letter.c).collect();
        // A sign stands close before its number and apart from what is before it; any other stroke joins or divides.
        let apart = at
            .checked_sub(1)
            .and_then(|before| letters.get(before))
            .is_none_or(|before| before.c.is_whitespace() || matches!(before.c, ':' | '('));
        // At the beginning a stroke lists lines, but before points: -2 points per error.
        let first = out.last().is_none_or(|before| before.text == "\n");
        if word == "-" && apart && ascii_digit(end) && (!first || points_follow(&letters, end, grammar)) {
            word = "−".to_owned();
        }
        let mut number = if letter.c.is_ascii_digit() { figure(&word) } else { grammar.counts(&word) };
        at = end;
        let mut big = false;
        if letter.c.is_ascii_digit()
            && let Some(next) = letters.get(at).filter(|next| matches!(next.c, 'k' | 'm'))
            && letters.get(at.saturating_add(1)).is_none_or(|after| !after.c.is_alphanumeric())
        {
            let factor = if next.c == 'k' { 1_000 } else { 1_000_000 };
            number = number.and_then(|number| number.checked_mul(Decimal::from(factor)));
            span.end = next.span.end;
            big = true;
            at = at.saturating_add(1);
        }
        let capital = text.get(span.clone()) == Some("A");
        let starts = out.is_empty()
            || matches!(out.last(), Some(Word { text, .. }) if matches!(text.as_str(), ";" | "," | "\n"));
        let follows = letters.get(at..).unwrap_or_default().iter().find(|next| !next.c.is_whitespace());
        let grade = capital && graded && (!starts || follows.is_some_and(|next| !next.c.is_alphabetic()));
        let spoken = capital && graded && starts && {
            // A gets 30 points: a verb behind the letter.
            let rest = text.get(span.end..).unwrap_or_default().to_lowercase();
            rest.split_whitespace().next().is_some_and(|verb| grammar.begins("is", verb))
        };
        // A point for each, two points a day.
        let said = grammar.lists("article", &word).then(|| article(out.last(), &letters, at, grammar)).flatten();
        if let Some(said) = said {
            let number = grammar.counts(&said);
            out.push(Word { id: grammar.number(&said), text: said, number, big: false, span });
            continue;
        }
        if grammar.lists("silent", &word) && !grade && !spoken {
            continue;
        }
        out.push(Word { id: grammar.number(&word), text: word, number, big, span });
    }
    out
}

/// What an article says: one before a word for a single point, each behind points.
fn article(before: Option<&Word>, letters: &[Letter], at: usize, grammar: &Grammar) -> Option<String> {
    let rest = letters.get(at..).unwrap_or_default().iter().skip_while(|letter| letter.c == ' ');
    let next: String = rest.map(|letter| letter.c).take_while(|c| c.is_alphabetic()).collect();
    let halved = before.is_some_and(|before| grammar.lists("parts", &before.text));
    if grammar.lists("single", &next) && !halved {
        return grammar.only("one").map(str::to_owned);
    }
    let behind = before.is_some_and(|before| grammar.lists("apiece", &before.text));
    (behind && !next.is_empty()).then(|| grammar.only("foreach").map(str::to_owned)).flatten()
}

/// Whether a number and then a word for points stand here.
fn points_follow(letters: &[Letter], at: usize, grammar: &Grammar) -> bool {
    let number = |letter: &&Letter| letter.c.is_ascii_digit() || letter.c == '.' || letter.c.is_whitespace();
    let rest = letters.get(at..).unwrap_or_default().iter().skip_while(number);
    let word: String = rest.map(|letter| letter.c).take_while(|c| c.is_alphabetic()).collect();
    grammar.begins("pts", &word) || grammar.lists("rates", &word)
}

fn figure(word: &str) -> Option<Decimal> {
    // 1,000 divides thousands; 1,5 is no number here.
    let mut parts = word.split('.').next().unwrap_or_default().split(',');
    let first = parts.next().unwrap_or_default();
    let mut divided = false;
    for part in parts {
        divided = true;
        if part.len() != 3 {
            return None;
        }
    }
    if divided && first.len() > 3 {
        return None;
    }
    word.replace(',', "").parse().ok()
}
