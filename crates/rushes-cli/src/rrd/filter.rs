//! `rushes rrd filter`: copies without some entities or timelines.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rushes_chunk::Chunk;
use rushes_core::{CrateVersion, EntityPath, StoreId, TimelineName};
use rushes_rrd::{ArrowMsg, Compression, Encoded, Limits, RawMessage, StoreSchema, TimeSpan};

use super::CopyArguments;
use super::copy::{self, Fate, Passing, Rules};
use crate::input::Input;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd filter`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) copy: CopyArguments,

    /// Timeline to drop; may be given several times. Rows that have no other become static.
    #[arg(long, value_name = "TIMELINE")]
    drop_timeline: Vec<String>,

    /// Entity to drop, just this one and not those below it; may be given several times.
    #[arg(long, value_name = "ENTITY")]
    drop_entity: Vec<String>,
}

/// What to drop.
#[derive(Debug)]
struct Filter {
    timelines: BTreeSet<TimelineName>,
    entities: BTreeSet<EntityPath>,
    /// Chunks that lost their last timeline.
    became_static: AtomicU64,
}

/// Runs the command.
pub fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let filter = Arc::new(Filter {
        timelines: arguments
            .drop_timeline
            .iter()
            .map(|t| t.as_str().into())
            .collect(),
        entities: arguments
            .drop_entity
            .iter()
            .map(|e| EntityPath::parse_forgiving(e))
            .collect(),
        became_static: AtomicU64::new(0),
    });
    let CopyArguments {
        paths,
        output,
        continue_on_error,
        strict,
    } = arguments.copy;
    let mut report = Report::new(Policy {
        continue_on_error,
        strict,
    });
    let mut copier = copy::start(output.as_deref(), CrateVersion::WIRE)?;
    for input in Input::from_paths(&paths) {
        let mut rules = FilterRules(Arc::clone(&filter));
        copy::copy_input(&mut copier, &input, &mut report, "filter", &mut rules)?;
    }
    copy::finish(copier)?;
    let became_static = filter.became_static.load(Ordering::Relaxed);
    if became_static > 0 {
        eprintln!(
            "warning: {} lost the last timeline, so their rows are static now",
            text::counted(became_static, "chunk")
        );
    }
    Ok(ExitCode::SUCCESS)
}

struct FilterRules(Arc<Filter>);

impl Rules for FilterRules {
    fn chunk(&mut self, passing: &Passing) -> rushes_rrd::Result<Fate> {
        let filter = &self.0;
        if let Some(index) = &passing.index {
            let dropped = |span: &TimeSpan| filter.timelines.contains(span.timeline.name());
            if filter.entities.contains(&index.entity_path) {
                return Ok(Fate::Dropped);
            }
            if !index.timelines.iter().any(dropped) {
                return Ok(Fate::Copied);
            }
        }
        let (filter, message) = (Arc::clone(filter), passing.message.clone());
        let raw = (!passing.is_legacy).then(|| passing.raw.clone());
        Ok(Fate::Remade(Box::new(move || filter.remake(message, raw))))
    }

    fn schema(&self, store_id: &StoreId, schema: &StoreSchema) -> (StoreId, StoreSchema) {
        let mut schema = schema.clone();
        schema
            .columns
            .retain(|(entity_path, _), _| !self.0.entities.contains(entity_path));
        schema
            .timelines
            .retain(|name, _| !self.0.timelines.contains(name));
        (store_id.clone(), schema)
    }
}

impl Filter {
    /// The chunk without the timelines. It is copied from `raw` when it has none of them.
    fn remake(
        &self,
        message: ArrowMsg,
        raw: Option<RawMessage>,
    ) -> rushes_rrd::Result<Option<Encoded>> {
        let chunk = message.to_chunk(&Limits::default())?;
        if self.entities.contains(chunk.entity_path()) {
            return Ok(None);
        }
        let (store_id, uncompressed_size) = (message.store_id.clone(), message.uncompressed_size);
        drop(message);
        let keeps = |name: &TimelineName| !self.timelines.contains(name);
        if let Some(raw) = raw.filter(|_| chunk.timelines().keys().all(keeps)) {
            let encoded = Encoded::copied(raw).with_chunk(&store_id, &chunk);
            return Ok(Some(encoded.with_uncompressed_size(uncompressed_size)));
        }
        let filtered = Chunk::new(
            chunk.id(),
            chunk.entity_path().clone(),
            chunk.row_ids_array().clone(),
            chunk
                .timelines()
                .values()
                .filter(|c| keeps(c.timeline().name()))
                .cloned(),
            chunk.components().iter().cloned(),
        )?;
        if filtered.is_static() && !chunk.is_static() {
            self.became_static.fetch_add(1, Ordering::Relaxed);
        }
        // The data that both share are freed as soon as they are packed.
        drop(chunk);
        Encoded::chunk(&store_id, filtered, Compression::Lz4).map(Some)
    }
}
