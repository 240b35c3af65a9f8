//! Reads inputs: their chunks on several threads, everything in order.

use std::ops::Range;
use std::sync::Arc;

use rushes_rrd::{ArrowMsg, Damage, Footer, Item, Message, Pipeline, RawMessage, StreamHeader};

use crate::input::Input;
use crate::progress::Progress;
use crate::remote::Wanted;

/// Bytes that chunks under way may hold, compressed and not.
const WINDOW_BYTES: u64 = 48 << 20;
/// Chunks are given to threads in groups of this many bytes, or one by one if they are larger.
const GROUP_BYTES: u64 = 512 << 10;

/// What a scan met.
#[derive(Debug)]
pub enum Met<T> {
    /// A stream starts.
    Header(StreamHeader),
    /// A chunk, and what was made of it.
    Chunk(Place, T),
    /// Any other message.
    Message(Message),
    /// A message whose store cannot be known.
    Orphan(RawMessage),
    /// The footer of a stream, and where its message is.
    End(Range<u64>, Footer),
    /// Something is lost; `closed` says that it comes behind an End.
    Damage(Damage, bool),
}

/// Where a message is.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Offset of its header from the start of the input.
    pub offset: u64,
    /// Bytes of its payload.
    pub payload_len: u64,
}

/// A chunk's message, with what is known from its stream.
#[derive(Debug)]
pub struct Packed {
    /// Where it is.
    pub place: Place,
    /// The message.
    pub message: ArrowMsg,
    /// Whether its stream is of an older version, so that it may need migration.
    pub is_legacy: bool,
}

/// How an input ended.
#[derive(Clone, Copy, Debug)]
pub struct Ended {
    /// Whether its writer closed it.
    pub cleanly: bool,
    /// Whether there was anything in it.
    pub any: bool,
}

/// Reads one input. `make` is called for every chunk on some thread, `each` for everything in
/// order on this one.
pub fn scan<T: Send + 'static>(
    input: &Input,
    progress: &Progress,
    make: impl Fn(&Packed) -> T + Send + Sync + 'static,
    each: impl FnMut(Met<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    scan_for(input, None, progress, make, each)
}

/// As [`scan`], for someone who wants only the chunks of some entities. There may come more.
pub fn scan_for<T: Send + 'static>(
    input: &Input,
    wanted: Option<Wanted<'_>>,
    progress: &Progress,
    make: impl Fn(&Packed) -> T + Send + Sync + 'static,
    mut each: impl FnMut(Met<T>) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    let make = Arc::new(make);
    let mut reader = input.open_for(wanted)?;
    let mut pipeline = Pipeline::new(super::threads(), WINDOW_BYTES, |_| 0)?;
    let mut group = Group::default();
    let mut is_legacy = false;
    let mut position = 0;
    while let Some(item) = reader.next_item()? {
        progress.add(reader.position() - position);
        position = reader.position();
        let met = match item {
            Item::Message {
                raw,
                message: Message::Arrow(message),
            } => {
                group.add(Packed {
                    place: place(&raw),
                    message,
                    is_legacy,
                });
                if group.cost >= GROUP_BYTES {
                    while let Some(results) = pipeline.make_room(group.cost)? {
                        deliver(results, &mut each)?;
                    }
                    group.submit(&mut pipeline, &make);
                    while let Some(results) = pipeline.next_due()? {
                        deliver(results, &mut each)?;
                    }
                }
                continue;
            }
            Item::Header { header, .. } => {
                is_legacy = header.is_legacy();
                Met::Header(header)
            }
            Item::Message { message, .. } => Met::Message(message),
            Item::Orphan(raw) => Met::Orphan(raw),
            Item::End(raw) => Met::End(raw.byte_range(), Footer::of(raw.payload)),
            Item::StoredEnd { bytes, footer } => Met::End(bytes, footer),
            Item::Damage(damage) => Met::Damage(damage, reader.ended_cleanly() && position > 0),
        };
        // What is not a chunk waits for the chunks before it.
        group.submit(&mut pipeline, &make);
        while let Some(results) = pipeline.take_next()? {
            deliver(results, &mut each)?;
        }
        each(met)?;
    }
    group.submit(&mut pipeline, &make);
    while let Some(results) = pipeline.take_next()? {
        deliver(results, &mut each)?;
    }
    Ok(Ended {
        cleanly: reader.ended_cleanly(),
        any: position > 0,
    })
}

fn place(raw: &RawMessage) -> Place {
    Place {
        offset: raw.offset,
        payload_len: raw.payload.len() as u64,
    }
}

fn deliver<T>(
    results: Vec<(Place, T)>,
    each: &mut impl FnMut(Met<T>) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    results
        .into_iter()
        .try_for_each(|(place, made)| each(Met::Chunk(place, made)))
}

/// Chunks that go to a thread together.
#[derive(Default)]
struct Group {
    chunks: Vec<Packed>,
    cost: u64,
}

impl Group {
    fn add(&mut self, chunk: Packed) {
        self.cost += chunk.message.payload.len() as u64 + chunk.message.uncompressed_size;
        self.chunks.push(chunk);
    }

    fn submit<T: Send + 'static>(
        &mut self,
        pipeline: &mut Pipeline<Vec<(Place, T)>>,
        make: &Arc<impl Fn(&Packed) -> T + Send + Sync + 'static>,
    ) {
        let Self { chunks, cost } = std::mem::take(self);
        if chunks.is_empty() {
            return;
        }
        let make = Arc::clone(make);
        pipeline.submit(cost, move || {
            chunks
                .into_iter()
                .map(|chunk| (chunk.place, make(&chunk)))
                .collect()
        });
    }
}
