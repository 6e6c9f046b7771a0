//! Names in titles: the role of 主播绩效考核表, the department of 直播部岗位职责及绩效考核指标.

use super::words::{ending, words};
use crate::text::{as_typed, simplified};

/// What a title names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A role.
    Role(String),
    /// A department, by how its name ends.
    Department(String),
}

/// The name in a title, where it is one: what stands before 绩效考核表 and its likes, without company, month and number.
pub(super) fn named(title: &str) -> Option<Named> {
    let whole = without_time(without_number(title.trim()));
    let plain = without_brackets(whole);
    let inside = whole.get(plain.len()..).unwrap_or_default();
    let (before, known) = split(without_time(&plain))?;
    let before = strip(&before);
    let name = before.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '(' | '（'));
    if known && is_name(name) {
        return Some(of_name(name));
    }
    // 绩效考核表（主播）: nothing but the title's words before it.
    let inside = inside.trim().trim_matches(|c: char| !c.is_alphanumeric());
    (known && before.is_empty() && ends_as_role(inside) && is_name(inside)).then(|| of_name(inside))
}

/// A title without the time or version at its end: 2026年11月, 2026, V2.0.
fn without_time(title: &str) -> &str {
    let mut rest = title.trim();
    loop {
        let open = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '】'));
        let dated = open.trim_end_matches(['年', '月', '季', '度', '份', '版']);
        let digits = dated.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
        let version = digits.strip_suffix(['v', 'V', 'q', 'Q']).unwrap_or(digits);
        if digits.len() == dated.len() || version.trim().is_empty() {
            return open;
        }
        rest = version;
    }
}

/// A name that stands alone: a sheet's, or a numbered line's.
pub(super) fn alone(text: &str) -> Option<Named> {
    let plain = without_brackets(without_number(text.trim()));
    if let Some(found) = named(text) {
        return Some(found);
    }
    let name = strip(&plain);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    (is_name(name) && !is_plain(name)).then(|| of_name(name))
}

fn of_name(name: &str) -> Named {
    let key = crate::text::key(name);
    if ending(&key, "title.role-end").is_none() && ending(&key, "title.department-end").is_some() {
        Named::Department(name.to_owned())
    } else {
        Named::Role(name.to_owned())
    }
}

/// Whether a name ends as those of roles do.
pub(super) fn ends_as_role(name: &str) -> bool {
    ending(&crate::text::key(name), "title.role-end").is_some()
}

/// The roles that one text names: 电工、焊工. A text whose parts are of two kinds is one name: 生产、质检主管.
pub(super) fn several(text: &str) -> Vec<String> {
    /// Letters of the shortest name.
    const SHORTEST: usize = 2;
    /// Roles of the longest list: each gets the KPI.
    const MOST: usize = 12;
    let cut = |marks: &[char]| -> Vec<String> {
        text.split(marks).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
    };
    let names = |parts: &[String]| parts.iter().all(|part| part.chars().count() >= SHORTEST && is_name(part));
    // A slash, an "and" and a line break also stand within one name.
    let listed = cut(&['、', '，', ',', '；', ';']);
    let first = listed.first().map(|part| ends_as_role(part));
    if listed.len() > MOST {
        return vec![text.to_owned()];
    }
    if listed.len() > 1 && names(&listed) && listed.iter().all(|part| Some(ends_as_role(part)) == first) {
        return listed;
    }
    let loose = cut(&['、', '，', ',', '；', ';', '/', '／', '\n', '和', '及', '与']);
    let all = (2..=MOST).contains(&loose.len()) && names(&loose) && loose.iter().all(|part| ends_as_role(part));
    if all { loose } else { vec![text.to_owned()] }
}

fn is_plain(name: &str) -> bool {
    let key = crate::text::key(name);
    words("title.plain").contains(&key) || key.chars().all(|c| c.is_ascii_digit()) || key.starts_with("sheet")
}

/// A name has a few letters, and no sentence's marks.
fn is_name(name: &str) -> bool {
    /// Letters of the longest name of a role.
    const LONGEST: usize = 40;
    let letters = name.chars().count();
    (1..=LONGEST).contains(&letters)
        && name.chars().any(char::is_alphabetic)
        && !name.contains(['。', '；', ';', '：', ':', '!', '？', '，', '%', '\n'])
        && !words("title.filler").contains(&crate::text::key(name))
        && !is_plain(name)
}

/// The text before the words that end a title, and whether there were some.
fn split(title: &str) -> Option<(String, bool)> {
    let letters: Vec<char> = as_typed(title).chars().collect();
    let mut end = letters.len();
    let mut known = false;
    // 主播 | 岗位 | KPI | 考核表: words that may follow one another.
    loop {
        let head: String = letters.get(..end)?.iter().collect();
        let trimmed = head.trim_end_matches(|c: char| !c.is_alphanumeric());
        let cut = trimmed.chars().count();
        // 销售代表 ends as a role does: its last letter is no 表.
        let whole = known && ends_as_role(trimmed);
        let found = ["title.after", "title.filler"].iter().filter(|_| !whole).find_map(|name| {
            let length = words(name)
                .iter()
                .filter(|word| ends_with(trimmed, word))
                .map(|word| typed_length(trimmed, word))
                .max()?;
            Some((length, *name == "title.after"))
        });
        match found {
            // What is only filler says nothing where nothing but it would be left.
            Some((length, is_after)) if length > 0 && (is_after || known) => {
                known |= is_after;
                end = cut.saturating_sub(length);
            }
            _ => {
                end = cut;
                break;
            }
        }
        if end == 0 {
            break;
        }
    }
    Some((letters.get(..end)?.iter().collect(), known))
}

