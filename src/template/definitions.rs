//! 考核信息, 岗位职责, 考核指标, 数据项, 人员名单, 加减分, 等级.

use super::parts::{hint, ids, name_of, names, plain, words};
use super::sheet::{HEADER, LISTED, TableColumn, input, titled, up_to};
use super::{Draft, Entry};
use crate::messages;
use crate::model::Aggregate;
use crate::model::layout::{AppraisalField, Choice, Column, SheetName};
use crate::output::palette::{self, Palette};
use crate::output::{Allow, Area, Cell, Line, Sheet, Style, Validation, metrics};

/// Rows kept ready for people.
pub(super) const STAFF_ROWS: u32 = 200;

/// The fixed sheets in tab order, but for the guide.
pub(super) fn sheets(draft: &Draft) -> Vec<Sheet> {
    let mut sheets = vec![appraisal(draft), duties(draft), kpis(draft), measures(draft), staff(draft)];
    sheets.extend(super::marks::goals(draft));
    sheets.extend(super::marks::raters(draft));
    sheets.extend([adjustments(draft), grades(draft)]);
    sheets
}

/// The roles, for a drop-down list.
fn roles(draft: &Draft) -> Allow {
    Allow::Words(draft.roles.iter().map(|role| role.name.clone()).collect())
}

/// The key of a field's explanation, and what may be filled in.
fn field(draft: &Draft, field: AppraisalField) -> (&'static str, Allow) {
    let words = |choices: &[Choice]| words(draft.lang, choices);
    match field {
        AppraisalField::Company => ("company", Allow::Any),
        AppraisalField::Department => ("department", Allow::Any),
        AppraisalField::Period => ("period", Allow::Any),
        AppraisalField::PreparedBy => ("prepared-by", Allow::Any),
        AppraisalField::ApprovedBy => ("approved-by", Allow::Any),
        AppraisalField::Scale => ("scale", words(&[Choice::Percent, Choice::Points, Choice::Deductions])),
        AppraisalField::Decimals => ("decimals", Allow::Words((0..=4).map(|digits| digits.to_string()).collect())),
        AppraisalField::Missing => ("missing", words(&[Choice::Error, Choice::Zero, Choice::Exclude])),
        AppraisalField::Cap => ("cap", up_to(10_000)),
        AppraisalField::Grading => ("grading", words(&[Choice::ByScore, Choice::ByRank])),
        AppraisalField::ShowRank => ("show-rank", words(&[Choice::Yes, Choice::No])),
        AppraisalField::Accent => ("accent", Allow::Any),
        AppraisalField::Footer => ("footer", Allow::Any),
        AppraisalField::MarkedBy => ("marked-by", Allow::Any),
        AppraisalField::Start => ("start", up_to(10_000)),
        AppraisalField::Pay => ("pay", Allow::Any),
        AppraisalField::ShowPay => ("show-pay", words(&[Choice::Yes, Choice::No])),
        AppraisalField::Signatures => ("signatures", Allow::Any),
        AppraisalField::FormParts => ("form-parts", Allow::Any),
        AppraisalField::Form => ("form", Allow::Any),
    }
}

fn appraisal(draft: &Draft) -> Sheet {
    /// Widths of label and value in characters.
    const WIDTHS: [f64; 2] = [22.0, 68.0];
    let lang = draft.lang;
    let palette = Palette::new(None);
    let name = SheetName::Appraisal.name(lang);
    let mut sheet = titled(draft, &palette, name, name, &hint(lang, "appraisal"), &WIDTHS);
    let mut explained = Vec::new();
    for (row, (one, entry)) in (HEADER..).zip(&draft.appraisal) {
        let (key, allow) = field(draft, *one);
        let label =
            Style::new(90, palette::INK).fill(palette.band).framed(Line::Thin, palette::LINE).left().indented(1);
        let listed = matches!(allow, Allow::Words(_));
        let label = if listed { label.format(LISTED) } else { label };
        sheet.put(row, 0, Cell::text(one.name(lang), label));
        let mut value = input(entry.clone(), if *one == AppraisalField::Cap { "General" } else { "@" });
        value.style = value.style.left().indented(1);
        sheet.put(row, 1, value);
        sheet.rows.insert(row, 21.0);
        let text = messages::say(lang, &format!("template-field-{key}"), &[]);
        let warning = (allow != Allow::Any).then(|| {
            let id = if listed { "template-warning-choice" } else { "template-warning-cap" };
            (one.name(lang).to_owned(), messages::say(lang, id, &[]))
        });
        let area = Area { top: row, left: 1, bottom: row, right: 1 };
        explained.push(messages::say(
            lang,
            "template-field-line",
            &[("field", one.name(lang)), ("text", text.as_str())],
        ));
        let prompt = Some((one.name(lang).to_owned(), text));
        sheet.validations.push(Validation { area, allow, prompt, warning });
    }
    // Below the table and not beside it: what stands to the right of a label is its value.
    let first = HEADER.saturating_add(u32::try_from(draft.appraisal.len()).unwrap_or_default()).saturating_add(1);
    for (row, text) in (first..).zip(explained) {
        let area = Area { top: row, left: 0, bottom: row, right: 1 };
        let lines = metrics::lines(&text, 80, metrics::area_px(&sheet.columns, area));
        sheet.rows.insert(row, metrics::row_height(lines, 80));
        sheet.put_over(area, Cell::text(text, Style::new(80, palette::MUTED).wrapped().left()));
    }
    sheet.page.landscape = false;
    sheet.tab = Some(palette.accent);
    sheet
}

