//! The command line: arguments → settings → calls.
