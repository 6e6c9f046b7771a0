//! The archive: every period kept, in revisions that prove themselves.
//!
//! ```text
//! ARCHIVE/archive.json                    what this folder is, and the version of its layout
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
//! The rename of a revision is the moment of publication. `current.json` follows; where a crash came between, the newest
//! complete revision counts all the same, and the next writer brings `current.json` up.
//!
//! Pure: [`manifest`], [`current`], [`earlier`], [`changes`], [`names`]. The file system is known to `store`,
//! `disk` and `lock` only.

pub mod changes;
pub mod current;
mod disk;
pub mod earlier;
pub mod export;
mod failure;
mod folder;
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

pub use failure::Failure;
pub use publish::Reader;
pub use revision::{InputFile, Origin, Outcome, OutputFile, Revision};
pub use store::{Archive, DepartmentEntry, PeriodEntry};
pub use verify::{Rescore, Verification};
