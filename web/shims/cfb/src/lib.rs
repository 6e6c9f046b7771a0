//! cfb 0.10 by way of 0.16, which asks `web-time` for the time and so works in a browser. The calls that
//! ms-offcrypto-writer makes are the same in both.
pub use newer::*;
