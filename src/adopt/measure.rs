//! What is counted: the formula that a definition is, else one measure named like the KPI, with the unit that the source tells.

use rust_decimal::Decimal;

use super::facts::Item;
use super::plan::{KpiPlan, RolePlan};
use super::words::words;
use crate::model::{Aggregate, Scale};
use crate::rule;
use crate::template::DraftMeasure;
use crate::text::{as_typed, compact, key};
use crate::unit::{COUNT_WORDS, Unit, UnitKind};

/// A definition read as a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Read {
    /// As it is written into 计算公式.
    pub(super) text: String,
    /// The names in it, each a measure.
    pub(super) names: Vec<String>,
}

/// Reads a definition as a formula: names, numbers and signs and nothing else. `None` where it is a sentence.
pub(super) fn formula(typed: &str, kpi: &KpiPlan) -> Option<Read> {
    /// Letters of the longest name in a formula.
    const LONGEST: usize = 24;
    let typed = as_typed(typed);
    // 达成率=实际÷目标×100%: what stands before the sign is the KPI.
    let whole = typed
        .rsplit_once(['=', '＝'])
        .map_or(typed.as_str(), |(_, after)| after)
        .trim()
        .trim_end_matches(['。', '；', ';']);
    let mut tokens: Vec<(bool, String)> = Vec::new();
    let mut name = String::new();
    let mut depth = 0_i32;
    let mut letters = whole.chars().peekable();
    while let Some(c) = letters.next() {
        let is_sign = matches!(c, '÷' | '×' | '/' | '*' | '+' | '＋' | '－' | '-' | '−' | '／' | '＊');
        let is_bracket = matches!(c, '(' | '（' | ')' | '）');
        if is_sign || is_bracket {
            flush(&mut tokens, &mut name);
            let sign = match c {
                '×' | '＊' => '*',
                '÷' | '／' => '/',
                '＋' => '+',
                '－' | '−' => '-',
                '（' => '(',
                '）' => ')',
                other => other,
            };
            depth = depth.saturating_add(match sign {
                '(' => 1,
                ')' => -1,
                _ => 0,
            });
            tokens.push((true, sign.to_string()));
        } else if c == 'x'
            && letters.peek().is_some_and(char::is_ascii_digit)
            && !name.is_empty()
            && !name.ends_with(|c: char| c.is_ascii_alphabetic())
        {
            flush(&mut tokens, &mut name);
            tokens.push((true, "*".to_owned()));
        } else if c.is_alphanumeric() || matches!(c, '%' | '％' | '.' | ' ' | '_' | '"' | '“' | '”') {
            name.push(c);
        } else {
            return None;
        }
    }
    flush(&mut tokens, &mut name);
    // ×100 of a percentage: the unit says it.
    let of_percent = Unit::read(&kpi.unit).is_percent();
    if let [.., (true, sign), (false, hundred)] = tokens.as_slice()
        && sign == "*"
        && (hundred == "100%" || hundred == "100" && of_percent)
    {
        tokens.truncate(tokens.len().saturating_sub(2));
    }
    let signs = tokens.iter().filter(|(sign, text)| *sign && !matches!(text.as_str(), "(" | ")")).count();
    let mut names: Vec<String> = Vec::new();
    let mut text = String::new();
    for (sign, token) in &tokens {
        let is_number = token.trim_end_matches(['%', '％']).parse::<Decimal>().is_ok();
        if !sign && !is_number {
            let is_target = !kpi.target.is_empty() && ["目标", "目标值", "target"].contains(&key(token).as_str());
            if is_target {
                text.push_str(if token.is_ascii() { "TARGET" } else { "目标" });
                if token.is_ascii() {
                    text.push_str("()");
                }
                continue;
            }
            if token.chars().count() > LONGEST || !token.contains(char::is_alphabetic) {
                return None;
            }
            if !names.iter().any(|known| key(known) == key(token)) {
                names.push(token.clone());
            }
            text.push_str(&written(token));
        } else {
            text.push_str(token);
        }
    }
    (signs > 0 && !names.is_empty() && depth == 0).then_some(Read { text, names })
}

fn flush(tokens: &mut Vec<(bool, String)>, name: &mut String) {
    let text = std::mem::take(name).trim().to_owned();
    if !text.is_empty() {
        tokens.push((false, text));
    }
}

/// A measure's name as formulas write it: with signs in it, in brackets.
pub(super) fn written(name: &str) -> String {
    let plain = name.chars().all(char::is_alphanumeric) && !name.starts_with(|c: char| c.is_ascii_digit());
    if plain { name.to_owned() } else { format!("[{name}]") }
}

/// Gives a KPI the measure of its own name.
pub(super) fn alone(role: &mut RolePlan, kpi: &mut KpiPlan) {
    let name: String = kpi.name.chars().map(|c| if matches!(c, '[' | ']' | '\n') { ' ' } else { c }).collect();
    let name = name.trim().to_owned();
    kpi.formula = written(&name);
    let unit = kpi.unit.clone();
    add(role, &name, &unit, &unit);
}

