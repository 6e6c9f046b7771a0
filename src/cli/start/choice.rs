//! The choices that a folder offers, each with the command that it stands for.

use std::path::{Path, PathBuf};

use super::look::{Found, Sight};
use crate::cli::{default_places, desktop, terminal};
use crate::lang::Lang;
use crate::messages::say;
use crate::template::DEFAULT;

/// Workbooks that have choices of their own; of more there is one for all.
const EACH: usize = 2;

/// Something that one can do.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// What it does, in words.
    pub(super) text: String,
    /// The command's words, without the program's name.
    pub(super) words: Vec<String>,
    pub(super) act: Act,
}

/// How a choice is done.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// The command is run.
    Run,
    /// The answer to a question is the command's last word.
    Ask(String),
    /// A folder is shown.
    Show(PathBuf),
}

/// The command that a choice stands for, as one would type it.
pub(super) fn shown(choice: &Choice) -> String {
    let program = if matches!(choice.act, Act::Show(_)) { desktop::FILE_MANAGER } else { "scorebook" };
    let mut line = program.to_owned();
    for word in &choice.words {
        let plain = !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() || "-_.~/\\:=".contains(c));
        line.push_str(&if plain { format!(" {word}") } else { format!(" \"{}\"", word.replace('"', "\\\"")) });
    }
    line
}

/// What was found, a line each.
pub(super) fn found(sight: &Sight, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = sight
        .departments
        .iter()
        .map(|found| {
            let period = found.period.to_string();
            let args = [("department", found.department.as_str()), ("period", &period), ("file", &name(&found.file))];
            say(lang, "start-found-department", &args)
        })
        .collect();
    if !sight.others.is_empty() {
        let names: Vec<String> = sight.others.iter().take(EACH).map(|path| name(path)).collect();
        let rest = if sight.others.len() > EACH { " …" } else { "" };
        let args = [("count", sight.others.len().to_string()), ("files", names.join(" · ") + rest)];
        lines.push(say(lang, "start-found-others", &args.each_ref().map(|(name, value)| (*name, value.as_str()))));
    }
    lines.extend(sight.forms.iter().take(EACH).map(|form| say(lang, "start-found-form", &[("file", &name(form))])));
    for (id, place) in [("start-found-results", &sight.results), ("start-found-archive", &sight.archive)] {
        if let Some(place) = place {
            lines.push(say(lang, id, &[("folder", &terminal::path(place))]));
        }
    }
    if lines.is_empty() {
        lines.push(say(lang, "start-found-nothing", &[]));
    }
    lines
}

/// The choices, the likeliest first.
pub(super) fn choices(sight: &Sight, lang: Lang) -> Vec<Choice> {
    let mut choices = Vec::new();
    for found in sight.departments.iter().take(EACH) {
        let file = name(&found.file);
        let words = |command: &str| vec![command.to_owned(), file.clone()];
        choices.push(run(say(lang, "start-check", &[("file", &file)]), words("check")));
        choices.push(scored(sight, say(lang, "start-run", &[("file", &file)]), words("run")));
    }
    if let Some(latest) = sight.departments.first() {
        if sight.departments.len() > 1 {
            let count = sight.departments.len().to_string();
            let text = say(lang, "start-run-all", &[("count", &count)]);
            choices.push(scored(sight, text, vec!["run".to_owned(), ".".to_owned()]));
        }
        if sight.archive.is_none() {
            let folder = default_places::archive_name(lang);
            let text = say(lang, "start-run-archived", &[("file", &name(&latest.file)), ("folder", &folder)]);
            let words = vec!["run".to_owned(), name(&latest.file), "--archive".to_owned(), folder];
            choices.push(run(text, words));
        }
        choices.push(why(latest, sight, lang));
        if let Some(archive) = sight.archive.as_ref().filter(|_| sight.is_latest_open) {
            choices.push(close(latest, archive, lang));
        }
        choices.push(next(latest, lang));
    }
    if let Some(results) = &sight.results {
        let words = vec![results.to_string_lossy().into_owned()];
        choices.push(Choice { text: say(lang, "start-show-results", &[]), words, act: Act::Show(results.clone()) });
    }
    for form in sight.forms.iter().take(EACH) {
        if let Some(latest) = sight.departments.first() {
            choices.push(scored_on(form, latest, sight, lang));
        }
        choices.push(asked_by(form, lang));
    }
    for other in sight.others.iter().take(EACH) {
        choices.push(adoption(other, lang));
    }
    choices
        .push(run(say(lang, "start-sample", &[]), vec!["new".to_owned(), DEFAULT.to_owned(), "--sample".to_owned()]));
    choices.push(run(say(lang, "start-new", &[]), vec!["new".to_owned(), DEFAULT.to_owned()]));
    choices.push(run(say(lang, "start-templates", &[]), vec!["templates".to_owned()]));
    choices
}

