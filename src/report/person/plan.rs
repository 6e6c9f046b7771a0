//! What of the page gives way, and goes to a sheet of its own behind it, before small print gets too small on paper.

/// The page scale down to which everything stays on the page: its smallest texts, of 8 points, print at 7.
pub(super) const READABLE: f64 = 0.875;

/// By how much the scale must gain where no way makes the page readable.
const WORTH: f64 = 0.03;

/// What stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Plan {
    /// Characters of a rule or criterion, and of a note, at most; `None` for all of them.
    pub(super) longest: Option<(usize, usize)>,
    /// Whether the further boxes stand in one row.
    pub(super) boxes_beside: bool,
    pub(super) charts: bool,
    pub(super) duties: bool,
    /// Whether it says who marks with which share, beside the means.
    pub(super) shares: bool,
}

impl Plan {
    /// Everything.
    pub(super) const WHOLE: Self =
        Self { longest: None, boxes_beside: false, charts: true, duties: true, shares: true };

    /// The ways in the order in which they are tried.
    const ALL: [Self; 7] = [
        Self::WHOLE,
        Self { longest: Some((60, 40)), boxes_beside: true, ..Self::WHOLE },
        Self { longest: Some((34, 24)), boxes_beside: true, ..Self::WHOLE },
        Self { longest: Some((34, 24)), boxes_beside: true, charts: false, ..Self::WHOLE },
        Self { longest: Some((34, 24)), boxes_beside: true, charts: false, duties: false, ..Self::WHOLE },
        Self { longest: Some((34, 24)), boxes_beside: true, charts: false, duties: false, shares: false },
        Self { longest: Some((17, 14)), boxes_beside: true, charts: false, duties: false, shares: false },
    ];

    /// The first way whose page is readable; without one the first that is about as good as any.
    pub(super) fn best<T>(sized: impl Fn(&Self) -> (f64, T)) -> (Self, T) {
        let (scale, whole) = sized(&Self::WHOLE);
        let mut best = (scale, Self::WHOLE, whole);
        for plan in Self::ALL.into_iter().skip(1) {
            if best.0 >= READABLE {
                break;
            }
            let (scale, made) = sized(&plan);
            if scale >= READABLE || scale > best.0 + WORTH {
                best = (scale, plan, made);
            }
        }
        (best.1, best.2)
    }

    /// Whether nothing went to the sheet behind.
    pub(super) fn is_whole(&self) -> bool {
        *self == Self::WHOLE
    }

    /// A rule as the page shows it.
    pub(super) fn rule(&self, text: &str) -> String {
        cut(text, self.longest.map(|(rule, _)| rule))
    }

    /// A note as the page shows it.
    pub(super) fn note(&self, text: &str) -> String {
        cut(text, self.longest.map(|(_, note)| note))
    }
}

fn cut(text: &str, longest: Option<usize>) -> String {
    match longest {
        Some(longest) if text.chars().count() > longest => {
            let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
            format!("{}…", kept.replace(['\n', '\r'], " ").trim_end())
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_readable_way_is_taken_and_without_one_what_gains_enough() {
        assert_eq!(Plan::best(|_| (0.9, ())).0, Plan::WHOLE);
        let without_charts = Plan::best(|plan| (if plan.charts { 0.7 } else { 0.88 }, ())).0;
        assert!(!without_charts.charts && without_charts.duties);
        // Figures too wide gain nothing by shorter texts.
        assert_eq!(Plan::best(|_| (0.5, ())).0, Plan::WHOLE);
    }

    #[test]
    fn a_text_is_cut_with_its_sign_and_never_where_it_fits() {
        assert_eq!(cut("甲乙丙丁", Some(4)), "甲乙丙丁");
        assert_eq!(cut("甲乙\n丙丁戊", Some(4)), "甲乙…");
        assert_eq!(cut("甲乙丙丁戊", Some(4)), "甲乙丙…");
        assert_eq!(cut("甲乙丙丁戊", None), "甲乙丙丁戊");
    }
}
