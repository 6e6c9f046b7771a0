//! `scorebook run INPUT… -o OUT [--archive DIR]`: the main job. Each workbook is read, checked, scored, reported and, with
//! an archive, archived.

mod batch_output;
mod forms;
mod job;
mod outcome;
mod replace_folder;
mod shard;
mod survey;
mod table;

pub(super) use batch_output::print_files;
pub(super) use job::{Job, put_in_place};
pub(super) use outcome::{Finished, archived};
use survey::survey;
pub(super) use survey::{Look, arranged, first_look, look};

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::interrupt::Interrupt;
use super::may_write::Grounds;
use super::status::Status;
use super::{Context, default_places, inputs, pdf, prove};
use crate::archive::Archive;
use crate::archive::journal::Seal;
use crate::error::Error;
use crate::lang::Lang;
use crate::pipeline::Outputs;
use batch_output::Telling;

/// Arguments of `run`.
#[derive(Debug, Default, clap::Args)]
pub struct Args {
    /// Workbooks or folders.
    #[arg(required = true, value_name = "INPUT")]
    pub input: Vec<PathBuf>,
    /// Where the results go.
    #[arg(short, long, value_name = "OUT")]
    pub out: Option<PathBuf>,
    /// The archive that is read and added to.
    #[arg(long, value_name = "DIR")]
    pub archive: Option<PathBuf>,
    /// How many departments are worked on at once.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub jobs: Option<u16>,
    /// One of N parts of the departments, for several machines.
    #[arg(long, value_name = "I/N")]
    pub shard: Option<shard::Shard>,
    /// No personal workbooks.
    #[arg(long)]
    pub no_person_files: bool,
    /// No print file.
    #[arg(long)]
    pub no_print_file: bool,
    /// People whose workbooks are locked stand in the print file too.
    #[arg(long)]
    pub print_locked: bool,
    /// The office's own form, filled for each person.
    #[arg(long, value_name = "FORM.xlsx")]
    pub form: Option<PathBuf>,
    /// Every workbook as PDF too.
    #[arg(long)]
    pub pdf: bool,
    /// A second engine proves every workbook before anything is published.
    #[arg(long)]
    pub prove: bool,
    /// The outcome as data on standard output.
    #[arg(long)]
    pub json: bool,
}

/// Departments at once where nothing is said: half as many again as processors, because each waits now and then for the
/// threads in which the library that writes workbooks draws its sheets.
fn departments_at_once() -> usize {
    let processors = std::thread::available_parallelism().map_or(1, usize::from);
    processors.saturating_add(processors.div_ceil(2))
}

/// Runs the batch.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    if args.prove
        && let Some(status) = prove::not_built(context)
    {
        return Ok(status);
    }
    let out = args.out.clone().unwrap_or_else(|| out_beside(&args.input, context.lang));
    batch(args, &out, context).map(|(status, _)| status)
}

/// Results beside the first input.
fn out_beside(inputs: &[PathBuf], lang: Lang) -> PathBuf {
    let folder = inputs.first().map_or_else(|| PathBuf::from("."), |input| default_places::folder_of(input));
    default_places::results(&folder, lang)
}

/// The batch with its results below `out`; gives the folders of results that it wrote too.
pub(super) fn batch(args: &Args, out: &Path, context: &Context) -> Result<(Status, Vec<PathBuf>), Error> {
    let stopped = |failure| context.stopped_by_archive(failure).map(|status| (status, Vec::new()));
    let office = if args.pdf { pdf::Office::find(context) } else { None };
    if args.pdf && office.is_none() {
        return Ok((Status::Failed, Vec::new()));
    }
    let form = match args.form.as_deref().map(|path| forms::read(path, context)).transpose()? {
        Some(None) => return Ok((Status::Problems, Vec::new())),
        form => form.flatten(),
    };
    let mut apart = vec![out];
    apart.extend(args.archive.as_deref());
    let inputs::Inputs { workbooks: paths, missing } = inputs::find(&args.input, &apart)?;
    let grounds = Grounds::default().archive(args.archive.as_deref())?.inputs(&paths);
    if let Err(failure) = grounds.folder(out) {
        return stopped(failure);
    }
    let archive = match args.archive.as_deref().map(Archive::open).transpose() {
        Ok(archive) => archive,
        Err(failure) => return stopped(failure),
    };
    let jobs = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or_else(departments_at_once, usize::from))
        .build()
        .map_err(|e| Error::Internal(e.to_string()))?;

    let stop = Interrupt::listen(|| {})?;
    let bar = context.terminal.progress(paths.len());
    let survey = jobs.install(|| survey(&paths, args.shard, &stop));
    let archive = archive.as_ref();
    let journal = match archive.map(Archive::seal).transpose() {
        Ok(seal) => archive.map(|_| seal.flatten().unwrap_or_else(Seal::of_nothing)),
        Err(failure) => return stopped(failure),
    };
    let several = paths.len().saturating_add(missing.len()) > 1;
    let job = Job {
        grounds: &grounds,
        out,
        archive,
        journal,
        outputs: Outputs::asked(args.no_person_files, args.no_print_file, args.print_locked),
        alone: !several,
        context,
        stop: &stop,
        may_publish: &|| true,
        prove: args.prove,
        form: form.as_ref(),
        inbox: None,
        office: office.as_ref(),
    };
    bar.set_length(survey.departments.iter().map(|group| group.found.len() as u64).sum());
    let told = Telling::new(args.json, several, context);
    let missing = missing.into_iter().map(|(path, problem)| Finished::without_workbook(path, vec![problem]));
    missing.chain(survey.ended).for_each(|finished| told.take(finished));
    let each = |finished| {
        told.take(finished);
        bar.inc(1);
    };
    jobs.install(|| {
        survey.apart.into_par_iter().for_each(|found| told.take(job.apart(found)));
        // One by one: a worker that is done takes the next, and none is left with several at the end.
        survey.departments.into_par_iter().with_max_len(1).for_each(|group| job.department(group, &each));
    });
    bar.finish_and_clear();
    told.report(args, out)
}
