//! Single chunks of a file, found by its manifest.

use std::fs::{File, Metadata};
use std::os::unix::fs::{FileExt as _, MetadataExt as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use rushes_chunk::Chunk;
use rushes_core::{ComponentIdentifier, EntityPath, StoreId, TimelineName};

use crate::convert::LegacyIds;
use crate::decoder::{FooterChecksum, TRAILER_BYTES, Trailer};
use crate::footer::Footer;
use crate::frame::{self, Checksum, MESSAGE_HEADER_BYTES, MessageHeader, MessageKind, RawMessage};
use crate::header::{STREAM_HEADER_BYTES, StreamHeader};
use crate::manifest::{ChunkIndex, Manifest, ManifestReader};
use crate::message::{ArrowMsg, Message};
use crate::source::Source;
use crate::{Error, Limits, Result};

/// A file opened by its manifests: its chunks are known, and read one by one when asked for.
#[derive(Debug)]
pub struct RrdFile {
    path: PathBuf,
    file: Arc<File>,
    len: u64,
    header: StreamHeader,
    limits: Limits,
    manifests: Vec<Manifest>,
}

/// What the footer of a file says, of which little is in memory however many chunks there are.
#[derive(Debug)]
pub struct StoredIndex {
    file: RrdFile,
    manifests: Vec<ManifestReader>,
}

impl StoredIndex {
    /// Reads the footer of a file; `Ok(None)` under the same conditions as [`RrdFile::open`], but
    /// that rows are only checked when they are read.
    pub fn open(path: &Path, limits: Limits) -> Result<Option<Self>> {
        let opened = RrdFile::open_without_manifests(path, limits).and_then(|file| {
            let Some(file) = file else {
                return Ok(None);
            };
            let manifests = file.read_manifests(Footer::manifests_in_parts)?;
            Ok(manifests.map(|manifests| Self { file, manifests }))
        });
        opened.map_err(|err| err.in_file(path))
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.file.path
    }

    /// The file's stream header.
    pub fn header(&self) -> StreamHeader {
        self.file.header
    }

    /// Whether the path still leads to this file, and nobody has changed its length.
    pub fn is_at_its_path(&self) -> bool {
        self.file.is_at_its_path()
    }

    /// One manifest per store that has chunks.
    pub fn manifests_mut(&mut self) -> &mut [ManifestReader] {
        &mut self.manifests
    }

    /// The same, to keep.
    pub fn into_manifests(self) -> Vec<ManifestReader> {
        self.manifests
    }
}

/// Which chunks to read. Every condition that is set must hold.
#[derive(Clone, Debug, Default)]
pub struct ChunkFilter {
    /// Of this store.
    pub store_id: Option<StoreId>,
    /// Of this entity.
    pub entity_path: Option<EntityPath>,
    /// With data of this component.
    pub component: Option<ComponentIdentifier>,
    /// With rows on this timeline in this range, both ends included. Static chunks hold at all
    /// times, so they pass.
    pub time_range: Option<(TimelineName, i64, i64)>,
}

impl ChunkFilter {
    /// Whether a chunk of this index may hold what is asked for.
    pub fn matches(&self, store_id: &StoreId, chunk: &ChunkIndex) -> bool {
        let in_range = |spans: &[crate::TimeSpan], timeline: &TimelineName, from: i64, to: i64| {
            spans.iter().any(|span| {
                span.timeline.name() == timeline
                    && span
                        .range
                        .is_some_and(|(start, end)| start <= to && from <= end)
            })
        };
        let column = self.component.as_ref().map(|component| {
            chunk
                .columns
                .iter()
                .find(|column| column.descriptor.component == *component)
        });
        self.store_id
            .as_ref()
            .is_none_or(|wanted| wanted == store_id)
            && self
                .entity_path
                .as_ref()
                .is_none_or(|wanted| *wanted == chunk.entity_path)
            && !matches!(column, Some(None))
            && self.time_range.as_ref().is_none_or(|(timeline, from, to)| {
                let spans = match column {
                    Some(Some(column)) => &column.timelines,
                    _ => &chunk.timelines,
                };
                chunk.is_static || in_range(spans, timeline, *from, *to)
            })
    }
}

impl RrdFile {
    /// Opens a file by the manifests in its footer, reading nothing else. `Ok(None)` when it has
    /// none that is intact and belongs to it: read such a file as a stream.
    pub fn open(path: &Path, limits: Limits) -> Result<Option<Self>> {
        let opened = Self::open_without_manifests(path, limits).and_then(|this| {
            let Some(mut this) = this else {
                return Ok(None);
            };
            let manifests = this.read_manifests(Footer::manifests)?;
            Ok(manifests.map(|manifests| {
                this.manifests = manifests;
                this
            }))
        });
        opened.map_err(|err| err.in_file(path))
    }

    fn open_without_manifests(path: &Path, limits: Limits) -> Result<Option<Self>> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Ok(None);
        }
        let len = metadata.len();
        let mut header = [0; STREAM_HEADER_BYTES];
        if len < header.len() as u64 {
            return Ok(None);
        }
        file.read_exact_at(&mut header, 0)?;
        let header = StreamHeader::parse(&header)?;
        Ok(Some(Self {
            path: path.to_owned(),
            file: Arc::new(file),
            len,
            header,
            limits,
            manifests: Vec::new(),
        }))
    }

    /// The manifests; `None` when the file does not end with a footer that is whole, intact, and
    /// whose trailer counts from the start of the file.
    fn read_manifests<T>(
        &self,
        decode: fn(&Footer, &Limits) -> Result<Vec<T>>,
    ) -> Result<Option<Vec<T>>> {
        let window = (TRAILER_BYTES * self.limits.max_trailer_entries as usize) as u64;
        let from = self.len.saturating_sub(window.max(TRAILER_BYTES as u64));
        let Some(trailer) = Trailer::at_end_of(&self.bytes(from, self.len - from)?, &self.limits)
        else {
            return Ok(None);
        };
        if trailer.entries.is_empty() {
            return Ok(None);
        }
        let mut manifests = Vec::new();
        for entry in &trailer.entries {
            let header_bytes = MESSAGE_HEADER_BYTES as u64;
            let end = entry.start.checked_add(entry.len);
            let fits = end.is_some_and(|end| end <= self.len)
                && entry.start >= header_bytes
                && entry.len <= self.limits.max_message_bytes;
            if !fits {
                return Ok(None);
            }
            let payload = Source::File {
                file: Arc::clone(&self.file),
                start: entry.start,
                len: entry.len,
            };
            let mut checksum = FooterChecksum::default();
            payload.read_all(|piece| checksum.add(piece))?;
            if checksum.value() != entry.checksum {
                return Ok(None);
            }
            match decode(&Footer(payload), &self.limits) {
                Ok(decoded) => manifests.extend(decoded),
                Err(_damaged) => return Ok(None),
            }
        }
        Ok(Some(manifests))
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path still leads to this file, and nobody has changed its length.
    fn is_at_its_path(&self) -> bool {
        let identity = |metadata: Metadata| (metadata.dev(), metadata.ino(), metadata.len());
        let opened = self.file.metadata().map(identity);
        let there = self.path.metadata().map(identity);
        opened.ok().is_some_and(|opened| there.ok() == Some(opened))
    }

    /// The file's stream header.
    pub fn header(&self) -> StreamHeader {
        self.header
    }

    /// Length of the file in bytes.
    pub fn len(&self) -> u64 {
        self.len
    }

    /// Whether the file is empty. It is not: it has a header.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// One manifest per store that has chunks.
    pub fn manifests(&self) -> &[Manifest] {
        &self.manifests
    }

    /// The chunks that pass the filter, as the manifests tell, in the order of the file.
    pub fn select(&self, filter: &ChunkFilter) -> Vec<(StoreId, ChunkIndex)> {
        let mut selected: Vec<_> = self
            .manifests
            .iter()
            .flat_map(|manifest| {
                let id = manifest.store_id();
                manifest
                    .chunks()
                    .filter(|chunk| filter.matches(id, chunk))
                    .map(|c| (id.clone(), c))
            })
            .collect();
        selected.sort_by_key(|(_, chunk)| chunk.byte_offset);
        selected
    }

    /// Reads one chunk's message, and checks that it is the one that the manifest means.
    pub fn read_message(&self, chunk: &ChunkIndex) -> Result<ArrowMsg> {
        self.try_read_message(chunk)
            .map_err(|err| self.in_message(chunk, err))
    }

    /// Names the file, and where in it the chunk's message should be.
    fn in_message(&self, chunk: &ChunkIndex, error: Error) -> Error {
        let offset = chunk
            .byte_offset
            .saturating_sub(MESSAGE_HEADER_BYTES as u64);
        error.in_file(&self.path).at(offset)
    }

    fn try_read_message(&self, chunk: &ChunkIndex) -> Result<ArrowMsg> {
        let header_bytes = MESSAGE_HEADER_BYTES as u64;
        let offset = chunk.byte_offset.checked_sub(header_bytes);
        let offset = offset.ok_or_else(|| Error::corrupt("the manifest points at the header"))?;
        if chunk.byte_size > self.limits.max_message_bytes {
            return Err(Error::limit(format!(
                "a message of {} bytes; the limit is {}",
                chunk.byte_size, self.limits.max_message_bytes
            )));
        }
        let bytes = self.bytes(offset, chunk.byte_size.saturating_add(header_bytes))?;
        let header = bytes
            .first_chunk::<MESSAGE_HEADER_BYTES>()
            .and_then(MessageHeader::parse);
        let expected = MessageHeader {
            kind: MessageKind::ArrowMsg,
            len: chunk.byte_size,
        };
        if header != Some(expected) {
            return Err(Error::corrupt("the manifest does not point at a chunk"));
        }
        let payload = bytes.slice(MESSAGE_HEADER_BYTES..);
        let checksum = frame::verify_checksum(expected, &payload);
        if checksum == Checksum::Wrong {
            return Err(Error::corrupt("checksum mismatch").in_chunk(Some(chunk.chunk_id)));
        }
        let raw = RawMessage {
            kind: expected.kind,
            offset,
            payload,
            has_checksum: checksum == Checksum::Correct,
        };
        match Message::decode(raw.kind, raw.payload.clone(), &mut LegacyIds::default())? {
            Some(Message::Arrow(message))
                if message.chunk_id.is_none_or(|id| id == chunk.chunk_id) =>
            {
                Ok(message)
            }
            _ => Err(Error::corrupt("the manifest points at another chunk")
                .in_chunk(Some(chunk.chunk_id))),
        }
    }

    /// Reads one chunk.
    pub fn read_chunk(&self, chunk: &ChunkIndex) -> Result<Chunk> {
        let message = self.read_message(chunk)?;
        let decoded = message
            .to_chunk(&self.limits)
            .map_err(|err| self.in_message(chunk, err))?;
        if decoded.id() != chunk.chunk_id {
            let error = Error::corrupt("the manifest points at another chunk");
            return Err(self.in_message(chunk, error.in_chunk(Some(chunk.chunk_id))));
        }
        Ok(decoded)
    }

    fn bytes(&self, offset: u64, len: u64) -> Result<Bytes> {
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(Error::corrupt(
                "the manifest points beyond the end of the file",
            ));
        }
        let len = usize::try_from(len).map_err(|_large| Error::limit("too large for memory"))?;
        let mut bytes = vec![0; len];
        self.file.read_exact_at(&mut bytes, offset)?;
        Ok(bytes.into())
    }
}
