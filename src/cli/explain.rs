//! `seci explain KEY`: what a parameter, a metric, a key of `[run]` or an event means.

use super::output::{self, Format};
use super::Ending;
use crate::model;
use crate::scenario;

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// A parameter, metric, key of [run] or kind of event; none lists them all
    #[arg(value_name = "KEY")]
    key: Option<String>,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Ending {
    match scenario::explain(model::REGISTRIES, arguments.key.as_deref()) {
        Ok(text) => {
            output::result(&text);
            Ending::Well
        }
        Err(error) => {
            output::error(&error, Format::People);
            Ending::BadInput
        }
    }
}
