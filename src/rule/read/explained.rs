//! What a reading took as description: the words of a rule that name or explain something and give no points by themselves.
//! Together with the words that do, they are the whole sentence.

use std::ops::Range;

use super::assemble::{in_a_name, is_described};
use super::class::Class;
use super::limits;
use super::phrase::{Cond, Phrase, Placed, Span, Stop};
use super::token::{Kind, Token};
use super::vocabulary;
use crate::rule::read::forms;
use crate::rule::refusal::Reason;
use crate::rule::types::{Main, Rule};
use crate::unit::Unit;

/// Words of the sheet that a rule was read without.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The words, as they stand in the sheet.
    pub words: String,
    /// Their bytes in the rule's text.
    pub span: Range<usize>,
}

/// A run of words that only describe.
struct Run {
    words: String,
    span: Span,
    /// The first and the last token.
    from: usize,
    to: usize,
}

/// The words of a sentence that only describe, in their order, words that stand side by side as one; or those among them that
/// limit the rule, which no description does.
pub(super) fn of(
    text: &str,
    tokens: &[Token],
    described: &[Span],
    phrases: &[Placed],
    anchored: bool,
    labels: &[&str],
    names: &[&str],
) -> Result<Vec<Explained>, Vec<Stop>> {
    let span = |placed: &Placed| placed.span;
    let methods: Vec<Span> = phrases.iter().filter(|placed| is_method(&placed.phrase)).map(span).collect();
    let claimed: Vec<Span> = phrases.iter().map(span).collect();
    let (methods, claimed) = (methods.as_slice(), claimed.as_slice());
    let runs = runs(tokens, described, methods, claimed);
    // 低于部门平均每1分扣2分: nor does a step count every one of what lies below a mean.
    let stepped = phrases.iter().any(|placed| matches!(placed.phrase, Phrase::Step(..)));
    let stops: Vec<Stop> = runs
        .iter()
        .filter(|run| !labels.contains(&run.words.as_str()))
        .filter(|run| {
            // 较去年同期每下降1%: steps from the target count against something else.
            if anchored && limits::other_base(&run.words) && vocabulary::compares(&run.words) {
                return true;
            }
            let event = counted(tokens, run);
            let behind = run.from.checked_sub(1).and_then(|before| tokens.get(before));
            let numbered = behind.is_some_and(|token| matches!(token.kind, Kind::Unit | Kind::Number(..)))
                // 由主管评分
                || behind.is_some_and(|token| token.kind == Kind::Word(Class::By));
            limits::other_base(&run.words)
                && (compared(tokens, run) && !aims(tokens, run) || measured_against(&run.words))
                || (anchored || stepped) && below_mean(&run.words)
                || limits::left_over(&run.words)
                || wedged(tokens, run)
                || unread_outcome(tokens, run)
                || leads_on(run)
                || numbered && limits::ends_level(&run.words)
                || !event && compares(tokens, run)
                || limits::limiting(&run.words, names, event, numbered).is_some()
        })
        .map(|run| Stop::new(Reason::Whom, run.span))
        .collect();
    if labels.iter().filter(|label| !names.contains(label)).any(|label| limits::limits_label(label)) {
        let all = tokens.first().zip(tokens.last()).map(|(first, last)| Span { start: first.start, end: last.end });
        return Err(vec![Stop::new(Reason::Whom, all.unwrap_or_default())]);
    }
    let letters: String = tokens.iter().map(|token| token.text.as_str()).collect();
    if let Some((at, word)) = limits::everywhere(&letters, names).filter(|_| stops.is_empty()) {
        return Err(vec![Stop::new(Reason::Whom, place(tokens, at, word.chars().count()))]);
    }
    let mut ends = vec![0_usize];
    for token in tokens {
        let last = ends.last().copied().unwrap_or_default();
        ends.push(last.saturating_add(token.text.chars().count()));
    }
    if let Some((at, length)) = limits::across(&letters, &ends, names).filter(|_| stops.is_empty()) {
        return Err(vec![Stop::new(Reason::Whom, place(tokens, at, length))]);
    }
    if !stops.is_empty() {
        return Err(stops);
    }
    Ok(runs
        .into_iter()
        .filter(|run| !labels.contains(&run.words.as_str()) && !vocabulary::says_nothing(&run.words))
        .filter_map(|run| {
            let words = text.get(run.span.start..run.span.end)?.trim().to_owned();
            // 90%≤X<95%: the letter stands for the value.
            let stands = forms::is(&words, forms::UNKNOWN);
            let said = words.chars().any(char::is_alphanumeric) && !stands;
            said.then_some(Explained { words, span: run.span.start..run.span.end })
        })
        .collect())
}

