//! What a chunk's message says about the chunk, without its data.

use bytes::Bytes;
use prost::Message as _;
use rushes_rrd::wire;

use crate::proto::common::{Compression, StoreId, StoreKind, Tuid};
use crate::proto::log_msg::Encoding;
use crate::{Error, Result};

/// What a chunk's message says about it.
#[derive(Debug, Default)]
pub(crate) struct ChunkFacts {
    pub store_id: Option<StoreId>,
    pub chunk_id: Option<u128>,
    pub is_static: bool,
    compression: u64,
    uncompressed_size: u64,
    encoding: u64,
    payload_len: u64,
}

/// More than this a block of LZ4 cannot expand.
const MAX_EXPANSION: u64 = 255;

impl ChunkFacts {
    /// Walks the fields of an `ArrowMsg`; the payload is skipped.
    pub(crate) fn read(message: &Bytes) -> Result<Self> {
        let mut facts = Self::default();
        for field in wire::fields(message) {
            let field = field?;
            let number = || {
                let bytes = message.get(field.value.clone()).unwrap_or_default();
                wire::varint(bytes).map_or(0, |(value, _)| value)
            };
            let bytes = || message.slice(field.value.clone());
            match (field.number, field.wire_type) {
                (1, wire::LEN) => {
                    let store_id = StoreId::decode(bytes());
                    facts.store_id = Some(store_id.map_err(rushes_rrd::Error::from)?);
                }
                (2, 0) => facts.compression = number(),
                (3, 0) => facts.uncompressed_size = number(),
                (4, 0) => facts.encoding = number(),
                (5, wire::LEN) => facts.payload_len = field.value.len() as u64,
                (6, wire::LEN) => {
                    let id = Tuid::decode(bytes()).map_err(rushes_rrd::Error::from)?;
                    let both = id.time_ns.zip(id.inc);
                    facts.chunk_id =
                        both.map(|(time, inc)| u128::from(time) << 64 | u128::from(inc));
                }
                (7, 0) => facts.is_static = number() != 0,
                _ => {}
            }
        }
        Ok(facts)
    }

    pub(crate) fn is_blueprint(&self) -> bool {
        let kind = self.store_id.as_ref().map(|store_id| store_id.kind());
        kind == Some(StoreKind::Blueprint)
    }

    /// Whether readers could decode the message, as far as that can be told without its data.
    pub(crate) fn check(&self) -> Result<()> {
        let Some(store_id) = &self.store_id else {
            return Err(Error::invalid("the chunk names no store"));
        };
        if matches!(&store_id.application_id, Some(application) if application.id.is_empty()) {
            return Err(Error::invalid("the chunk's application id is empty"));
        }
        if self.encoding != Encoding::ArrowIpc as u64 {
            return Err(Error::invalid(format!(
                "unknown encoding {}",
                self.encoding
            )));
        }
        match i32::try_from(self.compression).map(Compression::try_from) {
            Ok(Ok(Compression::Lz4)) => {
                let max = self.payload_len.saturating_mul(MAX_EXPANSION);
                if self.uncompressed_size > max.min(rushes_rrd::FORMAT_MAX_BYTES) {
                    return Err(Error::invalid(format!(
                        "{} bytes of LZ4 cannot be {} bytes of data",
                        self.payload_len, self.uncompressed_size
                    )));
                }
                Ok(())
            }
            Ok(Ok(_)) => Ok(()),
            _ => {
                let text = format!("unknown compression {}", self.compression);
                Err(Error::invalid(text))
            }
        }
    }
}
