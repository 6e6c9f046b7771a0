//! The scale that a criterion's marks are out of: 10分制, 1-5分, 满分10分, out of 10; 5：非常满意；4：满意；….

use rust_decimal::Decimal;

/// Words before a number that make it the full marks.
const BEFORE: [&str; 8] = ["满分为", "满分是", "满分:", "满分", "out of ", "scale of ", "from 1 to ", "from 0 to "];

/// Words behind a number that do.
const BEHIND: [&str; 7] = ["分制", "分满分", "级量表", "分量表", "-point", " point scale", "-star"];

/// What stands before points that are added or taken, and given for no level.
const GIVEN: [&str; 10] = ["扣", "加", "减", "奖", "罚", "每", "deduct", "add", "lose", "bonus"];

/// Levels of the shortest scale that numbers name.
const FEWEST: usize = 3;

/// The highest mark of the scale that a criterion names; `None` where it names none.
pub(in crate::check) fn scale(text: &str) -> Option<Decimal> {
    let text = super::tidy(text).to_lowercase().replace('：', ":").replace(['–', '—', '～'], "~");
    let text = in_digits(&text);
    behind(&text).or_else(|| before(&text)).or_else(|| from_the_lowest(&text)).or_else(|| named_by_numbers(&text))
}

/// 五分制 as 5分制.
fn in_digits(text: &str) -> String {
    const NUMERALS: [(&str, &str); 4] = [("三分", "3分"), ("五分", "5分"), ("十分", "10分"), ("百分制", "100分制")];
    NUMERALS.iter().fold(text.to_owned(), |text, (word, digits)| text.replace(word, digits))
}

fn number_at_end(text: &str) -> Option<(&str, Decimal)> {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    Some((before, text.get(before.len()..)?.parse().ok()?))
}

fn number_at_start(text: &str) -> Option<(Decimal, &str)> {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    Some((text.get(..text.len().checked_sub(rest.len())?)?.parse().ok()?, rest))
}

fn behind(text: &str) -> Option<Decimal> {
    BEHIND.iter().find_map(|word| {
        text.match_indices(word).find_map(|(at, _)| number_at_end(text.get(..at)?)).map(|(_, number)| number)
    })
}

fn before(text: &str) -> Option<Decimal> {
    BEFORE.iter().find_map(|word| {
        let (at, _) = text.match_indices(word).next()?;
        let rest = text.get(at.checked_add(word.len())?..)?.trim_start();
        let (number, rest) = number_at_start(rest)?;
        // scale of 1 to 5
        let rest = rest.trim_start();
        let to = ["to ", "~", "-"].iter().find_map(|to| rest.strip_prefix(to));
        Some(to.and_then(number_at_start_trimmed).unwrap_or(number))
    })
}

fn number_at_start_trimmed(text: &str) -> Option<Decimal> {
    number_at_start(text.trim_start()).map(|(number, _)| number)
}

/// 1-5分, 0~10分, 1分到5分: from the lowest mark that a scale begins with.
fn from_the_lowest(text: &str) -> Option<Decimal> {
    text.char_indices().find_map(|(at, _)| {
        let (before, rest) = text.split_at_checked(at)?;
        let (lowest, rest) = number_at_start(rest).filter(|_| !before.ends_with(|c: char| c.is_ascii_digit()))?;
        let given = GIVEN.iter().any(|word| before.trim_end().ends_with(word));
        let rest = rest.strip_prefix('分').unwrap_or(rest).trim_start();
        let rest = ["~", "-", "至", "到", "to "].iter().find_map(|to| rest.strip_prefix(to))?;
        let (highest, rest) = number_at_start(rest.trim_start())?;
        let points = ["分", " point", " mark"].iter().any(|word| rest.starts_with(word)) && !rest.starts_with("分钟");
        (lowest <= Decimal::ONE && highest > Decimal::TWO && points && !given).then_some(highest)
    })
}

/// 5:非常满意;4:满意;3:一般: marks with what each stands for.
fn named_by_numbers(text: &str) -> Option<Decimal> {
    let pieces = text.split([';', ',', '。', '、', '\n', '/']).map(str::trim).filter(|piece| !piece.is_empty());
    let mark = |piece: &str| {
        let (mark, rest) = number_at_start(piece)?;
        let rest = rest.strip_prefix('分').unwrap_or(rest);
        let name = rest.strip_prefix([':', '=', '-', ' '])?.trim();
        (!name.is_empty() && !name.contains(|c: char| c.is_ascii_digit())).then_some(mark)
    };
    let marks: Vec<Decimal> = pieces.map(mark).collect::<Option<_>>()?;
    let falls = marks.windows(2).all(|two| matches!(two, [one, next] if one > next));
    let rises = marks.windows(2).all(|two| matches!(two, [one, next] if one < next));
    (marks.len() >= FEWEST && (falls || rises)).then(|| marks.into_iter().max()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_named_by_its_highest_mark() {
        for (text, highest) in [
            ("按10分制打分", 10),
            ("采用五分制", 5),
            ("5分制，5分最好", 5),
            ("1-5分打分", 5),
            ("由上级按1～10分评价", 10),
            ("0分到10分", 10),
            ("满分10分，按态度评定", 10),
            ("满分为20分", 20),
            ("5：非常满意；4：满意；3：一般；2：不满意", 5),
            ("1分=差，2分=一般，3分=好", 3),
            ("Rate from 1 to 5", 5),
            ("On a scale of 1 to 10", 10),
            ("Out of 10", 10),
            ("5-point scale", 5),
            ("百分制", 100),
        ] {
            assert_eq!(scale(text), Some(Decimal::from(highest)), "{text}");
        }
        for none in
            ["按态度评分", "优秀95分，良好85分", "每次扣1-5分", "响应在1-5分钟内", "最高120分", "1.态度好；2.守时", ""]
        {
            assert_eq!(scale(none), None, "{none}");
        }
    }
}
