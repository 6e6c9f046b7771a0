//! The summary table of a batch, in columns that line up where Han characters take two places.

use std::time::Duration;

use unicode_width::UnicodeWidthStr;

use super::batch_output::Told;
use crate::lang::Lang;
use crate::messages::say;
use crate::text;

/// A longer department's name is cut: the table stays within a terminal's 80 places.
const NAME_WIDTH: usize = 32;

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

/// Department, period, people, problems, time: a line per input, below a heading.
pub(super) fn lines(all: &[Told], lang: Lang) -> Vec<String> {
    let heading = ["department", "period", "people", "problems", "time"]
        .map(|column| say(lang, &format!("cli-run-table-{column}"), &[]));
    let rows: Vec<[String; 5]> = std::iter::once(heading).chain(all.iter().map(|one| row(one, lang))).collect();
    let widths: [usize; 5] = std::array::from_fn(|column| {
        rows.iter().filter_map(|row| row.get(column)).map(|text| text.width()).max().unwrap_or(0)
    });
    rows.iter().map(|row| line(row, widths)).collect()
}

fn row(told: &Told, lang: Lang) -> [String; 5] {
    let one = &told.finished;
    let file = || one.path.file_name().unwrap_or(one.path.as_os_str()).to_string_lossy().into_owned();
    let people = if one.people > 0 { one.people.to_string() } else { NOTHING.to_owned() };
    [
        cut(&text::on_one_line(&one.department.clone().unwrap_or_else(file))),
        one.period.map_or_else(|| NOTHING.to_owned(), |period| period.to_string()),
        people,
        problems(told, lang),
        say(lang, "cli-run-table-seconds", &[("seconds", &seconds(one.took))]),
    ]
}

/// Errors and warnings; notes are no problems.
fn problems(one: &Told, lang: Lang) -> String {
    if one.finished.undone {
        return say(lang, "cli-run-table-undone", &[]);
    }
    if one.finished.failure.is_some() {
        return say(lang, "cli-run-table-failed", &[]);
    }
    let parts: Vec<String> = [(one.errors, "errors"), (one.warnings, "warnings")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| say(lang, &format!("cli-run-table-{word}"), &[("count", &count.to_string())]))
        .collect();
    if parts.is_empty() { NOTHING.to_owned() } else { parts.join(" · ") }
}

/// Seconds with two decimals.
fn seconds(took: Duration) -> String {
    format!("{:.2}", took.as_secs_f64())
}

fn cut(name: &str) -> String {
    if name.width() <= NAME_WIDTH {
        return name.to_owned();
    }
    let mut short = String::new();
    for character in name.chars() {
        let longer = format!("{short}{character}");
        if longer.width() >= NAME_WIDTH {
            break;
        }
        short = longer;
    }
    short + "…"
}

/// Names and problems begin at the left; numbers end at the right.
fn line(row: &[String; 5], widths: [usize; 5]) -> String {
    let cells: Vec<String> = row
        .iter()
        .zip(widths)
        .enumerate()
        .map(|(column, (text, width))| {
            let space = " ".repeat(width.saturating_sub(text.width()));
            if matches!(column, 2 | 4) { format!("{space}{text}") } else { format!("{text}{space}") }
        })
        .collect();
    cells.join("  ").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::run::outcome::Finished;
    use crate::problem::{Code, Place, Problem};

    #[test]
    fn columns_line_up_and_every_input_has_its_line() {
        let one = |path: &str, department: Option<&str>, people, problems: Vec<Code>| Finished {
            path: path.into(),
            department: department.map(str::to_owned),
            period: department.map(|_| "2026-11".parse().unwrap()),
            people,
            problems: problems.into_iter().map(|code| Problem::new(code, Place::File)).collect(),
            took: Duration::from_millis(1234),
            ..Finished::default()
        };
        let finished = [
            one("a.xlsx", Some("电商部"), 120, vec![Code::EmptyRows]),
            one("文件夹/坏.xlsx", None, 0, vec![Code::DamagedFile]),
            one("c.xlsx", Some(&"长".repeat(20)), 5, Vec::new()),
            Finished { undone: true, ..one("d.xlsx", None, 0, Vec::new()) },
        ]
        .map(Told::of);
        let long = format!("{}…", "长".repeat(15));
        assert_eq!(
            lines(&finished, Lang::ZhCn),
            [
                format!("部门{}周期     人数  问题         用时", " ".repeat(29)),
                format!("电商部{}2026-11   120  警告 1    1.23 秒", " ".repeat(27)),
                format!("坏.xlsx{}–           –  错误 1    1.23 秒", " ".repeat(26)),
                format!("{long}  2026-11     5  –         1.23 秒"),
                format!("d.xlsx{}–           –  没有处理  1.23 秒", " ".repeat(27)),
            ]
        );
    }
}
