//! .xlsx and .xlsm: a zip container of XML parts (ECMA-376), read part by part in bounded memory.

#![allow(clippy::redundant_closure, reason = "a function's own lifetimes are not general enough for `Package::xml`")]

mod escapes;
mod parts;
mod rich_text;
mod sheet;
mod stale;
mod strings;
mod styles;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::Arc;

use super::calculation::Belief;
use super::element_path::Trail;
use super::limits::{Budget, EMPTY_ROWS, RELATIONS, SHEETS, TABS_BYTES};
use super::package::Package;
use super::second::Tabs;
use super::value::Epoch;
use super::xml::{Element, Node, Space, Xml, attribute};
use super::{Workbook, calculation, own_output, refusal};
use crate::problem::{Code, Place, Problem};

/// A part's references to others, by their ids.
type Relations = BTreeMap<String, Relation>;

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
    /// Names of sheets, the ids of their relations and whether they are hidden, in tab order.
    sheets: Vec<(Arc<str>, String, bool)>,
    epoch: Epoch,
    belief: Belief,
    /// Formulas are calculated when somebody asks for it.
    is_manual: bool,
    /// What is calculated is what cells show.
    rounds: bool,
}

/// The part that holds the workbook, as the container's own relations say; its usual place where they say nothing.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<String, Problem> {
    let relations = package.xml("_rels/.rels", |xml| relations(xml, ""))?.unwrap_or_default();
    let main = only(&relations, "officeDocument")?;
    Ok(main.unwrap_or_else(|| MAIN.to_owned()))
}

/// Where the main part usually is.
const MAIN: &str = "xl/workbook.xml";

/// The part of a kind, of which there is one at most.
fn only(relations: &Relations, kind: &str) -> Result<Option<String>, Problem> {
    let mut of_kind = relations.values().filter(|relation| relation.kind == kind);
    let first = of_kind.next().map(|relation| relation.target.clone());
    if of_kind.next().is_some() { Err(refusal::ambiguous("part").with("part", kind)) } else { Ok(first) }
}

/// Reads the wanted sheets of the workbook whose main part is `main`.
pub(super) fn read(
    package: &mut Package<'_>,
    main: &str,
    wanted: &dyn Fn(&str) -> bool,
    warnings: &mut Vec<Problem>,
) -> Result<(Workbook, Tabs), Problem> {
    let mut budget = Budget::default();
    let before = package.unfolded();
    let contents = package.xml(main, |xml| contents(xml, &mut budget))?.ok_or_else(|| refusal::damaged(main))?;
    if before.saturating_sub(package.unfolded()) > TABS_BYTES {
        return Err(refusal::too_large("part", TABS_BYTES / 1_048_576));
    }
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let relations_part = format!("{folder}/_rels/{file}.rels");
    let relations =
        package.xml(&relations_part, |xml| relations(xml, folder))?.ok_or_else(|| refusal::damaged(&relations_part))?;
    let (styles, strings) = (only(&relations, "styles")?, only(&relations, "sharedStrings")?);
    parts::judge(package, folder, main, styles.as_deref(), strings.as_deref())?;

    let mut tabs = Tabs {
        folder: folder.to_owned(),
        is_unusual: strings
            .as_ref()
            .is_some_and(|part| !part.eq_ignore_ascii_case(&format!("{folder}/sharedStrings.xml"))),
        strings: strings.clone(),
        parts: Vec::new(),
    };
    let formats = match styles {
        Some(part) => package.xml(&part, |xml| styles::read(xml))?.unwrap_or_default(),
        None => Vec::new(),
    };
    let strings = match strings {
        Some(part) => package.xml(&part, |xml| strings::read(xml, &mut budget))?.unwrap_or_default(),
        None => Default::default(),
    };
    let program = package.xml("docProps/app.xml", |xml| calculation::program(xml))?.unwrap_or_default();
    let belief = contents.belief.and(calculation::of_program(&program));
    let shared =
        sheet::Shared { strings: &strings, formats: &formats, epoch: contents.epoch, belief, rounds: contents.rounds };
    let mut workbook = Workbook::default();
    let mut targets = BTreeSet::new();
    for (name, id, is_hidden) in &contents.sheets {
        if id.is_empty() {
            tabs.is_unusual = true;
            warnings.push(Problem::new(Code::SheetWithoutPart, Place::Sheet(name.clone())).with("name", name));
            continue;
        }
        let Some(relation) = relations.get(id) else { return Err(refusal::damaged(&relations_part)) };
        // Chart sheets and the like hold no cells.
        if relation.kind != "worksheet" || !wanted(name) {
            continue;
        }
        if !targets.insert(relation.target.as_str()) {
            return Err(refusal::ambiguous("part").with("part", &relation.target));
        }
        let mut claimed = package
            .xml(&relation.target, |xml| sheet::read(xml, name, &shared, &mut budget))
            .and_then(|sheet| sheet.ok_or_else(|| refusal::damaged(&relation.target)))
            .map_err(|problem| refusal::at_sheet(problem, name))?;
        claimed.sheet.hidden.sheet = *is_hidden;
        workbook.is_manual |= contents.is_manual && claimed.has_formulas;
        let used = claimed.sheet.cells.last_key_value().map_or(0, |(at, _)| at.0.saturating_add(1));
        if claimed.rows.saturating_sub(used) > EMPTY_ROWS {
            warnings.push(
                Problem::new(Code::EmptyRows, Place::Sheet(name.clone())).with("rows", claimed.rows).with("used", used),
            );
        }
        tabs.parts.push(relation.target.clone());
        workbook.sheets.push(claimed.sheet);
    }
    workbook.is_own_output =
        package.xml("docProps/custom.xml", |xml| own_output::in_custom_properties(xml))?.unwrap_or(false);
    Ok((workbook, tabs))
}

