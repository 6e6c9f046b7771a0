//! What the reason of an adjustment says against its row: 奖金50元 beside 50 points, 扣3分 beside a bonus, 10月份 beside no date, 上调2分 beside
//! a calibration of 2.

use rust_decimal::Decimal;

use super::amounts::{Amount, amounts};
use super::date::english_month_name;
use crate::model::AdjustmentKind;
use crate::period::Period;
use crate::text::key;

/// Words of money behind a number and before it, in the form of keys.
const MONEY: [&str; 9] = ["元", "块", "圆", "rmb", "cny", "yuan", "usd", "dollar", "ntd"];
const MONEY_BEFORE: [&str; 7] = ["¥", "$", "rmb", "cny", "usd", "ntd", "nt"];

/// Words that take points and that give them, before their number.
#[rustfmt::skip]
const TAKE: [&str; 15] = [
    "扣", "扣减", "扣除", "扣掉", "扣罚", "减", "减去", "减掉", "罚", "下调", "调低", "调减", "deduct", "deducted", "minus",
];
const GIVE: [&str; 12] =
    ["加", "增加", "奖", "奖励", "上调", "上浮", "调高", "调增", "add", "added", "plus", "awarded"];

/// What people do without a number: 迟到三次扣分.
const TAKES: [&str; 4] = ["扣分", "减分", "deduction", "penalty"];
const GIVES: [&str; 2] = ["加分", "bonus"];

/// Words by which what was taken is given back, or the other way round: 返还多扣的3分.
#[rustfmt::skip]
const UNDONE: [&str; 25] = [
    "返", "还", "退", "补", "撤", "取消", "多扣", "多加", "误", "错", "更正", "冲", "免", "少", "不", "未", "无", "零", "抵", "revers", "refund", "correct", "wrong", "instead", "no",
];

/// How a reason contradicts its row, as the texts name it, with the words that do.
pub(super) fn contradicts(
    reason: &str,
    kind: AdjustmentKind,
    points: Option<Decimal>,
    undated_in: Option<Period>,
) -> Option<(&'static str, String)> {
    if !matches!(kind, AdjustmentKind::Bonus | AdjustmentKind::Penalty) {
        return None;
    }
    let word = key(reason);
    let amounts = amounts(&word);
    let is_own = |amount: &&Amount<'_>| points == Some(amount.number);
    let in_points = amounts.iter().filter(|amount| amount.is_points());
    let money = amounts.iter().filter(is_own).find(|amount| amount.is_money());
    if let Some(money) = money.filter(|_| !in_points.clone().any(|amount| is_own(&amount))) {
        return Some(("money", format!("{}{}", money.number.normalize(), money.unit())));
    }
    let gives = says(&amounts, &GIVE) || GIVES.iter().any(|known| word.contains(known));
    let takes = says(&amounts, &TAKE) || TAKES.iter().any(|known| word.contains(known));
    let against = if kind == AdjustmentKind::Bonus { takes && !gives } else { gives && !takes };
    if against && !UNDONE.iter().any(|known| word.contains(known)) {
        return Some(("sign", reason.to_owned()));
    }
    other_month(reason, undated_in?).map(|said| ("month", said))
}

/// Whether the reason of a calibration names its figure as what is added or taken: 上调2分 beside 2.
pub(super) fn adds(reason: &str, points: Decimal) -> bool {
    let word = key(reason);
    let amounts = amounts(&word);
    let said =
        amounts.iter().filter(|amount| amount.number == points && (amount.is_points() || amount.after.is_empty()));
    said.into_iter().any(|amount| amount.follows(&TAKE) || amount.follows(&GIVE) || amount.before.ends_with('+'))
}

/// What stands around a number in a reason.
impl Amount<'_> {
    fn is_points(&self) -> bool {
        let minutes = ["分钟", "分之", "分公司", "分店"];
        let marks = ["分", "point", "pts", "pt"].iter().any(|known| self.after.starts_with(known));
        marks && !minutes.iter().any(|known| self.after.starts_with(known))
    }

    fn is_money(&self) -> bool {
        MONEY.iter().any(|known| self.after.starts_with(known))
            || !self.is_points() && MONEY_BEFORE.iter().any(|known| self.before.ends_with(known))
    }

    /// The word of money behind it, or the sign before.
    fn unit(&self) -> &'static str {
        MONEY.iter().find(|known| self.after.starts_with(**known)).copied().unwrap_or_default()
    }

    fn follows(&self, words: &[&str]) -> bool {
        let before = self.before.trim_end_matches([':', '了', '共', '计', '各', '其']);
        words.iter().any(|known| before.ends_with(known))
    }
}

