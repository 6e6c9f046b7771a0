//! A person's score step by step, as values: what was read from which cells, the formula with numbers put in, the rule,
//! roundings, weight, total and what the next grade needs. `scorebook why` prints them; the personal workbook's second
//! sheet shows them.

mod figures;
mod marked;
mod pay;
mod way;
pub(crate) use way::sentence;

use rust_decimal::Decimal;

use crate::decimal::{VALUE_DECIMALS, fixed, plain, round};
use crate::lang::Lang;
use crate::messages::say;
use crate::model::{AdjustmentKind, Back, Department, Kpi, MeasureValue, Role, Scale};
use crate::report::withheld::withheld;
use crate::report::{next, quota};
use crate::score::{KpiResult, KpiValue, Line, LineKind, PersonResult, Reason, Results, RoleResult, Status, Unscored};

/// Who reads the steps: a personal workbook never shows team values of few people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Whoever holds the department workbook.
    Office,
    /// The person appraised.
    Person,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What the step is: 数据, 公式, 评分标准 ….
    pub label: String,
    /// What it says.
    pub text: String,
}

/// The steps of one KPI, or of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// `主播 · 销售额达成率`, or 总分.
    pub title: String,
    /// Its steps in order.
    pub steps: Vec<Step>,
}

/// What the steps are taken from.
#[derive(Debug, Clone, Copy)]
pub struct Why<'a> {
    /// The department.
    pub department: &'a Department,
    /// Its results.
    pub results: &'a Results,
    /// The language of the steps.
    pub lang: Lang,
    /// Who reads them.
    pub audience: Audience,
}

