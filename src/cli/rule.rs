//! `scorebook rule`: how a scoring rule is understood, and what it gives for a value.

mod excerpt;

use std::ops::Range;

use rust_decimal::Decimal;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Context;
use super::status::Status;
use crate::cell::CellRef;
use crate::decimal;
use crate::diagnostic::{Code, Place, Problem};
use crate::error::Error;
use crate::lang::Lang;
use crate::model::Scale;
use crate::report::why::sentence;
use crate::rule::{self, Input, Outcome, Reading, Rule, Sample, Trace};
use crate::texts::say;
use crate::unit::Unit;

/// Decimals of points in the table.
const POINTS_DECIMALS: u32 = 6;

/// Arguments of `rule`.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// The rule's sentence.
    #[arg(allow_hyphen_values = true)]
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
        return refuse(args, context, &[(Problem::new(Code::NotANumber, Place::File).with("text", typed), None)]);
    }
    let around = rule::Context {
        unit: &unit,
        target: target.as_ref(),
        full: args.full,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        measures: &[],
        names: [""; 2],
    };
    let place = CellRef::new("", 0, 0);
    let reading = match rule::read(&args.text, &around) {
        Ok(reading) => reading,
        Err(refusals) => {
            let problems: Vec<(Problem, Option<Range<usize>>)> = refusals
                .iter()
                .map(|refusal| (Problem { place: Place::File, ..refusal.problem(&place) }, Some(refusal.span.clone())))
                .collect();
            return refuse(args, context, &problems);
        }
    };
    show(args, context, &unit, &reading)
}

fn show(args: &Args, context: &Context, unit: &Unit, reading: &Reading) -> Result<Status, Error> {
    let lang = context.lang;
    let lines = reading.rule.describe(lang);
    let place = CellRef::new("", 0, 0);
    let remarks: Vec<Problem> = reading.remarks.iter().map(|remark| remark.problem(&place)).collect();
    let quoted: Vec<String> =
        reading.explained.iter().map(|said| say(lang, "cli-rule-quoted", &[("words", &said.words)])).collect();
    let described = if quoted.is_empty() {
        String::new()
    } else {
        format!(
            "{}\n",
            say(lang, "cli-rule-described", &[("words", &quoted.join(if lang == Lang::En { ", " } else { "、" }))])
        )
    };
    let explained: Vec<_> = reading
        .explained
        .iter()
        .map(|said| json!({"words": said.words, "span": excerpt::letters(&args.text, &said.span)}))
        .collect();
    let notes = || remarks.iter().map(|remark| format!("{} {}\n", remark.code.id(), remark.headline(lang)));
    let Some(typed) = args.value.as_deref() else {
        let rows = reading.rule.sample();
        let text = if args.json {
            let table: Vec<_> = rows
                .iter()
                .map(|row| json!({"value": row.value, "points": row.outcome.as_ref().ok().map(points), "veto": row.outcome.as_ref().is_ok_and(|outcome| outcome.veto)}))
                .collect();
            format!(
                "{}\n",
                json!({"reading": lines.join("\n"), "explained": explained, "remarks": told(&remarks, lang), "table": table})
            )
        } else {
            let mut text = format!("{}\n{described}", lines.join("\n"));
            text.extend(notes());
            if !rows.is_empty() {
                text.push('\n');
                text.push_str(&table(&reading.rule, &rows, lang));
            }
            text
        };
        context.terminal.print(&text)?;
        return Ok(Status::Clean);
    };
    let input = match rule::target(typed, unit) {
        Some(number) if reading.rule.labels().is_empty() => {
            Input::Number(decimal::round(number.value, decimal::VALUE_DECIMALS))
        }
        _ if reading.rule.labels().is_empty() => {
            return refuse(args, context, &[(Problem::new(Code::NotANumber, Place::File).with("text", typed), None)]);
        }
        _ => Input::Label(typed),
    };
    match reading.rule.points(&input) {
        Ok(outcome) => {
            let points = decimal::plain(outcome.points);
            let text = if args.json {
                json!({"points": points, "veto": outcome.veto, "reading": lines.join("\n"), "explained": explained, "remarks": told(&remarks, lang)})
                    .to_string()
            } else {
                let veto =
                    if outcome.veto { format!(" · {}", say(lang, "cli-rule-veto", &[])) } else { String::new() };
                let notes: String = notes().collect();
                format!("{}\n{described}{notes}{typed} → {points}{veto}", lines.join("\n"))
            };
            context.terminal.print(&format!("{text}\n"))?;
            Ok(Status::Clean)
        }
        Err(_) => refuse(args, context, &[(Problem::new(Code::RuleNoAnswer, Place::File).with("value", typed), None)]),
    }
}

