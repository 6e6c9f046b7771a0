//! `new --from`: the workbook of a later period, with the definitions and the staff of the last one.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Draft, DraftMeasure, DraftRole, DraftRow, DraftStaff, Entry};
use crate::history::{PastPeriod, PastValue};
use crate::model::layout::{AppraisalField, Choice, Column, SheetName};
use crate::model::{Back, Department, Grading, Kpi, LongerTargets, MissingPolicy, Role, Scale};
use crate::period::Period;
use crate::text::key;
use crate::workbook::{Sheet, Value, Workbook};

/// A table's header stands within the first rows of its sheet.
const HEADER_ROWS: u32 = 20;

/// The workbook of a period after `department`'s, read from `workbook`: definitions and staff carried over, whoever left
/// before the period dropped, 上期 columns filled from `last` where it is the directly preceding period, data blank.
pub fn next(workbook: &Workbook, department: &Department, last: &PastPeriod, period: Period) -> Draft {
    let lang = department.lang;
    let (staff, gone): (Vec<DraftStaff>, Vec<DraftStaff>) = staff(workbook, department)
        .into_iter()
        .partition(|person| person.to.is_none_or(|day| day >= period.first_day()));
    let last = Some(last).filter(|last| period.previous() == Some(last.period));
    Draft {
        lang,
        period,
        appraisal: appraisal(department, period),
        roles: department.roles.iter().map(|one| role(one, workbook, department, &staff, last)).collect(),
        raters: raters(workbook, &staff, &gone),
        staff,
        adjustments: Vec::new(),
        grades: department
            .grades
            .iter()
            .map(|grade| {
                [
                    Entry::text(&grade.name),
                    grade.lowest.into(),
                    grade.coefficient.into(),
                    grade.share_cap.map_or(Entry::Blank, Entry::Share),
                    Entry::text(&grade.meaning),
                ]
            })
            .collect(),
        notes: Vec::new(),
        goals: goals(department),
        with: super::With::default(),
    }
}

/// 个人目标 of those who are there still; nothing where nobody had any.
fn goals(department: &Department) -> Option<Vec<[Entry; 5]>> {
    let mut rows = Vec::new();
    for role in &department.roles {
        for (id, own) in &role.own {
            for (at, own) in own {
                let Some(kpi) = role.kpis.get(*at) else { continue };
                // A target by days is of one month only.
                let target = own.target.as_ref().filter(|target| !own.prorated && Some(*target) != kpi.target.as_ref());
                let weight = Some(own.weight).filter(|weight| *weight != kpi.weight);
                let rule = Some(&own.rule_text).filter(|rule| **rule != kpi.rule_text);
                if target.is_none() && weight.is_none() && rule.is_none() {
                    continue;
                }
                rows.push([
                    Entry::text(id.to_string()),
                    Entry::text(&kpi.name),
                    Entry::text(target.map_or("", |target| &target.text)),
                    weight.map_or(Entry::Blank, Entry::Share),
                    Entry::text(rule.map_or("", String::as_str)),
                ]);
            }
        }
    }
    (!rows.is_empty()).then_some(rows)
}

/// 评分关系 as it stands, but for rows of people who mark or are marked no more.
fn raters(workbook: &Workbook, staff: &[DraftStaff], gone: &[DraftStaff]) -> Option<Vec<[String; 4]>> {
    let sheet = workbook.sheets.iter().find(|sheet| SheetName::of_tab(&sheet.name) == Some(SheetName::Raters))?;
    let wanted = [Column::RaterId, Column::Rater, Column::MarkedId, Column::Category];
    let (head, columns) = header(sheet, &[Column::MarkedId, Column::Category])?;
    let rows: std::collections::BTreeSet<u32> =
        sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > head).collect();
    let text = |row: u32, column: &Column| {
        let cell = columns.get(column).and_then(|at| sheet.get(row, *at));
        match cell.map(|cell| &cell.value) {
            Some(Value::Text(text)) => text.trim().to_owned(),
            Some(Value::Number(number)) => number.normalize().to_string(),
            _ => String::new(),
        }
    };
    let all = rows.into_iter().map(|row| wanted.each_ref().map(|column| text(row, column)));
    let among = |people: &[DraftStaff], id: &str| people.iter().any(|person| key(&person.id) == key(id));
    let stays =
        |[rater, _, marked, _]: &[String; 4]| among(staff, marked) && (among(staff, rater) || !among(gone, rater));
    Some(all.filter(stays).collect())
}

