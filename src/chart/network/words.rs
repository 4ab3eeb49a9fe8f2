//! What the network comes to: how capability and trust change, and what of it the tables can prove.

use super::cast::{Cast, called, mean, team_ends};
use super::claim::{self, Gains};
use super::names::{Named, Why};
use super::teams;
use crate::analysis::{Finding, Verdict};
use crate::chart::Standing;
use crate::chart::change::Change;
use crate::chart::data::{Data, Measure, Smallest};
use crate::chart::frame::Words;
use crate::chart::number;
use crate::chart::question::Findings;
use crate::chart::theme::Theme;
use crate::chart::wording;

/// "Week 0", "As it is, week 104".
pub fn heading(data: &Data<'_>, cast: &Cast<'_>, index: usize) -> String {
    let frame = &cast.frames[index];
    let week = format!("{}\u{a0}{}", data.manifest.step, frame.week);
    if index == 0 || data.variants.len() == 1 {
        return wording::sentence(&week);
    }
    let label = &data.variants[frame.variant].label;
    format!("{}, {week}", wording::sentence(label))
}

/// "capability 19 %, mean trust 0.27".
pub fn below_heading(cast: &Cast<'_>, index: usize) -> String {
    let capability = number::share(mean(cast.frames[index].capability.iter().copied()));
    let trust = cast.mean_trust(index);
    format!("capability {capability}, mean trust of a tie {trust:.2}")
}

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    cast: &Cast<'_>,
    named: &Named,
) -> Option<(Words, Standing)> {
    let told = Told::of(data, findings, cast)?;
    let (title, standing) = told.title(data, cast);
    let mut footer = told.evidence();
    footer.extend(on_drawing(data, theme, cast, named));
    footer.push(wording::provenance(data));
    let heads = number::count(cast.people.len() as f64);
    let mut subtitle = vec![
        wording::worn(theme.ink, "Size"),
        wording::plain(theme, ": capability of each of "),
        wording::plain(theme, format!("{heads} people")),
    ];
    if teams::are_told(cast) {
        subtitle.push(wording::plain(theme, "; "));
        subtitle.push(wording::worn(theme.ink, "colour"));
        subtitle.push(wording::plain(theme, ": team"));
    }
    subtitle.push(wording::plain(theme, "; "));
    subtitle.push(wording::worn(theme.ink, "width"));
    let runs = data.variants[cast.frames[1].variant].runs();
    subtitle.push(wording::plain(
        theme,
        format!(
            ": trust of each tie; means over {} runs",
            number::count_tick(runs as f64, 1.0)
        ),
    ));
    Some((
        Words {
            title: wording::sentence(&title),
            subtitle,
            footer,
        },
        standing,
    ))
}

/// What is known of capability and trust from the start to the end.
struct Told<'a> {
    capability: (Measure, Option<Change>),
    /// Mean trust over all ties.
    trust: Option<(Measure, Change)>,
    gains: Gains,
    other: Option<(usize, &'a Finding)>,
}

