//! Forest: rows of estimates with their intervals, in one or several panels side by side.
//!
//! For evidence that comes as a list: cells against their targets, one difference under many conditions. The caller says
//! what the rows are and what came of each; owns how they are drawn. It must not know where the numbers come from.

use super::album::Sketch;
use super::axis;
use super::canvas::{Area, Canvas, Line, Stroke, at, solid, stroke};
use super::font::{self, Weight};
use super::frame::{self, Words};
use super::number;
use super::rows;
use super::sweep::whisker;
use super::theme::{Dash, Format, Shape, Theme};
use super::{Artwork, ChartError, Drawn, Sheet, Standing, finish, wording};

/// A list of estimates.
#[derive(Debug, Clone, PartialEq)]
pub struct Forest {
    /// The name of its files.
    pub id: &'static str,
    /// The finding, checked by the caller.
    pub title: String,
    pub holds: bool,
    pub subtitle: String,
    pub footer: Vec<String>,
    /// What each row is.
    pub labels: Vec<String>,
    pub panels: Vec<Panel>,
}

/// One column of estimates.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    pub heading: String,
    /// A mark for each row, where there is one.
    pub marks: Vec<Option<Mark>>,
    /// Dotted lines: where agreement ends.
    pub limits: Vec<f64>,
    pub scale: Scale,
}

/// How the axis of a panel is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Differences of shares, from 0.
    Points,
    /// Plain numbers, from 0.
    FromZero,
    /// Plain numbers, as far as they go.
    Fitted,
}

/// An estimate with its interval, and what it is held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub target: Option<f64>,
    pub came: Came,
}

/// What came of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Came {
    AsSaid,
    Otherwise,
    Unclear,
}

/// The most room for the names of rows, and the gap after them.
const NAME_ROOM: f64 = 640.0;
const NAME_GAP: f64 = 36.0;
/// Of the width of a column, what names may take; there they have up to so many lines.
const NAME_SHARE: f64 = 0.45;
const MOST_LINES: usize = 3;
const LEADING: f64 = 1.2;
const PANEL_GAP: f64 = 56.0;
/// Size of a mark.
const MARK: f64 = 9.0;

/// Draws it.
///
/// # Errors
/// A drawing that is no valid SVG, which would be a mistake here.
pub fn forest(forest: &Forest, theme: &Theme) -> Result<Artwork, ChartError> {
    let words = Words {
        title: forest.title.clone(),
        subtitle: vec![wording::plain(theme, forest.subtitle.clone())],
        footer: forest.footer.clone(),
    };
    let (mut canvas, room) = frame::open(theme, &words, height(theme, forest));
    draw(&mut canvas, theme, room, forest);
    let drawn = Drawn {
        canvas,
        words,
        standing: if forest.holds {
            Standing::Holds
        } else {
            Standing::Fails
        },
        sheet: sheet(forest),
        alt: alt(forest),
    };
    finish(Sketch {
        kind: forest.id,
        id: forest.id.to_owned(),
        drawn,
        theme: theme.clone(),
    })
}

/// How wide the names of rows are together with the gap after them.
fn names(theme: &Theme, forest: &Forest) -> f64 {
    let size = theme.text.tick;
    let labels = forest.labels.iter();
    let longest = labels
        .map(|label| font::width(label, size, Weight::Regular))
        .fold(0.0, f64::max);
    (longest + NAME_GAP).min(theme.room(NAME_ROOM, NAME_SHARE * frame::width(theme)))
}

/// The name of a row, in lines.
fn lines(theme: &Theme, label: &str, names: f64) -> Vec<String> {
    let size = theme.text.tick;
    let room = names - NAME_GAP / 2.0;
    match theme.format {
        Format::Slide => vec![font::shorten(label, size, Weight::Regular, room)],
        Format::Column => font::wrap(label, size, Weight::Regular, room, MOST_LINES),
    }
}

/// How high it wants to be in a column.
pub(super) fn height(theme: &Theme, forest: &Forest) -> f64 {
    let size = theme.text.tick;
    let names = names(theme, forest);
    let labels = forest.labels.iter();
    let most = labels.map(|label| lines(theme, label, names).len()).max();
    let row = most.unwrap_or(1) as f64 * size * LEADING + 10.0;
    // Above the rows headings of up to two lines, below them the numbers of the axis.
    size * 4.4 + row * forest.labels.len() as f64
}

