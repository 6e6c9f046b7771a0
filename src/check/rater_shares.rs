//! 评分人 of KPIs that people mark: categories with shares.

use rust_decimal::Decimal;

use super::findings::Findings;
use super::grid::tidy;
use super::table::{Table, bare};
use crate::cell::CellRef;
use crate::decimal;
use crate::model::Category;
use crate::model::layout::Column;
use crate::problem::{Code, Problem};
use crate::text::key;

/// Who marks a KPI, as read of its row.
#[derive(Debug, Clone)]
pub(super) struct Marked {
    /// As typed, in the row or in 考核信息.
    pub(super) text: String,
    /// Categories with their shares; empty where they could not be read (which is said).
    pub(super) by: Vec<(Category, Decimal)>,
}

/// Who marks the KPI of a row: what the row says, else for a KPI without a formula what 考核信息 says.
pub(super) fn of_row(
    table: &Table<'_>,
    row: u32,
    (kpi, has_formula, raters): (&str, bool, Option<&str>),
    findings: &mut Findings,
) -> Option<Marked> {
    let own = table.words(row, Column::MarkedBy, findings)?;
    let own = if super::number::is_not_applicable(&own) { String::new() } else { own };
    let at = table.at(row, Column::MarkedBy);
    if own.is_empty() {
        if has_formula {
            return None;
        }
        // That the setting can't be read is said where it stands.
        let Some(text) = raters.filter(|text| !text.is_empty()) else {
            // Neither a formula nor somebody who marks: one of the two blanks is to be filled in.
            table.column(Column::MarkedBy)?;
            let problem = Problem::new(Code::FormulaUnreadable, &at).with("kpi", kpi);
            findings.add(problem.with("reason", "nobody").with("role", "").with("quote", "").with("position", 1));
            return Some(Marked { text: String::new(), by: Vec::new() });
        };
        return Some(Marked { text: text.to_owned(), by: read(text).unwrap_or_default() });
    }
    if has_formula {
        // 考核人 beside a formula says who looks after the figure, as long as it names no category of raters.
        if names_anybody(table)
            && read(&own).map_or(true, |by| by.iter().all(|(one, _)| matches!(one, Category::Other(_))))
        {
            return None;
        }
        findings.add(Problem::new(Code::MarkedAndCalculated, &at).with("text", &own));
        return Some(Marked { text: own, by: Vec::new() });
    }
    let by = read(&own).unwrap_or_else(|fault| {
        findings.add(fault.problem(&own, &at));
        Vec::new()
    });
    Some(Marked { text: own, by })
}

/// Whether the heading of who marks may stand above whoever looks after a figure.
pub(super) fn names_anybody(table: &Table<'_>) -> bool {
    const HEADINGS: [&str; 8] = ["考核人", "考核者", "考评人", "考评者", "评估人", "评估者", "评审人", "assessor"];
    let heading = table.column(Column::MarkedBy).map(|column| bare(&table.grid.text(table.header, column)));
    heading.is_some_and(|heading| HEADINGS.iter().any(|word| key(word) == heading))
}

/// What is wrong with who marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// A part that is no category with a share.
    Unreadable,
    /// Several categories without shares.
    Unsaid(usize),
    /// Shares that add up to something else than 100%.
    Sum(Decimal),
    /// A category twice.
    Twice(String),
}

impl Fault {
    /// The problem, told where the text stands.
    pub(super) fn problem(&self, text: &str, at: &CellRef) -> Problem {
        let (code, why, what) = match self {
            Self::Unreadable => (Code::RatersUnreadable, "unreadable", String::new()),
            Self::Twice(name) => (Code::RatersUnreadable, "twice", name.clone()),
            Self::Unsaid(_) => (Code::RaterShares, "unsaid", String::new()),
            Self::Sum(sum) => (Code::RaterShares, "sum", decimal::percent(*sum)),
        };
        Problem::new(code, at).with("text", text).with("why", why).with("what", what)
    }
}

/// Characters of a category's word, at most: a sentence is none.
const LONGEST_WORD: usize = 12;

/// Reads who marks: 上级 · 自评20%+上级80% · 自评20%、上级80% · 自评:上级=2:8 · 自评×0.2+上级×0.8 · 自评、上级各50%.
pub(super) fn read(text: &str) -> Result<Vec<(Category, Decimal)>, Fault> {
    let text = tidy(text).replace('：', ":").replace(['×', '✕', '✖'], "*");
    let parts = in_ratio(&text).or_else(|| each(&text)).map_or_else(|| listed(&text), Ok)?;
    let mut by: Vec<(Category, Option<Decimal>)> = Vec::new();
    for (word, share) in parts {
        let word = word.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*' | '(' | ')' | '占' | '='));
        let fits = !word.is_empty()
            && word.chars().count() <= LONGEST_WORD
            && word.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
        if !fits {
            return Err(Fault::Unreadable);
        }
        let category = Category::of(word);
        if by.iter().any(|(known, _)| known.is(&category)) {
            return Err(Fault::Twice(word.to_owned()));
        }
        by.push((category, share));
    }
    shares(by)
}

