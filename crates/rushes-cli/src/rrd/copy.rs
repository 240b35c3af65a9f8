//! Copies messages: as they are where nothing about them must change.

use std::collections::BTreeSet;
use std::io::BufWriter;
use std::path::Path;

use anyhow::Context as _;
use rushes_core::{CrateVersion, EntityPath, StoreId};
use rushes_rrd::{
    ArrowMsg, BlueprintActivation, ChunkIndex, Compression, Encoded, Encoder, EncoderOptions, Item,
    Limits, Message, RawMessage, StoreSchema,
};

use super::index::Index;
use crate::input::Input;
use crate::output::Output;
use crate::progress::Progress;
use crate::report::Report;

/// Bytes that messages under way may hold together.
pub const WINDOW_BYTES: u64 = 40 << 20;
/// Small messages are written together.
const WRITE_BYTES: usize = 1 << 20;

/// Where copies go.
pub type Copier = Encoder<BufWriter<Output>>;

/// Starts the output of a command that copies. Messages under way may hold `window_bytes`.
pub fn start(
    path: Option<&Path>,
    version: CrateVersion,
    window_bytes: u64,
) -> anyhow::Result<Copier> {
    let output = BufWriter::with_capacity(WRITE_BYTES, Output::create(path)?);
    let options = EncoderOptions {
        version,
        threads: super::threads(),
        window_bytes,
        ..EncoderOptions::default()
    };
    Ok(Encoder::new(output, options)?)
}

/// Ends the output: writes its footer and makes it visible. Returns its length in bytes.
pub fn finish(copier: Copier) -> anyhow::Result<u64> {
    let output = copier
        .finish()?
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    output.commit().context("couldn't finish the output")
}

/// Makes a blueprint the active one: goes behind its chunks. A recording needs nothing.
pub fn activate(copier: &mut Copier, store_id: &StoreId) -> rushes_rrd::Result<()> {
    if !store_id.is_blueprint() {
        return Ok(());
    }
    let activation = BlueprintActivation {
        blueprint_id: store_id.clone(),
        make_active: true,
        make_default: true,
    };
    copier.push(Encoded::message(&Message::BlueprintActivation(activation)))
}

/// What becomes of a chunk's message.
pub enum Fate {
    /// It is left out.
    Dropped,
    /// It is copied as it is.
    Copied,
    /// It is written otherwise.
    Changed(Box<Encoded>),
    /// It is made anew, on some thread. Until it is written it counts as so many bytes.
    Remade(u64, Job),
}

type Job = Box<dyn FnOnce() -> rushes_rrd::Result<Option<Encoded>> + Send>;

/// What a command does to the messages that it copies. By default, nothing.
pub trait Rules {
    /// Decides on a chunk.
    fn chunk(&mut self, passing: &Passing) -> rushes_rrd::Result<Fate> {
        let _ = passing;
        Ok(Fate::Copied)
    }

    /// Decides on any other message.
    fn other(&mut self, message: Message) -> Option<Message> {
        Some(message)
    }

    /// Entities whose chunks need not be read at all, if there are any.
    fn drops_entities(&self) -> Option<&BTreeSet<EntityPath>> {
        None
    }

    /// The schema that a store of an input's index has in the output.
    fn schema(&self, store_id: &StoreId, schema: &StoreSchema) -> (StoreId, StoreSchema) {
        (store_id.clone(), schema.clone())
    }
}

/// A chunk's message on its way, and what is known of it.
#[derive(Debug)]
pub struct Passing {
    /// As it was read.
    pub raw: RawMessage,
    /// As it is understood.
    pub message: ArrowMsg,
    /// What it holds, where its file has an index.
    pub index: Option<ChunkIndex>,
    /// Whether its stream is of an older version, so that it may need migration.
    pub is_legacy: bool,
}

