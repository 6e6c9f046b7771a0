//! Who marks whom.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::findings::Findings;
use super::super::grid::tidy;
use super::relations::{self, Relations};
use super::{Asked, Everybody, Rater, categories};
use crate::cell::CellRef;
use crate::model::layout::SheetName;
use crate::model::{Appraised, Category, Department, Posting};
use crate::problem::{Code, Place, Problem};
use crate::text::{key, nearest};
use crate::workbook::Workbook;

/// Somebody by id and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Known {
    /// Empty where only the name is known.
    pub(super) id: Arc<str>,
    pub(super) name: Arc<str>,
    /// The cell that names them; `None` for who is in 人员名单.
    pub(super) at: Option<CellRef>,
}

impl Known {
    /// Whether it is the person of an id.
    pub(super) fn is_person(&self, id: &str) -> bool {
        self.at.is_none() && key(&self.id) == key(id)
    }
}

/// 人员名单, looked up.
pub(super) struct Staff<'a>(&'a Everybody);

impl Staff<'_> {
    pub(super) fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(id, _)| &**id)
    }

    fn known((id, name): &(Arc<str>, Arc<str>)) -> Known {
        Known { id: Arc::clone(id), name: Arc::clone(name), at: None }
    }

    /// The person of an id.
    pub(super) fn find(&self, id: &str) -> Option<Known> {
        let wanted = key(id);
        self.0.iter().find(|(known, _)| key(known) == wanted).map(Self::known)
    }

    /// The people of a name, each once.
    pub(super) fn named(&self, name: &str) -> Vec<Known> {
        let wanted = key(name);
        let mut found: Vec<Known> = Vec::new();
        for one in self.0.iter().filter(|(_, known)| key(known) == wanted).map(Self::known) {
            if !found.iter().any(|known| key(&known.id) == key(&one.id)) {
                found.push(one);
            }
        }
        found
    }

    /// The person whom 直接上级 names: by id, by name, or by both as in 王芳(E001).
    fn manager(&self, typed: &str) -> Result<Known, &'static str> {
        let typed = tidy(typed);
        if typed.is_empty() {
            return Err("blank");
        }
        if let Some(known) = self.find(&typed) {
            return Ok(known);
        }
        match self.named(&typed).as_slice() {
            [one] => return Ok(one.clone()),
            [] => {}
            _ => return Err("several"),
        }
        let parts: Vec<&str> = typed
            .split(|c: char| c.is_whitespace() || "()[]/、,;，；-_&+".contains(c))
            .filter(|part| !part.is_empty())
            .collect();
        let ids: Vec<Known> = parts.iter().filter_map(|part| self.find(part)).collect();
        if let ([one], [_, _]) = (ids.as_slice(), parts.as_slice()) {
            return if parts.iter().any(|part| key(part) == key(&one.name)) { Ok(one.clone()) } else { Err("differs") };
        }
        let people = parts.iter().filter(|part| !self.named(part).is_empty()).count();
        if people > 1 || ids.len() > 1 || typed.contains(['、', ',', '，', ';', '；']) {
            return Err("joined");
        }
        Ok(Known { id: "".into(), name: typed.as_str().into(), at: None })
    }
}

/// Raters by their keys, in the order in which they are met.
#[derive(Default)]
struct Found {
    order: Vec<String>,
    by_key: BTreeMap<String, (Known, BTreeSet<Asked>)>,
}

impl Found {
    fn ask(&mut self, rater: &Known, asked: Asked) {
        let own =
            if rater.id.is_empty() { format!("name:{}", key(&rater.name)) } else { format!("id:{}", key(&rater.id)) };
        if !self.by_key.contains_key(&own) {
            self.order.push(own.clone());
        }
        self.by_key.entry(own).or_insert_with(|| (rater.clone(), BTreeSet::new())).1.insert(asked);
    }
}

