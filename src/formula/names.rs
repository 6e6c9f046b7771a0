//! What a formula may name: the role's measures, their earlier values, the team's measures.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::glyph::{comparable, in_name};
use crate::model::{Back, Measure};
use crate::unit::Unit;

/// The names that a KPI's formula may use.
pub trait Names {
    /// The role's measures in the order of [`crate::model::Role::measures`], columns of earlier values included.
    fn measures(&self) -> &[Measure];

    /// Every role's measures by name and unit, for 部门合计 and 部门平均; asked for only where a formula uses one.
    fn team(&self) -> Vec<(&str, &Unit)>;

    /// Whether the KPI has a target, for 目标.
    fn has_target(&self) -> bool;

    /// The measures' names as they are looked for. Whoever reads several formulas of a role makes them once.
    fn vocabulary(&self) -> Cow<'_, Vocabulary> {
        Cow::Owned(Vocabulary::of(self.measures()))
    }
}

/// A role's names in comparable form, longest first: the longest one that fits is meant.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    pub(super) names: Vec<Name>,
}

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A measure, by index.
    Measure(usize),
    /// A measure at an earlier period: a column 上期X, or the words 上期 and 去年同期 before a measure's name.
    Earlier(usize, Back),
}

/// A name that can be matched in a text.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) chars: Vec<char>,
    pub(super) meaning: Meaning,
    /// As the workbook writes it.
    pub(super) shown: String,
}

impl Vocabulary {
    /// The names of a role's measures and of their earlier values.
    pub fn of(measures: &[Measure]) -> Self {
        let mut names: Vec<Name> = Vec::with_capacity(measures.len().saturating_mul(3));
        let mut known: BTreeSet<Vec<char>> = BTreeSet::new();
        for (index, measure) in measures.iter().enumerate() {
            let meaning = measure.earlier.map_or(Meaning::Measure(index), |e| Meaning::Earlier(e.of, e.back));
            let chars = comparable(&measure.name);
            known.insert(chars.clone());
            names.push(Name { chars, meaning, shown: measure.name.to_string() });
        }
        for (index, measure) in measures.iter().enumerate().filter(|(_, measure)| measure.earlier.is_none()) {
            for back in Back::ALL {
                let shown = format!("{}{}", back.prefix(), measure.name);
                let chars = comparable(&shown);
                if known.insert(chars.clone()) {
                    names.push(Name { chars, meaning: Meaning::Earlier(index, back), shown });
                }
            }
        }
        // A name that is a number can only be meant in brackets; an empty one never.
        names.retain(|name| !name.chars.is_empty());
        names.sort_by_key(|name| std::cmp::Reverse(name.chars.len()));
        Self { names }
    }
}

impl Name {
    /// Whether the name has signs of the language in it, so that it may also be read as an expression.
    pub(super) fn has_signs(&self) -> bool {
        self.chars.iter().any(|c| !in_name(*c))
    }

    /// Whether it reads as a plain number.
    pub(super) fn is_number(&self) -> bool {
        self.chars.iter().all(|c| c.is_ascii_digit() || matches!(c, '.' | '%'))
    }
}
