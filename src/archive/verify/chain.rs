//! The archive against its journal: what the acts left must be there, nothing else, and as they left it.

use std::collections::BTreeMap;

use super::folders::Seen;
use crate::archive::current::State;
use crate::archive::journal::{Act, Chain, Line, Seal, Told};
use crate::archive::manifest;
use crate::archive::names::{JOURNAL_FILE, RevisionNumber};
use crate::archive::store::Archive;
use crate::period::Period;
use crate::problem::{Code, Place, Problem};

/// Breaks of a chain that are told one by one: the first says where somebody was at work.
const BREAKS_SHOWN: usize = 20;

/// Compares what lies in an archive with what its journal tells. `begun`: an act whose line did not join the journal yet.
pub(super) fn compare(
    archive: &Archive,
    seen: &[Seen],
    chain: &Chain,
    begun: Option<&Line>,
    problems: &mut Vec<Problem>,
) {
    let begun = begun.filter(|line| line.before == chain.end().sha256);
    breaks(archive, chain, begun, problems);
    if let Some(line) = begun {
        let problem = Problem::new(Code::ActInterrupted, Place::File)
            .with("department", &line.department)
            .with("period", line.period);
        problems.push(problem);
    }
    let told = chain.periods();
    gone(archive, seen, &told, problems);
    for one in seen {
        let begun = begun.filter(|line| line.folder == one.folder && line.period == one.place.period);
        match told.get(&(one.folder.clone(), one.place.period)) {
            Some(told) => period(one, told, begun, problems),
            None if begun.is_some() => {}
            None => {
                let problem = Problem::new(Code::RevisionUnjournaled, Place::File);
                problems.push(problem.with("path", one.place.path.display()));
            }
        }
    }
    let found: Vec<&Line> = chain.lines.iter().filter(|line| line.act == Act::Found).collect();
    if let Some(first) = found.first() {
        let problem = Problem::new(Code::JournalBeganLater, Place::File);
        problems.push(problem.with("revisions", found.len()).with("at", &first.at));
    }
}

fn breaks(archive: &Archive, chain: &Chain, begun: Option<&Line>, problems: &mut Vec<Problem>) {
    let broken = |line: u64| {
        let path = archive.root().join(JOURNAL_FILE);
        Problem::new(Code::JournalBroken, Place::File).with("path", path.display()).with("line", line)
    };
    problems.extend(chain.breaks.iter().take(BREAKS_SHOWN).map(|(line, _)| broken(*line)));
    let text = begun.and_then(|line| line.to_json().ok()).unwrap_or_default();
    if !text.as_bytes().starts_with(&chain.torn) {
        problems.push(broken(chain.end().lines.saturating_add(1)));
    }
}

/// Periods that the journal tells of and that are not there; a department of which nothing is there is told once.
fn gone(archive: &Archive, seen: &[Seen], told: &BTreeMap<(String, Period), Told>, problems: &mut Vec<Problem>) {
    let is_there = |folder: &str, period: Option<Period>| {
        seen.iter().any(|one| one.folder == folder && period.is_none_or(|period| one.place.period == period))
    };
    for ((folder, period), told) in told {
        if is_there(folder, Some(*period)) {
            continue;
        }
        let (what, path) = if is_there(folder, None) {
            (format!("{} {period}", told.department), archive.root().join(folder).join(period.to_string()))
        } else {
            (told.department.clone(), archive.root().join(folder))
        };
        let problem = vanished(&what, &path.display().to_string());
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
}

fn vanished(what: &str, path: &str) -> Problem {
    Problem::new(Code::RevisionVanished, Place::File).with("what", what).with("path", path)
}

/// One period against what the journal tells of it.
fn period(one: &Seen, told: &Told, begun: Option<&Line>, problems: &mut Vec<Problem>) {
    let begun_revision = |number: RevisionNumber, sha256: &Option<String>| {
        begun.is_some_and(|line| line.revision == Some(number) && line.manifest_sha256 == *sha256)
    };
    let mut rewritten = false;
    for (number, there) in &one.revisions {
        let path = one.place.revision(*number);
        match (told.revisions.get(number), there) {
            // Where the record holds another hash still, the manifest alone was altered; that is told with its files.
            (Some((known, _)), Some(there))
                if known != there && one.recorded_sha256(*number).is_none_or(|recorded| recorded == there) =>
            {
                rewritten = true;
                problems.push(Problem::new(Code::ManifestRewritten, Place::File).with("path", path.display()));
            }
            (None, there) if !begun_revision(*number, there) => {
                problems.push(Problem::new(Code::RevisionUnjournaled, Place::File).with("path", path.display()));
            }
            _ => {}
        }
    }
    for number in told.revisions.keys().filter(|number| !one.revisions.contains_key(number)) {
        let what = format!("{} {}/{number}", told.department, one.place.period);
        problems.push(vanished(&what, &one.place.revision(*number).display().to_string()));
    }
    let closings = one.record.iter().flat_map(|record| &record.closings).map(|closing| closing.became);
    let otherwise = one.record.is_some() && begun.is_none() && !closed_as_told(&closings.collect::<Vec<_>>(), told);
    let as_left =
        |sha256: &String| *sha256 == told.record_sha256 || begun.is_some_and(|line| line.record_sha256 == *sha256);
    if otherwise || one.record_sha256.as_ref().is_some_and(|sha256| !as_left(sha256)) && !rewritten {
        let (line, at) = told.last.as_ref().map(|line| (line.number, line.at.clone())).unwrap_or_default();
        let problem = Problem::new(Code::RecordDiffers, Place::File);
        problems.push(problem.with("path", one.place.record().display()).with("line", line).with("at", at));
    }
}

/// Whether a period's record was closed and reopened as its lines tell: a line that was added to the end and chained anew holds
/// the record's hash too.
fn closed_as_told(closings: &[State], told: &Told) -> bool {
    if told.found { closings.ends_with(&told.closings) } else { *closings == *told.closings }
}

/// Whether seals that were kept elsewhere hold.
pub(super) fn seals(chain: Option<&Chain>, seals: &[Seal], problems: &mut Vec<Problem>) {
    let nothing = Chain::default();
    let chain = chain.unwrap_or(&nothing);
    for seal in seals.iter().filter(|seal| !chain.holds(seal)) {
        let problem = Problem::new(Code::SealBroken, Place::File);
        problems.push(problem.with("line", seal.lines).with("lines", chain.end().lines));
    }
}

/// Whether a revision's manifest names a state of the journal that there was before it.
pub(super) fn states_another_history(
    manifest: &manifest::Manifest,
    number: RevisionNumber,
    one: &Seen,
    (chain, told): (&Chain, &BTreeMap<(String, Period), Told>),
) -> bool {
    let Some(stated) = &manifest.journal else { return false };
    let own = told.get(&(one.folder.clone(), one.place.period)).and_then(|told| told.revisions.get(&number));
    !chain.holds(stated) || own.is_some_and(|(_, line)| stated.lines >= *line)
}
