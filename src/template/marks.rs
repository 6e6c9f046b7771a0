//! What a workbook has only where people decide: columns of 考核指标, the sheets of marks, 个人目标, 评分关系.

use super::parts::{ids, name_of, names, plain, words};
use super::sheet::{HEADER, TableColumn, table, titled, up_to};
use super::{Draft, DraftFurther, DraftRole, Entry};
use crate::messages;
use crate::model::Category;
use crate::model::layout::{self, Choice, Column, SheetName};
use crate::output::Sheet;
use crate::output::palette::Palette;

/// Rows kept ready below those that are filled.
const SPARE_ROWS: u32 = 40;

/// The further columns of 考核指标 that the workbook has, each with its place among the others from the left.
pub(super) fn further_columns(draft: &Draft) -> Vec<(Column, usize)> {
    let used = |column: Column| {
        let is = |further: &DraftFurther| further_entry(further, column) != Entry::Blank;
        draft.roles.iter().any(|role| role.further.iter().any(is))
    };
    let with = draft.with;
    let mut columns = Vec::new();
    let dimensions = with.dimensions || used(Column::Dimension);
    // Behind 岗位; then behind 计算公式, and 目标值.
    if dimensions {
        columns.extend([(Column::Dimension, 1), (Column::DimensionWeight, 2)]);
    }
    let marked = with.ratings || used(Column::MarkedBy);
    let places = if dimensions { [6, 8, 9] } else { [4, 6, 7] };
    let [behind_formula, behind_target, one_more] = places;
    if marked {
        columns.push((Column::MarkedBy, behind_formula));
    }
    if with.goals || used(Column::Prorate) {
        columns.push((Column::Prorate, if marked { one_more } else { behind_target }));
    }
    columns
}

/// What a KPI says in a further column.
pub(super) fn further_entry(further: &DraftFurther, column: Column) -> Entry {
    match column {
        Column::Dimension => further.dimension.clone(),
        Column::DimensionWeight => further.dimension_weight.clone(),
        Column::MarkedBy => further.marked_by.clone(),
        Column::Prorate => further.prorate.clone(),
        _ => Entry::Blank,
    }
}

/// A further column of 考核指标.
pub(super) fn further_column(draft: &Draft, column: Column) -> TableColumn {
    match column {
        Column::Dimension => TableColumn::of(draft, column, 12.0, "@").prompted(draft, "dimension"),
        Column::DimensionWeight => {
            TableColumn::of(draft, column, 10.0, "0%").only(draft, up_to(100)).prompted(draft, "dimension-weight")
        }
        Column::MarkedBy => TableColumn::of(draft, column, 18.0, "@").prompted(draft, "marked-by"),
        _ => {
            let yes_no = words(draft.lang, &[Choice::Yes, Choice::No]);
            TableColumn::of(draft, column, 8.0, "@").only(draft, yes_no).prompted(draft, "prorate")
        }
    }
}

/// 个人目标, where the workbook has it.
pub(super) fn goals(draft: &Draft) -> Option<Sheet> {
    let rows = match (&draft.goals, draft.with.goals) {
        (Some(rows), _) => rows.as_slice(),
        (None, true) => &[],
        (None, false) => return None,
    };
    let column = |column: Column, width, format| TableColumn::of(draft, column, width, format);
    let mut columns = vec![
        column(Column::Id, 12.0, "@").only(draft, ids(draft.lang)).prompted(draft, "id"),
        names(draft),
        column(Column::Kpi, 24.0, "@").prompted(draft, "own-kpi"),
        column(Column::Target, 14.0, "@").prompted(draft, "own-target"),
        column(Column::Weight, 10.0, "0%").only(draft, up_to(100)).prompted(draft, "own-weight"),
        column(Column::Rule, 40.0, "@").prompted(draft, "own-rule"),
    ];
    let mut rows: Vec<Vec<Entry>> = rows
        .iter()
        .map(|[id, kpi, target, weight, rule]| {
            let name = match id {
                Entry::Text(id) => name_of(draft, id),
                _ => "",
            };
            [id.clone(), Entry::text(name), kpi.clone(), target.clone(), weight.clone(), rule.clone()].into()
        })
        .collect();
    if draft.is_signed() {
        super::sheet::without(draft, &[Column::Weight], &mut columns, &mut rows);
    }
    Some(plain(draft, SheetName::Goals, "goals", &columns, &rows, SPARE_ROWS))
}

