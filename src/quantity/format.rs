//! What a number format makes of a number, as far as somebody who looks at the cell would read another figure than it holds:
//! 3.2万 of 32000, 88% of 88, nothing at all of 5.

use std::sync::Arc;

use rust_decimal::Decimal;

/// What a format makes of a number's sign.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sign {
    /// Seen as it is.
    #[default]
    Kept,
    /// A number below 0 is shown as one above it.
    Hidden,
    /// A number above 0 is shown as one below it.
    Added,
}

/// How one number looks under its format.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Look {
    /// The number that is shown is the one that is held, times this power of ten.
    pub power: i8,
    /// What stands before the digits.
    pub before: String,
    /// What stands behind them.
    pub after: String,
    /// Whether any digits are shown.
    pub digits: bool,
    /// What becomes of its sign.
    pub sign: Sign,
    /// Whether something stands between the digits that makes another number of them.
    pub broken: bool,
    /// Digits that are written at least: 3 in `"E"000`.
    pub width: usize,
}

impl Look {
    /// Whether the number is seen as it is held.
    fn is_plain(&self) -> bool {
        let blank = |text: &str| text.chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')' | '-' | '+' | '−'));
        let kept = self.sign == Sign::Kept && self.digits && !self.broken;
        self.power == 0 && blank(&self.before) && blank(&self.after) && kept
    }

    /// Whether what is seen of a number cannot be read as what it is: another figure, none, or one that lost its zeros or its
    /// sign without a word.
    pub fn misleads(&self, held: Decimal) -> bool {
        let silent =
            !self.before.chars().chain(self.after.chars()).any(|c| c.is_alphabetic() || matches!(c, '%' | '‰'));
        if !self.digits {
            // Nothing, or the dash of accountants, for a zero.
            return !(held.is_zero() && self.before.chars().all(|c| matches!(c, '-' | ' ' | '–')));
        }
        let otherwise = self.sign != Sign::Kept || silent && self.power != 0;
        self.broken || otherwise && !held.is_zero()
    }

    /// Whether the format writes a minus, or the brackets that stand for one, whatever the number is.
    fn writes_minus(&self) -> bool {
        let is_beside = |c: char| c.is_whitespace() || matches!(c, '¥' | '￥' | '$' | '€');
        match self.before.trim_matches(is_beside) {
            "-" | "−" | "－" | "负" | "負" | "▲" | "△" => true,
            "(" | "（" => self.after.trim_start_matches(is_beside).starts_with([')', '）']),
            _ => false,
        }
    }

    /// Whether the number is seen as a percentage: 0.88 as 88%.
    pub fn is_percentage(&self) -> bool {
        self.power == 2
            && !self.broken
            && self.digits
            && self.before.trim_matches(['-', '−', ' ']).is_empty()
            && self.after.trim() == "%"
    }

    /// What is seen of a number, with every digit.
    pub fn text(&self, held: Decimal) -> String {
        let shown = scaled(held, self.power).map_or_else(String::new, crate::decimal::plain);
        let (sign, digits) = match shown.strip_prefix('-') {
            Some(digits) => (if self.sign == Sign::Hidden { "" } else { "-" }, digits),
            None => ("", shown.as_str()),
        };
        let whole = digits.find('.').unwrap_or(digits.len());
        let zeros = "0".repeat(self.width.saturating_sub(whole));
        let digits = if self.digits { format!("{sign}{zeros}{digits}") } else { String::new() };
        if self.sign == Sign::Added {
            return format!("{}{digits}{}", self.before, self.after).trim().to_owned();
        }
        // The sign that a format writes itself stands in the number already.
        let before = self.before.trim_matches(['-', '+', '−', '(', ' ']);
        format!("{before}{digits}{}", self.after.trim_matches([')', ' '])).trim().to_owned()
    }
}

