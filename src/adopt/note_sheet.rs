//! The sheet 导入说明: what the source lacks, and what became of every piece of it.

use super::account::{Account, Home, Piece, Said};
use super::draft::{is_of_data, place};
use super::plan::Plan;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::{AppraisalField, Column, SheetName};
use crate::output::palette::{self, Palette};
use crate::output::{Area, Book, Cell, Content, Line, Sheet, Style, metrics};
use crate::problem::{Place, Problem};

/// Widths of the columns in characters: file, place, words, where it went, as what, what to look at.
const WIDTHS: [f64; 6] = [20.0, 16.0, 46.0, 20.0, 16.0, 46.0];

/// Letters of a piece's words that are shown; the source itself holds the rest.
const SHOWN: usize = 400;

/// The sheet's name.
pub(super) fn name(lang: Lang) -> String {
    say(lang, "adopt-sheet", &[])
}

/// Where something stands in a book.
type At = (String, (u32, u16));

/// Adds the sheet behind all others, and tells how many pieces and problems a person must look at.
pub(super) fn add(
    book: &mut Book,
    plan: &Plan,
    lang: Lang,
    files: &[&str],
    account: &Account,
    lacks: &[Problem],
) -> usize {
    let palette = Palette::new(None);
    let text = |id: &str| say(lang, id, &[]);
    let mut sheet = Sheet::new(name(lang));
    sheet.columns.extend((0..).zip(WIDTHS));
    sheet.put(0, 0, Cell::text(name(lang), Style::new(160, palette::INK).bold()));
    sheet.put(1, 0, Cell::text(text("adopt-hint"), Style::new(80, palette::MUTED)));
    sheet.paint(Area { top: 2, left: 0, bottom: 2, right: 5 }, &Style::default().top(Line::Thick, palette.accent));
    for (row, height) in [(0, 29.0), (1, 17.0), (2, 6.0)] {
        sheet.rows.insert(row, height);
    }
    let mut row = 3_u32;
    let own: Vec<&Problem> = lacks.iter().filter(|problem| !is_of_data(problem)).collect();
    let mut looks = own.len();
    head(&mut sheet, &palette, &mut row, &text("adopt-head-lacks"));
    if own.is_empty() {
        line(&mut sheet, &mut row, &[Put::Text(text("adopt-lacks-nothing"))]);
    }
    for problem in own {
        let at = match &problem.place {
            Place::Cell(cell) => {
                Put::Link((cell.sheet.to_string(), (cell.row, cell.column)), problem.place.to_string())
            }
            other => Put::Text(other.to_string()),
        };
        let hint = problem.hint(lang).unwrap_or_default();
        line(
            &mut sheet,
            &mut row,
            &[
                Put::Text(problem.code.id().to_owned()),
                at,
                Put::Text(problem.headline(lang)),
                Put::Blank,
                Put::Blank,
                Put::Text(hint),
            ],
        );
    }
    row = row.saturating_add(1);
    head(&mut sheet, &palette, &mut row, &text("adopt-head-pieces"));
    let heads = ["file", "place", "words", "where", "as", "look"].map(|id| text(&format!("adopt-column-{id}")));
    let style = palette.dark_head().left().indented(1);
    for (column, head) in (0_u16..).zip(heads) {
        sheet.put(row, column, Cell::text(head, style.clone()));
    }
    sheet.rows.insert(row, 24.0);
    let header = row;
    row = row.saturating_add(1);
    for piece in account.pieces() {
        looks = looks.saturating_add(usize::from(needs_look(piece)));
        let (to, as_what) = where_to(piece, plan, book, lang);
        let look = looks_of(piece, lang);
        let file = files.get(piece.file).copied().unwrap_or_default().to_owned();
        let words: String = piece.text.chars().take(SHOWN).collect();
        let words = if piece.text.chars().count() > SHOWN { format!("{words}…") } else { words };
        line(
            &mut sheet,
            &mut row,
            &[
                Put::Text(file),
                Put::Text(piece.position.say(lang)),
                Put::Text(words),
                to,
                Put::Text(as_what),
                Put::Text(look),
            ],
        );
    }
    sheet.freeze = Some((header.saturating_add(1), 0));
    sheet.filter = Some(Area { top: header, left: 0, bottom: row.saturating_sub(1).max(header), right: 5 });
    sheet.page.landscape = true;
    sheet.page.fit = Some((1, 0));
    sheet.page.repeat_rows = Some((header, header));
    sheet.tab = Some(palette.mid);
    book.sheets.push(sheet);
    looks
}

/// Whether a person must look at a piece.
fn needs_look(piece: &Piece) -> bool {
    !piece.looks.is_empty() || piece.homes.is_empty() && piece.left.is_none()
}

enum Put {
    Blank,
    Text(String),
    Link(At, String),
}