/// Everybody who marks, with whom they mark.
pub(super) fn raters(
    workbook: &Workbook,
    department: &Department,
    everybody: &Everybody,
    findings: &mut Findings,
) -> Vec<Rater> {
    let staff = Staff(everybody);
    let relations = relations::read(workbook, department, &staff, findings);
    let mut found = Found::default();
    let mut seen: BTreeSet<(String, usize)> = BTreeSet::new();
    let (mut any, mut told, mut unasked) = (false, BTreeSet::new(), BTreeSet::new());
    for (place, posting) in department.postings.iter().enumerate() {
        let Some(role) = department.roles.get(posting.role) else { continue };
        let categories = categories(role);
        any |= !categories.is_empty();
        if posting.appraised == Appraised::No || !seen.insert((key(&posting.id), posting.role)) {
            continue;
        }
        for (order, category) in categories.into_iter().enumerate() {
            let asked = Asked {
                role: posting.role,
                order,
                place,
                category: category.clone(),
                id: Arc::clone(&posting.id),
                name: Arc::clone(&posting.name),
            };
            let of_sheet: Vec<&Known> = relations
                .rows
                .iter()
                .filter(|row| row.marked == posting.id && row.category.is(category))
                .map(|row| &row.rater)
                .collect();
            match category {
                Category::Own => {
                    let own = Known { id: asked.id.clone(), name: asked.name.clone(), at: None };
                    found.ask(&own, asked);
                }
                Category::Manager if of_sheet.is_empty() => match manager(&staff, posting, findings) {
                    Some(known) => {
                        let known = relations.same(&known).cloned().unwrap_or(known);
                        tell_stranger(&staff, &known, &mut told, findings);
                        found.ask(&known, asked);
                    }
                    None => continue,
                },
                _ if of_sheet.is_empty() => {
                    let name = category.name(department.lang);
                    tell_unasked(&relations, department, posting, name, &mut unasked, findings);
                }
                _ => {
                    for known in of_sheet {
                        tell_stranger(&staff, known, &mut told, findings);
                        found.ask(known, asked.clone());
                    }
                }
            }
        }
    }
    if !any {
        findings.add(Problem::new(Code::NobodyMarks, Place::File));
    }
    in_order(found, department, everybody)
}

/// The manager of a person; where it can't be told who that is, that is said.
fn manager(staff: &Staff<'_>, posting: &Posting, findings: &mut Findings) -> Option<Known> {
    let told = |why: &str| {
        Problem::new(Code::ManagerUntold, &posting.at)
            .with("why", why)
            .with("name", &posting.name)
            .with("manager", if posting.manager.is_empty() { "—" } else { &posting.manager })
    };
    match staff.manager(&posting.manager) {
        Ok(known) if !known.id.is_empty() && known.is_person(&posting.id) => {
            findings.add(told("self"));
            None
        }
        Ok(known) if known.id.is_empty() => Some(Known { at: Some(posting.at.clone()), ..known }),
        Ok(known) => Some(known),
        Err(why) => {
            findings.add(told(why));
            None
        }
    }
}

/// Notes a rater who is not in 人员名单, once.
fn tell_stranger(staff: &Staff<'_>, rater: &Known, told: &mut BTreeSet<String>, findings: &mut Findings) {
    let Some(at) = &rater.at else { return };
    if !told.insert(format!("{} {}", key(&rater.id), key(&rater.name))) {
        return;
    }
    let near = nearest(&rater.name, staff.0.iter().map(|(_, name)| &**name));
    findings.add(
        Problem::new(Code::RaterNotOnList, at)
            .with("name", &rater.name)
            .with("has-nearest", if near.is_empty() { "no" } else { "yes" })
            .with("nearest", near.join(" / ")),
    );
}

/// Warns that nobody marks a person in a category; without the sheet once for each category.
fn tell_unasked(
    relations: &Relations,
    department: &Department,
    posting: &Posting,
    category: &str,
    told: &mut BTreeSet<String>,
    findings: &mut Findings,
) {
    let sheet = SheetName::Raters.name(department.lang);
    let problem = match &relations.sheet {
        None if told.insert(category.to_owned()) => {
            Problem::new(Code::NobodyAsked, Place::File).with("name", "—").with("why", "sheet")
        }
        None => return,
        Some(_) => Problem::new(Code::NobodyAsked, &posting.at).with("name", &posting.name).with("why", "row"),
    };
    findings.add(problem.with("category", category).with("sheet", sheet));
}

/// People of 人员名单 in its order, then the others.
fn in_order(mut found: Found, department: &Department, everybody: &Everybody) -> Vec<Rater> {
    let mut keys: Vec<String> = Vec::new();
    for (id, _) in everybody {
        let own = format!("id:{}", key(id));
        if found.by_key.contains_key(&own) && !keys.contains(&own) {
            keys.push(own);
        }
    }
    for own in &found.order {
        if !keys.contains(own) {
            keys.push(own.clone());
        }
    }
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    for (known, _) in found.by_key.values() {
        let count = names.entry(key(&known.name)).or_default();
        *count = count.saturating_add(1);
    }
    let mut raters = Vec::new();
    for own in keys {
        let Some((known, asked)) = found.by_key.remove(&own) else { continue };
        let shared = names.get(&key(&known.name)).is_some_and(|count| *count > 1) && !known.id.is_empty();
        let shown = if shared { format!("{}({})", known.name, known.id) } else { known.name.to_string() };
        let mut postings = department.postings.iter().filter(|posting| key(&posting.id) == key(&known.id));
        let password = postings.find_map(|posting| posting.password.clone()).filter(|_| known.at.is_none());
        raters.push(Rater { id: known.id, name: known.name, shown, password, asked: asked.into_iter().collect() });
    }
    raters
}
