//! The evidence as a page of words: `docs/validation.md`. Every number and every verdict on it is computed.

mod words;

use std::fmt::Write as _;

use super::docking::Docked;
use super::settings::Headline;
use super::verdict::{Judged, Verdict};
use super::{CHECKS, Outcome, Report};

pub(super) use words::prediction;
use words::{decimals, estimate, p_value, short, verdict};

/// The page; `thrift` as in the options, since a page of fewer runs must say so.
#[must_use]
pub fn page(report: &Report, thrift: u32) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = heading(&mut text, report, thrift)
        .and_then(|()| docking(&mut text, report))
        .and_then(|()| battery(&mut text, report))
        .and_then(|()| robustness(&mut text, report))
        .and_then(|()| settings(&mut text, report))
        .and_then(|()| method(&mut text, report));
    text
}

fn heading(text: &mut String, report: &Report, thrift: u32) -> std::fmt::Result {
    let version = env!("CARGO_PKG_VERSION");
    writeln!(
        text,
        "# Validation\n\n\
         Written by seci {version}, by the command\n\n    seci validate --page docs/validation.md\n\n\
         Every number and every verdict here is computed from runs; nothing is written by hand. Change the program, not \
         this page.\n"
    )?;
    if thrift > 1 {
        writeln!(
            text,
            "**A quick look: {thrift} times fewer runs than the real thing. Do not quote it.**\n"
        )?;
    }
    let omnibus = report.omnibus;
    writeln!(
        text,
        "**Does it compute what it says?** March (1991): the largest deviation of {} cells from independent runs is \
         |z| = {}, all together χ² = {} with {} degrees of freedom, p = {}. {}\n",
        report
            .docked
            .iter()
            .filter(|cell| cell.target.is_some())
            .count(),
        decimals(omnibus.largest, 2),
        decimals(omnibus.square, 1),
        omnibus.cells,
        decimals(omnibus.p, 3),
        if report.docks() {
            "All shapes of the published figures come out."
        } else {
            "**Not all of it comes out: see below.**"
        }
    )?;
    writeln!(
        text,
        "**Does the model show what is claimed of it?** Of {} claims {} are supported, {} not supported, {} unclear, {} not \
         tested. Those that are not supported are findings as much as the others:\n",
        report.claims.len(),
        report.count(Verdict::Supported),
        report.count(Verdict::NotSupported),
        report.count(Verdict::Unclear),
        report.count(Verdict::NotTested),
    )?;
    for outcome in &report.claims {
        if outcome.verdict != Verdict::Supported {
            writeln!(
                text,
                "- {} {}: **{}**",
                outcome.claim.id, outcome.claim.statement, outcome.verdict
            )?;
        }
    }
    writeln!(text)
}

fn docking(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "## Published models\n\n\
         March (1991) and Fang, Lee & Schilling (2010) run on the same engine; their rules are in [published.md](published.md). \
         Targets are independent runs under the same rules; a cell agrees where its mean lies within four standard errors of \
         the difference. March's own figures rest on 80 runs a point, with a standard error of 0.005 to 0.012, which is too \
         coarse to tell rules apart. Cells without a target, those of Figure 5 and of Fang's curve among them, are ours alone. Miller, Zhao & Calantone (2006) add tacit \
         dimensions and learning from one another to March; no numbers of it are public here, so nothing is claimed of it.\n\n\
         In the targets of Figure 4 the column of standard deviations holds those of the *share* of reality that the code \
         knows, not of its score (ours agree with them as such, not as the other); the standard errors of these targets are \
         therefore computed from our deviation of the score. Its two cells with p3 = 1 are one target run, since nobody \
         learns there; it counts once in χ². Our cells share their luck replicate by replicate, so χ² takes the covariance of our \
         means into account.\n\n\
         ![Deviations from the targets](validation/docking.png)\n\n\
         | figure | cell | target (± se) | ours (± se) | runs | z |\n|---|---|---|---|---|---|"
    )?;
    for cell in &report.docked {
        writeln!(text, "{}", docked(cell))?;
    }
    let omnibus = report.omnibus;
    writeln!(
        text,
        "\nOmnibus: χ² = {} with {} degrees of freedom, p = {}.\n\n\
         | # | shape | measured | predicted | estimate (95 % interval) | verdict |\n|---|---|---|---|---|---|",
        decimals(omnibus.square, 2),
        omnibus.cells,
        decimals(omnibus.p, 4)
    )?;
    for outcome in &report.published {
        claim(text, outcome)?;
    }
    writeln!(text)
}

