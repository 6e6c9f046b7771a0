//! The archive's table as a Parquet file: the rows of [`super::export`] with typed columns, for tools that read tables by
//! column. Figures stay exact decimals.

use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, FixedLenByteArray, FixedLenByteArrayType, Int32Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;
use rust_decimal::Decimal;

use super::export::{COLUMNS, Row, shown};
use crate::error::Error;

/// Places of every decimal column; the program prints at most 4, targets and weights as typed rarely have more. Where a
/// figure has, its column gets as many, so that none is rounded.
const SCALE: u32 = 10;
/// Digits of a decimal column: the most that Parquet's 16 bytes hold.
const PRECISION: i32 = 38;
/// Bytes of a decimal with 38 digits.
const WIDTH: usize = 16;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Whole,
    Exact,
}

const fn kind(column: &str) -> Kind {
    match column.as_bytes() {
        b"days" | b"rank" => Kind::Whole,
        b"value" | b"target" | b"score" | b"weight" | b"effective_weight" | b"weighted" | b"role_total" | b"total"
        | b"coefficient" | b"pay_base" | b"pay" => Kind::Exact,
        _ => Kind::Text,
    }
}

/// A column with its cells; an absent one is `None`.
struct Column {
    name: &'static str,
    kind: Kind,
    cells: Vec<Option<String>>,
}

/// Rows as the bytes of a Parquet file. A value that is a label stands in the column `label`, after `value`.
///
/// # Errors
/// [`Error::Write`] where a figure has more digits than Parquet's decimals hold, or the writer fails.
pub fn bytes(rows: &[Row]) -> Result<Vec<u8>, Error> {
    write(&columns(rows)).map_err(|error| Error::Write { name: "Parquet".to_owned(), reason: error.to_string() })
}

fn columns(rows: &[Row]) -> Vec<Column> {
    let mut columns = Vec::new();
    for (at, name) in shown(rows).into_iter().filter_map(|at| Some((at, *COLUMNS.get(at)?))) {
        let cells = rows.iter().map(|row| row.get(at).filter(|cell| !cell.is_empty()).cloned());
        if name == "value" {
            let (mut numbers, mut labels) = (Vec::new(), Vec::new());
            for cell in cells {
                let is_number = cell.as_ref().is_some_and(|cell| cell.parse::<Decimal>().is_ok());
                let (number, label) = if is_number { (cell, None) } else { (None, cell) };
                numbers.push(number);
                labels.push(label);
            }
            columns.push(Column { name, kind: Kind::Exact, cells: numbers });
            columns.push(Column { name: "label", kind: Kind::Text, cells: labels });
        } else {
            columns.push(Column { name, kind: kind(name), cells: cells.collect() });
        }
    }
    columns
}

fn write(columns: &[Column]) -> Result<Vec<u8>, ParquetError> {
    let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    let schema = Arc::new(Type::group_type_builder("scorebook").with_fields(fields).build()?);
    let properties = WriterProperties::builder()
        .set_created_by(format!("{} {}", env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION")))
        .set_compression(Compression::SNAPPY)
        .build();
    let mut file = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties))?;
    let mut group = file.next_row_group()?;
    for column in columns {
        match column.kind {
            Kind::Text => {
                let cells = column.cells.iter().map(|cell| Ok(cell.as_deref().map(ByteArray::from)));
                put::<ByteArrayType>(&mut group, cells)?;
            }
            Kind::Whole => {
                let whole = |cell: &String| cell.parse::<i32>().map_err(|error| unfit(column, cell, &error));
                put::<Int32Type>(&mut group, column.cells.iter().map(|cell| cell.as_ref().map(whole).transpose()))?;
            }
            Kind::Exact => {
                let scale = scale(column);
                let exact = |cell: &String| {
                    let number: Decimal = cell.parse().map_err(|error| unfit(column, cell, &error))?;
                    unscaled(number, scale).map(FixedLenByteArray::from).ok_or_else(|| unfit(column, cell, &"too long"))
                };
                let cells = column.cells.iter().map(|cell| cell.as_ref().map(exact).transpose());
                put::<FixedLenByteArrayType>(&mut group, cells)?;
            }
        }
    }
    group.close()?;
    file.into_inner()
}

fn unfit(column: &Column, cell: &str, reason: &dyn std::fmt::Display) -> ParquetError {
    ParquetError::General(format!("{}: {cell}: {reason}", column.name))
}

