//! `content.xml` from its root to the ends of its cells: what is a sheet, and what only looks like one.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;

use super::cell::{self, Open};
use super::sheet::{OpenSheet, is_unseen, number};
use crate::problem::Problem;
use crate::workbook::calculation::Belief;
use crate::workbook::letters::{self, Lettering};
use crate::workbook::limits::{Budget, CELL_CHARACTERS, FORMATS, SHEETS};
use crate::workbook::xml::{Element, Node, Xml, qualified};
use crate::workbook::{Sheet, foreign, refusal};

/// The elements around sheets, from the root.
const AROUND: &[&str] = &["office:document-content", "office:body", "office:spreadsheet"];

/// What was read so far.
struct Reading<'b> {
    budget: &'b mut Budget,
    belief: Belief,
    sheets: Vec<Sheet>,
    /// The sheets' names, to find two of one name.
    names: BTreeSet<String>,
    sheet: Option<OpenSheet>,
    cell: Option<Open>,
    /// How many of the elements around sheets are entered; a table anywhere else (of a link, of a tracked change) is no sheet.
    around: usize,
    /// How often the innermost of them was entered.
    bodies: usize,
    /// Depth inside a note, a drawing or a table in a cell.
    aside: usize,
    /// Depth inside paragraphs.
    paragraph: usize,
    /// Whether what is passed over lies in an element of another format: a table there some programs show as a sheet.
    is_foreign: bool,
    days_from_1904: bool,
    /// Names of table styles that show no tab.
    unseen: BTreeSet<String>,
    /// The style that is being read.
    style: Option<String>,
    /// Styles of cells and of pieces of text that strike out or raise.
    looks: BTreeMap<String, Lettering>,
    /// How the pieces of text look in which the current one stands.
    pieces: Vec<Lettering>,
}

/// Reads every sheet.
pub(super) fn read<R: Read>(xml: &mut Xml<R>, belief: Belief, budget: &mut Budget) -> Result<Vec<Sheet>, Problem> {
    let mut reading = Reading::new(belief, budget);
    loop {
        match xml.next()? {
            Node::Start(element) => reading.start(&element)?,
            Node::Text(piece) => reading.text(&piece)?,
            Node::End(element) => reading.end(element.name().as_ref())?,
            Node::Eof => break,
            Node::Empty(_) | Node::Other => {}
        }
    }
    if xml.has_odd_prefixes() {
        return Err(refusal::ambiguous("namespace").with("part", "content.xml"));
    }
    if reading.bodies > 1 {
        return Err(refusal::ambiguous("markup").with("part", "office:spreadsheet"));
    }
    Ok(reading.sheets)
}

impl<'b> Reading<'b> {
    fn new(belief: Belief, budget: &'b mut Budget) -> Self {
        Self {
            budget,
            belief,
            sheets: Vec::new(),
            names: BTreeSet::new(),
            sheet: None,
            cell: None,
            around: 0,
            bodies: 0,
            aside: 0,
            paragraph: 0,
            is_foreign: false,
            days_from_1904: false,
            unseen: BTreeSet::new(),
            style: None,
            looks: BTreeMap::new(),
            pieces: Vec::new(),
        }
    }

    fn start(&mut self, element: &Element<'_>) -> Result<(), Problem> {
        let name = element.name();
        let name = name.as_ref();
        self.is_foreign &= self.aside > 0;
        if self.is_foreign && name == "table:table" {
            return Err(refusal::ambiguous("markup").with("part", name));
        }
        if self.aside > 0 {
            self.is_foreign |= !foreign::is_own(name);
            self.aside = self.aside.saturating_add(1);
            return Ok(());
        }
        match (self.sheet.is_some(), self.cell.is_some()) {
            (false, _) => self.start_outside(element, name),
            (true, false) => self.start_in_sheet(element, name),
            (true, true) => self.start_in_cell(element, name),
        }
    }