fn docked(cell: &Docked) -> String {
    let written = |mean: f64, error: f64| format!("{} ± {}", decimals(mean, 4), decimals(error, 4));
    let (target, z) = match cell.target {
        Some(target) => (written(target.mean, target.error), decimals(target.z, 2)),
        None => ("–".to_owned(), "–".to_owned()),
    };
    format!(
        "| {} | {} | {target} | {} | {} | {z} |",
        match cell.figure.strip_prefix("march-1991-figure-") {
            Some(number) => format!("March {number}"),
            None => "Fang".to_owned(),
        },
        cell.cell,
        written(cell.mean, cell.error),
        cell.runs
    )
}

/// A row for each part; the claim itself stands in the first.
fn claim(text: &mut String, outcome: &Outcome) -> std::fmt::Result {
    let claim = &outcome.claim;
    let remark = if claim.remark.is_empty() {
        String::new()
    } else {
        format!(" *{}.*", claim.remark)
    };
    let mut opening = format!("| {} | {}{remark} |", claim.id, claim.statement);
    let whole = verdict(outcome.verdict);
    if outcome.parts.is_empty() {
        return writeln!(text, "{opening} – | – | – | {whole} |");
    }
    for part in &outcome.parts {
        let own = if outcome.parts.len() > 1 && part.verdict != outcome.verdict {
            format!("{} (this part)", part.verdict)
        } else if opening.starts_with("| |") {
            String::new()
        } else {
            whole.clone()
        };
        writeln!(
            text,
            "{opening} {} | {} | {} | {own} |",
            part.part.what,
            prediction(part),
            estimate(&part.estimate)
        )?;
        "| | |".clone_into(&mut opening);
    }
    Ok(())
}

fn battery(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "## What emerges, and patterns from the field\n\n\
         E1 to E16 are the right column of the table in [model.md](model.md); P1 to P9 are the patterns of \
         [facts.md](facts.md#patterns), of which the direction is tested and not the size. Default settings, week 156, where \
         nothing else is said; differences are at equal luck. A claim of several parts is supported where all of them are.\n\n\
         | # | claim | measured | predicted | estimate (95 % interval) | verdict |\n|---|---|---|---|---|---|"
    )?;
    for outcome in &report.claims {
        claim(text, outcome)?;
    }
    writeln!(text)
}

fn robustness(text: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(
        text,
        "## On what the headlines rest\n\n\
         Each headline again with one rule switched off or replaced, with the coupling cut one way, without pressure, and at \
         both ends of the plausible ranges of the five most contested parameters (scenarios/validation/rules.toml and \
         contested.toml; budgets are explicit shares of 0, 0.3 and 0.8). Differences in percentage points of capability (or \
         what is said), of the knowing–doing gap in the fourth column, with their 95 % intervals. **Bold**: the headline does \
         not hold there, or its opposite does. The fifth column is the best explicit share with the interval of that place.\n\n\
         Capability is habit by definition, so `pressure` cannot move it but through learning; the third row therefore reads \
         performance. With internalisation 0 beliefs never reach habits, so no explicit work can pay there: that follows from \
         the rules.\n\n\
         ![The headlines with single rules switched off](validation/headlines.png)\n"
    )?;
    let columns = Headline::ALL.map(Headline::words).join(" | ");
    writeln!(
        text,
        "| | {columns} | best share |\n|---|---|---|---|---|---|"
    )?;
    for (check, parts) in CHECKS.iter().zip(&report.checks) {
        let cells: Vec<String> = parts.iter().map(cell).collect();
        let missing = " – |".repeat(5 - cells.len().min(5));
        writeln!(text, "| {} | {} |{missing}", check.words, cells.join(" | "))?;
    }
    writeln!(text)
}

