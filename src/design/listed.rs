//! Designs over listed values: every combination, and one parameter at a time.
//!
//! Knows lists of numbers, not where they come from.

/// Every combination of the values of each axis: the first axis is the slowest, the last the fastest. Without axes one
/// point, which is empty; with an axis without values none.
pub fn grid(values: &[Vec<f64>]) -> impl Iterator<Item = Vec<f64>> + '_ {
    let first = values
        .iter()
        .all(|axis| !axis.is_empty())
        .then(|| vec![0_usize; values.len()]);
    let places = std::iter::successors(first, |places| {
        let mut next = places.clone();
        // As an odometer: the last place that can move moves, all behind it start again.
        let moved = (0..values.len())
            .rev()
            .find(|&axis| places[axis] + 1 < values[axis].len())?;
        next[moved] += 1;
        next[moved + 1..].fill(0);
        Some(next)
    });
    places.map(|places| {
        let point = values.iter().zip(places).map(|(axis, place)| axis[place]);
        point.collect()
    })
}

/// The base first, then for each axis the points that differ from it in a value of that axis alone; values that are the
/// base's own are skipped.
#[must_use]
#[allow(
    clippy::float_cmp,
    reason = "the base's own value is the same number, to the bit"
)]
pub fn one_at_a_time(base: &[f64], values: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let moved = values.iter().take(base.len()).enumerate();
    let moved = moved.flat_map(|(axis, values)| {
        let others = values.iter().filter(move |&&value| value != base[axis]);
        others.map(move |&value| {
            let mut point = base.to_vec();
            point[axis] = value;
            point
        })
    });
    std::iter::once(base.to_vec()).chain(moved).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_grid_the_last_axis_is_the_fastest() {
        let points: Vec<Vec<f64>> = grid(&[vec![1.0, 2.0], vec![0.5], vec![7.0, 8.0]]).collect();
        let expected = [
            [1.0, 0.5, 7.0],
            [1.0, 0.5, 8.0],
            [2.0, 0.5, 7.0],
            [2.0, 0.5, 8.0],
        ];
        assert_eq!(points, expected);
    }

    #[test]
    fn grids_of_nothing() {
        assert_eq!(grid(&[]).collect::<Vec<_>>(), [Vec::<f64>::new()]);
        assert_eq!(grid(&[vec![1.0], vec![]]).count(), 0);
    }

    #[test]
    fn a_vast_grid_costs_nothing_until_it_is_walked() {
        let axes = vec![vec![0.0, 1.0]; 200];
        assert_eq!(
            grid(&axes).nth(3).map(|point| point[198..].to_vec()),
            Some(vec![1.0, 1.0])
        );
    }

    #[test]
    fn one_at_a_time_starts_from_the_base_and_skips_it_afterwards() {
        let points = one_at_a_time(&[1.0, 10.0], &[vec![0.0, 1.0, 2.0], vec![20.0]]);
        assert_eq!(points, [[1.0, 10.0], [0.0, 10.0], [2.0, 10.0], [1.0, 20.0]]);
    }
}