    /// Passes over an element and all that it holds.
    fn pass_over(&mut self, name: &str) {
        (self.aside, self.is_foreign) = (1, !foreign::is_own(name));
    }

    /// Around sheets: what leads to them, styles that hide them, the first day of their dates.
    fn start_outside(&mut self, element: &Element<'_>, name: &str) -> Result<(), Problem> {
        let inside = self.around == AROUND.len();
        match name {
            _ if AROUND.get(self.around) == Some(&name) => {
                self.around = self.around.saturating_add(1);
                self.bodies = self.bodies.saturating_add(usize::from(self.around == AROUND.len()));
            }
            "table:table" if inside => self.start_sheet(element)?,
            "table:calculation-settings" if inside => {}
            "office:automatic-styles" if self.around == 1 => {}
            "style:style" if self.around == 1 => {
                self.style = qualified(element, "style:name").map(|name| name.into_owned());
            }
            "style:table-properties" if self.around == 1 => {
                let is_unseen = qualified(element, "table:display").is_some_and(|flag| &*flag == "false");
                // There is one for each hidden sheet.
                if is_unseen && self.unseen.len() < SHEETS {
                    self.unseen.extend(self.style.take());
                }
            }
            "style:text-properties" if self.around == 1 => self.take_look(element)?,
            "table:null-date" => {
                let day = qualified(element, "table:date-value");
                self.days_from_1904 = day.is_some_and(|day| day.starts_with("1904"));
            }
            _ => self.pass_over(name),
        }
        Ok(())
    }

    /// Whether the style that is being read strikes out or raises.
    fn take_look(&mut self, element: &Element<'_>) -> Result<(), Problem> {
        let said = |name| qualified(element, name).unwrap_or_default();
        // A type without a style is a plain stroke: LibreOffice leaves the style out.
        let (stroke, kind) = (said("style:text-line-through-style"), said("style:text-line-through-type"));
        let position = said("style:text-position");
        let look = Lettering {
            struck: match &*stroke {
                "" => !matches!(&*kind, "" | "none"),
                stroke => stroke != "none",
            },
            raised: !matches!(position.split(' ').next(), None | Some("" | "0%")),
        };
        if let (true, Some(style)) = (look != Lettering::default(), &self.style) {
            if self.looks.len() >= FORMATS {
                return Err(refusal::too_large("formats", FORMATS));
            }
            self.looks.insert(style.clone(), look);
        }
        Ok(())
    }

    fn start_sheet(&mut self, element: &Element<'_>) -> Result<(), Problem> {
        if self.sheets.len() >= SHEETS {
            return Err(refusal::too_large("sheets", SHEETS));
        }
        let title = qualified(element, "table:name").unwrap_or_default();
        self.budget.text(title.len())?;
        if !self.names.insert(title.to_lowercase()) {
            return Err(refusal::ambiguous("name").with("part", title));
        }
        let of_style = qualified(element, "table:style-name");
        let is_hidden = of_style.is_some_and(|style| self.unseen.contains(&*style));
        self.sheet = Some(OpenSheet::new(&title, self.belief, is_hidden));
        Ok(())
    }

    fn start_in_sheet(&mut self, element: &Element<'_>, name: &str) -> Result<(), Problem> {
        let Some(sheet) = &mut self.sheet else { return Ok(()) };
        match name {
            "table:table-row" => sheet.begin_row(number(element, "table:number-rows-repeated"), is_unseen(element)),
            "table:table-column" => sheet.tell_columns(element),
            "table:table-cell" | "table:covered-table-cell" => {
                let mut open = cell::begin(element);
                open.is_struck = look(&self.looks, element, "table:style-name").struck;
                self.cell = Some(open);
            }
            // A table may stand within a cell only; anywhere else it would end the sheet around it.
            "table:table" => return Err(refusal::damaged("content.xml")),
            "table:table-rows" | "table:table-header-rows" | "table:table-row-group" => {}
            "table:table-columns" | "table:table-header-columns" | "table:table-column-group" => {}
            _ => self.pass_over(name),
        }
        Ok(())
    }

