//! What a scenario says of its charts: which kinds there are, what each needs and takes, and what the file chose.
//!
//! Owns the kinds by name. How a chart is drawn, and whether the tables bear it, is for those who draw.

/// A kind of chart.
#[derive(Debug, PartialEq, Eq)]
pub struct ChartKind {
    pub name: &'static str,
    /// What it shows, in a few words.
    pub meaning: &'static str,
    pub(super) needs: Needs,
    /// The keys that it takes besides those that every chart has.
    pub(super) takes: &'static [&'static str],
}

/// What a scenario must have for a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Needs {
    /// Runs at one point.
    Runs,
    /// Runs at one point of two variants or more.
    Variants,
    /// Runs at one point, and a shock that befalls all variants in the same week.
    Shock,
    /// Two variants between which it goes, or a grid of levers with two values each.
    Bridge,
    /// A sweep of one of these designs.
    Designs(&'static [&'static str]),
}

pub(super) const METRIC: &str = "metric";
pub(super) const VARIANTS: &str = "variants";
pub(super) const MARK: &str = "mark";
pub(super) const FROM: &str = "from";
pub(super) const TO: &str = "to";
pub(super) const LEVER: &str = "lever";

const fn kind(
    name: &'static str,
    meaning: &'static str,
    needs: Needs,
    takes: &'static [&'static str],
) -> ChartKind {
    ChartKind {
        name,
        meaning,
        needs,
        takes,
    }
}

const GRID: Needs = Needs::Designs(&["grid"]);
const ANY: Needs = Needs::Designs(&[]);

/// All kinds, in the order in which they are drawn where a file chooses none.
pub const CHART_KINDS: &[ChartKind] = &[
    kind(
        "scissors",
        "documents and capability over time",
        Needs::Runs,
        &[VARIANTS, MARK],
    ),
    kind(
        "phase",
        "capability against documents",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "fan",
        "how far single runs lie apart",
        Needs::Runs,
        &[VARIANTS, METRIC, MARK],
    ),
    kind(
        "paired",
        "differences from the reference at the same seed",
        Needs::Variants,
        &[VARIANTS, METRIC],
    ),
    kind(
        "pressure",
        "acting under pressure against talking",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "spiral",
        "the four conversions of knowledge",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "loops",
        "the two loops with their flows",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "shock",
        "fall and return after a shock",
        Needs::Shock,
        &[VARIANTS, MARK],
    ),
    kind(
        "storyline",
        "what a small team says and does over its workshops",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "network",
        "who trusts whom and who is how capable, start against end",
        Needs::Runs,
        &[VARIANTS],
    ),
    kind(
        "who-matters",
        "what is lost if one person leaves, with [who_matters]",
        Needs::Runs,
        &[],
    ),
    kind(
        "bridge",
        "what each lever contributes on the way from one setting to another",
        Needs::Bridge,
        &[METRIC, FROM, TO, LEVER],
    ),
    kind(
        "dose-response",
        "a metric along an axis of the sweep",
        GRID,
        &[],
    ),
    kind(
        "regime-map",
        "which setting wins where, over two axes",
        GRID,
        &[],
    ),
    kind(
        "tornado",
        "which parameter moves a metric most",
        Needs::Designs(&["one-at-a-time", "morris"]),
        &[],
    ),
    kind(
        "sensitivity",
        "which parameter explains most of the variance",
        Needs::Designs(&["saltelli"]),
        &[],
    ),
    kind("convergence", "whether there are enough seeds", ANY, &[]),
];

/// A chart that a file chose.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub kind: &'static ChartKind,
    /// The author's, above the checked one.
    pub title: Option<String>,
    /// A sentence of the author for the footer.
    pub note: Option<String>,
    /// By its place in the registry.
    pub metric: Option<usize>,
    /// The names of those that are shown; none: all.
    pub variants: Vec<String>,
    pub marks: Vec<Mark>,
    /// Of a bridge between two variants.
    pub bridge: Option<Bridge>,
}

/// A text at a week or at a value of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub at: MarkAt,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum MarkAt {
    Week(u32),
    Value(f64),
}

/// The way from one variant to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Bridge {
    pub from: String,
    pub to: String,
    pub levers: Vec<Lever>,
}

/// What is moved together.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    pub name: String,
    /// Parameters, and `events` for what happens to the variants.
    pub keys: Vec<String>,
}

/// The kind of that name.
pub(super) fn chart_kind(name: &str) -> Option<&'static ChartKind> {
    CHART_KINDS.iter().find(|kind| kind.name == name)
}
