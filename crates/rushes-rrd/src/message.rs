//! Messages, understood: store infos, chunks (still packed), blueprint activations.

use arrow_schema::Field;
use bytes::Bytes;
use prost::Message as _;
use rushes_chunk::Chunk;
use rushes_chunk::schema::keys;
use rushes_core::{ChunkId, RowId, StoreId, StoreInfo, TimelineName};

use crate::convert::{self, LegacyIds, required};
use crate::frame::{self, MESSAGE_HEADER_BYTES, MessageKind, RawMessage};
use crate::ipc::ChunkSummary;
use crate::{Compression, Error, Limits, Result, ipc, lz4, proto, spare, wire};

/// One message of a stream.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Facts about a store.
    SetStoreInfo(SetStoreInfo),
    /// A chunk, packed.
    Arrow(ArrowMsg),
    /// Makes a blueprint active or the default.
    BlueprintActivation(BlueprintActivation),
}

/// Facts about a store. The last one in a stream counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetStoreInfo {
    /// Identifies the message.
    pub row_id: RowId,
    /// The facts.
    pub info: StoreInfo,
}

/// Makes a blueprint active or the default. Sent after the blueprint's last chunk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlueprintActivation {
    /// The blueprint.
    pub blueprint_id: StoreId,
    /// Show it now.
    pub make_active: bool,
    /// Return to it on reset.
    pub make_default: bool,
}

/// A chunk as it travels: an Arrow IPC stream, maybe compressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArrowMsg {
    /// The store that the chunk belongs to.
    pub store_id: StoreId,
    /// Copy of the chunk's id; absent in files of 0.23.
    pub chunk_id: Option<ChunkId>,
    /// Copy of "the chunk has no timeline"; absent in files of 0.24 and earlier.
    pub is_static: Option<bool>,
    /// How `payload` is compressed.
    pub compression: Compression,
    /// What the message claims as the payload's length after decompression.
    pub uncompressed_size: u64,
    /// The Arrow IPC stream.
    pub payload: Bytes,
}

impl Message {
    /// The store that the message is about.
    pub fn store_id(&self) -> &StoreId {
        match self {
            Self::SetStoreInfo(message) => &message.info.store_id,
            Self::Arrow(message) => &message.store_id,
            Self::BlueprintActivation(message) => &message.blueprint_id,
        }
    }

    /// Decodes a raw message. `None` when it names its store in the way of 0.24 and earlier,
    /// and no store info came before that would complete the name.
    pub(crate) fn decode(
        kind: MessageKind,
        payload: Bytes,
        ids: &mut LegacyIds,
    ) -> Result<Option<Self>> {
        Ok(match kind {
            MessageKind::End => return Err(Error::invalid("an End is not a message of a store")),
            MessageKind::SetStoreInfo => {
                let message = proto::SetStoreInfo::decode(payload)?;
                let row_id = convert::tuid(&required(message.row_id, "row id")?)?;
                let info = convert::store_info(required(message.info, "store info")?)?;
                ids.remember(&info.store_id);
                Some(Self::SetStoreInfo(SetStoreInfo {
                    row_id: RowId::from_tuid(row_id),
                    info,
                }))
            }
            MessageKind::ArrowMsg => {
                let message = proto::ArrowMsg::decode(payload)?;
                ArrowMsg::from_proto(message, ids)?.map(Self::Arrow)
            }
            MessageKind::BlueprintActivation => {
                let message = proto::BlueprintActivationCommand::decode(payload)?;
                let id = convert::store_id(required(message.blueprint_id, "blueprint id")?)?;
                ids.resolve(id).map(|blueprint_id| {
                    Self::BlueprintActivation(BlueprintActivation {
                        blueprint_id,
                        make_active: message.make_active,
                        make_default: message.make_default,
                    })
                })
            }
        })
    }

    /// The protobuf message, without framing and checksum.
    pub fn payload(&self) -> Payload {
        let small = |kind, head| Payload {
            kind,
            head,
            data: Bytes::new(),
            tail: Vec::new(),
        };
        match self {
            Self::SetStoreInfo(message) => small(
                MessageKind::SetStoreInfo,
                proto::SetStoreInfo {
                    row_id: Some(convert::tuid_to_proto(message.row_id.tuid())),
                    info: Some(convert::store_info_to_proto(&message.info)),
                }
                .encode_to_vec(),
            ),
            Self::Arrow(message) => message.payload(),
            Self::BlueprintActivation(message) => small(
                MessageKind::BlueprintActivation,
                proto::BlueprintActivationCommand {
                    blueprint_id: Some(convert::store_id_to_proto(&message.blueprint_id)),
                    make_active: message.make_active,
                    make_default: message.make_default,
                }
                .encode_to_vec(),
            ),
        }
    }

