//! `--sample`: plausible people and data of one period, the same for the same template, language and period.
//!
//! The people and how good they are stay the same from month to month; only the months themselves differ. Values come
//! from a hash of what they are for, so that no order of calls and no clock changes them.

use chrono::{Datelike, Days, NaiveDate};
use rust_decimal::Decimal;

use super::sample_value::{Draw, draw, value};
use super::{
    Draft, DraftAdjustment, DraftFurther, DraftMarking, DraftRole, DraftRow, DraftStaff, Entry, RoleTemplate,
    RowsPerPerson, Template,
};
use crate::lang::Lang;
use crate::messages;
use crate::model::Category;
use crate::model::layout::{AppraisalField, Choice};
use crate::period::Period;

/// Day of the month on which an intern joins, and on which one leaves two months later.
const INTERN_DAYS: [u32; 2] = [9, 20];

/// Who gets a row of 加减分: index among the people, kind, points, day of the month.
const ADJUSTMENTS: [(usize, Choice, i64, u64, &str); 4] = [
    (2, Choice::Bonus, 3, 5, "template-sample-mentor"),
    (9, Choice::Penalty, 2, 11, "template-sample-late"),
    (14, Choice::Bonus, 2, 17, "template-sample-idea"),
    (19, Choice::Penalty, 4, 23, "template-sample-absent"),
];

/// A person in a role for a part of the time.
struct Service {
    staff: DraftStaff,
    role: usize,
    /// How good, from 0 (weakest) to 1.
    strength: Decimal,
}

