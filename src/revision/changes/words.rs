//! Changes in words.

use super::{Area, Change};
use crate::lang::Lang;
use crate::messages;

impl Change {
    /// One line for people: `张三（E001）主播 · 销售额：120 → 130`.
    pub fn in_words(&self, lang: Lang) -> String {
        let (kind, of_what) = self.area.text();
        let id = match (&self.from, &self.to) {
            (None, Some(_)) if of_what == Of::Whole => format!("{kind}-added"),
            (Some(_), None) if of_what == Of::Whole => format!("{kind}-removed"),
            _ => kind.to_owned(),
        };
        let subject = &self.subject;
        let absent = messages::say(lang, "change-absent", &[]);
        let blank = messages::say(lang, "change-blank", &[]);
        let shown = |value: &Option<String>| match value.as_deref() {
            None => absent.clone(),
            Some("") => blank.clone(),
            Some(text) => text.to_owned(),
        };
        let who = if subject.id.is_empty() {
            String::new()
        } else if subject.name.is_empty() {
            subject.id.clone()
        } else {
            messages::say(lang, "change-who", &[("name", &subject.name), ("id", &subject.id)])
        };
        messages::say(
            lang,
            &id,
            &[
                ("who", &who),
                ("role", &subject.role),
                ("item", &subject.item),
                ("from", &shown(&self.from)),
                ("to", &shown(&self.to)),
            ],
        )
    }
}

/// Whether a thing comes and goes as a whole, or has a value that changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Whole,
    Value,
}

impl Area {
    /// The id of its text, and which forms it has.
    const fn text(self) -> (&'static str, Of) {
        match self {
            Self::Program => ("change-program", Of::Value),
            Self::Method => ("change-method", Of::Value),
            Self::Earlier => ("change-earlier", Of::Value),
            Self::Setting => ("change-setting", Of::Value),
            Self::GradeTable => ("change-grade-table", Of::Value),
            Self::Kpi => ("change-kpi", Of::Whole),
            Self::Weight => ("change-weight", Of::Value),
            Self::Target => ("change-target", Of::Value),
            Self::Formula => ("change-formula", Of::Value),
            Self::Rule => ("change-rule", Of::Value),
            Self::KpiDetail => ("change-kpi-detail", Of::Value),
            Self::Measure => ("change-measure", Of::Whole),
            Self::MeasureDetail => ("change-measure-detail", Of::Value),
            Self::Duty => ("change-duty", Of::Whole),
            Self::Person => ("change-person", Of::Whole),
            Self::Name => ("change-name", Of::Value),
            Self::Role => ("change-role", Of::Whole),
            Self::Days => ("change-days", Of::Value),
            Self::Staff => ("change-staff", Of::Value),
            Self::OwnGoal => ("change-own-goal", Of::Value),
            Self::Mark => ("change-mark", Of::Value),
            Self::Pay => ("change-pay", Of::Value),
            Self::Data => ("change-data", Of::Value),
            Self::DataRow => ("change-data-row", Of::Value),
            Self::Adjustment => ("change-adjustment", Of::Value),
            Self::Value => ("change-value", Of::Value),
            Self::Score => ("change-score", Of::Value),
            Self::Total => ("change-total", Of::Value),
            Self::Grade => ("change-grade", Of::Value),
        }
    }
}
