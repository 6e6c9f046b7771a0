//! The archive: every period kept, in revisions that prove themselves.
