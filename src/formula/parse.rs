//! The parser: precedence climbing over comparable characters. Known names come first at the place of a value, the
//! longest one that fits, because measures are named with digits, brackets and signs.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::glyph::{Glyph, comparable, glyphs, in_name, is_divide, is_minus, is_multiply};
use super::names::{Meaning, Name, Names};
use super::refusal::{FormulaError, FormulaErrorKind as Kind};
use super::word::{self, Word};
use super::{Expr, Formula, Function, Operator};
use crate::quantity::words;
use crate::text;

/// Excel's limit for a formula's length, in characters.
const MAX_CHARACTERS: usize = 8_192;

/// Parentheses within parentheses: Excel allows 64 levels of functions.
const MAX_DEPTH: usize = 64;

/// Values, names and calls in one formula; real ones have a dozen. Bounds the depth of the tree that operators build.
const MAX_PARTS: usize = 500;

/// Letters of the longest multiplier behind digits, and the one that may tell it from a unit.
const MULTIPLIER: usize = 3;

/// Unknown names of one formula for which the nearest ones are offered.
pub(super) const OFFERS: usize = 3;

/// Operators that bind tighter than another have a greater number; Excel's order.
const COMPARISON: u8 = 1;
const SUM: u8 = 3;
const PRODUCT: u8 = 5;
const POWER: u8 = 7;
const SIGN: u8 = 9;

/// Nothing more can be read after an obstacle of form; the obstacle is noted.
pub(super) struct Stop;

pub(super) type Read = Result<Expr, Stop>;

pub(super) struct Parser<'a> {
    typed: &'a str,
    glyphs: Vec<Glyph>,
    pub(super) at: usize,
    table: Cow<'a, [Name]>,
    pub(super) names: &'a dyn Names,
    /// Set while asking whether a name with signs could be calculated instead.
    probing: bool,
    pub(super) errors: Vec<FormulaError>,
    depth: usize,
    parts: usize,
}

/// Reads a formula. See [`super::read`].
pub(super) fn read<'a>(typed: &'a str, names: &'a dyn Names) -> Result<Formula, Vec<FormulaError>> {
    let length = typed.chars().count();
    if length > MAX_CHARACTERS {
        return Err(vec![FormulaError { kind: Kind::TooLarge, from: 0, to: length, quote: String::new() }]);
    }
    let mut parser = Parser {
        typed,
        glyphs: glyphs(typed),
        at: 0,
        table: match names.vocabulary() {
            Cow::Borrowed(vocabulary) => Cow::Borrowed(&vocabulary.names),
            Cow::Owned(vocabulary) => Cow::Owned(vocabulary.names),
        },
        names,
        probing: false,
        errors: Vec::new(),
        depth: 0,
        parts: 0,
    };
    match parser.whole() {
        Ok(root) if parser.errors.is_empty() => Ok(Formula { root }),
        _ => Err(parser.errors),
    }
}

