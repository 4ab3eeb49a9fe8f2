//! Who and what a story is about: the variant that goes to the gemba, the one without, the workshops and their weeks.
//!
//! Read from the manifest alone, so that no outcome chooses what is told. It must not know how anything is drawn.

use crate::chart::data::{Data, Variant};
use crate::chart::roster;
use crate::table::{EventInfo, PersonInfo};

/// What a story needs to be told.
pub struct Cast<'a> {
    /// The variant with the most weeks at the gemba.
    pub told: usize,
    /// The variant that it is compared with: the reference, or the one with the fewest weeks at the gemba.
    pub other: Option<usize>,
    pub people: Vec<&'a PersonInfo>,
    /// All workshops of both variants, in the order of time.
    pub spans: Vec<Span>,
}

/// A workshop: from the week before it to the week after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: u32,
    pub to: u32,
    pub place: Place,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Room,
    Gemba,
}

impl Cast<'_> {
    /// `None` without workshops, or without people who are observed between start and end.
    pub fn of<'a>(data: &Data<'a>) -> Option<Cast<'a>> {
        let people = roster::told(data.manifest);
        if people.is_empty() || data.manifest.people_weeks.len() < 3 {
            return None;
        }
        let all = 0..data.variants.len();
        // The first of equal ones, as `max_by_key` takes the last.
        let told = all
            .clone()
            .rev()
            .max_by_key(|variant| gemba_weeks(&data.variants[*variant]))?;
        let other = match data.reference {
            Some(reference) if reference == told => all
                .filter(|variant| *variant != told)
                .min_by_key(|variant| gemba_weeks(&data.variants[*variant])),
            reference => reference,
        };
        let mut spans: Vec<Span> = [Some(told), other]
            .into_iter()
            .flatten()
            .flat_map(|variant| data.variants[variant].events.iter().filter_map(span))
            .collect();
        spans.sort_unstable();
        spans.dedup();
        (!spans.is_empty()).then_some(Cast {
            told,
            other,
            people,
            spans,
        })
    }

    /// The first workshop of the told variant in that place.
    pub fn first(&self, data: &Data<'_>, place: Place) -> Option<Span> {
        let spans = data.variants[self.told].events.iter().filter_map(span);
        spans.filter(|span| span.place == place).min()
    }
}

fn span(event: &EventInfo) -> Option<Span> {
    let (place, weeks) = match event.kind.as_str() {
        "workshop" => (Place::Room, 1),
        "gemba" => (Place::Gemba, event.weeks.unwrap_or(1)),
        _ => return None,
    };
    Some(Span {
        from: event.week,
        to: event.week.saturating_add(weeks),
        place,
    })
}

fn gemba_weeks(variant: &Variant<'_>) -> u32 {
    let spans = variant.events.iter().filter_map(span);
    let gemba = spans.filter(|span| span.place == Place::Gemba);
    gemba.fold(0, |sum: u32, span| sum.saturating_add(span.to - span.from))
}
