//! Finds teams in the ties of people who have none: groups with more trust within than chance would have.
//!
//! Owns the choice of method (docs/decisions/0011-communities.md): the Leiden algorithm, modularity, the best of a fixed
//! number of starts from fixed seeds. Trust goes in as whole numbers, so that sums are exact in whatever order.

use leiden_rs::{GraphDataBuilder, Leiden, LeidenConfig};

use super::Tie;

/// Whole units of trust: fine enough for any scale, and sums of a million ties stay exact.
const UNITS: f64 = 1_048_576.0;
const STARTS: u64 = 20;
/// Of larger networks one start has to do.
const MANY_TIES: usize = 20_000;

/// The group of each person, and the modularity of the whole; none where the method fails.
pub(super) fn find(people: usize, ties: &[Tie]) -> Option<(Vec<usize>, f64)> {
    let mut builder = GraphDataBuilder::new(people);
    for tie in ties {
        let weight = (f64::from(tie.trust) * UNITS).round().max(1.0);
        let [one, other] = tie.seats.map(|seat| seat as usize);
        builder.add_edge(one, other, weight).ok()?;
    }
    let graph = builder.build().ok()?;
    let starts = if ties.len() > MANY_TIES { 1 } else { STARTS };
    let mut best: Option<(Vec<usize>, f64)> = None;
    for seed in 1..=starts {
        let config = LeidenConfig {
            seed: Some(seed),
            ..LeidenConfig::default()
        };
        let output = Leiden::new(config).run(&graph).ok()?;
        if best
            .as_ref()
            .is_none_or(|(_, quality)| output.quality > *quality)
        {
            let groups = (0..people).map(|person| output.partition.community_of(person));
            best = Some((groups.collect(), output.quality));
        }
    }
    best
}

/// Names for groups: "group 1" is the largest, of equal ones that of the first person. Returns for each person the index
/// of its name among the names, which stand in the order in which the people first have them.
pub(super) fn named(groups: &[usize]) -> (Vec<u32>, Vec<String>) {
    // In the order of their first members.
    let mut order: Vec<(usize, usize)> = Vec::new();
    let mut place_of: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    let mut of_person = Vec::with_capacity(groups.len());
    for group in groups {
        let place = *place_of.entry(*group).or_insert_with(|| {
            order.push((order.len(), 0));
            order.len() - 1
        });
        order[place].1 += 1;
        of_person.push(u32::try_from(place).unwrap_or(u32::MAX));
    }
    let mut by_size = order.clone();
    by_size.sort_by_key(|&(place, size)| (std::cmp::Reverse(size), place));
    let mut names = vec![String::new(); order.len()];
    for (rank, (place, _)) in by_size.into_iter().enumerate() {
        names[place] = format!("group {}", rank + 1);
    }
    (of_person, names)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tie(one: u32, other: u32) -> Tie {
        Tie {
            seats: [one, other],
            trust: 0.5,
        }
    }

    #[test]
    fn two_triangles_with_a_bridge_are_two_groups() {
        // The smallest textbook example; modularity 5/14 = 0.357 (6 of 7 ties within, 2·(7/14)² expected).
        let ties = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)].map(|(a, b)| tie(a, b));
        let (groups, modularity) = find(6, &ties).unwrap();
        let (of_person, names) = named(&groups);
        assert_eq!(of_person, [0, 0, 0, 1, 1, 1]);
        assert_eq!(names, ["group 1", "group 2"]);
        assert!((modularity - 5.0 / 14.0).abs() < 1e-12, "{modularity}");
    }

    #[test]
    fn groups_are_called_by_size_and_listed_by_first_member() {
        let (of_person, names) = named(&[7, 3, 3, 9, 9]);
        assert_eq!(of_person, [0, 1, 1, 2, 2]);
        assert_eq!(names, ["group 3", "group 1", "group 2"]);
    }

    #[test]
    fn people_without_ties_are_groups_of_their_own() {
        let (groups, _) = find(4, &[tie(0, 1)]).unwrap();
        assert_eq!(named(&groups).0, [0, 0, 1, 2]);
    }
}
