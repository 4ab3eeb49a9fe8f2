//! Scissors: documents per head above capability, a column of two panels for each variant, weeks in common.
//!
//! Two panels and never two axes in one: the eye compares heights along the row. The reference returns in grey dashes
//! in the panels of the others. The title speaks of the alternative whose documents differ most from the reference's;
//! where no difference in documents holds, of the one whose capability differs most.

use super::axis::{self, Range};
use super::canvas::{Anchor, Area, Canvas, Fill, Line, Stroke, at, stroke};
use super::data::{Data, Kind, Measure};
use super::finding::{self, Findings, Question, Verdict};
use super::font::Weight;
use super::frame::{self, Words};
use super::panel::{self, Cell};
use super::theme::{Colour, Dash, Theme};
use super::{Chart, Drawn, Sheet, Standing, number, wording};

pub const CHART: Chart = Chart {
    id: "scissors",
    questions,
    draw,
};

const MOST_COLUMNS: usize = 6;
/// Extra room between the two rows.
const ROW_GAP: f64 = 14.0;
/// Room to the right of a panel for the last value and its difference.
const VALUE_ROOM: f64 = 112.0;

/// A row of panels.
struct Row {
    measure: Measure,
    colour: Colour,
    range: Range,
}

fn questions(data: &Data<'_>) -> Vec<Question> {
    let measures = [data.documents(), data.measure("capability")];
    measures
        .into_iter()
        .flatten()
        .flat_map(|measure| finding::against_reference(data, &measure))
        .collect()
}

fn draw(data: &Data<'_>, findings: &Findings, theme: &Theme) -> Option<Drawn> {
    let [documents, capability] = [data.documents()?, data.measure("capability")?];
    let (title, standing, evidence) = title(data, findings, &documents, &capability);
    let mut canvas = Canvas::new(theme.size, theme.paper);
    let mut footer = vec![lines_in_words(data)];
    footer.extend(panel::events_in_words(data, "Dashed vertical"));
    footer.extend(evidence);
    footer.push(wording::provenance(data));
    let words = Words {
        title,
        subtitle: vec![
            wording::worn(theme.explicit, documents.label.clone()),
            wording::plain(theme, " and "),
            wording::worn(theme.tacit, "capability"),
            wording::plain(
                theme,
                format!(
                    " (share of live cases that go well under pressure) over {}",
                    wording::weeks(data.weeks())
                ),
            ),
        ],
        footer,
    };
    let room = frame::draw(&mut canvas, theme, &words);
    let rows =
        [(documents, theme.explicit), (capability, theme.tacit)].map(|(measure, colour)| Row {
            range: range(data, &measure),
            measure,
            colour,
        });
    draw_panels(&mut canvas, data, findings, theme, room, &rows);
    Some(Drawn {
        canvas,
        words,
        standing,
        sheet: sheet(data, &rows),
        alt: alt(data, &rows),
    })
}

fn range(data: &Data<'_>, measure: &Measure) -> Range {
    let weekly = (0..data.variants.len()).flat_map(|variant| data.weekly(variant, measure));
    axis::from_zero(weekly.map(|(_, summary)| summary.mean))
}

