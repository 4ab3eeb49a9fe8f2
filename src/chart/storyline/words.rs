//! What a story comes to: what the room did, what the gemba did, and what of it the tables can prove.

use super::cast::{Cast, Place, Span};
use super::{Strand, people, weekly};
use crate::analysis::{Finding, Verdict};
use crate::chart::Standing;
use crate::chart::change::Change;
use crate::chart::data::{Data, Measure};
use crate::chart::frame::Words;
use crate::chart::number;
use crate::chart::question::Findings;
use crate::chart::theme::Theme;
use crate::chart::wording::{self, Headline};

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    cast: &Cast<'_>,
) -> (Words, Standing) {
    let headline = headline(data, findings, cast);
    let mut footer = Vec::from_iter(headline.evidence);
    footer.push(shaded(&cast.spans));
    footer.push(wording::provenance(data));
    let mut subtitle = vec![wording::worn(
        theme.ink,
        wording::sentence(&data.variants[cast.told].label),
    )];
    if let Some(other) = cast.other {
        let label = &data.variants[other].label;
        subtitle.push(wording::plain(theme, " (solid) against "));
        subtitle.push(wording::worn(theme.baseline, label.clone()));
        subtitle.push(wording::plain(theme, " (dashed)"));
    }
    let team = data.variants[cast.told].employees;
    let team = team.map_or_else(String::new, |heads| format!(" of a team of {heads}"));
    let rest = format!(", means{team} over {}; ", wording::weeks(data.weeks()));
    subtitle.push(wording::plain(theme, rest));
    subtitle.push(wording::worn(theme.explicit, "what is said"));
    subtitle.push(wording::plain(theme, " and "));
    subtitle.push(wording::worn(theme.tacit, "what is done"));
    let words = Words {
        title: headline.title,
        subtitle,
        footer,
    };
    (words, headline.standing)
}

/// What the first workshop in the room changed within runs.
struct Room {
    coherence: Change,
    capability: Change,
    measures: [Measure; 2],
}

impl Room {
    fn of(data: &Data<'_>, cast: &Cast<'_>) -> Option<Room> {
        let span = cast.first(data, Place::Room)?;
        let measures = [data.measure("coherence")?, data.measure("capability")?];
        let change = |measure: &Measure| {
            let weekly = data.weekly(cast.told, measure);
            Change::between(measure, &weekly, span.from, span.to)
        };
        Some(Room {
            coherence: change(&measures[0])?,
            capability: change(&measures[1])?,
            measures,
        })
    }

    /// "in the room, coherence rises 51 pp and capability stays put"; nothing unless coherence rises.
    fn in_title(&self) -> Option<String> {
        if !self.coherence.rises() {
            return None;
        }
        let moved = number::points_size(self.capability.size());
        let capability = if self.capability.is_small() {
            " and capability stays put".to_owned()
        } else if self.capability.rises() {
            format!(" and capability {moved}")
        } else if self.capability.falls() {
            format!(", while capability falls {moved}")
        } else {
            ", with no clear change in capability".to_owned()
        };
        let risen = number::points_size(self.coherence.size());
        Some(format!("in the room, coherence rises {risen}{capability}"))
    }

    fn in_footer(&self) -> String {
        format!(
            "In the room: {}, {}; changes between weeks: means, seeds not matched, not adjusted",
            self.coherence.in_words(&self.measures[0]),
            self.capability.in_words(&self.measures[1])
        )
    }
}

fn headline(data: &Data<'_>, findings: &Findings, cast: &Cast<'_>) -> Headline {
    let room = Room::of(data, cast);
    let of_room = room.as_ref().and_then(Room::in_title);
    let of_end = cast
        .other
        .and_then(|other| End::of(data, findings, cast, other));
    let evidence: Vec<String> = [
        of_end.as_ref().map(End::in_footer),
        room.as_ref().map(Room::in_footer),
    ]
    .into_iter()
    .flatten()
    .collect();
    let (text, standing) = match (of_room, of_end) {
        (of_room, Some(end)) => end.title(data, of_room),
        (Some(of_room), None) => (of_room, Standing::Holds),
        (None, None) => (
            format!(
                "what the people of {} do, week by week",
                wording::name(data, cast.told)
            ),
            Standing::Describes,
        ),
    };
    Headline {
        title: wording::sentence(&text),
        standing,
        evidence: (!evidence.is_empty()).then(|| evidence.join("  ·  ")),
    }
}