/// Whether points are named behind one of the words.
fn says(amounts: &[Amount<'_>], words: &[&str]) -> bool {
    amounts.iter().any(|amount| amount.is_points() && amount.follows(words))
}

/// The month that a reason names, where none that it names lies in the period: 10月份迟到, Oct. bonus, 上月.
fn other_month(reason: &str, own: Period) -> Option<String> {
    let word = key(reason);
    let year = chrono::Datelike::year(&own.first_day());
    let is_own = |month: Period| month.first_day() <= own.last_day() && own.first_day() <= month.last_day();
    let before = ["上月", "上个月", "lastmonth"].iter().find(|known| word.starts_with(**known));
    let named = amounts(&word).into_iter().filter(|amount| amount.after.starts_with('月')).filter_map(|amount| {
        let month = u32::try_from(amount.number).ok()?;
        let of_year = amount.before.strip_suffix('年').map_or(Some(year), |before| {
            let digits = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            before
                .get(digits..)?
                .parse::<i32>()
                .ok()
                .map(|named| if named < 100 { named.saturating_add(2000) } else { named })
        })?;
        Some((Period::month(of_year, month)?, format!("{month}月")))
    });
    let latin = reason.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| {
        // may and march are other words, too.
        word.len() >= 3
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && !matches!(*word, "May" | "Mar" | "March")
    });
    let latin = latin.filter_map(|word| Some((Period::month(year, english_month_name(word)?)?, word.to_owned())));
    let all: Vec<(Period, String)> = named.chain(latin).collect();
    if all.iter().any(|(month, _)| is_own(*month)) {
        return None;
    }
    all.into_iter().next().map(|(_, said)| said).or(before.map(|known| (*known).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(reason: &str, kind: AdjustmentKind, points: i64) -> &'static str {
        let found = contradicts(reason, kind, Some(Decimal::from(points)), Period::month(2026, 11));
        found.map(|(why, _)| why).unwrap_or_default()
    }

    #[test]
    fn money_another_sign_and_another_month_are_seen() {
        use AdjustmentKind::{Bonus, Penalty};
        for (reason, kind, points, why) in [
            ("奖金50元", Bonus, 50, "money"),
            ("獎金 50 元", Bonus, 50, "money"),
            ("现金奖励¥200", Bonus, 200, "money"),
            ("罚款 1,000 元", Penalty, 1000, "money"),
            ("Bonus of $50", Bonus, 50, "money"),
            ("罚款50元", Penalty, 5, ""),
            ("拾金500元，加5分", Bonus, 5, ""),
            ("捐款5元，加5分", Bonus, 5, ""),
            ("迟到三次扣分", Bonus, 3, "sign"),
            ("遲到扣3分", Bonus, 3, "sign"),
            ("Late, deducted 3 points", Bonus, 3, "sign"),
            ("表扬加3分", Penalty, 3, "sign"),
            ("客户表扬，奖励 3 分", Penalty, 3, "sign"),
            ("Praised: add 3 points", Penalty, 3, "sign"),
            ("迟到扣3分", Penalty, 3, ""),
            ("表扬加3分", Bonus, 3, ""),
            ("返还上次多扣3分", Bonus, 3, ""),
            ("取消加分", Penalty, 3, ""),
            ("无扣分，全勤", Bonus, 3, ""),
            ("加班3天", Penalty, 3, ""),
            ("迟到3分钟", Bonus, 3, ""),
            ("加分5分，扣2分", Bonus, 3, ""),
            ("10月份迟到补记", Penalty, 3, "month"),
            ("2025年11月迟到", Penalty, 3, "month"),
            ("Late in October", Penalty, 3, "month"),
            ("上月迟到", Penalty, 3, "month"),
            ("11月迟到", Penalty, 3, ""),
            ("10月、11月连续达标", Bonus, 3, ""),
            ("3个月无投诉", Bonus, 3, ""),
            ("You may go", Bonus, 3, ""),
            ("受到客户表扬", Bonus, 3, ""),
        ] {
            assert_eq!(said(reason, kind, points), why, "{reason}");
        }
    }

    #[test]
    fn a_calibration_that_names_its_figure_as_a_difference_is_seen() {
        for (reason, points, expected) in [
            ("上调2分", 2, true),
            ("主管加 2 分", 2, true),
            ("下調5", 5, true),
            ("Plus 2 points", 2, true),
            ("+2分", 2, true),
            ("上调2分", 92, false),
            ("调整为92分", 92, false),
            ("上调至92分", 92, false),
            ("部门复议", 2, false),
        ] {
            assert_eq!(adds(reason, Decimal::from(points)), expected, "{reason}");
        }
    }
}