/// Adds a measure that the role does not have yet.
pub(super) fn add(role: &mut RolePlan, name: &str, unit: &str, _of: &str) {
    let wanted = key(name);
    if let Some(known) = role.measures.iter_mut().find(|measure| key(&measure.name) == wanted) {
        if known.unit.is_empty() {
            unit.clone_into(&mut known.unit);
        }
        return;
    }
    let read = Unit::read(unit);
    // Shares, marks and means of several rows are no sum.
    let mean = read.is_percent()
        || matches!(compact(unit).as_str(), "分" | "级" | "倍" | "points" | "score")
        || words("measure.mean").iter().any(|word| wanted.contains(word.as_str()));
    role.measures.push(DraftMeasure {
        name: name.to_owned(),
        unit: unit.to_owned(),
        aggregate: if mean { Aggregate::Mean } else { Aggregate::Sum },
        meaning: String::new(),
        earlier: false,
    });
}

/// Whether a sentence reads as a rule of a KPI with this target, in any of the units that it names.
pub(super) fn reads_as_rule(text: &str, target: &str, name: &str) -> bool {
    read_rule(text, target, ("", Scale::Percent), name, None).is_some()
}

/// A sentence as a rule, where it is one.
pub(super) fn read_rule(
    text: &str,
    target: &str,
    (unit, scale): (&str, Scale),
    name: &str,
    full: Option<Decimal>,
) -> Option<rule::Rule> {
    let unit = if unit.is_empty() {
        units_in(target).into_iter().chain(units_in(text)).find(|unit| unit != "分").unwrap_or_default()
    } else {
        unit.to_owned()
    };
    let unit = Unit::read(&unit);
    let target = rule::target(target, &unit);
    let context = rule::Context {
        unit: &unit,
        target: target.as_ref(),
        full,
        scale,
        weight: Decimal::ONE,
        span: None,
        measures: &[name],
        names: [name, ""],
    };
    rule::read(text, &context).ok().map(|reading| reading.rule)
}

/// The sentence of an explanation that is a formula: 实际销售额÷目标销售额×100%.
pub(super) fn formula_in(meaning: &str, kpi: &KpiPlan) -> Option<(Read, String)> {
    meaning.split_inclusive(['。', '；', '\n']).find_map(|sentence| {
        let plain = sentence.trim_end_matches(['。', '；', '\n']).trim();
        // A lone slash is an "or" too.
        let rate = Unit::read(&kpi.unit).is_percent() || key(&kpi.name).ends_with('率');
        let speaks = plain.contains(['÷', '×']) || plain.contains(" / ") || plain.contains('/') && rate;
        let read = formula(plain, kpi).filter(|_| speaks)?;
        Some((read, meaning.replacen(sentence, "", 1).trim().to_owned()))
    })
}

/// Puts a text behind what 指标说明 holds.
pub(super) fn to_meaning(meaning: &mut String, text: &str) {
    if text.is_empty() || meaning.contains(text) {
        return;
    }
    if !meaning.is_empty() {
        meaning.push_str(if meaning.ends_with(['。', '；', '.', ';']) { "" } else { "；" });
    }
    meaning.push_str(text);
}

/// The KPI's unit: its own column, else the target's, else the one unit of its rule, else % of a rate.
pub(super) fn unit(item: &Item, kpi: &KpiPlan) -> String {
    if let Some(unit) = &item.unit {
        let text = unit.text.trim();
        return if matches!(text, "/" | "-" | "—" | "无") { String::new() } else { text.to_owned() };
    }
    // 店铺GMV（万元）
    if let Some(unit) = in_brackets(&kpi.name) {
        return unit;
    }
    if let Some(unit) = units_in(&kpi.target).into_iter().next().or_else(|| behind_number(&kpi.target)) {
        return unit;
    }
    let mut units = units_in(&kpi.rule);
    units.retain(|unit| unit != "分");
    units.dedup();
    // 50万 beside 低于60%不得分: the share is of the target, which is no rate.
    let amount = kpi.target.contains(|c: char| c.is_ascii_digit());
    if let [unit] = units.as_slice()
        && !(amount && Unit::read(unit).is_percent())
    {
        return unit.clone();
    }
    let name = key(&kpi.name);
    let is_rate = ["率", "占比", "比例", "rate", "ratio", "percentage"].iter().any(|end| name.ends_with(end))
        && !["效率", "频率", "功率"].iter().any(|end| name.ends_with(end));
    if is_rate && (kpi.rule.is_empty() || units.iter().any(|unit| unit == "%")) {
        "%".to_owned()
    } else {
        String::new()
    }
}

