//! The work on one workbook: read, check, score, report, archive, put in place.
#![expect(clippy::disallowed_methods, reason = "how long a workbook took is told to people, and stands in no file")]

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::forms::{self, Form};
use super::outcome::{self, Finished};
use super::replace_folder;
use super::survey::{self, Content, Found, Group, Read};
use crate::archive::{Archive, Failure};
use crate::cli::Context;
use crate::cli::interrupt::Interrupt;
use crate::cli::may_write::{Grounds, ResultsPlace};
use crate::cli::pdf::{self, Office};
use crate::pipeline::{self, History, Outputs, Provenance, Revision, Scored, Seal};
use crate::problem::has_errors;

/// What is done with every workbook of a batch or a drop folder.
pub(in crate::cli) struct Job<'a> {
    /// What must stay as it is.
    pub grounds: &'a Grounds,
    /// Where results go: `OUT/<department>/<period>/`.
    pub out: &'a Path,
    /// The archive that is read and added to.
    pub archive: Option<&'a Archive>,
    /// How far the archive's journal reached when the batch began, so that its files do not depend on the order of the work; `None`:
    /// how far it reaches when a workbook's turn comes.
    pub journal: Option<Seal>,
    /// Which workbooks are written.
    pub outputs: Outputs,
    /// Whether the workbook is the only one: then warnings too are told with their rows.
    pub alone: bool,
    /// The office's own form, where the command names one.
    pub form: Option<&'a Form>,
    /// The drop folder that workbooks were put in: they are worked on elsewhere, and the form that they name lies beside it.
    pub inbox: Option<&'a Path>,
    /// Whether a second engine proves every workbook before anything is published.
    pub prove: bool,
    /// The program that saves the workbooks as PDF too.
    pub office: Option<&'a Office>,
    /// Languages and the terminal.
    pub context: &'a Context,
    /// Ctrl-C.
    pub stop: &'a Interrupt,
    /// Asked before a result is published; where the answer is no, the workbook is left undone.
    pub may_publish: &'a (dyn Fn() -> bool + Sync),
}

