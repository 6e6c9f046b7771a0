//! The first look at a batch: which department and period each workbook holds, and which inputs can't be worked on.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::outcome::Finished;
use super::shard::Shard;
use crate::archive::Failure;
use crate::cli::interrupt::Interrupt;
use crate::cli::source;
use crate::error::Error;
use crate::lang::Lang;
use crate::period::Period;
use crate::pipeline::{self, Submission};
use crate::problem::Problem;

/// Batches of up to this many workbooks keep what was read; of larger ones the first look reads department and period only, so
/// that memory does not grow with the batch.
const KEPT_WORKBOOKS: usize = 24;

/// A batch in the order of work.
pub(in crate::cli) struct Survey {
    /// The departments, by name.
    pub departments: Vec<Group>,
    /// Inputs without department or period, and our own outputs: what is wrong with them is all there is to say.
    pub apart: Vec<Found>,
    /// Inputs that the machine failed at, or that were left undone.
    pub ended: Vec<Finished>,
}

/// The workbooks of one department in period order.
pub(in crate::cli) struct Group {
    /// The department's name.
    pub department: String,
    /// The department's folder below OUT, distinct from the others' of the batch on every file system.
    pub folder: String,
    /// Its workbooks.
    pub found: Vec<Found>,
}

/// A workbook.
pub(in crate::cli) struct Found {
    pub path: PathBuf,
    /// What was read of it, where it was kept.
    pub look: Option<Look>,
    /// That others hold the same department and period.
    pub twice: Option<Problem>,
}

/// A workbook that holds a department.
pub(in crate::cli) struct Read {
    pub bytes: Vec<u8>,
    pub submission: Submission,
}

/// What a look at a workbook shows.
pub(in crate::cli) struct Look {
    pub name: Option<String>,
    pub period: Option<Period>,
    pub lang: Option<Lang>,
    pub content: Content,
}

/// A department, or what is wrong with it.
pub(in crate::cli) enum Content {
    Department(Box<Read>),
    Apart(Vec<Problem>),
}

impl Look {
    /// A path that leads to no workbook.
    fn refused(problem: Problem) -> Self {
        Self { name: None, period: None, lang: None, content: Content::Apart(vec![problem]) }
    }

    /// How a workbook ends that is not worked on.
    pub(in crate::cli) fn finished(self, path: PathBuf) -> Finished {
        let problems = match self.content {
            Content::Department(read) => read.submission.problems,
            Content::Apart(problems) => problems,
        };
        Finished { department: self.name, period: self.period, lang: self.lang, path, problems, ..Finished::default() }
    }
}

/// Reads and checks a workbook.
///
/// # Errors
/// What the system says of the file.
pub(in crate::cli) fn look(path: &Path) -> Result<Look, Error> {
    let bytes = match readable(path)? {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(Look::refused(problem)),
    };
    let submission = Submission::read(&bytes);
    let (name, period, lang) = (submission.name.clone(), submission.period, submission.lang);
    let content = match submission.department {
        None => Content::Apart(submission.problems),
        Some(_) => Content::Department(Box::new(Read { bytes, submission })),
    };
    Ok(Look { name, period, lang, content })
}

/// Looks at every input of a part. Two for one department and period are a problem for both.
pub(in crate::cli) fn survey(paths: &[PathBuf], part: Option<Shard>, stop: &Interrupt) -> Survey {
    let keep = paths.len() <= KEPT_WORKBOOKS;
    let looks: Vec<(PathBuf, Seen)> = paths
        .par_iter()
        .map(|path| (path.clone(), if stop.is_asked() { Seen::Nothing } else { Seen::of(path, keep) }))
        .collect();
    arrange(looks, part)
}

/// The same of files that were looked at one by one: `true` where the look is all that is needed of the file.
pub(in crate::cli) fn arranged(looks: Vec<(PathBuf, bool, Result<Look, Error>)>) -> Survey {
    arrange(looks.into_iter().map(|(path, whole, look)| (path, Seen::from(look, whole))).collect(), None)
}

fn arrange(looks: Vec<(PathBuf, Seen)>, part: Option<Shard>) -> Survey {
    let holds = |name: &str| part.is_none_or(|part| part.holds(name));
    let (mut apart, mut ended) = (Vec::new(), Vec::new());
    let (mut named, mut workbooks) = (Vec::new(), Vec::new());
    for (path, seen) in looks {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        match seen {
            Seen::Nothing => ended.push(Finished { undone: true, path, ..Finished::default() }),
            Seen::Failed(error) if holds(&file) => ended.push(Finished::failed(path, error)),
            Seen::Apart { name, look } if holds(name.as_deref().unwrap_or(&file)) => {
                apart.push(Found { path, look, twice: None });
            }
            Seen::Failed(_) | Seen::Apart { .. } => {}
            Seen::Department { name, period, look } => {
                named.push((file, name, period));
                workbooks.push(Some(Found { path, look, twice: None }));
            }
        }
    }
    // Over the whole batch, so that every part gives a department the same folder.
    let all = named.iter().zip(&mut workbooks);
    let departments = pipeline::survey(all.map(|((file, name, period), found)| (&**file, &**name, *period, found)))
        .into_iter()
        .filter(|group| holds(&group.department))
        .map(|pipeline::Group { department, folder, members }| {
            let taken =
                members.into_iter().filter_map(|member| Some(Found { twice: member.twice, ..member.of.take()? }));
            Group { department, folder, found: taken.collect() }
        })
        .collect();
    Survey { departments, apart, ended }
}

/// What is kept of a look until the workbook's turn comes.
enum Seen {
    /// Nothing: somebody asked to stop.
    Nothing,
    Failed(Error),
    Apart {
        name: Option<String>,
        look: Option<Look>,
    },
    Department {
        name: String,
        period: Period,
        look: Option<Look>,
    },
}

impl Seen {
    fn of(path: &Path, keep: bool) -> Self {
        Self::from(if keep { look(path) } else { first_look(path) }, keep)
    }

    fn from(look: Result<Look, Error>, keep: bool) -> Self {
        match look {
            Err(error) => Self::Failed(error),
            Ok(look) => match (look.name.clone(), look.period) {
                (Some(name), Some(period)) => Self::Department { name, period, look: keep.then_some(look) },
                // Without them the rest is not worked on, but everything that is wrong is said.
                (name, _) => Self::Apart { name, look: keep.then_some(look) },
            },
        }
    }
}

/// A workbook's bytes, or why it can't be one.
fn readable(path: &Path) -> Result<Result<Vec<u8>, Problem>, Error> {
    match source::bytes(path) {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(Failure::Refused { problem, .. }) => Ok(Err(*problem)),
        Err(Failure::Machine(error)) => Err(error),
    }
}

/// Department and period only.
pub(in crate::cli) fn first_look(path: &Path) -> Result<Look, Error> {
    let bytes = match readable(path)? {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(Look::refused(problem)),
    };
    let (name, period) = pipeline::identity(&bytes);
    Ok(Look { name, period, lang: None, content: Content::Apart(Vec::new()) })
}