    /// Appends the framed message, with its checksum, to `out`.
    pub fn encode_into(&self, out: &mut Vec<u8>) {
        let Payload {
            kind,
            head,
            data,
            tail,
        } = self.payload();
        frame::write_message(out, kind, &[&head, &data, &tail]);
    }
}

/// A message as protobuf, in up to three pieces, so that a chunk's data need not be copied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payload {
    /// What it is.
    pub kind: MessageKind,
    /// The fields before a chunk's data; of other messages everything.
    pub head: Vec<u8>,
    /// A chunk's data, shared with the message.
    pub data: Bytes,
    /// The fields behind a chunk's data.
    pub tail: Vec<u8>,
}

impl Payload {
    /// Bytes of all pieces.
    pub fn len(&self) -> usize {
        self.head.len() + self.data.len() + self.tail.len()
    }

    /// Whether there is no field at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Understands messages that came one by one, not as a file. One per stream: messages of 0.24 and
/// earlier can only be understood by what came before them.
#[derive(Clone, Debug, Default)]
pub struct MessageDecoder {
    ids: LegacyIds,
}

impl MessageDecoder {
    /// Decodes the protobuf message of one kind. Its data stay packed, and are shared.
    ///
    /// `None` when it names its store in the way of 0.24 and earlier, and no store info came before
    /// that would complete the name.
    ///
    /// # Errors
    /// If it is no valid message of that kind.
    pub fn decode(&mut self, kind: MessageKind, payload: Bytes) -> Result<Option<Message>> {
        Message::decode(kind, payload, &mut self.ids)
    }
}

/// A plan by [`ArrowMsg::plan_without_timelines`].
#[derive(Debug)]
pub struct TimelineCut(ipc::CutStream);

impl TimelineCut {
    /// The message that the plan is for without the timelines. `None` when its data are damaged.
    pub fn of(&self, message: &ArrowMsg) -> Option<ArrowMsg> {
        let payload = lz4::cut(&message.payload, &self.0.metadata, &self.0.kept)?;
        Some(ArrowMsg {
            uncompressed_size: self.0.len() as u64,
            payload: payload.into(),
            ..message.clone()
        })
    }
}

impl ArrowMsg {
    /// Packs a chunk.
    pub fn from_chunk(store_id: StoreId, chunk: &Chunk, compression: Compression) -> Result<Self> {
        let batch = chunk.to_record_batch()?;
        let data = ipc::encode(&batch)?;
        let payload = match compression {
            Compression::None => data.parts().concat(),
            Compression::Lz4 => {
                let mut payload = Vec::new();
                compress(&data, &mut payload);
                payload.shrink_to_fit();
                payload
            }
        };
        Ok(Self {
            store_id,
            chunk_id: Some(chunk.id()),
            is_static: Some(chunk.is_static()),
            compression,
            uncompressed_size: data.len() as u64,
            payload: payload.into(),
        })
    }

    /// Packs an Arrow IPC stream.
    pub fn from_ipc(
        store_id: StoreId,
        chunk_id: ChunkId,
        is_static: bool,
        data: Vec<u8>,
        compression: Compression,
    ) -> Self {
        let uncompressed_size = data.len() as u64;
        let payload = match compression {
            Compression::None => data,
            Compression::Lz4 => lz4::compress(&data),
        };
        Self {
            store_id,
            chunk_id: Some(chunk_id),
            is_static: Some(is_static),
            compression,
            uncompressed_size,
            payload: payload.into(),
        }
    }

    fn from_proto(message: proto::ArrowMsg, ids: &LegacyIds) -> Result<Option<Self>> {
        let chunk_id = message
            .chunk_id
            .as_ref()
            .map(|id| convert::tuid(id).map(ChunkId::from_tuid))
            .transpose()?;
        if message.encoding != ENCODING_ARROW_IPC {
            return Err(Error::invalid(format!(
                "unknown encoding {}; the only one is Arrow IPC, 1",
                message.encoding
            ))
            .in_chunk(chunk_id));
        }
        let compression =
            compression_from_proto(message.compression).map_err(|err| err.in_chunk(chunk_id))?;
        let id = convert::store_id(required(message.store_id, "store id")?)?;
        Ok(ids.resolve(id).map(|store_id| Self {
            store_id,
            chunk_id,
            is_static: message.is_static,
            compression,
            uncompressed_size: message.uncompressed_size,
            payload: message.payload,
        }))
    }

