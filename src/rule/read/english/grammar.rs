//! The lines of `grammar.txt` as productions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;

use super::words::Word;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// One of these words, by their numbers.
    Words(Vec<u32>),
    /// A set of wordings, by its number.
    Set(usize),
    /// A piece with lines of its own.
    Piece(usize),
    Number,
    Unit,
    Cash,
    /// ≤ or <.
    Sign,
    Noun,
    Label,
    Rest,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    pub kind: Kind,
    pub optional: bool,
    /// Its number among the pieces that a maker can ask for.
    pub number: Option<usize>,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub elements: Vec<Element>,
    pub makers: Vec<(String, Vec<usize>)>,
    /// May stand behind another clause without a comma.
    pub follows: bool,
}

/// Wordings of one meaning, by their first word, in the words' numbers.
pub(super) type Set = BTreeMap<u32, Vec<Vec<u32>>>;

/// What a line, or one of its pieces, may begin with.
#[derive(Debug, Default, Clone, PartialEq)]
struct First {
    words: BTreeSet<u32>,
    number: bool,
    /// Anything: a unit, a name, a grade, a sign.
    any: bool,
}

/// The lines of a piece by what they begin with, so that only those are tried that a word can begin.
#[derive(Debug, Default)]
pub(super) struct Piece {
    lines: Vec<Line>,
    words: BTreeMap<u32, Vec<usize>>,
    number: Vec<usize>,
    any: Vec<usize>,
}

impl Piece {
    /// The lines that can begin with a word, in their order.
    pub(super) fn beginning(&self, word: u32, number: bool) -> impl Iterator<Item = &Line> {
        let listed = self.words.get(&word).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<usize> = listed.iter().chain(&self.any).copied().collect();
        if number {
            found.extend(&self.number);
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|line| self.lines.get(line))
    }

    fn index(&mut self, firsts: Vec<First>) {
        for (line, first) in firsts.into_iter().enumerate() {
            for word in first.words {
                self.words.entry(word).or_default().push(line);
            }
            if first.number {
                self.number.push(line);
            }
            if first.any {
                self.any.push(line);
            }
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub sets: Vec<Set>,
    pub pieces: Vec<Piece>,
    /// The number of `Clause`.
    pub clause: usize,
    lists: BTreeMap<String, BTreeSet<String>>,
    /// Number words in their order, from zero.
    counting: Vec<String>,
    names: BTreeMap<String, usize>,
    /// Every word of a pattern by its number: words are compared many times.
    known: BTreeMap<String, u32>,
}

/// The English grammar.
pub(super) fn english() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::read(include_str!("grammar.txt")))
}

impl Grammar {
    /// Whether a word is on one of the lists that begin with `!`.
    pub(super) fn lists(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|words| words.contains(word))
    }

    /// The word of a list of one.
    pub(super) fn only(&self, list: &str) -> Option<&str> {
        self.lists.get(list).and_then(BTreeSet::first).map(String::as_str)
    }

    /// What a number word counts.
    pub(super) fn counts(&self, word: &str) -> Option<Decimal> {
        self.counting.iter().zip(0_i64..).find(|(name, _)| *name == word).map(|(_, value)| Decimal::from(value))
    }

    /// Whether a word begins one of a set's wordings.
    pub(super) fn begins(&self, set: &str, word: &str) -> bool {
        let wordings = self.names.get(set).and_then(|set| self.sets.get(*set));
        wordings.is_some_and(|wordings| wordings.contains_key(&self.number(word)))
    }

    /// How many words from here are one of a set's wordings.
    pub(super) fn ends(&self, set: &str, words: &[Word]) -> impl Iterator<Item = usize> {
        let set = self.names.get(set).and_then(|set| self.sets.get(*set));
        let wordings = set.zip(words.first()).and_then(|(set, first)| set.get(&first.id));
        let fits = move |wording: &&Vec<u32>| {
            wording.len() <= words.len() && wording.iter().zip(words).all(|(one, word)| *one == word.id)
        };
        wordings.map(Vec::as_slice).unwrap_or_default().iter().filter(fits).map(Vec::len)
    }

    /// A word's number; 0 where no pattern holds it.
    pub(super) fn number(&self, word: &str) -> u32 {
        self.known.get(word).copied().unwrap_or_default()
    }

    /// A word's number, a new one where it has none.
    fn learn(&mut self, word: &str) -> u32 {
        let next = u32::try_from(self.known.len()).unwrap_or(u32::MAX).saturating_add(1);
        *self.known.entry(word.to_owned()).or_insert(next)
    }

    fn read(text: &str) -> Self {
        let mut out = Self::default();
        let mut sets: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pieces: BTreeMap<&str, usize> = BTreeMap::new();
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines() {
            if let Some((name, wordings)) = line.strip_prefix('@').and_then(|line| line.split_once(" = ")) {
                sets.insert(name, out.sets.len());
                let mut set = Set::new();
                for wording in wordings.split(" | ") {
                    let words: Vec<u32> = wording.split_whitespace().map(|word| out.learn(word)).collect();
                    let Some(first) = words.first() else { continue };
                    let known = set.entry(*first).or_default();
                    if !known.contains(&words) {
                        known.push(words);
                    }
                }
                out.sets.push(set);
            } else if let Some((name, words)) = line.strip_prefix('!').and_then(|line| line.split_once(" = ")) {
                if name == "numbers" {
                    out.counting = words.split_whitespace().map(str::to_owned).collect();
                }
                out.lists.insert(name.to_owned(), words.split_whitespace().map(str::to_owned).collect());
            } else if let Some((name, _)) = head(line) {
                let next = pieces.len();
                pieces.entry(name).or_insert(next);
            }
        }
        out.pieces.resize_with(pieces.len(), Piece::default);
        out.clause = pieces.get("Clause").copied().unwrap_or_default();
        for line in lines() {
            let Some((name, body)) = head(line) else { continue };
            let Some((pattern, makers)) = body.rsplit_once(" > ") else { continue };
            let follows = line.get(name.len()..).is_some_and(|rest| rest.starts_with('+'));
            let mut number = 0_usize;
            let elements =
                pattern.split_whitespace().map(|written| out.element(written, &sets, &pieces, &mut number)).collect();
            let makers = makers
                .split(" ; ")
                .map(|maker| {
                    let mut words = maker.split_whitespace();
                    let name = words.next().unwrap_or_default().to_owned();
                    (name, words.filter_map(|number| number.parse().ok()).collect())
                })
                .collect();
            let line = Line { elements, makers, follows };
            if let Some(piece) = pieces.get(name).and_then(|piece| out.pieces.get_mut(*piece)) {
                piece.lines.push(line);
            }
        }
        out.index();
        out.names = sets.into_iter().map(|(name, set)| (name.to_owned(), set)).collect();
        out
    }
}

