//! The numbers of a level: 95分, 90–100, ≥90分, 80≤X<90, [80,90), 60分以下, 90 points or more.

use rust_decimal::Decimal;

/// What numbers a level stands for; `None` at an open end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Figures {
    One(Decimal),
    Between(Option<Decimal>, Option<Decimal>),
}

/// A word or sign among numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Number(Decimal),
    Range,
    /// ≥ and >: how a bound is meant exactly no whole mark can tell.
    Least,
    Most,
    /// 以上
    Above,
    /// 以下
    Below,
    /// The X of 80≤X<90.
    Variable,
    /// 分
    Points,
    /// A blank or a bracket.
    Nothing,
}

/// Words and signs, longer ones before those that they begin with.
const SIGNS: &[(&str, Sign)] = &[
    ("及以上", Sign::Above),
    ("或以上", Sign::Above),
    ("以上", Sign::Above),
    ("及以下", Sign::Below),
    ("或以下", Sign::Below),
    ("以下", Sign::Below),
    ("or more", Sign::Above),
    ("or above", Sign::Above),
    ("and above", Sign::Above),
    ("or less", Sign::Below),
    ("or below", Sign::Below),
    ("and below", Sign::Below),
    ("points", Sign::Points),
    ("point", Sign::Points),
    ("marks", Sign::Points),
    ("pts", Sign::Points),
    ("不低于", Sign::Least),
    ("不少于", Sign::Least),
    ("不高于", Sign::Most),
    ("不超过", Sign::Most),
    ("不足", Sign::Most),
    ("不到", Sign::Most),
    ("未满", Sign::Most),
    ("低于", Sign::Most),
    ("小于", Sign::Most),
    ("超过", Sign::Least),
    ("高于", Sign::Least),
    ("大于", Sign::Least),
    ("at least", Sign::Least),
    ("below", Sign::Most),
    ("under", Sign::Most),
    ("over", Sign::Least),
    ("above", Sign::Least),
    ("to", Sign::Range),
    (">=", Sign::Least),
    ("<=", Sign::Most),
    ("≥", Sign::Least),
    ("≧", Sign::Least),
    (">", Sign::Least),
    ("≤", Sign::Most),
    ("≦", Sign::Most),
    ("<", Sign::Most),
    ("~", Sign::Range),
    ("-", Sign::Range),
    ("至", Sign::Range),
    ("到", Sign::Range),
    (",", Sign::Range),
    ("x", Sign::Variable),
    ("[", Sign::Nothing),
    ("]", Sign::Nothing),
    (")", Sign::Nothing),
    (" ", Sign::Nothing),
];

/// The figures that a text begins with, whether they are said to be points, and what stands behind them.
pub(super) fn leading(text: &str) -> Option<(Figures, bool, &str)> {
    let mut rest = text;
    let mut signs: Vec<Sign> = Vec::new();
    let mut points = false;
    while let Some((sign, behind)) = next(rest, signs.last().copied()) {
        points |= sign == Sign::Points;
        if !matches!(sign, Sign::Points | Sign::Nothing) {
            signs.push(sign);
        }
        rest = behind;
    }
    Some((figures(&signs)?, points, rest))
}

/// A text that is figures and nothing else.
pub(super) fn whole(text: &str) -> Option<Figures> {
    leading(text).filter(|(_, _, rest)| rest.is_empty()).map(|(figures, ..)| figures)
}

/// A name and the figures behind it, from `begins` on.
pub(super) fn behind(piece: &str, begins: usize) -> Option<(&str, &str)> {
    let first = piece.get(begins..)?.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '['))?;
    let mut name = piece.get(..begins.checked_add(first)?)?;
    // 优秀≥90分, 不合格低于60分: the signs of bounds are of the figures. 不足-10 is a level of that name.
    let without_bound = |name: &str| {
        let bounds =
            SIGNS.iter().filter(|(word, sign)| matches!(sign, Sign::Least | Sign::Most) && ends_with(name, word));
        let longest = bounds.map(|(word, _)| word.len()).max()?;
        let before = name.get(..name.len().checked_sub(longest)?)?;
        (!before.trim().is_empty()).then_some(before.len())
    };
    while let Some(length) = without_bound(name.trim_end()) {
        name = name.get(..length)?;
    }
    Some((name, piece.get(name.len()..)?))
}