fn appraisal(department: &Department, period: Period) -> Vec<(AppraisalField, Entry)> {
    let own = &department.appraisal;
    let choice = |choice: Choice| Entry::text(choice.name(department.lang));
    let entry = |field: AppraisalField| match field {
        AppraisalField::Company => Entry::text(&own.company),
        AppraisalField::Department => Entry::text(&own.department),
        AppraisalField::Period => Entry::text(period.to_string()),
        AppraisalField::PreparedBy => Entry::text(&own.prepared_by),
        AppraisalField::ApprovedBy => Entry::text(&own.approved_by),
        AppraisalField::Scale => choice(match own.scale {
            Scale::Percent => Choice::Percent,
            Scale::Points => Choice::Points,
            Scale::Deductions => Choice::Deductions,
        }),
        AppraisalField::Decimals => Entry::Number(own.decimals.into()),
        AppraisalField::Missing => choice(match own.missing {
            MissingPolicy::Error => Choice::Error,
            MissingPolicy::Zero => Choice::Zero,
            MissingPolicy::Exclude => Choice::Exclude,
        }),
        AppraisalField::Cap => own.cap.into(),
        AppraisalField::Grading => choice(match own.grading {
            Grading::ByScore => Choice::ByScore,
            Grading::ByRank => Choice::ByRank,
        }),
        AppraisalField::ShowRank => choice(if own.show_rank { Choice::Yes } else { Choice::No }),
        AppraisalField::Accent => own.accent.map_or(Entry::Blank, |rgb| Entry::text(format!("#{rgb:06X}"))),
        AppraisalField::Footer => Entry::text(own.footer.clone().unwrap_or_default()),
        further => Entry::text(own.people.typed(further).unwrap_or_default()),
    };
    let all = AppraisalField::ALL.iter().map(|field| (*field, entry(*field)));
    all.filter(|(field, entry)| !field.is_further() || *entry != Entry::Blank).collect()
}

fn role(
    role: &Role,
    workbook: &Workbook,
    department: &Department,
    staff: &[DraftStaff],
    last: Option<&PastPeriod>,
) -> DraftRole {
    let dated = is_dated(role, workbook);
    let measures: Vec<DraftMeasure> = role
        .measures
        .iter()
        .enumerate()
        .filter(|(at, _)| !role.holds_marks(*at))
        .map(|(_, measure)| DraftMeasure {
            name: measure.name.to_string(),
            unit: measure.unit.text.clone(),
            aggregate: measure.aggregate,
            meaning: measure.meaning.clone(),
            earlier: measure.earlier.is_some(),
        })
        .collect();
    let uses_earlier = role.measures.iter().any(|measure| measure.earlier.is_some());
    // A log of many rows starts empty, unless there is an earlier value to stand in a person's first row.
    let people = staff.iter().filter(|person| person.role == *role.name && (!dated || uses_earlier));
    let rows = people
        .map(|person| DraftRow {
            id: person.id.clone(),
            date: None,
            values: role
                .measures
                .iter()
                .enumerate()
                .filter(|(at, _)| !role.holds_marks(*at))
                .map(|(_, measure)| match (measure.earlier, last) {
                    (Some(earlier), Some(last)) if earlier.back == Back::Previous => role
                        .measures
                        .get(earlier.of)
                        .map_or(Entry::Blank, |of| before(last, &person.id, &role.name, &of.name, department)),
                    _ => Entry::Blank,
                })
                .collect(),
        })
        .collect();
    DraftRole {
        name: role.name.to_string(),
        hint: String::new(),
        dated,
        duties: role.duties.iter().map(|duty| [duty.name.clone(), duty.description.clone()]).collect(),
        kpis: role.kpis.iter().map(|kpi| kpi_row(kpi, role, department)).collect(),
        longer_targets: role.kpis.iter().map(longer_targets).collect(),
        further: role.kpis.iter().map(|kpi| further(kpi, role, department)).collect(),
        marked: role.kpis.iter().filter(|kpi| kpi.marks.is_some()).map(|kpi| kpi.name.clone()).collect(),
        markings: markings(role, department, staff),
        measures,
        rows,
    }
}

