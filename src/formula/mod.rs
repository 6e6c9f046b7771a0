//! KPI formulas: Excel-like expressions over a role's measures, parsed once, calculated in exact decimals and written
//! again as Excel formulas.
//!
//! | part | does |
//! |---|---|
//! | `glyph`, `names`, `word` | what a text's characters, names and functions are |
//! | `parse`, `call` | text → [`Formula`], or every [`FormulaError`] with its place |
//! | `evaluate`, `power` | [`Formula::evaluate`] in exact decimals |
//! | `units` | conversions put in where units of one kind meet, and parts of two kinds refused |
//! | `excel`, `shown` | the same as an Excel formula, and as people read it with numbers put in |

mod call;
mod evaluate;
mod excel;
mod glyph;
mod names;
mod outcome;
mod parse;
mod power;
mod refusal;
mod shown;
mod units;
mod word;

use rust_decimal::Decimal;

pub use evaluate::Inputs;
pub use excel::{Cells, VALUE_GUARD_DECIMALS};
pub use names::{Names, Vocabulary};
pub use outcome::{EvaluationError, settle};
pub use refusal::{FormulaError, FormulaErrorKind};
pub use shown::Shown;
pub use units::{Misfit, Units};

use crate::model::Back;
use crate::quantity::ratio::Ratio;

/// Reads a KPI's formula.
///
/// # Errors
/// Every unknown name and wrong call, and the first obstacle of form, each with its place in the text.
pub fn read(text: &str, names: &dyn Names) -> Result<Formula, Vec<FormulaError>> {
    parse::read(text, names)
}

/// A KPI's formula as understood. Measures are indexes into [`crate::model::Role::measures`].
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// The expression.
    pub root: Expr,
}

/// An expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr {
    /// A number as written; `50%` is 0.5.
    Number(Decimal),
    /// A measure of the role, combined over the person's rows.
    Measure(usize),
    /// 上期(x), or the YOY base: a measure at an earlier period.
    Earlier(usize, Back),
    /// 部门合计(x) or 部门平均(x), now or at an earlier period, by the measure's name: it may stand in several roles.
    Team(Team, String),
    /// 目标.
    Target,
    /// −x.
    Negate(Box<Expr>),
    /// Two operands.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function of arguments.
    Call(Function, Vec<Expr>),
    /// A value in another unit: nobody writes it, [`Formula::in_units`] puts it in.
    Convert(Box<Expr>, Ratio),
}

/// Over the team, now or at an earlier period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Team {
    /// Sum or mean.
    pub function: TeamFunction,
    /// How far back; `None` for the present period.
    pub back: Option<Back>,
}

/// What is made of everybody's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TeamFunction {
    /// 部门合计 TEAMSUM.
    Sum,
    /// 部门平均 TEAMAVG.
    Mean,
}

impl Team {
    /// 部门合计 of the present period.
    pub const SUM: Self = Self { function: TeamFunction::Sum, back: None };
    /// 部门平均 of the present period.
    pub const MEAN: Self = Self { function: TeamFunction::Mean, back: None };

    /// The same at an earlier period.
    #[must_use]
    pub const fn at(self, back: Back) -> Self {
        Self { back: Some(back), ..self }
    }
}

/// Binary operators, loosest first. A comparison gives 1 where it holds, else 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    /// =
    Equal,
    /// <>
    NotEqual,
    /// <
    Less,
    /// <=
    LessOrEqual,
    /// >
    Greater,
    /// >=
    GreaterOrEqual,
    /// +
    Add,
    /// −
    Subtract,
    /// ×
    Multiply,
    /// ÷
    Divide,
    /// ^
    Power,
}

/// Functions of values. 环比 and 同比 are read as `x / earlier(x) − 1`, so they need no function of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// 求和 SUM.
    Sum,
    /// 平均 AVERAGE.
    Average,
    /// 最大 MAX.
    Max,
    /// 最小 MIN.
    Min,
    /// 四舍五入 ROUND(x, places).
    Round,
    /// 绝对值 ABS.
    Abs,
    /// 如果 IF(condition, then, else).
    If,
}

