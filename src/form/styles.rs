//! The looks of a form's cells: whether one is locked, whether it shows percent, and the same look with percent.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::markup::{Mark, attribute, marks, with_attribute};
use super::shown_number;

/// A part of looks, to which some are added.
#[derive(Debug, Clone, Default)]
pub(super) struct Styles {
    /// The part before the end of its list of cell formats, and from there on.
    before: String,
    after: String,
    /// The formats as they stand.
    formats: Vec<String>,
    /// Formats that were added: by the one they are made of and the number format they show.
    added: BTreeMap<(usize, &'static str), usize>,
    /// Number formats of the form's own by their numbers.
    codes: BTreeMap<String, String>,
}

impl Styles {
    /// Reads the part.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut styles = Self::default();
        let (mut in_formats, mut depth) = (false, 0_u32);
        let mut behind = false;
        for mark in marks(text)? {
            match mark {
                Mark::Open { raw, name: "numFmt", .. } => {
                    let own = |name: &str| attribute(raw, name).unwrap_or_default().into_owned();
                    styles.codes.insert(own("numFmtId"), own("formatCode"));
                }
                Mark::Open { name: "cellXfs", empty: false, .. } => in_formats = true,
                Mark::Close { name: "cellXfs", .. } if in_formats => {
                    in_formats = false;
                    behind = true;
                }
                Mark::Open { raw, name: "xf", empty } if in_formats => {
                    styles.formats.push(raw.to_owned());
                    depth = u32::from(!empty);
                }
                Mark::Close { raw, name: "xf" } if in_formats => {
                    if let Some(last) = styles.formats.last_mut() {
                        last.push_str(raw);
                    }
                    depth = 0;
                }
                mark if in_formats && depth > 0 => {
                    if let Some(last) = styles.formats.last_mut() {
                        last.push_str(mark.raw());
                    }
                }
                _ => {}
            }
            if behind { styles.after.push_str(mark.raw()) } else { styles.before.push_str(mark.raw()) }
        }
        Some(styles)
    }

    /// Whether a cell of this look may not be changed where its sheet is protected.
    pub(super) fn is_locked(&self, style: &str) -> bool {
        let format = style.parse::<usize>().ok().and_then(|at| self.formats.get(at)).or_else(|| self.formats.first());
        let unlocked = format.is_some_and(|format| {
            marks(format).unwrap_or_default().iter().any(|mark| {
                matches!(mark, Mark::Open { raw, name: "protection", .. } if attribute(raw, "locked").is_some_and(|on| matches!(&*on, "0" | "false")))
            })
        });
        !unlocked
    }

    /// The number format of a look, as it is written; `None` for a general one and for one that is not known.
    pub(super) fn code(&self, style: &str) -> Option<&str> {
        let format = self.formats.get(style.parse::<usize>().unwrap_or_default())?;
        let own = attribute(format, "numFmtId")?;
        Some(match &*own {
            "1" => "0",
            "2" => "0.00",
            "3" | "37" | "38" => "#,##0",
            "4" | "39" | "40" => "#,##0.00",
            "9" => "0%",
            "10" => "0.00%",
            "14" | "15" | "16" | "17" | "22" => "yyyy/m/d",
            own => self.codes.get(own)?,
        })
    }

    /// The look of a share: the form's own where it is a number format that shows that share, else the same look in percent.
    pub(super) fn percent(&mut self, style: &str, share: Decimal) -> String {
        /// General and text: such a cell would show 0.4.
        const PLAIN: [&str; 2] = ["0", "49"];
        let at = style.parse::<usize>().unwrap_or_default();
        let Some(format) = self.formats.get(at) else { return style.to_owned() };
        let own = attribute(format, "numFmtId").unwrap_or_default();
        let plain = PLAIN.contains(&&*own) || own.is_empty();
        if !plain && !self.code(style).is_some_and(|code| shown_number::another(code, share, true)) {
            return style.to_owned();
        }
        // 40%, and 93.33%.
        let whole = share.checked_mul(Decimal::ONE_HUNDRED).is_some_and(|percent| percent.fract().is_zero());
        self.add(at, if whole { "9" } else { "10" })
    }

    /// The look of a number: the form's own, unless it would show another figure (83 as 8300%, 1.2 as 1).
    pub(super) fn number(&mut self, style: &str, number: Decimal) -> String {
        if !self.code(style).is_some_and(|code| shown_number::another(code, number, false)) {
            return style.to_owned();
        }
        self.add(style.parse::<usize>().unwrap_or_default(), "0")
    }

    /// A look with another number format.
    fn add(&mut self, at: usize, code: &'static str) -> String {
        let next = self.formats.len().saturating_add(self.added.len());
        self.added.entry((at, code)).or_insert(next).to_string()
    }

    /// The part with what was added; `None` where nothing was.
    pub(super) fn written(&self) -> Option<String> {
        if self.added.is_empty() {
            return None;
        }
        let mut by_number: Vec<(usize, usize, &str)> =
            self.added.iter().map(|((from, code), number)| (*number, *from, *code)).collect();
        by_number.sort_unstable();
        let mut text = self.before.clone();
        for (_, from, code) in by_number {
            let format = self.formats.get(from).cloned().unwrap_or_default();
            let end = format.find('>').map_or(format.len(), |end| end.saturating_add(1));
            let (tag, rest) = format.split_at_checked(end).unwrap_or((&format, ""));
            let tag = with_attribute(&with_attribute(tag, "numFmtId", code), "applyNumberFormat", "1");
            text.push_str(&tag);
            text.push_str(rest);
        }
        text.push_str(&self.after);
        Some(counted(&text, self.formats.len().saturating_add(self.added.len())))
    }
}

/// The count of a list of cell formats.
fn counted(text: &str, count: usize) -> String {
    let Some(start) = text.find("<cellXfs").or_else(|| text.find(":cellXfs").and_then(|at| text.get(..at)?.rfind('<')))
    else {
        return text.to_owned();
    };
    let end = text
        .get(start..)
        .and_then(|rest| rest.find('>'))
        .map_or(text.len(), |end| start.saturating_add(end).saturating_add(1));
    let tag = text.get(start..end).unwrap_or_default();
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    format!("{before}{}{after}", with_attribute(tag, "count", &count.to_string()))
}
