//! 绩效工资 over the cells of its five names.

use crate::formula::{self, Team};
use crate::model::{Back, PayName, PayRule};
use crate::output::{Content, Value};
use crate::score::Pay;

/// Where the five names stand: cells, or numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// 基数.
    pub base: String,
    /// 系数.
    pub coefficient: String,
    /// 总分.
    pub total: String,
    /// 在岗天数.
    pub days: String,
    /// 应计天数.
    pub whole: String,
}

impl Cells {
    fn of(&self, name: PayName) -> &str {
        match name {
            PayName::Base => &self.base,
            PayName::Coefficient => &self.coefficient,
            PayName::Total => &self.total,
            PayName::Days => &self.days,
            PayName::WholeDays => &self.whole,
        }
    }
}

impl formula::Cells for Cells {
    fn measure(&self, index: usize) -> String {
        PayName::ALL.get(index).map_or("0", |name| self.of(*name)).to_owned()
    }
    fn earlier(&self, _: usize, _: Back) -> String {
        "0".to_owned()
    }
    fn team(&self, _: Team, _: &str) -> String {
        "0".to_owned()
    }
    fn target(&self) -> String {
        "0".to_owned()
    }
}

/// The pay, rounded to 0.01; `absent` where something that it rests on is no number.
pub fn amount(pay: &Pay, rule: &PayRule, cells: &Cells, absent: &str) -> Content {
    let named: Vec<&str> = rule.names().into_iter().map(|name| cells.of(name)).collect();
    let value = format!("ROUND({},2)", rule.formula.excel_exact(cells));
    let value = if rule.formula.may_fail() { format!("IFERROR({value},{})", super::quoted(absent)) } else { value };
    let formula = if named.is_empty() {
        value
    } else {
        format!("IF(COUNT({})={},{value},{})", named.join(","), named.len(), super::quoted(absent))
    };
    Content::Formula(formula, pay.amount.map_or_else(|| Value::Text(absent.to_owned()), Value::Number))
}
