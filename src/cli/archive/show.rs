//! `archive show`: a period as a person asks for it: who, which total, which grade. After that how it came about.

use serde_json::Value;
use unicode_width::UnicodeWidthStr;

use crate::lang::Lang;
use crate::messages::say;
use crate::text;

/// The columns: the heading's text, whether figures stand in it.
const COLUMNS: [(&str, bool); 7] = [
    ("export-rank", true),
    ("export-id", false),
    ("export-name", false),
    ("export-role", false),
    ("export-total", true),
    ("export-grade", false),
    ("export-coefficient", true),
];

/// What stands where there is nothing to say.
const NOTHING: &str = "–";

/// How many there are of each grade, and everybody by rank, a line each.
pub(super) fn people(results: &Value, lang: Lang) -> Vec<String> {
    let list = |name: &str| results.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut people: Vec<&Value> = list("people").iter().collect();
    people.sort_by_key(|person| person.get("rank").and_then(Value::as_u64).unwrap_or(u64::MAX));
    let grades: Vec<String> = list("grades")
        .iter()
        .map(|grade| {
            let args = [("grade", field(grade, "grade")), ("count", field(grade, "count"))];
            say(lang, "archive-show-grade", &args.each_ref().map(|(name, value)| (*name, value.as_str())))
        })
        .collect();
    let args = [("people", people.len().to_string()), ("grades", grades.join(" · "))];
    let head = say(lang, "archive-show-people", &args.each_ref().map(|(name, value)| (*name, value.as_str())));
    let mut rows = vec![COLUMNS.map(|(id, _)| say(lang, id, &[]))];
    rows.extend(people.into_iter().map(row));
    let widths: [usize; 7] = std::array::from_fn(|column| {
        rows.iter().filter_map(|row| row.get(column)).map(|text| text.width()).max().unwrap_or_default()
    });
    std::iter::once(head).chain(rows.iter().map(|row| line(row, widths))).collect()
}

fn row(person: &Value) -> [String; 7] {
    let roles: Vec<String> = person
        .get("roles")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|role| text::on_one_line(&field(role, "role")))
        .collect();
    ["rank", "id", "name", "", "total", "grade", "coefficient"].map(|name| match name {
        "" => roles.join(" · "),
        name => text::on_one_line(&field(person, name)),
    })
}

fn field(value: &Value, name: &str) -> String {
    match value.get(name) {
        None | Some(Value::Null) => NOTHING.to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

fn line(row: &[String; 7], widths: [usize; 7]) -> String {
    let cells = row.iter().zip(widths).zip(COLUMNS).map(|((text, width), (_, is_figure))| {
        let space = " ".repeat(width.saturating_sub(text.width()));
        if is_figure { format!("{space}{text}") } else { format!("{text}{space}") }
    });
    format!("  {}", cells.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_stands_by_rank_in_columns_that_line_up() {
        let results = serde_json::json!({
            "people": [
                {"id": "E2", "name": "欧阳小明", "rank": 2, "total": "80.00", "grade": "B", "coefficient": "1.0", "roles": [{"role": "主播"}]},
                {"id": "E1", "name": "李娜", "rank": 1, "total": "105.50", "grade": "S", "coefficient": "1.2", "roles": [{"role": "客服"}, {"role": "主播"}]},
                {"id": "E3", "name": "王五", "rank": null, "total": null, "grade": null, "coefficient": null, "roles": []}
            ],
            "grades": [{"grade": "S", "count": 1}, {"grade": "B", "count": 1}]
        });
        assert_eq!(
            people(&results, Lang::ZhCn),
            [
                "3 人：S 1 人 · B 1 人",
                "  名次  工号  姓名      岗位           总分  等级  绩效系数",
                "     1  E1    李娜      客服 · 主播  105.50  S          1.2",
                "     2  E2    欧阳小明  主播          80.00  B          1.0",
                "     –  E3    王五                        –  –            –",
            ]
        );
    }
}