fn title(
    data: &Data<'_>,
    findings: &Findings,
    documents: &Measure,
    capability: &Measure,
) -> (String, Standing, Vec<String>) {
    let Some(pair) = finding::pair(data, findings, documents, capability) else {
        return (
            description(data, documents, capability),
            Standing::Describes,
            Vec::new(),
        );
    };
    let judged = [documents, capability].map(|measure| findings.get(measure, pair[0], pair[1]));
    let [Some(written), Some(able)] = judged else {
        return (
            description(data, documents, capability),
            Standing::Describes,
            Vec::new(),
        );
    };
    let [variant, other] = pair.map(|v| wording::name(data, v));
    let per_head = if documents.label == "Documents" {
        ""
    } else {
        " per head"
    };
    let writes = match (written.means, written.verdict) {
        ([more, none], Verdict::Higher) if none <= 0.0 => {
            format!(
                "writes {} documents{per_head} where {other} writes none",
                number::count(more)
            )
        }
        ([none, more], Verdict::Lower) if none <= 0.0 => {
            format!(
                "writes no documents where {other} writes {}{per_head}",
                number::count(more)
            )
        }
        ([a, b], Verdict::Higher) if a / b >= 1.5 => {
            format!(
                "writes {} times the documents of {other}",
                number::times(a / b)
            )
        }
        ([a, b], Verdict::Higher) => format!(
            "writes {} more documents than {other}",
            number::share(a / b - 1.0)
        ),
        ([a, b], Verdict::Lower) => format!(
            "writes {} fewer documents than {other}",
            number::share(1.0 - a / b)
        ),
        _ => String::new(),
    };
    let evidence = vec![wording::evidence(
        data,
        pair,
        &[(documents, written), (capability, able)],
    )];
    let text = match (written.holds(), able.verdict) {
        (true, Verdict::Higher | Verdict::Lower) => {
            let joint = if written.verdict == able.verdict {
                " and"
            } else {
                ", yet"
            };
            format!(
                "{variant} {writes}{joint} {}",
                wording::ends(capability, able)
            )
        }
        (true, _) => format!(
            "{variant} {writes}, {}",
            wording::unclear_clause(capability, able)
        ),
        (false, Verdict::Higher | Verdict::Lower) => format!(
            "With no clear difference in documents, {variant} {} than {other}",
            wording::ends(capability, able)
        ),
        (false, _) => {
            let text = wording::nothing_clear(data, capability, able, pair);
            text.replacen(
                "difference in capability",
                "difference in documents or in capability",
                1,
            )
        }
    };
    let standing = if written.holds() || able.holds() {
        Standing::Holds
    } else {
        Standing::Fails
    };
    (wording::sentence(&text), standing, evidence)
}

fn description(data: &Data<'_>, documents: &Measure, capability: &Measure) -> String {
    let series = data.weekly(0, capability);
    let ends = [series.first(), series.last()]
        .map(|row| row.map_or(f64::NAN, |(_, summary)| summary.mean));
    let smallest = match capability.smallest {
        super::data::Smallest::Absolute(size) => size,
        super::data::Smallest::Relative(share) => share * ends[0].abs(),
    };
    let change = ends[1] - ends[0];
    let moves = if change.abs() < smallest {
        format!("stays at about {}", wording::value(capability, ends[1]))
    } else {
        let verb = if change > 0.0 { "rises" } else { "falls" };
        format!(
            "{verb} from {} to {}",
            wording::value(capability, ends[0]),
            wording::value(capability, ends[1])
        )
    };
    let text = format!(
        "{}: {} {} in {}, while capability {moves}",
        wording::name(data, 0),
        wording::value(documents, data.mean(0, documents)),
        wording::lower(&documents.label),
        wording::weeks(data.weeks())
    );
    wording::sentence(&text)
}

fn lines_in_words(data: &Data<'_>) -> String {
    match data.reference {
        Some(reference) => {
            let name = wording::name(data, reference);
            format!("Lines: means over runs; grey dashes: {name}; small figures: against {name}")
        }
        None => "Lines: means over runs".to_owned(),
    }
}

