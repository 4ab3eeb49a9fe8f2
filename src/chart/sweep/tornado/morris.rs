//! Morris: the mean size of the effect of each parameter over its range, beside what noise alone would show.

use super::{title, variant_note};
use crate::chart::axis;
use crate::chart::canvas::{Area, Canvas, Fill, at, stroke};
use crate::chart::frame::{self, Words};
use crate::chart::sweep::bars::{self, Above, Clear, MOST_ROWS, Ranked};
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::{csv_number, words};
use crate::chart::theme::Theme;
use crate::chart::wording;
use crate::chart::{Drawn, Sheet, Standing};
use crate::table::SensitivityRow;

/// How high the band of a bar wants to be.
const BAND: f64 = 48.0;
const SIZE: &str = "mean size";
const DIRECTION: &str = "direction";
const UNCLEAR: &str = "not clear";

/// A parameter's indices; those that the table lacks are no numbers.
struct Effect {
    name: String,
    label: String,
    /// Mean size of an effect, with its interval.
    size: [f64; 3],
    /// Mean effect, with its interval.
    mean: [f64; 3],
    sigma: f64,
    noise: f64,
}

impl Effect {
    fn of(sweep: &Sweep<'_>, name: &str, rows: &[&SensitivityRow]) -> Effect {
        let find = |index: &str| {
            let row = rows
                .iter()
                .find(|row| row.parameter == name && row.index == index);
            row.map_or([f64::NAN; 3], |row| [row.estimate, row.ci_low, row.ci_high])
        };
        let label = sweep
            .parameter(name)
            .map_or(name, |parameter| parameter.label.as_str());
        Effect {
            name: name.to_owned(),
            label: label.to_owned(),
            size: find("mu_star"),
            mean: find("mu"),
            sigma: find("sigma")[0],
            noise: find("noise")[0],
        }
    }

    fn ranked(&self, smallest: f64) -> Ranked {
        let [size, low, high] = self.size;
        // Without a level of noise it is enough to be above nothing.
        let noise = if self.noise.is_finite() {
            self.noise
        } else {
            0.0
        };
        let clear = low > noise && size >= smallest;
        Ranked {
            size,
            low,
            high,
            standing: if clear { Clear::Yes } else { Clear::No },
        }
    }

    /// Which way it goes, where that is clear.
    fn direction(&self) -> &'static str {
        let [mean, low, high] = self.mean;
        if low > 0.0 && mean >= 0.8 * self.size[0] {
            "raises"
        } else if high < 0.0 && -mean >= 0.8 * self.size[0] {
            "lowers"
        } else {
            "either"
        }
    }
}

pub fn draw(sweep: &Sweep<'_>, theme: &Theme) -> Option<Drawn> {
    let all = effects(sweep);
    if all.is_empty() {
        return None;
    }
    let drawn = &all[..all.len().min(MOST_ROWS)];
    let (words, standing) = words(sweep, theme, &all);
    let labels: Vec<String> = drawn.iter().map(|effect| effect.label.clone()).collect();
    let columns = columns(sweep, theme, drawn);
    let wanted = bars::height(theme, &labels, needed(columns), BAND);
    let (mut canvas, room) = frame::open(theme, &words, wanted);
    draw_rows(&mut canvas, sweep, theme, room, drawn, (&labels, columns));
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(&all),
        alt: alt(sweep, drawn),
    })
}

/// From the largest down.
fn effects(sweep: &Sweep<'_>) -> Vec<Effect> {
    let reference = sweep.variants[sweep.reference].name;
    let rows: Vec<&SensitivityRow> = sweep
        .tables
        .sensitivity
        .iter()
        .filter(|row| {
            row.variant == reference && row.method == "morris" && row.metric == sweep.main.metric
        })
        .collect();
    let named = rows
        .iter()
        .filter(|row| row.index == "mu_star" && row.estimate.is_finite());
    let mut effects: Vec<Effect> = named
        .map(|row| Effect::of(sweep, &row.parameter, &rows))
        .collect();
    effects.sort_by(|a, b| b.size[0].total_cmp(&a.size[0]));
    effects
}

/// The widths of the columns of figures: mean size, direction.
fn columns(sweep: &Sweep<'_>, theme: &Theme, effects: &[Effect]) -> [f64; 2] {
    let sizes = effects.iter().map(|effect| sweep.main.size(effect.size[0]));
    let directions = ["raises", "lowers", "either", UNCLEAR].map(str::to_owned);
    [
        theme.room(140.0, bars::width(theme, SIZE, sizes) + 20.0),
        theme.room(100.0, bars::width(theme, DIRECTION, directions)),
    ]
}

fn needed([size, direction]: [f64; 2]) -> (f64, Above) {
    (size + direction, Above::Heading)
}

