//! `scorebook prove OUT|FILE…`: every formula of the workbooks that this program wrote, calculated again by a second engine.

use std::path::{Path, PathBuf};

use super::status::Status;
use super::{Context, inputs, source};
use crate::archive::manifest::{self, Manifest};
use crate::error::Error;
use crate::problem::{Code, Place, Problem, has_errors};
use crate::{messages, pipeline};

/// Arguments of `prove`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Result folders or workbooks.
    #[arg(required = true, value_name = "OUT")]
    pub input: Vec<PathBuf>,
}

/// Folders above a workbook in which the manifest that names it may lie: a personal one lies in `个人评分表/<role>/`.
const ABOVE: usize = 3;

/// Proves every workbook that the arguments name.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    if let Some(status) = not_built(context) {
        return Ok(status);
    }
    let found = inputs::find(&args.input, &[])?;
    let mut wrong = false;
    for (path, problem) in found.missing {
        wrong = true;
        context.problems(&path, &[problem], None);
    }
    let (mut formulas, mut problems) = (0_usize, 0_usize);
    for path in &found.workbooks {
        let bytes = match source::bytes(path) {
            Ok(bytes) => bytes,
            Err(failure) => return context.stopped_by_archive(failure),
        };
        let mut proof = pipeline::prove(&bytes);
        pipeline::show_rows(&bytes, &mut proof.problems);
        proof.problems.extend(changed_since(path, &bytes));
        formulas = formulas.saturating_add(proof.formulas);
        problems = problems.saturating_add(proof.problems.len());
        wrong |= has_errors(&proof.problems);
        context.problems(path, &proof.problems, None);
    }
    let args = [
        ("files", found.workbooks.len().to_string()),
        ("formulas", formulas.to_string()),
        ("problems", problems.to_string()),
    ];
    let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
    let id = if problems == 0 && !wrong { "prove-done" } else { "prove-not-done" };
    context.terminal.say(&messages::say(context.lang, id, &args));
    Ok(if wrong { Status::Problems } else { Status::Clean })
}

/// Says that this program was built without the engine, where it was.
pub(super) fn not_built(context: &Context) -> Option<Status> {
    (!pipeline::PROVE_IS_BUILT).then(|| {
        context.terminal.problem(&messages::say(context.lang, "prove-not-built", &[]));
        Status::Failed
    })
}

/// A warning where the manifest of the results says that a workbook was another one when it was written.
fn changed_since(path: &Path, bytes: &[u8]) -> Option<Problem> {
    let path = path.canonicalize().ok()?;
    path.ancestors().skip(1).take(ABOVE).find_map(|folder| {
        let text = source::bytes(&folder.join("manifest.json")).ok()?;
        let manifest: Manifest = serde_json::from_slice(&text).ok()?;
        let below = path.strip_prefix(folder).ok()?;
        let name = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let entry = manifest.files.get(&name)?;
        (entry.sha256 != manifest::sha256(bytes)).then(|| Problem::new(Code::OutputChanged, Place::File))
    })
}
