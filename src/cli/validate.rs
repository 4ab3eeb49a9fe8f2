//! `seci validate`: the evidence that the program computes what it says, made anew.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Instant;

use super::output::{self, Format};
use super::progress::Bar;
use super::run::{fail, listen};
use super::{Ending, jobs};
use crate::validation::verdict::Verdict;
use crate::validation::{self, Options, Report};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "Published models are held against independent runs, and every claim about the two-loop model is judged \
                        from runs of the scenarios in scenarios/validation. Tables, charts and the page validation.md go to \
                        the output folder; running the same command again continues what was stopped."
)]
pub(super) struct ValidateArguments {
    /// Threads [default: as many as the machine has]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
    /// The output folder
    #[arg(long, value_name = "DIR", default_value = "output/validation")]
    out: PathBuf,
    /// Write the page here too, with its charts in a folder of the same name beside it
    #[arg(long, value_name = "FILE")]
    page: Option<PathBuf>,
    /// A quick look with so many times fewer runs; its page says so
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    thrift: u32,
}

pub(super) fn validate(arguments: &ValidateArguments) -> Ending {
    let cancel = Arc::new(AtomicBool::new(false));
    listen(&cancel);
    let options = Options {
        folder: arguments.out.clone(),
        jobs: jobs(arguments.jobs),
        thrift: arguments.thrift,
    };
    let clock = Instant::now();
    let bar = Bar::new(Format::People);
    let report = match validation::validate(&options, &cancel, &bar) {
        Ok(Some(report)) => report,
        Ok(None) => {
            output::note("stopped; the same command continues");
            return Ending::Stopped;
        }
        Err(error) => return fail(&error, Format::People),
    };
    if let Some(page) = &arguments.page
        && let Err(error) = validation::write_page(&report, &options, page)
    {
        return fail(&error, Format::People);
    }
    tell(&report);
    output::result(&format!(
        "{:.0} s: {}/validation.md",
        clock.elapsed().as_secs_f64(),
        options.folder.display()
    ));
    if report.docks() {
        Ending::Well
    } else {
        output::note(
            "the published models are not all reproduced: the page says which cells and shapes are not",
        );
        Ending::RunsFailed
    }
}

fn tell(report: &Report) {
    let omnibus = report.omnibus;
    output::result(&format!(
        "Docking: largest |z| {:.2}, chi-square {:.1} with {} degrees of freedom, p {:.3}{}",
        omnibus.largest,
        omnibus.square,
        omnibus.cells,
        omnibus.p,
        if report.docks() {
            ""
        } else {
            ": NOT all of it comes out"
        }
    ));
    for outcome in report.published.iter().chain(&report.claims) {
        output::result(&format!(
            "{:14} {:4} {}",
            outcome.verdict.to_string(),
            outcome.claim.id,
            outcome.claim.statement
        ));
    }
    output::result(&format!(
        "Claims: {} supported, {} not supported, {} unclear, {} not tested",
        report.count(Verdict::Supported),
        report.count(Verdict::NotSupported),
        report.count(Verdict::Unclear),
        report.count(Verdict::NotTested)
    ));
}
