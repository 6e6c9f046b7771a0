//! Tokens of a rule, each knowing which bytes of the sheet's own text it came from.

mod first;
mod lists;

use rust_decimal::Decimal;
use unicode_normalization::UnicodeNormalization;

use super::class::Class;
use super::forms;
use super::vocabulary;
use crate::quantity::numeral;
use crate::quantity::words::unit_length;
use crate::text;

/// A piece of the text that the grammar looks at as one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    /// What it is.
    pub kind: Kind,
    /// Its normalised text.
    pub text: String,
    /// First byte in the original text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Whether a space stood before it.
    pub gap: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number; `true` where 万 or 亿 was multiplied in.
    Number(Decimal, bool),
    /// A unit behind a number, after 每 or after a slash.
    Unit,
    /// A word of the vocabulary.
    Word(Class),
    /// Punctuation or a sign.
    Sign(char),
    /// A new clause: line break, semicolon, full stop, a number of a list.
    Break,
    /// A place left open for a number.
    Blank,
    /// Anything else.
    Free,
}

struct Letter {
    c: char,
    start: usize,
    end: usize,
    gap: bool,
    /// A full-width comma, which divides no thousands.
    wide: bool,
}

/// Characters of the longest number that is looked at: a decimal has no more digits.
const NUMBER: usize = 64;

/// Digits of the longest number that is read. A part of a longer one is another number.
const DIGITS: usize = 28;

/// The sign that stands for such a number: no sentence has a place for it.
const BEYOND: char = '\0';

/// Splits a rule into tokens. `unit`: the KPI's own, which stands behind numbers even where no list knows it.
pub(super) fn tokens(original: &str, unit: &str) -> Vec<Token> {
    let own: Vec<char> = letters(unit).iter().map(|letter| letter.c).collect();
    let letters = letters(original);
    let chars: Vec<char> = letters.iter().map(|letter| letter.c).collect();
    let mut scan = Scan { letters: &letters, chars: &chars, own: &own, at: 0, out: Vec::new(), depth: 0 };
    scan.run();
    scan.out
}

/// Normalised letters with their places; spaces become gaps, quotes and zero-width characters disappear.
fn letters(original: &str) -> Vec<Letter> {
    let mut out = Vec::new();
    let mut gap = false;
    for (start, character) in original.char_indices() {
        let end = start.saturating_add(character.len_utf8());
        if matches!(character, '①'..='⑳' | '⑴'..='⒇' | '⒈'..='⒛') {
            // NFKC would make these plain numbers.
            out.push(Letter { c: '\n', start, end, gap, wide: false });
            gap = false;
            continue;
        }
        if text::is_figure(character) {
            // Nor does 10² become 102.
            out.push(Letter { c: character, start, end, gap, wide: false });
            gap = false;
            continue;
        }
        for c in std::iter::once(character).nfkc() {
            let c = text::simplified(c);
            // 計畫 is 计划, 圖畫 is no plan.
            let planned = forms::letter(c, forms::DRAWN)
                && out.last().is_some_and(|before: &Letter| forms::letter(before.c, forms::PLANS) && !gap);
            let c = if planned { forms::word(forms::DRAWN_UP).chars().next().unwrap_or(c) } else { c };
            match c {
                '\n' | '\r' | '\u{b}' | '\u{2028}' => out.push(Letter { c: '\n', start, end, gap, wide: false }),
                c if text::is_invisible(c) => continue,
                c if forms::letter(c, forms::QUOTES) => {
                    continue;
                }
                '【' | '】' | '〔' | '〕' => out.push(Letter { c: ',', start, end, gap, wide: true }),
                c if c.is_whitespace() => {
                    gap = true;
                    continue;
                }
                c => {
                    for c in c.to_lowercase() {
                        out.push(Letter { c, start, end, gap, wide: character == '，' });
                        gap = false;
                    }
                }
            }
            gap = false;
        }
    }
    out
}