/// Whether a run holds a word that compares: 超过过部分, 不低低于目标.
fn compares(tokens: &[Token], run: &Run) -> bool {
    let words = tokens.get(run.from..=run.to).unwrap_or_default();
    let has = |holds: &dyn Fn(Kind) -> bool| words.iter().any(|token| holds(token.kind));
    // 一项做不到, 供应商未达到标准: what is not done compares nothing.
    if words.iter().any(|token| token.kind == Kind::Word(Class::Less) && forms::begins(&token.text, forms::DENIALS)) {
        return false;
    }
    // 超产每1吨 is a side by itself, 超过24小时未处理的工单 what is counted.
    has(&|kind| matches!(kind, Kind::Word(Class::More | Class::AtLeast | Class::AtMost)))
        && has(&|kind| kind == Kind::Free)
        && !has(&|kind| matches!(kind, Kind::Number(..)))
}

/// The bytes of so many letters of the tokens.
fn place(tokens: &[Token], from: usize, letters: usize) -> Span {
    let mut before = 0_usize;
    let mut span: Option<Span> = None;
    for token in tokens {
        let after = before.saturating_add(token.text.chars().count());
        if before < from.saturating_add(letters) && from < after {
            let own = Span { start: token.start, end: token.end };
            span = Some(span.map_or(own, |span| span.to(own)));
        }
        before = after;
    }
    span.unwrap_or_default()
}

/// Whether a run stands behind a comparing word of a step, or is what a step starts from.
fn compared(tokens: &[Token], run: &Run) -> bool {
    let class = |at: Option<usize>| match at.and_then(|at| tokens.get(at)).map(|token| token.kind) {
        Some(Kind::Word(class)) => Some(class),
        _ => None,
    };
    let before = class(run.from.checked_sub(1));
    let each = class(run.from.checked_sub(2)) == Some(Class::Each);
    let side = matches!(before, Some(Class::Less | Class::More | Class::LessSide | Class::MoreSide));
    let behind = tokens.get(run.to).is_some_and(|token| vocabulary::says_base(&token.text))
        || tokens.get(run.to.saturating_add(1)).is_some_and(|token| vocabulary::says_base(&token.text));
    side && each || behind
}

/// Whether words compare with another measure than the target: 不低于去年同期得满分, 达到上月水平得满分.
fn measured_against(words: &str) -> bool {
    let compares =
        |class, _| matches!(class, Class::More | Class::Less | Class::AtLeast | Class::AtMost | Class::Reach);
    compares_with(words, &compares, &limits::begins_with_base)
}

/// 低于年级平均分的，每低1分: a mean that the sheet does not hold, where steps count from the target or one by one. 不低于平均数 says what is
/// wanted.
fn below_mean(words: &str) -> bool {
    compares_with(words, &|class, denied| !denied && matches!(class, Class::More | Class::Less), &vocabulary::is_mean)
}

/// Whether words hold one that compares, by its class and whether 不 stands before it, with such words behind it.
fn compares_with(words: &str, compares: &dyn Fn(Class, bool) -> bool, base: &dyn Fn(&str) -> bool) -> bool {
    let letters: Vec<char> = words.chars().collect();
    (0..letters.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|before| letters.get(before));
        let denied = before.is_some_and(|c| forms::letter(*c, forms::NOT));
        let found = vocabulary::longest(letters.get(at..).unwrap_or_default());
        found.filter(|(_, class)| compares(*class, denied)).is_some_and(|(length, _)| {
            let behind: String = letters.iter().skip(at.saturating_add(length)).collect();
            base(&behind)
        })
    })
}

