//! An office's own table or text, made a department workbook.

use crate::adopt;
use crate::error::Error;

pub use crate::adopt::{Adopted, Counts, Outcome, SourceFile, Wishes};

/// Makes a department workbook to check and fill of a department's own KPI table, in one file or several: .xlsx, .xls, .ods, .docx, or
/// text. The new workbook's last sheet tells what became of every piece of them.
///
/// # Errors
/// [`Error::Write`], a defect of this program. What is wrong with the files is in the [`Outcome`].
///
/// ```
/// use scorebook::pipeline::{Lang, SourceFile, Wishes, adopted};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let text = "一、主播\n绩效考核指标\n销售额达成率：实际销售额与目标的比例，权重60%。\n投诉次数：每月被投诉的次数，权重40%。\n";
/// let files = [SourceFile { name: "主播.txt", bytes: text.as_bytes() }];
/// let wishes = Wishes { lang: Some(Lang::ZhCn), department: Some("直播部"), role: None, period: "2026-11".parse()? };
/// let made = adopted(&files, &wishes)?.map_err(|problems| format!("{problems:?}"))?;
/// assert_eq!((made.counts.roles, made.counts.kpis), (1, 2));
/// # Ok(())
/// # }
/// ```
pub fn adopted(files: &[SourceFile<'_>], wishes: &Wishes<'_>) -> Result<Outcome, Error> {
    adopt::adopt(files, wishes)
}
