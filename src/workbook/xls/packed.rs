//! Numbers, truth values and errors as records hold them.

use crate::workbook::{Cell, Value};

/// The eight bytes at a place.
pub(super) fn eight(bytes: &[u8], at: usize) -> Option<[u8; 8]> {
    bytes.get(at..at.checked_add(8)?)?.try_into().ok()
}

/// A packed number (MS-XLS 2.5.217): an integer or the upper half of a float, perhaps times a hundred.
pub(super) fn unpacked(packed: u32) -> f64 {
    let value = if packed & 2 == 2 {
        f64::from(i32::from_le_bytes(packed.to_le_bytes()) >> 2)
    } else {
        f64::from_bits(u64::from(packed & !3) << 32)
    };
    if packed & 1 == 1 { value / 100.0 } else { value }
}

/// A truth value or an error by its number (MS-XLS 2.5.10).
pub(super) fn bool_or_error(value: u8, is_error: bool) -> Cell {
    let value = if is_error {
        let name = match value {
            0x00 => "#NULL!",
            0x07 => "#DIV/0!",
            0x0F => "#VALUE!",
            0x17 => "#REF!",
            0x1D => "#NAME?",
            0x24 => "#NUM!",
            0x2A => "#N/A",
            _ => "#ERROR!",
        };
        Value::Error(name.to_owned())
    } else {
        Value::Bool(value == 1)
    };
    Cell { value, percent: false, look: None }
}
