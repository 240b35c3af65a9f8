//! What a message is: how long it is kept, and whether readers could decode it at all.

use bytes::Bytes;
use prost::Message as _;
use rushes_core::StoreId;
use rushes_rrd::{MessageDecoder, MessageKind};

use super::chunk_facts::ChunkFacts;
use crate::frame::message_of;
use crate::log_msg;
use crate::proto::sdk_comms::WriteTableRequest;
use crate::{Error, Result};

/// How long a message is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// As long as any: store infos, and all of blueprints.
    Persistent,
    /// Until nothing else can make room: static chunks.
    Static,
    /// The first to make room: other chunks, and tables.
    Disposable,
}

/// Who reads a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Those who read messages.
    Messages,
    /// Those who read tables.
    Tables,
}

/// A store, as messages name it. Those of very old producers leave the application out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct StoreName {
    pub is_blueprint: bool,
    pub application_id: String,
    pub recording_id: String,
}

impl From<&StoreId> for StoreName {
    fn from(store_id: &StoreId) -> Self {
        Self {
            is_blueprint: store_id.is_blueprint(),
            application_id: store_id.application_id().as_str().to_owned(),
            recording_id: store_id.recording_id().as_str().to_owned(),
        }
    }
}

/// What is known of a message.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    pub class: Class,
    pub kind: MessageKind,
    /// The message without its frame.
    pub payload: Bytes,
    pub store: StoreName,
    pub chunk_id: Option<u128>,
}

/// What may be wrong with a message.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// It is no log message: the producer is told, and its call ends.
    NotOne(Error),
    /// No reader could decode it, and a strict one would stop there: it is left out.
    Undecodable(Error),
}

impl Refusal {
    pub(crate) fn into_error(self) -> Error {
        match self {
            Self::NotOne(error) | Self::Undecodable(error) => error,
        }
    }
}

/// Looks at a request that holds a log message.
pub(crate) fn log_message(frame: &Bytes, decoder: &mut MessageDecoder) -> Result<Facts, Refusal> {
    let opened = log_msg::open(frame).map_err(Refusal::NotOne)?;
    let Some((kind, payload)) = opened else {
        let error = Error::invalid("missing `log_msg` in `WriteMessagesRequest`");
        return Err(Refusal::NotOne(error));
    };
    if kind != MessageKind::ArrowMsg {
        let decoded = decoder.decode(kind, payload.clone());
        let message = decoded.map_err(|error| Refusal::Undecodable(error.into()))?;
        let message = message.ok_or_else(|| {
            let text = "the message names its store in a way that is too old";
            Refusal::Undecodable(Error::invalid(text))
        })?;
        return Ok(Facts {
            class: Class::Persistent,
            kind,
            payload,
            store: message.store_id().into(),
            chunk_id: None,
        });
    }
    let facts = ChunkFacts::read(&payload).map_err(Refusal::Undecodable)?;
    facts.check().map_err(Refusal::Undecodable)?;
    let class = if facts.is_blueprint() {
        Class::Persistent
    } else {
        of_recording(facts.is_static)
    };
    let is_blueprint = facts.is_blueprint();
    let store_id = facts.store_id.unwrap_or_default();
    Ok(Facts {
        class,
        kind,
        payload,
        store: StoreName {
            is_blueprint,
            application_id: store_id.application_id.unwrap_or_default().id,
            recording_id: store_id.recording_id,
        },
        chunk_id: facts.chunk_id,
    })
}

/// How long a recording's chunk is kept.
pub(crate) fn of_recording(is_static: bool) -> Class {
    if is_static {
        Class::Static
    } else {
        Class::Disposable
    }
}

/// Looks at a request that holds a table.
pub(crate) fn table(frame: &Bytes) -> Result<()> {
    let request = WriteTableRequest::decode(message_of(frame)).map_err(rushes_rrd::Error::from)?;
    match (request.id, request.data) {
        (Some(_), Some(_)) => Ok(()),
        (None, _) => Err(Error::invalid("missing `id` in `WriteTableRequest`")),
        (_, None) => Err(Error::invalid("missing `data` in `WriteTableRequest`")),
    }
}
