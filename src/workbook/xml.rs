//! Streams a part's XML in bounded memory: one piece of markup at a time, no document types, no entities of the file's own.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Error, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::limits::{DEPTH, TOKEN_BYTES, UNFOLDED_BYTES};
use super::refusal;
use crate::diagnostic::{Code, Problem};

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
    inner: BufReader<R>,
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
    Start(BytesStart<'a>),
    /// An element without content, where these are told apart ([`Xml::tell_empty`]); else it begins and ends.
    Empty(BytesStart<'a>),
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
    part: String,
}

impl<R: Read> Xml<R> {
    /// Reads a part from `source`; `unfolded` bytes of the common limit are left.
    pub(super) fn new(source: R, part: &str, unfolded: u64) -> Self {
        let guard =
            Guard { inner: BufReader::with_capacity(CHUNK, source), token: TOKEN_BYTES, unfolded, exceeded: None };
        let mut reader = quick_xml::Reader::from_reader(guard);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0, part: part.to_owned() }
    }

    /// From here on an element without content is one piece instead of two.
    pub(super) fn tell_empty(&mut self) {
        self.reader.config_mut().expand_empty_elements = false;
    }

    /// Bytes of the common limit that this part left.
    pub(super) fn unfolded(&self) -> u64 {
        self.reader.get_ref().unfolded
    }

    /// The next piece.
    pub(super) fn next(&mut self) -> Result<Node<'_>, Problem> {
        self.buffer.clear();
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
            Event::Empty(element) => Node::Empty(element),
            Event::Start(element) => {
                self.depth = self.depth.saturating_add(1);
                if self.depth > DEPTH {
                    return Err(refusal::too_large("depth", DEPTH));
                }
                Node::Start(element)
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

/// The value of an attribute, by its name without prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<Cow<'a, str>> {
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
