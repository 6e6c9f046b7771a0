//! The archive: every period kept, in revisions that prove themselves.
//!
//! ```text
//! ARCHIVE/archive.json                    what this folder is, and the version of its layout
//! ARCHIVE/journal.jsonl                   every act in a line, each with the hash of the line before
//! ARCHIVE/<department>/<2026-11>/
//!   ├─ r1/                                a revision: written whole beside its place, published by one rename, never touched again
//!   │    ├─ <input workbook as received>
//!   │    ├─ <summary, people's workbooks>
//!   │    ├─ results.json  facts.json      the machine-readable result; what later periods need of this one
//!   │    └─ manifest.json                 SHA-256 of every file, versions, settings, the earlier revisions that were read
//!   ├─ r2/ …
//!   └─ current.json                       which revision counts, open or closed, every closing and reopening
//! ```
//!
//! The rename of a revision is the moment of publication. `current.json` and the journal follow from what was written down before;
//! where a crash came between, the next writer completes them (`keeping`).
//!
//! Pure: [`journal`], and what a revision and its record are ([`crate::revision`]). The file system is known to `disk` and `lock` only,
//! the clock to [`actor`].

pub mod actor;
mod disk;
pub mod export;
mod failure;
mod folder;
pub mod journal;
mod journal_file;
mod lock;
mod months;
#[cfg(any(feature = "parquet", test))]
pub mod parquet;
mod publish;
mod store;
mod verify;
mod workbooks;

pub use crate::revision::{InputFile, Origin, Outcome, OutputFile, Revision, changes, current, manifest, names};
pub use actor::Witness;
pub use failure::Failure;
pub use store::{Archive, DepartmentEntry, PeriodEntry};
pub use verify::Verification;
