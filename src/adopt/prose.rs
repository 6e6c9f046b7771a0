//! Running text: numbered roles with their duties and KPIs, with line breaks or without.

use super::account::{Account, Spot};
use super::facts::{DutyItem, Facts, Found, GradeItem};
use super::place::Place;
use super::sentence::{attribute, has_weight, kpi, sentences, slot, split_name, text_until_item_end};
use super::title::{self, Named};
use super::words::{bare, find_any, is, words};
use super::{grades, labels, weigh};
use crate::text::key;

/// The highest number of a list's item; a larger one before a text is a year or an amount.
const ITEMS: u32 = 60;

/// Letters of the longest line that is a role's name and no sentence.
const ROLE_LINE: usize = 20;

/// Letters of the longest role in a title whose last letters are those of no role.
const ROLE: usize = 12;

/// Letters of the longest line of a label and its value: 部门：直播部.
const LABEL_LINE: usize = 40;

/// Letters of the longest name of a department.
const DEPARTMENT: usize = 30;

/// What the items of a part of a text are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Duties,
    Kpis,
    Unknown,
}

/// A run of text that begins at a line, a number or a heading.
#[derive(Debug, Clone)]
struct Run {
    line: usize,
    /// The number before it.
    number: Option<u32>,
    text: String,
}

/// Reads lines that stand between the tables of a file. `last`: nothing follows them.
pub(super) fn read(
    file: usize,
    lines: &[(usize, String)],
    last: bool,
    place: &mut Place,
    facts: &mut Facts,
    account: &mut Account,
) {
    facts.tables = facts.tables.saturating_add(1);
    let runs = runs(lines);
    let roles = shared_roles(&runs);
    let mut reader = Reader { file, part: Part::Unknown, place, facts, account };
    let end = runs.len();
    for (at, run) in runs.iter().enumerate() {
        let cut = last && at.saturating_add(1) == end && !ends_whole(&run.text);
        reader.run(run, roles.get(at).and_then(Option::as_deref), cut);
    }
}

/// Whether a text ends as sentences do.
fn ends_whole(text: &str) -> bool {
    text.trim_end().ends_with(['。', '.', '！', '!', '；', ';', '）', ')', '%', '：', '”', '"', '分'])
}

/// Lines cut before each number that begins a part, and behind each heading that stands right before one.
fn runs(lines: &[(usize, String)]) -> Vec<Run> {
    let mut runs = Vec::new();
    for (line, text) in lines {
        let letters: Vec<char> = text.chars().collect();
        let mut start = 0_usize;
        let mut number = None;
        let mut at = 0_usize;
        while at < letters.len() {
            match number_at(&letters, at) {
                Some((found, next)) => {
                    push(&mut runs, *line, number, letters.get(start..at).unwrap_or_default());
                    number = Some(found);
                    start = next;
                    at = next;
                }
                None => at = at.saturating_add(1),
            }
        }
        push(&mut runs, *line, number, letters.get(start..).unwrap_or_default());
    }
    runs
}

fn push(runs: &mut Vec<Run>, line: usize, number: Option<u32>, letters: &[char]) {
    let text: String = letters.iter().collect();
    let mut text = text.trim().to_owned();
    // …满意度。绩效考核指标1.部门主管…: the heading of the next part without a line of its own.
    let tail = text
        .rfind(['。', '；', '！'])
        .and_then(|at| text.get(at..))
        .map(|tail| tail.trim_start_matches(['。', '；', '！', ' ']).to_owned());
    let heading = tail.filter(|tail| ["text.duties", "text.kpis"].iter().any(|name| is(tail, name)));
    if let Some(heading) = &heading {
        text.truncate(text.len().saturating_sub(heading.len()));
    }
    if !text.is_empty() {
        runs.push(Run { line, number, text });
    }
    if let Some(text) = heading {
        runs.push(Run { line, number: None, text });
    }
}

