//! Giving a file that was never closed its end, in place.

use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use crate::decoder::{Cause, Damage};
use crate::end::Manifests;
use crate::frame::{MESSAGE_HEADER_BYTES, RawMessage};
use crate::manifest::{ChunkIndex, StoreSchema};
use crate::message::{ArrowMsg, Message};
use crate::stream::{Item, MessageReader};
use crate::{Error, Limits, Result};

/// What was found in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Whether it had an end already, and was not changed.
    pub was_closed: bool,
    /// Bytes of a message whose end was missing, and which were removed.
    pub removed_bytes: u64,
    /// What else is damaged. It stays where it is.
    pub damages: Vec<Damage>,
}

/// Reads a file, calling `each` with every message; if it was never closed, removes what was cut off
/// at its end, and adds a footer and a trailer. Returns when the file is on its medium.
///
/// If this is interrupted, it can be done again.
///
/// # Errors
/// If the file cannot be read or written, or does not start as a stream.
pub fn seal(
    path: &Path,
    limits: &Limits,
    mut each: impl FnMut(&RawMessage, &Message),
) -> Result<Sealed> {
    let mut reader = MessageReader::open(path, limits.clone())?;
    let mut manifests = Manifests::new(INDEX_BYTES);
    let mut sealed = Sealed::default();
    let mut end = 0;
    while let Some(item) = reader.next_item()? {
        match item {
            Item::Header { .. } => end = reader.position(),
            Item::Message { raw, message } => {
                end = raw.byte_range().end;
                each(&raw, &message);
                if let Message::Arrow(message) = &message {
                    enter(&mut manifests, &raw, message, limits)?;
                }
            }
            Item::Orphan(raw) | Item::End(raw) => end = raw.byte_range().end,
            Item::StoredEnd { bytes, .. } => end = bytes.end,
            Item::Damage(damage) if matches!(damage.cause, Cause::CutShort { .. }) => {
                sealed.removed_bytes = damage.bytes.end - damage.bytes.start;
            }
            Item::Damage(damage) => {
                end = damage.bytes.end;
                sealed.damages.push(damage);
            }
        }
    }
    sealed.was_closed = reader.ended_cleanly();
    drop(reader);
    if sealed.was_closed {
        sealed.removed_bytes = 0;
        return Ok(sealed);
    }
    append_end(path, end, manifests).map_err(|error| error.in_file(path))?;
    Ok(sealed)
}

/// Enters a chunk into its store's manifest. One that cannot be decoded is left out: readers of the
/// whole file report it.
fn enter(
    manifests: &mut Manifests,
    raw: &RawMessage,
    message: &ArrowMsg,
    limits: &Limits,
) -> Result<()> {
    let Ok(chunk) = message.to_chunk(limits) else {
        return Ok(());
    };
    let index = ChunkIndex {
        byte_offset: raw.offset + MESSAGE_HEADER_BYTES as u64,
        byte_size: raw.payload.len() as u64,
        uncompressed_size: message.uncompressed_size,
        ..ChunkIndex::of(&chunk)
    };
    let mut schema = StoreSchema::default();
    schema.add_chunk(&chunk);
    manifests.push(message.store_id.clone(), &index, Some(&schema))
}

/// Bytes of the index that are in memory.
const INDEX_BYTES: usize = 8 << 20;

fn append_end(path: &Path, position: u64, manifests: Manifests) -> Result<()> {
    let file = File::options().write(true).open(path)?;
    file.set_len(position)?;
    let mut file = BufWriter::new(file);
    file.seek(SeekFrom::Start(position))?;
    manifests.write_end(position, |bytes| Ok(file.write_all(bytes)?))?;
    file.flush()?;
    file.get_ref().sync_all().map_err(Error::from)
}