fn draw_rows(
    canvas: &mut Canvas,
    sweep: &Sweep<'_>,
    theme: &Theme,
    room: Area,
    effects: &[Effect],
    (labels, columns): (&[String], [f64; 2]),
) {
    let main = &sweep.main;
    let rows = bars::lay(theme, room, labels, needed(columns), effects.len().max(4));
    let plot = rows.plot;
    let all = effects
        .iter()
        .flat_map(|effect| effect.size.into_iter().chain([effect.noise]));
    let range = axis::from_zero(all.chain([main.smallest]));
    let scale = range.scale(plot.left + 4.0, plot.right - 20.0);
    let tick = |value: f64, step: f64| {
        main.difference_tick(value, step)
            .trim_start_matches('+')
            .to_owned()
    };
    rows.axis(canvas, theme, scale, &range, tick);
    bars::names(canvas, theme, room, &rows, labels);
    let figures = rows.figures[0];
    let heading = plot.top - theme.text.tick * 0.6;
    bars::heading(canvas, theme, (figures, heading), SIZE);
    bars::heading(canvas, theme, (figures + columns[0], heading), DIRECTION);
    let mut noise_named = false;
    for (effect, row) in effects.iter().zip(&rows.each) {
        let band = row.band;
        let is_clear = effect.ranked(main.smallest).standing == Clear::Yes;
        let colour = if is_clear {
            main.colour(theme)
        } else {
            theme.rule
        };
        let y = f64::midpoint(band.top, band.bottom);
        let height = (band.height() * 0.5).min(44.0);
        let bar = Area {
            left: scale.pixel(0.0),
            right: scale.pixel(effect.size[0]),
            top: y - height / 2.0,
            bottom: y + height / 2.0,
        };
        canvas.rectangle(
            bar,
            Fill {
                colour,
                opacity: 0.75,
            },
        );
        bars::whisker(
            canvas,
            scale,
            y,
            [effect.size[1], effect.size[2]],
            theme.ink,
        );
        if effect.noise.is_finite() {
            let x = scale.pixel(effect.noise);
            let (top, bottom) = (band.top + 4.0, band.bottom - 4.0);
            canvas.line(at(x, top), at(x, bottom), stroke(theme.paper, 7.0));
            canvas.line(at(x, top), at(x, bottom), stroke(theme.baseline, 3.5));
            if !noise_named {
                // Where the heading of the figures stands above the plot, it ends before that.
                let before = theme.room(f64::INFINITY, figures - 96.0);
                let place = (x.max(plot.left + 40.0) - 30.0).min(before);
                bars::heading(canvas, theme, (place, heading), "noise");
                noise_named = true;
            }
        }
        let ink = if is_clear { theme.ink } else { theme.muted };
        bars::figure(
            canvas,
            theme,
            figures,
            (&rows, *row),
            &main.size(effect.size[0]),
            ink,
        );
        let note = if is_clear {
            effect.direction()
        } else {
            UNCLEAR
        };
        let place = (figures + columns[0], columns[1]);
        bars::note(canvas, theme, place, (&rows, *row), note);
    }
}

fn words(sweep: &Sweep<'_>, theme: &Theme, all: &[Effect]) -> (Words, Standing) {
    let main = &sweep.main;
    let ranked: Vec<Ranked> = all
        .iter()
        .map(|effect| effect.ranked(main.smallest))
        .collect();
    let label = |row: usize| wording::lower(&all[row].label);
    let sole = |row: usize| format!("{} on average over its range", main.size(all[row].size[0]));
    let nobody = format!(
        "no parameter’s effect on {} can be told from noise",
        main.lower()
    );
    let (title, standing) = title(sweep, &ranked, label, sole, &nobody);
    let clear = ranked
        .iter()
        .filter(|row| row.standing == Clear::Yes)
        .count();
    let mut footer = vec![format!(
        "Morris’ μ*: mean size of elementary effects, as over the whole range; whiskers: 95\u{a0}% intervals, design resampled; grey line: noise alone"
    )];
    footer.push(format!(
        "Grey bars: not above noise, or below {} ({} of {} parameters are clear)",
        main.bound(main.smallest),
        clear,
        all.len()
    ));
    if all.len() > MOST_ROWS {
        footer.push(format!("{MOST_ROWS} of {} drawn", all.len()));
    }
    footer.extend(variant_note(sweep));
    footer.push(words::provenance(sweep));
    let subtitle = vec![
        wording::plain(theme, "Mean size of the effect on "),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(
            theme,
            format!(
                " {}, as a parameter runs over its range",
                words::horizon(sweep)
            ),
        ),
    ];
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

fn sheet(effects: &[Effect]) -> Sheet {
    let rows = effects.iter().map(|effect| {
        let [size, low, high] = effect.size;
        let mut row = vec![effect.name.clone()];
        row.extend([size, low, high, effect.mean[0], effect.sigma, effect.noise].map(csv_number));
        row
    });
    let header = [
        "parameter",
        "mu_star",
        "ci_low",
        "ci_high",
        "mu",
        "sigma",
        "noise",
    ];
    Sheet::new(&header, rows.collect())
}

fn alt(sweep: &Sweep<'_>, effects: &[Effect]) -> String {
    let rows: Vec<String> = effects
        .iter()
        .map(|effect| {
            format!(
                "{} {}",
                wording::lower(&effect.label),
                sweep.main.size(effect.size[0])
            )
        })
        .collect();
    format!(
        "Bar chart of the mean size of effects on {} (Morris), {} parameters, the largest first: {}.",
        sweep.main.lower(),
        effects.len(),
        rows.join("; ")
    )
}
