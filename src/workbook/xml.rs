//! Streams a part's XML in bounded memory: one piece of markup at a time, no document types, no entities of the file's own.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Error, Read};
use std::ops::Deref;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::limits::{DEPTH, NAMESPACES, TOKEN_BYTES, UNFOLDED_BYTES};
use super::refusal;
use super::utf16::Narrow;
use crate::problem::{Code, Problem};

/// Bytes taken from the decompressor at once.
const CHUNK: usize = 32 * 1024;

/// Which limit a part ran into; the XML reader only sees an input error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exceeded {
    Token,
    Unfolded,
}

/// Hands bytes on and counts them against the limits.
struct Guard<R> {
    inner: BufReader<Narrow<R>>,
    /// Bytes that the current piece of markup may still take.
    token: usize,
    /// Bytes that all parts together may still unfold to.
    unfolded: u64,
    exceeded: Option<Exceeded>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Error> {
        let mut available = self.fill_buf()?;
        let read = available.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Guard<R> {
    fn fill_buf(&mut self) -> Result<&[u8], Error> {
        if self.token == 0 {
            self.exceeded = Some(Exceeded::Token);
        } else if self.unfolded == 0 {
            self.exceeded = Some(Exceeded::Unfolded);
        }
        if self.exceeded.is_some() {
            return Err(Error::other("limit"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.token = self.token.saturating_sub(amount);
        self.unfolded = self.unfolded.saturating_sub(u64::try_from(amount).unwrap_or(u64::MAX));
        self.inner.consume(amount);
    }
}

/// A piece of markup.
pub(super) enum Node<'a> {
    /// An element begins.
    Start(Element<'a>),
    /// An element without content, where these are told apart ([`Xml::tell_empty`]); else it begins and ends.
    Empty(Element<'a>),
    /// An element ends.
    End(BytesEnd<'a>),
    /// Text, with entities resolved.
    Text(Cow<'a, str>),
    /// A comment or an instruction: nothing to read.
    Other,
    /// The end of the part.
    Eof,
}

/// A part of a container, piece by piece.
pub(super) struct Xml<R> {
    reader: quick_xml::Reader<Guard<R>>,
    buffer: Vec<u8>,
    depth: usize,
    scopes: Scopes,
    part: String,
}

impl<R: Read> Xml<R> {
    /// Reads a part from `source`; `unfolded` bytes of the common limit are left.
    pub(super) fn new(source: R, part: &str, unfolded: u64) -> Self {
        let guard = Guard {
            inner: BufReader::with_capacity(CHUNK, Narrow::new(source)),
            token: TOKEN_BYTES,
            unfolded,
            exceeded: None,
        };
        let mut reader = quick_xml::Reader::from_reader(guard);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, scopes: Scopes::default(), part: part.to_owned() }
    }

    /// From here on an element without content is one piece instead of two.
    pub(super) fn tell_empty(&mut self) {
        self.reader.config_mut().expand_empty_elements = false;
    }

    /// Bytes of the common limit that this part left.
    pub(super) fn unfolded(&self) -> u64 {
        self.reader.get_ref().unfolded
    }

    /// Whether the part is in UTF-16, as far as it was read.
    pub(super) fn is_wide(&self) -> bool {
        self.reader.get_ref().inner.get_ref().is_wide()
    }

    /// Whether a prefix of OpenDocument was declared otherwise than everybody declares it, as far as the part was read.
    pub(super) fn has_odd_prefixes(&self) -> bool {
        self.scopes.is_odd
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Node<'_>, Problem> {
        self.buffer.clear();
        self.scopes.close(self.depth);
        self.reader.get_mut().token = TOKEN_BYTES;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(_) => {
                return Err(match self.reader.get_ref().exceeded {
                    Some(Exceeded::Unfolded) => unfolds_too_far(),
                    Some(Exceeded::Token) => refusal::too_large("token", TOKEN_BYTES / 1_048_576),
                    None => refusal::damaged(&self.part),
                });
            }
        };
        Ok(match event {
            Event::Empty(element) => {
                self.scopes.open(&element, self.depth.saturating_add(1))?;
                Node::Empty(Element { start: element, scopes: &self.scopes })
            }
            Event::Start(element) => {
                self.depth = self.depth.saturating_add(1);
                if self.depth > DEPTH {
                    return Err(refusal::too_large("depth", DEPTH));
                }
                self.scopes.open(&element, self.depth)?;
                Node::Start(Element { start: element, scopes: &self.scopes })
            }
            Event::End(element) => {
                self.depth = self.depth.saturating_sub(1);
                Node::End(element)
            }
            Event::Text(text) => Node::Text(text.xml10_content()),
            Event::CData(text) => Node::Text(text.xml10_content()),
            Event::GeneralRef(entity) => Node::Text(match entity.resolve_char_ref() {
                Ok(Some(character)) => Cow::Owned(character.to_string()),
                Ok(None) => match entity.into_inner().as_ref() {
                    "lt" => Cow::Borrowed("<"),
                    "gt" => Cow::Borrowed(">"),
                    "amp" => Cow::Borrowed("&"),
                    "apos" => Cow::Borrowed("'"),
                    "quot" => Cow::Borrowed("\""),
                    _ => return Err(refusal::damaged(&self.part)),
                },
                Err(_) => return Err(refusal::damaged(&self.part)),
            }),
            Event::DocType(_) => return Err(refusal::file(Code::DocumentType).with("part", &self.part)),
            Event::Decl(declaration) if !is_read(&declaration, self.reader.get_ref().inner.get_ref().is_wide()) => {
                return Err(refusal::ambiguous("encoding").with("part", &self.part));
            }
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => Node::Other,
            Event::Eof if self.depth > 0 => return Err(refusal::damaged(&self.part)),
            Event::Eof => Node::Eof,
        })
    }
}

/// The parts together unfold to more than is read.
pub(super) fn unfolds_too_far() -> Problem {
    refusal::too_large("unfolded", UNFOLDED_BYTES / 1_048_576)
}

/// Whether a part is read as its declaration says: other programs show nothing of one that says UTF-16 and is UTF-8, or the other way.
fn is_read(declaration: &quick_xml::events::BytesDecl<'_>, is_wide: bool) -> bool {
    let names: &[&str] = if is_wide { &["utf-16"] } else { &["utf-8", "utf8", "us-ascii"] };
    match declaration.encoding() {
        None => true,
        Some(Ok(name)) => names.iter().any(|read| name.eq_ignore_ascii_case(read)),
        Some(Err(_)) => false,
    }
}

/// An element's tag, and the namespaces that its prefixes stand for.
pub(super) struct Element<'a> {
    start: BytesStart<'a>,
    scopes: &'a Scopes,
}

impl<'a> Deref for Element<'a> {
    type Target = BytesStart<'a>;

    fn deref(&self) -> &BytesStart<'a> {
        &self.start
    }
}

impl Element<'_> {
    /// The namespace of the element.
    pub(super) fn space(&self) -> Space {
        let name = self.start.name();
        self.scopes.space(name.as_ref().split_once(':').map_or("", |(prefix, _)| prefix))
    }

    /// The value of the attribute of a namespace; the first of several.
    pub(super) fn in_space(&self, space: Space, name: &str) -> Option<Cow<'_, str>> {
        found(&self.start, |key| {
            key.split_once(':').is_some_and(|(prefix, local)| local == name && self.scopes.space(prefix) == space)
        })
    }
}

/// What a namespace is to a reader of workbooks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// Sheets of .xlsx and lists of relations, in both editions of the standard; or no namespace at all, as careless writers
    /// leave it.
    Own,
    /// Attributes that name a relation.
    Relations,
    /// A namespace of OpenDocument, by the prefix that everybody writes for it.
    Document(&'static str),
    /// Any other.
    Foreign,
}

impl Space {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", Self::Own),
        ("http://purl.oclc.org/ooxml/spreadsheetml/main", Self::Own),
        ("http://schemas.openxmlformats.org/package/2006/relationships", Self::Own),
        ("http://schemas.openxmlformats.org/package/2006/content-types", Self::Own),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", Self::Relations),
        ("http://purl.oclc.org/ooxml/officeDocument/relationships", Self::Relations),
        ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Self::Document("office")),
        ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Self::Document("table")),
        ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Self::Document("text")),
        ("urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", Self::Document("calcext")),
    ];

    fn of(address: &str) -> Self {
        Self::KNOWN.iter().find(|(known, _)| *known == address).map_or(Self::Foreign, |(_, space)| *space)
    }

    /// What a prefix means that the part does not declare: its usual namespace.
    fn undeclared(prefix: &str) -> Self {
        match prefix {
            "" => Self::Own,
            "r" => Self::Relations,
            "office" => Self::Document("office"),
            "table" => Self::Document("table"),
            "text" => Self::Document("text"),
            "calcext" => Self::Document("calcext"),
            _ => Self::Foreign,
        }
    }
}