impl Function {
    /// Its name in Excel, in whose formulas and in whose words it is shown.
    pub const fn excel(self) -> &'static str {
        match self {
            Self::Sum => "SUM",
            Self::Average => "AVERAGE",
            Self::Max => "MAX",
            Self::Min => "MIN",
            Self::Round => "ROUND",
            Self::Abs => "ABS",
            Self::If => "IF",
        }
    }
}

impl Expr {
    /// Itself and every part of it, outer parts first.
    pub fn parts(&self) -> impl Iterator<Item = &Self> {
        let mut waiting = vec![self];
        std::iter::from_fn(move || {
            let next = waiting.pop()?;
            match next {
                Self::Negate(inner) | Self::Convert(inner, _) => waiting.push(inner),
                Self::Binary(_, left, right) => waiting.extend([&**right, &**left]),
                Self::Call(_, arguments) => waiting.extend(arguments.iter().rev()),
                Self::Number(_) | Self::Measure(_) | Self::Earlier(..) | Self::Team(..) | Self::Target => {}
            }
            Some(next)
        })
    }
}

impl Operator {
    /// Whether it compares.
    pub const fn compares(self) -> bool {
        matches!(
            self,
            Self::Equal | Self::NotEqual | Self::Less | Self::LessOrEqual | Self::Greater | Self::GreaterOrEqual
        )
    }
}

impl Formula {
    /// What is rounded and to how many decimals, where rounding is the last thing that the formula does.
    pub fn without_last_rounding(&self) -> Option<(Self, Decimal)> {
        let Expr::Call(Function::Round, arguments) = &self.root else { return None };
        match arguments.as_slice() {
            [inner, Expr::Number(decimals)] => Some((Self { root: inner.clone() }, *decimals)),
            _ => None,
        }
    }

    /// The measure that the formula is, where it is nothing but one measure's name: only such a KPI may hold labels.
    pub fn single_measure(&self) -> Option<usize> {
        match &self.root {
            Expr::Measure(index) => Some(*index),
            Expr::Convert(inner, _) => match **inner {
                Expr::Measure(index) => Some(index),
                _ => None,
            },
            _ => None,
        }
    }

    /// Every part of the formula, outer parts first.
    pub fn parts(&self) -> impl Iterator<Item = &Expr> {
        self.root.parts()
    }

    /// The measures of the present period that it names, each once, in the order of the text.
    pub fn measures(&self) -> Vec<usize> {
        distinct(self.parts().filter_map(|part| match part {
            Expr::Measure(index) => Some(*index),
            _ => None,
        }))
    }

    /// Whether it is one thing over another, and nothing is done to that.
    pub fn is_ratio(&self) -> bool {
        matches!(self.root, Expr::Binary(Operator::Divide, ..))
    }

    /// The measures of earlier periods that it names, each once.
    pub fn earlier(&self) -> Vec<(usize, Back)> {
        distinct(self.parts().filter_map(|part| match part {
            Expr::Earlier(index, back) => Some((*index, *back)),
            _ => None,
        }))
    }

    /// The team values that it names, each once.
    pub fn team(&self) -> Vec<(Team, &str)> {
        distinct(self.parts().filter_map(|part| match part {
            Expr::Team(team, name) => Some((*team, name.as_str())),
            _ => None,
        }))
    }

    /// The earlier periods that it looks at, each once.
    pub fn backs(&self) -> std::collections::BTreeSet<Back> {
        self.parts()
            .filter_map(|part| match part {
                Expr::Earlier(_, back) => Some(*back),
                Expr::Team(team, _) => team.back,
                _ => None,
            })
            .collect()
    }

    /// Whether it names the KPI's target.
    pub fn uses_target(&self) -> bool {
        self.parts().any(|part| *part == Expr::Target)
    }
}

fn distinct<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
