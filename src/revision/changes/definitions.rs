//! What a workbook says beside figures: units, aggregates, duties, who is there and under whom, and each row of data.

use std::collections::BTreeMap;

use super::picture::Picture;
use super::{Area, DETAIL, Subject};
use crate::decimal;
use crate::lang::Lang;
use crate::model::layout::{Choice, Column};
use crate::model::{Aggregate, Appraised, Department, Kpi, Measure, MeasureValue, Posting, Role};

impl Picture {
    /// Adds every definition, everybody in 人员名单 and every row of data.
    pub(super) fn add_definitions(&mut self, department: &Department) {
        let lang = department.lang;
        for grade in &department.grades {
            let subject = Subject { item: detail(&grade.name, Column::Meaning, lang), ..Subject::default() };
            self.insert(Area::GradeTable, subject, grade.meaning.clone(), "");
        }
        for (index, role) in department.roles.iter().enumerate() {
            self.add_role(role, lang);
            let names: BTreeMap<&str, &str> = department
                .postings
                .iter()
                .filter(|posting| posting.role == index)
                .map(|posting| (&*posting.id, &*posting.name))
                .collect();
            self.add_rows(role, &names, lang);
            self.add_people(role, &names, lang);
        }
        for posting in &department.postings {
            let role = department.roles.get(posting.role).map(|role| role.name.to_string()).unwrap_or_default();
            self.add_posting(posting, &role, lang);
        }
    }

    fn add_role(&mut self, role: &Role, lang: Lang) {
        let of_role = |item: String| Subject { role: role.name.to_string(), item, ..Subject::default() };
        for kpi in &role.kpis {
            let heir = kpi.when_not_applicable.and_then(|at| role.kpis.get(at)).map(|heir| heir.name.clone());
            let dimension = kpi.dimension.and_then(|at| role.dimensions.get(at));
            let target =
                |target: &Option<crate::model::Target>| target.as_ref().map(|t| t.text.clone()).unwrap_or_default();
            let details = [
                (Column::Dimension, dimension.map(|dimension| dimension.name.clone()).unwrap_or_default()),
                (Column::MarkedBy, kpi.marks.as_ref().map(|marks| marks.text.clone()).unwrap_or_default()),
                (Column::Prorate, if kpi.prorated { Choice::Yes.name(lang).to_owned() } else { String::new() }),
                (Column::Unit, kpi.unit.text.clone()),
                (Column::Full, decimal::plain(kpi.full)),
                (Column::WhenNotApplicable, heir.unwrap_or_default()),
                (Column::QuarterTarget, target(&kpi.longer_targets.quarter)),
                (Column::HalfTarget, target(&kpi.longer_targets.half)),
                (Column::YearTarget, target(&kpi.longer_targets.year)),
                (Column::KpiMeaning, kpi.meaning.clone()),
                (Column::Source, kpi.source.clone()),
            ];
            for (column, shown) in details {
                self.insert(Area::KpiDetail, of_role(detail(&kpi.name, column, lang)), shown, "");
            }
        }
        for measure in role.measures.iter().filter(|measure| measure.earlier.is_none()) {
            self.insert(Area::Measure, of_role(measure.name.to_string()), String::new(), "");
            let details = [
                (Column::Unit, measure.unit.text.clone()),
                (Column::Aggregate, aggregate(measure.aggregate).name(lang).to_owned()),
                (Column::Meaning, measure.meaning.clone()),
            ];
            for (column, shown) in details {
                self.insert(Area::MeasureDetail, of_role(detail(&measure.name, column, lang)), shown, "");
            }
        }
        for duty in &role.duties {
            let mut subject = of_role(duty.name.clone());
            // Two duties of one name are two things.
            while self.facts.contains_key(&(Area::Duty, subject.clone())) {
                subject.item.push('′');
            }
            self.insert(Area::Duty, subject, duty.description.clone(), "");
        }
    }