fn draw_panels(
    canvas: &mut Canvas,
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    room: Area,
    rows: &[Row; 2],
) {
    let headers: Vec<String> = data
        .variants
        .iter()
        .map(|v| wording::sentence(&v.label))
        .collect();
    let columns = panel::columns(headers.len(), MOST_COLUMNS);
    let cells = panel::cells(room, &headers, columns, theme.text.label);
    let events = panel::event_room(data, theme);
    let name_room = theme.text.label * 2.05;
    for (variant, cell) in cells.iter().enumerate() {
        panel::header(canvas, theme, cell.header, &headers[variant]);
        let space = cell.body.height() - ROW_GAP - 2.0 * name_room - events - panel::WEEK_ROOM;
        let upper = Area {
            top: cell.body.top + name_room + events,
            bottom: cell.body.top + name_room + events + space / 2.0,
            right: cell.body.right - VALUE_ROOM,
            ..cell.body
        };
        let lower = Area {
            top: upper.bottom + ROW_GAP + name_room,
            bottom: upper.bottom + ROW_GAP + name_room + space / 2.0,
            ..upper
        };
        let weeks = axis::Scale {
            low: 0.0,
            high: f64::from(data.weeks()),
            start: upper.left,
            end: upper.right,
        };
        let plots = [upper, lower];
        for (row, plot) in rows.iter().zip(plots) {
            draw_row_name(
                canvas,
                theme,
                room.left,
                plot.top - if plot == upper { events } else { 0.0 },
                row,
                cell,
            );
            draw_panel(canvas, data, theme, plot, weeks, row, (variant, cell));
            draw_last_value(canvas, data, findings, theme, plot, row, variant);
        }
        let row = Area {
            top: upper.top - events,
            bottom: upper.top,
            right: cell.body.right,
            ..upper
        };
        panel::event_lines(canvas, theme, &data.variants[variant], &plots, weeks);
        panel::event_labels(canvas, theme, &data.variants[variant], row, weeks);
        panel::week_axis(canvas, theme, lower, weeks, cell.edge);
    }
}

fn draw_row_name(
    canvas: &mut Canvas,
    theme: &Theme,
    left: f64,
    floor: f64,
    row: &Row,
    cell: &Cell,
) {
    if cell.edge == panel::Edge::First {
        let size = theme.text.label;
        let line = Line::plain(
            at(left, floor - size * 0.86),
            size,
            wording::sentence(&row.measure.label),
            row.colour,
            Weight::SemiBold,
        );
        canvas.text(line);
    }
}

fn draw_panel(
    canvas: &mut Canvas,
    data: &Data<'_>,
    theme: &Theme,
    plot: Area,
    weeks: axis::Scale,
    row: &Row,
    (variant, cell): (usize, &Cell),
) {
    let scale = row.range.scale(plot.bottom, plot.top);
    let text = match row.measure.kind {
        Kind::Share => number::share_tick,
        Kind::Count => number::count_tick,
    };
    let path = |variant: usize| {
        let weekly = data.weekly(variant, &row.measure);
        weekly
            .into_iter()
            .map(|(week, summary)| at(weeks.pixel(f64::from(week)), scale.pixel(summary.mean)))
            .filter(|point| point.y.is_finite())
            .collect::<Vec<_>>()
    };
    let own = path(variant);
    if let (Some(first), Some(last)) = (own.first(), own.last()) {
        let floor = scale.pixel(0.0);
        let mut filled = own.clone();
        filled.extend([at(last.x, floor), at(first.x, floor)]);
        let tint = Fill {
            colour: row.colour,
            opacity: 0.13,
        };
        canvas.polygon(&filled, tint);
    }
    panel::value_axis(canvas, theme, plot, scale, &row.range, cell.edge, text);
    if let Some(reference) = data.reference.filter(|reference| *reference != variant) {
        let ghost = Stroke {
            dash: Dash::Short,
            ..stroke(theme.baseline, 3.0)
        };
        canvas.path(&path(reference), ghost);
    }
    canvas.path(&own, stroke(row.colour, theme.line));
}