/// The unit in the brackets at the end of a name or a heading: （万元）, （单位：万元）.
pub(super) fn in_brackets(name: &str) -> Option<String> {
    let inside = name.trim().strip_suffix([')', '）'])?.rsplit_once(['(', '（'])?.1;
    let inside = inside.rsplit_once([':', '：']).map_or(inside, |(_, unit)| unit).trim();
    let unit = Unit::read(inside);
    let known = unit.is_percent() || unit.kind.is_measured() || matches!(unit.kind, UnitKind::Count(_));
    (known || COUNT_WORDS.contains(&inside)).then(|| inside.to_owned())
}

/// What is counted, where a target is a number and one word: 款 of 20款.
fn behind_number(target: &str) -> Option<String> {
    /// Letters of such a word.
    const LETTERS: usize = 2;
    let number = target.trim().trim_start_matches(|c: char| !c.is_ascii_digit());
    let word = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let counted = word.chars().all(|c| c.is_alphabetic() && !c.is_ascii()) && word.chars().count() <= LETTERS;
    // 50万 and 95以上 count nothing.
    let other = ["万", "亿", "千", "百", "以", "分"].iter().any(|start| word.starts_with(start));
    (counted && !word.is_empty() && !other && number.len() < target.trim().len().saturating_add(1))
        .then(|| word.to_owned())
}

/// The units that stand behind numbers of a text, each once.
fn units_in(text: &str) -> Vec<String> {
    let whole: Vec<char> = crate::text::tidy(text).chars().collect();
    let mut units: Vec<String> = Vec::new();
    let mut at = 0_usize;
    while at < whole.len() {
        let digits = whole.iter().skip(at).take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
        if digits == 0 || !whole.get(at).is_some_and(char::is_ascii_digit) {
            at = at.saturating_add(1);
            continue;
        }
        at = at.saturating_add(digits);
        let tail: Vec<char> = whole.iter().skip(at).skip_while(|c| **c == ' ').take(4).copied().collect();
        // The longest word that is a unit: 万元 before 万.
        let found = (1..=tail.len()).rev().find_map(|length| {
            let word: String = tail.get(..length)?.iter().collect();
            let read = Unit::read(&word);
            let known = word == "分"
                || read.is_percent()
                || read.kind.is_measured()
                || matches!(read.kind, UnitKind::Count(_))
                || COUNT_WORDS.contains(&word.as_str());
            known.then_some(word)
        });
        if let Some(found) = found.filter(|found| !units.contains(found)) {
            units.push(found);
        }
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kpi(unit: &str, target: &str, rule: &str) -> KpiPlan {
        KpiPlan {
            unit: unit.into(), target: target.into(), rule: rule.into(), name: "甲".into(), ..KpiPlan::default()
        }
    }

    #[test]
    fn a_definition_of_names_and_signs_is_a_formula() {
        for (typed, text, names) in [
            ("实际销售额÷目标销售额×100%", "实际销售额/目标销售额", vec!["实际销售额", "目标销售额"]),
            ("达成率＝实际完成／目标 * 100%", "实际完成/目标", vec!["实际完成"]),
            ("（点赞+评论）/观看人数", "(点赞+评论)/观看人数", vec!["点赞", "评论", "观看人数"]),
            (
                "(Actual sales / Target sales) × 100",
                "([Actual sales]/[Target sales])",
                vec!["Actual sales", "Target sales"],
            ),
        ] {
            let read = formula(typed, &kpi("%", "90%", "")).unwrap();
            assert_eq!(
                (read.text.as_str(), read.names),
                (text, names.into_iter().map(str::to_owned).collect()),
                "{typed}"
            );
        }
        for sentence in ["每期直播后的粉丝新增数量", "评论、点赞的总和，除以观看人数", "100%", ""]
        {
            assert_eq!(formula(sentence, &kpi("", "", "")), None, "{sentence}");
        }
    }

    #[test]
    fn the_unit_is_the_targets_else_the_one_of_the_rule_else_a_rates_own() {
        let of = |target: &str, rule: &str, name: &str| {
            let plan = KpiPlan { name: name.into(), ..kpi("", target, rule) };
            unit(&Item::default(), &plan)
        };
        assert_eq!(of("≥95%", "", "甲"), "%");
        assert_eq!(of("20万元", "", "甲"), "万元");
        assert_eq!(of("", "每发生1次扣5分", "甲"), "次");
        assert_eq!(of("", "", "完成率"), "%");
        assert_eq!(of("20款", "", "上新款数"), "款");
        assert_eq!(of("100", "", "店铺GMV（万元）"), "万元");
        assert_eq!(of("95以上", "", "甲"), "");
        assert_eq!(of("50万", "按完成比例得分，低于60%不得分", "销售额"), "");
        assert_eq!(of("", "每低1%扣2分，超过3天扣5分", "甲"), "");
    }
}
