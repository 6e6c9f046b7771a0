//! The words of the formula language in Chinese and English: what is read, and what is offered for an unknown one.

use super::{Function, Team};
use crate::model::Back;
use crate::text;

/// What a function's name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// A function of values.
    Function(Function),
    /// 上期, 去年同期.
    Earlier(Back),
    /// 环比, 同比.
    Growth(Back),
    /// 部门合计, 部门平均.
    Team(Team),
    /// 目标.
    Target,
}

/// Every name, the first two of a meaning being those that messages use. Keys as [`text::key`] gives them.
const WORDS: &[(&str, Word)] = &[
    ("求和", Word::Function(Function::Sum)),
    ("sum", Word::Function(Function::Sum)),
    ("合计", Word::Function(Function::Sum)),
    ("平均", Word::Function(Function::Average)),
    ("average", Word::Function(Function::Average)),
    ("平均值", Word::Function(Function::Average)),
    ("avg", Word::Function(Function::Average)),
    ("最大", Word::Function(Function::Max)),
    ("max", Word::Function(Function::Max)),
    ("最大值", Word::Function(Function::Max)),
    ("最小", Word::Function(Function::Min)),
    ("min", Word::Function(Function::Min)),
    ("最小值", Word::Function(Function::Min)),
    ("四舍五入", Word::Function(Function::Round)),
    ("round", Word::Function(Function::Round)),
    ("绝对值", Word::Function(Function::Abs)),
    ("abs", Word::Function(Function::Abs)),
    ("如果", Word::Function(Function::If)),
    ("if", Word::Function(Function::If)),
    ("目标", Word::Target),
    ("target", Word::Target),
    ("目标值", Word::Target),
    ("上期", Word::Earlier(Back::Previous)),
    ("prev", Word::Earlier(Back::Previous)),
    ("previous", Word::Earlier(Back::Previous)),
    ("环比", Word::Growth(Back::Previous)),
    ("mom", Word::Growth(Back::Previous)),
    ("环比增长率", Word::Growth(Back::Previous)),
    ("去年同期", Word::Earlier(Back::YearAgo)),
    ("prevyear", Word::Earlier(Back::YearAgo)),
    ("同比", Word::Growth(Back::YearAgo)),
    ("yoy", Word::Growth(Back::YearAgo)),
    ("同比增长率", Word::Growth(Back::YearAgo)),
    ("部门合计", Word::Team(Team::SUM)),
    ("teamsum", Word::Team(Team::SUM)),
    ("部门平均", Word::Team(Team::MEAN)),
    ("teamavg", Word::Team(Team::MEAN)),
    ("部门平均值", Word::Team(Team::MEAN)),
];

/// The function of a name in comparable form.
pub(super) fn find(name: &str) -> Option<Word> {
    let key = text::key(name);
    WORDS.iter().find(|(word, _)| *word == key).map(|(_, meaning)| *meaning)
}

/// Every function name, to offer the nearest.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    WORDS.iter().map(|(word, _)| *word)
}

/// How many arguments a function takes: least and most.
pub(super) const fn arity(word: Word) -> (usize, usize) {
    match word {
        Word::Function(Function::Sum | Function::Average | Function::Max | Function::Min) => (1, usize::MAX),
        Word::Function(Function::Round) => (1, 2),
        Word::Function(Function::Abs) | Word::Earlier(_) | Word::Growth(_) | Word::Team(_) => (1, 1),
        Word::Function(Function::If) => (3, 3),
        Word::Target => (0, 0),
    }
}

/// The name of a function in messages: the Chinese word and, capital, the English one.
pub(super) fn shown(word: Word) -> String {
    let mut names = WORDS.iter().filter(|(_, meaning)| *meaning == word).map(|(name, _)| *name);
    let chinese = names.next().unwrap_or_default();
    let english = names.next().unwrap_or_default().to_uppercase();
    format!("{chinese}/{english}")
}
