//! The lines of `grammar.txt` as productions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rust_decimal::Decimal;

/// A piece of a pattern.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// One of these words.
    Words(Vec<String>),
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

#[derive(Debug, Default)]
pub(super) struct Grammar {
    pub sets: Vec<Vec<Vec<String>>>,
    pub pieces: Vec<Vec<Line>>,
    /// The number of `Clause`.
    pub clause: usize,
    lists: BTreeMap<String, BTreeSet<String>>,
    /// Number words in their order, from zero.
    counting: Vec<String>,
    names: BTreeMap<String, usize>,
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

    /// What a number word counts.
    pub(super) fn counts(&self, word: &str) -> Option<Decimal> {
        self.counting.iter().zip(0_i64..).find(|(name, _)| *name == word).map(|(_, value)| Decimal::from(value))
    }

    /// Whether a word begins one of a set's wordings.
    pub(super) fn begins(&self, set: &str, word: &str) -> bool {
        let wordings = self.names.get(set).and_then(|set| self.sets.get(*set));
        wordings
            .is_some_and(|wordings| wordings.iter().any(|wording| wording.first().is_some_and(|first| first == word)))
    }

    fn read(text: &str) -> Self {
        let mut out = Self::default();
        let mut sets: BTreeMap<&str, usize> = BTreeMap::new();
        let mut pieces: BTreeMap<&str, usize> = BTreeMap::new();
        let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for line in lines() {
            if let Some((name, wordings)) = line.strip_prefix('@').and_then(|line| line.split_once(" = ")) {
                sets.insert(name, out.sets.len());
                let words = |wording: &str| wording.split_whitespace().map(str::to_owned).collect();
                out.sets.push(wordings.split(" | ").map(words).collect());
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
        out.pieces.resize_with(pieces.len(), Vec::new);
        out.clause = pieces.get("Clause").copied().unwrap_or_default();
        for line in lines() {
            let Some((name, body)) = head(line) else { continue };
            let Some((pattern, makers)) = body.rsplit_once(" > ") else { continue };
            let follows = line.get(name.len()..).is_some_and(|rest| rest.starts_with('+'));
            let mut number = 0_usize;
            let elements =
                pattern.split_whitespace().map(|written| element(written, &sets, &pieces, &mut number)).collect();
            let makers = makers
                .split(" ; ")
                .map(|maker| {
                    let mut words = maker.split_whitespace();
                    let name = words.next().unwrap_or_default().to_owned();
                    (name, words.filter_map(|number| number.parse().ok()).collect())
                })
                .collect();
            let line = Line { elements, makers, follows };
            if let Some(lines) = pieces.get(name).and_then(|piece| out.pieces.get_mut(*piece)) {
                lines.push(line);
            }
        }
        out.names = sets.into_iter().map(|(name, set)| (name.to_owned(), set)).collect();
        out
    }
}

/// A line's name and what stands behind it; `None` for sets and lists.
fn head(line: &str) -> Option<(&str, &str)> {
    let name = line.split([':', '+']).next().filter(|name| name.chars().all(char::is_alphanumeric))?;
    let body = line.get(name.len().saturating_add(1)..)?;
    (!name.is_empty() && name.starts_with(char::is_uppercase)).then_some((name, body.trim_start()))
}

fn element(written: &str, sets: &BTreeMap<&str, usize>, pieces: &BTreeMap<&str, usize>, number: &mut usize) -> Element {
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
            (None, None) => Kind::Words(name.split('|').map(str::to_owned).collect()),
        },
    };
    let counted = !optional && !matches!(kind, Kind::Words(_) | Kind::Set(_));
    if counted {
        *number = number.saturating_add(1);
    }
    Element { kind, optional, number: counted.then_some(*number) }
}
