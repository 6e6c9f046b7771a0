//! What tells a rating workbook: a plain sheet of texts, which every program keeps when it saves the workbook again, whatever it does
//! to properties and names. What people see of it they see on the sheets that they fill in; both must say the same.

use std::sync::Arc;

use crate::model::layout::Column;
use crate::period::Period;
use crate::text::tidy;
use crate::workbook::{Sheet, Workbook};

/// What stands in the first cell of the sheet.
pub const MARK: &str = "scorebook ratings";

/// The layout's number, beside the mark.
pub const LAYOUT: &str = "1";

/// The rows of what is said once, by zero-based number: department, period, id and name of the rater.
pub const FACTS: [u32; 4] = [1, 2, 3, 4];

/// The row of the table's header.
pub const HEADER: u32 = 6;

/// The columns of the table.
pub const COLUMNS: [Column; 5] = [Column::Id, Column::Name, Column::Role, Column::Category, Column::Kpi];

/// One mark that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// 工号.
    pub id: String,
    /// 姓名.
    pub name: String,
    /// 岗位.
    pub role: String,
    /// 类别.
    pub category: String,
    /// 指标.
    pub kpi: String,
}

/// What a rating workbook says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The sheet that says it.
    pub sheet: Arc<str>,
    /// 部门.
    pub department: String,
    /// 考核周期; `None` where it can't be read.
    pub period: Option<Period>,
    /// 评分人工号; empty where the rater has none.
    pub id: String,
    /// 评分人.
    pub name: String,
    /// Every mark that was asked for.
    pub wanted: Vec<Wanted>,
}

/// What a workbook says of itself; `None` where it is no rating workbook.
pub fn identity(workbook: &Workbook) -> Option<Identity> {
    let text = |sheet: &Sheet, row: u32, column: u16| {
        sheet.get(row, column).map(|cell| tidy(&cell.text())).unwrap_or_default()
    };
    let sheet = workbook.sheets.iter().find(|sheet| text(sheet, 0, 0) == MARK && text(sheet, 0, 1) == LAYOUT)?;
    let [department, period, id, name] = FACTS.map(|row| text(sheet, row, 1));
    let last = sheet.cells.last_key_value().map_or(0, |((row, _), _)| *row);
    let wanted = (HEADER.saturating_add(1)..=last)
        .map(|row| {
            let [id, name, role, category, kpi] = [0, 1, 2, 3, 4].map(|column| text(sheet, row, column));
            Wanted { id, name, role, category, kpi }
        })
        .filter(|wanted| !wanted.id.is_empty())
        .collect();
    let period = period.parse().ok();
    Some(Identity { sheet: Arc::clone(&sheet.name), department, period, id, name, wanted })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Cell, Value};

    /// A rater of a whole company has more rows than any list that is worth a look; each must come back.
    #[test]
    fn every_mark_that_was_asked_for_is_known_however_many() {
        let text = |at: (u32, u16), text: &str| (at, Cell::plain(Value::Text(text.to_owned())));
        let mut sheet = Sheet::default();
        sheet.cells.extend([text((0, 0), MARK), text((0, 1), LAYOUT)]);
        let rows = 12_000;
        for row in 0..rows {
            sheet.cells.extend([text((HEADER + 1 + row, 0), &format!("E{row}")), text((HEADER + 1 + row, 4), "态度")]);
        }
        let workbook = Workbook { sheets: vec![sheet], ..Workbook::default() };
        let wanted = identity(&workbook).unwrap().wanted;
        assert_eq!(wanted.len(), rows as usize);
        assert_eq!(wanted.last().unwrap().id, "E11999");
    }
}
