//! Whether everybody who opens a zip container finds the same parts in it. A part's name stands twice, in the directory at
//! the end and before the bytes, and may have a third form in an extra field; programs differ in which of them they
//! believe, so that one file shows one workbook here and another there.

use std::io::Cursor;

use zip::ZipArchive;

use super::cfb::u16_at;
use super::refusal;
use crate::problem::Problem;

/// How a directory entry begins.
pub(super) const ENTRY: &[u8] = b"PK\x01\x02";
/// Bytes of an entry before the part's name.
pub(super) const ENTRY_BEFORE_NAME: usize = 46;
/// How the end of the directory begins.
const END: &[u8] = b"PK\x05\x06";
/// How a part begins.
const PART: &[u8] = b"PK\x03\x04";
/// The extra field with another name of the part (Info-ZIP's Unicode path).
const OTHER_NAME: u16 = 0x7075;
/// The extra field with the sizes of parts beyond 4 GB; its end record stands before the plain one.
const LARGE_END: &[u8] = b"PK\x06\x06";

/// Refuses a container whose directory and parts tell different stories.
pub(super) fn judge(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<(), Problem> {
    agrees(bytes, archive).unwrap_or_else(|| Err(told_twice("")))
}

fn told_twice(part: &str) -> Problem {
    refusal::ambiguous("zip").with("part", part)
}

/// `None` where a record is cut off.
fn agrees(bytes: &[u8], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Result<(), Problem>> {
    let start = usize::try_from(archive.central_directory_start()).ok()?;
    let directory = bytes.get(start..)?;
    // Some programs count the entries, others read up to the end: both must find the same ones.
    let (mut at, mut entries) = (0_usize, 0_usize);
    while directory.get(at..)?.starts_with(ENTRY) {
        let entry = directory.get(at..)?;
        let [name, extra, comment] = [u16_at(entry, 28)?, u16_at(entry, 30)?, u16_at(entry, 32)?].map(usize::from);
        at = at.checked_add(ENTRY_BEFORE_NAME)?.checked_add(name)?.checked_add(extra)?.checked_add(comment)?;
        entries = entries.checked_add(1)?;
    }
    let end = directory.get(at..)?;
    let ends = directory.windows(END.len()).filter(|window| *window == END).count();
    if entries != archive.len() || ends != 1 || !(end.starts_with(END) || end.starts_with(LARGE_END)) {
        return Some(Err(told_twice("")));
    }
    let mut begins = archive.is_empty();
    for index in 0..archive.len() {
        let (listed, part) = {
            let file = archive.by_index_raw(index).ok()?;
            (usize::try_from(file.central_header_start()).ok()?, usize::try_from(file.header_start()).ok()?)
        };
        begins |= part == 0;
        let (listed, part) = (bytes.get(listed..)?, bytes.get(part..)?);
        let names = [name_and_extra(listed, ENTRY_BEFORE_NAME, 28)?, name_and_extra(part, 30, 26)?];
        let [(name, _), (own_name, _)] = names;
        let method = (u16_at(listed, 10)?, u16_at(part, 8)?);
        let plain = part.starts_with(PART)
            && name == own_name
            && method.0 == method.1
            && name.iter().all(|byte| !byte.is_ascii_control())
            && names.iter().all(|(_, extra)| !has_other_name(extra));
        if !plain {
            return Some(Err(told_twice(&String::from_utf8_lossy(name))));
        }
    }
    // Another container before this one: who reads from the start finds that one's parts.
    Some(if begins { Ok(()) } else { Err(told_twice("")) })
}

/// A record's name and extra fields: `fixed` bytes stand before them, their lengths at `lengths`.
fn name_and_extra(record: &[u8], fixed: usize, lengths: usize) -> Option<(&[u8], &[u8])> {
    let name = usize::from(u16_at(record, lengths)?);
    let extra = usize::from(u16_at(record, lengths.checked_add(2)?)?);
    let (name, rest) = record.get(fixed..)?.split_at_checked(name)?;
    Some((name, rest.get(..extra)?))
}

/// Whether extra fields hold another name.
fn has_other_name(mut extra: &[u8]) -> bool {
    while let (Some(kind), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        if kind == OTHER_NAME {
            return true;
        }
        match extra.get(usize::from(length).saturating_add(4)..) {
            Some(rest) => extra = rest,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::workbook::package::Package;

    fn container() -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("xl/sheet1.xml", "<a/>"), ("xl/sheet2.xml", "<b/>")] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn is_refused(bytes: &[u8]) -> bool {
        Package::open(bytes).is_err_and(|problem| problem.code == crate::problem::Code::Ambiguous)
    }

    /// The places of a name: before the part's bytes and in the directory.
    fn places(bytes: &[u8], name: &str) -> Vec<usize> {
        (0..bytes.len()).filter(|at| bytes[*at..].starts_with(name.as_bytes())).collect()
    }

    #[test]
    fn an_honest_container_opens() {
        assert!(Package::open(&container()).is_ok());
    }

    #[test]
    fn a_part_that_is_named_otherwise_in_the_directory_is_refused() {
        for which in 0..2 {
            let mut bytes = container();
            let at = places(&bytes, "xl/sheet1.xml")[which];
            bytes[at + 8] = b'9';
            assert!(is_refused(&bytes), "{which}");
        }
    }

    #[test]
    fn a_part_that_is_packed_otherwise_in_the_directory_is_refused() {
        let mut bytes = container();
        let at = places(&bytes, "xl/sheet1.xml")[0] - 30;
        bytes[at + 8] ^= 8;
        assert!(is_refused(&bytes));
    }

    #[test]
    fn a_second_name_in_an_extra_field_is_refused() {
        let name = b"xl/sheet1.xml";
        // In the directory: the field is put behind the first entry's name.
        let mut bytes = container();
        let at = places(&bytes, "xl/sheet1.xml")[1];
        let field = [&[0x75, 0x70, 9, 0, 1, 0, 0, 0, 0][..], b"abcd"].concat();
        bytes.splice(at + name.len()..at + name.len(), field.iter().copied());
        bytes[at - 46 + 30] = 13;
        let end = bytes.len() - 22;
        let size = u32::from_le_bytes(bytes[end + 12..end + 16].try_into().unwrap()) + 13;
        bytes[end + 12..end + 16].copy_from_slice(&size.to_le_bytes());
        assert!(is_refused(&bytes));
    }

    #[test]
    fn a_directory_with_more_entries_than_it_counts_is_refused() {
        let mut bytes = container();
        let end = bytes.len() - 22;
        bytes[end + 8] = 1;
        bytes[end + 10] = 1;
        assert!(is_refused(&bytes));
    }

    #[test]
    fn one_container_behind_another_is_refused() {
        assert!(is_refused(&[container(), container()].concat()));
    }

    #[test]
    fn a_second_end_behind_the_first_is_refused() {
        let mut bytes = container();
        let end = bytes.len() - 22;
        let again = bytes[end..].to_vec();
        bytes[end + 20] = 22;
        bytes.extend(again);
        assert!(Package::open(&bytes).is_err());
    }
}
