//! A department that was scored, and what is made of it.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Provenance;
use crate::error::Error;
use crate::form::Form as OfficeForm;
use crate::history::{History, PastPeriod};
use crate::lang::Lang;
use crate::model::Department;
use crate::model::layout::AppraisalField;
use crate::problem::{Code, Place, Problem, has_errors};
use crate::report::form_values::{self, Measured};
use crate::report::outputs::{self, Output, Printed, Wanted};
use crate::report::sums::{self, AddedUp};
use crate::report::why::{Audience, Section, Why};
use crate::report::{Source, facts, person, results};
use crate::revision::{Origin, Revision, Seal, manifest};
use crate::score::{self, PersonResult, Results};
use crate::text;

/// Which workbooks are given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outputs {
    /// The summary, one workbook per person, and the print file with the pages of those whose workbook opens without a password.
    All,
    /// The same with everybody in the print file.
    AllPrinted,
    /// The summary and one workbook per person.
    Unprinted,
    /// The summary alone.
    SummaryOnly,
}

impl Outputs {
    /// The outputs that were asked for: no workbooks of people, no print file, locked people in the print file.
    pub const fn asked(no_people: bool, no_print: bool, locked: bool) -> Self {
        match (no_people, no_print, locked) {
            (true, ..) => Self::SummaryOnly,
            (false, true, _) => Self::Unprinted,
            (false, false, true) => Self::AllPrinted,
            (false, false, false) => Self::All,
        }
    }

    const fn wanted(self) -> Wanted {
        let printed = match self {
            Self::All => Printed::Unlocked,
            Self::AllPrinted => Printed::Everybody,
            Self::Unprinted | Self::SummaryOnly => Printed::Nobody,
        };
        Wanted { people: !matches!(self, Self::SummaryOnly), printed }
    }
}

/// What scoring gave.
#[derive(Debug, Clone)]
pub struct Scoring {
    /// How many people were scored, also where an error stands against the whole.
    pub people: usize,
    /// Every problem, from reading to scoring.
    pub problems: Vec<Problem>,
    /// How many of them reading only warned of; they come first.
    pub warned: usize,
    /// The scores; absent with an error: a workbook with one gives nothing.
    pub scored: Option<Scored>,
}

/// A scored department without errors: only such a one is reported.
#[derive(Debug, Clone)]
pub struct Scored {
    department: Department,
    results: Results,
    history: History,
    problems: Vec<Problem>,
    outputs: Outputs,
    /// The office's own form, with its hash.
    form: Option<(OfficeForm, String)>,
}

/// How one person's score came about, step by step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    /// 工号.
    pub id: String,
    /// 姓名.
    pub name: String,
    /// A section per KPI, then the total's.
    pub sections: Vec<Section>,
}

impl Scoring {
    /// What stands against the scores: what reading only warned of does not.
    pub fn against(self) -> Vec<Problem> {
        self.problems.into_iter().skip(self.warned).collect()
    }
}

impl Steps {
    /// The steps as data.
    pub fn to_json(&self) -> String {
        let sections: Vec<Value> = self
            .sections
            .iter()
            .map(|section| {
                let steps: Vec<Value> =
                    section.steps.iter().map(|step| json!({"label": step.label, "text": step.text})).collect();
                json!({"title": section.title, "steps": steps})
            })
            .collect();
        json!({"schema": "scorebook/why/1", "id": self.id, "name": self.name, "sections": sections}).to_string()
    }
}

impl Scored {
    /// Scores a checked department. `known`: what was found on the way to it.
    pub(super) fn of(department: Department, history: History, known: Vec<Problem>, outputs: Outputs) -> Scoring {
        let (warned, mut problems) = (known.len(), known);
        let results = score::score(&department, &history);
        problems.extend(results.problems.iter().cloned());
        problems.extend(named_in_reasons(&department, outputs));
        let scoring = Self::unless_errors(department, Some(results), history, problems, outputs);
        Scoring { warned, ..scoring }
    }

    /// The scores with all that was found on the way, unless an error is among it.
    pub(super) fn unless_errors(
        department: Department,
        results: Option<Results>,
        history: History,
        problems: Vec<Problem>,
        outputs: Outputs,
    ) -> Scoring {
        let people = results.as_ref().map_or(0, |results| results.people.len());
        let scored = results.filter(|_| !has_errors(&problems)).map(|results| Self {
            department,
            results,
            history,
            problems: problems.clone(),
            outputs,
            form: None,
        });
        Scoring { people, problems, warned: 0, scored }
    }

    /// What scoring a department would say.
    pub(super) fn problems_of(department: &Department, history: &History, outputs: Outputs) -> Vec<Problem> {
        let mut problems = score::score(department, history).problems;
        problems.extend(named_in_reasons(department, outputs));
        problems
    }

