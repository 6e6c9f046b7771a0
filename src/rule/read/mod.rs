//! How a sentence becomes a rule: a deterministic grammar that never guesses.

mod account;
mod assemble;
mod bases;
mod class;
mod compound;
mod context;
mod doubled;
mod english;
mod explained;
// A wording a line, however long.
#[rustfmt::skip]
mod forms;
mod labels;
mod levels;
mod limits;
mod nearest;
mod notes;
mod other_cuts;
mod other_times;
mod parse;
mod patterns;
mod phrase;
mod signs;
mod target;
mod target_again;
mod token;
mod vocabulary;

use unicode_normalization::UnicodeNormalization;

pub use context::Context;
pub use explained::Explained;
pub use target::target;

use super::refusal::{Reason, Refusal, Remark};
use super::types::{Main, Rule};
use crate::model::Scale;

/// Letters of the longest text that is read as a rule. The longest that people write have some 200; the work grows with the
/// square of the length, and a cell holds 32,767 letters, each of which may stand for many.
pub const LONGEST: usize = 1_000;

/// Letters of a text beyond [`LONGEST`] that a refusal quotes.
const QUOTED: usize = 20;

/// A rule that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The rule.
    pub rule: Rule,
    /// Warnings and notes.
    pub remarks: Vec<Remark>,
    /// The words that were taken as description, in their order.
    pub explained: Vec<Explained>,
}

/// Reads a rule's sentence in its KPI's context.
///
/// # Errors
/// Every [`Refusal`]: the words that stand in the way. It never guesses.
pub fn read(text: &str, context: &Context<'_>) -> Result<Reading, Vec<Refusal>> {
    if text.nfkc().nth(LONGEST).is_some() {
        let end = text.char_indices().nth(QUOTED).map_or(text.len(), |(at, _)| at);
        let words = format!("{}…", text.get(..end).unwrap_or_default().trim());
        return Err(vec![Refusal { words, ..Refusal::new(Reason::Unreadable, text, 0..end, String::new()) }]);
    }
    let remarks = notes::of(text);
    let blanked = notes::blanked(text, &remarks);
    match read_once(&blanked, context, false) {
        Ok(mut reading) => {
            let told = remarks.into_iter().filter_map(|span| {
                let words = text.get(span.clone())?.trim().to_owned();
                Some(Explained { words, span })
            });
            reading.explained.extend(told);
            reading.explained.sort_by_key(|words| words.span.start);
            Ok(reading)
        }
        Err(mut refusals) => {
            nearest::offer(&blanked, &mut refusals, context);
            let signed = context.scale == Scale::Deductions;
            refusals.iter_mut().for_each(|refusal| refusal.signed = signed);
            Err(refusals)
        }
    }
}

/// Reads a rule without looking for the nearest form of a refused one. `mend`: close holes, end overlaps of tiers.
fn read_once(text: &str, context: &Context<'_>, mend: bool) -> Result<Reading, Vec<Refusal>> {
    let plain =
        |text: &str| read_sentence(text, context, mend).or_else(|refusals| levels::read(text, context).ok_or(refusals));
    let reading = plain(text)?;
    let otherwise = |text: &str| plain(text).is_ok_and(|once| once.rule != reading.rule);
    match doubled::turned(text, context, &otherwise) {
        Some(word) => Err(vec![Refusal::new(Reason::Unreadable, text, word, String::new())]),
        None => Ok(reading),
    }
}

/// The first ², ₂ or ½: it changes the number or the name before it. Units and formulas of substances have them (m², CO₂), and
/// circled numbers count the lines of a list.
fn figure(text: &str) -> Option<phrase::Span> {
    let mut before = ' ';
    text.char_indices().find_map(|(start, c)| {
        let powers = matches!(c, '²' | '³' | '¹' | '\u{2070}'..='\u{209f}' | '¼'..='¾' | '\u{2150}'..='\u{215f}');
        let found = powers && !before.is_ascii_alphabetic();
        before = c;
        found.then(|| phrase::Span { start, end: start.saturating_add(c.len_utf8()) })
    })
}

