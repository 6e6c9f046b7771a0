//! The nearest form of a refused rule that the grammar reads. Nothing is offered that was not read again.

use std::ops::Range;

use super::class::Class;
use super::token::{self, Kind, Token};
use super::{Context, read_once};
use crate::lang::Lang;
use crate::rule::read::forms;
use crate::rule::refusal::{Reason, Refusal};
use crate::rule::types::Rule;
use crate::text;

/// What ends a clause.
const SEPARATORS: [char; 8] = ['，', ',', '；', ';', '。', '\n', '、', '|'];

/// Gives each refusal the nearest form that reads, where there is one.
pub(super) fn offer(text: &str, refusals: &mut [Refusal], context: &Context<'_>) {
    let spans: Vec<Range<usize>> = refusals.iter().map(|refusal| refusal.span.clone()).collect();
    // One mend has to remove everything that stands in the way.
    let unread = refusals.iter().all(|refusal| {
        matches!(refusal.reason, Reason::Unreadable | Reason::Judgement | Reason::Elsewhere | Reason::NoFull)
    });
    let judged = refusals.iter().all(|refusal| refusal.reason != Reason::Unreadable);
    let without = unread.then(|| without_clauses(text, &spans, context, judged)).flatten();
    for refusal in refusals {
        for meaning in &mut refusal.meanings {
            if let Ok(reading) = read_once(meaning, context, false) {
                *meaning = sentence(text, &reading.rule, context);
            }
        }
        let each = (refusal.reason == Reason::OnceOrEach).then(|| with_each(text, &refusal.span, context)).flatten();
        // One value that two tiers name: 1家15分，1家以上20分.
        let shared =
            refusal.reason == Reason::Overlap && !refusal.between.is_empty() && !refusal.between.contains('～');
        let tiers = (refusal.reason == Reason::Hole || shared).then(|| with_adjoining(text, context)).flatten();
        let found =
            [each, tiers, without.clone()].into_iter().flatten().find(|form| read_once(form, context, false).is_ok());
        refusal.nearest = found.unwrap_or_default();
    }
}

/// The tiers said again so that they adjoin, in the language of the sentence.
fn with_adjoining(text: &str, context: &Context<'_>) -> Option<String> {
    let mended = read_once(text, context, true).ok()?.rule;
    let form = sentence(text, &mended, context);
    (read_once(&form, context, false).ok()?.rule == mended).then_some(form)
}

/// A sentence that two different rules can be read from, with both. Nothing is read for it: this stands inside a reading, and one
/// of the two, read again, might have two readings itself.
pub(super) fn two_readings(text: &str, context: &Context<'_>, one: &Rule, other: &Rule) -> Refusal {
    let (lang, separator) = spoken(text, context);
    let meanings = [one, other].map(|rule| rule.describe(lang).join(separator)).into();
    Refusal { meanings, ..Refusal::new(Reason::TwoReadings, text, 0..text.len(), String::new()) }
}

/// The language of a sentence, and what parts clauses in it.
fn spoken(text: &str, context: &Context<'_>) -> (Lang, &'static str) {
    if super::english::tells(text, context) {
        (Lang::En, "; ")
    } else if text.chars().any(|c| text::simplified(c) != c) {
        (Lang::ZhTw, "；")
    } else {
        (Lang::ZhCn, "；")
    }
}

/// A rule said in the language of the sentence that it was read from.
fn sentence(text: &str, rule: &Rule, context: &Context<'_>) -> String {
    let (lang, separator) = spoken(text, context);
    let mut lines = rule.describe(lang);
    // Points end at F without being told.
    if rule.cap == Some(rule.full) && lines.len() > 1 {
        let told = lines.pop();
        let short = lines.join(separator);
        if read_once(&short, context, false).is_ok_and(|reading| reading.rule == *rule) {
            return short;
        }
        lines.extend(told);
    }
    lines.join(separator)
}

/// 超出1%扣2分 → 每超出1%扣2分.
fn with_each(text: &str, span: &Range<usize>, context: &Context<'_>) -> Option<String> {
    let (before, after) = (text.get(..span.start)?, text.get(span.start..)?);
    let first = token::tokens(after, &context.unit.text);
    let compares =
        matches!(first.first()?.kind, Kind::Word(Class::More | Class::MoreSide | Class::Less | Class::LessSide));
    compares.then_some(())?;
    Some([before, &forms::word(forms::EACH), after].concat())
}

/// The sentence without the clauses that hold the words in the way; `None` where nothing is left, where the words are the
/// whole sentence, or where a clause left out would have said how points come about.
fn without_clauses(text: &str, spans: &[Range<usize>], context: &Context<'_>, judged: bool) -> Option<String> {
    let mut kept = String::new();
    let mut dropped = false;
    let english = super::english::tells(text, context);
    for clause in clauses(text) {
        if spans.iter().any(|span| span.start < clause.end && clause.start < span.end.max(span.start.saturating_add(1)))
        {
            // What holds a number, a level or a bound is no remark that could be left out.
            let tokens = token::tokens(text.get(clause.clone())?, &context.unit.text);
            // 1、2次: half of a pair of numbers looks like the number of a list.
            let half = matches!(tokens.as_slice(), [Token { kind: Kind::Break, text, .. }] if text.len() > 1);
            if english && !super::english::only_remarks(text.get(clause.clone())?) {
                return None;
            }
            if half || !tokens.iter().all(|token| remarks(token, judged)) {
                return None;
            }
            dropped = true;
        } else {
            kept.push_str(text.get(clause)?);
        }
    }
    let kept = kept.trim_matches(|c: char| SEPARATORS.contains(&c) || c.is_whitespace()).to_owned();
    (dropped && !kept.is_empty()).then_some(kept)
}

/// Whether a token may stand in a clause that is left out: it says nothing about points, or leaves them to a judgement.
fn remarks(token: &Token, judged: bool) -> bool {
    match token.kind {
        Kind::Number(..) | Kind::Blank => false,
        Kind::Word(Class::Modifier | Class::Money | Class::Zero | Class::Veto | Class::Else) => false,
        _ if judged => true,
        Kind::Free | Kind::Break | Kind::Sign(_) => true,
        Kind::Word(class) => matches!(
            class,
            Class::Noun
                | Class::Filler
                | Class::By
                | Class::Judge
                | Class::Mark
                | Class::Actual
                | Class::Against
                | Class::Total
        ),
        _ => false,
    }
}

/// Clauses with the separator behind them; one inside a number (1,200) separates nothing.
fn clauses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    let mut digit_before = false;
    while let Some((at, c)) = letters.next() {
        let digit_after = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if SEPARATORS.contains(&c) && !(digit_before && digit_after && c == ',') {
            let end = at.saturating_add(c.len_utf8());
            out.push(start..end);
            start = end;
        }
        digit_before = c.is_ascii_digit();
    }
    out.push(start..text.len());
    out
}
