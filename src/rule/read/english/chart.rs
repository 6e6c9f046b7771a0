//! Every way in which a grammar's lines read words from a place on, found once for each place.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::grammar::{Element, Grammar, Kind, Line};
use super::makers::{Maker, Value};
use super::words::Word;
use crate::rule::read::phrase::Phrase;
use crate::rule::read::{Context, limits};
use crate::unit::{Unit, UnitKind};

/// Words of the longest grade, of the longest unit.
const LABEL: usize = 3;
const UNIT: usize = 3;

/// The maker of a thing with what describes it.
pub(super) const DESCRIBED: &str = "thing";

/// Letters of a Chinese measure word that no list knows.
const MEASURE_WORD: usize = 2;

/// What a piece read.
#[derive(Debug, Clone)]
pub(super) struct Read {
    pub value: Value,
    pub start: usize,
    pub end: usize,
    /// Bytes of what only names something.
    pub(super) nouns: Rc<Vec<Range<usize>>>,
    pub(super) letters: usize,
}

/// A clause that was read.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub phrases: Vec<Phrase>,
    pub start: usize,
    pub end: usize,
    pub nouns: Rc<Vec<Range<usize>>>,
    pub letters: usize,
    pub follows: bool,
}

pub(super) struct Chart<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) words: &'a [Word],
    context: &'a Context<'a>,
    own: Vec<String>,
    /// The names of the KPI, its role and its measures, word by word.
    pub(super) names: Vec<Vec<String>>,
    read: Known<(usize, usize), Rc<Read>>,
    clauses: Known<usize, Found>,
    /// Units and names are looked for by many lines.
    units: Known<usize, Rc<Read>>,
    pub(super) nouns: Known<usize, Rc<Read>>,
    reached: Cell<usize>,
}

/// What was read from places, once.
pub(super) type Known<K, V> = RefCell<BTreeMap<K, Rc<Vec<V>>>>;

/// What a line has read so far: its pieces from the last one back, which ways that go on from the same place share.
#[derive(Clone, Default)]
struct State {
    last: Option<Rc<Step>>,
    letters: usize,
}

/// A piece that a line has read, and those before it.
struct Step {
    /// Its number among the pieces that a maker can ask for.
    number: Option<usize>,
    read: Rc<Read>,
    before: Option<Rc<Step>>,
}

impl State {
    fn with(&self, number: Option<usize>, read: &Rc<Read>) -> Self {
        let letters = self.letters.saturating_add(read.letters);
        let step = Step { number, read: Rc::clone(read), before: self.last.clone() };
        Self { last: Some(Rc::new(step)), letters }
    }

    /// From the last piece back.
    fn steps(&self) -> impl Iterator<Item = &Step> {
        std::iter::successors(self.last.as_deref(), |step| step.before.as_deref())
    }

    /// The bytes of what only names something, in their order.
    fn nouns(&self) -> Rc<Vec<Range<usize>>> {
        let mut runs: Vec<&Rc<Vec<Range<usize>>>> =
            self.steps().map(|step| &step.read.nouns).filter(|nouns| !nouns.is_empty()).collect();
        runs.reverse();
        match runs.as_slice() {
            [] => Rc::default(),
            [only] => Rc::clone(only),
            runs => Rc::new(runs.iter().flat_map(|run| run.iter().cloned()).collect()),
        }
    }
}

impl<'a> Chart<'a> {
    pub(super) fn new(grammar: &'a Grammar, words: &'a [Word], context: &'a Context<'a>) -> Self {
        let spelt = |name: &str| -> Vec<String> {
            super::words::words(name, context, grammar).into_iter().map(|word| word.text).collect()
        };
        let own = spelt(&context.unit.text);
        let known = context.names.iter().chain(context.measures);
        let names = known.map(|name| spelt(name)).filter(|name| !name.is_empty()).collect();
        Self {
            grammar,
            words,
            context,
            own,
            names,
            read: RefCell::default(),
            clauses: RefCell::default(),
            units: RefCell::default(),
            nouns: RefCell::default(),
            reached: Cell::new(0),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn word(&self, at: usize) -> Option<&'a Word> {
        self.words.get(at)
    }

    /// Whether a word only joins clauses.
    pub(super) fn joins(&self, word: &str) -> bool {
        self.grammar.lists("joining", word)
    }

    pub(super) fn judged(&self, at: usize) -> bool {
        self.word(at).is_some_and(|word| self.grammar.lists("judge", &word.text))
    }

    /// The bytes of words.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        let start = self.word(from).map_or(0, |word| word.span.start);
        let end = to.checked_sub(1).and_then(|last| self.word(last)).map_or(start, |word| word.span.end);
        start..end.max(start)
    }

