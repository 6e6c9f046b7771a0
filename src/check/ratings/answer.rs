//! A rating workbook that came back: whom it marks must be what was sent, and each mark one that may be given.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::super::findings::Findings;
use super::super::grid::{Grid, shown, tidy};
use super::super::number::{self, Typed};
use super::super::table::{Table, bare};
use super::super::{marks_sheet, sheets};
use super::layout::{self, Identity, Wanted};
use super::{Asked, Plan, Rater, kpis_of};
use crate::cell::CellRef;
use crate::lang::Lang;
use crate::model::layout::{Choice, Column};
use crate::model::{Kpi, Marks, MeasureValue, Role};
use crate::problem::{Code, Place, Problem, has_errors};
use crate::text::key;
use crate::unit::Unit;
use crate::workbook::{Cell, Sheet, Value, Workbook};

/// What was entered for a KPI.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Given {
    /// A number.
    Number(Decimal),
    /// A level's name, or 不适用.
    Word(String),
}

impl Given {
    /// As it reads.
    pub fn text(&self) -> String {
        match self {
            Self::Number(number) => crate::decimal::plain(*number),
            Self::Word(word) => word.clone(),
        }
    }
}

/// A row that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnsweredRow {
    /// Whom it marks.
    pub asked: Asked,
    /// By the KPI's name, with the cell.
    pub given: BTreeMap<String, (Given, CellRef)>,
    /// 评语.
    pub comment: String,
    /// Its cell.
    pub comment_at: CellRef,
    /// KPIs that were left blank, with their cells.
    pub blank: Vec<(String, CellRef)>,
}

/// A rating workbook that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Whose it is, by index in [`Plan::raters`].
    pub rater: usize,
    /// Its rows, in their order.
    pub rows: Vec<AnsweredRow>,
    /// Whether no error stands against it: rows that were found fault with are not among these.
    pub is_whole: bool,
}

impl AnsweredRow {
    /// Whether nothing was filled in.
    pub fn is_blank(&self) -> bool {
        self.given.is_empty() && self.comment.is_empty()
    }
}

/// What a workbook that came back says, with everything that is wrong with it; `None` where it can't be used at all.
pub fn answer(workbook: &Workbook, plan: &Plan) -> (Option<Answer>, Vec<Problem>) {
    let mut findings = Findings::default();
    let answer = read(workbook, plan, &mut findings);
    let problems = findings.sorted(workbook);
    (answer.map(|answer| Answer { is_whole: !has_errors(&problems), ..answer }), problems)
}

fn read(workbook: &Workbook, plan: &Plan, findings: &mut Findings) -> Option<Answer> {
    let Some(identity) = layout::identity(workbook) else {
        findings.add(Problem::new(Code::NotARatingWorkbook, Place::File));
        return None;
    };
    let rater = whose(&identity, plan, findings)?;
    let mut reader = Reader::new(plan, &identity, plan.raters.get(rater)?);
    let mut rows = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| sheet.name != identity.sheet) {
        rows.extend(reader.sheet(sheet, findings));
    }
    reader.tell_gone(findings);
    Some(Answer { rater, rows, is_whole: true })
}

/// The rater whose workbook it is, of this department and period.
fn whose(identity: &Identity, plan: &Plan, findings: &mut Findings) -> Option<usize> {
    let own = &plan.department.appraisal;
    let elsewhere = |why: &str, found: &str, wanted: &str| {
        let at = CellRef::new(Arc::clone(&identity.sheet), if why == "period" { 2 } else { 1 }, 1);
        Problem::new(Code::RatingElsewhere, &at).with("why", why).with("found", found).with("wanted", wanted)
    };
    if key(&identity.department) != key(&own.department) {
        findings.add(elsewhere("department", &identity.department, &own.department));
        return None;
    }
    if identity.period != Some(own.period) {
        let found = identity.period.map_or_else(|| "?".to_owned(), |period| period.to_string());
        findings.add(elsewhere("period", &found, &own.period.to_string()));
        return None;
    }
    let wanted = if identity.id.is_empty() {
        format!("name:{}", key(&identity.name))
    } else {
        format!("id:{}", key(&identity.id))
    };
    let found = plan.raters.iter().position(|rater| rater.key() == wanted);
    let at = CellRef::new(Arc::clone(&identity.sheet), 3, 1);
    let Some(found) = found else {
        findings.add(not_asked(&at, "rater", &identity.name, &identity.name, ""));
        return None;
    };
    let known = plan.raters.get(found)?;
    if key(&known.name) != key(&identity.name) {
        findings.add(changed(&at, "rater", &identity.name, &known.name));
        return None;
    }
    Some(found)
}