    /// The same with the office's own form as the workbook of each person.
    #[must_use]
    pub fn on_form(mut self, form: OfficeForm, bytes: &[u8]) -> Self {
        self.form = Some((form, manifest::sha256(bytes)));
        self
    }

    /// What the copies of the office's own form would show that is not the result.
    pub fn form_doubts(&self) -> Vec<Problem> {
        let Some((form, _)) = &self.form else { return Vec::new() };
        form_values::doubts(&self.department, &self.results, form)
    }

    /// 评分表样: the file name of the office's own form, where 考核信息 names one.
    pub fn form_name(&self) -> Option<&str> {
        self.department.appraisal.people.typed(AppraisalField::Form).map(str::trim).filter(|name| !name.is_empty())
    }

    /// The department.
    pub fn department(&self) -> &Department {
        &self.department
    }

    /// What earlier periods said to it.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The text of `results.json`.
    pub fn results_json(&self) -> String {
        results::to_json(&self.department, &self.results)
    }

    /// What each KPI of a person is measured by, role by role in the order of the results: for a host's own table.
    ///
    /// ```
    /// use scorebook::pipeline::{Outputs, Submission};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let november = Submission::read(include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx"));
    /// let scored = november.score(Default::default(), Outputs::All).scored.ok_or("no errors")?;
    /// let first = scored.measured("E001").into_iter().next().ok_or("one KPI at least")?;
    /// assert_eq!((first.target.as_str(), first.value.as_str(), first.is_own), ("100%", "101.84%", false));
    /// # Ok(())
    /// # }
    /// ```
    pub fn measured(&self, id: &str) -> Vec<Measured> {
        let at = self.results.people.iter().position(|person| *person.id == *id);
        at.map(|at| form_values::measured(&self.department, &self.results, at)).unwrap_or_default()
    }

    /// How everybody's printed figures add up to the total, in the order of the results: for a host's own tables.
    ///
    /// ```
    /// use scorebook::pipeline::{Lang, Outputs, Submission};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let november = Submission::read(include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx"));
    /// let scored = november.score(Default::default(), Outputs::All).scored.ok_or("no errors")?;
    /// let all = scored.added_up(Lang::En);
    /// let bonus = all.iter().flat_map(|one| &one.lines).find(|line| line.label == "Bonus").ok_or("somebody has one")?;
    /// assert!(!bonus.amount.starts_with('-'));
    /// # Ok(())
    /// # }
    /// ```
    pub fn added_up(&self, lang: Lang) -> Vec<AddedUp> {
        self.results.people.iter().map(|person| sums::up(&self.department, person, lang)).collect()
    }

