//! The workbook that somebody marks others in: a sheet for each role, with the criteria above a row for each person, and a plain sheet
//! that tells whose it is. Nobody's marks and no data stand in it, and no name but the rater's and of those whom they mark.

use rust_decimal::Decimal;

use super::Entry;
use super::sheet::{LISTED, input};
use crate::check::ratings::layout::{COLUMNS, FACTS, HEADER, LAYOUT, MARK};
use crate::check::ratings::{Asked, Plan, Rater, kpis_of};
use crate::decimal;
use crate::lang::Lang;
use crate::messages::say;
use crate::model::layout::{Choice, Column, marks_sheet_names};
use crate::model::{Category, Department, Kpi, Marks, Role};
use crate::output::palette::{self, Palette};
use crate::output::{Allow, Area, Book, Cell, Line, Properties, Sheet, Style, Validation, metrics, write};

/// Columns before those of marks: id, name, role, category.
const BEFORE: u16 = 4;

/// A sheet is as wide as this in characters, at least: criteria are read across it.
const LEAST_WIDTH: f64 = 118.0;

/// The workbook of a rater.
pub fn rating(plan: &Plan, rater: &Rater) -> Book {
    let department = &plan.department;
    let lang = department.lang;
    let names = marks_sheet_names(lang, department.roles.iter().map(|role| &*role.name));
    let mut roles: Vec<usize> = rater.asked.iter().map(|asked| asked.role).collect();
    roles.dedup();
    let tabs: Vec<&str> = roles.iter().filter_map(|role| names.get(*role)).map(String::as_str).collect();
    let mut sheets = Vec::new();
    for (at, name) in roles.iter().zip(&tabs) {
        let Some(role) = department.roles.get(*at) else { continue };
        let asked: Vec<&Asked> = rater.asked.iter().filter(|asked| asked.role == *at).collect();
        sheets.push(Drawing { department, rater, role, asked: &asked }.sheet(name, &tabs));
    }
    sheets.push(identity(department, rater));
    let own = &department.appraisal;
    let properties = Properties {
        title: say(lang, "ratings-title", &[("rater", &rater.shown)]),
        subject: format!("{} {}", own.department, own.period),
        author: own.prepared_by.clone(),
        company: own.company.clone(),
        created: own.period.last_day(),
        // It is given out, and no workbook to score.
        custom: vec![(write::MARK.to_owned(), crate::workbook::own_output::VALUE.to_owned())],
    };
    Book { properties, sheets }
}

struct Drawing<'a> {
    department: &'a Department,
    rater: &'a Rater,
    role: &'a Role,
    asked: &'a [&'a Asked],
}