impl Look {
    /// How a number looks that is kept with the text that is seen of it (.ods); `None` where it is seen as it is.
    pub fn of_text(text: &str, held: Decimal) -> Option<Self> {
        /// Powers of ten that formats take away: hundreds for %, thousands, ten thousands and so on.
        const POWERS: [i8; 9] = [0, -3, -4, -6, -7, -8, -9, -12, 2];
        let text = text.trim();
        let is_part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | '\'');
        let first = text.find(|c: char| c.is_ascii_digit());
        // Nothing is kept; a truth value, scientific notation, fractions and a column that was too narrow show the number itself.
        if text.is_empty()
            || matches!(text, "TRUE" | "FALSE")
            || text.contains(['#', '/'])
            || is_scientific(text)
            || first.is_none() && text.contains(is_numeral)
        {
            return None;
        }
        let Some(first) = first else {
            let look = Self { before: text.to_owned(), ..Self::default() };
            return Some(look);
        };
        let end = text.rfind(|c: char| c.is_ascii_digit())?.checked_add(1)?;
        let (run, after) = (text.get(first..end)?, text.get(end..)?);
        let before = text.get(..first)?;
        let digits: String = run.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let shown: Option<Decimal> = digits.parse().ok().filter(|_| run.chars().all(is_part));
        let power = shown.and_then(|shown: Decimal| {
            POWERS.into_iter().find(|power| {
                let own = scaled(held.abs(), *power);
                own.is_some_and(|own| crate::decimal::round(own, shown.scale()) == shown)
            })
        });
        let signed = before.contains(['-', '−', '(', '（', '负', '負']);
        let mut look = Self {
            power: power.unwrap_or_default(),
            before: before.to_owned(),
            after: after.to_owned(),
            digits: true,
            sign: Sign::Kept,
            broken: power.is_none(),
            width: if run.starts_with('0') && run.len() > 1 && !run.starts_with("0.") { run.len() } else { 0 },
        };
        if is_above(held) && look.writes_minus() {
            look.sign = Sign::Added;
        } else if held.is_sign_negative() && !held.is_zero() && !signed {
            look.sign = Sign::Hidden;
        }
        (!look.is_plain()).then_some(look)
    }
}

fn is_above(number: Decimal) -> bool {
    number.is_sign_positive() && !number.is_zero()
}

/// 1.23E+05: a power of ten behind digits. An E in front of digits is a letter of the format.
fn is_scientific(text: &str) -> bool {
    text.split_once(['E', 'e']).is_some_and(|(before, after)| {
        before.ends_with(|c: char| c.is_ascii_digit() || c == '.') && after.starts_with(['+', '-'])
    })
}

/// Chinese numerals, which a format may write numbers in.
fn is_numeral(c: char) -> bool {
    "零一二三四五六七八九十百千万亿〇壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
}

/// A number times a power of ten.
pub fn scaled(number: Decimal, power: i8) -> Option<Decimal> {
    (0..power.unsigned_abs()).try_fold(number, |number, _| {
        if power > 0 { number.checked_mul(Decimal::TEN) } else { number.checked_div(Decimal::TEN) }
    })
}

/// A format code of which some part does not show numbers as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    sections: Vec<Section>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Section {
    condition: Option<(Comparison, Decimal)>,
    look: Arc<Look>,
    is_plain: bool,
    /// A sign is written, or the colour stands for it.
    signed: bool,
    /// A share is shown in percent.
    percent: bool,
    /// Digits behind the point; `None` where as many are shown as there are, or a power or a fraction.
    decimals: Option<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

impl Format {
    /// A format code (ECMA-376 part 1, 18.8.31), whatever it shows.
    pub fn of_code(code: &str) -> Self {
        /// Excel's greatest length of a format code.
        const LONGEST: usize = 255;
        let parts = sections(code.get(..LONGEST).unwrap_or(code));
        Self { sections: parts.iter().take(4).map(|code| section(code)).collect() }
    }

    /// Reads a format code; `None` where it shows every number as it is.
    pub fn read(code: &str) -> Option<Self> {
        let is_signed = code.trim_start().starts_with(['-', '(']);
        if !is_signed && !code.contains(['"', '\\', '!', ',', ';', '[', '$', '¥', '￥']) && code.is_ascii() {
            return None;
        }
        let Self { sections } = Self::of_code(code);
        let numbers = sections.len().min(3);
        let percent = sections.first().is_some_and(|section| section.percent);
        let plain = sections.iter().take(numbers).all(|section| section.is_plain && section.percent == percent)
            && (numbers < 2 || sections.get(1).is_some_and(|section| section.signed || section.condition.is_some()));
        // The first section shows what is above 0, and one with a condition may.
        let below = sections.iter().enumerate().any(|(at, section)| {
            (at == 0 || section.condition.is_some()) && section.look.digits && section.look.writes_minus()
        });
        (!plain || below).then_some(Self { sections })
    }

