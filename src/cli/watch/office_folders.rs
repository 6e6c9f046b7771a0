//! `--only DEPARTMENT=SUBFOLDER`: each office hands in through a subfolder of its own, for its own department only, and finds its
//! results there. What lies in the drop folder itself, or is another department's, is given back.

use std::path::{Component, Path, PathBuf};
use std::str::FromStr;

use crate::archive::names::same_department;

/// One `--only`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Only {
    department: String,
    subfolder: PathBuf,
}

/// A text that is no `DEPARTMENT=SUBFOLDER`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("DEPARTMENT=SUBFOLDER")]
pub struct NoOnly;

impl FromStr for Only {
    type Err = NoOnly;

    /// The last `=` divides: names of departments may hold one. The subfolder is below the drop folder, and none of the program's own.
    fn from_str(text: &str) -> Result<Self, NoOnly> {
        let (department, subfolder) = text.rsplit_once('=').ok_or(NoOnly)?;
        let (department, subfolder) = (department.trim(), Path::new(subfolder.trim()));
        let below = subfolder.components().all(|part| match part {
            Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
            _ => false,
        });
        if department.is_empty() || subfolder.as_os_str().is_empty() || !below {
            return Err(NoOnly);
        }
        Ok(Self { department: department.to_owned(), subfolder: subfolder.to_owned() })
    }
}

/// What a drop folder takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Takes {
    /// Every department's workbooks.
    All,
    /// Those of these departments.
    Departments(Vec<String>),
    /// None: they go into the subfolders.
    Nothing,
}

impl Takes {
    /// Whether a department's workbook is taken.
    pub(super) fn takes(&self, department: &str) -> bool {
        match self {
            Self::All => true,
            Self::Departments(names) => names.iter().any(|name| same_department(name, department)),
            Self::Nothing => false,
        }
    }

    /// The departments, for people.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Departments(names) => names.join(" · "),
            Self::All | Self::Nothing => String::new(),
        }
    }
}

/// The drop folders that an inbox consists of, and what each takes.
pub(super) fn places(inbox: &Path, only: &[Only]) -> Vec<(PathBuf, Takes)> {
    if only.is_empty() {
        return vec![(inbox.to_owned(), Takes::All)];
    }
    let mut places: Vec<(PathBuf, Takes)> = vec![(inbox.to_owned(), Takes::Nothing)];
    for one in only {
        let place = inbox.join(&one.subfolder);
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, Takes::Departments(names))) => names.push(one.department.clone()),
            _ => places.push((place, Takes::Departments(vec![one.department.clone()]))),
        }
    }
    places
}

/// The subfolders and their departments, for people.
pub(super) fn shown(only: &[Only]) -> String {
    let all: Vec<String> = only.iter().map(|one| format!("{} → {}", one.department, one.subfolder.display())).collect();
    all.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subfolder_is_below_the_drop_folder_and_none_of_the_programs_own() {
        for wrong in
            ["财务部", "=财务", "财务部=", "财务部=../财务", "财务部=/财务", "财务部=.scorebook-working", "a=b/../c"]
        {
            assert_eq!(wrong.parse::<Only>(), Err(NoOnly), "{wrong}");
        }
        let only: Only = " 华东=电商 = 华东/电商".parse().unwrap();
        assert_eq!((only.department.as_str(), only.subfolder.as_path()), ("华东=电商", Path::new("华东/电商")));
    }

    #[test]
    fn several_departments_may_share_a_subfolder_and_the_drop_folder_itself_takes_nothing() {
        let only = ["财务部=后勤", "人事部=后勤", "销售部=销售"].map(|text| text.parse().unwrap());
        let places = places(Path::new("箱"), &only);
        let takes: Vec<Vec<bool>> = places
            .iter()
            .map(|(_, takes)| ["财务部", "人事部", "销售部"].map(|name| takes.takes(name)).to_vec())
            .collect();
        assert_eq!(takes, [[false; 3], [true, true, false], [false, false, true]]);
    }
}
