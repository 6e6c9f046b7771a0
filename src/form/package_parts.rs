//! The parts around a form's sheets: the list of sheets and names, links between parts, drawings, comments, tables and charts.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::fields::has_placeholder;
use super::fill::moved_formula;
use super::followers::{chart, drawing, notes, referring};
use super::markup::{Mark, attribute, escaped, letters, marks, plain, with_attribute};
use super::person_copy::PersonValues;
use super::reference::Moves;
use crate::error::Error;
use crate::problem::{Code, Place, Problem};
use crate::workbook::parts::{Parts, Reading};

/// What is known of a form besides its sheets.
#[derive(Debug, Clone, Default)]
pub(super) struct Around {
    /// The main part.
    main: String,
    /// Tabs with the parts of their sheets, in order.
    pub(super) sheets: Vec<(String, String)>,
    /// The parts of shared texts and of looks.
    pub(super) strings: Option<String>,
    pub(super) styles: Option<String>,
    /// Parts that no copy has: macros, other workbooks, the order of calculation.
    dropped: Vec<String>,
    pub(super) has_macros: bool,
    pub(super) has_links: bool,
    /// Parts whose places move with the rows of a sheet: the sheet's name, the part, what it is.
    followers: Vec<(String, String, Follower)>,
    /// Placeholders where none can be filled: the part, and what it is.
    pub(super) elsewhere: Vec<(String, &'static str)>,
}

/// What of a part moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Follower {
    Drawing,
    Comments,
    Notes,
    Table,
    Chart,
}

/// A link of a part.
struct Link {
    id: String,
    kind: String,
    target: String,
}

/// The folder and the name of a part.
fn split(part: &str) -> (&str, &str) {
    part.rsplit_once('/').unwrap_or(("", part))
}

