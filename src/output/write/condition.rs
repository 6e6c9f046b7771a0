//! Conditional formats, input rules and sparklines.

use rust_xlsxwriter::{
    Color, ConditionalFormatDataBar, ConditionalFormatFormula, ConditionalFormatType, DataValidation,
    DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, Sparkline, SparklineType, Worksheet,
    XlsxError,
};

use super::{formats, xml};
use crate::decimal;
use crate::output::{Allow, Condition, Sheet, Validation, When};

/// UTF-16 units that the title and the text beside a cell may have.
const TITLE_LIMIT: usize = 32;
const MESSAGE_LIMIT: usize = 255;

/// UTF-16 units that the words of a list may have together, with their commas.
const LIST_LIMIT: usize = 255;

/// Writes a sheet's conditions, validations and sparklines.
pub(super) fn write(sheet: &Sheet, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    for condition in &sheet.conditions {
        conditional_format(condition, worksheet)?;
    }
    for rule in &sheet.validations {
        let area = rule.area;
        worksheet.add_data_validation(area.top, area.left, area.bottom, area.right, &validation(rule)?)?;
    }
    for line in &sheet.sparklines {
        let (name, area) = &line.values;
        let range = (name.as_str(), area.top, area.left, area.bottom, area.right);
        let sparkline = Sparkline::new()
            .set_range(range)
            .set_type(SparklineType::Column)
            .set_sparkline_color(Color::RGB(line.color))
            .show_last_point(true)
            .set_last_point_color(Color::RGB(line.last))
            .set_custom_min(line.axis.0)
            .set_custom_max(line.axis.1)
            .show_hidden_data(true);
        worksheet.add_sparkline(line.cell.0, line.cell.1, &sparkline)?;
    }
    Ok(())
}

fn conditional_format(condition: &Condition, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
    let area = condition.area;
    match &condition.when {
        When::Formula(formula, style) => {
            let format = ConditionalFormatFormula::new()
                .set_rule(formula.as_str())
                .set_format(formats::differential(style))
                .set_stop_if_true(condition.stop);
            worksheet.add_conditional_format(area.top, area.left, area.bottom, area.right, &format)?;
        }
        When::Bar { color, maximum, bar_only } => {
            let format = ConditionalFormatDataBar::new()
                .set_fill_color(Color::RGB(*color))
                .set_solid_fill(true)
                .set_border_off(true)
                .set_minimum(ConditionalFormatType::Number, 0)
                .set_maximum(ConditionalFormatType::Number, decimal::to_excel(*maximum))
                .set_bar_only(*bar_only)
                .set_stop_if_true(condition.stop);
            worksheet.add_conditional_format(area.top, area.left, area.bottom, area.right, &format)?;
        }
    }
    Ok(())
}

fn validation(rule: &Validation) -> Result<DataValidation, XlsxError> {
    let any = DataValidation::new();
    let mut validation = match &rule.allow {
        // A list in the rule itself has no room for more, and no way to write a comma.
        Allow::Words(words) if listable(words) => any.allow_list_strings(words)?,
        Allow::Words(_) | Allow::Any => any.allow_any_value(),
        Allow::Range(range) => any.allow_list_formula(Formula::new(range)),
        Allow::Days(from, to) => any.allow_date(DataValidationRule::Between(day(*from)?, day(*to)?)),
        Allow::Formula(formula) => any.allow_custom(Formula::new(formula)),
        Allow::Numbers(from, to) => {
            any.allow_decimal_number(DataValidationRule::Between(decimal::to_excel(*from), decimal::to_excel(*to)))
        }
    };
    if let Some((title, text)) = &rule.prompt {
        validation = validation
            .set_input_title(xml::within(title, TITLE_LIMIT))?
            .set_input_message(xml::within(text, MESSAGE_LIMIT))?;
    }
    Ok(match &rule.warning {
        Some((title, text)) => validation
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title(xml::within(title, TITLE_LIMIT))?
            .set_error_message(xml::within(text, MESSAGE_LIMIT))?,
        None => validation.show_error_message(false),
    })
}

fn listable(words: &[String]) -> bool {
    let units: usize = words.iter().map(|word| word.encode_utf16().count().saturating_add(1)).sum();
    units <= LIST_LIMIT && !words.iter().any(|word| word.contains(','))
}

fn day(day: chrono::NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    use chrono::Datelike;
    let year = u16::try_from(day.year()).unwrap_or(1900);
    let month = u8::try_from(day.month()).unwrap_or(1);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).unwrap_or(1))
}
