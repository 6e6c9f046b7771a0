//! Rules as people write them, against points computed by hand (tests/fixtures/rules*.tsv).

use rust_decimal::Decimal;
use scorebook::lang::Lang;
use scorebook::model::{Scale, Target};
use scorebook::period::Span;
use scorebook::pipeline::{Trial, try_rule};
use scorebook::rule::{self, Context, Input, Reason};
use scorebook::unit::Unit;

pub(crate) const TABLES: [&str; 11] = [
    include_str!("../fixtures/rules.tsv"),
    include_str!("../fixtures/rules-varied.tsv"),
    include_str!("../fixtures/rules-wordings.tsv"),
    include_str!("../fixtures/rules-languages.tsv"),
    include_str!("../fixtures/rules-trades.tsv"),
    include_str!("../fixtures/rules-english.tsv"),
    include_str!("../fixtures/rules-taiwan.tsv"),
    include_str!("../fixtures/rules-occupations.tsv"),
    include_str!("../fixtures/rules-breadth.tsv"),
    include_str!("../fixtures/rules-everyday.tsv"),
    include_str!("../fixtures/rules-adverse.tsv"),
];

/// A KPI of the whole weight out of 100, with nothing of its own but these.
pub(crate) fn context<'a>(unit: &'a Unit, target: Option<&'a Target>, full: &str) -> Context<'a> {
    Context {
        unit,
        target,
        full: full.parse().ok(),
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    }
}

/// The points as plain text, VETO, or REFUSE.
pub(crate) fn answer(text: &str, unit: &str, target: &str, full: &str, value: &str) -> String {
    let unit = Unit::read(unit);
    let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
    let context = context(&unit, target.as_ref(), full);
    let reading = match rule::read(&text.replace("\\n", "\n"), &context) {
        Ok(reading) => reading,
        Err(refusals) => {
            return format!("REFUSE {:?}", refusals.iter().map(|r| (r.reason, &r.words)).collect::<Vec<_>>());
        }
    };
    let input = match rule::target(value, &unit) {
        Some(number) => Input::Number(number.value),
        None => Input::Label(value),
    };
    match reading.rule.points(&input) {
        Ok(outcome) if outcome.veto => "VETO".to_owned(),
        Ok(outcome) => scorebook::decimal::plain(scorebook::decimal::round(outcome.points, 6)),
        Err(unanswered) => format!("REFUSE {unanswered:?} {:?}", reading.rule.main),
    }
}

