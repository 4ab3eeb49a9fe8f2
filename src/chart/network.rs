//! Network: who trusts whom and who is how capable, at the start and at the end, everybody at the same place.
//!
//! Drawn where ties come from a file and people are observed: the reference in the first week, in the last, and beside it
//! the last week of the alternative that clearly ends highest in capability (or else differs most). A mark's area is
//! capability, its colour and ground the team, a tie's width trust. The title says what becomes of capability: of the
//! reference by weekly means (Welch), of the alternative against it at matched seeds, adjusted; whether a team gains most
//! is a contrast of means (`claim`). What it says of trust describes.

mod cast;
mod claim;
mod fit;
mod key;
mod layout;
mod names;
mod stress;
mod teams;
mod words;

use super::canvas::{Anchor, Area, Canvas, Fill, Line, Point, at, solid, stroke};
use super::data::Data;
use super::font::{self, Weight};
use super::panel;
use super::question::{self, Findings, Question};
use super::theme::{Format, Shape, Theme};
use super::{Chart, Drawn, Sheet, frame, number};
use cast::Cast;
use fit::{Fit, moved};
use names::{Named, Why};
use teams::{Body, TeamLook};

pub use cast::{obstacle, too_many};

pub const ID: &str = "network";

pub const CHART: Chart = Chart {
    id: ID,
    questions,
    draw,
};

const PANEL_GAP: f64 = 56.0;
/// How high a panel wants to be without its heading.
const HEIGHT: f64 = 440.0;
/// Room above and below a panel's people for the names of teams.
const NAME_ROOM: f64 = 34.0;
/// Ties cover at most about this share of a panel, faint as they are; and they are never wider than this.
const COVERED: f64 = 0.5;
const WIDEST: f64 = 9.0;

fn questions(data: &Data<'_>) -> Vec<Question> {
    match data.measure("capability") {
        Some(capability) if obstacle(data.manifest, data.roster).is_none() => {
            question::against_reference(data, &capability)
        }
        _ => Vec::new(),
    }
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    data.measure("capability")?;
    let cast = Cast::of(data, findings)?;
    let named = Named::of(&cast);
    let (words, standing) = words::words(data, findings, theme, &cast, &named)?;
    let heading = theme.text.label * 1.2 + theme.text.tick * 1.3;
    let count = cast.frames.len() as f64;
    let wanted = count * (heading + HEIGHT) + PANEL_GAP * (count - 1.0) + key::height(theme);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    let bottom = room.bottom - key::height(theme);
    let parts = panel::split(theme, Area { bottom, ..room }, cast.frames.len(), PANEL_GAP);
    let panels: Vec<Area> = parts
        .iter()
        .map(|part| Area {
            top: part.top + heading,
            ..*part
        })
        .collect();
    let width = theme.room(
        (room.width() - PANEL_GAP * (count - 1.0)) / count,
        room.width(),
    );
    let side = side_room(&named);
    let inner = [width - 2.0 * side, panels[0].height() - 2.0 * NAME_ROOM];
    let fit = Fit::of(&cast, inner[0], inner[1]);
    let widest = widest(&cast, &fit, inner[0] * inner[1]);
    for (index, (part, panel)) in parts.iter().zip(&panels).enumerate() {
        if index > 0 {
            let ends = between(theme, *part, bottom);
            canvas.path(&ends, stroke(theme.grid, 2.0));
        }
        draw_heading(&mut canvas, data, theme, &cast, index, *panel, part.top);
        draw_panel(
            &mut canvas,
            theme,
            (&cast, &fit, &named),
            index,
            *panel,
            widest,
        );
    }
    let below = Area {
        top: bottom,
        ..room
    };
    key::draw(&mut canvas, theme, &cast, &fit, widest, below);
    Some(Drawn {
        canvas,
        standing,
        sheet: sheet(data, &cast, &fit),
        alt: words::alt(data, &cast),
        words,
    })
}