/// Whether a text ends in a word, whatever its blanks, case and script.
fn ends_with(text: &str, word: &str) -> bool {
    typed_length(text, word) > 0
}

/// How many typed letters the word at the end of a text takes; 0 where it does not end in it.
fn typed_length(text: &str, word: &str) -> usize {
    let mut wanted = word.chars().rev().peekable();
    let mut taken = 0_usize;
    let mut letters = text.chars().rev();
    while wanted.peek().is_some() {
        let Some(letter) = letters.next() else { return 0 };
        taken = taken.saturating_add(1);
        if letter.is_whitespace() {
            continue;
        }
        if Some(simplified(letter).to_ascii_lowercase()) != wanted.next() {
            return 0;
        }
    }
    // A Latin word begins at its letter: no "port" of "report".
    let inside = word.is_ascii() && letters.next().is_some_and(|c| c.is_ascii_alphanumeric());
    if inside { 0 } else { taken }
}

/// 2026年11月, 11月份, 公司 and what stands before it, 附件1.
fn strip(before: &str) -> String {
    let mut rest = before.trim();
    if let Some((_, after)) = rest.rsplit_once("公司").filter(|(_, after)| is_name(after.trim())) {
        rest = after;
    }
    loop {
        let trimmed = rest.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric());
        let after = trimmed
            .strip_prefix("年度")
            .or_else(|| trimmed.strip_prefix('年'))
            .or_else(|| trimmed.strip_prefix('月'))
            .or_else(|| trimmed.strip_prefix("度"))
            .or_else(|| trimmed.strip_prefix("份"))
            .filter(|_| trimmed.len() < rest.len())
            .or_else(|| {
                ["附件", "附表", "表", "月度", "季度", "年度"]
                    .iter()
                    .find_map(|word| trimmed.strip_prefix(word))
                    .filter(|rest| !rest.is_empty())
            });
        match after {
            Some(after) => rest = after,
            None => {
                rest = trimmed;
                break;
            }
        }
    }
    // KPI Scorecard – Sales Manager: the name may follow.
    let mut typed = rest.trim();
    while let Some(after) = behind_title(typed) {
        typed = after;
    }
    typed.trim().to_owned()
}

/// What follows a word of titles in Latin letters.
fn behind_title(typed: &str) -> Option<&str> {
    let lower = typed.to_ascii_lowercase();
    let known = words("title.filler").iter().chain(words("title.after")).filter(|word| word.is_ascii());
    let length = known
        .filter(|word| {
            lower.strip_prefix(word.as_str()).is_some_and(|after| after.starts_with(|c: char| !c.is_alphanumeric()))
        })
        .map(String::len)
        .max()
        .filter(|length| *length > 0)?;
    Some(typed.get(length..)?.trim_start_matches(|c: char| !c.is_alphanumeric()))
}

/// A text without the number before it: 一、, 1., （二）, 3).
pub(super) fn without_number(text: &str) -> &str {
    const NUMERALS: &str = "一二三四五六七八九十";
    let is_number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
    let open = text.trim_start().trim_start_matches(['#', '*', ' ', '-', '•', '·', '●', '◆', '■']);
    let inner = open.strip_prefix(['(', '（', '第']).unwrap_or(open);
    let rest = inner.trim_start_matches(is_number);
    if rest.len() == inner.len() {
        return open;
    }
    let after = rest.trim_start_matches(['.', '、', ')', '）', '．', ':', '：', ' ', '章', '节']);
    if after.len() < rest.len() { after.trim_start() } else { open }
}

/// A text without what stands in brackets at its end: （2026年11月）, (试行).
fn without_brackets(text: &str) -> String {
    let text = text.trim();
    let close = text.strip_suffix([')', '）', '】']);
    match close.and_then(|open| open.rsplit_once(['(', '（', '【'])) {
        Some((before, _)) if !before.trim().is_empty() => before.trim().to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_role_of_a_title_is_what_stands_before_its_last_words() {
        for (title, role) in [
            ("主播绩效考核表", "主播"),
            ("客服部经理绩效考核表", "客服部经理"),
            ("網路主播績效考核表", "網路主播"),
            ("2026年11月仓库主管月度绩效考核表（试行）", "仓库主管"),
            ("广州某某科技有限公司 行政专员 KPI 考核表", "行政专员"),
            ("附件2：销售代表考核标准", "销售代表"),
            ("一、直播运营岗位KPI考核指标", "直播运营"),
            ("Sales Manager KPI Scorecard", "Sales Manager"),
            ("KPI Scorecard – Sales Representative", "Sales Representative"),
            ("Customer Success Manager – KPI Scorecard 2026", "Customer Success Manager"),
            ("主播绩效考核表2026年11月", "主播"),
            ("主播岗位KPI考核表V2.0", "主播"),
            ("2026年度主播岗位绩效考核评分细则", "主播"),
            ("绩效考核表（直播主播）", "直播主播"),
            ("仓储主管绩效指标卡", "仓储主管"),
        ] {
            assert_eq!(alone(title), Some(Named::Role(role.to_owned())), "{title}");
        }
        assert_eq!(named("销售部绩效考核表"), Some(Named::Department("销售部".to_owned())));
        for nothing in ["员工绩效考核表", "绩效考核表", "2026年度考核", "Sheet1", "KPI"] {
            assert_eq!(named(nothing), None, "{nothing}");
        }
        for name in ["主播", "1.部门主管", "（三）电商运营人员"] {
            assert!(matches!(alone(name), Some(Named::Role(_))), "{name}");
        }
        for nothing in ["Sheet1", "考核表", "工作表1", "11月"] {
            assert_eq!(alone(nothing), None, "{nothing}");
        }
    }
}