#[test]
fn every_case_of_the_table_gives_its_points_or_is_refused() {
    let mut wrong = Vec::new();
    for line in TABLES.into_iter().flat_map(|table| table.lines().skip(1)) {
        let [text, unit, target, full, value, expect] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let got = answer(text, unit, target, full, value);
        if got.split(' ').next() != Some(expect) {
            wrong.push(format!("{line}: got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Reading a rule's echo again, joined by semicolons, gives the same rule.
pub(crate) fn unequal_echoes(table: &str, lang: Lang) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut last = "";
    for line in table.lines().skip(1) {
        let [text, unit, target, full, ..] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let key = line.rsplitn(3, '\t').last().unwrap_or_default();
        if key == last {
            continue;
        }
        last = key;
        let unit = Unit::read(unit);
        let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
        let context = Context {
            unit: &unit,
            target: target.as_ref(),
            full: full.parse().ok(),
            scale: Scale::Percent,
            weight: Decimal::ONE,
            span: None,
            measures: &[],
            names: [""; 2],
        };
        let Ok(first) = rule::read(&text.replace("\\n", "\n"), &context) else { continue };
        let echo = first.rule.describe(lang).join("；");
        // The echo stands beside the full points, wherever these were said.
        let beside = Context { full: Some(first.rule.full), ..context };
        match rule::read(&echo, &beside) {
            Ok(again) if again.rule == first.rule => {}
            Ok(again) => wrong.push(format!("{text} → {echo}\n  {:?}\n  {:?}", first.rule, again.rule)),
            Err(refusals) => wrong.push(format!(
                "{text} → {echo}\n  {:?}",
                refusals.iter().map(|r| (r.reason, &r.words)).collect::<Vec<_>>()
            )),
        }
    }
    wrong
}

#[test]
fn reading_the_echo_again_gives_the_same_rule_in_every_language() {
    let wrong: Vec<String> = [Lang::ZhCn, Lang::ZhTw, Lang::En]
        .into_iter()
        .flat_map(|lang| TABLES.into_iter().flat_map(move |table| unequal_echoes(table, lang)))
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every English rule of the template of the live-commerce department, with points computed by hand.
#[test]
fn english_sentences_give_the_points_that_they_say() {
    let mut wrong = Vec::new();
    for (text, unit, target, full, value, points) in [
        ("In proportion to the target, at most 120 points; below 60% scores 0", "%", "100%", "100", "90%", "90"),
        ("In proportion to the target, at most 120 points; below 60% scores 0", "%", "100%", "100", "130%", "120"),
        ("In proportion to the target, at most 120 points; below 60% scores 0", "%", "100%", "100", "59%", "0"),
        ("In proportion to the target", "%", "100%", "100", "120%", "100"),
        ("In proportion to the target, at most 120 points", "times", "6,000,000", "100", "4500000", "75"),
        ("Score as rated, out of 100", "points", "100", "100", "88", "88"),
        ("Score as rated, out of 5", "points", "5", "100", "4", "80"),
        (
            "Full points at 10%; minus 3 points for each 1% below, down to 0; plus 1 point for each 1% above, at most 20 extra points",
            "%",
            "10%",
            "100",
            "7.5%",
            "94",
        ),
        (
            "Full points at 10%; minus 3 points for each 1% below, down to 0; plus 1 point for each 1% above, at most 20 extra points",
            "%",
            "10%",
            "100",
            "35%",
            "120",
        ),
        ("≥10%: 100 points; ≥8%: 90 points; ≥6%: 75 points; below 6%: 0 points", "%", "10%", "100", "8%", "90"),
        ("≥10%: 100 points; ≥8%: 90 points; ≥6%: 75 points; below 6%: 0 points", "%", "10%", "100", "5.99%", "0"),
        (
            "≥4.9: 100 points; ≥4.8: 90 points; ≥4.6: 75 points; below 4.6: 0 points",
            "points",
            "4.9",
            "100",
            "4.85",
            "90",
        ),
        ("Full points at 2%; minus 4 points for each 0.1% below, down to 0", "%", "2%", "100", "1.75%", "92"),
        ("Minus 10 points for each incident, down to 0", "times", "", "100", "3", "70"),
        ("Full points up to 1%; minus 5 points for each 0.1% above, down to 0", "%", "≤1%", "100", "1.25%", "90"),
        ("2 points off per 5% below target, floor 0", "k CNY", "200", "100", "179", "96"),
        ("2 points off per 5% below target, floor 0", "%", "95%", "100", "84%", "96"),
        ("5 points per order, at most 20 points", "orders", "", "20", "3", "15"),
        ("full points if target met, otherwise 0 points", "%", "95%", "15", "94%", "0"),
        ("In inverse proportion to the target", "hours", "≤2", "100", "4", "50"),
    ] {
        let got = answer(text, unit, target, full, value);
        if got != points {
            wrong.push(format!("{text} at {value}: {points}, got {got}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for text in [
        "deducted at the manager's discretion, 5 points",
        "2 points off when the client is unhappy",
        "In proportion to the target; 2 points off per 1% below",
        "2 points off per 3 widgets, unless approved",
        "10 points",
    ] {
        assert!(answer(text, "%", "95%", "100", "90%").starts_with("REFUSE"), "{text}");
    }
}

/// The reading of a rule that may count these measures of its role.
fn counting(text: &str, unit: &str) -> Result<rule::Rule, Vec<Reason>> {
    let unit = Unit::read(unit);
    let context = Context {
        unit: &unit,
        target: None,
        full: Some(Decimal::ONE_HUNDRED),
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &["一般事故", "重大事故"],
        names: [""; 2],
    };
    match rule::read(text, &context) {
        Ok(reading) => Ok(reading.rule),
        Err(refusals) => Err(refusals.into_iter().map(|refusal| refusal.reason).collect()),
    }
}

#[test]
fn what_stands_beside_several_counts_or_labels_is_held_or_refused_and_never_left_out() {
    let points = |text: &str, counts: [i64; 2]| {
        let rule = counting(text, "次").unwrap_or_else(|reasons| panic!("{text}: {reasons:?}"));
        rule.points(&Input::Counts(&counts.map(Decimal::from))).expect("points").points.to_string()
    };
    assert_eq!(points("一般事故扣3分，重大事故扣10分", [2, 1]), "84");
    assert_eq!(points("基础分60分，一般事故每次扣3分，重大事故每次扣10分", [2, 1]), "44");
    assert_eq!(points("无事故得满分，一般事故每次扣3分，重大事故每次扣10分", [0, 1]), "90");
    assert_eq!(points("每发生1次一般事故扣3分；每发生2次重大事故扣10分", [1, 3]), "87");
    for text in [
        "一般事故扣3分，重大事故扣10分，超过3次不得分",
        "一般事故扣3分，重大事故扣10分，超过3次一票否决",
        "一般事故每次扣3分，重大事故每次扣10分，不足1次按1次计",
        "达到3次得60分，一般事故每次扣3分，重大事故每次扣10分",
    ] {
        assert!(counting(text, "次").is_err(), "{text}");
    }
    assert_eq!(counting("优秀100分，良好80分，低于60分一票否决", ""), Err(vec![Reason::NotCounted]));
}

#[test]
fn a_distance_that_could_be_a_share_of_the_target_is_asked_for() {
    let points = |text: &str| answer(text, "万元", "100", "100", "55");
    assert_eq!(points("每低1%扣1分，低于目标50%不得分"), "55");
    assert_eq!(points("每低1%扣1分，低于目标80%不得分"), "0");
    assert_eq!(points("每低1%扣1分，低于目标的40%不得分"), "55");
    assert!(points("每低1%扣1分，低于目标40%不得分").contains("BoundUnclear"));
}

#[test]
fn a_text_longer_than_any_rule_is_refused_whatever_it_holds() {
    let unit = Unit::read("次");
    let context = Context {
        unit: &unit,
        target: None,
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &["一般事故"],
        names: [""; 2],
    };
    for piece in [
        "按",
        "扣",
        "本项",
        "（每",
        "目标的",
        "9,999,",
        "一",
        "({[",
        "ﷺ",
        "1次扣1分，",
        "2 points off per ",
        "e\u{301}",
        "\u{200b}",
    ] {
        let text: String = piece.chars().cycle().take(32_767).collect();
        let refusals = rule::read(&text, &context).expect_err(piece);
        assert_eq!(refusals.len(), 1, "{piece}");
        assert!(refusals[0].words.chars().count() <= 21 && text.get(refusals[0].span.clone()).is_some(), "{piece}");
        // The longest that is read: an answer, whatever it is.
        let text: String = piece.chars().cycle().take(rule::LONGEST).collect();
        let _ = rule::read(&text, &context);
    }
    let tiers: String = (1..=60).map(|level| format!("≥{level}次得{}分；", 100 - level)).collect();
    assert!(rule::read(&format!("{tiers}0次得100分"), &context).is_ok(), "{tiers}");
}

#[test]
fn steps_in_minutes_count_hours_to_the_last_digit() {
    // 4 hours over: 8 half hours, 6 times 40 minutes, 24 times 10 minutes; 1.5 hours over: 2.25 times 40 minutes.
    for (rule, value, expected) in [
        ("每超过30分钟扣0.5分，扣完为止", "6", "96"),
        ("每超过40分钟扣1分，扣完为止", "6", "94"),
        ("每超过40分钟扣1分，扣完为止", "3.5", "98"),
        ("每超过10分钟扣1分，扣完为止", "6", "76"),
        ("每超过40分钟扣1分，不足40分钟按40分钟计，扣完为止", "6", "94"),
        ("每超过40分钟扣1分，不足40分钟按40分钟计，扣完为止", "3.5", "97"),
        // 20 minutes have no end in hours, and values have four decimals: 100 minutes over are 1.6667 hours, five steps.
        ("每超过20分钟扣5分，不足20分钟按20分钟计，扣完为止", "3.6667", "75"),
        ("每超过20分钟扣5分，不足20分钟按20分钟计，扣完为止", "3.6668", "70"),
        ("每超过20分钟扣5分，扣完为止", "3.3333", "80"),
        ("每超过20分钟扣5分，扣完为止", "3.3332", "85"),
        ("每超过20分钟扣5分，扣完为止", "2", "100"),
        ("每超过20分钟扣5分，不足20分钟按20分钟计，扣完为止", "2", "100"),
    ] {
        assert_eq!(answer(rule, "小时", "≤2小时", "100", value), expected, "{rule} at {value}");
    }
}

#[test]
fn the_part_of_a_step_that_does_not_count_is_no_cut_off() {
    // 部分 tells it, and so does a rule in which more is worse: nobody loses all points for less than one step.
    for (rule, unit, target, value, expected) in [
        ("每超1小时扣2分，不足1小时的部分不计分", "小时", "≤2小时", "0.5", "100"),
        ("每超1小时扣2分，不足1小时不计分", "小时", "≤2小时", "0.5", "100"),
        ("每超1小时扣2分，不足1小时不计分", "小时", "≤2小时", "4.5", "96"),
        ("每发生1次扣5分，不足1次的部分不计分", "次", "", "0", "100"),
        ("目标5件，每少1件扣10分，不足1件的部分不计分", "件", "5件", "0.5", "60"),
        ("目标5件，每少1件扣10分，不足1件不得分", "件", "5件", "0.5", "0"),
        ("每低1%扣2分，不足60%不得分", "%", "100%", "59%", "0"),
    ] {
        assert_eq!(answer(rule, unit, target, "100", value), expected, "{rule} at {value}");
    }
}

#[test]
fn a_share_between_two_points_is_asked_for_and_one_below_the_full_points_is_read() {
    // A share of the target, or of the way from 2% to 3%? At 2.5% the one gives 83.33, the other 50.
    for rule in ["2%以下0分，3%以上满分，中间按比例", "达到3%得满分，低于2%得0分，其间按比例计分"]
    {
        assert!(answer(rule, "%", "3%", "100", "2.5%").starts_with("REFUSE [(Modifier"), "{rule}");
    }
    for (rule, unit, target, value, expected) in [
        ("直播时长≥120小时满分，不足120小时按比例", "小时", "120", "90", "75"),
        ("80%-100%之间按比例得分，100%以上满分，80%以下0分", "%", "100%", "90%", "90"),
        ("每低1%扣2分，不足1%按比例扣分", "%", "100%", "98.5%", "97"),
    ] {
        assert_eq!(answer(rule, unit, target, "100", value), expected, "{rule} at {value}");
    }
}

#[test]
fn a_proportional_rule_of_which_a_cut_off_leaves_nothing_is_two_rules() {
    let rule = "按计划完成得满分，未完成不得分，部分完成按比例得分";
    assert!(answer(rule, "%", "100%", "100", "90%").starts_with("REFUSE [(TwoRules"));
    // With a cap above the full points it pays those who reach the target.
    let capped = "按完成率计分，低于100%不得分，最高120分";
    for (value, expected) in [("99%", "0"), ("110%", "110")] {
        assert_eq!(answer(capped, "%", "100%", "100", value), expected);
    }
}

#[test]
fn thousands_stand_behind_a_full_width_comma_too_and_an_interval_keeps_its_ends() {
    for (rule, unit, target, value, expected) in [
        ("每低1，000元扣1分", "元", "10000", "7500", "98"),
        ("达到１０，０００元得满分，每低500元扣1分", "元", "10000", "9000", "98"),
        ("(90，100]得100分；(80，90]得80分；80及以下得0分", "", "", "85", "80"),
    ] {
        assert_eq!(answer(rule, unit, target, "100", value), expected, "{rule} at {value}");
    }
}

#[test]
fn a_line_reaches_above_the_full_points_only_where_a_bound_says_so() {
    let open = "80%得80分，120%得120分，区间内线性计算";
    assert!(answer(open, "%", "100%", "100", "110%").starts_with("REFUSE [(TierPoints"));
    let bounded = "80%得80分，120%得120分，区间内线性计算，最高120分";
    assert_eq!(answer(bounded, "%", "100%", "100", "110%"), "110");
}

#[test]
fn every_worked_example_of_the_guide_to_rules_is_what_the_program_gives() {
    for (file, least) in [(include_str!("../../docs/rules.zh-CN.md"), 30), (include_str!("../../docs/rules.md"), 35)] {
        let rows: Vec<Vec<&str>> = file
            .lines()
            .filter(|line| line.starts_with("| "))
            .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
            .collect();
        let (mut worked, mut refused) = (0, 0);
        for row in rows {
            match row[..] {
                ["评分标准" | "rule", ..] => {}
                // Signed points, without full ones.
                [text, unit, target, "—", value, points] => {
                    worked += 1;
                    let trial = Trial {
                        sentence: text,
                        unit: Some(unit).filter(|unit| !unit.is_empty()),
                        target,
                        value: Some(value),
                        deductions: true,
                        ..Trial::default()
                    };
                    let tried = try_rule(&trial, Lang::ZhCn).unwrap_or_else(|refused| panic!("{text}: {refused:?}"));
                    assert_eq!(tried.points, Some((points.to_owned(), false)), "{text}");
                }
                [text, unit, target, full, value, points] => {
                    worked += 1;
                    assert_eq!(answer(text, unit, target, full, value), points, "{text}");
                }
                [text, _why] => {
                    refused += 1;
                    let got = answer(text, "%", "100%", "100", "95%");
                    assert!(got.starts_with("REFUSE"), "{text}: {got}");
                }
                _ => panic!("{row:?}"),
            }
        }
        assert!(worked >= least && refused >= 10, "{worked} worked and {refused} refused examples");
    }
}

/// The refusals of a rule with their nearest forms.
fn nearest(text: &str, unit: &str, target: &str) -> Vec<String> {
    let unit = Unit::read(unit);
    let target = (!target.is_empty()).then(|| rule::target(target, &unit).expect("a target"));
    let context = Context {
        unit: &unit,
        target: target.as_ref(),
        full: None,
        scale: Scale::Percent,
        weight: Decimal::ONE,
        span: None,
        measures: &[],
        names: [""; 2],
    };
    let Err(refusals) = rule::read(&text.replace("\\n", "\n"), &context) else { return Vec::new() };
    let forms: Vec<String> =
        refusals.into_iter().map(|refusal| refusal.nearest).filter(|form| !form.is_empty()).collect();
    for form in &forms {
        assert!(rule::read(form, &context).is_ok(), "{text}: {form} is offered and not read");
    }
    forms
}

#[test]
fn a_refusal_offers_the_nearest_form_and_only_one_that_is_read() {
    for (text, form) in [
        ("每低1%扣1分，视情况扣分", "每低1%扣1分"),
        // What is left out would hold a number.
        ("每低1%扣2分；罚款50元", ""),
        ("每低1%扣2分；连续两月低于90%加倍", ""),
        ("80%-90%得20分；85%-95%得30分；95%以上0分", ""),
        ("达到100%得满分，低于1%扣2分", ""),
        ("2 points off per 1% below, at the manager's discretion", "2 points off per 1% below"),
    ] {
        assert_eq!(nearest(text, "%", "100%").first().map_or("", String::as_str), form, "{text}");
    }
    assert_eq!(nearest("超出1%扣2分", "%", "≤100%"), ["每超出1%扣2分"]);
    for (text, unit, between, form) in [
        ("≥98%得100分；95%-97%得90分；<95%得0分", "%", "97%～98%", "≥98%得100分；95%≤X<98%得90分；低于95%得0分"),
        ("90%>≥80%得80分；≥100%得100分；<80%0分", "%", "90%～100%", "≥100%得100分；80%≤X<100%得80分；低于80%得0分"),
        ("0-3次20分，5-6次10分，7次以上0分", "次", "4次", "≥7次得0分；5次≤X≤6次得10分；低于5次得20分"),
        ("≥98%得20分；95%至97%得10分；低於95%不給分", "%", "97%～98%", "≥98%得20分；95%≤X<98%得10分；低於95%得0分"),
        (
            "≥98%: 20 points; 95%-97%: 10 points; <95%: 0 points",
            "%",
            "97%～98%",
            "≥98%: 20 points; 95%≤X<98%: 10 points; below 95%: 0 points",
        ),
    ] {
        assert_eq!(nearest(text, unit, ""), [form], "{text}");
        let unit = Unit::read(unit);
        let context = Context {
            unit: &unit,
            target: None,
            full: None,
            scale: Scale::Percent,
            weight: Decimal::ONE,
            span: None,
            measures: &[],
            names: [""; 2],
        };
        let refusals = rule::read(text, &context).expect_err(text);
        assert_eq!(refusals.first().map(|refusal| refusal.between.as_str()), Some(between), "{text}");
    }
    for line in TABLES.into_iter().flat_map(|table| table.lines().skip(1)).filter(|line| line.ends_with("REFUSE")) {
        let [text, unit, target, ..] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        nearest(text, unit, target);
    }
}

#[test]
fn a_level_of_a_month_is_read_in_a_month_and_refused_in_a_quarter() {
    let unit = Unit::read("条");
    let read = |text: &str, span| {
        let context = Context {
            unit: &unit,
            target: None,
            full: Some(Decimal::TEN),
            scale: Scale::Percent,
            weight: Decimal::ONE,
            span,
            measures: &[],
            names: [""; 2],
        };
        rule::read(text, &context).map_err(|refusals| refusals.iter().map(|refusal| refusal.reason).collect::<Vec<_>>())
    };
    for (text, own, other) in [
        ("每月不少于30条，每少1条扣1分", Span::Month, Span::Quarter),
        ("发布数量30条/月，每少1条扣1分", Span::Month, Span::Year),
        ("每季度发布30条，每少1条扣1分", Span::Quarter, Span::Month),
    ] {
        assert!(read(text, Some(own)).is_ok() && read(text, None).is_ok(), "{text}");
        assert_eq!(read(text, Some(other)).unwrap_err(), [Reason::Modifier], "{text}");
    }
    // What happens each month is counted over any time.
    assert!(read("每月漏发1条扣1分", Some(Span::Quarter)).is_ok());
}

/// The table of `scorebook rule` without a value.
fn tried(args: &[&str]) -> String {
    let run =
        assert_cmd::Command::cargo_bin("scorebook").expect("the program").arg("rule").args(args).assert().success();
    String::from_utf8(run.get_output().stdout.clone()).expect("text")
}

#[test]
fn a_rule_without_a_value_shows_its_reading_its_remarks_and_a_small_table_that_lines_up() {
    let rule = ["≥98%得100分；95%≤X<98%得90分；90%≤X<95%得60分", "--unit", "%"];
    let chinese = "\
≥98%得100分
95%≤X<98%得90分
90%≤X<95%得60分
最高100分
W529 90% 以外没有对应的档

  实际值  得分  怎样得来
  89.99%     —  评分标准没有说明
     90%    60  属于 90%≤X<95% 一档，60 分
  90.01%    60  属于 90%≤X<95% 一档，60 分
  94.99%    60  属于 90%≤X<95% 一档，60 分
     95%    90  属于 95%≤X<98% 一档，90 分
  95.01%    90  属于 95%≤X<98% 一档，90 分
  97.99%    90  属于 95%≤X<98% 一档，90 分
     98%   100  属于 ≥98% 一档，100 分
  98.01%   100  属于 ≥98% 一档，100 分
";
    assert_eq!(tried(&[&rule[..], &["--lang", "zh-CN"]].concat()), chinese);
    let traditional = tried(&["每發生1次扣20分", "--unit", "次", "--lang", "zh-TW"]);
    assert_eq!(
        traditional,
        "\
起評分100分
每發生1次扣20分
最高100分

  實際值  得分  怎樣得來
     0次   100
     1次    80  1次，計 1 檔，扣 20 分
     2次    60  2次，計 2 檔，扣 40 分
     4次    20  4次，計 4 檔，扣 80 分
     5次     0  5次，計 5 檔，扣 100 分
     6次     0  低於最低分，按 0 分計
"
    );
    let english = tried(&["1 point more per 1% above", "--target", "90%", "--lang", "en"]);
    assert_eq!(
        english,
        "\
100 points at the target (90%)
1 point more per 1 percentage point above the target (90%)
without a maximum
W527 The bonus has no maximum
W528 The rule says nothing below the target

   Value  Points  How
  89.99%       —  the rule says nothing here
     90%     100
  90.01%     100  0.01% above, less than one step
  90.99%     100  0.99% above, less than one step
     91%     101  1% above, 1 step, 1 point more
  91.99%     101  1.99% above, 1 step, 1 point more
     92%     102  2% above, 2 steps, 2 points more
"
    );
    let json: serde_json::Value = serde_json::from_str(&tried(&[&rule[..], &["--json"]].concat())).expect("JSON");
    assert_eq!(json["remarks"][0]["code"], "W529");
    assert_eq!(json["table"][0], serde_json::json!({"value": "89.99%", "points": null, "veto": false}));
    assert_eq!(json["table"][1], serde_json::json!({"value": "90%", "points": "60", "veto": false}));
}

proptest::proptest! {
    #[test]
    fn the_table_of_any_rule_is_small_and_shows_both_sides_of_every_edge((rule, _) in super::rule_values::rules()) {
        let rows = rule.sample();
        let counts = !rule.counted().is_empty();
        proptest::prop_assert!(rows.is_empty() == counts);
        proptest::prop_assert!(rows.len() <= rule::ROWS);
        let rule::Main::Tiers(tiers) = &rule.main else { return Ok(()) };
        let values: Vec<Decimal> =
            rows.iter().filter_map(|row| rule::target(&row.value, &rule.unit)).map(|target| target.value).collect();
        proptest::prop_assert_eq!(values.len(), rows.len());
        if rule.quantity != rule::Quantity::Value || tiers.len() + rule.cutoffs.len() > 7 {
            return Ok(());
        }
        let grid = if rule.unit.is_whole() { Decimal::ONE } else { Decimal::new(1, 2) };
        for level in tiers.iter().filter_map(|tier| tier.low).filter_map(|low| rule.level(low.level)) {
            let near = |value: &&Decimal| (**value - level).abs() <= grid;
            let below = values.iter().filter(near).any(|value| *value < level);
            let above = values.iter().filter(near).any(|value| *value >= level || rule.unit.is_whole());
            proptest::prop_assert!(below && above, "{level} in {values:?}");
        }
    }
}

#[test]
fn a_refused_rule_is_shown_with_a_caret_under_each_word_in_the_way() {
    let run = assert_cmd::Command::cargo_bin("scorebook")
        .expect("the program")
        .args(["rule", "达标得满分\n视情况扣分", "--unit", "%", "--lang", "zh-CN"])
        .assert()
        .code(1);
    let told = String::from_utf8(run.get_output().stderr.clone()).expect("text");
    assert!(told.contains("\n  视情况扣分\n  ^^^^^^"), "{told}");
    let run = assert_cmd::Command::cargo_bin("scorebook")
        .expect("the program")
        .args(["rule", "2 points off when the client is unhappy", "--json", "--lang", "en"])
        .assert()
        .code(1);
    let told: serde_json::Value = serde_json::from_slice(&run.get_output().stdout).expect("JSON");
    let [from, to] = [0, 1]
        .map(|end| told["problems"][0]["span"][end].as_u64().and_then(|at| usize::try_from(at).ok()).expect("a place"));
    let words = told["problems"][0]["words"].as_str().expect("words");
    assert_eq!(&"2 points off when the client is unhappy"[from..to], words);
}

#[test]
fn what_a_rule_was_read_without_is_quoted_beside_its_reading() {
    let rule = ["每发生一次有效投诉扣5分", "--unit", "次"];
    let told = tried(&[&rule[..], &["--value", "2", "--lang", "zh-CN"]].concat());
    assert!(told.contains("当作说明的字词：“有效投诉”\n"), "{told}");
    let told = tried(&["Deduct 2 points for each late report", "--unit", "times", "--value", "2", "--lang", "en"]);
    assert!(told.contains("Taken as description only: “late report”\n"), "{told}");
    let json: serde_json::Value = serde_json::from_str(&tried(&[&rule[..], &["--json"]].concat())).expect("JSON");
    assert_eq!(json["explained"][0], serde_json::json!({"words": "有效投诉", "span": [5, 9]}));
}
