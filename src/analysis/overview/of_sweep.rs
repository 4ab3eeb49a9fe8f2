//! The overview of a sweep, from `points.csv` and `paired.csv`, row by row: what is not shown is not kept.

use std::collections::BTreeMap;

use super::text::ROWS;
use super::{Cell, Overview, Row, Worst, reference_label, shown, text};
use crate::analysis::AnalysisError;
use crate::analysis::interval::{Difference, half_width, t_quantile};
use crate::table::{Folder, PairedRow, PointRow, Summary};

/// Reads the overview of a sweep.
pub(super) fn overview(folder: &Folder, metrics: &[&str]) -> Result<Overview, AnalysisError> {
    let manifest = &folder.manifest().of_what_ifs();
    let shown = shown(manifest, metrics)?;
    let mut worst = vec![Worst::default(); metrics.len()];
    // By variant and row of the design; of each variant as many as a screen shows.
    let mut kept: BTreeMap<(usize, u64), Row> = BTreeMap::new();
    let mut cells = 0_u64;
    for row in folder.rows::<PointRow>()? {
        let row = row?;
        let Some(metric) = metrics.iter().position(|metric| *metric == row.metric) else {
            continue;
        };
        let variant = manifest.variants.iter().enumerate();
        let mut variant = variant.filter(|(_, variant)| variant.name == row.variant);
        let Some((index, variant)) = variant.next() else {
            continue;
        };
        worst[metric].see(&row.summary);
        cells += u64::from(metric == 0 && row.summary.n > 0);
        if row.row > ROWS as u64 || row.summary.n == 0 {
            continue;
        }
        let blank = || Row {
            label: text::row_label(manifest, variant, &row.point),
            variant: row.variant.clone(),
            point: row.point.clone(),
            runs: row.summary.n,
            cells: vec![undefined(); metrics.len()],
        };
        let cell = &mut kept.entry((index, row.row)).or_insert_with(blank).cells[metric];
        cell.half_width = half_width(row.summary.n, row.summary.sd);
        cell.summary = row.summary;
    }
    for pair in folder.paired()? {
        let pair = pair?;
        let metric = metrics.iter().position(|metric| *metric == pair.metric);
        let row = kept
            .values_mut()
            .find(|row| row.variant == pair.variant && row.point == pair.point);
        if let (Some(metric), Some(row)) = (metric, row) {
            row.cells[metric].difference = Some(difference(&pair));
        }
    }
    let precision = shown.iter().zip(&worst);
    Ok(Overview {
        end: manifest.end(),
        reference: reference_label(manifest),
        precision: precision
            .filter_map(|(metric, worst)| worst.precision(metric))
            .collect(),
        metrics: shown,
        rows: kept.into_values().collect(),
        all_rows: cells,
    })
}

fn undefined() -> Cell {
    Cell {
        summary: Summary::of(&mut []),
        half_width: f64::NAN,
        difference: None,
    }
}

/// A difference as a table holds it; its spread follows from its interval.
#[allow(clippy::cast_precision_loss)] // Samples are far smaller than 2⁵³.
fn difference(pair: &PairedRow) -> Difference {
    let half_width = (pair.ci_high - pair.ci_low) / 2.0;
    let sd = if pair.n < 2 {
        f64::NAN
    } else {
        half_width * (pair.n as f64).sqrt() / t_quantile(0.975, (pair.n - 1) as f64)
    };
    Difference {
        n: pair.n,
        mean: pair.mean_difference,
        sd,
        ci_low: pair.ci_low,
        ci_high: pair.ci_high,
        p: f64::NAN,
        share_higher: pair.share_higher,
    }
}
