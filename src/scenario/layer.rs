//! What one file, one variant or the command line says, read and checked on its own but not yet put together.
//!
//! Owns the types between the walk (which fills them) and the settling (which lays them on one another), and the rule
//! that a layer names one pair of an either-or. Knows no TOML.

use super::faults::{Fault, Place};
use super::registry::{EventKind, Registry};
use super::sweep::{AxisValues, Design};
use super::values::Assignment;

/// A value and where it was given.
#[derive(Debug, Clone)]
pub(super) struct Given<T> {
    pub value: T,
    pub place: Place,
}

/// The parameters that one layer sets, in the registry's order once it is complete.
#[derive(Debug, Clone, Default)]
pub(super) struct Layer {
    pub assignments: Vec<Given<Assignment>>,
    /// Parameters that are named with a value that was refused.
    pub named: Vec<Given<usize>>,
}

/// What one layer says of `[run]`.
#[derive(Debug, Clone, Default)]
pub(super) struct RunLayer {
    pub weeks: Option<Given<u32>>,
    pub replicates: Option<Given<u32>>,
    pub precision: Option<Given<PrecisionGiven>>,
    pub seed: Option<Given<u64>>,
    pub observe: Option<Given<ObserveGiven>>,
    pub observe_people: Option<Given<ObserveGiven>>,
    pub reference: Option<Given<String>>,
}

#[derive(Debug, Clone)]
pub(super) struct PrecisionGiven {
    pub metric: usize,
    pub half_width: f64,
    pub at_most: u32,
}

#[derive(Debug, Clone)]
pub(super) enum ObserveGiven {
    Weekly,
    End,
    /// Of people only.
    Never,
    /// Each week with its span, for messages.
    Weeks(Vec<Given<u32>>),
}

#[derive(Debug, Clone)]
pub(super) struct VariantLayer {
    pub name: Given<String>,
    pub label: Option<String>,
    pub layer: Layer,
    pub events: Vec<EventLayer>,
    pub own: OwnLayers,
}

/// What a file says of a real organisation.
#[derive(Debug, Clone, Default)]
pub(super) struct OrganisationLayer {
    pub people: Option<Given<String>>,
    pub ties: Option<Given<String>>,
    /// The lowest and the highest point of the scale of the ties.
    pub scale: Option<Given<[f64; 2]>>,
}

/// What one team or one person has of its own.
#[derive(Debug, Clone)]
pub(super) struct OwnLayer {
    /// The name of the team; the id or the name of the person.
    pub name: Given<String>,
    pub layer: Layer,
}

/// What teams and people have of their own.
#[derive(Debug, Clone, Default)]
pub(super) struct OwnLayers {
    pub teams: Vec<OwnLayer>,
    pub people: Vec<OwnLayer>,
}

#[derive(Debug, Clone)]
pub(super) struct EventLayer {
    pub week: Given<u32>,
    pub kind: &'static EventKind,
    pub fields: Vec<f64>,
    pub set: Layer,
    pub teams: Vec<Given<String>>,
    pub people: Vec<Given<String>>,
}

/// What a file says of whose departures are tried.
#[derive(Debug, Clone)]
pub(super) struct WhoMattersLayer {
    /// The heading.
    pub place: Place,
    pub week: Option<Given<u32>>,
    pub count: Option<Given<u32>>,
    pub people: Vec<Given<String>>,
}

/// What a file says of its sweep.
#[derive(Debug, Clone)]
pub(super) struct SweepLayer {
    /// The heading.
    pub place: Place,
    pub design: Design,
    pub samples: Option<Given<u32>>,
    pub levels: Option<Given<u32>>,
    /// In the order of the file.
    pub axes: Vec<AxisLayer>,
    /// The points of a list or of a file.
    pub rows: Option<Vec<Vec<f64>>>,
    /// A file of points that is still to be read.
    pub file: Option<PointsFile>,
}

/// A parameter that is swept.
#[derive(Debug, Clone)]
pub(super) struct AxisLayer {
    pub position: usize,
    pub place: Place,
    pub values: AxisValues,
}

#[derive(Debug, Clone)]
pub(super) struct PointsFile {
    pub name: Given<String>,
    /// The names of the columns of a file that does not say them itself.
    pub columns: Option<Vec<String>>,
}

/// Everything one file says, besides its name and what it extends.
#[derive(Debug, Clone, Default)]
pub(super) struct FileLayer {
    pub title: Option<String>,
    pub run: RunLayer,
    pub layer: Layer,
    pub variants: Option<Vec<VariantLayer>>,
    pub events: Option<Vec<EventLayer>>,
    pub organisation: OrganisationLayer,
    pub teams: Option<Vec<OwnLayer>>,
    pub people: Option<Vec<OwnLayer>>,
    pub sweep: Option<SweepLayer>,
    pub who_matters: Option<WhoMattersLayer>,
}

