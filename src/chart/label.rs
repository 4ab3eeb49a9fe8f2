//! Where labels go when several want the same place.
//!
//! Owns the placers: along a line, wishes in and places out that do not overlap, as near to the wishes as can be; in the
//! plane, `beside` finds room beside a mark. It must not know what is labelled.

pub mod beside;

/// Places intervals of the given lengths along a line so that none overlap and all lie within `low` … `high`.
///
/// Each is centred on its wish where that is possible; those that collide share the move. The order of the wishes is
/// kept. `None` if all together are longer than the line.
pub fn spread(wishes: &[f64], lengths: &[f64], low: f64, high: f64) -> Option<Vec<f64>> {
    let total: f64 = lengths.iter().sum();
    if wishes.len() != lengths.len() || wishes.iter().any(|w| !w.is_finite()) || total > high - low
    {
        return None;
    }
    let mut order: Vec<usize> = (0..wishes.len()).collect();
    order.sort_by(|&a, &b| wishes[a].total_cmp(&wishes[b]));
    let mut groups: Vec<Group> = Vec::new();
    for &index in &order {
        groups.push(Group::of(wishes[index], lengths[index], index, low, high));
        while let [.., before, last] = groups.as_slice() {
            if before.start + before.length <= last.start {
                break;
            }
            let merged = Group::merge(before, last, low, high);
            groups.truncate(groups.len() - 2);
            groups.push(merged);
        }
    }
    let mut centres = vec![0.0; wishes.len()];
    for group in groups {
        let mut edge = group.start;
        for index in group.members {
            centres[index] = edge + lengths[index] / 2.0;
            edge += lengths[index];
        }
    }
    Some(centres)
}

/// Neighbours without space between them, which move together.
struct Group {
    /// The sum of the places at which each member would like the group to start.
    wished_starts: f64,
    start: f64,
    length: f64,
    members: Vec<usize>,
}

impl Group {
    fn of(wish: f64, length: f64, index: usize, low: f64, high: f64) -> Group {
        let wished = wish - length / 2.0;
        Group {
            wished_starts: wished,
            start: wished.clamp(low, (high - length).max(low)),
            length,
            members: vec![index],
        }
    }

    fn merge(before: &Group, last: &Group, low: f64, high: f64) -> Group {
        let members: Vec<usize> = before
            .members
            .iter()
            .chain(&last.members)
            .copied()
            .collect();
        let moved = last.wished_starts - before.length * last.members.len() as f64;
        let wished_starts = before.wished_starts + moved;
        let length = before.length + last.length;
        let mean = wished_starts / members.len() as f64;
        Group {
            wished_starts,
            start: mean.clamp(low, (high - length).max(low)),
            length,
            members,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_want_to_be() {
        assert_eq!(
            spread(&[10.0, 80.0, 50.0], &[10.0; 3], 0.0, 100.0),
            Some(vec![10.0, 80.0, 50.0])
        );
    }

    #[test]
    fn two_that_collide_share_the_move() {
        assert_eq!(
            spread(&[50.0, 52.0], &[10.0; 2], 0.0, 100.0),
            Some(vec![46.0, 56.0])
        );
    }

    #[test]
    fn what_cannot_fit_is_refused() {
        assert_eq!(spread(&[1.0; 11], &[10.0; 11], 0.0, 100.0), None);
        assert_eq!(spread(&[f64::NAN], &[10.0], 0.0, 100.0), None);
    }

    proptest! {
        #[test]
        fn labels_never_overlap_never_leave_and_keep_their_order(
            labels in prop::collection::vec((-200.0..1200.0f64, 1.0..60.0f64), 0..16)
        ) {
            let (wishes, lengths): (Vec<f64>, Vec<f64>) = labels.into_iter().unzip();
            let centres = spread(&wishes, &lengths, 0.0, 1000.0).expect("at most 960 long");
            let mut order: Vec<usize> = (0..wishes.len()).collect();
            order.sort_by(|&a, &b| wishes[a].total_cmp(&wishes[b]));
            for pair in order.windows(2) {
                let (a, b) = (pair[0], pair[1]);
                prop_assert!(centres[a] + lengths[a] / 2.0 <= centres[b] - lengths[b] / 2.0 + 1e-6);
            }
            for (centre, length) in centres.iter().zip(&lengths) {
                prop_assert!(centre - length / 2.0 >= -1e-6 && centre + length / 2.0 <= 1000.0 + 1e-6);
            }
        }
    }
}
