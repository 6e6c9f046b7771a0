//! Sentences with a slip of the pen: a word doubled, a number dropped, a clause that needs a person. They are refused, or mean
//! what they meant; and what is offered in their place means what they plainly meant.

use rust_decimal::Decimal;
use scorebook::lang::Lang;
use scorebook::rule::{Input, Main, Reading, Reason, Rule};

use super::rule_sentences::{Sentence, sentences};

/// Of how many places one is tried, as the sentence itself and the place decide: a sentence more changes nothing of the others.
const STRIDE: u32 = 7;

/// Whether a place of a sentence is tried.
fn drawn(text: &str, from: usize, length: usize) -> bool {
    let place = [from, length].into_iter().flat_map(usize::to_le_bytes);
    let seed = place.chain(text.bytes()).fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into()));
    (seed ^ (seed >> 15)).is_multiple_of(STRIDE)
}

fn told(reading: &Reading) -> String {
    reading.rule.describe(Lang::ZhCn).join("；")
}

/// Whether two rules give the same points at every edge of both, beside it and between.
fn alike(one: &Rule, other: &Rule) -> bool {
    if one == other {
        return true;
    }
    let mut levels: Vec<Decimal> = one.levels().into_iter().chain(other.levels()).collect();
    levels.sort();
    levels.dedup();
    let between: Vec<Decimal> = levels.windows(2).map(|pair| (pair[0] + pair[1]) / Decimal::TWO).collect();
    let (least, most) = (levels.first().copied().unwrap_or_default(), levels.last().copied().unwrap_or_default());
    let beyond = [least - Decimal::ONE, most + Decimal::ONE, most * Decimal::TWO];
    let points =
        |rule: &Rule, value: Decimal| rule.points(&Input::Number(value)).map(|found| (found.points, found.veto));
    levels.into_iter().chain(between).chain(beyond).all(|value| {
        let value = value.round_dp(4);
        match (points(one, value), points(other, value)) {
            (Ok(one), Ok(other)) => one == other,
            (one, other) => one.is_err() && other.is_err(),
        }
    })
}

/// Whether a rule is told by levels in words, whose names are what the sentence says.
fn named(reading: &Reading) -> bool {
    matches!(reading.rule.main, Main::Labels(_))
}

/// The sentences that read, with their readings.
fn reads() -> Vec<(Sentence, Reading)> {
    let all = sentences().into_iter();
    all.filter_map(|sentence| sentence.read(&sentence.text).ok().map(|reading| (sentence, reading))).collect()
}

/// Where the words of a sentence stand: a run of Latin letters, or one to three Han characters that are no numerals.
fn words(text: &str, length: usize) -> Vec<(usize, usize)> {
    let numeral = |c: char| "〇零一二三四五六七八九十百千万萬亿億两半倍".contains(c);
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    if text.is_ascii() {
        let mut out = Vec::new();
        let mut at = 0;
        for word in text.split_inclusive(' ') {
            if word.trim().chars().all(char::is_alphabetic) && !word.trim().is_empty() {
                out.push((at, at + word.len()));
            }
            at += word.len();
        }
        return out;
    }
    letters
        .windows(length)
        .filter(|window| window.iter().all(|(_, c)| c.is_alphabetic() && !c.is_ascii() && !numeral(*c)))
        .map(|window| (window[0].0, window[length - 1].0 + window[length - 1].1.len_utf8()))
        .collect()
}

/// Where the numbers of a sentence stand, each with its %.
fn numbers(text: &str) -> Vec<(usize, usize)> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, c) in text.char_indices() {
        match out.last_mut() {
            Some((_, end)) if *end == at && (c.is_ascii_digit() || matches!(c, '.' | '%')) => *end = at + 1,
            _ if c.is_ascii_digit() => out.push((at, at + 1)),
            _ => {}
        }
    }
    out
}