/// The ends of the line between a panel and the one before it.
fn between(theme: &Theme, part: Area, bottom: f64) -> [Point; 2] {
    let half = PANEL_GAP / 2.0;
    match theme.format {
        Format::Slide => [part.top, bottom].map(|y| at(part.left - half, y)),
        Format::Column => [part.left, part.right].map(|x| at(x, part.top - half)),
    }
}

fn draw_heading(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    cast: &Cast<'_>,
    index: usize,
    panel: Area,
    top: f64,
) {
    let text = words::heading(data, cast, index);
    let size = theme.text.label;
    let text = font::shorten(&text, size, Weight::SemiBold, panel.width());
    let baseline = top + size * 0.8;
    let position = at(panel.left, baseline);
    canvas.text(Line::plain(
        position,
        size,
        text,
        theme.ink,
        Weight::SemiBold,
    ));
    let small = theme.text.tick;
    let position = at(panel.left, baseline + small * 1.3);
    let below = words::below_heading(cast, index);
    let below = font::shorten(&below, small, Weight::Regular, panel.width());
    canvas.text(Line::plain(
        position,
        small,
        below,
        theme.muted,
        Weight::Regular,
    ));
}

/// Room beside a panel's people: names need it where everybody has one.
fn side_room(named: &Named) -> f64 {
    if named.why == Why::Everybody {
        70.0
    } else {
        8.0
    }
}

/// The width of a tie of full trust, so that the ties of the fullest panel do not cover everything.
fn widest(cast: &Cast<'_>, fit: &Fit, area: f64) -> f64 {
    let covered = |frame: usize| -> f64 {
        let drawn = cast.ties.iter().filter(|tie| tie.is_drawn);
        drawn
            .map(|tie| {
                let [from, to] = tie.ends.map(|end| fit.places[end]);
                let [dx, dy] = [to.x - from.x, to.y - from.y];
                (dx * dx + dy * dy).sqrt() * tie.trust[frame].clamp(0.0, 1.0)
            })
            .filter(|covered| covered.is_finite())
            .sum()
    };
    let most = (0..cast.frames.len()).map(covered).fold(1.0, f64::max);
    (COVERED * area / most).clamp(2.0, WIDEST)
}

