//! `scorebook rule`: how a scoring rule is understood, and what it gives for a value.

use rust_decimal::Decimal;
use serde_json::json;

use super::Context;
use super::status::Status;
use crate::cell::CellRef;
use crate::decimal;
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::model::Scale;
use crate::rule::{self, Input, Reading};
use crate::unit::Unit;

/// Arguments of `rule`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's sentence.
    text: String,
    /// 目标值.
    #[arg(long, allow_hyphen_values = true)]
    target: Option<String>,
    /// The value to score.
    #[arg(long, allow_hyphen_values = true)]
    value: Option<String>,
    /// 满分.
    #[arg(long)]
    full: Option<Decimal>,
    /// 单位.
    #[arg(long)]
    unit: Option<String>,
    /// Machine-readable output.
    #[arg(long)]
    json: bool,
}

/// Reads the rule, and scores the value or shows values around the edges.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let typed = args.target.as_deref().unwrap_or_default();
    // A target in % without a unit makes the KPI a percentage.
    let unit = match args.unit.as_deref() {
        Some(unit) => Unit::read(unit),
        None if typed.trim().ends_with(['%', '％']) => Unit::percent(),
        None => Unit::plain(),
    };
    let target = rule::target(typed, &unit);
    if target.is_none() && !typed.trim().is_empty() {
        return refuse(args, context, &[Problem::new(Code::NotANumber, Place::File).with("text", typed)]);
    }
    let around = rule::Context {
        unit: &unit,
        target: target.as_ref(),
        full: args.full,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        measures: &[],
    };
    let place = CellRef::new("", 0, 0);
    let reading = match rule::read(&args.text, &around) {
        Ok(reading) => reading,
        Err(refusals) => {
            let problems: Vec<Problem> =
                refusals.iter().map(|refusal| Problem { place: Place::File, ..refusal.problem(&place) }).collect();
            return refuse(args, context, &problems);
        }
    };
    show(args, context, &unit, &reading)
}

fn show(args: &Args, context: &Context, unit: &Unit, reading: &Reading) -> Result<Status, Error> {
    let lines = reading.rule.describe(context.lang);
    let Some(typed) = args.value.as_deref() else {
        if args.json {
            let table: Vec<_> = reading
                .rule
                .edges()
                .into_iter()
                .map(|(value, points)| json!({"value": value, "points": points}))
                .collect();
            context.terminal.print(&format!("{}\n", json!({"reading": lines.join("\n"), "table": table})))?;
            return Ok(Status::Clean);
        }
        let mut text = lines.join("\n");
        for (value, points) in reading.rule.edges() {
            text.push_str(&format!("\n  {value:>12}  {points}"));
        }
        context.terminal.print(&format!("{text}\n"))?;
        return Ok(Status::Clean);
    };
    let input = match rule::target(typed, unit) {
        Some(number) if reading.rule.labels().is_empty() => {
            Input::Number(decimal::round(number.value, decimal::VALUE_DECIMALS))
        }
        _ if reading.rule.labels().is_empty() => {
            return refuse(args, context, &[Problem::new(Code::NotANumber, Place::File).with("text", typed)]);
        }
        _ => Input::Label(typed),
    };
    match reading.rule.points(&input) {
        Ok(outcome) => {
            let points = decimal::plain(outcome.points);
            let text = if args.json {
                json!({"points": points, "veto": outcome.veto, "reading": lines.join("\n")}).to_string()
            } else {
                format!("{}\n{typed} → {points}{}", lines.join("\n"), if outcome.veto { " ✗" } else { "" })
            };
            context.terminal.print(&format!("{text}\n"))?;
            Ok(Status::Clean)
        }
        Err(_) => refuse(args, context, &[Problem::new(Code::RuleNoAnswer, Place::File).with("value", typed)]),
    }
}

fn refuse(args: &Args, context: &Context, problems: &[Problem]) -> Result<Status, Error> {
    if args.json {
        let list: Vec<_> = problems
            .iter()
            .map(|problem| {
                let said = |name: &str| problem.args.iter().find(|(arg, _)| *arg == name).map(|(_, value)| value);
                json!({
                    "code": problem.code.id(),
                    "headline": problem.headline(context.lang),
                    "hint": problem.hint(context.lang),
                    "words": said("words"),
                    "nearest": said("nearest").filter(|form| !form.is_empty()),
                })
            })
            .collect();
        context
            .terminal
            .print(&format!("{}\n", json!({"points": null, "veto": false, "reading": null, "problems": list})))?;
    } else {
        for problem in problems {
            let hint = problem.hint(context.lang).map(|hint| format!("\n  {hint}")).unwrap_or_default();
            context.terminal.problem(&format!("{} {}{hint}", problem.code.id(), problem.headline(context.lang)));
        }
    }
    Ok(Status::Problems)
}