/// The shares of one each: bare numbers are ratios where they add up to one, percent or parts of a ratio else.
fn shares(by: Vec<(Category, Option<Decimal>)>) -> Result<Vec<(Category, Decimal)>, Fault> {
    if let [(category, None)] = by.as_slice() {
        return Ok(vec![(category.clone(), Decimal::ONE)]);
    }
    let count = by.len();
    let by: Vec<(Category, Decimal)> = by
        .into_iter()
        .map(|(category, share)| share.map(|share| (category, share)))
        .collect::<Option<_>>()
        .ok_or(Fault::Unsaid(count))?;
    let sum = by.iter().fold(Decimal::ZERO, |sum, (_, share)| sum.checked_add(*share).unwrap_or(sum));
    if by.is_empty() {
        return Err(Fault::Unreadable);
    }
    // A share of 0% is heard and does not count: 自评0%+上级100%.
    if by.iter().any(|(_, share)| *share < Decimal::ZERO) || sum != Decimal::ONE {
        return Err(Fault::Sum(sum));
    }
    Ok(by)
}

type Part = (String, Option<Decimal>);

/// 自评:上级=2:8, 自评/上级/同级/下级=15/70/5/10: parts of their sum.
fn in_ratio(text: &str) -> Option<Vec<Part>> {
    let (names, numbers) = text.split_once('=').or_else(|| {
        // 自评:上级 2:8
        let at = text.find(|c: char| c.is_ascii_digit())?;
        let (names, numbers) = text.split_at_checked(at)?;
        let names = names.trim_end();
        (names.contains([':', '/']) && !names.ends_with([':', '/', '*']) && numbers.contains([':', '/']))
            .then_some((names, numbers))
    })?;
    let apart = |c: char| matches!(c, ':' | '/' | '、' | ',' | '+' | '-');
    let names: Vec<&str> = names.split(apart).map(str::trim).collect();
    let numbers: Vec<Decimal> =
        numbers.split(apart).map(|n| n.trim().trim_end_matches('%').parse().ok()).collect::<Option<_>>()?;
    if names.len() != numbers.len() || names.len() < 2 {
        return None;
    }
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| sum.checked_add(*number))?;
    // 15/70/5/11 are percent that do not add up, 2:8 are parts.
    let whole = if sum > Decimal::from(20) { Decimal::ONE_HUNDRED } else { sum };
    let mut shares: Vec<Option<Decimal>> =
        numbers.into_iter().map(|number| number.checked_div(whole).map(|share| share.normalize())).collect();
    // 1:1:1 has no end in decimals: the last takes what the others leave.
    if whole == sum
        && let Some((last, others)) = shares.split_last_mut()
    {
        *last = others.iter().try_fold(Decimal::ONE, |left, share| left.checked_sub((*share)?));
    }
    Some(names.into_iter().map(str::to_owned).zip(shares).collect())
}

/// 自评、上级各50%, 自评和上级各占一半.
fn each(text: &str) -> Option<Vec<Part>> {
    let (names, share) = text.split_once("各占").or_else(|| text.split_once('各'))?;
    let share = match share.trim() {
        "一半" | "半" => Decimal::new(5, 1),
        number => number_of(number)?,
    };
    let names =
        names.split(['、', ',', '+', '/', ' ']).flat_map(|name| name.split('和')).flat_map(|name| name.split('与'));
    Some(names.map(str::trim).filter(|name| !name.is_empty()).map(|name| (name.to_owned(), Some(share))).collect())
}

