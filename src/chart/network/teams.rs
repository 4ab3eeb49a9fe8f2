//! What a team looks like: its colour, solid or hollow, the ground that its people share, and its name beside it.
//!
//! Three colours can be told apart by every kind of eye; solid and hollow marks make six looks of them, and smaller teams
//! are grey. Ground and name are the second cue. It must not know capability or trust.

use super::cast::{Cast, Team};
use super::fit::{Fit, moved};
use super::names::write;
use crate::chart::canvas::{Area, Canvas, Fill, Line, Point, at};
use crate::chart::font::{self, Weight};
use crate::chart::theme::{Colour, Theme};

/// Teams with a look of their own: each colour twice.
pub const MOST_LOOKS: usize = 6;
/// More teams than these have no names beside them.
const MOST_NAMED: usize = 12;
const PAD: f64 = 12.0;
const CORNERS: u32 = 16;
/// The space between two names in a row.
const ASIDE: f64 = 8.0;
const GROUND: f64 = 0.09;
/// The widest names, the most welcome first.
const LONGEST: [f64; 3] = [240.0, 170.0, 120.0];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Body {
    Solid,
    Hollow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TeamLook {
    pub colour: Colour,
    pub body: Body,
}

pub fn look(theme: &Theme, cast: &Cast<'_>, team: usize) -> TeamLook {
    let own = theme.variants.len();
    let is_unnamed = cast.teams.get(team).is_none_or(|team| team.name.is_empty());
    let (colour, body) = match team {
        _ if is_unnamed => (theme.baseline, Body::Solid),
        team if team < own => (theme.variants[team], Body::Solid),
        team if team < MOST_LOOKS => (theme.variants[team % own], Body::Hollow),
        _ => (theme.baseline, Body::Solid),
    };
    TeamLook { colour, body }
}

/// Whether teams are told apart at all.
pub fn are_told(cast: &Cast<'_>) -> bool {
    cast.teams.len() > 1
}

/// The ground of a team: around those of its members who stand in one piece of the network.
pub struct Ground {
    pub team: usize,
    pub outline: Vec<Point>,
    /// Whether the name of the team stands here.
    pub is_named: bool,
}

/// The grounds of all teams, relative to a panel's corner; of people without ties there is none.
pub fn grounds(cast: &Cast<'_>, fit: &Fit) -> Vec<Ground> {
    if !are_told(cast) {
        return Vec::new();
    }
    let mut sizes = vec![0; cast.people.len()];
    for &piece in &fit.pieces {
        sizes[piece] += 1;
    }
    let mut grounds = Vec::new();
    for (index, team) in cast.teams.iter().enumerate() {
        if team.name.is_empty() {
            continue;
        }
        let mut pieces: Vec<usize> = team
            .members
            .iter()
            .map(|&member| fit.pieces[member])
            .collect();
        pieces.sort_unstable();
        pieces.dedup();
        let within = |piece: usize| -> Vec<usize> {
            let members = team.members.iter().copied();
            members
                .filter(|&member| fit.pieces[member] == piece)
                .collect()
        };
        let groups: Vec<Vec<usize>> = pieces
            .iter()
            .filter(|piece| sizes[**piece] > 1)
            .map(|piece| within(*piece))
            .collect();
        let largest = groups.iter().map(Vec::len).max().unwrap_or(0);
        let named = groups.iter().position(|group| group.len() == largest);
        for (place, group) in groups.iter().enumerate() {
            // One member elsewhere needs no ground: the colour says the team.
            if group.len() < 2 && groups.len() > 1 {
                continue;
            }
            grounds.push(Ground {
                team: index,
                outline: around(fit, group),
                is_named: named == Some(place) && cast.teams.len() <= MOST_NAMED,
            });
        }
    }
    grounds
}

/// The convex hull of the members' largest marks with a pad around them.
fn around(fit: &Fit, members: &[usize]) -> Vec<Point> {
    let mut points = Vec::new();
    for &member in members {
        let radius = fit.radii[member] + PAD;
        let centre = fit.places[member];
        for corner in 0..CORNERS {
            let angle = std::f64::consts::TAU * f64::from(corner) / f64::from(CORNERS);
            points.push(at(
                centre.x + radius * libm::cos(angle),
                centre.y + radius * libm::sin(angle),
            ));
        }
    }
    hull(points)
}

/// The convex hull, by Andrew's monotone chain (1979).
fn hull(mut points: Vec<Point>) -> Vec<Point> {
    points.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    let turns =
        |a: Point, b: Point, c: Point| (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    let chain = |points: &mut dyn Iterator<Item = Point>| {
        let mut chain: Vec<Point> = Vec::new();
        for point in points {
            while let [.., a, b] = chain.as_slice() {
                if turns(*a, *b, point) > 0.0 {
                    break;
                }
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut outline = chain(&mut points.iter().copied());
    outline.extend(chain(&mut points.iter().rev().copied()));
    outline
}

pub fn draw_grounds(
    canvas: &mut Canvas,
    theme: &Theme,
    cast: &Cast<'_>,
    grounds: &[Ground],
    corner: Point,
) {
    for ground in grounds {
        let fill = Fill {
            colour: look(theme, cast, ground.team).colour,
            opacity: GROUND,
        };
        let outline: Vec<Point> = ground
            .outline
            .iter()
            .map(|point| moved(*point, corner))
            .collect();
        canvas.polygon(&outline, fill);
    }
}

/// The names of the teams beside their grounds, where there is room; each takes its place from what follows.
pub fn draw_names(
    canvas: &mut Canvas,
    theme: &Theme,
    cast: &Cast<'_>,
    grounds: &[Ground],
    (corner, panel): (Point, Area),
    taken: &mut Vec<Area>,
) {
    let size = theme.text.tick;
    for ground in grounds.iter().filter(|ground| ground.is_named) {
        let Team { name, .. } = cast.teams[ground.team];
        let extent = extent(&ground.outline, corner);
        let ink = look(theme, cast, ground.team).colour;
        let line =
            |text: &str, position: Point| Line::plain(position, size, text, ink, Weight::SemiBold);
        let is_free = |line: &Line| {
            let letters = line.area();
            let area = Area {
                left: letters.left - ASIDE,
                right: letters.right + ASIDE,
                ..letters
            };
            let is_within = area.top >= panel.top && area.bottom <= panel.bottom;
            is_within && !taken.iter().any(|other| other.overlaps(&area))
        };
        // A long name is cut before it stands nowhere.
        let found = LONGEST.iter().find_map(|longest| {
            let text = shown(cast, name, size, *longest);
            let width = font::width(&text, size, Weight::SemiBold);
            let wishes = wishes(&extent, width, size).into_iter();
            let lines = wishes.map(|wish| {
                let left = wish.x.min(panel.right - width).max(panel.left);
                line(&text, at(left, wish.y))
            });
            lines.into_iter().find(is_free)
        });
        if let Some(line) = found {
            write(canvas, theme, line, taken);
        }
    }
}

/// The name of a team as it is shown: cut at the end, or in the middle where others begin alike.
fn shown(cast: &Cast<'_>, name: &str, size: f64, longest: f64) -> String {
    let cut = |name: &str| font::shorten(name, size, Weight::SemiBold, longest);
    let short = cut(name);
    let alike = cast.teams.iter().filter(|team| cut(team.name) == short);
    let letters: Vec<char> = name.chars().collect();
    if short == name || alike.count() < 2 {
        return short;
    }
    let both = |kept: usize| -> String {
        let head: String = letters[..kept].iter().collect();
        let tail: String = letters[letters.len() - kept..].iter().collect();
        format!("{}…{}", head.trim_end(), tail.trim_start())
    };
    let fits = |text: &String| font::width(text, size, Weight::SemiBold) <= longest;
    let kept = (1..letters.len() / 2).rev();
    kept.map(both).find(fits).unwrap_or(short)
}

fn extent(outline: &[Point], corner: Point) -> Area {
    let points = || outline.iter().map(|point| moved(*point, corner));
    Area {
        left: points().map(|point| point.x).fold(f64::INFINITY, f64::min),
        right: points()
            .map(|point| point.x)
            .fold(f64::NEG_INFINITY, f64::max),
        top: points().map(|point| point.y).fold(f64::INFINITY, f64::min),
        bottom: points()
            .map(|point| point.y)
            .fold(f64::NEG_INFINITY, f64::max),
    }
}

/// Baselines around a ground, the most welcome first: above its middle, below it, above and below its ends, inside.
fn wishes(extent: &Area, width: f64, size: f64) -> Vec<Point> {
    let middle = f64::midpoint(extent.left, extent.right) - width / 2.0;
    let [above, below] = [extent.top - 8.0, extent.bottom + size];
    let along = [0.0, -0.25, 0.25, -0.5, 0.5].map(|share| middle + share * extent.width());
    let mut wishes: Vec<Point> = Vec::new();
    wishes.extend(along.map(|x| at(x, above)));
    wishes.extend(along.map(|x| at(x, below)));
    for step in 0..8 {
        let down = extent.top + size + f64::from(step) / 8.0 * (extent.height() - size);
        wishes.push(at(extent.left - width - 8.0, down));
        wishes.push(at(extent.right + 8.0, down));
    }
    for step in 0..12 {
        let down = extent.top + size + f64::from(step) / 12.0 * (extent.height() - size);
        wishes.extend(along.map(|x| at(x, down)));
    }
    wishes
}
