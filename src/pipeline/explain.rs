//! What a problem's code means.

use crate::lang::Lang;
use crate::messages::say;
use crate::problem::{Code, render};
use crate::text;

/// What a code means, why it matters, an example and how to mend it.
///
/// # Errors
/// In words, what is wrong with the code, with the nearest ones.
///
/// ```
/// use scorebook::pipeline::{Lang, explain};
///
/// assert!(explain(" e212 ", Lang::En).is_ok_and(|text| text.starts_with("E212 (error)")));
/// assert!(explain("E21", Lang::En).is_err_and(|text| text.contains("E212")));
/// ```
pub fn explain(typed: &str, lang: Lang) -> Result<String, String> {
    // A code pasted from Chinese text may be in full width.
    let typed = text::normalized(typed);
    if let Some(code) = Code::from_id(&typed) {
        return Ok(render::explanation(code, lang));
    }
    let near = text::nearest(&typed, Code::ALL.iter().map(|code| code.id())).join(" ");
    let id = if near.is_empty() { "cli-explain-unknown" } else { "cli-explain-nearest" };
    Err(say(lang, id, &[("code", &typed), ("near", &near)]))
}
