//! `seci explain KEY`: what a parameter, a metric, a key, a heading or an event means.

use super::Ending;
use super::output::{self, Format};
use crate::model;
use crate::scenario;

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArguments {
    /// A parameter, metric, key, heading or kind of event; none lists them all
    #[arg(value_name = "KEY")]
    key: Option<String>,
}

pub(super) fn explain(arguments: &ExplainArguments) -> Ending {
    let Some(key) = &arguments.key else {
        output::result(&scenario::overview(model::REGISTRIES));
        return Ending::Well;
    };
    match scenario::explain(model::REGISTRIES, key) {
        Ok(text) => {
            output::result(&text);
            Ending::Well
        }
        Err(error) => {
            let hint = match error.nearest {
                Some(nearest) => format!("did you mean `{nearest}`?"),
                None => "`seci explain` lists them all".to_owned(),
            };
            let text = format!("{error}; {hint}").replace(char::is_control, "?");
            output::error(&text, Format::People);
            Ending::BadInput
        }
    }
}
