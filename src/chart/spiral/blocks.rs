//! How flows share the room: on a slide beside one another with the names of the variants at the left, in a column below
//! one another with the names in each.
//!
//! Owns places alone. It must not know any flow.

use crate::chart::canvas::{Area, Canvas, Point, at};
use crate::chart::data::Data;
use crate::chart::font::{self, Weight};
use crate::chart::frame;
use crate::chart::panel;
use crate::chart::rows;
use crate::chart::theme::{Format, Theme};
use crate::chart::wording;

const NAME_ROOM: f64 = 300.0;
/// Of the width of a column, what names may take.
const NAME_SHARE: f64 = 0.42;
/// Between a name and its bar.
const NAME_GAP: f64 = 40.0;
/// Room on the right for the internalisations per 100 documents.
const RATIO_ROOM: f64 = 300.0;
const GAP: f64 = 26.0;
const FLOWS: usize = 4;
/// A row is at least so high, and its figures have two lines from this height on.
const LEAST: f64 = 40.0;
const TALL: f64 = 66.0;

/// A flow, or the ratio, with a band for each variant.
pub struct Block {
    pub top: f64,
    pub left: f64,
    pub width: f64,
    pub bands: Vec<Area>,
}

pub struct Blocks {
    pub flows: Vec<Block>,
    pub ratio: Block,
}

/// Where a figure and the note beside or below it stand in their row.
pub struct Figure {
    /// From the middle of the row down to the figure's baseline.
    pub lowered: f64,
    /// The note, from the middle of the row down; none where it has no room.
    pub note: Option<[f64; 2]>,
}

impl Block {
    /// Where what stands behind the name begins, and the room for it.
    pub fn second(&self, theme: &Theme, name: &str) -> (Point, f64) {
        let (size, small) = (theme.text.label, theme.text.tick);
        let baseline = self.top + size * 0.9;
        match theme.format {
            Format::Slide => {
                let position = at(self.left, baseline + small * 1.3);
                (position, self.width + GAP - 8.0)
            }
            Format::Column => {
                let along = font::width(name, size, Weight::SemiBold) + 14.0;
                (at(self.left + along, baseline), self.width - along)
            }
        }
    }
}

impl Figure {
    pub fn of(theme: &Theme, band: Area, left: f64, text: &str, has_note: bool) -> Figure {
        let (size, small) = (theme.text.label, theme.text.tick);
        match theme.format {
            Format::Slide => Figure {
                lowered: if has_note { 0.0 } else { small * 0.6 },
                note: (band.height() >= TALL).then_some([left, small * 1.25]),
            },
            Format::Column => {
                let x = left + font::width(text, size, Weight::SemiBold) + 14.0;
                let lowered = size * 0.36;
                Figure {
                    lowered,
                    note: Some([x, lowered]),
                }
            }
        }
    }
}

/// The room for the names in a column.
fn names(data: &Data<'_>, theme: &Theme) -> f64 {
    let widths = data.variants.iter().map(|variant| {
        let label = wording::sentence(&variant.label);
        font::width(&label, theme.text.label, Weight::SemiBold)
    });
    let widest = widths.fold(0.0, f64::max) + NAME_GAP + 2.0;
    widest.min(NAME_SHARE * frame::width(theme))
}

/// Above the bands of a block.
fn head(theme: &Theme) -> f64 {
    let (size, small) = (theme.text.label, theme.text.tick);
    size * 1.3 + theme.room(small * 1.5, 6.0)
}

/// How high all blocks want to be together in a column.
pub fn wanted(data: &Data<'_>, theme: &Theme) -> f64 {
    let size = theme.text.label;
    let width = names(data, theme) - NAME_GAP;
    let lines = data.variants.iter().map(|variant| {
        let label = wording::sentence(&variant.label);
        font::wrap(&label, size, Weight::SemiBold, width, 4).len()
    });
    let most = lines.max().unwrap_or(1) as f64;
    let row = (most * size * 1.2 + 8.0).max(LEAST);
    let blocks = (FLOWS + 1) as f64;
    blocks * (head(theme) + data.variants.len() as f64 * row) + (blocks - 1.0) * GAP
}

/// Places all blocks, and writes the names of the variants.
pub fn blocks(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area) -> Blocks {
    match theme.format {
        Format::Slide => beside(canvas, data, theme, room),
        Format::Column => below(canvas, data, theme, room),
    }
}

fn beside(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area) -> Blocks {
    let width = (room.width() - NAME_ROOM - RATIO_ROOM - FLOWS as f64 * GAP) / FLOWS as f64;
    let whole = Area {
        top: room.top + head(theme),
        ..room
    };
    let bands = named(canvas, data, theme, room, (whole, NAME_ROOM));
    let block = |left: f64, width: f64| Block {
        top: room.top,
        left,
        width,
        bands: bands.clone(),
    };
    let flow = |index: usize| {
        let left = room.left + NAME_ROOM + index as f64 * (width + GAP);
        block(left, width)
    };
    Blocks {
        flows: (0..FLOWS).map(flow).collect(),
        ratio: block(room.right - RATIO_ROOM, RATIO_ROOM),
    }
}

fn below(canvas: &mut Canvas, data: &Data<'_>, theme: &Theme, room: Area) -> Blocks {
    let names = names(data, theme);
    let parts = panel::split(theme, room, FLOWS + 1, GAP);
    let blocks = parts.into_iter().map(|part| {
        let whole = Area {
            top: part.top + head(theme),
            ..part
        };
        Block {
            top: part.top,
            left: part.left + names,
            width: part.width() - names,
            bands: named(canvas, data, theme, part, (whole, names)),
        }
    });
    let mut flows: Vec<Block> = blocks.collect();
    let ratio = flows.split_off(FLOWS).swap_remove(0);
    Blocks { flows, ratio }
}

/// The bands of a block with lines between them and the names at their left.
fn named(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    room: Area,
    (whole, names): (Area, f64),
) -> Vec<Area> {
    let bands = rows::bands(whole, data.variants.len());
    rows::rules(canvas, theme, room, &bands);
    for (variant, band) in data.variants.iter().zip(&bands) {
        rows::name_within(canvas, theme, room.left, names, *band, &variant.label);
    }
    bands
}
