//! The criterion of KPIs that people mark: levels with numbers, ranges, bounds.

mod figures;
mod scale;

use rust_decimal::Decimal;

use self::figures::Figures;
pub(super) use self::scale::scale;
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

/// Reads levels and ranges out of a criterion; everything else is for people only.
pub(super) fn criterion(text: &str, signed: bool) -> Criterion {
    let text = tidy(text).replace('：', ":").replace(['–', '—', '~', '～'], "~");
    let mut found = Criterion { most: most(&text), ..Criterion::default() };
    let mut read = Vec::new();
    for piece in pieces(&text) {
        match read_piece(&piece, signed) {
            Some(piece) => read.push(piece),
            None => {
                let parts: Option<Vec<_>> = piece.split_whitespace().map(|part| read_piece(part, signed)).collect();
                read.extend(parts.into_iter().flatten());
            }
        }
    }
    if read.len() < 2 {
        return found;
    }
    let ranged = read.iter().any(|(_, figures)| matches!(figures, Figures::Between(..)));
    let (mut low, mut high) = (Vec::new(), Vec::new());
    for (name, figures) in read {
        let (least, most) = match figures {
            Figures::One(points) => {
                found.levels.push((name, points));
                (Some(points), Some(points))
            }
            Figures::Between(least, most) => (least, most),
        };
        low.push(least);
        high.push(most);
    }
    if ranged {
        let lowest = low.iter().copied().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().min());
        let highest = high.iter().copied().collect::<Option<Vec<Decimal>>>().and_then(|all| all.into_iter().max());
        found.ranges = Some((lowest, highest));
    }
    found
}

