//! The first look at a batch: which department and period each workbook holds, and which inputs can't be worked on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::closing::Finished;
use crate::cli::source;
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::Department;
use crate::period::Period;

/// Batches of up to this many workbooks keep what was read; larger ones read each workbook again when its turn comes, so
/// that memory does not grow with the batch.
const KEPT_WORKBOOKS: usize = 24;

/// A batch in the order of work.
pub(super) struct Survey {
    /// Per department its workbooks in period order.
    pub departments: Vec<Vec<Found>>,
    /// Inputs that end here: unreadable, with errors, our own outputs, or two for one period.
    pub apart: Vec<Finished>,
}

/// A workbook without errors.
pub(super) struct Found {
    pub path: PathBuf,
    pub read: Option<Box<Read>>,
}

/// What was read of a workbook.
pub(super) struct Read {
    pub bytes: Vec<u8>,
    pub department: Department,
    pub problems: Vec<Problem>,
}

/// What a first look at a workbook shows.
pub(super) enum Look {
    Department(Box<Read>),
    Apart { problems: Vec<Problem>, lang: Option<Lang> },
}

/// Reads and checks a workbook.
///
/// # Errors
/// What the system says of the file.
pub(super) fn look(path: &Path) -> Result<Look, Error> {
    let bytes = source::bytes(path)?;
    let source::Read { value, lang, problems } = source::department(&bytes);
    Ok(match value {
        None => Look::Apart { problems, lang },
        Some(department) => Look::Department(Box::new(Read { bytes, department, problems })),
    })
}

/// Looks at every input. Two for one department and period are a problem for both.
pub(super) fn survey(paths: &[PathBuf]) -> Survey {
    let keep = paths.len() <= KEPT_WORKBOOKS;
    let looks: Vec<(&PathBuf, Result<Seen, Error>)> =
        paths.par_iter().map(|path| (path, look(path).map(|look| Seen::of(look, keep)))).collect();
    let mut apart = Vec::new();
    let mut departments: BTreeMap<String, BTreeMap<Period, Vec<Found>>> = BTreeMap::new();
    for (path, look) in looks {
        match look {
            Err(error) => apart.push(Finished::failed(path.clone(), error)),
            Ok(Seen::Apart { problems, lang }) => {
                apart.push(Finished { lang, ..Finished::without_workbook(path.clone(), problems) });
            }
            Ok(Seen::Department { name, period, read }) => {
                let found = Found { path: path.clone(), read };
                departments.entry(name).or_default().entry(period).or_default().push(found);
            }
        }
    }
    let mut ordered = Vec::new();
    for (name, periods) in departments {
        let mut group = Vec::new();
        for (period, mut found) in periods {
            if found.len() > 1 {
                apart.extend(same_period_twice(&name, period, &found));
            } else {
                group.append(&mut found);
            }
        }
        ordered.push(group);
    }
    Survey { departments: ordered, apart }
}

/// What is kept of a look until the workbook's turn comes.
enum Seen {
    Department { name: String, period: Period, read: Option<Box<Read>> },
    Apart { problems: Vec<Problem>, lang: Option<Lang> },
}

impl Seen {
    fn of(look: Look, keep: bool) -> Self {
        match look {
            Look::Apart { problems, lang } => Self::Apart { problems, lang },
            Look::Department(read) => Self::Department {
                name: read.department.appraisal.department.clone(),
                period: read.department.appraisal.period,
                read: keep.then_some(read),
            },
        }
    }
}

fn same_period_twice(department: &str, period: Period, found: &[Found]) -> Vec<Finished> {
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    found
        .iter()
        .map(|one| {
            let others: Vec<String> = found.iter().filter(|o| o.path != one.path).map(|o| name(&o.path)).collect();
            let problem = Problem::new(Code::SamePeriodTwice, Place::File)
                .with("department", department)
                .with("period", period)
                .with("other", others.join(" · "));
            Finished::without_workbook(one.path.clone(), vec![problem])
        })
        .collect()
}
