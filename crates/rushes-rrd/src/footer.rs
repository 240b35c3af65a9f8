//! The footer: the manifests of all stores of a stream.

use std::collections::BTreeMap;

use bytes::Bytes;
use prost::Message as _;
use rushes_core::StoreId;

use crate::convert::{self, LegacyIds, required};
use crate::manifest::{Manifest, ManifestBuilder, StoreSchema};
use crate::message::{compression_from_proto, compression_to_proto};
use crate::{Compression, Error, Limits, Result, ipc, lz4, proto};

const ENCODER_VERSION_V0: i32 = 1;

/// The payload of an End message: one manifest per store that has chunks.
///
/// Manifests of many chunks are large: each form of one is freed when the next has been made of it.
pub(crate) fn encode(stores: BTreeMap<StoreId, ManifestBuilder>) -> Result<Vec<u8>> {
    let manifests = stores
        .into_iter()
        .filter(|(_, builder)| !builder.is_empty())
        .map(|(store_id, builder)| manifest_to_proto(&store_id, builder))
        .collect::<Result<_>>()?;
    Ok(proto::RrdFooter { manifests }.encode_to_vec())
}

fn manifest_to_proto(store_id: &StoreId, builder: ManifestBuilder) -> Result<proto::RrdManifest> {
    let schema = builder.schema.to_arrow();
    let sha256 = builder.schema.sha256()?;
    let table = builder.table()?;
    drop(builder);
    let data = ipc::encode(&table)?;
    drop(table);
    let uncompressed_size = data.len() as u64;
    let payload = lz4::compress(&data);
    drop(data);
    Ok(proto::RrdManifest {
        store_id: Some(convert::store_id_to_proto(store_id)),
        sorbet_schema: Some(proto::Schema {
            arrow_schema: Some(ipc::encode_schema(&schema)?.into()),
        }),
        sorbet_schema_sha256: Some(Bytes::copy_from_slice(&sha256)),
        data: Some(proto::DataframePart {
            encoder_version: ENCODER_VERSION_V0,
            payload: Some(payload.into()),
            compression: compression_to_proto(Compression::Lz4) as i32,
            uncompressed_size,
        }),
    })
}

/// The manifests in the payload of an End message. Of two for one store, the later counts.
pub fn decode_footer(payload: Bytes, limits: &Limits) -> Result<Vec<Manifest>> {
    let mut manifests = BTreeMap::new();
    for (position, manifest) in proto::RrdFooter::decode(payload)?
        .manifests
        .into_iter()
        .enumerate()
    {
        let manifest = manifest_from_proto(manifest, limits)?;
        manifests.insert(manifest.store_id().clone(), (position, manifest));
    }
    let mut manifests: Vec<_> = manifests.into_values().collect();
    manifests.sort_by_key(|(position, _)| *position);
    Ok(manifests
        .into_iter()
        .map(|(_, manifest)| manifest)
        .collect())
}

fn manifest_from_proto(manifest: proto::RrdManifest, limits: &Limits) -> Result<Manifest> {
    let id = convert::store_id(required(manifest.store_id, "store id")?)?;
    let store_id = LegacyIds::default()
        .resolve(id)
        .ok_or_else(|| Error::invalid("the manifest's store id lacks its application id"))?;
    let schema = required(manifest.sorbet_schema, "schema")?;
    let schema = required(schema.arrow_schema, "schema")?;
    let schema = StoreSchema::from_arrow(&ipc::decode_schema(&schema, limits)?)?;
    let sha256 = manifest
        .sorbet_schema_sha256
        .and_then(|hash| hash.as_ref().try_into().ok());
    let part = required(manifest.data, "table")?;
    if part.encoder_version != ENCODER_VERSION_V0 {
        return Err(Error::invalid(format!(
            "the manifest's table has the unknown version {}",
            part.encoder_version
        )));
    }
    let payload = required(part.payload, "table")?;
    let data = match compression_from_proto(part.compression)? {
        Compression::None => payload,
        Compression::Lz4 => lz4::decompress(&payload, part.uncompressed_size, limits)?,
    };
    let table = ipc::decode(&data, limits)?;
    let table = rushes_chunk::migration::migrate_manifest(table)?;
    Manifest::new(store_id, schema, sha256, table)
}
