//! `rushes rrd print`: the messages of recordings, for people and for `grep`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rushes_chunk::Chunk;
use rushes_core::EntityPath;
use rushes_rrd::{Limits, Message};

use super::scan::{self, Met, Packed};
use super::table::{self, Style};
use crate::input::Input;
use crate::output::print;
use crate::progress::Progress;
use crate::remote::Wanted;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd print`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or URLs to read; `-` or none is standard input.
    pub(super) paths: Vec<PathBuf>,

    /// `-v`: full names of columns. `-vv`: the schema of each chunk. `-vvv`: all rows.
    #[arg(short, long, action = clap::ArgAction::Count)]
    verbose: u8,

    /// Print only chunks of this entity.
    #[arg(long, value_name = "ENTITY")]
    entity: Option<String>,

    /// Keep the `rerun:` and `sorbet:` prefixes of metadata keys.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    full_metadata: bool,

    /// Print the manifests in the footers as tables.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    footers: bool,

    /// Columns of the manifests: 0 those of chunks, 1 also the times of chunks, 2 all.
    #[arg(long, value_name = "LEVEL", default_value_t = 2, value_parser = clap::value_parser!(u8).range(0..=2))]
    footers_lod: u8,

    /// Swap rows and columns of the tables.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = false, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    transposed: bool,

    /// Show older chunks in the current schema; `=false` shows them as they are stored.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    migrate: bool,

    /// Report what is damaged and go on, instead of failing.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    continue_on_error: bool,
}

/// What the threads that make the text of chunks need to know.
#[derive(Clone)]
struct Printer {
    verbose: u8,
    entity: Option<EntityPath>,
    migrate: bool,
    style: Style,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let policy = Policy {
        continue_on_error: arguments.continue_on_error,
        strict: false,
    };
    let mut report = Report::new(policy);
    let printer = Printer {
        verbose: arguments.verbose,
        entity: arguments.entity.as_deref().map(EntityPath::parse_forgiving),
        migrate: arguments.migrate,
        style: Style {
            full_metadata: arguments.full_metadata,
            transposed: arguments.transposed,
        },
    };
    print(if arguments.migrate {
        "Showing data after migration to latest Rushes version\n"
    } else {
        "Showing data as it is stored\n"
    })?;
    let inputs = Input::from_paths(&arguments.paths)?;
    for input in &inputs {
        let progress = Progress::new("print", None);
        let each = printer.clone();
        let entity = printer.entity.as_ref();
        let is_wanted = |path: &EntityPath| entity.is_none_or(|entity| entity == path);
        let ended = scan::scan_for(
            input,
            entity.is_some().then_some(&is_wanted as Wanted<'_>),
            &progress,
            move |packed| each.chunk(packed),
            |met| match met {
                Met::Chunk(_, Ok(text)) => print(&text),
                Met::Chunk(place, Err(error)) => report.error(
                    &progress,
                    &format!("{input}, byte {}: {error}", place.offset),
                ),
                Met::Message(message) => print(&other(&message)),
                Met::End(_, footer) if arguments.footers => {
                    match footer.manifests(&Limits::default()) {
                        Ok(manifests) => manifests.iter().try_for_each(|manifest| {
                            print(&table::manifest(
                                manifest,
                                arguments.footers_lod,
                                printer.style,
                            )?)
                        }),
                        Err(error) => report.error(&progress, &format!("{input}, footer: {error}")),
                    }
                }
                Met::Orphan(raw) => report.orphan(&progress, input, &raw),
                Met::Damage(damage, closed) => report.damage(&progress, input, &damage, closed),
                Met::Header(_) | Met::End(..) => Ok(()),
            },
        );
        match ended {
            Ok(ended) if !ended.cleanly && ended.any => {
                report.warning(
                    &progress,
                    &format!("{input} was never closed: it has no footer"),
                )?;
            }
            Ok(_) => {}
            Err(error) if crate::output::is_broken_pipe(&error) || inputs.len() == 1 => {
                bail!(error)
            }
            Err(error) => report.error(&progress, &format!("{error:#}"))?,
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is printed of a message if no more is asked for.
pub fn line(message: &Message) -> rushes_rrd::Result<String> {
    let Message::Arrow(message) = message else {
        return Ok(other(message));
    };
    let chunk = message.to_chunk(&Limits::default())?;
    Ok(short(&chunk, false))
}

fn other(message: &Message) -> String {
    match message {
        Message::SetStoreInfo(message) => format!("{:#?}\n", message.info),
        Message::BlueprintActivation(message) => format!(
            "BlueprintActivationCommand({:?}, make_active: {}, make_default: {})\n",
            message.blueprint_id, message.make_active, message.make_default
        ),
        Message::Arrow(_) => String::new(),
    }
}

impl Printer {
    /// The text of a chunk; empty if it is of another entity than asked for.
    fn chunk(&self, packed: &Packed) -> rushes_rrd::Result<String> {
        let limits = Limits::default();
        let chunk = packed.message.to_chunk(&limits)?;
        if self
            .entity
            .as_ref()
            .is_some_and(|entity| entity != chunk.entity_path())
        {
            return Ok(String::new());
        }
        if self.verbose < 2 {
            return Ok(short(&chunk, self.verbose > 0));
        }
        let head = head(&chunk);
        let batch = match self.migrate {
            true => chunk.to_record_batch()?,
            false => packed.message.stored_batch(&limits)?,
        };
        let batch = if self.verbose == 2 {
            batch.slice(0, 0)
        } else {
            batch
        };
        Ok(format!(
            "{head}\n{}",
            table::chunk(&batch, self.verbose > 2, self.style)
        ))
    }
}

/// A chunk in one line.
fn short(chunk: &Chunk, full_names: bool) -> String {
    let mut names: Vec<String> = chunk
        .descriptors()
        .map(|descriptor| match full_names {
            false => descriptor.component.to_string(),
            true => format!("{}@{}", chunk.entity_path(), descriptor.component),
        })
        .collect();
    names.sort();
    format!("{}data columns: [{}]\n", head(chunk), names.join(" "))
}

fn head(chunk: &Chunk) -> String {
    format!(
        "Chunk({}) with {} rows ({}) - {} - ",
        chunk.id(),
        chunk.num_rows(),
        text::bytes(chunk.heap_size_bytes() as u64),
        chunk.entity_path()
    )
}
