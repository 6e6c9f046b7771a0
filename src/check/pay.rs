//! The formula of 绩效工资, over its five names.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::findings::Findings;
use super::people::Staff;
use crate::cell::CellRef;
use crate::decimal;
use crate::formula::{self, Expr, Formula, FormulaErrorKind as Kind, Inputs, Names, Operator};
use crate::lang::Lang;
use crate::model::layout::{AppraisalField, Column};
use crate::model::{Aggregate, Measure, PayName, PayRule};
use crate::problem::{Code, Place, Problem};
use crate::unit::Unit;

/// The words of the names, each as a measure, with the name that it stands for.
struct Words {
    measures: Vec<Measure>,
    names: Vec<usize>,
}

impl Words {
    fn new() -> Self {
        let mut words = Self { measures: Vec::new(), names: Vec::new() };
        for (at, name) in PayName::ALL.iter().enumerate() {
            for word in name.words() {
                words.names.push(at);
                words.measures.push(Measure {
                    name: Arc::from(*word),
                    unit: Unit::plain(),
                    aggregate: Aggregate::Sum,
                    meaning: String::new(),
                    earlier: None,
                });
            }
        }
        words
    }
}

impl Names for Words {
    fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// Read so that it can be said: no pay has a team's figures.
    fn team(&self) -> Vec<(&str, &Unit)> {
        self.measures.iter().map(|measure| (&*measure.name, &measure.unit)).collect()
    }

    fn has_target(&self) -> bool {
        false
    }
}

/// The usual pay: 基数*系数.
pub(super) fn usual() -> PayRule {
    let name = |name: PayName| Expr::Measure(PayName::ALL.iter().position(|one| *one == name).unwrap_or_default());
    let (base, coefficient) = (Box::new(name(PayName::Base)), Box::new(name(PayName::Coefficient)));
    let root = Expr::Binary(Operator::Multiply, base, coefficient);
    PayRule { text: String::new(), at: None, formula: Formula { root } }
}

/// Reads the formula; what is wrong with it is told at its cell.
pub(super) fn read(text: &str, at: &CellRef, lang: Lang, findings: &mut Findings) -> Option<PayRule> {
    if text.is_empty() {
        return Some(usual());
    }
    let words = Words::new();
    let allowed: Vec<&str> = PayName::ALL
        .iter()
        .map(|name| {
            let all = name.words();
            let at = Lang::ALL.iter().position(|one| *one == lang).unwrap_or_default();
            all.get(at).or_else(|| all.first()).copied().unwrap_or_default()
        })
        .collect();
    let refused = |code: Code, quote: &str, why: &str| {
        Problem::new(code, at)
            .with("text", text)
            .with("quote", if quote.is_empty() { text } else { quote })
            .with("why", why)
            .with("allowed", allowed.join(" / "))
    };
    match formula::read(text, &words) {
        Ok(formula) if !formula.earlier().is_empty() || !formula.team().is_empty() || formula.uses_target() => {
            findings.add(refused(Code::PayFormulaWithoutValue, "", "names"));
            None
        }
        Ok(formula) if formula.parts().any(is_over_nothing) => {
            findings.add(refused(Code::PayFormulaWithoutValue, "", "zero"));
            None
        }
        Ok(formula) if formula.measures().is_empty() => {
            findings.add(refused(Code::PayFormulaWithoutValue, "", "constant"));
            None
        }
        Ok(formula) => Some(PayRule {
            text: text.to_owned(),
            at: Some(at.clone()),
            formula: Formula { root: renamed(formula.root, &words.names) },
        }),
        Err(errors) => {
            let first = errors.first();
            let quote = first.map_or("", |error| error.quote.as_str());
            // 目标, 上期(系数), 部门合计(基数): understood, but nobody's pay has them.
            let understood = matches!(
                first.map(|error| &error.kind),
                Some(Kind::NoTarget | Kind::NoEarlierOf(_) | Kind::TeamOfExpression(_) | Kind::TeamUnits(_))
            );
            findings.add(if understood {
                refused(Code::PayFormulaWithoutValue, quote, "names")
            } else {
                refused(Code::PayFormulaUnreadable, quote, "")
            });
            None
        }
    }
}

/// Whether a part divides by a figure that is 0 whoever it is about.
fn is_over_nothing(part: &Expr) -> bool {
    let Expr::Binary(Operator::Divide, _, under) = part else { return false };
    let named = under.parts().any(|part| matches!(part, Expr::Measure(_)));
    !named && Formula { root: (**under).clone() }.evaluate(&Nobody).is_ok_and(|value| value.is_zero())
}

/// Nobody's figures: what is reckoned with them names none.
struct Nobody;

impl Inputs for Nobody {
    fn measure(&self, _: usize) -> Option<Decimal> {
        None
    }
}

/// The expression over the five names.
fn renamed(part: Expr, names: &[usize]) -> Expr {
    let boxed = |inner: Box<Expr>| Box::new(renamed(*inner, names));
    match part {
        Expr::Measure(index) => Expr::Measure(names.get(index).copied().unwrap_or_default()),
        Expr::Negate(inner) => Expr::Negate(boxed(inner)),
        Expr::Convert(inner, ratio) => Expr::Convert(boxed(inner), ratio),
        Expr::Binary(operator, left, right) => Expr::Binary(operator, boxed(left), boxed(right)),
        Expr::Call(function, arguments) => {
            Expr::Call(function, arguments.into_iter().map(|argument| renamed(argument, names)).collect())
        }
        other => other,
    }
}

/// Tells of people with two rows and two bases.
pub(super) fn two_bases(staff: &Staff, findings: &mut Findings) {
    for (at, posting) in staff.postings.iter().enumerate() {
        let Some(base) = posting.pay_base else { continue };
        let mut before = staff.postings.iter().take(at).filter(|other| other.id == posting.id);
        let other = before.find(|other| other.pay_base.is_some_and(|known| known != base));
        if let Some(other) = other {
            findings.add(
                Problem::new(Code::PayBaseTwice, Place::Cell(posting.at.clone()))
                    .with("name", &posting.name)
                    .with("base", decimal::plain(base))
                    .with("other", other.at.a1())
                    .with("other-base", other.pay_base.map(decimal::plain).unwrap_or_default()),
            );
        }
    }
}

/// Tells where the settings speak of pay and nobody has a base: then nobody is paid by them.
pub(super) fn without_bases(
    said: Option<&(AppraisalField, CellRef)>,
    staff: &Staff,
    lang: Lang,
    findings: &mut Findings,
) {
    let Some((field, at)) = said else { return };
    if staff.broken || staff.postings.is_empty() || staff.postings.iter().any(|posting| posting.pay_base.is_some()) {
        return;
    }
    let problem = Problem::new(Code::SettingUnread, at).with("text", field.name(lang)).with("why", "pay");
    findings.add(problem.with("column", Column::PayBase.name(lang)));
}
