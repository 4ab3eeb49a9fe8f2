//! Whose names stand on the chart, and where.
//!
//! Everybody's where they are few; else of those who have names of their own; else of those with most trust at the start,
//! whom the survey and no outcome chooses. A name that finds no free place beside its mark stands where there is room,
//! tied to its mark by a thin line. It must not know teams.

use super::cast::{Cast, called};
use super::fit::{Fit, moved};
use crate::chart::canvas::{Area, Canvas, Fill, Line, Point, at, stroke};
use crate::chart::font::{self, Weight};
use crate::chart::label::beside::{Scene, Side};
use crate::chart::roster;
use crate::chart::theme::Theme;

const MOST_NAMED: usize = 15;
/// Of a crowd without names of their own.
const BEST_CONNECTED: usize = 6;
const LONGEST: f64 = 190.0;
/// How many times farther a name is from every other mark than from its own.
const CLEAR: f64 = 1.8;
const DISTANCES: [f64; 4] = [5.0, 12.0, 22.0, 36.0];
/// The sides of a mark, the most welcome first.
const SIDES: [(f64, f64); 8] = [
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.0, -1.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (1.0, 1.0),
    (-1.0, -1.0),
    (-1.0, 1.0),
];

/// Who is named, and why these.
pub struct Named {
    pub people: Vec<usize>,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Everybody,
    /// They alone have names of their own.
    OwnNames,
    MostTrust,
}

impl Named {
    pub fn of(cast: &Cast<'_>) -> Named {
        let count = cast.people.len();
        let own: Vec<usize> = (0..count)
            .filter(|person| roster::is_named(&cast.people[*person]))
            .collect();
        if count <= MOST_NAMED {
            Named {
                people: (0..count).collect(),
                why: Why::Everybody,
            }
        } else if (1..=MOST_NAMED).contains(&own.len()) {
            Named {
                people: own,
                why: Why::OwnNames,
            }
        } else {
            let trust = cast.trust();
            let mut all: Vec<usize> = (0..count).collect();
            // Stable: of equal ones the first in the roster.
            all.sort_by(|one, other| trust[*other].total_cmp(&trust[*one]));
            all.truncate(BEST_CONNECTED);
            Named {
                people: all,
                why: Why::MostTrust,
            }
        }
    }
}

/// The boxes of all marks, as large as they are in any panel, so that names stand at the same places in all.
pub fn boxes(fit: &Fit, corner: Point) -> Vec<Area> {
    let places = fit.places.iter().zip(&fit.radii);
    places
        .map(|(place, radius)| {
            let centre = moved(*place, corner);
            let half = 0.9 * radius;
            Area {
                left: centre.x - half,
                top: centre.y - half,
                right: centre.x + half,
                bottom: centre.y + half,
            }
        })
        .collect()
}

/// Writes on ground of the paper, through which ties are faint.
pub fn write(canvas: &mut Canvas, theme: &Theme, line: Line, taken: &mut Vec<Area>) {
    let area = line.area();
    let ground = Area {
        left: area.left - 2.0,
        top: area.top + 1.0,
        right: area.right + 2.0,
        bottom: area.bottom - 1.0,
    };
    let fill = Fill {
        colour: theme.paper,
        opacity: 0.72,
    };
    canvas.rectangle(ground, fill);
    taken.push(area);
    canvas.text(line);
}

/// Names beside marks; they keep clear of all marks and of what is taken.
pub fn draw(
    canvas: &mut Canvas,
    theme: &Theme,
    (cast, fit, named): (&Cast<'_>, &Fit, &Named),
    (corner, panel): (Point, Area),
    taken: &mut Vec<Area>,
) {
    let size = theme.text.tick;
    for &person in &named.people {
        let text = font::shorten(called(&cast.people[person]), size, Weight::Regular, LONGEST);
        let width = font::width(&text, size, Weight::Regular);
        let centre = moved(fit.places[person], corner);
        let radius = fit.radii[person];
        let height = 0.98 * size;
        let line = |(distance, (across, down)): (f64, (f64, f64))| {
            // Corners are nearer to a round mark than sides.
            let shrink = if across != 0.0 && down != 0.0 {
                0.72
            } else {
                1.0
            };
            let far = (radius + distance) * shrink;
            let middle = at(
                centre.x + across * (far + width / 2.0),
                centre.y + down * (far + height / 2.0),
            );
            // The letters reach from 0.76 above the baseline to 0.22 below it.
            let baseline = at(middle.x - width / 2.0, middle.y + 0.27 * size);
            Line::plain(baseline, size, text.clone(), theme.ink, Weight::Regular)
        };
        let is_free = |line: &Line| {
            let area = line.area();
            let letters = Area {
                top: area.top + 3.0,
                bottom: area.bottom - 3.0,
                ..area
            };
            area.left >= panel.left
                && area.right <= panel.right
                && area.top >= panel.top
                && area.bottom <= panel.bottom
                && !taken.iter().any(|other| other.overlaps(&letters))
                && is_own(fit, person, &letters, corner)
        };
        let tries = DISTANCES
            .iter()
            .flat_map(|distance| SIDES.iter().map(move |side| (*distance, *side)));
        if let Some(found) = tries.map(line).find(is_free) {
            write(canvas, theme, found, taken);
            continue;
        }
        // In a crowd a name stands where there is room, tied to its mark.
        let scene = Scene {
            room: panel,
            taken: taken.clone(),
            paths: &[],
        };
        let area = scene.place(centre, width, height, Side::Right).area;
        let is_taken = taken.iter().any(|other| other.overlaps(&area));
        if !is_taken {
            tie(canvas, theme, (centre, radius), &area);
            let baseline = at(area.left, area.bottom - 0.22 * size);
            let name = Line::plain(baseline, size, text, theme.ink, Weight::Regular);
            write(canvas, theme, name, taken);
        }
    }
}

/// A thin line from the rim of a mark to a name.
fn tie(canvas: &mut Canvas, theme: &Theme, (centre, radius): (Point, f64), area: &Area) {
    let near = nearest(centre, area);
    let [dx, dy] = [near.x - centre.x, near.y - centre.y];
    let length = (dx * dx + dy * dy).sqrt();
    let along = |far: f64| at(centre.x + dx / length * far, centre.y + dy / length * far);
    if length - 3.0 > radius {
        let line = stroke(theme.ink, 1.6);
        canvas.line(along(radius), along(length - 3.0), line);
    }
}

fn nearest(point: Point, area: &Area) -> Point {
    at(
        point.x.max(area.left).min(area.right),
        point.y.max(area.top).min(area.bottom),
    )
}

/// Whether a name lies clearly nearer to the mark of its person than to any other.
fn is_own(fit: &Fit, person: usize, letters: &Area, corner: Point) -> bool {
    let gap = |other: usize| {
        let centre = moved(fit.places[other], corner);
        let near = nearest(centre, letters);
        let [dx, dy] = [centre.x - near.x, centre.y - near.y];
        (dx * dx + dy * dy).sqrt() - fit.radii[other]
    };
    let own = gap(person);
    (0..fit.places.len()).all(|other| other == person || gap(other) > CLEAR * own.max(4.0))
}
