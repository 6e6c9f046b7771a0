//! 考核信息, 岗位职责, 考核指标, 数据项, 人员名单, 加减分, 等级.

use super::sheet::{HEADER, TableColumn, input, table, titled};
use super::{Draft, Entry};
use crate::book::house::{self, House};
use crate::book::{Allow, Area, Cell, Sheet, Style, Validation};
use crate::lang::Lang;
use crate::model::Aggregate;
use crate::model::layout::{AppraisalField, Choice, Column, SheetName};
use crate::texts;

/// Rows kept ready for people.
pub(super) const STAFF_ROWS: u32 = 200;

/// The fixed sheets in tab order, but for the guide.
pub(super) fn sheets(draft: &Draft) -> Vec<Sheet> {
    vec![appraisal(draft), duties(draft), kpis(draft), measures(draft), staff(draft), adjustments(draft), grades(draft)]
}

/// The words of choices, for a drop-down list.
fn words(lang: Lang, choices: &[Choice]) -> Allow {
    Allow::Words(choices.iter().map(|choice| choice.name(lang).to_owned()).collect())
}

fn hint(lang: Lang, sheet: &str) -> String {
    texts::say(lang, &format!("template-hint-{sheet}"), &[])
}

/// The roles, for a drop-down list.
fn roles(draft: &Draft) -> Allow {
    Allow::Words(draft.roles.iter().map(|role| role.name.clone()).collect())
}

fn appraisal(draft: &Draft) -> Sheet {
    let lang = draft.lang;
    let house = House::new(None);
    let name = SheetName::Appraisal.name(lang);
    let mut sheet = titled(draft, &house, name, name, &hint(lang, "appraisal"), 1);
    sheet.columns.extend([(0, 20.0), (1, 44.0)]);
    for (row, (field, entry)) in (HEADER..).zip(&draft.appraisal) {
        sheet.put(row, 0, Cell::text(field.name(lang), Style::new(90, house::INK).fill(house.band)));
        sheet.put(row, 1, input(entry.clone(), "@"));
        sheet.rows.insert(row, 21.0);
        let choices: &[Choice] = match field {
            AppraisalField::Scale => &[Choice::Percent, Choice::Points],
            AppraisalField::Missing => &[Choice::Error, Choice::Zero, Choice::Exclude],
            AppraisalField::Grading => &[Choice::ByScore, Choice::ByRank],
            AppraisalField::ShowRank => &[Choice::Yes, Choice::No],
            _ => continue,
        };
        let area = Area { top: row, left: 1, bottom: row, right: 1 };
        sheet.validations.push(Validation { area, allow: words(lang, choices), prompt: None, refusal: None });
    }
    sheet.page.landscape = false;
    sheet
}

/// A sheet that is one table.
fn plain(draft: &Draft, name: SheetName, key: &str, columns: &[TableColumn], rows: &[Vec<Entry>], spare: u32) -> Sheet {
    let house = House::new(None);
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or_default();
    let name = name.name(draft.lang);
    let mut sheet = titled(draft, &house, name, name, &hint(draft.lang, key), last);
    table(&mut sheet, &house, HEADER, columns, rows, spare);
    sheet
}

fn duties(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::new(column.name(draft.lang), width, "@");
    let columns =
        [column(Column::Role, 24.0).of(roles(draft)), column(Column::Duty, 24.0), column(Column::Description, 90.0)];
    let mut rows = Vec::new();
    for role in &draft.roles {
        for [name, text] in &role.duties {
            rows.push([&role.name, name, text].map(Entry::text).into());
        }
    }
    plain(draft, SheetName::Duties, "duties", &columns, &rows, 10)
}

fn kpis(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::new(column.name(draft.lang), width, "@");
    let mut columns = vec![
        column(Column::Role, 20.0).of(roles(draft)),
        column(Column::Kpi, 26.0),
        column(Column::Weight, 9.0),
        column(Column::Formula, 40.0),
        column(Column::Unit, 9.0),
        column(Column::Target, 11.0),
        column(Column::Rule, 46.0),
        column(Column::Full, 9.0),
        column(Column::WhenNotApplicable, 14.0),
        column(Column::KpiMeaning, 40.0),
        column(Column::Source, 16.0),
    ];
    let filled = |at: usize| {
        let entry = |targets: &[Entry; 3]| targets.get(at).is_some_and(|entry| *entry != Entry::Blank);
        draft.roles.iter().any(|role| role.longer_targets.iter().any(entry))
    };
    let longer = [Column::QuarterTarget, Column::HalfTarget, Column::YearTarget];
    let used: Vec<usize> = (0..longer.len()).filter(|at| filled(*at)).collect();
    columns.extend(used.iter().filter_map(|at| longer.get(*at)).map(|one| column(*one, 13.0)));
    let mut rows = Vec::new();
    for role in &draft.roles {
        for (index, kpi) in role.kpis.iter().enumerate() {
            let mut row = vec![Entry::text(&role.name)];
            row.extend(kpi.iter().cloned());
            let own = role.longer_targets.get(index);
            row.extend(used.iter().map(|at| own.and_then(|own| own.get(*at)).cloned().unwrap_or(Entry::Blank)));
            rows.push(row);
        }
    }
    plain(draft, SheetName::Kpis, "kpis", &columns, &rows, 10)
}