/// Whether a run is one letter wedged between words that say how points come about: 每低2%抵减扣4分.
fn wedged(tokens: &[Token], run: &Run) -> bool {
    let one = run.from == run.to && run.words.chars().count() == 1 && !run.words.is_ascii();
    let free = tokens.get(run.from).is_some_and(|token| token.kind == Kind::Free && !token.gap);
    let keyword = |token: Option<&Token>| {
        token.is_some_and(|token| match token.kind {
            Kind::Number(..) | Kind::Unit => true,
            Kind::Word(class) => matches!(
                class,
                Class::Take
                    | Class::Add
                    | Class::AddTake
                    | Class::Less
                    | Class::LessSide
                    | Class::More
                    | Class::MoreSide
                    | Class::Lack
                    | Class::Late
                    | Class::SuffixMin
                    | Class::SuffixMax
                    | Class::Full
                    | Class::Zero
                    | Class::Most
                    | Class::Least
                    | Class::Give
                    | Class::Worth
            ),
            _ => false,
        })
    };
    // 每漏接1通, 出1次错: what fails, and what is wrong.
    let before = run.from.checked_sub(1).and_then(|before| tokens.get(before)).filter(|before| match before.kind {
        Kind::Word(Class::Lack | Class::Late) => false,
        // 多发一条: what more is done of.
        Kind::Word(Class::MoreSide) if vocabulary::names_deed(&run.words) => false,
        _ => !vocabulary::names_fault(&run.words),
    });
    let after = tokens.get(run.to.saturating_add(1)).filter(|token| !token.gap);
    // 每节课扣1分: one of what is named.
    let unit = run.from.checked_sub(1).and_then(|before| tokens.get(before));
    let each = run.from.checked_sub(2).and_then(|before| tokens.get(before));
    let thing = unit.is_some_and(|unit| unit.kind == Kind::Unit && !forms::is(&unit.text, forms::EVENT_UNITS))
        && each.is_some_and(|each| each.kind == Kind::Word(Class::Each))
        && !limits::left_over(&run.words);
    one && free && !thing && keyword(before) && keyword(after)
}

/// Whether a run compares and ends with 或: what it offers beside what was read is no description (达到或跨过目标, 高于或低于目标).
fn leads_on(run: &Run) -> bool {
    let letters: Vec<char> = run.words.chars().collect();
    let first = vocabulary::longest(&letters).filter(|_| !forms::begins(&run.words, forms::DENIES));
    let compares = |class| {
        matches!(class, Class::Reach | Class::More | Class::Less | Class::AtLeast | Class::AtMost | Class::Equal)
    };
    forms::ends(&run.words, forms::EITHER) && first.is_some_and(|(_, class)| compares(class))
}

/// Whether a run says what does not come of a level, in words that nothing read: 迟到3次以上者不评优. 24小时以上不处理的 is what
/// somebody fails to do.
fn unread_outcome(tokens: &[Token], run: &Run) -> bool {
    let passed = |token: &&Token| token.kind == Kind::Word(Class::Filler) || forms::is(&token.text, forms::WHOEVER);
    let next = tokens.get(run.to.saturating_add(1));
    let names = next.into_iter().chain(tokens.get(run.to)).any(|token| forms::ends(&token.text, forms::OF));
    let ends = next.is_none_or(|next| matches!(next.kind, Kind::Sign(_) | Kind::Break));
    ends && !names
        && (run.from..=run.to).any(|at| {
            let spoken = |token: &Token| matches!(token.kind, Kind::Free | Kind::Word(Class::Not | Class::Noun));
            let denies = tokens.get(at).is_some_and(|token| spoken(token) && forms::begins(&token.text, forms::NOT));
            let before = tokens.get(..at).and_then(|before| before.iter().rev().find(|token| !passed(token)));
            let side = |token: &Token| matches!(token.kind, Kind::Word(Class::SuffixMin | Class::SuffixBeyond));
            denies && before.is_some_and(side)
        })
}

/// Whether a run is a name of the target alone.
fn aims(tokens: &[Token], run: &Run) -> bool {
    let words = tokens.get(run.from..=run.to).unwrap_or_default();
    words.iter().all(|token| token.kind == Kind::Word(Class::Target))
}

/// The phrases that only describe.
pub(super) fn described(phrases: &[Placed], rule: &Rule, unit: &Unit) -> Vec<Span> {
    let direct = matches!(rule.main, Main::Direct { .. });
    let by_ratio = rule.divides_by_target();
    let noun = |at: usize| matches!(phrases.get(at), Some(Placed { phrase: Phrase::Noun(_), .. }));
    let named = |at: usize| {
        let next = at.saturating_add(1);
        noun(next) && in_a_name(phrases, next, unit) || is_described(phrases, at, unit)
    };
    phrases
        .iter()
        .enumerate()
        .filter(|(at, placed)| match &placed.phrase {
            Phrase::Noun(words) | Phrase::Cond(Cond::Noun(words) | Cond::Nothing(words)) => !words.is_empty(),
            Phrase::Cond(_) => named(*at),
            // What is looked at, where the points come about in another way.
            Phrase::Names { .. } | Phrase::DefinesRatio | Phrase::RateOfTarget => !by_ratio,
            Phrase::Marked { .. } => !direct,
            Phrase::Scores => true,
            _ => false,
        })
        .map(|(_, placed)| placed.span)
        .chain(phrases.iter().flat_map(|placed| match &placed.phrase {
            Phrase::Step(step) => step.named.clone(),
            _ => Vec::new(),
        }))
        .collect()
}

