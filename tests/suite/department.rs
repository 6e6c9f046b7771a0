//! A department said in a few words, for tests of everything that comes after reading.
//!
//! Unless told otherwise: November 2026 (30 days), 百分制, two decimals, blanks are errors, graded by score; a KPI's rule
//! scores its value directly out of 100 points, so that the test chooses the scores.

use std::sync::Arc;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use scorebook::cell::CellRef;
use scorebook::formula::{self, Names};
use scorebook::lang::Lang;
use scorebook::model::*;
use scorebook::rule::{Main, Quantity, Rule};
use scorebook::unit::Unit;

/// A number as a test writes it: `0.4`, `40%`.
pub(crate) fn number(text: &str) -> Decimal {
    match text.strip_suffix('%') {
        Some(percent) => percent.parse::<Decimal>().unwrap() / Decimal::ONE_HUNDRED,
        None => text.parse().unwrap(),
    }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The department that the others are made from.
pub(crate) fn department() -> Builder {
    Builder {
        appraisal: Appraisal {
            people: Default::default(),
            company: "甲公司".into(),
            department: "直播部".into(),
            period: "2026-11".parse().unwrap(),
            prepared_by: String::new(),
            approved_by: String::new(),
            scale: Scale::Percent,
            decimals: 2,
            missing: MissingPolicy::Error,
            cap: None,
            grading: Grading::ByScore,
            show_rank: false,
            accent: None,
            footer: None,
        },
        roles: Vec::new(),
        postings: Vec::new(),
        adjustments: Vec::new(),
        grades: Vec::new(),
    }
}

#[derive(Clone)]
pub(crate) struct Builder {
    pub(crate) appraisal: Appraisal,
    roles: Vec<RoleBuilder>,
    postings: Vec<Posting>,
    adjustments: Vec<Adjustment>,
    grades: Vec<Grade>,
}

#[derive(Clone)]
pub(crate) struct RoleBuilder {
    name: Arc<str>,
    measures: Vec<Measure>,
    kpis: Vec<KpiSeed>,
    rows: Vec<(String, Option<NaiveDate>, Vec<String>)>,
}

#[derive(Clone)]
struct KpiSeed {
    name: String,
    weight: Decimal,
    formula: String,
    unit: String,
    target: Option<Decimal>,
    receiver: Option<usize>,
    shape: Shape,
}

/// How a KPI's rule gives points.
#[derive(Clone)]
pub(crate) enum Shape {
    /// F·v/100.
    Direct,
    /// F·v/t up to this share of F.
    Proportional(Decimal),
    /// Any other: made from unit, target and full points.
    Own(fn(Unit, Option<Decimal>, Decimal) -> Rule),
}

struct Known<'a> {
    measures: &'a [Measure],
    everywhere: &'a [(Arc<str>, Unit)],
    target: bool,
}

impl Names for Known<'_> {
    fn measures(&self) -> &[Measure] {
        self.measures
    }
    fn team(&self) -> Vec<(&str, &Unit)> {
        self.everywhere.iter().map(|(name, unit)| (&**name, unit)).collect()
    }
    fn has_target(&self) -> bool {
        self.target
    }
}

impl Builder {
    pub(crate) fn set(mut self, change: impl FnOnce(&mut Appraisal)) -> Self {
        change(&mut self.appraisal);
        self
    }

    pub(crate) fn role(mut self, name: &str, fill: impl FnOnce(RoleBuilder) -> RoleBuilder) -> Self {
        let empty = RoleBuilder { name: name.into(), measures: Vec::new(), kpis: Vec::new(), rows: Vec::new() };
        self.roles.push(fill(empty));
        self
    }

    /// Somebody in a role all the period.
    pub(crate) fn person(self, id: &str, role: &str) -> Self {
        self.posting(id, role, None, None)
    }

    pub(crate) fn posting(mut self, id: &str, role: &str, from: Option<&str>, to: Option<&str>) -> Self {
        let row = u32::try_from(self.postings.len()).unwrap() + 1;
        self.postings.push(Posting {
            appraised: Appraised::Yes,
            pay_base: None,
            id: id.into(),
            name: format!("员工{id}").into(),
            role: self.roles.iter().position(|known| &*known.name == role).unwrap(),
            from: from.map(date),
            to: to.map(date),
            manager: String::new(),
            password: None,
            notes: String::new(),
            at: CellRef::new("人员名单", row, 0),
        });
        self
    }

    pub(crate) fn adjust(mut self, id: &str, kind: AdjustmentKind, points: Option<&str>) -> Self {
        let row = u32::try_from(self.adjustments.len()).unwrap() + 1;
        self.adjustments.push(Adjustment {
            id: id.into(),
            kind,
            points: points.map(number),
            reason: "事由".into(),
            date: None,
            at: CellRef::new("加减分", row, 0),
        });
        self
    }

    pub(crate) fn grade(mut self, name: &str, lowest: Option<&str>, coefficient: &str, cap: Option<&str>) -> Self {
        let row = u32::try_from(self.grades.len()).unwrap() + 1;
        self.grades.push(Grade {
            name: name.into(),
            lowest: lowest.map(number),
            coefficient: Some(number(coefficient)),
            share_cap: cap.map(number),
            meaning: String::new(),
            at: CellRef::new("等级", row, 0),
        });
        self
    }

    pub(crate) fn build(self) -> Department {
        let everywhere: Vec<(Arc<str>, Unit)> =
            self.roles.iter().flat_map(|role| &role.measures).map(|m| (m.name.clone(), m.unit.clone())).collect();
        let scale = self.appraisal.scale;
        Department::unchecked(DepartmentParts {
            lang: Lang::ZhCn,
            roles: self.roles.iter().map(|role| role.build(scale, &everywhere)).collect(),
            appraisal: self.appraisal,
            postings: self.postings,
            adjustments: self.adjustments,
            grades: self.grades,
        })
    }
}

