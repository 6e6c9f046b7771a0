//! OLE containers (MS-CFB): sectors chained by tables. Read in place; a chain that runs in circles or out of the file
//! ends with a problem.

use super::refusal;
use crate::problem::{Code, Problem};

/// Chain values from here on mean an end, not a sector.
const LAST_SECTOR: u32 = 0xFFFF_FFFA;
/// Streams shorter than this live in the mini stream.
const MINI_CUTOFF: u64 = 4096;
/// Bytes of a directory entry.
const ENTRY: usize = 128;

/// An opened container.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    sector: usize,
    mini_sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u32>,
    class: [u8; 16],
    entries: Vec<Entry>,
    /// Whether one of them stands twice.
    doubled: bool,
    embedded: Vec<usize>,
}

/// A stream's directory entry.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// What any directory entry says of its place in the tree, and where it stands in the file.
struct Node {
    left: u32,
    right: u32,
    at: usize,
}

/// A stream: the places of its pieces in the file, each of one size.
pub(super) struct Stream<'a> {
    bytes: &'a [u8],
    pieces: Vec<usize>,
    piece: usize,
    size: usize,
}

fn damaged() -> Problem {
    refusal::file(Code::DamagedFile)
}

/// A little-endian number of two bytes.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    Some(u16::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// A little-endian number of four bytes.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    Some(u32::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

impl<'a> Container<'a> {
    /// Opens a container: its tables and its directory.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let container = Self::opened(bytes).ok_or_else(damaged)?;
        if container.doubled { Err(refusal::ambiguous("stream")) } else { Ok(container) }
    }

    fn opened(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mini_sector = if u16_at(bytes, 32)? == 6 { 64 } else { return None };
        let mut container = Self {
            bytes,
            sector,
            mini_sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            class: [0; 16],
            entries: Vec::new(),
            doubled: false,
            embedded: Vec::new(),
        };
        for sector in container.table_sectors()? {
            container.fat.extend(numbers(container.sector_bytes(sector)?));
        }
        for sector in container.chain(u32_at(bytes, 60)?)? {
            container.mini_fat.extend(numbers(container.sector_bytes(sector)?));
        }
        container.read_directory()?;
        Some(container)
    }

    /// The sectors that hold the allocation table: 109 named in the header, the rest in a chain of their own.
    fn table_sectors(&self) -> Option<Vec<u32>> {
        let most = self.bytes.len().checked_div(self.sector)?;
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?).filter(|sector| *sector < LAST_SECTOR).collect();
        let mut next = u32_at(self.bytes, 68)?;
        let mut steps = 0_usize;
        while next < LAST_SECTOR {
            steps = steps.checked_add(1).filter(|steps| *steps <= most)?;
            let bytes = self.sector_bytes(next)?;
            let (named, link) = bytes.split_at_checked(bytes.len().checked_sub(4)?)?;
            sectors.extend(numbers(named).filter(|sector| *sector < LAST_SECTOR));
            next = u32_at(link, 0)?;
        }
        (sectors.len() <= most).then_some(sectors)
    }

    /// The bytes of a sector; the last one may be cut short by careless writers.
    fn sector_bytes(&self, sector: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|bytes| !bytes.is_empty())
    }

    /// The sectors of a chain.
    fn chain(&self, start: u32) -> Option<Vec<u32>> {
        chain(&self.fat, start)
    }

    /// The streams of the root. An embedded object is a storage with streams of its own, of the same names: those are not the
    /// workbook's.
    fn read_directory(&mut self) -> Option<()> {
        let mut nodes: Vec<Node> = Vec::new();
        let mut next = u32::MAX;
        for sector in self.chain(u32_at(self.bytes, 48)?)? {
            let place = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(self.sector)?;
            for (index, entry) in self.sector_bytes(sector)?.chunks_exact(ENTRY).enumerate() {
                if nodes.is_empty() {
                    self.class = entry.get(80..96)?.try_into().ok()?;
                    self.mini_stream = self.chain(u32_at(entry, 116)?)?;
                    next = u32_at(entry, 76)?;
                }
                let at = place.checked_add(index.checked_mul(ENTRY)?)?;
                nodes.push(Node { left: u32_at(entry, 68)?, right: u32_at(entry, 72)?, at });
            }
        }
        // Each entry is met once: a tree that runs in circles ends.
        let mut met = vec![false; nodes.len()];
        let mut coming = vec![next];
        while let Some(index) = coming.pop() {
            let Some(index) = usize::try_from(index).ok().filter(|index| *index < nodes.len()) else { continue };
            if std::mem::replace(met.get_mut(index)?, true) {
                continue;
            }
            let node = nodes.get(index)?;
            coming.extend([node.left, node.right]);
            let (kind, name, start, size) = self.entry(node.at)?;
            // Only few streams are asked for; a directory of a million others is not kept.
            if kind == STREAM && KNOWN.iter().any(|known| name.eq_ignore_ascii_case(known)) {
                self.doubled |= self.has(&name);
                self.entries.push(Entry { name, start, size });
            }
        }
        for (node, met) in nodes.iter().zip(met) {
            let (kind, name, ..) = self.entry(node.at)?;
            if !met && kind == STREAM && WORKBOOKS.iter().any(|known| name.eq_ignore_ascii_case(known)) {
                self.embedded.push(node.at);
            }
        }
        (!nodes.is_empty()).then_some(())
    }

    /// Kind, name, first sector and size of the directory entry at a place of the file.
    fn entry(&self, at: usize) -> Option<(u8, String, u32, u64)> {
        let entry = self.bytes.get(at..at.checked_add(ENTRY)?)?;
        let length = usize::from(u16_at(entry, 64)?).saturating_sub(2).min(62);
        let units: Vec<u16> = entry.get(..length)?.chunks_exact(2).filter_map(|pair| u16_at(pair, 0)).collect();
        let name = String::from_utf16_lossy(&units);
        Some((*entry.get(66)?, name, u32_at(entry, 116)?, u64::from(u32_at(entry, 120)?)))
    }

    /// Where the entries of streams stand that are called like a workbook and belong to an embedded object.
    pub(super) fn embedded(&self) -> &[usize] {
        &self.embedded
    }

    /// The root's class id.
    pub(super) fn class(&self) -> [u8; 16] {
        self.class
    }

    /// Whether the root has a stream of this name; only names in [`KNOWN`] are kept.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream by name.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Stream<'a>>, Problem> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        self.pieces(entry).map(Some).ok_or_else(damaged)
    }

    fn pieces(&self, entry: &Entry) -> Option<Stream<'a>> {
        let size = usize::try_from(entry.size).ok()?;
        let in_mini = entry.size < MINI_CUTOFF;
        let piece = if in_mini { self.mini_sector } else { self.sector };
        let sectors = if in_mini { chain(&self.mini_fat, entry.start)? } else { self.chain(entry.start)? };
        let per_sector = self.sector.checked_div(self.mini_sector)?;
        let mut pieces = Vec::with_capacity(sectors.len());
        for sector in sectors {
            let sector = usize::try_from(sector).ok()?;
            let place = if in_mini {
                let host = usize::try_from(*self.mini_stream.get(sector.checked_div(per_sector)?)?).ok()?;
                let inside = sector.checked_rem(per_sector)?.checked_mul(self.mini_sector)?;
                host.checked_add(1)?.checked_mul(self.sector)?.checked_add(inside)?
            } else {
                sector.checked_add(1)?.checked_mul(self.sector)?
            };
            pieces.push(place);
        }
        // A chain shorter than the stream: the file was cut off.
        (pieces.len().checked_mul(piece)? >= size).then_some(Stream { bytes: self.bytes, pieces, piece, size })
    }
}

