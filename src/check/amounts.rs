//! The numbers in what people write beside a row: a reason, a remark, an explanation.

use rust_decimal::Decimal;

/// A number with what stands around it.
pub(super) struct Amount<'a> {
    pub(super) before: &'a str,
    pub(super) number: Decimal,
    pub(super) after: &'a str,
}

/// The numbers of a text in the form of a key.
pub(super) fn amounts(word: &str) -> Vec<Amount<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = word.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit())) {
        let start = at.saturating_add(start);
        let rest = word.get(start..).unwrap_or_default();
        let length = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).unwrap_or(rest.len());
        let end = start.saturating_add(length);
        let digits = rest.get(..length).unwrap_or_default().replace(',', "");
        if let Ok(number) = digits.trim_end_matches('.').parse() {
            found.push(Amount {
                before: word.get(..start).unwrap_or_default(),
                number,
                after: word.get(end..).unwrap_or_default(),
            });
        }
        at = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_with_what_stands_around_them() {
        let found =
            |text| amounts(text).iter().map(|one| (one.before, one.number.to_string(), one.after)).collect::<Vec<_>>();
        assert_eq!(found("低于95.5元。"), [("低于", "95.5".to_owned(), "元。")]);
        assert_eq!(
            found("罚款1,000元,共2."),
            [("罚款", "1000".to_owned(), "元,共2."), ("罚款1,000元,共", "2".to_owned(), "")]
        );
        assert_eq!(found("无"), []);
    }
}
