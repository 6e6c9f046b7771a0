//! English wordings: each clause is one line of a table and becomes the Chinese clause that means the same, so that one
//! grammar gives every language its meaning. A clause that no line reads is refused.

mod table;

use std::ops::Range;

use super::refusal::Reason;
use super::{Context, target};
use crate::model::Direction;
use crate::unit::UnitKind;
use table::{ALIKE, CLAUSES, COUNTED, HARM, JUDGEMENT, TELLING};

/// A clause of an English rule.
#[derive(Debug)]
pub(super) struct Piece {
    /// Its bytes.
    pub span: Range<usize>,
    /// What it means in Chinese; `None` where no line of the table reads it.
    pub chinese: Option<String>,
    /// Why it is not read.
    pub reason: Reason,
    /// Whether a clause ends behind it, by more than a comma.
    pub closes: bool,
}

/// The English clauses of a rule; `None` where it is not English.
pub(super) fn chinese(text: &str, context: &Context<'_>) -> Option<Vec<Piece>> {
    let plain = if context.unit.text.is_empty() { text.to_owned() } else { text.replace(&context.unit.text, " ") };
    let latin = text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| c.is_ascii());
    let han = plain.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !matches!(c, 'Ａ'..='ｚ'));
    let told = text
        .split(|c: char| !c.is_ascii_alphabetic())
        .any(|word| TELLING.contains(&word.to_ascii_lowercase().as_str()));
    // 优秀: 20 points is English with labels of another script.
    if !told || (han && !latin && !text.contains(" points")) {
        return None;
    }
    let reader = Reader { context };
    let mut pieces = Vec::new();
    let mut all = clauses(text).into_iter().peekable();
    while let Some((mut span, mut closes)) = all.next() {
        let read = |span: &Range<usize>| text.get(span.clone()).map(words).unwrap_or_default();
        let mut words = read(&span);
        if words.is_empty() {
            continue;
        }
        let mut chinese = reader.clause(&words);
        // For each day late, deduct 2 points: the comma stands inside one clause.
        if let (None, false, Some((next, ends))) = (&chinese, closes, all.peek().cloned()) {
            let joined = span.start..next.end;
            let both = [words.as_slice(), read(&next).as_slice()].concat();
            chinese = reader.clause(&both);
            if chinese.is_some() {
                (span, closes, words) = (joined, ends, both);
                all.next();
            }
        }
        let judged = words.iter().any(|word| JUDGEMENT.contains(&word.as_str()));
        let chinese = chinese.filter(|_| !judged);
        let reason = if judged { Reason::Judgement } else { Reason::Unreadable };
        pieces.push(Piece { span, chinese, reason, closes });
    }
    (!pieces.is_empty()).then_some(pieces)
}

/// Clauses by semicolons, line breaks and full stops, and by commas that stand in no number or bracket.
fn clauses(text: &str) -> Vec<(Range<usize>, bool)> {
    let mut out = Vec::new();
    let mut start = 0_usize;
    let mut depth = 0_u32;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        match c {
            '(' | '（' => depth = depth.saturating_add(1),
            ')' | '）' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let closes = match c {
            ';' | '；' | '\n' | '。' => true,
            '.' => next.is_none_or(char::is_whitespace),
            _ => false,
        };
        let comma = matches!(c, ',' | '，') && depth == 0 && !next.is_some_and(|next| next.is_ascii_digit());
        if closes || comma {
            out.push((start..at, closes));
            start = at.saturating_add(c.len_utf8());
        }
    }
    out.push((start..text.len(), true));
    out
}

/// Numbers (with their %), words and signs, in lower case.
fn words(clause: &str) -> Vec<String> {
    let normal = crate::text::normalized(clause).to_lowercase();
    let normal = normal.replace(">=", "≥").replace("<=", "≤").replace(['–', '—', '~'], "-");
    let mut out: Vec<String> = Vec::new();
    let mut letters = normal.chars().peekable();
    while let Some(c) = letters.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut word = String::from(c);
        if c.is_ascii_digit() {
            while let Some(next) = letters.next_if(|n| n.is_ascii_digit() || matches!(n, ',' | '.' | '%')) {
                word.push(next);
            }
        } else if c.is_alphabetic() {
            while let Some(next) = letters.next_if(|n| n.is_alphabetic()) {
                word.push(next);
            }
        }
        out.push(word);
    }
    out
}

struct Reader<'a> {
    context: &'a Context<'a>,
}

/// What a slot read: its Chinese and how many words it took.
type Found = (String, usize);

