//! The XML of a part cut into tags and texts, each as it stands: what is not changed is written back letter for letter.

use std::borrow::Cow;

use quick_xml::escape;

/// A piece of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark<'a> {
    /// `<name …>`; `empty` where it ends in `/>`.
    Open { raw: &'a str, name: &'a str, empty: bool },
    /// `</name>`.
    Close { raw: &'a str, name: &'a str },
    /// Letters between tags.
    Text(&'a str),
    /// A comment, an instruction, a section of letters: kept as it is.
    Other(&'a str),
}

impl<'a> Mark<'a> {
    /// As it stands.
    pub(super) const fn raw(self) -> &'a str {
        match self {
            Self::Open { raw, .. } | Self::Close { raw, .. } | Self::Text(raw) | Self::Other(raw) => raw,
        }
    }
}

/// Cuts a part; `None` where it is no XML.
pub(super) fn marks(text: &str) -> Option<Vec<Mark<'_>>> {
    let mut marks = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if !rest.starts_with('<') {
            let end = rest.find('<').unwrap_or(rest.len());
            let (before, after) = rest.split_at_checked(end)?;
            marks.push(Mark::Text(before));
            rest = after;
            continue;
        }
        let end = if rest.starts_with("<!--") {
            rest.find("-->")?.checked_add(3)?
        } else if rest.starts_with("<![CDATA[") {
            rest.find("]]>")?.checked_add(3)?
        } else if rest.starts_with("<?") {
            rest.find("?>")?.checked_add(2)?
        } else {
            tag_end(rest)?
        };
        let (raw, after) = rest.split_at_checked(end)?;
        rest = after;
        marks.push(if raw.starts_with("<!") || raw.starts_with("<?") {
            Mark::Other(raw)
        } else if let Some(inner) = raw.strip_prefix("</") {
            Mark::Close { raw, name: local(inner.trim_end_matches('>').trim()) }
        } else {
            let inner = raw.strip_prefix('<')?;
            let name = inner.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next()?;
            Mark::Open { raw, name: local(name), empty: raw.ends_with("/>") }
        });
    }
    Some(marks)
}

/// Where a tag ends; a sign within quotation marks is none of its end.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted: Option<char> = None;
    for (at, c) in text.char_indices() {
        match (quoted, c) {
            (Some(mark), c) if c == mark => quoted = None,
            (None, '"' | '\'') => quoted = Some(c),
            (None, '>') => return at.checked_add(1),
            _ => {}
        }
    }
    None
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The attributes of a tag in their order: name and value as they stand, and the bytes of the value in the tag.
pub(super) fn attributes(raw: &str) -> Vec<(&str, &str, (usize, usize))> {
    let mut found = Vec::new();
    let mut at = raw.find(char::is_whitespace).unwrap_or(raw.len());
    while let Some(rest) = raw.get(at..) {
        let Some(equals) = rest.find('=') else { break };
        let Some(name) = rest.get(..equals).map(str::trim) else { break };
        let Some(value) = rest.get(equals.saturating_add(1)..) else { break };
        let skipped = value.len().saturating_sub(value.trim_start().len());
        let Some(mark) = value.trim_start().chars().next().filter(|c| matches!(c, '"' | '\'')) else { break };
        let start = at.saturating_add(equals).saturating_add(1).saturating_add(skipped).saturating_add(1);
        let Some(length) = raw.get(start..).and_then(|value| value.find(mark)) else { break };
        let end = start.saturating_add(length);
        if let Some(value) = raw.get(start..end) {
            found.push((name, value, (start, end)));
        }
        at = end.saturating_add(1);
    }
    found
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute<'a>(raw: &'a str, name: &str) -> Option<Cow<'a, str>> {
    let (_, value, _) = attributes(raw).into_iter().find(|(known, ..)| local(known) == name)?;
    escape::unescape(value).ok()
}

/// A tag with an attribute changed; one that it does not have is put in at its end.
pub(super) fn with_attribute(raw: &str, name: &str, value: &str) -> String {
    let value = escaped(value);
    match attributes(raw).into_iter().find(|(known, ..)| *known == name) {
        Some((_, _, (start, end))) => {
            format!("{}{value}{}", raw.get(..start).unwrap_or_default(), raw.get(end..).unwrap_or_default())
        }
        None => {
            let end = if raw.ends_with("/>") { raw.len().saturating_sub(2) } else { raw.len().saturating_sub(1) };
            let (before, after) = raw.split_at_checked(end).unwrap_or((raw, ""));
            format!("{} {name}=\"{value}\"{after}", before.trim_end())
        }
    }
}

/// A tag without an attribute.
pub(super) fn without_attribute(raw: &str, name: &str) -> String {
    let Some((known, _, (start, end))) = attributes(raw).into_iter().find(|(known, ..)| *known == name) else {
        return raw.to_owned();
    };
    let from = raw.get(..start).and_then(|before| before.rfind(known)).unwrap_or(start);
    let (before, after) = (raw.get(..from).unwrap_or_default(), raw.get(end.saturating_add(1)..).unwrap_or_default());
    format!("{}{after}", before.trim_end())
}

/// Letters of a text as XML holds them; what XML can't hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    escape::escape(plain.as_str()).into_owned()
}

/// The letters that XML stands for.
pub(super) fn plain(raw: &str) -> String {
    escape::unescape(raw).map_or_else(|_| raw.to_owned(), Cow::into_owned)
}

/// All letters within an element's raw content, but for the pronunciations of Japanese ones.
pub(super) fn letters(raw: &str) -> String {
    let mut out = String::new();
    let (mut in_text, mut in_sound) = (false, false);
    for mark in marks(raw).unwrap_or_default() {
        match mark {
            Mark::Open { name: "t", empty: false, .. } => in_text = true,
            Mark::Close { name: "t", .. } => in_text = false,
            Mark::Open { name: "rPh", empty: false, .. } => in_sound = true,
            Mark::Close { name: "rPh", .. } => in_sound = false,
            Mark::Text(text) if in_text && !in_sound => out.push_str(&plain(text)),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cut_and_written_back_as_they_stand() {
        let text = "<?xml version=\"1.0\"?><x:a b='>' c=\"1\"><!-- > -->t&amp;<x:b/></x:a>";
        let cut = marks(text).unwrap();
        assert_eq!(cut.iter().map(|mark| mark.raw()).collect::<String>(), text);
        assert_eq!(attribute("<x:a b='&gt;' r:c=\"1\">", "b").as_deref(), Some(">"));
        assert_eq!(with_attribute("<a b=\"1\" c=\"2\"/>", "b", "3"), "<a b=\"3\" c=\"2\"/>");
        assert_eq!(with_attribute("<a/>", "b", "3"), "<a b=\"3\"/>");
        assert_eq!(without_attribute("<a b=\"1\" c=\"2\">", "b"), "<a c=\"2\">");
        assert_eq!(letters("<r><t>a</t></r><rPh><t>x</t></rPh><r><t>&lt;</t></r>"), "a<");
        assert!(marks("<a").is_none());
    }
}