fn duties(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::of(draft, column, width, "@");
    let columns = [
        column(Column::Role, 24.0).only(draft, roles(draft)).prompted(draft, "role"),
        column(Column::Duty, 24.0),
        column(Column::Description, 90.0).prompted(draft, "description"),
    ];
    let mut rows = Vec::new();
    for role in &draft.roles {
        for [name, text] in &role.duties {
            rows.push([&role.name, name, text].map(Entry::text).into());
        }
    }
    plain(draft, SheetName::Duties, "duties", &columns, &rows, 5)
}

fn kpis(draft: &Draft) -> Sheet {
    let column = |column: Column, width| TableColumn::of(draft, column, width, "@");
    let names = draft.roles.iter().flat_map(|role| &role.kpis).filter_map(|kpi| match kpi.first() {
        Some(Entry::Text(name)) => Some(name.as_str()),
        _ => None,
    });
    // As wide as the longest name in two lines.
    let widest = names.map(|name| metrics::text_px(name, 90)).fold(0.0, f64::max);
    let name_width = metrics::column_chars(widest / 2.0 + 24.0).clamp(16.0, 22.0);
    let mut columns = vec![
        column(Column::Role, 15.0).only(draft, roles(draft)).prompted(draft, "role"),
        column(Column::Kpi, name_width).prompted(draft, "kpi"),
        TableColumn::of(draft, Column::Weight, 8.0, "0%").only(draft, up_to(100)).prompted(draft, "weight"),
        column(Column::Formula, 27.0).prompted(draft, "formula"),
        column(Column::Unit, 8.0).prompted(draft, "unit"),
        column(Column::Target, 10.0).prompted(draft, "target"),
        column(Column::Rule, 34.0).prompted(draft, "rule"),
        column(Column::Full, 8.0).prompted(draft, "full"),
        column(Column::WhenNotApplicable, 10.0).prompted(draft, "when-not-applicable"),
        column(Column::KpiMeaning, 26.0).prompted(draft, "meaning"),
        column(Column::Source, 12.0).prompted(draft, "source"),
    ];
    let filled = |at: usize| {
        let entry = |targets: &[Entry; 3]| targets.get(at).is_some_and(|entry| *entry != Entry::Blank);
        draft.roles.iter().any(|role| role.longer_targets.iter().any(entry))
    };
    let longer = [Column::QuarterTarget, Column::HalfTarget, Column::YearTarget];
    let used: Vec<usize> = (0..longer.len()).filter(|at| filled(*at)).collect();
    columns
        .extend(used.iter().filter_map(|at| longer.get(*at)).map(|one| column(*one, 13.0).prompted(draft, "target")));
    for (one, at) in super::marks::further_columns(draft) {
        let at = at.min(columns.len());
        columns.insert(at, super::marks::further_column(draft, one));
    }
    let mut rows = Vec::new();
    for role in &draft.roles {
        for (index, kpi) in role.kpis.iter().enumerate() {
            let mut row = vec![Entry::text(&role.name)];
            row.extend(kpi.iter().cloned());
            let own = role.longer_targets.get(index);
            row.extend(used.iter().map(|at| own.and_then(|own| own.get(*at)).cloned().unwrap_or(Entry::Blank)));
            let further = role.further.get(index).cloned().unwrap_or_default();
            for (column, at) in super::marks::further_columns(draft) {
                row.insert(at.min(row.len()), super::marks::further_entry(&further, column));
            }
            rows.push(row);
        }
    }
    if draft.is_signed() {
        // Signed points know neither weights nor full points.
        let unused = [Column::Weight, Column::DimensionWeight, Column::Full, Column::WhenNotApplicable];
        super::sheet::without(draft, &unused, &mut columns, &mut rows);
    }
    let hint = if draft.is_signed() { "kpis-signed" } else { "kpis" };
    let mut sheet = plain(draft, SheetName::Kpis, hint, &columns, &rows, 6);
    sheet.freeze = Some((HEADER.saturating_add(1), 2));
    sheet
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
    let column = |column: Column, width| TableColumn::of(draft, column, width, "@");
    let all = [Choice::Sum, Choice::Mean, Choice::Last, Choice::Max, Choice::Min];
    let columns = [
        column(Column::Role, 26.0).only(draft, roles(draft)).prompted(draft, "role"),
        column(Column::Measure, 28.0).prompted(draft, "measure"),
        column(Column::Unit, 11.0).prompted(draft, "measure-unit"),
        column(Column::Aggregate, 12.0).only(draft, words(draft.lang, &all)).prompted(draft, "aggregate"),
        column(Column::Meaning, 46.0),
    ];
    let mut rows = Vec::new();
    for role in &draft.roles {
        for measure in role.measures.iter().filter(|measure| !measure.earlier) {
            let word = aggregate(measure.aggregate).name(draft.lang);
            rows.push([&role.name, &measure.name, &measure.unit, word, &measure.meaning].map(Entry::text).into());
        }
    }
    plain(draft, SheetName::Measures, "measures", &columns, &rows, 8)
}

