//! Templates: a department as TOML data becomes a blank (or sample-filled) department workbook.
