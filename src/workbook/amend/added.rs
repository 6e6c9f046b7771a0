//! Sheets that a workbook did not have: their parts, and the three parts that name them.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Put, part_text, sheet};

/// A sheet that the workbook did not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSheet {
    /// Its name.
    pub name: String,
    /// The widths of its columns in characters.
    pub widths: Vec<u16>,
    /// Its rows from the first one.
    pub rows: Vec<Vec<Option<Put>>>,
}

impl NewSheet {
    /// What its cells hold.
    pub(super) fn puts(&self) -> impl Iterator<Item = &Put> {
        self.rows.iter().flatten().flatten()
    }

    /// Its cells with their places.
    pub(super) fn filled(&self) -> impl Iterator<Item = ((u32, u16), &Put)> {
        (0_u32..).zip(&self.rows).flat_map(|(row, cells)| {
            (0_u16..).zip(cells).filter_map(move |(column, put)| Some(((row, column), put.as_ref()?)))
        })
    }

    fn xml(&self) -> String {
        let mut xml = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>",
        );
        if !self.widths.is_empty() {
            xml.push_str("<cols>");
            for (column, width) in (1_u16..).zip(&self.widths) {
                xml.push_str(&format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"));
            }
            xml.push_str("</cols>");
        }
        xml.push_str("<sheetData>");
        for (row, cells) in (0_u32..).zip(&self.rows) {
            xml.push_str(&format!("<row r=\"{}\">", u64::from(row).saturating_add(1)));
            for (column, put) in (0_u16..).zip(cells) {
                xml.extend(put.as_ref().map(|put| sheet::cell("", (row, column), "", put)));
            }
            xml.push_str("</row>");
        }
        xml.push_str("</sheetData></worksheet>");
        xml
    }
}

const LINK: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";
const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const KIND: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const TYPES: &str = "[Content_Types].xml";

/// Parts with their texts.
type Parts = Vec<(String, String)>;

/// The parts that name the new sheets, changed, and the parts of these; `None` where the workbook is written unusually.
pub(super) fn parts(bytes: &[u8], main: &str, new: &[NewSheet]) -> Option<(Parts, Parts)> {
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", main));
    let beside = |rest: &str| if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") };
    let links_part = beside(&format!("_rels/{name}.rels"));
    let (mut list, mut links, mut types) =
        (part_text(bytes, main)?, part_text(bytes, &links_part)?, part_text(bytes, TYPES)?);
    // Numbers of our own above all that are there.
    let mut number = numbers(&list, "sheet", "sheetId")?.into_iter().max()?;
    let mut made = Vec::new();
    for sheet in new {
        number = number.checked_add(1)?;
        let (part, id) = (beside(&format!("worksheets/scorebook-{number}.xml")), format!("rIdScorebook{number}"));
        if part_text(bytes, &part).is_some() || links.contains(&format!("\"{id}\"")) {
            return None;
        }
        let tab = quick_xml::escape::escape(sheet.name.as_str()).into_owned();
        let entry = |prefix: &str| {
            format!("<{prefix}sheet xmlns:r=\"{LINKS}\" name=\"{tab}\" sheetId=\"{number}\" r:id=\"{id}\"/>")
        };
        list = before_end(&list, "sheets", &entry)?;
        let link = |prefix: &str| format!("<{prefix}Relationship Id=\"{id}\" Type=\"{LINK}\" Target=\"/{part}\"/>");
        links = before_end(&links, "Relationships", &link)?;
        let kind = |prefix: &str| format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{KIND}\"/>");
        types = before_end(&types, "Types", &kind)?;
        made.push((part, sheet.xml()));
    }
    Some((vec![(main.to_owned(), list), (links_part, links), (TYPES.to_owned(), types)], made))
}

/// The numbers that elements of a name have in an attribute.
fn numbers(text: &str, element: &str, attribute: &str) -> Option<Vec<u32>> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        match reader.read_event().ok()? {
            Event::Eof => return Some(found),
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == element => {
                let own = tag.attributes().flatten().find(|own| own.key.as_ref() == attribute)?;
                found.push(own.value.parse().ok()?);
            }
            _ => {}
        }
    }
}

/// Puts an element before the end of another one.
fn before_end(text: &str, name: &str, what: &dyn Fn(&str) -> String) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        let begun = usize::try_from(reader.buffer_position()).ok()?;
        match reader.read_event().ok()? {
            Event::Eof => return None,
            Event::End(tag) if tag.local_name().as_ref() == name => {
                let whole = tag.name().as_ref().to_owned();
                let prefix = whole.strip_suffix(name)?.to_owned();
                let (before, after) = text.split_at_checked(begun)?;
                return Some(format!("{before}{}{after}", what(&prefix)));
            }
            _ => {}
        }
    }
}