/// The rows and panels alone.
pub(super) fn draw(canvas: &mut Canvas, theme: &Theme, room: Area, forest: &Forest) {
    let size = theme.text.tick;
    let count = forest.panels.len().max(1) as f64;
    let names = names(theme, forest);
    let width = (room.width() - names - PANEL_GAP * (count - 1.0)) / count;
    let headings = forest
        .panels
        .iter()
        .map(|panel| heading(theme, panel, width).len());
    let headings = headings.max().unwrap_or(0);
    let plot = Area {
        top: room.top + size * (0.3 + 1.2 * headings as f64),
        bottom: room.bottom - size * 1.7,
        ..room
    };
    let bands = rows::bands(plot, forest.labels.len());
    for (band, label) in bands.iter().zip(&forest.labels) {
        let lines = lines(theme, label, names);
        let first = f64::midpoint(band.top, band.bottom) + size * 0.36
            - (lines.len() - 1) as f64 * size * LEADING / 2.0;
        for (index, text) in lines.into_iter().enumerate() {
            let y = first + index as f64 * size * LEADING;
            canvas.text(Line::plain(
                at(room.left, y),
                size,
                text,
                theme.ink,
                Weight::Regular,
            ));
        }
    }
    for (place, panel) in forest.panels.iter().enumerate() {
        let left = room.left + names + place as f64 * (width + PANEL_GAP);
        let area = Area {
            left,
            right: left + width,
            ..plot
        };
        draw_panel(canvas, theme, area, &bands, panel);
    }
}

/// The heading of a panel, in lines.
fn heading(theme: &Theme, panel: &Panel, width: f64) -> Vec<String> {
    let size = theme.text.tick;
    font::wrap(&panel.heading, size, Weight::SemiBold, width, 2)
}

fn draw_panel(canvas: &mut Canvas, theme: &Theme, area: Area, bands: &[Area], panel: &Panel) {
    let size = theme.text.tick;
    let lines = heading(theme, panel, area.width());
    for (place, text) in lines.iter().rev().enumerate() {
        let baseline = area.top - size * (0.6 + 1.2 * place as f64);
        let line = Line::plain(
            at(area.left, baseline),
            size,
            text,
            theme.ink,
            Weight::SemiBold,
        );
        canvas.text(line);
    }
    let ends = panel
        .marks
        .iter()
        .flatten()
        .flat_map(|mark| [mark.low, mark.high, mark.target.unwrap_or(mark.value)]);
    let all = ends.chain(panel.limits.iter().copied());
    let range = match panel.scale {
        Scale::Points | Scale::FromZero => axis::from_zero(all),
        Scale::Fitted => axis::fitted(all),
    };
    let scale = range.scale(area.left + 8.0, area.right - 8.0);
    rows::axis(
        canvas,
        theme,
        area,
        scale,
        &range,
        |value, step| match panel.scale {
            // The subtitle says that these are points.
            Scale::Points => number::points_tick(value, step)
                .trim_end_matches(['p', '\u{a0}'])
                .to_owned(),
            Scale::FromZero | Scale::Fitted => number::count_tick(value, step),
        },
    );
    for limit in &panel.limits {
        let x = scale.pixel(*limit);
        let dotted = Stroke {
            colour: theme.muted,
            width: 2.0,
            dash: Dash::Dotted,
        };
        canvas.line(at(x, area.top), at(x, area.bottom), dotted);
    }
    for (mark, band) in panel.marks.iter().zip(bands) {
        let Some(mark) = mark else { continue };
        let y = f64::midpoint(band.top, band.bottom);
        let (shape, colour) = match mark.came {
            Came::AsSaid => (Shape::Circle, theme.ink),
            Came::Otherwise => (Shape::Diamond, theme.loss),
            Came::Unclear => (Shape::Square, theme.muted),
        };
        whisker(canvas, scale, y, [mark.low, mark.high], colour);
        if let Some(target) = mark.target {
            let x = scale.pixel(target);
            canvas.line(at(x, y - 13.0), at(x, y + 13.0), stroke(theme.tacit, 4.0));
        }
        let rim = stroke(theme.paper, 1.5);
        canvas.mark(
            shape,
            at(scale.pixel(mark.value), y),
            MARK,
            solid(colour),
            rim,
        );
    }
}

fn sheet(forest: &Forest) -> Sheet {
    let mut rows = Vec::new();
    for panel in &forest.panels {
        for (label, mark) in forest.labels.iter().zip(&panel.marks) {
            let Some(mark) = mark else { continue };
            rows.push(vec![
                panel.heading.clone(),
                label.clone(),
                mark.value.to_string(),
                mark.low.to_string(),
                mark.high.to_string(),
                mark.target
                    .map_or_else(String::new, |target| target.to_string()),
                words(mark.came).to_owned(),
            ]);
        }
    }
    Sheet::new(
        &[
            "panel", "row", "estimate", "ci_low", "ci_high", "target", "verdict",
        ],
        rows,
    )
}

fn words(came: Came) -> &'static str {
    match came {
        Came::AsSaid => "as said",
        Came::Otherwise => "otherwise",
        Came::Unclear => "unclear",
    }
}

fn alt(forest: &Forest) -> String {
    let panels: Vec<String> = forest
        .panels
        .iter()
        .map(|panel| {
            let count = |came| {
                panel
                    .marks
                    .iter()
                    .flatten()
                    .filter(|mark| mark.came == came)
                    .count()
            };
            format!(
                "{}: {} as said, {} otherwise, {} unclear",
                panel.heading,
                count(Came::AsSaid),
                count(Came::Otherwise),
                count(Came::Unclear)
            )
        })
        .collect();
    format!(
        "Forest plot of {} rows. {}.",
        forest.labels.len(),
        panels.join(". ")
    )
}
