//! Grades told in a sentence: 90分以上为优秀，80-89分为良好，60分以下为不合格.

use super::weigh;
use super::words::{bare, words};

/// Grades of the shortest scale: fewer may be a rule's tiers.
const FEWEST: usize = 3;

/// Letters of the longest piece: a sentence is none.
const LONGEST: usize = 32;

/// The grades of a text that is nothing but such pieces, each name with its scores; none of any other text.
pub(super) fn told(text: &str) -> Vec<(String, String)> {
    let text = text.split_once(['：', ':']).filter(|(before, _)| heads(before)).map_or(text, |(_, rest)| rest);
    let pieces = text.split(['，', ',', '；', ';', '。', '、', '\n']).map(str::trim).filter(|piece| !piece.is_empty());
    let grades: Option<Vec<(String, String)>> = pieces.map(grade).collect();
    grades.filter(|grades| grades.len() >= FEWEST).unwrap_or_default()
}

/// Whether words before a colon say that grades follow.
fn heads(before: &str) -> bool {
    words("heading.grade").iter().any(|word| bare(before).ends_with(word.as_str()))
}

fn grade(piece: &str) -> Option<(String, String)> {
    if piece.chars().nth(LONGEST).is_some() {
        return None;
    }
    let level = |name: &str| {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric());
        words("level.name").contains(&bare(name)).then(|| name.to_owned())
    };
    // 为, 评为, 是, a colon or nothing stand between.
    let scored = |text: &str| text.contains(|c: char| c.is_ascii_digit()) && weigh::lowest(text).is_some();
    let ties = |text: &str| text.trim_end_matches(['为', '是', '评', '即', '定', '：', ':', '=', ' ']).len();
    let cuts = || piece.char_indices().filter_map(|(at, _)| piece.split_at_checked(at));
    // 80分以上良好 ends in 好 too, and A级 begins with A: the longest name on either side.
    let behind = cuts().find_map(|(before, behind)| {
        let scores = before.get(..ties(before))?;
        level(behind).filter(|_| scored(scores)).map(|name| (name, scores))
    });
    let before = || {
        let found = cuts().filter_map(|(before, behind)| {
            let name = level(before.get(..ties(before))?)?;
            scored(behind).then_some((name, behind))
        });
        found.min_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()))
    };
    let cut = behind.or_else(before);
    let (name, scores) = cut?;
    Some((name, scores.trim_matches(['(', ')', '（', '）', ' ', '：', ':', '=', '为', '是']).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grades_stand_behind_their_scores_or_before_them() {
        let pair = |name: &str, scores: &str| (name.to_owned(), scores.to_owned());
        assert_eq!(
            told("90分以上为优秀，80-89分为良好，60-79分为合格，60分以下为不合格。"),
            [pair("优秀", "90分以上"), pair("良好", "80-89分"), pair("合格", "60-79分"), pair("不合格", "60分以下")]
        );
        assert_eq!(
            told("考核等级：A级：≥95分；B级：85～94分；C级：＜85分"),
            [pair("A级", "≥95分"), pair("B级", "85～94分"), pair("C级", "＜85分")]
        );
        for other in
            ["每低1%扣2分，最高120分，低于80%不得分", "优秀得30分，良好得20分，其余由主管评定", "90分以上为优秀"]
        {
            assert_eq!(told(other), [], "{other}");
        }
    }
}