fn not_asked(at: &CellRef, why: &str, rater: &str, name: &str, category: &str) -> Problem {
    let problem = Problem::new(Code::RatingNotAsked, at).with("why", why).with("rater", rater);
    problem.with("name", name).with("category", category)
}

fn changed(at: &CellRef, why: &str, found: &str, sent: &str) -> Problem {
    let problem = Problem::new(Code::RatingIdentityChanged, at).with("why", why);
    let dash = |text: &str| if text.is_empty() { "—".to_owned() } else { text.to_owned() };
    problem.with("found", dash(found)).with("sent", dash(sent))
}

/// Role, category and id of a row, by their keys.
type RowKey = (String, String, String);

fn row_key(wanted: &Wanted) -> RowKey {
    (key(&wanted.role), key(&wanted.category), key(&wanted.id))
}

/// People of one name among whom the one that is meant is looked for.
const NAMESAKES: usize = 100;

struct Reader<'a> {
    plan: &'a Plan,
    identity: &'a Identity,
    rater: &'a Rater,
    /// Rows that were met.
    seen: BTreeSet<RowKey>,
    /// What was sent, by row: a mark for each KPI.
    sent: BTreeMap<RowKey, Vec<&'a Wanted>>,
    /// The rows that were sent, by the name's key.
    by_name: BTreeMap<String, Vec<(RowKey, &'a Wanted)>>,
    /// What the department asks of this rater now.
    asked: BTreeMap<RowKey, &'a Asked>,
}

impl<'a> Reader<'a> {
    fn new(plan: &'a Plan, identity: &'a Identity, rater: &'a Rater) -> Self {
        let mut reader = Self {
            plan,
            identity,
            rater,
            seen: BTreeSet::new(),
            sent: BTreeMap::new(),
            by_name: BTreeMap::new(),
            asked: BTreeMap::new(),
        };
        for wanted in &identity.wanted {
            let marks = reader.sent.entry(row_key(wanted)).or_default();
            if marks.is_empty() {
                reader.by_name.entry(key(&wanted.name)).or_default().push((row_key(wanted), wanted));
            }
            marks.push(wanted);
        }
        for asked in &rater.asked {
            let Some(role) = plan.department.roles.get(asked.role) else { continue };
            let own = (key(&role.name), key(asked.category.name(plan.department.lang)), key(&asked.id));
            reader.asked.entry(own).or_insert(asked);
        }
        reader
    }

    /// The rows that were sent for people of a name.
    fn of_name(&self, name: &str) -> impl Iterator<Item = &(RowKey, &'a Wanted)> {
        self.by_name.get(&key(name)).into_iter().flatten().take(NAMESAKES)
    }

    /// The rows of a sheet; none of one without a table.
    fn sheet(&mut self, sheet: &Sheet, findings: &mut Findings) -> Vec<AnsweredRow> {
        let lang = self.plan.department.lang;
        let Some(header) = header(sheet) else { return Vec::new() };
        sheets::told_twice(sheet, findings);
        let wanted = [Column::Id, Column::Name, Column::Role, Column::Category, Column::Comment];
        let required = [Column::Id, Column::Name, Column::Role, Column::Category];
        let kpis: BTreeSet<String> = self.identity.wanted.iter().map(|wanted| bare(&wanted.kpi)).collect();
        let known = |typed: &str| kpis.contains(&bare(typed));
        let grid = Grid::new(sheet);
        let Some(table) = Table::find_from(header, grid, (&wanted, &required), &known, lang, findings) else {
            return Vec::new();
        };
        let columns: Vec<(u16, String)> =
            table.others.iter().filter(|(_, typed)| known(typed)).map(|(at, typed)| (*at, bare(typed))).collect();
        let present: BTreeSet<RowKey> = table.rows.iter().map(|row| self.of_row(&table, *row).2).collect();
        table.rows.iter().filter_map(|row| self.row(&table, *row, (&columns, &present), findings)).collect()
    }

