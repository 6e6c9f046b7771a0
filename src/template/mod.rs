//! Templates: a department as TOML data becomes a blank department workbook.

mod data;
mod definition;
mod definitions;
mod draft;
mod guide;
mod library;
mod sheet;

pub use definition::*;
pub use draft::{Draft, DraftAdjustment, DraftMeasure, DraftRole, DraftRow, DraftStaff, Entry};
pub use library::{DEFAULT, all, find, read};

use crate::book::Book;
use crate::lang::Lang;
use crate::period::Period;

/// The blank department workbook of a template. `department` replaces the template's 部门. The same arguments give the
/// same book.
pub fn workbook(template: &Template, lang: Lang, period: Period, department: Option<&str>) -> Book {
    Draft::of_template(template, lang, period, department).book()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_draws_the_same_bytes_twice_in_every_language() {
        let period: Period = "2026-11".parse().unwrap();
        for template in all() {
            for lang in Lang::ALL {
                let bytes = || crate::book::write::to_bytes(&workbook(&template, lang, period, None)).unwrap();
                assert_eq!(bytes(), bytes(), "{} {}", template.name, lang.tag());
            }
        }
    }
}