impl Parser<'_> {
    fn whole(&mut self) -> Read {
        self.take(|c| c == '=');
        if self.peek().is_none() {
            return self.stop(Kind::Empty, self.at, self.at);
        }
        let root = self.expression(0)?;
        match self.peek() {
            None => Ok(root),
            Some(')' | ',' | ';' | '、' | ']' | '】') => self.stop(Kind::Stray, self.at, self.at.saturating_add(1)),
            Some(_) => self.stop_at_rest(Kind::OperatorExpected),
        }
    }

    /// An expression whose operators bind at least as tightly as `least`.
    pub(super) fn expression(&mut self, least: u8) -> Read {
        self.depth = self.depth.saturating_add(1);
        if self.depth > MAX_DEPTH {
            return self.stop(Kind::TooLarge, self.at, self.glyphs.len());
        }
        let mut left = self.value()?;
        loop {
            let start = self.at;
            if self.take(|c| c == '%') {
                left = percent(left);
                continue;
            }
            let Some((operator, binding)) = self.operator() else { break };
            if binding < least {
                self.at = start;
                break;
            }
            if binding == COMPARISON && matches!(&left, Expr::Binary(operator, ..) if operator.compares()) {
                return self.stop(Kind::ComparedTwice, start, self.at);
            }
            let right = self.expression(binding.saturating_add(1))?;
            left = Expr::Binary(operator, Box::new(left), Box::new(right));
        }
        self.depth = self.depth.saturating_sub(1);
        Ok(left)
    }

    fn operator(&mut self) -> Option<(Operator, u8)> {
        let first = self.peek()?;
        let second = self.glyphs.get(self.at.saturating_add(1)).map(|glyph| glyph.c);
        let (operator, binding, length) = match (first, second) {
            ('<', Some('>')) | ('!', Some('=')) => (Operator::NotEqual, COMPARISON, 2),
            ('<', Some('=')) => (Operator::LessOrEqual, COMPARISON, 2),
            ('>', Some('=')) => (Operator::GreaterOrEqual, COMPARISON, 2),
            ('=', Some('=')) => (Operator::Equal, COMPARISON, 2),
            ('≠', _) => (Operator::NotEqual, COMPARISON, 1),
            ('≤' | '≦', _) => (Operator::LessOrEqual, COMPARISON, 1),
            ('≥' | '≧', _) => (Operator::GreaterOrEqual, COMPARISON, 1),
            ('<', _) => (Operator::Less, COMPARISON, 1),
            ('>', _) => (Operator::Greater, COMPARISON, 1),
            ('=', _) => (Operator::Equal, COMPARISON, 1),
            ('+', _) => (Operator::Add, SUM, 1),
            ('^', _) => (Operator::Power, POWER, 1),
            (c, _) if is_minus(c) => (Operator::Subtract, SUM, 1),
            (c, _) if is_multiply(c) => (Operator::Multiply, PRODUCT, 1),
            (c, _) if is_divide(c) => (Operator::Divide, PRODUCT, 1),
            _ => return None,
        };
        self.at = self.at.saturating_add(length);
        Some((operator, binding))
    }

    fn value(&mut self) -> Read {
        self.parts = self.parts.saturating_add(1);
        if self.parts > MAX_PARTS {
            return self.stop(Kind::TooLarge, self.at, self.glyphs.len());
        }
        let start = self.at;
        match self.peek() {
            Some('(') => {
                self.at = self.at.saturating_add(1);
                let inner = self.expression(0)?;
                self.close(start)?;
                Ok(inner)
            }
            Some('[' | '【') => self.quoted(),
            _ if self.names_measure() => self.measure(start),
            Some('+') => {
                self.at = self.at.saturating_add(1);
                self.expression(SIGN)
            }
            Some(c) if is_minus(c) => {
                self.at = self.at.saturating_add(1);
                Ok(Expr::Negate(Box::new(self.expression(SIGN)?)))
            }
            Some(c) if c.is_ascii_digit() || c == '.' => self.number(),
            Some(c) if in_name(c) => self.word(),
            Some(_) => self.stop(Kind::ValueExpected, self.at, self.at.saturating_add(1)),
            None => self.stop(Kind::ValueExpected, self.at, self.at),
        }
    }

    /// Expects the parenthesis that closes the one at `open`.
    pub(super) fn close(&mut self, open: usize) -> Result<(), Stop> {
        if self.take(|c| c == ')') {
            return Ok(());
        }
        match self.peek() {
            None => self.stop(Kind::Unclosed, open, open.saturating_add(1)),
            Some(',' | ';' | '、') => self.stop(Kind::Stray, self.at, self.at.saturating_add(1)),
            Some(_) => self.stop_at_rest(Kind::OperatorExpected),
        }
    }

    /// `[name]` or `【name】`: exactly a measure's name, whatever signs it has.
    fn quoted(&mut self) -> Read {
        let start = self.at;
        // Names may hold brackets themselves, so the pair that closes this one is looked for.
        let mut open = 0_usize;
        let mut end = None;
        for (offset, glyph) in self.glyphs.iter().enumerate().skip(start) {
            match glyph.c {
                '[' | '【' => open = open.saturating_add(1),
                ']' | '】' => open = open.saturating_sub(1),
                _ => continue,
            }
            if open == 0 {
                end = Some(offset);
                break;
            }
        }
        let Some(end) = end else { return self.stop(Kind::Unclosed, start, start.saturating_add(1)) };
        let inside: Vec<char> =
            self.glyphs.get(start.saturating_add(1)..end).unwrap_or_default().iter().map(|glyph| glyph.c).collect();
        self.at = end.saturating_add(1);
        if let Some(name) = self.table.iter().find(|name| name.chars == inside) {
            return Ok(expr_of(name.meaning));
        }
        let typed = self.slice(start.saturating_add(1), end);
        let nearest = self.nearest_measures(&typed);
        self.note(Kind::UnknownName(nearest), start, self.at);
        Ok(placeholder())
    }

    /// The longest known name that stands here and ends where a name can end: its place in the table.
    fn name_here(&self) -> Option<usize> {
        let rest = self.glyphs.get(self.at..)?;
        self.table.iter().position(|name| {
            !name.is_number()
                && rest.len() >= name.chars.len()
                && rest.iter().zip(&name.chars).all(|(glyph, c)| glyph.c == *c)
                && rest.get(name.chars.len()).is_none_or(|next| next.spaced || !in_name(next.c))
        })
    }

    /// Whether a known measure stands here, and not a function's name before its parenthesis.
    fn names_measure(&self) -> bool {
        let Some(name) = self.name_here().and_then(|index| self.table.get(index)) else { return false };
        let next = self.glyphs.get(self.at.saturating_add(name.chars.len())).map(|glyph| glyph.c);
        let word: String = name.chars.iter().collect();
        next != Some('(') || word::find(&word).is_none()
    }

    fn measure(&mut self, start: usize) -> Read {
        let Some(name) = self.name_here().and_then(|index| self.table.get(index)).cloned() else {
            return self.stop(Kind::ValueExpected, start, start.saturating_add(1));
        };
        self.at = start.saturating_add(name.chars.len());
        if self.peek() == Some('(') {
            // 销售额(万元): the name goes on in brackets, but no measure is named so.
            let end = self.matching(self.at).map_or(self.glyphs.len(), |end| end.saturating_add(1));
            let nearest = self.nearest_measures(&self.slice(start, end));
            self.at = end;
            self.note(Kind::UnknownName(nearest), start, end);
            return Ok(placeholder());
        }
        if !self.probing && name.has_signs() && self.calculates(&name) {
            self.note(Kind::Ambiguous, start, self.at);
        }
        Ok(expr_of(name.meaning))
    }

    /// Whether a name with signs could also be read as an expression of other names.
    fn calculates(&self, name: &Name) -> bool {
        let mut probe = Parser {
            typed: &name.shown,
            glyphs: glyphs(&name.shown),
            at: 0,
            table: self.table.iter().filter(|other| other.chars != name.chars).cloned().collect(),
            names: self.names,
            probing: true,
            errors: Vec::new(),
            depth: 0,
            parts: 0,
        };
        probe.whole().is_ok() && probe.errors.is_empty()
    }

    fn number(&mut self) -> Read {
        let start = self.at;
        let mut digits = String::new();
        while let Some(glyph) = self.glyphs.get(self.at).copied() {
            if !(glyph.c.is_ascii_digit() || glyph.c == '.') || (glyph.spaced && self.at > start) {
                break;
            }
            digits.push(glyph.c);
            self.at = self.at.saturating_add(1);
        }
        let behind: Vec<char> = self.glyphs.iter().skip(self.at).take(MULTIPLIER).map(|glyph| glyph.c).collect();
        let (scale, letters) = words::multiplier(&behind).unwrap_or((1, 0));
        let scale = Decimal::from(scale);
        self.at = self.at.saturating_add(letters);
        if self.glyphs.get(self.at).is_some_and(|next| !next.spaced && in_name(next.c)) {
            // 7日留存 or 30万元: a name that begins with digits.
            self.at = start;
            return self.word();
        }
        // `5.` and `.5` are numbers; `.` and `1.2.3` are none.
        if digits.bytes().filter(|b| *b == b'.').count() > 1 || digits == "." {
            return self.stop(Kind::ValueExpected, start, self.at);
        }
        match Decimal::from_str_exact(digits.trim_end_matches('.')).ok().and_then(|n| n.checked_mul(scale)) {
            Some(number) => Ok(Expr::Number(number.normalize())),
            None => {
                self.note(Kind::NumberTooLong, start, self.at);
                Ok(placeholder())
            }
        }
    }

    /// A bare word that is no measure: a function, 目标, or an unknown name.
    fn word(&mut self) -> Read {
        let start = self.at;
        while self.glyphs.get(self.at).is_some_and(|glyph| in_name(glyph.c)) {
            self.at = self.at.saturating_add(1);
        }
        let name: String = self.glyphs.get(start..self.at).unwrap_or_default().iter().map(|glyph| glyph.c).collect();
        let meaning = word::find(&name);
        if self.peek() == Some('(') {
            return self.call(start, meaning);
        }
        if meaning == Some(Word::Target) {
            return Ok(self.target(start));
        }
        let nearest = self.nearest_measures(&self.slice(start, self.at));
        self.note(Kind::UnknownName(nearest), start, self.at);
        Ok(placeholder())
    }

    pub(super) fn target(&mut self, start: usize) -> Expr {
        if !self.names.has_target() {
            self.note(Kind::NoTarget, start, self.at);
        }
        Expr::Target
    }

    /// The parenthesis that closes the one at `open`.
    pub(super) fn matching(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (offset, glyph) in self.glyphs.iter().enumerate().skip(open) {
            match glyph.c {
                '(' => depth = depth.saturating_add(1),
                ')' => depth = depth.saturating_sub(1),
                _ => continue,
            }
            if depth == 0 {
                return Some(offset);
            }
        }
        None
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.glyphs.get(self.at).map(|glyph| glyph.c)
    }

    pub(super) fn take(&mut self, wanted: impl Fn(char) -> bool) -> bool {
        let there = self.peek().is_some_and(wanted);
        if there {
            self.at = self.at.saturating_add(1);
        }
        there
    }

    /// The text as typed from one glyph up to another.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        let (from, to) = self.positions(from, to);
        self.typed.chars().skip(from).take(to.saturating_sub(from)).collect::<String>().trim().to_owned()
    }

    /// Character positions in the text of a range of glyphs.
    fn positions(&self, from: usize, to: usize) -> (usize, usize) {
        let end = self.typed.chars().count();
        let first = self.glyphs.get(from).map_or(end, |glyph| glyph.at);
        let last =
            to.checked_sub(1).and_then(|last| self.glyphs.get(last)).map_or(first, |glyph| glyph.at.saturating_add(1));
        (first, last.max(first))
    }

    pub(super) fn nearest_measures(&self, unknown: &str) -> Vec<String> {
        // Where nothing in a formula is known, it is of another workbook.
        if self.errors.len() >= OFFERS {
            return Vec::new();
        }
        let known = self.names.measures().iter().map(|measure| &*measure.name);
        text::nearest(unknown, known).into_iter().map(str::to_owned).collect()
    }

    pub(super) fn note(&mut self, kind: Kind, from: usize, to: usize) {
        let quote = self.slice(from, to);
        let (from, to) = self.positions(from, to);
        self.errors.push(FormulaError { kind, from, to, quote });
    }

    pub(super) fn stop<T>(&mut self, kind: Kind, from: usize, to: usize) -> Result<T, Stop> {
        self.note(kind, from, to);
        Err(Stop)
    }

    /// Stops at what stands here: up to the next sign.
    fn stop_at_rest<T>(&mut self, kind: Kind) -> Result<T, Stop> {
        let start = self.at;
        let mut end = start.saturating_add(1);
        while self.glyphs.get(end).is_some_and(|glyph| in_name(glyph.c)) {
            end = end.saturating_add(1);
        }
        self.stop(kind, start, end)
    }
}