impl Job<'_> {
    /// The workbooks of one department, one after the other, so that growth finds the period before. `each` takes each of them
    /// once it ended. After a request to stop the rest is left undone.
    pub(in crate::cli) fn department(&self, group: Group, each: &(dyn Fn(Finished) + Sync)) {
        let Group { folder, found, .. } = group;
        for one in found {
            each(if self.stop.is_asked() { undone(one.path) } else { self.found(one, &folder) });
        }
    }

    /// A workbook without department or period: everything that is wrong with it.
    pub(in crate::cli) fn apart(&self, Found { path, look, .. }: Found) -> Finished {
        if self.stop.is_asked() {
            return undone(path);
        }
        match look.map_or_else(|| survey::look(&path), Ok) {
            Err(error) => Finished::failed(path, error),
            Ok(look) => look.finished(path),
        }
    }

    /// Reads (unless it was kept), checks, scores, reports and archives one workbook.
    fn found(&self, found: Found, folder: &str) -> Finished {
        let begun = Instant::now();
        let mut finished = Finished { path: found.path, ..Finished::default() };
        match found.look.map_or_else(|| survey::look(&finished.path), Ok) {
            Err(error) => finished.failure = Some(error),
            Ok(look) => {
                finished.department = look.name;
                finished.period = look.period;
                finished.lang = look.lang;
                match (look.content, found.twice) {
                    (Content::Apart(problems), twice) => {
                        finished.problems = problems;
                        finished.problems.extend(twice);
                    }
                    (Content::Department(read), Some(twice)) => {
                        finished.problems = read.submission.problems;
                        finished.problems.push(twice);
                    }
                    (Content::Department(read), None) => {
                        if let Err(failure) = self.score(*read, folder, &mut finished) {
                            self.note(failure, &mut finished);
                        }
                    }
                }
            }
        }
        finished.took = begun.elapsed();
        finished
    }

    fn score(&self, read: Read, folder: &str, finished: &mut Finished) -> Result<(), Failure> {
        let Read { bytes, submission } = read;
        let history = match (self.archive, &submission.department) {
            (Some(archive), Some(department)) => {
                archive.history(&department.appraisal.department, department.appraisal.period)?
            }
            _ => History::default(),
        };
        let scoring = submission.score(history, self.outputs);
        finished.people = scoring.people;
        finished.problems = scoring.problems;
        if self.alone || has_errors(&finished.problems) {
            pipeline::show_rows(&bytes, &mut finished.problems);
        }
        let Some(scored) = scoring.scored else { return Ok(()) };
        let form = match (self.form, scored.form_name()) {
            (Some(form), _) => Some(Ok(form.clone())),
            (None, Some(name)) => Some(forms::beside(self.inbox.unwrap_or(&finished.path), name)?),
            (None, None) => None,
        };
        let scored = match form {
            Some(Ok(form)) => {
                finished.problems.extend(form.notes);
                let scored = scored.on_form(form.form, &form.bytes);
                finished.problems.extend(scored.form_doubts());
                scored
            }
            Some(Err(mut problems)) => {
                finished.problems.append(&mut problems);
                return Ok(());
            }
            None => scored,
        };
        let name = finished.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let from = Provenance::workbook(name, bytes);
        let journal = self.journal_for(&scored, &from)?;
        // Before anything is written, and before the work of drawing what could not be put in its place.
        let appraisal = &scored.department().appraisal;
        let place = self.grounds.results(self.out, folder, &appraisal.department, appraisal.period)?;
        let mut doubts = Vec::new();
        let mut prove = |_: &str, bytes: &[u8]| {
            if self.prove {
                doubts.extend(pipeline::prove(bytes).problems);
            }
        };
        let mut revision = scored.revision(from, journal, &mut prove)?;
        if !doubts.is_empty() {
            finished.problems.append(&mut doubts);
            return Ok(());
        }
        let lang = self.context.lang_of(Some(revision.lang));
        // Before anything is written: where it fails, everything is as it was.
        let made = self.office.map(|office| office.pdf(&revision.outputs, lang)).transpose()?;
        if !(self.may_publish)() {
            finished.undone = true;
            return Ok(());
        }
        if let Some(archive) = self.archive {
            let outcome = archive.publish(&revision)?;
            finished.archived = outcome::archived(&outcome, lang);
        }
        if let Some(mut made) = made {
            revision.outputs.append(&mut made.files);
            finished.archived.extend(pdf::locked_line(made.locked, lang));
        }
        put_in_place(&place, &revision)?;
        finished.results = Some(place.folder);
        Ok(())
    }

    /// How far the archive's journal reached, as the files of a workbook say it.
    fn journal_for(&self, scored: &Scored, from: &Provenance) -> Result<Option<Seal>, Failure> {
        let Some(archive) = self.archive else { return Ok(None) };
        let now = match &self.journal {
            Some(seal) => seal.clone(),
            None => archive.seal()?.unwrap_or_else(Seal::of_nothing),
        };
        let appraisal = &scored.department().appraisal;
        archive.journal_for(&appraisal.department, appraisal.period, (from.origin(), scored.history()), &now)
    }

    /// A refusal that people can mend in the input or the archive is a problem; a held lock, a read-only folder and a
    /// full disk are the machine's.
    fn note(&self, failure: Failure, finished: &mut Finished) {
        let lang = self.context.lang_of(finished.lang);
        let of_the_machine = failure.is_of_the_machine();
        match failure {
            Failure::Refused { problem, .. } if !of_the_machine => finished.problems.push(*problem),
            other => finished.failure = Some(other.into_error(lang)),
        }
    }
}

fn undone(path: PathBuf) -> Finished {
    Finished { undone: true, path, ..Finished::default() }
}

/// Writes a revision's results into a period's folder, replaced whole.
///
/// # Errors
/// What the system refused, or a refusal where somebody changed the old folder meanwhile; then it stands as it was.
pub(in crate::cli) fn put_in_place(place: &ResultsPlace, revision: &Revision<'_>) -> Result<(), Failure> {
    let manifest = revision.output_manifest()?;
    let mut files: Vec<replace_folder::File<'_>> =
        revision.outputs.iter().map(|file| (file.path.as_str(), file.bytes.as_slice())).collect();
    files.push(("results.json", revision.results_json.as_bytes()));
    files.push(("manifest.json", manifest.as_bytes()));
    replace_folder::replace(place, &files)
}
