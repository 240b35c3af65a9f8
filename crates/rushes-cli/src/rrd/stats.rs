//! `rushes rrd stats`: what is in the inputs, in numbers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use rushes_core::EntityPath;
use rushes_rrd::{Footer, Limits, ManifestReader};
use serde::Serialize;

use super::scan::{self, Met, Packed};
use crate::input::Input;
use crate::progress::Progress;
use crate::report::{Policy, Report};
use crate::text;

mod layout;
mod optimal;
mod sizes;

use sizes::{Counts, Sizes};

/// Arguments of `rushes rrd stats`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or URLs to read; `-` or none is standard input.
    pub(super) paths: Vec<PathBuf>,

    /// Count only what needs no decompression: chunks, their sizes, and the footers.
    #[arg(long)]
    no_decode: bool,

    /// Report what is damaged and go on, instead of failing.
    #[arg(
        long,
        value_name = "BOOL",
        num_args = 0..=1,
        require_equals = true,
        default_value_t = true,
        default_missing_value = "true",
        action = clap::ArgAction::Set
    )]
    continue_on_error: bool,

    /// Print one JSON object. Sizes are in bytes.
    #[arg(long)]
    json: bool,
}

/// What is known of one chunk.
struct ChunkStats {
    compressed: u64,
    /// The rest needs decompression.
    decoded: Option<Decoded>,
}

struct Decoded {
    entity_path: String,
    num_rows: u64,
    /// Name, and whether it ascends.
    timelines: Vec<(String, bool)>,
    components: Vec<String>,
    total_bytes: u64,
    data_bytes: u64,
}

/// Everything that is counted.
#[derive(Debug, Default, Serialize)]
struct Stats {
    num_chunks: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    overview: Option<Overview>,
    sizes_compressed: Sizes,
    #[serde(skip_serializing_if = "Option::is_none")]
    sizes_uncompressed: Option<Sizes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sizes_schema: Option<Sizes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sizes_data: Option<Sizes>,
    chunk_indexes: Vec<IndexStats>,
    /// Damaged messages that were skipped.
    num_errors: u64,
}

/// What needs the chunks' metadata.
#[derive(Debug, Default, Serialize)]
struct Overview {
    num_entity_paths: u64,
    num_chunks_without_components: u64,
    num_rows: u64,
    num_rows_min: u64,
    num_rows_max: u64,
    num_static: u64,
    num_indexes: u64,
    num_indexes_min: u64,
    num_indexes_max: u64,
    num_components: u64,
    num_components_min: u64,
    num_components_max: u64,
    #[serde(serialize_with = "by_text")]
    chunks_per_entity: BTreeMap<EntityPath, u64>,
    chunks_per_index: BTreeMap<String, u64>,
    chunks_per_component: BTreeMap<String, u64>,
    /// Per entity with an unsorted timeline: its timelines, and whether all chunks ascend.
    #[serde(serialize_with = "by_text")]
    unsorted_timelines: BTreeMap<EntityPath, BTreeMap<String, bool>>,
}

