//! Figures that a colleague would ask about, told once for each KPI: values a thousandfold beyond the target or below it were typed in
//! another unit (元 for 万元), and marks none of which reaches a tenth of their scale were given out of 10 or of 5.

use rust_decimal::Decimal;

use super::{KpiResult, KpiValue, PersonResult, RoleResult, Status, combine};
use crate::cell::CellRef;
use crate::decimal;
use crate::model::{Department, Kpi, Role};
use crate::problem::{Code, Problem};
use crate::rule::Main;
use crate::text::key;

/// A person's value of a KPI.
struct Value<'a> {
    person: &'a PersonResult,
    of_role: &'a RoleResult,
    kpi: &'a Kpi,
    value: Decimal,
    /// From how many figures it comes: of a KPI that people mark each mark is one.
    given: usize,
}

/// Tells of them.
pub(super) fn tell(department: &Department, people: &[PersonResult], problems: &mut Vec<Problem>) {
    for (number, role) in department.roles.iter().enumerate() {
        let held: Vec<(&PersonResult, &RoleResult)> = people
            .iter()
            .flat_map(|person| person.roles.iter().map(move |of_role| (person, of_role)))
            .filter(|(_, of_role)| of_role.role == number)
            .collect();
        for (at, kpi) in role.kpis.iter().enumerate() {
            let values: Vec<Value<'_>> = held
                .iter()
                .filter_map(|(person, of_role)| {
                    let result = of_role.kpis.get(at)?;
                    let value = number_of(result)?;
                    let marks = result.marks.iter().map(|mark| mark.count);
                    let given = marks.fold(0, usize::saturating_add).max(1);
                    Some(Value { person, of_role, kpi: kpi.or_own(result.own.as_ref()), value, given })
                })
                .collect();
            let far = far(role, &values).or_else(|| hundredfold(role, &values)).or_else(|| bare_share(role, &values));
            problems.extend(far.into_iter().chain(small(role, &values)).chain(above_whole(role, &values)));
        }
    }
}

fn number_of(result: &KpiResult) -> Option<Decimal> {
    match result.value() {
        Some(KpiValue::Number(value)) if result.status() == Status::Scored => Some(*value),
        _ => None,
    }
}

/// What a value is compared with: the target, else the lowest and the highest level of the rule's tiers.
fn levels(kpi: &Kpi) -> Option<(Decimal, Decimal)> {
    let one = |level: Decimal| (level > Decimal::ZERO).then_some((level, level));
    kpi.rule.target.and_then(one).or_else(|| {
        let Main::Tiers(_) = kpi.rule.main else { return None };
        let levels: Vec<Decimal> = kpi.rule.levels().into_iter().filter(|level| *level > Decimal::ZERO).collect();
        Some((levels.iter().min().copied()?, levels.iter().max().copied()?))
    })
}

/// The first value a thousandfold beyond its target or below it, with how many there are. Shares above theirs are looked at by themselves.
fn far(role: &Role, values: &[Value<'_>]) -> Option<Problem> {
    let is_far = |value: &&Value<'_>| {
        let size = value.value.abs();
        let times = |number: Decimal| number.checked_mul(Decimal::ONE_THOUSAND);
        let is_share = value.kpi.unit.is_percent();
        // A share that somebody typed was looked at where it was read; one that is calculated from figures in two units is small.
        !(size.is_zero() || is_share && value.kpi.formula.single_measure().is_some())
            && levels(value.kpi).is_some_and(|(lowest, highest)| {
                !is_share && times(highest).is_some_and(|most| size >= most)
                    || times(size).is_some_and(|size| size <= lowest)
            })
    };
    let first = values.iter().find(is_far)?;
    let (lowest, highest) = levels(first.kpi)?;
    let nearest = if first.value.abs() <= lowest { lowest } else { highest };
    Some(apart(role, (first, nearest), values.iter().filter(is_far).count(), "thousand"))
}