/// How the told variant ends against the other, at the same seed.
struct End<'a> {
    pair: [usize; 2],
    capability: (Measure, &'a Finding),
    changed: Option<(Measure, &'a Finding)>,
    /// Whether nothing but the gemba can have made the difference, and behaviour changed while it lasted.
    is_of_gemba: bool,
}

impl<'a> End<'a> {
    fn of(
        data: &Data<'_>,
        findings: &'a Findings,
        cast: &Cast<'_>,
        other: usize,
    ) -> Option<End<'a>> {
        let found = |metric| {
            let measure = data.measure(metric)?;
            let finding = findings.get(&measure, cast.told, other)?;
            Some((measure, finding))
        };
        Some(End {
            pair: [cast.told, other],
            capability: found("capability")?,
            changed: found("internalisations"),
            is_of_gemba: is_of_gemba(data, cast, other).unwrap_or_default(),
        })
    }

    fn title(&self, data: &Data<'_>, of_room: Option<String>) -> (String, Standing) {
        let (capability, finding) = (&self.capability.0, self.capability.1);
        if !finding.holds() {
            let text = wording::nothing_clear(data, capability, finding, self.pair);
            return (text, Standing::Fails);
        }
        let [name, other] = self.pair.map(|variant| wording::name(data, variant));
        let way = if finding.verdict == Verdict::Higher {
            "higher"
        } else {
            "lower"
        };
        let size = number::points_size(finding.estimate.mean);
        let of_end = match &self.changed {
            Some((_, changed)) if changed.verdict == Verdict::Higher && self.is_of_gemba => {
                format!(
                    "at the gemba behaviour changes, and capability ends {size} {way} than without"
                )
            }
            Some((measure, changed)) if !changed.holds() => format!(
                "{name} {} than {other}, {}",
                wording::ends(capability, finding),
                wording::unclear_clause(measure, changed)
            ),
            _ => format!("{name} {} than {other}", wording::ends(capability, finding)),
        };
        let text = match of_room {
            Some(of_room) => format!("{of_room}; {of_end}"),
            None => of_end,
        };
        (text, Standing::Holds)
    }

    fn in_footer(&self) -> String {
        let mut found = vec![(&self.capability.0, self.capability.1)];
        found.extend(
            self.changed
                .as_ref()
                .map(|(measure, finding)| (measure, *finding)),
        );
        wording::evidence(&found)
    }
}

/// Both variants are one until the first gemba, in every metric, and by its last week the told one has changed more.
fn is_of_gemba(data: &Data<'_>, cast: &Cast<'_>, other: usize) -> Option<bool> {
    let Span { from, to, .. } = cast.first(data, Place::Gemba)?;
    let are_one = data.manifest.metrics.iter().all(|metric| {
        let until = |variant: usize| -> Vec<[u64; 2]> {
            let measure = data.measure(&metric.name);
            let weekly = measure.map(|measure| data.weekly(variant, &measure));
            let before = weekly.unwrap_or_default().into_iter();
            before
                .take_while(|(week, _)| *week <= from)
                .map(|(_, summary)| [summary.mean, summary.sd].map(f64::to_bits))
                .collect()
        };
        until(cast.told) == until(other)
    });
    let measure = data.measure("internalisations")?;
    let at_end = |variant| {
        let weekly = data.weekly(variant, &measure);
        weekly.into_iter().find(|(week, _)| *week >= to)
    };
    let change = Change::of(&measure, &at_end(other)?.1, &at_end(cast.told)?.1);
    Some(are_one && change.rises())
}

/// "Shaded: week 1 in the room, weeks 5–12 at the gemba".
fn shaded(spans: &[Span]) -> String {
    const MOST: usize = 4;
    let told: Vec<String> = spans
        .iter()
        .take(MOST)
        .map(|span| {
            let place = match span.place {
                Place::Room => "in the room",
                Place::Gemba => "at the gemba",
            };
            let last = span.to.saturating_sub(1);
            if last > span.from {
                format!("weeks\u{a0}{}–{last} {place}", span.from)
            } else {
                format!("week\u{a0}{} {place}", span.from)
            }
        })
        .collect();
    let more = spans.len().saturating_sub(MOST);
    let more = if more > 0 {
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("Shaded: {}{more}", told.join(", "))
}

pub fn alt(data: &Data<'_>, cast: &Cast<'_>, strands: &[Strand]) -> String {
    let mut text = format!(
        "Five line charts, one below another, over {}, and a row for each of {} people. {}.",
        wording::weeks(data.weeks()),
        cast.people.len(),
        shaded(&cast.spans)
    );
    for variant in [Some(cast.told), cast.other].into_iter().flatten() {
        let parts: Vec<String> = strands
            .iter()
            .filter_map(|strand| {
                let course = weekly(data, strand, variant);
                let [first, last] = [course.first()?.1, course.last()?.1]
                    .map(|value| wording::value(&strand.measure, value));
                let highest = course.iter().map(|(_, value)| *value).fold(0.0, f64::max);
                let highest = wording::value(&strand.measure, highest);
                let name = strand.name.join(" ");
                Some(format!("{name} from {first} to {last}, at most {highest}"))
            })
            .collect();
        let label = &data.variants[variant].label;
        text.extend([" ", label, ": ", &parts.join("; "), "."]);
    }
    text.extend([" ", &people::in_words(data, cast).join("; "), "."]);
    text.replacen("Five", word(strands.len()), 1)
}

fn word(count: usize) -> &'static str {
    ["No", "One", "Two", "Three", "Four", "Five"]
        .get(count)
        .copied()
        .unwrap_or("Several")
}
