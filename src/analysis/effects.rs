//! What moving one parameter does, at equal replicate.
//!
//! Knows two cells and the names of the row; which cells are compared is for the sweep to say.

use super::cell::{Aligned, Cell};
use super::interval::Difference;
use crate::table::EffectRow;

/// A move of one parameter.
#[derive(Debug, Clone, Copy)]
pub struct Move<'a> {
    pub variant: &'a str,
    /// The parameter that is moved.
    pub axis: &'a str,
    /// Where to.
    pub point: &'a [f64],
    /// Its value where it came from.
    pub against: f64,
}

/// The effect of a move on every metric, without those of which no replicate has both sides.
pub fn effects(
    moved: &Move<'_>,
    there: &Cell,
    before: &Cell,
    metrics: &[String],
) -> Vec<EffectRow> {
    let cells = [there, before];
    let aligned = Aligned::of(&cells);
    let rows = metrics.iter().enumerate().filter_map(|(metric, name)| {
        let mut differences = aligned.metric(metric).differences(0, 1);
        let difference = Difference::of(&mut differences);
        (difference.n > 0).then(|| EffectRow {
            variant: moved.variant.to_owned(),
            axis: moved.axis.to_owned(),
            point: moved.point.to_vec(),
            against: moved.against,
            metric: name.clone(),
            n: difference.n,
            mean_difference: difference.mean,
            ci_low: difference.ci_low,
            ci_high: difference.ci_high,
            p: difference.p,
            share_higher: difference.share_higher,
        })
    });
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Student's sleep data, R: t.test(extra ~ group, paired = TRUE); replicate 10 has one side only, and of the second
    /// metric there is nothing.
    #[test]
    fn the_sleep_data_as_a_move_of_a_parameter() {
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let (mut before, mut there) = (Cell::new(2), Cell::new(2));
        for (replicate, (one, other)) in (0..).zip(first.into_iter().zip(second)) {
            before.push(replicate, &[one, f64::NAN]);
            there.push(replicate, &[other, 1.0]);
        }
        there.push(10, &[100.0, 1.0]);
        let moved = Move {
            variant: "base",
            axis: "drug",
            point: &[2.0],
            against: 1.0,
        };
        let metrics = ["extra".to_owned(), "never".to_owned()];
        let rows = effects(&moved, &there, &before, &metrics);
        assert_eq!(rows.len(), 1);
        let row = &rows[0];
        assert_eq!((row.n, row.metric.as_str()), (10, "extra"));
        assert!((row.mean_difference - 1.58).abs() < 1e-12);
        assert!((row.p - 0.002_832_89).abs() < 1e-8);
        assert!((row.ci_low - 0.700_114_2).abs() < 1e-7);
        assert!((row.share_higher - 0.9).abs() < 1e-15);
    }
}