/// The pieces of a criterion, one level each; a comma in an interval, [80,90), parts nothing.
fn pieces(text: &str) -> Vec<String> {
    let ends = |c: char| matches!(c, ',' | ';' | '、' | '。' | '|' | '\n' | '·' | '/');
    let mut found = vec![String::new()];
    let mut in_interval = false;
    for c in text.chars() {
        match c {
            '[' => in_interval = true,
            ']' | ')' | ';' | '。' | '\n' => in_interval = false,
            _ => {}
        }
        if ends(c) && !in_interval {
            found.push(String::new());
        } else if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found.into_iter().map(|piece| piece.trim().to_owned()).filter(|piece| !piece.is_empty()).collect()
}

/// 最高N分, at most N points.
fn most(text: &str) -> Option<Decimal> {
    const WORDS: [&str; 9] =
        ["最高不超过", "最高可得", "最高得", "最高", "封顶", "at most", "no more than", "maximum", "up to"];
    let text = text.to_lowercase();
    WORDS.iter().find_map(|word| {
        let (_, behind) = text.split_once(word)?;
        match figures::leading(pieces(behind).first()?)? {
            (Figures::One(most), true, _) => Some(most),
            _ => None,
        }
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

/// A level's name and its figures.
fn read_piece(piece: &str, signed: bool) -> Option<(String, Figures)> {
    let piece = piece.trim_matches(['(', ')', '.', ' ']);
    name_first(piece, signed).or_else(|| name_behind(piece))
}

/// 优秀95分, 良好80–89分, 优秀≥90分
fn name_first(piece: &str, signed: bool) -> Option<(String, Figures)> {
    // 1级5分, 3星:15: a name may begin with the number of a rank.
    let rank = piece.trim_start_matches(|c: char| c.is_ascii_digit());
    let begins =
        if rank.len() < piece.len() && rank.starts_with(RANKS) { piece.len().saturating_sub(rank.len()) } else { 0 };
    let (name, figures) = figures::behind(piece, begins)?;
    let name = name.trim_end_matches([':', '=', ' ', '(', '得', '为', '记', '计', '给']);
    let (name, sign) = match (signed, name.strip_suffix(['扣', '减']), name.strip_suffix('加')) {
        (true, Some(name), _) => (name, Decimal::NEGATIVE_ONE),
        (_, _, Some(name)) if signed => (name, Decimal::ONE),
        _ => (name, Decimal::ONE),
    };
    // 按作品质量评定:优秀: the words before the colon lead to all levels.
    let name = name.rsplit(':').next().unwrap_or(name).trim();
    if !is_name(name) || (!signed && name.ends_with(['扣', '加', '减'])) {
        return None;
    }
    let figures = figures::whole(figures.trim_end_matches([')', ' ']))?.times(sign)?;
    Some((name.to_owned(), figures))
}

/// 90–100分优秀, 90分以上为优秀: of ranges alone, and where they are said to be points.
fn name_behind(piece: &str) -> Option<(String, Figures)> {
    let (figures, points, name) = figures::leading(piece)?;
    let name = name.trim_start_matches([':', '=', '为', '得', ' ']);
    let bounds = matches!(figures, Figures::Between(..));
    (bounds && points && is_name(name) && !name.contains(|c: char| c.is_ascii_digit()))
        .then(|| (name.to_owned(), figures))
}

/// Whether a level may have such a name.
fn is_name(name: &str) -> bool {
    /// Words with which a number says something else than what a level gives.
    const OTHER: [&str; 24] = [
        "最高",
        "最低",
        "满分",
        "每",
        "至少",
        "共",
        "封顶",
        "不超过",
        "占",
        "第",
        "at most",
        "no more",
        "at least",
        "max",
        "min",
        "up to",
        "each",
        "per ",
        "every",
        "full",
        "deduct",
        "lose",
        "bonus",
        "within",
    ];
    /// Characters of a name, in Han and in Latin letters.
    const LONGEST: [usize; 2] = [10, 24];
    let [han, latin] = LONGEST;
    let lower = name.to_lowercase();
    !name.is_empty()
        && name.chars().count() <= if name.is_ascii() { latin } else { han }
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '+' | ' '))
        && !OTHER.iter().any(|word| lower.contains(word))
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
    #[test]
    fn bounds_are_read_in_whichever_order_and_signs_they_are_written() {
        let number = |text: &str| (!text.is_empty()).then(|| text.parse::<Decimal>().unwrap());
        for (text, low, high) in [
            ("优秀90–100分，良好80-89分，不合格60分以下", "", "100"),
            ("90-100分优秀；80-89分良好；60分以下不合格", "", "100"),
            ("90分~100分为优秀，80~89分良好，60分以下不合格", "", "100"),
            ("优秀≤100分，良好80≤X<90，不合格<60分", "", "100"),
            ("优秀[90,100]，良好[80,90)，合格[60,80)", "60", "100"),
            ("90分以上优秀；80-89分良好；70-79分合格", "70", ""),
            ("优秀≥90分，良好80≤X<90", "80", ""),
            ("优秀：90分及以上；良好：80分以上90分以下；合格：不低于60分", "60", ""),
            ("不合格：低于60分；合格：60至100分", "", "100"),
            ("Excellent 90 to 100; good 80 to 89; fair 60-79", "60", "100"),
            ("Excellent: 90 points or more; good: 80-89 points", "80", ""),
            ("90-100 points: excellent; 80-89 points: good", "80", "100"),
        ] {
            assert_eq!(criterion(text, false).ranges, Some((number(low), number(high))), "{text}");
        }
        // Times and counts are no points.
        for text in ["5-10分钟内回复良好；10-20分钟回复合格", "1-3次良好，4-6次合格", "3天内完成优秀，5天内完成良好"]
        {
            assert_eq!(criterion(text, false), Criterion::default(), "{text}");
        }
    }

    #[test]
    fn english_levels_and_bounds_are_read_like_chinese_ones() {
        let found = criterion("Excellent 95 points, good 85 points, needs improvement: 60", false);
        let names: Vec<&str> = found.levels.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["Excellent", "good", "needs improvement"]);
        let found = criterion("At most 120 points; excellent 110, good 90", false);
        assert_eq!((found.most, found.levels.len()), (Some(Decimal::from(120)), 2));
        assert_eq!(criterion("Deduct 5 points for each error, at least 60 points", false).levels, []);
    }
}
