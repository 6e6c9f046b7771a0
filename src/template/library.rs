//! The templates that come with the program, and reading one of the user's own.

use super::mistake::{Mistake, MistakeKind};
use super::{RoleTemplate, Template};

/// The embedded files; a new trade is a new file and a line here.
const FILES: &[&str] = &[
    include_str!("../../templates/live-commerce.toml"),
    include_str!("../../templates/customer-service.toml"),
    include_str!("../../templates/live-commerce-ratings.toml"),
    include_str!("../../templates/engineering-deductions.toml"),
];

/// The template that `new` takes without a name.
pub const DEFAULT: &str = "live-commerce";

/// Reads a template's TOML.
///
/// # Errors
/// The first [`Mistake`]: what the text has wrong, by its line, or a key that names nothing. What the department's own words
/// have wrong (weights, formulas, rules), `check` says of the workbook.
pub fn read(toml: &str) -> Result<Template, Mistake> {
    let template: Template = toml::from_str(toml).map_err(|error| Mistake::of(&error, toml))?;
    stranger(&template).map_or(Ok(template), Err)
}

/// The first key that names no role or measure of the template.
fn stranger(template: &Template) -> Option<Mistake> {
    let roles: Vec<&str> = template.roles.iter().map(|role| role.key.as_str()).collect();
    let story = &template.sample;
    let moved = story.moved.iter().flat_map(|moved| [("sample.move.from", &moved.from), ("sample.move.to", &moved.to)]);
    let of_roles = story.interns.iter().map(|key| ("sample.interns", key)).chain(moved);
    let of_roles = of_roles.map(|(place, key)| (place.to_owned(), key, roles.clone()));
    let of_measures = template.roles.iter().flat_map(|role| {
        let keys: Vec<&str> = role.measures.iter().map(|measure| measure.key.as_str()).collect();
        role.measures.iter().filter_map(move |measure| {
            let of = measure.sample.as_ref()?.of.as_ref()?;
            Some((place_of(role, &measure.key), of, keys.clone()))
        })
    });
    of_roles.chain(of_measures).find(|(_, key, known)| !known.contains(&key.as_str())).map(|(place, key, known)| {
        let known = known.into_iter().map(str::to_owned).collect();
        Mistake { line: None, kind: MistakeKind::Stranger { place, key: key.clone(), known } }
    })
}

fn place_of(role: &RoleTemplate, measure: &str) -> String {
    format!("role {} · measure {measure} · sample.of", role.key)
}

/// Every embedded template, in the order of the list. A test proves that each of them reads.
pub fn all() -> Vec<Template> {
    FILES.iter().filter_map(|file| read(file).ok()).collect()
}

/// The embedded template of a name.
pub fn find(name: &str) -> Option<Template> {
    all().into_iter().find(|template| template.name == name)
}

/// The TOML text of an embedded template, with its comments.
pub fn source(name: &str) -> Option<&'static str> {
    FILES.iter().find(|file| read(file).is_ok_and(|template| template.name == name)).copied()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rust_decimal::Decimal;

    use super::*;
    use crate::lang::Lang;
    use crate::model::Scale;
    use crate::text;

    #[test]
    fn every_embedded_template_reads_and_names_are_unique() {
        let names: BTreeSet<String> = FILES.iter().map(|file| read(file).unwrap().name).collect();
        assert_eq!(names.len(), FILES.len());
        assert!(names.contains(DEFAULT));
    }

    #[test]
    fn weights_add_up_to_100_percent_in_every_role() {
        // Signed points have no weights.
        for template in all().into_iter().filter(|template| template.appraisal.scale != Scale::Deductions) {
            for role in &template.roles {
                let sum: Decimal =
                    role.kpis.iter().map(|kpi| kpi.weight.trim_end_matches('%').parse::<Decimal>().unwrap()).sum();
                assert_eq!(sum, Decimal::ONE_HUNDRED, "{} {}", template.name, role.key);
            }
        }
    }

    #[test]
    fn every_formula_uses_only_measures_of_its_role_in_every_language() {
        for template in all() {
            for lang in Lang::ALL {
                for role in &template.roles {
                    let names: Vec<String> =
                        role.measures.iter().map(|measure| text::key(measure.name.get(lang))).collect();
                    let distinct: BTreeSet<&String> = names.iter().collect();
                    assert_eq!(distinct.len(), names.len(), "{} {}", role.key, lang.tag());
                    for kpi in &role.kpis {
                        let formula = kpi.formula.find(lang).unwrap();
                        let words = formula.split(|c: char| "+-*/()[],%".contains(c)).map(str::trim);
                        for word in words.filter(|word| !word.is_empty() && word.parse::<f64>().is_err()) {
                            let function = ["平均", "环比", "環比", "AVERAGE", "MOM"].contains(&word);
                            assert!(function || names.contains(&text::key(word)), "{} {word:?}", kpi.name.get(lang));
                        }
                    }
                }
            }
        }
    }
}
