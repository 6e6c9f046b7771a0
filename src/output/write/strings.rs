//! The table of shared texts: each text stands once in a workbook, and cells name it by number (ECMA-376 part 1, §18.4).

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::formats::{CHARSET, SWISS};
use super::theme::FACE;
use super::xml;
use crate::output::Font;

/// Where the table stands in the package.
pub(super) const PART: &str = "xl/sharedStrings.xml";

/// The texts of a workbook, in the order in which cells name them first.
#[derive(Default)]
pub(super) struct Strings<'a> {
    known: FxHashMap<Text<'a>, usize>,
    items: String,
    /// How many cells name a text.
    cells: usize,
}

#[derive(PartialEq, Eq, Hash)]
enum Text<'a> {
    Plain(&'a str),
    Rich(&'a [(String, Font)]),
}

impl<'a> Strings<'a> {
    /// The number of a text; none for the empty one, which is no content.
    pub(super) fn text(&mut self, text: &'a str) -> Option<usize> {
        (!text.is_empty()).then(|| self.number(Text::Plain(text)))
    }

    /// The number of a text in runs: a single run is plain text in the cell's own font.
    pub(super) fn rich(&mut self, runs: &'a [(String, Font)]) -> Option<usize> {
        let mut filled = runs.iter().filter(|(text, _)| !text.is_empty());
        match (filled.next(), filled.next()) {
            (None, _) => None,
            (Some((text, _)), None) => self.text(text),
            (Some(_), Some(_)) => Some(self.number(Text::Rich(runs))),
        }
    }

    fn number(&mut self, text: Text<'a>) -> usize {
        self.cells = self.cells.saturating_add(1);
        let next = self.known.len();
        match self.known.entry(text) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                self.items.push_str("<si>");
                match new.key() {
                    Text::Plain(text) => push_text(&mut self.items, text),
                    Text::Rich(runs) => runs.iter().for_each(|run| push_run(&mut self.items, run)),
                }
                self.items.push_str("</si>");
                *new.insert(next)
            }
        }
    }

    /// The table's part.
    pub(super) fn part(&self) -> String {
        format!(
            "{}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">{}</sst>",
            xml::DECLARATION,
            self.cells,
            self.known.len(),
            self.items
        )
    }
}

/// `<t>`; blanks at its ends are kept only where it says so.
fn push_text(out: &mut String, text: &str) {
    let text = xml::within_a_cell(text);
    let blank = [' ', '\n', '\t'];
    out.push_str(if text.starts_with(blank) || text.ends_with(blank) { "<t xml:space=\"preserve\">" } else { "<t>" });
    xml::push_text(out, text);
    out.push_str("</t>");
}

fn push_run(out: &mut String, (text, font): &(String, Font)) {
    if text.is_empty() {
        return;
    }
    out.push_str("<r><rPr>");
    for (set, tag) in [(font.bold, "<b/>"), (font.italic, "<i/>"), (font.underline, "<u/>")] {
        out.push_str(if set { tag } else { "" });
    }
    out.push_str(&format!(
        "<sz val=\"{}\"/><color rgb=\"FF{:06X}\"/><rFont val=\"{FACE}\"/><family val=\"{SWISS}\"/><charset val=\"{CHARSET}\"/>\
         <scheme val=\"minor\"/></rPr>",
        f64::from(font.size) / 10.0,
        font.color
    ));
    push_text(out, text);
    out.push_str("</r>");
}