/// Whether a phrase says how points come about.
fn is_method(phrase: &Phrase) -> bool {
    matches!(
        phrase,
        Phrase::Ratio { .. }
            | Phrase::DefinesRatio
            | Phrase::RateOfTarget
            | Phrase::Direct
            | Phrase::Marked { .. }
            | Phrase::Linear { .. }
            | Phrase::Names { .. }
    )
}

fn runs(tokens: &[Token], nouns: &[Span], methods: &[Span], claimed: &[Span]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut joins = false;
    for (at, token) in tokens.iter().enumerate() {
        let within = |spans: &[Span]| spans.iter().any(|span| span.start <= token.start && token.end <= span.end);
        let inside = within(nouns);
        let begins = methods.iter().any(|span| span.start == token.start);
        let describes = match token.kind {
            Kind::Free | Kind::Word(Class::Noun) => true,
            Kind::Word(Class::Filler) => {
                !vocabulary::says_nothing(&token.text) || inside && joins || joins && vocabulary::ends_name(&token.text)
            }
            Kind::Word(Class::Example | Class::Total) => true,
            // 当月目标, 平均得分: whose target, which mark.
            Kind::Word(Class::Target | Class::Mark | Class::Take | Class::Add) => {
                inside || vocabulary::says_which(&token.text)
            }
            // 按取高者实际…: a word of a side in the name of a way says more than the way.
            Kind::Word(Class::MoreSide | Class::LessSide | Class::Part | Class::Apart | Class::By)
                if within(methods) && !begins =>
            {
                true
            }
            // 当月总分归零: which total.
            Kind::Word(Class::Veto) => forms::begins(&token.text, forms::OF_PERIOD),
            // A word that belongs to no phrase was read past.
            Kind::Word(_) if !within(claimed) => !vocabulary::says_nothing(&token.text) || joins,
            Kind::Word(_) | Kind::Unit | Kind::Number(..) => inside,
            _ => false,
        };
        let before = at.checked_sub(1).and_then(|before| tokens.get(before)).filter(|_| !token.gap);
        let begun = before
            .filter(|word| matches!(word.kind, Kind::Word(Class::Filler)) && vocabulary::begins_name(&word.text))
            .map(|word| word.start);
        match out.last_mut() {
            Some(last) if describes && joins && !token.gap => {
                last.words.push_str(&token.text);
                last.span.end = token.end;
                last.to = at;
            }
            _ if describes => out.push(Run {
                words: token.text.clone(),
                span: Span { start: begun.unwrap_or(token.start), end: token.end },
                from: at,
                to: at,
            }),
            _ => {}
        }
        joins = describes;
    }
    out
}

/// Whether a run names what is counted: its clause, or the one behind it, counts or gives points and compares nothing.
fn counted(tokens: &[Token], run: &Run) -> bool {
    let ends = |at: usize| matches!(tokens.get(at).map(|token| token.kind), None | Some(Kind::Break | Kind::Sign(',')));
    let start = (0..=run.from).rev().find(|at| ends(*at)).map_or(0, |at| at.saturating_add(1));
    let end = (run.to..=tokens.len()).find(|at| ends(*at)).unwrap_or(tokens.len());
    let counts = |from: usize, to: usize| {
        let clause = tokens.get(from..to).unwrap_or_default();
        let has = |classes: &[Class]| {
            clause.iter().any(|token| matches!(token.kind, Kind::Word(class) if classes.contains(&class)))
        };
        has(&[Class::Each, Class::Take, Class::Add, Class::Zero, Class::Full, Class::Give])
            && !has(&[
                Class::Less,
                Class::LessSide,
                Class::More,
                Class::MoreSide,
                Class::AtLeast,
                Class::AtMost,
                Class::SuffixMin,
                Class::SuffixMax,
                Class::Apart,
                Class::Target,
            ])
    };
    if counts(start, end) {
        return true;
    }
    // 未经审批，私自采购，每出现一次: clauses without a number lead to the one that counts.
    let mut from = end.saturating_add(1);
    let mut whole = run.to.saturating_add(1) == end;
    while whole && from < tokens.len() {
        let to = (from..=tokens.len()).find(|at| ends(*at)).unwrap_or(tokens.len());
        if counts(from, to) {
            return true;
        }
        let clause = tokens.get(from..to).unwrap_or_default();
        whole = clause.iter().all(|token| matches!(token.kind, Kind::Free | Kind::Word(Class::Noun | Class::Filler)));
        from = to.saturating_add(1);
    }
    false
}