impl RoleBuilder {
    pub(crate) fn measure(mut self, name: &str, unit: &str, aggregate: Aggregate) -> Self {
        let earlier = [("上期", Back::Previous), ("去年同期", Back::YearAgo)].into_iter().find_map(|(prefix, back)| {
            let base = name.strip_prefix(prefix)?;
            let of = self.measures.iter().position(|measure| &*measure.name == base)?;
            Some(Earlier { of, back })
        });
        let unit = Unit::read(unit);
        self.measures.push(Measure { name: name.into(), unit, aggregate, meaning: String::new(), earlier });
        self
    }

    /// A KPI that scores its value directly.
    pub(crate) fn kpi(mut self, name: &str, weight: &str, formula: &str) -> Self {
        self.kpis.push(KpiSeed {
            name: name.into(),
            weight: number(weight),
            formula: formula.into(),
            unit: "分".into(),
            target: None,
            receiver: None,
            shape: Shape::Direct,
        });
        self
    }

    /// Of the KPI just named: its target.
    pub(crate) fn target(mut self, target: &str) -> Self {
        self.kpis.last_mut().unwrap().target = Some(number(target));
        self
    }

    /// Of the KPI just named: its unit and rule.
    pub(crate) fn rule(mut self, unit: &str, shape: Shape) -> Self {
        let last = self.kpis.last_mut().unwrap();
        last.unit = unit.into();
        last.shape = shape;
        self
    }

    /// Of the KPI just named: which KPI takes its weight.
    pub(crate) fn when_not_applicable(mut self, receiver: usize) -> Self {
        self.kpis.last_mut().unwrap().receiver = Some(receiver);
        self
    }

    /// A data row: numbers, labels, 不适用, or nothing.
    pub(crate) fn row(self, id: &str, cells: &[&str]) -> Self {
        self.dated(id, None, cells)
    }

    pub(crate) fn dated(mut self, id: &str, date: Option<&str>, cells: &[&str]) -> Self {
        let cells = cells.iter().map(|cell| (*cell).to_owned()).collect();
        self.rows.push((id.into(), date.map(self::date), cells));
        self
    }

    fn build(&self, scale: Scale, everywhere: &[(Arc<str>, Unit)]) -> Role {
        let sheet: Arc<str> = format!("数据-{}", self.name).into();
        let kpis = self.kpis.iter().enumerate().map(|(index, seed)| {
            let known = Known { measures: &self.measures, everywhere, target: seed.target.is_some() };
            let full = match scale {
                Scale::Percent => Decimal::ONE_HUNDRED,
                Scale::Points => seed.weight * Decimal::ONE_HUNDRED,
                Scale::Deductions => Decimal::ZERO,
            };
            let row = u32::try_from(index).unwrap() + 1;
            Kpi {
                dimension: None,
                marks: None,
                prorated: false,
                name: seed.name.clone(),
                at: CellRef::new("考核指标", row, 1),
                weight: seed.weight,
                weight_text: seed.weight.to_string(),
                formula_text: seed.formula.clone(),
                formula: formula::read(&seed.formula, &known).unwrap(),
                formula_at: CellRef::new("考核指标", row, 3),
                unit: Unit::read(&seed.unit),
                target: seed.target.map(|value| Target { text: value.to_string(), value, direction: None }),
                longer_targets: LongerTargets::default(),
                rule_text: "直接计分".into(),
                rule: seed.shape.rule(Unit::read(&seed.unit), seed.target, full),
                rule_at: CellRef::new("考核指标", row, 6),
                full,
                when_not_applicable: seed.receiver,
                meaning: String::new(),
                source: String::new(),
            }
        });
        let rows = self.rows.iter().enumerate().map(|(index, (id, date, cells))| DataRow {
            is_marking: false,
            id: id.as_str().into(),
            row: u32::try_from(index).unwrap() + 1,
            date: *date,
            readings: cells
                .iter()
                .enumerate()
                .map(|(column, cell)| Reading {
                    column: Some(u16::try_from(column).unwrap() + 2),
                    value: Some(reading(cell)),
                })
                .collect(),
        });
        Role {
            name: self.name.clone(),
            duties: Vec::new(),
            kpis: kpis.collect(),
            measures: self.measures.clone(),
            data_sheet: Some(sheet),
            rows: rows.collect(),
            own: std::collections::BTreeMap::new(),
            dimensions: Vec::new(),
            marks_sheet: None,
            markings: Vec::new(),
            pooled: false,
            few: Default::default(),
        }
    }
}

fn reading(cell: &str) -> MeasureValue {
    match cell {
        "" => MeasureValue::Missing,
        "不适用" => MeasureValue::NotApplicable,
        other => other.parse().map_or_else(|_| MeasureValue::Label(other.into()), MeasureValue::Number),
    }
}

impl Shape {
    fn rule(&self, unit: Unit, target: Option<Decimal>, full: Decimal) -> Rule {
        let plain = |main, cap| Rule {
            unit: unit.clone(),
            target,
            full,
            quantity: Quantity::Value,
            main,
            floor: Some(Decimal::ZERO),
            cap: Some(cap),
            cutoffs: Vec::new(),
        };
        match self {
            Self::Direct => plain(Main::Direct { scale: Decimal::ONE_HUNDRED }, full),
            Self::Proportional(cap) => plain(Main::Ratio { base: full, inverse: false, bonus: None }, full * cap),
            Self::Own(make) => make(unit, target, full),
        }
    }
}
