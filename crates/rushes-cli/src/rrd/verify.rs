//! `rushes rrd verify`: whether everything in the inputs is intact and valid.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::process::ExitCode;

use foldhash::fast::RandomState;
use rushes_core::{ChunkId, StoreId, TimeType, TimelineName};
use rushes_rrd::{ChunkIndex, Limits, Manifest, RawMessage, TimeSpan, decode_footer};
use serde::Serialize;

use super::scan::{self, Met, Packed, Place};
use crate::input::Input;
use crate::progress::Progress;
use crate::text;

mod check;

/// Arguments of `rushes rrd verify`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files to read; `-` or none is standard input.
    pub(super) paths: Vec<PathBuf>,

    /// Check that the footers say the truth, and that there are some.
    #[arg(
        long, value_name = "BOOL", num_args = 0..=1, require_equals = true,
        default_value_t = true, default_missing_value = "true", action = clap::ArgAction::Set
    )]
    check_footers: bool,

    /// Fail also on warnings, and on empty inputs.
    #[arg(long)]
    strict: bool,

    /// Print one JSON object to standard output.
    #[arg(long)]
    json: bool,
}

/// The result of the command.
#[derive(Debug, Default, Serialize)]
struct Verified {
    files: Vec<Verdict>,
    /// Errors in all files.
    errors: usize,
}

/// What is wrong with one input.
#[derive(Debug, Default, Serialize)]
struct Verdict {
    path: String,
    ok: bool,
    /// Whether there was nothing in it.
    empty: bool,
    errors: Vec<String>,
    warnings: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let mut verified = Verified::default();
    for input in Input::from_paths(&arguments.paths) {
        let verdict = verify(&input, arguments).unwrap_or_else(|error| Verdict {
            path: input.name(),
            errors: vec![text::chain(&error)],
            ..Verdict::default()
        });
        verified.errors += verdict.errors.len();
        verified.files.push(verdict);
    }
    let strictly_bad =
        |verdict: &Verdict| arguments.strict && (verdict.empty || !verdict.warnings.is_empty());
    let failed = verified.errors > 0 || verified.files.iter().any(strictly_bad);
    if arguments.json {
        crate::output::print(&format!("{}\n", serde_json::to_string_pretty(&verified)?))?;
    } else {
        verified.print();
    }
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

impl Verified {
    fn print(&self) {
        for verdict in &self.files {
            verdict
                .warnings
                .iter()
                .for_each(|warning| eprintln!("warning: {warning}"));
        }
        let mut errors: Vec<_> = self
            .files
            .iter()
            .flat_map(|verdict| &verdict.errors)
            .collect();
        errors.sort();
        errors.iter().for_each(|error| eprintln!("{error}"));
        if errors.is_empty() {
            let files = self.files.iter().filter(|verdict| !verdict.empty).count() as u64;
            eprintln!("{} verified without error.", text::counted(files, "file"));
        } else {
            let count = text::counted(errors.len() as u64, "error");
            eprintln!("Error: Verification failed with {count}");
        }
    }
}

/// What one thread found out about a chunk.
struct Looked {
    store_id: StoreId,
    chunk_id: ChunkId,
    timelines: Vec<TimeSpan>,
    fingerprint: check::Fingerprint,
    problems: check::Problems,
}

/// A chunk that a footer must name.
struct Expected {
    store_id: StoreId,
    chunk_id: ChunkId,
    fingerprint: check::Fingerprint,
}

/// What was seen of an input so far.
#[derive(Default)]
struct Seen {
    errors: Vec<String>,
    warnings: Vec<String>,
    stores: BTreeMap<StoreId, SeenStore>,
    /// Of the current stream: what its footer should say, by payload offset.
    stream: BTreeMap<u64, Expected>,
    stream_start: u64,
    /// Whether the current stream's chunks may be migrated, so that the footer, which is about
    /// them as they are stored, may name components otherwise.
    is_legacy: bool,
}

/// What was seen of a store.
#[derive(Default)]
struct SeenStore {
    chunk_ids: HashSet<ChunkId, RandomState>,
    time_types: HashMap<TimelineName, TimeType, RandomState>,
    num_manifests: u64,
}

fn verify(input: &Input, arguments: &Arguments) -> anyhow::Result<Verdict> {
    let progress = Progress::new("verify", input.len());
    let mut seen = Seen::default();
    let mut position = 0;
    let ended = scan::scan(input, &progress, look, |met| {
        match met {
            Met::Header(header) => {
                seen.stream.clear();
                seen.stream_start = position;
                seen.is_legacy = header.is_legacy();
                if header.is_newer() {
                    seen.warnings
                        .push(format!("{input} was written by {}", header.version));
                }
            }
            Met::Chunk(place, Ok(looked)) => seen.chunk(input, place, looked),
            Met::Chunk(place, Err(error)) => {
                seen.errors
                    .push(format!("{input}, byte {}: {error}", place.offset));
            }
            Met::Message(_) => {}
            Met::Orphan(raw) => {
                let text = "names no application, nor does a store info before it";
                seen.errors
                    .push(format!("{input}, byte {}: the message {text}", raw.offset));
            }
            Met::End(raw) => {
                position = raw.byte_range().end;
                if arguments.check_footers {
                    seen.footer(input, &raw);
                }
            }
            Met::Damage(damage, _) => {
                position = damage.bytes.end;
                seen.errors
                    .push(format!("{input}, byte {}: {damage}", damage.bytes.start));
            }
        }
        Ok(())
    })?;
    if arguments.check_footers && ended.any {
        let missing = |store: &SeenStore| !store.chunk_ids.is_empty() && store.num_manifests == 0;
        let is_missing = seen.stores.values().any(missing);
        let has_any = seen.stores.values().any(|store| store.num_manifests > 0);
        if is_missing || !has_any && !ended.cleanly {
            seen.errors
                .push(format!("{input}: Missing RRD footer / no RRD manifests"));
        }
    } else if !ended.cleanly && ended.any {
        seen.warnings
            .push(format!("{input} was never closed: it has no footer"));
    }
    Ok(Verdict {
        path: input.name(),
        ok: seen.errors.is_empty(),
        empty: !ended.any,
        errors: seen.errors,
        warnings: seen.warnings,
    })
}

fn look(packed: &Packed) -> rushes_rrd::Result<Looked> {
    let limits = Limits::default();
    let normalized = packed.message.normalized(&limits)?;
    let chunk = rushes_chunk::Chunk::from_normalized(&normalized)?;
    let mut index = ChunkIndex::of(&chunk);
    index.byte_size = packed.place.payload_len;
    index.uncompressed_size = packed.message.uncompressed_size;
    let problems = check::chunk(&packed.message, &normalized, &chunk);
    Ok(Looked {
        store_id: packed.message.store_id.clone(),
        chunk_id: index.chunk_id,
        fingerprint: check::Fingerprint::of(&index),
        timelines: index.timelines,
        problems,
    })
}

impl Seen {
    fn chunk(&mut self, input: &Input, place: Place, looked: Looked) {
        let Looked {
            store_id,
            chunk_id,
            timelines,
            fingerprint,
            problems,
        } = looked;
        let name = || format!("{input}, byte {}, {}", place.offset, chunk_id);
        let named = |problem: &String| format!("{}: {problem}", name());
        self.errors.extend(problems.errors.iter().map(named));
        self.warnings.extend(problems.warnings.iter().map(named));
        let store = self.stores.entry(store_id.clone()).or_default();
        if !store.chunk_ids.insert(chunk_id) {
            self.warnings
                .push(format!("{}: the chunk is there twice", name()));
        }
        for span in &timelines {
            let timeline = span.timeline.name();
            let known = match store.time_types.get(timeline) {
                Some(known) => *known,
                None => *store
                    .time_types
                    .entry(timeline.clone())
                    .or_insert(span.timeline.typ()),
            };
            if known != span.timeline.typ() {
                self.warnings.push(format!(
                    "{}: timeline {timeline:?} changes its type",
                    name()
                ));
            }
        }
        let expected = Expected {
            store_id,
            chunk_id,
            fingerprint,
        };
        self.stream
            .insert(place.offset + MESSAGE_HEADER_BYTES, expected);
    }

