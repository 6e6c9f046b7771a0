//! KPI formulas: Excel-like expressions over a role's measures, parsed once, calculated in exact decimals and written
//! again as Excel formulas.

use rust_decimal::Decimal;

use crate::model::Back;

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
    /// 部门合计(x) or 部门平均(x), by the measure's name: it may stand in several roles.
    Team(Team, String),
    /// 目标.
    Target,
    /// −x.
    Negate(Box<Expr>),
    /// Two operands.
    Binary(Operator, Box<Expr>, Box<Expr>),
    /// A function of arguments.
    Call(Function, Vec<Expr>),
}

/// Over the team.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Team {
    /// 部门合计 TEAMSUM.
    Sum,
    /// 部门平均 TEAMAVG.
    Mean,
}

/// Binary operators, loosest first.
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