/// Copies an input.
pub fn copy_input(
    copier: &mut Copier,
    input: &Input,
    report: &mut Report,
    what: &'static str,
    rules: &mut impl Rules,
) -> anyhow::Result<()> {
    let index = Index::of(input)?;
    for (store_id, schema) in index.iter().flat_map(|index| index.schemas()) {
        let (store_id, schema) = rules.schema(store_id, schema);
        copier.add_schema(&store_id, &schema);
    }
    let progress = Progress::new(what, input.len());
    let reader = match rules.drops_entities() {
        Some(dropped) => input.open_for(Some(&|path| !dropped.contains(path))),
        None => input.open(),
    };
    let mut reader = reader?.frugal();
    let mut is_legacy = false;
    let mut position = 0;
    while let Some(item) = reader.next_item()? {
        progress.add(reader.position() - position);
        position = reader.position();
        let result = match item {
            Item::Header { header, .. } => {
                is_legacy = header.is_legacy();
                Ok(())
            }
            Item::Message {
                raw,
                message: Message::Arrow(message),
            } => {
                let index = index.as_ref().and_then(|index| index.find(&raw, &message));
                let passing = Passing {
                    raw,
                    message,
                    index,
                    is_legacy,
                };
                match rules.chunk(&passing) {
                    Ok(Fate::Dropped) => Ok(()),
                    Ok(Fate::Copied) => submit_copy(copier, passing),
                    Ok(Fate::Changed(encoded)) => copier.push(*encoded),
                    Ok(Fate::Remade(cost, job)) => {
                        // The job has what it needs; what it can free early must not stay here.
                        drop(passing);
                        copier.submit(cost, job)
                    }
                    Err(error) => Err(error),
                }
            }
            Item::Message { message, .. } => match rules.other(message) {
                Some(message) => copier.push(Encoded::message(&message)),
                None => Ok(()),
            },
            Item::Orphan(raw) => {
                report.orphan(&progress, input, &raw)?;
                Ok(())
            }
            Item::Damage(damage) => {
                report.damage(&progress, input, &damage, reader.ended_cleanly())?;
                Ok(())
            }
            Item::End(_) | Item::StoredEnd { .. } => Ok(()),
        };
        report.tolerate(&progress, input, result)?;
    }
    if !reader.ended_cleanly() && position > 0 {
        report.warning(
            &progress,
            &format!("{input} was never closed: it has no footer"),
        )?;
    }
    settle(copier, report, &progress, input)
}

/// Waits for all that is under way, reporting what fails.
pub fn settle(
    copier: &mut Copier,
    report: &mut Report,
    progress: &Progress,
    input: &Input,
) -> anyhow::Result<()> {
    loop {
        let result = copier.settle();
        let done = result.is_ok();
        report.tolerate(progress, input, result)?;
        if done {
            return Ok(());
        }
    }
}

/// Copies a chunk's message as it is. What it holds comes from the index, or else from decoding
/// it. Schemas must come from the index's file, by [`Index::schemas`].
fn submit_copy(copier: &mut Copier, passing: Passing) -> rushes_rrd::Result<()> {
    let Passing {
        raw,
        message,
        index,
        is_legacy,
    } = passing;
    let size = message.uncompressed_size;
    if let Some(index) = index.filter(|_| !is_legacy) {
        let encoded = Encoded::copied(raw).with_index(&message.store_id, index);
        return copier.push(encoded.with_uncompressed_size(size));
    }
    copier.submit(cost(&message), move || {
        let chunk = message.to_chunk(&Limits::default())?;
        if is_legacy || message.chunk_id.is_none() || message.is_static.is_none() {
            return Encoded::chunk(&message.store_id, chunk, Compression::Lz4).map(Some);
        }
        let encoded = Encoded::copied(raw).with_chunk(&message.store_id, &chunk);
        Ok(Some(encoded.with_uncompressed_size(size)))
    })
}

/// What a chunk's message holds in memory while it is decoded and made anew: itself, and its
/// data twice.
pub fn cost(message: &ArrowMsg) -> u64 {
    message.payload.len() as u64 + 2 * message.uncompressed_size
}

/// The stream header of a file.
pub fn header_of(input: &Input) -> Option<rushes_rrd::StreamHeader> {
    let mut reader = rushes_rrd::MessageReader::open(input.regular_file()?, Limits::default());
    match reader.as_mut().ok()?.next_item() {
        Ok(Some(Item::Header { header, .. })) => Some(header),
        _ => None,
    }
}
