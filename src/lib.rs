//! Scorebook (绩效簿): drop in a department's monthly workbook, get back exact, explainable KPI score sheets.
//!
//! Every host (the command line, the archive, a server, a page in a browser) begins at [`pipeline`]: a handful of types over bytes
//! and values, with the whole way in one example.
//!
//! ```
//! use scorebook::pipeline::{History, Severity, Submission};
//!
//! let submission = Submission::read(include_bytes!("../samples/live-commerce-en-2026-11.xlsx"));
//! let problems = submission.check(&History::default());
//! // Warnings and notes: its scores may be given out.
//! assert!(submission.department.is_some() && problems.iter().all(|problem| problem.severity() != Severity::Error));
//! ```
//!
//! Behind it lie the stages. The way is one way only, and each has a type that the next one takes:
//!
//! | stage | module | what it makes |
//! |---|---|---|
//! | workbook | `workbook` | cells with addresses, from the bytes of .xlsx, .xlsm, .xls or .ods |
//! | model, problems | `check` | a checked department, with every problem at once |
//! | score | `score` | exact figures and the way to them; `rollup` makes a department of several months |
//! | report | `report` | output workbooks and `results.json`, as values; `output` writes their bytes |
//! | revision | `revision` | all files of a period with their hashes, and what changed since the one before |
//! | archive | `archive` | revisions that are published whole and prove themselves |
//!
//! Beside them `template` draws the workbooks to fill in, and `prove` has ours calculated again by an engine of other authors. Below lie
//! the words that they share (`cell`, `decimal`, `period`, `quantity`, `text`, `lang`, `messages`, `history`) and the two languages that people
//! write in cells, `formula` and `rule`. `docs/architecture.md` in the sources is the map.
//!
//! Everything but the edge files named in `clippy.toml` is pure: bytes and values in, bytes and values out.
//!
//! # Features
//!
//! - `cli`: the command line. A host that is none leaves it out, and has neither clock nor terminal.
//! - `internals`: the rooms behind the front, opened to the tests, benches and fuzz targets of this project. They are no part of what a
//!   version promises; a host leaves them out too: `scorebook = { version = "…", default-features = false }`.
//! - `prove`, `parquet`: a second engine; a table for analysts.

// Each room stands twice, since neither an attribute nor a macro can say it once: rustfmt finds no modules inside a macro.
// Behind the front everything is private to others without `internals`, and some of it serves the command line or tests only.
#![cfg_attr(not(feature = "internals"), allow(dead_code, unused_imports, unreachable_pub, missing_docs))]

#[cfg(not(feature = "internals"))]
mod adopt;
#[cfg(feature = "internals")]
pub mod adopt;
#[cfg(not(feature = "internals"))]
mod archive;
#[cfg(feature = "internals")]
pub mod archive;
#[cfg(not(feature = "internals"))]
mod cell;
#[cfg(feature = "internals")]
pub mod cell;
#[cfg(not(feature = "internals"))]
mod check;
#[cfg(feature = "internals")]
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
#[cfg(not(feature = "internals"))]
mod decimal;
#[cfg(feature = "internals")]
pub mod decimal;
#[cfg(not(feature = "internals"))]
mod error;
#[cfg(feature = "internals")]
pub mod error;
#[cfg(not(feature = "internals"))]
mod file_name;
#[cfg(feature = "internals")]
pub mod file_name;
#[cfg(not(feature = "internals"))]
mod form;
#[cfg(feature = "internals")]
pub mod form;
#[cfg(not(feature = "internals"))]
mod formula;
#[cfg(feature = "internals")]
pub mod formula;
#[cfg(not(feature = "internals"))]
mod history;
#[cfg(feature = "internals")]
pub mod history;
#[cfg(not(feature = "internals"))]
mod lang;
#[cfg(feature = "internals")]
pub mod lang;
#[cfg(not(feature = "internals"))]
mod messages;
#[cfg(feature = "internals")]
pub mod messages;
#[cfg(not(feature = "internals"))]
mod model;
#[cfg(feature = "internals")]
pub mod model;
#[cfg(not(feature = "internals"))]
mod output;
#[cfg(feature = "internals")]
pub mod output;
#[cfg(not(feature = "internals"))]
mod period;
#[cfg(feature = "internals")]
pub mod period;
pub mod pipeline;
#[cfg(not(feature = "internals"))]
mod problem;
#[cfg(feature = "internals")]
pub mod problem;
#[cfg(not(feature = "internals"))]
mod prove;
#[cfg(feature = "internals")]
pub mod prove;
#[cfg(not(feature = "internals"))]
mod quantity;
#[cfg(feature = "internals")]
pub mod quantity;
#[cfg(not(feature = "internals"))]
mod report;
#[cfg(feature = "internals")]
pub mod report;
#[cfg(not(feature = "internals"))]
mod revision;
#[cfg(feature = "internals")]
pub mod revision;
#[cfg(not(feature = "internals"))]
mod rollup;
#[cfg(feature = "internals")]
pub mod rollup;
#[cfg(not(feature = "internals"))]
mod rule;
#[cfg(feature = "internals")]
pub mod rule;
#[cfg(not(feature = "internals"))]
mod score;
#[cfg(feature = "internals")]
pub mod score;
#[cfg(not(feature = "internals"))]
mod template;
#[cfg(feature = "internals")]
pub mod template;
#[cfg(not(feature = "internals"))]
mod text;
#[cfg(feature = "internals")]
pub mod text;
#[cfg(not(feature = "internals"))]
mod workbook;
#[cfg(feature = "internals")]
pub mod workbook;

#[cfg(not(feature = "internals"))]
use quantity::unit;
#[cfg(feature = "internals")]
pub use quantity::unit;
