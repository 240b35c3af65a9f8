//! The footer: the manifests of all stores of a stream.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::ops::Range;
use std::sync::Arc;

use bytes::Bytes;
use prost::Message as _;
use rushes_core::StoreId;
use sha2::{Digest as _, Sha256};

use crate::convert::{self, LegacyIds, required};
use crate::decoder::{FooterChecksum, TRAILER_BYTES, Trailer};
use crate::frame::{
    CHECKSUM_FIELD, CHECKSUM_FIELD_BYTES, MESSAGE_HEADER_BYTES, MessageHeader, MessageKind,
    RunningChecksum,
};
use crate::manifest::{Manifest, ManifestBuilder, ManifestReader, StoreSchema, Table};
use crate::message::{compression_from_proto, compression_to_proto};
use crate::source::Source;
use crate::spool::Spool;
use crate::{Compression, Error, Limits, Result, ipc, lz4, proto, wire};

const ENCODER_VERSION_V0: i32 = 1;

/// The payload of an End message, but for its checksum: one manifest per store that has chunks.
/// `index` is the spool that the builders spilled to.
///
/// Manifests of many chunks are large: nothing is in memory as a whole.
pub(crate) fn encode(
    stores: BTreeMap<StoreId, ManifestBuilder>,
    mut index: Spool,
) -> Result<Spool> {
    let mut payload = Spool::default();
    for (store_id, mut builder) in stores {
        if builder.is_empty() {
            continue;
        }
        let mut table = Spool::default();
        let mut compressed = lz4::Joined::new(&mut table);
        builder.write_table(&mut index, &mut compressed)?;
        let uncompressed_size = compressed.len();
        let table_len = compressed.finish()?;
        // What stands before the table and behind it.
        let schema = ipc::encode_schema(&builder.schema.to_arrow())?;
        let front = proto::RrdManifest {
            store_id: Some(convert::store_id_to_proto(&store_id)),
            sorbet_schema: Some(proto::Schema {
                arrow_schema: Some(schema.into()),
            }),
            sorbet_schema_sha256: Some(Bytes::copy_from_slice(&schema_sha256(&builder.schema)?)),
            data: None,
        };
        let front = front.encode_to_vec();
        let mut part = proto::DataframePart {
            encoder_version: ENCODER_VERSION_V0,
            ..proto::DataframePart::default()
        }
        .encode_to_vec();
        wire::put_len(&mut part, TABLE_PAYLOAD, table_len as usize);
        let back = proto::DataframePart {
            compression: compression_to_proto(Compression::Lz4) as i32,
            uncompressed_size,
            ..proto::DataframePart::default()
        }
        .encode_to_vec();
        let part_len = part.len() + table_len as usize + back.len();
        let mut data = Vec::new();
        wire::put_len(&mut data, MANIFEST_DATA, part_len);
        let mut start = Vec::new();
        let len = front.len() + data.len() + part_len;
        wire::put_len(&mut start, FOOTER_MANIFESTS, len);
        for bytes in [start, front, data, part] {
            payload.write_all(&bytes)?;
        }
        table.read_all(|piece| Ok(payload.write_all(piece)?))?;
        payload.write_all(&back)?;
    }
    Ok(payload)
}

/// The numbers of the protobuf fields that are written piece by piece.
const FOOTER_MANIFESTS: u32 = 1;
const MANIFEST_DATA: u32 = 4;
const TABLE_PAYLOAD: u32 = 2;

/// The manifests in the payload of an End message. Of two for one store, the later counts.
pub fn decode_footer(payload: Bytes, limits: &Limits) -> Result<Vec<Manifest>> {
    Footer(Source::Memory(payload)).manifests(limits)
}

/// A footer in memory or in a file.
#[derive(Clone, Debug)]
pub struct Footer(pub(crate) Source);

impl Footer {
    /// The footer in the payload of an End message.
    pub fn of(payload: Bytes) -> Self {
        Self(Source::Memory(payload))
    }

    /// The manifests, as a whole. Of two for one store, the later counts.
    pub fn manifests(&self, limits: &Limits) -> Result<Vec<Manifest>> {
        self.read(limits, u64::MAX)?
            .iter_mut()
            .filter_map(|reader| reader.next_rows().transpose())
            .collect()
    }

    /// The same, but those that are large are read some rows at a time.
    pub fn manifests_in_parts(&self, limits: &Limits) -> Result<Vec<ManifestReader>> {
        self.read(limits, limits.max_whole_manifest_bytes)
    }

    fn read(&self, limits: &Limits, mut whole_bytes: u64) -> Result<Vec<ManifestReader>> {
        let mut manifests = BTreeMap::new();
        let fields = self.0.fields()?.into_iter().enumerate();
        for (position, field) in fields {
            let is_manifest = field.number == FOOTER_MANIFESTS;
            let Some(manifest) = field.value.filter(|_| is_manifest) else {
                continue;
            };
            let stored = StoredManifest::of(&manifest)?;
            let size = stored.part.uncompressed_size;
            let is_whole = size <= whole_bytes;
            if is_whole {
                whole_bytes -= size;
            }
            let manifest = stored.understand(is_whole, limits)?;
            manifests.insert(manifest.store_id().clone(), (position, manifest));
        }
        let mut manifests: Vec<_> = manifests.into_values().collect();
        manifests.sort_by_key(|(position, _)| *position);
        Ok(manifests
            .into_iter()
            .map(|(_, manifest)| manifest)
            .collect())
    }
}

/// The End message of a file, left where it is.
#[derive(Clone, Debug)]
pub(crate) struct StoredEnd {
    pub footer: Footer,
    /// The message with its header.
    pub bytes: Range<u64>,
}

