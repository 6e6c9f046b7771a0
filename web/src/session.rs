//! What a page has open: its files, what came of each, and what earlier periods left.

use std::cell::RefCell;

use scorebook::pipeline::{self, Earlier, History, Lang, Outputs, Problem, Provenance, Scored, Severity, Submission};
use wasm_bindgen::prelude::wasm_bindgen;

use crate::told;

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
extern "C" {
    /// The worker's own: how many of a workbook's outputs are drawn.
    #[wasm_bindgen(js_name = tellDrawn)]
    fn tell_drawn(drawn: u32, of: u32);
}

#[cfg(not(target_arch = "wasm32"))]
fn tell_drawn(_: u32, _: u32) {}

/// A file that was given, and what came of it.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// What it was read as; `None` for what earlier periods left, and once it was scored.
    submission: Option<Submission>,
    pub(crate) lang: Option<Lang>,
    pub(crate) department: Option<String>,
    pub(crate) period: Option<pipeline::Period>,
    pub(crate) is_earlier: bool,
    /// Below the results: the department's folder.
    folder: String,
    twice: Option<Problem>,
    pub(crate) people: usize,
    pub(crate) problems: Vec<Problem>,
    pub(crate) scored: Option<Scored>,
    /// Path below the results, bytes.
    pub(crate) outputs: Vec<(String, Vec<u8>)>,
}

/// An open batch.
#[wasm_bindgen]
#[derive(Default)]
pub struct Session {
    files: Vec<File>,
    earlier: Earlier,
}

#[wasm_bindgen]
impl Session {
    /// Nothing is open yet.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file in and reads it. Gives its number.
    pub fn add(&mut self, name: String, bytes: Vec<u8>) -> usize {
        let mut file = File::of(name, Vec::new());
        if Earlier::is_meant(&file.name, &bytes) {
            file.is_earlier = true;
            file.problems = self.earlier.read(&file.name, &bytes);
        } else {
            let read = Submission::read(&bytes);
            file.lang = read.lang;
            file.department.clone_from(&read.name);
            file.period = read.period;
            file.problems.clone_from(&read.problems);
            file.bytes = bytes;
            file.submission = Some(read);
        }
        self.take(file)
    }

    /// Takes in that a file is larger than a workbook may be; its bytes were not even fetched.
    pub fn add_too_large(&mut self, name: String) -> usize {
        let mut file = File::of(name, Vec::new());
        file.problems = vec![pipeline::too_many_bytes()];
        self.take(file)
    }

    /// The numbers of the workbooks in the order in which they are worked on: each department's months oldest first.
    pub fn survey(&mut self) -> Vec<usize> {
        let named = self.files.iter().enumerate().filter(|(_, file)| file.submission.is_some());
        let named =
            named.filter_map(|(at, file)| Some((file.name.as_str(), file.department.as_deref()?, file.period?, at)));
        let groups = pipeline::survey(named);
        let mut order = Vec::new();
        for group in groups {
            for member in group.members {
                if let Some(file) = self.files.get_mut(member.of) {
                    file.folder.clone_from(&group.folder);
                    file.twice = member.twice;
                    order.push(member.of);
                }
            }
        }
        order
    }

    /// Scores a workbook and draws everything that is handed out.
    pub fn work(&mut self, at: usize) -> Result<(), String> {
        let Some(file) = self.files.get_mut(at) else { return Ok(()) };
        let Some(submission) = file.submission.take() else { return Ok(()) };
        if let Some(twice) = file.twice.take() {
            file.problems.push(twice);
            return Ok(());
        }
        let history = match &submission.department {
            Some(department) => {
                let appraisal = &department.appraisal;
                match self.earlier.history(&appraisal.department, appraisal.period) {
                    Ok(history) => history,
                    Err(problem) => {
                        file.problems.push(problem);
                        return Ok(());
                    }
                }
            }
            None => History::default(),
        };
        let scoring = submission.score(history, Outputs::All);
        file.people = scoring.people;
        file.problems = scoring.problems;
        pipeline::show_rows(&file.bytes, &mut file.problems);
        let Some(scored) = scoring.scored else { return Ok(()) };
        let from = Provenance::workbook(file.name.clone(), file.bytes.clone());
        if let Err(problem) = self.earlier.admits(&scored, &from) {
            file.problems.push(problem);
            return Ok(());
        }
        let journal = self.earlier.journal_for(&scored, &from);
        let all = u32::try_from(file.people.saturating_add(2)).unwrap_or(u32::MAX);
        let drawn = RefCell::new(0_u32);
        let mut seen = |_: &str, _: &[u8]| {
            let mut drawn = drawn.borrow_mut();
            *drawn = drawn.saturating_add(1);
            tell_drawn(*drawn, all);
        };
        self.earlier.keep(&scored, &from);
        let revision = scored.revision(from, journal, &mut seen).map_err(|error| error.to_string())?;
        let manifest = revision.output_manifest().map_err(|error| error.to_string())?;
        let (kept, facts) = Earlier::carried_on(&scored).map_err(|error| error.to_string())?;
        let below = format!("{}/{}", file.folder, revision.period);
        file.outputs = revision
            .outputs
            .into_iter()
            .map(|output| (format!("{below}/{}", output.path), output.bytes))
            .chain([
                (format!("{below}/results.json"), revision.results_json.into_bytes()),
                (format!("{below}/manifest.json"), manifest.into_bytes()),
                (format!("{}/{kept}", file.folder), facts.into_bytes()),
            ])
            .collect();
        file.scored = Some(scored);
        Ok(())
    }

    /// Everything that there is to say of a file in a language, as JSON.
    pub fn told(&self, at: usize, lang: &str) -> String {
        self.file(at, |file| told::file(file, language(lang, None)))
    }

