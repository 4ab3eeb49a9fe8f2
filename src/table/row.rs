//! How each row becomes fields and back.
//!
//! Names, order and types of the columns are the dictionary's; what is put here must follow it. Knows nothing of files;
//! writers and readers are generic over [`Row`].

use csv::StringRecord;

use super::dictionary::{FAILURES, PAIRED, RUNS, SERIES, Table};
use super::number::{parse_number, push_number};
use super::{Columns, FailureRow, Level, PairedRow, RunRow, SeriesRow, Summary};

/// A row of a table: which table it is of, and how it is turned into fields and back.
pub trait Row: Sized {
    /// The table, described.
    const TABLE: &'static Table;

    /// The name of the file in an output folder.
    const FILE: &'static str = Self::TABLE.file;

    /// The columns, in order.
    fn header(columns: &Columns) -> Vec<String> {
        Self::TABLE.header(columns)
    }

    /// Appends all fields, in the order of the header.
    fn put(&self, fields: &mut Fields);

    /// Takes all fields, in the order of the header.
    ///
    /// # Errors
    /// A field that is not of its column's type.
    fn take(fields: &mut Taken) -> Result<Self, Fault>;
}

/// The fields of one row on their way out.
#[derive(Debug, Default)]
pub struct Fields {
    pub(super) record: StringRecord,
    scratch: String,
}

impl Fields {
    pub(super) fn clear(&mut self) {
        self.record.clear();
    }

    pub(super) fn text(&mut self, text: &str) {
        self.record.push_field(text);
    }

    pub(super) fn whole(&mut self, number: u64) {
        self.record.push_field(&number.to_string());
    }

    pub(super) fn number(&mut self, number: f64) {
        self.scratch.clear();
        push_number(&mut self.scratch, number);
        self.record.push_field(&self.scratch);
    }

    /// The columns n, mean, sd and the quantiles.
    pub(super) fn summary(&mut self, summary: &Summary) {
        self.whole(summary.n);
        self.number(summary.mean);
        self.number(summary.sd);
        self.numbers(&summary.quantiles);
    }

    pub(super) fn numbers(&mut self, numbers: &[f64]) {
        for &number in numbers {
            self.number(number);
        }
    }
}

/// The fields of one row on their way in.
#[derive(Debug)]
pub struct Taken<'a> {
    pub(super) record: &'a StringRecord,
    pub(super) columns: &'a Columns,
    pub(super) next: usize,
}

/// A field that could not be read: the index of its column, and what it should have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    pub column: usize,
    pub expected: &'static str,
}

impl<'a> Taken<'a> {
    /// The next field; empty beyond the end, which the reader has ruled out by counting.
    fn field(&mut self) -> &'a str {
        let field = self.record.get(self.next).unwrap_or_default();
        self.next += 1;
        field
    }

    pub(super) fn text(&mut self) -> String {
        self.field().to_owned()
    }

    fn parsed<T>(
        &mut self,
        parse: fn(&str) -> Option<T>,
        expected: &'static str,
    ) -> Result<T, Fault> {
        let column = self.next;
        parse(self.field()).ok_or(Fault { column, expected })
    }

    pub(super) fn whole(&mut self) -> Result<u64, Fault> {
        self.parsed(|text| text.parse().ok(), "a whole number")
    }

    pub(super) fn small(&mut self) -> Result<u32, Fault> {
        self.parsed(|text| text.parse().ok(), "a whole number below 4294967296")
    }

    pub(super) fn number(&mut self) -> Result<f64, Fault> {
        self.parsed(parse_number, "a number, or nothing where it is not defined")
    }

    pub(super) fn numbers(&mut self, count: usize) -> Result<Vec<f64>, Fault> {
        (0..count).map(|_| self.number()).collect()
    }

    pub(super) fn level(&mut self) -> Result<Level, Fault> {
        let level = |text: &str| match text {
            "person" => Some(Level::Person),
            "team" => Some(Level::Team),
            _ => None,
        };
        self.parsed(level, "person or team")
    }

    /// The columns n, mean, sd and the quantiles.
    pub(super) fn summary(&mut self) -> Result<Summary, Fault> {
        Ok(Summary {
            n: self.whole()?,
            mean: self.number()?,
            sd: self.number()?,
            quantiles: self.quantiles()?,
        })
    }

    pub(super) fn quantiles(&mut self) -> Result<[f64; 7], Fault> {
        let mut quantiles = [f64::NAN; 7];
        for quantile in &mut quantiles {
            *quantile = self.number()?;
        }
        Ok(quantiles)
    }

    pub(super) fn point(&mut self) -> Result<Vec<f64>, Fault> {
        self.numbers(self.columns.swept.len())
    }
}

impl Row for RunRow {
    const TABLE: &'static Table = &RUNS;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.run_id);
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.whole(self.replicate.into());
        fields.whole(self.seed);
        fields.numbers(&self.metrics);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(RunRow {
            run_id: fields.text(),
            variant: fields.text(),
            point: fields.point()?,
            replicate: fields.small()?,
            seed: fields.whole()?,
            metrics: fields.numbers(fields.columns.metrics.len())?,
        })
    }
}

impl Row for SeriesRow {
    const TABLE: &'static Table = &SERIES;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.whole(self.week.into());
        fields.text(&self.metric);
        fields.summary(&self.summary);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(SeriesRow {
            variant: fields.text(),
            point: fields.point()?,
            week: fields.small()?,
            metric: fields.text(),
            summary: fields.summary()?,
        })
    }
}

impl Row for PairedRow {
    const TABLE: &'static Table = &PAIRED;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.text(&self.reference);
        fields.numbers(&self.point);
        fields.text(&self.metric);
        fields.whole(self.n);
        fields.numbers(&[
            self.mean_difference,
            self.ci_low,
            self.ci_high,
            self.share_higher,
        ]);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(PairedRow {
            variant: fields.text(),
            reference: fields.text(),
            point: fields.point()?,
            metric: fields.text(),
            n: fields.whole()?,
            mean_difference: fields.number()?,
            ci_low: fields.number()?,
            ci_high: fields.number()?,
            share_higher: fields.number()?,
        })
    }
}

impl Row for FailureRow {
    const TABLE: &'static Table = &FAILURES;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.run_id);
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.whole(self.replicate.into());
        fields.whole(self.seed);
        fields.whole(self.week.into());
        fields.text(&self.message);
        fields.text(&self.replay);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(FailureRow {
            run_id: fields.text(),
            variant: fields.text(),
            point: fields.point()?,
            replicate: fields.small()?,
            seed: fields.whole()?,
            week: fields.small()?,
            message: fields.text(),
            replay: fields.text(),
        })
    }
}
