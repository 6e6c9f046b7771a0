//! The workbook's sheets by what they are for: fixed names in any language, then data sheets by role.

use std::collections::BTreeMap;

use super::findings::Findings;
use super::grid::{shown, tidy};
use super::periods;
use super::table::{HEADER_ROWS, bare};
use super::unseen;
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::{
    Column, SheetName, data_sheet_names, data_sheet_prefix, marks_sheet_names, marks_sheet_prefix, month_of_tab,
    plain_tab,
};
use crate::period::Period;
use crate::problem::{Code, Place, Problem};
use crate::text::{is_nearly, key, nearest};
use crate::workbook::{Sheet, Workbook};

/// Sheets without which there is nothing to score.
pub(super) const NEEDED: [SheetName; 5] =
    [SheetName::Appraisal, SheetName::Kpis, SheetName::Measures, SheetName::Staff, SheetName::Grades];

/// Sheets that a workbook may lack, with the columns that tell each: one whose name is nearly theirs, or that has these columns,
/// is probably meant.
const OPTIONAL: [(SheetName, &[Column]); 4] = [
    (SheetName::Duties, &[Column::Role, Column::Duty]),
    (SheetName::Adjustments, &[Column::Id, Column::AdjustmentKind, Column::Points]),
    (SheetName::Adjustments, &[Column::Name, Column::AdjustmentKind, Column::Points]),
    (SheetName::Goals, &[Column::Id, Column::Kpi, Column::Target]),
];

/// The sheets of a workbook.
#[derive(Debug)]
pub(super) struct Sheets<'a> {
    fixed: BTreeMap<SheetName, &'a Sheet>,
    rest: Vec<&'a Sheet>,
    /// Data sheets and sheets of marks that were taken.
    taken: Vec<&'a Sheet>,
    period: Option<Period>,
    /// Names of sheets that a finding has offered.
    offered: Vec<&'a str>,
    /// The language that the sheets' names are in.
    pub(super) lang: Lang,
    /// There are sheets of marks and none of data: nothing may need 数据项.
    pub(super) only_marks: bool,
}

/// Whether a sheet has one of the three names that `new` writes.
pub(super) fn is_first_name(name: &str, sheet: SheetName) -> bool {
    sheet.word().names.iter().any(|n| key(n) == key(name))
}

/// Whether a tab's name says another month than the period: 数据-主播(10月).
pub(super) fn is_of_another_month(tab: &str, period: Option<Period>) -> bool {
    period.zip(month_of_tab(tab)).is_some_and(|(own, month)| periods::names_another(&month, own))
}

/// Sorts the sheets out; `None` where this is no department workbook at all. Sheets of another month than `period` are left out.
pub(super) fn find<'a>(workbook: &'a Workbook, period: Option<Period>, findings: &mut Findings) -> Option<Sheets<'a>> {
    let lang = language(workbook);
    let mut sheets = Sheets {
        fixed: BTreeMap::new(),
        rest: Vec::new(),
        taken: Vec::new(),
        period,
        offered: Vec::new(),
        lang,
        only_marks: false,
    };
    let mut synonyms = Vec::new();
    for sheet in &workbook.sheets {
        match SheetName::of_tab(&sheet.name) {
            Some(found) if is_first_name(&sheet.name, found) => {
                if let Some(first) = sheets.fixed.get(&found) {
                    findings.add(twice(sheet, first));
                } else {
                    told_twice(sheet, findings);
                    sheets.fixed.insert(found, sheet);
                }
            }
            Some(found) if found == SheetName::Appraisal || !is_of_another_month(&sheet.name, period) => {
                synonyms.push((found, sheet));
            }
            _ => sheets.rest.push(sheet),
        }
    }
    for (found, sheet) in synonyms {
        match sheets.fixed.get(&found) {
            None => {
                told_twice(sheet, findings);
                sheets.fixed.insert(found, sheet);
            }
            // 考核信息(10月), 考核信息(11月): one as good as the other.
            Some(first) if !is_first_name(&first.name, found) && plain_tab(&first.name) == plain_tab(&sheet.name) => {
                findings.add(twice(sheet, first));
            }
            Some(_) => sheets.rest.push(sheet),
        }
    }
    // Where people mark everything there may be nothing to measure.
    sheets.only_marks = sheets.rest.iter().any(|sheet| is_of_marks(&sheet.name))
        && !sheets.rest.iter().any(|sheet| is_of_data(&sheet.name));
    let only_marks = sheets.only_marks;
    let needed = |name: &SheetName| *name != SheetName::Measures || !only_marks;
    let missing: Vec<SheetName> =
        NEEDED.into_iter().filter(|name| !sheets.fixed.contains_key(name)).filter(needed).collect();
    if missing.len() == NEEDED.len() {
        findings.add(Problem::new(Code::NotADepartment, Place::File));
        return None;
    }
    for name in missing {
        let near = nearest(name.name(lang), sheets.rest.iter().map(|s| &*s.name).filter(|name| !is_of_data(name)));
        findings.add(
            Problem::new(Code::MissingSheet, Place::File)
                .with("sheet", name.name(lang))
                .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                .with("nearest", near.join(" / ")),
        );
        sheets.offered.extend(near);
    }
    Some(sheets)
}

