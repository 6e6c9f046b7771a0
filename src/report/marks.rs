//! What reports say of KPIs that people mark, and what they must not: who of many gave which mark.

use rust_decimal::Decimal;

use super::formulas::quoted;
use crate::decimal::{VALUE_DECIMALS, plain, round};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{Category, Kpi, MarkedBy, Marks, Role};
use crate::score::{KpiResult, Mark};

/// Decimals of a mean that is shown.
const SHOWN: u32 = 2;

/// Whether the mean of a category must not stand by itself: it is that of few, who may be told apart.
pub(super) fn is_few(by: &MarkedBy, mark: &Mark) -> bool {
    by.category.is_private() && !mark.apart
}

/// Whether a KPI's value holds marks of few, so that it stands as a constant in a personal workbook.
pub(super) fn holds_few(kpi: &Kpi, result: &KpiResult) -> bool {
    pairs(kpi, result).any(|(by, mark)| is_few(by, mark))
}

/// The categories of a KPI with what each said.
pub(super) fn pairs<'a>(kpi: &'a Kpi, result: &'a KpiResult) -> impl Iterator<Item = (&'a MarkedBy, &'a Mark)> {
    let by = kpi.marks.iter().flat_map(|marks| &marks.by);
    by.zip(&result.marks)
}

/// How the KPI is understood: the rule in words, or who marks it within which bounds.
pub fn reading(kpi: &Kpi, lang: Lang) -> Vec<String> {
    match &kpi.marks {
        Some(marks) => vec![marked(marks, lang)],
        None => kpi.rule.describe(lang),
    }
}

fn marked(marks: &Marks, lang: Lang) -> String {
    let by = shares(marks, lang);
    let (low, high) = marks.bounds;
    let levels: Vec<String> = marks.levels.iter().map(|(name, points)| format!("{name} {}", plain(*points))).collect();
    let args = [
        ("by", &*by),
        ("low", &*plain(low)),
        ("high", &*plain(high)),
        ("has-levels", if levels.is_empty() { "no" } else { "yes" }),
        ("levels", &*levels.join(&say(lang, "people-comma", &[]))),
    ];
    say(lang, "people-marked-by", &args)
}

/// 自评 20%、上级 80%.
pub(super) fn shares(marks: &Marks, lang: Lang) -> String {
    let part = |by: &MarkedBy| match marks.by.as_slice() {
        [_] => by.category.name(lang).to_owned(),
        _ => format!("{} {}", by.category.name(lang), crate::decimal::percent(by.share)),
    };
    marks.by.iter().map(part).collect::<Vec<_>>().join(&say(lang, "people-comma", &[]))
}

/// A mean as it is shown.
pub(super) fn mean(mean: Decimal) -> String {
    plain(round(mean, SHOWN))
}

/// A mean as other programs read it: rounded to the value's decimals.
pub(super) fn mean_in_full(mean: Decimal) -> String {
    plain(round(mean, VALUE_DECIMALS))
}

/// How a KPI's value comes about, as its column says it: the formula, or who marks with the mean of each category; and the
/// same as a formula over the cells of the means, where these are given.
pub(super) fn seen(
    kpi: &Kpi,
    result: &KpiResult,
    lang: Lang,
    shares: bool,
    cell: impl Fn(&MarkedBy, &Mark) -> Option<String>,
) -> (Option<String>, String) {
    let Some(marks) = &kpi.marks else { return (None, kpi.formula_text.clone()) };
    // Without the shares the means stand alone.
    let (mut shown, mut parts) =
        if shares { (vec![marks.text.clone()], vec![quoted(&marks.text)]) } else { (Vec::new(), Vec::new()) };
    let gap = say(lang, "people-gap", &[]);
    for (at, (by, mark)) in pairs(kpi, result).enumerate() {
        let name = by.category.name(lang);
        let count = if mark.count > 1 && !is_few(by, mark) { how_many(mark, lang) } else { String::new() };
        let figure = mark.mean.filter(|_| !is_few(by, mark)).map(mean);
        let line = format!("{name} {}{count}", figure.as_deref().unwrap_or("—"));
        let lead = if at > 0 {
            gap.as_str()
        } else if shares {
            "\n"
        } else {
            ""
        };
        shown.push(format!("{lead}{line}"));
        let before = quoted(&format!("{}{name} ", if at == 0 { "" } else { gap.as_str() }));
        let before = if at == 0 && shares { format!("CHAR(10)&{before}") } else { before };
        match cell(by, mark).filter(|_| figure.is_some()) {
            Some(cell) => {
                parts.push(before);
                parts.push(format!("IF(ISNUMBER({cell}),ROUND({cell},{SHOWN}),\"—\")"));
                parts.push(quoted(&count));
            }
            None => {
                parts.push(before);
                parts.push(quoted(&format!("—{count}")));
            }
        }
    }
    let formula = parts.join("&");
    // A text that a formula cannot hold stands as it is now.
    let fits = parts.iter().all(|part| part.chars().count() < 200) && formula.len() < 2_000;
    (Some(formula).filter(|_| fits && !marks.text.contains('\n')), shown.concat())
}

/// How many marked, or of several months how many marks there are.
fn how_many(mark: &Mark, lang: Lang) -> String {
    say(lang, "people-count", &[("count", &mark.count.to_string()), ("what", what(mark))])
}

/// What a number of marks counts.
pub(super) const fn what(mark: &Mark) -> &'static str {
    if mark.pooled { "marks" } else { "people" }
}

/// What the manager said of a person beside the marks, each comment once.
pub(super) fn managers_comments(role: &Role, id: &str) -> Vec<String> {
    let mut comments: Vec<String> = Vec::new();
    for row in role.markings.iter().filter(|row| *row.id == *id && row.category == Category::Manager) {
        if !row.comment.is_empty() && !comments.contains(&row.comment) {
            comments.push(row.comment.clone());
        }
    }
    comments
}

/// The head of a category's column in a personal workbook: its name, and how many marked where that may be told.
pub(super) fn head(lang: Lang, kpi: &Kpi, by: &MarkedBy, mark: Option<&Mark>) -> String {
    let name = format!("{}\n{}", kpi.name, by.category.name(lang));
    match mark.filter(|mark| mark.count > 1 && !is_few(by, mark)) {
        Some(mark) => {
            let count = how_many(mark, lang);
            format!("{name}{count}")
        }
        None => name,
    }
}