    fn add_posting(&mut self, posting: &Posting, role: &str, lang: Lang) {
        let day = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string()).unwrap_or_default();
        let appraised = match posting.appraised {
            Appraised::Yes => Choice::Yes,
            Appraised::Probation => Choice::Probation,
            Appraised::No => Choice::No,
        };
        let has_password = if posting.password.is_some() { Choice::Yes } else { Choice::No };
        let details = [
            (Column::From, day(posting.from)),
            (Column::To, day(posting.to)),
            (Column::Manager, posting.manager.clone()),
            (Column::Appraised, appraised.name(lang).to_owned()),
            (Column::PayBase, posting.pay_base.map(decimal::plain).unwrap_or_default()),
            // Never what it is.
            (Column::Password, has_password.name(lang).to_owned()),
            (Column::Notes, posting.notes.clone()),
        ];
        for (column, shown) in details {
            let item = column.name(lang).to_owned();
            let mut subject = Subject { id: posting.id.to_string(), role: role.to_owned(), item, ..Subject::default() };
            // A role left and resumed stands in two rows.
            while self.facts.contains_key(&(Area::Staff, subject.clone())) {
                subject.item.push('′');
            }
            self.insert(Area::Staff, subject, shown, &posting.name);
        }
    }

    /// Each row by its date and its place among the person's rows of that date.
    fn add_rows(&mut self, role: &Role, names: &BTreeMap<&str, &str>, lang: Lang) {
        let mut places: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for row in role.rows.iter().filter(|row| !row.is_marking) {
            let count = self.rows.entry((row.id.to_string(), role.name.to_string())).or_default();
            *count = count.saturating_add(1);
            let day = row.date.map(|date| date.to_string()).unwrap_or_default();
            let place = places.entry((&row.id, day.clone())).or_default();
            *place = place.saturating_add(1);
            let words = [day, if *place > 1 || row.date.is_none() { format!("#{place}") } else { String::new() }];
            let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
            let name = names.get(&*row.id).copied().unwrap_or_default();
            let of_data = |at: &usize| !role.holds_marks(*at);
            for (_, (measure, reading)) in
                role.measures.iter().zip(&row.readings).enumerate().filter(|(at, _)| of_data(at))
            {
                let subject = Subject {
                    id: row.id.to_string(),
                    role: role.name.to_string(),
                    item: format!("{}{DETAIL}{}", words.join(" "), measure.name),
                    ..Subject::default()
                };
                self.insert(Area::DataRow, subject, shown(reading.value.as_ref(), measure, lang), name);
            }
        }
    }

    /// What is otherwise for single people, and what each rater gave: by category, never by name.
    fn add_people(&mut self, role: &Role, names: &BTreeMap<&str, &str>, lang: Lang) {
        let of = |id: &str, item: String| Subject {
            id: id.to_owned(),
            role: role.name.to_string(),
            item,
            ..Subject::default()
        };
        for (id, kpis) in &role.own {
            let name = names.get(&**id).copied().unwrap_or_default();
            for (kpi, own) in kpis.iter().filter_map(|(at, own)| Some((role.kpis.get(*at)?, own))) {
                let target = |kpi: &Kpi| kpi.target.as_ref().map(|target| target.text.clone()).unwrap_or_default();
                let details = [
                    (Column::Target, target(kpi), target(own)),
                    (Column::Weight, kpi.weight_text.clone(), own.weight_text.clone()),
                    (Column::Rule, kpi.rule_text.clone(), own.rule_text.clone()),
                ];
                for (column, _, shown) in details.into_iter().filter(|(_, for_all, own)| for_all != own) {
                    self.insert(Area::OwnGoal, of(id, detail(&kpi.name, column, lang)), shown, name);
                }
            }
        }
        let mut places: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (row, marking) in role.rows.iter().filter(|row| row.is_marking).zip(&role.markings) {
            let category = marking.category.name(lang);
            let place = places.entry((&marking.id, category)).or_default();
            *place = place.saturating_add(1);
            let who = if *place > 1 { format!("{category} #{place}") } else { category.to_owned() };
            let name = names.get(&*marking.id).copied().unwrap_or_default();
            for (index, reading) in row.readings.iter().enumerate() {
                let Some((kpi, by)) = role.marked_by(index) else { continue };
                let Some(measure) = role.measures.get(index).filter(|_| by.category.is(&marking.category)) else {
                    continue;
                };
                let subject = of(&marking.id, format!("{who}{DETAIL}{}", kpi.name));
                self.insert(Area::Mark, subject, shown(reading.value.as_ref(), measure, lang), name);
            }
            if !marking.comment.is_empty() {
                let subject = of(&marking.id, format!("{who}{DETAIL}{}", Column::Comment.name(lang)));
                self.insert(Area::Mark, subject, marking.comment.clone(), name);
            }
        }
    }

    /// Whether a person has one row of data in the role.
    pub(super) fn has_one_row(&self, of: &Subject) -> bool {
        self.rows.get(&(of.id.clone(), of.role.clone())) == Some(&1)
    }
}

fn detail(name: &str, column: Column, lang: Lang) -> String {
    format!("{name}{DETAIL}{}", column.name(lang))
}