/// Stands for what could not be read while the rest is looked at.
pub(super) fn placeholder() -> Expr {
    Expr::Number(Decimal::ONE)
}

fn expr_of(meaning: Meaning) -> Expr {
    match meaning {
        Meaning::Measure(index) => Expr::Measure(index),
        Meaning::Earlier(index, back) => Expr::Earlier(index, back),
    }
}

/// `50%` is the number 0.5; a percent sign behind anything else divides by 100.
fn percent(value: Expr) -> Expr {
    let hundredth = Decimal::new(1, 2);
    match value {
        Expr::Number(number) => match number.checked_mul(hundredth) {
            Some(share) => Expr::Number(share.normalize()),
            None => Expr::Number(number),
        },
        other => Expr::Binary(Operator::Multiply, Box::new(other), Box::new(Expr::Number(hundredth))),
    }
}

/// The comparable form of a team measure's name.
pub(super) fn same_name(a: &str, b: &str) -> bool {
    comparable(a) == comparable(b)
}

/// ROUND with one argument rounds to whole numbers.
pub(super) fn finish(function: Function, mut arguments: Vec<Expr>) -> Expr {
    if function == Function::Round && arguments.len() == 1 {
        arguments.push(Expr::Number(Decimal::ZERO));
    }
    Expr::Call(function, arguments)
}
