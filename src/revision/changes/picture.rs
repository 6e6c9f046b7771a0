//! A revision flattened to facts by kind and place, so that two of them compare by looking up.

use std::collections::BTreeMap;

use super::{Area, Subject};
use crate::decimal;
use crate::history::{PastPeriod, PastPerson, PastValue};
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Choice};
use crate::model::{AdjustmentKind, Appraisal, Department};
use crate::unit::Unit;

/// A revision as facts that can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    pub(super) facts: BTreeMap<(Area, Subject), Fact>,
    /// How many rows of data a person has in a role.
    pub(super) rows: BTreeMap<(String, String), usize>,
}

/// What is shown of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub(super) shown: String,
    pub(super) name: String,
}

impl Picture {
    /// The picture of a period's facts.
    pub fn of(past: &PastPeriod, lang: Lang) -> Self {
        let mut picture = Self::default();
        for kpi in &past.kpis {
            let subject = Subject { role: kpi.role.clone(), item: kpi.name.clone(), ..Subject::default() };
            for (area, shown) in [
                (Area::Kpi, String::new()),
                (Area::Weight, decimal::percent(kpi.weight)),
                (Area::Target, kpi.target.clone()),
                (Area::Formula, kpi.formula.clone()),
                (Area::Rule, kpi.rule.clone()),
            ] {
                picture.insert(area, subject.clone(), shown, "");
            }
        }
        for person in &past.people {
            picture.add_person(person, lang);
        }
        picture
    }

    /// The same with what only the workbook's definitions tell: settings, grades and adjustments.
    #[must_use]
    pub fn with_definitions(mut self, department: &Department) -> Self {
        let lang = department.lang;
        for (field, shown) in settings(&department.appraisal, lang) {
            let subject = Subject { item: field.name(lang).to_owned(), ..Subject::default() };
            self.insert(Area::Setting, subject, shown, "");
        }
        for grade in &department.grades {
            let subject = Subject { item: grade.name.clone(), ..Subject::default() };
            self.insert(Area::GradeTable, subject, grade.in_short(), "");
        }
        for adjustment in &department.adjustments {
            let kind = match adjustment.kind {
                AdjustmentKind::Bonus => Choice::Bonus,
                AdjustmentKind::Penalty => Choice::Penalty,
                AdjustmentKind::Veto => Choice::Veto,
                AdjustmentKind::Calibration => Choice::Calibration,
            };
            let points = adjustment.points.map(|points| format!(" {}", decimal::plain(points))).unwrap_or_default();
            let date = adjustment.date.map(|date| format!(" {date}")).unwrap_or_default();
            let shown = format!("{}{points}{date}", kind.name(lang));
            let mut subject =
                Subject { id: adjustment.id.to_string(), item: adjustment.reason.clone(), ..Subject::default() };
            // Two rows with one reason are two things.
            while self.facts.contains_key(&(Area::Adjustment, subject.clone())) {
                subject.item.push('′');
            }
            let holder = department.postings.iter().find(|posting| posting.id == adjustment.id);
            let name = holder.map(|posting| posting.name.to_string()).unwrap_or_default();
            self.insert(Area::Adjustment, subject, shown, &name);
        }
        self.add_definitions(department);
        self
    }

    fn add_person(&mut self, person: &PastPerson, lang: Lang) {
        let name = person.name.as_str();
        let subject = Subject { id: person.id.clone(), ..Subject::default() };
        let total = person.total.map(decimal::plain).unwrap_or_default();
        self.insert(Area::Person, subject.clone(), String::new(), name);
        self.insert(Area::Name, subject.clone(), person.name.clone(), name);
        self.insert(Area::Total, subject.clone(), total, name);
        self.insert(Area::Grade, subject.clone(), person.grade.clone().unwrap_or_default(), name);
        if let Some(pay) = person.pay {
            self.insert(Area::Pay, subject.clone(), decimal::plain(pay), name);
        }
        for role in &person.roles {
            let subject = Subject { role: role.role.clone(), ..subject.clone() };
            self.insert(Area::Role, subject.clone(), String::new(), name);
            self.insert(Area::Days, subject.clone(), role.days.to_string(), name);
            for measure in &role.measures {
                let of_role = Subject { role: role.role.clone(), item: measure.name.clone(), ..Subject::default() };
                self.insert(Area::Measure, of_role, String::new(), "");
                let subject = Subject { item: measure.name.clone(), ..subject.clone() };
                self.insert(Area::Data, subject, shown_value(&measure.value, &measure.unit, lang), name);
            }
            for kpi in &role.kpis {
                let subject = Subject { item: kpi.name.clone(), ..subject.clone() };
                self.insert(Area::Value, subject.clone(), kpi.value.clone().unwrap_or_default(), name);
                self.insert(Area::Score, subject, kpi.score.map(decimal::plain).unwrap_or_default(), name);
            }
        }
    }

    pub(super) fn insert(&mut self, area: Area, subject: Subject, shown: String, name: &str) {
        self.facts.insert((area, subject), Fact { shown, name: name.to_owned() });
    }
}

fn shown_value(value: &PastValue, unit: &str, lang: Lang) -> String {
    match value {
        PastValue::Number(number) if Unit::read(unit).is_percent() => decimal::percent(*number),
        PastValue::Number(number) => decimal::plain(*number),
        PastValue::Label(label) => label.clone(),
        PastValue::NotApplicable => Choice::NotApplicable.name(lang).to_owned(),
        PastValue::Missing => String::new(),
    }
}

fn settings(appraisal: &Appraisal, lang: Lang) -> Vec<(AppraisalField, String)> {
    let show_rank = if appraisal.show_rank { Choice::Yes } else { Choice::No };
    let mut settings = appraisal.scoring_settings(lang);
    settings.extend([
        (AppraisalField::Company, appraisal.company.clone()),
        (AppraisalField::PreparedBy, appraisal.prepared_by.clone()),
        (AppraisalField::ApprovedBy, appraisal.approved_by.clone()),
        (AppraisalField::ShowRank, show_rank.name(lang).to_owned()),
        (AppraisalField::Accent, appraisal.accent.map(|rgb| format!("{rgb:06X}")).unwrap_or_default()),
        (AppraisalField::Footer, appraisal.footer.clone().unwrap_or_default()),
    ]);
    // What is about people, as typed: who marks, pay, signatures, the form. 起评分 is told with the scale.
    let typed = appraisal.people.typed.iter().filter(|(field, _)| *field != AppraisalField::Start);
    settings.extend(typed.cloned());
    settings
}
