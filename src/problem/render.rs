//! Findings as people and programs read them: plain text, data for `--json`, and what `explain` prints.

use serde::Serialize;

use super::{Code, Place, Problem, Severity};
use crate::cell;
use crate::lang::Lang;
use crate::{messages, text};

/// A finding as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rendered {
    /// `E201`.
    pub code: &'static str,
    /// `error`, `warning` or `note`.
    pub severity: Severity,
    /// Where, as people write it: `主播!D5`, a sheet's name, or nothing for the file.
    pub place: String,
    /// The sheet's name; null for the file as a whole.
    pub sheet: Option<String>,
    /// The cell without its sheet, `D5`; null for a sheet or the file.
    pub cell: Option<String>,
    /// What is wrong.
    pub headline: String,
    /// How to mend it.
    pub hint: Option<String>,
}

/// A finding as data, in a language.
pub fn data(problem: &Problem, lang: Lang) -> Rendered {
    let (sheet, cell) = match &problem.place {
        Place::File => (None, None),
        Place::Sheet(name) => (Some(name.to_string()), None),
        Place::Cell(cell) => (Some(cell.sheet.to_string()), Some(cell::a1(cell.row, cell.column))),
    };
    Rendered {
        code: problem.code.id(),
        severity: problem.severity(),
        place: problem.place.to_string(),
        sheet,
        cell,
        headline: problem.headline(lang),
        hint: problem.hint(lang),
    }
}

/// Puts findings in reading order: the file, then sheets in the order of their tabs, rows, columns.
pub fn sort(problems: &mut [Problem], tabs: &[&str]) {
    problems.sort_by_cached_key(|problem| {
        let tab = |name: &str| tabs.iter().position(|tab| *tab == name).unwrap_or(tabs.len()).saturating_add(1);
        let (tab, at) = match &problem.place {
            Place::File => (0, None),
            Place::Sheet(name) => (tab(name), None),
            Place::Cell(cell) => (tab(&cell.sheet), Some((cell.row, cell.column))),
        };
        (tab, at, problem.code)
    });
}

/// How a finding stands on a terminal; nothing of it in plain text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Setting<'a> {
    /// What turns the colour of severity and code on.
    pub before: &'a str,
    /// What turns it off.
    pub after: &'a str,
    /// The file's name, where a finding has no place in it.
    pub file: &'a str,
    /// Whether the row is left out.
    pub without_excerpt: bool,
}

/// A finding as lines of text: severity, code, place and headline; then what stands in its row; then the hint.
pub fn text(problem: &Problem, lang: Lang, setting: Setting<'_>) -> String {
    let Setting { before, after, file, without_excerpt } = setting;
    let severity = messages::say(lang, severity_text(problem.severity()), &[]);
    let place = match &problem.place {
        Place::File => file.to_owned(),
        place => text::on_one_line(&place.to_string()),
    };
    let place = if place.is_empty() { place } else { format!(" {place}") };
    let mut lines = vec![format!("{before}{severity} {}{after}{place}: {}", problem.code.id(), problem.headline(lang))];
    if !problem.excerpt.is_empty() && !without_excerpt {
        let cells: Vec<String> = problem
            .excerpt
            .iter()
            .map(|(column, shown)| format!("{}: {}", cell::column_name(*column), text::on_one_line(shown)))
            .collect();
        lines.push(format!("    | {} |", cells.join(" | ")));
    }
    lines.extend(problem.hint(lang).map(|hint| format!("    {hint}")));
    lines.join("\n")
}

/// What a code means, why it matters, an example and how to mend it.
pub fn explanation(code: Code, lang: Lang) -> String {
    let severity = messages::say(lang, severity_text(code.severity()), &[]);
    let mut lines = vec![format!("{} ({severity})", code.id())];
    for part in ["what", "why", "example", "mend"] {
        if let Some(words) = messages::attribute(lang, code.id(), part, &[]) {
            let title = messages::say(lang, &format!("explain-{part}"), &[]);
            lines.push(format!("\n{title}\n    {words}"));
        }
    }
    lines.join("\n")
}

/// The id of the word for a severity.
pub fn severity_text(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Note => "severity-note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::CellRef;

    #[test]
    fn findings_stand_in_the_order_of_the_tabs_and_cells() {
        let at = |sheet: &str, row| Problem::new(Code::NotANumber, &CellRef::new(sheet, row, 0)).with("text", "x");
        let mut problems = vec![at("乙", 0), at("甲", 9), at("甲", 1), Problem::new(Code::EmptyFile, Place::File)];
        sort(&mut problems, &["甲", "乙"]);
        let places: Vec<String> = problems.iter().map(|problem| problem.place.to_string()).collect();
        assert_eq!(places, ["", "甲!A2", "甲!A10", "乙!A1"]);
    }

    #[test]
    fn a_finding_reads_as_severity_code_place_headline_and_row() {
        let problem = Problem::new(Code::NotANumber, &CellRef::new("主播", 4, 3)).with("text", "优秀");
        let problem = Problem { excerpt: vec![(0, "E001".to_owned()), (3, "优秀".to_owned())], ..problem };
        let shown = text(&problem, Lang::ZhCn, Setting::default());
        let first = shown.lines().next().unwrap_or_default();
        assert!(first.starts_with("错误 E301 主播!D5: "), "{first}");
        assert!(first.contains("优秀"), "{first}");
        assert_eq!(shown.lines().nth(1), Some("    | A: E001 | D: 优秀 |"));
        let without = text(&problem, Lang::ZhCn, Setting { without_excerpt: true, ..Setting::default() });
        assert_eq!(without.lines().count() + 1, shown.lines().count());
    }

    #[test]
    fn colour_and_the_files_name_stand_around_the_head_and_change_no_word() {
        let setting = Setting { before: "<", after: ">", file: "月.xlsx", without_excerpt: false };
        let of_file = Problem::new(Code::EmptyFile, Place::File);
        let plain = text(&of_file, Lang::ZhCn, Setting::default());
        assert_eq!(text(&of_file, Lang::ZhCn, setting), plain.replacen("错误 E102", "<错误 E102> 月.xlsx", 1));
        let of_sheet = Problem::new(Code::EmptyTable, Place::Sheet("等级".into()));
        let plain = text(&of_sheet, Lang::ZhCn, Setting::default());
        let coloured = text(&of_sheet, Lang::ZhCn, setting);
        assert_eq!(coloured.replace(['<', '>'], ""), plain, "a sheet is place enough");
    }

    #[test]
    fn every_code_of_files_is_explained_in_every_language() {
        for code in Code::ALL.iter().filter(|code| code.id().get(1..2) == Some("1")) {
            for lang in Lang::ALL {
                assert_eq!(
                    explanation(*code, lang).lines().filter(|line| line.starts_with("    ")).count(),
                    4,
                    "{code:?}"
                );
            }
        }
    }
}