    /// The furthest word that any line looked at from here on.
    pub(super) fn furthest(&self, start: usize) -> usize {
        self.reached.set(start);
        self.clauses.borrow_mut().remove(&start);
        self.read.borrow_mut().clear();
        self.clauses(start);
        self.reached.get()
    }

    /// The clauses that begin here.
    pub(super) fn clauses(&self, at: usize) -> Rc<Vec<Found>> {
        if let Some(known) = self.clauses.borrow().get(&at) {
            return Rc::clone(known);
        }
        let mut out: Vec<Found> = Vec::new();
        for line in self.lines(self.grammar.clause, at) {
            for (state, end) in self.line(&line.elements, at) {
                let maker = Maker { context: self.context, grammar: self.grammar, words: self.words };
                let mut phrases = Vec::new();
                let made =
                    line.makers.iter().all(|(name, numbers)| match maker.make(name, &arguments(&state, numbers)) {
                        Some(Value::Phrases(more)) => {
                            phrases.extend(more);
                            true
                        }
                        _ => false,
                    });
                if !made {
                    continue;
                }
                match out.iter_mut().find(|known| known.end == end && known.phrases == phrases) {
                    Some(known) => {
                        known.follows |= line.follows;
                        if state.letters < known.letters {
                            known.letters = state.letters;
                            known.nouns = state.nouns();
                        }
                    }
                    None => out.push(Found {
                        phrases,
                        start: at,
                        end,
                        nouns: state.nouns(),
                        letters: state.letters,
                        follows: line.follows,
                    }),
                }
            }
        }
        let out = Rc::new(out);
        self.clauses.borrow_mut().insert(at, Rc::clone(&out));
        out
    }