/// The value at the last week beside the line's end, and below it the difference to the reference.
fn draw_last_value(
    canvas: &mut Canvas,
    data: &Data<'_>,
    findings: &Findings,
    theme: &Theme,
    plot: Area,
    row: &Row,
    variant: usize,
) {
    let weekly = data.weekly(variant, &row.measure);
    let Some(last) = weekly
        .last()
        .map(|(_, summary)| summary.mean)
        .filter(|mean| mean.is_finite())
    else {
        return;
    };
    let finding = data
        .reference
        .and_then(|reference| findings.get(&row.measure, variant, reference));
    let note = finding.map(
        |finding| match (finding.verdict, row.measure.kind, finding.means) {
            (Verdict::Lower, Kind::Count, [a, b]) if b > 0.0 && a > 0.0 => {
                format!("−{}", number::share(1.0 - a / b))
            }
            (Verdict::Higher, Kind::Count, [a, b]) if b > 0.0 => {
                format!("{}\u{a0}×", number::count(a / b))
            }
            (Verdict::Higher | Verdict::Lower, ..) => {
                wording::difference(&row.measure, finding.estimate.mean)
            }
            (Verdict::TooSmall, Kind::Share, _) => {
                format!("<\u{a0}{}", number::points_size(finding.smallest))
            }
            (Verdict::TooSmall | Verdict::Unclear, ..) => "unclear".to_owned(),
        },
    );
    let (size, small) = (theme.text.label, theme.text.tick);
    let height = size * 0.8 + if note.is_some() { small * 1.2 } else { 0.0 };
    let wish = row.range.scale(plot.bottom, plot.top).pixel(last);
    let top = (wish - size * 0.4).clamp(
        plot.top - size * 0.4,
        (plot.bottom - height).max(plot.top - size * 0.4),
    );
    let x = plot.right + 12.0;
    let value = wording::value(&row.measure, last);
    canvas.text(
        Line::plain(
            at(x, top + size * 0.76),
            size,
            value,
            row.colour,
            Weight::SemiBold,
        )
        .anchored(Anchor::Start),
    );
    let ghost = data
        .reference
        .filter(|_| data.alternatives().first() == Some(&variant));
    if let Some((reference, end)) =
        ghost.and_then(|r| Some((r, data.weekly(r, &row.measure).last()?.1.mean)))
    {
        let name = wording::sentence(&data.variants[reference].label);
        let room = Area {
            left: x,
            right: plot.right + VALUE_ROOM + 20.0,
            ..plot
        };
        let taken = Area {
            top,
            bottom: top + height + 4.0,
            ..room
        };
        let end = at(x, row.range.scale(plot.bottom, plot.top).pixel(end));
        panel::ghost_name(canvas, theme, &name, end, room, taken);
    }
    if let Some(note) = note {
        let position = at(x, top + size * 0.76 + small * 1.2);
        canvas.text(Line::plain(
            position,
            small,
            note,
            theme.muted,
            Weight::Regular,
        ));
    }
}

fn sheet(data: &Data<'_>, rows: &[Row; 2]) -> Sheet {
    let mut lines = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        for row in rows {
            for (week, summary) in data.weekly(index, &row.measure) {
                lines.push(vec![
                    variant.name.to_owned(),
                    row.measure.label.clone(),
                    week.to_string(),
                    summary.n.to_string(),
                    summary.mean.to_string(),
                ]);
            }
        }
    }
    Sheet {
        header: vec!["variant", "measure", "week", "n", "mean"],
        rows: lines,
    }
}

fn alt(data: &Data<'_>, rows: &[Row; 2]) -> String {
    let mut text = format!(
        "Line chart in two rows of panels, {} above capability, one column for each of {} variants, over {}. At the end:",
        wording::lower(&rows[0].measure.label),
        data.variants.len(),
        wording::weeks(data.weeks())
    );
    let ends: Vec<String> = data
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| {
            let [documents, capability] = [0, 1].map(|row: usize| {
                wording::value(&rows[row].measure, data.mean(index, &rows[row].measure))
            });
            format!(" {}: {documents} and {capability}", variant.label)
        })
        .collect();
    text.push_str(&ends.join(";"));
    text.push('.');
    text
}