/// A column's place by its number.
fn column(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

impl<'a> Drawing<'a> {
    fn lang(&self) -> Lang {
        self.department.lang
    }

    /// The KPIs that the rater marks here as anybody.
    fn kpis(&self) -> Vec<&'a Kpi> {
        let categories = self.categories();
        let asks = |kpi: &&Kpi| categories.iter().any(|category| is_asked(self.role, category, kpi));
        self.role.kpis.iter().filter(asks).collect()
    }

    fn categories(&self) -> Vec<&'a Category> {
        let mut found: Vec<&Category> = Vec::new();
        for asked in self.asked {
            if !found.iter().any(|known| known.is(&asked.category)) {
                found.push(&asked.category);
            }
        }
        found
    }

    fn sheet(&self, name: &str, tabs: &[&str]) -> Sheet {
        let palette = Palette::of(self.department);
        let kpis = self.kpis();
        let mut sheet = Sheet::new(name);
        let role = metrics::column_chars(metrics::text_px(&self.role.name, 90) + 3.0 * metrics::INDENT_PX);
        let mut widths = vec![12.0, 12.0, role.clamp(14.0, 26.0), 10.0];
        widths.extend(kpis.iter().map(|kpi| {
            let px = metrics::text_px(&kpi.name, 90) * metrics::BOLD;
            metrics::column_chars(px + 30.0).clamp(13.0, 22.0)
        }));
        let used: f64 = widths.iter().sum();
        widths.push((LEAST_WIDTH - used).max(34.0));
        sheet.columns.extend((0_u16..).zip(widths.iter().copied()));
        let last = column(widths.len().saturating_sub(1));
        self.head(&mut sheet, &palette, last, tabs);
        let header = self.criteria(&mut sheet, &palette, &kpis, last);
        self.table(&mut sheet, &palette, header, &kpis, last);
        sheet.protected = true;
        sheet.tab = Some(palette.accent);
        sheet.page.landscape = true;
        sheet.page.repeat_rows = Some((header, header));
        sheet.page.footer = format!(
            "&L&8{}  {}  {}&R&8&P / &N",
            self.department.appraisal.department.replace('&', "&&"),
            self.department.appraisal.period,
            self.rater.shown.replace('&', "&&")
        );
        sheet
    }

    /// Title, whose it is, how it is filled in.
    fn head(&self, sheet: &mut Sheet, palette: &Palette, last: u16, tabs: &[&str]) {
        let lang = self.lang();
        let own = &self.department.appraisal;
        let first = own.period.first_day();
        let (year, month) = (first.format("%Y").to_string(), first.format("%-m").to_string());
        let period = say(lang, "template-month", &[("year", &year), ("month", &month)]);
        let title = say(lang, "ratings-heading", &[("role", &self.role.name)]);
        sheet.put(0, 0, Cell::text(title, Style::new(160, palette::INK).bold()));
        sheet.put(0, last, Cell::text(period, Style::new(120, palette::INK).bold().right()));
        let has_id = if self.rater.id.is_empty() { "no" } else { "yes" };
        let rater =
            say(lang, "ratings-rater", &[("rater", &self.rater.name), ("id", &self.rater.id), ("has-id", has_id)]);
        sheet.put(1, 0, Cell::text(rater, Style::new(100, palette::INK).bold()));
        sheet.put(1, last, Cell::text(&own.department, Style::new(80, palette::MUTED).right()));
        let rule = Area { top: 2, left: 0, bottom: 2, right: last };
        sheet.paint(rule, &Style::default().top(Line::Thick, palette.accent));
        let many = tabs.len().to_string();
        let args = [("tabs", tabs.join("、")), ("count", many)];
        let args = args.each_ref().map(|(name, value)| (*name, value.as_str()));
        let how = say(lang, if tabs.len() > 1 { "ratings-how-sheets" } else { "ratings-how" }, &args);
        let area = Area { top: 3, left: 0, bottom: 3, right: last };
        let px = metrics::area_px(&sheet.columns, area);
        let lines = metrics::lines(&how, 90, px);
        sheet.put_over(area, Cell::text(how, Style::new(90, palette::INK).wrapped().at_top().left()));
        let heights = [(0, 29.0), (1, 19.0), (2, 6.0), (3, metrics::row_height(lines, 90).max(19.0))];
        sheet.rows.extend(heights);
    }

    /// The criteria, one below the other; gives the row of the table's header.
    fn criteria(&self, sheet: &mut Sheet, palette: &Palette, kpis: &[&Kpi], last: u16) -> u32 {
        let lang = self.lang();
        let [name, bounds, text] = criterion_areas(4, last);
        let head = palette.light_head();
        let words = [
            Column::Kpi.name(lang).to_owned(),
            say(lang, "ratings-may-enter", &[]),
            say(lang, "ratings-criterion", &[]),
        ];
        for (area, word) in [name, bounds, text].into_iter().zip(words) {
            sheet.put_over(area, Cell::text(word, head.clone().indented(1)));
        }
        sheet.rows.insert(4, 18.0);
        let mut row = 5;
        for kpi in kpis {
            let Some(marks) = &kpi.marks else { continue };
            self.criterion(sheet, row, last, (&kpi.name, &allowed(lang, marks), &explained(lang, kpi)));
            row = row.saturating_add(1);
            for (name, own) in self.own_criteria(kpi) {
                let allowed = own.marks.as_ref().map(|marks| allowed(lang, marks)).unwrap_or_default();
                self.criterion(sheet, row, last, (&format!("{}（{name}）", kpi.name), &allowed, &explained(lang, own)));
                row = row.saturating_add(1);
            }
        }
        let under = Area { top: row, left: 0, bottom: row, right: last };
        sheet.paint(under, &Style::default().top(Line::Thin, palette::RULE));
        sheet.rows.insert(row, 10.0);
        row.saturating_add(1)
    }

    fn criterion(&self, sheet: &mut Sheet, row: u32, last: u16, (kpi, bounds, text): (&str, &str, &str)) {
        let line = |style: Style| style.bottom(Line::Dotted, palette::LINE).wrapped().left().indented(1);
        let mut lines = 1;
        let styles = [Style::new(90, palette::INK).bold(), Style::new(90, palette::INK), Style::new(90, palette::INK)];
        for ((area, words), style) in criterion_areas(row, last).into_iter().zip([kpi, bounds, text]).zip(styles) {
            let px = metrics::area_px(&sheet.columns, area) - 2.0 * metrics::INDENT_PX;
            lines = lines.max(metrics::lines(words, 90, px / metrics::BOLD));
            let style = line(style);
            sheet.put_over(area, Cell::text(words, style.clone()));
            // The line goes through merged cells too.
            sheet.paint(area, &style);
        }
        sheet.rows.insert(row, metrics::row_height(lines, 90).clamp(19.0, 400.0));
    }

    /// The criteria that people have of their own, of those who are marked here.
    fn own_criteria(&self, kpi: &Kpi) -> Vec<(&'a str, &'a Kpi)> {
        let Some(at) = self.role.kpis.iter().position(|own| own.name == kpi.name) else { return Vec::new() };
        let mut found: Vec<(&str, &Kpi)> = Vec::new();
        for asked in self.asked {
            let own = self.role.own(&asked.id, at).filter(|own| own.rule_text != kpi.rule_text);
            if let Some(own) = own.filter(|_| !found.iter().any(|(name, _)| **name == *asked.name)) {
                found.push((&asked.name, own));
            }
        }
        found
    }

    fn table(&self, sheet: &mut Sheet, palette: &Palette, header: u32, kpis: &[&Kpi], last: u16) {
        let lang = self.lang();
        let head = Style::new(90, palette::WHITE).bold().fill(palette.accent).wrapped();
        let fixed = [Column::Id, Column::Name, Column::Role, Column::Category];
        for (at, word) in (0_u16..).zip(fixed) {
            sheet.put(header, at, Cell::text(word.name(lang), head.clone().left().indented(1)));
        }
        let mut height = 1;
        for (at, kpi) in kpis.iter().enumerate() {
            let place = BEFORE.saturating_add(column(at));
            let listed = kpi.marks.as_ref().is_some_and(|marks| !marks.levels.is_empty());
            let style = if listed { head.clone().format(LISTED) } else { head.clone() };
            let px = sheet.columns.get(&place).map_or(80.0, |chars| metrics::column_px(*chars));
            height = height.max(metrics::lines(&kpi.name, 90, (px - 16.0) / metrics::BOLD));
            sheet.put(header, place, Cell::text(&kpi.name, style.center()));
        }
        sheet.put(header, last, Cell::text(Column::Comment.name(lang), head.left().indented(1)));
        sheet.rows.insert(header, metrics::row_height(height, 90).max(24.0));
        let first = header.saturating_add(1);
        let locked =
            Style::new(90, palette::INK).fill(palette.band).framed(Line::Thin, palette::LINE).left().indented(1);
        let mut row = first;
        for asked in self.asked {
            let texts = [&*asked.id, &*asked.name, &*self.role.name, asked.category.name(lang)];
            for (at, text) in (0_u16..).zip(texts) {
                sheet.put(row, at, Cell::text(text, locked.clone().wrapped().format("@")));
            }
            for (at, kpi) in kpis.iter().enumerate() {
                let cell = if is_asked(self.role, &asked.category, kpi) {
                    let cell = input(Entry::Blank, "General");
                    Cell::blank(cell.style.center())
                } else {
                    Cell::blank(locked.clone())
                };
                sheet.put(row, BEFORE.saturating_add(column(at)), cell);
            }
            sheet.put(row, last, Cell::blank(input(Entry::Blank, "@").style.wrapped()));
            let role_px =
                sheet.columns.get(&2).map_or(80.0, |chars| metrics::column_px(*chars)) - 2.0 * metrics::INDENT_PX;
            let lines = metrics::lines(&self.role.name, 90, role_px);
            sheet.rows.insert(row, metrics::row_height(lines, 90).max(22.0));
            row = row.saturating_add(1);
        }
        let bottom = row.saturating_sub(1);
        for (at, kpi) in kpis.iter().enumerate() {
            let place = BEFORE.saturating_add(column(at));
            // Rows of people with one criterion, one below the other, share one.
            let mut rows: Vec<(Area, &Kpi)> = Vec::new();
            for (row, asked) in (first..).zip(self.asked) {
                let own = self.role.for_person(&asked.id, kpi);
                match rows.last_mut() {
                    Some((area, before)) if before.marks == own.marks => area.bottom = row,
                    _ => rows.push((Area { top: row, left: place, bottom: row, right: place }, own)),
                }
            }
            let of_rows = rows.into_iter().filter_map(|(area, own)| Some((area, own, own.marks.as_ref()?)));
            sheet.validations.extend(of_rows.map(|(area, own, marks)| validation(lang, area, own, marks)));
        }
        let area = Area { top: first, left: last, bottom, right: last };
        let prompt = Some((Column::Comment.name(lang).to_owned(), say(lang, "ratings-prompt-comment", &[])));
        sheet.validations.push(Validation { area, allow: Allow::Any, prompt, warning: None });
        // Criteria and header stay in sight where a screen has room for rows below them.
        let above: f64 = sheet.rows.range(..=header).map(|(_, height)| *height).sum();
        sheet.freeze = Some(if above < 260.0 { (first, 2) } else { (0, 2) });
        sheet.page.area = Some(Area { top: 0, left: 0, bottom, right: last });
    }
}