/// What a footer says of one store.
#[derive(Debug, Serialize)]
struct IndexStats {
    store_id: String,
    #[serde(skip)]
    store: String,
    num_chunks_indexed: u64,
    num_static_chunks: u64,
    num_entity_paths: u64,
    num_columns: u64,
    sorbet_schema_num_fields: u64,
    sorbet_schema_sha256: String,
    chunk_byte_size_total: u64,
    chunk_byte_size_uncompressed_total: u64,
    optimal_chunks: u64,
    effective_chunks: u64,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let inputs = Input::from_paths(&arguments.paths)?;
    let policy = Policy {
        continue_on_error: arguments.continue_on_error,
        strict: false,
    };
    let mut report = Report::new(policy);
    let mut stats = Stats::default();
    let mut raw = [const { Counts::new() }; 4];
    let decode = !arguments.no_decode;
    if decode {
        stats.overview = Some(Overview::default());
    }
    for input in &inputs {
        let progress = Progress::new("stats", input.len());
        let make = move |packed: &Packed| look(packed, decode);
        let ended = scan::scan(input, &progress, make, |met| match met {
            Met::Chunk(_, Ok(chunk)) => {
                stats.add(chunk, &mut raw);
                Ok(())
            }
            Met::Chunk(place, Err(error)) => report.error(
                &progress,
                &format!("{input}, byte {}: {error}", place.offset),
            ),
            Met::End(_, footer) => match index_stats(&footer) {
                Ok(indexes) => {
                    stats.chunk_indexes.extend(indexes);
                    Ok(())
                }
                Err(error) => report.error(&progress, &format!("{input}, footer: {error}")),
            },
            Met::Damage(damage, closed) => report.damage(&progress, input, &damage, closed),
            Met::Header(_) | Met::Message(_) | Met::Orphan(_) => Ok(()),
        });
        match ended {
            Ok(ended) if !ended.cleanly && ended.any => {
                report.warning(
                    &progress,
                    &format!("{input} was never closed: it has no footer"),
                )?;
            }
            Ok(_) => {}
            Err(error) if arguments.continue_on_error && inputs.len() > 1 => {
                report.error(&progress, &format!("{error:#}"))?;
            }
            Err(error) => bail!(error),
        }
    }
    stats.finish(raw, report.errors());
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&stats)?);
    } else {
        crate::output::print(&layout::text(&stats))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn look(packed: &Packed, decode: bool) -> rushes_rrd::Result<ChunkStats> {
    let message = &packed.message;
    let compressed = message.payload.len() as u64;
    if !decode {
        return Ok(ChunkStats {
            compressed,
            decoded: None,
        });
    }
    let limits = Limits::default();
    let summary = message.summary(&limits);
    let is_plain = |summary: &rushes_rrd::ChunkSummary| {
        summary
            .timelines
            .iter()
            .all(|(_, claims_sorted)| *claims_sorted)
    };
    let decoded = match summary {
        Ok(summary) if !packed.is_legacy && is_plain(&summary) => Decoded {
            entity_path: summary.entity_path,
            num_rows: summary.num_rows,
            timelines: summary.timelines,
            components: summary.components,
            total_bytes: summary.total_bytes,
            data_bytes: summary.data_bytes,
        },
        // Older schemas need migration; missing claims, a look at the times.
        summary => {
            let chunk = message.to_chunk(&limits)?;
            let (total_bytes, data_bytes) = summary.map_or((message.uncompressed_size, 0), |s| {
                (s.total_bytes, s.data_bytes)
            });
            Decoded {
                entity_path: chunk.entity_path().to_string(),
                num_rows: chunk.num_rows() as u64,
                timelines: chunk
                    .timelines()
                    .iter()
                    .map(|(name, column)| (name.to_string(), column.is_sorted()))
                    .collect(),
                components: chunk
                    .descriptors()
                    .map(|d| d.component.to_string())
                    .collect(),
                total_bytes,
                data_bytes,
            }
        }
    };
    Ok(ChunkStats {
        compressed,
        decoded: Some(decoded),
    })
}

impl Stats {
    fn add(&mut self, chunk: ChunkStats, raw: &mut [Counts; 4]) {
        let [compressed, uncompressed, schema, data] = raw;
        self.num_chunks += 1;
        compressed.add(chunk.compressed);
        let Some(decoded) = chunk.decoded else { return };
        uncompressed.add(decoded.total_bytes);
        schema.add(decoded.total_bytes.saturating_sub(decoded.data_bytes));
        data.add(decoded.data_bytes);
        if let Some(overview) = &mut self.overview {
            overview.add(decoded, self.num_chunks == 1);
        }
    }

    fn finish(&mut self, raw: [Counts; 4], num_errors: u64) {
        let [compressed, uncompressed, schema, data] = raw.map(|counts| Sizes::of(&counts));
        self.sizes_compressed = compressed;
        self.num_errors = num_errors;
        if let Some(overview) = &mut self.overview {
            overview.num_entity_paths = overview.chunks_per_entity.len() as u64;
            overview
                .unsorted_timelines
                .retain(|_, timelines| timelines.values().any(|s| !s));
            self.sizes_uncompressed = Some(uncompressed);
            self.sizes_schema = Some(schema);
            self.sizes_data = Some(data);
        }
    }
}

impl Overview {
    fn add(&mut self, chunk: Decoded, first: bool) {
        let entity_path = EntityPath::parse_forgiving(&chunk.entity_path);
        let track = |value: u64, min: &mut u64, max: &mut u64| {
            *min = if first { value } else { (*min).min(value) };
            *max = (*max).max(value);
        };
        let num_indexes = chunk.timelines.len() as u64;
        let num_components = chunk.components.len() as u64;
        track(
            chunk.num_rows,
            &mut self.num_rows_min,
            &mut self.num_rows_max,
        );
        track(
            num_indexes,
            &mut self.num_indexes_min,
            &mut self.num_indexes_max,
        );
        track(
            num_components,
            &mut self.num_components_min,
            &mut self.num_components_max,
        );
        self.num_rows += chunk.num_rows;
        self.num_indexes += num_indexes;
        self.num_components += num_components;
        self.num_static += u64::from(chunk.timelines.is_empty());
        self.num_chunks_without_components += u64::from(chunk.components.is_empty());
        for component in chunk.components {
            *self.chunks_per_component.entry(component).or_default() += 1;
        }
        for (name, is_sorted) in chunk.timelines {
            let timelines = self
                .unsorted_timelines
                .entry(entity_path.clone())
                .or_default();
            *timelines.entry(name.clone()).or_insert(true) &= is_sorted;
            *self.chunks_per_index.entry(name).or_default() += 1;
        }
        *self.chunks_per_entity.entry(entity_path).or_default() += 1;
    }
}

fn index_stats(footer: &Footer) -> rushes_rrd::Result<Vec<IndexStats>> {
    let manifests = footer.manifests_in_parts(&Limits::default())?;
    manifests.into_iter().map(IndexStats::of).collect()
}

impl IndexStats {
    fn of(mut manifest: ManifestReader) -> rushes_rrd::Result<Self> {
        let mut entities = BTreeSet::new();
        let (mut statics, mut size, mut uncompressed) = (0, 0, 0);
        let mut optimal = optimal::Optimal::default();
        while let Some(rows) = manifest.next_rows()? {
            for entity in rows.entities() {
                if !entities.contains(entity) {
                    entities.insert(entity.clone());
                }
            }
            for chunk in rows.chunks() {
                statics += u64::from(chunk.is_static);
                size += chunk.byte_size;
                uncompressed += chunk.uncompressed_size;
                optimal.add(&chunk);
            }
        }
        let schema = manifest.schema();
        let sha256 = manifest.stored_sha256().map_or_else(String::new, |hash| {
            hash.iter().map(|byte| format!("{byte:02x}")).collect()
        });
        Ok(Self {
            store_id: manifest.store_id().to_string(),
            store: format!("{:?}", manifest.store_id()),
            num_chunks_indexed: manifest.num_chunks() as u64,
            num_static_chunks: statics,
            num_entity_paths: entities.len() as u64,
            num_columns: manifest.num_columns() as u64,
            sorbet_schema_num_fields: 1 + (schema.timelines.len() + schema.columns.len()) as u64,
            sorbet_schema_sha256: sha256,
            chunk_byte_size_total: size,
            chunk_byte_size_uncompressed_total: uncompressed,
            optimal_chunks: optimal.lower_bound(),
            effective_chunks: optimal.effective(),
        })
    }
}

/// A map whose keys are written as text.
fn by_text<S: serde::Serializer, T: Serialize>(
    map: &BTreeMap<EntityPath, T>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(map.iter().map(|(path, value)| (path.as_str(), value)))
}

fn average(total: u64, count: u64) -> String {
    if count == 0 {
        "0".to_owned()
    } else {
        format!("{:.3}", total as f64 / count as f64)
    }
}

fn number(value: u64) -> String {
    text::count(value)
}