/// The part that holds a part's links.
fn links_part(part: &str) -> String {
    let (folder, name) = split(part);
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

/// A link's target as the name of a part.
fn target(from: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = split(from).0.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The links of a part.
fn links(parts: &Reading<'_>, part: &str) -> Result<Vec<Link>, Problem> {
    let Some(text) = parts.text(&links_part(part))? else { return Ok(Vec::new()) };
    let mut links = Vec::new();
    for mark in marks(&text).unwrap_or_default() {
        let Mark::Open { raw, name: "Relationship", .. } = mark else { continue };
        if attribute(raw, "TargetMode").as_deref() == Some("External") {
            continue;
        }
        let own = |name: &str| attribute(raw, name).unwrap_or_default().into_owned();
        let kind = own("Type").rsplit('/').next().unwrap_or_default().to_owned();
        links.push(Link { id: own("Id"), kind, target: target(part, &own("Target")) });
    }
    Ok(links)
}

impl Around {
    /// Looks around.
    pub(super) fn read(parts: &Reading<'_>) -> Result<Self, Problem> {
        let damaged = |part: &str| Problem::new(Code::DamagedPart, Place::File).with("part", part);
        let mut around = Self { main: parts.parts.main.clone(), ..Self::default() };
        let text = parts.text(&parts.parts.main)?.ok_or_else(|| damaged(&parts.parts.main))?;
        let own = links(parts, &parts.parts.main)?;
        for link in &own {
            match link.kind.as_str() {
                "sharedStrings" => around.strings = Some(link.target.clone()),
                "styles" => around.styles = Some(link.target.clone()),
                "calcChain" => around.dropped.push(link.target.clone()),
                "externalLink" => {
                    around.has_links = true;
                    around.dropped.push(link.target.clone());
                    around.dropped.push(links_part(&link.target));
                }
                "vbaProject" => {
                    around.has_macros = true;
                    around.dropped.push(link.target.clone());
                    around.dropped.push(links_part(&link.target));
                    around.dropped.extend(links(parts, &link.target)?.into_iter().map(|link| link.target));
                }
                _ => {}
            }
        }
        for mark in marks(&text).ok_or_else(|| damaged(&parts.parts.main))? {
            let Mark::Open { raw, name: "sheet", .. } = mark else { continue };
            let id = attribute(raw, "id").unwrap_or_default();
            let Some(link) = own.iter().find(|link| link.id == id && link.kind == "worksheet") else { continue };
            around.sheets.push((attribute(raw, "name").unwrap_or_default().into_owned(), link.target.clone()));
        }
        let sheets = around.sheets.clone();
        for (name, part) in &sheets {
            for link in links(parts, part)? {
                around.follow(parts, name, &link)?;
            }
        }
        Ok(around)
    }

    /// A part that a sheet leads to.
    fn follow(&mut self, parts: &Reading<'_>, sheet: &str, link: &Link) -> Result<(), Problem> {
        let (follower, word) = match link.kind.as_str() {
            "drawing" => (Follower::Drawing, "textbox"),
            "comments" => (Follower::Comments, "comment"),
            "vmlDrawing" => (Follower::Notes, "textbox"),
            "table" => (Follower::Table, "table"),
            "chart" => (Follower::Chart, "chart"),
            _ => return Ok(()),
        };
        let Some(text) = parts.text(&link.target)? else { return Ok(()) };
        if has_placeholder(&letters(&text)) {
            self.elsewhere.push((link.target.clone(), word));
        }
        self.followers.push((sheet.to_owned(), link.target.clone(), follower));
        if follower == Follower::Drawing {
            for link in links(parts, &link.target)?.iter().filter(|link| link.kind == "chart") {
                self.follow(parts, sheet, link)?;
            }
        }
        Ok(())
    }

    /// Changes of all these parts for a person's copy.
    pub(super) fn change(
        &self,
        parts: &Parts,
        all: &BTreeMap<String, Moves>,
        values: &PersonValues,
        changed: &mut BTreeMap<String, Option<String>>,
    ) -> Result<(), Error> {
        let read = |part: &str| {
            parts
                .text(part)
                .map_err(|problem| Error::Internal(format!("{part}: {}", problem.code.id())))
                .map(Option::unwrap_or_default)
        };
        for part in self.dropped.iter().filter(|part| parts.names().contains(part)) {
            changed.insert(part.clone(), None);
        }
        let any = all.values().any(|own| !own.is_empty());
        for (sheet, part, follower) in
            self.followers.iter().filter(|(.., follower)| any || *follower == Follower::Chart)
        {
            let none = Moves::default();
            let own = all.get(sheet).unwrap_or(&none);
            let is_chart = *follower == Follower::Chart;
            if own.is_empty() && !is_chart {
                continue;
            }
            let text = read(part)?;
            let moved = match follower {
                Follower::Drawing => drawing(&text, own),
                Follower::Comments | Follower::Table => referring(&text, own),
                Follower::Notes => notes(&text, own),
                Follower::Chart => chart(&text, all),
            };
            if moved != text {
                changed.insert(part.clone(), Some(moved));
            }
        }
        let steps = self.steps(values);
        let main = main_part(&read(&self.main)?, all, steps.as_ref().map(|(name, ..)| name.as_str()), self.has_links);
        changed.insert(self.main.clone(), Some(main));
        let own_links = links_part(&self.main);
        let mut text = without_links(&read(&own_links)?, &self.dropped, &self.main);
        let types = "[Content_Types].xml";
        let mut content = content_types(&read(types)?, &self.dropped);
        if let Some((_, part, xml)) = steps {
            let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
            let link = format!("<Relationship Id=\"{STEPS_LINK}\" Type=\"{kind}\" Target=\"/{part}\"/>");
            text = before_end(&text, "Relationships", &link);
            let entry = format!(
                "<Override PartName=\"/{part}\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
            );
            content = before_end(&content, "Types", &entry);
            changed.insert(part, Some(xml));
        }
        // The mark of what this program gives out.
        let custom = "docProps/custom.xml";
        let known = parts.names().iter().any(|name| name == custom);
        let property = |number: u32| {
            format!(
                "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{number}\" name=\"scorebook\"><vt:lpwstr xmlns:vt=\"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes\">output</vt:lpwstr></property>"
            )
        };
        if known {
            let text = read(custom)?;
            let count = u32::try_from(text.matches("pid=").count()).unwrap_or_default();
            changed
                .insert(custom.to_owned(), Some(before_end(&text, "Properties", &property(count.saturating_add(2)))));
        } else {
            let all = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\">{}</Properties>",
                property(2)
            );
            changed.insert(custom.to_owned(), Some(all));
            let kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
            content =
                before_end(&content, "Types", &format!("<Override PartName=\"/{custom}\" ContentType=\"{kind}\"/>"));
            let root = "_rels/.rels";
            let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
            let link = format!("<Relationship Id=\"rIdScorebookMark\" Type=\"{kind}\" Target=\"{custom}\"/>");
            changed.insert(root.to_owned(), Some(before_end(&read(root)?, "Relationships", &link)));
        }
        changed.insert(own_links, Some(text));
        changed.insert(types.to_owned(), Some(content));
        Ok(())
    }

    /// The sheet of data and steps: its name, its part, its XML; `None` where there is nothing to show.
    fn steps(&self, values: &PersonValues) -> Option<(String, String, String)> {
        let (wanted, lines) = &values.steps;
        if lines.is_empty() {
            return None;
        }
        let mut name = wanted.clone();
        let mut number = 2_u32;
        while self.sheets.iter().any(|(known, _)| known.to_lowercase() == name.to_lowercase()) {
            name = format!("{wanted}~{number}");
            number = number.saturating_add(1);
        }
        let part = format!("{}/worksheets/scorebook-steps.xml", split(&self.main).0);
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><cols><col min=\"1\" max=\"1\" width=\"30\" customWidth=\"1\"/><col min=\"2\" max=\"2\" width=\"90\" customWidth=\"1\"/></cols><sheetData>",
        );
        for (number, words) in (1_u32..).zip(lines) {
            let _ = write!(xml, "<row r=\"{number}\">");
            for (column, text) in (0_u16..).zip(words).filter(|(_, text)| !text.is_empty()) {
                let _ = write!(
                    xml,
                    "<c r=\"{}{number}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    crate::cell::column_name(column),
                    escaped(text)
                );
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData></worksheet>");
        Some((name, part, xml))
    }
}

/// The link's id of the sheet of steps.
const STEPS_LINK: &str = "rIdScorebookSteps";

/// Puts a text before the end of an element.
fn before_end(text: &str, name: &str, what: &str) -> String {
    let end = text
        .rfind(&format!("</{name}>"))
        .or_else(|| text.rfind(&format!(":{name}>")).and_then(|at| text.get(..at)?.rfind("</")));
    match end.and_then(|end| text.split_at_checked(end)) {
        Some((before, after)) => format!("{before}{what}{after}"),
        None => text.to_owned(),
    }
}

/// The list of sheets: names moved, the sheet of steps added, everything calculated anew on opening.
fn main_part(text: &str, all: &BTreeMap<String, Moves>, steps: Option<&str>, drop_links: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut in_name, mut in_links, mut most, mut calculated) = (false, false, 0_u32, false);
    let prefix = marks(text)
        .unwrap_or_default()
        .iter()
        .find_map(|mark| match mark {
            Mark::Open { raw, name: "workbook", .. } => {
                let inner = raw.trim_start_matches('<');
                Some(
                    inner
                        .split_once(':')
                        .filter(|(_, rest)| rest.starts_with("workbook"))
                        .map_or_else(String::new, |(prefix, _)| format!("{prefix}:")),
                )
            }
            _ => None,
        })
        .unwrap_or_default();
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { empty, name: "externalReferences", .. } if drop_links => in_links = !empty,
            Mark::Close { name: "externalReferences", .. } if drop_links => in_links = false,
            _ if in_links => {}
            Mark::Open { raw, name: "sheet", .. } => {
                most = most.max(attribute(raw, "sheetId").and_then(|id| id.parse().ok()).unwrap_or_default());
                out.push_str(raw);
            }
            Mark::Close { raw, name: "sheets" } => {
                if let Some(name) = steps {
                    let _ = write!(
                        out,
                        "<{prefix}sheet xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" name=\"{}\" sheetId=\"{}\" r:id=\"{STEPS_LINK}\"/>",
                        escaped(name),
                        most.saturating_add(1)
                    );
                }
                out.push_str(raw);
            }
            Mark::Open { raw, name: "definedName", .. } => {
                in_name = true;
                out.push_str(raw);
            }
            Mark::Close { raw, name: "definedName" } => {
                in_name = false;
                out.push_str(raw);
            }
            Mark::Text(raw) if in_name => out.push_str(&escaped(&moved_formula(&plain(raw), None, all))),
            Mark::Open { raw, name: "calcPr", .. } => {
                calculated = true;
                out.push_str(&with_attribute(raw, "fullCalcOnLoad", "1"));
            }
            Mark::Close { raw, name: "workbook" } => {
                out.push_str(raw);
            }
            mark => out.push_str(mark.raw()),
        }
    }
    if calculated {
        return out;
    }
    // In its place in the order of the standard: behind the names, else behind the sheets.
    let entry = format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>");
    for name in ["definedNames", "functionGroups", "sheets"] {
        let close = format!("</{prefix}{name}>");
        if let Some(end) = out.find(&close).map(|at| at.saturating_add(close.len())) {
            let (before, after) = out.split_at_checked(end).unwrap_or((&out, ""));
            return format!("{before}{entry}{after}");
        }
    }
    out
}

/// The links of the main part without those to what is dropped.
fn without_links(text: &str, dropped: &[String], main: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut skipping = false;
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: "Relationship", empty } => {
                let to = target(main, &attribute(raw, "Target").unwrap_or_default());
                if dropped.contains(&to) {
                    skipping = !empty;
                } else {
                    out.push_str(raw);
                }
            }
            Mark::Close { name: "Relationship", .. } if skipping => skipping = false,
            mark => out.push_str(mark.raw()),
        }
    }
    out
}

/// The kinds of parts without what is dropped; a workbook with macros is one without.
fn content_types(text: &str, dropped: &[String]) -> String {
    let mut out = String::with_capacity(text.len());
    for mark in marks(text).unwrap_or_default() {
        match mark {
            Mark::Open { raw, name: "Override", .. } => {
                let part = attribute(raw, "PartName").unwrap_or_default().trim_start_matches('/').to_owned();
                if dropped.contains(&part) {
                    continue;
                }
                out.push_str(&raw.replace(
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                ));
            }
            mark => out.push_str(mark.raw()),
        }
    }
    out
}
