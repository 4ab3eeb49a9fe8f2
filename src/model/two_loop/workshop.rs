//! A workshop in the room (MODEL section 7): all who take part state what they hold, a document of every situation comes
//! out of it, and all read what it says.

use crate::random::Words;

use super::articulation;
use super::knowledge_base::{KnowledgeBase, Week};
use super::organisation::Organisation;
use super::profiles::Profiles;
use super::rates::Rates;
use super::reading;
use super::week::Counts;

/// One round: statements first, from everybody, then reading, by everybody. Per seat in turn, a word for each judgement.
pub(super) fn round(
    seats: &[u32],
    organisation: &mut Organisation,
    knowledge: &mut KnowledgeBase,
    (profiles, everybody): (&Profiles, &Rates),
    words: &mut Words,
    counts: &mut Counts,
    counted: &mut [Counts],
) {
    let shape = organisation.shape;
    let documents = shape.situations as u64;
    counts.documents += documents;
    counts.structured_documents += documents;
    counts.integrated_documents += documents;
    counts.combinations += documents;
    let mut claims = vec![Week::default(); shape.blocks_per_seat()];
    for &seat in seats {
        let seat = seat as usize;
        let rates = profiles.rates(seat, everybody);
        let of_situation = claims.chunks_exact_mut(shape.blocks);
        for (situation, claims) in of_situation.enumerate() {
            let rows = shape.rows(seat, situation);
            let minds = (
                &organisation.habits[rows.clone()],
                &organisation.beliefs[rows],
            );
            let stated = articulation::statements(rates, shape, minds, words, claims);
            counts.externalisations += stated;
            if let Some(own) = counted.get_mut(seat) {
                own.externalisations += stated;
            }
        }
    }
    knowledge.record(&claims, everybody);
    for &seat in seats {
        let seat = seat as usize;
        let rates = profiles.rates(seat, everybody);
        for situation in 0..shape.situations {
            let rows = situation * shape.blocks..(situation + 1) * shape.blocks;
            let beliefs = &mut organisation.beliefs[shape.rows(seat, situation)];
            let practised = organisation.practised[shape.place(seat, situation)];
            reading::read(rates, knowledge, rows, practised, beliefs);
        }
    }
}