fn twice(sheet: &Sheet, first: &Sheet) -> Problem {
    Problem::new(Code::SheetTwice, Place::Sheet(sheet.name.clone()))
        .with("sheet", &sheet.name)
        .with("other", &first.name)
}

/// Tells the cells of a sheet that counts which a second reader sees otherwise: none of its figures can be relied on.
pub(super) fn told_twice(sheet: &Sheet, findings: &mut Findings) {
    unseen::tell(sheet, findings);
    for difference in &sheet.differences {
        let problem = match difference.at {
            Some((row, column)) => {
                Problem::new(Code::TwoReadings, Place::Cell(CellRef::new(sheet.name.clone(), row, column)))
                    .with("what", "cell")
                    .with("first", &difference.first)
                    .with("second", &difference.second)
            }
            None => Problem::new(Code::TwoReadings, Place::Sheet(sheet.name.clone())).with("what", "sheet"),
        };
        findings.add(problem);
    }
}

impl<'a> Sheets<'a> {
    pub(super) fn get(&self, name: SheetName) -> Option<&'a Sheet> {
        self.fixed.get(&name).copied()
    }

    /// The data sheet of each role, taken out of the rest.
    pub(super) fn take_data(&mut self, roles: &[String]) -> Vec<Option<&'a Sheet>> {
        self.take(roles, &|lang| data_sheet_names(lang, roles.iter().map(String::as_str)))
    }

    /// The sheet of marks of each role, taken out of the rest.
    pub(super) fn take_marks(&mut self, roles: &[String]) -> Vec<Option<&'a Sheet>> {
        self.take(roles, &|lang| marks_sheet_names(lang, roles.iter().map(String::as_str)))
    }

    fn take(&mut self, roles: &[String], names: &dyn Fn(Lang) -> Vec<String>) -> Vec<Option<&'a Sheet>> {
        let mut found: Vec<Option<&'a Sheet>> = vec![None; roles.len()];
        // First by the very name, then without a number before it and the month around it.
        let shown: [&dyn Fn(&str) -> String; 2] = [&|name| dashed(name), &|name| dashed(&plain_tab(name))];
        for of_tab in shown {
            for lang in Lang::ALL {
                let names = names(lang);
                for (slot, name) in found.iter_mut().zip(&names) {
                    if slot.is_none()
                        && let Some(at) = self
                            .rest
                            .iter()
                            .position(|s| of_tab(&s.name) == dashed(name) && !is_of_another_month(&s.name, self.period))
                    {
                        let sheet = self.rest.remove(at);
                        self.taken.push(sheet);
                        *slot = Some(sheet);
                    }
                }
            }
        }
        found
    }

    /// The sheets that nothing has taken.
    pub(super) fn untaken(&self) -> Vec<&'a Sheet> {
        self.rest.clone()
    }

    /// Notes the sheets that are not read, but for those offered in another finding already; where the roles are not known
    /// (which is said), a data sheet may be one of theirs.
    pub(super) fn note_rest(&self, offered: &[String], roles_known: bool, findings: &mut Findings) {
        for sheet in self.rest.iter().filter(|s| !offered.iter().any(|o| dashed(o) == dashed(&s.name))) {
            // What `adopt` told of the source is for people only.
            let is_told = |lang: &Lang| crate::messages::say(*lang, "adopt-sheet", &[]) == *sheet.name;
            if Lang::ALL.iter().any(is_told)
                || self.offered.contains(&&*sheet.name)
                || (!roles_known && is_of_data(&sheet.name))
            {
                continue;
            }
            let place = Place::Sheet(sheet.name.clone());
            let same = |taken: &&&Sheet| dashed(&plain_tab(&taken.name)) == dashed(&plain_tab(&sheet.name));
            if let Some(first) = self.taken.iter().find(same).filter(|_| !is_of_another_month(&sheet.name, self.period))
            {
                findings.add(twice(sheet, first));
                continue;
            }
            let lacking = || OPTIONAL.into_iter().filter(|(name, _)| !self.fixed.contains_key(name));
            let tab = key(&sheet.name);
            // 加减分明细, 11月的加减分: with more words around it.
            let is_like =
                |name: &str| is_nearly(&sheet.name, name) || (tab.contains(&key(name)) && !is_of_data(&sheet.name));
            let by_name = lacking().map(|(name, _)| name).find(|name| is_like(name.name(self.lang)));
            let of_people = is_of_data(&sheet.name) || is_of_marks(&sheet.name);
            let by_headings =
                || lacking().find(|(_, columns)| !of_people && has_headings(sheet, columns)).map(|(name, _)| name);
            let nearly = |nearest: &str, way: &str| {
                Problem::new(Code::SheetNearly, place.clone())
                    .with("sheet", &sheet.name)
                    .with("nearest", nearest)
                    .with("way", way)
            };
            findings.add(match (by_name, by_headings()) {
                (Some(name), _) => nearly(name.name(self.lang), "name"),
                (None, Some(name)) => nearly(name.name(self.lang), "headings"),
                (None, None) => match self.beside(sheet) {
                    Some(name) => nearly(name, "beside"),
                    None => Problem::new(Code::ExtraSheet, place).with("sheet", &sheet.name),
                },
            });
        }
    }
}