    /// Its sheets with problems, as JSON.
    pub fn grid(&self, at: usize) -> String {
        self.file(at, |file| told::grid(&file.bytes, &file.problems))
    }

    /// Its rules with what stands beside them, as JSON.
    pub fn rules(&self, at: usize) -> String {
        self.file(at, |file| told::rules(&file.bytes))
    }

    /// The text of its `results.json`.
    pub fn results(&self, at: usize) -> Option<String> {
        self.files.get(at)?.scored.as_ref().map(Scored::results_json)
    }

    /// One person's way to the score, as the command line's `why --json` has it.
    pub fn why(&self, at: usize, id: &str, lang: &str) -> Option<String> {
        let file = self.files.get(at)?;
        let scored = file.scored.as_ref()?;
        scored.why(id, None, language(lang, file.lang)).ok().map(|steps| steps.to_json())
    }

    /// What each KPI of a person is measured by, as JSON.
    pub fn measured(&self, at: usize, id: &str) -> String {
        self.file(at, |file| told::measured(file, id))
    }

    /// One of its outputs.
    pub fn output(&self, at: usize, path: &str) -> Option<Vec<u8>> {
        let outputs = &self.files.get(at)?.outputs;
        outputs.iter().find(|(own, _)| own == path).map(|(_, bytes)| bytes.clone())
    }

    /// The outputs of all files in one zip.
    pub fn zip(&self) -> Result<Vec<u8>, String> {
        let all = self.files.iter().flat_map(|file| &file.outputs);
        pipeline::zipped(all.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))).map_err(|error| error.to_string())
    }

    /// Its problems in its grid, as a workbook.
    pub fn issues(&self, at: usize, lang: &str) -> Result<Vec<u8>, String> {
        let Some(file) = self.files.get(at) else { return Ok(Vec::new()) };
        let lang = language(lang, file.lang);
        pipeline::problem_list(file.bytes.clone(), &file.problems, &file.name, lang).map_err(|error| error.to_string())
    }

    /// The bytes of a workbook with another text in one cell; else, as JSON, why not.
    pub fn amended(&self, at: usize, sheet: &str, cell: &str, text: &str, lang: &str) -> Result<Vec<u8>, String> {
        let Some(file) = self.files.get(at) else { return Ok(Vec::new()) };
        pipeline::amended(&file.bytes, sheet, cell, text)
            .map_err(|problem| told::problem(&problem, language(lang, None)))
    }

    /// The workbook of the next period from a file; `None` where it can't be read.
    pub fn next_form(&self, at: usize, period: &str) -> Result<Option<Vec<u8>>, String> {
        let Some(file) = self.files.get(at) else { return Ok(None) };
        let Some(department) = Submission::read(&file.bytes).department else { return Ok(None) };
        let period = period.parse().map_err(|_| period.to_owned())?;
        pipeline::next_form(&file.bytes, &department, period).map_err(|error| error.to_string())
    }

    fn take(&mut self, file: File) -> usize {
        self.files.push(file);
        self.files.len().saturating_sub(1)
    }

    fn file(&self, at: usize, say: impl FnOnce(&File) -> String) -> String {
        self.files.get(at).map(say).unwrap_or_default()
    }
}

impl File {
    fn of(name: String, bytes: Vec<u8>) -> Self {
        Self {
            name,
            bytes,
            submission: None,
            lang: None,
            department: None,
            period: None,
            is_earlier: false,
            folder: String::new(),
            twice: None,
            people: 0,
            problems: Vec::new(),
            scored: None,
            outputs: Vec::new(),
        }
    }

    /// How it ended: `clean`, `problems`, or `skipped` where it is nothing to be scored.
    pub(crate) fn status(&self) -> &'static str {
        if self.problems.iter().any(|problem| problem.severity() == Severity::Error) {
            "problems"
        } else if self.scored.is_some() {
            "clean"
        } else if self.is_earlier {
            "earlier"
        } else {
            "skipped"
        }
    }
}

/// The language of a tag, else the workbook's own.
pub(crate) fn language(tag: &str, own: Option<Lang>) -> Lang {
    Lang::from_tag(tag).or(own).unwrap_or_default()
}

/// Tries a rule: `{sentence, unit, target, full, value}` and what is told of it, both as JSON.
#[wasm_bindgen]
pub fn try_rule(asked: &str, lang: &str) -> String {
    told::tried(asked, language(lang, None))
}

/// What a code means: `{known, text}`.
#[wasm_bindgen]
pub fn explain(code: &str, lang: &str) -> String {
    told::explained(code, language(lang, None))
}

/// The templates: `[{name, title}]`.
#[wasm_bindgen]
pub fn templates(lang: &str) -> String {
    told::templates(language(lang, None))
}

/// A department workbook from a template, blank or with sample data.
#[wasm_bindgen]
pub fn form(template: &str, lang: &str, period: &str, department: &str, filled: bool) -> Result<Vec<u8>, String> {
    let template = pipeline::template(template).ok_or_else(|| template.to_owned())?;
    let period = period.parse().map_err(|_| period.to_owned())?;
    let department = Some(department.trim()).filter(|name| !name.is_empty());
    pipeline::form(&template, language(lang, None), period, department, filled).map_err(|error| error.to_string())
}

/// The program's version.
#[wasm_bindgen]
pub fn version() -> String {
    pipeline::VERSION.to_owned()
}

/// The most bytes of a workbook.
#[wasm_bindgen]
pub fn most_bytes() -> usize {
    pipeline::FILE_BYTES
}

/// Ends in a panic: how the page tells one can't be tried otherwise.
#[wasm_bindgen]
pub fn break_down() {
    let nothing: Option<()> = None;
    nothing.expect("asked to break down");
}
