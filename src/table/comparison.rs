//! The rows of the tables that a comparison of two scenarios adds.

use super::dictionary::{COMPARED, DIFFERENCES, Table};
use super::row::{Fault, Fields, Row, Taken};

/// A row of `compared.csv`: a variant in scenario B minus the same in A, at equal point and replicate, last week.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow {
    /// The name that the variant has in both scenarios.
    pub variant: String,
    pub point: Vec<f64>,
    pub metric: String,
    /// "share", "points", "signed" or "count".
    pub unit: String,
    pub n: u64,
    /// Means over the pairs.
    pub mean_a: f64,
    pub mean_b: f64,
    pub mean_difference: f64,
    /// 95 % t interval.
    pub ci_low: f64,
    pub ci_high: f64,
    /// Share of pairs in which B is strictly higher.
    pub share_higher: f64,
}

/// A row of `differences.csv`: one thing that differs between the two scenarios.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceRow {
    pub kind: String,
    pub key: String,
    pub unit: String,
    /// The variants in which it differs; empty: in all that both have, or in the scenario as a whole.
    pub variants: String,
    pub value_a: String,
    pub origin_a: String,
    pub value_b: String,
    pub origin_b: String,
}

impl Row for ComparedRow {
    const TABLE: &'static Table = &COMPARED;

    fn put(&self, fields: &mut Fields) {
        fields.text(&self.variant);
        fields.numbers(&self.point);
        fields.text(&self.metric);
        fields.text(&self.unit);
        fields.whole(self.n);
        fields.numbers(&[
            self.mean_a,
            self.mean_b,
            self.mean_difference,
            self.ci_low,
            self.ci_high,
            self.share_higher,
        ]);
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(ComparedRow {
            variant: fields.text(),
            point: fields.point()?,
            metric: fields.text(),
            unit: fields.text(),
            n: fields.whole()?,
            mean_a: fields.number()?,
            mean_b: fields.number()?,
            mean_difference: fields.number()?,
            ci_low: fields.number()?,
            ci_high: fields.number()?,
            share_higher: fields.number()?,
        })
    }
}

impl Row for DifferenceRow {
    const TABLE: &'static Table = &DIFFERENCES;

    fn put(&self, fields: &mut Fields) {
        let DifferenceRow {
            kind,
            key,
            unit,
            variants,
            value_a,
            origin_a,
            value_b,
            origin_b,
        } = self;
        for text in [
            kind, key, unit, variants, value_a, origin_a, value_b, origin_b,
        ] {
            fields.text(text);
        }
    }

    fn take(fields: &mut Taken) -> Result<Self, Fault> {
        Ok(DifferenceRow {
            kind: fields.text(),
            key: fields.text(),
            unit: fields.text(),
            variants: fields.text(),
            value_a: fields.text(),
            origin_a: fields.text(),
            value_b: fields.text(),
            origin_b: fields.text(),
        })
    }
}