/// Fills a template's blank workbook with plausible people and data.
pub(super) fn fill(draft: &mut Draft, template: &Template) {
    let lang = draft.lang;
    let say = |id: &str| messages::say(lang, id, &[]);
    draft.set(AppraisalField::Company, &Entry::text(template.appraisal.company.get(lang)));
    draft.set(AppraisalField::PreparedBy, &Entry::text(say("template-sample-prepared-by")));
    draft.set(AppraisalField::ApprovedBy, &Entry::text(say("template-sample-approved-by")));
    let services = services(template, lang, draft.period);
    for service in &services {
        let (Some(role), Some(drawn)) = (template.roles.get(service.role), draft.roles.get_mut(service.role)) else {
            continue;
        };
        drawn.rows.extend(rows(role, service, lang, draft.period));
    }
    let signed = template.appraisal.scale == crate::model::Scale::Deductions;
    let marked: Vec<Vec<DraftMarking>> =
        draft.roles.iter().enumerate().map(|(at, role)| markings(draft, (role, at), &services, signed)).collect();
    draft.raters = relations(&marked, &services);
    for (role, rows) in draft.roles.iter_mut().zip(marked) {
        role.markings = rows;
    }
    // A stream's day, not the person, orders a log; a sheet of one row a person keeps the order of the list.
    for role in draft.roles.iter_mut().filter(|role| role.dated) {
        role.rows.sort_by(|a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
    }
    draft.adjustments = ADJUSTMENTS
        .iter()
        .filter_map(|(index, kind, points, day, reason)| {
            let service = services.get(*index)?;
            let date = draft.period.first_day().checked_add_days(Days::new(*day))?;
            Some(DraftAdjustment {
                id: service.staff.id.clone(),
                kind: *kind,
                points: Some(Decimal::from(*points)),
                reason: say(reason),
                date: Some(date.min(draft.period.last_day())),
            })
        })
        .collect();
    draft.staff = services.into_iter().map(|service| service.staff).collect();
}

/// Raters of a category of several: enough that none can be told apart.
const SEVERAL: usize = 3;

/// Who marked whom, the better the person the more.
fn markings(draft: &Draft, (role, at): (&DraftRole, usize), services: &[Service], signed: bool) -> Vec<DraftMarking> {
    let mut rows = Vec::new();
    if role.marked.is_empty() {
        return rows;
    }
    let categories = role.categories(draft);
    let all: Vec<&str> = services.iter().map(|service| service.staff.name.as_str()).collect();
    for (person, service) in services.iter().enumerate().filter(|(_, service)| service.role == at) {
        for (place_of_word, word) in categories.iter().enumerate() {
            let category = Category::of(word);
            let count = if category.is_private() { SEVERAL } else { 1 };
            // Everybody gets a turn.
            let turn = person.saturating_add(place_of_word).saturating_mul(SEVERAL).checked_rem(all.len().max(1));
            let others = all.iter().cycle().skip(turn.unwrap_or_default()).take(all.len());
            let others = others.filter(|name| **name != service.staff.name);
            for (number, other) in others.take(count).enumerate() {
                let rater = match category {
                    Category::Own => service.staff.name.clone(),
                    Category::Manager => service.staff.manager.clone(),
                    _ => (*other).to_owned(),
                };
                let asked = |further: &DraftFurther| matches!(&further.marked_by, Entry::Text(text) if text.contains(word.as_str()));
                let by_people = role.further.iter().filter(|further| further.marked_by != Entry::Blank);
                let values = by_people.zip(0..role.marked.len()).map(|(further, kpi)| {
                    // The same in every language.
                    let place = format!("{place_of_word}-{kpi}-{number}");
                    let chance = draw(&[&service.staff.id, &place]).checked_rem(9).unwrap_or_default();
                    let points = service.strength.checked_mul(Decimal::from(22)).map(|points| points.trunc());
                    // Signed points: -5, 0 or 5.
                    let step =
                        service.strength.checked_mul(Decimal::from(3)).map(|step| step.trunc().min(Decimal::TWO));
                    let step = step.and_then(|step| step.checked_sub(Decimal::ONE)?.checked_mul(Decimal::from(5)));
                    let mark = points.and_then(|points| points.checked_add(Decimal::from(chance.saturating_add(68))));
                    let mark = if signed { step } else { mark };
                    if asked(further) { mark.into() } else { Entry::Blank }
                });
                rows.push(DraftMarking {
                    id: service.staff.id.clone(),
                    category: word.clone(),
                    rater,
                    values: values.collect(),
                    comment: String::new(),
                });
            }
        }
    }
    rows
}

/// 评分关系 of those who marked others than as the person or the manager.
fn relations(marked: &[Vec<DraftMarking>], services: &[Service]) -> Option<Vec<[String; 4]>> {
    let mut rows: Vec<[String; 4]> = Vec::new();
    for row in marked.iter().flatten().filter(|row| Category::of(&row.category).is_private()) {
        let rater = services.iter().find(|service| service.staff.name == row.rater);
        let id = rater.map(|rater| rater.staff.id.clone()).unwrap_or_default();
        let new = [id, row.rater.clone(), row.id.clone(), row.category.clone()];
        if !rows.contains(&new) {
            rows.push(new);
        }
    }
    rows.sort();
    (!rows.is_empty()).then_some(rows)
}

fn names(lang: Lang, id: &str) -> Vec<String> {
    messages::say(lang, id, &[]).split('|').map(|name| name.trim().to_owned()).collect()
}

/// Everybody who serves in the period.
fn services(template: &Template, lang: Lang, period: Period) -> Vec<Service> {
    let people = names(lang, "template-sample-people");
    let mut services: Vec<Service> = Vec::new();
    let mut number = 0_usize;
    for (index, role) in template.roles.iter().enumerate() {
        for place in 0..role.sample_people {
            let name = people.get(number.checked_rem(people.len()).unwrap_or_default()).cloned().unwrap_or_default();
            number = number.saturating_add(1);
            let staff = DraftStaff {
                id: format!("E{number:03}"),
                name,
                role: role.name.get(lang).to_owned(),
                manager: services.first().map(|head| head.staff.name.clone()).unwrap_or_default(),
                ..DraftStaff::default()
            };
            services.push(Service { staff, role: index, strength: strength(role, place) });
        }
    }
    move_one(template, lang, period, &mut services);
    interns(template, lang, period, &mut services);
    services
}

/// People of a role are spread evenly from weak to strong, in no visible order.
fn strength(role: &RoleTemplate, place: u32) -> Decimal {
    if role.sample_people <= 1 {
        return Decimal::new(6, 1);
    }
    // 7 is coprime to small head-counts but for itself; then 5 serves.
    let stride = if role.sample_people.is_multiple_of(7) { 5 } else { 7 };
    let at = place.saturating_mul(stride).saturating_add(2).checked_rem(role.sample_people).unwrap_or_default();
    Decimal::from(at).checked_div(Decimal::from(role.sample_people.saturating_sub(1))).unwrap_or_default()
}

/// The last person of one role moves to another on a day: before it one row, in its month two, after it one.
fn move_one(template: &Template, lang: Lang, period: Period, services: &mut Vec<Service>) {
    let role = |key: &str| template.roles.iter().position(|role| role.key == key);
    let Some(moved) = &template.sample.moved else { return };
    let (Some(from), Some(to)) = (role(&moved.from), role(&moved.to)) else { return };
    if period.last_day() < moved.on {
        return;
    }
    let Some(at) = services.iter().rposition(|service| service.role == from) else { return };
    let Some(old) = services.get_mut(at) else { return };
    let name = template.roles.get(to).map_or("", |role| role.name.get(lang)).to_owned();
    let note = messages::say(lang, "template-sample-moved", &[]);
    let new = DraftStaff { role: name, from: Some(moved.on), notes: note, ..old.staff.clone() };
    let new = Service { staff: new, role: to, strength: old.strength };
    if moved.on <= period.first_day() {
        *old = new;
    } else {
        old.staff.to = moved.on.pred_opt();
        services.insert(at.saturating_add(1), new);
    }
}

/// In every month one intern joins, one is in full service and one leaves.
fn interns(template: &Template, lang: Lang, period: Period, services: &mut Vec<Service>) {
    let Some(key) = &template.sample.interns else { return };
    let Some(index) = template.roles.iter().position(|role| &role.key == key) else { return };
    let Some(role) = template.roles.get(index) else { return };
    let people = names(lang, "template-sample-interns");
    let mut joined = Some(period);
    for back in 0..3_i64 {
        let Some(month) = joined else { return };
        let first = month.first_day();
        let day = |months: u32, day: u32| {
            first.checked_add_months(chrono::Months::new(months)).and_then(|date| date.with_day(day))
        };
        let [join, leave] = INTERN_DAYS;
        let number = first.month0();
        let name = usize::try_from(number).ok().and_then(|at| people.get(at)).cloned().unwrap_or_default();
        services.push(Service {
            staff: DraftStaff {
                id: format!("T{}", first.format("%y%m")),
                name,
                role: role.name.get(lang).to_owned(),
                from: day(0, join),
                // Nobody knows the last day of somebody who has just begun.
                to: if back == 2 { day(2, leave) } else { None },
                manager: services.first().map(|head| head.staff.name.clone()).unwrap_or_default(),
                notes: messages::say(lang, "template-sample-intern", &[]),
                ..DraftStaff::default()
            },
            role: index,
            // An intern gets better from month to month.
            strength: Decimal::new(back.saturating_mul(18).saturating_add(12), 2),
        });
        joined = month.previous();
    }
}

/// The data rows of a service.
fn rows(role: &RoleTemplate, service: &Service, lang: Lang, period: Period) -> Vec<DraftRow> {
    let first = service.staff.from.map_or(period.first_day(), |day| day.max(period.first_day()));
    let last = service.staff.to.map_or(period.last_day(), |day| day.min(period.last_day()));
    let days = u64::try_from(last.signed_duration_since(first).num_days().saturating_add(1)).unwrap_or_default();
    let many = role.rows == RowsPerPerson::Many;
    let count = if many {
        let whole = u64::from(period.days()).max(1);
        u64::from(role.sample_rows).saturating_mul(days).checked_div(whole).unwrap_or_default().max(1)
    } else {
        1
    };
    let offset = draw(&[&service.staff.id, "day"]).checked_rem(days).unwrap_or_default();
    (0..count)
        .map(|row| {
            let after = row.saturating_mul(days).saturating_add(offset).checked_div(count).unwrap_or_default();
            let date: Option<NaiveDate> = first.checked_add_days(Days::new(after));
            let draw = Draw { role, id: &service.staff.id, strength: service.strength, period, row };
            DraftRow {
                id: service.staff.id.clone(),
                date: date.filter(|_| many),
                values: role.measures.iter().map(|measure| value(measure, &draw, lang)).collect(),
            }
        })
        .collect()
}
