//! `rushes sql`: questions in SQL.

use std::io::{IsTerminal as _, Read as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use futures::StreamExt as _;
use rushes_dataframe::sql::{Session, SessionOptions};
use tokio::runtime::Runtime;

use super::format::Format;
use super::writer::Writer;
use super::{open, prompt};
use crate::text;

/// Arguments of `rushes sql`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The question, unless it is the path of a file. Without one, and on a terminal, there is a prompt; else
    /// questions come from standard input, with semicolons between them.
    query: Option<String>,

    /// Files, folders, patterns or URLs of recordings.
    paths: Vec<PathBuf>,

    #[command(flatten)]
    output: OutputArguments,

    /// Bytes that sorting, joining and grouping may hold before they put data aside in temporary files.
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = text::parse_bytes)]
    memory: u64,
}

/// Where a table goes, and how it looks.
#[derive(Clone, Debug, clap::Args)]
pub struct OutputArguments {
    /// File to write; standard output if not given. It appears when it is whole.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,

    /// Format of the output. If not given, that of the file's name; on standard output, a table.
    #[arg(short, long)]
    pub format: Option<Format>,

    /// Rows of a table for people; 0 for all of them, which are held in memory.
    #[arg(long, value_name = "COUNT", default_value_t = 200)]
    pub rows: usize,
}

impl OutputArguments {
    /// Begins the table.
    pub fn writer(&self, schema: &arrow_schema::SchemaRef) -> anyhow::Result<Writer> {
        let format = Format::choose(self.format, self.output.as_deref())?;
        let rows = if self.rows == 0 {
            usize::MAX
        } else {
            self.rows
        };
        Writer::new(format, self.output.as_deref(), schema, rows)
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    crate::output::tidy_up_when_interrupted();
    Format::choose(arguments.output.format, arguments.output.output.as_deref())?;
    let mut paths = arguments.paths.clone();
    let mut query = arguments.query.clone();
    if let Some(path) = query.take_if(|query| is_path(query)) {
        paths.insert(0, path.into());
    }
    if paths.is_empty() {
        bail!(
            "name the recordings: `rushes sql 'SELECT …' FILE…`, or `rushes sql FILE…` for a prompt"
        );
    }
    let opened = open::open(&paths)?;
    let options = SessionOptions {
        max_bytes: usize::try_from(arguments.memory)?,
        ..SessionOptions::default()
    };
    let session = Session::new(opened.recordings.clone(), &options)?;
    let runtime = runtime()?;
    if query.is_none() {
        if std::io::stdin().is_terminal() {
            return prompt::run(&runtime, &session, &arguments.output);
        }
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        query = Some(text);
    }
    let statements = Session::statements(&query.unwrap_or_default())?;
    if statements.is_empty() {
        bail!("there is no question; try `SHOW TABLES`");
    }
    if statements.len() > 1 && arguments.output.output.is_some() {
        bail!(
            "there are {} questions, and one file to write to; ask one at a time",
            statements.len()
        );
    }
    for statement in statements {
        answer(&runtime, &session, &statement, &arguments.output)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Threads that answer.
pub fn runtime() -> anyhow::Result<Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_time()
        .build();
    runtime.context("couldn't start threads")
}

/// Asks one question and writes the answer as it comes.
pub fn answer(
    runtime: &Runtime,
    session: &Session,
    query: &str,
    output: &OutputArguments,
) -> anyhow::Result<()> {
    runtime.block_on(async {
        let mut batches = session.query(query).await?;
        let mut writer = output.writer(&batches.schema())?;
        while let Some(batch) = batches.next().await {
            let batch = batch.map_err(rushes_dataframe::Error::from)?;
            if !writer.write(&batch)? {
                break;
            }
        }
        writer.finish()
    })
}

/// Whether the first argument names recordings: questions have spaces and are no files.
fn is_path(argument: &str) -> bool {
    let has_spaces = argument.trim().contains(char::is_whitespace);
    let is_file = Path::new(argument).exists();
    is_file || (!has_spaces && !argument.trim_end().ends_with(';'))
}