impl StoredEnd {
    /// The message that ends a file, if it and the trailer behind it are whole and intact, and if it
    /// has more than `min_len` bytes.
    pub fn of(file: &Arc<File>, min_len: u64, limits: &Limits) -> Result<Option<Self>> {
        let file_len = file.metadata()?.len();
        let all = Source::File {
            file: Arc::clone(file),
            start: 0,
            len: file_len,
        };
        let tail = file_len.saturating_sub(TRAILER_BYTES as u64)..file_len;
        let trailer = Trailer::at_end_of(&all.get(tail.clone())?, limits);
        let entries = trailer.map(|trailer| trailer.entries);
        let Some([entry]) = entries.as_deref() else {
            return Ok(None);
        };
        let start = entry.start.checked_sub(MESSAGE_HEADER_BYTES as u64);
        let end = entry.start.checked_add(entry.len);
        let (Some(start), Some(end)) = (start, end.filter(|end| *end == tail.start)) else {
            return Ok(None);
        };
        let header = all.get(start..entry.start)?;
        let header = header.first_chunk().and_then(MessageHeader::parse);
        let expected = MessageHeader {
            kind: MessageKind::End,
            len: entry.len,
        };
        if header != Some(expected) || entry.len <= min_len {
            return Ok(None);
        }
        let footer = Footer(all.slice(entry.start..end)?);
        let is_intact = footer.is_intact(expected, entry.checksum)?;
        Ok(is_intact.then_some(Self {
            footer,
            bytes: start..end,
        }))
    }
}

impl Footer {
    fn is_intact(&self, header: MessageHeader, checksum: u32) -> Result<bool> {
        let len = self.0.len();
        let field = self
            .0
            .get(len.saturating_sub(CHECKSUM_FIELD_BYTES as u64)..len)?;
        let (mut of_message, mut of_footer) =
            (RunningChecksum::new(header), FooterChecksum::default());
        let body = self.0.slice(0..len - field.len() as u64)?;
        body.read_all(|piece| {
            of_message.add(piece);
            of_footer.add(piece);
        })?;
        of_footer.add(&field);
        // Without the field the message has no checksum of its own.
        let last = self.0.fields()?.pop().map(|field| field.number);
        let is_right = last != Some(CHECKSUM_FIELD) || field == of_message.field().as_slice();
        Ok(is_right && of_footer.value() == checksum)
    }
}

/// A manifest as it is stored, its table where it was.
struct StoredManifest {
    manifest: proto::RrdManifest,
    part: proto::DataframePart,
    table: Source,
}

impl StoredManifest {
    fn of(manifest: &Source) -> Result<Self> {
        let (manifest, part) = without(manifest, MANIFEST_DATA)?;
        let (part, table) = without(&required(part, "table")?, TABLE_PAYLOAD)?;
        Ok(Self {
            manifest: proto::RrdManifest::decode(manifest.as_slice())?,
            part: proto::DataframePart::decode(part.as_slice())?,
            table: required(table, "table")?,
        })
    }

    fn understand(self, is_whole: bool, limits: &Limits) -> Result<ManifestReader> {
        let id = convert::store_id(required(self.manifest.store_id, "store id")?)?;
        let store_id = LegacyIds::default()
            .resolve(id)
            .ok_or_else(|| Error::invalid("the manifest's store id lacks its application id"))?;
        let schema = required(self.manifest.sorbet_schema, "schema")?;
        let schema = required(schema.arrow_schema, "schema")?;
        let schema = StoreSchema::from_arrow(&ipc::decode_schema(&schema, limits)?)?;
        let sha256 = self.manifest.sorbet_schema_sha256;
        let sha256 = sha256.and_then(|hash| hash.as_ref().try_into().ok());
        if self.part.encoder_version != ENCODER_VERSION_V0 {
            return Err(Error::invalid(format!(
                "the manifest's table has the unknown version {}",
                self.part.encoder_version
            )));
        }
        let size = self.part.uncompressed_size;
        let compression = compression_from_proto(self.part.compression)?;
        if !is_whole {
            let mut spool = Spool::default();
            match compression {
                Compression::None => {
                    std::io::copy(&mut self.table.reader(), &mut spool)?;
                }
                Compression::Lz4 => {
                    let len = self.table.len();
                    lz4::expand(self.table.reader(), len, size, limits, &mut spool)?;
                }
            }
            if let Some(windows) = ipc::Windows::new(spool, limits)? {
                let window_bytes = (limits.max_whole_manifest_bytes / WINDOWS) as usize;
                let table = Table::Windows(windows, window_bytes);
                return Ok(ManifestReader::new(store_id, schema, sha256, table));
            }
        }
        let data = match compression {
            Compression::None => self.table.bytes()?,
            Compression::Lz4 => lz4::decompress(&self.table.bytes()?, size, limits)?,
        };
        let table = Table::Whole(ipc::decode(&data, limits)?);
        Ok(ManifestReader::new(store_id, schema, sha256, table))
    }
}

/// A message without one field, and the value of that field.
fn without(message: &Source, number: u32) -> Result<(Vec<u8>, Option<Source>)> {
    let (mut rest, mut value) = (Vec::new(), None);
    for field in message.fields()? {
        if field.number == number {
            value = field.value;
        } else {
            rest.extend_from_slice(&message.get(field.span)?);
        }
    }
    Ok((rest, value))
}

/// Windows that together are as large as a manifest that is held as a whole.
const WINDOWS: u64 = 8;

/// The hash by which manifests identify a schema.
pub fn schema_sha256(schema: &StoreSchema) -> Result<[u8; 32]> {
    Ok(Sha256::digest(ipc::schema_message(&schema.to_arrow())?).into())
}
