//! English wordings: each clause is one line of a table and becomes the Chinese clause that means the same, so that one
//! grammar gives every language its meaning. A clause that no line reads is refused.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::refusal::Reason;
use super::{Context, target};
use crate::unit::UnitKind;

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

/// Words that only an English rule holds.
#[rustfmt::skip]
const TELLING: &[&str] = &[
    "points", "point", "target", "per", "proportion", "proportional", "score", "scores", "scored", "floor", "value", "off", "lines",
    "maximum", "max", "marks", "minus", "plus", "deduct", "most", "least", "below", "above", "capped", "cap", "full", "judgement", "discretion",
];

/// Words that leave the points to somebody.
const JUDGEMENT: &[&str] = &["discretion", "judgement", "judgment", "appropriate", "depending", "roughly", "about"];

/// Clauses: `|` between words that mean the same, `_` within one wording, `?` behind what may be left out. Slots: {p}
/// points, {x} an amount, {l} a level, {b} a band, {n} a number, {w} a name, {k} a label.
#[rustfmt::skip]
const CLAUSES: &[(&str, &str)] = &[
    ("the? value|result as a percentage of the? target is scored", "按实际值占目标值的百分比评分"),
    ("at the? target : {p}", "达到目标得{p}"),
    ("in proportion|proportional|proportionally to_the_target|to_target|to_completion? : {n} × value|actual ÷ target", "按完成率比例计分（{n} × 实际 ÷ 目标）"),
    ("in proportion|proportional|proportionally to_the_target|to_target|to_completion?", "按完成率比例计分"),
    ("in? proportion|proportional|proportionally to the? target? achievement|attainment|completion|actual", "按完成率比例计分"),
    ("score|points = actual|value|achieved / target × {n} points?", "实际/目标×{n}"),
    ("score|points = actual|value|achieved ÷ target × {n} points?", "实际/目标×{n}"),
    ("score|points = target / actual|value × {n} points?", "目标/实际×{n}"),
    ("achievement|completion|attainment rate × {n} points?", "完成率×{n}"),
    ("every|each|per|for_each|for_every {x} below|under|short_of {l} : deduct|minus|subtract {p}", "每低于{l} {x}扣{p}"),
    ("every|each|per|for_each|for_every {x} above|over|beyond {l} : deduct|minus|subtract {p}", "每高于{l} {x}扣{p}"),
    ("every|each|per|for_each|for_every {x} above|over|beyond {l} : add|plus {p}", "每高于{l} {x}加{p}"),
    ("in inverse proportion to_the_target|to_target? : {n} × target ÷ value|actual", "按反比例计分（{n} × 目标 ÷ 实际）"),
    ("in inverse proportion to_the_target|to_target?", "按反比例计分"),
    ("starts|start from|at {p}", "起评分{p}"),
    ("{p} for a? deviation within ± {x}", "偏差在±{x}以内得{p}"),
    ("the value is the score : {n} stands for {p}", "按评分计分，满分{n}分，折算为{p}"),
    ("score|scored as rated|given", "按评分计分"),
    ("score|scored as rated|given out of {n}", "按评分计分，满分{n}分"),
    ("out of {n}", "满分{n}分"),
    ("straight_lines|linear|interpolated|linearly between|in_between?", "区间内线性计算"),
    ("a|each begun {x} counts whole|as_a_whole_one|in_full", "不足{x}按{x}计"),
    ("part of {x} counts in proportion", "不足{x}按比例计算"),
    // Steps below, above, either way.
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} below|under|short_of {l}", "每低于{l} {x}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} above|over|beyond {l}", "每高于{l} {x}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} away_from|off|either_side_of {l}", "与{l}每相差{x}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} below|under|short|less|lower", "每低{x}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} above|over|beyond|more|higher", "每高{x}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x} late", "每延迟{x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} below|under|short_of {l}", "每低于{l} {x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} above|over|beyond {l}", "每高于{l} {x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} away_from|off|either_side_of {l}", "与{l}每相差{x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} below|under|short|less|lower", "每低{x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} above|over|beyond|more|higher", "每高{x}扣{p}"),
    ("minus|deduct|less|subtract {p} per|for_each|for_every|each {x} late", "每延迟{x}扣{p}"),
    ("{p} more|extra|bonus|added per|for_each|for_every|each {x} below|under {l}", "每低于{l} {x}加{p}"),
    ("{p} more|extra|bonus|added per|for_each|for_every|each {x} above|over|beyond {l}", "每高于{l} {x}加{p}"),
    ("{p} more|extra|bonus|added per|for_each|for_every|each {x} away_from {l}", "与{l}每相差{x}加{p}"),
    ("{p} more|extra|bonus|added per|for_each|for_every|each {x} below|under|lower", "每低{x}加{p}"),
    ("{p} more|extra|bonus|added per|for_each|for_every|each {x} above|over|beyond|higher", "每高{x}加{p}"),
    ("plus|add {p} per|for_each|for_every|each {x} below|under {l}", "每低于{l} {x}加{p}"),
    ("plus|add {p} per|for_each|for_every|each {x} above|over|beyond {l}", "每高于{l} {x}加{p}"),
    ("plus|add {p} per|for_each|for_every|each {x} below|under|lower", "每低{x}加{p}"),
    ("plus|add {p} per|for_each|for_every|each {x} above|over|beyond|higher", "每高{x}加{p}"),
    // Things that are counted.
    ("{p} off|deducted|lost for_every|for_each|per {n} of {w}", "每发生{n}次{w}扣{p}"),
    ("{p} off|less|deducted|lost per|for_each|for_every|each {x}", "每发生{x}扣{p}"),
    ("minus|deduct|subtract {p} per|for_each|for_every|each {x}", "每发生{x}扣{p}"),
    ("{p} per|for_each|for_every|each {x} completed|done|made?", "每完成{x}得{p}"),
    // Bounds.
    ("at_most|up_to|capped_at|maximum|max|cap|no_more_than {p} off|deducted|in_deductions", "最多扣{p}"),
    ("at_most|up_to|capped_at|maximum|max|cap|no_more_than {p} extra|more|bonus|in_bonus", "最高加{p}"),
    ("at_most|up_to|capped_at|maximum|max|cap|no_more_than {n} extra|more|bonus points|point|marks", "最高加{n}分"),
    ("at_most|up_to|capped_at|maximum|max|cap|no_more_than {p} in_total?", "最高{p}"),
    ("at_most|up_to|capped_at|maximum|max|cap|no_more_than {x}", "封顶{x}"),
    ("at_least|minimum|min|floor|down_to|not_below|never_below {p}", "最低{p}"),
    ("without_a_maximum|without_maximum|uncapped|no_maximum|no_cap", "不封顶"),
    // Full points, pass or fail.
    ("{p} at|from|on|for_reaching|when_reaching {l}", "达到{l}得{p}"),
    ("full_points|full_marks up_to|within|at_or_below {l}", "不超过{l}得满分"),
    ("{p} if|when|for the? target is? met|reached", "达到目标得{p}"),
    ("{p} if|when achieved|met|reached|completed|done|on_target", "达到目标得{p}"),
    ("target met|reached : {p}", "达到目标得{p}"),
    ("otherwise|else : {p}", "否则得{p}"),
    ("{p} otherwise|else|if_not", "否则得{p}"),
    ("target missed|not_met|not_reached : {p}", "未达到目标得{p}"),
    // Tiers and cut-offs.
    ("{b} : the? total is 0", "{b}一票否决"),
    ("{b} : {n} × value ÷ target", "{b}按比例得分"),
    ("{b} : scores|gives|gets|earns? {p}", "{b}得{p}"),
    ("{p} for|if {b}", "{b}得{p}"),
    ("{l} : {p}", "{l}得{p}"),
    // Labels: an explicit colon stands behind them.
    ("{t} :: {p}", "{t}得{p}"),
];

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
    let mut pieces = Vec::new();
    for (span, closes) in clauses(text) {
        let Some(clause) = text.get(span.clone()) else { continue };
        let words = words(clause);
        if words.is_empty() {
            continue;
        }
        let reader = Reader { context };
        let judged = words.iter().any(|word| JUDGEMENT.contains(&word.as_str()));
        let chinese = if judged { None } else { reader.clause(&words) };
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
    let normal: String = clause.nfkc().flat_map(char::to_lowercase).collect();
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
        CLAUSES.iter().find_map(|(pattern, chinese)| {
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
            _ => Vec::new(),
        }
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
                let text = inner.concat();
                let bare = text.strip_suffix(self.context.unit.text.as_str()).unwrap_or(&text);
                let unit = self.context.unit;
                // Only the target's own number may stand there.
                if target(&text, unit).or_else(|| target(bare, unit)).map(|found| found.value) == known
                    && let (Some(_), Some(close)) = (known, close)
                {
                    out.push(("目标值".to_owned(), close.saturating_add(1)));
                }
            } else {
                out.push(("目标值".to_owned(), next));
            }
        }
        out.extend(self.share_of_target(words));
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
            match (at(0), at(1)) {
                (Some("or"), Some("more" | "above" | "higher")) | (Some("and"), Some("above")) => {
                    out.push((format!("≥{low}"), length.saturating_add(2)));
                }
                (Some("or"), Some("less" | "below" | "lower" | "fewer")) => {
                    out.push((format!("≤{low}"), length.saturating_add(2)));
                }
                _ => {}
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