fn read_sentence(text: &str, context: &Context<'_>, mend: bool) -> Result<Reading, Vec<Refusal>> {
    if let Some(read) = english::read(text, context, mend) {
        return read;
    }
    let refused = |stops: Vec<phrase::Stop>| {
        let each = stops.into_iter().map(|stop| {
            Refusal::new(stop.reason, text, stop.span.start..stop.span.end, stop.between.unwrap_or_default())
        });
        each.collect::<Vec<_>>()
    };
    if let Some(span) = figure(text) {
        return Err(refused(vec![phrase::Stop::new(Reason::Unreadable, span)]));
    }
    let tokens = token::tokens(text, &context.unit.text);
    if let Some(stop) = other_times::paced(&tokens, context) {
        return Err(refused(vec![stop]));
    }
    let tokens = other_times::without_months(tokens);
    let tokens = if context.scale == Scale::Deductions { signs::as_verbs(tokens, text) } else { tokens };
    let tokens = target_again::without(tokens, text, context);
    if let Some(stop) = doubled::doubled(&tokens).or_else(|| compound::compound(&tokens)) {
        return Err(refused(vec![stop]));
    }
    let first = match one_cut(text, &tokens, context, mend) {
        Ok(reading) => return Ok(reading),
        Err(stops) => stops,
    };
    // A word that stands in the way may be a part of a name: all at once, or one alone.
    let (mut tokens, mut stops) = (tokens, first.clone());
    for _ in 0..other_cuts::ROUNDS {
        let mut found: Vec<(usize, Reading)> = Vec::new();
        let mut all: Option<(Vec<token::Token>, Vec<phrase::Stop>)> = None;
        for next in other_cuts::recuts(&tokens, &stops) {
            match one_cut(text, &next, context, mend) {
                Ok(reading) => found.push((other_cuts::names(&next), reading)),
                Err(others) => all = all.or(Some((next, others))),
            }
        }
        if !found.is_empty() {
            return one_meaning(text, found, context);
        }
        let Some(next) = all else { break };
        (tokens, stops) = next;
    }
    Err(refused(first))
}

/// The reading with the fewest letters that only name something; two rules with equally many are no reading.
fn one_meaning(text: &str, found: Vec<(usize, Reading)>, context: &Context<'_>) -> Result<Reading, Vec<Refusal>> {
    let fewest = found.iter().map(|(letters, _)| *letters).min();
    let mut best = found.into_iter().filter(|(letters, _)| Some(*letters) == fewest).map(|(_, reading)| reading);
    let Some(one) = best.next() else { return Err(Vec::new()) };
    match best.find(|other| other.rule != one.rule) {
        Some(other) => Err(vec![nearest::two_readings(text, context, &one.rule, &other.rule)]),
        None => Ok(one),
    }
}

/// Reads one cut of a sentence into words.
fn one_cut(
    text: &str,
    tokens: &[token::Token],
    context: &Context<'_>,
    mend: bool,
) -> Result<Reading, Vec<phrase::Stop>> {
    let phrases = parse::Parser::new(tokens).phrases()?;
    let mut reading = assemble::assemble(&phrases, context, mend).map_err(|stop| vec![stop])?;
    let mut described: Vec<phrase::Span> = explained::described(&phrases, &reading.rule, context.unit);
    described
        .extend(reading.explained.drain(..).map(|said| phrase::Span { start: said.span.start, end: said.span.end }));
    // A mended rule holds other numbers than the sentence that it mends.
    let left_out = || account::left_out(tokens, &reading.rule, context, &described).filter(|_| !mend);
    if let Some(stop) = account::stray(tokens, &phrases).or_else(|| account::run_together(&phrases)).or_else(left_out) {
        return Err(vec![stop]);
    }
    let known: Vec<&str> = context.measures.iter().copied().chain(context.names).collect();
    let anchored = reading.rule.steps_from_target();
    if anchored
        && context.target.is_some_and(|target| !target.value.is_zero())
        && let Some(span) = bases::other(tokens, &known)
    {
        return Err(vec![phrase::Stop::new(Reason::Whom, span)]);
    }
    let mut labels = reading.rule.labels();
    labels.extend(reading.rule.counted_names());
    reading.explained = explained::of(text, tokens, &described, &phrases, anchored, &labels, &known)?;
    if let Main::Labels(labels) = &mut reading.rule.main {
        labels::as_written(labels, text);
    }
    Ok(reading)
}
