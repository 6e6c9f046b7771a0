//! What words beside a number mean: a name, a way, one more condition.

use super::level::measures;
use crate::rule::read::class::Class;
use crate::rule::read::forms;
use crate::rule::read::phrase::{Amount, Cond, Edge, End, Gap, Measure, Phrase, Placed, StepPhrase};
use crate::rule::read::vocabulary;
use crate::rule::types::Way;
use crate::unit::{Unit, UnitKind};

/// Whether words join one more condition: 且无投诉, 无投诉且完成率.
pub(super) fn joins(words: &str) -> bool {
    forms::JOINS.iter().any(|and| {
        words.split_once(*and).is_some_and(|(before, after)| {
            !after.is_empty() && (before.is_empty() && forms::begins(after, forms::DENIES) || !before.is_empty())
        })
    })
}

/// Whether the noun with the number before it is a name, 315曝光, and no condition: points don't follow, and the number is
/// alone or of another kind than the values.
pub(in crate::rule) fn in_a_name(phrases: &[Placed], number: usize, unit: &Unit) -> bool {
    let before = number.checked_sub(1).and_then(|before| phrases.get(before));
    let joined = phrases.get(number).is_some_and(|noun| noun.gap <= Gap::Space);
    let next = phrases.get(number.saturating_add(1)).map(|placed| &placed.phrase);
    let goes_on = matches!(
        next,
        Some(Phrase::Step(_) | Phrase::Cond(Cond::Band { .. } | Cond::Single(_) | Cond::States(_)) | Phrase::Noun(_))
    );
    let other = |end: &Option<End>| match end.as_ref().map(|end| &end.edge) {
        Some(Edge::Amount(Amount { measure: Measure::Unit(word), .. })) => {
            let theirs = Unit::read(word).kind;
            let measured = measures(word) || matches!(theirs, UnitKind::Other(_)) && unit.is_percent();
            measured && theirs != unit.kind
        }
        _ => false,
    };
    joined
        && goes_on
        && match before.map(|placed| &placed.phrase) {
            // 新员工按50%执行 is no name.
            Some(Phrase::Cond(Cond::Single(amount))) => !matches!(amount.measure, Measure::Percent | Measure::Point),
            Some(Phrase::Cond(Cond::Band { low, high, .. })) => other(low) || other(high),
            _ => false,
        }
}

/// Whether a condition only says what is counted: 迟到5分钟以上，每次扣1分; 加班超40小时发生1人.
pub(in crate::rule) fn is_described(phrases: &[Placed], at: usize, unit: &Unit) -> bool {
    let Some(Phrase::Cond(cond)) = phrases.get(at).map(|placed| &placed.phrase) else { return false };
    let mut rest = phrases.iter().skip(at.saturating_add(1)).map(|placed| &placed.phrase);
    match rest.find(|phrase| !matches!(phrase, Phrase::Noun(_))) {
        Some(Phrase::Step(step)) => only_names_event(cond, step, unit),
        Some(Phrase::Cond(Cond::Single(counted))) => {
            matches!(cond, Cond::Band { low: Some(End { edge: Edge::Amount(described), .. }), high: None, .. }
                if matches!(described.measure, Measure::Unit(_)) && described.measure != counted.measure)
        }
        _ => false,
    }
}

/// The way of a distance: 下降 in 下降超过5个百分点. 增长低于5% compares the growth itself.
pub(super) fn moving(words: &str, cond: &Cond) -> Option<Way> {
    let Cond::Band { low: Some(end), high: None, .. } = cond else { return None };
    if matches!(end.edge, Edge::Target(_)) {
        return None;
    }
    words.char_indices().find_map(|(at, _)| match vocabulary::class(words.get(at..)?)? {
        Class::LessSide => Some(Way::Below),
        Class::MoreSide | Class::Late => Some(Way::Above),
        Class::Apart => Some(Way::Either),
        _ => None,
    })
}

/// 与计划相差, 较目标值低: words that make a distance from the target of the number behind them.
pub(super) fn compares_with_target(words: &str) -> bool {
    let classes = |class: Class| {
        words.char_indices().any(|(at, _)| {
            let letters: Vec<char> = words.get(at..).unwrap_or_default().chars().collect();
            vocabulary::longest(&letters).is_some_and(|(_, found)| found == class)
        })
    };
    let sided = words.char_indices().any(|(at, _)| {
        let side = words.get(at..).and_then(vocabulary::class);
        matches!(side, Some(Class::LessSide | Class::MoreSide | Class::Apart | Class::Lack))
    });
    sided && vocabulary::compares(words) && classes(Class::Target)
}