impl Grammar {
    fn element(
        &mut self,
        written: &str,
        sets: &BTreeMap<&str, usize>,
        pieces: &BTreeMap<&str, usize>,
        number: &mut usize,
    ) -> Element {
        let bare = written.strip_suffix('?').filter(|bare| !bare.is_empty());
        let (name, optional) = (bare.unwrap_or(written), bare.is_some());
        let kind = match name {
            "{n}" => Kind::Number,
            "{unit}" => Kind::Unit,
            "{cash}" => Kind::Cash,
            "{sign}" => Kind::Sign,
            "{noun}" => Kind::Noun,
            "{label}" => Kind::Label,
            "{rest}" => Kind::Rest,
            _ => match (name.strip_prefix('@').and_then(|set| sets.get(set)), pieces.get(name)) {
                (Some(set), _) => Kind::Set(*set),
                (None, Some(piece)) => Kind::Piece(*piece),
                (None, None) => Kind::Words(name.split('|').map(|word| self.learn(word)).collect()),
            },
        };
        let counted = !optional && !matches!(kind, Kind::Words(_) | Kind::Set(_));
        if counted {
            *number = number.saturating_add(1);
        }
        Element { kind, optional, number: counted.then_some(*number) }
    }

    /// Finds what lines begin with. No piece begins with itself: the chart could not read it.
    fn index(&mut self) {
        let mut known: Vec<Option<First>> = vec![None; self.pieces.len()];
        for piece in 0..self.pieces.len() {
            self.begins_piece(piece, &mut known);
        }
        let pieces: Vec<First> = known.into_iter().map(Option::unwrap_or_default).collect();
        let firsts: Vec<Vec<First>> = self
            .pieces
            .iter()
            .map(|piece| piece.lines.iter().map(|line| self.first(line, &pieces)).collect())
            .collect();
        for (piece, firsts) in self.pieces.iter_mut().zip(firsts) {
            piece.index(firsts);
        }
    }

    /// What a piece begins with, after the pieces that its lines begin with.
    fn begins_piece(&self, piece: usize, known: &mut Vec<Option<First>>) {
        if known.get(piece).is_none_or(Option::is_some) {
            return;
        }
        if let Some(place) = known.get_mut(piece) {
            *place = Some(First::default());
        }
        let lines = self.pieces.get(piece).map(|piece| piece.lines.as_slice()).unwrap_or_default();
        let mut all = First::default();
        for element in lines.iter().flat_map(Line::beginning) {
            if let Kind::Piece(first) = element.kind {
                self.begins_piece(first, known);
                all.add(known.get(first).and_then(Option::as_ref).unwrap_or(&First::default()));
            } else {
                self.add_element(element, &[], &mut all);
            }
        }
        if let Some(place) = known.get_mut(piece) {
            *place = Some(all);
        }
    }

    /// What a line begins with.
    fn first(&self, line: &Line, pieces: &[First]) -> First {
        let mut out = First::default();
        line.beginning().for_each(|element| self.add_element(element, pieces, &mut out));
        out
    }

    fn add_element(&self, element: &Element, pieces: &[First], out: &mut First) {
        match &element.kind {
            Kind::Words(words) => out.words.extend(words.iter().copied()),
            Kind::Set(set) => out.words.extend(self.sets.get(*set).into_iter().flat_map(|set| set.keys().copied())),
            Kind::Piece(piece) => pieces.get(*piece).into_iter().for_each(|first| out.add(first)),
            Kind::Number => out.number = true,
            Kind::Unit | Kind::Cash | Kind::Sign | Kind::Noun | Kind::Label | Kind::Rest => out.any = true,
        }
    }
}

impl Line {
    /// Its first element, and those behind elements that may be left out.
    fn beginning(&self) -> impl Iterator<Item = &Element> {
        let first = self.elements.iter().position(|element| !element.optional);
        self.elements.iter().take(first.map_or(usize::MAX, |first| first.saturating_add(1)))
    }
}

impl First {
    fn add(&mut self, other: &Self) {
        self.words.extend(other.words.iter().copied());
        self.number |= other.number;
        self.any |= other.any;
    }
}

/// A line's name and what stands behind it; `None` for sets and lists.
fn head(line: &str) -> Option<(&str, &str)> {
    let name = line.split([':', '+']).next().filter(|name| name.chars().all(char::is_alphanumeric))?;
    let body = line.get(name.len().saturating_add(1)..)?;
    (!name.is_empty() && name.starts_with(char::is_uppercase)).then_some((name, body.trim_start()))
}
