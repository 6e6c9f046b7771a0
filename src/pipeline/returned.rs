//! Rating workbooks that came back, opened: locked ones with the passwords of those who were asked. Each try of a password takes a
//! twentieth of a second, and a file does not tell whose it is before it is open: so the work is bounded by how many files there are.

use super::list::attach_rows;
use crate::check::ratings::{Answer, Plan, answer};
use crate::problem::{Code, Place, Problem};
use crate::text::key;
use crate::workbook::{self, Tries};

/// Digests of a try: as many as Office asks for.
const DIGESTS: u64 = 100_000;

/// Tries that each file brings along: the password of whom its name names, Excel's own, and one more.
const TRIES_OF_A_FILE: u64 = 3;

/// Tries beside them that all files share, for those whose names name nobody: twenty seconds. Twenty-five people's renamed workbooks are
/// opened with them whatever their order.
const TRIES_OF_ALL: u64 = 400;

/// Passwords that a file's name may name. One with an id is meant; more are names inside others.
const NAMED: usize = 4;

/// A file that came back.
#[derive(Debug, Clone, Copy)]
pub struct AnswerFile<'a> {
    /// Its name, as messages name it.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// What was read of one file: what it says, and what stands against it.
pub(super) type Returned = (Option<Answer>, Vec<Problem>);

/// Reads every file. First those that open with a password that their names name; then the others, for which the passwords of who has
/// not answered yet come first.
pub(super) fn returned(plan: &Plan, files: &[AnswerFile<'_>]) -> Vec<Returned> {
    let count = u64::try_from(files.len()).unwrap_or(u64::MAX);
    let tries = Tries::of(TRIES_OF_ALL.saturating_add(TRIES_OF_A_FILE.saturating_mul(count)).saturating_mul(DIGESTS));
    let mut all: Vec<Returned> =
        files.iter().map(|file| read(plan, file, &named_passwords(plan, file.name), &tries)).collect();
    for (at, file) in files.iter().enumerate() {
        if !all.get(at).is_some_and(is_locked) {
            continue;
        }
        let answered: Vec<usize> = all.iter().filter_map(|(answer, _)| Some(answer.as_ref()?.rater)).collect();
        let mut others: Vec<(bool, &str)> = (plan.raters.iter().enumerate())
            .filter_map(|(rater, one)| Some((answered.contains(&rater), one.password.as_ref()?.0.as_str())))
            .collect();
        others.sort_by_key(|(has_answered, _)| *has_answered);
        let others: Vec<&str> = others.into_iter().map(|(_, password)| password).collect();
        let own = if others.is_empty() { None } else { Some(read(plan, file, &others, &tries)) };
        let why = if tries.is_spent() { "untried" } else { "none" };
        let told = match own {
            Some(own) if !is_locked(&own) => own,
            _ => (None, vec![Problem::new(Code::AnswerLocked, Place::File).with("why", why)]),
        };
        if let Some(slot) = all.get_mut(at) {
            *slot = told;
        }
    }
    all
}

/// What a single file at the place of a rater's workbook says, opened with the passwords that its name names.
pub(super) fn at_its_place(plan: &Plan, file: &AnswerFile<'_>) -> Returned {
    let tries = Tries::of(DIGESTS.saturating_mul(NAMED as u64));
    read(plan, file, &named_passwords(plan, file.name), &tries)
}

fn is_locked((answer, problems): &Returned) -> bool {
    answer.is_none() && problems.iter().any(|problem| problem.code == Code::Encrypted)
}

fn read(plan: &Plan, file: &AnswerFile<'_>, passwords: &[&str], tries: &Tries) -> Returned {
    let read = workbook::read_answer(file.bytes, passwords, tries);
    let mut problems = read.problems;
    let Some(mut own) = read.value else { return (None, problems) };
    let (found, told) = answer(&own, plan);
    problems.extend(told);
    attach_rows(&mut own, &mut problems);
    (found, problems)
}

/// The passwords of the raters whom a file's name names, those first of whom it names most: `E10` in it is also an `E1`.
fn named_passwords<'a>(plan: &'a Plan, name: &str) -> Vec<&'a str> {
    let wanted = key(name);
    let letters = |text: &str| {
        let own = key(text);
        if !own.is_empty() && wanted.contains(&own) { own.len() } else { 0 }
    };
    let mut named: Vec<(usize, &str)> = (plan.raters.iter())
        .filter_map(|rater| {
            let named = letters(&rater.id).saturating_add(letters(&rater.name));
            Some((named, rater.password.as_ref()?.0.as_str())).filter(|_| named > 0)
        })
        .collect();
    named.sort_by_key(|(named, _)| std::cmp::Reverse(*named));
    named.into_iter().take(NAMED).map(|(_, password)| password).collect()
}
