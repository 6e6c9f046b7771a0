//! The settings and grades that decide what a score means, in words: for what changed, and for 核对.

use super::layout::{AppraisalField, Choice};
use super::{Appraisal, Grade, Grading, MissingPolicy, Scale};
use crate::decimal;
use crate::lang::Lang;

impl Appraisal {
    /// What of 考核信息 decides what a score means, in the order of the sheet; a cap that there is none is empty.
    pub fn scoring_settings(&self, lang: Lang) -> Vec<(AppraisalField, String)> {
        let scale = match self.scale {
            Scale::Percent => Choice::Percent,
            Scale::Points => Choice::Points,
            Scale::Deductions => Choice::Deductions,
        };
        let missing = match self.missing {
            MissingPolicy::Error => Choice::Error,
            MissingPolicy::Zero => Choice::Zero,
            MissingPolicy::Exclude => Choice::Exclude,
        };
        let grading = match self.grading {
            Grading::ByScore => Choice::ByScore,
            Grading::ByRank => Choice::ByRank,
        };
        let mut settings = vec![
            (AppraisalField::Scale, scale.name(lang).to_owned()),
            (AppraisalField::Decimals, self.decimals.to_string()),
            (AppraisalField::Missing, missing.name(lang).to_owned()),
            (AppraisalField::Cap, self.cap.map(decimal::plain).unwrap_or_default()),
            (AppraisalField::Grading, grading.name(lang).to_owned()),
        ];
        settings.extend(self.start().map(|start| (AppraisalField::Start, decimal::plain(start))));
        settings
    }
}

impl Grade {
    /// Lowest score, coefficient and share cap: `≥85 · 1.1 · 20%`.
    pub fn in_short(&self) -> String {
        let lowest = self.lowest.map(|lowest| format!("≥{}", decimal::plain(lowest)));
        let parts = [lowest, self.coefficient.map(decimal::plain), self.share_cap.map(decimal::percent)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
