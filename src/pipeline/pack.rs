//! Files in one container, for a host that hands out a folder at once.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::error::Error;

/// A zip of files under their paths, in the order given. Not compressed: workbooks are already. The same files give the same bytes.
///
/// # Errors
/// Where two files have one path: a defect of the caller.
///
/// ```
/// let zip = scorebook::pipeline::zipped([("a/b.json", b"{}".as_slice())])?;
/// assert!(zip.starts_with(b"PK"));
/// # Ok::<(), scorebook::pipeline::Error>(())
/// ```
pub fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>, Error> {
    let internal = |reason: &dyn std::fmt::Display| Error::Internal(reason.to_string());
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, bytes) in files {
        zip.start_file(path, options).map_err(|error| internal(&error))?;
        zip.write_all(bytes).map_err(|error| internal(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| internal(&error))
}
