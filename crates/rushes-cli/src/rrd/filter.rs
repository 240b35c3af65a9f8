//! `rushes rrd filter`: copies without some entities or timelines.

use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rushes_chunk::Chunk;
use rushes_core::{CrateVersion, EntityPath, StoreId, TimelineName};
use rushes_rrd::{
    ArrowMsg, ChunkIndex, Compression, Encoded, Limits, Message, RawMessage, StoreSchema, TimeSpan,
    TimelineCut,
};

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
    let mut copier = copy::start(output.as_deref(), CrateVersion::WIRE, WINDOW_BYTES)?;
    for input in Input::from_paths(&paths)? {
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
    fn drops_entities(&self) -> Option<&BTreeSet<EntityPath>> {
        Some(&self.0.entities).filter(|entities| !entities.is_empty())
    }

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
            let keeps_some = !index.timelines.iter().all(dropped);
            let drops = |name: &TimelineName| filter.timelines.contains(name);
            let plan = || {
                let message = &passing.message;
                message.plan_without_timelines(drops, &Limits::default())
            };
            if let Some(plan) = keeps_some.then(plan).flatten() {
                return Ok(filter.cut(passing, plan, index.clone()));
            }
        }
        Ok(filter.decode(passing))
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

/// Lets one chunk of a million rows be cut while the one before is written.
const WINDOW_BYTES: u64 = 76 << 20;

impl Filter {
    /// Leaves the timelines out of a chunk, of which the index says that it has others too.
    fn cut(self: &Arc<Self>, passing: &Passing, plan: TimelineCut, mut index: ChunkIndex) -> Fate {
        let keeps = |span: &TimeSpan| !self.timelines.contains(span.timeline.name());
        index.timelines.retain(keeps);
        for column in &mut index.columns {
            column.timelines.retain(keeps);
        }
        let cost = 2 * passing.message.payload.len() as u64;
        let (this, message) = (Arc::clone(self), passing.message.clone());
        let job = move || {
            let Some(cut) = plan.of(&message) else {
                return this.remake(message, None);
            };
            drop(message);
            let (store_id, size) = (cut.store_id.clone(), cut.uncompressed_size);
            let encoded = Encoded::message(&Message::Arrow(cut)).with_index(&store_id, index);
            Ok(Some(encoded.with_uncompressed_size(size)))
        };
        Fate::Remade(cost, Box::new(job))
    }

    /// Decodes a chunk to see what is to be done about it.
    fn decode(self: &Arc<Self>, passing: &Passing) -> Fate {
        let (this, message) = (Arc::clone(self), passing.message.clone());
        let raw = (!passing.is_legacy).then(|| passing.raw.clone());
        let cost = copy::cost(&message);
        Fate::Remade(cost, Box::new(move || this.remake(message, raw)))
    }

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
