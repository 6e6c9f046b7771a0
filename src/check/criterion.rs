//! The criterion of KPIs that people mark: levels with numbers, ranges, bounds.

use rust_decimal::Decimal;

use super::grid::tidy;
use crate::model::{MarkedBy, Marks};

/// What a criterion says of the numbers that may be entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Criterion {
    /// Levels with one number each.
    pub(super) levels: Vec<(String, Decimal)>,
    /// The lowest and highest number of ranges, where there are any; `None` at an open end.
    pub(super) ranges: Option<(Option<Decimal>, Option<Decimal>)>,
    /// 最高N分.
    pub(super) most: Option<Decimal>,
}

/// A piece of a criterion.
enum Piece {
    Level(String, Decimal),
    Range(Option<Decimal>, Option<Decimal>),
}

/// Reads levels and ranges out of a criterion; everything else is for people only.
pub(super) fn criterion(text: &str, signed: bool) -> Criterion {
    let text = to_ranges(&tidy(text).replace('：', ":").replace(['–', '—', '~', '～'], "~"));
    let ends = |c: char| matches!(c, ',' | ';' | '、' | '。' | '|' | '\n' | '·' | '/');
    let mut found = Criterion { most: most(&text), ..Criterion::default() };
    let mut pieces = Vec::new();
    for piece in text.split(ends).map(str::trim).filter(|piece| !piece.is_empty()) {
        match read_piece(piece, signed) {
            Some(piece) => pieces.push(piece),
            None => {
                let parts: Option<Vec<Piece>> = piece.split_whitespace().map(|part| read_piece(part, signed)).collect();
                pieces.extend(parts.into_iter().flatten());
            }
        }
    }
    if pieces.len() < 2 {
        return found;
    }
    let (mut low, mut high) = (Vec::new(), Vec::new());
    let ranged = pieces.iter().any(|piece| matches!(piece, Piece::Range(..)));
    for piece in pieces {
        match piece {
            Piece::Level(name, points) => {
                low.push(Some(points));
                high.push(Some(points));
                found.levels.push((name, points));
            }
            Piece::Range(from, to) => {
                low.push(from);
                high.push(to);
            }
        }
    }
    if ranged {
        let lowest = low.iter().copied().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().min());
        let highest = high.iter().copied().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().max());
        found.ranges = Some((lowest, highest));
    }
    found
}

/// 90至100, 90分到100: a range; 得到好评10 is a level's name.
fn to_ranges(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
    chars
        .iter()
        .enumerate()
        .map(|(index, c)| {
            let before = at(index.checked_sub(1)).is_some_and(|c| c.is_ascii_digit() || c == '分');
            let after = at(index.checked_add(1)).is_some_and(|c| c.is_ascii_digit() || matches!(c, '-' | '+'));
            if matches!(c, '至' | '到') && before && after { '~' } else { *c }
        })
        .collect()
}

/// 最高N分.
fn most(text: &str) -> Option<Decimal> {
    ["最高不超过", "最高可得", "最高得", "最高", "封顶"].iter().find_map(|word| {
        let (_, behind) = text.split_once(word)?;
        let end = behind.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
        let (number, rest) = behind.split_at_checked(end)?;
        rest.starts_with('分').then(|| number.parse().ok()).flatten()
    })
}

/// What a number before is the name of, not the points: 1级, 2档, 3星.
const RANKS: [char; 6] = ['级', '級', '档', '檔', '等', '星'];

/// The number of a level that is named by one: 5 of 5级.
pub(super) fn rank_of(name: &str) -> Option<Decimal> {
    let number = name.trim_start_matches('第');
    let rank = number.trim_start_matches(|c: char| c.is_ascii_digit());
    rank.starts_with(RANKS).then(|| number.strip_suffix(rank)?.parse().ok()).flatten()
}

/// 90-100分优秀, 90分以上优秀: the name stands behind its numbers.
fn name_first(piece: &str) -> String {
    let of_numbers =
        |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '~' | '分' | '以' | '上' | '下' | '及' | ' ');
    let begins = piece.starts_with(|c: char| c.is_ascii_digit());
    let behind = piece.find(|c| !of_numbers(c)).and_then(|end| piece.split_at_checked(end));
    match behind {
        Some((numbers, name))
            if begins
                && numbers.contains('分')
                && numbers.contains(['-', '~', '以'])
                && !name.contains(|c: char| c.is_ascii_digit()) =>
        {
            format!("{}{}", name.trim_start_matches([':', '为', '得', ' ']), numbers.trim())
        }
        _ => piece.to_owned(),
    }
}