fn cell(judged: &Judged) -> String {
    let words = short(&judged.estimate);
    match judged.verdict {
        Verdict::Supported => words,
        Verdict::Unclear => format!("{words} unclear"),
        Verdict::NotSupported | Verdict::NotTested => format!("**{words}**"),
    }
}

fn settings(text: &mut String, report: &Report) -> std::fmt::Result {
    const TOLD: usize = 5;
    let all = report
        .settings
        .first()
        .map_or(0, |(_, found, _)| found.all());
    writeln!(
        text,
        "## Over random settings\n\n\
         Where the headlines hold depends on what is not known. {all} settings, spread evenly over the ranges of all uncertain parameters and of headcount, judgements and learning \
         hours (scenarios/validation/random-settings.toml). A headline *holds* in a setting where its difference is clearly \
         above 0 and a point at least, is *reversed* where its opposite is. What decides it: the parameters whose values go \
         most closely with the size of the difference (Spearman's ρ with its 95 % interval, the five largest of all, not adjusted \
         for having been chosen).\n\n\
         | headline | holds in (95 % interval) | reversed in | neither in | median | in most settings? | what goes with it |\n\
         |---|---|---|---|---|---|---|"
    )?;
    for (headline, found, judged) in &report.settings {
        let deciders: Vec<String> = found
            .deciders
            .iter()
            .take(TOLD)
            .map(|(parameter, rho)| {
                format!(
                    "`{parameter}` {} ({} to {})",
                    decimals(rho.value, 2),
                    decimals(rho.low, 2),
                    decimals(rho.high, 2)
                )
            })
            .collect();
        let share = |count: usize| {
            #[allow(clippy::cast_precision_loss)] // Settings are few.
            let share = count as f64 / found.all() as f64;
            format!("{} %", decimals(100.0 * share, 0))
        };
        writeln!(
            text,
            "| {} | {} | {} | {} | {} pp | {} | {} |",
            headline.words(),
            estimate(&judged.estimate),
            share(found.reversed),
            share(found.neither),
            decimals(100.0 * found.median, 1),
            verdict(judged.verdict),
            deciders.join(", ")
        )?;
    }
    writeln!(text)
}

fn method(text: &mut String, report: &Report) -> std::fmt::Result {
    let largest = report
        .claims
        .iter()
        .flat_map(|outcome| &outcome.parts)
        .filter(|part| part.verdict == Verdict::Supported)
        .filter_map(|part| part.p)
        .fold(0.0, f64::max);
    writeln!(
        text,
        "## How this is judged\n\n\
         Means are tested by Student's t on differences at equal luck; the {} tests of the battery are adjusted together \
         (Holm 1979), and a mean is supported only at an adjusted p of 0.05 or less (the largest of those supported: {}). \
         Intervals are 95 % intervals of each estimate alone. *Supported*: the whole interval agrees with the prediction. \
         *Not supported*: the whole interval contradicts it, which an effect too small to matter does as well where a size \
         was predicted (one percentage point). *Unclear*: neither. Places of a best value have percentile intervals of 2,000 \
         resamples of the replicates, shares Wilson's (1927), rank correlations Fisher's with the variance of Bonett & Wright \
         (2000). `claims.csv`, `docking.csv` and `settings.csv` in the output folder hold all numbers in full.\n\n\
         The runs, each of which anybody can make:\n\n\
         | study | command | scenario | runs |\n|---|---|---|---|",
        report.tests,
        p_value(largest)
    )?;
    for study in &report.studies {
        let failed = if study.failed > 0 {
            format!(" and {} failed", study.failed)
        } else {
            String::new()
        };
        writeln!(
            text,
            "| {} | `{}` | {} | {}{failed} |",
            study.id, study.command, study.scenario_hash, study.runs
        )?;
    }
    Ok(())
}
