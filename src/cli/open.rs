//! `scorebook FILE…`: workbooks dropped onto the program. Each is checked; what is clean is run, with its results beside it; of the others
//! a workbook beside them shows the problems.

use std::path::{Path, PathBuf};

use indexmap::IndexMap;

use super::may_write::{self, Grounds, Over};
use super::status::Status;
use super::{Context, check, default_places, desktop, inputs, run, start, terminal};
use crate::archive::{Archive, Failure};
use crate::error::Error;
use crate::messages::say;
use crate::problem::{Code, has_errors};

/// What was dropped.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Workbooks or folders.
    #[arg(required = true, value_name = "FILE")]
    pub file: Vec<PathBuf>,
}

/// Works on what was dropped, folder by folder.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let mut folders: IndexMap<PathBuf, Vec<PathBuf>> = IndexMap::new();
    for file in &args.file {
        folders.entry(default_places::folder_of(file)).or_default().push(file.clone());
    }
    let (mut worst, mut results) = (Status::Clean, Vec::new());
    for (folder, files) in folders {
        let (status, written) = match in_folder(&folder, &files, context) {
            Ok(done) => done,
            Err(failure) => (context.stopped_by_archive(failure)?, Vec::new()),
        };
        worst = worst.max(status);
        results.extend(written);
    }
    // Of several, the folder that holds them.
    let shown = match results.as_slice() {
        [] => None,
        [one] => Some(one.as_path()),
        [first, ..] => first.parent().and_then(Path::parent),
    };
    if let Some(folder) = shown.filter(|_| !context.terminal.is_quiet() && desktop::is_shown_in_own_window()) {
        desktop::show(folder);
    }
    Ok(worst)
}

fn in_folder(folder: &Path, files: &[PathBuf], context: &Context) -> Result<(Status, Vec<PathBuf>), Failure> {
    let (out, archive) = (default_places::results(folder, context.lang), default_places::archive(folder));
    let apart: Vec<&Path> = std::iter::once(out.as_path()).chain(archive.as_deref()).collect();
    let inputs::Inputs { workbooks, missing } = inputs::find(files, &apart)?;
    let grounds = Grounds::default().archive(archive.as_deref())?.inputs(&workbooks);
    // An empty folder of that name becomes an archive with the first run.
    let known =
        archive.as_deref().filter(|folder| may_write::is_archive(folder)).map(Archive::open_existing).transpose()?;
    let mut status = if missing.is_empty() { Status::Clean } else { Status::Problems };
    for (path, problem) in missing {
        context.problems(&path, &[problem], None);
    }
    let mut clean = Vec::new();
    for path in workbooks {
        let checked = check::check(path, known.as_ref())?;
        if !has_errors(&checked.problems) {
            clean.push(checked.path);
            continue;
        }
        status = Status::Problems;
        let is_no_department = checked.problems.iter().any(|problem| problem.code == Code::NotADepartment);
        if is_no_department && start::tells_of_form(&checked.path, context) {
            continue;
        }
        context.problems(&checked.path, &checked.problems, checked.lang);
        if is_no_department {
            start::offer_adoption(&checked.path, context);
            continue;
        }
        context.terminal.say(&check::closing(&checked, context));
        let list = list_beside(&checked.path, context.lang_of(checked.lang));
        grounds.file(&list, Over::OurWorkbook)?;
        check::show(&checked, &list, context)?;
    }
    if clean.is_empty() {
        return Ok((status, Vec::new()));
    }
    let args = run::Args { input: clean, archive, ..run::Args::default() };
    let (ran, results) = run::batch(&args, &out, context)?;
    if let [one] = results.as_slice() {
        context.terminal.say(&say(context.lang, "open-hand-out", &[("folder", &terminal::path(one))]));
    }
    Ok((status.max(ran), results))
}

/// Where the problems of a workbook are shown. Files that differ in their endings have a list each.
fn list_beside(workbook: &Path, lang: crate::lang::Lang) -> PathBuf {
    let is_xlsx = workbook.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xlsx"));
    let stem = if is_xlsx { workbook.file_stem() } else { workbook.file_name() };
    let stem = stem.unwrap_or_default().to_string_lossy();
    workbook.with_file_name(format!("{}.xlsx", say(lang, "watch-problem-list", &[("file", &stem)])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn files_that_differ_in_their_endings_have_a_list_of_problems_each() {
        let list = |file: &str| list_beside(Path::new(file), Lang::ZhCn).to_string_lossy().into_owned();
        assert_eq!(list("a.xlsx"), "a_问题清单.xlsx");
        assert_eq!(list("a.csv"), "a.csv_问题清单.xlsx");
        assert_eq!(list("a.docx"), "a.docx_问题清单.xlsx");
    }
}
