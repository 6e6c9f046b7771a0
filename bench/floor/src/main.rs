//! The least that any program could do: inflate the inputs, deflate the bytes of the outputs and write them, nothing else.
//! `floor pack OUT FILE` keeps the inflated parts of every workbook below OUT in one file; `floor run FILE INPUTS TO` does the work.
//! The same library and level as the program's.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a measuring instrument fails by panicking"
)]

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Cursor, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const DEFLATE_LEVEL: i64 = 2;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["pack", out, file] => pack(Path::new(out), Path::new(file)),
        ["run", file, inputs, to] => run(Path::new(file), Path::new(inputs), Path::new(to)),
        _ => panic!("floor pack OUT FILE | floor run FILE INPUTS TO"),
    }
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    if path.extension().is_none_or(|ending| ending != "xlsx") {
        return vec![(String::new(), fs::read(path).unwrap())];
    }
    let mut package = ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    (0..package.len())
        .map(|at| {
            let mut part = package.by_index(at).unwrap();
            let mut bytes = Vec::with_capacity(usize::try_from(part.size()).unwrap());
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

fn put(to: &mut impl Write, bytes: &[u8]) {
    to.write_all(&u64::try_from(bytes.len()).unwrap().to_le_bytes()).unwrap();
    to.write_all(bytes).unwrap();
}

fn take(from: &mut impl Read) -> Option<Vec<u8>> {
    let mut length = [0; 8];
    from.read_exact(&mut length).ok()?;
    let mut bytes = vec![0; usize::try_from(u64::from_le_bytes(length)).unwrap()];
    from.read_exact(&mut bytes).unwrap();
    Some(bytes)
}

fn pack(out: &Path, file: &Path) {
    let mut found = Vec::new();
    files(out, &mut found);
    let mut to = BufWriter::new(File::create(file).unwrap());
    for path in found {
        put(&mut to, path.strip_prefix(out).unwrap().to_str().unwrap().as_bytes());
        let parts = parts(&path);
        put(&mut to, &u64::try_from(parts.len()).unwrap().to_le_bytes());
        for (name, bytes) in parts {
            put(&mut to, name.as_bytes());
            put(&mut to, &bytes);
        }
    }
}

fn run(file: &Path, inputs: &Path, to: &Path) {
    let mut found = Vec::new();
    files(inputs, &mut found);
    let inflated: usize =
        found.iter().map(|path| parts(path).iter().map(|(_, bytes)| bytes.len()).sum::<usize>()).sum();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(DEFLATE_LEVEL));
    let mut from = BufReader::new(File::open(file).unwrap());
    let (mut workbooks, mut written) = (0_usize, 0_usize);
    while let Some(path) = take(&mut from) {
        let path = to.join(String::from_utf8(path).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let count = u64::from_le_bytes(take(&mut from).unwrap().try_into().unwrap());
        let mut package = ZipWriter::new(Cursor::new(Vec::new()));
        let mut plain = Vec::new();
        for _ in 0..count {
            let name = String::from_utf8(take(&mut from).unwrap()).unwrap();
            let bytes = take(&mut from).unwrap();
            if name.is_empty() {
                plain = bytes;
            } else {
                package.start_file(name, options).unwrap();
                package.write_all(&bytes).unwrap();
            }
        }
        let bytes = if plain.is_empty() { package.finish().unwrap().into_inner() } else { plain };
        workbooks = workbooks.saturating_add(1);
        written = written.saturating_add(bytes.len());
        fs::write(path, bytes).unwrap();
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "{inflated} bytes inflated, {workbooks} files of {written} bytes written").unwrap();
}
