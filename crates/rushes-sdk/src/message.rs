//! What a stream hands to its sink.

use rushes_chunk::Chunk;
use rushes_core::StoreId;
use rushes_rrd::{ArrowMsg, BlueprintActivation, Compression, Limits, Message, SetStoreInfo};

use crate::batch::array_bytes;

/// One message on its way to a sink.
#[derive(Clone, Debug, PartialEq)]
pub enum LogMsg {
    /// Facts about a store.
    SetStoreInfo(SetStoreInfo),
    /// A chunk of a store.
    Chunk(StoreId, Chunk),
    /// A chunk that is packed already; passed on as it is.
    Arrow(ArrowMsg),
    /// Makes a blueprint active or the default.
    BlueprintActivationCommand(BlueprintActivation),
}

impl LogMsg {
    /// The store that the message is about.
    pub fn store_id(&self) -> &StoreId {
        match self {
            Self::SetStoreInfo(message) => &message.info.store_id,
            Self::Chunk(store_id, _) => store_id,
            Self::Arrow(message) => &message.store_id,
            Self::BlueprintActivationCommand(message) => &message.blueprint_id,
        }
    }

    /// The chunk, unpacked where it is packed; `None` for other messages.
    ///
    /// # Errors
    /// If a packed chunk is damaged.
    pub fn to_chunk(&self) -> rushes_rrd::Result<Option<Chunk>> {
        match self {
            Self::Chunk(_, chunk) => Ok(Some(chunk.clone())),
            Self::Arrow(message) => message.to_chunk(&Limits::default()).map(Some),
            Self::SetStoreInfo(_) | Self::BlueprintActivationCommand(_) => Ok(None),
        }
    }

    /// The message as a stream holds it.
    ///
    /// # Errors
    /// If a chunk cannot be packed.
    pub fn to_message(&self, compression: Compression) -> rushes_rrd::Result<Message> {
        Ok(match self {
            Self::SetStoreInfo(message) => Message::SetStoreInfo(message.clone()),
            Self::Chunk(store_id, chunk) => {
                Message::Arrow(ArrowMsg::from_chunk(store_id.clone(), chunk, compression)?)
            }
            Self::Arrow(message) => Message::Arrow(message.clone()),
            Self::BlueprintActivationCommand(message) => {
                Message::BlueprintActivation(message.clone())
            }
        })
    }

    /// Whether this is but an introduction of a store.
    pub(crate) fn is_store_info(&self) -> bool {
        matches!(self, Self::SetStoreInfo(_))
    }

    /// Bytes that the message is counted with while it waits.
    pub(crate) fn cost(&self) -> u64 {
        const SMALL: u64 = 512;
        SMALL
            + match self {
                Self::Chunk(_, chunk) => chunk_bytes(chunk),
                Self::Arrow(message) => message.payload.len() as u64,
                Self::SetStoreInfo(_) | Self::BlueprintActivationCommand(_) => 0,
            }
    }
}

fn chunk_bytes(chunk: &Chunk) -> u64 {
    let mut bytes = chunk.num_rows() * (16 + 8 * chunk.timelines().len());
    for column in chunk.components() {
        let offsets = column.list_array.value_offsets();
        if let (Some(first), Some(last)) = (offsets.first(), offsets.last()) {
            let (start, len) = (*first as usize, (last - first) as usize);
            bytes += array_bytes(&column.list_array.values().slice(start, len));
        }
        bytes += std::mem::size_of_val(offsets);
    }
    bytes as u64
}

impl From<Message> for LogMsg {
    fn from(message: Message) -> Self {
        match message {
            Message::SetStoreInfo(message) => Self::SetStoreInfo(message),
            Message::Arrow(message) => Self::Arrow(message),
            Message::BlueprintActivation(message) => Self::BlueprintActivationCommand(message),
        }
    }
}
