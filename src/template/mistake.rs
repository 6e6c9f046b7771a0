//! What is wrong with a template's TOML, by its line, as a value that speaks the reader's language.

use crate::lang::Lang;
use crate::messages::{Arg, say};
use crate::text;

/// A mistake in a template's TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The line that it stands in, from 1; `None` where a key of the whole file is meant.
    pub line: Option<usize>,
    /// What it is.
    pub kind: MistakeKind,
}

/// What a mistake is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MistakeKind {
    /// A key that its table does not have.
    UnknownKey {
        /// As typed.
        key: String,
        /// The keys that the table has.
        known: Vec<String>,
    },
    /// A table without a key that it must have.
    MissingKey {
        /// The key.
        key: String,
    },
    /// A word where one of a few is expected.
    UnknownWord {
        /// As typed.
        word: String,
        /// The words that may stand there.
        known: Vec<String>,
    },
    /// A key or a table that stands twice.
    Twice,
    /// A number, a list or a table where text in quotes is expected, or the like.
    WrongType {
        /// What stands there.
        found: TomlType,
        /// What should; `None` where several would do.
        expected: Option<TomlType>,
    },
    /// Text in quotes that is no number.
    NoNumber {
        /// As typed.
        typed: String,
    },
    /// A key that should name a role or a measure of the template, and names none.
    Stranger {
        /// Where it stands.
        place: String,
        /// As typed.
        key: String,
        /// The keys that there are.
        known: Vec<String>,
    },
    /// No TOML from here on.
    Syntax,
}

/// The kinds of values that TOML has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TomlType {
    /// Text in quotes.
    Text,
    /// A number without quotes.
    Number,
    /// `true` or `false`.
    Truth,
    /// `[…]`.
    List,
    /// A table.
    Table,
    /// A day without quotes.
    Day,
}

impl TomlType {
    fn id(self) -> &'static str {
        match self {
            Self::Text => "template-toml-text",
            Self::Number => "template-toml-number",
            Self::Truth => "template-toml-truth",
            Self::List => "template-toml-list",
            Self::Table => "template-toml-table",
            Self::Day => "template-toml-day",
        }
    }

    /// By the words that serde's messages begin with.
    fn named(words: &str) -> Option<Self> {
        const NAMES: &[(&str, TomlType)] = &[
            ("string", TomlType::Text),
            ("a string", TomlType::Text),
            ("integer", TomlType::Number),
            ("floating point", TomlType::Number),
            ("u32", TomlType::Number),
            ("boolean", TomlType::Truth),
            ("a boolean", TomlType::Truth),
            ("sequence", TomlType::List),
            ("a sequence", TomlType::List),
            ("map", TomlType::Table),
            ("a map", TomlType::Table),
            ("struct", TomlType::Table),
            ("datetime", TomlType::Day),
        ];
        NAMES.iter().find(|(name, _)| words.starts_with(name)).map(|(_, kind)| *kind)
    }
}

impl Mistake {
    /// Of the TOML reader's error, which says in English words of its own what is wrong (toml 1.2; the tests have one of each).
    pub(super) fn of(error: &toml::de::Error, toml: &str) -> Self {
        let at = error.span().map(|span| span.start);
        let line = at.and_then(|at| toml.get(..at)).map(|before| before.matches('\n').count().saturating_add(1));
        Self { line, kind: kind(error.message()) }
    }

    /// The mistake in words, with its line.
    pub fn say(&self, lang: Lang) -> String {
        let list = |known: &[String]| known.join(" / ");
        let near = |typed: &str, known: &[String]| {
            text::nearest(typed, known.iter().map(String::as_str))
                .first()
                .map_or_else(|| list(known), ToString::to_string)
        };
        let said = |id: &str, args: &[Arg<'_>]| say(lang, id, args);
        let what = match &self.kind {
            MistakeKind::UnknownKey { key, known } => {
                said("template-mistake-key", &[("key", key), ("near", &near(key, known))])
            }
            MistakeKind::MissingKey { key } => said("template-mistake-missing", &[("key", key)]),
            MistakeKind::UnknownWord { word, known } => {
                said("template-mistake-word", &[("word", word), ("known", &list(known))])
            }
            MistakeKind::Twice => said("template-mistake-twice", &[]),
            MistakeKind::WrongType { found, expected: Some(expected) } => {
                let [found, expected] = [found, expected].map(|kind| said(kind.id(), &[]));
                said("template-mistake-type", &[("found", &found), ("expected", &expected)])
            }
            MistakeKind::WrongType { found, expected: None } => {
                said("template-mistake-type-unfit", &[("found", &said(found.id(), &[]))])
            }
            MistakeKind::NoNumber { typed } => said("template-mistake-number", &[("typed", typed)]),
            MistakeKind::Stranger { place, key, known } => {
                said("template-mistake-stranger", &[("place", place), ("key", key), ("near", &near(key, known))])
            }
            MistakeKind::Syntax => said("template-mistake-syntax", &[]),
        };
        match self.line {
            Some(line) => said("template-mistake-line", &[("line", &line.to_string()), ("what", &what)]),
            None => what,
        }
    }
}

fn kind(message: &str) -> MistakeKind {
    let mut quoted = message.split('`').skip(1).step_by(2).map(str::to_owned);
    let mut first = || quoted.next().unwrap_or_default();
    if message.starts_with("unknown field") {
        return MistakeKind::UnknownKey { key: first(), known: quoted.collect() };
    }
    if message.starts_with("missing field") {
        return MistakeKind::MissingKey { key: first() };
    }
    if message.starts_with("unknown variant") {
        return MistakeKind::UnknownWord { word: first(), known: quoted.collect() };
    }
    if message.starts_with("duplicate") {
        return MistakeKind::Twice;
    }
    // A text in one language or several: whatever else stands there fits neither.
    if message.starts_with("data did not match any variant") {
        return MistakeKind::WrongType { found: TomlType::Number, expected: Some(TomlType::Text) };
    }
    let (found, expected) = message.split_once(", expected ").unwrap_or((message, ""));
    if let Some(found) = found.strip_prefix("invalid type: ").and_then(TomlType::named) {
        return MistakeKind::WrongType { found, expected: TomlType::named(expected) };
    }
    if let Some(typed) = found.strip_prefix("invalid value: string ") {
        return MistakeKind::NoNumber { typed: typed.trim_matches('"').to_owned() };
    }
    MistakeKind::Syntax
}