/// The word of an aggregate.
pub(super) const fn aggregate(aggregate: Aggregate) -> Choice {
    match aggregate {
        Aggregate::Sum => Choice::Sum,
        Aggregate::Mean => Choice::Mean,
        Aggregate::Last => Choice::Last,
        Aggregate::Max => Choice::Max,
        Aggregate::Min => Choice::Min,
    }
}

fn measures(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::new(column.name(draft.lang), width, "@");
    let all = [Choice::Sum, Choice::Mean, Choice::Last, Choice::Max, Choice::Min];
    let columns = [
        column(Column::Role, 24.0).of(roles(draft)),
        column(Column::Measure, 28.0),
        column(Column::Unit, 10.0),
        column(Column::Aggregate, 12.0).of(words(draft.lang, &all)),
        column(Column::Meaning, 46.0),
    ];
    let mut rows = Vec::new();
    for role in &draft.roles {
        for measure in role.measures.iter().filter(|measure| !measure.earlier) {
            let word = aggregate(measure.aggregate).name(draft.lang);
            rows.push([&role.name, &measure.name, &measure.unit, word, &measure.meaning].map(Entry::text).into());
        }
    }
    plain(draft, SheetName::Measures, "measures", &columns, &rows, 10)
}

fn staff(draft: &Draft) -> Sheet {
    let column = |column: Column, width, format| TableColumn::new(column.name(draft.lang), width, format);
    let columns = [
        column(Column::Id, 12.0, "@"),
        column(Column::Name, 14.0, "@"),
        column(Column::Role, 26.0, "@").of(roles(draft)),
        column(Column::From, 13.0, "yyyy-mm-dd"),
        column(Column::To, 13.0, "yyyy-mm-dd"),
        column(Column::Manager, 14.0, "@"),
        column(Column::Password, 14.0, "@"),
        column(Column::Notes, 26.0, "@"),
    ];
    let rows: Vec<Vec<Entry>> = draft
        .staff
        .iter()
        .map(|person| {
            vec![
                Entry::text(&person.id),
                Entry::text(&person.name),
                Entry::text(&person.role),
                person.from.into(),
                person.to.into(),
                Entry::text(&person.manager),
                Entry::text(&person.password),
                Entry::text(&person.notes),
            ]
        })
        .collect();
    let spare = STAFF_ROWS.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    plain(draft, SheetName::Staff, "staff", &columns, &rows, spare)
}

/// The ids of 人员名单, for a drop-down list.
pub(super) fn ids(lang: Lang) -> Allow {
    let first = HEADER.saturating_add(2);
    let last = HEADER.saturating_add(1).saturating_add(STAFF_ROWS);
    Allow::Range(format!("'{}'!$A${first}:$A${last}", SheetName::Staff.name(lang)))
}

fn adjustments(draft: &Draft) -> Sheet {
    let lang = draft.lang;
    let column = |column: Column, width, format| TableColumn::new(column.name(lang), width, format);
    let kinds = [Choice::Bonus, Choice::Penalty, Choice::Veto, Choice::Calibration];
    let columns = [
        column(Column::Id, 12.0, "@").of(ids(lang)),
        column(Column::Name, 14.0, "@"),
        column(Column::AdjustmentKind, 14.0, "@").of(words(lang, &kinds)),
        column(Column::Points, 10.0, "0.##"),
        column(Column::Reason, 50.0, "@"),
        column(Column::Date, 13.0, "yyyy-mm-dd"),
    ];
    let rows: Vec<Vec<Entry>> = draft
        .adjustments
        .iter()
        .map(|row| {
            let name = draft.staff.iter().find(|person| person.id == row.id).map_or("", |person| &person.name);
            vec![
                Entry::text(&row.id),
                Entry::text(name),
                Entry::text(row.kind.name(lang)),
                row.points.into(),
                Entry::text(&row.reason),
                row.date.into(),
            ]
        })
        .collect();
    plain(draft, SheetName::Adjustments, "adjustments", &columns, &rows, 60)
}

fn grades(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::new(column.name(draft.lang), width, "@");
    let columns = [
        column(Column::Grade, 10.0),
        column(Column::Lowest, 14.0),
        column(Column::Coefficient, 14.0),
        column(Column::ShareCap, 14.0),
        column(Column::Meaning, 50.0),
    ];
    let rows: Vec<Vec<Entry>> = draft.grades.iter().map(|grade| grade.to_vec()).collect();
    plain(draft, SheetName::Grades, "grades", &columns, &rows, 4)
}
