//! Passwords in a workbook that is shown again: to mend it nobody needs them, and what is shown is copied and sent on.

use super::table::{HEADER_ROWS, bare};
use crate::model::layout::Column;
use crate::workbook::{Value, Workbook};

/// What stands for a password.
const HIDDEN: &str = "••••";

/// Hides what stands below a header 打开密码, whatever the sheet is called: the workbook is shown because something in it is
/// wrong, and that may be a name.
pub fn hide_passwords(workbook: &mut Workbook) {
    for sheet in &mut workbook.sheets {
        let named = |value: &Value| matches!(value, Value::Text(text) if Column::named(&bare(text)).contains(&Column::Password));
        let headers: Vec<(u32, u16)> = sheet
            .cells
            .range(..(HEADER_ROWS, 0))
            .filter(|(_, cell)| named(&cell.value))
            .map(|(place, _)| *place)
            .collect();
        for ((row, column), cell) in &mut sheet.cells {
            if headers.iter().any(|(top, left)| left == column && top < row) {
                cell.value = Value::Text(HIDDEN.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Cell, Sheet};

    #[test]
    fn what_stands_below_a_header_of_passwords_is_hidden_in_every_language() {
        for header in ["打开密码", "打開密碼", "Password", "密码：", " 打开 密码 "] {
            let text = |text: &str| Cell { value: Value::Text(text.to_owned()), percent: false, look: None };
            let cells = [((1, 0), "工号"), ((1, 6), header), ((2, 0), "E001"), ((2, 6), "开门"), ((3, 7), "备注")];
            let cells = cells.into_iter().map(|(place, shown)| (place, text(shown))).collect();
            let mut workbook = Workbook {
                sheets: vec![Sheet { name: "人员".into(), cells, ..Sheet::default() }],
                ..Workbook::default()
            };
            hide_passwords(&mut workbook);
            let shown: Vec<String> = workbook.sheets[0].cells.values().map(Cell::shown).collect();
            assert_eq!(shown, ["工号", header, "E001", HIDDEN, "备注"]);
        }
    }
}