fn head(sheet: &mut Sheet, palette: &Palette, row: &mut u32, text: &str) {
    let area = Area { top: *row, left: 0, bottom: *row, right: 5 };
    sheet.put_over(area, Cell::text(text, palette.section()));
    sheet.paint(area, &palette.section());
    sheet.rows.insert(*row, 26.0);
    *row = row.saturating_add(1);
}

/// A row, as high as its longest text.
fn line(sheet: &mut Sheet, row: &mut u32, cells: &[Put]) {
    let style = Style::new(90, palette::INK).bottom(Line::Dotted, palette::LINE).wrapped().left().format("@");
    let mut lines = 1;
    for (column, put) in (0_u16..).zip(cells) {
        let (content, text) = match put {
            Put::Blank => (Content::Blank, ""),
            Put::Text(text) if text.is_empty() => (Content::Blank, ""),
            Put::Text(text) => (Content::Text(text.clone()), text.as_str()),
            Put::Link((to, cell), text) => {
                (Content::Link { sheet: to.clone(), cell: *cell, text: text.clone() }, text.as_str())
            }
        };
        let width = WIDTHS.get(usize::from(column)).copied().unwrap_or(10.0);
        lines = lines.max(metrics::lines(text, 90, metrics::column_px(width) - metrics::INDENT_PX));
        sheet.put(*row, column, Cell::new(content, style.clone()));
    }
    sheet.rows.insert(*row, metrics::row_height(lines.min(20), 90).max(18.0));
    *row = row.saturating_add(1);
}

/// Where a piece went, with a link, and as what.
fn where_to(piece: &Piece, plan: &Plan, book: &Book, lang: Lang) -> (Put, String) {
    let Some(first) = piece.homes.first() else {
        let why = piece.left.unwrap_or("unknown");
        return (Put::Text(say(lang, "adopt-went-nowhere", &[])), say(lang, &format!("adopt-left-{why}"), &[]));
    };
    let mut names: Vec<String> = Vec::new();
    for home in &piece.homes {
        let name = column_of(*home).map_or_else(|| setting_of(*home, lang), |column| column.name(lang).to_owned());
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let put = match cell_of(*first, plan, book, lang) {
        Some((sheet, (row, column))) => {
            let shown = crate::cell::CellRef::new(std::sync::Arc::<str>::from(sheet.as_str()), row, column).to_string();
            Put::Link((sheet, (row, column)), shown)
        }
        None => Put::Blank,
    };
    (put, names.join("、"))
}

const fn column_of(home: Home) -> Option<Column> {
    match home {
        Home::Kpi(.., column) | Home::Duty(.., column) | Home::Grade(_, column) => Some(column),
        Home::Role(_) => Some(Column::Role),
        Home::Setting(_) => None,
    }
}

fn setting_of(home: Home, lang: Lang) -> String {
    match home {
        Home::Setting(field) => field.name(lang).to_owned(),
        _ => String::new(),
    }
}

fn cell_of(home: Home, plan: &Plan, book: &Book, lang: Lang) -> Option<At> {
    let before = |role: usize, count: &dyn Fn(&super::plan::RolePlan) -> usize| {
        plan.roles.iter().take(role).map(count).sum::<usize>()
    };
    let (name, column, index) = match home {
        Home::Kpi(role, at, column) => {
            (SheetName::Kpis, column, before(role, &|role| role.kpis.len()).saturating_add(at))
        }
        Home::Role(role) => (SheetName::Kpis, Column::Role, before(role, &|role| role.kpis.len())),
        Home::Duty(role, at, column) => {
            (SheetName::Duties, column, before(role, &|role| role.duties.len()).saturating_add(at))
        }
        Home::Grade(at, column) => (SheetName::Grades, column, at),
        Home::Setting(field) => return setting(book, lang, field),
    };
    Some((name.name(lang).to_owned(), place(book, lang, name, column, index)?))
}

/// The cell of a setting's value.
fn setting(book: &Book, lang: Lang, field: AppraisalField) -> Option<At> {
    let name = SheetName::Appraisal.name(lang);
    let sheet = book.sheets.iter().find(|sheet| sheet.name == name)?;
    let label = field.name(lang);
    let row = sheet.cells.iter().find_map(|((row, column), cell)| match &cell.content {
        Content::Text(text) if *column == 0 && text == label => Some(*row),
        _ => None,
    })?;
    Some((name.to_owned(), (row, 1)))
}

/// What a person must look at.
fn looks_of(piece: &Piece, lang: Lang) -> String {
    let one = |(why, args): &Said| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        say(lang, &format!("adopt-look-{why}"), &args)
    };
    let mut said: Vec<String> = piece.looks.iter().map(one).collect();
    if piece.homes.is_empty() && piece.left.is_none() {
        said.push(say(lang, "adopt-look-left", &[]));
    }
    said.join("\n")
}
