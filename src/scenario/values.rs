//! The values of all parameters of a model at once, and the events that change them.
//!
//! Owns the one rule by which a layer of keys (an inherited file, a variant, `--set`, a policy event) changes values:
//! of an either-or pair, naming a key of one pair keeps the partner's value in force, and the other pair follows. Knows
//! no files.

use super::registry::{EventKind, Registry};
use super::roster::Participants;

/// One number per parameter of a registry, in the registry's order. Both pairs of an either-or are held and agree.
#[derive(Debug, Clone)]
pub struct Values {
    registry: &'static Registry,
    numbers: Vec<f64>,
    /// Per either-or: whether the pair last named is the `other` one.
    other_named: Vec<bool>,
}

/// One assignment: the position of a parameter in the registry, and its number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Assignment {
    pub position: usize,
    pub number: f64,
}

/// Something that happens to the organisation at the start of a week.
#[derive(Debug, Clone)]
pub struct Event {
    /// The step at whose start it happens: week t lies between observation t and observation t + 1.
    pub week: u32,
    pub kind: &'static EventKind,
    /// One number per field of the kind, the optional ones last.
    pub fields: Vec<f64>,
    /// What a policy event sets, in the registry's order.
    pub set: Vec<Assignment>,
    pub who: Participants,
}

impl PartialEq for Event {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.kind, other.kind)
            && self.week == other.week
            && self.fields == other.fields
            && self.set == other.set
            && self.who == other.who
    }
}

impl PartialEq for Values {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.registry, other.registry) && self.numbers == other.numbers
    }
}

impl Values {
    /// The defaults of a registry.
    #[must_use]
    pub fn defaults(registry: &'static Registry) -> Self {
        let mut values = Values {
            registry,
            numbers: registry.parameters.iter().map(|p| p.default).collect(),
            other_named: vec![false; registry.pairs.len()],
        };
        for pair in 0..registry.pairs.len() {
            values.reconcile(pair);
        }
        values
    }

    #[must_use]
    pub fn registry(&self) -> &'static Registry {
        self.registry
    }

    /// All numbers, in the registry's order.
    #[must_use]
    pub fn numbers(&self) -> &[f64] {
        &self.numbers
    }

    /// The number of a parameter that the registry has.
    ///
    /// # Panics
    /// When the registry has no parameter of that name: the names asked for here stand in the model's own source, and
    /// a test asks for every one.
    #[must_use]
    pub fn get(&self, name: &str) -> f64 {
        let position = self.registry.position(name);
        self.numbers[position.unwrap_or_else(|| panic!("no parameter `{name}` in this model"))]
    }

    /// Whether the `other` pair of either-or number `pair` was the one last named.
    #[must_use]
    pub fn names_other(&self, pair: usize) -> bool {
        self.other_named[pair]
    }

    /// Applies one layer: each assignment in turn; the pair that the layer names becomes the one in force, its unnamed
    /// partner keeps its value, and the other pair follows.
    pub fn apply(&mut self, layer: &[Assignment]) {
        for assignment in layer {
            self.numbers[assignment.position] = assignment.number;
            let name = self.registry.parameters[assignment.position].name;
            for (index, pair) in self.registry.pairs.iter().enumerate() {
                if pair.usual.contains(&name) {
                    self.other_named[index] = false;
                    self.reconcile(index);
                } else if pair.other.contains(&name) {
                    self.other_named[index] = true;
                    self.reconcile(index);
                }
            }
        }
    }

    fn reconcile(&mut self, index: usize) {
        let pair = &self.registry.pairs[index];
        if self.other_named[index] {
            let usual = (pair.to_usual)(pair.other.map(|name| self.get(name)));
            self.store(pair.usual, usual);
        } else {
            let other = (pair.to_other)(pair.usual.map(|name| self.get(name)));
            self.store(pair.other, other);
        }
    }

    fn store(&mut self, names: [&str; 2], numbers: [f64; 2]) {
        for (name, number) in names.into_iter().zip(numbers) {
            if let Some(position) = self.registry.position(name) {
                self.numbers[position] = number;
            }
        }
    }
}