fn staff(draft: &Draft) -> Sheet {
    let column = |column: Column, width, format| TableColumn::of(draft, column, width, format);
    let mut columns = vec![
        column(Column::Id, 12.0, "@").prompted(draft, "staff-id"),
        column(Column::Name, 18.0, "@"),
        column(Column::Role, 30.0, "@").only(draft, roles(draft)).prompted(draft, "staff-role"),
        column(Column::From, 13.0, "yyyy-mm-dd").prompted(draft, "from"),
        column(Column::To, 13.0, "yyyy-mm-dd").prompted(draft, "to"),
        column(Column::Manager, 18.0, "@").prompted(draft, "manager"),
        column(Column::Password, 14.0, "@").prompted(draft, "password"),
        column(Column::Notes, 26.0, "@"),
    ];
    let has_appraised = draft.staff.iter().any(|person| !person.appraised.is_empty());
    let has_pay = draft.with.pay || draft.staff.iter().any(|person| person.pay_base.is_some());
    if has_appraised {
        let all = [Choice::Yes, Choice::Probation, Choice::No];
        let words = words(draft.lang, &all);
        columns.push(column(Column::Appraised, 10.0, "@").only(draft, words).prompted(draft, "appraised"));
    }
    if has_pay {
        columns.push(column(Column::PayBase, 14.0, "#,##0.00").prompted(draft, "pay-base"));
    }
    let rows: Vec<Vec<Entry>> = draft
        .staff
        .iter()
        .map(|person| {
            let mut row = vec![
                Entry::text(&person.id),
                Entry::text(&person.name),
                Entry::text(&person.role),
                person.from.into(),
                person.to.into(),
                Entry::text(&person.manager),
                Entry::text(&person.password),
                Entry::text(&person.notes),
            ];
            if has_appraised {
                row.push(Entry::text(&person.appraised));
            }
            if has_pay {
                row.push(person.pay_base.into());
            }
            row
        })
        .collect();
    let spare = STAFF_ROWS.saturating_sub(u32::try_from(rows.len()).unwrap_or(u32::MAX));
    let mut sheet = plain(draft, SheetName::Staff, "staff", &columns, &rows, spare);
    sheet.freeze = Some((HEADER.saturating_add(1), 2));
    sheet.tab = Some(Palette::new(None).accent);
    sheet
}

fn adjustments(draft: &Draft) -> Sheet {
    let lang = draft.lang;
    let column = |column: Column, width, format| TableColumn::of(draft, column, width, format);
    let kinds = [Choice::Bonus, Choice::Penalty, Choice::Veto, Choice::Calibration];
    let within = Allow::Days(draft.period.first_day(), draft.period.last_day());
    let columns = [
        column(Column::Id, 12.0, "@").only(draft, ids(lang)).prompted(draft, "id"),
        names(draft),
        column(Column::AdjustmentKind, 14.0, "@").only(draft, words(lang, &kinds)).prompted(draft, "kind"),
        column(Column::Points, 10.0, "General").only(draft, up_to(1_000)).prompted(draft, "points"),
        column(Column::Reason, 54.0, "@").prompted(draft, "reason"),
        column(Column::Date, 13.0, "yyyy-mm-dd").only(draft, within).prompted(draft, "day"),
    ];
    let rows: Vec<Vec<Entry>> = draft
        .adjustments
        .iter()
        .map(|row| {
            vec![
                Entry::text(&row.id),
                Entry::text(name_of(draft, &row.id)),
                Entry::text(row.kind.name(lang)),
                row.points.into(),
                Entry::text(&row.reason),
                row.date.into(),
            ]
        })
        .collect();
    let mut sheet = plain(draft, SheetName::Adjustments, "adjustments", &columns, &rows, 60);
    sheet.tab = Some(Palette::new(None).accent);
    sheet
}

fn grades(draft: &Draft) -> Sheet {
    let column = |column: Column, width, format| TableColumn::of(draft, column, width, format);
    let columns = [
        column(Column::Grade, 12.0, "@").prompted(draft, "grade"),
        column(Column::Lowest, 14.0, "General").only(draft, up_to(1_000)).prompted(draft, "lowest"),
        column(Column::Coefficient, 14.0, "General").only(draft, up_to(100)).prompted(draft, "coefficient"),
        column(Column::ShareCap, 14.0, "0%").only(draft, up_to(100)).prompted(draft, "share-cap"),
        column(Column::Meaning, 54.0, "@"),
    ];
    let rows: Vec<Vec<Entry>> = draft.grades.iter().map(|grade| grade.to_vec()).collect();
    plain(draft, SheetName::Grades, "grades", &columns, &rows, 4)
}