/// Ratios none of which reaches 1.5 beside a target of 50 to 100: 0.9 was meant as 90.
fn hundredfold(role: &Role, values: &[Value<'_>]) -> Option<Problem> {
    let (most, first_target, last_target) = (Decimal::new(15, 1), Decimal::new(50, 0), Decimal::ONE_HUNDRED);
    let first = values.iter().find(|value| !value.value.is_zero())?;
    let is_ratio = first.kpi.formula.is_ratio() && !first.kpi.unit.is_percent();
    let (lowest, highest) = levels(first.kpi).filter(|_| is_ratio)?;
    let all_small = values.iter().all(|value| value.value >= Decimal::ZERO && value.value <= most);
    let is_of_hundred = lowest >= first_target && highest <= last_target;
    (all_small && is_of_hundred).then(|| apart(role, (first, lowest), values.len(), "hundred"))
}

/// Shares that somebody typed without a %, all of them ten times their target and more, where the hundredth of each lies beside it:
/// 1.2 beside a target of 2% was meant as 1.2%.
fn bare_share(role: &Role, values: &[Value<'_>]) -> Option<Problem> {
    let filled: Vec<&Value<'_>> = values.iter().filter(|value| !value.value.is_zero()).collect();
    let first = filled.first()?;
    let is_typed = first.kpi.unit.is_percent() && first.kpi.formula.single_measure().is_some();
    let (lowest, highest) = levels(first.kpi).filter(|_| is_typed)?;
    let many = highest.checked_mul(Decimal::TEN)?;
    let beside = |value: &&Value<'_>| {
        let meant = value.value.checked_div(Decimal::ONE_HUNDRED);
        value.value >= many
            && meant.zip(lowest.checked_div(Decimal::TEN)).is_some_and(|(meant, least)| meant >= least && meant <= many)
    };
    filled.iter().all(beside).then(|| apart(role, (first, highest), filled.len(), "ten"))
}

/// Rates of a part of what there is, in the form of keys: none is above 100%.
#[rustfmt::skip]
const OF_WHOLE: [&str; 38] = [
    "合格率", "及格率", "良品率", "出勤率", "到岗率", "准确率", "正确率", "及时率", "准时率", "准点率", "通过率", "覆盖率", "合规率", "满意率", "好评率", "差评率", "退货率", "退款率",
    "差错率", "错误率", "次品率", "不良率", "报废率", "投诉率", "流失率", "离职率", "缺勤率", "完播率", "占比", "passrate", "attendance", "accuracy", "on-timerate", "defectrate", "errorrate",
    "returnrate", "refundrate", "turnoverrate",
];

/// A part that is larger than its whole: 150 of 100 pieces passed.
fn above_whole(role: &Role, values: &[Value<'_>]) -> Option<Problem> {
    let is_above = |value: &&Value<'_>| {
        let name = key(&value.kpi.name);
        value.kpi.unit.is_percent() && value.value > Decimal::ONE && OF_WHOLE.iter().any(|rate| name.contains(rate))
    };
    let first = values.iter().find(is_above)?;
    let problem = told(Code::PartAboveWhole, role, first).with("value", decimal::percent(first.value));
    Some(problem.with("count", values.iter().filter(is_above).count()))
}

/// That values lie so many times away from a level.
fn apart(role: &Role, (first, level): (&Value<'_>, Decimal), count: usize, times: &str) -> Problem {
    let shown = |number: Decimal| {
        if first.kpi.unit.is_percent() {
            decimal::percent(number)
        } else {
            format!("{}{}", decimal::plain(number), first.kpi.unit.text)
        }
    };
    told(Code::ValueFar, role, first)
        .with("value", shown(first.value))
        .with("target", shown(level))
        .with("count", count)
        .with("times", times)
}

/// Marks out of a scale of which none of several reaches a tenth. 95% is 0.95 and no mark; levels and ranges say what was meant.
fn small(role: &Role, values: &[Value<'_>]) -> Option<Problem> {
    /// Marks from which on they say something of the scale.
    const SEVERAL: usize = 2;
    let told_by_levels = |kpi: &Kpi| kpi.marks.as_ref().is_some_and(|marks| !marks.levels.is_empty() || marks.ranged);
    let first = values.first().filter(|value| !value.kpi.unit.is_percent() && !told_by_levels(value.kpi))?;
    let Main::Direct { scale } = first.kpi.rule.main else { return None };
    let highest = values.iter().map(|value| value.value).max()?;
    let tenth = scale.checked_div(Decimal::TEN)?;
    let given = values.iter().map(|value| value.given).fold(0, usize::saturating_add);
    let code = if first.kpi.marks.is_some() { Code::MarksSmall } else { Code::ScoresSmall };
    (given >= SEVERAL && highest > Decimal::ZERO && highest <= tenth)
        .then(|| told(code, role, first).with("highest", decimal::plain(highest)).with("full", decimal::plain(scale)))
}

/// A finding at the cell of what the KPI's formula counts first.
fn told(code: Code, role: &Role, value: &Value<'_>) -> Problem {
    let measure = value.kpi.formula.measures().into_iter().find_map(|index| {
        let row = value.of_role.measures.get(index)?.rows.first()?;
        Some(combine::cell(role, role.rows.get(*row)?, index))
    });
    let cell: CellRef = measure.unwrap_or_else(|| value.kpi.formula_at.clone());
    Problem::new(code, &cell).with("id", &value.person.id).with("name", &value.person.name).with("kpi", &value.kpi.name)
}