/// Where a criterion stands: the KPI, what may be entered, the text.
fn criterion_areas(row: u32, last: u16) -> [Area; 3] {
    [(0, 1), (2, 3), (BEFORE, last)].map(|(left, right)| Area { top: row, left, bottom: row, right })
}

fn is_asked(role: &Role, category: &Category, kpi: &Kpi) -> bool {
    kpis_of(role, category).any(|own| own.name == kpi.name)
}

/// What may be entered: 0～100, or the levels.
fn allowed(lang: Lang, marks: &Marks) -> String {
    let levels: Vec<String> =
        marks.levels.iter().map(|(name, points)| format!("{name} {}", decimal::plain(*points))).collect();
    let (low, high) = (decimal::plain(marks.bounds.0), decimal::plain(marks.bounds.1));
    let has = if levels.is_empty() { "no" } else { "yes" };
    say(lang, "ratings-bounds", &[("low", &low), ("high", &high), ("has-levels", has), ("levels", &levels.join(" / "))])
}

/// The criterion, and below it what the KPI means.
fn explained(lang: Lang, kpi: &Kpi) -> String {
    let criterion = kpi.rule_text.trim();
    if kpi.meaning.trim().is_empty() {
        return criterion.to_owned();
    }
    format!("{criterion}\n{}", say(lang, "ratings-meaning", &[("text", kpi.meaning.trim())]))
}