impl Reader<'_> {
    fn clause(&self, words: &[String]) -> Option<String> {
        let words = match words.first().map(String::as_str) {
            Some("and" | "then" | "but") => words.get(1..)?,
            _ => words,
        };
        // 2 points per error: nobody earns them, and nothing says that they are lost.
        let bad = words.iter().any(|word| HARM.contains(&word.trim_end_matches('s')));
        CLAUSES.iter().filter(|(_, chinese)| !(bad && chinese.starts_with("每完成"))).find_map(|(pattern, chinese)| {
            let elements: Vec<&str> = pattern.split(' ').collect();
            let mut filled = Vec::new();
            self.matches(&elements, words, &mut filled)
                .then(|| filled.iter().fold((*chinese).to_owned(), |text, (slot, value)| text.replace(slot, value)))
        })
    }

    fn matches<'p>(&self, pattern: &[&'p str], words: &[String], filled: &mut Vec<(&'p str, String)>) -> bool {
        let Some((element, rest)) = pattern.split_first() else { return words.is_empty() };
        if element.starts_with('{') {
            for (text, length) in self.slot(element, words) {
                filled.push((element, text));
                if words.get(length..).is_some_and(|words| self.matches(rest, words, filled)) {
                    return true;
                }
                filled.pop();
            }
            return false;
        }
        let optional = element.ends_with('?') || *element == ":";
        let options = if *element == "::" { ":" } else { element.trim_end_matches('?') };
        let options = if options == "×" { "×|x|*|times" } else { options };
        let options = ALIKE.iter().find(|(name, _)| *name == options).map_or(options, |(_, words)| *words);
        for option in options.split('|') {
            let spoken: Vec<&str> = option.split('_').collect();
            let same = words.len() >= spoken.len() && spoken.iter().zip(words).all(|(a, b)| a == b);
            if same && words.get(spoken.len()..).is_some_and(|words| self.matches(rest, words, filled)) {
                return true;
            }
        }
        optional && self.matches(rest, words, filled)
    }

    fn slot(&self, slot: &str, words: &[String]) -> Vec<Found> {
        match slot {
            "{p}" => points(words).into_iter().collect(),
            "{n}" => number(words).map(|number| (number.to_owned(), 1)).into_iter().collect(),
            "{x}" => self.amounts(words),
            "{l}" => self.levels(words),
            "{b}" => self.bands(words),
            // A label stands alone where nothing is measured.
            "{k}" if self.context.target.is_none() && self.context.unit.kind == UnitKind::Plain => {
                words.first().map(|word| (word.clone(), 1)).into_iter().collect()
            }
            "{w}" => vec![(words.join(" "), words.len())],
            "{t}" => label(words).into_iter().collect(),
            "{o}" => self.counted(words),
            // Nothing: the clause says better where more is better.
            "{up}" if self.context.target.and_then(|target| target.direction) != Some(Direction::Lower) => {
                vec![(String::new(), 0)]
            }
            _ => Vec::new(),
        }
    }

    /// `complaint`, `new client`, `late report`: up to three plain words for what is counted, longest first.
    fn counted(&self, words: &[String]) -> Vec<Found> {
        let kind = &self.context.unit.kind;
        if !matches!(kind, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Plain) {
            return Vec::new();
        }
        let plain = |word: &&String| word.chars().all(char::is_alphabetic) && !COUNTED.contains(&word.as_str());
        let most = words.iter().take(3).take_while(plain).count();
        (1..=most).rev().map(|length| ("1个".to_owned(), length)).collect()
    }

    /// `5%`, `2 percentage points`, `3 orders`, `order`: with a unit first, then without.
    fn amounts(&self, words: &[String]) -> Vec<Found> {
        let at = |number: usize| words.get(number).map(String::as_str);
        let signed = matches!(at(0), Some("-" | "±"));
        let from = usize::from(signed);
        let Some(first) = at(from) else { return Vec::new() };
        let numeric = first.starts_with(|c: char| c.is_ascii_digit());
        let (value, used) = if numeric { (first, from.saturating_add(1)) } else { ("1", from) };
        let sign = if signed { at(0).unwrap_or_default() } else { "" };
        let rest = words.get(used..).unwrap_or_default();
        let mut out = Vec::new();
        if !value.contains('%') {
            out.extend(
                self.unit(rest).map(|(unit, length)| (format!("{sign}{value}{unit}"), used.saturating_add(length))),
            );
        }
        if numeric {
            out.push((format!("{sign}{value}"), used));
        }
        out.extend(self.share_of_target(words));
        out
    }

    /// The unit that the words begin with, in Chinese where it converts.
    fn unit(&self, words: &[String]) -> Option<Found> {
        let own: Vec<String> = self::words(&self.context.unit.text);
        if !own.is_empty() && words.starts_with(&own) {
            return Some((self.context.unit.text.clone(), own.len()));
        }
        let first = words.first()?;
        if first == "percentage" {
            return matches!(words.get(1).map(String::as_str), Some("points" | "point"))
                .then(|| ("个百分点".to_owned(), 2));
        }
        let known = match first.as_str() {
            "pp" => "个百分点",
            "percent" => "%",
            "hour" | "hours" => "小时",
            "minute" | "minutes" => "分钟",
            "second" | "seconds" => "秒",
            "day" | "days" => "天",
            "week" | "weeks" => "周",
            "point" | "points" => "分",
            "time" | "times" | "incident" | "incidents" | "occurrence" | "occurrences" | "event" | "events" => "次",
            "case" | "cases" => "例",
            "item" | "items" => "项",
            "order" | "orders" => "单",
            "person" | "people" => "人",
            _ => "",
        };
        if !known.is_empty() {
            return Some((known.to_owned(), 1));
        }
        // The KPI's own noun in the other number: complaint, complaints.
        let stem = |word: &str| word.trim_end_matches('s').to_owned();
        let same = own.len() == 1 && own.first().is_some_and(|own| stem(own) == stem(first));
        // Chinese measure words, and what is counted by its name.
        let han = first.chars().all(|c| !c.is_ascii());
        let counts = matches!(self.context.unit.kind, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Plain);
        let thing = matches!(
            first.trim_end_matches('s'),
            "complaint" | "error" | "mistake" | "defect" | "accident" | "violation" | "fault" | "failure"
        );
        match (same, han) {
            (true, _) => Some((self.context.unit.text.clone(), 1)),
            (_, true) => Some((first.clone(), 1)),
            _ => (counts && thing).then(|| ("次".to_owned(), 1)),
        }
    }

    /// `90% of the target`.
    fn share_of_target(&self, words: &[String]) -> Option<Found> {
        let at = |number: usize| words.get(number).map(String::as_str);
        let share = at(0).filter(|first| first.ends_with('%') && at(1) == Some("of"))?;
        let name = if at(2) == Some("the") { 3 } else { 2 };
        let named = matches!(at(name), Some("target" | "plan" | "budget"));
        named.then(|| (format!("目标的{share}"), name.saturating_add(1)))
    }

    fn levels(&self, words: &[String]) -> Vec<Found> {
        let at = |number: usize| words.get(number).map(String::as_str);
        let after = |number: usize| usize::from(at(number) == Some("the"));
        let named = |number: usize| matches!(at(number), Some("target" | "plan" | "budget"));
        let mut out = Vec::new();
        let the = after(0);
        if named(the) {
            let next = the.saturating_add(1);
            if at(next) == Some("(") {
                let close = words.iter().position(|word| word == ")");
                let inner = close.and_then(|close| words.get(next.saturating_add(1)..close)).unwrap_or_default();
                let known = self.context.target.map(|target| target.value);
                // Only the target's own number may stand there.
                if target(&inner.concat(), self.context.unit).map(|found| found.value) == known
                    && let (Some(_), Some(close)) = (known, close)
                {
                    out.push(("目标值".to_owned(), close.saturating_add(1)));
                }
            } else {
                out.push(("目标值".to_owned(), next));
            }
        }
        out.extend(self.share_of_target(words));
        // a score of 60: the item's own points out of 100.
        if let (Some("a"), Some("score"), Some("of"), Some(score)) =
            (at(0), at(1), at(2), number(words.get(3..).unwrap_or_default()))
        {
            out.push((format!("{score}分"), 4));
        }
        out.extend(self.amounts(words).into_iter().filter(|_| {
            at(0).is_some_and(|first| matches!(first, "-" | "±") || first.starts_with(|c: char| c.is_ascii_digit()))
        }));
        out
    }

    fn bands(&self, words: &[String]) -> Vec<Found> {
        let mut out = Vec::new();
        const BEFORE: &[(&str, &str)] = &[
            ("≥", "≥"),
            ("≤", "≤"),
            (">", "超过"),
            ("<", "低于"),
            ("at least", "≥"),
            ("at most", "≤"),
            ("no more than", "≤"),
            ("no less than", "≥"),
            ("below", "低于"),
            ("under", "低于"),
            ("less than", "低于"),
            ("fewer than", "低于"),
            ("lower than", "低于"),
            ("within", "≤"),
            ("up to", "≤"),
            ("not more than", "≤"),
            ("not exceeding", "≤"),
            ("not less than", "≥"),
            ("not below", "≥"),
            ("exceeding", "超过"),
            ("higher than", "超过"),
            ("above", "超过"),
            ("over", "超过"),
            ("more than", "超过"),
            ("exactly", "等于"),
        ];
        for (spoken, chinese) in BEFORE {
            let spoken: Vec<&str> = spoken.split(' ').collect();
            if words.len() < spoken.len() || !spoken.iter().zip(words).all(|(a, b)| a == b) {
                continue;
            }
            let rest = words.get(spoken.len()..).unwrap_or_default();
            let found = self.levels(rest).into_iter();
            out.extend(found.map(|(level, length)| (format!("{chinese}{level}"), spoken.len().saturating_add(length))));
        }
        // between 80% and 90%
        if words.first().is_some_and(|first| first == "between") {
            for (low, length) in self.levels(words.get(1..).unwrap_or_default()) {
                let rest = words.get(length.saturating_add(1)..).unwrap_or_default();
                if rest.first().is_some_and(|and| and == "and") {
                    let upper = self.levels(rest.get(1..).unwrap_or_default()).into_iter();
                    out.extend(
                        upper.map(|(high, more)| {
                            (format!("{low}-{high}"), length.saturating_add(2).saturating_add(more))
                        }),
                    );
                }
            }
        }
        for (low, length) in self.levels(words) {
            let rest = words.get(length..).unwrap_or_default();
            let at = |number: usize| rest.get(number).map(String::as_str);
            if let (Some(one @ ("≤" | "<")), Some("x" | "value"), Some(two @ ("≤" | "<"))) = (at(0), at(1), at(2)) {
                let upper = self.levels(rest.get(3..).unwrap_or_default()).into_iter();
                out.extend(upper.map(|(high, more)| {
                    (format!("{low}{one}X{two}{high}"), length.saturating_add(3).saturating_add(more))
                }));
            }
            if let Some("-" | "to") = at(0) {
                let upper = self.levels(rest.get(1..).unwrap_or_default()).into_iter();
                out.extend(
                    upper.map(|(high, more)| (format!("{low}-{high}"), length.saturating_add(1).saturating_add(more))),
                );
            }
            let sign = match (at(0), at(1)) {
                (Some("or" | "and"), Some("more" | "above" | "higher" | "over")) => "≥",
                (Some("or" | "and"), Some("less" | "below" | "lower" | "fewer" | "under")) => "≤",
                _ => continue,
            };
            // 3 or more errors
            let noun = self.unit(rest.get(2..).unwrap_or_default()).map_or(0, |(_, words)| words);
            for noun in [noun, 0] {
                out.push((format!("{sign}{low}"), length.saturating_add(2).saturating_add(noun)));
            }
        }
        out
    }
}