/// Whether a role's data sheet has 日期, one row a day or a stream.
pub(super) fn is_dated(role: &Role, workbook: &Workbook) -> bool {
    let sheet = role.data_sheet.as_deref().and_then(|name| workbook.sheets.iter().find(|sheet| *sheet.name == *name));
    sheet.is_some_and(|sheet| header(sheet, &[Column::Id, Column::Date]).is_some())
}

/// Whether 满分 may stay blank: F is what it is without.
pub(super) fn usual_full(kpi: &Kpi, scale: Scale) -> bool {
    scale == Scale::Deductions || scale.usual_full(kpi.weight) == Some(kpi.full)
}

fn kpi_row(kpi: &Kpi, role: &Role, department: &Department) -> [Entry; 10] {
    let receiver = kpi.when_not_applicable.and_then(|index| role.kpis.get(index)).map_or("", |kpi| kpi.name.as_str());
    [
        Entry::text(&kpi.name),
        if department.appraisal.scale == Scale::Deductions { Entry::Blank } else { Entry::Share(kpi.weight) },
        Entry::text(&kpi.formula_text),
        Entry::text(&kpi.unit.text),
        Entry::text(kpi.target.as_ref().map_or("", |target| &target.text)),
        Entry::text(&kpi.rule_text),
        if usual_full(kpi, department.appraisal.scale) { Entry::Blank } else { Entry::Number(kpi.full) },
        Entry::text(receiver),
        Entry::text(&kpi.meaning),
        Entry::text(&kpi.source),
    ]
}

fn further(kpi: &Kpi, role: &Role, department: &Department) -> super::DraftFurther {
    let dimension = kpi.dimension.and_then(|at| role.dimensions.get(at));
    let all = department.appraisal.people.typed(AppraisalField::MarkedBy);
    // What the setting says needs no cell.
    let marked_by = kpi.marks.as_ref().map(|marks| marks.text.as_str()).filter(|text| Some(*text) != all);
    super::DraftFurther {
        dimension: Entry::text(dimension.map_or("", |dimension| &dimension.name)),
        dimension_weight: dimension
            .filter(|_| department.appraisal.scale != Scale::Deductions)
            .map_or(Entry::Blank, |dimension| Entry::Share(dimension.weight)),
        marked_by: Entry::text(marked_by.unwrap_or_default()),
        prorate: if kpi.prorated { Entry::text(Choice::Yes.name(department.lang)) } else { Entry::Blank },
    }
}

/// Who is to mark whom again: the rows of the last period without their marks.
fn markings(role: &Role, department: &Department, staff: &[DraftStaff]) -> Vec<super::DraftMarking> {
    let marked = role.kpis.iter().filter(|kpi| kpi.marks.is_some()).count();
    let here = |id: &str| staff.iter().any(|person| person.id == id && person.role == *role.name);
    let rows = role.markings.iter().filter(|row| here(&row.id)).map(|row| super::DraftMarking {
        id: row.id.to_string(),
        category: row.category.name(department.lang).to_owned(),
        rater: row.rater.clone(),
        values: vec![Entry::Blank; marked],
        comment: String::new(),
    });
    rows.collect()
}