/// A number that begins a part here (1. 2、 （3） 四、), and where the text behind it begins.
fn number_at(letters: &[char], at: usize) -> Option<(u32, usize)> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let before = at.checked_sub(1).and_then(|before| letters.get(before)).copied();
    // Behind a sentence, a heading or a space; never within a number or a word of Latin letters.
    if before.is_some_and(|c| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | '第' | '、' | ',' | '，' | '-' | '~' | '(' | '（')
    }) {
        return None;
    }
    let open = usize::from(matches!(letters.get(at), Some('(' | '（')));
    let from = at.saturating_add(open);
    let digits: String = letters.iter().skip(from).take_while(|c| c.is_ascii_digit()).take(3).collect();
    let numeral: String = letters.iter().skip(from).take_while(|c| NUMERALS.contains(**c)).take(3).collect();
    let (count, value) = if !digits.is_empty() {
        (digits.chars().count(), digits.parse().ok()?)
    } else if !numeral.is_empty() && before.is_none_or(|c| matches!(c, '。' | '；' | ' ' | '　')) {
        let index = NUMERALS.chars().position(|c| numeral.ends_with(c))?;
        (numeral.chars().count(), u32::try_from(index).ok()?.saturating_add(1))
    } else {
        return None;
    };
    if value == 0 || value > ITEMS {
        return None;
    }
    let mark = from.saturating_add(count);
    let is_mark =
        |c: &char| if open == 1 { matches!(c, ')' | '）') } else { matches!(c, '.' | '、' | '．' | ')' | '）') };
    let next = letters.get(mark).filter(|c| is_mark(c)).map(|_| mark.saturating_add(1))?;
    let after = letters.iter().skip(next).find(|c| !c.is_whitespace())?;
    (!after.is_ascii_digit() && after.is_alphabetic()).then_some((value, next))
}

/// The role that begins each run of a number which stands in several parts of a text: what the runs have in common, up to the last
/// ending of a role in it.
fn shared_roles(runs: &[Run]) -> Vec<Option<String>> {
    let common = |one: &str, other: &str| -> String {
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
    };
    runs.iter()
        .enumerate()
        .map(|(at, run)| {
            let number = run.number?;
            let same = runs.iter().enumerate().filter(|(other, run)| *other != at && run.number == Some(number));
            let prefix = same
                .map(|(_, other)| common(&run.text, &other.text))
                .filter(|prefix| prefix.chars().count() > 1)
                .max_by_key(|prefix| prefix.chars().count())?;
            role_in(&prefix, false)
        })
        .collect()
}

/// The role that a text begins with: up to the last sure ending of a role, else up to any.
fn role_in(text: &str, sure: bool) -> Option<String> {
    let end = |name: &str| words(name).iter().filter_map(|word| last_end(text, word)).max();
    let end = end("role.sure").or_else(|| if sure { None } else { end("title.role-end") })?;
    let role = text.get(..end)?.trim();
    (!role.is_empty() && !role.contains(['，', ',', '。', '：', ':'])).then(|| role.to_owned())
}

/// Where the last place of a word in a text ends.
fn last_end(text: &str, word: &str) -> Option<usize> {
    let mut found = None;
    let mut from = 0_usize;
    while let Some((_, end)) = text.get(from..).and_then(|rest| super::words::find(rest, word)) {
        from = from.saturating_add(end);
        found = Some(from);
    }
    found
}

struct Reader<'a> {
    file: usize,
    part: Part,
    place: &'a mut Place,
    facts: &'a mut Facts,
    account: &'a mut Account,
}