/// One or two words before a colon, without numbers and without words that tell of a rule.
fn label(words: &[String]) -> Option<Found> {
    let length = words.iter().position(|word| word == ":").filter(|length| (1..=2).contains(length))?;
    let words = words.get(..length)?;
    let plain = |word: &String| word.chars().all(char::is_alphabetic) && !TELLING.contains(&word.as_str());
    words.iter().all(plain).then(|| (words.concat(), length))
}

fn number(words: &[String]) -> Option<&str> {
    words
        .first()
        .map(String::as_str)
        .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) && !word.ends_with('%'))
}

/// `2 points`, `2`, `full points`, `no points`, `80% of full points`.
fn points(words: &[String]) -> Option<Found> {
    let at = |number: usize| words.get(number).map(String::as_str);
    let noun = |number: usize| matches!(at(number), Some("points" | "point" | "pts" | "marks" | "mark"));
    match at(0)? {
        "full" if noun(1) => return Some(("满分".to_owned(), 2)),
        "no" | "zero" if noun(1) => return Some(("0分".to_owned(), 2)),
        "nothing" | "zero" => return Some(("0分".to_owned(), 1)),
        "a" if at(1) == Some("score") && at(2) == Some("of") => {
            return number(words.get(3..)?).map(|value| (format!("{value}分"), 4));
        }
        share if share.ends_with('%') && at(1) == Some("of") && at(2) == Some("full") && noun(3) => {
            return Some((format!("{share}分值"), 4));
        }
        _ => {}
    }
    let value = number(words)?;
    Some((format!("{value}分"), if noun(1) { 2 } else { 1 }))
}
