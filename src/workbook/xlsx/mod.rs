//! .xlsx and .xlsm: a zip container of XML parts (ECMA-376), read part by part in bounded memory.

#![allow(clippy::redundant_closure, reason = "a function's own lifetimes are not general enough for `Package::xml`")]

mod escapes;
mod sheet;
mod strings;
mod styles;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::Arc;

use super::limits::{Budget, EMPTY_ROWS, SHEETS};
use super::package::Package;
use super::value::Epoch;
use super::xml::{Node, Xml, attribute};
use super::{Workbook, own_output, refusal};
use crate::diagnostic::{Code, Place, Problem};

/// A reference from one part to another.
struct Relation {
    /// The last word of its type: `worksheet`, `styles`, `sharedStrings`.
    kind: String,
    /// The part's name in the container.
    target: String,
}

/// What `workbook.xml` says.
#[derive(Default)]
struct Contents {
    /// Names of sheets and the ids of their relations, in tab order.
    sheets: Vec<(Arc<str>, String)>,
    epoch: Epoch,
}

/// The part that holds the workbook, as the container's own relations say; its usual place where they say nothing.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<String, Problem> {
    let relations = package.xml("_rels/.rels", |xml| relations(xml, ""))?.unwrap_or_default();
    let main = relations.into_values().find(|relation| relation.kind == "officeDocument");
    Ok(main.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target))
}

/// Reads the wanted sheets of the workbook whose main part is `main`.
pub(super) fn read(
    package: &mut Package<'_>,
    main: &str,
    wanted: &dyn Fn(&str) -> bool,
    warnings: &mut Vec<Problem>,
) -> Result<Workbook, Problem> {
    let mut budget = Budget::default();
    let contents = package.xml(main, |xml| contents(xml, &mut budget))?.ok_or_else(|| refusal::damaged(main))?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let relations_part = format!("{folder}/_rels/{file}.rels");
    let relations =
        package.xml(&relations_part, |xml| relations(xml, folder))?.ok_or_else(|| refusal::damaged(&relations_part))?;
    let of_kind = |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|r| r.target.clone());

    let formats = match of_kind("styles") {
        Some(part) => package.xml(&part, |xml| styles::read(xml))?.unwrap_or_default(),
        None => Vec::new(),
    };
    let strings = match of_kind("sharedStrings") {
        Some(part) => package.xml(&part, |xml| strings::read(xml, &mut budget))?.unwrap_or_default(),
        None => Default::default(),
    };
    let shared = sheet::Shared { strings: &strings, formats: &formats, epoch: contents.epoch };
    let mut workbook = Workbook::default();
    for (name, id) in &contents.sheets {
        let Some(relation) = relations.get(id) else { return Err(refusal::damaged(&relations_part)) };
        // Chart sheets and the like hold no cells.
        if relation.kind != "worksheet" || !wanted(name) {
            continue;
        }
        let claimed = package
            .xml(&relation.target, |xml| sheet::read(xml, name, &shared, &mut budget))
            .and_then(|sheet| sheet.ok_or_else(|| refusal::damaged(&relation.target)))
            .map_err(|problem| refusal::at_sheet(problem, name))?;
        let used = claimed.sheet.cells.last_key_value().map_or(0, |(at, _)| at.0.saturating_add(1));
        if claimed.rows.saturating_sub(used) > EMPTY_ROWS {
            warnings.push(
                Problem::new(Code::EmptyRows, Place::Sheet(name.clone())).with("rows", claimed.rows).with("used", used),
            );
        }
        workbook.sheets.push(claimed.sheet);
    }
    workbook.is_own_output =
        package.xml("docProps/custom.xml", |xml| own_output::in_custom_properties(xml))?.unwrap_or(false);
    Ok(workbook)
}

/// Reads a part's relations; targets become names in the container, seen from `folder`.
fn relations<R: Read>(xml: &mut Xml<R>, folder: &str) -> Result<BTreeMap<String, Relation>, Problem> {
    let mut found = BTreeMap::new();
    loop {
        match xml.next()? {
            Node::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let (id, kind) = (attribute(&element, "Id"), attribute(&element, "Type"));
                if let (Some(id), Some(kind), Some(target)) = (id, kind, attribute(&element, "Target")) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    // Links to web pages and files are relations too: any number of them may be, none is read.
                    if matches!(kind.as_str(), "officeDocument" | "styles" | "sharedStrings") || kind.ends_with("sheet")
                    {
                        found.insert(id.into_owned(), Relation { kind, target: resolved(folder, &target) });
                    }
                    if found.len() > SHEETS.saturating_mul(2) {
                        return Err(refusal::too_large("sheets", SHEETS));
                    }
                }
            }
            Node::Eof => return Ok(found),
            Node::Start(_) | Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

/// A relation's target as a name in the container: absolute, or relative to the folder of the part that names it.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// Reads `workbook.xml`: the tabs and the date system.
fn contents<R: Read>(xml: &mut Xml<R>, budget: &mut Budget) -> Result<Contents, Problem> {
    let mut contents = Contents::default();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.local_name().as_ref() {
                "workbookPr" if attribute(&element, "date1904").is_some_and(|flag| matches!(&*flag, "1" | "true")) => {
                    contents.epoch = Epoch::Y1904;
                }
                "sheet" => {
                    if contents.sheets.len() >= SHEETS {
                        return Err(refusal::too_large("sheets", SHEETS));
                    }
                    if let (Some(name), Some(id)) = (attribute(&element, "name"), attribute(&element, "id")) {
                        budget.text(name.len().saturating_add(id.len()))?;
                        contents.sheets.push((Arc::from(&*name), id.into_owned()));
                    }
                }
                _ => {}
            },
            Node::Eof => return Ok(contents),
            Node::End(_) | Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}
