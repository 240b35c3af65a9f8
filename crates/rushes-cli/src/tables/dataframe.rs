//! `rushes dataframe`: the rows of a timeline, all entities joined by their times.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow, bail};
use rushes_core::{EntityPathFilter, PathSubstitutions, TimeInt, TimeRange, Timeline};
use rushes_dataframe::{
    ColumnSelector, ComponentSelector, QueryEngine, QueryExpression, SparseFillStrategy,
    StaticColumns,
};
use rushes_store::Store;

use super::open;
use super::sql::OutputArguments;

/// Arguments of `rushes dataframe`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files, folders, patterns or URLs: all shards of one recording.
    #[arg(required = true)]
    paths: Vec<PathBuf>,

    /// The recording, where there are several.
    #[arg(long, value_name = "ID")]
    recording: Option<String>,

    #[command(flatten)]
    query: QueryArguments,

    /// Columns of the table, in this order: timelines (`frame`) and components (`/points:Points3D:positions`). All
    /// if not given.
    #[arg(long, value_name = "COLUMN", num_args = 1.., value_delimiter = ',')]
    select: Vec<ColumnSelector>,

    #[command(flatten)]
    output: OutputArguments,
}

/// Which rows.
#[derive(Clone, Debug, clap::Args)]
pub struct QueryArguments {
    /// The timeline whose times are the rows. Without, there is one row, of static data.
    #[arg(long, value_name = "TIMELINE")]
    index: Option<String>,

    /// The entities: paths, `/**` behind one for all below it, `-` before one to leave it out.
    #[arg(long, value_name = "EXPRESSION", allow_hyphen_values = true)]
    contents: Option<String>,

    /// First time, as the timeline writes it: `12`, `1.5s`, `2024-05-01T12:00:00Z`.
    #[arg(
        long,
        value_name = "TIME",
        requires = "index",
        allow_hyphen_values = true
    )]
    start: Option<String>,

    /// Last time.
    #[arg(
        long,
        value_name = "TIME",
        requires = "index",
        allow_hyphen_values = true
    )]
    end: Option<String>,

    /// Exactly these times, whether or not something was logged then.
    #[arg(long, value_name = "TIME", num_args = 1.., value_delimiter = ',', requires = "index", conflicts_with_all = ["start", "end"])]
    at: Vec<String>,

    /// Only times at which this component has a cell: `/points:Points3D:positions`.
    #[arg(long, value_name = "COMPONENT", requires = "index")]
    not_null: Option<ComponentSelector>,

    /// Fill cells in which nothing is new with what was logged last.
    #[arg(long, requires = "index")]
    fill: bool,

    /// Also components that never have a value.
    #[arg(long)]
    empty: bool,

    /// Also the marks of removals, as columns.
    #[arg(long)]
    clears: bool,

    /// Which of static and other components.
    #[arg(long, value_enum, default_value_t = Which::Both)]
    r#static: Which,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Which {
    /// All.
    Both,
    /// Those that are static.
    Only,
    /// Those that are not.
    None,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    crate::output::tidy_up_when_interrupted();
    let opened = open::open(&arguments.paths)?;
    let store = opened.one(arguments.recording.as_deref())?;
    let mut query = arguments.query.expression(store)?;
    if !arguments.select.is_empty() {
        query.selection = Some(arguments.select.clone());
    }
    let batches = QueryEngine::new(store.clone()).query(query)?.batches()?;
    let mut writer = arguments.output.writer(batches.schema())?;
    for batch in batches {
        if !writer.write(&batch?)? {
            break;
        }
    }
    writer.finish()?;
    Ok(ExitCode::SUCCESS)
}

impl QueryArguments {
    /// Whether there is a timeline whose times are the rows.
    pub fn has_index(&self) -> bool {
        self.index.is_some()
    }

    /// The entities, if not all.
    pub fn filter(&self) -> anyhow::Result<Option<EntityPathFilter>> {
        let parse = |text: &String| {
            EntityPathFilter::parse_strict(text, &PathSubstitutions::none())
                .with_context(|| format!("{text:?} says not which entities"))
        };
        self.contents.as_ref().map(parse).transpose()
    }

    /// The question to a recording.
    pub fn expression(&self, store: &Store) -> anyhow::Result<QueryExpression> {
        let index = self
            .index
            .as_deref()
            .map(|name| timeline(store, name))
            .transpose()?;
        let time = |text: &String| -> anyhow::Result<TimeInt> {
            let timeline = index
                .as_ref()
                .ok_or_else(|| anyhow!("a time needs a timeline: give --index"))?;
            let time = timeline.typ().parse(text);
            Ok(time
                .with_context(|| format!("{text:?} is no time of {:?}", timeline.name().as_str()))?
                .into())
        };
        let bound = |text: &Option<String>, otherwise| text.as_ref().map_or(Ok(otherwise), time);
        let all = TimeRange::EVERYTHING;
        let range = TimeRange::new(bound(&self.start, all.min)?, bound(&self.end, all.max)?);
        let times = self
            .at
            .iter()
            .map(time)
            .collect::<anyhow::Result<BTreeSet<_>>>()?;
        let query = QueryExpression {
            include_semantically_empty_columns: self.empty,
            include_tombstone_columns: self.clears,
            include_static_columns: match self.r#static {
                Which::Both => StaticColumns::Both,
                Which::Only => StaticColumns::StaticOnly,
                Which::None => StaticColumns::NonStaticOnly,
            },
            filtered_index: index.as_ref().map(|timeline| timeline.name().clone()),
            filtered_index_range: (range != all).then_some(range),
            using_index_values: (!times.is_empty()).then_some(times),
            filtered_is_not_null: self.not_null.clone(),
            sparse_fill_strategy: match self.fill {
                true => SparseFillStrategy::LatestAtGlobal,
                false => SparseFillStrategy::None,
            },
            ..QueryExpression::default()
        };
        let filter = self.filter()?.unwrap_or_else(EntityPathFilter::all);
        Ok(query.with_contents(&filter, &store.entities()))
    }
}

fn timeline(store: &Store, name: &str) -> anyhow::Result<Timeline> {
    let timelines = store.timelines();
    if let Some(found) = timelines
        .iter()
        .find(|timeline| timeline.name().as_str() == name)
    {
        return Ok(found.clone());
    }
    let names: Vec<_> = timelines
        .iter()
        .map(|timeline| timeline.name().as_str())
        .collect();
    bail!(
        "there is no timeline {name:?}; there are: {}",
        names.join(", ")
    )
}
