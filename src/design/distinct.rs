//! Which rows of a design are different points: a point that a design holds twice is run once.
//!
//! Knows numbers only.

use std::collections::BTreeMap;

/// The different points among the rows of a design.
#[derive(Debug, Clone, PartialEq)]
pub struct Distinct {
    /// In the order in which they first appear.
    pub points: Vec<Vec<f64>>,
    /// For each row of the design the place of its point in `points`.
    pub of_row: Vec<usize>,
}

/// Finds the different points of a design.
#[must_use]
pub fn distinct(rows: &[Vec<f64>]) -> Distinct {
    let mut places = BTreeMap::new();
    let mut found = Distinct {
        points: Vec::new(),
        of_row: Vec::with_capacity(rows.len()),
    };
    for row in rows {
        let place = *places.entry(point_key(row)).or_insert_with(|| {
            found.points.push(row.clone());
            found.points.len() - 1
        });
        found.of_row.push(place);
    }
    found
}

/// The bits of a point's values, to find it by; minus zero is zero.
#[must_use]
pub fn point_key(point: &[f64]) -> Vec<u64> {
    point.iter().map(|value| (value + 0.0).to_bits()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_that_appears_again_is_the_same_point() {
        let rows = [[0.0, 1.0], [0.5, 1.0], [-0.0, 1.0], [0.5, 2.0]].map(|row| row.to_vec());
        let found = distinct(&rows);
        assert_eq!(found.points, [[0.0, 1.0], [0.5, 1.0], [0.5, 2.0]]);
        assert_eq!(found.of_row, [0, 1, 0, 2]);
    }
}
