//! Progress on stderr: a bar with the time left where somebody watches, nothing where nobody does.

use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::json;

use super::output::{self, Format};
use crate::engine::Progress;
use crate::study::Watcher;

/// The bar of one study.
pub(super) struct Bar {
    bar: Mutex<ProgressBar>,
    format: Format,
}

impl Bar {
    pub(super) fn new(format: Format) -> Self {
        Bar {
            bar: Mutex::new(ProgressBar::hidden()),
            format,
        }
    }

    fn now(&self) -> ProgressBar {
        self.bar
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .clone()
    }
}

impl Progress for Bar {
    fn runs_done(&self, runs: u64) {
        self.now().inc(runs);
    }
}

impl Watcher for Bar {
    fn runs_start(&self, planned: u64, reused: u64) {
        if self.format == Format::Programs {
            output::event("runs", json!({ "planned": planned, "reused": reused }));
            return;
        }
        let bar =
            ProgressBar::with_draw_target(Some(planned), ProgressDrawTarget::stderr_with_hz(10));
        // The template is a constant that a test of the command line shows to be right.
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} runs, {eta} left") {
            bar.set_style(style);
        }
        bar.set_position(reused);
        bar.reset_eta();
        bar.enable_steady_tick(Duration::from_millis(200));
        *self
            .bar
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = bar;
    }

    fn runs_end(&self) {
        self.now().finish_and_clear();
    }

    fn note(&self, text: &str) {
        self.now().suspend(|| output::note(text));
    }
}
