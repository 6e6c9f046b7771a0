//! Words that many cells share, fetched once.

use chrono::Datelike;

use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::Choice;
use crate::model::{Back, Department};
use crate::period::{Period, Span};

/// Short words of cells.
#[derive(Debug, Clone)]
pub(super) struct Words {
    /// 不适用.
    pub not_applicable: String,
    /// 缺数据.
    pub missing: String,
    /// 上期.
    pub previous: String,
    /// 去年同期.
    pub year_ago: String,
    /// Between names in a list: 、
    pub comma: String,
}

/// Where there is no figure.
pub(super) const DASH: &str = "—";

impl Words {
    pub(super) fn new(lang: Lang) -> Self {
        Self {
            not_applicable: Choice::NotApplicable.name(lang).to_owned(),
            missing: say(lang, "summary-missing", &[]),
            previous: say(lang, "summary-previous", &[]),
            year_ago: say(lang, "summary-year-ago", &[]),
            comma: say(lang, "summary-comma", &[]),
        }
    }

    pub(super) fn back(&self, back: Back) -> &str {
        match back {
            Back::Previous => &self.previous,
            Back::YearAgo => &self.year_ago,
        }
    }
}

/// A period in words: `2026 年 11 月`.
pub(super) fn period(lang: Lang, period: Period) -> String {
    let first = period.first_day();
    let year = first.year().to_string();
    let month = first.month();
    let (id, number) = match period.span() {
        Span::Month => ("summary-month", month.to_string()),
        Span::Quarter => ("summary-quarter", month.div_ceil(3).to_string()),
        Span::Half if month == 1 => ("summary-first-half", String::new()),
        Span::Half => ("summary-second-half", String::new()),
        Span::Year => ("summary-year", String::new()),
    };
    say(lang, id, &[("year", &year), ("number", &number)])
}

/// A period as a chart's category: `11 月`.
pub(super) fn short_period(lang: Lang, period: Period) -> String {
    match period.span() {
        Span::Month => say(lang, "summary-short-month", &[("month", &format!("{:02}", period.first_day().month()))]),
        _ => period.to_string(),
    }
}

/// Names of the roles that a person holds.
pub(super) fn role_names(department: &Department, roles: impl Iterator<Item = usize>, comma: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for role in roles.filter_map(|role| department.roles.get(role)) {
        if !names.contains(&&*role.name) {
            names.push(&role.name);
        }
    }
    names.join(comma)
}
