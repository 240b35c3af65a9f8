//! `rushes rrd verify`: whether everything in the inputs is intact and valid.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::process::ExitCode;

use foldhash::fast::RandomState;
use rushes_core::{ChunkId, StoreId, TimeType, TimelineName};
use rushes_rrd::{ChunkIndex, Footer, Limits, ManifestReader, TimeSpan};
use serde::Serialize;

use super::scan::{self, Met, Packed, Place};
use crate::input::Input;
use crate::progress::Progress;
use crate::spill::{self, Bits, SpillVec};
use crate::text;

mod check;

use check::Fingerprint;

/// Arguments of `rushes rrd verify`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files or URLs to read; `-` or none is standard input.
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
    for input in Input::from_paths(&arguments.paths)? {
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
    fingerprint: Fingerprint,
    problems: check::Problems,
}

/// What was seen of an input so far.
#[derive(Default)]
struct Seen {
    errors: Vec<String>,
    warnings: Vec<String>,
    stores: BTreeMap<StoreId, SeenStore>,
    stream_start: u64,
    /// Whether the current stream's chunks may be migrated, so that the footer, which is about
    /// them as they are stored, may name components otherwise.
    is_legacy: bool,
}

/// What was seen of a store.
#[derive(Default)]
struct SeenStore {
    /// All chunks in the order of the input: [`Expected`].
    chunks: SpillVec<EXPECTED_BYTES>,
    /// Where those of the current stream start.
    stream_from: usize,
    time_types: HashMap<TimelineName, TimeType, RandomState>,
    num_manifests: u64,
}

/// A chunk that a footer must name.
struct Expected {
    payload_offset: u64,
    chunk_id: ChunkId,
    fingerprint: Fingerprint,
}

const EXPECTED_BYTES: usize = 8 + 16 + Fingerprint::BYTES;

impl Expected {
    fn to_bytes(&self) -> [u8; EXPECTED_BYTES] {
        let mut bytes = [0; EXPECTED_BYTES];
        let parts = self.payload_offset.to_le_bytes().into_iter();
        let parts = parts.chain(self.chunk_id.to_bytes());
        let parts = parts.chain(self.fingerprint.to_bytes());
        for (byte, value) in bytes.iter_mut().zip(parts) {
            *byte = value;
        }
        bytes
    }

    fn from_bytes(bytes: &[u8; EXPECTED_BYTES]) -> Self {
        let (offset, rest) = bytes.split_first_chunk().unwrap_or((&[0; 8], &[]));
        let (id, rest) = rest.split_first_chunk().unwrap_or((&[0; 16], &[]));
        let fingerprint = rest.first_chunk().unwrap_or(&[0; Fingerprint::BYTES]);
        Self {
            payload_offset: u64::from_le_bytes(*offset),
            chunk_id: ChunkId::from_bytes(*id),
            fingerprint: Fingerprint::from_bytes(fingerprint),
        }
    }

    fn offset_of(bytes: &[u8; EXPECTED_BYTES]) -> u64 {
        u64::from_le_bytes(*bytes.first_chunk().unwrap_or(&[0; 8]))
    }
}

