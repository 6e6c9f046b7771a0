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
