//! Where a reader is in a part: it knows the elements of its own by the path to them, and passes over all others with what is
//! in them. An element of its own that stands anywhere else (in an extension, under an alternative for other programs, in
//! a foreign element) is one that some programs show and others do not: such a part is refused.

use super::refusal;
use super::xml::{Element, Space};
use crate::problem::Problem;

/// The path from the root to the current element.
pub(super) struct Trail<P> {
    path: Vec<P>,
    /// Depth inside an element that is passed over.
    passed: usize,
    /// Elements of the reader's own that must not be passed over.
    watched: &'static [&'static str],
}

impl<P: Copy + PartialEq> Trail<P> {
    /// A trail that begins outside the root, at `outside`.
    pub(super) fn new(outside: P, watched: &'static [&'static str]) -> Self {
        Self { path: vec![outside], passed: 0, watched }
    }

    /// The place; `None` inside what is passed over.
    pub(super) fn at(&self) -> Option<P> {
        if self.passed > 0 { None } else { self.path.last().copied() }
    }

    /// Enters an element. `next` says which place it is at the current one; `None` passes it over.
    pub(super) fn enter(
        &mut self,
        element: &Element<'_>,
        next: impl Fn(P, &str) -> Option<P>,
    ) -> Result<Option<P>, Problem> {
        let name = element.local_name();
        let is_own = element.space() == Space::Own;
        if let Some(place) = self.at().filter(|_| is_own).and_then(|at| next(at, name.as_ref())) {
            self.path.push(place);
            return Ok(Some(place));
        }
        if is_own && self.watched.contains(&name.as_ref()) {
            return Err(refusal::ambiguous("markup").with("part", name.as_ref()));
        }
        self.passed = self.passed.saturating_add(1);
        Ok(None)
    }

    /// Leaves an element; the place that it was, unless it was passed over.
    pub(super) fn leave(&mut self) -> Option<P> {
        if self.passed > 0 {
            self.passed = self.passed.saturating_sub(1);
            return None;
        }
        self.path.pop()
    }
}