impl Why<'_> {
    fn step(&self, label: &str, id: &str, args: &[(&str, &str)]) -> Step {
        Step { label: say(self.lang, label, &[]), text: say(self.lang, id, args) }
    }

    /// The steps of one KPI of one person.
    pub fn kpi(&self, scores: &RoleResult, index: usize) -> Vec<Step> {
        let found = || {
            let role = self.department.roles.get(scores.role)?;
            Some((role, role.kpis.get(index)?, scores.kpis.get(index)?))
        };
        let Some((role, kpi, result)) = found() else { return Vec::new() };
        let kpi = kpi.or_own(result.own.as_ref());
        if self.withheld(kpi) {
            let mut steps = vec![self.step("why-value", "why-withheld", &[])];
            steps.extend(self.weighted(kpi, result));
            return steps;
        }
        let mut steps = if result.own.is_some() { vec![self.own(kpi)] } else { Vec::new() };
        if kpi.marks.is_some() {
            steps.extend(self.marked(role, scores, kpi, result));
            steps.extend(self.weighted(kpi, result));
            return steps;
        }
        steps.extend(self.inputs(role, scores, kpi));
        steps.push(Step { label: say(self.lang, "why-formula", &[]), text: kpi.formula_text.clone() });
        if let Some(reason) = result.unscored() {
            steps.push(self.reason(role, reason));
        }
        if result.status() == Status::Scored {
            steps.extend(self.value(role, scores, kpi, result));
        }
        steps.extend(self.weighted(kpi, result));
        steps
    }

    /// Whether the reader may not see how a KPI came about.
    fn withheld(&self, kpi: &Kpi) -> bool {
        self.audience == Audience::Person && withheld(self.results, &kpi.formula)
    }

    fn inputs(&self, role: &Role, scores: &RoleResult, kpi: &Kpi) -> Vec<Step> {
        let label = say(self.lang, "why-data", &[]);
        let mut named = kpi.formula.measures();
        named.extend(
            kpi.formula
                .earlier()
                .into_iter()
                .map(|(index, _)| index)
                .filter(|index| !named.contains(index))
                .collect::<Vec<_>>(),
        );
        let mut steps: Vec<Step> = named
            .into_iter()
            .filter_map(|index| Some((index, role.measures.get(index)?, scores.measures.get(index)?)))
            .map(|(index, measure, combined)| {
                let value = figures::combined(&combined.value, &measure.unit, self.lang);
                let cells = figures::cells(role, index, &combined.rows);
                let args = [("measure", &*measure.name), ("value", value.as_str()), ("cells", cells.as_str())];
                let id = if cells.is_empty() { "why-data-no-cell" } else { "why-data-line" };
                Step { label: label.clone(), text: say(self.lang, id, &args) }
            })
            .collect();
        for (index, back) in kpi.formula.earlier() {
            let Some((measure, combined)) = role.measures.get(index).zip(scores.measures.get(index)) else { continue };
            let earlier = if back == Back::Previous { &combined.previous } else { &combined.year_ago };
            let Some(MeasureValue::Number(number)) = earlier else { continue };
            let value = figures::number(*number, &measure.unit);
            let id = if back == Back::Previous { "why-previous" } else { "why-year-ago" };
            steps.push(Step {
                label: label.clone(),
                text: say(self.lang, id, &[("measure", &measure.name), ("value", &value)]),
            });
        }
        steps
    }

    fn reason(&self, role: &Role, why: Unscored<'_>) -> Step {
        let name = |index: usize| role.measures.get(index).map(|measure| &*measure.name).unwrap_or_default();
        let names = |indexes: &[usize]| indexes.iter().map(|index| name(*index)).collect::<Vec<_>>().join(" / ");
        let reason = match why {
            Unscored::NotApplicable(reason) => reason,
            Unscored::Missing(measures) => {
                return self.step("why-result", "why-missing", &[("measure", &names(measures))]);
            }
        };
        let (id, measure) = match reason {
            Reason::NotApplicable(measures) => ("why-not-applicable", names(measures)),
            Reason::NoEarlier(index, Back::Previous) => ("why-no-previous", name(*index).to_owned()),
            Reason::NoEarlier(index, Back::YearAgo) => ("why-no-year-ago", name(*index).to_owned()),
            Reason::EarlierZero(index, _) => ("why-earlier-zero", name(*index).to_owned()),
            Reason::NotTheirs => ("why-not-theirs", String::new()),
            Reason::DivisionByZero => ("why-division-by-zero", String::new()),
            Reason::NoEarlierTeam(measure, Back::Previous) => ("why-no-previous", measure.clone()),
            Reason::NoEarlierTeam(measure, Back::YearAgo) => ("why-no-year-ago", measure.clone()),
            Reason::EarlierZeroTeam(measure, _) => ("why-earlier-zero", measure.clone()),
            Reason::EarlierLoss(index, _) => ("why-earlier-loss", name(*index).to_owned()),
            Reason::EarlierLossTeam(measure, _) => ("why-earlier-loss", measure.clone()),
            Reason::EarlierChanged(..) | Reason::EarlierChangedTeam(..) => {
                let period = self.department.appraisal.period;
                let text = super::absence::why(self.lang, period, role, why);
                return Step { label: say(self.lang, "why-result", &[]), text };
            }
            Reason::EmptyTeam(measure) => ("why-empty-team", measure.clone()),
        };
        self.step("why-result", id, &[("measure", &measure)])
    }

    fn value(&self, role: &Role, scores: &RoleResult, kpi: &Kpi, result: &KpiResult) -> Vec<Step> {
        let mut steps = Vec::new();
        let value = match result.value() {
            Some(KpiValue::Number(number)) => figures::number(*number, &kpi.unit),
            Some(KpiValue::Label(label)) => label.to_string(),
            None => String::new(),
        };
        let plainly = kpi.formula.single_measure().filter(|_| kpi.formula.conversions().next().is_none());
        match (result.scored().and_then(|scored| scored.exact), plainly) {
            (Some(exact), None) => {
                let figures = figures::Numbers { role, scores, kpi, results: self.results };
                // A formula that rounds at its end is told as one does it by hand.
                let by_hand = kpi.formula.without_last_rounding().filter(|_| round(exact, VALUE_DECIMALS) == exact);
                let (filled, decimals) = match &by_hand {
                    Some((inner, decimals)) => (inner.shown(&figures), plain(*decimals)),
                    None => (kpi.formula.shown(&figures), String::new()),
                };
                let id = match by_hand {
                    Some(_) => "why-calculated-by-hand",
                    None if round(exact, VALUE_DECIMALS) != exact => "why-calculated-rounded",
                    None => "why-calculated",
                };
                let exact = figures::shortened(exact);
                let args = [("formula", &*filled), ("exact", &*exact), ("value", &*value), ("decimals", &*decimals)];
                steps.push(self.step("why-value", id, &args));
            }
            _ => steps.push(Step { label: say(self.lang, "why-value", &[]), text: value }),
        }
        steps.push(Step { label: say(self.lang, "why-rule", &[]), text: kpi.rule_text.clone() });
        let way = way::sentences(self.lang, scores, kpi, result).unwrap_or_default();
        let label = say(self.lang, "why-points-of-rule", &[]);
        steps.extend(way.into_iter().map(|text| Step { label: label.clone(), text }));
        if let (Some(points), Some(score)) = (result.points(), result.score()) {
            let decimals = self.department.appraisal.decimals;
            let points = plain(round(points, way::SHOWN_DECIMALS));
            let args = [("points", points.as_str()), ("full", &plain(kpi.full)), ("score", &fixed(score, decimals))];
            let id = if kpi.rule.is_signed() { "why-signed" } else { "why-score-line" };
            steps.push(self.step("why-score", id, &args));
        }
        steps
    }

    /// What a KPI weighs; signed points weigh nothing, and are said once.
    fn weighted(&self, kpi: &Kpi, result: &KpiResult) -> Option<Step> {
        let (score, weighted) = (result.score()?, result.weighted()?);
        if kpi.rule.is_signed() {
            let args = [("points", &*fixed(score, self.department.appraisal.decimals)), ("score", "")];
            let withheld = self.withheld(kpi) || result.status() == Status::Missing;
            return withheld.then(|| self.step("why-score", "why-points-alone", &args));
        }
        let decimals = self.department.appraisal.decimals;
        let in_points = self.department.appraisal.scale == Scale::Points;
        // Points of a KPI whose way is withheld are said as they are printed.
        let own = if in_points && !self.withheld(kpi) {
            plain(result.points().unwrap_or_default())
        } else {
            fixed(score, decimals)
        };
        let shared = result.carried_weight() != kpi.weight || result.carried_sum != Decimal::ONE;
        let id = match (in_points, shared) {
            (false, false) => "why-weighted",
            (false, true) => "why-weighted-shared",
            (true, false) => "why-points",
            (true, true) => "why-points-shared",
        };
        let args = [
            ("score", &*own),
            ("weight", &figures::percent(kpi.weight)),
            ("carried", &figures::percent(result.carried_weight())),
            ("sum", &figures::percent(result.carried_sum)),
            ("weighted", &fixed(weighted, decimals)),
        ];
        Some(self.step("why-weight", id, &args))
    }

    /// The steps from the roles' totals to the person's total, grade and what the next grade needs.
    pub fn total(&self, person: &PersonResult) -> Vec<Step> {
        let appraisal = &self.department.appraisal;
        let show = |number: Decimal| fixed(number, appraisal.decimals);
        let mut steps = Vec::new();
        if let ([_, _, ..], Some(joint)) = (person.roles.as_slice(), person.subtotal) {
            for scores in &person.roles {
                let role = self.department.roles.get(scores.role).map(|role| &*role.name).unwrap_or_default();
                let total = scores.total.map_or_else(|| "–".to_owned(), show);
                let args = [("role", role), ("days", &scores.days.to_string()), ("total", &total)];
                steps.push(self.step("why-total", "why-role-total", &args));
            }
            steps.push(self.step("why-total", "why-joint", &[("total", &show(joint))]));
        } else if let (Some(subtotal), [scores]) = (person.subtotal, person.roles.as_slice()) {
            let weighted = scores.kpis.iter().filter_map(|kpi| kpi.weighted());
            let lines = match appraisal.start() {
                Some(start) => {
                    steps.push(self.step("why-total", "why-start", &[("start", &show(start))]));
                    let signs = weighted.map(|points| signed(points, appraisal.decimals));
                    std::iter::once(show(start)).chain(signs).collect::<Vec<_>>().join(" ")
                }
                None => weighted.map(show).collect::<Vec<_>>().join(" + "),
            };
            let args = [("lines", &*lines), ("total", &show(subtotal))];
            steps.push(self.step("why-total", "why-sum", &args));
        }
        steps.extend(person.lines.iter().map(|line| self.line(person, line)));
        if let (Some(total), [_, ..]) = (person.total, person.lines.as_slice()) {
            let amounts = person.lines.iter().map(|line| signed(line.amount, appraisal.decimals));
            let start = show(person.subtotal.unwrap_or_default());
            let lines: Vec<String> = std::iter::once(start).chain(amounts).collect();
            steps.push(self.step("why-total", "why-sum", &[("lines", &lines.join(" ")), ("total", &show(total))]));
        }
        match person.total {
            Some(total) => steps.push(self.step("why-total", "why-total-is", &[("total", &show(total))])),
            None => steps.push(self.step("why-total", "why-no-total", &[])),
        }
        steps.extend(self.grade(person));
        steps.extend(self.pay(person));
        steps
    }

    fn grade(&self, person: &PersonResult) -> Vec<Step> {
        let Some(grade) =
            person.grade.and_then(|index| self.department.grades.get(index)).filter(|_| person.total.is_some())
        else {
            return Vec::new();
        };
        let coefficient = person.coefficient.map(plain).unwrap_or_default();
        let mut steps = vec![self.step(
            "why-grade",
            if coefficient.is_empty() { "why-grade-alone" } else { "why-grade-is" },
            &[("grade", &grade.name), ("coefficient", &coefficient)],
        )];
        // How many people there are, and one's rank among them, is for the office.
        let places = quota::lines(self.lang, self.department, self.results);
        if let (Audience::Office, false, Some(rank)) = (self.audience, places.is_empty(), person.rank) {
            let places = places.join(&say(self.lang, "quota-separator", &[]));
            let tied = self.results.people.iter().filter(|other| other.rank == Some(rank)).count();
            let id = if tied > 1 { "why-places-tied" } else { "why-places" };
            let args = [("places", &*places), ("rank", &*rank.to_string()), ("tied", &*tied.to_string())];
            steps.push(self.step("why-grade", id, &args));
        }
        let next = next::grade(self.lang, self.department, person);
        if !next.is_empty() {
            steps.push(Step { label: say(self.lang, "why-grade", &[]), text: next });
        }
        steps
    }

    /// A line between the sum of the weighted scores and the total, with its signed amount and where it comes from.
    fn line(&self, person: &PersonResult, line: &Line) -> Step {
        let appraisal = &self.department.appraisal;
        let amount = signed(line.amount, appraisal.decimals).replace(' ', "");
        let row = |at: usize| self.department.adjustments.get(at);
        let reason = |at: usize| row(at).map(|row| row.reason.as_str()).unwrap_or_default();
        match line.kind {
            LineKind::Adjustment(at) => {
                let bonus = row(at).is_some_and(|row| row.kind == AdjustmentKind::Bonus);
                let id = if bonus { "why-bonus" } else { "why-penalty" };
                self.step("why-adjustment", id, &[("amount", &amount), ("reason", reason(at))])
            }
            LineKind::Cap => {
                let cap = appraisal.cap.map(plain).unwrap_or_default();
                self.step("why-total", "why-cap", &[("amount", &amount), ("cap", &cap)])
            }
            LineKind::Floor => self.step("why-total", "why-floor", &[("amount", &amount)]),
            LineKind::Veto(at) => {
                self.step("why-adjustment", "why-veto", &[("amount", &amount), ("reason", reason(at))])
            }
            LineKind::RuleVeto(held, kpi) => {
                let role = person.roles.get(held).and_then(|held| self.department.roles.get(held.role));
                let name = role.and_then(|role| role.kpis.get(kpi)).map(|kpi| kpi.name.as_str()).unwrap_or_default();
                self.step("why-total", "why-rule-veto", &[("amount", &amount), ("kpi", name)])
            }
            LineKind::Calibration(at) => {
                let points = row(at).and_then(|row| row.points).map(plain).unwrap_or_default();
                let id = if person.vetoed { "why-calibration-beaten" } else { "why-calibration" };
                self.step("why-adjustment", id, &[("amount", &amount), ("points", &points), ("reason", reason(at))])
            }
        }
    }

    /// Everything of a person in sections: each role's KPIs with their rules said back, then the total. With a KPI's name
    /// only the sections of that KPI.
    pub fn sections(&self, person: &PersonResult, kpi: Option<&str>) -> Vec<Section> {
        let wanted = kpi.map(crate::text::key);
        let mut sections = Vec::new();
        for scores in &person.roles {
            let Some(role) = self.department.roles.get(scores.role) else { continue };
            for (index, kpi) in role.kpis.iter().enumerate() {
                if wanted.as_ref().is_some_and(|wanted| crate::text::key(&kpi.name) != *wanted) {
                    continue;
                }
                let title = format!("{} · {}", role.name, kpi.name);
                let mut steps = self.kpi(scores, index);
                let label = say(self.lang, "why-understood", &[]);
                let understood =
                    crate::report::reading(kpi, self.lang).into_iter().map(|text| Step { label: label.clone(), text });
                let rule = say(self.lang, "why-rule", &[]);
                let behind = steps.iter().position(|step| step.label == rule).map(|at| at.saturating_add(1));
                let at = behind.unwrap_or(steps.len());
                steps.splice(at..at, understood);
                sections.push(Section { title, steps });
            }
        }
        if wanted.is_none() {
            sections.push(Section { title: say(self.lang, "why-total", &[]), steps: self.total(person) });
        }
        sections
    }
}

/// An amount as it stands in a sum: `+ 2.00`, `− 4.40`.
fn signed(amount: Decimal, decimals: u32) -> String {
    let sign = if amount < Decimal::ZERO { "−" } else { "+" };
    format!("{sign} {}", fixed(amount.abs(), decimals))
}