fn draw_panel(
    canvas: &mut Canvas,
    theme: &Theme,
    (cast, fit, named): (&Cast<'_>, &Fit, &Named),
    index: usize,
    panel: Area,
    widest: f64,
) {
    let corner = at(panel.left + side_room(named), panel.top + NAME_ROOM);
    let grounds = teams::grounds(cast, fit);
    teams::draw_grounds(canvas, theme, cast, &grounds, corner);
    // The weakest first, so that strong ties lie on top.
    for tie in cast.ties.iter().filter(|tie| tie.is_drawn) {
        let ends = tie.ends.map(|end| moved(fit.places[end], corner));
        let [one, other] = tie.ends.map(|end| cast.team_of[end]);
        let is_within = one == other && teams::are_told(cast);
        let fill = if is_within {
            Fill {
                colour: teams::look(theme, cast, one).colour,
                opacity: 0.42,
            }
        } else {
            Fill {
                colour: theme.muted,
                opacity: 0.3,
            }
        };
        draw_tie(canvas, ends, widest * tie.trust[index], fill);
    }
    let mut order: Vec<usize> = (0..cast.people.len()).collect();
    let capability = &cast.frames[index].capability;
    // Large marks below small ones, as far as any lie on another.
    order.sort_by(|one, other| capability[*other].total_cmp(&capability[*one]));
    for person in order {
        let look = teams::look(theme, cast, cast.team_of[person]);
        let centre = moved(fit.places[person], corner);
        let start = cast.start(index, person).map(|start| fit.radius(start));
        draw_mark(
            canvas,
            theme,
            look,
            centre,
            fit.radius(capability[person]),
            start,
        );
    }
    let mut taken = names::boxes(fit, corner);
    teams::draw_names(canvas, theme, cast, &grounds, (corner, panel), &mut taken);
    names::draw(
        canvas,
        theme,
        (cast, fit, named),
        (corner, panel),
        &mut taken,
    );
}

/// A tie as a thin band, which can be faint as no line can.
fn draw_tie(canvas: &mut Canvas, [from, to]: [Point; 2], width: f64, fill: Fill) {
    let [dx, dy] = [to.x - from.x, to.y - from.y];
    let length = (dx * dx + dy * dy).sqrt();
    if length <= 0.0 || width.is_nan() || width <= 0.0 {
        return;
    }
    let half = width.max(0.3) / 2.0;
    let [x, y] = [-dy / length * half, dx / length * half];
    let corners = [
        at(from.x + x, from.y + y),
        at(to.x + x, to.y + y),
        at(to.x - x, to.y - y),
        at(from.x - x, from.y - y),
    ];
    canvas.polygon(&corners, fill);
}

/// A person: a disc or a ring of the team's colour, and how large it was at the start.
fn draw_mark(
    canvas: &mut Canvas,
    theme: &Theme,
    look: TeamLook,
    centre: Point,
    radius: f64,
    start: Option<f64>,
) {
    const RIM: f64 = 2.0;
    // The rim straddles the outline of the mark; area is that of the colour.
    match look.body {
        Body::Solid => {
            canvas.mark(
                Shape::Circle,
                centre,
                radius + RIM / 2.0,
                solid(look.colour),
                stroke(theme.paper, RIM),
            );
        }
        Body::Hollow => {
            let rim = (radius * 0.34).clamp(1.5, 5.0);
            canvas.mark(
                Shape::Circle,
                centre,
                radius - rim / 2.0,
                solid(theme.paper),
                stroke(look.colour, rim),
            );
        }
    }
    if let Some(start) = start.filter(|start| (start - radius).abs() > 1.5) {
        let ink = match look.body {
            Body::Solid if start < radius => theme.paper,
            _ => theme.ink,
        };
        circle(canvas, centre, start, stroke(ink, 1.6));
    }
}

/// A thin ring.
fn circle(canvas: &mut Canvas, centre: Point, radius: f64, line: super::canvas::Stroke) {
    const CORNERS: u32 = 32;
    let points: Vec<Point> = (0..=CORNERS)
        .map(|corner| {
            let angle = std::f64::consts::TAU * f64::from(corner) / f64::from(CORNERS);
            at(
                centre.x + radius * libm::cos(angle),
                centre.y + radius * libm::sin(angle),
            )
        })
        .collect();
    canvas.path(&points, line);
}

/// People, then ties; places in shares of a panel.
fn sheet(data: &Data<'_>, cast: &Cast<'_>, fit: &Fit) -> Sheet {
    let header = [
        "variant", "week", "metric", "id", "to", "name", "team", "mean", "x", "y", "drawn",
    ];
    let mut rows = Vec::new();
    let digits = |value: f64| {
        if value.is_finite() {
            value.to_string()
        } else {
            String::new()
        }
    };
    for (index, frame) in cast.frames.iter().enumerate() {
        let [variant, week] = [
            data.variants[frame.variant].name.to_owned(),
            frame.week.to_string(),
        ];
        for (person, info) in cast.people.iter().enumerate() {
            let place = fit.places[person];
            rows.push(vec![
                variant.clone(),
                week.clone(),
                "capability".to_owned(),
                info.id.clone(),
                String::new(),
                info.name.clone(),
                info.team.clone(),
                digits(frame.capability[person]),
                place.x.to_string(),
                place.y.to_string(),
                "yes".to_owned(),
            ]);
        }
        for tie in &cast.ties {
            let [from, to] = tie.ends.map(|end| cast.people[end].id.clone());
            let drawn = if tie.is_drawn { "yes" } else { "no" };
            rows.push(vec![
                variant.clone(),
                week.clone(),
                "trust".to_owned(),
                from,
                to,
                String::new(),
                String::new(),
                digits(tie.trust[index]),
                String::new(),
                String::new(),
                drawn.to_owned(),
            ]);
        }
    }
    Sheet::new(&header, rows)
}
