//! Quantities: numbers as people type them, units and what they measure, and exact conversion between them.
//!
//! | part | does |
//! |---|---|
//! | `unit` | what a unit's word measures, and how many of the kind's base unit one of it is |
//! | `format` | what a number format makes of a number, where another figure is seen than is held |
//! | `kind` | products and quotients of units, and whether two of them fit |
//! | `ratio` | exact factors, one whole number over another |
//! | `number` | a typed text under a unit → a number in that unit |
//! | `numeral` | the number that running text begins with: digits, 万, Chinese numerals, 百分之八十 |
//! | `pace` | words of a figure that is one of each day or week |
//! | `words` | units and multipliers behind a number in running text |
//! | `scale` | the scale of a mark: 4.5分(满分5分) |
//! | `share` | whether the bare numbers of a column of shares are ratios or percent |

pub mod format;
pub mod kind;
pub mod mark_scale;
pub mod number;
pub mod numeral;
pub mod pace;
pub mod ratio;
pub mod share;
pub mod unit;
pub mod words;
