//! Records of a stream, read one by one.

use crate::workbook::cfb::{Stream, u16_at};
use crate::workbook::letters::{self, Lettering};

/// Record types (MS-XLS 2.3).
pub(super) mod record {
    pub(in crate::workbook::xls) const BOF: u16 = 0x0809;
    /// How Excel 2 to 4 begin.
    pub(in crate::workbook::xls) const OLDER_BOF: [u16; 3] = [0x0009, 0x0209, 0x0409];
    pub(in crate::workbook::xls) const EOF: u16 = 0x000A;
    pub(in crate::workbook::xls) const CONTINUE: u16 = 0x003C;
    pub(in crate::workbook::xls) const FILE_PASS: u16 = 0x002F;
    pub(in crate::workbook::xls) const DATE_1904: u16 = 0x0022;
    pub(in crate::workbook::xls) const FONT: u16 = 0x0031;
    pub(in crate::workbook::xls) const FORMAT: u16 = 0x041E;
    pub(in crate::workbook::xls) const XF: u16 = 0x00E0;
    pub(in crate::workbook::xls) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::workbook::xls) const SST: u16 = 0x00FC;
    pub(in crate::workbook::xls) const NUMBER: u16 = 0x0203;
    pub(in crate::workbook::xls) const RK: u16 = 0x027E;
    pub(in crate::workbook::xls) const MUL_RK: u16 = 0x00BD;
    pub(in crate::workbook::xls) const LABEL_SST: u16 = 0x00FD;
    pub(in crate::workbook::xls) const LABEL: u16 = 0x0204;
    /// A text with formats, as Excel 95 and some programs write it.
    pub(in crate::workbook::xls) const RICH_LABEL: u16 = 0x00D6;
    pub(in crate::workbook::xls) const NAME: u16 = 0x0018;
    pub(in crate::workbook::xls) const EXTERN_SHEET: u16 = 0x0017;
    pub(in crate::workbook::xls) const DIMENSIONS: u16 = 0x0200;
    pub(in crate::workbook::xls) const ROW: u16 = 0x0208;
    pub(in crate::workbook::xls) const COLUMN_INFO: u16 = 0x007D;
    /// The sheet's formulas were not calculated before it was saved.
    pub(in crate::workbook::xls) const UNCALCULATED: u16 = 0x005E;
    /// Which version of the engine calculated last; 0 asks for it on opening.
    pub(in crate::workbook::xls) const RECALCULATION: u16 = 0x01C1;
    pub(in crate::workbook::xls) const CALCULATION_MODE: u16 = 0x000D;
    pub(in crate::workbook::xls) const CALCULATED_ON_SAVE: u16 = 0x005F;
    /// A formula that fills an area.
    pub(in crate::workbook::xls) const ARRAY: u16 = 0x0221;
    /// A formula that several cells share.
    pub(in crate::workbook::xls) const SHARED: u16 = 0x04BC;
    pub(in crate::workbook::xls) const BLANK: u16 = 0x0201;
    pub(in crate::workbook::xls) const MUL_BLANK: u16 = 0x00BE;
    pub(in crate::workbook::xls) const BOOL_ERR: u16 = 0x0205;
    pub(in crate::workbook::xls) const FORMULA: u16 = 0x0006;
    pub(in crate::workbook::xls) const STRING: u16 = 0x0207;
    pub(in crate::workbook::xls) const MERGE_CELLS: u16 = 0x00E5;
    /// What stays in plain in an encrypted file: the beginnings of substreams, how it is encrypted, who has it open, and what of
    /// a shared workbook others must read (MS-XLS 2.2.10).
    pub(in crate::workbook::xls) const NEVER_ENCRYPTED: [u16; 7] =
        [BOF, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
}

/// The records of a stream from a place on, each with its continuations read on demand.
pub(super) struct Records<'s, 'a> {
    stream: &'s Stream<'a>,
    pub(super) next: usize,
    kind: u16,
    pub(super) data: Vec<u8>,
    /// The place inside `data` up to which [`Records::byte`] has read.
    at: usize,
}