fn longer_targets(kpi: &Kpi) -> [Entry; 3] {
    let LongerTargets { quarter, half, year } = &kpi.longer_targets;
    [quarter, half, year].map(|target| target.as_ref().map_or(Entry::Blank, |target| Entry::text(&target.text)))
}

/// A person's combined value of the last period, for a column 上期X.
fn before(last: &PastPeriod, id: &str, role: &str, measure: &str, department: &Department) -> Entry {
    let value = last
        .people
        .iter()
        .find(|person| person.id == id)
        .and_then(|person| person.roles.iter().find(|past| past.role == role))
        .and_then(|past| past.measures.iter().find(|past| past.name == measure))
        .map(|past| &past.value);
    match value {
        Some(PastValue::Number(number)) => Entry::Number(*number),
        Some(PastValue::Label(label)) => Entry::text(label),
        Some(PastValue::Missing) => Entry::Blank,
        Some(PastValue::NotApplicable) | None => Entry::text(Choice::NotApplicable.name(department.lang)),
    }
}

/// The header row of a table with these columns: each column's place by its word.
fn header(sheet: &Sheet, wanted: &[Column]) -> Option<(u32, BTreeMap<Column, u16>)> {
    for row in 0..HEADER_ROWS {
        let mut found = BTreeMap::new();
        for ((_, column), cell) in sheet.cells.range((row, 0)..=(row, u16::MAX)) {
            if let Value::Text(text) = &cell.value {
                for word in Column::ALL.iter().filter(|word| word.word().matches(text)) {
                    found.entry(*word).or_insert(*column);
                }
            }
        }
        if wanted.iter().all(|word| found.contains_key(word)) {
            return Some((row, found));
        }
    }
    None
}

/// 人员名单 from the sheet itself: the checked department has left out who joins only after its period.
fn staff(workbook: &Workbook, department: &Department) -> Vec<DraftStaff> {
    let mut staff = Vec::new();
    let sheets = workbook.sheets.iter().filter(|sheet| SheetName::of_tab(&sheet.name) == Some(SheetName::Staff));
    for sheet in sheets {
        let Some((head, columns)) = header(sheet, &[Column::Id, Column::Name, Column::Role]) else { continue };
        let rows: std::collections::BTreeSet<u32> =
            sheet.cells.keys().map(|(row, _)| *row).filter(|row| *row > head).collect();
        for row in rows {
            let value =
                |column: Column| columns.get(&column).and_then(|at| sheet.get(row, *at)).map(|cell| &cell.value);
            let text = |column: Column| match value(column) {
                Some(Value::Text(text)) => text.trim().to_owned(),
                Some(Value::Number(number)) => number.normalize().to_string(),
                _ => String::new(),
            };
            let posting = department.postings.iter().find(|posting| posting.at.row == row);
            let (id, name) = match posting {
                Some(posting) => (posting.id.to_string(), posting.name.to_string()),
                None => (text(Column::Id), text(Column::Name)),
            };
            if id.is_empty() || name.is_empty() {
                continue;
            }
            let role = posting
                .and_then(|posting| department.roles.get(posting.role))
                .map_or_else(|| text(Column::Role), |role| role.name.to_string());
            let [from, to] = match posting {
                Some(posting) => [posting.from, posting.to],
                None => [Column::From, Column::To].map(|column| day(value(column))),
            };
            staff.push(DraftStaff {
                id,
                name,
                role,
                from,
                to,
                manager: text(Column::Manager),
                password: text(Column::Password),
                notes: text(Column::Notes),
                appraised: text(Column::Appraised),
                pay_base: posting.and_then(|posting| posting.pay_base),
            });
        }
    }
    staff
}

fn day(value: Option<&Value>) -> Option<NaiveDate> {
    match value? {
        Value::Date(date) => Some(date.date()),
        Value::Text(text) => {
            let text = text.trim().replace(['/', '.'], "-");
            NaiveDate::parse_from_str(&text, "%Y-%m-%d").ok()
        }
        _ => None,
    }
}