/// What a form asks for.
pub(super) fn asked_by(form: &Path, lang: Lang) -> Choice {
    let text = say(lang, "start-form", &[("file", &name(form))]);
    run(text, vec!["form".to_owned(), "check".to_owned(), form.to_string_lossy().into_owned()])
}

/// The latest workbook scored, with a form filled in for everybody.
fn scored_on(form: &Path, latest: &Found, sight: &Sight, lang: Lang) -> Choice {
    let (file, form) = (name(&latest.file), name(form));
    let text = say(lang, "start-run-form", &[("file", &file), ("form", &form)]);
    scored(sight, text, vec!["run".to_owned(), file, "--form".to_owned(), form])
}

/// The table made into a department workbook.
pub(super) fn adoption(table: &Path, lang: Lang) -> Choice {
    let stem = table.file_stem().unwrap_or_default().to_string_lossy();
    let new = table.with_file_name(format!("{}.xlsx", say(lang, "start-adopted-name", &[("file", &stem)])));
    let (table, new) = (table.to_string_lossy().into_owned(), new.to_string_lossy().into_owned());
    let text = say(lang, "start-adopt", &[("file", &name(Path::new(&table)))]);
    run(text, vec!["adopt".to_owned(), table, "-o".to_owned(), new])
}

const fn run(text: String, words: Vec<String>) -> Choice {
    Choice { text, words, act: Act::Run }
}

/// A run that is archived where there is an archive.
fn scored(sight: &Sight, text: String, mut words: Vec<String>) -> Choice {
    if let Some(archive) = &sight.archive {
        words.extend(["--archive".to_owned(), archive.to_string_lossy().into_owned()]);
    }
    run(text, words)
}

fn why(latest: &Found, sight: &Sight, lang: Lang) -> Choice {
    let file = name(&latest.file);
    let text = say(lang, "start-why", &[("file", &file)]);
    let mut choice = scored(sight, text, vec!["why".to_owned(), file]);
    choice.words.extend(["--id".to_owned(), say(lang, "start-why-whom", &[])]);
    Choice { act: Act::Ask(say(lang, "start-why-question", &[])), ..choice }
}

/// The latest period, archived as it is, takes no other revision.
fn close(latest: &Found, archive: &Path, lang: Lang) -> Choice {
    let period = latest.period.to_string();
    let text = say(lang, "start-close", &[("department", &latest.department), ("period", &period)]);
    let archive = archive.to_string_lossy();
    let words = ["archive", "close", "--archive", &archive, "--department", &latest.department, "--period", &period];
    run(text, words.map(str::to_owned).into())
}

/// The workbook of the period after the latest one.
fn next(latest: &Found, lang: Lang) -> Choice {
    let args = [("department", latest.department.as_str())];
    let words = vec!["new".to_owned(), "--from".to_owned(), name(&latest.file)];
    run(say(lang, "start-next", &args), words)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_shown_as_one_would_type_it() {
        let choice = run(String::new(), vec!["run".to_owned(), "十月 表.xlsx".to_owned(), "a&b.xlsx".to_owned()]);
        assert_eq!(shown(&choice), "scorebook run \"十月 表.xlsx\" \"a&b.xlsx\"");
    }
}