/// The streams that are ever asked for.
const KNOWN: &[&str] = &[
    "Workbook",
    "Book",
    "EncryptedPackage",
    "EncryptionInfo",
    "WordDocument",
    "PowerPoint Document",
    "\u{5}DocumentSummaryInformation",
    "\u{5}SummaryInformation",
    "\u{1}CompObj",
];

/// The names of a workbook's stream.
const WORKBOOKS: &[&str] = &["Workbook", "Book"];

/// The kind of a directory entry that is a stream.
const STREAM: u8 = 2;

/// The members of a chain in an allocation table; `None` where it leaves the table or runs in circles.
fn chain(table: &[u32], start: u32) -> Option<Vec<u32>> {
    let mut sectors = Vec::new();
    let mut next = start;
    while next < LAST_SECTOR {
        if sectors.len() >= table.len() {
            return None;
        }
        sectors.push(next);
        next = *table.get(usize::try_from(next).ok()?)?;
    }
    Some(sectors)
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

impl Stream<'_> {
    /// Bytes of the stream.
    pub(super) fn size(&self) -> usize {
        self.size
    }

    /// Where a byte of the stream stands in the file.
    pub(super) fn place(&self, at: usize) -> Option<usize> {
        self.pieces.get(at.checked_div(self.piece)?)?.checked_add(at.checked_rem(self.piece)?)
    }

    /// Appends `length` bytes from a place in the stream; `None` beyond its end.
    pub(super) fn read(&self, at: usize, length: usize, into: &mut Vec<u8>) -> Option<()> {
        let end = at.checked_add(length).filter(|end| *end <= self.size)?;
        let mut at = at;
        while at < end {
            let inside = at.checked_rem(self.piece)?;
            let start = self.pieces.get(at.checked_div(self.piece)?)?.checked_add(inside)?;
            let take = self.piece.checked_sub(inside)?.min(end.checked_sub(at)?);
            into.extend_from_slice(self.bytes.get(start..start.checked_add(take)?)?);
            at = at.checked_add(take)?;
        }
        Some(())
    }
}