    /// The lines of a piece that the word here can begin.
    fn lines(&self, piece: usize, at: usize) -> impl Iterator<Item = &'a Line> {
        let found = self.grammar.pieces.get(piece).zip(self.word(at));
        found.into_iter().flat_map(|(piece, word)| piece.beginning(word.id, word.number.is_some()))
    }

    /// What a piece reads from here.
    fn piece(&self, piece: usize, at: usize) -> Rc<Vec<Rc<Read>>> {
        if let Some(known) = self.read.borrow().get(&(piece, at)) {
            return Rc::clone(known);
        }
        let mut out: Vec<Read> = Vec::new();
        for line in self.lines(piece, at) {
            for (state, end) in self.line(&line.elements, at) {
                let maker = Maker { context: self.context, grammar: self.grammar, words: self.words };
                let Some((name, numbers)) = line.makers.first() else { continue };
                let Some(value) = maker.make(name, &arguments(&state, numbers)) else { continue };
                // What describes a thing is shown with it, word for word.
                let (nouns, letters) = if name == DESCRIBED {
                    let whole = self.bytes(at, end);
                    (Rc::new(vec![whole.clone()]), whole.len())
                } else {
                    (state.nouns(), state.letters)
                };
                match out.iter_mut().find(|known| known.end == end && known.value == value) {
                    Some(known) if letters < known.letters => {
                        known.letters = letters;
                        known.nouns = nouns;
                    }
                    Some(_) => {}
                    None => out.push(Read { value, start: at, end, nouns, letters }),
                }
            }
        }
        let out = Rc::new(out.into_iter().map(Rc::new).collect::<Vec<_>>());
        self.read.borrow_mut().insert((piece, at), Rc::clone(&out));
        out
    }

    /// Every way in which a line's elements read the words from here.
    fn line(&self, elements: &[Element], at: usize) -> Vec<(State, usize)> {
        let mut out = Vec::new();
        self.follow(elements, &State::default(), at, &mut out);
        out.retain(|(_, end)| *end > at);
        out
    }

    /// The ways on from what a line has read so far.
    fn follow(&self, elements: &[Element], state: &State, at: usize, out: &mut Vec<(State, usize)>) {
        let Some((element, rest)) = elements.split_first() else {
            out.push((state.clone(), at));
            return;
        };
        if element.optional {
            self.follow(rest, state, at, out);
        }
        if at > self.reached.get() {
            self.reached.set(at);
        }
        let Some(word) = self.word(at) else { return };
        // Past words that a maker asks for, or does not.
        let plain = |length: usize, value: Value, out: &mut Vec<(State, usize)>| {
            let end = at.saturating_add(length);
            if element.number.is_some() {
                let read = Read { value, start: at, end, nouns: Rc::default(), letters: 0 };
                self.follow(rest, &state.with(element.number, &Rc::new(read)), end, out);
            } else {
                self.follow(rest, state, end, out);
            }
        };
        let known = |reads: &[Rc<Read>], out: &mut Vec<(State, usize)>| {
            for read in reads {
                self.follow(rest, &state.with(element.number, read), read.end, out);
            }
        };
        match &element.kind {
            Kind::Words(words) => {
                if words.contains(&word.id) {
                    self.follow(rest, state, at.saturating_add(1), out);
                }
            }
            Kind::Set(set) => {
                let behind = self.words.get(at..).unwrap_or_default();
                let set = self.grammar.sets.get(*set);
                let wordings = set.and_then(|set| set.get(&word.id)).map(Vec::as_slice).unwrap_or_default();
                for wording in wordings {
                    let fits =
                        wording.len() <= behind.len() && wording.iter().zip(behind).all(|(one, word)| *one == word.id);
                    if fits {
                        self.follow(rest, state, at.saturating_add(wording.len()), out);
                    }
                }
            }
            Kind::Number => {
                if let Some(number) = word.number {
                    plain(1, Value::Number(number, word.big), out);
                }
            }
            Kind::Unit => known(&self.units(at), out),
            Kind::Cash => {
                if self.grammar.lists("cash", &word.text) {
                    plain(1, Value::Unit(word.text.clone()), out);
                }
            }
            Kind::Sign => {
                if matches!(word.text.as_str(), "≤" | "<") {
                    plain(1, Value::Name(word.text.clone()), out);
                }
            }
            Kind::Noun => known(&self.names(at), out),
            Kind::Label => {
                // Nothing is measured, or the grade is of another script.
                let plain_unit = self.context.target.is_none() && self.context.unit.kind == UnitKind::Plain;
                let label = |word: &&Word| {
                    word.text.starts_with(|c: char| c.is_alphabetic() && (plain_unit || !c.is_ascii()))
                        && !self.grammar.lists("label", &word.text)
                };
                for end in self.labels(at, &label) {
                    plain(end.saturating_sub(at), Value::Name(self.spelt(at, end)), out);
                }
            }
            Kind::Rest => {
                let ends = |word: &&Word| matches!(word.text.as_str(), ";" | "\n" | ".");
                let length = self.words.iter().skip(at).take_while(|word| !ends(word)).count();
                if length > 0 {
                    let end = at.saturating_add(length);
                    let nouns = Rc::new(vec![self.bytes(at, end)]);
                    known(&[Rc::new(Read { value: Value::Nothing, start: at, end, nouns, letters: 0 })], out);
                }
            }
            Kind::Piece(piece) => known(&self.piece(*piece, at), out),
        }
    }

    /// Where a grade ends: after one word or several, after those that strokes tie together (non-compliance), and after the number
    /// of a level.
    fn labels(&self, at: usize, label: &dyn Fn(&&'a Word) -> bool) -> Vec<usize> {
        let mut ends = Vec::new();
        let mut here = at;
        for _ in 0..LABEL {
            let Some(first) = self.word(here).filter(label) else { break };
            let mut last = first;
            here = here.saturating_add(1);
            while let Some((stroke, after)) = self.word(here).zip(self.word(here.saturating_add(1)).filter(label))
                && stroke.text == "-"
                && last.span.end == stroke.span.start
                && stroke.span.end == after.span.start
            {
                (last, here) = (after, here.saturating_add(2));
            }
            ends.push(here);
            let level = here == at.saturating_add(1) && self.grammar.lists("levels", &first.text);
            if level && self.word(here).is_some_and(|word| word.number.is_some()) {
                ends.push(here.saturating_add(1));
            }
        }
        ends
    }

    /// Words as they are written, without what was left out between them.
    fn spelt(&self, from: usize, to: usize) -> String {
        let mut out = String::new();
        let mut end = None;
        for word in self.words.get(from..to).unwrap_or_default() {
            if end.is_some_and(|end| end != word.span.start) {
                out.push(' ');
            }
            out.push_str(&word.text);
            end = Some(word.span.end);
        }
        out
    }

    pub(super) fn text(&self, from: usize, to: usize, between: &str) -> String {
        let words: Vec<&str> =
            self.words.get(from..to).unwrap_or_default().iter().map(|word| word.text.as_str()).collect();
        words.join(between)
    }

    /// The units that stand here, once for all lines.
    fn units(&self, at: usize) -> Rc<Vec<Rc<Read>>> {
        if let Some(known) = self.units.borrow().get(&at) {
            return Rc::clone(known);
        }
        let read = |(unit, length): (String, usize)| {
            let end = at.saturating_add(length);
            Rc::new(Read { value: Value::Unit(unit), start: at, end, nouns: Rc::default(), letters: 0 })
        };
        let out = Rc::new(self.units_at(at).into_iter().map(read).collect::<Vec<_>>());
        self.units.borrow_mut().insert(at, Rc::clone(&out));
        out
    }

    /// Units: the KPI's own in either number, known ones, and Chinese measure words behind a number.
    fn units_at(&self, at: usize) -> Vec<(String, usize)> {
        let mut out = Vec::new();
        let rest = self.words.get(at..).unwrap_or_default();
        if !self.own.is_empty()
            && !self.context.unit.is_percent()
            && rest.len() >= self.own.len()
            && self.own.iter().zip(rest).all(|(own, word)| singular(own) == singular(&word.text))
        {
            out.push((self.context.unit.text.clone(), self.own.len()));
            return out;
        }
        for length in (1..=UNIT.min(rest.len())).rev() {
            let name = self.text(at, at.saturating_add(length), " ");
            let kind = Unit::read(&name).kind;
            if matches!(kind, UnitKind::Money | UnitKind::Time | UnitKind::Days | UnitKind::Count(_))
                || kind == UnitKind::Score && self.context.unit.kind == UnitKind::Score
            {
                out.push((name, length));
                break;
            }
        }
        let numbered = at.checked_sub(1).and_then(|before| self.word(before)).is_some_and(|word| word.number.is_some());
        if let (true, true, Some(word)) = (out.is_empty(), numbered, rest.first())
            && word.text.chars().all(|c| !c.is_ascii() && c.is_alphabetic())
            && word.text.chars().count() <= MEASURE_WORD
            && !limits::limits_whom(&word.text)
        {
            out.push((word.text.clone(), 1));
        }
        out
    }
}

/// The pieces that a maker asked for, by their numbers.
fn arguments<'s>(state: &'s State, numbers: &[usize]) -> Vec<&'s Read> {
    numbers
        .iter()
        .filter_map(|number| state.steps().find(|step| step.number == Some(*number)).map(|step| step.read.as_ref()))
        .collect()
}

/// deliveries and delivery, breaches and breach, orders and order.
pub(super) fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| !stem.is_empty()) {
        return format!("{stem}y");
    }
    let hissing = |stem: &&str| ["ss", "x", "ch", "sh"].iter().any(|end| stem.ends_with(end));
    word.strip_suffix("es").filter(hissing).or_else(|| word.strip_suffix('s')).unwrap_or(word).to_owned()
}
