//! `rushes export`: recordings as files of tables.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use rushes_core::EntityPath;
use rushes_dataframe::QueryEngine;
use rushes_dataframe::sql::{Session, SessionOptions, TableKind};

use super::dataframe::QueryArguments;
use super::format::Format;
use super::open::{self, Opened};
use super::sql::{OutputArguments, answer, runtime};
use crate::{output, text};

/// Arguments of `rushes export`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders, patterns or URLs of recordings.
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// Format of the files.
    #[arg(long)]
    to: Format,

    /// Folder to write one file per entity to, called as its path is; with --index, the one file to write.
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,

    /// The recording, where there are several. Tables of entities have the rows of all, unless it is given.
    #[arg(long, value_name = "ID")]
    recording: Option<String>,

    /// Every component as a list, as recorded, and the row ids.
    #[arg(long, conflicts_with = "index")]
    raw: bool,

    #[command(flatten)]
    query: QueryArguments,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    output::tidy_up_when_interrupted();
    let opened = open::open(&arguments.paths)?;
    if arguments.query.has_index() {
        whole(arguments, &opened)?;
    } else {
        by_entity(arguments, &opened)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn output_to(path: &Path, format: Format) -> OutputArguments {
    OutputArguments {
        output: Some(path.to_owned()),
        format: Some(format),
        rows: 0,
    }
}

/// One table of everything.
fn whole(arguments: &Arguments, opened: &Opened) -> anyhow::Result<()> {
    let store = opened.one(arguments.recording.as_deref())?;
    let query = arguments.query.expression(store)?;
    let batches = QueryEngine::new(store.clone()).query(query)?.batches()?;
    let mut writer = output_to(&arguments.output, arguments.to).writer(batches.schema())?;
    for batch in batches {
        writer.write(&batch?)?;
    }
    writer.finish()
}

/// One table per entity.
fn by_entity(arguments: &Arguments, opened: &Opened) -> anyhow::Result<()> {
    if arguments.output.is_file() {
        bail!(
            "{:?} is a file; one file per entity needs a folder, one file for all a timeline (--index)",
            arguments.output
        );
    }
    let recordings = match &arguments.recording {
        None => opened.recordings.clone(),
        id => vec![opened.one(id.as_deref())?.clone()],
    };
    let filter = arguments.query.filter()?;
    let session = Session::new(recordings.clone(), &SessionOptions::default())?;
    let runtime = runtime()?;
    let entities: BTreeSet<_> = recordings
        .iter()
        .flat_map(rushes_store::Store::entities)
        .collect();
    let (mut written, mut used) = (0, BTreeSet::new());
    for entity in entities {
        if filter
            .as_ref()
            .is_some_and(|filter| !filter.matches(&entity))
        {
            continue;
        }
        let table = match arguments.raw {
            true => Session::table(TableKind::Raw, &entity),
            false if entity.is_property() => Session::table(TableKind::Properties, &entity),
            false => Session::table(TableKind::Entity, &entity),
        };
        let mut path = arguments.output.join(file_name(&entity));
        while !used.insert(path.clone()) {
            path.as_mut_os_string().push("_");
        }
        path.as_mut_os_string()
            .push(format!(".{}", arguments.to.extension()));
        if let Some(folder) = path.parent() {
            let context = || format!("couldn't create {:?}", folder.display().to_string());
            std::fs::create_dir_all(folder).with_context(context)?;
        }
        let output = output_to(&path, arguments.to);
        answer(
            &runtime,
            &session,
            &format!("SELECT * FROM {table}"),
            &output,
        )?;
        written += 1;
    }
    eprintln!(
        "Wrote {} below {:?}.",
        text::counted(written, "table"),
        arguments.output.display().to_string()
    );
    Ok(())
}

/// The path of an entity as that of a file, without an extension.
fn file_name(entity: &EntityPath) -> PathBuf {
    if entity.is_root() {
        return "root".into();
    }
    let part = |text: &str| -> String {
        let plain = |letter: char| letter.is_alphanumeric() || "-_. ".contains(letter);
        let name: String = text
            .chars()
            .map(|letter| if plain(letter) { letter } else { '_' })
            .collect();
        match name.trim_matches('.').is_empty() {
            true => "_".to_owned(),
            false => name,
        }
    };
    entity
        .parts()
        .iter()
        .map(|it| part(it.unescaped_str()))
        .collect()
}
