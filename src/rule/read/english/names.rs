//! Names of something: what a rule is about, what is counted.

use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use super::chart::{Chart, Read};
use super::makers::Value;
use super::words::Word;

/// Words of the longest name of something.
const NOUN: usize = 4;

impl<'a> Chart<'a> {
    /// The names of something that begin here, once for all lines.
    pub(super) fn names(&self, at: usize) -> Rc<Vec<Rc<Read>>> {
        if let Some(known) = self.nouns.borrow().get(&at) {
            return Rc::clone(known);
        }
        let read = |end: usize, letters: usize, nouns: Vec<Range<usize>>| {
            let value = Value::Name(self.text(at, end, " "));
            Rc::new(Read { value, start: at, end, nouns: Rc::new(nouns), letters })
        };
        // A name that the sheet knows may hold any words.
        let rest = self.words.get(at..).unwrap_or_default();
        let said = |name: &&Vec<String>| {
            name.len() <= rest.len() && name.iter().zip(rest).all(|(one, word)| *one == word.text)
        };
        let mut out: Vec<Rc<Read>> = Vec::new();
        out.extend(self.names.iter().filter(said).map(|name| read(at.saturating_add(name.len()), 0, Vec::new())));
        // Net profit, average handling time: names of measures may begin with words that limit elsewhere.
        let behind = at.checked_sub(1).and_then(|before| self.word(before));
        let named = behind.is_none_or(|before| !self.grammar.lists("unnamed", &before.text));
        let averages = self.word(at).filter(|word| named && self.grammar.lists("averages", &word.text));
        let mut from = BTreeSet::from([at]);
        from.extend(averages.map(|_| at.saturating_add(1)));
        let known = from.iter().flat_map(|from| {
            let words = self.words.get(*from..).unwrap_or_default();
            self.grammar.ends("measure", words).map(|length| from.saturating_add(length))
        });
        let mut ends: BTreeSet<usize> = known.collect();
        from.extend(ends.iter().copied());
        for _ in 0..NOUN {
            from = from.into_iter().flat_map(|from| self.named(from)).collect();
            ends.extend(from.iter().copied());
        }
        for end in ends {
            let span = self.bytes(at, end);
            out.push(read(end, span.len(), vec![span]));
        }
        let out = Rc::new(out);
        self.nouns.borrow_mut().insert(at, Rc::clone(&out));
        out
    }

    /// Where a word of a name ends, and where several do that strokes tie together: on-time, each of which alone might compare.
    fn named(&self, at: usize) -> Vec<usize> {
        let word = |at: usize| self.word(at).filter(|word| word.text.starts_with(char::is_alphabetic));
        // A number is no part of a name.
        let names = |word: &&Word| word.number.is_none() && !self.grammar.lists("noun", &word.text);
        let joins = |word: &&Word| names(word) || self.grammar.lists("joined", &word.text);
        let mut ends: Vec<usize> = word(at).filter(names).map(|_| at.saturating_add(1)).into_iter().collect();
        let mut last = word(at).filter(joins);
        let mut stroke = at.saturating_add(1);
        while let Some((before, own)) = last.zip(self.word(stroke).filter(|own| own.text == "-")) {
            let touches = |after: &&Word| before.span.end == own.span.start && own.span.end == after.span.start;
            last = word(stroke.saturating_add(1)).filter(joins).filter(touches);
            stroke = stroke.saturating_add(2);
            ends.extend(last.map(|_| stroke));
        }
        ends
    }
}
