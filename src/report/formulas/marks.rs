//! The value of a KPI that people mark: the means of its categories by their shares.

use super::{States, literal};
use crate::formula::{Cells, VALUE_GUARD_DECIMALS};
use crate::model::{Marks, MissingPolicy};
use crate::output::{Content, Value};
use crate::score::{KpiResult, KpiValue, Status};

/// The value over the cells of the categories' means, each a number or a state.
pub fn value(result: &KpiResult, marks: &Marks, cells: &dyn Cells, states: &States, policy: MissingPolicy) -> Content {
    let cached = match (result.value(), result.status()) {
        (Some(KpiValue::Number(value)), _) => Value::Number(*value),
        (Some(KpiValue::Label(label)), _) => Value::Text(label.to_string()),
        (None, Status::Missing) => Value::Text(states.missing.clone()),
        (None, _) => Value::Text(states.absent.clone()),
    };
    let means: Vec<String> = marks.by.iter().map(|by| cells.measure(by.measure)).collect();
    let (absent, missing) = (states.absent_text(), states.missing_text());
    let sum = |part: &dyn Fn(&str) -> String| {
        let parts = marks.by.iter().zip(&means).map(|(by, cell)| format!("{}*{}", literal(by.share), part(cell)));
        parts.collect::<Vec<_>>().join("+")
    };
    let total = sum(&|cell| format!("N({cell})"));
    let shares = match policy {
        // What is missing counts 0; what does not apply is left out.
        MissingPolicy::Zero => sum(&|cell| format!("({cell}<>{absent})")),
        MissingPolicy::Error | MissingPolicy::Exclude => sum(&|cell| format!("ISNUMBER({cell})")),
    };
    let value = format!("ROUND(ROUND(({total})/({shares}),{VALUE_GUARD_DECIMALS}),4)");
    let unmarked = means.iter().map(|cell| format!("COUNTBLANK({cell})+COUNTIF({cell},{missing})"));
    let unmarked = format!("{}>0", unmarked.collect::<Vec<_>>().join("+"));
    let none = if marks.by.iter().any(|by| by.share.is_zero()) {
        // Who is heard and does not count is nobody here.
        format!("({shares})=0")
    } else {
        format!("COUNT({})=0", means.join(","))
    };
    let formula = match policy {
        MissingPolicy::Error => format!("IF({unmarked},{missing},IF({none},{absent},{value}))"),
        MissingPolicy::Zero | MissingPolicy::Exclude => {
            format!("IF({none},IF({unmarked},{missing},{absent}),{value})")
        }
    };
    Content::Formula(formula, cached)
}
