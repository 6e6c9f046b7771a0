//! The data sheets: one per role, meaning and 汇总方式 · 单位 above each header.

use super::definitions::aggregate;
use super::parts::{ids, name_of, names};
use super::sheet::{HEADER, TableColumn, table, titled};
use super::{Draft, DraftMeasure, DraftRole, Entry};
use crate::messages;
use crate::model::Aggregate;
use crate::model::layout::{self, Column};
use crate::output::palette::{self, Palette};
use crate::output::{Allow, Cell, Sheet, Style, metrics};
use crate::unit::{Unit, UnitKind};

/// Rows kept ready for one row a person, and for many.
const SPARE_ROWS: [u32; 2] = [40, 200];

/// Widths of a measure's column in characters: the narrowest shows a million with decimals, the widest still prints.
const WIDTHS: (f64, f64) = (12.0, 26.0);

/// Every role's data sheet.
pub(super) fn sheets(draft: &Draft) -> Vec<Sheet> {
    let names = layout::data_sheet_names(draft.lang, draft.roles.iter().map(|role| role.name.as_str()));
    draft.roles.iter().zip(&names).map(|(role, name)| sheet(draft, role, name)).collect()
}

/// What stands above a header: the meaning, and how rows combine.
struct Above([String; 2]);

/// The number format of a measure's cells. Things that are counted have no decimals unless they are averaged.
fn format(measure: &DraftMeasure) -> &'static str {
    let unit = Unit::read(&measure.unit);
    match unit.kind {
        UnitKind::Percent => "0.00%",
        UnitKind::Money => "#,##0.00",
        _ if unit.is_whole() && measure.aggregate != Aggregate::Mean => "#,##0",
        _ => "General",
    }
}

fn measure_column(draft: &Draft, measure: &DraftMeasure) -> (TableColumn, Above) {
    let lang = draft.lang;
    let word = aggregate(measure.aggregate).name(lang);
    let how = if measure.unit.is_empty() { word.to_owned() } else { format!("{word} · {}", measure.unit) };
    // Wide enough for the meaning above, in two lines, and for the header below with its filter button.
    let widest = (metrics::text_px(&measure.meaning, 80) / 2.0 + 24.0)
        .max(metrics::text_px(&measure.name, 90) + 30.0)
        .max(metrics::text_px(&how, 80) + 12.0);
    let (narrow, wide) = WIDTHS;
    let width = metrics::column_chars(widest).clamp(narrow, wide);
    let plain = measure.unit.is_empty();
    let meaning = if measure.meaning.is_empty() { &measure.name } else { &measure.meaning };
    let args = [("meaning", meaning.as_str()), ("aggregate", word), ("unit", measure.unit.as_str())];
    let [named, joined, _] = args;
    let prompt = if plain {
        messages::say(lang, "template-prompt-data-plain", &[named, joined])
    } else {
        messages::say(lang, "template-prompt-data", &args)
    };
    let column = TableColumn::new(&measure.name, width, format(measure)).saying(prompt);
    (column, Above([measure.meaning.clone(), how]))
}

fn sheet(draft: &Draft, role: &DraftRole, name: &str) -> Sheet {
    let lang = draft.lang;
    let palette = Palette::new(None);
    let above = |ids: [&str; 2]| Above(ids.map(|id| messages::say(lang, id, &[])));
    let id = TableColumn::of(draft, Column::Id, 12.0, "@").only(draft, ids(lang)).prompted(draft, "id");
    let mut columns = vec![
        (id, above(["template-pick", "template-required"])),
        (names(draft), above(["template-filled", "template-locked"])),
    ];
    if role.dated {
        let within = Allow::Days(draft.period.first_day(), draft.period.last_day());
        let date = TableColumn::of(draft, Column::Date, 13.0, "yyyy-mm-dd").only(draft, within);
        columns.push((date.prompted(draft, "row-day"), above(["template-date", "template-within"])));
    }
    columns.extend(role.measures.iter().map(|measure| measure_column(draft, measure)));
    let (columns, heads): (Vec<TableColumn>, Vec<Above>) = columns.into_iter().unzip();
    let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let hint = format!("{} {}", role.hint, messages::say(lang, "template-hint-data", &[]));
    let title = name.replacen('-', " · ", 1);
    let mut sheet = titled(draft, &palette, name, &title, hint.trim(), &widths);
    let band = Style::new(80, palette::MUTED).fill(palette.band).wrapped();
    let mut lines = [1, 1];
    for ((at, Above([meaning, how])), column) in (0_u16..).zip(heads).zip(&columns) {
        let band = if column.numeric() { band.clone().right() } else { band.clone().left().indented(1) };
        let taken = |text: &str| metrics::lines(text, 80, metrics::column_px(column.width) - metrics::INDENT_PX);
        lines = [lines[0].max(taken(&meaning)), lines[1].max(taken(&how))];
        sheet.put(HEADER, at, Cell::text(meaning, band.clone()));
        sheet.put(HEADER.saturating_add(1), at, Cell::text(how, band));
    }
    for (row, lines) in (HEADER..).zip(lines) {
        sheet.rows.insert(row, metrics::row_height(lines, 80).max(19.0));
    }
    let rows: Vec<Vec<Entry>> = role
        .rows
        .iter()
        .map(|row| {
            let mut cells = vec![Entry::text(&row.id), Entry::text(name_of(draft, &row.id))];
            if role.dated {
                cells.push(row.date.into());
            }
            cells.extend(row.values.iter().cloned());
            cells
        })
        .collect();
    let [one, many] = SPARE_ROWS;
    let header = HEADER.saturating_add(2);
    table(&mut sheet, &palette, header, &columns, &rows, if role.dated { many } else { one });
    sheet.freeze = Some((header.saturating_add(1), 2));
    // Without a password: it keeps the names and headers from slips, and whoever adds a column takes it off.
    sheet.protected = true;
    sheet.tab = Some(palette.accent);
    sheet
}
