//! English wordings: the lines of `english/grammar.txt` say what each means, in the same phrases as the Chinese grammar finds.
//! All ways in which a sentence can be cut into lines are found; two that give different rules refuse it.

mod allowances;
mod bounds;
mod chart;
mod clauses;
mod conds;
mod grammar;
mod holds;
mod makers;
mod names;
mod words;

use std::rc::Rc;

use super::explained::Explained;
use super::phrase::{Gap, Phrase, Placed, Points, Span, Stop, Verb};
use super::{Context, Reading, assemble, labels, nearest};
use crate::rule::refusal::{Reason, Refusal};
use crate::rule::types::Main;
use crate::unit::UnitKind;
use chart::{Chart, Found};
use grammar::Grammar;
use words::Word;

/// Ways to go on from one place that are looked at: the ones with the fewest letters that only name something.
const WAYS: usize = 8;

/// Letters of a word that is no sign such as X or k.
const WORD: usize = 3;

/// A clause in its place.
#[derive(Clone)]
struct Piece {
    found: Found,
    gap: Gap,
}

/// Reads an English rule; `None` where it is not English.
pub(super) fn read(text: &str, context: &Context<'_>, mend: bool) -> Option<Result<Reading, Vec<Refusal>>> {
    if !tells(text, context) {
        return None;
    }
    let grammar = grammar::english();
    let words = words::words(text, context, grammar);
    if words.is_empty() {
        return None;
    }
    let chart = Chart::new(grammar, &words, context);
    let mut sentence = Sentence { chart, ways: vec![None; words.len().saturating_add(1)] };
    let ways = sentence.ways(0);
    if ways.is_empty() {
        return Some(Err(sentence.stuck(text)));
    }
    Some(choose(text, &words, &ways, context, mend))
}

/// Whether a rule is told in English. The grammar is built for a sentence with a letter of it only: that takes longer than to
/// check a department.
pub(super) fn tells(text: &str, context: &Context<'_>) -> bool {
    text.contains(|c: char| c.is_ascii_alphabetic()) && is_english(text, context, &grammar::english)
}

/// Whether a clause of an English rule says nothing of points, numbers or cases, so that an offer may leave it out. A clause
/// that leaves points to a judgement may name them.
pub(super) fn only_remarks(clause: &str) -> bool {
    let grammar = grammar::english();
    clause.split(|c: char| !c.is_ascii_alphanumeric()).map(str::to_ascii_lowercase).all(|word| {
        let judges = grammar.lists("judge", &word);
        let bears = ["tell", "numbers", "bears"].iter().any(|list| grammar.lists(list, &word));
        judges || !bears
    })
}

/// Whether a rule is told in English: by a word that only such a rule holds. 优秀: 20 points is English with labels of
/// another script.
fn is_english(text: &str, context: &Context<'_>, grammar: &dyn Fn() -> &'static Grammar) -> bool {
    let plain = if context.unit.text.is_empty() { text.to_owned() } else { text.replace(&context.unit.text, " ") };
    let latin = text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_ascii());
    let han = plain.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !matches!(c, 'Ａ'..='ｚ'));
    // Chinese with a Latin word in it needs no grammar of English.
    if han && !latin && !text.contains(" points") {
        return false;
    }
    let grammar = grammar();
    // Beside Han characters the KPI's own unit tells nothing: ≥4.8 points得10分.
    let telling = if han { plain.as_str() } else { text };
    let told = |list: &str| {
        telling.split(|c: char| !c.is_ascii_alphabetic()).any(|word| grammar.lists(list, &word.to_ascii_lowercase()))
    };
    // Without a letter of another script, any word but the unit tells.
    let any = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic());
    let word = |text: &str| text.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() >= WORD);
    told("tell") || !any && (told("alone") || word(&plain))
}

struct Sentence<'a> {
    chart: Chart<'a>,
    ways: Vec<Option<Rc<Vec<Vec<Piece>>>>>,
}

