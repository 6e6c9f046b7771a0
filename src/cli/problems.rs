//! Problems on the terminal and as data.

use std::path::Path;

use serde_json::{Value, json};

use super::Context;
use crate::diagnostic::{Problem, Severity};
use crate::lang::Lang;

impl Context {
    /// Prints a workbook's problems; notes only where progress would be shown too.
    pub(super) fn problems(&self, path: &Path, problems: &[Problem], lang: Option<Lang>) {
        let lang = self.lang_of(lang);
        for problem in problems {
            let color = match problem.severity() {
                Severity::Error => anstyle::AnsiColor::Red,
                Severity::Warning => anstyle::AnsiColor::Yellow,
                Severity::Note => anstyle::AnsiColor::Cyan,
            };
            let style = anstyle::Style::new().fg_color(Some(color.into()));
            let place = problem.place.to_string();
            let place = if place.is_empty() { path.display().to_string() } else { place };
            let mut text = format!("{style}{}{style:#} {place}  {}", problem.code.id(), problem.headline(lang));
            if let Some(hint) = problem.hint(lang) {
                text.push_str("\n     ");
                text.push_str(&hint);
            }
            if problem.severity() == Severity::Error {
                self.terminal.problem(&text);
            } else {
                self.terminal.say(&text);
            }
        }
    }

    /// Problems as data.
    pub(super) fn problems_as_data(&self, problems: &[Problem], lang: Option<Lang>) -> Vec<Value> {
        let lang = self.lang_of(lang);
        problems
            .iter()
            .map(|problem| {
                json!({
                    "code": problem.code.id(),
                    "severity": problem.severity(),
                    "place": problem.place.to_string(),
                    "headline": problem.headline(lang),
                    "hint": problem.hint(lang),
                })
            })
            .collect()
    }
}