#[test]
fn a_doubled_word_never_changes_a_rule_in_silence() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (sentence, reading) in reads().into_iter().filter(|(_, reading)| !named(reading)) {
        for length in 1..=3 {
            for (from, to) in words(&sentence.text, length) {
                if !drawn(&sentence.text, from, length) {
                    continue;
                }
                tried += 1;
                let word = &sentence.text[from..to];
                let space = if sentence.text.is_ascii() && !word.ends_with(' ') { " " } else { "" };
                let changed = format!("{}{word}{space}{}", &sentence.text[..from], &sentence.text[from..]);
                if let Ok(again) = sentence.read(&changed)
                    && !alike(&again.rule, &reading.rule)
                {
                    wrong.push(format!("{changed}\n  {}\n  {}", told(&reading), told(&again)));
                }
            }
        }
    }
    assert!(tried > 1_000, "{tried} tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Signs that compare with the number behind them.
const SIGNS: [char; 9] = ['≥', '≤', '≧', '≦', '>', '<', '＞', '＜', '±'];

#[test]
fn a_sign_that_lost_its_number_is_refused() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for (sentence, reading) in reads() {
        for (from, to) in numbers(&sentence.text) {
            if !sentence.text[..from].ends_with(SIGNS) {
                continue;
            }
            tried += 1;
            let changed = format!("{}{}", &sentence.text[..from], &sentence.text[to..]);
            if let Ok(again) = sentence.read(&changed)
                && !alike(&again.rule, &reading.rule)
            {
                wrong.push(format!("{changed}\n  {}\n  {}", told(&reading), told(&again)));
            }
        }
    }
    assert!(tried > 100, "{tried} tried");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

/// Clauses that need a person, or that no grammar reads.
const FOREIGN: [&str; 5] = ["情节严重的酌情处理", "由领导综合评定", "胡萝卜与白菜", "視情況調整", "另行面议"];

#[test]
fn what_is_offered_for_a_rule_with_a_foreign_clause_is_that_rule() {
    let (mut tried, mut offered, mut wrong) = (0, 0, Vec::new());
    for (number, (sentence, reading)) in reads().into_iter().enumerate() {
        if sentence.text.is_ascii() || number % 2 == 1 {
            continue;
        }
        let clause = FOREIGN[number % FOREIGN.len()];
        for changed in [format!("{}；{clause}", sentence.text), format!("{clause}；{}", sentence.text)] {
            tried += 1;
            let Err(refusals) = sentence.read(&changed) else { continue };
            for refusal in refusals.iter().filter(|refusal| !refusal.nearest.is_empty()) {
                offered += 1;
                match sentence.read(&refusal.nearest) {
                    Ok(again) if again.rule == reading.rule => {}
                    Ok(again) => wrong.push(format!("{changed}\n  {}\n  {}", refusal.nearest, told(&again))),
                    Err(_) => wrong.push(format!("{changed}\n  {} is refused", refusal.nearest)),
                }
            }
        }
    }
    assert!(tried > 500 && offered > 100, "{offered} of {tried} offered");
    assert!(wrong.is_empty(), "{} of {offered} offers:\n{}", wrong.len(), wrong.join("\n"));
}

/// The numbers of a text, so that 7.50 and 7.5 are one.
fn figures(text: &str) -> Vec<Decimal> {
    let plain = |(from, to): (usize, usize)| text[from..to].trim_end_matches(['%', '.']).parse::<Decimal>().ok();
    numbers(text).into_iter().filter_map(plain).map(|figure| figure.normalize()).collect()
}

/// The greater numbers of ranges, in whichever order they are written: 90%-94% and 94%-90%.
fn upper_ends(text: &str) -> Vec<Decimal> {
    let found = numbers(text);
    let pairs = found.iter().zip(found.iter().skip(1));
    let ranged = pairs.filter(|((_, end), (from, _))| {
        matches!(text[*end..*from].trim_matches(['%', ' ']), "-" | "~" | "～" | "–" | "—" | "至" | "到")
    });
    ranged.filter_map(|(low, high)| figures(&text[low.0..high.1]).into_iter().max()).collect()
}

#[test]
fn an_offer_keeps_every_number_of_the_sentence_or_says_which_it_leaves_out() {
    let (mut offered, mut wrong) = (0, Vec::new());
    for sentence in sentences() {
        let Err(refusals) = sentence.read(&sentence.text) else { continue };
        for refusal in refusals.iter().filter(|refusal| !refusal.nearest.is_empty()) {
            offered += 1;
            let kept = figures(&format!("{} {}", refusal.nearest, refusal.between));
            // Closing a hole moves upper ends of bands: 94%–97% becomes 94%≤X<98%.
            let moved: Vec<Decimal> = match refusal.reason {
                Reason::Hole => upper_ends(&sentence.text),
                _ => Vec::new(),
            };
            // 70% of the full points are said as points.
            let full = sentence.full.unwrap_or(Decimal::ONE_HUNDRED);
            let said = |figure: &Decimal| {
                kept.contains(figure) || kept.contains(&(*figure * full / Decimal::ONE_HUNDRED).normalize())
            };
            let all = figures(&sentence.text).into_iter();
            let lost: Vec<Decimal> = all.filter(|figure| !said(figure) && !moved.contains(figure)).collect();
            if !lost.is_empty() {
                wrong.push(format!("{} → {} without {lost:?}", sentence.text, refusal.nearest));
            }
        }
    }
    assert!(offered > 10, "{offered} offered");
    assert!(wrong.is_empty(), "{} of {offered}:\n{}", wrong.len(), wrong.join("\n"));
}