impl<'a> Sheets<'a> {
    /// The sheet whose rows another one goes on with: 加减分2 beside 加减分, 数据-主播(2) and 数据-主播补 beside 数据-主播. One of another month
    /// is told by its name.
    fn beside(&self, sheet: &Sheet) -> Option<&'a str> {
        if is_of_another_month(&sheet.name, self.period) {
            return None;
        }
        if is_of_data(&sheet.name) || is_of_marks(&sheet.name) {
            let goes_on = |taken: &&&'a Sheet| dashed(&sheet.name).starts_with(&dashed(&taken.name));
            return self.taken.iter().find(goes_on).map(|taken| &*taken.name);
        }
        OPTIONAL.into_iter().find(|(_, columns)| has_headings(sheet, columns)).map(|(name, _)| name.name(self.lang))
    }
}

/// Whether the columns stand side by side in a row of headings.
fn has_headings(sheet: &Sheet, columns: &[Column]) -> bool {
    let mut rows: BTreeMap<u32, Vec<&'static [Column]>> = BTreeMap::new();
    for ((row, _), cell) in sheet.cells.range(..(HEADER_ROWS, 0)) {
        rows.entry(*row).or_default().push(Column::named(&bare(&shown(cell))));
    }
    rows.values().any(|row| columns.iter().all(|wanted| row.iter().any(|named| named.contains(wanted))))
}

/// The names that the data sheet of a role may have.
pub(super) fn data_names(role: &str) -> Vec<String> {
    Lang::ALL.into_iter().flat_map(|lang| data_sheet_names(lang, [role])).collect()
}

/// Whether a name begins as those of data sheets do.
fn is_of_data(name: &str) -> bool {
    Lang::ALL.into_iter().any(|l| dashed(name).starts_with(&dashed(data_sheet_prefix(l))))
}

/// Whether a name begins as those of sheets of marks do.
fn is_of_marks(name: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| dashed(name).starts_with(&dashed(marks_sheet_prefix(lang))))
}

/// A sheet's name with one kind of dash after its first word.
fn dashed(name: &str) -> String {
    let mut dashed = String::new();
    for character in key(name).chars() {
        let is_dash = matches!(character, '-' | '—' | '–' | '―' | '−' | '_' | '‐' | '─');
        if !(is_dash && dashed.ends_with('-')) {
            dashed.push(if is_dash { '-' } else { character });
        }
    }
    dashed
}

pub(super) fn language(workbook: &Workbook) -> Lang {
    let mut best = (0_usize, Lang::ZhCn);
    for lang in Lang::ALL {
        let count = workbook
            .sheets
            .iter()
            .filter(|sheet| {
                let (tab, plain) = (tidy(&sheet.name).to_lowercase(), plain_tab(&sheet.name));
                // The key folds Traditional characters: it tells the language only of a tab that is numbered.
                let is = |name: &str| tab == name || (plain != key(&tab) && tab.contains(name));
                let prefix = data_sheet_prefix(lang).to_lowercase();
                SheetName::ALL.iter().any(|s| is(&s.name(lang).to_lowercase())) || tab.starts_with(&prefix)
            })
            .count();
        if count > best.0 {
            best = (count, lang);
        }
    }
    best.1
}
