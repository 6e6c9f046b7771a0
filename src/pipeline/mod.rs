//! The front of the library: the whole way over bytes and values, as the command line, the archive and any other host call it.
//!
//! | step | call | gives |
//! |---|---|---|
//! | read | [`Submission::read`] | what a workbook's bytes say: a checked department, or every problem |
//! | check | [`Submission::check`] | everything that stands against it, scoring included; nothing is written |
//! | score | [`Submission::score`] | a [`Scoring`]; its [`Scored`] is there where no error is |
//! | report | [`Scored::report`] | the output workbooks as bytes under their paths |
//! | revision | [`Scored::revision`] | all of it with `results.json` and what later periods need, ready to be handed out or archived |
//!
//! A longer period begins with [`roll_up`] instead of a workbook, and goes on in the same way. What earlier periods say is a value,
//! [`History`]: made of what [`Scored::facts`] gave then, however the host keeps it.
//!
//! ```
//! use scorebook::pipeline::{History, Outputs, Provenance, Submission};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let bytes: &[u8] = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
//! let scoring = Submission::read(bytes).score(History::default(), Outputs::All);
//! let scored = scoring.scored.ok_or("the sample is without errors")?;
//! let from = Provenance::workbook("november.xlsx", bytes.to_vec());
//! let revision = scored.revision(from, None, &mut |_, _| {})?;
//! // The summary, the print file, and a workbook per person.
//! assert_eq!(revision.outputs.len(), 2 + scoring.people);
//! assert!(revision.output_manifest()?.contains("november.xlsx"));
//! # Ok(())
//! # }
//! ```
//!
//! Beside the way stand the workbooks to fill in ([`form()`], [`next_form`]), a file's problems in its grid ([`problem_list`]), one person's
//! score step by step ([`Scored::why`]), marks that are collected from those who give them ([`send_ratings`], [`collect_ratings`]) and a second engine's opinion of a workbook ([`prove`]).

/// The program's version, as it stands in its files.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

mod adopted;
mod amend;
mod blank_workbooks;
mod earlier;
mod explain;
mod grid;
mod list;
mod months;
mod office_form;
mod pack;
mod provenance;
mod ratings;
mod returned;
mod rule_trial;
mod scored;
mod submission;
mod survey;

pub use crate::error::Error;
pub use crate::history::{History, PastPeriod};
pub use crate::lang::Lang;
pub use crate::model::Department;
pub use crate::period::Period;
pub use crate::problem::render::{Rendered, data as problem_data};
pub use crate::problem::{Code, Place, Problem, Severity};
pub use crate::prove::{IS_BUILT as PROVE_IS_BUILT, Proof, workbook as prove};
pub use crate::report::form_values::Measured;
pub use crate::report::outputs::Output;
pub use crate::report::sums::{AddedDimension, AddedLine, AddedRole, AddedUp};
pub use crate::report::why::Section;
pub use crate::revision::{InputFile, Origin, Revision, Seal};
pub use crate::rollup::{Decided, Method, Month};
pub use crate::template::{
    DEFAULT as DEFAULT_TEMPLATE, Template, With as FormParts, all as templates, find as template, read as read_template,
};
pub use crate::workbook::second::is_reading as is_read_a_second_time;
pub use crate::workbook::{FILE_BYTES, own_output::was_never_saved_again, too_many_bytes};
pub use adopted::{Adopted, Counts, Outcome, SourceFile, Wishes, adopted};
pub use amend::amended;
pub use blank_workbooks::{form, form_mistakes, form_with, next_form, next_form_with, template_of};
pub use earlier::Earlier;
pub use explain::explain;
pub use grid::{Grid, GridCell, GridRow, RuleCell, grid, rule_cells};
pub use list::{problem_list, show_rows};
pub use months::{RollUp, decided, measured_again, roll_up};
pub use office_form::{FormField, FormGroup, FormPlace, MarkedForm, OfficeForm, Proposal, marked_form, office_form};
pub use pack::zipped;
pub use provenance::Provenance;
pub use ratings::{CollectedRatings, RatingWorkbook, RatingsSent, collect_ratings, send_ratings};
pub use returned::AnswerFile;
pub use rule_trial::{Point as RulePoint, Refused, Row as RuleRow, Trial, Tried, letters, offers, try_rule};
pub use scored::{Outputs, Scored, Scoring, Steps};
pub use submission::{Submission, identity, is_cut_off, is_own_output};
pub use survey::{Group, Member, survey};
