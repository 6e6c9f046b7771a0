//! What is to be said of each workbook of a batch, kept outside memory until its turn comes: it is said in the order of the
//! paths, whatever the order of the work.

use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use tempfile::SpooledTempFile;

use crate::error::Error;

/// Bytes that stay in memory: batches of some departments need no file.
const IN_MEMORY: usize = 4 * 1024 * 1024;

/// Pieces of text, in a temporary file once there are many. The system removes the file with the process.
pub(super) struct Spool(Mutex<Pieces>);

struct Pieces {
    file: SpooledTempFile,
    end: u64,
}

/// Where a piece lies.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    start: u64,
    length: u64,
}

impl Spool {
    pub(super) fn new() -> Self {
        Self(Mutex::new(Pieces { file: SpooledTempFile::new(IN_MEMORY), end: 0 }))
    }

    /// Keeps a piece.
    ///
    /// # Errors
    /// What the system says: no room for temporary files.
    pub(super) fn keep(&self, bytes: &[u8]) -> Result<Piece, Error> {
        let mut pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let piece = Piece { start: pieces.end, length: bytes.len() as u64 };
        pieces.file.seek(SeekFrom::Start(piece.start)).and_then(|_| pieces.file.write_all(bytes)).map_err(failed)?;
        pieces.end = pieces.end.saturating_add(piece.length);
        Ok(piece)
    }

    /// Gives a piece back.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn give(&self, piece: Piece) -> Result<Vec<u8>, Error> {
        let mut pieces = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = Vec::new();
        pieces.file.seek(SeekFrom::Start(piece.start)).map_err(failed)?;
        let read = Read::take(&mut pieces.file, piece.length).read_to_end(&mut bytes).map_err(failed)?;
        if read as u64 == piece.length { Ok(bytes) } else { Err(Error::Internal("a piece of the spool".to_owned())) }
    }
}

fn failed(error: std::io::Error) -> Error {
    Error::io(std::env::temp_dir(), error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_as_they_were_in_any_order_also_from_a_file() {
        let spool = Spool::new();
        let long = vec![7; IN_MEMORY];
        let pieces: Vec<Piece> = [&b"first"[..], b"", &long, "末".as_bytes()].map(|p| spool.keep(p).unwrap()).into();
        assert_eq!(spool.give(pieces[3]).unwrap(), "末".as_bytes());
        assert_eq!(spool.give(pieces[0]).unwrap(), b"first");
        let more = spool.keep(b"more").unwrap();
        assert!(spool.give(pieces[2]).unwrap() == long);
        assert_eq!(spool.give(pieces[1]).unwrap(), b"");
        assert_eq!(spool.give(more).unwrap(), b"more");
    }
}
