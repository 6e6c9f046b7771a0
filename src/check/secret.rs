//! Passwords in a workbook that is shown again: to mend it nobody needs them, and what is shown is copied and sent on.

use std::collections::{BTreeMap, BTreeSet};

use super::table::{HEADER_ROWS, bare};
use crate::lang::Lang;
use crate::model::Category;
use crate::model::layout::{Column, marks_sheet_prefix, plain_tab};
use crate::text::key;
use crate::workbook::{Cell, Sheet, Value, Workbook};

/// What stands for a password.
const HIDDEN: &str = "••••";

/// Hides what stands below a header 打开密码, whatever the sheet is called: the workbook is shown because something in it is
/// wrong, and that may be a name.
pub fn hide_passwords(workbook: &mut Workbook) {
    for sheet in &mut workbook.sheets {
        let named = |value: &Value| matches!(value, Value::Text(text) if is_of_passwords(text));
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

/// Hides passwords, and what colleagues, reports, customers and panels entered about each other: a list of problems is sent on to
/// people who must not read it. Whose row it is and of which category is shown.
pub fn hide_secrets(workbook: &mut Workbook) {
    hide_passwords(workbook);
    for sheet in &mut workbook.sheets {
        let tab = key(&plain_tab(&sheet.name));
        if !Lang::ALL.iter().any(|lang| tab.starts_with(&key(marks_sheet_prefix(*lang)).replace('-', ""))) {
            continue;
        }
        let Some((top, categories, shown)) = headings(sheet) else { continue };
        let is_private = |row: u32| {
            let category = sheet.cells.get(&(row, categories)).map(Cell::shown).unwrap_or_default();
            Category::of(&category).is_private()
        };
        let rows: BTreeSet<u32> = sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > top).collect();
        let hidden: BTreeSet<u32> = rows.into_iter().filter(|row| is_private(*row)).collect();
        for ((row, column), cell) in &mut sheet.cells {
            if hidden.contains(row) && !shown.contains(column) {
                cell.value = Value::Text(HIDDEN.to_owned());
            }
        }
    }
}

/// Of a sheet of marks the row of its headings, the column of categories, and those columns that may be shown.
fn headings(sheet: &Sheet) -> Option<(u32, u16, BTreeSet<u16>)> {
    const SHOWN: [Column; 3] = [Column::Id, Column::Name, Column::Category];
    let named = |cell: &Cell, wanted: Column| Column::named(&bare(&cell.shown())).contains(&wanted);
    let mut of_rows: BTreeMap<u32, Vec<(u16, &Cell)>> = BTreeMap::new();
    for ((row, column), cell) in sheet.cells.range(..(HEADER_ROWS, 0)) {
        of_rows.entry(*row).or_default().push((*column, cell));
    }
    of_rows.into_iter().find_map(|(row, cells)| {
        let categories = cells.iter().find(|(_, cell)| named(cell, Column::Category)).map(|(column, _)| *column)?;
        cells.iter().find(|(_, cell)| named(cell, Column::Id))?;
        let is_shown = |cell: &Cell| SHOWN.iter().any(|wanted| named(cell, *wanted));
        let shown = cells.iter().filter(|(_, cell)| is_shown(cell)).map(|(column, _)| *column).collect();
        Some((row, categories, shown))
    })
}

/// Words of which one in a heading tells that passwords stand below it, as `text::key` gives them; mistyped ones too.
const WORDS: [&str; 19] = [
    "密码",
    "口令",
    "密吗",
    "密马",
    "密玛",
    "蜜码",
    "秘码",
    "迷码",
    "password",
    "passwd",
    "passcode",
    "passphrase",
    "pwd",
    "pswd",
    "开锁码",
    "解锁码",
    "暗号",
    "pin码",
    "kennwort",
];

/// Letters of the longest heading that is compared with names: a sentence is none.
const LONGEST: usize = 40;

/// Whether passwords stand below a heading: it is read as the column of passwords, has a word for one in it, or is nearly one. One
/// column hidden too many in a list of problems hides nothing that mending needs; one shown too many can't be taken back.
pub(super) fn is_of_passwords(heading: &str) -> bool {
    let key = bare(heading);
    if Column::named(&key).contains(&Column::Password) {
        return true;
    }
    if key.chars().count() > LONGEST {
        return false;
    }
    let letters: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    let without_brackets: String = key.split(['(', '[', '【', '（']).next().unwrap_or_default().to_owned();
    WORDS.iter().any(|word| letters.contains(word))
        || [letters.as_str(), without_brackets.as_str()]
            .iter()
            .any(|name| is_nearly(name, "打开密码", 1) || is_nearly(name, "password", 2))
}

/// Whether a heading is another but for some mistyped letters.
fn is_nearly(heading: &str, name: &str, mistakes: usize) -> bool {
    let shortest = name.chars().count().saturating_sub(1);
    heading.chars().count() >= shortest && strsim::osa_distance(heading, name) <= mistakes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Cell, Sheet};

    #[test]
    fn what_stands_below_a_header_of_passwords_is_hidden_in_every_language() {
        for header in [
            "打开密码",
            "打開密碼",
            "Password",
            "密码：",
            " 打开 密码 ",
            "打开密码(选填)",
            "打开密码（选填，6位以上）",
            "密码(请保密)",
            "【密码】",
            "*文件打开密码",
            "密碼",
            "開啟密碼",
            "打开密吗",
            "打开蜜码",
            "打开密碼\n(選填)",
            "打開口令",
            "Pass word",
            "Passwrod",
            "pasword",
            "PWD",
            "ｐａｓｓｗｏｒｄ",
            "Opening password (optional)",
            "打开密",
        ] {
            let text = |text: &str| Cell { value: Value::Text(text.to_owned()), percent: false, look: None };
            let cells = [((1, 0), "工号"), ((1, 6), header), ((2, 0), "E001"), ((2, 6), "开门"), ((3, 7), "备注")];
            let cells = cells.into_iter().map(|(place, shown)| (place, text(shown))).collect();
            let mut workbook = Workbook {
                sheets: vec![Sheet { name: "人员".into(), cells, ..Sheet::default() }],
                ..Workbook::default()
            };
            hide_passwords(&mut workbook);
            let shown: Vec<String> = workbook.sheets[0].cells.values().map(Cell::shown).collect();
            assert_eq!(shown, ["工号", header, "E001", HIDDEN, "备注"], "{header}");
        }
    }

    #[test]
    fn other_headings_show_what_stands_below_them() {
        for header in [
            "工号",
            "姓名",
            "编码",
            "密度",
            "号码",
            "打开次数",
            "开单数",
            "直接上级",
            "备注",
            "passed",
            "world",
            "Role",
        ] {
            assert!(!is_of_passwords(header), "{header}");
        }
    }
}
