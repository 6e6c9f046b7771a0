//! `styles.xml`: which cell formats show percentages and dates.

use std::collections::BTreeMap;
use std::io::Read;

use crate::problem::Problem;
use crate::workbook::element_path::Trail;
use crate::workbook::limits::FORMATS;
use crate::workbook::refusal;
use crate::workbook::value::Style;
use crate::workbook::xml::{Node, Xml, attribute};

/// A place in the part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Styles,
    Formats,
    Format,
    Cells,
    Cell,
    Fonts,
    Font,
    Strike,
}

impl At {
    fn next(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::Outside, "styleSheet") => Self::Styles,
            (Self::Styles, "numFmts") => Self::Formats,
            (Self::Formats, "numFmt") => Self::Format,
            (Self::Styles, "cellXfs") => Self::Cells,
            (Self::Cells, "xf") => Self::Cell,
            (Self::Styles, "fonts") => Self::Fonts,
            (Self::Fonts, "font") => Self::Font,
            (Self::Font, "strike") => Self::Strike,
            _ => return None,
        })
    }
}

/// What each cell format (`s="3"`) shows.
pub(super) fn read<R: Read>(xml: &mut Xml<R>) -> Result<Vec<Style>, Problem> {
    let mut own: BTreeMap<u32, Style> = BTreeMap::new();
    let mut ids: Vec<(u32, usize)> = Vec::new();
    // Whether each font strikes out.
    let mut fonts: Vec<bool> = Vec::new();
    let mut lists = 0_usize;
    // Differential formats and cell styles hold elements of these names too, with meanings of their own.
    let mut trail = Trail::new(At::Outside, &["styleSheet", "numFmts", "cellXfs"]);
    loop {
        match xml.next()? {
            Node::Start(element) => match trail.enter(&element, At::next)? {
                Some(At::Cells) => lists = lists.saturating_add(1),
                Some(At::Format) => {
                    let id = attribute(&element, "numFmtId").and_then(|id| id.parse().ok());
                    if let (Some(id), Some(code)) = (id, attribute(&element, "formatCode")) {
                        let style = Style::of_code(&code);
                        if own.insert(id, style.clone()).is_some_and(|before| before != style) {
                            return Err(refusal::ambiguous("style"));
                        }
                    }
                }
                Some(At::Cell) => {
                    let number = |name| attribute(&element, name).and_then(|id| id.parse().ok());
                    let font = attribute(&element, "fontId").and_then(|id| id.parse().ok());
                    ids.push((number("numFmtId").unwrap_or(0), font.unwrap_or(0)));
                }
                Some(At::Font) => fonts.push(false),
                Some(At::Strike) => {
                    let is_off = attribute(&element, "val").is_some_and(|said| matches!(&*said, "0" | "false"));
                    if let Some(last) = fonts.last_mut() {
                        *last = !is_off;
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
        if ids.len() > FORMATS || own.len() > FORMATS || fonts.len() > FORMATS {
            return Err(refusal::too_large("formats", FORMATS));
        }
        if lists > 1 {
            return Err(refusal::ambiguous("style"));
        }
    }
    let struck = |font: &usize| fonts.get(*font).copied().unwrap_or_default();
    ids.iter().map(|(id, font)| Ok(Style { struck: struck(font), ..format(*id, &own)? })).collect()
}

/// The first number of formats that no version of Excel that writes Chinese or English has built in (ECMA-376 part 1, 18.8.30: 0–49
/// everywhere, 50–58 in Chinese; 59–81 in Thai alone). Files of a library that offices' web services export with begin theirs at 60.
const FIRST_OWN: u32 = 59;

/// What a number format shows. Programs differ in whether a file may say anew what a built-in one is.
fn format(id: u32, own: &BTreeMap<u32, Style>) -> Result<Style, Problem> {
    match own.get(&id) {
        Some(style) if id < FIRST_OWN && style.shown != Style::builtin(id).shown => Err(refusal::ambiguous("style")),
        Some(style) => Ok(style.clone()),
        None => Ok(Style::builtin(id)),
    }
}
