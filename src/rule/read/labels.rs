//! Labels as the sheet spells them. The grammar reads one script in lower case; people, echoes and formulas that compare
//! cells need `A` and `優秀` as they were written.

use rust_decimal::Decimal;

use crate::text;

/// Gives each label the spelling that it has in the rule's own text.
pub(super) fn as_written(labels: &mut [(String, Decimal)], rule: &str) {
    for (label, _) in labels {
        let wanted = text::key(label);
        let spelled = rule.char_indices().find_map(|(start, _)| {
            let rest = rule.get(start..)?;
            rest.char_indices()
                .map(|(at, c)| at.saturating_add(c.len_utf8()))
                .filter_map(|end| rest.get(..end))
                .take_while(|piece| text::key(piece).len() <= wanted.len())
                .find(|piece| text::key(piece) == wanted)
        });
        if let Some(spelled) = spelled.map(str::trim).filter(|spelled| !spelled.is_empty()) {
            *label = spelled.to_owned();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_keeps_the_case_and_the_script_of_the_sheet() {
        for (label, rule, spelled) in
            [("a", "A得20分；B得15分", "A"), ("优秀", "優秀15分，良好10分", "優秀"), ("是", "是得满分", "是")]
        {
            let mut labels = vec![(label.to_owned(), Decimal::ONE)];
            as_written(&mut labels, rule);
            assert_eq!(labels.first().map(|(label, _)| label.as_str()), Some(spelled));
        }
    }
}
