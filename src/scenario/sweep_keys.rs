//! The keys of the table `[sweep]`: their names, ranges and meanings, from which error texts, the schema and `seci explain`
//! are made.

use super::registry::Range;
use super::run_keys::{RunKey, RunKind};

/// Points, trajectories or samples that a sampled design draws.
pub(super) const SAMPLES: RunKey = RunKey {
    name: "samples",
    kind: RunKind::Number(Range::Whole {
        low: 1.0,
        high: 1_000_000.0,
    }),
    unit: "-",
    default: "none",
    meaning: "How much a sampled design draws. latin-hypercube and sobol: points. morris: trajectories, each of one point \
              more than there are parameters. saltelli: pairs of points, each of two points more than there are parameters.",
};

pub(super) const LEVELS: RunKey = RunKey {
    name: "levels",
    kind: RunKind::Number(Range::Whole {
        low: 2.0,
        high: 1_000.0,
    }),
    unit: "-",
    default: "4",
    meaning: "The number of levels, an even one, at which a Morris design looks at every parameter.",
};

/// The number of values between `from` and `to`.
pub(super) const STEPS: RunKey = RunKey {
    name: "steps",
    kind: RunKind::Number(Range::Whole {
        low: 2.0,
        high: 100_000.0,
    }),
    unit: "-",
    default: "none",
    meaning: "How many values there are from `from` to `to`, both included.",
};

/// The keys that are numbers.
pub(super) fn sweep_keys() -> &'static [RunKey] {
    const { &[SAMPLES, LEVELS, STEPS] }
}

pub(super) const DEFAULT_LEVELS: u32 = 4;

/// A key of `[sweep]` that is no number, or a table below it.
pub(super) struct SweepWord {
    pub name: &'static str,
    pub meaning: &'static str,
}

pub(super) const DESIGN: &str = "design";
pub(super) const PARAMETERS: &str = "parameters";
pub(super) const FILE: &str = "file";
pub(super) const COLUMNS: &str = "columns";
pub(super) const POINT: &str = "point";

pub(super) const SWEEP_WORDS: [SweepWord; 5] = [
    SweepWord {
        name: DESIGN,
        meaning: "How the points are laid out: \"grid\" (the default), \"zip\", \"list\", \"csv\", \"one-at-a-time\", \
                  \"latin-hypercube\", \"sobol\", \"morris\" or \"saltelli\".",
    },
    SweepWord {
        name: PARAMETERS,
        meaning: "The parameters that are moved, each with a list of values, or with a range: { from = 0, to = 1, steps = 5 }. \
                  scale = \"log\" walks through the range by equal factors.",
    },
    SweepWord {
        name: FILE,
        meaning: "Design \"csv\": the file with the points, relative to the scenario. Its first line names the parameters.",
    },
    SweepWord {
        name: COLUMNS,
        meaning: "Design \"csv\": the parameters that the columns of a file without a first line of names stand for.",
    },
    SweepWord {
        name: POINT,
        meaning: "Design \"list\": a point, with a value for each parameter; a heading [[sweep.point]] for each.",
    },
];

/// All names that may stand directly below `[sweep]`.
pub(super) const OWN: [&str; 8] = [
    DESIGN, PARAMETERS, "samples", "levels", FILE, COLUMNS, POINT, "points",
];

/// The keys of a range.
pub(super) const RANGE_KEYS: [&str; 4] = ["from", "to", "steps", "scale"];