/// Points as they are printed; exact ones may run to 28 decimals.
fn points(outcome: &Outcome) -> String {
    decimal::plain(decimal::round(outcome.points, POINTS_DECIMALS))
}

/// Remarks for programs.
fn told(remarks: &[Problem], lang: Lang) -> Vec<serde_json::Value> {
    remarks.iter().map(|remark| json!({"code": remark.code.id(), "headline": remark.headline(lang)})).collect()
}

/// Values, their points and how these come about, in columns that line up where Han characters take two places.
fn table(rule: &Rule, rows: &[Sample], lang: Lang) -> String {
    let heading = ["value", "points", "way"].map(|column| say(lang, &format!("cli-rule-table-{column}"), &[]));
    let lines: Vec<[String; 3]> =
        std::iter::once(heading).chain(rows.iter().map(|row| cells(rule, row, lang))).collect();
    let width =
        |column: usize| lines.iter().filter_map(|line| line.get(column)).map(|text| text.width()).max().unwrap_or(0);
    let (values, counts) = (width(0), width(1));
    let right = |text: &str, width: usize| format!("{}{text}", " ".repeat(width.saturating_sub(text.width())));
    lines
        .iter()
        .map(|[value, points, way]| {
            let line = format!("  {}  {}  {way}", right(value, values), right(points, counts));
            format!("{}\n", line.trim_end())
        })
        .collect()
}

fn cells(rule: &Rule, row: &Sample, lang: Lang) -> [String; 3] {
    let (points, way) = match &row.outcome {
        Ok(outcome) if outcome.veto => (points(outcome), say(lang, "cli-rule-veto", &[])),
        Ok(outcome) => {
            let last = outcome.trace.iter().rev().find(|step| !matches!(step, Trace::Start(_) | Trace::Quantity(_)));
            (points(outcome), last.map(|step| sentence(lang, rule, step)).unwrap_or_default())
        }
        Err(_) => ("—".to_owned(), say(lang, "cli-rule-table-nothing", &[])),
    };
    [row.value.clone(), points, way]
}

/// Problems, each with the words of the rule that stand in the way.
fn refuse(args: &Args, context: &Context, problems: &[(Problem, Option<Range<usize>>)]) -> Result<Status, Error> {
    if args.json {
        let list: Vec<_> = problems
            .iter()
            .map(|(problem, span)| {
                let said = |name: &str| problem.args.iter().find(|(arg, _)| *arg == name).map(|(_, value)| value);
                json!({
                    "code": problem.code.id(),
                    "headline": problem.headline(context.lang),
                    "hint": problem.hint(context.lang),
                    "words": said("words"),
                    "span": span.as_ref().map(|span| excerpt::letters(&args.text, span)),
                    "nearest": said("nearest").filter(|form| !form.is_empty()),
                })
            })
            .collect();
        context
            .terminal
            .print(&format!("{}\n", json!({"points": null, "veto": false, "reading": null, "problems": list})))?;
    } else {
        for (problem, span) in problems {
            let marked =
                span.as_ref().map(|span| format!("\n{}", excerpt::marked(&args.text, span))).unwrap_or_default();
            let hint = problem.hint(context.lang).map(|hint| format!("\n  {hint}")).unwrap_or_default();
            context.terminal.problem(&format!(
                "{} {}{marked}{hint}",
                problem.code.id(),
                problem.headline(context.lang)
            ));
        }
    }
    Ok(Status::Problems)
}