/// 自评20%+上级80%.
fn listed(text: &str) -> Result<Vec<Part>, Fault> {
    let joined = |c: char| matches!(c, '+' | '、' | ',' | ';' | '/' | '\n' | '|' | '&');
    let mut pieces: Vec<String> =
        text.split(joined).map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect();
    // 自评 20% 上级 80%: blanks alone between them.
    if let ([one], true) = (pieces.as_slice(), text.matches(|c: char| c.is_ascii_digit()).count() > 1) {
        let mut paired: Vec<String> = Vec::new();
        for token in one.split_whitespace() {
            match paired.last_mut().filter(|last| token.starts_with(|c: char| c.is_ascii_digit()) && !has_digit(last)) {
                Some(last) => last.push_str(token),
                None => paired.push(token.to_owned()),
            }
        }
        if paired.len() > 1 && paired.iter().all(|piece| has_digit(piece)) {
            pieces = paired;
        }
    }
    let read: Vec<(String, Option<Number>)> =
        pieces.iter().map(|piece| split(piece)).collect::<Option<_>>().ok_or(Fault::Unreadable)?;
    let (parts, numbers): (Vec<String>, Vec<Option<Number>>) = read.into_iter().unzip();
    let bare: Vec<Decimal> = numbers.iter().flatten().filter(|n| !n.percent).map(|n| n.value).collect();
    let ratio = bare.iter().all(|number| *number <= Decimal::ONE);
    let share = |number: Number| {
        if number.percent || !ratio { number.value.checked_div(Decimal::ONE_HUNDRED) } else { Some(number.value) }
    };
    Ok(parts.into_iter().zip(numbers.into_iter().map(|number| number.and_then(share).map(|n| n.normalize()))).collect())
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

#[derive(Debug, Clone, Copy)]
struct Number {
    value: Decimal,
    percent: bool,
}

/// A word and the number behind it, or before it.
fn split(part: &str) -> Option<(String, Option<Number>)> {
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%');
    let Some(first) = part.find(|c: char| c.is_ascii_digit()) else { return Some((part.to_owned(), None)) };
    let (before, rest) = part.split_at_checked(first)?;
    let end = rest.find(|c: char| !is_number(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    let behind = behind.trim().trim_matches([')', '*', '的']).trim_start_matches("权重");
    let before =
        before.trim().trim_end_matches(['(', ':', '*', '=', ' ']).trim_end_matches("占").trim_end_matches("权重");
    let word = match (before.is_empty(), behind.is_empty()) {
        (false, true) => before,
        (true, false) => behind,
        _ => return None,
    };
    let percent = number.ends_with('%');
    let value = number.trim_end_matches('%').parse().ok()?;
    Some((word.trim().to_owned(), Some(Number { value, percent })))
}

fn number_of(text: &str) -> Option<Decimal> {
    let percent = text.ends_with('%');
    let value: Decimal = text.trim_end_matches('%').trim().parse().ok()?;
    if percent || value > Decimal::ONE { value.checked_div(Decimal::ONE_HUNDRED) } else { Some(value) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn shown(text: &str) -> String {
        match read(text) {
            Ok(by) => by
                .iter()
                .map(|(category, share)| format!("{} {}", category.name(Lang::En), decimal::plain(*share)))
                .collect::<Vec<_>>()
                .join(", "),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn who_marks_is_read_as_people_write_it() {
        for text in [
            "自评20%+上级80%",
            "自评20%、上级80%",
            "自评:上级=2:8",
            "自评：上级＝2：8",
            "自评×0.2+上级×0.8",
            "自评20，上级80",
            "自评 20% 上级 80%",
            "20%自评＋80%上级",
            "自评（20%）＋直接上级评分（80%）",
            "本人占20%；主管占80%",
            "self 20% + manager 80%",
        ] {
            assert_eq!(shown(text), "self 0.2, manager 0.8", "{text}");
        }
        assert_eq!(shown("上级"), "manager 1");
        assert_eq!(
            shown("自评:上级:同级=1:1:1"),
            "self 0.3333333333333333333333333333, manager 0.3333333333333333333333333333, peer 0.3333333333333333333333333334"
        );
        assert_eq!(shown("直属上级100%"), "manager 1");
        for heard in ["自评0%+上级100%", "自评0、上级1", "自评:上级=0:10"] {
            assert_eq!(shown(heard), "self 0, manager 1", "{heard}");
        }
        assert_eq!(shown("自评/上级/同级/下级=15/70/5/10"), "self 0.15, manager 0.7, peer 0.05, report 0.1");
        assert_eq!(shown("自评、上级各50%"), "self 0.5, manager 0.5");
        assert_eq!(shown("党支部30%+上级70%"), "党支部 0.3, manager 0.7");
        assert_eq!(shown("自评:上级:同事=1:1:2"), "self 0.25, manager 0.25, peer 0.5");
    }

    #[test]
    fn shares_that_do_not_add_up_and_words_that_are_none_are_refused() {
        assert_eq!(shown("自评20%+上级70%"), "Sum(0.9)");
        assert_eq!(shown("自评+上级"), "Unsaid(2)");
        assert_eq!(shown("自评20%+自我评价80%"), "Twice(\"自我评价\")");
        assert_eq!(shown("由部门负责人会同人力资源部综合各方意见后评定"), "Unreadable");
        assert_eq!(shown("上级80%20"), "Unreadable");
        assert_eq!(shown("自评/上级=20/70"), "Sum(0.9)");
    }
}
