//! Lays layers of parameters on one another and keeps for every value where it came from.
//!
//! Owns origins, and the check of what only shows when all values are together. Knows layers, not files or events.

mod origin;

use super::faults::{Fault, Place};
use super::layer::Layer;
use super::names;
use super::registry::{Breach, Registry};
use super::values::{Assignment, Values};

pub use origin::Origin;
pub(super) use origin::Speaker;

/// Values, and for each of them its origin and the places that decided it.
#[derive(Debug, Clone)]
pub(super) struct Settled {
    pub values: Values,
    traces: Vec<Trace>,
}

#[derive(Debug, Clone)]
struct Trace {
    origin: Origin,
    places: Vec<Place>,
}

impl Settled {
    pub fn defaults(registry: &'static Registry) -> Self {
        let mut traces = vec![
            Trace {
                origin: Origin::Default,
                places: Vec::new()
            };
            registry.parameters.len()
        ];
        for pair in registry.pairs {
            for position in pair.other.iter().filter_map(|name| registry.position(name)) {
                traces[position].origin = Origin::Follows { from: pair.usual };
            }
        }
        Settled {
            values: Values::defaults(registry),
            traces,
        }
    }

    /// Lays a layer on top.
    pub fn apply(&mut self, layer: &Layer, speaker: Speaker<'_>) {
        self.values.apply(&layer.plain());
        let registry = self.values.registry();
        for given in &layer.assignments {
            let place = &given.place;
            self.traces[given.value.position] = Trace {
                origin: speaker.origin(place),
                places: vec![place.clone()],
            };
        }
        for pair in registry.pairs {
            let names = |names: [&'static str; 2]| names.map(|name| registry.position(name));
            let (usual, other) = (names(pair.usual), names(pair.other));
            let is_given = |positions: [Option<usize>; 2]| {
                positions
                    .iter()
                    .flatten()
                    .any(|position| layer.find(*position).is_some())
            };
            let (held, held_names, following, following_names) = if is_given(usual) {
                (usual, pair.usual, other, pair.other)
            } else if is_given(other) {
                (other, pair.other, usual, pair.usual)
            } else {
                continue;
            };
            for position in held.into_iter().flatten() {
                if let Origin::Follows { .. } = self.traces[position].origin {
                    self.traces[position].origin = Origin::Kept {
                        from: following_names,
                    };
                }
            }
            let places: Vec<Place> = held
                .iter()
                .flatten()
                .flat_map(|held| self.traces[*held].places.clone())
                .collect();
            for position in following.into_iter().flatten() {
                self.traces[position] = Trace {
                    origin: Origin::Follows { from: held_names },
                    places: places.clone(),
                };
            }
        }
    }

    /// Sets a value that follows from the people in a file.
    pub fn decide(&mut self, position: usize, number: f64, file: &str) {
        self.values.apply(&[Assignment { position, number }]);
        self.traces[position] = Trace {
            origin: Origin::Roster {
                file: file.to_owned(),
            },
            places: Vec::new(),
        };
    }

    /// Takes a value back to its default.
    pub fn forget(&mut self, position: usize) {
        let number = self.values.registry().parameters[position].default;
        self.values.apply(&[Assignment { position, number }]);
        self.traces[position] = Trace {
            origin: Origin::Default,
            places: Vec::new(),
        };
    }

    /// Per parameter, in the registry's order.
    pub fn origins(&self) -> Vec<Origin> {
        self.traces
            .iter()
            .map(|trace| trace.origin.clone())
            .collect()
    }

    /// What does not fit together. Nothing is said of what depends on refused parameters.
    pub fn breaches(&self, refused: &[usize]) -> Vec<Breach> {
        let out_of_range = out_of_range(&self.values);
        let registry = self.values.registry();
        let breaches = if out_of_range.is_empty() {
            (registry.check)(&self.values)
        } else {
            out_of_range
        };
        breaches
            .into_iter()
            .filter(|breach| {
                !breach.keys.iter().any(|key| {
                    let related = related(registry, key);
                    related.iter().any(|key| {
                        registry
                            .position(key)
                            .is_some_and(|at| refused.contains(&at))
                    })
                })
            })
            .collect()
    }

    /// Whether a layer sets something that a breach is about.
    pub fn touches(&self, layer: &Layer, breach: &Breach) -> bool {
        let registry = self.values.registry();
        let mut keys = breach.keys.iter().flat_map(|key| related(registry, key));
        keys.any(|key| {
            registry
                .position(key)
                .is_some_and(|position| layer.find(position).is_some())
        })
    }

    /// Whether a pair that follows from the other lies outside its range.
    pub fn is_out_of_range(&self) -> bool {
        !out_of_range(&self.values).is_empty()
    }

    /// A breach as a fault that points at the places that decided it; one that arose in an event, at the event's layer.
    pub fn fault(&self, breach: Breach, event: Option<&Layer>) -> Fault {
        let registry = self.values.registry();
        let mut places: Vec<Place> = Vec::new();
        for position in breach.keys.iter().filter_map(|key| registry.position(key)) {
            for place in &self.traces[position].places {
                if !places.iter().any(|known| known.is_same(place)) {
                    places.push(place.clone());
                }
            }
        }
        let own = |place: &Place| {
            event.is_some_and(|layer| {
                layer
                    .assignments
                    .iter()
                    .any(|given| given.place.is_same(place))
            })
        };
        if let Some(first) = event.and_then(|layer| layer.assignments.first())
            && !places.iter().any(own)
        {
            places.push(first.place.clone());
        }
        // First what the event sets, then the command line, then the file asked for, then what it extends.
        places.sort_by_key(|place| {
            (
                !own(place),
                place.page().has_lines(),
                place.page().rank,
                std::cmp::Reverse(place.key.start),
            )
        });
        let Some((first, rest)) = places.split_first() else {
            return Fault::general(breach.message).help(sentence(&breach.help));
        };
        let help = sentence(&breach.help) + &self.defaults_among(&breach.keys);
        let is_first = |place: &Place| {
            let of_page = places.iter().filter(|other| place.is_within(other.page()));
            of_page.map(|other| other.key.start).min() == Some(place.key.start)
        };
        let label = |place: &Place| match event {
            _ if places.len() == 1 => "",
            Some(_) if own(place) => "from this event on",
            _ if is_first(place) => "this",
            _ => "and this",
        };
        let fault = Fault::at(first, breach.message)
            .label(label(first))
            .help(help);
        rest.iter()
            .fold(fault, |fault, place| fault.also_at(place, label(place)))
    }

    /// Of keys that no file gives, what they are; for the end of a help.
    fn defaults_among(&self, keys: &[&'static str]) -> String {
        let registry = self.values.registry();
        let defaults = keys.iter().filter_map(|key| {
            let position = registry.position(key)?;
            let number = self.values.numbers()[position];
            self.traces[position]
                .places
                .is_empty()
                .then(|| format!(" `{key}` is {number} by default."))
        });
        defaults.collect()
    }
}

/// Whether values do not fit together.
pub(super) fn do_not_fit(values: &Values) -> bool {
    !out_of_range(values).is_empty() || !(values.registry().check)(values).is_empty()
}

/// Values of a following pair that lie outside their range: no file names them, so no reader has seen them.
fn out_of_range(values: &Values) -> Vec<Breach> {
    let registry = values.registry();
    let mut breaches = Vec::new();
    for (index, pair) in registry.pairs.iter().enumerate() {
        let (held, following) = if values.names_other(index) {
            (pair.other, pair.usual)
        } else {
            (pair.usual, pair.other)
        };
        for name in following {
            let Some(position) = registry.position(name) else {
                continue;
            };
            let number = values.numbers()[position];
            let range = registry.parameters[position].range;
            if !range.contains(number) {
                breaches.push(Breach {
                    keys: held.to_vec(),
                    message: format!(
                        "`{}` and `{}` together make `{name}` {number}; allowed is {range}",
                        held[0], held[1]
                    ),
                    help: format!("Change one of them so that `{name}` is {range}."),
                });
            }
        }
    }
    breaches
}

/// A model's help as a sentence, since more may follow it.
fn sentence(text: &str) -> String {
    match text.trim().trim_end_matches('.') {
        "" => String::new(),
        text => format!("{}.", names::capitalised(text)),
    }
}

/// The key and, for a key of an either-or, all four.
fn related(registry: &'static Registry, key: &'static str) -> Vec<&'static str> {
    let pair = registry
        .pairs
        .iter()
        .find(|pair| pair.usual.contains(&key) || pair.other.contains(&key));
    match pair {
        Some(pair) => [pair.usual, pair.other].concat(),
        None => vec![key],
    }
}
