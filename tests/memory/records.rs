//! .xls files made record by record (MS-XLS, MS-CFB): sheets that are one another, formulas that ask for large areas.

const SECTOR: usize = 512;
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// How LibreOffice, which saves texts of formulas as zeros, calls its workbooks.
const LIBRE_OFFICE: &[u8] = b"Microsoft Excel 97-Tabelle";

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
}

fn begins(kind: u16) -> Vec<u8> {
    let data = [0x0600, kind, 0, 0, 0, 0, 0, 0].map(u16::to_le_bytes).concat();
    record(0x0809, &data)
}

/// Tabs with these names and places, counted from the beginning of the sheets, and what stands there.
fn workbook(tabs: usize, place: impl Fn(usize) -> usize, sheets: &[u8]) -> Vec<u8> {
    let tab = |at: usize, start: usize| {
        let name: Vec<u8> = format!("表{at}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let place = u32::try_from(start + place(at)).unwrap().to_le_bytes();
        let length = u8::try_from(name.len() / 2).unwrap();
        record(0x0085, &[&place[..], &[0, 0, length, 1], &name].concat())
    };
    let head = |start: usize| {
        let tabs: Vec<u8> = (0..tabs).flat_map(|at| tab(at, start)).collect();
        [begins(5), tabs, record(0x000A, &[])].concat()
    };
    let start = head(0).len();
    [head(start).as_slice(), sheets].concat()
}

/// A container of streams, each of whole sectors.
fn container(streams: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut table: Vec<u32> = Vec::new();
    let mut body = Vec::new();
    let mut put = |data: &[u8]| {
        let count = data.len().div_ceil(SECTOR).max(1);
        let first = u32::try_from(table.len()).unwrap();
        table.extend((1..count).map(|at| first + at as u32));
        table.push(END);
        body.extend_from_slice(data);
        body.resize(table.len() * SECTOR, 0);
        first
    };
    let mut directory = vec![entry("Root Entry", 5, END, 0)];
    for (name, data) in streams {
        // Shorter ones would live elsewhere.
        let mut data = data.clone();
        data.resize(data.len().max(4096), 0);
        directory.push(entry(name, 2, put(&data), data.len()));
    }
    // One child, and from it a chain to the right.
    let last = directory.len() - 1;
    for (at, own) in directory.iter_mut().enumerate() {
        let (field, to) = if at == 0 { (76, 1) } else { (72, at + 1) };
        let to = if at == last { FREE } else { to as u32 };
        own[field..field + 4].copy_from_slice(&to.to_le_bytes());
    }
    let directory = put(&directory.concat());
    let mut own = 1;
    while (table.len() + own) > own * SECTOR / 4 {
        own += 1;
    }
    let first = table.len() as u32;
    assert!(own <= 109, "the header names 109 sectors of the table");
    table.resize(table.len() + own, 0xFFFF_FFFD);
    table.resize(own * SECTOR / 4, FREE);
    body.extend(table.iter().flat_map(|next| next.to_le_bytes()));
    let mut head = vec![0_u8; SECTOR];
    head[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    head[24..34].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    for (at, field) in [(44, own as u32), (48, directory), (56, 4096), (60, END), (68, END)] {
        head[at..at + 4].copy_from_slice(&field.to_le_bytes());
    }
    for at in 0..109 {
        let sector = if at < own { first + at as u32 } else { FREE };
        head[76 + at * 4..80 + at * 4].copy_from_slice(&sector.to_le_bytes());
    }
    [head, body].concat()
}

fn entry(name: &str, kind: u8, start: u32, size: usize) -> Vec<u8> {
    let mut entry = vec![0_u8; 128];
    let letters: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..letters.len()].copy_from_slice(&letters);
    entry[64] = u8::try_from(letters.len() + 2).unwrap();
    (entry[66], entry[67]) = (kind, 1);
    for field in [68, 72, 76] {
        entry[field..field + 4].copy_from_slice(&FREE.to_le_bytes());
    }
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&(size as u32).to_le_bytes());
    entry
}

fn number(row: usize, column: u16) -> Vec<u8> {
    let place = [row as u16, column, 0].map(u16::to_le_bytes).concat();
    record(0x0203, &[&place[..], &1_f64.to_le_bytes()].concat())
}

/// Nine hundred tabs that are one sheet of sixty thousand numbers.
pub(super) fn one_sheet_for_all() -> Vec<u8> {
    let cells: Vec<u8> = (0..60_000).flat_map(|row| number(row, 0)).collect();
    let sheet = [begins(0x10), cells, record(0x000A, &[])].concat();
    container(&[("Workbook", workbook(900, |_| 0, &sheet))])
}

/// Nine hundred tabs, each of whose sheets begins inside the one before.
pub(super) fn sheets_in_one_another() -> Vec<u8> {
    let begin = begins(0x10);
    let cells: Vec<u8> = (0..60_000).flat_map(|row| number(row, 0)).collect();
    let sheets = [begin.repeat(900), cells, record(0x000A, &[]).repeat(900)].concat();
    container(&[("Workbook", workbook(900, |at| at * begin.len(), &sheets))])
}

/// Charts inside charts, a hundred thousand of them.
pub(super) fn charts_in_one_another() -> Vec<u8> {
    let sheet = [begins(0x10), begins(0x20).repeat(100_000)].concat();
    container(&[("Workbook", workbook(1, |_| 0, &sheet))])
}

/// Fifty thousand zeros of formulas that may each be a text out of the whole sheet, or another such zero.
pub(super) fn zeros_that_may_be_texts() -> Vec<u8> {
    let formula = |row: usize| {
        let place = [row as u16, 1, 0].map(u16::to_le_bytes).concat();
        // INDEX(A1:IV65536,1,1), and the row before.
        let area = [&[0x25_u8][..], &[0, 65_535, 0, 255].map(u16::to_le_bytes).concat()].concat();
        let tokens = [&area[..], &[0x1E, 1, 0, 0x1E, 1, 0, 0x22, 3, 29, 0]].concat();
        let length = (tokens.len() as u16).to_le_bytes();
        record(0x0006, &[&place[..], &0_f64.to_le_bytes(), &[0; 6], &length, &tokens].concat())
    };
    let cells: Vec<u8> = (0..50_000).flat_map(formula).collect();
    let sheet = [begins(0x10), cells, record(0x000A, &[])].concat();
    container(&[("Workbook", workbook(1, |_| 0, &sheet)), ("\u{1}CompObj", LIBRE_OFFICE.to_vec())])
}

/// An encrypted file whose description is longer than any password needs.
pub(super) fn described_at_length() -> Vec<u8> {
    let begin = [
        &[4_u8, 0, 4, 0, 0x40, 0, 0, 0][..],
        br#"<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption">"#,
    ]
    .concat();
    let description = [begin, b"<x/>".repeat(250_000), b"</encryption>".to_vec()].concat();
    container(&[("EncryptionInfo", description), ("EncryptedPackage", vec![0; 5_000])])
}
