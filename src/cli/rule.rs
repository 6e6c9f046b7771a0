//! `scorebook rule`: how a scoring rule is understood, and what it gives for a value.

mod excerpt;

use rust_decimal::Decimal;
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::Context;
use super::status::Status;
use crate::error::Error;
use crate::lang::Lang;
use crate::messages::say;
use crate::pipeline::{Refused, RuleRow, Trial, Tried, letters, try_rule};
use crate::problem::Problem;

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
    /// 扣分制: signed points, no full points.
    #[arg(long, conflicts_with = "full")]
    deductions: bool,
    /// 单位.
    #[arg(long)]
    unit: Option<String>,
    /// Machine-readable output.
    #[arg(long)]
    json: bool,
}

/// Reads the rule, and scores the value or shows values around the edges.
pub(super) fn run(args: &Args, context: &Context) -> Result<Status, Error> {
    let trial = Trial {
        sentence: &args.text,
        unit: args.unit.as_deref(),
        target: args.target.as_deref().unwrap_or_default(),
        full: args.full,
        deductions: args.deductions,
        value: args.value.as_deref(),
    };
    match try_rule(&trial, context.lang) {
        Ok(tried) => show(args, context, &tried),
        Err(refused) => refuse(args, context, &refused),
    }
}

fn show(args: &Args, context: &Context, tried: &Tried) -> Result<Status, Error> {
    let lang = context.lang;
    let reading = tried.reading.join("\n");
    let text = if args.json {
        let explained: Vec<_> = tried
            .quoted
            .iter()
            .map(|(words, span)| json!({"words": words, "span": letters(&args.text, span)}))
            .collect();
        let remarks = told(&tried.remarks, lang);
        let data = match &tried.points {
            Some((points, veto)) => {
                json!({"points": points, "veto": veto, "reading": reading, "explained": explained, "remarks": remarks})
            }
            None => {
                let row = |row: &RuleRow| json!({"value": row.value, "points": row.points, "veto": row.veto});
                let table: Vec<_> = tried.table.iter().map(row).collect();
                json!({"reading": reading, "explained": explained, "remarks": remarks, "table": table})
            }
        };
        format!("{data}\n")
    } else {
        let quoted: Vec<String> =
            tried.quoted.iter().map(|(words, _)| say(lang, "cli-rule-quoted", &[("words", words)])).collect();
        let mut text = format!("{reading}\n");
        if !quoted.is_empty() {
            let words = quoted.join(if lang == Lang::En { ", " } else { "、" });
            text.push_str(&format!("{}\n", say(lang, "cli-rule-described", &[("words", &words)])));
        }
        text.extend(tried.remarks.iter().map(|one| format!("{} {}\n", one.code.id(), one.headline(lang))));
        if let (Some((points, veto)), Some(typed)) = (&tried.points, &args.value) {
            let veto = if *veto { format!(" · {}", say(lang, "cli-rule-veto", &[])) } else { String::new() };
            text.push_str(&format!("{typed} → {points}{veto}\n"));
        } else if !tried.table.is_empty() {
            text.push('\n');
            text.push_str(&table(&tried.table, lang));
        }
        text
    };
    context.terminal.print(&text)?;
    Ok(Status::Clean)
}

/// Remarks for programs.
fn told(remarks: &[Problem], lang: Lang) -> Vec<serde_json::Value> {
    remarks.iter().map(|remark| json!({"code": remark.code.id(), "headline": remark.headline(lang)})).collect()
}

/// Values, their points and how these come about, in columns that line up where Han characters take two places.
fn table(rows: &[RuleRow], lang: Lang) -> String {
    let heading = ["value", "points", "way"].map(|column| say(lang, &format!("cli-rule-table-{column}"), &[]));
    let lines: Vec<[String; 3]> = std::iter::once(heading).chain(rows.iter().map(cells)).collect();
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

fn cells(row: &RuleRow) -> [String; 3] {
    [row.value.clone(), row.points.clone().unwrap_or_else(|| "—".to_owned()), row.way.clone()]
}

/// Problems, each with the words of the rule that stand in the way.
fn refuse(args: &Args, context: &Context, refused: &[Refused]) -> Result<Status, Error> {
    if args.json {
        let list: Vec<_> = refused
            .iter()
            .map(|Refused { problem, span }| {
                let said = |name: &str| problem.args.iter().find(|(arg, _)| *arg == name).map(|(_, value)| value);
                json!({
                    "code": problem.code.id(),
                    "headline": problem.headline(context.lang),
                    "hint": problem.hint(context.lang),
                    "words": said("words"),
                    "span": span.as_ref().map(|span| letters(&args.text, span)),
                    "nearest": said("nearest").filter(|form| !form.is_empty()),
                })
            })
            .collect();
        context
            .terminal
            .print(&format!("{}\n", json!({"points": null, "veto": false, "reading": null, "problems": list})))?;
    } else {
        for Refused { problem, span } in refused {
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
