//! A batch before it is worked on: which workbooks belong together, in which order, and which of them stand in each other's way.

use std::collections::BTreeMap;

use crate::file_name;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::revision::names::folded_department;

/// The workbooks of one department in period order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group<T> {
    /// The department's name as it was typed first.
    pub department: String,
    /// Its folder below the results, distinct from the others' of the batch on every file system.
    pub folder: String,
    /// Its workbooks.
    pub members: Vec<Member<T>>,
}

/// A workbook of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<T> {
    /// Which period it is of.
    pub period: Period,
    /// What the caller knows it by.
    pub of: T,
    /// That others hold the same department and period: then none of them is worked on.
    pub twice: Option<Problem>,
}

/// Puts workbooks into the order of work. Each is its file's name, its department and period, and what the caller knows it by; names
/// that differ in width and case only are one department.
///
/// ```
/// use scorebook::pipeline::survey;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let (october, november) = ("2026-10".parse()?, "2026-11".parse()?);
/// let groups = survey([
///     ("b.xlsx", "Sales", november, 1),
///     ("a.xlsx", "SALES", october, 2),
///     ("c.xlsx", "A:B", november, 3),
///     ("d.xlsx", "A/B", november, 4),
/// ]);
/// // Two departments whose names are one for file systems have two folders.
/// let folders: Vec<_> = groups.iter().map(|group| group.folder.as_str()).collect();
/// assert_eq!(folders, ["A_B", "A_B~2", "Sales"]);
/// let sales: Vec<_> = groups[2].members.iter().map(|member| (member.of, member.twice.is_some())).collect();
/// assert_eq!(sales, [(2, false), (1, false)]);
/// # Ok(())
/// # }
/// ```
pub fn survey<'a, T>(workbooks: impl IntoIterator<Item = (&'a str, &'a str, Period, T)>) -> Vec<Group<T>> {
    type Named<'a, T> = Vec<(&'a str, T)>;
    let mut departments: BTreeMap<String, (&str, BTreeMap<Period, Named<'a, T>>)> = BTreeMap::new();
    for (file, name, period, of) in workbooks {
        let (_, periods) = departments.entry(folded_department(name)).or_insert_with(|| (name, BTreeMap::new()));
        periods.entry(period).or_default().push((file, of));
    }
    let folders = file_name::distinct(departments.values().map(|(name, _)| *name));
    let groups = departments.into_values().zip(folders).map(|((department, periods), folder)| {
        let members = periods.into_iter().flat_map(|(period, same)| {
            let files: Vec<&str> = same.iter().map(|(file, _)| *file).collect();
            let members: Vec<Member<T>> = same
                .into_iter()
                .enumerate()
                .map(|(at, (_, of))| Member { period, of, twice: twice(department, period, &files, at) })
                .collect();
            members
        });
        Group { department: department.to_owned(), members: members.collect(), folder }
    });
    groups.collect()
}

/// That others hold the same department and period as the file at `own`.
fn twice(department: &str, period: Period, files: &[&str], own: usize) -> Option<Problem> {
    let others: Vec<&str> = files.iter().enumerate().filter(|(at, _)| *at != own).map(|(_, file)| *file).collect();
    (!others.is_empty()).then(|| {
        Problem::new(Code::SamePeriodTwice, Place::File)
            .with("department", department)
            .with("period", period)
            .with("other", others.join(" · "))
    })
}