/// 迟到5分钟以上，每次扣1分: a condition in a measured unit of another kind than the values and the step only says what
/// is counted.
pub(super) fn only_names_event(cond: &Cond, step: &StepPhrase, unit: &Unit) -> bool {
    let Cond::Band { low, high, .. } = cond else { return false };
    let stepped = match step.size.as_ref().map(|size| &size.measure) {
        Some(Measure::Unit(word)) => Unit::read(word).kind,
        _ => return false,
    };
    let other = |end: &End| match &end.edge {
        Edge::Amount(Amount { measure: Measure::Unit(word), .. }) => {
            let kind = Unit::read(word).kind;
            measures(word) && kind != stepped && kind != unit.kind
        }
        _ => false,
    };
    step.sides.is_empty() && step.threshold.is_none() && [low, high].into_iter().flatten().all(other)
}

/// Whether a condition names the target alone.
pub(super) fn only_aims(cond: &Cond) -> bool {
    let aims = |end: &Option<End>| end.as_ref().is_none_or(|end| matches!(end.edge, Edge::Target(_)));
    match cond {
        Cond::OnTarget => true,
        Cond::Band { low, high, .. } => aims(low) && aims(high),
        _ => false,
    }
}

/// A noun before points as a condition: denied (无投诉, 全月均无安全事故) or not.
pub(super) fn named(subject: &str) -> Option<Cond> {
    if subject.is_empty() {
        return None;
    }
    // 无人机 and 零食 deny nothing.
    let mut rest = subject.to_owned();
    for name in forms::NAMES_LIKE_DENIALS {
        rest = rest.replace(name, "");
    }
    let denied = forms::begins(&rest, forms::DENIED) || rest.chars().any(|c| forms::letter(c, forms::WITHIN_DENIED));
    Some(if denied { Cond::Nothing(subject.to_owned()) } else { Cond::Noun(subject.to_owned()) })
}

/// Whether a condition is on how many: 一次, 3次以上, 3人.
pub(super) fn counts_events(cond: &Cond) -> bool {
    let counted = |amount: &Amount| match &amount.measure {
        Measure::Unit(word) => {
            matches!(Unit::read(word).kind, UnitKind::Count(_) | UnitKind::Other(_) | UnitKind::Days) && !measures(word)
                || forms::is(word, forms::PERIODS)
        }
        _ => false,
    };
    match cond {
        Cond::Single(amount) => counted(amount),
        Cond::Band { low: Some(End { edge: Edge::Amount(amount), .. }), high: None, .. } => counted(amount),
        _ => false,
    }
}

/// Words without those that only say that something happened, and how often.
fn core(words: &str) -> String {
    let mut rest = words.to_owned();
    for word in forms::HAPPENS.iter().chain(forms::HOW_OFTEN) {
        rest = rest.replace(word, "");
    }
    rest
}

fn both_late(one: &str, other: &str) -> bool {
    let late = |words: &str| vocabulary::class(words) == Some(Class::Late);
    late(one) && late(other)
}

/// Whether what a cut-off names may be what a step counts: the same words, a part of them, or nothing but that it happened and how
/// often. 重大投诉 is more than 投诉, 旷工 another thing than 迟到.
pub(super) fn may_be_counted(counted: &str, named: &str) -> bool {
    let (counted, named) = (core(counted), core(named));
    if counted.is_empty() {
        !forms::holds(&named, forms::GRAVE)
    } else {
        counted.contains(&named) || both_late(&counted, &named)
    }
}

/// Whether two tiers may count the same: 投诉1次 and 被投诉2次, but neither 重大投诉 nor 旷工.
pub(super) fn may_be_one(one: &str, other: &str) -> bool {
    let (one, other) = (core(one), core(other));
    let (short, long) = if one.len() < other.len() { (&one, &other) } else { (&other, &one) };
    let more = long.replacen(short.as_str(), "", 1);
    both_late(short, long) || long.contains(short.as_str()) && !forms::holds(&more, forms::GRAVE)
}

/// Whether a phrase stands behind points with nothing but words of a name between.
pub(super) fn follows_points(phrases: &[Placed], number: usize) -> bool {
    let before = |back: usize| number.checked_sub(back).and_then(|at| phrases.get(at));
    let joined = |placed: Option<&Placed>| placed.is_some_and(|placed| placed.gap == Gap::None);
    let named = before(1).is_some_and(|placed| matches!(placed.phrase, Phrase::Noun(_)));
    named
        && joined(phrases.get(number))
        && joined(before(1))
        && matches!(
            before(2).map(|placed| &placed.phrase),
            Some(Phrase::Points { .. } | Phrase::Most { .. } | Phrase::Least { .. })
        )
}