    /// Decodes a raw message that is known to be a chunk of `store_id`.
    pub(crate) fn decode_in(raw: &RawMessage, store_id: &StoreId) -> Result<Self> {
        let mut ids = LegacyIds::default();
        ids.remember(store_id);
        let message = proto::ArrowMsg::decode(raw.payload.clone())?;
        Self::from_proto(message, &ids)?
            .ok_or_else(|| Error::corrupt("the chunk belongs to another store"))
    }

    /// The Arrow IPC stream, decompressed.
    pub fn ipc_data(&self, limits: &Limits) -> Result<Bytes> {
        match self.compression {
            Compression::None => Ok(self.payload.clone()),
            Compression::Lz4 => lz4::decompress(&self.payload, self.uncompressed_size, limits)
                .map_err(|err| err.in_chunk(self.chunk_id)),
        }
    }

    /// What the metadata of the Arrow data say, without decoding any array.
    pub fn summary(&self, limits: &Limits) -> Result<ChunkSummary> {
        // Metadata come first: of a large chunk only the start need be decompressed.
        let len = usize::try_from(self.uncompressed_size).unwrap_or(usize::MAX);
        if self.compression == Compression::Lz4 && len > SUMMARY_BYTES {
            let start = lz4::decompress_start(&self.payload, SUMMARY_BYTES).map(Bytes::from);
            if let Some(Ok(summary)) = start.map(|s| ChunkSummary::read(&s, len, limits)) {
                return Ok(summary);
            }
        }
        let data = self.ipc_data(limits)?;
        ChunkSummary::read(&data, data.len(), limits).map_err(|err| err.in_chunk(self.chunk_id))
    }

    /// How to leave some timelines out without decoding any array: what is kept of the data stays
    /// compressed as it is, and is not checked. `None` where that cannot be done, or is not worth
    /// it; then decode the chunk. The caller must know that another timeline is left.
    pub fn plan_without_timelines(
        &self,
        drops: impl Fn(&TimelineName) -> bool,
        limits: &Limits,
    ) -> Option<TimelineCut> {
        let len = usize::try_from(self.uncompressed_size).unwrap_or(usize::MAX);
        if self.compression != Compression::Lz4 || len < LARGE_BYTES {
            return None;
        }
        let start = lz4::decompress_start(&self.payload, SUMMARY_BYTES).map(Bytes::from)?;
        let drops = |field: &Field| {
            let get = |key: &str| field.metadata().get(key).map(String::as_str);
            let name = || get(keys::INDEX_NAME).unwrap_or(field.name());
            get(keys::KIND) == Some(keys::KIND_INDEX) && drops(&name().into())
        };
        // What is wrong here, decoding says better.
        let stream = ipc::cut(&start, len, drops, limits).ok().flatten();
        stream.map(TimelineCut)
    }

    /// The chunk's batch as it was stored, not migrated.
    pub fn stored_batch(&self, limits: &Limits) -> Result<arrow_array::RecordBatch> {
        ipc::decode(&self.ipc_data(limits)?, limits).map_err(|err| err.in_chunk(self.chunk_id))
    }

    /// The chunk's batch in the current schema, columns in their stored order.
    pub fn normalized(&self, limits: &Limits) -> Result<rushes_chunk::schema::Normalized> {
        let batch = self.stored_batch(limits)?;
        rushes_chunk::schema::normalize(batch, &limits.chunk)
            .map_err(|err| Error::from(err).in_chunk(self.chunk_id))
    }

    /// The chunk, migrated and checked.
    pub fn to_chunk(&self, limits: &Limits) -> Result<Chunk> {
        Chunk::from_normalized(&self.normalized(limits)?)
            .map_err(|err| Error::from(err).in_chunk(self.chunk_id))
    }

    fn payload(&self) -> Payload {
        let size = self.uncompressed_size;
        Payload {
            kind: MessageKind::ArrowMsg,
            head: head(&self.store_id, self.compression, size, self.payload.len()),
            data: self.payload.clone(),
            tail: tail(self.chunk_id, self.is_static),
        }
    }