impl Layer {
    /// Whether the layer decides a parameter: it names the key, or the other pair of its either-or.
    pub fn decides(&self, registry: &Registry, name: &str) -> Option<&Place> {
        let decided = self.assignments.iter().find(|given| {
            let set = registry.parameters[given.value.position].name;
            set == name
                || registry.pairs.iter().any(|pair| {
                    (pair.usual.contains(&name) && pair.other.contains(&set))
                        || (pair.other.contains(&name) && pair.usual.contains(&set))
                })
        });
        decided.map(|given| &given.place)
    }

    pub fn find(&self, position: usize) -> Option<&Given<Assignment>> {
        self.assignments
            .iter()
            .find(|given| given.value.position == position)
    }

    /// Where a parameter is named, whether or not its value was refused.
    fn place(&self, position: usize) -> Option<&Place> {
        let refused = || self.named.iter().find(|given| given.value == position);
        self.find(position)
            .map(|given| &given.place)
            .or_else(|| refused().map(|given| &given.place))
    }

    /// Adds an assignment, or says that the key is already given.
    pub fn add(
        &mut self,
        registry: &Registry,
        assignment: Assignment,
        place: Place,
    ) -> Option<Fault> {
        if let Some(first) = self.find(assignment.position) {
            let name = registry.parameters[assignment.position].name;
            return Some(
                Fault::at(&place, format!("`{name}` is given twice"))
                    .label("again")
                    .help("Keep one of the two.")
                    .also_at(&first.place, "first"),
            );
        }
        self.assignments.push(Given {
            value: assignment,
            place,
        });
        None
    }

    /// Puts the layer into the registry's order and returns the faults of naming both pairs of an either-or, whose
    /// parameters count as refused.
    pub fn complete(&mut self, registry: &Registry, refused: &mut Vec<usize>) -> Vec<Fault> {
        self.assignments.sort_by_key(|given| given.value.position);
        let mut faults = Vec::new();
        for pair in registry.pairs {
            let named = |names: &[&'static str; 2]| -> Vec<(&'static str, Place)> {
                names
                    .iter()
                    .filter_map(|name| Some((*name, self.place(registry.position(name)?)?.clone())))
                    .collect()
            };
            let (usual, other) = (named(&pair.usual), named(&pair.other));
            let (Some(first), Some(second)) = (usual.first(), other.first()) else {
                continue;
            };
            let all = pair.usual.iter().chain(&pair.other);
            refused.extend(all.filter_map(|name| registry.position(name)));
            let fault = Fault::at(
                &second.1,
                format!("`{}` and `{}` are given together", first.0, second.0),
            )
            .label(side(pair.other))
            .help(format!(
                "They say the same thing in two ways. Give either {} and {}, or {} and {}.",
                pair.usual[0], pair.usual[1], pair.other[0], pair.other[1]
            ));
            let fault = usual.iter().fold(fault, |fault, (_, place)| {
                fault.also_at(place, &side(pair.usual))
            });
            faults.push(other.iter().skip(1).fold(fault, |fault, (_, place)| {
                fault.also_at(place, &side(pair.other))
            }));
        }
        faults
    }

    pub fn plain(&self) -> Vec<Assignment> {
        self.assignments.iter().map(|given| given.value).collect()
    }
}

/// The label of a key of an either-or: the pair it belongs to.
fn side([first, second]: [&str; 2]) -> String {
    format!("of the pair {first}, {second}")
}

impl RunLayer {
    /// Lays a later layer on this one; of `replicates` and `precision` the later one holds.
    pub fn overlay(&mut self, later: RunLayer) {
        if later.replicates.is_some() || later.precision.is_some() {
            self.replicates = later.replicates;
            self.precision = later.precision;
        }
        self.weeks = later.weeks.or(self.weeks.take());
        self.seed = later.seed.or(self.seed.take());
        self.observe = later.observe.or(self.observe.take());
        self.observe_people = later.observe_people.or(self.observe_people.take());
        self.reference = later.reference.or(self.reference.take());
    }

    /// The fault of naming both ways to say how many runs.
    pub fn complete(&self) -> Option<Fault> {
        let (replicates, precision) = (self.replicates.as_ref()?, self.precision.as_ref()?);
        Some(
            Fault::at(
                &precision.place,
                "`replicates` and `precision` are given together".to_owned(),
            )
            .label("decided by precision")
            .help("Give the number of runs, or the precision that decides it.")
            .also_at(&replicates.place, "given as a number"),
        )
    }
}