/// Whether a text ends with a word that is not a part of a longer one.
fn ends_with(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    let Some((before, end)) = start.and_then(|start| text.split_at_checked(start)) else { return false };
    end.eq_ignore_ascii_case(word)
        && !(word.starts_with(|c: char| c.is_ascii_alphabetic()) && before.ends_with(|c: char| c.is_ascii_alphabetic()))
}

fn next(text: &str, before: Option<Sign>) -> Option<(Sign, &str)> {
    // Behind a number a minus is a dash.
    let dash = matches!(before, Some(Sign::Number(_)));
    let unsigned = text.trim_start_matches(['-', '+']);
    let sign = text.len().saturating_sub(unsigned.len());
    if unsigned.starts_with(|c: char| c.is_ascii_digit()) && (sign == 0 || sign == 1 && !dash) {
        let end = unsigned.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(unsigned.len());
        let (digits, behind) = unsigned.split_at_checked(end)?;
        let mut number: Decimal = digits.trim_end_matches('.').parse().ok()?;
        number.set_sign_negative(text.starts_with('-'));
        return Some((Sign::Number(number), behind));
    }
    // 5分钟 is a time.
    if let Some(behind) = text.strip_prefix('分') {
        return (!behind.starts_with(['钟', '鐘', '之'])).then_some((Sign::Points, behind));
    }
    let lower = |word: &str| text.get(..word.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(word));
    let (word, sign) = SIGNS.iter().find(|(word, _)| lower(word))?;
    // A letter within a word is none: x of "xyz", to of "total".
    let behind = text.get(word.len()..)?;
    let cut =
        word.ends_with(|c: char| c.is_ascii_alphabetic()) && behind.starts_with(|c: char| c.is_ascii_alphabetic());
    (!cut).then_some((*sign, behind))
}

fn figures(signs: &[Sign]) -> Option<Figures> {
    let between = |low: Decimal, high: Decimal| Figures::Between(Some(low.min(high)), Some(low.max(high)));
    Some(match *signs {
        [Sign::Number(one)] => Figures::One(one),
        [Sign::Number(one), Sign::Range, Sign::Number(other)]
        | [Sign::Number(one), Sign::Most, Sign::Variable, Sign::Most, Sign::Number(other)]
        | [Sign::Number(one), Sign::Least, Sign::Variable, Sign::Least, Sign::Number(other)]
        | [Sign::Least, Sign::Number(one), Sign::Most, Sign::Number(other)]
        | [Sign::Most, Sign::Number(one), Sign::Least, Sign::Number(other)]
        // 80分以上90分以下
        | [Sign::Number(one), Sign::Above, Sign::Number(other), Sign::Below] => between(one, other),
        [Sign::Least, Sign::Number(low)] | [Sign::Number(low), Sign::Above | Sign::Least] => {
            Figures::Between(Some(low), None)
        }
        [Sign::Most, Sign::Number(high)] | [Sign::Number(high), Sign::Below] => Figures::Between(None, Some(high)),
        _ => return None,
    })
}

impl Figures {
    /// The same with a sign before it: 扣10 of signed points.
    pub(super) fn times(self, sign: Decimal) -> Option<Self> {
        let of = |number: Decimal| number.checked_mul(sign);
        Some(match self {
            Self::One(one) => Self::One(of(one)?),
            Self::Between(low, high) if sign.is_sign_negative() => Self::Between(high.and_then(of), low.and_then(of)),
            open => open,
        })
    }
}