    fn footer(&mut self, input: &Input, raw: &RawMessage) {
        match decode_footer(raw.payload.clone(), &Limits::default()) {
            Err(error) => self.errors.push(format!("{input}, footer: {error}")),
            Ok(manifests) => {
                for manifest in &manifests {
                    self.manifest(input, manifest);
                }
                for chunk in std::mem::take(&mut self.stream).into_values() {
                    let text = format!("{input}/{}: {}", chunk.store_id, chunk.chunk_id);
                    self.errors.push(format!("{text} is missing in the footer"));
                }
            }
        }
    }

    fn manifest(&mut self, input: &Input, manifest: &Manifest) {
        let store_id = manifest.store_id();
        let name = format!(
            "{input}/{}/{}",
            store_id.application_id(),
            store_id.recording_id()
        );
        let store = self.stores.entry(store_id.clone()).or_default();
        store.num_manifests += 1;
        if store.num_manifests == 2 {
            self.errors
                .push(format!("{name}: More than one RRD manifest"));
        }
        for stored in manifest.chunks() {
            let offset = self.stream_start.saturating_add(stored.byte_offset);
            let problem = match self.stream.remove(&offset) {
                Some(seen) if seen.store_id == *store_id => seen
                    .fingerprint
                    .contradiction(&check::Fingerprint::of(&stored), !self.is_legacy),
                _ => Some(format!("there is no such chunk at byte {offset}")),
            };
            if let Some(problem) = problem {
                self.errors
                    .push(format!("{name}, footer, {}: {problem}", stored.chunk_id));
            }
        }
        match manifest.schema().sha256() {
            Ok(hash) if manifest.stored_sha256() == Some(&hash) => {}
            // Its bytes depend on the version of the Arrow library: different is not wrong.
            _ => self.warnings.push(format!(
                "{name}: the schema's hash is not the one we compute"
            )),
        }
    }
}

/// Bytes before a message's payload.
const MESSAGE_HEADER_BYTES: u64 = 16;
