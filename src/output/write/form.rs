//! A part of the package as a form: its text with blanks, which every book of the same shape fills in its own way.

/// A text with blanks; `B` says what belongs into one.
pub(super) struct Form<B> {
    text: String,
    /// Where each blank begins and the text behind it goes on, in order.
    blanks: Vec<(usize, usize, B)>,
    /// From where the next blank is sought.
    from: usize,
}

impl<B> Form<B> {
    /// A text without blanks yet.
    pub(super) fn new(text: String) -> Self {
        Self { text, blanks: Vec::new(), from: 0 }
    }

    /// The text in which the next blank is sought.
    pub(super) fn rest(&self) -> &str {
        self.text.get(self.from..).unwrap_or_default()
    }

    /// Goes behind a mark. `None` where it does not stand in the rest.
    pub(super) fn pass(&mut self, mark: &str) -> Option<()> {
        let at = self.rest().find(mark)?;
        self.from = self.from.checked_add(at)?.checked_add(mark.len())?;
        Some(())
    }

    /// Makes a blank of what stands between two marks in the rest. `None` where they do not.
    pub(super) fn blank(&mut self, before: &str, after: &str, blank: B) -> Option<()> {
        self.pass(before)?;
        let from = self.from;
        self.from = from.checked_add(self.rest().find(after)?)?;
        self.blanks.push((from, self.from, blank));
        Some(())
    }

    /// The same between the two marks of a pair.
    pub(super) fn blank_in(&mut self, [before, after]: [&str; 2], blank: B) -> Option<()> {
        self.blank(before, after, blank)
    }

    /// Makes an empty blank before the first of some marks in the rest. `None` where there is none.
    pub(super) fn blank_before(&mut self, marks: &[&str], blank: B) -> Option<()> {
        let at = marks.iter().filter_map(|mark| self.rest().find(mark)).min()?;
        self.from = self.from.checked_add(at)?;
        self.blanks.push((self.from, self.from, blank));
        Some(())
    }

    /// The form's text, each blank filled.
    pub(super) fn filled(&self, mut fill: impl FnMut(&B, &mut String)) -> String {
        let mut out = String::with_capacity(self.text.len().saturating_mul(4));
        let mut done = 0;
        for (from, to, blank) in &self.blanks {
            out.push_str(self.text.get(done..*from).unwrap_or_default());
            fill(blank, &mut out);
            done = *to;
        }
        out.push_str(self.text.get(done..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_filled_in_their_order_and_the_text_around_them_stays() {
        let mut form = Form::new("<a>1</a><b>2</b><c/>".to_owned());
        assert_eq!(form.blank("<a>", "</a>", 'x'), Some(()));
        assert_eq!(form.blank("<b>", "</b>", 'y'), Some(()));
        assert_eq!(form.blank("<a>", "</a>", 'z'), None);
        assert_eq!(form.blank_before(&["<d/>", "<c/>"], 'z'), Some(()));
        assert_eq!(form.filled(|blank, out| out.push(*blank)), "<a>x</a><b>y</b>z<c/>");
        assert_eq!(form.filled(|_, _| {}), "<a></a><b></b><c/>");
    }
}