/// How the types of relations begin, in both editions of the standard; what follows names the kind.
const KINDS: &[&str] = &[
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
];

/// Reads a part's relations; targets become names in the container, seen from `folder`.
fn relations<R: Read>(xml: &mut Xml<R>, folder: &str) -> Result<Relations, Problem> {
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Outside,
        List,
        Relation,
    }
    let mut found = BTreeMap::new();
    let mut trail = Trail::new(At::Outside, &["Relationships", "Relationship"]);
    loop {
        match xml.next()? {
            Node::Start(element) => {
                let place = trail.enter(&element, |at, name| match (at, name) {
                    (At::Outside, "Relationships") => Some(At::List),
                    (At::List, "Relationship") => Some(At::Relation),
                    _ => None,
                })?;
                let (id, kind) = (attribute(&element, "Id"), attribute(&element, "Type"));
                if let (Some(At::Relation), Some(id), Some(kind), Some(target)) =
                    (place, id, kind, attribute(&element, "Target"))
                {
                    let relation = relation(&kind, &target, folder);
                    if attribute(&element, "TargetMode").is_some_and(|mode| mode == "External") && relation.is_read() {
                        return Err(refusal::damaged(&relation.target));
                    }
                    if found.len() >= RELATIONS {
                        return Err(refusal::too_large("relations", RELATIONS));
                    }
                    if found.insert(id.clone().into_owned(), relation).is_some() {
                        return Err(refusal::ambiguous("relation").with("part", id));
                    }
                }
            }
            Node::End(_) => {
                trail.leave();
            }
            Node::Eof => return Ok(found),
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
}

impl Relation {
    /// Whether the part that it leads to is read here.
    fn is_read(&self) -> bool {
        matches!(self.kind.as_str(), "officeDocument" | "styles" | "sharedStrings" | "worksheet")
    }
}

fn relation(kind: &str, target: &str, folder: &str) -> Relation {
    match KINDS.iter().find_map(|start| kind.strip_prefix(start)) {
        Some(kind) => Relation { kind: kind.to_owned(), target: resolved(folder, target) },
        // Links to web pages, settings of one program: none is read, and their targets need not be kept.
        None => Relation { kind: String::new(), target: String::new() },
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
    #[derive(Clone, Copy, PartialEq)]
    enum At {
        Outside,
        Workbook,
        Settings,
        Tabs,
        Tab,
        Calculation,
    }
    let mut contents = Contents::default();
    let mut names = BTreeSet::new();
    let (mut settings, mut lists) = (0_usize, 0_usize);
    let mut trail = Trail::new(At::Outside, &["workbook", "workbookPr", "sheets", "sheet"]);
    loop {
        match xml.next()? {
            Node::Start(element) => match trail.enter(&element, |at, name| match (at, name) {
                (At::Outside, "workbook") => Some(At::Workbook),
                (At::Workbook, "workbookPr") => Some(At::Settings),
                (At::Workbook, "sheets") => Some(At::Tabs),
                (At::Workbook, "calcPr") => Some(At::Calculation),
                (At::Tabs, "sheet") => Some(At::Tab),
                _ => None,
            })? {
                Some(At::Settings) => {
                    settings = settings.saturating_add(1);
                    if attribute(&element, "date1904").is_some_and(|flag| matches!(&*flag, "1" | "true")) {
                        contents.epoch = Epoch::Y1904;
                    }
                }
                Some(At::Calculation) => calculation_of(&element, &mut contents),
                Some(At::Tabs) => lists = lists.saturating_add(1),
                Some(At::Tab) => {
                    if contents.sheets.len() >= SHEETS {
                        return Err(refusal::too_large("sheets", SHEETS));
                    }
                    if let Some(name) = attribute(&element, "name") {
                        let id = element.in_space(Space::Relations, "id").unwrap_or_default();
                        // Some programs take an attribute of this name from any namespace.
                        if element.in_space(Space::Foreign, "id").is_some() {
                            return Err(refusal::ambiguous("relation").with("part", name));
                        }
                        budget.text(name.len().saturating_add(id.len()))?;
                        if !names.insert(name.to_lowercase()) {
                            return Err(refusal::ambiguous("name").with("part", name));
                        }
                        let state = attribute(&element, "state");
                        let is_hidden = state.is_some_and(|state| matches!(&*state, "hidden" | "veryHidden"));
                        contents.sheets.push((Arc::from(&*name), id.into_owned(), is_hidden));
                    }
                }
                _ => {}
            },
            Node::End(_) => {
                trail.leave();
            }
            Node::Eof => break,
            Node::Empty(_) | Node::Text(_) | Node::Other => {}
        }
    }
    if settings > 1 || lists > 1 {
        return Err(refusal::ambiguous("markup").with("part", if lists > 1 { "sheets" } else { "workbookPr" }));
    }
    Ok(contents)
}

/// What the workbook says of its calculation: asked for on opening, not finished, or not done before saving.
fn calculation_of(element: &Element<'_>, contents: &mut Contents) {
    let is = |name: &str, flag: bool| attribute(element, name).is_some_and(|said| sheet::is_true(&said) == flag);
    if is("fullCalcOnLoad", true) || is("calcCompleted", false) {
        contents.belief = contents.belief.and(Belief::Filled);
    }
    contents.rounds |= is("fullPrecision", false);
    if attribute(element, "calcMode").is_some_and(|mode| mode == "manual") {
        contents.is_manual = true;
        if is("calcOnSave", false) || is("calcCompleted", false) {
            contents.belief = Belief::None;
        }
    }
}
