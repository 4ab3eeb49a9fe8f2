//! The evidence as pictures: the cells of the docking, and the headlines under every check.

use std::fs;
use std::path::Path;

use super::docking::Docked;
use super::verdict::{Judged, Verdict};
use super::{CHECKS, Report};
use crate::chart::forest::{Came, Forest, Mark, Panel, Scale, forest};
use crate::chart::{self, Artwork, ChartError, Preset, Theme};

/// The folder of the pictures, which the page names.
const FOLDER: &str = "validation";

/// Draws all pictures into a folder `validation` beside a page.
///
/// # Errors
/// A picture that cannot be made or written.
pub fn draw(report: &Report, beside: &Path) -> Result<(), ChartError> {
    let folder = beside.parent().unwrap_or(Path::new("")).join(FOLDER);
    fs::create_dir_all(&folder).map_err(|source| ChartError::Write {
        path: folder.clone(),
        source,
    })?;
    for artwork in [docking(report)?, headlines(report)?] {
        let path = folder.join(format!("{}.png", artwork.id));
        fs::write(&path, artwork.png(1)?).map_err(|source| ChartError::Write { path, source })?;
    }
    Ok(())
}

/// All pictures with all that a chart ships, into a folder of charts.
///
/// # Errors
/// A picture that cannot be made or written.
pub fn write(report: &Report, folder: &Path) -> Result<(), ChartError> {
    fs::create_dir_all(folder).map_err(|source| ChartError::Write {
        path: folder.to_owned(),
        source,
    })?;
    chart::write(&docking(report)?, Preset::Slide, folder)?;
    chart::write(&headlines(report)?, Preset::Slide, folder)
}

fn provenance(report: &Report) -> String {
    let runs: u64 = report.studies.iter().map(|study| study.runs).sum();
    format!(
        "{runs} runs in all  ·  seci {}, seci validate",
        env!("CARGO_PKG_VERSION")
    )
}

fn docking(report: &Report) -> Result<Artwork, ChartError> {
    let cells: Vec<&Docked> = report
        .docked
        .iter()
        .filter(|cell| cell.target.is_some())
        .collect();
    let far = |cell: &Docked| cell.target.is_some_and(|target| target.z.abs() >= 4.0);
    let outside = cells.iter().filter(|cell| far(cell)).count();
    let omnibus = report.omnibus;
    let holds = outside == 0 && omnibus.p > 0.001;
    let title = if outside == 0 && !holds {
        format!(
            "No cell lies 4 standard errors from its target, but all {} together lie further than chance allows",
            cells.len()
        )
    } else if holds {
        format!(
            "All {} published cells are reproduced: none lies further than {:.1} standard errors from its target",
            cells.len(),
            omnibus.largest
        )
    } else {
        format!(
            "{outside} of {} published cells lie 4 standard errors or more from their targets",
            cells.len()
        )
    };
    let came = |cell: &Docked| {
        if far(cell) {
            Came::Otherwise
        } else {
            Came::AsSaid
        }
    };
    let labels = cells.iter().map(|cell| {
        let figure = cell.figure.replace("march-1991-figure-", "Figure ");
        format!("{figure}: {}", cell.cell)
    });
    // Half of a 95 % interval of a mean of thousands of runs.
    let reach = 1.96;
    let means = cells.iter().map(|cell| {
        Some(Mark {
            value: cell.mean,
            low: cell.mean - reach * cell.error,
            high: cell.mean + reach * cell.error,
            target: cell.target.map(|target| target.mean),
            came: came(cell),
        })
    });
    let deviations = cells.iter().map(|cell| {
        let z = cell.target?.z;
        Some(Mark {
            value: z,
            low: z - reach,
            high: z + reach,
            target: None,
            came: came(cell),
        })
    });
    let picture = Forest {
        id: "docking",
        title,
        holds,
        subtitle: "March (1991), knowledge of the code: this program against independent runs under the same rules".to_owned(),
        footer: vec![
            "Dots: means with 95\u{a0}% intervals; upright strokes: targets; dotted: 4 standard errors".to_owned(),
            format!(
                "All together: chi-square {:.1}, {} degrees of freedom, p\u{a0}=\u{a0}{:.2}",
                omnibus.square, omnibus.cells, omnibus.p
            ),
            provenance(report),
        ],
        labels: labels.collect(),
        panels: vec![
            Panel {
                heading: "Knowledge of the code".to_owned(),
                marks: means.collect(),
                limits: Vec::new(),
                scale: Scale::Fitted,
            },
            Panel {
                heading: "Deviation in standard errors".to_owned(),
                marks: deviations.collect(),
                limits: vec![-4.0, 4.0],
                scale: Scale::FromZero,
            },
        ],
    };
    forest(&picture, &Theme::default())
}

/// The headlines in capability; that of the gap stands on the page.
const SHOWN: usize = 3;

fn headlines(report: &Report) -> Result<Artwork, ChartError> {
    let headings = [
        "Balanced minus explicit-heavy",
        "Tacit-only minus explicit-heavy",
        "Balanced minus tacit-only",
    ];
    let mark = |judged: &Judged| Mark {
        value: judged.estimate.value,
        low: judged.estimate.low,
        high: judged.estimate.high,
        target: None,
        came: match judged.verdict {
            Verdict::Supported => Came::AsSaid,
            Verdict::Unclear => Came::Unclear,
            Verdict::NotSupported | Verdict::NotTested => Came::Otherwise,
        },
    };
    let column = |place: usize| {
        report
            .checks
            .iter()
            .map(move |parts| parts.get(place).map(mark))
    };
    let hold = |place: usize| {
        let marks = column(place).flatten();
        marks.filter(|mark| mark.came == Came::AsSaid).count()
    };
    let all = report.checks.len();
    let title = format!(
        "Of {all} checks, balanced stays ahead of explicit-heavy in {}, tacit-only ahead of it in {}, balanced ahead of \
         tacit-only in {}",
        hold(0),
        hold(1),
        hold(2)
    );
    let picture = Forest {
        id: "headlines",
        title,
        holds: (0..SHOWN).all(|place| hold(place) == all),
        subtitle: "Difference in capability at equal luck, percentage points: one rule switched off, or one contested parameter at an end of its range"
            .to_owned(),
        footer: vec![
            "Marks: means with 95\u{a0}% intervals; circle: the headline holds; diamond: it does not, or turns round; grey square: unclear"
                .to_owned(),
            provenance(report),
        ],
        labels: CHECKS.iter().map(|check| check.words.replace('`', "")).collect(),
        panels: (0..SHOWN)
            .map(|place| Panel {
                heading: headings[place].to_owned(),
                marks: column(place).collect(),
                limits: Vec::new(),
                scale: Scale::Points,
            })
            .collect(),
    };
    forest(&picture, &Theme::default())
}
