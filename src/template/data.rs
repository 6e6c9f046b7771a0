//! The data sheets: one per role, meaning and 汇总方式 · 单位 above each header.

use super::definitions::{aggregate, ids};
use super::sheet::{HEADER, TableColumn, table, titled};
use super::{Draft, DraftRole, Entry};
use crate::book::house::{self, House};
use crate::book::{Cell, Sheet, Style, metrics};
use crate::model::layout::{self, Column};
use crate::texts;

/// Rows kept ready for one row a person, and for many.
const SPARE_ROWS: [u32; 2] = [40, 200];

/// Every role's data sheet.
pub(super) fn sheets(draft: &Draft) -> Vec<Sheet> {
    let names = layout::data_sheet_names(draft.lang, draft.roles.iter().map(|role| role.name.as_str()));
    draft.roles.iter().zip(&names).map(|(role, name)| sheet(draft, role, name)).collect()
}

fn sheet(draft: &Draft, role: &DraftRole, name: &str) -> Sheet {
    let lang = draft.lang;
    let house = House::new(None);
    let mut columns = vec![
        TableColumn::new(Column::Id.name(lang), 12.0, "@").of(ids(lang)),
        TableColumn::new(Column::Name.name(lang), 14.0, "@"),
    ];
    let mut above = vec![["template-pick", "template-required"], ["template-optional-name", "template-optional"]];
    if role.dated {
        columns.push(TableColumn::new(Column::Date.name(lang), 13.0, "yyyy-mm-dd"));
        above.push(["template-date", "template-required"]);
    }
    let mut heads: Vec<[String; 2]> = above.into_iter().map(|pair| pair.map(|id| texts::say(lang, id, &[]))).collect();
    for measure in &role.measures {
        let format = if measure.unit == "%" { "0.00%" } else { "#,##0.##" };
        let how = aggregate(measure.aggregate).name(lang);
        let how = if measure.unit.is_empty() { how.to_owned() } else { format!("{how} · {}", measure.unit) };
        // Wide enough for the meaning above and the header below, up to a width that still prints.
        let widest = metrics::text_px(&measure.meaning, 80)
            .max(metrics::text_px(&measure.name, 90) + 30.0)
            .max(metrics::text_px(&how, 80));
        columns.push(TableColumn::new(&measure.name, metrics::column_chars(widest + 12.0).clamp(11.0, 26.0), format));
        heads.push([measure.meaning.clone(), how]);
    }
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    let hint = format!("{} {}", role.hint, texts::say(lang, "template-hint-data", &[]));
    let title = name.replacen('-', " · ", 1);
    let mut sheet = titled(draft, &house, name, &title, hint.trim(), last);
    let band = Style::new(80, house::MUTED).fill(house.band).wrapped();
    for (at, [meaning, how]) in (0_u16..).zip(heads) {
        sheet.put(HEADER, at, Cell::text(meaning, band.clone()));
        sheet.put(HEADER.saturating_add(1), at, Cell::text(how, band.clone()));
    }
    sheet.rows.insert(HEADER, 30.0);
    sheet.rows.insert(HEADER.saturating_add(1), 19.0);
    let rows: Vec<Vec<Entry>> = role
        .rows
        .iter()
        .map(|row| {
            let name = draft.staff.iter().find(|person| person.id == row.id).map_or("", |person| &person.name);
            let mut cells = vec![Entry::text(&row.id), Entry::text(name)];
            if role.dated {
                cells.push(row.date.into());
            }
            cells.extend(row.values.iter().cloned());
            cells
        })
        .collect();
    let [one, many] = SPARE_ROWS;
    let header = HEADER.saturating_add(2);
    table(&mut sheet, &house, header, &columns, &rows, if role.dated { many } else { one });
    sheet.freeze = Some((header.saturating_add(1), 2));
    sheet
}