    fn start_in_cell(&mut self, element: &Element<'_>, name: &str) -> Result<(), Problem> {
        let Some(open) = &mut self.cell else { return Ok(()) };
        // Blanks, tabs and breaks are elements, so that text grows here too.
        is_short(&open.text)?;
        match name {
            "text:p" | "text:h" => {
                if open.paragraphs > 0 {
                    open.text.push('\n');
                }
                open.paragraphs = open.paragraphs.saturating_add(1);
                self.paragraph = self.paragraph.saturating_add(1);
            }
            "text:s" => {
                let count = number(element, "text:c").min(u32::try_from(CELL_CHARACTERS).unwrap_or(u32::MAX));
                open.text.extend((0..count).map(|_| ' '));
            }
            "text:span" => {
                let (own, around) = (look(&self.looks, element, "text:style-name"), self.pieces.last().copied());
                let around = around.unwrap_or_default();
                self.pieces
                    .push(Lettering { struck: own.struck || around.struck, raised: own.raised || around.raised });
            }
            "text:tab" => open.text.push('\t'),
            "text:line-break" => open.text.push('\n'),
            _ if name.starts_with("text:") => {}
            _ => self.pass_over(name),
        }
        Ok(())
    }

    fn text(&mut self, piece: &str) -> Result<(), Problem> {
        let is_shown = self.aside == 0 && self.paragraph > 0;
        let Some(open) = self.cell.as_mut().filter(|_| is_shown) else { return Ok(()) };
        let look = self.pieces.last().copied().unwrap_or_default();
        let before = open.text.len();
        push_collapsed(&mut open.text, piece);
        if look != Lettering::default() {
            let piece = open.text.split_off(before);
            letters::push(&mut open.text, &piece, look);
        }
        is_short(&open.text)
    }

    fn end(&mut self, name: &str) -> Result<(), Problem> {
        if self.aside > 0 {
            self.aside = self.aside.saturating_sub(1);
            return Ok(());
        }
        match name {
            "text:p" | "text:h" => self.paragraph = self.paragraph.saturating_sub(1),
            "text:span" => {
                self.pieces.pop();
            }
            "table:table-cell" | "table:covered-table-cell" => {
                if let (Some(open), Some(sheet)) = (self.cell.take(), self.sheet.as_mut()) {
                    sheet.end_cell(open, self.budget)?;
                }
            }
            "table:table-row" => {
                if let Some(sheet) = self.sheet.as_mut() {
                    sheet.end_row(self.budget)?;
                }
            }
            "table:table" => {
                if let Some(done) = self.sheet.take().filter(|sheet| !sheet.is_copy()) {
                    self.sheets.push(done.finish(self.days_from_1904)?);
                }
            }
            _ if self.sheet.is_none() && self.innermost() == Some(&name) => self.around = self.around.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// The innermost element around sheets that is entered.
    fn innermost(&self) -> Option<&'static &'static str> {
        AROUND.get(self.around.checked_sub(1)?)
    }
}

/// The look that an element's style gives it.
fn look(looks: &BTreeMap<String, Lettering>, element: &Element<'_>, attribute: &str) -> Lettering {
    qualified(element, attribute).and_then(|style| looks.get(&*style)).copied().unwrap_or_default()
}

/// A text that Excel could show, whatever its letters are made of.
fn is_short(text: &str) -> Result<(), Problem> {
    if text.len() > CELL_CHARACTERS.saturating_mul(4) {
        return Err(refusal::too_large("characters", CELL_CHARACTERS));
    }
    Ok(())
}

/// White space in paragraphs counts as one space, and none at the start; `text:s` stands for the others.
fn push_collapsed(text: &mut String, piece: &str) {
    for character in piece.chars() {
        if matches!(character, ' ' | '\t' | '\n' | '\r') {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(character);
        }
    }
}