impl Sentence<'_> {
    /// Past what only parts clauses: where the next begins, how far it is apart, and whether anything stood between.
    fn separators(&self, at: usize) -> (usize, Gap, bool) {
        let mut gap = if at == 0 { Gap::Clause } else { Gap::None };
        let mut here = at;
        while let Some(word) = self.chart.word(here) {
            let strong = match word.text.as_str() {
                ";" | "\n" | "." | "!" => Gap::Clause,
                "," | ":" | "(" | ")" | "-" | "/" | "[" | "]" => Gap::Comma,
                joining if self.chart.joins(joining) => Gap::Comma,
                _ => break,
            };
            // -5% is a number.
            if word.text == "-"
                && (here == at || self.chart.word(here.saturating_add(1)).is_some_and(|next| next.number.is_some()))
            {
                break;
            }
            gap = gap.max(strong);
            here = here.saturating_add(1);
        }
        (here, gap, here > at || at == 0)
    }

    /// The ways in which the words from here on are clauses, by the letters that they only name something with.
    fn ways(&mut self, at: usize) -> Rc<Vec<Vec<Piece>>> {
        if let Some(Some(known)) = self.ways.get(at) {
            return Rc::clone(known);
        }
        let (start, gap, apart) = self.separators(at);
        let mut out: Vec<Vec<Piece>> = Vec::new();
        if self.chart.word(start).is_none() {
            out.push(Vec::new());
        } else {
            // A bracket may part clauses, or belong to the one that it opens: (target ÷ actual) × weight.
            let before = start.checked_sub(1).filter(|before| *before >= at);
            let bracket = before.filter(|before| self.chart.word(*before).is_some_and(|word| word.text == "("));
            // A stroke before the first points lists a line, or takes them off.
            let listed = self.chart.word(start).filter(|word| start == 0 && word.text == "−").map(|_| 1);
            for from in bracket.into_iter().chain([start]).chain(listed) {
                for found in self.chart.clauses(from).iter().filter(|found| apart || found.follows) {
                    for rest in self.ways(found.end).iter() {
                        let mut way = vec![Piece { found: found.clone(), gap }];
                        way.extend(rest.iter().cloned());
                        out.push(way);
                    }
                }
            }
            out.sort_by_key(|way| (letters(way), way.len()));
            out.truncate(WAYS);
        }
        let out = Rc::new(out);
        if let Some(place) = self.ways.get_mut(at) {
            *place = Some(Rc::clone(&out));
        }
        out
    }

    /// The words that no way reads: clause by clause, the furthest place that any line reached.
    fn stuck(&mut self, text: &str) -> Vec<Refusal> {
        let mut out = Vec::new();
        let mut at = 0;
        let last = self.chart.len();
        while at < last {
            let (start, _, _) = self.separators(at);
            if start >= last {
                break;
            }
            // The longest clause that a separator or the end follows is read; else the words up to there are in the way.
            let end = self
                .chart
                .clauses(start)
                .iter()
                .map(|found| found.end)
                .filter(|end| {
                    *end == last || self.separators(*end).2 || self.chart.clauses(*end).iter().any(|next| next.follows)
                })
                .max();
            if let Some(end) = end.filter(|end| *end > start) {
                at = end;
                continue;
            }
            let reached = self.chart.furthest(start);
            let stop =
                (reached..last).find(|here| self.separators(*here).2).unwrap_or(last).max(start.saturating_add(1));
            let from = if reached < stop && reached > start { reached } else { start };
            let judged = (start..stop).any(|here| self.chart.judged(here));
            out.push(self.refusal(text, from, stop, judged));
            at = stop;
        }
        if out.is_empty() {
            out.push(self.refusal(text, 0, last, false));
        }
        out
    }

    fn refusal(&self, text: &str, from: usize, to: usize, judged: bool) -> Refusal {
        let span = self.chart.bytes(from, to);
        Refusal::new(if judged { Reason::Judgement } else { Reason::Unreadable }, text, span, String::new())
    }
}

fn letters(way: &[Piece]) -> usize {
    way.iter().map(|piece| piece.found.letters).sum()
}