    /// What tells a row: id, name, role and category as typed, and its key.
    fn of_row(&self, table: &Table<'_>, row: u32) -> ([String; 4], CellRef, RowKey) {
        let typed = [Column::Id, Column::Name, Column::Role, Column::Category]
            .map(|column| tidy(&table.cell(row, column).map(shown).unwrap_or_default()));
        let [id, _, role, category] = &typed;
        let own = (key(role), key(category), key(id));
        (typed, table.at(row, Column::Id), own)
    }

    fn row(
        &mut self,
        table: &Table<'_>,
        row: u32,
        (columns, present): (&[(u16, String)], &BTreeSet<RowKey>),
        findings: &mut Findings,
    ) -> Option<AnsweredRow> {
        let ([id, name, role, category], at, own) = self.of_row(table, row);
        let sent: Vec<&Wanted> = self.sent.get(&own).cloned().unwrap_or_default();
        let Some(first) = sent.first() else {
            // The cell that differs from a row that was sent.
            let near = |theirs: &RowKey| {
                [theirs.0 == own.0, theirs.1 == own.1, theirs.2 == own.2].iter().filter(|same| **same).count() == 2
            };
            let meant = self.of_name(&name).find(|(theirs, _)| near(theirs)).map(|(_, wanted)| *wanted);
            let column = match meant {
                Some(meant) if key(&meant.role) != own.0 => Column::Role,
                Some(meant) if key(&meant.category) != own.1 => Column::Category,
                _ => Column::Id,
            };
            let (found, sent) = match column {
                Column::Role => (&role, meant.map(|meant| meant.role.as_str())),
                Column::Category => (&category, meant.map(|meant| meant.category.as_str())),
                _ => (&id, meant.map(|meant| meant.id.as_str())),
            };
            self.seen.extend(meant.map(row_key));
            findings.add(changed(&table.at(row, column), "row", found, sent.unwrap_or_default()));
            return None;
        };
        if key(&first.name) != key(&name) {
            // The person of that name has no other row: it is the id that was changed.
            let other = |theirs: &RowKey| (&theirs.0, &theirs.1) == (&own.0, &own.1) && !present.contains(theirs);
            let meant = self.of_name(&name).find(|(theirs, _)| other(theirs)).map(|(_, wanted)| *wanted);
            if let Some(meant) = meant {
                self.seen.insert(row_key(meant));
                findings.add(changed(&at, "row", &id, &meant.id));
                return None;
            }
            self.seen.insert(own);
            findings.add(changed(&table.at(row, Column::Name), "name", &name, &first.name));
            return None;
        }
        if !self.seen.insert(own.clone()) {
            findings.add(changed(&at, "twice", &id, &id));
            return None;
        }
        let asked = self.asked.get(&own).copied();
        let Some(asked) = asked else {
            findings.add(not_asked(&at, "row", &self.rater.name, &name, &category));
            return None;
        };
        if key(&asked.name) != key(&name) {
            findings.add(changed(&table.at(row, Column::Name), "person", &name, &asked.name));
            return None;
        }
        if !in_their_order(&sent, columns) {
            let place = table.grid.at(table.header, columns.first().map_or(0, |(column, _)| *column));
            let found: Vec<&str> = columns.iter().map(|(_, kpi)| kpi.as_str()).collect();
            let kpis: Vec<&str> = sent.iter().map(|wanted| wanted.kpi.as_str()).collect();
            findings.add(changed(&place, "kpi", &found.join("、"), &kpis.join("、")));
            return None;
        }
        Some(self.marks(asked, table, row, columns, findings))
    }