const fn aggregate(aggregate: Aggregate) -> Choice {
    match aggregate {
        Aggregate::Sum => Choice::Sum,
        Aggregate::Mean => Choice::Mean,
        Aggregate::Last => Choice::Last,
        Aggregate::Max => Choice::Max,
        Aggregate::Min => Choice::Min,
    }
}

fn shown(value: Option<&MeasureValue>, measure: &Measure, lang: Lang) -> String {
    match value {
        Some(MeasureValue::Number(number)) if measure.unit.is_percent() => decimal::percent(*number),
        Some(MeasureValue::Number(number)) => decimal::plain(*number),
        Some(MeasureValue::Label(label)) => label.to_string(),
        Some(MeasureValue::NotApplicable) => Choice::NotApplicable.name(lang).to_owned(),
        Some(MeasureValue::Missing) | None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::between;
    use super::*;
    use crate::model::{Duty, Password, Reading};
    use crate::unit::Unit;

    fn role(aggregate: Aggregate, duty: &str, rows: &[(&str, i64)]) -> Role {
        let measure =
            Measure {
                name: Arc::from("甲"), unit: Unit::read("分"), aggregate, meaning: String::new(), earlier: None
            };
        let row = |(at, (day, value)): (usize, &(&str, i64))| crate::model::DataRow {
            is_marking: false,
            id: Arc::from("E001"),
            row: u32::try_from(at).unwrap(),
            date: day.parse().ok(),
            readings: vec![Reading { column: Some(3), value: Some(MeasureValue::Number((*value).into())) }],
        };
        Role {
            name: Arc::from("岗"),
            duties: vec![Duty { name: "接待".to_owned(), description: duty.to_owned() }],
            kpis: Vec::new(),
            measures: vec![measure],
            data_sheet: None,
            own: Default::default(),
            dimensions: Vec::new(),
            marks_sheet: None,
            markings: Vec::new(),
            few: Default::default(),
            pooled: false,
            rows: rows.iter().enumerate().map(row).collect(),
        }
    }

    fn picture(role: &Role) -> Picture {
        let mut picture = Picture::default();
        picture.add_role(role, Lang::ZhCn);
        picture.add_rows(role, &BTreeMap::from([("E001", "张三")]), Lang::ZhCn);
        picture
    }

    fn told(old: &Picture, new: &Picture) -> Vec<String> {
        between(old, new).iter().map(|change| change.in_words(Lang::ZhCn)).collect()
    }

    #[test]
    fn an_aggregate_a_duty_and_one_of_several_rows_are_told() {
        let old = picture(&role(Aggregate::Mean, "接电话", &[("2026-11-03", 80), ("2026-11-04", 90), ("", 70)]));
        let new = picture(&role(Aggregate::Max, "接待来访", &[("2026-11-03", 85), ("2026-11-04", 90), ("", 71)]));
        assert_eq!(
            told(&old, &new),
            [
                "岗 数据项「甲 · 汇总方式」：平均 → 最大",
                "岗 职责「接待」：接电话 → 接待来访",
                "张三（E001） 数据行「#1 · 甲」（岗）：70 → 71",
                "张三（E001） 数据行「2026-11-03 · 甲」（岗）：80 → 85",
            ]
        );
    }

    #[test]
    fn an_only_row_is_told_by_its_measures_alone() {
        let (old, new) = (role(Aggregate::Sum, "", &[("", 80)]), role(Aggregate::Sum, "", &[("", 85)]));
        assert_eq!(told(&picture(&old), &picture(&new)), Vec::<String>::new());
    }

    #[test]
    fn a_password_is_told_as_set_and_never_itself() {
        let posting = |password: Option<&str>, manager: &str| Posting {
            appraised: Appraised::Yes,
            pay_base: None,
            id: Arc::from("E001"),
            name: Arc::from("张三"),
            role: 0,
            from: None,
            to: None,
            manager: manager.to_owned(),
            password: password.map(|text| Password(text.to_owned())),
            notes: String::new(),
            at: crate::cell::CellRef::new("人员名单", 1, 0),
        };
        let of = |posting: &Posting| {
            let mut picture = Picture::default();
            picture.add_posting(posting, "岗", Lang::ZhCn);
            picture
        };
        let changes = told(&of(&posting(None, "李四")), &of(&posting(Some("s3cret"), "王五")));
        assert_eq!(
            changes,
            [
                "张三（E001） 人员名单「打开密码」（岗）：否 → 是",
                "张三（E001） 人员名单「直接上级」（岗）：李四 → 王五",
            ]
        );
    }
}
