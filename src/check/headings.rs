//! Which measure a heading of a data sheet names.

use crate::model::{Back, Earlier, Measure};
use crate::text::is_figure;
use crate::unit::{Unit, UnitKind};

use super::table::{CLOSING, bare, named_unit, without_unit};

/// A role's measures as headings name them. Made once per role: nearly every cell of a sheet's first rows is compared.
pub(super) struct Headings {
    /// The measures' names without marks around them, by the measure's index.
    names: Vec<String>,
}

impl Headings {
    /// The headings of a role's measures.
    pub(super) fn of(measures: &[Measure]) -> Self {
        Self { names: measures.iter().map(|measure| bare(&measure.name)).collect() }
    }

    /// Which measure a header names: by its name, with brackets behind it (实际销售额（元）), or with a unit (实际销售额/元).
    pub(super) fn find(&self, header: &str) -> Option<usize> {
        self.named(&bare(header))
    }

    /// The same for a bare header.
    fn named(&self, word: &str) -> Option<usize> {
        let exact = |name: &str| self.names.iter().position(|known| known == name);
        if let Some(index) = exact(word) {
            return Some(index);
        }
        let mut rest = word.to_owned();
        while rest.ends_with(CLOSING)
            && let Some((shorter, _)) = without_unit(&rest)
        {
            if let Some(index) = exact(&shorter) {
                return Some(index);
            }
            rest = shorter;
        }
        let with_unit = self.names.iter().enumerate().filter(|(_, name)| unit_behind(word, name).is_some());
        let index = with_unit.max_by_key(|(_, name)| name.chars().count()).map(|(index, _)| index);
        index.or_else(|| self.named(undecorated(word)?))
    }

    /// The unit that a header names behind a measure's name: in brackets, or by itself.
    pub(super) fn unit(&self, header: &str, measure: usize) -> Option<Unit> {
        let (word, name) = (bare(header), self.names.get(measure)?);
        if word == *name {
            // A measure whose very name tells its unit: 店铺销售额(万元).
            return named_unit(header);
        }
        let typed = || without_unit(header).map(|(_, unit)| Unit::read(&unit));
        named_unit(header).or_else(typed).or_else(|| unit_behind(&word, name))
    }

    /// X and how far back for a header 上期X or 去年同期X of a known measure.
    pub(super) fn earlier(&self, header: &str, measures: &[Measure]) -> Option<Earlier> {
        let word = bare(header);
        let chinese = Back::ALL.map(|back| (back.prefix(), back));
        let english = [("previous", Back::Previous), ("yearago", Back::YearAgo)];
        chinese.into_iter().chain(english).find_map(|(prefix, back)| {
            let of = self.find(word.strip_prefix(prefix)?)?;
            measures.get(of).filter(|m| m.earlier.is_none())?;
            Some(Earlier { of, back })
        })
    }
}

/// A header without what forms add before a name: a number (`4.部门利润`, `④部门利润`), a star, 本月.
fn undecorated(word: &str) -> Option<&str> {
    let is_digit = |c: char| c.is_ascii_digit();
    let behind_number = word
        .trim_start_matches(is_digit)
        .strip_prefix(['.', '、', ')'])
        .filter(|rest| word.starts_with(is_digit) && !rest.starts_with(is_digit));
    let rest = behind_number
        .or_else(|| ["本月", "当月"].iter().find_map(|before| word.strip_prefix(before)))
        .or_else(|| word.strip_prefix(['★', '☆', '●', '■', '▲', '◆']))
        .or_else(|| word.strip_prefix(is_figure).map(|rest| rest.trim_start_matches(['.', '、', ')'])))?;
    (!rest.is_empty()).then_some(rest)
}

/// The known unit that stands behind a measure's bare name in a bare header without brackets.
fn unit_behind(word: &str, name: &str) -> Option<Unit> {
    let rest = word.strip_prefix(name)?.trim_start_matches(['/', ':', ',', '-', '_', '、', '|']);
    let unit = Unit::read(rest);
    (!matches!(unit.kind, UnitKind::Plain | UnitKind::Other(_))).then_some(unit)
}
