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
    let blocks = shape.blocks_per_seat();
    let documents = shape.situations as u64;
    counts.documents += documents;
    counts.structured_documents += documents;
    counts.integrated_documents += documents;
    counts.combinations += documents;
    let mut claims = vec![Week::default(); blocks];
    for &seat in seats {
        let seat = seat as usize;
        let rates = profiles.rates(seat, everybody);
        let rows = seat * blocks..(seat + 1) * blocks;
        let habits = organisation.habits[rows.clone()].chunks_exact(shape.blocks);
        let beliefs = organisation.beliefs[rows].chunks_exact(shape.blocks);
        let of_situation = claims.chunks_exact_mut(shape.blocks);
        for ((habits, beliefs), claims) in habits.zip(beliefs).zip(of_situation) {
            let stated = articulation::statements(rates, shape, (habits, beliefs), words, claims);
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
            let beliefs = &mut organisation.beliefs[seat * blocks..][rows.clone()];
            let practised = organisation.practised[seat * shape.situations + situation];
            reading::read(rates, knowledge, rows, practised, beliefs);
        }
    }
}
