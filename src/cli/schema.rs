//! `seci schema`: the JSON Schema of scenario files.

use super::{Ending, output};
use crate::model;
use crate::scenario;

#[derive(Debug, clap::Args)]
pub(super) struct SchemaArguments {}

pub(super) fn schema(_: &SchemaArguments) -> Ending {
    output::result(&format!("{:#}", scenario::schema(model::REGISTRIES)));
    Ending::Well
}