    fn marks(
        &self,
        asked: &Asked,
        table: &Table<'_>,
        row: u32,
        columns: &[(u16, String)],
        findings: &mut Findings,
    ) -> AnsweredRow {
        let comment = table.words(row, Column::Comment, findings).unwrap_or_default();
        let mut answered = AnsweredRow {
            asked: asked.clone(),
            given: BTreeMap::new(),
            comment: clean(&comment),
            comment_at: table.at(row, Column::Comment),
            blank: Vec::new(),
        };
        let Some(role) = self.plan.department.roles.get(asked.role) else { return answered };
        let own: Vec<&Kpi> = kpis_of(role, &asked.category).collect();
        for (column, header) in columns {
            let at = table.grid.at(row, *column);
            let cell = table.grid.own(row, *column);
            let kpi = own.iter().find(|kpi| bare(&kpi.name) == *header);
            let kpi = kpi.map(|kpi| role.for_person(&asked.id, kpi));
            let Some((kpi, marks)) = kpi.and_then(|kpi| Some((kpi, kpi.marks.as_ref()?))) else {
                // Locked, and not asked for.
                if cell.is_some_and(|cell| !tidy(&shown(cell)).is_empty()) {
                    findings.add(
                        Problem::new(Code::MarkNotAsked, &at)
                            .with("kpi", header)
                            .with("category", asked.category.name(self.plan.department.lang))
                            .with("asked", who_marks(role, header, self.plan.department.lang)),
                    );
                }
                continue;
            };
            let value = marks_sheet::mark(table, (row, *column), kpi, marks, findings);
            match (value, cell) {
                (MeasureValue::Missing, _) | (_, None) => answered.blank.push((kpi.name.clone(), at)),
                (MeasureValue::Number(number), Some(cell)) => {
                    answered.given.insert(kpi.name.clone(), (entered(cell, number, marks), at));
                }
                (_, Some(_)) => {
                    let word = Choice::NotApplicable.name(self.plan.department.lang).to_owned();
                    answered.given.insert(kpi.name.clone(), (Given::Word(word), at));
                }
            }
        }
        // A KPI that was added since.
        for kpi in own.iter().filter(|kpi| !columns.iter().any(|(_, header)| bare(&kpi.name) == *header)) {
            answered.blank.push((kpi.name.clone(), table.at(row, Column::Id)));
        }
        answered
    }

    /// Tells the rows that were sent and did not come back.
    fn tell_gone(&self, findings: &mut Findings) {
        let mut told = BTreeSet::new();
        for (row, wanted) in (layout::HEADER.saturating_add(1)..).zip(&self.identity.wanted) {
            let own = row_key(wanted);
            if !self.seen.contains(&own) && told.insert(own) {
                let at = CellRef::new(Arc::clone(&self.identity.sheet), row, 0);
                findings.add(changed(&at, "gone", "", &format!("{} {} {}", wanted.id, wanted.name, wanted.category)));
            }
        }
    }
}

/// The row that holds the header of a sheet's table.
fn header(sheet: &Sheet) -> Option<u32> {
    let mut found: BTreeMap<u32, BTreeSet<Column>> = BTreeMap::new();
    let wanted = [Column::Id, Column::Role, Column::Category];
    for ((row, _), cell) in &sheet.cells {
        let Value::Text(typed) = &cell.value else { continue };
        let own = found.entry(*row).or_default();
        own.extend(Column::named(&bare(typed)).iter().filter(|column| wanted.contains(column)));
        if own.len() == wanted.len() {
            return Some(*row);
        }
    }
    None
}

/// Whether the KPIs that were sent stand in the header in the order in which they were sent.
fn in_their_order(sent: &[&Wanted], columns: &[(u16, String)]) -> bool {
    let mut headers = columns.iter().map(|(_, header)| header);
    sent.iter().all(|wanted| headers.any(|header| *header == bare(&wanted.kpi)))
}

/// A comment without what no cell can be written with; lines end as Excel ends them.
fn clean(comment: &str) -> String {
    let lines = comment.replace("\r\n", "\n").replace('\r', "\n");
    lines.chars().filter(|c| !c.is_control() || *c == '\n').collect::<String>().trim().to_owned()
}

/// What was entered, as the sheet of marks is to hold it: a level stays a word.
fn entered(cell: &Cell, number: Decimal, marks: &Marks) -> Given {
    let typed = tidy(&shown(cell));
    let is_number = match &cell.value {
        Value::Text(typed) => matches!(number::read(typed, &Unit::read("分")), Typed::Number { .. }),
        _ => true,
    };
    let level = marks.levels.iter().find(|(name, points)| *points == number && typed.starts_with(name.as_str()));
    match level {
        Some((name, _)) if !is_number => Given::Word(name.clone()),
        _ => Given::Number(number),
    }
}

/// The categories that mark the KPI of a heading; never what somebody entered below it.
fn who_marks(role: &Role, header: &str, lang: Lang) -> String {
    let kpi = role.kpis.iter().find(|kpi| bare(&kpi.name) == *header);
    let marks = kpi.and_then(|kpi| kpi.marks.as_ref());
    let names: Vec<&str> = marks.iter().flat_map(|marks| &marks.by).map(|by| by.category.name(lang)).collect();
    if names.is_empty() { "—".to_owned() } else { names.join(lang.between()) }
}
