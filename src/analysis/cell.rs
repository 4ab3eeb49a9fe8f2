//! The runs of one variant at one point, and several such cells side by side at equal replicates.
//!
//! Replicates of equal number share their luck, so cells are compared replicate by replicate. Holds the metrics of the last
//! week; computes nothing from them.

/// The runs of one variant at one point, ascending by replicate: all metrics of the last week.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    metrics: usize,
    replicates: Vec<u32>,
    /// All metrics of the first replicate, then those of the second …
    values: Vec<f64>,
}

impl Cell {
    /// A cell without runs.
    #[must_use]
    pub fn new(metrics: usize) -> Cell {
        Cell {
            metrics,
            replicates: Vec::new(),
            values: Vec::new(),
        }
    }

    /// Adds a run. A replicate that is there already stays as it is; metrics that are missing are undefined.
    pub fn push(&mut self, replicate: u32, metrics: &[f64]) {
        if let Err(place) = self.replicates.binary_search(&replicate) {
            self.replicates.insert(place, replicate);
            let undefined = std::iter::repeat(f64::NAN);
            let row = metrics.iter().copied().chain(undefined).take(self.metrics);
            let at = place * self.metrics;
            self.values.splice(at..at, row);
        }
    }

    /// The replicates there are, ascending.
    #[must_use]
    pub fn replicates(&self) -> &[u32] {
        &self.replicates
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.replicates.is_empty()
    }

    /// One metric of all runs, in the order of replicates.
    pub fn sample(&self, metric: usize) -> impl Iterator<Item = f64> + '_ {
        (0..self.replicates.len()).map(move |run| self.value(run, metric))
    }

    fn value(&self, run: usize, metric: usize) -> f64 {
        self.values[run * self.metrics + metric]
    }
}

/// Cells side by side: the replicates that all of them have.
#[derive(Debug)]
pub struct Aligned<'a> {
    cells: &'a [&'a Cell],
    /// For each common replicate the number of its run in each cell.
    runs: Vec<usize>,
}

impl<'a> Aligned<'a> {
    /// Finds the replicates that all cells have.
    #[must_use]
    pub fn of(cells: &'a [&'a Cell]) -> Aligned<'a> {
        let mut runs = Vec::new();
        let first = cells.first().map_or(&[][..], |cell| cell.replicates());
        for replicate in first {
            let start = runs.len();
            for cell in cells {
                match cell.replicates.binary_search(replicate) {
                    Ok(run) => runs.push(run),
                    Err(_) => break,
                }
            }
            if runs.len() < start + cells.len() {
                runs.truncate(start);
            }
        }
        Aligned { cells, runs }
    }

    /// One metric of the common replicates; those at which it is undefined in any cell are left out.
    #[must_use]
    pub fn metric(&self, metric: usize) -> Block {
        let mut block = Block {
            cells: self.cells.len(),
            values: Vec::with_capacity(self.runs.len()),
        };
        for runs in self.runs.chunks_exact(self.cells.len().max(1)) {
            let start = block.values.len();
            let row = self.cells.iter().zip(runs);
            block
                .values
                .extend(row.map(|(cell, &run)| cell.value(run, metric)));
            if block.values[start..].iter().any(|value| value.is_nan()) {
                block.values.truncate(start);
            }
        }
        block
    }
}

/// One metric of several cells at equal replicates: a row for each replicate, a column for each cell, nothing undefined.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    cells: usize,
    values: Vec<f64>,
}

impl Block {
    /// A block of rows of equal length.
    #[must_use]
    pub fn new(cells: usize, rows: &[Vec<f64>]) -> Block {
        let fitting = rows.iter().filter(|row| row.len() == cells);
        Block {
            cells,
            values: fitting.flatten().copied().collect(),
        }
    }

    #[must_use]
    pub fn cells(&self) -> usize {
        self.cells
    }

    #[must_use]
    pub fn replicates(&self) -> usize {
        self.values.len() / self.cells.max(1)
    }

    /// One cell's values in the order of replicates.
    pub fn column(&self, cell: usize) -> impl Iterator<Item = f64> + '_ {
        let rows = self.values.chunks_exact(self.cells.max(1));
        rows.map(move |row| row[cell])
    }

    /// The difference of two cells, replicate by replicate.
    #[must_use]
    pub fn differences(&self, cell: usize, minus: usize) -> Vec<f64> {
        let rows = self.values.chunks_exact(self.cells.max(1));
        rows.map(|row| row[cell] - row[minus]).collect()
    }

    /// All rows one behind the other.
    pub(super) fn values(&self) -> &[f64] {
        &self.values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(runs: &[(u32, [f64; 2])]) -> Cell {
        let mut cell = Cell::new(2);
        for (replicate, metrics) in runs {
            cell.push(*replicate, metrics);
        }
        cell
    }

    #[test]
    fn a_cell_is_ascending_whatever_the_order_of_its_runs() {
        let found = cell(&[
            (4, [0.4, 4.0]),
            (0, [0.0, 0.5]),
            (2, [0.2, 2.0]),
            (0, [9.0, 9.0]),
        ]);
        assert_eq!(found.replicates(), [0, 2, 4]);
        assert_eq!(found.sample(1).collect::<Vec<_>>(), [0.5, 2.0, 4.0]);
        let mut short = Cell::new(2);
        short.push(0, &[1.0]);
        assert!(short.sample(1).all(f64::is_nan) && !short.is_empty());
    }

    /// Replicates 1 and 3 are common to all three; at 3 the second metric of the last cell is undefined.
    #[test]
    fn only_replicates_that_all_cells_have_are_compared() {
        let a = cell(&[(0, [1.0, 1.0]), (1, [2.0, 2.0]), (3, [3.0, 3.0])]);
        let b = cell(&[(1, [20.0, 21.0]), (2, [0.0, 0.0]), (3, [30.0, 31.0])]);
        let c = cell(&[(1, [200.0, 201.0]), (3, [300.0, f64::NAN]), (9, [0.0, 0.0])]);
        let cells = [&a, &b, &c];
        let aligned = Aligned::of(&cells);
        let first = aligned.metric(0);
        assert_eq!(first.values(), [2.0, 20.0, 200.0, 3.0, 30.0, 300.0]);
        assert_eq!((first.cells(), first.replicates()), (3, 2));
        assert_eq!(first.column(1).collect::<Vec<_>>(), [20.0, 30.0]);
        assert_eq!(first.differences(2, 0), [198.0, 297.0]);
        assert_eq!(aligned.metric(1).values(), [2.0, 21.0, 201.0]);
    }

    #[test]
    fn cells_without_runs_have_nothing_in_common() {
        let (a, b) = (cell(&[(0, [1.0, 1.0])]), Cell::new(2));
        assert_eq!(Aligned::of(&[&a, &b]).metric(0).replicates(), 0);
        assert_eq!(Aligned::of(&[]).metric(0).replicates(), 0);
    }
}
