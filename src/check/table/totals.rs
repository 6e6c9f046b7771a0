//! Rows of totals: 合计, "E003 汇总", 本月合计：, Subtotal. They are left out, and a person whose name or id holds such letters
//! is a person all the same.

use std::collections::BTreeSet;

use At::{End, LastWord, NoName, Start, Whole};

use super::super::findings::Findings;
use super::super::grid::shown;
use super::{Table, bare};
use crate::model::layout::Column;
use crate::problem::{Code, Place, Problem};
use crate::text::normalized;
use crate::workbook::{Cell, Value};

/// Where a word of totals tells a row of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// By itself: 合计.
    Whole,
    /// At the end of a longer name: 本月合计, 张三 小计, E003 汇总.
    End,
    /// At the beginning of one: 合计12人, 总计：3行.
    Start,
    /// As the last word of Excel's own subtotals: E003 Total, Grand Count.
    LastWord,
    /// In an id or a name, since no person is called so.
    NoName,
}

/// What rows of totals are called, and where. Traditional characters and blanks do not matter.
#[rustfmt::skip]
const WORDS: [(&[At], &[&str]); 11] = [
    (&[Whole, End, Start, NoName], &["合计", "总计", "小计", "共计"]),
    (&[Whole, End, Start, LastWord, NoName], &["汇总"]),
    (&[Whole, End, NoName], &["求和", "计数", "总和", "平均值"]),
    (&[Whole, Start, NoName], &["总共"]),
    (&[Whole], &["合共", "总数", "总额", "总汇", "总合计", "总计数", "人均", "最高分", "最低分", "最高", "最低", "标准差", "乘积", "方差", "subtotals", "grandtotals", "summe", "maximum", "minimum", "overall", "∑", "σ"]),
    (&[Whole, End, Start], &["累计", "平均"]),
    (&[Whole, End], &["加总", "平均数", "平均分", "均值", "最大值", "最小值"]),
    (&[Whole, LastWord, NoName], &["total", "subtotal", "sub-total"]),
    (&[Whole, LastWord], &["totals", "sum", "average", "avg", "mean", "count", "max", "min"]),
    (&[Whole, NoName], &["grandtotal"]),
    (&[LastWord], &["product", "stddev", "var"]),
];

/// The words that tell a row of totals where they stand so.
fn words(at: At) -> impl Iterator<Item = &'static str> {
    WORDS.iter().filter(move |(places, _)| places.contains(&at)).flat_map(|(_, words)| words.iter().copied())
}

/// A name without marks around it and what stands in brackets behind it: 合计(元), 小计（主播）, 「合计」.
fn word(typed: &str) -> String {
    let word = bare(typed);
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | '∑'));
    let before = word.split_once('(').map_or(word, |(before, _)| if before.is_empty() { word } else { before });
    before.trim_matches(|c: char| !c.is_alphanumeric() && c != '∑').to_owned()
}

/// Whether a cell's text names a row of totals.
pub(in crate::check) fn is_total(typed: &str) -> bool {
    if !may_be(typed) {
        return false;
    }
    let word = word(typed);
    is_whole(&word)
        || words(End).any(|end| word.ends_with(end))
        || begins_so(&bare(typed))
        || ends_with_word(typed, &word)
}

/// Whether a text is nothing but such a word.
pub(in crate::check) fn is_only_total(typed: &str) -> bool {
    may_be(typed) && is_whole(&word(typed))
}

/// Whether a text holds letters of these words at all. Nearly every id and name does not, and each is asked.
fn may_be(typed: &str) -> bool {
    let mut latin = 0_u32;
    typed.chars().any(|c| {
        latin = if c.is_ascii_alphabetic() { latin.saturating_add(1) } else { 0 };
        latin > 2
            || matches!(
                c,
                '计' | '計'
                    | '总'
                    | '總'
                    | '汇'
                    | '彙'
                    | '匯'
                    | '和'
                    | '求'
                    | '额'
                    | '額'
                    | '均'
                    | '值'
                    | '最'
                    | '差'
                    | '积'
                    | '積'
                    | '共'
            )
            || !(c.is_ascii() || matches!(c, '\u{4e00}'..='\u{9fff}'))
    })
}

/// 合计12人, 合计：, 合计人数.
fn begins_so(begins: &str) -> bool {
    words(Start).filter_map(|start| begins.strip_prefix(start)).any(|rest| {
        matches!(rest, "人数" | "金额" | "数" | "数量" | "值" | "行") || !rest.starts_with(char::is_alphabetic)
    })
}

fn is_whole(word: &str) -> bool {
    words(Whole).any(|whole| whole == word)
}

/// `E003 Total`, `张三 Average`: the word stands by itself, or behind a digit or a Han character.
fn ends_with_word(typed: &str, word: &str) -> bool {
    let spaced = normalized(typed).to_lowercase();
    let last = spaced
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '_' | '—' | '/' | ':'))
        .rfind(|part| !part.is_empty());
    let by_itself = last.is_some_and(|last| {
        let last = last.trim_matches(|c: char| !c.is_alphanumeric());
        words(LastWord).any(|word| word == last)
    });
    by_itself
        || ["total", "subtotal"].iter().any(|end| {
            word.strip_suffix(end)
                .and_then(|before| before.chars().next_back())
                .is_some_and(|c| !c.is_ascii_alphabetic())
        })
}

