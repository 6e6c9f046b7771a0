//! Templates: a department as TOML data becomes a department workbook, blank or with sample data.

mod data;
mod definition;
mod definitions;
mod draft;
mod export;
mod guide;
mod library;
mod marks;
mod mistake;
mod next;
mod parts;
mod rating;
mod sample;
mod sample_value;
mod sheet;

pub use definition::*;
pub use draft::{
    Draft, DraftAdjustment, DraftFurther, DraftMarking, DraftMeasure, DraftRole, DraftRow, DraftStaff, Entry, With,
};
pub use export::{of_department, toml};
pub use library::{DEFAULT, all, find, read, source};
pub use mistake::{Mistake, MistakeKind, TomlType};
pub use next::next;
pub use rating::rating;

use crate::lang::Lang;
use crate::output::Book;
use crate::period::Period;

/// The blank department workbook of a template. `department` replaces the template's 部门. The same arguments give the
/// same book.
pub fn workbook(template: &Template, lang: Lang, period: Period, department: Option<&str>) -> Book {
    workbook_with(template, lang, period, department, With::default())
}

/// The same with parts that a workbook has only where they are used.
pub fn workbook_with(template: &Template, lang: Lang, period: Period, department: Option<&str>, with: With) -> Book {
    Draft::of_template(template, lang, period, department).adding(with).book()
}

/// The same workbook filled with plausible people and data (`--sample`).
pub fn sample(template: &Template, lang: Lang, period: Period, department: Option<&str>) -> Book {
    sample_with(template, lang, period, department, With::default())
}

/// The same with parts that a workbook has only where they are used.
pub fn sample_with(template: &Template, lang: Lang, period: Period, department: Option<&str>, with: With) -> Book {
    let mut draft = Draft::of_template(template, lang, period, department).adding(with);
    sample::fill(&mut draft, template);
    draft.book()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_draws_the_same_bytes_twice_in_every_language() {
        let period: Period = "2026-11".parse().unwrap();
        for template in all() {
            for lang in Lang::ALL {
                let bytes = || crate::output::write::to_bytes(&workbook(&template, lang, period, None)).unwrap();
                assert_eq!(bytes(), bytes(), "{} {}", template.name, lang.tag());
                let sampled = || crate::output::write::to_bytes(&sample(&template, lang, period, None)).unwrap();
                assert_eq!(sampled(), sampled(), "{} {}", template.name, lang.tag());
            }
        }
    }

    #[test]
    fn a_sample_has_about_24_people_and_every_data_row_belongs_to_one_of_them() {
        for text in ["2026-01", "2026-10", "2026-11", "2026-12", "2028-02"] {
            let period: Period = text.parse().unwrap();
            let template = find(DEFAULT).unwrap();
            let mut draft = Draft::of_template(&template, Lang::ZhCn, period, None);
            sample::fill(&mut draft, &template);
            let ids: std::collections::BTreeSet<&str> = draft.staff.iter().map(|person| person.id.as_str()).collect();
            assert!((22..=26).contains(&ids.len()), "{text}: {}", ids.len());
            for role in &draft.roles {
                for row in &role.rows {
                    let service = |person: &&DraftStaff| {
                        person.id == row.id
                            && person.role == role.name
                            && row.date.is_none_or(|day| {
                                period.first_day() <= day
                                    && day <= period.last_day()
                                    && person.from.is_none_or(|from| from <= day)
                                    && person.to.is_none_or(|to| day <= to)
                            })
                    };
                    assert!(draft.staff.iter().any(|person| service(&person)), "{text} {} {row:?}", role.name);
                }
                let with_data: std::collections::BTreeSet<&str> = role.rows.iter().map(|row| row.id.as_str()).collect();
                for person in draft.staff.iter().filter(|person| person.role == role.name) {
                    assert!(with_data.contains(person.id.as_str()), "{text} {} {}", role.name, person.id);
                }
            }
        }
    }

    #[test]
    fn somebody_who_moves_has_two_staff_rows_in_that_month_only() {
        let template = find(DEFAULT).unwrap();
        let rows = |text: &str| {
            let mut draft = Draft::of_template(&template, Lang::ZhCn, text.parse().unwrap(), None);
            sample::fill(&mut draft, &template);
            let mut count = std::collections::BTreeMap::<String, usize>::new();
            for person in &draft.staff {
                *count.entry(person.id.clone()).or_default() += 1;
            }
            count.values().filter(|rows| **rows == 2).count()
        };
        assert_eq!([rows("2026-10"), rows("2026-11"), rows("2026-12")], [0, 1, 0]);
    }
}
