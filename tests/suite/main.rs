//! The integration tests, one program so that they link once. See tests/README.md.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::disallowed_methods,
    clippy::too_many_lines,
    clippy::disallowed_types,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test fails by panicking, and documents itself by its name"
)]

mod added;
mod adopt;
mod adopt_layouts;
mod adopt_targets;
mod amended;
mod archive;
mod archive_command;
mod batch;
mod bench;
mod cli;
mod contradicted;
mod corpus;
mod deductions;
mod department;
mod differential;
mod earlier;
mod explain;
mod first_minute;
mod form_beside;
mod form_meaning;
mod formats;
mod guide;
mod headings;
mod hostile;
mod journal;
mod kept;
mod kept_archive;
mod library_limits;
mod lines;
mod misread;
mod month_workbook;
mod office_form;
mod other_writers;
mod parts;
mod passwords;
mod pdf;
mod people;
mod people_kept;
mod people_private;
mod personal;
mod plausible;
mod print_file;
mod problems;
mod ratings;
mod rollup;
mod rule_changed;
mod rule_echo;
mod rule_excel;
mod rule_families;
mod rule_offices;
mod rule_sentences;
mod rule_values;
mod rule_words;
mod rules;
mod scores;
mod sheet_engine;
mod spellings;
mod tables;
mod template;
mod template_own;
mod template_words;
mod told;
mod twelve_months;
mod units;
mod unseen;
mod validity;
mod watch;
mod watch_trust;
mod why;
mod written_cells;
