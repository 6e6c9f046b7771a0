//! 问题清单: every problem in reading order, each with a link to its cell in the copy.

use std::collections::BTreeMap;

use super::copy::Copy;
use super::look;
use crate::lang::Lang;
use crate::messages;
use crate::output::palette::{self, Palette};
use crate::output::{Area, Cell, Content, Line, Page, Sheet, Style, metrics};
use crate::problem::{Place, Problem, Severity, render};
use crate::workbook::{Workbook, excerpt};

/// Text of the list, in tenths of a point.
const SIZE: u16 = 90;

/// The row of the heads; title and counts stand above.
const HEAD: u32 = 3;

/// Pixels of the columns: number, severity, code, place, headline, hint, row.
const WIDTHS: [f64; 7] = [44.0, 52.0, 56.0, 200.0, 310.0, 310.0, 290.0];

const PLACE: u16 = 3;

/// The sheet of the list. `left_out` problems are counted and not listed.
pub(super) fn sheet(
    name: &str,
    workbook: &Workbook,
    problems: &[Problem],
    left_out: usize,
    copies: &[Copy<'_>],
    lang: Lang,
    file_name: &str,
) -> Sheet {
    let say = |id: &str| messages::say(lang, id, &[]);
    let mut sheet = Sheet::new(name);
    sheet.columns = (0..).zip(WIDTHS.map(metrics::column_chars)).collect();
    sheet.put(0, 0, Cell::text(say("issues-title"), Style::new(160, palette::INK).bold()));
    let count = |severity| problems.iter().filter(|problem| problem.severity() == severity).count().to_string();
    let counts = messages::say(
        lang,
        "issues-counts",
        &[
            ("errors", &count(Severity::Error)),
            ("warnings", &count(Severity::Warning)),
            ("notes", &count(Severity::Note)),
        ],
    );
    sheet.put(1, 0, Cell::text(format!("{file_name}　{counts}"), Style::new(90, palette::MUTED)));
    sheet.put(2, 0, Cell::text(say("issues-how"), Style::new(80, palette::MUTED)));
    sheet.rows.extend([(0, 28.0), (1, 17.0), (2, 17.0), (HEAD, 24.0)]);
    let palette = Palette::new(None);
    for (column, id) in (0..).zip(["number", "severity", "code", "place", "headline", "hint", "row"]) {
        let style = if column < PLACE { palette.dark_head() } else { palette.dark_head().left() };
        sheet.put(HEAD, column, Cell::text(say(&format!("issues-{id}")), style));
    }
    let first = HEAD.saturating_add(1);
    let copies_by_name: BTreeMap<&str, &Copy<'_>> = copies.iter().map(|copy| (&*copy.of.name, copy)).collect();
    for ((row, number), problem) in (first..).zip(1_u32..).zip(problems) {
        let place = place(problem, &copies_by_name, lang);
        let content = match &problem.place {
            Place::Cell(cell) => said(&excerpt(workbook, cell)),
            Place::File | Place::Sheet(_) => String::new(),
        };
        let texts = [place.text(), problem.headline(lang), problem.hint(lang).unwrap_or_default(), content];
        put(&mut sheet, row, number, problem, place, &texts, lang);
    }
    let last = first.saturating_add(u32::try_from(problems.len()).unwrap_or(u32::MAX));
    let mut below = Vec::new();
    if left_out > 0 {
        below.push(messages::say(lang, "issues-left-out", &[("count", &left_out.to_string())]));
    }
    if copies.iter().any(|copy| copy.cut) {
        below.push(say("issues-cut"));
    }
    for (row, text) in (last..).zip(below) {
        sheet.put(row, 0, Cell::text(text, Style::new(80, palette::MUTED)));
    }
    let right = PLACE.saturating_add(3);
    sheet.freeze = Some((first, 0));
    if !problems.is_empty() {
        sheet.filter = Some(Area::new(HEAD, 0, last.saturating_sub(1), right));
    }
    sheet.page = Page {
        landscape: true,
        repeat_rows: Some((HEAD, HEAD)),
        footer: format!("&L&8 {}&R&8 &P / &N", cut(file_name).replace('&', "&&")),
        ..Page::default()
    };
    sheet
}

/// Where a problem stands, with a link where there is something to look at.
enum Where {
    Said(String),
    Linked { sheet: String, cell: (u32, u16), text: String },
}

impl Where {
    fn text(&self) -> String {
        match self {
            Self::Said(text) | Self::Linked { text, .. } => text.clone(),
        }
    }
}

fn place(problem: &Problem, copies: &BTreeMap<&str, &Copy<'_>>, lang: Lang) -> Where {
    let (name, at) = match &problem.place {
        Place::File => return Where::Said(messages::say(lang, "issues-file", &[])),
        Place::Sheet(name) => (name, None),
        Place::Cell(cell) => (&cell.sheet, Some((cell.row, cell.column))),
    };
    let text = problem.place.to_string();
    match copies.get(&**name) {
        None => Where::Said(text),
        Some(copy) => {
            let cell = at.map_or((0, 0), |(row, column)| copy.shows(row, column));
            Where::Linked { sheet: copy.sheet.name.clone(), cell, text }
        }
    }
}

fn put(sheet: &mut Sheet, row: u32, number: u32, problem: &Problem, place: Where, texts: &[String; 4], lang: Lang) {
    let plain = Style::new(SIZE, palette::INK).bottom(Line::Dotted, palette::LINE).at_top();
    let severity = messages::say(lang, render::severity_text(problem.severity()), &[]);
    sheet.put(row, 0, Cell::number(number.into(), plain.clone().center().color(palette::MUTED)));
    sheet.put(row, 1, Cell::text(severity, look(problem.severity(), plain.clone().center())));
    sheet.put(row, 2, Cell::text(problem.code.id(), plain.clone().center()));
    let accent = Palette::new(None).accent;
    let place = match place {
        Where::Said(text) => Cell::text(text, plain.clone().wrapped().left()),
        Where::Linked { sheet, cell, text } => {
            Cell::new(Content::Link { sheet, cell, text }, plain.clone().wrapped().left().color(accent).underlined())
        }
    };
    sheet.put(row, PLACE, place);
    let [_, headline, hint, content] = texts;
    let wrapped = plain.wrapped().left();
    sheet.put(row, 4, Cell::text(headline, wrapped.clone().bold()));
    sheet.put(row, 5, Cell::text(hint, wrapped.clone()));
    sheet.put(row, 6, Cell::text(content, wrapped.color(palette::MUTED)));
    let lines =
        texts.iter().zip(WIDTHS.iter().skip(3)).map(|(text, px)| metrics::lines(text, SIZE, *px)).max().unwrap_or(1);
    /// Excel's highest row is 409.5 points.
    const HIGHEST: f64 = 400.0;
    sheet.rows.insert(row, metrics::row_height(lines, SIZE).min(HIGHEST));
}

/// A row's excerpt in one line.
fn said(excerpt: &[(u16, String)]) -> String {
    let cells: Vec<String> =
        excerpt.iter().map(|(column, shown)| format!("{}: {shown}", crate::cell::column_name(*column))).collect();
    cells.join("　")
}

/// A file name as short as a footer takes it.
fn cut(name: &str) -> String {
    name.chars().take(80).collect()
}