fn read_piece(piece: &str, signed: bool) -> Option<Piece> {
    /// Words with which a number says something else than what a level gives.
    const OTHER: [&str; 10] = ["最高", "最低", "满分", "每", "至少", "共", "封顶", "不超过", "占", "第"];
    /// Characters of a level's name.
    const LONGEST: usize = 10;
    let piece = &name_first(piece.trim_matches(['(', ')', '.', ' ']));
    // 1级5分, 3星:15: a name may begin with the number of a rank.
    let rank = piece.trim_start_matches(|c: char| c.is_ascii_digit());
    let begins =
        if rank.len() < piece.len() && rank.starts_with(RANKS) { piece.len().saturating_sub(rank.len()) } else { 0 };
    let behind = piece.get(begins..)?.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'))?;
    let (name, numbers) = piece.split_at_checked(begins.checked_add(behind)?)?;
    let name = name.trim_end_matches([':', '=', ' ', '(', '得', '为', '记', '计', '给']);
    // 优秀≥90分, 不合格<60分
    let bound = [("≥", true), (">=", true), (">", true), ("≤", false), ("<=", false), ("<", false)];
    let bound = bound.into_iter().find_map(|(sign, up)| Some((name.strip_suffix(sign)?.trim(), up)));
    let (name, up) = bound.map_or((name, None), |(name, up)| (name, Some(up)));
    let (name, sign) = match (signed, name.strip_suffix(['扣', '减']), name.strip_suffix('加')) {
        (true, Some(name), _) => (name, Decimal::NEGATIVE_ONE),
        (_, _, Some(name)) if signed => (name, Decimal::ONE),
        _ => (name, Decimal::ONE),
    };
    // 按作品质量评定:优秀: the words before the colon lead to all levels.
    let name = name.rsplit(':').next().unwrap_or(name).trim();
    let is_name = !name.is_empty()
        && name.chars().count() <= LONGEST
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '+' | ' '))
        && !OTHER.iter().any(|word| name.contains(word));
    if !is_name || (!signed && (name.ends_with('扣') || name.ends_with('加') || name.ends_with('减'))) {
        return None;
    }
    let numbers = numbers.trim_end_matches([')', ' ']);
    let number = |text: &str| -> Option<Decimal> {
        let text = text.trim().trim_end_matches('分').trim();
        let value: Decimal = text.trim_start_matches('+').parse().ok()?;
        value.checked_mul(sign)
    };
    if let Some(up) = up {
        let value = number(numbers)?;
        return Some(if up { Piece::Range(Some(value), None) } else { Piece::Range(None, Some(value)) });
    }
    if let Some(value) = number(numbers) {
        return Some(Piece::Level(name.to_owned(), value));
    }
    // 良好80≤X<90
    let between: Vec<&str> = numbers.split(['≤', '<', '=']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if let [low, variable, high] = between.as_slice()
        && !variable.contains(|c: char| c.is_ascii_digit())
    {
        return Some(Piece::Range(Some(number(low)?), Some(number(high)?)));
    }
    for (end, up) in [("及以上", true), ("以上", true), ("及以下", false), ("以下", false)] {
        if let Some(value) = numbers.strip_suffix(end).and_then(number) {
            return Some(if up { Piece::Range(Some(value), None) } else { Piece::Range(None, Some(value)) });
        }
    }
    // 90~100分, 90-100分, -30~-100.
    let at = numbers.char_indices().skip(1).find(|(_, c)| matches!(c, '~' | '-')).map(|(at, _)| at)?;
    let (low, high) = (numbers.get(..at)?, numbers.get(at.checked_add(1)?..)?);
    let (low, high) = (number(low)?, number(high.trim_start_matches('~'))?);
    Some(Piece::Range(Some(low.min(high)), Some(low.max(high))))
}

impl Criterion {
    /// What may be entered where `full` are the full points, with the bounds of marks that know neither levels nor ranges.
    pub(super) fn marks(self, text: &str, by: Vec<MarkedBy>, (least, full): (Decimal, Decimal)) -> Marks {
        let most = self.most.filter(|most| *most > full).unwrap_or(full);
        let (low, high) = match self.ranges {
            Some((low, high)) => (low.unwrap_or(least).max(least), high.unwrap_or(most).min(most)),
            None => (least, most),
        };
        // 态度30分，能力30分，纪律40分: parts of the whole, of which none alone is what is given.
        let sum = self.levels.iter().try_fold(Decimal::ZERO, |sum, (_, points)| sum.checked_add(*points));
        let are_parts = sum == Some(most) && self.levels.iter().all(|(_, points)| *points < most);
        Marks {
            text: text.to_owned(),
            by,
            bounds: (low, high),
            levels: if self.ranges.is_some() || are_parts { Vec::new() } else { self.levels },
            ranged: self.ranges.is_some(),
        }
    }

