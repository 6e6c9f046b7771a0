//! JSON files that name the version of their layout.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::problem::{Code, Place, Problem};

/// Reads the JSON of a file; `path` is how it is called in a refusal. A newer version of its schema is told from a file that was damaged.
///
/// # Errors
/// The refusal.
pub(crate) fn read<T: DeserializeOwned>(path: &str, bytes: &[u8], schema: &str) -> Result<T, Problem> {
    let unreadable = |reason: String| {
        Problem::new(Code::ArchiveFileUnreadable, Place::File).with("path", path).with("reason", reason)
    };
    #[derive(Deserialize)]
    struct Versioned {
        schema: String,
    }
    let found: Versioned = serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string()))?;
    if found.schema != schema {
        return Err(if is_newer(&found.schema, schema) {
            Problem::new(Code::ArchiveNewer, Place::File)
                .with("path", path)
                .with("found", &found.schema)
                .with("known", schema)
        } else {
            unreadable(found.schema)
        });
    }
    serde_json::from_slice(bytes).map_err(|error| unreadable(error.to_string()))
}

/// `scorebook/current/2` is newer than `scorebook/current/1`.
fn is_newer(found: &str, known: &str) -> bool {
    let parts = |schema: &str| -> Option<(String, u32)> {
        let (name, version) = schema.rsplit_once('/')?;
        Some((name.to_owned(), version.parse().ok()?))
    };
    match (parts(found), parts(known)) {
        (Some((found, newer)), Some((known, version))) => found == known && newer > version,
        _ => false,
    }
}