    /// How a number looks; `None` where it is seen as it is.
    pub fn look(&self, number: Decimal) -> Option<Arc<Look>> {
        let (at, section) = self.section(number)?;
        // The second section shows what is below 0 without a sign of its own.
        let below = number.is_sign_negative() && !number.is_zero() && at == 1 && section.condition.is_none();
        if below && !section.signed {
            return Some(Arc::new(Look { sign: Sign::Hidden, ..Look::clone(&section.look) }));
        }
        if is_above(number) && section.look.digits && section.look.writes_minus() {
            return Some(Arc::new(Look { sign: Sign::Added, ..Look::clone(&section.look) }));
        }
        (!section.is_plain).then(|| Arc::clone(&section.look))
    }

    /// Whether a number is shown in percent.
    pub fn is_percent(&self, number: Decimal) -> bool {
        self.section(number).is_some_and(|(_, section)| section.percent)
    }

    /// How many digits of what is seen stand behind the point; `None` where as many as there are.
    pub fn decimals(&self, number: Decimal) -> Option<u32> {
        self.section(number)?.1.decimals
    }

    /// The section that shows a number, with its place.
    fn section(&self, number: Decimal) -> Option<(usize, &Section)> {
        let count = self.sections.len().min(3);
        let at = (0..count).find(|at| self.holds(*at, count, number))?;
        self.sections.get(at).map(|section| (at, section))
    }

    fn holds(&self, at: usize, count: usize, number: Decimal) -> bool {
        let Some(section) = self.sections.get(at) else { return false };
        let conditional = self.sections.iter().any(|section| section.condition.is_some());
        match section.condition {
            Some((Comparison::Less, bound)) => number < bound,
            Some((Comparison::LessOrEqual, bound)) => number <= bound,
            Some((Comparison::Greater, bound)) => number > bound,
            Some((Comparison::GreaterOrEqual, bound)) => number >= bound,
            Some((Comparison::Equal, bound)) => number == bound,
            Some((Comparison::NotEqual, bound)) => number != bound,
            None if at.saturating_add(1) == count => true,
            None if at == 1 && (!conditional || count == 3) => number < Decimal::ZERO,
            None if conditional => true,
            None if count == 2 => number >= Decimal::ZERO,
            None => number > Decimal::ZERO,
        }
    }
}

/// A code's sections.
fn sections(code: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in code.chars() {
        if c == ';' && !quoted && !escaped {
            found.push(String::new());
            continue;
        }
        quoted ^= c == '"' && !escaped;
        escaped = !escaped && !quoted && matches!(c, '\\' | '!' | '_' | '*');
        if let Some(last) = found.last_mut() {
            last.push(c);
        }
    }
    found
}

/// A part of a section.
enum Piece {
    Digit,
    Zero,
    Point,
    Comma,
    Literal(char),
}

fn section(code: &str) -> Section {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut condition = None;
    let mut colour = false;
    let (mut whole, mut percent, mut open) = (false, false, false);
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            '"' => pieces.extend(rest.by_ref().take_while(|c| *c != '"').map(Piece::Literal)),
            '\\' | '!' => pieces.extend(rest.next().map(Piece::Literal)),
            '_' | '*' => {
                rest.next();
            }
            '[' => {
                let inside: String = rest.by_ref().take_while(|c| *c != ']').collect();
                match inside.strip_prefix('$') {
                    Some(currency) => {
                        let (sign, place) = currency.split_once('-').unwrap_or((currency, ""));
                        // The dollar of Taiwan is its 元.
                        let sign = if sign == "$" && place.eq_ignore_ascii_case("404") { "NT$" } else { sign };
                        pieces.extend(sign.chars().map(Piece::Literal));
                    }
                    None if inside.starts_with(['<', '>', '=']) => condition = compared(&inside),
                    None => colour |= is_colour(&inside),
                }
            }
            '0' => pieces.push(Piece::Zero),
            '#' | '?' => pieces.push(Piece::Digit),
            '.' => pieces.push(Piece::Point),
            ',' => pieces.push(Piece::Comma),
            // Scientific notation and fractions show the number itself; a share is read by its own sign.
            'E' | 'e' | '/' | '@' => (whole, open) = (true, true),
            '%' => {
                whole = true;
                percent = true;
            }
            'G' if ["/通用格式", "/一般格式", "/標準"].iter().any(|name| rest.as_str().starts_with(name)) => {
                while rest.next().is_some_and(|c| !matches!(c, '式' | '準')) {}
                open = true;
                pieces.push(Piece::Digit);
            }
            'G' | 'g' if rest.as_str().get(..6).is_some_and(|tail| tail.eq_ignore_ascii_case("eneral")) => {
                rest.nth(5);
                open = true;
                pieces.push(Piece::Digit);
            }
            other => pieces.push(Piece::Literal(other)),
        }
    }
    let text: String =
        pieces.iter().filter_map(|piece| if let Piece::Literal(c) = piece { Some(*c) } else { None }).collect();
    let signed = colour || text.contains(['-', '−', '(', '（', '负', '負', '▲', '△']);
    let look = if whole { Look { digits: true, ..Look::default() } } else { look(&pieces) };
    let decimals = (!open).then(|| behind_the_point(&pieces));
    Section { condition, is_plain: look.is_plain(), look: Arc::new(look), signed, percent, decimals }
}