/// The phrases of one way, in their places.
fn placed(words: &[Word], way: &[Piece], context: &Context<'_>) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    // Whether the last points were lost or deducted by a verb that a bound may belong to.
    let mut led = false;
    let full = context.full.unwrap_or(rust_decimal::Decimal::ONE_HUNDRED);
    for piece in way {
        let start = words.get(piece.found.start).map_or(0, |word| word.span.start);
        let end = piece.found.end.checked_sub(1).and_then(|last| words.get(last)).map_or(start, |word| word.span.end);
        let mut gap = piece.gap;
        let verb = |word: &Word| grammar::english().lists("losing", &word.text);
        let read = words.get(piece.found.start..piece.found.end).unwrap_or_default();
        if piece.found.phrases.iter().any(|phrase| matches!(phrase, Phrase::Points { .. })) {
            led = read.iter().any(verb);
        }
        // Lost for each day, up to 5 points: a bound that leans on what is lost.
        let leans = read.first().is_some_and(|word| grammar::english().lists("leaning", &word.text));
        let below = |points: &Points| match points {
            Points::Number(most) => *most < full,
            Points::Share(share) => *share < rust_decimal::Decimal::ONE,
            _ => false,
        };
        for phrase in &piece.found.phrases {
            let before = out.iter().rev().find(|placed| !matches!(placed.phrase, Phrase::Cond(_)));
            let taken = matches!(before, Some(Placed { phrase: Phrase::Points { verb: Verb::Take, .. }, .. }))
                && (led || leans);
            let phrase = match phrase {
                // Lose 5 points for each error, up to 20 points: of what is lost.
                Phrase::Most { verb: None, points: Some(points) } if taken && gap < Gap::Clause && below(points) => {
                    Phrase::Most { verb: Some(Verb::Take), points: Some(*points) }
                }
                phrase => phrase.clone(),
            };
            out.push(Placed { phrase, span: Span { start, end }, gap });
            gap = Gap::None;
        }
    }
    out
}

/// The one rule that the ways with the fewest letters give, or why there is none.
fn choose(
    text: &str,
    words: &[Word],
    ways: &[Vec<Piece>],
    context: &Context<'_>,
    mend: bool,
) -> Result<Reading, Vec<Refusal>> {
    let mut first: Option<Stop> = None;
    let mut best: Option<(usize, Reading)> = None;
    for way in ways {
        let count = letters(way);
        if best.as_ref().is_some_and(|(known, _)| *known < count) {
            break;
        }
        match assemble::assemble(&placed(words, way, context), context, mend) {
            Ok(mut reading) => {
                if let Some((_, known)) = best.as_ref().filter(|(_, known)| known.rule != reading.rule) {
                    return Err(vec![nearest::two_readings(text, context, &known.rule, &reading.rule)]);
                }
                reading.explained = explained(text, way, context);
                best.get_or_insert((count, reading));
            }
            Err(stop) => {
                // A real conflict refuses at once; a reading that fails its types is none.
                let real =
                    matches!(stop.reason, Reason::Hole | Reason::Overlap | Reason::TwoRules | Reason::FullConflict);
                first.get_or_insert(stop);
                if real && best.is_none() {
                    break;
                }
            }
        }
    }
    match (best, first) {
        (Some((_, mut reading)), _) => {
            if let Main::Labels(labels) = &mut reading.rule.main {
                labels::as_written(labels, text);
            }
            Ok(reading)
        }
        (None, Some(stop)) => {
            let span = stop.span.start..stop.span.end;
            Err(vec![Refusal::new(stop.reason, text, span, stop.between.unwrap_or_default())])
        }
        (None, None) => Err(vec![Refusal::new(Reason::Unreadable, text, 0..text.len(), String::new())]),
    }
}

/// What only names something, but for the KPI's own unit.
fn explained(text: &str, way: &[Piece], context: &Context<'_>) -> Vec<Explained> {
    let counted = matches!(context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_));
    let own = context.unit.text.to_lowercase();
    way.iter()
        .flat_map(|piece| piece.found.nouns.iter())
        .filter_map(|span| {
            let words = text.get(span.clone())?.trim().to_owned();
            let unit = counted && words.to_lowercase().trim_end_matches('s') == own.trim_end_matches('s');
            (!unit).then_some(Explained { words, span: span.clone() })
        })
        .collect()
}