    /// What may be entered where points are signed: a level's or within the ranges, and without both what `usual` says.
    pub(super) fn signed_marks(self, text: &str, by: Vec<MarkedBy>, usual: (Decimal, Decimal)) -> Marks {
        let of_levels = || {
            let points = self.levels.iter().map(|(_, points)| *points);
            points.clone().min().zip(points.max())
        };
        let bounds = match self.ranges {
            Some((low, high)) => (low.unwrap_or(usual.0), high.unwrap_or(usual.1)),
            None => of_levels().unwrap_or(usual),
        };
        Marks {
            text: text.to_owned(),
            by,
            bounds,
            levels: if self.ranges.is_some() { Vec::new() } else { self.levels },
            ranged: self.ranges.is_some(),
        }
    }

    /// The highest number that it names.
    pub(super) fn highest(&self) -> Option<Decimal> {
        let levels = self.levels.iter().map(|(_, points)| *points).max();
        levels.max(self.ranges.and_then(|(_, high)| high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_ranges_are_read_out_of_a_criterion_and_nothing_else() {
        let levels = |text: &str| criterion(text, false).levels;
        let named = |levels: &[(&str, i64)]| -> Vec<(String, Decimal)> {
            levels.iter().map(|(name, points)| ((*name).to_owned(), Decimal::from(*points))).collect()
        };
        assert_eq!(levels("优秀95分，良好85分，合格70分"), named(&[("优秀", 95), ("良好", 85), ("合格", 70)]));
        assert_eq!(levels("优:100 良:85"), named(&[("优", 100), ("良", 85)]));
        let led = "按管理方式、工作安排评分：优秀95分，良好85分";
        assert_eq!(levels(led), named(&[("优秀", 95), ("良好", 85)]));
        assert_eq!(levels("能独立完成工作，没有重大差错，每差一次扣5分"), []);
        let entered = |text: &str| {
            let marks = criterion(text, false).marks("上级", Vec::new(), (Decimal::ZERO, Decimal::ONE_HUNDRED));
            marks.levels.into_iter().map(|(name, _)| name).collect::<Vec<_>>()
        };
        assert_eq!(entered("态度30分，能力30分，纪律40分"), [] as [&str; 0]);
        assert_eq!(entered("优100分，良80分，差0分"), ["优", "良", "差"]);
        assert_eq!(levels("最高120分，按工作态度评定"), []);
        let ranks = named(&[("1级", 5), ("2级", 10), ("3级", 15)]);
        for text in [
            "1级5分；2级10分；3级15分",
            "1级5分 2级10分 3级15分",
            "1级:5分，2级:10分，3级:15分",
            "1级(5分) 2级(10分) 3级(15分)",
        ] {
            assert_eq!(levels(text), ranks, "{text}");
        }
        assert_eq!(levels("5星100，4星80，3星60"), named(&[("5星", 100), ("4星", 80), ("3星", 60)]));
        assert_eq!(levels("1次扣5分，2次扣10分"), []);
        let ranged = criterion("优秀90–100分，良好80-89分，不合格60分以下", false);
        assert_eq!(ranged.ranges, Some((None, Some(Decimal::from(100)))));
        for text in [
            "90-100分优秀；80-89分良好；60分以下不合格",
            "90分~100分为优秀，80~89分良好，60分以下不合格",
            "优秀≤100分，良好80≤X<90，不合格<60分",
        ] {
            let ranged = criterion(text, false);
            assert_eq!(ranged.ranges, Some((None, Some(Decimal::from(100)))), "{text}");
        }
        let open = criterion("90分以上优秀；80-89分良好；70-79分合格", false);
        assert_eq!(open.ranges, Some((Some(Decimal::from(70)), None)));
        assert_eq!(criterion("优秀≥90分，良好80≤X<90", false).ranges, Some((Some(Decimal::from(80)), None)));
        assert_eq!(criterion("最高120分，按工作态度评定", false).most, Some(Decimal::from(120)));
        let signed = criterion("超负荷5；饱和0；一般-5；不足-10", true);
        assert_eq!(signed.levels, named(&[("超负荷", 5), ("饱和", 0), ("一般", -5), ("不足", -10)]));
        let signed = criterion("提前完成+5；按时0；滞后扣10", true);
        assert_eq!(signed.levels, named(&[("提前完成", 5), ("按时", 0), ("滞后", -10)]));
        let severe = criterion("轻微-10；无法挽回-30至-100", true);
        assert_eq!(severe.ranges, Some((Some(Decimal::from(-100)), Some(Decimal::from(-10)))));
        let praised = criterion("优秀且得到好评10；合格0；无法挽回-30至-100", true);
        assert_eq!(praised.ranges, Some((Some(Decimal::from(-100)), Some(Decimal::from(10)))));
    }
}
