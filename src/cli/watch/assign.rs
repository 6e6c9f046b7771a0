//! Who works on what was looked at: a department's months together and in their order, no department and no content twice at a time.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use super::pace::Pace;
use super::processing::{Claimed, Desk, Doing, DropFolder, Looked, News, back};
use super::settle;
use super::workers::Hand;
use crate::archive::names::folded_department;
use crate::cli::Context;
use crate::cli::run::{Finished, Job, arranged};

/// How long what was looked at waits for the looks of what came with it: months that come together are worked on in their order.
const GRACE: Duration = Duration::from_secs(2);

impl Desk<'_> {
    /// Begins to work on what was looked at: a department's months together, no department and no content twice at a time.
    pub(super) fn assign(&mut self, drops: &[DropFolder], pace: &mut Pace) {
        for at in 0..drops.len() {
            let of_this = |claimed: &Claimed| claimed.drop == at;
            let waits = self.doing.values().any(|doing| matches!(doing, Doing::Look(claimed) if of_this(claimed)));
            let patient =
                self.looked.iter().filter(|looked| of_this(&looked.claimed)).all(|one| one.since.is_within(GRACE));
            if waits && patient || !self.crew.has_room() {
                continue;
            }
            let (ready, rest) = self.ready(at);
            self.looked = rest;
            let claims: BTreeMap<PathBuf, (Claimed, String)> = ready
                .iter()
                .map(|looked| (looked.claimed.place.clone(), (looked.claimed.clone(), looked.content.clone())))
                .collect();
            let survey = arranged(ready.into_iter().map(|one| (one.claimed.place, one.whole, one.look)).collect());
            for finished in survey.ended {
                if let Some((claimed, _)) = claims.get(&finished.path) {
                    self.settle(claimed, &finished, Ok(None), drops, pace);
                }
            }
            for found in survey.apart {
                let paths = vec![found.path.clone()];
                self.work(at, drops, (paths, None), &claims, pace, move |job, each| each(job.apart(found)));
            }
            for group in survey.departments {
                let paths = group.found.iter().map(|found| found.path.clone()).collect();
                let name = Some(group.department.clone());
                self.work(at, drops, (paths, name), &claims, pace, move |job, each| job.department(group, each));
            }
        }
    }

    /// What of a drop folder can be worked on now, and what waits.
    fn ready(&mut self, at: usize) -> (Vec<Looked>, Vec<Looked>) {
        let mut departments: BTreeSet<String> = BTreeSet::new();
        let mut contents: BTreeSet<String> = BTreeSet::new();
        for doing in self.doing.values() {
            if let Doing::Score { contents: under_way, department, .. } = doing {
                departments.extend(department.clone());
                contents.extend(under_way.iter().cloned());
            }
        }
        let mut new = BTreeSet::new();
        std::mem::take(&mut self.looked).into_iter().partition(|looked| {
            let department = looked.look.as_ref().ok().and_then(|look| look.name.as_deref()).map(folded_department);
            looked.claimed.drop == at
                && department.is_none_or(|name| !departments.contains(&name))
                && !contents.contains(&looked.content)
                // A workbook that was put in twice is no contradiction: the archive recognises the copy once the first is done.
                && new.insert(looked.content.clone())
        })
    }

    /// Begins a piece of work on claimed files.
    fn work(
        &mut self,
        at: usize,
        drops: &[DropFolder],
        (paths, department): (Vec<PathBuf>, Option<String>),
        claims: &BTreeMap<PathBuf, (Claimed, String)>,
        pace: &mut Pace,
        task: impl FnOnce(&Job<'_>, &(dyn Fn(Finished) + Sync)) + Send + 'static,
    ) {
        let Some(drop) = drops.get(at) else { return };
        let (files, contents): (Vec<Claimed>, Vec<String>) =
            paths.iter().filter_map(|path| claims.get(path).cloned()).unzip();
        let (context, archive, grounds) = (self.context.clone(), self.archive.clone(), self.grounds.clone());
        let (out, inbox) = (drop.folders.results.path().to_owned(), drop.inbox.clone());
        let begun =
            drop.folders.results.check().map_err(|failure| failure.into_error(self.context.lang)).and_then(|()| {
                self.crew.begin(move |hand| {
                    let may_publish = || hand.token.publish();
                    let job = Job {
                        grounds: &grounds,
                        out: &out,
                        archive: Some(&archive),
                        journal: None,
                        outputs: crate::pipeline::Outputs::All,
                        alone: false,
                        prove: false,
                        form: None,
                        inbox: Some(&inbox),
                        office: None,
                        context: &context,
                        stop: &hand.stop,
                        may_publish: &may_publish,
                    };
                    task(&job, &|finished| tell(hand, finished, &context));
                    hand.tell(News::Done);
                })
            });
        match begun {
            Ok(ticket) => {
                let department = department.as_deref().map(folded_department);
                self.doing.insert(ticket, Doing::Score { files, contents, department });
            }
            Err(error) => {
                for claimed in &files {
                    back(claimed, drops);
                    self.failed(&claimed.file, &error, pace);
                }
            }
        }
    }
}

/// Tells how a file ended, with the list of what is wrong with it: drawn by the worker, as it may take its time.
fn tell(hand: &Hand<News>, finished: Finished, context: &Context) {
    let list = settle::list(&finished, context);
    hand.tell(News::Ended(Box::new(finished), list));
    hand.token.next();
}