impl<'a> Told<'a> {
    fn of(data: &Data<'_>, findings: &'a Findings, cast: &Cast<'_>) -> Option<Told<'a>> {
        let [start, end] = [&cast.frames[0], &cast.frames[1]];
        let change = |measure: &Measure| {
            let weekly = data.weekly(start.variant, measure);
            Change::between(measure, &weekly, start.week, end.week)
        };
        let measure = data.measure("capability")?;
        let trust = data.measure("social_capital");
        let trust = trust.and_then(|measure| Some((change(&measure)?, measure)));
        let Smallest::Absolute(smallest) = measure.smallest else {
            return None;
        };
        let ends: Vec<_> = cast
            .teams
            .iter()
            .map(|team| team_ends(data, cast, team))
            .collect();
        let is_unnamed = cast.teams.iter().any(|team| team.name.is_empty());
        Some(Told {
            trust: trust.map(|(change, measure)| (measure, change)),
            gains: if is_unnamed {
                Gains::Unknown
            } else {
                claim::gains(&ends, smallest)
            },
            other: cast
                .other()
                .and_then(|other| Some((other, findings.get(&measure, other, start.variant)?))),
            capability: (measure.clone(), change(&measure)),
        })
    }

    fn title(&self, data: &Data<'_>, cast: &Cast<'_>) -> (String, Standing) {
        let (first, is_clear) = self.of_reference(data, cast);
        let Some((other, finding)) = self.other else {
            let standing = match is_clear {
                Some(true) => Standing::Holds,
                Some(false) => Standing::Fails,
                None => Standing::Describes,
            };
            return (first, standing);
        };
        let name = wording::name(data, other);
        let size = number::points_size(finding.estimate.mean);
        let second = match finding.verdict {
            Verdict::Higher => format!("{name} ends {size} higher in capability"),
            Verdict::Lower => format!("{name} ends {size} lower in capability"),
            _ => {
                let clause = wording::unclear_clause(&self.capability.0, finding);
                format!("{name} ends {clause}")
            }
        };
        let standing = if is_clear == Some(true) || finding.holds() {
            Standing::Holds
        } else {
            Standing::Fails
        };
        (format!("{first}; {second}"), standing)
    }

    /// What becomes of the reference, and whether that is clear; `None` where no runs can tell.
    fn of_reference(&self, data: &Data<'_>, cast: &Cast<'_>) -> (String, Option<bool>) {
        let [start, end] = [&cast.frames[0], &cast.frames[1]];
        let place = if cast.other().is_some() {
            format!("in {} ", wording::name(data, end.variant))
        } else {
            String::new()
        };
        let (measure, change) = &self.capability;
        match change {
            Some(change) if change.rises() || change.falls() => {
                let [from, to] = [change.from.mean, change.to.mean].map(number::share);
                let rises = change.rises();
                let way = if rises { "rises" } else { "falls" };
                let lead = match self.gains {
                    Gains::Most(team) if rises => {
                        format!(", most in {},", short(cast.teams[team].name))
                    }
                    _ => String::new(),
                };
                let text = format!(
                    "{place}capability {way} from {from} to {to}{lead}{}",
                    self.of_trust()
                );
                (text.trim_end_matches(',').to_owned(), Some(true))
            }
            Some(change) if change.interval.iter().all(|end| end.is_finite()) => {
                let [from, to] = [start.week, end.week];
                let words = change.in_words(measure);
                let interval = words.split_once('(').map_or("", |(_, interval)| interval);
                let text = format!(
                    "{place}no clear change in capability from {} {from} to {to} ({}{}",
                    data.manifest.step,
                    interval,
                    self.of_trust()
                );
                (text, Some(false))
            }
            _ => {
                let ends = [start, end];
                let [from, to] =
                    ends.map(|frame| number::share(mean(frame.capability.iter().copied())));
                (format!("{place}capability goes from {from} to {to}"), None)
            }
        }
    }

    /// " while mean trust falls from 0.41 to 0.27"; nothing unless it moves clearly.
    fn of_trust(&self) -> String {
        let Some((_, change)) = &self.trust else {
            return String::new();
        };
        let [from, to] = [change.from.mean, change.to.mean];
        if change.rises() {
            format!(" while mean trust rises from {from:.2} to {to:.2}")
        } else if change.falls() {
            format!(" while mean trust falls from {from:.2} to {to:.2}")
        } else {
            String::new()
        }
    }

    fn evidence(&self) -> Vec<String> {
        let mut evidence = Vec::new();
        let (measure, change) = &self.capability;
        if let Some((_, finding)) = self.other {
            evidence.push(wording::evidence(&[(measure, finding)]));
        }
        let mut changes = Vec::new();
        changes.extend(change.map(|change| change.in_words(measure)));
        changes.extend(
            self.trust
                .as_ref()
                .map(|(_, change)| trust_in_words(change)),
        );
        if self.gains == Gains::Alike {
            changes.push("no team clearly ahead".to_owned());
        }
        if !changes.is_empty() {
            evidence.push(format!(
                "Start to end, means, seeds not matched, not adjusted: {}",
                changes.join(", ")
            ));
        }
        evidence
    }
}

/// "trust −0.144 (−0.145 to −0.143)".
fn trust_in_words(change: &Change) -> String {
    let [size, low, high] = [change.size(), change.interval[0], change.interval[1]].map(|value| {
        let sign = if value < 0.0 { "−" } else { "+" };
        format!("{sign}{:.3}", value.abs())
    });
    if change.interval.iter().all(|end| end.is_finite()) {
        format!("trust {size} ({low}\u{a0}to\u{a0}{high})")
    } else {
        format!("trust {size}")
    }
}

/// The name of a team in a title.
fn short(name: &str) -> String {
    const LETTERS: usize = 36;
    if name.chars().count() <= LETTERS {
        return name.replace(' ', "\u{a0}");
    }
    let head: String = name.chars().take(LETTERS - 1).collect();
    format!("{}…", head.trim_end())
}

/// What is drawn and what is not.
fn on_drawing(data: &Data<'_>, theme: &Theme, cast: &Cast<'_>, named: &Named) -> Vec<String> {
    let mut notes = Vec::new();
    let variants = data.variants.len();
    if variants > 2 {
        notes.push(format!(
            "{}: of {} alternatives the one that {}",
            theme.said("At the right", "At the bottom"),
            variants - 1,
            cast.choice
        ));
    }
    let drawn = cast.ties.iter().filter(|tie| tie.is_drawn).count();
    if let Some(most) = cast.ties.iter().rfind(|tie| !tie.is_drawn) {
        notes.push(format!(
            "The {} strongest of {} ties drawn, the others have at most {:.2}",
            number::count_tick(drawn as f64, 1.0),
            number::count_tick(cast.ties.len() as f64, 1.0),
            most.strongest()
        ));
    }
    let alone = cast.without_ties();
    notes.push(match alone {
        0 => "Placed by trust at the start".to_owned(),
        1 => "Placed by trust at the start, last the one without ties".to_owned(),
        alone => format!("Placed by trust at the start, last the {alone} without ties"),
    });
    match named.why {
        Why::Everybody => {}
        Why::OwnNames => notes.push("Named: who has a name in the file".to_owned()),
        Why::MostTrust => notes.push(format!(
            "Named: the {} with most trust at the start",
            named.people.len()
        )),
    }
    if cast.teams.len() > teams::MOST_LOOKS {
        notes.push(format!(
            "In colour: the {} largest of {} teams",
            teams::MOST_LOOKS,
            cast.teams.len()
        ));
    }
    notes
}

/// The chart for those who hear it.
pub fn alt(data: &Data<'_>, cast: &Cast<'_>) -> String {
    let mut text = format!(
        "{} pictures of the same network of {} people and {} ties, everybody at the same place.",
        ["One", "Two", "Three"]
            .get(cast.frames.len() - 1)
            .unwrap_or(&"Several"),
        cast.people.len(),
        cast.ties.len()
    );
    for index in 0..cast.frames.len() {
        text.extend([format!(
            " {}: {}.",
            heading(data, cast, index),
            below_heading(cast, index)
        )]);
    }
    let way = |members: &[usize]| {
        let [from, to] = [0, 1].map(|frame: usize| {
            let capability = &cast.frames[frame].capability;
            number::share(mean(members.iter().map(|member| capability[*member])))
        });
        format!("{from} to {to}")
    };
    if teams::are_told(cast) {
        let all = cast.teams.iter().map(|team| {
            let name = if team.name.is_empty() {
                "no team"
            } else {
                team.name
            };
            format!(
                "{name}, {} people: {}",
                team.members.len(),
                way(&team.members)
            )
        });
        let all: Vec<String> = all.collect();
        text.extend([format!(
            " Capability by team, start to end: {}.",
            all.join("; ")
        )]);
    }
    if cast.people.len() <= 15 {
        let all = (0..cast.people.len())
            .map(|person| format!("{}: {}", called(&cast.people[person]), way(&[person])));
        let all: Vec<String> = all.collect();
        text.extend([format!(" By person: {}.", all.join("; "))]);
    }
    text
}