/// A row that is perhaps one of totals.
#[derive(Debug)]
pub(super) struct Total {
    row: u32,
    column: u16,
    text: String,
}

/// Whether a row of a table is perhaps one of totals: by its first cell, or by what stands in the place of id, name or day.
pub(super) fn of_row(table: &Table<'_>, row: u32, filled: &[(u16, &Cell)], required: &[Column]) -> Option<Total> {
    let (first, cell) = filled.first().copied()?;
    let total = |at: u16, cell: &Cell| Total { row, column: at, text: shown(cell) };
    let is_of_people = table.column(Column::Id).is_some();
    if !is_of_people {
        // 合计 is also a word of 汇总方式, which may be the first column; a KPI may be called 销售额合计.
        let entry = required
            .iter()
            .all(|column| table.column(*column).is_some_and(|at| filled.iter().any(|(other, _)| *other == at)));
        let is = table.column(Column::Aggregate) != Some(first)
            && if entry { is_whole(&word(&shown(cell))) && required.len() < 2 } else { is_total(&shown(cell)) };
        return is.then(|| total(first, cell));
    }
    let [id, name, date] = [Column::Id, Column::Name, Column::Date].map(|column| table.column(column));
    let is_filled = |column: Option<u16>| filled.iter().any(|(at, _)| Some(*at) == column);
    let nobody = !is_filled(id) && !is_filled(name);
    let names = |(at, cell): &&(u16, &Cell)| {
        let at = Some(*at);
        matches!(cell.value, Value::Text(_))
            && if at == id || at == name || at == date || nobody {
                is_total(&shown(cell))
            } else {
                // A team may be called 数据汇总: beside an id and a name it is a total by the bare word only.
                let word_of = shown(cell);
                at == Some(first)
                    && (is_whole(&word(&word_of)) || (!is_filled(id) || !is_filled(name)) && is_total(&word_of))
            }
    };
    filled.iter().find(names).map(|(at, cell)| total(*at, cell))
}

impl Table<'_> {
    /// Leaves out the rows of totals with a note; those of people, by id and name, are rows after all.
    pub(in crate::check) fn settle_totals(&mut self, is_person: &dyn Fn(&str, &str) -> bool, findings: &mut Findings) {
        let totals = std::mem::take(&mut self.totals);
        let mut people: BTreeSet<u32> = BTreeSet::new();
        for Total { row, column, text } in totals {
            let words = |column| self.cell(row, column).map(shown).unwrap_or_default();
            let of_person = Some(column) == self.column(Column::Id) || Some(column) == self.column(Column::Name);
            if of_person && is_person(&words(Column::Id), &words(Column::Name)) {
                people.insert(row);
            } else {
                findings.add(Problem::new(Code::TotalRow, Place::Cell(self.grid.at(row, column))).with("text", text));
            }
        }
        if !people.is_empty() {
            people.extend(std::mem::take(&mut self.rows));
            self.rows = people.into_iter().collect();
        }
    }

    /// The same in 人员名单, which says who is a person: whoever has an id, a name and a role, and no name that nobody has.
    pub(in crate::check) fn settle_totals_of_staff(&mut self, findings: &mut Findings) {
        let column = self.column(Column::Role);
        let with_role: BTreeSet<(String, String)> = self
            .totals
            .iter()
            .filter(|total| column.is_some_and(|column| self.grid.own(total.row, column).is_some()))
            .map(|total| {
                let words = |column| self.cell(total.row, column).map(shown).unwrap_or_default();
                (words(Column::Id), words(Column::Name))
            })
            .collect();
        let is_person = |id: &str, name: &str| {
            let named = |text: &str| !text.is_empty() && !words(NoName).any(|no_name| no_name == word(text));
            named(id) && named(name) && with_role.contains(&(id.to_owned(), name.to_owned()))
        };
        self.settle_totals(&is_person, findings);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_every_spelling() {
        for text in [
            "合计",
            "合 计",
            "合　計",
            "總計",
            "小計：",
            "【合计】",
            "合计(元)",
            "小计（主播）",
            "E003 汇总",
            "E003 彙總",
            "E003汇总",
            "本月合计：",
            "张三 小计",
            "全部門合計",
            "求和",
            "计数",
            "計數",
            "平均",
            "平均值",
            "E003 计数",
            "总计平均值",
            "Subtotal",
            "Sub-total",
            "Total",
            "TOTAL:",
            "Grand Total",
            "E003 Total",
            "E003-Total",
            "E003 Count",
            "Grand Average",
            "Sum",
            "Average",
            "合计12人",
            "共计：",
            "Σ",
            "客服组 总计数",
            "加總",
            "累計",
        ] {
            assert!(is_total(text), "{text}");
        }
    }

    #[test]
    fn names_and_ids_that_merely_hold_such_letters_are_none() {
        for text in [
            "王总",
            "何平均祥",
            "Sumner",
            "Total Wang",
            "Tota",
            "SUM001",
            "Maxine",
            "Countess Li",
            "计红",
            "共工",
            "Meaney",
            "Summer",
            "合计划",
            "E003",
            "张三",
            "和平",
        ] {
            assert!(!is_total(text), "{text}");
        }
    }
}
