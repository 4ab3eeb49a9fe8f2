//! Parts of a plan.

use super::*;

#[test]
fn parts_share_out_all_runs_evenly_and_each_gets_to_every_cell() {
    for (cells, replicates, of) in [(84, 200, 8), (8, 16, 8), (3, 50, 7), (1, 10, 4)] {
        let runs = (0..replicates)
            .flat_map(|replicate| (0..cells).map(move |cell| Run { cell, replicate }));
        let shards: Vec<Shard> = (1..=of)
            .map(|number| Shard::new(number, of).expect("a part"))
            .collect();
        let mut counts = vec![0_usize; shards.len()];
        let mut visited = vec![std::collections::BTreeSet::new(); shards.len()];
        for run in runs {
            let holders: Vec<usize> = (0..shards.len())
                .filter(|&shard| place(run, 1, of) == shards[shard].index as usize)
                .collect();
            assert_eq!(holders.len(), 1, "every run is of one part");
            counts[holders[0]] += 1;
            visited[holders[0]].insert(run.cell);
        }
        let (least, most) = (counts.iter().min(), counts.iter().max());
        let spread = most.expect("parts") - least.expect("parts");
        assert!(spread <= cells, "{counts:?}");
        assert!(visited.iter().all(|cells_of| cells_of.len() == cells));
    }
}

#[test]
fn there_are_no_parts_but_those_from_one_to_their_number() {
    assert!(Shard::new(0, 8).is_none() && Shard::new(9, 8).is_none());
    let last = Shard::new(8, 8).expect("the last part");
    assert_eq!((last.number(), last.of()), (8, 8));
    assert!(Shard::WHOLE.is_whole() && !last.is_whole());
}
