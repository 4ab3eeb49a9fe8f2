//! What the network comes to: how capability and trust change, and what of it the tables can prove.

use super::cast::{self, Cast, MOST_PEOPLE, called, mean, team_ends};
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
pub fn below_heading(data: &Data<'_>, cast: &Cast<'_>, index: usize) -> String {
    let capability = number::share(mean(cast.frames[index].capability.iter().copied()));
    let trust = cast.mean_trust(index);
    let _ = data;
    format!("capability {capability}, mean trust of a tie {trust:.2}")
}

pub fn words(
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    cast: &Cast<'_>,
    named: &Named,
) -> Option<(Words, Standing)> {
    let measure = data.measure("capability")?;
    let told = Told::of(data, findings, cast, measure)?;
    let (title, standing) = told.title(data, cast);
    let mut footer = told.evidence();
    footer.extend(on_drawing(cast, named));
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

/// What is known of capability.
struct Told<'a> {
    measure: Measure,
    change: Option<Change>,
    gains: Gains,
    /// The gain of each team, by its place.
    other: Option<(usize, &'a Finding)>,
}

impl<'a> Told<'a> {
    fn of(
        data: &Data<'_>,
        findings: &'a Findings,
        cast: &Cast<'_>,
        measure: Measure,
    ) -> Option<Told<'a>> {
        let [start, end] = [&cast.frames[0], &cast.frames[1]];
        let weekly = data.weekly(start.variant, &measure);
        let change = Change::between(&measure, &weekly, start.week, end.week);
        let Smallest::Absolute(smallest) = measure.smallest else {
            return None;
        };
        let ends: Vec<_> = cast
            .teams
            .iter()
            .map(|team| team_ends(data, cast, team))
            .collect();
        let gains = if cast.teams.iter().any(|team| team.name.is_empty()) {
            Gains::Unknown
        } else {
            claim::gains(&ends, smallest)
        };
        let other = cast
            .other()
            .and_then(|other| Some((other, findings.get(&measure, other, start.variant)?)));
        Some(Told {
            measure,
            change,
            gains,
            other,
        })
    }

    fn title(&self, data: &Data<'_>, cast: &Cast<'_>) -> (String, Standing) {
        let [start, end] = [&cast.frames[0], &cast.frames[1]];
        let place = if cast.other().is_some() {
            format!("in {} ", wording::name(data, end.variant))
        } else {
            String::new()
        };
        let (first, is_clear) = match &self.change {
            Some(change) if change.rises() || change.falls() => {
                let way = if change.rises() { "rises" } else { "falls" };
                let [from, to] = [change.from.mean, change.to.mean].map(number::share);
                let teams = if change.rises() {
                    self.of_teams(cast)
                } else {
                    String::new()
                };
                (
                    format!("{place}capability {way} from {from} to {to}{teams}"),
                    Some(true),
                )
            }
            Some(change) if change.interval.iter().all(|end| end.is_finite()) => (
                format!(
                    "{place}no clear change in capability from week\u{a0}{} to {} ({})",
                    start.week,
                    end.week,
                    number_of(change, &self.measure)
                ),
                Some(false),
            ),
            _ => {
                let [from, to] =
                    [start, end].map(|frame| number::share(mean(frame.capability.iter().copied())));
                (format!("{place}capability goes from {from} to {to}"), None)
            }
        };
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
            Verdict::Higher => format!("{name} ends {size} higher"),
            Verdict::Lower => format!("{name} ends {size} lower"),
            _ => format!(
                "{name}: {}",
                wording::unclear_clause(&self.measure, finding).replacen("with ", "", 1)
            ),
        };
        let holds = is_clear == Some(true) || finding.holds();
        let standing = if holds {
            Standing::Holds
        } else {
            Standing::Fails
        };
        (format!("{first}; {second}"), standing)
    }

    /// ", most in group 2".
    fn of_teams(&self, cast: &Cast<'_>) -> String {
        match self.gains {
            Gains::Most(team) => format!(", most in {}", cast.teams[team].name),
            Gains::Alike => ", in no team clearly most".to_owned(),
            Gains::Unknown => String::new(),
        }
    }

    fn evidence(&self) -> Vec<String> {
        let mut evidence = Vec::new();
        if let Some((_, finding)) = self.other {
            evidence.push(wording::evidence(&[(&self.measure, finding)]));
        }
        if let Some(change) = &self.change {
            let teams = if self.gains == Gains::Unknown {
                ""
            } else {
                ", teams pair by pair (Bonferroni)"
            };
            evidence.push(format!(
                "Start to end: {}; means, seeds not matched{teams}",
                change.in_words(&self.measure)
            ));
        }
        evidence
    }
}

fn number_of(change: &Change, measure: &Measure) -> String {
    let words = change.in_words(measure);
    match words.split_once('(') {
        Some((_, interval)) => interval.trim_end_matches(')').to_owned(),
        None => words,
    }
}

/// What is drawn and what is not.
fn on_drawing(cast: &Cast<'_>, named: &Named) -> Vec<String> {
    let mut notes = Vec::new();
    let drawn: Vec<f64> = cast
        .ties
        .iter()
        .filter(|tie| tie.is_drawn)
        .map(cast::Tie::strongest)
        .collect();
    if drawn.len() < cast.ties.len() {
        let least = drawn.first().copied().unwrap_or_default();
        notes.push(format!(
            "The {} strongest of {} ties drawn: trust {least:.2} or more in a panel",
            number::count_tick(drawn.len() as f64, 1.0),
            number::count_tick(cast.ties.len() as f64, 1.0)
        ));
    }
    let place = if teams::are_told(cast) {
        "Near: much trust at the start, teams set apart"
    } else {
        "Near: much trust at the start"
    };
    notes.push(place.to_owned());
    match named.why {
        Why::Everybody => {}
        Why::OwnNames => notes.push("Named: those with names of their own".to_owned()),
        Why::MostTrust => notes.push(format!(
            "Named: the {} with most trust at the start",
            named.people.len()
        )),
    }
    if cast.teams.len() > teams::MOST_LOOKS {
        notes.push(format!(
            "Colours: the {} largest of {} teams, others grey",
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
        text.push_str(&format!(
            " {}: {}.",
            heading(data, cast, index),
            below_heading(data, cast, index)
        ));
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
        text.push_str(&format!(
            " Capability by team, start to end: {}.",
            all.join("; ")
        ));
    }
    if cast.people.len() <= 15 {
        let all = (0..cast.people.len())
            .map(|person| format!("{}: {}", called(&cast.people[person]), way(&[person])));
        let all: Vec<String> = all.collect();
        text.push_str(&format!(" By person: {}.", all.join("; ")));
    }
    debug_assert!(cast.people.len() <= MOST_PEOPLE);
    text
}