/// Digits behind the point, or behind one that is only written among them.
fn behind_the_point(pieces: &[Piece]) -> u32 {
    let is_point = |piece: &Piece| matches!(piece, Piece::Point | Piece::Literal('.' | '．' | '点'));
    let is_digit = |piece: &&Piece| matches!(piece, Piece::Digit | Piece::Zero);
    let before = pieces.iter().take_while(|piece| !is_point(piece)).count();
    u32::try_from(pieces.iter().skip(before).filter(is_digit).count()).unwrap_or_default()
}

fn look(pieces: &[Piece]) -> Look {
    let is_digit = |piece: &Piece| matches!(piece, Piece::Digit | Piece::Zero);
    let literals = |pieces: &[Piece]| -> String {
        pieces.iter().filter_map(|piece| if let Piece::Literal(c) = piece { Some(*c) } else { None }).collect()
    };
    let (Some(first), Some(last)) = (pieces.iter().position(is_digit), pieces.iter().rposition(is_digit)) else {
        return Look { before: literals(pieces), ..Look::default() };
    };
    let width = pieces.iter().skip(first).take_while(|piece| matches!(piece, Piece::Zero)).count();
    let mut look = Look {
        width: if width > 1 { width } else { 0 },
        before: literals(pieces.get(..first).unwrap_or_default()),
        after: literals(pieces.get(last..).unwrap_or_default()),
        digits: true,
        ..Look::default()
    };
    let commas = |pieces: &[Piece]| {
        let count = pieces.iter().take_while(|piece| matches!(piece, Piece::Comma)).count();
        i8::try_from(count).unwrap_or(i8::MAX).saturating_mul(3)
    };
    // Commas behind the digits, or before the point, each take three zeros away.
    look.power = look.power.saturating_sub(commas(pieces.get(last.saturating_add(1)..).unwrap_or_default()));
    let inside = pieces.get(first..=last).unwrap_or_default();
    let mut point = false;
    for (at, piece) in inside.iter().enumerate() {
        match piece {
            Piece::Point => {
                point = true;
                let before: Vec<&Piece> = inside.iter().take(at).rev().collect();
                let count = before.iter().take_while(|piece| matches!(piece, Piece::Comma)).count();
                look.power = look.power.saturating_sub(i8::try_from(count).unwrap_or(i8::MAX).saturating_mul(3));
            }
            // A point that is only written among the digits shifts them: 0!.0, shows ten thousands.
            Piece::Literal('.' | '．' | '点') if !point => {
                point = true;
                let behind = inside.iter().skip(at).filter(|piece| is_digit(piece)).count();
                look.power = look.power.saturating_sub(i8::try_from(behind).unwrap_or(i8::MAX));
            }
            Piece::Literal(',' | ' ' | '\'' | '，') | Piece::Digit | Piece::Zero | Piece::Comma => {}
            Piece::Literal(_) => look.broken = true,
        }
    }
    look
}

fn is_colour(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let names = ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    names.contains(&word.as_str())
        || word.starts_with("color")
        || ["黑色", "蓝色", "青色", "绿色", "洋红色", "红色", "白色", "黄色", "颜色", "紅色", "藍色"]
            .iter()
            .any(|name| word.starts_with(name))
}

fn compared(inside: &str) -> Option<(Comparison, Decimal)> {
    let signs = [
        ("<>", Comparison::NotEqual),
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ];
    let (sign, comparison) = signs.into_iter().find(|(sign, _)| inside.starts_with(sign))?;
    Some((comparison, inside.strip_prefix(sign)?.trim().parse().ok()?))
}

#[cfg(test)]
mod tests;
