//! What is told of data rows that are nobody's: once per slip, when every sheet is read.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::findings::Findings;
use super::people::Staff;
use super::unmatched_people::UnmatchedPeople;
use crate::cell::CellRef;
use crate::problem::{Code, Problem};
use crate::text::key;

impl UnmatchedPeople {
    /// Tells what is left to be told. `staff_header` is the cell above the ids of 人员名单.
    pub(super) fn tell(self, staff: &Staff, roles: &[String], staff_header: Option<CellRef>, findings: &mut Findings) {
        // Where every sheet with rows seems swapped, it is 人员名单 that is.
        let all = self.swapped.len() > 1 && self.swapped.len() == self.sheets;
        let swapped = match staff_header.filter(|_| all) {
            Some(header) => vec![header],
            None => self.swapped.clone(),
        };
        for header in &swapped {
            findings.add(Problem::new(Code::ColumnsSwapped, header));
        }
        // Without names beside them, ids that nobody has may be those that rows of 人员名单 lack: these were told.
        let nameless = self.unknown.iter().filter(|unknown| unknown.name.is_empty()).count();
        let lacking = nameless <= staff.unsettled.len();
        for unknown in self.unknown {
            let unsettled = staff.unsettled.iter().any(|name| key(name) == key(&unknown.name));
            if unsettled || (unknown.name.is_empty() && lacking) {
                continue;
            }
            let worth_it = findings.may_suggest();
            let near = match unknown.meant.as_slice() {
                [] => staff.near(&unknown.typed, &unknown.name, worth_it),
                meant => meant.iter().map(|id| &**id).collect(),
            };
            findings.add(
                Problem::new(Code::UnknownId, &unknown.at)
                    .with("id", &unknown.typed)
                    .with("rows", if unknown.rows > 1 { "many" } else { "one" })
                    .with("count", unknown.rows)
                    .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
                    .with("nearest", near.join(" / ")),
            );
        }
        for named in self.named {
            findings.add(
                Problem::new(Code::NameDiffers, &named.at)
                    .with("id", named.id)
                    .with("text", named.typed)
                    .with("name", named.known)
                    .with("rows", if named.rows > 1 { "many" } else { "one" })
                    .with("count", named.rows),
            );
        }
        let role_name = |role: usize| roles.get(role).map(String::as_str).unwrap_or_default();
        let moved: BTreeSet<Arc<str>> = self.elsewhere.iter().map(|row| row.id.clone()).collect();
        for row in self.elsewhere {
            let own: Vec<&str> = staff.postings_of(&row.id).map(|posting| role_name(posting.role)).collect();
            findings.add(
                Problem::new(Code::PersonOfOtherRole, &row.at)
                    .with("id", &row.id)
                    .with("name", &row.name)
                    .with("role", role_name(row.role))
                    .with("own", own.join(" / "))
                    .with("rows", if row.rows > 1 { "many" } else { "one" })
                    .with("count", row.rows),
            );
        }
        for (id, problem) in self.without_rows {
            // Whose rows stand in another role's sheet has been told.
            if !moved.contains(&id) {
                findings.add(problem);
            }
        }
    }
}
