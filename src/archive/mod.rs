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
//! Pure: [`manifest`], [`current`], [`earlier`], [`changes`], [`journal`], [`names`]. The file system is known to `disk` and
//! `lock` only, the clock to [`witness`].

pub mod changes;
pub mod current;
mod disk;
pub mod earlier;
pub mod export;
mod failure;
mod folder;
pub mod journal;
mod keeping;
mod lock;
pub mod manifest;
mod months;
pub mod names;
#[cfg(any(feature = "parquet", test))]
pub mod parquet;
mod publish;
mod revision;
mod store;
mod verify;
pub mod witness;

pub use failure::Failure;
pub use publish::Reader;
pub use revision::{InputFile, Origin, Outcome, OutputFile, Revision};
pub use store::{Archive, DepartmentEntry, PeriodEntry};
pub use verify::{Rescore, Verification};
pub use witness::Witness;