fn verify(input: &Input, arguments: &Arguments) -> anyhow::Result<Verdict> {
    let progress = Progress::new("verify", input.len());
    let mut seen = Seen::default();
    let mut position = 0;
    let ended = scan::scan(input, &progress, look, |met| {
        match met {
            Met::Header(header) => {
                seen.start_stream();
                seen.stream_start = position;
                seen.is_legacy = header.is_legacy();
                if header.is_newer() {
                    seen.warnings
                        .push(format!("{input} was written by {}", header.version));
                }
            }
            Met::Chunk(place, Ok(looked)) => seen.chunk(input, place, looked)?,
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
            Met::End(bytes, footer) => {
                position = bytes.end;
                if arguments.check_footers {
                    seen.footer(input, &footer)?;
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
    seen.repeated(input)?;
    if arguments.check_footers && ended.any {
        let missing = |store: &SeenStore| store.chunks.len() > 0 && store.num_manifests == 0;
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
        fingerprint: Fingerprint::of(&index),
        timelines: index.timelines,
        problems,
    })
}

impl Seen {
    fn chunk(&mut self, input: &Input, place: Place, looked: Looked) -> anyhow::Result<()> {
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
        let store = self.stores.entry(store_id).or_default();
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
            payload_offset: place.offset + MESSAGE_HEADER_BYTES,
            chunk_id,
            fingerprint,
        };
        Ok(store.chunks.push(expected.to_bytes())?)
    }

    /// What comes next belongs to another stream than what came before.
    fn start_stream(&mut self) {
        for store in self.stores.values_mut() {
            store.stream_from = store.chunks.len();
        }
    }

    fn footer(&mut self, input: &Input, footer: &Footer) -> anyhow::Result<()> {
        let mut named = BTreeMap::new();
        match footer.manifests_in_parts(&Limits::default()) {
            Err(error) => {
                self.errors.push(format!("{input}, footer: {error}"));
                return Ok(());
            }
            Ok(manifests) => {
                for mut manifest in manifests {
                    let bits = self.manifest(input, &mut manifest)?;
                    named.insert(manifest.store_id().clone(), bits);
                }
            }
        }
        for (store_id, store) in &mut self.stores {
            let named = named.remove(store_id).unwrap_or_default();
            for position in store.stream_from..store.chunks.len() {
                if let Some(chunk) = store.chunks.get(position)?.filter(|_| !named.get(position)) {
                    let id = Expected::from_bytes(&chunk).chunk_id;
                    let text = format!("{input}/{store_id}: {id}");
                    self.errors.push(format!("{text} is missing in the footer"));
                }
            }
        }
        self.start_stream();
        Ok(())
    }

    /// Compares a manifest with what was seen. Returns which chunks of its store it names.
    fn manifest(&mut self, input: &Input, manifest: &mut ManifestReader) -> anyhow::Result<Bits> {
        let store_id = manifest.store_id().clone();
        let name = format!(
            "{input}/{}/{}",
            store_id.application_id(),
            store_id.recording_id()
        );
        let store = self.stores.entry(store_id).or_default();
        store.num_manifests += 1;
        if store.num_manifests == 2 {
            self.errors
                .push(format!("{name}: More than one RRD manifest"));
        }
        let (mut named, mut next) = (Bits::default(), store.stream_from);
        loop {
            let rows = match manifest.next_rows() {
                Ok(Some(rows)) => rows,
                Ok(None) => break,
                Err(error) => {
                    self.errors.push(format!("{name}, footer: {error}"));
                    break;
                }
            };
            for stored in rows.chunks() {
                let offset = self.stream_start.saturating_add(stored.byte_offset);
                let from = store.stream_from;
                let at = store
                    .chunks
                    .find(from, next, offset, Expected::offset_of)?
                    .filter(|at| named.set(*at));
                let seen = match at {
                    Some(at) => store.chunks.get(at)?,
                    None => None,
                };
                next = at.map_or(next, |at| at + 1);
                let problem = match seen.as_ref().map(Expected::from_bytes) {
                    Some(seen) => seen
                        .fingerprint
                        .contradiction(&Fingerprint::of(&stored), !self.is_legacy),
                    None => Some(format!("there is no such chunk at byte {offset}")),
                };
                if let Some(problem) = problem {
                    self.errors
                        .push(format!("{name}, footer, {}: {problem}", stored.chunk_id));
                }
            }
        }
        match rushes_rrd::schema_sha256(manifest.schema()) {
            Ok(hash) if manifest.stored_sha256() == Some(&hash) => {}
            // Its bytes depend on the version of the Arrow library: different is not wrong.
            _ => self.warnings.push(format!(
                "{name}: the schema's hash is not the one we compute"
            )),
        }
        Ok(named)
    }

    fn repeated(&mut self, input: &Input) -> anyhow::Result<()> {
        for store in self.stores.values_mut() {
            let chunks = &mut store.chunks;
            let len = chunks.len();
            let mut expected = |at| {
                let bytes = chunks.get(at)?.unwrap_or([0; EXPECTED_BYTES]);
                Ok::<_, std::io::Error>(Expected::from_bytes(&bytes))
            };
            let repeated = spill::repeated(len, |at| {
                Ok(u128::from_be_bytes(expected(at)?.chunk_id.to_bytes()))
            })?;
            for at in repeated.iter() {
                let chunk = expected(at)?;
                let offset = chunk.payload_offset - MESSAGE_HEADER_BYTES;
                let text = format!("{input}, byte {offset}, {}", chunk.chunk_id);
                self.warnings
                    .push(format!("{text}: the chunk is there twice"));
            }
        }
        Ok(())
    }
}

/// Bytes before a message's payload.
const MESSAGE_HEADER_BYTES: u64 = 16;