/// The prefixes that are declared around the current place, the innermost last.
#[derive(Debug, Default)]
struct Scopes {
    declared: Vec<(usize, String, Space)>,
    /// What an element without a prefix is in: asked for at every element.
    bare: Option<Space>,
    /// Whether a prefix of OpenDocument was declared otherwise than everybody declares it.
    is_odd: bool,
}

impl Scopes {
    /// Takes the declarations of an element at a depth.
    fn open(&mut self, element: &BytesStart<'_>, depth: usize) -> Result<(), Problem> {
        // Nearly no tag has the letter.
        let attributes = element.attributes_raw();
        if !attributes.as_bytes().contains(&b'x') || !attributes.contains("xmlns") {
            return Ok(());
        }
        let mut attributes = element.attributes();
        attributes.with_checks(false);
        for found in attributes.flatten() {
            let prefix = match found.key.as_ref().split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if found.key.as_ref() == "xmlns" => "",
                _ => continue,
            };
            if self.declared.len() >= NAMESPACES || prefix.len() > NAMESPACES {
                return Err(refusal::too_large("namespaces", NAMESPACES));
            }
            let space = Space::of(&found.value);
            // A usual prefix that means another namespace, or a usual namespace under another prefix.
            self.is_odd |= match (space, Space::undeclared(prefix)) {
                (Space::Document(known), _) => known != prefix,
                (_, Space::Document(_)) => true,
                _ => false,
            };
            self.declared.push((depth, prefix.to_owned(), space));
        }
        self.bare = Some(self.looked_up(""));
        Ok(())
    }

    /// Forgets what was declared deeper than this.
    fn close(&mut self, depth: usize) {
        while self.declared.last().is_some_and(|(declared, ..)| *declared > depth) {
            self.declared.pop();
            self.bare = None;
        }
    }

    fn space(&self, prefix: &str) -> Space {
        match self.bare {
            Some(space) if prefix.is_empty() => space,
            _ => self.looked_up(prefix),
        }
    }

    fn looked_up(&self, prefix: &str) -> Space {
        let declared = self.declared.iter().rev().find(|(_, known, _)| known == prefix);
        declared.map_or_else(|| Space::undeclared(prefix), |(.., space)| *space)
    }
}

/// The value of an attribute without prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    found(element, |key| key == name)
}

/// The value of an attribute, whatever its prefix.
pub(super) fn local_attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    found(element, |key| key.rsplit(':').next() == Some(name))
}

/// The value of an attribute, by its whole name.
pub(super) fn qualified<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
    found(element, |key| key == name)
}

fn found<'a>(element: &'a BytesStart<'_>, wanted: impl Fn(&str) -> bool) -> Option<Cow<'a, str>> {
    let mut attributes = element.attributes();
    // Doubles are the writer's mistake; looking for them costs a square of the number of attributes.
    attributes.with_checks(false);
    attributes
        .flatten()
        .find(|attribute| wanted(attribute.key.as_ref()))
        .and_then(|attribute| attribute.normalized_value(XmlVersion::Explicit1_0).ok())
}