fn field(column: &Column) -> Result<Arc<Type>, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Whole => (Physical::INT32, None),
        Kind::Exact => {
            let scale = i32::try_from(scale(column)).unwrap_or(PRECISION);
            (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(scale, PRECISION)))
        }
    };
    let mut builder = Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if column.kind == Kind::Exact {
        let scale = i32::try_from(scale(column)).unwrap_or(PRECISION);
        let width = i32::try_from(WIDTH).unwrap_or_default();
        builder = builder.with_length(width).with_precision(PRECISION).with_scale(scale);
    }
    builder.build().map(Arc::new)
}

/// The places that every figure of a column fits.
fn scale(column: &Column) -> u32 {
    let places = |cell: &String| cell.parse::<Decimal>().map_or(0, |number| number.normalize().scale());
    column.cells.iter().flatten().map(places).fold(SCALE, u32::max)
}

/// A figure as a whole number of its last place, in big-endian two's complement. `None` beyond 38 digits.
fn unscaled(number: Decimal, scale: u32) -> Option<Vec<u8>> {
    let number = number.normalize();
    let shift = 10_i128.checked_pow(scale.checked_sub(number.scale())?)?;
    let whole = number.mantissa().checked_mul(shift)?;
    let limit = 10_u128.checked_pow(u32::try_from(PRECISION).ok()?)?;
    (whole.unsigned_abs() < limit).then(|| whole.to_be_bytes().to_vec())
}

/// Writes the next column; an absent cell has the definition level 0.
fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = Result<Option<T::T>, ParquetError>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let cell = cell?;
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let mut column = group.next_column()?.ok_or_else(|| ParquetError::General("no column left".to_owned()))?;
    column.typed::<T>().write_batch(&values, Some(&levels), None)?;
    column.close()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use parquet::file::reader::{FileReader, SerializedFileReader};

    use super::*;

    fn row(cells: &[(&str, &str)]) -> Row {
        COLUMNS.map(|column| {
            cells.iter().find(|(name, _)| *name == column).map(|(_, cell)| (*cell).to_owned()).unwrap_or_default()
        })
    }

    fn reader(bytes: &[u8]) -> SerializedFileReader<std::fs::File> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        SerializedFileReader::new(file).unwrap()
    }

    /// Each row as the crate's own reader prints it.
    fn read(bytes: &[u8]) -> Vec<String> {
        let reader = reader(bytes);
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect()
    }

    #[test]
    fn figures_stay_exact_labels_stand_apart_and_absent_cells_are_null() {
        let rows = [
            row(&[("id", "E001"), ("name", "张三"), ("rank", "3"), ("value", "0.9333"), ("score", "-93.33")]),
            row(&[("id", "E002"), ("value", "优秀"), ("weight", "0.333333333333")]),
        ];
        let read = read(&bytes(&rows).unwrap());
        for part in
            ["id: \"E001\"", "name: \"张三\"", "rank: 3", "value: 0.9333000000", "label: null", "score: -93.3300000000"]
        {
            assert!(read[0].contains(part), "{part}: {}", read[0]);
        }
        for part in ["value: null", "label: \"优秀\"", "rank: null", "weight: 0.333333333333"] {
            assert!(read[1].contains(part), "{part}: {}", read[1]);
        }
        assert_eq!(bytes(&rows).unwrap(), bytes(&rows).unwrap());
    }

    #[test]
    fn what_people_decide_stands_in_columns_of_its_own_and_pay_is_exact() {
        let rows = [
            row(&[
                ("id", "E001"),
                ("dimension", "品德"),
                ("marks", "上级 85 × 1"),
                ("pay_base", "3000"),
                ("pay", "3600.05"),
            ]),
            row(&[("id", "E002")]),
        ];
        let read = read(&bytes(&rows).unwrap());
        for part in
            ["dimension: \"品德\"", "marks: \"上级 85 × 1\"", "pay_base: 3000.0000000000", "pay: 3600.0500000000"]
        {
            assert!(read[0].contains(part), "{part}: {}", read[0]);
        }
        assert!(read[1].contains("pay: null") && read[1].contains("dimension: null"), "{}", read[1]);
    }

    #[test]
    fn an_empty_table_has_its_columns() {
        let reader = reader(&bytes(&[]).unwrap());
        let schema = reader.metadata().file_metadata().schema_descr();
        // 20 columns that are always there, and the labels.
        assert_eq!((schema.num_columns(), schema.column(10).name()), (21, "label"));
    }

    #[test]
    fn a_figure_beyond_38_digits_is_an_error_and_not_rounded() {
        let rows =
            [row(&[("target", "79228162514264337593543950335")]), row(&[("target", "0.0000000000000000000001")])];
        assert!(bytes(&rows).is_err());
    }
}
