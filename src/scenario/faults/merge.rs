//! One fault instead of one for each variant, where what is wrong stands in one place; and whose fault it is.

use super::Fault;
use crate::scenario::names;

/// Merges faults that stand in the same place and say the same but for their numbers. Each comes with the index of its
/// variant; the variants are named unless the fault is the same in all of them.
pub(in super::super) fn merge(faults: Vec<(usize, Fault)>, variants: &[&str]) -> Vec<Fault> {
    let mut groups: Vec<Group> = Vec::new();
    for (variant, fault) in faults {
        match groups.iter_mut().find(|group| group.first.is_kin(&fault)) {
            Some(group) if group.first.message == fault.message => group.equal.push(variant),
            Some(group) => group.alike.push(variant),
            None => groups.push(Group {
                first: fault,
                equal: vec![variant],
                alike: Vec::new(),
            }),
        }
    }
    groups
        .into_iter()
        .map(|group| group.told(variants))
        .collect()
}

/// Faults of one kind in one place.
struct Group {
    first: Fault,
    /// The variants whose fault says the very same.
    equal: Vec<usize>,
    /// Those that have other numbers.
    alike: Vec<usize>,
}

impl Group {
    fn told(self, variants: &[&str]) -> Fault {
        let Group {
            mut first,
            equal,
            alike,
        } = self;
        if equal.len() == variants.len() {
            return first;
        }
        first.message = format!("in {}: {}", named(&equal, variants), first.message);
        if alike.is_empty() {
            return first;
        }
        let likewise = format!("Likewise in {}.", named(&alike, variants));
        first.help = Some(match first.help {
            Some(help) => format!("{help} {likewise}"),
            None => likewise,
        });
        first
    }
}

fn named(some: &[usize], variants: &[&str]) -> String {
    let some: Vec<&str> = some.iter().map(|index| variants[*index]).collect();
    let noun = if some.len() == 1 {
        "variant"
    } else {
        "variants"
    };
    format!("the {noun} {}", names::listed(&some))
}

impl Fault {
    fn is_kin(&self, other: &Fault) -> bool {
        let words = |text: &str| -> String {
            let number = |c: char| c.is_ascii_digit() || c == '.';
            text.chars().filter(|c| !number(*c)).collect()
        };
        self.order() == other.order()
            && self.file() == other.file()
            && words(&self.message) == words(&other.message)
    }
}
