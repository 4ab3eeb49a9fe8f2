//! A row group on its way into a Parquet file: some rows of a csv table, column by column.
//!
//! Knows fields only as texts of a [`Kind`].

use std::io::{Read, Write};

use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedFileWriter;

use crate::table::TableError;
use crate::table::dictionary::Kind;
use crate::table::number::parse_number;
use crate::table::read::Records;

/// Some rows, column by column.
pub(super) struct Group {
    columns: Vec<Values>,
    rows: usize,
}

/// The values of a column. Where some may be missing, `there` has 1 for a value and 0 for none, for each row.
enum Values {
    Texts(Vec<ByteArray>),
    TextsOrNone {
        values: Vec<ByteArray>,
        there: Vec<i16>,
    },
    Wholes(Vec<i64>),
    Numbers {
        values: Vec<f64>,
        there: Vec<i16>,
    },
}

impl Group {
    pub(super) fn new(columns: &[(String, Kind)]) -> Self {
        let values = |kind: Kind| match kind {
            Kind::Text => Values::Texts(Vec::new()),
            Kind::TextOrEmpty => Values::TextsOrNone {
                values: Vec::new(),
                there: Vec::new(),
            },
            Kind::Whole => Values::Wholes(Vec::new()),
            Kind::Number | Kind::NumberOrEmpty => Values::Numbers {
                values: Vec::new(),
                there: Vec::new(),
            },
        };
        Group {
            columns: columns.iter().map(|(_, kind)| values(*kind)).collect(),
            rows: 0,
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Takes so many rows, or all that are left.
    pub(super) fn fill<S: Read>(
        &mut self,
        records: &mut Records<S>,
        rows: usize,
    ) -> Result<(), TableError> {
        while self.rows < rows && records.read()? {
            let fields = records.fields().iter();
            for (index, (values, field)) in self.columns.iter_mut().zip(fields).enumerate() {
                values
                    .push(field)
                    .map_err(|expected| records.wrong_field(index, expected))?;
            }
            self.rows += 1;
        }
        Ok(())
    }

    pub(super) fn write<W: Write + Send>(
        &self,
        writer: &mut SerializedFileWriter<W>,
    ) -> Result<(), ParquetError> {
        let mut group = writer.next_row_group()?;
        for values in &self.columns {
            let Some(mut column) = group.next_column()? else {
                return Err(ParquetError::General("a column too many".to_owned()));
            };
            match values {
                Values::Texts(values) => column
                    .typed::<ByteArrayType>()
                    .write_batch(values, None, None)?,
                Values::TextsOrNone { values, there } => column
                    .typed::<ByteArrayType>()
                    .write_batch(values, Some(there), None)?,
                Values::Wholes(values) => column
                    .typed::<Int64Type>()
                    .write_batch(values, None, None)?,
                Values::Numbers { values, there } => {
                    column
                        .typed::<DoubleType>()
                        .write_batch(values, Some(there), None)?
                }
            };
            column.close()?;
        }
        group.close()?;
        Ok(())
    }
}

impl Values {
    /// Takes a field, or says what it should have been.
    fn push(&mut self, field: &str) -> Result<(), &'static str> {
        match self {
            Values::Texts(values) => values.push(field.into()),
            Values::TextsOrNone { values, there } => {
                there.push(i16::from(!field.is_empty()));
                if !field.is_empty() {
                    values.push(field.into());
                }
            }
            Values::Wholes(values) => values.push(field.parse().map_err(|_| "a whole number")?),
            Values::Numbers { values, there } => {
                let number =
                    parse_number(field).ok_or("a number, or nothing where it is not defined")?;
                there.push(i16::from(!number.is_nan()));
                if !number.is_nan() {
                    values.push(number);
                }
            }
        }
        Ok(())
    }
}