    /// What later periods need of this one: put into their [`History`], it is what growth and trends rest on.
    ///
    /// ```
    /// use scorebook::pipeline::{History, Outputs, Submission};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let october = Submission::read(include_bytes!("../../samples/live-commerce-zh-CN-2026-10.xlsx"));
    /// let october = october.score(History::default(), Outputs::All).scored.ok_or("no errors")?.facts();
    /// let november = Submission::read(include_bytes!("../../samples/live-commerce-zh-CN-2026-11.xlsx"));
    /// let period = november.period.ok_or("it names one")?;
    /// let grown = november.score(History::of(period, [october]), Outputs::All).scored.ok_or("no errors")?;
    /// assert_eq!(grown.history().trend.len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    pub fn facts(&self) -> PastPeriod {
        facts::past_period(&self.department, &self.results, 0)
    }

    /// The output workbooks. `seen` is shown each under its path before it is encrypted.
    ///
    /// # Errors
    /// Where the writer refuses what a report asked for: a defect of this program.
    ///
    /// ```
    /// use scorebook::pipeline::{History, Outputs, Provenance, Submission};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let bytes: &[u8] = include_bytes!("../../samples/live-commerce-en-2026-11.xlsx");
    /// let scored = Submission::read(bytes).score(History::default(), Outputs::SummaryOnly).scored.ok_or("no errors")?;
    /// let outputs = scored.report(&Provenance::workbook("november.xlsx", bytes.to_vec()), None, &mut |_, _| {})?;
    /// let paths: Vec<_> = outputs.iter().map(|output| output.path.as_str()).collect();
    /// assert_eq!(paths, ["Live Commerce_2026-11_summary.xlsx"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn report(
        &self,
        from: &Provenance,
        journal: Option<&Seal>,
        seen: &mut dyn FnMut(&str, &[u8]),
    ) -> Result<Vec<Output>, Error> {
        let source = Source {
            file_name: from.file_name().to_owned(),
            sha256: from.sha256().to_owned(),
            problems: self.problems.clone(),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            journal: journal.map(ToString::to_string),
        };
        let wanted = self.outputs.wanted();
        outputs::books_seen(
            &self.department,
            (&self.results, &self.history),
            &source,
            (wanted, self.form.as_ref().map(|(form, _)| form)),
            seen,
        )
    }

    /// Everything that stands for this result: its outputs with their hashes, `results.json`, what later periods need. `journal`: how
    /// far an archive's journal reached, where there is one; `seen` as in [`Self::report`].
    ///
    /// # Errors
    /// As [`Self::report`].
    pub fn revision(
        &self,
        from: Provenance,
        journal: Option<Seal>,
        seen: &mut dyn FnMut(&str, &[u8]),
    ) -> Result<Revision<'_>, Error> {
        let outputs = self.report(&from, journal.as_ref(), seen)?;
        let Wanted { people, printed } = self.outputs.wanted();
        let print_file = match printed {
            Printed::Nobody => "false",
            Printed::Unlocked => "true",
            Printed::Everybody => "with locked",
        };
        let mut settings: BTreeMap<String, String> =
            [("person_files", people.to_string()), ("print_file", print_file.to_owned())]
                .map(|(name, value)| (name.to_owned(), value))
                .into();
        if let Some((_, hash)) = &self.form {
            settings.insert("form".to_owned(), hash.clone());
        }
        if from.computes_again() {
            let (targets, own_months) = manifest::OWN_MONTHS;
            settings.insert(targets.to_owned(), own_months.to_owned());
        }
        Ok(Revision {
            department: &self.department.appraisal.department,
            period: self.department.appraisal.period,
            lang: self.department.lang,
            // What changed in a roll-up is told by figures: its definitions are those of its months.
            definitions: matches!(from.origin(), Origin::Workbook(_)).then_some(&self.department),
            origin: from.into_origin(),
            outputs,
            results_json: self.results_json(),
            facts: self.facts(),
            history: &self.history,
            settings,
            journal,
        })
    }

    /// The score of one person, by id or name, step by step, for whoever holds the department workbook; of one KPI where one is named.
    ///
    /// # Errors
    /// A problem with the nearest ids and names, with the ids of several people of one name, or with the person's KPIs.
    ///
    /// ```
    /// use scorebook::pipeline::{History, Lang, Outputs, Submission};
    ///
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sample = Submission::read(include_bytes!("../../samples/live-commerce-en-2026-11.xlsx"));
    /// let scored = sample.score(History::default(), Outputs::SummaryOnly).scored.ok_or("no errors")?;
    /// let steps = scored.why("E001", None, Lang::En).map_err(|problem| problem.headline(Lang::En))?;
    /// assert!(steps.sections.len() > 1);
    /// assert!(scored.why("E999", None, Lang::En).is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn why(&self, id: &str, kpi: Option<&str>, lang: Lang) -> Result<Steps, Problem> {
        let person = self.person(id)?;
        let why = Why { department: &self.department, results: &self.results, lang, audience: Audience::Office };
        let sections = why.sections(person, kpi);
        if sections.is_empty() {
            return Err(self.no_such_kpi(person, kpi.unwrap_or_default()));
        }
        Ok(Steps { id: person.id.to_string(), name: person.name.to_string(), sections })
    }

    /// The person of an id, else the one of a name.
    fn person(&self, asked: &str) -> Result<&PersonResult, Problem> {
        let (wanted, people) = (text::key(asked), &self.results.people);
        if let Some(person) = people.iter().find(|person| text::key(&person.id) == wanted) {
            return Ok(person);
        }
        let named: Vec<&PersonResult> = people.iter().filter(|person| text::key(&person.name) == wanted).collect();
        match named.as_slice() {
            [person] => Ok(person),
            [] => {
                let known = people.iter().flat_map(|person| [&*person.id, &*person.name]);
                let nearest = text::nearest(asked, known).join(" ");
                Err(Problem::new(Code::PersonNotFound, Place::File).with("id", asked).with("nearest", nearest))
            }
            several => {
                let ids: Vec<&str> = several.iter().map(|person| &*person.id).collect();
                Err(Problem::new(Code::NameOfSeveral, Place::File).with("name", asked).with("ids", ids.join(" ")))
            }
        }
    }

    fn no_such_kpi(&self, person: &PersonResult, kpi: &str) -> Problem {
        let known: Vec<&str> = person
            .roles
            .iter()
            .filter_map(|scores| self.department.roles.get(scores.role))
            .flat_map(|role| role.kpis.iter().map(|kpi| kpi.name.as_str()))
            .collect();
        Problem::new(Code::KpiNotFound, Place::File)
            .with("name", &person.name)
            .with("kpi", kpi)
            .with("known", known.join(" · "))
    }
}

/// Colleagues whom a reason names: it stands in a personal workbook, where there are any.
fn named_in_reasons(department: &Department, outputs: Outputs) -> Vec<Problem> {
    match outputs {
        Outputs::SummaryOnly => Vec::new(),
        _ => person::named_in_reasons(department),
    }
}
