//! What convergence says: whether the seeds are enough, and how many would be.

use super::{Course, FARTHEST};
use crate::chart::frame::Words;
use crate::chart::sweep::data::Sweep;
use crate::chart::sweep::words;
use crate::chart::theme::Theme;
use crate::chart::{Standing, number, wording};

/// All words around the panel.
pub fn words(sweep: &Sweep<'_>, theme: &Theme, course: &Course) -> (Words, Standing) {
    let (title, standing) = title(sweep, course);
    let main = &sweep.main;
    let mut footer = vec![
        "The first so many seeds of each variant at each point; typical: root mean square, widest: the largest"
            .to_owned(),
    ];
    if course.needed.is_some() {
        let drawn = course.last_count() * FARTHEST >= course.needed.unwrap_or(f64::NAN);
        let dotted = if drawn { "Dotted: e" } else { "E" };
        footer.push(format!(
            "{dotted}xtrapolation by 1/√n from the last number of seeds"
        ));
    }
    footer.push(words::provenance(sweep));
    let subtitle = vec![
        wording::plain(theme, "How well the mean of "),
        wording::worn(main.colour(theme), main.lower()),
        wording::plain(
            theme,
            format!(" {} is known, by number of seeds", words::horizon(sweep)),
        ),
    ];
    let words = Words {
        title: wording::sentence(&title),
        subtitle,
        footer,
    };
    (words, standing)
}

fn title(sweep: &Sweep<'_>, course: &Course) -> (String, Standing) {
    let main = &sweep.main;
    let metric = main.lower();
    let Some(last) = course.steps.last() else {
        return (
            format!("nothing is known of the mean of {metric}"),
            Standing::Fails,
        );
    };
    let [typical, widest] = [last.typical, last.widest].map(|size| main.size(size));
    let Some(wanted) = course.wanted else {
        let text = format!(
            "after {} seeds {metric} is known to ±{widest} at the widest point",
            last.n
        );
        return (text, Standing::Describes);
    };
    let bound = main.bound(wanted);
    let Some(needed) = course.needed else {
        // The first number of seeds from which on no point is wider than wanted.
        let late = course.steps.iter().rposition(|step| step.widest > wanted);
        let enough = course.steps.get(late.map_or(0, |place| place + 1));
        let sooner = enough
            .filter(|step| step.n < last.n)
            .map_or_else(String::new, |step| {
                format!(" (to ±{bound} from {} on)", step.n)
            });
        let text = format!(
            "{} seeds are enough: every point’s {metric} is known to ±{widest} or better{sooner}",
            last.n
        );
        return (text, Standing::Holds);
    };
    let needed = rounded(needed);
    let text = if last.typical <= wanted {
        format!(
            "{metric} is known to ±{typical} at a typical point, at the widest only to ±{widest}: about {needed} seeds would bring it to ±{bound}"
        )
    } else {
        format!(
            "{} seeds are not enough: a typical point’s {metric} is known to ±{typical}; ±{bound} everywhere would take about {needed}",
            last.n
        )
    };
    (text, Standing::Fails)
}

/// Up to the next of two significant digits: an extrapolation knows no more.
pub fn rounded(count: f64) -> String {
    let power = 10f64.powi((libm::log10(count.max(1.0)).floor() as i32 - 1).max(0));
    number::count((count / power - 1e-9).ceil() * power)
}

impl Course {
    fn last_count(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| step.n as f64)
    }
}

pub fn alt(sweep: &Sweep<'_>, course: &Course) -> String {
    let steps: Vec<String> = course
        .steps
        .iter()
        .map(|step| {
            let [typical, widest] = [step.typical, step.widest].map(|size| sweep.main.size(size));
            format!("{} seeds ±{typical} and ±{widest}", step.n)
        })
        .collect();
    format!(
        "Line chart of the half-width of the 95\u{a0}% interval of the mean of {} by number of seeds, typical and widest point: {}.",
        sweep.main.lower(),
        steps.join("; ")
    )
}