/// 评分关系, where the workbook has it, or has categories of which nothing else says who they are.
pub(super) fn raters(draft: &Draft) -> Option<Sheet> {
    let mut categories: Vec<String> = Vec::new();
    for category in draft.roles.iter().flat_map(|role| role.categories(draft)) {
        if !categories.contains(&category) {
            categories.push(category);
        }
    }
    let asked = draft.with.ratings || categories.iter().any(|category| Category::of(category).is_private());
    let rows: &[[String; 4]] = match &draft.raters {
        Some(rows) => rows,
        None if asked => &[],
        None => return None,
    };
    let column = |column: Column| TableColumn::of(draft, column, 18.0, "@");
    let category = column(Column::Category).prompted(draft, "category");
    let category =
        if categories.is_empty() { category } else { category.only(draft, crate::output::Allow::Words(categories)) };
    let columns = [
        column(Column::RaterId).prompted(draft, "rater-id"),
        column(Column::Rater).prompted(draft, "rater"),
        column(Column::MarkedId).only(draft, ids(draft.lang)).prompted(draft, "marked-id"),
        category,
    ];
    let rows: Vec<Vec<Entry>> = rows.iter().map(|row| row.iter().map(Entry::text).collect()).collect();
    Some(plain(draft, SheetName::Raters, "raters", &columns, &rows, SPARE_ROWS))
}

/// The sheets of marks: one per role with KPIs that people mark.
pub(super) fn sheets(draft: &Draft) -> Vec<Sheet> {
    let names = layout::marks_sheet_names(draft.lang, draft.roles.iter().map(|role| role.name.as_str()));
    let marked = |(role, _): &(&DraftRole, &String)| draft.with.ratings || !role.marked.is_empty();
    draft.roles.iter().zip(&names).filter(marked).map(|(role, name)| sheet(draft, role, name)).collect()
}

impl DraftRole {
    /// The categories that mark its KPIs, as they are typed.
    pub(super) fn categories(&self, draft: &Draft) -> Vec<String> {
        let all = draft.setting(layout::AppraisalField::MarkedBy);
        let typed = self.further.iter().filter_map(|further| match &further.marked_by {
            Entry::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let mut names: Vec<String> = Vec::new();
        for part in typed.chain([all]).flat_map(|text| text.split(['+', '、', ',', '，', '/', ':', '=', '；', ';']))
        {
            let word = part.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "%.×*".contains(c));
            let name = Category::of(word).name(draft.lang).to_owned();
            if !word.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

fn sheet(draft: &Draft, role: &DraftRole, name: &str) -> Sheet {
    let lang = draft.lang;
    let palette = Palette::new(None);
    let column = |column: Column, width| TableColumn::of(draft, column, width, "@");
    let categories = role.categories(draft);
    let category = column(Column::Category, 12.0).prompted(draft, "category");
    let category =
        if categories.is_empty() { category } else { category.only(draft, crate::output::Allow::Words(categories)) };
    let mut columns = vec![
        column(Column::Id, 12.0).only(draft, ids(lang)).prompted(draft, "id"),
        names(draft),
        category,
        column(Column::Rater, 14.0).prompted(draft, "rater"),
    ];
    let mark = messages::say(lang, "template-prompt-mark", &[]);
    columns.extend(role.marked.iter().map(|kpi| TableColumn::new(kpi, 16.0, "General").saying(mark.clone())));
    columns.push(column(Column::Comment, 40.0).prompted(draft, "comment"));
    let widths: Vec<f64> = columns.iter().map(|column| column.width).collect();
    let title = name.replacen('-', " · ", 1);
    let hint = messages::say(lang, "template-hint-marks", &[]);
    let mut sheet = titled(draft, &palette, name, &title, &hint, &widths);
    let rows: Vec<Vec<Entry>> = role
        .markings
        .iter()
        .map(|row| {
            let mut cells = vec![
                Entry::text(&row.id),
                Entry::text(name_of(draft, &row.id)),
                Entry::text(&row.category),
                Entry::text(&row.rater),
            ];
            cells.extend(row.values.iter().cloned());
            cells.push(Entry::text(&row.comment));
            cells
        })
        .collect();
    table(&mut sheet, &palette, HEADER, &columns, &rows, SPARE_ROWS);
    sheet.freeze = Some((HEADER.saturating_add(1), 2));
    sheet.tab = Some(palette.accent);
    sheet
}