/// What a cell of marks takes: a number within bounds, or one of the levels.
fn validation(lang: Lang, area: Area, kpi: &Kpi, marks: &Marks) -> Validation {
    let bounds = allowed(lang, marks);
    let words = [("bounds", bounds.as_str())];
    let allow = if marks.levels.is_empty() {
        Allow::Numbers(marks.bounds.0.max(Decimal::MIN), marks.bounds.1)
    } else {
        let mut words: Vec<String> = marks.levels.iter().map(|(name, _)| name.clone()).collect();
        words.push(Choice::NotApplicable.name(lang).to_owned());
        Allow::Words(words)
    };
    Validation {
        area,
        allow,
        prompt: Some((kpi.name.clone(), say(lang, "ratings-prompt-mark", &words))),
        warning: Some((kpi.name.clone(), say(lang, "ratings-warning-mark", &words))),
    }
}

/// The plain sheet that tells whose workbook it is, and every mark that is asked for.
fn identity(department: &Department, rater: &Rater) -> Sheet {
    let lang = department.lang;
    let mut sheet = Sheet::new(say(lang, "ratings-identity", &[]));
    let style = Style::new(80, palette::MUTED).format("@").left();
    let mut put = |row: u32, column: u16, text: &str| {
        if !text.is_empty() {
            sheet.put(row, column, Cell::text(text, style.clone()));
        }
    };
    put(0, 0, MARK);
    put(0, 1, LAYOUT);
    put(0, 2, &say(lang, "ratings-leave", &[]));
    let period = department.appraisal.period.to_string();
    let facts = [
        ("ratings-identity-department", department.appraisal.department.as_str()),
        ("ratings-identity-period", &period),
        ("ratings-identity-id", &rater.id),
        ("ratings-identity-rater", &rater.name),
    ];
    for (row, (label, value)) in FACTS.into_iter().zip(facts) {
        put(row, 0, &say(lang, label, &[]));
        put(row, 1, value);
    }
    for (at, word) in (0_u16..).zip(COLUMNS) {
        put(HEADER, at, word.name(lang));
    }
    let mut row = HEADER.saturating_add(1);
    for asked in &rater.asked {
        let Some(role) = department.roles.get(asked.role) else { continue };
        for kpi in kpis_of(role, &asked.category) {
            let texts = [&*asked.id, &*asked.name, &*role.name, asked.category.name(lang), &kpi.name];
            for (at, text) in (0_u16..).zip(texts) {
                put(row, at, text);
            }
            row = row.saturating_add(1);
        }
    }
    sheet.columns.extend([(0, 18.0), (1, 18.0), (2, 18.0), (3, 12.0), (4, 30.0)]);
    sheet.protected = true;
    sheet.hidden = true;
    sheet
}
