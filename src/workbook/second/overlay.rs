//! A file's bytes with a few of them changed, without a copy of the others.

use std::io::{Error, Read, Seek, SeekFrom};

/// The file as the second reader sees it.
pub(super) struct Overlay<'a> {
    bytes: &'a [u8],
    /// Places and what stands there instead, in order.
    changes: Vec<(usize, u8)>,
    at: usize,
}

impl<'a> Overlay<'a> {
    /// `bytes` with `changes`.
    pub(super) fn new(bytes: &'a [u8], mut changes: Vec<(usize, u8)>) -> Self {
        changes.sort_unstable();
        Self { bytes, changes, at: 0 }
    }
}

impl Read for Overlay<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize, Error> {
        let read = self.bytes.get(self.at..).unwrap_or_default().read(into)?;
        let end = self.at.saturating_add(read);
        let first = self.changes.partition_point(|(place, _)| *place < self.at);
        for (place, byte) in self.changes.iter().skip(first).take_while(|(place, _)| *place < end) {
            if let Some(changed) = into.get_mut(place.saturating_sub(self.at)) {
                *changed = *byte;
            }
        }
        self.at = end;
        Ok(read)
    }
}

impl Seek for Overlay<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64, Error> {
        let beyond = || Error::other("before the start");
        let from = |start: usize, by: i64| {
            isize::try_from(by).ok().and_then(|by| start.checked_add_signed(by)).ok_or_else(beyond)
        };
        self.at = match to {
            SeekFrom::Start(at) => usize::try_from(at).map_err(|_| beyond())?,
            SeekFrom::End(by) => from(self.bytes.len(), by)?,
            SeekFrom::Current(by) => from(self.at, by)?,
        };
        u64::try_from(self.at).map_err(|_| beyond())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_show_wherever_reading_begins() {
        let mut overlay = Overlay::new(b"abcdef", vec![(4, b'E'), (1, b'B')]);
        let mut text = String::new();
        overlay.read_to_string(&mut text).unwrap();
        assert_eq!(text, "aBcdEf");
        overlay.seek(SeekFrom::End(-2)).unwrap();
        let mut two = [0; 2];
        overlay.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"Ef");
        overlay.seek(SeekFrom::Start(2)).unwrap();
        overlay.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"cd");
        assert!(overlay.seek(SeekFrom::Current(-9)).is_err());
    }
}
