//! `seci chart DIR…`: the charts and documents of an output folder again, without running.

use std::path::{Path, PathBuf};

use super::Ending;
use super::output::{self, Format};
use crate::chart::{Preset, SHIPPED, Theme, parse_theme};
use crate::scenario::{Overrides, Scenario, Source, load};
use crate::shipped::LIBRARY;
use crate::study::{self, Drawn, SCENARIO_FILE, StudyError};

#[derive(Debug, clap::Args)]
pub(super) struct ChartArguments {
    /// Output folders
    #[arg(required_unless_present = "print_theme", value_name = "DIR")]
    folders: Vec<PathBuf>,
    /// Colours, font, footer and logo: a TOML file, or one of the shipped themes, plain and dark; `seci chart --print-theme`
    /// prints one to start from
    #[arg(long, value_name = "FILE")]
    theme: Option<PathBuf>,
    /// What the charts are for
    #[arg(long, value_name = "NAME", default_value = "slide")]
    preset: PresetArgument,
    /// Print the plain theme, every key explained, and draw nothing
    #[arg(long)]
    print_theme: bool,
}

/// The names of presets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum PresetArgument {
    /// 16:9, with title and footer
    Slide,
    /// For two columns of a journal (180 mm): the panels alone, and the words in a file for the caption
    Paper,
    /// For a single column (89 mm): the same, laid out anew, panels below one another
    PaperSingle,
}

impl From<PresetArgument> for Preset {
    fn from(argument: PresetArgument) -> Preset {
        match argument {
            PresetArgument::Slide => Preset::Slide,
            PresetArgument::Paper => Preset::Paper,
            PresetArgument::PaperSingle => Preset::PaperSingle,
        }
    }
}

pub(super) fn chart(arguments: &ChartArguments) -> Ending {
    if arguments.print_theme {
        output::result(SHIPPED[0].1);
        return Ending::Well;
    }
    let Some(theme) = theme(arguments.theme.as_deref(), Format::People) else {
        return Ending::BadInput;
    };
    let preset = Preset::from(arguments.preset);
    let mut ending = Ending::Well;
    for folder in &arguments.folders {
        match draw(folder, &theme, preset) {
            Ok(drawn) if drawn.charts.is_empty() && drawn.missing.is_empty() => {
                output::note(&format!(
                    "the tables of {} hold nothing that a chart could show",
                    folder.display()
                ));
            }
            Ok(drawn) => {
                for why in &drawn.missing {
                    output::note(why);
                }
                for chart in drawn.charts {
                    output::result(&format!("{}: {}", chart.picture.display(), chart.title));
                }
                for document in drawn.documents {
                    output::result(&document.display().to_string());
                }
            }
            Err(error) => {
                output::error(&error, Format::People);
                // Tables that cannot be read are bad input; charts that cannot be written are not.
                let bad = error.is_bad_input()
                    || matches!(error, StudyError::Analysis(_))
                    || matches!(&error, StudyError::Table(error) if !error.is_about_writing());
                ending = ending.max(if bad {
                    Ending::BadInput
                } else {
                    Ending::RunsFailed
                });
            }
        }
    }
    ending
}

/// Draws a folder; a scenario in it that can no longer be read is left out of the documents.
pub(super) fn draw(folder: &Path, theme: &Theme, preset: Preset) -> Result<Drawn, StudyError> {
    study::draw(folder, scenario_of(folder).as_ref(), (theme, preset))
}

/// The theme that was asked for, or the plain one; nothing, and a message, where it is refused.
pub(super) fn theme(asked: Option<&Path>, format: Format) -> Option<Theme> {
    match asked.map(read_theme) {
        None => Some(Theme::default()),
        Some(Ok(theme)) => Some(theme),
        Some(Err(text)) => {
            output::error(&text, format);
            None
        }
    }
}

/// A theme by its file, or by the name of one that is shipped.
fn read_theme(path: &Path) -> Result<Theme, String> {
    let shipped = SHIPPED
        .iter()
        .find(|(name, _)| path.as_os_str() == *name && !path.exists());
    let text = match shipped {
        Some((_, text)) => (*text).to_owned(),
        None => read(path, |path| {
            std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        })?,
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let logo = |file: &str| read(&folder.join(file), |path| std::fs::read(path));
    parse_theme(&text, &logo)
        .map_err(|fault| format!("{}: {}", path.display(), fault.0.join("\n  ")))
}

/// The contents of a file of a reasonable size.
fn read<T>(path: &Path, read: impl Fn(&Path) -> std::io::Result<T>) -> Result<T, String> {
    const LARGEST: u64 = 5_000_000;
    let told = |error: std::io::Error| format!("{}: {error}", path.display());
    if std::fs::metadata(path).map_err(told)?.len() > LARGEST {
        return Err(format!("{} is larger than 5 MB", path.display()));
    }
    read(path).map_err(told)
}

fn scenario_of(folder: &Path) -> Option<Scenario> {
    let path = folder.join(SCENARIO_FILE);
    let loaded = load(Source::File(&path), &Overrides::default(), &LIBRARY);
    if loaded.is_err() {
        output::note(&format!(
            "{} cannot be read any more: the documents leave out what was assumed",
            path.display()
        ));
    }
    loaded.ok().map(|loaded| loaded.scenario)
}