struct Scan<'a> {
    letters: &'a [Letter],
    chars: &'a [char],
    own: &'a [char],
    at: usize,
    out: Vec<Token>,
    depth: u32,
}

impl Scan<'_> {
    fn rest(&self) -> &[char] {
        self.chars.get(self.at..).unwrap_or_default()
    }

    /// The rest up to where no number goes on: a full-width comma, and a space between two digits where no unit tells
    /// numbers apart (每高于253 1扣2分). No number begins with 0 and two digits more: 10，000 is one number.
    fn one_number(&self) -> &[char] {
        let rest = self.rest();
        let letter = |ahead: usize| self.letters.get(self.at.saturating_add(ahead));
        let thousands = |comma: usize| {
            let digits = rest.iter().skip(comma.saturating_add(1)).take_while(|c| c.is_ascii_digit());
            rest.get(comma.saturating_add(1)) == Some(&'0') && digits.take(4).count() == 3
        };
        let ends = rest.windows(2).zip(1_usize..).take(NUMBER).find(|(pair, ahead)| {
            letter(*ahead).is_some_and(|letter| {
                letter.wide && !thousands(*ahead)
                    || letter.gap && self.own.is_empty() && pair.iter().all(char::is_ascii_digit)
            })
        });
        rest.get(..ends.map_or(rest.len(), |(_, ahead)| ahead)).unwrap_or(rest)
    }

    /// How long a number is that has more digits than are read.
    fn beyond_decimals(&self) -> Option<usize> {
        let number = self.rest().iter().take_while(|c| c.is_ascii_digit() || **c == '.');
        let digits = number.clone().filter(|c| c.is_ascii_digit()).count();
        (digits > DIGITS && self.peek(0).is_some_and(|c| c.is_ascii_digit())).then(|| number.count())
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at.saturating_add(ahead)).copied()
    }

    fn last(&self) -> Option<Kind> {
        self.out.last().map(|token| token.kind)
    }

    fn push(&mut self, kind: Kind, length: usize) {
        let to = self.at.saturating_add(length);
        let Some(letters) = self.letters.get(self.at..to) else { return };
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return };
        let text: String = letters.iter().map(|letter| letter.c).collect();
        // 积分 are points.
        let text =
            if kind == Kind::Unit && forms::ends(&text, forms::POINT) { forms::word(forms::POINT) } else { text };
        let joins = kind == Kind::Free && !first.gap && self.last() == Some(Kind::Free);
        match self.out.last_mut() {
            Some(before) if joins => {
                before.text.push_str(&text);
                before.end = last.end;
            }
            _ => self.out.push(Token { kind, text, start: first.start, end: last.end, gap: first.gap }),
        }
        self.at = to;
    }

    fn run(&mut self) {
        while let Some(c) = self.peek(0) {
            if let Some((kind, length)) = self.next(c) {
                self.push(kind, length);
            } else {
                self.push(Kind::Free, 1);
            }
        }
    }

    fn next(&mut self, c: char) -> Option<(Kind, usize)> {
        if let Some(blank) = self.blank() {
            return Some((Kind::Blank, blank));
        }
        if let Some(length) = self.guess() {
            return Some((Kind::Sign(BEYOND), length));
        }
        if let Some(length) = self.numbering() {
            return Some((Kind::Break, length));
        }
        if self.after_number()
            && let Some(length) = unit_length(self.rest()).max(self.own_unit())
        {
            // 分值, 分钟 and the like are longer words than the unit 分.
            let longer = vocabulary::longest(self.rest())
                .is_some_and(|(word, class)| word > length && !matches!(class, Class::Range | Class::Filler));
            // 每成交一单: no tenth.
            let tenth = forms::letter(c, forms::TENTH) && self.last() == Some(Kind::Word(Class::Each));
            // 每升1%: no litre.
            let moves = self.last() == Some(Kind::Word(Class::Each))
                && after_starts_number(self.rest().get(length..).unwrap_or_default())
                && vocabulary::longest(self.rest())
                    .is_some_and(|(word, class)| word >= length && matches!(class, Class::MoreSide | Class::LessSide));
            if !longer && !tenth && !moves {
                // 积分, 绩效分 are points.
                return Some((Kind::Unit, length));
            }
        }
        if let Some(length) = self.beyond_decimals() {
            return Some((Kind::Sign(BEYOND), length));
        }
        // 完成率(%)
        if self.rest().starts_with(&['(', '%', ')']) {
            return Some((Kind::Word(Class::Filler), 3));
        }
        if self.allows_first(c) {
            return Some((Kind::Word(Class::AtMost), 1));
        }
        if let Some(length) = self.onward(c) {
            return Some((Kind::Free, length));
        }
        let word = vocabulary::longest(self.rest());
        if let Some(operator) = self.operator(word) {
            return Some(operator);
        }
        if forms::letter(c, forms::WHOEVER) && self.closes_condition() {
            return Some((Kind::Word(Class::Filler), 1));
        }
        if let Some(length) = self.glued() {
            return Some((Kind::Free, length));
        }
        if let Some((number, big, length)) =
            numeral::number(self.one_number(), self.chars.get(..self.at).unwrap_or_default())
            && word.is_none_or(|(word, _)| word < length || c.is_ascii_digit())
        {
            return Some((Kind::Number(number, big), length));
        }
        if let Some((length, class)) = word {
            if self.fits(class, length) {
                return Some((Kind::Word(class), length));
            }
            if class == Class::Give && forms::letter(c, forms::COUNT) && length == 1 && self.ends_clause(1) {
                return Some((Kind::Word(Class::Judge), 1));
            }
            // 节约率, 逾期率: a name as a whole.
            if self.peek(length).is_some_and(|c| forms::letter(c, forms::RATE)) {
                return Some((Kind::Free, length));
            }
            // 得满分 is no 得满: the shorter word stands there.
            if matches!(class, Class::AddUpTo | Class::GainUpTo | Class::Zero | Class::Noun) {
                let mut length = length;
                while let Some((shorter, class)) = vocabulary::longest(self.rest().get(..length.saturating_sub(1))?) {
                    if self.fits(class, shorter) {
                        return Some((Kind::Word(class), shorter));
                    }
                    length = shorter;
                }
            }
        }
        match c {
            '\n' | ';' | '。' | '|' | '!' => Some((Kind::Break, 1)),
            ',' | '、' | ':' | '(' | ')' | '[' | ']' | '/' | '*' | '×' | '÷' | '+' | '.' | '{' | '}' | '·' | '?'
            | '→' | '\\' => {
                match c {
                    '(' => self.depth = self.depth.saturating_add(1),
                    ')' => self.depth = self.depth.saturating_sub(1),
                    _ => {}
                }
                Some((Kind::Sign(c), 1))
            }
            _ => None,
        }
    }

    /// 乘以 is ×, and 除以 beside it ÷; 按实际除以目标的比例 alone names a ratio.
    fn operator(&self, word: Option<(usize, Class)>) -> Option<(Kind, usize)> {
        let rest = self.rest();
        let times = |letters: &[char]| vocabulary::operator(letters) == Some('×');
        let sign = vocabulary::operator(rest).filter(|_| word.is_none_or(|(length, _)| length <= 2))?;
        let multiplied = (0..self.chars.len()).any(|at| times(self.chars.get(at..).unwrap_or_default()));
        (sign == '×' || multiplied).then_some((Kind::Sign(sign), 2))
    }

    /// 未滿70%者, 達成目標者: behind a condition 者 is no part of a name.
    fn closes_condition(&self) -> bool {
        let gap = self.letters.get(self.at).is_some_and(|letter| letter.gap);
        !gap && match self.last() {
            Some(Kind::Unit | Kind::Number(..)) => true,
            Some(Kind::Word(class)) => class.ends_condition(),
            _ => false,
        }
    }

    /// ISO9001, Q3, T1: digits behind a letter belong to its name. A lone x multiplies.
    fn glued(&self) -> Option<usize> {
        let before = self.at.checked_sub(1).and_then(|last| self.chars.get(last)).copied()?;
        let alone = !self.at.checked_sub(2).and_then(|at| self.chars.get(at)).is_some_and(char::is_ascii_alphanumeric);
        let named = before.is_ascii_alphabetic()
            && !(forms::letter(before, forms::MULTIPLIES) && alone)
            && self.letters.get(self.at).is_some_and(|letter| !letter.gap)
            && self.last() == Some(Kind::Free);
        let digits = self.rest().iter().take_while(|c| c.is_ascii_digit()).count();
        let after = self.rest().get(digits..).unwrap_or_default();
        // GMV500万以上 compares all the same.
        let name = after.first().is_some_and(|c| c.is_alphabetic() && !forms::letter(*c, forms::BEHIND_AMOUNTS))
            && unit_length(after).is_none();
        (named && digits > 0 && name).then_some(digits)
    }

    /// Whether a clause ends so many characters ahead.
    fn ends_clause(&self, ahead: usize) -> bool {
        self.peek(ahead).is_none_or(|c| matches!(c, '\n' | ';' | '。' | ',' | '、' | ')' | '('))
    }

    /// Whether a unit may stand here.
    fn after_number(&self) -> bool {
        match self.last() {
            Some(Kind::Number(..) | Kind::Sign('/') | Kind::Word(Class::Each)) => true,
            // 每半天 and 10个小时 are one unit; 2分/次 a second one after the slash.
            _ => false,
        }
    }

    /// The length of the KPI's unit, where it stands here as a word of its own.
    fn own_unit(&self) -> Option<usize> {
        let after = self.rest().get(self.own.len());
        let latin =
            self.own.last().is_some_and(char::is_ascii_alphabetic) && after.is_some_and(char::is_ascii_alphabetic);
        (!self.own.is_empty() && self.rest().starts_with(self.own) && !latin).then_some(self.own.len())
    }

    /// Underscores, empty brackets, and letters that stand for a number still to be chosen.
    fn blank(&self) -> Option<usize> {
        let rest = self.rest();
        let run = |c: char| rest.iter().take_while(|r| **r == c).count();
        match rest.first()? {
            '_' => Some(run('_')),
            '(' if rest.get(1) == Some(&')') => Some(2),
            '[' => {
                let close = rest.iter().take(8).position(|c| *c == ']')?;
                let inner = rest.get(1..close)?;
                inner.iter().all(|c| !c.is_ascii_digit() && *c != ',').then(|| close.saturating_add(1))
            }
            c if forms::letter(*c, forms::PLACEHOLDERS) => {
                let first = *rest.first()?;
                let length = run(first);
                let next = rest.get(length);
                let alone =
                    self.at == 0 || !self.chars.get(self.at.saturating_sub(1)).is_some_and(char::is_ascii_alphanumeric);
                let stands = next.is_some_and(|c| forms::letter(*c, forms::BEHIND_PLACEHOLDERS)) && alone;
                let factor = matches!(first, '×' | '*') && length == 1;
                (stands && !factor).then_some(length)
            }
            '.' if rest.get(1) == Some(&'.') => Some(run('.')),
            _ => None,
        }
    }

    /// Whether a word of a class may stand here: short words are parts of names elsewhere.
    fn fits(&self, class: Class, length: usize) -> bool {
        let rest = self.rest();
        let after = rest.get(length..).unwrap_or_default();
        let next = after.first().copied();
        let numeric = match self.last() {
            Some(Kind::Number(..) | Kind::Unit) => true,
            Some(Kind::Word(class)) => {
                matches!(class, Class::Target | Class::Include | Class::Exclude | Class::SuffixMin | Class::SuffixMax)
            }
            Some(Kind::Sign(')')) => true,
            _ => false,
        };
        if next.is_some_and(|c| forms::letter(c, forms::NAMING))
            && matches!(
                class,
                Class::Less
                    | Class::LessSide
                    | Class::More
                    | Class::MoreSide
                    | Class::Late
                    | Class::Lack
                    | Class::Apart
                    | Class::Reach
                    | Class::OnTarget
                    | Class::Take
                    | Class::Add
                    | Class::Not
                    | Class::None
            )
        {
            return class == Class::Not || class == Class::None;
        }
        match class {
            Class::SuffixMin | Class::SuffixBeyond | Class::SuffixMax => {
                numeric
                    || length > 1 && self.last() != Some(Kind::Free)
                    || rest.first().is_some_and(|c| forms::letter(*c, forms::WITHIN))
                        && self.last() == Some(Kind::Word(Class::Target))
            }
            Class::Range => {
                // A minus sign stands where no number stands before it: ≥-3%, 最高扣至-10分.
                let minus = rest.first() == Some(&'-') && length == 1 && next.is_some_and(|c| c.is_ascii_digit());
                let open = matches!(self.last(), None | Some(Kind::Break | Kind::Sign('(') | Kind::Word(_)));
                // 90%～未满100%
                let under = || {
                    vocabulary::longest(after).is_some_and(|(length, class)| {
                        class == Class::Less && after_starts_number(after.get(length..).unwrap_or_default())
                    })
                };
                (numeric && (after_starts_number(after) || under())) || (minus && open)
            }
            Class::Give if length == 1 => starts_points(after),
            Class::Add if length == 1 => starts_points(after),
            Class::Take if rest.first().is_some_and(|c| forms::letter(*c, forms::LESS)) && length == 1 => {
                starts_points(after)
            }
            // 得满分 is 得 and 满分.
            Class::AddUpTo | Class::GainUpTo => !next.is_some_and(|c| forms::letter(c, forms::POINT)),
            // 扣减本项分值1分 takes one point, not all of them.
            // 超标准 compares with the standard.
            Class::Noun if forms::spelled(rest, forms::OVER_THE_STANDARD) => false,
            Class::Zero if length > 2 && next.is_some_and(|c| forms::letter(c, forms::FIGURES)) => false,
            Class::Zero if length > 2 => {
                !next.is_some_and(|c| c.is_ascii_digit())
                    && !matches!((next, after.get(1)), (Some(point), Some(c)) if forms::letter(point, forms::POINT) && c.is_ascii_digit())
            }
            // 约5次 is a guess, 公约 a name.
            Class::Judgement if rest.first().is_some_and(|c| forms::letter(*c, forms::ABOUT)) && length == 1 => {
                after_starts_number(after)
            }
            // 不扣除主管外的分 denies nothing.
            Class::NoDeduction
                if rest.get(length.saturating_sub(1)).is_some_and(|c| forms::letter(*c, forms::EXCEPT)) =>
            {
                next.is_none_or(|c| forms::letter(c, forms::POINT) || matches!(c, '\n' | ';' | '。' | ',' | '、' | ')'))
            }
            Class::Include | Class::Exclude => numeric || matches!(self.last(), Some(Kind::Sign('(' | ')'))),
            Class::Filler => true,
            _ => true,
        }
    }
}

fn after_starts_number(after: &[char]) -> bool {
    after
        .first()
        .is_some_and(|c| c.is_ascii_digit() || numeral::is_numeral(*c) || forms::letter(*c, forms::BEFORE_AMOUNTS))
}

/// Whether points follow: a number, 满分, 零分, a share, or a place left open.
fn starts_points(after: &[char]) -> bool {
    let skip = after.iter().take_while(|c| forms::letter(**c, forms::BEFORE_POINTS)).count();
    let Some(next) = after.get(skip) else { return false };
    next.is_ascii_digit() || numeral::is_numeral(*next) || forms::letter(*next, forms::BEGIN_POINTS)
}
