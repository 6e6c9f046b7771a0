//! Parts in UTF-16, which every XML processor must read, become UTF-8 on the way to ours, which reads that alone.

use std::io::{Error, Read};

/// Bytes that are turned at once.
const CHUNK: usize = 16 * 1024;

/// A part's bytes as UTF-8, whichever of the two encodings it is in.
pub(super) struct Narrow<R> {
    inner: R,
    state: State,
    /// What is ready to be handed on, from a place on.
    ready: Vec<u8>,
    at: usize,
    /// Bytes that make no whole character yet.
    rest: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Nothing was read yet.
    Unknown,
    /// UTF-8: handed on as it is.
    Narrow,
    /// UTF-16, the lower byte first or not.
    Wide { little: bool },
}

impl<R: Read> Narrow<R> {
    /// Turns what `inner` gives.
    pub(super) fn new(inner: R) -> Self {
        Self { inner, state: State::Unknown, ready: Vec::new(), at: 0, rest: Vec::new() }
    }

    /// Whether the part is in UTF-16, as far as it was read.
    pub(super) fn is_wide(&self) -> bool {
        matches!(self.state, State::Wide { .. })
    }

    /// Tells the encoding by the first bytes: a mark, or how `<` is written.
    fn begin(&mut self) -> Result<(), Error> {
        let mut start = Vec::new();
        self.inner.by_ref().take(2).read_to_end(&mut start)?;
        self.state = match start.as_slice() {
            [0xFF, 0xFE] | [b'<', 0] => State::Wide { little: true },
            [0xFE, 0xFF] | [0, b'<'] => State::Wide { little: false },
            _ => State::Narrow,
        };
        match start.as_slice() {
            [0xFF, 0xFE] | [0xFE, 0xFF] => {}
            _ if self.is_wide() => self.rest = start,
            _ => self.ready = start,
        }
        Ok(())
    }

    /// Turns the next piece of UTF-16; nothing is ready after the last one.
    fn turn(&mut self, little: bool) -> Result<(), Error> {
        let broken = || Error::other("no UTF-16");
        let mut bytes = std::mem::take(&mut self.rest);
        let read = self.inner.by_ref().take(CHUNK as u64).read_to_end(&mut bytes)?;
        self.ready.clear();
        self.at = 0;
        let mut units: Vec<u16> = bytes
            .chunks_exact(2)
            .filter_map(|pair| pair.try_into().ok())
            .map(|pair| if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
            .collect();
        self.rest = bytes.chunks_exact(2).remainder().to_vec();
        // The first half of a pair waits for the second one.
        if let Some(half) = units.pop_if(|unit| read > 0 && matches!(unit, 0xD800..=0xDBFF)) {
            let half = if little { half.to_le_bytes() } else { half.to_be_bytes() };
            self.rest.splice(..0, half);
        }
        if read == 0 && !self.rest.is_empty() {
            return Err(broken());
        }
        let mut letter = [0; 4];
        for character in char::decode_utf16(units) {
            let character = character.map_err(|_| broken())?;
            self.ready.extend_from_slice(character.encode_utf8(&mut letter).as_bytes());
        }
        Ok(())
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Error> {
        if self.state == State::Unknown {
            self.begin()?;
        }
        if self.at >= self.ready.len() {
            match self.state {
                State::Wide { little } => self.turn(little)?,
                _ => return self.inner.read(into),
            }
        }
        let read = self.ready.get(self.at..).unwrap_or_default().read(into)?;
        self.at = self.at.saturating_add(read);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turned(bytes: &[u8]) -> Result<String, Error> {
        let mut text = String::new();
        Narrow::new(bytes).read_to_string(&mut text).map(|_| text)
    }

    #[test]
    fn both_orders_of_bytes_with_and_without_a_mark_give_the_same_text() {
        let text: String = ["<a>", &"主播😀".repeat(9_000), "</a>"].concat();
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [[&b"\xFF\xFE"[..], &little].concat(), [&b"\xFE\xFF"[..], &big].concat(), little, big] {
            assert!(turned(&bytes).unwrap() == text);
        }
        assert!(turned(text.as_bytes()).unwrap() == text);
        for short in ["", "<", "<a"] {
            assert_eq!(turned(short.as_bytes()).unwrap(), short);
        }
    }

    #[test]
    fn half_a_character_is_an_error() {
        assert!(turned(b"\xFF\xFE<\0a").is_err());
        assert!(turned(b"\xFF\xFE<\0\x3D\xD8").is_err());
        assert!(turned(b"\xFF\xFE<\0\x3D\xD8a\0").is_err());
    }
}