    /// What stands before and behind the payload in the framed message.
    pub(crate) fn frame(&self) -> (Vec<u8>, Vec<u8>) {
        let Payload {
            kind,
            head,
            data,
            tail,
        } = self.payload();
        frame::frame_around(kind, &head, &[&data], tail)
    }
}

/// The fields before a chunk's data, up to and with the length of the data.
fn head(store_id: &StoreId, compression: Compression, size: u64, data_len: usize) -> Vec<u8> {
    let mut head = Vec::with_capacity(128);
    wire::put_bytes(
        &mut head,
        1,
        &convert::store_id_to_proto(store_id).encode_to_vec(),
    );
    wire::put_uint(&mut head, 2, compression_to_proto(compression));
    wire::put_uint(&mut head, 3, size);
    wire::put_uint(&mut head, 4, ENCODING_ARROW_IPC as u64);
    wire::put_len(&mut head, 5, data_len);
    head
}

/// The fields behind a chunk's data.
fn tail(chunk_id: Option<ChunkId>, is_static: Option<bool>) -> Vec<u8> {
    let mut tail = Vec::with_capacity(32);
    if let Some(chunk_id) = chunk_id {
        let id = convert::tuid_to_proto(chunk_id.tuid()).encode_to_vec();
        wire::put_bytes(&mut tail, 6, &id);
    }
    if let Some(is_static) = is_static {
        wire::put_uint(&mut tail, 7, is_static.into());
    }
    tail
}

/// Appends an Arrow IPC stream to `out`, as one block. Returns its length.
fn compress(data: &ipc::Encoded, out: &mut Vec<u8>) -> usize {
    match data.parts().as_slice() {
        // Small, so that it is compressed right into its place.
        [only] => lz4::compress_onto(only, out),
        parts => lz4::compress_parts(parts, out),
    }
}

/// A framed chunk message of an Arrow IPC stream, compressed right into its place.
pub(crate) fn frame_compressed(
    store_id: &StoreId,
    chunk_id: ChunkId,
    is_static: bool,
    data: &ipc::Encoded,
) -> Bytes {
    let size = data.len() as u64;
    let head = |len| head(store_id, Compression::Lz4, size, len);
    // What stands before the data depends on their compressed length; leave room for the longest.
    let room = MESSAGE_HEADER_BYTES + head(usize::MAX).len();
    let mut out = spare::FRAMED.take_for(data.len());
    out.clear();
    out.resize(room, 0);
    let len = compress(data, &mut out);
    let head = head(len);
    let tail = tail(Some(chunk_id), Some(is_static));
    let header = frame::header_of(MessageKind::ArrowMsg, head.len() + len + tail.len());
    let payload = out.get(room..).unwrap_or_default();
    let checksum = frame::checksum_field(header, [&head, payload, &tail]);
    let start = room - head.len() - MESSAGE_HEADER_BYTES;
    if let Some(front) = out.get_mut(start..room) {
        let (front_header, front_head) = front.split_at_mut(MESSAGE_HEADER_BYTES);
        front_header.copy_from_slice(&header.to_bytes());
        front_head.copy_from_slice(&head);
    }
    out.extend_from_slice(&tail);
    out.extend_from_slice(&checksum);
    let len = out.len();
    spare::FRAMED.lend(out, len).slice(start..)
}

/// A framed chunk message of an Arrow IPC stream, whose large parts stay where they are.
pub(crate) fn frame_uncompressed(
    store_id: &StoreId,
    chunk_id: ChunkId,
    is_static: bool,
    data: ipc::Encoded,
) -> Vec<Bytes> {
    let size = data.len();
    let head = head(store_id, Compression::None, size as u64, size);
    let tail = tail(Some(chunk_id), Some(is_static));
    let (front, back) = frame::frame_around(MessageKind::ArrowMsg, &head, &data.parts(), tail);
    let front = std::iter::once(Bytes::from(front));
    front
        .chain(data.into_parts())
        .chain([back.into()])
        .collect()
}

/// Decoding less than this is cheap.
const LARGE_BYTES: usize = 256 << 10;
/// Bytes that hold the metadata of all but very wide chunks.
const SUMMARY_BYTES: usize = 16 << 10;

const ENCODING_ARROW_IPC: i32 = 1;

pub(crate) fn compression_from_proto(value: i32) -> Result<Compression> {
    match value {
        0 | 1 => Ok(Compression::None),
        2 => Ok(Compression::Lz4),
        other => Err(Error::invalid(format!("unknown compression {other}"))),
    }
}

pub(crate) fn compression_to_proto(compression: Compression) -> u64 {
    match compression {
        Compression::None => 1,
        Compression::Lz4 => 2,
    }
}
