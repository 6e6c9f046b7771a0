//! The scale of a mark as people write it behind the mark: 4.5分(满分5分), 4.5/5, 92（百分制）.

use rust_decimal::Decimal;

use super::number::{self, Typed};
use super::unit::Unit;
use crate::text;

/// A mark's text without its scale, in the form of [`text::compact`], and the scale.
pub fn split(typed: &str) -> (String, Option<Decimal>) {
    let word = text::compact(typed);
    let open = word.find(['(', '[', '【']).or_else(|| word.find([',', ';', ' ']).filter(|_| !word.ends_with(',')));
    if let Some((before, inside)) = open.and_then(|at| word.split_at_checked(at)) {
        let inside = inside.trim_start_matches(['(', '[', '【', ',', ';']).trim_end_matches([')', ']', '】']);
        if let (false, Some(scale)) = (before.is_empty(), named(inside)) {
            return (before.to_owned(), Some(scale));
        }
    }
    // 4.5/5 and 4.5分/5分: a mark of so many.
    if let Some((mark, of)) = word.split_once('/')
        && let (Some(_), Some(scale)) = (points(mark.trim_start_matches(|c: char| !c.is_ascii_digit())), points(of))
    {
        return (mark.to_owned(), Some(scale));
    }
    (word, None)
}

/// The scale that a heading's bracket names: 满分5分, 5分制, 10分.
pub fn of(said: &str) -> Option<Decimal> {
    let word = text::compact(said);
    named(&word).or_else(|| points(word.strip_suffix('分').filter(|number| !number.is_empty())?))
}

/// 满分5分, 总分100, 5分制, 百分制, out of 5.
fn named(inside: &str) -> Option<Decimal> {
    let system = inside.strip_suffix("分制").or_else(|| inside.strip_suffix('制'));
    if let Some(system) = system {
        return match system {
            "百" | "百分" => Some(Decimal::ONE_HUNDRED),
            "十" => Some(Decimal::TEN),
            "五" => Some(Decimal::new(5, 0)),
            digits => points(digits),
        };
    }
    let labels = ["满分为", "满分是", "满分:", "满分", "总分为", "总分:", "总分", "共", "outof", "max:", "max", "of"];
    labels.iter().find_map(|label| points(inside.strip_prefix(label)?))
}

/// A number of points above 0, with 分 or without.
fn points(word: &str) -> Option<Decimal> {
    match number::read(word, &Unit::read("分")) {
        Typed::Number { value, percent: false } if value > Decimal::ZERO => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_of_a_mark_is_told_in_many_ways() {
        for (typed, mark, scale) in [
            ("4.5分(满分5分)", "4.5分", Some(5)),
            ("≥4.5分（满分 5 分）", "≥4.5分", Some(5)),
            ("4.5（5分制）", "4.5", Some(5)),
            ("92(百分制)", "92", Some(100)),
            ("4.5/5", "4.5", Some(5)),
            ("4.5分/5分", "4.5分", Some(5)),
            ("4.5 (out of 5)", "4.5", Some(5)),
            ("4.5分，满分5分", "4.5分", Some(5)),
            ("8次/年", "8次/年", None),
            ("90(含补单)", "90(含补单)", None),
            ("1,200元", "1,200元", None),
            ("300元/小时", "300元/小时", None),
        ] {
            assert_eq!(split(typed), (mark.to_owned(), scale.map(|n| Decimal::new(n, 0))), "{typed}");
        }
    }
}
