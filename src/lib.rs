//! Scorebook (绩效簿): drop in a department's monthly workbook, get back exact, explainable KPI score sheets.
//!
//! Every host (the command line, the archive, a server, a page in a browser) begins at [`pipeline`]: a handful of types over bytes
//! and values, with the whole way in one example.
//!
//! ```
//! use scorebook::pipeline::{History, Submission};
//!
//! let submission = Submission::read(include_bytes!("../samples/live-commerce-en-2026-11.xlsx"));
//! let problems = submission.check(&History::default());
//! assert!(submission.department.is_some() && problems.len() == 1);
//! ```
//!
//! Behind it lie the stages. The way is one way only, and each has a type that the next one takes:
//!
//! | stage | module | what it makes |
//! |---|---|---|
//! | workbook | [`workbook`] | [`workbook::Workbook`]: cells with addresses, from the bytes of .xlsx, .xlsm, .xls or .ods |
//! | model, diagnostics | [`check`] | [`model::Department`] in a [`diagnostic::Checked`], with every [`diagnostic::Problem`] at once |
//! | score | [`score`] | [`score::Results`]: exact figures and the way to them; [`rollup`] makes a department of several months |
//! | report | [`report`] | [`book::Book`]s and `results.json`, as values; [`book`] writes their bytes |
//! | revision | [`revision`] | all files of a period with their hashes, and what changed since the one before |
//! | archive | [`archive`] | revisions that are published whole and prove themselves |
//!
//! Beside them [`template`] draws the workbooks to fill in, and [`prove`] has ours calculated again by an engine of other authors.
//!
//! Below the stages lie the words they share ([`cell`], [`decimal`], [`period`], [`quantity`], [`text`], [`lang`], [`texts`],
//! [`history`]) and the two languages that people write in cells: [`formula`] and [`rule`].
//!
//! Everything but the edge files named in `clippy.toml` is pure: bytes and values in, bytes and values out.

pub mod archive;
pub mod book;
pub mod cell;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod decimal;
pub mod diagnostic;
pub mod error;
pub mod file_name;
pub mod formula;
pub mod history;
pub mod lang;
pub mod model;
pub mod period;
pub mod pipeline;
pub mod prove;
pub mod quantity;
pub mod report;
pub mod revision;
pub mod rollup;
pub mod rule;
pub mod score;
pub mod template;
pub mod text;
pub mod texts;
pub mod workbook;

pub use quantity::unit;