impl Reader<'_> {
    fn open(&mut self, line: usize, text: &str) -> Spot {
        self.account.open_in_line(self.file, line, text)
    }

    fn run(&mut self, run: &Run, shared: Option<&str>, cut: bool) {
        let text =
            run.text.trim_start_matches(['#', '*', '-', '•', '·', '●', '◆', '■', ' ']).trim_end_matches('*').trim();
        if self.heading(run.line, text, run.number.is_some()) {
            return;
        }
        if run.text.starts_with('#')
            && split_name(text).is_none()
            && let Some(Named::Role(name)) = title::alone(text)
        {
            return self.name_role(run.line, &name);
        }
        if split_name(text).is_some_and(|(name, _)| super::words::is_remark(name)) || super::words::is_remark(text) {
            let spot = self.open(run.line, text);
            self.facts.remark(text, spot);
            self.account.left(spot, "remark");
            return;
        }
        // 1.部门主管团队管理与规划：…: a role and its first item without a mark between them.
        if let Some(role) = shared.filter(|role| text.starts_with(role)) {
            let spot = self.open(run.line, role);
            self.account.left(spot, "title");
            self.place.name_role(Found::new(role, spot));
            let rest = text.get(role.len()..).unwrap_or_default();
            self.items(run.line, rest.trim_start_matches([':', '：', ' ']), cut);
            return;
        }
        if let Some((before, rest)) = split_name(text) {
            let plain = before.trim();
            if rest.trim().is_empty() && title::ends_as_role(plain) {
                return self.name_role(run.line, plain);
            }
            // 主播：… with its items behind the colon, or with the first item's name before it.
            if run.number.is_some()
                && attribute(plain).is_none()
                && !has_weight(text_until_item_end(rest))
                && let Some(role) = role_in(plain, true)
            {
                let item = plain.get(role.len()..).unwrap_or_default().trim();
                let spot = self.open(run.line, &role);
                self.account.left(spot, "title");
                self.place.name_role(Found::new(&role, spot));
                let from = text.get(role.len()..).unwrap_or_default().trim_start_matches([':', '：', ' ']);
                self.items(run.line, if item.is_empty() { rest } else { from }, cut);
                return;
            }
            return self.items(run.line, text, cut);
        }
        let is_short = text.chars().count() <= ROLE_LINE && !text.contains(['，', ',', '。', '；']);
        if is_short
            && !has_weight(text)
            && (title::ends_as_role(&bare(text)) || run.number.is_some() && self.part != Part::Kpis)
            && let Some(Named::Role(name)) = title::alone(text)
        {
            return self.name_role(run.line, &name);
        }
        self.items(run.line, text, cut);
    }

    fn name_role(&mut self, line: usize, name: &str) {
        let spot = self.open(line, name);
        self.account.left(spot, "title");
        self.place.name_role(Found::new(name.trim_end_matches([':', '：']), spot));
    }

    /// A heading: of a part of the text, of a role's, or of the whole document. Whether it was one.
    fn heading(&mut self, line: usize, text: &str, numbered: bool) -> bool {
        let word = bare(text);
        let part = |word: &str| {
            let ends = |name: &str| {
                words(name).iter().filter(|known| word.ends_with(known.as_str())).map(|w| w.chars().count()).max()
            };
            match (ends("text.duties"), ends("text.kpis")) {
                (None, None) => None,
                (duties, kpis) if duties > kpis => Some(Part::Duties),
                _ => Some(Part::Kpis),
            }
        };
        if split_name(text).is_some_and(|(_, rest)| !rest.is_empty()) || text.contains(['。', '；']) || has_weight(text)
        {
            return self.label(line, text);
        }
        if ["text.duties", "text.kpis"].iter().any(|name| is(text, name)) {
            self.part = part(&word).unwrap_or(Part::Unknown);
            let spot = self.open(line, text);
            self.account.left(spot, "title");
            return true;
        }
        let of_part = part(&word);
        let known = of_part.is_some() || words("title.after").iter().any(|known| word.ends_with(known.as_str()));
        if !known {
            return false;
        }
        let spot = self.open(line, text);
        self.account.left(spot, "title");
        self.part = of_part.unwrap_or(self.part);
        if super::rows::is_dimension(text) {
            self.place.name_dimension(weigh::dimension_of(text, spot));
            return true;
        }
        self.department(text, spot);
        let whole =
            title::named(text).or_else(|| title::alone(text).filter(|_| numbered || text.chars().count() < ROLE_LINE));
        if let Some(Named::Role(name)) = whole
            && (title::ends_as_role(&name) || name.chars().count() <= ROLE)
        {
            self.place.name_role(Found::new(&name, spot));
        }
        true
    }

    /// 部门：直播部, on a line of its own.
    fn label(&mut self, line: usize, text: &str) -> bool {
        let short = text.chars().count() <= LABEL_LINE && !text.contains('。');
        let parts = labels::parts(text);
        let known = parts.iter().any(|(name, _)| *name != "total-points");
        if !known || !short && parts.len() < 2 {
            return false;
        }
        let spot = self.open(line, text);
        self.account.left(spot, if matches!(parts.as_slice(), [("person", _)]) { "person" } else { "label" });
        for (name, value) in parts {
            labels::take(name, &Found::new(value, spot), self.place, self.facts);
        }
        true
    }

    /// The department in a document's title: what stands before 的岗位职责.
    fn department(&mut self, text: &str, spot: Spot) {
        let Some((start, _)) = find_any(text, "text.department-of") else { return };
        let name = text.get(..start).unwrap_or_default().trim().trim_end_matches('的');
        let ends = words("title.department-end").iter().any(|word| key(name).ends_with(word.as_str()));
        if ends && name.chars().count() <= DEPARTMENT {
            self.facts.titled.get_or_insert(Found::new(name, spot));
            self.facts.department.get_or_insert(Found::new(name, spot));
        }
    }

    /// The items of a run: each begins with a name and a colon; a sentence without one belongs to the item before it.
    fn items(&mut self, line: usize, text: &str, cut: bool) {
        self.place.line = None;
        let mut items: Vec<String> = Vec::new();
        for sentence in sentences(text) {
            let begins = split_name(&sentence).is_some_and(|(name, _)| attribute(name).is_none());
            match items.last_mut() {
                Some(last) if !begins => last.push_str(&sentence),
                _ => items.push(sentence),
            }
        }
        let count = items.len();
        for (at, item) in items.iter().enumerate() {
            self.item(line, item.trim(), cut && at.saturating_add(1) == count);
        }
    }

    fn item(&mut self, line: usize, text: &str, cut: bool) {
        if text.is_empty() || self.grades(line, text) {
            return;
        }
        let is_kpi = match self.part {
            Part::Kpis => true,
            Part::Duties => false,
            // 直播纪律（20%）：…: a percentage behind a name is its weight.
            Part::Unknown => {
                has_weight(text) || split_name(text).is_some_and(|(name, _)| labels::percent_in(name).is_some())
            }
        };
        // An attribute alone on its line: 评分标准：….
        if let Some((name, rest)) = split_name(text)
            && let Some(field) = attribute(name)
            && self.place_in_last(line, field, rest, text)
        {
            return;
        }
        let spot = self.open(line, text);
        if cut {
            self.account.look(spot, "cut", Vec::new());
        }
        let named = split_name(text);
        if is_kpi && (named.is_some() || has_weight(text)) {
            let mut item = kpi(text, spot, self.place.role.clone());
            item.origin = self.facts.tables;
            item.dimension.clone_from(&self.place.dimension);
            item.dimension_weight.clone_from(&self.place.dimension_weight);
            if item.name.text.is_empty() {
                self.account.left(spot, "unknown");
            } else {
                self.facts.items.push(item);
            }
            return;
        }
        match named {
            Some((name, rest)) if !is_kpi && self.place.role.is_some() => {
                self.facts.duties.push(DutyItem {
                    role: self.place.role.clone(),
                    name: Found::new(name, spot),
                    text: Found::new(rest, spot),
                });
            }
            None if self.part == Part::Duties && self.place.role.is_some() => {
                let plain = text.trim_end_matches(['。', '；', ';', '.']);
                self.facts.duties.push(DutyItem {
                    role: self.place.role.clone(),
                    name: Found::new(plain, spot),
                    text: Found::default(),
                });
            }
            None if text.chars().count() <= ROLE_LINE && matches!(title::alone(text), Some(Named::Role(_))) => {
                self.place.line = Some(Found::new(text, spot));
                self.account.left(spot, "remark");
            }
            // What has figures in it may be what somebody is appraised by: whoever looks decides.
            _ if text.contains(|c: char| c.is_ascii_digit()) => {}
            _ => self.account.left(spot, if key(text).chars().count() > 60 { "unknown" } else { "remark" }),
        }
    }

    /// 90分以上为优秀，80-89分为良好…: the grades, where nothing named some before. Whether a text was that.
    fn grades(&mut self, line: usize, text: &str) -> bool {
        let told = if self.facts.grades.is_empty() { grades::told(text) } else { Vec::new() };
        if told.is_empty() {
            return false;
        }
        let spot = self.open(line, text);
        let grade = |(name, scores): (String, String)| GradeItem {
            name: Found::new(&name, spot),
            from: Some(Found::new(&scores, spot)),
            ..GradeItem::default()
        };
        self.facts.grades = told.into_iter().map(grade).collect();
        true
    }

    /// Gives the last KPI what a line of its own says of it.
    fn place_in_last(&mut self, line: usize, field: &'static str, rest: &str, text: &str) -> bool {
        let Some(last) = self.facts.items.last() else { return false };
        if last.role.as_ref().map(|role| &role.text) != self.place.role.as_ref().map(|role| &role.text) {
            return false;
        }
        let spot = self.account.open_in_line(self.file, line, text);
        let Some(last) = self.facts.items.last_mut() else { return false };
        let found = Found::new(rest.trim().trim_end_matches(['。', '；', ';']), spot);
        match slot(last, field) {
            Some(slot) => slot.get_or_insert_default().join(&found, "；"),
            None => return false,
        }
        true
    }
}