impl<'s, 'a> Records<'s, 'a> {
    pub(super) fn new(stream: &'s Stream<'a>, place: usize) -> Self {
        Self { stream, next: place, kind: 0, data: Vec::new(), at: 0 }
    }

    /// Goes to the next record; `None` at the end of the stream or where it is cut off.
    pub(super) fn advance(&mut self) -> Option<u16> {
        let mut header = Vec::with_capacity(4);
        self.stream.read(self.next, 4, &mut header)?;
        let length = usize::from(u16_at(&header, 2)?);
        self.data.clear();
        self.at = 0;
        let start = self.next.checked_add(4)?;
        self.stream.read(start, length, &mut self.data)?;
        self.next = start.checked_add(length)?;
        self.kind = u16_at(&header, 0)?;
        Some(self.kind)
    }

    /// Goes to the first record of a substream: the version and the kind that it tells.
    pub(super) fn begins(&mut self) -> Option<(u16, u16)> {
        (self.advance()? == record::BOF).then_some(())?;
        Some((u16_at(&self.data, 0)?, u16_at(&self.data, 2)?))
    }

    /// Goes to the continuation of the record, where the next one is that.
    pub(super) fn continued(&mut self) -> Option<()> {
        let mut header = Vec::with_capacity(4);
        self.stream.read(self.next, 4, &mut header)?;
        if u16_at(&header, 0)? != record::CONTINUE {
            return None;
        }
        self.advance().map(|_| ())
    }

    /// The next byte of the record and its continuations.
    pub(super) fn byte(&mut self) -> Option<u8> {
        while self.at >= self.data.len() {
            self.continued()?;
        }
        let byte = *self.data.get(self.at)?;
        self.at = self.at.checked_add(1)?;
        Some(byte)
    }

    /// Whether the record and its continuations have no more bytes.
    pub(super) fn is_at_end(&mut self) -> bool {
        while self.at >= self.data.len() {
            if self.continued().is_none() {
                return true;
            }
        }
        false
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([self.byte()?, self.byte()?, self.byte()?, self.byte()?]))
    }

    /// Characters of a string; each continuation begins with a flag that says anew how wide they are.
    pub(super) fn characters(&mut self, count: usize, flags: u8, into: &mut Vec<u16>) -> Option<()> {
        let mut wide = flags & 1 == 1;
        for _ in 0..count {
            if self.at >= self.data.len() {
                self.continued()?;
                wide = self.byte()? & 1 == 1;
            }
            into.push(if wide { self.u16()? } else { u16::from(self.byte()?) });
        }
        Some(())
    }

    /// A string with a length of two bytes, formatting passed over.
    pub(super) fn string(&mut self, units: &mut Vec<u16>) -> Option<String> {
        self.rich_string(units, &|_| Lettering::default())
    }

    /// A string with a length of two bytes (MS-XLS 2.5.293, XLUnicodeRichExtendedString) and runs of fonts (2.5.129); `look` tells that of
    /// a font by its number.
    pub(super) fn rich_string(&mut self, units: &mut Vec<u16>, look: &dyn Fn(u16) -> Lettering) -> Option<String> {
        units.clear();
        let count = usize::from(self.u16()?);
        let flags = self.byte()?;
        let runs = if flags & 8 == 8 { self.u16()? } else { 0 };
        let extra = if flags & 4 == 4 { self.u32()? } else { 0 };
        self.characters(count, flags, units)?;
        // In order, as programs write them; what stands before the last is left as it is.
        let (mut text, mut from, mut current) = (String::new(), 0_usize, Lettering::default());
        for _ in 0..runs {
            let (begin, font) = (usize::from(self.u16()?), self.u16()?);
            let next = look(font);
            if next != current && begin >= from {
                letters::push(
                    &mut text,
                    &String::from_utf16_lossy(units.get(from..begin).unwrap_or_default()),
                    current,
                );
                (from, current) = (begin.min(units.len()), next);
            }
        }
        for _ in 0..extra {
            self.byte()?;
        }
        letters::push(&mut text, &String::from_utf16_lossy(units.get(from..).unwrap_or_default()), current);
        Some(text)
    }
}
